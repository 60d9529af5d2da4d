"""Writing what a command proposes: new files whole and only where none is, and new entries at the end of a list.

A set of changes is first laid out beside the archive, then moved into place file by file. A process that is killed in
between leaves either nothing or a folder that says what is still to be done: `resume` finishes it, so the outcome is
that of a run that was not interrupted. No file is ever half-written, and none that exists is touched, but for list
files that are added to: their bytes stay as they are, above what is new. Whoever lays out or finishes is `alone`.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import partial
from pathlib import Path, PurePosixPath
from stat import S_ISREG

from dateline.content.archive import ADVICE, linked
from dateline.content.files import decode
from dateline.content.frontmatter import parse_yaml
from dateline.output.errors import OutputError
from dateline.output.lock import locked
from dateline.output.regular import NotRegularError, read_file
from dateline.problems import visible
from dateline.records import record
from dateline.stamps import FOLDER

_STAGE = ".importing"
_READY = "ready.json"
_LOCK = ".importing.lock"
BUSY = "another import is at work in this timeline; wait for its end and import again"
_LONGEST_LIST = 64 * 1024 * 1024


class ChangeError(OSError):
    """Files that can't be written; the message says which and why."""


@record(frozen=True, slots=True, kw_only=True)
class Changes:
    """Files to make. Paths have forward slashes."""

    content: Mapping[str, str] = field(default_factory=dict)
    """Path relative to the root: text of a new file. Where a file stands already, it is kept."""
    proposals: Mapping[str, str] = field(default_factory=dict)
    """The same, but where another file stands under the name, the new one gets a number: nothing proposed is lost."""
    archive: Mapping[str, bytes] = field(default_factory=dict)
    """Path relative to the archive: bytes of a new file."""
    additions: Mapping[str, str] = field(default_factory=dict)
    """Path relative to the root of a list file: what is added at its end; the file is made where there is none."""

    def __bool__(self) -> bool:
        """Say whether there is anything to do."""
        return bool(self.content or self.proposals or self.archive or self.additions)


@record(frozen=True, slots=True, kw_only=True)
class Resumed:
    """An interrupted run that was finished."""

    files: int
    """How many files it was to make or add to."""
    completed: int
    """How many of them were not there before."""


@contextlib.contextmanager
def alone(root: Path, archive: Path | None = None) -> Iterator[None]:
    """Keep other imports out of a timeline, or out of its archive, which another timeline may have as well.

    The timeline's lock is taken before its content is read, the archive's before anything is laid out or finished
    there. Raises ChangeError at once where another import is at work there, and where the disk refuses.
    """
    folder = archive or root / FOLDER
    if archive:
        _refuse_links(root, archive)
    elif folder.is_symlink():
        raise ChangeError(f"{folder} is a symbolic link; delete it and import again")
    with contextlib.ExitStack() as held:
        try:
            held.enter_context(locked(folder, 0, name=_LOCK, busy=BUSY))
        except OutputError as error:
            cause = error.__cause__
            told = f"{cause.filename or folder}: {cause.strerror}" if isinstance(cause, OSError) else f"{error}"
            raise ChangeError(told) from None
        yield


def apply(changes: Changes, root: Path, archive: Path, *, dry_run: bool = False) -> list[str]:
    """Make the files. Returns the paths written, sorted; those in the archive begin with the archive folder's name.

    With `dry_run` nothing is written and the paths that would be are returned. Raises ChangeError where a list file
    can't be added to (then nothing was written), and where the disk refuses; what was begun is then finished by the
    next `resume`.
    """
    if not changes:
        return []
    _refuse_links(root, archive)
    work = _work(changes, root, archive)
    written = sorted(item.shown(archive) for item in work)
    if dry_run or not work:
        return written
    try:
        resume(root, archive)
        stage = archive / _STAGE
        try:
            _lay_out(work, root, archive, stage)
        except BaseException:
            # Nothing of it is in place: a full disk gets its room back.
            shutil.rmtree(stage, ignore_errors=True)
            raise
        _carry_out(root, archive, stage)
    except ChangeError:
        raise
    except OSError as error:
        raise ChangeError(f"{error.filename or archive}: {error.strerror or error}") from error
    return written


def resume(root: Path, archive: Path) -> Resumed | None:
    """Finish what an interrupted `apply` began; None where there was nothing to finish.

    Call it before the content is read. What was laid out only in part is thrown away: none of it was in place yet.
    Raises ChangeError where it can't be finished; what is laid out then stays as it is.
    """
    stage = archive / _STAGE
    if not os.path.lexists(stage):
        return None
    _refuse_links(root, stage)
    try:
        if (stage / _READY).is_file():
            return _carry_out(root, archive, stage)
        shutil.rmtree(stage)
    except ChangeError:
        raise
    except OSError as error:
        raise ChangeError(f"{error.filename or stage}: {error.strerror or error}") from error
    return None


def is_waiting(archive: Path) -> bool:
    """Whether an interrupted `apply` waits for a `resume` that finishes it."""
    return (archive / _STAGE / _READY).is_file()


@record(frozen=True, slots=True, kw_only=True)
class _Item:
    """One file to make."""

    side: str
    """`root`, `archive` or `list`."""
    path: str
    """Relative path."""
    data: Callable[[], bytes]
    """Makes its bytes; for `list` what is added. They are asked for once, when they are written."""

    def shown(self, archive: Path) -> str:
        """The path that is reported."""
        return f"{archive.name}/{self.path}" if self.side == "archive" else self.path


def _work(changes: Changes, root: Path, archive: Path) -> list[_Item]:
    """What remains to be made, in the order in which it is put into place: what is referred to comes first."""
    items: list[_Item] = []
    seen: set[str] = set()
    for path in sorted(changes.archive):
        if not os.path.lexists(_place(archive, path, seen)):
            items.append(_Item(side="archive", path=path, data=partial(changes.archive.__getitem__, path)))
    for path, text in sorted(changes.additions.items()):
        target = _place(root, path)
        _refuse_links(root, target)
        if _lacking(path, _bytes(target), text):
            items.append(_Item(side="list", path=path, data=partial(_text, changes.additions, path)))
    seen = set()
    for path in sorted(changes.content):
        if not os.path.lexists(_place(root, path, seen)):
            items.append(_Item(side="root", path=path, data=partial(_text, changes.content, path)))
    taken = {item.path for item in items}
    for path in sorted(changes.proposals):
        free = _free(root, path, partial(_text, changes.proposals, path), taken)
        if free is not None:
            taken.add(free)
            items.append(_Item(side="root", path=free, data=partial(_text, changes.proposals, path)))
    return items


def _text(texts: Mapping[str, str], path: str) -> bytes:
    return texts[path].encode()


def _bytes(target: Path) -> bytes:
    return target.read_bytes() if target.exists() else b""


def _lacking(path: str, before: bytes, added: str) -> bytes:
    """What a list file lacks of the items that are to stand at its end, as bytes to put there; empty where nothing.

    An item is there where one has its id, or had it (`aliases`): so to add twice is to add once, whatever was edited
    in between. Raises ChangeError for a file at whose end nothing can stand: a list in brackets, one that can't be
    read.
    """
    text, unread = decode(before, path)
    old, new = parse_yaml(text), parse_yaml(added)
    if unread or not old.usable or not isinstance(old.data or [], list):
        raise ChangeError(f"{path}: {_NO_END}")
    known = {name for item in old.data or () for name in _names(item)}
    starts = [found.start() for found in re.finditer(r"^-(?:[ \t]|$)", added, re.MULTILINE)]
    items = [added[start:end] for start, end in zip(starts, [*starts[1:], len(added)], strict=False)]
    if not new.usable or not isinstance(new.data, list) or len(new.data) != len(items):
        raise ChangeError(f"{visible(path)}: what is to be added to it is no list of an import's")
    absent = [
        (item, text_) for item, text_ in zip(new.data, items, strict=True) if not known.intersection(_names(item)[:1])
    ]
    if not absent:
        return b""
    dash = re.search(r"^( *)-(?:[ \t]|$)", text, re.MULTILINE)
    indent = dash[1] if dash else ""
    lines = "".join(
        f"{indent}{line}" if line.strip() else line for _, item in absent for line in item.splitlines(keepends=True)
    )
    gap = "" if not text or text.endswith("\n") else "\n"
    both = parse_yaml(text + gap + lines)
    if not both.usable or both.data != [*(old.data or []), *(item for item, _ in absent)]:
        raise ChangeError(f"{path}: {_NO_END}")
    # A file that ends in a lone CR has ended its line as well.
    gap = "" if before.endswith(b"\r") else gap
    return (gap + lines).replace("\n", "\r\n" if b"\r\n" in before else "\n").encode()


_NO_END = "nothing can be added at its end; write the list as “- id: …” lines, and import again"


def _names(item: object) -> list[str]:
    """By what an item of a list is known, its id first: its id and those that it had; what has none, by all it says."""
    if not isinstance(item, dict) or not isinstance(item.get("id"), str):
        return [repr(item)]
    had = item.get("aliases")
    return [item["id"], *(each for each in (had if isinstance(had, list) else ()) if isinstance(each, str))]


def _free(root: Path, path: str, data: Callable[[], bytes], taken: Iterable[str]) -> str | None:
    """A name under which nothing else stands; None where the same proposal is there already."""
    pure = PurePosixPath(path)
    number = 1
    while True:
        name = path if number == 1 else str(pure.with_name(f"{pure.stem}-{number}{pure.suffix}"))
        target = _place(root, name)
        if name not in taken:
            if not os.path.lexists(target):
                return name
            if target.is_file() and target.read_bytes() == data():
                return None
        number += 1


def _inside(base: Path, path: str) -> Path:
    """A path below a folder; ValueError for one that leads out of it."""
    parts = PurePosixPath(path).parts
    if not parts or PurePosixPath(path).is_absolute() or any(part in ("..", ".") or "\\" in part for part in parts):
        raise ValueError(f"“{path}” is no path inside {base.name}")
    return base.joinpath(*parts)


def _place(base: Path, path: str, seen: set[str] | None = None) -> Path:
    """A path below a folder, through no link. Raises what `_inside` raises, and ChangeError for a link on the way.

    `seen` has the folders below the same one that were looked at a moment ago, and gets this one's.
    """
    target = _inside(base, path)
    folder = path.rpartition("/")[0]
    if seen is None or folder not in seen:
        _refuse_links(base, target.parent)
    if seen is not None:
        seen.add(folder)
    return target


def _lay_out(work: Sequence[_Item], root: Path, archive: Path, stage: Path) -> None:
    """Write all files into the stage, then the list of what they are: from then on the changes are as good as made."""
    stage.mkdir(parents=True)
    listed = []
    for number, item in enumerate(work):
        name = f"{number:06}"
        data = item.data()
        with (stage / name).open("xb") as file:
            file.write(data)
        digest = hashlib.sha256(data).hexdigest()
        listed.append({"file": name, "side": item.side, "path": item.path, "digest": digest})
    told = {"root": _way(root, archive), "files": listed}
    _write_whole(stage / _READY, json.dumps(told).encode())


def _way(root: Path, archive: Path) -> str:
    """Where the timeline is as seen from its archive: it stays so where both are moved."""
    try:
        return Path(os.path.relpath(root.resolve(), archive.resolve())).as_posix()
    except ValueError:  # on another drive
        return root.resolve().as_posix()


def _carry_out(root: Path, archive: Path, stage: Path) -> Resumed:
    """Put everything into place; doing it twice is doing it once."""
    listed = _listed(root, archive, stage)
    seen: dict[str, set[str]] = {"archive": set(), "list": set(), "root": set()}
    completed = 0
    for entry in listed:
        staged, side = stage / entry["file"], entry["side"]
        base = archive if side == "archive" else root
        known = len(seen[side])
        target = _place(base, entry["path"], seen[side])
        try:
            mode = staged.lstat().st_mode
        except FileNotFoundError:
            if side != "list" and _stands(target, entry["digest"]):
                continue
            reason = f"what was to become {visible(entry['path'])} is gone from {stage}"
            raise ChangeError(f"{reason}; delete that folder and import the same again") from None
        if not S_ISREG(mode):
            raise ChangeError(f"{staged} is no ordinary file; delete {stage} and import again")
        if len(seen[side]) > known:
            target.parent.mkdir(parents=True, exist_ok=True)
        if side == "list":
            _refuse_links(base, target)
            completed += _add(target, entry["path"], staged)
        else:
            completed += _create(target, staged)
    # Without its list what was laid out is nothing to finish any more: all of it is in place.
    (stage / _READY).unlink()
    shutil.rmtree(stage)
    return Resumed(files=len(listed), completed=completed)


def _stands(target: Path, digest: str) -> bool:
    """Whether a file is there with the bytes that it was to have."""
    try:
        return hashlib.sha256(target.read_bytes()).hexdigest() == digest
    except OSError:
        return False


def _listed(root: Path, archive: Path, stage: Path) -> list[dict[str, str]]:
    """What is to be done. Raises ChangeError where the list is none of ours: it may have come with content.

    Also where it is another timeline's that has the same archive.
    """
    try:
        told = json.loads(read_file(f"{stage / _READY}", limit=_LONGEST_LIST))
        fits = isinstance(told, dict) and isinstance(told.get("root"), str) and isinstance(told.get("files"), list)
        fits = fits and all(map(_is_item, told["files"]))
    except (NotRegularError, ValueError, RecursionError):
        fits = False
    if not fits:
        raise ChangeError(f"{stage} is none of an import's; delete it and import again")
    if told["root"] != _way(root, archive):
        other = Path(os.path.normpath(archive.resolve() / told["root"]))
        reason = f"{stage} is what an interrupted import into {visible(f'{other}')} left"
        raise ChangeError(f"{reason}; import there first, or delete it where that timeline is gone")
    return [*told["files"]]


def _is_item(item: object) -> bool:
    if not isinstance(item, dict) or not all(isinstance(item.get(key), str) for key in ("file", "path", "digest")):
        return False
    try:
        _inside(Path(), item["path"])
    except ValueError:
        return False
    return item.get("side") in ("archive", "list", "root") and re.fullmatch("[0-9]{6,}", item["file"]) is not None


def _refuse_links(root: Path, folder: Path) -> None:
    """Raise ChangeError where a folder of the archive is a link, which would lead what is written elsewhere."""
    if link := linked(folder, root):
        raise ChangeError(f"{link} is a symbolic link; {ADVICE}")


def _create(target: Path, staged: Path) -> bool:
    """Put a staged file under its name, unless something stands there; says whether nothing did."""
    staged.chmod(0o644)
    try:
        os.link(staged, target)
    except FileExistsError:
        return False
    except OSError:
        # Another file system, or one without links: a copy beside the target, then the name.
        if os.path.lexists(target):
            return False
        _write_whole(target, staged.read_bytes())
    return True


def _add(target: Path, path: str, staged: Path) -> bool:
    """Add to the end of a list file what it lacks; says whether it lacked anything."""
    before = _bytes(target)
    lacking = _lacking(path, before, staged.read_bytes().decode(errors="replace"))
    if lacking:
        _write_whole(target, before + lacking)
    return bool(lacking)


def _write_whole(target: Path, data: bytes) -> None:
    """Write a file under another name first, so that the name never stands for half of it."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
