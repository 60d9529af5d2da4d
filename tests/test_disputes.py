"""Disputes: values are read and compared by rule, and each different value is a side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.dates import parse
from dateline.evidence.amounts import UnreadableValue
from dateline.evidence.disputes import Dispute, disputes
from dateline.evidence.origins import origin_groups
from dateline.evidence.value_complaints import complaints, remark_complaints
from dateline.evidence.values import agree, read_tolerance, read_value
from dateline.model import (
    MAX_ID,
    Actor,
    ActorKind,
    Cardinality,
    Claim,
    Derivation,
    Entry,
    Evidence,
    How,
    Id,
    Outlet,
    Place,
    PlacePrecision,
    Property,
    PropertyType,
    Remark,
    Settings,
    Site,
    Source,
    SourceStatus,
    Status,
)
from dateline.problems import Severity

DURATION, NUMBER, DATE = PropertyType.DURATION, PropertyType.NUMBER, PropertyType.DATE
PLACE, ACTOR, TEXT = PropertyType.PLACE, PropertyType.ACTOR, PropertyType.TEXT


def prop(
    kind: PropertyType,
    tolerance: str | None = None,
    unit: str | None = None,
    *,
    name: str = "p",
    many: bool = False,
) -> Property:
    """A property of this type."""
    return Property(
        id=Id(name),
        title="How much",
        type=kind,
        unit=unit,
        tolerance=tolerance,
        cardinality=Cardinality.MANY if many else Cardinality.ONE,
    )


PLACES = (
    Place(id=Id("gomel"), name="Gomel", country="Belarus", precision=PlacePrecision.CITY),
    Place(id=Id("brest"), name="Brest", country="Belarus"),
    Place(id=Id("belarus"), name="Belarus", precision=PlacePrecision.COUNTRY),
    Place(id=Id("turkey"), name="Turkey", precision=PlacePrecision.COUNTRY),
    Place(id=Id("europe"), name="Europe", precision=PlacePrecision.REGION),
    Place(id=Id("hotel"), name="Hotel", within=Id("gomel")),
    Place(id=Id("knot"), name="Knot", within=Id("tangle")),
    Place(id=Id("tangle"), name="Tangle", within=Id("knot")),
)
ACTORS = (
    Actor(id=Id("north"), kind=ActorKind.PARTY, name="Northland"),
    Actor(id=Id("orlova"), kind=ActorKind.PERSON, name="Vera Orlova", party=Id("north")),
)
SOURCES = (
    Source(id=Id("wire-1"), publisher=Id("wire"), published=parse("2022-03-10")),
    Source(
        id=Id("herald-1"),
        publisher=Id("herald"),
        published=parse("2022-03-11"),
        derived_from=(Derivation(source=Id("wire-1"), how=How.REPRINT),),
    ),
    Source(id=Id("star-1"), publisher=Id("star"), published=parse("2022-03")),
    Source(id=Id("undated")),
    Source(id=Id("withdrawn"), publisher=Id("star"), published=parse("2022-03-01"), status=SourceStatus.RETRACTED),
)


def claim(name: str, value: str | None, *sources: str, of: str | None = None, about: str | None = "p") -> Claim:
    """A claim that gives a value to a property."""
    return Claim(
        id=Id(name),
        text="T",
        about=Id(about) if about else None,
        of=Id(of) if of else None,
        value=value,
        evidence=tuple(Evidence(source=Id(source)) for source in sources or ("wire-1",)),
    )


def entry(name: str, *claims: Claim, status: Status = Status.PUBLISHED) -> Entry:
    """An entry with these claims."""
    return Entry(id=Id(name), title=f"The {name}", status=status, claims=claims)


def site(properties: Sequence[Property], *entries: Entry) -> Site:
    """A site with these properties and entries."""
    return Site(
        settings=Settings(title="T"),
        places={each.id: each for each in PLACES},
        actors={each.id: each for each in ACTORS},
        outlets={name: Outlet(id=Id(name), kind="newspaper", name=name.title()) for name in ("wire", "herald", "star")},
        properties={each.id: each for each in properties},
        sources={each.id: each for each in SOURCES},
        entries={each.id: each for each in entries},
    )


EMPTY = site([])


# --- values -----------------------------------------------------------------------------------------------------------

SHOWN: list[tuple[Property, str, str]] = [
    (prop(DURATION), "85 min", "85 minutes"),
    (prop(DURATION), "1 min", "1 minute"),
    (prop(DURATION), "~90 min", "about 90 minutes"),
    (prop(DURATION), "≈90min.", "about 90 minutes"),
    (prop(DURATION), "> 60 min", "more than 1 hour"),
    (prop(DURATION), ">=60 min", "at least 1 hour"),
    (prop(DURATION), "≥1 h", "at least 1 hour"),
    (prop(DURATION), "<5 h", "less than 5 hours"),
    (prop(DURATION), "<= 5 hours", "at most 5 hours"),
    (prop(DURATION), "1 h 30 min", "90 minutes"),
    (prop(DURATION), "1h30m", "90 minutes"),
    (prop(DURATION), "~2 hrs 10 mins", "about 2 hours 10 minutes"),
    (prop(DURATION), "1.5 h", "90 minutes"),
    (prop(DURATION), "4-5 h", "4 to 5 hours"),
    (prop(DURATION), "4 – 5 h", "4 to 5 hours"),
    (prop(DURATION), "1 to 2 h", "1 to 2 hours"),
    (prop(DURATION), "~4..5 h", "about 4 to 5 hours"),
    (prop(DURATION), "90 min - 2 h", "90 to 120 minutes"),
    (prop(DURATION), "60-90 min", "60 to 90 minutes"),
    (prop(DURATION), "30 min - 4 h", "30 minutes to 4 hours"),
    (prop(DURATION), "150-210 min", "2 hours 30 minutes to 3 hours 30 minutes"),
    (prop(DURATION), "60-120 min", "1 to 2 hours"),
    (prop(DURATION), "~180 min", "about 3 hours"),
    (prop(DURATION), "300 min", "5 hours"),
    (prop(DURATION), "119 min", "119 minutes"),
    (prop(DURATION), "2.5 h", "2 hours 30 minutes"),
    (prop(DURATION), "150 min 30 s", "2 hours 30 minutes 30 seconds"),
    (prop(DURATION), "7261 s", "2 hours 1 minute 1 second"),
    (prop(DURATION), "90 s", "90 seconds"),
    (prop(DURATION), "60 s", "1 minute"),
    (prop(DURATION), "0 min", "0 minutes"),
    (prop(DURATION), "0.01 s", "0.01 seconds"),
    (prop(DURATION), "1,500 h", "1,500 hours"),
    (prop(DURATION), "72 h", "72 hours"),
    (prop(DURATION), "1 day", "1 day"),
    (prop(DURATION), "1 day 60 min", "1 day 60 minutes"),
    (prop(DURATION), "14 days", "14 days"),
    (prop(DURATION), "3 d", "3 days"),
    (prop(DURATION), "2 weeks", "2 weeks"),
    (prop(DURATION), "45 s", "45 seconds"),
    (prop(DURATION, unit="min"), "90", "90 minutes"),
    (prop(NUMBER), "4", "4"),
    (prop(NUMBER), "~1,200", "about 1,200"),
    (prop(NUMBER), "1 200.5", "1 200.5"),
    (prop(NUMBER), "-5", "−5"),
    (prop(NUMBER), "-5 - -3", "−5 to −3"),
    (prop(NUMBER), "4–5", "4 to 5"),
    (prop(NUMBER, unit="people"), "300", "300 people"),
    (prop(NUMBER, unit="people"), ">300 people", "more than 300 people"),
    (prop(NUMBER, unit="rounds"), "1 round", "1 round"),
    (prop(NUMBER, unit="rounds"), "2", "2 rounds"),
    (prop(NUMBER, unit="square km"), "4-5 square km", "4 to 5 square km"),
    (prop(NUMBER, unit="%"), "40%", "40%"),
    (prop(DATE), "2022-03-10", "10 March 2022"),
    (prop(DATE), "2022-03~", "about March 2022"),
    (prop(DATE), "2022-03-10/2022-03-12", "10–12 March 2022"),
    (prop(PLACE), "gomel", "Gomel"),
    (prop(ACTOR), "orlova", "Vera Orlova"),
    (prop(TEXT), "  by  video\nlink ", "by video link"),
]


@pytest.mark.parametrize(("kind", "raw", "shown"), SHOWN, ids=[row[1] for row in SHOWN])
def test_values_are_shown(kind: Property, raw: str, shown: str) -> None:
    assert read_value(EMPTY, kind, raw).text == shown


UNREADABLE: list[tuple[Property, str, str]] = [
    (prop(DURATION), "", "the value is empty"),
    (prop(DURATION), "90", "“90” can't be read as a duration: “90” has no unit of time"),
    (prop(DURATION), "1:30", "“1:30” can't be read as a duration: “1” has no unit of time"),
    (prop(DURATION), "90 km", "“90 km” can't be read as a duration: “90 km” has no unit of time"),
    (prop(DURATION), "30 min 1 h", "“30 min 1 h” can't be read as a duration: its units do not fall"),
    (prop(DURATION), "1 h 30", "“1 h 30” can't be read as a duration: “30” has no unit of time"),
    (prop(DURATION), "5-4 h", "“5-4 h” can't be read as a duration: it ends before it begins"),
    (prop(DURATION), ">4-5 h", "“>4-5 h” can't be read as a duration: a range has two ends already"),
    (prop(DURATION), "4-5-6 h", "“4-5-6 h” can't be read as a duration"),
    (prop(DURATION), "about an hour", "“about an hour” can't be read as a duration"),
    (prop(DURATION), "~", "“~” can't be read as a duration"),
    (prop(DURATION), "1,5 h", "“1,5 h” can't be read as a duration: “1” has no unit of time"),
    (prop(DURATION), "٣ h", "“٣ h” can't be read as a duration"),
    (prop(NUMBER), "four", "“four” can't be read as a number"),
    (prop(NUMBER), "4th", "“4th” can't be read as a number: “How much” has no unit"),
    (prop(NUMBER, unit="people"), "4 km", "“4 km” can't be read as a number: “How much” is given in people"),
    (prop(NUMBER), "1,5", "“1,5” can't be read as a number: “How much” has no unit"),
    (prop(DATE), "10 March", "“10 March” is not a date"),
    (prop(PLACE), "gomle", "there is no place “gomle”"),
    (prop(ACTOR), "nobody", "there is no actor “nobody”"),
    (prop(TEXT), "x" * 201, "the value has 201 characters; at most 200 are allowed"),
]


@pytest.mark.parametrize(("kind", "raw", "message"), UNREADABLE, ids=[row[1][:20] for row in UNREADABLE])
def test_values_that_can_not_be_read(kind: Property, raw: str, message: str) -> None:
    with pytest.raises(UnreadableValue) as caught:
        read_value(EMPTY, kind, raw)
    assert str(caught.value) == message
    assert caught.value.hint.startswith(("write", "did you mean"))


# --- agreement --------------------------------------------------------------------------------------------------------

TEN = prop(DURATION, "10 min")
PLAIN = prop(DURATION)
PER_CENT = prop(NUMBER, "5%")
COUNT = prop(NUMBER)
DAY = prop(DATE, "1 day")
AGREE: list[tuple[Property, str, str, bool]] = [
    # exact values agree up to the tolerance
    (TEN, "85 min", "90 min", True),
    (TEN, "80 min", "90 min", True),
    (TEN, "79 min", "90 min", False),
    (PLAIN, "85 min", "86 min", False),
    (PLAIN, "90 min", "1 h 30 min", True),
    (PLAIN, "1.5 h", "90 min", True),
    # `~` stands for give or take the tolerance …
    (TEN, "~90 min", "85 min", True),
    (TEN, "~90 min", "100 min", True),
    (TEN, "~90 min", "101 min", False),
    (TEN, "~90 min", "~110 min", True),
    (TEN, "~90 min", "~111 min", False),
    # … or half a unit of the last digit that is not zero, at most a tenth
    (PLAIN, "~90 min", "85 min", True),
    (PLAIN, "~90 min", "84 min", False),
    (PLAIN, "~85 min", "85.5 min", True),
    (PLAIN, "~85 min", "86 min", False),
    (PLAIN, "~5 h", "4 h 30 min", True),
    (PLAIN, "~5 h", "4 h 29 min", False),
    (PLAIN, "~1 h 30 min", "95 min", True),
    (PLAIN, "~1 h 30 min", "96 min", False),
    (COUNT, "~100", "90", True),
    (COUNT, "~100", "89", False),
    (COUNT, "~1.5", "1.55", True),
    (COUNT, "~1.5", "1.56", False),
    # bounds
    (PLAIN, ">60 min", "85 min", True),
    (PLAIN, ">60 min", "60 min", False),
    (PLAIN, ">=60 min", "60 min", True),
    (PLAIN, ">60 min", ">120 min", True),
    (PLAIN, ">60 min", "<60 min", False),
    (PLAIN, ">=60 min", "<=60 min", True),
    (PLAIN, "<5 h", "5 h", False),
    (PLAIN, "<5 h", "~5 h", True),
    (PLAIN, "<3 h", "~4 h", False),
    (TEN, ">60 min", "50 min", True),
    (TEN, ">60 min", "49 min", False),
    (TEN, "<5 h", "5 h", True),
    (TEN, ">60 min", "<50 min", True),
    (TEN, ">60 min", "<49 min", False),
    # ranges
    (PLAIN, "4-5 h", "5 h", True),
    (PLAIN, "4-5 h", "5-6 h", True),
    (PLAIN, "4-5 h", "301 min", False),
    (TEN, "4-5 h", "310 min", True),
    # a share is of the greater value
    (PER_CENT, "95", "100", True),
    (PER_CENT, "94.9", "100", False),
    (PER_CENT, "~100", "106", False),
    (PER_CENT, "-100", "-95", True),
    (COUNT, "4", "5", False),
    (prop(NUMBER, "1"), "4", "5", True),
    (prop(NUMBER, unit="%"), "40%", "40", True),
    # dates
    (prop(DATE), "2022-03-10", "2022-03", True),
    (prop(DATE), "2022-03-10", "2022-03-11", False),
    (prop(DATE), "2022-03-10?", "2022-03-10", True),
    (prop(DATE), "2022-03-10?", "2022-03-11", False),
    (prop(DATE), "2022-03-10~", "2022-03-11", True),
    (prop(DATE), "2022-03-10~", "2022-03-12", False),
    (prop(DATE), "2022-03~", "2022-04-20", True),
    (prop(DATE), "2022-03-10/2022-03-12", "2022-03-12", True),
    (prop(DATE), "2022-03-10/..", "2025", True),
    (prop(DATE), "2022-03-10/..", "2022-03-09", False),
    (prop(DATE), "../2022-03-10", "2022-03-11/", False),
    (DAY, "2022-03-10", "2022-03-11", True),
    (DAY, "2022-03-10", "2022-03-12", False),
    (prop(DATE, "1 week"), "2022-03-10", "2022-03-17", True),
    # names
    (prop(PLACE), "gomel", "gomel", True),
    (prop(PLACE), "gomel", "brest", False),
    (prop(PLACE), "gomel", "belarus", True),
    (prop(PLACE), "gomel", "turkey", False),
    (prop(PLACE), "belarus", "turkey", False),
    (prop(PLACE), "gomel", "europe", False),
    (prop(PLACE), "hotel", "gomel", True),
    (prop(PLACE), "hotel", "belarus", True),
    (prop(PLACE), "hotel", "brest", False),
    (prop(PLACE), "hotel", "turkey", False),
    (prop(PLACE), "knot", "tangle", True),
    (prop(PLACE), "knot", "gomel", False),
    (prop(ACTOR), "orlova", "north", False),
    (prop(TEXT), "By video link.", "by  video link", True),
    (prop(TEXT), "by video link", "in person", False),
    (prop(TEXT), "caf\u00e9", "cafe\u0301", True),
]


@pytest.mark.parametrize(
    ("kind", "one", "other", "expected"), AGREE, ids=[f"{row[1]} / {row[2]} ({row[0].tolerance})" for row in AGREE]
)
def test_agreement_goes_by_rule(kind: Property, one: str, other: str, expected: bool) -> None:
    left, right = read_value(EMPTY, kind, one), read_value(EMPTY, kind, other)
    assert agree(EMPTY, kind, left, right) is expected
    assert agree(EMPTY, kind, right, left) is expected


QUANTITIES = st.builds(
    lambda mark, number, unit: f"{mark}{number} {unit}",
    st.sampled_from(["", "~", ">", "<", ">=", "<="]),
    st.integers(0, 400),
    st.sampled_from(["min", "h", "s"]),
)


@settings(deadline=None, max_examples=200)
@given(QUANTITIES, QUANTITIES, st.sampled_from([PLAIN, TEN, prop(DURATION, "5%")]))
def test_agreement_is_mutual_and_with_oneself(one: str, other: str, kind: Property) -> None:
    left, right = read_value(EMPTY, kind, one), read_value(EMPTY, kind, other)
    assert agree(EMPTY, kind, left, left)
    assert agree(EMPTY, kind, left, right) is agree(EMPTY, kind, right, left)
    if left.key == right.key:
        assert left.low == right.low
        assert left.high == right.high


@settings(deadline=None, max_examples=300)
@given(st.text(max_size=30) | QUANTITIES, st.sampled_from(list(PropertyType)))
def test_any_text_is_a_value_or_a_reason(text: str, kind: PropertyType) -> None:
    try:
        shown = read_value(EMPTY, prop(kind), text).text
    except UnreadableValue as error:
        shown = error.hint
    assert shown


# --- disputes ---------------------------------------------------------------------------------------------------------


def found(properties: Sequence[Property], *entries: Entry) -> tuple[Dispute, ...]:
    whole = site(properties, *entries)
    return disputes(whole, origin_groups(whole))


def test_one_dispute_in_full() -> None:
    lasted = Property(id=Id("duration"), title="How long it lasted", type=DURATION)
    [dispute] = found(
        [lasted],
        entry(
            "meeting",
            claim("clock", "85 min", "wire-1", "star-1", about="duration"),
            claim("hour", ">60 min", "undated", about="duration"),
        ),
        entry(
            "day-after",
            claim("long", "2 h", "herald-1", of="meeting", about="duration"),
            claim("copied", "120 min", "wire-1", "withdrawn", of="meeting", about="duration"),
        ),
    )
    assert (dispute.id, dispute.property, dispute.subject) == ("meeting-duration", "duration", "meeting")
    assert dispute.title == "How long it lasted: The meeting"
    hour, clock, long = dispute.sides
    assert (clock.value, clock.raw, clock.claims) == ("85 minutes", ("85 min",), (("meeting", "clock"),))
    assert (clock.origins, clock.support.sentence, clock.against) == (2, "2 outlets, 2 origins", (2,))
    assert str(clock.since) == "2022-03-10"
    assert (long.value, long.raw) == ("2 hours", ("2 h", "120 min"))
    assert long.claims == (("day-after", "long"), ("day-after", "copied"))
    assert (long.origins, long.support.sentence, long.against) == (1, "2 outlets, 1 origin", (1,))
    assert (hour.value, hour.against, hour.since) == ("more than 1 hour", (), None)


NONE: list[tuple[str, Property, tuple[Claim, ...]]] = [
    ("one claim", prop(NUMBER), (claim("a", "4"),)),
    ("the same value", prop(NUMBER), (claim("a", "4"), claim("b", "4"))),
    ("values that agree", prop(DURATION, "10 min"), (claim("a", "85 min"), claim("b", "~90 min"))),
    ("many values at once", prop(PLACE, many=True), (claim("a", "gomel"), claim("b", "brest"))),
    ("different things", prop(NUMBER), (claim("a", "4", of="orlova"), claim("b", "5", of="north"))),
    ("another property", prop(NUMBER), (claim("a", "4"), claim("b", "5", about="q"))),
    ("a value that can't be read", prop(NUMBER), (claim("a", "4"), claim("b", "five"))),
    ("no value", prop(NUMBER), (claim("a", "4"), claim("b", None))),
]


@pytest.mark.parametrize(("kind", "claims"), [row[1:] for row in NONE], ids=[row[0] for row in NONE])
def test_no_dispute(kind: Property, claims: tuple[Claim, ...]) -> None:
    assert found([kind], entry("meeting", *claims)) == ()


def test_a_value_that_can_not_be_read_is_shown_and_contradicts_none() -> None:
    [dispute] = found([prop(NUMBER)], entry("e", claim("a", "5"), claim("b", " a  few "), claim("c", "4")))
    assert [(side.value, side.against) for side in dispute.sides] == [("4", (1,)), ("5", (0,)), ("a few", ())]


def test_sides_are_in_the_order_of_values_and_not_of_support() -> None:
    [dispute] = found(
        [PLAIN],
        entry("e", *(claim(f"c-{n}", value) for n, value in enumerate(["~3 h", "5 h", "<5 h", ">5 h", "4 h"]))),
    )
    assert [side.value for side in dispute.sides] == [
        "about 3 hours", "4 hours", "less than 5 hours", "5 hours", "more than 5 hours"
    ]  # fmt: skip
    [named] = found([prop(ACTOR)], entry("e", claim("a", "orlova"), claim("b", "north")))
    assert [side.value for side in named.sides] == ["Northland", "Vera Orlova"]


def test_of_an_actor() -> None:
    [dispute] = found([prop(NUMBER)], entry("e", claim("a", "4", of="orlova"), claim("b", "5", of="orlova")))
    assert (dispute.id, dispute.subject, dispute.title) == ("orlova-p", "orlova", "How much: Vera Orlova")


def test_disputes_are_sorted_by_what_they_are_about() -> None:
    whole = found(
        [prop(NUMBER), prop(NUMBER, name="a")],
        entry("z", claim("one", "1"), claim("two", "2"), claim("three", "3", about="a")),
        entry("y", claim("one", "1"), claim("two", "2"), claim("four", "4", about="a", of="z")),
    )
    assert [dispute.id for dispute in whole] == ["y-p", "z-a", "z-p"]


def test_ids_are_slugs_that_are_never_shared() -> None:
    long = "x" * 39 + "-" + "y" * 40
    pairs = (claim("one", "1", about="b-c"), claim("two", "2", about="b-c"))
    other = (claim("one", "1", about="c"), claim("two", "2", about="c"))
    whole = found(
        [prop(NUMBER, name="b-c"), prop(NUMBER, name="c")],
        entry("a", *pairs),
        entry("a-b", *other),
        entry(long, *pairs, claim("three", "1", about="c"), claim("four", "2", about="c")),
    )
    ids = [dispute.id for dispute in whole]
    assert ids[0] == "a-b-c"
    assert re.fullmatch(r"a-b-c-[0-9a-f]{10}", ids[1])
    assert all(re.fullmatch(f"{long[:69].rstrip('-')}-[0-9a-f]{{10}}", ident) for ident in ids[2:])
    assert len(set(ids)) == 4
    assert all(Id.of(ident) and len(ident) <= MAX_ID for ident in ids)


VALUES = st.sampled_from(["85 min", "~90 min", ">60 min", "2 h", "120 min", "<1 h", "4-5 h", "soon"])


@settings(deadline=None, max_examples=100)
@given(st.lists(st.tuples(VALUES, st.sampled_from([each.id for each in SOURCES])), max_size=8))
def test_any_claims(rows: list[tuple[str, str]]) -> None:
    claims = [claim(f"c-{number}", value, source) for number, (value, source) in enumerate(rows)]
    result = found([PLAIN], entry("e", *claims))
    assert len(result) <= 1
    for dispute in result:
        told = [name for side in dispute.sides for _, name in side.claims]
        assert sorted(told) == sorted(each.id for each in claims)
        for number, side in enumerate(dispute.sides):
            assert number not in side.against
            assert all(number in dispute.sides[other].against for other in side.against)


# --- complaints -------------------------------------------------------------------------------------------------------


def test_complaints() -> None:
    whole = site(
        [prop(NUMBER, unit="people"), prop(DURATION, "ten", name="q"), prop(TEXT, "1", name="r")],
        entry(
            "e",
            claim("fine", "4 people"),
            claim("odd", "a few"),
            claim("empty", None),
            claim("lonely", "4", about=None),
            claim("whose", None, about=None, of="orlova"),
            claim("unknown", "4", about="nothing"),
        ),
        entry("d", claim("odd", "a few"), status=Status.DRAFT),
    )
    rows = [(each.path, each.where, each.severity, each.code, each.message, each.hint) for each in complaints(whole)]
    file = "content/entries/e.md"
    write = "write a number with its unit, such as 4 people, ~90 people or >60 people"
    add = "add `about:` with the id of a property of properties.yaml, or leave"
    assert rows == [
        (
            "content/properties.yaml",
            ("q", "tolerance"),
            Severity.ERROR,
            "tolerance-unreadable",
            "“ten” can't be read as a duration",
            "write a duration: 85 min, ~90 min, >60 min, 1 h 30 min or 4-5 h",
        ),
        (
            "content/properties.yaml",
            ("r", "tolerance"),
            Severity.ERROR,
            "tolerance-unreadable",
            "a property of type text has no tolerance",
            "take `tolerance:` out",
        ),
        (
            file,
            ("claims", 1, "value"),
            Severity.ERROR,
            "value-unreadable",
            "“a few” can't be read as a number",
            write,
        ),
        (
            file,
            ("claims", 2, "about"),
            Severity.ERROR,
            "about-without-value",
            "the claim “empty” is about “p”, but gives it no value",
            "add `value:`: write a number, such as 4, ~90, >60 or 4-5",
        ),
        (
            file,
            ("claims", 3, "value"),
            Severity.ERROR,
            "value-without-about",
            "the claim “lonely” gives a value, “4”, but does not say of which property",
            f"{add} `value:` out",
        ),
        (
            file,
            ("claims", 4, "of"),
            Severity.ERROR,
            "of-without-about",
            "the claim “whose” is of “orlova”, but does not say which property",
            f"{add} `of:` out",
        ),
        (
            "content/entries/d.md",
            ("claims", 0, "value"),
            Severity.WARNING,
            "value-unreadable",
            "“a few” can't be read as a number",
            write,
        ),
    ]


@pytest.mark.parametrize(
    ("kind", "text", "message"),
    [
        (DURATION, "~10 min", "“~10 min” can't be read as a duration"),
        (DURATION, "-10 min", "“-10 min” can't be read as a duration"),
        (NUMBER, "-1", "“-1” can't be read as a number: a tolerance is not negative"),
        (DATE, "soon", "“soon” can't be read as a number of days"),
        (PLACE, "1 km", "a property of type place has no tolerance"),
    ],
)
def test_tolerances_that_can_not_be_read(kind: PropertyType, text: str, message: str) -> None:
    with pytest.raises(UnreadableValue) as caught:
        read_tolerance(prop(kind, text))
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("kind", "unit", "message", "hint"),
    [
        (DURATION, "fortnight", "“fortnight” is no unit of time", "write s, min, h, days or weeks"),
        (PLACE, "km", "a property of type place has no unit, “km”", "take `unit:` out"),
        (DATE, "days", "a property of type date has no unit, “days”", "take `unit:` out"),
    ],
)
def test_units_that_mean_nothing(kind: PropertyType, unit: str, message: str, hint: str) -> None:
    (told,) = complaints(site([prop(kind, unit=unit)]))
    assert (told.path, told.where, told.code) == ("content/properties.yaml", ("p", "unit"), "unit-unreadable")
    assert (told.severity, told.message, told.hint) == (Severity.ERROR, message, hint)


def test_units_that_mean_something() -> None:
    units = [(DURATION, unit) for unit in ("min", "Hours", "d", "weeks")] + [(NUMBER, "fortnight"), (NUMBER, "%")]
    assert complaints(site([prop(kind, unit=unit, name=f"p{n}") for n, (kind, unit) in enumerate(units)])) == []


@pytest.mark.parametrize("kind", [PLACE, ACTOR])
def test_places_and_actors_that_are_unknown_are_told_with_other_references(kind: PropertyType) -> None:
    whole = site([prop(kind)], entry("e", claim("a", "nowhere"), claim("b", "N o"), claim("c", " ")))
    assert complaints(whole) == []


def test_a_published_claim_of_a_draft() -> None:
    entries = (
        entry("e", claim("a", "4", of="d"), claim("b", "5", of="f")),
        entry("d", claim("c", "6", of="d"), status=Status.DRAFT),
        entry("f", claim("c", "6")),
    )
    (told,) = complaints(site([prop(NUMBER)], *entries))
    assert (told.path, told.where, told.severity, told.code) == (
        "content/entries/e.md",
        ("claims", 0, "of"),
        Severity.ERROR,
        "of-draft",
    )
    assert told.message == "the claim “a” is published, and “d”, which it is of, is a draft that readers can't see"
    assert told.hint == "publish that entry as well, or leave `of:` out"


def test_a_side_that_can_not_be_read() -> None:
    entries = entry("e", claim("a", "4"), claim("b", "5"), status=Status.DRAFT), entry("f", claim("c", "quux", of="e"))
    whole = site([prop(NUMBER)], *entries)
    (found,) = disputes(whole, origin_groups(whole))
    assert [(side.value, side.readable, side.against) for side in found.sides] == [
        ("4", True, (1,)),
        ("5", True, (0,)),
        ("quux", False, ()),
    ]


def test_a_country_in_another_normal_form() -> None:
    country = Place(id=Id("tr"), name="Tu\u0308rkiye", precision=PlacePrecision.COUNTRY)
    city = Place(id=Id("ankara"), name="Ankara", country="T\u00fcrkiye")
    whole = replace(
        site([prop(PLACE)], entry("e", claim("a", "tr"), claim("b", "ankara"))), places={"tr": country, "ankara": city}
    )
    assert disputes(whole, origin_groups(whole)) == ()


# --- Remarks ---------------------------------------------------------------------------------------------------------


def remark(name: str, of: str, about: str = "p") -> Remark:
    return Remark(id=Id(name), of=Id(of), about=Id(about), note="One of them rounds.")


TWO = (claim("a", "85 min"), claim("b", "2 h", "star-1"))


def remarked(*remarks: Remark) -> Site:
    return replace(site([prop(DURATION)], entry("talks", *TWO)), disputes={each.id: each for each in remarks})


def test_a_remark_belongs_to_a_dispute() -> None:
    assert remark_complaints(remarked()) == []
    assert remark_complaints(remarked(remark("rounding", "talks"))) == []


def test_a_remark_on_what_is_no_dispute() -> None:
    (found,) = remark_complaints(remarked(remark("rounding", "orlova")))
    assert (found.path, found.where, found.severity, found.code) == (
        "content/disputes.yaml",
        ("rounding", "about"),
        Severity.WARNING,
        "no-dispute",
    )
    assert found.message == "no two sources contradict each other on “p” of “orlova”"
    assert found.hint == "take the remark out, or correct what it is about"


def test_two_remarks_on_one_dispute() -> None:
    (found,) = remark_complaints(remarked(remark("one", "talks"), remark("two", "talks")))
    assert (found.where, found.severity, found.code) == (("two", "about"), Severity.ERROR, "repeated-remark")
    assert found.message == "“one” is a remark on the same dispute"
