"""What a command puts aside while it runs, and what an import that was interrupted need not do again.

A `Spool` is a file without a name: what is put there is read again when it is needed, and gone with the process,
however that ends. `Finished` is a file in `.dateline-cache/` beside content/, of rows that each carry their check: what
a killed process wrote of the last one is cut off, and the others count. As with all that is kept there, rows count only
in the folder in which they were written, so that nobody can bring them along, and for the program that wrote them.
"""

from __future__ import annotations

import errno
import os
import sys
import tempfile
from collections.abc import Iterator, MutableMapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from dateline.content.changes import BUSY, ChangeError
from dateline.content.shelf import home
from dateline.digests import digest
from dateline.stamps import FOLDER

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

_NAME = "import"
_BLOCK = 1 << 20
_LONGEST_HEAD = 128
"""Bytes of the line before a row, at most."""


class Place(NamedTuple):
    """Where something stands in a file."""

    at: int
    """Its first byte."""
    length: int
    """How many bytes it has."""


class Spool:
    """Bytes that are put aside until the process ends."""

    def __init__(self, root: Path) -> None:
        """Open a file without a name on the file system of `root`, else where the system keeps such files."""
        folder = root / FOLDER
        # A temporary file on the disk of the timeline: elsewhere it may lie in memory, which it is to save.
        place = f"{folder}" if folder.is_dir() and not folder.is_symlink() else None
        try:
            self._file = tempfile.TemporaryFile(dir=place, buffering=0)  # noqa: SIM115  (it lives as long as this)
        except OSError:
            self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115
        self._size = 0

    def put(self, data: bytes) -> Place:
        """Put bytes aside; returns where. Raises OSError where the disk is full."""
        _append(self._file.fileno(), self._size, data)
        place = Place(self._size, len(data))
        self._size += len(data)
        return place

    def get(self, place: Place) -> bytes:
        """The bytes that were put there; also in processes that were forked since. Raises OSError."""
        return _at(self._file.fileno(), place)

    def __del__(self) -> None:
        """Let go of the file."""
        if hasattr(self, "_file"):
            self._file.close()


class Texts(MutableMapping[str, str]):
    """Texts that are put aside, by name."""

    def __init__(self, spool: Spool) -> None:
        """Take where to."""
        self._spool = spool
        self._places: dict[str, Place] = {}

    def __getitem__(self, name: str) -> str:
        """Read a text; KeyError where there is none of the name."""
        return self._spool.get(self._places[name]).decode("utf-8", "surrogatepass")

    def __setitem__(self, name: str, text: str) -> None:
        """Put a text aside."""
        self._places[name] = self._spool.put(text.encode("utf-8", "surrogatepass"))

    def __delitem__(self, name: str) -> None:
        """Forget a text."""
        del self._places[name]

    def __iter__(self) -> Iterator[str]:
        """The names."""
        return iter(self._places)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._places)


class Finished:
    """Rows by their keys, which outlive the process until they are forgotten; one process at a time has them."""

    def __init__(self, root: Path, version: str) -> None:
        """Read what is there; `version` is that of the program. Raises ChangeError where another import runs."""
        self._path = root / FOLDER / _NAME
        self._places: dict[str, Place] = {}
        if (root / FOLDER).is_symlink():
            raise ChangeError(f"{root / FOLDER} is a symbolic link; delete it and import again")
        self._head = b"%s\n" % digest(version, home(root / FOLDER)).encode()
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
        self._handle = os.open(self._path, flags, 0o600)
        try:
            if fcntl is not None:
                fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self._size = self._look()
            os.ftruncate(self._handle, self._size)
            if not self._size:
                _append(self._handle, 0, self._head)
                self._size = len(self._head)
        except OSError as error:
            self.close()
            if error.errno in (errno.EAGAIN, errno.EACCES):
                raise ChangeError(BUSY) from None
            raise
        self.found = len(self._places)
        """How many rows an earlier process left."""

    def _look(self) -> int:
        """Note where the rows are; returns the end of the last whole one, 0 where nothing counts."""
        length = os.fstat(self._handle).st_size
        if _at(self._handle, Place(0, min(length, len(self._head)))) != self._head:
            return 0
        end = len(self._head)
        for key, place in self._rows(end, length):
            self._places[key] = place
            end = place.at + place.length
        return end

    def _rows(self, at: int, length: int) -> Iterator[tuple[str, Place]]:
        """The rows that are whole, up to the first one that is not."""
        while at < length:
            line, found, _ = _at(self._handle, Place(at, min(_LONGEST_HEAD, length - at))).partition(b"\n")
            parts = line.split(b" ")
            if not found or len(parts) != 3 or not parts[1].isdigit():
                return
            place = Place(at + len(line) + 1, int(parts[1]))
            if place.at + place.length > length or _check(parts[2], _at(self._handle, place)) != parts[0]:
                return
            yield parts[2].decode(errors="replace"), place
            at = place.at + place.length

    def find(self, key: str) -> Place | None:
        """Where the row of a key is; None where there is none."""
        return self._places.get(key)

    def put(self, key: str, row: bytes) -> Place:
        """Keep a row. The key has no space. Raises OSError where the disk is full; then it is as if it had not been."""
        name = key.encode()
        head = b"%s %d %s\n" % (_check(name, row), len(row), name)
        _append(self._handle, self._size, head + row)
        place = Place(self._size + len(head), len(row))
        self._size = place.at + place.length
        self._places[key] = place
        return place

    def get(self, place: Place) -> bytes:
        """The row at a place. Raises OSError."""
        return _at(self._handle, place)

    def forget(self) -> None:
        """Remove the file: what it was for is done."""
        with suppress(OSError):
            self._path.unlink()

    def close(self) -> None:
        """Let go of the file, which stays for the next process."""
        if self._handle >= 0:
            os.close(self._handle)
        self._handle = -1

    def __del__(self) -> None:
        """Let go of the file."""
        if hasattr(self, "_handle"):
            self.close()


def installed() -> str:
    """Names and versions of all libraries that are installed: each may have a say in how a document is read."""
    found: list[str] = []
    for place in sys.path:
        if place.endswith("-packages"):
            with suppress(OSError):
                found += [name for name in os.listdir(place) if name.endswith(".dist-info")]  # noqa: PTH208
    return f"{sys.version} {' '.join(sorted(found))}"


def _check(name: bytes, row: bytes) -> bytes:
    return b"%08x" % crc32(row, crc32(name))


def _append(handle: int, at: int, data: bytes) -> None:
    """Write all of the bytes at a place, or raise OSError."""
    rest = memoryview(data)
    os.lseek(handle, at, os.SEEK_SET)
    while rest:
        rest = rest[os.write(handle, rest) :]


def _at(handle: int, place: Place) -> bytes:
    """Read bytes; the handle's own place is left alone where the system allows it, for it may be shared."""
    parts = []
    at, left = place
    while left:
        if hasattr(os, "pread"):
            found = os.pread(handle, min(left, _BLOCK), at)
        else:
            os.lseek(handle, at, os.SEEK_SET)
            found = os.read(handle, min(left, _BLOCK))
        if not found:
            break
        parts.append(found)
        at, left = at + len(found), left - len(found)
    return b"".join(parts)
