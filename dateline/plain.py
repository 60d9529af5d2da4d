"""Plain values ⇄ records: what editors wrote becomes frozen dataclasses quickly, and these go to a cache and back.

Everything is derived at run time from the declarations of the dataclasses (their fields, type hints and defaults); a
type is declared nowhere else. There are two plain forms:

- as editors write: mappings of text, lists and mappings, where a field that is None is absent. `reader` makes a record
  of them where all is well and raises Misfit at the first thing that does not fit, without a reason: whoever wants
  reasons asks pydantic, which is slow to import and thorough. What a reader accepts, pydantic accepts, and makes the
  same record of;
- as a cache keeps: `to_plain` writes a record as a list of its fields in their order, `from_plain` reads it back.

A type hint is text, a whole number, a number, an enumeration of texts, a dataclass, a list (`tuple[X, ...]`), a tuple
of fixed length, a mapping from text, one of these or None, text marked with a `check(text) -> text`, or a class of its
own with a class method `of(value)`, which makes it of text or of itself and refuses all else with a ValueError, and
`str()`, which gives the text back. What only a cache keeps may be a truth value, a day (`datetime.date`), one of
several given texts (`Literal`) or a set (`frozenset[X]`) besides. A dataclass whose `short_form` names a field may be
written as that field's text alone. A field that may be None is None by default; what only a cache keeps may have no
default instead. The dataclasses have slots.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache, lru_cache
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    Generic,
    Literal,
    NamedTuple,
    NoReturn,
    TypeVar,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

from dateline.records import compiled, maker, opened

T = TypeVar("T")
Plain = str | int | float | bool | list["Plain"] | dict[str, "Plain"] | None
"""A value that JSON writes and reads back as it was."""
Convert = Callable[[Any], Any]

_MADE_ONCE = 1 << 14
"""How many values of one type made of text are remembered: ids and dates recur."""
_DIGITS = 15
_NUMBER = re.compile(r"-?\d{1,12}(?:\.\d{1,12})?", re.ASCII)
_UNFIT = (ValueError, TypeError, KeyError)
# What the wrong kind of value in the wrong place makes Python raise.
_DAMAGE = (ValueError, TypeError, LookupError, AttributeError, OverflowError, RecursionError)


class Misfit(ValueError):  # noqa: N818  (it reads as a state, and nobody sees it)
    """Plain values that do not fit their type, for a reason that is not given."""


class _Absent:
    """Stands for a field's value while there is none."""


_REQUIRED = _Absent()
_FACTORY = _Absent()


class _Shape(NamedTuple):
    """What the type hint of a field means."""

    quick: Convert
    """Makes the value of what editors write; raises ValueError, TypeError or KeyError."""
    load: Convert
    """Makes the value of what a cache keeps; raises one of _DAMAGE."""
    give: Convert
    """Makes what a cache keeps of the value."""
    optional: bool = False
    """Whether None is a value, which none of the three is asked about."""
    item: Convert | None = None
    """What loads each value of a list."""


def reader(kind: type[T]) -> Callable[[object], T]:
    """The quick reader of a dataclass: it takes what editors write, and raises Misfit where something does not fit."""
    record = _record(kind)
    for n in record.nullable.intersection(record.required):
        raise TypeError(_not_by_default(kind, record.names[n]))
    read: Callable[[object], T] = record.read
    return read


def _not_by_default(kind: type[Any], name: str) -> str:
    return f"{kind.__name__}.{name} may be None, but is not None by default: not supported"


def to_plain(thing: object) -> list[Plain]:
    """A record as JSON can keep it: its fields in the order of their declaration.

    None stands for a default, and defaults at the end are left out.
    """
    made: list[Plain] = _record(type(thing)).give(thing)
    return made


def from_plain(kind: type[T], data: object) -> T:
    """Make a record of what `to_plain` made of it. Raises ValueError for anything else, whatever it is."""
    try:
        made: T = _record(kind).load(data)
    except _DAMAGE as error:
        raise ValueError(f"this is no {kind.__name__} that was kept") from error
    return made


def head_of(kind: type[Any], count: int) -> Callable[[Any], list[Plain]]:
    """What makes of a record what `to_plain` makes of it, but of its first fields only."""
    return _giver(_record(kind), count)


def field_of(kind: type[Any], name: str) -> Callable[[Sequence[Any]], Any]:
    """What makes the value of one field of what `to_plain` made of a record; that may be cut off behind the field.

    It raises ValueError for anything else.
    """
    record = _record(kind)
    place = record.names.index(name)
    load, default, factory = record.loads[place], record.blank[place], dict(record.factories).get(place)

    def value(kept: Sequence[Any]) -> Any:
        plain = kept[place] if place < len(kept) else None
        if plain is None:
            if default is _REQUIRED:
                raise ValueError(f"this is no {kind.__name__} that was kept")
            return default if factory is None else factory()
        try:
            return load(plain)
        except _DAMAGE as error:
            raise ValueError(f"this is no {kind.__name__} that was kept") from error

    return value


def layout(*kinds: type[Any]) -> str:
    """Name the order and the types of all fields that `to_plain` writes for these types and for what they hold.

    Two versions of the program understand each other's plain records where this text is the same.
    """
    found: dict[str, str] = {}

    def visit(hint: Any) -> None:
        if isinstance(hint, type) and is_dataclass(hint):
            if hint.__name__ not in found:
                found[hint.__name__] = ""
                written = (f"{each.name}: {each.type} = {_shown(each)}" for each in fields(hint))
                found[hint.__name__] = f"{hint.__name__}({', '.join(written)})"
                for part in _hints(hint).values():
                    visit(part)
        elif isinstance(hint, type) and issubclass(hint, Enum):
            found[hint.__name__] = f"{hint.__name__}({', '.join(str(member.value) for member in hint)})"
        else:
            for part in get_args(hint):
                visit(part)

    for kind in kinds:
        visit(kind)
    return "\n".join(text for _, text in sorted(found.items()))


_hints_found: dict[type[Any], dict[str, Any]] = {}


def _hints(kind: type[Any]) -> dict[str, Any]:
    """The type hints of a dataclass by field, found out once: they are text that has to be compiled."""
    if kind not in _hints_found:
        _hints_found[kind] = get_type_hints(kind, include_extras=True)
    return _hints_found[kind]


def _shown(declared: Field[Any]) -> str:
    if declared.default_factory is not MISSING:
        return f"{getattr(declared.default_factory, '__name__', '?')}()"
    return "-" if declared.default is MISSING else str(declared.default)


class _Record(Generic[T]):
    """How one dataclass is read, written and loaded."""

    def __init__(self, kind: type[T]) -> None:
        hints = _hints(kind)
        as_dataclass: Any = kind
        declared = fields(as_dataclass)
        self.names = tuple(each.name for each in declared)
        self.blank = [_default(each) for each in declared]
        shapes = [_shape(hints[name]) for name in self.names]
        for name, shape, value in zip(self.names, shapes, self.blank, strict=True):
            if shape.optional and value is not None and value is not _REQUIRED:
                raise TypeError(_not_by_default(kind, name))
        self.fields = {name: (n, shape.quick) for n, (name, shape) in enumerate(zip(self.names, shapes, strict=True))}
        self.loads = tuple(shape.load for shape in shapes)
        self.items = tuple(shape.item for shape in shapes)
        self.gives = tuple(shape.give for shape in shapes)
        self.factories: list[tuple[int, Callable[[], Any]]] = []
        for n, each in enumerate(declared):
            factory: Any = each.default_factory
            if factory is not MISSING:
                self.factories.append((n, factory))
        self.nullable = frozenset(n for n, shape in enumerate(shapes) if shape.optional)
        self.required = tuple(n for n, value in enumerate(self.blank) if value is _REQUIRED)
        self.short: str | None = getattr(kind, "short_form", None)
        self.make = maker(kind)
        self.kind = kind
        # These two are written when they are needed: most runs read, or load, and not both.
        self.loaded: Callable[[Any], T] | None = None
        self.given: Callable[[T], list[Plain]] | None = None

    def read(self, data: object) -> T:
        """Make a record of what editors write."""
        try:
            return self.quick(data)
        except Misfit:
            raise
        except _UNFIT as error:
            raise Misfit(str(error)) from None

    def quick(self, data: object) -> T:
        """Make a record of what editors write; raises one of _UNFIT."""
        if type(data) is not dict:
            if self.short is None or type(data) is not str:
                raise Misfit
            data = {self.short: data}
        values = self.blank.copy()
        known = self.fields
        for name, value in data.items():
            n, convert = known[name]
            if value is not None:
                values[n] = convert(value)
        return self.made(values)

    def load(self, kept: Any) -> T:
        """Make a record of what a cache keeps; raises one of _DAMAGE."""
        if self.loaded is None:
            self.loaded = _loader(self)
        return self.loaded(kept)

    def made(self, values: list[Any]) -> T:
        """Make a record of the values of all its fields, which is refused where one is required and absent."""
        for n in self.required:
            if values[n] is _REQUIRED:
                raise Misfit
        for n, factory in self.factories:
            if values[n] is _FACTORY:
                values[n] = factory()
        return self.make(values)

    def give(self, thing: T) -> list[Plain]:
        """Make what a cache keeps of a record."""
        if self.given is None:
            self.given = _giver(self)
        return self.given(thing)


def _loader(record: _Record[T]) -> Callable[[Any], T]:
    """What makes a record of what a cache keeps; raises one of _DAMAGE. A list that is too long can't be unpacked."""
    before = [
        "if type(kept) is not list: raise Misfit",
        f"if len(kept) < {len(record.names)}: kept = kept + nothing[len(kept):]",
        f"{', '.join(f'v{n}' for n in range(len(record.names)))}, = kept",
    ]
    lines = []
    known: dict[str, Any] = {"Misfit": Misfit, "nothing": [None] * len(record.names), "text": _text}
    known |= {"Open": opened(record.kind), "Kind": record.kind}
    factories = dict(record.factories)
    for n, (name, load, default) in enumerate(zip(record.names, record.loads, record.blank, strict=True)):
        known[f"load{n}"], known[f"default{n}"] = load, factories.get(n, default)
        absent = f"default{n}{'()' if n in factories else ''} if v{n} is None else "
        loaded = f"load{n}(v{n})"
        if load is _text:  # most are plain, which takes no call to see
            loaded = f"v{n} if type(v{n}) is str and v{n}.isascii() else text(v{n})"
        elif record.items[n] is not None:
            known[f"item{n}"] = record.items[n]
            loaded = f"tuple(map(item{n}, v{n})) if type(v{n}) is list else {loaded}"
        if n in record.required:
            absent = f"None if v{n} is None else " if n in record.nullable else ""
        lines.append(f"made.{name} = {absent}{loaded}")
    body = [*before, "made = Open()", *lines, "made.__class__ = Kind", "return made"]
    made: Callable[[Any], T] = compiled("kept", body, known)
    return made


def _giver(record: _Record[T], count: int | None = None) -> Callable[[T], list[Plain]]:
    """What makes of a record what a cache keeps, or of so many of its fields."""
    known: dict[str, Any] = {}
    parts = []
    for n, (name, give, default) in enumerate(zip(record.names[:count], record.gives, record.blank, strict=False)):
        known[f"give{n}"], known[f"default{n}"] = give, default
        absent = f"(v := thing.{name}) is None or " + ("not v" if default is _FACTORY else f"v is default{n}")
        parts.append(f"None if {absent} else " + ("v" if give is _same else f"give{n}(v)"))
    body = [f"made = [{', '.join(parts)}]", "while made and made[-1] is None: del made[-1]", "return made"]
    given: Callable[[T], list[Plain]] = compiled("thing", body, known)
    return given


_records: dict[type[Any], _Record[Any]] = {}


def _record(kind: type[T]) -> _Record[T]:
    """How a dataclass is read, found out once."""
    found = _records.get(kind)
    if found is None:
        found = _records.setdefault(kind, _Record(kind))
    return found


def _default(declared: Field[Any]) -> Any:
    if declared.default_factory is not MISSING:
        return _FACTORY
    return _REQUIRED if declared.default is MISSING else declared.default


@cache
def _shape(hint: Any) -> _Shape:
    """What a type hint means. Raises TypeError for a hint that has no meaning here."""
    origin, inside = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType) and len(inside) == 2 and inside[1] is NoneType:
        return _shape(inside[0])._replace(optional=True)
    if origin is Annotated:
        return _checked(_shape(inside[0]), inside[1].check)
    if origin is tuple:
        if inside[1:] == (Ellipsis,):
            return _list(_shape(inside[0]))
        return _fixed(tuple(_shape(part) for part in inside))
    if origin is Mapping and inside[0] is str:
        return _mapping(_shape(inside[1]))
    if origin is frozenset:
        return _set(_shape(inside[0]))
    if origin is Literal and all(type(word) is str for word in inside):
        return _Shape(_nobody_writes, dict(zip(inside, inside, strict=True)).__getitem__, _same)
    if hint in _SCALARS:
        return _SCALARS[hint]
    if isinstance(hint, type):
        if issubclass(hint, Enum):
            return _enumeration(hint)
        if callable(getattr(hint, "of", None)):  # a claim has a field of this name
            return _own(hint)
        if is_dataclass(hint):
            record = _record(hint)
            return _Shape(record.quick, record.load, record.give)
    raise TypeError(f"no meaning is known for the type hint {hint!r}")


def _text(value: Any) -> str:
    if type(value) is str:
        if not value.isascii():
            value.encode()  # refuses lone surrogates, as pydantic does
        return value
    raise Misfit


def _whole(value: Any) -> int:
    if type(value) is str and len(value) <= _DIGITS and value.isascii():
        if value.isdigit() or (value[:1] == "-" and value[1:].isdigit()):
            return int(value)
    elif type(value) is int and abs(value) < 10**_DIGITS:
        return value
    raise Misfit


def _kept_whole(value: Any) -> int:
    if type(value) is int:
        return value
    raise Misfit


def _number(value: Any) -> float:
    if type(value) is float or (type(value) is str and _NUMBER.fullmatch(value)):
        return float(value)
    raise Misfit


def _kept_number(value: Any) -> float:
    if type(value) is float:
        return value
    raise Misfit


def _same(value: Any) -> Any:
    return value


def _kept_truth(value: Any) -> bool:
    if type(value) is bool:
        return value
    raise Misfit


def _nobody_writes(value: Any) -> NoReturn:  # noqa: ARG001  (it refuses whatever it is)
    raise Misfit


_SCALARS: Mapping[Any, _Shape] = {
    str: _Shape(_text, _text, _same),
    int: _Shape(_whole, _kept_whole, _same),
    float: _Shape(_number, _kept_number, _same),
    bool: _Shape(_nobody_writes, _kept_truth, _same),
    date: _Shape(_nobody_writes, date.fromisoformat, date.isoformat),
}


def _checked(shape: _Shape, check: Convert) -> _Shape:
    def quick(value: Any) -> Any:
        return check(shape.quick(value))

    def load(value: Any) -> Any:
        return check(shape.load(value))

    return _Shape(quick, load, shape.give)


def _list(item: _Shape) -> _Shape:
    if item.optional:
        raise TypeError("no meaning is known for a list of what may be None")

    def quick(value: Any) -> tuple[Any, ...]:
        if type(value) is list or type(value) is tuple:
            return tuple(map(item.quick, value))
        raise Misfit

    def load(value: Any) -> tuple[Any, ...]:
        if type(value) is list:
            return tuple(map(item.load, value))
        raise Misfit

    def give(value: Iterable[Any]) -> list[Any]:
        return [item.give(each) for each in value]

    return _Shape(quick, load, give, item=item.load)


def _fixed(items: tuple[_Shape, ...]) -> _Shape:
    def quick(value: Any) -> tuple[Any, ...]:
        if type(value) is list or type(value) is tuple:
            return tuple(item.quick(each) for item, each in zip(items, value, strict=True))
        raise Misfit

    def load(value: Any) -> tuple[Any, ...]:
        if type(value) is list:
            return tuple(item.load(each) for item, each in zip(items, value, strict=True))
        raise Misfit

    def give(value: Iterable[Any]) -> list[Any]:
        return [item.give(each) for item, each in zip(items, value, strict=True)]

    return _Shape(quick, load, give)


def _set(item: _Shape) -> _Shape:
    def load(value: Any) -> frozenset[Any]:
        if type(value) is list:
            return frozenset(map(item.load, value))
        raise Misfit

    def give(value: Iterable[Any]) -> list[Any]:
        return sorted(map(item.give, value))

    return _Shape(_nobody_writes, load, give)


def _mapping(item: _Shape) -> _Shape:
    def quick(value: Any) -> dict[str, Any]:
        if type(value) is dict:
            return {_text(key): item.quick(each) for key, each in value.items()}
        raise Misfit

    def load(value: Any) -> dict[str, Any]:
        if type(value) is dict:
            return {_text(key): item.load(each) for key, each in value.items()}
        raise Misfit

    def give(value: Mapping[str, Any]) -> dict[str, Any]:
        return {key: item.give(each) for key, each in value.items()}

    return _Shape(quick, load, give)


def _enumeration(kind: type[Enum]) -> _Shape:
    members = {member.value: member for member in kind}

    def quick(value: Any) -> Enum:
        if type(value) is str:
            return members[value]
        if type(value) is kind:
            return value
        raise Misfit

    return _Shape(quick, members.__getitem__, lambda member: member.value)


def _own(kind: Any) -> _Shape:
    make = lru_cache(maxsize=_MADE_ONCE)(kind.of)
    return _Shape(make, make, str)
