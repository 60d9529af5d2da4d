"""A text half-way to HTML: all that depends on it alone is done, and holes are left for what it refers to.

A `Compiled` is made once for a text and filled for each page that shows it. It is plain data: `to_plain` gives lists,
strings and numbers that survive JSON, `from_plain` reads them back and refuses what it did not write.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from dateline.problems import Severity
from dateline.records import record

VERSION = 2
"""Raised whenever the same text compiles to something else, or the plain form changes."""


class Spot(NamedTuple):
    """A place in the text."""

    offset: int
    """0-based character."""
    line: int
    """1-based line."""
    column: int
    """1-based column, in characters."""


class Fault(NamedTuple):
    """A fault that the text has whatever its references lead to; it leaves no trace in the HTML."""

    spot: Spot
    """Where it stands."""
    code: str
    """Its short name."""
    message: str
    """What is wrong."""
    hint: str
    """What to do about it."""
    severity: str
    """The value of a `Severity`."""


class Item(NamedTuple):
    """One source of a citation."""

    source: str
    """Its id."""
    locator: str
    """The place in it, with the comma before it; may be empty."""
    spot: Spot
    """Where it stands."""


class Citation(NamedTuple):
    """`[@source, p. 3; @other]`."""

    items: tuple[Item, ...]
    """The sources, in order; at least one."""


class Pointer(NamedTuple):
    """`[#claim]`, which shows the claim's own words."""

    name: str
    """The claim, `claim` or `entry#claim`."""
    written: str
    """What the text says, brackets included, for when there is no such claim."""
    ends: bool
    """Whether punctuation follows, so that the claim's own full stop is left out."""
    spot: Spot
    """Where it stands."""


class Words(NamedTuple):
    """`[words](#claim)`: hole n is the opening tag, and the number -1 - n in the pieces stands for the closing one."""

    name: str
    """The claim, `claim` or `entry#claim`."""
    title: str
    """A title that the text gives; may be empty."""
    spot: Spot
    """Where it stands."""


class Image(NamedTuple):
    """`![what it shows](media/file.jpg)`."""

    path: str
    """The file, by its path below content/media/; empty where the image is refused, and only its words are shown."""
    href: str
    """Its address as written, for messages."""
    title: str
    """A title that the text gives; may be empty."""
    alt: tuple[str | int, ...]
    """What it shows: words, and the numbers of citations and pointers between them."""
    spot: Spot
    """Where it stands."""


class Page(NamedTuple):
    """A relative address, to be looked up where it is known which pages there are; the link itself is in the pieces."""

    href: str
    """The address."""
    spot: Spot
    """Where the link stands."""


Hole = Fault | Citation | Pointer | Words | Image | Page
"""What a page has to decide; in the order in which the text is read, which is the order of the faults."""


@record(frozen=True, slots=True)
class Compiled:
    """A text half-way to HTML."""

    pieces: tuple[str | int, ...]
    """HTML, and between it the numbers of holes (0-based); -1 - n is the end of hole n. Headings begin at level 2."""
    holes: tuple[Hole, ...] = ()
    """What the pages that show the text have to decide."""
    more: int = 0
    """Faults of the text that were too many to keep."""

    @property
    def cited(self) -> tuple[str, ...]:
        """Ids of the sources that it cites, known or not, in order, each once."""
        return tuple(dict.fromkeys(name for kind, name in self.references() if kind == "source"))

    @property
    def claims(self) -> tuple[str, ...]:
        """Claims that it points at, as written (`claim` or `entry#claim`), in order, each once."""
        return tuple(dict.fromkeys(name for kind, name in self.references() if kind == "claim"))

    @property
    def media(self) -> tuple[str, ...]:
        """Files that it shows, by their paths below content/media/, in order, each once."""
        return tuple(dict.fromkeys(name for kind, name in self.references() if kind == "media"))

    @property
    def addresses(self) -> tuple[str, ...]:
        """Relative addresses that it links to, in order, each once."""
        return tuple(dict.fromkeys(hole.href for hole in self.holes if type(hole) is Page))

    def references(self) -> Iterator[tuple[str, str]]:
        """All that it refers to, in the order in which it is read: (`source`, id), (`claim`, name), (`media`, path)."""
        for hole in self.holes:
            if type(hole) is Citation:
                for item in hole.items:
                    yield "source", item.source
            elif type(hole) is Pointer or type(hole) is Words:
                yield "claim", hole.name
            elif type(hole) is Image and hole.path:
                yield "media", hole.path

    def to_plain(self) -> list[Any]:
        """As lists, strings and numbers."""
        return [VERSION, list(self.pieces), [_plain((_LETTERS[type(hole)], *hole)) for hole in self.holes], self.more]

    def to_json(self) -> str:
        """What `to_plain` gives, as JSON; tuples become lists on the way."""
        return _json((VERSION, self.pieces, [(_LETTERS[type(hole)], *hole) for hole in self.holes], self.more))

    @staticmethod
    def from_plain(plain: object) -> Compiled:
        """What `to_plain` gave. Raises ValueError for anything else."""
        try:
            return _read(plain)
        except TypeError as error:  # a list of another length than the fields that it is for
            raise ValueError(f"this is not a compiled text: {error}") from error


# --- the plain form ---------------------------------------------------------------------------------------------------


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


def _plain(value: object) -> Any:
    """A value with lists for its tuples."""
    return [_plain(each) for each in value] if isinstance(value, tuple) else value


def _text(value: object) -> str:
    if type(value) is str:
        return value
    raise ValueError(f"a text is expected, not {value!r:.80}")


def _truth(value: object) -> bool:
    if type(value) is bool:
        return value
    raise ValueError(f"true or false is expected, not {value!r:.80}")


def _severity(value: object) -> str:
    return Severity(_text(value)).value


def _list(value: object) -> list[Any]:
    if type(value) is list:
        return value
    raise ValueError(f"a list is expected, not {value!r:.80}")


def _spot(value: object) -> Spot:
    offset, line, column = _list(value)
    if type(offset) is type(line) is type(column) is int and offset >= 0 and line > 0 and column > 0:
        return Spot(offset, line, column)
    raise ValueError(f"a place in a text is expected, not {value!r:.80}")


def _items(value: object) -> tuple[Item, ...]:
    items = tuple([_item(*_list(each)) for each in _list(value)])
    if items:
        return items
    raise ValueError("a citation has a source")


def _item(source: object, locator: object, spot: object) -> Item:
    return Item(_text(source), _text(locator), _spot(spot))


def _parts(value: object) -> tuple[str | int, ...]:
    parts = tuple(_list(value))
    for part in parts:
        if type(part) is not str and type(part) is not int:
            raise ValueError(f"HTML or the number of a hole is expected, not {part!r:.80}")
    return parts


_KINDS: dict[str, tuple[type[Hole], tuple[Callable[[object], Any], ...]]] = {
    "f": (Fault, (_spot, _text, _text, _text, _severity)),
    "c": (Citation, (_items,)),
    "p": (Pointer, (_text, _text, _truth, _spot)),
    "w": (Words, (_text, _text, _spot)),
    "i": (Image, (_text, _text, _text, _parts, _spot)),
    "a": (Page, (_text, _spot)),
}
"""The kinds of holes by their letters in the plain form, each with what reads its fields."""
_LETTERS = {kind: letter for letter, (kind, _) in _KINDS.items()}


def _read(plain: object) -> Compiled:
    """A compiled text from its plain form; ValueError or TypeError where that is not one."""
    version, written, wanted, more = _list(plain)
    if version != VERSION or type(more) is not int:
        raise ValueError("this is not a compiled text of this version")
    holes = tuple([_hole(*_list(each)) for each in _list(wanted)])
    pieces = _parts(written)
    _check(pieces, holes)
    return Compiled(pieces, holes, more)


def _hole(letter: str, *values: object) -> Hole:
    if letter not in _KINDS:
        raise ValueError(f"there are no holes of the kind {letter!r:.80}")
    kind, readers = _KINDS[letter]
    return kind(*[read(value) for read, value in zip(readers, values, strict=True)])


def _check(pieces: tuple[str | int, ...], holes: tuple[Hole, ...]) -> None:
    """Raises ValueError where a number leads to no hole, or to one of another kind than can stand there."""
    for piece in pieces:
        if type(piece) is int:
            hole = holes[_index(piece if piece >= 0 else -1 - piece, holes)]
            if type(hole) is Fault or type(hole) is Page or (piece < 0 and type(hole) is not Words):
                raise ValueError(f"nothing can stand at {piece}")
    for number, hole in enumerate(holes):
        if type(hole) is Image:
            for part in hole.alt:
                # The words of an image are read before the image itself.
                if type(part) is int and type(holes[_index(part, holes[:number])]) not in (Citation, Pointer):
                    raise ValueError(f"no words can stand at {part}")


def _index(number: int, holes: tuple[Hole, ...]) -> int:
    if 0 <= number < len(holes):
        return number
    raise ValueError(f"there is no hole {number}")
