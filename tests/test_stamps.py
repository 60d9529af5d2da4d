"""Whether anything has changed: decided from paths, times and sizes, before anything else is imported."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import SITE

from dateline import launch, stamps

Lay = Callable[..., Path]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for path, text in SITE.items():
        place = tmp_path / "talks" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    age(tmp_path)
    return tmp_path / "talks"


def age(folder: Path) -> None:
    """Wait until what was written just now is old enough to be trusted."""
    marker = folder / "marker"
    while True:
        found = stamps.scan([str(folder)])
        marker.unlink(missing_ok=True)
        if -1 not in found.figures:
            return


def build(root: Path, *words: str) -> int:
    return launch.main(["build", "--root", str(root), *words])


def said(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out.splitlines()[-1].rpartition(": ")[2].split(";")[0]


def test_a_second_build_ends_before_anything_is_imported(root: Path) -> None:
    program = (
        "import sys\nfrom dateline.launch import main\nmain(sys.argv[1:])\n"
        "print(sorted(name for name in sys.modules if name.startswith('dateline') or name in ('re', 'json', 'typing')))"
    )
    command = [sys.executable, "-c", program, "build", "--root", str(root)]
    first = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    second = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    assert "dateline.site" in first[-1]
    assert second[-1] == "['dateline', 'dateline.launch', 'dateline.stamps']"
    assert second[:-2] == first[:-2]  # the warnings are told again
    assert second[-2].split(": ", 1)[1].startswith("0 files written, ")


def test_the_program_ends_with_the_code_and_the_words_of_its_command(root: Path) -> None:
    def run() -> subprocess.CompletedProcess[str]:
        launcher = Path(__file__).parents[1] / "build.py"
        return subprocess.run([sys.executable, launcher, "--root", root], capture_output=True, text=True, check=False)

    first, second = run(), run()
    assert (first.returncode, second.returncode) == (0, 0)
    assert "0 unchanged" in first.stdout.splitlines()[-1]
    assert "0 files written" in second.stdout.splitlines()[-1]
    assert not [*root.glob(".dateline-cache/*.new")]
    (root / "content/topics.yaml").write_text("- {id: water}\n")
    third = run()
    assert third.returncode == 1
    assert "nothing was written" in third.stderr


@pytest.mark.parametrize(
    ("change", "written"),
    [
        (lambda root: (root / "content/topics.yaml").write_text("- {id: water, title: Rivers}\n"), True),
        (lambda root: (root / "static").mkdir() or (root / "static/more.css").write_text("p{}"), True),
        (lambda root: (root / "public/index.html").unlink(), True),
        (lambda root: (root / "public/index.html").write_text("spoilt"), True),
        (lambda root: (root / "public/index.html").chmod(0o600), True),
        (lambda root: os.utime(root / "content/topics.yaml"), False),
        (lambda root: (root / "public/of-mine.txt").write_text("not Dateline's"), False),
    ],
)
def test_what_has_changed_is_seen(
    root: Path, capsys: pytest.CaptureFixture[str], change: Callable[[Path], object], written: bool
) -> None:
    build(root)
    change(root)
    capsys.readouterr()
    build(root)
    assert said(capsys).startswith("0 files written") != written


def test_another_build_is_another_matter(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    build(root)
    build(root, "--base-url", "https://talks.example/here/")
    assert said(capsys).split(" ")[0] != "0"


def test_a_name_with_a_new_line_is_remembered_nowhere(root: Path) -> None:
    (root / "archive").mkdir()
    (root / "archive/a\nb.txt").write_text("odd")
    age(root.parent)
    for number in range(3):
        assert build(root) == 0
        (root / "content/topics.yaml").write_text(f"- {{id: water, title: Water {number}}}\n")
    assert not list((root / stamps.FOLDER).glob("*.stamps"))


@pytest.mark.parametrize(
    "damage",
    [b"", b"\n", b"dateline 2 00000000 0\n", b"\xff" * 200, None],
    ids=["empty", "a line", "another check", "no text", "cut"],
)
def test_what_is_damaged_is_not_trusted(root: Path, capsys: pytest.CaptureFixture[str], damage: bytes | None) -> None:
    build(root)
    (place,) = (root / stamps.FOLDER).glob("*.stamps")
    raw = place.read_bytes()
    place.write_bytes(raw[: len(raw) // 2] if damage is None else damage)
    assert stamps.recall(stamps.Asked(["--root", str(root)], str(root), f"{root}/public", "")) is None
    capsys.readouterr()
    assert build(root) == 0
    assert said(capsys).startswith("0 files written")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], (".", "./public", "")),
        (["build"], (".", "./public", "")),
        (["build", "--root", "x"], ("x", "x/public", "")),
        (["--root=x", "--out", "y"], ("x", "y", "")),
        (["build", "--archive", "z", "--strict"], (".", "./public", "z")),
        (["build", "--clean"], None),
        (["check"], None),
        (["--help"], None),
    ],
)
def test_a_command_line_is_read_as_far_as_need_be(words: list[str], expected: tuple[str, str, str] | None) -> None:
    found = stamps.asked(words)
    assert (None if found is None else (found.root, found.out, found.archive)) == expected


def test_options_are_not_abbreviated(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert launch.main(["build", "--roo", str(root)]) == 2
    assert "unrecognized arguments: --roo" in capsys.readouterr().err


def test_only_entries_and_sources_are_edits(root: Path) -> None:
    build(root)
    age(root.parent)
    entry = root / "content/entries/2021-05-04-first-meeting.md"
    entry.write_text(entry.read_text() + "More.\n")
    asked = stamps.asked(["build", "--root", str(root)])
    assert asked is not None
    assert stamps.Before(asked).edited == ["content/entries/2021-05-04-first-meeting.md"]
    (root / "content/topics.yaml").write_text("- {id: water, title: Rivers}\n")
    assert stamps.Before(asked).edited is None


def test_a_file_of_this_moment_has_no_stamp(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x")
    assert -1 in stamps.scan([str(tmp_path)]).figures
    age(tmp_path)
    assert -1 not in stamps.scan([str(tmp_path)]).figures
