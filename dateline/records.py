"""Frozen dataclasses with slots, whose methods are written when they are first called.

`dataclasses.dataclass` compiles six methods for every class, most of which most runs of a command never call: 0.7 ms a
class, 40 ms for this program, before anything is done. `record` is `dataclass(frozen=True, slots=True)` in all else: to
type checkers, to `fields`, `replace` and `asdict`, to `copy` and `pickle`, and to pydantic.
"""

from __future__ import annotations

from dataclasses import FrozenInstanceError, field, fields, make_dataclass
from dataclasses import dataclass as _dataclass
from typing import TYPE_CHECKING, Any, TypeVar

__all__ = ["compiled", "maker", "opened", "record"]

T = TypeVar("T")

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from dataclasses import dataclass as record
else:

    def record(
        *, frozen: bool, slots: bool, kw_only: bool = False, order: bool = False
    ) -> Callable[[type[Any]], type[Any]]:
        """Make a class a dataclass; `frozen` and `slots` are written for the reader and have to be true.

        Raises TypeError for a class with a base or with methods of a dataclass's own.
        """
        if not (frozen and slots):
            raise TypeError("a record is frozen and has slots")
        return lambda kind: _record(kind, kw_only=kw_only, order=order)


def maker(kind: type[T]) -> Callable[[Sequence[Any]], T]:
    """What makes a record of the values of all its fields, in their order, in a tenth of the constructor's time.

    The constructor sets every field through `object.__setattr__`, since the class is frozen: 2.6 µs for eleven fields.
    Here they are set in a class that is not, and the object then takes the class that it is meant for: 0.2 µs.
    """
    kind_of_dataclass: Any = kind
    names = ", ".join(f"made.{each.name}" for each in fields(kind_of_dataclass))
    body = ["made = Open()", f"{names}, = values", "made.__class__ = Kind", "return made"]
    make: Callable[[Sequence[Any]], T] = compiled("values", body, {"Open": opened(kind), "Kind": kind})
    return make


def opened(kind: type[Any]) -> type[Any]:
    """A class of a record's layout that is not frozen; its objects may take the record's class.

    (Python refuses that where the layouts differ.)
    """
    return type(kind.__name__, kind.__bases__, {"__slots__": tuple(each.name for each in fields(kind))})


def compiled(argument: str, body: list[str], space: dict[str, Any]) -> Any:
    """A function of one argument, made of the lines of its body and of the names that they use.

    The lines are the caller's own: of what is declared they hold the names of fields, and nothing of any content.
    """
    exec(f"def made({argument}):\n " + "\n ".join(body), space)  # noqa: S102
    return space["made"]


_LATER = ("__init__", "__repr__", "__eq__", "__hash__")
_ORDER = ("__lt__", "__le__", "__gt__", "__ge__")


def _record(kind: type[Any], *, kw_only: bool, order: bool) -> type[Any]:
    later = (*_LATER, *_ORDER) if order else _LATER
    own = [name for name in (*later, "__setattr__", "__delattr__", "__post_init__") if name in vars(kind)]
    if own or kind.__bases__ != (object,):
        raise TypeError(f"{kind.__name__} has {own or 'a base'}, which a record can't have")
    made: Any = _dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)(kind)
    params = made.__dataclass_params__
    params.init = params.repr = params.eq = params.frozen = True
    params.order = order
    for name in later:
        setattr(made, name, _on_first_call(made, name, later, kw_only=kw_only))
    made.__setattr__, made.__delattr__ = _assign, _delete
    made.__getstate__, made.__setstate__ = _state, _restore
    result: type[Any] = made
    return result


def _on_first_call(kind: type[Any], name: str, later: tuple[str, ...], *, kw_only: bool) -> Any:
    """A method that writes all methods of its class and then does what the real one does."""

    def method(self: Any, /, *args: Any, **kwargs: Any) -> Any:
        # A dataclass of the same fields: its methods work on any object that has them.
        copied = [
            (each.name, each.type, field(
                default=each.default, default_factory=each.default_factory, init=each.init, repr=each.repr,
                hash=each.hash, compare=each.compare, metadata=each.metadata, kw_only=each.kw_only,
            ))
            for each in fields(kind)
        ]  # fmt: skip
        twin = make_dataclass(kind.__name__, copied, frozen=True, kw_only=kw_only, order="__lt__" in later)
        for each in later:
            written = vars(twin)[each]
            written.__qualname__ = f"{kind.__qualname__}.{each}"
            setattr(kind, each, written)
        return getattr(kind, name)(self, *args, **kwargs)

    method.__name__, method.__qualname__ = name, f"{kind.__qualname__}.{name}"
    return method


def _assign(self: Any, name: str, value: Any) -> None:  # noqa: ARG001  (Python hands it over)
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _delete(self: Any, name: str) -> None:  # noqa: ARG001
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, each.name) for each in fields(self)]


def _restore(self: Any, state: list[Any]) -> None:
    for each, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, each.name, value)
