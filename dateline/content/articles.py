"""Reading the articles that an editor names: files, folders of them, web archives, standard input, addresses."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

from dateline.content.captures import Document, captures, is_archive
from dateline.fetching import FetchError, is_address, shortened
from dateline.output.manifest import NAME as MANIFEST
from dateline.output.regular import NotRegularError, open_file, read_file

if TYPE_CHECKING:
    from dateline.fetching import Fetch

__all__ = ["STANDARD_INPUT", "Document", "count_files", "read_articles"]

STANDARD_INPUT = "-"
_TOLD = 12
"""Names of what was passed over in one folder that are told."""
_HEAD = 512
"""Bytes by which a web archive is known."""


def read_articles(
    paths: Iterable[str], own: Iterable[Path], *, max_bytes: int, fetch: Fetch | None = None
) -> Iterator[Document]:
    """Read documents one by one, those of a folder in the order of their names, those of a web archive in its order.

    `own` are the folders and files of the timeline itself, content/ first. A file of content/ is refused; inside a
    folder that is named, all of them are passed over, as are sites that were built, which a remark says. A document of
    more than `max_bytes` is not read; a web archive may be of any size, for it is read record by record. `fetch` gets a
    page by its address; without it addresses are refused. Links inside a folder and what is no file are refused, hidden
    files passed over; nothing is raised.
    """
    held = [part.resolve() for part in own]
    for name in paths:
        if name == STANDARD_INPUT:
            yield from _standard_input(max_bytes)
        elif is_address(name):
            yield _fetched(name, fetch)
        elif not name.strip():
            yield Document(name, None, "the name is empty; name an article")
        else:
            yield from _named(name, held, max_bytes)


def count_files(paths: Iterable[str]) -> int | None:
    """About how many documents there are, for a bar that says how long it takes; None where nobody can tell.

    Nobody can where there is a web archive, or standard input. Folders are counted with all their files.
    """
    count = 0
    for name in paths:
        if name == STANDARD_INPUT:
            return None
        names = [name]
        with suppress(OSError, ValueError):
            if Path(name).is_dir():
                names = [each for _, _, inside in os.walk(name) for each in inside if not each.startswith(".")]
        if any(each.lower().endswith((".warc", ".warc.gz")) for each in names):
            return None
        count += len(names)
    return count


def _named(name: str, held: Sequence[Path], max_bytes: int) -> Iterator[Document]:
    """What a name on the command line stands for: a file, a web archive, all of a folder."""
    path = Path(name)
    try:
        is_folder = path.is_dir()
        inside = path.resolve().is_relative_to(held[0])
    except ValueError:  # a NUL in the name
        yield Document(name, None, "the name has a character that no name can have; name an article")
        return
    except (OSError, RuntimeError) as error:  # a name of more than 255 bytes, a folder that may not be entered, a loop
        yield Document(name, None, _unreadable(error))
        return
    if inside:
        yield Document(name, None, "it is a part of this timeline; name an article")
        return
    if not is_folder:
        yield from _documents(name, path, max_bytes)
        return
    empty = True
    passed: list[str] = []
    for found in _files(path, held, passed):
        empty = False
        if isinstance(found, Document):
            yield found
        else:
            yield from _documents(found.as_posix(), found, max_bytes, linked=found.is_symlink())
    if empty:
        others = " but a timeline's own" if passed else ""
        yield Document(name, None, f"the folder holds no files{others}; name one that holds articles")
    if passed:
        yield Document(name, None, _passed_over(passed), remark=True)


def _passed_over(names: Sequence[str]) -> str:
    """Say what of a timeline stood in a folder of articles; folders end in a slash."""
    folders = sum(name.endswith("/") for name in names)
    counts = ((folders, "folder"), (len(names) - folders, "file"))
    counted = " and ".join(f"{count:,} {word}{'' if count == 1 else 's'}" for count, word in counts if count)
    listed = ", ".join(sorted(names)[:_TOLD]) + (" …" if len(names) > _TOLD else "")
    were = "was" if len(names) == 1 else "were"
    return f"{counted} of a timeline {were} passed over: {listed}"


def _files(folder: Path, own: Sequence[Path], passed: list[str]) -> Iterator[Path | Document]:
    """The files below a folder in the order of their paths; what stands in the way of reading them, as refusals.

    `passed` gets what is the timeline's own, as it is called below the folder.
    """
    refused: list[Document] = []

    def fail(error: OSError) -> None:
        refused.append(Document(Path(error.filename or folder).as_posix(), None, _unreadable(error)))

    found: list[Path] = []
    called = {part.name for part in own}

    def is_own(place: Path, name: str, *, as_folder: bool) -> bool:
        # To resolve a name takes long: of files, of which there may be many, only those that can be meant.
        if not (as_folder or name in called) or (place / name).resolve() not in own:
            return False
        passed.append((place / name).relative_to(folder).as_posix() + ("/" if as_folder else ""))
        return True

    for walked, folders, names in os.walk(folder, onerror=fail):
        place = Path(walked)
        if MANIFEST in names:  # a site that was built
            folders.clear()
            passed.append(f"{place.relative_to(folder).as_posix()}/")
            continue
        folders[:] = [each for each in sorted(folders) if not each.startswith(".")]
        folders[:] = [each for each in folders if not is_own(place, each, as_folder=True)]
        # A link to a folder is listed with the folders, and not followed: it may lead out, or round in a circle.
        found += (place / each for each in folders if (place / each).is_symlink())
        found += (
            place / each for each in names if not each.startswith(".") and not is_own(place, each, as_folder=False)
        )
    yield from sorted(found)
    yield from refused


def _documents(name: str, path: Path, max_bytes: int, *, linked: bool = False) -> Iterator[Document]:
    """A file as a document, or each page of a web archive as one; or why there is none."""
    if linked:
        kind = "folder" if path.is_dir() else "file"
        yield Document(name, None, f"it is a link; name the {kind} itself to import it")
        return
    try:
        if not path.exists():
            yield Document(name, None, "there is no such file; look at the name")
            return
        if not path.is_file():
            yield Document(name, None, "it is no ordinary file; name a file or a folder of files")
            return
        # A link that the editor names leads where the editor wants; below that, nothing is put in the file's place.
        real = f"{path.resolve()}"
        with os.fdopen(open_file(real), "rb") as file:
            if is_archive(name, file.read(_HEAD)):
                file.seek(0)
                yield from _captures(name, file, max_bytes)
                return
            size = os.fstat(file.fileno()).st_size
        if size > max_bytes:
            yield Document(name, None, _too_large(f"{size:,}", max_bytes))
            return
        yield Document(name, read_file(real, limit=max_bytes))
    except NotRegularError as error:
        yield Document(name, None, f"{error.message}; {error.hint}")
    except OSError as error:
        yield Document(name, None, _unreadable(error))


def _captures(name: str, file: IO[bytes], max_bytes: int) -> Iterator[Document]:
    """The pages of a web archive; the disk's failure is the last of them."""
    try:
        yield from captures(name, file, max_bytes)
    except OSError as error:
        yield Document(name, None, _unreadable(error))


def _standard_input(max_bytes: int) -> Iterator[Document]:
    name = "standard input"
    try:
        stream = sys.stdin.buffer
        head = stream.read(_HEAD)
        if is_archive(name, head):
            yield from _captures(name, _Rejoined(head, stream), max_bytes)
            return
        data = head + stream.read(max(0, max_bytes + 1 - len(head)))
    except (OSError, AttributeError, ValueError) as error:  # closed, or no file at all
        reason = error.strerror if isinstance(error, OSError) else "it is closed"
        yield Document(name, None, f"it can't be read: {reason}; name a file")
        return
    if len(data) > max_bytes:
        yield Document(name, None, _too_large(f"more than {max_bytes:,}", max_bytes))
    else:
        yield Document(f"{name}.txt", data)


class _Rejoined(io.BytesIO):
    """A stream whose first bytes were read already: these, then what the stream still holds."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        """Take the first bytes, and the stream that the others come from."""
        super().__init__(head)
        self._rest = rest

    def read(self, size: int | None = -1) -> bytes:
        """Some bytes, at most `size`; none at the end."""
        return super().read(size) or self._rest.read(-1 if size is None else size)

    def seekable(self) -> bool:
        """Whether one can go back: not in a stream."""
        return False


def _fetched(address: str, fetch: Fetch | None) -> Document:
    shown = shortened(address)
    if fetch is None:
        reason = "pages are not fetched; save the page as .html and import the file, with --url and its address"
        return Document(shown, None, reason)
    try:
        page = fetch(address)
    except FetchError as error:
        return Document(shown, None, str(error))
    note = f"the address given led on to {page.url}" if page.url != address else None
    return Document(shown, page.data, url=page.url, accessed=page.accessed, media=page.media, note=note)


def _too_large(size: str, max_bytes: int) -> str:
    return (
        f"it has {size} bytes; at most {max_bytes:,} are read. Save the article alone, or raise the bound with "
        "--max-bytes"
    )


def _unreadable(error: OSError | RuntimeError) -> str:
    reason = error.strerror if isinstance(error, OSError) else "its links lead round in a circle"
    return f"it can't be read: {reason}; look at its permissions"
