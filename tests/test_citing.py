"""Words that a citation could quote, and claims that may be one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.evidence.quotes import locate
from dateline.ingest.alike import Likeness, Said, alike, comment
from dateline.ingest.citing import MOST_WORDS, passage_for

TEXT = (Path(__file__).parent / "cases" / "translations" / "selm-original-en.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        (
            "The protocol lets 1,250 wagons and 36 ships pass the strait.",
            "Under the protocol, 1,250 wagons and 36 ships may pass the Orr strait until 30 June",
        ),
        (
            "Marden said that Aldoria had waited for the signature since the harvest.",
            "We have waited for this signature since the harvest",
        ),
        (
            "Marden and Veld did not shake hands.",
            "Marden and Veld did not shake hands",
        ),
    ],
)
def test_a_quote_is_proposed(claim: str, quote: str) -> None:
    passage = passage_for(claim, TEXT)
    assert passage is not None
    assert passage.quote == quote
    assert passage.quote in passage.sentence


@pytest.mark.parametrize(
    "claim", ["", "The pope sang.", "Wagons.", "It is said that talks took place in a hall by a lake."]
)
def test_no_quote_is_proposed(claim: str) -> None:
    assert passage_for(claim, TEXT) is None


def test_words_that_stand_twice_are_not_proposed() -> None:
    line = "The ferry left the harbour at noon."
    passage = passage_for("The ferry left the harbour.", f"{line}\n{line}")
    assert passage is not None
    assert (passage.sentence, passage.quote) == (line, "")


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from(TEXT.split()), min_size=2, max_size=30))
def test_what_is_proposed_is_found(words: list[str]) -> None:
    passage = passage_for(" ".join(words), TEXT)
    if passage is not None and passage.quote:
        assert locate(passage.quote, TEXT).verdict == "exact"
        assert len(passage.quote.split()) <= MOST_WORDS


def said(name: str, text: str, by: str, source: str) -> Said:
    return Said(name=name, text=text, by=frozenset({by} if by else ()), sources=frozenset({source}))


FERRY = "Veld said that the inspections of grain vessels would begin within nine days."


@pytest.mark.parametrize(
    ("other", "by", "source", "why"),
    [
        ("Within nine days the inspections of vessels with grain would begin, Veld said.", "veld", "b", True),
        ("Within nine days the inspections of vessels with grain would begin.", "", "b", True),
        ("Within nine days the inspections of vessels with grain would begin, Kranz said.", "kranz", "b", False),
        ("Within nine days the inspections of vessels with grain would begin, Veld said.", "veld", "a", False),
        ("Veld said that the grain was wet.", "veld", "b", False),
    ],
)
def test_claims_that_may_be_one(other: str, by: str, source: str, why: bool) -> None:
    found = alike([said("one", FERRY, "veld", "a"), said("two", other, by, source)])
    assert [(pair.first, pair.second) for pair in found] == ([("two", "one")] if why else [])


def test_other_numbers_are_another_claim() -> None:
    first = said("one", "Veld said that 36 ships with grain had left the harbour of Selm.", "veld", "a")
    second = said("two", "Veld said that 40 ships with grain had left the harbour of Selm.", "veld", "b")
    assert alike([first, second]) == []


def test_the_same_words_quoted() -> None:
    first = said("one", "Veld said: “We leave with the same map and no pencil”.", "veld", "a")
    second = said("two", "Asked, Veld said they would “leave with the same map” on Friday.", "veld", "b")
    assert alike([first], [second]) == [Likeness(first="one", second="two", why="both quote “leave with the same map”")]


def test_the_comment() -> None:
    pair = Likeness(first="a", second="b", why="5 of 6 telling words are the same")
    assert comment([], [], None) == ""
    assert comment([pair], [pair], "signed") == (
        "# Perhaps in signed already; if so, add the evidence there:\n"
        "#   a and its b: 5 of 6 telling words are the same\n"
        "# Perhaps one claim each; if they say the same, put the evidence of both under one:\n"
        "#   a and b: 5 of 6 telling words are the same\n"
    )


def test_numbers_in_words_tell_claims_apart() -> None:
    first = said("one", "Veld said that the talks in the harbour of Selm lasted four hours.", "veld", "a")
    second = said("two", "Veld said that the talks in the harbour of Selm lasted three hours.", "veld", "b")
    assert alike([first, second]) == []
    third = said("three", "Veld said that the talks in the harbour of Selm lasted for 4 hours.", "veld", "c")
    assert [each.second for each in alike([first, third])] == ["one"]
