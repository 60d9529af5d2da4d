"""What was known when: from the days on which the sources came out.

A source was public at the latest on the last day that its `published` can mean: one of “March 2022” counts from
31 March on, so that nothing is said to have been known before it surely was. A claim could be known with the first of
its sources, which says nothing of what others printed before; without a dated source nobody can say when. What was
retracted later was known all the same.

The lag of a claim is the time from the event to its first report, in whole days of the calendar; where a date is vague,
it is a range. Below zero it was reported before its date, as a plan is.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from dateline.dates import EdtfDate
from dateline.model import Claim, Entry, Source
from dateline.records import record


@record(frozen=True, slots=True, kw_only=True)
class Lag:
    """The days from an event to its first report; both numbers are the same where both dates are days."""

    least: int
    """The fewest days that it can have been."""
    most: int
    """The most days."""
    about: bool = False
    """Whether one of the two dates is approximate or uncertain."""


@record(frozen=True, slots=True, kw_only=True)
class FirstReport:
    """When a claim became known."""

    day: date
    """The last day that the first report's date can mean."""
    published: EdtfDate
    """That date."""
    sources: tuple[str, ...]
    """The sources that came out by then, in the order of the claim's evidence; one at least."""
    lag: Lag | None
    """How long it took from the event; None where the event has no date."""


def public_since(source: Source | None) -> date | None:
    """The day on which a source was public at the latest; None where it has no date, or an open one."""
    if source is None or source.published is None or source.published.latest == date.max:
        return None
    return source.published.latest


def first_report(sources: Mapping[str, Source], entry: Entry, claim: Claim) -> FirstReport | None:
    """When a claim of an entry became known; None where none of its sources has a date."""
    days = [(day, each.source) for each in claim.evidence if (day := public_since(sources.get(each.source)))]
    if not days:
        return None
    first = min(day for day, _ in days)
    carriers = tuple(dict.fromkeys(source for day, source in days if day == first))
    # Of several that end on one day, the one with the narrowest date says most.
    published = max(
        (found for each in carriers if (found := sources[each].published)),
        key=lambda value: (value.earliest, value.text),
    )
    event = claim.date or entry.date
    return FirstReport(
        day=first, published=published, sources=carriers, lag=lag(event, published) if event is not None else None
    )


def lag(event: EdtfDate, published: EdtfDate) -> Lag | None:
    """The days from an event to a report of it; None where one of the dates has an open end."""
    ends = (event.earliest, event.latest, published.earliest, published.latest)
    if date.min in ends or date.max in ends:
        return None
    return Lag(
        least=(published.earliest - event.latest).days,
        most=(published.latest - event.earliest).days,
        about=event.approximate or event.uncertain or published.approximate or published.uncertain,
    )


def known_by(sources: Mapping[str, Source], claim: Claim, day: date) -> tuple[str, ...]:
    """The sources of a claim that were public by the end of a day, each once; none where it was not yet known."""
    return tuple(
        dict.fromkeys(
            each.source
            for each in claim.evidence
            if (since := public_since(sources.get(each.source))) is not None and since <= day
        )
    )
