"""PDFs with a text layer to lines: what stands at the pages' edges left out, paragraphs put together.

A PDF has no paragraphs, only lines at places. Where one ends is told by what a reader sees: a wider gap than between
the lines before, another size of type, an indent, a line that stops short behind a full stop.
"""

from __future__ import annotations

import ctypes
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from dateline.ingest.article import INSTALL, Dropped, Line, Raw, Refused
from dateline.ingest.encodings import squeeze, tidy
from dateline.ingest.wrapping import SENTENCE_END, joined, words_of

if TYPE_CHECKING:
    from pypdfium2 import PdfTextPage

MAX_PAGES = 400
"""Pages of one PDF."""
MAX_DRAWN = 300_000
"""What the pages of one PDF may draw: each piece of a line is one. Pages of text come to some hundreds each."""
MAX_STREAM, MAX_STREAMS = 30_000_000, 300_000_000
"""Bytes to which one compressed part of a PDF, and all of them, may inflate: the reader would take them whole."""
MAX_PLACED = 20_000
"""Lines of one PDF whose places on the page are asked for; no article has as many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """One line of a page as printed. Lengths are in points, from the page's lower left corner."""

    text: str
    """The words, white space collapsed; a word that the line's end cuts has its hyphen."""
    page: int
    """The page, from 1."""
    left: float = 0.0
    """Where the first letter starts."""
    right: float = 0.0
    """Where the last one ends."""
    base: float = 0.0
    """The height on which the letters stand."""
    size: float = 0.0
    """The height of a line of this type; 0 where the place is not known."""


def read_pdf(data: bytes, _charset: str | None = None) -> Raw:
    """A PDF with a text layer: its lines in reading order, words cut at line ends joined, paragraphs put together.

    Raises Refused for one without text, with a password, or broken, and where the reader is missing.
    """
    try:
        import pypdfium2
    except ImportError as missing:
        raise Refused(f"PDF files need a reader that is not installed ({missing.name}). {INSTALL}") from None
    _check_streams(data)
    pages: list[list[Printed]] = []
    drawn = 0
    try:
        document = pypdfium2.PdfDocument(data)
        try:
            if len(document) > MAX_PAGES:
                raise Refused(
                    f"The PDF has {len(document)} pages, more than the {MAX_PAGES} that are read; "
                    "export the article's pages alone."
                )
            placed = 0
            for number, page in enumerate(document, start=1):
                drawn += pypdfium2.raw.FPDFPage_CountObjects(page)
                if drawn > MAX_DRAWN:
                    raise Refused(
                        f"The PDF draws more than the {MAX_DRAWN:,} pieces of text that are read in good time; "
                        "export the article's pages alone, or save its text as .txt."
                    )
                textpage = page.get_textpage()
                pages.append(list(_printed(textpage, number, placed < MAX_PLACED)))
                placed += len(pages[-1])
                textpage.close()
                page.close()
        finally:
            document.close()
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise Refused("The PDF asks for a password; save it without one.") from None
        raise Refused("The PDF is broken and can't be opened; save it again.") from None
    lines, edges = without_edges(pages)
    text, more = tidy("\n".join(line.text for line in lines))
    if sum(char.isalpha() for char in text) < 40:
        raise Refused("The PDF has no text in it, only pictures of pages; run it through OCR first.")
    tidied = text.split("\n")
    if len(tidied) == len(lines):
        lines = [replace(line, text=squeeze(own)) for line, own in zip(lines, tidied, strict=True)]
    else:
        lines = [Printed(text=squeeze(own), page=1) for own in tidied]
    count = "1 line" if len(edges) == 1 else f"{len(edges)} lines"
    notes = (*more, f"Left out at the edges of pages: {count}.") if edges else more
    return Raw(kind="pdf", lines=tuple(paragraphs(lines)), notes=notes, dropped=tuple(edges))


_STREAM = re.compile(rb"stream\r?\n")


def _check_streams(data: bytes) -> None:
    """Raise Refused where the compressed parts of a PDF inflate to more than anybody writes for a page."""
    total = 0
    for found in _STREAM.finditer(data):
        part, place = data, found.end()
        for _ in range(3):  # a stream may be compressed more than once
            if part[place : place + 1] != b"\x78":
                break
            member = zlib.decompressobj()
            try:
                # The end is not known: whatever stands behind the stream is not looked at.
                part, place = member.decompress(memoryview(part)[place:], MAX_STREAM + 1), 0
            except zlib.error:
                break
            total += len(part)
            if len(part) > MAX_STREAM or total > MAX_STREAMS:
                raise Refused(
                    "The PDF inflates to far more than pages of text do; export the article's pages alone, "
                    "or save its text as .txt."
                )


# PDFium prints a word that a line's end cuts in one, with U+FFFE (U+0002 in older releases) for the hyphen.
_LINE = re.compile(r"([^\r\n\v\f\x85\u2028\u2029\ufffe\x02]*)([\ufffe\x02] ?|\r\n|[\r\n\v\f\x85\u2028\u2029]|$)")


def _printed(textpage: PdfTextPage, page: int, placed: bool) -> Iterator[Printed]:
    """The lines of a page that are not blank, with their places where these are asked for."""
    text = textpage.get_text_range()
    place = 0
    """In UTF-16 units, as PDFium counts."""
    for found in _LINE.finditer(text):
        words = found[1]
        if words.strip():
            line = Printed(text=squeeze(words) + ("-" if found[2][:1] in ("\ufffe", "\x02") else ""), page=page)
            first = place + len(words) - len(words.lstrip())
            yield _placed(textpage, line, first, place + _units(words.rstrip()) - 1) if placed else line
        place += _units(found[0])


def _units(text: str) -> int:
    return len(text) + sum(char > "\uffff" for char in text)


def _placed(textpage: PdfTextPage, line: Printed, first: int, last: int) -> Printed:
    """The line with its place on the page, by its first, middle and last letters; without it where there is none."""
    from pypdfium2 import PdfiumError, raw

    x, y = ctypes.c_double(), ctypes.c_double()
    indexes = [raw.FPDFText_GetCharIndexFromTextIndex(textpage.raw, at) for at in (first, (first + last) // 2, last)]
    if min(indexes) < 0 or not raw.FPDFText_GetCharOrigin(textpage.raw, indexes[0], x, y):
        return line
    try:
        begin = textpage.get_charbox(indexes[0])
        # the middle: an initial may be set larger than the line
        _, low, _, high = textpage.get_charbox(indexes[1], loose=True)
        end = textpage.get_charbox(indexes[2])
    except PdfiumError:
        return line
    return replace(line, left=begin[0], right=end[2], base=y.value, size=max(high - low, 0.0))


def without_edges(pages: Sequence[Sequence[Printed]]) -> tuple[list[Printed], list[Dropped]]:
    """The lines of all pages, and those left out: page numbers, and lines that stand at the edge of most pages."""
    edges: Counter[str] = Counter()
    for page in pages:
        edges.update({re.sub(r"\d+", "0", line.text) for line in (*page[:2], *page[-2:])})
    lines: list[Printed] = []
    left_out: list[Dropped] = []
    for page in pages:
        for place, line in enumerate(page):
            repeated = len(pages) > 2 and edges[re.sub(r"\d+", "0", line.text)] * 2 > len(pages)
            number = re.fullmatch(r"(?:page |seite |стр\. ?)?\d{1,4}(?: ?(?:/|of|von|из) ?\d{1,4})?", line.text, re.I)
            if (place < 2 or place >= len(page) - 2) and (repeated or number):
                why = "a page's number" if number else "the head or foot of most pages"
                left_out.append(Dropped(text=tidy(line.text)[0], why=why, line=len(lines) + 1))
            else:
                lines.append(line)
    return lines, left_out


# --- Paragraphs ---------------------------------------------------------------------------------------------

_NEAR = 12
"""Lines to either side by which the width of a line's column is told."""
_GAP = 1.22
"""Times the usual distance of two lines from which on a gap parts paragraphs."""


def paragraphs(lines: Sequence[Printed]) -> Iterator[Line]:
    """Lines put together to paragraphs; what is set clearly larger than the text is a heading."""
    lines = [line for line in lines if line.text]
    body = _body_size(lines)
    leading = _leading(lines, body)
    words = words_of(line.text for line in lines)
    start, parts = 0, list[Printed]()
    for number, line in enumerate(lines):
        if parts and _ends(lines, number - 1, body, leading):
            yield _paragraph(parts, start, body, words)
            parts = []
        if not parts:
            start = number + 1
        parts.append(line)
    if parts:
        yield _paragraph(parts, start, body, words)


def _paragraph(parts: Sequence[Printed], number: int, body: float, words: frozenset[str]) -> Line:
    text = joined([part.text for part in parts], words)
    large = body > 0 and min(part.size for part in parts) > body * 1.15 and len(text) <= 220
    return Line(text=text, number=number, heading=large)


def _body_size(lines: Sequence[Printed]) -> float:
    """The size in which most letters are set; 0 where it is not known."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text) if line.size else 0
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def _leading(lines: Sequence[Printed], body: float) -> float:
    """The usual distance from a line of the text to the next of its paragraph, in points; 0 where none is seen."""
    steps = [
        (a.base - b.base, b.text[:1].islower() and not SENTENCE_END.search(a.text))
        for a, b in pairwise(lines)
        if body and _alike(a, b) and abs(a.size - body) <= body * 0.08 and body * 0.5 < a.base - b.base < body * 3
    ]
    sure = [step for step, goes_on in steps if goes_on]
    return median(sure) if sure else min((step for step, _ in steps), default=0.0)


def _alike(a: Printed, b: Printed) -> bool:
    """Whether two lines of one page are set in one size."""
    return a.page == b.page and bool(a.size) and bool(b.size) and abs(a.size - b.size) <= 0.08 * max(a.size, b.size)


def _ends(lines: Sequence[Printed], at: int, body: float, leading: float) -> bool:
    """Whether the line at a place is the last of its paragraph."""
    a, b = lines[at], lines[at + 1]
    finished = bool(SENTENCE_END.search(a.text))
    goes_on = a.text.endswith(("-", "‐", ",")) or (b.text[:1].islower() and not finished)
    near = lines[max(0, at - _NEAR) : at + _NEAR + 2]
    if not a.size or not b.size:
        width = max(len(line.text) for line in near)
        short = len(a.text) < width * 0.85
        return (short and finished) or (len(a.text) < width * 0.5 and not goes_on)
    edge = max(line.right for line in near if line.page == a.page and abs(line.left - a.left) < 4 * a.size)
    letter = (b.right - b.left) / max(len(b.text), 1)
    fits = a.right + letter * (1 + len(b.text.partition(" ")[0])) < edge
    half = a.right - a.left < (edge - a.left) * 0.5
    step = a.base - b.base
    if a.page == b.page and step > 0.3 * a.size:
        if not _alike(a, b):
            return not a.text.endswith(("-", "‐"))
        usual = leading * a.size / body if leading and body else 1.5 * a.size
        if step > usual * _GAP and not (goes_on and step < usual * 1.9):
            return True
        if abs(b.left - a.left) > 0.5 * a.size and (finished or (fits and not goes_on and b.left > a.left)):
            return True
    return (finished and fits) or (half and not goes_on)
