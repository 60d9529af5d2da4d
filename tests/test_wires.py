"""Wires that an article names: whose report it prints, or rests on in part."""

from __future__ import annotations

from pathlib import Path

import pytest
from importing import new_timeline, run, site_of

from dateline.ingest.wires import Mention, Wires, comment
from dateline.model import How, Id, Origin, Outlet, Settings, Site

SITE = Site(
    settings=Settings(title="Talks"),
    outlets={
        Id.of("tass"): Outlet(id=Id.of("tass"), kind="agency", name="TASS", spellings=("ТАСС",)),
        Id.of("nordwind"): Outlet(id=Id.of("nordwind"), kind="agency", name="Nordwind", spellings=("Nordwind Press",)),
        Id.of("gazette"): Outlet(id=Id.of("gazette"), kind="newspaper", name="The Gazette"),
    },
    origins={
        Id.of("tass-night"): Origin(
            id=Id.of("tass-night"), title="TASS report of 3 May 2023 on the ferry", outlet=Id.of("tass")
        ),
        Id.of("tass-grain"): Origin(id=Id.of("tass-grain"), title="TASS report on grain wagons", outlet=Id.of("tass")),
    },
)
WIRES = Wires(SITE)


def named(text: str, credit: str | None = None) -> list[tuple[str, str, int | None, str | None]]:
    return [(m.name, m.words, m.paragraph, m.how) for m in WIRES.named_in(text, credit)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "KYIV, March 10 (Reuters) — The envoys met.\nThey left.",
            ("Reuters", "KYIV, March 10 (Reuters)", 1, "reprint"),
        ),
        ("MOSCOW /TASS/. The envoys met.", ("TASS", "MOSCOW /TASS/", 1, "reprint")),
        ("The envoys met.\nThey left, he said. (AFP)", ("AFP", "They left, he said. (AFP)", 2, "reprint")),
        ("The envoys met.\nSource: Nordwind Press", ("Nordwind", "Source: Nordwind Press", 2, "reprint")),
        ("Послы встретились.\nМатериал ТАСС", ("TASS", "Материал ТАСС", 2, "reprint")),
        (
            "The envoys met.\nThis article was first published by Nordwind.",
            ("Nordwind", "first published by Nordwind", 2, "reprint"),
        ),
        (
            "The envoys met.\nWith additional reporting by Agence France-Presse",
            ("AFP", "With additional reporting by Agence France-Presse", 2, "based-on"),
        ),
        (
            "The envoys met.\nReuters and our own staff contributed to this report.",
            ("Reuters", "Reuters and our own staff contributed to this report", 2, "based-on"),
        ),
        ("Os enviados saíram.\nCom informações da Reuters", ("Reuters", "Com informações da Reuters", 2, "based-on")),
        ("They met.\nTASS reported that the train was late.", ("TASS", "TASS reported", 2, None)),
        ("The train was late, according to Interfax.", ("Interfax", "according to Interfax", 1, None)),
        ("He told Reuters that he would stay.", ("Reuters", "told Reuters", 1, None)),
        ("The hall was empty, Nordwind said.", ("Nordwind", "Nordwind said", 1, None)),
        ("Поезд опоздал, сообщает «Интерфакс».", ("Interfax", "сообщает «Интерфакс", 1, None)),
        ("За даними агентства Укрінформ, потяг спізнився.", ("Ukrinform", "За даними агентства Укрінформ", 1, None)),
        ("Anadolu Ajansı’nın haberine göre tren gecikti.", ("Anadolu", "Anadolu Ajansı’nın haberine göre", 1, None)),
        ("Segundo a agência EFE, o trem atrasou.", ("EFE", "Segundo a agência EFE", 1, None)),
    ],
)
def test_a_wire_is_named(text: str, found: tuple[str, str, int, str | None]) -> None:
    assert named(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "The reuters of wires came with AA batteries.",
        "The Gazette reported that the train was late.",  # a newspaper's report is no wire's
        "He sat his AP exams and read about TASS.",
        "The envoys met in the Bloomberg building.",
        "",
    ],
)
def test_no_wire_is_named(text: str) -> None:
    assert named(text) == []


def test_the_credit_says_most() -> None:
    text = "The envoys met.\nAFP reported that they left."
    assert named(text, "AFP") == [("AFP", "AFP", None, "reprint")]
    # Two wires in one article: neither has all of it.
    assert [(name, how) for name, _, _, how in named(text, "AFP / Reuters")] == [
        ("AFP", "based-on"),
        ("Reuters", "based-on"),
    ]


def test_each_paragraph_that_rests_on_a_wire() -> None:
    text = "TASS reported that they met.\nThey met.\nIt was late, according to TASS."
    assert [m.paragraph for m in WIRES.named_in(text)] == [1, 3]
    assert comment((), WIRES.named_in(text), None, None) == (
        "# TASS is named for a part: paragraphs 1, 3 (“TASS reported”). The rest does not derive from it.\n"
    )


def test_an_origin_that_fits_is_proposed() -> None:
    mentions = WIRES.named_in("The ferry left.", "TASS")
    (proposal,) = WIRES.propose(mentions, "Ferry leaves at night", "2023-05-03")
    assert (proposal.origin, proposal.known, proposal.why) == ("tass-night", True, "its credit: “TASS”")
    (other,) = WIRES.propose(mentions, "Wagons with grain are stuck", "2023-07-01")
    assert (other.origin, other.known) == ("tass-grain", True)


def test_a_new_origin_is_proposed_with_its_lines() -> None:
    mentions = WIRES.named_in("NORDHAVN (Nordwind) – the ferry left at night.\nSource: Nordwind")
    proposals = WIRES.propose(mentions, "Ferry leaves", "2023-05-03")
    assert comment(proposals, mentions, None, "2023-05-03") == (
        "# Printed as a report of Nordwind (paragraph 1: “NORDHAVN (Nordwind)”). If that is so:\n"
        "# credit: Nordwind\n"
        "# derived_from:\n"
        "#   - {origin: nordwind-ferry-leaves-2023-05-03, how: reprint}\n"
        "# and in origins.yaml:\n"
        "#   - {id: nordwind-ferry-leaves-2023-05-03, title: Nordwind report of 3 May 2023, outlet: nordwind}\n"
    )


def test_a_mention_of_a_part_proposes_no_origin() -> None:
    mention = Mention(name="TASS", outlet="tass", words="TASS reported", paragraph=2, how=None)
    assert WIRES.propose([mention], "Ferry leaves", "2023-05-03") == ()
    assert How.REPRINT not in {m.how for m in WIRES.named_in("TASS reported it.")}


ARTICLE = """\
Ferry leaves Port Selm

4 May 2023

NORDHAVN, May 4 (Reuters) - The ferry to Port Selm left on Thursday with 40 wagons of grain on board, the port said.

“We have waited for this ferry for nine weeks, and now it is here,” Port Director Ilsa Marden said on Thursday.

The crew had been held since March, TASS reported.
"""


def test_an_import_proposes_and_applies_nothing(tmp_path: Path) -> None:
    root = new_timeline(tmp_path / "site", outlets="- {id: tass, kind: agency, name: TASS}\n")
    made = run(root, {"ferry.txt": ARTICLE.encode()})
    (outcome,) = made.outcomes
    (problem,) = [problem for problem in made.problems if problem.code == "origin-proposed"]
    assert problem.message == f"“{outcome.id}” is printed as a report of Reuters (its credit: “Reuters”)"
    written = (root / "content" / "sources" / f"{outcome.id}.md").read_text(encoding="utf-8")
    assert "#   - {origin: reuters-ferry-leaves-port-selm-2023-05-04, how: reprint}\n" in written
    assert (
        "# TASS is named for a part: paragraph 3 (“TASS reported”). The rest does not derive from it.\n---" in written
    )
    assert site_of(root).sources[str(outcome.id)].derived_from == ()
    # The lines of the comment are what a file takes: uncommented they load.
    taken = written.replace("# derived_from:", "derived_from:").replace("#   - {origin", "  - {origin")
    (root / "content" / "sources" / f"{outcome.id}.md").write_text(taken, encoding="utf-8")
    (root / "content" / "origins.yaml").write_text(
        "- {id: reuters-ferry-leaves-port-selm-2023-05-04, title: Reuters report of 4 May 2023}\n", encoding="utf-8"
    )
    (derived,) = site_of(root).sources[str(outcome.id)].derived_from
    assert (derived.origin, derived.how) == ("reuters-ferry-leaves-port-selm-2023-05-04", "reprint")
