"""The value of an expression, once the day of publication is known.

Conventions are those of TimeML (TIMEX3) as annotators of news apply them:

- a weekday of the publication's own name is that day; others lie in the past unless the sentence looks ahead;
- a count keeps the size of what it counts: "two weeks ago" is a week, "a year ago" a year, "18 months ago" a month;
- "last week" is the ISO week before, "the weekend" the week that it closes, "the week of March 7" the week of that day;
- a part of a span ("early March", "late 2021", "year-end") has the value of the span, but halves and seasons of a year
  have values of their own, 1988-H1 and 1999-SU, and the first or last day of a month is that day;
- "a year earlier" of a quarter's result is the same quarter a year before; "the December quarter" is the one it ends;
- "the quarter ended Sept. 27" is a quarter and a day, "the three months to 30 September" a quarter; "for the full year"
  is told of the one that is over; "1 percent in the third" is the third quarter of the year spoken of;
- "the 18th", "the end of the month" and "in the evening" count from what the paragraph spoke of just before, where the
  sentence is in the past and says so; a bare day at most a week ahead is that day, whatever the tense;
- a bound on a count ("more than two years ago") leaves its value, as an estimate; a vague count ("some days ago"), a
  duration ("for two weeks", "in two weeks"), a habit ("on Mondays") and a decade have none;
- a feast has its day where its name fixes it; "9/11" and "the Sept. 11 attacks" are the day of 2001.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from dateline.ingest.timex_feasts import feast_day
from dateline.ingest.timex_pieces import LAST_DAY, Expression
from dateline.ingest.timex_tense import Tense

_SOON = 7
"""Days ahead within which a bare date is the coming one, whatever the tense: the other one is fifty-one weeks back."""

_NEWS_WEEK = 6
"""Days to either side of publication within which news names a day by its weekday alone."""


def resolve(
    expression: Expression, published: date | None, tense: Tense, reference: str | None
) -> tuple[str, bool] | None:
    """Return the value of `expression` and whether the publication date was needed for it, or None where it has none.

    `reference` is the value last spoken of before it (for "the following day"), `tense` what the sentence says of its
    direction. The value is as in `DatePhrase.value`.
    """
    fixed = _fixed(expression)
    if fixed:
        return fixed, False
    if expression.kind == "anaphor":
        return _anaphor(expression, published, reference)
    if published is None:
        return None
    value = _anchored(expression, published, tense)
    return (value, True) if value and _in_calendar(value) else None


def _in_calendar(value: str) -> bool:
    """Tell whether a value lies in the years 1 to 9999: "20 years ago" of a text of the year 12 does not."""
    return value[:4].isdigit() and value[4:5] in {"", "-"} and not value.startswith("0000")


def week_of(day: date) -> str:
    """Return the ISO week of a day, as 2022-W10."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def _month(year: int, month: int) -> str:
    """Return a month as 2022-03; the month may lie outside 1 to 12 and is carried into the year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return f"{year:04}-{month:02}"


def _fixed(expression: Expression) -> str | None:
    """Return the value of an expression that names its year."""
    if expression.year is None or expression.kind in {"anaphor", "day"}:
        return None
    if expression.kind == "date":
        found = _day_in(expression, expression.year)
        return _holding(found, expression) if found else None
    if expression.kind == "month":
        return f"{expression.year:04}-{expression.month:02}"
    if expression.kind == "quarter":
        return f"{expression.year:04}-Q{expression.quarter}"
    if expression.kind == "half":
        return f"{expression.year:04}-H{expression.half}"
    if expression.kind == "season":
        return f"{expression.year:04}-{expression.season}"
    return f"{expression.year:04}"


def _day_in(expression: Expression, year: int) -> date | None:
    """Return the day or feast of an expression in a year, or None where that year has none."""
    if expression.feast:
        return feast_day(expression.feast, year)
    if expression.nth is not None:
        return _nth_weekday(year, expression.month or 1, expression.weekday or 0, expression.nth)
    return _existing(year, expression.month or 1, expression.day or 1)


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    """Return the nth such weekday of a month (LAST_NTH: the last), or None outside the years 1 to 9999."""
    if not 1 <= year <= 9999:
        return None
    first, length = calendar.monthrange(year, month)
    days = range(1 + (weekday - first) % 7, length + 1, 7)
    return date(year, month, days[nth - 1 if nth > 0 else nth])


def _holding(day: date, expression: Expression) -> str:
    """Return the day, or for "the week of March 7" the week that holds it."""
    return week_of(day) if expression.unit == "week" else day.isoformat()


def _anchored(expression: Expression, published: date, tense: Tense) -> str | None:
    """Return the value of an expression that counts from the day of publication."""
    kind = expression.kind
    try:
        if kind == "day" and expression.year is not None:
            found = _existing(expression.year, published.month, published.day)
            return found.isoformat() if found else None  # "on this day in 1945"
        if kind == "day" and not expression.of_year:
            return (published + timedelta(days=expression.offset or 0)).isoformat()
        if kind == "date":
            return _date(expression, published, tense)
        if kind == "month":
            return _bare_month(expression, published, tense)
        if kind == "quarter":
            return _bare_quarter(expression, published, tense)
        if kind == "weekday":
            return _weekday(expression, published, tense)
        if kind == "weekday-day":
            return _weekday_day(expression, published, tense)
        if kind == "day-of-month":
            return _day_of_month(expression, published, tense)
        if kind == "half":
            return f"{published.year + (expression.of_year or 0):04}-H{expression.half}"
        if kind == "new-year":
            return f"{published.year + (published.month > 6):04}"
        if kind == "season":
            return _season(expression, published)
        if kind in {"unit", "ago", "day"}:
            return _unit(expression, published, tense)
    except OverflowError:
        return None  # "9999 years ago"
    return None


def _existing(year: int, month: int, day: int) -> date | None:
    """Return the day, or None where the year has no such day (29 February) or lies outside the calendar."""
    if not 1 <= year <= 9999:
        return None
    last = calendar.monthrange(year, month)[1]
    if day > last and day != LAST_DAY:
        return None
    return date(year, month, min(day, last))


def _date(expression: Expression, published: date, tense: Tense) -> str | None:
    """Return a month and day without a year: that of the weekday beside it, else by tense and nearness."""
    if expression.of_year is not None:
        found = _day_in(expression, published.year + expression.of_year)
        return _holding(found, expression) if found else None
    years = range(published.year - 4, published.year + 5)
    candidates = [found for year in years if (found := _day_in(expression, year))]
    if not candidates:
        return None
    if expression.offset:
        if expression.offset < 0:
            chosen = max((c for c in candidates if c < published), default=None)
        else:
            chosen = min((c for c in candidates if c > published), default=None)
        return _holding(chosen, expression) if chosen else None
    if expression.weekday is not None and expression.nth is None:
        fitting = [c for c in candidates if c.weekday() == expression.weekday and abs(c.year - published.year) <= 1]
        candidates = fitting or candidates
    # a feast comes every year and needs no year to be told from the next: a lag of a day or two is all that it is given
    soon = 2 if expression.feast else _SOON
    return _holding(_nearest(candidates, published, tense, soon), expression)


def _nearest(candidates: list[date], published: date, tense: Tense, soon: int = _SOON) -> date:
    """Return the candidate that the tense points to, unless it is absurdly far and the other one is close.

    In the past tense a day at most `soon` days ahead is taken, where the other candidate is the year before.
    """
    past = max((c for c in candidates if c <= published), default=None)
    ahead = min((c for c in candidates if c >= published), default=None)
    if past is None or ahead is None:
        return past or ahead or candidates[0]
    back, forth = (published - past).days, (ahead - published).days
    if tense is Tense.FUTURE:
        # a plan for a day that has just passed is told in the same words
        return past if back <= 60 and forth > 300 else ahead
    if tense is Tense.PAST:
        # of a day a year back news says its year: the verb was not the date's
        return ahead if forth <= soon and back > 300 else past
    # an attributive day ("the Sept. 11 attack") half a year away has mostly been
    return ahead if forth < back and (forth <= 120 or forth * 2 < back) else past


def _bare_month(expression: Expression, published: date, tense: Tense) -> str:
    """Return a month without a year: "in March" is the latest one, this one included; "by June" looks ahead."""
    month = expression.month or 1
    year = published.year
    if expression.of_year is not None:
        return _month(year + expression.of_year, month)
    if expression.offset is not None:
        if expression.offset < 0:
            return _month(year if month < published.month else year - 1, month)
        if expression.offset > 0:
            return _month(year if month > published.month else year + 1, month)
        return _month(year, month)
    if tense is Tense.FUTURE or (tense is Tense.LEANING and (month - published.month) % 12 <= 6):
        return _month(year if month >= published.month else year + 1, month)
    if tense is Tense.OPEN and (0 < month - published.month <= 3 or (month - published.month) % 12 in {1, 2}):
        return _month(year if month > published.month else year + 1, month)
    return _month(year if month <= published.month else year - 1, month)


def _bare_quarter(expression: Expression, published: date, tense: Tense) -> str:
    """Return a quarter without a year: the latest that has begun, or with a look ahead the next that has not ended."""
    quarter = expression.quarter or 1
    if expression.of_year is not None:
        return f"{published.year + expression.of_year:04}-Q{quarter}"
    current = (published.month - 1) // 3 + 1
    if tense is Tense.FUTURE or (tense is Tense.LEANING and (quarter - current) % 4 <= 2):
        year = published.year if quarter >= current else published.year + 1
    else:
        year = published.year if quarter <= current else published.year - 1
    return f"{year:04}-Q{quarter}"


def _weekday(expression: Expression, published: date, tense: Tense) -> str | None:
    """Return the day that a weekday's name means on the day of publication."""
    weekday = expression.weekday or 0
    if expression.of_week is not None:
        monday = published - timedelta(days=published.weekday()) + timedelta(weeks=expression.of_week)
        return (monday + timedelta(days=weekday)).isoformat()
    back = (published.weekday() - weekday) % 7
    forth = (weekday - published.weekday()) % 7
    if expression.unit == "week":
        count = expression.offset or 0  # "a week ago Monday", "two weeks from Tuesday"
        return (published + timedelta(days=7 * count + (forth if count > 0 else -back))).isoformat()
    if expression.of_year is not None:
        day = published - timedelta(days=back)
        found = _existing(day.year + expression.of_year, day.month, day.day)
        return found.isoformat() if found else None
    if expression.offset is not None and expression.offset != 0:
        # "last Tuesday" of a Wednesday's paper is not the day before, which would be "Tuesday" or "yesterday"
        # nor is "next Thursday" the day after, which would be "Thursday" or "tomorrow"
        days = -(back if back > 1 else back + 7) if expression.offset < 0 else (forth if forth > 1 else forth + 7)
    elif back == 0:
        days = 0
    elif tense is Tense.FUTURE or (tense is Tense.LEANING and forth <= back):
        days = forth
    elif expression.offset == 0 and tense is not Tense.PAST:
        days = forth  # "this Friday" looks ahead where nothing says otherwise
    else:
        days = -back
    return (published + timedelta(days=days)).isoformat()


def _weekday_day(expression: Expression, published: date, tense: Tense) -> str | None:
    """Return the day of "Monday (14)": a 14th that is a Monday, at most a year away, by nearness and tense."""
    candidates = []
    for shift in range(-12, 13):
        year, month = divmod(published.year * 12 + published.month - 1 + shift, 12)
        found = _existing(year, month + 1, expression.day or 1)
        if found and found.weekday() == expression.weekday:
            candidates.append(found)
    if not candidates:
        return None
    nearest = min(candidates, key=lambda day: abs(day - published))
    # within the week of news the number alone is surer than the tense
    chosen = nearest if abs((nearest - published).days) <= _NEWS_WEEK else _nearest(candidates, published, tense)
    return chosen.isoformat()


def _day_of_month(expression: Expression, published: date, tense: Tense) -> str | None:
    """Return the day of "on the 14th": of the month that tense and nearness point to."""
    candidates = []
    for shift in (-1, 0, 1):
        year, month = divmod(published.year * 12 + published.month - 1 + shift, 12)
        if expression.offset is not None and shift != expression.offset:
            continue
        if found := _existing(year, month + 1, expression.day or 1):
            candidates.append(found)
    return _nearest(candidates, published, tense).isoformat() if candidates else None


def _unit(expression: Expression, published: date, tense: Tense) -> str | None:
    """Return the week, month, quarter or year that lies `offset` of them from the day of publication."""
    offset = expression.offset
    if expression.unit == "week" and offset is None:
        offset = int(published.weekday() >= 4)  # "the week ahead" of a Friday's paper is the next
    if expression.unit == "year" and offset is None:
        # “for the full year” is told when it is over; plans are made for the one that runs
        offset = -1 if tense is not Tense.FUTURE and published.month <= 3 else 0
    if expression.unit == "weekend" and offset is None:
        # “over the weekend” of a Friday's paper is the last one where the verb says so
        last_day_past = {Tense.PAST: 4, Tense.OPEN: 3}.get(tense, -1)
        offset = -1 if published.weekday() <= last_day_past else 0
    if expression.of_year:
        # "a year ago this week"
        year = published.year + expression.of_year
        there = _existing(year, published.month, published.day) or _existing(year, published.month, LAST_DAY)
        return _shift(expression.unit or "day", offset or 0, there) if there else None
    return _shift(expression.unit or "day", offset or 0, published)


_SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def _season(expression: Expression, published: date) -> str | None:
    """Return a season: of a year given by its distance, or the last, present or next one of its name.

    Seasons are those of the northern half of the earth; a winter has the year of its December.
    """
    season = expression.season or "SP"
    start = _SEASON_STARTS[season]
    year = published.year
    if expression.of_year is not None:
        year += expression.of_year
    else:
        began = start <= published.month
        running = (published.month - start) % 12 < 3
        latest = year if began else year - 1
        offset = expression.offset or 0
        # "this summer" is the one that runs, else that of the year; "last summer" the latest that is over
        this = latest if running else year
        year = this if offset == 0 else (latest - running if offset < 0 else latest + 1)
    return f"{year:04}-{season}" if 1 <= year <= 9999 else None


def _shift(unit: str, offset: int, day: date) -> str | None:
    """Return the span of size `unit` that lies `offset` spans from the one that holds `day`."""
    if unit == "day":
        return (day + timedelta(days=offset)).isoformat()
    if unit in {"week", "weekend"}:
        return week_of(day + timedelta(weeks=offset))
    if unit == "year":
        return f"{day.year + offset:04}" if 1 <= day.year + offset <= 9999 else None
    step = 1 if unit == "month" else 3
    year, month = divmod(day.year * 12 + day.month - 1 + offset * step, 12)
    if not 1 <= year <= 9999:
        return None
    return f"{year:04}-{month + 1:02}" if unit == "month" else f"{year:04}-Q{month // 3 + 1}"


def _anaphor(expression: Expression, published: date | None, reference: str | None) -> tuple[str, bool] | None:
    """Return the value of "the following day" or "a year earlier", counted from the date last spoken of."""
    unit, offset = expression.unit or "day", expression.offset or 0
    if expression.year is not None:
        quarter = reference[4:] if reference and "Q" in reference else ""
        return f"{expression.year:04}{quarter}", False
    if expression.of_year is not None:
        # "the same month last year": the month spoken of, in that year
        rest = reference[4:7] if reference and unit in {"month", "quarter"} else ""
        return _in_year(published.year + expression.of_year, rest, anchored=True) if published else None
    if expression.quarter is not None:
        return _elliptic_quarter(expression.quarter, reference)
    if expression.day is not None and expression.month is None:
        # "the 24th of that month"
        day = _existing(int(reference[:4]), int(reference[5:7]), expression.day) if reference else None
        return (day.isoformat(), False) if day else None
    if reference and unit == "year" and "Q" in reference:
        # results are compared with the same quarter: "a year earlier" of a third quarter is a third quarter
        return _in_year(int(reference[:4]) + offset, reference[4:])
    if expression.month is not None:
        return _anaphoric_month(expression, reference)
    day = _first_day(reference, unit) if reference else None
    if day is None and published is not None and (unit == "quarter" or (unit == "year" and offset < 0)):
        day = published  # "from a year earlier", where nothing else is spoken of
        if unit == "quarter":
            offset -= offset % 4 == 0  # "the latest quarter" is the last that is over
    if (
        day is None
        and published is not None
        and unit == "day"
        and (expression.approximate or expression.weekday is not None)
    ):
        day = published  # "later in the day", "the next Monday" where no day was spoken of
    if day is None:
        return None
    if expression.weekday is not None:
        forth = (expression.weekday - day.weekday()) % 7
        unit, offset = "day", (forth or 7) if offset > 0 else forth - 7
    try:
        value = _shift(unit, offset, day)
    except OverflowError:
        return None
    return (value, reference is None) if value else None


def _elliptic_quarter(quarter: int, reference: str | None) -> tuple[str, bool] | None:
    """Return the quarter of "after 2 percent in the third", counted from the quarter last spoken of; else None."""
    if reference is None or "Q" not in reference:
        return None
    # beside a first quarter the fourth is the one that it follows
    return _in_year(int(reference[:4]) - (quarter - int(reference[6:]) == 3), f"-Q{quarter}")


def _anaphoric_month(expression: Expression, reference: str | None) -> tuple[str, bool] | None:
    """Return the month of "January of the following year" or "the previous July"; None where none is spoken of."""
    if reference is None:
        return None
    month, offset, year = expression.month or 1, expression.offset or 0, int(reference[:4])
    if expression.unit == "month":
        known = int(reference[5:7]) if reference[5:7].isdigit() else (1 if offset < 0 else 12)
        offset = -(month >= known) if offset < 0 else int(month <= known)
    if expression.day is None:
        return _in_year(year + offset, f"-{month:02}")
    day = _existing(year + offset, month, expression.day)
    return (day.isoformat(), False) if day else None


def _in_year(year: int, rest: str, *, anchored: bool = False) -> tuple[str, bool] | None:
    """Return the part `rest` of a year ("-Q3") and whether it rests on publication, or None outside the calendar."""
    return (f"{year:04}{rest}", anchored) if 1 <= year <= 9999 else None


def _first_day(value: str, unit: str) -> date | None:
    """Return the day from which spans of size `unit` are counted for a value, or None where it is too wide for that."""
    parts = value.split("-")
    year = int(parts[0])
    if len(parts) == 3:
        return date.fromisoformat(value)
    if unit == "year":
        return date(year, 1, 1)
    if len(parts) < 2:
        return None
    if parts[1].isdigit():
        return date(year, int(parts[1]), 1) if unit in {"month", "quarter"} else None
    if parts[1].startswith("W"):
        return date.fromisocalendar(year, int(parts[1][1:]), 1) if unit in {"week", "month", "quarter"} else None
    if parts[1].startswith("Q"):
        return date(year, int(parts[1][1:]) * 3 - 2, 1) if unit == "quarter" else None
    return None
