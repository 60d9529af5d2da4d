"""Whose words they are: what an elided quote may leave out between its parts, and which parts belong together.

All parts of an elided quote are narration, or all are the quoted words of one person; what is left out holds no
negation and nobody else. Where a paragraph does not say so plainly, the answer is no: a needless refusal costs an
editor a second piece of evidence, a needless acceptance costs the site its promise.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import islice

from dateline.evidence.attribution import is_aside, points_back, sayings, speaker
from dateline.evidence.folding import DASHES, MARKS, WORD, Folded, fold
from dateline.evidence.negation import negations
from dateline.evidence.quotations import Quotation, quotations
from dateline.patterns import pattern

MAX_GAP_WORDS = 60
"""What is left out between two parts has at most so many words."""
LONG_QUOTATION = 5
"""Quoted words of fewer, in what is left out of narration, are a term and no other speaker."""

Span = tuple[int, int]
_NARRATION = "narration"
_MIXED = "some of its parts are narration and others quoted words; quote them apart"
_ASTRIDE = "a part runs from the narration into quoted words; quote the two apart"
_TWO_VOICES = "its parts may be the words of two persons; quote them apart"
_OTHER = "the words left out change the speaker"

_DASH = f"[{re.escape(DASHES)}]"
# «Ні, — сказав він. — Ні»: an author's words inside a quotation, as Ukrainian and Russian set them.
_INSET = pattern(rf"(?<=[,!?…])\s+{_DASH}\s+([^\W\d_][^—–]{{1,300}}?[.,:!?…])\s+{_DASH}(?=\s)")
_SHORT_TAIL = 4
_SENTENCE_BREAK = pattern(r"[.!?…;](?:\s|$)")
_LONGEST_REST = 600
_SENTENCE_END = (".", "!", "?", "…")


class Scene:
    """A paragraph in which the parts of an elided quote are looked for: who speaks where."""

    def __init__(self, text: str) -> None:
        """Read a paragraph; linear in its length."""
        self.text = text
        self.quotations, self.sound = quotations(text)
        self._starts = [each.start for each in self.quotations]
        self._persons: list[int] = []

    def readings(self, places: Sequence[Sequence[Span]]) -> tuple[list[tuple[Span, ...]], str]:
        """The ways to read parts in order, in one voice; where there is none, why.

        `places` has for each part where it stands, sorted. Of readings that begin or end at the same place, only the
        shortest is one, and a reading that holds another is none.
        """
        reasons: list[str] = []
        # For each voice: the readings so far, sorted by their ends. What may not be left out may not be left out of a
        # longer gap either, so only the latest reading that ends before a place can go on there.
        ways: dict[object, list[tuple[Span, ...]]] = {}
        for number, spans in enumerate(places):
            longer: dict[object, list[tuple[Span, ...]]] = {}
            for span in spans:
                voice, why = self.voice(*span)
                way: tuple[Span, ...] = (span,)
                if number and not why:
                    before = ways.get(voice, [])
                    latest = bisect_right(before, span[0], key=lambda way: way[-1][1]) - 1
                    if latest >= 0:
                        way = (*before[latest], span)
                        why = self.gap(voice, before[latest][-1][1], span[0])
                    elif any(each[0][-1][1] <= span[0] for each in ways.values()):
                        why = _MIXED if voice == _NARRATION or _NARRATION in ways else _TWO_VOICES
                    else:
                        continue
                if why:
                    reasons.append(why)
                else:
                    longer.setdefault(voice, []).append(way)
            ways = longer
        found: list[tuple[Span, ...]] = []
        for way in sorted(way for each in ways.values() for way in each):
            if found and found[-1][0] == way[0]:
                continue
            while found and found[-1][-1][1] >= way[-1][1]:
                found.pop()
            found.append(way)
        return found, "" if found else (reasons[0] if reasons else "")

    def voice(self, start: int, end: int) -> tuple[object, str]:
        """Whose words a part is (a key, equal for parts that belong together), or why that can't be said."""
        # Marks at its ends belong to it as an editor copied it, not to what it says.
        while start < end and not self.text[start].isalnum():
            start += 1
        while end > start and not self.text[end - 1].isalnum():
            end -= 1
        for low, high in self._told_inside:
            if low <= start and end <= high:
                return _NARRATION, ""
            if low < end and start < high and not (start <= low and high <= end):
                return None, _ASTRIDE
        holder = None
        first = self._outermost_at(start)
        for each in self.quotations[first : bisect_left(self._starts, end)]:
            if each.start <= start and end <= each.end:
                holder = each
                continue
            apart = each.end <= start
            within = start <= each.start and each.end <= end
            if not apart and (not within or (holder is None and self._long(each))):
                return None, _ASTRIDE
        if holder is None:
            return _NARRATION, ""
        return (self._person(holder) if holder.depth == 0 else holder), ""

    def _outermost_at(self, offset: int) -> int:
        """The number of the quotation from which on one can hold an offset."""
        number = max(0, bisect_right(self._starts, offset) - 1)
        while number and self.quotations[number].depth:
            number -= 1
        return number

    def _long(self, quotation: Quotation) -> bool:
        words = WORD.finditer(self.text, quotation.start, quotation.end)
        return sum(1 for _ in islice(words, LONG_QUOTATION)) == LONG_QUOTATION

    @cached_property
    def _told_inside(self) -> list[Span]:
        return [
            match.span(1)
            for each in self.quotations
            if each.depth == 0
            for match in _INSET.finditer(self.text, each.start, each.end)
            if match[1][0].islower() and sayings(match[1])
        ]

    @cached_property
    def _words(self) -> list[int]:
        folded, origin = self._folded, self._folded.origin
        starts = (match.start() for match in WORD.finditer(folded.text))
        return [*starts] if origin is None else [origin[start] for start in starts]

    @cached_property
    def _folded(self) -> Folded:
        return fold(self.text)

    @cached_property
    def _negations(self) -> list[tuple[int, str]]:
        return negations(self._folded)

    def gap(self, voice: object, left: int, right: int) -> str:
        """Why what stands between two offsets may not be left out; empty where it may."""
        count = bisect_left(self._words, right) - bisect_left(self._words, left)
        if count > MAX_GAP_WORDS:
            return f"{count} words are left out between two parts; at most {MAX_GAP_WORDS} may be"
        number = bisect_left(self._negations, (left, ""))
        if number < len(self._negations) and self._negations[number][0] < right:
            return f"the words left out hold a negation (“{self._negations[number][1]}”)"
        return _OTHER if voice == _NARRATION and self._somebody_speaks(left, right) else ""

    def _somebody_speaks(self, left: int, right: int) -> bool:
        """Say whether what narration leaves out holds the words of somebody, or says who says what follows."""
        inside = self.quotations[bisect_left(self._starts, left) : bisect_left(self._starts, right)]
        if any(each.end <= right and self._long(each) for each in inside):
            return True
        gap = self.text[left:right]
        if gap.rstrip().endswith(":"):
            return True
        if re.match(rf"\s*{_DASH}\s", self.text) and re.search(rf"\s{_DASH}\s", gap):
            return True  # a dialogue without quotation marks
        said = sayings(gap)
        if said:
            return said > 1 or not is_aside(gap)
        # “The road was open. The river had frozen over, in Kuleba’s view.”
        return _SENTENCE_BREAK.search(gap) is not None and sayings(self._rest(right)) > 0

    def _rest(self, left: int) -> str:
        """The end of the sentence of a part that begins at an offset."""
        end = _SENTENCE_BREAK.search(self.text, left)
        return self.text[left : end.start() if end else len(self.text)][:_LONGEST_REST]

    def _person(self, quotation: Quotation) -> int:
        """A number that outermost quotations share which plainly are of one person; read as far as it is asked for."""
        outer, persons = self._outer, self._persons
        last = bisect_left(outer, quotation.start, key=lambda each: each.start)
        for number in range(len(persons), last + 1):
            goes_on = number > 0 and self.sound and self._goes_on(outer, number)
            persons.append(persons[number - 1] if goes_on else number)
        return persons[last]

    @cached_property
    def _outer(self) -> list[Quotation]:
        return [each for each in self.quotations if each.depth == 0]

    def _goes_on(self, outer: Sequence[Quotation], number: int) -> bool:
        """Say whether a quotation plainly goes on with the words of the one before it.

        Plain is `“…,” Kuleba said. “…”`, with or without `he added` behind it, and `“…,” Kuleba said, adding: “…”`.
        """
        before, here = outer[number - 1], outer[number]
        between = self._narration(before.end, here.start)
        ahead = self._narration(outer[number - 2].end if number > 1 else 0, before.start)
        introduced = sayings(re.split(r"[.!?…](?:\s|$)", ahead)[-1])
        first = speaker(between)
        if first is None or first.replies or introduced or self._last(before) == "?":
            return False
        behind = self._narration(here.end, outer[number + 1].start if number + 1 < len(outer) else len(self.text))
        ended = self._last(here) == "." or behind.startswith(_SENTENCE_END)
        tail = re.split(r"(?<=[.!?…])\s", behind.lstrip(" .!?…"), maxsplit=1)[0].lstrip(f" ,{DASHES}")
        if not between.endswith(_SENTENCE_END):
            second = speaker(tail) if sayings(tail) else None
            return first.goes_on and (not sayings(tail) or (second is not None and first.may_be(second)))
        # What follows may name the speaker; it does so for sure where the quotation did not end the sentence.
        if tail and (not ended or tail[0].islower() or sayings(tail) or len(tail.split()) <= _SHORT_TAIL):
            second = speaker(tail)
            return second is not None and first.may_be(second)
        if tail and points_back(tail, first):
            return False
        return ended or self._last(here) in _SENTENCE_END

    def _last(self, quotation: Quotation) -> str:
        return self.text[quotation.start : quotation.end].rstrip()[-1:]

    def _narration(self, left: int, right: int) -> str:
        return self.text[left:right].strip(MARKS + " \t\u00a0\u202f")
