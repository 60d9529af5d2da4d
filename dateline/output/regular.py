"""Reading ordinary files under a folder, and nothing else: no link is followed, nothing that is no file is waited for.

A file is opened first and looked at then, so that nothing can be put in its place between the two; where the system
lets us, it is opened from its folder's own handle, so that no folder above it can be exchanged for a link either.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

FOLLOWS_NO_LINK: int = getattr(os, "O_NOFOLLOW", 0)
_FILE: int = (
    os.O_RDONLY
    | FOLLOWS_NO_LINK
    | getattr(os, "O_NONBLOCK", 0)  # a pipe that nobody writes to would be waited for
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
_FOLDER: int = os.O_RDONLY | FOLLOWS_NO_LINK | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0)
# Windows opens files by their paths only.
_HANDLES = bool(FOLLOWS_NO_LINK) and os.open in os.supports_dir_fd and os.scandir in os.supports_fd

Found = tuple[str, "os.DirEntry[str]", "int | None"]
"""A file that was found: its path relative to the base, with forward slashes; its entry; the handle of its folder."""


class NotRegularError(Exception):
    """What can't be read as a file."""

    def __init__(self, message: str, hint: str) -> None:
        """Take what is wrong, and what to do."""
        super().__init__(message)
        self.message = message
        """What is wrong, without the file's name."""
        self.hint = hint
        """What to do about it."""


def link_refused() -> NotRegularError:
    """The refusal of a symbolic link."""
    return NotRegularError("a symbolic link", "put the file itself here: links are not followed")


def refused(error: OSError) -> NotRegularError:
    """The refusal that an error of the system amounts to."""
    if error.errno in (errno.ELOOP, errno.EMLINK):  # what a link gives that isn't to be followed; FreeBSD says EMLINK
        return link_refused()
    if error.errno in (errno.ENXIO, errno.EOPNOTSUPP, errno.ENODEV):  # what a socket or a device gives
        return NotRegularError("not an ordinary file", "delete it")
    return NotRegularError(f"the file can't be read: {error.strerror or error}", "look at its permissions")


def read_file(path: str, *, limit: int, folder: int | None = None) -> bytes:
    """The bytes of an ordinary file of at most `limit` bytes.

    `path` is a name in the folder of which `folder` is the handle, where there is one. Raises NotRegularError for a
    link, for what is no file, for a longer one, and where the system refuses it.
    """
    handle = open_file(path, folder=folder)
    try:
        size = os.fstat(handle).st_size
        if size > limit:
            raise NotRegularError(f"the file has {size:,} bytes; at most {limit:,} are read", "split it")
        data = os.read(handle, size + 1)
        if len(data) == size:
            return data
        # It changes just now, or one call does not give all of it.
        parts, length = [data], len(data)
        while length <= limit and (data := os.read(handle, limit + 1 - length)):
            parts.append(data)
            length += len(data)
    except OSError as error:
        raise refused(error) from None
    finally:
        os.close(handle)
    if length > limit:
        raise NotRegularError(f"the file has more than {limit:,} bytes, which is more than is read", "split it")
    return b"".join(parts)


def open_file(path: str, *, folder: int | None = None) -> int:
    """A handle of an ordinary file, for reading; whoever calls has to close it. Raises what `read_file` raises."""
    if not FOLLOWS_NO_LINK and Path(path).is_symlink():
        raise link_refused()
    try:
        handle = os.open(path, _FILE, dir_fd=folder)
    except OSError as error:
        raise refused(error) from None
    except ValueError:  # a NUL in the name
        raise NotRegularError("not an ordinary file", "delete it") from None
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise NotRegularError("not an ordinary file", "delete it")
    return handle


def walk(base: str, *, deepest: int, too_deep: list[str]) -> Iterator[Found]:
    """Yield every file below the folder `base`, in the order of the names: a folder's files before its folders.

    Links and whatever else is no folder are yielded like files. What begins with a dot is passed over. Folders that
    stand in each other more than `deepest` deep are added to `too_deep` and not looked into. A handle is good until the
    next file is asked for. Raises NotRegularError where `base` is a link, OSError where a folder can't be listed.
    """
    if Path(base).is_symlink():
        raise link_refused()
    yield from _walk(base, base, "", None, deepest, too_deep)


def _walk(base: str, place: str, path: str, parent: int | None, deepest: int, too_deep: list[str]) -> Iterator[Found]:
    handle = None
    try:
        try:
            handle = os.open(place, _FOLDER, dir_fd=parent) if _HANDLES else None
            with os.scandir(place if handle is None else handle) as found:
                entries = sorted(found, key=_name)
        except OSError as error:
            error.filename = f"{base}/{path}".removesuffix("/")
            raise
        inside: list[os.DirEntry[str]] = []
        for entry in entries:
            if entry.name[0] == ".":
                continue
            if entry.is_dir(follow_symlinks=False):
                inside.append(entry)
            else:
                yield path + entry.name, entry, handle
        for entry in inside:
            if path.count("/") >= deepest:
                too_deep.append(path + entry.name)
                continue
            yield from _walk(base, entry.path, f"{path}{entry.name}/", handle, deepest, too_deep)
    finally:
        if handle is not None:
            os.close(handle)


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name
