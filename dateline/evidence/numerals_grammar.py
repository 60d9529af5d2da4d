"""How the pieces of a number go together: two hundred | and | fifty | thousand."""

from __future__ import annotations

from fractions import Fraction

from dateline.evidence.numerals import Role
from dateline.records import record


@record(frozen=True, slots=True, kw_only=True)
class Part:
    """A number that can't be taken apart."""

    values: frozenset[Fraction]
    """What it can mean."""
    sure: bool = True
    """Whether it has to be kept."""
    multiple: int = 0
    """Any multiple of this may be meant as well (“hundreds”); 0 = none."""
    month: bool = False
    """Whether it is the month of a date, which stands in words as often."""

    def fits(self, other: Part) -> bool:
        """Whether both can mean the same."""
        return (
            not self.values.isdisjoint(other.values)
            or (self.multiple > 0 and any(value and value % self.multiple == 0 for value in other.values))
            or (other.multiple > 0 and any(value and value % other.multiple == 0 for value in self.values))
        )


@record(frozen=True, slots=True, kw_only=True)
class Item:
    """A piece of a text: a figure, or a word that has to do with numbers."""

    start: int
    """0-based character of the text where it begins."""
    end: int
    """The character after its last."""
    role: Role
    """Its part in a number."""
    values: tuple[Fraction, ...]
    """What it can mean."""
    figures: bool = False
    """Whether it is written in figures."""
    sure: bool = True
    """Whether it is a number when it stands alone."""
    last: bool = False
    """Whether no other piece follows it in a number."""
    multiple: int = 0
    """Any multiple of this may be meant as well; 0 = none."""
    times: tuple[str, ...] = ()
    """The times and dates that it can mean."""
    clear: bool = False
    """Whether there is little doubt about the first of its values."""
    parts: tuple[Part, ...] = ()
    """How it can be taken apart; empty where it can't be."""


_AGES = range(16, 21)
_COUNTING = (Role.UNIT, Role.TEEN, Role.TEN, Role.GROUP, Role.HALF)
_HALF_BEHIND = ("pt", "es", "fr")


class Grammar:
    """Puts the pieces of one number together, as long as they fit: two hundred | and | fifty | thousand."""

    def __init__(self, language: str) -> None:
        """Take the code of the language, empty where its words are not known."""
        self.language = language
        self.total: tuple[Fraction, ...] = (Fraction(0),)
        self.group: tuple[Fraction, ...] | None = None
        self.previous: Item | None = None
        self.scale: Fraction | None = None
        self.vague = False
        self._stretches: list[tuple[Fraction, ...]] = []

    def values(self) -> tuple[Fraction, ...]:
        """What the pieces come to."""
        return tuple(total + each for total in self.total for each in self.group or (Fraction(0),))

    def stretches(self) -> list[tuple[Fraction, ...]]:
        """What the pieces come to one after the other, where figures follow a scale: 2 thousand | 500."""
        return [*self._stretches, *([self.group] if self.group is not None else [])]

    def takes(self, item: Item) -> bool:
        """Take another piece, and say whether it fits."""
        if item.figures and (not item.values or not item.sure):
            return False
        fits = self._scaled(item) if item.role is Role.SCALE else self._grouped(item)
        if fits:
            self.previous = item
        return fits

    def _scaled(self, item: Item) -> bool:
        scale = item.values[0]
        group = self.group
        if group is None and self.scale is None:
            self.total = (scale,)
            self._stretches.append(self.total)
        elif group is None or (self.scale is not None and scale >= self.scale):
            # dos mil | quinientos | millones
            if self.scale is None or scale <= self.scale or max(self.values()) >= scale:
                return False
            self.total = tuple(each * scale for each in self.values())
        else:
            grown = tuple(each * scale for each in group)
            self._stretches.append(grown)
            self.total = tuple(total + each for total in self.total for each in grown)
        self.group, self.scale = None, scale
        return True

    def _grouped(self, item: Item) -> bool:
        value, group, role = item.values[0] if item.values else Fraction(0), self.group, item.role
        before = self.previous.role if self.previous is not None else None
        if role is Role.LOOSE:
            return False
        if role is Role.HALF:
            if group is None and before is Role.SCALE and self.scale is not None and self.language in _HALF_BEHIND:
                half = self.scale / 2  # dos millones | y medio
                self.total = tuple(each + half for each in self.total)
                return True
            if group is None or before is Role.HALF or any(each.denominator != 1 for each in group):
                return False
            self.group = tuple(each + value for each in group)
            return True
        if role is Role.COUNTED:
            if group is None or before not in _COUNTING or max(group) >= 100:
                return False
            self.group = tuple(each * many for each in group for many in item.values)
            self.vague = self.vague or len(item.values) > 1  # two dozen may be twenty
            return True
        if group is None:
            if self.scale is not None and (max(item.values) >= self.scale or (item.figures and self._apart(item))):
                return False
            self.group = item.values
            return True
        if item.figures or (self.previous is not None and self.previous.figures):
            return self._hundreds(group, role) if not item.figures and role is Role.HUNDRED else False
        here = group[0] % 100
        if (
            self.language == "en"
            and role in (Role.TEEN, Role.TEN)
            and before in (Role.TEEN, Role.TEN)
            and group[0] in _AGES
        ):
            self.group = (group[0] * 100 + value,)  # nineteen | ninety-one
            return True
        match role:
            case Role.HUNDRED:
                return self._hundreds(group, role)
            case Role.UNIT:
                fits = before in (Role.TEN, Role.HUNDRED, Role.HUNDREDS)
            case Role.TEEN | Role.GROUP:
                french = self.language == "fr" and before is Role.TEN and here in (60, 80)
                fits = before in (Role.HUNDRED, Role.HUNDREDS) or (french and value < 20)
            case Role.TEN:
                if self.language == "fr" and before is Role.UNIT and here == 4 and value == 20:
                    self.group = tuple(each + 76 for each in group)  # quatre-vingts
                    return True
                french = self.language == "fr" and before is Role.TEN and here in (60, 80) and value == 10
                fits = before in (Role.HUNDRED, Role.HUNDREDS) or french
            case _:
                fits = False
        if fits:
            self.group = tuple(each + value for each in group)
        return fits

    def _hundreds(self, group: tuple[Fraction, ...], role: Role) -> bool:
        most = 20 if self.language == "en" else 10
        if max(group) >= most or role is not Role.HUNDRED:
            return False
        self.group = tuple(each * 100 for each in group)
        return True

    def _apart(self, item: Item) -> bool:
        """Whether figures behind a scale can't go on with it: “2 тысячи 22.5”."""
        return any(value.denominator != 1 for value in item.values) or bool(item.parts)
