"""Reading the documents of an import: on all cores, holding none of them, and none of them twice.

Documents come in one after the other and are put aside; processes read them (`ingest.document`), and the row of each
is kept beside the timeline as soon as it is there. So a run that was interrupted, however it was, need not read again
what it had read; once all is written, what was kept is removed. The records are in the order of the input, whatever
the number of processes, and whichever ends first.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, MutableMapping
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Self

from dateline.content.articles import Document
from dateline.content.spool import Finished, Place, Spool, Texts, installed
from dateline.crew import Bounds, Lost, answers
from dateline.digests import digest
from dateline.ingest.document import Hints, Record, read_document
from dateline.ingest.packed import Packed, form, pack
from dateline.problems import Problem, Severity
from dateline.stamps import program

if TYPE_CHECKING:
    from pathlib import Path

    from dateline.content.changes import Resumed

BOUNDS = Bounds(seconds=120, memory=2 * 1024 * 1024 * 1024)
"""What one document may cost: two minutes of the processor (the slowest good one of 10 MB takes a tenth of that), and
two gigabytes."""


class Intake:
    """The documents of one import, and what was read of them."""

    def __init__(self, root: Path, *, keep: bool = True) -> None:
        """Look what an interrupted import of the timeline under `root` has left; without `keep`, neither look nor keep.

        Raises ChangeError where another import is at work there, and OSError where nothing can be put aside.
        """
        self._finished = Finished(root, f"{form()} {program()} {installed()}") if keep else None
        self._spool = Spool(root)
        self._rows: list[tuple[bool, Place]] = []
        """For each record: whether its row is among those that are finished, and where."""
        self._data: list[Place | None] = []
        """For each record: where the document's bytes are put aside; None for one that is no article."""

    @property
    def found(self) -> int:
        """How many rows an interrupted import has left."""
        return self._finished.found if self._finished else 0

    def read(
        self,
        documents: Iterable[Document],
        hints: Hints,
        *,
        jobs: int = 1,
        bounds: Bounds = BOUNDS,
        told: Callable[[int], None] = lambda _: None,
    ) -> Packed:
        """Read all documents in up to `jobs` processes.

        `told` is called with the number of documents read, after each. A document of which its process dies, or that
        costs more than the `bounds`, is refused with the reason. Raises OSError where nothing more can be put aside.
        """
        common = digest(*(f"{getattr(hints, each.name)!r}" for each in fields(hints)))
        asked: dict[int, tuple[int, Document, str]] = {}
        """The number of a question that waits for its answer: the number of the record, the document, its key."""

        def questions() -> Iterator[bytes]:
            for count, (number, document, key) in enumerate(self._unread(documents, hints, common)):
                asked[count] = number, document, key
                yield _question(self._data[number] or Place(0, 0), document)

        def work(question: bytes) -> bytes:
            return pack(read_document(_asked(question, self._spool), hints))

        for count, answer in answers(work, questions(), jobs, bounds, first=self._let_go):
            number, document, key = asked.pop(count)
            if isinstance(answer, Lost):
                self._put(number, "", pack(_lost(document, answer.reason)))
            else:
                self._put(number, key, answer)
            told(len(self._rows) - len(asked))
        told(len(self._rows))
        return Packed(self)

    def _unread(self, documents: Iterable[Document], hints: Hints, common: str) -> Iterator[tuple[int, Document, str]]:
        """Put the bytes of documents aside; gives those that have to be read, without bytes, with number and key."""
        for document in documents:
            number = len(self._rows)
            self._rows.append((False, Place(0, 0)))
            self._data.append(None)
            if document.data is None:
                self._put(number, "", pack(read_document(replace(document, path=_shown(document.path)), hints)))
                continue
            self._data[number] = self._spool.put(document.data)
            key = _key(common, document)
            kept = self._finished.find(key) if self._finished else None
            if kept is None:
                yield number, replace(document, path=_shown(document.path), data=b""), key
            else:
                self._rows[number] = (True, kept)

    def _let_go(self) -> None:
        """In a process of its own: leave what is finished to the one that began."""
        if self._finished:
            self._finished.close()

    def _put(self, number: int, key: str, row: bytes) -> None:
        """Keep the row of a record; beyond this run where it has a key."""
        if key and self._finished:
            self._rows[number] = (True, self._finished.put(key, row))
        else:
            self._rows[number] = (False, self._spool.put(row))

    def __enter__(self) -> Self:
        """Begin the run."""
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        """End it: what is kept for the next run is forgotten where this one has written all, else left to it."""
        if self._finished and kind is None:
            self._finished.forget()
        elif self._finished:
            self._finished.close()

    def aside(self) -> MutableMapping[str, str]:
        """Texts by name that are put aside and not held."""
        return Texts(self._spool)

    # -- what the records ask for, as `held.Rows` --------------------------------------------------------------

    def __len__(self) -> int:
        """How many records there are."""
        return len(self._rows)

    def row(self, number: int) -> bytes:
        """The row of a record. Raises OSError."""
        finished, place = self._rows[number]
        return self._finished.get(place) if finished and self._finished else self._spool.get(place)

    def change(self, number: int, row: bytes) -> None:
        """Take another row in its place, for this run. Raises OSError."""
        self._rows[number] = (False, self._spool.put(row))

    def has_data(self, number: int) -> bool:
        """Whether the document's bytes are put aside."""
        return self._data[number] is not None

    def data(self, number: int) -> bytes:
        """The document's bytes. Raises LookupError where there are none, and OSError."""
        place = self._data[number]
        if place is None:
            raise LookupError(f"document {number} has no bytes")
        return self._spool.get(place)


def own_parts(root: Path, archive: Path) -> tuple[Path, ...]:
    """What a timeline consists of, content/ first: no articles, where a folder is imported that it lies in."""
    from dateline.content.start import STORED

    folders = (root / name for name in ("content", "inbox", "templates", "static"))
    return (*folders, archive, *(root / path for path in STORED.values() if "/" not in path))


def completed(archive: Path, resumed: Resumed) -> Problem:
    """Say that an interrupted import was finished, whose own report nobody has seen."""
    files = f"{resumed.completed:,} of its {resumed.files:,} files were still to be made"
    return Problem(
        path=archive.name,
        severity=Severity.WARNING,
        code="import-completed",
        message=f"an import that had been interrupted was completed first; {files}, and its report is gone",
        hint="its articles are in the archive: import them again, and the report says what each of them is",
    )


def waiting(archive: Path) -> Problem:
    """Say that a dry run left an interrupted import as it was."""
    return Problem(
        path=archive.name,
        severity=Severity.WARNING,
        code="import-interrupted",
        message="an import was interrupted while it wrote; what it had still to write is not reckoned with here",
        hint="the next import without --dry-run completes it first",
    )


def _shown(path: str) -> str:
    """A name in characters that every file can hold: bytes of it that are no text are written out."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _key(common: str, document: Document) -> str:
    """What the record of a document is made of: its bytes, its name, how it was found, and the hints."""
    data = document.data or b""
    told = (getattr(document, each.name) for each in fields(document) if each.name != "data")
    return digest(common, hashlib.sha256(data).hexdigest(), *(f"{value!r}" for value in told))


def _question(place: Place, document: Document) -> bytes:
    told = {each.name: getattr(document, each.name) for each in fields(document) if each.name != "data"}
    return json.dumps([*place, told]).encode()


def _asked(question: bytes, spool: Spool) -> Document:
    at, length, told = json.loads(question)
    return Document(**told, data=spool.get(Place(at, length)))


def _lost(document: Document, reason: str) -> Record:
    """The record of a document that could not be read."""
    refused = f"{reason}; save the article alone, as text, and import that"
    return Record(path=document.path, digest="", ending="", data=None, article=None, refused=refused)
