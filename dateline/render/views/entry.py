"""An entry's page, in each of its languages: one dated event, its prose, its claims and what each rests on."""

from __future__ import annotations

from typing import NamedTuple

from dateline.model import Claim, Entry, EntryTranslation, Status
from dateline.render import words
from dateline.render.index import Index, Ref
from dateline.render.views.cards import medium_of
from dateline.render.views.claims import ClaimView, disputes_in, is_quoted
from dateline.render.views.lazy import made
from dateline.render.views.names import (
    SourceLine,
    TrackMark,
    actor_ref,
    direction,
    once,
    place_ref,
    source_line,
    topic_ref,
    track_mark,
)
from dateline.render.views.prose import Prose, prose
from dateline.render.words import Clock, When


class Delegation(NamedTuple):
    """Those who took part for one party."""

    party: Ref | None
    """The party; None for those without one."""
    people: tuple[Ref, ...]
    """Its people; empty where the party itself is named."""


class DateFromView(NamedTuple):
    """The words that the date was derived from."""

    said: str
    """As printed."""
    source: SourceLine
    """Where."""


class CorrectionLine(NamedTuple):
    """A correction."""

    date: When
    """When it was made."""
    text: str
    """What was wrong, and what is right."""


class Neighbour(NamedTuple):
    """An entry before or after this one."""

    ref: Ref
    """The entry."""
    date: When | None
    """Its date."""


class Step(NamedTuple):
    """The way to an entry before or after this one."""

    words: str
    """In which order it is: `Before on this track`."""
    entry: Neighbour
    """The entry."""


class Version(NamedTuple):
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


class Written(NamedTuple):
    """The language that a translated entry is written in."""

    language: str
    """Its tag …"""
    direction: str
    """… its direction, `ltr` or `rtl` …"""
    name: str
    """… and its English name."""
    original: str
    """The English name of the language that it was translated from."""


class TopicGroup:
    """The claims on one topic."""

    def __init__(self, view: EntryView, topic: str, inside: tuple[Claim, ...]) -> None:
        """Take the page of an entry, and its claims on a topic; of no topic where that is empty."""
        self._view = view
        self._topic = topic
        self._inside = inside

    @property
    def anchor(self) -> str:
        """Its DOM id."""
        return f"t-{self._topic}" if self._topic else "t-other"

    @property
    def ref(self) -> Ref:
        """The topic."""
        if self._topic:
            return topic_ref(self._view.index, self._topic)
        return Ref("Claims" if len(self._inside) == len(self._view.entry.claims) else "Other claims")

    @made
    def claims(self) -> tuple[ClaimView, ...]:
        """In the editors' order."""
        index, entry, translation = self._view.index, self._view.entry, self._view.translation
        return tuple([ClaimView(index, entry, claim, translation) for claim in self._inside])


class EntryView:
    """An entry's page."""

    def __init__(self, index: Index, entry: Entry, translation: EntryTranslation | None = None) -> None:
        """Take an entry, and on the page of a translation that: the same evidence beside translated words."""
        self.index = index
        self.entry = entry
        self.translation = translation

    @property
    def title(self) -> str:
        """What happened."""
        return (self.translation or self.entry).title

    @property
    def description(self) -> str:
        """For link previews: the date and the number of claims."""
        date = self.date.text if self.date else "Undated"
        return f"{date}. {words.count(len(self.entry.claims), 'claim')}." if self.entry.claims else f"{date}."

    @property
    def ident(self) -> str:
        """The entry's id."""
        return self.entry.id

    @property
    def written(self) -> Written | None:
        """What language a translation is in; None for the entry itself."""
        return _written(self.index, self.translation) if self.translation else None

    @made
    def versions(self) -> tuple[Version, ...]:
        """The entry in its languages, this page among them; empty where there is but one."""
        return _versions(self.index, self.entry, self.translation)

    @property
    def draft(self) -> bool:
        """Whether it is a draft."""
        return self.entry.status is Status.DRAFT

    @made
    def date(self) -> When | None:
        """When it happened."""
        return words.when(self.entry.date, weekday=True) if self.entry.date else None

    @made
    def clock(self) -> Clock | None:
        """At what time, at the venue and in UTC."""
        return words.clock(self.entry, self.index.zone(self.entry)) if self.entry.time else None

    @property
    def date_from(self) -> DateFromView | None:
        """The words that the date was derived from."""
        found = self.entry.date_from
        return DateFromView(found.said, source_line(self.index, found.source)) if found else None

    @made
    def track(self) -> TrackMark | None:
        """Its strand."""
        return track_mark(self.index, self.entry.track)

    @made
    def medium(self) -> str | None:
        """How it was held."""
        return medium_of(self.index, self.entry)

    @made
    def place(self) -> Ref | None:
        """Where …"""
        return place_ref(self.index, self.entry.place) if self.entry.place else None

    @property
    def country(self) -> str | None:
        """… and in which country."""
        place = self.index.site.places.get(self.entry.place) if self.entry.place else None
        return place.country if place else None

    @made
    def delegations(self) -> tuple[Delegation, ...]:
        """Who took part."""
        return _delegations(self.index, self.entry)

    @property
    def part_of(self) -> Ref | None:
        """The longer round that it belongs to."""
        parent = self.index.site.entries.get(self.entry.part_of) if self.entry.part_of else None
        return self.index.entry_ref(parent) if parent else None

    @made
    def parts(self) -> tuple[Neighbour, ...]:
        """What belongs to it."""
        found = [neighbour(self.index, each) for each in self.index.parts.get(self.entry.id, ())]
        return tuple([each for each in found if each])

    @made
    def body(self) -> Prose:
        """The prose."""
        text = self.translation.body if self.translation else self.index.prose(self.entry.id)
        return prose(self.index, text, self.entry, self.translation)

    @made
    def topics(self) -> tuple[TopicGroup, ...]:
        """What is asserted, by topic, in the order in which the entry comes to them; claims without one come last."""
        groups: dict[str, list[Claim]] = {}
        for claim in self.entry.claims:
            groups.setdefault(claim.topic or "", []).append(claim)
        if "" in groups:
            groups[""] = groups.pop("")
        return tuple([TopicGroup(self, topic, tuple(claims)) for topic, claims in groups.items()])

    @made
    def tally(self) -> str | None:
        """`7 claims, 6 with a verified quotation`; `1 claim, cited, not quoted`."""
        claims = self.entry.claims
        if not claims:
            return None
        verified = sum([claim.verified for group in self.topics for claim in group.claims])
        return words.tally(len(claims), verified, quoted=any(map(is_quoted, claims)))

    @made
    def sources(self) -> tuple[SourceLine, ...]:
        """All that it rests on, each once."""
        named = [str(evidence.source) for claim in self.entry.claims for evidence in claim.evidence]
        named += [citation.source for citation in self.body.citations]
        return tuple([source_line(self.index, source) for source in dict.fromkeys(named)])

    @made
    def disputes(self) -> tuple[Ref, ...]:
        """What sources differ on."""
        return disputes_in(self.index, self.entry)

    @property
    def corrections(self) -> tuple[CorrectionLine, ...]:
        """What was corrected."""
        return tuple([CorrectionLine(words.moment(each.date), each.text) for each in self.entry.corrections])

    @property
    def added(self) -> When | None:
        """When it came to the site."""
        return words.when(self.entry.added) if self.entry.added else None

    @property
    def updated(self) -> When | None:
        """When it was last changed."""
        return words.when(self.entry.updated) if self.entry.updated else None

    @made
    def _around(self) -> tuple[tuple[Step, ...], tuple[Step, ...]]:
        return _steps(self.index, self.entry)

    @property
    def before(self) -> tuple[Step, ...]:
        """The entries before it, in its track and on the timeline; one that is both stands once."""
        return self._around[0]

    @property
    def after(self) -> tuple[Step, ...]:
        """The entries after it, likewise."""
        return self._around[1]


def entry_view(index: Index, ident: str) -> EntryView:
    """Make an entry's page."""
    return EntryView(index, index.site.entries[ident])


def translation_view(index: Index, ident: str) -> EntryView:
    """Make the page of an entry in another language; `ident` is `entry/language`."""
    entry, _, language = ident.partition("/")
    found = next(each for each in index.site.translations[entry] if each.language == language)
    return EntryView(index, index.site.entries[entry], found)


def _written(index: Index, translation: EntryTranslation) -> Written:
    tag = translation.language
    original = words.language_name(index.site.settings.language)
    return Written(tag, direction(tag), words.language_name(tag), original)


def _versions(index: Index, entry: Entry, here: EntryTranslation | None) -> tuple[Version, ...]:
    """An entry in its languages, the original first."""
    translations = index.site.translations.get(entry.id)
    if not translations:
        return ()
    pages = [(index.site.settings.language, index.page("entry", entry.id), here is None, True)]
    pages += [(each.language, index.translation_page(each), each is here, False) for each in translations]
    versions = tuple(
        Version(tag, direction(tag), words.own_name(tag), path, current, original)
        for tag, path, current, original in pages
        if path is not None
    )
    return versions if len(versions) > 1 else ()


def _steps(index: Index, entry: Entry) -> tuple[tuple[Step, ...], tuple[Step, ...]]:
    """The entries before and after one in its track, and on the whole timeline where those are others."""
    row, track = index.around(entry), index.along(entry)
    before, after = (_step(index, *each) for each in zip(("Before", "After"), row, track or row, strict=True))
    return before, after


def _step(index: Index, way: str, row: Entry | None, track: Entry | None) -> tuple[Step, ...]:
    steps = [(way, row)] if track is row else [(f"{way} on this track", track), (f"{way} on the timeline", row)]
    return tuple([Step(name, each) for name, other in steps if (each := neighbour(index, other))])


def neighbour(index: Index, entry: Entry | None) -> Neighbour | None:
    """Another entry with its date."""
    if entry is None:
        return None
    return once(
        index,
        ("neighbour", entry.id),
        lambda: Neighbour(index.entry_ref(entry), words.when(entry.date) if entry.date else None),
    )


def _delegations(index: Index, entry: Entry) -> tuple[Delegation, ...]:
    """Who took part, by party, in the order in which the entry names them; those without a party come last."""
    parties: dict[str | None, list[Ref]] = {}
    for ident in dict.fromkeys(entry.actors):
        actor = index.site.actors.get(ident)
        if index.members.get(ident):
            parties.setdefault(ident, [])
            continue
        parties.setdefault(actor.party if actor else None, []).append(actor_ref(index, ident))
    named = [Delegation(actor_ref(index, party), tuple(people)) for party, people in parties.items() if party]
    return (*named, Delegation(None, tuple(parties[None]))) if None in parties else tuple(named)
