"""Which documents of an import the collection has already: by their text, their bytes or their address."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dateline.evidence.receipts import digest
from dateline.ingest.citing import passage_for
from dateline.ingest.document import Hints
from dateline.ingest.items import Item
from dateline.ingest.plan import Quotable
from dateline.ingest.relations import copied, nearest_sources
from dateline.model import Site
from dateline.problems import Problem, Severity


@dataclass(slots=True)
class Recognised:
    """What was found out about the documents of one import."""

    fresh: list[Item] = field(default_factory=list)
    """The documents that the collection has not, one for each content, in an order of their own."""
    texts: dict[str, Item] = field(default_factory=dict)
    """Source id: the document that is the text which the source lacked."""
    quotable: list[Quotable] = field(default_factory=list)
    """Citations of such sources that could now be quoted."""
    problems: list[Problem] = field(default_factory=list)
    """What is wrong, or to be looked at."""


def recognise(
    items: Sequence[Item], site: Site, texts: Mapping[str, str], hints: Hints, originals: frozenset[str]
) -> Recognised:
    """Find the documents that the collection has not; what it has gets its id and nothing else.

    `texts` are the texts at hand of the collection's sources, by id; `originals` the SHA-256 digests of the originals
    that the archive has.
    """
    return _Recognition(site, texts, originals).of(items, hints)


def follow_twins(items: Sequence[Item]) -> None:
    """Give the same bytes, given once more, what the first of them got."""
    for item in items:
        first = item.root
        if first is not None and not item.new and first.head.digest == item.head.digest and item.id is None:
            item.id, item.title, item.publisher = first.id, first.title, first.publisher
            item.copy_of, item.inferred = first.copy_of, first.inferred
            item.follow(first)
            item.notes.append(f"has the same bytes as {first.head.path}")


class _Recognition:
    """The collection as documents are compared with it; `of` is all of it."""

    def __init__(self, site: Site, texts: Mapping[str, str], originals: frozenset[str]) -> None:
        self.site = site
        self.texts = texts
        self.originals = originals
        self.by_text: dict[str, list[str]] = defaultdict(list)
        """Digest of a text: the sources that have it, sorted; first those whose texts are at hand."""
        for source, text in sorted(texts.items()):
            self.by_text[digest(text)].append(source)
        for source, facts in sorted(site.facts.items()):
            if source in site.sources and source not in self.by_text[facts.digest]:
                self.by_text[facts.digest].append(source)
        self.by_url = {_address(source.url): source.id for source in site.sources.values() if source.url}
        self.found = Recognised()

    def of(self, items: Sequence[Item], hints: Hints) -> Recognised:
        """Look every document up."""
        fresh: list[Item] = []
        changed: list[Item] = []
        for item in items:
            if hints.into is not None:
                self.give_text(item, hints.into)
            elif self.by_its_text(item):
                continue
            elif item.head.digest in self.originals:
                changed.append(item)
            elif not self.by_its_address(item):
                fresh.append(item)
        for item, near in zip(changed, nearest_sources(changed, self.texts), strict=True):
            item.id = near
            item.notes.append(
                f"was imported before, as “{near}”, whose text was changed since"
                if near
                else "was imported before; its source is gone or has no text now"
            )
        self.found.fresh = _first_of_each(fresh)
        return self.found

    def by_its_text(self, item: Item) -> bool:
        """Tell whether a source has a document's text; of several it is the one that states the same of itself."""
        holders = self.by_text.get(item.head.text_digest, [])
        if not holders:
            return False
        item.id = max(holders, key=lambda source: (self.agreement(item, source), [-ord(c) for c in source]))
        item.copy_of = copied(self.site, item.id)
        if item.id not in self.texts:
            self.found.texts[item.id] = item
            item.notes.append(f"is the source “{item.id}”; its text goes into the archive")
        else:
            item.notes.append(f"is the source “{item.id}” already")
        return True

    def by_its_address(self, item: Item) -> bool:
        """Tell whether a source has a document's address."""
        url = item.head.url
        known = self.by_url.get(_address(url)) if url else None
        if known is None:
            return False
        item.id = known
        if known in self.texts or known in self.site.facts:
            item.notes.append(f"has the address of the source “{known}”, whose text differs: nothing was changed")
            return True
        item.notes.append(f"has the address of the source “{known}”, which has no text yet")
        message = f"this is the source “{known}”, which has no text yet"
        hint = f"give it the text with --into {known}"
        self.found.problems.append(item.problem(Severity.WARNING, "source-without-text", message, hint))
        return True

    def agreement(self, item: Item, source: str) -> int:
        """How well what a source says of itself fits what a document states: tells a copy from its original."""
        head, held = item.head, self.site.sources.get(source)
        if held is None:
            return 0
        score = 0
        for name, stated in (("title", head.title), ("credit", head.credit), ("published", head.stated_day)):
            own = None if name in held.inferred else getattr(held, name)
            score += (str(own) == stated) if stated and own else (not stated and not own)
        return score

    def give_text(self, item: Item, source: str) -> None:
        """Give a text to a source that was only cited so far, and look for what could be quoted of it."""
        held = self.texts.get(source)
        facts = self.site.facts.get(source)
        if (held is not None and held != item.text) or (facts is not None and facts.digest != item.head.text_digest):
            message = f"the source “{source}” has another text already"
            hint = "import the document without --into: it becomes a source of its own"
            self.found.problems.append(item.problem(Severity.ERROR, "source-has-text", message, hint))
            return
        item.id = source
        item.notes.append(f"is the text of the source “{source}”")
        if held is None:
            self.found.texts[source] = item
        for entry, claim, _, cited in self.site.evidence():
            if cited.source == source and cited.quote is None:
                found = passage_for(claim.text, item.text)
                name = f"{entry.id}#{claim.id}"
                passage, quote = (found.sentence, found.quote) if found is not None else ("", "")
                self.found.quotable.append(Quotable(claim=name, passage=passage, quote=quote))


def _first_of_each(items: Sequence[Item]) -> list[Item]:
    """One document for each content; the same bytes given twice are one source. In an order of their own."""
    firsts: dict[str, Item] = {}
    for item in items:
        if item.head.digest in firsts:
            item.root = firsts[item.head.digest]
        else:
            firsts[item.head.digest] = item
    return [firsts[key] for key in sorted(firsts)]


def _address(url: str | None) -> str:
    """An address as it is compared: without scheme, fragment and final slash."""
    return re.sub(r"^https?://(?:www\.)?|#.*$", "", url or "").rstrip("/")
