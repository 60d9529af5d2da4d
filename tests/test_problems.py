"""Problems as people and machines read them."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.problems import (
    Problem,
    Severity,
    as_github,
    as_json,
    as_text,
    did_you_mean,
    harmless,
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


# What a terminal or GitHub's runner acts on, among what is harmless.
STEERING = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "::error::",
                "::add-mask::e",
                "##[error]",
                "##[",
                "%0A",
                "%",
                "\r",
                "\n",
                " ",
                ":",
                ",",
                "\x1b[2J",
                "\x9b",
                "\x07",
                "\u202e",
                "\u2028",
                "\x85",
                "\udc9b",
                "\0",
                "\u200b",
                "é",
                "\U000e0041",
            ]
        ),
        st.text(max_size=3),
    ),
    max_size=8,
).map("".join)


def unescaped(text: str, mappings: Sequence[tuple[str, str]]) -> str:
    for escaped, raw in mappings:
        text = text.replace(escaped, raw)
    return text


def runner(line: str) -> tuple[str, dict[str, str], str] | None:
    """The command that GitHub's runner sees in a line (actions/runner, ActionCommand.cs), or None."""
    trimmed = line.lstrip()
    data, properties = (("%0D", "\r"), ("%0A", "\n"), ("%25", "%")), (("%3A", ":"), ("%2C", ","))
    if trimmed.startswith("::") and (end := trimmed.find("::", 2)) >= 0:
        name, _, rest = trimmed[2:end].partition(" ")
        pairs = dict(each.split("=", 1) for each in rest.strip().split(",") if "=" in each)
        decoded = {key: unescaped(value, (*data[:2], *properties, data[2])) for key, value in pairs.items()}
        return name, decoded, unescaped(trimmed[end + 2 :], data)
    if (start := line.find("##[")) >= 0 and "]" in line[start:]:
        return "##", {}, ""
    return None


def steers(text: str) -> bool:
    """Say whether a terminal would act on what is printed: any control but line feeds, any bidi control."""
    return any(not char.isprintable() and char not in "\n\xa0\u202f\u3000" for char in text)


# The first text that hypothesis makes of any characters takes a while on a busy machine.
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(STEERING, STEERING, STEERING)
def test_content_makes_no_command_and_no_escape_sequence(path: str, message: str, hint: str) -> None:
    problem = Problem(path=path, code="c", message=message, hint=hint)
    line = as_github(problem)
    assert "\n" not in line
    assert "\r" not in line
    assert not steers(line)
    shown = "\n".join(map(visible, f"{message}\n{hint}".split("\n"))) if hint else None
    found = runner(line)
    assert found is not None
    assert found[:2] == ("error", {"file": visible(path), "line": "1", "col": "1", "title": "c"} if path else found[1])
    assert shown is None or found[2] == shown
    for printed in (as_text(problem), as_json([problem])):
        assert not steers(printed)
        assert [runner(each) for each in printed.split("\n") if runner(each)] == []
    assert json.loads(as_json([problem]))[0]["message"] == message


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain “text”", "plain “text”"),
        ("::error::x", "<U+003A>:error::x"),
        ("   ::error::x", "   <U+003A>:error::x"),
        ("\xa0::error::x", "<U+00A0>::error::x"),
        ("a ::error::x", "a ::error::x"),
        ("a ##[error]x", "a ##<U+005B>error]x"),
        ("###[group]", "###<U+005B>group]"),
        ("a\nb", "a⏎b"),
        ("\x9b31m\udc9b", "<U+009B>31m<U+DC9B>"),
    ],
)
def test_a_line_for_the_terminal_is_harmless(text: str, shown: str) -> None:
    assert harmless(text) == shown


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
