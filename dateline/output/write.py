"""Pages → files: renders what changed, then makes the output folder what a clean build would make it."""

# A site has ten thousands of files, and `os` takes a fifth of pathlib's time for each.
# ruff: noqa: PTH114, PTH123

from __future__ import annotations

import hashlib
import json
import os
import signal
import stat
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from dateline.output import lock, manifest
from dateline.output.errors import OutputError, disk
from dateline.output.journal import STAGE, Stage, Step, look, write_whole
from dateline.output.manifest import Record
from dateline.output.pages import Page, ancestors, check_paths, folded

_PATIENCE = 10.0
"""Seconds to wait for another build to end."""
_WORTH_A_PROCESS = 150
"""Changed pages for which one more process saves more time than its start takes."""
_READABLE = 0o444


@dataclass(frozen=True, slots=True)
class WriteReport:
    """What `write` did."""

    written: tuple[str, ...]
    """Paths of the files that are new or have other bytes, in the order in which they were put in place."""
    unchanged: int
    """How many pages had their file already."""
    removed: tuple[str, ...]
    """Paths of the files that were taken away, sorted."""
    notes: tuple[str, ...] = ()
    """What the publisher should know, such as a manifest that was damaged; sentences."""


class _Prepared(NamedTuple):
    """A page that has been rendered and compared with its file."""

    size: int
    sha256: str
    staged: bool
    """Whether the bytes differ from the file's and lie in the work folder."""
    present: bool
    """Whether something stands at its path."""


def write(pages: Iterable[Page], out: Path, *, clean: bool = False, jobs: int = 1) -> WriteReport:
    """Make the folder `out` hold exactly `pages`, besides files that Dateline did not write.

    A page is rendered when its key is not the manifest's, when its file is missing or has another size or can't be read
    by everybody, and with `clean` always; in up to `jobs` processes. A file is replaced when its bytes differ. Files of
    new pages come first, then changed ones, both in the order of `pages` (so give a page before those that link to it),
    then files of pages that are no more are removed, with the folders that this empties, and the manifest is last.

    Raises what a page's `render` raises, and OutputError for paths that can't be, for a folder that Dateline did not
    make, for another build that doesn't end, and for what the system refuses. After an error the site is as it was.
    After a kill at any moment each file is whole, and the next call makes the site that of a clean build.
    """
    todo = list(pages)
    check_paths([page.path for page in todo])
    with lock.locked(out, _PATIENCE):
        return _Build(todo, out, clean=clean, jobs=jobs).run()


class _Build:
    """One call of `write`, while it holds the lock."""

    def __init__(self, pages: Sequence[Page], out: Path, *, clean: bool, jobs: int) -> None:
        self.pages = pages
        self.out = out
        self.prefix = f"{out}/"
        self.stage = Stage(out)
        self.jobs = jobs
        self.notes: list[str] = []
        self.clean = clean
        self.known: Mapping[str, Record] = {}
        self.owns_all = False
        """Whether files that the manifest doesn't list may be ours, because the manifest is lost."""

    def run(self) -> WriteReport:
        whole = self.stage.recover()
        with disk(self.out / manifest.NAME):
            self.known = self._read_manifest(whole)
        stale = [n for n, page in enumerate(self.pages) if self.clean or not self._is_current(page)]
        removed = self._removed()
        if not stale and not removed and self.known:
            return WriteReport((), len(self.pages), (), tuple(self.notes))
        try:
            with disk(self.out):
                self.stage.begin()
            done = _in_processes(self._prepare, stale, self.jobs)
            steps = self._plan(done, removed)
            if steps:
                self.stage.commit(steps)
        finally:
            self._tidy()
        written = tuple(step.path for step in steps if step.kind == "put" and step.path != manifest.NAME)
        return WriteReport(written, len(self.pages) - len(written), tuple(removed), tuple(self.notes))

    def _read_manifest(self, whole: bool) -> dict[str, Record]:
        """Read what the folder holds; where that is damaged, note it and prepare for a full build."""
        place = self.out / manifest.NAME
        try:
            if place.is_symlink():
                raise OutputError(f"{place} is a symbolic link, which Dateline never makes. Remove it and build again.")
            records = manifest.load(place.read_bytes())
        except FileNotFoundError:
            self._refuse_foreign_folder()
            return {}
        except manifest.DamagedError as error:
            self.notes.append(
                f"{place} can't be used ({error}): every page was rendered anew. Files of pages that are no more may "
                "be left; to be rid of them, delete the folder and build again."
            )
            self.clean = self.owns_all = True
            return {}
        if not whole:
            self.notes.append(f"The journal in {self.out / STAGE} was damaged: every page was rendered anew.")
            self.clean = self.owns_all = True
        return records

    def _refuse_foreign_folder(self) -> None:
        """Raise OutputError where a folder without a manifest holds any file."""
        for place, folders, names in os.walk(self.out, onerror=_raise):
            links = [name for name in folders if os.path.islink(f"{place}/{name}")]
            for name in sorted(links + names):
                found = os.path.relpath(f"{place}/{name}", self.out)
                if found != lock.NAME:
                    raise OutputError(
                        f"{self.out} was not made by Dateline: it holds {found} but no {manifest.NAME}. "
                        "Choose a new or empty folder with `--out`, or empty this one yourself."
                    )

    def _is_current(self, page: Page) -> bool:
        record = self.known.get(page.path)
        if record is None or record.key != page.key:
            return False
        try:
            found = os.lstat(self.prefix + page.path)
        except OSError:
            return False
        return _is_published(found) and found.st_size == record.size

    def _removed(self) -> list[str]:
        """List the files that no page accounts for any more, sorted."""
        paths = {page.path for page in self.pages}
        gone = sorted(self.known.keys() - paths)
        if not gone:
            return []
        by_fold = {folded(path): path for path in paths}
        return [path for path in gone if not self._is_same_file(path, by_fold.get(folded(path)))]

    def _is_same_file(self, path: str, other: str | None) -> bool:
        """Say whether two paths that differ in case or normal form are one file here."""
        if other is None:
            return False
        with disk(self.out):
            found, others = look(self.prefix + path), look(self.prefix + other)
        return found is not None and others is not None and os.path.samestat(found, others)

    def _prepare(self, number: int) -> _Prepared:
        """Render a page, compare it with its file and stage it where they differ. Raises what `render` raises."""
        page = self.pages[number]
        content = page.render()
        digest = hashlib.sha256(content).hexdigest()
        with disk(self.prefix + page.path):
            self.stage.refuse_links([page.path])
            found = look(self.prefix + page.path)
            if found and stat.S_ISDIR(found.st_mode):
                found = None
            if found and self._has(page.path, found, content):
                return _Prepared(len(content), digest, staged=False, present=True)
            write_whole(f"{self.stage.folder}{number}", content)
        return _Prepared(len(content), digest, staged=True, present=found is not None)

    def _has(self, path: str, found: os.stat_result, content: bytes) -> bool:
        """Say whether the file at `path` is as it would be written."""
        if not _is_published(found) or found.st_size != len(content):
            return False
        try:
            with open(self.prefix + path, "rb") as file:
                return file.read() == content
        except PermissionError:
            return False

    def _plan(self, done: Mapping[int, _Prepared], removed: Sequence[str]) -> list[Step]:
        """List all steps to the new state, and keep under a second name what they replace."""
        puts = [number for number, prepared in sorted(done.items()) if prepared.staged]
        self._refuse_foreign_files([self.pages[number].path for number in puts if done[number].present])
        folders = {folder for number in puts for folder in ancestors(self.pages[number].path)}
        paths = {self.pages[number].path for number in puts}
        # A file in the place of a folder to be, or the other way round, must go before the rest can come.
        blocking = {path for path in removed if path in folders or not paths.isdisjoint(ancestors(path))}
        kept = {folder for path in blocking for folder in ancestors(path)}
        takes = {path: Step("take", path, old=f"old-{n}") for n, path in enumerate(removed)}
        with disk(self.out):
            missing = sorted(folder for folder in folders if folder in kept or not self._is_folder(folder))
            self.stage.refuse_links(removed)
            return [
                *(takes[path] for path in removed if path in blocking),
                *(Step("folder", folder) for folder in missing),
                *(self._put(number, done[number]) for number in puts if not done[number].present),
                *(self._put(number, done[number]) for number in puts if done[number].present),
                *(takes[path] for path in removed if path not in blocking),
                *self._put_manifest(done),
            ]

    def _is_folder(self, path: str) -> bool:
        found = look(self.prefix + path)
        return found is not None and stat.S_ISDIR(found.st_mode)

    def _put(self, number: int, prepared: _Prepared) -> Step:
        path, new = self.pages[number].path, str(number)
        if prepared.present:
            self.stage.keep(path, old := f"{new}-old")
        else:
            old = ""
        return Step("put", path, new, old, prepared.sha256)

    def _put_manifest(self, done: Mapping[int, _Prepared]) -> list[Step]:
        """Stage the new manifest, unless the one there says the same."""
        records = {
            page.path: Record(page.key, done[n].size, done[n].sha256) if n in done else self.known[page.path]
            for n, page in enumerate(self.pages)
        }
        content = manifest.dump(records)
        try:
            before = (self.out / manifest.NAME).read_bytes()
        except FileNotFoundError:
            before = None
        if content == before:
            return []
        write_whole(self.stage.folder + "manifest", content, flush=True)
        if before is not None:
            self.stage.keep(manifest.NAME, "manifest-old")
        old = "" if before is None else "manifest-old"
        return [Step("put", manifest.NAME, "manifest", old, hashlib.sha256(content).hexdigest())]

    def _refuse_foreign_files(self, present: Sequence[str]) -> None:
        """Raise OutputError where a page would replace a file that Dateline did not write."""
        if self.owns_all:
            return
        ours = set(map(folded, self.known))
        if foreign := [path for path in present if folded(path) not in ours]:
            raise OutputError(
                f"{self.out} holds files that Dateline did not write, where pages are to stand: {', '.join(foreign)}. "
                "Move them away and build again."
            )

    def _tidy(self) -> None:
        """Remove what is staged, unless it belongs to a change that is decided: that is for the next build to end."""
        with suppress(OSError):
            if not self.stage.is_decided():
                self.stage.discard()


def _is_published(found: os.stat_result) -> bool:
    """Say whether a file is a regular one that everybody may read, as web servers and GitHub Pages want it."""
    return stat.S_ISREG(found.st_mode) and found.st_mode & _READABLE == _READABLE


def _raise(error: OSError) -> None:
    raise error


def _in_processes(prepare: Callable[[int], _Prepared], numbers: Sequence[int], jobs: int) -> dict[int, _Prepared]:
    """Apply `prepare` to every number, in up to `jobs` processes where they are worth their start.

    What another process did not manage is done here once more, in order: so the first error in the order of the
    numbers is the one that is raised, whole, whatever the number of processes.
    """
    jobs = min(jobs, len(numbers) // _WORTH_A_PROCESS)
    done: dict[int, _Prepared] = {}
    # A fork of a process with several threads may hang in it, as in the preview.
    if jobs > 1 and hasattr(os, "fork") and threading.active_count() == 1:
        children = [_fork(prepare, numbers[n::jobs]) for n in range(1, jobs)]
        try:
            done |= _as_far_as_possible(prepare, numbers[::jobs])
            for _, pipe in children:
                with open(pipe, "rb", closefd=False) as report, suppress(ValueError):
                    done |= {number: _Prepared(*values) for number, values in json.load(report)}
        finally:
            for child, pipe in children:
                os.close(pipe)
                with suppress(ProcessLookupError):
                    os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
    for number in numbers:
        if number not in done:
            done[number] = prepare(number)
    return done


def _fork(prepare: Callable[[int], _Prepared], numbers: Sequence[int]) -> tuple[int, int]:
    """Start a process that prepares its share, and return its id and the pipe on which it reports in the end."""
    parent = os.getpid()
    read, written = os.pipe()
    child = os.fork()
    if child:
        os.close(written)
        return child, read
    try:
        # Ctrl-C reaches all processes; the parent alone decides what it means.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        done = _as_far_as_possible(prepare, numbers, lambda: os.getppid() == parent)
        with open(written, "w", encoding="utf-8") as report:
            json.dump(list(done.items()), report)
    finally:
        os._exit(0)


def _as_far_as_possible(
    prepare: Callable[[int], _Prepared], numbers: Sequence[int], wanted: Callable[[], bool] = lambda: True
) -> dict[int, _Prepared]:
    """Apply `prepare` to the numbers until one fails or nobody wants the result any more."""
    done = {}
    for number in numbers:
        if not wanted():
            break
        try:
            done[number] = prepare(number)
        except Exception:  # It is raised where the parent prepares this number again.
            break
    return done
