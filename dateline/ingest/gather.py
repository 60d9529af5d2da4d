"""All of `import` that looks at several documents: copies, days of publication, sources, and the drafts they make.

`gather` takes the records of single documents and the collection as it is, and returns a plan: plain data that says
which files are to be made. It touches no disk and asks no clock. Its outcome does not depend on the order of the
records, so any number of workers gives the same files.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, MutableMapping, Sequence
from dataclasses import replace
from datetime import date

from dateline.content.addresses import link_fault, mended
from dateline.dates import DateError, parse
from dateline.fetching import shortened
from dateline.ingest import dating
from dateline.ingest.cast import Cast
from dateline.ingest.document import Hints, Record, concluded, day_of, read_again, taken
from dateline.ingest.draft import sentences, write_source
from dateline.ingest.grouping import Grouping
from dateline.ingest.held import InMemory, Lazily, Records
from dateline.ingest.items import Item
from dateline.ingest.language import primary
from dateline.ingest.plan import Outcome, Plan
from dateline.ingest.recognising import Recognised, follow_twins, recognise
from dateline.ingest.relations import Relations, advice, relate
from dateline.ingest.sources import Sources, lend_titles
from dateline.model import Site
from dateline.problems import Problem, Severity, did_you_mean


def gather(
    records: Sequence[Record] | Records,
    site: Site,
    texts: Mapping[str, str],
    today: date,
    *,
    hints: Hints | None = None,
    originals: Collection[str] = (),
    aside: Callable[[], MutableMapping[str, str]] = dict,
) -> Plan:
    """Bring the documents of one import together with each other and with the collection.

    `texts` are the texts at hand of the collection's sources, by id; `originals` the SHA-256 digests of the originals
    that the archive has; `today` becomes the drafts' `added`; `aside` makes what keeps drafts by their paths. Where the
    records are not all held (`held.Records`), the plan's texts and sources are made when they are asked for. Raises
    nothing: what is wrong is among the problems.
    """
    hints = hints or Hints()
    held: Records = InMemory(records) if isinstance(records, Sequence) else records
    every = [Item(number, held, held.head(number)) for number in range(len(held))]
    items = [item for item in every if not item.head.remark]
    wrong = _check_hints(hints, site, items)
    if wrong:
        return Plan(outcomes=tuple(map(_refused, items)), problems=tuple(wrong))
    remarks = [item for item in every if item.head.remark]
    return _Gathering(items, remarks, site, texts, today, hints, frozenset(originals), aside).plan()


def _check_hints(hints: Hints, site: Site, items: Sequence[Item]) -> list[Problem]:
    """What the command's options name wrongly."""
    found: list[tuple[str, str, str]] = []
    if hints.published is not None:
        try:
            parse(hints.published)
        except DateError as error:
            found.append(("--published", str(error), ""))
    for option, name, known, where in (
        ("--publisher", hints.publisher, site.outlets, "outlets.yaml"),
        ("--track", hints.track, site.tracks, "tracks.yaml"),
        ("--into", hints.into, site.sources, "content/sources/"),
    ):
        if name is not None and name not in known:
            near = did_you_mean(name, known)
            found.append((option, f"“{name}” is not in {where}", near or f"add it to {where} first"))
    if hints.url is not None and (fault := link_fault(mended(hints.url))):
        found.append(("--url", f"“{shortened(hints.url)}” {fault}", "copy it from the browser's address line"))
    if sum(item.head.read for item in items) > 1:
        if hints.into is not None:
            found.append(("--into", "several documents are to become the text of one source", "give one document"))
        if hints.url is not None:
            found.append(("--url", "several documents are to have one address", "give one document"))
    return [Problem(path=option, code="bad-option", message=message, hint=hint) for option, message, hint in found]


def _refused(item: Item) -> Outcome:
    refused = item.head.refused
    return Outcome(item=item, id=None, title=None, published=None, publisher=None, inferred=(), note=refused)


class _Gathering:
    """One import; `plan` is all of it."""

    def __init__(
        self,
        items: Sequence[Item],
        remarks: Sequence[Item],
        site: Site,
        texts: Mapping[str, str],
        today: date,
        hints: Hints,
        originals: frozenset[str],
        aside: Callable[[], MutableMapping[str, str]],
    ) -> None:
        self.site = site
        self.texts = texts
        self.today = today
        self.hints = hints
        self.originals = originals
        self.items = items
        self.remarks = remarks
        self.aside = aside
        self.problems: list[Problem] = []

    def plan(self) -> Plan:
        """All steps, each in an order that does not depend on the order of the input."""
        for item in self.items:
            if item.head.refused is not None:
                self.problems.append(item.problem(Severity.ERROR, "document-refused", item.head.refused))
        for item in self.remarks:
            self.problems.append(item.problem(Severity.WARNING, "records-skipped", item.head.refused or ""))
        read = [item for item in self.items if item.head.read]
        known = recognise(read, self.site, self.texts, self.hints, self.originals)
        self.problems += known.problems
        fresh = known.fresh
        relations = relate(fresh, self.site, self.texts)
        self._tell_of_absent_texts(fresh)
        self._find_days(fresh)
        sources = Sources(self.site, self.texts, self.hints)
        for item in fresh:
            self.problems += sources.describe(item)
        lend_titles(fresh)
        sources.name(fresh, relations)
        comments = self._advise(fresh, relations)
        # A copy names the same persons once more; that says nothing of how they are usually spelt.
        people = (
            replace(person, count=0 if item.copy_of else person.count, foreign=self._is_foreign(item))
            for item in fresh
            for person in item.records.cast(item.number)
        )
        cast = Cast(self.site, people)
        grouping = Grouping(self.site, cast, self.hints.track, self.today, self.aside)
        grouping.write(fresh)
        follow_twins(self.items)
        return Plan(
            outcomes=tuple(self._outcome(item) for item in self.items),
            sources=Lazily(
                {f"content/sources/{item.id}.md": item for item in fresh},
                lambda item: write_source(sources.source(item), comments.get(item.number, "")),
            ),
            drafts=grouping.drafts,
            proposals=grouping.proposals,
            texts=Lazily({**known.texts, **{str(item.id): item for item in fresh}}, lambda item: item.text),
            originals=self._originals(known),
            actors=cast.added(),
            unknown=tuple(sorted(grouping.unknown.items(), key=lambda pair: (-pair[1], pair[0]))),
            quotable=tuple(known.quotable),
            problems=tuple(self.problems),
        )

    def _is_foreign(self, item: Item) -> bool:
        """Tell whether a document is in another language than the site."""
        return item.language is not None and item.language != primary(self.site.settings.language)

    def _originals(self, known: Recognised) -> Mapping[str, bytes]:
        """The bytes that the archive gets: of every document whose text it gets."""
        wanted = {
            f"{item.head.digest}.{item.head.ending}": item
            for item in self.items
            if (item.new or item.id in known.texts)
            and item.head.digest not in self.originals
            and item.records.has_data(item.number)
        }
        return Lazily(wanted, lambda item: item.records.data(item.number))

    # -- days -----------------------------------------------------------------------------------------------

    def _find_days(self, fresh: Sequence[Item]) -> None:
        """Give copies the day of what they copy, and infer the days that others betray."""
        alone = [item for item in fresh if item.root is None and item.copy_of is None]
        waiting = [item for item in alone if item.head.published is None]
        if waiting:
            self._infer_days(alone, waiting)
        for item in fresh:
            day = None
            if item.root is not None and item.head.published is None:
                day = item.root.head.published
            elif item.copy_of is not None and item.head.published is None:
                held = self.site.sources.get(item.copy_of)
                day = held.published.text if held is not None and held.published else None
            if day is not None:
                item.record = taken(item.record, day)
                item.inferred["published"] = ""  # the reason names the other's id, which comes later

    def _infer_days(self, alone: Sequence[Item], waiting: Sequence[Item]) -> None:
        """Round by round: what is inferred for one document helps with the next."""
        around = [
            dating.neighbour(text, day_of(source.published.text))
            for name, text in sorted(self.texts.items())
            if (source := self.site.sources.get(name)) is not None and source.published is not None
        ]
        beside = (item.records.neighbour(item.number) for item in alone)
        around += [told for told in beside if told is not None]

        def attempt(item: Item, known: dating.Neighbours) -> dating.Neighbour | None:
            record = item.record
            if record.article is None:
                return None
            betrays = record.betrays or dating.read(record.text, record.article.captions)
            found = dating.conclude(betrays, known)
            item.record = record = concluded(record, found)
            return record.neighbour

        dating.in_rounds(waiting, around, attempt)

    # -- the report -----------------------------------------------------------------------------------------

    def _tell_of_absent_texts(self, fresh: Sequence[Item]) -> None:
        """Say it where the collection has sources that the documents could not be compared with."""
        absent = [source for source in self.site.facts if source in self.site.sources and source not in self.texts]
        if fresh and absent:
            one = len(absent) == 1
            count = "the text of 1 source is" if one else f"the texts of {len(absent)} sources are"
            self.problems.append(
                Problem(
                    path="archive",
                    severity=Severity.WARNING,
                    code="texts-absent",
                    message=f"{count} not at hand: copies and translations of {'it' if one else 'them'} are not found",
                    hint=f"get the archive from whoever has it, then import ({', '.join(sorted(absent)[:5])})",
                )
            )

    def _advise(self, fresh: Sequence[Item], relations: Relations) -> dict[int, str]:
        """Note what an editor may make of wires and translations; give the comments of sources by document."""
        comments = {}
        for item in fresh:
            found = advice(item, relations)
            if found.comment:
                comments[item.number] = found.comment
            if found.note:
                item.notes.append(found.note)
            for code, message, hint in found.remarks:
                self.problems.append(item.problem(Severity.WARNING, code, message, hint))
        return comments

    def _outcome(self, item: Item) -> Outcome:
        """What became of a document."""
        if not item.head.read:
            return _refused(item)
        head = item.head
        held = self.site.sources.get(item.id or "") if not item.new else None
        publisher = item.publisher or head.publisher
        inferred = item.inferred if item.inferred else dict(head.inferred)
        title, published = item.title or head.title, head.published
        if held is not None:
            title = title or held.title
            published = published or (held.published.text if held.published else None)
            publisher = held.publisher or publisher
            inferred = dict(held.inferred) or inferred
            if published != head.published:
                item.record = read_again(item.record, published)
        unused = 0
        if item.new and item.copy_of is None:
            unused = (item.quotes & ~item.used_quotes).bit_count() + (item.phrases & ~item.used_phrases).bit_count()
        return Outcome(
            item=item,
            id=item.id,
            title=title,
            published=published,
            publisher=publisher,
            inferred=tuple((name, why) for name, why in inferred.items() if why),
            copy_of=item.copy_of,
            new=item.new,
            drafts=tuple(sorted(item.drafts)),
            claims=item.claims,
            unused=unused,
            note=sentences(item.notes),
        )
