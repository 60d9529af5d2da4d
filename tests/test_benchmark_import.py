"""The benchmark of `import` measures what it says, and the news that it measures on is annotated as its README says."""

from __future__ import annotations

import importlib
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from benchmarks import gold, reading, stages
from benchmarks.gold import Said, Score, Span, Speakers
from benchmarks.measure import Machine, Run
from benchmarks.reading import Copies, Dates, Quotations, Results
from benchmarks.stages import Bodies, Pipeline, Share, Stages

GOLD = Path(__file__).parent / "gold"
DATES = [GOLD / "dates" / f"{name}.jsonl" for name in ("dev", "held", "held2")]
SPEAKERS = [GOLD / "speakers" / f"{name}.jsonl" for name in ("dev", "held", "held2", "languages")]
MACHINE = Machine(
    date="2026-11-22", processor="A processor", cores=2, memory="23 GiB", system="Linux 6.1", python="CPython 3.11.7",
    load=0.1, files="ext4",
)  # fmt: skip
TIMEX = re.compile(
    r"(?:\d{4}(?:-\d\d(?:-\d\d)?|-W\d\d(?:-WE)?|-Q\d|-H\d|-(?:SP|SU|FA|WI))?|\d{3})(?:T(?:MO|AF|EV|NI|\d\d:\d\d))?$"
    r"|P(?:T?[\dX.]+[YMWDH])+$|PT\d+M$|XXXX(?:-.+)?$|(?:PAST|PRESENT|FUTURE)_REF$"
)


# --- The annotated news ---


def documents(paths: list[Path]) -> list[Any]:
    return [pytest.param(document, id=document["id"]) for path in paths for document in gold.read(path)]


@pytest.mark.parametrize("document", documents(DATES))
def test_annotated_dates_stand_where_they_say(document: dict[str, Any]) -> None:
    assert list(document) == ["id", "published", "text", "dates", "ignore"]
    date.fromisoformat(document["published"])
    end = 0
    for each in document["dates"]:
        assert document["text"][each["start"] : each["end"]] == each["text"]
        assert each["start"] >= end
        assert TIMEX.match(each["value"]), each
        end = each["end"]
    assert 150 <= len(document["text"].split()) <= 350


@pytest.mark.parametrize("document", documents(DATES))
def test_annotated_days_are_the_weekdays_that_they_are_called(document: dict[str, Any]) -> None:
    names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    for each in document["dates"]:
        called = re.findall("|".join(names), each["text"])
        if called and (day := re.match(r"\d{4}-\d\d-\d\d", each["value"])):
            assert names[date.fromisoformat(day[0]).weekday()] == called[-1], each


@pytest.mark.parametrize("document", documents(SPEAKERS))
def test_annotated_quotations_stand_where_they_say(document: dict[str, Any]) -> None:
    text, end = document["text"], 0
    for quote in document["quotes"]:
        assert text[quote["start"] : quote["end"]] == quote["text"]
        assert quote["start"] > end
        assert text[quote["start"] - 1] in "“‘«\"'"
        assert text[quote["end"] : quote["end"] + 1] in {"”", "’", "»", '"', "'", "\n"}
        assert "\n" not in quote["text"]
        if quote["speaker"]:
            assert quote["speaker"].casefold() in text.casefold()
        else:
            assert "unnamed" not in quote
        end = quote["end"]
    assert all(0 <= start < stop <= len(text) for start, stop in document["ignore"])


def test_the_readme_counts_them_right() -> None:
    told = (GOLD / "README.md").read_text(encoding="utf-8")
    for path in DATES:
        dates = [each for document in gold.read(path) for each in document["dates"]]
        known = sum(gold.calendar(each["value"]) is not None for each in dates)
        (row,) = (line for line in told.splitlines() if line.startswith(f"| `dates/{path.name}`"))
        assert re.findall(r"\d+", row.split("|")[4]) == [str(len(dates)), str(known)]
    for path in SPEAKERS:
        quotes = [quote for document in gold.read(path) for quote in document["quotes"]]
        long = sum(len(quote["text"].split()) >= gold.FOUR_WORDS for quote in quotes)
        (row,) = (line for line in told.splitlines() if line.startswith(f"| `speakers/{path.name}`"))
        counts = re.findall(r"\d+", row.split("|")[4])
        assert counts == ([str(len(quotes))] if path.stem == "languages" else [str(len(quotes)), str(long)])


# --- Dates ---


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2022-03-10", "2022-03-10"),
        ("2022-03-10T19:30", "2022-03-10"),
        ("2022-03-10TMO", "2022-03-10"),
        ("2022-W10", "2022-W10"),
        ("2022-W10-WE", "2022-W10"),
        ("2006-Q4", "2006-Q4"),
        ("2022-03", "2022-03"),
        ("2022", "2022"),
        ("199", None),
        ("2014-SP", None),
        ("2009-H1", None),
        ("P3M", None),
        ("XXXX-WXX-5", None),
        ("PRESENT_REF", None),
        ("2022-03-14/2022-03-17", None),
    ],
)
def test_calendar_values(value: str, expected: str | None) -> None:
    assert gold.calendar(value) == expected


NEWS: list[dict[str, Any]] = [
    {
        "id": "one",
        "published": "2022-03-11",
        "text": "10 March 2022. They met yesterday for two hours, again on 3 March, and may meet next week.",
        "dates": [
            {"start": 24, "end": 33, "text": "yesterday", "value": "2022-03-10"},
            {"start": 38, "end": 47, "text": "two hours", "value": "PT2H"},
            {"start": 58, "end": 65, "text": "3 March", "value": "2022-03-03"},
            {"start": 80, "end": 89, "text": "next week", "value": "2022-W11"},
        ],
        "ignore": [[0, 13]],
    }
]


def test_dates_count_where_they_overlap_and_agree() -> None:
    found = [Span(0, 13, "2022-03-10"), Span(24, 33, "2022-03-10"), Span(38, 47, "2022"), Span(60, 65, "2021-03")]
    made = gold.score_dates(NEWS, lambda _text, _day: found)
    assert made == Score(right=1, found=3, reached=1, there=3)
    assert (round(made.precision, 3), round(made.recall, 3), round(made.f1, 3)) == (0.333, 0.333, 0.333)
    assert gold.score_dates(NEWS, lambda _text, _day: []).f1 == 0


def test_missed_dates_are_told() -> None:
    found = [Span(24, 33, "2022-03-10"), Span(60, 65, "2021-03")]
    assert gold.missed_dates(NEWS, lambda _text, _day: found) == [
        "one: '3 March' is 2022-03-03, got 2021-03",
        "one: 'next week' is 2022-W11, got None",
    ]


@pytest.mark.parametrize(
    ("day", "value", "expected"),
    [
        ("2022-03-10", "2022-03-10", True),
        ("2022-03-10", "2022-03", True),
        ("2022-03-10", "2022", True),
        ("2022-03-10", "2022-Q1", True),
        ("2022-03-10", "2022-Q2", False),
        ("2022-03-10", "2022-W10", True),
        ("2022-03-14", "2022-W10", False),
        ("2022-04-01", "2022-03", False),
    ],
)
def test_a_day_is_right_for_the_span_that_it_lies_in(day: str, value: str, expected: bool) -> None:
    assert gold.day_within(day, value) is expected


def test_our_dates_have_calendar_values() -> None:
    spans = gold.our_dates("They met yesterday, and in the spring of 2014.", date(2022, 3, 11))
    assert spans == [Span(9, 18, "2022-03-10")]


def test_a_slow_finder_stops_when_its_time_is_spent() -> None:
    ticks = iter(range(100))
    texts = [{"text": str(number), "published": "2022-03-11"} for number in range(10)]
    some, finds, spent = gold.within(texts, lambda text, _: [Span(0, 1, text)], 5, clock=lambda: float(next(ticks)))
    assert [each["text"] for each in some] == ["0", "1", "2", "3", "4", "5"]
    assert finds["2"] == [Span(0, 1, "2")]
    assert spent == 7


# --- Speakers ---


@pytest.mark.parametrize(
    ("predicted", "quote", "expected"),
    [
        ("Fiona Dass", {"speaker": "Fiona Dass"}, True),
        ("Dass", {"speaker": "Fiona Dass"}, False),
        ("Mrs Fiona Dass", {"speaker": "Fiona Dass"}, False),
        (None, {"speaker": "Fiona Dass"}, False),
        (None, {"speaker": None}, True),
        ("Fiona Dass", {"speaker": None}, False),
        (None, {"speaker": "critics", "unnamed": True, "or_null": True}, True),
        ("The World Food Agency", {"speaker": "World Food Agency"}, True),
        ("Growers' League", {"speaker": "Growers’ League"}, True),
        ("Sister Clara Benn", {"speaker": "Clara Benn", "accept": ["Sister Clara Benn"]}, True),
        ("A source close to the talks", {"speaker": "a source", "unnamed": True}, True),
        ("a sourceless man", {"speaker": "a source", "unnamed": True}, False),
        ("source", {"speaker": "a source", "unnamed": True}, True),
        (None, {"speaker": "a source", "unnamed": True}, False),
        ("The Hague", {"speaker": "Hague"}, True),
    ],
)
def test_names_are_compared_as_the_readme_says(predicted: str | None, quote: dict[str, Any], expected: bool) -> None:
    assert gold.same_name(predicted, quote) is expected


TEXT = "“We will not sign this today,” Ada Pell said.\n“Nor will we sign it tomorrow.”\n“Peace now and for ever” is a song. “Oh.”"


def article() -> dict[str, Any]:
    quotes = []
    for words, speaker in (
        ("We will not sign this today,", "Ada Pell"),
        ("Nor will we sign it tomorrow.", "Ada Pell"),
        ("Peace now and for ever", None),
        ("Oh.", "Ada Pell"),
    ):
        start = TEXT.index(words)
        quotes.append({"start": start, "end": start + len(words), "text": words, "speaker": speaker})
    return {"id": "a", "language": "en", "text": TEXT, "quotes": quotes, "ignore": []}


def exactly(*speakers: str | None) -> list[Said]:
    quotes = article()["quotes"]
    return [Said(quote["start"], quote["end"], name) for quote, name in zip(quotes, speakers, strict=False)]


def test_speakers_of_four_words_and_more_count() -> None:
    made = gold.score_speakers([article()], lambda _: exactly("Ada Pell", None, None, "Bo Quill"))
    assert made.score == Score(right=2, found=3, reached=2, there=3)
    assert made.named == Score(right=1, found=1, reached=1, there=2)
    assert (made.met, made.verbatim) == (3, 3)
    assert made.wrong == ["a: 'Nor will we sign it tomorrow.' is Ada Pell, got None"]


def test_one_prediction_over_two_quotations_finds_both() -> None:
    whole = Said(exactly("")[0].start, exactly("", "")[1].end, "Ada Pell")
    made = gold.score_speakers([article()], lambda _: [whole])
    assert made.score == Score(right=1, found=1, reached=2, there=3)
    assert (made.met, made.verbatim) == (2, 0)


def test_what_is_no_quotation_is_wrong_unless_it_is_ignored() -> None:
    spoken = [*exactly("Ada Pell"), Said(30, 44, "Ada Pell")]
    text = article()
    text["text"] = TEXT[:30] + "a b c d e f gh" + TEXT[44:]
    assert gold.score_speakers([text], lambda _: spoken).score.found == 2
    assert gold.score_speakers([text], lambda _: spoken).score.right == 1
    text["ignore"] = [[30, 44]]
    assert gold.score_speakers([text], lambda _: spoken).score.found == 1


def test_a_quotation_inside_a_quotation_belongs_to_it() -> None:
    start = exactly("")[0].start
    inner = [*exactly("Ada Pell", "Ada Pell", None), Said(start, start + 20, "Bo Quill")]
    made = gold.score_speakers([article()], lambda _: inner)
    assert made.score == Score(right=3, found=4, reached=3, there=3)


def test_quotations_of_texts_that_may_not_be_stored_are_found_by_their_ends() -> None:
    quotes = [
        {"from": "We will", "to": "this today,", "speaker": "Ada Pell"},
        {"from": "No", "to": "such", "speaker": "Bo"},
    ]
    made = gold.placed({"id": "a", "language": "en", "quotes": quotes}, TEXT)
    first, second = made["quotes"]
    assert (first["start"], first["end"], first["text"]) == (1, 29, "We will not sign this today,")
    assert (second["start"], second["text"]) == (len(TEXT) + 1, "No … such")
    assert gold.score_speakers([made], lambda _: exactly("Ada Pell")).score == Score(
        right=1, found=1, reached=1, there=1
    )


def test_annotations_of_others_articles_are_short() -> None:
    quotes = [quote for document in gold.read(GOLD / "speakers" / "seeds.jsonl") for quote in document["quotes"]]
    assert len(quotes) == 26
    assert max(len((quote["from"] + quote["to"]).split()) for quote in quotes) <= 8


def test_our_quotes_and_the_nearest_name() -> None:
    assert gold.our_quotes(TEXT)[0] == Said(1, 29, "Ada Pell")
    assert gold.nearest_name(TEXT)[0] == Said(1, 29, "Ada Pell")


# --- Costs ---


def test_bodies_are_scored_in_word_4_grams(tmp_path: Path) -> None:
    scorer = tmp_path / "score_articles.py"
    scorer.write_text(
        "import re\nfrom collections import Counter\n\n\ndef grams(text):\n    words = re.findall(r'\\w+', text)\n"
        "    return Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3)))\n",
        encoding="utf-8",
    )
    grams = stages.scorer(scorer)
    pages = [
        ("a.html", b"one two three four five", "one two three four five six"),
        ("b.html", b"", "one two three four"),
    ]

    def extractor(data: bytes, _name: str) -> str:
        if not data:
            raise ValueError("empty")
        return data.decode()

    made = stages.score_bodies("it", pages, extractor, grams)
    assert (made.precision, round(made.recall, 3), made.pages) == (0.5, 0.333, 2)
    assert made.failed == ["b.html: ValueError: empty"]
    with pytest.raises(FileNotFoundError):
        stages.scorer(tmp_path / "none.py")


def test_made_up_documents_are_of_one_kind() -> None:
    texts, pages = stages.made_up(3, pages=False), stages.made_up(3, pages=True)
    assert {name[-4:] for name, _ in texts} == {".txt"}
    assert [name[-5:] for name, _ in pages] == [".html"] * 3
    assert stages.made_up(3, pages=True) == pages


def test_every_stage_is_measured() -> None:
    made = stages.measure_stages("raw text", stages.made_up(2, pages=False), 1)
    assert list(made.seconds) == list(stages.STAGES)
    assert (made.kind, made.documents) == ("raw text", 2)
    assert 300 < made.words < 600
    assert made.alone > 0


def test_a_folder_is_imported_as_a_whole(tmp_path: Path) -> None:
    made = stages.measure_pipeline("raw text", 2, tmp_path, pages=False)
    assert made.run.code == 0
    assert made.rate > 0
    with pytest.raises(FileExistsError):
        stages.measure_pipeline("raw text", 2, tmp_path, pages=False)


# --- Tables ---


def results() -> Results:
    found = Score(right=9, found=10, reached=9, there=12)
    spoken = Speakers(score=Score(right=91, found=100, reached=91, there=100), named=found, met=99, verbatim=98)
    took = Run(wall=3.0, cpu=4.0, peak=120.0, code=0, output="")
    more = Run(wall=30.0, cpu=40.0, peak=129.0, code=0, output="")
    return Results(
        bodies=[Bodies("Dateline", precision=0.98, recall=0.98, spent=2.0, pages=48)],
        dates=[
            Dates(finder="Dateline", texts="Wikinews", documents=28, score=found, spent=0.014, target=0.92),
            Dates(finder="dateparser.search", texts="Wikinews, the first 3", documents=3, score=found, spent=3.0),
        ],
        quotations=[Quotations(finder="Dateline", texts="news", speakers=spoken, target=True)],
        copies=Copies(
            stories=20, documents=150, pairs=300, wrong=0, precision=1.0, recall=0.97, f1=0.9848, spent=0.5
        ),
        stages=[Stages(kind="raw text", documents=2, words=400, seconds=dict.fromkeys(stages.STAGES, 0.002))],
        shares={"saved news pages": Share(whole=0.04, inside=0.012, alone=0.016, pages=48)},
        pipelines=[
            Pipeline(kind="raw text", documents=100, run=took),
            Pipeline(kind="raw text", documents=1_000, run=more),
        ],
        skipped=["One thing was not measured."],
    )  # fmt: skip


def test_tables_say_what_was_measured() -> None:
    made = {table.title: table for table in reading.tables(results())}
    assert [row for title, table in made.items() if title.startswith("The article") for row in table.rows] == [
        ["Dateline", "0.980", "0.980", "0.980", "24"]
    ]
    assert made["Calendar dates found with the right value"].rows == [
        ["Wikinews, Dateline", "28", "12", "0.900", "0.750", "0.818", "2,000"],
        ["Wikinews, the first 3, dateparser.search", "3", "12", "0.900", "0.750", "0.818", "1.0"],
    ]
    assert made["Quotations of four words and more, and their speakers"].rows == [
        ["news, Dateline", "100", "99", "98", "0.910", "0.910", "0.900", "0.750"]
    ]
    assert made["Reading a web page, in milliseconds of processor time"].rows == [
        ["48 saved news pages", "40.00", "12.00", "28.00", "16.00", "2.50×"]
    ]
    assert made["`import` of a folder into an empty timeline"].rows == [
        ["100 × raw text", "3.00", "4.00", "25", "120"],
        ["1,000 × raw text", "30.0", "40.0", "25", "129"],
    ]
    assert made["How the command's cost grows with the documents"].rows == [["raw text, 100 to 1,000", "1.00", "10.2"]]


def test_targets_are_met_or_missed() -> None:
    *_, targets = reading.tables(results())
    assert targets.rows == [
        ["article's text of web pages, F1", "0.980", "0.975", "met"],
        ["dates, Wikinews: F1", "0.818", "0.920", "missed"],
        ["dates, raw text: documents a second", "500", "150", "met"],
        ["speakers, news: right of those found", "0.910", "0.900", "met"],
        ["speakers, news: right of those there", "0.910", "0.900", "met"],
        ["speakers, news: verbatim of those found", "0.990", "1.000", "missed"],
        ["copies: F1", "0.9848", "0.9800", "met"],
        ["copies: precision, no unrelated articles joined", "1.0000", "1.0000", "met"],
        ["100 × raw text, whole command: documents a second and core", "25", "50", "missed"],
        ["1,000 × raw text, whole command: documents a second and core", "25", "50", "missed"],
    ]


def test_nothing_measured_is_no_table() -> None:
    assert list(reading.tables(Results())) == []


def test_facts_name_machine_versions_and_what_is_missing() -> None:
    first, second, third = reading.facts(MACHINE, results())
    assert first == (
        "2026-11-22: A processor, 2 cores, 23 GiB, Linux 6.1, CPython 3.11.7; files on ext4; load average before: 0.10."
    )
    assert second.startswith("With ")
    assert "pydantic 2." in second
    assert third == "One thing was not measured."
    assert reading.versions(["no-such-package"]) == "no-such-package is not installed"


def test_all_figures_can_be_written_as_json() -> None:
    data = json.loads(json.dumps(reading.as_data(MACHINE, results())))
    assert data["copies"]["f1"] == 0.9848
    assert data["pipelines"][0]["run"]["cpu"] == 4.0


# --- The command ---


def test_the_command_leaves_out_what_has_no_data(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = importlib.import_module("benchmarks.import")
    told = tmp_path / "figures.json"
    arguments = [
        "--only", "bodies", "--only", "dates", "--only", "speakers", "--peer-seconds", "0", "--markdown",
        "--shared", str(tmp_path), "--json", str(told),
    ]  # fmt: skip
    assert command.main(arguments) == 0
    printed = capsys.readouterr().out
    assert "- The article's text was not scored: bench/score_articles.py is not there." in printed
    assert "- The dates of Wikinews were not scored: dates/wikinews.jsonl is not there." in printed
    assert (
        "- The speakers of the first site's articles were not scored: seeds/000_507f381a60690937.txt is not" in printed
    )
    assert "| invented news, second set, Dateline |" in printed
    assert "**What Dateline aims at**" in printed
    assert json.loads(told.read_text(encoding="utf-8"))["bodies"] == []


def test_what_is_kept_aside_is_not_listed(capsys: pytest.CaptureFixture[str]) -> None:
    command = importlib.import_module("benchmarks.import")
    arguments = ["--only", "dates", "--only", "speakers", "--peer-seconds", "0", "--misses"]
    assert command.main(arguments) == 0
    told = capsys.readouterr().err
    assert "speakers: invented news, second set" in told
    assert "speakers: invented news, third set" in told
    assert "  held-" not in told
    assert "  held2-" not in told


def test_the_command_says_what_it_does_not_know(capsys: pytest.CaptureFixture[str]) -> None:
    command = importlib.import_module("benchmarks.import")
    with pytest.raises(SystemExit):
        command.main(["many"])
    assert "“many” is not a number of at least 1" in capsys.readouterr().err
