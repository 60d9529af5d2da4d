"""The archive: the texts of the articles, which belong to their publishers and are neither committed nor published.

`<archive>/<source>.txt` is the clean text, one paragraph a line (empty lines between them mean nothing);
`<archive>/originals/<sha256>.<ext>` the bytes as they were imported. The folder is one of the timeline's own or one
that whoever runs the command names; content can't make it another one: no link of the timeline's is followed.
"""

from __future__ import annotations

import fnmatch
import os
from collections.abc import Iterable
from pathlib import Path

from dateline.content.files import decode
from dateline.output.regular import NotRegularError, read_file
from dateline.patterns import pattern
from dateline.problems import Complaint, Severity

MAX_TEXT = 64 * 1024 * 1024
"""Bytes of an article's text, at most."""
_OWN = "archive"
_SEEN = pattern("[^\\s\u00ad\u200b\u200c\u200d\u2060\ufeff]")
ADVICE = "move the folder here, or name the one that the link leads to with --archive"


def read_texts(
    archive: Path, sources: Iterable[str], *, root: Path | None = None
) -> tuple[dict[str, str], list[Complaint]]:
    """Read the texts at hand of the given sources. Returns them by source, and a complaint for each unreadable one.

    Of an archive under `root` no part of the path may be a link; of any other, and without `root`, its own name. Where
    an archive under `root` is not `archive/`, and git keeps it, there is a warning.
    """
    texts: dict[str, str] = {}
    complaints: list[Complaint] = []
    if link := linked(archive, root):
        shown = _shown(link, root)
        message = "a symbolic link: the texts of the articles are not read"
        return texts, [Complaint(path=shown, code="file-refused", message=message, hint=ADVICE)]
    if not archive.is_dir():
        return texts, complaints
    if root is not None and (warning := _committed(archive, root)):
        complaints.append(warning)
    at_hand = set(os.listdir(archive))  # noqa: PTH208  (names are enough, for thousands of files)
    for source in sorted(sources):
        name = f"{source}.txt"
        if name not in at_hand:
            continue
        shown = f"{archive.name}/{name}"
        try:
            data = read_file(f"{archive / name}", limit=MAX_TEXT)
        except NotRegularError as error:
            complaints.append(Complaint(path=shown, code="file-refused", message=error.message, hint=error.hint))
            continue
        text, complaint = decode(data, shown)
        if complaint:
            complaints.append(complaint)
        else:
            texts[source] = paragraphs(text)
    return texts, complaints


def paragraphs(text: str) -> str:
    """A text with one paragraph a line, as all else counts its paragraphs and characters: without its empty lines."""
    lines = text.split("\n")
    kept = [line for line in lines if _SEEN.search(line)]
    return text if len(kept) == len(lines) else "\n".join(kept)


def originals(archive: Path) -> frozenset[str]:
    """The SHA-256 digests, in hexadecimal, of the originals that the archive has."""
    folder = archive / "originals"
    if archive.is_symlink() or folder.is_symlink() or not folder.is_dir():
        return frozenset()
    return frozenset(path.stem for path in folder.iterdir())


def linked(archive: Path, root: Path | None) -> Path | None:
    """The part of the archive's path that is a link, or None: below `root` every part counts, elsewhere the last."""
    parts = [archive]
    if root is not None and archive.is_relative_to(root):
        parts = [root.joinpath(*archive.relative_to(root).parts[: end + 1]) for end in range(_depth(archive, root))]
    return next((part for part in parts if part.is_symlink()), None)


def _depth(archive: Path, root: Path) -> int:
    return len(archive.relative_to(root).parts)


def _shown(place: Path, root: Path | None) -> str:
    return place.relative_to(root).as_posix() if root is not None and place.is_relative_to(root) else place.name


def _committed(archive: Path, root: Path) -> Complaint | None:
    """A warning where git would take the texts of an archive that `site.yaml` moved to another folder."""
    if not archive.is_relative_to(root):
        return None
    name = archive.relative_to(root).as_posix()
    if name == _OWN or not any((folder / ".git").exists() for folder in (root.absolute(), *root.absolute().parents)):
        return None
    try:
        lines = read_file(f"{root / '.gitignore'}", limit=MAX_TEXT).decode(errors="replace").splitlines()
    except NotRegularError:
        lines = []
    if is_ignored(name, lines):
        return None
    return Complaint(
        path="content/site.yaml",
        where=("archive",),
        severity=Severity.WARNING,
        code="archive-not-ignored",
        message=f"git does not ignore “{name}”, where the texts of the articles are",
        hint=f"add the line /{name}/ to .gitignore: the texts belong to their publishers",
    )


def is_ignored(folder: str, lines: Iterable[str]) -> bool:
    """Say whether the lines of a `.gitignore` beside it keep a folder out of git (https://git-scm.com/docs/gitignore).

    `folder` is a relative path with forward slashes. A line about one of the folders that it lies in counts as well.
    """
    parts = folder.split("/")
    paths = ["/".join(parts[: end + 1]) for end in range(len(parts))]
    ignored = False
    for line in lines:
        pattern = line.strip()
        if not pattern or pattern.startswith("#"):
            continue
        keeps, pattern = pattern.startswith("!"), pattern.removeprefix("!")
        pattern = pattern.removesuffix("/**").removesuffix("/*").removesuffix("/")
        anywhere = "/" not in pattern or pattern.startswith("**/")
        pattern = pattern.removeprefix("**/").removeprefix("/")
        names = parts if anywhere else paths
        if any(fnmatch.fnmatchcase(name, pattern) for name in names):
            ignored = not keeps
    return ignored
