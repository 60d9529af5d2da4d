"""What reading articles costs, stage by stage, and what the whole command costs as a process of its own.

Stages are measured in processor seconds of this process, on documents that are made up (`articles.py`): the least of
several passes, because a machine can only add to it.
"""

from __future__ import annotations

import contextlib
import gzip
import importlib.util
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.articles import articles
from benchmarks.measure import Run, run

PROGRAM = Path(__file__).resolve().parents[1] / "build.py"
TODAY = date(2026, 11, 22)
"""What the drafts of the measured runs say of the day on which they were added."""
STAGES = ("extract", "dates", "quotes", "claims", "copies", "gather")
"""What an import does, in order."""
Document = tuple[str, bytes]
"""A file's name and its bytes."""


# --- The body of web pages ---


@dataclass(slots=True)
class Bodies:
    """What one extractor made of the saved pages."""

    name: str
    """The extractor."""
    precision: float = 0.0
    """Share of its word 4-grams that stand in the article, averaged over the pages."""
    recall: float = 0.0
    """Share of the article's word 4-grams that it gives, averaged over the pages."""
    spent: float = 0.0
    """Processor seconds."""
    pages: int = 0
    """How many pages there are."""
    failed: list[str] = field(default_factory=list)
    """Pages from which it gave nothing, with the reason."""

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


Grams = Callable[[str], "Counter[tuple[str, ...]]"]
"""Counts the word 4-grams of a text."""


def scorer(path: Path) -> Grams:
    """Return the word 4-grams' count of the shared scorer at `path`. Raises OSError where it is not there."""
    spec = importlib.util.spec_from_file_location("shared_score_articles", path)
    if spec is None or spec.loader is None or not path.is_file():
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    grams: Grams = module.grams
    return grams


def read_pages(folder: Path) -> list[tuple[str, bytes, str]]:
    """Read the saved pages: name, HTML, and the text of the article in it."""
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    return [
        (f"{name}.html", gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes()), page["articleBody"])
        for name, page in truth.items()
    ]


def our_body(data: bytes, name: str) -> str:
    """Extract the article's text as Dateline does."""
    from dateline.ingest import extract

    return extract(data, name).text


def trafilatura_body(data: bytes, _name: str, *, precision: bool = True) -> str:
    """Extract it as trafilatura alone does; `precision` is the setting that Dateline uses, too."""
    import trafilatura

    return trafilatura.extract(data, favor_precision=precision, include_comments=False) or ""


def trafilatura_as_it_comes(data: bytes, name: str) -> str:
    """Extract it as trafilatura alone does without any setting but that comments are left out."""
    return trafilatura_body(data, name, precision=False)


def score_bodies(
    name: str, pages: Sequence[tuple[str, bytes, str]], extractor: Callable[[bytes, str], str], grams: Grams
) -> Bodies:
    """Run an extractor over the pages; one that raises gives nothing, and is named."""
    made = Bodies(name, pages=len(pages))
    precisions, recalls = [], []
    for page, data, wanted in pages:
        began = time.process_time()
        try:
            text = extractor(data, page)
        except Exception as error:
            made.failed.append(f"{page}: {type(error).__name__}: {error}")
            text = ""
        made.spent += time.process_time() - began
        want, got = grams(wanted), grams(text)
        shared = sum((want & got).values())
        precisions.append(shared / max(1, sum(got.values())))
        recalls.append(shared / max(1, sum(want.values())))
    if pages:
        made.precision, made.recall = sum(precisions) / len(pages), sum(recalls) / len(pages)
    return made


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How much of reading web pages is the extractor's work, in processor seconds a page."""

    whole: float
    """All of `extract`."""
    inside: float
    """The part of it that is spent in trafilatura."""
    alone: float
    """What trafilatura takes from the bytes by itself."""
    pages: int
    """How many pages were read."""


def share_of_extractor(pages: Sequence[Document], repeat: int) -> Share:
    """Measure how much of `extract` is trafilatura, the least of several passes."""
    from dateline.ingest import Refused, extract

    def ours() -> float:
        with _timed_extractor() as inside:
            began = time.process_time()
            for name, data in pages:
                with contextlib.suppress(Refused):
                    extract(data, name)
            whole = time.process_time() - began
        insides.append(inside())
        return whole

    def alone() -> float:
        began = time.process_time()
        for name, data in pages:
            trafilatura_body(data, name)
        return time.process_time() - began

    insides: list[float] = []
    wholes = [ours() for _ in range(repeat)]
    count = max(1, len(pages))
    best = min(range(repeat), key=wholes.__getitem__)
    least = min(alone() for _ in range(repeat))
    return Share(whole=wholes[best] / count, inside=insides[best] / count, alone=least / count, pages=len(pages))


@contextlib.contextmanager
def _timed_extractor() -> Iterator[Callable[[], float]]:
    """While this holds, count the processor time that is spent in trafilatura; gives what tells it."""
    import trafilatura

    plain = trafilatura.bare_extraction
    spent = [0.0]

    def timed(*arguments: Any, **named: Any) -> Any:
        began = time.process_time()
        try:
            return plain(*arguments, **named)
        finally:
            spent[0] += time.process_time() - began

    trafilatura.bare_extraction = timed
    try:
        yield lambda: spent[0]
    finally:
        trafilatura.bare_extraction = plain


# --- Stages ---


@dataclass(frozen=True, slots=True, kw_only=True)
class Stages:
    """Processor seconds a document, stage by stage."""

    kind: str
    """What kind of documents were read."""
    documents: int
    """How many."""
    words: float
    """Words of clean text a document, on the average."""
    seconds: dict[str, float]
    """Stage: seconds a document. `gather` is without the search for copies, which is a stage of its own."""

    @property
    def alone(self) -> float:
        """Seconds a document for all that is done with each document by itself."""
        return sum(self.seconds[stage] for stage in STAGES[:4])


def made_up(number: int, *, pages: bool) -> list[Document]:
    """Make so many documents, all raw text or all web pages, the same every time."""
    if not pages:
        return list(articles(number, pages=False))
    found: list[Document] = []
    # One in so many of a mixed lot is a page.
    for name, data in articles(number * 20):
        if name.endswith(".html"):
            found.append((name, data))
        if len(found) == number:
            break
    return found


def measure_stages(kind: str, documents: Sequence[Document], repeat: int) -> Stages:
    """Read the documents stage by stage, several times; the least of each stage counts."""
    passes = [_one_pass(documents) for _ in range(repeat)]
    seconds = {stage: min(each[0][stage] for each in passes) / max(1, len(documents)) for stage in STAGES}
    return Stages(kind=kind, documents=len(documents), words=passes[0][1] / max(1, len(documents)), seconds=seconds)


def _one_pass(documents: Sequence[Document]) -> tuple[dict[str, float], int]:
    """Processor seconds of each stage over all documents, and the words that were read."""
    from dateline.ingest import extract, find_dates, find_quotes, gather, import_document
    from dateline.ingest.claims import read_claims
    from dateline.ingest.copies import find_copies
    from dateline.ingest.document import day_of
    from dateline.model import Settings, Site

    clock = time.process_time
    spent = dict.fromkeys(STAGES, 0.0)
    words = 0
    texts: list[tuple[str, str]] = []
    for name, data in documents:
        marks = [clock()]
        article = extract(data, name)
        marks.append(clock())
        day = day_of(article.published)
        phrases = find_dates(article.text, day)
        marks.append(clock())
        quotes = find_quotes(article.text)
        marks.append(clock())
        read_claims(article.text, phrases, quotes, published=day, language=article.language)
        marks.append(clock())
        for stage, start, end in zip(STAGES, marks, marks[1:], strict=False):
            spent[stage] += end - start
        texts.append((name, article.text))
        words += len(article.text.split())
    began = clock()
    find_copies(texts)
    spent["copies"] = clock() - began
    records = [import_document(data, name) for name, data in documents]
    site = Site(settings=Settings(title="Measured"))
    began = clock()
    gather(records, site, {}, TODAY)
    spent["gather"] = max(0.0, clock() - began - spent["copies"])
    return spent, words


# --- The whole command ---


@dataclass(frozen=True, slots=True, kw_only=True)
class Pipeline:
    """What the command took for a folder of documents."""

    kind: str
    """What kind of documents were read."""
    documents: int
    """How many."""
    run: Run
    """What the process and its workers took."""

    @property
    def rate(self) -> float:
        """Documents a second of processor time, of all cores: documents a second and core."""
        return self.documents / self.run.cpu if self.run.cpu else 0.0


class ImportFailedError(Exception):
    """The command did not import the documents; the message says what it printed."""


def measure_pipeline(kind: str, number: int, folder: Path, *, pages: bool) -> Pipeline:
    """Import `number` made-up documents into an empty timeline, as a process of its own. Raises ImportFailedError."""
    place = folder / f"{kind.replace(' ', '-')}-{number}"
    documents, root = place / "articles", place / "timeline"
    documents.mkdir(parents=True)
    for name, data in articles(number, pages=pages):
        (documents / name).write_bytes(data)
    (root / "content").mkdir(parents=True)
    (root / "content" / "site.yaml").write_text("title: Measured\n", encoding="utf-8")
    took = run([sys.executable, PROGRAM, "import", "--root", root, documents], place)
    sources = sum(1 for _ in (root / "content" / "sources").glob("*.md"))
    if took.code != 0 or sources != number:
        last = took.output.strip().splitlines()[-1:]
        raise ImportFailedError(f"import of {number:,} documents: exit {took.code}, {sources:,} sources, {last}")
    return Pipeline(kind=kind, documents=number, run=took)
