"""Words of dates that the reader of `import` does not know by themselves, put into such as it knows.

It reads whole articles: their language shows in the words around a date, and a form that means something else as often
is left alone. Of a few words whose language is known from their source more can be understood.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from re import Match, Pattern
from typing import NamedTuple

from dateline.patterns import pattern

_AWAY = {"the day before yesterday": "the day before yesterday", "the day after tomorrow": "the day after tomorrow"}
_BEFORE, _AFTER = _AWAY

CONTEXTS: Mapping[str, str] = {
    "de": "Der die und das den dem ist nicht mit im für auf.\n",
    "fr": "Le la les des et est dans une du que pour qui.\n",
    "tr": "Ağ.\n",
    "pt": "Chão.\n",
    "es": "El la los las y en con del por una su lo que se al.\n",
    "be": "Ў.\n",
}
"""A line without a date, by which the reader takes what follows for a text in a language."""

KIN: Mapping[str, frozenset[str]] = {
    "uk": frozenset({"uk", "ru"}),
    "ru": frozenset({"ru", "uk"}),
    "be": frozenset({"ru", "uk"}),
    "es": frozenset({"pt"}),
}
"""Languages whose words of dates are read in a text of another, which shares them."""

SHIFTING = frozenset(
    "before after following ahead eve by until till since"
    " до после перед накануне спустя к ко після напередодні пасля перад напярэдадні"
    " após depois antes véspera até desde partir tras después víspera hasta"
    " avant après veille lendemain depuis dès jusqu'à jusqu'au vor nach vorabend bis ab seit".split()
)
"""Words before a date that lead away from it, or only to it: “after Thursday's talks” may be a Friday."""

BOUNDING = SHIFTING | frozenset(
    "ago from through not с со через не від з із зі крізь праз ад да há não hace pas nicht".split()
)
"""Words before a day that is counted from publication, after which the words mean another, or none."""

TRAILING = frozenset("week fortnight değil".split())
"""Words behind a date that do the same: “yesterday week”."""

POSTPOSED = frozenset(
    "sonra sonraki sonrası sonrasında önce önceki öncesi öncesinde ertesi beri kadar itibaren".split()
)
"""Such words of Turkish, which may have another before them: “Cuma namazından sonra”."""

LINKS = frozenset(
    "the a of on an in at late early last this next den dem der des el la le les du de do da o os as l un une al del"
    " à au am im na no".split()
)
"""Words that may stand between one of these and the date."""

RANGES = frozenset("- ‑ – — to through until till bis по до a à au al até hasta".split())
"""What stands between the first and the last day of a span."""

LISTED = frozenset("and и і та й ды e y et und ve".split())
"""What stands there behind “between”."""

BETWEEN = frozenset("between между між паміж entre zwischen".split())

NIGHT = pattern(
    r"(?:ночь|ніч|ноч)\s+(?:на|проти)\s+$|nacht\s+(?:zum|zu|auf(?:\s+den)?)\s+$|overnight\s+(?:in)?to\s+$",
    re.IGNORECASE,
)
"""“В ночь на четверг”, before the day on which the night ends: it may as well be the day before."""

EITHER = pattern(r"önceki gün", re.IGNORECASE)
"""“The day before”: in news it is the day before yesterday, and may as well be yesterday."""

LEADS = frozenset("on в во у ў на na no nesta el le am den dem last this".split())
"""Words that may stand before a weekday that is all that is said."""

# Words that may speak of what is to come; they count only where no date is read in the words beside them.
TO_COME: Mapping[str, frozenset[str]] = {
    "en": frozenset(
        "will shall would may might in within coming next upcoming later ahead due set planned scheduled expected soon "
        "until by before after future tomorrow".split()
    ),
    "ru": frozenset(
        "через будет будут ближайший ближайшее ближайшие ближайшем предстоящий предстоящие предстоит следующий "
        "следующая следующее скоро намерен намерены планируется ожидается после до к завтра".split()
    ),
    "uk": frozenset(
        "через буде будуть найближчий найближчі найближчим наступний наступна наступне скоро незабаром планується "
        "очікується заплановано після до завтра".split()
    ),
    "be": frozenset(
        "праз будзе будуць бліжэйшы бліжэйшыя наступны наступная наступнае хутка неўзабаве плануецца чакаецца "
        "запланавана пасля да заўтра".split()
    ),
    "tr": frozenset("sonra içinde gelecek önümüzdeki yakında olacak planlanan planlanıyor beklenen yarın".split()),
    "pt": frozenset(
        "em daqui dentro será serão vai vão deve devem próximo próxima próximos breve depois até amanhã".split()
    ),
    "es": frozenset(
        "en dentro será serán va van debe deben próximo próxima próximos pronto después hasta tras mañana".split()
    ),
    "de": frozenset(
        "in binnen wird werden soll sollen nächste nächsten nächster nächstes kommende kommenden bald nach bis "
        "morgen".split()
    ),
    "fr": frozenset(
        "dans sera seront doit doivent va vont prochain prochaine prochains bientôt après avant demain".split()
    ),
}


class Piece(NamedTuple):
    """A stretch of reworded text, and the words that it stands for."""

    start: int
    """Where it starts in the new text, in characters."""
    end: int
    """Where it ends there (exclusive)."""
    old_start: int
    """Where the words that it stands for start."""
    old_end: int
    """Where they end (exclusive)."""


class Worded(NamedTuple):
    """Words as the reader knows them."""

    text: str
    """The words, behind the line that shows their language."""
    begin: int
    """Where they begin, behind that line."""
    pieces: tuple[Piece, ...]
    """What was put in the place of something else, in order."""

    def old(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the text stands in the words as they were."""
        return self._old(start)[0], self._old(end - 1)[1]

    def replaced(self, start: int) -> bool:
        """Whether something was put in at a place."""
        return any(piece.start <= start < piece.end for piece in self.pieces)

    def _old(self, at: int) -> tuple[int, int]:
        """Of one character: where it stands, or what holds the words that it stands for."""
        shift = -self.begin
        for piece in self.pieces:
            if at < piece.start:
                break
            if at < piece.end:
                return piece.old_start, piece.old_end
            shift = piece.old_end - piece.end
        return at + shift, at + shift + 1


def worded(said: str, language: str) -> Worded:
    """Put words of a language (its primary tag; empty where it is unknown) into such as `find_dates` knows."""
    begin = CONTEXTS.get(language, "")
    if language == "tr":
        said = said.translate(TURKISH)  # one letter for one
    expression, known = _known(language)
    if expression is None:
        return Worded(begin + said, len(begin), ())
    parts, pieces, length, done = [begin], [], len(begin), 0
    for found in expression.finditer(said):
        new = known(found)
        length += found.start() - done
        pieces.append(Piece(length, length + len(new), found.start(), found.end()))
        parts += [said[done : found.start()], new]
        length, done = length + len(new), found.end()
    return Worded("".join([*parts, said[done:]]), len(begin), tuple(pieces))


TURKISH: Mapping[int, str] = {ord("I"): "ı", ord("İ"): "i"}
"""The capitals of Turkish whose small letters are others than elsewhere, for `str.translate`."""


@cache
def _known(language: str) -> tuple[Pattern[str] | None, Callable[[Match[str]], str]]:
    """The expression that finds what is to be put into other words, and what gives these."""
    told = {_plain(old): new for old, new in rows(language)}
    if not told:
        return None, lambda found: found[0]
    # The longest first, so that “antes de ayer” is not “ayer”.
    either = "|".join(map(_expression, sorted(told, key=len, reverse=True)))
    return re.compile(rf"(?<![\w’'])(?:{either})(?!\w)", re.IGNORECASE), lambda found: told[_plain(found[0])]


def _expression(words: str) -> str:
    return re.escape(words).replace(r"\ ", r"[\s-]+").replace("'", "['’]")


def _plain(words: str) -> str:
    return " ".join(words.replace("’", "'").replace("-", " ").casefold().split())


def rows(language: str) -> Iterable[tuple[str, str]]:
    """What is put into which words, in a language: the old and the new ones."""
    made = _MADE.get(language)
    if made is not None:
        yield from made()
    for line in _TABLES.get(language, "").strip().splitlines():
        olds, _, new = line.partition("=")
        for old in olds.split("|"):
            yield old.strip(), new.strip()


def _english() -> Iterable[tuple[str, str]]:
    """Names that stand there in small letters."""
    for name in "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split():
        yield name, name
    for name in "January February July September October November December".split():
        yield name, name


def _portuguese() -> Iterable[tuple[str, str]]:
    """“Segunda feira”, “na noite de segunda”; “há dois dias”, which in the midst of a sentence may be a span."""
    for name in "segunda terça quarta quinta sexta".split():
        yield f"{name} feira", f"{name}-feira"
        for part in "noite tarde manhã madrugada".split():
            yield f"{part} de {name}", f"{part} de {name}-feira"
            yield f"{part} de {name} feira", f"{part} de {name}-feira"
    numbers = "um uma dois duas três quatro cinco seis sete oito nove dez".split()
    for number in [*numbers, *map(str, range(1, 32))]:
        for unit in "dia dias semana semanas mês meses ano anos".split():
            yield f"há {number} {unit}", f"{number} {unit} atrás"


def _german() -> Iterable[tuple[str, str]]:
    """“Donnerstagabend”, “am gestrigen Tag”."""
    for name in "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonnabend Sonntag".split():
        yield f"{name}s", name  # of the Thursday, “des Donnerstags”
        for part in "früh morgen vormittag mittag nachmittag abend nacht".split():
            yield name + part, name
    for day, stem in (("gestern", "gestrig"), ("heute", "heutig"), ("morgen", "morgig"), ("vorgestern", "vorgestrig")):
        for ending in ("e", "en", "er", "es", "em"):
            yield stem + ending, day


_MADE: Mapping[str, Callable[[], Iterable[tuple[str, str]]]] = {
    "en": _english,
    "pt": _portuguese,
    "de": _german,
}

_TABLES: Mapping[str, str] = {
    "en": f"""
day before yesterday|the day before yesterday = {_BEFORE}
day after tomorrow|the day after tomorrow = {_AFTER}
""",
    "fr": """
d'avant hier = de avant-hier
d'hier = de hier
d'aujourd'hui = aujourd'hui
""",
    "uk": """
вечора середи|ранку середи = у середу
""",
    "ru": """
вечером среды|утром среды|днем среды|днём среды|ночью среды|к среде = в среду
""",
}
"""For each language what its words are put into."""
