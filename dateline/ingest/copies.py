"""Near-copies among articles: 5-word shingles, containment, and an index that finds the pairs in linear time.

Containment (what share of the shorter text stands in the longer) is the measure, as in Broder, "On the resemblance
and containment of documents" (1997): Jaccard resemblance misses a copy that carries other stories at its end.

Containment alone would make copies of articles that have other things in common. So a pair counts only where enough
of what the author of the shorter text wrote stands in the other, and these are left out on both sides:

- quoted words: two reporters may take down the same speech;
- runs of days and numbers: the calendars of two articles are alike;
- standing text: what stands in three or more stories that are otherwise no copies of each other, in short pieces or at
  the end, as an outlet's “About us”, a live blog's frame, a paragraph of background;
- where only a part is shared, words that both texts close with, as long as they are few.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from dateline.ingest.postings import KEY_BITS, Postings, components, meetings
from dateline.ingest.shingling import SHINGLE, Sketch, digests_of, sketch, words

THRESHOLD = 0.3
"""The containment from which one text counts as drawn from another."""
SAME_WORDS = 0.8
"""The containment from which a text counts as a copy of another; below it, it is based on it."""
LEAST_SHARED = 8
"""Shingles that two texts must share besides: one long sentence in two short notes is no copy."""
PAIRED = 12
"""In how many documents a shingle stands at most for all their pairs to be looked at."""
HUBS = 4
"""Of a shingle in more documents: the number of first ones that each of the others is compared with."""
STORIES = 3
"""Stories, no copies of each other, that have words in common from which these are standing text."""
SHORT_RUN = 60
"""Shingles in a row up to which such words are standing text wherever they are; more of them are at a text's end."""
CLOSING = 120
"""Shingles up to which words may be an outlet's own that stand under its articles: alone they make no copy."""
FEW = 10
"""An author's own shingles below which a text is nothing but quotation: then all of its words are compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A paragraph of one text that stands in another."""

    paragraph: int
    """Which paragraph (line) of the first text, from 0."""
    share: float
    """The share of its shingles that stand in the other text, 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """Two documents that carry the same story, or of which one holds long passages of the other."""

    fuller: str
    """The id of the one with more shingles; of two equal ones, the one given first."""
    shorter: str
    """The id of the other."""
    containment: float
    """The share of the shorter one's shingles that stand in the fuller, 0 to 1."""
    shared: int
    """How many different shingles stand in both."""
    same: bool
    """Whether the shorter is a copy (SAME_WORDS); else it has long passages in common with the fuller."""


def shingles(text: str) -> frozenset[int]:
    """Digests of the 5-word shingles of a text, the same in every process; empty under five words."""
    return frozenset(digests_of(words(text), {}))


def containment(a: str, b: str) -> float:
    """The share of the shorter text's different 5-word shingles that stand in the other, 0.0 to 1.0.

    A text of fewer than five words has no shingles: the answer is 0.0.
    """
    left, right = shingles(a), shingles(b)
    least = min(len(left), len(right))
    return len(left & right) / least if least else 0.0


def shared_passages(a: str, b: str, *, least: float = 0.6) -> tuple[Passage, ...]:
    """Which paragraphs (lines) of text `a` stand in text `b`, at least by the given share of their shingles.

    A paragraph of fewer than five words counts where `b` has a paragraph of the same words.
    """
    inside = shingles(b)
    short = {tuple(found) for line in b.split("\n") if len(found := words(line)) < SHINGLE}
    passages = []
    hashes: dict[str, int] = {}
    for number, line in enumerate(a.split("\n")):
        found = words(line)
        if not found:
            continue
        digests = frozenset(digests_of(found, hashes))
        share = len(digests & inside) / len(digests) if digests else float(tuple(found) in short)
        if share >= least:
            passages.append(Passage(paragraph=number, share=share))
    return tuple(passages)


def find_copies(documents: Iterable[tuple[str, str]], *, threshold: float = THRESHOLD) -> list[Copy]:
    """The pairs of documents, given as (id, text), of which one is a copy of the other or holds long passages of it.

    The pairs are sorted by the order of the documents. The texts are read once, one by one, and not kept. See
    `copies_among` for what it costs.
    """
    hashes: dict[str, int] = {}
    return copies_among(((name, sketch(text, hashes)) for name, text in documents), threshold=threshold)


def copies_among(documents: Iterable[tuple[str, Sketch]], *, threshold: float = THRESHOLD) -> list[Copy]:
    """The same for texts that were sketched before, by whoever read them.

    Memory and time grow linearly with the words, with some twenty bytes for each: of a shingle in more than PAIRED
    documents each is compared with the first HUBS of them alone. So a story in a great many documents is still found
    whole, by pairs with the first ones; only the pairs among the later ones are left out.
    """
    ids: list[str] = []
    sketches: list[Sketch] = []
    index = Postings()
    for number, (name, one) in enumerate(documents):
        ids.append(name)
        sketches.append(one)
        index.add({_key(digest) for digest in one.digests}, number)
    return _Search(sketches, index, threshold).copies(ids)


def _key(digest: int) -> int:
    """What the index knows a shingle by: the upper bits of its digest."""
    return digest >> 61 - KEY_BITS


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two documents that may be copies."""

    shorter: int
    """Number of the document with fewer shingles; of two equal ones, the later."""
    fuller: int
    """Number of the other."""
    shared: int
    """Different shingles that stand in both."""
    least: int
    """Different shingles of the shorter."""


class _Search:
    """Pairs of documents out of an index; `copies` is all of it."""

    def __init__(self, sketches: Sequence[Sketch], index: Postings, threshold: float) -> None:
        self.sketches = sketches
        self.index = index
        self.threshold = threshold

    def copies(self, ids: Sequence[str]) -> list[Copy]:
        """The pairs that hold, in the order of the documents."""
        nothing = frozenset[int]()
        found: list[tuple[_Pair, bool]] = []
        doubtful: list[_Pair] = []
        for pair in self.candidates():
            strong = pair.shared >= SAME_WORDS * pair.least
            own = self.own_share(pair, nothing)
            if strong and own >= self.threshold:
                found.append((pair, own >= SAME_WORDS * 0.75))
            elif own >= self.threshold:
                doubtful.append(pair)
        # What two documents have in common beyond any “About us” is a story, although neither is the other's copy.
        sure = [pair for pair, _ in found] + [pair for pair in doubtful if pair.shared >= CLOSING]
        standing = self.standing(sure, doubtful)
        marked: dict[int, frozenset[int]] = {}
        for pair in doubtful:
            if pair.shorter not in marked:
                marked[pair.shorter] = self.left_out(self.sketches[pair.shorter], standing)
            if self.own_share(pair, marked[pair.shorter]) >= self.threshold and not self.only_closing(pair):
                found.append((pair, False))
        found.sort(key=lambda each: sorted((each[0].shorter, each[0].fuller)))
        return [
            Copy(
                fuller=ids[pair.fuller],
                shorter=ids[pair.shorter],
                containment=pair.shared / pair.least,
                shared=pair.shared,
                same=same,
            )
            for pair, same in found
        ]

    def candidates(self) -> Iterator[_Pair]:
        """The pairs whose containment reaches the threshold."""
        sizes = [len(one.digests) for one in self.sketches]
        before, right = -1, frozenset[int]()
        groups = (where for _, where in self.index.shared())
        for first, later, count in meetings(groups, paired=PAIRED, hubs=HUBS):
            # A shingle in many documents was not counted for each pair, so less than the threshold is asked for.
            if count * 10 < min(sizes[first], sizes[later]):
                continue
            if later != before:
                before, right = later, frozenset(self.sketches[later].digests)
            left = frozenset(self.sketches[first].digests)
            shared, least = len(left & right), min(len(left), len(right))
            if shared >= self.threshold * least and shared >= min(LEAST_SHARED, least):
                shorter, fuller = (first, later) if len(left) < len(right) else (later, first)
                yield _Pair(shorter, fuller, shared, least)

    def own_share(self, pair: _Pair, left_out: frozenset[int]) -> float:
        """What share of the author's own words of the shorter text stands in the fuller, without standing text."""
        shorter, fuller = self.sketches[pair.shorter], self.sketches[pair.fuller]
        own = shorter.narrated() - left_out
        own -= fuller.set_apart()
        if len(own) < FEW:
            # Nothing but a speech, or a calendar: the same one where nearly all of it is.
            return pair.shared / pair.least if pair.shared >= SAME_WORDS * pair.least else 0.0
        shared = len(own & frozenset(fuller.digests))
        return shared / len(own) if shared >= LEAST_SHARED else 0.0

    def standing(self, sure: Sequence[_Pair], doubtful: Sequence[_Pair]) -> frozenset[int]:
        """The keys of shingles of doubtful pairs that stand in several stories, none of which is another's copy."""
        if not doubtful:
            return frozenset()
        together = components((pair.shorter, pair.fuller) for pair in sure)
        story = {number: place for place, numbers in enumerate(together) for number in numbers}
        concerned = {number for pair in doubtful for number in (pair.shorter, pair.fuller)}
        return frozenset(
            key
            for key, where in self.index.shared(STORIES)
            if not concerned.isdisjoint(where) and len({story.get(number, ~number) for number in where}) >= STORIES
        )

    def left_out(self, one: Sketch, standing: frozenset[int]) -> frozenset[int]:
        """The digests of a text that are standing text: those in short runs, and those at its end."""
        marks = [_key(digest) in standing for digest in one.digests]
        out: set[int] = set()
        start = 0
        for stands, run in groupby(marks):
            length = sum(1 for _ in run)
            if stands and (length < SHORT_RUN or start + length >= len(marks) - SHINGLE):
                out.update(one.digests[start : start + length])
            start += length
        return frozenset(out)

    def only_closing(self, pair: _Pair) -> bool:
        """Tell whether all that two texts have in common is a short end of both."""
        if pair.shared >= CLOSING:
            return False
        for number, other in ((pair.shorter, pair.fuller), (pair.fuller, pair.shorter)):
            there = frozenset(self.sketches[other].digests)
            marks = [digest in there for digest in self.sketches[number].digests]
            first = next((at for at, (a, b) in enumerate(pairwise(marks)) if a and b), 0)
            end = marks[first:]
            if first * 5 < len(marks) or sum(end) < 0.9 * len(end):
                return False
        return True
