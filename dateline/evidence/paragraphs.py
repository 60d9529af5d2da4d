"""Paragraphs that two texts have in common, typography apart.

A paragraph of eight words and more tells by itself that it is the same. A shorter one doesn't: “He said so.”, “Read
more” and “Photo: agency” stand everywhere, in texts that have nothing else in common. It is shared where the long ones
have settled what the two texts are to each other, and it stands among them:

- where the two have three long paragraphs in common at least, and half of the words of the one with fewer words are in
  these, each run of paragraphs that is the same in both is shared whole, whatever its paragraphs are, if one that is
  shared by itself is in it, or as many words as such a one has;
- where a text stands in the other from its first paragraph to its last, all of it is shared, if it has three different
  paragraphs and as many words in these as three that count by themselves.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from itertools import pairwise

from dateline.evidence.folding import folded_words, word_count
from dateline.evidence.overlap import LEAST_PARAGRAPHS
from dateline.model import SharedText
from dateline.patterns import pattern
from dateline.records import record

SHARED_WORDS = 8
"""A paragraph of fewer words is not shared by itself."""
_LETTERS = 32
_NO_LETTER = pattern(r"[\W_ʼʻ]+")  # two letters are apostrophes, too


def shared_paragraphs(texts: Mapping[str, str]) -> dict[str, list[SharedText]]:
    """The paragraphs, a line each, that each text has in common with others; both by source, in order.

    Takes time in proportion to the length of the texts, and to what they have in common. Lines without anything in them
    are no paragraphs, though they have a number.
    """
    alike: dict[str, list[_Paragraph]] = defaultdict(list)
    openings: dict[str, list[str]] = {}
    for source, text in sorted(texts.items()):
        openings[source] = []
        for number, words in enumerate(text.split("\n"), 1):
            if words.strip():
                opening = _opening(words)
                alike[opening].append(_Paragraph(source, number, words))
                openings[source].append(opening)
    pairs: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for words, held in _held_by_several(alike):
        if word_count(words) >= SHARED_WORDS:
            for source, number in held.items():
                for other in held:
                    if other != source:
                        pairs[source, other][words] = number
    texts_at_hand = _Texts(texts)
    found: dict[tuple[str, str], set[int]] = {pair: set(held.values()) for pair, held in pairs.items()}
    for (one, other), by_itself in pairs.items():
        if one < other and texts_at_hand.are_much_alike(one, other, by_itself.keys()):
            for here, there in ((one, other), (other, one)):
                found[here, there].update(texts_at_hand.runs(here, there, by_itself.keys(), SHARED_WORDS))
    for one, other in _perhaps_within(openings, alike):
        if texts_at_hand.is_within(one, other):
            most = LEAST_PARAGRAPHS * SHARED_WORDS
            for here, there in ((one, other), (other, one)):
                known = pairs.get((here, there), {}).keys()
                found.setdefault((here, there), set()).update(texts_at_hand.runs(here, there, known, most))
    result: dict[str, list[SharedText]] = defaultdict(list)
    for (source, other), numbers in sorted(found.items()):
        result[source].append(SharedText(source=other, paragraphs=tuple(sorted(numbers))))
    return dict(result)


@record(frozen=True, slots=True)
class _Paragraph:
    """A paragraph of a text."""

    source: str
    """Whose text it is of."""
    number: int
    """The 1-based line that it is."""
    words: str
    """As it is printed."""


def _held_by_several(alike: Mapping[str, list[_Paragraph]]) -> Iterator[tuple[str, dict[str, int]]]:
    """What several texts have, folded, and by source the number of the first paragraph that is it."""
    for places in alike.values():
        # Most paragraphs have no fellow, and to fold one takes ten times as long as to look at how it opens.
        if len({each.source for each in places}) > 1:
            holders: dict[str, dict[str, int]] = defaultdict(dict)
            for each in places:
                holders[folded_words(each.words)].setdefault(each.source, each.number)
            yield from ((words, held) for words, held in holders.items() if len(held) > 1)


def _perhaps_within(
    openings: Mapping[str, list[str]], alike: Mapping[str, list[_Paragraph]]
) -> Iterator[tuple[str, str]]:
    """Texts all of whose paragraphs may stand in another one, by how these open, with that one."""
    inside = {source: frozenset(row) for source, row in openings.items()}
    for source, row in openings.items():
        if len(row) < LEAST_PARAGRAPHS:
            continue
        rarest = min(row, key=lambda opening: len(alike[opening]))
        for other in dict.fromkeys(each.source for each in alike[rarest]):
            if other != source and inside[source] <= inside[other]:
                yield source, other


class _Texts:
    """Texts whose paragraphs are folded when they are compared."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = texts
        self._folded: dict[str, list[tuple[int, str]]] = {}
        self._pairs: dict[str, frozenset[tuple[str, str]]] = {}
        self._lengths: dict[str, int] = {}

    def folded(self, source: str) -> list[tuple[int, str]]:
        """The paragraphs of a text, with their numbers."""
        if source not in self._folded:
            lines = enumerate(self.texts[source].split("\n"), 1)
            self._folded[source] = [(number, folded_words(line)) for number, line in lines if line.strip()]
        return self._folded[source]

    def neighbours(self, source: str) -> frozenset[tuple[str, str]]:
        """The paragraphs that follow each other in a text, two by two."""
        if source not in self._pairs:
            words = [words for _, words in self.folded(source)]
            self._pairs[source] = frozenset(pairwise(words))
        return self._pairs[source]

    def length(self, source: str) -> int:
        """How many words a text has."""
        if source not in self._lengths:
            self._lengths[source] = word_count(self.texts[source])
        return self._lengths[source]

    def are_much_alike(self, one: str, other: str, shared: Set[str]) -> bool:
        """Whether what two texts share by itself is three paragraphs at least, and half of the shorter one's words."""
        if len(shared) < LEAST_PARAGRAPHS:
            return False
        return 2 * sum(map(word_count, shared)) >= min(self.length(one), self.length(other))

    def is_within(self, one: str, other: str) -> bool:
        """Whether a text stands in another from beginning to end, and is long enough to tell."""
        different = {words for _, words in self.folded(one)}
        return (
            len(different) >= LEAST_PARAGRAPHS
            and self.neighbours(one) <= self.neighbours(other)
            and sum(map(word_count, different)) >= LEAST_PARAGRAPHS * SHARED_WORDS
        )

    def runs(self, source: str, other: str, shared: Set[str], least: int) -> Iterator[int]:
        """The numbers of the paragraphs of a text in runs that are the same in another.

        Of a run, one paragraph is `shared` by itself, or those that differ have `least` words together.
        """
        also = self.neighbours(other)
        runs: list[list[tuple[int, str]]] = []
        for number, words in self.folded(source):
            if not (runs and (runs[-1][-1][1], words) in also):
                runs.append([])
            runs[-1].append((number, words))
        for run in runs:
            different = {words for _, words in run}
            if len(run) > 1 and (not different.isdisjoint(shared) or sum(map(word_count, different)) >= least):
                yield from (number for number, _ in run)


def _opening(paragraph: str) -> str:
    """The first letters of a paragraph: the same wherever it is the same but for typography."""
    # Taken apart, letters are the same whatever their normalisation, and where ligatures are untied. What the cut takes
    # apart at its edge lies beyond the letters that count.
    letters = _NO_LETTER.sub("", _plain(paragraph[: 3 * _LETTERS]))
    if len(letters) < 2 * _LETTERS:
        letters = _NO_LETTER.sub("", _plain(paragraph))
    return letters[:_LETTERS]


def _plain(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFKD", text)
