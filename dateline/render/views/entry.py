"""An entry's page: one dated event, its prose, its claims and what each rests on."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model import Claim, Entry, Status
from dateline.render import words
from dateline.render.index import Index, Ref
from dateline.render.views.parts import (
    ClaimView,
    Prose,
    SourceLine,
    TrackMark,
    claim_view,
    disputes_in,
    medium_of,
    prose,
    source_line,
    track_mark,
)
from dateline.render.words import Clock, When


@dataclass(frozen=True, slots=True)
class Delegation:
    """Those who took part for one party."""

    party: Ref | None
    """The party; None for those without one."""
    people: tuple[Ref, ...]
    """Its people; empty where the party itself is named."""


@dataclass(frozen=True, slots=True)
class DateFromView:
    """The words that the date was derived from."""

    said: str
    """As printed."""
    source: SourceLine
    """Where."""


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """A correction."""

    date: When
    """When it was made."""
    text: str
    """What was wrong, and what is right."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An entry before or after this one."""

    ref: Ref
    """The entry."""
    date: When | None
    """Its date."""


@dataclass(frozen=True, slots=True)
class TopicGroup:
    """The claims on one topic."""

    anchor: str
    """Its DOM id."""
    ref: Ref
    """The topic."""
    claims: tuple[ClaimView, ...]
    """In the editors' order."""


@dataclass(frozen=True, slots=True)
class EntryView:
    """An entry's page."""

    title: str
    """What happened."""
    description: str
    """For link previews: the date and the number of claims."""
    ident: str
    """The entry's id."""
    draft: bool
    """Whether it is a draft."""
    date: When | None
    """When it happened."""
    clock: Clock | None
    """At what time, at the venue and in UTC."""
    date_from: DateFromView | None
    """The words that the date was derived from."""
    track: TrackMark | None
    """Its strand."""
    medium: str | None
    """How it was held."""
    place: Ref | None
    """Where …"""
    country: str | None
    """… and in which country."""
    delegations: tuple[Delegation, ...]
    """Who took part."""
    part_of: Ref | None
    """The longer round that it belongs to."""
    parts: tuple[Neighbour, ...]
    """What belongs to it."""
    body: Prose
    """The prose."""
    topics: tuple[TopicGroup, ...]
    """What is asserted, by topic, in the order in which the entry comes to them."""
    tally: str | None
    """`7 claims, 6 with a verified quotation`."""
    sources: tuple[SourceLine, ...]
    """All that it rests on, each once."""
    disputes: tuple[Ref, ...]
    """What sources differ on."""
    corrections: tuple[CorrectionLine, ...]
    """What was corrected."""
    added: When | None
    """When it came to the site."""
    updated: When | None
    """When it was last changed."""
    before: Neighbour | None
    """The entry before it on the timeline."""
    after: Neighbour | None
    """The entry after it on the timeline."""


def entry_view(index: Index, ident: str) -> EntryView:
    """Make an entry's page."""
    entry = index.site.entries[ident]
    place = index.site.places.get(entry.place) if entry.place else None
    verified = sum(index.verified(entry, claim) for claim in entry.claims)
    when = words.when(entry.date, weekday=True) if entry.date else None
    tally = words.count(len(entry.claims), "claim") if entry.claims else ""
    body = prose(index, entry.body, entry)
    named = [str(evidence.source) for claim in entry.claims for evidence in claim.evidence]
    named += [citation.source for citation in body.citations]
    left, right = index.around[ident]
    parent = index.site.entries.get(entry.part_of) if entry.part_of else None
    return EntryView(
        title=entry.title,
        description=". ".join(part for part in (when.text if when else "Undated", tally) if part) + ".",
        ident=entry.id,
        draft=entry.status is Status.DRAFT,
        date=when,
        clock=words.clock(entry, index.zone(entry)),
        date_from=DateFromView(entry.date_from.said, source_line(index, entry.date_from.source))
        if entry.date_from
        else None,
        track=track_mark(index, entry.track),
        medium=medium_of(index, entry),
        place=index.place_ref(entry.place) if entry.place else None,
        country=place.country if place else None,
        delegations=_delegations(index, entry),
        part_of=index.entry_ref(parent) if parent else None,
        parts=tuple(each for part in index.parts.get(ident, ()) if (each := neighbour(index, part))),
        body=body,
        topics=_topics(index, entry),
        tally=f"{tally}, {verified} with a verified quotation" if entry.claims else None,
        sources=tuple(source_line(index, source) for source in dict.fromkeys(named)),
        disputes=disputes_in(index, entry),
        corrections=tuple(CorrectionLine(words.when(each.date), each.text) for each in entry.corrections),
        added=words.when(entry.added) if entry.added else None,
        updated=words.when(entry.updated) if entry.updated else None,
        before=neighbour(index, left),
        after=neighbour(index, right),
    )


def _topics(index: Index, entry: Entry) -> tuple[TopicGroup, ...]:
    """Claims by topic; those without one come last."""
    groups: dict[str, list[Claim]] = {}
    for claim in entry.claims:
        groups.setdefault(claim.topic or "", []).append(claim)
    return tuple(
        TopicGroup(
            f"t-{topic}" if topic else "t-other",
            index.topic_ref(topic) if topic else Ref("Other claims" if len(groups) > 1 else "Claims"),
            tuple(claim_view(index, entry, claim) for claim in groups[topic]),
        )
        for topic in sorted(groups, key=lambda topic: not topic)
    )


def neighbour(index: Index, entry: Entry | None) -> Neighbour | None:
    """Another entry with its date."""
    if entry is None:
        return None
    return Neighbour(index.entry_ref(entry), words.when(entry.date) if entry.date else None)


def _delegations(index: Index, entry: Entry) -> tuple[Delegation, ...]:
    """Who took part, by party, in the order in which the entry names them; those without a party come last."""
    parties: dict[str | None, list[Ref]] = {}
    for ident in dict.fromkeys(entry.actors):
        actor = index.site.actors.get(ident)
        if index.members.get(ident):
            parties.setdefault(ident, [])
            continue
        parties.setdefault(actor.party if actor else None, []).append(index.actor_ref(ident))
    named = [Delegation(index.actor_ref(party), tuple(people)) for party, people in parties.items() if party]
    return (*named, Delegation(None, tuple(parties[None]))) if None in parties else tuple(named)
