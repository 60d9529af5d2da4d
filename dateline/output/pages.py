"""What is to be written: pages and the rules for their paths."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from dateline.output.errors import OutputError


@dataclass(frozen=True, slots=True)
class Page:
    """One file of the site."""

    path: str
    """Where it goes, relative to the output folder, with forward slashes: `entries/x/index.html`."""
    key: str
    """Digest of all that its bytes depend on: while the key stays, the file is neither rendered nor written."""
    render: Callable[[], bytes]
    """Gives its bytes. May raise anything; then nothing of the output is touched."""


OWN_PREFIX = ".dateline"
"""Names in the output folder that start so are the writer's own."""

# Names that Windows gives to devices, with or without an extension
# (https://learn.microsoft.com/windows/win32/fileio/naming-a-file).
_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", "conin$", "conout$"]
    + [device + digit for device in ("com", "lpt") for digit in "0123456789¹²³"]
)
_FORBIDDEN = re.compile(r'[<>:"|?*\\\x00-\x1f\x7f]')
# Most paths are ids: one match clears them, where the full examination takes ten times as long.
_PLAIN_NAME = r"(?!(?:con|prn|aux|nul|(?:com|lpt)\d)(?:[./]|$))[a-z0-9_-]+(?:\.[a-z0-9_-]+)*"
_PLAIN = re.compile(rf"{_PLAIN_NAME}(?:/{_PLAIN_NAME})*", re.ASCII)
_NAME_BYTES = 255


def is_plain(path: str) -> bool:
    """Say whether `path` is harmless on every system and equal to its own folded form."""
    return len(path) <= _NAME_BYTES and _PLAIN.fullmatch(path) is not None


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
    faults = [f"{path!r} {fault}" for path in paths if (fault := path_fault(path))]
    faults.extend(_collisions(paths))
    if faults:
        listed = "; ".join(faults)
        raise OutputError(f"Nothing was written: {listed}. Rename what these pages come from.")


def _collisions(paths: Iterable[str]) -> Iterator[str]:
    """Say which paths are one file, or file and folder, at least where case and normal form don't count."""
    known: dict[str, str] = {}
    folders: set[str] = set()
    for path in paths:
        fold = folded(path)
        if (first := known.get(fold)) is None:
            known[fold] = path
            folders.update(ancestors(fold))
        else:
            yield f"{path!r} stands twice" if first == path else f"{first!r} and {path!r} are one file on some systems"
    for path in sorted(known.keys() & folders):
        yield f"{known[path]!r} is both a file and a folder"
