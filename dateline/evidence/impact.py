"""What if a source falls: what the site would lose if a source turned out to be wrong.

With a source fall those that have its words: its duplicates, reprints and translations, through any number of steps.
What is `based-on` it was written anew and may have found the same by itself: it stands, and is named. The source that a
fallen one was itself printed from stands as well, for a mistake may be the copyist's; only a duplicate works both ways.

A claim falls where nothing is left that it rests on; it is weaker where fewer origins are left, and loses its words
where the last quotation that was found in its source is gone. Disputes and positions follow from the claims.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from dateline.evidence.disputes import Dispute
from dateline.evidence.origins import SAME_WORDS, OriginGroup, support_of
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
    """Whether it loses its last quotation that was found."""

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
    """The values that nobody gives any more, in the dispute's order."""
    ends: bool
    """Whether no two values that are left contradict each other."""


@record(frozen=True, slots=True, kw_only=True)
class Vacated:
    """A position that nothing shows any more."""

    holder: str
    """The party's id."""
    topic: str
    """The topic's id."""
    stance: Stance
    """What the party did with the topic."""
    entry: str
    """The entry's id."""
    claim: str
    """The claim's id."""


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
    """The positions (party, topic, stance) that no claim shows any more, each once, in the given order."""
    unchanged: int
    """How many claims name one of the fallen sources, and stand as firmly as before."""


def falls_with(sources: Mapping[str, Source], derived: Mapping[str, Collection[str]], source: str) -> tuple[str, ...]:
    """The sources that have the words of one, itself among them, sorted.

    `derived` gives the ids of those that say they derive from a source.
    """
    found, steps = {source}, [source]
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
        steps += near - found
        found |= near
    return tuple(sorted(found))


def impact(
    site: Site,
    fallen: Collection[str],
    derived: Mapping[str, Collection[str]],
    claims: Iterable[tuple[Entry, Claim]],
    groups: Mapping[str, OriginGroup],
    disputed: Callable[[str, str], Iterable[Dispute]],
    found: Callable[[Entry, Claim, int], bool],
    takers: Callable[[str, str, Stance], int],
) -> Impact:
    """Say what would change if these sources fell.

    `claims` are those that name one of them, in the order of the timeline; others are not touched. `groups` comes from
    `origin_groups`; `disputed` gives the disputes of a claim by entry and claim id; `found` tells whether a piece of
    evidence, by its 0-based number, is a quotation that was found; `takers` tells how many claims of the site show that
    a party takes a stance on a topic.
    """
    out = frozenset(fallen)
    hits: list[Hit] = []
    gone: dict[tuple[str, str], tuple[Entry, Claim]] = {}
    unchanged = 0
    for entry, claim in claims:
        before = support_of(site, (each.source for each in claim.evidence), groups)
        after = support_of(site, (each.source for each in claim.evidence if each.source not in out), groups)
        quoted = [number for number in range(len(claim.evidence)) if found(entry, claim, number)]
        unquoted = bool(quoted) and all(claim.evidence[number].source in out for number in quoted)
        hit = Hit(
            entry=entry.id,
            claim=claim.id,
            before=len(before.origins),
            after=len(after.origins),
            unquoted=unquoted,
        )
        if hit.before == hit.after and not unquoted:
            unchanged += 1
            continue
        hits.append(hit)
        if hit.falls:
            gone[entry.id, claim.id] = (entry, claim)
    return Impact(
        fallen=tuple(sorted(out)),
        based=_based(site.sources, derived, out),
        falls=tuple(each for each in hits if each.falls),
        weaker=tuple(each for each in hits if not each.falls),
        disputes=_shaken(gone, disputed),
        positions=tuple(_vacated(site.actors, gone.values(), takers)),
        unchanged=unchanged,
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
    gone: Mapping[tuple[str, str], tuple[Entry, Claim]], disputed: Callable[[str, str], Iterable[Dispute]]
) -> tuple[Shaken, ...]:
    """The disputes that lose a value with these claims."""
    touched = {dispute.id: dispute for name in gone for dispute in disputed(*name)}
    result = []
    for dispute in touched.values():
        left = [number for number, side in enumerate(dispute.sides) if any(name not in gone for name in side.claims)]
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
    actors: Mapping[str, Actor],
    gone: Iterable[tuple[Entry, Claim]],
    takers: Callable[[str, str, Stance], int],
) -> Iterator[Vacated]:
    """What a party did with a topic, where every claim that shows it is gone."""
    lost: dict[tuple[str, str, Stance], list[tuple[Entry, Claim]]] = {}
    for entry, claim in gone:
        for position in positions_of(actors, claim):
            lost.setdefault(position, []).append((entry, claim))
    for (holder, topic, stance), claims in lost.items():
        if takers(holder, topic, stance) <= len(claims):
            entry, claim = claims[0]
            yield Vacated(holder=holder, topic=topic, stance=stance, entry=entry.id, claim=claim.id)
