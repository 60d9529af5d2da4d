"""The pipeline: content in, site out. `check` is `build` without writing."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dateline import checks, derived_dates
from dateline.content import archive as archives
from dateline.content.documents import Document
from dateline.content.files import read_folder, read_text
from dateline.content.loader import Loaded, Loader, load
from dateline.content.shelf import Shelf
from dateline.digests import digest
from dateline.evidence import receipts
from dateline.evidence.derivations import complaints as origin_complaints
from dateline.evidence.disputes import complaints as dispute_complaints
from dateline.evidence.disputes import remark_complaints
from dateline.evidence.receipts import Findings, Receipts
from dateline.keeping import Keeping
from dateline.model import Entry, Site, Status, Verdict
from dateline.problems import Complaint, Problem, Severity, as_text, did_you_mean, has_errors, ordered, strict
from dateline.rebuild import Standing, revised
from dateline.records import record
from dateline.render.reads import Notes
from dateline.workers import spread

if TYPE_CHECKING:
    from datetime import date

    from dateline.fetching import Fetch
    from dateline.ingest import Hints
    from dateline.ingest import Plan as ImportPlan
    from dateline.output import Outcome, WriteReport
    from dateline.rebuild import Revised
    from dateline.render import Index, Plan
    from dateline.render.kept import Kept
    from dateline.render.pieces import Table


EPOCH = "1970-01-01T00:00:00Z"


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


def check(
    root: Path, *, archive: Path | None = None, strictly: bool = False, drafts: bool = False
) -> tuple[Site, list[Problem]]:
    """Do everything that a build does, but for writing.

    `root` holds content/; `archive` the texts (default: what site.yaml says, else `root/archive`), which may be absent.
    `strictly` makes warnings errors and holds the site's least evidence. Returns the site with its findings, and all
    problems in order. Raises what `build` raises, but for faults of its output.
    """
    from dateline import output

    made = _prepare(root, Keeping(root), archive=archive, strictly=strictly, drafts=drafts)
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
    from dateline import output

    keeping = Keeping(root, out, clean=clean)
    if edited is not None and not clean:
        done = _edited(root, out, edited, keeping, base_url=base_url, drafts=drafts, epoch=epoch, jobs=jobs)
        if done is not None:
            return done
    made = _prepare(
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
    wrote = output.write(made.plan.pages, out, clean=clean, jobs=jobs)
    troubled = {problem.path for problem in made.problems}
    # What views put together is not needed any more, and to keep what was found takes memory of its own.
    made.plan.index.memo.clear()
    made.plan.index.pieces.clear()
    keeping.keep(made.plan, troubled, wrote.made, output.fingerprint(out))
    return BuildReport(
        site=made.site,
        problems=tuple(made.problems),
        written=wrote.written,
        removed=wrote.removed,
        unchanged=wrote.unchanged,
        paths=tuple(page.path for page in made.plan.pages),
        archive=archive_of(root, made.site, archive),
        notes=wrote.notes,
    )


def _edited(
    root: Path,
    out: Path,
    edited: Sequence[str],
    keeping: Keeping,
    *,
    base_url: str,
    drafts: bool,
    epoch: str,
    jobs: int,
) -> BuildReport | None:
    """Build what an edit of words changed; None where that is not enough, or can't be relied on."""
    from dateline import output

    try:
        standing = keeping.standing()
    except (ValueError, LookupError):
        return None
    done = _again(
        root,
        out,
        edited,
        standing,
        made=keeping.made(),
        base_url=base_url,
        drafts=drafts,
        epoch=epoch,
        kept=keeping.shelf,
        jobs=jobs,
    )
    if done is None or keeping.damaged:
        return None
    keeping.keep_revised(done.revised, done.texts, done.wrote.made, output.fingerprint(out))
    return BuildReport(
        site=done.revised.standing.site,
        problems=(),
        written=done.wrote.written,
        removed=done.wrote.removed,
        unchanged=done.wrote.unchanged,
        notes=done.wrote.notes,
        partial=True,
    )


class _Again(NamedTuple):
    """A build after an edit of words."""

    revised: Revised
    """The site now."""
    texts: Mapping[str, str]
    """Path of an edited file: its text."""
    wrote: WriteReport
    """What was written."""


def _again(
    root: Path,
    out: Path,
    edited: Sequence[str],
    standing: Standing,
    *,
    made: str | None,
    base_url: str = "",
    drafts: bool,
    epoch: str = EPOCH,
    kept: Kept | None = None,
    later: frozenset[str] = frozenset(),
    jobs: int = 1,
) -> _Again | None:
    """Build what an edit of words changed; None where that is not enough, or can't be relied on.

    `made` is the digest of the manifest that the site has to have. The files named by `later` are left as they are.
    `jobs` is the number of processes that render.
    """
    from dateline import output, render

    try:
        texts = {path: read_text(root, path) for path in edited}
        now = revised(standing, texts)
        if now is None:
            return None
        theme = render.read_theme([root])
        options = render.Options(theme=theme, base_url=base_url, drafts=drafts, epoch=epoch, kept=kept)
        options = replace(options, reads=standing.notes, pieces=standing.pieces, changed=now.changed)
        wrote = output.patch(render.some_pages(now.index, options, now.stale - later), out, known=made, jobs=jobs)
    except (ValueError, LookupError, OSError, render.ThemeError):
        return None  # whatever it is, the whole build comes upon it as well and says so
    return None if wrote is None else _Again(now, texts, wrote)


@record(frozen=True, slots=True, kw_only=True)
class _Prepared:
    """A site that is ready to be rendered, or what stands in the way."""

    site: Site
    """The content, with its findings."""
    problems: list[Problem]
    """All that is wrong, in order."""
    plan: Plan | None = None
    """What is to be written; None where there are errors."""
    documents: Mapping[str, Document]
    """What was read of each source and entry, by its path."""


def _prepare(
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
) -> _Prepared:
    """Load, look at the evidence, and lay out the pages."""
    from dateline import render

    folder = read_folder(root)
    with keeping.templates(folder, jobs):
        loaded = Loader(folder, keeping.documents(folder, jobs)).load()
    held, complaints = _receipts(loaded)
    texts, unreadable = _texts(root, loaded.site, archive)
    site = receipts.assess(loaded.site, held)
    complaints += unreadable
    of_quotes = _examine(site, texts, held, keeping.shelf, jobs)
    complaints += of_quotes
    complaints += _examine_unmade(loaded, texts, held)
    complaints += _examine_heads(loaded, texts, held, of_quotes, keeping.shelf)
    complaints += origin_complaints(site)
    complaints += dispute_complaints(site)
    complaints += remark_complaints(site)
    complaints += derived_dates.complaints(site, texts)
    complaints += checks.clocks(site)
    complaints += checks.translated_numbers(site)
    complaints += checks.cut_negations(site)
    complaints += checks.machine_made(site)
    complaints += checks.prose(loaded)
    complaints += checks.page_kinds(site, render.page_kinds())
    problems = loaded.problems([*loaded.complaints, *complaints])
    if strictly:
        problems = strict([*problems, *loaded.problems(checks.below_level(site))])
    problems = ordered(problems)
    examined = (_HEADS, *map(_examined, texts))
    # All places of problems are known: what was read is not needed any more, and is much of what is held.
    folder.texts.clear()
    texts.clear()
    plan = None
    if not has_errors(problems):
        options = render.Options(
            theme=render.read_theme([root]),
            base_url=base_url,
            drafts=drafts,
            media=loaded.media,
            epoch=epoch,
            faces={path: document.face for path, document in loaded.documents.items()},
            prose={document.thing.body: document.prose for document in loaded.documents.values() if document.thing},
            cited={each.thing.body: each.links.sources for each in loaded.documents.values() if each.thing},
            reads=keeping.notes() if notes is None else notes,
            kept=keeping.shelf,
        )
        plan = render.plan(site, options)
    keeping.save((*loaded.documents, *examined))
    return _Prepared(site=_judged(site, of_quotes), problems=problems, plan=plan, documents=loaded.documents)


_WORTH_EXAMINING = 100
"""Texts for which one more process that looks quotes up in them saves more time than its start takes."""


def _examined(source: str) -> str:
    """Under which name it is kept that there is nothing to say of the quotes from a source."""
    return f"quotes of {source}"


def _examine(
    site: Site, texts: Mapping[str, str], held: Mapping[str, Receipts], shelf: Shelf, jobs: int
) -> list[Complaint]:
    """What is wrong with the quotes; those that were found to be right in the same text are not looked up again."""
    from dateline.evidence.verification import Quoted, examine_quotes

    quotes: dict[str, list[Quoted]] = {}
    for quoted in site.evidence():
        if quoted[3].quote is not None:
            quotes.setdefault(quoted[3].source, []).append(quoted)
    complaints: list[Complaint] = []
    keys: dict[str, str] = {}
    for source, inside in quotes.items():
        if source not in texts:
            complaints += examine_quotes(inside, site, {}, held)
            continue
        words = (f"{evidence.quote}\0{evidence.context}" for _, _, _, evidence in inside)
        key = digest(texts[source], repr(held.get(source)), *words)
        if shelf.get(_examined(source), key) is None:
            keys[source] = key

    def look(source: str) -> str:
        found = examine_quotes(quotes[source], site, {source: texts[source]}, held)
        return json.dumps([[each.path, each.to_plain()] for each in found]) if found else ""

    new = list(keys)
    for source, said in zip(new, spread(look, new, jobs, worth=_WORTH_EXAMINING), strict=True):
        if said:
            complaints += [Complaint.from_plain(path, plain) for path, plain in json.loads(said)]
        else:
            shelf.put(_examined(source), keys[source], "")
    return complaints


_HEADS = "first lines of receipts"


def _examine_heads(
    loaded: Loaded, texts: Mapping[str, str], held: Mapping[str, Receipts], of_quotes: Sequence[Complaint], shelf: Shelf
) -> list[Complaint]:
    """What is wrong with the first lines of receipts; lines that were found right of the same texts are so still.

    `of_quotes` is what was found wrong with quotes: that a text has changed need not be said again.
    """
    if not texts:
        return []
    from dateline.evidence.heads import Heads
    from dateline.evidence.verification import against

    heads = Heads(loaded.site, texts, held)
    files = {source for source, _, _ in loaded.receipts()}
    lines = []
    for source, made in sorted(heads.digests.items()):
        if source in held:
            said = held[source].facts
            lines.append(f"{source} {made} {said.digest} {said.length} {said.paragraphs} {said.shared or ''}")
        else:
            lines.append(f"{source} {made} {source in files}")
    key = digest(*lines)
    if shelf.get(_HEADS, key) is not None:
        return []
    told = against(loaded.site, of_quotes).items()
    stale = {source for (source, _), finding in told if finding.verdict is Verdict.STALE}
    found = heads.complaints(damaged=files - held.keys(), stale=stale)
    if not found:
        shelf.put(_HEADS, key, "")
    return found


def _judged(site: Site, of_quotes: Sequence[Complaint]) -> Site:
    """A site whose findings have what the texts at hand say against its quotes; pages are made without that."""
    from dateline.evidence.verification import AGAINST, against

    if not isinstance(site.findings, Findings) or all(each.code not in AGAINST for each in of_quotes):
        return site
    findings = Findings(site.entries, site.findings.receipts, against(site, of_quotes))
    return replace(site, findings=findings)


def _examine_unmade(loaded: Loaded, texts: Mapping[str, str], held: Mapping[str, Receipts]) -> list[Complaint]:
    """What is wrong with the quotes of entries that have fields which do not fit.

    That a quote has no receipt is not said: `verify` can't write one before the entry is corrected.
    """
    entries: dict[str, Entry] = {each.id: each for each in loaded.stand_ins.values() if isinstance(each, Entry)}
    if not entries:
        return []
    from dateline.evidence.verification import examine

    found = examine(replace(loaded.site, entries=entries), texts, held)
    return [each for each in found if each.code != "quote-unverified"]


class Preview:
    """The building of one site again and again into one folder, drafts included, by one process."""

    def __init__(self, root: Path, out: Path, *, archive: Path | None = None) -> None:
        """Take the timeline's folder, the folder of the output, and that of the texts, as `build` does."""
        self._root = root
        self._out = out
        self._archive = archive
        self._standing: Standing | None = None
        self._documents: dict[str, Document] = {}
        self._facts: dict[str, str] = {}
        self._notes = Notes()
        self._made: str | None = None
        self._tables: dict[str, Table] = {}
        self._late: tuple[Index, frozenset[str], frozenset[str]] | None = None
        """The site now, files that are no pages and not yet as it says, and the names of what has changed for them."""

    def build(self, changed: Collection[Path] | None = None) -> Outcome:
        """Build after these files have changed; None where it isn't known which.

        While the content has errors, the banner lists them.
        """
        from dateline.output import Outcome, OutputError
        from dateline.render import ThemeError

        try:
            banner = "" if self._again(changed) else self._whole()
        except (ThemeError, OutputError) as error:
            banner = str(error)
        except OSError as error:
            banner = f"{error.filename or self._root}: {error.strerror or error}"
        return Outcome(ok=not banner, folder=self._out, banner=banner, later=self._finish if self._late else None)

    def _finish(self) -> None:
        """Make the files that were put off: downloads of the whole site, which nobody who edits waits for."""
        from dateline import output, render
        from dateline.output import OutputError

        if self._late is None:
            return
        index, late, names = self._late
        # Whatever goes wrong here, the next build is a whole one.
        standing, self._standing = self._standing, None
        options = render.Options(
            theme=render.read_theme([self._root]),
            drafts=True,
            reads=self._notes,
            pieces=self._tables.get,
            changed=names,
        )
        wrote = output.patch(render.some_pages(index, options, late), self._out, known=self._made)
        if wrote is None:
            raise OutputError(f"{self._out} is not as it was left; the next change brings it up to date")
        self._note(wrote.made)
        standing = replace(standing, notes=self._notes) if standing else None
        self._standing, self._late, self._made = standing, None, output.fingerprint(self._out)

    def _again(self, changed: Collection[Path] | None) -> bool:
        """Build what an edit of words changed, where it is nothing but that; say whether it was."""
        from dateline import render

        if self._standing is None or not changed:
            return False
        paths = [path.relative_to(self._root).as_posix() for path in changed]
        if not all(path.startswith(("content/entries/", "content/sources/")) for path in paths):
            return False
        done = _again(
            self._root, self._out, paths, self._standing, made=self._made, drafts=True, later=render.DOWNLOADS
        )
        if done is None:
            return False
        _, late, names = self._late or (None, frozenset[str](), frozenset[str]())
        late |= done.revised.stale & render.DOWNLOADS
        self._late = (done.revised.index, late, names | done.revised.changed) if late else None
        self._documents.update({document.path: document for document in done.revised.documents})
        self._stand(done.revised.standing, done.revised.facts, done.wrote.made)
        return True

    def _whole(self) -> str:
        """Build everything, and return the errors."""
        from dateline import output

        self._standing = self._late = None
        keeping = Keeping(self._root)
        made = _prepare(self._root, keeping, archive=self._archive, strictly=False, drafts=True, notes=self._notes)
        if made.plan is None:
            errors = (problem for problem in made.problems if problem.severity is Severity.ERROR)
            return "\n".join(map(as_text, errors))
        wrote = output.write(made.plan.pages, self._out)
        index = made.plan.index
        self._documents = dict(made.documents)
        facts = {name: index.facts[name] for name in (f"entries/{entry}" for entry in index.lists.order)}
        standing = Standing(
            site=index.shown,
            lists=index.lists,
            media=made.plan.media,
            document=self._documents.get,
            fact=self._facts.get,
            notes=self._notes,
            troubled=frozenset(problem.path for problem in made.problems),
        )
        self._note(wrote.made)
        self._notes = Notes.of(self._notes.items())
        self._stand(standing, facts, {})
        return ""

    def _note(self, made: Mapping[str, str]) -> None:
        """Remember what is noted of pages that were made."""
        from dateline.render.pieces import Table, parted

        self._notes = self._notes.with_later({path: parted(note)[0] for path, note in made.items()})
        for path, note in made.items():
            if rows := parted(note)[1]:
                table = self._tables.get(path)
                try:
                    self._tables[path] = table.with_rows(rows) if table else Table.read(rows)
                except ValueError:  # it has other pieces than before
                    self._tables[path] = Table.read(rows)

    def _stand(self, standing: Standing, facts: Mapping[str, str], notes: Mapping[str, str]) -> None:
        from dateline.output import fingerprint

        self._made = fingerprint(self._out)
        self._facts.update(facts)
        self._note(notes)
        self._standing = replace(standing, document=self._documents.get, fact=self._facts.get, notes=self._notes)


def archive_of(root: Path, site: Site, archive: Path | None) -> Path:
    """The folder of the texts: as asked for, else as site.yaml says, else `root/archive`."""
    return archive or root / (site.settings.archive or "archive")


def _texts(root: Path, site: Site, archive: Path | None) -> tuple[dict[str, str], list[Complaint]]:
    """The texts at hand: those of the archive, and those that the content itself shows whole."""
    texts, complaints = archives.read_texts(archive_of(root, site, archive), site.sources, root=root)
    for source, text in site.texts.items():
        if source in site.sources and texts.setdefault(source, text) != text:
            complaints.append(
                Complaint(
                    path=f"content/texts/{source}.txt",
                    code="text-differs",
                    message=f"the archive has another text of “{source}”",
                    hint="make the two the same, then run `verify`",
                )
            )
    return texts, complaints


def _receipts(loaded: Loaded, mended: Collection[str] = ()) -> tuple[dict[str, Receipts], list[Complaint]]:
    """The receipts that came with the content; those of the sources `mended` are being made anew."""
    held: dict[str, Receipts] = {}
    complaints: list[Complaint] = []
    for source, path, text in loaded.receipts():
        if f"content/sources/{source}.md" in loaded.unread:
            continue
        if source not in loaded.site.sources:
            complaints.append(
                Complaint(
                    path=path,
                    severity=Severity.WARNING,
                    code="receipts-unused",
                    message=f"there is no source “{source}”",
                    hint=did_you_mean(source, loaded.site.sources) or "run `verify`, which removes the file",
                )
            )
            continue
        made, found = receipts.load(text, source, path, mended=source in mended)
        complaints += found
        if made is not None:
            held[source] = made
    return held, complaints


def verify(root: Path, *, archive: Path | None = None) -> VerifyReport:
    """Look up every quote in the archive and make the receipts. Writes nothing: see `VerifyReport.changes`."""
    from dateline.evidence import verification

    loaded = load(root)
    texts, complaints = _texts(root, loaded.site, archive)
    held, damaged = _receipts(loaded, mended=texts)
    made, found = verification.verify(loaded.site, texts, held)
    # Nobody here can say what a damaged line was of a text that is elsewhere: the file stays as it is.
    untouched = {each.path for each in damaged if each.severity is Severity.ERROR}
    if any(path.startswith("content/entries/") for path in loaded.unread):
        # The quotes of an entry that can't be read are not known: what is known of the same text stays.
        for source, old in held.items():
            if source in made and made[source].facts.digest == old.facts.digest:
                made[source] = replace(made[source], quotes={**old.quotes, **made[source].quotes})
    now = {path: text for _, path, text in loaded.receipts()}
    changes: dict[str, str | None] = {}
    for source, each in made.items():
        path = f"content/receipts/{source}.jsonl"
        # A text without quotes needs no receipts, unless pages show what it shares with other sources.
        text = receipts.dump(each) if each.quotes or each.facts.shared else None
        if now.get(path) != text and path not in untouched:
            changes[path] = text
    for source, path, _ in loaded.receipts():
        # The receipts of a source that can't be read stay: the text that they were made of may be somebody else's.
        if source not in loaded.site.sources and f"content/sources/{source}.md" not in loaded.unread:
            changes[path] = None
    problems = ordered(loaded.problems([*loaded.complaints, *complaints, *damaged, *found]))
    site = receipts.assess(loaded.site, made)
    site = _judged(site, [each for each in found if each.code == "quote-absent"])  # what was stale is looked up by now
    return VerifyReport(site=site, problems=tuple(problems), changes=changes, texts=texts)


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
) -> tuple[ImportPlan, list[str]]:
    """Turn articles into sources and draft entries, and write them unless `dry_run`.

    `paths` are files, folders, `-`, and addresses where `fetch` gets a page by its address (`dateline.fetching`);
    `today` becomes the drafts' `added`; `jobs` is the number of processes that read; `told` hears which step is taken
    (`read`, `gather`, `write`) with the number of documents that are read so far. What exists is never overwritten. An
    interrupted run goes on where it was, when it is begun again, and what it had begun to write is completed first,
    which a problem says. No two imports of a timeline run at once. Returns what was planned, and the paths written
    (with `dry_run`: those that would be). Raises ChangeError where they can't be written or another import is at work,
    and OSError.
    """
    from dateline.content import changes
    from dateline.content.articles import read_articles
    from dateline.ingest.gather import gather
    from dateline.intake import Intake, completed, own_parts, waiting

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
        texts, _ = _texts(root, loaded.site, archive)
        held, _ = _receipts(loaded)
        # Receipts tell a text that a colleague has from a new one, although it is not at hand here.
        known = receipts.assess(loaded.site, held)
        plan = gather(
            records, known, texts, today, hints=hints, originals=archives.originals(folder), aside=intake.aside
        )
        told("write", len(records))
        written = changes.apply(plan.changes(), root, folder, dry_run=dry_run)
    return replace(plan, problems=(*note, *plan.problems)), written


def explain(root: Path, entry: str, claim: str, *, archive: Path | None = None) -> list[str]:
    """Say how each quote of one claim was found, as lines for the terminal; writes nothing.

    The entry may be called by an id that it had before it was renamed.
    Raises LookupError with a sentence where there is no such entry or claim.
    """
    from dateline.evidence.explain import explain as explain_quote

    site = load(root).site
    found = site.entries.get(entry) or next((each for each in site.entries.values() if entry in each.aliases), None)
    if found is None:
        raise LookupError(f"there is no entry “{entry}”; write ENTRY#CLAIM" + _or(did_you_mean(entry, site.entries)))
    stated = found.claim(claim)
    if stated is None:
        near = did_you_mean(claim, [each.id for each in found.claims])
        raise LookupError(f"the entry “{entry}” has no claim “{claim}”" + _or(near))
    texts, _ = _texts(root, site, archive)
    renamed = [f"“{entry}” was renamed; it is “{found.id}” now.", ""] if found.id != entry else []
    lines = [*renamed, f"{found.id}#{claim}: {stated.text}"]
    for number, evidence in enumerate(stated.evidence, 1):
        text = texts.get(evidence.source)
        if evidence.quote is None:
            lines.append(f"{number}. {evidence.source}: cited, not quoted")
        elif text is None:
            lines.append(f"{number}. {evidence.source}: unverified, its text is not at hand")
        else:
            first, *more = explain_quote(evidence, text)
            lines += [f"{number}. {evidence.source}: {first}", *more]
    return lines


def impact(root: Path, source: str) -> list[str]:
    """Say what the site would lose if a source fell, as lines for the terminal; writes nothing.

    What is said of drafts is told apart. A source may be called by an id that it had before it was renamed. Raises
    LookupError with a sentence where there is no such source, or nothing names it.
    """
    from dateline.render.index import build_index
    from dateline.render.views.impact import as_lines

    loaded = load(root)
    held, _ = _receipts(loaded)
    site = receipts.assess(loaded.site, held)
    named: str | None = source
    if source not in site.sources:
        named = next((each.id for each in site.sources.values() if source in each.aliases), None)
    if named is None:
        raise LookupError(f"there is no source “{source}”" + _or(did_you_mean(source, site.sources)))
    renamed = [f"“{source}” was renamed; it is “{named}” now.", ""] if named != source else []
    index = build_index(site, drafts=False)
    has_drafts = any(entry.status is Status.DRAFT for entry in site.entries.values())
    drafts = build_index(site, drafts=True) if has_drafts else None
    if named not in (drafts or index).shown.sources:
        raise LookupError(f"nothing names the source “{named}”: no entry would change without it")
    return [*renamed, *as_lines(index, named, drafts)]


def _or(hint: str) -> str:
    return f"; {hint}" if hint else ""
