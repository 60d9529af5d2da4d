"""What was measured, and the tables that tell it."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field

from benchmarks.measure import Machine, Run, Table, exponent, mebibytes, middle, ratio, seconds
from benchmarks.sites import ALL, EQUAL, HUGO, NAMES, STEPS, Tool


@dataclass(slots=True)
class Figures:
    """What was measured of one tool at one size."""

    tool: str
    """Its name."""
    entries: int
    """The size."""
    runs: dict[str, list[Run]] = field(default_factory=dict)
    """Step: its runs."""
    pages: int = 0
    """HTML pages of the first build."""
    wrong: list[str] = field(default_factory=list)
    """What its pages did not show, in sentences."""

    def wall(self, step: str) -> float:
        """Median of wall seconds; not a number where it was not measured."""
        return middle([run.wall for run in self.runs.get(step, ())])

    def cpu(self, step: str) -> float:
        """Median of processor seconds; not a number where it was not measured."""
        return middle([run.cpu for run in self.runs.get(step, ())])

    def peak(self) -> float:
        """MiB: the most in any build; not a number where none was measured."""
        return max((run.peak for runs in self.runs.values() for run in runs), default=math.nan)


def facts(machine: Machine, tools: Sequence[Tool]) -> list[str]:
    """What the figures were measured on and with, in sentences."""
    where = f"{machine.processor}, {machine.cores} cores, {machine.memory}, {machine.system}, {machine.python}"
    lines = [f"{machine.date}: {where}; sites on {machine.files}; load average before: {machine.load:.2f}."]
    if machine.warning:
        lines.append(f"Warning: {machine.warning}.")
    return [*lines, *(f"{tool.name} {tool.version} (`{tool.install}`): {tool.note}." for tool in tools)]


def as_data(machine: Machine, tools: Sequence[Tool], figures: Sequence[Figures]) -> dict[str, object]:
    """Every single figure, for JSON: seconds and MiB."""
    return {
        "machine": asdict(machine),
        "tools": [{"name": tool.name, "version": tool.version, "install": tool.install} for tool in tools],
        "figures": [
            {
                "tool": each.tool,
                "entries": each.entries,
                "pages": each.pages,
                "wrong": each.wrong,
                "steps": {
                    step: [{"wall": run.wall, "cpu": run.cpu, "peak": run.peak} for run in runs]
                    for step, runs in each.runs.items()
                },
            }
            for each in figures
        ],
    }


def tables(figures: Sequence[Figures], repeat: int) -> Iterator[Table]:
    """The figures in tables: wall time, processor time and memory for each size; growth; the targets."""
    for size in dict.fromkeys(each.entries for each in figures):
        rows = [each for each in figures if each.entries == size]
        yield _walls(size, rows, repeat)
        yield _costs(size, rows)
    yield from (table for table in (_growth(figures), _targets(figures)) if table.rows)


def _walls(size: int, rows: Sequence[Figures], repeat: int) -> Table:
    hugo = next((each for each in rows if each.tool == HUGO), None)

    def cell(each: Figures, step: str) -> str:
        wall = seconds(each.wall(step))
        return f"{wall} ({ratio(each.wall(step), hugo.wall(step))})" if hugo and each is not hugo else wall

    lines = [[each.tool + (" ✗" if each.wrong else ""), *(cell(each, step) for step in STEPS)] for each in rows]
    pages = next((each.pages for each in rows if not each.tool.startswith(EQUAL)), rows[0].pages)
    compared = " (ratio to Hugo)" if hugo else ""
    title = f"{size:,} entries, {pages:,} pages: wall time in seconds{compared}, median of {repeat}"
    notes = [f"✗ {each.tool}: {_in_short(each.wrong)}." for each in rows if each.wrong]
    return Table(title, ["", *(NAMES[step] for step in STEPS)], lines, notes)


def _in_short(sentences: Sequence[str]) -> str:
    """The first of many sentences, and how many more there are."""
    return sentences[0] + (f"; and {len(sentences) - 1:,} more" if len(sentences) > 1 else "")


def _costs(size: int, rows: Sequence[Figures]) -> Table:
    lines = [[each.tool, *(seconds(each.cpu(step)) for step in STEPS), mebibytes(each.peak())] for each in rows]
    title = f"{size:,} entries: processor time in seconds, of all cores, and the most memory of one process in MiB"
    return Table(title, ["", *(NAMES[step] for step in STEPS), "MiB"], lines)


def _growth(figures: Sequence[Figures]) -> Table:
    steps = list(itertools.pairwise(sorted({each.entries for each in figures})))
    lines = []
    for tool in dict.fromkeys(each.tool for each in figures):
        known = {each.entries: each.wall("cold") for each in figures if each.tool == tool}
        cells = [
            f"{exponent((small, known[small]), (large, known[large])):.2f}" if {small, large} <= known.keys() else "–"
            for small, large in steps
        ]
        lines.append([tool, *cells])
    title = "How the time of a cold build grows with the entries (exponent: 1 = in proportion)"
    return Table(title, ["", *(f"{small:,} to {large:,}" for small, large in steps)], lines if steps else [])


ONE_EDIT = "edit"
TARGETS: tuple[tuple[int, str, float], ...] = (
    (100, "cold", 2.0),
    (1_000, "cold", 1.5),
    (1_000, "nothing", 1 / 15),
    (1_000, ONE_EDIT, 1 / 2.5),
    (10_000, "cold", 1.0),
    (10_000, "nothing", 1 / 40),
    (10_000, ONE_EDIT, 1 / 12),
)
"""Entries; step, or the slowest of the edits; the most that Dateline may take at equal work, as a ratio to Hugo."""
MOST_MEMORY = 200
"""MiB a process, at 10,000 entries."""
MOST_GROWTH = 1.05
"""Exponent from 1,000 entries on."""
MOST_FOR_ALL = 2.0
"""The time of a cold build of all pages, as a ratio to equal work."""


def _targets(figures: Sequence[Figures]) -> Table:
    known = {(each.tool, each.entries): each for each in figures}
    ours = {size: each for (tool, size), each in known.items() if tool == EQUAL}
    lines = []

    def line(what: str, measured: float, most: float, show: Callable[[float], str]) -> None:
        lines.append([what, show(measured), show(most), "met" if measured <= most else "missed"])

    def times(value: float) -> str:
        return ratio(value, 1.0)

    for size, step, most in TARGETS:
        hugo = known.get((HUGO, size))
        if hugo and size in ours:
            steps = ("body", "title", "source") if step == ONE_EDIT else (step,)
            slowest = max(ours[size].wall(each) / hugo.wall(each) for each in steps)
            name = "one edit, the slowest of the three" if step == ONE_EDIT else NAMES[step]
            line(f"{size:,} entries, {name}: to Hugo", slowest, most, times)
    for size, each in ours.items():
        if size == 10_000:
            line(f"{size:,} entries: MiB a process", each.peak(), MOST_MEMORY, mebibytes)
        small = size // 10
        if small >= 1_000 and small in ours:
            grown = exponent((small, ours[small].wall("cold")), (size, each.wall("cold")))
            line(f"{small:,} to {size:,} entries: exponent", grown, MOST_GROWTH, lambda value: f"{value:.2f}")
        whole = known.get((ALL, size))
        if whole and size >= 1_000:
            line(
                f"{size:,} entries, all pages: to equal work",
                whole.wall("cold") / each.wall("cold"),
                MOST_FOR_ALL,
                times,
            )
    return Table("What Dateline aims at", ["", "measured", "at most", ""], lines)


def added(
    size: int, repeat: int, cold: dict[str, list[Run]], body: dict[str, list[Run]], files: dict[str, int]
) -> Table:
    """What each page kind costs beside equal work, the first key of the three: by name, what was measured with it."""
    first = next(iter(cold))

    def medians(name: str) -> list[float]:
        return [middle([of(run) for run in runs[name]]) for runs in (cold, body) for of in (_wall, _cpu)]

    base = medians(first)
    lines = [[first, f"{files[first]:,}", *map(seconds, base), ""]]
    for name in itertools.islice(cold, 1, None):
        found = medians(name)
        differences = [signed(value - least) for value, least in zip(found, base, strict=True)]
        lines.append(
            [name, f"{files[name] - files[first]:+,}", *differences, f"{(found[1] / base[1] - 1) * 100:+.0f} %"]
        )
    head = ["", "files", "cold, wall", "cold, CPU", "a body, wall", "a body, CPU", "cold, CPU"]
    title = f"{size:,} entries: what each page kind adds to equal work, alone; seconds, median of {repeat}"
    return Table(title, head, lines)


def _wall(run: Run) -> float:
    return run.wall


def _cpu(run: Run) -> float:
    return run.cpu


def signed(value: float) -> str:
    """A difference of seconds: `+0.012`, `−0.003`."""
    return f"{'−' if value < 0 else '+'}{abs(value):.3f}"
