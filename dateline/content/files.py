"""Reading the folder of the content: every file once, as text, and nothing from outside it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import field
from pathlib import Path

from dateline.output.pages import folded, is_plain, path_fault
from dateline.output.regular import NotRegularError, link_refused, read_file, refused, walk
from dateline.patterns import pattern
from dateline.problems import Complaint, Severity, visible
from dateline.records import record

MAX_FILE = 4 * 1024 * 1024
"""Bytes of a text file, at most."""
MAX_MEDIUM = 100 * 1024 * 1024
"""Bytes of a file of content/media/, at most: GitHub takes no longer ones."""
MAX_FOLDERS = 20
"""Folders in each other under content/, at most."""
_MARK = b"\xef\xbb\xbf"  # the byte order mark, as UTF-8
_CONTROL = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_CONTROL_BYTES = bytes([*range(9), 11, 12, *range(14, 32), 127])
# Unicode Standard Annex 9, section 2: what opens, and what closes.
_OPENING = {"\u202a": "\u202c", "\u202b": "\u202c", "\u2066": "\u2069", "\u2067": "\u2069", "\u2068": "\u2069"}
_OVERRIDES = "\u202d\u202e"
_DIRECTIONS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_DIRECTION = pattern(f"[{_DIRECTIONS}]|\n[ \t]*\n")
# Tags spell the flags of some regions behind a black flag (Unicode Technical Standard 51, annex C); elsewhere they are
# letters that nobody sees.
_TAGS = pattern("\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f|([\U000e0000-\U000e007f])")
_LISTS = ("tracks", "actors", "outlets", "places", "topics", "origins", "properties", "disputes")
_FOLDERS = {"entries": ".md", "sources": ".md", "receipts": ".jsonl", "texts": ".txt", "media": ""}
_SPARE = {"license", "licence", "readme", "license.txt", "license.md", "readme.md", "readme.txt"}
# What no name of a file of text needs, and some systems read as a drive, a stream or a path.
_ODD_IN_NAMES = pattern(r'[\\:*?"<>|]')


@record(frozen=True, slots=True)
class Folder:
    """What stands under content/."""

    texts: dict[str, str] = field(default_factory=dict)
    """Path relative to the root, with forward slashes: the file's text, with `\\n` line ends."""
    media: dict[str, Path] = field(default_factory=dict)
    """Path under content/media/: the file."""
    complaints: list[Complaint] = field(default_factory=list)
    """Files that could not be read, and why; and what of their text is not to be seen."""
    root: Path = Path()
    """The folder that holds content/."""

    def again(self, path: str) -> str | None:
        """The text of a file of which `texts` was rid since; None where it can't be read any more."""
        try:
            return decode(read_file(f"{self.root / path}", limit=MAX_FILE), path)[0]
        except NotRegularError:
            return None


def read_folder(root: Path) -> Folder:
    """Read content/ under `root`. Links, devices and files that no part of the site uses are refused by name.

    content/ itself may not be a link either: whoever keeps it elsewhere names that folder as the root. Raises OSError
    where a folder can't be listed: what it holds would seem to be gone.
    """
    folder = Folder(root=root)
    media: dict[str, str] = {}
    too_deep: list[str] = []
    try:
        for path, entry, handle in walk(f"{root / 'content'}", deepest=MAX_FOLDERS, too_deep=too_deep):
            _take(root, f"content/{path}", (entry, handle), folder, media)
    except NotRegularError as error:
        hint = "put the folder itself here, or name the folder that holds it with --root: links are not followed"
        folder.complaints.append(Complaint(path="content", code="file-refused", message=error.message, hint=hint))
    message = f"folders stand in each other more than {MAX_FOLDERS} deep"
    for path in too_deep:
        folder.complaints.append(_refused(f"content/{path}", message, "move the files up"))
    return folder


def read_text(root: Path, path: str, *, missing: str | None = None) -> str:
    """The text of one file, by its path relative to the root, as `read_folder` reads it; `missing` where there is none.

    Raises ValueError where it can't be read, or where `read_folder` would complain of it.
    """
    if missing is not None and not (root / path).exists():
        return missing
    try:
        data = read_file(f"{root / path}", limit=MAX_FILE)
    except NotRegularError as error:
        raise ValueError(error.message) from None
    text, complaint = decode(data, path)
    if complaint is not None or (not text.isascii() and hidden(text, path)):
        raise ValueError(f"there is something to say of {path}")
    return text


def _refused(path: str, message: str, hint: str) -> Complaint:
    """A file that is not read. A path that is no text shows what it holds instead."""
    return Complaint(path=visible(path), code="file-refused", message=message, hint=hint)


def _take(
    root: Path, path: str, found: tuple[os.DirEntry[str], int | None], folder: Folder, media: dict[str, str]
) -> None:
    """Read a file, or note why not; `media` has the names so far, as a file system knows them that ignores case."""
    entry, handle = found
    if entry.is_symlink():
        error = link_refused()
        folder.complaints.append(_refused(path, error.message, error.hint))
        return
    parts = path.split("/")
    wanted = _wanted(parts)
    if wanted is None:
        folder.complaints.append(
            Complaint(
                path=visible(path),
                severity=Severity.WARNING,
                code="file-unknown",
                message="no page uses this file",
                hint=_where_it_belongs(parts),
            )
        )
    if not wanted:
        return
    is_medium = parts[1] == "media"
    if not is_plain(path) and (fault := _name_fault(path, parts[-1], is_medium=is_medium)):
        shown = visible("/".join(parts[2:]))
        folder.complaints.append(_refused(path, f"the name “{shown}” {fault}", "give the file another name"))
        return
    try:
        if is_medium:
            _medium(entry, "/".join(parts[2:]), media)
            folder.media["/".join(parts[2:])] = root / path
            return
        name = entry.path if handle is None else entry.name
        text, complaint = decode(read_file(name, limit=MAX_FILE, folder=handle), path)
    except NotRegularError as error:
        folder.complaints.append(_refused(path, error.message, error.hint))
        return
    if complaint is not None:
        folder.complaints.append(complaint)
        return
    folder.texts[path] = text
    # Of values the reader of the front matter tells; receipts and whole texts repeat a source to the letter.
    if parts[-1].endswith(".md") and not text.isascii():
        folder.complaints.extend(hidden(text, path))


def _name_fault(path: str, name: str, *, is_medium: bool) -> str | None:
    """Say what is wrong with a name, as the rest of a sentence; whether it is an id is said elsewhere."""
    if is_medium and (fault := path_fault(path)):
        return fault
    try:
        name.encode()
    except UnicodeEncodeError:
        return "is not UTF-8"
    shown = path if is_medium else name
    odd = next((char for char in shown if not char.isprintable()), "") or _ODD_IN_NAMES.search(shown)
    if not odd:
        return None
    return f"has the character U+{ord(odd if isinstance(odd, str) else odd[0]):04X}, which no name needs"


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


def _medium(entry: os.DirEntry[str], name: str, media: dict[str, str]) -> None:
    """Look at a file of content/media/, which is read where it is needed. Raises NotRegularError for an unfit one."""
    first = media.setdefault(folded(name), name)
    if first != name:
        message = f"the name “{visible(name)}” is the same as “{visible(first)}” on some systems"
        raise NotRegularError(message, "give the file another name")
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError as error:
        raise refused(error) from None
    if not stat.S_ISREG(status.st_mode):
        raise NotRegularError("not an ordinary file", "delete it")
    if status.st_size > MAX_MEDIUM:
        message = f"the file has {status.st_size:,} bytes; at most {MAX_MEDIUM:,} are published"
        raise NotRegularError(message, "make it smaller")


def decode(data: bytes, path: str) -> tuple[str, Complaint | None]:
    """Read UTF-8 with or without BOM and with any line ends; a complaint names the place of what is no text."""
    if data.startswith(_MARK):
        data = data[len(_MARK) :]
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        place = _place(_one_line_end(data[: error.start].decode()))
        return "", Complaint(
            path=path,
            place=place,
            code="not-utf-8",
            message=f"the byte 0x{data[error.start]:02X} is not UTF-8",
            hint="save the file as UTF-8",
        )
    if "\r" in text:
        text = _one_line_end(text)
    # Deleting bytes takes a fifth of the time that a search takes, and mostly there is nothing to be found.
    if (not text.isascii() or len(data.translate(None, _CONTROL_BYTES)) != len(data)) and (
        bad := _CONTROL.search(text)
    ):
        return "", Complaint(
            path=path,
            place=_place(text[: bad.start()]),
            code="control-character",
            message=f"the file holds the character U+{ord(bad[0]):04X}",
            hint="delete it: it can't be shown",
        )
    return text, None


def _one_line_end(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _place(before: str) -> tuple[int, int]:
    """1-based line and column of what follows a text."""
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def hidden(text: str, path: str) -> list[Complaint]:
    """Warn of characters in the prose, below the front matter, that make a reader see another text than the one there.

    Of each kind the first is told.

    They are overrides of the direction of writing; embeddings and isolates that their paragraph does not close, or
    closes without having opened them, so that they reach into what is not theirs (Unicode Standard Annex 9); and tag
    characters outside of flags. The marks and joiners that Arabic, Hebrew, Persian and the scripts of India are
    written with are none of them.
    """
    found: dict[str, tuple[int, str]] = {}
    begin = max(text.find("\n---", 3), 0) if text.startswith("---\n") else 0
    if any(map(text.__contains__, _DIRECTIONS)):
        for at, why in _directions(text, begin):
            found.setdefault(text[at] if text[at] in _OVERRIDES else why, (at, why))
    if b"\xf3\xa0" in text.encode():  # what the UTF-8 of all of them begins with
        tags = [match.start(1) for match in _TAGS.finditer(text, begin) if match[1]]
        if tags:
            found["tag"] = (tags[0], "is a letter that nobody sees")
    return [
        Complaint(
            path=path,
            place=_place(text[:at]),
            severity=Severity.WARNING,
            code="invisible-character",
            message=f"the character U+{ord(text[at]):04X} {why}",
            hint="delete it: marks of direction and joiners are all that words need",
        )
        for at, why in sorted(found.values())
    ]


def _directions(text: str, begin: int) -> Iterator[tuple[int, str]]:
    """The places of controls of the direction that show a text in another order than its own, and why they do."""
    unclosed, unopened = "is not closed in its paragraph", "closes what its paragraph has not opened"
    open_: list[tuple[int, str]] = []
    for match in _DIRECTION.finditer(text + "\n\n", begin):
        char = match[0]
        if char in _OVERRIDES:
            yield match.start(), "shows letters in another order than the one that they stand in"
            open_.append((-1, "\u202c"))
        elif char in _OPENING:
            open_.append((match.start(), _OPENING[char]))
        elif char[0] == "\n":
            yield from ((at, unclosed) for at, _ in open_ if at >= 0)
            open_.clear()
        elif open_ and open_[-1][1] == char:
            open_.pop()
        else:
            yield match.start(), unopened
