"""Feasts that news dates by their names: Christmas, Easter, Thanksgiving; which day they fall on in a year.

Only feasts whose day the name alone fixes are read. Easter is reckoned differently in east and west, so where a text
speaks of a land or a church that keeps the eastern one, "Easter" alone is left alone; "Orthodox Easter" is plain.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from dateline.ingest.timex_pieces import Expression, Reader

DayOf = Callable[[int], date]


def feast_day(name: str, year: int) -> date | None:
    """Return the day of the feast `name`, a value of `Expression.feast`, in `year`; None outside years 1 to 9999."""
    return _DAYS[name](year) if 1 <= year <= 9999 else None


def western_easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian reckoning (the algorithm of Meeus, Jones and Butcher)."""
    golden, rest = year % 19, year % 100
    century = year // 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = epact + weekday - 7 * ((golden + 11 * epact + 22 * weekday) // 451) + 114
    return date(year, shift // 31, shift % 31 + 1)


def eastern_easter(year: int) -> date:
    """Return Easter Sunday of the Julian reckoning, as a Gregorian day (the algorithm of Meeus)."""
    moon = (19 * (year % 19) + 15) % 30
    shift = moon + (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7 + 114
    behind = year // 100 - year // 400 - 2
    return date(year, shift // 31, shift % 31 + 1) + timedelta(days=behind)


def feast(reader: Reader, i: int) -> list[Expression] | None:
    """Read Christmas Eve, Easter 1991, last Thanksgiving, "before the New Year" at token `i`."""
    tokens = reader.tokens
    if not tokens.capital(i):
        return None
    name, last = _longest(reader, i)
    if name is None:
        return None
    bare = tokens.words[last - 1] not in _CLEAR and tokens.words[i] != "orthodox"
    year = reader.year_after(last) if tokens.word(last) != "," or not bare else None
    before = tokens.word(i - 1)
    offset = {"last": -1, "this": 0, "next": 1}.get(before)
    if name in _WESTERN and reader.speaks_of(_EASTERN):
        return None
    if name == "thanksgiving" and reader.speaks_of(_CANADA):
        return None
    if bare and year is None and offset is None and not _stands_alone(reader, i, last):
        return None
    first = i - 1 if offset is not None and year is None else i
    return [
        reader.make(
            "date",
            first,
            year.next if year else last,
            end=year.end if year else None,
            year=year.value if year else None,
            feast=name,
            offset=offset if year is None else None,
        )
    ]


def new_year(reader: Reader, i: int) -> list[Expression] | None:
    """Read "in the new year": the year that begins."""
    tokens = reader.tokens
    leads = tokens.word(i - 1) == "the" and tokens.word(i - 2) in {"in", "into", "until", "till"}
    if tokens.capital(i) or tokens.word(i + 1) != "year" or not leads:
        return None
    return [reader.make("new-year", i, i + 2)]


def _longest(reader: Reader, i: int) -> tuple[str | None, int]:
    """Return the feast whose name stands at `i` and the index after it; the longest name wins."""
    tokens = reader.tokens
    for phrase, name in _NAMES.get(tokens.words[i], ()):
        if all(tokens.word(i + k) == part for k, part in enumerate(phrase)):
            return name, i + len(phrase)
    return None, i


def _stands_alone(reader: Reader, i: int, last: int) -> bool:
    """Tell whether a feast's name is governed by a preposition and names no other thing: not "Christmas trees"."""
    tokens = reader.tokens
    before = tokens.word(i - 1)
    if before == "the":
        before = tokens.word(i - 2)
    after = tokens.word(last)
    listed = before == "and" and reader.floor == i - 1  # "between Christmas and New Year"
    return (listed or before in _GOVERNS) and (not after.isalpha() or after in _GOES_ON or after.endswith("ed"))


_WESTERN = frozenset(
    ["easter", "good friday", "easter monday", "palm sunday", "maundy thursday", "whit sunday", "whit monday"]
)
_GOVERNS = frozenset("before after by since until till at over on around near from to for past between".split())
_GOES_ON = frozenset(
    "and or in on at when but as to by with for he she they we it the that who was were is will had has while without"
    " where there because after before until since if so from this last".split()
)
_CLEAR = frozenset(
    "day eve sunday monday tuesday wednesday thursday friday birthday night halloween juneteenth s year's".split()
)
_CANADA = frozenset("canada canadian canadians".split())
_EASTERN = frozenset(
    "orthodox ukraine ukrainian ukrainians ukraine's russia russian russians russia's kyiv kiev moscow belarus greece"
    " greek serbia serbian georgia georgian romania romanian bulgaria bulgarian cyprus moldova macedonia".split()
)


def _fixed(month: int, day: int) -> DayOf:
    """Return the rule of a feast that keeps its day."""
    return lambda year: date(year, month, day)


def _nth(month: int, weekday: int, count: int) -> DayOf:
    """Return the rule of a feast on the `count`th weekday (0: Monday) of a month; -1 is the last."""

    def day_of(year: int) -> date:
        if count > 0:
            first = date(year, month, 1)
            return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (count - 1))
        last = date(year, month, 31)
        return last - timedelta(days=(last.weekday() - weekday) % 7)

    return day_of


def _around_easter(days: int) -> DayOf:
    """Return the rule of a feast that lies `days` from Easter."""
    return lambda year: western_easter(year) + timedelta(days=days)


_TABLE: tuple[tuple[str, DayOf, tuple[str, ...]], ...] = (
    ("christmas eve", _fixed(12, 24), ("christmas eve",)),
    ("christmas", _fixed(12, 25), ("christmas day", "christmas")),
    ("orthodox christmas", _fixed(1, 7), ("orthodox christmas day", "orthodox christmas")),
    ("boxing day", _fixed(12, 26), ("boxing day",)),
    ("new year's eve", _fixed(12, 31), ("new year's eve", "new year ' s eve", "new year 's eve")),
    ("new year", _fixed(1, 1), ("new year's day", "new year ' s day", "new year's", "new year")),
    ("fourth of july", _fixed(7, 4), ("fourth of july",)),
    ("valentine's day", _fixed(2, 14), ("valentine's day",)),
    ("may day", _fixed(5, 1), ("may day",)),
    ("women's day", _fixed(3, 8), ("international women's day",)),
    ("st patrick's day", _fixed(3, 17), ("st . patrick's day", "st patrick's day")),
    ("bastille day", _fixed(7, 14), ("bastille day",)),
    ("juneteenth", _fixed(6, 19), ("juneteenth",)),
    ("halloween", _fixed(10, 31), ("halloween",)),
    ("veterans day", _fixed(11, 11), ("veterans day", "armistice day")),
    ("thanksgiving", _nth(11, 3, 4), ("thanksgiving day", "thanksgiving")),
    ("labor day", _nth(9, 0, 1), ("labor day",)),
    ("memorial day", _nth(5, 0, -1), ("memorial day",)),
    ("columbus day", _nth(10, 0, 2), ("columbus day",)),
    ("presidents' day", _nth(2, 0, 3), ("presidents ' day", "presidents day")),
    ("martin luther king day", _nth(1, 0, 3), ("martin luther king day", "martin luther king jr . day")),
    ("shrove tuesday", _around_easter(-47), ("shrove tuesday",)),
    ("ash wednesday", _around_easter(-46), ("ash wednesday",)),
    ("maundy thursday", _around_easter(-3), ("maundy thursday",)),
    ("good friday", _around_easter(-2), ("good friday",)),
    ("whit sunday", _around_easter(49), ("whit sunday",)),
    ("whit monday", _around_easter(50), ("whit monday",)),
    ("palm sunday", _around_easter(-7), ("palm sunday",)),
    ("easter monday", _around_easter(1), ("easter monday",)),
    ("easter", western_easter, ("easter sunday", "easter")),
    ("orthodox easter", eastern_easter, ("orthodox easter sunday", "orthodox easter")),
)
_DAYS: dict[str, DayOf] = {name: rule for name, rule, _ in _TABLE}


def _names() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Return, for each first word, the spellings that it opens and their feasts, the longest spelling first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, _, spellings in _TABLE:
        for spelling in spellings:
            phrase = tuple(spelling.split())
            found.setdefault(phrase[0], []).append((phrase, name))
    return {word: tuple(sorted(rows, key=lambda row: -len(row[0]))) for word, rows in found.items()}


_NAMES = _names()

OPENERS: frozenset[str] = frozenset(_NAMES)
"""The words that a feast's name can open with."""
