"""An entry's page, in each of its languages: one dated event, its prose, its claims and what each rests on."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model import Claim, Entry, EntryTranslation, Status
from dateline.render import words
from dateline.render.index import Index, Ref
from dateline.render.views.parts import (
    ClaimView,
    Prose,
    SourceLine,
    TrackMark,
    claim_view,
    direction,
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
class Step:
    """The way to an entry before or after this one."""

    words: str
    """In which order it is: `Before on this track`."""
    entry: Neighbour
    """The entry."""


@dataclass(frozen=True, slots=True)
class Version:
    """An entry in one of its languages."""

    language: str
    """The language's tag …"""
    direction: str
    """… and direction, `ltr` or `rtl`."""
    name: str
    """What those who read it call the language."""
    path: str
    """Its page, relative to the site's root."""
    here: bool
    """Whether it is this page."""
    original: bool
    """Whether the others are translations of it."""


@dataclass(frozen=True, slots=True)
class Written:
    """The language that a translated entry is written in."""

    language: str
    """Its tag …"""
    direction: str
    """… its direction, `ltr` or `rtl` …"""
    name: str
    """… and its English name."""
    original: str
    """The English name of the language that it was translated from."""


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
    written: Written | None
    """What language a translation is in; None for the entry itself."""
    versions: tuple[Version, ...]
    """The entry in its languages, this page among them; empty where there is but one."""
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
    before: tuple[Step, ...]
    """The entries before it, in its track and on the timeline; one that is both stands once."""
    after: tuple[Step, ...]
    """The entries after it, likewise."""


def entry_view(index: Index, ident: str) -> EntryView:
    """Make an entry's page."""
    return _view(index, index.site.entries[ident])


def translation_view(index: Index, ident: str) -> EntryView:
    """Make the page of an entry in another language; `ident` is `entry/language`."""
    entry, _, language = ident.partition("/")
    found = next(each for each in index.site.translations[entry] if each.language == language)
    return _view(index, index.site.entries[entry], found)


def _view(index: Index, entry: Entry, translation: EntryTranslation | None = None) -> EntryView:
    """The page of an entry, or of its translation: the same evidence beside translated words."""
    ident = entry.id
    place = index.site.places.get(entry.place) if entry.place else None
    verified = sum(index.verified(entry, claim) for claim in entry.claims)
    when = words.when(entry.date, weekday=True) if entry.date else None
    tally = words.count(len(entry.claims), "claim") if entry.claims else ""
    body = prose(index, translation.body if translation else entry.body, entry, translation)
    named = [str(evidence.source) for claim in entry.claims for evidence in claim.evidence]
    named += [citation.source for citation in body.citations]
    parent = index.site.entries.get(entry.part_of) if entry.part_of else None
    return EntryView(
        title=translation.title if translation else entry.title,
        description=". ".join(part for part in (when.text if when else "Undated", tally) if part) + ".",
        ident=ident,
        written=_written(index, translation) if translation else None,
        versions=_versions(index, entry, translation),
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
        topics=_topics(index, entry, translation),
        tally=f"{tally}, {verified} with a verified quotation" if entry.claims else None,
        sources=tuple(source_line(index, source) for source in dict.fromkeys(named)),
        disputes=disputes_in(index, entry),
        corrections=tuple(CorrectionLine(words.when(each.date), each.text) for each in entry.corrections),
        added=words.when(entry.added) if entry.added else None,
        updated=words.when(entry.updated) if entry.updated else None,
        before=_steps(index, entry, 0),
        after=_steps(index, entry, 1),
    )


def _written(index: Index, translation: EntryTranslation) -> Written:
    tag = translation.language
    original = words.language_name(index.site.settings.language)
    return Written(tag, direction(tag), words.language_name(tag), original)


def _versions(index: Index, entry: Entry, here: EntryTranslation | None) -> tuple[Version, ...]:
    """An entry in its languages, the original first."""
    pages = [(index.site.settings.language, index.page("entry", entry.id), here is None, True)]
    pages += [
        (each.language, index.translation_page(each), each is here, False)
        for each in index.site.translations.get(entry.id, ())
    ]
    versions = tuple(
        Version(tag, direction(tag), words.own_name(tag), path, current, original)
        for tag, path, current, original in pages
        if path is not None
    )
    return versions if len(versions) > 1 else ()


def _steps(index: Index, entry: Entry, side: int) -> tuple[Step, ...]:
    """The entry before (0) or after (1) this one in its track, and on the whole timeline where that is another one."""
    way = ("Before", "After")[side]
    row = index.around[entry.id][side]
    own = index.along[entry.id][side] if entry.id in index.along else None
    steps = [(way, row)]
    if entry.id in index.along and own is not row:
        steps = [(f"{way} on this track", own), (f"{way} on the timeline", row)]
    return tuple(Step(name, each) for name, other in steps if (each := neighbour(index, other)))


def _topics(index: Index, entry: Entry, translation: EntryTranslation | None) -> tuple[TopicGroup, ...]:
    """Claims by topic; those without one come last."""
    groups: dict[str, list[Claim]] = {}
    for claim in entry.claims:
        groups.setdefault(claim.topic or "", []).append(claim)
    return tuple(
        TopicGroup(
            f"t-{topic}" if topic else "t-other",
            index.topic_ref(topic) if topic else Ref("Other claims" if len(groups) > 1 else "Claims"),
            tuple(claim_view(index, entry, claim, translation) for claim in groups[topic]),
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
