"""The pipeline: content in, site out. `check` is `build` without writing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.content.files import read_folder
from dateline.content.loader import Loader, load
from dateline.evidence import receipts
from dateline.holdings import archive_of, receipt_changes, receipts_of, texts_of, with_unread
from dateline.keeping import Keeping
from dateline.model import Entry, Site, Source, Status
from dateline.patching import Patched, patch_kept
from dateline.problems import Problem, did_you_mean, has_errors, ordered, strict
from dateline.records import record
from dateline.render.layout import EPOCH

if TYPE_CHECKING:
    from dateline.content.documents import Document
    from dateline.content.loader import Loaded
    from dateline.render import Options, Plan


@record(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What a build did."""

    site: Site
    """The content, with its findings."""
    problems: tuple[Problem, ...]
    """All that is wrong, in order."""
    written: tuple[str, ...] = ()
    """Files written, relative to the output; none where there are errors."""
    removed: tuple[str, ...] = ()
    """Files removed."""
    unchanged: int = 0
    """Files left as they were."""
    paths: tuple[str, ...] = ()
    """All files of the site, relative to the output."""
    archive: Path = Path()
    """The folder of the texts."""
    partial: bool = False
    """Whether only what an edit of words changed was looked at; the problems are then those of the build before."""
    notes: tuple[str, ...] = ()
    """What else is worth knowing."""

    @property
    def ok(self) -> bool:
        """Say whether the site was built."""
        return not has_errors(self.problems)


@record(frozen=True, slots=True, kw_only=True)
class VerifyReport:
    """What `verify` found and what it would write."""

    site: Site
    """The content, with the findings of the new receipts."""
    problems: tuple[Problem, ...]
    """Quotes that got no receipt, and whatever is wrong with the content."""
    changes: Mapping[str, str | None]
    """Path of a receipt file: its new text, or None where it is to go."""
    texts: Mapping[str, str]
    """The texts at hand, by source."""


@record(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A site that is ready to be rendered, or what stands in the way."""

    site: Site
    """The content, with its findings."""
    problems: list[Problem]
    """All that is wrong, in order."""
    plan: Plan | None = None
    """What is to be written; None where there are errors."""
    documents: Mapping[str, Document]
    """What was read of each source and entry, by its path."""


def check(
    root: Path, *, archive: Path | None = None, strictly: bool = False, drafts: bool = False
) -> tuple[Site, list[Problem]]:
    """Do everything that a build does, but for writing.

    `root` holds content/; `archive` the texts (default: what site.yaml says, else `root/archive`), which may be absent.
    `strictly` makes warnings errors and holds the site's least evidence. Returns the site with its findings, and all
    problems in order. Raises what `build` raises, but for faults of its output.
    """
    from dateline import output

    made = prepare(root, Keeping(root), archive=archive, strictly=strictly, drafts=drafts)
    pages = made.plan.pages if made.plan else ()
    output.check_paths([page.path for page in pages])
    for page in pages:
        page.render()
    return made.site, made.problems


def build(
    root: Path,
    out: Path,
    *,
    archive: Path | None = None,
    base_url: str = "",
    drafts: bool = False,
    strictly: bool = False,
    jobs: int = 1,
    clean: bool = False,
    epoch: str = EPOCH,
    edited: Sequence[str] | None = None,
) -> BuildReport:
    """Build the site of `root` into `out`. Where the content has errors, nothing is written.

    `base_url` is the address that the site will have (default: site.yaml's); `drafts` shows drafts too; `jobs` is the
    number of processes that render; `clean` renders everything anew; `epoch` is the instant (RFC 3339) for the feed
    of a site on which nothing has a date; `edited` are the files of content/ (paths relative to `root`) that alone have
    changed since the last build into `out` with the same options, where that is known. Raises OutputError where `out`
    can't be written or a page can't have its name, ThemeError where a template can't be used, and OSError where a
    folder of the content can't be read.
    """
    keeping = Keeping(root, out, clean=clean)
    if edited is not None and not clean:
        done = patch_kept(root, out, edited, keeping, base_url=base_url, drafts=drafts, epoch=epoch, jobs=jobs)
        if done is not None:
            return _patched(done)
    made = prepare(
        root,
        keeping,
        archive=archive,
        strictly=strictly,
        drafts=drafts,
        base_url=base_url,
        epoch=epoch,
        jobs=jobs,
    )
    if made.plan is None:
        return BuildReport(site=made.site, problems=tuple(made.problems))
    return _written(made, made.plan, out, keeping, archive_of(root, made.site, archive), clean=clean, jobs=jobs)


def prepare(
    root: Path,
    keeping: Keeping,
    *,
    archive: Path | None,
    strictly: bool,
    drafts: bool,
    base_url: str = "",
    epoch: str = EPOCH,
    jobs: int = 1,
    notes: Mapping[str, str] | None = None,
) -> Prepared:
    """Load, look at the evidence, and lay out the pages.

    `keeping` is what is kept between builds; `notes` has those on pages that were made before (default: those that are
    kept). Raises what `build` raises.
    """
    from dateline import render
    from dateline.checks import below_level
    from dateline.examining import examine, judged

    folder = read_folder(root)
    with keeping.templates(folder, jobs):
        loaded = Loader(folder, keeping.documents(folder, jobs)).load()
    held, faulty = receipts_of(loaded)
    texts, unreadable = texts_of(root, loaded.site, archive)
    site = receipts.assess(loaded.site, held)
    examined = examine(loaded, site, texts, held, keeping.shelf, jobs)
    problems = loaded.problems([*loaded.complaints, *faulty, *unreadable, *examined.complaints])
    if strictly:
        problems = strict([*problems, *loaded.problems(below_level(site))])
    problems = ordered(problems)
    # All places of problems are known: what was read is not needed any more, and is much of what is held.
    folder.texts.clear()
    texts.clear()
    plan = None
    if not has_errors(problems):
        options = render.Options(
            theme=render.read_theme([root]),
            base_url=base_url,
            drafts=drafts,
            epoch=epoch,
            reads=keeping.notes() if notes is None else notes,
            kept=keeping.shelf,
        )
        plan = render.plan(site, _with_loaded(options, loaded))
    keeping.save((*loaded.documents, *examined.kept))
    return Prepared(site=judged(site, examined.of_quotes), problems=problems, plan=plan, documents=loaded.documents)


def _written(
    made: Prepared, plan: Plan, out: Path, keeping: Keeping, archive: Path, *, clean: bool, jobs: int
) -> BuildReport:
    """Write a site that is ready, and keep what was found out of it."""
    from dateline import output

    wrote = output.write(plan.pages, out, clean=clean, jobs=jobs)
    troubled = {problem.path for problem in made.problems}
    # What views put together is not needed any more, and to keep what was found takes memory of its own.
    plan.index.memo.clear()
    plan.index.pieces.clear()
    keeping.keep(plan, troubled, wrote.made, output.fingerprint(out))
    return BuildReport(
        site=made.site,
        problems=tuple(made.problems),
        written=wrote.written,
        removed=wrote.removed,
        unchanged=wrote.unchanged,
        paths=tuple(page.path for page in plan.pages),
        archive=archive,
        notes=wrote.notes,
    )


def _patched(done: Patched) -> BuildReport:
    """The report on a build of what an edit of words changed."""
    return BuildReport(
        site=done.revised.standing.site,
        problems=(),
        written=done.wrote.written,
        removed=done.wrote.removed,
        unchanged=done.wrote.unchanged,
        notes=done.wrote.notes,
        partial=True,
    )


def _with_loaded(options: Options, loaded: Loaded) -> Options:
    """Options with what was read of files and need not be made anew."""
    documents = loaded.documents
    things = [(each.thing.body, each) for each in documents.values() if each.thing]
    return replace(
        options,
        media=loaded.media,
        faces={path: document.face for path, document in documents.items()},
        prose={body: document.prose for body, document in things},
        cited={body: document.links.sources for body, document in things},
    )


def verify(root: Path, *, archive: Path | None = None) -> VerifyReport:
    """Look up every quote in the archive and make the receipts. Writes nothing: see `VerifyReport.changes`."""
    from dateline.evidence import verification
    from dateline.examining import judged

    loaded = load(root)
    texts, complaints = texts_of(root, loaded.site, archive)
    held, damaged = receipts_of(loaded, mended=texts)
    made, found = verification.verify(loaded.site, texts, held)
    made = with_unread(loaded, made, held)
    absent = [each for each in found if each.code == "quote-absent"]  # what was stale is looked up by now
    return VerifyReport(
        site=judged(receipts.assess(loaded.site, made), absent),
        problems=tuple(ordered(loaded.problems([*loaded.complaints, *complaints, *damaged, *found]))),
        changes=receipt_changes(loaded, made, damaged),
        texts=texts,
    )


def explain(root: Path, entry: str, claim: str, *, archive: Path | None = None) -> list[str]:
    """Say how each quote of one claim was found, as lines for the terminal; writes nothing.

    The entry may be called by an id that it had before it was renamed.
    Raises LookupError with a sentence where there is no such entry or claim.
    """
    from dateline.evidence import explain as quotes

    site = load(root).site
    named = _named(entry, site.entries)
    if named is None:
        raise LookupError(f"there is no entry “{entry}”; write ENTRY#CLAIM" + _or(did_you_mean(entry, site.entries)))
    found = site.entries[named]
    stated = found.claim(claim)
    if stated is None:
        near = did_you_mean(claim, [each.id for each in found.claims])
        raise LookupError(f"the entry “{entry}” has no claim “{claim}”" + _or(near))
    texts, _ = texts_of(root, site, archive)
    return [*_renamed(entry, named), f"{named}#{claim}: {stated.text}", *quotes.explain(stated, texts)]


def impact(root: Path, source: str) -> list[str]:
    """Say what the site would lose if a source fell, as lines for the terminal; writes nothing.

    What is said of drafts is told apart. A source may be called by an id that it had before it was renamed. Raises
    LookupError with a sentence where there is no such source, or nothing names it.
    """
    from dateline.render.index import build_index
    from dateline.render.views.impact import as_lines

    loaded = load(root)
    held, _ = receipts_of(loaded)
    site = receipts.assess(loaded.site, held)
    named = _named(source, site.sources)
    if named is None:
        raise LookupError(f"there is no source “{source}”" + _or(did_you_mean(source, site.sources)))
    index = build_index(site, drafts=False)
    has_drafts = any(entry.status is Status.DRAFT for entry in site.entries.values())
    drafts = build_index(site, drafts=True) if has_drafts else None
    if named not in (drafts or index).shown.sources:
        raise LookupError(f"nothing names the source “{named}”: no entry would change without it")
    return [*_renamed(source, named), *as_lines(index, named, drafts)]


def _named(ident: str, things: Mapping[str, Entry] | Mapping[str, Source]) -> str | None:
    """The id of the thing that has this one, or had it before it was renamed."""
    return ident if ident in things else next((each.id for each in things.values() if ident in each.aliases), None)


def _renamed(old: str, now: str) -> list[str]:
    """Lines that say that a thing was renamed, where it was."""
    return [f"“{old}” was renamed; it is “{now}” now.", ""] if old != now else []


def _or(hint: str) -> str:
    return f"; {hint}" if hint else ""
