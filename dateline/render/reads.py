"""What a page is made of, noted while its view looks at it: so a page knows its inputs without anybody listing them.

Views look everything up in mappings of the index. While a page is made, each lookup is noted as a name: `actors/lavrov`
for one thing, `actors/#` for which there are and in what order, `actors/*` for all of them. A page is as it was while
the digests of what it read are as they were.
"""

from __future__ import annotations

from collections.abc import Callable, ItemsView, Iterable, Iterator, KeysView, Mapping, ValuesView
from typing import Generic, TypeVar, overload
from urllib.parse import quote, unquote

from dateline.digests import digest

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


class Facts(dict[str, str]):
    """Digests of all that pages can read, by name, made when they are asked for and kept."""

    __slots__ = ("kept", "makers")

    def __init__(
        self,
        makers: Mapping[str, tuple[Callable[[str], str], Callable[[], Iterable[str]]]],
        kept: Callable[[str], str | None] = lambda _: None,
    ) -> None:
        """Take for each word before the slash what gives the digest of a thing, and what gives all keys in order.

        `kept` gives the digest of what was digested in an earlier build, and is as it was.
        """
        self.makers = makers
        self.kept = kept

    def __missing__(self, name: str) -> str:
        made = self[name] = self.kept(name) or self._made(name)
        return made

    def _made(self, name: str) -> str:
        kind, _, key = name.partition("/")
        one, keys = self.makers[kind]
        if key == ORDER:
            return digest(*keys())
        if key == ALL:
            return digest(*(part for each in keys() for part in (each, self[f"{kind}/{each}"])))
        return one(unquote(key) if "%" in key else key)

    def key(self, around: str, reads: str) -> str:
        """The key of a page: of what stands around it, and of all that it read, as `Reads.end` gave it.

        Empty, which is nobody's key, where it read something that there is no such kind of any more.
        """
        try:
            return digest(around, reads, *map(self.__getitem__, reads.split(" ") if reads else ()))
        except KeyError:
            return ""
