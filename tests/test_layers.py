"""The arrows between the rooms: imports go one way, and the disk is touched only where it may be."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "dateline"

# From top to bottom; rooms on one line don't import each other.
LAYERS = (
    {"launch"},
    {"cli"},
    {"progress"},
    {"preview"},
    {"site", "importing"},
    {"examining", "patching"},
    {"keeping", "checks", "derived_dates", "holdings", "intake"},
    {"rebuild"},
    {"ingest", "render"},
    {"content", "evidence"},
    {"model", "markdown"},
    {"fetching"},
    {"problems", "dates", "output", "plain"},
    {"bodies", "crew"},
    {"records", "digests", "stamps", "workers", "patterns"},
)
LEVEL = {room: level for level, rooms in enumerate(LAYERS) for room in rooms}

# Rooms and modules that may touch the disk, the clock, the environment or the screen.
AT_THE_EDGE = {
    "launch",
    "cli",
    "progress",
    "content",
    "output",
    "render.templates",
    "stamps",
    "workers",
    "crew",
    "fetching",
}

# Heavy or dangerous libraries, and the only module, or room with all its modules, that may use each.
ONLY_USER = {
    "yaml": "content.frontmatter",
    "jinja2": "render.engine",
    "markdown_it": "markdown",
    "livereload": "output.preview",
}


def modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def room_of(name: str) -> str:
    return name.split(".")[0]


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """Every imported module of a file, by its full name, with its line; also those inside functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: relative import"
            assert node.module
            if node.module == "dateline":
                for alias in node.names:
                    yield f"dateline.{alias.name}", node.lineno
            else:
                yield node.module, node.lineno


def test_every_room_has_its_place() -> None:
    rooms = {room_of(name_of(path)) for path in modules()} - {""}
    assert rooms <= set(LEVEL), "a new room needs a place in docs/architecture.md and here"


@pytest.mark.parametrize("path", modules(), ids=lambda path: name_of(path) or "dateline")
def test_imports_go_down(path: Path) -> None:
    room = room_of(name_of(path))
    wrong = []
    for name, line in imports(path):
        target = name.split(".")[1:2]
        if not name.startswith("dateline.") or target == [room] or target[0].startswith("__"):
            continue
        if room and LEVEL[target[0]] <= LEVEL[room]:
            wrong.append(f"{path.relative_to(ROOT)}:{line}: {room} imports {name}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("path", modules(), ids=lambda path: name_of(path) or "dateline")
def test_libraries_have_one_user(path: Path) -> None:
    users = [(name.split(".")[0], line) for name, line in imports(path)]
    wrong = [
        f"{path.relative_to(ROOT)}:{line}: only {ONLY_USER[library]} uses {library}"
        for library, line in users
        if library in ONLY_USER and not f"{name_of(path)}.".startswith(f"{ONLY_USER[library]}.")
    ]
    assert not wrong, "\n".join(wrong)


def test_dateparser_is_used_for_single_phrases_only() -> None:
    users = {name_of(path) for path in modules() for name, _ in imports(path) if name.split(".")[0] == "dateparser"}
    assert all(user.startswith(("ingest.timex", "content.")) for user in users), users


IMPURE_MODULES = {
    "os",
    "subprocess",
    "socket",
    "urllib.request",
    "http",
    "time",
    "random",
    "secrets",
    "tempfile",
    "shutil",
}
IMPURE_METHODS = {
    "read_text", "read_bytes", "write_text", "write_bytes", "mkdir", "unlink", "rmdir",
    "iterdir", "glob", "rglob", "exists", "is_file", "is_dir", "stat", "now", "today", "getenv", "environ", "touch",
    "lstat", "is_symlink", "absolute", "scandir", "cwd", "home", "expanduser",
}  # fmt: skip


PURE = [path for path in modules() if not {room_of(name_of(path)), name_of(path)} & AT_THE_EDGE]


@pytest.mark.parametrize("path", PURE, ids=lambda path: name_of(path) or "dateline")
def test_the_rest_is_pure(path: Path) -> None:
    wrong = [f"line {line}: imports {used}" for used, line in imports(path) if used in IMPURE_MODULES]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Name) and called.id in {"open", "print", "input"}:
                wrong.append(f"line {node.lineno}: calls {called.id}()")
            if isinstance(called, ast.Attribute) and called.attr in IMPURE_METHODS:
                wrong.append(f"line {node.lineno}: calls .{called.attr}()")
    assert not wrong, f"{path.relative_to(ROOT)}: " + "; ".join(wrong)
