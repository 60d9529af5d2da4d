"""The first page: the whole timeline, by month and day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from dateline.dates import MONTHS, EdtfDate, Precision, display
from dateline.model import Entry, Status
from dateline.render import words
from dateline.render.figures import Span, Strip, strip
from dateline.render.index import Index, Ref
from dateline.render.views.parts import TRACK_COLOURS, Card, TrackMark, card, track_mark
from dateline.render.words import When


@dataclass(frozen=True, slots=True)
class TrackLine:
    """A track in the legend."""

    mark: TrackMark
    """Its name and colour."""
    description: str | None
    """What it is."""
    entries: str
    """`4 entries`."""


@dataclass(frozen=True, slots=True)
class Day:
    """What happened on one date (or in one stretch of time)."""

    date: When
    """The date."""
    weekday: str | None
    """Its weekday, for a single certain day."""
    cards: tuple[Card, ...]
    """The entries, in order."""


@dataclass(frozen=True, slots=True)
class Month:
    """The dates of one month; vaguer dates stand under their season or year."""

    anchor: str
    """Its DOM id."""
    label: str
    """`March 2022`."""
    days: tuple[Day, ...]
    """In order."""


@dataclass(frozen=True, slots=True)
class TimelineView:
    """The first page."""

    title: str
    """The site's."""
    description: str
    """The site's tagline."""
    tagline: str | None
    """Under the title."""
    figures: tuple[Ref, ...]
    """`12 entries`, `52 claims` …, each leading to its list."""
    tracks: tuple[TrackLine, ...]
    """The legend."""
    strip: Strip | None
    """The tracks over time."""
    months: tuple[Month, ...]
    """The timeline."""
    undated: tuple[Card, ...]
    """Drafts without a date."""
    method: str | None
    """Path of the page on how verdicts are reached."""


def timeline_view(index: Index) -> TimelineView:
    """Make the first page."""
    site = index.site
    dated = [entry for entry in site.entries.values() if entry.date is not None]
    claims = [(entry, claim) for entry in site.entries.values() for claim in entry.claims]
    verified = sum(index.verified(entry, claim) for entry, claim in claims)
    found = f", {verified:,} with a verified quotation" if claims else ""
    figures = [
        Ref(words.count(len(site.entries), "entry", "entries")),
        Ref(words.count(len(claims), "claim") + found, index.page("claims")),
        Ref(words.count(len(site.sources), "source"), index.page("sources")),
    ]
    if index.disputes:
        number = words.count(len(index.disputes), "point")
        figures.append(Ref(f"{number} on which sources differ", index.page("disputes")))
    return TimelineView(
        title=site.settings.title,
        description=site.settings.tagline or f"{site.settings.title}: a timeline with its sources.",
        tagline=site.settings.tagline,
        figures=tuple(figures),
        tracks=tuple(_track_line(index, track) for track in site.tracks),
        strip=_strip(index, dated),
        months=_months(index, dated),
        undated=tuple(card(index, entry) for entry in site.entries.values() if entry.date is None),
        method=index.page("method"),
    )


def _track_line(index: Index, track_id: str) -> TrackLine:
    mark = track_mark(index, track_id)
    assert mark is not None  # noqa: S101  (the id comes from the site's own tracks)
    number = len(index.by_track.get(track_id, ()))
    return TrackLine(mark, index.site.tracks[track_id].description, words.count(number, "entry", "entries"))


def _strip(index: Index, entries: list[Entry]) -> Strip | None:
    """The tracks' entries over time; open intervals end where they are known to."""
    tracks = list(index.site.tracks)
    spans = []
    for entry in entries:
        if entry.track is None or entry.track not in tracks or entry.date is None or entry.status is Status.DRAFT:
            continue
        first = entry.date.earliest if entry.date.earliest != date.min else entry.date.latest
        last = entry.date.latest if entry.date.latest != date.max else entry.date.earliest
        spans.append(Span(tracks.index(entry.track), first, last))
    lanes = [(track.title, number % TRACK_COLOURS + 1) for number, track in enumerate(index.site.tracks.values())]
    label = "When each track met: " + "; ".join(
        f"{track.title}, {words.count(len(index.by_track.get(track.id, ())), 'entry', 'entries')}"
        for track in index.site.tracks.values()
    )
    return strip(lanes, spans, label)


def _months(index: Index, entries: list[Entry]) -> tuple[Month, ...]:
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
    """The heading that a date stands under: its month, or for a vaguer date its season, year or years."""
    if value.earliest == date.min:
        return "Beginning unknown"
    if value.precision >= Precision.MONTH or value.interval:
        return f"{MONTHS[value.earliest.month - 1]} {value.earliest.year}"
    return display(value)
