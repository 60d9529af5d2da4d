"""What `init` makes: a timeline that checks clean and builds, whose example can be followed."""

from __future__ import annotations

import re
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from dateline import site
from dateline.content import disk, start
from dateline.content.edits import EditError
from dateline.content.frontmatter import parse_yaml
from dateline.content.start import Kept, Start, init
from dateline.model import Verdict

TODAY = date(2030, 1, 2)


def made(root: Path, title: str | None = "River talks") -> Start:
    new = init(disk.existing(root, start.paths()), title, today=TODAY, version="1.2.3")
    disk.put(root, new.files, new=True)
    return new


def test_a_new_timeline_checks_clean_and_builds(tmp_path: Path) -> None:
    made(tmp_path)
    for strictly in (False, True):
        found, problems = site.check(tmp_path, strictly=strictly)
        assert problems == []
    report = site.build(tmp_path, tmp_path / "public")
    assert report.problems == ()
    entry = found.entries["2024-05-14-ministers-meet-in-port-lindel"]
    assert (entry.status, str(entry.added)) == ("published", "2030-01-02")
    page = (tmp_path / "public/entries" / entry.id / "index.html").read_text("utf-8")
    assert "Transport ministers meet in Port Lindel" in page


def test_it_checks_clean_without_the_archive(tmp_path: Path) -> None:
    made(tmp_path)
    (tmp_path / "archive/sound-courier-2024-05-15.txt").unlink()
    assert site.check(tmp_path, strictly=True)[1] == []


def test_the_example_leads_to_a_verified_quote(tmp_path: Path) -> None:
    made(tmp_path)
    path = tmp_path / "content/entries/2024-05-14-ministers-meet-in-port-lindel.md"
    text = path.read_text("utf-8")
    live = re.sub(r"^( +)# (quote: >-|  passengers)", r"\1\2", text, flags=re.MULTILINE)
    assert live != text
    path.write_text(live, "utf-8")
    report = site.verify(tmp_path)
    assert report.problems == ()
    disk.put(tmp_path, report.changes)
    found, problems = site.check(tmp_path, strictly=True)
    assert problems == []
    assert [finding.verdict for finding in found.findings.values()].count(Verdict.EXACT) == 1


@pytest.mark.parametrize("title", ['“Talks”: "one" # two', "@NAME@ and @TODAY@", "null", "12:30", "🜁"])
def test_any_title_is_the_sites_title(title: str) -> None:
    files = init((), title, today=TODAY, version="1.2.3").files
    assert parse_yaml(files["content/site.yaml"]).data["title"] == title
    assert files["README.md"].startswith(f"# {title}\n")


def test_without_a_title_there_is_one_to_change() -> None:
    assert parse_yaml(init((), None, today=TODAY, version="1").files["content/site.yaml"]).data["title"] == "A timeline"


def test_no_gap_is_left() -> None:
    for path, text in init((), "T", today=TODAY, version="1.2.3").files.items():
        assert not re.search(r"@[A-Z]+@", text), path
        assert text.endswith("\n")


def test_every_stored_file_is_used() -> None:
    folder = Path(start.__file__).parent / "starter"
    stored = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert stored == set(start.STORED)


def test_a_folder_with_content_is_refused(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    with pytest.raises(EditError) as caught:
        made(tmp_path)
    assert caught.value.message == "there is a folder content/ already, so a timeline may live there"
    assert [path.name for path in tmp_path.iterdir()] == ["content"]


def test_other_files_are_kept_and_reported(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine")
    (tmp_path / ".gitignore").write_text("mine")
    new = made(tmp_path)
    assert new.kept == (
        Kept(
            path=".gitignore",
            advice="add the lines /archive/, /inbox/ and /public/ to it: the articles' texts must not be committed",
        ),
        Kept(path="README.md"),
    )
    assert (tmp_path / "README.md").read_text("utf-8") == "mine"
    assert site.check(tmp_path)[1] == []


def test_the_archive_is_kept_private() -> None:
    lines = init((), "T", today=TODAY, version="1").files[".gitignore"].split("\n")
    assert {"/archive/", "/inbox/", "/public/", ".venv/"} <= set(lines)


def test_the_receipts_of_two_editors_merge_by_lines(tmp_path: Path) -> None:
    made(tmp_path)
    assert "content/receipts/*.jsonl merge=union" in (tmp_path / ".gitattributes").read_text("utf-8").split("\n")
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    asked = [
        "git",
        "-C",
        f"{tmp_path}",
        "check-attr",
        "merge",
        "--",
        "content/receipts/x.jsonl",
        "content/sources/x.md",
    ]
    told = subprocess.run(asked, check=True, capture_output=True, text=True).stdout
    assert told == "content/receipts/x.jsonl: merge: union\ncontent/sources/x.md: merge: unspecified\n"


def test_a_gitattributes_that_is_there_is_kept_and_the_line_told(tmp_path: Path) -> None:
    (tmp_path / ".gitattributes").write_text("*.pdf binary\n")
    advice = (
        "add the line content/receipts/*.jsonl merge=union to it: two editors' receipts then merge without a conflict"
    )
    assert made(tmp_path).kept == (Kept(path=".gitattributes", advice=advice),)
    assert (tmp_path / ".gitattributes").read_text() == "*.pdf binary\n"


# --- the workflow -----------------------------------------------------------------------------------------------------


def workflow() -> dict[str, Any]:
    text = init((), "T", today=TODAY, version="1.2.3").files[".github/workflows/publish.yml"]
    found: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506  (every scalar stays text)
    return found


def steps() -> list[dict[str, Any]]:
    return [step for job in workflow()["jobs"].values() for step in job["steps"]]


def test_actions_are_pinned_to_commits_with_the_version_beside_them() -> None:
    text = init((), "T", today=TODAY, version="1").files[".github/workflows/publish.yml"]
    used = re.findall(r"uses: (.*)", text)
    assert len(used) == 7
    assert all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line) for line in used)


def test_nothing_is_interpolated_into_a_shell() -> None:
    assert [step["run"] for step in steps() if "${{" in step.get("run", "")] == []


def test_jobs_have_the_least_permissions() -> None:
    found = workflow()
    assert "pull_request_target" not in found["on"]
    assert found["permissions"] == {}
    assert {name: job["permissions"] for name, job in found["jobs"].items()} == {
        "check": {"contents": "read"},
        "build": {"contents": "read", "pages": "read"},
        "deploy": {"pages": "write", "id-token": "write"},
    }
    checkouts = [step for step in steps() if step.get("uses", "").startswith("actions/checkout@")]
    assert [step["with"].pop("persist-credentials") for step in checkouts] == ["false"] * 2


def test_a_pull_request_that_changes_receipts_is_annotated(tmp_path: Path) -> None:
    def git(*words: str) -> None:
        who = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
        subprocess.run(["git", "-C", str(tmp_path), *who, *words], check=True, capture_output=True)

    git("init", "--quiet")
    for name in ("receipts/a.jsonl", "receipts/b.jsonl", "sources/a.md"):
        path = tmp_path / "content" / name
        for text in ("one\n", "two\n") if "b" not in name else ("one\n",):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
            git("add", ".")
            git("commit", "--quiet", "--message", name)
    (step,) = [step for step in steps() if step.get("name") == "Name the receipts that change"]
    for since, expected in (("HEAD~4", ["content/receipts/a.jsonl", "content/receipts/b.jsonl"]), ("HEAD~1", [])):
        script = step["run"].replace("HEAD^1", since)
        done = subprocess.run(["bash", "-ec", script], cwd=tmp_path, check=True, capture_output=True, text=True)
        assert [line.split(",")[0] for line in done.stdout.splitlines()] == [
            f"::warning file={name}" for name in expected
        ]
    here = yaml.safe_load((Path(__file__).parents[1] / ".github/workflows/check.yml").read_text("utf-8"))
    assert step["run"] in [each.get("run") for each in here["jobs"]["check"]["steps"]]


def test_the_site_is_built_strictly_for_its_own_address_by_a_version_that_was_chosen() -> None:
    runs = "\n".join(step.get("run", "") for step in workflow()["jobs"]["build"]["steps"])
    assert 'url=$(gh api "repos/$GITHUB_REPOSITORY/pages" --jq .html_url)' in runs
    assert 'dateline build --strict --base-url "$url"' in runs
    assert "pip install --requirement requirements.txt" in runs
    requirements = init((), "T", today=TODAY, version="1.2.3").files["requirements.txt"]
    # A bare name would install whatever an index has under it: where it comes from is the editor's to say.
    assert [line for line in requirements.splitlines() if not line.startswith("#")] == []
    assert "Version 1.2.3 made this timeline." in requirements
    assert "::error file=requirements.txt::names no Dateline" in runs
