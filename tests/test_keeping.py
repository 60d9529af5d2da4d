"""What is kept between builds, and what is made ahead for them: it changes nothing of what comes out."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from conftest import SITE

from dateline import site
from dateline.content.files import read_folder
from dateline.keeping import Keeping
from dateline.render import ThemeError


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for path, text in SITE.items():
        place = tmp_path / "talks" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return tmp_path / "talks"


def files(folder: Path) -> dict[str, bytes]:
    return {
        f"{path.relative_to(folder)}": path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != ".dateline.lock"
    }


COMPILING = """
import sys
from pathlib import Path
from dateline.content.files import read_folder
from dateline.keeping import CODE, Keeping

root = Path(sys.argv[1])
keeping = Keeping(root)
with keeping.templates(read_folder(root), 2):
    assert not keeping.shelf.names(CODE)
print(len(keeping.shelf.names(CODE)))
"""


def test_templates_that_another_process_compiles_give_the_same_site(root: Path, tmp_path: Path) -> None:
    # In a process of its own: threads that other tests leave behind would forbid to fork.
    done = subprocess.run([sys.executable, "-c", COMPILING, root], capture_output=True, text=True, check=True)
    assert int(done.stdout) > 0
    assert site.build(root, tmp_path / "two", jobs=2).ok
    assert site.build(root, tmp_path / "one", jobs=1, clean=True).ok
    assert files(tmp_path / "two") == files(tmp_path / "one")


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_template_that_is_wrong_is_told_the_same_way(root: Path, tmp_path: Path, jobs: int) -> None:
    (root / "templates").mkdir()
    (root / "templates/entry.html").write_text("<p>\n{% if %}\n")
    with pytest.raises(ThemeError, match=r"templates/entry\.html:2"):
        site.build(root, tmp_path / "out", jobs=jobs)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_theme_that_cannot_be_read_comes_after_the_content(root: Path, tmp_path: Path, jobs: int) -> None:
    (root / "templates").mkdir()
    (root / "templates/entry.html").write_bytes(b"\xff")
    with pytest.raises(ThemeError, match="byte 0 is not UTF-8"):
        site.build(root, tmp_path / "out", jobs=jobs)
    (root / "content/topics.yaml").write_text("- {id: water}\n")
    assert not site.build(root, tmp_path / "out", jobs=jobs).ok


def test_a_problem_has_its_line_though_the_text_was_let_go_of(root: Path) -> None:
    place = next((root / "content/entries").glob("*.md"))
    text = place.read_text(encoding="utf-8")
    place.write_text(text.replace("\n", "\r\n", 1).replace("title:", "part_of: nowhere\ntitle:", 1), encoding="utf-8")
    folder = read_folder(root)
    path = f"content/entries/{place.name}"
    assert len(Keeping(root).documents(folder, 1)) > 1
    assert path not in folder.texts
    again = folder.again(path)
    assert again is not None
    assert "\r" not in again
    problem = next(each for each in site.check(root)[1] if each.path == path)
    line = again.splitlines().index("part_of: nowhere") + 1
    assert (problem.line, problem.column) == (line, len("part_of: ") + 1)
    place.unlink()
    assert folder.again(path) is None
