"""The passage of a text that comes nearest to a quote that is not in it. It proves nothing; it helps to look."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice

from dateline.evidence.folding import MARK, WORD, fold, folded_words, is_double
from dateline.evidence.words import Words
from dateline.patterns import pattern
from dateline.records import record

MIN_SHARE = 0.3
"""A passage that shares a smaller part of a quote's words is not shown."""
MAX_WORDS = 300
"""So many words of a quote are compared."""
MAX_PLACES = 60
"""So many places of a quote's words are looked at, the rarest words first."""
PER_LOOK_UP = 500
"""Reading so many characters takes about as long as looking at one place of a word …"""
PER_CHARACTER = 20
"""… and so many, as comparing one character there."""
MAX_PAIRS = 20_000
"""Above so many pairs of equal words two stretches are not aligned word by word."""

_NOWHERE: list[int] = []
_TOKEN = pattern(r"\d+(?:[.,:]\d+)+\w*|\w+(?:['’ʼ]\w+)*|[^\w\s]")


@record(frozen=True, slots=True, kw_only=True)
class Nearest:
    """The passage of the text that comes nearest to a quote that is not in it."""

    text: str
    """The passage as it stands in the source."""
    written: str
    """The quote, with ⟦ ⟧ around the words that differ."""
    printed: str
    """The passage, with ⟦ ⟧ around the words that differ."""
    start: int
    """0-based character of the source's text."""
    end: int
    """The character after its last."""
    offset: int
    """0-based character of the quote where the first difference begins."""


class Passages:
    """Where the words of a quote, or some of them, stand in a text."""

    def __init__(self, words: Words) -> None:
        """Take the words of a text."""
        self.words = words
        self.folded = words.folded

    @cached_property
    def _plain(self) -> bool:
        """Whether no double mark stands inside a word: one parts a word for a quote, but not here."""
        marks = re.finditer(rf"{MARK}(?<=\w{MARK})(?=\w)", self.folded.text)
        return not any(is_double(self.folded.printed(mark.start())) for mark in marks)

    def occurrences(self, words: str, *, whole: bool) -> Iterator[int] | None:
        """Where folded words stand in the folded text, in order; None where looking for them here takes longer.

        Where they need not stand whole, only words with others on both sides are looked up: the first and the last may
        be a piece of a longer one.
        """
        inner = [*islice(WORD.finditer(words), MAX_WORDS)]
        if not (whole and self._plain):
            inner = inner[1:-1]
        if not inner:
            return None
        rarest, numbers = -1, _NOWHERE
        for at, found in enumerate(inner):
            here = self.words.numbers.get(found[0], _NOWHERE)
            if rarest < 0 or len(here) < len(numbers):
                rarest, numbers = at, here
                if not here:
                    return iter(())
        text, every = self.folded.text, self.words.all
        if len(numbers) * max(PER_LOOK_UP, len(words) // PER_CHARACTER) > len(text):
            return None
        if len(inner) > 1:
            # Few places of a word have the quote's next one behind it, or the one before. (What seems to stand before
            # the text's first word is its last; it is compared below like the rest.)
            step = 1 if rarest == 0 else -1
            beside = inner[rarest + step][0]
            if numbers[-1] + step == len(every):
                numbers = numbers[:-1]
            numbers = [number for number in numbers if every[number + step] == beside]
        ahead = inner[rarest].start()
        starts = (self.words.starts[number] - ahead for number in numbers)
        return (start for start in starts if start >= 0 and text.startswith(words, start))

    def nearest(self, quote: str) -> Nearest | None:
        """The passage, within a paragraph, that shares most words with a quote; None where hardly any is shared."""
        words = [word.casefold() for word in WORD.findall(fold(quote).text)][:MAX_WORDS]
        best: tuple[float, int, int] | None = None
        for anchor, start in self._anchors(words):
            first, last = self._around(anchor, start, len(words))
            share, low, high = _window(words, self.words.caseless[first:last])
            if best is None or share > best[0]:
                best = (share, first + low, first + high)
        if best is None or best[0] < MIN_SHARE:
            return None
        start, end = self.words.span(best[1], best[2] - 1)
        return compare(quote, self.folded.source, start, end, about=True)

    def _anchors(self, words: Sequence[str]) -> list[tuple[int, int]]:
        """Up to three places: a word's number in the text, and the number where the quote would begin there."""
        # A word at i in the quote and at p in the text votes for a beginning at p - i, more or less.
        width = max(4, len(words) // 2)
        where = self.words.numbers_caseless
        numbers: dict[str, list[int]] = {}
        for number, word in enumerate(words):
            if word in where:
                numbers.setdefault(word, []).append(number)
        votes: dict[int, int] = {}
        anchors: dict[int, tuple[int, int]] = {}
        looked_at = 0
        # From the rarest word on: it tells more of the place, and the commonest would only cost time.
        for count, word in sorted((len(where[word]), word) for word in numbers):
            if looked_at >= MAX_PLACES:
                break
            first_numbers = numbers[word][:3]
            looked_at += count * len(first_numbers)
            weight = 1_000_000 // (8 + count)
            for place in where[word][:MAX_PLACES]:
                for number in first_numbers:
                    bucket = (place - number) // width
                    for near in (bucket, bucket + 1):
                        if near in votes:
                            votes[near] += weight
                        else:
                            votes[near] = weight
                            anchors[near] = (place, place - number)
        least = min(sorted(votes.values())[-6:], default=0)
        ranked = sorted((-count, bucket) for bucket, count in votes.items() if count >= least)[:6]
        return list(dict.fromkeys(anchors[bucket] for _, bucket in ranked))[:3]

    def _around(self, anchor: int, start: int, length: int) -> tuple[int, int]:
        """The numbers of the words around a place, within its paragraph."""
        source, offset = self.folded.source, self.words.span(anchor, anchor)[0]
        low, high = source.rfind("\n", 0, offset) + 1, source.find("\n", offset)
        first = self.words.from_offset(low) if low else 0
        last = bisect_right(self.words.starts, self.folded.at(high)) if high >= 0 else len(self.words.all)
        return max(first, start - length - 8), min(last, start + 2 * length + 8)


def _window(words: Sequence[str], there: Sequence[str]) -> tuple[float, int, int]:
    """The stretch of `there`, about as long as `words`, that shares most words with it: share, first, last."""
    size = min(len(there), len(words) + max(2, len(words) // 4))
    need, shared = Counter(words), 0
    have = dict.fromkeys(need, 0)
    best, best_at = 0, 0
    for at, word in enumerate(there):
        if word in need:
            have[word] += 1
            shared += have[word] <= need[word]
        if at >= size and (gone := there[at - size]) in need:
            shared -= have[gone] <= need[gone]
            have[gone] -= 1
        if shared > best:
            best, best_at = shared, at
    last = best_at + 1
    first = max(0, last - size)
    while first < last - 1 and need[there[first]] == 0:
        first += 1
    while last > first + 1 and need[there[last - 1]] == 0:
        last -= 1
    # A changed word at either end of the quote belongs to the passage too.
    if there[last - 1] != words[-1] and last < len(there):
        last += 1
    if there[first] != words[0] and first > 0:
        first -= 1
    return best / len(words), first, last


def compare(quote: str, source: str, start: int, end: int, *, about: bool = False) -> Nearest:
    """Mark what differs between a quote and a passage, word by word and mark by mark.

    With `about`, the passage is only somewhere about there: words beyond both ends of what is the same are no part of
    it, unless the quote has others in their place.
    """
    quote_tokens = [match.span() for match in _TOKEN.finditer(quote)]
    # The passage takes in the mark that follows it where the quote ends in one, and all of a number.
    if quote_tokens and not quote[quote_tokens[-1][0]].isalnum() and (after := _TOKEN.match(source, end)):
        end = end if after[0][-1].isalnum() else after.end()
    if number := re.compile(r"(?:[.,:]\d+)+").match(source, end):
        end = number.end()
    passage = source[start:end]
    text_tokens = [match.span() for match in _TOKEN.finditer(passage)]
    same_quote, same_text = _aligned(_each_folded(quote, quote_tokens), _each_folded(passage, text_tokens))
    low = high = 0
    if about:
        low = _spare(passage, text_tokens, same_text, quote, quote_tokens, same_quote)
        high = _spare(
            passage,
            text_tokens[::-1],
            _turned(same_text, len(text_tokens)),
            quote,
            quote_tokens[::-1],
            _turned(same_quote, len(quote_tokens)),
        )
    text_tokens = text_tokens[low : len(text_tokens) - high]
    if low or high:
        same_text = {number - low for number in same_text if low <= number < low + len(text_tokens)}
        first, last = text_tokens[0][0], text_tokens[-1][1]
        passage, start, end = passage[first:last], start + first, start + last
        text_tokens = [(one - first, two - first) for one, two in text_tokens]
    return Nearest(
        text=passage,
        written=_marked(quote, [span for number, span in enumerate(quote_tokens) if number not in same_quote]),
        printed=_marked(passage, [span for number, span in enumerate(text_tokens) if number not in same_text]),
        start=start,
        end=end,
        offset=_first_difference(quote_tokens, same_quote, same_text),
    )


def _each_folded(text: str, spans: Sequence[tuple[int, int]]) -> list[str]:
    return [folded_words(text[start:end]) for start, end in spans[: 2 * MAX_WORDS]]


def _turned(numbers: set[int], count: int) -> set[int]:
    """Indexes as they are counted from the end."""
    return {count - 1 - number for number in numbers}


def _spare(
    passage: str,
    text_tokens: Sequence[tuple[int, int]],
    same_text: set[int],
    quote: str,
    quote_tokens: Sequence[tuple[int, int]],
    same_quote: set[int],
) -> int:
    """How many tokens at the beginning of a passage stand for nothing that the quote has.

    Before the first that is the same, the passage keeps as many words as the quote has there, with their marks.
    """
    if not same_text or not same_quote:
        return 0
    kept = min(same_text)
    there = [quote[first].isalnum() for first, _ in quote_tokens[: min(same_quote)]]
    words, marks = sum(there), not all(there)
    for number in range(kept - 1, -1, -1):
        if passage[text_tokens[number][0]].isalnum():
            if not words:
                break
            words -= 1
            kept = number
        elif marks:
            kept = number
    return kept


def _first_difference(tokens: Sequence[tuple[int, int]], same_quote: set[int], same_text: set[int]) -> int:
    """Where in the quote the two part: at a word of its own, or where the passage has one more."""
    number = 0
    while number < len(tokens) and number in same_quote and number in same_text:
        number += 1
    return tokens[number][0] if number < len(tokens) else tokens[-1][1] if tokens else 0


def _aligned(left: Sequence[str], right: Sequence[str]) -> tuple[set[int], set[int]]:
    """Indexes of the words that stand on both sides in the same order, letter by letter."""
    from difflib import SequenceMatcher

    low = 0
    while low < min(len(left), len(right)) and left[low] == right[low]:
        low += 1
    tail = 0
    while tail < min(len(left), len(right)) - low and left[-1 - tail] == right[-1 - tail]:
        tail += 1
    same_left = {*range(low), *range(len(left) - tail, len(left))}
    same_right = {*range(low), *range(len(right) - tail, len(right))}
    left, right = left[low : len(left) - tail], right[low : len(right) - tail]
    counts = Counter(right)
    if sum(counts[word] for word in left) <= MAX_PAIRS:
        for block in SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks():
            same_left.update(range(low + block.a, low + block.a + block.size))
            same_right.update(range(low + block.b, low + block.b + block.size))
    return same_left, same_right


def _marked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    out, at = [], 0
    for start, end in spans:
        out += [text[at:start], "⟦", text[start:end], "⟧"]
        at = end
    return "".join([*out, text[at:]]).replace("⟧ ⟦", " ").replace("⟧⟦", "")
