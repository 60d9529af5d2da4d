"""The day of each assertion, with the words that it was taken from.

How an assertion gets its day, in this order:

1. `own`: a date in the sentence dates the saying or the act (“said on Monday that …”, not “since Feb. 24”). Where
   only what is said has a date (“the towns were shelled on Monday, Kuleba said”), it is that of the act, unless it
   lies ahead.
2. `carried`: the paragraph goes on after a sentence that has its own day, or the same person goes on speaking in the
   next one.
3. `scene`: the person takes part in what the story is about, or the sentence refers to it (“after the meeting”): the
   story's day, which is that of its first dated act.
4. `about`: anybody else whom the story quotes: the story's day, marked `~`.
5. `none`: the story has no day.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import islice

from dateline.ingest.assertions import Assertion, Basis, DatedBy
from dateline.ingest.claim_parts import Material, Part, names_of
from dateline.ingest.claim_words import (
    BETWEEN_BOUNDARY,
    BOUNDARY,
    BOUNDARY_BEHIND,
    DECLARING,
    MEETING,
    PREPOSITIONAL,
    RELATIVES,
    SCENE,
    SUBORDINATE,
)
from dateline.ingest.narration import WORD, Item
from dateline.ingest.speech_words import SPEECH_NOUNS


def edtf_of(value: str) -> str:
    """Write the value of a date phrase as EDTF level 1: a week, a quarter or half of a year becomes an interval."""
    if match := re.fullmatch(r"(\d{4})-W(\d{2})", value):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"
    if match := re.fullmatch(r"(\d{4})-Q([1-4])", value):
        first = int(match[2]) * 3 - 2
        return f"{match[1]}-{first:02}/{match[1]}-{first + 2:02}"
    if match := re.fullmatch(r"(\d{4})-H([12])", value):
        return f"{match[1]}-01/{match[1]}-06" if match[2] == "1" else f"{match[1]}-07/{match[1]}-12"
    if match := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
        return f"{match[1]}-{('SP', 'SU', 'FA', 'WI').index(match[2]) + 21}"
    return value


class Days:
    """Finds the days of one article's assertions; notes in its sentences which date phrase is their own."""

    def __init__(self, material: Material, parts: Sequence[Part], analysts: frozenset[int]) -> None:
        """Take an article, its sentences, and the ids of the persons in it who only comment."""
        self.text = material.text
        self.phrases = material.phrases
        self.published = material.published
        self.analysts = analysts
        for part in parts:
            part.own = self._own_phrase(part)
        self.story = self._story(parts)
        """The day that the story is about, with the words that give it."""
        self.scene = self._scene_names(parts)
        """The persons who take part in it."""

    def of(
        self,
        part: Part,
        by: tuple[str, ...],
        previous: Assertion | None,
    ) -> tuple[Basis, DatedBy | None]:
        """Find the day of the assertion that a sentence makes; `by` says or does it, `previous` stands before it."""
        story = self.story
        if part.own is not None:
            return Basis.OWN, self._dated(part.own)
        speech = part.speaker is not None
        if previous is not None and previous.basis in (Basis.OWN, Basis.CARRIED) and not _perfect(part):
            near = speech and part.paragraph - previous.paragraph <= 1
            goes_on = near and bool(by) and by == previous.by and previous.speech
            # “a statement from Scholz’s office said”, behind what Scholz did on a day of its own
            for_him = near and not by and bool(set(names_of(part)) & set(previous.by))
            # “On 2 May, protesters blocked the port. Police arrested 14 people.”
            if goes_on or for_him or part.paragraph == previous.paragraph:
                return Basis.CARRIED, previous.dated
        if story is None:
            return Basis.NONE, None
        words = self.text[part.start : part.end]
        if _perfect(part) or self._is_analyst(part):
            return Basis.ABOUT, story
        if (by and any(name in self.scene for name in by)) or SCENE.search(words):
            return Basis.SCENE, story
        if not speech and MEETING.search(words):
            return Basis.SCENE, story
        return Basis.ABOUT, story

    def _own_phrase(self, part: Part) -> int | None:
        """Find the date phrase that dates the saying or the act of a sentence; None where none does."""
        if part.answer:
            return None  # what the answer tells of has that day, not the interview
        items = part.sentence.items
        inside: list[int] = []
        for number in part.phrases:
            phrase = self.phrases[number]
            at = next((i for i, item in enumerate(items) if item.end > phrase.start), len(items))
            if phrase.start < part.start or _bounds(items, at):
                continue
            if len(phrase.value) == 4 and not (at == 1 and items[0].low == "in"):
                continue  # “the areas lost in 2014”: a year inside a sentence seldom says when the whole happened
            begin = 0
            if part.speaker is not None and self._ahead(number):
                continue  # “ready to go on on 27 May”: what is said lies ahead, the saying does not
            if part.cue is not None:
                if at < part.cue.first and part.trailing:
                    if _plain(items[:at]) or _speech_noun(items, at):
                        inside.append(number)
                    continue
                if at < part.cue.first and at > 2 and part.cue.verb:
                    continue
                if at > part.cue.last:
                    begin = part.cue.last + 1
                    that = next((i for i in range(begin, at) if items[i].low == "that"), None)
                    said = that is not None and part.cue.verb not in DECLARING
                    if said and that is not None and _plain(items[that + 1 : at]):
                        inside.append(number)
            if _plain(items[begin:at]) or _speech_noun(items[begin:at], at - begin):
                return number
        return next((number for number in inside if not self._ahead(number)), None)

    def _ahead(self, number: int) -> bool:
        """Tell whether a date lies after the day of publication."""
        value = self.phrases[number].value
        return self.published is not None and len(value) == 10 and value > self.published.isoformat()

    def _story(self, parts: Sequence[Part]) -> DatedBy | None:
        """Find the day that the story is about: of its first dated act, which is told in the first sentences."""
        owned = [part for part in parts if part.own is not None]
        days = [(part, self._dated(part.own)) for part in owned if part.own is not None]
        days = [(part, dated) for part, dated in days if len(dated.value) == 10]
        if not days:
            return None
        lead = [dated for part, dated in days if part.paragraph <= 3]
        if lead:
            return lead[0]
        counted = Counter(dated.value for _, dated in days)
        most = max(counted.values())
        return next(dated for _, dated in days if counted[dated.value] == most)

    def _dated(self, number: int) -> DatedBy:
        """The words and the day of a date phrase."""
        phrase = self.phrases[number]
        return DatedBy(words=phrase.text, value=edtf_of(phrase.value), start=phrase.start)

    def _scene_names(self, parts: Sequence[Part]) -> frozenset[str]:
        """The persons who take part in what the story is about."""
        story = self.story
        if story is None:
            return frozenset()
        names: set[str] = set()
        for number, part in enumerate(parts):
            dated = self._dated(part.own) if part.own is not None else None
            here = dated is not None and dated.value == story.value
            text = self.text[part.start : part.end]
            if here or (dated is None and ((number < 8 and MEETING.search(text)) or SCENE.search(text))):
                if self._is_analyst(part):
                    continue
                names.update(names_of(part))
        return frozenset(names)

    def _is_analyst(self, part: Part) -> bool:
        """Tell whether it is one who only comments who says it."""
        return part.person is not None and id(part.person) in self.analysts


def _plain(items: Sequence[Item]) -> bool:
    """Tell whether no clause begins among some items: a date behind them is then that of the main clause."""
    index = 0
    while index < len(items):
        item = items[index]
        if item.kind == WORD and item.low in SUBORDINATE:
            # “Lorck, who came by boat, arrived on Tuesday”: a clause that is closed again.
            relative = index and item.low in RELATIVES and items[index - 1].low == ","
            closing = next((i for i in range(index + 1, len(items)) if items[i].low == ","), None)
            opening = not index and item.low in ("when", "as")
            if opening and closing is None:
                return True  # “When the ministers met on Monday, …”: what follows is of that day
            if not relative or closing is None or items[closing - 1].low in ("and", "or", "but"):
                return False
            index = closing
        index += 1
    return True


def _bounds(items: list[Item], at: int) -> bool:
    """Tell whether a date at an item only bounds a span: “since Feb. 24”, “by Friday”."""
    index = at - 1
    while index >= 0 and items[index].low in BETWEEN_BOUNDARY:
        index -= 1
    if index >= 0 and items[index].kind == WORD and items[index].low in BOUNDARY:
        return True
    behind = (item.low for item in items[at + 1 : at + 5] if item.word[:1].isalpha() and len(item.low) > 2)
    return not BOUNDARY_BEHIND.isdisjoint(islice(behind, 2))


def _speech_noun(items: Sequence[Item], at: int) -> bool:
    """Tell whether the date is that of statements: “after unusually optimistic statements … on Sunday”."""
    before = [item.low for item in items[:at] if item.kind == WORD and item.low in SUBORDINATE]
    near = any(item.kind == WORD and item.low in SPEECH_NOUNS for item in items[max(0, at - 7) : at])
    return near and PREPOSITIONAL.issuperset(before)


def _perfect(part: Part) -> bool:
    """Tell whether a statement is told in the perfect (“has said”): it was made at an unknown time before."""
    if part.cue is None:
        return False
    lows = part.sentence.lows[max(0, part.cue.verb_at - 3) : part.cue.verb_at]
    return "has" in lows or "have" in lows or "had" in lows
