"""What is kept of a site between builds: what was read of its files, and what was found out of all of them together.

It stands in `.dateline-cache/` and may be deleted at any time (see `dateline.content.shelf`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path

from dateline import rebuild
from dateline.content import documents
from dateline.content.documents import FORM, Document
from dateline.content.files import Folder, read_text
from dateline.content.loader import written
from dateline.content.shelf import Shelf, name_for
from dateline.digests import digest
from dateline.evidence import receipts
from dateline.evidence.receipts import Receipts
from dateline.rebuild import Revised, Standing
from dateline.render import CODE, Plan
from dateline.stamps import program
from dateline.workers import spread

_READ = "read"
"""Under which name what was read of files is kept."""
_PAGE, _FACT, _OF, _STANDING, _MADE = "page ", "fact ", "of ", "standing", "made"
"""How what is kept of a site is named: the note of a page, the digest of a thing, the key of a file that the site was
made of, what stands, and which manifest says what was made."""
_BATCH = 50
"""Sources and entries that are read together."""
_SEAM = "\x1d"
_WORTH_READING = 150
"""Sources and entries for which one more process that reads them saves more time than its start takes."""


class Keeping:
    """What is kept under one root; of the site too, where it is said into which folder that is built."""

    def __init__(self, root: Path, out: Path | None = None, *, clean: bool = False) -> None:
        """Read what is kept; with `clean`, pass over it."""
        self._root = root
        self._keys: dict[str, str] = {}
        self.shelf = Shelf(root, _READ, f"{FORM} {program()}", empty=clean)
        """What was read of files."""
        self._site = Shelf(root, name_for(out), program(), empty=clean) if out is not None else None

    @property
    def damaged(self) -> bool:
        """Whether something of what was kept could not be used."""
        return self.shelf.damaged or (self._site is not None and self._site.damaged)

    def documents(self, folder: Folder, jobs: int) -> list[Document]:
        """The sources and entries of a folder, as they were read before where they are as they were."""
        texts = {path: folder.texts[path] for path in written(folder)}
        keys = self._keys = {path: digest(text) for path, text in texts.items()}
        found: dict[str, Document] = {}
        for path, key in keys.items():
            if (made := self.shelf.get(path, key)) is not None:
                with suppress(ValueError):  # what can't be read back is read anew
                    found[path] = documents.load(path, made)
        new = [path for path in texts if path not in found]
        batches = [new[at : at + _BATCH] for at in range(0, len(new), _BATCH)]

        def read(batch: list[str]) -> str:
            made = documents.read_documents([(path, texts[path]) for path in batch])
            return _SEAM.join(map(documents.dump, made))

        for batch, made in zip(batches, spread(read, batches, jobs, worth=_WORTH_READING // _BATCH), strict=True):
            for path, each in zip(batch, made.split(_SEAM), strict=True):
                self.shelf.put(path, keys[path], each)
                found[path] = documents.load(path, each)
        return [found[path] for path in texts]

    def save(self, names: Iterable[str]) -> None:
        """Keep what was read; `names` are those of the documents and whatever else still counts."""
        self.shelf.save((*names, *self.shelf.names(CODE)))

    def notes(self) -> dict[str, str]:
        """Path of a page: what it read when it was last rendered."""
        return self._site.all_of(_PAGE) if self._site else {}

    def keep(self, plan: Plan, troubled: Iterable[str], notes: Mapping[str, str], made: str | None) -> None:
        """Keep what a whole build found out; `troubled` are paths of files, `notes` those of the pages rendered.

        `made` is the digest of the output's manifest.
        """
        if self._site is None:
            return
        rows: dict[str, str] = {_STANDING: rebuild.dump(plan.index, plan.media, troubled), _MADE: made or ""}
        rows.update((f"{_OF}{path}", key) for path, key in self._keys.items())
        known = self._site.all_of(_PAGE)
        for page in plan.pages:
            if (note := notes.get(page.path, known.get(page.path))) is not None:
                rows[_PAGE + page.path] = note
        for entry in plan.index.lists.order:
            rows[f"{_FACT}entries/{entry}"] = plan.index.facts[f"entries/{entry}"]
        self._put(self._site, rows)
        self._site.save(rows)

    def standing(self) -> Standing:
        """What the last whole build found out, and the edits since. Raises ValueError where nothing is kept of it."""
        site = self._site
        text = site.latest(_STANDING) if site else None
        if site is None or text is None:
            raise ValueError("nothing is kept of this site")

        def kept(path: str) -> str | None:
            # What others read since, as `check` does, is of another text than the site.
            key = site.latest(_OF + path)
            return None if key is None else self.shelf.get(path, key)

        return rebuild.load(text, kept, receipts_of(self._root), lambda name: site.latest(_FACT + name), self.notes())

    def made(self) -> str | None:
        """The digest of the manifest that the last build wrote."""
        return self._site.latest(_MADE) if self._site else None

    def keep_revised(self, now: Revised, texts: Mapping[str, str], notes: Mapping[str, str], made: str | None) -> None:
        """Keep what a build after an edit of words made; `texts` are those of the edited files by path."""
        keys = {path: digest(text) for path, text in texts.items()}
        for document in now.documents:
            self.shelf.put(document.path, keys[document.path], documents.dump(document))
        self.shelf.save()
        if self._site is not None:
            self._put(self._site, {f"{_OF}{path}": key for path, key in keys.items()} | {_MADE: made or ""})
            self._put(self._site, {f"{_PAGE}{path}": note for path, note in notes.items()})
            self._put(self._site, {f"{_FACT}{name}": fact for name, fact in now.facts.items()})
            self._site.save()

    def _put(self, shelf: Shelf, rows: Mapping[str, str]) -> None:
        for name, made in rows.items():
            if shelf.latest(name) != made:
                shelf.put(name, "", made)


def receipts_of(root: Path) -> Callable[[str], Receipts | None]:
    """Gives the receipts of a source by its id, from its file."""

    @cache
    def of(source: str) -> Receipts | None:
        path = f"content/receipts/{source}.jsonl"
        text = read_text(root, path, missing="")
        return receipts.load(text, source, path)[0] if text else None

    return of
