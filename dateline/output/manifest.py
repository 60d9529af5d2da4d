"""The manifest: which files of the output folder are Dateline's, and from which keys they were made.

It holds no time and no place, so it is the same for the same pages; and it carries its own digest, so that a damaged
one is known as such. It is JSON, a file a line, sorted: so one file's line is found and replaced without reading the
others.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping
from json.encoder import encode_basestring_ascii as _quoted
from typing import NamedTuple

from dateline.output.pages import all_plain, path_fault

NAME = ".dateline.json"
"""Its name in the output folder. GitHub Pages leaves dotfiles out of what it publishes."""
VERSION = 2
"""Raised whenever the form changes; another version counts as damaged, and everything is rendered anew."""

_SEAM = b",\n"
_END = b"\n]}\n"


class DamagedError(ValueError):
    """A manifest or journal is not what Dateline wrote."""


class Record(NamedTuple):
    """What is known of one file that was written."""

    key: str
    """The page's key when it was rendered."""
    size: int
    """Its length in bytes."""
    sha256: str
    """Digest of its bytes, in hexadecimal."""


class Manifest:
    """A manifest as its lines, which are parsed only where they are asked for."""

    __slots__ = ("_lines",)

    def __init__(self, lines: list[bytes]) -> None:
        """Take lines as `dump` writes them, sorted."""
        self._lines = lines

    @classmethod
    def read(cls, raw: bytes) -> Manifest:
        """Read what `dump` wrote. Raises DamagedError where one byte differs."""
        body = _unsealed(raw)
        lines = body.split(_SEAM) if body else []
        if lines != sorted(lines):
            raise DamagedError("damaged: not sorted")
        return cls(lines)

    def __len__(self) -> int:
        return len(self._lines)

    def records(self) -> dict[str, Record]:
        """Read all, as path → record. Raises DamagedError for what `dump` would not have written."""
        rows = _parsed(_SEAM.join(self._lines))
        if not rows:
            return {}
        try:
            paths, keys, sizes, digests = zip(*rows, strict=True)
        except (TypeError, ValueError) as error:
            raise DamagedError("unknown rows") from error
        kinds = [set(map(type, column)) for column in (rows, paths, keys, sizes, digests)]
        if kinds != [{list}, {str}, {str}, {int}, {str}]:
            raise DamagedError("unknown rows")
        if not all_plain(paths):
            for path in paths:
                if fault := path_fault(path):
                    raise DamagedError(f"the path {path!r} {fault}")
        return dict(zip(paths, map(Record, keys, sizes, digests), strict=True))

    def paths(self) -> list[str]:
        """Read the paths alone. Raises DamagedError as `records` does."""
        names = b"\n".join([line[2 : line.find(b'",')] for line in self._lines]).decode("ascii", "replace").split("\n")
        # Plain names stand as they are; what is escaped, or no path at all, has to be parsed.
        return names if all_plain(names) else list(self.records())

    def find(self, path: str) -> Record | None:
        """Read one file's record, or return None. Raises DamagedError as `records` does."""
        at = self._place(path)
        if at == len(self._lines) or not self._lines[at].startswith(_start(path)):
            return None
        return Manifest(self._lines[at : at + 1]).records()[path]

    def with_changes(self, records: Mapping[str, Record], removed: Collection[str]) -> Manifest:
        """Make a manifest with these records, new or in the place of others, and without the files `removed`.

        Costs a binary search a change and one copy of the list.
        """
        lines = list(self._lines)
        more = []
        for path, record in records.items():
            at = self._place(path)
            if at < len(lines) and lines[at].startswith(_start(path)):
                lines[at] = _line(path, record)
            else:
                more.append(_line(path, record))
        gone = {at for path in removed if (at := self._place(path)) < len(lines) and lines[at].startswith(_start(path))}
        if gone:
            lines = [line for at, line in enumerate(lines) if at not in gone]
        if more:
            lines = sorted(lines + more)
        return Manifest(lines)

    def dump(self) -> bytes:
        """Write it: a head with the version and the digest, then one line a file."""
        return _sealed(_SEAM.join(self._lines))

    def _place(self, path: str) -> int:
        return bisect_left(self._lines, _start(path))


def _start(path: str) -> bytes:
    return f"[{_quoted(path)},".encode()


def _line(path: str, record: Record) -> bytes:
    return f"[{_quoted(path)},{_quoted(record.key)},{record.size},{_quoted(record.sha256)}]".encode()


def dump(records: Mapping[str, Record]) -> bytes:
    """Write a manifest: one line a file, sorted."""
    return of(records).dump()


def of(records: Mapping[str, Record]) -> Manifest:
    """Make a manifest."""
    return Manifest(sorted(_line(path, record) for path, record in records.items()))


def load(raw: bytes) -> dict[str, Record]:
    """Read a manifest that `dump` wrote, as path → record. Raises DamagedError for anything else."""
    return Manifest.read(raw).records()


def seal(rows: Iterable[object]) -> bytes:
    """Write rows as JSON, one a line, under a head with the version and their digest."""
    encode = json.JSONEncoder(separators=(",", ":")).encode
    return _sealed(_SEAM.join(encode(row).encode() for row in rows))


def unseal(raw: bytes) -> list[object]:
    """Read rows that `seal` wrote. Raises DamagedError where one byte differs."""
    return _parsed(_unsealed(raw))


def claimed(head: bytes) -> str | None:
    """Read the digest that a manifest's head, its first `HEAD_BYTES` bytes, claims for the rest, or return None.

    Two manifests that claim one digest say the same, unless one of them is damaged.
    """
    before, after = _head("|").split(b"|")
    digest = head[len(before) : -len(after)]
    if len(head) != HEAD_BYTES or head != before + digest + after or not digest.isalnum():
        return None
    return digest.decode("ascii", "replace")


def _parsed(body: bytes) -> list[object]:
    try:
        rows: list[object] = json.loads(b"[" + body + b"]")
    except (ValueError, RecursionError) as error:
        raise DamagedError(f"damaged: {error}") from error
    return rows


def _sealed(body: bytes) -> bytes:
    return _head(hashlib.sha256(body).hexdigest()) + body + _END


def _unsealed(raw: bytes) -> bytes:
    start = raw.find(b"[\n") + 2
    body = raw[start : -len(_END)]
    if start < 2 or not raw.endswith(_END) or raw[:start] != _head(hashlib.sha256(body).hexdigest()):
        raise DamagedError("damaged, or of another version")
    return body


def _head(digest: str) -> bytes:
    return f'{{"dateline": {VERSION}, "sha256": "{digest}", "rows": [\n'.encode()


HEAD_BYTES = len(_head("0" * 64))
"""Length of a manifest's head."""
