"""Writing what a command proposes: new files whole and only where none is, and new entries at the end of a list.

A set of changes is first laid out beside the archive, then moved into place file by file. A process that is killed in
between leaves either nothing or a folder that says what is still to be done: `resume` finishes it, so the outcome is
that of a run that was not interrupted. No file is ever half-written, and none that exists is touched, but for list
files that are added to: their bytes stay as they are, above what is new.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from functools import partial
from pathlib import Path, PurePosixPath

from dateline.content.archive import ADVICE, linked
from dateline.content.files import decode
from dateline.content.frontmatter import parse_yaml
from dateline.output.regular import NotRegularError, read_file
from dateline.records import record

_STAGE = ".importing"
_READY = "ready.json"
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
            _lay_out(work, stage)
        except BaseException:
            # Nothing of it is in place: a full disk gets its room back.
            shutil.rmtree(stage, ignore_errors=True)
            raise
        _carry_out(root, archive, stage)
    except OSError as error:
        raise ChangeError(f"{error.filename or archive}: {error.strerror or error}") from error
    return written


def resume(root: Path, archive: Path) -> bool:
    """Finish what an interrupted `apply` began; say whether there was something to finish.

    Call it before the content is read. What was laid out only in part is thrown away: none of it was in place yet.
    """
    stage = archive / _STAGE
    if not os.path.lexists(stage):
        return False
    _refuse_links(root, stage)
    try:
        if (stage / _READY).is_file():
            _carry_out(root, archive, stage)
            return True
        shutil.rmtree(stage)
    except OSError as error:
        raise ChangeError(f"{error.filename or stage}: {error.strerror or error}") from error
    return False


@record(frozen=True, slots=True, kw_only=True)
class _Item:
    """One file to make."""

    side: str
    """`root`, `archive` or `list`."""
    path: str
    """Relative path."""
    data: Callable[[], bytes]
    """Makes its bytes; for `list` what is added. They are asked for once, when they are written."""
    digest: str = ""
    """For `list`: SHA-256 of the file as it was, empty where there was none."""

    def shown(self, archive: Path) -> str:
        """The path that is reported."""
        return f"{archive.name}/{self.path}" if self.side == "archive" else self.path


def _work(changes: Changes, root: Path, archive: Path) -> list[_Item]:
    """What remains to be made, in the order in which it is put into place: what is referred to comes first."""
    items: list[_Item] = []
    for path in sorted(changes.archive):
        if not os.path.lexists(_place(archive, path)):
            items.append(_Item(side="archive", path=path, data=partial(changes.archive.__getitem__, path)))
    for path, text in sorted(changes.additions.items()):
        target = _place(root, path)
        _refuse_links(root, target)
        before = target.read_bytes() if target.exists() else b""
        digest = hashlib.sha256(before).hexdigest() if before else ""
        added = _fitting(path, before, text)
        items.append(_Item(side="list", path=path, data=partial(bytes, added), digest=digest))
    for path in sorted(changes.content):
        if not os.path.lexists(_place(root, path)):
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


def _fitting(path: str, before: bytes, added: str) -> bytes:
    """What is added to a list file, with its indentation and line ends.

    Raises ChangeError for a file at whose end nothing can stand: a list in brackets, one that can't be read.
    """
    text, unread = decode(before, path)
    dash = re.search(r"^( *)-(?:[ \t]|$)", text, re.MULTILINE)
    indent = dash[1] if dash else ""
    lines = "".join(f"{indent}{line}" if line.strip() else line for line in added.splitlines(keepends=True))
    gap = "" if not text or text.endswith("\n") else "\n"
    old, new, both = (parse_yaml(each) for each in (text, added, text + gap + lines))
    if unread or not both.usable or both.data != [*(old.data or []), *new.data]:
        reason = "nothing can be added at its end; write the list as “- id: …” lines, and import again"
        raise ChangeError(f"{path}: {reason}")
    return lines.replace("\n", "\r\n" if b"\r\n" in before else "\n").encode()


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


def _place(base: Path, path: str) -> Path:
    """A path below a folder, through no link. Raises what `_inside` raises, and ChangeError for a link on the way."""
    target = _inside(base, path)
    _refuse_links(base, target.parent)
    return target


def _lay_out(work: Sequence[_Item], stage: Path) -> None:
    """Write all files into the stage, then the list of what they are: from then on the changes are as good as made."""
    stage.mkdir(parents=True)
    listed = []
    for number, item in enumerate(work):
        name = f"{number:06}"
        with (stage / name).open("xb") as file:
            file.write(item.data())
        listed.append({"file": name, "side": item.side, "path": item.path, "digest": item.digest})
    _write_whole(stage / _READY, json.dumps(listed).encode())


def _carry_out(root: Path, archive: Path, stage: Path) -> None:
    """Put everything into place; doing it twice is doing it once."""
    for entry in _listed(stage):
        staged = stage / entry["file"]
        if not staged.exists():
            continue
        if staged.is_symlink() or not staged.is_file():
            raise ChangeError(f"{staged} is no ordinary file; delete {stage} and import again")
        base = archive if entry["side"] == "archive" else root
        target = _place(base, entry["path"])
        target.parent.mkdir(parents=True, exist_ok=True)
        if entry["side"] == "list":
            _refuse_links(base, target)
            _add(target, staged.read_bytes(), entry["digest"])
        else:
            _create(target, staged)
        staged.unlink()
    shutil.rmtree(stage)


def _listed(stage: Path) -> list[dict[str, str]]:
    """What is still to be done. Raises ChangeError where the list is none of ours: it may have come with content."""
    try:
        listed = json.loads(read_file(f"{stage / _READY}", limit=_LONGEST_LIST))
        fits = isinstance(listed, list) and all(map(_is_item, listed))
    except (NotRegularError, ValueError, RecursionError):
        fits = False
    if not fits:
        raise ChangeError(f"{stage} is none of an import's; delete it and import again")
    return [*listed]


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


def _create(target: Path, staged: Path) -> None:
    """Put a staged file under its name, unless something stands there."""
    try:
        os.link(staged, target)
    except FileExistsError:
        return
    except OSError:
        # Another file system, or one without links: a copy beside the target, then the name.
        if os.path.lexists(target):
            return
        _write_whole(target, staged.read_bytes())
        return
    target.chmod(0o644)


def _add(target: Path, data: bytes, digest: str) -> None:
    """Add to the end of a list file, unless that was done before the interruption."""
    before = target.read_bytes() if target.exists() else b""
    if before.endswith(data) and hashlib.sha256(before).hexdigest() != digest:
        return
    gap = b"" if not before or before.endswith((b"\n", b"\r")) else b"\n"
    _write_whole(target, before + gap + data)


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
