"""Writing what a command proposes: whole files or none, nothing overwritten, and an interruption that leaves no trace."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from importing import tree

from dateline.content import changes
from dateline.content.changes import ChangeError, Changes
from dateline.output import lock

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
    assert changes.resume(root, root / "archive") is None
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
    assert changes.resume(root, root / "archive") is None


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


ACTORS = "content/actors.yaml"


def begun(root: Path, monkeypatch: pytest.MonkeyPatch, *, after: int = 20) -> None:
    """An `apply` that was killed when all was laid out, after a number of files had come into place."""
    with monkeypatch.context() as patch:
        if after < 20:
            patch.setattr(os, "link", dying(after, os.link))
        else:
            patch.setattr(changes, "_carry_out", dying(0, changes._carry_out))
        with pytest.raises(Killed):
            changes.apply(PLAN, root, root / "archive")


BETWEEN = {
    "nothing": ("", 1),
    "a line at the end": ("{now}# the end\n", 1),
    "a line at the head": ("# the head\n{now}", 1),
    "an item between": ("- {{id: x, kind: person, name: X}}\n{now}", 1),
    "the item by hand": ("{now}\n- {{id: b, kind: person, name: Somebody}}\n", 0),
    "the item by hand, at the head": ("- {{id: b, kind: person, name: Somebody}}\n{now}", 0),
    "the item under a new name": ("{now}\n- {{id: c, kind: person, name: B, aliases: [b]}}\n", 0),
}


@pytest.mark.parametrize("added", [False, True])
@pytest.mark.parametrize("edit", BETWEEN)
def test_a_list_that_was_edited_in_between_is_added_to_once(
    root: Path, monkeypatch: pytest.MonkeyPatch, edit: str, added: bool
) -> None:
    begun(root, monkeypatch, after=2 if added else 20)
    path = root / ACTORS
    text, times = BETWEEN[edit]
    held = path.read_text(encoding="utf-8")
    if added and not times:
        held = held.replace("- id: b\n  kind: person\n  name: B\n", "")
    held = text.format(now=held) if text else held
    path.write_text(held, encoding="utf-8")
    changes.resume(root, root / "archive")
    now = path.read_text(encoding="utf-8")
    assert now.startswith(held.rstrip("\n"))
    assert now.count("- id: b\n  kind: person\n  name: B\n") == times
    changes.apply(Changes(additions=PLAN.additions), root, root / "archive")
    assert path.read_text(encoding="utf-8") == now


def test_of_two_items_the_one_that_is_lacking_is_added(root: Path) -> None:
    more = "- id: a\n  kind: person\n  name: Another\n- id: c\n  kind: person\n  name: |-\n    - C\n"
    changes.apply(Changes(additions={ACTORS: more}), root, root / "archive")
    assert (root / ACTORS).read_text(encoding="utf-8") == (
        "# who\n- {id: a, kind: person, name: A}\n- id: c\n  kind: person\n  name: |-\n    - C\n"
    )


def test_a_list_that_was_broken_in_between_stops_the_rest_until_it_is_mended(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun(root, monkeypatch)
    held = (root / ACTORS).read_bytes()
    (root / ACTORS).write_bytes(b"- a: [\n")
    with pytest.raises(ChangeError, match=r"^content/actors\.yaml: nothing can be added at its end; write the list as"):
        changes.resume(root, root / "archive")
    (root / ACTORS).write_bytes(held)
    assert changes.resume(root, root / "archive") == changes.Resumed(files=6, completed=4)
    assert tree(root) == MADE


def test_what_was_finished_is_counted(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun(root, monkeypatch, after=3)
    assert changes.is_waiting(root / "archive")
    assert changes.resume(root, root / "archive") == changes.Resumed(files=6, completed=2)
    assert not changes.is_waiting(root / "archive")


def test_a_file_that_is_gone_from_the_stage_is_missed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun(root, monkeypatch)
    stage = root / "archive" / ".importing"
    (stage / "000000").unlink()
    told = f"^what was to become a.txt is gone from {stage}; delete that folder and import the same again$"
    with pytest.raises(ChangeError, match=told):
        changes.resume(root, root / "archive")
    (root / "archive" / "a.txt").write_bytes(b"other text\n")
    with pytest.raises(ChangeError, match=told):
        changes.resume(root, root / "archive")
    (root / "archive" / "a.txt").write_bytes(b"text\n")
    assert changes.resume(root, root / "archive") == changes.Resumed(files=6, completed=5)
    assert tree(root) == MADE


def test_what_one_timeline_laid_out_is_not_brought_into_another(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun(root, monkeypatch)
    other = tmp_path / "other"
    (other / "content").mkdir(parents=True)
    with pytest.raises(ChangeError, match=r"is what an interrupted import into .*site left; import there first, or"):
        changes.resume(other, root / "archive")
    assert tree(other) == {}
    # The timeline may move, with its archive.
    moved = root.rename(tmp_path / "moved")
    changes.resume(moved, moved / "archive")
    assert tree(moved) == MADE


@pytest.mark.parametrize(
    "told", ["[]", "{}", '{"root": 1, "files": []}', '{"root": "..", "files": [{}]}', "[" * 10_000]
)
def test_a_list_of_nobody_is_refused(root: Path, told: str) -> None:
    (root / "archive" / ".importing").mkdir(parents=True)
    (root / "archive" / ".importing" / "ready.json").write_text(told, encoding="utf-8")
    with pytest.raises(ChangeError, match=r"is none of an import's; delete it and import again"):
        changes.resume(root, root / "archive")


@pytest.mark.parametrize("data", [b"", b"\xff\n", b"a: b\n", b"- a: [\n", b"[{id: x}]\n"])
def test_an_addition_of_nobody_is_refused(root: Path, monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    begun(root, monkeypatch)
    held = (root / ACTORS).read_bytes()
    (root / "archive" / ".importing" / "000002").write_bytes(data)
    with pytest.raises(ChangeError, match=r"^content/actors\.yaml: "):
        changes.resume(root, root / "archive")
    assert (root / ACTORS).read_bytes() == held


def test_only_one_is_at_work(root: Path, tmp_path: Path) -> None:
    before = tree(root)
    for places in ((root,), (root, root / "archive"), (tmp_path / "other", root / "archive")):
        with changes.alone(*places):
            with pytest.raises(ChangeError, match=r"^another import is at work in this timeline; wait for its end and"):
                changes.alone(*places).__enter__()
            if hasattr(os, "fork"):
                child = os.fork()
                if not child:  # it has not the lock, and does not end it
                    os._exit(bool(lock._held))
                assert os.waitpid(child, 0)[1] == 0
            with pytest.raises(ChangeError), changes.alone(*places):
                pass
        assert tree(root) == before
    assert not (root / "archive").exists()


def test_a_folder_that_leads_elsewhere_is_not_locked(root: Path, tmp_path: Path) -> None:
    for name in (".dateline-cache", "archive"):
        (root / name).symlink_to(tmp_path)
    with pytest.raises(ChangeError, match=r"\.dateline-cache is a symbolic link"), changes.alone(root):
        pass
    with pytest.raises(ChangeError, match=r"archive is a symbolic link"), changes.alone(root, root / "archive"):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
