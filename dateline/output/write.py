"""Pages → files: renders what changed, then makes the output folder what a clean build would make it."""

# A site has ten thousands of files, and `os` takes a fifth of pathlib's time for each.
# ruff: noqa: PTH114, PTH123

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import field
from pathlib import Path

from dateline.output import lock, manifest
from dateline.output.errors import OutputError, disk
from dateline.output.journal import STAGE, Stage, Step, look
from dateline.output.manifest import Manifest, Record
from dateline.output.pages import Made, Page, ancestors, check_paths, folded, folders_of
from dateline.output.workers import Prepared, in_processes
from dateline.records import record

_PATIENCE = 10.0
"""Seconds to wait for another build to end."""
_READABLE = 0o444


@record(frozen=True, slots=True)
class WriteReport:
    """What `write` or `patch` did."""

    written: tuple[str, ...]
    """Paths of the files that are new or have other bytes, in the order in which they were put in place."""
    unchanged: int
    """How many files of the site stayed as they were."""
    removed: tuple[str, ...]
    """Paths of the files that were taken away, sorted."""
    notes: tuple[str, ...] = ()
    """What the publisher should know, such as a manifest that was damaged; sentences."""
    made: Mapping[str, str] = field(default_factory=dict)
    """Path of each page that was rendered: the note of its maker."""


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
    with _readable(), lock.locked(out, _PATIENCE):
        return _Build(todo, out, jobs=jobs).write(clean=clean)


def patch(
    pages: Iterable[Page], out: Path, *, removed: Collection[str] = (), jobs: int = 1, known: str | None = None
) -> WriteReport | None:
    """Put just these pages in place in a folder that `write` made, and take the files `removed` away.

    For who knows what changed, and has seen that the other files of the manifest are in order: they are neither looked
    at nor listed, so the cost is that of the changed pages and of the manifest. Pages may be new to the folder. A page
    whose key is the manifest's and whose file is in order stays; all else is as in `write`: the lock, the journal, the
    order, the errors. `removed` names files by path; one that the manifest does not list, or that is a page, is left.

    Returns None, and has done nothing, where that can't be relied on: the manifest is missing or damaged, or a build
    was killed here, so that what the caller saw was not settled; or its digest is not the `known` one (`fingerprint`),
    so that somebody else has built here since. Then `write` all pages.
    """
    todo = list(pages)
    check_paths([page.path for page in todo])
    with _readable(), lock.locked(out, _PATIENCE):
        return _Build(todo, out, jobs=jobs).patch(removed, known)


def fingerprint(out: Path) -> str | None:
    """Give the digest of the manifest of `out`, as it says itself, or None where there is none or a build was killed.

    The same digest means the same files from the same keys, as far as Dateline wrote them: who remembers something of a
    build remembers this with it, and trusts the one only while the other holds. Reads a hundred bytes. Raises OSError.
    """
    if look(f"{out}/{STAGE}"):
        return None
    try:
        with open(f"{out}/{manifest.NAME}", "rb") as file:
            return manifest.claimed(file.read(manifest.HEAD_BYTES))
    except (FileNotFoundError, NotADirectoryError):
        return None


@contextmanager
def _readable() -> Iterator[None]:
    """Make files that everybody may read, whatever the umask: that is cheaper than to set each one's mode."""
    before = os.umask(0o022)
    try:
        yield
    finally:
        os.umask(before)


class _Build:
    """One call of `write` or `patch`, while it holds the lock."""

    def __init__(self, pages: Sequence[Page], out: Path, *, jobs: int) -> None:
        self.pages = pages
        self.out = out
        self.prefix = f"{out}/"
        self.stage = Stage(out)
        self.jobs = jobs
        self.notes: list[str] = []
        self.clean = False
        self.raw: bytes | None = None
        """The manifest's bytes, where there is one."""
        self.manifest = Manifest([])
        self.known: Mapping[str, Record] = {}
        """The manifest's records: all for `write`, those concerned for `patch`."""
        self.owns_all = False
        """Whether files that the manifest doesn't list may be ours, because the manifest is lost."""
        self.trees: dict[str, str] = {}
        """Folder that is new: name under which it is staged."""
        self.roots: dict[int, str] = {}
        """Number of a page: the new folder that it comes with."""

    def write(self, *, clean: bool) -> WriteReport:
        """Make the folder hold exactly the pages."""
        self.clean = clean
        whole = self.stage.recover()
        with disk(self.out / manifest.NAME):
            self._read_manifest(whole)
        stale = [n for n, page in enumerate(self.pages) if self.clean or not self._is_current(page)]
        paths = [page.path for page in self.pages]
        gone = self.known.keys() - set(paths)
        if not stale and not gone and self.known:
            return WriteReport((), len(self.pages), (), tuple(self.notes))
        return self._change(stale, gone)

    def patch(self, removed: Collection[str], known: str | None) -> WriteReport | None:
        """Put the pages in place, or return None where that needs a look at the others."""
        with disk(self.out / manifest.NAME):
            if look(self.stage.folder[:-1]) or not self._find_manifest():
                return None
        if known is not None and manifest.claimed((self.raw or b"")[: manifest.HEAD_BYTES]) != known:
            return None
        paths = {page.path for page in self.pages}
        try:
            self.manifest = Manifest.read(self.raw or b"")
            found = {path: self.manifest.find(path) for path in paths.union(removed)}
            self.known = {path: record for path, record in found.items() if record}
            gone = self.known.keys() - paths
            if more := paths - self.known.keys():
                others = set(self.manifest.paths()) - gone - paths
                check_paths([*others, *sorted(more)])
        except manifest.DamagedError:
            return None
        stale = [n for n, page in enumerate(self.pages) if not self._is_current(page)]
        if not stale and not gone:
            return WriteReport((), len(self.manifest), ())
        return self._change(stale, gone)

    def _change(self, stale: Sequence[int], gone: Collection[str]) -> WriteReport:
        """Render what is stale, then put it in place and take away the files that are gone."""
        removed = self._removed(gone)
        try:
            with disk(self.out):
                self.stage.begin()
                self._place_new(stale)
            done = in_processes(self._prepare, stale, [self.pages[n].weight for n in stale], self.jobs)
            steps = self._plan(done, removed, gone)
            if steps:
                self.stage.commit(steps)
        finally:
            self._tidy()
        written = tuple(_written(steps))
        made = {self.pages[number].path: prepared.note for number, prepared in done.items()}
        return WriteReport(written, len(self.manifest) - len(written), tuple(removed), tuple(self.notes), made)

    def _find_manifest(self) -> bool:
        """Read the manifest's bytes and say whether there is one. Raises OSError, and OutputError for a link."""
        place = self.out / manifest.NAME
        if os.path.islink(place):
            raise OutputError(f"{place} is a symbolic link, which Dateline never makes. Remove it and build again.")
        try:
            with open(place, "rb") as file:
                self.raw = file.read()
        except FileNotFoundError:
            return False
        return True

    def _read_manifest(self, whole: bool) -> None:
        """Read what the folder holds; where that is damaged, note it and prepare for a full build."""
        place = self.out / manifest.NAME
        if not self._find_manifest():
            self._refuse_foreign_folder()
            return
        try:
            read = Manifest.read(self.raw or b"")
            self.known, self.manifest = read.records(), read
        except manifest.DamagedError as error:
            self.notes.append(
                f"{place} can't be used ({error}): every page was rendered anew. Files of pages that are no more may "
                "be left; to be rid of them, delete the folder and build again."
            )
            self.clean = self.owns_all = True
            return
        if not whole:
            self.notes.append(f"The journal in {self.out / STAGE} was damaged: every page was rendered anew.")
            self.clean = self.owns_all = True

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

    def _removed(self, gone: Collection[str]) -> list[str]:
        """List those of the files that are gone which no page's file is, sorted."""
        if not gone:
            return []
        by_fold = {folded(page.path): page.path for page in self.pages}
        return [path for path in sorted(gone) if not self._is_same_file(path, by_fold.get(folded(path)))]

    def _is_same_file(self, path: str, other: str | None) -> bool:
        """Say whether two paths that differ in case or normal form are one file here."""
        if other is None:
            return False
        with disk(self.out):
            found, others = look(self.prefix + path), look(self.prefix + other)
        return found is not None and others is not None and os.path.samestat(found, others)

    def _place_new(self, stale: Sequence[int]) -> None:
        """Find the pages whose folder isn't there: with the highest one that is missing they are staged and put.

        Raises OutputError where a folder is a symbolic link.
        """
        there: dict[str, str] = {}
        """Folder: the highest missing one of it and those that it lies in; empty where it is there."""
        for number in stale:
            path = self.pages[number].path
            cut, root = path.find("/"), ""
            while cut > 0 and not root:
                folder = path[:cut]
                if (known := there.get(folder)) is None:
                    found = look(self.prefix + folder)
                    if found and stat.S_ISLNK(found.st_mode):
                        self.stage.refuse_link(folder)
                    known = there[folder] = "" if found and stat.S_ISDIR(found.st_mode) else folder
                root = known
                cut = path.find("/", cut + 1)
            if root:
                self.roots[number] = root
                self.trees.setdefault(root, f"tree-{len(self.trees)}")

    def _prepare(self, number: int) -> Prepared:
        """Render a page, compare it with its file and stage it where they differ. Raises what `render` raises.

        The file that it is to replace is kept under a second name.
        """
        page = self.pages[number]
        old = self._last(page) if page.again and not self.clean else None
        spliced = page.again(old) if page.again and old is not None else None
        made = spliced or page.render()
        content, key, note = made if isinstance(made, Made) else (made, page.key, "")
        digest = hashlib.sha256(content).hexdigest()
        with disk(self.prefix + page.path):
            if root := self.roots.get(number):
                self.stage.put(self.trees[root] + page.path[len(root) :], content)
                return Prepared(len(content), digest, staged=True, present=False, key=key, note=note)
            found = look(self.prefix + page.path)
            if found and stat.S_ISLNK(found.st_mode):
                self.stage.refuse_link(page.path)
            if found and stat.S_ISDIR(found.st_mode):
                found = None
            if found and self._has(page.path, found, content, digest):
                return Prepared(len(content), digest, staged=False, present=True, key=key, note=note)
            self.stage.put(str(number), content)
            if found:
                self.stage.keep(page.path, f"{number}-old")
        return Prepared(len(content), digest, staged=True, present=found is not None, key=key, note=note)

    def _last(self, page: Page) -> bytes | None:
        """Read the file of a page, if it is there as the manifest has it."""
        record = self.known.get(page.path)
        try:
            found = os.lstat(self.prefix + page.path)
            if record is None or not _is_published(found) or found.st_size != record.size:
                return None
            with open(self.prefix + page.path, "rb") as file:
                content = file.read()
        except OSError:
            return None
        return content if hashlib.sha256(content).hexdigest() == record.sha256 else None

    def _has(self, path: str, found: os.stat_result, content: bytes, digest: str) -> bool:
        """Say whether the file at `path` is as it would be written."""
        if not _is_published(found) or found.st_size != len(content):
            return False
        record = self.known.get(path)
        if record and record.sha256 != digest:
            return False
        if record and not self.clean:
            return True
        try:
            with open(self.prefix + path, "rb") as file:
                return file.read() == content
        except PermissionError:
            return False

    def _plan(self, done: Mapping[int, Prepared], removed: Sequence[str], gone: Collection[str]) -> list[Step]:
        """List all steps to the new state.

        `removed` are the files to take away, `gone` those that the manifest is to list no more.
        """
        puts = [number for number, prepared in sorted(done.items()) if prepared.staged]
        self._refuse_foreign_files([self.pages[number].path for number in puts if done[number].present])
        paths = {self.pages[number].path for number in puts}
        folders = folders_of(paths) if removed else set()
        # A file in the place of a folder to be, or the other way round, must go before the rest can come.
        blocking = {path for path in removed if path in folders or not paths.isdisjoint(ancestors(path))}
        # That may take a folder along which is needed.
        taken = folders_of(blocking) & folders
        takes = {path: Step("take", path, old=f"old-{n}") for n, path in enumerate(removed)}
        with disk(self.out):
            self.stage.refuse_links(removed)
            return [
                *(takes[path] for path in removed if path in blocking),
                *(Step("folder", folder) for folder in sorted(taken)),
                *self._put_new([number for number in puts if not done[number].present], done),
                *(self._put(number, done[number]) for number in puts if done[number].present),
                *(takes[path] for path in removed if path not in blocking),
                *self._put_manifest(done, gone),
            ]

    def _put_new(self, numbers: Sequence[int], done: Mapping[int, Prepared]) -> Iterator[Step]:
        """Put the pages that are new, those of a new folder at once, where the first of them stands."""
        files: dict[str, list[tuple[str, str]]] = {root: [] for root in self.trees}
        for number in numbers:
            if root := self.roots.get(number):
                files[root].append((self.pages[number].path[len(root) + 1 :], done[number].sha256))
        for number in numbers:
            if (root := self.roots.get(number)) is None:
                yield self._put(number, done[number])
            elif root in files:
                yield Step("tree", root, self.trees[root], files=tuple(files.pop(root)))

    def _put(self, number: int, prepared: Prepared) -> Step:
        path, new = self.pages[number].path, str(number)
        return Step("put", path, new, f"{new}-old" if prepared.present else "", prepared.sha256)

    def _put_manifest(self, done: Mapping[int, Prepared], gone: Collection[str]) -> list[Step]:
        """Stage the new manifest, unless the one there says the same."""
        made = {self.pages[n].path: Record(p.key, p.size, p.sha256) for n, p in done.items()}
        self.manifest = self.manifest.with_changes(made, gone)
        content = self.manifest.dump()
        if content == self.raw:
            return []
        self.stage.put("manifest", content, flush=True)
        if self.raw is not None:
            self.stage.keep(manifest.NAME, "manifest-old")
        old = "" if self.raw is None else "manifest-old"
        return [Step("put", manifest.NAME, "manifest", old, hashlib.sha256(content).hexdigest())]

    def _refuse_foreign_files(self, present: Sequence[str]) -> None:
        """Raise OutputError where a page would replace a file that Dateline did not write."""
        unknown = [path for path in present if path not in self.known]
        if self.owns_all or not unknown:
            return
        ours = set(map(folded, self.manifest.paths()))
        if foreign := [path for path in unknown if folded(path) not in ours]:
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


def _written(steps: Iterable[Step]) -> Iterator[str]:
    """Name the pages that the steps put in place, in their order."""
    for step in steps:
        if step.kind == "tree":
            yield from (f"{step.path}/{name}" for name, _ in step.files)
        elif step.kind == "put" and step.path != manifest.NAME:
            yield step.path
