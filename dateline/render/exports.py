"""The site as data: timeline.json, claims.csv, sitemap.xml, robots.txt."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement

from dateline.dates import EdtfDate
from dateline.model import Claim, Entry, Evidence, Finding, Source, Verdict
from dateline.patterns import pattern
from dateline.render.feeds import changed, xml_bytes, xml_text
from dateline.render.index import Index, passage_anchor
from dateline.render.views.about import COLUMNS
from dateline.render.views.parts import safe_url

ANNOTATION_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
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


def timeline_json(index: Index, base: str, _epoch: str) -> bytes:
    """The whole timeline. Addresses are absolute where `base` is known, else relative to the site's root.

    Offsets are 0-based characters (Unicode code points) of the source's clean text, whose SHA-256 stands beside them.
    """
    site = index.site
    settings = site.settings
    data: dict[str, Any] = {
        "format": "https://www.w3.org/TR/annotation-model/ selectors in a timeline of Dateline",
        "version": 1,
        "title": settings.title,
        "tagline": settings.tagline,
        "url": base or None,
        "language": settings.language,
        "licence": settings.licence,
        "tracks": [
            {"id": each.id, "title": each.title, "description": each.description, "medium": each.medium}
            for each in site.tracks.values()
        ],
        "actors": [
            {"id": each.id, "kind": each.kind, "name": each.name, "party": each.party, "role": each.role}
            for each in site.actors.values()
        ],
        "places": [
            {
                "id": each.id,
                "name": each.name,
                "country": each.country,
                "zone": each.zone,
                "coordinates": list(each.coordinates) if each.coordinates else None,
                "precision": each.precision,
            }
            for each in site.places.values()
        ],
        "topics": [
            {"id": each.id, "title": each.title, "description": each.description} for each in site.topics.values()
        ],
        "properties": [
            {"id": each.id, "title": each.title, "type": each.type, "unit": each.unit}
            for each in site.properties.values()
        ],
        "outlets": [
            {"id": each.id, "kind": each.kind, "name": each.name}
            for each in site.outlets.values()
            if any(source.publisher == each.id for source in site.sources.values())
        ],
        "sources": [_source(index, source, base) for source in site.sources.values()],
        "entries": [_entry(index, entry, base) for entry in site.entries.values()],
        "disputes": [
            {
                "id": each.id,
                "url": _url(base, index.page("dispute", each.id)),
                "property": each.property,
                "subject": each.subject,
                "title": each.title,
                "sides": [
                    {
                        "value": side.value,
                        "written": list(side.raw),
                        "origins": side.origins,
                        "claims": [f"{entry}#{claim}" for entry, claim in side.claims],
                    }
                    for side in each.sides
                ],
            }
            for each in index.disputes
        ],
    }
    return (json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _url(base: str, path: str | None) -> str | None:
    return None if path is None else base + path


def _date(value: EdtfDate | None) -> str | None:
    return value.text if value else None


def _source(index: Index, source: Source, base: str) -> dict[str, Any]:
    facts = index.site.facts.get(source.id)
    group = index.groups.get(source.id)
    return {
        "id": source.id,
        "url": _url(base, index.page("source", source.id)),
        "title": source.title,
        "kind": source.kind,
        "publisher": source.publisher,
        "credit": source.credit,
        "authors": list(source.authors),
        "published": _date(source.published),
        "inferred": dict(source.inferred),
        "language": source.language,
        "address": safe_url(source.url),
        "archived": safe_url(source.archived_url),
        "accessed": _date(source.accessed),
        "licence": source.licence,
        "status": source.status,
        "derived_from": [
            {"source": each.source, "origin": each.origin, "how": each.how}
            for each in source.derived_from
        ],
        "origin": group.key if group else source.id,
        "text": {"sha256": facts.digest, "length": facts.length, "paragraphs": facts.paragraphs} if facts else None,
    }  # fmt: skip


def _entry(index: Index, entry: Entry, base: str) -> dict[str, Any]:
    zone = index.zone(entry)
    track = index.site.tracks.get(entry.track) if entry.track else None
    return {
        "id": entry.id,
        "url": _url(base, index.page("entry", entry.id)),
        "title": entry.title,
        "date": _date(entry.date),
        "time": entry.time.text if entry.time else None,
        "zone": zone if entry.time else None,
        "date_from": {"said": entry.date_from.said, "source": entry.date_from.source} if entry.date_from else None,
        "track": entry.track,
        "part_of": entry.part_of if entry.part_of in index.site.entries else None,
        "medium": entry.medium or (track.medium if track else None),
        "place": entry.place,
        "actors": list(entry.actors),
        "status": entry.status,
        "added": _date(entry.added),
        "updated": _date(entry.updated),
        "corrections": [{"date": each.date.text, "text": each.text} for each in entry.corrections],
        "text": index.prose(entry.id),
        "translations": [
            {
                "language": each.language,
                "url": _url(base, index.translation_page(each)),
                "title": each.title,
                "text": each.body,
                "claims": dict(each.claims),
            }
            for each in index.site.translations.get(entry.id, ())
        ],
        "claims": [_claim(index, entry, claim, base) for claim in entry.claims],
    }


def _claim(index: Index, entry: Entry, claim: Claim, base: str) -> dict[str, Any]:
    support = index.support(entry, claim)
    return {
        "id": claim.id,
        "url": _url(base, index.entry_ref(entry, claim).path),
        "text": claim.text,
        "by": list(claim.by),
        "kind": claim.kind,
        "date": _date(claim.date),
        "topic": claim.topic,
        "stance": claim.stance,
        "about": claim.about,
        "of": (claim.of or entry.id) if claim.about else None,
        "value": claim.value,
        "support": {
            "sentence": support.sentence,
            "outlets": list(support.outlets),
            "origins": [group.key for group in support.origins],
        },
        "disputes": [each.id for each in index.disputed.get((entry.id, claim.id), ())],
        "evidence": [
            _evidence(index, evidence, index.finding(entry, claim, number), base)
            for number, evidence in enumerate(claim.evidence)
        ],
    }


def _evidence(index: Index, evidence: Evidence, finding: Finding, base: str) -> dict[str, Any]:
    translation = evidence.translation
    return {
        "source": evidence.source,
        "quote": evidence.quote,
        "at": evidence.at,
        "translation": {"text": translation.text, "by": translation.by} if translation else None,
        "verdict": finding.verdict,
        "folds": list(finding.folds),
        "paragraph": finding.paragraph,
        "unique": finding.unique,
        "annotation": _annotation(index, evidence, finding, base),
    }


def _annotation(index: Index, evidence: Evidence, finding: Finding, base: str) -> dict[str, Any] | None:
    """A verified quotation as a W3C Web Annotation (https://www.w3.org/TR/annotation-model/); None for any other.

    The exact words are those of the evidence. Where only typography differs, a reader of the annotation has to fold it
    as well; a quotation with words left out is given by its position alone.
    """
    if not finding.verdict.found or finding.start is None or finding.end is None:
        return None
    selectors: list[dict[str, Any]] = []
    if finding.verdict is not Verdict.ELIDED:
        selectors.append(
            {
                "type": "TextQuoteSelector",
                "exact": evidence.quote,
                "prefix": finding.prefix,
                "suffix": finding.suffix,
            }
        )
    selectors.append({"type": "TextPositionSelector", "start": finding.start, "end": finding.end})
    page = index.page("source", evidence.source)
    source = index.site.sources.get(evidence.source)
    address = safe_url(source.url) if source else None
    return {
        "@context": ANNOTATION_CONTEXT,
        "id": _url(base, f"{page}#{passage_anchor(evidence)}" if page else None),
        "type": "Annotation",
        "motivation": "highlighting",
        "target": {"source": address or _url(base, page), "selector": selectors},
    }


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


def claims_csv(index: Index, base: str, _epoch: str) -> bytes:
    """One row for each piece of evidence (RFC 4180, UTF-8, with a head line)."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([name for name, _ in COLUMNS])
    for entry, claim, number, evidence in index.site.evidence():
        cells = _row(index, entry, claim, number, evidence, base)
        writer.writerow(cells if _are_harmless(cells) else map(safe_cell, cells))
    return out.getvalue().encode()


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
    }
    return [cells[name] or "" for name, _ in COLUMNS]


def sitemap_xml(index: Index, base: str, addresses: Iterable[tuple[str, str]]) -> bytes:
    """The site's pages for search engines (https://www.sitemaps.org/protocol.html): (address, entry id or empty) each.

    The protocol knows absolute addresses only.
    """
    root = Element("urlset", {"xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9"})
    for address, entry_id in addresses:
        url = SubElement(root, "url")
        SubElement(url, "loc").text = xml_text(base + address)
        entry = index.site.entries.get(entry_id)
        day = (entry.updated or entry.added) if entry else None
        if entry and day and (last := changed(entry)):
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
