"""Spellings of one person's name: Zelenskiy, Zelensky and Зеленський are one, Lukashenko's son is another.

Names are compared by what is left when the ways to write Cyrillic and Turkish names in Latin letters are
evened out. The comparison is made to keep two persons apart rather than to join every spelling of one.
"""

import re
import unicodedata
from functools import lru_cache

_CYRILLIC = dict(
    zip(
        "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяёэыъўј",
        "a b v g g d e ie zh z i i i i k l m n o p r s t u f kh ts ch sh shch _ iu ia e e y _ u i".split(),
        strict=True,
    )
)
_LETTERS = {"ß": "ss", "ł": "l", "đ": "d", "ø": "o", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d"}
# Letters whose mark carries the sound that other alphabets spell with two letters.
_SOUNDS = {"ç": "ch", "č": "ch", "ć": "ch", "ş": "sh", "š": "sh", "ś": "sh", "ș": "sh", "ž": "zh", "ż": "zh"}
_STEPS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), repl)
    for pattern, repl in (
        ("shch|sch|szcz", "sh"),
        ("tsch|tch|cz", "ch"),
        ("sh|sz", "s"),
        ("zh", "z"),
        ("ch", "q"),
        ("kh", "h"),
        ("gh", "g"),
        ("th", "t"),
        ("ph", "f"),
        ("ts|tz", "z"),
        ("gu(?=[ei])", "g"),
        ("ou|oo", "u"),
        ("ck", "k"),
        ("x", "ks"),
        ("w", "v"),
        ("[yj]", "i"),
        ("ff$", "v"),
        (r"([a-z])\1+", r"\1"),
        ("ie", "e"),
        ("ine$", "in"),
        ("skaia$", "ska"),
        ("enka$", "enko"),
    )
)
# Forms of one given name in neighbouring languages; a man is Vladimir in Moscow's papers and Volodymyr in Kyiv's.
_GIVEN_FORMS = """
volodymyr vladimir volodimir vladymyr | oleksandr aleksandr alexander alexandr aliaksandr alexandre aleksander
aleksandar | dmytro dmitri dimitri dzmitry dmitro dmytry | mykhailo mikhail mikhailo mihail mykhaylo mihailo |
serhii sergei sergii serguei siarhei | andrii andrei andriy | oleksii alexei aleksei aliaksei | yevhen yevgeny
evgeny yevhenii evgenii | mykola nikolai mikola mikalai | petro pyotr piotr petr | pavlo pavel | ihor igor |
oleh oleg | olha olga volha | olena elena yelena alena | iryna irina | kateryna yekaterina ekaterina katsiaryna
| hanna ganna | nataliia natalia | tetiana tatiana tatsiana | yuliia yulia julia | maryna marina | viktor victor
viktar | valerii valery | vitalii vitaly | vasyl vasily | hryhorii grigory ryhor | heorhii georgy | maksym maxim
maksim | denys denis | artem artyom | kyrylo kirill | danylo daniil | bohdan bogdan | svitlana svetlana
sviatlana | liudmyla lyudmila ludmila | yakiv yakov | illia ilya | kostiantyn konstantin | arsenii arseny |
leonid | ruslan | roman | rustem rustam | stepan | taras | oksana | mariia maria | yurii yuri | anton | boris
borys | valentyna valentina
"""
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "filho", "neto", "junior"})
_PARTICLES = frozenset(
    "de da do dos das del della di du van von der den ter bin ibn al el la le ben abu bint y e".split()
)
_WORD = re.compile(r"[^\W\d_]+(?:[’'ʼ`.\-‑][^\W\d_]+)*\.?")


def same_person(a: str, b: str) -> bool:
    """Tell whether two full names spell one person, whatever alphabet and transliteration they use.

    True where family names agree and given names agree, are forms of one name (Dmytro, Dmitri), or one is an
    initial of the other; middle names and patronymics must not contradict, `Jr.` is somebody else. A family
    name alone is not enough beside a full name (see `could_be_same_person`): families share it. Two single
    names are one where they are spelled alike.
    """
    return _compare(a, b, bare=False)


def could_be_same_person(a: str, b: str) -> bool:
    """Like `same_person`, but a family name alone also fits every full name that ends in it."""
    return _compare(a, b, bare=True)


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """Reduce one word of a name to letters a to z in which its usual transliterations are alike.

    A plain `c` stays `c`, for it stands for `k` in one language and for `ch` (here `q`) in another.
    """
    lower = word.lower().replace("i̇", "i")
    latin = "".join(
        _CYRILLIC.get(char) or _SOUNDS.get(char) or _LETTERS.get(char) or char
        for char in unicodedata.normalize("NFC", lower)
    )
    plain = unicodedata.normalize("NFD", latin)
    plain = "".join(char for char in plain if "a" <= char <= "z")
    for pattern, replacement in _STEPS:
        plain = pattern.sub(replacement, plain)
    return plain


@lru_cache(maxsize=1)
def _forms() -> dict[str, int]:
    """Give each folded given name the number of its group of forms."""
    groups = _GIVEN_FORMS.split("|")
    return {fold(name): number for number, group in enumerate(groups) for name in group.split()}


def given_names_agree(a: str, b: str) -> bool:
    """Tell whether two given names (or initials) may be one: alike, forms of one name, or its initial."""
    if _initial(a) or _initial(b):
        return bool(fold(a)[:1]) and (fold(a)[:1] == fold(b)[:1] or _first_sounds(a, b))
    return _alike(a, b) or (_group(a) is not None and _group(a) == _group(b)) or _declined(a, b)


def _declined(a: str, b: str) -> bool:
    """Tell whether one given name is a Cyrillic case of the other, by its last letter alone: Міри and Mira."""
    if not (_is_cyrillic(a) or _is_cyrillic(b)):
        return False
    first, second = fold(a), fold(b)
    vowels = first[-1:] in "aeiou" and second[-1:] in "aeiou"
    return vowels and len(first) == len(second) > 3 and first[:-1] == second[:-1]


def family_names_agree(a: str, b: str, *, slavic: bool = False) -> bool:
    """Tell whether two family names are spellings of one; `slavic` evens out h and g, a first s and z."""
    if _alike(a, b):
        return True
    return slavic and _alike(a, b, voiced=True)


def meeting_keys(name: str) -> tuple[str, ...]:
    """Keys of which every two spellings of one person share one, so that only few names need to be compared.

    One is of the family name, one of the given and the family name in whatever order. They are made of the consonants
    that no way of comparing in this module tells apart; one key for many names costs time and nothing else.
    """
    words = [word for word in _words(name) if word.rstrip(".").lower() not in _SUFFIXES] or name.split()
    if not words:
        return ()
    last = _skeleton(words[-1])
    if len(words) == 1:
        return (last,)
    return (last, " ".join(sorted((_skeleton(words[0]), last))))


@lru_cache(maxsize=20_000)
def _skeleton(word: str) -> str:
    """The consonants of a word that are the same in all its spellings; the word itself where it has none."""
    plain = fold(word.rstrip(".")).replace("dz", "")
    bare = re.sub("[cqz]", "k", re.sub("[aeiouhg]", "", plain))
    bare = re.sub("^[ks]", "s", bare)
    return bare or word.rstrip(".").casefold()


def _first_sounds(a: str, b: str) -> bool:
    """Compare initials that alphabets write differently: Ю. and Yu., Е. and Y."""
    return {fold(a)[:1], fold(b)[:1]} <= {"i", "e"}


def _initial(word: str) -> bool:
    """Tell whether a word is an initial: one letter, or two as in Yu., with or without its dot."""
    return len(word.rstrip(".")) == 1 or (word.endswith(".") and len(word) <= 3)


def _group(word: str) -> int | None:
    """Give the number of the given name's group of forms."""
    return _forms().get(fold(word))


@lru_cache(maxsize=50_000)
def _alike(a: str, b: str, *, voiced: bool = False) -> bool:
    """Compare folded words, reading `c` once as k and once as ch; across alphabets also by consonants."""
    first, second = fold(a), fold(b)
    if not first or not second:
        # Scripts that are not folded (Arabic, Chinese) are compared as they are.
        return not first and not second and a.casefold() == b.casefold()
    if voiced:
        # German papers print Selenskyj for Zelensky.
        first, second = (re.sub("^z", "s", name.replace("h", "g")) for name in (first, second))
    if first == second or any(
        first.replace("c", reading) == second.replace("c", reading) for reading in ("k", "q", "z")
    ):
        return True
    if _is_cyrillic(a) == _is_cyrillic(b):
        return False
    bare = [re.sub("[aeiouh]", "", name.replace("c", "k").replace("dz", "i")) for name in (first, second)]
    return bare[0] == bare[1] and len(bare[0]) >= 3


def _is_cyrillic(word: str) -> bool:
    """Tell whether a word is written in Cyrillic letters."""
    return "\u0400" <= word[:1] <= "\u052f"


def _words(name: str) -> list[str]:
    """Split a name into its words, without particles."""
    return [word for word in _WORD.findall(name) if word.lower() not in _PARTICLES]


@lru_cache(maxsize=50_000)
def _compare(a: str, b: str, *, bare: bool) -> bool:
    """Compare two names; `bare` lets a single name match the last one of the other."""
    first, second = _words(a), _words(b)
    suffixes = [{w.rstrip(".").lower() for w in words} & _SUFFIXES for words in (first, second)]
    if suffixes[0] != suffixes[1] or not first or not second:
        return False
    first = [word for word in first if word.rstrip(".").lower() not in _SUFFIXES]
    second = [word for word in second if word.rstrip(".").lower() not in _SUFFIXES]
    if not first or not second:
        return False
    if len(first) == 1 or len(second) == 1:
        if len(first) == len(second) or bare:
            return family_names_agree(first[-1].rstrip("."), second[-1].rstrip("."))
        return False
    if _full_names_agree(first, second):
        return True
    # Ukrainian and Hungarian papers print the family name first.
    return len(first) == len(second) == 2 and not any(map(_initial, first + second)) and _reversed(first, second)


def _reversed(first: list[str], second: list[str]) -> bool:
    """Tell whether the second name is the first one with the family name in front."""
    return _alike(first[0], second[1]) and _alike(first[1], second[0])


def _full_names_agree(first: list[str], second: list[str]) -> bool:
    """Compare names of two words and more, given name first."""
    slavic = _group(first[0]) is not None and _group(second[0]) is not None
    slavic = slavic or _initial(first[0]) or _initial(second[0])
    if not family_names_agree(first[-1], second[-1], slavic=slavic):
        return False
    if given_names_agree(first[0], second[0]):
        middles = (first[1:-1], second[1:-1])
        if not middles[0] or not middles[1]:
            return True
        return len(middles[0]) == len(middles[1]) and all(map(given_names_agree, *middles))
    # Recep Tayyip Erdoğan is also called by his second name.
    longer, shorter = sorted((first, second), key=len, reverse=True)
    called = longer[1:-1] if len(shorter) < len(longer) else []
    return any(_alike(shorter[0], word) for word in called) and not _initial(shorter[0])
