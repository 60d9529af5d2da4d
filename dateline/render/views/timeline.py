"""The first page: the whole timeline, by month and day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from dateline.dates import MONTHS, EdtfDate, Precision, display, parse
from dateline.model import Entry, Status
from dateline.render import words
from dateline.render.figures import Span, Strip, strip
from dateline.render.index import Index, Ref
from dateline.render.views.cards import Card, card
from dateline.render.views.lazy import made
from dateline.render.views.names import TRACK_COLOURS, TrackMark, track_mark
from dateline.render.words import When


class TrackLine(NamedTuple):
    """A track in the legend."""

    mark: TrackMark
    """Its name and colour."""
    description: str | None
    """What it is."""
    entries: str
    """`4 entries`."""


class Day(NamedTuple):
    """What happened on one date (or in one stretch of time)."""

    date: When
    """The date."""
    weekday: str | None
    """Its weekday, for a single certain day."""
    cards: tuple[Card, ...]
    """The entries, in order."""


class Month(NamedTuple):
    """The dates of one month; vaguer dates stand under their season or year."""

    anchor: str
    """Its DOM id."""
    label: str
    """`March 2022`."""
    days: tuple[Day, ...]
    """In order."""


class TimelineView:
    """The first page."""

    def __init__(self, index: Index) -> None:
        """Take the index."""
        self.index = index

    @made
    def _entries(self) -> tuple[Entry, ...]:
        return tuple(self.index.site.entries.values())

    @made
    def _dated(self) -> list[Entry]:
        return [entry for entry in self._entries if entry.date is not None]

    @property
    def title(self) -> str:
        """The site's."""
        return self.index.site.settings.title

    @property
    def description(self) -> str:
        """The site's tagline."""
        return self.tagline or f"{self.title}: a timeline with its sources."

    @property
    def tagline(self) -> str | None:
        """Under the title."""
        return self.index.site.settings.tagline

    @made
    def figures(self) -> tuple[Ref, ...]:
        """`12 entries`, `52 claims` …, each leading to its list."""
        return tuple(_figures(self.index, self._entries))

    @made
    def tracks(self) -> tuple[TrackLine, ...]:
        """The legend."""
        return tuple(_track_line(self.index, track) for track in self.index.site.tracks)

    @made
    def strip(self) -> Strip | None:
        """The tracks over time."""
        return _strip(self.index, self._dated)

    @made
    def months(self) -> tuple[Month, ...]:
        """The timeline."""
        return _months(self.index, self._dated)

    @made
    def undated(self) -> tuple[Card, ...]:
        """Drafts without a date."""
        return tuple(card(self.index, entry) for entry in self._entries if entry.date is None)

    @property
    def method(self) -> str | None:
        """Path of the page on how verdicts are reached."""
        return self.index.page("method")


def timeline_view(index: Index) -> TimelineView:
    """Make the first page."""
    return TimelineView(index)


def _figures(index: Index, entries: Sequence[Entry]) -> Iterator[Ref]:
    """How much there is, each number leading to its list."""
    cards = [card(index, entry) for entry in entries]
    claims, verified = sum([each.claims for each in cards]), sum([each.verified for each in cards])
    yield Ref(words.count(len(entries), "entry", "entries"))
    tally = words.tally(claims, verified, quoted=any(each.quoted for each in cards))
    yield Ref(tally, index.page("claims"))
    yield Ref(words.count(len(index.site.sources), "source"), index.page("sources"))
    if index.disputes:
        number = words.count(len(index.disputes), "point")
        yield Ref(f"{number} on which sources differ", index.page("disputes"))


def _track_line(index: Index, track_id: str) -> TrackLine:
    mark = track_mark(index, track_id)
    assert mark is not None  # noqa: S101  (the id comes from the site's own tracks)
    number = len(index.by_track.get(track_id, ()))
    return TrackLine(mark, index.site.tracks[track_id].description, words.count(number, "entry", "entries"))


def _strip(index: Index, entries: Sequence[Entry]) -> Strip | None:
    """The tracks' entries over time; open intervals end where they are known to."""
    tracks = {track: number for number, track in enumerate(index.site.tracks)}
    spans = []
    for entry in entries:
        if entry.track is None or entry.track not in tracks or entry.date is None or entry.status is Status.DRAFT:
            continue
        first = entry.date.earliest if entry.date.earliest != date.min else entry.date.latest
        last = entry.date.latest if entry.date.latest != date.max else entry.date.earliest
        spans.append(Span(tracks[entry.track], first, last))
    lanes = [(track.title, number % TRACK_COLOURS + 1) for number, track in enumerate(index.site.tracks.values())]
    label = "When each track met: " + "; ".join(
        f"{track.title}, {words.count(len(index.by_track.get(track.id, ())), 'entry', 'entries')}"
        for track in index.site.tracks.values()
    )
    return strip(lanes, spans, label)


def _months(index: Index, entries: Sequence[Entry]) -> tuple[Month, ...]:
    months = []
    for number, (label, inside) in enumerate(groupby(entries, lambda entry: _stretch(_date(entry)))):
        days = []
        for _, same in groupby(inside, lambda entry: _date(entry).text):
            group = list(same)
            value = _date(group[0])
            day = value.exact_day
            days.append(
                Day(
                    When(f"{day.day} {MONTHS[day.month - 1]}", day.isoformat()) if day else words.when(value),
                    words.when(value, weekday=True).text.split(",")[0] if day else None,
                    tuple(card(index, entry) for entry in group),
                )
            )
        months.append(Month(f"m-{number + 1}", label, tuple(days)))
    return tuple(months)


def _date(entry: Entry) -> EdtfDate:
    assert entry.date is not None  # noqa: S101  (only dated entries come here)
    return entry.date


def _stretch(value: EdtfDate) -> str:
    """The heading that a date stands under: its month, or for a vaguer date its season, year or years.

    An interval stands where it begins.
    """
    if value.earliest == date.min:
        return "Beginning unknown"
    begins = value.text.partition("/")[0]
    if value.interval and begins:
        return _stretch(parse(begins))  # “2023/2024” stands under 2023
    if value.precision >= Precision.MONTH:
        return f"{MONTHS[value.earliest.month - 1]} {value.earliest.year}"
    return display(value)
