"""Dates as a timeline needs them: EDTF level 1, with precision, bounds, order and display.

The rules are those of the Extended Date/Time Format (ISO 8601-2:2019, profile level 1, https://www.loc.gov/standards/datetime/)
for the years 0001 to 9999: day, month, year, season, unspecified digits (`2022-03-XX`), `~` `?` `%`, and intervals,
open (`2022-03-10/..`) or of unknown end (`2022-03-10/`). Nothing here reads the clock.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import IntEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from dateline.records import maker, record

if TYPE_CHECKING:
    from collections.abc import Callable

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SEASONS = {21: ("spring", 3, 5), 22: ("summer", 6, 8), 23: ("autumn", 9, 11), 24: ("winter", 12, 2)}

# Patterns are compiled when they are first needed, which for plain days is never.
_POINT = r"(?P<year>\d{4}|\d{3}X|\d{2}XX)(?:-(?P<month>\d{2}|XX)(?:-(?P<day>\d{2}|XX))?)?(?P<mark>[~?%])?"
_HINT = "write an EDTF date: 2022-03-10, 2022-03, 2022, 2022-03-10/2022-03-12, with ~ (about) or ? (uncertain) after it"


class Precision(IntEnum):
    """How much of a date is known; the smaller the number, the less."""

    CENTURY = 1
    DECADE = 2
    YEAR = 3
    SEASON = 4
    MONTH = 5
    DAY = 6


class DateError(ValueError):
    """A text that is no date; its message names the value, the reason and the remedy."""


@record(frozen=True, slots=True, kw_only=True)
class _Point:
    """One end of an interval, or a date by itself."""

    earliest: date
    latest: date
    precision: Precision
    mark: str
    year: str
    month: int | None
    day: int | None


@record(frozen=True, slots=True)
class EdtfDate:
    """One EDTF level-1 date, made by `parse` only."""

    text: str
    """The date as written."""
    earliest: date
    """The first day that it can mean; `date.min` where an interval's beginning is open or unknown."""
    latest: date
    """The last day that it can mean; `date.max` where an interval's end is open or unknown."""
    precision: Precision
    """Of the whole; of the less precise end, for an interval."""
    approximate: bool
    """Marked `~` or `%`, at either end."""
    uncertain: bool
    """Marked `?` or `%`, at either end."""
    interval: bool
    """Written with a slash."""

    def __str__(self) -> str:
        return self.text

    @classmethod
    def of(cls, text: object) -> EdtfDate:
        """Read a date, as `parse` does; one that is read already stays. Raises DateError."""
        return text if isinstance(text, EdtfDate) else parse(text)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Callable[[Any], Any]) -> Any:
        """Let pydantic read the type from a string (pydantic is imported by whoever asks)."""
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(
            cls.of,
            serialization=core_schema.to_string_ser_schema(),
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Callable[[Any], Any]) -> dict[str, Any]:
        """Describe the type in JSON Schema."""
        return {"type": "string", "format": "edtf", "description": "EDTF level-1 date"}

    @property
    def exact_day(self) -> date | None:
        """The day, where the date is one day, neither approximate nor uncertain; else None."""
        if self.earliest == self.latest and not (self.approximate or self.uncertain):
            return self.earliest
        return None

    @property
    def first_day(self) -> date | None:
        """The day on which it begins, where that is told to the day, if only as an approximate or uncertain one."""
        begins = self.text.partition("/")[0]
        if begins in ("", ".."):
            return None
        point = _parse(begins)
        return point.earliest if point.precision is Precision.DAY else None

    @property
    def sort_key(self) -> tuple[date, int]:
        """Orders dates by their first day; of two that begin together the vaguer comes first."""
        return (self.earliest, -self.latest.toordinal())


_make = maker(EdtfDate)


def parse(text: object) -> EdtfDate:
    """Read an EDTF level-1 date.

    `text` is a string such as `2022-03-10`, `2022-03~` or `2022-03-10/2022-03-12`.
    Raises DateError, whose message says what is wrong and what to write.
    """
    if not isinstance(text, str):
        raise DateError(f"{text!r} is not a date; {_HINT}")
    return _parse(text)


@lru_cache(maxsize=4096)
def _parse(text: str) -> EdtfDate:
    if len(text) == 10 and text[4] == text[7] == "-":
        try:
            day = date.fromisoformat(text)
        except ValueError:
            pass
        else:
            return _make((text, day, day, Precision.DAY, False, False, False))
    if "/" not in text:
        point = _point(text, text)
        return EdtfDate(
            text=text,
            earliest=point.earliest,
            latest=point.latest,
            precision=point.precision,
            approximate=point.mark in ("~", "%"),
            uncertain=point.mark in ("?", "%"),
            interval=False,
        )
    if text.count("/") > 1:
        raise DateError(f"“{text}” has more than one slash; {_HINT}")
    first, last = (_end(part, text) for part in text.split("/"))
    if first is None and last is None:
        raise DateError(f"“{text}” has neither beginning nor end; {_HINT}")
    ends = [point for point in (first, last) if point]
    marks = {point.mark for point in ends}
    earliest = first.earliest if first else date.min
    latest = last.latest if last else date.max
    if earliest > latest:
        raise DateError(f"“{text}” ends before it begins; put the earlier date first")
    return EdtfDate(
        text=text,
        earliest=earliest,
        latest=latest,
        precision=min(point.precision for point in ends),
        approximate=bool(marks & {"~", "%"}),
        uncertain=bool(marks & {"?", "%"}),
        interval=True,
    )


def _end(part: str, whole: str) -> _Point | None:
    """One end of an interval; None where it is open (`..`) or unknown (empty)."""
    return None if part in ("", "..") else _point(part, whole)


def _point(text: str, whole: str) -> _Point:
    match = re.fullmatch(_POINT, text, re.ASCII)
    if not match:
        raise DateError(f"“{whole}” is not a date; {_HINT}")
    year, month, day, mark = match["year"], match["month"], match["day"], match["mark"] or ""
    if "X" in year:
        if month:
            raise DateError(f"“{whole}” gives a month of an unknown year; {_HINT}")
        low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
        precision = Precision.DECADE if year.count("X") == 1 else Precision.CENTURY
        if high == 0 or low > 9999:
            raise DateError(f"“{whole}” is outside the years 0001 to 9999")
        first, last = date(max(low, 1), 1, 1), date(high, 12, 31)
        return _Point(earliest=first, latest=last, precision=precision, mark=mark, year=year, month=None, day=None)
    number = int(year)
    if number == 0:
        raise DateError(f"“{whole}” is outside the years 0001 to 9999")
    if month is None or month == "XX":
        if month and day not in (None, "XX"):
            raise DateError(f"“{whole}” gives a day of an unknown month; {_HINT}")
        first, last, precision = date(number, 1, 1), date(number, 12, 31), Precision.YEAR
        return _Point(earliest=first, latest=last, precision=precision, mark=mark, year=year, month=None, day=None)
    in_year = int(month)
    if in_year in _SEASONS and day is None:
        _, start, end = _SEASONS[in_year]
        ends_in = number + 1 if end < start else number
        if ends_in > 9999:
            raise DateError(f"“{whole}” is outside the years 0001 to 9999")
        first, last = date(number, start, 1), date(ends_in, end, _length(ends_in, end))
        return _Point(
            earliest=first,
            latest=last,
            precision=Precision.SEASON,
            mark=mark,
            year=year,
            month=in_year,
            day=None,
        )
    if not 1 <= in_year <= 12:
        raise DateError(f"“{whole}” has no month {month}; months are 01 to 12")
    length = _length(number, in_year)
    if day is None or day == "XX":
        first, last = date(number, in_year, 1), date(number, in_year, length)
        return _Point(
            earliest=first,
            latest=last,
            precision=Precision.MONTH,
            mark=mark,
            year=year,
            month=in_year,
            day=None,
        )
    in_month = int(day)
    if not 1 <= in_month <= length:
        raise DateError(f"“{whole}” is not in the calendar; {MONTHS[in_year - 1]} {number} has {length} days")
    only = date(number, in_year, in_month)
    return _Point(
        earliest=only, latest=only, precision=Precision.DAY, mark=mark, year=year, month=in_year, day=in_month
    )


def _length(year: int, month: int) -> int:
    """How many days a month has; what `calendar.monthrange` says, which takes 5 ms to import."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def display(value: EdtfDate) -> str:
    """Write a date for readers: `10 March 2022`, `28 February – 7 March 2022`, `about March 2022`.

    An uncertain date says so; an open end reads `from …` or `until …`.
    """
    return _display(value.text)


@lru_cache(maxsize=4096)
def _display(text: str) -> str:
    if "/" not in text:
        return _show(_point(text, text))
    left, right = text.split("/")
    first, last = _end(left, text), _end(right, text)
    if first is None and last is not None:
        return f"until {_show(last)}" if left == ".." else f"unknown – {_show(last)}"
    if last is None and first is not None:
        return f"from {_show(first)}" if right == ".." else f"{_show(first)} – unknown"
    assert first is not None  # noqa: S101  (parse refuses an interval without ends)
    assert last is not None  # noqa: S101
    if left == right:
        return _show(first)
    if first.day and last.day and first.mark == last.mark == "" and first.year == last.year:
        if first.month == last.month:
            return f"{first.day}–{last.day} {MONTHS[last.earliest.month - 1]} {_year(last)}"
        return (
            f"{first.day} {MONTHS[first.earliest.month - 1]} – {last.day} {MONTHS[last.earliest.month - 1]}"
            f" {_year(last)}"
        )
    return f"{_show(first)} – {_show(last)}"


def display_moment(value: EdtfDate) -> str:
    """Write the date of something that happened at one moment, such as a correction, for readers.

    An interval then means that nobody knows when in it that was: `November 2022 or later`, `between 10 and 12 March
    2022`. Any other date reads as `display` writes it.
    """
    if not value.interval:
        return display(value)
    first, last = (_end(part, value.text) for part in value.text.split("/"))
    if first is None or last is None:
        return f"{_show(first)} or later" if first else f"{_show(last)} or earlier" if last else value.text
    begins = _show(first)
    if first == last:
        return begins
    if first.day and last.day and first.mark == last.mark == "" and first.year == last.year:
        begins = str(first.day) if first.month == last.month else f"{first.day} {MONTHS[first.earliest.month - 1]}"
    return f"between {begins} and {_show(last)}"


def _year(point: _Point) -> str:
    if point.precision is Precision.CENTURY:
        # “2000s” would be the decade, and “the 21st century” begins a year later.
        return f"years {point.earliest.year}–{point.latest.year}"
    return point.year.replace("X", "0") + "s" if "X" in point.year else str(int(point.year))


def _show(point: _Point) -> str:
    words = _year(point)
    if point.month in _SEASONS:
        words = f"{_SEASONS[point.month][0]} {words}"
    elif point.month is not None:
        words = f"{MONTHS[point.month - 1]} {words}"
        if point.day is not None:
            words = f"{point.day} {words}"
    if point.mark in ("~", "%"):
        words = f"about {words}"
    return f"{words} (uncertain)" if point.mark in ("?", "%") else words


def weekday(day: date) -> str:
    """The English name of a day's weekday."""
    return WEEKDAYS[day.weekday()]


_CLOCK = r"([01]\d|2[0-3]):([0-5]\d)(Z|[+-](?:0\d|1[0-4]):[0-5]\d)?"


@record(frozen=True, slots=True)
class TimeOfDay:
    """A time or a span of times on an entry's date, in the venue's zone unless an offset is written."""

    text: str
    """As written: `11:25`, `11:25/12:50`, `11:25+03:00/12:50+03:00`."""
    start: time
    """Its beginning; aware only where an offset is written."""
    end: time | None
    """Its end, where given; one that would lie before the beginning is on the next day."""

    @property
    def overnight(self) -> bool:
        """Whether it ends on the day after its beginning: its end would lie before it on the same day."""
        return self.end is not None and _on(_SOME_DAY, self.end) < _on(_SOME_DAY, self.start)

    def __str__(self) -> str:
        return self.text

    @classmethod
    def of(cls, text: object) -> TimeOfDay:
        """Read a time, as `parse_time` does; one that is read already stays. Raises DateError."""
        return text if isinstance(text, TimeOfDay) else parse_time(text)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Callable[[Any], Any]) -> Any:
        """Let pydantic read the type from a string."""
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(
            cls.of,
            serialization=core_schema.to_string_ser_schema(),
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Callable[[Any], Any]) -> dict[str, Any]:
        """Describe the type in JSON Schema."""
        clock = r"([01]\d|2[0-3]):[0-5]\d(Z|[+-]\d\d:\d\d)?"
        return {"type": "string", "pattern": f"^{clock}(/{clock})?$", "description": "HH:MM or HH:MM/HH:MM"}


def parse_time(text: object) -> TimeOfDay:
    """Read `HH:MM` or `HH:MM/HH:MM`, each with an optional offset (`Z`, `+03:00`). Raises DateError."""
    remedy = "write HH:MM or HH:MM/HH:MM on the 24-hour clock, in the venue's time"
    if not isinstance(text, str):
        raise DateError(f"{text!r} is not a time; {remedy}")
    parts = text.split("/")
    clocks = [re.fullmatch(_CLOCK, part, re.ASCII) for part in parts]
    if len(parts) > 2 or not all(clocks):
        raise DateError(f"“{text}” is not a time; {remedy}")
    times = [_clock(match) for match in clocks if match]
    if len(times) == 2 and (times[0].tzinfo is None) != (times[1].tzinfo is None):
        raise DateError(f"“{text}” has an offset at one end only; write it at both or at neither")
    made = TimeOfDay(text, times[0], times[1] if len(times) == 2 else None)
    if made.end and made.overnight and _on(_SOME_DAY + timedelta(days=1), made.end) < _on(_SOME_DAY, made.start):
        raise DateError(f"“{text}” ends before it begins, even on the next day; correct one of the offsets")
    return made


_SOME_DAY = date(2000, 1, 1)


def _on(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock)


def _clock(match: re.Match[str]) -> time:
    zone: timezone | None = None
    if match[3] == "Z":
        zone = UTC
    elif match[3]:
        sign = -1 if match[3][0] == "-" else 1
        zone = timezone(sign * timedelta(hours=int(match[3][1:3]), minutes=int(match[3][4:6])))
    return time(int(match[1]), int(match[2]), tzinfo=zone)


def instant(day: date, clock: time, zone: str | None) -> datetime | None:
    """The instant, in UTC, of a time on a day at a venue.

    `zone` is an IANA name such as `Europe/Istanbul`, used where the time has no offset of its own. Returns None where
    the zone is absent or unknown on this machine, and at the edges of the calendar.
    """
    if clock.tzinfo is None:
        if zone is None:
            return None
        from zoneinfo import ZoneInfo

        try:
            clock = clock.replace(tzinfo=ZoneInfo(zone))
        except (KeyError, ValueError, OSError):
            return None
    try:
        return datetime.combine(day, clock).astimezone(UTC)
    except OverflowError:
        return None


def instants(day: date, clock: TimeOfDay, zone: str | None) -> tuple[datetime, ...]:
    """The instants, in UTC, of a time's beginning and, where it has one, its end, where it begins on a day at a venue.

    Empty where `instant` knows one of them not; for `zone` see there.
    """
    first = instant(day, clock.start, zone)
    if first is None or clock.end is None:
        return (first,) if first else ()
    if clock.overnight and day == date.max:
        return ()
    last = instant(day + timedelta(days=clock.overnight), clock.end, zone)
    return (first, last) if last else ()


class Odd(IntEnum):
    """What can be wrong with a time on the clocks of a venue."""

    SKIPPED = 1
    """The clocks go forward over it: there is no such time that day."""
    TWICE = 2
    """The clocks go back over it: there are two such times that day."""


def oddity(day: date, clock: time, zone: str | None) -> Odd | None:
    """Whether the clocks of a venue pass over a time on a day, or show it twice (PEP 495); None where all is well.

    A time with an offset of its own is none of theirs; `zone` is an IANA name, and nothing is said of an unknown one.
    """
    if clock.tzinfo is not None or zone is None:
        return None
    from zoneinfo import ZoneInfo

    try:
        there = datetime.combine(day, clock, tzinfo=ZoneInfo(zone))
        before, after = there.utcoffset(), there.replace(fold=1).utcoffset()
    except (KeyError, ValueError, OSError, OverflowError):
        return None
    if before is None or after is None or before == after:
        return None
    return Odd.SKIPPED if before < after else Odd.TWICE
