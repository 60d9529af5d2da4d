"""As many sets as can be, kept apart."""

from __future__ import annotations

import random
import time
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.evidence.apart import apart


def sets(text: str) -> list[frozenset[str]]:
    """`ab bc` as sets of letters; `-` is an empty one."""
    return [frozenset(each.replace("-", "")) for each in text.split()]


@pytest.mark.parametrize(
    ("given_sets", "chosen"),
    [
        ("", ()),
        ("-", ()),
        ("a", (0,)),
        ("a a", (0,)),
        ("ab a b", (1, 2)),
        ("bc ab cd", (1, 2)),  # the first one stands in the way of two
        ("ab bc ca", (0,)),
        ("ab bc cd da", (0, 2)),
        ("abc bcd cde", (0,)),
        ("abc cde efa xyz", (0, 3)),
        ("abc ab bc ca", (1,)),  # what has all of another's elements is never better
        ("ab bc cd de ea", (0, 2)),
        ("abc ade bdf cef", (0,)),
        ("abc def adg beh cfi", (2, 3, 4)),
    ],
)
def test_chosen(given_sets: str, chosen: tuple[int, ...]) -> None:
    assert apart(sets(given_sets)) == chosen


def greatest(given_sets: list[frozenset[str]]) -> int:
    """How many are apart at most, by trying all."""
    return max(
        number
        for number in range(len(given_sets) + 1)
        for row in combinations(given_sets, number)
        if sum(map(len, row)) == len(frozenset[str]().union(*row))
    )


SETS = st.lists(st.frozensets(st.sampled_from("abcdefgh"), min_size=1, max_size=4), max_size=9)


@given(SETS, st.randoms(use_true_random=False))
def test_as_many_as_can_be(given_sets: list[frozenset[str]], dice: random.Random) -> None:
    chosen = apart(given_sets)
    inside = [given_sets[number] for number in chosen]
    assert sum(map(len, inside)) == len(frozenset[str]().union(*inside))
    assert len(chosen) == greatest(given_sets)
    other = list(given_sets)
    dice.shuffle(other)
    assert len(apart(other)) == len(chosen)
    for number in range(len(given_sets)):
        assert len(apart(given_sets[:number] + given_sets[number + 1 :])) <= len(chosen)


@pytest.mark.parametrize(("number", "elements", "size"), [(40, 20, 2), (60, 40, 3), (3000, 900, 3), (3000, 2999, 2)])
def test_many_take_no_time(number: int, elements: int, size: int) -> None:
    dice = random.Random(7)  # noqa: S311
    given_sets = [frozenset(map(str, dice.sample(range(elements), size))) for _ in range(number)]
    start = time.process_time()
    chosen = apart(given_sets)
    assert time.process_time() - start < 10
    inside = [given_sets[each] for each in chosen]
    assert sum(map(len, inside)) == len(frozenset[str]().union(*inside))
    assert len(chosen) > number // 30
