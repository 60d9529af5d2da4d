"""What of a site may be shown: drafts, and what only drafts use, stay inside."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from dateline.model import Entry, EvidenceKey, PropertyType, Site, Status, TextFacts

T = TypeVar("T")

_CITATION = re.compile(r"\[@([^\]\n]{1,2000})\]")
_CITED_ID = re.compile(r"(?:^|;)\s*@?([a-z0-9][a-z0-9-]*)")


def cited_in(body: str) -> tuple[str, ...]:
    """The source ids that a prose text cites (`[@a; @b, p. 3]`), in order, each once.

    A citation written inside code counts too: that is rare, and shows a source's page rather than a dead link.
    """
    if "[@" not in body:
        return ()
    found = (each for group in _CITATION.findall(body) for each in _CITED_ID.findall(group))
    return tuple(dict.fromkeys(found))


def publishable(site: Site, *, drafts: bool) -> Site:
    """The part of a site that its pages show, as a Site of its own.

    Kept are the published entries (with `drafts`, all of them) and the sources, actors, places, topics and tracks that
    they name, directly or as the origin of a source, the party of an actor, or a disputed value.
    """
    entries = {key: entry for key, entry in site.entries.items() if drafts or entry.status is Status.PUBLISHED}
    translations = _kept(site.translations, entries)
    bodies = [each.body for written in translations.values() for each in written]
    sources = _sources(site, entries.values(), bodies)
    actors = _actors(site, entries.values())
    tracks = {entry.track for entry in entries.values()}
    topics = {claim.topic for entry in entries.values() for claim in entry.claims}
    facts = {key: _shown(facts, sources) for key, facts in site.facts.items() if key in sources}
    findings = {
        EvidenceKey(entry.id, claim.id, number): site.findings[EvidenceKey(entry.id, claim.id, number)]
        for entry in entries.values()
        for claim in entry.claims
        for number in range(len(claim.evidence))
        if EvidenceKey(entry.id, claim.id, number) in site.findings
    }
    return replace(
        site,
        entries=entries,
        sources=_kept(site.sources, sources),
        actors=_kept(site.actors, actors),
        places=_kept(site.places, _places(site, entries.values())),
        topics=_kept(site.topics, topics),
        tracks=_kept(site.tracks, tracks),
        translations=translations,
        texts=_kept(site.texts, sources),
        facts=facts,
        findings=findings,
    )


def _kept(things: Mapping[str, T], ids: Iterable[str | None]) -> dict[str, T]:
    """Those of the ids, in the order of the whole."""
    wanted = set(ids)
    return {key: thing for key, thing in things.items() if key in wanted}


def _shown(facts: TextFacts, sources: set[str]) -> TextFacts:
    return replace(facts, shared=tuple(shared for shared in facts.shared if shared.source in sources))


def _sources(site: Site, entries: Iterable[Entry], bodies: Iterable[str]) -> set[str]:
    """Sources that the entries rest on or that other prose cites, and those that these derive from."""
    waiting = [source for body in bodies for source in cited_in(body)]
    for entry in entries:
        waiting += [str(evidence.source) for claim in entry.claims for evidence in claim.evidence]
        waiting += cited_in(entry.body)
        if entry.date_from:
            waiting.append(entry.date_from.source)
    found: set[str] = set()
    while waiting:
        key = waiting.pop()
        source = site.sources.get(key)
        if source is None or key in found:
            continue
        found.add(key)
        waiting += [str(step.source) for step in source.derived_from if step.source]
    return found


def _actors(site: Site, entries: Iterable[Entry]) -> set[str]:
    """Actors that the entries name, and the parties that these speak for."""
    found: set[str] = set()
    for entry in entries:
        found.update(entry.actors)
        for claim in entry.claims:
            found.update(claim.by)
            if claim.of:
                found.add(claim.of)
            if claim.value and _type_of(site, claim.about) is PropertyType.ACTOR:
                found.add(claim.value.strip())
    parties = (site.actors[key].party for key in found if key in site.actors)
    return found | {str(party) for party in parties if party}


def _places(site: Site, entries: Iterable[Entry]) -> set[str]:
    """Places that the entries name."""
    found = {str(entry.place) for entry in entries if entry.place}
    for entry in entries:
        for claim in entry.claims:
            if claim.value and _type_of(site, claim.about) is PropertyType.PLACE:
                found.add(claim.value.strip())
    return found


def _type_of(site: Site, about: str | None) -> PropertyType | None:
    kind = site.properties.get(about or "")
    return kind.type if kind else None
