"""Containment and the search for copies among many texts."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.variants import collection, score
from dateline.ingest.copies import PAIRED, containment, find_copies, shared_passages, shingles
from dateline.ingest.postings import KEY_BITS, Postings, meetings
from dateline.ingest.shingling import sketch

SEEDS = Path(__file__).parents[1].parent / "shared" / "seeds"
WORDS = [
    f"{a}{b}{c}"
    for a in ("ka", "lo", "mi", "su", "te")
    for b in ("ran", "vel", "dor", "pin")
    for c in ("a", "es", "um")
]


def story(seed: int, paragraphs: int = 12) -> list[str]:
    rng = random.Random(seed)  # noqa: S311 - the same texts in every run
    return [" ".join(rng.choices(WORDS, k=40)).capitalize() + "." for _ in range(paragraphs)]


@pytest.mark.parametrize(
    ("a", "b", "share"),
    [
        ("", "one two three four five", 0.0),
        ("one two three four", "one two three four", 0.0),
        ("one two three four five", "One, two – three: “four” FIVE!", 1.0),
        ("one two three four five six", "zero one two three four five", 0.5),
        ("don’t say that to me", "don't say that to me", 1.0),
        ("他们星期四在湖边见面", "他们星期四在湖边见面。", 1.0),
    ],
)
def test_containment(a: str, b: str, share: float) -> None:
    assert containment(a, b) == share == containment(b, a)


def variant(lines: list[str], how: str) -> list[str]:
    return {
        "truncated": lines[:5],
        "with teasers": [*lines, *story(999, 4)],
        "a paragraph dropped": lines[:3] + lines[4:],
        "other marks": [line.replace(" ", "  ").replace(".", " …") for line in lines],
        "another headline": ["Ministers meet once more", *lines],
        "the second half": lines[6:],
    }[how]


@pytest.mark.parametrize(
    "how", ["truncated", "with teasers", "a paragraph dropped", "other marks", "another headline", "the second half"]
)
def test_a_copy_is_found(how: str) -> None:
    texts = [(str(number), "\n".join(story(number))) for number in range(30)]
    texts.append(("copy", "\n".join(variant(story(7), how))))
    found = find_copies(texts)
    assert [{copy.fuller, copy.shorter} for copy in found] == [{"7", "copy"}]
    assert found[0].containment > 0.9
    assert (found[0].fuller == "copy") == (how in ("with teasers", "another headline"))


def test_one_shared_quotation_is_no_copy() -> None:
    quote = "“We came with a map and a pencil, and we leave with the same map,” said the minister."
    a, b = [*story(1, 4), quote], [quote, *story(2, 4)]
    assert find_copies([("a", "\n".join(a)), ("b", "\n".join(b))]) == []


def test_a_story_in_very_many_places_stays_together() -> None:
    text = "\n".join(story(3))
    found = find_copies([(str(number), text) for number in range(PAIRED * 3)])
    assert {copy.shorter for copy in found if copy.fuller == "0"} == {str(n) for n in range(1, PAIRED * 3)}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_what_outlets_make_of_a_story_is_found_and_nothing_else(seed: int) -> None:
    made = score(collection(25, seed))
    assert made.f1 >= 0.98
    assert made.wrong == ()


SPEECH = "“" + " ".join(story(50, 2)).replace(".", ",") + "” "


@pytest.mark.parametrize(
    ("a", "b"),
    [
        pytest.param([*story(1, 2), SPEECH + "Holm said."], [SPEECH, *story(2, 2)], id="one long speech"),
        pytest.param(
            [*story(1, 2), "About us: " + story(60, 2)[0]],
            [*story(2, 2), "About us: " + story(60, 2)[0]],
            id="an About us at the end",
        ),
        pytest.param(
            [*story(1, 2), "\n".join(f"Thursday, {day} March 2022, {day}:30" for day in range(1, 29))],
            [*story(2, 2), "\n".join(f"Thursday, {day} March 2022, {day}:30" for day in range(1, 29))],
            id="a calendar",
        ),
    ],
)
def test_what_is_no_copy(a: list[str], b: list[str]) -> None:
    texts = [("a", "\n".join(a)), ("b", "\n".join(b))]
    assert containment(texts[0][1], texts[1][1]) > 0.3
    assert find_copies(texts) == []


def test_the_frame_of_a_live_blog_is_no_story() -> None:
    frame = [line[:120] for line in story(70, 6)]
    texts = [(str(n), "\n".join([*frame[:3], *story(n, 2), *frame[3:]])) for n in range(5)]
    assert containment(texts[0][1], texts[1][1]) > 0.3
    assert find_copies(texts) == []


def test_a_speech_that_two_outlets_print_whole_is_one() -> None:
    text = "\n".join(f"“{line}" for line in story(1, 8))
    (copy,) = find_copies([("a", text), ("b", f"The speech\n{text}")])
    assert copy.same


def test_a_part_of_another_story_is_no_copy_of_it() -> None:
    (copy,) = find_copies([("a", "\n".join(story(1))), ("b", "\n".join([*story(1, 6), *story(2, 8)]))])
    assert (copy.fuller, copy.shorter, copy.same) == ("b", "a", False)
    assert 0.4 < copy.containment < 0.6


def test_words_in_other_quotation_marks_are_quoted_words() -> None:
    for before, after in ("«»", "“”", "„“", '""', "‘’"):
        text = f"He said: {before}we came with a map and a pencil, and we leave{after} at noon today."
        apart = sketch(text).apart
        assert list(apart) == [1] * 11 + [0], before


def test_standing_text_makes_no_search_quadratic() -> None:
    about = "\n".join(story(80, 2))
    texts = [(str(number), "\n".join([*story(number, 3), about])) for number in range(400)]
    postings = Postings()
    for number, (_, text) in enumerate(texts):
        postings.add({digest >> 61 - KEY_BITS for digest in shingles(text)}, number)
    groups = [where for _, where in postings.shared()]
    assert max(map(len, groups)) == 400
    assert sum(1 for _ in meetings(groups, paired=12, hubs=4)) < 400 * 12
    assert find_copies(texts) == []


def test_shared_passages() -> None:
    a, b = story(1), [*story(1)[2:5], *story(2), "He left."]
    passages = shared_passages("\n".join([*a, "He left."]), "\n".join(b))
    assert [passage.paragraph for passage in passages] == [2, 3, 4, 12]
    assert {passage.share for passage in passages} == {1.0}


def test_digests_are_the_same_in_every_process() -> None:
    code = "from dateline.ingest.copies import shingles; print(sorted(shingles('one two three four five six')))"
    root = Path(__file__).parents[1]
    out = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=root,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(root)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert out == {str(sorted(shingles("one two three four five six")))}


def test_first_articles() -> None:
    if not SEEDS.is_dir():
        pytest.skip("the first articles are not here (../shared/seeds)")
    texts = [(path.name[:3], path.read_text(encoding="utf-8")) for path in sorted(SEEDS.glob("*.txt"))]
    found = find_copies(texts)
    assert [(copy.fuller, copy.shorter, round(copy.containment, 3)) for copy in found] == [("001", "000", 0.855)]
    others = [containment(a, b) for i, (x, a) in enumerate(texts) for y, b in texts[:i] if {x, y} != {"000", "001"}]
    assert max(others) < 0.007


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet="ab cde\n", max_size=120), max_size=6))
def test_the_index_agrees_with_pairwise_containment(texts: list[str]) -> None:
    documents = [(str(number), text) for number, text in enumerate(texts)]
    found = {frozenset((copy.fuller, copy.shorter)): copy.containment for copy in find_copies(documents)}
    for number, a in enumerate(texts):
        for other, b in enumerate(texts[:number]):
            share = containment(a, b)
            both = len(shingles(a) & shingles(b))
            expected = share >= 0.3 and both >= min(8, len(shingles(a)), len(shingles(b)))
            assert (frozenset((str(number), str(other))) in found) == expected
