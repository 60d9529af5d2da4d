"""One import into a folder, as the command does it: for the tests of `import`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from dateline.content import archive as archives
from dateline.content import changes
from dateline.content.loader import load
from dateline.evidence.quotes import locate
from dateline.ingest.document import Hints, import_document
from dateline.ingest.gather import gather
from dateline.ingest.plan import Plan
from dateline.model import Entry, Site

TODAY = date(2026, 11, 22)


def plan(root: Path, documents: Mapping[str, bytes], hints: Hints | None = None) -> Plan:
    """What importing the documents into a timeline would do."""
    site = load(root).site
    texts, _ = archives.read_texts(root / "archive", site.sources)
    originals = root / "archive" / "originals"
    digests = {path.stem for path in originals.iterdir()} if originals.is_dir() else set()
    records = [import_document(data, name, hints) for name, data in documents.items()]
    return gather(records, site, texts, TODAY, hints=hints, originals=digests)


def run(root: Path, documents: Mapping[str, bytes], hints: Hints | None = None) -> Plan:
    """Import the documents into a timeline."""
    changes.resume(root, root / "archive")
    made = plan(root, documents, hints)
    changes.apply(made.changes(), root, root / "archive")
    return made


def new_timeline(root: Path, **lists: str) -> Path:
    """A timeline with nothing but its name, and the list files that are given."""
    (root / "content").mkdir(parents=True)
    (root / "content" / "site.yaml").write_text("title: Talks\n", encoding="utf-8")
    for name, text in lists.items():
        (root / "content" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return root


def tree(root: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path."""
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def quotes_are_exact(root: Path) -> int:
    """Look every quote up in its text; returns how many there are. Fails on one that is not there word for word."""
    loaded = load(root)
    assert loaded.complaints == []
    texts, unreadable = archives.read_texts(root / "archive", loaded.site.sources)
    assert unreadable == []
    count = 0
    for entry, claim, _, evidence in loaded.site.evidence():
        if evidence.quote is not None:
            match = locate(evidence.quote, texts[evidence.source], evidence.context)
            assert match.verdict == "exact", (entry.id, claim.id, evidence.quote)
            count += 1
    return count


def entries(root: Path) -> dict[str, Entry]:
    """The entries of a timeline by id."""
    return dict(load(root).site.entries)


def site_of(root: Path) -> Site:
    """A timeline's content."""
    return load(root).site
