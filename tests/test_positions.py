"""Positions: who held which stance on a topic, whose stance it counts as, and how it moved."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.dates import parse
from dateline.evidence.positions import Holding, Move, holder_of, holdings
from dateline.model import Actor, ActorKind, Claim, Entry, Evidence, Id, Settings, Site, Source, Stance, Topic
from dateline.render.index import Index, Ref, build_index
from dateline.render.views import positions as views

ACTORS: dict[str, Actor] = {
    each.id: each
    for each in (
        Actor(id=Id("north"), kind=ActorKind.PARTY, name="Northland"),
        Actor(id=Id("south"), kind=ActorKind.PARTY, name="Southmark"),
        Actor(id=Id("west"), kind=ActorKind.PARTY, name="Westerly"),
        Actor(id=Id("assembly"), kind=ActorKind.ORGANISATION, name="The Assembly"),
        Actor(id=Id("north-team"), kind=ActorKind.ORGANISATION, name="The northern team", party=Id("north")),
        Actor(id=Id("orlova"), kind=ActorKind.PERSON, name="Vera Orlova", party=Id("north")),
        Actor(id=Id("brandt"), kind=ActorKind.PERSON, name="Ida Brandt", party=Id("south")),
        Actor(id=Id("analyst"), kind=ActorKind.PERSON, name="An analyst"),
    )
}


def entry(date: str | None, *said: str, topic: str = "truce") -> Entry:
    """An entry; each claim is written `speakers stance` or `speakers stance date`."""
    claims = []
    for number, text in enumerate(said):
        by, stance, *when = text.split(" ")
        claims.append(
            Claim(
                id=Id(f"c{number}"),
                text=f"What was said, part {number + 1}.",
                by=tuple(Id(each) for each in by.split(",") if each),
                topic=Id(topic),
                stance=Stance(stance) if stance != "-" else None,
                date=parse(when[0]) if when else None,
                evidence=(Evidence(source=Id("herald")),),
            )
        )
    name = f"{date or 'undated'}-{topic}".replace("~", "").replace("/", "-to-")
    return Entry(id=Id(name), title=f"Talks of {date}", date=parse(date) if date else None, claims=tuple(claims))


def found(*entries: Entry) -> dict[str, Holding]:
    return {each.holder: each for each in holdings(ACTORS, ((one, claim) for one in entries for claim in one.claims))}


@pytest.mark.parametrize(
    ("actor", "holder"),
    [
        ("north", "north"),
        ("orlova", "north"),
        ("north-team", "north"),
        ("assembly", "assembly"),
        ("analyst", None),
        ("nobody", None),
    ],
)
def test_who_speaks_for_whom(actor: str, holder: str | None) -> None:
    assert holder_of(ACTORS, actor) == holder


def moves(holding: Holding) -> list[str]:
    """Each position in one line: date, stance, move, what was before and when."""
    return [
        " ".join(
            [
                each.date.text if each.date else "undated",
                each.stance,
                each.move,
                *([",".join(each.before), each.since.text if each.since else "undated"] if each.before else []),
            ]
        )
        for each in holding.positions
    ]


def path(holding: Holding) -> str:
    return " > ".join("+".join(f"{stance} {claims}" for stance, claims in time) for time in holding.path)


@pytest.mark.parametrize(
    ("entries", "lines", "way"),
    [
        ([entry("2021-05-04", "orlova demands")], ["2021-05-04 demands first"], "demands 1"),
        (
            [entry("2021-05-04", "orlova demands"), entry("2021-05-09", "north-team demands")],
            ["2021-05-04 demands first", "2021-05-09 demands repeats demands 2021-05-04"],
            "demands 2",
        ),
        (
            [
                entry("2021-05-04", "north demands"),
                entry("2021-05-09", "north offers"),
                entry("2021-06", "north rejects"),
            ],
            [
                "2021-05-04 demands first",
                "2021-05-09 offers moved demands 2021-05-04",
                "2021-06 rejects moved offers 2021-05-09",
            ],
            "demands 1 > offers 1 > rejects 1",
        ),
        # What is said on one day has no order: neither is the other's past.
        (
            [entry("2021-05-04", "north rejects", "orlova demands"), entry("2021-05-05", "north demands")],
            [
                "2021-05-04 rejects first",
                "2021-05-04 demands first",
                "2021-05-05 demands repeats demands,rejects 2021-05-04",
            ],
            "demands 1+rejects 1 > demands 1",
        ),
        # The claim's own date counts before the entry's.
        (
            [entry("2021-05-04", "north offers", "north demands 2021-05-01")],
            ["2021-05-01 demands first", "2021-05-04 offers moved demands 2021-05-01"],
            "demands 1 > offers 1",
        ),
        # Of dates that overlap neither is the earlier …
        (
            [
                entry("2021-05", "north accepts"),
                entry("2021-05-09", "north demands"),
                entry("2021-05-20", "north offers"),
            ],
            [
                "2021-05 accepts first",
                "2021-05-09 demands first",
                "2021-05-20 offers moved demands 2021-05-09",
            ],
            "demands 1+offers 1+accepts 1",
        ),
        # … and of those that ended before, the one that began last counts.
        (
            [
                entry("2021-05", "north accepts"),
                entry("2021-05-09/2021-06-03", "north rejects"),
                entry("2021-05-20", "north accepts"),
                entry("2021-06-02", "north accepts"),
                entry("2021-06-05", "north accepts"),
            ],
            [
                "2021-05 accepts first",
                "2021-05-09/2021-06-03 rejects first",
                "2021-05-20 accepts first",
                "2021-06-02 accepts repeats accepts 2021-05-20",
                "2021-06-05 accepts repeats accepts 2021-06-02",
            ],
            "accepts 3+rejects 1 > accepts 1",
        ),
        # Undated drafts come last.
        (
            [entry("2021-05-04", "north demands"), entry(None, "north offers")],
            ["2021-05-04 demands first", "undated offers moved demands 2021-05-04"],
            "demands 1 > offers 1",
        ),
    ],
    ids=["one", "repeated", "moved twice", "on one day", "the claim's date", "overlapping", "ended before", "undated"],
)
def test_how_a_position_moves(entries: list[Entry], lines: list[str], way: str) -> None:
    holding = found(*entries)["north"]
    assert moves(holding) == lines
    assert path(holding) == way


DATES = st.sampled_from(
    [
        "2021-05-04",
        "2021-05-04~",
        "2021-05-06",
        "2021-05",
        "2021-06-01",
        "2021",
        "2021-05-05/2021-05-20",
        "2021-05-20/..",
    ]
)


@given(st.lists(st.tuples(DATES, st.sampled_from(["demands", "offers", "rejects"])), max_size=8))
def test_what_is_compared_had_ended_before(said: list[tuple[str, str]]) -> None:
    """Of all dates that ended before a position's own began, the last one counts, with all its stances."""
    claims = [(entry(date, f"north {stance}"), stance) for date, stance in said]
    holding = found(*(one for one, _ in claims)).get("north")
    for each in holding.positions if holding else ():
        assert each.date
        earlier = [(one.date, stance) for one, stance in claims if one.date and one.date.latest < each.date.earliest]
        last = max((date.sort_key for date, _ in earlier), default=None)
        taken = {stance for date, stance in earlier if date.sort_key == last}
        assert set(each.before) == taken
        assert (each.since.sort_key if each.since else None) == last
        assert each.move == ("first" if not taken else "repeats" if each.stance in taken else "moved")
    if holding:
        assert sum(taken.claims for time in holding.path for taken in time) == len(said)


def test_stating_something_is_no_position_and_nothing_is_silence() -> None:
    holding = found(entry("2021-05-04", "orlova states", "north -", "analyst demands", "brandt offers"))
    assert list(holding) == ["north", "south"]
    assert (holding["north"].positions, holding["north"].statements, holding["north"].path) == ((), 2, ())
    assert holding["south"].statements == 0


def test_a_claim_by_several_is_a_position_of_each_party_once() -> None:
    holding = found(entry("2021-05-04", "orlova,north-team,brandt,analyst proposes"))
    assert {name: len(each.positions) for name, each in holding.items()} == {"north": 1, "south": 1}
    assert holding["north"].positions[0].move is Move.FIRST


def index_of(*entries: Entry) -> Index:
    names = ("truce", "border", "trade")
    return build_index(
        Site(
            settings=Settings(title="Talks"),
            actors=ACTORS,
            topics={name: Topic(id=Id(name), title=name.capitalize()) for name in names},
            sources={"herald": Source(id=Id("herald"))},
            entries={each.id: each for each in entries},
        ),
        drafts=True,
    )


ENTRIES = (
    entry("2021-05-04", "orlova demands", "brandt states"),
    entry("2021-05-05", "brandt offers", "assembly states", topic="border"),
    entry("2021-05-09", "orlova offers"),
    # Westerly takes part and is not heard.
    replace(entry("2021-05-10", "orlova states", topic="trade"), actors=(Id("west"), Id("north"))),
)


def test_the_page_says_who_is_silent() -> None:
    view = views.positions_view(index_of(*ENTRIES))
    assert view.total == "3 positions of 2 parties on 2 topics"
    assert [each.label for each in view.parties] == ["Northland", "Southmark"]
    assert {row.topic.label: [(cell.state, cell.words, cell.total) for cell in row.cells] for row in view.rows} == {
        "Truce": [("holds", "demands, then offers", "2 positions, last"), ("states", "takes no position", "1 claim")],
        "Border": [("silent", "silent", ""), ("holds", "offers", "1 position,")],
    }
    assert [[each.party.label for each in row.cells] for row in view.rows] == [["Northland", "Southmark"]] * 2
    assert [[each.label for each in row.speaking] for row in view.rows] == [["Southmark"], []]
    assert [[each.label for each in row.silent] for row in view.rows] == [[], ["Northland"]]
    assert [each.label for each in view.speaking] == ["The Assembly"]
    assert [each.label for each in view.silent] == ["Westerly"]
    assert [row.topic.path for row in view.rows] == ["positions/#t-truce", "positions/#t-border"]
    truce, border = view.tables
    assert [each.label for each in truce.parties] == ["Northland"]
    assert [(ref.label, number) for ref, number in truce.speaking] == [("Southmark", "1 claim")]
    assert truce.silent == ()
    assert [each.label for each in border.silent] == ["Northland"]
    assert [(ref.label, number) for ref, number in border.speaking] == [("The Assembly", "1 claim")]
    assert [(each.date.text if each.date else "", each.entry.label) for each in truce.rounds] == [
        ("4 May 2021", "Talks of 2021-05-04"),
        ("9 May 2021", "Talks of 2021-05-09"),
    ]
    ((later,),) = truce.rounds[1].cells
    assert told(later) == "moved: offers (before, on 4 May 2021: demands)"
    assert later.quote is None


def told(cell: views.Cell) -> str:
    """A position as its head tells it."""
    assert cell.moved == (cell.move == "moved")
    move = f"{cell.move}: " if cell.move else ""
    return f"{move}{cell.stance}{f' ({cell.before})' if cell.before else ''}"


@pytest.mark.parametrize(
    ("entries", "summary", "heads"),
    [
        # The same verb twice: nobody says that the same was denied.
        (
            [entry("2021-05-10", "orlova denies"), entry("2021-05-14", "north denies")],
            "denies; 2 positions, last 14 May 2021",
            ["denies", "again: denies (before, on 10 May 2021: denies)"],
        ),
        (
            [entry("2021-03", "orlova accepts"), entry("2021-05-14~", "north demands")],
            "accepts, then demands; 2 positions, last about 14 May 2021",
            ["accepts", "moved: demands (before, in March 2021: accepts)"],
        ),
        # Two stances on one day are two claims and not one position.
        (
            [entry("2021-05-10", "north demands", "orlova rejects", "north rejects")],
            "demands in 1 claim and rejects in 2 claims; 3 positions, last 10 May 2021",
            ["demands", "rejects", "rejects"],
        ),
        (
            [entry("2021-05-10", "north demands", "orlova rejects"), entry("2021-05-14", "north rejects")],
            "demands in 1 claim and rejects in 1 claim, then rejects; 3 positions, last 14 May 2021",
            [
                "demands",
                "rejects",
                "again: rejects (before, on 10 May 2021, in different claims: demands and rejects)",
            ],
        ),
        ([entry(None, "north offers")], "offers; 1 position", ["offers"]),
    ],
    ids=["again", "moved", "two stances", "two stances before", "undated"],
)
def test_what_was_before_and_what_is_now(entries: list[Entry], summary: str, heads: list[str]) -> None:
    view = views.positions_view(index_of(*entries))
    (cell,) = view.rows[0].cells
    assert f"{cell.words}; {cell.total}{f' {cell.last.text}' if cell.last else ''}" == summary
    (table,) = view.tables
    assert [told(each) for row in table.rounds for cells in row.cells for each in cells] == heads


def test_many_positions_are_shared_out_among_topics(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "MOST_POSITIONS", 2)
    index = index_of(*ENTRIES)
    whole = views.positions_view(index)
    assert whole.tables == ()
    assert [row.topic.path for row in whole.rows] == ["positions/truce/", "positions/border/"]
    assert views.positions_topics(index) == ("truce", "border")
    page = views.topic_positions_view(index, "truce")
    assert (page.title, page.total) == ("Positions on Truce", "2 positions of 1 party")
    assert page.within == Ref("Positions", "positions/")
    assert [len(each.rounds) for each in page.tables] == [2]


def test_a_site_without_positions() -> None:
    view = views.positions_view(index_of(entry("2021-05-04", "orlova states")))
    assert (view.total, view.rows, view.tables) == ("0 positions of 0 parties on 0 topics", (), ())
    assert views.positions_topics(index_of()) == ()
