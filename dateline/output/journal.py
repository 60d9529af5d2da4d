"""The journal: changing many files of a folder as if they were one.

All new files are staged in a work folder inside the output first, and what they replace is kept there under a second
name. Then the journal is written, with every step to take; from that moment the change is decided. The steps only
rename, so each file of the site is whole at every instant; a new folder comes whole, with all its files. Whoever finds
a journal carries the change to its end; where that fails, the steps are undone and the site is as it was.

Only the journal and the manifest are forced to the disk: a kill takes nothing from the system's buffers, and what a
power cut takes shows in the digests of the journal and the sizes of the manifest.
"""

# A site has ten thousands of files, and `os` takes a fifth of pathlib's time for each; what is published has to be
# readable by everybody.
# ruff: noqa: PTH101, PTH102, PTH103, PTH105, PTH106, PTH108, PTH120, PTH123, PTH208, S103

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Literal, NamedTuple, NoReturn

from dateline.output import manifest
from dateline.output.errors import OutputError, disk, reason, remedy
from dateline.output.pages import ancestors, folders_of, path_fault
from dateline.patterns import pattern

STAGE = ".dateline"
"""Name of the work folder in the output folder; it is there while a build runs."""
_FORWARD = "journal.json"
_BACKWARD = "undo.json"
# All names that a work folder can hold: nothing else is ever removed from it.
_STAGED = pattern(r"(tree-)?\d+|\d+-old|old-\d+|manifest(-old)?|journal(\.json)?|undo\.json")

_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)

# Why a folder may stay: it isn't empty, it isn't one, or somebody works in it; an empty folder harms nobody.
_STAYS = frozenset({errno.ENOTEMPTY, errno.EEXIST, errno.ENOTDIR, errno.EACCES, errno.EPERM, errno.EBUSY})


class Step(NamedTuple):
    """One step of a change. Taking it twice does what taking it once does."""

    kind: Literal["folder", "put", "tree", "take"]
    """Make a folder, put a staged file in its place, put a staged folder with all its files, or take a file away."""
    path: str
    """What is made, put or taken, relative to the output folder."""
    new: str = ""
    """`put`, `tree`: name of what is staged in the work folder."""
    old: str = ""
    """Name in the work folder under which the file that was there is kept; empty where there was none."""
    sha256: str = ""
    """`put`: digest of the staged bytes."""
    files: tuple[tuple[str, str], ...] = ()
    """`tree`: its files, as paths in it, with the digests of their bytes."""


def look(place: str) -> os.stat_result | None:
    """Say what stands at a place, without following a link, or None. Raises OSError where the system can't tell.

    `os.path.exists` and its kin take an error of the disk for absence, on which no file should be given up.
    """
    try:
        return os.lstat(place)
    except (FileNotFoundError, NotADirectoryError):
        return None


class Stage:
    """The work folder of one output folder. Whoever uses it holds the lock."""

    def __init__(self, out: Path) -> None:
        self.out = f"{out}/"
        self.folder = f"{out}/{STAGE}/"
        self._known_folders: set[str] = set()
        self._made_folders: set[str] = set()
        self._sets_modes = False

    def begin(self) -> None:
        """Make the work folder. The umask has to be 022. Raises OSError."""
        os.mkdir(self.folder, 0o755)
        # A folder with access rules of its own may hand them down, and the umask counts for nothing.
        self._sets_modes = stat.S_IMODE(os.lstat(self.folder).st_mode) != 0o755

    def put(self, name: str, content: bytes, *, flush: bool = False) -> None:
        """Stage a file that everybody may read; `flush` waits until the disk has it. Raises OSError.

        `name` may lie in a staged folder, which is made with those that lead to it.
        """
        if "/" in name:
            self._make_folder(self.folder + name[: name.rindex("/")])
        handle = os.open(self.folder + name, _NEW, 0o644)
        try:
            if self._sets_modes and hasattr(os, "fchmod"):
                with suppress(PermissionError):  # File systems without modes of their own refuse.
                    os.fchmod(handle, 0o644)
            written = os.write(handle, content)
            while written < len(content):
                written += os.write(handle, memoryview(content)[written:])
            if flush:
                os.fsync(handle)
        finally:
            os.close(handle)

    def _make_folder(self, folder: str) -> None:
        if folder in self._made_folders:
            return
        try:
            os.mkdir(folder, 0o755)
        except FileExistsError:  # By another process of this build.
            pass
        except FileNotFoundError:
            self._make_folder(os.path.dirname(folder))
            with suppress(FileExistsError):
                os.mkdir(folder, 0o755)
        if self._sets_modes:
            with suppress(PermissionError):
                os.chmod(folder, 0o755)
        self._made_folders.add(folder)

    def discard(self) -> None:
        """Remove the work folder, if any, and all that is staged. Raises OSError, and so for a foreign file."""
        try:
            names = os.listdir(self.folder)
        except FileNotFoundError:
            return
        # Without its journal the rest means nothing, so a kill in between leaves only what the next build discards.
        for name in sorted(names, key=lambda name: name not in (_FORWARD, _BACKWARD)):
            if name.startswith("tree-") and _STAGED.fullmatch(name):
                _remove_tree(self.folder + name)
            elif _STAGED.fullmatch(name):
                os.unlink(self.folder + name)
        os.rmdir(self.folder)

    def refuse_links(self, paths: Iterable[str]) -> None:
        """Raise OutputError where a path's file or a folder above it is a symbolic link: it may lead elsewhere."""
        for path in paths:
            for place in (path, *ancestors(path)):
                if place in self._known_folders:
                    break
                found = look(self.out + place)
                if found and stat.S_ISLNK(found.st_mode):
                    self.refuse_link(place)
                if found and stat.S_ISDIR(found.st_mode):
                    self._known_folders.add(place)

    def refuse_link(self, path: str) -> NoReturn:
        """Raise the OutputError for a path that is a symbolic link."""
        raise OutputError(
            f"{self.out}{path} is a symbolic link, and writing there might change what lies outside the folder. Remove "
            "it and build again."
        )

    def is_decided(self) -> bool:
        """Say whether the work folder holds a change that only recovery may end."""
        return any(look(self.folder + name) for name in (_FORWARD, _BACKWARD))

    def keep(self, path: str, old: str) -> None:
        """Keep the file at `path` under the name `old` too. Raises OSError."""
        try:
            os.link(self.out + path, self.folder + old)
        except FileExistsError:  # By a process of this build that died.
            os.unlink(self.folder + old)
            self.keep(path, old)
        except OSError:  # Not every file system has second names.
            import shutil

            shutil.copy2(self.out + path, self.folder + old)

    def commit(self, steps: Sequence[Step]) -> None:
        """Write the journal, take the steps and discard the work folder. Raises OutputError after undoing them."""
        with disk(self.out[:-1]):
            self.put("journal", manifest.seal(steps), flush=True)
            os.replace(self.folder + "journal", self.folder + _FORWARD)
            self._carry_out(steps)

    def recover(self) -> bool:
        """End what a killed build began, and return whether the manifest can be trusted after it.

        Raises OutputError where that fails; then the next build tries again.
        """
        with disk(self.out[:-1]):
            found = look(self.folder[:-1])
        if found is None:
            return True
        if stat.S_ISLNK(found.st_mode):
            raise OutputError(
                f"{self.folder[:-1]} is a symbolic link, which Dateline never makes. Remove it and build again."
            )
        with disk(self.out[:-1]):
            try:
                if (steps := self._read(_BACKWARD)) is not None:
                    self.refuse_links(step.path for step in steps)
                    self._undo(steps)
                elif (steps := self._read(_FORWARD)) is not None:
                    self.refuse_links(step.path for step in steps)
                    if all(self._sound(step) for step in steps):
                        self._carry_out(steps)
                    else:
                        self._turn_back(steps)
            except manifest.DamagedError:
                self.discard()
                return False
            self.discard()
        return True

    def _carry_out(self, steps: Sequence[Step]) -> None:
        try:
            for step in steps:
                self._take(step)
        except BaseException:
            self._turn_back(steps)
            raise
        # The change is made; what is left of the work folder is the next build's to discard.
        with suppress(OSError):
            self.discard()

    def _turn_back(self, steps: Sequence[Step]) -> None:
        try:
            os.replace(self.folder + _FORWARD, self.folder + _BACKWARD)
        except OSError as error:
            raise _halfway(self.out, error) from error
        self._undo(steps)

    def _undo(self, steps: Sequence[Step]) -> None:
        try:
            for step in reversed(steps):
                self._untake(step)
            self.discard()
        except OSError as error:
            raise _halfway(self.out, error) from error

    def _read(self, name: str) -> list[Step] | None:
        """Read a journal, or return None where there is none. Raises DamagedError and OSError."""
        try:
            with open(self.folder + name, "rb") as file:
                rows = manifest.unseal(file.read())
        except FileNotFoundError:
            return None
        steps = []
        for row in rows:
            match row:
                case [
                    "folder" | "put" | "tree" | "take" as kind,
                    str(path),
                    str(new),
                    str(old),
                    str(sha256),
                    files,
                ] if (
                    (path == manifest.NAME or path_fault(path) is None)
                    and all(name == "" or _STAGED.fullmatch(name) for name in (new, old))
                    and (kind not in ("put", "tree") or new)
                    and (kind == "tree") == new.startswith("tree-")
                    and (kind != "take" or old)
                ):
                    steps.append(Step(kind, path, new, old, sha256, tuple(_files(path, files))))
                case _:
                    raise manifest.DamagedError(f"unknown step {row!r}")
        return steps

    def _sound(self, step: Step) -> bool:
        """Say whether what was staged is as it was staged: after a power cut the disk may have lost it."""
        staged = self.folder + step.new
        if step.kind == "put":
            return _digest(staged) in (step.sha256, None)  # None: it is in its place already.
        if step.kind == "tree" and look(staged):
            return all(_digest(f"{staged}/{name}") == sha256 for name, sha256 in step.files)
        return True

    def _take(self, step: Step) -> None:
        place = self.out + step.path
        if step.kind == "folder":
            if (found := look(place)) is None:
                os.mkdir(place, 0o755)
            if found is None or stat.S_ISDIR(found.st_mode):
                os.chmod(place, 0o755)
        elif step.kind == "take":
            found = look(place)
            if look(self.folder + step.old) is None and found and not stat.S_ISDIR(found.st_mode):
                os.replace(place, self.folder + step.old)
            self._prune(step.path)
        else:
            try:
                os.replace(self.folder + step.new, place)
            except FileNotFoundError:
                if look(self.folder + step.new):
                    raise  # It is its place that isn't there.

    def _untake(self, step: Step) -> None:
        place = self.out + step.path
        if step.kind == "folder":
            _remove_if_empty(place)
        elif step.old and look(self.folder + step.old):
            os.makedirs(os.path.dirname(place), exist_ok=True)
            for folder in ancestors(step.path):
                with suppress(OSError):
                    os.chmod(self.out + folder, 0o755)
            os.replace(self.folder + step.old, place)
        elif step.kind == "put" and not step.old and look(self.folder + step.new) is None:
            with suppress(FileNotFoundError):
                os.unlink(place)
        elif step.kind == "tree" and look(self.folder + step.new) is None:
            for name, _ in step.files:
                with suppress(FileNotFoundError, NotADirectoryError):
                    os.unlink(f"{place}/{name}")
            folders = {f"{place}/{folder}" for folder in folders_of(name for name, _ in step.files)}
            for folder in sorted(folders, key=len, reverse=True):
                _remove_if_empty(folder)
            _remove_if_empty(place)

    def _prune(self, path: str) -> None:
        """Remove the folders that `path` has left empty."""
        for folder in ancestors(path):
            if not _remove_if_empty(self.out + folder):
                return


def _files(path: str, rows: object) -> Iterator[tuple[str, str]]:
    """Read the files of a folder that the journal stages. Raises DamagedError."""
    for row in rows if isinstance(rows, list) else [rows]:
        match row:
            case [str(name), str(sha256)] if path_fault(f"{path}/{name}") is None:
                yield name, sha256
            case _:
                raise manifest.DamagedError(f"unknown file {row!r}")


def _digest(place: str) -> str | None:
    """Digest a file's bytes, or return None where there is none."""
    try:
        with open(place, "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return None


def _remove_tree(folder: str) -> None:
    """Remove a staged folder with all that is in it."""
    import shutil

    with suppress(FileNotFoundError):
        shutil.rmtree(folder)


def _remove_if_empty(folder: str) -> bool:
    """Remove a folder where that can be done, and return whether it is gone. Raises OSError for a fault of the disk."""
    try:
        os.rmdir(folder)
    except FileNotFoundError:
        return True
    except OSError as error:
        if error.errno in _STAYS:
            return False
        raise
    return True


def _halfway(out: str, error: OSError) -> OutputError:
    return OutputError(
        f"{out[:-1]}: {reason(error)}. Each file there is whole, but some are of this build and some of the last: "
        f"the next build that can write there puts that right. {remedy(error)}"
    )
