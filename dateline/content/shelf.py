"""What was made of files in earlier builds, kept by the digest of what it was made of.

It stands in `.dateline-cache/` beside content/ and may be deleted at any time: rows of text in one file, to which new
ones are appended, and a list of where each begins in another. Each row carries its own check, and one that is damaged,
or was written by another version of the program, is as good as none: what it was for is made anew.

What is kept is trusted: it has HTML that content was compiled to. So nobody may bring it along, in a pull request or an
archive: a file counts only in the folder in which it was written, which is known by what no checkout can choose.
"""

from __future__ import annotations

import os
from array import array
from collections.abc import Container, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from zlib import crc32

from dateline.digests import digest
from dateline.stamps import FOLDER, put

_FIELD = b"\x1d"
_LIST = ".list"
_LOOSE = 2
"""How many times larger than need be the file may grow before it is written anew."""
_HELD = 4 * 1024 * 1024
"""Bytes of what is new that are held in memory."""
_MANY = 500
"""Rows for which one look at the whole file takes less time than one at each."""


class Shelf:
    """What is kept under one root; `get` and `put` while a build runs, `save` in its end."""

    def __init__(self, root: Path, name: str, version: str, *, empty: bool = False) -> None:
        """Look what is kept under a name; `version` is that of what made it. With `empty`, pass over what is there."""
        self._path = root / FOLDER / name
        self._version = digest(version, home(self._path.parent)).encode()
        self._places: dict[str, tuple[int, int]] = {}
        """Name: where its row begins in the file, and how long it is; bytes."""
        self._new: dict[str, bytes] = {}
        self._pending = 0
        self._spilled: dict[str, tuple[int, int]] = {}
        """As `_places`, of what was too much to be held until the end: it stands in a file of its own by now."""
        self._spill = -1
        self._spill_size = 0
        self._size = 0
        self._handle = -1
        self.damaged = False
        """Whether something of what was kept could not be used."""
        if not empty:
            self._look()

    def _look(self) -> None:
        try:
            raw = self._path.with_name(self._path.name + _LIST).read_bytes()
            head, _, body = raw.partition(b"\n")
            check, count, made_by = head.split(b" ")
            if made_by != self._version:
                return
            if int(check, 16) != crc32(body):
                raise ValueError("damaged")  # noqa: TRY301  (one way out)
            figures = array("q")
            figures.frombytes(body[: int(count) * 2 * figures.itemsize])
            names = body[int(count) * 2 * figures.itemsize :].decode().split("\n")
            self._handle = os.open(self._path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
            self._size = os.fstat(self._handle).st_size
        except FileNotFoundError:
            return
        except (OSError, ValueError):
            self.damaged = True
            return
        numbers = iter(figures.tolist())
        self._places = dict(zip(names, zip(numbers, numbers, strict=True), strict=False))

    def __del__(self) -> None:
        """Let go of the files."""
        if self._handle >= 0:
            os.close(self._handle)
        if self._spill >= 0:
            self._drop_aside()

    def get(self, name: str, key: str) -> str | None:
        """What was made of a thing, by its name, if it was made of what has this key."""
        row = self._row(name)
        begin = key.encode() + _FIELD
        return self._text(row[len(begin) :]) if row is not None and row.startswith(begin) else None

    def latest(self, name: str) -> str | None:
        """What was last made of a thing, whatever it was made of."""
        row = self._row(name)
        return None if row is None else self._text(row.partition(_FIELD)[2])

    def all_of(self, prefix: str) -> dict[str, str]:
        """What was last made of all things whose names begin so, by the rest of the name."""
        found = {}
        names = self.names(prefix)
        whole = self._read(self._size, 0) if len(names) > _MANY else None
        for name in names:
            row = self._row(name, whole)
            text = None if row is None else self._text(row.partition(_FIELD)[2])
            if text is not None:
                found[name[len(prefix) :]] = text
        return found

    def names(self, prefix: str) -> list[str]:
        """The names that begin so."""
        return [name for name in self._places | self._spilled | dict.fromkeys(self._new) if name.startswith(prefix)]

    def put(self, name: str, key: str, made: str) -> None:
        """Keep what was made of a thing. The key may not hold U+001D, nor the name a new line."""
        row = b"".join((key.encode(), _FIELD, made.encode()))
        self._new[name] = b"".join((_check(name, row), _FIELD, row))
        self._pending += len(row)
        if self._pending > _HELD:
            self._set_aside()

    def _set_aside(self) -> None:
        """Write what is new to a file of its own, which becomes the whole in the end."""
        try:
            if self._spill < 0:
                flags = os.O_RDWR | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
                self._spill = os.open(self._aside, flags, 0o644)
            for name, row in self._new.items():
                self._spilled[name] = (self._spill_size, len(row))
                self._spill_size += len(row)
            rows = memoryview(b"".join(self._new.values()))
            while rows:
                rows = rows[os.write(self._spill, rows) :]
        except OSError:
            self._drop_aside()
        self._new.clear()
        self._pending = 0

    @property
    def _aside(self) -> Path:
        return self._path.with_name(f"{self._path.name}.{os.getpid()}.new")

    def _drop_aside(self) -> None:
        if self._spill >= 0:
            os.close(self._spill)
        self._spill, self._spill_size = -1, 0
        self._spilled.clear()
        with suppress(OSError):
            self._aside.unlink(missing_ok=True)

    def save(self, names: Iterable[str] | None = None) -> None:
        """Write what is new, and forget what is of none of `names`, if given. What can't be written is not kept."""
        known = self._places.keys() | self._spilled.keys() | self._new.keys() if names is None else set(names)
        places = {name: place for name, place in self._places.items() if name in known}
        if not self._new and not self._spilled and len(places) == len(self._places):
            return
        new = {name: row for name, row in self._new.items() if name in known}
        added = sum(map(len, new.values()))
        live = sum(length for name, (_, length) in places.items() if name not in new) + added
        try:
            if self._handle < 0 or self._spilled or self._size + added > _LOOSE * live:
                self._write_anew(places, new, known)
            else:
                self._append(places, new)
        except OSError:
            self._drop_aside()
            return
        self._new.clear()
        self._pending = 0

    def _append(self, places: Mapping[str, tuple[int, int]], new: Mapping[str, bytes]) -> None:
        with self._path.open("ab") as file:
            if file.tell() != self._size:
                return  # another build has appended to it meanwhile
            file.writelines(new.values())
        self._list(places, new, self._size)

    def _sweep(self) -> None:
        """Remove what killed builds have left here, a day later."""
        now = self._path.lstat().st_mtime
        for left in self._path.parent.glob("*.new"):
            with suppress(OSError):
                if left.lstat().st_mtime < now - 86_400:
                    left.unlink()

    def _write_anew(
        self, places: Mapping[str, tuple[int, int]], new: Mapping[str, bytes], known: Container[str]
    ) -> None:
        """Write the whole: what was set aside, then what is kept of the file, then what is new."""
        whole = self._read(self._size, 0) if self._handle >= 0 and places else b""
        kept = {
            name: whole[at : at + length]
            for name, (at, length) in places.items()
            if name not in new and name not in self._spilled
        }
        aside = {name: place for name, place in self._spilled.items() if name in known and name not in new}
        begin = self._spill_size
        try:
            with open(self._aside, "ab" if self._spill >= 0 else "wb") as file:  # noqa: PTH123  (the name, as above)
                file.writelines(kept.values())
                file.writelines(new.values())
            os.replace(self._aside, self._path)  # noqa: PTH105
        finally:
            self._drop_aside()
        self._list(aside, {**kept, **new}, begin)
        self._sweep()

    def _list(self, places: Mapping[str, tuple[int, int]], new: Mapping[str, bytes], begin: int) -> None:
        """Write the list, after the rows that it names."""
        merged = dict(places)
        for name, row in new.items():
            merged[name] = (begin, len(row))
            begin += len(row)
        figures = array("q", [number for place in merged.values() for number in place])
        body = figures.tobytes() + "\n".join(merged).encode()
        head = b"%08x %d %s\n" % (crc32(body), len(merged), self._version)
        put(f"{self._path}{_LIST}", head + body)
        self._places = merged
        if self._handle >= 0:
            os.close(self._handle)
        self._handle = os.open(self._path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        self._size = begin

    def _row(self, name: str, whole: bytes | None = None) -> bytes | None:
        """The row of a name, without its check; None where there is none, or it is damaged."""
        rest = self._new.get(name)
        if rest is None and (aside := self._spilled.get(name)):
            rest = self._read(aside[1], aside[0], self._spill)
        if rest is None:
            place = self._places.get(name)
            if place is None:
                return None
            at, length = place
            rest = whole[at : at + length] if whole is not None else self._read(length, at)
        check, _, row = rest.partition(_FIELD)
        if check != _check(name, row):
            self.damaged = True
            return None
        return row

    def _read(self, length: int, at: int, handle: int | None = None) -> bytes:
        handle = self._handle if handle is None else handle
        try:
            if hasattr(os, "pread"):
                return os.pread(handle, length, at)
            os.lseek(handle, at, os.SEEK_SET)
            return os.read(handle, length)
        except OSError:
            return b""

    def _text(self, row: bytes) -> str | None:
        try:
            return row.decode()
        except UnicodeDecodeError:
            self.damaged = True
            return None


def name_for(out: Path) -> str:
    """Under which name it is kept what a site in this folder was made of."""
    return f"{crc32(f'{out.absolute()}'.encode('utf-8', 'replace')):08x}.site"


def home(folder: Path) -> str:
    """What is known of the folder: when a file in it was made, by the clock of the system, to the nanosecond."""
    ignored = folder / ".gitignore"
    try:
        if not ignored.exists():
            folder.mkdir(exist_ok=True)
            put(f"{ignored}", b"*\n")
        found = ignored.lstat()
    except OSError:
        return ""
    return f"{found.st_dev} {found.st_ino} {found.st_ctime_ns}"


def _check(name: str, row: bytes) -> bytes:
    return b"%08x" % crc32(row, crc32(name.encode()))
