"""What references lead to, and what a text becomes: the types that callers of the package pass and get."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from dateline.markdown.faults import MarkdownFault
from dateline.records import record

Leads = Callable[[str], bool]
"""Says whether there is something at a relative address, as seen from the page of the text."""


@record(frozen=True, slots=True, kw_only=True)
class Link:
    """Where a reference leads."""

    href: str
    """The address, as it is to stand in the page; for an image, the image's."""
    label: str
    """What readers see, as plain text."""
    title: str = ""
    """More on it, as plain text; may be empty."""


class Targets(Protocol):
    """What references lead to, from the page that the text stands on."""

    def source(self, id: str) -> Link | None:  # noqa: A002  (it is an id)
        """The page of a source, or None where there is no such source."""

    def claim(self, id: str) -> Link | None:  # noqa: A002
        """The place of a claim: `claim`, one of this entry, or `entry#claim`; None where there is none."""

    def media(self, path: str) -> Link | None:
        """A file of content/media/, by its path below that folder; None where there is none."""


@record(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A text as HTML, with what it refers to."""

    html: str
    """HTML made of this package's tags only."""
    sources: tuple[str, ...] = ()
    """Ids of the sources that it cites, in order, each once."""
    claims: tuple[str, ...] = ()
    """Claims that it points at, as written (`claim` or `entry#claim`), in order, each once."""
    faults: tuple[MarkdownFault, ...] = ()
    """What is wrong with it, in the order of the text."""
