"""Rules for dates that start with the name of a month or a weekday: March 10, Monday (14)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dateline.ingest import timex_spanish as spanish
from dateline.ingest import timex_words as words
from dateline.ingest.timex_figures import (
    DAYS,
    YEAR_FIRST,
    YEAR_LAST,
    date_in_figures,
    days_then_month,
    pair_of_days,
    with_year,
)
from dateline.ingest.timex_pieces import CLOSERS, JOINTS, LAST_YEAR, Day, Expression, Piece, Reader, valid
from dateline.ingest.timex_words import Language

_DAY_YEAR = re.compile(r"([0-9]{1,2}),([12][0-9]{3})")
_TERROR = frozenset("attacks terror terrorist terrorists hijackers hijackings commission memorial".split())
_COUNTING = frozenset({"first", "second", "third", "fourth", "last"})
_OF_TERROR = frozenset("terror terrorism terrorist terrorists hijackers hijacked qaeda qaida 9/11".split())
_AFTER_DAY = frozenset(
    ". , ; : ! ? ) ] ” » \" ' ’ – — in at on with between that when and to for by as but of the".split()
)
_CLOSING = frozenset(') ] . , ; : ” » " ’ ? ! – —'.split())
_UKRAINIAN_LEADS = frozenset("у в до з від на кінці початку середині наприкінці після".split())
_BELARUSIAN_LEADS = frozenset("у ў да з ад на канцы канца пачатку сярэдзіне сярэдзіны напрыканцы пасля".split())
_MINE = frozenset("мая маю мае маем".split())
"""Forms of May that in Belarusian are words as common: “my”, “I have”, “we have”."""
_ENDING = frozenset({"", ".", ",", ";", "\n", "”", '"', ")", "that"})
_STOPS = frozenset({".", "!", "?", ":", ";", "\n"})
_MAY_NOUNS = frozenset(
    "poll polls election elections vote referendum meeting summit report survey statement letter interview speech trip"
    " visit deadline hearing contract figure figures data ruling attack raid incident decision deal agreement".split()
)
_IN = frozenset("in last since next early late mid".split())


def month_first(reader: Reader, i: int) -> list[Expression] | None:
    """Read March 10, March 10-12, 2022, March 3, 5 and 7, March 2022, March of last year, and a month alone."""
    tokens = reader.tokens
    month = reader.month(i)
    if not month or (month.language == "tr" and not reader.turkish_here(i)):
        return None
    k = month.next
    if month.language == "en" and (quarter := _quarter_of_months(reader, i, month)):
        return [quarter]
    if month.language == "en" and (dated := _month_and_days(reader, i, month)):
        return dated
    year = reader.year_after(k)
    if year and (tokens.word(k) != "," or _may_end(reader, year.next)):
        return [
            reader.make(
                "month", i, year.next, end=year.end, language=month.language, year=year.value, month=month.value
            )
        ]
    if offset := reader.year_offset(k):
        return [
            reader.make(
                "month",
                i,
                offset.next,
                end=offset.end,
                language=month.language,
                month=month.value,
                of_year=offset.value,
            )
        ]
    if found := _of_year_spoken_of(reader, i, month):
        return [found]
    if reader.habitual(i - 1) or not _means_month(reader, i, month):
        return None
    return [reader.make("month", i, k, end=month.end, language=month.language, month=month.value)]


def _quarter_of_months(reader: Reader, i: int, month: Piece) -> Expression | None:
    """Read "the December quarter", "the October-December period": a quarter by its last month or its span."""
    tokens = reader.tokens
    k = month.next
    last = month
    if tokens.word(k) in {"-", "–", "to", "through"} and (end := reader.month(k + 1)):
        if end.value != month.value + 2:
            return None
        last, k = end, end.next
        if tokens.word(k) == "period":
            return reader.make("quarter", i, k + 1, quarter=last.value // 3) if last.value % 3 == 0 else None
    if last.value % 3 or tokens.word(k) != "quarter":
        return None
    return reader.make("quarter", i, k + 1, quarter=last.value // 3)


def _of_year_spoken_of(reader: Reader, i: int, month: Piece) -> Expression | None:
    """Read "January of the following year", "March of that year"."""
    tail = reader.year_spoken_of(month.next)
    return reader.make("anaphor", i, tail.next, unit="year", month=month.value, offset=tail.value) if tail else None


def _may_end(reader: Reader, i: int) -> bool:
    """Tell whether a date may end before `i`: "March, 2022." does, "in March, 2000 men" does not."""
    after = reader.tokens.word(i)
    return not after.isalpha() or after in words.MONTH_LEADS or after in {"the", "when", "as", "that", "with", "at"}


def _month_and_days(reader: Reader, i: int, month: Piece) -> list[Expression] | None:
    """Read the days after an English month's name."""
    tokens = reader.tokens
    k = month.next + 1 if tokens.word(month.next) == "the" else month.next
    if joined := _DAY_YEAR.fullmatch(tokens.word(k)):
        day, year = int(joined[1]), int(joined[2])
        if valid(year, month.value, day) and year <= LAST_YEAR:
            return [reader.make("date", i, k + 1, year=year, month=month.value, day=day)]
        return None
    listed = _days(reader, k)
    if not listed:
        return None
    days, following = listed
    eleventh = month.value == 9 and len(days) == 1 and days[0].number == 11
    led = eleventh and tokens.word(i - 1) in {"since", "after", "before"} and reader.year_after(following) is None
    if eleventh and (tokens.word(following) in _TERROR or (led and reader.speaks_of(_OF_TERROR))):
        return [reader.make("date", i, following, end=days[0].end, year=2001, month=9, day=11)]
    found = with_year(reader, i, days, Piece(month.value, following, days[-1].end, "en"))
    return [replace(found[0], start=tokens.starts[i]), *found[1:]] if found else None


def _days(reader: Reader, k: int) -> tuple[Sequence[Day], int] | None:
    """Return the days at `k`, after a month's name, and the index after them: 10, 10-12, "3, 5 and 7", "10 to 12"."""
    tokens = reader.tokens
    if pair := DAYS.fullmatch(tokens.word(k)):
        days = pair_of_days(pair, tokens.starts[k])
        return (days, k + 1) if days[0].number < days[1].number <= 31 else None
    first = reader.day(k)
    if not first:
        return None
    days = [Day(first.value, tokens.starts[k], first.end)]
    following = first.next
    while len(days) < 6 and tokens.word(following) in JOINTS:
        bare_comma = tokens.word(following) == "," and tokens.word(following + 1) not in {"and", "or"}
        j = following + 1 if tokens.word(following) != "," or bare_comma else following + 2
        more = reader.day(j)
        if not more or more.value <= days[-1].number or reader.month(more.next):
            break
        after = tokens.word(more.next)
        goes_on = after in JOINTS and reader.day(more.next + 1) is not None
        # "on March 3, 7 people died", "March 3 and 7 people": the number counts what follows it
        ends = not after or after in _AFTER_DAY or after == "\n" or reader.year(more.next) is not None
        spans = tokens.word(following) in {"to", "through", "until", "till", "-", "–"} and after not in words.COUNTED
        if not (goes_on or spans or (ends and not bare_comma) or (bare_comma and after in {"and", "or"})):
            break
        days.append(Day(more.value, tokens.starts[j], more.end))
        following = more.next
    return days, following


def _means_month(reader: Reader, i: int, month: Piece) -> bool:
    """Tell whether the month's name at `i`, with no figure beside it, means the month and not a name or a verb."""
    tokens = reader.tokens
    if month.language in words.GATED:
        return month.language != "es" or spanish.is_month(reader, i)
    word = tokens.words[i]
    if reader.belarusian and word in _MINE:
        return tokens.word(i - 1) in _BELARUSIAN_LEADS
    entry = words.MONTHS.get(word) or words.MONTHS[word.partition("'")[0]]
    before, after = tokens.word(i - 1), tokens.word(month.next)
    if entry.language == "tr":
        return (
            "'" in word
            or not entry.shy
            or after.startswith(("ayı", "ayl"))
            or (tokens.capital(i) and after.startswith(("başı", "sonu", "ortası")))
            or words.MODIFIERS.get(before) is not None
        )
    if entry.language == "uk" and entry.shy:
        listed = before in {",", "та", "і", "й"} and reader.month(i - 2) is not None
        return (listed or before in _UKRAINIAN_LEADS) and not after.endswith(("ий", "ого"))
    if entry.language == "be" and entry.shy:
        return before in _BELARUSIAN_LEADS and not after.endswith(("ы", "ага", "аму", "ым"))
    if entry.language != "en":
        return True
    compound = after in {"-", "@"} and tokens.glued(month.next) and tokens.glued(month.next + 1)
    if after in words.NOT_MONTH_AFTER or (compound and not reader.month(month.next + 1)):
        return False
    if entry.abbreviated:
        return month.next > i + 1 and before in {*_IN, "by", "until"}
    if not entry.shy:
        return before != "black"
    if before == "-" and tokens.word(i - 2) not in words.PARTS and not reader.month(i - 2):
        return False
    return _is_no_name(reader, i, month)


def _is_no_name(reader: Reader, i: int, month: Piece) -> bool:
    """Tell whether March, April, May, June or August at `i` is the month and not a name, by the words beside it."""
    tokens = reader.tokens
    before, after = tokens.word(i - 1), tokens.word(month.next)
    # the name of a month beside it makes it a month, but not across a full stop
    left = () if tokens.word(i - 1) in _STOPS else (i - 2, i - 1)
    right = () if tokens.word(month.next) in _STOPS else (month.next, month.next + 1)
    neighbours = left + right
    beside_month = any(tokens.word(k) in words.MONTHS and tokens.capital(k) for k in neighbours)
    led = (
        before in words.MONTH_LEADS
        or beside_month
        or (before == "as" and tokens.word(i - 2) in {"early", "late", "recently"})
        or (before == "than" and tokens.word(i - 2) in {"earlier", "later", "sooner"})
    )
    name_follows = tokens.capital(month.next) and after.isalpha() and after not in words.MONTHS
    if month.value == 5:
        # where the text has a Theresa May, only "in" or "last" leaves no doubt
        if reader.may_is_name():
            led = before in _IN or beside_month
        elif before in {"a", "the", "its", "their", "his", "her"} and tokens.text[tokens.starts[i]] == "M":
            led = after in _MAY_NOUNS  # “a May poll”; “the May government” is Mrs. May's
        return led and not (name_follows and before not in {"in", "last", "since"})
    if led:
        return month.value == 3 or not name_follows or before in {*_IN, "by", "until"}
    adjective = before in {"the", "a", "its", "their", "his"} and after.isalpha() and not tokens.capital(month.next)
    # "the march on the capital", "a March against hunger"
    return adjective and not (
        month.value == 3 and after in {"on", "of", "for", "against", "from", "to", "in", "was", "is", "by"}
    )


def weekday_first(reader: Reader, i: int) -> list[Expression] | None:
    """Read Thursday, Thursday night, Thursday, March 10, 2022, Monday (14), terça, 15, Thursday of last week."""
    tokens = reader.tokens
    word = tokens.words[i]
    base = word if word in words.WEEKDAYS else word.partition("'")[0]
    entry = words.WEEKDAYS[base]
    if entry.language == "en" and not tokens.capital(i):
        return None
    if entry.language in words.GATED and entry.language != reader.tongue:
        return None
    if reader.tongue == "es" and not spanish.is_weekday(reader, i):
        return None
    k = i + 1
    end = tokens.ends[i] if base == word else tokens.starts[i] + len(base)
    if entry.abbreviated and tokens.word(k) == "." and tokens.glued(k):
        end, k = tokens.ends[k], k + 1
    full = not entry.shy
    if entry.language == "pt" and tokens.word(k) in {"-", "‑"} and tokens.word(k + 1) == "feira":
        end, k, full = tokens.ends[k + 1], k + 2, True
    elif entry.language == "tr" and tokens.word(k) in {"günü", "gününe", "gününden", "günkü"}:
        end, k, full = tokens.ends[k], k + 1, True
    before = tokens.word(i - 1)
    if reader.habitual(i - 1) or before in words.NOT_WEEKDAY_BEFORE:
        return None
    if tokens.capital(k) and tokens.word(k) in words.NOT_WEEKDAY_AFTER:
        return None
    if dated := _weekday_and_date(reader, i, k, entry):
        return dated
    if not (full and entry.language not in {"en", "fr"}) and not _means_weekday(reader, i, k, base, entry):
        return None
    while tokens.word(k) in words.DAY_PARTS and entry.language == "en":
        end, k = tokens.ends[k], k + 1
    of_week = offset = None
    if before == "the" and tokens.word(k) in {"before", "after"} and tokens.word(k + 1) in _ENDING:
        sign = -1 if tokens.word(k) == "before" else 1
        last = k + 2 if tokens.word(k + 1) == "that" else k + 1
        return [reader.make("anaphor", i, last, unit="day", weekday=entry.value, offset=sign)]
    if entry.language == "en" and (week := reader.week_before(i)) is not None:
        of_week = week
    elif named := reader.week_offset(k):
        of_week, end, k = named.value, named.end, named.next
    elif entry.language == "pt" and tokens.word(k) in {"passada", "passado"}:
        offset, end, k = -1, tokens.ends[k], k + 1
    elif reader.tongue == "es" and (behind := reader.span_behind(k)):
        offset, end, k = behind.value, behind.end, behind.next
    return [
        reader.make(
            "weekday", i, k, end=end, language=entry.language, weekday=entry.value, of_week=of_week, offset=offset
        )
    ]


def _weekday_and_date(reader: Reader, i: int, k: int, entry: words.Word) -> list[Expression] | None:
    """Read the date that belongs to the weekday at `i`, from index `k` on: month and day, figures, or a day number."""
    tokens = reader.tokens
    j = k + 1 if tokens.word(k) in words.DAY_PARTS else k
    mark = tokens.word(j)
    closer = CLOSERS.get(mark)
    if mark == "," or closer or (mark == "-" and not tokens.glued(j)):
        j += 1
    if tokens.word(j) in {"the", "dia", "día", "on"}:
        j += 1
    inner: list[Expression] | None = None
    if YEAR_LAST.fullmatch(tokens.word(j)) or YEAR_FIRST.fullmatch(tokens.word(j)):
        inner = date_in_figures(reader, j)
    elif tokens.word(j)[:1].isdigit():
        inner = days_then_month(reader, j)
    elif reader.month(j):
        inner = month_first(reader, j)
    if inner and inner[0].kind == "date":
        head = inner[0]
        last, end = head.last, head.end
        if closer and tokens.word(last) == closer and len(inner) == 1:
            last, end = last + 1, tokens.ends[last]
        head = replace(
            head, first=i, start=tokens.starts[i], last=last, end=end, weekday=entry.value, language=entry.language
        )
        return [head, *(replace(item, first=i) for item in inner[1:])]
    slashed = DAYS.fullmatch(tokens.word(j))
    if closer and slashed and "/" in tokens.words[j] and tokens.word(j + 1) == closer and entry.language == "pt":
        day, month = int(slashed[1]), int(slashed[2])
        if valid(2000, month, day):
            return [reader.make("date", i, j + 2, language="pt", weekday=entry.value, month=month, day=day)]
    return _weekday_and_number(reader, i, j, entry.value, entry.language)


def _weekday_and_number(reader: Reader, i: int, j: int, weekday: int, language: Language) -> list[Expression] | None:
    """Read the number at `j` after the weekday at `i`: Monday (14), Monday the 14th; not "Monday, 14 people"."""
    tokens = reader.tokens
    day = reader.day(j)
    if not day:
        return None
    after = tokens.word(day.next)
    mark = tokens.word(j - 1)
    last, end = day.next, day.end
    if closer := CLOSERS.get(mark):
        if after != closer:
            return None
        last, end = day.next + 1, tokens.ends[day.next]
    else:
        ordinal = day.next > j + 1
        stops = not after or after == "\n" or after in _CLOSING
        if not (stops or (ordinal and not after.isalpha()) or (mark != "," and after in _AFTER_DAY)):
            return None
    return [reader.make("weekday-day", i, last, end=end, language=language, weekday=weekday, day=day.value)]


def _means_weekday(reader: Reader, i: int, k: int, base: str, entry: words.Word) -> bool:
    """Tell whether a weekday's name with no figure beside it, up to index `k`, means a day."""
    tokens = reader.tokens
    before, after = tokens.word(i - 1), tokens.word(k)
    if entry.language == "en":
        unsaid = not (after.isalpha() and after not in _AFTER_DAY)
        if before == "one" or (before == "a" and (unsaid or after in {"in", "of"})):
            return False  # "one Friday", "it was a Monday", "a Tuesday in October"
        if entry.abbreviated:
            led = before in {"on", "last", "next", "until", "by", "since", "from", "this", "till"}
            return led and base not in {"sun", "sat"} and (k > i + 1 or base != "mon")
        if before == "on" and tokens.word(i - 2) == "mail":
            return False
        if before == "a" and tokens.word(i - 2) == "on" and not (after.isalpha() and after not in _AFTER_DAY):
            return False  # "on a Sunday"
        if before == "recent" or (before in _COUNTING and after == "of"):
            return False  # "on a recent Sunday", "the last Friday of the month"
        return not (tokens.glued(i) and before in {"@", "#", "_"})
    if entry.language == "ru":
        return base == "среду" and before in {"в", "на", "прошлую", "следующую", "эту", "минувшую", "и", "или"}
    if entry.language == "uk":
        return base != "середі" and before in {"у", "в", "минулу", "наступну", "цю", "на", "та", "і", "до"}
    if entry.language == "tr":
        return reader.turkish and tokens.capital(i) and (base != "pazar" or before in words.MODIFIERS)
    if entry.language == "fr":
        return before != "le" or tokens.word(k) in {"dernier", "prochain"}
    if entry.language == "de":
        return True
    if before not in {"na", "nesta", "desta", "esta", "última", "próxima", "até", "da", "a", "e"}:
        return False
    return not after.isalpha() or after in {
        "e",
        "que",
        "em",
        "na",
        "no",
        "à",
        "pela",
        "com",
        "para",
        "passada",
        "os",
        "o",
        "a",
    }
