"""The value of an expression, once the day of publication is known.

Conventions are those of TimeML for news: a weekday of the publication's own name is that day; others lie in the past
unless the sentence looks ahead; weeks are ISO weeks; a part of a span has the value of the span.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from dateline.ingest.timex_pieces import Expression
from dateline.ingest.timex_tense import Tense

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
    # before the year 1 there is no value: "20 years ago" of a text that is dated to the year 12
    return (value, True) if value and not value.startswith("0000") else None


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
    if expression.year is None:
        return None
    if expression.kind == "date":
        return f"{expression.year:04}-{expression.month:02}-{expression.day:02}"
    if expression.kind == "month":
        return f"{expression.year:04}-{expression.month:02}"
    if expression.kind == "quarter":
        return f"{expression.year:04}-Q{expression.quarter}"
    return f"{expression.year:04}"


def _anchored(expression: Expression, published: date, tense: Tense) -> str | None:
    """Return the value of an expression that counts from the day of publication."""
    kind = expression.kind
    try:
        if kind == "day":
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
        if kind in {"unit", "ago"}:
            return _unit(expression, published, tense)
    except OverflowError:
        return None  # "9999 years ago"
    return None


def _existing(year: int, month: int, day: int) -> date | None:
    """Return the day, or None where the year has no such day (29 February) or lies outside the calendar."""
    if not 1 <= year <= 9999 or day > calendar.monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def _date(expression: Expression, published: date, tense: Tense) -> str | None:
    """Return a month and day without a year: that of the weekday beside it, else by tense and nearness."""
    month, day = expression.month or 1, expression.day or 1
    if expression.of_year is not None:
        found = _existing(published.year + expression.of_year, month, day)
        return found.isoformat() if found else None
    years = range(published.year - 4, published.year + 5)
    candidates = [found for year in years if (found := _existing(year, month, day))]
    if not candidates:
        return None
    if expression.offset:
        past = [c for c in candidates if c < published]
        ahead = [c for c in candidates if c > published]
        chosen = max(past) if expression.offset < 0 else min(ahead)
        return chosen.isoformat()
    if expression.weekday is not None:
        fitting = [c for c in candidates if c.weekday() == expression.weekday and abs(c.year - published.year) <= 1]
        candidates = fitting or candidates
    return _nearest(candidates, published, tense).isoformat()


def _nearest(candidates: list[date], published: date, tense: Tense) -> date:
    """Return the candidate that the tense points to, unless it is absurdly far and the other one is close."""
    past = max((c for c in candidates if c <= published), default=None)
    ahead = min((c for c in candidates if c >= published), default=None)
    if past is None or ahead is None:
        return past or ahead or candidates[0]
    back, forth = (published - past).days, (ahead - published).days
    if tense is Tense.FUTURE:
        # a plan for a day that has just passed is told in the same words
        return past if back <= 60 and forth > 300 else ahead
    if tense is Tense.PAST:
        # a paper's date may lag a day or two behind its reports
        return ahead if forth <= 2 and back > 300 else past
    return past if back <= forth else ahead


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
    if tense is Tense.OPEN and 0 < month - published.month <= 3:
        return _month(year, month)
    return _month(year if month <= published.month else year - 1, month)


def _bare_quarter(expression: Expression, published: date, tense: Tense) -> str:
    """Return a quarter without a year: the latest that has begun, or with a look ahead the next that has not ended."""
    quarter = expression.quarter or 1
    if expression.of_year is not None:
        return f"{published.year + expression.of_year:04}-Q{quarter}"
    current = (published.month - 1) // 3 + 1
    if tense is Tense.FUTURE:
        year = published.year if quarter >= current else published.year + 1
    else:
        year = published.year if quarter <= current else published.year - 1
    return f"{year:04}-Q{quarter}"


def _weekday(expression: Expression, published: date, tense: Tense) -> str:
    """Return the day that a weekday's name means on the day of publication."""
    weekday = expression.weekday or 0
    if expression.of_week is not None:
        monday = published - timedelta(days=published.weekday()) + timedelta(weeks=expression.of_week)
        return (monday + timedelta(days=weekday)).isoformat()
    back = (published.weekday() - weekday) % 7
    forth = (weekday - published.weekday()) % 7
    if expression.offset is not None and expression.offset != 0:
        # "last Tuesday" of a Wednesday's paper is not the day before, which would be "Tuesday" or "yesterday"
        days = -(back if back > 1 else back + 7) if expression.offset < 0 else (forth or 7)
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
    if expression.unit == "weekend" and offset is None:
        looks_back = tense not in {Tense.FUTURE, Tense.LEANING} and published.weekday() < 4
        offset = -1 if looks_back else 0
    return _shift(expression.unit or "day", offset or 0, published)


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
    if reference and unit == "year" and "Q" in reference:
        # results are compared with the same quarter: "a year earlier" of a third quarter is a third quarter
        return f"{int(reference[:4]) + offset:04}{reference[4:]}", False
    day = _first_day(reference, unit) if reference else None
    if day is None and unit == "year":
        day = published  # "from a year earlier", where nothing else is spoken of
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


def _first_day(value: str, unit: str) -> date | None:
    """Return the day from which spans of size `unit` are counted for a value: a day, or a month's or year's first."""
    parts = value.split("-")
    if len(parts) == 3:
        return date.fromisoformat(value)
    if unit == "year":
        return date(int(parts[0]), 1, 1)
    return date(int(parts[0]), int(parts[1]), 1) if unit == "month" and len(parts) == 2 and parts[1].isdigit() else None
