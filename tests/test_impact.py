"""What if a source falls: claims, disputes and positions that go with it."""

from __future__ import annotations

import pytest

from dateline.evidence.disputes import disputes
from dateline.evidence.impact import Impact, falls_with, impact
from dateline.evidence.origins import origin_groups
from dateline.model import (
    Actor,
    ActorKind,
    Claim,
    Derivation,
    Entry,
    Evidence,
    How,
    Id,
    Property,
    PropertyType,
    Settings,
    Site,
    Source,
    SourceStatus,
    Stance,
)


def source(name: str, *derived: str, status: SourceStatus = SourceStatus.LIVE) -> Source:
    """A source; each of `derived` reads `how source`."""
    steps = (each.split(" ") for each in derived)
    return Source(
        id=Id(name),
        publisher=Id(f"{name}-paper"),
        derived_from=tuple(Derivation(source=Id(target), how=How(how)) for how, target in steps),
        status=status,
    )


SOURCES: dict[str, Source] = {
    each.id: each
    for each in (
        source("wire"),
        source("reprint", "reprint wire"),
        source("german", "translation reprint"),
        source("capture", "duplicate reprint"),
        source("analysis", "based-on reprint"),
        source("later", "reprint analysis"),
        source("other"),
        source("withdrawn", status=SourceStatus.RETRACTED),
    )
}


def derived() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for each in SOURCES.values():
        for step in each.derived_from:
            found.setdefault(str(step.source), []).append(each.id)
    return {key: tuple(row) for key, row in found.items()}


@pytest.mark.parametrize(
    ("name", "fallen"),
    [
        ("wire", ("capture", "german", "reprint", "wire")),
        # The story that it was printed from stands: the mistake may be the copyist's.
        ("reprint", ("capture", "german", "reprint")),
        ("german", ("german",)),
        # Nobody knows which capture of a page came first.
        ("capture", ("capture", "german", "reprint")),
        ("analysis", ("analysis", "later")),
        ("other", ("other",)),
    ],
)
def test_what_falls_with_a_source(name: str, fallen: tuple[str, ...]) -> None:
    assert falls_with(SOURCES, derived(), name) == fallen


def claim(name: str, *sources: str, value: str | None = None, stance: Stance | None = None) -> Claim:
    """A claim; a source whose name ends in `!` is quoted and found."""
    return Claim(
        id=Id(name),
        text="Something was said.",
        by=(Id("orlova"),),
        topic=Id("truce") if stance else None,
        stance=stance,
        about=Id("length") if value else None,
        value=value,
        evidence=tuple(
            Evidence(source=Id(each.removesuffix("!")), quote="the words" if each.endswith("!") else None)
            for each in sources
        ),
    )


def fall(name: str, *claims: Claim) -> Impact:
    one = Entry(id=Id("talks"), title="Talks", claims=claims)
    site = Site(
        settings=Settings(title="Talks"),
        actors={
            "north": Actor(id=Id("north"), kind=ActorKind.PARTY, name="Northland"),
            "orlova": Actor(id=Id("orlova"), kind=ActorKind.PERSON, name="Vera Orlova", party=Id("north")),
        },
        properties={"length": Property(id=Id("length"), title="Length", type=PropertyType.DURATION, unit="min")},
        sources=SOURCES,
        entries={"talks": one},
    )
    groups = origin_groups(site)
    every = disputes(site, groups)
    fallen = falls_with(SOURCES, derived(), name)
    return impact(
        site,
        fallen,
        derived(),
        [(one, each) for each in claims if any(item.source in fallen for item in each.evidence)],
        groups,
        lambda entry, stated: [each for each in every if any((entry, stated) in side.claims for side in each.sides)],
        lambda _, stated, number: stated.evidence[number].quote is not None,
        lambda _, topic, stance: sum(each.topic == topic and each.stance is stance for each in claims),
    )


def test_claims_fall_or_stand_on_fewer_origins() -> None:
    found = fall(
        "reprint",
        claim("alone", "reprint!"),
        claim("copies", "reprint", "german"),
        claim("wired", "reprint!", "wire"),
        claim("two", "reprint", "other!"),
        claim("elsewhere", "other"),
        claim("based", "reprint", "analysis!"),
    )
    assert found.fallen == ("capture", "german", "reprint")
    assert found.based == ("analysis", "later")
    assert [each.claim for each in found.falls] == ["alone", "copies"]
    assert [(each.claim, each.before, each.after, each.unquoted) for each in found.weaker] == [
        ("wired", 1, 1, True),
        ("two", 2, 1, False),
    ]
    assert found.unchanged == 1


def test_what_rests_on_a_retracted_source_cannot_fall_again() -> None:
    found = fall("withdrawn", claim("gone", "withdrawn"), claim("words", "withdrawn!", "other"))
    assert found.falls == ()
    assert [(each.claim, each.before, each.after, each.unquoted) for each in found.weaker] == [("words", 1, 1, True)]


def test_disputes_lose_values_or_end() -> None:
    three = (claim("a", "wire", value="85 min"), claim("b", "other", value="2 h"), claim("c", "withdrawn", value="4 h"))
    (shaken,) = fall("other", *three).disputes
    assert (shaken.lost, shaken.ends) == (("2 hours",), False)
    (shaken,) = fall("other", *three[:2]).disputes
    assert (shaken.lost, shaken.ends) == (("2 hours",), True)
    assert fall("other", three[0], claim("b", "other", "wire", value="2 h")).disputes == ()
    again = claim("d", "wire", value="120 min")
    assert fall("other", *three, again).disputes == ()


def test_positions_fall_with_their_claims() -> None:
    found = fall(
        "other",
        claim("a", "other", stance=Stance.DEMANDS),
        claim("b", "other", stance=Stance.STATES),
        claim("c", "other", "wire", stance=Stance.OFFERS),
    )
    assert [(each.holder, each.topic, each.stance, each.claim) for each in found.positions] == [
        ("north", "truce", Stance.DEMANDS, "a")
    ]


def test_a_position_that_another_claim_shows_stands() -> None:
    found = fall(
        "other",
        claim("a", "other", stance=Stance.DEMANDS),
        claim("b", "wire", stance=Stance.DEMANDS),
        claim("c", "other", stance=Stance.OFFERS),
        claim("d", "other", stance=Stance.OFFERS),
    )
    assert [(each.stance, each.claim) for each in found.positions] == [(Stance.OFFERS, "c")]
