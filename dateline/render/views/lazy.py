"""Fields of views that are made when a template looks at them, so that a page costs what it shows.

A view that only one page has keeps what was `made` for a field; what is looked up for it is noted once, for that page.
Of what stands on many pages (an entry's card, a claim in a line) there is one view for the whole index. Its fields are
`shared`: what was looked up for one of them is noted for every page that looks at it; `made` is there only for fields
that come from the view's own things, without a look-up. A view is equal to itself only, so what a `remembered` macro
made for one view is never shown for another.

Fields that are only passed on, or seldom looked at twice, are plain properties, on either kind of view.
"""

from __future__ import annotations

from collections.abc import Callable
from sys import intern
from typing import Any, Generic, Protocol, TypeVar, overload

from dateline.render.index import Index

T = TypeVar("T")


class made(Generic[T]):  # noqa: N801  (a decorator, as `property` is)
    """A field that is made at the first look and kept with its view, which one page has for itself."""

    def __init__(self, make: Callable[[Any], T]) -> None:
        """Take what makes the field of a view; its docstring is the field's."""
        self.make = make
        self.__doc__ = make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, view: None, owner: type) -> made[T]: ...
    @overload
    def __get__(self, view: object, owner: type) -> T: ...
    def __get__(self, view: object | None, owner: type) -> made[T] | T:
        """The field's value, which from now on is found in the view itself."""
        if view is None:
            return self
        value = self.make(view)
        setattr(view, self.name, value)
        return value


class Indexed(Protocol):
    """A view that is made from an index."""

    index: Index
    """What it is made from."""


class shared(Generic[T]):  # noqa: N801
    """A field of a view that many pages have: it is made once, and what was looked up for it noted at every look."""

    def __init__(self, make: Callable[[Any], T]) -> None:
        """Take what makes the field of a view; its docstring is the field's."""
        self.make = make
        self.__doc__ = make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name
        self.with_reads = f"_{name}_and_reads"

    @overload
    def __get__(self, view: None, owner: type) -> shared[T]: ...
    @overload
    def __get__(self, view: Indexed, owner: type) -> T: ...
    def __get__(self, view: Indexed | None, owner: type) -> shared[T] | T:
        """The field's value; one for which nothing was looked up is found in the view itself from now on."""
        if view is None:
            return self
        reads = view.index.reads
        known: tuple[T, tuple[str, ...]] | None = getattr(view, self.with_reads, None)
        if known is None:
            others, reads.noted = reads.noted, set()
            try:
                value = self.make(view)
                noted = reads.noted
            finally:
                reads.noted = others
            if not noted:
                setattr(view, self.name, value)
                return value
            known = value, tuple(map(intern, noted))
            setattr(view, self.with_reads, known)
        if reads.noted is not None:
            reads.noted.update(known[1])
        return known[0]
