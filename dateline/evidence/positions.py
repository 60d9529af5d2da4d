"""Positions: what each party proposed, demanded, offered, accepted, rejected or denied on a topic, and how that moved.

Derived from the claims, never written by hand. A claim takes a position where it has a topic, a stance other than
`states`, and somebody behind it:

- A person speaks for the party that actors.yaml gives; a delegation likewise. Parties, and organisations without a
  party, speak for themselves. A person without a party (an analyst, a reporter) holds no position in the talks.
- A claim by several is a position of each of their parties, once.
- It is dated by the claim's own date, else by the entry's.

What is compared is what the party does with the topic (its stance) and not what it asks for: two demands may be for
different things, and whoever first accepts and then demands need not have withdrawn anything. A position is compared
with the last ones that the party took on the topic on an earlier date. It `repeats` one of them if the stance is the
same, and otherwise it `moved`. A date is earlier if it ended before the other one began: what was said on one day is
not put into an order, and neither is March with a day in it.

A party that only states things on a topic takes no position on it; one without any claim on it is silent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from heapq import heappop, heappush
from itertools import groupby
from math import inf
from typing import NamedTuple

from dateline.dates import EdtfDate
from dateline.model import Actor, ActorKind, Claim, Entry, Stance
from dateline.records import record


class Move(StrEnum):
    """How the stance of a position stands to the last ones of the same party on the same topic."""

    FIRST = "first"
    REPEATS = "repeats"
    MOVED = "moved"


@record(frozen=True, slots=True, kw_only=True)
class Position:
    """What a party did with a topic at one time."""

    holder: str
    """The party's id, or that of an organisation that speaks for itself."""
    stance: Stance
    """What it did; never `states`."""
    date: EdtfDate | None
    """When; None where no date is known, as in some drafts."""
    entry: str
    """The id of the entry …"""
    claim: str
    """… and of the claim in it."""
    move: Move
    """How it stands to `before`."""
    before: tuple[Stance, ...] = ()
    """Its stances on the last earlier date on which it took any, each once, in the order of Stance."""
    since: EdtfDate | None = None
    """That earlier date."""


class Taken(NamedTuple):
    """A stance that a party takes on one topic at one time."""

    stance: Stance
    """What it does; never `states`."""
    claims: int
    """In how many claims."""


@record(frozen=True, slots=True, kw_only=True)
class Holding:
    """All that a party did with one topic."""

    holder: str
    """The party's id, or that of an organisation that speaks for itself."""
    positions: tuple[Position, ...]
    """By date; empty where it only stated things."""
    statements: int
    """How many of its claims on the topic take no position."""

    @property
    def path(self) -> tuple[tuple[Taken, ...], ...]:
        """What it did at one time after the other; where the stances are the same as the last time, once.

        At one time, which is a date or several that overlap, each stance stands once, in the order of Stance.
        """
        found: list[Counter[Stance]] = []
        for time in _times(self.positions):
            taken = Counter(each.stance for each in time)
            if found and found[-1].keys() == taken.keys():
                found[-1] += taken
            else:
                found.append(taken)
        return tuple(tuple(Taken(each, taken[each]) for each in Stance if each in taken) for taken in found)


def _times(positions: Iterable[Position]) -> Iterator[Sequence[Position]]:
    """Positions in the order of time; those stand together of whose dates nobody can say which is the earlier."""
    time: list[Position] = []
    until = -inf
    for each in positions:
        first, last = _bounds(each.date)
        if time and until < first:
            yield time
            time = []
        time.append(each)
        until = max(until, last)
    if time:
        yield time


def _bounds(date: EdtfDate | None) -> tuple[float, float]:
    """The first and the last day that a date can mean, as ordinals; a date that is not known lies after all others."""
    return (inf, inf) if date is None else (date.earliest.toordinal(), date.latest.toordinal())


def _order(date: EdtfDate | None) -> tuple[float, float]:
    """Sorts dates as the timeline does; those that are not known come last."""
    first, last = _bounds(date)
    return first, -last


def holder_of(actors: Mapping[str, Actor], actor_id: str) -> str | None:
    """Whose position it is when an actor says something: its party, or itself; None for a person without a party."""
    actor = actors.get(actor_id)
    if actor is None:
        return None
    return actor.party or (None if actor.kind is ActorKind.PERSON else actor.id)


def holders_of(actors: Mapping[str, Actor], claim: Claim) -> tuple[str, ...]:
    """Whose position a claim is, each once, in the order in which the claim names them."""
    found = (holder_of(actors, each) for each in claim.by)
    return tuple(dict.fromkeys(each for each in found if each is not None))


def positions_of(actors: Mapping[str, Actor], claim: Claim) -> tuple[tuple[str, str, Stance], ...]:
    """The positions that a claim takes: whose, on which topic, and what; none where it only states something."""
    if claim.topic is None or claim.stance is None or claim.stance is Stance.STATES:
        return ()
    return tuple((holder, claim.topic, claim.stance) for holder in holders_of(actors, claim))


def holdings(actors: Mapping[str, Actor], claims: Iterable[tuple[Entry, Claim]]) -> tuple[Holding, ...]:
    """What each party did with one topic, in the order of actors.yaml.

    `claims` are the claims on that topic with their entries, in the order of the timeline; drafts count where they are
    given. Parties that have no claim on the topic are left out: they are silent.
    """
    taken: dict[str, list[tuple[Entry, Claim]]] = {}
    stated: dict[str, int] = {}
    for entry, claim in claims:
        for holder in holders_of(actors, claim):
            if claim.stance is None or claim.stance is Stance.STATES:
                stated[holder] = stated.get(holder, 0) + 1
            else:
                taken.setdefault(holder, []).append((entry, claim))
    return tuple(
        Holding(
            holder=holder,
            positions=_in_time(holder, taken.get(holder, ())),
            statements=stated.get(holder, 0),
        )
        for holder in actors
        if holder in taken or holder in stated
    )


_NONE: tuple[Stance, ...] = ()


def _move(stance: Stance, before: tuple[Stance, ...]) -> Move:
    """How a stance stands to those of the last earlier date."""
    if not before:
        return Move.FIRST
    return Move.REPEATS if stance in before else Move.MOVED


def _in_time(holder: str, claims: Iterable[tuple[Entry, Claim]]) -> tuple[Position, ...]:
    """The positions that one party takes on one topic, each with how it stands to those before it."""

    def when(pair: tuple[Entry, Claim]) -> EdtfDate | None:
        return pair[1].date or pair[0].date

    found: list[Position] = []
    # What ended before the time that is looked at counts as earlier; what has not yet waits in a heap for its last day.
    waiting: list[tuple[float, int, tuple[Stance, ...], EdtfDate | None]] = []
    latest, before, since = -1, _NONE, None
    # `sorted` is stable: within a day the order of the timeline stays.
    days = groupby(sorted(claims, key=lambda pair: _order(when(pair))), key=lambda pair: _order(when(pair)))
    for number, (_, day) in enumerate(days):
        today = [(entry, claim, claim.stance) for entry, claim in day if claim.stance is not None]
        date = when(today[0][:2])
        first, last = _bounds(date)
        while waiting and waiting[0][0] < first:
            _, place, stances, then = heappop(waiting)
            if place > latest:
                latest, before, since = place, stances, then
        found += [
            Position(
                holder=holder,
                stance=stance,
                date=when((entry, claim)),
                entry=entry.id,
                claim=claim.id,
                move=_move(stance, before),
                before=before,
                since=since,
            )
            for entry, claim, stance in today
        ]
        taken = {stance for _, _, stance in today}
        heappush(waiting, (last, number, tuple(each for each in Stance if each in taken), date))
    return tuple(found)
