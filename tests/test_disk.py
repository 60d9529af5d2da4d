"""Writing files: whole or not at all, and nothing outside the folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dateline.content import disk
from dateline.content.disk import DiskError


def tree(root: Path) -> dict[str, str]:
    files = (path for path in sorted(root.rglob("*")) if path.is_file() or path.is_symlink())
    return {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in files}


def test_files_are_written_replaced_and_taken_away(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("old")
    (tmp_path / "b.md").write_text("old")
    (tmp_path / "c.md").write_text("kept")
    disk.put(tmp_path, {"a.md": "nёw", "b.md": None, "deep/er/d.md": b"bytes\r\n", "none.md": None})
    assert tree(tmp_path) == {"a.md": "nёw", "c.md": "kept", "deep/er/d.md": "bytes\n"}
    assert (tmp_path / "deep/er/d.md").read_bytes() == b"bytes\r\n"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_files_are_readable_by_everybody(tmp_path: Path) -> None:
    disk.put(tmp_path, {"a.md": "x"})
    assert (tmp_path / "a.md").stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("../a.md", "“../a.md” is not a path inside the folder of the site"),
        ("/etc/a", "“/etc/a” is not a path inside the folder of the site"),
        ("a/../b", "“a/../b” is not a path inside the folder of the site"),
        ("a//b", "“a//b” is not a path inside the folder of the site"),
        ("./a", "“./a” is not a path inside the folder of the site"),
        ("", "“” is not a path inside the folder of the site"),
        ("c:\\a", "“c:\\a” has a character that file names had better not have"),
        ("a\nb", "“a\nb” has a character that file names had better not have"),
        ("folder", "folder is not what is expected there, so folder is left alone"),
        ("file/x", "file is not what is expected there, so file/x is left alone"),
    ],
)
def test_odd_paths_are_refused(tmp_path: Path, path: str, message: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("x")
    with pytest.raises(DiskError) as caught:
        disk.put(tmp_path, {"fine.md": "x", path: "y"})
    assert caught.value.message == message
    assert tree(tmp_path) == {"file": "x"}


def test_links_are_not_followed(tmp_path: Path) -> None:
    outside, root = tmp_path / "outside", tmp_path / "root"
    outside.mkdir()
    root.mkdir()
    (outside / "a.md").write_text("theirs")
    (root / "link").symlink_to(outside)
    (root / "a.md").symlink_to(outside / "a.md")
    (root / "gone.md").symlink_to(outside / "nothing")
    for path in ("link/a.md", "a.md", "gone.md"):
        for content in ("x", None):
            with pytest.raises(DiskError) as caught:
                disk.put(root, {path: content})
            assert "is a symbolic link" in caught.value.message
        with pytest.raises(DiskError):
            disk.read(root, [path])
    assert tree(outside) == {"a.md": "theirs"}
    assert disk.existing(root, ["a.md", "gone.md", "none.md"]) == {"a.md", "gone.md"}


def test_new_files_never_replace_others(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("mine")
    with pytest.raises(DiskError) as caught:
        disk.put(tmp_path, {"b.md": "x", "a.md": "y"}, new=True)
    assert caught.value.message == "a.md is there already"
    assert tree(tmp_path) == {"a.md": "mine"}


def test_what_was_replaced_is_put_back_where_something_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.md").write_text("old")
    replace = Path.replace

    def failing(self: Path, target: Path) -> Path:
        if target.name == "b.md":
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(DiskError) as caught:
        disk.put(tmp_path, {"a.md": "new", "c.md": "new", "b.md": "new"})
    assert str(caught.value) == "b.md can't be written: No space left on device"
    assert tree(tmp_path) == {"a.md": "old"}


def test_files_of_the_archive_get_other_names(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / "b.txt").write_text("b")
    disk.move(tmp_path, {"a.txt": "c.txt"})
    assert tree(tmp_path) == {"b.txt": "b", "c.txt": "a"}
    with pytest.raises(DiskError) as caught:
        disk.move(tmp_path, {"c.txt": "b.txt"})
    assert caught.value.message == f"{tmp_path.name}/b.txt is there already"
    assert tree(tmp_path) == {"b.txt": "b", "c.txt": "a"}


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DiskError) as caught:
        disk.read(tmp_path, ["a.md"])
    assert str(caught.value) == "a.md: the file can't be read: No such file or directory"
