"""The words of a folded text, and where each of them stands: read once, for all that is asked of the text."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import defaultdict
from functools import cached_property

from dateline.evidence.folding import Folded, word_of


class Words:
    """The words of a text in order, each with its number: the first is 0."""

    def __init__(self, folded: Folded) -> None:
        """Read the words of a folded text; linear in its length."""
        self.folded = folded
        """The text."""
        word = word_of(folded.text)
        found = word.findall(folded.text)
        # One string a word and not one a place: less memory, and nearer at hand for the processor.
        one: dict[str, str] = {}
        self.all = [*map(one.setdefault, found, found)]
        """Each word."""
        self.starts = array("l", map(re.Match.start, word.finditer(folded.text)))
        """0-based character of the folded text where each begins."""

    @cached_property
    def numbers(self) -> dict[str, list[int]]:
        """The numbers of each word, sorted."""
        numbers: defaultdict[str, list[int]] = defaultdict(list)
        for number, word in enumerate(self.all):
            numbers[word].append(number)
        return dict(numbers)

    @cached_property
    def caseless(self) -> list[str]:
        """Each word, whatever its case."""
        return [*map(str.casefold, self.all)]

    @cached_property
    def numbers_caseless(self) -> dict[str, list[int]]:
        """The numbers of each word, whatever its case, sorted."""
        together: dict[str, list[int]] = {}
        for word, numbers in self.numbers.items():
            alike = word.casefold()
            together[alike] = sorted([*together[alike], *numbers]) if alike in together else numbers
        return together

    def from_offset(self, offset: int) -> int:
        """The number of the first word that begins at a 0-based character of the source or behind it."""
        return bisect_left(self.starts, self.folded.at(offset))

    def end(self, number: int) -> int:
        """The character of the folded text behind the last one of a word."""
        return self.starts[number] + len(self.all[number])

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where a stretch of words, from the first to the last, stands in the source: start and end."""
        return self.folded.span(self.starts[first], self.end(last))
