"""The site's account of itself: how verdicts are reached, what can be downloaded, and the page for a wrong address."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from dateline.evidence.positions import holders_of
from dateline.model import Verdict
from dateline.render import words
from dateline.render.index import Index
from dateline.render.words import Badge


class VerdictRow(NamedTuple):
    """A verdict, what it means and how often it was reached here."""

    badge: Badge
    """The verdict in words."""
    means: str
    """What it means."""
    number: int
    """Pieces of evidence with it."""


class Figure(NamedTuple):
    """A row of figures."""

    label: str
    """What is counted."""
    number: int
    """How many."""


class MethodView(NamedTuple):
    """How verdicts are reached, and the figures of this site."""

    title: str
    """How this site works."""
    description: str
    """In one sentence."""
    verdicts: tuple[VerdictRow, ...]
    """Every verdict."""
    evidence: int
    """Pieces of evidence in all."""
    claims: int
    """Claims in all …"""
    verified: int
    """… of which so many have a quotation that was found …"""
    quoted: int
    """… so many have quotations, of which none was found …"""
    cited: int
    """… so many only name a source …"""
    spent: int
    """… and so many rest on sources alone that were retracted."""
    origins: tuple[Figure, ...]
    """Claims by the number of origins."""
    outlets: tuple[Figure, ...]
    """Sources by outlet."""
    languages: tuple[Figure, ...]
    """Sources by language."""
    licences: tuple[Figure, ...]
    """Sources by licence."""
    parties: tuple[Figure, ...]
    """Claims by the party whose words or deeds they are; a claim by several counts for each."""
    archived: int
    """Sources with a known copy at a web archive …"""
    unquoted: int
    """… and sources that no claim quotes."""
    sources: int
    """Sources in all …"""
    texts: int
    """… of which so many were compared with their text."""
    disputes: int
    """Disputes in all."""
    disputes_path: str | None
    """The list of disputes."""
    data_path: str | None
    """The downloads."""


class Download(NamedTuple):
    """A file to download."""

    path: str
    """Relative to the site's root."""
    name: str
    """Its name."""
    kind: str
    """Its media type."""
    about: str
    """What is in it."""


class DataView(NamedTuple):
    """The downloads."""

    title: str
    """Data."""
    description: str
    """In one sentence."""
    downloads: tuple[Download, ...]
    """The files."""
    columns: tuple[tuple[str, str], ...]
    """Columns of claims.csv and what they hold."""
    licence: str | None
    """Licence of the editors' words and data."""
    entries: int
    """Entries in all."""
    claims: int
    """Claims in all."""


class MissingView(NamedTuple):
    """The page for an address that leads nowhere."""

    title: str
    """Not found."""
    description: str
    """In one sentence."""


def method_view(index: Index) -> MethodView:
    """Make the page on how verdicts are reached."""
    site = index.site
    verdicts: Counter[Verdict] = Counter()
    origins: Counter[int] = Counter()
    parties: Counter[str] = Counter()
    quoted_sources: set[str] = set()
    verified = quoted = cited = 0
    for entry, claim in index.rests():
        reached = [index.finding(entry, claim, number).verdict for number in range(len(claim.evidence))]
        for verdict, evidence in zip(reached, claim.evidence, strict=True):
            verdicts[verdict] += 1
            if evidence.quote:
                quoted_sources.add(evidence.source)
        origins[len(index.support(entry, claim).origins)] += 1
        holders = holders_of(site.actors, claim)
        for holder in holders:
            parties[index.actor_ref(holder).label] += 1
        if not holders:
            parties["Nobody’s, or of persons without a party"] += 1
        counts = [each for each in claim.evidence if index.stands(each.source)]
        if index.verified(entry, claim):
            verified += 1
        elif any(each.quote for each in counts):
            quoted += 1
        elif counts:
            cited += 1
    total = sum(origins.values())
    outlets: Counter[str] = Counter()
    languages: Counter[str] = Counter()
    licences: Counter[str] = Counter()
    archived = 0
    for each in index.natures():
        outlets[each.outlet or "Publisher unknown"] += 1
        languages[words.language_name(each.language) if each.language else "Unknown"] += 1
        licences[each.licence or "None stated"] += 1
        archived += each.archived
    return MethodView(
        title="How this site works",
        description="How quotations are checked, how support is counted, and what the figures of this site are.",
        verdicts=tuple(
            VerdictRow(Badge(verdict.value, text, mark, verdict.found), means, verdicts[verdict])
            for verdict, (text, mark, means) in words.VERDICTS.items()
        ),
        evidence=sum(verdicts.values()),
        claims=total,
        verified=verified,
        quoted=quoted,
        cited=cited,
        spent=total - verified - quoted - cited,
        origins=tuple(Figure(words.count(number, "origin"), many) for number, many in sorted(origins.items())),
        outlets=_ranked(outlets),
        languages=_ranked(languages),
        licences=_ranked(licences),
        parties=_ranked(parties),
        archived=archived,
        unquoted=len(site.sources) - len(quoted_sources),
        sources=len(site.sources),
        texts=sum(source in site.facts for source in site.sources),
        disputes=len(index.disputes),
        disputes_path=index.page("disputes"),
        data_path=index.page("data"),
    )


def _ranked(counter: Counter[str]) -> tuple[Figure, ...]:
    return tuple(Figure(label, many) for label, many in sorted(counter.items(), key=lambda pair: (-pair[1], pair[0])))


_DOWNLOADS = (
    (
        "timeline-json",
        "JSON",
        "application/json",
        (
            "The whole timeline: entries, claims, sources, actors, places, topics, positions, disputes. Each verified "
            "quotation is a W3C Web Annotation with its place in the source. It is linked data as well (JSON-LD, in "
            "terms of schema.org), for which nothing else has to be fetched."
        ),
    ),
    (
        "timeline-schema",
        "JSON Schema",
        "application/schema+json",
        "What each field of timeline.json means and may hold.",
    ),
    (
        "claims-csv",
        "CSV",
        "text/csv",
        "One row for each piece of evidence of each claim, for spreadsheets and statistics.",
    ),
    ("feed", "Atom feed", "application/atom+xml", "New and changed entries, for feed readers."),
)

_WITHIN = {"timeline-schema": "timeline-json"}
"""Files that are left out with others."""

COLUMNS = (
    ("entry", "Id of the entry"),
    ("entry_title", "Its title"),
    ("date", "Its date (EDTF)"),
    ("track", "Id of its track; empty for background"),
    ("claim", "Id of the claim in the entry"),
    ("text", "The claim, in the editors’ words"),
    ("by", "Ids of those who said or did it, separated by spaces"),
    ("kind", "statement, report or analysis"),
    ("stance", "What the speaker does with the topic"),
    ("topic", "Id of the topic"),
    ("about", "Id of the property that the claim gives a value to"),
    ("of", "Id of the entry or actor whose property it is"),
    ("value", "The value"),
    ("evidence", "1-based number of the evidence in the claim"),
    ("source", "Id of the source"),
    ("source_title", "Its title"),
    ("outlet", "Id of its publisher; empty where unknown"),
    ("published", "When it came out (EDTF)"),
    ("language", "Language of the source"),
    ("quote", "The quoted words"),
    ("verdict", "What became of the quotation"),
    ("outlets", "How many known outlets support the claim"),
    ("origins", "How many origins support the claim"),
    ("url", "The claim on this site"),
    ("source_url", "Where the source was read"),
    ("source_status", "What has become of it since: live, corrected, retracted (it supports nothing) or gone"),
)
"""Columns of claims.csv."""


def data_view(index: Index) -> DataView:
    """Make the page of downloads."""
    site = index.site
    return DataView(
        title="Data",
        description="This timeline as data: JSON, CSV and an Atom feed.",
        downloads=tuple(
            Download(path, name, media_type, about)
            for kind, name, media_type, about in _DOWNLOADS
            if (path := index.page(_WITHIN.get(kind, kind)) and index.page(kind))
        ),
        columns=COLUMNS if index.page("claims-csv") else (),
        licence=site.settings.licence,
        entries=len(site.entries),
        claims=sum(len(entry.claims) for entry in site.entries.values()),
    )


def missing_view(_index: Index) -> MissingView:
    """Make the page for an address that leads nowhere."""
    return MissingView(title="Page not found", description="There is no page at this address.")


class MovedView(NamedTuple):
    """The page at an old address."""

    title: str
    """What has moved."""
    description: str
    """In one sentence."""
    path: str
    """The new address, relative to the site's root."""
