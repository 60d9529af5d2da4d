"""The words that readers see: verbs of one and of several, dates in a sentence, how many claims are quoted."""

from __future__ import annotations

import pytest

from dateline.dates import parse
from dateline.model import (
    Claim,
    ClaimKind,
    Entry,
    Evidence,
    Id,
    Outlet,
    Property,
    PropertyType,
    Settings,
    Site,
    Source,
    Stance,
)
from dateline.render import words
from dateline.render.index import Index, build_index
from dateline.render.views.cards import card
from dateline.render.views.claims import ClaimView
from dateline.render.views.lists import claims_view, disputes_view
from dateline.render.views.names import source_line


@pytest.mark.parametrize(
    ("stance", "one", "several"),
    [
        (Stance.PROPOSES, "proposes", "propose"),
        (Stance.DEMANDS, "demands", "demand"),
        (Stance.OFFERS, "offers", "offer"),
        (Stance.ACCEPTS, "accepts", "accept"),
        (Stance.REJECTS, "rejects", "reject"),
        (Stance.DENIES, "denies", "deny"),
        (Stance.STATES, "states", "state"),
    ],
)
def test_the_verb_agrees_with_how_many_speak(stance: Stance, one: str, several: str) -> None:
    assert (words.stance(stance), words.stance(stance, 2)) == (one, several)


def test_every_stance_has_its_verbs() -> None:
    assert all(words.stance(each) and words.stance(each, 3) for each in Stance)


@pytest.mark.parametrize(
    ("date", "told"),
    [
        ("2022-03-10", "on 10 March 2022"),
        ("2022-03-10?", "on 10 March 2022 (uncertain)"),
        ("2022-03-10~", "about 10 March 2022"),
        ("2022-03", "in March 2022"),
        ("2022-03-XX", "in March 2022"),
        ("2022-21", "in spring 2022"),
        ("2022", "in 2022"),
        ("202X", "in the 2020s"),
        ("20XX", "in the years 2000–2099"),
        ("2022-03-10/2022-03-12", "10–12 March 2022"),
        ("2022-03-10/..", "from 10 March 2022"),
    ],
)
def test_a_date_in_a_sentence(date: str, told: str) -> None:
    assert words.on(parse(date)) == told


@pytest.mark.parametrize(
    ("claims", "verified", "quoted", "told"),
    [
        (7, 6, True, "7 claims, 6 with a verified quotation"),
        (2400, 1200, True, "2,400 claims, 1,200 with a verified quotation"),
        (7, 0, True, "7 claims, none with a verified quotation"),
        (1, 0, False, "1 claim, cited, not quoted"),
        (0, 0, False, "0 claims"),
    ],
)
def test_how_many_claims_are_quoted(claims: int, verified: int, quoted: bool, told: str) -> None:
    assert words.tally(claims, verified, quoted=quoted) == told


def claim(kind: ClaimKind = ClaimKind.REPORT, date: str | None = None, quote: str | None = None, *by: str) -> Claim:
    return Claim(
        id=Id("c"),
        text="Both sides asked for a pause.",
        by=tuple(map(Id, by)),
        kind=kind,
        date=parse(date) if date else None,
        stance=Stance.DEMANDS,
        evidence=(Evidence(source=Id("herald"), quote=quote),),
    )


def index_of(*made: Claim, **sources: Source) -> Index:
    entry = Entry(id=Id("2021-05-04-talks"), title="Talks", date=parse("2021-05-04"), claims=made)
    return build_index(
        Site(
            settings=Settings(title="Talks"),
            outlets={"paper": Outlet(id=Id("paper"), kind="newspaper", name="The Paper")},
            sources={"herald": Source(id=Id("herald"))} | sources,
            entries={entry.id: entry},
            properties={
                "duration": Property(id=Id("duration"), title="How long the talks lasted", type=PropertyType.DURATION)
            },
        ),
        drafts=True,
    )


@pytest.mark.parametrize(
    ("made", "dated", "stance"),
    [
        (claim(ClaimKind.STATEMENT, "2021-05-03", None, "orlova"), "said", "demands"),
        (claim(ClaimKind.ANALYSIS, "2021-05-03", None, "orlova", "brandt"), "as of", "demand"),
        (claim(ClaimKind.REPORT, "2021-05-03~"), "as of", "demands"),
        (claim(ClaimKind.REPORT, "2021-05-01/2021-05-03"), "", "demands"),
        (claim(ClaimKind.STATEMENT), "", "demands"),
    ],
    ids=["a statement", "an analysis", "a report", "a report on a week", "no date of its own"],
)
def test_only_a_statement_was_said(made: Claim, dated: str, stance: str) -> None:
    index = index_of(made)
    view = ClaimView(index, index.site.entries["2021-05-04-talks"], made)
    assert (view.dated, view.stance) == (dated, stance)


@pytest.mark.parametrize(
    ("made", "told"),
    [(claim(), "cited, not quoted"), (claim(quote="Both want a pause"), "none with a verified quotation")],
)
def test_what_is_quoted_and_not_verified_is_not_called_cited(made: Claim, told: str) -> None:
    index = index_of(made)
    assert card(index, index.site.entries["2021-05-04-talks"]).quotations == told
    view = claims_view(index)
    assert (view.total, view.description) == (
        f"1 claim, {told}",
        "Every claim on this site with what it rests on: 1 claim.",
    )


@pytest.mark.parametrize(
    ("source", "title", "carrier"),
    [
        (Source(id=Id("herald"), publisher=Id("paper")), "Article of The Paper", "The Paper"),
        (Source(id=Id("herald"), publisher=Id("paper"), kind="post"), "Post of The Paper", "The Paper"),
        (
            Source(id=Id("herald"), publisher=Id("paper"), title="A pause?", credit="The Wire"),
            "A pause?",
            "The Paper (The Wire)",
        ),
        (Source(id=Id("herald"), publisher=Id("paper"), credit="The Paper"), "Article of The Paper", "The Paper"),
        (Source(id=Id("herald"), credit="The Wire"), "Untitled article", "publisher unknown (credit: The Wire)"),
        (Source(id=Id("herald"), kind="transcript"), "Untitled transcript", "publisher unknown"),
    ],
)
def test_what_a_source_is_called_and_who_carried_it(source: Source, title: str, carrier: str) -> None:
    line = source_line(index_of(claim(), herald=source), "herald")
    assert (line.ref.label, line.carrier) == (title, carrier)


def test_a_dispute_names_whose_story_a_version_is_and_an_unknown_publisher_last() -> None:
    def lasted(name: str, value: str, *sources: str, by: str = "") -> Claim:
        return Claim(
            id=Id(name),
            text=f"The talks lasted {value}.",
            by=(Id(by),) if by else (),
            about=Id("duration"),
            value=value,
            evidence=tuple(Evidence(source=Id(each)) for each in sources),
        )

    index = index_of(
        lasted("one", "~180 min", "memo", "paper-wire", "paper-own"),
        lasted("two", "300 min", "memo", by="orlova"),
        **{
            "memo": Source(id=Id("memo"), title="A memo that has been copied from hand to hand"),
            "paper-wire": Source(id=Id("paper-wire"), publisher=Id("paper"), credit="The Wire"),
            "paper-own": Source(id=Id("paper-own"), publisher=Id("paper")),
        },
    )
    (dispute,) = disputes_view(index).disputes
    assert [(side.value.label, side.who) for side in dispute.sides] == [
        ("about 3 hours", "The Paper (The Wire), The Paper and publisher unknown"),
        ("5 hours", "orlova"),
    ]
