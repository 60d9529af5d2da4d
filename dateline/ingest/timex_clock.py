"""Rules for times of the day: 6 p.m., 18:00 UTC, eight o'clock, at noon, five hours later."""

from __future__ import annotations

import re

from dateline.ingest import timex_words as words
from dateline.ingest.timex_pieces import Expression, Piece, Reader

TIME = re.compile(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])(?::[0-5][0-9])?")
"""18:00, 6.30, 18:00:05."""
_ZONES = frozenset("gmt utc est edt et cet cest eet eest msk pst pdt pt bst cst cdt ist kst jst".split())
_AT = frozenset(
    "at from to until till by around about before after since between and approximately".split()
    + "в у ў о об до с з às das saat".split()
)
_HOURS = 12  # counted farther, they would mostly lead into another day
GOES_ON = frozenset("that to when as after before and but while with by he she they it the a his her its".split())
"""Words with which a sentence goes on behind a date or a time."""


def clock(reader: Reader, i: int) -> list[Expression] | None:
    """Read 6 p.m., 6:30am, 18:00 UTC, 1500 GMT, at 11:25, a las 14.30 horas as a time of day."""
    tokens = reader.tokens
    word = tokens.words[i]
    match = TIME.fullmatch(word)
    number = tokens.number(i)
    if reader.tongue == "es" and (spanish := _a_las(reader, i, match, number)):
        return spanish
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


def _a_las(reader: Reader, i: int, match: re.Match[str] | None, number: int | None) -> list[Expression] | None:
    """Read "a las 14.30 horas", "a las 14:30" and "a las 18 horas", from the preposition on; else None."""
    tokens = reader.tokens
    if tokens.word(i - 1) not in {"las", "la"} or tokens.word(i - 2) != "a" or i - 2 < reader.floor:
        return None
    named = tokens.word(i + 1) in {"horas", "hora", "h", "hrs", "hs"}
    part = tokens.word(i + 1) == "de" and tokens.word(i + 2) == "la"
    half = {"mañana": 0, "madrugada": 0, "tarde": 12, "noche": 12}.get(tokens.word(i + 3)) if part else None
    if match:
        hour, minute = int(match[1]), int(match[2])
    elif number is not None and len(tokens.words[i]) <= 2 and number <= 23 and (named or half is not None):
        hour, minute = number, 0
    else:
        return None
    last = i + 1 + named
    if half is not None and 1 <= hour <= 12:
        # “las 12 de la mañana” is noon, “las 12 de la noche” midnight
        noon_or_midnight = {"mañana": 12, "noche": 0}.get(tokens.word(i + 3), half) if hour == 12 else hour + half
        hour, last = noon_or_midnight, i + 4
    return [reader.make("clock", i - 2, last, time=f"{hour:02}:{minute:02}", approximate=False)]


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
    if the < reader.floor or (after.isalpha() and after not in GOES_ON):
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
