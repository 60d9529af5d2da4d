"""Addresses that editors and publishers write: whether a page may link to one, and whether a site can stand at one."""

from __future__ import annotations

from urllib.parse import urlsplit

from dateline.patterns import pattern

_UNFIT = pattern(r"[\s<>\"\\^`{|}\x00-\x1f]")


def is_linkable(address: str, schemes: tuple[str, ...] = ("http", "https")) -> bool:
    """Say whether a page may link to a full address (RFC 3986) of one of the schemes.

    One with a character that nobody sees would not be the one that its reader sees.
    """
    try:
        parts = urlsplit(address)
        good = parts.scheme in schemes and (bool(parts.path) if parts.scheme == "mailto" else bool(parts.hostname))
        _ = parts.port  # a port over 65535 is told only here
    except ValueError:
        return False
    return good and address.isprintable() and _UNFIT.search(address) is None


def base_fault(address: str) -> str:
    """Say why no site can stand at an address, as the rest of a sentence that begins with it; empty where one can."""
    if not is_linkable(address):
        return "is no address"
    parts = urlsplit(address)
    if parts.query or parts.fragment or address[-1] in "?#":
        return "has something behind a ? or a #, which no page could keep"
    if "@" in parts.netloc:
        return "names a user, whom every page would show"
    return "" if parts.netloc.isascii() else "has letters beyond a to z in its host, which links write with xn--"
