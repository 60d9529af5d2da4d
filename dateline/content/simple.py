"""The YAML that nearly every file is written in, read by one regular expression in a third of a parser's time.

`read_simply` takes block mappings and lists, plain and quoted words on one line, `>-` blocks, one level of `[…]` and
of `{…}` of plain words, and of these only what cannot mean anything else to a YAML 1.1 parser
(https://yaml.org/spec/1.1/). For all the rest, for all that is wrong, and for all that something has to be said about,
it returns nothing, and the parser is asked (`frontmatter`). So it has no message and knows no position; and what it
accepts, the parser reads as the same values, to which a test holds the two.
"""

from __future__ import annotations

import re
from typing import Any

NULLS = frozenset({"", "~", "null", "Null", "NULL"})
"""Plain scalars that mean that there is no value."""
_MOST_LEVELS = 16
"""Deeper nesting is left to the parser, which counts it."""
_LONGEST = 1 << 20
_SHORTEST_LINE = 8
"""Characters of a text, and of its lines on the average: beyond them the parts would take more memory than the text."""

# A key: never a sign that YAML has another use for, and short enough for a key on one line.
_KEY = r"[A-Za-z0-9_][A-Za-z0-9_-]{0,99}"
# A plain scalar in a block: no `: `, no colon at its end. (` #`, and blanks at the end, are looked for in the whole.)
_PLAIN = r"-?[\w“”‘’«»„(–—…$€£+/.][^:\n]*(?::[^\s:][^:\n]*)*"
# A scalar between brackets or braces.
_WORD = r"""(?:-?\w[\w.'’“”/()+–—-]*(?:\ [\w(“–—][\w.'’“”/()+–—-]*)*|"[^"\\,:\n]*"|'[^',:\n]*')"""
_PAIR = rf"{_KEY}:\ {_WORD}"
_LINE = re.compile(
    rf"""
    ^(\ *)                                                  # 1 indentation
    (-\ (?=[^\s-]))?                                        # 2 an item
    (?:({_KEY}):(?:\ (?=\S)|$))?                            # 3 a key
    (?:
        ({_PLAIN})                                          # 4 a plain scalar
      | >-\n(\ +)(\S.*(?:\n\5\S.*)*)                        # 5, 6 a folded block: its indentation, its lines
      | ( "[^"\\\n]*" | '[^'\n]*'                           # 7 quoted words, a list or a mapping on one line
        | \[(?:{_WORD}(?:,\ {_WORD})*)?\]
        | \{{(?:{_PAIR}(?:,\ {_PAIR})*)?\}} )
      |
    )$
    | ^(.+)$                                                # 8 a line of any other kind
    """,
    re.MULTILINE | re.VERBOSE,
)


def read_simply(text: str) -> dict[str, Any] | list[Any] | None:
    """The values of a YAML text, or None where it is not of the simple kind; `text` has `\\n` line ends.

    Scalars are text, and those that mean nothing (`null`) are None, as `frontmatter.parse_yaml` has them.
    """
    # Also: no tab, no control, invisible or private character, no line break but \n, no lone surrogate.
    if " #" in text or " \n" in text or text[-1:] == " " or not text.replace("\n", "").isprintable():
        return None
    if len(text) > _LONGEST or (len(text) > 4096 and text.count("\n") * _SHORTEST_LINE > len(text)):
        return None
    holder: Any = None
    column = -1
    outer: list[tuple[int, Any]] = []
    root: Any = None
    pending = ""  # the key of the line before, where its value may follow
    for indent, dash, key, plain, pad, block, flow, other in _LINE.findall(text):
        if not key and not dash:
            if plain or block or flow or (other and other[0] != "#"):
                return None
            continue
        at = len(indent)
        if at < column:
            pending = ""
            while at < column:
                column, holder = outer.pop()
        if dash:
            if type(holder) is not list or at != column:
                if not pending and root is not None:
                    return None
                opened: list[Any] = []
                if pending:
                    holder[pending] = opened
                    pending = ""
                elif at:
                    return None
                else:
                    root = opened
                outer.append((column, holder))
                column, holder = at, opened
            if key:
                item: dict[str, Any] = {}
                holder.append(item)
                outer.append((column, holder))
                at += 2
                column, holder = at, item
        elif at != column or type(holder) is list:
            if at == column:  # the list stood right below its key, and is over
                column, holder = outer.pop()
                if at != column or type(holder) is list:
                    return None
            elif pending or (root is None and not at):
                made: dict[str, Any] = {}
                if pending:
                    holder[pending] = made
                else:
                    root = made
                outer.append((column, holder))
                column, holder = at, made
            else:
                return None
        value: Any = None
        if plain:
            if plain not in NULLS:
                value = plain
        elif block:
            if len(pad) <= at:
                return None
            value = block.replace("\n" + pad, " ")
        elif flow:
            value = _on_one_line(flow)
            if value is None:
                return None
        pending = ""
        if not key:
            holder.append(value)
        elif key in holder:
            return None
        else:
            holder[key] = value
            if value is None and not plain:
                pending = key
        if len(outer) > _MOST_LEVELS:
            return None
    found: dict[str, Any] | list[Any] | None = root
    return found


def _on_one_line(flow: str) -> Any:
    """The value of quoted words, or of a list or mapping on one line; None for a mapping with a field that recurs."""
    inside = flow[1:-1]
    if flow[0] in "\"'":
        return inside
    words = inside.split(", ") if inside else []
    if flow[0] == "[":
        return [_scalar(word) for word in words]
    pairs = [word.split(": ") for word in words]
    made = {key: _scalar(word) for key, word in pairs}
    return made if len(made) == len(pairs) else None


def _scalar(word: str) -> str | None:
    """The value of a scalar between brackets or braces."""
    if word[0] in "\"'":
        return word[1:-1]
    return None if word in NULLS else word
