"""The site map: one row for each kind of page. Whoever adds a kind adds a row here, a view and a template.

Nothing else has to be told: the key by which an unchanged page is known, the menu and sitemap.xml follow from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import field
from typing import Protocol

from dateline.records import record
from dateline.render import data, exports, feeds
from dateline.render.addresses import ADDRESSES, WITHIN, address_of, translation_id
from dateline.render.index import Index
from dateline.render.pieces import Piece
from dateline.render.views import about, entry, known, lists, positions, source, things, timeline


class View(Protocol):
    """What a page shows."""

    @property
    def title(self) -> str:
        """The page's heading."""

    @property
    def description(self) -> str:
        """One sentence on it, for link previews."""


@record(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of page."""

    name: str
    """What `omit:` calls it; also its row in ADDRESSES."""
    template: str
    """File of templates/."""
    view: Callable[[Index, str], View]
    """Makes the view of the page with this id."""
    ids: Callable[[Index], Iterable[str]] = field(default=lambda _: ("",))
    """The pages of this kind; one without an id, by default."""
    menu: str = ""
    """Its name in the menu at the top …"""
    foot: str = ""
    """… or at the foot."""
    section: str = ""
    """The menu's kind that its pages belong to."""
    file: str = ""
    """The file that editors change for it, relative to the repository."""
    listed: bool = True
    """Whether search engines are told of it."""
    reads: str = ""
    """Its inputs: what its views look up in the index, by the names of its mappings. A test holds the row to it."""


@record(frozen=True, slots=True, kw_only=True)
class Export:
    """A kind of file that is no page."""

    name: str
    """What `omit:` calls it; also its row in ADDRESSES."""
    write: Callable[[Index, str, str], bytes | Iterable[Piece]]
    """Makes its bytes, or the pieces of a large file, of the index, the site's address and the epoch."""
    reads: str = ""
    """Its inputs, as those of a kind of page."""


def _alone(make: Callable[[Index], View]) -> Callable[[Index, str], View]:
    """The view of a kind that has one page."""
    return lambda index, _: make(index)


KINDS: tuple[Kind, ...] = (
    Kind(
        name="timeline",
        template="timeline.html",
        view=_alone(timeline.timeline_view),
        menu="Timeline",
        reads="by_track disputes entries outlets places properties sources tracks",
    ),
    Kind(
        name="entry",
        template="entry.html",
        view=entry.entry_view,
        ids=lambda index: index.site.entries,
        section="timeline",
        file="content/entries/{id}.md",
        reads=(
            "actors along around entries media members outlets parts places properties prose sources "
            "topics tracks translations"
        ),
    ),
    Kind(
        name="translation",
        template="entry.html",
        view=entry.translation_view,
        ids=lambda index: [translation_id(each) for row in index.site.translations.values() for each in row],
        section="timeline",
        file="content/entries/{id}.md",
        reads=(
            "actors along around entries media members outlets parts places properties sources topics "
            "tracks translations"
        ),
    ),
    Kind(
        name="claims",
        template="claims.html",
        view=_alone(lists.claims_view),
        menu="Claims",
        reads="claims rests actors by_topic outlets places properties sources topics",
    ),
    Kind(
        name="claims-period",
        template="claims.html",
        view=lists.period_view,
        ids=lists.claim_periods,
        section="claims",
        reads="claims entries rests actors by_topic outlets places properties sources topics",
    ),
    Kind(
        name="disputes",
        template="disputes.html",
        view=_alone(lists.disputes_view),
        menu="Disputes",
        reads="actors disputes entries outlets places properties sources",
    ),
    Kind(
        name="dispute",
        template="dispute.html",
        view=lists.dispute_view,
        ids=lambda index: [each.id for each in index.disputes],
        section="disputes",
        reads="actors disputes entries outlets places properties remarks sources topics",
    ),
    Kind(
        name="positions",
        template="positions.html",
        view=_alone(positions.positions_view),
        menu="Positions",
        reads="actors by_topic entries outlets places properties sources topics",
    ),
    Kind(
        name="positions-topic",
        template="positions.html",
        view=positions.topic_positions_view,
        ids=positions.positions_topics,
        section="positions",
        reads="actors by_topic entries outlets places properties sources topics",
    ),
    Kind(
        name="known",
        template="known.html",
        view=_alone(known.known_view),
        foot="What was known when",
        reads="dates totals",
    ),
    Kind(
        name="known-day",
        template="known-day.html",
        view=known.day_view,
        ids=known.known_days,
        section="known",
        reads="actors entries groups issued outlets places properties sources topics totals",
    ),
    Kind(
        name="sources",
        template="sources.html",
        view=_alone(source.sources_view),
        menu="Sources",
        reads="derived facts groups mentions origins outlets sources uses",
    ),
    Kind(
        name="source",
        template="source.html",
        view=source.source_view,
        ids=lambda index: index.site.sources,
        section="sources",
        file="content/sources/{id}.md",
        reads=(
            "actors dated derived entries facts groups media mentions origins outlets places "
            "properties sources taken texts uses topics"
        ),
    ),
    Kind(
        name="track",
        template="track.html",
        view=things.track_view,
        ids=lambda index: index.site.tracks,
        section="timeline",
        file="content/tracks.yaml",
        reads="actors by_track disputes entries outlets places properties sources topics tracks",
    ),
    Kind(
        name="actor",
        template="actor.html",
        view=things.actor_view,
        ids=lambda index: index.site.actors,
        file="content/actors.yaml",
        reads="actors by_actor entries members outlets places properties said sources topics tracks",
    ),
    Kind(
        name="place",
        template="place.html",
        view=things.place_view,
        ids=lambda index: index.site.places,
        file="content/places.yaml",
        reads="actors by_place entries outlets places properties sources topics tracks valued",
    ),
    Kind(
        name="topic",
        template="topic.html",
        view=things.topic_view,
        ids=lambda index: index.site.topics,
        section="claims",
        file="content/topics.yaml",
        reads="actors by_topic outlets places properties sources topics",
    ),
    Kind(
        name="method",
        template="method.html",
        view=_alone(about.method_view),
        menu="Method",
        reads="actors disputes facts natures outlets rests sources",
    ),
    Kind(
        name="corrections",
        template="corrections.html",
        view=_alone(lists.corrections_view),
        foot="Corrections",
        reads="amended entries outlets sources uses",
    ),
    Kind(name="data", template="data.html", view=_alone(about.data_view), foot="Data", reads="entries sources"),
    Kind(name="missing", template="missing.html", view=_alone(about.missing_view), listed=False),
)
"""Every kind of page, in the order of the menu."""

EXPORTS: tuple[Export, ...] = (
    Export(name="feed", write=feeds.feed, reads="amended dates entries outlets sources tracks uses"),
    Export(
        name="timeline-json",
        write=data.timeline_json,
        reads=(
            "actors claims disputes entries facts groups natures origins outlets places properties prose remarks "
            "sources topics tracks translations"
        ),
    ),
    Export(name="timeline-schema", write=exports.timeline_schema),
    Export(name="claims-csv", write=exports.claims_csv, reads="entries sources"),
    Export(
        name="sitemap",
        write=lambda index, base, _: exports.sitemap_xml(index, base, _listed(index)),
        reads="claims actors by_topic dates disputes entries places sources topics totals tracks translations",
    ),
    Export(name="robots", write=lambda index, base, _: exports.robots_txt(index, base)),
)
"""Every kind of file that is no page."""


DOWNLOADS = frozenset(ADDRESSES[export.name] for export in EXPORTS)
"""Paths of the files that are no pages."""


def page_kinds() -> tuple[str, ...]:
    """The names that `omit:` in site.yaml may have."""
    rows: tuple[Kind | Export, ...] = (*KINDS, *EXPORTS)
    return tuple(row.name for row in rows if row.name not in WITHIN)


def _listed(index: Index) -> Iterator[tuple[str, str]]:
    """Address and, for entries, id of every page that search engines are told of."""
    for kind in KINDS:
        if kind.listed and kind.name not in index.omit:
            for ident in kind.ids(index):
                yield address_of(kind.name, ident), ident if kind.name == "entry" else ""
