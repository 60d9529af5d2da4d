"""Web archives (WARC, ISO 28500), record by record: plain, compressed record by record, or compressed as a whole.

A broken record costs itself alone: the reader goes on at the next one that it finds. What is held is one record, and
never more of it than the bound; what would inflate without end is left.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from typing import IO

from dateline.records import record

MAX_HEAD = 65_536
"""Bytes of one record's head."""
_PIECE = 131_072
_KEPT = 4 * _PIECE
"""Compressed bytes that are kept to look for the next record in, where a member turns out to be damaged."""
_GZIP = b"\x1f\x8b\x08"
_START = b"WARC/"
_BLANK = re.compile(rb"\r?\n\r?\n")
_VERSION = re.compile(rb"WARC/\d\.\d{1,2}\r?\n")
_BOMB, _RATIO = 256_000_000, 100
"""A member that inflates to more than this, and to more than so many times its size, holds no pages."""
_ENOUGH = 1_000_000_000
"""Bytes that a file may inflate to beyond that ratio, all in all."""
MAX_BROKEN = 500
"""Broken records of one file, after which the rest is not looked through."""


@record(frozen=True, slots=True)
class Entry:
    """One record of a web archive, or why it can't be read."""

    number: int
    """Its place in the file, from 1."""
    fields: Mapping[str, str]
    """The fields of its head, by their names in small letters; empty where they can't be read."""
    block: bytes
    """What it holds: for a response the HTTP message. Empty where its type is not wanted, or where it has a fault."""
    fault: str = ""
    """Why it can't be read, in a few words; empty where it can."""


class _DamagedError(Exception):
    """Compressed bytes that don't inflate, or inflate to more than anybody wrote."""


class _BrokenError(Exception):
    """A record that can't be read; where the next one begins has to be looked for, unless `ended`."""

    def __init__(self, message: str, *, ended: bool = False) -> None:
        super().__init__(message)
        self.ended = ended


class _Feed:
    """The bytes of an archive in order, inflated where they are compressed; what was taken can be put back.

    Compressed files come in members; reading stops at the end of each until `follow` opens the next.
    """

    def __init__(self, file: IO[bytes]) -> None:
        """Take the file, opened at its beginning."""
        self._file = file
        self._raw = file.read(_PIECE)
        # Where the first bytes are damaged, the others still say what the file is.
        plain = _VERSION.match(self._raw) or re.search(rb"\nWARC/\d\.\d", self._raw)
        self.compressed = _GZIP in self._raw and (_inflates(self._raw) or not plain)
        self._member: zlib._Decompress | None = None
        self._seen = b""  # the last of the member's compressed bytes, and those of the file that were looked at with it
        self._damaged = False
        self._sizes = [0, 0]  # of the member: compressed, inflated
        self._all = [0, 0]  # of the file
        self.data = bytearray()

    def more(self) -> bool:
        """Get some more of the bytes; False at the end of the member, or of the file. Raises _DamagedError."""
        if not self.compressed:
            piece = self._raw or self._file.read(_PIECE)
            self._raw = b""
            self.data += piece
            return bool(piece)
        while self._member is not None and not self._member.eof:
            given = self._member.unconsumed_tail
            if not given:
                given = self._raw or self._file.read(_PIECE)
                self._raw = b""
                self._seen = (self._seen + given)[-_KEPT:]
                self._count(0, len(given))
            if self._damaged:
                raise _DamagedError("its compressed bytes are damaged")
            before = self._member.copy()
            try:
                piece = self._member.decompress(given, _PIECE)
            except zlib.error:
                self._damaged, self._member = True, before
                piece = _sound_part(before.copy(), given)
                self.data += piece
                if piece:
                    return True
                continue
            if self._member.eof:
                self._raw = self._member.unused_data
            self._count(1, len(piece))
            self.data += piece
            if piece:
                return True
            if not given:
                raise _DamagedError("the file breaks off within it")
        return False

    def _count(self, which: int, size: int) -> None:
        self._sizes[which] += size
        self._all[which] += size
        if self._sizes[1] > max(_BOMB, _RATIO * self._sizes[0]):
            raise _DamagedError(f"it inflates to more than {_RATIO} times its size")

    @property
    def exhausted(self) -> bool:
        """Whether the file has inflated to more than any crawler writes into so few bytes."""
        return self._all[1] > max(_ENOUGH, _RATIO * self._all[0])

    def follow(self) -> bool:
        """Open the next member, where the last one has ended; False where the file ends. Raises _DamagedError."""
        if not self.compressed or (self._member is not None and not self._member.eof):
            return False
        while True:
            self._raw = self._raw.lstrip(b"\0") or self._raw[:0]
            if len(self._raw) >= len(_GZIP):
                break
            piece = self._file.read(_PIECE)
            if not piece:
                if self._raw:
                    raise _DamagedError("the file breaks off within it")
                return False
            self._raw += piece
        if not self._raw.startswith(_GZIP):
            self._seen, self._member = self._raw[-_KEPT:], None
            raise _DamagedError("bytes stand here that are no record")
        self._open()
        return True

    def _open(self) -> None:
        self._member, self._seen, self._sizes, self._damaged = zlib.decompressobj(31), b"", [0, 0], False

    def find_member(self) -> bool:
        """Give up the member and look for the next one that holds a record; False where there is none."""
        self.data.clear()
        hay, place = self._seen[1:] + (b"" if self._seen.endswith(self._raw) else self._raw), 0
        self._raw, self._member = b"", None
        while True:
            place = hay.find(_GZIP, place)
            if place < 0 or len(hay) - place < 1_024:
                piece = self._file.read(_PIECE)
                hay = (hay[place:] if place >= 0 else hay[-2:]) + piece
                place = 0
                if not piece and _GZIP not in hay:
                    return False
                place = hay.find(_GZIP)
                if place < 0:
                    place = 0
                    continue
                if piece and len(hay) - place < 1_024:
                    continue
            if _inflates(hay[place : place + 1_024]):
                self._raw = hay[place:]
                self._open()
                return True
            place += 1

    def peek(self, size: int) -> bytes:
        """The next bytes without taking them; fewer at the end of the member."""
        while len(self.data) < size and self.more():
            pass
        return bytes(self.data[:size])

    def take(self, size: int) -> bytes:
        """Take the next bytes; fewer at the end of the member."""
        taken = self.peek(size)
        del self.data[: len(taken)]
        return taken

    def place(self) -> int | None:
        """Where the next byte stands, for `back`; None in a file to whose parts one can't return."""
        return None if self.compressed or not self._file.seekable() else self._file.tell() - len(self.data)

    def back(self, place: int | None, taken: bytes) -> None:
        """Go back to a place, or where one can't, put back the bytes that were taken and kept since."""
        if place is None:
            self.data[:0] = taken
        else:
            self._file.seek(place)
            self.data.clear()

    def pass_over(self, size: int) -> int:
        """Take bytes without keeping them; returns how many there were in the member."""
        left = size
        while left:
            if not self.data and not self.more():
                break
            step = min(left, len(self.data))
            del self.data[:step]
            left -= step
        return size - left


def _inflates(data: bytes) -> bool:
    """Whether bytes begin as a compressed record does."""
    try:
        return zlib.decompressobj(31).decompress(data[:1_024], len(_START)) == _START
    except zlib.error:
        return False


def _sound_part(member: zlib._Decompress, given: bytes) -> bytes:
    """What inflates of bytes before the place where they are damaged."""
    found = bytearray()
    try:
        for place in range(0, len(given), 64):
            found += member.decompress(given[place : place + 64], _PIECE)
            if member.unconsumed_tail:  # nothing that anybody wrote inflates so much
                break
    except zlib.error:
        pass
    return bytes(found)


def read_records(file: IO[bytes], *, wanted: frozenset[str], limit: int) -> Iterator[Entry]:
    """Read the records of an archive one by one, broken ones too; raises OSError where the disk does.

    Blocks are given for the record types `wanted` and up to `limit` bytes; a longer one has a fault instead.
    """
    feed = _Feed(file)
    number, broken_ones, found = 0, 0, True
    while found:
        number += 1
        fields: dict[str, str] = {}
        block, fault = b"", ""
        try:
            if not _at_record(feed):
                return
            block, fault = _record(feed, fields, wanted, limit)
        except _BrokenError as broken:
            fault = f"{broken}"
            found = broken.ended or _find_record(feed)
        except _DamagedError as damage:
            fault = f"{damage}"
            found = feed.find_member()
            fault += "" if found or "breaks off" in fault else ", and no other begins behind it"
        if found and feed.exhausted:
            block, fault, found = b"", "the file inflates to far more than pages do, and is not read further", False
        broken_ones += bool(fault)
        if broken_ones > MAX_BROKEN:
            fault, found = f"more than {MAX_BROKEN} records are broken, and the file is not read further", False
        yield Entry(number, fields, block, fault)


def _at_record(feed: _Feed) -> bool:
    """Go to what follows the line ends behind a record; False at the end of the file."""
    while True:
        head = feed.peek(4)
        if not head:
            if not feed.follow():
                return False
        elif head[:1] in b"\r\n":
            del feed.data[0]
        else:
            return True


def _record(feed: _Feed, fields: dict[str, str], wanted: frozenset[str], limit: int) -> tuple[bytes, str]:
    """Read the record that starts here; fills `fields`, and returns its block and why that is not given."""
    head = _head(feed)
    if head is None:
        raise _BrokenError("no record begins here that can be read")
    fields.update(_fields(head))
    length = fields.get("content-length", "")
    if not re.fullmatch(r"[0-9]{1,15}", length):
        raise _BrokenError("its head does not say how long it is")
    size, begins = int(length), feed.place()
    keep = bytearray(feed.take(min(size, limit + 1)))
    read = len(keep)
    while read < size:
        if not feed.peek(1):  # the member ends; what begins as a record is the next one
            if not feed.follow():
                feed.back(begins, bytes(keep))
                raise _BrokenError("the file breaks off within it")
            if feed.peek(len(_START)) == _START:
                raise _BrokenError("it is shorter than its head says", ended=True)
        if read <= limit:
            piece = feed.take(min(size, limit + 1) - read)
            keep += piece
            read += len(piece)
        else:
            read += feed.pass_over(size - read)
    # At the end of a member its checksum is looked at: a record that stands right before damage is not given.
    after = feed.peek(len(_START) + 4)
    behind = after.lstrip(b"\r\n")
    apart = len(behind) < len(after) and not feed.compressed  # what follows it in a plain file is not its own fault
    if not apart and behind[: len(_START)] != _START[: len(behind)]:
        feed.back(begins, bytes(keep))
        raise _BrokenError("its length is not what its head says")
    if fields.get("warc-type", "").lower() not in wanted:
        return b"", ""
    if size > limit:
        return b"", f"it has {size:,} bytes, more than the {limit:,} that are read; --max-bytes raises the bound"
    return bytes(keep), ""


def _head(feed: _Feed) -> bytes | None:
    """Take a record's head with its blank line; None where no record begins here, and nothing is taken."""
    while len(feed.peek(len(_START))) < len(_START) and feed.follow():
        pass
    if feed.peek(len(_START)) != _START:
        return None
    searched = 0
    while True:
        found = _BLANK.search(feed.data, searched)
        if found:
            head = bytes(feed.data[: found.end()])
            if not _VERSION.match(head) or re.search(rb"\nWARC/\d", head):  # it runs on into the next one's
                return None
            del feed.data[: found.end()]
            return head
        if len(feed.data) > MAX_HEAD:
            return None
        searched = max(0, len(feed.data) - 4)
        if not feed.more() and not feed.follow():
            return None


def _fields(head: bytes) -> dict[str, str]:
    """The fields of a head; of several of one name the first counts. A line that begins with a space goes on."""
    fields: dict[str, str] = {}
    for line in re.sub(rb"\r?\n[ \t]+", b" ", head).split(b"\n")[1:]:
        name, mark, value = line.decode("utf-8", "replace").partition(":")
        if mark and name.strip():
            fields.setdefault(name.strip().lower(), value.strip())
    return fields


def _find_record(feed: _Feed) -> bool:
    """Go to the next place where a record begins, behind a line end; False where none does."""
    try:
        return _search(feed)
    except _DamagedError:
        return feed.find_member()


def _search(feed: _Feed) -> bool:
    """`_find_record`, up to where the compressed bytes are damaged: raises _DamagedError there."""
    searched = 1 if feed.data else 0
    while True:
        place = feed.data.find(_START, searched)
        if place > 0 and feed.data[place - 1] == 0x0A and _begins(feed, place):
            del feed.data[:place]
            return True
        if place >= 0:
            searched = place + 1
            continue
        if len(feed.data) > len(_START):  # as much is kept as may be the beginning of one
            del feed.data[: -len(_START)]
        searched = min(1, len(feed.data))
        if feed.more():
            continue
        feed.data.clear()
        if not feed.follow():
            return False
        if feed.peek(len(_START)) == _START:
            return True


def _begins(feed: _Feed, place: int) -> bool:
    """Whether a version line stands at a place."""
    while len(feed.data) < place + 12 and feed.more():
        pass
    return _VERSION.match(feed.data, place) is not None
