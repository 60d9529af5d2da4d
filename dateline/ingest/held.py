"""The records of one import as `gather` sees them: a little of each at hand, the rest where whoever calls keeps it.

Ten thousand articles with all that was read of them take a gigabyte. What many of them are compared by (names, days,
lengths, digests) is in their heads, which are held; texts, persons, dates and assertions are asked for one document
after the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from dateline.evidence.receipts import digest
from dateline.ingest import dating
from dateline.ingest.article import LABEL
from dateline.ingest.assertions import Character
from dateline.ingest.document import Record

K = TypeVar("K")
V = TypeVar("V", covariant=True)
_LABELS = 8
"""Labels above an article that are compared with outlets."""
_WEIGHTS = (("published", 4), ("title", 2), ("publisher", 1), ("credit", 1), ("url", 1))
"""How much it says for a document that it states these: of two copies the one that states more is the original."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What documents are compared by."""

    path: str
    """The document's name, as given."""
    digest: str
    """SHA-256 of its bytes, in hexadecimal."""
    ending: str
    """Ending of the file in the archive, without dot."""
    read: bool
    """Whether it is an article; otherwise it was refused, or is a remark."""
    refused: str | None = None
    """Why it was refused."""
    remark: bool = False
    """Whether this is but a word on a file, which `refused` holds."""
    text_digest: str = ""
    """The digest of its text, as receipts have it."""
    length: int = 0
    """Characters of its text."""
    first_line: str = ""
    """The first paragraph, 300 characters of it at most."""
    title: str | None = None
    """Its headline."""
    publisher: str | None = None
    """The outlet's name as the article states it."""
    labels: tuple[str, ...] = ()
    """Short lines above the headline that nothing explains: outlets.yaml may know one of them."""
    credit: str | None = None
    """The wire printed in it."""
    stated_day: str | None = None
    """The day of publication that the article itself gives, or betrays alone; EDTF."""
    url: str | None = None
    """Its address."""
    language: str | None = None
    """BCP 47."""
    weight: int = 0
    """How much it states of itself."""
    published: str | None = None
    """Day of publication, EDTF: given, stated or inferred."""
    inferred: tuple[tuple[str, str], ...] = ()
    """(field, why) of each field that the article does not state."""
    notes: tuple[str, ...] = ()
    """What an editor should look at."""
    quotes: int = 0
    """How many quotations it has."""
    phrases: int = 0
    """How many dates it speaks of."""
    dropped: int = 0
    """How many lines are not of its text."""
    authors: tuple[str, ...] = ()
    """Who wrote it, as printed."""
    archived_url: str | None = None
    """The address of a web archive's copy, where it was found there."""
    accessed: str | None = None
    """The day on which it was read there, EDTF."""


def head_of(record: Record) -> Head:
    """The head of a record."""
    article = record.article
    if article is None:
        return Head(
            path=record.path,
            digest=record.digest,
            ending=record.ending,
            read=False,
            refused=record.refused,
            remark=record.remark,
        )
    inferred = {name for name, _ in article.inferred}
    return Head(
        path=record.path,
        digest=record.digest,
        ending=record.ending,
        read=True,
        text_digest=digest(article.text),
        length=len(article.text),
        first_line=article.text.partition("\n")[0][:300],
        title=article.title,
        publisher=article.publisher,
        labels=tuple(line.text for line in article.dropped if line.why == LABEL and len(line.text) < 80)[:_LABELS],
        credit=article.credit,
        stated_day=article.published,
        url=record.url,
        language=article.language,
        weight=sum(weight for name, weight in _WEIGHTS if getattr(article, name) and name not in inferred),
        published=record.published,
        inferred=record.inferred,
        notes=record.notes,
        quotes=len(record.quotes),
        phrases=len(record.phrases),
        dropped=len(article.dropped),
        authors=article.authors,
        archived_url=record.archived_url,
        accessed=record.accessed,
    )


class Records(Protocol):
    """The records of one import by their numbers, from 0, in the order of the input."""

    def __len__(self) -> int:
        """How many there are."""

    def head(self, number: int) -> Head:
        """What the document is compared by."""

    def record(self, number: int) -> Record:
        """All that is known of it, but for its bytes."""

    def text(self, number: int) -> str:
        """Its clean text."""

    def cast(self, number: int) -> tuple[Character, ...]:
        """The persons that it names."""

    def neighbour(self, number: int) -> dating.Neighbour | None:
        """What it tells of the dates of others."""

    def has_data(self, number: int) -> bool:
        """Whether its bytes are at hand; they are not where whoever calls has put them into the archive already."""

    def data(self, number: int) -> bytes:
        """Its bytes, where they are at hand."""

    def change(self, number: int, record: Record) -> None:
        """Take another record in its place."""


class InMemory:
    """Records that are all held."""

    def __init__(self, records: Sequence[Record]) -> None:
        """Take the records, in the order of the input."""
        self._records = list(records)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._records)

    def head(self, number: int) -> Head:
        """What the document is compared by."""
        return head_of(self._records[number])

    def record(self, number: int) -> Record:
        """All that is known of it."""
        return self._records[number]

    def text(self, number: int) -> str:
        """Its clean text."""
        return self._records[number].text

    def cast(self, number: int) -> tuple[Character, ...]:
        """The persons that it names."""
        return self._records[number].reading.cast

    def neighbour(self, number: int) -> dating.Neighbour | None:
        """What it tells of the dates of others."""
        return self._records[number].neighbour

    def has_data(self, number: int) -> bool:
        """Whether its bytes are at hand."""
        return self._records[number].data is not None

    def data(self, number: int) -> bytes:
        """Its bytes, where they are at hand; LookupError elsewhere."""
        found = self._records[number].data
        if found is None:
            raise LookupError(f"the bytes of document {number} are not at hand")
        return found

    def change(self, number: int, record: Record) -> None:
        """Take another record in its place."""
        self._records[number] = record


class Lazily(Mapping[str, V], Generic[K, V]):
    """A mapping whose values are made when they are asked for, every time."""

    def __init__(self, keys: Mapping[str, K], make: Callable[[K], V]) -> None:
        """Take what each value is made of, by its key, and what makes it."""
        self._keys = keys
        self._make = make

    def __getitem__(self, key: str) -> V:
        """Make the value of a key; KeyError where there is none."""
        return self._make(self._keys[key])

    def __iter__(self) -> Iterator[str]:
        """The keys."""
        return iter(self._keys)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._keys)


def together(*mappings: Mapping[str, V]) -> Mapping[str, V]:
    """Several mappings as one; a key of several of them is that of the last. No value is asked for."""
    owners = {key: mapping for mapping in mappings for key in mapping}
    return Lazily({key: (mapping, key) for key, mapping in owners.items()}, lambda place: place[0][place[1]])
