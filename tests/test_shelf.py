"""What is kept between builds: found again by its key, and never trusted where it may be another's."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dateline.content import shelf as shelves
from dateline.content.shelf import Shelf


def shelf(root: Path, version: str = "1") -> Shelf:
    return Shelf(root, "read", version)


def test_what_is_put_is_found_by_its_key(tmp_path: Path) -> None:
    first = shelf(tmp_path)
    first.put("content/a.md", "k1", "made of a\nin two lines — ü")
    assert first.get("content/a.md", "k1") == "made of a\nin two lines — ü"
    first.save()
    again = shelf(tmp_path)
    assert again.get("content/a.md", "k1") == "made of a\nin two lines — ü"
    assert again.get("content/a.md", "k2") is None
    assert again.get("content/b.md", "k1") is None
    assert again.latest("content/a.md") == "made of a\nin two lines — ü"
    assert again.all_of("content/") == {"a.md": "made of a\nin two lines — ü"}


def test_rows_are_appended_and_forgotten(tmp_path: Path) -> None:
    for number in range(5):
        now = shelf(tmp_path)
        now.put(f"n{number}", "k", "x" * 100)
        now.save()
    assert sorted(shelf(tmp_path).names("n")) == ["n0", "n1", "n2", "n3", "n4"]
    now = shelf(tmp_path)
    now.put("n0", "k", "y")
    now.save(["n0"])
    assert shelf(tmp_path).all_of("n") == {"0": "y"}


def test_the_file_does_not_grow_for_ever(tmp_path: Path) -> None:
    for number in range(200):
        now = shelf(tmp_path)
        now.put("a", "k", f"{number:01000}")
        now.save()
    assert (tmp_path / ".dateline-cache/read").stat().st_size < 5000
    assert shelf(tmp_path).latest("a") == f"{199:01000}"


def test_much_is_set_aside_on_the_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelves, "_HELD", 500)
    now = shelf(tmp_path)
    for number in range(50):
        now.put(f"n{number}", "k", f"{number}" * 50)
        assert now.latest("n0") == "0" * 50
    now.save()
    assert shelf(tmp_path).all_of("n") == {f"{number}": f"{number}" * 50 for number in range(50)}
    assert sorted(path.name for path in (tmp_path / ".dateline-cache").iterdir()) == [".gitignore", "read", "read.list"]


@pytest.mark.parametrize("name", ["read", "read.list"])
@pytest.mark.parametrize("damage", ["cut", "flip", "empty", "gone", "folder"])
def test_damage_is_as_good_as_nothing(tmp_path: Path, name: str, damage: str) -> None:
    now = shelf(tmp_path)
    now.put("a", "k", "made of a")
    now.save()
    place = tmp_path / ".dateline-cache" / name
    raw = bytearray(place.read_bytes())
    if damage == "cut":
        place.write_bytes(raw[:-3])
    elif damage == "flip":
        raw[-2] ^= 1
        place.write_bytes(raw)
    elif damage == "empty":
        place.write_bytes(b"")
    else:
        place.unlink()
        if damage == "folder":
            place.mkdir()
    assert shelf(tmp_path).get("a", "k") is None


def test_another_program_and_another_folder_have_nothing_of_it(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    now = shelf(tmp_path / "here")
    now.put("a", "k", "<script>from a pull request</script>")
    now.save()
    assert shelf(tmp_path / "here", "2").get("a", "k") is None
    shutil.copytree(tmp_path / "here", tmp_path / "there")
    assert shelf(tmp_path / "there").get("a", "k") is None


def test_what_others_appended_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    start = shelf(tmp_path)
    start.put("a", "k", "x" * 1000)
    start.save()
    one, other = shelf(tmp_path), shelf(tmp_path)
    one.put("b", "k", "of one")
    other.put("c", "k", "of the other")
    one.save()
    other.save()
    assert shelf(tmp_path).all_of("") == {"a": "x" * 1000, "b": "of one"}
