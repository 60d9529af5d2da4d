"""Verdicts on lines: why one is not an article's text, and all lines of a document with their verdicts so far."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from dateline.ingest.article import Line, Stated

# Reasons that another step asks for; the others stand where they are given.
BYLINE = "the byline"
PUBLISHED = "the date of publication"
CREDIT = "the credit of a wire"
COPYRIGHT = "a copyright line"
REPORTERS = "a note on who reported"
TEASER = "another story's teaser"
HEADLINE = "the headline"
"""The one reason that is no loss: the line became the title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Why a line is not the article's text, and what it states nevertheless."""

    why: str
    """The reason, for an editor."""
    caption: bool = False
    """True for a picture's caption: a clue to the article's date."""
    stated: Stated = field(default_factory=Stated)
    """What the line says of the article."""


Rule = Callable[[Line], Verdict | None]
"""Looks at one line by itself, and says why it is not an article's text; None where it knows nothing against it."""


@dataclass(slots=True)
class Judged:
    """The lines of one document while they are judged; the steps of `clean` fill it."""

    lines: list[Line]
    """All lines, in order; a line's number in this list is its place."""
    verdicts: list[Verdict | None]
    """For each line its verdict so far; None where nothing speaks against it."""
    title: str | None = None
    """The headline: the markup's, or the one that was found."""
    standfirst: str | None = None
    """The standfirst, likewise."""

    def open(self) -> list[int]:
        """The places of the lines that nothing speaks against."""
        return [place for place, verdict in enumerate(self.verdicts) if verdict is None]

    def text(self, place: int) -> str:
        """The words of the line at a place."""
        return self.lines[place].text

    def why(self, place: int) -> str | None:
        """The reason against the line at a place, or None."""
        verdict = self.verdicts[place]
        return verdict.why if verdict is not None else None

    def drop(self, place: int, why: str, stated: Stated | None = None) -> None:
        """Say that the line at a place is not the article's text."""
        self.verdicts[place] = Verdict(why=why, stated=stated or Stated())
