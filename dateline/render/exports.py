"""The site as files that are no pages: claims.csv, sitemap.xml, robots.txt, and the schema of timeline.json."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement

from dateline.dates import EdtfDate
from dateline.model import Claim, Entry, Evidence
from dateline.patterns import pattern
from dateline.render.addresses import ADDRESSES
from dateline.render.feeds import changed, xml_bytes, xml_text
from dateline.render.index import Index
from dateline.render.pieces import Piece
from dateline.render.views.about import COLUMNS
from dateline.render.views.names import safe_url

# What a spreadsheet may take for the end of a cell or of a row, as its reader has told it; the comma it knows.
_ENDS = r";|\t\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
# What may stand between the beginning of a cell and its formula: blanks, quotation marks, and what is not seen.
_BEFORE = (
    r"\x00-\x08\x0e-\x1b\x1f \x7f-\x84\x86-\xa0\xad\u034f\u061c\u115f\u1160\u1680\u180e\u2000-\u200f\u202a-\u202f"
    r"\u205f-\u206f\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\"'`\xab\xbb\u2018-\u201f\uff02\uff07"
)
# = + - @ with their full-width, small, raised and lowered forms, all of which NFKC makes the plain ones.
_SIGNS = r"=+@\u207a\u207c\u208a\u208c\ufe62\ufe63\ufe66\ufe6b\uff0b\uff0d\uff1d\uff20-"
_FORMULA = pattern(rf"(^|[{_ENDS}])(?=[{_BEFORE}]*[{_SIGNS}])")
_END = pattern(rf"[{_ENDS}]")
# In cells of which each has a line break before it: one that begins like a formula or with the end of another.
_RISKY = pattern(rf"[{_ENDS}](?:[{_BEFORE}]*[{_SIGNS}]|[{_ENDS}])")


def timeline_schema(_index: Index, base: str, _epoch: str) -> bytes:
    """The JSON Schema of timeline.json."""
    from dateline.render.schemas import timeline_schema as schema

    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    if base:
        whole["$id"] = base + ADDRESSES["timeline-schema"]
    return (json.dumps(whole | schema(), ensure_ascii=False, indent=1) + "\n").encode()


def _url(base: str, path: str | None) -> str | None:
    return None if path is None else base + path


def _date(value: EdtfDate | None) -> str | None:
    return value.text if value else None


def safe_cell(text: str) -> str:
    """A cell that no spreadsheet takes for a formula (https://owasp.org/www-community/attacks/CSV_Injection).

    What begins like a formula, full-width and small forms included, gets an apostrophe before it; in the middle of a
    text too, where that follows a semicolon, a tab, a vertical bar or a line break: a spreadsheet that takes these for
    the ends of cells begins a new one there. A cell that begins with one of them gets one as well; NUL becomes visible.
    """
    clean = _FORMULA.sub(r"\1'", text.replace("\0", "␀"))
    return f"'{clean}" if _END.match(clean) else clean


def _are_harmless(cells: Iterable[str]) -> bool:
    """Whether `safe_cell` would change none of these: so it is with most rows, which one look shows."""
    text = "\n".join(["", *filter(None, cells)])
    return "\0" not in text and _RISKY.search(text) is None


def claims_csv(index: Index, base: str, _epoch: str) -> Iterator[Piece]:
    """One row for each piece of evidence (RFC 4180, UTF-8, with a head line)."""
    yield Piece("head", lambda: _csv([[name for name, _ in COLUMNS]]))
    for entry in index.site.entries:
        yield Piece(entry, partial(_rows, index, entry, base))


def _csv(rows: Iterable[Iterable[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def _rows(index: Index, ident: str, base: str) -> bytes:
    """The rows of an entry."""
    entry = index.site.entries[ident]
    rows = (
        _row(index, entry, claim, number, evidence, base)
        for claim in entry.claims
        for number, evidence in enumerate(claim.evidence)
    )
    return _csv(cells if _are_harmless(cells) else map(safe_cell, cells) for cells in rows)


def _row(index: Index, entry: Entry, claim: Claim, number: int, evidence: Evidence, base: str) -> list[str]:
    """The cells of one piece of evidence, in the order of COLUMNS."""
    source = index.site.sources.get(evidence.source)
    support = index.support(entry, claim)
    cells: Mapping[str, str | None] = {
        "entry": entry.id,
        "entry_title": entry.title,
        "date": _date(claim.date or entry.date),
        "track": entry.track,
        "claim": claim.id,
        "text": claim.text,
        "by": " ".join(claim.by),
        "kind": claim.kind,
        "stance": claim.stance,
        "topic": claim.topic,
        "about": claim.about,
        "of": (claim.of or entry.id) if claim.about else None,
        "value": claim.value,
        "evidence": str(number + 1),
        "source": evidence.source,
        "source_title": source.title if source else None,
        "outlet": source.publisher if source else None,
        "published": _date(source.published) if source else None,
        "language": source.language if source else None,
        "quote": evidence.quote,
        "verdict": index.finding(entry, claim, number).verdict,
        "outlets": str(len(support.outlets)),
        "origins": str(len(support.origins)),
        "url": _url(base, index.entry_ref(entry, claim).path),
        "source_url": safe_url(source.url) if source else None,
        "source_status": source.status if source else None,
    }
    return [cells[name] or "" for name, _ in COLUMNS]


def sitemap_xml(index: Index, base: str, addresses: Iterable[tuple[str, str]]) -> bytes:
    """The site's pages for search engines (https://www.sitemaps.org/protocol.html): (address, entry id or empty) each.

    The protocol knows absolute addresses only.
    """
    root = Element("urlset", {"xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9"})
    days: dict[str, date | None] = {entry.id: changed(entry) for entry in index.dates() if entry.updated or entry.added}
    for address, entry_id in addresses:
        url = SubElement(root, "url")
        SubElement(url, "loc").text = xml_text(base + address)
        if last := days.get(entry_id):
            SubElement(url, "lastmod").text = last.isoformat()
    return xml_bytes(root)


def robots_txt(index: Index, base: str) -> bytes:
    """Leave to crawl everything, and the way to the sitemap where the site's address is known."""
    lines = ["User-agent: *", "Allow: /"]
    path = index.page("sitemap")
    if base and path:
        lines += ["", f"Sitemap: {base}{path}"]
    return ("\n".join(lines) + "\n").encode()


def root_path(base: str) -> str:
    """The path part of the site's address, for links that work at any depth: `/repo/`; `/` where it isn't known."""
    return urlsplit(base).path or "/"
