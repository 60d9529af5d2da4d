"""What an article asserts: the types that reading it for claims gives, which can be pickled."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dateline.model import ClaimKind, Stance


class Basis(StrEnum):
    """What the day of an assertion rests on; `claim_days` says when which is taken."""

    OWN = "own"
    CARRIED = "carried"
    SCENE = "scene"
    ABOUT = "about"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedBy:
    """The words that a day was derived from."""

    words: str
    """As printed: “yesterday”."""
    value: str
    """What they mean, EDTF."""
    start: int
    """First character in the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assertion:
    """What one sentence asserts, as it can become a claim."""

    start: int
    """First character of the words that support it, in the article's text."""
    end: int
    """One past their last character."""
    text: str
    """The claim, in a neutral reporting form."""
    kind: ClaimKind
    """Statement, report or analysis."""
    stance: Stance | None
    """What the verb says that the speaker does."""
    by: tuple[str, ...]
    """Persons who said or did it, by the fullest name that the article prints."""
    bodies: tuple[str, ...]
    """Who said or did it and is no person, as printed: “Russia”, “UN General Assembly”."""
    dated: DatedBy | None
    """The words that its day was derived from, with the day; None where the article gives none."""
    basis: Basis
    """What the day rests on."""
    names: tuple[str, ...]
    """Persons named in the sentence, by their fullest names."""
    paragraph: int
    """Line of the text, from 0."""
    speech: bool
    """Whether somebody says it; otherwise the article reports an act."""
    quotes: tuple[int, ...] = ()
    """Which of the article's quotations it holds, by their number."""
    phrases: tuple[int, ...] = ()
    """Which of the article's date phrases its sentence holds, by their number."""
    words: str = ""
    """The sentence as printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Character:
    """A person of an article."""

    name: str
    """The fullest form that the article prints."""
    spellings: tuple[str, ...]
    """Other full forms that it prints."""
    role: str | None
    """The office that it prints, first one first."""
    count: int
    """How often it names the person."""
    certain: bool = True
    """False where little speaks for a person: a single name that only says something may be a town's or a body's."""
    foreign: bool = False
    """Whether the article is in another language than the site; known where articles are brought together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What an article asserts, and of whom it speaks."""

    assertions: tuple[Assertion, ...]
    """In the order of the text."""
    story: DatedBy | None
    """The day that the story is about, with the words that give it."""
    cast: tuple[Character, ...]
    """The persons named, in the order of their first mention."""
