"""Rules for dates that start with figures: 2022-03-10, 24/02/2022, 10-12 March 2022, 9/11."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dateline.ingest import timex_words as words
from dateline.ingest.timex_clock import GOES_ON, TIME, clock
from dateline.ingest.timex_pieces import CLOSERS, JOINTS, Day, Expression, Piece, Reader, century, valid
from dateline.ingest.timex_words import Language
from dateline.ingest.timex_years import bare_year, year_range

YEAR_FIRST = re.compile(r"([12][0-9]{3})([-/.–‑])([01]?[0-9])\2([0-3]?[0-9])")
"""2022-03-10 and 2022/03/10."""
YEAR_LAST = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})\2([12][0-9]{3}|[0-9]{2})")
"""10.03.2022, 24/02/2022, 7/8/07."""
DAYS = re.compile(r"([0-9]{1,2})[-–‑/]([0-9]{1,2})")
"""10-12, before or after a month."""

_COMPACT = re.compile(r"((?:19|20)[0-9]{2})(0[1-9]|1[0-2])([0-3][0-9])")
_YEAR_MONTH = re.compile(r"([12][0-9]{3})-(0[1-9]|1[0-2])")

_SLASH_LEADS = frozenset("on by until since dated before after em dia desde até am vom seit le du".split())
_STREETS = frozenset("calle avenida plaza barrio parque puente estadio hospital escuela colegio teatro".split())
_EVENT_LEADS = frozenset("after since before of the until".split())
_EVENT_NOUNS = frozenset("attacks attack hijackers commission terrorist terror victims".split())


def read_figures(reader: Reader, i: int) -> list[Expression] | None:
    """Return what the figures at `i` open, or None."""
    word = reader.tokens.words[i]
    if word.isdigit() and len(word) != 8:
        return short_month_inside(reader, i) or days_then_month(reader, i) or clock(reader, i) or bare_year(reader, i)
    if reader.spoilt(i):
        return None
    if word == "9/11":
        return _nine_eleven(reader, i)
    return (
        date_in_figures(reader, i)
        or clock(reader, i)
        or days_then_month(reader, i)
        or year_range(reader, i)
        or _slashed_day(reader, i)
    )


def _nine_eleven(reader: Reader, i: int) -> list[Expression] | None:
    """Read 9/11 as the day that it is a name of, where the words beside it are those that go with an event."""
    tokens = reader.tokens
    if tokens.word(i - 1) not in _EVENT_LEADS and tokens.word(i + 1) not in _EVENT_NOUNS:
        return None
    return [reader.make("date", i, i + 1, year=2001, month=9, day=11)]


def date_in_figures(reader: Reader, i: int) -> list[Expression] | None:
    """Read 2022-03-10, 10.03.2022, 24/02/2022; of two readings, the one that the text shows to be meant, or none."""
    tokens = reader.tokens
    word = tokens.words[i]
    if match := _COMPACT.fullmatch(word):
        year, month, day = int(match[1]), int(match[2]), int(match[3])
        return [reader.make("date", i, i + 1, year=year, month=month, day=day)] if valid(year, month, day) else None
    if match := YEAR_FIRST.fullmatch(word):
        year, month, day = int(match[1]), int(match[3]), int(match[4])
        return _stamp(reader, i, year, month, day) if valid(year, month, day) else None
    if (match := _YEAR_MONTH.fullmatch(word)) and int(match[2]) <= int(match[1]) % 100:
        return [reader.make("month", i, i + 1, year=int(match[1]), month=int(match[2]))]
    match = YEAR_LAST.fullmatch(word)
    if not match or (len(match[4]) == 2 and match[2] == "-"):
        return None
    year = int(match[4]) if len(match[4]) == 4 else century(int(match[4]))
    day, month = int(match[1]), int(match[3])
    if match[2] == "/" and max(day, month) <= 12 and day != month:
        day_first = _order_of_text(reader)
        if day_first is None:
            day_first = _order_by_weekday(reader, i, year, day, month)
        if day_first is None:
            return None
        if not day_first:
            day, month = month, day
    elif month > 12 >= day:
        day, month = month, day
    if not valid(year, month, day):
        return None
    return [reader.make("date", i, reader.year_noun(i + 1), year=year, month=month, day=day)]


def _slashed_day(reader: Reader, i: int) -> list[Expression] | None:
    """Read "on 3/14", "em 7/1": a day and a month where a preposition leads them and the text shows their order."""
    tokens = reader.tokens
    match = DAYS.fullmatch(tokens.words[i])
    if not match or "/" not in tokens.words[i] or tokens.word(i - 1) not in _SLASH_LEADS:
        return None
    after = tokens.word(i + 1)
    if after == "%" or (after.isalpha() and after not in GOES_ON and after not in {"in", "at", "em", "às", "e"}):
        return None  # “by 3/4 pages”
    day_first = _order_of_text(reader)
    if day_first is None:
        return None
    day, month = (int(match[1]), int(match[2])) if day_first else (int(match[2]), int(match[1]))
    return [reader.make("date", i, i + 1, month=month, day=day)] if valid(2000, month, day) else None


def _stamp(reader: Reader, i: int, year: int, month: int, day: int) -> list[Expression]:
    """Return the day at `i` with the time that an ISO 8601 stamp carries after its T."""
    tokens = reader.tokens
    last = i + 1
    time = None
    if tokens.word(last) == "t" and tokens.glued(last) and (match := TIME.fullmatch(tokens.word(last + 1))):
        time = f"{int(match[1]):02}:{match[2]}"
        last += 2
        if tokens.word(last) == "z" and tokens.glued(last):
            last += 1
    return [reader.make("date", i, last, year=year, month=month, day=day, time=time)]


def _order_of_text(reader: Reader) -> bool | None:
    """Tell whether the text writes the day before the month (True), after it (False), or does not show it (None)."""
    if not reader.order_known:
        reader.order_known = True
        votes = set()
        for word in reader.tokens.words:
            if "/" in word and (match := YEAR_LAST.fullmatch(word)) and match[2] == "/":
                first, second = int(match[1]), int(match[3])
                if first > 12 >= second:
                    votes.add(True)
                elif second > 12 >= first:
                    votes.add(False)
        if not votes:
            votes = _written_order(reader)
        if not votes and (reader.turkish or reader.portuguese or reader.tongue or _mostly_cyrillic(reader.tokens.text)):
            votes = {True}
        reader.day_first = votes.pop() if len(votes) == 1 else None
    return reader.day_first


def _written_order(reader: Reader) -> set[bool]:
    """Return the orders in which the text writes days and months out: True for "10 March", False for "March 10"."""
    tokens = reader.tokens
    votes = set()
    for i, word in enumerate(tokens.words):
        if word in words.MONTHS and tokens.capital(i):
            if reader.day(i - 1):
                votes.add(True)
            elif (month := reader.month(i)) and reader.day(month.next):
                votes.add(False)
    return votes


def _order_by_weekday(reader: Reader, i: int, year: int, first: int, second: int) -> bool | None:
    """Tell which order, day first (True) or month first, falls on the only weekday that the sentence names."""
    begin, end = reader.tokens.sentence(i, i + 1)
    named = {words.WEEKDAYS[word].value for word in reader.tokens.words[begin:end] if word in words.WEEKDAYS}
    if len(named) != 1:
        return None
    day_first = date(year, second, first).weekday() in named
    month_first = date(year, first, second).weekday() in named
    return day_first if day_first != month_first else None


def short_month_inside(reader: Reader, i: int) -> list[Expression] | None:
    """Read 14.mar.2022, 14/mar/2022 and 8-Mar-2022."""
    tokens = reader.tokens
    mark, name = tokens.word(i + 1), tokens.word(i + 2)
    if mark not in {".", "/", "-"} or tokens.word(i + 3) != mark or not all(tokens.glued(i + k) for k in (1, 2, 3, 4)):
        return None
    language: Language = "pt" if name in words.PORTUGUESE_SHORT else "en"
    month = words.PORTUGUESE_SHORT.get(name) or (words.MONTHS[name].value if name in words.MONTHS else None)
    day, year = tokens.number(i), reader.year(i + 4) or _two_digits(reader, i + 4)
    if month is None or year is None or day is None or not valid(year.value, month, day):
        return None
    return [reader.make("date", i, year.next, language=language, year=year.value, month=month, day=day)]


def _two_digits(reader: Reader, i: int) -> Piece | None:
    """Return the year of two digits at the end of 8-Mar-13."""
    tokens = reader.tokens
    word = tokens.word(i)
    goes_on = tokens.glued(i + 1) and tokens.word(i + 1)[:1].isalnum()
    if len(word) != 2 or not (word.isascii() and word.isdigit()) or goes_on:
        return None
    return Piece(century(int(word)), i + 1, tokens.ends[i], "en")


def days_then_month(reader: Reader, i: int) -> list[Expression] | None:
    """Read 10 March, 10th of March 2022, 10-12 March, 3, 5 and 7 March, 10 de março de 2022, 10 марта прошлого года."""
    tokens = reader.tokens
    days: list[Day] = []
    k = i
    while len(days) < 6:
        pair = DAYS.fullmatch(tokens.word(k))
        if pair and not reader.spoilt(k):
            days += pair_of_days(pair, tokens.starts[k])
            k += 1
        else:
            day = reader.day(k)
            if not day:
                return None
            days.append(Day(day.value, tokens.starts[k], day.end))
            k = day.next
        link = k + 1 if tokens.word(k) in {"of", "de"} else k
        if month := reader.month(link):
            if month.language == "tr" and not reader.turkish_here(link):
                return None
            if month.language == "es" and tokens.capital(link) and tokens.word(i - 1) in _STREETS:
                return None  # “la plaza 9 de Julio”
            return with_year(reader, i, days, month)
        if tokens.word(k) not in JOINTS:
            return None
        k += 2 if tokens.word(k) == "," and tokens.word(k + 1) in {"and", "e", "и", "та"} else 1
        k += tokens.word(k) == "el"  # “entre el 1 y el 3 de marzo”
    return None


def pair_of_days(pair: re.Match[str], start: int) -> list[Day]:
    """Return the two days of a DAYS match whose token starts at character `start`."""
    cut = start + len(pair[1])
    return [Day(int(pair[1]), start, cut), Day(int(pair[2]), cut + 1, start + len(pair[0]))]


def with_year(reader: Reader, first: int, days: Sequence[Day], month: Piece) -> list[Expression] | None:
    """Return a date for each of `days`, from token `first`, with the year or weekday that follows the piece `month`.

    Where the days follow the month's name, `month` is a piece that ends after the last of them.
    """
    tokens = reader.tokens
    following, end = month.next, month.end
    year = reader.year_after(following)
    offset = None if year else reader.year_offset(following)
    if tail := year or offset:
        following, end = tail.next, tail.end
    spoken_of = None if tail or len(days) > 1 else reader.year_spoken_of(following)
    if spoken_of and month.language == "en" and valid(2000, month.value, days[0].number):
        number, offset_years = days[0].number, spoken_of.value
        made = reader.make(
            "anaphor", first, spoken_of.next, unit="year", month=month.value, day=number, offset=offset_years
        )
        return [replace(made, start=days[0].start)]
    weekday = None
    trailing = words.WEEKDAYS.get(tokens.word(following).partition("'")[0])
    closer = CLOSERS.get(tokens.word(following))
    inside = words.WEEKDAYS.get(tokens.word(following + 1))
    if trailing and trailing.language == "tr":
        weekday, end, following = trailing.value, tokens.ends[following], following + 1
        if tokens.word(following) == "günü":
            end, following = tokens.ends[following], following + 1
    elif closer and inside and tokens.word(following + 2) == closer:
        weekday, end, following = inside.value, tokens.ends[following + 2], following + 3
    value = year.value if year else None
    # without a year 29 February may exist
    if not all(valid(value or 2000, month.value, day.number) for day in days):
        return None
    found = []
    for position, day in enumerate(days, 1):
        final = position == len(days)
        made = reader.make(
            "date",
            first,
            following,
            end=end if final else day.end,
            language=month.language,
            year=value,
            month=month.value,
            day=day.number,
            of_year=offset.value if offset else None,
            weekday=weekday if final else None,
        )
        found.append(replace(made, start=day.start))
    return found


def _mostly_cyrillic(text: str) -> bool:
    """Tell whether the start of the text is Cyrillic for the most part."""
    head = text[:2000]
    return sum("Ѐ" <= letter <= "ӿ" for letter in head) * 2 > sum(letter.isalpha() for letter in head) > 0
