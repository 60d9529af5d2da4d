"""The model: every field explained, validation and schema from one declaration, ids and slugs."""

from __future__ import annotations

import ast
import dataclasses
import inspect
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline import model
from dateline.model import (
    Claim,
    Entry,
    EntryTranslation,
    Fault,
    Id,
    Settings,
    Source,
    Track,
    Unreadable,
    read,
    schema,
    slug,
)

TYPES = [kind for _, kind in inspect.getmembers(model, dataclasses.is_dataclass) if kind.__module__ == model.__name__]


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.__name__)
def test_every_field_has_its_line(kind: type[Any]) -> None:
    (body,) = (
        node
        for node in ast.walk(ast.parse(inspect.getsource(model)))
        if isinstance(node, ast.ClassDef) and node.name == kind.__name__
    )
    explained = {
        node.target.id
        for node, after in zip(body.body, body.body[1:], strict=False)
        if isinstance(node, ast.AnnAssign)
        and isinstance(node.target, ast.Name)
        and isinstance(after, ast.Expr)
        and isinstance(after.value, ast.Constant)
    }
    assert {field.name for field in dataclasses.fields(kind)} <= explained
    assert kind.__dataclass_params__.frozen


def faults(kind: type[Any], data: dict[str, object]) -> list[Fault]:
    with pytest.raises(Unreadable) as error:
        read(kind, data)
    return list(error.value.faults)


def test_all_faults_at_once_with_their_places() -> None:
    found = faults(
        Entry,
        {
            "id": "a b",
            "titel": "x",
            "order": "first",
            "claims": [{"id": "c", "text": "t", "evidence": ["a", {"source": "b", "qoute": "x"}]}],
        },
    )
    assert [fault.code for fault in found] == [
        "bad-value", "missing-field", "bad-value", "unknown-field", "unknown-field",
    ]  # fmt: skip
    assert [(fault.where, fault.message, fault.hint) for fault in found] == [
        (
            ("id",),
            "“id”: “a b” is not an id; use the letters a to z, digits and single hyphens, for example “a-b”",
            "",
        ),
        (("title",), "the field “title” is missing", "add “title:”"),
        (("order",), "“order” is “first”, but has to be a whole number", "write a whole number"),
        (("claims", 0, "evidence", 1, "qoute"), "unknown field “qoute”", "did you mean “quote”?"),
        (("titel",), "unknown field “titel”", "did you mean “title”?"),
    ]


def test_a_long_value_is_cut_in_the_message() -> None:
    with pytest.raises(Unreadable) as error:
        read(Entry, {"id": "x", "title": "X", "order": "9" * 5000})
    assert error.value.faults == (
        Fault(
            where=("order",),
            message=f"“order” is “{'9' * 80}…” (5,000 characters), but has to be a whole number",
            hint="write a whole number",
        ),
    )


def test_a_key_of_odd_digits_is_named() -> None:
    with pytest.raises(Unreadable, match="“²” is a list, but has to be text"):
        read(EntryTranslation, {"id": "x", "language": "et", "title": "X", "claims": {"²": ["y"]}})


def test_short_evidence_is_cited() -> None:
    claim = read(Claim, {"id": "c", "text": "t", "evidence": ["a", {"source": "b", "quote": "x"}]})
    assert [(evidence.source, evidence.quote) for evidence in claim.evidence] == [("a", None), ("b", "x")]


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("a", True), ("a-1", True), ("2022-03-10-x", True), ("a" * 80, True),
        ("", False), ("A", False), ("-a", False), ("a-", False), ("a--b", False), ("a_b", False), ("../a", False),
        ("a" * 81, False), ("é", False), ("a\n", False), ("con", False), ("com1", False), ("con-1", True), ("__proto__", False), ("１", False),
    ],
)  # fmt: skip
def test_ids(text: str, good: bool) -> None:
    if good:
        assert Id.of(text) == text
    else:
        with pytest.raises(ValueError, match="id"):
            Id.of(text)


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("No progress in Ukraine, Russia talks", "no-progress-in-ukraine-russia-talks"),
        ("Çavuşoğlu’s İstanbul plan", "cavusoglus-istanbul-plan"),
        ("Переговори в Києві", "peregovori-v-kiyevi"),
        ("後坑溪", ""),
        ("Con", "the-con"),
        ("x" * 100, "x" * 60),
    ],
)
def test_slugs(text: str, made: str) -> None:
    assert slug(text) == made


@given(st.text())
def test_a_slug_is_an_id_or_nothing(text: str) -> None:
    made = slug(text)
    assert made == "" or Id.of(made) == made


def test_the_schema_is_of_what_editors_write() -> None:
    made = schema(Entry)
    assert "id" not in made["properties"]
    assert "body" not in made["properties"]
    assert made["required"] == ["title"]
    assert made["additionalProperties"] is False
    assert made["properties"]["order"]["description"].startswith("Settles a tie")
    assert schema(Track)["required"] == ["id", "title"]
    assert set(schema(Settings)["required"]) == {"title"}
    assert schema(Source).get("required", []) == []
