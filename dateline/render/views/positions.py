"""Positions: topic × party × date, what each side did with each topic, in which words, and how that moved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dateline.evidence.positions import Holding, Move, Position, Taken, holdings
from dateline.model import ActorKind, Claim, Entry, Verdict
from dateline.render import words
from dateline.render.index import Index, Ref, Stated
from dateline.render.views.claims import FIRMNESS, ClaimLine, QuoteView, claim_line
from dateline.render.views.names import actor_ref, once, topic_ref
from dateline.render.words import When

MOST_POSITIONS = 300
"""Positions whose words stand on one page. More of them are shared out among pages of topics."""
TOPIC = "positions-topic"
"""The kind of page that has the positions on one topic."""


class Summary(NamedTuple):
    """What a party did with a topic, in short."""

    party: Ref
    """The party."""
    state: str
    """`holds`, `states` (it speaks of the topic and takes no position) or `silent`."""
    words: str
    """`demands, then accepts`; `demands in 1 claim and rejects in 2 claims`; `takes no position`; `silent`."""
    last: When | None
    """When it last took a position."""
    total: str
    """`3 positions, last`, `1 position,` before that date; `2 claims`; empty where it is silent."""


class TopicRow(NamedTuple):
    """A topic in the table of topics and parties."""

    topic: Ref
    """The topic, leading to its positions."""
    cells: tuple[Summary, ...]
    """One for each of the page's parties."""
    speaking: tuple[Ref, ...]
    """Those of them who only state things on it …"""
    silent: tuple[Ref, ...]
    """… and those who say nothing on it."""


class Cell:
    """A position: the claim and its words."""

    def __init__(self, index: Index, position: Position, entry: Entry, claim: Claim, line: ClaimLine) -> None:
        """Take a position with the claim that it was taken in."""
        self.index = index
        self.entry = entry
        self.stated = claim
        self.claim = line
        """The claim."""
        self.stance = words.stance(position.stance)
        """What the party does with the topic."""
        self.move = _MOVES[position.move]
        """What to say before it: `moved` where it did something else on the last earlier date, `again`, or nothing."""
        self.moved = position.move is Move.MOVED
        """Whether it did something else on that date."""
        self.before = _before(position)
        """`before, on 9 March 2022: demands`; empty where there is no earlier position."""

    @property
    def quote(self) -> QuoteView | None:
        """The words that it rests on: those of its firmest quotation; None where all its sources are only cited.

        What a retracted source prints is shown only where there is no other source.
        """
        found = [QuoteView(self.index, self.entry, self.stated, number) for number in range(len(self.stated.evidence))]
        quoted = [each for each in found if each.quote is not None and (self.claim.spent or each.stands)]
        return min(quoted, key=lambda each: FIRMNESS[Verdict(each.badge.verdict)], default=None)


class Round(NamedTuple):
    """One event at which positions were taken."""

    date: When | None
    """When they were taken."""
    entry: Ref
    """The entry that has them."""
    cells: tuple[tuple[Cell, ...], ...]
    """For each party of the table its positions then; none where it was silent."""


class Table(NamedTuple):
    """The positions on one topic."""

    anchor: str
    """Its DOM id."""
    topic: Ref
    """The topic, leading to all claims on it."""
    parties: tuple[Ref, ...]
    """Those who take positions on it, in the order of actors.yaml."""
    rounds: tuple[Round, ...]
    """By date."""
    speaking: tuple[tuple[Ref, str], ...]
    """Those who only state things on it, with how many claims."""
    silent: tuple[Ref, ...]
    """Those who say nothing on it, of all who take a position on any topic."""


class PositionsView(NamedTuple):
    """Positions on all topics, or on one."""

    title: str
    """Positions; on a topic's page with its title."""
    description: str
    """How many, by how many parties."""
    total: str
    """`36 positions of 6 parties on 9 topics`."""
    parties: tuple[Ref, ...]
    """All who take a position on any topic, those with the most topics first: the columns of the table of topics."""
    rows: tuple[TopicRow, ...]
    """The topics, in the order of topics.yaml; empty on the page of one topic."""
    tables: tuple[Table, ...]
    """The positions in full; empty where they stand on pages of topics."""
    speaking: tuple[Ref, ...] = ()
    """Those who speak of some topic and take no position on any, in the order of actors.yaml …"""
    silent: tuple[Ref, ...] = ()
    """… and parties without a claim on any topic."""
    within: Ref | None = None
    """The page of all topics, on that of one."""


def positions_view(index: Index) -> PositionsView:
    """Make the page of all positions; of many, the table of topics that leads to the pages of topics."""
    known = _by_topic(index)
    parties = _parties(known.values())
    number = _number(known.values())
    apart = _apart(index)
    speaking, silent = _without(index, parties)
    total = (
        f"{words.count(number, 'position')} of {words.count(len(parties), 'party', 'parties')} "
        f"on {words.count(len(known), 'topic')}"
    )
    return PositionsView(
        title="Positions",
        description=f"What each side proposed, demanded, offered, accepted, rejected or denied: {total}.",
        total=total,
        parties=tuple(actor_ref(index, each) for each in parties),
        rows=tuple(_row(index, topic, row, parties, apart=apart) for topic, row in known.items()),
        tables=() if apart else tuple(_table(index, topic, row, parties) for topic, row in known.items()),
        speaking=tuple(actor_ref(index, each) for each in speaking),
        silent=tuple(actor_ref(index, each) for each in silent),
    )


def positions_topics(index: Index) -> tuple[str, ...]:
    """The topics that have a page of positions of their own: all that have positions, or none while one page does."""
    return tuple(_by_topic(index)) if _apart(index) else ()


def topic_positions_view(index: Index, ident: str) -> PositionsView:
    """Make the page with the positions on one topic."""
    known = _by_topic(index)
    table = _table(index, ident, known[ident], _parties(known.values()))
    number = _number([known[ident]])
    total = f"{words.count(number, 'position')} of {words.count(len(table.parties), 'party', 'parties')}"
    title = f"Positions on {topic_ref(index, ident).label}"
    return PositionsView(
        title=title,
        description=f"{title}: {total}.",
        total=total,
        parties=(),
        rows=(),
        tables=(table,),
        within=Ref("Positions", index.page("positions")),
    )


def _here(index: Index) -> str:
    return index.page("positions") or ""


def _apart(index: Index) -> bool:
    """Whether topics have pages of their own: the row of such pages in the site map is what makes them."""
    if index.page(TOPIC) is None:
        return False
    return _number(_by_topic(index).values()) > MOST_POSITIONS


def _by_topic(index: Index) -> dict[str, tuple[Holding, ...]]:
    """Topics on which a position is taken, in the order of topics.yaml: what each party does with them."""
    return {topic: row for topic, row in _spoken(index).items() if any(each.positions for each in row)}


def _spoken(index: Index) -> dict[str, tuple[Holding, ...]]:
    """Topics, in the order of topics.yaml: what each party does with them."""
    return once(index, ("positions",), lambda: _found(index))


def _found(index: Index) -> dict[str, tuple[Holding, ...]]:
    return {
        topic: holdings(index.site.actors, ((each.entry, each.claim) for each in index.by_topic.get(topic, ())))
        for topic in index.site.topics
    }


def _without(index: Index, parties: Sequence[str]) -> tuple[list[str], list[str]]:
    """Who takes no position on any topic: those who speak of one, and the parties to the talks that speak of none."""
    spoken = {each.holder for row in _spoken(index).values() for each in row}
    others = {ident: actor for ident, actor in index.site.actors.items() if ident not in parties}
    return (
        [each for each in others if each in spoken],
        [each for each, actor in others.items() if actor.kind is ActorKind.PARTY and each not in spoken],
    )


def _number(rows: Iterable[Sequence[Holding]]) -> int:
    """How many positions there are; one that several parties take together is one of each."""
    return sum(len(holding.positions) for row in rows for holding in row)


def _parties(rows: Iterable[Sequence[Holding]]) -> tuple[str, ...]:
    """Who takes a position on any topic, those with the most topics first; of the same number in their own order."""
    topics: dict[str, int] = {}
    for row in rows:
        for holding in row:
            topics[holding.holder] = topics.get(holding.holder, 0) + bool(holding.positions)
    return tuple(sorted((each for each, number in topics.items() if number), key=lambda each: -topics[each]))


def _row(index: Index, topic: str, row: Sequence[Holding], parties: Sequence[str], *, apart: bool) -> TopicRow:
    """A topic in the table of topics; `apart` if its positions stand on a page of their own."""
    held = {each.holder: each for each in row}
    cells = tuple(_summary(actor_ref(index, party), held.get(party)) for party in parties)
    return TopicRow(
        Ref(topic_ref(index, topic).label, index.page(TOPIC, topic) if apart else f"{_here(index)}#t-{topic}"),
        cells,
        tuple(each.party for each in cells if each.state == "states"),
        tuple(each.party for each in cells if each.state == "silent"),
    )


def _summary(party: Ref, holding: Holding | None) -> Summary:
    if holding is None:
        return Summary(party, "silent", "silent", None, "")
    if not holding.positions:
        return Summary(party, "states", "takes no position", None, words.count(holding.statements, "claim"))
    number, last = len(holding.positions), holding.positions[-1].date
    follows = "" if last is None else "," if number == 1 else ", last"
    return Summary(
        party,
        "holds",
        ", then ".join(map(_taken, holding.path)),
        words.when(last) if last else None,
        words.count(number, "position") + follows,
    )


def _taken(time: Sequence[Taken]) -> str:
    """What a party does at one time: `demands`; of several stances each stands with the number of its own claims."""
    if len(time) == 1:
        return words.stance(time[0].stance)
    return words.listed([f"{words.stance(each.stance)} in {words.count(each.claims, 'claim')}" for each in time])


_MOVES = {Move.FIRST: "", Move.REPEATS: "again", Move.MOVED: "moved"}


def _before(position: Position) -> str:
    """What the party did on the last earlier date; several stances are those of different claims."""
    if position.move is Move.FIRST:
        return ""
    date = f", {words.on(position.since)}" if position.since else ""
    apart = ", in different claims" if len(position.before) > 1 else ""
    return f"before{date}{apart}: {words.listed([words.stance(each) for each in position.before])}"


def _table(index: Index, topic: str, row: Sequence[Holding], parties: Sequence[str]) -> Table:
    holding = {each.holder: each for each in row}
    columns = [each for each in parties if each in holding and holding[each].positions]
    rounds: dict[tuple[object, ...], dict[str, list[Position]]] = {}
    for party in columns:
        for position in holding[party].positions:
            when = (1,) if position.date is None else (0, *position.date.sort_key)
            place = index.lists.places[position.entry]
            rounds.setdefault((*when, place, position.entry), {}).setdefault(party, []).append(position)
    return Table(
        anchor=f"t-{topic}",
        topic=topic_ref(index, topic),
        parties=tuple(actor_ref(index, each) for each in columns),
        rounds=tuple(_round(index, columns, rounds[key]) for key in sorted(rounds)),
        speaking=tuple(
            (actor_ref(index, each.holder), words.count(each.statements, "claim")) for each in row if not each.positions
        ),
        silent=tuple(actor_ref(index, each) for each in parties if each not in holding),
    )


def _round(index: Index, columns: Sequence[str], taken: dict[str, list[Position]]) -> Round:
    first = next(iter(taken.values()))[0]
    return Round(
        words.when(first.date) if first.date else None,
        index.entry_ref(index.site.entries[first.entry]),
        tuple(tuple(_cell(index, each) for each in taken.get(party, ())) for party in columns),
    )


def _cell(index: Index, position: Position) -> Cell:
    entry = index.site.entries[position.entry]
    claim = next(each for each in entry.claims if each.id == position.claim)
    return Cell(index, position, entry, claim, claim_line(index, Stated(entry, claim)))
