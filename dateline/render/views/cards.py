"""An entry as a card in a list."""

from __future__ import annotations

from itertools import chain, islice

from dateline.model import Entry, Status
from dateline.patterns import pattern
from dateline.render import words
from dateline.render.index import Index, Ref
from dateline.render.views.claims import disputes_in, is_quoted
from dateline.render.views.lazy import made, shared
from dateline.render.views.names import TrackMark, place_ref, track_mark
from dateline.render.views.prose import Prose, prose
from dateline.render.words import Clock, When


def medium_of(index: Index, entry: Entry) -> str | None:
    """How a meeting was held: as its entry says, else as its track does."""
    track = index.site.tracks.get(entry.track) if entry.track else None
    medium = entry.medium or (track.medium if track else None)
    return words.MEDIA[medium] if medium else None


class Card:
    """An entry in a list."""

    def __init__(self, index: Index, entry: Entry) -> None:
        """Take an entry as lists show it: its prose ends with the first paragraph."""
        self.index = index
        self.entry = entry

    @property
    def anchor(self) -> str:
        """Its DOM id on a timeline."""
        return f"e-{self.entry.id}"

    @made
    def ref(self) -> Ref:
        """Its title, leading to its page."""
        return self.index.entry_ref(self.entry)

    @made
    def date(self) -> When | None:
        """When it happened."""
        return words.when(self.entry.date, weekday=True) if self.entry.date else None

    @property
    def clock(self) -> Clock | None:
        """At what time."""
        return words.clock(self.entry, self.index.zone(self.entry)) if self.entry.time else None

    @property
    def place(self) -> Ref | None:
        """Where."""
        return place_ref(self.index, self.entry.place) if self.entry.place else None

    @property
    def track(self) -> TrackMark | None:
        """Its strand; None for context."""
        return track_mark(self.index, self.entry.track)

    @property
    def medium(self) -> str | None:
        """How it was held."""
        return medium_of(self.index, self.entry)

    @shared
    def summary(self) -> Prose | None:
        """Its first paragraph …"""
        return prose(self.index, self.entry.body, self.entry) if self.entry.body else None

    @made
    def leads(self) -> tuple[str, ...]:
        """… or, where that has nothing to say, its first claims, but for what its title says already."""
        return _leads(self.entry)

    @property
    def claims(self) -> int:
        """How many claims it has …"""
        return len(self.entry.claims)

    @made
    def verified(self) -> int:
        """… how many of them rest on a quotation that was found …"""
        return sum([self.index.verified(self.entry, claim) for claim in self.entry.claims])

    @property
    def quoted(self) -> bool:
        """… and whether any of them has a quotation, found or not."""
        return any(is_quoted(claim) for claim in self.entry.claims)

    @property
    def quotations(self) -> str:
        """`6 with a verified quotation`; `cited, not quoted`."""
        return words.quotations(self.verified, quoted=self.quoted)

    @made
    def marked(self) -> str:
        """How many have sources that changed: `1 on a source retracted since`; empty where all are as they were."""
        found = [[self.index.status(each.source) for each in claim.evidence] for claim in self.entry.claims]
        number = sum([bool(words.changed(statuses)) for statuses in found])
        return f"{number} on a source {words.changed(chain.from_iterable(found))} since" if number else ""

    @property
    def disputes(self) -> tuple[Ref, ...]:
        """What sources differ on."""
        return disputes_in(self.index, self.entry)

    @property
    def draft(self) -> bool:
        """Whether it is a draft."""
        return self.entry.status is Status.DRAFT


def card(index: Index, entry: Entry) -> Card:
    """An entry in a list; there is one view of it, which all pages share."""
    key = ("card", entry.id)
    found: Card | None = index.pieces.get(key)
    if found is None:
        found = index.pieces[key] = Card(index, entry)
    return found


CARD_LENGTH = 300
"""Characters of the claims on a card; the first one is shown whole in any case."""


_CARD_CLAIMS = 2


def _leads(entry: Entry) -> tuple[str, ...]:
    """The first claims of an entry, in short; one that only repeats the title says nothing new."""
    title = _bare(entry.title)
    texts = tuple(islice((claim.text for claim in entry.claims if _bare(claim.text) != title), _CARD_CLAIMS))
    return texts if sum(map(len, texts)) <= CARD_LENGTH else texts[:1]


def _bare(text: str) -> str:
    """A text's letters and digits, to be compared."""
    return _NO_WORD.sub("", text.casefold())


_NO_WORD = pattern(r"[\W_]+")
