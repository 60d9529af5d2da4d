"""Records as rows of bytes, and the records of an import of which only the last ones that were asked for are held.

`pack` and `unpack` make a row of a record and a record of the row: plain values in JSON, so that a row can be kept on a
disk and be read back by a later run. What `gather` asks for most stands first, and can be read alone.
"""

from __future__ import annotations

import json
import sys
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Generic, Protocol, TypeVar

from dateline.ingest import dating
from dateline.ingest.article import Article
from dateline.ingest.assertions import Assertion, Character, DatedBy, Reading
from dateline.ingest.dating_reading import Event
from dateline.ingest.document import Record
from dateline.ingest.held import Head, head_of
from dateline.ingest.speakers import QuotedSpeech
from dateline.ingest.timex import DatePhrase
from dateline.plain import from_plain, layout, to_plain

T = TypeVar("T")
_SEAM = b"\x1e"
"""Between the parts of a row; JSON has it escaped, and the text comes last."""
_FOLD = b"\x1d"
"""Between the two halves of a part; JSON has it escaped as well."""
_AT_HAND = 64
"""Records that are kept at hand once they were asked for."""
_NEAR = 256
"""Of so many documents all that they tell of the dates of others is kept at hand once it was asked for."""


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


class _Latest(Generic[T]):
    """What was made of rows, by the numbers of the documents: the last of it that was asked for is kept."""

    def __init__(self, most: int, make: Callable[[int], T]) -> None:
        """Take how many are kept, and what makes one."""
        self._most = most
        self._make = make
        self._kept: OrderedDict[int, T] = OrderedDict()

    def get(self, number: int) -> T:
        """What was made of a document's row, made now where it is not at hand."""
        if number not in self._kept:
            self._kept[number] = self._make(number)
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)
        self._kept.move_to_end(number)
        return self._kept[number]

    def forget(self, number: int) -> None:
        """Keep nothing of a document, whose row is another now."""
        self._kept.pop(number, None)


class Packed:
    """Records of which only the last ones that were asked for are held."""

    def __init__(self, rows: Rows) -> None:
        """Take what keeps their rows."""
        self._rows = rows
        self._at_hand = _Latest(_AT_HAND, lambda number: unpack(rows.row(number)))
        self._near = _Latest(_NEAR, lambda number: _neighbour(_parts(rows.row(number))[2]))

    def __len__(self) -> int:
        """How many there are."""
        return len(self._rows)

    def head(self, number: int) -> Head:
        """What the document is compared by. Raises ValueError for a row that is none."""
        return unpack_head(self._rows.row(number))

    def record(self, number: int) -> Record:
        """All that is known of it, but for its bytes."""
        return self._at_hand.get(number)

    def text(self, number: int) -> str:
        """Its clean text."""
        return _parts(self._rows.row(number))[4].decode("utf-8", "surrogatepass")

    def cast(self, number: int) -> tuple[Character, ...]:
        """The persons that it names."""
        return _cast(_parts(self._rows.row(number))[1])

    def neighbour(self, number: int) -> dating.Neighbour | None:
        """What it tells of the dates of others."""
        part = _parts(self._rows.row(number))[2]
        return _Told(part.partition(b"\n")[0].decode(), lambda: self._near.get(number)) if part else None

    def has_data(self, number: int) -> bool:
        """Whether its bytes are at hand."""
        return self._rows.has_data(number)

    def data(self, number: int) -> bytes:
        """Its bytes, where they are at hand."""
        return self._rows.data(number)

    def change(self, number: int, record: Record) -> None:
        """Take another record in its place."""
        self._at_hand.forget(number)
        self._near.forget(number)
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
            _json(body) + _FOLD + _json(rest),
            record.text.encode("utf-8", "surrogatepass"),
        )
    )


def unpack(row: bytes) -> Record:
    """The record that a row was made of, without its bytes. Raises ValueError for anything else."""
    _, cast, beside, body, text = _parts(row)
    first, _, second = body.partition(_FOLD)
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
