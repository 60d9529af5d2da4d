"""The whole timeline as data: timeline.json, for programs and for the web of linked data."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from dateline.dates import EdtfDate
from dateline.evidence.known import FirstReport
from dateline.evidence.positions import holdings
from dateline.model import Claim, Correction, Entry, Evidence, Finding, Source, Verdict
from dateline.render.addresses import ADDRESSES, claim_anchor, passage_anchor, translation_id
from dateline.render.index import Index, Stated
from dateline.render.jsonld import CONTEXT, actor_type, iso, outlet_type, source_type, when
from dateline.render.pieces import Piece
from dateline.render.views.claims import first_reported
from dateline.render.views.names import safe_url


def timeline_json(index: Index, base: str, _epoch: str) -> Iterator[Piece]:
    """The whole timeline, each source and each entry in a line of its own, as JSON and as linked data (JSON-LD 1.1).

    `render.schemas` describes each field, and `render.jsonld` what the keys mean. Addresses are absolute where `base`
    is known, else relative to the site's root. Offsets are 0-based characters (Unicode code points) of the source's
    clean text, whose SHA-256 stands beside them.
    """
    site = index.site
    yield Piece("about", lambda: f'{_json(_about(index, base))[:-1]},"sources":['.encode())
    for number, source in enumerate(site.sources):
        yield Piece(f"source/{source}", partial(_line, number, _source, index, source, base))
    yield Piece("between", lambda: b'\n],"entries":[')
    for number, entry in enumerate(site.entries):
        yield Piece(f"entry/{entry}", partial(_line, number, _entry, index, entry, base))
    yield Piece("positions", lambda: f'\n],"positions":{_json(_positions(index, base))}'.encode())
    yield Piece("disputes", lambda: f',"disputes":{_json(_disputes(index, base))}}}\n'.encode())


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _line(number: int, make: Callable[[Index, str, str], dict[str, Any]], index: Index, ident: str, base: str) -> bytes:
    """One of the things of a list, the first of which has the number 0, in a line of its own."""
    return f"{',' if number else ''}\n{_json(make(index, ident, base))}".encode()


def _here(base: str, *parts: str) -> str:
    """The address of something that has no page: its place in this file."""
    return f"{base}{ADDRESSES['timeline-json']}#{'/'.join(parts)}"


def _at(index: Index, base: str, kind: str, ident: str, anchor: str = "") -> str:
    """The address of a thing of a kind that has pages, or of a part of it; its place in this file where it has none."""
    path = index.page(kind, ident)
    if path is None:
        return _here(base, kind, ident, anchor) if anchor else _here(base, kind, ident)
    return f"{base}{path}#{anchor}" if anchor else base + path


def _maybe_at(index: Index, base: str, kind: str, ident: str | None) -> str | None:
    """The same; None for nothing."""
    return _at(index, base, kind, ident) if ident else None


def _claim_at(index: Index, base: str, entry: str, claim: str) -> str:
    return _at(index, base, "entry", entry, claim_anchor(claim))


def _about(index: Index, base: str) -> dict[str, Any]:
    """What the timeline says of itself, and its short lists."""
    site = index.site
    settings = site.settings
    publishers = index.publishers()
    origins = {key for group in index.groups.values() for key in (group.key, *group.roots)}
    return {
        "$schema": base + ADDRESSES["timeline-schema"],
        "@context": CONTEXT,
        "@type": "Dataset",
        "format": "https://www.w3.org/TR/annotation-model/ selectors in a timeline of Dateline",
        "version": 2,
        "title": settings.title,
        "tagline": settings.tagline,
        "url": base or "./",
        "language": settings.language,
        "licence": settings.licence,
        "tracks": [
            {
                "@type": "EventSeries",
                "id": each.id,
                "url": _at(index, base, "track", each.id),
                "title": each.title,
                "description": each.description,
                "medium": each.medium,
            }
            for each in site.tracks.values()
        ],
        "actors": [
            {
                "@type": actor_type(each),
                "id": each.id,
                "url": _at(index, base, "actor", each.id),
                "kind": each.kind,
                "name": each.name,
                "party": each.party,
                "party_url": _maybe_at(index, base, "actor", each.party),
                "role": each.role,
            }
            for each in site.actors.values()
        ],
        "places": [
            {
                "@type": "Place",
                "id": each.id,
                "url": _at(index, base, "place", each.id),
                "name": each.name,
                "within": each.within,
                "within_url": _maybe_at(index, base, "place", each.within),
                "country": each.country,
                "zone": each.zone,
                "coordinates": list(each.coordinates) if each.coordinates else None,
                "geo": {
                    "@type": "GeoCoordinates",
                    "latitude": each.coordinates[0],
                    "longitude": each.coordinates[1],
                } if each.coordinates else None,
                "precision": each.precision,
            }
            for each in site.places.values()
        ],
        "topics": [
            {
                "@type": "DefinedTerm",
                "id": each.id,
                "url": _at(index, base, "topic", each.id),
                "title": each.title,
                "description": each.description,
            }
            for each in site.topics.values()
        ],
        "properties": [
            {
                "@type": "Property",
                "id": each.id,
                "url": _here(base, "property", each.id),
                "title": each.title,
                "type": each.type,
                "unit": each.unit,
            }
            for each in site.properties.values()
        ],
        "outlets": [
            {
                "@type": outlet_type(each.kind),
                "id": each.id,
                "url": _here(base, "outlet", each.id),
                "kind": each.kind,
                "name": each.name,
            }
            for each in site.outlets.values()
            if each.id in publishers
        ],
        "origins": [
            {
                "@type": "Origin",
                "id": each.id,
                "url": _here(base, "origin", each.id),
                "title": each.title,
                "outlet": each.outlet,
                "outlet_url": _here(base, "outlet", each.outlet) if each.outlet else None,
            }
            for each in site.origins.values()
            if each.id in origins
        ],
    }  # fmt: skip


def _positions(index: Index, base: str) -> list[dict[str, Any]]:
    """What each party did with each topic."""
    site = index.site
    said: dict[str, list[tuple[Entry, Claim]]] = {}
    for entry, claim in index.claims():
        if claim.topic:
            said.setdefault(claim.topic, []).append((entry, claim))
    return [
        {
            "@type": "Holding",
            "topic": topic,
            "topic_url": _at(index, base, "topic", topic),
            "holder": holding.holder,
            "holder_url": _at(index, base, "actor", holding.holder),
            "positions": [
                {
                    "@type": "Position",
                    "stance": each.stance,
                    "date": _date(each.date),
                    "claim": f"{each.entry}#{each.claim}",
                    "claim_url": _claim_at(index, base, each.entry, each.claim),
                    "move": each.move,
                    "before": list(each.before),
                    "since": _date(each.since),
                }
                for each in holding.positions
            ],
            "statements": holding.statements,
        }
        for topic in site.topics
        if topic in said
        for holding in holdings(site.actors, said[topic])
    ]


def _disputes(index: Index, base: str) -> list[dict[str, Any]]:
    site = index.site
    found = index.disputes
    notes = {(str(each.of), str(each.about)): each.note for each in site.disputes.values()} if found else {}
    return [
        {
            "@type": "Dispute",
            "id": each.id,
            "url": _at(index, base, "dispute", each.id),
            "property": each.property,
            "property_url": _here(base, "property", each.property),
            "subject": each.subject,
            "subject_url": _subject_at(index, base, each.subject),
            "title": each.title,
            "note": notes.get((each.subject, each.property)),
            "sides": [
                {
                    "@type": "Side",
                    "value": side.value,
                    "written": list(side.raw),
                    "since": _date(side.since),
                    "origins": side.origins,
                    "against": list(side.against),
                    "claims": [f"{entry}#{claim}" for entry, claim in side.claims],
                    "claim_urls": [_claim_at(index, base, entry, claim) for entry, claim in side.claims],
                }
                for side in each.sides
            ],
        }
        for each in found
    ]  # fmt: skip


def _subject_at(index: Index, base: str, ident: str) -> str:
    """The address of what a property is one of: an actor, or an entry."""
    return _at(index, base, "actor" if ident in index.site.actors else "entry", ident)


def _date(value: EdtfDate | None) -> str | None:
    return value.text if value else None


def _corrections(corrections: Iterable[Correction]) -> list[dict[str, Any]]:
    return [{"@type": "CorrectionComment", "date": each.date.text, "text": each.text} for each in corrections]


def _source(index: Index, ident: str, base: str) -> dict[str, Any]:
    site = index.site
    source = site.sources[ident]
    facts = site.facts.get(source.id)
    group = index.groups.get(source.id)
    outlet = site.outlets.get(source.publisher) if source.publisher else None
    return {
        "@type": source_type(source.kind, outlet.kind if outlet else None),
        "id": source.id,
        "url": _at(index, base, "source", source.id),
        "title": source.title,
        "kind": source.kind,
        "publisher": source.publisher,
        "publisher_url": _here(base, "outlet", source.publisher) if source.publisher else None,
        "credit": source.credit,
        "authors": list(source.authors),
        "published": _date(source.published),
        "date_published": iso(source.published)[0] if source.published and not source.published.interval else None,
        "inferred": dict(source.inferred),
        "language": source.language,
        "address": safe_url(source.url),
        "archived": safe_url(source.archived_url),
        "accessed": _date(source.accessed),
        "licence": source.licence,
        "status": source.status,
        "corrections": _corrections(source.corrections),
        "derived_from": [
            {
                "@type": "Derivation",
                "source": each.source,
                "source_url": _maybe_at(index, base, "source", each.source),
                "origin": each.origin,
                "origin_url": _here(base, "origin", each.origin) if each.origin else None,
                "how": each.how,
                "note": each.note,
            }
            for each in source.derived_from
        ],
        "independent_of": [
            {
                "@type": "Independence",
                "source": each.source,
                "source_url": _at(index, base, "source", each.source),
                "note": each.note,
            }
            for each in source.independent_of
            if each.source in index.shown.sources
        ],
        "origin": group.key if group else source.id,
        "text": {
            "@type": "MediaObject",
            "sha256": facts.digest,
            "length": facts.length,
            "paragraphs": facts.paragraphs,
        } if facts else None,
    }  # fmt: skip


def _entry(index: Index, ident: str, base: str) -> dict[str, Any]:
    entry = index.site.entries[ident]
    zone = index.zone(entry)
    track = index.site.tracks.get(entry.track) if entry.track else None
    part_of = entry.part_of if entry.part_of in index.site.entries else None
    said = entry.date_from
    start, end = when(entry, zone)
    return {
        "@type": "Event",
        "id": entry.id,
        "url": _at(index, base, "entry", entry.id),
        "title": entry.title,
        "date": _date(entry.date),
        "start_date": start,
        "end_date": end,
        "time": entry.time.text if entry.time else None,
        "zone": zone if entry.time else None,
        "date_from": {
            "@type": "Quotation",
            "said": said.said,
            "source": said.source,
            "source_url": _at(index, base, "source", said.source),
        } if said else None,
        "track": entry.track,
        "track_url": _maybe_at(index, base, "track", entry.track),
        "part_of": part_of,
        "part_of_url": _maybe_at(index, base, "entry", part_of),
        "medium": entry.medium or (track.medium if track else None),
        "place": entry.place,
        "place_url": _maybe_at(index, base, "place", entry.place),
        "actors": list(entry.actors),
        "actor_urls": [_at(index, base, "actor", each) for each in entry.actors],
        "status": entry.status,
        "added": _date(entry.added),
        "updated": _date(entry.updated),
        "corrections": _corrections(entry.corrections),
        "text": index.prose(entry.id),
        "translations": [
            {
                "@type": "WebPage",
                "language": each.language,
                "url": _at(index, base, "translation", translation_id(each)),
                "title": each.title,
                "text": each.body,
                "claims": dict(each.claims),
            }
            for each in index.site.translations.get(entry.id, ())
        ],
        "claims": [_claim(index, entry, claim, base) for claim in entry.claims],
    }  # fmt: skip


def _claim(index: Index, entry: Entry, claim: Claim, base: str) -> dict[str, Any]:
    support = index.support(entry, claim)
    disputes = index.disputed.get((entry.id, claim.id), ())
    of = (claim.of or entry.id) if claim.about else None
    first = first_reported(index, Stated(entry, claim))
    return {
        "@type": "Claim",
        "id": claim.id,
        "url": _claim_at(index, base, entry.id, claim.id),
        "text": claim.text,
        "by": list(claim.by),
        "by_urls": [_at(index, base, "actor", each) for each in claim.by],
        "kind": claim.kind,
        "date": _date(claim.date),
        "topic": claim.topic,
        "topic_url": _maybe_at(index, base, "topic", claim.topic),
        "stance": claim.stance,
        "about": claim.about,
        "about_url": _here(base, "property", claim.about) if claim.about else None,
        "of": of,
        "of_url": _subject_at(index, base, of) if of else None,
        "value": claim.value,
        "support": {
            "@type": "Support",
            "sentence": support.sentence,
            "outlets": list(support.outlets),
            "origins": [group.key for group in support.origins],
        },
        "first_report": _first_report(first) if first else None,
        "first_report_urls": [_at(index, base, "source", each) for each in first.sources] if first else [],
        "disputes": [each.id for each in disputes],
        "dispute_urls": [_at(index, base, "dispute", each.id) for each in disputes],
        "evidence": [
            _evidence(index, entry, claim, number, base)
            for number in range(len(claim.evidence))
        ],
    }  # fmt: skip


def _first_report(first: FirstReport) -> dict[str, Any]:
    lag = first.lag
    return {
        "@type": "FirstReport",
        "day": first.day.isoformat(),
        "published": first.published.text,
        "sources": list(first.sources),
        "lag": {
            "@type": "Lag",
            "least": lag.least,
            "most": lag.most,
            "approximate": lag.about,
        } if lag else None,
    }  # fmt: skip


def _evidence(index: Index, entry: Entry, claim: Claim, number: int, base: str) -> dict[str, Any]:
    evidence, finding = claim.evidence[number], index.finding(entry, claim, number)
    translation = evidence.translation
    source = index.site.sources.get(evidence.source)
    found = finding.verdict.found and finding.start is not None
    # What is only cited is some part of its source, whose words nobody gave.
    made: dict[str, Any] = {"@type": "CreativeWork" if evidence.quote is None else "Quotation"}
    if found:
        made["url"] = _at(index, base, "source", evidence.source, passage_anchor(evidence))
    return made | {
        "source": evidence.source,
        "source_url": _at(index, base, "source", evidence.source),
        "quote": evidence.quote,
        "language": source.language if source else None,
        "at": evidence.at,
        "translation": {
            "@type": "Quotation",
            "text": translation.text,
            "by": translation.by,
        } if translation else None,
        "verdict": finding.verdict,
        "folds": list(finding.folds),
        "paragraph": finding.paragraph,
        "unique": finding.unique,
        "annotation": _annotation(index, entry, claim, number, source, base) if found else None,
    }  # fmt: skip


def _annotation(
    index: Index, entry: Entry, claim: Claim, number: int, source: Source | None, base: str
) -> dict[str, Any]:
    """A found quotation as a W3C Web Annotation (https://www.w3.org/TR/annotation-model/): the claim, and its place.

    The exact words are those of the evidence. Where only typography differs, a reader of the annotation has to fold it
    as well. A quotation with words left out has a target for each of its parts; the place of all of it, where the
    receipt doesn't know that of its parts.
    """
    evidence, finding = claim.evidence[number], index.finding(entry, claim, number)
    facts = index.site.facts.get(evidence.source)
    about: dict[str, Any] = {
        "type": "SpecificResource",
        "source": (safe_url(source.url) if source else None) or _at(index, base, "source", evidence.source),
        "sha256": facts.digest if facts else None,
    }
    if source and (archived := safe_url(source.archived_url)):
        about["state"] = {"type": "TimeState", "cached": archived}
    targets = [about | {"selector": selectors} for selectors in _selectors(evidence, finding)]
    return {
        "id": _here(base, "annotation", entry.id, claim.id, str(number + 1)),
        "type": "Annotation",
        "motivation": "linking",
        "body": _claim_at(index, base, entry.id, claim.id),
        "target": targets[0] if len(targets) == 1 else targets,
    }


def _selectors(evidence: Evidence, finding: Finding) -> Iterator[list[dict[str, Any]]]:
    """For each target of an annotation the ways to find it, which all mean the same words."""
    words: Sequence[str | None] = (evidence.quote,)
    places = finding.parts or ((finding.start, finding.end),)
    if finding.verdict is Verdict.ELIDED:
        # Few quotes are, and what cuts them takes long to import.
        from dateline.evidence.quotes import parts_of

        words = parts_of(evidence.quote or "", len(places)) or (None,) * len(places)
    for at, (exact, (start, end)) in enumerate(zip(words, places, strict=True)):
        found: list[dict[str, Any]] = []
        if exact is not None:
            quoted = {"type": "TextQuoteSelector", "exact": exact}
            # A receipt has what stands around the whole of a quotation, and nothing of what it leaves out.
            if at == 0:
                quoted["prefix"] = finding.prefix
            if at == len(places) - 1:
                quoted["suffix"] = finding.suffix
            found.append(quoted)
        yield [*found, {"type": "TextPositionSelector", "start": start, "end": end}]
