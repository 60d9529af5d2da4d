"""The date finder: cases in nine languages, the seed articles, news annotated by hand, and wild input."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.ingest.timex import DatePhrase, find_clues, find_dates

CASES = Path(__file__).parent / "cases" / "dates"
SHARED = Path(__file__).parents[1].parent / "shared"
SEEDS = SHARED / "seeds"
NEWS = SHARED / "data" / "dates" / "wikinews.jsonl"

needs_seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed articles are not at hand")
needs_news = pytest.mark.skipif(not NEWS.is_file(), reason="the annotated news is not at hand")

THURSDAY = date(2022, 3, 10)
MARK = re.compile(r"\{([^{}|]*)\|([^{}|]*)\}")


def cases() -> Iterator[object]:
    """Yield (text, day of publication, expected phrases) for each line of the case files, named by file and line."""
    for path in sorted(CASES.glob("*.txt")):
        published: date | None = None
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line or line.startswith("#"):
                continue
            if line.startswith("@ "):
                published = None if line == "@ none" else date.fromisoformat(line[2:])
                continue
            text = ""
            expected = []
            position = 0
            for match in MARK.finditer(line):
                text += line[position : match.start()]
                expected.append((len(text), match[1], match[2]))
                text += match[1]
                position = match.end()
            text += line[position:]
            yield pytest.param(text, published, expected, id=f"{path.stem}-{number}")


@pytest.mark.parametrize(("text", "published", "expected"), list(cases()))
def test_case(text: str, published: date | None, expected: list[tuple[int, str, str]]) -> None:
    assert [(p.start, p.text, p.value) for p in find_dates(text, published)] == expected


def test_every_language_has_cases() -> None:
    assert {path.stem for path in CASES.glob("*.txt")} >= {
        "english", "ukrainian", "russian", "belarusian", "turkish", "portuguese", "spanish", "german", "french",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        pytest.param(
            "They met on March 10, 2022.",
            None,
            DatePhrase(12, 26, "2022-03-10", "March 10, 2022", anchored=False, rule="date"),
            id="fixed by the text",
        ),
        pytest.param(
            "They met on March 10.",
            THURSDAY,
            DatePhrase(12, 20, "2022-03-10", "March 10", anchored=True, rule="date"),
            id="anchored",
        ),
        pytest.param(
            "They met in early March 2022.",
            THURSDAY,
            DatePhrase(12, 28, "2022-03", "early March 2022", anchored=False, rule="month", approximate=True),
            id="a part of the month",
        ),
        pytest.param(
            "They met at 6:30 p.m. on Wednesday.",
            THURSDAY,
            DatePhrase(12, 34, "2022-03-09", "6:30 p.m. on Wednesday", anchored=True, rule="weekday", time="18:30"),
            id="with a time of day",
        ),
        pytest.param(
            "They met about two years ago.",
            THURSDAY,
            DatePhrase(9, 28, "2020", "about two years ago", anchored=True, rule="ago", approximate=True),
            id="an estimate",
        ),
    ],
)
def test_fields(text: str, published: date | None, expected: DatePhrase) -> None:
    assert find_dates(text, published) == [expected]


def test_what_is_counted_from_a_fixed_date_is_fixed() -> None:
    first, second = find_dates("They met on March 10, 2022, and the following day.", THURSDAY)
    assert (first.anchored, second.anchored, second.value) == (False, False, "2022-03-11")


def test_without_a_publication_date_only_what_the_text_fixes_is_found() -> None:
    text = (
        "On Thursday, March 10, and in May, last week, yesterday, two years ago, at 6 p.m.; in 2014 and on 2 May 2015."
    )
    assert [(p.text, p.value) for p in find_dates(text, None)] == [("2014", "2014"), ("2 May 2015", "2015-05-02")]


@pytest.mark.parametrize(
    ("published", "text", "value"),
    [
        ("2022-03-14", "It rained last Friday.", "2022-03-11"),
        ("2022-03-14", "It rained on Friday.", "2022-03-11"),
        ("2022-03-12", "It rained last Friday.", "2022-03-04"),
        ("2022-01-02", "It rained last week.", "2021-W51"),
        ("2021-01-03", "It rains this week.", "2020-W53"),
        ("2022-01-15", "It rained last month.", "2021-12"),
        ("2022-12-15", "It will rain next month.", "2023-01"),
        ("2022-01-15", "It rained in December.", "2021-12"),
        ("2022-01-15", "It rained on Dec. 30.", "2021-12-30"),
        ("2022-12-30", "It will rain on Jan. 3.", "2023-01-03"),
        ("2022-03-01", "It rained yesterday.", "2022-02-28"),
        ("2020-03-01", "It rained yesterday.", "2020-02-29"),
        ("2022-03-10", "It rained on February 29.", "2020-02-29"),
        ("2022-02-14", "It rained in the fourth quarter.", "2021-Q4"),
        ("2022-02-14", "It rained in the last quarter.", "2021-Q4"),
        ("2022-03-14", "It rained on Monday (14).", "2022-03-14"),
        ("2022-03-01", "It rained on Monday (14).", "2022-02-14"),
        ("2022-03-10", "It rained on Thursday, March 10.", "2022-03-10"),
        ("2022-03-10", "It rained on Wednesday, March 10.", "2021-03-10"),
        ("2022-03-10", "It rained on Tuesday, March 10.", "2022-03-10"),
    ],
)
def test_turns_of_the_calendar(published: str, text: str, value: str) -> None:
    assert [p.value for p in find_dates(text, date.fromisoformat(published))] == [value]


@pytest.mark.parametrize(
    ("published", "text"),
    [
        (date(9999, 12, 31), "It will rain in January."),
        (date(9999, 12, 31), "It will rain next March 5."),
        (date(9999, 12, 31), "It will rain next year, in two weeks' time and a week on Monday."),
        (date(1, 1, 1), "It rained last March 5, in December, last year and 20 years ago."),
    ],
)
def test_outside_the_calendar_there_is_no_value(published: date, text: str) -> None:
    assert find_dates(text, published) == []


@pytest.mark.parametrize(
    "text", ["N/A", "no", "we", "May", "may", "2758", "79th", "24", "at", "on", "the", "'", "14th"]
)
def test_what_general_parsers_take_for_dates_is_none(text: str) -> None:
    assert find_dates(text, THURSDAY) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The talks resumed on Monday (14).", {"weekday": 0, "day": 14}),
        ("The envoys meet on March 10.", {"month": 3, "day": 10}),
        ("On Thursday, March 10, they met.", {"weekday": 3, "month": 3, "day": 10}),
        ("The war began last month.", {"unit": "month", "offset": -1}),
        ("They met yesterday.", {"offset": -1}),
    ],
)
def test_clues_say_what_the_words_say(text: str, said: dict[str, int | str]) -> None:
    (clue,) = find_clues(text)
    assert text[clue.start : clue.end] == clue.text
    assert {name: getattr(clue.said, name) for name in said} == said


def dates_of_seed(number: str, published: date) -> list[tuple[str, str]]:
    (path,) = SEEDS.glob(f"{number}_*.txt")
    return [(p.text, p.value) for p in find_dates(path.read_text(encoding="utf-8"), published)]


@needs_seeds
def test_seed_with_yesterdays() -> None:
    found = dates_of_seed("000", date(2022, 3, 11))
    assert found.count(("yesterday", "2022-03-10")) == 4
    assert set(found) == {
        ("2022-03-11", "2022-03-11"),
        ("yesterday", "2022-03-10"),
        ("Wednesday", "2022-03-09"),
        ("Feb. 24", "2022-02-24"),
    }


@needs_seeds
def test_seed_with_a_dated_caption() -> None:
    assert dates_of_seed("002", THURSDAY) == [
        ("March 10", "2022-03-10"),
        ("Thursday", "2022-03-10"),
        ("Thursday", "2022-03-10"),
        ("February 24", "2022-02-24"),
        ("Thursday", "2022-03-10"),
        ("March 2", "2022-03-02"),
    ]


@needs_seeds
def test_seed_with_last_month() -> None:
    assert dates_of_seed("003", THURSDAY) == [
        ("last month", "2022-02"),
        ("Thursday", "2022-03-10"),
        ("Thursday", "2022-03-10"),
    ]


@needs_seeds
def test_seed_with_numbered_weekdays() -> None:
    assert dates_of_seed("004", date(2022, 3, 14)) == [
        ("Monday (14)", "2022-03-14"),
        ("later this week", "2022-W11"),
        ("tomorrow", "2022-03-15"),
        ("terça, 15", "2022-03-15"),
        ("this Monday", "2022-03-14"),
        ("Sunday", "2022-03-13"),
        ("Monday", "2022-03-14"),
        ("last week", "2022-W10"),
        ("2014", "2014"),
        ("Sunday", "2022-03-13"),
    ]


CALENDAR = re.compile(r"(\d{4}(?:-\d\d(?:-\d\d)?|-W\d\d|-Q\d)?)(?:T.*|-WE)?$")


@needs_news
def test_news_annotated_by_hand() -> None:
    gold = found = right = 0
    for line in NEWS.read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        phrases = [
            p
            for p in find_dates(document["text"], date.fromisoformat(document["published"]))
            if not any(p.start < end and start < p.end for start, end in document["ignore"])
        ]
        found += len(phrases)
        for expected in document["dates"]:
            value = CALENDAR.match(expected["value"])
            if value:
                gold += 1
                near = (p for p in phrases if p.start < expected["end"] and expected["start"] < p.end)
                right += next(near, None) in [p for p in phrases if p.value == value[1]]
    assert 2 * right / (gold + found) >= 0.92


VALUE = re.compile(r"\d{4}(-\d\d(-\d\d)?|-W\d\d|-Q[1-4]|-H[12]|-(SP|SU|FA|WI))?")
PIECES = st.sampled_from(
    "March May may Feb. Thursday Monday (14) 14 10 10th 1 29 31 99 February 2022 2022, 24/02/2022 7/8/07 2022-03-10 20220310 10-12 2014-15 last"
    " this next week weekend month year quarter third Q3 the of in on at from to until by early mid - , . ; : ( ) [ ] “ ” ' ’98"
    " yesterday today ago later earlier two a years days 6 p.m. 18:00 UTC local time following that same day will met said be held"
    " марта березня 2014 року года в на прошлой неделе Mart Salı günü geçen hafta bu yıl de março segunda na semana passada ontem"
    " New Year's Eve Christmas Easter Thanksgiving noon midnight summer half first second year-ago same before after Friday"
    " full three months ended hours evening time 3/14 14/3/2012 1848 than vote B . C for"
    " that night morning fiscal ahead coming fortnight to-day 9/11 Sept. 11 o'clock twenty - fourth end start as early : 14:05"
    " vor zwei Jahren der die und am 1. il y a deux ans le la les est dernier полгода назад на следующий день ertesi gün"
    " el los y en con del lunes sábado pasado mañana hace tres años marzo primero fin semana que viene a las 14.30 horas 1.º"
    " ў учора на мінулым тыдні сераду 10 сакавіка мая гады таму antes de ontem avant - hier önceki gün bir $ % 9999 0000 \n \n\n \u00a0 \u200b é 漢".split(
        " "
    )
)


@settings(max_examples=300, deadline=None)
@given(
    text=st.one_of(
        st.lists(PIECES, max_size=40).map(" ".join), st.lists(PIECES, max_size=12).map("".join), st.text(max_size=200)
    ),
    published=st.one_of(st.none(), st.dates()),
)
def test_offsets_order_and_values_hold_on_anything(text: str, published: date | None) -> None:
    position = 0
    for phrase in find_dates(text, published):
        assert position <= phrase.start < phrase.end <= len(text)
        assert text[phrase.start : phrase.end] == phrase.text
        assert VALUE.fullmatch(phrase.value)
        if len(phrase.value) == 10:
            date.fromisoformat(phrase.value)
        assert published is not None or not phrase.anchored or phrase.rule == "clock"
        position = phrase.end
    find_clues(text)


HOSTILE = [
    "1234567890", "12 ", "1, ", "1:1:", "10-12 ", "7/8/07 ", "20220310 ", "March ", "March\n", "May ", "Thursday, ", "early ",
    "end of the ", "a year ago ", "a day earlier ", "that year\n", "to meet ", "last ", "the 14th ", "10 p.m. ", "http", " ", "-", "'",
    "Easter ", "since Sept. 11 ", "Thanksgiving ", "03/04/2022 ", "the year-ago quarter ", "In May 2011, ", "March 2011.\n",
    "the first half of ", "twenty-", "end of ", "o'clock ", "the night before ", "vor zwei Jahren ", "der die das ", "14:05 A\n",
    "a'", "«", "в марте ", "Salı günü ", "na segunda ", "New Year's ", "'98 ",
    "in the evening ", "five hours later ", "first quarter in the first, ", "the three months to 30 September ", "3/4 on 3/4 ",
    "el lunes y los ", "hace más de ", "fin de semana ", "a las 9 ", "el 3 y el ", "ў мая ", "bir önceki gün ", "antes de ",
    "this year and next, ", "March 3 on the 5th ", "1887 the 1848 ", "before a than ", "a week on Monday ", "in two weeks' time ",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_with_the_length_only(piece: str) -> None:
    def seconds(length: int) -> float:
        text = (piece * (length // len(piece) + 1))[:length]
        start = time.process_time()
        find_dates(text, THURSDAY)
        return time.process_time() - start

    # 100 KB take a second or so; what is not linear would take minutes
    assert seconds(20_000) < 2


def test_the_headings_of_a_chronology_set_the_year() -> None:
    text = (
        "Chronology\n2011\nFebruary: The talks open.\nMarch 3: The talks fail.\n2012\nOn May 5 the war ends.\n"
        "May 2012\nOn the 7th they meet, and on Sept. 1, 2012, they part.\n"
    )
    assert [p.value for p in find_dates(text, date(2014, 3, 22))] == [
        "2011", "2011-02", "2011-03-03", "2012", "2012-05-05", "2012-05", "2012-05-07", "2012-09-01",
    ]  # fmt: skip
    # the date of an article above it sets nothing
    assert [p.value for p in find_dates("March 3, 2011\nThey met on April 5.\n", date(2014, 3, 22))][1] == "2013-04-05"
