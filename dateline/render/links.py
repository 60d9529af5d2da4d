"""Whether a relative address in an editor's text leads to a page of the site."""

from __future__ import annotations

import posixpath
from typing import Any
from urllib.parse import unquote, urlsplit

from dateline.model import Site
from dateline.render.addresses import ADDRESSES

_FIXED = frozenset(address.rstrip("/") or "." for address in ADDRESSES.values() if "{" not in address)
# Folders of files, and of pages that no editor names, which are not looked up.
_FREE = frozenset({"media", "static", "disputes"})


def leads(site: Site, here: str, href: str) -> bool:
    """Whether a relative address leads to a page, as far as ids tell.

    `here` is the address of the page that the text stands on, relative to the site's root, such as `entries/ID/`,
    `entries/ID/LANGUAGE/` or `sources/ID/`. What lies outside of the site is not looked up, and counts as there; so do
    the files of media/.
    """
    path = unquote(urlsplit(href).path)
    target = posixpath.normpath(posixpath.join(here, path)) if path else ""
    parts = target.removesuffix("/index.html").split("/")
    if not target or parts[0] == ".." or target in _FIXED or target == "index.html":
        return True
    if parts[0] in _FREE:
        return len(parts) > 1
    tables: dict[str, Any] = {
        "entries": site.entries,
        "sources": site.sources,
        "tracks": site.tracks,
        "actors": site.actors,
        "places": site.places,
        "topics": site.topics,
    }
    table = tables.get(parts[0])
    if table is None or len(parts) < 2:
        return False
    # A renamed thing is still reached at its old address.
    name = next((key for key, thing in table.items() if parts[1] == key or parts[1] in thing.aliases), None)
    if name is None or len(parts) == 2:
        return name is not None
    languages = {each.language for each in site.translations.get(name, ())} if parts[0] == "entries" else set()
    return len(parts) == 3 and parts[2] in languages
