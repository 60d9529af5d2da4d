"""Files of many pieces, such as the timeline as data: after an edit, only the pieces that show it are made anew.

Of each piece is noted how long it is and what was looked up for it. So in a file that is as it was last made, the
pieces that read something that has changed are found and replaced, and all else of it is taken over.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from itertools import accumulate
from typing import NamedTuple

from dateline.render.reads import ALL, Notes, Reads, written

_SEAM, _ROW = "\x1d", "\x1c"


class Piece(NamedTuple):
    """Some bytes of a file, which are made by themselves."""

    name: str
    """What it is known by in its file, without blanks: the id of what it shows."""
    make: Callable[[], bytes]
    """Makes its bytes. Whatever comes before or behind it, they are the same."""


class Table:
    """Which pieces a file has, how long they are, and what they read."""

    __slots__ = ("lengths", "notes")

    def __init__(self, lengths: Mapping[str, int], notes: Notes) -> None:
        """Take the lengths in bytes and the notes of all pieces, by name and in order."""
        self.lengths = lengths
        self.notes = notes

    @staticmethod
    def read(rows: str) -> Table:
        """Read what `parted` gave of a file. Raises ValueError where that is damaged."""
        lengths, notes = _read(rows)
        return Table(lengths, Notes.of(notes.items()))

    def with_rows(self, rows: str) -> Table:
        """The table after some pieces have been made anew. Raises ValueError for damaged rows, or for other pieces."""
        lengths, notes = _read(rows)
        if not lengths.keys() <= self.lengths.keys():
            raise ValueError("there are other pieces")
        return Table({**self.lengths, **lengths}, self.notes.with_later(notes))


def together(rows: str, later: str) -> str:
    """The rows of a table that changed once and those that changed later, as rows of those that changed by now."""
    found = {row.partition(" ")[0]: row for part in (rows, later) if part for row in part.split(_ROW)}
    return _ROW.join(found.values())


def _read(rows: str) -> tuple[dict[str, int], dict[str, str]]:
    lengths, notes = {}, {}
    for row in rows.split(_ROW) if rows else ():
        name, length, note = row.split(" ", 2)
        lengths[name], notes[name] = int(length), note
    return lengths, notes


def parted(note: str) -> tuple[str, str]:
    """Part what is noted of a page into what it read and, for one of many pieces, the rows of its table."""
    read, _, rows = note.partition(_SEAM)
    return read, rows


def made_whole(pieces: Iterable[Piece], reads: Reads) -> tuple[bytes, str]:
    """The bytes of a file, and its note."""
    reads.begin()
    done = _made(pieces, reads)
    note = reads.end()
    return b"".join([content for content, _ in done]), _SEAM.join((note, _ROW.join([row for _, row in done])))


def spliced(
    old: bytes, pieces: Iterable[Piece], table: Table, note: str, changed: Collection[str], reads: Reads
) -> tuple[bytes, str] | None:
    """The bytes of a file and its note after a change; None where that needs all of its pieces.

    `old` are its bytes as they were last made, with this table and this note; `changed` are the names of what has
    changed since. The note that is returned has the rows of those pieces alone that were made anew.
    """
    stale = table.notes.readers(changed)
    reads.begin()
    found = list(pieces)
    noted = reads.noted or set()
    if [piece.name for piece in found] != list(table.lengths) or sum(table.lengths.values()) != len(old):
        reads.end()
        return None
    ends = list(accumulate(table.lengths.values()))
    parts: list[bytes | memoryview] = []
    rows, at = list[str](), 0
    whole = memoryview(old)
    for number, piece in enumerate(found):
        if piece.name in stale:
            [(content, row)] = _made([piece], reads)
            parts += [whole[at : ends[number] - table.lengths[piece.name]], content]
            rows.append(row)
            at = ends[number]
    parts.append(whole[at:])
    known = set(note.split(" "))
    more = {written(name) for name in noted if f"{name.partition('/')[0]}/{ALL}" not in known}
    reads.end()
    return b"".join(parts), _SEAM.join((" ".join(sorted(known | more)), _ROW.join(rows)))


def _made(pieces: Iterable[Piece], reads: Reads) -> list[tuple[bytes, str]]:
    """Make some pieces: their bytes, and their rows of the table."""
    done = []
    words: dict[str, str] = {}
    for piece in pieces:
        others, reads.noted = reads.noted, set()
        try:
            content = piece.make()
            noted = reads.noted
        finally:
            reads.noted = others
        if others is not None:
            others |= noted
        # Not `noted - words.keys()`, which looks at all the words.
        for name in noted:
            if name not in words:
                words[name] = written(name)
        done.append((content, f"{piece.name} {len(content)} {' '.join([words[name] for name in noted])}"))
    return done
