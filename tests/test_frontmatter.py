"""Front matter: what is read, what is refused, where things stand, and what is written back."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.content.frontmatter import (
    document,
    dump,
    dump_list,
    line_and_column,
    offset_of,
    parse,
    parse_yaml,
)
from dateline.content.simple import read_simply

REFUSED = [
    # YAML, code, message, 0-based character
    ("a: &x 1", "yaml-anchor", "the anchor “&x”", 3),
    ("a: *x", "yaml-alias", "the alias “*x”", 3),
    ("a: !!int 1", "yaml-tag", "the tag “tag:yaml.org,2002:int”", 3),
    ("a: ! 1", "yaml-tag", "the tag “!”", 3),
    ("<<: {a: 1}", "yaml-merge", "the merge key “<<”", 0),
    ("a: 1\nb: 2\na: 3", "yaml-duplicate-key", "the field “a” stands twice", 10),
    ("caf\u00e9: 1\ncafe\u0301: 2", "yaml-duplicate-key", "the field “caf\u00e9” stands twice", 8),
    ("? [a]\n: 1", "yaml-key", "a key that is not plain text", 2),
    ("a: 1\n---\nb: 2", "yaml-documents", "a second YAML document begins here", 5),
    ("a: " + "[" * 21 + "]" * 21, "yaml-depth", "nested deeper than 20 levels", 22),
    ('a: "\\e[31m"', "control-character", "the value holds the character U+001B", 3),
    ('a: "\\uFFFE"', "control-character", "the value holds the character U+FFFE", 3),
]


@pytest.mark.parametrize(("yaml", "code", "message", "offset"), REFUSED, ids=[f"{row[1]}-{row[3]}" for row in REFUSED])
def test_refuses(yaml: str, code: str, message: str, offset: int) -> None:
    parsed = parse_yaml(yaml)
    assert [(t.code, t.message, t.offset) for t in parsed.troubles if t.fatal] == [(code, message, offset)]
    assert parsed.data is None


SYNTAX = [
    (
        "title: Talks: no result",
        "a colon and a space end a plain value: write the text as a >- block or in quotes",
        12,
    ),
    ('a: b\nquote: "Let us', "a quotation mark is opened here and not closed", 12),
    ("a:\n\t- b", "indent with spaces", 3),
    ("by: [vahl\nkind: x", "close the list with ]", 4),
    ("a:\n  - b: 1\n   c: 2", "indent alike: each - below the one before, the fields of an item below its first", 15),
    ("title: @x", "put the value in quotes: YAML keeps its first character for itself", 7),
]


@pytest.mark.parametrize(("yaml", "hint", "offset"), SYNTAX, ids=[row[0][:12] for row in SYNTAX])
def test_syntax_errors_say_what_to_do(yaml: str, hint: str, offset: int) -> None:
    (trouble,) = parse_yaml(yaml).troubles
    assert (trouble.code, trouble.hint, trouble.offset) == ("yaml-syntax", hint, offset)


def test_scalars_stay_text() -> None:
    parsed = parse_yaml("a: NO\nb: 12:30\nc: 010\nd: 2022-02-30\ne: 1.0\nf: 'null'\ng: \"~\"\nh: =cmd\ni: yes")
    assert parsed.data == {
        "a": "NO", "b": "12:30", "c": "010", "d": "2022-02-30", "e": "1.0", "f": "null", "g": "~", "h": "=cmd", "i": "yes",
    }  # fmt: skip
    assert parse_yaml("a: null\nb: ~\nc:\nd: Null").data == {"a": None, "b": None, "c": None, "d": None}


def test_a_cut_text_is_told() -> None:
    parsed = parse_yaml("text: round #4 of the talks\ntrack: null   # a comment")
    assert parsed.data == {"text": "round", "track": None}
    (trouble,) = parsed.troubles
    assert (trouble.code, trouble.offset, trouble.fatal) == ("yaml-cut", 12, False)
    assert trouble.message == "“ #” begins a comment here, so the rest of the line is left out"


def test_invisible_characters_are_told() -> None:
    (trouble,) = parse_yaml("a: x\u200by").troubles
    assert (trouble.code, trouble.fatal) == ("invisible-character", False)
    assert trouble.message == "the value holds the invisible character U+200B"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("no front matter", "no-front-matter"),
        ("", "no-front-matter"),
        ("---\ntitle: x\n", "front-matter-open"),
        ("---\n- a\n---\n", "front-matter-kind"),
        ("---\n---\n", "front-matter-kind"),
        ("---\ntitle: " + "x" * 70_000 + "\n---\n", "yaml-size"),
    ],
)
def test_whole_files(text: str, code: str) -> None:
    parsed = parse(text)
    assert [trouble.code for trouble in parsed.troubles] == [code]
    assert not parsed.usable


def test_prose_may_hold_rules_and_fences() -> None:
    parsed = parse("---\na: b\n---\none\n\n---\n\ntwo\n")
    assert (parsed.data, parsed.body) == ({"a": "b"}, "one\n\n---\n\ntwo\n")
    assert parsed.body_start == 13


PLACES = """---
title: Foo
claims:
  - id: a
    text: >-
      Lavrov said that Russia had not
      come to Antalya
    evidence:
      - source: x
        quote: "did not plan"
      - y
  - {id: b, text: flow}
---
"""


@pytest.mark.parametrize(
    ("where", "offset", "place"),
    [
        (("title",), None, (2, 8)),
        (("claims", 0, "text"), None, (6, 7)),
        (("claims", 0, "text"), 32, (7, 7)),
        (("claims", 0, "text"), 37, (7, 12)),
        (("claims", 0, "evidence", 0, "quote"), None, (10, 17)),
        (("claims", 0, "evidence", 0, "quote"), 4, (10, 21)),
        (("claims", 0, "evidence", 1), None, (11, 9)),
        (("claims", 0, "evidence", 1, "quote"), None, (11, 9)),
        (("claims", 1, "nope"), None, (12, 5)),
        (("nope",), None, (2, 1)),
    ],
)
def test_every_value_knows_its_place(where: tuple[str | int, ...], offset: int | None, place: tuple[int, int]) -> None:
    parsed = parse(PLACES, marks=True)
    assert line_and_column(PLACES, offset_of(PLACES, parsed, where, offset)) == place


def test_a_field_is_known_by_its_name_too() -> None:
    parsed = parse(PLACES, marks=True)
    assert line_and_column(PLACES, offset_of(PLACES, parsed, ("claims", 0, "evidence"), key=True)) == (8, 5)


TEXT = st.text(
    alphabet=st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufffe\uffff"), max_size=200
)


@given(st.dictionaries(st.sampled_from(["title", "text", "null", "quote", "a b"]), TEXT, min_size=1))
@settings(max_examples=200, deadline=None)
def test_what_is_written_is_read_back(data: dict[str, str]) -> None:
    parsed = parse(document(data, "prose"))
    assert parsed.data == data
    assert parsed.body == "prose\n"


@given(st.lists(st.text(alphabet=" -:#'\"“”’\n>|[]{},&*!%@`?\\wé\t\u00a0", max_size=160), max_size=4))
@settings(max_examples=200, deadline=None)
def test_claims_are_written_and_read_back(quotes: list[str]) -> None:
    data = {"claims": [{"id": f"c{n}", "evidence": ["x", {"source": "x", "quote": q}]} for n, q in enumerate(quotes)]}
    assert (parse(document(data)).data or {}) == (data if quotes else {})
    assert (parse_yaml(dump_list([{"id": "x", "spellings": quotes}])).data) == [
        {"id": "x", **({"spellings": quotes} if quotes else {})}
    ]


def test_long_text_becomes_a_block() -> None:
    text = "He said: “no” and went away, as the ministry’s spokesman wrote # in a message that was rather long."
    assert dump({"quote": text, "by": ["lavrov", "kuleba"], "about": None, "authors": []}) == (
        "quote: >-\n"
        "  He said: “no” and went away, as the ministry’s spokesman wrote # in a message that was rather\n"
        "  long.\n"
        "by: [lavrov, kuleba]\n"
    )


SIMPLE = [
    "title: Talks end\n",
    "a: 2022-03-10\nb: 11:25/12:50\nc: https://example.org/a?b=c#d\nd: null\ne:\nf: -1\n",
    "a: 'it: x'\nb: \"she said, “no”: twice\"\nc: ''\n",
    "by: [vahl, Vera Orlova, \"Вера\", 'x']\nauthors: []\ninferred: {}\nfrom: {said: yesterday, source: herald}\n",
    "text: >-\n  one line\n  and another\nrest: x\n",
    "claims:\n  - id: a\n    text: >-\n      Words\n    evidence:\n      - source: b\n        quote: c\n      - d\n  - id: e\n",
    "claims:\n- id: a\n  by:\n  - b\n- id: c\nlast: d\n",
    "# a comment\n- {id: a, name: A B}\n\n- id: b\n  name: C\n# another\n",
    "- a\n- >-\n  b\n  c\n- [d]\n",
]


@pytest.mark.parametrize("yaml", SIMPLE, ids=range(len(SIMPLE)))
def test_what_is_written_simply_is_read_without_the_parser(yaml: str) -> None:
    assert read_simply(yaml) is not None
    assert read_simply(yaml) == parse_yaml(yaml, marks=True).data


@pytest.mark.parametrize(
    "yaml",
    [
        "", "x", "a: b: c\n", "a: b #c\n", "a: b # c\n", "a: b \n", "a:  b\n", "a: @b\n", "a: b\n  c\n", "a: |\n  b\n", "a: >\n  b\n",
        "a: >-\n  b\n\n  c\n", "a: >-\n  b\n   c\n", "a: >-\nb: c\n", "a: b\na: c\n", "a: {b: c, b: d}\n", "a: [b, [c]]\n", "a: [b,c]\n",
        'a: "\\n"\n', "a: 'b''c'\n", "? a\n: b\n", "- - a\n", "a: &b c\n", "a: *b\n", "a: !b c\n", "<<: a\n", "'a': b\n", "a b: c\n",
        "a:\n    b: c\n  d: e\n", "  a: b\n", "\ta: b\n", "a: b\u00a0c\n", "a: b\u200bc\n", "a: b\n---\nc: d\n", "a: b\n- c\n", "- a\nb: c\n",
        "a:\n - b\n  - c\n", "a: b\rc\n", "%a\n", "- \n", "-\n",
    ],
)  # fmt: skip
def test_what_is_not_is_left_to_it(yaml: str) -> None:
    assert read_simply(yaml) is None


def test_a_simple_file_needs_no_pyyaml() -> None:
    code = (
        "import sys\nfrom dateline.content.frontmatter import parse\n"
        "parsed = parse('---\\ntitle: A\\nby: [b]\\n---\\nProse\\n')\n"
        "print(parsed.data, repr(parsed.body), 'yaml' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "{'title': 'A', 'by': ['b']} 'Prose\\n' False\n"
