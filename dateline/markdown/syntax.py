"""What addresses and characters may stand in a page, whoever gave them; applied wherever HTML is made."""

from __future__ import annotations

import re
from html import escape

from dateline.patterns import pattern

ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
"""An id, as part of a pattern."""
CLAIM_HREF = pattern(rf"(?:{ID})?#{ID}")
"""The name of a claim in an address: `#claim` or `entry#claim`."""
SCHEME = pattern(r"[A-Za-z][A-Za-z0-9+.-]*:")
"""How an address that is not relative begins."""
WEB = pattern(r"https?://[^/?#\\\s]+", re.IGNORECASE)
"""How an address of the web begins."""
MEDIA = pattern(r"(?:\.{1,2}/)?media/((?:[^/\\?#%]+/)*[^/\\?#%]+)")
"""An image's address; the group is its path below content/media/."""
# What editors write has pages of other names; a file of media/ is published as it is.
CONTENT_FILE = pattern(r"(?!(?:\.{0,2}/)*media/)[^?#]*\.md(?:[?#].*)?", re.IGNORECASE)
"""The address of a file that editors write."""
# Not allowed in HTML (“Preprocessing the input stream” of its standard) or XML, and unpaired halves of UTF-16.
FORBIDDEN = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""A character that no page may have."""

_UNSAFE = pattern(r"[\x00-\x20\x7f-\xa0\\\ud800-\udfff]")
# Most addresses: relative, of plain characters, and so allowed. The rest is looked at piece by piece.
_PLAIN_RELATIVE = pattern(r"(?!//)[A-Za-z0-9._~/#-]+")


def address_fault(href: str) -> str:
    """Why an address is refused, as the rest of a sentence; empty where it is allowed."""
    if _PLAIN_RELATIVE.fullmatch(href):
        return ""
    if not href:
        return "is empty"
    if _UNSAFE.search(href):
        return "has a backslash, a space or a control character"
    if href.startswith("//"):
        return "names a host without http:// or https://"
    first = re.split(r"[/?#]", href, maxsplit=1)[0]
    if ":" not in first:
        return ""
    scheme = SCHEME.match(href)
    name = scheme[0][:-1].lower() if scheme else ""
    if name in ("http", "https"):
        return "" if WEB.match(href) else "has no host"
    if name == "mailto":
        return "" if "@" in href else "has no mailbox"
    return f"is of the kind “{name}:”, which is not allowed" if name else "has a colon before the first slash"


def clean(html: str) -> str:
    """HTML without the characters that no page may have; carriage returns become line feeds."""
    # Nearly all strings that come here are printable, which is quicker to see than that nothing is forbidden.
    return html if html.isprintable() else FORBIDDEN.sub("\ufffd", html.replace("\r", "\n"))


def titled(title: str) -> str:
    """The title attribute of a tag, with a space before it; empty where there is no title."""
    return f' title="{escape(title)}"' if title else ""
