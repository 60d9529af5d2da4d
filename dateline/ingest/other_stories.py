"""Other stories on an article's page: their teasers, and their headlines below “You may also like”.

A teaser is known by what it is about: next to none of the names and few of the words of the article's own paragraphs
stand in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dateline.ingest.page_words import OTHER_STORIES
from dateline.ingest.prose import OPENING_QUOTE, content_words, is_sentence, is_truncated, may_be_headline, names_in
from dateline.ingest.verdicts import TEASER, Judged

_KICKER = re.compile(r"[A-ZÀ-ÞА-ЯЁІЇЄҐ0-9][A-ZÀ-ÞА-ЯЁІЇЄҐ0-9 ,.’'&/-]{4,60}[A-ZÀ-ÞА-ЯЁІЇЄҐ0-9]:\s")
"""A word or two in capitals that open a teaser: “DAM TALKS: …”."""
_LEAST_CORE = 3
"""Paragraphs that are surely the article's, from which on others can be compared with them."""
_MOST_HEADLINES = 12
"""Headlines of other stories in a row."""


@dataclass(frozen=True, slots=True)
class _Core:
    """What the paragraphs are about that are surely the article's."""

    names: frozenset[str]
    """The names in them, as `names_in` gives them."""
    words: frozenset[str]
    """Their words of content, as `content_words` gives them."""

    @classmethod
    def of(cls, paragraphs: Iterable[str]) -> _Core:
        """Take the paragraphs."""
        listed = list(paragraphs)
        return cls(frozenset().union(*map(names_in, listed)), frozenset().union(*map(content_words, listed)))

    def is_foreign(self, text: str) -> bool:
        """Whether a paragraph is about something else: next to none of its names, and few of its words, are here."""
        names, words = names_in(text), content_words(text)
        shared = len(words & self.words)
        if len(names) < 2:  # only its words can tell, and they must tell clearly
            return shared <= len(words) * 0.25
        return len(names & self.names) <= len(names) * 0.34 and shared <= len(words) * 0.45

    def knows_no_name(self, text: str) -> bool:
        """Whether a paragraph names several, and none of those that are named here."""
        names = names_in(text)
        return len(names) > 1 and not names & self.names


def drop_teasers(judged: Judged, *, selected: bool) -> None:
    """Drop other stories' beginnings: long lines that break off or open with a kicker, about other names than the rest.

    Of lines that an extractor has chosen (`selected`) only those behind the article are doubted, and only where two
    break off.
    """
    places = judged.open()
    suspects = [
        place
        for place in places
        if not judged.lines[place].heading and (is_truncated(judged.text(place)) or _KICKER.match(judged.text(place)))
    ]
    if not suspects:
        return
    doubted = set(suspects)
    sure = [place for place in places if place not in doubted and is_sentence(judged.text(place))]
    if len(sure) < _LEAST_CORE:
        return
    core = _Core.of(map(judged.text, sure))
    if selected:
        suspects = [place for place in suspects if place > sure[-1] and is_truncated(judged.text(place))]
        if len(suspects) < 2:
            return
    first = None
    for place in suspects:
        text = judged.text(place)
        kicker, broken = bool(_KICKER.match(text)), is_truncated(text)
        foreign, behind = core.is_foreign(text), place > sure[-1]
        if (
            (broken and foreign)
            or (kicker and broken)
            or (kicker and foreign and behind and len(text) > 140)
            or (broken and behind and first is not None)
        ):
            judged.drop(place, TEASER)
            first = place if first is None else first
    if first is not None:
        # What stands among teasers behind the article and shares nothing with it is one more of them.
        _drop_foreign_tail(judged, first, places)


def _drop_foreign_tail(judged: Judged, first: int, places: list[int]) -> None:
    """Drop whole paragraphs behind `first` that share no name with what stands before it, up to the file's end."""
    before = [judged.text(place) for place in places if place < first and is_sentence(judged.text(place))]
    if len(before) < _LEAST_CORE:
        return
    core = _Core.of(before)
    for place in reversed([place for place in places if place > first and judged.verdicts[place] is None]):
        text = judged.text(place)
        if not is_sentence(text):
            continue
        own = len(text) <= 80 or text[0] in OPENING_QUOTE
        if own or not core.knows_no_name(text) or not core.is_foreign(text):
            break
        judged.drop(place, TEASER)


def drop_headlines(judged: Judged, *, selected: bool) -> None:
    """Drop headlines and teasers under a heading such as "You may also like", until the article's prose goes on."""
    starts = [place for place in range(len(judged.lines)) if judged.why(place) == OTHER_STORIES]
    if not starts:
        return
    places = judged.open()
    for start in starts:
        run = _headlines_below(judged, start, places, starts, selected=selected)
        # One short line before the article goes on may be its own sub-heading: it is kept.
        goes_on = bool(run) and places[-1] > run[-1]
        if len(run) == 1 and goes_on and not selected and len(judged.text(run[0]).split()) <= 6:
            run = []
        for place in run:
            judged.drop(place, "another story's headline")
        if places and places[-1] > start and not selected:
            _drop_foreign_tail(judged, start, places)


def _headlines_below(judged: Judged, start: int, places: list[int], starts: list[int], *, selected: bool) -> list[int]:
    """The places of the lines right below a heading of other stories that can be headlines of theirs."""
    run: list[int] = []
    for place in (place for place in places if place > start):
        line = judged.lines[place]
        if (
            not may_be_headline(line.text)
            or len(run) >= _MOST_HEADLINES
            or any(start < other < place for other in starts)
            or (line.heading and selected)
            or (judged.title is None and start < 4 and len(line.text.split()) > 3)
        ):
            break
        if line.text != judged.title:
            run.append(place)
    return run
