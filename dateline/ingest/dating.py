"""Infer the day on which an undated text was published, from what the text fixes and from the sources around it.

News rarely says its own date and always betrays it: "Monday (14)" leaves a few months of a decade, "on Thursday"
beside a caption that dates the same meeting "March 10" leaves one year in six, and other reports of the same event
settle the rest. The rules here only ever narrow down what the words allow. Where two days fit, both are returned;
where none is held up by evidence, none is. No clock is asked, and nothing that only the world knows is used.

The work is in three steps, each pure: `read` takes from a text what bears on its date, `infer_published` weighs it
against the known sources, `date_documents` repeats that over a collection until nothing new is learnt, whatever the
order of the documents.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from dateline.ingest.dating_events import by_event
from dateline.ingest.dating_pins import bears_out, candidates_of, choose, find_contradiction, find_pin, why_no_pin
from dateline.ingest.dating_reading import Dating, Neighbour, Neighbours, Published, Reading, neighbour, read

T = TypeVar("T")

__all__ = [
    "Dating",
    "Document",
    "Neighbour",
    "Neighbours",
    "Published",
    "Reading",
    "conclude",
    "date_documents",
    "in_rounds",
    "infer_published",
    "neighbour",
    "read",
]


def infer_published(
    text: str,
    *,
    captions: Sequence[str] = (),
    neighbours: Iterable[Neighbour] = (),
    years: Collection[int] = (),
    not_after: date | None = None,
) -> Dating:
    """Return the day of publication that `text` betrays.

    `neighbours` are dated sources that may tell of the same events, `years` the only years that come into question
    (none: any), `not_after` a day on which the text existed already. Raises nothing.
    """
    return conclude(read(text, captions), Neighbours(neighbours), years=years, not_after=not_after)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document of a collection that is to be dated."""

    text: str
    """Its clean text."""
    captions: tuple[str, ...] = ()
    """Picture captions that were cut out of it."""
    published: date | None = None
    """Its day of publication, where it is stated."""
    not_after: date | None = None
    """A day on which it existed already."""
    years: tuple[int, ...] = field(default=())
    """The only years that come into question; none: any."""


def date_documents(documents: Sequence[Document], known: Iterable[Neighbour] = ()) -> list[Dating]:
    """Return what can be concluded of each document's day, in their order; of a dated document, nothing.

    What is inferred for one document helps with the next, round by round, so the order of the documents makes no
    difference. `known` are the sources that a collection has already.
    """
    sources = list(known)
    sources += [neighbour(d.text, d.published, d.captions) for d in documents if d.published is not None]
    datings = [Dating((), "") for _ in documents]
    waiting = [index for index, document in enumerate(documents) if document.published is None]
    readings = {index: read(documents[index].text, documents[index].captions) for index in waiting}

    def attempt(index: int, around: Neighbours) -> Neighbour | None:
        document = documents[index]
        found = conclude(readings[index], around, years=document.years, not_after=document.not_after)
        datings[index] = found
        if found.published is None:
            return None
        return neighbour(document.text, date.fromisoformat(found.published.value), document.captions)

    in_rounds(waiting, sources, attempt)
    return datings


def in_rounds(
    waiting: Sequence[T], known: Iterable[Neighbour], attempt: Callable[[T, Neighbours], Neighbour | None]
) -> None:
    """Try to date what is waiting, round by round, until a round teaches nothing.

    `attempt` takes one thing and the sources that are dated so far; it gives what the thing, now dated, tells of
    others, or None where it could not be dated.
    """
    sources = list(known)
    while waiting:
        around = Neighbours(sources)
        tried = [(one, attempt(one, around)) for one in waiting]
        learnt = [told for _, told in tried if told is not None]
        if not learnt:
            return
        # sorted, so that the index does not depend on the order of the documents
        sources += sorted(learnt, key=lambda source: (str(source.published), sorted(source.names)))
        waiting = [one for one, told in tried if told is None]


def conclude(
    reading: Reading, neighbours: Neighbours, *, years: Collection[int] = (), not_after: date | None = None
) -> Dating:
    """Return the day of publication that a text betrays beside known sources; see `infer_published`."""
    if contradiction := find_contradiction(reading):
        return Dating((), contradiction)
    related = neighbours.related(reading.names)
    pin = find_pin(reading)
    note = why_no_pin(reading)
    if pin:
        candidates = candidates_of(pin, reading, related, years)
        if not_after is not None and not pin.ahead:
            candidates = [day for day in candidates if day <= not_after]
        dating = choose(pin, candidates, reading, related, years=years, not_after=not_after)
        if dating.readings:
            return dating
        note = dating.note
    told = by_event(reading, related, years, not_after)
    if pin and told.readings and not all(bears_out(pin, candidates, reading.value) for reading in told.readings):
        # what the text says of its own day weighs as much as what others say of the event: neither is believed
        return Dating((), f"{pin.words} in the text, but {' or '.join(one.reason for one in told.readings)}")
    return told if told.readings else Dating((), note)
