"""The records of one import as `gather` sees them: a little of each at hand, the rest where whoever calls keeps it.

Ten thousand articles with all that was read of them take a gigabyte. What many of them are compared by (names, days,
lengths, digests) is in their heads, which are held; texts, persons, dates and assertions are asked for one document
after the other. `pack` and `unpack` make a row of bytes of a record and a record of the row: plain values in JSON, so
that a row can be kept on a disk and be read back by a later run.
"""

from __future__ import annotations

import json
import sys
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Generic, Protocol, TypeVar

from dateline.evidence.receipts import digest
from dateline.ingest import dating
from dateline.ingest.article import LABEL, Article
from dateline.ingest.claims import Assertion, Character, DatedBy, Reading
from dateline.ingest.dating_reading import Event
from dateline.ingest.document import Record
from dateline.ingest.speakers import QuotedSpeech
from dateline.ingest.timex import DatePhrase
from dateline.plain import from_plain, layout, to_plain

K = TypeVar("K")
V = TypeVar("V", covariant=True)
_SEAM = b"\x1e"
"""Between the parts of a row; JSON has it escaped, and the text comes last."""
_AT_HAND = 64
"""Records that are kept at hand once they were asked for."""
_NEAR = 256
"""Of so many documents all that they tell of the dates of others is kept at hand once it was asked for."""
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


class Rows(Protocol):
    """Where packed records are kept, by their numbers."""

    def __len__(self) -> int:
        """How many there are."""

    def row(self, number: int) -> bytes:
        """The row of a record."""

    def change(self, number: int, row: bytes) -> None:
        """Take another row in its place."""

    def has_data(self, number: int) -> bool:
        """Whether the bytes of the document are at hand."""

    def data(self, number: int) -> bytes:
        """The bytes of the document."""


class Packed:
    """Records of which only the last ones that were asked for are held."""

    def __init__(self, rows: Rows) -> None:
        """Take what keeps their rows."""
        self._rows = rows
        self._at_hand: OrderedDict[int, Record] = OrderedDict()
        self._near: OrderedDict[int, dating.Neighbour] = OrderedDict()

    def __len__(self) -> int:
        """How many there are."""
        return len(self._rows)

    def head(self, number: int) -> Head:
        """What the document is compared by. Raises ValueError for a row that is none."""
        return unpack_head(self._rows.row(number))

    def record(self, number: int) -> Record:
        """All that is known of it, but for its bytes."""
        found = self._at_hand.get(number)
        if found is None:
            found = self._at_hand[number] = unpack(self._rows.row(number))
            if len(self._at_hand) > _AT_HAND:
                self._at_hand.popitem(last=False)
        else:
            self._at_hand.move_to_end(number)
        return found

    def text(self, number: int) -> str:
        """Its clean text."""
        return _parts(self._rows.row(number))[4].decode("utf-8", "surrogatepass")

    def cast(self, number: int) -> tuple[Character, ...]:
        """The persons that it names."""
        return _cast(_parts(self._rows.row(number))[1])

    def neighbour(self, number: int) -> dating.Neighbour | None:
        """What it tells of the dates of others."""
        part = _parts(self._rows.row(number))[2]
        return _Told(part.partition(b"\n")[0].decode(), lambda: self._told(number)) if part else None

    def _told(self, number: int) -> dating.Neighbour:
        """All of what it tells of the dates of others."""
        found = self._near.get(number)
        if found is None:
            found = self._near[number] = _neighbour(_parts(self._rows.row(number))[2])
            if len(self._near) > _NEAR:
                self._near.popitem(last=False)
        else:
            self._near.move_to_end(number)
        return found

    def has_data(self, number: int) -> bool:
        """Whether its bytes are at hand."""
        return self._rows.has_data(number)

    def data(self, number: int) -> bytes:
        """Its bytes, where they are at hand."""
        return self._rows.data(number)

    def change(self, number: int, record: Record) -> None:
        """Take another record in its place."""
        self._at_hand.pop(number, None)
        self._near.pop(number, None)
        self._rows.change(number, pack(record))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Body:
    """The fields of a record that have no part of a row for themselves; each is what `Record` says."""

    path: str
    """As in Record."""
    digest: str
    """As in Record."""
    ending: str
    """As in Record."""
    article: Article | None = None
    """As in Record, without the text."""
    refused: str | None = None
    """As in Record."""
    remark: bool = False
    """As in Record."""
    published: str | None = None
    """As in Record."""
    given: bool = False
    """As in Record."""
    inferred: tuple[tuple[str, str], ...] = ()
    """As in Record."""
    notes: tuple[str, ...] = ()
    """As in Record."""
    url: str | None = None
    """As in Record."""
    archived_url: str | None = None
    """As in Record."""
    accessed: str | None = None
    """As in Record."""
    phrases: tuple[DatePhrase, ...] = ()
    """As in Record."""
    quotes: tuple[QuotedSpeech, ...] = ()
    """As in Record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rest:
    """What a document asserts, without its persons."""

    assertions: tuple[Assertion, ...] = ()
    """As in Reading."""
    story: DatedBy | None = None
    """As in Reading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cast:
    """The persons of a document."""

    cast: tuple[Character, ...] = field(default=())
    """As in Reading."""


ELSEWHERE = frozenset({"data", "reading", "neighbour", "betrays"})
"""The fields of a record that are no fields of `_Body`: the bytes are the caller's, what a text betrays of its day is
read again, the others are parts of their own."""
_COPIED = tuple(each.name for each in fields(_Body))


def form() -> str:
    """The form of rows: two versions of the program understand each other's where this text is the same."""
    return layout(Head, _Body, _Rest, _Cast, dating.Neighbour)  # the last one in lines of its own


def pack(record: Record) -> bytes:
    """Make a row of a record: of all that it holds but its bytes, and what can be read of its text again."""
    article = record.article
    body = _Body(**{name: getattr(record, name) for name in _COPIED})
    if article is not None:
        body = replace(body, article=replace(article, text=""))
    rest = _Rest(assertions=record.reading.assertions, story=record.reading.story)
    beside = b"" if record.neighbour is None else _beside(record.neighbour)
    return _SEAM.join(
        (
            _json(head_of(record)),
            _json(_Cast(cast=record.reading.cast)),
            beside,
            _json(body) + b"\x1d" + _json(rest),
            record.text.encode("utf-8", "surrogatepass"),
        )
    )


def unpack(row: bytes) -> Record:
    """The record that a row was made of, without its bytes. Raises ValueError for anything else."""
    _, cast, beside, body, text = _parts(row)
    first, _, second = body.partition(b"\x1d")
    kept, rest = from_plain(_Body, json.loads(first)), from_plain(_Rest, json.loads(second))
    article = kept.article
    if article is not None:
        article = replace(article, text=text.decode("utf-8", "surrogatepass"))
    values = {name: getattr(kept, name) for name in _COPIED} | {"article": article}
    return Record(
        **values,
        data=None,
        reading=Reading(assertions=rest.assertions, story=rest.story, cast=_cast(cast)),
        neighbour=_neighbour(beside) if beside else None,
    )


def unpack_head(row: bytes) -> Head:
    """The head of the record that a row was made of. Raises ValueError for anything else."""
    return from_plain(Head, json.loads(row.partition(_SEAM)[0]))


def _parts(row: bytes) -> list[bytes]:
    parts = row.split(_SEAM, 4)
    if len(parts) != 5:
        raise ValueError("this is no record that was kept")
    return parts


def _cast(part: bytes) -> tuple[Character, ...]:
    return from_plain(_Cast, json.loads(part)).cast


class _Told(dating.Neighbour):
    """What a document tells of the dates of others, of which all but its day and its names is fetched when asked for.

    It takes fifty kilobytes, and most of it is never looked at: a text meets those that have names in common with it.
    """

    __slots__ = ("_all",)
    _all: Callable[[], dating.Neighbour]

    def __init__(self, head: str, fetch: Callable[[], dating.Neighbour]) -> None:
        """Take the first line of its part of the row, and what fetches all of it. Raises ValueError for any other."""
        published, names = _first(head)
        object.__setattr__(self, "published", published)
        object.__setattr__(self, "names", names)
        object.__setattr__(self, "_all", fetch)

    @property
    def words(self) -> frozenset[str]:
        """All its words of content."""
        return self._all().words

    @property
    def events(self) -> tuple[Event, ...]:
        """What it dates."""
        return self._all().events


def _beside(told: dating.Neighbour) -> bytes:
    """What a document tells of the dates of others as lines: a tenth of the work of JSON with its many short texts.

    The words hold letters alone, so blanks and tabs can part them.
    """
    first = (told.published.isoformat() if told.published else "", _listed(told.names))
    events = ((each.day.isoformat(), _listed(each.terms), _listed(each.names)) for each in told.events)
    return "\n".join("\t".join(line) for line in (first, (_listed(told.words),), *events)).encode()


def _listed(words: frozenset[str]) -> str:
    return " ".join(sorted(words))


def _first(line: str) -> tuple[date | None, frozenset[str]]:
    """The day of publication and the names: held of all documents at once, which have the same names."""
    published, _, names = line.partition("\t")
    return date.fromisoformat(published) if published else None, frozenset(map(sys.intern, names.split()))


def _neighbour(part: bytes) -> dating.Neighbour:
    """What a document tells of the dates of others, of its part of the row. Raises ValueError for anything else."""
    first, words, *events = part.decode().split("\n")
    published, names = _first(first)
    told = []
    for line in events:
        day, terms, named = line.split("\t")
        told.append(Event(date.fromisoformat(day), frozenset(terms.split()), frozenset(named.split())))
    return dating.Neighbour(published, names, frozenset(words.split()), tuple(told))


def _json(thing: object) -> bytes:
    return json.dumps(to_plain(thing), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


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
