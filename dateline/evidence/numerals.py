"""The words for numbers in nine languages: English, Ukrainian, Russian, Belarusian, Portuguese, Turkish, German, French
and Spanish, from form to value.

Three sorts of words are told apart. A number's own words have a part in the grammar of numbers (`Role`) and are sure,
or not where a form means something else as often: “neuf” is new, “yüz” a face, “quinta” a Thursday. Loose words are no
numbers, but a translator may rightly write a number for them, or them for a number: “both”, “half an hour”, “сутки”,
“March” in a date. Stems are the beginnings of words that have a number in them: “шестичасовой”, “sechsstündig”.

The words for one (“one”, “один”, “um”) are articles and pronouns as often as numbers, and never sure by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from dateline.records import record


class Role(StrEnum):
    """What a word does in a number."""

    UNIT = "unit"
    """1 to 9."""
    TEEN = "teen"
    """10 to 19; half as much again (“полтора”) too."""
    TEN = "ten"
    """20 to 90, and the Turkish 10, behind which units stand."""
    HUNDRED = "hundred"
    """100, as many times as the word before it says."""
    HUNDREDS = "hundreds"
    """100 to 900, in one word."""
    GROUP = "group"
    """Any number that German writes as one word."""
    SCALE = "scale"
    """1,000 and its powers, as many times as the words before it say."""
    COUNTED = "counted"
    """“dozen”, “сотня”, as many times as the word before it says; alone it is loose."""
    HALF = "half"
    """“and a half”, behind a number."""
    LOOSE = "loose"
    """No part of a number."""


@record(frozen=True, slots=True, kw_only=True)
class Word:
    """What one form of a word has to do with numbers."""

    role: Role
    """Its part in a number."""
    values: tuple[Fraction, ...]
    """What it can stand for; words that are not loose have one value."""
    sure: bool = False
    """Whether it is a number when it stands alone."""
    last: bool = False
    """Whether no other word of a number follows it: an ordinal, or a form with an ending."""
    multiple: int = 0
    """Any multiple of this may be meant as well (“hundreds”); 0 = none."""


@record(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The words for numbers of one language."""

    words: Mapping[str, Word]
    """By form: in lower case and NFC, with straight apostrophes, and е for ё."""
    stems: Mapping[str, Word]
    """Beginnings of words, likewise; all loose."""
    joins: frozenset[str]
    """Words that stand inside a number: “and”, “e”, “et”."""
    half: re.Pattern[str]
    """“and a half”, behind a number."""
    afternoon: re.Pattern[str]
    """What says, near an hour, that it is one of twelve: “p.m.”, “вечера”."""
    articles: bool
    """Whether something single has an article, so that “1 hour” may be told by “an hour”, and by nothing less."""
    language: str
    """The language's code."""
    derived: Callable[[str], Word | None] | None = None
    """What a form that stands in no table is, where the language makes such without end: “zweihundertfünf”."""

    def look_up(self, form: str) -> Word | None:
        """What a word is, as `folded` gives it; None where it has nothing to do with numbers."""
        found = self.words.get(form)
        if found is None and "'" in form and self.language in _APOSTROPHES:
            # l'un, three's, üç'ü: the number stands before the apostrophe, in French behind it.
            found = self.words.get(form.rpartition("'")[2] if self.language == "fr" else form.partition("'")[0])
        if found is None and self.derived is not None:
            found = self.derived(form)
        return found or self._by_stem(form)

    def _by_stem(self, form: str) -> Word | None:
        """A loose word for one that begins with numbers: двадцати|пяти|летний is 25."""
        total, low, at, thing = Fraction(0), Fraction(10**9), 0, None
        while at < len(form) and (found := self._stem(form, at)):
            stem, word = found
            if thing is not None and (len(word.values) > 1 or word.values[0] >= low):
                break
            thing, low, at = word, word.values[0], at + len(stem)
            total += low
        if thing is None or len(thing.values) > 1:
            return thing
        for stem, scale in _STEM_SCALES:
            if form.startswith(stem, at):
                total *= scale
        return loose(total, multiple=thing.multiple)

    def _stem(self, form: str, at: int) -> tuple[str, Word] | None:
        """The longest stem that stands at a place of a word."""
        for length in range(min(_LONGEST_STEM, len(form) - at), 1, -1):
            word = self.stems.get(form[at : at + length])
            if word is not None:
                return form[at : at + length], word
        return None


LANGUAGES = ("en", "uk", "ru", "be", "pt", "tr", "de", "fr", "es")
"""The languages whose words for numbers are known, by their codes."""

_APOSTROPHES = frozenset({"en", "fr", "tr"})
_LONGEST_STEM = 16
_STEM_SCALES = (("тысяч", 1000), ("тисяч", 1000), ("миллион", 10**6), ("мільйон", 10**6), ("мільён", 10**6))


def lexicon(language: str | None) -> Lexicon | None:
    """The words of a language by its BCP 47 tag; None where they are not known."""
    code = (language or "").partition("-")[0].lower()
    return _lexicon(code) if code in LANGUAGES else None


@lru_cache(maxsize=len(LANGUAGES))
def _lexicon(code: str) -> Lexicon:
    # They are made when a text in their language is read, and few are.
    from dateline.evidence import numerals_romance, numerals_slavic, numerals_various

    if code in numerals_slavic.LANGUAGES:
        return numerals_slavic.words_of(code)
    if code in numerals_romance.LANGUAGES:
        return numerals_romance.LANGUAGES[code]()
    return numerals_various.LANGUAGES[code]()


def loose(*values: int | Fraction, multiple: int = 0) -> Word:
    """A word that is no number, but may stand for one of these values."""
    return Word(role=Role.LOOSE, values=tuple(map(Fraction, values)), multiple=multiple)


def forms_of(written: str) -> Iterator[str]:
    """The forms that `stem|ending,ending` and plain words stand for; `_` is no ending."""
    for each in written.split():
        stem, bar, endings = each.partition("|")
        yield from (stem + ending.strip("_") for ending in endings.split(",")) if bar else (stem,)


def _role(value: int) -> Role:
    """The part that a word of this value has in a number, in most languages."""
    if value >= 1000:
        return Role.SCALE
    if value >= 100:
        return Role.HUNDREDS
    return Role.UNIT if value < 10 else Role.TEEN if value < 20 else Role.TEN


def numbers(rows: str, *, last: bool = False, unsure: Iterable[int] = (1,)) -> dict[str, Word]:
    """The words of a table, each line of which is a value and its forms."""
    table: dict[str, Word] = {}
    for row in filter(None, map(str.strip, rows.splitlines())):
        head, _, forms = row.partition(" ")
        value = int(head.replace("_", ""))
        word = Word(role=_role(value), values=(Fraction(value),), sure=value not in unsure, last=last)
        table.update(dict.fromkeys(forms_of(forms), word))
    return table


def standing_apart(table: Mapping[str, Word]) -> dict[str, Word]:
    """The same words, which no other words of a number stand beside: “noventa segundos” are 90 seconds, not 92."""
    return {form: Word(role=Role.LOOSE, values=word.values, sure=word.sure, last=True) for form, word in table.items()}


def scales(rows: str) -> dict[str, Word]:
    """Words for thousands, millions and so on; alone they are vague (“thousands”), and never sure."""
    table: dict[str, Word] = {}
    for row in filter(None, map(str.strip, rows.splitlines())):
        head, _, forms = row.partition(" ")
        value = 10 ** int(head)
        role = Role.HUNDRED if value == 100 else Role.SCALE
        word = Word(role=role, values=(Fraction(value),), multiple=value)
        table.update(dict.fromkeys(forms_of(forms), word))
    return table


def others(rows: str) -> dict[str, Word]:
    """Loose words: each line has the values, `*` before one of which any multiple may be meant, and the forms.

    A line that begins with `x` has words that may be counted: “two dozen”.
    """
    table: dict[str, Word] = {}
    for row in filter(None, map(str.strip, rows.splitlines())):
        head, _, forms = row.partition(" ")
        counted = head.startswith("x")
        head = head.lstrip("x")
        multiple = next((int(each[1:]) for each in head.split(",") if each.startswith("*")), 0)
        values = tuple(dict.fromkeys(Fraction(each.lstrip("*")) for each in head.split(",")))
        word = Word(role=Role.COUNTED if counted else Role.LOOSE, values=values, multiple=multiple)
        table.update(dict.fromkeys(forms_of(forms), word))
    return table


def months(names: str) -> dict[str, Word]:
    """Loose words for the twelve months: the forms of each are joined by `/`."""
    table: dict[str, Word] = {}
    for number, forms in enumerate(names.split(), 1):
        table.update(dict.fromkeys(forms.split("/"), loose(number)))
    return table


THIRD = "1/3,3,33"
QUARTER = "1/4,4,15,45,25,3"
HALVES = "1/2,30,50"
