"""The manifest: which files of the output folder are Dateline's, and from which keys they were made.

It holds no time and no place, so it is the same for the same pages; and it carries its own digest, so that a damaged
one is known as such.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dateline.output.pages import path_fault

NAME = ".dateline.json"
"""Its name in the output folder. GitHub Pages leaves dotfiles out of what it publishes."""
VERSION = 1
"""Raised whenever the form changes; another version counts as damaged, and everything is rendered anew."""


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


def dump(records: Mapping[str, Record]) -> bytes:
    """Write a manifest: one line a file, sorted by path."""
    return seal([[path, *record] for path, record in sorted(records.items())])


def load(raw: bytes) -> dict[str, Record]:
    """Read a manifest that `dump` wrote, as path → record. Raises DamagedError for anything else."""
    records = {}
    for row in unseal(raw):
        match row:
            case [str(path), str(key), int(size), str(sha256)] if path_fault(path) is None:
                records[path] = Record(key, size, sha256)
            case _:
                raise DamagedError(f"unknown row {row!r}")
    return records


def seal(rows: Sequence[object]) -> bytes:
    """Write rows as JSON, one a line, under a head with the version and their digest."""
    encode = json.JSONEncoder(separators=(",", ":")).encode
    body = ",\n".join(map(encode, rows)).encode()
    return _head(body) + body + b"\n]}\n"


def unseal(raw: bytes) -> list[object]:
    """Read rows that `seal` wrote. Raises DamagedError where one byte differs."""
    start = raw.find(b"[\n") + 2
    body = raw[start:-4]
    if start < 2 or raw[-4:] != b"\n]}\n" or raw[:start] != _head(body):
        raise DamagedError("damaged, or of another version")
    try:
        rows: list[object] = json.loads(b"[" + body + b"]")
    except (ValueError, RecursionError) as error:
        raise DamagedError(f"damaged: {error}") from error
    return rows


def _head(body: bytes) -> bytes:
    digest = hashlib.sha256(body).hexdigest()
    return f'{{"dateline": {VERSION}, "sha256": "{digest}", "rows": [\n'.encode()
