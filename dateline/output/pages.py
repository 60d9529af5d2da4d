"""What is to be written: pages and the rules for their paths."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from dateline.output.errors import OutputError
from dateline.patterns import pattern


class Made(NamedTuple):
    """A page's bytes, where only their making shows what they depend on."""

    content: bytes
    """The bytes."""
    key: str
    """The key that the page has with them."""
    note: str
    """What its maker wants to know the next time, to say the key beforehand; holds no U+001E or U+001F."""


class Page(NamedTuple):
    """One file of the site."""

    path: str
    """Where it goes, relative to the output folder, with forward slashes: `entries/x/index.html`."""
    key: str
    """Digest of all that its bytes depend on: while the key stays, the file is neither rendered nor written."""
    render: Callable[[], bytes | Made]
    """Gives its bytes. May raise anything; then nothing of the output is touched."""
    weight: int = 1
    """About how many common pages it takes as long as: what is heavy is rendered first where processes share the work,
    lest all wait for the one that got it last. It changes no byte."""
    again: Callable[[bytes], Made | None] | None = None
    """Gives what `render` gives, made of the bytes that the file has from the last time, or None where that can't be
    done; for large files of which little has changed."""


OWN_PREFIX = ".dateline"
"""Names in the output folder that start so are the writer's own."""

# Names that Windows gives to devices, with or without an extension
# (https://learn.microsoft.com/windows/win32/fileio/naming-a-file).
_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", "conin$", "conout$"]
    + [device + digit for device in ("com", "lpt") for digit in "0123456789¹²³"]
)
_FORBIDDEN = pattern(r'[<>:"|?*\\\x00-\x1f\x7f]')
# Most paths are ids: one match clears them, where the full examination takes ten times as long.
_PLAIN_NAME = r"(?!(?:con|prn|aux|nul|(?:com|lpt)\d)(?:[./]|$))[a-z0-9_-]+(?:\.[a-z0-9_-]+)*"
_PLAIN_PATH = rf"{_PLAIN_NAME}(?:/{_PLAIN_NAME})*"
_PLAIN = pattern(_PLAIN_PATH, re.ASCII)
_PLAIN_LINES = pattern(rf"(?>{_PLAIN_PATH}\n)*+", re.ASCII)
_NAME_BYTES = 255


def is_plain(path: str) -> bool:
    """Say whether `path` is harmless on every system and equal to its own folded form."""
    return len(path) <= _NAME_BYTES and _PLAIN.fullmatch(path) is not None


def all_plain(paths: Sequence[str]) -> bool:
    """Say whether `is_plain` holds for every path; a fifth of the time that asking one by one takes."""
    lines = "".join([f"{path}\n" for path in paths])
    return (
        lines.count("\n") == len(paths)
        and max(map(len, paths), default=0) <= _NAME_BYTES
        and _PLAIN_LINES.fullmatch(lines) is not None
    )


def path_fault(path: str) -> str | None:
    """Say what is wrong with a page's path, or None.

    A path is relative, uses forward slashes and stands on every common file system as it is written.
    """
    if is_plain(path):
        return None
    try:
        path.encode()
    except UnicodeEncodeError:
        return "has a lone surrogate, which no file name can hold"
    if path.startswith("/"):
        return "is absolute"
    if found := _FORBIDDEN.search(path):
        return f"has the character {found[0]!a}, which not every file system takes"
    return next(filter(None, map(_name_fault, path.split("/"))), None)


def _name_fault(name: str) -> str | None:
    """Say what is wrong with one name of a path, or None."""
    if name in ("", ".", ".."):
        return f"has the part {name!r}"
    if name[-1] in ". ":
        return f"has the part {name!r}, whose end Windows drops"
    if len(name.encode()) > _NAME_BYTES:
        return f"has a name of more than {_NAME_BYTES} bytes"
    lowered = name.casefold()
    if lowered.split(".")[0].rstrip(" ") in _DEVICES:
        return f"has the part {name!r}, which Windows reserves for a device"
    if lowered.startswith(OWN_PREFIX):
        return f"has the part {name!r}, a name that the writer keeps for itself"
    return None


def folded(path: str) -> str:
    """Give the form under which a file system that ignores case and normal form knows `path`."""
    return path if is_plain(path) else unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def ancestors(path: str) -> Iterator[str]:
    """Yield the folders that `path` lies in, the nearest first, without the output folder itself."""
    while (cut := path.rfind("/")) > 0:
        path = path[:cut]
        yield path


def check_paths(paths: Sequence[str]) -> None:
    """Raise OutputError that lists every path which is unsafe, or which can't stand beside another one."""
    plain = all_plain(paths)
    faults = [] if plain else [f"{path!r} {fault}" for path in paths if (fault := path_fault(path))]
    faults.extend(_collisions(paths, paths if plain else [folded(path) for path in paths]))
    if faults:
        listed = "; ".join(faults)
        raise OutputError(f"Nothing was written: {listed}. Rename what these pages come from.")


def _collisions(paths: Sequence[str], folds: Sequence[str]) -> Iterator[str]:
    """Say which paths are one file, or file and folder, at least where case and normal form don't count.

    `folds` are the paths' folded forms, in the same order.
    """
    known = dict(zip(reversed(folds), reversed(paths), strict=True))
    if len(known) < len(paths):
        seen: set[str] = set()
        for path, fold in zip(paths, folds, strict=True):
            if fold in seen:
                first = known[fold]
                yield (
                    f"{path!r} stands twice"
                    if first == path
                    else f"{first!r} and {path!r} are one file on some systems"
                )
            seen.add(fold)
    for fold in sorted(known.keys() & folders_of(folds)):
        yield f"{known[fold]!r} is both a file and a folder"


def folders_of(paths: Iterable[str]) -> set[str]:
    """Collect the folders that the paths lie in, at any depth, without the output folder itself."""
    folders: set[str] = set()
    for path in paths:
        cut = path.rfind("/")
        while cut > 0 and (folder := path[:cut]) not in folders:
            folders.add(folder)
            cut = folder.rfind("/")
    return folders
