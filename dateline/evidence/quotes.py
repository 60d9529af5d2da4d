"""Finding a quote in the text of its source: the verdicts that the site's promise rests on.

A quote is found or it is not; nothing is accepted as close enough. Its typography may differ (`folding`), it may leave
words out where it says so (`voices`), and it stands on whole words and whole numbers (`boundaries`).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise

from dateline.evidence.boundaries import divides, lone_marks, word_around
from dateline.evidence.folding import MARK, MARKS, Folded, fold, folded_words, folds_between, is_double, word_count
from dateline.evidence.nearest import Nearest, Passages, compare
from dateline.evidence.negation import unlisted
from dateline.evidence.receipts import AROUND
from dateline.evidence.voices import Scene
from dateline.evidence.words import Words
from dateline.model import Finding, Verdict
from dateline.patterns import pattern
from dateline.records import record

__all__ = [
    "MAX_PARTS",
    "MIN_PART_WORDS",
    "SHORT_QUOTE_WORDS",
    "Match",
    "Nearest",
    "PreparedText",
    "folded_words",
    "folds_between",
    "is_elided",
    "locate",
    "parts_of",
    "prepared",
    "word_count",
]

MIN_PART_WORDS = 3
"""Each part of an elided quote has at least so many words."""
MAX_PARTS = 20
"""An elided quote has at most so many parts."""
SHORT_QUOTE_WORDS = 4
"""A quote of fewer words has to stand at one place only."""
MAX_PLACES = 300
"""So many places of a quote are looked at: a quote that stands more often is ambiguous whatever the rest."""

MAX_KEPT = 1000
"""So many answers about a text are kept."""
ASKED_BEFORE_INDEX = 20
"""For so many look-ups no index of a text's words is made, …"""
LONG_WORDS = 4
"""… if what is looked up has so many characters: shorter words stand inside others everywhere; …"""
LONG_TEXT = 50_000
"""… and none for a text no longer than that."""

_ELLIPSIS = pattern(r"\[\s*(?:…|\.\.\.)\s*\]|…|\.{3,}")
_BRACKETED = pattern(r"\[\s*(?:…|\.\.\.)\s*\]")
# A context is copied with its own marks, or with an ellipsis that says that the text goes on.
_OWN = rf"(?:[\s{re.escape(MARKS)}…]|\[\s*(?:…|\.\.\.)\s*\]|\.{{3,}})+"
_AT_ENDS = pattern(rf"\A{_OWN}|{_OWN}\Z")

Span = tuple[int, int]
Reading = tuple[Span, ...]
"""Start and end of each part of a quote in the text, in order."""


@record(frozen=True, slots=True, kw_only=True)
class Match:
    """What became of a quote."""

    verdict: Verdict
    """exact, typographic, elided, ambiguous or absent."""
    start: int | None = None
    """0-based character of the text where the (first) passage begins; None for `absent`."""
    end: int | None = None
    """The character after its last."""
    folds: tuple[str, ...] = ()
    """What was folded to find it, sorted: `dashes`, `quotation marks` …"""
    paragraph: int | None = None
    """1-based line of the text where it begins."""
    parts: tuple[tuple[int, int], ...] = ()
    """Start and end of each part of an elided quote; otherwise of the passage."""
    places: tuple[int, ...] = ()
    """Starts of all places where it stands (at most 100)."""
    unique: bool = False
    """Whether the passage stands once in the text."""
    reason: str = ""
    """Why a quote whose words are there was not accepted."""
    nearest: Nearest | None = None
    """For `absent`: the nearest passage, where one shares words with the quote."""


def locate(quote: str, text: str, context: str | None = None) -> Match:
    """Look for a quote in the text of its source.

    `text` has one paragraph a line. `context` gives words of the same paragraph; it decides where the quote stands more
    than once. Offsets are 0-based characters of `text`. Never raises.
    """
    return prepared(text).locate(quote, context)


@lru_cache(maxsize=4)
def prepared(text: str) -> PreparedText:
    """A text folded once, for many quotes."""
    return PreparedText(text)


def is_elided(quote: str) -> bool:
    """Say whether a quote holds a mark that may say that it leaves words out."""
    return _ELLIPSIS.search(quote) is not None


def parts_of(quote: str, number: int) -> tuple[str, ...]:
    """The words of a quote that was found in so many parts, part by part; none where it can't be cut so."""
    for marks in (_BRACKETED, _ELLIPSIS):
        parts = _cut_at(marks, quote) if marks.search(quote) else []
        if len(parts) == number:
            return tuple(parts)
    return ()


def _cut_at(marks: re.Pattern[str], quote: str) -> list[str]:
    """The parts of a quote between such marks, as far as they have a letter or digit."""
    parts = [part.strip() for part in marks.split(quote)]
    return [part for part in parts if any(char.isalnum() for char in part)]


def _tells(spans: Sequence[Span], reading: Reading) -> bool:
    """Say whether a context stands somewhere that is not inside a part of the quote. Both are sorted."""
    if not spans:
        return False
    if spans[0][0] < reading[0][0] or spans[-1][1] > reading[-1][1]:
        return True
    for part, following in pairwise(reading):
        # The last that begins before the next part; those before it end before it.
        latest = bisect_left(spans, (following[0], 0)) - 1
        if latest >= 0 and spans[latest][1] > part[1]:
            return True
    return False


class PreparedText:
    """A source's text, folded for look-ups."""

    def __init__(self, text: str) -> None:
        """Fold `text`; linear in its length."""
        self.text = text
        self.folded = fold(text)
        self._lines = [0]
        for line in text.split("\n")[:-1]:
            self._lines.append(self._lines[-1] + len(line) + 1)
        self._scenes: dict[int, Scene] = {}
        self._unlisted: dict[int, list[tuple[int, str]]] = {}
        self._asked = 0
        self._found: dict[tuple[str, str | None], Match] = {}

    def paragraph(self, offset: int) -> int:
        """0-based line of an offset in the text."""
        return bisect_right(self._lines, offset) - 1

    def bounds(self, paragraph: int) -> Span:
        """Start and end of a paragraph, in the text."""
        start = self._lines[paragraph]
        end = self._lines[paragraph + 1] - 1 if paragraph + 1 < len(self._lines) else len(self.text)
        return start, end

    def locate(self, quote: str, context: str | None = None) -> Match:
        """Look for a quote; see the function of the same name."""
        # Several claims may rest on the same words.
        if (found := self._found.get((quote, context))) is None:
            if len(self._found) == MAX_KEPT:
                self._found.clear()
            found = self._found[quote, context] = self._locate(quote, context)
        return found

    def _locate(self, quote: str, context: str | None) -> Match:
        context = _AT_ENDS.sub("", context) if context else None
        if not any(char.isalnum() for char in quote):
            return Match(verdict=Verdict.ABSENT, reason="the quote holds no letter and no digit")
        literal: list[Reading] = [(place,) for place in self.places(quote)]
        if len(literal) == MAX_PLACES and context:
            literal = [(place,) for place in self._places_beside(quote, context)] or literal
        if literal:
            return self._choose((quote,), literal, context, elided=False)
        reason, nearest = self._cut(quote)
        # A bare mark may stand in the source beside one that leaves words out.
        for marks in (_BRACKETED, _ELLIPSIS):
            if marks.search(quote):
                parts = _cut_at(marks, quote)
                readings, reason = self._readings(parts)
                if readings:
                    return self._choose(parts, readings, context, elided=True)
        return Match(verdict=Verdict.ABSENT, reason=reason, nearest=nearest or self._passages.nearest(quote))

    def confirms(self, quote: str, finding: Finding) -> bool:
        """Whether `finding` says just what `locate` would find of the quote, as far as that can be seen at a glance.

        So it is with a quote that the text prints once, as it is, where nothing in either takes more or less room when
        folded. False says nothing.
        """
        start, end, text = finding.start, finding.end, self.text
        if start is None or end is None or finding.verdict is not Verdict.EXACT or finding.folds or not finding.unique:
            return False
        if self.folded.origin is not None or text[start:end] != quote.strip():
            return False
        needle = fold(quote)
        words, folded = needle.text.strip(), self.folded.text
        if needle.origin is not None or len(words) != end - start or folded.find(words) != start:
            return False
        if folded.find(words, start + 1) >= 0 or not any(map(str.isalnum, words)):
            return False
        if divides(self.folded, start) or divides(self.folded, end):
            return False
        number = self.paragraph(start)
        low, high = self.bounds(number)
        if end > high:
            high = self.bounds(self.paragraph(end))[1]
        return (
            finding.paragraph == number + 1
            and finding.prefix == text[max(low, start - AROUND) : start]
            and finding.suffix == text[end : min(high, end + AROUND)]
        )

    def stands_once(self, start: int, end: int) -> bool:
        """Whether a stretch of the text is found there, as it is, and nowhere else, as far as is seen at a glance.

        Then `locate` has the verdict `exact` for its words. False says nothing.
        """
        folded = self.folded
        if folded.origin is not None:
            return False
        # Nothing in the text takes more or less room when folded, so nothing in a part of it does.
        words = folded.text[start:end]
        if words != words.strip() or not any(map(str.isalnum, words)):
            return False
        if folded.text.find(words) != start or folded.text.find(words, start + 1) >= 0:
            return False
        return not divides(folded, start) and not divides(folded, end)

    def places(self, words: str, within: Span | None = None) -> list[Span]:
        """Start and end, in the text, of the places (at most MAX_PLACES) where the words stand whole."""
        needle = fold(words)
        found: list[Span] = []
        for at, end in self._occurrences(needle, within, whole=True):
            if divides(self.folded, at) or divides(self.folded, end) or not self._marks_agree(needle, at, end):
                continue
            found.append(self.folded.span(at, end))
            if len(found) == MAX_PLACES:
                break
        return found

    def _occurrences(self, needle: Folded, within: Span | None = None, *, whole: bool = False) -> Iterator[Span]:
        """Where the folded text holds folded words; with `whole`, at least where they may stand whole.

        Gives up on long words that repeat themselves all over the text, which would take quadratic time.
        """
        words, text = needle.text.strip(), self.folded.text
        low, high = (self.folded.at(offset) for offset in within) if within else (0, len(text))
        if not self._letters.issuperset(words):
            return
        self._asked += 1
        indexed = high - low > LONG_TEXT and (self._asked > ASKED_BEFORE_INDEX or len(words) < LONG_WORDS)
        if indexed and (found := self._passages.occurrences(words, whole=whole)) is not None:
            yield from ((at, at + len(words)) for at in found if low <= at and at + len(words) <= high)
            return
        work = 1_000_000 + 20 * (high - low)
        at = text.find(words, low, high) if words else -1
        while at >= 0 and work > 0:
            yield at, at + len(words)
            work -= len(words)
            at = text.find(words, at + 1, high)

    @cached_property
    def _letters(self) -> frozenset[str]:
        return frozenset(self.folded.text)

    @cached_property
    def _has_unlisted(self) -> bool:
        return bool(unlisted("".join(self._letters)))

    @cached_property
    def _lone_marks(self) -> tuple[int, ...]:
        return lone_marks(self.folded)

    def _marks_agree(self, needle: Folded, at: int, end: int) -> bool:
        """Say whether a quote has single marks and double ones where the text has them as units or apostrophes."""
        first = at - (len(needle.text) - len(needle.text.lstrip()))
        if MARK not in needle.text or not self._lone_marks:
            return True
        alone = self._lone_marks[bisect_left(self._lone_marks, at) : bisect_left(self._lone_marks, end)]
        return all(is_double(self.folded.printed(mark)) == is_double(needle.printed(mark - first)) for mark in alone)

    def _cut(self, quote: str) -> tuple[str, Nearest | None]:
        """Why words that stand in the text do not stand there whole, and the whole; nothing where they don't stand."""
        at, end = next(self._occurrences(fold(quote)), (0, 0))
        if not end:
            return "", None
        start, stop = self.folded.span(at, end)
        cuts = [word_around(self.folded, cut) for cut in (at, end) if divides(self.folded, cut)]
        whole = compare(quote, self.text, min([start, *(a for a, _ in cuts)]), max([stop, *(b for _, b in cuts)]))
        if cuts:
            return f"its words stand there only as a piece of more: it cuts “{self.text[slice(*cuts[0])]}”", whole
        return "it has a single mark where the text has a double one, or the reverse", whole

    def _places_beside(self, quote: str, context: str) -> list[Span]:
        """Where a quote stands in the paragraphs that hold the context: for one that stands nearly everywhere."""
        paragraphs = {self.paragraph(start) for start, _ in self.places(context)}
        found = [place for number in sorted(paragraphs) for place in self.places(quote, self.bounds(number))]
        return found[:MAX_PLACES]

    def _choose(self, parts: Sequence[str], readings: Sequence[Reading], context: str | None, *, elided: bool) -> Match:
        """The verdict on a quote that stands at one place or more."""
        chosen, reason = self._by_context(readings, context) if len(readings) > 1 else (list(readings), "")
        one = len(chosen) == 1
        reading = chosen[0] if one else readings[0]
        pairs = [(part.strip(), self.text[start:end]) for part, (start, end) in zip(parts, reading, strict=True)]
        folds = sorted({fold for part, passage in pairs for fold in folds_between(part, passage)})
        found = Verdict.ELIDED if elided else Verdict.TYPOGRAPHIC if folds else Verdict.EXACT
        start, end = reading[0][0], reading[-1][1]
        return Match(
            verdict=found if one else Verdict.AMBIGUOUS,
            start=start,
            end=end,
            folds=tuple(folds),
            paragraph=self.paragraph(start) + 1,
            parts=reading,
            places=tuple(each[0][0] for each in readings[:100]),
            unique=len(readings) == 1,
            reason=reason,
        )

    def _by_context(self, readings: Sequence[Reading], context: str | None) -> tuple[list[Reading], str]:
        """The readings whose paragraph holds the context, and why they are not one.

        Of several in a paragraph, the one that the context touches. A context inside the quote itself tells nothing; in
        what the quote leaves out it does.
        """
        if not context or not any(char.isalnum() for char in context):
            return [], ""
        near: list[Reading] = []
        touching: list[Reading] = []
        held: dict[Span, list[Span]] = {}
        for reading in readings:
            start, end = reading[0][0], reading[-1][1]
            within = self.bounds(self.paragraph(start))[0], self.bounds(self.paragraph(end - 1))[1]
            if within not in held:
                held[within] = self.places(context, within)
            spans = held[within]
            if not _tells(spans, reading):
                continue
            near.append(reading)
            first, behind = bisect_left(spans, (start, 0)), bisect_left(spans, (end, 0))
            for a, b in spans[max(0, first - 1) : first] + spans[max(first, behind - 1) : behind + 1]:
                between = self.text[min(b, end) : max(a, start)]
                if not (start <= a and b <= end) and not any(char.isalnum() for char in between):
                    touching.append(reading)
                    break
        if len(near) > 1 and len(touching) == 1:
            return touching, ""
        if len(near) == 1:
            return near, ""
        return [], "the context does not decide between them" if near else "the context stands at none of these places"

    def _readings(self, parts: Sequence[str]) -> tuple[list[Reading], str]:
        """The ways to read an elided quote, in order; where there is none, why."""
        if len(parts) > MAX_PARTS:
            return [], f"it is cut into {len(parts)} parts; at most {MAX_PARTS} may be"
        if any(word_count(part) < MIN_PART_WORDS for part in parts):
            return [], f"each part of an elided quote has at least {MIN_PART_WORDS} words"
        places: dict[str, list[Span]] = {}
        for number, part in enumerate(parts, 1):
            if part not in places and not places.setdefault(part, self.places(part)):
                return [], self._cut(part)[0] or f"part {number} of the quote (“{part}”) does not stand in the text"
        if len(parts) == 1:
            return [(place,) for place in places[parts[0]]], ""
        rarest = min(places.values(), key=len)
        readings: list[Reading] = []
        reasons: list[str] = []
        for number in sorted({self.paragraph(start) for start, _ in rarest}):
            low, high = self.bounds(number)
            scene = self._scenes.get(number)
            if scene is None:
                scene = self._scenes[number] = Scene(self._words, low, high)
            held = {part: self._held(part, spans, (low, high)) for part, spans in places.items()}
            found, why = scene.readings([[(a - low, b - low) for a, b in held[part]] for part in parts])
            found, unread = self._read(number, found)
            why = why or unread
            readings += [tuple((a + low, b + low) for a, b in reading) for reading in found]
            reasons += [why] if why else []
        if readings:
            return readings, ""
        return [], reasons[0] if reasons else "its parts do not stand in one paragraph in this order"

    def _read(self, number: int, readings: list[Reading]) -> tuple[list[Reading], str]:
        """The readings of a paragraph that leave out only words of which it can be known whether they negate."""
        if not self._has_unlisted:
            return readings, ""
        if number not in self._unlisted:
            self._unlisted[number] = unlisted(self.text[slice(*self.bounds(number))])
        places = self._unlisted[number]
        if not places:
            return readings, ""
        read, why = [], ""
        for reading in readings:
            for (_, left), (right, _) in pairwise(reading):
                first = bisect_left(places, (left, ""))
                if first < len(places) and places[first][0] < right:
                    why = f"the words left out are of a language whose negations are not known (“{places[first][1]}”)"
                    break
            else:
                read.append(reading)
        return read, why

    def _held(self, part: str, everywhere: list[Span], within: Span) -> list[Span]:
        """Where a part stands in a paragraph, of all places where it stands."""
        if len(everywhere) == MAX_PLACES:
            return self.places(part, within)
        first, behind = bisect_left(everywhere, (within[0], 0)), bisect_right(everywhere, (within[1], 0))
        return [span for span in everywhere[first:behind] if span[1] <= within[1]]

    @cached_property
    def _words(self) -> Words:
        return Words(self.folded)

    @cached_property
    def _passages(self) -> Passages:
        return Passages(self._words)
