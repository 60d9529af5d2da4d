"""Addresses that a document gives as its own or was found at, and those of web archives' copies of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from dateline.content.addresses import is_linkable, link_fault, mended
from dateline.fetching import shortened


def web_address(value: str) -> str | None:
    """An http or https address that a page may link to, or None."""
    value = mended(value.strip().strip("<>"))
    fine = len(value) <= 2000 and is_linkable(value) and "." in urlsplit(value).netloc
    return value if fine else None


_CAPTURE = re.compile(
    r"https?://[^/\s]{1,200}/(?:[^?#\s]{0,100}/)?(?:19|20)\d{12}(?:[a-z]{2}_)?/(?P<own>https?:/{1,2}\S+)"
)
"""A web archive's copy: the moment in fourteen figures, then the page's own address (the form of Wayback software)."""


def capture(address: str) -> tuple[str, str | None]:
    """A page's own address, and the archive's where the address given is that of a web archive's copy of it."""
    found = _CAPTURE.fullmatch(address[:2000])
    own = web_address(re.sub(r"^(https?:)/+", r"\1//", found["own"])) if found else None
    return (own, address) if own else (address, None)


def own_and_archived(addresses: Iterable[str | None]) -> tuple[str | None, str | None, list[str]]:
    """The first of several addresses as the page's own, and the first of an archive's copy.

    Also notes for an editor on those that no page may link to, which are left out.
    """
    own, archived, notes = None, None, []
    for address in filter(None, addresses):
        full = mended(address)
        if fault := link_fault(full):
            notes.append(f"the address “{shortened(address)}” {fault}: it was left out")
            continue
        inner, copy = capture(full)
        own, archived = own or inner, archived or copy
    return own, archived, notes
