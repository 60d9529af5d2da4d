"""Blocks: markdown-it's rules for them, asked only where they can apply, and what Dateline adds and refuses.

markdown-it tries every rule at every line. Here a line is first looked at: most begin with a letter and go on a
paragraph, and no rule but that for paragraphs can have anything to say. What comes out is the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from types import MappingProxyType
from typing import Any, Literal, cast

from markdown_it import MarkdownIt
from markdown_it.common.utils import mdTrim
from markdown_it.parser_block import ParserBlock
from markdown_it.rules_block import (
    StateBlock,
    blockquote,
    code,
    fence,
    hr,
    reference,
    table,
)
from markdown_it.token import Token
from markdown_it.utils import EnvType

from dateline.markdown.faults import MAX_CELLS
from dateline.markdown.notes import RefusedError, cells, noted
from dateline.patterns import pattern

# markdown-it drops what is nested deeper than this; more than MAX_NESTING, so that the depth is seen before it does.
DEEPEST = 32
"""Levels that the parser follows."""
Rule = Callable[[StateBlock, int, int, bool], bool]
"""A rule: state, first line, line after the last, and whether only to say if it applies."""

_UNDERLINE = pattern(r"(?:=+|-+)[ \t]*")
_HEADING = pattern(r"(#{1,6})(?:[ \t]|$)")
_HEADING_END = pattern(r"[ \t]#+[ \t]*$")
_ITEM = pattern(r"(?:[-+*]|([0-9]{1,9})[.)])(?=[ \t]|$)")
_RULER = pattern(r"(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})")


# What most tokens have none of; rules give a token attributes by putting others in their place.
_NONE: dict[str, Any] = cast("dict[str, Any]", MappingProxyType({}))


class QuickToken(Token):
    """A token that is made in half the time; nothing can be added to its attributes and `meta`, only put for them."""

    __slots__ = ()

    def __init__(
        self,
        type: str,  # noqa: A002  (markdown-it's name)
        tag: str,
        nesting: Literal[-1, 0, 1],
        level: int = 0,
        content: str = "",
    ) -> None:
        self.type = type
        self.tag = tag
        self.nesting = nesting
        self.attrs = _NONE
        self.map = None
        self.level = level
        self.children = None
        self.content = content
        self.markup = ""
        self.info = ""
        self.meta = _NONE
        self.block = False
        self.hidden = False


class Lines(StateBlock):
    """The state of the block parser: where the lines of a text begin and end, and how far they are indented."""

    def __init__(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> None:
        self.src = src
        self.md = md
        self.env = env
        self.tokens = tokens
        self.blkIndent = 0
        self.line = 0
        self.tight = False
        self.ddIndent = -1
        self.listIndent = -1
        self.parentType = "root"
        self.level = 0
        self.result = ""
        self._code_enabled = True
        lines = src.split("\n")
        if not lines[-1].strip(" \t"):
            lines.pop()  # what follows the last line break is no line, unless there is something in it
        begins: list[int] = []
        ends: list[int] = []
        shifts = [0] * len(lines)
        indents = [0] * len(lines)
        begin = 0
        for number, line in enumerate(lines):
            begins.append(begin)
            if line and line[0] in " \t":
                shifts[number], indents[number] = _indentation(line)
            begin += len(line)
            ends.append(begin)
            begin += 1
        # One line more, so that the rules may look at the line after the last.
        begins.append(len(src))
        ends.append(len(src))
        shifts.append(0)
        indents.append(0)
        self.bMarks = begins
        self.eMarks = ends
        self.tShift = shifts
        self.sCount = indents
        self.bsCount = [0] * len(begins)
        self.lineMax = len(begins) - 1
        self.has_pipes = "|" in src
        """Whether there can be tables."""

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """Add a token."""
        if nesting < 0:
            self.level -= 1
        token = QuickToken(ttype, tag, nesting, self.level)
        if nesting > 0:
            self.level += 1
        self.tokens.append(token)
        return token


def _indentation(line: str) -> tuple[int, int]:
    """How many spaces and tabs a line begins with, and how many columns they take: a tab goes on to a multiple of 4."""
    shift = columns = 0
    for char in line:
        if char == " ":
            columns += 1
        elif char == "\t":
            columns += 4 - columns % 4
        else:
            break
        shift += 1
    return shift, columns


class Blocks(ParserBlock):
    """markdown-it's block parser, asking at each line only the rules that its first character allows."""

    def __init__(self) -> None:
        super().__init__()
        ends_all = ["paragraph", "reference", "blockquote", "list"]
        self.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
        self.ruler.at("fence", _beginning("`~", fence), {"alt": ends_all})
        self.ruler.at("blockquote", _beginning(">", blockquote), {"alt": ends_all})
        self.ruler.at("hr", _thematic_break, {"alt": ends_all})
        self.ruler.at("list", _list, {"alt": ["paragraph", "reference", "blockquote"]})
        self.ruler.at("heading", _heading, {"alt": ["paragraph", "reference", "blockquote"]})
        self.ruler.disable(["html_block", "lheading", "paragraph", "reference", "code"])

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:  # noqa: N803  (markdown-it's names)
        """Read the lines from `startLine` up to `endLine`."""
        assert isinstance(state, Lines)  # noqa: S101  (for the type checker: all states are made in this package)
        src, begins, shifts, ends, indents = state.src, state.bMarks, state.tShift, state.eMarks, state.sCount
        line, empty_lines = startLine, False
        while line < endLine:
            while line < state.lineMax and begins[line] + shifts[line] >= ends[line]:
                line += 1
            state.line = line
            if line >= endLine or indents[line] < state.blkIndent:
                break
            if state.level >= DEEPEST:
                state.line = endLine
                break
            if indents[line] - state.blkIndent >= 4:
                code(state, line, endLine, False)
            else:
                rule = _BEGINNING.get(src[begins[line] + shifts[line]])
                if not (
                    (state.has_pipes and _table(state, line, endLine, False))
                    or (rule and rule(state, line, endLine, False))
                ):
                    _paragraph(state, line, endLine)
            state.tight = not empty_lines
            line = state.line
            if line - 1 < endLine and state.isEmpty(line - 1):
                empty_lines = True  # a paragraph in a list may have taken the empty line after it
            if line < endLine and begins[line] + shifts[line] >= ends[line]:
                empty_lines = True
                line += 1
                state.line = line


def _paragraph(state: Lines, start: int, end: int) -> None:
    """A paragraph, or a heading that is underlined: the two rules of markdown-it, in one walk over the lines."""
    src, begins, shifts, ends, indents = state.src, state.bMarks, state.tShift, state.eMarks, state.sCount
    line, last, level = start + 1, state.lineMax, 0
    around, state.parentType = state.parentType, "paragraph"
    while line < last:
        begin = begins[line] + shifts[line]
        if begin >= ends[line]:
            break
        # Indented more, or the lazy continuation of a quotation: it belongs to the paragraph whatever it is.
        if 0 <= indents[line] <= state.blkIndent + 3:
            mark = src[begin]
            if mark in "=-" and line < end and indents[line] >= state.blkIndent:
                underline = _UNDERLINE.fullmatch(src, begin, ends[line])
                if underline:
                    level = 1 if mark == "=" else 2
                    break
            if mark in _ENDING and _ENDING[mark](state, line, last, True):
                break
            if state.has_pipes and _table(state, line, last, True):
                break
        line += 1
    state.parentType = around
    if line == start + 1:
        content = src[begins[start] + shifts[start] : ends[start]]
    else:
        content = state.getLines(start, line, state.blkIndent, False)
    state.line = line + 1 if level else line
    # One token for what are three in markdown-it: the opening, the content and the closing.
    token = state.push("heading", f"h{level}", 0) if level else state.push("paragraph", "p", 0)
    token.content = mdTrim(content)
    token.map = [start, state.line]


def _heading(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: ARG001  (rules are called so)
    """`## words`, with or without the same mark behind them."""
    begin = state.bMarks[start] + state.tShift[start]
    opening = _HEADING.match(state.src, begin, state.eMarks[start])
    if not opening or state.sCount[start] - state.blkIndent >= 4:
        return False
    if not silent:
        state.line = start + 1
        words = state.src[opening.end(1) : state.eMarks[start]]
        closing = _HEADING_END.search(words)
        token = state.push("heading", f"h{len(opening[1])}", 0)
        token.content = mdTrim(words[: closing.start()] if closing else words)
        token.map = [start, state.line]
    return True


# https://spec.commonmark.org/0.31.2/#list-items
def _list(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A list with all its items; the blocks in an item are read with the item's indentation as their margin."""
    src, begins, shifts, ends, indents = state.src, state.bMarks, state.tShift, state.eMarks, state.sCount
    begin = begins[start] + shifts[start]
    item = _ITEM.match(src, begin, ends[start])
    if not item or indents[start] - state.blkIndent >= 4:
        return False
    if 0 <= state.listIndent <= indents[start] - 4 and indents[start] < state.blkIndent:
        return False  # indented so far, and yet less than the item before: it goes on that item's paragraph
    if silent:
        if state.parentType != "paragraph" or indents[start] < state.blkIndent:
            return True
        # What ends a paragraph is no empty item, and no number but 1.
        return int(item[1] or 1) == 1 and src[item.end() : ends[start]].strip(" \t") != ""
    mark, number = item[0][-1], item[1]
    opening = state.push("ordered_list_open", "ol", 1) if number else state.push("bullet_list_open", "ul", 1)
    if number and int(number) != 1:
        opening.attrs = {"start": int(number)}
    first, line, tight, ended_empty = len(state.tokens), start, True, False
    around, state.parentType = state.parentType, "list"
    while True:
        _item(state, line, end, item)
        tight = tight and state.tight and not ended_empty
        ended_empty = state.line - line > 1 and state.isEmpty(state.line - 1)
        line = state.line
        if line >= end or not 0 <= indents[line] - state.blkIndent < 4:
            break
        begin = begins[line] + shifts[line]
        ending = _ENDING_ITEM.get(src[begin : begin + 1])
        if ending and ending(state, line, end, True):
            break
        item = _ITEM.match(src, begin, ends[line])
        if not item or item[0][-1] != mark:
            break
    state.push("ordered_list_close", "ol", -1) if number else state.push("bullet_list_close", "ul", -1)
    opening.map = [start, line]
    state.parentType = around
    if tight:
        level = state.level + 2
        for token in state.tokens[first:]:
            if token.level == level and token.type == "paragraph":
                token.hidden = True
    return True


def _item(state: StateBlock, line: int, end: int, item: re.Match[str]) -> None:
    """One item of a list; afterwards `state.tight` says whether its blocks stand without empty lines between them."""
    src, most = state.src, state.eMarks[line]
    at = item.end()
    column = begin = state.sCount[line] + at - item.start()
    while at < most:
        if src[at] == " ":
            column += 1
        elif src[at] == "\t":
            column += 4 - (column + state.bsCount[line]) % 4
        else:
            break
        at += 1
    # Of an empty first line one column counts; so it does where what follows is indented code.
    margin = column - begin if at < most and column - begin <= 4 else 1
    opening = state.push("list_item_open", "li", 1)
    before = state.tShift[line], state.sCount[line], state.listIndent
    state.listIndent, state.blkIndent = state.blkIndent, begin + margin
    state.tShift[line], state.sCount[line] = at - state.bMarks[line], column
    state.tight = True
    if at >= most and state.isEmpty(line + 1):
        state.line = min(line + 2, end)  # an item that begins with two empty lines has nothing in it
    else:
        state.md.block.tokenize(state, line, end)
    state.blkIndent = state.listIndent
    state.tShift[line], state.sCount[line], state.listIndent = before
    state.push("list_item_close", "li", -1)
    opening.map = [line, state.line]


def _beginning(marks: str, original: Rule) -> Rule:
    """A rule for lines that begin with one of these marks."""
    prefixes = tuple(marks)

    def rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if not state.src.startswith(prefixes, state.bMarks[start] + state.tShift[start]):
            return False
        return original(state, start, end, silent)

    return rule


def _thematic_break(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`***`, `---`, `___`: looked at as a whole, since most lines that begin so are items of lists."""
    if not _RULER.fullmatch(state.src, state.bMarks[start] + state.tShift[start], state.eMarks[start]):
        return False
    return hr(state, start, end, silent)


def _break_or_list(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A line that begins with a mark that is that of a thematic break and that of an item."""
    return _thematic_break(state, start, end, silent) or _list(state, start, end, silent)


def _definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Link definitions, but not of labels that mean something here: `[^1]: …` must not vanish."""
    begin = state.bMarks[start] + state.tShift[start]
    if state.src[begin + 1 : begin + 2] in ("^", "@", "#"):
        return False
    return reference(state, start, end, silent)


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Tables as GitHub has them, of a bounded size: missing cells are filled in, so that 2 KB can become 600 KB."""
    # The second line of a table is made of these; to see that it isn't takes no more than a look.
    if start + 2 > end or not state.src.startswith(("|", "-", ":"), state.bMarks[start + 1] + state.tShift[start + 1]):
        return False
    if not table(state, start, end, True):
        return False
    if silent:
        return True
    columns = state.src.count("|", state.bMarks[start + 1], state.eMarks[start + 1]) + 1
    rows = next((line for line in range(start, end) if state.isEmpty(line)), end) - start
    if columns * rows > MAX_CELLS:
        raise RefusedError(
            start,
            "markdown-table",
            f"the table that begins here has more than {MAX_CELLS:,} cells",
            "split it, or put it into a file under content/media/ and link to it",
        )
    table(state, start, end, False)
    _check_rows(state, start)
    return True


def _check_rows(state: StateBlock, start: int) -> None:
    """Report the cells that a row has more than the table's head: they are not shown."""
    notes, columns = noted(state.env), 0
    for line in range(start, state.line):
        begin = state.bMarks[line] + state.tShift[line]
        edge = state.src.rfind("\n", 0, begin) + 1
        written = cells(state.src[edge : state.eMarks[line]], begin - edge)
        if line == start:
            columns = len(written)
        elif len(written) > columns:
            notes.fault(
                "markdown-table",
                f"this row has {len(written)} cells and the table's head {columns}, so that the rest is not shown",
                "give the head as many cells; a | that is text is written \\|",
                at=notes.starts[line] + next((c for c in written[columns] if state.src[edge + c] != " "), begin - edge),
            )


_BEGINNING: dict[str, Rule] = {
    "`": fence,
    "~": fence,
    ">": blockquote,
    "*": _break_or_list,
    "-": _break_or_list,
    "_": _thematic_break,
    "+": _list,
    **dict.fromkeys("0123456789", _list),
    "[": _definition,
    "#": _heading,
}
"""The rule that can apply to a line that begins with a character, but for tables and paragraphs."""
_ENDING = {mark: rule for mark, rule in _BEGINNING.items() if mark != "["}
"""Those of them that end the paragraph before the line."""
_ENDING_ITEM: dict[str, Rule] = {
    "`": fence,
    "~": fence,
    ">": blockquote,
    **dict.fromkeys("*-_", _thematic_break),
}
"""Those that end the item before the line, and its list with it."""
