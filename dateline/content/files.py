"""Reading the folder of the content: every file once, as text, and nothing from outside it."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from dateline.output.pages import folded, path_fault
from dateline.problems import Complaint, Severity

MAX_FILE = 4 * 1024 * 1024
"""Bytes of a text file, at most."""
MAX_FOLDERS = 20
"""Folders in each other under content/, at most."""
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_LISTS = ("tracks", "actors", "outlets", "places", "topics", "origins", "properties")
_FOLDERS = {"entries": ".md", "sources": ".md", "receipts": ".jsonl", "texts": ".txt", "media": ""}
_SPARE = {"license", "licence", "readme", "license.txt", "license.md", "readme.md", "readme.txt"}


@dataclass(frozen=True, slots=True)
class Folder:
    """What stands under content/."""

    texts: dict[str, str] = field(default_factory=dict)
    """Path relative to the root, with forward slashes: the file's text, with `\\n` line ends."""
    media: dict[str, Path] = field(default_factory=dict)
    """Path under content/media/: the file."""
    complaints: list[Complaint] = field(default_factory=list)
    """Files that could not be read, and why."""


def read_folder(root: Path) -> Folder:
    """Read content/ under `root`. Links, devices and files that no part of the site uses are refused by name.

    Raises OSError where a folder can't be listed: what it holds would seem to be gone.
    """
    folder = Folder()
    media: dict[str, str] = {}
    for path, entry in _walk(root / "content", folder.complaints):
        parts = path.split("/")
        wanted = _wanted(parts)
        if wanted is None:
            folder.complaints.append(
                Complaint(
                    path=path,
                    severity=Severity.WARNING,
                    code="file-unknown",
                    message="no page uses this file",
                    hint=_where_it_belongs(parts),
                )
            )
            continue
        if not wanted:
            continue
        reason = _unfit(entry)
        if reason:
            folder.complaints.append(Complaint(path=path, code="file-refused", message=reason[0], hint=reason[1]))
        elif parts[1] == "media":
            _medium(entry, "/".join(parts[2:]), folder, media)
        else:
            _read(entry, path, folder)
    return folder


def _walk(base: Path, complaints: list[Complaint]) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Every file under content/, folder by folder, with its path relative to the root; hidden ones are passed over."""
    todo: list[tuple[str | Path, str]] = [(base, "content")]
    while todo:
        folder, path = todo.pop()
        if path.count("/") > MAX_FOLDERS:
            message = f"folders stand in each other more than {MAX_FOLDERS} deep"
            complaints.append(Complaint(path=path, code="file-refused", message=message, hint="move the files up"))
            continue
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
        inside = []
        for entry in entries:
            name = f"{path}/{entry.name}"
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                inside.append((entry.path, name))
            else:
                yield name, entry
        todo += reversed(inside)


def _wanted(parts: list[str]) -> bool | None:
    """True for a file of the content, False for one that may lie there, None for a stray one."""
    if len(parts) == 2:
        stem, _, ending = parts[1].rpartition(".")
        if parts[1].lower() in _SPARE:
            return False
        return True if ending == "yaml" and stem in (*_LISTS, "site") else None
    kind = parts[1]
    if kind == "media":
        return True
    if kind not in _FOLDERS or len(parts) != 3:
        return None
    return True if parts[2].endswith(_FOLDERS[kind]) else None


def _where_it_belongs(parts: list[str]) -> str:
    if len(parts) == 2:
        return f"content/ holds site.yaml and the lists {', '.join(name + '.yaml' for name in _LISTS)}"
    if parts[1] in _FOLDERS and parts[1] != "media":
        return f"content/{parts[1]}/ holds files named <id>{_FOLDERS[parts[1]]}, and no folders"
    return "content/ holds the folders entries, sources, receipts, texts and media"


def _unfit(entry: os.DirEntry[str]) -> tuple[str, str] | None:
    """Why a file can't be read at all."""
    if entry.is_symlink():
        return "a symbolic link", "put the file itself here: links are not followed"
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError as error:
        return f"the file can't be read: {error.strerror}", "look at its permissions"
    if not stat.S_ISREG(status.st_mode):
        return "not an ordinary file", "delete it"
    if "/media/" not in entry.path.replace(os.sep, "/") and status.st_size > MAX_FILE:
        return f"the file has {status.st_size:,} bytes; at most {MAX_FILE:,} are read", "split it"
    return None


def _medium(entry: os.DirEntry[str], name: str, folder: Folder, media: dict[str, str]) -> None:
    """Note a file of content/media/; `media` has the names so far, as a file system knows them that ignores case."""
    fault = path_fault(f"media/{name}") or ""
    first = media.setdefault(folded(name), name)
    if first != name:
        fault = f"is the same as “{first}” on some systems"
    if fault:
        folder.complaints.append(
            Complaint(
                path=f"content/media/{name}",
                code="file-refused",
                message=f"the name “{name}” {fault}",
                hint="give the file another name",
            )
        )
    else:
        folder.media[name] = Path(entry.path)


def _read(entry: os.DirEntry[str], path: str, folder: Folder) -> None:
    try:
        data = Path(entry.path).read_bytes()
    except OSError as error:
        message = f"the file can't be read: {error.strerror}"
        folder.complaints.append(
            Complaint(path=path, code="file-refused", message=message, hint="look at its permissions")
        )
        return
    text, complaint = decode(data, path)
    if complaint:
        folder.complaints.append(complaint)
    else:
        folder.texts[path] = text


def decode(data: bytes, path: str) -> tuple[str, Complaint | None]:
    """Read UTF-8 with or without BOM and with any line ends; a complaint names the place of what is no text."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
        return "", Complaint(
            path=path,
            place=(line, column),
            code="not-utf-8",
            message=f"the byte 0x{data[error.start]:02X} is not UTF-8",
            hint="save the file as UTF-8",
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    bad = _CONTROL.search(text)
    if bad:
        line, column = text.count("\n", 0, bad.start()) + 1, bad.start() - text.rfind("\n", 0, bad.start())
        return "", Complaint(
            path=path,
            place=(line, column),
            code="control-character",
            message=f"the file holds the character U+{ord(bad[0]):04X}",
            hint="delete it: it can't be shown",
        )
    return text, None
