"""Find the dates that a text speaks of, and what they mean on the calendar.

`find_dates` is the finder; `find_clues` gives the same expressions unresolved, for `dating`, which infers an unknown
day of publication from them. Nothing here asks a clock: without a publication date only what the text itself fixes is
found.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dateline.ingest.timex_grammar import scan
from dateline.ingest.timex_pieces import LAST_DAY, Expression, valid
from dateline.ingest.timex_resolve import resolve
from dateline.ingest.timex_story import Story
from dateline.ingest.timex_tense import Tense, tense_of, tense_of_verb
from dateline.ingest.timex_tokens import Tokens


@dataclass(frozen=True, slots=True)
class DatePhrase:
    """Some words of a text that name a day, week, month, quarter or year."""

    start: int
    """Where the words start, in characters of the text."""
    end: int
    """Where they end (exclusive)."""
    value: str
    """What they mean: 2022-03-10, 2022-W10, 2022-03, 2006-Q4, 1999-SU (SP, SU, FA, WI: spring to winter), 1988-H1 (a
    half of the year) or 2022; any other part of a span is the span."""
    text: str
    """The words, as they stand in the text."""
    anchored: bool
    """True where the value rests on the publication date; False where the text alone fixes it."""
    rule: str
    """The kind of expression that was read, one of `timex_pieces.Kind`."""
    approximate: bool = False
    """True where the words give a part of the span ("early March") or an estimate ("about two years ago")."""
    time: str | None = None
    """The time of day that stands with it, HH:MM in 24 hours, in whatever zone the text means."""


def find_dates(text: str, published: date | None) -> list[DatePhrase]:
    """Return the dates in `text` by position, not overlapping, resolved against the day of publication.

    With `published` None only dates that the text fixes by itself are returned. Durations ("two weeks of war"),
    habits ("on Mondays"), decades and vague spans ("the coming days") are no dates. Takes time in proportion to the
    length of `text`; raises nothing.
    """
    tokens, expressions = scan(text)
    phrases: list[DatePhrase] = []
    clocks: dict[int, Tense] = {}
    story = Story(tokens, published) if published is not None else None
    for position, found in enumerate(expressions):
        expression = story.settle(found) if story else found
        if expression.kind == "clock":
            tense = tense_of_verb(tokens, expression) if published is not None else Tense.OPEN
            if _is_told(expression, tense, phrases, text):
                clocks[expression.start] = tense
                phrases.append(_phrase(text, expression, "", anchored=True))
            continue
        before = None
        if expression.kind == "anaphor":
            apposed = expressions[position + 1] if position + 1 < len(expressions) else None
            if apposed and expression.unit == "day" and _apposed(text, expression, apposed):
                # “that day, Wednesday, 16 January”
                result = _value_of(tokens, apposed, published, None)
            else:
                before = _spoken_of(phrases, expression, text)
                result = resolve(expression, published, Tense.OPEN, before.value if before else None)
        else:
            result = _value_of(tokens, expression, published, phrases[-1] if phrases else None)
            if published is not None and phrases and (there := _in_span(tokens, expression, published, phrases[-1])):
                result = there, phrases[-1].anchored
        if result:
            value, anchored = result
            phrases.append(_phrase(text, expression, value, anchored=before.anchored if before else anchored))
    return _place_clocks(text, phrases, published, clocks)


def _is_told(clock: Expression, tense: Tense, phrases: list[DatePhrase], text: str) -> bool:
    """Tell whether a time of day is one that was: "in the evening" of a sentence in the past is, of a habit is not.

    Hours are counted ("five hours later") from a day or a time that the same paragraph speaks of.
    """
    if clock.unit is None:
        return True
    if tense is not Tense.PAST:
        return False
    if clock.offset is None:
        return True
    last = phrases[-1] if phrases else None
    return last is not None and (not last.value or _is_day(last)) and "\n" not in text[last.end : clock.start]


def _in_span(tokens: Tokens, expression: Expression, published: date, before: DatePhrase) -> str | None:
    """Return the value of "the 18th" or "the end of the month" in a month or year that was spoken of just before.

    "In February they met on the 10th" is told of February, and "by the end of the year" in the past tense of the year
    before it; None where the words count from publication.
    """
    if before.rule not in {"date", "month", "year", "day-of-month"} or expression.start - before.end > _NEAR:
        return None
    if "\n" in tokens.text[before.end : expression.start] or before.value[:4] > f"{published.year:04}":
        return None
    if expression.kind == "day-of-month" and expression.offset is None:
        return _in_month(tokens, expression, published, before)
    size = {"month": 7, "year": 4}.get(expression.unit or "", 99) if expression.kind == "unit" else 99
    ends = {"end", "late", "later"} & set(tokens.words[expression.first : expression.first + 2])
    if not ends or not expression.approximate or len(before.value) < size or not before.value[:size][-2:].isdigit():
        return None
    gone = before.value[:size] < published.isoformat()[:size]
    return before.value[:size] if gone and tense_of_verb(tokens, expression) is Tense.PAST else None


def _value_of(
    tokens: Tokens, expression: Expression, published: date | None, before: DatePhrase | None
) -> tuple[str, bool] | None:
    """Return the value of an expression that counts from publication, if from anything; `before` is the last phrase."""
    tense = tense_of(tokens, expression) if published is not None and _needs_tense(expression) else Tense.OPEN
    result = resolve(expression, published, tense, None)
    if result is None or before is None:
        return result
    if expression.kind == "weekday" and before.rule == "day" and 0 < expression.start - before.end <= 3:
        # “tomorrow, Saturday”: two words for one day, where the calendar agrees
        named = date.fromisoformat(before.value)
        return (before.value, True) if named.weekday() == expression.weekday else result
    if not expression.continues:
        return result
    if expression.kind == "weekday":
        return _later_in_week(result[0], before.value), result[1]
    return _aligned(result[0], before.value), result[1]


def _in_month(tokens: Tokens, expression: Expression, published: date, before: DatePhrase) -> str | None:
    """Return "the 18th" as a day of the month spoken of: of a month named in its sentence, or after an earlier day."""
    year, month, day = before.value[:4], before.value[5:7], expression.day or 1
    if not month.isdigit() or tokens.word(expression.first - 1) == "since":
        return None  # “born in July, and here since the 12th”: of this month
    if len(before.value) == 10 and day <= int(before.value[8:]):
        return None
    if len(before.value) == 7 and _SENTENCE_END.search(tokens.text, before.end, expression.start):
        return None
    gone = before.value[:7] < published.isoformat()[:7]
    if (gone and tense_of(tokens, expression) is Tense.FUTURE) or not valid(int(year), int(month), day):
        return None
    return f"{year}-{month}-{day:02}"


def _apposed(text: str, anaphor: Expression, following: Expression) -> bool:
    """Tell whether a date stands behind "that day" and says which day that is."""
    between = text[anaphor.end : following.start].strip()
    return following.kind in {"date", "weekday", "weekday-day"} and between in {",", ", on", "(", "–", "—"}


@dataclass(frozen=True, slots=True)
class Clue:
    """An expression of a text, with its direction but without a value."""

    start: int
    """Where the words start, in characters of the text."""
    end: int
    """Where they end (exclusive)."""
    text: str
    """The words."""
    tense: Tense
    """Whether the sentence speaks of the past or of what is to come."""
    said: Expression
    """What the words say: weekday, day, month, year, offset."""


def find_clues(text: str) -> list[Clue]:
    """Return the expressions of `text` by position, unresolved: "Monday (14)", "Thursday", "last month", "March 10"."""
    tokens, expressions = scan(text)
    clues: list[Clue] = []
    for e in expressions:
        if not _is_clue(e):
            continue
        tense = tense_of(tokens, e)
        before = clues[-1] if clues else None
        if before and before.said.kind == "day" and before.said.offset and 0 < e.start - before.end <= 3:
            # “tomorrow [Tuesday, 15]”: the relative word says which way the other lies
            tense = Tense.FUTURE if before.said.offset > 0 else Tense.PAST
        clues.append(Clue(e.start, e.end, text[e.start : e.end], tense, e))
    return clues


def _is_clue(e: Expression) -> bool:
    """Tell whether an expression says something that a calendar can be held against: no feast, no week of a day."""
    if e.kind in {"clock", "anaphor", "season", "half", "new-year"} or e.feast or e.day == LAST_DAY:
        return False
    if e.kind in {"day", "weekday", "unit"} and (e.of_year or e.year):
        return False  # "ten years ago today", "on this day in 1945"
    return not (e.kind in {"date", "weekday"} and e.unit == "week")


def _phrase(text: str, expression: Expression, value: str, *, anchored: bool) -> DatePhrase:
    """Return the phrase of an expression with its value."""
    start, end = expression.start, expression.end
    return DatePhrase(
        start, end, value, text[start:end], anchored, expression.kind, expression.approximate, expression.time
    )


def _needs_tense(expression: Expression) -> bool:
    """Tell whether the direction of the sentence can change the value."""
    if expression.year is not None or expression.of_year is not None or expression.of_week is not None:
        return False
    if expression.kind == "unit":
        return expression.offset is None
    return expression.kind in {"weekday", "weekday-day", "date", "month", "quarter", "day-of-month"}


def _later_in_week(value: str, before: str) -> str:
    """Return the end of "Monday to Wednesday" as the first such day after its start."""
    if len(before) != 10 or len(value) != 10:
        return value
    start = date.fromisoformat(before)
    if start > date.max - timedelta(days=7):
        return value
    return (start + timedelta(days=(date.fromisoformat(value) - start).days % 7)).isoformat()


def _aligned(value: str, before: str) -> str:
    """Return the second month or day of a range or list in the year of the first, where its month is the later one."""
    if before[4:] >= value[4:] or before[:4] == value[:4] or value[5:] == "02-29":
        return value
    return before[:4] + value[4:]


def _spoken_of(phrases: list[DatePhrase], expression: Expression, text: str) -> DatePhrase | None:
    """Return the date that "the following day" counts from: the nearest before it, at most three paragraphs up."""
    for phrase in reversed(phrases[-_LOOK_BACK:]):
        if expression.start - phrase.end > 2000 or text.count("\n", phrase.end, expression.start) > 3:
            return None
        if expression.unit == "year" and phrase.rule == "anaphor" and "Q" in phrase.value:
            continue  # two results may each be compared with the year-ago quarter
        if _counts(phrase.value, expression):
            return phrase
        if expression.start - phrase.end < _CLOSE and len(phrase.value) < 10 and not _counts(phrase.value, expression):
            same = phrase.value[5:7].isdigit() and "." not in text[phrase.end : expression.start]
            if same or (len(phrase.value) == 4 and not phrase.anchored):
                return None  # “in 1969, and three months later”: of that year, whatever was spoken of before
    return None


def _counts(value: str, expression: Expression) -> bool:
    """Tell whether a span of an expression's size can be counted from the value, as a day from a day."""
    unit = expression.unit
    if expression.month is not None:
        return bool(value)
    if unit == "day":
        return len(value) == 10
    if unit == "week":
        return len(value) == 10 or "W" in value
    if unit == "month":
        return len(value) >= 7 and value[5].isdigit()
    if unit == "quarter":
        return "Q" in value
    return bool(value)


def _is_day(phrase: DatePhrase) -> bool:
    """Tell whether the value is a day, as 2022-03-10."""
    return len(phrase.value) == 10


def _place_clocks(
    text: str, phrases: list[DatePhrase], published: date | None, tenses: dict[int, Tense]
) -> list[DatePhrase]:
    """Return the phrases with each time of day (without a value so far) joined to the day beside it, or given one.

    `tenses` has the direction of each time of day by its start.
    """
    joined: list[DatePhrase] = []
    for phrase in phrases:
        last = joined[-1] if joined else None
        if last and not (last.value and phrase.value) and _beside(text, last.end, phrase.start):
            day, clock = (last, phrase) if last.value else (phrase, last)
            if _is_day(day) and day.time is None:
                words = text[last.start : phrase.end]
                joined[-1] = replace(day, start=last.start, end=phrase.end, text=words, time=clock.time)
                continue
        joined.append(phrase)
    placed = (
        phrase if phrase.value else _placed(text, joined, index, published, tenses.get(phrase.start, Tense.OPEN))
        for index, phrase in enumerate(joined)
    )
    return [phrase for phrase in placed if phrase]


_BETWEEN = frozenset(
    {
        "",
        ",",
        "on",
        "at",
        "on the",
        ", on",
        ", at",
        "local time on",
        "around",
        "at around",
        "at about",
        "о",
        "в",
        "у",
        "às",
    }
)
_UNTIL = frozenset({"to", "-", "–", "until", "till", "and"})
_LOOK_BACK = 6
_NEAR = 200  # characters: a sentence or two
_CLOSE = 60
_SENTENCE_END = re.compile(r"[.!?]\s")
_NOW_AT = re.compile(r"\b(?:is|are|starts?|begins?|opens?) (?:set for|at|from)?\s*$")


def _beside(text: str, end: int, start: int) -> bool:
    """Tell whether only a comma or a preposition stands between two phrases."""
    return start - end <= 16 and text[end:start].strip() in _BETWEEN


def _placed(
    text: str, phrases: list[DatePhrase], index: int, published: date | None, tense: Tense
) -> DatePhrase | None:
    """Return the time of day at `index` with the day spoken of: the last of its line, the next of its sentence, or one
    before. What was is on no day to come, and what will be on none that is gone.

    Where no day of the week around publication is spoken of it is the day of publication. Figures that may be a score
    ("at 7:14") are dropped, unless a sure time follows them at once ("from 11:25 to 12:50 local time").
    """
    if published is None:
        return None
    clock = phrases[index]
    after = phrases[index + 1 : index + 3]
    if clock.approximate:
        vouched = after and after[0].time and not after[0].approximate and after[0].start - clock.end <= 5
        if not vouched:
            return None
    before = phrases[max(0, index - _LOOK_BACK) : index][::-1]
    if before and before[0].time and _is_day(before[0]) and text[before[0].end : clock.start].strip() in _UNTIL:
        return replace(clock, value=before[0].value, anchored=before[0].anchored, approximate=False)
    own_line = clock.start == 0 or text[clock.start - 1] == "\n"
    if own_line or _NOW_AT.search(text, max(0, clock.start - 24), clock.start):
        before = []  # “Kick-off is at 8:45 p.m.”, whatever day the last sentence was about
    same_line = [phrase for phrase in before if "\n" not in text[phrase.end : clock.start]]
    following = [phrase for phrase in after if not _SENTENCE_END.search(text, clock.end, phrase.start + 1)]
    day_of_news = published.isoformat()
    for phrase in (*same_line, *following, *before):
        if not _is_day(phrase) or not _recent(phrase.value, published):
            continue
        fits = phrase.value <= day_of_news if tense is Tense.PAST else phrase.value >= day_of_news
        apart = _SENTENCE_END.search(text, phrase.end, clock.start)
        if fits or not apart or tense in {Tense.OPEN, Tense.LEANING}:
            return replace(clock, value=phrase.value, anchored=phrase.anchored, approximate=False)
    return replace(clock, value=published.isoformat(), approximate=False)


def _recent(value: str, published: date) -> bool:
    """Tell whether a day is of the week around publication: hours are told of what is news, not of what is past."""
    return abs((date.fromisoformat(value) - published).days) <= 7
