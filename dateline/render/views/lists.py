"""All claims, the disputes, and the corrections."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from dateline.evidence import Dispute
from dateline.model import Property, PropertyType
from dateline.render import words
from dateline.render.index import Index, Ref
from dateline.render.views.entry import Neighbour, neighbour
from dateline.render.views.parts import ClaimView, Disputed, claim_lines, claim_view, label_of, source_line
from dateline.render.views.things import Group
from dateline.render.words import When


@dataclass(frozen=True, slots=True)
class ClaimsView:
    """All claims, by topic."""

    title: str
    """Claims."""
    description: str
    """How many."""
    total: str
    """`52 claims, 48 with a verified quotation`."""
    groups: tuple[Group, ...]
    """By topic, in the order of topics.yaml."""


@dataclass(frozen=True, slots=True)
class SideLine:
    """One version, in short."""

    value: Ref
    """What is claimed."""
    origins: str
    """`2 origins`."""
    who: str
    """Who says so: the speakers; without any, the outlets."""


@dataclass(frozen=True, slots=True)
class DisputeLine:
    """A dispute in the list."""

    ref: Ref
    """The property that is in dispute."""
    subject: Ref
    """The entry or actor that it is about."""
    date: When | None
    """The date of that entry."""
    sides: tuple[SideLine, ...]
    """The versions."""


@dataclass(frozen=True, slots=True)
class DisputesView:
    """All disputes."""

    title: str
    """Disputes."""
    description: str
    """How many."""
    disputes: tuple[DisputeLine, ...]
    """In the order of the timeline."""


@dataclass(frozen=True, slots=True)
class SideView:
    """One version with the claims that give it."""

    value: Ref
    """What is claimed."""
    support: str
    """`3 outlets, 2 origins`."""
    against: tuple[str, ...]
    """The values that it contradicts."""
    claims: tuple[ClaimView, ...]
    """Who says so, in which words."""


@dataclass(frozen=True, slots=True)
class DisputeView:
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
    others: tuple[Disputed, ...]
    """Other disputes about the same thing."""


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """A correction with its entry."""

    date: When
    """When it was made."""
    text: str
    """What was wrong, and what is right."""
    entry: Neighbour
    """The entry."""


@dataclass(frozen=True, slots=True)
class CorrectionsView:
    """All corrections, the latest first."""

    title: str
    """Corrections."""
    description: str
    """How many."""
    rows: tuple[CorrectionRow, ...]
    """The latest first."""


def claims_view(index: Index) -> ClaimsView:
    """Make the list of all claims."""
    claims = [(entry, claim) for entry in index.site.entries.values() for claim in entry.claims]
    verified = sum(index.verified(entry, claim) for entry, claim in claims)
    total = words.count(len(claims), "claim")
    known = [topic for topic in index.site.topics if topic in index.by_topic]
    unknown = [topic for topic in index.by_topic if topic not in index.site.topics]
    return ClaimsView(
        title="Claims",
        description=f"Every claim on this site with what it rests on: {total}.",
        total=f"{total}, {verified} with a verified quotation",
        groups=tuple(
            Group(
                f"t-{topic}" if topic else "t-other",
                index.topic_ref(topic) if topic else Ref("No topic"),
                claim_lines(index, index.by_topic[topic]),
            )
            for topic in (*known, *unknown)
        ),
    )


def _subject(index: Index, dispute: Dispute) -> tuple[Ref, When | None]:
    """What a dispute is about, and when that was."""
    entry = index.site.entries.get(dispute.subject)
    if entry is None:
        return index.actor_ref(dispute.subject), None
    return index.entry_ref(entry), words.when(entry.date) if entry.date else None


def _property(index: Index, dispute: Dispute) -> str:
    """What is in dispute."""
    kind = index.site.properties.get(dispute.property)
    return kind.title if kind else dispute.property


def _value(index: Index, kind: Property | None, value: str, raw: tuple[str, ...]) -> Ref:
    """A version's value, leading to the place or actor that it names."""
    if kind and raw and kind.type is PropertyType.PLACE and raw[0].strip() in index.site.places:
        return index.place_ref(raw[0].strip())
    if kind and raw and kind.type is PropertyType.ACTOR and raw[0].strip() in index.site.actors:
        return index.actor_ref(raw[0].strip())
    return Ref(value)


MOST_NAMES = 3
"""Of those who give a version, in the list of disputes."""


def _who(index: Index, claims: Iterable[tuple[str, str]]) -> str:
    """Who gives a version: the speakers of its claims; of a claim without any, the outlets that carry it."""
    names: list[str] = []
    for entry_id, claim_id in claims:
        entry = index.site.entries.get(entry_id)
        claim = entry.claim(claim_id) if entry else None
        if claim:
            outlets = (label_of(source_line(index, each.source)) for each in claim.evidence)
            names += [index.actor_ref(each).label for each in claim.by] or outlets
    known = list(dict.fromkeys(names))
    more = len(known) - MOST_NAMES
    return words.listed([*known[:MOST_NAMES], f"{more} more"] if more > 0 else known)


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
                _value(index, kind, side.value, side.raw), words.count(side.origins, "origin"), _who(index, side.claims)
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
    sides = tuple(
        SideView(
            _value(index, kind, side.value, side.raw),
            side.support.sentence,
            tuple(dispute.sides[number].value for number in side.against),
            tuple(
                _without(claim_view(index, entry, claim), dispute.id, index)
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
        others=others,
    )


def _without(claim: ClaimView, ident: str, index: Index) -> ClaimView:
    """A claim on the page of a dispute, which need not say again what is in dispute."""
    page = index.page("dispute", ident)
    return replace(claim, value=None, disputes=tuple(each for each in claim.disputes if each.ref.path != page))


def corrections_view(index: Index) -> CorrectionsView:
    """Make the list of corrections."""
    found = [(each, entry) for entry in index.site.entries.values() for each in entry.corrections]
    found.sort(key=lambda pair: pair[0].date.sort_key, reverse=True)
    rows = tuple(
        CorrectionRow(words.when(each.date), each.text, near)
        for each, entry in found
        if (near := neighbour(index, entry))
    )
    total = words.count(len(rows), "correction") if rows else "None so far"
    return CorrectionsView(title="Corrections", description=f"What this site got wrong: {total}.", rows=rows)
