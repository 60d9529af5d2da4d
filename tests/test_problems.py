"""Problems as people and machines read them."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from dateline.problems import (
    Problem,
    Severity,
    as_github,
    as_json,
    as_text,
    did_you_mean,
    has_errors,
    ordered,
    strict,
    visible,
)

PROBLEM = Problem(
    path="content/entries/a.md",
    line=3,
    column=8,
    code="unknown-source",
    message="there is no source “x”",
    hint="add it",
)


def test_text() -> None:
    assert as_text(PROBLEM) == "content/entries/a.md:3:8: error unknown-source: there is no source “x”\n    add it"


def test_github() -> None:
    assert as_github(PROBLEM) == (
        "::error file=content/entries/a.md,line=3,col=8,title=unknown-source::there is no source “x”%0Aadd it"
    )


def test_json() -> None:
    assert json.loads(as_json([PROBLEM])) == [
        {
            "path": "content/entries/a.md",
            "line": 3,
            "column": 8,
            "severity": "error",
            "code": "unknown-source",
            "message": "there is no source “x”",
            "hint": "add it",
        }
    ]


@given(st.text(), st.text())
def test_content_makes_no_command_and_no_escape_sequence(path: str, message: str) -> None:
    problem = Problem(path=path, code="c", message=message, hint=message)
    line = as_github(problem)
    assert "\n" not in line
    assert "\r" not in line
    assert line.startswith("::error file=")
    assert "\x1b" not in line + as_text(problem)


def test_control_characters_show_as_code_points() -> None:
    assert visible("a\x1b[31mb\u202ec") == "a<U+001B>[31mb<U+202E>c"


def test_strict_makes_warnings_errors() -> None:
    warning = Problem(path="a", code="c", message="m", severity=Severity.WARNING)
    assert not has_errors([warning])
    assert has_errors(strict([warning]))


def test_order_is_by_place_and_each_problem_comes_once() -> None:
    later = Problem(path="content/entries/a.md", line=10, code="c", message="m")
    assert ordered([later, PROBLEM, later]) == [PROBLEM, later]


def test_neighbours() -> None:
    assert did_you_mean("kuleva", ["kuleba", "lavrov"]) == "did you mean “kuleba”?"
    assert did_you_mean("zzz", ["kuleba"]) == ""
    assert did_you_mean("x" * 100_000, ["kuleba"]) == ""
