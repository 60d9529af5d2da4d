"""Figures: where things stand on a small drawing, in per cent of its width, so that one drawing fits every screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from dateline.dates import MONTHS
from dateline.records import record

LANE_HEIGHT = 34
"""Of a lane of the strip, in CSS pixels."""
_MARGIN = 2.0
_MOST_TICKS = 4
_STEPS = (1, 2, 3, 7, 14)
# Days of a span that is too long to name days on its axis.
_LONG = 700
# Heights in CSS pixels: of the axis with its dates, and of the years beneath them.
_LABEL = 24
_YEAR = 15


@record(frozen=True, slots=True)
class Span:
    """Days that something took, by the first and the last of them."""

    lane: int
    """0-based lane that it stands in."""
    first: date
    """The first day."""
    last: date
    """The last day; the same, for one day."""


@record(frozen=True, slots=True)
class Mark:
    """What is drawn for the spans that begin and end together."""

    x: float
    """Left end, in per cent of the width."""
    end: float
    """Right end; the same as `x` for a single day."""
    size: int
    """Radius in CSS pixels; grows with the number of spans."""


@record(frozen=True, slots=True)
class Lane:
    """One line of the strip."""

    label: str
    """Its name."""
    colour: int
    """1-based number of its colour."""
    baseline: int
    """Of the label, in CSS pixels from the top."""
    y: int
    """Of the line, in CSS pixels from the top."""
    marks: tuple[Mark, ...]
    """What stands on it."""


@record(frozen=True, slots=True)
class Tick:
    """A date on the axis."""

    x: float
    """In per cent of the width."""
    label: str
    """The date …"""
    year: str
    """… and its year, for a line of its own: at the first date and each new year, on an axis with more than one."""
    anchor: str
    """`start`, `middle` or `end`: which part of the label stands at `x`."""


@record(frozen=True, slots=True)
class Strip:
    """Lanes over time."""

    lanes: tuple[Lane, ...]
    """From the top."""
    ticks: tuple[Tick, ...]
    """The axis …"""
    axis: int
    """… and its place, in CSS pixels from the top."""
    height: int
    """Of the whole, in CSS pixels."""
    label: str
    """What it shows, for those who don't see it."""


def strip(lanes: Sequence[tuple[str, int]], spans: Iterable[Span], label: str) -> Strip | None:
    """Lay lanes (label, colour) with spans over time; None where there are fewer than two different days to show."""
    counted = Counter(spans)
    if not counted:
        return None
    first = min(span.first for span in counted)
    last = max(span.last for span in counted)
    days = (last - first).days
    if days < 1:
        return None

    def position(day: date) -> float:
        return round(_MARGIN + (100 - 2 * _MARGIN) * (day - first).days / days, 1)

    merged: Counter[tuple[int, float, float]] = Counter()
    for span, number in counted.items():
        merged[span.lane, position(span.first), position(span.last)] += number
    marks: dict[int, list[Mark]] = {}
    for (lane, x, end), many in sorted(merged.items()):
        marks.setdefault(lane, []).append(Mark(x, end, min(5 + (many - 1), 9)))
    drawn = tuple(
        Lane(name, colour, number * LANE_HEIGHT + 12, number * LANE_HEIGHT + 22, tuple(marks.get(number, ())))
        for number, (name, colour) in enumerate(lanes)
    )
    axis = len(lanes) * LANE_HEIGHT
    ticks = _axis(_ticks(first, last), position, long=days > _LONG)
    return Strip(drawn, ticks, axis, axis + (_LABEL + _YEAR if any(tick.year for tick in ticks) else _LABEL), label)


def _axis(days: Sequence[date], position: Callable[[date], float], *, long: bool) -> tuple[Tick, ...]:
    """The dates of the axis with their labels; a `long` one has years only."""
    several = days[0].year != days[-1].year and not long
    ticks = []
    for number, day in enumerate(days):
        x = position(day)
        label = str(day.year) if long else f"{day.day} {MONTHS[day.month - 1][:3]}"
        new = several and (number == 0 or day.year != days[number - 1].year)
        ticks.append(Tick(x, label, str(day.year) if new else "", "start" if x < 8 else "end" if x > 92 else "middle"))
    return tuple(ticks)


def _ticks(first: date, last: date) -> list[date]:
    """At most five dates, evenly spaced; over a span of more than _LONG days, the first days of years."""
    days = (last - first).days
    if days > _LONG:
        years = range(first.year + 1, last.year + 1)
        step = -(-len(years) // _MOST_TICKS)
        return [date(year, 1, 1) for year in years[::step]]
    step = next((each for each in _STEPS if days // each <= _MOST_TICKS), -(-days // _MOST_TICKS))
    return [first + timedelta(days=offset) for offset in range(0, days + 1, step)]
