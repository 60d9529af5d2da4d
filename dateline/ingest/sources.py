"""New sources: what becomes the title, the outlet, the id and the origin of a document that the collection has not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import PurePath

from dateline.dates import parse
from dateline.ingest.document import Hints
from dateline.ingest.draft import Names, sentences, stem_of
from dateline.ingest.items import Item
from dateline.ingest.relations import Relations, in_words
from dateline.model import Derivation, How, Id, Site, Source
from dateline.problems import Problem, Severity


class Sources:
    """Makes sources of the documents of one import, which it fills step by step: `describe`, `lend_titles`, `name`."""

    def __init__(self, site: Site, texts: Mapping[str, str], hints: Hints) -> None:
        """Take the collection, the texts at hand of its sources, by id, and what the editor says of all documents."""
        self.site = site
        self.hints = hints
        self.cited = {
            _name_key(source.title): source.id
            for source in site.sources.values()
            if source.title and source.id not in texts and source.id not in site.facts
        }
        """Sources that are only cited so far, by their titles."""
        self.outlets: dict[str, str] = {}
        """Outlets by their names, ids and spellings."""
        for outlet in site.outlets.values():
            for name in (outlet.name, outlet.id, *outlet.spellings):
                self.outlets.setdefault(_name_key(name), outlet.id)
        self.names = Names(alias for source in site.sources.values() for alias in (source.id, *source.aliases))

    def describe(self, item: Item) -> list[Problem]:
        """Give a new source its title and publisher; returns what is to be looked at."""
        head = item.head
        item.new = True
        item.inferred = {**dict(head.inferred), **item.inferred}
        item.title = head.title
        if item.title is None and (root := self._root_title(item)) is not None:
            item.title = root
            item.inferred["title"] = ""
        problems: list[Problem] = []
        if self.hints.publisher is not None:
            item.publisher = self.hints.publisher
        else:
            names = (head.publisher, *head.labels) if head.publisher is not None else head.labels
            item.publisher = next((known for name in names if (known := self.outlets.get(_name_key(name)))), None)
            if item.publisher is None and head.publisher is not None:
                message = f"the article names “{head.publisher}” as its publisher, which outlets.yaml has not"
                hint = "add it there (or its spelling), then name it in the source"
                problems.append(item.problem(Severity.WARNING, "publisher-unknown", message, hint))
        problems += [item.problem(Severity.WARNING, "look-at", note) for note in head.notes]
        alike = self.cited.get(_name_key(head.title or ""))
        if alike is not None and item.copy_of is None:
            message = f"the source “{alike}”, which has no text, has the same title"
            hint = f"if it is the same article, delete the new source and its drafts and import it with --into {alike}"
            problems.append(item.problem(Severity.WARNING, "same-title", message, hint))
        return problems

    def _root_title(self, item: Item) -> str | None:
        """The title of what a document is a copy of."""
        if item.root is not None:
            return item.root.head.title
        held = self.site.sources.get(item.copy_of or "")
        return held.title if held is not None else None

    def name(self, fresh: Sequence[Item], relations: Relations) -> None:
        """Give new sources their ids: the outlet or the first words of the title, and the day."""
        order = sorted(fresh, key=lambda item: (item.root is not None, item.head.published or "9999", item.rank))
        for item in order:
            stem = item.publisher or stem_of(item.title or "") or stem_of(item.head.first_line)
            stem = stem or f"source-{item.head.digest[:8]}"
            when = re.match(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?![\dX])", item.head.published or "")
            stem = f"{stem}-{when[0]}" if when else stem
            item.id = self.names.take(stem)
        for item in order:
            self._say_origin(item)
        for item, other in relations.drawn:
            other_id = other if isinstance(other, str) else str(other.id)
            item.derived = (Derivation(source=Id.of(other_id), how=How.BASED_ON),)
            item.notes.append(f"has long passages in common with {other_id}: {in_words(item)}")

    def _say_origin(self, item: Item) -> None:
        """Note what a copy was taken from, and why."""
        if item.root is not None and item.root.id is not None:
            item.copy_of = item.root.id
        other = item.copy_of
        if other is None:
            return
        how = How.REPRINT if self._is_elsewhere(item, other) else How.DUPLICATE
        item.derived = (Derivation(source=Id.of(other), how=how),)
        share = f"{item.containment:.0%}" if item.containment < 1 else "all"
        why = f"taken from {other}, of which this is a copy ({share} of the words in runs of five are the same)"
        for name, reason in item.inferred.items():
            if not reason:
                item.inferred[name] = why
        item.notes.append(f"a copy of {other}: {in_words(item)}")

    def _is_elsewhere(self, item: Item, other: str) -> bool:
        """Whether a copy stands in another paper or below another headline: else it is one page that was kept twice."""
        held = self.site.sources.get(other)
        theirs = item.root.head.title if item.root is not None else held and held.title
        here, there = item.publisher, item.root.publisher if item.root is not None else None
        there = there or (held.publisher if held is not None else None)
        if here and there:
            return here != there
        mine = item.head.title
        return bool(mine and theirs and _name_key(mine) != _name_key(theirs))

    def source(self, item: Item) -> Source:
        """The new source."""
        head = item.head
        fields = {"title": item.title, "published": head.published, "language": head.language}
        fields |= {"credit": head.credit, "authors": " ".join(head.authors), "publisher": item.publisher}
        fields |= {"url": head.url}
        return Source(
            id=Id.of(item.id),
            title=item.title,
            publisher=Id.of(item.publisher) if item.publisher else None,
            credit=head.credit,
            authors=head.authors,
            published=parse(head.published) if head.published else None,
            inferred={name: why for name, why in sorted(item.inferred.items()) if fields.get(name)},
            language=head.language,
            url=head.url,
            archived_url=head.archived_url,
            accessed=parse(head.accessed) if head.accessed else None,
            derived_from=item.derived,
            editor_note=sentences(head.notes),
        )


def lend_titles(items: Sequence[Item]) -> None:
    """Give a document without a headline that of a copy of it: a capture may have lost it."""
    for item in sorted(items, key=lambda item: item.rank):
        root, title = item.root, item.head.title
        if root is not None and root.title is None and title is not None:
            root.title = item.title = title
            root.inferred["title"] = f"the headline of {PurePath(item.head.path).name}, a copy of this article"
    for item in items:
        if item.title is None and item.root is not None and item.root.title is not None:
            item.title, item.inferred["title"] = item.root.title, ""


def _name_key(name: str) -> str:
    """A title or an outlet's name as it is compared: letters and digits only, without article and address."""
    key = unicodedata.normalize("NFC", name).casefold()
    key = re.sub(r"^(?:https?://)?(?:www\.)?", "", key)
    return "".join(char for char in re.sub(r"^the\s+", "", key) if char.isalnum())
