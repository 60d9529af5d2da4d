"""What the claims rest on: quotes and their verdicts, receipts, origins, disputes. Pure: text in, findings out."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.evidence.disputes import Dispute, Side
    from dateline.evidence.origins import OriginGroup, Support, origin_groups, support, support_of
    from dateline.evidence.quotes import Match, Nearest, locate
    from dateline.evidence.receipts import Receipts, assess
    from dateline.evidence.verification import examine, verify

# What finds quotes takes long to import, and a build that finds its quotes verified does without it.
_HOMES = {
    "disputes": ("Dispute", "Side"),
    "origins": ("OriginGroup", "Support", "origin_groups", "support", "support_of"),
    "quotes": ("Match", "Nearest", "locate"),
    "receipts": ("Receipts", "assess"),
    "verification": ("examine", "verify"),
}

__all__ = [
    "Dispute",
    "Match",
    "Nearest",
    "OriginGroup",
    "Receipts",
    "Side",
    "Support",
    "assess",
    "examine",
    "locate",
    "origin_groups",
    "support",
    "support_of",
    "verify",
]


def __getattr__(name: str) -> object:
    """Import a module of this room when something of it is first asked for."""
    for module, names in _HOMES.items():
        if name in names:
            found: object = getattr(import_module(f"{__name__}.{module}"), name)
            return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
