"""Entries as lists show them, and their heads: what they show beside claims and prose, kept line by line.

Lists show no prose beyond the first paragraph. A page that lists ten thousand entries asks most of them for their
titles and dates alone. After an edit these come from one text that is kept, and an entry is read whole when something
else of it is asked for.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from functools import cache
from itertools import takewhile
from typing import Any

from dateline.model import Entry
from dateline.plain import field_of, head_of

_FIELDS = tuple(each.name for each in fields(Entry))
_HEAD = tuple(takewhile(lambda name: name != "claims", _FIELDS))
_FACE = tuple(name for name in _FIELDS if name != "body")
# Frozen objects are filled in before anybody sees that anything lacked.
_set = object.__setattr__
_FEW = 20
"""Heads that are read one by one."""


def heads(entries: Iterable[Entry]) -> str:
    """The heads of some entries, a line each."""
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode
    # JSON writes a line break in a text as two other characters.
    return "\n".join(map(encode, map(head_of(Entry, len(_HEAD)), entries)))


def headed(lines: Mapping[str, str], whole: Callable[[str], Entry]) -> Callable[[str], Entry]:
    """What gives an entry of which at first only the head is read; `whole` gives all of it, by its id.

    `lines` has the heads by id. An entry that lacks something is of a class of its own, which fills it in when it is
    looked at; with that it becomes an Entry like any other. Raises ValueError where a line is damaged.
    """
    rows: dict[str, list[Any]] = {}

    def lacking(entry: Any, name: str) -> Any:
        """Fill in what is asked for."""
        if name in _HEAD:
            value = _loaders()[name](rows[entry.id])
            _set(entry, name, value)
            return value
        if name not in _FIELDS:
            raise AttributeError(f"an entry has no field {name!r}", name=name, obj=entry)
        found = whole(entry.id)
        for each in _FIELDS:
            _set(entry, each, getattr(found, each))
        _set(entry, "__class__", Entry)
        return getattr(entry, name)

    kind = type("Entry", (Entry,), {"__slots__": (), "__getattr__": lacking, "__doc__": Entry.__doc__})

    def head(key: str) -> Entry:
        if key not in rows:
            if len(rows) < _FEW:
                rows[key] = json.loads(lines[key])
            else:  # whoever wants so many wants all
                rows.update(zip(lines, json.loads(f"[{','.join(lines.values())}]"), strict=True))
        row = rows[key]
        if type(row) is not list or row[:1] != [key]:
            raise ValueError(f"this is no head of {key}")
        made: Entry = object.__new__(kind)
        _set(made, "id", _loaders()["id"](row))
        return made

    return head


@cache
def _loaders() -> dict[str, Callable[[Any], Any]]:
    """Field of a head: what makes its value of a line."""
    return {name: field_of(Entry, name) for name in _HEAD}


class Faces(Mapping[str, Entry]):
    """Entries as lists show them: without their prose beyond the first paragraph. Made when they are looked up."""

    __slots__ = ("head", "heads", "made", "whole")

    def __init__(self, whole: Mapping[str, Entry], heads: Mapping[str, str]) -> None:
        self.whole = whole
        self.heads = heads
        self.head = headed(heads, lambda key: _face(whole[key]))
        self.made: dict[str, Entry] = {}

    def __getitem__(self, key: str) -> Entry:
        made = self.made.get(key)
        if made is None:
            made = self.made[key] = self.head(key) if key in self.heads else _face(self.whole[key])
        return made

    def __contains__(self, key: object) -> bool:
        return key in self.whole

    def __iter__(self) -> Iterator[str]:
        return iter(self.whole)

    def __len__(self) -> int:
        return len(self.whole)


def _face(entry: Entry) -> Entry:
    """An entry as lists show it."""
    lead = entry.lead
    if len(lead) == len(entry.body):
        return entry
    # As `dataclasses.replace` would, which takes several times as long.
    face = object.__new__(Entry)
    for name in _FACE:
        _set(face, name, getattr(entry, name))
    _set(face, "body", lead)
    return face
