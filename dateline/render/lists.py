"""A site turned round: who uses a source, who said what, which entries belong together. All by number.

An entry, one of its claims or one piece of its evidence is written as one number (`code`), so that the lists of a large
site are small, and can be kept and read back at once. What they lead to is looked up where it is needed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from dateline.evidence import Dispute, OriginGroup, origin_groups
from dateline.evidence.disputes import disputes
from dateline.evidence.impact import cells_of
from dateline.evidence.known import public_since
from dateline.model import Entry, PropertyType, Site, SourceStatus
from dateline.render.public import Cited, citations

KINDS = (
    "uses",
    "mentions",
    "dated",
    "by_track",
    "by_place",
    "by_actor",
    "parts",
    "said",
    "by_topic",
    "valued",
    "issued",
    "taken",
)
"""The lists of entries, claims and evidence; `Index` says what each of them is."""
_BITS = 16
_MASK = (1 << _BITS) - 1
"""An entry has at most so many claims, and a claim so many pieces of evidence: its file may not be larger."""

Codes = Mapping[str, Sequence[int]]
"""Key: what belongs to it, in order."""


def code(entry: int, claim: int = 0, evidence: int = 0) -> int:
    """Write the 0-based places of an entry, of a claim in it and of the evidence for that as one number."""
    return entry << 2 * _BITS | claim << _BITS | evidence


def entry_of(number: int) -> int:
    """The 0-based place of the entry on the timeline."""
    return number >> 2 * _BITS


def claim_of(number: int) -> int:
    """The 0-based place of the claim in its entry."""
    return number >> _BITS & _MASK


def evidence_of(number: int) -> int:
    """The 0-based place of the evidence in its claim."""
    return number & _MASK


def claim_in(number: int) -> int:
    """The number of the claim that a piece of evidence is of."""
    return number >> _BITS << _BITS


def within(number: int) -> int:
    """What is left of a number without the place of the entry."""
    return number & (1 << 2 * _BITS) - 1


@dataclass(frozen=True, kw_only=True)
class Lists:
    """What the pages look up, turned round."""

    order: tuple[str, ...]
    """Ids of the entries, as they stand on the timeline."""
    codes: Mapping[str, Codes]
    """Each of KINDS: its lists."""
    derived: Mapping[str, tuple[str, ...]]
    """Source id: the sources that say they derive from it."""
    members: Mapping[str, tuple[str, ...]]
    """Party id: the actors that speak for it."""
    groups: Mapping[str, OriginGroup]
    """Source id: the origin that it counts as."""
    disputes: tuple[Dispute, ...]
    """All disputes, sorted."""
    fates: Mapping[str, SourceStatus]
    """Source id: what has become of it, of those that are not as they were read."""

    @cached_property
    def places(self) -> dict[str, int]:
        """Entry id: its 0-based place on the timeline."""
        return {key: number for number, key in enumerate(self.order)}

    @cached_property
    def along(self) -> dict[str, tuple[int | None, int | None]]:
        """Id of an entry of a track: the places of those before and after it there."""
        found = {}
        for row in self.codes["by_track"].values():
            entries: list[int | None] = [None, *map(entry_of, row), None]
            for before, here, after in zip(entries, entries[1:], entries[2:], strict=False):
                if here is not None:
                    found[self.order[here]] = (before, after)
        return found

    @cached_property
    def disputed(self) -> dict[tuple[str, str], tuple[Dispute, ...]]:
        """(entry id, claim id): the disputes that the claim is part of."""
        found: defaultdict[tuple[str, str], list[Dispute]] = defaultdict(list)
        for dispute in self.disputes:
            for side in dispute.sides:
                for name in side.claims:
                    found[name].append(dispute)
        return {name: tuple(inside) for name, inside in found.items()}

    def holding(self, entry: int) -> Iterator[tuple[str, str]]:
        """The lists in which the entry at this place stands: kind and key."""
        for kind, lists in self.codes.items():
            for key, row in lists.items():
                if any(number >> 2 * _BITS == entry for number in row):
                    yield kind, key


def turned_round(shown: Site, *, cited: Cited | None = None) -> Lists:
    """Turn round what is shown of a site; `cited` has the sources that prose texts cite, as far as that is known."""
    # All that a source is said to derive from is shown with it. What texts of drafts would make one stays inside: no
    # page could say why.
    groups = dict(origin_groups(shown))
    found: dict[str, defaultdict[str, list[int]]] = {kind: defaultdict(list) for kind in KINDS}
    claims: list[tuple[tuple[Any, ...], int]] = []
    uses = found["uses"]
    fates = {key: each.status for key, each in shown.sources.items() if each.status is not SourceStatus.LIVE}
    public = {key: since.isoformat() for key, each in shown.sources.items() if (since := public_since(each))}
    for place, entry in enumerate(shown.entries.values()):
        here = code(place)
        for named, kind in ((entry.track, "by_track"), (entry.place, "by_place"), (entry.part_of, "parts")):
            if named:
                found[kind][named].append(here)
        for actor in dict.fromkeys(entry.actors):
            found["by_actor"][actor].append(here)
        for source in _cited(shown, entry, cited or {}):
            found["mentions"][source].append(here)
        if entry.date_from:
            found["dated"][entry.date_from.source].append(here)
        day = entry.date.sort_key if entry.date else None
        for number, claim in enumerate(entry.claims):
            when = claim.date.sort_key if claim.date else day
            claims.append(((1,) if when is None else (0, *when), code(place, number)))
            for at, evidence in enumerate(claim.evidence):
                uses[evidence.source].append(code(place, number, at))
                if evidence.source in public:
                    found["issued"][public[evidence.source]].append(code(place, number, at))
    entries = tuple(shown.entries.values())
    # By date, undated ones last; within a day in the order of the timeline.
    for _, number in sorted(claims):
        claim = entries[entry_of(number)].claims[claim_of(number)]
        found["by_topic"][claim.topic or ""].append(number)
        for speaker in dict.fromkeys(claim.by):
            found["said"][speaker].append(number)
        if any(fates.get(evidence.source) is not SourceStatus.RETRACTED for evidence in claim.evidence):
            for cell in cells_of(shown.actors, entries[entry_of(number)], claim):
                found["taken"][cell.key].append(number)
        about = shown.properties.get(claim.about) if claim.about else None
        if about and about.type is PropertyType.PLACE and claim.value:
            found["valued"][claim.value.strip()].append(number)
    derived: defaultdict[str, list[str]] = defaultdict(list)
    for source_id, copied in shown.sources.items():
        for step in copied.derived_from:
            if step.source:
                derived[step.source].append(source_id)
    members: defaultdict[str, list[str]] = defaultdict(list)
    for actor_id, member in shown.actors.items():
        if member.party:
            members[member.party].append(actor_id)
    return Lists(
        order=tuple(shown.entries),
        codes={kind: dict(rows) for kind, rows in found.items()},  # no lookup adds to them
        derived=_frozen(derived),
        members=_frozen(members),
        groups=groups,
        disputes=tuple(disputes(shown, groups)),
        fates=fates,
    )


def _cited(site: Site, entry: Entry, cited: Cited) -> Iterable[str]:
    """The sources that the prose of an entry cites, in whatever language."""
    if entry.id not in site.translations:
        return citations(entry.body, cited)
    texts = (entry.body, *(each.body for each in site.translations[entry.id]))
    return dict.fromkeys(source for text in texts for source in citations(text, cited))


def _frozen(lists: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(items) for key, items in lists.items()}
