"""Rules for rarer English forms: the second Tuesday in May, the week before last, Monday last, the tenth of May."""

from __future__ import annotations

from dataclasses import replace

from dateline.ingest import timex_words as words
from dateline.ingest.timex_named import weekday_first
from dateline.ingest.timex_pieces import CLAUSE_ENDS, LAST_DAY, LAST_NTH, Expression, Piece, Reader

_CARDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_TEENS = (
    "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
ORDINALS: dict[str, int] = {
    **{word: number for number, word in enumerate(_CARDINALS) if word},
    **{word: number for number, word in enumerate(_TEENS, 10)},
    "thirtieth": 30,
}
"""Ordinals in words that may be a day of a month; those with a hyphen are put together in `ordinal_day`."""


def ordinal_day(reader: Reader, i: int) -> list[Expression] | None:
    """Read "the tenth of May", "the twenty-second of March 2014"."""
    tokens = reader.tokens
    word = tokens.words[i]
    if word in {"twenty", "thirty"}:
        if tokens.word(i + 1) != "-" or (ones := ORDINALS.get(tokens.word(i + 2), 99)) > 9:
            return None
        number, k = (20 if word == "twenty" else 30) + ones, i + 3
    else:
        number, k = ORDINALS[word], i + 1
    month = reader.month(k + 1) if tokens.word(k) == "of" else None
    if month is None or month.language != "en" or number > 31:
        return None
    return [_in_month(reader, i, month, day=number)]


def nth_weekday(reader: Reader, i: int) -> list[Expression] | None:
    """Read "the second Tuesday in November", "the last Friday of March 2014", of the ordinal at `i`."""
    tokens = reader.tokens
    nth = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": LAST_NTH}.get(tokens.words[i])
    weekday = words.WEEKDAYS.get(tokens.word(i + 1))
    if nth is None or weekday is None or weekday.language != "en" or tokens.word(i + 2) not in {"in", "of"}:
        return None
    month = reader.month(i + 3)
    if month is None:
        return None
    return [_in_month(reader, i, month, weekday=weekday.value, nth=nth)]


def last_day(reader: Reader, i: int) -> list[Expression] | None:
    """Read the first day of June, the last day of February 2020."""
    tokens = reader.tokens
    if tokens.word(i + 1) != "day" or tokens.word(i + 2) not in {"of", "in"}:
        return None
    month = reader.month(i + 3)
    if not month or month.language != "en":
        return None
    return [_in_month(reader, i, month, day=1 if tokens.words[i] == "first" else LAST_DAY)]


def _in_month(reader: Reader, i: int, month: Piece, **said: int | None) -> Expression:
    """A date that begins at `i`, in a month and in the year that is said behind it; `said` is what stood before."""
    year = reader.year_after(month.next)
    offset = None if year else reader.year_offset(month.next)
    tail = year or offset or month
    return reader.make(
        "date",
        i,
        tail.next,
        end=tail.end,
        year=year.value if year else None,
        of_year=offset.value if offset else None,
        month=month.value,
        **said,
    )


def weekday_then(reader: Reader, i: int) -> list[Expression] | None:
    """Read "Monday last", "Friday next" and "Tuesday week", the week after the coming one."""
    tokens = reader.tokens
    found = weekday_first(reader, i)
    if not found or len(found) > 1 or found[0].kind != "weekday" or found[0].offset or found[0].of_week is not None:
        return found
    head = found[0]
    word, after = tokens.word(head.last), tokens.word(head.last + 1)
    if after.isalpha() and after not in _AFTER_WEEKDAY:
        return found
    if word in {"last", "next"}:
        return [replace(head, last=head.last + 1, end=tokens.ends[head.last], offset=-1 if word == "last" else 1)]
    if word == "week":
        return [replace(head, last=head.last + 1, end=tokens.ends[head.last], unit="week", offset=1)]
    return found


def before_last(reader: Reader, i: int) -> list[Expression] | None:
    """Read "the week before last", "the year after next", "the night before", "the morning after"."""
    tokens = reader.tokens
    word, after = tokens.words[i], tokens.word(i + 1)
    if tokens.word(i - 1) != "the" or after not in {"before", "after"}:
        return None
    sign = -1 if after == "before" else 1
    distant = tokens.word(i + 2) == ("last" if sign < 0 else "next")
    if word in words.DAY_PARTS:
        if distant:
            return [reader.make("day", i, i + 3, offset=2 * sign)]
        closes = tokens.word(i + 2) in CLAUSE_ENDS
        return [reader.make("anaphor", i, i + 2, unit="day", offset=sign)] if closes else None
    unit = words.UNITS[word]
    if not distant or unit[0] == "day" or unit[1] != "en" or word in words.PLURALS:
        return None
    return [reader.make("unit", i, i + 3, unit=unit[0], offset=2 * sign)]


def within_the_day(reader: Reader, i: int) -> list[Expression] | None:
    """Read "later in the day", "earlier that day": the day spoken of, else that of publication."""
    tokens = reader.tokens
    k = i + 1
    if tokens.word(k) == "in" and tokens.word(k + 1) == "the":
        k += 2
    elif tokens.word(k) in {"that", "the"}:
        k += 1 + (tokens.word(k + 1) == "same")
    else:
        return None
    noun = tokens.word(k)
    if noun != "day" and not (noun in words.DAY_PARTS and tokens.word(k - 1) in {"that", "same"}):
        return None
    return [reader.make("anaphor", i, k + 1, unit="day", offset=0, approximate=True)]


_AFTER_WEEKDAY = frozenset("and but to when at in by with for the a he she they it that as who which".split())
