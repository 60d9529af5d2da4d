"""Commands that leave what editors wrote as it is: build, check, verify, impact and serve."""

from __future__ import annotations

import gc
import sys
from argparse import Namespace
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.cli.given import ERRORS, OK, UsageError, epoch, root_of
from dateline.cli.printing import count, print_problems, problem_lines, tally

if TYPE_CHECKING:
    from dateline.site import BuildReport
    from dateline.stamps import Before


def _input_around(out: Path, root: Path, archive: Path | None) -> str:
    """The folder of what a site is made of that the output would lie in; empty where there is none."""
    folders = [root / name for name in ("content", "templates", "static", "archive", "inbox")]
    place = out.resolve()
    for folder in (*folders, *([archive] if archive else [])):
        if place.is_relative_to(folder.resolve()):
            return f"{folder}"
    return ""


def run_build(options: Namespace) -> int:
    """Build the site."""
    from dateline import site
    from dateline.content.addresses import base_fault

    root = root_of(options)
    if options.base_url and (fault := base_fault(options.base_url)):
        raise UsageError(f"--base-url “{options.base_url}” {fault}; write it as https://name.github.io/repo/")
    out: Path = options.out or root / "public"
    if inside := _input_around(out, root, options.archive):
        raise UsageError(f"--out {out} is inside {inside}, which the site is made of; name a folder of its own")
    # A site is a million objects that stay to the end: to look through them for garbage takes as long as to load them.
    gc.set_threshold(100_000, 50, 1000)
    before: Before | None = options.before
    report = site.build(
        root,
        out,
        archive=options.archive,
        base_url=options.base_url,
        drafts=options.drafts,
        strictly=options.strict,
        jobs=options.jobs,
        clean=options.clean,
        epoch=epoch(),
        edited=before.edited if before else None,
    )
    told = "".join(f"{line}\n" for line in problem_lines(report.problems))
    if report.partial and before and before.memory:
        told = before.memory.told
    print(told, end="")
    if not report.ok:
        print(f"{tally(report.problems)}: nothing was written", file=sys.stderr)
        return ERRORS
    for note in report.notes:
        print(note)
    print(_done(out, report, len(report.written), report.unchanged, len(report.removed)))
    if before:
        _remember(before, out, report, told)
    return OK


def _done(out: Path, report: BuildReport, written: int, unchanged: int, removed: int) -> str:
    """Say in a line what a build did."""
    changes = f"{count(written, 'file')} written, {unchanged:,} unchanged"
    changes += f", {removed:,} removed" if removed else ""
    wrong = tally(report.problems)
    return f"{out}: {changes}" + (f"; {wrong}" if wrong else "")


def _remember(before: Before, out: Path, report: BuildReport, told: str) -> None:
    """Keep what the next build has to know so that it can end at once where nothing has changed."""
    from dateline import stamps
    from dateline.output import MANIFEST

    changed = [f"{out}/{path}" for path in (*report.written, MANIFEST)]
    if report.partial and before.memory:
        outputs = before.memory.made_but_for(stamps.stamps_of(changed))
        said = before.memory.said
    elif report.archive == Path(before.asked.places[-2]):
        outputs = stamps.stamps_of(f"{out}/{path}" for path in (*report.paths, MANIFEST))
        said = _done(out, report, 0, len(report.paths), 0) + "\n"
    else:  # site.yaml names another folder, of which no stamps were taken
        stamps.forget(before.asked)
        return
    stamps.remember(before.asked, before.seen, outputs, told, said)


def run_check(options: Namespace) -> int:
    """Say what is wrong with the content."""
    from dateline import site
    from dateline.problems import has_errors

    root = root_of(options)
    found, problems = site.check(root, archive=options.archive, strictly=options.strict)
    print_problems(problems, options.format)
    if options.format == "text":
        claims = sum(len(entry.claims) for entry in found.entries.values())
        counts = (
            f"{count(len(found.entries), 'entry', 'entries')}, {count(claims, 'claim')}, "
            f"{count(len(found.sources), 'source')}"
        )
        print(f"{counts}: {tally(problems) or 'no problems'}")
    return ERRORS if has_errors(problems) else OK


def run_verify(options: Namespace) -> int:
    """Look up every quote in the archive, and write the receipts."""
    from dateline import site
    from dateline.content.disk import put
    from dateline.problems import has_errors

    root = root_of(options)
    if options.explain:
        return _explain(root, options)
    report = site.verify(root, archive=options.archive)
    put(root, report.changes)
    print_problems(report.problems)
    verdicts = Counter(finding.verdict.value for finding in report.site.findings.values())
    cited = verdicts.pop("cited", 0)
    names = {"unverified": "without a receipt"}
    quotes = ", ".join(f"{number:,} {names.get(name, name)}" for name, number in sorted(verdicts.items()))
    print(
        f"{count(len(report.texts), 'text')} at hand; quotes: {quotes or 'none'}"
        + (f"; cited without a quote: {cited:,}" if cited else "")
    )
    written = sum(text is not None for text in report.changes.values())
    removed = len(report.changes) - written
    print(f"receipts: {count(written, 'file')} written" + (f", {removed:,} removed" if removed else ""))
    return ERRORS if has_errors(report.problems) else OK


def _explain(root: Path, options: Namespace) -> int:
    from dateline import site
    from dateline.problems import harmless

    entry, mark, claim = options.explain.partition("#")
    if not (entry and mark and claim):
        raise UsageError(f"--explain “{options.explain}” names no claim; write ENTRY#CLAIM")
    try:
        lines = site.explain(root, entry, claim, archive=options.archive)
    except LookupError as error:
        raise UsageError(str(error.args[0])) from None
    print("\n".join(harmless(each) for line in lines for each in line.split("\n")))
    return OK


def run_impact(options: Namespace) -> int:
    """Say what the site would lose if a source fell."""
    from dateline import site
    from dateline.problems import harmless

    try:
        lines = site.impact(root_of(options), options.source)
    except LookupError as error:
        raise UsageError(str(error.args[0])) from None
    print("\n".join(map(harmless, lines)))
    return OK


def run_serve(options: Namespace) -> int:
    """Preview the site, drafts included, until the command is stopped."""
    import tempfile

    from dateline import output
    from dateline.preview import Preview

    root = root_of(options)
    watched = [root / name for name in ("content", "templates", "static")]
    with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
        out = Path(folder) / "site"
        preview = Preview(root, out, archive=options.archive)
        output.serve(preview.build, watched, options.port, print)
    return OK
