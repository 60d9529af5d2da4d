"""What can be wrong with a text, and the sentences that say so; nothing here knows how a text is read."""

from __future__ import annotations

from dateline.problems import Severity
from dateline.records import record

MAX_LENGTH = 65_536
"""Characters of one text; more is refused."""
MAX_NESTING = 20
"""Levels of quotes, lists and emphasis inside one another; a list is two levels."""
MAX_CELLS = 10_000
"""Cells of one table."""
MAX_EXPANSION = 100_000
"""Characters that link definitions may bring into one text: a long address can be used by thousands of short links."""
MAX_FAULTS = 100
"""Faults that are listed for one text; the last one says how many more there are."""

PAGES_HINT = "from an entry, the page of another is ../entry-id/ (from a translation ../../entry-id/)"
"""How to write an address of the site, for hints."""


@record(frozen=True, slots=True, kw_only=True)
class MarkdownFault:
    """Something in a text that was not rendered as it was meant."""

    line: int
    """1-based line of the text."""
    column: int
    """1-based column, in characters."""
    offset: int
    """0-based character of the text."""
    code: str
    """A short stable name, such as `unknown-source`."""
    message: str
    """What is wrong, with the value."""
    hint: str = ""
    """What to do about it."""
    severity: Severity = Severity.ERROR
    """How bad it is."""
    id: str = ""
    """The id that leads nowhere, where that is the trouble, so that the caller can propose a near one."""


def brief(text: str) -> str:
    """A text as a message quotes it: in one line, and at most 80 characters of it."""
    line = " ".join(text.split())
    return line if len(line) <= 80 else f"{line[:79]}…"
