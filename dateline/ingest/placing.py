"""Assertions of several documents → claims with their day and track, each once.

What a document has word for word of another is left out; the same words in independent documents are one claim.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from sys import intern

from dateline.ingest.assertions import Assertion, Basis, DatedBy
from dateline.ingest.cast import Cast
from dateline.ingest.draft import quoted
from dateline.ingest.items import Item
from dateline.ingest.prose import words_of
from dateline.ingest.strands import Strands
from dateline.model import Site, Track

SHARED_WORDS = 5
"""Least words of a quotation that makes two sources' claims one."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An assertion with its place among the drafts."""

    item: Item
    """The document."""
    said: Assertion
    """What it asserts."""
    by: tuple[str, ...]
    """Ids of actors."""
    near: tuple[str, ...]
    """Ids of the actors named in its sentence."""
    day: str | None
    """EDTF date of the entry."""
    claim_date: str | None
    """EDTF date of the claim, where it is not the entry's."""
    track: Track | None
    """The track of the entry."""
    also: tuple[tuple[Item, Assertion], ...] = ()
    """Other sources that carry the same words."""

    @property
    def sources(self) -> tuple[tuple[Item, Assertion], ...]:
        """All documents that carry it, each with its own words."""
        return ((self.item, self.said), *self.also)


class Placing:
    """Gives the assertions of one import their places in the timeline."""

    def __init__(self, site: Site, cast: Cast, strands: Strands, track: str | None) -> None:
        """Take the collection, the actors, the tracks, and the track that the editor named for all."""
        self.cast = cast
        self.strands = strands
        self.track = site.tracks[track] if track is not None else None
        self.unknown: Counter[str] = Counter()
        """Bodies that say or do something and are no actors yet, with the number of claims."""

    def place(self, items: Sequence[Item]) -> Iterator[Placed]:
        """Give every assertion its day and its track. What a document has word for word of another is left out.

        They come document by document, so that whoever takes them finds the document's record at hand.
        """
        order = sorted(items, key=lambda item: (item.copy_of is not None, item.head.published or "9999", item.rank))
        for item in order:
            yield from self._of_document(item)

    def _of_document(self, item: Item) -> Iterator[Placed]:
        """The assertions of one document; what is noted of it as a whole is noted before the first."""
        shared = item.shared or frozenset[int]()
        record = item.record
        item.quotes = bits(number for number, quote in enumerate(record.quotes) if quote.kind == "speech")
        item.phrases = bits(
            number
            for number, phrase in enumerate(record.phrases)
            if not any(quote.start <= phrase.start < quote.end for quote in record.quotes)
        )
        item.story = record.reading.story
        item.track = self._story_track(item)
        before: Placed | None = None
        days: dict[DatedBy, DatedBy] = {}
        for said in record.reading.assertions:
            if said.paragraph in shared:
                continue
            # All of one text in a row: it is made ready for looking up once.
            item.note_quote(said, quoted(record.text, said.start, said.end))
            before = self._placed(item, said, before)
            before = replace(before, said=_held(said, days))
            yield before

    def _story_track(self, item: Item) -> Track | None:
        """The track that a document as a whole is about."""
        if self.track is not None:
            return self.track
        article = item.record.article
        if article is None or not self.strands.tracks:
            return None
        people = [actor for person in item.record.reading.cast if (actor := self.cast.actor(person.name))]
        return self.strands.of_story(article.title, article.text, people)

    def _placed(self, item: Item, said: Assertion, before: Placed | None) -> Placed:
        """One assertion's day, actors and track."""
        by = [actor for name in (*said.by, *said.bodies) if (actor := self.cast.actor(name))]
        for body in said.bodies:
            if self.cast.actor(body) is None and body[:1].isupper():
                self.unknown[body] += 1
        near = [actor for name in said.names if (actor := self.cast.actor(name))]
        day = said.dated.value if said.dated is not None else None
        about = said.basis is Basis.ABOUT and day is not None and "/" not in day
        return Placed(
            item=item,
            said=said,
            by=tuple(dict.fromkeys(by)),
            near=tuple(dict.fromkeys(near)),
            day=day,
            claim_date=f"{day}~" if about else None,
            track=self._track(item, said, before, by),
        )

    def _track(self, item: Item, said: Assertion, before: Placed | None, by: Sequence[str]) -> Track | None:
        """The track of an assertion: the story's where it belongs to the story, else the one whose words it has."""
        if self.track is not None:
            return self.track
        dated, story = said.dated, item.story
        if before is not None and before.day == (dated.value if dated else None):
            beside = said.basis is not Basis.OWN and before.said.paragraph == said.paragraph
            if said.basis is Basis.CARRIED or beside:
                return before.track
        of_story = dated is None or (story is not None and dated.value == story.value)
        if item.track is not None and of_story:
            # The sentence that dates the story, or one that speaks of its track.
            leads = story is not None and dated is not None and dated.start == story.start
            if said.basis is not Basis.OWN or leads or any(self.strands.hits(item.track, said.words, by)):
                return item.track
        return self.strands.best(said.words, by)


def merged(placed: Iterable[Placed]) -> list[Placed]:
    """One claim for the same quoted words (or the same sentence) of the same speaker in independent documents."""
    kept: list[Placed] = []
    seen: dict[bytes, int] = {}
    for one in placed:
        keys = [_key(one, words) for words in _wordings(one)]
        other = next((seen[key] for key in keys if key in seen), None)
        if other is not None and kept[other].item is not one.item:
            kept[other] = replace(kept[other], also=(*kept[other].also, (one.item, one.said)))
            continue
        for key in keys:
            seen.setdefault(key, len(kept))
        kept.append(one)
    return kept


def _wordings(one: Placed) -> Iterator[list[str]]:
    """The sentence's words, and those of its only quotation."""
    sentence = words_of(one.said.words)
    if len(sentence) >= SHARED_WORDS:
        yield sentence
    spoken = [one.item.record.quotes[number] for number in one.said.quotes]
    spoken = [quote for quote in spoken if quote.kind == "speech"]
    if len(spoken) == 1 and one.by:
        words = words_of(one.item.record.text[spoken[0].start : spoken[0].end])
        if len(words) >= SHARED_WORDS:
            yield words


def _key(one: Placed, words: Sequence[str]) -> bytes:
    """What two claims have in common that are one: day, track, who says it, and the words.

    (A digest of 128 bits: the words of all claims of a large import are a gigabyte.)
    """
    parts = (one.day or "", one.track.id if one.track else "", " ".join(one.by), " ".join(words))
    return blake2b("\n".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def bits(numbers: Iterable[int]) -> int:
    """Numbers as a set that takes as little room as can be."""
    made = 0
    for number in numbers:
        made |= 1 << number
    return made


def _held(said: Assertion, days: dict[DatedBy, DatedBy]) -> Assertion:
    """An assertion as it is held with those of all documents: what is said twice is held once, and no names.

    `days` has what dates the assertions of its document.
    """
    return replace(
        said,
        words=said.text if said.words == said.text else said.words,
        by=tuple(map(intern, said.by)),
        bodies=tuple(map(intern, said.bodies)),
        names=(),
        dated=days.setdefault(said.dated, said.dated) if said.dated is not None else None,
    )
