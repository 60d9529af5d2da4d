"""Writing what a command proposes: whole files or none, nothing overwritten, and an interruption that leaves no trace."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from importing import tree

from dateline.content import changes
from dateline.content.changes import ChangeError, Changes

PLAN = Changes(
    content={"content/sources/a.md": "a\n", "content/entries/2021-01-01-b.md": "b\n"},
    proposals={"inbox/2021-01-01-c.md": "c\n"},
    archive={"a.txt": b"text\n", "originals/00ff.txt": b"\x00\xff"},
    additions={"content/actors.yaml": "- id: b\n  kind: person\n  name: B\n"},
)
MADE = {
    "archive/a.txt": b"text\n",
    "archive/originals/00ff.txt": b"\x00\xff",
    "content/actors.yaml": b"# who\n- {id: a, kind: person, name: A}\n- id: b\n  kind: person\n  name: B\n",
    "content/entries/2021-01-01-b.md": b"b\n",
    "content/sources/a.md": b"a\n",
    "inbox/2021-01-01-c.md": b"c\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    (root / "content").mkdir(parents=True)
    (root / "content" / "actors.yaml").write_bytes(b"# who\n- {id: a, kind: person, name: A}")
    return root


def test_apply_makes_every_file(root: Path) -> None:
    written = changes.apply(PLAN, root, root / "archive")
    assert tree(root) == MADE
    assert written == sorted(MADE)


ADDED = "- id: b\n  kind: person\n\n  name: B\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", ADDED),
        ("# none yet", f"# none yet\n{ADDED}"),
        ("---\n- {id: a}\n", f"---\n- {{id: a}}\n{ADDED}"),
        ("  - {id: a}\n", "  - {id: a}\n  - id: b\n    kind: person\n\n    name: B\n"),
        ("-\n  id: a\n", f"-\n  id: a\n{ADDED}"),
        ("- {id: a}\r\n", "- {id: a}\r\n" + ADDED.replace("\n", "\r\n")),
    ],
)
def test_a_list_is_added_to_in_its_own_style(root: Path, before: str, after: str) -> None:
    target = root / "content/actors.yaml"
    target.write_bytes(before.encode())
    changes.apply(Changes(additions={"content/actors.yaml": ADDED}), root, root / "archive")
    assert target.read_bytes().decode() == after


@pytest.mark.parametrize("before", ["[]\n", "[{id: a}]\n", "a: b\n", "- {id: a}\n...\n", "- a: [\n", "- \xff\x00\n"])
def test_a_list_that_can_not_be_added_to_stays_and_nothing_is_written(root: Path, before: str) -> None:
    (root / "content/actors.yaml").write_bytes(before.encode("latin-1"))
    held = tree(root)
    with pytest.raises(ChangeError, match=r"^content/actors\.yaml: nothing can be added at its end; write the list as"):
        changes.apply(PLAN, root, root / "archive")
    assert tree(root) == held


def test_a_dry_run_names_them_and_writes_none(root: Path) -> None:
    before = tree(root)
    assert changes.apply(PLAN, root, root / "archive", dry_run=True) == sorted(MADE)
    assert tree(root) == before
    assert not (root / "archive").exists()


def test_files_can_be_read_by_the_web_server(root: Path) -> None:
    changes.apply(PLAN, root, root / "archive")
    for name in MADE:
        assert (root / name).stat().st_mode & 0o777 == 0o644, name


def test_what_exists_is_kept(root: Path) -> None:
    kept = {"content/sources/a.md": b"mine", "archive/a.txt": b"my text", "inbox/2021-01-01-c.md": b"my proposal"}
    for name, data in kept.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    written = changes.apply(PLAN, root, root / "archive")
    assert not set(kept) & set(written)
    found = tree(root)
    assert {name: found[name] for name in kept} == kept
    # A proposal is never lost: it gets a number.
    assert found["inbox/2021-01-01-c-2.md"] == b"c\n"


def test_a_dangling_link_is_not_followed(root: Path) -> None:
    (root / "content" / "sources").mkdir()
    (root / "content" / "sources" / "a.md").symlink_to(root / "elsewhere")
    changes.apply(PLAN, root, root / "archive")
    assert not (root / "elsewhere").exists()


@pytest.mark.parametrize("path", ["../x", "/x", "a/../../x", "", "a\\..\\x"])
def test_a_path_that_leads_out_is_refused(root: Path, path: str) -> None:
    with pytest.raises(ValueError, match="is no path inside"):
        changes.apply(Changes(content={path: "x"}), root, root / "archive")


def test_nothing_to_do(root: Path) -> None:
    assert not Changes()
    assert changes.apply(Changes(), root, root / "archive") == []
    assert changes.resume(root, root / "archive") is False
    assert not (root / "archive").exists()


class Killed(BaseException):
    """Stands for the end of the process."""


def dying(after: int, function: Callable[..., object]) -> Callable[..., object]:
    """A function that works some times and then kills."""
    left = [after]

    def call(*args: object, **kwargs: object) -> object:
        if left[0] == 0:
            raise Killed
        left[0] -= 1
        return function(*args, **kwargs)

    return call


@pytest.mark.parametrize("after", range(12))
@pytest.mark.parametrize("step", ["link", "unlink", "write"])
def test_an_interruption_leaves_nothing_or_is_finished(
    root: Path, monkeypatch: pytest.MonkeyPatch, after: int, step: str
) -> None:
    before = tree(root)
    with monkeypatch.context() as patch:
        if step == "link":
            patch.setattr(os, "link", dying(after, os.link))
        elif step == "unlink":
            patch.setattr(Path, "unlink", dying(after, Path.unlink))
        else:
            patch.setattr(changes, "_write_whole", dying(after, changes._write_whole))
        try:
            changes.apply(PLAN, root, root / "archive")
        except Killed:
            killed = True
        else:
            killed = False
    resumed = changes.resume(root, root / "archive")
    if not resumed and killed:
        assert tree(root) == before
        changes.apply(PLAN, root, root / "archive")
    assert tree(root) == MADE
    assert changes.resume(root, root / "archive") is False


def test_without_links_files_are_copied(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(1, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    changes.apply(PLAN, root, root / "archive")
    assert tree(root) == MADE


def test_a_disk_that_refuses_is_named(root: Path) -> None:
    (root / "archive").write_text("not a folder", encoding="utf-8")
    with pytest.raises(ChangeError, match="archive"):
        changes.apply(PLAN, root, root / "archive")


def test_a_list_that_was_edited_in_between_is_added_to_once(root: Path) -> None:
    changes.apply(PLAN, root, root / "archive")
    twice = Changes(additions=PLAN.additions)
    path = root / "content" / "actors.yaml"
    path.write_bytes(path.read_bytes() + b"# the end\n")
    changes.apply(twice, root, root / "archive")
    assert path.read_bytes().count(b"- id: b") == 2
    assert path.read_bytes().startswith(MADE["content/actors.yaml"] + b"# the end\n")
