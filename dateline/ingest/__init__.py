"""Article bytes in, source and draft entries out. Pure: no disk, no clock, no network.

The names below are stable. They are imported when they are first used: reading web pages and dates takes libraries that
nothing else of the program needs.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.ingest.article import Article as Article
    from dateline.ingest.article import Dropped as Dropped
    from dateline.ingest.article import Refused as Refused
    from dateline.ingest.copies import containment as containment
    from dateline.ingest.document import Hints as Hints
    from dateline.ingest.document import Record as Record
    from dateline.ingest.document import import_document as import_document
    from dateline.ingest.extract import extract as extract
    from dateline.ingest.gather import gather as gather
    from dateline.ingest.plan import Plan as Plan
    from dateline.ingest.speakers import QuotedSpeech as QuotedSpeech
    from dateline.ingest.speakers import find_quotes as find_quotes
    from dateline.ingest.timex import DatePhrase as DatePhrase
    from dateline.ingest.timex import find_dates as find_dates

_HOMES = {
    "Article": "article",
    "DatePhrase": "timex",
    "Dropped": "article",
    "Hints": "document",
    "Plan": "plan",
    "QuotedSpeech": "speakers",
    "Record": "document",
    "Refused": "article",
    "containment": "copies",
    "extract": "extract",
    "find_dates": "timex",
    "find_quotes": "speakers",
    "gather": "gather",
    "import_document": "document",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for; AttributeError for any other."""
    if name not in _HOMES:
        raise AttributeError(f"module “{__name__}” has no attribute “{name}”")
    module = import_module(f"{__name__}.{_HOMES[name]}")
    value = getattr(module, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The public names."""
    return sorted(_HOMES)


class _Package(ModuleType):
    """This package: `extract` and `gather` are functions here, and modules of the same names beneath."""

    def __setattr__(self, name: str, value: object) -> None:
        """Keep the import system from putting a module in the place of the function."""
        if not (name in _HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
