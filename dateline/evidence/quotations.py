"""What stands inside quotation marks in a paragraph."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from dateline.evidence.folding import DASHES, DOUBLE, MARKS
from dateline.patterns import pattern
from dateline.records import record

# As they are typed where a keyboard has no others: ,,…'' and <<…>>; and the signs of inches and of Hebrew.
_MARK = pattern(rf"''|``|(?<!\w),,(?=\w)|<<|>>|[\u2033\u05f4{re.escape(MARKS)}]")
TYPED = pattern(r"(?<!\w),,\Z|<<\Z|\A>>|[\u2033\u05f4]")
"""Typed marks at the ends of what stands between two quotations."""
_DOUBLE = frozenset(DOUBLE) | {"''", "``", ",,", "<<", ">>", "\u2033", "\u05f4"}
_BEFORE_OPENING = frozenset("([{<¿¡:\u2033\u05f4" + DASHES + MARKS)
_BEHIND_CLOSING = frozenset(")]}>.,;:!?…\u2033\u05f4" + DASHES + MARKS)


@record(frozen=True, slots=True)
class Quotation:
    """Quoted words, without their marks."""

    start: int
    """0-based character of the paragraph."""
    end: int
    """The character after the last."""
    depth: int
    """0 for an outermost one, 1 for one inside it …"""


def quotations(paragraph: str) -> tuple[list[Quotation], bool]:
    """The quotations of a paragraph, sorted by start, and whether the marks pair well enough to tell two apart.

    Where a mark stands (before a word or behind one) counts for more than its shape, for “ closes in German, ” opens in
    Swedish, and texts mix them. An unclosed one runs to the paragraph's end, as in speech of several paragraphs; a
    closing one without its opening runs from the paragraph's beginning.
    """
    found: list[Quotation] = []
    opened: list[tuple[int, str, bool]] = []
    open_now = {True: 0, False: 0}  # double marks, single ones
    of_shape: dict[str, int] = {}
    sound = True
    for match in _MARK.finditer(paragraph):
        mark = match[0]
        double = mark in _DOUBLE
        opens = _opens(paragraph, match.start(), match.end(), double=double, inside=open_now[double] > 0)
        if opens:
            # A second “ inside “ … means that the first was never closed.
            sound = sound and not (double and of_shape.get(mark))
            opened.append((match.end(), mark, double))
            open_now[double] += 1
            of_shape[mark] = of_shape.get(mark, 0) + 1
        elif opens is not None and open_now[double]:
            pops = True
            while pops:
                at, shape, kind = opened.pop()
                open_now[kind] -= 1
                of_shape[shape] -= 1
                sound = sound and (not kind or double)
                pops = kind != double
            found.append(Quotation(at, match.start(), len(opened)))
        elif opens is not None and double:
            sound = sound and not found
            found.append(Quotation(0, match.start(), 0))
    unclosed = [start for start, _, double in opened if double]
    found += [Quotation(start, len(paragraph), depth) for depth, start in enumerate(unclosed)]
    return sorted(found, key=lambda each: (each.start, -each.end)), sound


class Nesting:
    """Which of a paragraph's quotations hold a place."""

    def __init__(self, quotations: Sequence[Quotation]) -> None:
        """Take the quotations of a paragraph, sorted by start; in time linear in their number."""
        self.quotations = quotations
        self._starts = [each.start for each in quotations]
        self._outermost: list[int] = []  # of each quotation, the last one at or before it that is outermost
        self._holder: list[int] = []  # of each that is not, the one right around it below the outermost; or -1
        # From each of these places to the next, which is the innermost below the outermost one; or -1.
        self._places: list[int] = []
        self._innermost: list[int] = []
        open_now: list[int] = []
        for number, each in enumerate(quotations):
            self._close(open_now, each.start)
            if number == 0 or each.depth == 0:
                open_now.clear()
                self._outermost.append(number)
            else:
                self._outermost.append(self._outermost[-1])
            self._holder.append(open_now[-1] if open_now else -1)
            if self._outermost[-1] != number:
                open_now.append(number)
            self._note(each.start, open_now)
        self._close(open_now, None)

    def _close(self, open_now: list[int], place: int | None) -> None:
        while open_now and (place is None or self.quotations[open_now[-1]].end <= place):
            end = self.quotations[open_now.pop()].end
            self._note(end, open_now)

    def _note(self, place: int, open_now: list[int]) -> None:
        self._places.append(place)
        self._innermost.append(open_now[-1] if open_now else -1)

    def around(self, place: int) -> Iterator[Quotation]:
        """The quotations that begin at a place or before it and end behind it, from the innermost to the outermost.

        Each holds those before it, but for the outermost: where marks are missing, others may stand across its end.
        """
        at = bisect_right(self._places, place) - 1
        number = self._innermost[at] if at >= 0 else -1
        while number >= 0:
            yield self.quotations[number]
            number = self._holder[number]
        if outermost := self.outermost(place):
            yield outermost

    def outermost(self, place: int) -> Quotation | None:
        """The outermost quotation that begins at a place or before it and ends behind it, if there is one."""
        last = bisect_right(self._starts, place) - 1
        outermost = self.quotations[self._outermost[last]] if last >= 0 else None
        return outermost if outermost and outermost.end > place else None

    def beginning(self, left: int, right: int) -> Sequence[Quotation]:
        """The quotations that begin behind a place and before another."""
        return self.quotations[bisect_right(self._starts, left) : bisect_left(self._starts, right)]


def _opens(text: str, at: int, end: int, *, double: bool, inside: bool) -> bool | None:
    """Whether a mark opens (True) or closes (False); None for an apostrophe, a unit or a genitive.

    `double` says of which kind it is, `inside` that a mark of its kind is open.
    """
    mark, before, after = text[at:end], text[at - 1 : at] if at else "", text[end : end + 1]
    if mark in ("<<", ">>"):
        # Else they are arrows, or much less than.
        arrow = before != "" and after != "" and before.isspace() == after.isspace()
        return None if arrow else mark == "<<"
    if before.isalnum() and after.isalnum():
        return True if mark in "“„«" and not inside else None
    free_left = not before or before.isspace() or before in _BEFORE_OPENING
    free_right = not after or after.isspace() or after in _BEHIND_CLOSING
    if free_left and not free_right:
        return True
    if free_right and not free_left:
        return False if inside or (double and not before.isdigit()) else None
    if mark in "“„«‟‘‚‹``「『" and not inside:
        return True
    if inside or mark in "”»』」":
        return False
    return True if double else None
