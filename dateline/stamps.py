"""Has anything changed since the last build? Decided from one list of paths, times and sizes.

A build with nothing to do is the most frequent one, and importing what renders pages takes longer than looking at ten
thousand files. So this module is asked first, and uses nothing that the interpreter has not loaded anyway. What it
can't be sure of counts as changed: a whole build then compares the bytes.
"""

from __future__ import annotations

import os
import struct
import sys
import time
import zlib

TYPE_CHECKING = False  # as in `typing`, which takes long to import
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FOLDER = ".dateline-cache"
"""Name of the folder, beside content/, for what can be made anew at any time. It keeps itself out of git."""
VERSION = "2"
"""Raised whenever the form of the list changes."""
# A file that is written twice within a tick of the file system's clock may have one stamp both times. Nanoseconds.
_TICK = 2_000_000_000 if os.name == "nt" else 20_000_000
_MARK = "\n\x1d\n"
_WIDTH = 8
"""Bytes of a number."""
_FIGURES = 3
"""Numbers of a stamp: when the file was changed, when anything of it was, both in nanoseconds since 1970, its size."""
_BY_HANDLE = os.scandir in os.supports_fd
_FOLDER_FLAGS = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0)
_WORTH_A_PROCESS = 4_000
"""Files of the output for which a second process that looks at them saves more time than its start takes."""


class Stamps:
    """What stood in some folders at one moment: files, and of each what changes when the file does."""

    __slots__ = ("figures", "paths")

    def __init__(self, paths: list[str], figures: list[int]) -> None:
        """Take paths, and three numbers for each of them."""
        self.paths = paths
        self.figures = figures

    def by_path(self) -> dict[str, tuple[int, ...]]:
        """Path: its numbers."""
        figures = iter(self.figures)
        return dict(zip(self.paths, zip(*[figures] * _FIGURES, strict=True), strict=True))


def scan(places: Iterable[str]) -> Stamps:
    """Look at all files in folders and below. What isn't there, or can't be listed, is left out.

    Links are not followed. Caches of the interpreter are passed over. A file that was written just now may be written
    again without another stamp, so it gets one that no file has. The clock is read for nothing else.
    """
    paths: list[str] = []
    figures: list[int] = []
    young = time.time_ns() - _TICK
    waiting = list(places)
    while waiting:
        place = waiting.pop()
        handle = -1
        try:
            # From a folder that is open, the system need not look for each file's path from the beginning.
            handle = os.open(place, _FOLDER_FLAGS) if _BY_HANDLE else -1
            with os.scandir(handle if _BY_HANDLE else place) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        if entry.name != "__pycache__":
                            waiting.append(f"{place}/{entry.name}")
                        continue
                    try:
                        found = entry.stat(follow_symlinks=False)
                    except OSError:
                        continue
                    written, changed = found.st_mtime_ns, found.st_ctime_ns
                    paths.append(f"{place}/{entry.name}")
                    figures += (written, changed if changed < young and written < young else -1, found.st_size)
        except OSError:
            continue
        finally:
            if handle >= 0:
                os.close(handle)
    return Stamps(paths, figures)


def stamps_of(paths: Iterable[str]) -> Stamps:
    """Look at some files. One that isn't there gets numbers that no file has."""
    figures: list[int] = []
    looked = list(paths)
    lstat = os.lstat
    for path in looked:
        try:
            found = lstat(path)
        except OSError:
            figures += (-1, -1, -1)
        else:
            figures += (found.st_mtime_ns, found.st_ctime_ns, found.st_size)
    return Stamps(looked, figures)


class Asked:
    """What a build is asked for, as far as it matters to whether another one is the same."""

    __slots__ = ("archive", "out", "root", "words")

    def __init__(self, words: Sequence[str], root: str, out: str, archive: str) -> None:
        """Take the words of the command line and the three folders that they name."""
        self.words = words
        self.root = root
        self.out = out
        self.archive = archive

    @property
    def memory(self) -> str:
        """Path of the file, without its ending, in which builds into this folder are remembered."""
        return os.path.join(
            self.root, FOLDER, f"{zlib.crc32(os.path.abspath(self.out).encode('utf-8', 'replace')):08x}"
        )

    @property
    def places(self) -> list[str]:
        """The folders that a site is made of, the program and its theme included."""
        package = os.path.dirname(os.path.abspath(__file__))
        theme = os.path.join(package, "theme")
        theme = theme if os.path.isdir(theme) else os.path.dirname(package)
        folders = {os.path.join(self.root, name): None for name in ("content", "templates", "static")}
        for name in ("templates", "static"):
            folders.setdefault(os.path.join(theme, name))
        return [*folders, self.archive or os.path.join(self.root, "archive"), package]

    @property
    def text(self) -> str:
        """All of it in one line."""
        epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
        places = (os.path.abspath(self.root), os.path.abspath(self.out))
        return repr((VERSION, sys.version, libraries(), *places, epoch, *self.words))


_VALUED = ("--root", "--out", "--archive")


def asked(words: Sequence[str]) -> Asked | None:
    """Read a command line as far as this module needs it; None where it isn't plainly that of a build."""
    words = list(words)
    if words and not words[0].startswith("-"):
        if words[0] != "build":
            return None
        del words[0]
    given = dict.fromkeys(_VALUED, "")
    wanted = ""
    for word in words:
        name, equals, value = word.partition("=")
        if wanted:
            given[wanted], wanted = word, ""
        elif word in ("--clean", "-h", "--help", "--version"):
            return None
        elif equals and name in given:
            given[name] = value
        elif word in given:
            wanted = word
    root = given["--root"] or "."
    return Asked(words, root, given["--out"] or os.path.join(root, "public"), given["--archive"])


class Memory:
    """What is remembered of the last build into a folder."""

    __slots__ = ("figures", "outputs", "paths", "said", "told")

    def __init__(self, paths: str, figures: bytes, outputs: list[str], told: str, said: str) -> None:
        """Take what stamps there are, in the form in which they are kept, and what was printed.

        `paths` are those of what went in, a line each, `outputs` those of what came out; `figures` has the numbers of
        all of them in this order. `told` are the problems, `said` is what comes last.
        """
        self.paths = paths
        self.figures = figures
        self.outputs = outputs
        self.told = told
        self.said = said

    def is_of(self, seen: Stamps) -> bool:
        """Whether what went in has these stamps."""
        figures = _packed(seen.figures)
        return self._cut == len(figures) and self.figures.startswith(figures) and self.paths == "\n".join(seen.paths)

    def made(self) -> Stamps:
        """The stamps of what came out."""
        return Stamps(self.outputs, _numbers(self.figures[self._cut :]))

    def made_but_for(self, others: Stamps) -> Stamps:
        """The stamps of what came out, with others for some of the files."""
        found = self.made()
        for at, path in enumerate(others.paths):
            here = others.figures[_FIGURES * at : _FIGURES * (at + 1)]
            if path in found.paths:
                place = found.paths.index(path)
                found.figures[_FIGURES * place : _FIGURES * (place + 1)] = here
            else:
                found.paths.append(path)
                found.figures += here
        return found

    def used(self) -> Stamps:
        """The stamps of what went in."""
        return Stamps(self.paths.split("\n"), _numbers(self.figures[: self._cut]))

    def is_intact(self) -> bool:
        """Say whether every file that the build made is there as it was made."""
        return _packed(stamps_of(self.outputs).figures) == self.figures[self._cut :]

    @property
    def _cut(self) -> int:
        return len(self.figures) - len(self.outputs) * _FIGURES * _WIDTH


# As `array` does it, which takes longer to import than two thousand files to be looked at.
def _packed(figures: list[int]) -> bytes:
    return struct.pack(f"={len(figures)}q", *figures)


def _numbers(figures: bytes) -> list[int]:
    return list(struct.unpack(f"={len(figures) // _WIDTH}q", figures))


def recall(build: Asked) -> Memory | None:
    """Read what is remembered of the same build; None where there is nothing, or it is damaged."""
    try:
        with open(f"{build.memory}.stamps", "rb") as file:
            head, _, body = file.read().partition(b"\n")
        name, version, check, length = head.decode().split(" ")
        if (name, version, check) != ("dateline", VERSION, f"{zlib.crc32(body):08x}"):
            return None
        figures = body[: int(length)]
        text, paths, outputs, told, said = body[int(length) :].decode("utf-8", "surrogateescape").split(_MARK)
    except (OSError, ValueError):
        return None
    made = outputs.split("\n")
    if len(figures) != _FIGURES * _WIDTH * (paths.count("\n") + 1 + len(made)):
        return None
    return Memory(paths, figures, made, told, said) if text == build.text else None


def remember(build: Asked, inputs: Stamps, outputs: Stamps, told: str, said: str) -> None:
    """Keep what a build was made of and what it made.

    `told` are the problems as they are printed, `said` is what a build that finds nothing changed says in the end. What
    can't be kept is not: the next build then looks at everything.
    """
    parts = (build.text, "\n".join(inputs.paths), "\n".join(outputs.paths), told, said)
    if any("\x1d" in part for part in parts) or any("\n" in path for path in (*inputs.paths, *outputs.paths)):
        return forget(build)
    figures = _packed([*inputs.figures, *outputs.figures])
    body = figures + _MARK.join(parts).encode("utf-8", "surrogateescape")
    try:
        folder = os.path.join(build.root, FOLDER)
        if not os.path.isdir(folder):
            os.mkdir(folder)
            put(os.path.join(folder, ".gitignore"), b"*\n")
        put(f"{build.memory}.stamps", f"dateline {VERSION} {zlib.crc32(body):08x} {len(figures)}\n".encode() + body)
    except OSError:
        forget(build)
    return None


def forget(build: Asked) -> None:
    """Remember nothing of a build."""
    try:
        os.unlink(f"{build.memory}.stamps")
    except OSError:
        return


_FEW = 50
"""Files that are worth looking at one by one; where more have changed, all are looked at."""


class Before:
    """What was seen and remembered before a build began."""

    __slots__ = ("asked", "intact", "memory", "seen")

    def __init__(self, asked: Asked) -> None:
        """Look at everything that the build is made of, and at what is remembered of the last one and what it made."""
        self.asked = asked
        memory = self.memory = recall(asked)
        if memory is None or len(memory.outputs) < _WORTH_A_PROCESS or not hasattr(os, "fork"):
            self.seen = scan(asked.places)
            self.intact = memory is not None and memory.is_intact()
            return
        try:
            child = os.fork()
        except OSError:  # no more processes
            self.seen = scan(asked.places)
            self.intact = memory.is_intact()
            return
        if not child:
            # Nothing but this answer: what was open stays the parent's, and nothing that it holds is written twice.
            answer = 1
            try:
                answer = 0 if memory.is_intact() else 1
            finally:
                os._exit(answer)
        self.seen = scan(asked.places)
        self.intact = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0

    @property
    def done(self) -> bool:
        """Say whether the last build was the same, and nothing has changed since, neither what went in nor the site."""
        return self.memory is not None and self.intact and self.memory.is_of(self.seen)

    @property
    def edited(self) -> list[str] | None:
        """The sources and entries that alone have other stamps than at the last build, as paths from the root.

        None where more has changed, or where it is not known.
        """
        if self.memory is None or not self.intact:
            return None
        old, new = self.memory.used(), self.seen
        if old.paths == new.paths:
            places = {at // _FIGURES for at, (a, b) in enumerate(zip(old.figures, new.figures, strict=True)) if a != b}
            changed = [new.paths[at] for at in sorted(places)]
        else:  # an editing program that replaces a file may change the order in which the system names them
            before, now = old.by_path(), new.by_path()
            if before.keys() != now.keys():
                return None
            changed = [path for path, figures in now.items() if figures != before[path]]
        begin = f"{self.asked.root}/"
        folders = (f"{begin}content/entries/", f"{begin}content/sources/")
        if len(changed) > _FEW or not all(path.startswith(folders) for path in changed):
            return None
        return [path[len(begin) :] for path in changed]


def put(path: str, content: bytes) -> None:
    """Replace a file whole. Raises OSError."""
    made = f"{path}.{os.getpid()}.new"
    try:
        with open(made, "wb") as file:
            file.write(content)
        os.replace(made, path)
    except OSError:
        try:
            os.unlink(made)
        except OSError:
            pass
        raise


_LIBRARIES = ("jinja2-", "markupsafe-", "markdown_it_py-", "pyyaml-", "tzdata-")


def libraries() -> str:
    """Names and versions of the libraries that have a say in what pages show, as they are installed."""
    found: list[str] = []
    for place in sys.path:
        if place.endswith("-packages"):
            try:
                found += [name for name in os.listdir(place) if name.lower().startswith(_LIBRARIES)]
            except OSError:
                continue
    return " ".join(sorted(found))


_digest = ""


def program() -> str:
    """Digest of the program's own files and its libraries: what another program made is made anew.

    Read once: a process runs the program that it began with.
    """
    global _digest  # this module imports nothing, functools neither
    _digest = _digest or _program()
    return _digest


def _program() -> str:
    from hashlib import blake2b

    made = blake2b(libraries().encode(), digest_size=16)
    package = os.path.dirname(os.path.abspath(__file__))
    for place, folders, names in os.walk(package):
        folders.sort()
        for name in sorted(names):
            if name.endswith(".py"):
                with open(os.path.join(place, name), "rb") as file:
                    made.update(file.read())
    return made.hexdigest()
