"""One build at a time in one output folder."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from dateline.output.errors import OutputError, disk

NAME = ".dateline.lock"
"""The lock's file in the output folder; it is there while a build runs."""
_PAUSE = 0.02
_BUSY = "{out}: another build is writing to this folder. Wait for its end and build again."

# The system gives both kinds of lock back when a process ends, however it ends: there is no stale lock to recognise.
if sys.platform == "win32":
    import msvcrt

    def _seize(handle: int) -> None:
        """Lock an open file or raise OSError at once."""
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _seize(handle: int) -> None:
        """Lock an open file or raise OSError at once."""
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


_held: set[int] = set()
"""The open files whose locks this process has."""


def _let_go() -> None:
    """In a process that was forked: leave the locks to the one that has them, and with which they are to end."""
    for handle in _held:
        with suppress(OSError):
            os.close(handle)
    _held.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_let_go)


@contextmanager
def locked(out: Path, patience: float, *, name: str = NAME, busy: str = _BUSY) -> Iterator[None]:
    """Hold the lock of the folder `out`, which is made where it is missing, with its parents.

    Waits at most `patience` seconds for another build to end, then raises OutputError. A folder that was made here and
    is still empty at the end is removed again. Raises OutputError where the folder or the lock can't be made, too.
    `name` is the lock's file, `busy` what is said where somebody else has it, with `{out}` for the folder: of what is
    not a build.
    """
    deadline = time.monotonic() + patience
    with disk(out):
        made = _missing(out)
        while (handle := _try(out, name)) is None:
            if time.monotonic() > deadline:
                raise OutputError(busy.replace("{out}", f"{out}"))
            time.sleep(_PAUSE)
    _held.add(handle)
    try:
        yield
    finally:
        _release(out / name, handle)
        with suppress(OSError):
            for folder in made:
                folder.rmdir()


def _missing(out: Path) -> list[Path]:
    """List the folders that `out` still needs, itself first."""
    return [folder for folder in (out, *out.parents) if not folder.exists()]


def _try(out: Path, name: str) -> int | None:
    """Take the lock and return its open file, or None while somebody else has it."""
    for folder in reversed(_missing(out)):
        try:
            folder.mkdir()
        except FileExistsError:
            if not folder.is_dir():
                raise
        else:
            folder.chmod(0o755)
    try:
        handle = os.open(out / name, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644)
    except FileNotFoundError:
        return None  # Another build has just taken back the folder that it had made.
    try:
        _seize(handle)
        # The one who had the lock may have removed the file between our opening and our locking it.
        if os.path.samestat(os.fstat(handle), (out / name).stat()):
            return handle
    except (BlockingIOError, PermissionError, FileNotFoundError):
        pass
    except BaseException:
        os.close(handle)
        raise
    os.close(handle)
    return None


def _release(lock: Path, handle: int) -> None:
    if handle not in _held:
        return
    _held.remove(handle)
    # Windows removes no open file; elsewhere the file must go while the lock is held, lest it be the next one's.
    if sys.platform == "win32":
        os.close(handle)
        with suppress(OSError):
            lock.unlink()
    else:
        try:
            with suppress(OSError):
                lock.unlink()
        finally:
            os.close(handle)
