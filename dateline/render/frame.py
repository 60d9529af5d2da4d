"""What stands around every page: the site's name, its menu and feet, and where the page itself is."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode, urlsplit

from dateline.records import record
from dateline.render import exports, sitemap
from dateline.render.addresses import address_of
from dateline.render.index import Index, Ref
from dateline.render.sitemap import Kind
from dateline.render.views.names import safe_url
from dateline.render.words import right_to_left

CSP = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'"
)  # fmt: skip
"""The Content-Security-Policy of every page: its own style sheet and images, no script, no other host."""


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


def base_of(address: str) -> str:
    """The site's address with a slash at its end; anything but http and https counts as unknown."""
    if not address.lower().startswith(("http://", "https://")):
        return ""
    plain = urlsplit(safe_url(address) or "")
    return f"{plain.scheme}://{plain.netloc}{plain.path.rstrip('/')}/" if plain.netloc else ""


def frame_of(index: Index, base: str, *, static: Mapping[str, str], drafts: bool) -> Frame:
    """The frame of a site's pages.

    `base` is the site's address, as `base_of` gives it; `static` has the digests of static files by `static/` and
    their names; `drafts` says whether drafts are shown.
    """
    settings = index.site.settings
    repository = safe_url(settings.repository)
    shown = [(kind, path) for kind in sitemap.KINDS if (path := index.page(kind.name)) is not None]
    menu = tuple((kind.name, Ref(kind.menu, path)) for kind, path in shown if kind.menu and _used(index, kind))
    foot = tuple(Ref(kind.foot, path) for kind, path in shown if kind.foot)
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
        drafts=drafts,
    )


def _used(index: Index, kind: Kind) -> bool:
    """Whether a page of the menu has something to show."""
    return kind.name != "disputes" or bool(index.disputes)


def _versioned(name: str, digests: Mapping[str, str]) -> str | None:
    """A static file's address, which changes with its bytes, so that no browser shows an old one."""
    digest = digests.get(f"static/{name}")
    return f"static/{name}?v={digest[:8]}" if digest else None


def place_of(frame: Frame, kind: Kind, ident: str) -> Where:
    """Where the page of a kind with this id is."""
    address, base = address_of(kind.name, ident), frame.address
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
