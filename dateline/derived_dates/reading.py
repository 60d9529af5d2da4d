"""What a few words say of the calendar, read as `import` reads them, only that their language is known.

`named` is what they name by itself: a weekday, a day, a month, a year. `meant` is what they mean in a text of a certain
day: “the day before yesterday”, “last week”. Both are empty where not all that matters was understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import islice, pairwise
from typing import TYPE_CHECKING, NamedTuple

from dateline import dates
from dateline.derived_dates import wordings
from dateline.derived_dates.wordings import Worded, worded
from dateline.ingest.timex_grammar import scan
from dateline.ingest.timex_pieces import LAST_DAY, LAST_NTH
from dateline.ingest.timex_resolve import resolve
from dateline.ingest.timex_tense import Tense
from dateline.ingest.timex_words import WEEKDAYS
from dateline.patterns import pattern
from dateline.records import record

if TYPE_CHECKING:
    from dateline.ingest.timex_pieces import Expression

_WORD = pattern(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_FIGURES = pattern(r"(\d{1,2})[./-](\d{1,2})[./-]\d{2,4}")
_WEEK = timedelta(days=7)
# More words than this, in characters, are a passage, whose dates may be any.
_LONGEST = 1000
# How far a count may be off: “two weeks ago” is no matter of days.
_SLACK = {"day": 0, "week": 4, "month": 16, "quarter": 46, "year": 183}


@record(frozen=True, slots=True, kw_only=True)
class Named:
    """Some words that name a part of the calendar by itself; what they don't say is None."""

    text: str
    """The words, as they stand there."""
    start: int
    """Where they start in what was said, in characters."""
    end: int
    """Where they end (exclusive)."""
    weekday: int | None = None
    """0 for Monday to 6."""
    day: int | None = None
    """The day of the month; LAST_DAY for the last one."""
    month: int | None = None
    """The month, 1 to 12."""
    year: int | None = None
    """The year."""
    nth: int | None = None
    """Which of the month's such weekdays, 1 for the first; LAST_NTH for the last."""
    week: bool = False
    """Whether the whole week that holds it is meant: “the week of 7 March”."""
    night: bool = False
    """Whether it is the night before as well: “в ночь на четверг”."""
    swapped: bool = False
    """Whether it is in figures whose day and month may be told the other way round."""
    bound: bool = False
    """Whether the words lead away from it, or only to it: “the day after Thursday's talks”, “until Thursday”."""

    @property
    def dated(self) -> bool:
        """Whether they name more than a weekday."""
        return any(part is not None for part in (self.day, self.month, self.year))

    def is_weekday(self, day: date) -> bool:
        """Whether a day is the weekday that they name, if they name any."""
        return self.weekday is None or self.week or any(each.weekday() == self.weekday for each in self._days(day))

    def is_dated(self, day: date) -> bool:
        """Whether a day has the day of the month, the month and the year that they name, if they name any."""
        return any(map(self._is, self._days(day)))

    def _days(self, day: date) -> Iterator[date]:
        """The days of which one has to fit, where a day is to be told by these words."""
        if self.week:
            monday = day.toordinal() - day.weekday()
            ordinals = [number for number in range(monday, monday + 7) if 1 <= number <= date.max.toordinal()]
            yield from map(date.fromordinal, ordinals)
            return
        yield day
        if self.night and day < date.max:
            yield day + timedelta(days=1)

    def _is(self, day: date) -> bool:
        if self.year not in (None, day.year):
            return False
        if self.swapped and (day.day, day.month) == (self.month, self.day):
            return True
        if self.month not in (None, day.month):
            return False
        closes = day == date.max or (day + timedelta(days=1)).month != day.month
        if self.nth == LAST_NTH and not (day == date.max or (day + _WEEK).month != day.month):
            return False
        if self.nth not in (None, LAST_NTH) and (day.day + 6) // 7 != self.nth:
            return False
        return closes if self.day == LAST_DAY else self.day in (None, day.day)


class Place(NamedTuple):
    """A date in a paragraph."""

    start: int
    """Where it starts, in characters of the paragraph."""
    end: int
    """Where it ends (exclusive)."""
    value: str
    """The day or the span, as `find_dates` writes it."""


@record(frozen=True, slots=True)
class Meant:
    """What words mean in a text of a certain day."""

    value: str
    """It as an EDTF date."""
    first: date
    """The first day that fits."""
    last: date
    """The last day that fits."""


@record(frozen=True, slots=True)
class Reading:
    """What some words say."""

    named: tuple[Named, ...]
    """What they name by itself, by place."""
    maybe: tuple[Named, ...]
    """Weekdays that they name if a form is one, which means something else as often: “вторник — среда”."""
    meant: Meant | None
    """What they mean, counted from the day of publication, where that is one thing."""

    def within(self, said: str, days: Sequence[date]) -> bool:
        """Whether one of some days lies in a span between two of the words: “10–12 March”, “Thursday to Saturday”."""
        return any(
            _between(one, other, day) for one, other in pairwise(self.named) if _spans(said, one, other) for day in days
        )


def read(said: str, language: str, published: date | None) -> Reading:
    """Read what words say, in a language (its primary tag; empty where it is unknown), in a text of a day."""
    if len(said) > _LONGEST:
        return Reading((), (), None)
    reading, found = _read(said, language, published)
    if found or language:
        return reading
    for guess in ("de", "fr", "es"):  # whose short words mean other things elsewhere
        named = tuple(each for each in _read(said, guess, None)[0].named if each.weekday is not None or each.day)
        if named:
            return Reading(named, (), None)
    return reading


def whole_of(said: str, text: str, language: str, meant: Meant, published: date) -> tuple[str, Meant] | None:
    """The longer words that some words are a part of wherever they stand in a text, and what they mean, where that is
    another time: “the day before yesterday”, of which somebody has quoted “yesterday”.
    """
    longer = None
    for found in islice(re.finditer(rf"(?<!\w){re.escape(said)}(?!\w)", text), _ENOUGH):
        before, behind = (
            _BEFORE.search(text, max(0, found.start() - _FAR), found.start()),
            _BEHIND.match(text, found.end()),
        )
        window = text[before.start() if before else found.start() : behind.end() if behind else found.end()]
        other = read(window, language, published).meant
        if other is None or other.value == meant.value:
            return None
        words, expressions, _ = _expressions(window, language)
        counted = [words.old(each.start, each.end) for each in expressions if _counts(each)]
        longer = longer or (window[counted[0][0] : counted[-1][1]], other)
    return longer


# So many words to either side can make a day another one: “the day before yesterday”, “antes de ontem”.
_FAR = 80  # characters
_ENOUGH = 50  # places at which words are looked at
_BEFORE = pattern(r"(?:[^\W_]+[ \u00a0-]){1,4}$")
_BEHIND = pattern(r"(?:[ \u00a0-][^\W_]+){1,2}")


def values_in(said: str, language: str, published: date) -> list[str]:
    """The values of all dates in some words, as `find_dates` writes them."""
    from dateline.ingest.timex import find_dates  # few dates need it

    words = worded(said, language)
    phrases = find_dates(words.text, published)
    return [each.value for each in phrases if each.start >= words.begin and each.rule != "clock"]


def dates_in(paragraph: str, language: str, published: date) -> list[Place]:
    """The dates in a paragraph of a text in a language, as `find_dates` finds them."""
    from dateline.ingest.timex import find_dates

    context = wordings.CONTEXTS.get(language, "")
    return [
        Place(each.start - len(context), each.end - len(context), each.value)
        for each in find_dates(context + paragraph, published)
        if each.start >= len(context)
    ]


def is_date_in(said: str, paragraph: str, language: str) -> bool:
    """Whether some words of a paragraph are a date there by themselves, and no part of one (“hier” in “avant-hier”)."""
    longer = worded(paragraph, language).pieces
    return any(
        paragraph[each.start : each.end] == said
        and not any(piece.old_start < each.start and each.end <= piece.old_end for piece in longer)
        for each in dates_in(paragraph, language, _SOME_DAY)
    )


_SOME_DAY = date(2000, 1, 1)  # which words are a date does not depend on the day


def comes_after(value: str, day: date) -> bool:
    """Whether a span of the calendar, as `find_dates` writes it, begins after a day."""
    span = _span_of(value)
    return span is not None and span[0] > day


def _read(said: str, language: str, published: date | None) -> tuple[Reading, bool]:
    """Read words; whether anything of the calendar is in them."""
    words, expressions, known = _expressions(said, language)
    named = _told(said, [found for each in expressions if (found := _named(said, words, each, published))])
    if any(each.weekday is not None or each.day for each in named) or any(map(_counts, expressions)):
        # “Yesterday, in its 2021 report”: the more exact words tell the date
        named = [each for each in named if each.weekday is not None or each.day]
    maybe = _shy_weekdays(said, words, expressions, language)
    if not expressions and len(maybe) == 1 and _alone(said, maybe[0]):
        named, maybe = maybe, []
    meant = _meant(words, expressions, published) if published is not None and known else None
    return Reading(tuple(named), tuple(maybe), meant), bool(named or expressions)


@lru_cache(maxsize=2048)
def _expressions(said: str, language: str) -> tuple[Worded, tuple[Expression, ...], bool]:
    """The words as the reader knows them, what they say, and whether all of that is of their language.

    Many dates of a timeline were derived from the same few words.
    """
    words = worded(said, language)
    found = [each for each in scan(words.text)[1] if each.start >= words.begin]
    speaking = tuple(each for each in found if _speaks(each, words, language))
    return words, speaking, len(speaking) == len(found)


def _speaks(expression: Expression, words: Worded, language: str) -> bool:
    """Whether an expression is of the language; figures are of every language."""
    if not language or expression.language == language or expression.language in wordings.KIN.get(language, ()):
        return True
    return words.replaced(expression.start) or not _WORD.search(words.text, expression.start, expression.end)


# --- what is named ---------------------------------------------------------------------------------------------------


def _named(said: str, words: Worded, expression: Expression, published: date | None) -> Named | None:
    """What an expression names by itself; None where it names nothing, or leads away from it."""
    kind, year = expression.kind, expression.year
    start, end = words.old(expression.start, expression.end)
    if expression.feast:
        return None
    if expression.of_year is not None:
        if kind in {"weekday", "day", "unit"} or published is None:
            return None  # “a year ago Monday” is the day of the year before
        year = published.year + expression.of_year if kind in {"date", "month"} else None
    if kind == "year" and expression.approximate:
        return None
    if kind not in {"weekday", "weekday-day", "date", "month", "year", "day-of-month", "anaphor"}:
        return None
    figures = _FIGURES.fullmatch(words.text[expression.start : expression.end])
    found = Named(
        text=said[start:end],
        start=start,
        end=end,
        weekday=expression.weekday,
        day=expression.day,
        month=expression.month,
        year=year,
        nth=expression.nth,
        week=kind == "date" and expression.unit == "week",
        night=wordings.NIGHT.search(words.text[words.begin : expression.start]) is not None,
        bound=_led(words.text, expression, wordings.SHIFTING) or _trailed(words.text, expression),
        swapped=figures is not None and int(figures[1]) <= _MONTHS and int(figures[2]) <= _MONTHS,
    )
    return found if found.dated or found.weekday is not None else None


_MONTHS = 12


def _told(said: str, named: Sequence[Named]) -> list[Named]:
    """Of what is named, what may be the date; a span is taken or left as a whole."""
    found: list[Named] = []
    for number, each in enumerate(named):
        before = named[number - 1] if number else None
        if before is not None and _spans(said, before, each):
            taken = bool(found) and found[-1] is before
        else:
            taken = not each.bound
        if taken:
            found.append(each)
    return found


def _shy_weekdays(said: str, words: Worded, expressions: Sequence[Expression], language: str) -> list[Named]:
    """Forms of weekdays that mean something else as often, and were not read as such: “segunda”, “среда”, “Sun”."""
    taken = [words.old(each.start, each.end) for each in expressions]
    found = []
    for each in _WORD.finditer(said):
        if any(start <= each.start() < end for start, end in taken):
            continue
        low = (each[0].translate(wordings.TURKISH) if language == "tr" else each[0]).casefold()
        word = WEEKDAYS.get(low.replace("’", "'").replace("ʼ", "'"))
        if word is not None and (word.language == language or not language):
            found.append(Named(text=each[0], start=each.start(), end=each.end(), weekday=word.value))
    return found


def _alone(said: str, weekday: Named) -> bool:
    """Whether nothing else is said than a weekday, as in “Sun” or “na segunda”."""
    before, behind = said[: weekday.start].casefold(), said[weekday.end :]
    if any(letter.isalnum() for letter in behind) or any(letter.isdigit() for letter in before):
        return False
    return all(each in wordings.LEADS for each in _WORD.findall(before))


def _led(text: str, expression: Expression, words: frozenset[str]) -> bool:
    """Whether one of some words leads to an expression, and away from it: “the day after Thursday's talks”."""
    before = [each[0].casefold() for each in _WORD.finditer(text[: expression.start])][-3:]
    while before and before[-1] in wordings.LINKS and before[-1] not in words:
        before.pop()
    return bool(before) and before[-1] in words


def _trailed(text: str, expression: Expression) -> bool:
    """Whether a word behind an expression makes it another time: “Perşembe gününden sonra”."""
    behind = text[expression.end :]
    if ending := _ENDING.match(behind):
        behind = behind[ending.end() :]
    following = _FOLLOWING.match(behind)
    if following is None:
        return False
    first, second = ((each or "").casefold() for each in following.groups())
    return first in wordings.TRAILING or first in wordings.POSTPOSED or second in wordings.POSTPOSED


_ENDING = pattern(r"['’ʼ]?[^\W\d_]+")
_FOLLOWING = pattern(r"\s*([^\W\d_]+)(?:\s+([^\W\d_]+))?")


_DAY_OF_A_SPAN = pattern(r"^\s\d{1,2}\b")  # “du jeudi 10 au samedi 12 mars”


def _spans(said: str, one: Named, other: Named) -> bool:
    """Whether two namings are the first and the last of a span: “10–12 March”, “between Monday and Wednesday”."""
    joint = _DAY_OF_A_SPAN.sub("", said[one.end : other.start]).strip(" ,\n\t’'").casefold()
    if joint in wordings.RANGES:
        return True
    before = [each[0].casefold() for each in _WORD.finditer(said[: one.start])][-1:]
    return joint in wordings.LISTED and bool(wordings.BETWEEN.intersection(before))


def _between(one: Named, other: Named, day: date) -> bool:
    """Whether a day lies between two namings of the same kind; what has no year goes on into the next."""
    if not (one.dated and other.dated):
        if one.weekday is None or other.weekday is None:
            return False
        return (day.weekday() - one.weekday) % 7 <= (other.weekday - one.weekday) % 7
    parts = [(begins, ends, of) for begins, ends, of in _parts(one, other, day) if begins and ends]
    first, last, here = (tuple(row[number] for row in parts) for number in range(3))
    if one.year is None and first > last:
        return here >= first or here <= last
    return bool(parts) and first <= here <= last


def _parts(one: Named, other: Named, day: date) -> Iterator[tuple[int | None, int | None, int]]:
    """Year, month and day of two namings and of a day."""
    yield one.year, other.year, day.year
    yield one.month, other.month, day.month
    yield one.day, other.day, day.day


# --- what is meant ---------------------------------------------------------------------------------------------------


def _meant(words: Worded, expressions: Sequence[Expression], published: date) -> Meant | None:
    """What the words mean that count from the day of publication, if that is one thing and all of it is understood."""
    counted = [each for each in expressions if _counts(each)]
    others = any(each.kind in {"anaphor", "ago"} for each in expressions if each not in counted)
    if others or not 1 <= len(counted) <= 2:
        return None
    first, last = counted[0], counted[-1]
    twice = first is not last
    if twice and words.text[first.end : last.start].strip():
        return None
    if _led(words.text, first, wordings.BOUNDING) or _trailed(words.text, last):
        return None
    resolved = resolve(last, published, Tense.OPEN, None)  # no tense changes what is counted
    if resolved is None:
        return None
    if twice:
        return _twice(first, resolved[0], last)
    span = _span_of(resolved[0])
    if span is None:
        return None
    night = _NIGHT.search(words.text, words.begin) or wordings.EITHER.match(words.text, last.start)
    return _widened(resolved[0], span, _slack(last, resolved[0], published), night=bool(night))


def _counts(expression: Expression) -> bool:
    """Whether an expression counts from the day of publication alone, whatever else the text says."""
    if expression.kind == "weekday":
        return expression.of_week is not None or expression.unit == "week"
    if expression.kind == "unit":
        # “The end of the month” may be that of a month spoken of before.
        return expression.offset is not None and (expression.unit == "week" or not expression.approximate)
    return expression.kind == "day" or (expression.kind == "ago" and not expression.approximate)


def _slack(expression: Expression, value: str, published: date) -> int:
    """By how many days a date may lie outside of what words mean, and still be meant."""
    if expression.kind == "ago":
        return _SLACK.get(expression.unit or "day", 0)
    if expression.kind == "weekday":  # weeks begin on Sunday, or on Monday
        return 7 if _SUNDAY in (expression.weekday, published.weekday()) else 0
    return 6 if "W" in value else 0


_SUNDAY = 6


def _twice(ago: Expression, value: str, day: Expression) -> Meant | None:
    """“A year ago yesterday”: the day that lies so far before the other."""
    if ago.kind != "ago" or day.kind != "day":
        return None
    base, count = date.fromisoformat(value), ago.offset or 0
    try:
        if ago.unit == "year":
            found = base.replace(year=base.year + count)
        elif ago.unit in {"day", "week"}:
            found = base + timedelta(days=count * (7 if ago.unit == "week" else 1))
        else:
            return None
    except (ValueError, OverflowError):
        return None
    return Meant(found.isoformat(), found, found)


_NIGHT = pattern(r"(?i)night|ноч|ніч|gece|noite|madrugada|nuit|nacht")


def _widened(value: str, span: tuple[date, date], days: int, *, night: bool) -> Meant:
    """A span with some days to either side; a night goes on into the next day."""
    first = max(span[0].toordinal() - days, 1)
    last = min(span[1].toordinal() + days + night, date.max.toordinal())
    shown = f"{span[0]}/{span[1]}" if "W" in value or "Q" in value else value
    return Meant(shown, date.fromordinal(first), date.fromordinal(last))


def _span_of(value: str) -> tuple[date, date] | None:
    """The first and the last day of a value of `find_dates`, such as 2022-W10; None outside the calendar."""
    year, _, rest = value.partition("-")
    value = f"{year}-{_SEASONS[rest]}" if rest in _SEASONS else value
    value = f"{year}-{_PARTS[rest].format(year=year)}" if rest in _PARTS else value
    if rest.startswith("W"):
        try:
            monday = date.fromisocalendar(int(year), int(rest[1:]), 1)
        except ValueError:
            return None
        return monday, monday + timedelta(days=6)
    try:
        parsed = dates.parse(value)
    except dates.DateError:
        return None
    return parsed.earliest, parsed.latest


_SEASONS = {"SP": "21", "SU": "22", "FA": "23", "WI": "24"}  # as EDTF counts them
_PARTS = {
    "Q1": "01/{year}-03", "Q2": "04/{year}-06", "Q3": "07/{year}-09", "Q4": "10/{year}-12",
    "H1": "01/{year}-06", "H2": "07/{year}-12",
}  # fmt: skip
