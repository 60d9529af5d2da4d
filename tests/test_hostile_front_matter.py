"""Front matter made to do harm: it is refused at its place, fast, in little memory, and never ends the process."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from conftest import SHARED
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dateline.content.frontmatter import MAX_TROUBLES, Parsed, document, line_and_column, parse, parse_yaml
from dateline.content.simple import read_simply
from dateline.model import Entry, Unreadable, read

CASES = SHARED / "data" / "hostile" / "front-matter.json"
NAUGHTY = SHARED / "data" / "hostile" / "strings.json"
SECONDS = 0.1
"""What one front matter may take."""
TRIES = max(1_000, settings().max_examples)
"""Inputs for each property: 1,000, and 100,000 by night."""


def codes(parsed: Parsed) -> list[str]:
    return [trouble.code for trouble in parsed.troubles]


# --- what is refused, and where --------------------------------------------------------------------------------------

BOMB = "a: &a {x: 1}\nb: &b {<<: [*a, *a]}\nc: {<<: [*b, *b]}\n"
REFUSED = [
    # name, YAML, code, 0-based character
    ("a merge bomb", BOMB, "yaml-anchor", 3),
    ("a mapping in itself", "a: &a [*a]", "yaml-anchor", 3),
    ("a Python object", "a: !!python/object/apply:os.system [id]", "yaml-tag", 3),
    ("a timestamp that is none", "a: !!timestamp soon", "yaml-tag", 3),
    ("an empty number", 'a: !!int ""', "yaml-tag", 3),
    ("a tag without end", "a: !<x", "yaml-syntax", 6),
    ("a directive", "%TAG ! tag:example.org,2000:\n---\na: !x 1", "yaml-tag", 36),
    ("a key of lists", "? [a]\n: 1", "yaml-key", 2),
    ("a tagged key", "!!str a: 1", "yaml-key", 0),
    ("no number of a character", 'a: "\\xZZ"', "yaml-syntax", 6),
    ("a surrogate by escape", 'a: "\\ud800"', "yaml-syntax", 6),
    ("beyond Unicode", 'a: "\\U00110000"', "yaml-syntax", 6),
    ("a bell by escape", 'a: "\\a"', "control-character", 3),
    ("a bell by escape in a key", '"\\a": 1', "control-character", 0),
    ("a bell", "a: b\x07", "control-character", 4),
    ("a lone surrogate", "a: b\ud800", "control-character", 4),
    ("no character", "a: ü\uffff", "control-character", 4),
    ("lists in lists", "a: " + "[" * 24_000, "yaml-depth", 22),
    ("mappings in mappings", "{a: " * 15_000, "yaml-depth", 80),
    ("items in items", "- " * 30_000, "yaml-depth", 40),
    ("items of mappings", "".join(f"{' ' * 2 * n}- a:\n" for n in range(150)), "yaml-depth", 160),
    ("keys in keys", "? " * 30_000, "yaml-key", 2),
    ("flow keys in flow keys", "[{" * 15_000, "yaml-key", 2),
    ("blocks in blocks", "".join(f"{' ' * n}a:\n" for n in range(300)), "yaml-depth", 270),
    ("a list that nobody closes", "[" + "a," * 30_000, "yaml-syntax", 60_001),
    ("a quotation that nobody closes", 'a: "' + "\\n" * 30_000, "yaml-syntax", 3),
    ("a second document", "a: 1\n---\nb: 2", "yaml-documents", 5),
    ("the end, and more", "a: 1\n...\nb: 2", "yaml-syntax", 9),
]


@pytest.mark.parametrize(("yaml", "code", "offset"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_is_refused_at_its_place(yaml: str, code: str, offset: int) -> None:
    started = time.process_time()
    parsed = parse_yaml(yaml)
    assert time.process_time() - started < SECONDS
    assert [(trouble.code, trouble.offset) for trouble in parsed.troubles] == [(code, offset)]
    assert parsed.data is None


@pytest.mark.parametrize(
    "yaml",
    ["a: 1\n" * 12_000, "a:\n" * 20_000, 'a: "' + "\\a" * 30_000 + '"', "{" + "a, " * 20_000 + "}", "'': 1\n" * 10_000],
    ids=lambda yaml: yaml[:6],
)
def test_faults_without_number_are_told_up_to_a_number(yaml: str) -> None:
    started = time.process_time()
    parsed = parse_yaml(yaml)
    assert time.process_time() - started < SECONDS
    assert len(parsed.troubles) == MAX_TROUBLES + 1
    assert codes(parsed)[-1] == "yaml-faults"
    assert parsed.troubles[-1].message == "more than 100 faults; the rest of the file is not read"


def test_what_cannot_be_seen_is_told_and_kept() -> None:
    for sign in "\u200b\u2060\ufeff\u202e\u2066":
        parsed = parse_yaml(f"a: b{sign}c")
        assert (codes(parsed), parsed.data) == (["invisible-character"], {"a": f"b{sign}c"}), hex(ord(sign))


BIG = [
    # name, what is repeated, how often
    ("empty lines", "\n", 4_000_000),
    ("words", "aaaaaaa\n", 500_000),
    ("blanks", " ", 4_000_000),
    ("open brackets", "[", 4_000_000),
    ("open braces", "{", 4_000_000),
    ("open both", "[{", 2_000_000),
    ("dashes", "- ", 2_000_000),
    ("question marks", "? ", 2_000_000),
    ("items", "- a\n", 1_000_000),
    ("fields", "a: b\n", 800_000),
    ("colons", "a:", 2_000_000),
    ("colons and blanks", "a: ", 1_300_000),
    ("quotation marks", '"', 4_000_000),
    ("apostrophes", "'", 4_000_000),
    ("comments", "#\n", 2_000_000),
    ("blocks", "- >-\n  a\n", 400_000),
    ("commas", "[a, ", 1_000_000),
]
CHILD = """
import json, resource, sys, time
from dateline.content.frontmatter import parse_yaml, parse
import yaml
cases = json.load(sys.stdin)
parse_yaml("a: &b 1")
used = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + 100_000_000,) * 2)
for name, text, times in cases:
    text = text * times
    started = time.process_time()
    parsed = parse_yaml(text) if times > 1 else parse("---\\n" + text + "\\n---\\n")
    print(json.dumps([name, time.process_time() - started, [t.code for t in parsed.troubles][:3]]), flush=True)
"""


def in_little_memory(cases: list[tuple[str, str, int]]) -> list[tuple[str, float, list[str]]]:
    """Read texts in a process of their own that gets 100 MB more than it has: name, seconds, codes."""
    if not Path("/proc/self/statm").exists():
        pytest.skip("what a process uses can't be read here")
    done = subprocess.run(
        [sys.executable, "-c", CHILD], input=json.dumps(cases), capture_output=True, text=True, check=False
    )
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, (found[-1:], done.stderr[-2000:])
    assert [name for name, _, _ in found] == [name for name, _, _ in cases]
    return [(name, seconds, told) for name, seconds, told in found]


def test_list_files_of_4_megabytes_take_neither_memory_nor_time() -> None:
    for name, seconds, _ in in_little_memory(BIG):
        assert seconds < 5, name


# --- the cases at hand -----------------------------------------------------------------------------------------------

OUTCOMES: dict[str, str] = {
    "merge_bomb": "yaml-anchor",
    "recursive": "yaml-anchor",
    "deep_block_repr": "yaml-depth",
    "py_tag": "yaml-tag",
    "timestamp_tag": "yaml-tag",
    "int_empty": "yaml-tag",
    "dup_key_nfd": "yaml-duplicate-key",
    "octal": "“id”: 012",
    "yes": "yes",
    "year0": "“date”: “0000-01-01” is outside the years 0001 to 9999",
    "y10k": "“date”: “10000-01-01” is not a date",
    "tz99": "“date”: “2024-01-01T00:00:00+99:99” is not a date",
    "bigint": "unknown field “x”",
    "esc": "control-character",
    "zwsp": "invisible-character",
    "xmlinvalid": "control-character",
    "ssti": "",
    "csv_formula": "",
    "slug_trav": "unknown field “slug”",
    "slug_win": "unknown field “slug”",
    "slug_proto": "“__proto__” is not an id",
    "slug_long": "the id has",
    "dataurl": "unknown field “sources”",
    "idn": "unknown field “sources”",
}
"""What becomes of each case as the front matter of an entry: a code, words of a message, or nothing."""


def outcome(yaml: str) -> list[str]:
    """Codes and messages of all that is said about a front matter."""
    parsed = parse(f"---\n{yaml}\n---\n")
    said = codes(parsed)
    if parsed.usable:
        data: dict[str, Any] = {"id": "x", "title": "X"} | parsed.data
        try:
            read(Entry, data)
        except Unreadable as unreadable:
            said += [fault.message for fault in unreadable.faults]
    return said


def cases() -> list[tuple[str, str]]:
    found = json.loads(CASES.read_text(encoding="utf-8"))
    return [(case["name"], _text(case["yaml"])) for case in found]


def _text(yaml: Any) -> str:
    return yaml if isinstance(yaml, str) else str(yaml["repeat"][0]) * int(yaml["repeat"][1])


@pytest.mark.skipif(not CASES.exists(), reason="the hostile input is not at hand")
def test_every_case_does_what_it_should() -> None:
    assert outcome("titel: x")  # the libraries are loaded
    for name, yaml in cases():
        started = time.process_time()
        said = outcome(yaml)
        assert time.process_time() - started < SECONDS, name
        expected = OUTCOMES[name]
        if name == "octal":  # “012” is text, and an id
            assert read(Entry, {"title": "X"} | parse_yaml(yaml).data).id == "012"
        elif name == "yes":
            assert parse_yaml(yaml).data == {"yes": "no"}
        elif expected:
            assert len(said) == 1, (name, said)
            assert expected in said[0], (name, said)
        else:
            assert said == [], name


@pytest.mark.skipif(not CASES.exists(), reason="the hostile input is not at hand")
def test_every_case_takes_little_memory() -> None:
    for name, seconds, _ in in_little_memory([(name, yaml, 1) for name, yaml in cases()]):
        assert seconds < SECONDS, name


@pytest.mark.skipif(not NAUGHTY.exists(), reason="the hostile input is not at hand")
def test_naughty_strings_survive_in_every_place() -> None:
    for text in json.loads(NAUGHTY.read_text(encoding="utf-8")):
        started = time.process_time()
        written = parse(document({"title": text, "authors": [text], "inferred": {"published": text}}))
        expected = {"title": text, "authors": [text], "inferred": {"published": text}}
        assert written.data == expected or not written.usable, text
        for place in (f"title: {text}", f'title: "{text}"', f"- {text}", f"[{text}]", f"{text}: x", f"a: >-\n  {text}"):
            holds(place)
        assert time.process_time() - started < SECONDS * 8, text


# --- whatever it is ---------------------------------------------------------------------------------------------------


def holds(text: str) -> None:
    """What has to hold for any text: no exception, places inside it, both ways of reading agree."""
    plain, marked = parse_yaml(text), parse_yaml(text, marks=True)
    assert plain.data == marked.data
    assert plain.troubles == marked.troubles
    assert plain.usable or plain.data is None
    simple = read_simply(text)
    if simple is not None:
        assert (simple, []) == (marked.data, marked.troubles)
    for trouble in plain.troubles:
        assert 0 <= trouble.offset <= len(text)
        assert line_and_column(text, trouble.offset) >= (1, 1)
    for mark in marked.marks.values():
        assert 0 <= mark.key <= mark.start <= mark.end <= len(text)


PIECES = st.sampled_from(
    [
        "a", "b: ", "b:", "- ", "-", " ", "  ", "\n", "\n  ", "\n    ", "\n- ", "\n  - ", ": ", ":", "#", " #", "# c\n", ">-\n",
        ">-\n  ", ">-", ">\n", "|", "|+\n", "[", "]", "{", "}", ", ", ",", "'", '"', "null", "~", "“", "x y", "---\n", "...\n",
        "?", "? ", "&a", "*a", "!", "!!str ", "%", "@", "`", "\t", "é", "\u2028", "\x85", "\ufeff", "\u200b", "\u202e", "\r",
        "\xa0", "\x00", "\x1b", "\ud800", "\uffff", "\U0001f600", "=", "<<: ", "0x1", "12:30", "key", "key: v\n", "list:\n",
        "\n\n", "[a, b]", "{a: b}", '"q"', "'q'", "(", ")", "/", ".", "_", "\\", '"\\e"', "-1", "a" * 101, "[" * 25,
    ]
)  # fmt: skip
LINES = st.builds(
    lambda indent, start, key, value: f"{'  ' * indent}{start}{key}{value}\n",
    st.integers(0, 4),
    st.sampled_from(["", "", "", "- ", "-  ", "# "]),
    st.sampled_from(["title: ", "claims:", "id: ", "text: ", "by: ", "a:", "", "a b: ", "'q': "]),
    st.sampled_from(
        [
            "", "", "x", "x y", "-1", "null", "~", ">-", ">-\n      folded words\n      and more", "|\n  kept", "[a, b]", "[]", "{}",
            "{a: b}", "{a: b, a: c}", "['a', \"b\"]", '"q: r"', "'q'", "https://example.org/a", "a: b", "a #b", "“quoted”", "é", "[a,b]",
        ]
    ),
)  # fmt: skip
HOSTILE = st.one_of(
    st.lists(PIECES, max_size=14).map("".join), st.lists(LINES, max_size=8).map("".join), st.text(max_size=200)
)


@given(HOSTILE)
@settings(max_examples=TRIES, deadline=None)
@example("a: >-\n  b\n\n  c: d\n")
@example("a: >-\n  b\n# c\n  d\n")
@example("- a:\n  - b\n- c\n")
@example("a:\n- b\nc:\n  d: e\n")
@example("{a: b, a: c}")
def test_nothing_is_raised_and_both_ways_agree(text: str) -> None:
    holds(text)


@given(HOSTILE)
@settings(max_examples=TRIES, deadline=None)
def test_whole_files_raise_nothing(text: str) -> None:
    for whole in (text, f"---\n{text}\n---\nprose", f"---\n{text}---"):
        parsed = parse(whole)
        assert parse(whole, marks=True).data == parsed.data
        if isinstance(parsed.data, dict):
            with suppress(Unreadable):
                read(Entry, {"id": "x"} | parsed.data)
