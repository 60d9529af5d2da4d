"""The layout of a site: every file as a path, a key and a way to get its bytes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import partial
from pathlib import Path
from typing import Any

from dateline.digests import digest
from dateline.model import Site
from dateline.output import Made, Page
from dateline.records import record
from dateline.render import sitemap
from dateline.render.addresses import ADDRESSES, PARTS, address_of, path_of
from dateline.render.former import former_addresses
from dateline.render.frame import Frame, Where, base_of, frame_of, place_of
from dateline.render.index import Index, build_index
from dateline.render.kept import Kept
from dateline.render.pieces import Piece, Table, made_whole, parted, spliced
from dateline.render.sitemap import Kind, View
from dateline.render.templates import Renderer, Theme, read_assets
from dateline.render.views import about

EPOCH = "1970-01-01T00:00:00Z"
"""The instant (RFC 3339) that a site bears on which nothing has a date, unless another is given."""
_MOST_PIECES = 10_000
"""Claims in a line and cards that are kept for further pages; beyond so many they are let go, and made anew."""


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
    epoch: str = EPOCH
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
    renderer.load(kind.template for kind in sitemap.KINDS if kind.name not in omit)


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
        self.base = base_of(options.base_url or index.site.settings.url or "")
        self.frame = frame_of(index, self.base, static=options.theme.digests, drafts=options.drafts)
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
            if len(self.index.pieces) > _MOST_PIECES:
                self.index.pieces.clear()
            return Made(content, self.index.facts.key(around, note), note)

        return Page(path, key, render, weight)

    def html(self, wanted: Collection[str] | None = None) -> Iterator[Page]:
        """The pages of all kinds, or those of them whose paths are wanted."""
        for kind in sitemap.KINDS:
            if kind.name in self.index.omit:
                continue
            begin, _ = PARTS[kind.name]
            if wanted is not None and not any(path.startswith(begin) for path in wanted):
                continue  # to name all pages of a kind may take long
            fingerprint = digest(self.around, kind.name, self.renderer.theme.fingerprint(kind.template))
            idents = list(kind.ids(self.index))
            for ident in idents:
                path = path_of(kind.name, ident)
                if wanted is not None and path not in wanted:
                    continue
                make = partial(self.render, kind, ident)
                # A page with a list takes as long as many without.
                weight = 1 + len(self.index.site.entries) // 20 if not ident else 1
                yield self.page(path, digest(fingerprint, ident), make, weight)

    def render(self, kind: Kind, ident: str) -> bytes:
        """The bytes of a page."""
        place = place_of(self.frame, kind, ident)
        values = _values(self.frame, place, kind.view(self.index, ident))
        return self.renderer.render(kind.template, values, self.index.reads)

    def moved(self) -> Iterator[Page]:
        """A page at every address that a renamed thing had before, which leads on to where it is now."""
        for kind, old, new, title in former_addresses(self.index):
            if kind in self.index.omit:
                continue
            path = address_of(kind, new)
            view = about.MovedView(title=title, description="This page has a new address.", path=path)
            root = "../" * path.count("/")
            place = Where(root, self.base + path if self.base else None, "moved", "", False, None, None, False)
            key = digest(self.around, repr(place), repr(view), self.renderer.theme.fingerprint("moved.html"))
            make = partial(self.renderer.render, "moved.html", _values(self.frame, place, view))
            yield Page(path_of(kind, old), key, make)

    def exported(self) -> Iterator[Page]:
        """The files that are no pages."""
        weight = 1 + len(self.index.site.entries) // 20
        for export in sitemap.EXPORTS:
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


def _values(frame: Frame, place: Where, view: View) -> dict[str, Any]:
    """What templates know: `site`, `place`, `page`, and `root` for short."""
    return {"site": frame, "place": place, "page": view, "root": place.root}
