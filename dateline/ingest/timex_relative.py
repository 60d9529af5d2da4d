"""Rules for dates that count from another day: yesterday, last week, two weeks ago, the following day."""

from __future__ import annotations

from dataclasses import replace

from dateline.ingest import timex_words as words
from dateline.ingest.timex_named import weekday_first
from dateline.ingest.timex_pieces import Expression, Reader
from dateline.ingest.timex_words import Language

ANAPHORS: dict[str, int] = {"previous": -1, "preceding": -1, "following": 1, "same": 0, "that": 0}
"""Words that count from the date last spoken of."""

COUNTS: dict[str, Language] = {
    **dict.fromkeys(("ago", "earlier", "later", "hence", "from"), "en"),
    "назад": "ru",
    "тому": "uk",
    "önce": "tr",
    "atrás": "pt",
}
"""Words that close a count of days, weeks, months or years ("from" in "two weeks from now"), and their language."""

_ONE_AGO = frozenset("год месяц неделю день рік місяць тиждень".split())
_CLAUSE_ENDS = frozenset(["", ".", ",", ";", "\n", "”", '"', ")", "and", "—", "–"])
_AFTER_LONE_DAY = frozenset("and that but when to in at with he she they the".split())


def relative_day(reader: Reader, i: int) -> list[Expression] | None:
    """Read yesterday, tomorrow, yesterday morning, depois de amanhã."""
    tokens = reader.tokens
    word = tokens.words[i]
    if word == "depois":
        later = tokens.word(i + 1) == "de" and tokens.word(i + 2) == "amanhã"
        return [reader.make("day", i, i + 3, language="pt", offset=2)] if later else None
    base = word if word in words.DAYS else word.partition("'")[0]
    entry = words.DAYS[base]
    title = tokens.raw(i)[:1].isupper() and tokens.raw(i)[1:].islower() and not tokens.opens_sentence(i)
    if title and base in {"today", "tomorrow", "tonight"}:
        return None  # "USA Today", "the Today programme"
    last, end = i + 1, tokens.starts[i] + len(base)
    if entry.language == "en" and base == word:
        while tokens.word(last) in words.DAY_PARTS:
            end, last = tokens.ends[last], last + 1
    return [reader.make("day", i, last, end=end, language=entry.language, offset=entry.value)]


def year_word(reader: Reader, i: int) -> list[Expression] | None:
    """Read торік and цьогоріч, single words for last year and this one."""
    entry = words.YEARS[reader.tokens.words[i]]
    return [reader.make("unit", i, i + 1, language=entry.language, unit="year", offset=entry.value)]


def modified(reader: Reader, i: int) -> list[Expression] | None:
    """Read last week, this Thursday, next March, last night, geçen hafta, на прошлой неделе."""
    tokens = reader.tokens
    word = tokens.words[i]
    entry = words.MODIFIERS[word]
    offset = entry.value
    k = i + 1
    if entry.language == "en" and tokens.word(k) in {"past", "coming"}:
        offset, k = (-1 if tokens.words[k] == "past" else 1), k + 1
        named = tokens.word(k).partition("'")[0]
        if named not in words.WEEKDAYS and named not in words.MONTHS and named != "weekend":
            return None  # "this past week" may be the last seven days
    noun = tokens.word(k)
    base = noun if noun in words.UNITS else noun.partition("'")[0]
    if noun == "fiscal" and tokens.word(k + 1) == "year":
        k, base = k + 1, "year"
    if entry.language == "en" and base in words.DAY_PARTS:
        past = offset < 0 and base in {"night", "evening"}
        return [reader.make("day", i, k + 1, offset=offset)] if past or offset == 0 else None
    unit = words.UNITS.get(base)
    if unit and unit[0] != "day" and base not in words.PLURALS and _agrees(entry.language, unit[1]):
        if word in {"última", "último"}:
            return None  # "na última semana" may be the last seven days
        if word in {"last", "next"} and tokens.word(i - 1) == "the" and unit[0] not in {"quarter", "weekend"}:
            return None  # "over the last week" likewise
        return [reader.make("unit", i, k + 1, language=entry.language, unit=unit[0], offset=offset)]
    weekday = words.WEEKDAYS.get(base)
    if weekday and _agrees(entry.language, weekday.language) and not weekday.abbreviated:
        inner = weekday_first(reader, k)
        if inner and inner[0].kind == "weekday" and inner[0].of_week is None:
            return [replace(inner[0], first=i, start=tokens.starts[i], offset=offset)]
        if not inner and weekday.shy:
            return [reader.make("weekday", i, k + 1, language=weekday.language, weekday=weekday.value, offset=offset)]
        return None
    return _modified_month(reader, i, k, entry.language, offset)


def _modified_month(reader: Reader, i: int, k: int, language: Language, offset: int) -> list[Expression] | None:
    """Read last March, next June 5: the month at `k` after the modifier at `i`."""
    tokens = reader.tokens
    month = reader.month(k)
    if not month or month.language != language or tokens.word(month.next) in words.NOT_MONTH_AFTER:
        return None
    if tokens.number(month.next) is None:
        return [reader.make("month", i, month.next, end=month.end, language=language, month=month.value, offset=offset)]
    day = reader.day(month.next)
    if not day or reader.year_after(day.next):
        return None
    return [
        reader.make(
            "date", i, day.next, end=day.end, language=language, month=month.value, day=day.value, offset=offset
        )
    ]


def _agrees(modifier: Language, noun: Language) -> bool:
    """Tell whether a modifier may stand with a noun of another language; Russian and Ukrainian share many forms."""
    return modifier == noun or {modifier, noun} == {"ru", "uk"}


def unit_first(reader: Reader, i: int) -> list[Expression] | None:
    """Read semana passada, the weekend, the day before yesterday, and "the day before" where nothing follows it."""
    tokens = reader.tokens
    word = tokens.words[i]
    unit, language = words.UNITS[word]
    before, after = tokens.word(i - 1), tokens.word(i + 1)
    if word in words.PLURALS:
        return None
    if language == "pt" and unit != "day":
        if after in {"passado", "passada"}:
            return [reader.make("unit", i, i + 2, language="pt", unit=unit, offset=-1)]
        if after == "que" and tokens.word(i + 2) == "vem":
            return [reader.make("unit", i, i + 3, language="pt", unit=unit, offset=1)]
    if language != "en" or before != "the":
        return None
    if unit == "weekend":
        return [reader.make("unit", i, i + 1, unit="weekend")]
    if after in {"before", "after"}:
        sign = -1 if after == "before" else 1
        if unit == "day" and tokens.word(i + 2) == ("yesterday" if sign < 0 else "tomorrow"):
            return [reader.make("day", i, i + 3, offset=2 * sign)]
        if tokens.word(i + 2) in _CLAUSE_ENDS:
            return [reader.make("anaphor", i, i + 2, unit=unit, offset=sign)]
    return None


def anaphor(reader: Reader, i: int) -> list[Expression] | None:
    """Read the following day, the previous week, the previous Friday, the same day, that year."""
    tokens = reader.tokens
    word, noun = tokens.words[i], tokens.word(i + 1)
    if word != "that" and tokens.word(i - 1) not in {"the", "that"}:
        return None
    offset = ANAPHORS[word]
    weekday = words.WEEKDAYS.get(noun)
    if weekday and weekday.language == "en" and tokens.capital(i + 1) and offset:
        return [reader.make("anaphor", i, i + 2, unit="day", weekday=weekday.value, offset=offset)]
    unit = words.UNITS.get(noun.partition("'")[0])
    if not unit or unit[1] != "en" or unit[0] in {"weekend", "quarter"} or noun in words.PLURALS:
        return None
    return [reader.make("anaphor", i, i + 2, unit=unit[0], offset=offset)]


def counted(reader: Reader, i: int) -> list[Expression] | None:
    """Read two weeks ago, a year earlier, two weeks from now, две недели назад, iki yıl önce: backwards from `i`."""
    tokens = reader.tokens
    word = tokens.words[i]
    if word == "from" and tokens.word(i + 1) != "now":
        return None
    last = i + 2 if word == "from" else i + 1
    unit = words.UNITS.get(tokens.word(i - 1))
    if not unit or unit[0] == "weekend" or not _agrees(COUNTS[word], unit[1]):
        return None
    count, first = _count(reader, i - 2)
    if count is None:
        if (
            tokens.word(i - 1) not in _ONE_AGO
            or tokens.word(i - 2)[:1].isdigit()
            or tokens.word(i - 2).startswith(("полтор", "півтор"))
        ):
            return None
        count, first = 1, i - 1
    before = tokens.word(first - 1)
    if before in words.BOUNDS or before in {"-", "."} or before in words.NUMBERS:
        return None
    approximate = before in words.ESTIMATES
    first -= approximate
    if first < reader.floor:
        return None
    if word in {"earlier", "later"}:
        if tokens.word(last) in {"than", "this", "in", "on", "that"}:
            return None
        offset = -count if word == "earlier" else count
        return [reader.make("anaphor", first, last, unit=unit[0], offset=offset, approximate=approximate)]
    offset = count if word in {"from", "hence"} else -count
    return [reader.make("ago", first, last, language=unit[1], unit=unit[0], offset=offset, approximate=approximate)]


def _count(reader: Reader, j: int) -> tuple[int | None, int]:
    """Return the number that ends at `j` ("a couple of" is two), and the index of its first token."""
    tokens = reader.tokens
    if (number := tokens.number(j)) is not None:
        return number, j
    if tokens.word(j) == "of" and tokens.word(j - 1) == "couple":
        j -= 1
    number = words.NUMBERS.get(tokens.word(j))
    if tokens.word(j) == "couple" and tokens.word(j - 1) == "a":
        j -= 1
    return number, j


def quarter(reader: Reader, i: int) -> list[Expression] | None:
    """Read the third quarter, third-quarter, the fourth quarter of 2006, the first quarter of last year, Q3 2022."""
    tokens = reader.tokens
    word = tokens.words[i]
    if word == "q":
        number = tokens.word(i + 1)
        if not tokens.capital(i) or tokens.glued(i) or not tokens.glued(i + 1) or number not in {"1", "2", "3", "4"}:
            return None
        value, k = int(number), i + 2
    else:
        k = i + 3 if tokens.word(i + 1) == "-" else i + 2
        if tokens.word(k - 1).partition("'")[0] != "quarter" or "final" in tokens.word(k) + tokens.word(k + 1):
            return None
        value = words.ORDINAL_QUARTERS[word]
    if year := reader.year_after(k):
        return [reader.make("quarter", i, year.next, end=year.end, quarter=value, year=year.value)]
    if offset := reader.year_offset(k):
        return [reader.make("quarter", i, offset.next, end=offset.end, quarter=value, of_year=offset.value)]
    return [reader.make("quarter", i, k, quarter=value)]


def day_of_month(reader: Reader, i: int) -> list[Expression] | None:
    """Read "on the 14th" and "the 14th of this month": a day of a month that the text leaves open."""
    tokens = reader.tokens
    day = reader.day(i + 1)
    if not day or not reader.ordinal(i + 2) or tokens.word(i - 1) not in {"on", "until", "by", "since", "from"}:
        return None
    after = tokens.word(day.next)
    if (
        after == "of"
        and tokens.word(day.next + 1) in {"this", "the", "last", "next"}
        and tokens.word(day.next + 2) == "month"
    ):
        modifier = words.MODIFIERS.get(tokens.words[day.next + 1])
        return [reader.make("day-of-month", i, day.next + 3, day=day.value, offset=modifier.value if modifier else 0)]
    if after.isalpha() and after not in _AFTER_LONE_DAY:
        return None
    return [reader.make("day-of-month", i, day.next, day=day.value)]
