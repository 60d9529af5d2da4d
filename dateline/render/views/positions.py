"""Positions: topic × party × date, what each side did with each topic, in which words, and how that moved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dateline.evidence.positions import Holding, Move, Position, holdings
from dateline.model import Claim, Entry, Verdict
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

    state: str
    """`holds`, `states` (it speaks of the topic and takes no position) or `silent`."""
    words: str
    """`demands → accepts`, `takes no position`, `silent`."""
    last: When | None
    """When it last took a position."""
    total: str
    """`3 positions`, `2 claims`; empty where it is silent."""


class TopicRow(NamedTuple):
    """A topic in the table of topics and parties."""

    topic: Ref
    """The topic, leading to its positions."""
    cells: tuple[Summary, ...]
    """One for each of the page's parties."""


class Cell:
    """A position: the claim and its words."""

    def __init__(self, index: Index, position: Position, entry: Entry, claim: Claim, line: ClaimLine) -> None:
        """Take a position with the claim that it was taken in."""
        self.index = index
        self.entry = entry
        self.stated = claim
        self.claim = line
        """The claim."""
        self.stance = words.STANCES[position.stance]
        """What the party does with the topic."""
        self.moved = position.move is Move.MOVED
        """Whether that is something else than the last time."""
        self.change = _change(position)
        """`before: demands, 9 March 2022`, `as on 9 March 2022`; empty for a first position."""

    @property
    def quote(self) -> QuoteView | None:
        """The words that it rests on: those of its firmest quotation; None where all its sources are only cited."""
        found = [QuoteView(self.index, self.entry, self.stated, number) for number in range(len(self.stated.evidence))]
        quoted = [each for each in found if each.quote is not None]
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
    """All who take a position on any topic, in the order of actors.yaml; the table of topics has a column for each."""
    rows: tuple[TopicRow, ...]
    """The topics, in the order of topics.yaml; empty on the page of one topic."""
    tables: tuple[Table, ...]
    """The positions in full; empty where they stand on pages of topics."""
    within: Ref | None = None
    """The page of all topics, on that of one."""


def positions_view(index: Index) -> PositionsView:
    """Make the page of all positions; of many, the table of topics that leads to the pages of topics."""
    known = _by_topic(index)
    parties = _parties(known.values())
    number = _number(known.values())
    apart = _apart(index)
    total = (
        f"{words.count(number, 'position')} of {words.count(len(parties), 'party', 'parties')} "
        f"on {words.count(len(known), 'topic')}"
    )
    return PositionsView(
        title="Positions",
        description=f"What each side proposed, demanded, offered, accepted, rejected or denied: {total}.",
        total=total,
        parties=tuple(actor_ref(index, each) for each in parties),
        rows=tuple(
            TopicRow(
                Ref(topic_ref(index, topic).label, index.page(TOPIC, topic) if apart else f"{_here(index)}#t-{topic}"),
                tuple(_summary(row, party) for party in parties),
            )
            for topic, row in known.items()
        ),
        tables=() if apart else tuple(_table(index, topic, row, parties) for topic, row in known.items()),
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
    return once(index, ("positions",), lambda: _found(index))


def _found(index: Index) -> dict[str, tuple[Holding, ...]]:
    found = {}
    for topic in index.site.topics:
        row = holdings(index.site.actors, ((each.entry, each.claim) for each in index.by_topic.get(topic, ())))
        if any(each.positions for each in row):
            found[topic] = row
    return found


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


def _summary(row: Sequence[Holding], party: str) -> Summary:
    holding = next((each for each in row if each.holder == party), None)
    if holding is None:
        return Summary("silent", "silent", None, "")
    if not holding.positions:
        return Summary("states", "takes no position", None, words.count(holding.statements, "claim"))
    last = holding.positions[-1].date
    return Summary(
        "holds",
        " → ".join(words.listed([words.STANCES[each] for each in stances]) for stances in holding.path),
        words.when(last) if last else None,
        words.count(len(holding.positions), "position"),
    )


def _change(position: Position) -> str:
    since = f" {words.when(position.since).text}" if position.since else ""
    match position.move:
        case Move.FIRST:
            return ""
        case Move.REPEATS:
            return f"as on{since}" if since else "as before"
        case Move.MOVED:
            return f"before,{since}: {words.listed([words.STANCES[each] for each in position.before])}"


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
