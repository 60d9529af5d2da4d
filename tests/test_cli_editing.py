"""init, new, rename, schema and import at the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import ROOT, MakeSite
from test_cli import run, tree


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    """What “today” is."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1620259200")  # 2021-05-06


def test_init_makes_a_timeline_that_builds(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    root = tmp_path / "new"
    code, out, _ = run(capsys, "init", root, "--title", "Harbour talks")
    assert code == 0
    assert out.startswith(f"15 files made in {root}; next:\n")
    assert run(capsys, "check", "--root", root, "--strict")[:2] == (0, "1 entry, 3 claims, 1 source: no problems\n")
    assert run(capsys, "build", "--root", root)[0] == 0
    assert "Harbour talks" in (root / "public/index.html").read_text()
    assert "/archive/" in (root / ".gitignore").read_text()
    before = tree(root)
    code, _, err = run(capsys, "init", root)
    assert code == 2
    assert "content/" in err
    assert tree(root) == before


def test_new_files_load(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_site()
    code, out, _ = run(
        capsys, "new", "entry", "Second: meeting", "--root", root, "--date", "yesterday", "--track", "main"
    )
    assert (code, out) == (0, f"{root}/content/entries/2021-05-05-second-meeting.md\n")
    code, out, _ = run(capsys, "new", "source", "A report", "--root", root, "--publisher", "The Herald")
    assert code == 0
    assert run(capsys, "check", "--root", root)[1].endswith("2 entries, 1 claim, 2 sources: 1 warning\n")
    code, _, err = run(capsys, "new", "entry", "Second: meeting", "--root", root, "--date", "2021-05-05")
    assert code == 2
    assert "content/entries/2021-05-05-second-meeting.md" in err
    code, _, err = run(capsys, "new", "entry", "Third", "--root", root, "--track", "mian")
    assert (code, "did you mean “main”?" in err) == (2, True)


def test_rename_changes_every_reference(
    make_site: MakeSite, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    root = make_site(archive=True)
    run(capsys, "verify", "--root", root)
    code, out, _ = run(capsys, "rename", "herald-story", "herald-2021-05-05", "--root", root)
    assert (code, out) == (0, "source herald-story is now herald-2021-05-05; 2 references changed\n")
    assert run(capsys, "check", "--root", root, "--strict")[:2] == (0, "1 entry, 1 claim, 1 source: no problems\n")
    assert (root / "archive/herald-2021-05-05.txt").exists()
    run(capsys, "build", "--root", root, "--out", tmp_path / "out")
    assert "herald-2021-05-05" in (tmp_path / "out/sources/herald-story/index.html").read_text()
    code, _, err = run(capsys, "rename", "herald-stroy", "x", "--root", root)
    assert code == 2
    assert "herald-stroy" in err


def test_schema_is_json(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "schema")
    assert code == 0
    assert set(json.loads(out)["$defs"]) >= {"site", "entry", "source", "tracks"}
    code, out, _ = run(capsys, "schema", "entry")
    assert json.loads(out)["required"] == ["title"]
    code, _, err = run(capsys, "schema", "entri")
    assert (code, "did you mean “entry”?" in err) == (2, True)


def test_import_writes_once_and_never_over(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    root = tmp_path / "site"
    (root / "content").mkdir(parents=True)
    (root / "content/site.yaml").write_text("title: River\n")
    article = ROOT / "examples/river-talks.txt"
    code, out, _ = run(capsys, "import", "--root", root, "--dry-run", article)
    assert code == 0
    assert out.endswith("files would be written\n")
    assert list(tree(root)) == ["content/site.yaml"]
    assert run(capsys, "import", "--root", root, article)[0] == 0
    once = tree(root)
    assert any(path.startswith("content/entries/2025-05-14-") for path in once)
    assert all(b"status: draft" in text for path, text in once.items() if path.startswith("content/entries/"))
    assert run(capsys, "verify", "--root", root)[0] == 0
    assert run(capsys, "check", "--root", root, "--strict")[0] == 0
    draft = next(root.glob("content/entries/2025-05-14-*.md"))
    draft.write_text(draft.read_text().replace("status: draft", "status: published"))
    before = tree(root)
    code, out, _ = run(capsys, "import", "--root", root, article)
    assert (code, out.splitlines()[-1]) == (0, "0 files written")
    assert tree(root) == before


def test_import_passes_over_the_timeline_s_own_files(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    root = tmp_path / "site"
    run(capsys, "init", root)
    run(capsys, "build", "--root", root, "--out", root / "site")
    for name in ("README.md", "requirements.txt"):
        (root / name).unlink()
    (root / "river.txt").write_bytes((ROOT / "examples/river-talks.txt").read_bytes())
    code, out, _ = run(capsys, "import", "--root", root, "--json", root)
    assert code == 0
    assert [Path(document["path"]).name for document in json.loads(out)["documents"]] == ["river.txt"]
    code, out, _ = run(capsys, "import", "--root", root, "")
    assert code == 1
    assert "the name is empty; name an article" in out


def test_import_reports_what_it_refuses_and_goes_on(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    root, inbox = tmp_path / "site", tmp_path / "articles"
    (root / "content").mkdir(parents=True)
    (root / "content/site.yaml").write_text("title: River\n")
    inbox.mkdir()
    (inbox / "a-good.txt").write_bytes((ROOT / "examples/river-talks.txt").read_bytes())
    (inbox / "b-empty.txt").write_bytes(b"")
    (inbox / "c-binary.txt").write_bytes(bytes(range(256)) * 40)
    (inbox / "d-link.txt").symlink_to(ROOT / "README.md")
    (inbox / "e-large.txt").write_bytes(b"word " * 3_000_000)
    own = root / "content/site.yaml"
    code, out, _ = run(capsys, "import", "--root", root, "--json", inbox, tmp_path / "missing.txt", own)
    assert code == 1
    result = json.loads(out)
    assert [document["id"] is not None for document in result["documents"]] == [True] + [False] * 6
    reasons = {
        Path(problem["path"]).name: problem["message"]
        for problem in result["problems"]
        if problem["severity"] == "error"
    }
    assert sorted(reasons) == [
        "b-empty.txt", "c-binary.txt", "d-link.txt", "e-large.txt", "missing.txt", "site.yaml",
    ]  # fmt: skip
    assert reasons["site.yaml"] == "it is a part of this timeline; name an article"
    assert reasons["e-large.txt"].startswith("it has 15,000,000 bytes; at most 10,000,000 are read")
    assert reasons["missing.txt"] == "there is no such file; look at the name"
    assert reasons["d-link.txt"] == "it is a link; name the file itself to import it"
    assert len(list(root.glob("content/sources/*.md"))) == 1
