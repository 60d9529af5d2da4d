"""How fast Dateline builds, next to the site generators that are installed: one command, one table.

    python benchmarks/build.py [N …] [--peers PEERS] [--repeat 3] [--json FILE] [--markdown]

A made-up timeline of N entries (`corpus.py`) is laid out for every tool with equally simple templates (`themes/`). Each
is then built as users build it, as a whole process: from nothing, with nothing changed, after a word of one entry's
body was changed, after one entry's title was changed, and after one source's title was changed. After every build it
is checked that the pages show the change, all that have to.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

# As a program this file's own folder stands first; the packages are beside it.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import corpus as corpora
from benchmarks import preview, report
from benchmarks.measure import Run, Table, machine, middle, positive, seconds
from benchmarks.peers import PEERS, Content
from benchmarks.report import Figures
from benchmarks.sites import (
    ALL,
    EQUAL,
    NAMES,
    OWN,
    PROGRAM,
    STEPS,
    BuildError,
    Laid,
    Tool,
    dateline_site,
    dateline_tools,
    edit,
    faults,
    further_kinds,
    lay_out_dateline,
    missing,
    peer_tools,
    write_omit,
)

Say = Callable[[str], None]
"""Prints a line on how far it has come."""


def repetition(laid: Laid, content: Content, number: int, figures: Figures) -> None:
    """Take every step once and note what it took and what was wrong. Raises BuildError."""
    laid.clear()
    for step in STEPS:
        change = edit(step, number, content, laid) if step in ("body", "title", "source") else None
        if change:
            change.save(laid)
        figures.runs.setdefault(step, []).append(laid.build(first=step == "cold"))
        if step == "cold" and number == 0:
            figures.pages = sum(1 for _ in laid.out.rglob("index.html"))
            figures.wrong += [f"first build: {each}" for each in faults(laid, content, figures.pages)]
        if change:
            figures.wrong += [f"after {NAMES[step]} changed: {each}" for each in missing(laid, change.expected)]


def compare(tools: Sequence[Tool], sizes: Sequence[int], work: Path, repeat: int, say: Say) -> list[Figures]:
    """Measure every tool at every size. The tools take turns, so that a slow minute of the machine hits all alike.

    A tool that does not build is left out from there on.
    """
    made: list[Figures] = []
    for size in sizes:
        content = Content(corpora.corpus(size))
        folder = work / str(size)
        folder.mkdir()
        taking_part: list[tuple[Laid, Figures]] = []
        for number, tool in enumerate(tools):
            say(f"{size:,} entries: laid out for {tool.name}")
            taking_part.append((tool.lay_out(content, folder / f"site-{number}"), Figures(tool.name, size)))
        for number in range(repeat):
            for laid, figures in list(taking_part):
                try:
                    repetition(laid, content, number, figures)
                except (BuildError, OSError) as error:
                    say(f"{error}: left out")
                    taking_part.remove((laid, figures))
                    continue
                walls = ", ".join(f"{NAMES[step]} {seconds(figures.runs[step][-1].wall)}" for step in STEPS)
                say(f"{size:,} entries, {number + 1} of {repeat}, {laid.name}: {walls}")
        made += [figures for _, figures in taking_part]
        shutil.rmtree(folder)
    return made


def kinds(size: int, work: Path, repeat: int, say: Say) -> Table:
    """Add each page kind alone to equal work, then all of them, and see what that costs. Raises BuildError."""
    content = Content(corpora.corpus(size))
    folder = work / f"kinds-{size}"
    folder.mkdir()
    more = further_kinds()
    variants = {EQUAL: more, **{name: [each for each in more if each != name] for name in more}, ALL: []}
    lay_out_dateline(content, folder / "site", more, simple=True)
    laid = dateline_site(EQUAL, folder / "site")
    cold: dict[str, list[Run]] = {name: [] for name in variants}
    body: dict[str, list[Run]] = {name: [] for name in variants}
    files: dict[str, int] = {}
    for number in range(repeat):
        for at, (name, omit) in enumerate(variants.items()):
            write_omit(laid.root, omit)
            laid.clear()
            cold[name].append(laid.build(first=True))
            files[name] = sum(path.is_file() for path in laid.out.rglob("*"))
            edit("body", number * len(variants) + at, content, laid).save(laid)
            body[name].append(laid.build(first=False))
            say(f"{size:,} entries, {number + 1} of {repeat}, {name}: {seconds(cold[name][-1].wall)}")
    shutil.rmtree(folder)
    return report.added(size, repeat, cold, body, files)


def previews(tools: Sequence[Tool], sizes: Sequence[int], work: Path, repeat: int, say: Say) -> Table:
    """How long the preview takes from the save of an edit until it shows it."""
    lines = []
    for size in sizes:
        content = Content(corpora.corpus(size))
        folder = work / f"preview-{size}"
        folder.mkdir()
        for number, tool in enumerate(tool for tool in tools if tool.name != ALL):
            laid = tool.lay_out(content, folder / str(number))
            changes = [edit("body", turn, content, laid) for turn in range(repeat)]
            found = preview.measure([sys.executable, PROGRAM], laid, folder, changes)
            shown, reload = [each.shown for each in found], [each.reload for each in found]
            say(f"{size:,} entries, {tool.name}: {', '.join(map(seconds, shown))}")
            lines.append([f"{size:,} entries, {tool.name}", *map(seconds, (middle(shown), max(shown), middle(reload)))])
        shutil.rmtree(folder)
    title = f"From the save of an edit to the preview, seconds, median of {repeat}"
    return Table(title, ["", "the page shows it", "slowest", "browser is told to reload"], lines)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    installs = dict.fromkeys(["python3 -m venv PEERS", *(peer.install() for peer in PEERS)])
    parser = argparse.ArgumentParser(
        prog="benchmarks/build.py",
        description="Measure how fast Dateline builds, next to the site generators that are installed.",
        epilog="\n  ".join(["they are found on the PATH, or in a folder PEERS that these commands fill:", *installs]),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("sizes", nargs="*", type=positive, metavar="N", help="entries (default: 100 1000 10000)")
    parser.add_argument("--peers", type=Path, metavar="DIR", help="where the others are installed")
    parser.add_argument("--tool", action="append", metavar="NAME", help="this tool only; may be given several times")
    parser.add_argument("--repeat", type=positive, metavar="TIMES", help="repetitions (default: 3; of the preview: 5)")
    parser.add_argument("--work", type=Path, metavar="DIR", help="where to build (default: in memory, where possible)")
    parser.add_argument("--per-kind", action="store_true", help="instead: what each page kind adds to equal work")
    parser.add_argument("--preview", action="store_true", help="instead: how soon the preview shows an edit")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every single figure of the builds to a file")
    parser.add_argument("--markdown", action="store_true", help="print the tables in Markdown")
    options = parser.parse_args(arguments)
    try:
        options.tool = _wanted(options.tool)
    except ValueError as error:
        parser.error(str(error))
    return options


def _memory_disk() -> Path | None:
    """The folder that Linux keeps in memory, where it is there and may be written to."""
    place = Path("/dev/shm")  # noqa: S108  (only a folder of its own is made there)
    return place if place.is_dir() and os.access(place, os.W_OK) else None


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _wanted(names: Sequence[str] | None) -> set[str]:
    """The tools of these names, or else of those that begin so; all without names. Raises ValueError for an unknown."""
    known = [*(peer.name for peer in PEERS), EQUAL, ALL, OWN]
    if not names:
        return set(known)
    found = set()
    for name in map(str.lower, names):
        same = [each for each in known if each.lower() == name]
        found.update(same or [each for each in known if each.lower().startswith(name)])
        if not any(each.lower().startswith(name) for each in known):
            raise ValueError(f"no tool is called “{name}”; there are: {'; '.join(known)}")
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print. Returns 0, or 1 where Dateline could not be built or its pages were wrong."""
    options = _options(arguments)
    sizes: list[int] = options.sizes or [100, 1_000, 10_000]
    place: Path | None = options.work or _memory_disk()
    if place:
        place.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="dateline-benchmark-", dir=place) as made:
        work = Path(made).resolve()
        here = machine(work)
        if here.warning:
            _say(f"Warning: {here.warning}")
        wanted: set[str] = options.tool
        tools = [tool for tool in dateline_tools() if tool.name in wanted] if wanted & {EQUAL, ALL, OWN} else []
        figures, printed = list[Figures](), list[Table]()
        try:
            if options.per_kind:
                printed = [kinds(size, work, options.repeat or 3, _say) for size in sizes]
            elif options.preview:
                printed = [previews(tools, sizes, work, options.repeat or 5, _say)]
            else:
                tools = [*peer_tools([peer for peer in PEERS if peer.name in wanted], options.peers, _say), *tools]
                figures = compare(tools, sizes, work, options.repeat or 3, _say)
                printed = list(report.tables(figures, options.repeat or 3))
        except (BuildError, preview.PreviewError) as error:
            _say(str(error))
            return 1
    for fact in report.facts(here, tools):
        print(f"- {fact}" if options.markdown else fact)
    for table in printed:
        print(f"\n{table.markdown() if options.markdown else table.text()}")
    if options.json:
        data = json.dumps(report.as_data(here, tools, figures), ensure_ascii=False, indent=1)
        options.json.write_text(f"{data}\n", encoding="utf-8")
    if options.per_kind or options.preview:
        return 0
    ours = [each for each in figures if each.tool.startswith(EQUAL)]
    due = len(sizes) * sum(tool.name.startswith(EQUAL) for tool in tools)
    return 0 if len(ours) == due and not any(each.wrong for each in ours) else 1


if __name__ == "__main__":
    sys.exit(main())
