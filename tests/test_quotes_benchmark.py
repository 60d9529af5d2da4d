"""The benchmark of quotes measures what it says: the text is the same every time, and quotes are of their kind."""

from __future__ import annotations

import importlib
from collections import Counter

import pytest

benchmark = importlib.import_module("benchmarks.quotes")
CORPUS = benchmark.corpus(40_000, 1)


def test_the_same_numbers_give_the_same_text() -> None:
    assert benchmark.corpus(40_000, 1) == CORPUS
    assert benchmark.corpus(40_000, 2).text != CORPUS.text
    assert 40_000 <= len(CORPUS.text) < 43_000
    assert len(CORPUS.part(4).text) < 15_000


def test_all_languages_are_there() -> None:
    words = Counter(CORPUS.text.split())
    assert all(words[tongue.common[0]] > 5 for tongue in benchmark.TONGUES)


@pytest.mark.parametrize(
    ("kind", "verdict", "least"),
    [("exact", "exact", 90), ("typographic", "typographic", 90), ("elided", "elided", 50), ("ambiguous", "ambiguous", 50),
     ("absent", "absent", 99), ("worst, in one paragraph", "absent", 60)],
)  # fmt: skip
def test_quotes_are_of_their_kind(kind: str, verdict: str, least: int) -> None:
    quotes = benchmark.quotes_of(benchmark.KINDS[kind], CORPUS, 100, 1)
    assert len(set(quotes)) == len(quotes) == 100
    took, verdicts = benchmark.look_up(quotes, CORPUS.text)
    assert took > 0
    assert verdicts[verdict] >= least


@pytest.mark.parametrize("name", benchmark.HARD)
def test_what_is_built_to_hurt_has_the_length_that_is_asked_for(name: str) -> None:
    quote, text = benchmark.HARD[name](8000)
    assert len(quote) < len(text)
    assert 7_500 <= len(text) <= 8_100


def test_tables(capsys: pytest.CaptureFixture[str]) -> None:
    assert benchmark.main(["20", "--size", "30,000", "--repeat", "1"]) == 0
    printed = capsys.readouterr().out
    assert "\n20 quotes of each kind in texts of so many characters: seconds\n" in printed
    assert "\nOne quote, in texts that are built to hurt: seconds\n" in printed
    for name in (*benchmark.KINDS, *benchmark.HARD, benchmark.HARD_CONTEXT):
        assert f"\n{name} " in printed
