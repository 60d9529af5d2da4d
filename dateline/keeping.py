"""What is kept of a site between builds: what was read of its files, and what was found out of all of them together.

It stands in `.dateline-cache/` and may be deleted at any time (see `dateline.content.shelf`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

from dateline import rebuild
from dateline.content import documents
from dateline.content.documents import FORM, Document
from dateline.content.files import Folder, read_text
from dateline.content.loader import Loader, written
from dateline.content.shelf import Shelf, name_for
from dateline.digests import digest
from dateline.evidence import receipts
from dateline.evidence.receipts import Receipts
from dateline.patterns import pattern
from dateline.rebuild import Revised, Standing
from dateline.render import CODE, Plan
from dateline.render.index import Index
from dateline.render.pieces import Table, parted, together
from dateline.render.reads import ALL, Notes
from dateline.stamps import program
from dateline.workers import beside, spread

_READ = "read"
"""Under which name what was read of files is kept."""
_NOTES, _DIGESTS, _OF, _MADE = "notes", "digests ", "of", "made"
"""How what is kept of a site is named, beside what stands: the notes of all pages, the digests of all that some page
reads all of (and behind it the kind), the keys of all files that the site was made of, and which manifest says what was
made."""
_TABLE = "table "
"""How the names begin under which the tables of files of many pieces are kept."""
_PAGE, _FACT, _EDITED, _SPLICED = "page ", "fact ", "edited ", "spliced "
"""How begin the names of what edits of words have changed since: a page's note, a digest (empty = not known), a file,
some rows of a table."""
_BATCH = 50
"""Sources and entries that are read together."""
_SEAM = "\x1d"
_ALL_OF = pattern(r" (\w+)/\*(?= )")
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

    @contextmanager
    def templates(self, folder: Folder, jobs: int) -> Iterator[None]:
        """Compile the templates in another process while the block does something else, where none is kept."""
        if jobs < 2 or self.shelf.names(CODE):
            yield
            return
        from dateline.render import Renderer, compile_templates, read_theme
        from dateline.render.addresses import left_out

        omit = left_out(Loader(folder, ()).settings().omit)

        def work() -> str:
            rows = _Rows()
            compile_templates(Renderer(read_theme([self._root]), rows), omit)
            return json.dumps(rows.made)

        with beside(work, jobs) as result:
            yield
            # What failed is done again where it is needed, and its fault is told there.
            for name, key, made in json.loads(result() or "[]"):
                self.shelf.put(name, key, made)

    def documents(self, folder: Folder, jobs: int) -> list[Document]:
        """The sources and entries of a folder, as they were read before where they are as they were.

        The folder is rid of their texts, of which the documents have what is needed.
        """
        texts = {path: folder.texts.pop(path) for path in written(folder)}
        keys = self._keys = {path: digest(text) for path, text in texts.items()}
        found: dict[str, Document] = {}
        for path, key in keys.items():
            if (made := self.shelf.get(path, key)) is None and self._site is not None:
                made = self._site.get(_EDITED + path, key)  # it was read for an edit of words
                if made is not None:
                    self.shelf.put(path, key, made)
            if made is not None:
                with suppress(ValueError):  # what can't be read back is read anew
                    found[path] = documents.load(path, made)
        order = list(texts)
        for path in found:
            del texts[path]
        new = list(texts)
        batches = [new[at : at + _BATCH] for at in range(0, len(new), _BATCH)]

        def read(batch: list[str]) -> str:
            made = documents.read_documents([(path, texts[path]) for path in batch])
            return _SEAM.join(map(documents.dump, made))

        for batch, made in zip(batches, spread(read, batches, jobs, worth=_WORTH_READING // _BATCH), strict=True):
            for path, each in zip(batch, made.split(_SEAM), strict=True):
                self.shelf.put(path, keys[path], each)
                found[path] = documents.load(path, each)
                del texts[path]
        return [found[path] for path in order]

    def save(self, names: Iterable[str]) -> None:
        """Keep what was read; `names` are those of the documents and whatever else still counts."""
        self.shelf.save((*names, *self.shelf.names(CODE)))

    def notes(self) -> Notes:
        """What each page read when it was last rendered."""
        return Notes(self._site.latest(_NOTES) or "", self._site.all_of(_PAGE)) if self._site else Notes()

    def keep(self, plan: Plan, troubled: Iterable[str], made: Mapping[str, str], manifest: str | None) -> None:
        """Keep what a whole build found out; `troubled` are paths of files, `made` has the notes of pages rendered.

        `manifest` is the digest of the output's manifest.
        """
        if self._site is None:
            return
        known, site = self.notes(), self._site
        notes = (
            (page.path, parted(made[page.path])[0] if page.path in made else known.get(page.path))
            for page in plan.pages
        )

        def rows() -> Iterator[tuple[str, str]]:
            noted = Notes.of((path, note) for path, note in notes if note is not None).text
            yield _NOTES, noted
            yield from _digests(plan.index, noted)
            del noted
            yield from rebuild.dump(plan.index, plan.media, troubled)
            for page in plan.pages:
                _, table = parted(made.get(page.path, ""))
                if table := table or site.latest(_TABLE + page.path) or "":
                    yield _TABLE + page.path, table
            yield _OF, "\n".join([part for each in self._keys.items() for part in each])
            yield _MADE, manifest or ""

        names = []
        for name, text in rows():
            self._put(site, {name: text})
            names.append(name)
        site.save(names)

    def standing(self) -> Standing:
        """What the last whole build found out, and the edits since. Raises ValueError where nothing is kept of it."""
        site = self._site
        if site is None:
            raise ValueError("nothing is kept of this site")
        edited = {name.removeprefix(_EDITED) for name in site.names(_EDITED)}
        paths = (site.latest(_OF) or "").split("\n")
        keys = dict(zip(paths[::2], paths[1::2], strict=False))

        def kept(path: str) -> str | None:
            if path in edited:
                return site.latest(_EDITED + path)
            # What others read since, as `check` does, is of another text than the site.
            return self.shelf.get(path, keys[path]) if path in keys else None

        since = site.all_of(_FACT)
        facts: dict[str, dict[str, str]] = {}

        def fact(name: str) -> str | None:
            if name in since:
                return since[name] or None
            kind, _, key = name.partition("/")
            if kind not in facts:
                lines = (site.latest(_DIGESTS + kind) or "").split("\n")
                facts[kind] = dict(zip(lines[::2], lines[1::2], strict=False))
            return facts[kind].get(key)

        def pieces(path: str) -> Table | None:
            rows = site.latest(_TABLE + path)
            later = site.latest(_SPLICED + path)
            return None if rows is None else Table.read(rows).with_rows(later or "")

        return rebuild.load(site.latest, kept, receipts_of(self._root), fact, self.notes(), pieces, edited)

    def made(self) -> str | None:
        """The digest of the manifest that the last build wrote."""
        return self._site.latest(_MADE) if self._site else None

    def keep_revised(self, now: Revised, texts: Mapping[str, str], notes: Mapping[str, str], made: str | None) -> None:
        """Keep what a build after an edit of words made; `texts` are those of the edited files by path."""
        keys = {path: digest(text) for path, text in texts.items()}
        self.shelf.save()  # the code of templates, where some were used that had not been
        if self._site is not None:
            for document in now.documents:
                self._site.put(_EDITED + document.path, keys[document.path], documents.dump(document))
            self._put(self._site, {_MADE: made or ""})
            facts = dict.fromkeys(now.changed, "") | {name: now.index.facts.get(name, "") for name in now.changed}
            self._put(self._site, {f"{_FACT}{name}": fact for name, fact in (facts | dict(now.facts)).items()})
            for path, note in notes.items():
                read, table = parted(note)
                self._put(self._site, {f"{_PAGE}{path}": read})
                if table:
                    before = self._site.latest(_SPLICED + path)
                    self._put(self._site, {f"{_SPLICED}{path}": together(before or "", table)})
            self._site.save()

    def _put(self, shelf: Shelf, rows: Mapping[str, str]) -> None:
        for name, made in rows.items():
            if shelf.latest(name) != made:
                shelf.put(name, "", made)


class _Rows:
    """Takes what is to be kept, for another process to keep it."""

    def __init__(self) -> None:
        self.made: list[tuple[str, str, str]] = []
        """Names, keys and what was made."""

    def get(self, name: str, key: str) -> str | None:  # noqa: ARG002
        """Nothing is kept here."""
        return None

    def put(self, name: str, key: str, made: str) -> None:
        """Take something."""
        self.made.append((name, key, made))


def _digests(index: Index, notes: str) -> Iterator[tuple[str, str]]:
    """The digests of entries, and of all other kinds of things of which some page reads all."""
    facts = index.facts
    for kind in sorted({"entries", *_ALL_OF.findall(notes)} & facts.makers.keys()):
        _, keys = facts.makers[kind]
        lines = [part for key in (*keys(), ALL) for part in (key, facts[f"{kind}/{key}"])]
        yield _DIGESTS + kind, "\n".join(lines)


def receipts_of(root: Path) -> Callable[[str], Receipts | None]:
    """Gives the receipts of a source by its id, from its file."""

    @cache
    def of(source: str) -> Receipts | None:
        path = f"content/receipts/{source}.jsonl"
        text = read_text(root, path, missing="")
        return receipts.load(text, source, path)[0] if text else None

    return of
