"""Plain values and records: the quick reader agrees with pydantic, and what a cache keeps comes back as it was."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum
from typing import Any, Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline import model
from dateline.model import (
    Actor,
    Claim,
    Entry,
    EntryTranslation,
    Evidence,
    Id,
    Origin,
    Outlet,
    Place,
    Property,
    Settings,
    Source,
    Topic,
    Track,
    Unreadable,
    read,
)
from dateline.plain import Misfit, from_plain, layout, reader, to_plain

WRITTEN: tuple[type[Any], ...] = (
    Settings, Track, Actor, Outlet, Place, Topic, Origin, Property, Source, Entry, EntryTranslation, Claim, Evidence,
)  # fmt: skip
"""The types that editors write."""
SLOW = [HealthCheck.too_slow]
"""How long a busy machine takes to make wild values says nothing about the code."""

# --- wild and nearly right values for every type ---------------------------------------------------------------------

WORDS = st.sampled_from(
    [
        "x", "river-talks", "No progress", "", " ", "2022-03-10", "2022-03~", "2022-02-30", "11:25", "11:25/12:50", "25:00",
        "4", "-4", "+4", " 4", "1_0", "4.0", "4.5", "-0.5", "1e3", "nan", "٣", "9" * 30, "con", "A", "a" * 81, "é", "\ud800", "²",
        "person", "article", "statement", "report", "proposes", "draft", "live", "in-person", "city", "duplicate", "duration",
        "one", "editor", "quoted", "null",
    ]
)  # fmt: skip
ODD = st.one_of(WORDS, st.none(), st.integers(), st.floats(), st.booleans(), st.binary(max_size=3), st.text(max_size=5))
WILD = st.recursive(
    ODD,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.tuples(inner),
        st.dictionaries(st.one_of(WORDS, st.integers()), inner, max_size=3),
    ),
    max_leaves=5,
)
RIGHT: Mapping[str, st.SearchStrategy[Any]] = {
    "Id": st.sampled_from(["x", "river-talks", "a1"]),
    "Words": st.sampled_from(["No progress", "Ніхто"]),
    "str": st.sampled_from(["x", "", "Ніхто", "4"]),
    "int": st.sampled_from(["4", "-4", 4, "0"]),
    "EdtfDate": st.sampled_from(["2022-03-10", "2022-03~", "2022-03-10/.."]),
    "TimeOfDay": st.sampled_from(["11:25", "11:25Z/12:50Z"]),
    "float": st.sampled_from(["4.5", 4.5, "-4"]),
}


def fitting(hint: str) -> st.SearchStrategy[Any]:
    """Values that fit a type hint as it is written."""
    if hint.endswith(" | None"):
        return st.one_of(fitting(hint.removesuffix(" | None")), st.none())
    if hint.startswith("tuple[") and hint.endswith(", ...]"):
        return st.lists(fitting(hint[6:-6]), max_size=2)
    if hint.startswith("tuple["):
        return st.tuples(*(fitting(part) for part in hint[6:-1].split(", "))).map(list)
    if hint.startswith("Mapping["):
        return st.dictionaries(RIGHT["str"], fitting(hint[8:-1].split(", ")[1]), max_size=2)
    if hint in RIGHT:
        return RIGHT[hint]
    kind = getattr(model, hint)
    if issubclass(kind, StrEnum):
        return st.sampled_from([member.value for member in kind])
    return st.deferred(lambda: nearly(kind, 0))


def nearly(kind: type[Any], wrong: int) -> st.SearchStrategy[Any]:
    """Mappings that fit a type, with `wrong` of 20 values replaced by wild ones and a field too many now and then."""

    @st.composite
    def made(draw: st.DrawFn) -> dict[Any, Any]:
        found: dict[Any, Any] = {}
        for each in fields(kind):
            required = each.default is each.default_factory  # both are MISSING
            if draw(st.integers(0, 19)) < wrong:
                found[each.name] = draw(WILD)
            elif required or draw(st.booleans()):
                found[each.name] = draw(fitting(str(each.type)))
        if draw(st.integers(0, 39)) < wrong:
            found[draw(st.sampled_from(["nope", "titel", "²"]))] = draw(WILD)
        return found

    return made()


def thoroughly(kind: type[Any], data: Any) -> Any:
    """What pydantic makes of it, or the refusal."""
    try:
        return model._read_with_reasons(kind, data)
    except Unreadable as unreadable:
        return unreadable


@pytest.mark.parametrize("kind", WRITTEN, ids=lambda kind: kind.__name__)
def test_the_quick_reader_agrees_with_pydantic(kind: type[Any]) -> None:
    accepted = 0

    @given(st.one_of(nearly(kind, 0), nearly(kind, 1), nearly(kind, 4), WILD))
    @settings(max_examples=40, deadline=None, suppress_health_check=SLOW)
    def agrees(data: Any) -> None:
        nonlocal accepted
        try:
            quick = reader(kind)(data)
        except Misfit:
            return  # pydantic is asked
        accepted += 1
        thorough = thoroughly(kind, data)
        assert quick == thorough
        assert repr(quick) == repr(thorough)  # 1 is not True, and an Id is not a str

    agrees()
    assert accepted > 0


@pytest.mark.parametrize("kind", WRITTEN, ids=lambda kind: kind.__name__)
def test_what_fits_never_needs_pydantic(kind: type[Any]) -> None:
    @given(nearly(kind, 0))
    @settings(max_examples=15, deadline=None, suppress_health_check=SLOW)
    def fits(data: Any) -> None:
        reader(kind)(data)

    fits()


def test_a_good_entry_is_read_without_pydantic() -> None:
    code = (
        "import sys; from dateline.model import Entry, read\n"
        "read(Entry, {'id': 'x', 'title': 'X', 'date': '2022-03-10', 'order': '-4', 'claims': [\n"
        "    {'id': 'c', 'text': 'T', 'evidence': ['a', {'source': 'b', 'quote': 'q'}]}]})\n"
        "print('pydantic' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_records_are_as_the_constructor_makes_them() -> None:
    made = read(Evidence, {"source": "a", "quote": "q"})
    assert made == Evidence(source=Id("a"), quote="q")
    assert hash(made) == hash(Evidence(source=Id("a"), quote="q"))
    assert type(made) is Evidence
    with pytest.raises(AttributeError):
        made.quote = "x"  # type: ignore[misc]
    one, other = read(Source, {"id": "a"}), read(Source, {"id": "a"})
    assert one.inferred == {}
    assert one.inferred is not other.inferred


# --- what a cache keeps ----------------------------------------------------------------------------------------------

ENTRY = {
    "id": "x",
    "title": "X",
    "date": "2022-03-10",
    "order": "4",
    "actors": ["a", "b"],
    "status": "draft",
    "claims": [{"id": "c", "text": "T", "date": "2022-03", "evidence": ["a", {"source": "b", "quote": "q"}]}],
}


def test_the_form_is_short() -> None:
    assert to_plain(read(Entry, ENTRY)) == [
        "x", "X", "2022-03-10", None, 4, None, None, None, None, None, ["a", "b"], "draft", None, None, None,
        [["c", "T", None, None, "2022-03", None, None, None, None, None, [["a"], ["b", "q"]]]],
    ]  # fmt: skip
    assert to_plain(read(Place, {"id": "p", "name": "P", "coordinates": ["1", "-2.5"]})) == [
        "p", "P", None, None, None, [1.0, -2.5],
    ]  # fmt: skip


@pytest.mark.parametrize("kind", WRITTEN, ids=lambda kind: kind.__name__)
def test_what_is_kept_comes_back(kind: type[Any]) -> None:
    @given(nearly(kind, 0))
    @settings(max_examples=20, deadline=None, suppress_health_check=SLOW)
    def comes_back(data: Any) -> None:
        thing = read(kind, data)
        kept = json.loads(json.dumps(to_plain(thing)))
        assert kept == to_plain(thing)
        again = from_plain(kind, kept)
        assert again == thing
        assert repr(again) == repr(thing)

    comes_back()


JSON = st.recursive(
    st.one_of(WORDS, st.none(), st.integers(), st.floats(), st.booleans(), st.text(max_size=5)),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=3), inner, max_size=2)),
    max_leaves=8,
)


@st.composite
def damaged(draw: st.DrawFn, kept: Any) -> Any:
    """What was kept, with something in it replaced, taken out or doubled, at any depth."""
    if not isinstance(kept, list) or not kept or draw(st.integers(0, 4)) == 0:
        return draw(JSON)
    made = list(kept)
    at = draw(st.integers(0, len(made) - 1))
    match draw(st.integers(0, 3)):
        case 0:
            del made[at]
        case 1:
            made.insert(at, made[at])
        case _:
            made[at] = draw(damaged(made[at]))
    return made


@given(damaged(to_plain(read(Entry, ENTRY))))
@settings(max_examples=300, deadline=None, suppress_health_check=SLOW)
def test_damage_is_a_value_error(kept: Any) -> None:
    try:
        made = from_plain(Entry, kept)
    except ValueError:
        return
    # What happens to fit is an entry like any other: all types and ids are checked.
    assert from_plain(Entry, to_plain(made)) == made
    assert Id.of(made.id) == made.id


@pytest.mark.parametrize(
    "kept",
    [
        None,
        [],
        "x",
        {},
        4,
        ["x"],
        ["x", None],
        [None, "X"],
        ["../x", "X"],
        ["x", "X"] + [None] * 20,
        ["x", " "],
        ["x", 4],
    ],
)
def test_what_is_no_entry(kept: Any) -> None:
    with pytest.raises(ValueError, match=r"^this is no Entry that was kept$"):
        from_plain(Entry, kept)


def test_the_layout_names_every_field_and_type_inside() -> None:
    text = layout(Entry)
    assert "claims: tuple[Claim, ...] = ()" in text
    assert "Evidence(source: Id = -, quote: str | None = None" in text
    assert "Stance(proposes, demands" in text
    assert layout(Entry, Source) != text
    assert layout(Entry) == text


# --- types that are not the model's ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Named:
    """Of a kind that is not supported."""

    name: str | None
    """May be None, but has to be given."""


@dataclass(frozen=True, slots=True)
class Mixed:
    """Of another."""

    value: int | str = 4
    """Two types at once."""
    rest: Mapping[str, int] = field(default_factory=dict)
    """Whatever."""


def test_what_has_no_meaning_is_said_at_once() -> None:
    with pytest.raises(TypeError, match=r"Named\.name may be None, but is not None by default"):
        reader(Named)
    with pytest.raises(TypeError, match=r"no meaning is known for the type hint int \| str"):
        reader(Mixed)


@dataclass(frozen=True, slots=True)
class Kept:
    """What only a cache keeps."""

    day: date | None
    """May be None, and has no default."""
    sure: bool = False
    """A truth value."""
    words: frozenset[str] = frozenset()
    """A set."""
    kind: Literal["speech", "term"] = "speech"
    """One of several texts."""


@pytest.mark.parametrize(
    ("kept", "plain"),
    [
        (Kept(None), []),
        (Kept(date(2022, 3, 11)), ["2022-03-11"]),
        (Kept(None, True, frozenset({"b", "a"}), "term"), [None, True, ["a", "b"], "term"]),
    ],
)
def test_what_only_a_cache_keeps(kept: Kept, plain: list[object]) -> None:
    assert to_plain(kept) == plain
    assert from_plain(Kept, json.loads(json.dumps(plain))) == kept


@pytest.mark.parametrize("plain", [["11 March"], [None, 1], [None, True, "ab"], [None, True, ["a"], "title"], [[]]])
def test_what_a_cache_never_kept(plain: list[object]) -> None:
    with pytest.raises(ValueError, match="this is no Kept that was kept"):
        from_plain(Kept, plain)
