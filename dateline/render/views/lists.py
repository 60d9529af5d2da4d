"""All claims, the disputes, and the corrections."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date as day
from typing import NamedTuple

from dateline.dates import MONTHS, Precision
from dateline.evidence import Dispute
from dateline.model import Property, PropertyType, Source
from dateline.render import words
from dateline.render.index import Index, Ref, Stated, by_date
from dateline.render.views.claims import ClaimView, Disputed, claim_lines, is_quoted
from dateline.render.views.entry import Neighbour, neighbour
from dateline.render.views.names import SourceLine, actor_ref, once, place_ref, source_line, topic_ref
from dateline.render.views.things import Group
from dateline.render.words import When


class ClaimsView(NamedTuple):
    """All claims, by topic."""

    title: str
    """Claims."""
    description: str
    """How many."""
    total: str
    """`52 claims, 48 with a verified quotation`; `2 claims, cited, not quoted`."""
    groups: tuple[Group, ...]
    """By topic, in the order of topics.yaml; empty where they stand on the pages of `periods`."""
    periods: tuple[PeriodLine, ...] = ()
    """The years, or the months of a year, where there are too many claims for one page."""
    within: Ref | None = None
    """The year that a page of a month belongs to."""
    before: Ref | None = None
    """The page of the period before this one …"""
    after: Ref | None = None
    """… and of the one after it."""


class PeriodLine(NamedTuple):
    """The claims of a year or a month, in the list of such pages."""

    ref: Ref
    """The year or month."""
    total: str
    """`312 claims, 298 with a verified quotation`."""


class SideLine(NamedTuple):
    """One version, in short."""

    value: Ref
    """What is claimed."""
    origins: str
    """`2 origins`."""
    who: str
    """Who says so: the speakers; without any, the outlets, each with the wire that it printed and what became of it."""
    mark: str
    """`rests on a source that was retracted since`, where the speakers' words stand in such a one; else empty."""


class DisputeLine(NamedTuple):
    """A dispute in the list."""

    ref: Ref
    """The property that is in dispute."""
    subject: Ref
    """The entry or actor that it is about."""
    date: When | None
    """The date of that entry."""
    sides: tuple[SideLine, ...]
    """The versions."""


class DisputesView(NamedTuple):
    """All disputes."""

    title: str
    """Disputes."""
    description: str
    """How many."""
    disputes: tuple[DisputeLine, ...]
    """In the order of the timeline."""


class SideView(NamedTuple):
    """One version with the claims that give it."""

    value: Ref
    """What is claimed."""
    support: str
    """`3 outlets, 2 origins`."""
    since: When | None
    """When the first of its sources came out."""
    against: tuple[str, ...]
    """The values that it contradicts."""
    readable: bool
    """Whether its value can be read, and so be compared with the others."""
    claims: tuple[ClaimView, ...]
    """Who says so, in which words."""


class DisputeView(NamedTuple):
    """A dispute's page."""

    title: str
    """What is in dispute."""
    description: str
    """The versions in one sentence."""
    property: str
    """The property."""
    subject: Ref
    """The entry or actor that it is about."""
    date: When | None
    """The date of that entry."""
    sides: tuple[SideView, ...]
    """The versions."""
    remark: str
    """What the editors say is behind it; empty where they say nothing."""
    others: tuple[Disputed, ...]
    """Other disputes about the same thing."""


class CorrectionRow(NamedTuple):
    """A correction with its entry."""

    date: When
    """When it was made."""
    text: str
    """What was wrong, and what is right."""
    entry: Neighbour
    """The entry."""


class Amended(NamedTuple):
    """A source that was corrected or retracted, or is gone."""

    source: SourceLine
    """The source."""
    status: str
    """What has become of it, in a sentence."""
    corrections: tuple[tuple[When, str], ...]
    """When its publisher changed what, the latest first."""
    claims: str
    """How many claims rest on it: `3 claims rest on it`."""


class CorrectionsView(NamedTuple):
    """All corrections, the latest first."""

    title: str
    """Corrections."""
    description: str
    """How many."""
    rows: tuple[CorrectionRow, ...]
    """Those of this site, the latest first."""
    sources: tuple[Amended, ...]
    """Sources that were corrected or retracted, or are gone; those changed last come first."""


MOST_CLAIMS = 1000
"""Claims that stand on one page. More of them are shared out among pages of years, and those of a year of months."""
UNDATED = "undated"
"""Id of the page of claims that no date is known of."""


def claims_view(index: Index) -> ClaimsView:
    """Make the list of all claims; of many, the list of the pages of their years."""
    name, about = "Claims", "Every claim on this site with what it rests on"
    years = [each for each in claim_periods(index) if "-" not in each]
    if not years:
        return _claims(index, name, about, [index.by_topic[topic] for topic in index.by_topic])
    topics: dict[str, list[Stated]] = {}
    for stated in index.claims():
        topics.setdefault(stated.claim.topic or "", []).append(stated)
    return _claims(index, name, about, topics.values())._replace(groups=(), periods=_lines(index, years))


def claim_periods(index: Index) -> tuple[str, ...]:
    """The ids of the pages that the list of claims is shared out among: `2022`, `2022-03`, `undated`, in order.

    There are none while all claims stand on one page. An id stays what it is, however many claims there are beside its
    own; when a year has too many for one page, its page leads to its months.
    """
    # The row of such pages in the site map is what makes them.
    if index.page(PERIOD) is None:
        return ()
    return tuple(once(index, ("periods",), lambda: _periods(index)))


PERIOD = "claims-period"
"""The kind of page that has the claims of a year or a month."""


def period_view(index: Index, ident: str) -> ClaimsView:
    """Make the page with the claims of a year, of a month, or without a date."""
    periods = once(index, ("periods",), lambda: _periods(index))
    months = [each for each in periods if each.startswith(f"{ident}-")]
    same = [each for each in periods if each.count("-") == ident.count("-")]
    place = same.index(ident)
    topics: dict[str, list[Stated]] = {}
    for stated in periods[ident]:
        if not months or len(_period(stated)) == len(ident):
            index.site.entries[stated.entry.id]  # it is shown here, and so what it says is an input of the page
        topics.setdefault(stated.claim.topic or "", []).append(stated)
    name = "without a date" if ident == UNDATED else f"of {_period_name(ident)}"
    view = _claims(index, f"Claims {name}", f"Claims {name} with what they rest on", topics.values())
    if months:
        # What has no month stays here; the rest stands on the pages of the months.
        vague = [[each for each in row if len(_period(each)) == len(ident)] for row in topics.values()]
        rest = _claims(index, "", "", [row for row in vague if row])
        view = view._replace(groups=rest.groups, periods=_lines(index, months))
    year = ident[:4]
    return view._replace(
        within=Ref(year, index.page(PERIOD, year)) if "-" in ident else None,
        before=_period_ref(index, same[place - 1]) if place else None,
        after=_period_ref(index, same[place + 1]) if place + 1 < len(same) else None,
    )


def _claims(index: Index, title: str, about: str, topics: Iterable[Sequence[Stated]]) -> ClaimsView:
    """Claims by topic, in the order of topics.yaml; each of `topics` has those of one."""
    rows = {row[0].claim.topic or "": row for row in topics if row}
    known = [topic for topic in index.site.topics if topic in rows]
    unknown = [topic for topic in rows if topic not in index.site.topics]
    groups = tuple(
        Group(
            f"t-{topic}" if topic else "t-other",
            topic_ref(index, topic) if topic else Ref("No topic"),
            claim_lines(index, rows[topic]),
        )
        for topic in (*known, *unknown)
    )
    lines = [line for group in groups for line in group.claims]
    # The mark of a line is its best verdict.
    verified = sum([line.badge.found for line in lines])
    return ClaimsView(
        title=title,
        description=f"{about}: {words.count(len(lines), 'claim')}.",
        total=words.tally(len(lines), verified, quoted=any(is_quoted(line.claim) for line in lines)),
        groups=groups,
    )


def _periods(index: Index) -> dict[str, list[Stated]]:
    """Id of a page: its claims by date. Empty where one page has room for all claims."""
    found = by_date(index.claims())
    if len(found) <= MOST_CLAIMS:
        return {}
    years: dict[str, list[Stated]] = {}
    for stated in found:
        years.setdefault(_year(_period(stated)), []).append(stated)
    if UNDATED in years:
        years[UNDATED] = years.pop(UNDATED)
    pages: dict[str, list[Stated]] = {}
    for year, row in years.items():
        pages[year] = row
        if len(row) > MOST_CLAIMS and year != UNDATED:
            for stated in row:
                period = _period(stated)
                if period != year:
                    pages.setdefault(period, []).append(stated)
    return pages


def _period(stated: Stated) -> str:
    """The month that a claim was made in; the year, where no more is known; an interval counts where it begins."""
    date = stated.claim.date or stated.entry.date
    if date is None or date.earliest == day.min:
        return UNDATED
    first = date.earliest
    year = f"{first.year:04}"
    return f"{year}-{first.month:02}" if date.interval or date.precision >= Precision.MONTH else year


def _year(period: str) -> str:
    return period if period == UNDATED else period[:4]


def _period_name(ident: str) -> str:
    """`March 2022`, `2022`, `No date`."""
    if ident == UNDATED:
        return "No date"
    year, _, month = ident.partition("-")
    return f"{MONTHS[int(month) - 1]} {int(year)}" if month else f"{int(year)}"


def _period_ref(index: Index, ident: str) -> Ref:
    return Ref(_period_name(ident), index.page(PERIOD, ident))


def _lines(index: Index, idents: Iterable[str]) -> tuple[PeriodLine, ...]:
    """The pages of these periods, with how many claims each has."""
    periods = once(index, ("periods",), lambda: _periods(index))
    next(index.rests(), None)  # the numbers of those with a verified quotation
    return tuple(PeriodLine(_period_ref(index, each), _claims(index, "", "", [periods[each]]).total) for each in idents)


def _subject(index: Index, dispute: Dispute) -> tuple[Ref, When | None]:
    """What a dispute is about, and when that was."""
    entry = index.site.entries.get(dispute.subject)
    if entry is None:
        return actor_ref(index, dispute.subject), None
    return index.entry_ref(entry), words.when(entry.date) if entry.date else None


def _property(index: Index, dispute: Dispute) -> str:
    """What is in dispute."""
    kind = index.site.properties.get(dispute.property)
    return kind.title if kind else dispute.property


def _value(index: Index, kind: Property | None, value: str, raw: tuple[str, ...]) -> Ref:
    """A version's value, leading to the place or actor that it names."""
    if kind and raw and kind.type is PropertyType.PLACE and raw[0].strip() in index.site.places:
        return place_ref(index, raw[0].strip())
    if kind and raw and kind.type is PropertyType.ACTOR and raw[0].strip() in index.site.actors:
        return actor_ref(index, raw[0].strip())
    return Ref(value)


MOST_NAMES = 3
"""Of those who give a version, in the list of disputes."""


def _who(index: Index, claims: Iterable[tuple[str, str]]) -> str:
    """Who gives a version: the speakers of its claims; of a claim without any, who carried it, and whose story it is.

    An unknown publisher comes last.
    """
    names: dict[str, bool] = {}
    for entry_id, claim_id in claims:
        entry = index.site.entries.get(entry_id)
        claim = entry.claim(claim_id) if entry else None
        if claim:
            speakers = {actor_ref(index, each).label: False for each in claim.by}
            names |= speakers or {
                _carrier(index, each.source): index.outlet_name(each.source) is None for each in claim.evidence
            }
    known = sorted(names, key=names.__getitem__)
    more = len(known) - MOST_NAMES
    return words.listed([*known[:MOST_NAMES], f"{more} more"] if more > 0 else known)


def _carrier(index: Index, source_id: str) -> str:
    """Who carried a source, and whether it was corrected or retracted since: `KUAF (NPR; retracted)`."""
    line = source_line(index, source_id)
    if not line.note or not words.changed_since([index.status(source_id)]):
        return line.carrier
    return f"{line.carrier[:-1]}; {line.note})" if line.carrier.endswith(")") else f"{line.carrier} ({line.note})"


def _mark(index: Index, claims: Iterable[tuple[str, str]]) -> str:
    """`rests on a source that was retracted since`, of the claims that name a speaker and so no source."""
    found = [index.site.entries[entry].claim(claim) for entry, claim in claims]
    statuses = [index.status(each.source) for claim in found if claim and claim.by for each in claim.evidence]
    return words.changed_since(statuses)


def disputes_view(index: Index) -> DisputesView:
    """Make the list of disputes."""
    order = {entry: number for number, entry in enumerate(index.site.entries)}
    found = sorted(index.disputes, key=lambda each: (order.get(each.subject, len(order)), each.id))
    lines = []
    for dispute in found:
        subject, date = _subject(index, dispute)
        kind = index.site.properties.get(dispute.property)
        sides = tuple(
            SideLine(
                _value(index, kind, side.value, side.raw),
                words.count(side.origins, "origin"),
                _who(index, side.claims),
                _mark(index, side.claims),
            )
            for side in dispute.sides
        )
        ref = Ref(_property(index, dispute), index.dispute_ref(dispute).path)
        lines.append(DisputeLine(ref, subject, date, sides))
    return DisputesView(
        title="Disputes",
        description=f"Where sources contradict one another: {words.count(len(lines), 'dispute')}.",
        disputes=tuple(lines),
    )


def dispute_view(index: Index, ident: str) -> DisputeView:
    """Make a dispute's page."""
    dispute = next(each for each in index.disputes if each.id == ident)
    kind = index.site.properties.get(dispute.property)
    subject, date = _subject(index, dispute)
    page = index.page("dispute", ident)
    sides = tuple(
        SideView(
            _value(index, kind, side.value, side.raw),
            side.support.sentence,
            words.when(side.since) if side.since else None,
            tuple(dispute.sides[number].value for number in side.against),
            side.readable,
            tuple(
                ClaimView(index, entry, claim, beside=page)
                for entry_id, claim_id in side.claims
                if (entry := index.site.entries.get(entry_id)) and (claim := entry.claim(claim_id))
            ),
        )
        for side in dispute.sides
    )
    others = tuple(
        Disputed(Ref(_property(index, each), index.dispute_ref(each).path), len(each.sides))
        for each in index.disputes
        if each.subject == dispute.subject and each.id != ident
    )
    return DisputeView(
        title=dispute.title,
        description=f"{words.count(len(sides), 'version')}: {'; '.join(side.value.label for side in sides)}.",
        property=_property(index, dispute),
        subject=subject,
        date=date,
        sides=sides,
        remark=next(
            (
                each.note
                for each in index.site.disputes.values()
                if (each.of, each.about) == (dispute.subject, dispute.property)
            ),
            "",
        ),
        others=others,
    )


def corrections_view(index: Index) -> CorrectionsView:
    """Make the list of corrections."""
    found = [(each, entry) for entry in index.site.entries.values() for each in entry.corrections]
    found.sort(key=lambda pair: pair[0].date.sort_key, reverse=True)
    rows = tuple(
        CorrectionRow(words.moment(each.date), each.text, near)
        for each, entry in found
        if (near := neighbour(index, entry))
    )
    total = words.count(len(rows), "correction") if rows else "None so far"
    changed = sorted(index.amended(), key=_last_change, reverse=True)
    return CorrectionsView(
        title="Corrections",
        description=f"What this site got wrong: {total}.",
        rows=rows,
        sources=tuple(_amended(index, each) for each in changed),
    )


def _last_change(source: Source) -> tuple[object, ...]:
    return (max((each.date.sort_key for each in source.corrections), default=(day.min, 0)), source.id)


def _amended(index: Index, source: Source) -> Amended:
    uses = {(use.entry.id, use.claim.id) for use in index.uses.get(source.id, ())}
    return Amended(
        source_line(index, source.id),
        words.STATUSES.get(source.status, ""),
        tuple(
            (words.moment(each.date), each.text)
            for each in sorted(source.corrections, key=lambda each: each.date.sort_key, reverse=True)
        ),
        f"{words.count(len(uses), 'claim')} {'names' if len(uses) == 1 else 'name'} it",
    )
