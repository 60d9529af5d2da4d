"""All of `import` that looks at several documents: copies, days of publication, sources, and the drafts they make.

`gather` takes the records of single documents and the collection as it is, and returns a plan: plain data that says
which files are to be made. It touches no disk and asks no clock. Its outcome does not depend on the order of the
records, so any number of workers gives the same files.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import PurePath

from dateline.content.changes import Changes
from dateline.dates import DateError, parse
from dateline.evidence.receipts import digest
from dateline.ingest import dating
from dateline.ingest.cast import Cast
from dateline.ingest.copies import containment, find_copies
from dateline.ingest.document import Hints, Record, concluded, day_of, read_again
from dateline.ingest.draft import (
    sentences,
    stem_of,
    unique,
    write_actors,
    write_source,
)
from dateline.ingest.grouping import Grouping, Item
from dateline.model import (
    Actor,
    Derivation,
    How,
    Id,
    Site,
    Source,
)
from dateline.problems import Problem, Severity, did_you_mean

SAME_WORDS = 0.8
"""Containment from which a text is taken for a copy; below it, from `copies.THRESHOLD` on, it is based on the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotable:
    """A citation that could now be quoted, because its source has got a text."""

    claim: str
    """The claim's full name, `entry#claim`."""
    passage: str
    """The sentence of the text that has most words in common with the claim; empty where none has enough."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one document."""

    record: Record
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
    terms: int = 0
    """Quotation marks around terms and titles, which make no claim."""
    unused: int = 0
    """Quotations and dates in no claim."""
    note: str | None = None
    """What an editor should know of it."""


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
        archive = {f"{source}.txt": f"{text}\n".encode() for source, text in self.texts.items()}
        archive |= {f"originals/{name}": data for name, data in self.originals.items()}
        additions = {"content/actors.yaml": write_actors(self.actors)} if self.actors else {}
        return Changes(
            content={**self.sources, **self.drafts}, proposals=self.proposals, archive=archive, additions=additions
        )


def gather(
    records: Sequence[Record],
    site: Site,
    texts: Mapping[str, str],
    today: date,
    *,
    hints: Hints | None = None,
    originals: Collection[str] = (),
) -> Plan:
    """Bring the documents of one import together with each other and with the collection.

    `texts` are the texts at hand of the collection's sources, by id; `originals` the SHA-256 digests of the originals
    that the archive has; `today` becomes the drafts' `added`. Raises nothing: what is wrong is among the problems.
    """
    hints = hints or Hints()
    wrong = _check_hints(hints, site, records)
    if wrong:
        return Plan(outcomes=tuple(_refused(record) for record in records), problems=tuple(wrong))
    return _Gathering(records, site, texts, today, hints, frozenset(originals)).plan()


def _check_hints(hints: Hints, site: Site, records: Sequence[Record]) -> list[Problem]:
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
    if hints.into is not None and len([record for record in records if record.article is not None]) > 1:
        found.append(("--into", "several documents are to become the text of one source", "give one document"))
    return [Problem(path=option, code="bad-option", message=message, hint=hint) for option, message, hint in found]


def _refused(record: Record) -> Outcome:
    return Outcome(record=record, id=None, title=None, published=None, publisher=None, inferred=(), note=record.refused)


class _Gathering:
    """One import; `plan` is all of it."""

    def __init__(
        self,
        records: Sequence[Record],
        site: Site,
        texts: Mapping[str, str],
        today: date,
        hints: Hints,
        originals: frozenset[str],
    ) -> None:
        self.site = site
        self.texts = texts
        self.today = today
        self.hints = hints
        self.originals = originals
        self.items = [Item(number, record) for number, record in enumerate(records)]
        self.problems: list[Problem] = []
        self.new_texts: dict[str, str] = {}
        self.quotable: list[Quotable] = []
        self.drawn: list[tuple[Item, str | Item]] = []
        self.cited = {
            _outlet_key(source.title): source.id
            for source in site.sources.values()
            if source.title and source.id not in texts and source.id not in site.facts
        }
        self.source_ids = set(site.sources) | {alias for source in site.sources.values() for alias in source.aliases}

    def plan(self) -> Plan:
        """All steps, each in an order that does not depend on the order of the input."""
        read = [item for item in self.items if item.record.article is not None]
        for item in self.items:
            if item.record.refused is not None:
                self._problem(item, Severity.ERROR, "document-refused", item.record.refused)
        fresh = self._first_of_each(self._unknown_ones(read))
        self._find_copies(fresh)
        self._find_days(fresh)
        for item in fresh:
            self._describe(item)
        self._lend_titles(fresh)
        self._name_sources(fresh)
        # A copy names the same persons once more; that says nothing of how they are usually spelt.
        people = (
            replace(person, count=0 if item.copy_of else person.count, foreign=self._foreign(item))
            for item in fresh
            for person in item.record.reading.cast
        )
        cast = Cast(self.site, people)
        grouping = Grouping(self.site, cast, self.hints.track, self.today)
        grouping.write(fresh)
        self._follow_twins()
        return Plan(
            outcomes=tuple(self._outcome(item) for item in self.items),
            sources={f"content/sources/{item.id}.md": write_source(self._source(item)) for item in fresh},
            drafts=grouping.drafts,
            proposals=grouping.proposals,
            texts={**self.new_texts, **{str(item.id): item.record.text for item in fresh}},
            originals=self._originals(),
            actors=cast.added(),
            unknown=tuple(sorted(grouping.unknown.items(), key=lambda pair: (-pair[1], pair[0]))),
            quotable=tuple(self.quotable),
            problems=tuple(self.problems),
        )

    def _foreign(self, item: Item) -> bool:
        """Tell whether a document is in another language than the site."""
        article = item.record.article
        own = self.site.settings.language.split("-")[0]
        return article is not None and article.language is not None and article.language.split("-")[0] != own

    def _problem(self, item: Item, severity: Severity, code: str, message: str, hint: str = "") -> None:
        self.problems.append(Problem(path=item.record.path, severity=severity, code=code, message=message, hint=hint))

    def _originals(self) -> dict[str, bytes]:
        """The bytes that the archive gets: of every document whose text it gets."""
        return {
            f"{item.record.digest}.{item.record.ending}": item.record.data
            for item in self.items
            if (item.new or item.id in self.new_texts)
            and item.record.data is not None
            and item.record.digest not in self.originals
        }

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
        return fresh

    def _recognised(self, item: Item, by_text: Mapping[str, list[str]], by_url: Mapping[str, Id]) -> bool:
        """Tell whether the collection has a document, by its text, its bytes or its address."""
        article = item.record.article
        holders = by_text.get(digest(item.record.text), [])
        if holders:
            item.id = max(holders, key=lambda source: (self._agreement(item, source), [-ord(c) for c in source]))
            item.copy_of = self._copied(item.id)
            if item.id not in self.texts:
                self.new_texts[item.id] = item.record.text
                item.notes.append(f"is the source “{item.id}”; its text goes into the archive")
            else:
                item.notes.append(f"is the source “{item.id}” already")
            return True
        if item.record.digest in self.originals:
            near = find_copies([*sorted(self.texts.items()), (_RECORD, item.record.text)])
            pairs = [
                (copy.containment, copy.fuller, copy.shorter) for copy in near if _RECORD in (copy.fuller, copy.shorter)
            ]
            if pairs:
                _, fuller, shorter = max(pairs)
                item.id = shorter if fuller == _RECORD else fuller
            item.notes.append(
                f"was imported before, as “{item.id}”, whose text was changed since"
                if item.id
                else "was imported before; its source is gone or has no text now"
            )
            return True
        url = self.hints.url or (article.url if article is not None else None)
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
        article, held = item.record.article, self.site.sources.get(source)
        if article is None or held is None:
            return 0
        score = 0
        for name in ("title", "credit", "published"):
            stated = getattr(article, name)
            own = None if name in held.inferred else getattr(held, name)
            score += (str(own) == stated) if stated and own else (not stated and not own)
        return score

    def _copied(self, source: str) -> str | None:
        """The source that a source of the collection is a copy of."""
        held = self.site.sources.get(source)
        if held is None:
            return None
        return next((str(d.source) for d in held.derived_from if d.source and d.how is How.DUPLICATE), None)

    def _into(self, item: Item, source: str) -> None:
        """Give a text to a source that was only cited so far."""
        held = self.texts.get(source)
        facts = self.site.facts.get(source)
        if (held is not None and held != item.record.text) or (
            facts is not None and facts.digest != digest(item.record.text)
        ):
            self._problem(
                item, Severity.ERROR, "source-has-text", f"the source “{source}” has another text already",
                "import the document without --into: it becomes a source of its own",
            )  # fmt: skip
            return
        item.id = source
        item.notes.append(f"is the text of the source “{source}”")
        if held is None:
            self.new_texts[source] = item.record.text
        for entry, claim, _, cited in self.site.evidence():
            if cited.source == source and cited.quote is None:
                passage = _nearest_passage(claim.text, item.record.text)
                self.quotable.append(Quotable(claim=f"{entry.id}#{claim.id}", passage=passage))

    def _first_of_each(self, items: Sequence[Item]) -> list[Item]:
        """One document for each content; the same bytes given twice are one source. In an order of their own."""
        firsts: dict[str, Item] = {}
        for item in items:
            if item.record.digest in firsts:
                item.root = firsts[item.record.digest]
            else:
                firsts[item.record.digest] = item
        return [firsts[key] for key in sorted(firsts)]

    def _follow_twins(self) -> None:
        """Give the same bytes, given once more, what the first of them got."""
        for item in self.items:
            first = item.root
            if first is not None and not item.new and first.record.digest == item.record.digest and item.id is None:
                item.id, item.title, item.publisher = first.id, first.title, first.publisher
                item.copy_of, item.inferred, item.record = (
                    first.copy_of,
                    first.inferred,
                    replace(first.record, path=item.record.path),
                )
                item.notes.append(f"has the same bytes as {first.record.path}")

    # -- copies ---------------------------------------------------------------------------------------------

    def _find_copies(self, fresh: Sequence[Item]) -> None:
        """Find which documents carry the words of others, here or in the collection."""
        by_key = {f"{_RECORD}{number}": item for number, item in enumerate(fresh)}
        documents = [(source, text) for source, text in sorted(self.texts.items()) if source in self.site.sources]
        documents += [(key, item.record.text) for key, item in by_key.items()]
        pairs = [copy for copy in find_copies(documents) if copy.fuller in by_key or copy.shorter in by_key]
        partners: dict[str, dict[str, float]] = defaultdict(dict)
        for pair in pairs:
            if pair.containment >= SAME_WORDS:
                partners[pair.fuller][pair.shorter] = partners[pair.shorter][pair.fuller] = pair.containment
        held = [key for key in partners if key not in by_key]
        order = sorted(held, key=lambda key: (self._copied(key) is not None, key))
        order += sorted((key for key in partners if key in by_key), key=lambda key: by_key[key].rank)
        whole = dict(documents)
        place = {key: number for number, key in enumerate(order)}
        root_of: dict[str, str] = {}
        for key in order:
            before = sorted((other for other in partners[key] if other in root_of), key=place.__getitem__)
            roots = dict.fromkeys(root_of[other] for other in before)
            # A page that holds two stories does not make these two one: each is compared with the root itself.
            shares = ((root, partners[key].get(root) or containment(whole[key], whole[root])) for root in roots)
            root, share = next(((root, share) for root, share in shares if share >= SAME_WORDS), (key, 1.0))
            root_of[key] = root if key in by_key else key
            if key not in by_key or root == key:
                continue
            by_key[key].containment = share
            by_key[key].words_of = whole[root]
            if root in by_key:
                by_key[key].root = by_key[root]
            else:
                by_key[key].copy_of = root
        for pair in sorted(pairs, key=lambda pair: (-pair.containment, pair.fuller, pair.shorter)):
            if pair.containment < SAME_WORDS:
                self._based_on(pair.fuller, pair.shorter, pair.containment, by_key)

    def _based_on(self, first: str, second: str, share: float, by_key: Mapping[str, Item]) -> None:
        """Note that one of two texts holds long passages of the other: the later, or the one that states less."""
        a, b = by_key.get(first), by_key.get(second)
        if a is not None and b is not None:
            days = (day_of(a.record.published), day_of(b.record.published))
            later = days[0] is not None and days[1] is not None and days[0] != days[1]
            if (days[0] < days[1]) if later and days[0] and days[1] else a.rank < b.rank:
                a, b = b, a
            other: str | Item = b
        else:
            other = second if a is not None else first
            a = a or b
        if a is None or a.root is not None or a.copy_of is not None or a.words_of is not None:
            return
        a.words_of = self.texts[other] if isinstance(other, str) else other.record.text
        a.containment = share
        self.drawn.append((a, other))

    # -- days -----------------------------------------------------------------------------------------------

    def _find_days(self, fresh: Sequence[Item]) -> None:
        """Give copies the day of what they copy, and infer the days that others betray."""
        alone = [item for item in fresh if item.root is None and item.copy_of is None]
        waiting = [item for item in alone if item.record.published is None]
        if waiting:
            self._infer_days(alone, waiting)
        for item in fresh:
            taken = None
            if item.root is not None and item.record.published is None:
                taken = item.root.record.published
            elif item.copy_of is not None and item.record.published is None:
                held = self.site.sources.get(item.copy_of)
                taken = held.published.text if held is not None and held.published else None
            if taken is not None:
                kept = tuple(note for note in item.record.notes if not note.startswith("day of publication unknown"))
                item.record = replace(read_again(item.record, taken), notes=kept)
                item.inferred["published"] = ""  # the reason names the other's id, which comes later

    def _infer_days(self, alone: Sequence[Item], waiting: Sequence[Item]) -> None:
        """Round by round: what is inferred for one document helps with the next."""
        around = [
            dating.neighbour(text, day_of(source.published.text))
            for name, text in sorted(self.texts.items())
            if (source := self.site.sources.get(name)) is not None and source.published is not None
        ]
        around += [item.record.neighbour for item in alone if item.record.neighbour is not None]

        def attempt(item: Item, known: dating.Neighbours) -> dating.Neighbour | None:
            if item.record.betrays is None:
                return None
            item.record = concluded(item.record, dating.conclude(item.record.betrays, known))
            return item.record.neighbour

        dating.in_rounds(waiting, around, attempt)

    # -- sources --------------------------------------------------------------------------------------------

    def _describe(self, item: Item) -> None:
        """Give a new source its title and publisher."""
        article = item.record.article
        if article is None:
            return
        item.new = True
        item.inferred = {**dict(item.record.inferred), **item.inferred}
        item.title = article.title
        if item.title is None and (root := self._root_title(item)) is not None:
            item.title = root
            item.inferred["title"] = ""
        if self.hints.publisher is not None:
            item.publisher = self.hints.publisher
        elif article.publisher is not None:
            item.publisher = self._outlet(article.publisher)
            if item.publisher is None:
                self._problem(
                    item, Severity.WARNING, "publisher-unknown",
                    f"the article names “{article.publisher}” as its publisher, which outlets.yaml has not",
                    "add it there (or its spelling), then name it in the source",
                )  # fmt: skip
        for note in item.record.notes:
            self._problem(item, Severity.WARNING, "look-at", note)
        alike = self.cited.get(_outlet_key(article.title or ""))
        if alike is not None and item.copy_of is None:
            self._problem(
                item, Severity.WARNING, "same-title", f"the source “{alike}”, which has no text, has the same title",
                f"if it is the same article, delete the new source and its drafts and import it with --into {alike}",
            )  # fmt: skip

    def _lend_titles(self, fresh: Sequence[Item]) -> None:
        """Give a document without a headline that of a copy of it: a capture may have lost it."""
        for item in sorted(fresh, key=lambda item: item.rank):
            root, article = item.root, item.record.article
            if root is not None and root.title is None and article is not None and article.title is not None:
                root.title = item.title = article.title
                root.inferred["title"] = f"the headline of {PurePath(item.record.path).name}, a copy of this article"
        for item in fresh:
            if item.title is None and item.root is not None and item.root.title is not None:
                item.title, item.inferred["title"] = item.root.title, ""

    def _root_title(self, item: Item) -> str | None:
        if item.root is not None and item.root.record.article is not None:
            return item.root.record.article.title
        held = self.site.sources.get(item.copy_of or "")
        return held.title if held is not None else None

    def _outlet(self, name: str) -> str | None:
        """The outlet of a name that an article states."""
        key = _outlet_key(name)
        for outlet in self.site.outlets.values():
            if key in (_outlet_key(outlet.name), _outlet_key(outlet.id), *map(_outlet_key, outlet.spellings)):
                return outlet.id
        return None

    def _name_sources(self, fresh: Sequence[Item]) -> None:
        """Give new sources their ids: the outlet or the first words of the title, and the day."""
        order = sorted(fresh, key=lambda item: (item.root is not None, item.record.published or "9999", item.rank))
        for item in order:
            stem = item.publisher or stem_of(item.title or "") or stem_of(item.record.text.split("\n", 1)[0])
            stem = stem or f"source-{item.record.digest[:8]}"
            when = re.match(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?![\dX])", item.record.published or "")
            stem = f"{stem}-{when[0]}" if when else stem
            item.id = unique(stem, self.source_ids)
            self.source_ids.add(item.id)
        for item in order:
            self._say_origin(item)
        for item, other in self.drawn:
            other_id = other if isinstance(other, str) else str(other.id)
            item.derived = (Derivation(source=Id.of(other_id), how=How.BASED_ON),)
            item.notes.append(f"has {item.containment:.0%} of its words in common with {other_id}, in long passages")

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
            how = How.REPRINT if here and there and here != there else How.DUPLICATE
            item.derived = (Derivation(source=Id.of(other), how=how),)
            share = f"{item.containment:.0%}" if item.containment < 1 else "all"
            why = f"taken from {other}, of which this is a copy ({share} of the words in runs of five are the same)"
            for name, reason in item.inferred.items():
                if not reason:
                    item.inferred[name] = why
            item.notes.append(f"a copy of {other}")

    def _source(self, item: Item) -> Source:
        """The new source."""
        article = item.record.article
        assert article is not None  # noqa: S101  (only read documents become sources)
        fields = {"title": item.title, "published": item.record.published, "language": article.language}
        fields |= {"credit": article.credit, "authors": " ".join(article.authors), "publisher": item.publisher}
        fields |= {"url": self.hints.url or article.url}
        return Source(
            id=Id.of(item.id),
            title=item.title,
            publisher=Id.of(item.publisher) if item.publisher else None,
            credit=article.credit,
            authors=article.authors,
            published=parse(item.record.published) if item.record.published else None,
            inferred={name: why for name, why in sorted(item.inferred.items()) if fields.get(name)},
            language=article.language,
            url=self.hints.url or article.url,
            derived_from=item.derived,
            editor_note=sentences([_full_stop(note) for note in item.record.notes]),
        )

    # -- the report -----------------------------------------------------------------------------------------

    def _outcome(self, item: Item) -> Outcome:
        """What became of a document."""
        record, article = item.record, item.record.article
        if article is None:
            return _refused(record)
        held = self.site.sources.get(item.id or "") if not item.new else None
        publisher = item.publisher or article.publisher
        inferred = item.inferred if item.inferred else dict(record.inferred)
        title, published = item.title or article.title, record.published
        if held is not None:
            title = title or held.title
            published = published or (held.published.text if held.published else None)
            publisher = held.publisher or publisher
            inferred = dict(held.inferred) or inferred
            if published != record.published:
                record = read_again(record, published)
        terms = {n for n, quote in enumerate(record.quotes) if quote.kind != "speech"} - item.used_quotes
        unused = 0
        if item.new and item.copy_of is None:
            spoken = {n for n, quote in enumerate(record.quotes) if quote.kind == "speech"}
            inside = {
                n
                for n, phrase in enumerate(record.phrases)
                if any(quote.start <= phrase.start < quote.end for quote in record.quotes)
            }
            unused = len(spoken - item.used_quotes) + len(set(range(len(record.phrases))) - item.used_phrases - inside)
        return Outcome(
            record=record,
            id=item.id,
            title=title,
            published=published,
            publisher=publisher,
            inferred=tuple((name, why) for name, why in inferred.items() if why),
            copy_of=item.copy_of,
            new=item.new,
            drafts=tuple(sorted(item.drafts)),
            claims=item.claims,
            terms=len(terms),
            unused=unused,
            note=sentences([_full_stop(note) for note in item.notes if note]),
        )


_RECORD = "\x00"
"""Begins the keys of documents of this import among those of sources; no id has it."""


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


def _nearest_passage(claim: str, text: str) -> str:
    """The sentence of a text that shares most words with a claim, at least a third of them."""
    wanted = {word for word in re.findall(r"\w+", claim.casefold()) if len(word) > 3}
    best, most = "", 0.0
    for sentence in re.split(r"(?<=[.!?”\"])\s+|\n", text):
        there = {word for word in re.findall(r"\w+", sentence.casefold()) if len(word) > 3}
        share = len(wanted & there) / len(wanted) if wanted else 0.0
        if share > most:
            best, most = sentence.strip(), share
    return best if most >= 1 / 3 else ""
