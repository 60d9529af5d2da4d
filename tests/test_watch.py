"""Watching: which files changed, told once a save is complete."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dateline.output import watch
from dateline.output.watch import Changed, Notified, Watch, watcher

KINDS = [Watch, pytest.param(Notified, marks=pytest.mark.skipif(sys.platform != "linux", reason="inotify is Linux's"))]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("content/site.yaml", "content/entries/a.md", "content/entries/b.md", "static/site.css"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("as it was")
    return tmp_path


@pytest.fixture(params=KINDS)
def watched(request: pytest.FixtureRequest, root: Path) -> Iterator[Watch]:
    made: Watch = request.param([root / "content", root / "templates", root / "static"])
    yield made
    made.close()


def known(changed: Changed) -> set[Path]:
    assert changed is not None
    return set(changed)


def told(watched: Watch, change: Callable[[], object], patience: float = 5) -> set[Path]:
    """What is told of a change that is made while somebody waits."""

    async def both() -> set[Path]:
        waiting = asyncio.create_task(watched.changes())
        await asyncio.sleep(0.05)
        await asyncio.to_thread(change)
        return known(await asyncio.wait_for(waiting, patience))

    return asyncio.run(both())


def renamed_over(path: Path) -> None:
    beside = path.with_name(f".{path.name}.new")
    beside.write_text("as an editor saves it")
    beside.replace(path)


CHANGES: dict[str, tuple[Callable[[Path], object], set[str]]] = {
    "written in place": (lambda root: (root / "content/entries/a.md").write_text("new"), {"content/entries/a.md"}),
    "renamed over": (lambda root: renamed_over(root / "content/entries/a.md"), {"content/entries/a.md"}),
    "new": (lambda root: (root / "content/entries/c.md").write_text("new"), {"content/entries/c.md"}),
    "gone": (lambda root: (root / "content/entries/b.md").unlink(), {"content/entries/b.md"}),
    "renamed": (
        lambda root: (root / "content/entries/b.md").rename(root / "content/entries/d.md"),
        {"content/entries/b.md", "content/entries/d.md"},
    ),
    "linked": (
        lambda root: os.link(root / "static/site.css", root / "content/entries/e.md"),
        {"static/site.css", "content/entries/e.md"},
    ),
    "the same bytes again": (lambda root: (root / "content/site.yaml").write_text("as it was"), {"content/site.yaml"}),
    "a folder that was not there": (
        lambda root: shutil.copytree(root / "static", root / "templates"),
        {"templates/site.css"},
    ),
    "a folder deep in another": (
        lambda root: shutil.copytree(root / "content/entries", root / "content/media/photos/deep"),
        {"content/media/photos/deep/a.md", "content/media/photos/deep/b.md"},
    ),
    "a folder that goes": (
        lambda root: shutil.rmtree(root / "content/entries"),
        {"content/entries/a.md", "content/entries/b.md"},
    ),
    "a folder under another name": (
        lambda root: (root / "content/entries").rename(root / "content/older"),
        {f"content/{folder}/{name}.md" for folder in ("entries", "older") for name in "ab"},
    ),
    "a link, which is not followed": (
        lambda root: (root / "content/entries/link.md").symlink_to("/etc/hostname"),
        {"content/entries/link.md"},
    ),
}


@pytest.mark.parametrize("what", CHANGES)
def test_what_changes_is_told(what: str, watched: Watch, root: Path) -> None:
    change, expected = CHANGES[what]
    wanted = {root / name for name in expected}
    found = told(watched, lambda: change(root))
    while not found >= wanted:  # a look in the middle of a change tells the rest later
        found |= told(watched, lambda: None)
    assert found == wanted


def test_it_goes_on_after_every_change(watched: Watch, root: Path) -> None:
    for number in range(3):
        (root / "content/media").mkdir(exist_ok=True)
        for name in (f"content/media/{number}.svg", "content/entries/a.md", f"content/new-{number}.yaml"):
            found = told(watched, lambda name=name, number=number: (root / name).write_text(f"{number}"))  # type: ignore[misc]
            assert root / name in found
    shutil.rmtree(root / "content/entries")
    told(watched, lambda: None)
    (root / "content/entries").mkdir()
    assert told(watched, lambda: (root / "content/entries/a.md").write_text("again")) == {root / "content/entries/a.md"}


def test_what_changes_while_nobody_waits_is_told_later(watched: Watch, root: Path) -> None:
    (root / "content/entries/a.md").write_text("one")
    (root / "content/entries/b.md").write_text("two")
    assert told(watched, lambda: None) == {root / "content/entries/a.md", root / "content/entries/b.md"}


@pytest.mark.parametrize(
    "change",
    [
        lambda root: (root / "content/entries/.a.md.swp").write_text("x"),
        lambda root: (root / "content/entries/a.md~").write_text("x"),
        lambda root: (root / "content/entries/4913").touch() or (root / "content/entries/4913").unlink(),
        lambda root: (root / "content/entries/a.md").read_text(),
        lambda root: (root / "other.txt").write_text("beside what is watched"),
        lambda root: (root / "public").mkdir(),
    ],
)
def test_what_changes_nothing_is_not_told(change: Callable[[Path], object], watched: Watch, root: Path) -> None:
    with pytest.raises(TimeoutError):
        told(watched, lambda: change(root), patience=0.4)


def test_a_file_that_is_being_written_is_waited_for(watched: Watch, root: Path) -> None:
    """A save in pieces, each within a moment of the last one, is one change."""
    path = root / "content/entries/a.md"

    async def write() -> tuple[set[Path], int]:
        waiting = asyncio.create_task(watched.changes())
        await asyncio.sleep(0.02)
        with path.open("w") as file:
            for _ in range(8):
                file.write("a piece of it\n")
                file.flush()
                await asyncio.sleep(0.01)
        return known(await asyncio.wait_for(waiting, 5)), path.stat().st_size

    assert asyncio.run(write()) == ({path}, 8 * 14)
    with pytest.raises(TimeoutError):
        told(watched, lambda: None, patience=0.3)


def test_a_file_that_never_stops_changing_holds_up_nothing(watched: Watch, root: Path) -> None:
    path = root / "content/entries/a.md"

    async def write() -> set[Path]:
        waiting = asyncio.create_task(watched.changes())
        with path.open("w") as file:
            while not waiting.done():
                file.write("x")
                file.flush()
                await asyncio.sleep(0.005)
        return known(await waiting)

    assert asyncio.run(asyncio.wait_for(write(), 5)) == {path}


@pytest.mark.skipif(sys.platform != "linux", reason="inotify is Linux's")
def test_lost_messages_and_a_silent_system_are_made_good(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    messages = Notified._messages

    def lost(self: Notified) -> Iterator[tuple[int, int, str]]:
        list(messages(self))
        yield -1, watch._OVERFLOW, ""

    def silent(self: Notified) -> Iterator[tuple[int, int, str]]:
        list(messages(self))
        yield from ()

    for number, given in enumerate((lost, silent)):
        monkeypatch.setattr(Notified, "_messages", given)
        monkeypatch.setattr(Notified, "pause", 0.1)
        watched = Notified([root / "content"])
        path = root / f"content/entries/{number}.md"
        assert told(watched, lambda path=path: path.write_text("new")) == {path}  # type: ignore[misc]
        watched.close()


def test_without_the_systems_help_the_files_are_looked_at(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    made = watcher([root / "content"])
    assert type(made) is Watch
    assert told(made, lambda: (root / "content/entries/a.md").write_text("new")) == {root / "content/entries/a.md"}


def test_paths_begin_as_the_watched_place_does(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    made = watcher([Path("content"), Path("templates")])
    assert told(made, lambda: Path("content/entries/a.md").write_text("new")) == {Path("content/entries/a.md")}
    assert told(made, lambda: shutil.copytree("static", "templates")) == {Path("templates/site.css")}
    made.close()
