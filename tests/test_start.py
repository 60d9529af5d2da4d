"""What `init` makes: a timeline that checks clean and builds, whose example can be followed."""

from __future__ import annotations

import re
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
    assert [step["with"] for step in checkouts] == [{"persist-credentials": "false"}] * 2


def test_the_site_is_built_strictly_for_its_own_address_by_the_pinned_version() -> None:
    runs = "\n".join(step.get("run", "") for step in workflow()["jobs"]["build"]["steps"])
    assert 'url=$(gh api "repos/$GITHUB_REPOSITORY/pages" --jq .html_url)' in runs
    assert 'dateline build --strict --base-url "$url"' in runs
    assert "pip install --requirement requirements.txt" in runs
    requirements = init((), "T", today=TODAY, version="1.2.3").files["requirements.txt"]
    assert [line for line in requirements.splitlines() if not line.startswith("#")] == ["dateline==1.2.3"]
