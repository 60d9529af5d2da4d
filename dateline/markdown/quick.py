"""The content of most blocks, turned to HTML with one look at each mark; what takes more is left to `inlines`."""

from __future__ import annotations

import re
from html import escape

from dateline.markdown.links import PLAIN_ADDRESS, PLAIN_WORDS, tags
from dateline.markdown.notes import Notes
from dateline.markdown.references import citation, pointer
from dateline.markdown.syntax import ID
from dateline.patterns import pattern

# What stands before and behind these marks makes them emphasis that begins, or ends, and nothing else:
# https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run
_EMPHASIS = r"""
    (?<![^ \n(“"]) (\*\*?|__?) (?=[^\W_])
  | (?: (?<=[^\W_]) (\*\*?|__?) (?=[ \n.,;:!?)”"]|\Z) | (?<=[.,;:!?)”"]) (\*\*?|__?) (?=[ \n]|\Z) )
"""
_QUICK = pattern(
    rf"""
    \[@([^\[\]]*)\](?!\()                                               # 1 a citation
  | \[(?![@^])({PLAIN_WORDS})\]\(({PLAIN_ADDRESS})\)                    # 2, 3 a link in which all is plain
  | \[((?:{ID})?\#{ID})\](?![(\[])                                      # 4 the words of a claim
  | {_EMPHASIS}                                                          # 5 its beginning, 6, 7 its end
  | (!(?!\[) | &(?![\#A-Za-z]))                                          # 8 nothing
    """,
    re.VERBOSE,
)
_MARK = pattern(r"[!&*<\[\\_`]")
_NAMES = {"*": "em", "_": "em", "**": "strong", "__": "strong"}


def quickly(content: str, notes: Notes) -> list[str | int] | None:
    """The HTML of the content of a block, and the numbers of its holes, as the parser would lead to.

    None where the parser has to be asked: it is, unless all that is marked is a citation, a plain link, a claim's
    words, or emphasis that begins and ends like a word.
    """
    if "\n" in content and (" \n" in content or "\n " in content or "\n\t" in content):
        return None
    found: list[re.Match[str]] = []
    opened = ""
    mark = _MARK.search(content)
    while mark:
        match = _QUICK.match(content, mark.start())
        if not match:
            return None
        kind = match.lastindex or 0
        if 5 <= kind <= 7:
            if (kind == 5) == bool(opened) or (opened and match[0] != opened):
                return None
            opened = match[0] if kind == 5 else ""
        if kind != 8:
            found.append(match)
        mark = _MARK.search(content, match.end())
    if opened:
        return None
    pieces: list[str | int] = []
    done = 0
    for match in found:
        begin, end = match.span()
        if begin > done:
            pieces.append(escape(content[done:begin]))
        done = end
        kind = match.lastindex or 0
        if kind == 1:
            cited = citation(match, match[1], begin, notes)
            pieces.append(escape(match[0]) if cited is None else cited)
        elif kind == 3:
            opening, closing = tags(match[3], "", match[2], notes, begin) or ("", "")
            pieces += (opening, escape(match[2]), closing)
        elif kind == 4:
            pieces.append(pointer(match, match[4], notes))
        else:
            name = _NAMES[match[0]]
            pieces.append(f"<{name}>" if kind == 5 else f"</{name}>")
    if done < len(content):
        pieces.append(escape(content[done:]))
    return pieces
