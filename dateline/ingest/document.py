"""One document, from its bytes to all that can be known of it alone: the part of `import` that runs on every core.

`import_document` is a pure function of the bytes, the name and the hints; its result can be pickled. What several
documents say together is `gather`'s business.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from dateline.dates import DateError, EdtfDate, parse
from dateline.ingest import dating
from dateline.ingest.addresses import own_and_archived
from dateline.ingest.article import MAX_BYTES, Article, Refused
from dateline.ingest.assertions import Reading
from dateline.ingest.claims import read_claims
from dateline.ingest.extract import extract
from dateline.ingest.speakers import QuotedSpeech, find_quotes
from dateline.ingest.timex import DatePhrase, find_dates

if TYPE_CHECKING:
    from dateline.content.articles import Document

_UNDATED = "day of publication unknown"
_ENDINGS = {"text": "txt", "html": "html", "markdown": "md", "pdf": "pdf"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What the editor says of the documents beside the documents themselves."""

    published: str | None = None
    """Day of publication, EDTF."""
    publisher: str | None = None
    """Id of an outlet of outlets.yaml."""
    url: str | None = None
    """Address, http or https."""
    track: str | None = None
    """Id of a track of tracks.yaml, for all drafts."""
    into: str | None = None
    """Id of a source that was only cited so far, and gets the text."""
    max_bytes: int = MAX_BYTES
    """The most bytes that a document may have."""
    address: str | None = None
    """Where this document was found (a record of a web archive, a page that was fetched): its source's address where
    neither the editor nor the document gives one."""
    accessed: str | None = None
    """The day on which it was read there, EDTF."""
    media: str | None = None
    """What it was sent as, in HTTP's words, `text/html; charset=utf-8`: counts before the ending of its name."""
    note: str | None = None
    """What an editor should know of how it was found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What one document says by itself."""

    path: str
    """The document's name, as given."""
    digest: str
    """SHA-256 of its bytes, in hexadecimal."""
    ending: str
    """Ending of the file in the archive, without dot."""
    data: bytes | None
    """Its bytes; None where whoever called has put them into the archive already."""
    article: Article | None
    """The article read; None where it was refused."""
    refused: str | None = None
    """Why it was refused, in a sentence for an editor."""
    remark: bool = False
    """True where this is no document but a word on the file of this name, which `refused` holds: how many records of a
    web archive were passed over."""
    published: str | None = None
    """Day of publication, EDTF: given, stated or inferred."""
    given: bool = False
    """Whether the editor gave that day."""
    inferred: tuple[tuple[str, str], ...] = ()
    """(field, why) of each field that the article does not state."""
    notes: tuple[str, ...] = ()
    """What an editor should look at."""
    url: str | None = None
    """The address: the editor's, else the one that the document gives, else where it was found."""
    archived_url: str | None = None
    """The address of a web archive's copy, where it was found there."""
    accessed: str | None = None
    """The day on which it was read there, EDTF."""
    phrases: tuple[DatePhrase, ...] = ()
    """The dates that the text speaks of."""
    quotes: tuple[QuotedSpeech, ...] = ()
    """The quotations."""
    reading: Reading = field(default_factory=lambda: Reading(assertions=(), story=None, cast=()))
    """What it asserts."""
    neighbour: dating.Neighbour | None = None
    """What it tells of the dates of others, where its own is known."""
    betrays: dating.Reading | None = None
    """What tells of its own date, where that is not known."""

    @property
    def text(self) -> str:
        """The article's clean text; empty where it was refused."""
        return self.article.text if self.article else ""


def import_document(data: bytes, name: str, hints: Hints | None = None) -> Record:
    """Read one document: article, dates, quotations, assertions. Never raises: a refusal is a record with its reason.

    `name` is a file's name, whose ending says the format unless the bytes say otherwise; it is kept as given.
    """
    hints = hints or Hints()
    digest = hashlib.sha256(data).hexdigest()
    suffix = PurePosixPath(name.replace("\\", "/")).suffix[1:].lower()
    try:
        article = extract(data, name, max_bytes=hints.max_bytes, media=hints.media)
    except Refused as refused:
        ending = suffix if suffix.isascii() and suffix.isalnum() and len(suffix) <= 5 else "bin"
        return Record(path=name, digest=digest, ending=ending, data=None, article=None, refused=str(refused))
    # By the editor's word, the document's, the finder's.
    url, archived_url, refused_addresses = own_and_archived((hints.url, article.url, hints.address))
    record = Record(
        path=name,
        digest=digest,
        ending=_ENDINGS[article.kind],
        data=data,
        article=article,
        url=url,
        archived_url=archived_url,
        accessed=hints.accessed,
        published=hints.published or article.published,
        given=hints.published is not None,
        inferred=tuple(item for item in article.inferred if item[0] != "published" or hints.published is None),
        notes=(*article.notes, *((hints.note,) if hints.note else ()), *refused_addresses),
        quotes=tuple(find_quotes(article.text)),
    )
    if record.published is None:
        betrays = dating.read(article.text, article.captions)
        found = dating.conclude(betrays, dating.Neighbours(()))
        record = replace(record, betrays=betrays)
        return concluded(record if found.published else read_again(record, None), found)
    return read_again(record, record.published)


def read_document(document: Document, hints: Hints) -> Record:
    """The record of a document as it was read from the disk or the network: imported, refused there, or a remark."""
    if document.data is None:
        refused, remark = document.reason, document.remark
        return Record(path=document.path, digest="", ending="", data=None, article=None, refused=refused, remark=remark)
    known = replace(hints, address=document.url, accessed=document.accessed, media=document.media, note=document.note)
    return import_document(document.data, document.path, known)


def day_of(published: str | None) -> date | None:
    """The day that relative dates count from: of an EDTF date that names one day, exactly or nearly; else None."""
    try:
        value: EdtfDate | None = parse(published) if published else None
    except DateError:
        return None
    return value.earliest if value is not None and value.earliest == value.latest else None


def read_again(record: Record, published: str | None) -> Record:
    """The record with its dates and assertions read for a day of publication (EDTF, or None)."""
    if record.article is None:
        return record
    day = day_of(published)
    phrases = tuple(find_dates(record.text, day))
    reading = read_claims(record.text, phrases, record.quotes, published=day, language=record.article.language)
    beside = dating.neighbour(record.text, day, record.article.captions, phrases) if day is not None else None
    return replace(record, published=published, phrases=phrases, reading=reading, neighbour=beside)


def taken(record: Record, published: str) -> Record:
    """The record read for the day (EDTF) of another that it is a copy of; it is no longer undated."""
    return replace(read_again(record, published), notes=_dated(record.notes))


def _dated(notes: Sequence[str]) -> tuple[str, ...]:
    """Notes without the one that says that there is no day."""
    return tuple(note for note in notes if not note.startswith(_UNDATED))


def concluded(record: Record, found: dating.Dating) -> Record:
    """The record read for the day of publication that was inferred, with the reason; or with a note where none was.

    A record without a day is taken to have been read so, and is not read again where it gets none.
    Two days that fit are both named in the note: which of them it is, is for an editor to say.
    """
    notes = _dated(record.notes)
    published = found.published
    if published is None:
        fitting = " or ".join(reading.value for reading in found.readings)
        why = f"{found.note}: {fitting}" if fitting else found.note
        return replace(record, notes=(*notes, f"{_UNDATED}: {why}"))
    inferred = (*(item for item in record.inferred if item[0] != "published"), ("published", published.reason))
    return read_again(replace(record, inferred=inferred, notes=notes), published.value)
