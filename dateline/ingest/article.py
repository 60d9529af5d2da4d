"""The types that reading an article gives: Article, its dropped lines, and the one error, Refused."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["text", "html", "markdown", "pdf"]
"""What the bytes were: plain text, a web page, Markdown, a PDF."""

MAX_BYTES = 10_000_000
"""The most bytes that one document may have, unless the caller says otherwise."""


INSTALL = "Install the readers with: pip install 'dateline[import]'"
"""What to do where a format's reader is missing."""


LABEL = "a label above the article: its section, a name or a kicker"
"""Why a short line above the headline was dropped that nothing else explains; it may be the name of an outlet."""


class Refused(ValueError):  # noqa: N818 - a verdict on the document, not a failure of the program
    """A document that is not read. Its text is one sentence for an editor: what, why, what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line (plain text) or one block (markup) of a document, before cleaning."""

    text: str
    """The words, in NFC, white space collapsed, without invisible characters."""
    number: int
    """Where it stands: the line of the decoded file, from 1; of a web page the place among the texts that it shows."""
    heading: bool = False
    """True where the markup says that it is a heading."""
    caption: bool = False
    """True where the markup says that it belongs to a picture."""
    listed: bool = False
    """True where the file prints it as an item of a list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A line that is not part of the article's text."""

    text: str
    """The line as it stood."""
    why: str
    """The reason, in a few words for an editor."""
    line: int
    """The line of the file, from 1; of a web page the place among the texts that it shows, from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What a document says of itself: in its markup, its head lines, its byline. All optional, nothing guessed."""

    title: str | None = None
    """The headline."""
    standfirst: str | None = None
    """The sentence or two between headline and article."""
    publisher: str | None = None
    """The name of the outlet, as the page or a head line gives it."""
    authors: tuple[str, ...] = ()
    """The names of the byline, in order."""
    credit: str | None = None
    """The wire printed in it (Reuters, AFP …); several are joined by " / "."""
    published: str | None = None
    """The day of publication, EDTF (`2022-03-11`, or less precise as stated)."""
    updated: str | None = None
    """The day of the last change, EDTF."""
    language: str | None = None
    """A BCP 47 primary language, `en`."""
    url: str | None = None
    """The address that the document gives as its own; http or https."""
    notes: tuple[str, ...] = ()
    """What an editor should know of these, e.g. two dates that differ."""


def merged(first: Stated, second: Stated) -> Stated:
    """Both statements as one; where both give a field, the first one's holds."""
    return Stated(
        title=first.title or second.title,
        standfirst=first.standfirst or second.standfirst,
        publisher=first.publisher or second.publisher,
        authors=first.authors or second.authors,
        credit=first.credit or second.credit,
        published=first.published or second.published,
        updated=first.updated or second.updated,
        language=first.language or second.language,
        url=first.url or second.url,
        notes=tuple(dict.fromkeys((*first.notes, *second.notes))),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """A document before cleaning."""

    kind: Kind
    """What the bytes were."""
    lines: tuple[Line, ...]
    """Its lines or blocks, in order; blank ones left out."""
    stated: Stated = field(default_factory=Stated)
    """What its markup says of it."""
    notes: tuple[str, ...] = ()
    """What was mended or should be looked at."""
    captions: tuple[str, ...] = ()
    """Captions of a page's pictures that are not among the lines."""
    dropped: tuple[Dropped, ...] = ()
    """What a page shows beside the lines, with the reasons."""
    selected: bool = False
    """True where an extractor has chosen the article's blocks already: cleaning must not guess at its ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article read from bytes: its clean text, and what it states of itself."""

    text: str
    """The body, one paragraph a line, NFC, joined by newlines. The title is not in it. A standfirst is, as
    its own paragraph where it is printed: an editor may quote it."""
    title: str | None
    """The headline, or None where none is printed."""
    standfirst: str | None
    """The standfirst, which is one of the paragraphs of `text` as well where the article prints it."""
    publisher: str | None
    """The outlet's name as the page states it; never guessed."""
    authors: tuple[str, ...]
    """The persons of the byline, in printed order."""
    credit: str | None
    """The wire printed in it, by its usual name; several are joined by " / "."""
    published: str | None
    """The day of publication as stated, EDTF; where `inferred` names it, concluded with that reason."""
    inferred: tuple[tuple[str, str], ...]
    """(field, why) of each field that the article does not state outright."""
    language: str | None
    """The text's language, BCP 47 primary tag."""
    url: str | None
    """The address that the document gives as its own."""
    dropped: tuple[Dropped, ...]
    """Every line that is not in `text`, in order, with its reason. Of a web page these are the texts that it shows
    beside the article; beyond a number the last one says how many more there are."""
    captions: tuple[str, ...]
    """Captions of pictures: not the article's text, but a clue to its date."""
    notes: tuple[str, ...]
    """What an editor should look at: mended encoding, invisible characters, two dates that differ."""
    kind: Kind
    """What the bytes were."""
