"""Regular expressions that are compiled when they are first used.

The program has hundreds of them, a compilation takes a third of a millisecond, and most commands use few: to compile
all of them at import takes longer than to build a small site.
"""

from __future__ import annotations

import re
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
