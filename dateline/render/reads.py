"""What a page is made of, noted while its view looks at it: so a page knows its inputs without anybody listing them.

Views look everything up in mappings of the index. While a page is made, each lookup is noted as a name: `actors/lavrov`
for one thing, `actors/#` for which there are and in what order, `actors/*` for all of them. A page is as it was while
the digests of what it read are as they were.
"""

from __future__ import annotations

from collections.abc import ItemsView, Iterable, Iterator, KeysView, Mapping, ValuesView
from typing import Generic, TypeVar, overload
from urllib.parse import quote

V = TypeVar("V")
D = TypeVar("D")

ALL = "*"
"""Stands for everything in a mapping."""
ORDER = "#"
"""Stands for the keys of a mapping, in their order."""
_MANY = 1000
"""Things of one mapping that are worth listing one by one; a page that reads more of them depends on all."""


def written(name: str) -> str:
    """A name as it stands in a note: in one word, whatever the key is."""
    return name if name.isprintable() and " " not in name and "%" not in name else quote(name, safe="/")


class Reads:
    """Notes what is read between `begin` and `end`."""

    __slots__ = ("noted",)

    def __init__(self) -> None:
        self.noted: set[str] | None = None

    def begin(self) -> None:
        """Note what is read from now on."""
        self.noted = set()

    def end(self) -> str:
        """Stop, and return the names of what was read, sorted, with a space between them."""
        noted, self.noted = self.noted or set(), None
        names = [written(name) for name in noted]
        if len(names) > _MANY:
            kinds: dict[str, list[str]] = {}
            for name in names:
                kinds.setdefault(name.partition("/")[0], []).append(name)
            kept = [[f"{kind}/{ALL}"] if len(each) > _MANY else each for kind, each in kinds.items()]
            names = [name for each in kept for name in each]
        return " ".join(sorted(names))


class Notes(Mapping[str, str]):
    """Path of a page: what it read when it was last rendered, as `Reads.end` gave it.

    Held as one text, in which it takes a look at each name that has changed to know who read it, and not one at each
    page. No path has a space, a line break or U+001F.
    """

    __slots__ = ("_later", "_paths", "_text")

    def __init__(self, text: str = "", later: Mapping[str, str] | None = None) -> None:
        """Take what `text` gave, and notes that have come since."""
        self._text = text
        self._later = dict(later or {})
        self._paths: dict[str, tuple[int, int]] | None = None

    @staticmethod
    def of(notes: Iterable[tuple[str, str]]) -> Notes:
        """Hold some notes, by the paths of their pages."""
        return Notes("".join(f"{path}\x1f {note} \n" for path, note in notes))

    @property
    def text(self) -> str:
        """All of it but what has come later, as text."""
        return self._text

    def with_later(self, notes: Mapping[str, str]) -> Notes:
        """These with others, new or in the place of older ones."""
        made = Notes(self._text, {**self._later, **notes})
        made._paths = self._paths
        return made

    def readers(self, names: Iterable[str]) -> frozenset[str]:
        """The pages that read one of these names."""
        found: set[str] = set()
        text, later = self._text, [(path, f" {note} ") for path, note in self._later.items()]
        for word in {f" {written(name)} " for name in names}:
            at = text.find(word)
            while at >= 0:
                begin = text.rfind("\n", 0, at) + 1
                path = text[begin : text.index("\x1f", begin)]
                if path not in self._later:
                    found.add(path)
                at = text.find(word, text.index("\n", at))
            found.update(path for path, note in later if word in note)
        return frozenset(found)

    def __getitem__(self, path: str) -> str:
        later = self._later.get(path)
        if later is not None:
            return later
        begin, end = self._places[path]
        return self._text[begin:end]

    def __contains__(self, path: object) -> bool:
        return path in self._later or path in self._places

    def __iter__(self) -> Iterator[str]:
        yield from self._places
        yield from (path for path in self._later if path not in self._places)

    def __len__(self) -> int:
        return len(self._places.keys() | self._later.keys())

    @property
    def _places(self) -> dict[str, tuple[int, int]]:
        """Path of a page: where in the text its note begins and ends."""
        if self._paths is None:
            self._paths = {}
            at, text = 0, self._text
            while at < len(text):
                mark, end = text.index("\x1f", at), text.index("\n", at)
                self._paths[text[at:mark]] = (mark + 2, end - 1)
                at = end + 1
        return self._paths


class Noted(Mapping[str, V], Generic[V]):
    """A mapping whose lookups are noted. It holds only strings as keys, none of them `*` or `#`."""

    __slots__ = ("data", "name", "reads")

    def __init__(self, name: str, data: Mapping[str, V], reads: Reads) -> None:
        """Take the word that stands before the slash, what is looked up, and where lookups are noted."""
        self.name = f"{name}/"
        self.data = data
        self.reads = reads

    def __getitem__(self, key: str) -> V:
        if self.reads.noted is not None:
            self.reads.noted.add(self.name + key)
        return self.data[key]

    @overload
    def get(self, key: str, /) -> V | None: ...
    @overload
    def get(self, key: str, /, default: V | D) -> V | D: ...
    def get(self, key: str, /, default: object = None) -> object:
        """The value of a key; that there is none is noted as well."""
        if self.reads.noted is not None:
            self.reads.noted.add(self.name + key)
        return self.data.get(key, default)

    def __contains__(self, key: object) -> bool:
        if self.reads.noted is not None:
            self.reads.noted.add(f"{self.name}{key}")
        return key in self.data

    def __iter__(self) -> Iterator[str]:
        self.note(ORDER)
        return iter(self.data)

    def __len__(self) -> int:
        self.note(ORDER)
        return len(self.data)

    def keys(self) -> KeysView[str]:
        """All keys."""
        self.note(ORDER)
        return self.data.keys()

    def values(self) -> ValuesView[V]:
        """All values."""
        self.note(ALL)
        return self.data.values()

    def items(self) -> ItemsView[str, V]:
        """All keys with their values."""
        self.note(ALL)
        return self.data.items()

    def note(self, what: str) -> None:
        """Note that a thing, or ALL or the ORDER, was read."""
        if self.reads.noted is not None:
            self.reads.noted.add(self.name + what)
