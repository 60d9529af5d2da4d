"""Getting one page by its address, and only where somebody asked for that: what is got, and what is said of failures.

`asking` gets pages. It is imported where one is to be got: what it needs takes longer to import than a file to read.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from dateline.problems import visible
from dateline.records import record


class FetchError(Exception):
    """A page that was not got; its text says why and what to do."""


@record(frozen=True, slots=True)
class Fetched:
    """A page as it was got."""

    url: str
    """The address that it came from, behind all redirects; without a fragment."""
    data: bytes
    """Its bytes, unpacked."""
    media: str
    """What it was sent as: `text/html; charset=utf-8`."""
    accessed: str
    """The day on which it was got, EDTF."""


Fetch = Callable[[str], Fetched]
"""Gets a page by its address; raises FetchError."""


def is_address(text: str) -> bool:
    """Whether a name on the command line is the address of a page."""
    return bool(re.match(r"\s*https?:", text, re.I))


def shortened(address: str) -> str:
    """An address as messages and reports show it: without credentials, characters that nobody sees as their numbers,
    and not longer than a few lines.
    """
    shown = visible(re.sub(r"(?i)^(\W*[a-z][a-z0-9+.-]*:[/\\]*)[^/?#]*@", r"\1…@", address))
    return shown if len(shown) <= 200 else f"{shown[:199]}…"
