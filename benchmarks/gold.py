"""How right `find_dates` and `find_quotes` are on news that was annotated by hand, and dateparser beside them.

The annotations and their conventions are described in `tests/gold/README.md`. The measure of dates is that of the
project's shared scorer: a calendar expression counts as found when the first prediction that overlaps it has its value.
"""

from __future__ import annotations

import json
import re
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

FOUR_WORDS = 4
"""Quotations with fewer words are mostly terms, and are not scored."""
_CALENDAR = re.compile(r"(\d{4}(?:-\d\d(?:-\d\d)?|-W\d\d|-Q\d)?)(?:T.*|-WE)?$")
_ARTICLE = re.compile(r"(?:the|a|an) ", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What was found, of what is there."""

    right: int
    """Predictions that are right."""
    found: int
    """Predictions."""
    reached: int
    """Annotated things that have a right prediction."""
    there: int
    """Annotated things."""

    @property
    def precision(self) -> float:
        """Share of right ones among the predictions; 0 where there are none."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the annotated things that have a right prediction; 0 where there are none."""
        return self.reached / self.there if self.there else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def read(path: Path) -> list[dict[str, Any]]:
    """Read an annotated file: one JSON object a line. Raises OSError where it is not there."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


# --- Dates ---


@dataclass(frozen=True, slots=True)
class Span:
    """Words with the calendar value that they have."""

    start: int
    """First character."""
    end: int
    """One past the last."""
    value: str
    """A day, month, week, quarter or year."""


def published(document: Mapping[str, Any]) -> date:
    """Return the day on which an annotated text came out."""
    return date.fromisoformat(document["published"])


Finder = Callable[[str, date], list[Span]]
"""Finds the calendar dates of a text that came out on a day."""
Same = Callable[[str, str], bool]
"""Whether a predicted value is right for an annotated one."""


def calendar(value: str) -> str | None:
    """Return the day, month, week, quarter or year of a TIMEX3 value, without its time; None for any other value."""
    match = _CALENDAR.match(value)
    return match[1] if match else None


def score_dates(documents: Sequence[Mapping[str, Any]], finder: Finder, same: Same = str.__eq__) -> Score:
    """Compare what a finder predicts with what is annotated."""
    right = found = there = 0
    for document in documents:
        ignored = [(start, end) for start, end in document.get("ignore", ())]
        predicted = [
            span
            for span in finder(document["text"], published(document))
            if not any(span.start < end and start < span.end for start, end in ignored)
        ]
        found += len(predicted)
        for each in document["dates"]:
            value = calendar(each["value"])
            if value is None:
                continue
            there += 1
            hit = next((span for span in predicted if span.start < each["end"] and each["start"] < span.end), None)
            right += hit is not None and same(hit.value, value)
    return Score(right=right, found=found, reached=right, there=there)


def missed_dates(documents: Sequence[Mapping[str, Any]], finder: Finder) -> list[str]:
    """Say of each annotated date that was not found, or has another value, what it is: a line each."""
    lines = []
    for document in documents:
        spans = finder(document["text"], published(document))
        for each in document["dates"]:
            value = calendar(each["value"])
            hit = next((span for span in spans if span.start < each["end"] and each["start"] < span.end), None)
            if value is not None and (hit is None or hit.value != value):
                lines.append(f"{document['id']}: {each['text']!r} is {value}, got {hit and hit.value}")
    return lines


def our_dates(text: str, day: date) -> list[Span]:
    """Find them as Dateline does."""
    from dateline.ingest import find_dates

    spans = ((phrase.start, phrase.end, calendar(phrase.value)) for phrase in find_dates(text, day))
    return [Span(start, end, value) for start, end, value in spans if value]


def dateparser_dates(text: str, day: date) -> list[Span]:
    """Find them as dateparser's search does, told the language and the day. It gives days only."""
    from dateparser.search import search_dates

    base = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - days have no zone
    found = search_dates(text, languages=["en"], settings={"RELATIVE_BASE": base}) or []
    spans, at = [], 0
    for words, moment in found:
        # It gives the words without their place, in order.
        start = text.find(words, at)
        if start >= 0:
            at = start + len(words)
            spans.append(Span(start, at, f"{moment:%Y-%m-%d}"))
    return spans


def day_within(day: str, value: str) -> bool:
    """Whether a day is the calendar value or lies in it: right for a program that knows days only."""
    if "W" in value:
        year, week, _ = date.fromisoformat(day).isocalendar()
        return value == f"{year}-W{week:02}"
    if "Q" in value:
        return value == f"{day[:4]}-Q{(int(day[5:7]) + 2) // 3}"
    return day.startswith(value)


def within(
    documents: Iterable[Mapping[str, Any]],
    finder: Finder,
    budget: float,
    clock: Callable[[], float] = time.process_time,
) -> tuple[list[Mapping[str, Any]], dict[str, list[Span]], float]:
    """Run a slow finder on the first documents, until it has spent its budget of seconds.

    Returns the documents that it read, its finds by text, and the seconds that it took.
    """
    done, finds = list[Mapping[str, Any]](), dict[str, list[Span]]()
    began = clock()
    for document in documents:
        finds[document["text"]] = finder(document["text"], published(document))
        done.append(document)
        if clock() - began > budget:
            break
    return done, finds, clock() - began


# --- Speakers ---


@dataclass(frozen=True, slots=True)
class Said:
    """A predicted quotation."""

    start: int
    """First character of the words, without mark."""
    end: int
    """One past the last, without mark."""
    speaker: str | None
    """Who says it; None for a term, or where nobody is found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speakers:
    """How well quotations and their speakers were found."""

    score: Score
    """Quotations of four words and more with the right speaker, or rightly without one."""
    named: Score
    """The same where only predictions and annotations that name somebody count: null is no answer."""
    met: int
    """Annotated quotations of four words and more that were found, whoever is named."""
    verbatim: int
    """Of those, the ones with the very words: same first and last character."""
    wrong: Sequence[str] = ()
    """What was wrong, a line each."""


def same_name(predicted: str | None, quote: Mapping[str, Any]) -> bool:
    """Whether the predicted speaker is right for an annotated quotation."""
    speaker = quote["speaker"]
    if predicted is None:
        return speaker is None or bool(quote.get("or_null"))
    if speaker is None:
        return False
    name = _plain(predicted)
    if quote.get("unnamed"):
        return f"{name} ".startswith(f"{_plain(speaker)} ")
    return name in {_plain(each) for each in (speaker, *quote.get("accept", ()))}


def _plain(name: str) -> str:
    """Return a name without capitals, leading article and the form of its apostrophes."""
    words = " ".join(unicodedata.normalize("NFC", name).replace("’", "'").split())
    return _ARTICLE.sub("", words, count=1).casefold() if _ARTICLE.match(words) else words.casefold()


def _words(text: str) -> int:
    return len(text.split())


def score_speakers(documents: Sequence[Mapping[str, Any]], finder: Callable[[str], list[Said]]) -> Speakers:
    """Compare what a finder predicts with what is annotated, quotations of four words and more only."""
    tally: Counter[str] = Counter()
    wrong: list[str] = []
    for document in documents:
        _compare(document, finder(document["text"]), tally, wrong)

    def score(right: str, found: str, reached: str, there: str) -> Score:
        return Score(right=tally[right], found=tally[found], reached=tally[reached], there=tally[there])

    return Speakers(
        score=score("right", "found", "reached", "there"),
        named=score("named right", "named found", "named reached", "named there"),
        met=tally["met"],
        verbatim=tally["verbatim"],
        wrong=wrong,
    )


def _compare(document: Mapping[str, Any], predicted: Sequence[Said], tally: Counter[str], wrong: list[str]) -> None:
    """Count what is right and wrong in one article."""
    text, name, quotes = document["text"], document["id"], document["quotes"]
    met, reached, verbatim = set[int](), set[int](), set[int]()
    for said in predicted:
        words = text[said.start : said.end]
        ignored = any(said.start < end and start < said.end for start, end in document["ignore"])
        if ignored or _words(words) < FOUR_WORDS:
            continue
        tally["found"] += 1
        tally["named found"] += said.speaker is not None
        shares = {number: _shared(said, quote) for number, quote in enumerate(quotes)}
        same = [number for number, share in shares.items() if share * 2 >= _shorter(said, quotes[number])]
        if not same:
            wrong.append(f"{name}: nothing is quoted here: {words[:60]!r}, got {said.speaker}")
            continue
        nearest = quotes[max(same, key=shares.__getitem__)]
        if same_name(said.speaker, nearest):
            tally["right"] += 1
            tally["named right"] += said.speaker is not None
        else:
            wrong.append(f"{name}: {words[:60]!r} is {nearest['speaker']}, got {said.speaker}")
        met.update(same)
        reached.update(number for number in same if same_name(said.speaker, quotes[number]))
        verbatim.update(n for n in same if (said.start, said.end) == (quotes[n]["start"], quotes[n]["end"]))
    for number, quote in enumerate(quotes):
        if _words(quote["text"]) < FOUR_WORDS:
            continue
        named = quote["speaker"] is not None
        tally.update({"there": 1, "named there": named, "reached": number in reached})
        tally.update({"named reached": named and number in reached, "met": number in met})
        tally["verbatim"] += number in verbatim
        if number not in met:
            wrong.append(f"{name}: not found: {quote['text'][:60]!r} is {quote['speaker']}")


def _shared(said: Said, quote: Mapping[str, Any]) -> int:
    """Characters that a prediction and an annotation share."""
    return max(0, min(said.end, int(quote["end"])) - max(said.start, int(quote["start"])))


def _shorter(said: Said, quote: Mapping[str, Any]) -> int:
    return max(1, min(said.end - said.start, int(quote["end"]) - int(quote["start"])))


def placed(document: Mapping[str, Any], text: str) -> dict[str, Any]:
    """Complete annotations that have only the first and last words of quotations, for a text that may not be stored.

    A quotation that the text has lost stands behind its end, where nothing is found.
    """
    quotes = []
    for quote in document["quotes"]:
        start = text.find(quote["from"])
        last = text.find(quote["to"], start) if start >= 0 else -1
        if last >= 0:
            end = last + len(quote["to"])
            words = text[start:end]
        else:
            start = end = len(text) + 1
            words = f"{quote['from']} … {quote['to']}"
        quotes.append({**quote, "start": start, "end": end, "text": words})
    return {**document, "text": text, "quotes": quotes, "ignore": []}


def our_quotes(text: str) -> list[Said]:
    """Find them as Dateline does."""
    from dateline.ingest import find_quotes

    return [Said(quote.start, quote.end, quote.speaker) for quote in find_quotes(text)]


def nearest_name(text: str) -> list[Said]:
    """Find them by the simplest rule: between double marks; the speaker is the name nearest to the marks.

    What a rule of ten lines reaches tells how hard the texts are.
    """
    names = [(m.start(), m.end()) for m in re.finditer(r"\b[^\W\d_a-z]\w+(?: [^\W\d_a-z]\w+)+", text)]
    found = []
    for match in re.finditer(r"[“«\"]([^“”«»\"\n]+)[”»\"\n]", text):
        outside = [span for span in names if span[1] <= match.start() or span[0] >= match.end()]
        near = min(outside, key=lambda span: max(span[0] - match.end(), match.start() - span[1]), default=None)
        found.append(Said(match.start(1), match.end(1), text[near[0] : near[1]] if near else None))
    return found
