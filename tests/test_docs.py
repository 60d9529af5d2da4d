"""Every command in the README and in docs/ is run, in its order, in a copy of the project."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from dateline.cli.parser import COMMANDS

ROOT = Path(__file__).parents[1]
DOCS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
COPIED = (
    "content",
    "templates",
    "static",
    "examples",
    "build.py",
    "Makefile",
    "pyproject.toml",
    "constraints.txt",
    "README.md",
    "dateline",
    "LICENSE",
)


def commands(path: Path) -> list[str]:
    """The commands of a page, in order."""
    lines = [line for block in BLOCK.findall(path.read_text(encoding="utf-8")) for line in block.splitlines()]
    assert all(line.startswith("$ ") for line in lines), f"{path.name}: a console block holds commands only"
    return [line[2:] for line in lines]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The project without its history, with this test's own environment as .venv."""
    root = tmp_path / "dateline"
    root.mkdir()
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, root / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(source, root / name)
    (root / ".venv").symlink_to(sys.prefix)
    return root


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def environment(root: Path) -> dict[str, str]:
    path = f"{sys.prefix}/bin{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "VIRTUAL_ENV": sys.prefix, "SOURCE_DATE_EPOCH": "1767225600", "PWD": str(root)}


def serves(command: str, folder: Path) -> None:
    """A server comes up, shows a page, and ends on Ctrl-C."""
    port = free_port()
    process = subprocess.Popen(
        [*command.split(), "--port", str(port)],
        cwd=folder,
        env=environment(folder),
        start_new_session=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    try:
        for _ in range(200):
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as page:
                    assert b"<h1" in page.read()
                break
            except (urllib.error.URLError, ConnectionError):
                assert process.poll() is None, process.stdout and process.stdout.read()
                time.sleep(0.1)
        else:
            pytest.fail("nothing was served")
    finally:
        os.killpg(process.pid, signal.SIGINT)
        process.communicate(timeout=20)


@pytest.mark.parametrize("page", DOCS, ids=lambda page: page.name)
def test_commands_work(page: Path, checkout: Path) -> None:
    folder = checkout
    for command in commands(page):
        if command.startswith("cd "):
            folder = (folder / command[3:]).resolve()
            continue
        if command.startswith(". "):
            assert (folder / command[2:]).is_file(), command
            continue
        if command.endswith(" serve"):
            serves(command, folder)
            continue
        # Tests don't run themselves, and don't install; that a fresh clone does both is seen in CI.
        words = command.replace("make", "make --dry-run", 1) if command.startswith("make") else command
        done = subprocess.run(
            ["bash", "-c", words], cwd=folder, env=environment(folder), capture_output=True, text=True, timeout=120
        )
        assert done.returncode == 0, f"{page.name}: {command}\n{done.stdout}{done.stderr}"


def test_every_command_is_explained() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in DOCS)
    assert [name for name in COMMANDS if f"dateline {name}" not in text] == []


@pytest.mark.parametrize("page", [*DOCS, ROOT / "CHANGELOG.md"], ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
    missing = [each for each in targets if not each.startswith("https://") and not (page.parent / each).exists()]
    assert missing == []


def test_make_targets_exist() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in DOCS)
    for target in {"", *re.findall(r"`make ([a-z]+)`", text)}:
        done = subprocess.run(["make", "--dry-run", *target.split()], cwd=ROOT, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
