"""Names in Russian and Ukrainian cases: Брама Оделла may be Брам Оделл, Лены Хаукт may be Лена Хаукт.

No dictionary of names is asked. An ending says which nominatives a form can have; that it is one of them, only
another text that prints the nominative can tell. The endings are those of names and surnames in both languages, as
their school grammars give them.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import product

_ENDINGS: tuple[tuple[str, tuple[tuple[str, ...], tuple[str, ...]]], ...] = (
    # ending: nominatives of men, nominatives of women; the longest ending first
    ("ського", (("ський",), ())),
    ("цького", (("цький",), ())),
    ("ському", (("ський",), ())),
    ("цькому", (("цький",), ())),
    ("ою", ((), ("а",))),
    ("ею", ((), ("я", "а"))),
    ("єю", ((), ("я",))),
    ("ові", (("",), ())),
    ("еві", (("ь", "й", ""), ())),
    ("єві", (("й",), ())),
    ("ого", (("ый", "ой", "ий"), ())),
    ("его", (("ий",), ())),
    ("ому", (("ый", "ой", "ий"), ())),
    ("ему", (("ий",), ())),
    ("ую", ((), ("ая",))),
    ("ом", (("", "о"), ())),
    ("ем", (("ь", "й", ""), ())),
    ("єм", (("й",), ())),
    ("ым", (("", "ый"), ())),
    ("им", (("", "ий"), ())),
    ("ой", (("ой",), ("а", "ая"))),
    ("ей", (("ей",), ("я", "а"))),
    ("ії", ((), ("ія",))),
    ("ии", ((), ("ия",))),
    ("ию", (("ий",), ("ия",))),
    ("ія", (("ій",), ("ія",))),
    ("а", (("", "о", "а"), ("а",))),
    ("я", (("ь", "й", "я"), ("я",))),
    ("у", (("", "о", "а"), ("а",))),
    ("ю", (("ь", "й", "я"), ("я",))),
    ("е", (("", "а"), ("а",))),
    ("є", (("й",), ("я",))),
    ("ы", (("а",), ("а",))),
    ("и", (("а", "я"), ("а", "я"))),
    ("і", (("", "а"), ("а",))),
    ("ї", ((), ("я",))),
)
_MOST = 40
"""Candidates of one name."""


def is_cyrillic(name: str) -> bool:
    """Whether a name is written in Cyrillic letters."""
    return "\u0400" <= name[:1] <= "\u052f"


@lru_cache(maxsize=20_000)
def nominatives(name: str) -> tuple[str, ...]:
    """The names of which a Cyrillic name of two words or more can be a case, itself left out; empty for others.

    All words stand in one gender: a man's in a man's endings, a woman's surname may stay as it is.
    """
    words = name.split()
    if len(words) < 2 or not all(map(is_cyrillic, words)):
        return ()
    found: dict[str, None] = {}
    for gender in (0, 1):
        for forms in product(*(_forms(word, gender) for word in words)):
            found.setdefault(" ".join(forms))
            if len(found) > _MOST:
                break
    found.pop(name, None)
    return tuple(found)


def _forms(word: str, gender: int) -> tuple[str, ...]:
    for ending, nominative in _ENDINGS:
        if len(word) > len(ending) + 1 and word.endswith(ending):
            stem = word[: -len(ending)]
            own = tuple(stem + each for each in nominative[gender])
            return own if gender == 0 else (*own, word)
    return (word,)
