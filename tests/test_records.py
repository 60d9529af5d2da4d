"""Records are dataclasses in all but when their methods are written."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable, Mapping
from dataclasses import FrozenInstanceError, asdict, dataclass, field, fields, is_dataclass, replace
from typing import Any

import pytest

from dateline.records import maker, record


@record(frozen=True, slots=True, kw_only=True)
class Talk:
    """A record."""

    title: str
    """Its title."""
    days: tuple[int, ...] = ()
    """Its days."""
    notes: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    """Notes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain:
    """The same, as a dataclass."""

    title: str
    """Its title."""
    days: tuple[int, ...] = ()
    """Its days."""
    notes: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    """Notes."""


@record(frozen=True, slots=True, order=True)
class Key:
    """A record that has an order."""

    name: str
    """First."""
    number: int = 0
    """Then."""


def test_it_is_a_dataclass() -> None:
    assert is_dataclass(Talk)
    assert [each.name for each in fields(Talk)] == ["title", "days", "notes"]
    params, expected = vars(Talk)["__dataclass_params__"], vars(Plain)["__dataclass_params__"]
    for name in ("init", "repr", "eq", "order", "unsafe_hash", "frozen"):
        assert getattr(params, name) == getattr(expected, name)
    assert vars(Talk)["__slots__"] == vars(Plain)["__slots__"]
    assert Talk.__match_args__ == Plain.__match_args__ == ()


def test_its_objects_are_those_of_a_dataclass() -> None:
    one = Talk(title="A", days=(1, 2))
    assert repr(one) == "Talk(title='A', days=(1, 2))"
    assert one == Talk(title="A", days=(1, 2), notes={"a": "b"})
    assert one != Talk(title="A")
    other: Any = Plain(title="A", days=(1, 2))
    assert one != other
    assert hash(one) == hash(Plain(title="A", days=(1, 2)))
    assert one.notes is not Talk(title="A").notes
    assert replace(one, days=()) == Talk(title="A")
    assert asdict(one) == {"title": "A", "days": (1, 2), "notes": {}}
    assert copy.copy(one) == copy.deepcopy(one) == one
    assert Talk.__init__.__qualname__ == "Talk.__init__"


USES: list[Callable[[Any], Any]] = [hash, repr, lambda made: made == made, lambda made: made < made]


@pytest.mark.parametrize("use", USES, ids=["hash", "repr", "eq", "lt"])
def test_any_method_may_be_the_first(use: Callable[[Any], Any]) -> None:
    @record(frozen=True, slots=True, order=True)
    class Fresh:
        """Never used before."""

        name: str
        """Its name."""

    made = object.__new__(Fresh)
    object.__setattr__(made, "name", "a")
    use(made)
    assert repr(made).endswith("Fresh(name='a')")
    assert made == Fresh("a")
    assert hash(made) == hash(Fresh("a"))
    assert sorted([Fresh("b"), made]) == [made, Fresh("b")]


def test_order_and_pickle() -> None:
    keys = [Key("b"), Key("a", 2), Key("a", 1)]
    assert sorted(keys) == [Key("a", 1), Key("a", 2), Key("b")]
    assert max(keys) == Key("b")
    assert pickle.loads(pickle.dumps(keys)) == keys  # noqa: S301  (made here)
    with pytest.raises(TypeError):
        _ = Key("a") < "a"  # type: ignore[operator]


def test_it_is_frozen() -> None:
    one = Talk(title="A")
    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'title'"):
        one.title = "B"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError, match="cannot delete field 'title'"):
        del one.title
    with pytest.raises(AttributeError):
        setattr(one, "more", "B")  # noqa: B010  (a type checker knows it)


def test_wrong_arguments_are_said_as_ever() -> None:
    with pytest.raises(TypeError, match="unexpected keyword argument 'titel'"):
        Talk(titel="A")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="missing 1 required keyword-only argument: 'title'"):
        Talk()  # type: ignore[call-arg]


def test_many_are_made_without_the_constructor() -> None:
    make = maker(Talk)
    one = make(("A", (1, 2), {}))
    assert one == Talk(title="A", days=(1, 2))
    assert type(one) is Talk
    with pytest.raises(FrozenInstanceError):
        one.title = "B"  # type: ignore[misc]
    wrong: list[tuple[Any, ...]] = [(), ("A", ()), ("A", (), {}, None)]
    for values in wrong:
        with pytest.raises(ValueError, match="values to unpack"):
            make(values)


def test_what_it_cannot_be() -> None:
    with pytest.raises(TypeError, match="a record is frozen and has slots"):
        record(frozen=False, slots=True)(Plain)
    with pytest.raises(TypeError, match="Part has a base, which a record can't have"):

        @record(frozen=True, slots=True)
        class Part(Talk):
            """With a base."""
