"""The pipeline: content in, site out. `check` is `build` without writing."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from dateline import markdown
from dateline.content import archive as archives
from dateline.content.loader import Loaded, load
from dateline.evidence import receipts
from dateline.evidence.disputes import complaints as dispute_complaints
from dateline.evidence.explain import explain as explain_quote
from dateline.evidence.origins import complaints as origin_complaints
from dateline.evidence.receipts import Receipts
from dateline.model import Entry, EntryTranslation, EvidenceKey, Level, Site, Source, Status
from dateline.problems import Complaint, Problem, Severity, as_text, did_you_mean, has_errors, ordered, strict

if TYPE_CHECKING:
    from datetime import date

    from dateline.ingest import Hints, Plan
    from dateline.output import Outcome, Page


EPOCH = "1970-01-01T00:00:00Z"


@dataclass(frozen=True, slots=True, kw_only=True)
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
    notes: tuple[str, ...] = ()
    """What else is worth knowing."""

    @property
    def ok(self) -> bool:
        """Say whether the site was built."""
        return not has_errors(self.problems)


@dataclass(frozen=True, slots=True, kw_only=True)
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

    site, problems, pages = _prepare(root, archive=archive, strictly=strictly, drafts=drafts)
    if not has_errors(problems):
        output.check_paths([page.path for page in pages])
        for page in pages:
            page.render()
    return site, problems


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
) -> BuildReport:
    """Build the site of `root` into `out`. Where the content has errors, nothing is written.

    `base_url` is the address that the site will have (default: site.yaml's); `drafts` shows drafts too; `jobs` is the
    number of processes that render; `clean` renders everything anew; `epoch` is the instant (RFC 3339) for the feed
    of a site on which nothing has a date. Raises OutputError where `out` can't be written or a page can't have its
    name, ThemeError where a template can't be used, and OSError where a folder of the content can't be read.
    """
    from dateline import output

    site, problems, pages = _prepare(
        root, archive=archive, strictly=strictly, drafts=drafts, base_url=base_url, epoch=epoch
    )
    if has_errors(problems):
        return BuildReport(site=site, problems=tuple(problems))
    done = output.write(pages, out, clean=clean, jobs=jobs)
    return BuildReport(
        site=site,
        problems=tuple(problems),
        written=done.written,
        removed=done.removed,
        unchanged=done.unchanged,
        notes=done.notes,
    )


def _prepare(
    root: Path, *, archive: Path | None, strictly: bool, drafts: bool, base_url: str = "", epoch: str = EPOCH
) -> tuple[Site, list[Problem], Sequence[Page]]:
    """Load, look at the evidence, and lay out the pages."""
    from dateline import render

    loaded = load(root)
    held, complaints = _receipts(loaded)
    texts, unreadable = _texts(root, loaded.site, archive)
    site = receipts.assess(loaded.site, held)
    complaints += unreadable
    complaints += receipts.examine(site, texts, held)
    complaints += origin_complaints(site)
    complaints += dispute_complaints(site)
    complaints += prose(site, loaded.media, loaded.unread)
    complaints += page_kinds(site, render.page_kinds())
    problems = loaded.problems([*loaded.complaints, *complaints])
    if strictly:
        problems = strict([*problems, *loaded.problems(below_level(site))])
    problems = ordered(problems)
    if has_errors(problems):
        return site, problems, ()
    theme = render.read_theme([root])
    options = render.Options(theme=theme, base_url=base_url, drafts=drafts, media=loaded.media, epoch=epoch)
    return site, problems, render.pages(site, options)


def preview(root: Path, out: Path, *, archive: Path | None = None) -> Outcome:
    """Build into `out` for the preview, drafts included. While the content has errors, the banner lists them."""
    from dateline.output import Outcome
    from dateline.render import ThemeError

    try:
        report = build(root, out, archive=archive, drafts=True)
    except ThemeError as error:
        return Outcome(ok=False, folder=out, banner=str(error))
    except OSError as error:
        return Outcome(ok=False, folder=out, banner=f"{error.filename or root}: {error.strerror or error}")
    banner = "\n".join(as_text(problem) for problem in report.problems if problem.severity is Severity.ERROR)
    return Outcome(ok=report.ok, folder=out, banner=banner)


def archive_of(root: Path, site: Site, archive: Path | None) -> Path:
    """The folder of the texts: as asked for, else as site.yaml says, else `root/archive`."""
    return archive or root / (site.settings.archive or "archive")


def _texts(root: Path, site: Site, archive: Path | None) -> tuple[dict[str, str], list[Complaint]]:
    """The texts at hand: those of the archive, and those that the content itself shows whole."""
    texts, complaints = archives.read_texts(archive_of(root, site, archive), site.sources)
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


def _receipts(loaded: Loaded) -> tuple[dict[str, Receipts], list[Complaint]]:
    """The receipts that came with the content."""
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
        made, found = receipts.load(text, source, path)
        complaints += found
        if made is not None:
            held[source] = made
    return held, complaints


def verify(root: Path, *, archive: Path | None = None) -> VerifyReport:
    """Look up every quote in the archive and make the receipts. Writes nothing: see `VerifyReport.changes`."""
    loaded = load(root)
    held, _ = _receipts(loaded)
    texts, complaints = _texts(root, loaded.site, archive)
    made, found = receipts.verify(loaded.site, texts, held)
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
        if now.get(path) != text:
            changes[path] = text
    for source, path, _ in loaded.receipts():
        # The receipts of a source that can't be read stay: the text that they were made of may be somebody else's.
        if source not in loaded.site.sources and f"content/sources/{source}.md" not in loaded.unread:
            changes[path] = None
    problems = ordered(loaded.problems([*loaded.complaints, *complaints, *found]))
    site = receipts.assess(loaded.site, made)
    return VerifyReport(site=site, problems=tuple(problems), changes=changes, texts=texts)


def import_articles(
    root: Path,
    paths: Sequence[str],
    hints: Hints,
    today: date,
    *,
    archive: Path | None = None,
    dry_run: bool = False,
) -> tuple[Plan, list[str]]:
    """Turn articles into sources and draft entries, and write them unless `dry_run`.

    `paths` are files, folders or `-`; `today` becomes the drafts' `added`. What exists is never overwritten. Returns
    what was planned, and the paths written (with `dry_run`: those that would be). Raises ChangeError where they can't
    be written.
    """
    from dateline.content.articles import read_articles
    from dateline.content.changes import apply, resume
    from dateline.ingest.document import Record, import_document
    from dateline.ingest.gather import gather

    loaded = load(root)
    folder = archive_of(root, loaded.site, archive)
    if not dry_run and resume(root, folder):
        loaded = load(root)
    own = (root / "content", root / "inbox", folder)
    records = [
        Record(path=document.path, digest="", ending="", data=None, article=None, refused=document.reason)
        if document.data is None
        else import_document(document.data, document.path, hints)
        for document in read_articles(paths, own, max_bytes=hints.max_bytes)
    ]
    texts, _ = _texts(root, loaded.site, archive)
    held, _ = _receipts(loaded)
    # Receipts tell a text that a colleague has from a new one, although it is not at hand here.
    known = receipts.assess(loaded.site, held)
    plan = gather(records, known, texts, today, hints=hints, originals=archives.originals(folder))
    return plan, apply(plan.changes(), root, folder, dry_run=dry_run)


def explain(root: Path, entry: str, claim: str, *, archive: Path | None = None) -> list[str]:
    """Say how each quote of one claim was found, as lines for the terminal; writes nothing.

    Raises LookupError with a sentence where there is no such entry or claim.
    """
    site = load(root).site
    found = site.entries.get(entry)
    if found is None:
        raise LookupError(f"there is no entry “{entry}”; write ENTRY#CLAIM" + _or(did_you_mean(entry, site.entries)))
    stated = found.claim(claim)
    if stated is None:
        near = did_you_mean(claim, [each.id for each in found.claims])
        raise LookupError(f"the entry “{entry}” has no claim “{claim}”" + _or(near))
    texts, _ = _texts(root, site, archive)
    lines = [f"{entry}#{claim}: {stated.text}"]
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


def _or(hint: str) -> str:
    return f"; {hint}" if hint else ""


def page_kinds(site: Site, kinds: Iterable[str]) -> list[Complaint]:
    """Names under `omit:` that are no page kinds."""
    known = list(kinds)
    return [
        Complaint(
            path="content/site.yaml",
            where=("omit", number),
            code="bad-value",
            message=f"“{name}” is not a page kind",
            hint=did_you_mean(name, known) or f"name one of {', '.join(known)}",
        )
        for number, name in enumerate(site.settings.omit)
        if name not in known
    ]


def below_level(site: Site) -> list[Complaint]:
    """Published claims whose best evidence does not reach what site.yaml asks for."""
    wanted = site.settings.evidence
    complaints = []
    for entry in site.entries.values():
        if entry.status is Status.DRAFT or wanted is Level.CITED:
            continue
        for number, claim in enumerate(entry.claims):
            quoted = any(evidence.quote for evidence in claim.evidence)
            keys = [EvidenceKey(entry.id, claim.id, at) for at in range(len(claim.evidence))]
            verified = any(site.findings[key].verdict.found for key in keys)
            if verified if wanted is Level.VERIFIED else quoted:
                continue
            complaints.append(
                Complaint(
                    path=entry.path,
                    where=("claims", number),
                    code="evidence-level",
                    message=f"the claim “{claim.id}” has no {wanted.value} evidence, which site.yaml asks for",
                    hint="quote a source" if wanted is Level.QUOTED else "quote a source and run `verify`",
                )
            )
    return complaints


class _Targets:
    """What the references of one text lead to; for checking, so that only being there matters."""

    def __init__(self, site: Site, entry: Entry | None, media: Mapping[str, Path], unread: Container[str]) -> None:
        self.site = site
        self.entry = entry
        self.media_files = media
        self.unread = unread

    def source(self, id: str) -> markdown.Link | None:  # noqa: A002  (the protocol's name)
        """A source."""
        there = id in self.site.sources or f"content/sources/{id}.md" in self.unread
        return markdown.Link(href="#", label=id) if there else None

    def claim(self, id: str) -> markdown.Link | None:  # noqa: A002
        """A claim of this entry, or `entry#claim`."""
        name, _, claim = id.rpartition("#")
        entry = self.site.entries.get(name) if name else self.entry
        there = f"content/entries/{name}.md" in self.unread if entry is None else entry.claim(claim) is not None
        return markdown.Link(href="#", label=id) if there else None

    def media(self, path: str) -> markdown.Link | None:
        """A file of content/media/."""
        return markdown.Link(href="#", label=path) if path in self.media_files else None


def prose(site: Site, media: Mapping[str, Path], unread: Container[str] = ()) -> list[Complaint]:
    """What is wrong with the prose of entries, translations and sources; `unread` has the files that can't be read."""
    from dateline import render

    complaints: list[Complaint] = []
    things: list[Entry | Source | EntryTranslation] = [
        *site.entries.values(),
        *site.sources.values(),
        *(translation for each in site.translations.values() for translation in each),
    ]
    for thing in things:
        if not thing.body or (isinstance(thing, EntryTranslation) and thing.id not in site.entries):
            continue
        entry = (
            thing
            if isinstance(thing, Entry)
            else site.entries.get(thing.id)
            if isinstance(thing, EntryTranslation)
            else None
        )
        claims = [f"#{claim.id}" for claim in entry.claims] if entry is not None else []
        here = f"sources/{thing.id}/" if isinstance(thing, Source) else f"entries/{thing.id}/"
        if isinstance(thing, EntryTranslation):
            here += f"{thing.language}/"
        targets, leads = _Targets(site, entry, media, unread), partial(render.leads, site, here)
        for fault in markdown.render(thing.body, targets, leads=leads).faults:
            near = (
                did_you_mean(fault.id, site.sources if fault.code == "unknown-source" else claims) if fault.id else ""
            )
            complaints.append(
                Complaint(
                    path=thing.path,
                    body=True,
                    offset=fault.offset,
                    severity=fault.severity,
                    code=fault.code,
                    message=fault.message,
                    hint="; ".join(part for part in (near, fault.hint) if part),
                )
            )
    return complaints
