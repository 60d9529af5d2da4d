"""The preview: one site built again and again by one process, which keeps in memory what stands of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.keeping import Keeping
from dateline.patching import patch
from dateline.problems import Severity, as_text
from dateline.rebuild import Standing
from dateline.render.reads import Notes
from dateline.site import prepare

if TYPE_CHECKING:
    from dateline.content.documents import Document
    from dateline.output import Outcome
    from dateline.render import Index
    from dateline.render.pieces import Table


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
        done = patch(self._root, self._out, paths, self._standing, made=self._made, drafts=True, later=render.DOWNLOADS)
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
        made = prepare(self._root, keeping, archive=self._archive, strictly=False, drafts=True, notes=self._notes)
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
