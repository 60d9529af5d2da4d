"""What if a source falls: what the site would lose if a source turned out to be wrong.

With a source fall those that have its words: its duplicates, reprints and translations, through any number of steps.
What is `based-on` it was written anew and may have found the same by itself: it stands, and is named. The source that a
fallen one was itself printed from stands as well, for a mistake may be the copyist's. Only a duplicate works both ways,
and so do two texts that count as one origin because they were compared (`dateline.evidence.origins`).

A claim falls where nothing is left that it rests on; it is weaker where fewer origins are left, and loses its words
where the last quotation that was found in its source is gone. A retracted source supports nothing, so nothing falls
with it. Disputes and positions follow from the claims: a value or a position is lost where nobody gives it any more who
counts. Dates that were concluded from the words of a fallen source are named.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from dateline.dates import EdtfDate
from dateline.evidence.disputes import Dispute, Side
from dateline.evidence.origins import SAME_WORDS, OriginGroup, stands, support_of
from dateline.evidence.overlap import unsettled
from dateline.evidence.positions import positions_of
from dateline.model import Actor, Claim, Entry, How, Site, Source, Stance
from dateline.records import record


@record(frozen=True, slots=True, kw_only=True)
class Hit:
    """What happens to one claim."""

    entry: str
    """The entry's id."""
    claim: str
    """The claim's id."""
    before: int
    """How many origins it has …"""
    after: int
    """… and how many are left."""
    unquoted: bool
    """Whether it loses its last quotation that was found and counts."""

    @property
    def name(self) -> tuple[str, str]:
        """The entry's id and the claim's."""
        return self.entry, self.claim

    @property
    def changes(self) -> bool:
        """Whether it would rest on less than before."""
        return self.before != self.after or self.unquoted

    @property
    def falls(self) -> bool:
        """Whether nothing is left that it rests on; what rested on nothing before can't fall."""
        return self.before > 0 and self.after == 0


@record(frozen=True, slots=True, kw_only=True)
class Shaken:
    """What happens to one dispute."""

    dispute: Dispute
    """The dispute as it is."""
    lost: tuple[str, ...]
    """The values that nobody who counts gives any more, in the dispute's order."""
    ends: bool
    """Whether no two values that are left contradict each other."""


@record(frozen=True, slots=True, kw_only=True)
class Cell:
    """A place in the table of positions: what a party did with a topic on one date."""

    holder: str
    """The party's id."""
    topic: str
    """The topic's id."""
    stance: Stance
    """What the party did with the topic."""
    date: EdtfDate | None
    """When; None where no date is known."""

    @property
    def key(self) -> str:
        """The same for the same place, however its date is written."""
        when = f"{self.date.earliest}..{self.date.latest}" if self.date else ""
        return "/".join((self.holder, self.topic, self.stance, when))


def cells_of(actors: Mapping[str, Actor], entry: Entry, claim: Claim) -> tuple[Cell, ...]:
    """The places that a claim of an entry has in the table of positions."""
    date = claim.date or entry.date
    return tuple(
        Cell(holder=holder, topic=topic, stance=stance, date=date)
        for holder, topic, stance in positions_of(actors, claim)
    )


@record(frozen=True, slots=True, kw_only=True)
class Vacated:
    """A position that nothing shows any more on its date."""

    cell: Cell
    """Whose position, on which topic, what and when."""
    entry: str
    """The id of an entry …"""
    claim: str
    """… and of the claim in it that shows it."""


@record(frozen=True, slots=True, kw_only=True)
class Impact:
    """What would change if a source fell."""

    fallen: tuple[str, ...]
    """The source, and those that have its words, sorted."""
    based: tuple[str, ...]
    """Sources that are based on one of these and stand, sorted."""
    falls: tuple[Hit, ...]
    """The claims that nothing is left of, in the given order."""
    weaker: tuple[Hit, ...]
    """The claims with fewer origins, or without any quotation that was found, in the given order."""
    disputes: tuple[Shaken, ...]
    """The disputes that lose a value, in the given order."""
    positions: tuple[Vacated, ...]
    """The positions that no claim shows any more on their date, each once, in the given order."""
    dated: tuple[str, ...]
    """The entries whose date was concluded from the words of a fallen source, in the given order."""
    unchanged: tuple[Hit, ...]
    """The claims that name one of the fallen sources, and stand as firmly as before, in the given order."""

    @property
    def claims(self) -> int:
        """How many claims name one of the fallen sources."""
        return len(self.falls) + len(self.weaker) + len(self.unchanged)


def falls_with(
    site: Site, derived: Mapping[str, Collection[str]], groups: Mapping[str, OriginGroup], source: str
) -> tuple[str, ...]:
    """The sources that have the words of one, itself among them, sorted.

    `derived` gives the ids of those that say they derive from a source; `groups` comes from `origin_groups`.
    """
    sources = site.sources
    found, steps = {source}, [source]
    alike = _alike(site, groups.get(source))
    while steps:
        here = steps.pop()
        near = {
            other
            for other in derived.get(here, ())
            if other in sources
            and any(each.source == here and each.how in SAME_WORDS for each in sources[other].derived_from)
        }
        if here in sources:
            near |= {
                each.source
                for each in sources[here].derived_from
                if each.source is not None and each.source in sources and each.how is How.DUPLICATE
            }
        near |= alike.get(here, set())
        steps += near - found
        found |= near
    return tuple(sorted(found))


def _alike(site: Site, group: OriginGroup | None) -> dict[str, set[str]]:
    """Source: those that it counts as one with because their texts were compared, and nobody has said anything else.

    All of them are of the group, which their texts are a reason for.
    """
    if group is None or len(group.sources) < 2:
        return {}
    found: dict[str, set[str]] = {}
    for overlap in unsettled(site, group.sources):
        found.setdefault(overlap.source, set()).add(overlap.other)
        found.setdefault(overlap.other, set()).add(overlap.source)
    return found


def impact(
    site: Site,
    fallen: Collection[str],
    derived: Mapping[str, Collection[str]],
    claims: Iterable[tuple[Entry, Claim]],
    groups: Mapping[str, OriginGroup],
    disputed: Callable[[str, str], Iterable[Dispute]],
    found: Callable[[Entry, Claim, int], bool],
    takers: Callable[[Cell], int],
    dated: Iterable[Entry] = (),
) -> Impact:
    """Say what would change if these sources fell.

    `claims` are those that name one of them, in the order of the timeline; others are not touched. `groups` comes from
    `origin_groups`; `disputed` gives the disputes of a claim by entry and claim id; `found` tells whether a piece of
    evidence, by its 0-based number, is a quotation that was found; `takers` tells how many claims of the site that rest
    on anything have a place in the table of positions; `dated` are the entries whose date was concluded from the words
    of a source that falls.
    """
    out = frozenset(fallen)
    hits: list[Hit] = []
    gone: dict[tuple[str, str], tuple[Entry, Claim]] = {}
    for entry, claim in claims:
        before = support_of(site, (each.source for each in claim.evidence), groups)
        after = support_of(site, (each.source for each in claim.evidence if each.source not in out), groups)
        quoted = {
            each.source
            for number, each in enumerate(claim.evidence)
            if stands(site, each.source) and found(entry, claim, number)
        }
        hit = Hit(
            entry=entry.id,
            claim=claim.id,
            before=len(before.origins),
            after=len(after.origins),
            unquoted=bool(quoted) and quoted <= out,
        )
        hits.append(hit)
        if hit.falls:
            gone[entry.id, claim.id] = (entry, claim)
    return Impact(
        fallen=tuple(sorted(out)),
        based=_based(site.sources, derived, out),
        falls=tuple(each for each in hits if each.falls),
        weaker=tuple(each for each in hits if each.changes and not each.falls),
        disputes=_shaken(gone, disputed, out),
        positions=tuple(_vacated(site.actors, gone.values(), takers)),
        dated=tuple(entry.id for entry in dated),
        unchanged=tuple(each for each in hits if not each.changes),
    )


def _based(
    sources: Mapping[str, Source], derived: Mapping[str, Collection[str]], fallen: frozenset[str]
) -> tuple[str, ...]:
    """Sources that are based on a fallen one, or have the words of one that is."""
    found: set[str] = set()
    steps = list(fallen)
    while steps:
        for other in derived.get(steps.pop(), ()):
            if other in sources and other not in fallen and other not in found:
                found.add(other)
                steps.append(other)
    return tuple(sorted(found))


def _shaken(
    gone: Mapping[tuple[str, str], tuple[Entry, Claim]],
    disputed: Callable[[str, str], Iterable[Dispute]],
    out: frozenset[str],
) -> tuple[Shaken, ...]:
    """The disputes that lose a value with these claims and sources.

    A value that rested on nothing before is not lost now: it stands on the site as it did.
    """

    def lost(side: Side) -> bool:
        return bool(side.support.sources) and out.issuperset(side.support.sources)

    touched = {dispute.id: dispute for name in gone for dispute in disputed(*name)}
    result = []
    for dispute in touched.values():
        left = [number for number, side in enumerate(dispute.sides) if not lost(side)]
        if len(left) == len(dispute.sides):
            continue
        result.append(
            Shaken(
                dispute=dispute,
                lost=tuple(side.value for number, side in enumerate(dispute.sides) if number not in left),
                ends=not any(other in left for number in left for other in dispute.sides[number].against),
            )
        )
    return tuple(result)


def _vacated(
    actors: Mapping[str, Actor], gone: Iterable[tuple[Entry, Claim]], takers: Callable[[Cell], int]
) -> Iterator[Vacated]:
    """What a party did with a topic on a date, where every claim that shows it is gone."""
    lost: dict[str, list[tuple[Cell, Entry, Claim]]] = {}
    for entry, claim in gone:
        for cell in cells_of(actors, entry, claim):
            lost.setdefault(cell.key, []).append((cell, entry, claim))
    for shown in lost.values():
        cell, entry, claim = shown[0]
        if takers(cell) <= len(shown):
            yield Vacated(cell=cell, entry=entry.id, claim=claim.id)
