"""What spares work on common articles gives what the whole work gives: guards of patterns, look-ups at a glance."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.content.frontmatter import dump, parse_yaml
from dateline.evidence.quotes import prepared
from dateline.ingest import claim_sense, claim_words, furniture, stated_lines
from dateline.ingest.dating import Neighbour, neighbour
from dateline.ingest.document import import_document
from dateline.ingest.packed import Packed, pack, unpack
from dateline.ingest.timex_tokens import tokenise
from dateline.model import Verdict
from dateline.patterns import Guarded, folded

GUARDED = {
    f"{module.__name__.rpartition('.')[2]}.{name}": value
    for module in (furniture, stated_lines, claim_sense, claim_words)
    for name, value in vars(module).items()
    if isinstance(value, Guarded)
}


def matching(guarded: Guarded) -> Any:
    """Texts in which the expression itself finds something."""
    return st.from_regex(re.compile(guarded.pattern.pattern, re.IGNORECASE))


@pytest.mark.parametrize("name", sorted(GUARDED))
def test_every_match_of_a_guarded_expression_has_one_of_its_words(name: str) -> None:
    guarded = GUARDED[name]

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(text=matching(guarded))
    def check(text: str) -> None:
        expected, found = guarded.pattern.search(text), guarded.search(text)
        assert (found and found.span()) == (expected and expected.span())

    check()


@pytest.mark.parametrize(
    ("text", "word"),
    [("COOKIE", "cookie"), ("COOKİE", "cookie"), ("cookıe", "cookie"), ("coo\u212aie", "cookie"), ("ПРАВА", "права")],
)
def test_letters_that_an_expression_takes_for_the_same_are_the_same(text: str, word: str) -> None:
    assert re.fullmatch(word, text, re.IGNORECASE)
    assert folded(text) == folded(word)


WORDS = st.text(st.sampled_from("ab c.,'’“”-—5\u00a0\u00ad%$ é\u0301ﬁ"), min_size=1, max_size=40)


@settings(max_examples=300, deadline=None)
@given(text=st.lists(WORDS, min_size=1, max_size=4).map("\n".join), data=st.data())
def test_words_that_stand_once_at_a_glance_are_found_so(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    if prepared(text).stands_once(start, end):
        match = prepared(text).locate(text[start:end])
        assert (match.verdict, match.start, match.end, match.folds) == (Verdict.EXACT, start, end, ())


ARTICLE = """Envoys agree on a ferry

By Nina Marlow

Published March 11, 2022

Envoys of Selm and Orr met in the town of Brunn on Thursday and agreed to let the ferry cross again.

“We have a deal,” the envoy Petra Lindt said on Friday. She had refused it in Selm on March 3 before the flood came.
"""


class Rows:
    """Rows of records that are kept nowhere else."""

    def __init__(self, *rows: bytes) -> None:
        self.rows = list(rows)
        self.asked = 0

    def __len__(self) -> int:
        return len(self.rows)

    def row(self, number: int) -> bytes:
        self.asked += 1
        return self.rows[number]

    def change(self, number: int, row: bytes) -> None:
        self.rows[number] = row

    def has_data(self, number: int) -> bool:
        raise NotImplementedError

    def data(self, number: int) -> bytes:
        raise NotImplementedError


def test_what_a_document_tells_of_others_is_fetched_when_it_is_asked_for() -> None:
    record = import_document(ARTICLE.encode(), "ferry.txt")
    rows = Rows(pack(record))
    assert unpack(rows.rows[0]).neighbour == record.neighbour
    told = Packed(rows).neighbour(0)
    assert told is not None
    assert record.neighbour is not None
    assert (told.published, told.names, rows.asked) == (date(2022, 3, 11), record.neighbour.names, 1)
    assert (told.words, told.events) == (record.neighbour.words, record.neighbour.events)
    assert (len(told.events) >= 2, rows.asked) == (True, 2)


@pytest.mark.parametrize("told", [Neighbour(None, frozenset()), neighbour("In Brunn the dam held.", None)])
def test_a_document_that_dates_nothing_tells_nothing(told: Neighbour) -> None:
    record = import_document(ARTICLE.encode(), "ferry.txt")
    object.__setattr__(record, "neighbour", told)
    assert unpack(pack(record)).neighbour == told


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("aB’'İΣσς \n.5ß!“”"), max_size=60))
def test_tokens_are_lowered_word_by_word(text: str) -> None:
    tokens = tokenise(text)
    for index, word in enumerate(tokens.words):
        raw = tokens.raw(index)
        assert word == ("\n" if raw[0] == "\n" else raw.replace("İ", "i").replace("’", "'").lower()), raw


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(st.sampled_from("ab:#“”\"'-\u00ad\n\u2028,é"), max_size=40), max_size=9).map(" ".join))
def test_what_is_written_is_read_back(text: str) -> None:
    assert parse_yaml(dump({"text": text, "list": [text, "b"]})).data == {"text": text, "list": [text, "b"]}
