"""Sets kept apart: as many as can be of which no two share anything.

A claim rests on so many origins as there are sources of it no two of which go back to one story. One round-up may stand
in the way of two, so it matters which are chosen; and what is left of a claim when a source falls can only be told if
the number is the greatest possible one: then it can't rise when something is taken away.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

MOST_STEPS = 50_000
"""So often a set is looked at where many are entangled; dozens of round-ups of one another's stories need less."""
_MOST_COMPARED = 100
"""So many sets, at most, are compared each with each."""


def apart(sets: Sequence[frozenset[str]]) -> tuple[int, ...]:
    """Choose as many of these sets as can be, none of them empty, so that no two have an element in common.

    Returns their 0-based places, in order. Of choices with as many sets, that is taken which has earlier ones, where
    sets that meet others in one element only go first. The number depends on no order and never rises when a set is
    taken away; if sets are so entangled that it can't be found in `MOST_STEPS`, it is the greatest that was found.
    """
    return tuple(sorted(_chosen({number: each for number, each in enumerate(sets) if each}, [MOST_STEPS])))


def _chosen(left: dict[int, frozenset[str]], steps: list[int]) -> list[int]:
    """The places of sets that are apart; `steps` has how often a set may still be looked at."""
    found, left = _plain(left)
    for part in _parts(left):
        steps[0] -= len(part)
        found += _entangled(part, steps) if steps[0] > 0 else _first_come(part)
    return found


def _first_come(part: dict[int, frozenset[str]]) -> list[int]:
    """Choose the small ones first, whatever they meet."""
    found, taken = [], set[str]()
    for number in sorted(part, key=lambda number: (len(part[number]), number)):
        if taken.isdisjoint(part[number]):
            taken |= part[number]
            found.append(number)
    return found


def _plain(left: dict[int, frozenset[str]]) -> tuple[list[int], dict[int, frozenset[str]]]:
    """Take what is as good as anything else that could be taken; returns that, and what is still to be decided.

    A set that meets the others in one element is: of those that have this element, only one can be chosen. A set that
    has all of another's elements is never better than that one.
    """
    found: list[int] = []
    while left:
        held = Counter(element for each in left.values() for element in each)
        taken: set[str] = set()
        chosen = []
        for number in sorted(left, key=lambda number: (len(left[number]), number)):
            each = left[number]
            if sum(held[element] > 1 for element in each) <= 1 and taken.isdisjoint(each):
                taken |= each
                chosen.append(number)
        if chosen:
            found += chosen
            left = {number: each for number, each in left.items() if taken.isdisjoint(each)}
            continue
        if len(left) > _MOST_COMPARED:
            break
        smallest: dict[int, frozenset[str]] = {}
        for number in sorted(left, key=lambda number: (len(left[number]), number)):
            if not any(each <= left[number] for each in smallest.values()):
                smallest[number] = left[number]
        if len(smallest) == len(left):
            break
        left = smallest
    return found, left


def _parts(left: dict[int, frozenset[str]]) -> list[dict[int, frozenset[str]]]:
    """The sets in parts that have nothing to do with one another."""
    holders: dict[str, list[int]] = {}
    for number, each in left.items():
        for element in each:
            holders.setdefault(element, []).append(number)
    parts, seen = [], set[int]()
    for start in left:
        if start in seen:
            continue
        seen.add(start)
        part, steps = [], [start]
        while steps:
            part.append(here := steps.pop())
            for other in {other for element in left[here] for other in holders[element]} - seen:
                seen.add(other)
                steps.append(other)
        parts.append({number: left[number] for number in sorted(part)})
    return parts


def _entangled(part: dict[int, frozenset[str]], steps: list[int]) -> list[int]:
    """Choose among sets each of which meets others in several elements: one by one, until no choice can be better."""
    held = Counter(element for each in part.values() for element in each)
    # Whichever is chosen, it decides most about the element that is in the most sets.
    pivot = max(sorted(held), key=held.__getitem__)
    most = len(held) // min(map(len, part.values()))
    best: list[int] = []
    choices: list[list[int]] = [[number] for number, each in part.items() if pivot in each]
    for choice in [*choices, []]:
        if best and (len(best) >= most or steps[0] <= 0):
            break
        taken = frozenset().union(*(part[number] for number in choice))
        rest = {n: each for n, each in part.items() if pivot not in each and taken.isdisjoint(each)}
        found = [*choice, *_chosen(rest, steps)]
        if len(found) > len(best):
            best = found
    return best
