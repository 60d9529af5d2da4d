"""What the claims rest on: quotes and their verdicts, receipts, origins, disputes. Pure: text in, findings out."""

from __future__ import annotations

from dateline.evidence.disputes import Dispute, Side, disputes, disputes_by_claim
from dateline.evidence.origins import OriginGroup, Support, origin_groups, support
from dateline.evidence.quotes import Match, Nearest, locate
from dateline.evidence.receipts import Receipts, assess, examine, verify

__all__ = [
    "Dispute",
    "Match",
    "Nearest",
    "OriginGroup",
    "Receipts",
    "Side",
    "Support",
    "assess",
    "disputes",
    "disputes_by_claim",
    "examine",
    "locate",
    "origin_groups",
    "support",
    "verify",
]
