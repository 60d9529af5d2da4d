"""The tables that tell how well and how fast Dateline imports, and what it aims at."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from importlib.metadata import PackageNotFoundError, version

from benchmarks.gold import Score, Speakers
from benchmarks.measure import Machine, Table, exponent, mebibytes, seconds
from benchmarks.stages import STAGES, Bodies, Pipeline, Share, Stages

OURS = "Dateline"
"""The name of this program in the tables."""
PACKAGES = ("trafilatura", "lxml", "dateparser", "pydantic")
"""What is measured besides, or does much of the work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """How well the dates of one set of texts were found."""

    finder: str
    """Whose finds they are."""
    texts: str
    """The set, and how much of it where not all was read."""
    documents: int
    """Texts that were read."""
    score: Score
    """What was found."""
    spent: float
    """Processor seconds."""
    target: float | None = None
    """The least F1 that Dateline aims at on these texts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotations:
    """How well the speakers of one set of articles were found."""

    finder: str
    """Whose finds they are."""
    texts: str
    """The set."""
    speakers: Speakers
    """What was found."""
    target: bool = False
    """Whether the targets are for this set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copies:
    """How well copies were found among the documents of so many invented stories."""

    stories: int
    """Stories; each is in the collection in several variants."""
    documents: int
    """Documents among which they were looked for."""
    pairs: int
    """Pairs of copies that should be found."""
    wrong: int
    """Pairs found that share no story."""
    precision: float
    """Share of right pairs among those found."""
    recall: float
    """Share of the pairs that were found."""
    f1: float
    """Their harmonic mean."""
    spent: float
    """Processor seconds, for making the documents and comparing them."""


@dataclass(slots=True)
class Results:
    """All that was measured; empty where it was not."""

    bodies: list[Bodies] = field(default_factory=list)
    """The extractors on saved pages."""
    dates: list[Dates] = field(default_factory=list)
    """The finders of dates."""
    quotations: list[Quotations] = field(default_factory=list)
    """The finders of speakers."""
    copies: Copies | None = None
    """The search for copies."""
    stages: list[Stages] = field(default_factory=list)
    """What each stage costs."""
    shares: dict[str, Share] = field(default_factory=dict)
    """Pages: how much of reading them is the extractor's work."""
    pipelines: list[Pipeline] = field(default_factory=list)
    """What the whole command costs."""
    skipped: list[str] = field(default_factory=list)
    """What was not measured, and why, a sentence each."""


def share(value: float) -> str:
    """Write a share of one in three places: `0.975`."""
    return f"{value:.3f}"


def rate(count: int, spent: float) -> str:
    """Write how many were done in a second; a dash where no time was seen."""
    if spent <= 0:
        return "–"
    value = count / spent
    return f"{value:,.1f}" if value < 10 else f"{value:,.0f}"


def milliseconds(value: float) -> str:
    """Write seconds as milliseconds, in two places: `1.34`."""
    return f"{value * 1000:.2f}"


def versions(names: Sequence[str] = PACKAGES) -> str:
    """Name the packages with the versions that are installed."""
    found = []
    for name in names:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(f"{name} is not installed")
    return ", ".join(found)


def facts(machine: Machine, results: Results) -> list[str]:
    """What the figures were measured on and with, in sentences."""
    where = f"{machine.processor}, {machine.cores} cores, {machine.memory}, {machine.system}, {machine.python}"
    lines = [f"{machine.date}: {where}; files on {machine.files}; load average before: {machine.load:.2f}."]
    if machine.warning:
        lines.append(f"Warning: {machine.warning}.")
    return [*lines, f"With {versions()}.", *results.skipped]


def tables(results: Results) -> Iterator[Table]:
    """The figures in tables, those that there are, and the targets last."""
    made = (
        _bodies(results.bodies),
        _dates(results.dates),
        _quotations(results.quotations),
        _copies(results.copies),
        _stages(results.stages),
        _shares(results.shares),
        _pipelines(results.pipelines),
        _growth(results.pipelines),
        _targets(results),
    )
    yield from (table for table in made if table.rows)


def _bodies(bodies: Sequence[Bodies]) -> Table:
    lines = [
        [each.name, share(each.precision), share(each.recall), share(each.f1), rate(each.pages, each.spent)]
        for each in bodies
    ]
    notes = [f"{each.name} gave nothing of {sentence}." for each in bodies for sentence in each.failed]
    pages = bodies[0].pages if bodies else 0
    title = f"The article's text of {pages} saved news pages, in word 4-grams"
    return Table(title, ["", "precision", "recall", "F1", "pages a second"], lines, notes)


def _dates(dates: Sequence[Dates]) -> Table:
    lines = [
        [
            f"{each.texts}, {each.finder}",
            f"{each.documents:,}",
            f"{each.score.there:,}",
            share(each.score.precision),
            share(each.score.recall),
            share(each.score.f1),
            rate(each.documents, each.spent),
        ]
        for each in dates
    ]
    head = ["", "texts", "dates there", "precision", "recall", "F1", "texts a second"]
    notes = []
    if any(each.finder != OURS for each in dates):
        notes.append(
            "dateparser.search is told the language and the day of publication, and gives days only: any day in the "
            "month, week, quarter or year that is meant counts as right. It is slow, so it reads the first texts of a "
            "set only, as many as fit its time; Dateline's row beside it is for the same texts."
        )
    return Table("Calendar dates found with the right value", head, lines, notes)


def _quotations(quotations: Sequence[Quotations]) -> Table:
    lines = []
    for each in quotations:
        made = each.speakers
        lines.append(
            [
                f"{each.texts}, {each.finder}",
                f"{made.score.there:,}",
                f"{made.met:,}",
                f"{made.verbatim:,}",
                share(made.score.precision),
                share(made.score.recall),
                share(made.named.precision),
                share(made.named.recall),
            ]
        )
    head = ["", "there", "found", "verbatim", "right of found", "right of there", "named: of found", "named: of there"]
    notes = []
    if lines:
        notes.append(
            "“named” leaves out what rightly has no speaker (terms, titles) and what is given without one. “nearest "
            "name” takes the name that stands closest to the marks: how far no rules at all would come."
        )
    return Table("Quotations of four words and more, and their speakers", head, lines, notes)


def _copies(copies: Copies | None) -> Table:
    head = ["", "pairs there", "wrong pairs", "precision", "recall", "F1", "documents a second"]
    lines = []
    if copies:
        lines.append(
            [
                f"{copies.documents:,} documents of {copies.stories:,} stories",
                f"{copies.pairs:,}",
                f"{copies.wrong:,}",
                *(f"{value:.4f}" for value in (copies.precision, copies.recall, copies.f1)),
                rate(copies.documents, copies.spent),
            ]
        )
    return Table("Copies found among invented wire stories and articles like them", head, lines)


def _stages(stages: Sequence[Stages]) -> Table:
    lines = []
    for each in stages:
        took = [milliseconds(each.seconds[stage]) for stage in STAGES]
        whole = sum(each.seconds.values())
        lines.append(
            [f"{each.documents:,} × {each.kind}, {each.words:.0f} words", *took, milliseconds(whole), rate(1, whole)]
        )
    title = "Processor time a document, in milliseconds, stage by stage"
    notes = []
    if lines:
        notes.append(
            "`gather` is without the search for copies. `all` is their sum, without reading and writing files; the "
            "least of the passes."
        )
    return Table(title, ["", *STAGES, "all", "documents a second"], lines, notes)


def _shares(shares: Mapping[str, Share]) -> Table:
    lines = [
        [
            f"{each.pages:,} {pages}",
            milliseconds(each.whole),
            milliseconds(each.inside),
            milliseconds(each.whole - each.inside),
            milliseconds(each.alone),
            f"{each.whole / each.alone:.2f}×" if each.alone else "–",
        ]
        for pages, each in shares.items()
    ]
    head = ["", "extract", "of it trafilatura", "of it ours", "trafilatura alone", "extract to trafilatura alone"]
    return Table("Reading a web page, in milliseconds of processor time", head, lines)


def _pipelines(pipelines: Sequence[Pipeline]) -> Table:
    lines = [
        [
            f"{each.documents:,} × {each.kind}",
            seconds(each.run.wall),
            seconds(each.run.cpu),
            rate(each.documents, each.run.cpu),
            mebibytes(each.run.peak),
        ]
        for each in pipelines
    ]
    head = ["", "wall, s", "processor, s", "documents a second and core", "MiB"]
    notes = []
    if lines:
        notes.append(
            "The whole command as a process, from its start to the written drafts, with its workers; MiB is the most "
            "that any one of its processes held."
        )
    return Table("`import` of a folder into an empty timeline", head, lines, notes)


def _growth(pipelines: Sequence[Pipeline]) -> Table:
    lines = []
    for kind in dict.fromkeys(each.kind for each in pipelines):
        known = sorted((each for each in pipelines if each.kind == kind), key=lambda each: each.documents)
        for small, large in itertools.pairwise(known):
            if small.documents == large.documents:
                continue
            grown = exponent((small.documents, small.run.cpu), (large.documents, large.run.cpu))
            more = (large.run.peak - small.run.peak) * 1024 / (large.documents - small.documents)
            lines.append([f"{kind}, {small.documents:,} to {large.documents:,}", f"{grown:.2f}", f"{more:,.1f}"])
    title = "How the command's cost grows with the documents"
    head = ["", "processor time (exponent: 1 = in proportion)", "KiB for each further document"]
    return Table(title, head, lines)


LEAST_BODY = 0.975
"""F1 of the article's text on saved news pages."""
LEAST_DATES = 0.92
"""F1 of calendar dates on the shared news."""
LEAST_DATES_HELD = 0.88
"""The same on news that was kept aside."""
LEAST_DATES_RATE = 150.0
"""Documents a second in which dates are found, on one core."""
LEAST_SPEAKERS = 0.90
"""Share of quotations with the right speaker, of those found and of those there."""
LEAST_COPIES = 0.98
"""F1 of pairs of copies."""
LEAST_RATE = 50.0
"""Documents of raw text a second and core, for the whole command."""


def _targets(results: Results) -> Table:
    lines = []

    def line(what: str, measured: float, least: float, *, places: int = 3) -> None:
        met = "met" if measured >= least else "missed"
        lines.append([what, f"{measured:,.{places}f}", f"{least:,.{places}f}", met])

    for body in results.bodies:
        if body.name == OURS:
            line("article's text of web pages, F1", body.f1, LEAST_BODY)
    for dates in results.dates:
        if dates.target is not None:
            line(f"dates, {dates.texts}: F1", dates.score.f1, dates.target)
    for each in results.stages:
        if each.seconds["dates"]:
            line(f"dates, {each.kind}: documents a second", 1 / each.seconds["dates"], LEAST_DATES_RATE, places=0)
    for quotations in results.quotations:
        made = quotations.speakers
        if quotations.target:
            line(f"speakers, {quotations.texts}: right of those found", made.score.precision, LEAST_SPEAKERS)
            line(f"speakers, {quotations.texts}: right of those there", made.score.recall, LEAST_SPEAKERS)
            line(f"speakers, {quotations.texts}: verbatim of those found", made.verbatim / max(1, made.met), 1.0)
    if results.copies:
        line("copies: F1", results.copies.f1, LEAST_COPIES, places=4)
        line("copies: precision, no unrelated articles joined", results.copies.precision, 1.0, places=4)
    for pipeline in results.pipelines:
        what = f"{pipeline.documents:,} × {pipeline.kind}, whole command: documents a second and core"
        if pipeline.kind == "raw text":
            line(what, pipeline.rate, LEAST_RATE, places=0)
    return Table("What Dateline aims at", ["", "measured", "at least", ""], lines)


def as_data(machine: Machine, results: Results) -> dict[str, object]:
    """Every single figure, for JSON: seconds, MiB, shares of one."""
    return {"machine": asdict(machine), "versions": versions(), **asdict(results)}
