"""The pages of tracks, actors, places and topics: what the site has on each."""

from __future__ import annotations

from typing import NamedTuple

from dateline.model import ActorKind, Entry, Track
from dateline.render import words
from dateline.render.index import Index, Ref, Stated, by_date
from dateline.render.views.cards import Card, card
from dateline.render.views.claims import ClaimLine, claim_lines
from dateline.render.views.lazy import made
from dateline.render.views.names import TrackMark, actor_ref, place_ref, topic_ref, track_mark


class TrackView:
    """A track's page."""

    def __init__(self, index: Index, track: Track) -> None:
        """Take a track."""
        self.index = index
        self.track = track

    @made
    def _entries(self) -> tuple[Entry, ...]:
        return self.index.by_track.get(self.track.id, ())

    @property
    def title(self) -> str:
        """Its name."""
        return self.track.title

    @property
    def description(self) -> str:
        """What it is."""
        number = words.count(len(self._entries), "entry", "entries")
        return self.track.description or f"{number} on {self.track.title}."

    @made
    def mark(self) -> TrackMark:
        """Its colour."""
        mark = track_mark(self.index, self.track.id)
        assert mark is not None  # noqa: S101  (the track is the site's)
        return mark

    @property
    def about(self) -> str | None:
        """The editors' description."""
        return self.track.description

    @property
    def medium(self) -> str | None:
        """How its meetings are held."""
        return words.MEDIA[self.track.medium] if self.track.medium else None

    @made
    def period(self) -> str | None:
        """From its first entry to its last."""
        dates = [entry.date for entry in self._entries if entry.date]
        if not dates:
            return None
        first, last = words.when(dates[0]).text, words.when(dates[-1]).text
        return first if first == last else f"{first} to {last}"

    @made
    def people(self) -> tuple[Ref, ...]:
        """Who took part."""
        found = dict.fromkeys(actor for entry in self._entries for actor in entry.actors)
        return tuple([actor_ref(self.index, actor) for actor in found])

    @made
    def disputes(self) -> tuple[Ref, ...]:
        """What sources differ on."""
        found = {each.id: each for entry in self._entries for claim in entry.claims
                 for each in self.index.disputed.get((entry.id, claim.id), ())}  # fmt: skip
        return tuple([self.index.dispute_ref(each) for each in found.values()])

    @made
    def cards(self) -> tuple[Card, ...]:
        """Its entries."""
        return tuple([card(self.index, entry) for entry in self._entries])


class Group(NamedTuple):
    """Claims under a heading."""

    anchor: str
    """Its DOM id."""
    ref: Ref
    """The heading."""
    claims: tuple[ClaimLine, ...]
    """The claims, by date."""


class ActorView(NamedTuple):
    """An actor's page."""

    title: str
    """The name that the site uses."""
    description: str
    """What the actor is."""
    kind: str
    """Person, party to the talks or organisation."""
    role: str | None
    """Office at the time."""
    party: Ref | None
    """The party that the actor speaks for."""
    spellings: tuple[str, ...]
    """As sources print the name."""
    members: tuple[tuple[Ref, str | None], ...]
    """Those who speak for this party, with their offices."""
    topics: tuple[Group, ...]
    """Its claims by topic; of a party, those of its people too."""
    total: str
    """`14 claims`."""
    cards: tuple[Card, ...]
    """The entries that it took part in; of a party, those of its people too."""


class PlaceView(NamedTuple):
    """A place's page."""

    title: str
    """Its name."""
    description: str
    """Where it is."""
    within: Ref | None
    """The larger place that it lies in."""
    country: str | None
    """The country that it lies in."""
    zone: str | None
    """Its time zone."""
    coordinates: str | None
    """Latitude and longitude, and what they stand for."""
    spellings: tuple[str, ...]
    """As sources print the name."""
    claims: tuple[ClaimLine, ...]
    """Claims that name it as a value."""
    cards: tuple[Card, ...]
    """What happened there."""


class TopicView(NamedTuple):
    """A topic's page."""

    title: str
    """Its name."""
    description: str
    """What it is."""
    about: str | None
    """The editors' description."""
    claims: tuple[ClaimLine, ...]
    """By date."""


def track_view(index: Index, ident: str) -> TrackView:
    """Make a track's page."""
    return TrackView(index, index.site.tracks[ident])


def actor_view(index: Index, ident: str) -> ActorView:
    """Make the page of a person, a party or an organisation."""
    actor = index.site.actors[ident]
    members = index.members.get(ident, ())
    said: dict[tuple[str, str], Stated] = {}
    for speaker in (ident, *members):
        said.update({(each.entry.id, each.claim.id): each for each in index.said.get(speaker, ())})
    present = index.in_order(entry for each in (ident, *members) for entry in index.by_actor.get(each, ()))
    topics: dict[str, list[Stated]] = {}
    for each in by_date(said.values()):
        topics.setdefault(each.claim.topic or "", []).append(each)
    known = [topic for topic in index.site.topics if topic in topics]
    unknown = [topic for topic in topics if topic not in index.site.topics]
    kind = words.ACTORS[actor.kind]
    party = actor_ref(index, actor.party) if actor.party else None
    about = [actor.role or kind.capitalize()] + ([party.label] if party else [])
    total = words.count(len(said), "claim")
    return ActorView(
        title=actor.name,
        description=f"{', '.join(about)}. {total}.",
        kind=kind if actor.kind is not ActorKind.PERSON else "",
        role=actor.role,
        party=party,
        spellings=actor.spellings,
        members=tuple((actor_ref(index, each), index.site.actors[each].role) for each in members),
        topics=tuple(
            Group(
                f"t-{topic}" if topic else "t-other",
                topic_ref(index, topic) if topic else Ref("Other claims"),
                claim_lines(index, topics[topic]),
            )
            for topic in (*known, *unknown)
        ),
        total=total,
        cards=tuple([card(index, entry) for entry in present]),
    )


def place_view(index: Index, ident: str) -> PlaceView:
    """Make a place's page."""
    place = index.site.places[ident]
    coordinates = None
    if place.coordinates:
        latitude, longitude = place.coordinates
        around = f" ({place.precision.value})" if place.precision else ""
        north = f"{abs(latitude):g}° {'N' if latitude >= 0 else 'S'}"
        coordinates = f"{north}, {abs(longitude):g}° {'E' if longitude >= 0 else 'W'}{around}"
    entries = index.by_place.get(ident, ())
    claims = index.valued.get(ident, ())
    where = f", {place.country}" if place.country else ""
    return PlaceView(
        title=place.name,
        description=f"{place.name}{where}: {words.count(len(entries), 'entry', 'entries')}.",
        within=place_ref(index, place.within) if place.within else None,
        country=place.country,
        zone=place.zone.replace("_", " ") if place.zone else None,
        coordinates=coordinates,
        spellings=place.spellings,
        claims=claim_lines(index, claims),
        cards=tuple(card(index, entry) for entry in entries),
    )


def topic_view(index: Index, ident: str) -> TopicView:
    """Make a topic's page."""
    topic = index.site.topics[ident]
    claims = index.by_topic.get(ident, ())
    return TopicView(
        title=topic.title,
        description=topic.description or f"{words.count(len(claims), 'claim')} on {topic.title}.",
        about=topic.description,
        claims=claim_lines(index, claims),
    )
