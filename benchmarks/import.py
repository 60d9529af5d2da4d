"""How well and how fast Dateline imports news, next to trafilatura and dateparser: one command, a table a question.

    python benchmarks/import.py [N …] [--only PART] [--repeat 3] [--json FILE] [--markdown]

The parts: `bodies` (the article's text of saved web pages), `dates` and `speakers` (on news that was annotated by
hand), `copies` (among invented wire stories), `stages` (what each step of an import costs) and `pipeline` (the whole
command, as a process, for N documents). docs/import.md explains the figures. What needs data that is not there is left
out, with a line that says so.
"""

# A command is called by its name, and this one is the benchmark of `import`; nothing imports it by statement.
# ruff: noqa: N999

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path

# As a program this file's own folder stands first; the packages are beside it.
ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks import gold, reading, stages  # noqa: E402
from benchmarks.measure import machine, positive  # noqa: E402
from benchmarks.reading import OURS, Copies, Dates, Quotations, Results  # noqa: E402
from benchmarks.stages import ImportFailedError  # noqa: E402

PARTS = ("bodies", "dates", "speakers", "copies", "stages", "pipeline")
"""What can be measured, in the order in which it is."""
GOLD = ROOT / "tests" / "gold"
"""News annotated for this project."""
KEPT_ASIDE = ("held", "held2")
"""The sets of these names tell something as long as nobody looks at what is wrong in them."""
SHARED = ROOT.parent / "shared"
"""Where data that is not part of the project may lie."""
Say = Callable[[str], None]
"""Prints a line on how far it has come."""


def bodies(shared: Path, results: Results, say: Say) -> None:
    """Score the article's text of the saved pages, of Dateline and of trafilatura."""
    try:
        grams = stages.scorer(shared / "bench" / "score_articles.py")
        pages = stages.read_pages(shared / "data" / "articles")
    except FileNotFoundError as missing:
        results.skipped.append(f"The article's text was not scored: {_name(missing)} is not there.")
        return
    for name, extractor in (
        (OURS, stages.our_body),
        ("trafilatura, favouring precision", stages.trafilatura_body),
        ("trafilatura as it comes", stages.trafilatura_as_it_comes),
    ):
        # The first call of each loads what it needs.
        extractor(pages[0][1], pages[0][0])
        results.bodies.append(stages.score_bodies(name, pages, extractor, grams))
        say(f"bodies: {name}")


def dates(shared: Path, results: Results, budget: float, say: Say, *, misses: bool) -> None:
    """Score the dates of every set, of Dateline, and of dateparser on what it reads in its time."""
    sets = (
        (shared / "data" / "dates" / "wikinews.jsonl", "Wikinews", reading.LEAST_DATES),
        (GOLD / "dates" / "dev.jsonl", "invented news, first set", None),
        (GOLD / "dates" / "held.jsonl", "invented news, second set", reading.LEAST_DATES_HELD),
        (GOLD / "dates" / "held2.jsonl", "invented news, third set", reading.LEAST_DATES_HELD),
    )
    for path, name, target in sets:
        try:
            documents = gold.read(path)
        except FileNotFoundError as missing:
            results.skipped.append(f"The dates of {name} were not scored: {_name(missing)} is not there.")
            continue
        gold.our_dates("Yesterday it rained.", gold.published(documents[0]))
        began = time.process_time()
        found = gold.score_dates(documents, gold.our_dates)
        spent = time.process_time() - began
        results.dates.append(
            Dates(finder=OURS, texts=name, documents=len(documents), score=found, spent=spent, target=target)
        )
        say(f"dates: {name}, {OURS}")
        if misses and path.stem not in KEPT_ASIDE:
            _list(gold.missed_dates(documents, gold.our_dates), say)
        if budget <= 0:
            continue
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            gold.dateparser_dates("Yesterday it rained.", gold.published(documents[0]))
            some, finds, spent = gold.within(documents, gold.dateparser_dates, budget)
        part = name if len(some) == len(documents) else f"{name}, the first {len(some)}"
        theirs = gold.score_dates(some, partial(_known, finds), gold.day_within)
        if len(some) < len(documents):
            began = time.process_time()
            ours = gold.score_dates(some, gold.our_dates)
            same = time.process_time() - began
            results.dates.append(Dates(finder=OURS, texts=part, documents=len(some), score=ours, spent=same))
        results.dates.append(
            Dates(finder="dateparser.search", texts=part, documents=len(some), score=theirs, spent=spent)
        )
        say(f"dates: {part}, dateparser.search")


def _known(finds: Mapping[str, list[gold.Span]], text: str, _day: date) -> list[gold.Span]:
    """Give what was found before in a text."""
    return finds[text]


def _list(lines: Sequence[str], say: Say) -> None:
    for line in lines:
        say(f"  {line}")


def speakers(shared: Path, results: Results, say: Say, *, misses: bool) -> None:
    """Score the quotations and their speakers in every set."""
    sets = (
        ("seeds", "the first site's articles", True),
        ("dev", "invented news, first set", False),
        ("held", "invented news, second set", True),
        ("held2", "invented news, third set", True),
        ("languages", "Ukrainian, Russian, Turkish, Portuguese", False),
    )
    for stem, name, target in sets:
        documents = gold.read(GOLD / "speakers" / f"{stem}.jsonl")
        if stem == "seeds":
            try:
                documents = [gold.placed(each, seed(shared, each["id"])) for each in documents]
            except FileNotFoundError as missing:
                results.skipped.append(f"The speakers of {name} were not scored: {_name(missing)} is not there.")
                continue
        made = gold.score_speakers(documents, gold.our_quotes)
        results.quotations.append(Quotations(finder=OURS, texts=name, speakers=made, target=target))
        simple = gold.score_speakers(documents, gold.nearest_name)
        results.quotations.append(Quotations(finder="nearest name", texts=name, speakers=simple))
        say(f"speakers: {name}")
        if misses and stem not in KEPT_ASIDE:
            _list(made.wrong, say)


def seed(shared: Path, name: str) -> str:
    """Return the clean text of an article that is others' property. Raises FileNotFoundError where it is not there."""
    return stages.our_body((shared / "seeds" / name).read_bytes(), name)


def copies(stories: int, seed: int, results: Results, say: Say) -> None:
    """Look for the copies among the documents of invented stories."""
    from benchmarks.variants import collection, score

    began = time.process_time()
    made = score(collection(stories, seed))
    results.copies = Copies(
        stories=stories, documents=made.documents, pairs=made.pairs, wrong=len(made.wrong), precision=made.precision,
        recall=made.recall, f1=made.f1, spent=time.process_time() - began,
    )  # fmt: skip
    say("copies")


def costs(number: int, repeat: int, shared: Path, results: Results, say: Say) -> None:
    """Measure what each stage takes, of raw text and of web pages, and how much of pages is the extractor's."""
    lots = {
        kind: stages.made_up(number, pages=pages) for kind, pages in (("raw text", False), ("made-up web page", True))
    }
    for kind, documents in lots.items():
        results.stages.append(stages.measure_stages(kind, documents, repeat))
        say(f"stages: {kind}")
    results.shares["made-up web pages"] = stages.share_of_extractor(lots["made-up web page"], repeat)
    try:
        saved = [(name, data) for name, data, _ in stages.read_pages(shared / "data" / "articles")]
    except FileNotFoundError as missing:
        results.skipped.append(f"Saved web pages were not timed: {_name(missing)} is not there.")
        return
    results.shares["saved news pages"] = stages.share_of_extractor(saved, repeat)
    say("stages: saved news pages")


def pipelines(sizes: Sequence[int], work: Path, results: Results, say: Say, *, texts_only: bool) -> None:
    """Import so many documents, raw text alone and mixed with web pages. Raises ImportFailedError."""
    for number in sizes:
        for kind, pages in (("raw text", False), ("raw text and web pages", True)):
            if pages and texts_only:
                continue
            results.pipelines.append(stages.measure_pipeline(kind, number, work, pages=pages))
            say(f"pipeline: {number:,} × {kind}")


def _name(missing: OSError) -> str:
    """Name a missing file by its last two parts: where it would lie is nobody's concern."""
    path = Path(missing.filename or str(missing))
    return "/".join(path.parts[-2:])


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="benchmarks/import.py", description="Measure how well and how fast Dateline imports news."
    )
    parser.add_argument("sizes", nargs="*", type=positive, metavar="N", help="documents of `pipeline` (default: 1000)")
    parser.add_argument("--only", action="append", choices=PARTS, metavar="PART", help=f"one of {', '.join(PARTS)}")
    parser.add_argument("--repeat", type=positive, default=3, metavar="TIMES", help="passes of `stages` (default: 3)")
    parser.add_argument("--documents", type=positive, default=200, metavar="N", help="of `stages` (default: 200)")
    parser.add_argument("--stories", type=positive, default=200, metavar="N", help="of `copies` (default: 200)")
    parser.add_argument("--seed", type=int, default=1, help="of `copies` (default: 1)")
    parser.add_argument(
        "--peer-seconds", type=float, default=20, metavar="S", help="dateparser's time a set; 0: without (default: 20)"
    )
    parser.add_argument("--texts-only", action="store_true", help="`pipeline` without web pages")
    parser.add_argument("--shared", type=Path, default=SHARED, metavar="DIR", help="data that is not in the project")
    parser.add_argument("--misses", action="store_true", help="say what was wrong in the texts that are for work")
    parser.add_argument("--work", type=Path, metavar="DIR", help="where `pipeline` writes (default: temporary)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every single figure to a file")
    parser.add_argument("--markdown", action="store_true", help="print the tables in Markdown")
    return parser.parse_args(arguments)


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print. Returns 0, or 1 where the command did not import what it was given."""
    options = _options(arguments)
    parts = options.only or PARTS
    results = Results()
    code = 0
    with tempfile.TemporaryDirectory(prefix="dateline-benchmark-", dir=options.work) as made:
        work = Path(made).resolve()
        here = machine(work)
        if here.warning:
            _say(f"Warning: {here.warning}")
        if "bodies" in parts:
            bodies(options.shared, results, _say)
        if "dates" in parts:
            dates(options.shared, results, options.peer_seconds, _say, misses=options.misses)
        if "speakers" in parts:
            speakers(options.shared, results, _say, misses=options.misses)
        if "copies" in parts:
            copies(options.stories, options.seed, results, _say)
        if "stages" in parts:
            costs(options.documents, options.repeat, options.shared, results, _say)
        if "pipeline" in parts:
            try:
                pipelines(options.sizes or [1_000], work, results, _say, texts_only=options.texts_only)
            except ImportFailedError as error:
                _say(str(error))
                code = 1
    for fact in reading.facts(here, results):
        print(f"- {fact}" if options.markdown else fact)
    for table in reading.tables(results):
        print(f"\n{table.markdown() if options.markdown else table.text()}")
    if options.json:
        data = json.dumps(reading.as_data(here, results), ensure_ascii=False, indent=1)
        options.json.write_text(f"{data}\n", encoding="utf-8")
    return code


if __name__ == "__main__":
    sys.exit(main())
