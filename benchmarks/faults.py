"""What a build withstands: kills, disks that fail, two at once, another environment, damaged files of its own.

    python benchmarks/faults.py

builds a small made-up timeline over and over with `build.py`, spoils each build in another way, and compares the site
with that of a clean build, byte by byte. It prints what broke and ends with 1 if anything did. `--seed`, `--kills`,
`--failures`, `--pairs`, `--environments` and `--only` choose what is tried.
"""

# The commands that this script runs are its own; and it has to see files as the system shows them.
# ruff: noqa: S311, PTH114, PTH118

from __future__ import annotations

import argparse
import builtins
import contextlib
import errno
import io
import itertools
import json
import os
import platform
import random
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks import corpus as made_up  # noqa: E402

Tree = Mapping[str, bytes]
"""Files by path, relative to their folder."""
_LONG = 120.0
"""Seconds after which a build counts as hanging."""
_CACHE = ".dateline-cache"
_OWN = ".dateline"
_INSIDE = "--inside"
_CACHE_FILES = 12
"""About so many files of a cache are damaged."""
_SHOWN = 20
"""How much of what broke is printed, for each kind of fault."""


@dataclass(frozen=True, slots=True)
class Version:
    """One state of the content, and what a clean build makes of it."""

    content: Tree
    """The files under content/."""
    site: Tree
    """What is published."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended."""

    code: int
    """Its exit code; negative for a signal."""
    said: str
    """What it printed, on either stream."""


@dataclass(slots=True)
class Tally:
    """What came of one kind of fault."""

    name: str
    """What was tried."""
    tried: int = 0
    """How often."""
    hit: int = 0
    """How often the fault came while the build was at work, and not after its end."""
    broken: list[str] = field(default_factory=list)
    """What did not hold, one sentence each."""

    def check(self, holds: bool, otherwise: str) -> None:
        """Note a sentence, of at most some hundred characters, unless something holds."""
        if not holds:
            otherwise = otherwise if len(otherwise) < 500 else f"{otherwise[:200]} … {otherwise[-300:]}"
            self.broken.append(f"{self.name} {self.tried}: {otherwise}")


class Running:
    """A command at work in a process group of its own."""

    def __init__(self, process: int, log: Path) -> None:
        self.process = process
        self._log = log
        self._code: int | None = None

    def ended(self) -> bool:
        """Say whether it is over."""
        if self._code is None:
            process, status = os.waitpid(self.process, os.WNOHANG)
            if process:
                self._code = os.waitstatus_to_exitcode(status)
        return self._code is not None

    def send(self, number: int) -> None:
        """Send a signal to it and to all the processes that it started."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process, number)

    def wait(self) -> Ended:
        """Wait for its end; one that hangs is killed, with the code -99."""
        deadline = time.monotonic() + _LONG
        while not self.ended() and time.monotonic() < deadline:
            time.sleep(0.002)
        if not self.ended():
            self.send(signal.SIGKILL)
            os.waitpid(self.process, 0)
            self._code = -99
        return Ended(self._code or 0, self._log.read_text(errors="replace"))


class Inside:
    """Something to do in the process of a build first: called in a fork, told to a new process as words."""

    def __init__(self, name: str, *given: int | str) -> None:
        self.words = [name, *(str(int(number)) if isinstance(number, bool) else str(number) for number in given)]

    def __call__(self) -> None:
        """Do it."""
        name, *given = self.words
        numbers = [int(number) for number in given]
        if name == "refuse":
            refuse(numbers[0], numbers[1], lasting=bool(numbers[2]))
        elif name == "limit":
            limit(numbers[0])
        else:
            drop_privileges()


Runner = Callable[[Sequence[str], Inside | None, Mapping[str, str | None]], Running]
"""Starts a command: its words, what to do in its process first, and what is different in its environment."""


def commands(log: Path) -> Runner:
    """Run `python build.py …`, each in a new interpreter, as an editor would."""
    numbers = itertools.count()

    def run(words: Sequence[str], before: Inside | None, environment: Mapping[str, str | None]) -> Running:
        place = log / f"{next(numbers)}.txt"
        # What has to happen inside the process needs this file there; all else runs the launcher itself.
        script = [__file__, _INSIDE, *before.words, "--"] if before else [str(ROOT / "build.py")]
        with place.open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, *script, *words],
                stdout=output,
                stderr=output,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
                env=_environment(environment),
            )
        process.returncode = 0  # It is waited for below, by its number.
        return Running(process.pid, place)

    return run


def forks(log: Path) -> Runner:
    """Run commands in forks of this process, which saves the imports; for tests."""
    from importlib import import_module

    # All that a build imports is here before the first fork.
    launch, *_ = [import_module(f"dateline.{name}") for name in ("launch", "cli", "site", "render", "output")]

    numbers = itertools.count()

    def run(words: Sequence[str], before: Inside | None, environment: Mapping[str, str | None]) -> Running:
        place = log / f"{next(numbers)}.txt"
        process = os.fork()
        if process == 0:
            code = 70
            try:
                os.setsid()
                signal.signal(signal.SIGINT, signal.default_int_handler)
                output = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
                os.dup2(output, 1)
                os.dup2(output, 2)
                sys.stdout, sys.stderr = (io.TextIOWrapper(io.FileIO(n, "w", closefd=False)) for n in (1, 2))
                os.environ.clear()
                os.environ.update(_environment(environment))
                if before:
                    before()
                code = launch.main(words)
                sys.stdout.flush()
                sys.stderr.flush()
            except BaseException:
                import traceback

                os.write(2, traceback.format_exc().encode())
            finally:
                os._exit(code)
        place.touch()
        return Running(process, place)

    return run


def _environment(changes: Mapping[str, str | None]) -> dict[str, str]:
    environment = dict(os.environ)
    environment.pop("SOURCE_DATE_EPOCH", None)
    for name, value in changes.items():
        if value is None:
            environment.pop(name, None)
        else:
            environment[name] = value
    return environment


class Bench:
    """A timeline in a folder of its own, its versions, and the command that builds it."""

    def __init__(self, folder: Path, *, entries: int, versions: int, seed: int, runner: Runner, omit: str = "") -> None:
        self.folder = folder
        self.root = folder / "timeline"
        self.out = folder / "public"
        self.random = random.Random(seed)
        self.runner = runner
        made_up.write(made_up.corpus(entries, seed), self.root, settings={"omit": f"[{omit}]"} if omit else None)
        first = _files(self.root / "content")
        self.versions: list[Version] = []
        self.seconds = 0.1
        for number, content in enumerate([first, *(self._edited(first, n) for n in range(1, versions))]):
            start = time.monotonic()
            self.versions.append(self._clean(content, number))
            self.seconds = time.monotonic() - start
        self.last = self.versions[0]
        """The version that `out` shows."""
        self.lay(self.last.content)
        self.build()

    def _clean(self, content: Tree, number: int) -> Version:
        """Build a state of the content with nothing at hand that an earlier build made. Raises RuntimeError."""
        self.lay(content)
        shutil.rmtree(self.root / _CACHE, ignore_errors=True)
        out = self.folder / "clean" / str(number)
        ended = self.build("--clean", out=out)
        if ended.code:
            raise RuntimeError(f"the made-up timeline can't be built: {ended.said}")
        return Version(content, published(out))

    def retitled(self, version: Version) -> Version:
        """Give a version with the same pages under another title of the site."""
        content = dict(version.content)
        content["site.yaml"] = content["site.yaml"].replace(b"title: ", b"title: Retitled ", 1)
        for known in self.versions:
            if known.content == content:
                return known
        kept = self.root / f"{_CACHE}-kept"
        with contextlib.suppress(FileNotFoundError):
            (self.root / _CACHE).rename(kept)
        made = self._clean(content, len(self.versions))
        shutil.rmtree(self.root / _CACHE, ignore_errors=True)
        with contextlib.suppress(FileNotFoundError):
            kept.rename(self.root / _CACHE)
        self.versions.append(made)
        return made

    def _edited(self, first: Tree, number: int) -> Tree:
        """Change some bodies and a title, add an entry and withdraw one; every third time, the site's title too."""
        content = dict(first)
        entries = sorted(path for path in content if path.startswith("entries/"))
        for path in self.random.sample(entries, max(2, len(entries) // 4)):
            content[path] += f"\nEdit {number} of this entry.\n".encode()
        renamed, copied, withdrawn = self.random.sample(entries, 3)
        content[renamed] = content[renamed].replace(b"title: ", b"title: Again %d " % number, 1)
        content[copied.replace(".md", f"-copy-{number}.md")] = content[copied]
        content[withdrawn] = content[withdrawn].replace(b"date: ", b"status: draft\ndate: ", 1)
        if number % 3 == 1:
            content["site.yaml"] = content["site.yaml"].replace(b"title: ", b"title: %d " % number, 1)
        return content

    def lay(self, content: Tree) -> None:
        """Make content/ say this."""
        folder = self.root / "content"
        there = _files(folder)
        for path in there.keys() - content:
            (folder / path).unlink()
        for path, data in content.items():
            if there.get(path) != data:
                (folder / path).write_bytes(data)

    def start(
        self,
        *options: str,
        out: Path | None = None,
        root: Path | None = None,
        before: Inside | None = None,
        **environment: str | None,
    ) -> Running:
        """Start a build."""
        words = ["build", "--root", str(root or self.root), "--out", str(out or self.out), *options]
        return self.runner(words, before, environment)

    def build(self, *options: str, **more: Any) -> Ended:
        """Build to the end."""
        return self.start(*options, **more).wait()

    def another(self) -> Version:
        """Choose a version that `out` does not show."""
        return self.random.choice([version for version in self.versions if version is not self.last])

    def settle(self, tally: Tally, version: Version, *options: str) -> None:
        """Build a version and check that the site is the one of a clean build."""
        self.lay(version.content)
        ended = self.build(*options)
        tally.check(ended.code == 0, f"the next build ended with {ended.code}: {ended.said.strip()}")
        self.compare(tally, version)
        self.last = version
        if published(self.out) != version.site:  # What broke is noted once.
            shutil.rmtree(self.out, ignore_errors=True)
            self.build()

    def compare(self, tally: Tally, version: Version, out: Path | None = None) -> None:
        """Check that the site is the one of a clean build of `version`, with nothing left over."""
        found = published(out or self.out)
        tally.check(found == version.site, f"not the site of a clean build: {_difference(found, version.site)}")
        for fault in faults(out or self.out):
            tally.check(False, fault)

    def whole(self, tally: Tally, old: Tree, new: Tree) -> Tree:
        """Check, after a fault, that each file is whole and that none is lost; returns what is there."""
        found = published(self.out)
        for path, data in found.items():
            tally.check(data in (old.get(path), new.get(path)), f"{path} is neither the old file nor the new one")
        for path in old.keys() & new.keys():
            tally.check(path in found, f"{path} is gone")
        return found


def _files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def published(out: Path) -> dict[str, bytes]:
    """Read all that GitHub Pages would publish: what is not a dotfile."""
    found: dict[str, bytes] = {}
    for folder, folders, names in os.walk(out):
        folders[:] = [name for name in folders if not name.startswith(_OWN)]
        for name in names:
            if not name.startswith(_OWN):
                path = os.path.join(folder, name)
                # What a link leads to is no file of the site; faults() names it.
                found[os.path.relpath(path, out)] = b"" if os.path.islink(path) else Path(path).read_bytes()
    return found


def faults(out: Path) -> Iterator[str]:
    """Say what a host of static sites would not take, and what a build should not have left."""
    for folder, folders, names in os.walk(out):
        for name in [*folders, *names]:
            path = os.path.join(folder, name)
            mode = os.lstat(path).st_mode
            shown = os.path.relpath(path, out)
            if stat.S_ISLNK(mode):
                yield f"{shown} is a link"
            elif stat.S_IMODE(mode) != (0o755 if stat.S_ISDIR(mode) else 0o644) and not name.startswith(_OWN):
                yield f"{shown} has the mode {stat.S_IMODE(mode):o}"
            elif stat.S_ISREG(mode) and os.lstat(path).st_nlink != 1:
                yield f"{shown} has a second name"
            if name in (_OWN, f"{_OWN}.lock"):
                yield f"{shown} is left over"


def _difference(found: Tree, expected: Tree) -> str:
    more, less = sorted(found.keys() - expected), sorted(expected.keys() - found)
    other = sorted(path for path in found.keys() & expected if found[path] != expected[path])
    words = [
        f"{what} {', '.join(some[:3])}"
        for what, some in (("more:", more), ("missing:", less), ("other:", other))
        if some
    ]
    return "; ".join(words)


# Kills


def kills(bench: Bench, count: int) -> Tally:
    """Kill builds at random moments, with every process of theirs; then build the same or something else."""
    tally = Tally("kill")
    for tally.tried in range(1, count + 1):
        old, new = bench.last, bench.another()
        bench.lay(new.content)
        running = bench.start("--jobs", bench.random.choice("12"))
        _wait_for_a_moment(bench, running, writing=tally.tried % 2 == 0)
        running.send(signal.SIGKILL)
        tally.hit += running.wait().code == -signal.SIGKILL
        bench.whole(tally, old.site, new.site)
        version = bench.random.choice([new, new, old, *bench.versions])
        bench.settle(tally, version, *bench.random.choice([(), (), ("--clean",), ("--jobs", "1")]))
    return tally


def _wait_for_a_moment(bench: Bench, running: Running, *, writing: bool) -> None:
    """Wait for a random moment of a build; with `writing`, for one after it has begun to write."""
    if writing:
        while not running.ended() and not os.path.lexists(bench.out / _OWN):
            time.sleep(0.0005)
        time.sleep(bench.random.choice([0.002, 0.02, 0.2]) * bench.random.random() * bench.seconds)
    else:
        time.sleep(bench.random.uniform(0, 1.1) * bench.seconds)


# What the system refuses

_CALLS = ("open", "write", "mkdir", "replace", "rename", "link", "unlink", "rmdir", "fsync", "chmod")
_CHANGING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS, errno.EDQUOT)


def refuse(at: int, number: int, *, lasting: bool) -> None:
    """Let the `at`th call of this process that changes the disk fail, and with `lasting` all that follow."""
    calls = itertools.count(1)

    def refused(*, counts: bool = True) -> None:
        this = next(calls) if counts else 0
        if this == at or (lasting and this > at):
            raise OSError(number, os.strerror(number))

    def spoilt(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def spoilt(*given: Any, **named: Any) -> Any:
            # The terminal is no disk.
            if not (name == "write" and given[0] in (1, 2)) and not (name == "open" and not given[1] & _CHANGING):
                refused()
            return call(*given, **named)

        return spoilt

    def opening(call: Callable[..., Any]) -> Callable[..., Any]:
        def opening(file: Any, mode: str = "r", *given: Any, **named: Any) -> Any:
            if set(mode) & set("wax+") and not isinstance(file, int):
                refused()
            return call(file, mode, *given, **named)

        return opening

    for name in _CALLS:
        setattr(os, name, spoilt(name, getattr(os, name)))
    io.open = builtins.open = opening(builtins.open)


def limit(size: int) -> None:
    """Let the kernel refuse every file of more bytes than that."""
    import resource

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def failures(bench: Bench, count: int) -> Tally:
    """Let calls to the system fail, one after the other, then let the disk be as it was."""
    tally = Tally("failure")
    at = 1
    for tally.tried in range(1, count + 1):
        old, new = bench.last, bench.another()
        bench.lay(new.content)
        number = _ERRORS[tally.tried % len(_ERRORS)]
        lasting = tally.tried % 4 == 0
        if tally.tried % 10 == 9:
            size = bench.random.choice([0, 100, 1000, 4000, 9000])
            ended = bench.build(before=Inside("limit", size))
        else:
            ended = bench.build("--jobs", "1", before=Inside("refuse", at, number, lasting))
            # The build makes some hundreds of such calls: all of them in turn, by strides that meet each in the end.
            at = at + bench.random.randint(1, 7) if ended.code else 1
        tally.hit += ended.code != 0
        tally.check("Traceback" not in ended.said, f"a traceback: {ended.said[-400:]}")
        tally.check(ended.code in (0, 1), f"ended with {ended.code}: {ended.said[-200:]}")
        found = bench.whole(tally, old.site, new.site)
        if ended.code == 0:
            tally.check(found == new.site, "the build says that it succeeded, and the site is not the new one")
        elif "as it was" in ended.said and not lasting:
            tally.check(found == old.site, f"the site is not as it was: {_difference(found, old.site)}")
        bench.settle(tally, bench.random.choice([new, old]))
    return tally


# Two at once


def pairs(bench: Bench, count: int) -> Tally:
    """Start two builds of one site at a time, every second time of two versions of it."""
    tally = Tally("pair")
    other = bench.folder / "other"
    for tally.tried in range(1, count + 1):
        first, second = bench.another(), bench.another()
        bench.lay(first.content)
        roots = [bench.root, bench.root]
        if tally.tried % 2 == 0:
            shutil.rmtree(other, ignore_errors=True)
            shutil.copytree(bench.root, other, ignore=shutil.ignore_patterns(_CACHE))
            bench.lay(second.content)
            roots = [other, bench.root]
        else:
            second = first
        running = [bench.start(root=root) for root in roots]
        tally.hit += not any(each.ended() for each in running)
        for each in running:
            ended = each.wait()
            waited = ended.code == 1 and "another build is writing" in ended.said
            tally.check(ended.code == 0 or waited, f"ended with {ended.code}: {ended.said[-300:]}")
        found = published(bench.out)
        tally.check(found in (first.site, second.site), f"a mixture: {_difference(found, first.site)}")
        bench.settle(tally, bench.random.choice([first, second]))
    return tally


# Other environments


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What should not matter to a build."""

    name: str
    """What is different."""
    options: tuple[str, ...] = ()
    """Of the command."""
    variables: Mapping[str, str | None] = field(default_factory=dict)
    """Of the environment."""
    umask: int = 0o022
    """Of the process."""
    path: str = "timeline"
    """Where the timeline lies."""
    order: bool = False
    """Whether the content's files are made in another order."""
    mtime: float | None = None
    """The time that all files bear, in seconds since 1970."""
    incremental: bool = False
    """Whether another version is built first."""
    folder: str = ""
    """The working directory."""


SURROUNDINGS = (
    Surroundings(name="UTC, plain", variables={"TZ": "UTC"}),
    Surroundings(name="a day ahead", variables={"TZ": "Pacific/Kiritimati", "LC_ALL": "C"}),
    Surroundings(
        name="a day behind", variables={"TZ": "Pacific/Pago_Pago", "LC_ALL": "C.UTF-8", "LANG": "tr_TR.UTF-8"}
    ),
    Surroundings(name="another hash seed", variables={"PYTHONHASHSEED": "4711"}),
    Surroundings(name="no hash seed, optimised", variables={"PYTHONHASHSEED": "0", "PYTHONOPTIMIZE": "2"}),
    Surroundings(name="one process", options=("--jobs", "1")),
    Surroundings(name="four processes", options=("--jobs", "4", "--clean")),
    Surroundings(name="umask 077", umask=0o077),
    Surroundings(name="umask 0", umask=0),
    Surroundings(name="another path", path="a folder/with spaces é/т", folder="/"),
    Surroundings(name="files in another order", order=True),
    Surroundings(name="files from 1970", mtime=0.0),
    Surroundings(name="files from the future", mtime=4102444800.0),
    Surroundings(name="incremental", incremental=True),
    Surroundings(name="another home", variables={"HOME": "/nowhere", "XDG_CACHE_HOME": "/nowhere", "USER": None}),
    Surroundings(name="not UTF-8", variables={"PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii", "LC_ALL": "POSIX"}),
)


def environments(bench: Bench, surroundings: Sequence[Surroundings] = SURROUNDINGS) -> Tally:
    """Build one version in many surroundings: one tree."""
    tally = Tally("environment")
    version = bench.versions[-1]
    for tally.tried, around in enumerate(surroundings, 1):
        home = bench.folder / "around" / str(SURROUNDINGS.index(around))
        root, out = home / around.path, home / "site" / around.path
        content = list(version.content.items())
        if around.order:
            content.reverse()
        for path, data in content:
            place = root / "content" / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(bench.versions[0].content.get(path, data) if around.incremental else data)
        if around.incremental:
            bench.build(root=root, out=out)
            for path, data in content:
                (root / "content" / path).write_bytes(data)
        if around.mtime is not None:
            for path in version.content:
                os.utime(root / "content" / path, (around.mtime, around.mtime))
        before = os.umask(around.umask)
        here = Path.cwd()
        try:
            if around.folder:
                os.chdir(around.folder)
            ended = bench.build(*around.options, root=root, out=out, **around.variables)
        finally:
            os.umask(before)
            os.chdir(here)
        tally.hit += 1
        tally.check(ended.code == 0, f"{around.name}: ended with {ended.code}: {ended.said[-300:]}")
        found = published(out)
        tally.check(found == version.site, f"{around.name}: {_difference(found, version.site)}")
        for fault in faults(out):
            tally.check(False, f"{around.name}: {fault}")
    return tally


# Damage to what a build keeps for the next one


def _cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def _flipped(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes(byte ^ 0x55 for byte in data[middle : middle + 3]) + data[middle + 3 :]


def _nonsense(_: bytes) -> bytes:
    return json.dumps({"version": 1, "rows": [[None, {"a": []}], 7], "pages": "all"}).encode()


DAMAGES: Mapping[str, Callable[[bytes], bytes] | str] = {
    "cut": _cut,
    "one byte less": lambda data: data[:-1],
    "three bytes flipped": _flipped,
    "the first bytes flipped": lambda data: bytes(byte ^ 1 for byte in data[:20]) + data[20:],
    "empty": lambda _: b"",
    "garbage": lambda data: bytes(byte * 7 % 256 for byte in range(256)) * (len(data) // 256 + 1),
    "nonsense in JSON": _nonsense,
    "brackets": lambda _: b"[" * 100_000,
    "twice": lambda data: data + data,
    "gone": "gone",
    "a folder": "folder",
    "a link": "link",
    "unreadable": "unreadable",
}


def _kept(bench: Bench) -> list[Path]:
    """List what builds keep: own files of the output, and those of the cache; of many, some from all over it."""
    cache = sorted(path for path in (bench.root / _CACHE).rglob("*") if path.is_file())
    some = cache[:: max(1, len(cache) // _CACHE_FILES)]
    return [path for path in sorted(bench.out.glob(f"{_OWN}*")) if path.is_file()] + some


def damages(bench: Bench, kinds: Sequence[str] = tuple(DAMAGES), *, together: bool = False) -> Tally:
    """Damage each file that a build keeps, in each way, then build the same and another version.

    A build may refuse what is no file at all any more, with the file's name and the remedy; then nothing is touched.
    With `together`, all the files are damaged at once and another version is built, which takes less time.
    """
    tally = Tally("damage")
    names = [path.relative_to(bench.folder) for path in _kept(bench)]
    groups = [names] if together else [[name] for name in names]
    for group, kind, edited in itertools.product(groups, kinds, (True,) if together else (True, False)):
        tally.tried += 1
        # A cache may name its files otherwise now.
        before = {path: path.read_bytes() for name in group if (path := bench.folder / name).is_file()}
        tally.hit += bool(before)
        old = bench.last
        # The same pages under another title: a lost manifest knows of none that went.
        new = bench.retitled(old) if edited else old
        for path, data in before.items():
            _damage(path, DAMAGES[kind], data)
        bench.lay(new.content)
        ended = bench.build(before=Inside("drop_privileges") if kind == "unreadable" else None)
        what = f"{', '.join(map(str, group))} {kind}: "
        tally.check("Traceback" not in ended.said, f"{what}a traceback: {ended.said}")
        if ended.code == 0:
            found = published(bench.out)
            tally.check(found == new.site, f"{what}not a clean build's: {_difference(found, new.site)}")
        else:
            named = any(path.name in ended.said for path in before)
            tally.check(ended.code == 1 and named, f"{what}ended with {ended.code}: {ended.said}")
            tally.check(published(bench.out) == old.site, f"{what}the site was touched")
        for path, data in before.items():
            _repair(path, data, ended.code)
        bench.last = new
        bench.settle(tally, old)
    return tally


def _damage(path: Path, how: Callable[[bytes], bytes] | str, data: bytes) -> None:
    match how:
        case "gone":
            path.unlink()
        case "folder":
            path.unlink()
            path.mkdir()
            (path / "letter.txt").write_text("somebody's")
        case "link":
            aside = path.with_name(f"{path.name}-aside")
            path.rename(path.parents[1] / aside.name)
            path.symlink_to(path.parents[1] / aside.name)
        case "unreadable":
            path.chmod(0)
        case _ if callable(how):
            path.write_bytes(how(data))


def _repair(path: Path, data: bytes, code: int) -> None:
    """Take away what a build could not use, and give back, after one that refused, what was there."""
    aside = path.parents[1] / f"{path.name}-aside"
    if path.is_symlink():
        path.unlink()
    elif path.is_dir():
        shutil.rmtree(path)
    elif path.exists():
        path.chmod(0o644)
    if code:
        path.write_bytes(data)
    aside.unlink(missing_ok=True)


def drop_privileges() -> None:
    """Take from an administrator's process the right to read and write what modes forbid (Linux; else nothing)."""
    import ctypes

    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        return
    system = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)  # _LINUX_CAPABILITY_VERSION_3, this process
    sets = (ctypes.c_uint32 * 6)()  # effective, permitted and inheritable, in two halves
    system.capget(header, sets)
    for at in range(3):
        sets[at] &= ~0b1110  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAP_FOWNER
    if system.capset(header, sets):
        raise OSError(ctypes.get_errno(), "capset")


# The rest


def others(bench: Bench, rounds: int, names: Sequence[str] = ()) -> Tally:
    """A template with an error, Ctrl-C, a read-only folder, a folder of somebody else's, a file that lost its bytes.

    `names` chooses among OTHERS.
    """
    tally = Tally("other")
    for _, name in itertools.product(range(rounds), names or OTHERS):
        run = OTHERS[name]
        tally.tried += 1
        known = len(tally.broken)
        tally.hit += 1
        run(bench, tally)
        tally.broken[known:] = [f"{name}: {sentence}" for sentence in tally.broken[known:]]
    return tally


def _template_error(bench: Bench, tally: Tally) -> None:
    old, new = bench.last, bench.another()
    bench.lay(new.content)
    templates = bench.root / "templates"
    for name in ("source.html", "missing.html", "timeline.html"):
        text = (ROOT / "templates" / name).read_text(encoding="utf-8")
        start = text.index("%}", text.index("{% block ")) + 2
        templates.mkdir(exist_ok=True)
        (templates / name).write_text(f"{text[:start]}{{{{ no_such_thing.x }}}}{text[start:]}", encoding="utf-8")
        ended = bench.build()
        shutil.rmtree(templates)
        tally.check(ended.code == 1 and name in ended.said, f"{name} ended with {ended.code}: {ended.said[-300:]}")
        tally.check("Traceback" not in ended.said, f"a traceback: {ended.said[-400:]}")
        tally.check(published(bench.out) == old.site, f"an error in {name} changed the site")
    bench.settle(tally, new)


def _interrupt(bench: Bench, tally: Tally) -> None:
    for writing in (True, False):
        old, new = bench.last, bench.another()
        bench.lay(new.content)
        running = bench.start()
        _wait_for_a_moment(bench, running, writing=writing)
        running.send(signal.SIGINT)
        running.wait()
        found = bench.whole(tally, old.site, new.site)
        tally.check(found in (old.site, new.site), f"a mixture: {_difference(found, new.site)}")
        bench.settle(tally, bench.random.choice([old, new]))


def _read_only(bench: Bench, tally: Tally) -> None:
    old, new = bench.last, bench.another()
    bench.lay(new.content)
    folders = [Path(folder) for folder, _, _ in os.walk(bench.out)]
    for folder in folders:
        folder.chmod(0o555)
    ended = bench.build(before=Inside("drop_privileges"))
    for folder in folders:
        folder.chmod(0o755)
    tally.check(ended.code == 1, f"ended with {ended.code}: {ended.said}")
    tally.check("Permission denied" in ended.said and "--out" in ended.said, f"says {ended.said}")
    tally.check(published(bench.out) == old.site, "the site was touched")
    bench.settle(tally, new)


def _foreign(bench: Bench, tally: Tally) -> None:
    out = bench.folder / "thesis"
    (out / "chapters").mkdir(parents=True, exist_ok=True)
    (out / "chapters" / "one.txt").write_text("years of work")
    ended = bench.build(out=out)
    tally.check(ended.code == 1 and "was not made by Dateline" in ended.said, f"ended with {ended.code}: {ended.said}")
    tally.check(_files(out) == {"chapters/one.txt": b"years of work"}, "the folder was touched")
    place = bench.out / "CNAME"
    place.write_text("timeline.example\n")
    bench.lay(bench.another().content)
    bench.build()
    tally.check(place.exists(), "a file that is not Dateline's was removed")
    place.unlink()
    bench.settle(tally, bench.last)


def _spoilt(bench: Bench, tally: Tally) -> None:
    paths = bench.random.sample(sorted(bench.last.site), 3)
    (bench.out / paths[0]).unlink()
    (bench.out / paths[1]).write_bytes(bench.last.site[paths[1]][:-1])
    (bench.out / paths[2]).chmod(0o600)
    bench.settle(tally, bench.last)
    (bench.out / paths[1]).write_bytes(bench.last.site[paths[1]][:-1] + b"!")
    bench.settle(tally, bench.last, "--clean")


def _epoch(bench: Bench, tally: Tally) -> None:
    for value in ("yesterday", "-1", "1e9", "9" * 20):
        ended = bench.build(SOURCE_DATE_EPOCH=value)
        expected = f"dateline: SOURCE_DATE_EPOCH is “{value}”; it has to be a number of seconds since 1970"
        tally.check(ended.code == 2 and expected in ended.said, f"{value}: ended with {ended.code}: {ended.said}")
        tally.check(published(bench.out) == bench.last.site, f"{value}: the site was touched")
    ended = bench.build(SOURCE_DATE_EPOCH="1647000000")
    tally.check(ended.code == 0, f"ended with {ended.code}: {ended.said}")
    bench.settle(tally, bench.last)


OTHERS: Mapping[str, Callable[[Bench, Tally], None]] = {
    "an error in a template": _template_error,
    "Ctrl-C": _interrupt,
    "a read-only folder": _read_only,
    "a folder of somebody else's": _foreign,
    "files that are spoilt": _spoilt,
    "SOURCE_DATE_EPOCH": _epoch,
}


def main() -> int:
    """Try everything and print what came of it; returns the exit code."""
    if sys.argv[1:2] == [_INSIDE]:
        end = sys.argv.index("--")
        Inside(*sys.argv[2:end])()
        from dateline.launch import main as build

        return build(sys.argv[end + 1 :])
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=20220310)
    parser.add_argument("--entries", type=int, default=30, help="of the made-up timeline")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--failures", type=int, default=100)
    parser.add_argument("--pairs", type=int, default=20)
    parser.add_argument("--environments", type=int, default=len(SURROUNDINGS))
    parser.add_argument("--rounds", type=int, default=2, help="of the other faults")
    parser.add_argument("--only", choices=KINDS, action="append", help="one kind of fault")
    parser.add_argument("--forks", action="store_true", help="build in forks of this process, which saves the imports")
    parser.add_argument("--folder", type=Path, help="where to work (default: a temporary folder)")
    options = parser.parse_args()
    broken = 0
    with tempfile.TemporaryDirectory(prefix="dateline-faults-", dir=options.folder) as name:
        folder = Path(name)
        (folder / "log").mkdir()
        bench = Bench(
            folder,
            entries=options.entries,
            versions=5,
            seed=options.seed,
            runner=(forks if options.forks else commands)(folder / "log"),
        )
        print(f"{time.strftime('%Y-%m-%d', time.gmtime())}, {_machine()}, seed {options.seed}")
        how = "in forks of one process" if options.forks else "each build a process of its own"
        print(f"a timeline of {options.entries} entries, {len(bench.versions[0].site)} files, {how}\n", flush=True)
        for kind, run in KINDS.items():
            if options.only and kind not in options.only:
                continue
            start = time.monotonic()
            tally = run(bench, options)
            took = time.monotonic() - start
            verdict = f"{len(tally.broken)} broken" if tally.broken else "all held"
            print(f"{kind:13} {tally.tried:4} tried, {tally.hit:4} while at work: {verdict} ({took:.0f} s)", flush=True)
            for sentence in tally.broken[:_SHOWN]:
                print(f"    {sentence}")
            if len(tally.broken) > _SHOWN:
                print(f"    … and {len(tally.broken) - _SHOWN} more")
            broken += len(tally.broken)
    return 1 if broken else 0


KINDS: Mapping[str, Callable[[Bench, argparse.Namespace], Tally]] = {
    "kills": lambda bench, options: kills(bench, options.kills),
    "failures": lambda bench, options: failures(bench, options.failures),
    "pairs": lambda bench, options: pairs(bench, options.pairs),
    "environments": lambda bench, options: environments(bench, SURROUNDINGS[: options.environments]),
    "damages": lambda bench, _: damages(bench),
    "others": lambda bench, options: others(bench, options.rounds),
}


def _machine() -> str:
    return f"Python {platform.python_version()}, {platform.system()} {platform.release()}, {os.cpu_count()} processors"


if __name__ == "__main__":
    raise SystemExit(main())
