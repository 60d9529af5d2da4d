"""The commands as an editor meets them: what is printed, what is written, and the exit code."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from conftest import SITE, TEXT, MakeSite

from dateline.cli import main
from dateline.preview import Preview

ENTRY = "content/entries/2021-05-04-first-meeting.md"
RECEIPTS = "content/receipts/herald-story.jsonl"


def run(capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, str, str]:
    code = main([str(word) for word in words])
    out, err = capsys.readouterr()
    return code, out, err


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


def test_check_without_the_text(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_site()
    code, out, _ = run(capsys, "check", "--root", root)
    assert code == 0
    assert out == (
        f"{ENTRY}:16:11: warning quote-unverified: the quote was not verified: the text of “herald-story” "
        "is not at hand, and no receipt fits the quote\n"
        "    put the text into the archive (`import`) and run `verify`, or leave the quote out to only cite the source\n"
        "1 entry, 1 claim, 1 source: 1 warning\n"
    )
    assert run(capsys, "check", "--root", root, "--strict")[0] == 1


def test_verify_then_all_is_clean_with_and_without_the_archive(
    make_site: MakeSite, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    root = make_site(archive=True)
    code, out, _ = run(capsys, "verify", "--root", root)
    assert (code, out) == (0, "1 text at hand; quotes: 1 exact\nreceipts: 1 file written\n")
    assert run(capsys, "verify", "--root", root)[1].endswith("receipts: 0 files written\n")
    assert run(capsys, "check", "--root", root, "--strict")[:2] == (0, "1 entry, 1 claim, 1 source: no problems\n")
    assert run(capsys, "build", "--root", root, "--out", tmp_path / "with")[0] == 0
    (root / "archive").rename(tmp_path / "away")
    assert run(capsys, "check", "--root", root, "--strict")[:2] == (0, "1 entry, 1 claim, 1 source: no problems\n")
    assert run(capsys, "build", "--root", root, "--out", tmp_path / "without")[0] == 0
    assert tree(tmp_path / "with") == tree(tmp_path / "without")


def test_a_changed_letter_is_found_at_its_line(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_site(archive=True)
    run(capsys, "verify", "--root", root)
    entry = root / ENTRY
    entry.write_text(SITE[ENTRY].replace("without a result\n", "without a resilt\n"))
    code, out, _ = run(capsys, "check", "--root", root)
    assert code == 1
    assert out.startswith(
        f"{ENTRY}:16:41: error quote-absent: the quote is not in the text of “herald-story”; the nearest passage:\n"
        "    quote:  We part as we came, without a ⟦resilt⟧\n"
        "    source: We part as we came, without a ⟦result⟧\n"
    )
    (root / "archive/herald-story.txt").unlink()
    assert run(capsys, "check", "--root", root)[0] == 0
    code, out, _ = run(capsys, "check", "--root", root, "--strict")
    assert code == 1
    assert f"{ENTRY}:16:11: error quote-unverified:" in out


def test_a_changed_text_makes_its_quotes_stale(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_site(archive=True)
    run(capsys, "verify", "--root", root)
    (root / "archive/herald-story.txt").write_text("A new first paragraph.\n" + TEXT)
    code, out, _ = run(capsys, "check", "--root", root)
    assert code == 1
    assert "error quote-stale: the text of “herald-story” has changed since this quote was verified" in out
    assert run(capsys, "verify", "--root", root)[0] == 0
    assert run(capsys, "check", "--root", root, "--strict")[0] == 0


def test_a_forged_receipt_is_found_out(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_site(archive=True)
    run(capsys, "verify", "--root", root)
    receipts = root / RECEIPTS
    receipts.write_text(receipts.read_text().replace('"paragraph": 2', '"paragraph": 1'))
    code, out, _ = run(capsys, "check", "--root", root)
    assert code == 1
    assert "error receipt-differs: the receipt of this quote does not say what the text of “herald-story” shows" in out


def test_verify_explains(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_site(
        {ENTRY: SITE[ENTRY].replace("We part as we came, without", "We part as we came,\u00a0without")}, archive=True
    )
    code, out, _ = run(capsys, "verify", "--root", root, "--explain", "2021-05-04-first-meeting#no-result")
    assert code == 0
    assert out == (
        "2021-05-04-first-meeting#no-result: Orlova said that the talks had brought no result.\n"
        "1. herald-story: typographic, paragraph 2, characters 72 to 107; folded: white space\n"
        "   quote:  We part as we came,<U+00A0>without a result\n"
        "   source: We part as we came, without a result\n"
    )
    code, _, err = run(capsys, "verify", "--root", root, "--explain", "2021-05-04-first-meeting#no-resul")
    assert (code, err) == (
        2,
        "dateline: the entry “2021-05-04-first-meeting” has no claim “no-resul”; did you mean “no-result”?\n",
    )
    root = make_site({ENTRY: SITE[ENTRY].replace("track: main", "track: main\naliases: [first-talks]")}, archive=True)
    code, out, _ = run(capsys, "verify", "--root", root, "--explain", "first-talks#no-result")
    assert code == 0
    assert out.startswith(
        "“first-talks” was renamed; it is “2021-05-04-first-meeting” now.\n\n2021-05-04-first-meeting#no-result: Orlova"
    )


def test_nothing_is_written_where_there_are_errors(
    make_site: MakeSite, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    root = make_site({ENTRY: SITE[ENTRY].replace("track: main", "track: mian")})
    code, out, err = run(capsys, "build", "--root", root, "--out", tmp_path / "out")
    assert code == 1
    assert "error unknown-track" in out
    assert err == "1 error, 1 warning: nothing was written\n"
    assert not (tmp_path / "out").exists()


def test_a_second_build_writes_nothing(make_site: MakeSite, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    root = make_site()
    run(capsys, "--root", root, "--out", tmp_path / "out")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*.html")}
    code, out, _ = run(capsys, "--root", root, "--out", tmp_path / "out")
    assert code == 0
    assert ": 0 files written, " in out
    assert before == {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*.html")}


def test_drafts_are_shown_only_when_asked_for(
    make_site: MakeSite, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    root = make_site(
        {"content/entries/2021-06-01-later.md": "---\ntitle: Later\ndate: 2021-06-01\nstatus: draft\n---\n"}
    )
    run(capsys, "build", "--root", root, "--out", tmp_path / "a")
    run(capsys, "build", "--root", root, "--out", tmp_path / "b", "--drafts")
    assert not (tmp_path / "a/entries/2021-06-01-later").exists()
    assert (tmp_path / "b/entries/2021-06-01-later/index.html").exists()


def test_problems_for_machines(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_site()
    code, out, _ = run(capsys, "check", "--root", root, "--format", "json")
    assert code == 0
    assert [problem["code"] for problem in json.loads(out)] == ["quote-unverified"]
    code, out, _ = run(capsys, "check", "--root", root, "--format", "github")
    assert out.startswith(f"::warning file={ENTRY},line=16,col=11,title=quote-unverified::the quote was not verified")
    assert len(out.splitlines()) == 1


@pytest.mark.parametrize(
    ("level", "code", "message"),
    [
        ("cited", 0, ""),
        ("quoted", 1, "error evidence-level: the claim “bare” has no quoted evidence, which site.yaml asks for"),
        ("verified", 1, "error evidence-level: the claim “bare” has no verified evidence, which site.yaml asks for"),
    ],
)
def test_strict_holds_the_least_evidence(
    make_site: MakeSite, capsys: pytest.CaptureFixture[str], level: str, code: int, message: str
) -> None:
    entry = SITE[ENTRY].replace("claims:\n", "claims:\n  - {id: bare, text: They met., evidence: [herald-story]}\n")
    site = SITE["content/site.yaml"] + f"evidence: {level}\n"
    root = make_site({ENTRY: entry, "content/site.yaml": site}, archive=True)
    run(capsys, "verify", "--root", root)
    assert run(capsys, "check", "--root", root)[0] == 0
    result, out, _ = run(capsys, "check", "--root", root, "--strict")
    assert result == code
    assert message in out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["frobnicate"], "dateline: argument COMMAND: invalid choice: 'frobnicate'"),
        (
            ["check", "--root", "/nonexistent"],
            "dateline: there is no folder content/ in /nonexistent; name the timeline's",
        ),
        (
            ["build", "--base-url", "example.org"],
            "dateline: --base-url “example.org” is no address; write it as https:",
        ),
        (["build", "--base-url", "https://[::1"], "dateline: --base-url “https://[::1” is no address; write it as"),
        (["build", "--base-url", "https://x.org/#a"], "dateline: --base-url “https://x.org/#a” has something behind"),
        (["build", "--base-url", "https://me:pw@x.org"], "names a user, whom every page would show; write it as"),
        (["build", "--base-url", "https://мир.org"], "has letters beyond a to z in its host"),
        (["build", "--out", "content/public"], "dateline: --out content/public is inside content, which the site is"),
        (["build", "--out", "./static/../templates"], "is inside templates, which the site is made of"),
        (["build", "--jobs", "0"], "dateline build: argument --jobs: “0” is not a number from 1 to 256"),
        (["serve", "--port", "99999"], "dateline serve: argument --port: “99999” is not a number from 0 to 65535"),
        (["verify", "--explain", "entry"], "dateline: --explain “entry” names no claim; write ENTRY#CLAIM"),
        (["new", "entry", "x", "--url", "https://x.org"], "dateline: --url is nothing that an entry has; leave it out"),
        (["init", "content/site.yaml"], "dateline: content/site.yaml is a file; name a folder"),
        (["import", "x.txt", "--published", "31 June 2025"], "dateline: “31 June 2025”"),
        (["import", "x.txt", "--track", "mian"], "dateline: --track"),
        (["check", "--archive", "/nonexistent"], "dateline: there is no folder /nonexistent; leave --archive out"),
    ],
)
def test_wrong_usage(
    make_site: MakeSite,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
    message: str,
) -> None:
    monkeypatch.chdir(make_site())
    code, out, err = run(capsys, *words)
    assert (code, out) == (2, "")
    assert message in err


def test_an_output_that_dateline_did_not_make_is_left_alone(
    make_site: MakeSite, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "thesis.txt").write_text("years of work")
    code, _, err = run(capsys, "build", "--root", make_site(), "--out", other)
    assert code == 1
    assert err.startswith("dateline: ")
    assert "Traceback" not in err
    assert [path.name for path in other.iterdir()] == ["thesis.txt"]


def test_a_template_that_is_wrong_is_named(
    make_site: MakeSite, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    root = make_site({"templates/entry.html": "{{ nothing.here }}"})
    code, _, err = run(capsys, "build", "--root", root, "--out", tmp_path / "out")
    assert code == 1
    assert "templates/entry.html" in err
    assert "Traceback" not in err
    assert not (tmp_path / "out/index.html").exists()


def test_receipts_of_a_source_that_can_not_be_read_are_kept(
    make_site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_site(archive=True)
    run(capsys, "verify", "--root", root)
    held = (root / RECEIPTS).read_bytes()
    source = root / "content/sources/herald-story.md"
    source.write_text(source.read_text().replace("title:", "titel:"))
    (root / "archive/herald-story.txt").unlink()
    assert run(capsys, "verify", "--root", root)[0] == 1
    assert (root / RECEIPTS).read_bytes() == held
    source.unlink()
    assert run(capsys, "verify", "--root", root)[1].endswith("receipts: 0 files written, 1 removed\n")


def test_receipts_of_an_entry_that_can_not_be_read_are_kept(
    make_site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_site(archive=True)
    run(capsys, "verify", "--root", root)
    held = (root / RECEIPTS).read_bytes()
    (root / ENTRY).write_text(SITE[ENTRY].replace("title:", "titel:"))
    assert run(capsys, "verify", "--root", root)[0] == 1
    assert (root / RECEIPTS).read_bytes() == held
    (root / ENTRY).write_text(SITE[ENTRY].replace("We part as we came, w", "W"))
    assert run(capsys, "verify", "--root", root)[0] == 1
    assert not (root / RECEIPTS).exists()


def test_what_the_system_refuses_is_named(
    make_site: MakeSite, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root, opened = make_site(archive=True), os.open

    def refuse(path: str | Path, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        if Path(path).name == "entries":
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, flags, mode, dir_fd=dir_fd)

    monkeypatch.setattr(os, "open", refuse)
    for command in ("check", "build", "verify"):
        code, _, err = run(capsys, command, "--root", root)
        assert (code, err) == (1, f"dateline: {root}/content/entries: Permission denied\n")


def test_a_text_that_may_be_shown_is_evidence_without_the_archive(
    make_site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    source = "content/sources/herald-story.md"
    shown = {
        "content/site.yaml": SITE["content/site.yaml"] + "republish: [CC0]\n",
        source: SITE[source].replace("language: en", "language: en\nlicence: CC0"),
        "content/texts/herald-story.txt": TEXT,
    }
    root = make_site(shown)
    assert run(capsys, "verify", "--root", root)[:2] == (
        0,
        "1 text at hand; quotes: 1 exact\nreceipts: 1 file written\n",
    )
    assert run(capsys, "check", "--root", root, "--strict")[0] == 0
    (root / "archive").mkdir()
    (root / "archive/herald-story.txt").write_text("A new first paragraph.\n" + TEXT)
    code, out, _ = run(capsys, "check", "--root", root)
    assert code == 1
    assert (
        "content/texts/herald-story.txt:1:1: error text-differs: the archive has another text of “herald-story”\n"
        "    make the two the same, then run `verify`\n"
    ) in out


def test_a_wrong_date_hides_no_wrong_quote_and_no_wrong_prose(
    make_site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = SITE[ENTRY].replace("date: 2021-05-04", "date: 2021-05-32").replace("by: [orlova]", "by: [orlva]")
    wrong = wrong.replace("We part as we came, without a result", "We part as we arrived, without any result")
    wrong = wrong.replace("(#no-result)", "(#any-result)").replace("[@herald-story]", "[@herold-story]")
    source = "content/sources/herald-story.md"
    note = SITE[source].replace("published: 2021-05-05", "published: 5 May") + "See [@nowhere].\n"
    root = make_site({ENTRY: wrong, source: note}, archive=True)
    for _ in range(2):  # and once from what was kept
        code, out, _ = run(capsys, "check", "--root", root)
        assert code == 1
        told = [line.split(": ")[:2] for line in out.split("\n") if line.startswith("content/")]
        assert told == [
            [f"{ENTRY}:3:7", "error bad-value"],
            [f"{ENTRY}:10:10", "error unknown-actor"],
            [f"{ENTRY}:18:21", "error unknown-claim"],
            [f"{ENTRY}:18:47", "error unknown-source"],
            [f"{source}:4:12", "error bad-value"],
            [f"{source}:7:6", "error unknown-source"],
        ]
    root = make_site({ENTRY: wrong}, archive=True)
    out = run(capsys, "check", "--root", root)[1]
    assert f"{ENTRY}:16:25: error quote-absent: " in out
    right = SITE[ENTRY].replace("date: 2021-05-04", "date: 2021-05-32")
    out = run(capsys, "check", "--root", make_site({ENTRY: right}, archive=True))[1]
    assert out.count("\ncontent/") == 0, "a quote that is there needs no receipt before the date is corrected"


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("{% block main %}{{ 1/0 }}{% endblock %}", "ZeroDivisionError: division by zero"),
        ('{% include "method.html" %}', "a template, a macro or an expression contains itself, or too many stand in each other"),
        ("{{ page }}", "a view can't be printed; name one of its fields: "),
    ],
)  # fmt: skip
def test_a_template_that_fails_is_told_in_one_line(
    make_site: MakeSite, capsys: pytest.CaptureFixture[str], tmp_path: Path, template: str, told: str
) -> None:
    root = make_site({"templates/method.html": template})
    out = tmp_path / "out"
    for command in (["build", "--out", out], ["build", "--out", out, "--jobs", "2"], ["check"]):
        code, _, err = run(capsys, *command, "--root", root)
        assert code == 1
        assert err.startswith(f"dateline: templates/method.html:1: {told}")
        assert err.endswith("; correct the template\n")
        assert err.count("\n") == 1
        assert not out.exists() or not [*out.rglob("*.html")]
    banner = Preview(root, tmp_path / "shown").build().banner
    assert banner.startswith(f"templates/method.html:1: {told}")


def test_the_preview_names_a_template_that_is_wrong(make_site: MakeSite, tmp_path: Path) -> None:
    root = make_site({"templates/entry.html": "{% if %}"})
    outcome = Preview(root, tmp_path / "out").build()
    assert not outcome.ok
    assert "templates/entry.html" in outcome.banner
    assert "Traceback" not in outcome.banner


def test_version_and_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "--version")[:2] == (0, "dateline 0.1.0\n")
    code, out, _ = run(capsys, "--help")
    assert code == 0
    for command in ("build", "check", "import", "verify", "serve", "new", "rename", "init", "schema"):
        assert command in out
