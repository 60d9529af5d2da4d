"""Origins: whose story it is, and what a claim rests on."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.dates import parse
from dateline.evidence.derivations import complaints
from dateline.evidence.origins import OriginGroup, between, origin_groups, support, support_of
from dateline.evidence.origins import independent as independent_groups
from dateline.evidence.overlap import unsettled
from dateline.model import (
    Claim,
    Derivation,
    Evidence,
    How,
    Id,
    Independence,
    Origin,
    Outlet,
    Settings,
    SharedText,
    Site,
    Source,
    SourceStatus,
    TextFacts,
)
from dateline.problems import Severity


def source(
    name: str,
    *derived: str,
    publisher: str | None = None,
    credit: str | None = None,
    title: str | None = None,
    published: str | None = None,
    status: SourceStatus = SourceStatus.LIVE,
) -> Source:
    """A source; each of `derived` reads `how source` or `how @origin`."""
    items = []
    for text in derived:
        how, _, target = text.partition(" ")
        plain = Id(target.removeprefix("@"))
        items.append(
            Derivation(origin=plain, how=How(how)) if "@" in target else Derivation(source=plain, how=How(how))
        )
    return Source(
        id=Id(name),
        title=title,
        publisher=Id(publisher) if publisher else None,
        credit=credit,
        published=parse(published) if published else None,
        derived_from=tuple(items),
        status=status,
    )


OUTLETS = (
    Outlet(id=Id("herald"), kind="newspaper", name="The Herald"),
    Outlet(id=Id("star"), kind="newspaper", name="Morning Star-Dispatch"),
    Outlet(id=Id("wire"), kind="agency", name="North Wire", spellings=("NW", "Норд-провід")),
)


def site(*sources: Source, origins: tuple[Origin, ...] = ()) -> Site:
    """A site with these sources and three outlets."""
    return Site(
        settings=Settings(title="T"),
        outlets={each.id: each for each in OUTLETS},
        origins={each.id: each for each in origins},
        sources={each.id: each for each in sorted(sources, key=lambda each: each.id)},
    )


def partition(found: Site) -> dict[str, str]:
    """Key: the ids of the group's sources, in one line."""
    return {group.key: " ".join(group.sources) for group in origin_groups(found).values()}


STORY = Origin(id=Id("story"), title="The agency’s report", outlet=Id("wire"))

GROUPS: list[tuple[str, tuple[Source, ...], dict[str, str]]] = [
    ("alone", (source("a"), source("b")), {"a": "a", "b": "b"}),
    ("a duplicate", (source("a"), source("b", "duplicate a")), {"a": "a b"}),
    ("a reprint of a translation", (source("a"), source("b", "translation a"), source("c", "reprint b")), {"a": "a b c"}),
    ("based on another", (source("a"), source("b", "based-on a")), {"a": "a b"}),
    ("one origin", (source("a", "reprint @story"), source("b", "based-on @story")), {"story": "a b"}),
    ("through a copy to an origin", (source("a", "reprint @story"), source("b", "duplicate a")), {"story": "a b"}),
    (
        "a round-up of two stories joins neither",
        (source("a"), source("b"), source("c", "based-on a", "based-on b")),
        {"a": "a", "b": "b", "c": "c"},
    ),
    (
        "a copy of the round-up belongs to it",
        (source("a"), source("b"), source("c", "based-on a", "based-on b"), source("d", "reprint c"), source("e", "based-on d")),
        {"a": "a", "b": "b", "c": "c d e"},
    ),
    (
        "a round-up of copies of one story is that story",
        (source("a"), source("b", "reprint a"), source("c", "based-on a", "based-on b")),
        {"a": "a b c"},
    ),
    (
        "a story mixed from two wires joins neither",
        (source("a"), source("b"), source("c", "reprint a", "reprint b")),
        {"a": "a", "b": "b", "c": "c"},
    ),
    (
        "the words of two sources make these the same words",
        (source("a"), source("b"), source("c", "duplicate a", "duplicate b")),
        {"a": "a b c"},
    ),
    (
        "a circle is one, and its first published source the root",
        (
            source("a", "duplicate c", published="2022-03-12"),
            source("b", "duplicate a", published="2022-03-10"),
            source("c", "duplicate b", published="2022-03-11"),
        ),
        {"b": "a b c"},
    ),
    ("a circle of based-on", (source("a", "based-on b"), source("b", "based-on a"), source("c", "based-on b")), {"a": "a b c"}),
    ("itself", (source("a", "duplicate a"),), {"a": "a"}),
    ("what does not exist", (source("a", "duplicate nothing"), source("b", "reprint @nothing")), {"a": "a", "b": "b"}),
    ("the root is not the first by id", (source("a", "reprint z"), source("z")), {"z": "a z"}),
    ("one credit is not one story", (source("a", credit="AFP"), source("b", credit="AFP")), {"a": "a", "b": "b"}),
    ("one outlet is not one story", (source("a", publisher="herald"), source("b", publisher="herald")), {"a": "a", "b": "b"}),
    ("an origin with the id of a source", (source("story"), source("a", "reprint @story")), {"story": "story", "story-origin": "a"}),
]  # fmt: skip


@pytest.mark.parametrize(("sources", "expected"), [row[1:] for row in GROUPS], ids=[row[0] for row in GROUPS])
def test_groups(sources: tuple[Source, ...], expected: dict[str, str]) -> None:
    assert partition(site(*sources, origins=(STORY,))) == expected


def test_no_two_groups_share_a_key() -> None:
    sources = (source("story"), source("a", "reprint @story"), source("b", "reprint @story-origin"))
    found = site(*sources, origins=(STORY, Origin(id=Id("story-origin"))))
    assert partition(found) == {"story": "story", "story-origin-origin": "a", "story-origin": "b"}


@pytest.mark.parametrize(
    ("sources", "name"),
    [
        ((source("a", "reprint @story", publisher="herald"),), "The agency’s report"),
        ((source("a", "reprint @untitled", publisher="herald"),), "North Wire"),
        ((source("a", "reprint @bare", publisher="herald"),), "bare"),
        ((source("a", credit="Bloomberg", publisher="herald", title="Talks end"),), "Bloomberg"),
        ((source("a", credit=" норд-провід", publisher="herald"),), "North Wire"),
        ((source("a", credit="Staff,  with\nagencies"),), "Staff, with agencies"),
        ((source("a", publisher="herald", title="Talks end"),), "The Herald"),
        ((source("a", publisher="nobody", title="Talks end"),), "Talks end"),
        ((source("a", credit="  "),), "a"),
        ((source("a", "reprint b", publisher="herald"), source("b", publisher="star")), "Morning Star-Dispatch"),
    ],
)
def test_names(sources: tuple[Source, ...], name: str) -> None:
    origins = (STORY, Origin(id=Id("untitled"), outlet=Id("wire")), Origin(id=Id("bare")))
    assert origin_groups(site(*sources, origins=origins))["a"].name == name


GONE, RETRACTED = SourceStatus.GONE, SourceStatus.RETRACTED
WIRE = source("wire-1", publisher="wire")
SUPPORT: list[tuple[str, tuple[Source, ...], str, str]] = [
    ("one", (WIRE,), "wire-1", "1 outlet, 1 origin"),
    ("a story with a title", (source("a", "reprint @story", publisher="herald"),), "a", "1 outlet, 1 origin (North Wire)"),
    ("another’s story", (WIRE, source("a", "reprint wire-1", publisher="herald")), "a", "1 outlet, 1 origin (North Wire)"),
    (
        "two papers print one wire",
        (WIRE, source("a", "reprint wire-1", publisher="herald"), source("b", "based-on wire-1", publisher="star")),
        "a b",
        "2 outlets, 1 origin (North Wire)",
    ),
    (
        "three outlets, two origins",
        (WIRE, source("a", "reprint wire-1", publisher="herald"), source("b", publisher="star")),
        "a b wire-1",
        "3 outlets, 2 origins (among them North Wire)",
    ),
    (
        "one outlet with two stories",
        (source("a", publisher="herald"), source("b", publisher="herald")),
        "a b",
        "1 outlet, 2 origins",
    ),
    ("an unknown outlet", (source("a", title="Talks end"),), "a", "outlet unknown, 1 origin"),
    ("unknown outlets", (source("a", title="One"), source("b", title="Two")), "a b", "outlets unknown, 2 origins"),
    ("an unknown outlet adds nothing", (WIRE, source("a", "duplicate wire-1")), "a wire-1", "1 outlet, 1 origin (North Wire)"),
    ("an unknown outlet with a story of its own", (WIRE, source("a")), "a wire-1", "1 outlet and 1 unknown, 2 origins"),
    ("the same source twice", (WIRE,), "wire-1 wire-1", "1 outlet, 1 origin"),
    (
        "a round-up adds nothing to a story that it draws on",
        (WIRE, source("b", publisher="star"), source("c", "based-on wire-1", "based-on b", publisher="herald")),
        "c wire-1",
        "2 outlets, 1 origin (North Wire)",
    ),
    (
        "a round-up by itself is one origin",
        (WIRE, source("b"), source("c", "based-on wire-1", "based-on b", publisher="herald")),
        "c",
        "1 outlet, 1 origin",
    ),
    (
        "two round-ups that share a story are one origin",
        (
            WIRE,
            source("b"),
            source("d"),
            source("e", "based-on wire-1", "based-on b", publisher="herald"),
            source("f", "based-on wire-1", "based-on d", publisher="star"),
        ),
        "e f",
        "2 outlets, 1 origin (The Herald)",
    ),
    ("gone from the web still counts", (source("a", publisher="herald", status=GONE),), "a", "1 outlet, 1 origin"),
    (
        "a retracted source does not count",
        (WIRE, source("a", publisher="herald", status=RETRACTED)),
        "a wire-1",
        "1 outlet, 1 origin",
    ),
    ("nothing but a retracted source", (source("a", publisher="herald", status=RETRACTED),), "a", "source retracted"),
    ("nothing but retracted ones", (source("a", status=RETRACTED), source("b", status=RETRACTED)), "a b", "sources retracted"),
    ("nothing", (), "", "no source"),
    ("not a source", (), "nobody", "no source"),
]  # fmt: skip


@pytest.mark.parametrize(("sources", "cited", "told"), [row[1:] for row in SUPPORT], ids=[row[0] for row in SUPPORT])
def test_support(sources: tuple[Source, ...], cited: str, told: str) -> None:
    found = site(*sources, origins=(STORY,))
    claim = Claim(id=Id("c"), text="T", evidence=tuple(Evidence(source=Id(name)) for name in cited.split()))
    result = support(found, claim, origin_groups(found))
    assert result.told == told
    assert result.sentence == told.partition(" (")[0]


def test_what_support_says() -> None:
    found = site(
        WIRE,
        source("a", "reprint wire-1", publisher="herald"),
        source("b"),
        source("c", publisher="star", status=RETRACTED),
    )
    groups = origin_groups(found)
    result = support_of(found, ["b", "a", "c", "a", "wire-1"], groups)
    assert result.sources == ("b", "a", "wire-1")
    assert result.outlets == ("herald", "wire")
    assert result.origins == (groups["b"], groups["a"])
    assert result.unknown == 1
    assert result.retracted == ("c",)
    assert groups["a"] is groups["wire-1"]
    assert groups["a"].roots == ("wire-1",)


NAMES = [f"s{number}" for number in range(8)]


@settings(deadline=None, max_examples=150)
@given(
    st.lists(
        st.tuples(st.sampled_from(NAMES), st.sampled_from(list(How)), st.sampled_from([*NAMES, "@o1", "@o2"])),
        max_size=14,
    ),
    st.randoms(use_true_random=False),
)
def test_any_derivations(edges: list[tuple[str, How, str]], dice: random.Random) -> None:
    """Groups part the sources, depend on no order, and support never counts more origins than outlets could have told."""
    origins = (Origin(id=Id("o1")), Origin(id=Id("o2")))

    def build(rows: list[tuple[str, How, str]]) -> Site:
        return site(*(source(n, *(f"{how} {t}" for m, how, t in rows if m == n)) for n in NAMES), origins=origins)

    found = build(edges)
    groups = origin_groups(found)
    assert sorted(name for group in set(groups.values()) for name in group.sources) == NAMES
    assert len({group.key for group in groups.values()}) == len(set(groups.values()))
    assert all(name in groups[name].sources for name in NAMES)
    assert all(group.roots for group in groups.values())
    again = list(edges)
    dice.shuffle(again)
    assert origin_groups(build(again)) == groups
    everything = support_of(found, NAMES, groups)
    roots = [root for group in everything.origins for root in group.roots]
    assert len(roots) == len(set(roots))
    for name in NAMES:
        rest = support_of(found, [each for each in NAMES if each != name], groups)
        assert len(everything.origins) - 1 <= len(rest.origins) <= len(everything.origins)
    for name, how, target in edges:
        if target in NAMES and how is How.DUPLICATE:
            assert groups[name] is groups[target]
        if target in NAMES:
            assert len(support_of(found, [name, target], groups).origins) == 1
    complaints(found)


def test_a_long_chain_and_many_sources() -> None:
    chain = [source("s0")] + [source(f"s{n}", f"{'reprint' if n % 2 else 'based-on'} s{n - 1}") for n in range(1, 5000)]
    start = time.process_time()
    found = site(*chain)
    groups: dict[str, OriginGroup] = dict(origin_groups(found))
    assert complaints(found) == []
    assert time.process_time() - start < 2
    assert {group.key for group in groups.values()} == {"s0"}


COMPLAINTS: list[tuple[str, tuple[Source, ...], list[tuple[str, tuple[str | int, ...], str]]]] = [
    ("nothing wrong", (source("a"), source("b", "reprint a")), []),
    (
        "itself",
        (source("a", "duplicate a"),),
        [("derivation-self", ("derived_from", 0, "source"), "the source “a” derives from itself")],
    ),
    (
        "a circle of two",
        (source("a", "reprint b"), source("b", "based-on b2", "duplicate a"), source("b2")),
        [("derivation-circle", ("derived_from", 0), "sources derive from one another in a circle: a → b → a")],
    ),
    (
        "a circle is reported once, by its shortest way",
        (source("a", "reprint b"), source("b", "reprint c"), source("c", "reprint d", "reprint a"), source("d", "reprint a")),
        [("derivation-circle", ("derived_from", 0), "sources derive from one another in a circle: a → b → c → a")],
    ),
    (
        "before its own source",
        (source("a", published="2022-03-11"), source("b", "reprint a", published="2022-03-09")),
        [
            (
                "derivation-date",
                ("derived_from", 0, "source"),
                "this source came out on 2022-03-09, before “a” (2022-03-11), from which it is said to derive",
            )
        ],
    ),
    ("a day is the date line", (source("a", published="2022-03-11"), source("b", "reprint a", published="2022-03-10")), []),
    ("a month may be later", (source("a", published="2022-03-11"), source("b", "reprint a", published="2022-03")), []),
    ("an open date", (source("a", published="../2022-03"), source("b", "reprint a", published="0001-01-01")), []),
    (
        "a copy of a retracted source",
        (source("a", status=RETRACTED), source("b", "reprint a"), source("c", "based-on a")),
        [
            (
                "derivation-retracted",
                ("derived_from", 0, "source"),
                "this source has the words of “a”, which was retracted, and still counts as support",
            )
        ],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("sources", "expected"), [row[1:] for row in COMPLAINTS], ids=[row[0] for row in COMPLAINTS])
def test_complaints(sources: tuple[Source, ...], expected: list[tuple[str, tuple[str | int, ...], str]]) -> None:
    found = complaints(site(*sources))
    assert [(each.code, each.where, each.message) for each in found] == expected
    for each in found:
        warning = each.code in ("derivation-date", "derivation-retracted")
        assert each.severity is (Severity.WARNING if warning else Severity.ERROR)
        assert each.hint
        assert each.path.startswith("content/sources/")


@pytest.mark.parametrize(
    ("derivation", "message"),
    [
        (Derivation(how=How.REPRINT), "this derivation names neither a source nor an origin"),
        (
            Derivation(source=Id("b"), origin=Id("story"), how=How.REPRINT),
            "this derivation names both a source, “b”, and an origin, “story”",
        ),
    ],
)
def test_a_derivation_names_one_thing(derivation: Derivation, message: str) -> None:
    found = site(Source(id=Id("a"), derived_from=(derivation,)), source("b"), origins=(STORY,))
    [complaint] = complaints(found)
    assert (complaint.path, complaint.where) == ("content/sources/a.md", ("derived_from", 0))
    assert (complaint.code, complaint.message) == ("derivation-unclear", message)


# --- Overlap that nobody has explained ---------------------------------------------------------------------------


def overlapping(*sources: Source, shared: int = 4, paragraphs: int = 6, other: int = 10) -> Site:
    """Sources of which `short` has `shared` of its `paragraphs` in `long`, which has `other`."""
    rows = tuple(range(1, shared + 1))
    return Site(
        settings=Settings(title="Talks"),
        sources={each.id: each for each in sources},
        origins={"a-wire": Origin(id=Id("a-wire"))},
        facts={
            "short": TextFacts(
                digest="a", length=900, paragraphs=paragraphs, shared=(SharedText(source="long", paragraphs=rows),)
            ),
            "long": TextFacts(
                digest="b", length=1900, paragraphs=other, shared=(SharedText(source="short", paragraphs=rows),)
            ),
        },
    )


@pytest.mark.parametrize(
    ("shared", "paragraphs", "other", "one"),
    [(4, 6, 10, True), (3, 6, 10, True), (3, 7, 10, False), (2, 2, 10, False), (6, 12, 12, True), (5, 20, 6, True)],
)
def test_a_text_that_has_much_of_another_is_one_story_with_it(
    shared: int, paragraphs: int, other: int, one: bool
) -> None:
    site = overlapping(source("short"), source("long"), shared=shared, paragraphs=paragraphs, other=other)
    groups = origin_groups(site)
    assert (groups["short"] == groups["long"]) is one
    assert len(complaints(site)) == one


def test_unexplained_overlap_is_told_once() -> None:
    (found,) = complaints(overlapping(source("short"), source("long")))
    assert (found.path, found.severity, found.code) == (
        "content/sources/short.md",
        Severity.WARNING,
        "overlap-unsettled",
    )
    assert found.message == "4 of its 6 paragraphs stand in “long” as well, so the two count as one origin"
    assert found.hint == (
        "say what they are to each other, derived_from: [{source: long, how: reprint}], "
        "or overrule it, independent_of: [{source: long, note: why they are two}]"
    )


def test_overlap_with_a_text_that_has_changed_since() -> None:
    site = overlapping(source("short"), source("long"))
    (found,) = complaints(replace(site, facts={"short": site.facts["short"]}))
    assert found.message == (
        "4 of its 6 paragraphs stood in “long” as well when the two were last compared, so the two count as one origin"
    )
    assert found.hint.startswith("run `verify` where both texts are, or say what they are to each other")
    # The text that has changed may be the shorter one now, and have other receipts.
    changed = replace(site.facts["long"], paragraphs=4, shared=())
    (found,) = complaints(replace(site, facts={**site.facts, "long": changed}))
    assert "4 of its 6 paragraphs stood in “long” as well" in found.message


@pytest.mark.parametrize(
    ("short", "long", "groups"),
    [
        (source("short", "reprint long"), source("long"), 1),
        (source("short"), source("long", "based-on short"), 1),
        (source("short", "reprint @a-wire"), source("long", "based-on @a-wire"), 1),
        (replace(source("short"), independent_of=(Independence(source=Id("long"), note="Both quote a speech."),)),
         source("long"), 2),
        (source("short"),
         replace(source("long"), independent_of=(Independence(source=Id("short"), note="Both quote a speech."),)), 2),
    ],
)  # fmt: skip
def test_an_editor_can_explain_or_overrule_it(short: Source, long: Source, groups: int) -> None:
    site = overlapping(short, long)
    assert complaints(site) == []
    assert len({group.key for group in origin_groups(site).values()}) == groups


@pytest.mark.parametrize(
    ("made", "code", "message"),
    [
        (
            replace(source("long"), independent_of=(Independence(source=Id("long"), note="It is."),)),
            "independence-self",
            "the source “long” is said to be independent of itself",
        ),
        (
            replace(source("long", "reprint short"), independent_of=(Independence(source=Id("short"), note="It is."),)),
            "independence-derived",
            "this source is said to derive from “short” and to be independent of it",
        ),
    ],
)
def test_independence_that_makes_no_sense(made: Source, code: str, message: str) -> None:
    found = complaints(overlapping(source("short"), made, shared=1))
    assert [(each.code, each.message, each.where) for each in found] == [
        (code, message, ("independent_of", 0, "source"))
    ]


def independent(found: Source, *others: str) -> Source:
    """The same source, said to be independent of others."""
    return replace(
        found, independent_of=tuple(Independence(source=Id(each), note="Both print a speech.") for each in others)
    )


def alike(*sources: Source, pairs: str = "", origins: tuple[Origin, ...] = ()) -> Site:
    """A site of sources of ten paragraphs, of which those of each pair (`ab bc`) have eight in common."""
    shared: dict[str, list[str]] = {}
    for one, other in map(tuple, pairs.split()):
        shared.setdefault(one, []).append(other)
        shared.setdefault(other, []).append(one)
    rows = tuple(range(1, 9))
    facts = {
        name: TextFacts(
            digest=name,
            length=900,
            paragraphs=10,
            shared=tuple(SharedText(source=other, paragraphs=rows) for other in sorted(others)),
        )
        for name, others in shared.items()
    }
    return replace(site(*sources, origins=origins), facts=facts)


@pytest.mark.parametrize(
    ("found", "code", "severity", "message", "hint"),
    [
        (
            alike(source("a"), source("b", "reprint c"), source("c", "reprint a")),
            "independence-derived",
            Severity.ERROR,
            "this source is said to derive from “a” by way of “c” and to be independent of it",
            "leave one of the two out",
        ),
        (
            alike(source("a", "based-on c"), source("b"), source("c", "translation d"), source("d", "reprint b")),
            "independence-derived",
            Severity.ERROR,
            "this source is said to be independent of “a”, which is said to derive from it by way of “c” and “d”",
            "leave one of the two out",
        ),
        (
            alike(source("a", "reprint b"), source("b")),
            "independence-derived",
            Severity.ERROR,
            "this source is said to be independent of “a”, which is said to derive from it",
            "leave one of the two out",
        ),
        (
            alike(source("a"), source("b"), source("c"), pairs="ab ac bc"),
            "independence-joined",
            Severity.WARNING,
            "this source is said to be independent of “a”, and yet the two count as one origin through “c”, where that is shown",
            "say what each of the two is to “c”, or leave this item out",
        ),
        (
            alike(source("a", "reprint @story"), source("b", "based-on @story"), origins=(STORY,)),
            "independence-joined",
            Severity.WARNING,
            "this source is said to be independent of “a”, and yet the two count as one origin through the origin “story”",
            "say what each of the two is to the origin “story”, or leave this item out",
        ),
        (
            alike(source("a", "reprint d"), source("b"), source("c"), source("d"), pairs="ab bc cd"),
            "independence-joined",
            Severity.WARNING,
            "this source is said to be independent of “a”, and yet the two count as one origin through “c” and “d”, where these are shown",
            "say what each of the two is to “c” and “d”, or leave this item out",
        ),
        (alike(source("a"), source("b"), source("c"), pairs="ab ac"), "", None, "", ""),
        # A round-up of two stories does not make them one.
        (alike(source("a"), source("b"), source("c", "based-on a", "based-on b")), "", None, "", ""),
        (alike(source("b")), "", None, "", ""),
    ],
)  # fmt: skip
def test_independence_of_what_it_counts_with(
    found: Site, code: str, severity: Severity | None, message: str, hint: str
) -> None:
    found = replace(found, sources={**found.sources, "b": independent(found.sources["b"], "a")})
    told = [
        (each.code, each.severity, each.message, each.hint, each.path, each.where)
        for each in complaints(found)
        if each.code != "overlap-unsettled"
    ]
    place = ("content/sources/b.md", ("independent_of", 0, "source"))
    assert told == ([(code, severity, message, hint, *place)] if severity else [])


ROUND_UPS = (
    source("a"), source("b"), source("c"), source("d"),
    source("x-bc", "based-on b", "based-on c"), source("y-ab", "based-on a", "based-on b"),
    source("z-cd", "based-on c", "based-on d"),
)  # fmt: skip


def test_as_many_round_ups_as_can_be_are_counted() -> None:
    """One that draws on two others' stories stands in the way of both, whatever it is called."""
    found = site(*ROUND_UPS)
    groups = origin_groups(found)
    cited = ["x-bc", "y-ab", "z-cd"]
    assert [group.key for group in support_of(found, cited, groups).origins] == ["y-ab", "z-cd"]
    for gone in cited:
        left = [each for each in cited if each != gone]
        assert len(support_of(found, left, groups).origins) == (2 if gone == "x-bc" else 1)
    taken = {group.key: group for group in groups.values()}
    assert [each.key for each in independent_groups(taken.values(), beside="ab")] == ["c", "d"]
    assert [each.key for each in independent_groups([taken["x-bc"], taken["z-cd"]], beside="b")] == ["z-cd"]


@settings(deadline=None, max_examples=150)
@given(
    st.lists(
        st.tuples(st.sampled_from("abcdef"), st.sampled_from(list(How)), st.sampled_from([*"abcdef", "@o1", "@o2"])),
        max_size=6,
    ),
    st.sets(st.sampled_from([f"{one}{other}" for one in "abcdef" for other in "abcdef" if one < other]), max_size=5),
)
def test_something_is_between_any_two_of_a_group(edges: list[tuple[str, How, str]], pairs: set[str]) -> None:
    """Sources that count as one are joined step by step; each step is one that an editor or the texts give a reason for."""
    sources = [source(n, *(f"{how} {t}" for m, how, t in edges if m == n)) for n in "abcdef"]
    found = alike(*sources, pairs=" ".join(sorted(pairs)), origins=(Origin(id=Id("o1")), Origin(id=Id("o2"))))
    said = {frozenset((name, target.removeprefix("@"))) for name, _, target in edges}
    steps = said | {frozenset((each.source, each.other)) for each in unsettled(found)}
    groups = origin_groups(found)
    for one, other in map(tuple, ("ab", "cd", "af", "be")):
        if groups[one] is groups[other]:
            way = [one, *(each.id for each in between(found, groups[one], one, other)), other]
            assert all(frozenset(pair) in steps for pair in pairwise(way))
