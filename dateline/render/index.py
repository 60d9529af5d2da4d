"""What the pages look up, turned round once: who uses a source, who said what, which claims are in dispute."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from dateline.evidence import Dispute, OriginGroup, Support, disputes, origin_groups, support
from dateline.model import (
    Claim,
    Entry,
    EntryTranslation,
    Evidence,
    EvidenceKey,
    Finding,
    PropertyType,
    Site,
    Verdict,
)
from dateline.render.public import cited_in, publishable


@dataclass(frozen=True, slots=True)
class Ref:
    """A name that leads to a page, where there is one."""

    label: str
    """What readers see."""
    path: str | None = None
    """The page's address relative to the site's root, such as `actors/lavrov/`; None where it has no page."""


@dataclass(frozen=True, slots=True)
class Use:
    """A piece of evidence with what it stands in."""

    entry: Entry
    """The entry …"""
    claim: Claim
    """… its claim …"""
    number: int
    """… the 0-based place of the evidence there …"""
    evidence: Evidence
    """… and the evidence."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A claim with the entry that it stands in."""

    entry: Entry
    """The entry."""
    claim: Claim
    """The claim."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """A site's public part and its inverted lists; every page is made from this alone."""

    site: Site
    """Only what may be shown."""
    omit: frozenset[str]
    """Page kinds that are left out."""
    media: Mapping[str, str]
    """Path below content/media/: digest of the file."""
    groups: Mapping[str, OriginGroup]
    """Source id: the origin that it counts as."""
    supports: Mapping[tuple[str, str], Support]
    """(entry id, claim id): the outlets and origins of the claim."""
    disputes: tuple[Dispute, ...]
    """All disputes, sorted."""
    disputed: Mapping[tuple[str, str], tuple[Dispute, ...]]
    """(entry id, claim id): the disputes that the claim is part of."""
    uses: Mapping[str, tuple[Use, ...]]
    """Source id: the evidence that names it, in the order of the timeline."""
    mentions: Mapping[str, tuple[Entry, ...]]
    """Source id: the entries whose prose cites it, in whatever language."""
    dated: Mapping[str, tuple[Entry, ...]]
    """Source id: the entries whose date was derived from its words."""
    derived: Mapping[str, tuple[str, ...]]
    """Source id: the sources that say they derive from it."""
    by_track: Mapping[str, tuple[Entry, ...]]
    """Track id: its entries."""
    by_place: Mapping[str, tuple[Entry, ...]]
    """Place id: the entries there."""
    by_actor: Mapping[str, tuple[Entry, ...]]
    """Actor id: the entries that it took part in."""
    parts: Mapping[str, tuple[Entry, ...]]
    """Entry id: the entries that are part of it."""
    said: Mapping[str, tuple[Stated, ...]]
    """Actor id: its claims, by date."""
    members: Mapping[str, tuple[str, ...]]
    """Party id: the actors that speak for it."""
    by_topic: Mapping[str, tuple[Stated, ...]]
    """Topic id: its claims, by date; under the empty id those without a topic."""
    valued: Mapping[str, tuple[Stated, ...]]
    """Place id: the claims that give it as the value of a property, by date."""
    around: Mapping[str, tuple[Entry | None, Entry | None]]
    """Entry id: the entries before and after it on the whole timeline."""
    along: Mapping[str, tuple[Entry | None, Entry | None]]
    """Entry id: those before and after it in its own track; for those of a track only."""

    def finding(self, entry: Entry, claim: Claim, number: int) -> Finding:
        """What was found out about a piece of evidence; without a receipt a quote is not verified."""
        known = self.site.findings.get(EvidenceKey(entry.id, claim.id, number))
        if known is not None:
            return known
        return Finding(verdict=Verdict.UNVERIFIED if claim.evidence[number].quote else Verdict.CITED)

    def support(self, entry: Entry, claim: Claim) -> Support:
        """Outlets and origins of a claim."""
        return self.supports[entry.id, claim.id]

    def verified(self, entry: Entry, claim: Claim) -> bool:
        """Whether at least one quotation of the claim was found."""
        return any(self.finding(entry, claim, number).verdict.found for number in range(len(claim.evidence)))

    def page(self, kind: str, ident: str = "") -> str | None:
        """The address of a page relative to the site's root, or None where that kind of page is left out."""
        if kind in self.omit:
            return None
        return ADDRESSES[kind].format(id=ident)

    def translation_page(self, translation: EntryTranslation) -> str | None:
        """The address of an entry in another language, or None where that kind of page is left out."""
        return self.page("translation", translation_id(translation))

    def entry_ref(self, entry: Entry, claim: Claim | None = None) -> Ref:
        """An entry's title, leading to it, or to one of its claims there."""
        path = self.page("entry", entry.id)
        return Ref(entry.title, f"{path}#{claim_anchor(claim.id)}" if path and claim else path)

    def source_ref(self, source_id: str) -> Ref:
        """A source's title, leading to its page."""
        source = self.site.sources.get(source_id)
        if source is None:
            return Ref(source_id)
        return Ref(source.title or f"Untitled {source.kind}", self.page("source", source_id))

    def actor_ref(self, actor_id: str) -> Ref:
        """An actor's name, leading to its page."""
        actor = self.site.actors.get(actor_id)
        return Ref(actor.name, self.page("actor", actor_id)) if actor else Ref(actor_id)

    def place_ref(self, place_id: str) -> Ref:
        """A place's name, leading to its page."""
        place = self.site.places.get(place_id)
        return Ref(place.name, self.page("place", place_id)) if place else Ref(place_id)

    def topic_ref(self, topic_id: str) -> Ref:
        """A topic's title, leading to its page."""
        topic = self.site.topics.get(topic_id)
        return Ref(topic.title, self.page("topic", topic_id)) if topic else Ref(topic_id)

    def dispute_ref(self, dispute: Dispute) -> Ref:
        """A dispute's title, leading to its page."""
        return Ref(dispute.title, self.page("dispute", dispute.id))

    def outlet_name(self, source_id: str) -> str | None:
        """Who published a source, where that is known."""
        source = self.site.sources.get(source_id)
        if source is None or source.publisher is None:
            return None
        outlet = self.site.outlets.get(source.publisher)
        return outlet.name if outlet else str(source.publisher)

    def zone(self, entry: Entry) -> str | None:
        """The IANA time zone that an entry's time is in."""
        place = self.site.places.get(entry.place) if entry.place else None
        return (place.zone if place else None) or self.site.settings.zone


ADDRESSES = {
    "timeline": "",
    "entry": "entries/{id}/",
    "translation": "entries/{id}/",
    "sources": "sources/",
    "source": "sources/{id}/",
    "track": "tracks/{id}/",
    "actor": "actors/{id}/",
    "place": "places/{id}/",
    "topic": "topics/{id}/",
    "claims": "claims/",
    "disputes": "disputes/",
    "dispute": "disputes/{id}/",
    "method": "method/",
    "corrections": "corrections/",
    "data": "data/",
    "missing": "404.html",
    "feed": "feed.xml",
    "timeline-json": "timeline.json",
    "claims-csv": "claims.csv",
    "sitemap": "sitemap.xml",
    "robots": "robots.txt",
}
"""Page kind: its address, relative to the site's root."""


def translation_id(translation: EntryTranslation) -> str:
    """What the page of a translation is known by: `entry/language`, with the tag as the file's name has it."""
    return f"{translation.id}/{translation.language}"


def claim_anchor(claim_id: str) -> str:
    """The DOM id of a claim."""
    return f"c-{claim_id}"


def passage_anchor(evidence: Evidence) -> str:
    """The DOM id of a passage on its source's page: a digest of its words, whatever is edited around them."""
    words = unicodedata.normalize("NFC", f"{evidence.quote}\0{evidence.context or ''}")
    return f"q-{hashlib.sha256(words.encode()).hexdigest()[:10]}"


def build_index(site: Site, *, drafts: bool, media: Mapping[str, str] | None = None) -> Index:
    """Turn a site round. With `drafts`, drafts are shown as well; `media` has the digests of media files."""
    shown = publishable(site, drafts=drafts)
    # Who printed whose story holds whether or not all of them are shown; only the names stay inside.
    groups = {
        key: replace(group, sources=tuple(each for each in group.sources if each in shown.sources))
        for key, group in origin_groups(site).items()
        if key in shown.sources
    }
    found = disputes(shown, groups)
    entries = tuple(shown.entries.values())
    disputed: defaultdict[tuple[str, str], list[Dispute]] = defaultdict(list)
    for dispute in found:
        for side in dispute.sides:
            for key in side.claims:
                disputed[key].append(dispute)
    uses: defaultdict[str, list[Use]] = defaultdict(list)
    mentions: defaultdict[str, list[Entry]] = defaultdict(list)
    dated: defaultdict[str, list[Entry]] = defaultdict(list)
    derived: defaultdict[str, list[str]] = defaultdict(list)
    by_track: defaultdict[str, list[Entry]] = defaultdict(list)
    by_place: defaultdict[str, list[Entry]] = defaultdict(list)
    by_actor: defaultdict[str, list[Entry]] = defaultdict(list)
    parts: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for named, lists in ((entry.track, by_track), (entry.place, by_place), (entry.part_of, parts)):
            if named:
                lists[named].append(entry)
        for actor in dict.fromkeys(entry.actors):
            by_actor[actor].append(entry)
        texts = (entry.body, *(each.body for each in shown.translations.get(entry.id, ())))
        for source in dict.fromkeys(source for text in texts for source in cited_in(text)):
            mentions[source].append(entry)
        if entry.date_from:
            dated[entry.date_from.source].append(entry)
    for entry, claim, number, evidence in shown.evidence():
        uses[evidence.source].append(Use(entry, claim, number, evidence))
    for source_id, copied in shown.sources.items():
        for step in copied.derived_from:
            if step.source:
                derived[step.source].append(source_id)
    said: defaultdict[str, list[Stated]] = defaultdict(list)
    by_topic: defaultdict[str, list[Stated]] = defaultdict(list)
    valued: defaultdict[str, list[Stated]] = defaultdict(list)
    for stated in by_date(Stated(entry, claim) for entry in entries for claim in entry.claims):
        by_topic[stated.claim.topic or ""].append(stated)
        for speaker in dict.fromkeys(stated.claim.by):
            said[speaker].append(stated)
        about = shown.properties.get(stated.claim.about or "")
        if about and about.type is PropertyType.PLACE and stated.claim.value:
            valued[stated.claim.value.strip()].append(stated)
    members: defaultdict[str, list[str]] = defaultdict(list)
    for actor_id, member in shown.actors.items():
        if member.party:
            members[member.party].append(actor_id)
    return Index(
        site=shown,
        omit=frozenset(shown.settings.omit),
        media=media or {},
        groups=groups,
        supports={(entry.id, claim.id): support(shown, claim, groups) for entry in entries for claim in entry.claims},
        disputes=tuple(found),
        disputed=_frozen(disputed),
        uses=_frozen(uses),
        mentions=_frozen(mentions),
        dated=_frozen(dated),
        derived=_frozen(derived),
        by_track=_frozen(by_track),
        by_place=_frozen(by_place),
        by_actor=_frozen(by_actor),
        parts=_frozen(parts),
        said=_frozen(said),
        members=_frozen(members),
        by_topic=_frozen(by_topic),
        valued=_frozen(valued),
        around=_neighbours(entries),
        along={key: pair for row in by_track.values() for key, pair in _neighbours(row).items()},
    )


def _neighbours(entries: Iterable[Entry]) -> dict[str, tuple[Entry | None, Entry | None]]:
    """Entry id: those before and after it in this order."""
    row: tuple[Entry | None, ...] = (None, *entries, None)
    return {
        entry.id: (before, after)
        for before, entry, after in zip(row, row[1:], row[2:], strict=False)
        if entry is not None
    }


def by_date(claims: Iterable[Stated]) -> list[Stated]:
    """Claims by the date on which they were made, undated ones last; within a day the given order stays."""

    def key(stated: Stated) -> tuple[object, ...]:
        date = stated.claim.date or stated.entry.date
        return (1,) if date is None else (0, *date.sort_key)

    return sorted(claims, key=key)


K = TypeVar("K")
V = TypeVar("V")


def _frozen(lists: Mapping[K, Iterable[V]]) -> dict[K, tuple[V, ...]]:
    return {key: tuple(items) for key, items in lists.items()}
