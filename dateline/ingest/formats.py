"""Bytes to lines, by kind of file: each format is one row of FORMATS.

A reader takes bytes and gives Raw: the lines or blocks in printed order, what the markup states, and notes. Judging
which lines are the article's is the work of `clean`. Everything here is pure; what can't be read is Refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from dateline.ingest.article import MAX_BYTES, Line, Raw, Refused
from dateline.ingest.encodings import decode, squeeze, tidy
from dateline.ingest.page import read_html
from dateline.ingest.pdf import read_pdf
from dateline.ingest.wrapping import starts_item, unwrap

MAX_LINES = 5_000
"""Lines (not blank) of one document: an article has fewer, and the cost of judging them is bounded."""
MAX_TEXT = 400_000
"""Characters of its lines: sixty times as many as a long article has, and as much as is judged in a few seconds."""


Reader = Callable[[bytes, str | None], Raw]
_CHARSET = re.compile(r"""charset\s{0,9}=\s{0,9}["']?([\w.:-]{2,30})""", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One row of the table: the endings of a name and the reader for them."""

    endings: tuple[str, ...]
    """The ends of file names, lower case, with the dot."""
    read: Reader
    """Bytes, and the character set that a server named for them, to Raw; raises Refused."""
    media: tuple[str, ...] = ()
    """What servers send it as."""


def read(data: bytes, name: str, *, max_bytes: int = MAX_BYTES, media: str | None = None) -> Raw:
    """Read a document by its name's ending, or by its first bytes where they say otherwise.

    `media` is what a server sent it as, `text/html; charset=utf-8`; it counts before the name. Raises Refused where the
    document is empty, too large, not text, of a kind that is not read, or broken.
    """
    if len(data) > max_bytes:
        raise Refused(
            f"The file has {len(data):,} bytes, more than the {max_bytes:,} that are read; "
            "cut it down to the article, or raise the bound with --max-bytes."
        )
    if not data.strip():
        raise Refused("The file is empty; save the article again.")
    kind, _, rest = (media or "").partition(";")
    charset = _CHARSET.search(rest)
    raw = _reader(data, name, kind.strip().lower())(data, charset[1] if charset else None)
    raw = replace(raw, lines=tuple(line for line in raw.lines if line.text))
    if len(raw.lines) > MAX_LINES:
        raise Refused(
            f"The file has {len(raw.lines):,} lines, more than the {MAX_LINES:,} of any one article; "
            "cut it down to the article, or into one file each."
        )
    length = sum(len(line.text) for line in raw.lines)
    if length > MAX_TEXT:
        raise Refused(
            f"The file has {length:,} characters of text, more than the {MAX_TEXT:,} of any one article; "
            "cut it down to the article, or into one file each."
        )
    return raw


def _reader(data: bytes, name: str, media: str) -> Reader:
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"%pdf-"):
        return read_pdf
    # A saved page is often called .txt: a document that opens as HTML is HTML.
    if re.match(rb"<!doctype html|<html[\s>]|<\?xml[^>]{0,200}\?>\s{0,20}<(?:!doctype )?html", head):
        return read_html
    for row in FORMATS:
        if media in row.media:
            return row.read
    lowered = name.lower()
    for row in FORMATS:
        if lowered.endswith(row.endings):
            return row.read
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise Refused(f"The file is {what}, not text; save the article as .txt, .html, .md or .pdf.")
    return read_text


_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture or a recording"),
    (b"\x1f\x8b", "compressed with gzip"),
    (b"BZh", "compressed with bzip2"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format", "a database"),
)


# --- Plain text ---------------------------------------------------------------------------------------------


_LINE_ENDS = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")


def read_text(data: bytes, charset: str | None = None) -> Raw:
    """Plain text: every line that is not blank. Lines that were wrapped at a fixed width are joined again."""
    text, notes = decode(data, charset)
    text, more = tidy(text)
    return Raw(kind="text", lines=tuple(unwrap(_LINE_ENDS.split(text))), notes=(*notes, *more))


# --- Markdown -----------------------------------------------------------------------------------------------


_MD_IMAGE = re.compile(r"!\[([^\]\n]{0,500})\]\((?:[^()\n]|\([^()\n]{0,200}\)){0,500}\)")
_MD_LINK = re.compile(r"\[([^\[\]\n]{0,500})\]\((?:[^()\n]|\([^()\n]{0,200}\)){0,500}\)")
_MD_AUTOLINK = re.compile(r"<((?:https?|mailto):[^<>\s]{1,500})>")
_MD_STRONG = re.compile(r"(?<![\w*_\\])(\*{1,3}|_{1,3}|~~)(?=\S)([^*_~\n]{1,1000}?)(?<=\S)\1(?![\w*_])")
_MD_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,300}>|<!--[^\n]{0,1000}?-->")
_MD_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_MD_BLOCK = re.compile(r"(?:#{1,6}\s|[-*+]\s|\d{1,3}[.)]\s|>|```|~~~|!\[|\|)")


def read_markdown(data: bytes, charset: str | None = None) -> Raw:
    """Markdown: paragraphs without their marks, a first heading as the title, pictures' texts as captions.

    A block of `key: value` lines between `---` at the top is read as head lines.
    """
    text, notes = decode(data, charset)
    text, more = tidy(text)
    return Raw(kind="markdown", lines=tuple(_markdown_lines(_LINE_ENDS.split(text))), notes=(*notes, *more))


def _markdown_lines(lines: list[str]) -> Iterator[Line]:
    fence = head = False
    paragraph: list[str] = []
    start, listed = 0, False
    for number, printed in enumerate([*lines, ""], start=1):
        line = squeeze(printed)
        if line == "---" and (number == 1 or head):
            head = number == 1 and "---" in (squeeze(other) for other in lines[1:100])
            if head or number > 1:
                continue
        if line.startswith(("```", "~~~")):
            fence, line = not fence, ""
        if paragraph and (not line or fence or head or _MD_BLOCK.match(line) or set(line) <= set("=-*_ ")):
            setext = bool(line) and set(line) in ({"="}, {"-"}) and len(line) > 2
            yield _markdown_line(" ".join(paragraph), start, heading=setext, listed=listed)
            paragraph = []
        if not line or set(line) <= set("=-*_ ") or re.fullmatch(r"\|?[\s:|-]+\|?", line):
            continue
        found = re.match(r"(#{1,6})\s+(.*?)\s*#*$", line[:1000])
        if found:
            yield _markdown_line(found[2], number, heading=True)
            continue
        pictures = _MD_IMAGE.findall(line)
        if pictures:
            for alternative in filter(str.strip, pictures):
                yield Line(text=_plain(alternative), number=number, caption=True)
            line = squeeze(_MD_IMAGE.sub("", line))
        if line:
            if not paragraph:
                start, listed = number, starts_item(line)
            paragraph.append(re.sub(r"^(?:>\s?)+|^(?:[-*+]|\d{1,3}[.)])\s+", "", line) if not paragraph else line)
        if head:
            yield _markdown_line(paragraph.pop(), number)


def _markdown_line(text: str, number: int, *, heading: bool = False, listed: bool = False) -> Line:
    return Line(text=_plain(text), number=number, heading=heading, listed=listed)


def _plain(text: str) -> str:
    if len(text) > 20_000:  # no paragraph is as long; the patterns' cost must stay bounded
        return squeeze(text)
    text = _MD_LINK.sub(r"\1", _MD_AUTOLINK.sub(r"\1", text))
    for _ in range(2):  # strong inside emphasis
        text = _MD_STRONG.sub(r"\2", text)
    return squeeze(_MD_ESCAPE.sub(r"\1", _MD_TAG.sub("", text)))


def _refuse_warc(_data: bytes, _charset: str | None = None) -> Raw:
    raise Refused("A web archive (WARC) holds many pages; import its file, which reads each of them by itself.")


def _refuse_wacz(_data: bytes, _charset: str | None = None) -> Raw:
    raise Refused("A WACZ file packs web archives into one; unzip it and import the .warc.gz files in its archive/.")


def _refuse_office(_data: bytes, _charset: str | None = None) -> Raw:
    raise Refused("Office documents are not read; save the article as .txt or .pdf.")


FORMATS: tuple[Format, ...] = (
    Format(endings=(".txt", ".text"), read=read_text, media=("text/plain",)),
    Format(endings=(".html", ".htm", ".xhtml"), read=read_html, media=("text/html", "application/xhtml+xml")),
    Format(endings=(".md", ".markdown"), read=read_markdown, media=("text/markdown",)),
    Format(endings=(".pdf",), read=read_pdf, media=("application/pdf",)),
    Format(endings=(".warc", ".warc.gz"), read=_refuse_warc, media=("application/warc",)),
    Format(endings=(".wacz",), read=_refuse_wacz),
    Format(endings=(".doc", ".docx", ".odt", ".rtf"), read=_refuse_office),
)
"""The formats, by the ending of the name. A name that ends otherwise is read as plain text."""
