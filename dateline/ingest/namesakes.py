"""Forms of one person's name within one text: which belong together, which is the fullest."""

import re

from dateline.ingest.capitals import is_initial
from dateline.ingest.given_names import given_name_gender, hinted_gender
from dateline.ingest.name_words import cyrillic_stem, is_cyrillic
from dateline.ingest.spellings import family_names_agree, fold, given_names_agree

_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "filho", "neto"})
# Given names of men that end as those of women mostly do.
_MEN_IN_A = frozenset(
    "luca nikola nikita ilya illia danila kuzma foma mustafa joshua ezra elisha akira kenta shinya jukka pekka "
    "mika sasha misha kolya vanya petya obama costa musa isa yahya issa moussa abdulla zakaria hamza "
    "krishna rama surya"
    "никита илья данила кузьма лука фома саша миша ілля микита микола сава хома".split()
)
ROMAN = re.compile(r"[IVX]+\Z")
"""A number behind a name."""


def family(words: tuple[str, ...]) -> str:
    """Give the family name among the words of a name: the last that is no Jr. or III."""
    for word in reversed(words):
        if word.lower() not in _SUFFIXES and not ROMAN.match(word):
            return word
    return words[-1]


def family_key(word: str) -> str:
    """Give the key under which a family name is kept: alike for its spellings and cases."""
    return cyrillic_stem(word)[:5] if is_cyrillic(word) else fold(word).replace("c", "k").replace("q", "k")[:4]


def family_agrees(a: str, b: str) -> bool:
    """Tell whether two words are one family name within one text, in any case."""
    if is_cyrillic(a) and is_cyrillic(b):
        return cyrillic_stem(a) == cyrillic_stem(b)
    return family_names_agree(a, b)


def same_full(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Tell whether two full names of one text are one person's."""
    suffix_a, suffix_b = (words[-1].lower().rstrip(".") if words[-1].lower() in _SUFFIXES else "" for words in (a, b))
    if suffix_a != suffix_b or not family_agrees(family(a), family(b)):
        return False
    if len(b) == 1 or len(a) == 1:
        return True
    if is_cyrillic(a[0]) and is_cyrillic(b[0]):
        return cyrillic_stem(a[0]) == cyrillic_stem(b[0]) or given_names_agree(a[0], b[0])
    short, long = sorted((fold(a[0]), fold(b[0])), key=len)
    if len(short) > 2 and long.startswith(short):
        return True  # Josh and Joshua: of one text, with one family name
    return given_names_agree(a[0], b[0]) or (len(a) != len(b) and fold(a[0]) in [fold(word) for word in b[1:-1]])


def fuller(new: tuple[str, ...], old: tuple[str, ...]) -> bool:
    """Tell whether a form of the name is fuller than the one kept, or is its nominative."""
    if len(new) != len(old):
        return len(new) > len(old)
    if sum(map(is_initial, new)) != sum(map(is_initial, old)):
        return sum(map(is_initial, new)) < sum(map(is_initial, old))
    if not is_cyrillic(new[0]):
        return False
    return _case_rank(new) < _case_rank(old)


def _case_rank(words: tuple[str, ...]) -> tuple[int, int]:
    """Rank a Cyrillic name by how much it looks like a nominative: short, then by its ending."""
    order = {"й": 0, "а": 1, "о": 1, "я": 1}
    return sum(map(len, words)), sum(
        order.get(word[-1].lower(), 1 if word[-1] not in "уюиіеыь" else 2) for word in words
    )


def gender_of_name(words: tuple[str, ...]) -> str | None:
    """Guess `m` or `f` from a given name, or from a Slavic family name's ending."""
    if len(words) > 1:
        for word in words[:-1]:
            gender = given_name_gender(word)
            if gender is not None:
                if gender:
                    return gender
                break
        else:
            first = words[0].lower()
            if (hinted := hinted_gender(first)) is not None:
                return hinted
            if len(first) > 3 and first.endswith(("a", "я")) and first.isalpha() and first not in _MEN_IN_A:
                return "f"  # a guess for names that no list has: Ruta, Zorka
    own = fold(family(words))
    if len(own) > 5:
        if own.endswith(("ova", "eva", "ska", "skaia", "qna")):
            return "f"
        if own.endswith(("ov", "ev", "ski")):
            return "m"
    return None
