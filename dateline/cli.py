"""The command line: commands, printing, exit codes; no logic.

Exit codes: 0 fine (warnings allowed), 1 errors in the content, 2 wrong usage. Nothing that an editor can write ends in
a traceback.
"""

from __future__ import annotations

import argparse
import gc
import os
import shlex
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from dateline import __version__

if TYPE_CHECKING:
    from dateline.fetching import Fetch
    from dateline.problems import Problem
    from dateline.site import BuildReport
    from dateline.stamps import Before

T = TypeVar("T")
OK, ERRORS, USAGE = 0, 1, 2
COMMANDS = ("build", "check", "import", "verify", "serve", "new", "rename", "impact", "init", "schema")


class UsageError(Exception):
    """A command that can't be carried out as it was given; its message says why and what to do."""


class _Parser(argparse.ArgumentParser):
    """A parser whose message ends in the remedy.

    Options are written out: what asks whether anything has changed (`stamps`) does not know abbreviations.
    """

    def __init__(self, **named: Any) -> None:
        super().__init__(**{**named, "allow_abbrev": False})

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        print(f"{self.prog}: {message}; see {self.prog} --help", file=sys.stderr)
        raise SystemExit(USAGE)


def main(arguments: Sequence[str] | None = None, before: Before | None = None) -> int:
    """Carry out one command line (default: the process's) and return its exit code.

    `before` is what was seen of the inputs of a build before this module was imported.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not words or (words[0].startswith("-") and words[0] not in ("-h", "--help", "--version")):
        words.insert(0, "build")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a quote may hold what the terminal's encoding can't show
            stream.reconfigure(errors="backslashreplace")
    try:
        options = _parser().parse_args(words)
        options.before = before
        code: int = options.run(options)
    except SystemExit as ended:  # argparse ends so after --help and after wrong usage
        code = ended.code if isinstance(ended.code, int) else USAGE
    except UsageError as error:
        print(f"dateline: {error}", file=sys.stderr)
        code = USAGE
    except _refusals() as error:
        print(f"dateline: {_with_hint(error)}", file=sys.stderr)
        code = USAGE
    except _failures() as error:
        print(f"dateline: {_with_hint(error)}", file=sys.stderr)
        code = ERRORS
    except BrokenPipeError:  # the reader of our output has gone: `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = OK
    except OSError as error:  # a folder that may not be read, a disk that fails
        print(f"dateline: {error.filename or 'the disk'}: {error.strerror or error}", file=sys.stderr)
        code = ERRORS
    except KeyboardInterrupt:
        print("\ndateline: stopped", file=sys.stderr)
        code = 130
    return code


def _with_hint(error: Exception | Problem) -> str:
    hint: str = getattr(error, "hint", "")
    message: str = getattr(error, "message", "") or str(error)
    return f"{message}; {hint}" if hint else message


def _loaded(*names: tuple[str, str]) -> tuple[type[Exception], ...]:
    """Those of the exceptions (module, name) whose modules were imported: no others can have been raised."""
    return tuple(getattr(sys.modules[module], name) for module, name in names if module in sys.modules)


def _refusals() -> tuple[type[Exception], ...]:
    """What is raised where a command asks for something that can't be."""
    return _loaded(("dateline.content.edits", "EditError"))


def _failures() -> tuple[type[Exception], ...]:
    """What is raised where something outside the content stands in the way; the message says what to do."""
    return _loaded(
        ("dateline.output", "OutputError"),
        ("dateline.render", "ThemeError"),
        ("dateline.content.disk", "DiskError"),
        ("dateline.content.changes", "ChangeError"),
    )


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="dateline",
        description="The record of a negotiation as a static site: every claim linked to the words that it rests on.",
        epilog="Exit codes: 0 fine, 1 errors in the content, 2 wrong usage.",
    )
    parser.add_argument("--version", action="version", version=f"dateline {__version__}")
    common = _Parser(add_help=False)
    common.add_argument(
        "--root", type=Path, default=Path(), metavar="DIR", help="the timeline's folder (default: this one)"
    )
    common.add_argument("--archive", type=Path, metavar="DIR", help="the texts of the articles (default: ROOT/archive)")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, parser_class=_Parser)

    def command(name: str, run: Callable[[argparse.Namespace], int], text: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, parents=[common], help=text, description=text[0].upper() + text[1:] + ".")
        made.set_defaults(run=run)
        return made

    build = command("build", _build, "build the site (the default command)")
    build.add_argument("--out", type=Path, metavar="DIR", help="where to (default: ROOT/public)")
    build.add_argument("--base-url", default="", metavar="URL", help="the address that the site will have")
    build.add_argument("--drafts", action="store_true", help="show drafts too")
    build.add_argument("--strict", action="store_true", help="take warnings for errors, and hold the least evidence")
    build.add_argument("--jobs", type=_jobs, default=os.cpu_count() or 1, metavar="N", help="processes that render")
    build.add_argument("--clean", action="store_true", help="render everything anew")

    check = command("check", _check, "say what is wrong with the content; write nothing")
    check.add_argument("--strict", action="store_true", help="take warnings for errors, and hold the least evidence")
    check.add_argument("--format", choices=("text", "json", "github"), default="text", help="how to print problems")

    import_ = command("import", _import, "turn articles into sources and draft entries")
    import_.add_argument(
        "paths",
        nargs="+",
        metavar="PATH",
        help="articles: .txt, .html, .md, .pdf, and .warc or .warc.gz with any number of them; folders of these; "
        "- for standard input; addresses with --fetch",
    )
    import_.add_argument("--published", metavar="DATE", help="when the article came out; counts before what it says")
    import_.add_argument("--publisher", metavar="ID", help="the outlet that carried it")
    import_.add_argument("--url", help="where it was read")
    import_.add_argument(
        "--fetch", action="store_true", help="download what is named by its address (http, https; public hosts only)"
    )
    import_.add_argument(
        "--max-bytes",
        type=_bytes,
        default=10_000_000,
        metavar="N",
        help="the most bytes that one document may have (default: %(default)s; at most 1,000,000,000)",
    )
    import_.add_argument("--track", metavar="ID", help="the track that its entries belong to")
    import_.add_argument("--into", metavar="SOURCE", help="give the text to a source that was only cited so far")
    import_.add_argument("--dry-run", action="store_true", help="write nothing")
    import_.add_argument(
        "--explain", action="store_true", help="show every dropped line, date and quotation, with the reason"
    )
    import_.add_argument("--json", action="store_true", help="print the result for machines")
    import_.add_argument("--jobs", type=_jobs, default=os.cpu_count() or 1, metavar="N", help="processes that read")

    verify = command("verify", _verify, "look up every quote in the archive and write the receipts")
    verify.add_argument(
        "--explain", metavar="ENTRY#CLAIM", help="show how the quotes of one claim were found; write nothing"
    )

    serve = command("serve", _serve, "preview on 127.0.0.1, drafts included; the page reloads when something changes")
    serve.add_argument("--port", type=_port, default=8000, help="(default: 8000; 0 takes any free one)")

    new = command("new", _new, "start an entry or a source")
    new.add_argument("kind", choices=("entry", "source"))
    new.add_argument("title")
    new.add_argument("--date", help="the day of the event, or of publication: 2022-03-10, “10 March 2022”, yesterday")
    new.add_argument("--track", metavar="ID")
    new.add_argument("--place", metavar="ID")
    new.add_argument("--publisher", metavar="ID")
    new.add_argument("--url")

    rename = command("rename", _rename, "change an id everywhere; the old address leads on")
    rename.add_argument("old", metavar="OLD", help="an id, or ENTRY#CLAIM")
    rename.add_argument("new", metavar="NEW")
    rename.add_argument("--kind", help="which kind of thing, where several have the id")

    impact = command("impact", _impact, "say what the site would lose if a source fell; write nothing")
    impact.add_argument("source", metavar="SOURCE", help="the id of a source")

    init = command("init", _init, "make a new timeline")
    init.add_argument("folder", type=Path, metavar="DIR")
    init.add_argument("--title", help="the timeline's title")

    schema = command("schema", _schema, "print the JSON Schema of the files that editors write")
    schema.add_argument("kind", nargs="?", help="one kind of file (default: all)")
    return parser


def _number(text: str, least: int, most: int) -> int:
    if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
        raise argparse.ArgumentTypeError(f"“{text}” is not a number from {least} to {most}")
    return int(text)


def _jobs(text: str) -> int:
    return _number(text, 1, 256)


def _bytes(text: str) -> int:
    return _number(text.replace(",", "").replace("_", ""), 1, 1_000_000_000)


def _port(text: str) -> int:
    return _number(text, 0, 65535)


def _root(options: argparse.Namespace) -> Path:
    root: Path = options.root
    if not (root / "content").is_dir():
        raise UsageError(
            f"there is no folder content/ in {root.resolve()}; name the timeline's with --root, or make one with init"
        )
    if options.archive is not None and not options.archive.is_dir():
        raise UsageError(f"there is no folder {options.archive}; leave --archive out to do without the texts")
    return root


def _print_problems(problems: Iterable[Problem], form: str = "text") -> None:
    from dateline import problems as words

    found = list(problems)
    if form == "json":
        print(words.as_json(found))
        return
    for line in _problem_lines(found) if form == "text" else map(words.as_github, found):
        print(line)


def _problem_lines(problems: Iterable[Problem]) -> Iterator[str]:
    """Problems for the terminal; a remedy that many of them share is told once for the row."""
    from dataclasses import replace

    from dateline.problems import as_text

    said = ""
    for problem in problems:
        yield as_text(replace(problem, hint="") if problem.hint == said else problem)
        said = problem.hint


def _tally(problems: Sequence[Problem]) -> str:
    from dateline.problems import Severity

    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    warnings = len(problems) - errors
    return ", ".join(_count(number, word) for number, word in ((errors, "error"), (warnings, "warning")) if number)


def _count(number: int, word: str, many: str = "") -> str:
    return f"{number:,} {word if number == 1 else many or word + 's'}"


def _input_around(out: Path, root: Path, archive: Path | None) -> str:
    """The folder of what a site is made of that the output would lie in; empty where there is none."""
    folders = [root / name for name in ("content", "templates", "static", "archive", "inbox")]
    place = out.resolve()
    for folder in (*folders, *([archive] if archive else [])):
        if place.is_relative_to(folder.resolve()):
            return f"{folder}"
    return ""


def _build(options: argparse.Namespace) -> int:
    from dateline import site
    from dateline.content.addresses import base_fault

    root = _root(options)
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
        epoch=_epoch(),
        edited=before.edited if before else None,
    )
    told = "".join(f"{line}\n" for line in _problem_lines(report.problems))
    if report.partial and before and before.memory:
        told = before.memory.told
    print(told, end="")
    if not report.ok:
        print(f"{_tally(report.problems)}: nothing was written", file=sys.stderr)
        return ERRORS
    for note in report.notes:
        print(note)
    print(_done(out, report, len(report.written), report.unchanged, len(report.removed)))
    if before:
        _remember(before, out, report, told)
    return OK


def _done(out: Path, report: BuildReport, written: int, unchanged: int, removed: int) -> str:
    """Say in a line what a build did."""
    changes = f"{_count(written, 'file')} written, {unchanged:,} unchanged"
    changes += f", {removed:,} removed" if removed else ""
    tally = _tally(report.problems)
    return f"{out}: {changes}" + (f"; {tally}" if tally else "")


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


def _check(options: argparse.Namespace) -> int:
    from dateline import site
    from dateline.problems import has_errors

    root = _root(options)
    found, problems = site.check(root, archive=options.archive, strictly=options.strict)
    _print_problems(problems, options.format)
    if options.format == "text":
        claims = sum(len(entry.claims) for entry in found.entries.values())
        counts = (
            f"{_count(len(found.entries), 'entry', 'entries')}, {_count(claims, 'claim')}, "
            f"{_count(len(found.sources), 'source')}"
        )
        print(f"{counts}: {_tally(problems) or 'no problems'}")
    return ERRORS if has_errors(problems) else OK


def _verify(options: argparse.Namespace) -> int:
    from dateline import site
    from dateline.content.disk import put
    from dateline.problems import has_errors

    root = _root(options)
    if options.explain:
        return _explain(root, options)
    report = site.verify(root, archive=options.archive)
    put(root, report.changes)
    _print_problems(report.problems)
    verdicts = Counter(finding.verdict.value for finding in report.site.findings.values())
    cited = verdicts.pop("cited", 0)
    names = {"unverified": "without a receipt"}
    quotes = ", ".join(f"{number:,} {names.get(name, name)}" for name, number in sorted(verdicts.items()))
    print(
        f"{_count(len(report.texts), 'text')} at hand; quotes: {quotes or 'none'}"
        + (f"; cited without a quote: {cited:,}" if cited else "")
    )
    written = sum(text is not None for text in report.changes.values())
    removed = len(report.changes) - written
    print(f"receipts: {_count(written, 'file')} written" + (f", {removed:,} removed" if removed else ""))
    return ERRORS if has_errors(report.problems) else OK


def _explain(root: Path, options: argparse.Namespace) -> int:
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


def _import(options: argparse.Namespace) -> int:
    from dateline import site
    from dateline.content import editing
    from dateline.ingest import Hints, report
    from dateline.problems import has_errors

    root = _root(options)
    today = _today()
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
        lambda told: site.import_articles(
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
        for line in _problem_lines(problem for problem in plan.problems if problem not in wrong):
            print(line, file=sys.stderr)
        raise UsageError("; ".join(f"{problem.path}: {_with_hint(problem)}" for problem in wrong))
    if options.json:
        for piece in report.json_pieces(plan):
            sys.stdout.write(piece)
        print()
    else:
        for line in report.text_lines(plan, explain=options.explain):
            print(line)
        files = _count(len(written), "file")
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
            f"\ndateline: stopped; {_count(done, 'document')} read and kept, {went}. Import the same again to go on",
            file=sys.stderr,
        )
        raise SystemExit(130) from None
    finally:
        bar.end()


def _fetch(options: argparse.Namespace, today: date) -> Fetch | None:
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


def _impact(options: argparse.Namespace) -> int:
    from dateline import site
    from dateline.problems import harmless

    try:
        lines = site.impact(_root(options), options.source)
    except LookupError as error:
        raise UsageError(str(error.args[0])) from None
    print("\n".join(map(harmless, lines)))
    return OK


def _serve(options: argparse.Namespace) -> int:
    import tempfile

    from dateline import output, site

    root = _root(options)
    watched = [root / name for name in ("content", "templates", "static")]
    with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
        out = Path(folder) / "site"
        preview = site.Preview(root, out, archive=options.archive)
        output.serve(preview.build, watched, options.port, print)
    return OK


def _epoch() -> str:
    """SOURCE_DATE_EPOCH (reproducible-builds.org) as an instant of RFC 3339; the epoch itself where it is not set."""
    return datetime.fromtimestamp(_seconds() or 0, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _today() -> date:
    """The day that new files bear: SOURCE_DATE_EPOCH where it is set, else today, in UTC."""
    seconds = _seconds()
    return (datetime.now(UTC) if seconds is None else datetime.fromtimestamp(seconds, UTC)).date()


def _seconds() -> int | None:
    text = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not text:
        return None
    if not (text.isascii() and text.isdecimal()) or len(text) > 11:
        raise UsageError(f"SOURCE_DATE_EPOCH is “{text}”; it has to be a number of seconds since 1970")
    return int(text)


_ARTICLE = {"entry": "an entry", "source": "a source"}


def _new(options: argparse.Namespace) -> int:
    from dateline.content import disk, editing
    from dateline.content.loader import load

    root = _root(options)
    loaded = load(root)
    today = _today()
    day = editing.read_date(options.date, today, loaded.site.settings.language) if options.date else None
    for name in ("publisher", "url") if options.kind == "entry" else ("track", "place"):
        if getattr(options, name) is not None:
            raise UsageError(f"--{name} is nothing that {_ARTICLE[options.kind]} has; leave it out")
    if options.kind == "entry":
        made = editing.new_entry(
            loaded.site,
            options.title,
            date=day,
            track=options.track,
            place=options.place,
            today=today,
            existing=editing.ids_in_use(loaded, "entries"),
        )
    else:
        made = editing.new_source(
            loaded.site,
            options.title,
            url=options.url,
            published=day,
            publisher=options.publisher,
            existing=editing.ids_in_use(loaded, "sources"),
        )
    disk.put(root, {made.path: made.text}, new=True)
    print(root / made.path)
    return OK


def _rename(options: argparse.Namespace) -> int:
    from dateline import site
    from dateline.content import disk
    from dateline.content.loader import load
    from dateline.content.renaming import rename

    root = _root(options)
    loaded = load(root)
    archive = site.archive_of(root, loaded.site, options.archive)
    names = [path.name for path in archive.iterdir()] if archive.is_dir() else []
    plan = rename(loaded, names, options.old, options.new, kind=options.kind)
    disk.put(root, plan.changes(disk.read(root, plan.paths)))
    disk.move(archive, plan.archive)
    print(f"{plan.kind} {plan.old} is now {plan.new}; {_count(plan.references, 'reference')} changed")
    return OK


def _init(options: argparse.Namespace) -> int:
    from dateline.content import disk, start

    folder: Path = options.folder
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file; name a folder")
    title = options.title or start.DEFAULT_TITLE
    made = start.init(disk.existing(folder, start.paths()), title, today=_today(), version=__version__)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise disk.DiskError(f"{folder} can't be made: {error.strerror}", "name another folder") from None
    disk.put(folder, made.files, new=True)
    for kept in made.kept:
        print(f"{folder / kept.path} was there and is kept" + (f"; {kept.advice}" if kept.advice else ""))
    print(f"{_count(len(made.files), 'file')} made in {folder}; next:")
    print(f"    cd {shlex.quote(str(folder))}")
    print("    dateline import ARTICLE.txt")
    print("    dateline serve")
    return OK


def _schema(options: argparse.Namespace) -> int:
    from dateline.content import editing

    print(editing.schema_text(options.kind))
    return OK
