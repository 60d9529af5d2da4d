"""Regular expressions that are compiled when they are first used, and such as are asked only where they can apply.

The program has hundreds of them, a compilation takes a third of a millisecond, and most commands use few: to compile
all of them at import takes longer than to build a small site.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, AnyStr, cast

_METHODS = ("search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn")


class _Pattern:
    """Stands for a compiled expression; with its first use its methods become those of the expression itself."""

    __slots__ = ("flags", "pattern", *_METHODS)

    def __init__(self, pattern: object, flags: int) -> None:
        self.pattern = pattern
        self.flags = flags

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled: re.Pattern[Any] = re.compile(cast("str", self.pattern), self.flags)
        for each in _METHODS:
            setattr(self, each, getattr(compiled, each))
        return getattr(compiled, name)


def pattern(expression: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What `re.compile` gives, as far as its methods and the expression itself go; errors come with the first use."""
    return cast("re.Pattern[AnyStr]", _Pattern(expression, flags))


class Guarded:
    """An expression that is tried only on texts that hold one of some words, of which every match holds one.

    To search a line of prose for twenty phrases takes a hundred times as long as to see that it has none of their
    words.
    """

    __slots__ = ("_needs", "pattern")

    def __init__(self, expression: str, needs: str) -> None:
        """Take an expression, which disregards case, and the words between bars: “cookie|your consent”."""
        self.pattern = pattern(expression, re.IGNORECASE)
        """The expression itself."""
        self._needs = tuple(map(folded, needs.split("|")))

    def search(self, text: str) -> re.Match[str] | None:
        """What the expression's own `search` gives."""
        low = folded(text)
        for word in self._needs:
            if word in low:
                return self.pattern.search(text)
        return None


@lru_cache(maxsize=4)
def folded(text: str) -> str:
    """A text in which two letters are the same where an expression without regard to case takes them for the same."""
    if text.isascii():
        return text.lower()
    return text.replace("İ", "i").replace("ı", "i").casefold()
