"""What `import` costs with many documents, and what it makes of a run that is killed.

    python benchmarks/import_scale.py costs 1000 2000 5000 10000
    python benchmarks/import_scale.py kills --documents 2000 --kills 20

`costs` imports so many made-up articles (raw text; `--pages` for HTML among it) into an empty timeline and prints, for
each number, documents a second of a core for the whole command, the time of the clock, and the largest memory of the
process and of one of its readers. `kills` imports with SIGKILL at random moments, beginning again each time, and
compares the timeline with that of one run, byte by byte; it ends with 1 where they differ.
"""

# The commands that this script runs are its own.
# ruff: noqa: S311

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.articles import articles  # noqa: E402

_DAY = "1763769600"
"""The instant that all runs take for now, so that their drafts bear one day."""
# Measured from within: a process that waits for others learns of the largest of them only.
_MEASURED = """
import resource, sys, time
sys.path.insert(0, sys.argv.pop(1))
from dateline.cli import main
begun = time.monotonic()
code = main(sys.argv[1:])
own, readers = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
spent = own.ru_utime + own.ru_stime + readers.ru_utime + readers.ru_stime
print(spent, time.monotonic() - begun, own.ru_maxrss, readers.ru_maxrss, file=sys.stderr)
sys.exit(code)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one import took."""

    documents: int
    """How many there were."""
    cpu: float
    """Seconds of processors, of all processes."""
    wall: float
    """Seconds of the clock."""
    memory: int
    """The most memory that the process held, MiB."""
    reader: int
    """The most that one of its readers held, MiB."""


def timeline(folder: Path) -> Path:
    """An empty timeline."""
    (folder / "content").mkdir(parents=True)
    (folder / "content" / "site.yaml").write_text("title: Talks\n", encoding="utf-8")
    return folder


def write_articles(folder: Path, count: int, *, pages: bool, seed: int = 1) -> Path:
    """A folder of so many made-up articles."""
    folder.mkdir()
    for name, data in articles(count, seed, pages=pages):
        (folder / name).write_bytes(data)
    return folder


def cost(documents: Path, count: int, jobs: int) -> Cost:
    """Import a folder into an empty timeline, and measure that."""
    with tempfile.TemporaryDirectory() as work:
        root = timeline(Path(work) / "site")
        words = ["import", f"{documents}", "--root", f"{root}", "--jobs", f"{jobs}"]
        done = subprocess.run(
            [sys.executable, "-c", _MEASURED, f"{ROOT}", *words],
            env={**os.environ, "SOURCE_DATE_EPOCH": _DAY}, capture_output=True, text=True, check=True,
        )  # fmt: skip
    cpu, wall, own, reader = map(float, done.stderr.split("\n")[-2].split())
    return Cost(documents=count, cpu=cpu, wall=wall, memory=int(own) // 1024, reader=int(reader) // 1024)


def tree(root: Path) -> Mapping[str, bytes]:
    """Every file that an import makes or leaves, by its path."""
    files = {path.relative_to(root).as_posix(): path for path in root.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in files.items() if name != ".dateline-cache/.gitignore"}


def killed(documents: Path, root: Path, jobs: int, moments: Sequence[float]) -> int:
    """Import with a kill after so many seconds, one for each run, and then to the end; returns how many hit."""
    words = [sys.executable, f"{ROOT / 'build.py'}", "import", f"{documents}", "--root", f"{root}", "--jobs", f"{jobs}"]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": _DAY}
    hit = 0
    for seconds in moments:
        with subprocess.Popen(words, env=environment, stdout=subprocess.DEVNULL) as process:
            deadline = time.monotonic() + seconds
            while process.poll() is None and time.monotonic() < deadline:
                time.sleep(0.005)
            hit += process.poll() is None
            process.kill()
    subprocess.run(words, env=environment, stdout=subprocess.DEVNULL, check=True)
    return hit


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one of the two; returns the exit code."""
    parser = argparse.ArgumentParser(description="Import many documents.")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--pages", action="store_true", help="HTML among the raw text")
    parser.add_argument("--seed", type=int, default=1)
    commands = parser.add_subparsers(dest="command", required=True)
    costs = commands.add_parser("costs")
    costs.add_argument("counts", type=int, nargs="+")
    kills = commands.add_parser("kills")
    kills.add_argument("--documents", type=int, default=2000)
    kills.add_argument("--kills", type=int, default=20)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as work:
        if options.command == "costs":
            print("documents  a second and core  seconds  memory MiB  of a reader MiB")
            for count in options.counts:
                folder = write_articles(Path(work) / f"{count}", count, pages=options.pages, seed=options.seed)
                found = cost(folder, count, options.jobs)
                speed = count / found.cpu
                print(
                    f"{count:9,}  {speed:17.1f}  {found.wall:7.1f}  {found.memory:10,}  {found.reader:15,}", flush=True
                )
                shutil.rmtree(folder)
            return 0
        folder = write_articles(Path(work) / "articles", options.documents, pages=options.pages, seed=options.seed)
        whole, broken = timeline(Path(work) / "whole"), timeline(Path(work) / "broken")
        begun = time.monotonic()
        killed(folder, whole, options.jobs, ())
        length = time.monotonic() - begun
        rng = random.Random(f"kills {options.seed}")
        # Each run goes on where the one before was: moments near the end are tried as often as those at the start.
        moments = [rng.uniform(0.1, max(length / options.kills * 2, 1.0)) for _ in range(options.kills)]
        hit = killed(folder, broken, options.jobs, moments)
        same = tree(whole) == tree(broken)
        print(f"{options.documents:,} documents, {hit} kills: {'the same tree' if same else 'ANOTHER TREE'} as one run")
        return 0 if same else 1


if __name__ == "__main__":
    raise SystemExit(main())
