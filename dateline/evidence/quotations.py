"""What stands inside quotation marks in a paragraph."""

from __future__ import annotations

import re
from collections import Counter

from dateline.evidence.folding import DASHES, MARKS, is_double
from dateline.patterns import pattern
from dateline.records import record

_MARK = pattern(rf"''|``|[{re.escape(MARKS)}]")
_BEFORE_OPENING = frozenset("([{<¿¡:" + DASHES + MARKS)
_BEHIND_CLOSING = frozenset(")]}>.,;:!?…" + DASHES + MARKS)


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
    opened: list[tuple[int, str]] = []
    open_now: Counter[str | bool] = Counter()  # of each shape, and of double (True) and single (False) marks
    sound = True
    for match in _MARK.finditer(paragraph):
        mark, double = match[0], is_double(match[0])
        opens = _opens(paragraph, match.start(), match.end(), inside=open_now[double] > 0)
        if opens:
            # A second “ inside “ … means that the first was never closed.
            sound = sound and not (double and open_now[mark])
            opened.append((match.end(), mark))
            open_now.update((mark, double))
        elif opens is not None and open_now[double]:
            at, shape = -1, ""
            while not shape or is_double(shape) != double:
                at, shape = opened.pop()
                open_now.subtract((shape, is_double(shape)))
                sound = sound and (not is_double(shape) or double)
            found.append(Quotation(at, match.start(), len(opened)))
        elif opens is not None and double:
            sound = sound and not found
            found.append(Quotation(0, match.start(), 0))
    unclosed = [start for start, shape in opened if is_double(shape)]
    found += [Quotation(start, len(paragraph), depth) for depth, start in enumerate(unclosed)]
    return sorted(found, key=lambda each: (each.start, -each.end)), sound


def _opens(text: str, at: int, end: int, *, inside: bool) -> bool | None:
    """Whether a mark opens (True) or closes (False); None for an apostrophe, a unit or a genitive.

    `inside` says that a mark of its kind, single or double, is open.
    """
    mark, before, after = text[at:end], text[at - 1 : at] if at else "", text[end : end + 1]
    double = is_double(mark)
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
