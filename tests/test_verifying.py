"""`check` and `verify` on files of receipts that somebody edited, that two branches merged, or that time has passed by."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from conftest import SITE, TEXT, MakeSite

from dateline import site
from dateline.cli import main
from dateline.evidence import heads
from dateline.evidence.paragraphs import shared_paragraphs
from dateline.evidence.receipts import digest
from dateline.model import SharedText, Verdict
from dateline.problems import Severity

ENTRY = "content/entries/2021-05-04-first-meeting.md"
HERALD = "content/receipts/herald-story.jsonl"
WIRE = "content/receipts/wire-story.jsonl"

TWO = {
    "content/sources/wire-story.md": "---\ntitle: Talks over\npublisher: wire\nderived_from: [{source: herald-story, how: reprint}]\n---\n",
    ENTRY: SITE[ENTRY].replace(
        "          We part as we came, without a result\n",
        "          We part as we came, without a result\n      - {source: wire-story, quote: Nothing was signed.}\n",
    ),
    "archive/wire-story.txt": TEXT + "Nothing was signed.\n",
}
"""A second source, which has all paragraphs of the first."""


@pytest.fixture
def root(make_site: MakeSite) -> Path:
    """A site of two sources that share paragraphs, verified."""
    made = make_site(TWO, archive=True)
    assert main(["verify", "--root", str(made)]) == 0
    return made


def run(capsys: pytest.CaptureFixture[str], command: str, root: Path, *words: str) -> tuple[int, list[str]]:
    """Run a command; its exit code, and what it printed of receipts."""
    capsys.readouterr()
    code = main([command, "--root", str(root), *words])
    lines = capsys.readouterr().out.split("\n")
    return code, [line for line in lines if line.startswith(("content/", "receipts:"))]


def edited(root: Path, path: str, old: str, new: str) -> None:
    """Edit a file by hand."""
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new), encoding="utf-8")


def head(root: Path, path: str) -> dict[str, object]:
    made: dict[str, object] = json.loads((root / path).read_text(encoding="utf-8").split("\n")[0])
    return made


def files(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((root / "content/receipts").iterdir())}


def test_what_is_verified_is_clean(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert head(root, HERALD)["shared"] == [{"source": "wire-story", "paragraphs": [1, 2, 3]}]
    assert run(capsys, "check", root, "--strict") == (0, [])
    assert run(capsys, "verify", root) == (0, ["receipts: 0 files written"])


def test_what_is_shared_was_taken_out_by_hand(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without it, two origins are counted where there is one."""
    whole = files(root)
    for path in (HERALD, WIRE):
        line = {name: value for name, value in head(root, path).items() if name != "shared"}
        edited(root, path, json.dumps(head(root, path)), json.dumps(line))
    code, lines = run(capsys, "check", root)
    says = "warning receipts-outdated: the first line does not say that"
    assert (code, lines) == (
        0,
        [
            f"{HERALD}:1:1: {says} “herald-story” shares paragraphs 1 to 3 with “wire-story”",
            f"{WIRE}:1:1: {says} “wire-story” shares paragraphs 1 to 3 with “herald-story”",
        ],
    )
    assert run(capsys, "check", root, "--strict")[0] == 1
    code, lines = run(capsys, "verify", root)
    said = "warning receipts-outdated: the first line did not say that"
    assert (code, lines) == (
        0,
        [
            f"{HERALD}:1:1: {said} “herald-story” shares paragraphs 1 to 3 with “wire-story”; it is made anew",
            f"{WIRE}:1:1: {said} “wire-story” shares paragraphs 1 to 3 with “herald-story”; it is made anew",
            "receipts: 2 files written",
        ],
    )
    assert files(root) == whole


@pytest.mark.parametrize(
    ("old", "new", "column", "unlike"),
    [
        ('"length": 208', '"length": 900', 116, "length 900, not 208"),
        ('"paragraphs": 3,', '"paragraphs": 7,', 131, "paragraphs 7, not 3"),
        ("[1, 2, 3]", "[1]", 148, "paragraph 1 shared with “wire-story”, not paragraphs 1 to 3"),
    ],
)
def test_a_first_line_that_was_edited(
    root: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, column: int, unlike: str
) -> None:
    whole = files(root)
    edited(root, HERALD, old, new)
    shows = "what the text of “herald-story” shows"
    assert run(capsys, "check", root) == (
        1,
        [f"{HERALD}:1:{column}: error receipt-differs: the first line does not say {shows}: {unlike}"],
    )
    said = f"warning receipt-differs: the first line did not say {shows}, and is made anew: {unlike}"
    assert run(capsys, "verify", root) == (0, [f"{HERALD}:1:{column}: {said}", "receipts: 1 file written"])
    assert files(root) == whole


def test_a_digest_that_was_edited(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole = files(root)
    right, wrong = digest(TEXT.rstrip("\n")), digest("another")
    edited(root, HERALD, right, wrong)
    code, (of_quote, of_head) = run(capsys, "check", root)
    assert code == 1
    assert of_quote.startswith(f"{ENTRY}:16:11: error quote-stale:")
    unlike = f"text {wrong}, now {right}; length and paragraphs are the same"
    place = f"{HERALD}:1:40: warning receipts-outdated"
    assert of_head == f"{place}: these receipts are of another text of “herald-story”: {unlike}"
    code, lines = run(capsys, "verify", root)
    said = f"these receipts were of another text of “herald-story”, and are made anew: {unlike}"
    assert (code, lines) == (0, [f"{place}: {said}", "receipts: 1 file written"])
    assert files(root) == whole


def test_damaged_lines_are_named_where_they_are_dropped(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole = files(root)
    edited(root, HERALD, '"verdict": "exact"', '"verdict": "sure"')
    with (root / HERALD).open("a", encoding="utf-8") as file:
        file.write("xx\n<<<<<<< main\n")
    code, lines = run(capsys, "check", root)
    assert code == 1
    assert [line.split(": ")[0] for line in lines] == [
        f"{ENTRY}:16:11",
        f"{HERALD}:2:47",
        f"{HERALD}:3:1",
        f"{HERALD}:4:1",
    ]
    damaged = "warning receipt-damaged: this line was no receipt"
    merged = "two versions of this file were merged, and the conflict was left in it; this line is dropped"
    assert run(capsys, "verify", root) == (
        0,
        [
            f'{HERALD}:2:47: {damaged} (“verdict” is "sure"), and is dropped',
            f"{HERALD}:3:1: {damaged} (no JSON object, but “xx”), and is dropped",
            f"{HERALD}:4:1: warning receipt-damaged: {merged}",
            "receipts: 1 file written",
        ],
    )
    assert files(root) == whole


def test_a_damaged_file_of_a_text_that_is_elsewhere_is_left_as_it_is(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody without the text can say what the line was, so that it is for those who have it."""
    with (root / HERALD).open("a", encoding="utf-8") as file:
        file.write("xx\n")
    (root / "archive/herald-story.txt").unlink()
    before = files(root)
    code, lines = run(capsys, "verify", root)
    assert code == 1
    assert lines == [
        (
            f"{HERALD}:3:1: error receipt-damaged: this line is no receipt (no JSON object, but “xx”); the quote that it was "
            "for shows as not verified"
        ),
        "receipts: 0 files written",
    ]
    assert files(root) == before


def test_a_first_line_that_is_damaged(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole = files(root)
    edited(root, HERALD, '"rules": 3', '"rules": "3"')
    code, lines = run(capsys, "verify", root)
    assert (code, lines) == (
        0,
        [
            (
                f'{HERALD}:1:28: warning receipt-damaged: the first line was damaged (“rules” is "3"); '
                "the file is written anew from the text of “herald-story”"
            ),
            "receipts: 1 file written",
        ],
    )
    assert files(root) == whole


def test_a_new_source_that_shares_paragraphs_is_nobodys_fault(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What happens every day: the older first lines are right as far as they go."""
    (root / "content/sources/post-story.md").write_text("---\ntitle: Talks fail\n---\n")
    (root / "archive/post-story.txt").write_text("A word before.\n" + TEXT.split("\n")[1])
    code, lines = run(capsys, "check", root)
    assert (code, lines) == (
        0,
        [
            (
                "content/sources/post-story.md:1:1: warning receipts-missing: the text shares paragraph 2 with “herald-story”, "
                "paragraph 2 with “wire-story”, which no receipts say yet"
            )
        ],
    )
    assert run(capsys, "verify", root) == (0, ["receipts: 3 files written"])
    assert run(capsys, "check", root, "--strict") == (0, [])


def test_a_text_that_its_publisher_corrected(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The old and the new passage are shown, also to who does not ask `check` before `verify`."""
    edited(root, "archive/herald-story.txt", "Vera Orlova said.", "Jaan Tamm said.")
    code, (line,) = run(capsys, "check", root)
    assert code == 1
    stale = "quote-stale: the text of “herald-story” has changed since this quote was verified"
    assert line == f"{ENTRY}:16:11: error {stale}"
    capsys.readouterr()
    assert main(["verify", "--root", str(root)]) == 0
    out = capsys.readouterr().out
    assert out.startswith(
        f"{ENTRY}:16:11: warning {stale}\n"
        "    then: “We part as we came, without a result,” ⟦Vera Orlova⟧ said. She did… (paragraph 2)\n"
        "    now:  “We part as we came, without a result,” ⟦Jaan Tamm⟧ said. She did… (paragraph 2)\n"
        "    look whether the claim still holds; the receipt is made anew\n"
    )
    assert "herald-story.jsonl:1:40: warning receipts-outdated: these receipts were of another text" in out
    assert run(capsys, "check", root, "--strict") == (0, [])


def test_who_has_the_texts_is_told_the_verdicts_that_no_page_shows(root: Path) -> None:
    edited(root, "archive/herald-story.txt", "She did not answer", "She did answer")
    edited(root, ENTRY, "Nothing was signed.", "Nothing was lost.")
    found, problems = site.check(root)
    assert [each.verdict for each in found.findings.values()] == [Verdict.STALE, Verdict.ABSENT]
    assert {each.code for each in problems if each.severity is Severity.ERROR} == {"quote-stale", "quote-absent"}
    report = site.verify(root)
    assert [each.verdict for each in report.site.findings.values()] == [Verdict.EXACT, Verdict.ABSENT]
    (root / "archive/herald-story.txt").unlink()
    (root / "archive/wire-story.txt").unlink()
    found, _ = site.check(root)
    assert [each.verdict for each in found.findings.values()] == [Verdict.EXACT, Verdict.UNVERIFIED]


def test_pages_of_drafts_are_made_without_the_texts(root: Path, tmp_path: Path) -> None:
    """Of a draft all is a warning, so that it is built: with the texts and without, to the same bytes."""
    edited(root, "archive/herald-story.txt", "She did not answer", "She did answer")
    edited(root, ENTRY, "Nothing was signed.", "Nothing was lost.")
    edited(root, ENTRY, "title: First meeting\n", "title: First meeting\nstatus: draft\n")

    def built(name: str) -> dict[str, bytes]:
        report = site.build(root, tmp_path / name, drafts=True)
        assert report.ok
        return {path: (tmp_path / name / path).read_bytes() for path in report.paths}

    with_texts = built("with")
    (root / "archive").rename(tmp_path / "away")
    assert with_texts == built("without")


def test_nothing_is_looked_up_twice(root: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """First lines that were found right are so as long as texts and lines are the same."""
    assert site.build(root, tmp_path / "out").ok
    looked: list[int] = []
    right = shared_paragraphs

    def counted(texts: Mapping[str, str]) -> dict[str, list[SharedText]]:
        looked.append(1)
        return right(texts)

    monkeypatch.setattr(heads, "shared_paragraphs", counted)
    assert site.build(root, tmp_path / "out").ok
    assert looked == []
    edited(root, "archive/wire-story.txt", "Nothing", "Hardly anything")
    site.build(root, tmp_path / "out")
    assert looked == [1]
