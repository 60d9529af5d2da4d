"""Rules for the spans of business news: the third quarter, the first half of 1988, the three months to 30 September."""

from __future__ import annotations

from dataclasses import replace

from dateline.ingest import timex_words as words
from dateline.ingest.timex_figures import days_then_month
from dateline.ingest.timex_forms import last_day, nth_weekday, ordinal_day
from dateline.ingest.timex_named import month_first
from dateline.ingest.timex_pieces import CLAUSE_ENDS, Expression, Reader

_CLOSING_DAYS = 7
"""Days to either side of a quarter's end within which books are closed."""


def quarter(reader: Reader, i: int) -> list[Expression] | None:
    """Read the third quarter, third-quarter, the fourth quarter of 2006, the first quarter of last year, Q3 2022."""
    tokens = reader.tokens
    word = tokens.words[i]
    if word in {"first", "second"} and (half := half_year(reader, i)):
        return half
    if word == "first" and (day := last_day(reader, i)):
        return day
    if word != "q" and (found := nth_weekday(reader, i) or ordinal_day(reader, i) or _elliptic_quarter(reader, i)):
        return found
    if word == "q":
        number = tokens.word(i + 1)
        glued = tokens.glued(i) and tokens.word(i - 1) != "\n"
        if not tokens.capital(i) or glued or not tokens.glued(i + 1) or number not in {"1", "2", "3", "4"}:
            return None
        value, k = int(number), i + 2
    else:
        k = i + 3 if tokens.word(i + 1) == "-" else i + 2
        noun = tokens.word(k - 1).partition("'")[0]
        if not reader.quarterly(noun) or "final" in tokens.word(k) + tokens.word(k + 1):
            return None
        if tokens.word(i - 1) in {"a", "another", "each", "every"} or reader.speaks_of(words.GAME):
            return None
        value = words.ORDINAL_QUARTERS[word]
    if year := reader.year_after(k):
        return [reader.make("quarter", i, year.next, end=year.end, quarter=value, year=year.value)]
    if offset := reader.year_offset(k):
        return [reader.make("quarter", i, offset.next, end=offset.end, quarter=value, of_year=offset.value)]
    return [reader.make("quarter", i, k, quarter=value)]


def _elliptic_quarter(reader: Reader, i: int) -> list[Expression] | None:
    """Read "the third" of "1 percent in the fourth quarter, after 2 percent in the third"."""
    tokens = reader.tokens
    if tokens.word(i - 1) != "the" or tokens.word(i - 2) not in {"in", "from", "for", "during"}:
        return None
    if tokens.word(i + 1) not in CLAUSE_ENDS or "quarter" not in tokens.words[max(0, i - 30) : i]:
        return None
    return [reader.make("anaphor", i, i + 1, unit="quarter", quarter=words.ORDINAL_QUARTERS[tokens.words[i]], offset=0)]


def last_quarter_of(reader: Reader, i: int) -> list[Expression] | None:
    """Read "the last quarter of 1997", "the final quarter of last year"; "last quarter" alone counts from now."""
    tokens = reader.tokens
    if tokens.word(i + 1) != "quarter":
        return None
    if year := reader.year_after(i + 2):
        return [reader.make("quarter", i, year.next, end=year.end, quarter=4, year=year.value)]
    if offset := reader.year_offset(i + 2):
        return [reader.make("quarter", i, offset.next, end=offset.end, quarter=4, of_year=offset.value)]
    return None


def part_of_year(reader: Reader, first: int, k: int, offset: int) -> list[Expression] | None:
    """Read "last year's third quarter", "this year's first half" from index `k` on."""
    tokens = reader.tokens
    k += tokens.word(k) == "fiscal"
    number = words.ORDINAL_QUARTERS.get(tokens.word(k))
    noun = tokens.word(k + 1)
    if number and noun == "quarter":
        return [reader.make("quarter", first, k + 2, quarter=number, of_year=offset)]
    if number in {1, 2} and noun == "half":
        return [reader.make("half", first, k + 2, half=number, of_year=offset)]
    return None


def year_ago_span(reader: Reader, i: int) -> list[Expression] | None:
    """Read the year-ago quarter, the year-earlier period: the span last spoken of, a year before."""
    tokens = reader.tokens
    if tokens.word(i + 1) != "-" or tokens.word(i + 2) not in {"ago", "earlier"}:
        return None
    noun = tokens.word(i + 3)
    if noun == "quarter":
        return [reader.make("anaphor", i, i + 4, unit="quarter", offset=-4)]
    last = i + 4 if noun in {"period", "month"} else i + 3
    return [reader.make("anaphor", i, last, unit="year", offset=-1)]


def half_year(reader: Reader, i: int) -> list[Expression] | None:
    """Read the first half of 1988, the second half of last year, the first half of the year."""
    tokens = reader.tokens
    half = {"first": 1, "second": 2}.get(tokens.words[i])
    k = i + 2 if tokens.word(i + 1) == "-" else i + 1
    if not half or tokens.word(k) != "half":
        return None
    k += 1
    fiscal = k + 1 if tokens.word(k) == "of" else k
    if tokens.word(fiscal) == "fiscal":
        k = fiscal
    if year := reader.year_after(k + 1 if tokens.word(k) == "fiscal" else k):
        return [reader.make("half", i, year.next, end=year.end, half=half, year=year.value)]
    if offset := reader.year_offset(k):
        return [reader.make("half", i, offset.next, end=offset.end, half=half, of_year=offset.value)]
    if [tokens.word(k + n) for n in range(3)] == ["of", "the", "year"]:
        return [reader.make("half", i, k + 3, half=half, of_year=0)]
    return None


def same_period(reader: Reader, i: int) -> list[Expression] | None:
    """Read the same period of 2007, the same quarter last year: the quarter spoken of, in that year."""
    tokens = reader.tokens
    k = i + 3 if tokens.word(i + 2) in {"of", "in"} else i + 2
    if year := reader.year(k):
        return [reader.make("anaphor", i, year.next, end=year.end, unit="quarter", year=year.value)]
    if offset := reader.year_offset(k):
        return [reader.make("anaphor", i, offset.next, end=offset.end, unit="quarter", of_year=offset.value)]
    return None


def full_year(reader: Reader, i: int) -> list[Expression] | None:
    """Read "for the full year": the one that is over, or of a plan the one that runs; tense decides."""
    tokens = reader.tokens
    if tokens.word(i + 1) != "year" or tokens.word(i - 1) != "the" or tokens.word(i - 2) not in {"for", "in", "over"}:
        return None
    if year := reader.year_after(i + 2):
        return [reader.make("year", i, year.next, end=year.end, year=year.value)]
    return [reader.make("unit", i, i + 2, unit="year")]


def three_months(reader: Reader, i: int) -> list[Expression] | None:
    """Read "the three months to 30 September", "the three months through March": a quarter by the day that it ends."""
    tokens = reader.tokens
    if tokens.word(i + 1) != "months" or tokens.word(i - 1) != "the" or tokens.word(i + 2) not in {"to", "through"}:
        return None
    last = _quarter_end(reader, i + 3 + (tokens.word(i + 3) in {"end", "the"}))
    if last is None:
        return None
    return [reader.make("quarter", i, last.last, end=last.end, quarter=last.quarter, year=last.year)]


def closed_quarter(reader: Reader, i: int) -> list[Expression] | None:
    """Read "the quarter ended Sept. 27" as a quarter and a day: the words between them are a verb."""
    tokens = reader.tokens
    if tokens.word(i + 1) not in {"ended", "ending"} or tokens.word(i - 1) != "the":
        return None
    closing = _quarter_end(reader, i + 2)
    return [reader.make("quarter", i, i + 1, quarter=closing.quarter, year=closing.year)] if closing else None


def _quarter_end(reader: Reader, k: int) -> Expression | None:
    """Return the quarter that the day or month at `k` ends, over the words of that date; None where it ends none."""
    tokens = reader.tokens
    dated = days_then_month(reader, k) if tokens.word(k)[:1].isdigit() else None
    if dated is None and reader.month(k):
        dated = month_first(reader, k)
    if not dated or len(dated) > 1 or dated[0].kind not in {"date", "month"} or dated[0].month is None:
        return None
    head = dated[0]
    month, day = head.month or 1, head.day
    # books are closed within a week of the quarter's last day
    if day is not None and day <= _CLOSING_DAYS:
        month = month - 1 or 12
    elif day is not None and day < 31 - _CLOSING_DAYS:
        return None
    if month % 3:
        return None
    year = head.year - (month == 12 and head.month == 1) if head.year is not None else None
    return replace(head, kind="quarter", quarter=month // 3, year=year, month=None, day=None)
