"""What a template may show whole: text, numbers, dates and lists of them.

Python shows any other object by its class and its address in memory, which tells a reader nothing and is another one in
each build. A template that names an object where it means one of its fields is told so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain
from numbers import Number
from types import MemberDescriptorType

_NAMED = 12
"""Fields that are named, at most."""


def refusal(value: object) -> str:
    """Why a value can't be shown in a page; empty where it can."""
    kind = type(value)
    if kind in (list, tuple):
        return next(filter(None, map(refusal, value)), "")  # type: ignore[call-overload]
    if kind is dict:
        return next(filter(None, map(refusal, chain.from_iterable(value.items()))), "")  # type: ignore[attr-defined]
    # A class that says how it is shown (a date, one of Jinja's undefined values) is taken at its word.
    if (
        isinstance(value, (str, Number))
        or value is None
        or kind.__str__ is not object.__str__
        or hasattr(kind, "__html__")
    ):
        return ""
    if callable(value):
        return "a function or macro can't be printed; call it: write its name with brackets behind it"
    if kind.__module__.partition(".")[0] == __name__.partition(".")[0]:
        names = _fields(value)
        more = ", …" if len(names) > _NAMED else ""
        return f"a view can't be printed; name one of its fields: {', '.join(names[:_NAMED])}{more}"
    if isinstance(value, Iterable) and not isinstance(value, Mapping):
        return f"a {kind.__name__} can't be printed; go through its items with “for”, or join them with “|join(', ')”"
    return f"a {kind.__name__} can't be printed; name one of its fields"


def _fields(value: object) -> list[str]:
    """The names of what a template can look up in one of this program's objects, in the order of their declaration."""
    kind = type(value)
    named = getattr(kind, "_fields", None) or getattr(kind, "__dataclass_fields__", None)
    if named is None:
        # Properties and their like; methods are no fields, and what a view is made from is not meant for templates.
        named = [
            name
            for each in reversed(kind.__mro__[:-1])
            for name, held in vars(each).items()
            if hasattr(type(held), "__get__") and not callable(held) and not isinstance(held, MemberDescriptorType)
        ]
        named += getattr(value, "__dict__", ())
    return [name for name in dict.fromkeys(named) if not name.startswith("_") and name != "index"]
