"""Watching files: which of them changed, soon after a save, and at little cost while nothing does.

On Linux the system tells (inotify, https://man7.org/linux/man-pages/man7/inotify.7.html). Elsewhere, and where the
system doesn't know, as on some network drives, the files are looked at: what was saved lately and the folders often,
for an editor saves the same few files over and over; all of them as often as a small share of one processor allows.
"""

from __future__ import annotations

import asyncio
import ctypes
import os
import stat
import struct
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from heapq import nlargest
from pathlib import Path

Stamp = tuple[int, int, int, int]
"""Of a file: time of change of its content and of its entry in nanoseconds, size, and inode number."""
Changed = frozenset[Path] | None
"""Paths of the files that changed, appeared or are gone; None where it isn't known which."""

_SETTLING = 0.02
"""Seconds without a change after which a save is taken to be complete."""
_LONGEST = 0.6
"""Seconds to wait for that at most, and for a file that stays open for writing."""
_PAUSE = 0.05
"""Seconds between two looks at the files saved lately."""
_SHARE = 0.1
"""Greatest share of one processor that looking at all files may take where nothing else tells of changes."""
_RARELY = 2.0
"""Least seconds between two looks at all files where the system tells of changes."""
_RARE_SHARE = 0.01
"""Greatest share of one processor that these looks may take."""
_LATELY = 64
"""How many of the files saved last are looked at often."""
_MANY = 2_000
"""Changes beyond this number are not told apart."""


def watcher(places: Sequence[Path]) -> Watch:
    """The best watch that there is here for files and folders; a place that isn't there yet is waited for."""
    with suppress(OSError, AttributeError):
        return Notified(places)
    return Watch(places)


def _is_spare(name: str) -> bool:
    """Whether a name is one of those that editing programs give to files beside the edited one."""
    return name.startswith(".") or name.endswith(("~", ".swp", ".tmp", ".part"))


class Watch:
    """Watches by looking. `changes` is all of it; `close` frees what the system gave."""

    pause, share = 0.0, _SHARE

    def __init__(self, places: Sequence[Path]) -> None:
        """Take the places and look at them once: what changes from now on is told."""
        self.places = [f"{place}" for place in places]
        self.seen, self.folders = self._look()

    def close(self) -> None:
        """Free what the system gave."""

    async def changes(self) -> Changed:
        """Wait until something changes and the save is complete, and say what changed since the last time."""
        while True:
            began = time.process_time()
            if found := await asyncio.to_thread(self._differences):
                return await self._settled(found, whole=True)
            if found := await self._until((time.process_time() - began) / self.share):
                return await self._settled(found, whole=False)

    async def _until(self, seconds: float) -> set[str]:
        """Wait for the next look at all files. Returns files that were seen to change in the meantime."""
        end = time.monotonic() + max(seconds, self.pause, _PAUSE)
        lately = nlargest(_LATELY, self.seen, key=lambda path: self.seen[path])
        while time.monotonic() < end:
            await asyncio.sleep(_PAUSE)
            now = {path: _stamp(path) for path in lately}
            if found := {path for path, stamp in now.items() if stamp != self.seen.get(path)}:
                # One that is gone may stand under another name now, which is found by looking at all.
                return found if all(now[path] for path in found) else set()
            if any(_stamp(path) != stamp for path, stamp in self.folders.items()):
                break  # what has come or gone there is found by looking at all
        return set()

    async def _settled(self, found: set[str], *, whole: bool) -> Changed:
        """Wait until nothing more changes, so that no half-saved file is built; but not for ever.

        With `whole` all files are looked at again, not only those found: where some come or go, more mostly do.
        """
        end = time.monotonic() + _LONGEST
        while time.monotonic() < end:
            await asyncio.sleep(_SETTLING)
            if whole:
                more = await asyncio.to_thread(self._differences)
            else:
                more = {path for path in found if _stamp(path) != self.seen.get(path)}
            if not more:
                break
            found |= more
            for path in more:
                self._note(path)
        return _told(found)

    def _note(self, path: str) -> None:
        """Take a file as it is now for known."""
        stamp = _stamp(path)
        if stamp is None:
            self.seen.pop(path, None)
        else:
            self.seen[path] = stamp

    def _differences(self) -> set[str]:
        """The files that are not as they were when they were last looked at."""
        now, self.folders = self._look()
        found = {path for path, _ in now.items() ^ self.seen.items()}
        self.seen = now
        return found

    def _look(self) -> tuple[dict[str, Stamp], dict[str, Stamp]]:
        """Look at all files, and at all folders."""
        files: dict[str, Stamp] = {}
        folders: dict[str, Stamp] = {}
        for place in self.places:
            with suppress(OSError):
                found = os.lstat(place)
                if stat.S_ISDIR(found.st_mode):
                    folders[place] = _stamp_of(found)
                    for path, stamp, is_folder in _below(place):
                        (folders if is_folder else files)[path] = stamp
                else:
                    files[place] = _stamp_of(found)
        return files, folders


def _told(found: set[str]) -> Changed:
    return frozenset(map(Path, found)) if len(found) <= _MANY else None


def _stamp(path: str) -> Stamp | None:
    """The stamp of a file or folder; None where there is none."""
    try:
        return _stamp_of(os.lstat(path))
    except OSError:
        return None


def _stamp_of(found: os.stat_result) -> Stamp:
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino


def _below(folder: str) -> Iterator[tuple[str, Stamp, bool]]:
    """Yield files and folders below a folder, and which they are; links are looked at themselves and not followed."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _is_spare(entry.name):
                continue
            with suppress(OSError):
                found = entry.stat(follow_symlinks=False)
                is_folder = stat.S_ISDIR(found.st_mode)
                yield entry.path, _stamp_of(found), is_folder
                if is_folder:
                    yield from _below(entry.path)


def _folders_below(folder: str) -> Iterator[str]:
    """Yield the folders below a folder, without a look at their files."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False) and not _is_spare(entry.name):
                yield entry.path
                yield from _folders_below(entry.path)


# linux/inotify.h
_MODIFY, _ATTRIB, _CLOSE_WRITE, _MOVED_FROM, _MOVED_TO = 0x2, 0x4, 0x8, 0x40, 0x80
_CREATE, _DELETE, _DELETE_SELF, _MOVE_SELF = 0x100, 0x200, 0x400, 0x800
_OVERFLOW, _IGNORED, _ONLYDIR, _DONT_FOLLOW, _ISDIR = 0x4000, 0x8000, 0x1000000, 0x2000000, 0x40000000
_ALL = _MODIFY | _ATTRIB | _CLOSE_WRITE | _MOVED_FROM | _MOVED_TO | _CREATE | _DELETE | _DELETE_SELF | _MOVE_SELF
_FLAGS = os.O_NONBLOCK | os.O_CLOEXEC if sys.platform == "linux" else 0
_HEAD = struct.Struct("iIII")


class Notified(Watch):
    """Watches by being told. It looks as well, rarely, for what no message came of."""

    pause, share = _RARELY, _RARE_SHARE

    def __init__(self, places: Sequence[Path]) -> None:
        """Raises OSError where the system has no inotify, or has no more of it to give."""
        if sys.platform != "linux":
            raise OSError("inotify is a part of Linux")
        self.libc = ctypes.CDLL(None, use_errno=True)
        self.handle: int = self.libc.inotify_init1(_FLAGS)
        if self.handle < 0:
            raise OSError(ctypes.get_errno(), "inotify")
        self.names: dict[int, str] = {}
        """Number of a watch: the folder."""
        try:
            # Watched first and looked at then: what happens in between is told twice and not missed.
            self._watch_all(f"{place}" for place in places)
            super().__init__(places)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Give the watches back."""
        if self.handle >= 0:
            os.close(self.handle)
            self.handle = -1

    def _watch_all(self, places: Iterable[str]) -> None:
        """Watch folders and those below. Of what isn't there, or is a file, the folder that it is in."""
        for place in places:
            self._watch(place)
            self._watch(os.path.dirname(place))  # noqa: PTH120  (a string, as thousands of others)
            for path in _folders_below(place):
                self._watch(path)

    def _watch(self, folder: str) -> None:
        number = self.libc.inotify_add_watch(self.handle, os.fsencode(folder or "."), _ALL | _ONLYDIR | _DONT_FOLLOW)
        if number >= 0:
            self.names[number] = folder
        elif ctypes.get_errno() == 28:  # ENOSPC: there are no more watches to be had; then looking is better
            raise OSError(ctypes.get_errno(), "inotify")

    async def changes(self) -> Changed:
        """Wait until something changes and the save is complete, and say what changed since the last time."""
        loop = asyncio.get_running_loop()
        told = asyncio.Event()
        loop.add_reader(self.handle, told.set)
        try:
            cost = 0.0
            while True:
                with suppress(TimeoutError):
                    async with asyncio.timeout(max(self.pause, cost / self.share)):
                        await told.wait()
                found: Changed = frozenset()
                if told.is_set():
                    found = await self._collected(told)
                else:
                    began = time.process_time()
                    missed = await asyncio.to_thread(self._differences)
                    cost = time.process_time() - began
                    found = await self._settled(missed, whole=True) if missed else found
                if found is None or found:
                    return found
        finally:
            loop.remove_reader(self.handle)

    async def _collected(self, told: asyncio.Event) -> Changed:
        """Take the messages until there have been none for a moment and no file is open half-written."""
        found: set[str] = set()
        writing: set[str] = set()
        unsure = False
        end = time.monotonic() + _LONGEST
        while time.monotonic() < end:
            told.clear()
            unsure |= self._take(found, writing)
            if not found and not unsure:
                return frozenset()
            try:
                async with asyncio.timeout(end - time.monotonic() if writing else _SETTLING):
                    await told.wait()
            except TimeoutError:
                break
        if unsure:
            # A folder came or went, or messages were lost: what stands there now is looked at as a whole.
            self._watch_all(self.places)
            missed = await asyncio.to_thread(self._differences)
        else:
            missed = set()
        # What was made and is gone again, as editing programs do it to try a folder, changed nothing.
        found = {path for path in found if _stamp(path) != self.seen.get(path)}
        for path in found:
            self._note(path)
        return _told(found | missed)

    def _take(self, found: set[str], writing: set[str]) -> bool:
        """Add what the messages at hand tell; say whether only a look at all files can tell the rest."""
        unsure = False
        for number, mask, name in self._messages():
            if mask & (_OVERFLOW | _DELETE_SELF | _MOVE_SELF):
                unsure |= bool(mask & _OVERFLOW) or self.names.get(number) in self.folders
                if mask & _MOVE_SELF:  # it goes on telling of the folder under its new name
                    self.libc.inotify_rm_watch(self.handle, number)
                    self.names.pop(number, None)
                continue
            if mask & _IGNORED:
                self.names.pop(number, None)
                continue
            folder = self.names.get(number)
            if folder is None or _is_spare(name):
                continue
            path = os.path.join(folder, name)  # noqa: PTH118  (a string, as thousands of others)
            if folder not in self.folders and path not in self.places:
                continue  # beside a watched place
            if mask & _ISDIR:
                unsure = True
                continue
            found.add(path)
            if mask & _MODIFY:
                writing.add(path)
            elif mask & (_CLOSE_WRITE | _DELETE | _MOVED_FROM | _MOVED_TO):
                writing.discard(path)
        return unsure

    def _messages(self) -> Iterator[tuple[int, int, str]]:
        """Read the messages at hand: the watch's number, what happened, and the file's name."""
        while True:
            try:
                data = os.read(self.handle, 65_536)
            except BlockingIOError:
                return
            at = 0
            while at < len(data):
                number, mask, _, length = _HEAD.unpack_from(data, at)
                at += _HEAD.size
                yield number, mask, os.fsdecode(data[at : at + length].rstrip(b"\0"))
                at += length
