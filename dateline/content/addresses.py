"""Addresses that editors and publishers write: whether a page may link to one, and whether a site can stand at one."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from dateline.patterns import pattern

_UNFIT = pattern(r"[\s<>\"\\^`{|}\x00-\x1f]")


_SENT_AS_THEY_ARE = str.maketrans({char: quote(char) for char in "^`{|}"})


def is_linkable(address: str, schemes: tuple[str, ...] = ("http", "https")) -> bool:
    """Say whether a page may link to a full address of one of the schemes."""
    return not link_fault(address, schemes)


def link_fault(address: str, schemes: tuple[str, ...] = ("http", "https")) -> str:
    """Say why no page may link to an address, as the rest of a sentence that begins with it; empty where one may.

    It has to be a full one (RFC 3986) of one of the schemes. One with a character that nobody sees would not be the one
    that its reader sees; one with a user's name or password would make them known.
    """
    try:
        parts = urlsplit(address)
        good = parts.scheme in schemes and (bool(parts.path) if parts.scheme == "mailto" else bool(parts.hostname))
        _ = parts.port  # a port over 65535 is told only here
    except ValueError:
        return _NONE
    if not good or not address.isprintable() or _UNFIT.search(address) is not None:
        return _NONE
    return NAMES_USER if "@" in parts.netloc else ""


_NONE = "is no address to link to"
NAMES_USER = "names a user, whom every page would show"


def mended(address: str) -> str:
    """An address whose characters that RFC 3986 does not know, but that browsers send, are written as it has them."""
    return address.translate(_SENT_AS_THEY_ARE)


def base_fault(address: str) -> str:
    """Say why no site can stand at an address, as the rest of a sentence that begins with it; empty where one can."""
    fault = link_fault(address)
    if fault:
        return "is no address" if fault == _NONE else fault
    parts = urlsplit(address)
    if parts.query or parts.fragment or address[-1] in "?#":
        return "has something behind a ? or a #, which no page could keep"
    return "" if parts.netloc.isascii() else "has letters beyond a to z in its host, which links write with xn--"
