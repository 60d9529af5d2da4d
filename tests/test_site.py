"""Whole sites, to the byte: the tree that a build makes is the tree under expected/.

After a change that is meant, write them anew with `python tests/update_sites.py` and read the difference.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, SITE, MakeSite
from update_sites import SITES, build, names

from dateline import site


def tree(folder: Path) -> dict[str, bytes]:
    """Every file that is published, without the theme's own."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".") and path.relative_to(folder).parts[0] != "static"
    }


@pytest.mark.parametrize("name", names())
def test_golden(name: str, tmp_path: Path) -> None:
    assert build(name, tmp_path / "out") == ()
    made, expected = tree(tmp_path / "out"), tree(SITES / name / "expected")
    assert sorted(made) == sorted(expected)
    for path, content in expected.items():
        assert made[path].decode() == content.decode(), path


@pytest.mark.parametrize("name", names())
def test_the_archive_leaves_no_trace(name: str, tmp_path: Path) -> None:
    build(name, tmp_path / "with")
    (tmp_path / "nothing").mkdir()
    build(name, tmp_path / "without", archive=tmp_path / "nothing")
    assert tree(tmp_path / "with") == tree(tmp_path / "without")


def test_the_same_bytes_in_another_environment(tmp_path: Path) -> None:
    """Another clock zone, locale, hash seed, path, umask and number of workers."""
    shutil.copytree(SITES / "river", tmp_path / "elsewhere")
    build("river", tmp_path / "one")
    environment = {
        **os.environ,
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "7",
        "PYTHONPATH": str(ROOT),
        "SOURCE_DATE_EPOCH": "1",
    }
    words = ["build", "--root", "elsewhere", "--out", "two", "--base-url", "https://example.org/river/", "--jobs", "2"]
    done = subprocess.run(
        ["bash", "-c", 'umask 077; exec "$@"', "-", sys.executable, str(ROOT / "build.py"), *words],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert tree(tmp_path / "one") == tree(tmp_path / "two")
    modes = {oct(path.stat().st_mode & 0o777) for path in (tmp_path / "two").rglob("*.html")}
    assert modes == {"0o644"}


def test_an_edit_gives_the_site_of_a_clean_build(tmp_path: Path) -> None:
    root = tmp_path / "river"
    shutil.copytree(SITES / "river", root)
    site.build(root, tmp_path / "grown")
    entry = root / "content/entries/2021-05-experts.md"
    entry.write_text(entry.read_text().replace("Experts talk by video", "Experts talk"))
    (root / "content/entries/2021-04-background.md").unlink()
    report = site.build(root, tmp_path / "grown")
    assert "entries/2021-04-background/index.html" in report.removed
    assert report.unchanged > 0
    site.build(root, tmp_path / "clean")
    assert tree(tmp_path / "grown") == tree(tmp_path / "clean")


def test_what_cannot_be_read_is_told_once(tmp_path: Path) -> None:
    """An entry and a source with a mistake each are two problems, however much refers to them."""
    root = tmp_path / "river"
    shutil.copytree(SITES / "river", root)
    for name in ("entries/2021-05-04-first-meeting.md", "sources/herald-1.md"):
        path = root / "content" / name
        path.write_text(path.read_text().replace("title: ", "titel: ", 1))
    _, problems = site.check(root)
    assert sorted({problem.path for problem in problems}) == [
        "content/entries/2021-05-04-first-meeting.md",
        "content/sources/herald-1.md",
    ]


@pytest.mark.parametrize("damage", ["title: [", "status: Published\n"])
def test_a_dispute_may_be_in_a_file_that_could_not_be_read(make_site: MakeSite, damage: str) -> None:
    remark = "- {id: lengths, of: 2021-05-04-first-meeting, about: duration, note: Two clocks.}\n"
    root = make_site({**SITE, "content/disputes.yaml": remark})
    assert [each.code for each in site.check(root)[1] if each.path == "content/disputes.yaml"] == ["no-dispute"]
    (root / "content/entries/2021-06-01-other.md").write_text(f"---\n{damage}---\n", encoding="utf-8")
    assert [each.code for each in site.check(root)[1] if each.path == "content/disputes.yaml"] == []


def test_a_published_text_that_leads_to_a_draft_leads_nowhere(make_site: MakeSite) -> None:
    draft = "---\ntitle: Second meeting\ndate: 2021-06-01\nstatus: {status}\n---\nIt is planned.\n"
    first = "content/entries/2021-05-04-first-meeting.md"
    files = {**SITE, first: SITE[first] + "They meet [again](../2021-06-01-second/).\n"}
    root = make_site({**files, "content/entries/2021-06-01-second.md": draft.format(status="draft")})
    (problem,) = [each for each in site.check(root)[1] if each.code == "unknown-page"]
    assert (problem.path, problem.message) == (
        first,
        "the address “../2021-06-01-second/” leads to no page of this site",
    )
    (root / first).write_text(files[first].replace("date: 2021-05-04\n", "date: 2021-05-04\nstatus: draft\n"))
    assert not [each for each in site.check(root)[1] if each.code == "unknown-page"]
    make_site({**files, "content/entries/2021-06-01-second.md": draft.format(status="published")})
    assert not [each for each in site.check(root)[1] if each.code == "unknown-page"]
