"""Positions: what each party proposed, demanded, offered, accepted, rejected or denied on a topic, and how that moved.

Derived from the claims, never written by hand. A claim takes a position where it has a topic, a stance other than
`states`, and somebody behind it:

- A person speaks for the party that actors.yaml gives; a delegation likewise. Parties, and organisations without a
  party, speak for themselves. A person without a party (an analyst, a reporter) holds no position in the talks.
- A claim by several is a position of each of their parties, once.
- It is dated by the claim's own date, else by the entry's.

A position is compared with the last ones that the party took on the topic on an earlier date. It `repeats` one of them
if the stance is the same, and otherwise it `moved`. What was said on one day is not put into an order.

A party that only states things on a topic takes no position on it; one without any claim on it is silent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from itertools import groupby

from dateline.dates import EdtfDate
from dateline.model import Actor, ActorKind, Claim, Entry, Stance
from dateline.records import record


class Move(StrEnum):
    """How a position stands to the last ones of the same party on the same topic."""

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
    """The stances of the last earlier date on which it took any, each once, in the order of Stance."""
    since: EdtfDate | None = None
    """That earlier date."""


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
    def path(self) -> tuple[tuple[Stance, ...], ...]:
        """What it did on one date after the other; where that is the same as the last time, once.

        On one date each stance stands once, in the order of Stance: `(demands)`, `(offers, rejects)`.
        """
        found: list[tuple[Stance, ...]] = []
        for _, day in groupby(self.positions, key=lambda each: _order(each.date)):
            taken = {each.stance for each in day}
            stances = tuple(each for each in Stance if each in taken)
            if not found or found[-1] != stances:
                found.append(stances)
        return tuple(found)


def _order(date: EdtfDate | None) -> tuple[object, ...]:
    """Sorts dates; those that are not known come last."""
    return (1,) if date is None else (0, *date.sort_key)


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


def _in_time(holder: str, claims: Iterable[tuple[Entry, Claim]]) -> tuple[Position, ...]:
    """The positions that one party takes on one topic, each with how it stands to those before it."""

    def when(pair: tuple[Entry, Claim]) -> EdtfDate | None:
        return pair[1].date or pair[0].date

    found: list[Position] = []
    before: tuple[Stance, ...] = ()
    since: EdtfDate | None = None
    # `sorted` is stable: within a day the order of the timeline stays.
    for _, day in groupby(sorted(claims, key=lambda pair: _order(when(pair))), key=lambda pair: _order(when(pair))):
        today = [(entry, claim, claim.stance) for entry, claim in day if claim.stance is not None]
        found += [
            Position(
                holder=holder,
                stance=stance,
                date=when((entry, claim)),
                entry=entry.id,
                claim=claim.id,
                move=Move.FIRST if not before else Move.REPEATS if stance in before else Move.MOVED,
                before=before,
                since=since,
            )
            for entry, claim, stance in today
        ]
        taken = {stance for _, _, stance in today}
        before = tuple(each for each in Stance if each in taken)
        since = when(today[0][:2])
    return tuple(found)
