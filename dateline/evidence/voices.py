"""Whose words they are: what an elided quote may leave out between its parts, and which parts belong together.

All parts of an elided quote are narration, or all are the quoted words of one person; what is left out holds no
negation and nobody else. Where a paragraph does not say so plainly, the answer is no: a needless refusal costs an
editor a second piece of evidence, a needless acceptance costs the site its promise.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache, cached_property
from operator import attrgetter, itemgetter

from dateline.evidence.attribution import (
    Speaker,
    chained,
    goes_on_saying,
    is_aside,
    is_enclosed,
    names_another,
    others_say,
    points_back,
    sayings,
    speaker,
)
from dateline.evidence.folding import DASHES, MARKS, WORD, word_of
from dateline.evidence.negation import negations
from dateline.evidence.quotations import TYPED, Nesting, Quotation, quotations
from dateline.evidence.turns import takes_over, turns
from dateline.evidence.words import Words
from dateline.patterns import pattern

MAX_GAP_WORDS = 60
"""What is left out between two parts has at most so many words."""
LONG_QUOTATION = 5
"""Quoted words of fewer, in what is left out of narration, are a term and no other speaker."""

Span = tuple[int, int]
Voice = tuple[object, int]
"""Narration, a person's number or a quotation inside quoted words; and whose turn it is in a transcript."""
_NARRATION = "narration"
_NOBODY: Voice = (None, -1)
_MIXED = "some of its parts are narration and others quoted words; quote them apart"
_ASTRIDE = "a part runs from the narration into quoted words; quote the two apart"
_TWO_VOICES = "its parts may be the words of two persons; quote them apart"
_OTHER = "the words left out change the speaker"

_start = attrgetter("start")

_DASH = f"[{re.escape(DASHES)}]"
# «Ні, — сказав він. — Ні»: an author's words inside a quotation, as Ukrainian and Russian set them.
_INSET = pattern(rf"(?<=[,!?…])\s+{_DASH}\s+([^\W\d_][^—–]{{1,300}}?[.,:!?…])\s+{_DASH}(?=\s)")
_LONGEST_INSET = 310  # what `_INSET` finds is no longer
_SHORT_TAIL = 4
_SENTENCE_BREAK = pattern(r"[.!?…;](?:\s|$)")
_LONGEST_REST = 600
_LONGEST_GAP = 6000
_MOST_QUOTATIONS = 60
"""Where so much is quoted in what is left out of somebody's words, it is not looked into: others may speak there."""
_SENTENCE_END = (".", "!", "?", "…")


class Scene:
    """A paragraph in which the parts of an elided quote are looked for: who speaks where."""

    def __init__(self, words: Words, low: int, high: int) -> None:
        """Read the paragraph that begins and ends at these characters of the source; linear in its length.

        All places that are given and returned are 0-based characters of the paragraph.
        """
        self.words, self.low, self.high = words, low, high
        self.text = text = words.folded.source[low:high]
        self.quotations, self.sound = quotations(text)
        self._persons: list[int] = []

    def readings(self, places: Sequence[Sequence[Span]]) -> tuple[list[tuple[Span, ...]], str]:
        """The ways to read parts in order, in one voice; where there is none, why.

        `places` has for each part where it stands, sorted. Of readings that begin or end at the same place, only the
        shortest is one, and a reading that holds another is none.
        """
        reasons: list[str] = []
        # Parts may be of the same words, and then stand at the same places.
        voice_of, why_not = cache(self.voice), cache(self.gap)
        # For each voice: the readings so far, sorted by their ends. What may not be left out may not be left out of a
        # longer gap either, so only the latest reading that ends before a place can go on there.
        ways: dict[Voice, list[tuple[Span, ...]]] = {}
        for number, spans in enumerate(places):
            longer: dict[Voice, list[tuple[Span, ...]]] = {}
            soonest = min((each[0][-1][1] for each in ways.values()), default=0)
            for span in spans:
                voice, why = voice_of(*span)
                way: tuple[Span, ...] = (span,)
                if number and not why:
                    before = ways.get(voice, [])
                    latest = bisect_right(before, span[0], key=lambda way: way[-1][1]) - 1
                    if latest >= 0:
                        way = (*before[latest], span)
                        why = why_not(voice, before[latest][-1][1], span[0])
                    elif ways and soonest <= span[0]:
                        kinds = {kind for kind, _ in (voice, *ways)}
                        why = _MIXED if _NARRATION in kinds and len(kinds) > 1 else _TWO_VOICES
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

    def voice(self, start: int, end: int) -> tuple[Voice, str]:
        """Whose words a part is (a key, equal for parts that belong together), or why that can't be said."""
        # Marks at its ends belong to it as an editor copied it, not to what it says.
        while start < end and not self.text[start].isalnum():
            start += 1
        while end > start and not self.text[end - 1].isalnum():
            end -= 1
        turn = bisect_right(self._turns, start)
        if bisect_right(self._turns, end) != turn:
            return _NOBODY, _TWO_VOICES
        holder, why = self._holder(start, end)
        return ((holder, turn), "") if not why else (_NOBODY, why)

    def _holder(self, start: int, end: int) -> tuple[object, str]:
        """Narration, the number of a person, or the quotation inside quoted words that a part stands in; or why not."""
        for low, high in self._told_near(start, end):
            if low <= start and end <= high:
                return _NARRATION, ""
            if not (start <= low and high <= end):
                return None, _ASTRIDE
        holder = None
        inside = [*self._nesting.beginning(start, end)]
        for each in self._nesting.around(start):
            if end <= each.end:
                holder = each
                break
            if each.start < start:
                return None, _ASTRIDE
            inside.append(each)
        outermost = self._nesting.outermost(start)
        if outermost and outermost.start < start and outermost.end < end:
            return None, _ASTRIDE
        if any(each.end > end or (holder is None and self._long(each)) for each in inside):
            return None, _ASTRIDE
        if holder is None:
            return _NARRATION, ""
        return (self._person(holder) if holder.depth == 0 else holder), ""

    def _long(self, quotation: Quotation) -> bool:
        starts = self._word_starts
        first = bisect_left(starts, quotation.start)
        count = bisect_left(starts, quotation.end) - first
        # A word may begin before it: a'b, where the mark both opens a quotation and joins two words.
        if first and (word := WORD.match(self.text, starts[first - 1])) and word.end() > quotation.start:
            count += 1
        return count >= LONG_QUOTATION

    @cached_property
    def _long_ones(self) -> list[Quotation]:
        return [each for each in self.quotations if self._long(each)]

    @cached_property
    def _word_starts(self) -> list[int]:
        return [*map(re.Match.start, word_of(self.text).finditer(self.text))]

    def _told_near(self, start: int, end: int) -> list[Span]:
        """The author's words inside quotations that have something in common with a part, in the order of `_told`."""
        told = self._told
        near = told[bisect_left(told, (start - _LONGEST_INSET,)) : bisect_left(told, (end,))]
        return [(low, high) for low, high, _ in sorted(near, key=itemgetter(2)) if start < high]

    @cached_property
    def _told(self) -> list[tuple[int, int, int]]:
        """Author's words inside quotations: start, end and which they were when they were found; sorted."""
        found: list[Span] = []
        done = -1
        for each in self.quotations:
            # Of several that begin at one place the first is the longest and has them all.
            if each.depth == 0 and each.start != done:
                done = each.start
                insets = _INSET.finditer(self.text, each.start, each.end)
                found += [match.span(1) for match in insets if match[1][0].islower() and sayings(match[1])]
        return sorted((low, high, number) for number, (low, high) in enumerate(found))

    @cached_property
    def _nesting(self) -> Nesting:
        return Nesting(self.quotations)

    @cached_property
    def _negations(self) -> list[tuple[int, str]]:
        return negations(self.words, self.low, self.high)

    def gap(self, voice: Voice, left: int, right: int) -> str:
        """Why what stands between two offsets may not be left out; empty where it may."""
        first, behind = self.low + left, self.low + right
        count = self.words.from_offset(behind) - self.words.from_offset(first)
        if count > MAX_GAP_WORDS:
            return f"{count} words are left out between two parts; at most {MAX_GAP_WORDS} may be"
        number = bisect_left(self._negations, (first, ""))
        if number < len(self._negations) and self._negations[number][0] < behind:
            return f"the words left out hold a negation (“{self._negations[number][1]}”)"
        if voice[0] == _NARRATION:
            return _OTHER if self._somebody_speaks(left, right) else ""
        return _OTHER if self._others_are_heard(left, right) else ""

    def _others_are_heard(self, left: int, right: int) -> bool:
        """Say whether what a person's quoted words leave out holds what others say, in words or as that person has it.

        “Lavrov said that Russia was ready. Zelensky said that Ukraine was,” the envoy said.
        """
        first, behind = (bisect_left(self.quotations, place, key=_start) for place in (left, right))
        if right - left > _LONGEST_GAP or behind - first > _MOST_QUOTATIONS:
            return True
        # Somebody's words inside these: they may go only where what leads up to them stays.
        first, behind = (bisect_left(self._long_ones, place, key=_start) for place in (left, right))
        for each in self._long_ones[first:behind]:
            if each.depth and each.end <= right and any(map(str.isalnum, self.text[left : each.start])):
                return True
        pieces = self._without_narration(left, right)
        for low, high in pieces:
            piece = self.text[low:high]
            if others_say(piece) and not (len(pieces) == 1 and self._is_aside(low, high)):
                return True
        low, high = pieces[-1] if pieces else (right, right)
        if high < right or low == high:
            return False
        if low == left:
            return takes_over(self.text, low, high)
        return takes_over(self.text[low : high + _LONGEST_REST], 0, high - low)

    def _without_narration(self, left: int, right: int) -> list[Span]:
        """What of a stretch is quoted words: all but the author's between two quotations and inside one; in order."""
        told = [(low, high) for low, high in self._told_near(left, right) if left <= low and high <= right]
        outer = self._outer
        first, behind = bisect_left(outer, left, key=_start), bisect_right(outer, right, key=_start)
        # What stands between a quotation and the next is the author's.
        told += [
            (outer[number - 1].end, outer[number].start)
            for number in range(max(first, 1), behind)
            if left <= outer[number - 1].end
        ]
        pieces: list[Span] = []
        for low, high in sorted(told):
            if left < low:
                pieces.append((left, low))
            left = max(left, high)
        return [*pieces, (left, right)] if left < right else pieces

    def _is_aside(self, left: int, right: int) -> bool:
        """Whether a stretch is `, Kuleba said on Monday,` in a sentence that nobody else is said to have said."""
        if not is_aside(self.text[left:right]) or sayings(self._rest(right)):
            return False
        head = _SENTENCE_BREAK.split(self.text[max(0, left - _LONGEST_REST) : left])[-1]
        return not sayings(head)

    def _somebody_speaks(self, left: int, right: int) -> bool:
        """Say whether what narration leaves out holds the words of somebody, or says who says what follows."""
        if bisect_left(self.quotations, left, key=_start) < bisect_left(self.quotations, right, key=_start):
            first, behind = (bisect_left(self._long_ones, place, key=_start) for place in (left, right))
            if any(each.end <= right for each in self._long_ones[first:behind]):
                return True
        gap = self.text[left:right]
        if gap.rstrip().endswith(":"):
            return True
        if self._dialogue and re.search(rf"\s{_DASH}\s", gap):
            return True
        said = sayings(gap)
        if said:
            return not ((said == 1 and self._is_aside(left, right)) or self._surely_goes_on(left, right))
        if not is_enclosed(gap) and takes_over(self.text, left, right):
            return True
        # “The road was open. The river had frozen over, in Kuleba’s view.”
        return _SENTENCE_BREAK.search(gap) is not None and sayings(self._rest(right)) > 0

    def _surely_goes_on(self, left: int, right: int) -> bool:
        """Say whether what is left out ends in `. He added that`, behind a sentence in which one person says something.

        Whoever adds to what was said is who said it: so the second sentence is that person's as well.
        """
        ends = [match.start() for match in _SENTENCE_BREAK.finditer(self.text, left, right)]
        if len(ends) != 1:
            return False
        head = _SENTENCE_BREAK.split(self.text[max(0, left - _LONGEST_REST) : left])[-1]
        return goes_on_saying(head, self.text[left : ends[0]], self.text[ends[0] + 1 : right])

    @cached_property
    def _turns(self) -> list[int]:
        return turns(self.text)

    @cached_property
    def _dialogue(self) -> bool:
        """Whether it may be a dialogue without quotation marks."""
        return re.match(rf"\s*{_DASH}\s", self.text) is not None

    def _rest(self, left: int) -> str:
        """The end of the sentence of a part that begins at an offset."""
        end = _SENTENCE_BREAK.search(self.text, left)
        return self.text[left : end.start() if end else len(self.text)][:_LONGEST_REST]

    def _person(self, quotation: Quotation) -> int:
        """A number that outermost quotations share which plainly are of one person; read as far as it is asked for."""
        outer, persons = self._outer, self._persons
        last = bisect_left(outer, quotation.start, key=_start)
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
        behind = self._narration(here.end, outer[number + 1].start if number + 1 < len(outer) else len(self.text))
        opening = re.split(r"[.!?…](?:\s|$)", ahead)[-1]
        if chained(opening, between, behind):
            return self._last(before) not in _SENTENCE_END
        introduced = sayings(opening)
        first = speaker(between)
        if first is None or first.replies or introduced or self._last(before) == "?":
            return False
        ended = self._last(here) == "." or behind.startswith(_SENTENCE_END)
        tail = re.split(r"(?<=[.!?…])\s", behind.lstrip(" .!?…"), maxsplit=1)[0].lstrip(f" ,{DASHES}")
        if not between.endswith(_SENTENCE_END):
            second = speaker(tail) if sayings(tail) else None
            if first.goes_on:
                return not sayings(tail) or (second is not None and first.may_be(second))
            if not self._interrupts(before, between, here):
                return False
        # What follows may name the speaker; it does so for sure where the quotation did not end the sentence.
        if tail and (not ended or tail[0].islower() or sayings(tail) or len(tail.split()) <= _SHORT_TAIL):
            second = speaker(tail)
            return second is not None and first.may_be(second) and not self._confused(ahead, first, second)
        if tail and points_back(tail, first):
            return False
        return ended or self._last(here) in _SENTENCE_END

    def _interrupts(self, before: Quotation, between: str, here: Quotation) -> bool:
        """Whether `“…,” Kuleba said, “and …”` has one sentence: a comma on either side, and no capital behind."""
        comma = self._last(before) == "," or between.startswith(",")
        words = self.text[here.start : here.end].lstrip()
        return comma and between.endswith(",") and words[:1].islower()

    @staticmethod
    def _confused(ahead: str, first: Speaker, second: Speaker) -> bool:
        """Whether a later `she` may be somebody whom the narration before names and the first clause does not."""
        return second.is_pronoun and not first.is_pronoun and names_another(ahead, first)

    def _last(self, quotation: Quotation) -> str:
        return self.text[quotation.start : quotation.end].rstrip()[-1:]

    def _narration(self, left: int, right: int) -> str:
        return TYPED.sub("", self.text[left:right]).strip(MARKS + " \t\u00a0\u202f")
