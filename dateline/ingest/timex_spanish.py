"""What tells dates of Spanish from its other words: mañana, los lunes, Domingo; and its own forms of them.

All of it is asked of texts in Spanish only (`Reader.tongue`), most of whose words of dates other languages have too.
"""

from __future__ import annotations

from dateline.ingest import timex_words as words
from dateline.ingest.timex_pieces import Expression, Reader

_MORNINGS = frozenset("la las una cada misma otra media toda plena buena el esta aquella".split())
_HABITS = frozenset("los de cada un ningún otro otros todos cualquier algún".split())
_LINKS = frozenset({"y", "e", "o", "a", ","})
_LIST = 12  # tokens: a week's days with what stands between them
_FEASTS = frozenset("santo negro ceniza ramos resurrección pascua carnaval gloria".split())


def is_day(reader: Reader, i: int) -> bool:
    """Tell whether the word at `i` is a day counted from publication: no "la mañana", "hoy en día", "el diario Hoy"."""
    tokens = reader.tokens
    word, before, after = tokens.words[i], tokens.word(i - 1), tokens.word(i + 1)
    if tokens.capital(i) and not tokens.opens_sentence(i):
        return False
    if word == "hoy":
        return after != "día" and (after, tokens.word(i + 2)) != ("en", "día")
    if word != "mañana":
        return True
    if before == "de":  # “la reunión de mañana”, but “muy de mañana”, “ayer de mañana”
        lead = tokens.word(i - 2)
        return lead != "muy" and lead not in words.DAYS and lead not in words.WEEKDAYS
    return before not in _MORNINGS and after != "siguiente"


def is_month(reader: Reader, i: int) -> bool:
    """Tell whether the month's name at `i`, with no figure beside it, is one: no "Julio Torres", "la plaza de Mayo"."""
    tokens = reader.tokens
    if not tokens.capital(i):
        return True
    return tokens.words[i] != "julio" and tokens.opens_sentence(i) and not tokens.capital(i + 1)


def is_weekday(reader: Reader, i: int) -> bool:
    """Tell whether the weekday's name at `i` is a day: no "los lunes", "de lunes a viernes", "Viernes Santo"."""
    tokens = reader.tokens
    entry = words.WEEKDAYS[tokens.words[i].partition("'")[0]]
    if entry.language not in {"es", "pt"}:
        return True
    if entry.shy:
        return False  # “segunda” and “sexta” are no days in Spanish
    before, after = tokens.word(i - 1), tokens.word(i + 1)
    numbered = after[:1].isdigit()
    if tokens.capital(i) and not tokens.opens_sentence(i) and not numbered:
        return False  # Santo Domingo, Plácido Domingo
    if after in _FEASTS or (after == "de" and tokens.word(i + 2) in _FEASTS):
        return False
    if before in _HABITS and not numbered:
        return False
    k = i
    while k > i - _LIST and tokens.word(k - 1) in _LINKS and tokens.word(k - 2) in words.WEEKDAYS:
        k -= 2  # “los lunes, miércoles y viernes”, “de lunes a viernes”
    return k == i or tokens.word(k - 1) not in _HABITS


def part_of_today(reader: Reader, i: int) -> list[Expression] | None:
    """Read "esta mañana", "esta tarde" and "esta noche"."""
    if reader.tongue != "es" or reader.tokens.word(i + 1) not in {"mañana", "tarde", "noche", "madrugada"}:
        return None
    return [reader.make("day", i, i + 2, language="es", offset=0)]


def weekend(reader: Reader, i: int) -> list[Expression] | None:
    """Read "este fin de semana", "el pasado fin de semana", "el fin de semana que viene", and "el fin de semana"."""
    tokens = reader.tokens
    if reader.tongue != "es" or tokens.word(i + 1) != "de" or tokens.word(i + 2) != "semana":
        return None
    before = words.MODIFIERS.get(tokens.word(i - 1))
    if before and i - 1 >= reader.floor:
        return [reader.make("unit", i - 1, i + 3, language="es", unit="weekend", offset=before.value)]
    if behind := reader.span_behind(i + 3):
        return [reader.make("unit", i, behind.next, language="es", unit="weekend", offset=behind.value)]
    if tokens.word(i - 1) in words.EVERY | {"un"}:
        return None
    return [reader.make("unit", i, i + 3, language="es", unit="weekend")]


def first_of_month(reader: Reader, i: int) -> list[Expression] | None:
    """Read "primero de marzo", "el primero de mayo de 2021"."""
    tokens = reader.tokens
    month = reader.month(i + 2) if reader.tongue == "es" and tokens.word(i + 1) == "de" else None
    if month is None or month.language != "es":
        return None
    year = reader.year_after(month.next)
    offset = None if year else reader.year_offset(month.next)
    tail = year or offset or month
    return [
        reader.make(
            "date",
            i,
            tail.next,
            end=tail.end,
            language="es",
            month=month.value,
            day=1,
            year=year.value if year else None,
            of_year=offset.value if offset else None,
        )
    ]


def count_opens(reader: Reader, i: int) -> tuple[int, bool] | None:
    """Return the index at which the count of "hace casi dos años" starts, and whether it is an estimate; else None.

    "Desde hace dos años" is a span of time.
    """
    tokens = reader.tokens
    if reader.tongue != "es" or tokens.word(i - 1) == "desde":
        return None
    k = i + 1 + (tokens.word(i + 1) in {"ya", "ahora", "exactamente", "justo", "solo", "sólo"})
    for phrase in _ABOUT:
        if all(tokens.word(k + place) == part for place, part in enumerate(phrase)):
            return k + len(phrase), True
    return k, False


_ABOUT = tuple(
    tuple(line.split())
    for line in (
        "más de", "poco más de", "algo más de", "menos de", "poco menos de", "cerca de", "alrededor de", "casi",
        "apenas", "unos", "unas", "aproximadamente",
    )
)  # fmt: skip
