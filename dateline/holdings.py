"""What a timeline holds beside what editors write: the texts of its archive, and the receipts made of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from dateline.content import archive as archives
from dateline.content.loader import Loaded
from dateline.evidence import receipts
from dateline.evidence.receipts import Receipts
from dateline.model import Site
from dateline.problems import Complaint, Severity, did_you_mean


def archive_of(root: Path, site: Site, archive: Path | None) -> Path:
    """The folder of the texts: as asked for, else as site.yaml says, else `root/archive`."""
    return archive or root / (site.settings.archive or "archive")


def texts_of(root: Path, site: Site, archive: Path | None) -> tuple[dict[str, str], list[Complaint]]:
    """The texts at hand by source, and what is wrong with them.

    They are those of the archive, and those that the content itself shows whole.
    """
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


def receipts_of(loaded: Loaded, mended: Collection[str] = ()) -> tuple[dict[str, Receipts], list[Complaint]]:
    """The receipts that came with the content by source, and what is wrong with their files.

    Those of the sources `mended` are being made anew.
    """
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


def with_unread(loaded: Loaded, made: Mapping[str, Receipts], held: Mapping[str, Receipts]) -> dict[str, Receipts]:
    """Receipts that were made anew, with those of quotes that nobody can read now.

    The quotes of an entry that can't be read are not known: what is known of the same text stays.
    """
    if not any(path.startswith("content/entries/") for path in loaded.unread):
        return dict(made)
    same = {
        source: old for source, old in held.items() if source in made and made[source].facts.digest == old.facts.digest
    }
    kept = {source: replace(made[source], quotes={**old.quotes, **made[source].quotes}) for source, old in same.items()}
    return {**made, **kept}


def receipt_changes(
    loaded: Loaded, made: Mapping[str, Receipts], damaged: Sequence[Complaint]
) -> dict[str, str | None]:
    """Path of each file of receipts that isn't as those that were made say: its new text, or None where it is to go.

    `damaged` is what is wrong with the files as they are. Nobody here can say what a damaged line was of a text that
    is elsewhere: such a file stays as it is.
    """
    untouched = {each.path for each in damaged if each.severity is Severity.ERROR}
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
    return changes
