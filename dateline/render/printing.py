"""What a template may show whole: text, numbers, dates and lists of them.

Python shows any other object by its class and its address in memory, which tells a reader nothing and is another one in
each build. A template that names an object where it means one of its fields is told so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from itertools import chain
from numbers import Number
from types import MemberDescriptorType
from typing import Any, TypeVar

from jinja2 import Environment, TemplateRuntimeError, pass_eval_context
from jinja2.filters import make_attrgetter, sync_do_join
from jinja2.nodes import EvalContext
from jinja2.runtime import Context
from markupsafe import Markup

T = TypeVar("T")

TEXT_FILTERS = (
    "capitalize", "center", "e", "escape", "forceescape", "format", "indent", "lower", "replace", "safe", "string",
    "striptags", "title", "trim", "truncate", "upper", "wordcount", "wordwrap",
)  # fmt: skip
"""Jinja's filters that make a text of whatever they are given."""
_SHOWN = frozenset({str, Markup, int, float, bool, type(None)})
_NAMED = 12
"""Fields that are named, at most."""


def printed(value: T) -> T:
    """Hand back a value that can be shown in a page; raises TemplateRuntimeError for one that can't."""
    if value.__class__ not in _SHOWN and (reason := _refusal(value)):
        raise TemplateRuntimeError(reason)
    return value


def checked(filtered: Callable[..., Any]) -> Callable[..., Any]:
    """A filter that makes text of its arguments, which are looked at first."""

    @wraps(filtered)  # and so Jinja hands it the context that it hands to the filter
    def careful(*args: Any, **named: Any) -> Any:
        for each in chain(args, named.values()):
            if not isinstance(each, (EvalContext, Environment, Context)):
                printed(each)
        return filtered(*args, **named)

    return careful


@pass_eval_context
def join(context: EvalContext, value: Iterable[Any], d: str = "", attribute: str | int | None = None) -> Any:
    """Jinja's filter `join`: values, or one field of each, with `d` between them."""
    field = (lambda each: each) if attribute is None else make_attrgetter(context.environment, attribute)
    return sync_do_join(context, [printed(field(each)) for each in value], printed(d))


def _refusal(value: object) -> str:
    """Why a value can't be shown in a page; empty where it can."""
    kind = type(value)
    if kind in (list, tuple):
        return next(filter(None, map(_refusal, value)), "")  # type: ignore[call-overload,no-any-return]
    if kind is dict:
        return next(filter(None, map(_refusal, chain.from_iterable(value.items()))), "")  # type: ignore[attr-defined]
    # A class that says how it is shown (a date, one of Jinja's undefined values) is taken at its word.
    if isinstance(value, (str, Number)) or value is None or kind.__str__ is not object.__str__ or hasattr(kind, "__html__"):
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
