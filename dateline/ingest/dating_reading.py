"""What a text says that bears on its day of publication, and what dated sources tell of the dates of others.

Everything here is plain data made from one text: `read` for a text without a date, `neighbour` for one with a date.
`Neighbours` is the index by which a text finds the sources on its own matter.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache

from dateline.ingest.timex import Clue, DatePhrase, find_clues, find_dates
from dateline.ingest.timex_tense import Tense
from dateline.ingest.timex_tokens import MAY_END, tokenise

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
"""The weekdays by their number, as a reason names them."""
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
"""The months, the first at 0, as a reason names them."""
WORD = re.compile(r"[^\W\d_]{3,}")
"""A word of three letters or more."""
_INSIDE = re.compile(r"(?<=[^\s.!?:…\"”»][ ’'(\[“\"«„])([^\W\d_]{3,})")
_SUBORDINATE = re.compile(
    r"\b(?:since|after|before|because|when|which|who|whom|that|while|although|where|until|as)\b|[;—–]"
)
_STOP = frozenset(
    "the and that this with from have has had for was were are its his her their they them been being"
    " will would said says say told after before when where which while who whom into over under about"
    " also than then there here more most some such only not but out off our you your all any can"
    " could may might must should between during since until because through against among other"
    " another these those very just yesterday today tomorrow last next week month year photo reuters".split()
) | {name.lower() for name in (*WEEKDAYS, *MONTHS)}
NEWS_WEEK = 6
"""Days to either side of publication within which news names a day by its weekday alone."""
MOST = 100
"""Clues of a text, and events of a source, that are weighed: pairs of them grow by the square."""
_AROUND = 400
"""Characters to either side of a date within which its clause, or the opening of its quotation, is looked for."""
_RELATED = 0.12
"""Least share of weighted names that makes two texts speak of the same matter."""
SAME_EVENT = 0.3
"""Least share of weighted words that makes two sentences speak of the same event."""


@dataclass(frozen=True, slots=True)
class Published:
    """One reading of a text's day of publication."""

    value: str
    """The day, as EDTF."""
    reason: str
    """How it was concluded, for the source's `inferred` field."""


@dataclass(frozen=True, slots=True)
class Dating:
    """What could be concluded of a text's day of publication."""

    readings: tuple[Published, ...]
    """None: unknown. One: inferred. Two, in order of time: both fit, and an editor must choose."""
    note: str
    """Why there is no reading, or more than one; empty where there is one."""

    @property
    def published(self) -> Published | None:
        """The reading, where there is exactly one."""
        return self.readings[0] if len(self.readings) == 1 else None


@dataclass(frozen=True, slots=True)
class Event:
    """Something that a dated source dates to the day."""

    day: date
    """The day."""
    terms: frozenset[str]
    """The words of content of the clause that the date stands in, as `terms_of` gives them."""
    names: frozenset[str] = frozenset()
    """The names in that clause, as `names_of` gives them."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """What a dated source tells of the dates of others: plain data, to be kept and passed between processes."""

    published: date | None
    """Its day of publication, where known to the day."""
    names: frozenset[str]
    """The names in it, as `names_of` gives them."""
    words: frozenset[str] = frozenset()
    """All its words of content, as `terms_of` gives them."""
    events: tuple[Event, ...] = ()
    """What it dates."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an undated text with what it says of dates."""

    text: str
    """The sentence."""
    names: frozenset[str]
    """The names in it."""
    start: int
    """Where it starts, in characters of the text or caption that it and its clues stand in."""
    terms: frozenset[str]
    """Its words of content."""
    clues: tuple[Clue, ...]
    """Its date expressions."""


@dataclass(frozen=True)
class Reading:
    """What bears on the date of a text: made once by `read`, used as often as new sources turn up."""

    names: frozenset[str]
    """The names in the text."""
    sentences: tuple[Sentence, ...]
    """The sentences of the text, then those of its captions."""

    @cached_property
    def clues(self) -> tuple[Clue, ...]:
        """All date expressions in order."""
        return tuple(clue for sentence in self.sentences for clue in sentence.clues)

    @cached_property
    def words(self) -> frozenset[str]:
        """All words of content of the text."""
        return frozenset().union(*(sentence.terms for sentence in self.sentences))

    @cached_property
    def told_weekdays(self) -> frozenset[int]:
        """The weekdays that the text names alone, for days that have passed."""
        told = (clue for clue in self.clues if plain_weekday(clue) and clue.tense in {Tense.PAST, Tense.OPEN})
        return frozenset(clue.said.weekday for clue in told if clue.said.weekday is not None)

    @cached_property
    def weights(self) -> dict[str, float]:
        """How telling each word is within this text: words of every sentence say little."""
        counts = Counter(term for sentence in self.sentences for term in sentence.terms)
        return {term: math.log(1 + len(self.sentences) / count) for term, count in counts.items()}


class Neighbours:
    """The dated sources of a collection, indexed by names: a text meets only those that it may be related to."""

    def __init__(self, sources: Iterable[Neighbour]) -> None:
        self.sources = tuple(sources)
        self._by_name: dict[str, list[int]] = defaultdict(list)
        for index, source in enumerate(self.sources):
            for name in source.names:
                self._by_name[name].append(index)
        self._totals = [sum(self.weight(name) for name in source.names) for source in self.sources]

    def weight(self, name: str) -> float:
        """Return how telling a name is in this collection: high for few sources, low for a name that all have."""
        return math.log(1 + (len(self.sources) + 1) / (1 + len(self._by_name.get(name, ()))))

    def related(self, names: frozenset[str]) -> list[tuple[float, Neighbour]]:
        """Return the sources on the same matter as a text with `names`, nearest first, with their share of names."""
        shared: dict[int, float] = defaultdict(float)
        counts: Counter[int] = Counter()
        # a name that a large part of a large collection has would make every source meet every other
        limit = max(50, len(self.sources) // 20)
        for name in sorted(names):
            holders = self._by_name.get(name, ())
            if len(holders) <= limit:
                weight = self.weight(name)
                for index in holders:
                    shared[index] += weight
                    counts[index] += 1
        own = sum(self.weight(name) for name in names)
        found = []
        for index, weight in shared.items():
            share = weight / max(min(own, self._totals[index]), 1e-9)
            if counts[index] >= 3 and share >= _RELATED:
                found.append((share, index))
        found.sort(key=lambda pair: (-pair[0], pair[1]))
        return [(share, self.sources[index]) for share, index in found[:40]]


def read(text: str, captions: Sequence[str] = ()) -> Reading:
    """Return what bears on the date of `text`; `captions` are picture captions that were cut out of it."""
    sentences: list[Sentence] = []
    for part in (text, *captions):
        clues = find_clues(part)
        position = 0
        for start, end in sentences_of(part):
            inside = []
            while position < len(clues) and clues[position].start < end:
                inside.append(clues[position])
                position += 1
            sentence = part[start:end]
            sentences.append(Sentence(sentence, names_of(sentence), start, terms_of(sentence), tuple(inside)))
    return Reading(names_of("\n".join((text, *captions))), tuple(sentences))


def neighbour(
    text: str, published: date | None, captions: Sequence[str] = (), phrases: Sequence[DatePhrase] | None = None
) -> Neighbour:
    """Return what a dated text tells of others; with `published` None only what its words date by themselves.

    `phrases` are the dates of `text`, where the caller has found them already.
    """
    events: list[Event] = []
    for part in (text, *captions):
        known = phrases if phrases is not None and part is text else find_dates(part, published)
        # the calendar's first and last year would have no yesterday or tomorrow
        days = [phrase for phrase in known if len(phrase.value) == 10 and "0001" < phrase.value[:4] < "9999"]
        days = days[: MOST - len(events)]
        position = 0
        for start, end in sentences_of(part):
            while position < len(days) and days[position].start < end:
                phrase = days[position]
                clause = _clause(part, (start, end), (phrase.start, phrase.end))
                events.append(Event(date.fromisoformat(phrase.value), terms_of(clause), names_of(clause)))
                position += 1
    whole = "\n".join((text, *captions))
    # a clause that stands twice is one event
    return Neighbour(published, names_of(whole), terms_of(whole), tuple(dict.fromkeys(events)))


def plain_weekday(clue: Clue) -> bool:
    """Tell whether a clue is a weekday's name with nothing that moves it to another week."""
    return clue.said.kind == "weekday" and not clue.said.offset and clue.said.of_week is None


def quoted(sentence: Sentence, clue: Clue) -> bool:
    """Tell whether a clue stands in quoted speech, whose "yesterday" is that of the speaker."""
    place = clue.start - sentence.start
    before = sentence.text[max(0, place - _AROUND) : place]
    opened = before.count("“") > before.count("”") or before.count("«") > before.count("»")
    return opened or before.count('"') % 2 == 1


def latest_told(day: date, reading: Reading) -> date:
    """Return the last day, at most three after `day`, that the text tells of as past by a weekday alone."""
    past = reading.told_weekdays
    return max(
        day + timedelta(days=shift)
        for shift in range(4)
        if shift == 0 or (day + timedelta(days=shift)).weekday() in past
    )


def event_weights(reading: Reading, related: Sequence[tuple[float, Neighbour]]) -> dict[str, float]:
    """Return how telling each word is among the sentences of the text and the dated ones of the sources around it."""
    counts: Counter[str] = Counter()
    total = 0
    for sentence in reading.sentences:
        counts.update(sentence.terms)
        total += 1
    for _, source in related:
        for event in source.events:
            counts.update(event.terms)
            total += 1
    return {term: math.log(1 + total / count) for term, count in counts.items()}


def likeness(first: frozenset[str], second: frozenset[str], weights: dict[str, float]) -> float:
    """Return the weighted share of the smaller set of words that stands in the other, 0 to 1."""
    if not first or not second:
        return 0.0
    both = sum(weights.get(term, 1.0) for term in first & second)
    return both / min(sum(weights.get(term, 1.0) for term in terms) for terms in (first, second))


def terms_of(sentence: str) -> frozenset[str]:
    """Return a sentence's words of content as stems: in lower case, without function words, dates and endings."""
    return frozenset([stem(word) for word in map(str.lower, WORD.findall(sentence)) if word not in _STOP])


def names_of(text: str) -> frozenset[str]:
    """Return the words written with a capital letter inside a sentence, stemmed as `terms_of` stems them."""
    return frozenset(
        stem(word.lower()) for word in _INSIDE.findall(text) if word[0].isupper() and word.lower() not in _STOP
    )


def sentences_of(text: str) -> list[tuple[int, int]]:
    """Return the sentences of `text` as character ranges (half-open)."""
    tokens = tokenise(text)
    spans = []
    begin = 0
    for index, word in enumerate(tokens.words):
        if (word in MAY_END and tokens.ends_sentence(index)) or index == len(tokens) - 1:
            spans.append((tokens.starts[begin], tokens.ends[index]))
            begin = index + 1
    return spans


def _clause(text: str, sentence: tuple[int, int], phrase: tuple[int, int]) -> str:
    """Return the clause of a sentence around a date: "the first talks | since the war began on Feb. 24"."""
    start = max(sentence[0], phrase[0] - _AROUND)
    end = min(sentence[1], phrase[1] + _AROUND)
    begin = max((match.start() for match in _SUBORDINATE.finditer(text, start, phrase[0])), default=start)
    stop = _SUBORDINATE.search(text, phrase[1], end)
    return text[begin : stop.start() if stop else end]


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return the first letters of a word without common English endings, to join meet, meets and meeting."""
    for ending in ("ing", "ed", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[: -len(ending)]
            break
    return word[:7]
