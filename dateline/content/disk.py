"""Writing what editors' commands decided on: each file whole or not at all, and nothing outside the folder asked for.

Commands plan their changes as plain data; only here do these reach the disk.
"""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath

from dateline.output.regular import NotRegularError, read_file

_MODE = 0o644
_MOST = 1 << 30
"""Bytes of a file, at most."""
# Names that Windows keeps for devices or reads as drives and streams; no file of a site needs these characters.
_ODD = frozenset('\\:*?"<>|')


class DiskError(Exception):
    """A path that can't be read or written; the message names it."""

    def __init__(self, message: str, hint: str = "") -> None:
        """Take a sentence, and what to do."""
        super().__init__(message)
        self.message = message
        self.hint = hint


def existing(root: Path, paths: Iterable[str]) -> frozenset[str]:
    """Those of the paths, relative to `root`, at which something stands: a file, a folder, a link."""
    return frozenset(path for path in paths if os.path.lexists(_inside(root, path)))


def read(root: Path, paths: Iterable[str]) -> dict[str, bytes]:
    """The bytes of files, by their paths relative to `root`. Raises DiskError for one that can't be read."""
    found: dict[str, bytes] = {}
    for path in paths:
        target = _plain(root, path)
        try:
            found[path] = read_file(f"{target}", limit=_MOST)
        except NotRegularError as error:
            raise DiskError(f"{path}: {error.message}", error.hint) from None
    return found


def put(root: Path, changes: Mapping[str, str | bytes | None], *, new: bool = False) -> None:
    """Write files and take files away.

    `changes` maps paths relative to `root`, with forward slashes, to the new text (UTF-8) or bytes, or to None for a
    file that is to go; folders are made as needed. Every new file is complete on the disk before the first one takes
    its place, and where something fails, what was replaced so far is put back. With `new` a file that is there already
    is an error, and nothing is written. Raises DiskError, also for a path that leaves `root` or passes through a link.
    """
    targets = {path: _plain(root, path) for path in changes}
    for path, target in targets.items():
        if new and os.path.lexists(target):
            raise DiskError(f"{path} is there already", "nothing was changed")
    staged: list[tuple[str, Path, Path]] = []
    before: dict[str, bytes | None] = {}
    at = ""
    try:
        for at, content in changes.items():
            if content is not None:
                staged.append((at, _staged(targets[at], content), targets[at]))
        for at, temporary, target in staged:
            before[at] = target.read_bytes() if target.exists() else None
            temporary.replace(target)
        for at, content in changes.items():
            if content is None and targets[at].exists():
                before[at] = targets[at].read_bytes()
                targets[at].unlink()
    except OSError as error:
        _put_back(targets, before)
        raise DiskError(f"{at} can't be written: {error.strerror}", "nothing was changed") from None
    finally:
        for _, temporary, _ in staged:
            temporary.unlink(missing_ok=True)


def move(folder: Path, names: Mapping[str, str]) -> None:
    """Give files of a folder other names, old to new; a file that is there already is never overwritten."""
    pairs = [(old, _plain(folder, old), new, _plain(folder, new)) for old, new in names.items()]
    for _, _, new, target in pairs:
        if os.path.lexists(target):
            raise DiskError(f"{folder.name}/{new} is there already", "move it away first")
    for old, source, _, target in pairs:
        try:
            source.rename(target)
        except OSError as error:
            raise DiskError(
                f"{folder.name}/{old} can't be renamed: {error.strerror}", f"rename it to {target.name}"
            ) from None


def _inside(root: Path, path: str) -> Path:
    """The place of a relative path; refuses what could lead out of the root."""
    parts = PurePosixPath(path).parts
    if not path or path.startswith("/") or path != "/".join(parts) or ".." in parts or "." in parts:
        raise DiskError(f"“{path}” is not a path inside the folder of the site")
    if any(set(part) & _ODD or not part.isprintable() for part in parts):
        raise DiskError(f"“{path}” has a character that file names had better not have")
    return root.joinpath(*parts)


def _plain(root: Path, path: str) -> Path:
    """The place of a relative path of which no part is a link, and whose end is an ordinary file or free."""
    target = _inside(root, path)
    place = root
    for part in PurePosixPath(path).parts:
        place /= part
        try:
            mode = place.lstat().st_mode
        except FileNotFoundError:
            return target
        except OSError as error:
            raise DiskError(f"{path} can't be reached: {error.strerror}") from None
        wanted = stat.S_ISREG(mode) if place == target else stat.S_ISDIR(mode)
        if not wanted:
            what = "a symbolic link" if stat.S_ISLNK(mode) else "not what is expected there"
            shown = place.relative_to(root).as_posix()
            raise DiskError(f"{shown} is {what}, so {path} is left alone", "put an ordinary file or folder there")
    return target


def _staged(target: Path, content: str | bytes) -> Path:
    """Write the content beside its place, under a name that begins with a dot, which no reader of content/ looks at."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".part")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
        temporary.chmod(_MODE)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _put_back(targets: Mapping[str, Path], before: Mapping[str, bytes | None]) -> None:
    """Undo what was done so far, as well as the disk lets us."""
    for path, content in before.items():
        with suppress(OSError):
            if content is None:
                targets[path].unlink(missing_ok=True)
            else:
                _staged(targets[path], content).replace(targets[path])
