"""Who printed whose story, as pages tell it: the tree on the list of sources, and what a source's page says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.dates import parse
from dateline.model import (
    Claim,
    Derivation,
    Entry,
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
    Status,
    TextFacts,
)
from dateline.render.index import build_index
from dateline.render.views.source import source_view, sources_view
from dateline.render.views.stories import Printed, ranges


def source(name: str, *derived: str, credit: str | None = None, apart_from: str = "", day: int | None = None) -> Source:
    """A source; each of `derived` reads `how source` or `how @origin`; `day` is one of May 2021."""
    steps = []
    for text in derived:
        how, _, target = text.partition(" ")
        plain = Id(target.removeprefix("@"))
        steps.append(
            Derivation(origin=plain, how=How(how)) if "@" in target else Derivation(source=plain, how=How(how))
        )
    return Source(
        id=Id(name),
        title=f"Title {name}",
        publisher=Id("herald"),
        credit=credit,
        published=parse(f"2021-05-{day:02}") if day else None,
        derived_from=tuple(steps),
        independent_of=(Independence(source=Id(apart_from), note="Both print a speech."),) if apart_from else (),
    )


def site(*sources: Source, pairs: str = "", shown: str = "", drafts: str = "") -> Site:
    """A site of sources of ten paragraphs, of which those of each pair (`ab bc`) have eight in common.

    An entry names those of `shown` (default: all that `drafts` does not), and a draft those of `drafts`.
    """
    shared: dict[str, list[str]] = {}
    for one, other in map(tuple, pairs.split()):
        shared.setdefault(one, []).append(other)
        shared.setdefault(other, []).append(one)
    rows = tuple(range(1, 9))
    names = shown or "".join(each.id for each in sources if each.id not in drafts)
    entries = [
        Entry(
            id=Id(f"2021-05-03-{status}"),
            title="Meeting",
            date=parse("2021-05-03"),
            status=status,
            claims=(Claim(id=Id("c"), text="So it was.", evidence=tuple(Evidence(source=Id(name)) for name in names)),),
        )
        for status, names in ((Status.PUBLISHED, names), (Status.DRAFT, drafts))
    ]
    return Site(
        settings=Settings(title="River talks"),
        outlets={"herald": Outlet(id=Id("herald"), kind="newspaper", name="The Herald")},
        origins={"wire": Origin(id=Id("wire"), title="The wire’s report")},
        sources={each.id: each for each in sources},
        entries={each.id: each for each in entries},
        facts={
            name: TextFacts(
                digest=name,
                length=900,
                paragraphs=10,
                shared=tuple(SharedText(source=other, paragraphs=rows) for other in sorted(others)),
            )
            for name, others in shared.items()
        },
    )


def tree(texts: tuple[Printed, ...], depth: int = 0) -> list[str]:
    """Each text in a line, those below it indented."""
    found = []
    for each in texts:
        label = each.line.ref.label.removeprefix("Title ")
        found.append("  " * depth + label + (f": {each.how}" if each.how else ""))
        found += tree(each.below, depth + 1)
    return found


SHARES = "shares 8 of 10 paragraphs with it"


@pytest.mark.parametrize(
    ("found", "shown"),
    [
        (site(source("a"), source("b")), []),
        (site(source("a"), source("b"), pairs="ab"), ["a", f"  b: {SHARES}"]),
        (site(source("a", day=5), source("b", day=4), pairs="ab"), ["b", f"  a: {SHARES}"]),
        (site(source("a"), source("b", day=4), pairs="ab"), ["b", f"  a: {SHARES}"]),
        (
            site(*map(source, "abcd"), pairs="ab ac ad bc bd cd"),
            ["a", f"  b: {SHARES}", f"  c: {SHARES}", f"  d: {SHARES}"],
        ),
        (site(*map(source, "abcd"), pairs="ab bc cd"), ["a", f"  b: {SHARES}", f"    c: {SHARES}", f"      d: {SHARES}"]),
        # What editors said stands as they said it.
        (site(source("a"), source("b", apart_from="a"), pairs="ab"), []),
        (site(source("a"), source("b", "reprint a"), pairs="ab"), ["a", "  b: reprint, 8 of 10 paragraphs the same: 1–8"]),
        (
            site(source("a"), source("b", "reprint a"), source("c"), source("d", "based-on c"), pairs="ac bd"),
            ["a", "  b: reprint", f"  c: {SHARES}", "    d: based on it"],
        ),
        (
            site(source("a"), source("b", "reprint @wire"), source("c", "reprint @wire"), pairs="ab ac"),
            ["@ The wire’s report", "b: reprint", f"  a: {SHARES}", "c: reprint"],
        ),
        # A round-up stands in both stories, and does not make them one.
        (
            site(source("a"), source("b"), source("r", "based-on a", "based-on b"), source("z"), pairs="rz"),
            ["a", "  r: based on it", f"    z: {SHARES}", "b", "  r: based on it", f"    z: {SHARES}"],
        ),
        # A text that is known to be another's, and has much of a third one, stands with both.
        (
            site(source("a"), source("b", "reprint a"), source("x", day=1), source("y", "reprint x", day=2), pairs="by"),
            ["a", "  b: reprint", "x", "  y: reprint", f"    b: {SHARES}"],
        ),
    ],
)  # fmt: skip
def test_the_tree_of_who_printed_whose_story(found: Site, shown: list[str]) -> None:
    view = sources_view(build_index(found, drafts=False))
    lines = []
    for story in view.stories:
        lines += [f"@ {story.origin.label}"] if story.origin else []
        lines += tree(story.texts)
    assert lines == shown


def test_a_text_that_has_changed_since_the_two_were_compared() -> None:
    """Only the receipts of the other one say what they shared; neither page says more than that."""
    both = site(source("a"), source("b"), pairs="ab")
    found = replace(both, facts={"a": both.facts["a"]})
    index = build_index(found, drafts=False)
    said = {name: [(each.said, each.counted) for each in source_view(index, name).shared] for name in "ab"}
    counted = "when the two were last compared; together they count as one origin"
    assert said == {
        "a": [("Shared 8 of 10 paragraphs (1–8) with", counted)],
        "b": [("Had 8 of the 10 paragraphs (1–8) of", counted)],
    }
    (story,) = sources_view(index).stories
    assert tree(story.texts) == ["a", "  b: had 8 of its 10 paragraphs when the two were last compared"]


def test_a_reprint_that_has_changed_since_the_two_were_compared() -> None:
    both = site(source("a"), source("b", "reprint a"), pairs="ab")
    index = build_index(replace(both, facts={"b": both.facts["b"]}), drafts=False)
    told = "8 of 10 paragraphs the same: 1–8, when the two were last compared"
    assert [each.note for each in source_view(index, "b").relations] == [f"The Herald; {told}"]
    assert source_view(index, "b").shared == source_view(index, "a").shared == ()


def test_a_text_that_has_changed_below_the_other() -> None:
    both = site(source("a"), source("b"), pairs="ab")
    index = build_index(replace(both, facts={"b": both.facts["b"]}), drafts=False)
    (story,) = sources_view(index).stories
    assert tree(story.texts) == ["a", "  b: shared 8 of 10 paragraphs with it when the two were last compared"]


def test_what_only_drafts_use_joins_nothing() -> None:
    """Half of each stands in a text that no page shows: neither its name nor what it would do to the count gets out."""
    sources = (source("a", day=4), source("b", day=5), source("s", credit="Secretwire", day=3))
    found = site(*sources, pairs="as bs", drafts="s")
    index = build_index(found, drafts=False)
    assert {key: (group.name, group.sources) for key, group in index.groups.items()} == {
        "a": ("The Herald", ("a",)),
        "b": ("The Herald", ("b",)),
    }
    assert sources_view(index).origins == "2 sources of 2 origins"
    assert index.support(*next(iter(index.rests()))).told == "1 outlet, 2 origins"
    with_drafts = build_index(found, drafts=True)
    assert sources_view(with_drafts).origins == "3 sources of 1 origin"
    assert with_drafts.groups["a"].name == "Secretwire"


def test_what_a_draft_says_of_others_joins_nothing() -> None:
    found = site(source("a"), source("b"), source("s", "duplicate a", "duplicate b"), drafts="s")
    assert sources_view(build_index(found, drafts=False)).origins == "2 sources of 2 origins"
    assert sources_view(build_index(found, drafts=True)).origins == "3 sources of 1 origin"


TOGETHER = "together they count as one origin"
WIRED = "one origin by way of the story “The wire’s report”, though two, say the editors: Both print a speech."


@pytest.mark.parametrize(
    ("found", "origin", "counted"),
    [
        (site(source("a"), source("b"), pairs="ab"), "2 sources here tell this story", [("a", TOGETHER)]),
        (
            site(source("a"), source("b", apart_from="a"), pairs="ab"),
            "",
            [("a", "two origins, say the editors: Both print a speech.")],
        ),
        (
            site(source("a"), source("b", apart_from="a"), source("c"), pairs="ab ac bc"),
            "3 sources here tell this story",
            [
                ("a", "one origin by way of “Title c”, though two, say the editors: Both print a speech."),
                ("c", TOGETHER),
            ],
        ),
        (
            site(source("a", apart_from="b"), source("b"), source("c"), pairs="ab ac bc", drafts="c"),
            "",
            [("a", "two origins, say the editors: Both print a speech.")],
        ),
        (
            site(source("a", "reprint @wire"), source("b", "based-on @wire", apart_from="a"), pairs="ab"),
            "2 sources here tell this story",
            [
                ("a", WIRED),
            ],
        ),
    ],
)
def test_what_a_page_says_of_what_it_shares(found: Site, origin: str, counted: list[tuple[str, str]]) -> None:
    view = source_view(build_index(found, drafts=False), "b")
    assert view.origin.partition(";")[0] == origin
    assert [(each.other.ref.label.removeprefix("Title "), each.counted) for each in view.shared] == counted


def test_ranges() -> None:
    assert ranges([9, 1, 2, 3, 5, 7]) == "1–3, 5, 7 and 9"
