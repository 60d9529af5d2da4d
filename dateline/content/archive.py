"""The archive: the texts of the articles, which belong to their publishers and are neither committed nor published.

`<archive>/<source>.txt` is the clean text, one paragraph a line; `<archive>/originals/<sha256>.<ext>` the bytes as they
were imported.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from dateline.content.files import decode
from dateline.problems import Complaint


def read_texts(archive: Path, sources: Iterable[str]) -> tuple[dict[str, str], list[Complaint]]:
    """Read the texts at hand of the given sources. Returns them by source, and a complaint for each unreadable one."""
    texts: dict[str, str] = {}
    complaints: list[Complaint] = []
    if not archive.is_dir():
        return texts, complaints
    at_hand = {path.name for path in archive.iterdir()}
    for source in sorted(sources):
        name = f"{source}.txt"
        if name not in at_hand:
            continue
        path = archive / name
        shown = f"{archive.name}/{name}"
        if path.is_symlink() or not path.is_file():
            complaints.append(
                Complaint(path=shown, code="file-refused", message="not an ordinary file", hint="delete it")
            )
            continue
        try:
            data = path.read_bytes()
        except OSError as error:
            message = f"the file can't be read: {error.strerror}"
            hint = "look at its permissions"
            complaints.append(Complaint(path=shown, code="file-refused", message=message, hint=hint))
            continue
        text, complaint = decode(data, shown)
        if complaint:
            complaints.append(complaint)
        else:
            texts[source] = text.rstrip("\n")
    return texts, complaints


def originals(archive: Path) -> frozenset[str]:
    """The SHA-256 digests, in hexadecimal, of the originals that the archive has."""
    folder = archive / "originals"
    return frozenset(path.stem for path in folder.iterdir()) if folder.is_dir() else frozenset()
