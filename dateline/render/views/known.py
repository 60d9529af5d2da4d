"""What was known when: the days on which sources came out, and the whole timeline as it could have been known then."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date as day_type
from datetime import timedelta
from typing import NamedTuple

from dateline import dates
from dateline.evidence import support_of
from dateline.evidence.known import FirstReport, known_by
from dateline.render import words
from dateline.render.index import Index, Ref, Stated, Use
from dateline.render.totals import Totals
from dateline.render.views.claims import FIRMNESS, ClaimLine, claim_line, day_ref, first_reported
from dateline.render.views.names import SourceLine, source_line
from dateline.render.words import Badge, When

MOST_ENTRIES = 200
"""Entries of a timeline that is shown as it stood on each day; of a longer one the page shows the day alone."""


class DayLine(NamedTuple):
    """A day in the list."""

    ref: Ref
    """The day, leading to its page."""
    news: str
    """`12 new claims, 3 sources`."""
    total: str
    """What could be known by then: `40 claims, 9 origins`."""


class KnownView(NamedTuple):
    """The days on which something became known."""

    title: str
    """What was known when."""
    description: str
    """How many days."""
    days: tuple[DayLine, ...]
    """In order."""
    undated: str
    """`2 claims rest`: how many no dated source has; empty where there are none."""


class Carrier(NamedTuple):
    """A source that was the first to have a claim."""

    line: SourceLine
    """The source."""
    badge: Badge
    """The firmest verdict on what the claim has from it."""


class Report(NamedTuple):
    """A claim that became known."""

    claim: ClaimLine
    """The claim."""
    said: When | None
    """When it was said, where that is not the entry's date …"""
    lag: str
    """… and how long it took from then: `1 day after`; empty where one of the two is not dated by days."""
    sources: tuple[Carrier, ...]
    """The first of our sources that have it."""


class Issued(NamedTuple):
    """A source that came out on this day at the latest."""

    line: SourceLine
    """The source."""
    vague: bool
    """Whether its date means more days than this one, of which this is the last."""


class News(NamedTuple):
    """What became known of one event."""

    entry: Ref
    """The entry."""
    date: When | None
    """When that was."""
    reports: tuple[Report, ...]
    """The claims, in the order of the entry."""


class Confirmed(NamedTuple):
    """A claim that was known, and got another origin."""

    claim: ClaimLine
    """The claim."""
    origins: str
    """`2 origins, 1 before`; `1 origin, before only a source that was retracted since`."""


class Standing(NamedTuple):
    """A claim as it stood on a day."""

    claim: ClaimLine
    """The claim."""
    support: str
    """What it rested on by then: `1 outlet, 1 origin`."""
    since: str
    """What it rests on today, where that is more; else empty."""
    new: bool
    """Whether it became known that day."""


class Stood(NamedTuple):
    """An event as it was known on a day."""

    entry: Ref
    """The entry."""
    date: When | None
    """When it was."""
    claims: tuple[Standing, ...]
    """The claims that were known."""
    unknown: str
    """`3 claims were not known yet`; empty where all were."""


class DayView(NamedTuple):
    """What became known on a day."""

    title: str
    """Known on 11 March 2022."""
    description: str
    """How much."""
    list: Ref
    """All days."""
    day: When
    """The day."""
    total: str
    """What was known by its end."""
    news: tuple[News, ...]
    """What stands first in sources of that day, by event."""
    confirmed: tuple[Confirmed, ...]
    """What was known before, and got another origin that day."""
    sources: tuple[Issued, ...]
    """The sources that came out that day, at the latest."""
    vague: bool
    """Whether no source is known to have come out on that very day."""
    stood: tuple[Stood, ...]
    """The whole timeline as it could have been known; empty where it has too many entries."""
    whole: bool
    """Whether the timeline is short enough for that."""
    before: Ref | None
    """The day before this one on which something became known …"""
    after: Ref | None
    """… and the one after it."""


def known_days(index: Index) -> tuple[str, ...]:
    """The ids of the pages of days: `2022-03-11`, in order."""
    return tuple(index.totals)


def known_view(index: Index) -> KnownView:
    """Make the list of days."""
    totals = index.totals
    lines = []
    earlier = Totals(0, 0, 0, 0, 0, 0)
    for day, total in totals.items():
        news = (
            (total.claims - earlier.claims, "new claim", ""),
            (total.sources - earlier.sources, "source", ""),
            (total.retracted - earlier.retracted, "source", " retracted since"),
            (total.disputes - earlier.disputes, "dispute", " opened"),
        )
        known = [words.count(total.claims, "claim")]
        known += [words.count(total.origins, "origin")] if total.origins else []
        lines.append(
            DayLine(
                day_ref(index, day),
                ", ".join(words.count(number, noun) + more for number, noun, more in news if number),
                ", ".join(known),
            )
        )
        earlier = total
    undated = sum(len(entry.claims) for entry in index.dates()) - earlier.claims
    return KnownView(
        title="What was known when",
        description=f"What the sources of this site had printed by which day: {words.count(len(lines), 'day')}.",
        days=tuple(lines),
        undated=f"{words.count(undated, 'claim')} {'rests' if undated == 1 else 'rest'}" if undated else "",
    )


def day_view(index: Index, ident: str) -> DayView:
    """Make the page of a day."""
    days = known_days(index)
    place = days.index(ident)
    day = day_type.fromisoformat(ident)
    uses = index.issued[ident]
    stated = _stated(uses)
    firsts = [(each, report) for each in stated if (report := first_reported(index, each)) and report.day == day]
    total = index.totals[ident]
    issued = tuple(_issued(index, each) for each in dict.fromkeys(use.evidence.source for use in uses))
    when = words.when(dates.parse(ident), weekday=True)
    name = words.when(dates.parse(ident)).text
    whole = len(index.lists.order) <= MOST_ENTRIES
    return DayView(
        title=f"Known on {name}",
        description=f"{words.count(len(firsts), 'claim')} first in our sources on {name}.",
        list=Ref("What was known when", index.page("known")),
        day=when,
        total=_total(total),
        news=_news(index, firsts),
        confirmed=_confirmed(index, stated, day),
        sources=issued,
        vague=all(each.vague for each in issued),
        stood=tuple(_stood(index, day)) if whole else (),
        whole=whole,
        before=day_ref(index, days[place - 1]) if place else None,
        after=day_ref(index, days[place + 1]) if place + 1 < len(days) else None,
    )


def _total(total: Totals) -> str:
    """What could be known by the end of a day, and from how much; what was retracted since counts apart."""
    said = (
        f"By the end of the day {words.count(total.claims, 'claim')} on {words.count(total.entries, 'event')} "
        "could be known from our sources: "
    )
    fallen = f"{total.retracted:,} that {'was' if total.retracted == 1 else 'were'} retracted since"
    if total.sources:
        said += f"{words.count(total.sources, 'source')} of {words.count(total.origins, 'origin')}"
        said += f", and {fallen}." if total.retracted else "."
    else:
        said += f"{fallen}."
    return f"{said} By then {words.count(total.disputes, 'dispute')} had opened." if total.disputes else said


def _issued(index: Index, source_id: str) -> Issued:
    published = index.site.sources[source_id].published
    return Issued(source_line(index, source_id), published is None or published.earliest != published.latest)


def _stated(uses: Iterable[Use]) -> list[Stated]:
    """The claims that these pieces of evidence are of, each once."""
    found = {(use.entry.id, use.claim.id): Stated(use.entry, use.claim) for use in uses}
    return list(found.values())


def _news(index: Index, firsts: Sequence[tuple[Stated, FirstReport]]) -> tuple[News, ...]:
    groups: dict[str, list[tuple[Stated, FirstReport]]] = {}
    for stated, report in firsts:
        groups.setdefault(stated.entry.id, []).append((stated, report))
    return tuple(
        News(
            index.entry_ref(row[0][0].entry),
            words.when(date) if (date := row[0][0].entry.date) else None,
            tuple(
                Report(
                    claim_line(index, stated),
                    words.when(stated.claim.date) if stated.claim.date else None,
                    words.lag(stated.claim.date or stated.entry.date, report.published),
                    tuple(Carrier(source_line(index, each), _badge(index, stated, each)) for each in report.sources),
                )
                for stated, report in row
            ),
        )
        for row in groups.values()
    )


def _badge(index: Index, stated: Stated, source_id: str) -> Badge:
    """The firmest verdict on what a claim has from one of its sources."""
    evidence = stated.claim.evidence
    findings = [
        index.finding(stated.entry, stated.claim, number)
        for number in range(len(evidence))
        if evidence[number].source == source_id
    ]
    return words.badge(min(findings, key=lambda each: FIRMNESS[each.verdict]))


def _confirmed(index: Index, stated: Sequence[Stated], day: day_type) -> tuple[Confirmed, ...]:
    found = []
    for each in stated:
        earlier = known_by(index.site.sources, each.claim, day - _ONE_DAY)
        if not earlier:
            continue
        before = support_of(index.site, earlier, index.groups)
        after = support_of(index.site, known_by(index.site.sources, each.claim, day), index.groups)
        if len(after.origins) > len(before.origins):
            was = f"{len(before.origins)} before"
            if not before.origins:
                was = "before only " + (
                    "a source that was retracted since"
                    if len(before.retracted) == 1
                    else "sources that were retracted since"
                )
            found.append(Confirmed(claim_line(index, each), f"{words.count(len(after.origins), 'origin')}, {was}"))
    return tuple(found)


_ONE_DAY = timedelta(days=1)


def _stood(index: Index, day: day_type) -> Iterable[Stood]:
    """Each event of which something was known by the end of a day."""
    for entry in index.site.entries.values():
        claims = []
        for claim in entry.claims:
            sources = known_by(index.site.sources, claim, day)
            if not sources:
                continue
            then = support_of(index.site, sources, index.groups)
            today = index.support(entry, claim)
            report = first_reported(index, Stated(entry, claim))
            claims.append(
                Standing(
                    claim_line(index, Stated(entry, claim)),
                    then.sentence,
                    today.sentence if today.sentence != then.sentence else "",
                    report is not None and report.day == day,
                )
            )
        if claims:
            rest = len(entry.claims) - len(claims)
            yield Stood(
                index.entry_ref(entry),
                words.when(entry.date) if entry.date else None,
                tuple(claims),
                f"{words.count(rest, 'claim')} {'was' if rest == 1 else 'were'} not known yet" if rest else "",
            )
