"""All of `import` that looks at several documents: copies, days of publication, sources, and the drafts they make.

`gather` takes the records of single documents and the collection as it is, and returns a plan: plain data that says
which files are to be made. It touches no disk and asks no clock. Its outcome does not depend on the order of the
records, so any number of workers gives the same files.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import PurePath

from dateline.content.addresses import link_fault, mended
from dateline.content.changes import Changes
from dateline.dates import DateError, parse
from dateline.evidence.receipts import digest
from dateline.fetching import shortened
from dateline.ingest import dating
from dateline.ingest.cast import Cast
from dateline.ingest.citing import passage_for
from dateline.ingest.document import Hints, Record, concluded, day_of, read_again
from dateline.ingest.draft import (
    Names,
    sentences,
    stem_of,
    write_actors,
    write_source,
)
from dateline.ingest.grouping import Grouping, Item
from dateline.ingest.held import Head, InMemory, Lazily, Records, together
from dateline.ingest.relations import Relations, advice, copied, in_words, nearest_sources, relate
from dateline.model import (
    Actor,
    Derivation,
    How,
    Id,
    Site,
    Source,
)
from dateline.problems import Problem, Severity, did_you_mean


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotable:
    """A citation that could now be quoted, because its source has got a text."""

    claim: str
    """The claim's full name, `entry#claim`."""
    passage: str
    """The sentence of the text that has most words in common with the claim; empty where none has enough."""
    quote: str = ""
    """Words of that sentence that could be quoted: verbatim, eighteen at most; empty where there are none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one document."""

    item: Item
    """The document, with what the others told of it."""
    id: str | None
    """The source that it is now; None where it was refused."""
    title: str | None
    """The title: its own, or that of the document that it copies."""
    published: str | None
    """Day of publication, EDTF."""
    publisher: str | None
    """Id of the outlet; where outlets.yaml has none such, the name that the article states."""
    inferred: tuple[tuple[str, str], ...]
    """(field, why) of what the article does not state."""
    copy_of: str | None = None
    """The source that has the same words."""
    new: bool = False
    """Whether the source is made by this import."""
    drafts: tuple[str, ...] = ()
    """Paths of the drafts and proposals that hold its claims."""
    claims: int = 0
    """How many claims rest on it."""
    unused: int = 0
    """Quotations and dates in no claim."""
    note: str | None = None
    """What an editor should know of it."""

    @property
    def record(self) -> Record:
        """All that is known of the document but its bytes; it may have to be fetched from a disk."""
        return self.item.record

    @property
    def head(self) -> Head:
        """What is at hand of it."""
        return self.item.head


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What an import would change, as data."""

    outcomes: tuple[Outcome, ...]
    """One for each document, in input order."""
    sources: Mapping[str, str] = field(default_factory=dict)
    """Path relative to the root: the new source's file."""
    drafts: Mapping[str, str] = field(default_factory=dict)
    """Path relative to the root: the new draft's file."""
    proposals: Mapping[str, str] = field(default_factory=dict)
    """Path relative to the root, under inbox/: claims for an entry that exists."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """Source id: its clean text, for the archive."""
    originals: Mapping[str, bytes] = field(default_factory=dict)
    """Name under originals/ in the archive: the bytes that were imported."""
    actors: tuple[Actor, ...] = ()
    """Persons to be added to actors.yaml."""
    unknown: tuple[tuple[str, int], ...] = ()
    """Bodies that say or do something and are not in actors.yaml, with the number of claims."""
    quotable: tuple[Quotable, ...] = ()
    """Citations that could now be quoted."""
    problems: tuple[Problem, ...] = ()
    """Refused documents, hints that lead nowhere, things to look at."""

    def changes(self) -> Changes:
        """The files to make."""
        names = {f"{source}.txt": source for source in self.texts}
        texts = Lazily(names, lambda source: f"{self.texts[source]}\n".encode())
        originals = Lazily({f"originals/{name}": name for name in self.originals}, self.originals.__getitem__)
        additions = {"content/actors.yaml": write_actors(self.actors)} if self.actors else {}
        return Changes(
            content=together(self.sources, self.drafts),
            proposals=self.proposals,
            archive=together(texts, originals),
            additions=additions,
        )


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
        self.new_texts: dict[str, Item] = {}
        self.quotable: list[Quotable] = []
        self.changed: list[Item] = []
        self.cited = {
            _outlet_key(source.title): source.id
            for source in site.sources.values()
            if source.title and source.id not in texts and source.id not in site.facts
        }
        self.names = Names(alias for source in site.sources.values() for alias in (source.id, *source.aliases))

    def plan(self) -> Plan:
        """All steps, each in an order that does not depend on the order of the input."""
        read = [item for item in self.items if item.head.read]
        for item in self.items:
            if item.head.refused is not None:
                self._problem(item, Severity.ERROR, "document-refused", item.head.refused)
        for item in self.remarks:
            self._problem(item, Severity.WARNING, "records-skipped", item.head.refused or "")
        fresh = self._first_of_each(self._unknown_ones(read))
        relations = relate(fresh, self.site, self.texts)
        self._tell_of_absent_texts(fresh)
        self._find_days(fresh)
        for item in fresh:
            self._describe(item)
        self._lend_titles(fresh)
        self._name_sources(fresh, relations)
        comments = self._advise(fresh, relations)
        # A copy names the same persons once more; that says nothing of how they are usually spelt.
        people = (
            replace(person, count=0 if item.copy_of else person.count, foreign=self._foreign(item))
            for item in fresh
            for person in item.records.cast(item.number)
        )
        cast = Cast(self.site, people)
        grouping = Grouping(self.site, cast, self.hints.track, self.today, self.aside)
        grouping.write(fresh)
        self._follow_twins()
        return Plan(
            outcomes=tuple(self._outcome(item) for item in self.items),
            sources=Lazily(
                {f"content/sources/{item.id}.md": item for item in fresh},
                lambda item: write_source(self._source(item), comments.get(item.number, "")),
            ),
            drafts=grouping.drafts,
            proposals=grouping.proposals,
            texts=Lazily({**self.new_texts, **{str(item.id): item for item in fresh}}, lambda item: item.text),
            originals=self._originals(),
            actors=cast.added(),
            unknown=tuple(sorted(grouping.unknown.items(), key=lambda pair: (-pair[1], pair[0]))),
            quotable=tuple(self.quotable),
            problems=tuple(self.problems),
        )

    def _foreign(self, item: Item) -> bool:
        """Tell whether a document is in another language than the site."""
        own = self.site.settings.language.split("-")[0]
        return item.language is not None and item.language != own

    def _problem(self, item: Item, severity: Severity, code: str, message: str, hint: str = "") -> None:
        self.problems.append(Problem(path=item.head.path, severity=severity, code=code, message=message, hint=hint))

    def _originals(self) -> Mapping[str, bytes]:
        """The bytes that the archive gets: of every document whose text it gets."""
        wanted = {
            f"{item.head.digest}.{item.head.ending}": item
            for item in self.items
            if (item.new or item.id in self.new_texts)
            and item.head.digest not in self.originals
            and item.records.has_data(item.number)
        }
        return Lazily(wanted, lambda item: item.records.data(item.number))

    # -- what is in the collection already ------------------------------------------------------------------

    def _unknown_ones(self, items: Sequence[Item]) -> list[Item]:
        """The documents that the collection has not; what it has gets its id and nothing else."""
        by_text: dict[str, list[str]] = defaultdict(list)
        for source, text in sorted(self.texts.items()):
            by_text[digest(text)].append(source)
        for source, facts in sorted(self.site.facts.items()):
            if source in self.site.sources and source not in by_text[facts.digest]:
                by_text[facts.digest].append(source)
        by_url = {_address(source.url): source.id for source in self.site.sources.values() if source.url}
        fresh = []
        for item in items:
            if self.hints.into is not None:
                self._into(item, self.hints.into)
            elif not self._recognised(item, by_text, by_url):
                fresh.append(item)
        for item, near in zip(self.changed, nearest_sources(self.changed, self.texts), strict=True):
            item.id = near
            item.notes.append(
                f"was imported before, as “{near}”, whose text was changed since"
                if near
                else "was imported before; its source is gone or has no text now"
            )
        return fresh

    def _recognised(self, item: Item, by_text: Mapping[str, list[str]], by_url: Mapping[str, Id]) -> bool:
        """Tell whether the collection has a document, by its text, its bytes or its address."""
        holders = by_text.get(item.head.text_digest, [])
        if holders:
            item.id = max(holders, key=lambda source: (self._agreement(item, source), [-ord(c) for c in source]))
            item.copy_of = copied(self.site, item.id)
            if item.id not in self.texts:
                self.new_texts[item.id] = item
                item.notes.append(f"is the source “{item.id}”; its text goes into the archive")
            else:
                item.notes.append(f"is the source “{item.id}” already")
            return True
        if item.head.digest in self.originals:
            self.changed.append(item)
            return True
        url = item.head.url
        known = by_url.get(_address(url)) if url else None
        if known is None:
            return False
        item.id = known
        if known in self.texts or known in self.site.facts:
            item.notes.append(f"has the address of the source “{known}”, whose text differs: nothing was changed")
        else:
            item.notes.append(f"has the address of the source “{known}”, which has no text yet")
            self._problem(
                item, Severity.WARNING, "source-without-text", f"this is the source “{known}”, which has no text yet",
                f"give it the text with --into {known}",
            )  # fmt: skip
        return True

    def _agreement(self, item: Item, source: str) -> int:
        """How well what a source says of itself fits what a document states: tells a copy from its original."""
        head, held = item.head, self.site.sources.get(source)
        if held is None:
            return 0
        score = 0
        for name, stated in (("title", head.title), ("credit", head.credit), ("published", head.stated_day)):
            own = None if name in held.inferred else getattr(held, name)
            score += (str(own) == stated) if stated and own else (not stated and not own)
        return score

    def _into(self, item: Item, source: str) -> None:
        """Give a text to a source that was only cited so far."""
        held = self.texts.get(source)
        facts = self.site.facts.get(source)
        if (held is not None and held != item.text) or (facts is not None and facts.digest != item.head.text_digest):
            self._problem(
                item, Severity.ERROR, "source-has-text", f"the source “{source}” has another text already",
                "import the document without --into: it becomes a source of its own",
            )  # fmt: skip
            return
        item.id = source
        item.notes.append(f"is the text of the source “{source}”")
        if held is None:
            self.new_texts[source] = item
        for entry, claim, _, cited in self.site.evidence():
            if cited.source == source and cited.quote is None:
                found = passage_for(claim.text, item.text)
                name = f"{entry.id}#{claim.id}"
                self.quotable.append(
                    Quotable(claim=name, passage=found.sentence, quote=found.quote)
                    if found is not None
                    else Quotable(claim=name, passage="")
                )

    def _first_of_each(self, items: Sequence[Item]) -> list[Item]:
        """One document for each content; the same bytes given twice are one source. In an order of their own."""
        firsts: dict[str, Item] = {}
        for item in items:
            if item.head.digest in firsts:
                item.root = firsts[item.head.digest]
            else:
                firsts[item.head.digest] = item
        return [firsts[key] for key in sorted(firsts)]

    def _follow_twins(self) -> None:
        """Give the same bytes, given once more, what the first of them got."""
        for item in self.items:
            first = item.root
            if first is not None and not item.new and first.head.digest == item.head.digest and item.id is None:
                item.id, item.title, item.publisher = first.id, first.title, first.publisher
                item.copy_of, item.inferred = first.copy_of, first.inferred
                item.follow(first)
                item.notes.append(f"has the same bytes as {first.head.path}")

    # -- days -----------------------------------------------------------------------------------------------

    def _find_days(self, fresh: Sequence[Item]) -> None:
        """Give copies the day of what they copy, and infer the days that others betray."""
        alone = [item for item in fresh if item.root is None and item.copy_of is None]
        waiting = [item for item in alone if item.head.published is None]
        if waiting:
            self._infer_days(alone, waiting)
        for item in fresh:
            taken = None
            if item.root is not None and item.head.published is None:
                taken = item.root.head.published
            elif item.copy_of is not None and item.head.published is None:
                held = self.site.sources.get(item.copy_of)
                taken = held.published.text if held is not None and held.published else None
            if taken is not None:
                kept = tuple(note for note in item.head.notes if not note.startswith("day of publication unknown"))
                item.record = replace(read_again(item.record, taken), notes=kept)
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

    # -- sources --------------------------------------------------------------------------------------------

    def _describe(self, item: Item) -> None:
        """Give a new source its title and publisher."""
        head = item.head
        item.new = True
        item.inferred = {**dict(head.inferred), **item.inferred}
        item.title = head.title
        if item.title is None and (root := self._root_title(item)) is not None:
            item.title = root
            item.inferred["title"] = ""
        if self.hints.publisher is not None:
            item.publisher = self.hints.publisher
        else:
            names = (head.publisher, *head.labels) if head.publisher is not None else head.labels
            item.publisher = next((known for name in names if (known := self._outlet(name)) is not None), None)
            if item.publisher is None and head.publisher is not None:
                self._problem(
                    item, Severity.WARNING, "publisher-unknown",
                    f"the article names “{head.publisher}” as its publisher, which outlets.yaml has not",
                    "add it there (or its spelling), then name it in the source",
                )  # fmt: skip
        for note in head.notes:
            self._problem(item, Severity.WARNING, "look-at", note)
        alike = self.cited.get(_outlet_key(head.title or ""))
        if alike is not None and item.copy_of is None:
            self._problem(
                item, Severity.WARNING, "same-title", f"the source “{alike}”, which has no text, has the same title",
                f"if it is the same article, delete the new source and its drafts and import it with --into {alike}",
            )  # fmt: skip

    def _lend_titles(self, fresh: Sequence[Item]) -> None:
        """Give a document without a headline that of a copy of it: a capture may have lost it."""
        for item in sorted(fresh, key=lambda item: item.rank):
            root, title = item.root, item.head.title
            if root is not None and root.title is None and title is not None:
                root.title = item.title = title
                root.inferred["title"] = f"the headline of {PurePath(item.head.path).name}, a copy of this article"
        for item in fresh:
            if item.title is None and item.root is not None and item.root.title is not None:
                item.title, item.inferred["title"] = item.root.title, ""

    def _root_title(self, item: Item) -> str | None:
        if item.root is not None:
            return item.root.head.title
        held = self.site.sources.get(item.copy_of or "")
        return held.title if held is not None else None

    def _outlet(self, name: str) -> str | None:
        """The outlet of a name that an article states."""
        key = _outlet_key(name)
        for outlet in self.site.outlets.values():
            if key in (_outlet_key(outlet.name), _outlet_key(outlet.id), *map(_outlet_key, outlet.spellings)):
                return outlet.id
        return None

    def _name_sources(self, fresh: Sequence[Item], relations: Relations) -> None:
        """Give new sources their ids: the outlet or the first words of the title, and the day."""
        order = sorted(fresh, key=lambda item: (item.root is not None, item.head.published or "9999", item.rank))
        for item in order:
            stem = item.publisher or stem_of(item.title or "") or stem_of(item.head.first_line)
            stem = stem or f"source-{item.head.digest[:8]}"
            when = re.match(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?![\dX])", item.head.published or "")
            stem = f"{stem}-{when[0]}" if when else stem
            item.id = self.names.take(stem)
        for item in order:
            self._say_origin(item)
        for item, other in relations.drawn:
            other_id = other if isinstance(other, str) else str(other.id)
            item.derived = (Derivation(source=Id.of(other_id), how=How.BASED_ON),)
            item.notes.append(f"has long passages in common with {other_id}: {in_words(item)}")

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
                self._problem(item, Severity.WARNING, code, message, hint)
        return comments

    def _say_origin(self, item: Item) -> None:
        """Note what a copy was taken from, and why."""
        if item.root is not None and item.root.id is not None:
            item.copy_of = item.root.id
        other = item.copy_of
        if other is not None:
            here = item.publisher
            there = item.root.publisher if item.root is not None else None
            held = self.site.sources.get(other)
            there = there or (held.publisher if held is not None else None)
            mine = item.head.title
            theirs = item.root.head.title if item.root is not None else held and held.title
            # Another paper, or another headline, and so no second capture of one page.
            other_paper = (
                here != there if here and there else bool(mine and theirs and _outlet_key(mine) != _outlet_key(theirs))
            )
            how = How.REPRINT if other_paper else How.DUPLICATE
            item.derived = (Derivation(source=Id.of(other), how=how),)
            share = f"{item.containment:.0%}" if item.containment < 1 else "all"
            why = f"taken from {other}, of which this is a copy ({share} of the words in runs of five are the same)"
            for name, reason in item.inferred.items():
                if not reason:
                    item.inferred[name] = why
            item.notes.append(f"a copy of {other}: {in_words(item)}")

    def _source(self, item: Item) -> Source:
        """The new source."""
        head = item.head
        fields = {"title": item.title, "published": head.published, "language": head.language}
        fields |= {"credit": head.credit, "authors": " ".join(head.authors), "publisher": item.publisher}
        fields |= {"url": head.url}
        return Source(
            id=Id.of(item.id),
            title=item.title,
            publisher=Id.of(item.publisher) if item.publisher else None,
            credit=head.credit,
            authors=head.authors,
            published=parse(head.published) if head.published else None,
            inferred={name: why for name, why in sorted(item.inferred.items()) if fields.get(name)},
            language=head.language,
            url=head.url,
            archived_url=head.archived_url,
            accessed=parse(head.accessed) if head.accessed else None,
            derived_from=item.derived,
            editor_note=sentences([_full_stop(note) for note in head.notes]),
        )

    # -- the report -----------------------------------------------------------------------------------------

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
            note=sentences([_full_stop(note) for note in item.notes if note]),
        )


def _address(url: str | None) -> str:
    """An address as it is compared: without scheme, fragment and final slash."""
    return re.sub(r"^https?://(?:www\.)?|#.*$|/+$", "", re.sub(r"#.*$", "", url or "")).rstrip("/")


def _outlet_key(name: str) -> str:
    """An outlet's name as it is compared: letters and digits only, without article and address."""
    key = unicodedata.normalize("NFC", name).casefold()
    key = re.sub(r"^(?:https?://)?(?:www\.)?", "", key)
    return "".join(char for char in re.sub(r"^the\s+", "", key) if char.isalnum())


def _full_stop(note: str) -> str:
    """A remark as a sentence."""
    note = note.strip()
    if not note:
        return ""
    note = note[0].upper() + note[1:]
    return note if note[-1] in ".!?" else f"{note}."
