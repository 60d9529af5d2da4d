"""The words for numbers in English, German and Turkish."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache

from dateline.evidence.numerals import (
    HALVES,
    QUARTER,
    THIRD,
    Lexicon,
    Role,
    Word,
    loose,
    months,
    numbers,
    others,
    scales,
)
from dateline.patterns import pattern


def _english() -> Lexicon:
    small = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    cardinals = enumerate([*small.split(), "eighteen", "nineteen"], 1)
    ordinals = [
        *enumerate(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
            "fifteenth sixteenth seventeenth eighteenth nineteenth".split(),
            1,
        )
    ]
    tens = [*enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)]
    words = numbers("\n".join(f"{value} {name}" for value, name in cardinals))
    words |= numbers("\n".join(f"{value} {name} {name}ly" for value, name in ordinals), last=True, unsure=(1, 2))
    words |= numbers("\n".join(f"{value}0 {name}" for value, name in tens))
    words |= numbers("\n".join(f"{value}0 {name[:-1]}ieth" for value, name in tens), last=True)
    words |= scales(
        """
        2 hundred hundreds
        3 thousand thousands
        6 million millions mn mln
        5 lakh lakhs
        7 crore crores
        9 billion billions bn bln
        12 trillion trillions tn
        """
    )
    words |= others(
        f"""
        0 zero nil none no nobody nothing naught
        1 a an once single sole
        2 both twice couple couples pair pairs double doubled doubles duo bilateral
        3 thrice triple tripled treble trio trilateral
        4 quadruple quartet quadrilateral
        x12,10,*12 dozen dozens
        *10 tens
        {HALVES},6 half halves midway
        {QUARTER} quarter quarters quarterly
        20 score
        10 decade decades
        100 century centuries
        14,2,15 fortnight
        12,0,24 noon midday midnight
        7 week weeks
        24 overnight
        1000 millennium millennia
        """
    )
    words |= {f"{name}s": loose(value, Fraction(1, value)) for value, name in ordinals}  # seconds, two thirds
    words |= {f"{name}fold": loose(value) for value, name in enumerate(small.split(), 1)}
    words |= {f"{name}fold": loose(value * 10) for value, name in tens}
    words |= {f"{name[:-1]}ies": loose(value * 10, 1900 + value * 10) for value, name in tens}
    names = "january/jan february/feb march/mar april/apr may june/jun july/jul august/aug september/sept/sep"
    words = months(f"{names} october/oct november/nov december/dec") | words
    return Lexicon(
        words=words,
        stems={},
        joins=frozenset({"and"}),
        half=pattern(r"and[\s-]+(?:a|one)[\s-]+half\b", re.IGNORECASE),
        afternoon=pattern(r"\bp\.?\s?m\b|o[’']clock|afternoon|evening|at night", re.IGNORECASE),
        articles=True,
        language="en",
    )


_GERMAN_UNITS = "ein zwei drei vier fünf sechs sieben acht neun"
_GERMAN_TENS = "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig"
_GERMAN_TEENS = "zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn"
_GERMAN_ORDINAL = pattern(r"(.+)te[nrsm]?")
_GERMAN_ROOTS = {"drit": 3, "sieb": 7, "ach": 8, "ers": 1}


@lru_cache(maxsize=1)
def _german_below_1000() -> Mapping[str, int]:
    """The German numbers below 1,000, each as one word."""
    units = {name: value for value, name in enumerate(_GERMAN_UNITS.split(), 1)}
    below = {**units, "eins": 1, "eine": 1, "einer": 1, "einen": 1, "einem": 1, "eines": 1, "zwo": 2}
    below |= {name: value for value, name in enumerate(_GERMAN_TEENS.split(), 10)}
    for value, ten in enumerate(_GERMAN_TENS.split(), 2):
        below[ten] = value * 10
        below |= {f"{name}und{ten}": value * 10 + unit for name, unit in units.items()}
    table = dict(below)
    for name, unit in {"": 1, **units}.items():
        table[f"{name}hundert"] = unit * 100
        for rest, value in below.items():
            table[f"{name}hundert{rest}"] = table[f"{name}hundertund{rest}"] = unit * 100 + value
    return table


def _german_value(form: str) -> int | None:
    """The value of a German number below a million that is written as one word."""
    table = _german_below_1000()
    thousands, found, rest = form.partition("tausend")
    if not found:
        return table.get(form)
    many = table.get(thousands) if thousands else 1
    few = table.get(rest.removeprefix("und")) if rest else 0
    return None if many is None or few is None else many * 1000 + few


_GERMAN_UNSURE = frozenset({1, 8, 11, 100, 1000})
"""“Eine”, “außer Acht”, “die Elf” and “hundert” alone are no numbers, or vague ones."""


def _german(form: str) -> Word | None:
    """What a German word is: a number, an ordinal, or something that begins with a number (“sechsstündig”)."""
    plain = form.replace("dreissig", "dreißig")
    value = _german_value(plain)
    if value is not None:
        if plain == "tausend":
            return Word(role=Role.SCALE, values=(Fraction(1000),), multiple=1000)
        role = Role.HUNDRED if plain == "hundert" else Role.UNIT if value < 10 else Role.GROUP
        return Word(role=role, values=(Fraction(value),), sure=value not in _GERMAN_UNSURE)
    if plain.endswith("einhalb") and (whole := _german_value(plain[: -len("einhalb")])):
        return Word(role=Role.GROUP, values=(whole + Fraction(1, 2),), sure=True)
    if match := _GERMAN_ORDINAL.fullmatch(plain):
        stem = match[1]
        value = _german_value(stem) or _german_value(stem.removesuffix("s")) or _GERMAN_ROOTS.get(stem)
        if value is not None:
            sure = value not in (1, 2, 8, 100, 1000)
            return Word(role=Role.GROUP, values=(Fraction(value),), sure=sure, last=True)
    table = _german_below_1000()
    for length in range(min(len(plain) - 1, 40), 2, -1):
        value = table.get(plain[:length])
        if value is not None:
            multiple = 1000 if plain[length:].startswith("tausend") else value if value >= 100 else 0
            return loose(value * 1000 if multiple == 1000 else value, multiple=multiple)
    return None


def _german_lexicon() -> Lexicon:
    words = scales("6 million millionen mio mill\n9 milliarde milliarden mrd\n12 billion billionen")
    words |= others(
        f"""
        0 null kein keine keinen keiner keinem niemand nichts
        1 ein eine einen einem einer eines einmal einzig einzige einzigen
        2 beide beiden beider beides paar doppelt doppelte zweimal bilateral bilaterale bilateralen duo
        3 dreifach trio dritt
        3,1/4 vierteljahr quartalsweise
        6,1/2 halbjahr halbjahres
        1000 jahrtausend
        x10,12,*10 dutzend dutzende dutzenden
        100,*100 hunderte hunderten hunderter
        1000,*1000 tausende tausenden
        3/2 anderthalb eineinhalb
        {HALVES} halb halbe halben halber halbes hälfte
        {THIRD} drittel dritteln
        {QUARTER} viertel vierteln viertelstunde
        12,0,24 mittag mittags mitternacht
        10 jahrzehnt jahrzehnte jahrzehnten
        100 jahrhundert jahrhunderte jahrhunderten
        7,*7 woche wochen
        3,4 quartal quartals
        """
    )
    for form in "ein eine einen einem einer eines".split():
        words[form] = Word(role=Role.UNIT, values=(Fraction(1),))
    names = "januar/jänner/jan februar/feber/feb märz april/apr mai juni/jun juli/jul august/aug september/sept/sep"
    words = months(f"{names} oktober/okt november/nov dezember/dez") | words
    return Lexicon(
        words=words,
        stems={},
        joins=frozenset(),
        half=pattern(r"(?:und\s+)?ein(?:e|en)?\s+halbe?n?\b", re.IGNORECASE),
        afternoon=pattern(r"nachmittag|abend|nachts", re.IGNORECASE),
        articles=True,
        language="de",
        derived=_german,
    )


_TURKISH = {
    "bir": 1, "iki": 2, "üç": 3, "dört": 4, "dörd": 4, "beş": 5, "altı": 6, "yedi": 7, "sekiz": 8, "dokuz": 9,
    "on": 10, "yirmi": 20, "otuz": 30, "kırk": 40, "elli": 50, "altmış": 60, "yetmiş": 70, "seksen": 80, "doksan": 90,
}  # fmt: skip
_TURKISH_UNSURE = frozenset({1, 6, 7, 10})
"""“Altı” is “below it”, “yedi” “ate”; “on” is short for much."""
_TURKISH_ENDINGS = pattern(
    r"(?:y?[ıiuü]n?|s[ıiuü]n?|n[ıiuü]n|y?[ae]|n[ae]|n?[dt][ae]n?|l[ae]r|l[ıiuü]k?|ş?[ae]r|[ıiuü]?nc[ıiuü]|ki|yl[ae])+"
)
_TURKISH_ORDINAL = pattern(r"[ıiuü]?nc[ıiuü].*")


def _turkish(form: str) -> Word | None:
    """A Turkish number with endings: “üçüncü”, “beşi”, “yirmişer”; with more than that it is loose."""
    for length in range(min(len(form) - 1, 6), 1, -1):
        value = _TURKISH.get(form[:length])
        if value is not None:
            if not _TURKISH_ENDINGS.fullmatch(form, length):
                return loose(value)
            sure = value > 2 and _TURKISH_ORDINAL.fullmatch(form, length) is not None
            role = Role.UNIT if value < 10 else Role.TEN
            return Word(role=role, values=(Fraction(value),), sure=sure, last=True)
    return None


def _turkish_lexicon() -> Lexicon:
    words = {
        form: Word(
            role=Role.UNIT if value < 10 else Role.TEN, values=(Fraction(value),), sure=value not in _TURKISH_UNSURE
        )
        for form, value in _TURKISH.items()
    }
    words |= scales("2 yüz\n3 bin\n6 milyon mn mln\n9 milyar mlr\n12 trilyon")
    words |= others(
        f"""
        0 sıfır hiç kimse
        1 tek ilk
        2 çift ikili ikiz
        2,*2 ikişer
        10,12,*10 onlarca onlarcası
        100,*100 yüzlerce yüzler yüzlercesi
        1000,*1000 binlerce binler binlercesi
        1000000,*1000000 milyonlarca milyonlar
        x12 düzine
        {HALVES} yarım yarı yarısı yarısını yarısının
        {QUARTER} çeyrek
        12,0,24 öğle öğlen öğleyin gece
        100 yüzyıl yüzyılın yüzyılda
        7,*7 hafta haftalık haftada
        """
    )
    names = "ocak/ocağ şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık/aralığ"
    return Lexicon(
        words=words,
        stems=months(names),
        joins=frozenset(),
        half=pattern(r"buçuk\w*", re.IGNORECASE),
        afternoon=pattern(r"akşam|öğleden\s+sonra|gece", re.IGNORECASE),
        articles=False,
        language="tr",
        derived=_turkish,
    )


LANGUAGES = {"en": _english, "de": _german_lexicon, "tr": _turkish_lexicon}
