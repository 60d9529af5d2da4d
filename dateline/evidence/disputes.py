"""Disputes: claims about one property of one thing that can't all be true. Derived, never written by hand.

A value is read by its property's type. What it can mean is a range, and by rule:

- `85 min` means 85 minutes; `80-90 min` anything from 80 to 90; `>60 min` more than 60, `<60 min` less, `>=` and
  `<=` with the number itself.
- `~90 min` means 90 give or take the property's tolerance. Without one it is half a unit of the last digit that is
  not zero (`~90` may have been rounded from 85 to 95), and at most a tenth of the value.
- A duration of hours, minutes and seconds is told alike however it was written: `1 h 30 min` as 90 minutes, `180 min`
  as 3 hours. One of days or weeks keeps its words, for a day of talks is not 24 hours of them.
- A date means the days of its EDTF bounds; `~` adds the tolerance at each end, or one unit of the date's precision.
  `?` says that the source is unsure, which is not another date.
- A text is itself, whatever its case, white space and closing full stop. A place or an actor is its id.

Two values agree when their ranges have something in common, or when what was written is no further apart than the
tolerance; a tolerance of `5%` is of the greater of the two. A place agrees with the larger ones that it lies in
(`within:`, and its country). Where `cardinality: many`, different values are no dispute at all.

Agreement is not transitive (`>60 min` agrees with 85 and with 120 minutes), so nothing is merged that is not the
same value: each different value is a side of its own, which names the sides that it contradicts. There is a dispute
when two do.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import lru_cache

from dateline import dates
from dateline.dates import EdtfDate
from dateline.evidence.origins import OriginGroup, Support, origin_groups, support_of
from dateline.model import (
    MAX_ID,
    Actor,
    Cardinality,
    Claim,
    Entry,
    Place,
    PlacePrecision,
    Property,
    PropertyType,
    Site,
    Status,
)
from dateline.patterns import pattern
from dateline.problems import Complaint, Severity, did_you_mean
from dateline.records import record


@record(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the values that claims give, with those who give it."""

    value: str
    """As readers see it: `about 90 minutes`."""
    raw: tuple[str, ...]
    """As editors wrote it, each spelling once, in the order of the timeline."""
    claims: tuple[tuple[str, str], ...]
    """(entry id, claim id) of the claims that say so, in the order of the timeline."""
    origins: int
    """How many origins say so; see `support`."""
    support: Support
    """What all these claims rest on together."""
    since: EdtfDate | None = None
    """When the first of its sources came out, by the latest day that can be meant; None where none is dated."""
    against: tuple[int, ...]
    """0-based numbers of the sides that this one contradicts; empty where it is compatible with all."""
    readable: bool = True
    """Whether the value can be read, and so be compared; drafts may give one that can't."""


@record(frozen=True, slots=True, kw_only=True)
class Dispute:
    """Claims about one property of one thing that can't all be true."""

    id: str
    """Stable slug: `<subject>-<property>`, cut and told apart by a digest where it would be too long."""
    property: str
    """The property's id."""
    subject: str
    """The id of the entry or actor that it is a property of."""
    title: str
    """The property's title and the subject's: `How long it lasted: Foreign ministers meet in Antalya`."""
    sides: tuple[Side, ...]
    """Every value that is claimed, in the order of the values: never of their support."""


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


class UnreadableValue(ValueError):  # noqa: N818  (it reads as a state)
    """A text that is no value of its property; the message says why, `hint` what to write."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


@record(frozen=True, slots=True, kw_only=True)
class _Tolerance:
    """How far apart two values may be and still agree."""

    absolute: Fraction = Fraction(0)
    share: Fraction = Fraction(0)

    def of(self, size: Fraction) -> Fraction:
        """The tolerance for values of this size."""
        return max(self.absolute, self.share * abs(size))


_HALF = Fraction(1, 2)
_NOWHERE = Fraction(0)
_UNITS: dict[str, tuple[int, str]] = {}
for _names, _seconds, _name in (
    ("s sec secs second seconds", 1, "second"),
    ("m min mins minute minutes", 60, "minute"),
    ("h hr hrs hour hours", 3600, "hour"),
    ("d day days", 86400, "day"),
    ("w wk wks week weeks", 604800, "week"),
):
    _UNITS |= dict.fromkeys(_names.split(), (_seconds, _name))

_NUMBER = r"[0-9]{1,3}(?:[ ,][0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
_MARK = pattern(r"(~|≈|>=|≥|>|<=|≤|<)?\s*(.*)", re.DOTALL)
_PART = pattern(rf"\s*({_NUMBER})\s*([A-Za-z]+)?\.?\s*")
_RANGE = pattern(r"\s*(?:\.\.|–|—|\bto\b|(?<=[\w.])\s*-)\s*")
_QUANTITY = pattern(rf"([+−-]?)({_NUMBER})\s*(.*)", re.DOTALL)
_LAST_UNIT = pattern(r"([A-Za-z]+)\.?\s*$")
_LONGEST = 200
_A = {"place": "a place", "actor": "an actor"}
_HOUR = 3600
_HINTS = {
    PropertyType.DURATION: "write a duration: 85 min, ~90 min, >60 min, 1 h 30 min or 4-5 h",
    PropertyType.NUMBER: "write a number, such as 4, ~90, >60 or 4-5",
    PropertyType.DATE: "write an EDTF date: 2022-03-10, 2022-03 or 2022-03-10/2022-03-12",
    PropertyType.PLACE: "write the id of a place of places.yaml",
    PropertyType.ACTOR: "write the id of an actor of actors.yaml",
    PropertyType.TEXT: "write a few words",
}


def read_value(site: Site, prop: Property, text: str) -> Value:
    """Read what a claim says a property is. Raises UnreadableValue."""
    if len(text) > _LONGEST:
        raise UnreadableValue(
            f"the value has {len(text)} characters; at most {_LONGEST} are allowed", _HINTS[prop.type]
        )
    tidy = " ".join(unicodedata.normalize("NFC", text).split())
    if not tidy:
        raise UnreadableValue("the value is empty", _HINTS[prop.type])
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
    # The loader refuses a place that lies in itself, but an editor may look at the site all the same.
    seen: set[str] = set()
    while place.id not in seen:
        seen.add(place.id)
        if place.id == larger.id or (country is not None and _same_name(place.country or "") == country):
            return True
        place = site.places.get(place.within or "", place)
    return False


def _same_name(text: str) -> str:
    """A country's name to be compared: in NFC, whatever its case."""
    return unicodedata.normalize("NFC", text.casefold())


def _named(text: str, known: Mapping[str, Place] | Mapping[str, Actor], kind: str) -> Value:
    found = known.get(text)
    if found is None:
        near = did_you_mean(text, known)
        raise UnreadableValue(f"there is no {kind} “{text}”", near or f"write the id of {_A[kind]} of {kind}s.yaml")
    return Value(key=text, text=found.name, order=(_NOWHERE, _NOWHERE, found.name.casefold()))


def _bad(prop: Property, text: str, why: str = "") -> UnreadableValue:
    names = {PropertyType.DURATION: "a duration", PropertyType.NUMBER: "a number", PropertyType.DATE: "a date"}
    hint = _HINTS[prop.type]
    if prop.type is PropertyType.NUMBER and prop.unit:
        hint = f"write a number with its unit, such as 4 {prop.unit}, ~90 {prop.unit} or >60 {prop.unit}"
    return UnreadableValue(f"“{text}” can't be read as {names[prop.type]}{why}", hint)


@record(frozen=True, slots=True, kw_only=True)
class _Amount:
    """One number with its unit, as written."""

    size: Fraction
    step: Fraction
    """One unit of its last digit that is not zero."""
    words: str
    """As readers see it, but for the unit of a number."""
    unit: str = ""
    """The unit of a number, as the editor wrote it here or else in properties.yaml."""
    clock: bool = False
    """Whether it is a duration of whole seconds that was written without days and weeks."""


def _amount(prop: Property, text: str, whole: str, unit: str = "") -> _Amount:
    """Read one number; `unit` is that of the other end of a range of durations."""
    if prop.type is PropertyType.DURATION:
        return _span(prop, text, whole, unit)
    match = _QUANTITY.fullmatch(text)
    if not match:
        raise _bad(prop, whole)
    number, step = _number(match[2])
    written = match[3].strip()
    if written and written.casefold() not in _spellings(prop.unit):
        expected = f"is given in {prop.unit}" if prop.unit else "has no unit"
        raise _bad(prop, whole, f": “{prop.title}” {expected}")
    sign = "−" if match[1] in ("-", "−") else ""
    return _Amount(size=-number if sign else number, step=step, words=sign + match[2], unit=written or prop.unit or "")


def _spellings(unit: str | None) -> tuple[str, ...]:
    """The ways to write a unit: singular and plural are the same."""
    if not unit:
        return ()
    plain = unit.casefold()
    return (plain, f"{plain}s", plain.removesuffix("s"))


def _number(digits: str) -> tuple[Fraction, Fraction]:
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


def _span(prop: Property, text: str, whole: str, unit: str) -> _Amount:
    """Read a duration: numbers with falling units, `1 h 30 min`. The size is in seconds."""
    total, step, words, position, longest = Fraction(0), Fraction(0), [], 0, 0
    previous: int | None = None
    while position < len(text):
        match = _PART.match(text, position)
        if not match:
            raise _bad(prop, whole)
        name = match[2] or (unit or prop.unit or "" if previous is None else "")
        found = _UNITS.get(name.casefold())
        if found is None:
            raise _bad(prop, whole, f": “{match[0].strip()}” has no unit of time")
        seconds, singular = found
        if previous is not None and seconds >= previous:
            raise _bad(prop, whole, ": its units do not fall")
        previous = seconds
        number, digit = _number(match[1])
        total += number * seconds
        step = digit * seconds if number else step
        words.append(_count(match[1], number, singular))
        longest = max(longest, seconds)
        position = match.end()
    if previous is None:
        raise _bad(prop, whole)
    clock = longest <= _HOUR and total.denominator == 1
    told = _clock(int(total)) if clock else " ".join(words)
    return _Amount(size=total, step=step or Fraction(1), words=told, clock=clock)


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


def _span_words(first: _Amount, last: _Amount) -> str:
    """A range as readers see it: `3 to 4 hours`, `60 to 90 minutes`, `90 minutes to 4 hours`."""
    begin, end = first.words, last.words
    short = first.clock and last.clock and last.size < 3 * _HOUR and first.size % 60 == last.size % 60 == 0
    if short and ("minute" in begin or "minute" in end):
        begin, end = (_count(str(each // 60), each / 60, "minute") for each in (first.size, last.size))
    number, _, unit = begin.partition(" ")
    same = unit.rstrip("s") == end.partition(" ")[2].rstrip("s") and " " not in unit
    return f"{number if same else begin} to {end}"


def _quantity(prop: Property, text: str) -> Value:
    """Read a duration or a number with its mark, or a range of them."""
    match = _MARK.fullmatch(text)
    mark, rest = (match[1] or "", match[2]) if match else ("", text)
    ends = _RANGE.split(rest)
    if len(ends) > 2 or not all(end.strip() for end in ends):
        raise _bad(prop, text)
    last = _amount(prop, ends[-1].strip(), text)
    first = last
    if len(ends) == 2:
        if mark not in ("", "~", "≈"):
            raise _bad(prop, text, ": a range has two ends already")
        unit = _LAST_UNIT.search(ends[1])
        first = _amount(prop, ends[0].strip(), text, unit[1] if unit else "")
        if first.size > last.size:
            raise _bad(prop, text, ": it ends before it begins")
    words = last.words if first is last else _span_words(first, last)
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


def _slack(prop: Property, amount: _Amount) -> Fraction:
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
        raise UnreadableValue(message, hint or _HINTS[prop.type]) from None
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
def _tolerance(prop: Property) -> _Tolerance | None:
    """The property's tolerance; None where it has none, or one that can't be read (which `complaints` says)."""
    try:
        return read_tolerance(prop) if prop.tolerance else None
    except UnreadableValue:
        return None


def read_tolerance(prop: Property) -> _Tolerance:
    """Read a property's tolerance: `10 min`, `5%`, `1`, `2 days`. Raises UnreadableValue."""
    text = " ".join((prop.tolerance or "").split())
    share = re.fullmatch(rf"({_NUMBER})\s*%", text)
    match prop.type:
        case PropertyType.DURATION | PropertyType.NUMBER:
            if share and prop.unit != "%":
                return _Tolerance(share=_number(share[1])[0] / 100)
            amount = _amount(prop, text, text)
            if amount.size < 0:
                raise _bad(prop, text, ": a tolerance is not negative")
            return _Tolerance(absolute=amount.size)
        case PropertyType.DATE:
            days = re.fullmatch(rf"({_NUMBER})\s*(d|days?|w|weeks?)?", text)
            if not days:
                raise UnreadableValue(f"“{text}” can't be read as a number of days", "write 1 day, or 2 weeks")
            return _Tolerance(absolute=_number(days[1])[0] * (7 if (days[2] or "d").startswith("w") else 1))
    raise UnreadableValue(f"a property of type {prop.type} has no tolerance", "take `tolerance:` out")


def disputes(site: Site, groups: Mapping[str, OriginGroup]) -> tuple[Dispute, ...]:
    """Every dispute among the claims of a site's entries, sorted by subject and property.

    `groups` comes from `origin_groups`. All entries of the site count; whoever leaves drafts out does so before.
    """
    gathered: dict[tuple[str, str], list[tuple[Entry, Claim]]] = {}
    for entry in site.entries.values():
        for claim in entry.claims:
            if claim.about in site.properties and claim.value is not None:
                gathered.setdefault((claim.of or entry.id, claim.about or ""), []).append((entry, claim))
    found: list[Dispute] = []
    taken: set[str] = set()
    for (subject, name), claims in sorted(gathered.items()):
        prop = site.properties[name]
        if prop.cardinality is Cardinality.MANY or len(claims) < 2:
            continue
        sides = _sides(site, prop, claims, groups)
        if any(side.against for side in sides):
            ident = dispute_id(subject, name, taken)
            taken.add(ident)
            found.append(
                Dispute(
                    id=ident,
                    property=name,
                    subject=subject,
                    title=f"{prop.title}: {_title(site, subject)}",
                    sides=sides,
                )
            )
    return tuple(found)


def disputes_by_claim(found: Iterable[Dispute]) -> dict[tuple[str, str], Dispute]:
    """Lead from (entry id, claim id) to the dispute that the claim is part of; a claim is part of one at most."""
    return {claim: dispute for dispute in found for side in dispute.sides for claim in side.claims}


def _sides(
    site: Site, prop: Property, claims: list[tuple[Entry, Claim]], groups: Mapping[str, OriginGroup]
) -> tuple[Side, ...]:
    """One side for each different value, in their order; values that can't be read come last and contradict none."""
    values: dict[str, Value] = {}
    members: dict[str, list[tuple[Entry, Claim]]] = {}
    for entry, claim in claims:
        raw = claim.value or ""
        try:
            value = read_value(site, prop, raw)
        except UnreadableValue:
            key = f"?{' '.join(raw.split())}"
        else:
            key = value.key
            values.setdefault(key, value)
        members.setdefault(key, []).append((entry, claim))
    read = sorted(values.values(), key=lambda value: (value.order, value.key))
    keys = [value.key for value in read] + sorted(key for key in members if key not in values)
    against = {
        value.key: tuple(n for n, other in enumerate(read) if not agree(site, prop, value, other)) for value in read
    }
    sides: list[Side] = []
    for key in keys:
        rests_on = support_of(site, (item.source for _, claim in members[key] for item in claim.evidence), groups)
        sides.append(
            Side(
                value=values[key].text if key in values else key[1:],
                raw=tuple(dict.fromkeys(claim.value or "" for _, claim in members[key])),
                claims=tuple((entry.id, claim.id) for entry, claim in members[key]),
                origins=len(rests_on.origins),
                support=rests_on,
                since=_since(site, rests_on),
                against=against.get(key, ()),
                readable=key in values,
            )
        )
    return tuple(sides)


def _since(site: Site, rests_on: Support) -> EdtfDate | None:
    dated = [published for name in rests_on.sources if (published := site.sources[name].published)]
    return min(dated, key=lambda published: (published.latest, published.earliest), default=None)


def _title(site: Site, subject: str) -> str:
    if subject in site.entries:
        return site.entries[subject].title
    actor = site.actors.get(subject)
    return actor.name if actor else subject


def dispute_id(subject: str, prop: str, taken: set[str]) -> str:
    """`<subject>-<property>`; with a digest of both where that is too long, or another dispute's already."""
    plain = f"{subject}-{prop}"
    if len(plain) <= MAX_ID and plain not in taken:
        return plain
    digest = hashlib.sha256(f"{subject}\n{prop}".encode()).hexdigest()[:10]
    return f"{plain[: MAX_ID - 11].rstrip('-')}-{digest}"


def complaints(site: Site) -> list[Complaint]:
    """What is wrong with the values that editors wrote; in a draft these are warnings.

    A value that can't be read, a property without a value, a value without a property, `of` without a property, a
    published claim of an entry that is a draft, and a tolerance or a unit that can't be read. That properties, places
    and actors exist is checked by the loader.
    """
    found: list[Complaint] = []
    for prop in site.properties.values():
        if prop.unit and (fault := _unit_fault(prop)):
            found.append(
                Complaint(
                    path="content/properties.yaml",
                    where=(prop.id, "unit"),
                    code="unit-unreadable",
                    message=fault[0],
                    hint=fault[1],
                )
            )
        if prop.tolerance:
            try:
                read_tolerance(prop)
            except UnreadableValue as error:
                found.append(
                    Complaint(
                        path="content/properties.yaml",
                        where=(prop.id, "tolerance"),
                        code="tolerance-unreadable",
                        message=str(error),
                        hint=error.hint,
                    )
                )
    for entry in site.entries.values():
        severity = Severity.WARNING if entry.status is Status.DRAFT else Severity.ERROR
        for number, claim in enumerate(entry.claims):
            for field, code, message, hint in (*_about(site, claim), *_of_draft(site, entry, claim)):
                found.append(
                    Complaint(
                        path=entry.path,
                        where=("claims", number, field),
                        severity=severity,
                        code=code,
                        message=message,
                        hint=hint,
                    )
                )
    return found


def _unit_fault(prop: Property) -> tuple[str, str] | None:
    """Message and hint where a property has a unit that means nothing."""
    if prop.type is PropertyType.NUMBER:
        return None
    if prop.type is not PropertyType.DURATION:
        return f"a property of type {prop.type} has no unit, “{prop.unit}”", "take `unit:` out"
    if (prop.unit or "").strip().casefold() in _UNITS:
        return None
    return f"“{prop.unit}” is no unit of time", "write s, min, h, days or weeks"


def remark_complaints(site: Site) -> list[Complaint]:
    """Remarks of disputes.yaml on what is no dispute, or on one that has a remark already."""
    if not site.disputes:
        return []
    known = {(each.subject, each.property) for each in disputes(site, origin_groups(site))}
    found: list[Complaint] = []
    seen: dict[tuple[str, str], str] = {}
    for remark in site.disputes.values():
        pair = (str(remark.of), str(remark.about))
        if pair not in known and remark.about in site.properties:
            found.append(
                Complaint(
                    path="content/disputes.yaml",
                    where=(remark.id, "about"),
                    severity=Severity.WARNING,
                    code="no-dispute",
                    message=f"no two sources contradict each other on “{remark.about}” of “{remark.of}”",
                    hint="take the remark out, or correct what it is about",
                )
            )
        elif pair in seen:
            found.append(
                Complaint(
                    path="content/disputes.yaml",
                    where=(remark.id, "about"),
                    code="repeated-remark",
                    message=f"“{seen[pair]}” is a remark on the same dispute",
                    hint="make one remark of the two",
                )
            )
        seen.setdefault(pair, remark.id)
    return found


def _of_draft(site: Site, entry: Entry, claim: Claim) -> Iterator[tuple[str, str, str, str]]:
    """Likewise, where a published claim is of an entry that readers can't see."""
    of = site.entries.get(claim.of or "")
    if of is not None and of.status is Status.DRAFT and entry.status is Status.PUBLISHED:
        yield (
            "of",
            "of-draft",
            f"the claim “{claim.id}” is published, and “{of.id}”, which it is of, is a draft that readers can't see",
            "publish that entry as well, or leave `of:` out",
        )


_IDS = (PropertyType.PLACE, PropertyType.ACTOR)
"""Types of properties whose values are ids; whether these lead anywhere is told with all other references."""


def _about(site: Site, claim: Claim) -> Iterator[tuple[str, str, str, str]]:
    """Field, code, message and hint of what is wrong with one claim's value."""
    if claim.about is None:
        if claim.value is not None:
            yield (
                "value",
                "value-without-about",
                f"the claim “{claim.id}” gives a value, “{claim.value}”, but does not say of which property",
                "add `about:` with the id of a property of properties.yaml, or leave `value:` out",
            )
        if claim.of is not None:
            yield (
                "of",
                "of-without-about",
                f"the claim “{claim.id}” is of “{claim.of}”, but does not say which property",
                "add `about:` with the id of a property of properties.yaml, or leave `of:` out",
            )
        return
    prop = site.properties.get(claim.about)
    if claim.value is None:
        yield (
            "about",
            "about-without-value",
            f"the claim “{claim.id}” is about “{claim.about}”, but gives it no value",
            f"add `value:`: {_HINTS[prop.type]}" if prop else "add `value:`",
        )
    elif prop is not None and not (prop.type in _IDS and claim.value):
        try:
            read_value(site, prop, claim.value)
        except UnreadableValue as error:
            yield "value", "value-unreadable", str(error), error.hint
