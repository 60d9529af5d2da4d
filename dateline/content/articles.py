"""Reading the articles that an editor names: files, folders of them, or standard input."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from dateline.output.manifest import NAME as MANIFEST
from dateline.output.regular import NotRegularError, read_file
from dateline.records import record

STANDARD_INPUT = "-"


@record(frozen=True, slots=True)
class Document:
    """The bytes of one article, or why there are none."""

    path: str
    """As the editor named it, or found in a folder so named."""
    data: bytes | None
    """Its bytes; None where they can't be had."""
    reason: str = ""
    """Why they can't, in a sentence."""


def read_articles(paths: Iterable[str], own: Iterable[Path], *, max_bytes: int) -> Iterator[Document]:
    """Read documents one by one, those of a folder in the order of their names.

    `own` are the folders of the timeline itself, content/ first. A file of content/ is refused; inside a folder that is
    named, all of them are passed over, as are sites that were built. A document of more than `max_bytes` is not read.
    Links inside a folder, hidden files and what is no file are refused or passed over; nothing is raised.
    """
    held = [folder.resolve() for folder in own]
    for name in paths:
        if name == STANDARD_INPUT:
            yield Document("standard input.txt", sys.stdin.buffer.read(max_bytes + 1))
            continue
        if re.match(r"https?://", name):
            reason = "pages are not fetched; save the page as .html and import the file, with --url and its address"
            yield Document(name, None, reason)
            continue
        if not name.strip():
            yield Document(name, None, "the name is empty; name an article")
            continue
        path = Path(name)
        try:
            is_folder = path.is_dir()
        except OSError as error:  # a name of more than 255 bytes, a folder on the way that may not be entered
            yield Document(name, None, _unreadable(error))
            continue
        if path.resolve().is_relative_to(held[0]):
            yield Document(name, None, "it is a part of this timeline; name an article")
            continue
        if not is_folder:
            yield _document(name, path, max_bytes)
            continue
        inside = sorted(_files(path, held))
        if not inside:
            yield Document(name, None, "the folder holds no files; name one that holds articles")
        for found in inside:
            yield _document(found.as_posix(), found, max_bytes, linked=found.is_symlink())


def _files(folder: Path, own: Sequence[Path]) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        if MANIFEST in names:  # a site that was built
            folders.clear()
            continue
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and (Path(place) / name).resolve() not in own
        )
        yield from (Path(place) / name for name in names if not name.startswith("."))


def _document(name: str, path: Path, max_bytes: int, *, linked: bool = False) -> Document:
    if linked:
        return Document(name, None, "it is a link; name the file itself to import it")
    try:
        if not path.exists():
            return Document(name, None, "there is no such file; look at the name")
        if not path.is_file():
            return Document(name, None, "it is no ordinary file; name a file or a folder of files")
        size = path.stat().st_size
        if size > max_bytes:
            return Document(
                name, None, f"it has {size:,} bytes; at most {max_bytes:,} are read. Save the article alone"
            )
        # A link that the editor names leads where the editor wants; below that, nothing is put in the file's place.
        return Document(name, read_file(f"{path.resolve()}", limit=max_bytes))
    except NotRegularError as error:
        return Document(name, None, f"{error.message}; {error.hint}")
    except OSError as error:
        return Document(name, None, _unreadable(error))


def _unreadable(error: OSError) -> str:
    return f"it can't be read: {error.strerror}; look at its permissions"
