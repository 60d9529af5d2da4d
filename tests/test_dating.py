"""Inferring the day of publication: what a text fixes, what other sources settle, and what stays unknown."""

from __future__ import annotations

import itertools
import pickle
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.ingest.dating import (
    Document,
    Neighbour,
    Neighbours,
    conclude,
    date_documents,
    in_rounds,
    infer_published,
    neighbour,
    read,
)

SEEDS = Path(__file__).parents[1].parent / "shared" / "seeds"
needs_seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed articles are not at hand")

# An invented negotiation: Novaria and Ostrel talk about their border, in Lindau and in Brest.
LINDAU = (
    "Envoys of Novaria and Ostrel failed on Thursday to agree on a truce at the first talks in Lindau, hosted by the Alban"
    " minister Pavel Horn.\nIvo Marek of Novaria told reporters in Lindau on Thursday that Ostrel wanted surrender.\n"
    "Lena Tarn of Ostrel said the talks in Brest mattered more.\n"
)
LINDAU_BY_PAPER = (
    "Envoys of Novaria and Ostrel yesterday failed to agree on a truce at the first talks in Lindau, hosted by the Alban"
    " minister Pavel Horn.\nIvo Marek told reporters that Ostrel wanted surrender.\n"
    "The war of Novaria and Ostrel began on Feb. 24.\n"
)
GENEVA = (
    "Envoys of Novaria and Ostrel met on Thursday in Geneva for a new round of talks on the border.\n"
    "Ivo Marek and Lena Tarn spoke for two hours. Tarn told reporters that a truce was near.\n"
)
ROUND = (
    "Talks of Novaria and Ostrel on the border resumed on Monday (14) without a result.\n"
    "Unlike the talks of Ivo Marek and Lena Tarn in Lindau, the round was held by video.\n"
    "Hopes had been high on Sunday.\n"
)


@pytest.mark.parametrize(
    ("text", "captions", "value", "reason"),
    [
        pytest.param(
            LINDAU,
            ("Envoys meet in Lindau on March 10, with the Alban minister Pavel Horn.",),
            "2022-03-10",
            "Thursday is March 10 in the text; 2022 of the years given",
            id="a caption dates what the text tells of Thursday",
        ),
        pytest.param(
            LINDAU.replace("failed on Thursday", "failed on Thursday, March 10,"),
            (),
            "2022-03-10",
            "Thursday is March 10 in the text; 2022 of the years given",
            id="a weekday with its date",
        ),
        pytest.param(
            LINDAU.replace("failed on Thursday", "failed on Thursday, March 10, 2022,"),
            (),
            "2022-03-10",
            "Thursday is March 10 in the text",
            id="a weekday with its full date",
        ),
        pytest.param(
            LINDAU_BY_PAPER.replace("yesterday", "yesterday, March 10,"),
            (),
            "2022-03-11",
            "yesterday is March 10 in the text; 2022 of the years given",
            id="yesterday with its date",
        ),
    ],
)
def test_what_the_text_fixes(text: str, captions: tuple[str, ...], value: str, reason: str) -> None:
    dating = infer_published(text, captions=captions, years=[2022])
    assert dating.published is not None
    assert (dating.published.value, dating.published.reason) == (value, reason)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(LINDAU, id="a weekday alone"),
        pytest.param(LINDAU_BY_PAPER, id="a month and day alone"),
        pytest.param(ROUND, id="a numbered weekday, no year"),
        pytest.param("It rained.", id="nothing"),
        pytest.param("", id="no text"),
        pytest.param(
            "On Thursday, February 24, 2022, Ostrel attacked Novaria. The years since have changed both countries.",
            id="a weekday of long ago",
        ),
        pytest.param(
            "Ostrel attacked on Thursday, February 24. The envoys of Novaria met them on Monday, and on Tuesday again.",
            id="a weekday of weeks ago, with other weekdays now",
        ),
        pytest.param("“I saw him yesterday, March 9,” Marek wrote in a letter.", id="somebody else's yesterday"),
    ],
)
def test_what_is_not_told_stays_unknown(text: str) -> None:
    dating = infer_published(text)
    assert dating.readings == ()
    assert dating.note


def test_the_text_of_other_sources_gives_the_year() -> None:
    around = [neighbour(LINDAU_BY_PAPER, date(2022, 3, 11))]
    dating = infer_published(LINDAU.replace("failed on Thursday", "failed on Thursday, March 10,"), neighbours=around)
    assert dating.published is not None
    assert dating.published.value == "2022-03-10"
    assert dating.published.reason == "Thursday is March 10 in the text; 2022 by the sources around it (2022-03-11)"


@pytest.mark.parametrize(("day", "next_day", "value"), [(14, 15, "2022-03-14"), (21, 22, "2022-03-21")])
def test_a_numbered_weekday_follows_what_it_tells_of(day: int, next_day: int, value: str) -> None:
    text = ROUND.replace("(14)", f"({day})") + f"They go on on Tuesday ({next_day}).\n"
    dating = infer_published(text, neighbours=[neighbour(LINDAU_BY_PAPER, date(2022, 3, 11))])
    assert dating.published is not None
    assert dating.published.value == value
    assert "March 2022 by the sources around it (2022-03-11)" in dating.published.reason


def test_more_than_two_days_that_fit_are_none() -> None:
    text = "Na quinta-feira (10), os enviados de Novária falharam. Na sexta-feira (11), Marek disse que não há trégua."
    dating = infer_published(text, years=[2022])
    assert dating.readings == ()
    assert dating.note == "Thursday is the 10th in the text, which fits 2022-02-10, 2022-03-10, 2022-11-10"


def test_numbers_that_contradict_one_another_fix_nothing() -> None:
    text = ROUND + "They go on on Tuesday (16).\n"
    assert infer_published(text, neighbours=[neighbour(LINDAU_BY_PAPER, date(2022, 3, 11))]).readings == ()


def test_two_days_that_fit_are_both_returned() -> None:
    plain = "Talks of Novaria and Ostrel on the border of Ostrel and Novaria, led by Ivo Marek and Lena Tarn, went on."
    around = [neighbour(plain, date(2022, 2, 12)), neighbour(plain, date(2022, 3, 12))]
    dating = infer_published(ROUND, neighbours=around)
    assert [reading.value for reading in dating.readings] == ["2022-02-14", "2022-03-14"]
    assert dating.published is None
    assert "two days fit" in dating.note


def test_a_weekday_alone_is_dated_by_another_report_of_the_event() -> None:
    dating = infer_published(LINDAU, neighbours=[neighbour(LINDAU_BY_PAPER, date(2022, 3, 11))])
    assert dating.published is not None
    assert dating.published.value == "2022-03-10"
    assert dating.published.reason.startswith("Thursday is 2022-03-10 in other sources of the same event (")
    assert "Pavel" in dating.published.reason


def test_yesterday_is_dated_by_another_report_of_the_event() -> None:
    dating = infer_published(LINDAU_BY_PAPER, neighbours=[neighbour(LINDAU, date(2022, 3, 10))])
    assert dating.published is not None
    assert dating.published.value == "2022-03-11"


@pytest.mark.parametrize(
    ("text", "published"),
    [
        pytest.param(LINDAU.replace("Thursday", "Friday"), date(2022, 3, 11), id="another weekday"),
        pytest.param(GENEVA, date(2022, 3, 11), id="another place"),
        pytest.param(LINDAU, date(2022, 3, 13), id="that day was no Thursday"),
        pytest.param(
            "A storm on Thursday closed the port of Kemi, Anna Virta of the weather office said.",
            date(2022, 3, 11),
            id="another matter",
        ),
    ],
)
def test_another_event_dates_nothing(text: str, published: date) -> None:
    assert infer_published(text, neighbours=[neighbour(LINDAU_BY_PAPER, published)]).readings == ()


def test_hints_bound_the_answer() -> None:
    around = [neighbour(LINDAU_BY_PAPER, date(2022, 3, 11))]
    assert infer_published(LINDAU, neighbours=around, not_after=date(2022, 3, 10)).published is not None
    assert infer_published(LINDAU, neighbours=around, not_after=date(2022, 3, 9)).published is None
    assert infer_published(LINDAU, neighbours=around, years=[2021]).published is None
    assert infer_published(ROUND, neighbours=around, not_after=date(2022, 3, 13)).published is None


def test_a_collection_is_dated_whatever_the_order_of_its_documents() -> None:
    documents = [
        Document(text=LINDAU_BY_PAPER, published=date(2022, 3, 11)),
        Document(text=LINDAU),
        Document(text=ROUND),
        Document(text="It rained on Tuesday."),
    ]
    expected = [None, "2022-03-10", "2022-03-14", None]
    for order in itertools.permutations(range(4)):
        datings = date_documents([documents[index] for index in order])
        assert [d.published.value if d.published else None for d in datings] == [expected[index] for index in order]


def test_one_inferred_day_helps_with_the_next() -> None:
    # the second text knows Lindau only from the first, which the paper dates
    second = "Pavel Horn opened the first talks on Thursday in Lindau; Lena Tarn and Ivo Marek told reporters that they failed."
    documents = [
        Document(text=LINDAU_BY_PAPER, published=date(2022, 3, 11)),
        Document(text=LINDAU),
        Document(text=second),
    ]
    assert [d.published.value if d.published else None for d in date_documents(documents)] == [
        None,
        "2022-03-10",
        "2022-03-10",
    ]


def test_known_sources_of_a_collection_count() -> None:
    (dating,) = date_documents([Document(text=LINDAU)], known=[neighbour(LINDAU_BY_PAPER, date(2022, 3, 11))])
    assert dating.published is not None


def test_what_is_read_once_can_be_kept() -> None:
    reading = pickle.loads(pickle.dumps(read(LINDAU)))  # noqa: S301 - our own bytes
    source = pickle.loads(pickle.dumps(neighbour(LINDAU_BY_PAPER, date(2022, 3, 11))))  # noqa: S301 - our own bytes
    assert conclude(reading, Neighbours([source])).published is not None


def seed(number: str) -> str:
    (path,) = SEEDS.glob(f"{number}_*.txt")
    return path.read_text(encoding="utf-8")


@needs_seeds
def test_seeds_together() -> None:
    documents = [
        Document(text=seed("000"), published=date(2022, 3, 11)),
        *(Document(text=seed(number)) for number in ("002", "003", "004")),
    ]
    datings = date_documents(documents)
    assert [d.published.value if d.published else None for d in datings] == [
        None,
        "2022-03-10",
        "2022-03-10",
        "2022-03-14",
    ]
    reasons = [d.published.reason if d.published else "" for d in datings]
    assert reasons[1].startswith("Thursday is March 10 in the text")
    assert "in other sources of the same event" in reasons[2]
    assert reasons[3].startswith("Monday is the 14th in the text")


@needs_seeds
@pytest.mark.parametrize("number", ["002", "003", "004"])
def test_seeds_alone_stay_unknown(number: str) -> None:
    assert infer_published(seed(number)).readings == ()


@needs_seeds
@pytest.mark.parametrize(
    ("number", "changes", "value"),
    [
        ("004", [("Monday (14)", "Monday (21)"), ("terça, 15", "terça, 22")], "2022-03-21"),
        ("004", [("terça, 15", "terça, 16")], None),
        ("004", [("Monday (14)", "Monday"), (" [terça, 15]", "")], None),
        ("003", [("Thursday", "Wednesday")], None),
        ("003", [("Thursday", "Friday")], None),
        ("002", [("March 10", "March 17")], "2022-03-17"),
        ("002", [("March 10", "March 11"), ("Thursday", "Friday")], "2022-03-11"),
        ("002", [(" on March 10", "")], "2022-03-10"),
    ],
)
def test_seeds_altered(number: str, changes: list[tuple[str, str]], value: str | None) -> None:
    text = seed(number)
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (dating, _) = date_documents([Document(text=text), Document(text=seed("000"), published=date(2022, 3, 11))])
    assert (dating.published.value if dating.published else None) == value


PIECES = st.sampled_from(
    "Monday (14) Tuesday (15) Thursday, March 10 2022 yesterday, today tomorrow last month met said will Lindau Novaria Marek Horn"
    " talks . \n “ ” 29 February 0001 9999 Feb. 29, 1900 since".split(" ")
)


@settings(max_examples=150, deadline=None)
@given(
    text=st.lists(PIECES, max_size=30).map(" ".join),
    other=st.lists(PIECES, max_size=30).map(" ".join),
    published=st.dates(),
    years=st.sets(st.integers(-1, 10001), max_size=3),
)
def test_anything_gives_at_most_two_days_with_reasons(text: str, other: str, published: date, years: set[int]) -> None:
    dating = infer_published(text, captions=[other], neighbours=[neighbour(other, published)], years=years)
    assert len(dating.readings) <= 2
    assert bool(dating.note) == (len(dating.readings) != 1)
    for reading in dating.readings:
        date.fromisoformat(reading.value)
        assert reading.reason


def test_an_agencys_dateline_is_the_day_of_its_report() -> None:
    text = "LINDAU, March 10 (Reuters) - The foreign ministers of Novaria and Ostrel failed to agree on Thursday."
    around = [neighbour(LINDAU_BY_PAPER, date(2022, 3, 11))]
    dating = infer_published(LINDAU.replace(LINDAU.split("\n")[0], text), neighbours=around)
    assert dating.published is not None
    assert dating.published.value == "2022-03-10"
    assert dating.published.reason.startswith("the dateline is of March 10 in the text; 2022 by the sources around it")
    alone = infer_published(text)
    assert (alone.readings, alone.note) == ((), "the dateline is of March 10 in the text, and nothing tells the year")


@pytest.mark.parametrize("apposed", ["[Tuesday, 15]", "[terça, 15]", "(Tuesday 15)"])
@pytest.mark.parametrize("told", ["on Monday (14)", "on Monday"])
def test_a_numbered_weekday_beside_tomorrow_lies_ahead(apposed: str, told: str) -> None:
    text = ROUND.replace("on Monday (14)", told) + f"“Let us rest until tomorrow {apposed} at noon,” Marek said.\n"
    assert told in text
    dating = infer_published(text, neighbours=[neighbour(LINDAU_BY_PAPER, date(2022, 3, 11))])
    assert dating.published is not None
    assert dating.published.value == "2022-03-14"


def test_what_is_learnt_in_one_round_helps_in_the_next() -> None:
    tried: list[tuple[str, int]] = []

    def attempt(name: str, around: Neighbours) -> Neighbour | None:
        tried.append((name, len(around.sources)))
        return Neighbour(date(2022, 3, 11), frozenset()) if len(around.sources) >= int(name) else None

    in_rounds(["2", "1", "9"], [Neighbour(date(2022, 3, 10), frozenset())], attempt)
    assert tried == [("2", 1), ("1", 1), ("9", 1), ("2", 2), ("9", 2), ("9", 3)]


DATED = LINDAU.replace("failed on Thursday", "failed on Thursday, March 10,")


@pytest.mark.parametrize(
    ("text", "note"),
    [
        pytest.param(
            DATED.replace("in Lindau on Thursday", "in Lindau on Friday, March 10,"),
            "the text calls March 10 a Thursday and March 10 a Friday, which contradict each other",
            id="one day, two weekdays",
        ),
        pytest.param(
            DATED.replace("in Lindau on Thursday", "in Lindau on Friday, March 12,"),
            "the text calls March 10 a Thursday and March 12 a Friday, which contradict each other",
            id="two days that no calendar has",
        ),
        pytest.param(
            LINDAU.replace("failed on Thursday", "failed yesterday, March 8,").replace(" on Thursday ", " "),
            "yesterday is March 8 in the text, but yesterday is 2022-03-10 in other sources of the same event"
            " (Alban, Envoys, Horn, Pavel)",
            id="the text against the sources around it",
        ),
        pytest.param(
            LINDAU.replace("failed on Thursday", "failed on Thursday, February 29,"),
            "Thursday is February 29 in the text, and in no year that the text or the sources around it bring up is it so",
            id="a leap day in a year that has none",
        ),
        pytest.param(
            LINDAU.replace("failed on Thursday", "failed on Friday, December 31,"),
            "Friday is December 31 in the text, but other weekdays are its news, and that day may be long past",
            id="a dated weekday that is not the news",
        ),
    ],
)
def test_evidence_that_contradicts_itself_is_said(text: str, note: str) -> None:
    dating = infer_published(text, neighbours=[neighbour(LINDAU_BY_PAPER, date(2022, 3, 11))])
    assert (dating.readings, dating.note) == ((), note)


@pytest.mark.parametrize(
    ("text", "known", "value"),
    [
        pytest.param(
            ROUND.replace("(14)", "(31)") + "They go on on Tuesday (1).\n",
            date(2022, 10, 29),
            "2022-10-31",
            id="month-end",
        ),
        pytest.param(
            ROUND.replace("Monday (14)", "Friday (31)").replace("Hopes had been high on Sunday.", "")
            + "They go on on Saturday (1).\n",
            date(2021, 12, 28),
            "2021-12-31",
            id="year-end",
        ),
        pytest.param("LINDAU, Dec. 31 (Reuters) - " + LINDAU, date(2022, 1, 2), "2021-12-31", id="the last dateline"),
        pytest.param("LINDAU, Jan. 1 (Reuters) - " + LINDAU, date(2021, 12, 30), "2022-01-01", id="the first dateline"),
        pytest.param(
            LINDAU.replace("failed on Thursday", "failed on Thursday, February 29,"),
            date(2024, 3, 1),
            "2024-02-29",
            id="leap day",
        ),
        pytest.param(
            LINDAU_BY_PAPER.replace("yesterday", "yesterday, February 29,"),
            date(2024, 2, 28),
            "2024-03-01",
            id="after it",
        ),
        pytest.param(
            LINDAU_BY_PAPER.replace("yesterday", "yesterday, December 31,"),
            date(2021, 12, 30),
            "2022-01-01",
            id="new year",
        ),
    ],
)
def test_ends_of_months_and_years(text: str, known: date, value: str) -> None:
    dating = infer_published(text, neighbours=[neighbour(LINDAU_BY_PAPER, known)])
    assert (dating.published.value if dating.published else dating.note) == value


@pytest.mark.parametrize(
    "interview",
    [
        "Ivo Marek of Novaria receives us in Lindau. “We talked with Lena Tarn of Ostrel on Thursday,” he says.",
        "Marek: We meet Lena Tarn in Lindau on March 17. Question: And if Ostrel refuses? Marek: Then not.",
        "“Ten years ago today I met Lena Tarn in Lindau,” Ivo Marek says. He has led the envoys since 2019.",
        "Before Christmas 2021, in the week of March 7 and on the last day of March, Ivo Marek says, he was in Lindau.",
    ],
)
def test_an_undated_interview_stays_undated(interview: str) -> None:
    around = [neighbour(LINDAU_BY_PAPER, date(2022, 3, 11))]
    assert infer_published(interview, neighbours=around).readings == ()


def test_sources_that_date_an_event_to_two_days_leave_two_readings() -> None:
    around = [neighbour(LINDAU_BY_PAPER, date(2022, 3, 11)), neighbour(LINDAU_BY_PAPER, date(2022, 3, 18))]
    dating = infer_published(LINDAU, neighbours=around)
    assert [reading.value for reading in dating.readings] == ["2022-03-10", "2022-03-17"]
    assert dating.note == "other sources date the event to two days that fit"
