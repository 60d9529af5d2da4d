"""Rules for dates that count from another day: yesterday, last week, two weeks ago, the following day."""

from __future__ import annotations

from dataclasses import replace

from dateline.ingest import timex_spanish as spanish
from dateline.ingest import timex_words as words
from dateline.ingest.timex_figures import days_then_month
from dateline.ingest.timex_forms import last_day, nth_weekday
from dateline.ingest.timex_named import month_first, weekday_first
from dateline.ingest.timex_pieces import CLAUSE_ENDS, Expression, Kind, Reader
from dateline.ingest.timex_quarters import closed_quarter, last_quarter_of, part_of_year, same_period, year_ago_span
from dateline.ingest.timex_words import Language, Unit

ANAPHORS: dict[str, int] = {
    **dict.fromkeys(("previous", "preceding", "prior"), -1),
    **dict.fromkeys(("following", "ensuing", "next"), 1),
    **dict.fromkeys(("same", "that", "latest"), 0),
}
"""Words that count from the date last spoken of."""

COUNTS: dict[str, Language] = {
    **dict.fromkeys(("ago", "earlier", "later", "hence", "from", "before", "after"), "en"),
    "назад": "ru",
    "тому": "uk",
    "таму": "be",
    "önce": "tr",
    "atrás": "pt",
}
"""Words that close a count of days, weeks, months or years ("from" in "two weeks from now"), and their language."""

_ONE_AGO = frozenset("год месяц неделю день рік місяць тиждень тыдзень".split())
_OF = frozenset({"of", "beginning", "starting", "commencing"})
_DETERMINED = frozenset({"the", "a", "this", "that"})
_AFTER_LONE_DAY = frozenset("and that but when to in at with he she they the a an we it his her its their".split())
_DAY_LEADS = frozenset("on until by since from between".split())
_OPENING = frozenset({"day", "morning"})
_MOVED = frozenset("rose fell was were totaled totalled increased dropped climbed declined came through".split())
_FREQUENT = frozenset("once twice thrice times time days day nights night hours for than".split())
_THROUGHOUT = frozenset("over in within for during through throughout of across into".split())


def relative_day(reader: Reader, i: int) -> list[Expression] | None:
    """Read yesterday, tomorrow, yesterday morning, вчера, hier."""
    tokens = reader.tokens
    word = tokens.words[i]
    base = word if word in words.DAYS else word.partition("'")[0]
    entry = words.DAYS[base]
    if entry.language in words.GATED and (reader.tongue != entry.language or (base == "morgen" and tokens.capital(i))):
        return None
    if entry.language == "es" and not spanish.is_day(reader, i):
        return None
    title = tokens.raw(i)[:1].isupper() and tokens.raw(i)[1:].islower() and not tokens.opens_sentence(i)
    if title and base in {"today", "tomorrow", "tonight"}:
        return None  # "USA Today", "the Today programme"
    last, end = i + 1, tokens.starts[i] + len(base)
    if entry.language == "en" and base == word:
        while tokens.word(last) in words.DAY_PARTS:
            end, last = tokens.ends[last], last + 1
    return [reader.make("day", i, last, end=end, language=entry.language, offset=entry.value)]


def old_spelling(reader: Reader, i: int) -> list[Expression] | None:
    """Read to-day, to-morrow and to-night, as papers wrote until the middle of the 20th century."""
    tokens = reader.tokens
    if tokens.word(i + 1) != "-" or not (tokens.glued(i + 1) and tokens.glued(i + 2)):
        return None
    base = tokens.word(i + 2).partition("'")[0]
    if base not in {"day", "morrow", "night"}:
        return None
    end = tokens.starts[i + 2] + len(base)
    return [reader.make("day", i, i + 3, end=end, offset=int(base == "morrow"))]


def coming(reader: Reader, i: int) -> list[Expression] | None:
    """Read "the coming week", "in the coming year": the next one; "the coming days" is no date."""
    tokens = reader.tokens
    noun = tokens.word(i + 1)
    unit = words.UNITS.get(noun)
    if (
        tokens.word(i - 1) != "the"
        or noun in words.PLURALS
        or not unit
        or unit[1] != "en"
        or unit[0] in {"day", "quarter"}
    ):
        return None
    return [reader.make("unit", i, i + 2, unit=unit[0], offset=1)]


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
    if word == "last" and (day := last_day(reader, i) or nth_weekday(reader, i) or last_quarter_of(reader, i)):
        return day
    if entry.language == "en" and (elliptic := _elliptic_unit(reader, i, offset) or _day_in_year(reader, i)):
        return elliptic
    if entry.language == "en" and tokens.word(k) in {"past", "coming"}:
        offset, k = (-1 if tokens.words[k] == "past" else 1), k + 1
        named = tokens.word(k).partition("'")[0]
        known = named in words.WEEKDAYS or named in words.MONTHS or named in words.SEASONS
        if not known and named != "weekend":
            return None  # "this past week" may be the last seven days
    noun = tokens.word(k)
    base = noun if noun in words.UNITS or noun in words.WEEKDAYS else noun.partition("'")[0]
    if noun == "fiscal" and tokens.word(k + 1) == "year":
        k, base = k + 1, "year"
    if entry.language == "en" and base in words.SEASONS and tokens.word(i - 1) != "the":
        return [reader.make("season", i, k + 1, season=words.SEASONS[base], offset=offset)]
    if entry.language == "en" and base in words.DAY_PARTS:
        if tokens.word(i - 1) == "the":
            return None
        past = offset < 0 and base in {"night", "evening"}
        return [reader.make("day", i, k + 1, offset=offset)] if past or offset == 0 else None
    unit = words.UNITS.get(base)
    if unit and unit[0] != "day" and base not in words.PLURALS and _agrees(entry.language, unit[1]):
        if word in {"última", "último"}:
            return None  # "na última semana" may be the last seven days
        if word in {"last", "next"} and tokens.word(i - 1) == "the" and unit[0] not in {"quarter", "weekend"}:
            return None  # "over the last week" likewise
        if unit[0] == "year" and noun == "year's" and (part := part_of_year(reader, i, k + 1, offset)):
            return part
        return [reader.make("unit", i, k + 1, language=entry.language, unit=unit[0], offset=offset)]
    weekday = words.WEEKDAYS.get(base)
    if weekday and weekday.shy and reader.tongue == "es":
        return None  # “esta segunda ronda”
    if weekday and _agrees(entry.language, weekday.language) and not weekday.abbreviated:
        if word == "next" and tokens.word(i - 1) == "the":
            return None  # "the next Monday" counts from the day spoken of
        if tokens.word(k + 1) == "of" and tokens.word(k + 2) in {"the", "each", "every"}:
            return None  # "the last Friday of the month"
        inner = weekday_first(reader, k)
        if inner and inner[0].kind == "weekday" and inner[0].of_week is None:
            return [replace(inner[0], first=i, start=tokens.starts[i], offset=offset)]
        if not inner and weekday.shy:
            return [reader.make("weekday", i, k + 1, language=weekday.language, weekday=weekday.value, offset=offset)]
        return None
    return _modified_month(reader, i, k, entry.language, offset)


def _elliptic_unit(reader: Reader, i: int, offset: int) -> list[Expression] | None:
    """Read the second half of "this year and next", "1 percent this year and 2 percent next"."""
    tokens = reader.tokens
    if tokens.words[i] == "current" or tokens.word(i + 1) not in CLAUSE_ENDS:
        return None
    for k in range(i - 1, max(i - 8, 1), -1):
        unit = words.UNITS.get(tokens.words[k])
        if unit and unit[1] == "en" and unit[0] in {"week", "month", "year"} and tokens.words[k] not in words.PLURALS:
            full = words.MODIFIERS.get(tokens.words[k - 1])
            joined = any(word in {"and", "or", "but", ",", "than"} for word in tokens.words[k + 1 : i])
            if full is None or full.value == offset or not joined:
                return None
            return [reader.make("unit", i, i + 1, unit=unit[0], offset=offset)]
        if tokens.words[k] in {".", ";", "\n", ":"}:
            return None
    return None


def _day_in_year(reader: Reader, i: int) -> list[Expression] | None:
    """Read "on this day in 1945": the day of publication in that year."""
    tokens = reader.tokens
    if tokens.words[i] != "this" or tokens.word(i + 1) != "day" or tokens.word(i + 2) != "in":
        return None
    year = reader.year(i + 3)
    return [reader.make("day", i, year.next, end=year.end, year=year.value, offset=0)] if year else None


def week_on(reader: Reader, i: int) -> list[Expression] | None:
    """Read "a week on Monday", the Monday after the coming one; not "twice a week on Mondays"."""
    tokens = reader.tokens
    weekday = words.WEEKDAYS.get(tokens.word(i + 2))
    if tokens.word(i - 1) != "a" or tokens.word(i + 1) != "on" or not weekday or weekday.language != "en":
        return None
    if tokens.word(i - 2) in _FREQUENT or tokens.word(i - 2)[:1].isdigit() or not tokens.capital(i + 2):
        return None
    return [reader.make("weekday", i - 1, i + 3, weekday=weekday.value, unit="week", offset=1)]


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
    """Tell whether a modifier may stand with a noun of another language: neighbours share many forms."""
    return modifier == noun or {modifier, noun} <= _EASTERN or {modifier, noun} == _WESTERN


_EASTERN = frozenset({"ru", "uk", "be"})
_WESTERN = frozenset({"pt", "es"})


def unit_first(reader: Reader, i: int) -> list[Expression] | None:
    """Read semana passada, the weekend, the day before yesterday, and "the day before" where nothing follows it."""
    tokens = reader.tokens
    word = tokens.words[i]
    unit, language = words.UNITS[word.partition("'")[0]]
    before, after = tokens.word(i - 1), tokens.word(i + 1)
    if word in words.PLURALS:
        return None
    if language == "pt" and unit != "day":
        if after in {"passado", "passada"}:
            return [reader.make("unit", i, i + 2, language="pt", unit=unit, offset=-1)]
        if after == "que" and tokens.word(i + 2) == "vem":
            return [reader.make("unit", i, i + 3, language="pt", unit=unit, offset=1)]
    if reader.tongue == "es" and unit != "day" and language in _WESTERN and (behind := reader.span_behind(i + 1)):
        return [reader.make("unit", i, behind.next, language="es", unit=unit, offset=behind.value)]
    if language != "en":
        return None
    if unit == "year" and (found := _end_of_year(reader, i) or year_ago_span(reader, i)):
        return found
    if unit == "quarter":
        return closed_quarter(reader, i)
    if unit == "week" and after == "on":
        return week_on(reader, i)
    if unit in {"week", "weekend"} and after in _OF and before in _DETERMINED and (found := _week_of(reader, i)):
        return found
    if before != "the":
        return None
    if unit == "year" and after in {"is", "ends"} and tokens.word(i - 2) == "before":
        return [reader.make("unit", i, i + 1, unit="year", offset=0)]
    if unit == "weekend":
        return [reader.make("unit", i, i + 1, unit="weekend")]
    if tokens.word(i - 2) == "for" and (after in CLAUSE_ENDS or after in _MOVED) and unit in {"week", "year"}:
        # “rose 5 percent for the week”: the one that is told of when it is over
        return [reader.make("unit", i, i + 1, unit=unit, offset=0 if unit == "week" else None)]
    if unit == "week" and after == "ahead":
        return [reader.make("unit", i, i + 2, unit="week")]
    if unit == "week" and after == "-" and tokens.word(i + 2) == "end" and tokens.glued(i + 2):
        return [reader.make("unit", i, i + 3, unit="weekend")]
    if after in {"before", "after"}:
        sign = -1 if after == "before" else 1
        if unit == "day" and tokens.word(i + 2) == ("yesterday" if sign < 0 else "tomorrow"):
            return [reader.make("day", i, i + 3, offset=2 * sign)]
        if tokens.word(i + 2) in CLAUSE_ENDS:
            return [reader.make("anaphor", i, i + 2, unit=unit, offset=sign)]
    return None


def _end_of_year(reader: Reader, i: int) -> list[Expression] | None:
    """Read year-end 1988, year end, year's end: the year, of the word `year` at `i`."""
    tokens = reader.tokens
    k = i + 2 if tokens.word(i + 1) == "-" else i + 1
    if tokens.word(k) != "end" or tokens.word(i - 1) in {"a", "each", "every"}:
        return None
    if year := reader.year_after(k + 1):
        return [reader.make("year", i, year.next, end=year.end, year=year.value, approximate=True)]
    return [reader.make("unit", i, k + 1, unit="year", offset=0, approximate=True)]


def _week_of(reader: Reader, i: int) -> list[Expression] | None:
    """Read the week of March 7, the week beginning 7 March, the weekend of March 12-13: the week that holds the day."""
    tokens = reader.tokens
    k = i + 3 if tokens.word(i + 2) == "the" else i + 2
    inner = days_then_month(reader, k) if tokens.word(k)[:1].isdigit() else None
    if inner is None and reader.month(k):
        inner = month_first(reader, k)
    if not inner or inner[0].kind != "date":
        return None
    return [replace(inner[0], first=i, start=tokens.starts[i], last=inner[-1].last, end=inner[-1].end, unit="week")]


def season_first(reader: Reader, i: int) -> list[Expression] | None:
    """Read summer 1999, the fall of 1987: a season with its year."""
    tokens = reader.tokens
    season = words.SEASONS[tokens.words[i].partition("'")[0]]
    if offset := reader.year_offset(i + 1):
        return [reader.make("season", i, offset.next, end=offset.end, season=season, of_year=offset.value)]
    year = reader.year_after(i + 1)
    if not year or tokens.word(i + 1) == "," or not 1900 <= year.value <= 2050:
        return None
    return [reader.make("season", i, year.next, end=year.end, season=season, year=year.value)]


def anaphor(reader: Reader, i: int) -> list[Expression] | None:
    """Read the following day, the previous week, the previous Friday, the same day, the next morning, that year."""
    tokens = reader.tokens
    word, noun = tokens.words[i], tokens.word(i + 1)
    opening = word in {"next", "same"} and noun in _OPENING and tokens.opens_sentence(i)  # “Next day, he left”
    if word != "that" and not opening and tokens.word(i - 1) not in {"the", "that", "very"}:
        return None
    if word == "next" and tokens.word(i - 2) in _THROUGHOUT:
        return None  # "over the next week" is a span of time
    if word == "latest" and not reader.quarterly(noun):
        return None
    if word == "same" and tokens.word(i + 2) in {"a", "one"} and tokens.word(i + 3) == "year":
        return None  # "the same quarter a year earlier": what follows says it all
    opens = tokens.opens_sentence(i)
    if word == "that" and (month := reader.month(i + 1)) and (opens or tokens.word(month.next) in CLAUSE_ENDS):
        return [reader.make("anaphor", i, month.next, end=month.end, unit="year", month=month.value, offset=0)]
    offset = ANAPHORS[word]
    if noun in words.DAY_PARTS:
        return [reader.make("anaphor", i, i + 2, unit="day", offset=offset)]
    if word in {"previous", "following"} and (month := reader.month(i + 1)) and reader.day(month.next) is None:
        return [reader.make("anaphor", i, month.next, end=month.end, unit="month", month=month.value, offset=offset)]
    if word in {"same", "latest"} and noun in {"period", "quarter"} and (span := same_period(reader, i)):
        return span
    if word == "latest":
        # the last that is over, whichever was spoken of
        return [reader.make("unit", i, i + 2, unit="quarter", offset=-1)]
    weekday = words.WEEKDAYS.get(noun)
    if weekday and weekday.language == "en" and tokens.capital(i + 1) and offset:
        return [reader.make("anaphor", i, i + 2, unit="day", weekday=weekday.value, offset=offset)]
    unit = words.UNITS.get(noun.partition("'")[0])
    if not unit or unit[1] != "en" or unit[0] == "weekend" or noun in words.PLURALS:
        return None
    if word == "same" and (year := reader.year_offset(i + 2)):
        # "the same month last year": the month spoken of, in that year
        return [reader.make("anaphor", i, year.next, end=year.end, unit=unit[0], of_year=year.value)]
    return [reader.make("anaphor", i, i + 2, unit=unit[0], offset=offset)]


def counted(reader: Reader, i: int) -> list[Expression] | None:
    """Read two weeks ago, a year earlier, two weeks from now, две недели назад, iki yıl önce: backwards from `i`."""
    tokens = reader.tokens
    word = tokens.words[i]
    if word == "from" and tokens.word(i + 1) not in {"now", "today"} and tokens.word(i + 1) not in words.WEEKDAYS:
        return None
    last = i + 2 if word == "from" else i + 1
    if tokens.word(i - 1) == "fortnight" and tokens.word(i - 2) == "a":
        kind: Kind = "ago" if word == "ago" else "anaphor"
        return [reader.make(kind, i - 2, last, unit="week", offset=-2)] if word in {"ago", "earlier"} else None
    unit = words.UNITS.get(tokens.word(i - 1))
    if not unit or unit[0] == "weekend" or not _agrees(COUNTS[word], unit[1]):
        return None
    count, first = _count(reader, i - 2)
    if count is None:
        if (
            tokens.word(i - 1) not in _ONE_AGO
            or tokens.word(i - 2)[:1].isdigit()
            or tokens.word(i - 2).startswith(("полтор", "півтор", "паўтар"))
        ):
            return None
        count, first = 1, i - 1
    before = tokens.word(first - 1)
    if before in {"-", "."} and tokens.glued(first):
        return None  # 1.5 years ago
    bound = before in words.BOUNDS
    if before in words.NUMBERS or (bound and (word != "ago" or before not in words.LIMITS)):
        return None
    approximate = bound or before in words.ESTIMATES
    first -= _bound_length(reader, first) if bound else approximate
    if first < reader.floor:
        return None
    if word in {"earlier", "later", "before", "after"}:
        if word in {"before", "after"}:
            last += tokens.word(last) == "that"  # "four years before that"
            if tokens.word(last) not in CLAUSE_ENDS:
                return None
        if tokens.word(last) in {"than", "this", "in", "on", "that"}:
            return None
        offset = -count if word in {"earlier", "before"} else count
        return [reader.make("anaphor", first, last, unit=unit[0], offset=offset, approximate=approximate)]
    offset = count if word in {"from", "hence"} else -count
    if word in {"ago", "from"} and (weekday := _counted_weekday(reader, first, i, unit[0], offset)):
        return [weekday]
    if word == "from" and tokens.word(i + 1) == "today" and unit[0] in {"day", "week"}:
        return [reader.make("day", first, last, offset=offset * (7 if unit[0] == "week" else 1))]
    if word == "ago" and unit[0] == "year" and (same := _in_the_same(reader, last)):
        return [reader.make(same.kind, first, same.last, unit=same.unit, offset=same.offset, of_year=offset)]
    return [reader.make("ago", first, last, language=unit[1], unit=unit[0], offset=offset, approximate=approximate)]


def in_time(reader: Reader, i: int) -> list[Expression] | None:
    """Read "in two weeks' time", "in a year's time", backwards from "time" at `i`; "in two weeks" may be a span."""
    tokens = reader.tokens
    k = i - 2 if tokens.word(i - 1) in {"'", "’"} else i - 1
    unit = words.UNITS.get(tokens.word(k).partition("'")[0])
    count, first = _count(reader, k - 1)
    approximate = tokens.word(first - 1) in words.ESTIMATES
    first -= approximate
    if count is None or unit is None or unit[1] != "en" or unit[0] == "weekend" or tokens.word(first - 1) != "in":
        return None
    if (k == i - 1 and "'" not in tokens.word(k)) or first - 1 < reader.floor:
        return None
    return [reader.make("ago", first - 1, i + 1, unit=unit[0], offset=count, approximate=approximate)]


def _counted_weekday(reader: Reader, first: int, i: int, unit: Unit, offset: int) -> Expression | None:
    """Read "a week ago Monday", "ten years ago today", "two weeks from Tuesday": a count that is closed at `i`."""
    tokens = reader.tokens
    k = i + 2 if tokens.word(i + 1) == "on" and tokens.word(i) == "ago" else i + 1
    if tokens.word(k) == "today" and unit == "week" and tokens.word(i) == "ago":
        return reader.make("day", first, k + 1, offset=7 * offset)
    weekday = words.WEEKDAYS.get(tokens.word(k))
    if not weekday or weekday.language != "en" or not tokens.capital(k):
        return None
    if unit == "week":
        return reader.make("weekday", first, k + 1, weekday=weekday.value, unit="week", offset=offset)
    if unit == "year" and offset < 0:
        return reader.make("weekday", first, k + 1, weekday=weekday.value, of_year=offset)
    return None


def _bound_length(reader: Reader, first: int) -> int:
    """Return how many tokens before `first` bound a count: two for "more than", three for "a little over"."""
    tokens = reader.tokens
    if tokens.word(first - 1) in {"than", "least", "most"}:
        return 2 if tokens.word(first - 2) in {"more", "less", "at", "fewer"} else 1
    return 1


def _in_the_same(reader: Reader, i: int) -> Expression | None:
    """Read "this week", "this month" or "today" after "a year ago"."""
    word, noun = reader.tokens.word(i), reader.tokens.word(i + 1)
    if word == "today":
        return reader.make("day", i, i + 1, offset=0)
    if word in {"this", "last", "next"} and noun in {"week", "month"}:
        return reader.make("unit", i, i + 2, unit=words.UNITS[noun][0], offset=words.MODIFIERS[word].value)
    return None


def _count(reader: Reader, j: int) -> tuple[int | None, int]:
    """Return the number that ends at `j` ("a couple of" is two), and the index of its first token."""
    tokens = reader.tokens
    if (number := tokens.number(j)) is not None:
        return number, j
    if tokens.word(j) == "of" and tokens.word(j - 1) == "couple":
        j -= 1
    number = words.NUMBERS.get(tokens.word(j))
    if number is None and reader.tongue == "es":
        number = words.SPANISH_NUMBERS.get(tokens.word(j))
    if tokens.word(j) == "on" and reader.turkish:
        number = 10
    if tokens.word(j) == "couple" and tokens.word(j - 1) == "a":
        j -= 1
    return number, j


def _day_is_led(reader: Reader, i: int) -> bool:
    """Tell whether what stands before "the 14th" makes it a day: "on", "the morning of", "from the 3rd to"."""
    before = reader.tokens.word(i - 1)
    if before == "of":
        return reader.tokens.word(i - 2) in words.DAY_PARTS
    return before in _DAY_LEADS or (before in {"to", "and"} and reader.floor == i - 1)


def day_of_month(reader: Reader, i: int) -> list[Expression] | None:
    """Read "on the 14th" and "the 14th of this month": a day of a month that the text leaves open."""
    tokens = reader.tokens
    day = reader.day(i + 1)
    if not day or not reader.ordinal(i + 2) or not _day_is_led(reader, i):
        return None
    after = tokens.word(day.next)
    if after == "of" and tokens.word(day.next + 1) == "that" and tokens.word(day.next + 2) == "month":
        return [reader.make("anaphor", i, day.next + 3, unit="month", day=day.value, offset=0)]
    if (
        after == "of"
        and tokens.word(day.next + 1) in {"this", "the", "last", "next"}
        and tokens.word(day.next + 2) == "month"
    ):
        modifier = words.MODIFIERS.get(tokens.words[day.next + 1])
        return [reader.make("day-of-month", i, day.next + 3, day=day.value, offset=modifier.value if modifier else 0)]
    if after.isalpha() and after not in _AFTER_LONE_DAY:
        return None
    found = [reader.make("day-of-month", i, day.next, day=day.value)]
    second = reader.day(day.next + 1) if after in {"and", "or"} else None
    if second and reader.ordinal(day.next + 2) and not tokens.word(second.next).isalpha():
        found.append(reader.make("day-of-month", day.next + 1, second.next, day=second.value))  # "the 27th and 28th"
    return found
