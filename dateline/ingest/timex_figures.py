"""Rules for dates that start with figures: 2022-03-10, 24/02/2022, 10-12 March 2022, 6 p.m., 2014-15, 2014."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dateline.ingest import timex_words as words
from dateline.ingest.timex_pieces import CLOSERS, JOINTS, LAST_YEAR, Day, Expression, Piece, Reader, century, valid
from dateline.ingest.timex_words import Language

YEAR_FIRST = re.compile(r"([12][0-9]{3})([-/.–‑])([01]?[0-9])\2([0-3]?[0-9])")
"""2022-03-10 and 2022/03/10."""
YEAR_LAST = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})\2([12][0-9]{3}|[0-9]{2})")
"""10.03.2022, 24/02/2022, 7/8/07."""
DAYS = re.compile(r"([0-9]{1,2})[-–‑/]([0-9]{1,2})")
"""10-12, before or after a month."""

_COMPACT = re.compile(r"((?:19|20)[0-9]{2})(0[1-9]|1[0-2])([0-3][0-9])")
_YEAR_MONTH = re.compile(r"([12][0-9]{3})-(0[1-9]|1[0-2])")
_YEARS = re.compile(r"([12][0-9]{3})[-–‑/]([12][0-9]{3}|[0-9]{2})")
_TIME = re.compile(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])(?::[0-5][0-9])?")

_ZONES = frozenset("gmt utc est edt et cet cest eet eest msk pst pdt pt bst cst cdt ist kst jst".split())
_AT = frozenset(
    "at from to until till by around about before after since between and approximately".split()
    + "в у о об до с з às das saat".split()
)
_SURE_YEARS = range(1900, 2051)
_HOURS = 12  # counted farther, they would mostly lead into another day
_GOES_ON = frozenset("that to when as after before and but while with by he she they it the a his her its".split())
_DATING = frozenset("dates dating dated date back".split())
_MEASURES = frozenset(
    "meter metre mile kilometer kilometre foot yard word page pound acre seat man person unit dollar euro ton watt hour"
    " day point square member strong or and to kilo volt ounce step".split()
)
_SUMS = frozenset("score total number count sum average rating speed height altitude depth population".split())
_PARTITIVE = frozenset("them the these those its their our his her".split())
_SLASH_LEADS = frozenset("on by until since dated before after em dia desde até am vom seit le du".split())
_QUOTES = frozenset("\"“”'‘’")
_REMOTE_LEADS = frozenset(
    "in since until till by before after circa year early late mid century в у с до em de desde".split()
)
_NO_YEAR_AFTER = frozenset(
    "at © $ us usd eur no number estimated nearly almost some roughly approximately another least".split()
)
_ESTIMATED_THEN = frozenset("and when as to by in the that but they he she it we there his her its".split())
_EVENT_LEADS = frozenset("after since before of the until".split())
_EVENT_NOUNS = frozenset("attacks attack hijackers commission terrorist terror victims".split())
_NUMBERED = frozenset(
    "route room flight bus tram train highway road resolution model page gate berth port lot unit case docket form"
    " channel chapter title version volume windows euro expo office article section bill act regiment"
    " area extension apartment suite".split()
)
_VERBS_IN_S = frozenset("was is has as".split())


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
    if after == "%" or (after.isalpha() and after not in _GOES_ON and after not in {"in", "at", "em", "às", "e"}):
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
    if tokens.word(last) == "t" and tokens.glued(last) and (match := _TIME.fullmatch(tokens.word(last + 1))):
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
            return with_year(reader, i, days, month)
        if tokens.word(k) not in JOINTS:
            return None
        k += 2 if tokens.word(k) == "," and tokens.word(k + 1) in {"and", "e", "и", "та"} else 1
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


def clock(reader: Reader, i: int) -> list[Expression] | None:
    """Read 6 p.m., 6:30am, 18:00 UTC, 1500 GMT, at 11:25 as a time of day."""
    tokens = reader.tokens
    word = tokens.words[i]
    match = _TIME.fullmatch(word)
    number = tokens.number(i)
    if match and opens_line(reader, i):
        return [reader.make("clock", i, i + 1, time=f"{int(match[1]):02}:{match[2]}")]
    if match:
        hour, minute = int(match[1]), int(match[2])
    elif number is not None and len(word) in {2, 1}:
        hour, minute = number, 0
    elif number is not None and len(word) == 4:
        hour, minute = divmod(number, 100)
    else:
        return None
    if hour > 23 or minute > 59:
        return None
    last = i + 1
    half = _half_of_day(reader, last) if match or len(word) <= 2 else None
    if half:
        if not 1 <= hour <= 12:
            return None
        hour, last = hour % 12 + half.value, half.next
    elif not match and len(word) <= 2:
        return None
    zone = _zone(reader, last)
    sure = half is not None or zone is not None
    if not sure and not (":" in word and tokens.word(i - 1) in _AT and tokens.word(last) not in words.COUNTED):
        return None
    return [reader.make("clock", i, zone or last, time=f"{hour:02}:{minute:02}", approximate=not sure)]


def opens_line(reader: Reader, i: int) -> bool:
    """Tell whether the time at `i` opens a line of a live report: “14:05 The envoys arrive.”"""
    tokens = reader.tokens
    if len(tokens.words[i]) != 5 or tokens.word(i - 1) not in {"", "\n"}:
        return False
    return tokens.word(i + 1) in {":", "-", "–", "—", "|", "\n"} or tokens.capital(i + 1)


def o_clock(reader: Reader, i: int) -> list[Expression] | None:
    """Read "8 o'clock" and "nine o'clock", backwards from `i`; which half of the day is not said, so it has no hour."""
    number = reader.tokens.number(i - 1) or words.NUMBERS.get(reader.tokens.word(i - 1))
    if number is None or not 1 <= number <= 12 or i - 1 < reader.floor:
        return None
    return [reader.make("clock", i - 1, i + 1)]


def part_of_day(reader: Reader, i: int) -> list[Expression] | None:
    """Read "in the evening", "in the early hours" where no day is named: a time of the day spoken of, with no hour."""
    tokens = reader.tokens
    hours = tokens.words[i] == "hours"
    the = i - 2 if hours else i - 1
    if (hours and tokens.word(i - 1) != "early") or tokens.word(the) != "the" or tokens.word(the - 1) != "in":
        return None
    after = tokens.word(i + 1)
    if the < reader.floor or (after.isalpha() and after not in _GOES_ON):
        return None
    return [reader.make("clock", the, i + 1, unit="day")]


def hours_later(reader: Reader, i: int) -> list[Expression] | None:
    """Read "five hours later", "two hours earlier", backwards from `i`: a time of the day spoken of."""
    tokens = reader.tokens
    number = tokens.number(i - 2) or words.NUMBERS.get(tokens.word(i - 2))
    if tokens.word(i - 1) not in {"hours", "hour"} or number is None or number > _HOURS or i - 2 < reader.floor:
        return None
    if tokens.word(i - 3) in {"-", ".", "and"} or tokens.word(i + 1) in {"than", "in", "on"}:
        return None
    return [reader.make("clock", i - 2, i + 1, unit="day", offset=number if tokens.words[i] == "later" else -number)]


def noon(reader: Reader, i: int) -> list[Expression] | None:
    """Read "at noon", "before dawn", "by midnight"; which of two days a midnight ends is not said: it has no hour."""
    if reader.tokens.word(i - 1) not in _AT and reader.tokens.word(i - 1) != "for":
        return None
    return [reader.make("clock", i, i + 1, time="12:00" if reader.tokens.words[i] in {"noon", "midday"} else None)]


def _half_of_day(reader: Reader, i: int) -> Piece | None:
    """Return the hours that "a.m." (0) or "p.m." (12) at `i` adds."""
    tokens = reader.tokens
    word = tokens.word(i)
    following = i + 1
    if word not in {"am", "pm"}:
        if word not in {"a", "p"} or tokens.word(i + 1) != "." or tokens.word(i + 2) != "m":
            return None
        following = i + 4 if tokens.word(i + 3) == "." and tokens.glued(i + 3) else i + 3
    return Piece(12 if word[0] == "p" else 0, following, tokens.ends[following - 1], "en")


def _zone(reader: Reader, i: int) -> int | None:
    """Return the index after a time zone at `i`: GMT, (GMT +8), local time, Moscow time; or None."""
    tokens = reader.tokens
    mark = tokens.word(i)
    k = i + 1 if mark in {"(", ","} else i
    if tokens.word(k) in _ZONES and tokens.raw(k).isupper():
        k += 1
        if tokens.word(k) in {"+", "-", "−"} and tokens.word(k + 1).isdigit():
            k += 2
    elif tokens.word(k + 1) == "time" and (tokens.word(k) == "local" or tokens.capital(k)):
        k += 2
    else:
        return None
    if mark == "(":
        return k + 1 if tokens.word(k) == ")" else None
    return k


def year_range(reader: Reader, i: int) -> list[Expression] | None:
    """Read 2009-2011, 2014–15 and the season 2014/15 as two years."""
    tokens = reader.tokens
    match = _YEARS.fullmatch(tokens.words[i])
    if not match:
        return None
    first, second = int(match[1]), int(match[2])
    if len(match[2]) == 2:
        second += first // 100 * 100
    if not (1800 <= first < second <= LAST_YEAR and second - first <= 120) or tokens.word(i + 1) in words.COUNTED:
        return None
    cut = tokens.starts[i] + 4
    return [
        reader.make("year", i, i + 1, end=cut, year=first),
        replace(reader.make("year", i, i + 1, year=second), start=cut + 1),
    ]


def bare_year(reader: Reader, i: int) -> list[Expression] | None:
    """Read four digits as a year where nothing makes them a count, a name or a time of day."""
    tokens = reader.tokens
    year = reader.year(i) if len(tokens.words[i]) == 4 else None
    before, after = tokens.word(i - 1), tokens.word(i + 1)
    if not year or before in _NO_YEAR_AFTER or (before in {"'", "’"} and tokens.glued(i)):
        return None
    if before.isdigit() or (before == "." and tokens.word(i - 2) == "no"):
        return None  # "555 2012", "No. 2012"
    if (
        after in {"'", "’"}
        and tokens.glued(i + 1)
        and tokens.glued(i + 2)
        and tokens.word(i + 2) == "s"
        and year.value % 10 == 0
    ):
        return None  # the 1990's are ten years
    if before == "than" and tokens.word(i - 2) in {"more", "less", "fewer"}:
        return None
    if before in {"around", "about", "back"} and after.isalpha() and after not in _ESTIMATED_THEN:
        return None
    noun = after in words.YEAR_NOUNS
    led = before in words.YEAR_LEADS
    counts = after.isalpha() and not tokens.capital(i + 1) and after.endswith("s") and after not in _VERBS_IN_S
    if before in _NUMBERED or (
        after in {"-", "/"} and tokens.glued(i + 1) and tokens.glued(i + 2) and tokens.capital(i + 2)
    ):
        return None  # Route 2010, port 1991-B
    if before == "of" and tokens.word(i - 2) in _SUMS:
        return None  # “a score of 2072”
    if before in _QUOTES and after in _QUOTES:
        return None  # a title: “1984”
    if not noun:
        remote = before in _REMOTE_LEADS or (before == "of" and (not after.isalpha() or after in _ESTIMATED_THEN))
        remote = remote or _is_remote(reader, i, year.value)
        if year.value not in _SURE_YEARS and (not remote or counts or (year.value < 1500 and before == "of")):
            return None
        if before == "of" and counts and after != "elections":
            return None  # "a force of 2000 fighters"
        if not led and not _stands_as_year(reader, i, counts=counts):
            return None
    return quarter_of(reader, i, year) or [reader.make("year", i, year.next, end=year.end, year=year.value)]


def _is_remote(reader: Reader, i: int, year: int) -> bool:
    """Tell whether a number below 1900 is a year by what it dates: "dates from 1887", "the 1848 revolution"."""
    tokens = reader.tokens
    before, after = tokens.word(i - 1), tokens.word(i + 1)
    if before in {"from", "to"} and tokens.word(i - 2) in _DATING:
        return True
    noun = after.isalpha() and not after.endswith("s") and not tokens.capital(i + 1) and after not in _MEASURES
    return 1700 <= year < 1900 and before in {"the", "a", "an", "its", "his", "her"} and noun


def quarter_of(reader: Reader, i: int, year: Piece) -> list[Expression] | None:
    """Read "the 1988 third quarter", "1988's third quarter", and "the 1988 quarter", that of the one spoken of."""
    tokens = reader.tokens
    k = year.next
    if tokens.word(k) in {"'", "’"} and tokens.word(k + 1) == "s":
        k += 2
    k += tokens.word(k) == "fiscal"
    number = words.ORDINAL_QUARTERS.get(tokens.word(k))
    if number:
        k += 2 if tokens.word(k + 1) == "-" else 1
    if not reader.quarterly(tokens.word(k).partition("'")[0]) or (not number and tokens.word(i - 1) != "the"):
        return None
    if number:
        return [reader.make("quarter", i, k + 1, quarter=number, year=year.value)]
    return [reader.make("anaphor", i, k + 1, unit="quarter", year=year.value)]


def _stands_as_year(reader: Reader, i: int, *, counts: bool) -> bool:
    """Tell whether four digits with no preposition are a year; `counts`: a plural follows that they may count."""
    tokens = reader.tokens
    before, after = tokens.word(i - 1), tokens.word(i + 1)
    season = before in {"olympics", "olympic", "election", "winter", "summer", "spring", "autumn", "fy"}
    if not season and before.isalpha() and tokens.capital(i - 1) and not tokens.opens_sentence(i - 1):
        return False  # Resolution 2758, Flight 1549
    determined = before in {"the", "a", "its", "their", "his", "her", "our", "this", "(", "o", "os", "as"}
    if counts and not after.endswith("ss") and not determined:
        return False
    if after == "of" and tokens.word(i + 2) in _PARTITIVE:
        return False  # “2000 workers, 1950 of them in Lorn”
    # in Russian and Ukrainian a year has its noun or its preposition
    return not (_cyrillic(before) or _cyrillic(after))


def _cyrillic(word: str) -> bool:
    """Tell whether a word is written in Cyrillic letters."""
    return any("Ѐ" <= letter <= "ӿ" for letter in word[:3])


def _mostly_cyrillic(text: str) -> bool:
    """Tell whether the start of the text is Cyrillic for the most part."""
    head = text[:2000]
    return sum("Ѐ" <= letter <= "ӿ" for letter in head) * 2 > sum(letter.isalpha() for letter in head) > 0
