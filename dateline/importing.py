"""From articles to content: sources and draft entries, written where nobody has written before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.content import archive as archives
from dateline.content import changes
from dateline.content.articles import read_articles
from dateline.content.loader import load
from dateline.evidence import receipts
from dateline.holdings import archive_of, receipts_of, texts_of
from dateline.ingest.gather import gather
from dateline.intake import Intake, completed, own_parts, waiting

if TYPE_CHECKING:
    from datetime import date

    from dateline.fetching import Fetch
    from dateline.ingest import Hints, Plan
    from dateline.problems import Problem


def import_articles(
    root: Path,
    paths: Sequence[str],
    hints: Hints,
    today: date,
    *,
    archive: Path | None = None,
    dry_run: bool = False,
    fetch: Fetch | None = None,
    jobs: int = 1,
    told: Callable[[str, int], None] = lambda *_: None,
) -> tuple[Plan, list[str]]:
    """Turn articles into sources and draft entries, and write them unless `dry_run`.

    `paths` are files, folders, `-`, and addresses where `fetch` gets a page by its address (`dateline.fetching`);
    `today` becomes the drafts' `added`; `jobs` is the number of processes that read; `told` hears which step is taken
    (`read`, `gather`, `write`) with the number of documents that are read so far. What exists is never overwritten. An
    interrupted run goes on where it was, when it is begun again, and what it had begun to write is completed first,
    which a problem says. No two imports of a timeline run at once. Returns what was planned, and the paths written
    (with `dry_run`: those that would be). Raises ChangeError where they can't be written or another import is at work,
    and OSError.
    """
    with ExitStack() as held_back:
        if not dry_run:
            held_back.enter_context(changes.alone(root))
        loaded = load(root)
        folder = archive_of(root, loaded.site, archive)
        note: tuple[Problem, ...] = ()
        if dry_run:
            note = (waiting(folder),) if changes.is_waiting(folder) else ()
        else:
            held_back.enter_context(changes.alone(root, folder))
            if resumed := changes.resume(root, folder):
                note = (completed(folder, resumed),)
                loaded = load(root)
        wrong = gather([], loaded.site, {}, today, hints=hints)
        if wrong.problems:  # an option that leads nowhere: nothing need be read
            return replace(wrong, problems=(*note, *wrong.problems)), []
        intake = held_back.enter_context(Intake(root, keep=not dry_run))
        documents = read_articles(paths, own_parts(root, folder), max_bytes=hints.max_bytes, fetch=fetch)
        records = intake.read(documents, hints, jobs=jobs, told=lambda number: told("read", number))
        told("gather", len(records))
        texts, _ = texts_of(root, loaded.site, archive)
        held, _ = receipts_of(loaded)
        # Receipts tell a text that a colleague has from a new one, although it is not at hand here.
        known = receipts.assess(loaded.site, held)
        plan = gather(
            records, known, texts, today, hints=hints, originals=archives.originals(folder), aside=intake.aside
        )
        told("write", len(records))
        written = changes.apply(plan.changes(), root, folder, dry_run=dry_run)
    return replace(plan, problems=(*note, *plan.problems)), written
