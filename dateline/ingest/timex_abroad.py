"""Rules for the forms in which other languages differ from English: vor zwei Jahren, il y a un an, в тот же день."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dateline.ingest import timex_spanish as spanish
from dateline.ingest import timex_words as words
from dateline.ingest.timex_named import month_first, weekday_first
from dateline.ingest.timex_pieces import Expression, Reader
from dateline.ingest.timex_words import Language

Rule = Callable[[Reader, int], list[Expression] | None]


def spoken_of(reader: Reader, i: int) -> list[Expression] | None:
    """Read "на следующий день", "того ж дня", "ertesi gün", "no dia seguinte", "am nächsten Tag", "le lendemain"."""
    tokens = reader.tokens
    for phrase, offset, language in _ANAPHORS.get(tokens.words[i], ()):
        if all(tokens.word(i + k) == part for k, part in enumerate(phrase)):
            return [reader.make("anaphor", i, i + len(phrase), language=language, unit="day", offset=offset)]
    return None


def far_day(reader: Reader, i: int) -> list[Expression] | None:
    """Read "antes de ontem", "avant-hier", "depois de amanhã", "après-demain", "evvelsi gün": two days away."""
    tokens = reader.tokens
    for phrase, offset, language in _FAR_DAYS.get(tokens.words[i], ()):
        if language in words.GATED and reader.tongue != language:
            continue
        k = i
        for part in phrase:
            k += k > i and tokens.word(k) in {"-", "‑"}  # “avant-hier” and “avant hier”
            if tokens.word(k) != part:
                break
            k += 1
        else:
            if phrase[0] == "önceki" and (before := tokens.word(i - 1)).endswith(_FROM):
                return None  # “seçimden önceki gün”, the day before the election
            if phrase[0] == "önceki" and before == "bir" and i - 1 >= reader.floor:
                return [reader.make("anaphor", i - 1, k, language=language, unit="day", offset=-1)]
            return [reader.make("day", i, k, language=language, offset=offset)]
    return None


def part_of_today(reader: Reader, i: int) -> list[Expression] | None:
    """Read "bu sabah", "esta manhã", "ce matin", "esta mañana": a part of the day of publication."""
    tokens = reader.tokens
    if reader.tongue == "es" and tokens.words[i] == "esta":
        return spanish.part_of_today(reader, i)
    for noun, language in _TODAYS.get(tokens.words[i], ()):
        if tokens.word(i + 1) == noun:
            return [reader.make("day", i, i + 2, language=language, offset=0)]
    return None


def count_first(reader: Reader, i: int) -> list[Expression] | None:
    """Read "vor zwei Jahren", "il y a deux ans", "hace dos años" and, opening a sentence, "há dois anos"."""
    tokens = reader.tokens
    if tokens.words[i] == "hace":
        return _hace(reader, i)
    k, language = _count_opens(reader, i)
    if language is None:
        return None
    estimate = tokens.word(k) in _ESTIMATES
    k += estimate
    number = tokens.number(k)
    if number is None:
        number = words.NUMBERS.get(tokens.word(k))
    unit = words.UNITS.get(tokens.word(k + 1))
    if number is None or unit is None or unit[0] == "weekend" or (unit[1] != language and tokens.word(k + 1) != "mois"):
        return None
    if language == "pt" and tokens.word(k + 2) != ",":
        return None  # "está preso há dois anos" is a span of time
    if tokens.word(k + 2) in {"que", "qu'il", "qu'elle"}:
        return None
    return [reader.make("ago", i, k + 2, language=language, unit=unit[0], offset=-number, approximate=estimate)]


def _hace(reader: Reader, i: int) -> list[Expression] | None:
    """Read "hace dos años", "hace casi un mes"; "hace dos años que" and "hace un año y medio" count otherwise."""
    tokens = reader.tokens
    opened = spanish.count_opens(reader, i)
    if opened is None:
        return None
    k, estimate = opened
    number = tokens.number(k)
    if number is None:
        number = words.SPANISH_NUMBERS.get(tokens.word(k))
    unit = words.UNITS.get(tokens.word(k + 1))
    if number is None or unit is None or unit[1] not in {"es", "pt"} or tokens.word(k + 2) == "que":
        return None
    if tokens.word(k + 2) == "y" and tokens.word(k + 3) in {"medio", "media"}:
        return None
    return [reader.make("ago", i, k + 2, language="es", unit=unit[0], offset=-number, approximate=estimate)]


def _count_opens(reader: Reader, i: int) -> tuple[int, Language | None]:
    """Return the index at which a count starts behind its opener at `i`, and the language; None where none opens."""
    tokens = reader.tokens
    word = tokens.words[i]
    if word == "vor" and reader.tongue == "de":
        return i + 1, "de"
    if word == "il" and reader.tongue == "fr" and tokens.word(i + 1) == "y" and tokens.word(i + 2) == "a":
        return i + 3, "fr"
    if word in {"há", "faz"} and tokens.opens_sentence(i):
        return i + 1, "pt"
    return i, None


def span_behind(reader: Reader, i: int) -> list[Expression] | None:
    """Read "la semaine dernière", "l'an dernier", "le mois prochain": the modifier behind its noun."""
    tokens = reader.tokens
    base = tokens.words[i].removeprefix("l'")
    unit = words.UNITS.get(base)
    offset = _BEHIND.get(tokens.word(i + 1))
    if reader.tongue != "fr" or unit is None or offset is None or unit[0] == "day":
        return None
    return [reader.make("unit", i, i + 2, language="fr", unit=unit[0], offset=offset)]


def half_a_year(reader: Reader, i: int) -> list[Expression] | None:
    """Read "полгода назад", "півроку тому" and "паўгода таму"."""
    language = _HALVES.get((reader.tokens.words[i], reader.tokens.word(i + 1)))
    return [reader.make("ago", i, i + 2, language=language, unit="month", offset=-6)] if language else None


_HALVES: dict[tuple[str, str], Language] = {
    ("полгода", "назад"): "ru",
    ("півроку", "тому"): "uk",
    ("паўгода", "таму"): "be",
}


def foreign_quarter(reader: Reader, i: int) -> list[Expression] | None:
    """Read "в первом квартале 2022 года", "no terceiro trimestre", "üçüncü çeyrekte", "im ersten Quartal 2022"."""
    tokens = reader.tokens
    number, language = QUARTERS[tokens.words[i]]
    noun = tokens.word(i + 1).partition("'")[0]
    if not noun.startswith(("квартал", "trimestre", "çeyre", "quartal")):
        return None
    if year := reader.year_after(i + 2):
        return [reader.make("quarter", i, year.next, end=year.end, language=language, quarter=number, year=year.value)]
    if offset := reader.year_offset(i + 2):
        return [
            reader.make(
                "quarter", i, offset.next, end=offset.end, language=language, quarter=number, of_year=offset.value
            )
        ]
    return [reader.make("quarter", i, i + 2, language=language, quarter=number)]


def end_of_span(reader: Reader, i: int) -> list[Expression] | None:
    """Read "до кінця тижня", "в конце года", "fim do mês", "Ende der Woche": the week, month or year that runs."""
    tokens = reader.tokens
    k = i + 1
    if tokens.word(k) in {"do", "da", "der", "des", "du", "de", "del"}:
        k += 1 + (tokens.word(k + 1) == "la")
    unit = words.UNITS.get(tokens.word(k))
    if not unit or unit[1] == "en" or unit[0] in {"day", "weekend"} or tokens.word(k) in words.PLURALS:
        return None
    if tokens.word(k + 1) in {"passado", "passada", "pasado", "pasada", "dernier", "dernière", "que"}:
        return None
    if tokens.words[i] in words.SPANISH_PARTS and reader.tongue != "es":
        return None
    return [reader.make("unit", i, k + 1, language=unit[1], unit=unit[0], offset=0, approximate=True)]


def day_number(reader: Reader, i: int) -> list[Expression] | None:
    """Read "no dia 8" and "el día 8": a day of a month that the text leaves open."""
    tokens = reader.tokens
    day = reader.day(i + 1)
    if tokens.words[i] == "día":
        if day is None or tokens.word(i - 1) not in {"el", "del", "al"} or tokens.word(day.next) in {"de", "/"}:
            return None
        return [reader.make("day-of-month", i, day.next, end=day.end, language="es", day=day.value)]
    if day is None or tokens.word(i - 1) not in {"no", "do", "ao", "o", "até"} or tokens.word(day.next) in {"de", "/"}:
        return None
    return [reader.make("day-of-month", i, day.next, end=day.end, language="pt", day=day.value)]


def weekday_behind(reader: Reader, i: int) -> list[Expression] | None:
    """Read "lundi dernier", "samedi prochain", and a French or German weekday as any other."""
    tokens = reader.tokens
    found = weekday_first(reader, i)
    offset = _BEHIND.get(tokens.word(i + 1))
    if found and found[0].kind == "weekday" and offset is not None and reader.tongue == "fr":
        return [replace(found[0], last=i + 2, end=tokens.ends[i + 1], offset=offset)]
    return found


_FROM = ("den", "dan", "ten", "tan")
_BEHIND = {"dernier": -1, "dernière": -1, "passé": -1, "passée": -1, "prochain": 1, "prochaine": 1}
_ESTIMATES = frozenset("etwa rund fast knapp environ près presque cerca quase".split())

_ANAPHOR_TABLE: tuple[tuple[Language, int, str], ...] = (
    ("ru", 1, "на следующий день"),
    ("ru", 0, "в тот же день"),
    ("ru", 0, "тем же вечером"),
    ("uk", 1, "наступного дня"),
    ("uk", 0, "того ж дня"),
    ("uk", 0, "цього ж дня"),
    ("tr", 1, "ertesi gün"),
    ("tr", 0, "aynı gün"),
    ("pt", 1, "dia seguinte"),
    ("pt", 0, "mesmo dia"),
    ("de", 1, "nächsten tag"),
    ("de", 1, "folgenden tag"),
    ("de", 0, "selben tag"),
    ("de", 0, "gleichen tag"),
    ("fr", 1, "le lendemain"),
    ("fr", 0, "le même jour"),
    ("fr", -1, "la veille"),
    ("es", 1, "día siguiente"),
    ("es", 0, "mismo día"),
    ("be", 1, "на наступны дзень"),
    ("be", 1, "назаўтра"),
    ("be", 0, "у той жа дзень"),
    ("be", 0, "ў той жа дзень"),
    ("be", 0, "таго ж дня"),
)

_FAR_TABLE: tuple[tuple[Language, int, str], ...] = (
    ("pt", -2, "antes de ontem"),
    ("pt", 2, "depois de amanhã"),
    ("fr", -2, "avant hier"),
    ("fr", 2, "après demain"),
    ("es", -2, "antes de ayer"),
    ("es", -2, "ante ayer"),
    ("es", 2, "pasado mañana"),
    ("tr", -2, "evvelsi gün"),
    ("tr", -2, "evvelki gün"),
    ("tr", -2, "önceki gün"),
    ("tr", -2, "dünden önceki gün"),
    ("tr", -2, "evvelsi günkü"),
    ("tr", -2, "önceki günkü"),
    ("tr", 2, "öbür gün"),
    ("tr", 2, "öbür günkü"),
    ("tr", 2, "yarından sonraki gün"),
)


def _by_first_word(
    table: tuple[tuple[Language, int, str], ...],
) -> dict[str, tuple[tuple[tuple[str, ...], int, Language], ...]]:
    """Return the phrases of a table by their first word."""
    found: dict[str, list[tuple[tuple[str, ...], int, Language]]] = {}
    for language, offset, text in table:
        phrase = tuple(text.split())
        found.setdefault(phrase[0], []).append((phrase, offset, language))
    return {word: tuple(rows) for word, rows in found.items()}


_ANAPHORS = _by_first_word(_ANAPHOR_TABLE)
_FAR_DAYS = _by_first_word(_FAR_TABLE)

_TODAYS: dict[str, tuple[tuple[str, Language], ...]] = {
    "bu": (("sabah", "tr"), ("akşam", "tr"), ("gece", "tr"), ("öğleden", "tr")),
    "esta": (("manhã", "pt"), ("tarde", "pt"), ("noite", "pt")),
    "ce": (("matin", "fr"), ("soir", "fr")),
}


def _quarters() -> dict[str, tuple[int, Language]]:
    """Return the ordinals that stand before a quarter, with their number and language."""
    rows: tuple[tuple[Language, str], ...] = (
        ("ru", "первом втором третьем четвертом|четвёртом"),
        ("uk", "першому другому третьому четвертому"),
        ("tr", "ilk|birinci ikinci üçüncü dördüncü|son"),
        ("es", "primer segundo tercer cuarto"),
        ("pt", "primeiro segundo terceiro quarto"),
        ("de", "ersten zweiten dritten vierten"),
        ("fr", "premier deuxième troisième quatrième"),
        ("be", "першым другім трэцім чацвёртым|чацьвёртым"),
    )
    return {
        form: (number, language)
        for language, line in rows
        for number, forms in enumerate(line.split(), 1)
        for form in forms.split("|")
    }


QUARTERS: dict[str, tuple[int, Language]] = _quarters()
"""The ordinals that stand before a quarter in other languages than English."""

_PARTS = (
    "кінця кінці початку середини наприкінці конца конце начале начала середине середины"
    " канцы канца пачатку сярэдзіне сярэдзіны напрыканцы"
    " fim final meados início começo ende anfang mitte fin début finales principios mediados comienzos".split()
)

RULES: tuple[tuple[tuple[str, ...], Rule], ...] = (
    (tuple(_FAR_DAYS), far_day),
    (tuple(_ANAPHORS), spoken_of),
    (("fin",), spanish.weekend),
    (("primero",), spanish.first_of_month),
    (tuple(words.OWN_MONTHS["es"]), month_first),
    (tuple(_TODAYS), part_of_today),
    (("vor", "il", "há", "faz", "hace"), count_first),
    (("semaine", "mois", "trimestre", "année", "l'année", "l'an", "an"), span_behind),
    (tuple(word for word, _ in _HALVES), half_a_year),
    (tuple(QUARTERS), foreign_quarter),
    (tuple(_PARTS), end_of_span),
    (("dia", "día"), day_number),
    (words.FRENCH_WEEKDAYS, weekday_behind),
)
"""The words that open a form, and the rule that reads it; they are tried before those of `timex_grammar`."""
