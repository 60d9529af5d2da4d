"""The pages of a web archive as documents: which records are pages, and what is said of those that are not."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import IO

from dateline.bodies import KINDS, BodyError, kind_of, read_response, unpacked
from dateline.content.warc import Entry, read_records
from dateline.fetching import shortened
from dateline.records import record

_WANTED = frozenset({"response", "resource", "conversion"})
_OTHERS = {
    "request": "request",
    "warcinfo": "the crawler's notes",
    "metadata": "the crawler's notes",
    "revisit": "unchanged since an earlier visit",
    "continuation": "part of a record in segments",
}
_TOLD = 50
"""Broken records of one archive that are told one by one."""
_COUNTED = 12
"""Reasons for which records were passed over that are told with their numbers."""
_READ = "only pages, texts and PDFs that were sent whole are"


@record(frozen=True, slots=True)
class Document:
    """The bytes of one article, or why there are none."""

    path: str
    """As the editor named it, or found in a folder so named; behind `#` the number of a web archive's record."""
    data: bytes | None
    """Its bytes; None where they can't be had."""
    reason: str = ""
    """Why they can't, in a sentence."""
    url: str | None = None
    """Where it was found: of a record of a web archive, as that says it; of a page that was fetched."""
    accessed: str | None = None
    """The day on which it was read there, EDTF."""
    media: str | None = None
    """What it was sent as, in HTTP's words: `text/html; charset=utf-8`."""
    note: str | None = None
    """What an editor should know of how it was found."""
    remark: bool = False
    """True where this is no document but a word on the whole file, which `reason` holds."""


class _PassedOverError(Exception):
    """A record that is no page; its text is the reason, as a row of what was passed over names it."""


def is_archive(name: str, head: bytes) -> bool:
    """Whether a file is a web archive, by its first bytes, and for compressed ones by its name as well."""
    if head.startswith(b"WARC/"):
        return True
    if not head.startswith(b"\x1f\x8b"):
        return name.lower().endswith((".warc", ".warc.gz")) and bool(head.strip())
    if name.lower().endswith((".warc", ".warc.gz")):
        return True
    try:
        return zlib.decompressobj(31).decompress(head, 5) == b"WARC/"
    except zlib.error:
        return False


def captures(name: str, file: IO[bytes], max_bytes: int) -> Iterator[Document]:
    """Read the pages of a web archive, one document a record; then say what was passed over. Raises OSError.

    The number behind `#` is the record's place in the file. `url` is the address that was asked for, `accessed` the
    day of the capture (UTC): when the page was read, which says nothing of when it came out.
    """
    passed: Counter[str] = Counter()
    told = broken = 0
    for entry in read_records(file, wanted=_WANTED, limit=max_bytes + 300_000):
        shown = f"{name}#{entry.number}"
        if entry.fault:
            broken += 1
            if broken <= _TOLD:
                yield Document(shown, None, _broken(entry))
            continue
        try:
            document = _page(shown, entry, max_bytes)
        except _PassedOverError as reason:
            passed[f"{reason}"] += 1
            continue
        told += 1
        yield document
    if broken > _TOLD:
        yield Document(name, None, f"{broken - _TOLD:,} more records are broken; crawl or download the archive again")
    if not told and not broken:
        instead = f": {_listed(passed)}" if passed else ""
        yield Document(name, None, f"the web archive holds no page{instead}; {_READ} read")
    elif passed:
        total = sum(passed.values())
        records = "1 record was" if total == 1 else f"{total:,} records were"
        yield Document(name, None, f"{records} passed over: {_listed(passed)}; {_READ} documents", remark=True)


def _listed(passed: Counter[str]) -> str:
    """Reasons with their numbers, the commonest first."""
    rows = sorted(passed.items(), key=lambda row: (-row[1], row[0]))
    told = [f"{reason} ({count:,})" for reason, count in rows[:_COUNTED]]
    rest = sum(count for _, count in rows[_COUNTED:])
    return ", ".join([*told, *([f"others ({rest:,})"] if rest else [])])


def _broken(entry: Entry) -> str:
    hint = "" if "--max-bytes" in entry.fault else "; save the page itself, or crawl it again"
    return f"the record can't be read: {entry.fault}{_of(entry)}{hint}"


def _of(entry: Entry) -> str:
    address = _address(entry)
    return f" ({shortened(address)})" if address else ""


def _address(entry: Entry) -> str:
    """The address of a record; WARC 1.0 files often print it in angle brackets."""
    return entry.fields.get("warc-target-uri", "").strip("<> ")


def _page(shown: str, entry: Entry, max_bytes: int) -> Document:
    """A record as a document. Raises _PassedOverError for what is no page."""
    kind = entry.fields.get("warc-type", "").lower()
    if kind not in _WANTED:
        raise _PassedOverError(_OTHERS.get(kind, "record of another kind"))
    if "warc-segment-number" in entry.fields:
        raise _PassedOverError(_OTHERS["continuation"])
    address = _address(entry)
    web = re.match(r"https?://", address, re.I)
    if not web and not (kind != "response" and re.match(r"(?:file|urn):", address, re.I)):
        raise _PassedOverError("not of the web" if address else "no address")
    try:
        body, media = _body(entry, max_bytes)
    except BodyError as error:
        return Document(shown, None, f"what the record holds {error}{_of(entry)}; save the page itself")
    if kind_of(media) not in KINDS:
        raise _PassedOverError(f"type {kind_of(media)}" if media else "no type")
    if kind_of(media) == "text/plain" and re.fullmatch(r"(?i)https?://[^/?#]*/robots\.txt(?:[?#].*)?", address, re.S):
        raise _PassedOverError("robots.txt")
    if not body.strip():
        raise _PassedOverError("empty")
    cut = entry.fields.get("warc-truncated")
    note = f"the page was cut off when it was captured ({cut[:40]})" if cut else None
    return Document(
        shown,
        body,
        url=address if web else None,
        accessed=_day(entry.fields.get("warc-date", "")),
        media=media,
        note=note,
    )


def _body(entry: Entry, max_bytes: int) -> tuple[bytes, str]:
    """What a record holds, and what it says that it is. Raises BodyError, and _PassedOverError for other statuses."""
    media = entry.fields.get("content-type", "")
    if not kind_of(media).startswith("application/http"):
        if len(entry.block) > max_bytes:
            raise BodyError(f"has more than the {max_bytes:,} bytes that are read")
        return entry.block, media
    response = read_response(entry.block)
    if response.status != 200:
        raise _PassedOverError(f"status {response.status}")
    if kind_of(response.media) not in KINDS and response.media:
        return b"", response.media
    body = unpacked(response, max_bytes)
    return body, response.media or _guessed(body, entry)


def _guessed(body: bytes, entry: Entry) -> str:
    """The type of a body that was sent without one: as the crawler found it, or as its first bytes show."""
    if identified := entry.fields.get("warc-identified-payload-type"):
        return identified
    head = body[:1_024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<head")):
        return "text/html"
    return "application/pdf" if head.startswith(b"%pdf-") else ""


def _day(moment: str) -> str | None:
    """The day of a capture: `2022-03-11` of `2022-03-11T14:05:09Z` (W3C's profile of ISO 8601, in UTC)."""
    try:
        return date.fromisoformat(moment[:10]).isoformat()
    except ValueError:
        return None
