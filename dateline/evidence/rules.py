"""The version of the rules for quotes, apart from the rules themselves: receipts need no more of them."""

from __future__ import annotations

RULES = 3
"""Version of the rules of quotes; a receipt made under other rules counts for nothing."""
