"""The command that turns articles into sources and draft entries: import."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from dateline.cli.given import ERRORS, OK, UsageError, root_of, this_day
from dateline.cli.printing import count, problem_lines, with_hint

if TYPE_CHECKING:
    from dateline.fetching import Fetch

T = TypeVar("T")


def run_import(options: Namespace) -> int:
    """Turn articles into sources and draft entries."""
    from dateline.content import editing
    from dateline.importing import import_articles
    from dateline.ingest import Hints, report
    from dateline.problems import has_errors

    root = root_of(options)
    today = this_day()
    published = str(editing.read_date(options.published, today)) if options.published else None
    hints = Hints(
        published=published,
        publisher=options.publisher,
        url=options.url,
        track=options.track,
        into=options.into,
        max_bytes=options.max_bytes,
    )
    plan, written = _followed(
        options.paths,
        lambda told: import_articles(
            root,
            options.paths,
            hints,
            today,
            archive=options.archive,
            dry_run=options.dry_run,
            fetch=_fetch(options, today),
            jobs=options.jobs,
            told=told,
        ),
        kept=not options.dry_run,
    )
    wrong = [problem for problem in plan.problems if problem.path.startswith("--")]
    if wrong:
        for line in problem_lines(problem for problem in plan.problems if problem not in wrong):
            print(line, file=sys.stderr)
        raise UsageError("; ".join(f"{problem.path}: {with_hint(problem)}" for problem in wrong))
    if options.json:
        for piece in report.json_pieces(plan):
            sys.stdout.write(piece)
        print()
    else:
        for line in report.text_lines(plan, explain=options.explain):
            print(line)
        files = count(len(written), "file")
        print(f"{files} would be written" if options.dry_run else f"{files} written")
    return ERRORS if has_errors(plan.problems) else OK


_STEPS = {"read": "reading", "gather": "bringing together", "write": "writing"}


def _followed(paths: Sequence[str], run: Callable[[Callable[[str, int], None]], T], *, kept: bool) -> T:
    """Carry out an import with a bar on the terminal; where it is interrupted, say what was kept.

    `kept` says whether what was read is kept for the next run at all.
    """
    from dateline.content.articles import count_files
    from dateline.progress import Progress

    bar = Progress(count_files(paths) if sys.stderr.isatty() else None)
    at = ("", 0)

    def told(step: str, done: int) -> None:
        nonlocal at
        at = (step, done)
        bar.tell(_STEPS[step], done if step == "read" else None)

    try:
        return run(told)
    except KeyboardInterrupt:
        bar.end()
        step, done = at
        if not (kept and done):
            raise
        went = "what was being written is completed first" if step == "write" else "nothing was changed yet"
        print(
            f"\ndateline: stopped; {count(done, 'document')} read and kept, {went}. Import the same again to go on",
            file=sys.stderr,
        )
        raise SystemExit(130) from None
    finally:
        bar.end()


def _fetch(options: Namespace, today: date) -> Fetch | None:
    """What gets the pages that are named by their addresses, where that is asked for."""
    from dateline.fetching import is_address, shortened

    named = [path for path in options.paths if is_address(path)]
    if named and not options.fetch:
        raise UsageError(
            f"“{shortened(named[0])}” is an address, and pages are downloaded only where --fetch says so; add --fetch, "
            "or save the page as .html and import the file, with --url and its address"
        )
    if not named:
        return None
    from dateline.fetching.asking import fetcher

    return fetcher(today=today, max_bytes=options.max_bytes)
