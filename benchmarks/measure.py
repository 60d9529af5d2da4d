"""Whole processes, measured: wall time, processor time, memory; and the words in which figures are printed."""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

QUIET = 0.3
"""A machine whose load average (of one minute) is above this is not quiet."""

# A process starts with the memory of the one that starts it on its account, so a small one does it: on Linux
# `ru_maxrss` of a child would else be at least that of the benchmark, which holds the whole corpus.
_STARTER = """
import json, os, sys, time
answer = int(sys.argv[1])
os.set_inheritable(answer, False)
began = time.perf_counter()
child = os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ)
_, status, used = os.wait4(child, 0)
wall = time.perf_counter() - began
figures = [wall, used.ru_utime + used.ru_stime, used.ru_maxrss, os.waitstatus_to_exitcode(status)]
os.write(answer, json.dumps(figures).encode())
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a process took."""

    wall: float
    """Seconds from its start to its end."""
    cpu: float
    """Seconds of processor time, user and system, with those of the processes that it waited for."""
    peak: float
    """MiB: the most that it, or any one of those, held in memory. Some 10 MiB is the least that is seen."""
    code: int
    """Its exit code; negative: the signal that ended it."""
    output: str
    """What it printed, on both streams."""


def run(command: Sequence[str | Path], folder: Path, variables: Mapping[str, str] | None = None) -> Run:
    """Run a command to its end in a folder, with further environment variables. Raises OSError if it can't start."""
    # Users' Python keeps what it compiled of a module; some workplaces switch that off.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment.update(variables or {})
    reading, writing = os.pipe()
    try:
        with tempfile.TemporaryFile() as printed:
            starter = [sys.executable, "-I", "-S", "-c", _STARTER, str(writing), *map(str, command)]
            subprocess.run(
                starter, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=printed, stderr=printed,
                pass_fds=[writing], check=False,
            )  # fmt: skip
            os.close(writing)
            writing = -1
            answer = os.read(reading, 4096)
            printed.seek(0)
            output = printed.read().decode(errors="replace")
    finally:
        os.close(reading)
        if writing >= 0:
            os.close(writing)
    if not answer:
        raise OSError(f"{command[0]} can't be started: {output.strip().splitlines()[-1:]}")
    wall, cpu, peak, code = json.loads(answer)
    # Linux gives KiB, macOS bytes.
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return Run(wall=wall, cpu=cpu, peak=peak / unit, code=code, output=output)


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """Where figures were measured."""

    date: str
    """The day, in UTC."""
    processor: str
    """Its model."""
    cores: int
    """Cores that may be used."""
    memory: str
    """`23 GiB`."""
    system: str
    """Kernel or system, with its release."""
    python: str
    """The Python that runs Dateline."""
    load: float
    """Load average of the last minute, before anything was measured."""
    files: str
    """The kind of file system that the sites are built on."""

    @property
    def warning(self) -> str:
        """What is wrong with the machine, in a sentence; empty if nothing is."""
        if self.load <= QUIET:
            return ""
        return f"the machine is not quiet (load average {self.load:.2f}): figures may be too high and ratios wrong"


def machine(work: Path) -> Machine:
    """What this machine is; `work` is the folder that the sites are built in."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return Machine(
        date=f"{datetime.now(UTC):%Y-%m-%d}",
        processor=_line("/proc/cpuinfo", "model name") or platform.processor() or platform.machine(),
        cores=usable,
        memory=_memory(),
        system=f"{platform.system()} {platform.release()}",
        python=f"{platform.python_implementation()} {platform.python_version()}",
        load=os.getloadavg()[0],
        files=_file_system(work),
    )


def _line(file: str, name: str) -> str:
    """The value of the first line of a file of /proc that has this name; empty where there is none."""
    try:
        lines = Path(file).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(name)), "")


def _memory() -> str:
    known = _line("/proc/meminfo", "MemTotal").split()
    return f"{int(known[0]) / (1 << 20):.0f} GiB" if known else "unknown"


def _file_system(folder: Path) -> str:
    """The kind of file system that a folder is on, by the longest mount point above it."""
    try:
        mounts = Path("/proc/mounts").read_text(encoding="utf-8").splitlines()
    except OSError:
        return "unknown"
    place = folder.resolve()
    fitting = [(len(words[1]), words[2]) for words in map(str.split, mounts) if place.is_relative_to(words[1])]
    kind = max(fitting, default=(0, "unknown"))[1]
    return "tmpfs (memory)" if kind == "tmpfs" else kind


def middle(values: Sequence[float]) -> float:
    """The median; not a number where there are no values."""
    return median(values) if values else math.nan


def exponent(small: tuple[float, float], large: tuple[float, float]) -> float:
    """How time grows with size between two points of (size, time): 1 = in proportion, 2 = with the square."""
    return math.log(large[1] / small[1]) / math.log(large[0] / small[0])


def seconds(value: float) -> str:
    """Seconds in three digits: `0.048`, `1.29`, `10.9`, `128`. A dash for what was not measured."""
    if math.isnan(value):
        return "–"
    places = 3 if value < 0.1 else 2 if value < 10 else 1 if value < 100 else 0
    return f"{value:.{places}f}"


def ratio(value: float, to: float) -> str:
    """How many times `to` a value is: `3.1×`, `0.82×`; from a half down as a fraction, `1/43`. A dash if unknown."""
    if math.isnan(value) or math.isnan(to) or value <= 0 or to <= 0:
        return "–"
    times = value / to
    if times >= 0.5:
        return f"{times:.1f}×" if times >= 10 else f"{times:.2f}×"
    return f"1/{1 / times:.1f}" if times > 0.1 else f"1/{1 / times:.0f}"


def mebibytes(value: float) -> str:
    """Memory in whole MiB; a dash for what was not measured."""
    return "–" if math.isnan(value) else f"{value:,.0f}"


@dataclass(frozen=True, slots=True)
class Table:
    """Figures to be printed."""

    title: str
    """What they are."""
    head: Sequence[str]
    """The columns' names."""
    rows: Sequence[Sequence[str]]
    """A cell a column."""
    notes: Sequence[str] = ()
    """Sentences beneath it."""

    def text(self) -> str:
        """For a terminal: columns aligned, figures to the right."""
        lines = [[*self.head], *([*row] for row in self.rows)]
        widths = [max(len(line[at]) for line in lines) for at in range(len(self.head))]
        aligned = [[cell.rjust(width) for cell, width in zip(line, widths, strict=True)] for line in lines]
        made = ["  ".join([line[0].strip().ljust(widths[0]), *line[1:]]).rstrip() for line in aligned]
        return "\n".join([self.title, "", *made, *self.notes])

    def markdown(self) -> str:
        """For a page: a table in Markdown under its title in bold."""
        marks = ["---", *["---:"] * (len(self.head) - 1)]
        lines = ["| " + " | ".join(line) + " |" for line in ([*self.head], marks, *self.rows)]
        return "\n".join([f"**{self.title}**", "", *lines, *(f"\n{note}" for note in self.notes)])


def positive(text: str) -> int:
    """A number on the command line, `1,000` too. Raises ArgumentTypeError where it is none, or below 1."""
    try:
        number = int(text.replace(",", ""))
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"“{text}” is not a number of at least 1")
    return number
