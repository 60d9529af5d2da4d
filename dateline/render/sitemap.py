"""The site map: one row for each kind of page. Whoever adds a kind adds a row here, a view and a template.

Nothing else has to be told: the key by which an unchanged page is known, the menu and sitemap.xml follow from it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import partial
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlencode, urlsplit

from dateline.digests import digest
from dateline.evidence.disputes import dispute_id
from dateline.model import Site
from dateline.output import Made, Page
from dateline.records import record
from dateline.render import data, exports, feeds
from dateline.render.index import ADDRESSES, WITHIN, Index, Ref, build_index, translation_id
from dateline.render.kept import Kept
from dateline.render.pieces import Piece, Table, made_whole, parted, spliced
from dateline.render.templates import Renderer, Theme, read_assets
from dateline.render.views import about, entry, known, lists, positions, source, things, timeline
from dateline.render.views.names import safe_url
from dateline.render.words import right_to_left

CSP = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'"
)  # fmt: skip
"""The Content-Security-Policy of every page: its own style sheet and images, no script, no other host."""


class View(Protocol):
    """What a page shows."""

    @property
    def title(self) -> str:
        """The page's heading."""

    @property
    def description(self) -> str:
        """One sentence on it, for link previews."""


@record(frozen=True, slots=True, kw_only=True)
class Options:
    """What a build is asked for, beside its content."""

    theme: Theme
    """Templates and static files."""
    base_url: str = ""
    """The site's absolute address; empty = site.yaml's. It overrides that."""
    drafts: bool = False
    """Whether drafts are shown, marked as such."""
    media: Mapping[str, Path] = field(default_factory=dict)
    """Path below content/media/, with forward slashes: the file."""
    epoch: str = "1970-01-01T00:00:00Z"
    """The instant (RFC 3339) for the feed of a site on which nothing has a date."""
    faces: Mapping[str, str] = field(default_factory=dict)
    """Path of an entry or source: digest of its file (see `Index`)."""
    prose: Mapping[str, str] = field(default_factory=dict)
    """Prose text: what it was compiled to, as JSON, for texts that were compiled before."""
    cited: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Prose text: ids of the sources that it cites, for texts of which that is known."""
    reads: Mapping[str, str] = field(default_factory=dict)
    """Path of a page: the note that was made when it was last rendered."""
    kept: Kept | None = None
    """Where the code of templates is kept, if anywhere."""
    pieces: Callable[[str], Table | None] = field(default=lambda _: None)
    """Gives the table of a file of many pieces, by its path, as it was last made."""
    changed: Collection[str] = ()
    """The names of what has changed since, as pages read it; for `some_pages`."""


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


MOST_PIECES = 10_000
"""Claims in a line and cards that are kept for further pages; beyond so many they are let go, and made anew."""


DOWNLOADS = frozenset(ADDRESSES[export.name] for export in EXPORTS)
"""Paths of the files that are no pages."""


def page_kinds() -> tuple[str, ...]:
    """The names that `omit:` in site.yaml may have."""
    rows: tuple[Kind | Export, ...] = (*KINDS, *EXPORTS)
    return tuple(row.name for row in rows if row.name not in WITHIN)


@record(frozen=True, slots=True)
class Frame:
    """What stands around every page."""

    title: str
    """The site's name."""
    tagline: str | None
    """One sentence under it."""
    address: str
    """The site's absolute address with a slash at its end; empty where it is unknown."""
    language: str
    """Tag of the editors' language."""
    direction: str
    """`ltr` or `rtl`."""
    menu: tuple[tuple[str, Ref], ...]
    """Kind and link, at the top."""
    foot: tuple[Ref, ...]
    """Links at the foot."""
    feed: str | None
    """The feed, relative to the site's root."""
    data: str | None
    """The timeline as linked data, relative to the site's root."""
    styles: str
    """The style sheet, relative to the site's root."""
    icon: str | None
    """The icon, relative to the site's root."""
    licence: str | None
    """Licence of the editors' words and data."""
    contact: str | None
    """Address to write to."""
    repository: str | None
    """Address of the repository."""
    csp: str
    """The Content-Security-Policy."""
    drafts: bool
    """Whether drafts are shown."""


@record(frozen=True, slots=True)
class Where:
    """Where a page is."""

    root: str
    """The way to the site's root: `../../`."""
    canonical: str | None
    """Its absolute address, where the site's is known."""
    kind: str
    """What kind of page it is."""
    section: str
    """The kind in the menu that it belongs to."""
    home: bool
    """Whether it is the first page."""
    edit: str | None
    """Where its content can be changed."""
    report: str | None
    """Where an error can be reported."""
    listed: bool
    """Whether search engines may list it."""


@record(frozen=True, slots=True)
class Plan:
    """A site that is ready to be rendered."""

    pages: tuple[Page, ...]
    """Every file, to be rendered on demand; those come first that others link to."""
    index: Index
    """What the pages are made from."""
    media: Mapping[str, str]
    """Path below content/media/: digest of the file."""


def plan(site: Site, options: Options) -> Plan:
    """Every file of a site.

    A page's key digests all that its bytes depend on: the frame around it, its place, the templates that it is made
    with, and what its view read in the index. What it reads is noted while it is made, so a page's key is known
    beforehand where the note of the last time is at hand; without one it is rendered.
    """
    assets = read_assets(options.media)
    media = {each.path: each.digest for each in assets}
    index = build_index(
        site,
        drafts=options.drafts,
        media=media,
        faces=options.faces,
        compiled=options.prose,
        cited=options.cited,
    )
    making = _Making(index, options)
    # Before the work is shared among processes, so that they need not do it each.
    for each in index.lists.order:
        index.facts[f"entries/{each}"]
    compile_templates(making.renderer, index.omit)
    static = (
        Page(f"static/{name}", options.theme.digests[f"static/{name}"], partial(bytes, data))
        for name, data in options.theme.static.items()
    )
    files = (Page(f"media/{each.path}", each.digest, each.read) for each in assets)
    return Plan((*making.html(), *making.moved(), *making.exported(), *static, *files), index, media)


def compile_templates(renderer: Renderer, omit: Collection[str]) -> None:
    """Compile what the kinds of pages are made with, but for those that are left out."""
    renderer.load(kind.template for kind in KINDS if kind.name not in omit)


def pages(site: Site, options: Options) -> tuple[Page, ...]:
    """Every file of a site (see `plan`)."""
    return plan(site, options).pages


def some_pages(index: Index, options: Options, paths: Collection[str]) -> tuple[Page, ...]:
    """The pages at some paths of the site of an index, to be rendered whatever their keys."""
    making = _Making(index, options)
    return tuple(page for page in (*making.html(paths), *making.exported()) if page.path in paths)


class _Making:
    """The making of one site's pages."""

    def __init__(self, index: Index, options: Options) -> None:
        self.index = index
        self.options = options
        self.base = _base(options.base_url or index.site.settings.url or "")
        self.frame = _frame(index, options, self.base)
        self.renderer = Renderer(options.theme, options.kept)
        # What the site says of itself is looked up everywhere, and changes seldom: every page depends on all of it.
        self.around = digest(repr(self.frame), repr(index.shown.settings))

    def key(self, around: str, known: str | None) -> str:
        """The key that a page had with what it read; none where that isn't known, or something of it has changed."""
        return "" if known is None or self.options.changed else self.index.facts.key(around, known)

    def page(self, path: str, around: str, make: Callable[[], bytes], weight: int = 1) -> Page:
        """A file whose bytes are made from the index; `around` digests what else they depend on."""
        known = self.options.reads.get(path)
        key = self.key(around, known)

        def render() -> Made:
            self.index.reads.begin()
            content = make()
            note = self.index.reads.end()
            if len(self.index.pieces) > MOST_PIECES:
                self.index.pieces.clear()
            return Made(content, self.index.facts.key(around, note), note)

        return Page(path, key, render, weight)

    def html(self, wanted: Collection[str] | None = None) -> Iterator[Page]:
        """The pages of all kinds, or those of them whose paths are wanted."""
        for kind in KINDS:
            if kind.name in self.index.omit:
                continue
            begin = ADDRESSES[kind.name].partition("{")[0]
            if wanted is not None and not any(path.startswith(begin) for path in wanted):
                continue  # to name all pages of a kind may take long
            fingerprint = digest(self.around, kind.name, self.renderer.theme.fingerprint(kind.template))
            idents = list(kind.ids(self.index))
            for ident in idents:
                path = _path(kind.name, ident)
                if wanted is not None and path not in wanted:
                    continue
                make = partial(self.render, kind, ident)
                # A page with a list takes as long as many without.
                weight = 1 + len(self.index.site.entries) // 20 if not ident else 1
                yield self.page(path, digest(fingerprint, ident), make, weight)

    def render(self, kind: Kind, ident: str) -> bytes:
        """The bytes of a page."""
        place = _place(self.frame, kind, ident, self.base)
        values = _values(self.frame, place, kind.view(self.index, ident))
        return self.renderer.render(kind.template, values, self.index.reads)

    def moved(self) -> Iterator[Page]:
        """A page at every address that a renamed thing had before, which leads on to where it is now.

        What stands there now has precedence.
        """
        for kind, old, new, title in _former(self.index):
            if kind in self.index.omit:
                continue
            path = ADDRESSES[kind].format(id=new)
            view = about.MovedView(title=title, description="This page has a new address.", path=path)
            root = "../" * path.count("/")
            place = Where(root, self.base + path if self.base else None, "moved", "", False, None, None, False)
            key = digest(self.around, repr(place), repr(view), self.renderer.theme.fingerprint("moved.html"))
            make = partial(self.renderer.render, "moved.html", _values(self.frame, place, view))
            yield Page(_path(kind, old), key, make)

    def exported(self) -> Iterator[Page]:
        """The files that are no pages."""
        weight = 1 + len(self.index.site.entries) // 20
        for export in EXPORTS:
            if export.name in self.index.omit or (export.name == "sitemap" and not self.base):
                continue
            around = digest(self.around, export.name, self.options.theme.code, self.options.epoch)
            make = partial(export.write, self.index, self.base, self.options.epoch)
            yield self.file(ADDRESSES[export.name], around, make, weight)

    def file(self, path: str, around: str, make: Callable[[], bytes | Iterable[Piece]], weight: int) -> Page:
        """A file that is no page."""
        known = self.options.reads.get(path)
        facts, reads = self.index.facts, self.index.reads

        def render() -> Made:
            reads.begin()
            made = make()
            content, note = (made, reads.end()) if isinstance(made, bytes) else made_whole(made, reads)
            return Made(content, facts.key(around, parted(note)[0]), note)

        def again(old: bytes) -> Made | None:
            table, made = self.options.pieces(path), make()
            if known is None or table is None or isinstance(made, bytes):
                return None
            done = spliced(old, made, table, known, self.options.changed, reads)
            return done and Made(done[0], facts.key(around, parted(done[1])[0]), done[1])

        return Page(path, self.key(around, known), render, weight, again if self.options.changed else None)


def _base(address: str) -> str:
    """The site's address with a slash at its end; anything but http and https counts as unknown."""
    if not address.lower().startswith(("http://", "https://")):
        return ""
    plain = urlsplit(safe_url(address) or "")
    return f"{plain.scheme}://{plain.netloc}{plain.path.rstrip('/')}/" if plain.netloc else ""


def _values(frame: Frame, place: Where, view: View) -> dict[str, Any]:
    """What templates know: `site`, `place`, `page`, and `root` for short."""
    return {"site": frame, "place": place, "page": view, "root": place.root}


def _path(kind: str, ident: str) -> str:
    """The file of a page."""
    address = ADDRESSES[kind].format(id=ident)
    return address + "index.html" if not address or address.endswith("/") else address


def _place(frame: Frame, kind: Kind, ident: str, base: str) -> Where:
    address = ADDRESSES[kind.name].format(id=ident)
    # A page for a wrong address is served at whatever depth that address has.
    root = exports.root_path(base) if kind.name == "missing" else "../" * address.count("/") or "./"
    return Where(
        root=root,
        canonical=base + address if base and kind.listed else None,
        kind=kind.name,
        section=kind.section or kind.name,
        home=kind.name == "timeline",
        # A translation is known by `entry/language`; its file is called `entry.language.md`.
        edit=_edit(frame.repository, kind.file.format(id=ident.replace("/", ".")))
        if frame.repository and kind.file
        else None,
        report=_report(frame, address) if kind.listed else None,
        listed=kind.listed,
    )


def _edit(repository: str, file: str) -> str:
    """A file in the repository, on its default branch."""
    return f"{repository}/-/blob/HEAD/{file}" if _is_gitlab(repository) else f"{repository}/blob/HEAD/{file}"


def _report(frame: Frame, address: str) -> str | None:
    """A new issue that names the page; without a repository, the contact."""
    if not frame.repository:
        return frame.contact
    about = f"Error on /{address}"
    if _is_gitlab(frame.repository):
        return f"{frame.repository}/-/issues/new?{urlencode({'issue[title]': about})}"
    return f"{frame.repository}/issues/new?{urlencode({'title': about})}"


def _is_gitlab(repository: str) -> bool:
    return "gitlab" in urlsplit(repository).netloc.lower()


def _frame(index: Index, options: Options, base: str) -> Frame:
    settings = index.site.settings
    static = options.theme.digests
    repository = safe_url(settings.repository)
    menu = tuple((kind.name, Ref(kind.menu, path)) for kind in KINDS if kind.menu and _used(index, kind)
                 and (path := index.page(kind.name)) is not None)  # fmt: skip
    foot = tuple(Ref(kind.foot, path) for kind in KINDS if kind.foot and (path := index.page(kind.name)) is not None)
    return Frame(
        title=settings.title,
        tagline=settings.tagline,
        address=base,
        language=settings.language,
        direction="rtl" if right_to_left(settings.language) else "ltr",
        menu=menu,
        foot=foot,
        feed=index.page("feed"),
        data=index.page("timeline-json"),
        styles=_versioned("style.css", static) or "static/style.css",
        icon=_versioned("icon.svg", static),
        licence=settings.licence,
        contact=safe_url(settings.contact),
        repository=repository.rstrip("/") if repository else None,
        csp=CSP,
        drafts=options.drafts,
    )


def _used(index: Index, kind: Kind) -> bool:
    """Whether a page of the menu has something to show."""
    return kind.name != "disputes" or bool(index.disputes)


def _versioned(name: str, digests: Any) -> str | None:
    """A static file's address, which changes with its bytes, so that no browser shows an old one."""
    digest = digests.get(f"static/{name}")
    return f"static/{name}?v={digest[:8]}" if digest else None


_ALIASED = ("entry", "source", "track", "actor", "place", "topic")


def _former(index: Index) -> Iterator[tuple[str, str, str, str]]:
    """Kind, former id, id and title of all that was renamed; the translations of an entry go with it."""
    site = index.site
    tables: tuple[Any, ...] = (site.entries, site.sources, site.tracks, site.actors, site.places, site.topics)
    for kind, table in zip(_ALIASED, tables, strict=True):
        taken = set(table)
        for ident, thing in table.items():
            for old in thing.aliases:
                if old in taken:
                    continue
                taken.add(old)
                yield kind, old, ident, getattr(thing, "title", None) or getattr(thing, "name", ident)
                for each in site.translations.get(ident, ()) if kind == "entry" else ():
                    yield "translation", f"{old}/{each.language}", translation_id(each), each.title
    # A dispute is named after what it is about, and after its property.
    ids = {each.id for each in index.disputes}
    for dispute in index.disputes:
        about = site.entries.get(dispute.subject) or site.actors.get(dispute.subject)
        kind_of = site.properties.get(dispute.property)
        for one in (dispute.subject, *(about.aliases if about else ())):
            for other in (dispute.property, *(kind_of.aliases if kind_of else ())):
                former = dispute_id(one, other, set())
                if former not in ids:
                    ids.add(former)
                    yield "dispute", former, dispute.id, dispute.title


def _listed(index: Index) -> Iterator[tuple[str, str]]:
    """Address and, for entries, id of every page that search engines are told of."""
    for kind in KINDS:
        if kind.listed and kind.name not in index.omit:
            for ident in kind.ids(index):
                yield ADDRESSES[kind.name].format(id=ident), ident if kind.name == "entry" else ""
