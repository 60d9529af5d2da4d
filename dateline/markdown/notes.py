"""What is noted while a text is read: holes and faults, each with its place in the text that the editor wrote."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from typing import Any

from dateline.markdown.compiled import Fault, Hole, Spot
from dateline.markdown.faults import MAX_EXPANSION, MAX_FAULTS, MAX_NESTING
from dateline.patterns import pattern
from dateline.problems import Severity

_NEWLINE = pattern(r"\r\n?|\n")
_PREFIX = pattern(r"[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t][ \t>]*)*")


class RefusedError(Exception):
    """A text that can't be rendered safely, with the fault to note."""

    def __init__(self, line: int, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.line, self.code, self.message, self.hint = line, code, message, hint


def too_deep(line: int) -> RefusedError:
    """The refusal of what is nested too deeply at a 0-based line."""
    return RefusedError(
        line,
        "markdown-nesting",
        f"the text is nested more than {MAX_NESTING} levels deep here, and what is deeper would be lost",
        "take out some of the `>`, list markers, emphasis or brackets; a bracket that is text is written \\[",
    )


class Place:
    """Where the content of one block stands in the text; looked up once a line, as a line may have many holes."""

    def __init__(self, notes: Notes, first: int, content: str, cell: int | None) -> None:
        self.notes = notes
        self.first = first
        """0-based line of the text at which it begins."""
        self.content = content
        """The content, without the marks and the indentation of the blocks around it."""
        self.cell = cell
        """0-based number of the cell in its row; None outside of tables."""
        self.line = range(0)
        """The positions of the line of the content that was looked up last, with the one after it."""
        self.number = 0
        """The 0-based line of the text that this one is."""
        self.columns: Sequence[int] = range(0)
        """The 0-based column of each of these positions."""

    def offset(self, position: int) -> int:
        """The 0-based character of the text for a 0-based position in the content."""
        if position not in self.line:
            self._look_up(position)
        at = position - self.line.start
        column = self.columns[at] if at < len(self.columns) else 0
        return self.notes.starts[self.number] + max(column, 0)

    def _look_up(self, position: int) -> None:
        content, lines = self.content, self.notes.lines
        begin = content.rfind("\n", 0, position) + 1
        end = content.find("\n", begin)
        end = len(content) if end < 0 else end
        part = content[begin:end]
        self.number = min(self.first + content.count("\n", 0, position), len(lines) - 1)
        self.line = range(begin, end + 1)
        line = lines[self.number]
        if self.cell is not None:
            self.columns = _cell_columns(self.notes.cells_of(self.number), self.cell, part, line)
        else:
            # Markers and indentation of enclosing blocks are cut off at the left; a tab may have become spaces.
            bare = part.lstrip(" \t")
            first = max(line.rfind(bare), 0) - (len(part) - len(bare))
            self.columns = range(first, first + len(part) + 1)


class Notes:
    """All that one reading of a text collects; the parser itself has no state."""

    def __init__(self, text: str, *, inline: bool) -> None:
        self.text = text
        """The text as it was written."""
        self.inline = inline
        """Whether it is one line, without blocks."""
        self.holes: list[Hole] = []
        """Holes and faults so far, in the order of reading."""
        self.kept = 0
        """How many of them are faults."""
        self.more = 0
        """How many faults there are beyond the first MAX_FAULTS."""
        self.place: Place | None = None
        """Where the content in hand stands."""
        self.base = 0
        """The position in that content at which the part in hand, an image's alternative text, begins."""
        self.labels: set[str] = set()
        """Labels of link definitions that were used."""
        self.opened: set[str] = set()
        """Names of the HTML elements that were reported."""
        self.expanded = 0
        """Characters of addresses and titles that link definitions brought in."""
        self._cells: tuple[int, list[list[list[int]]]] = (-1, [])

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text, without their breaks."""
        return _NEWLINE.split(self.text) if "\r" in self.text else self.text.split("\n")

    @cached_property
    def starts(self) -> list[int]:
        """The 0-based character at which each line begins."""
        if "\r" in self.text:
            return [0, *(match.end() for match in _NEWLINE.finditer(self.text))]
        return list(accumulate([len(line) + 1 for line in self.lines[:-1]], initial=0))

    def start(self, line: int) -> int:
        """The 0-based character at which a 0-based line begins; past the end, the last line."""
        return self.starts[min(line, len(self.starts) - 1)]

    def hole(self, hole: Hole) -> int:
        """Keep a hole; returns its number."""
        self.holes.append(hole)
        return len(self.holes) - 1

    def fault(
        self,
        code: str,
        message: str,
        hint: str,
        *,
        at: int | None = None,
        position: int = 0,
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Note a fault at a 0-based character of the text, or at a 0-based position of the content in hand."""
        if self.kept >= MAX_FAULTS:
            self.more += 1
            return
        self.kept += 1
        spot = self.spot(position) if at is None else self.spot_at(at)
        self.holes.append(Fault(spot, code, message, hint, severity.value))

    def spot_at(self, offset: int) -> Spot:
        """The place of a 0-based character of the text."""
        line = max(bisect_right(self.starts, offset) - 1, 0)
        return Spot(offset, line + 1, offset - self.starts[line] + 1)

    def spot(self, position: int) -> Spot:
        """The place of a 0-based position of the content in hand."""
        return self.spot_at(self.place.offset(self.base + position) if self.place else 0)

    def cells_of(self, number: int) -> list[list[list[int]]]:
        """The cells of a 0-based line of the text, as a row of a table: first without the marks of blocks around it.

        What looks like such marks may be the first cell's own.
        """
        if self._cells[0] != number:
            line = self.lines[number]
            prefix = _PREFIX.match(line)
            begins = dict.fromkeys((prefix.end() if prefix else 0, 0))
            self._cells = (number, [cells(line, begin) for begin in begins])
        return self._cells[1]

    def use(self, label: str, length: int) -> None:
        """Note that a link definition is used, whose address and title have so many characters.

        Raises RefusedError where definitions make a text many times as long as it is.
        """
        self.labels.add(label)
        self.expanded += length
        if self.expanded > MAX_EXPANSION and self.place:
            raise RefusedError(
                self.place.first,
                "markdown-definition",
                f"the links up to here repeat more than {MAX_EXPANSION:,} characters of link definitions",
                "use shorter addresses, or fewer links",
            )


def noted(env: Mapping[str, Any]) -> Notes:
    """The notes of the text in hand, from the parser's `env`."""
    notes: Notes = env["notes"]
    return notes


def _cell_columns(ways: list[list[list[int]]], cell: int, content: str, line: str) -> list[int]:
    """The 0-based columns, in a table's line, of a cell's content (in which `\\|` has become `|`); none if unknown."""
    for row in ways:
        columns = row[cell] if cell < len(row) else []
        start = "".join([line[column] for column in columns]).find(content)
        if start >= 0:
            return columns[start : start + len(content) + 1]
    return []


def cells(line: str, begin: int) -> list[list[int]]:
    """The columns of the characters that each cell of a table's line keeps; the line begins at column `begin`."""
    found: list[list[int]] = [[]]
    for column in range(begin, len(line)):
        if line[column] != "|":
            found[-1].append(column)
        elif column > begin and line[column - 1] == "\\":
            found[-1][-1:] = [column]
        else:
            found.append([])
    if not found[0]:
        found.pop(0)
    if found and not any(line[column].strip() for column in found[-1]):
        found.pop()
    return found
