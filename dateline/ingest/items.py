"""One document of an import while all of them are brought together: what the others told of it, step by step."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from dateline.ingest.assertions import Assertion, DatedBy
from dateline.ingest.document import Record
from dateline.ingest.draft import evidence
from dateline.ingest.held import Head, Records, head_of
from dateline.ingest.language import primary
from dateline.model import Derivation, Evidence, Track
from dateline.problems import Problem, Severity


@dataclass(slots=True)
class Item:
    """One document of an import while everything is brought together; filled step by step."""

    number: int
    """Place in the input."""
    records: Records
    """What keeps the records of all documents."""
    head: Head
    """What it says by itself, as far as documents are compared by it; later with what the others told of it."""
    twin: Item | None = None
    """The document with the same bytes that it is taken for."""
    id: str | None = None
    """The source that it is."""
    new: bool = False
    """Whether this import makes that source."""
    root: Item | None = None
    """The document of this import that it is a copy of."""
    copy_of: str | None = None
    """The source that it is a copy of."""
    derived: tuple[Derivation, ...] = ()
    """What its words come from."""
    containment: float = 0.0
    """Share of its words that stand there, 0 to 1."""
    shared: frozenset[int] | None = None
    """Its paragraphs, from 0, that stand in what it copies or is based on; None where it is neither."""
    paragraphs: int = 0
    """How many paragraphs it has, where it is a copy or based on another text."""
    title: str | None = None
    """Its own title, or that of what it copies."""
    inferred: dict[str, str] = field(default_factory=dict)
    """Field: why; an empty reason is filled in once all sources have their ids."""
    publisher: str | None = None
    """Id of its outlet."""
    notes: list[str] = field(default_factory=list)
    """What the report says of it."""
    drafts: set[str] = field(default_factory=set)
    """Paths of the drafts that hold its claims."""
    claims: int = 0
    """How many claims rest on it."""
    quotes: int = 0
    """Its quotations that are speech, each by the bit of its number; known once its assertions have been placed."""
    phrases: int = 0
    """Its date phrases that stand in no quotation, in the same way; known with them."""
    used_quotes: int = 0
    """Its quotations that stand in claims, in the same way."""
    used_phrases: int = 0
    """Its date phrases whose sentences became claims, in the same way."""
    track: Track | None = None
    """The track that it is about."""
    story: DatedBy | None = None
    """What dates the event that it is about."""
    found: dict[int, tuple[str, str | None] | int | None] = field(default_factory=dict)
    """By the place of an assertion's words (`_span`) what can be quoted there; `note_quote` and `evidence` know how."""

    @property
    def record(self) -> Record:
        """All that is known of it but its bytes; it may have to be fetched from a disk."""
        if self.twin is not None:
            return replace(self.twin.record, path=self.head.path)
        return self.records.record(self.number)

    @record.setter
    def record(self, record: Record) -> None:
        self.records.change(self.number, record)
        self.head = head_of(record)

    @property
    def text(self) -> str:
        """Its clean text."""
        return self.records.text(self.number)

    def follow(self, twin: Item) -> None:
        """Take it for a document with the same bytes."""
        self.twin, self.head = twin, replace(twin.head, path=self.head.path)

    @property
    def language(self) -> str | None:
        """The primary tag of its language."""
        return primary(self.head.language)

    @property
    def rank(self) -> tuple[int, int, str, str]:
        """Orders copies: the one that states most of itself, then the longest; then by name, and by its bytes."""
        return (-self.head.weight, -self.head.length, self.head.path, self.head.digest)

    def note_quote(self, said: Assertion, quote: tuple[str, str | None] | None) -> None:
        """Keep the quote, and the context, that `check` finds where an assertion's words stand; None for none."""
        # Most are the beginning of the sentence, which is held already.
        whole = quote is not None and quote[1] is None and said.words.startswith(quote[0])
        self.found[_span(said)] = len(quote[0]) if quote is not None and whole else quote

    def evidence(self, said: Assertion) -> Evidence:
        """The piece of evidence that an assertion is, with the quote that was kept for it."""
        found = self.found.get(_span(said))
        return evidence(str(self.id), (said.words[:found], None) if isinstance(found, int) else found)

    def problem(self, severity: Severity, code: str, message: str, hint: str = "") -> Problem:
        """What is to be said of it in the import's report."""
        return Problem(path=self.head.path, severity=severity, code=code, message=message, hint=hint)


def _span(said: Assertion) -> int:
    """Start and end of an assertion's words as one number."""
    return said.start << 32 | said.end
