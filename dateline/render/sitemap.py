"""The site map: one row for each kind of page. Whoever adds a kind adds a row here, a view and a template.

Nothing else has to be told: the key by which an unchanged page is known, the menu and sitemap.xml follow from it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlencode, urlsplit

from dateline.model import Site
from dateline.output import Page
from dateline.render import exports, feeds
from dateline.render.index import ADDRESSES, Index, Ref, build_index, translation_id
from dateline.render.templates import Renderer, Theme, read_assets
from dateline.render.views import about, entry, lists, source, things, timeline
from dateline.render.views.parts import safe_url
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


@dataclass(frozen=True, slots=True, kw_only=True)
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


@dataclass(frozen=True, slots=True, kw_only=True)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A kind of file that is no page."""

    name: str
    """What `omit:` calls it; also its row in ADDRESSES."""
    write: Callable[[Index, str, str], bytes]
    """Makes its bytes of the index, the site's address and the epoch."""


def _alone(make: Callable[[Index], View]) -> Callable[[Index, str], View]:
    """The view of a kind that has one page."""
    return lambda index, _: make(index)


KINDS: tuple[Kind, ...] = (
    Kind(name="timeline", template="timeline.html", view=_alone(timeline.timeline_view), menu="Timeline"),
    Kind(
        name="entry",
        template="entry.html",
        view=entry.entry_view,
        ids=lambda index: index.site.entries,
        section="timeline",
        file="content/entries/{id}.md",
    ),
    Kind(
        name="translation",
        template="entry.html",
        view=entry.translation_view,
        ids=lambda index: [translation_id(each) for row in index.site.translations.values() for each in row],
        section="timeline",
        file="content/entries/{id}.md",
    ),
    Kind(name="claims", template="claims.html", view=_alone(lists.claims_view), menu="Claims"),
    Kind(name="disputes", template="disputes.html", view=_alone(lists.disputes_view), menu="Disputes"),
    Kind(
        name="dispute",
        template="dispute.html",
        view=lists.dispute_view,
        ids=lambda index: [each.id for each in index.disputes],
        section="disputes",
    ),
    Kind(name="sources", template="sources.html", view=_alone(source.sources_view), menu="Sources"),
    Kind(
        name="source",
        template="source.html",
        view=source.source_view,
        ids=lambda index: index.site.sources,
        section="sources",
        file="content/sources/{id}.md",
    ),
    Kind(
        name="track",
        template="track.html",
        view=things.track_view,
        ids=lambda index: index.site.tracks,
        section="timeline",
        file="content/tracks.yaml",
    ),
    Kind(
        name="actor",
        template="actor.html",
        view=things.actor_view,
        ids=lambda index: index.site.actors,
        file="content/actors.yaml",
    ),
    Kind(
        name="place",
        template="place.html",
        view=things.place_view,
        ids=lambda index: index.site.places,
        file="content/places.yaml",
    ),
    Kind(
        name="topic",
        template="topic.html",
        view=things.topic_view,
        ids=lambda index: index.site.topics,
        section="claims",
        file="content/topics.yaml",
    ),
    Kind(name="method", template="method.html", view=_alone(about.method_view), menu="Method"),
    Kind(name="corrections", template="corrections.html", view=_alone(lists.corrections_view), foot="Corrections"),
    Kind(name="data", template="data.html", view=_alone(about.data_view), foot="Data"),
    Kind(name="missing", template="missing.html", view=_alone(about.missing_view), listed=False),
)
"""Every kind of page, in the order of the menu."""

EXPORTS: tuple[Export, ...] = (
    Export(name="feed", write=feeds.feed),
    Export(name="timeline-json", write=exports.timeline_json),
    Export(name="claims-csv", write=exports.claims_csv),
    Export(name="sitemap", write=lambda index, base, _: exports.sitemap_xml(index, base, _listed(index))),
    Export(name="robots", write=lambda index, base, _: exports.robots_txt(index, base)),
)
"""Every kind of file that is no page."""


def page_kinds() -> tuple[str, ...]:
    """The names that `omit:` in site.yaml may have."""
    return (*(kind.name for kind in KINDS), *(export.name for export in EXPORTS))


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
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


def pages(site: Site, options: Options) -> tuple[Page, ...]:
    """Every file of the site, to be rendered on demand.

    A page's key digests its view, the frame around it, its place and the templates it is made with: all that its bytes
    depend on. A view is made once for the key and again when the page is rendered, and not kept in between.
    """
    assets = read_assets(options.media)
    index = build_index(site, drafts=options.drafts, media={each.path: each.digest for each in assets})
    base = _base(options.base_url or site.settings.url or "")
    frame = _frame(index, options, base)
    renderer = Renderer(options.theme)
    return (
        *_html(index, frame, base, renderer),
        *_moved(index, frame, base, renderer),
        *_exported(index, base, options.epoch),
        *(
            Page(f"static/{name}", options.theme.digests[f"static/{name}"], partial(bytes, data))
            for name, data in options.theme.static.items()
        ),
        *(Page(f"media/{each.path}", each.digest, each.read) for each in assets),
    )


def _base(address: str) -> str:
    """The site's address with a slash at its end; anything but http and https counts as unknown."""
    if not address.lower().startswith(("http://", "https://")):
        return ""
    plain = urlsplit(safe_url(address) or "")
    return f"{plain.scheme}://{plain.netloc}{plain.path.rstrip('/')}/" if plain.netloc else ""


def _html(index: Index, frame: Frame, base: str, renderer: Renderer) -> Iterator[Page]:
    for kind in KINDS:
        if kind.name in index.omit:
            continue
        around = _digest(frame, renderer.theme.fingerprint(kind.template))
        for ident in kind.ids(index):
            place = _place(frame, kind, ident, base)
            view = kind.view(index, ident)
            key = _digest(around, place, view)
            yield Page(_path(kind.name, ident), key, partial(_render, renderer, kind, index, ident, frame, place))


def _render(renderer: Renderer, kind: Kind, index: Index, ident: str, frame: Frame, place: Where) -> bytes:
    return renderer.render(kind.template, _values(frame, place, kind.view(index, ident)))


def _values(frame: Frame, place: Where, view: View) -> dict[str, Any]:
    """What templates know: `site`, `place`, `page`, and `root` for short."""
    return {"site": frame, "place": place, "page": view, "root": place.root}


def _digest(*parts: object) -> str:
    return hashlib.sha256("\0".join(map(repr, parts)).encode("utf-8", "surrogatepass")).hexdigest()


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
        edit=_edit(frame.repository, kind.file.format(id=ident.replace("/", "."))) if kind.file else None,
        report=_report(frame, address) if kind.listed else None,
        listed=kind.listed,
    )


def _edit(repository: str | None, file: str) -> str | None:
    """A file in the repository, on its default branch."""
    if not repository:
        return None
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


def _moved(index: Index, frame: Frame, base: str, renderer: Renderer) -> Iterator[Page]:
    """A page at every address that a renamed thing had before, which leads on. What stands there now has precedence."""
    for kind, old, new, title in _former(index):
        if kind in index.omit:
            continue
        path = ADDRESSES[kind].format(id=new)
        view = about.MovedView(title=title, description="This page has a new address.", path=path)
        root = "../" * path.count("/")
        place = Where(root, base + path if base else None, "moved", "", False, None, None, False)
        key = _digest(frame, place, view, renderer.theme.fingerprint("moved.html"))
        yield Page(_path(kind, old), key, partial(renderer.render, "moved.html", _values(frame, place, view)))


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


def _exported(index: Index, base: str, epoch: str) -> Iterator[Page]:
    for export in EXPORTS:
        if export.name in index.omit or (export.name == "sitemap" and not base):
            continue
        data = export.write(index, base, epoch)
        yield Page(ADDRESSES[export.name], hashlib.sha256(data).hexdigest(), partial(bytes, data))


def _listed(index: Index) -> Iterator[tuple[str, str]]:
    """Address and, for entries, id of every page that search engines are told of."""
    for kind in KINDS:
        if kind.listed and kind.name not in index.omit:
            for ident in kind.ids(index):
                yield ADDRESSES[kind.name].format(id=ident), ident if kind.name == "entry" else ""
