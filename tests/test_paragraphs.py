"""Which paragraphs two texts have in common: what may be set otherwise, what is too short to tell, and when it does."""

from __future__ import annotations

import random
import time
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.evidence.folding import folded_words, word_count
from dateline.evidence.overlap import unsettled
from dateline.evidence.paragraphs import shared_paragraphs
from dateline.model import Id, Settings, SharedText, Site, Source, TextFacts

# Each letter is a paragraph of its own: capitals of twelve words, small letters of three.


def long(letter: str) -> str:
    return f"The delegation from {letter} said on Monday that it would sign paper {letter}."


def short(letter: str) -> str:
    return f"So said {letter}."


FURNITURE = {
    "1": "Read more",
    "2": "Photo: North Wire",
    "3": "Share this article",
    "4": "Follow us",
    "5": "Most read today",
    "6": "Subscribe to our newsletter",
    "7": "All rights are reserved, and no part of this may be printed anywhere without the leave of the Herald.",
    "8": "The Herald lives by its readers: if you like what you read here, please think of paying for it.",
    "9": "Has anything in this article to be corrected? Write to the desk of the Herald, which looks at every letter.",
    "*": "* * *",
}


def text(pattern: str) -> str:
    """A text of long (capital) and short (small) paragraphs; digits are what a newspaper prints under everything."""
    lines = (
        FURNITURE.get(each) or (long(each) if each.isupper() else short(each) if each.isalpha() else "")
        for each in pattern
    )
    return "\n".join(lines)


def shared(one: str, other: str) -> tuple[str, str]:
    """The paragraphs of each text that stand in the other, as letters."""
    found = shared_paragraphs({"one": text(one), "two": text(other)})
    rows = []
    for pattern, name in ((one, "one"), (other, "two")):
        numbers = found[name][0].paragraphs if name in found else ()
        rows.append("".join(pattern[number - 1] for number in numbers))
    return rows[0], rows[1]


@pytest.mark.parametrize(
    ("one", "other", "here", "there"),
    [
        # Long paragraphs tell by themselves.
        ("ABCD", "XBYD", "BD", "BD"),
        ("AB", "BA", "AB", "BA"),
        ("AAB", "BXA", "AB", "BA"),
        # Short ones do not: neither alone nor beside one or two long ones that are shared.
        ("aXbYcZ", "aUbVcW", "", ""),
        ("XaAb", "YaAb", "A", "A"),
        ("XaAbBc", "YaAbBc", "AB", "AB"),
        ("XYabcde", "ZWabcde", "", ""),
        # An interview, whole and in part: questions stand with their answers.
        ("aAbBcCdDeEfg", "aAbBcCdDeEfg", "aAbBcCdDeEfg", "aAbBcCdDeEfg"),
        ("aAbBcCdDeXfY", "aAbBcCdDeZfW", "aAbBcCdDe", "aAbBcCdDe"),
        ("aAbBcCdXeY", "aAbBcCdZeW", "ABC", "ABC"),  # less than half of the words
        ("AaBbCc", "XAaYBbZCc", "AaBbCc", "AaBbCc"),
        ("AaBbCc", "AxByCz", "ABC", "ABC"),
        ("AaBCb", "ABCab", "ABC", "ABC"),  # a stands beside B there, and beside nothing that it stands beside here
        # Short ones in a row, with as many words as a long one, stand by themselves among much that is shared.
        ("ABCXabcd", "ABCYabcd", "ABCabcd", "ABCabcd"),
        ("ABCXab", "ABCYab", "ABC", "ABC"),
        # A long paragraph that is printed twice counts twice where it stands beside the same.
        ("ABCAD", "ABCAD", "ABCAD", "ABCAD"),
        # Whole texts of short paragraphs, or of few long ones.
        ("abcdefgh", "abcdefgh", "abcdefgh", "abcdefgh"),
        ("abcdefgh", "XabcdefghY", "abcdefgh", "abcdefgh"),
        ("aAbBc", "aAbBc", "aAbBc", "aAbBc"),
        ("abcdefgh", "abcdefgx", "", ""),
        ("abcdefgh", "hgfedcba", "", ""),
        ("abc", "abc", "", ""),  # nine words
        ("AaA", "AaA", "A", "A"),  # two different paragraphs
        ("*A*B*C*", "*A*B*C*", "*A*B*C*", "*A*B*C*"),
        # Nothing between paragraphs is no paragraph, and keeps none apart.
        ("A-a--B-b-C", "AaBbC", "AaBbC", "AaBbC"),
        ("---", "---", "", ""),
        ("A---", "B---", "", ""),
    ],
)  # fmt: skip
def test_what_two_texts_share(one: str, other: str, here: str, there: str) -> None:
    assert shared(one, other) == (here, there)
    assert shared(other, one) == (there, here)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ABCD12345678", "EFGH12345678"),
        ("ABCDab123456", "EFGHcd123456"),
        ("AB12345679", "CD12345679"),
        ("A12345678", "B12345678"),
        ("ab12345678", "cd12345678"),  # a headline, a line, and the rest of the page
        ("a123456", "b123456"),
        ("123456", "123456"),  # nothing but what stands under everything
        ("ABCDEaFbGc123456789", "HIJKLdMeNf123456789"),
        ("A1B2C3D4E5F6", "U1V2W3X4Y5Z6"),
        ("aAbBcCdDeEfF", "aUbVcWdXeYfZ"),  # the same questions, other answers
        ("A*B*C*D", "E*F*G*H"),
        ("ABC1111111", "DEF1111111"),
        ("AB222222", "CD222222"),
        ("ABCDEab123456789", "FGHIJcd123456789"),
        ("7ABCDabcdefg1234568912", "7EFGHhijklmn1234568912"),
    ],
)
def test_what_stands_under_everything_makes_no_two_stories_one(one: str, other: str) -> None:
    texts = {"one": text(one), "two": text(other)}
    assert are_one(texts) is False


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("aAbBcCdDeEfgij", "aAbBcCdDeEfgij"),
        ("ABCDabcdefg", "ABCDabcdefg"),
        ("ABCDabcdefg123", "45ABCDabcdefgXYZUVW"),
        ("A-B-C-D-E-F-G-H", "A-B-C-D-E-F-G-H-I-J"),
        ("abcdefghij", "abcdefghij"),
        ("aAbBcCdDeXfY", "aAbBcCdDeZfW"),
    ],
)
def test_copies_are_one_story(one: str, other: str) -> None:
    assert are_one({"one": text(one), "two": text(other)})


def are_one(texts: Mapping[str, str]) -> bool:
    """Whether two texts count as one origin."""
    found = shared_paragraphs(texts)
    facts = {
        name: TextFacts(
            digest=name,
            length=len(words),
            paragraphs=sum(bool(line.strip()) for line in words.split("\n")),
            shared=tuple(found.get(name, ())),
        )
        for name, words in texts.items()
    }
    sources = {name: Source(id=Id(name)) for name in texts}
    return bool(unsettled(Site(settings=Settings(title="T"), sources=sources, facts=facts)))


# What texts share is looked up the short way first.


def shared_the_long_way(texts: Mapping[str, str]) -> dict[str, list[SharedText]]:
    """Each paragraph of each text, folded and compared with all others."""
    folded = {
        source: [(number, folded_words(line)) for number, line in enumerate(words.split("\n"), 1) if line.strip()]
        for source, words in texts.items()
    }
    found: dict[str, list[SharedText]] = {}
    for one in sorted(texts):
        for other in sorted(texts):
            if one != other and (numbers := _long_way(folded[one], folded[other])):
                found.setdefault(one, []).append(SharedText(source=other, paragraphs=tuple(sorted(numbers))))
    return found


@cache
def _count(words: str) -> int:
    return word_count(words)


def _long_way(one: list[tuple[int, str]], other: list[tuple[int, str]]) -> set[int]:
    also = [words for _, words in other]
    here = [words for _, words in one]
    both = {words for words in here if words in also and _count(words) >= 8}
    numbers = {one[here.index(words)][0] for words in both}
    least_words = min(sum(map(_count, row)) for row in (here, also)) if here and also else 0
    alike = len(both) >= 3 and 2 * sum(map(_count, both)) >= least_words

    def within(small: list[str], large: list[str]) -> bool:
        steps = [pair in set(pairwise(large)) for pair in pairwise(small)]
        return len(set(small)) >= 3 and all(steps) and sum(map(_count, set(small))) >= 24

    limits = [8] if alike else []
    limits += [24] if within(here, also) or within(also, here) else []
    for least in limits:
        for first in range(len(here)):
            for last in range(first + 2, len(here) + 1):
                part = here[first:last]
                steps = [pair in set(pairwise(also)) for pair in pairwise(part)]
                if all(steps) and (both & set(part) or sum(map(_count, set(part))) >= least):
                    numbers |= {number for number, _ in one[first:last]}
    return numbers


WORDS = st.sampled_from(
    ["o'clock", "o’clock", "oʼclock", "oʻclock", "``so''", "“so”", "é", "e\u0301", "e\u00ad\u0301", "ﬁne", "fine", "a-b", "a—b",
     "a--b", "so\u00adft", "soft", "\u200bx", "x", "ĳ", "ij", "5", "½", "각", "\u1100\u1161\u11a8", "Å", "\u212b", "_", "（", "ʼ"]
)  # fmt: skip
PARAGRAPHS = st.lists(WORDS, min_size=6, max_size=14).flatmap(
    lambda words: st.tuples(
        st.sampled_from([" ", "\u00a0", "  ", "\u202f "]),
        st.sampled_from(["", "“", "«", "— ", "\u200b"]),
        st.sampled_from([0, 1, 40]),
    ).map(lambda how: how[1] + how[0].join(words * (1 + how[2] % 39)) + " " * how[2])
)


@given(st.dictionaries(st.sampled_from("abc"), st.lists(PARAGRAPHS, min_size=1, max_size=4).map("\n".join)))
def test_the_short_way_finds_what_the_long_one_does(texts: dict[str, str]) -> None:
    assert shared_paragraphs(texts) == shared_the_long_way(texts)


@given(st.dictionaries(st.sampled_from("abc"), st.text("ABCDEabcde12*-", min_size=1, max_size=14).map(text)))
def test_so_it_does_with_short_paragraphs(texts: dict[str, str]) -> None:
    found = shared_paragraphs(texts)
    assert found == shared_the_long_way(texts)
    folded = {name: {folded_words(line) for line in words.split("\n")} for name, words in texts.items()}
    for name, rows in found.items():
        lines = texts[name].split("\n")
        for each in rows:
            assert all(folded_words(lines[number - 1]) in folded[each.source] for number in each.paragraphs)
            assert name in {back.source for back in found[each.source]}


@given(st.lists(PARAGRAPHS, min_size=3, max_size=8))
def test_a_text_shares_all_with_its_like(lines: list[str]) -> None:
    different = {folded_words(line) for line in lines}
    found = shared_paragraphs({"a": "\n".join(lines), "b": "\n\n".join(lines)})
    if len(different) >= 3 and sum(map(word_count, different)) >= 24:
        assert len(found["a"][0].paragraphs) == len(found["b"][0].paragraphs) == len(lines)


@given(st.lists(WORDS, min_size=8, max_size=60), st.data())
def test_paragraphs_set_otherwise_are_shared(words: list[str], data: st.DataObject) -> None:
    """Each word in any setting of the same fold, with any white space between."""
    alike = defaultdict(list)
    for word in ["o'clock", "o’clock", "oʼclock", "“so”", "«so»", "é", "e\u0301", "a-b", "a—b", "a--b", "so\u00adft", "soft",
                 "ﬁne", "fine"]:  # fmt: skip
        alike[folded_words(word)].append(word)
    other = [data.draw(st.sampled_from(alike.get(folded_words(word), [word]))) for word in words]
    spaces = st.sampled_from([" ", "\u00a0", "   ", "\u2003"])
    texts = {"a": " ".join(words), "b": "".join(word + data.draw(spaces) for word in other)}
    assert shared_paragraphs(texts) == shared_the_long_way(texts)
    if word_count(texts["a"]) >= 8 and folded_words(texts["a"]) == folded_words(texts["b"]):
        assert list(shared_paragraphs(texts)) == ["a", "b"]


def test_many_texts_with_the_same_under_them_take_no_time() -> None:
    dice = random.Random(5)  # noqa: S311
    words = [f"word{number}" for number in range(4000)]
    under = [FURNITURE[each] for each in "123456"]
    texts = {}
    for number in range(1500):
        lines = [" ".join(dice.choices(words, k=dice.choice([3, 30]))) for _ in range(20)]
        texts[f"text-{number}"] = "\n".join([*lines, *dice.sample(under, 4)])
    texts["copy"] = texts["text-7"]
    start = time.process_time()
    found = shared_paragraphs(texts)
    assert time.process_time() - start < 5
    assert set(found) == {"copy", "text-7"}
