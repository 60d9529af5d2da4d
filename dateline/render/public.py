"""What of a site may be shown: drafts, and what only drafts use, stay inside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import TypeVar

from dateline.evidence.receipts import Findings
from dateline.model import Claim, Entry, EvidenceKey, Finding, PropertyType, Site, Status, TextFacts, places_around
from dateline.patterns import pattern

T = TypeVar("T")

_CITATION = pattern(r"\[@([^\]\n]{1,2000})\]")
_CITED_ID = pattern(r"(?:^|;)\s*@?([a-z0-9][a-z0-9-]*)")


def cited_in(body: str) -> tuple[str, ...]:
    """The source ids that a prose text cites (`[@a; @b, p. 3]`), in order, each once.

    A citation written inside code counts too: that is rare, and shows a source's page rather than a dead link.
    """
    if "[@" not in body:
        return ()
    found = (each for group in _CITATION.findall(body) for each in _CITED_ID.findall(group))
    return tuple(dict.fromkeys(found))


Cited = Mapping[str, Sequence[str]]
"""Prose text: the ids of the sources that it cites, for texts of which that is known."""


def citations(body: str, cited: Cited) -> Sequence[str]:
    """The source ids that a prose text cites, each once: as it is known, or else as it looks."""
    known = cited.get(body)
    return cited_in(body) if known is None else known


def publishable(site: Site, *, drafts: bool, cited: Cited | None = None) -> Site:
    """The part of a site that its pages show, as a Site of its own.

    Kept are the published entries (with `drafts`, all of them) and the sources, actors, places, topics and tracks that
    they name, directly or as the origin of a source, the party of an actor, what a place lies in, or a disputed value.
    """
    entries = {key: entry for key, entry in site.entries.items() if drafts or entry.status is Status.PUBLISHED}
    claims = [claim for entry in entries.values() for claim in entry.claims]
    translations = _kept(site.translations, entries)
    bodies = [each.body for written in translations.values() for each in written]
    bodies += [entry.body for entry in entries.values()]
    places = _places(site, entries.values(), claims)
    sources = _sources(site, entries.values(), claims, bodies, cited or {})
    facts = {key: _shown(facts, sources) for key, facts in site.facts.items() if key in sources}
    return replace(
        site,
        entries=entries,
        sources=_kept(site.sources, sources),
        actors=_kept(site.actors, _actors(site, entries.values(), claims)),
        places=_kept(site.places, places),
        topics=_kept(site.topics, {claim.topic for claim in claims}),
        tracks=_kept(site.tracks, {entry.track for entry in entries.values()}),
        translations=translations,
        texts=_kept(site.texts, sources),
        facts=facts,
        findings=_findings(site, entries),
    )


def _findings(site: Site, entries: Mapping[str, Entry]) -> Mapping[EvidenceKey, Finding]:
    """What was found out about the evidence of some entries."""
    if isinstance(site.findings, Findings):
        return site.findings.among(entries)
    return {key: finding for key, finding in site.findings.items() if key.entry in entries}


def _kept(things: Mapping[str, T], ids: Iterable[str | None]) -> dict[str, T]:
    """Those of the ids, in the order of the whole."""
    wanted = set(ids)
    return {key: thing for key, thing in things.items() if key in wanted}


def _shown(facts: TextFacts, sources: set[str]) -> TextFacts:
    if not facts.shared:
        return facts
    return replace(facts, shared=tuple(shared for shared in facts.shared if shared.source in sources))


def _sources(
    site: Site, entries: Iterable[Entry], claims: Iterable[Claim], bodies: Iterable[str], cited: Cited
) -> set[str]:
    """Sources that the entries rest on or that prose cites, and those that these derive from."""
    named: set[str] = {evidence.source for claim in claims for evidence in claim.evidence}
    named.update(chain.from_iterable(citations(body, cited) for body in bodies))
    named.update(entry.date_from.source for entry in entries if entry.date_from)
    waiting = list(named)
    found: set[str] = set()
    while waiting:
        key = waiting.pop()
        source = site.sources.get(key)
        if source is None or key in found:
            continue
        found.add(key)
        waiting += [str(step.source) for step in source.derived_from if step.source]
    return found


def _actors(site: Site, entries: Iterable[Entry], claims: Iterable[Claim]) -> set[str]:
    """Actors that the entries name, and the parties that these speak for."""
    found: set[str] = {actor for entry in entries for actor in entry.actors}
    for claim in claims:
        found.update(claim.by)
        if claim.of:
            found.add(claim.of)
    found |= _values(site, claims, PropertyType.ACTOR)
    parties = (site.actors[key].party for key in found if key in site.actors)
    return found | {str(party) for party in parties if party}


def _places(site: Site, entries: Iterable[Entry], claims: Iterable[Claim]) -> set[str]:
    """Places that the entries name, and the larger ones that these lie in."""
    named = {entry.place for entry in entries} | _values(site, claims, PropertyType.PLACE)
    return {place.id for name in named for place in places_around(name, site.places)}


def _values(site: Site, claims: Iterable[Claim], kind: PropertyType) -> set[str]:
    """What claims give as values of properties of a kind."""
    of_kind = {key for key, each in site.properties.items() if each.type is kind}
    return {claim.value.strip() for claim in claims if claim.value and claim.about in of_kind}
