"""Where the code of templates is kept between builds, as far as this room knows of it."""

from __future__ import annotations

from typing import Protocol


class Kept(Protocol):
    """What was made earlier, under a name and the key of what it was made of."""

    def get(self, name: str, key: str) -> str | None:
        """What is kept, or None."""

    def put(self, name: str, key: str, made: str) -> None:
        """Keep something."""


CODE = "template "
"""How the names begin under which the code of templates is kept."""
