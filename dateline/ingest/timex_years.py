"""Rules for years by themselves: 2014, 2009-2011, the season 2014/15; and for four digits that are none."""

from __future__ import annotations

import re
from dataclasses import replace

from dateline.ingest import timex_words as words
from dateline.ingest.timex_pieces import LAST_YEAR, Expression, Piece, Reader

_YEARS = re.compile(r"([12][0-9]{3})[-–‑/]([12][0-9]{3}|[0-9]{2})")
_SURE_YEARS = range(1900, 2051)
_DATING = frozenset("dates dating dated date back".split())
_MEASURES = frozenset(
    "meter metre mile kilometer kilometre foot yard word page pound acre seat man person unit dollar euro ton watt hour"
    " day point square member strong or and to kilo volt ounce step".split()
)
_SUMS = frozenset("score total number count sum average rating speed height altitude depth population".split())
_PARTITIVE = frozenset("them the these those its their our his her".split())
_QUOTES = frozenset("\"“”'‘’")
_REMOTE_LEADS = frozenset(
    "in since until till by before after circa year early late mid century в у с до em de desde".split()
)
_NO_YEAR_AFTER = frozenset(
    "at © $ us usd eur no number estimated nearly almost some roughly approximately another least".split()
)
_ESTIMATED_THEN = frozenset("and when as to by in the that but they he she it we there his her its".split())
_NUMBERED = frozenset(
    "route room flight bus tram train highway road resolution model page gate berth port lot unit case docket form"
    " channel chapter title version volume windows euro expo office article section bill act regiment"
    " area extension apartment suite".split()
)
_VERBS_IN_S = frozenset("was is has as".split())


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
