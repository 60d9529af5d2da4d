"""An index from keys to the documents that have them, the pairs of documents that meet in it, and the groups of such.

A dictionary of tuples takes some 200 bytes a key; an array takes eight. What is asked of it is only which keys stand in
several documents, once all documents are in.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator
from itertools import compress, islice
from operator import eq
from typing import TypeVar

T = TypeVar("T", bound=Hashable)

KEY_BITS = 48
"""Bits of a key; two keys of a million are taken for one with a chance of one to a few hundred."""
_PARTS = 8
_DOCUMENTS = 24
_HASH = (1 << 40) - 1


class Postings:
    """Keys of at most KEY_BITS bits, each with the numbers of the documents (below 2**24) that have it."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._parts = [array("Q") for _ in range(1 << _PARTS)]
        self._sorted = True

    def add(self, keys: Iterable[int], number: int) -> None:
        """Note that a document has these keys, each given once."""
        parts = self._parts
        for key in keys:
            parts[key >> 40].append((key & _HASH) << _DOCUMENTS | number)
        self._sorted = False

    def shared(self, least: int = 2) -> Iterator[tuple[int, list[int]]]:
        """Every key that at least so many documents (two or more) have, with their numbers in ascending order."""
        if not self._sorted:
            self._parts = [array("Q", sorted(part)) for part in self._parts]
            self._sorted = True
        low = (1 << _DOCUMENTS) - 1
        for number, part in enumerate(self._parts):
            hashes = [value >> _DOCUMENTS for value in part]
            # Nearly all keys stand in one document: passed over without a step of the interpreter for each.
            again = compress(range(1, len(hashes)), map(eq, hashes, islice(hashes, 1, None)))
            start = end = 0
            for at in again:
                if at != end:
                    if end - start >= least:
                        yield number << 40 | hashes[start], [value & low for value in part[start:end]]
                    start = at - 1
                end = at + 1
            if end - start >= least:
                yield number << 40 | hashes[start], [value & low for value in part[start:end]]


def meetings(groups: Iterable[list[int]], *, paired: int, hubs: int) -> Iterator[tuple[int, int, int]]:
    """The pairs of documents that stand in groups together: the first, the later, and in how many groups.

    They come in the order of the later one, then of the first. Of a group of more than `paired` documents each is
    paired with the first `hubs` of them alone, so that the number of pairs grows no faster than that of the documents;
    the counts are then too low for the others.
    """
    # Counted for a few documents at a time; by the later one, for the first ones of large groups meet all others.
    hits: dict[int, array[int]] = defaultdict(lambda: array("Q"))
    for where in groups:
        few = len(where) <= paired
        for place, later in enumerate(where):
            firsts = where[:place] if few else where[: min(place, hubs)]
            pair = later << 32
            hits[later >> 6].extend([pair | first for first in firsts])
    for part in sorted(hits):
        for pair, count in sorted(Counter(hits.pop(part)).items()):
            yield pair & 0xFFFFFFFF, pair >> 32, count


def components(links: Iterable[tuple[T, T]]) -> list[list[T]]:
    """Groups of things that are linked, directly or through others, each in the order of first mention."""
    parent: dict[T, T] = {}

    def find(one: T) -> T:
        parent.setdefault(one, one)
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for a, b in links:
        root_a, root_b = find(a), find(b)
        parent[root_b] = root_a
    groups: dict[T, list[T]] = defaultdict(list)
    for one in parent:
        groups[find(one)].append(one)
    return list(groups.values())
