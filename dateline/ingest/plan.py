"""What an import would do, as plain data: what becomes of each document, and which files are to be made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dateline.content.changes import Changes
from dateline.ingest.document import Record
from dateline.ingest.draft import write_actors
from dateline.ingest.held import Head, Lazily, together
from dateline.ingest.items import Item
from dateline.model import Actor
from dateline.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotable:
    """A citation that could now be quoted, because its source has got a text."""

    claim: str
    """The claim's full name, `entry#claim`."""
    passage: str
    """The sentence of the text that has most words in common with the claim; empty where none has enough."""
    quote: str = ""
    """Words of that sentence that could be quoted: verbatim, eighteen at most; empty where there are none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one document."""

    item: Item
    """The document, with what the others told of it."""
    id: str | None
    """The source that it is now; None where it was refused."""
    title: str | None
    """The title: its own, or that of the document that it copies."""
    published: str | None
    """Day of publication, EDTF."""
    publisher: str | None
    """Id of the outlet; where outlets.yaml has none such, the name that the article states."""
    inferred: tuple[tuple[str, str], ...]
    """(field, why) of what the article does not state."""
    copy_of: str | None = None
    """The source that has the same words."""
    new: bool = False
    """Whether the source is made by this import."""
    drafts: tuple[str, ...] = ()
    """Paths of the drafts and proposals that hold its claims."""
    claims: int = 0
    """How many claims rest on it."""
    unused: int = 0
    """Quotations and dates in no claim."""
    note: str | None = None
    """What an editor should know of it."""

    @property
    def record(self) -> Record:
        """All that is known of the document but its bytes; it may have to be fetched from a disk."""
        return self.item.record

    @property
    def head(self) -> Head:
        """What is at hand of it."""
        return self.item.head


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What an import would change, as data."""

    outcomes: tuple[Outcome, ...]
    """One for each document, in input order."""
    sources: Mapping[str, str] = field(default_factory=dict)
    """Path relative to the root: the new source's file."""
    drafts: Mapping[str, str] = field(default_factory=dict)
    """Path relative to the root: the new draft's file."""
    proposals: Mapping[str, str] = field(default_factory=dict)
    """Path relative to the root, under inbox/: claims for an entry that exists."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """Source id: its clean text, for the archive."""
    originals: Mapping[str, bytes] = field(default_factory=dict)
    """Name under originals/ in the archive: the bytes that were imported."""
    actors: tuple[Actor, ...] = ()
    """Persons to be added to actors.yaml."""
    unknown: tuple[tuple[str, int], ...] = ()
    """Bodies that say or do something and are not in actors.yaml, with the number of claims."""
    quotable: tuple[Quotable, ...] = ()
    """Citations that could now be quoted."""
    problems: tuple[Problem, ...] = ()
    """Refused documents, hints that lead nowhere, things to look at."""

    def changes(self) -> Changes:
        """The files to make."""
        names = {f"{source}.txt": source for source in self.texts}
        texts = Lazily(names, lambda source: f"{self.texts[source]}\n".encode())
        originals = Lazily({f"originals/{name}": name for name in self.originals}, self.originals.__getitem__)
        additions = {"content/actors.yaml": write_actors(self.actors)} if self.actors else {}
        return Changes(
            content=together(self.sources, self.drafts),
            proposals=self.proposals,
            archive=together(texts, originals),
            additions=additions,
        )
