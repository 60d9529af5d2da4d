"""markdown-it's helpers for links, two of them quicker: they go from mark to mark and not from letter to letter.

They are called at every bracket, also where no link comes of it, and again for images inside images; a text of nothing
else took the originals seconds.
"""

from __future__ import annotations

import re
from functools import lru_cache

from markdown_it.common.utils import unescapeAll
from markdown_it.helpers import parse_link_destination as original
from markdown_it.helpers import parseLinkTitle
from markdown_it.helpers.parse_link_destination import _Result
from markdown_it.rules_inline import StateInline

from dateline.patterns import pattern

__all__ = ["parseLinkDestination", "parseLinkLabel", "parseLinkTitle"]

# What may hide a bracket, or is one; nothing else decides where the words of a link end.
_HIDING = frozenset("!<[\\`")
_BRACKET_OR_HIDING = pattern(r"[!<\[\\\]`]")
_MOST_PARENTHESES = 32  # as markdown-it and cmark have it
_MARK = pattern(r"\\(?! ).?|[\x00-\x20\x7f\\()]", re.DOTALL)


# A link that comes to nothing is looked at twice in a row: once as a link, once to tell of it.
@lru_cache(maxsize=4)
def parseLinkDestination(string: str, pos: int, maximum: int) -> _Result:  # noqa: N802  (markdown-it's name)
    """The address that begins at `pos`: whether there is one, as text, and the position after it.

    https://spec.commonmark.org/0.31.2/#link-destination
    """
    if string.startswith("<", pos):
        return original.parseLinkDestination(string, pos, maximum)
    result = _Result()
    start, level = pos, 0
    for match in _MARK.finditer(string, pos, maximum):
        mark = match[0]
        if mark == "(":
            level += 1
            if level > _MOST_PARENTHESES:
                return result
        elif mark == ")":
            if level == 0:
                pos = match.start()
                break
            level -= 1
        elif mark[0] != "\\" or string.startswith(" ", match.start() + 1, maximum):
            pos = match.start()
            break
    else:
        pos = max(pos, maximum)
    if pos > start and level == 0:
        result.str = unescapeAll(string[start:pos])
        result.pos = pos
        result.ok = True
    return result


def parseLinkLabel(state: StateInline, start: int, disableNested: bool = False) -> int:  # noqa: N802, N803
    """The position of the bracket that closes the one at `start`; -1 where none does.

    With `disableNested`, -1 also where the words between them hold another link. The state stays at its position.
    """
    src, most, cache = state.src, state.posMax, state.cache
    around, level, end = state.pos, 1, -1
    pos = start + 1
    while pos < most:
        mark = src[pos]
        if mark == "]":
            level -= 1
            if level == 0:
                end = pos
                break
            pos += 1
        elif mark in _HIDING:
            after = cache.get(pos)
            if after is None:
                state.pos = pos
                state.md.inline.skipToken(state)
                after = state.pos
            if mark == "[":
                if after == pos + 1:
                    level += 1  # it is text by itself
                elif disableNested:
                    break
            pos = after
        else:
            match = _BRACKET_OR_HIDING.search(src, pos, most)
            if not match:
                break
            pos = match.start()
    state.pos = around
    return end
