"""Amounts as editors write them: numbers with their units, and durations; and the same as readers see them.

A duration of hours, minutes and seconds is told alike however it was written: `1 h 30 min` as 90 minutes, `180 min`
as 3 hours. One of days or weeks keeps its words, for a day of talks is not 24 hours of them.
"""

from __future__ import annotations

import re
from fractions import Fraction

from dateline.model import Property, PropertyType
from dateline.patterns import pattern
from dateline.records import record

_HOUR = 3600
TIME_UNITS = {
    spelling: (seconds, name)
    for spellings, seconds, name in (
        ("s sec secs second seconds", 1, "second"),
        ("m min mins minute minutes", 60, "minute"),
        ("h hr hrs hour hours", _HOUR, "hour"),
        ("d day days", 86400, "day"),
        ("w wk wks week weeks", 604800, "week"),
    )
    for spelling in spellings.split()
}
"""Ways to write a unit of time: its seconds, and its name."""

NUMBER = r"[0-9]{1,3}(?:[ ,][0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
"""A number without a sign, as part of an expression."""
_PART = pattern(rf"\s*({NUMBER})\s*([A-Za-z]+)?\.?\s*")
_QUANTITY = pattern(rf"([+−-]?)({NUMBER})\s*(.*)", re.DOTALL)
HINTS = {
    PropertyType.DURATION: "write a duration: 85 min, ~90 min, >60 min, 1 h 30 min or 4-5 h",
    PropertyType.NUMBER: "write a number, such as 4, ~90, >60 or 4-5",
    PropertyType.DATE: "write an EDTF date: 2022-03-10, 2022-03 or 2022-03-10/2022-03-12",
    PropertyType.PLACE: "write the id of a place of places.yaml",
    PropertyType.ACTOR: "write the id of an actor of actors.yaml",
    PropertyType.TEXT: "write a few words",
}
"""Type of a property: what to write as its value."""


class UnreadableValue(ValueError):  # noqa: N818  (it reads as a state)
    """A text that is no value of its property; the message says why, `hint` what to write."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def unreadable(prop: Property, text: str, why: str = "") -> UnreadableValue:
    """Say that a text is no duration, number or date; `why` ends the sentence."""
    names = {PropertyType.DURATION: "a duration", PropertyType.NUMBER: "a number", PropertyType.DATE: "a date"}
    hint = HINTS[prop.type]
    if prop.type is PropertyType.NUMBER and prop.unit:
        hint = f"write a number with its unit, such as 4 {prop.unit}, ~90 {prop.unit} or >60 {prop.unit}"
    return UnreadableValue(f"“{text}” can't be read as {names[prop.type]}{why}", hint)


@record(frozen=True, slots=True, kw_only=True)
class Amount:
    """One number with its unit, as written."""

    size: Fraction
    """Seconds, or the unit of a number."""
    step: Fraction
    """One unit of its last digit that is not zero."""
    words: str
    """As readers see it, but for the unit of a number."""
    unit: str = ""
    """The unit of a number, as the editor wrote it here or else in properties.yaml."""
    clock: bool = False
    """Whether it is a duration of whole seconds that was written without days and weeks."""


def read_amount(prop: Property, text: str, whole: str, unit: str = "") -> Amount:
    """Read one number or duration. Raises UnreadableValue.

    `whole` is the value that the text is an end of; `unit` is that of the other end of a range of durations.
    """
    if prop.type is PropertyType.DURATION:
        return _span(prop, text, whole, unit)
    match = _QUANTITY.fullmatch(text)
    if not match:
        raise unreadable(prop, whole)
    number, step = read_number(match[2])
    written = match[3].strip()
    if written and written.casefold() not in _spellings(prop.unit):
        expected = f"is given in {prop.unit}" if prop.unit else "has no unit"
        raise unreadable(prop, whole, f": “{prop.title}” {expected}")
    sign = "−" if match[1] in ("-", "−") else ""
    return Amount(size=-number if sign else number, step=step, words=sign + match[2], unit=written or prop.unit or "")


def _spellings(unit: str | None) -> tuple[str, ...]:
    """The ways to write a unit: singular and plural are the same."""
    if not unit:
        return ()
    plain = unit.casefold()
    return (plain, f"{plain}s", plain.removesuffix("s"))


def read_number(digits: str) -> tuple[Fraction, Fraction]:
    """A number without sign, and one unit of its last digit that is not zero."""
    plain = re.sub(r"[^\d.]", "", digits)
    whole, _, decimals = plain.partition(".")
    shown = decimals.rstrip("0")
    if shown:
        step = Fraction(1, 10 ** len(shown))
    else:
        stripped = whole.rstrip("0")
        step = Fraction(10 ** (len(whole) - len(stripped))) if stripped else Fraction(1)
    return Fraction(plain), step


def _span(prop: Property, text: str, whole: str, unit: str) -> Amount:
    """Read a duration: numbers with falling units, `1 h 30 min`. The size is in seconds."""
    total, step, words, position, longest = Fraction(0), Fraction(0), [], 0, 0
    previous: int | None = None
    while position < len(text):
        match = _PART.match(text, position)
        if not match:
            raise unreadable(prop, whole)
        name = match[2] or (unit or prop.unit or "" if previous is None else "")
        found = TIME_UNITS.get(name.casefold())
        if found is None:
            raise unreadable(prop, whole, f": “{match[0].strip()}” has no unit of time")
        seconds, singular = found
        if previous is not None and seconds >= previous:
            raise unreadable(prop, whole, ": its units do not fall")
        previous = seconds
        number, digit = read_number(match[1])
        total += number * seconds
        step = digit * seconds if number else step
        words.append(_count(match[1], number, singular))
        longest = max(longest, seconds)
        position = match.end()
    if previous is None:
        raise unreadable(prop, whole)
    clock = longest <= _HOUR and total.denominator == 1
    told = _clock(int(total)) if clock else " ".join(words)
    return Amount(size=total, step=step or Fraction(1), words=told, clock=clock)


def _count(digits: str, number: Fraction, singular: str) -> str:
    return f"{digits} {singular if number == 1 else singular + 's'}"


def _clock(seconds: int) -> str:
    """A duration of hours, minutes and seconds as readers see it, however it was written: `3 hours`, `85 minutes`.

    A unit is used from two of it on, or for exactly one: 1 hour, 85 minutes, 2 hours, 2 hours 30 minutes.
    """
    rest = seconds
    words: list[str] = []
    for unit, singular in ((_HOUR, "hour"), (60, "minute"), (1, "second")):
        if rest >= 2 * unit or rest == unit or (words and rest >= unit):
            number, rest = divmod(rest, unit)
            words.append(_count(f"{number:,}", Fraction(number), singular))
    return " ".join(words) or "0 minutes"


def range_words(first: Amount, last: Amount) -> str:
    """A range as readers see it: `3 to 4 hours`, `60 to 90 minutes`, `90 minutes to 4 hours`."""
    begin, end = first.words, last.words
    short = first.clock and last.clock and last.size < 3 * _HOUR and first.size % 60 == last.size % 60 == 0
    if short and ("minute" in begin or "minute" in end):
        begin, end = (_count(str(each // 60), each / 60, "minute") for each in (first.size, last.size))
    number, _, unit = begin.partition(" ")
    same = unit.rstrip("s") == end.partition(" ")[2].rstrip("s") and " " not in unit
    return f"{number if same else begin} to {end}"
