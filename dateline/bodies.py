"""What HTTP wraps a page in, taken off again: chunks and compression (RFC 9112, 7.1; RFC 9110, 8.4). Pure.

Nothing is unpacked beyond the bound that the caller gives, whatever its size is when packed.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping, Sequence
from typing import Any

from dateline.records import record

KINDS = ("text/html", "application/xhtml+xml", "text/plain", "text/markdown", "application/pdf")
"""What is read of what servers send."""
_GZIP = b"\x1f\x8b"
_CHUNK_HEAD = re.compile(rb"[ \t]{0,16}([0-9a-fA-F]{1,12})[ \t]{0,16}(?:;[^\r\n]{0,4096})?\r?\n")


class BodyError(Exception):
    """A body that can't be unpacked; its text says why, in words that go on from “it”."""


@record(frozen=True, slots=True)
class Response:
    """An HTTP response."""

    status: int
    """Its status code."""
    phrase: str
    """The words behind it, as “Not Found”; may be empty."""
    fields: Mapping[str, str]
    """Its header fields, by their names in small letters; values of one name are joined by “, ”."""
    body: bytes
    """What follows them, as it was sent."""

    @property
    def media(self) -> str:
        """What it says that it is, as sent: `text/html; charset=utf-8`; empty where it does not say."""
        return self.fields.get("content-type", "").strip()


def kind_of(media: str) -> str:
    """The type of a Content-Type in small letters and without parameters: `text/html`; empty where none is given."""
    return media.partition(";")[0].strip().lower()[:100]


def read_response(block: bytes) -> Response:
    """Take an HTTP response apart: status line, fields, body as sent. Raises BodyError for what is none."""
    head, _, body = _parted(block)
    lines = re.sub(rb"\r?\n[ \t]+", b" ", head).split(b"\n")
    status = re.match(rb"HTTP/\d(?:\.\d)? {1,4}(\d{3})(?: {1,4}([^\r]{0,200}))?\r?$", lines[0].lstrip()[:300])
    if status is None:
        raise BodyError("holds no HTTP response")
    fields: dict[str, str] = {}
    for line in lines[1:2_000]:
        name, mark, value = line.decode("latin-1").partition(":")
        key = name.strip().lower()
        if mark and key:
            fields[key] = f"{fields[key]}, {value.strip()}" if key in fields else value.strip()
    return Response(int(status[1]), (status[2] or b"").decode("latin-1").strip(), fields, body)


def _parted(block: bytes) -> tuple[bytes, bytes, bytes]:
    """Head, blank line and body of a message; the body is empty where the head has no end."""
    ends = [(place, mark) for mark in (b"\r\n\r\n", b"\n\n") if (place := block.find(mark, 0, 300_000)) >= 0]
    if not ends:
        return block[:300_000], b"", b""
    place, mark = min(ends)
    return block[:place], mark, block[place + len(mark) :]


def unpacked(response: Response, limit: int) -> bytes:
    """A response's body without chunks and compression, of at most `limit` bytes.

    Archives often keep a body unpacked and its fields as they were: what is not packed as they say is taken as it is.
    Raises BodyError where it is longer, damaged, or packed in a way that is not known.
    """
    body = response.body
    if "chunked" in response.fields.get("transfer-encoding", "").lower():
        body = joined(body)
    codings = [name.strip().lower() for name in response.fields.get("content-encoding", "").split(",")]
    return uncompressed(body, [name for name in codings if name], limit)


def joined(body: bytes) -> bytes:
    """A body sent in chunks as one; what is not in chunks is given back as it is. Raises BodyError where one is cut."""
    parts: list[bytes] = []
    place = 0
    while head := _CHUNK_HEAD.match(body, place):
        size = int(head[1], 16)
        if not size:
            return b"".join(parts)
        if len(body) - head.end() < size:
            break
        parts.append(body[head.end() : head.end() + size])
        place = head.end() + size
        place += 2 if body.startswith(b"\r\n", place) else body.startswith(b"\n", place)
    if not parts:
        return body
    raise BodyError("breaks off in the middle")


def uncompressed(body: bytes, codings: Sequence[str], limit: int) -> bytes:
    """A body without the codings that were applied to it, in that order. Raises BodyError as `unpacked` does."""
    if len(codings) > 4:
        raise BodyError("is compressed more than four times over")
    for name in reversed(codings):
        if name in ("gzip", "x-gzip"):
            body = _inflated(body, 31, limit) if body.startswith(_GZIP) else body
        elif name == "deflate":
            body = _deflated(body, limit)
        elif name == "br":
            body = _brotli(body, limit)
        elif name != "identity":
            raise BodyError(f"is compressed as “{name[:30]}”, which is not read")
    if len(body) > limit:
        raise _too_long(limit)
    return body


def _too_long(limit: int) -> BodyError:
    return BodyError(f"has more than the {limit:,} bytes that are read")


def _inflated(body: bytes, window: int, limit: int) -> bytes:
    """Inflate gzip (window 31), zlib (15) or bare deflate (-15); gzip may have several members."""
    parts: list[bytes] = []
    left, size = body, 0
    while left:
        member = zlib.decompressobj(window)
        try:
            part = member.decompress(left, limit + 1 - size)
        except zlib.error:
            raise BodyError("is damaged: it can't be inflated") from None
        size += len(part)
        if size > limit:
            raise _too_long(limit)
        parts.append(part)
        if not member.eof:
            raise BodyError("breaks off in the middle")
        left = member.unused_data
        if window != 31 or not left.startswith(_GZIP):  # padding, or a writer's line end
            break
    return b"".join(parts)


def _deflated(body: bytes, limit: int) -> bytes:
    """Deflate with the wrapping that the standard asks for, or without, as many servers send it; or not packed."""
    for window in (15, -15):
        try:
            return _inflated(body, window, limit)
        except BodyError as error:
            if "damaged" not in str(error):
                raise
    if re.match(rb"\s{0,100}<|%PDF-", body):
        return body
    raise BodyError("is damaged: it can't be inflated")


def _brotli(body: bytes, limit: int) -> bytes:
    """Brotli (RFC 7932), by the package `brotli` where it is installed."""
    if re.match(rb"\s{0,100}<(?:!doctype|html|\?xml|head|body)|%PDF-", body, re.I):  # kept unpacked
        return body
    try:
        import brotli
    except ImportError:
        raise BodyError(
            "is compressed with Brotli, and the reader for that is not installed (pip install 'dateline[import]')"
        ) from None
    reader: Any = brotli.Decompressor()
    parts: list[bytes] = []
    size, given = 0, body
    try:
        # A part may be empty although more comes: what has not been given out yet is asked for with empty input.
        while not reader.is_finished():
            part = reader.process(given, output_buffer_limit=65_536)
            given = b""
            size += len(part)
            if size > limit:
                raise _too_long(limit)
            parts.append(part)
            if not part and reader.can_accept_more_data():
                raise BodyError("breaks off in the middle")
    except brotli.error:
        raise BodyError("is damaged: it can't be decompressed") from None
    return b"".join(parts)
