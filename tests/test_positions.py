"""Positions: who held which stance on a topic, whose stance it counts as, and how it moved."""

from __future__ import annotations

import pytest

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
    return " > ".join("+".join(stances) for stances in holding.path)


@pytest.mark.parametrize(
    ("entries", "lines", "way"),
    [
        ([entry("2021-05-04", "orlova demands")], ["2021-05-04 demands first"], "demands"),
        (
            [entry("2021-05-04", "orlova demands"), entry("2021-05-09", "north-team demands")],
            ["2021-05-04 demands first", "2021-05-09 demands repeats demands 2021-05-04"],
            "demands",
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
            "demands > offers > rejects",
        ),
        # What is said on one day has no order: neither is the other's past.
        (
            [entry("2021-05-04", "north rejects", "orlova demands"), entry("2021-05-05", "north demands")],
            [
                "2021-05-04 rejects first",
                "2021-05-04 demands first",
                "2021-05-05 demands repeats demands,rejects 2021-05-04",
            ],
            "demands+rejects > demands",
        ),
        # The claim's own date counts before the entry's.
        (
            [entry("2021-05-04", "north offers", "north demands 2021-05-01")],
            ["2021-05-01 demands first", "2021-05-04 offers moved demands 2021-05-01"],
            "demands > offers",
        ),
        # Undated drafts come last.
        (
            [entry("2021-05-04", "north demands"), entry(None, "north offers")],
            ["2021-05-04 demands first", "undated offers moved demands 2021-05-04"],
            "demands > offers",
        ),
    ],
    ids=["one", "repeated", "moved twice", "on one day", "the claim's date", "undated"],
)
def test_how_a_position_moves(entries: list[Entry], lines: list[str], way: str) -> None:
    holding = found(*entries)["north"]
    assert moves(holding) == lines
    assert path(holding) == way


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
    entry("2021-05-10", "orlova states", topic="trade"),
)


def test_the_page_says_who_is_silent() -> None:
    view = views.positions_view(index_of(*ENTRIES))
    assert view.total == "3 positions of 2 parties on 2 topics"
    assert [each.label for each in view.parties] == ["Northland", "Southmark"]
    assert {row.topic.label: [(cell.state, cell.words, cell.total) for cell in row.cells] for row in view.rows} == {
        "Truce": [("holds", "demands → offers", "2 positions"), ("states", "takes no position", "1 claim")],
        "Border": [("silent", "silent", ""), ("holds", "offers", "1 position")],
    }
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
    assert (later.stance, later.moved, later.change) == ("offers", True, "before, 4 May 2021: demands")
    assert later.quote is None


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
