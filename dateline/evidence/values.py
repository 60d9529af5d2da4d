"""What the values of claims mean, and which of them agree.

A value is read by its property's type. What it can mean is a range, and by rule:

- `85 min` means 85 minutes; `80-90 min` anything from 80 to 90; `>60 min` more than 60, `<60 min` less, `>=` and
  `<=` with the number itself.
- `~90 min` means 90 give or take the property's tolerance. Without one it is half a unit of the last digit that is
  not zero (`~90` may have been rounded from 85 to 95), and at most a tenth of the value.
- A date means the days of its EDTF bounds; `~` adds the tolerance at each end, or one unit of the date's precision.
  `?` says that the source is unsure, which is not another date.
- A text is itself, whatever its case, white space and closing full stop. A place or an actor is its id.

Two values agree when their ranges have something in common, or when what was written is no further apart than the
tolerance; a tolerance of `5%` is of the greater of the two. A place agrees with the larger ones that it lies in
(`within:`, and its country).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from functools import lru_cache

from dateline import dates
from dateline.evidence.amounts import (
    HINTS,
    NUMBER,
    Amount,
    UnreadableValue,
    range_words,
    read_amount,
    read_number,
    unreadable,
)
from dateline.model import Actor, Place, PlacePrecision, Property, PropertyType, Site, places_around
from dateline.patterns import pattern
from dateline.problems import did_you_mean
from dateline.records import record


@record(frozen=True, slots=True, kw_only=True)
class Value:
    """A claim's value, read by its property's type."""

    key: str
    """Equal for equal values."""
    text: str
    """As readers see it."""
    order: tuple[Fraction, Fraction, str]
    """Sorts values of one property: by size or date, else by name."""
    low: Fraction | None = None
    """The least that it can mean (seconds, days, or the unit of a number); None = no bound, or not a quantity."""
    high: Fraction | None = None
    """The most that it can mean."""
    above: bool = False
    """Whether `low` itself is excluded."""
    below: bool = False
    """Whether `high` itself is excluded."""
    written: tuple[Fraction | None, Fraction | None] | None = None
    """The bounds without the slack of `~`; None where it is not a quantity."""


@record(frozen=True, slots=True, kw_only=True)
class Tolerance:
    """How far apart two values may be and still agree."""

    absolute: Fraction = Fraction(0)
    """By so much: seconds, days, or the unit of a number."""
    share: Fraction = Fraction(0)
    """By this part of the greater of the two."""

    def of(self, size: Fraction) -> Fraction:
        """The tolerance for values of this size."""
        return max(self.absolute, self.share * abs(size))


_HALF = Fraction(1, 2)
_NOWHERE = Fraction(0)
_MARK = pattern(r"(~|≈|>=|≥|>|<=|≤|<)?\s*(.*)", re.DOTALL)
_RANGE = pattern(r"\s*(?:\.\.|–|—|\bto\b|(?<=[\w.])\s*-)\s*")
_LAST_UNIT = pattern(r"([A-Za-z]+)\.?\s*$")
_LONGEST = 200
_A = {"place": "a place", "actor": "an actor"}


def read_value(site: Site, prop: Property, text: str) -> Value:
    """Read what a claim says a property is. Raises UnreadableValue."""
    if len(text) > _LONGEST:
        raise UnreadableValue(f"the value has {len(text)} characters; at most {_LONGEST} are allowed", HINTS[prop.type])
    tidy = " ".join(unicodedata.normalize("NFC", text).split())
    if not tidy:
        raise UnreadableValue("the value is empty", HINTS[prop.type])
    match prop.type:
        case PropertyType.DURATION | PropertyType.NUMBER:
            return _quantity(prop, tidy)
        case PropertyType.DATE:
            return _date(prop, tidy)
        case PropertyType.PLACE:
            return _named(tidy, site.places, "place")
        case PropertyType.ACTOR:
            return _named(tidy, site.actors, "actor")
        case PropertyType.TEXT:
            folded = tidy.casefold().rstrip(".").strip()
            return Value(key=folded, text=tidy, order=(_NOWHERE, _NOWHERE, folded))


def agree(site: Site, prop: Property, one: Value, other: Value) -> bool:
    """Say whether two values of a property can both be true, by the rules of this module."""
    if one.key == other.key:
        return True
    if prop.type is PropertyType.PLACE:
        here, there = site.places[one.key], site.places[other.key]
        return _inside(site, here, there) or _inside(site, there, here)
    if one.written is None or other.written is None:
        return False
    if _overlap(one, other):
        return True
    tolerance = _tolerance(prop)
    if tolerance is None:
        return False
    # They have nothing in common, so one ends where the other has not begun.
    for (_, end), (start, _) in ((one.written, other.written), (other.written, one.written)):
        if end is not None and start is not None and end <= start:
            return start - end <= tolerance.of(max(abs(start), abs(end)))
    return True


def _overlap(one: Value, other: Value) -> bool:
    """Say whether some number can be meant by both."""
    for left, right in ((one, other), (other, one)):
        if left.high is None or right.low is None:
            continue
        if left.high < right.low or (left.high == right.low and (left.below or right.above)):
            return False
    return True


def _inside(site: Site, place: Place, larger: Place) -> bool:
    """Say whether a place lies in another one, as far as places.yaml tells."""
    country = _same_name(larger.name) if larger.precision is PlacePrecision.COUNTRY else None
    return any(
        each.id == larger.id or (country is not None and _same_name(each.country or "") == country)
        for each in places_around(place.id, site.places)
    )


def _same_name(text: str) -> str:
    """A country's name to be compared: in NFC, whatever its case."""
    return unicodedata.normalize("NFC", text.casefold())


def _named(text: str, known: Mapping[str, Place] | Mapping[str, Actor], kind: str) -> Value:
    found = known.get(text)
    if found is None:
        near = did_you_mean(text, known)
        raise UnreadableValue(f"there is no {kind} “{text}”", near or f"write the id of {_A[kind]} of {kind}s.yaml")
    return Value(key=text, text=found.name, order=(_NOWHERE, _NOWHERE, found.name.casefold()))


def _quantity(prop: Property, text: str) -> Value:
    """Read a duration or a number with its mark, or a range of them."""
    match = _MARK.fullmatch(text)
    mark, rest = (match[1] or "", match[2]) if match else ("", text)
    ends = _RANGE.split(rest)
    if len(ends) > 2 or not all(end.strip() for end in ends):
        raise unreadable(prop, text)
    last = read_amount(prop, ends[-1].strip(), text)
    first = last
    if len(ends) == 2:
        if mark not in ("", "~", "≈"):
            raise unreadable(prop, text, ": a range has two ends already")
        unit = _LAST_UNIT.search(ends[1])
        first = read_amount(prop, ends[0].strip(), text, unit[1] if unit else "")
        if first.size > last.size:
            raise unreadable(prop, text, ": it ends before it begins")
    words = last.words if first is last else range_words(first, last)
    if last.unit:
        words = f"{words}{'' if last.unit == '%' else ' '}{last.unit}"
    low, high = first.size, last.size
    order = (low, high, {"<": "0", "≤": "1", "<=": "1", "": "2"}.get(mark, "3"))
    match mark:
        case "~" | "≈":
            return Value(
                key=f"~{low}/{high}/{_slack(prop, last)}",
                text=f"about {words}",
                order=order,
                low=low - _slack(prop, first),
                high=high + _slack(prop, last),
                written=(low, high),
            )
        case ">" | ">=" | "≥":
            strict = mark == ">"
            shown = f"more than {words}" if strict else f"at least {words}"
            key = f">{'' if strict else '='}{low}"
            return Value(key=key, text=shown, order=order, low=low, above=strict, written=(low, None))
        case "<" | "<=" | "≤":
            strict = mark == "<"
            shown = f"less than {words}" if strict else f"at most {words}"
            key = f"<{'' if strict else '='}{high}"
            return Value(key=key, text=shown, order=order, high=high, below=strict, written=(None, high))
    return Value(key=f"{low}/{high}", text=words, order=order, low=low, high=high, written=(low, high))


def _slack(prop: Property, amount: Amount) -> Fraction:
    """How far `~` lets a value be off."""
    tolerance = _tolerance(prop)
    if tolerance is not None:
        return tolerance.of(amount.size)
    return min(amount.step * _HALF, abs(amount.size) / 10)


def _date(prop: Property, text: str) -> Value:
    try:
        value = dates.parse(text)
    except dates.DateError as error:
        message, _, hint = str(error).partition("; ")
        raise UnreadableValue(message, hint or HINTS[prop.type]) from None
    low = None if value.earliest == date.min else Fraction(value.earliest.toordinal())
    high = None if value.latest == date.max else Fraction(value.latest.toordinal())
    slack = Fraction(0)
    if value.approximate:
        tolerance = _tolerance(prop)
        slack = tolerance.absolute if tolerance is not None else Fraction(_DAYS[value.precision])
    return Value(
        key=f"{value.earliest}/{value.latest}/{value.interval}/{value.approximate}/{value.uncertain}",
        text=dates.display(value),
        order=(Fraction(value.earliest.toordinal()), Fraction(value.latest.toordinal()), value.text),
        low=None if low is None else low - slack,
        high=None if high is None else high + slack,
        written=(low, high),
    )


_DAYS = {
    dates.Precision.DAY: 1,
    dates.Precision.MONTH: 31,
    dates.Precision.SEASON: 92,
    dates.Precision.YEAR: 366,
    dates.Precision.DECADE: 3653,
    dates.Precision.CENTURY: 36525,
}


@lru_cache(maxsize=256)
def _tolerance(prop: Property) -> Tolerance | None:
    """The property's tolerance; None where it has none, or one that can't be read (which `value_complaints` says)."""
    try:
        return read_tolerance(prop) if prop.tolerance else None
    except UnreadableValue:
        return None


def read_tolerance(prop: Property) -> Tolerance:
    """Read a property's tolerance: `10 min`, `5%`, `1`, `2 days`. Raises UnreadableValue."""
    text = " ".join((prop.tolerance or "").split())
    share = re.fullmatch(rf"({NUMBER})\s*%", text)
    match prop.type:
        case PropertyType.DURATION | PropertyType.NUMBER:
            if share and prop.unit != "%":
                return Tolerance(share=read_number(share[1])[0] / 100)
            amount = read_amount(prop, text, text)
            if amount.size < 0:
                raise unreadable(prop, text, ": a tolerance is not negative")
            return Tolerance(absolute=amount.size)
        case PropertyType.DATE:
            days = re.fullmatch(rf"({NUMBER})\s*(d|days?|w|weeks?)?", text)
            if not days:
                raise UnreadableValue(f"“{text}” can't be read as a number of days", "write 1 day, or 2 weeks")
            return Tolerance(absolute=read_number(days[1])[0] * (7 if (days[2] or "d").startswith("w") else 1))
    raise UnreadableValue(f"a property of type {prop.type} has no tolerance", "take `tolerance:` out")
