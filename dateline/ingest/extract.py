"""From the bytes of a document to its Article: formats, cleaning and metadata in a row."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from dateline.ingest import formats
from dateline.ingest.article import MAX_BYTES, Article, Raw, Refused, Stated, merged
from dateline.ingest.clean import Cleaned, clean
from dateline.ingest.language import language_of

LEAST_LETTERS = 40
"""A text with fewer letters than this is no article."""


def extract(data: bytes, name: str, *, max_bytes: int = MAX_BYTES, media: str | None = None) -> Article:
    """Read one document: its clean text, what it states of itself, and every line that was dropped.

    `name` is a file's name; its ending says the format (see formats.FORMATS), unless the bytes say otherwise. `media`
    is what a server sent it as, `text/html; charset=windows-1251`: it counts before the name and before what a page
    says of its own encoding.
    Raises Refused, and nothing else, where there is no article to read: its text is a sentence for an editor.
    Pure: no disk, no clock, no network.
    """
    raw = formats.read(data, name, max_bytes=max_bytes, media=media)
    cleaned = clean(raw.lines, selected=raw.selected, stated=raw.stated)
    text = "\n".join(cleaned.body)
    if sum(1 for _ in islice(filter(str.isalpha, text), LEAST_LETTERS)) < LEAST_LETTERS:
        raise Refused(_no_article(raw, cleaned))
    # What the markup states comes before what its printed lines say.
    stated = merged(replace(raw.stated, standfirst=None), cleaned.stated)
    inferred = [(field, why) for field, why in cleaned.inferred if getattr(raw.stated, field) is None]
    stated, more = _concluded(stated, text)
    return Article(
        text=text,
        title=stated.title,
        standfirst=stated.standfirst,
        publisher=stated.publisher,
        authors=stated.authors,
        credit=stated.credit,
        published=stated.published,
        inferred=(*inferred, *more),
        language=stated.language,
        url=stated.url,
        dropped=tuple(sorted((*cleaned.dropped, *raw.dropped), key=lambda each: each.line)),
        captions=tuple(dict.fromkeys((*cleaned.captions, *raw.captions))),
        notes=tuple(dict.fromkeys((*raw.notes, *stated.notes))),
        kind=raw.kind,
    )


def _concluded(stated: Stated, text: str) -> tuple[Stated, list[tuple[str, str]]]:
    """The statements completed by what follows from the document itself, with the reasons."""
    inferred: list[tuple[str, str]] = []
    if stated.published is None and stated.updated:
        stated = replace(stated, published=stated.updated)
        inferred.append(("published", "only the day of an update is stated"))
    if stated.language is None and (language := language_of(text)):
        stated = replace(stated, language=language)
        inferred.append(("language", "the commonest words and the script of the text"))
    return stated, inferred


def _no_article(raw: Raw, cleaned: Cleaned) -> str:
    if raw.kind == "html":
        return "No article found in the page: it has no run of paragraphs; save the article's text as .txt."
    if cleaned.dropped:
        return (
            f"No article found: what remains of {_lines(len(raw.lines))} after cleaning is too little to be a text; "
            "save the article with its paragraphs."
        )
    return "No article found: the file has no paragraph of text; save the article with its paragraphs."


def _lines(count: int) -> str:
    """A number of lines in words."""
    return "one line" if count == 1 else f"{count} lines"
