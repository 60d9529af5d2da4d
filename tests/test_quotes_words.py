"""What is read once of a whole text, or looked up in an index, says the same as what is read plainly."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dateline.evidence import folding, nearest, quotes
from dateline.evidence.folding import DASHES, FOLD_NAMES, MARKS, WORD, fold, folded_words, folds_between, word_of
from dateline.evidence.negation import negations
from dateline.evidence.quotations import Nesting, Quotation, quotations
from dateline.evidence.quotes import PreparedText
from dateline.evidence.words import Words

# What words, marks and spaces can be made of, the rare ones too.
PIECES = st.sampled_from(
    [*"abé яйİ的가_159.,;:-—…'’“”«» ", *"\u00ad\u200b\u200d\u0301\u0306\u3000\u2000ﬁĳʼʻ´`\n", "''", "  ", " ", " "]
)
TEXTS = st.lists(PIECES, max_size=60).map("".join)
SPOKEN = st.lists(
    st.sampled_from(
        "“ ” ‘ ’ « » \" ' , . — no not não gelmedi Yılmaz ve ruled out instead of no-fly the foi que a".split()
    ),
    max_size=40,
).map(" ".join)


@given(TEXTS)
def test_words_are_those_that_the_pattern_finds(text: str) -> None:
    folded = fold(text)
    words = Words(folded)
    found = [*WORD.finditer(folded.text)]
    assert words.all == [match[0] for match in found]
    assert [*words.starts] == [match.start() for match in found]
    assert [words.end(number) for number in range(len(found))] == [match.end() for match in found]
    assert words.numbers == {word: [at for at, each in enumerate(words.all) if each == word] for word in words.all}


@given(TEXTS)
def test_the_words_of_a_paragraph_are_those_of_the_text_that_stand_there(text: str) -> None:
    # Where a soft hyphen parts a word at the end of a line, it stands in both.
    text = re.sub("[\u00ad\u200b]+(?=\\s*\n)", "", text)
    whole, low = Words(fold(text)), 0
    for line in text.split("\n"):
        alone = Words(fold(line))
        numbers = range(whole.from_offset(low), whole.from_offset(low + len(line)))
        assert [whole.all[number] for number in numbers] == alone.all
        places = [alone.folded.span(start, start + 1)[0] + low for start in alone.starts]
        assert [whole.span(number, number)[0] for number in numbers] == places
        low += len(line) + 1


@given(SPOKEN, SPOKEN, SPOKEN)
@example("Az", "Yılmaz ve gelmedi", "")
@example("o que foi", "no que não", "the no")
def test_other_paragraphs_negate_nothing(before: str, text: str, behind: str) -> None:
    low = len(before) + 1
    around = negations(Words(fold(f"{before}\n{text}\n{behind}")), low, low + len(text))
    assert [(at - low, word) for at, word in around] == negations(Words(fold(text)), 0, len(text))


@given(st.text(f"{MARKS}{DASHES}abяé가ﬁĳ\u0301\u0306\u1161\u00ad 1.", max_size=6))
def test_words_fold_as_texts_do(text: str) -> None:
    assert folded_words(text) == fold(text).text.strip()
    assert word_of(text).findall(text) == WORD.findall(text)


def around(found: Sequence[Quotation], place: int) -> list[Quotation]:
    """What holds a place, looked for from end to end: the innermost first."""
    before = [each for each in found if each.start <= place]
    outermost = max((at for at, each in enumerate(before) if each.depth == 0), default=0)
    return [each for each in reversed(before[outermost:]) if each.end > place]


@given(st.lists(st.sampled_from([*"“ ” ‘ ’ « » \" ' a b , .".split(), " ", " "]), max_size=40).map("".join))
@example("‘a ‘b c” d’ e")
@example("a” b” “c ‘d” e’")
def test_what_holds_a_place(text: str) -> None:
    found, _ = quotations(text)
    nesting = Nesting(found)
    for place in range(len(text) + 1):
        holding = around(found, place)
        assert [*nesting.around(place)] == holding
        # Each holds those before it, but for the outermost.
        assert all(a.start >= b.start and a.end <= b.end for a, b in pairwise(holding[:-1]))
        outermost = nesting.outermost(place)
        assert outermost is None or outermost is holding[-1]
        assert [*nesting.beginning(place, place + 9)] == [each for each in found if place < each.start < place + 9]


@st.composite
def looked_up(draw: st.DrawFn) -> tuple[str, str]:
    """A text, and something like a stretch of it."""
    text = draw(TEXTS)
    low = draw(st.integers(0, len(text)))
    quote = text[low : low + draw(st.integers(1, 25))]
    return text, draw(st.sampled_from(["", "a", "“"])) + quote + draw(st.sampled_from(["", "b", " … " + text[-9:]]))


@settings(max_examples=300)
@given(looked_up())
@example(("ab ab’a b ab", "ab"))
@example(("b a b", "a b"))
def test_the_index_finds_what_is_found_without(pair: tuple[str, str]) -> None:
    text, quote = pair
    plain = PreparedText(text).locate(quote)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(quotes, "ASKED_BEFORE_INDEX", -1)
        patch.setattr(quotes, "LONG_TEXT", -1)
        patch.setattr(nearest, "PER_LOOK_UP", 0)
        patch.setattr(nearest, "PER_CHARACTER", 10**9)
        assert PreparedText(text).locate(quote) == plain


@settings(max_examples=200)
@given(TEXTS, st.data())
def test_a_fold_is_named_where_the_two_differ_without_it(text: str, data: st.DataObject) -> None:
    others = {"'": "’", "—": "-", "-": "—", " ": "\u00a0", "\u00ad": "", "ﬁ": "fi", "\n": " ", "\u2000": "\u2002"}
    changed = data.draw(st.lists(st.booleans(), min_size=len(text), max_size=len(text)))
    quote = "".join(others.get(char, char) if other else char for char, other in zip(text, changed, strict=True))

    def alike(names: frozenset[str]) -> bool:
        left, right = quote.strip(), text
        for name, done in folding._FOLDS:
            if name in names:
                left, right = done(left), done(right)
        if "white space" in names:
            left, right = (re.sub(r"[^\S\n]+", " ", each) for each in (left, right))
        return left == right

    alone = [name for name, _ in folding._FOLDS if alike(frozenset({name}))]
    needed = sorted(name for name in FOLD_NAMES if not alike(FOLD_NAMES - {name}))
    expected = () if quote.strip() == text else (alone[0],) if alone else tuple(needed) or tuple(sorted(FOLD_NAMES))
    assert folds_between(quote, text) == expected
