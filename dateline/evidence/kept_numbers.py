"""Whether a translation keeps the numbers of its quote.

Two numbers go together where they can mean the same, by value and not by spelling. `compare` is silent rather than
wrong: a number counts as lost only when it surely is one and nothing in the translation could stand for it, and as
brought in only when nothing in the quote could.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from dateline.evidence.numbers import Number, numbers_in
from dateline.evidence.numerals import Lexicon, lexicon
from dateline.evidence.numerals_grammar import Part
from dateline.patterns import pattern
from dateline.records import record

_IN_BRACKETS = pattern(r"\[[^\[\]]*\]")


@record(frozen=True, slots=True, kw_only=True)
class Difference:
    """What a translation has otherwise than its quote."""

    lost: tuple[Number, ...] = ()
    """The numbers of the quote that nothing in the translation stands for."""
    added: tuple[Number, ...] = ()
    """The numbers of the translation that nothing in the quote could be."""


MAX_NUMBERS = 200
"""Nothing is said of texts with more numbers: they are no quotes."""
MAX_CHARACTERS = 20_000
"""Nor of longer ones."""


def compare(quote: str, translation: str, language: str | None, into: str | None) -> Difference:
    """What numbers a translation loses and brings in.

    `language` is the quote's, `into` the translation's, each a BCP 47 tag; None = not known.
    """
    if max(len(quote), len(translation)) > MAX_CHARACTERS:
        return Difference()
    there, here = numbers_in(quote, language), numbers_in(translation, into)
    if max(len(there), len(here)) > MAX_NUMBERS:
        return Difference()
    told, tells = lexicon(language), lexicon(into)
    lost = _missing(there, here, tells, translation)
    # What stands in brackets is the editors' own. But once something is lost, what stands in its place is told, in
    # brackets or not, though the quote's language may not be known.
    own = [] if lost else [match.span() for match in _IN_BRACKETS.finditer(translation)]
    brought = _missing(here, there, told or (tells if lost else None), quote)
    added = [
        number
        for number in brought
        if not any(start < number.start < end for start, end in own)
        and (lost or number.figures or (not number.ordinal and min(number.values, default=Fraction(0)) > 2))
    ]
    if not added:
        # The two sides, “les deux pays”, need not be counted; where another number stands instead, they were.
        lost = [number for number in lost if number.figures or number.value != 2]
    return Difference(lost=tuple(lost), added=tuple(added))


def _missing(ours: Sequence[Number], theirs: Sequence[Number], words: Lexicon | None, text: str) -> list[Number]:
    """Our numbers that none of theirs can stand for; `words` and `text` are theirs."""
    if words is None and any(char.isnumeric() and not char.isdecimal() for char in text):
        return []  # 二十: figures of a script that has no decimal digits
    needed = [number for number in ours if number.sure and any(_needed(part, words) for part in number.parts)]
    pairs = _matching(
        [[at for at, other in enumerate(theirs) if _same(number, other)] for number in needed], len(theirs)
    )
    left = [number for number, at in zip(needed, pairs, strict=True) if at is None]
    if not left:
        return []
    free = [part for at, number in enumerate(theirs) if at not in pairs for part in number.parts]
    parts = [(number, part) for number in left for part in number.parts if _needed(part, words)]
    found = _matching([[at for at, other in enumerate(free) if part.fits(other)] for _, part in parts], len(free))
    bare = {number.start for (number, _), at in zip(parts, found, strict=True) if at is None}
    return [number for number in left if number.start in bare]


def _same(one: Number, other: Number) -> bool:
    """Whether two numbers can mean the same as a whole."""
    return not one.values.isdisjoint(other.values) or not one.times.isdisjoint(other.times)


def _needed(part: Part, words: Lexicon | None) -> bool:
    """Whether a part has to stand in a text with these words (None = not known) in some way that is seen."""
    if not part.sure or not part.values or Fraction(0) in part.values:
        return False
    if part.month:
        return words is not None
    if words is None:
        # Numbers that are short to say may stand in words.
        least = min(part.values)
        return least > 100 and (least.denominator > 1 or least % 100 != 0)
    return words.articles or Fraction(1) not in part.values


def _matching(wanted: Sequence[Sequence[int]], many: int) -> list[int | None]:
    """A partner for each of as many as can be (Kuhn): `wanted` has the possible ones of each, of `many` in all."""
    owner: list[int | None] = [None] * many

    def place(at: int, seen: set[int]) -> bool:
        for partner in wanted[at]:
            if partner not in seen:
                seen.add(partner)
                held = owner[partner]
                if held is None or place(held, seen):
                    owner[partner] = at
                    return True
        return False

    for at in range(len(wanted)):
        place(at, set())
    partners: list[int | None] = [None] * len(wanted)
    for partner, at_ in enumerate(owner):
        if at_ is not None:
            partners[at_] = partner
    return partners


def shown(number: Number) -> str:
    """A number for a message, with its value where the words don't show it: “шість” (6), “2 тис.” (2,000), “20”."""
    value = number.value
    if value is None:
        return f"“{number.words}”"
    plain = f"{value.numerator:,}" if value.denominator == 1 else f"{float(value):,.10g}"
    alike = number.words in (plain, plain.replace(",", ""), f"{value.numerator}")
    return f"“{number.words}”" if alike else f"“{number.words}” ({plain})"
