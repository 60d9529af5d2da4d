"""The pieces that dates are made of (a month's name, a day's number, a year) and what is made of them, `Expression`.

A piece is read at a token's index and says where it ends; the rules in `timex_figures`, `timex_years`,
`timex_clock`, `timex_named` and `timex_relative` put pieces together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from dateline.ingest import timex_words as words
from dateline.ingest.timex_tokens import Tokens
from dateline.ingest.timex_words import Language, Season, Unit

Kind = Literal[
    "date",
    "month",
    "year",
    "quarter",
    "weekday",
    "weekday-day",
    "day-of-month",
    "day",
    "unit",
    "season",
    "half",
    "new-year",
    "ago",
    "anaphor",
    "clock",
]
"""What an expression is made of: date, month and day; weekday-day, "Monday (14)"; day-of-month, "on the 14th"; day,
"yesterday"; unit, "last week"; season, "last summer"; half, "the first half of 1988"; new-year, "in the new year"; ago,
"two weeks ago"; anaphor, "the following day"; clock, "6 p.m.".
"""

LAST_YEAR = 2100
"""The last year that four digits are read as."""

CLAUSE_ENDS = frozenset(["", ".", ",", ";", "\n", "”", '"', ")", "and", "—", "–"])
"""What may stand behind "the day before" where nothing follows that it is the day before of."""

LAST_NTH = -1
"""The count of the last such weekday of a month."""

LAST_DAY = 99
"""The day of a month that stands for its last one, whichever that is."""

JOINTS = frozenset(
    ", and or to through until till & - – — и или по і й та або до ды па да e a ou ve ile bis und et au y al".split()
)
"""Words between the members of a list or a range of dates."""

CLOSERS = {"(": ")", "[": "]"}
"""Each opening bracket and the one that closes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """A stretch of text that speaks of the calendar, and what its words say; the day of publication plays no part."""

    kind: Kind
    """What it is made of."""
    first: int
    """Index of its first token."""
    last: int
    """Index after its last token."""
    start: int
    """Where it starts, in characters of the text."""
    end: int
    """Where it ends (exclusive)."""
    language: Language = "en"
    """The language of its words."""
    year: int | None = None
    """The year where the words give it."""
    month: int | None = None
    """The month, 1 to 12."""
    day: int | None = None
    """The day of the month, 1 to 31."""
    weekday: int | None = None
    """The weekday, 0 for Monday to 6."""
    nth: int | None = None
    """Which of the month's such weekdays it is, 1 for the first, or LAST_NTH."""
    quarter: int | None = None
    """The quarter, 1 to 4."""
    feast: str | None = None
    """The feast whose day it is, a name of `timex_feasts`; its month and day are then not given."""
    half: int | None = None
    """The half of a year, 1 or 2."""
    season: Season | None = None
    """The season."""
    unit: Unit | None = None
    """The span that `offset` counts, also of a weekday ("a week ago Monday"); of a date, the span that holds it ("the
    week of March 7").
    """
    offset: int | None = None
    """How many days or units from publication (an anaphor: from the date last spoken of); of a weekday, which one; of
    a clock, how many hours from the time last spoken of.
    """
    of_year: int | None = None
    """For "March of last year": how many years from the year of publication."""
    of_week: int | None = None
    """For "Thursday of last week": how many weeks from the week of publication."""
    continues: bool = False
    """True where it stands in one range or list with the month or date before it: "in March and April"."""
    time: str | None = None
    """The time of day, HH:MM in 24 hours, as the words give it (no time zone)."""
    approximate: bool = False
    """True where the words give a part of the span ("early March") or an estimate ("about two years ago"); of a
    clock: true where only figures say so ("at 11:25"), which may as well be a score or the minute of a game.
    """


class Piece(NamedTuple):
    """One recognised piece."""

    value: int
    """The month, day, year or offset."""
    next: int
    """The index after it."""
    end: int
    """The character where it ends (exclusive)."""
    language: Language
    """The language of its words."""


class Day(NamedTuple):
    """One of several days of a month."""

    number: int
    """The day, 1 to 31."""
    start: int
    """The character where it starts."""
    end: int
    """The character where it ends (exclusive)."""


class Reader:
    """Reads pieces from the tokens of one text."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.turkish = any(letter in tokens.text for letter in "ğışĞİŞ")
        self.portuguese = any(letter in tokens.text for letter in "ãõÃÕ")
        self.belarusian = "ў" in tokens.text or "Ў" in tokens.text
        self.tongue = _tongue(tokens.words[:_SAMPLE])
        """`de`, `fr` or `es` where the text starts in it: its short words mean other things elsewhere."""
        self.floor = 0
        """The index after the last expression found: "two weeks ago", read backwards, may not reach before it."""
        self.order_known = False
        """Whether `day_first` has been looked for in the text."""
        self.day_first: bool | None = None
        """Whether the text writes the day of a date before the month; None where it does not show."""
        self._may_named: bool | None = None
        self._subjects: dict[frozenset[str], bool] = {}

    def make(self, kind: Kind, first: int, last: int, *, end: int | None = None, **fields: object) -> Expression:
        """Return an expression over tokens `first` to `last` (half-open); a possessive 's at its end stays outside."""
        if end is None:
            end = self.tokens.ends[last - 1]
            word = self.tokens.raw(last - 1)
            if len(word) > 2 and word[-1] in "sS" and word[-2] in "'’":
                end -= 2
        return Expression(kind=kind, first=first, last=last, start=self.tokens.starts[first], end=end, **fields)  # type: ignore[arg-type]

    def month(self, i: int) -> Piece | None:
        """Return the month whose name stands at `i`, with the full stop of an abbreviation."""
        tokens = self.tokens
        word = tokens.word(i)
        if self.tongue and (own := words.OWN_MONTHS[self.tongue].get(word)):
            return Piece(own, i + 1, tokens.ends[i], self.tongue)
        entry = words.MONTHS.get(word)
        end = tokens.ends[i] if entry else 0
        if not entry and "'" in word:
            base, _, suffix = word.partition("'")
            entry = words.MONTHS.get(base)
            if entry and (len(suffix) > 5 or (entry.language == "en" and suffix != "s")):
                return None
            end = tokens.starts[i] + len(base)
        if not entry or (entry.language == "en" and not tokens.capital(i)) or entry.language in words.GATED:
            return None
        following = i + 1
        if entry.abbreviated and tokens.word(following) == "." and tokens.glued(following):
            end = tokens.ends[following]
            following += 1
        return Piece(entry.value, following, end, entry.language)

    def day(self, i: int) -> Piece | None:
        """Return the day of a month at `i`: 1 to 31, with its ordinal ending."""
        tokens = self.tokens
        number = tokens.number(i)
        if number is None or not 1 <= number <= 31 or len(tokens.words[i]) > 2:
            return None
        following = i + 1
        if self.ordinal(following):
            following += 1
        elif (
            tokens.word(following) in {"-", "‑"}
            and tokens.word(following + 1) in {"го", "е", "ше"}
            and tokens.glued(following + 1)
        ):
            following += 2
        elif self._ordinal_abroad(number, following):
            following += 1
        elif tokens.word(following) == "." and self.ordinal(following + 1) and tokens.glued(following + 1):
            following += 2  # 1.º
        elif tokens.glued(following) and tokens.words[following][:1].isalpha():
            return None
        return Piece(number, following, tokens.ends[following - 1], "en")

    def _ordinal_abroad(self, number: int, i: int) -> bool:
        """Tell whether the full stop of German "10. März" or the ending of French "1er mars" stands at `i`."""
        word = self.tokens.word(i)
        if self.tongue == "de":
            return word == "." and self.tokens.glued(i)
        return number == 1 and (
            (self.tongue == "fr" and word == "er") or (self.tongue == "es" and word in {"ro", "er"})
        )

    def ordinal(self, i: int) -> bool:
        """Tell whether the ending of an ordinal stands at `i`: 10*th*, 1*º*."""
        return self.tokens.word(i) in {"st", "nd", "rd", "th", "º", "ª"}

    def year(self, i: int) -> Piece | None:
        """Return the year at `i`: four digits, or an apostrophe and two; with `года`, `р.`, `yılında` after it."""
        tokens = self.tokens
        number = tokens.number(i)
        if number is None and tokens.word(i) in {"'", "’", "‘"} and tokens.glued(i + 1):
            short = tokens.words[i + 1]
            letters = tokens.glued(i + 2) and tokens.words[i + 2][:1].isalpha()
            if len(short) == 2 and short.isascii() and short.isdigit() and not letters:
                return Piece(century(int(short)), i + 2, tokens.ends[i + 1], "en")
        if number is None or not 1000 <= number <= LAST_YEAR:
            return None
        following = i + 1
        after = tokens.word(following)
        if (tokens.glued(following) and after[:1].isalpha()) or after in words.COUNTED or after in {"bc", "bce"}:
            return None
        if after == "b" and tokens.word(following + 1) == "." and tokens.word(following + 2) == "c":
            return None  # 1200 B.C.
        following = self.year_noun(following)
        return Piece(number, following, tokens.ends[following - 1], "en")

    def year_noun(self, i: int) -> int:
        """Return the index after `года`, `р.` or `yılında` where one stands at `i` and belongs to a year, else `i`."""
        tokens = self.tokens
        if tokens.word(i) not in words.YEAR_NOUNS:
            return i
        if tokens.words[i] not in {"г", "р"}:
            return i + 1
        return i + 2 if tokens.word(i + 1) == "." and tokens.glued(i + 1) else i

    def year_after(self, i: int) -> Piece | None:
        """Return the year that follows a month, day or quarter at `i`: `2022`, `, 2022`, `of 2022`, `de 2022`."""
        return self.year(i + 1 if self.tokens.word(i) in {",", "of", "de", "del"} else i)

    def year_offset(self, i: int) -> Piece | None:
        """Return the year that "of last year", "this year", "прошлого года" at `i` names, as an offset."""
        tokens = self.tokens
        j = i + 1 if tokens.word(i) in {"of", "do", "de", "del", "в"} else i
        modifier = words.MODIFIERS.get(tokens.word(j))
        unit = words.UNITS.get(tokens.word(j + 1).partition("'")[0])
        if modifier and unit and unit[0] == "year" and tokens.word(j + 1) not in words.PLURALS:
            return Piece(modifier.value, j + 2, tokens.ends[j + 1], modifier.language)
        if tokens.word(j) == "ano" and tokens.word(j + 1) == "passado":
            return Piece(-1, j + 2, tokens.ends[j + 1], "pt")
        if self.tongue == "es" and tokens.word(j) == "año" and (behind := self.span_behind(j + 1)):
            return behind
        entry = words.YEARS.get(tokens.word(i))
        return Piece(entry.value, i + 1, tokens.ends[i], entry.language) if entry else None

    def span_behind(self, i: int) -> Piece | None:
        """Return what "pasada", "próximo" or "que viene" at `i`, behind a word of Spanish, counts, as an offset."""
        tokens = self.tokens
        word = tokens.word(i)
        last = i + 1 if word != "que" else i + 2
        offset = {"pasado": -1, "pasada": -1, "próximo": 1, "próxima": 1, "entrante": 1}.get(word)
        if word == "que" and tokens.word(i + 1) == "viene":
            offset = 1
        if offset is None or (word == "pasado" and tokens.word(i + 1) == "mañana"):
            return None
        return Piece(offset, last, tokens.ends[last - 1], "es")

    def habitual(self, i: int) -> bool:
        """Tell whether the word at `i` makes a habit of the weekday or month behind it; "her" does in Turkish only."""
        word = self.tokens.word(i)
        return word in words.EVERY and (word != "her" or self.turkish)

    def year_spoken_of(self, i: int) -> Piece | None:
        """Return the year of "that year", "of the following year" at `i`, as an offset from the year last spoken of."""
        tokens = self.tokens
        k = i + (tokens.word(i) == "of")
        k += tokens.word(k) == "the"
        offset = {"following": 1, "next": 1, "same": 0, "that": 0, "previous": -1}.get(tokens.word(k))
        bare_next = k == i and tokens.word(k) == "next"
        if offset is None or bare_next or tokens.word(k + 1) != "year":
            return None
        return Piece(offset, k + 2, tokens.ends[k + 1], "en")

    def week_offset(self, i: int) -> Piece | None:
        """Return the week named by "of last week", "last week", "da semana passada" at `i`, as an offset."""
        tokens = self.tokens
        j = (
            i + 1
            if tokens.word(i) in {"of", "da", "de"} or (tokens.word(i) == "," and tokens.word(i + 1) == "last")
            else i
        )
        if tokens.word(j) == "semana" and tokens.word(j + 1) == "passada":
            return Piece(-1, j + 2, tokens.ends[j + 1], "pt")
        if self.tongue == "es":
            j += tokens.word(j) == "la"
            if tokens.word(j) == "semana" and (behind := self.span_behind(j + 1)):
                return behind
        modifier = words.MODIFIERS.get(tokens.word(j))
        noun = tokens.word(j + 1)
        base = noun.partition("'")[0]
        unit = words.UNITS.get(base)
        if not modifier or not unit or unit[0] != "week" or noun in words.PLURALS:
            return None
        return Piece(modifier.value, j + 2, tokens.starts[j + 1] + len(base), modifier.language)

    def week_before(self, i: int) -> int | None:
        """Return the week, as an offset, that "last week on" just before a weekday at `i` names, or None."""
        tokens = self.tokens
        j = i - 2 if tokens.word(i - 1) == "on" else i - 1
        j -= tokens.word(j) == ","
        if j == i - 1 or tokens.word(j) != "week":
            return None
        modifier = words.MODIFIERS.get(tokens.word(j - 1))
        return modifier.value if modifier and modifier.language == "en" else None

    def quarterly(self, noun: str) -> bool:
        """Tell whether a word means a quarter of a year: "period" does in reports of a quarter's earnings."""
        return noun == "quarter" or (noun == "period" and self.speaks_of(_QUARTERS) and self.speaks_of(words.EARNINGS))

    def turkish_here(self, i: int) -> bool:
        """Tell whether a Turkish month's name at `i` may be read: in a Turkish text, or a form that is Turkish only."""
        word = self.tokens.words[i]
        return self.turkish or "'" in word or any(letter in word for letter in "şığüöç")

    def may_is_name(self) -> bool:
        """Tell whether the text uses May as somebody's surname: after a first name or a title, or before "said"."""
        if self._may_named is None:
            tokens = self.tokens
            self._may_named = any(
                word == "may"
                and tokens.capital(position)
                and (
                    tokens.word(position - 1) in {"mrs", "ms", "mr", "minister", "theresa"}
                    or tokens.word(position + 1) == "said"
                )
                for position, word in enumerate(tokens.words)
            )
        return self._may_named

    def speaks_of(self, subject: frozenset[str]) -> bool:
        """Tell whether any word of `subject` stands in the text; the text is searched once for each subject."""
        known = self._subjects.get(subject)
        if known is None:
            known = self._subjects[subject] = any(word in subject for word in self.tokens.words)
        return known

    def spoilt(self, i: int) -> bool:
        """Tell whether figures with marks in them (10-12, 24/02/2022) are part of a name, a price or a larger code."""
        tokens = self.tokens
        if tokens.glued(i):
            before = tokens.text[tokens.starts[i] - 1]
            if before.isalnum() or before in "$€£¥₽₺₴#№@&+=_%~*\\/.:":
                return True
        return tokens.word(i - 1) in {"$", "€", "£", "#", "№"}


_QUARTERS = frozenset({"quarter"})
_SAMPLE = 400
_COMMONEST: dict[str, str] = {
    "d": "der die und das den dem ist nicht mit im für auf ein eine von zu sich er sie wird am sind hat auch",
    "f": "le la les des et est dans une du que pour qui sur au par pas",
    "s": "el la los las una del que por con su al lo y en se ayer año miércoles jueves viernes enero febrero diciembre",
    # of these, what Italian has not
    "n": "el los las por y en que ayer año miércoles jueves viernes enero febrero diciembre",
    # others': what a text in Spanish has few of
    "o": "the of and to in is for der die und das ist den mit le les des et est dans une du pour qui sur au pas à il ce"
    " o os do da dos das em não um uma ao na no e di che è per della nel els amb i",
}


def _marks() -> dict[str, str]:
    """Return the commonest words, each with the keys of `_COMMONEST` that it stands for."""
    marks: dict[str, str] = {}
    for key, line in _COMMONEST.items():
        for word in line.split():
            marks[word] = marks.get(word, "") + key
    return marks


_MARKS = _marks()


def _tongue(start: Sequence[str]) -> Literal["de", "fr", "es"] | None:
    """Return the language of a text whose first words are German, French or Spanish: one in nine is of the commonest.

    Spanish shares them with its neighbours; it is told from these by having fewer of theirs than of its own.
    """
    told = Counter(map(_MARKS.get, start))
    told.pop(None, None)
    german, french, spanish, own, others = (
        sum(count for marks, count in told.items() if marks and key in marks) for key in "dfsno"
    )
    if own and spanish * 9 >= len(start) and spanish > max(french, others):
        return "es"
    if max(german, french) * 9 < len(start) or not start:
        return None
    return "de" if german > french else "fr"


def century(short: int) -> int:
    """Return the year that two digits mean: 00 to 29 of this century, 30 to 99 of the last."""
    return 2000 + short if short < 30 else 1900 + short


def valid(year: int, month: int, day: int) -> bool:
    """Tell whether the day exists."""
    if not (1 <= month <= 12 and 1 <= day <= 31 and 1 <= year <= 9999):
        return False
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return day <= (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]
