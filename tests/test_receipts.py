"""Receipts: written, read, damaged, edited by hand, gone stale; and what an editor is told of each."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.evidence import receipts as receipts_module
from dateline.evidence.paragraphs import shared_paragraphs
from dateline.evidence.quotes import locate, parts_of
from dateline.evidence.receipts import Findings, Receipts, assess, digest, dump, load, quote_key
from dateline.evidence.rules import RULES
from dateline.evidence.verification import against, examine, finding_of, verify
from dateline.model import (
    Claim,
    Entry,
    Evidence,
    EvidenceKey,
    Finding,
    Id,
    Settings,
    SharedText,
    Site,
    Source,
    Status,
    TextFacts,
    Verdict,
)
from dateline.problems import Complaint, Severity

PATH = "content/receipts/herald.jsonl"
TEXT = (
    "The delegations of Northland and Southland met in Lakeside on Monday.\n"
    "“We part as we came, without a result,” Vera Orlova said. She did not answer questions about the water.\n"
    "The delegations of Northland and Southland met again in Hilltop. They didn’t sign."
)
OTHER = "Nothing of note.\nThe delegations of Northland and Southland met in Lakeside on Monday."
HINT = "run `verify` where the archive is, and commit what it writes; receipts are not edited by hand"
BY_HAND = "find out who changed it; receipts are not edited by hand"
MERGED = "run `verify` where the archive is, and commit what it writes"
TWO_TEXTS = f"unless two branches were merged whose editors had two texts, {BY_HAND}"


def site(*quotes: Evidence | str, status: Status = Status.PUBLISHED) -> Site:
    """A site of one entry with a claim for each quote, all from the herald unless said otherwise."""
    evidence = [Evidence(source=Id.of("herald"), quote=each) if isinstance(each, str) else each for each in quotes]
    claims = tuple(
        Claim(id=Id.of(f"c{number}"), text="It happened.", evidence=(each,)) for number, each in enumerate(evidence)
    )
    entry = Entry(id=Id.of("2021-05-03-meeting"), title="Meeting", status=status, claims=claims)
    sources = {name: Source(id=Id.of(name), title=name) for name in ("herald", "wire")}
    return Site(settings=Settings(title="River talks"), sources=sources, entries={entry.id: entry})


def of(quote: str, source: str = "herald", context: str | None = None) -> Evidence:
    return Evidence(source=Id.of(source), quote=quote, context=context)


def verified(the_site: Site, texts: Mapping[str, str] | None = None) -> dict[str, Receipts]:
    return verify(the_site, texts or {"herald": TEXT}, {})[0]


def told(complaints: list[Complaint]) -> list[tuple[str, str, str, str]]:
    return [(each.severity.value, each.code, each.message, each.hint) for each in complaints]


GOOD = site(
    "We part as we came",
    'came, without a result," Vera',
    of("met again in Hilltop. They didn't sign"),
    "met … on Monday",
)


# Written and read.


def test_receipts_say_where_and_how() -> None:
    made, complaints = verify(site('We part as we came, without a result," Vera'), {"herald": TEXT}, {})
    assert complaints == []
    key = digest('We part as we came, without a result," Vera')[:32]
    assert dump(made["herald"]) == (
        f'{{"source": "herald", "rules": 3, "text": "{digest(TEXT)}", "length": 256, "paragraphs": 3}}\n'
        f'{{"quote": "{key}", "verdict": "typographic", "folds": ["quotation marks"], "paragraph": 2, "start": 71, '
        '"end": 114, "prefix": "“", "suffix": " Orlova said. She did not answer", "unique": true}\n'
    )


def test_dump_and_load_are_inverse() -> None:
    the_site = site(
        "We part as we came",
        "They didn't sign",
        "The delegations … in Lakeside on Monday",
        of("met", context="Lakeside"),
    )
    for source, receipts in verified(the_site, {"herald": TEXT, "wire": OTHER}).items():
        assert load(dump(receipts), source, PATH) == (receipts, [])


FINDINGS = st.builds(
    Finding,
    verdict=st.sampled_from([Verdict.EXACT, Verdict.TYPOGRAPHIC, Verdict.ELIDED, Verdict.AMBIGUOUS]),
    folds=st.sampled_from([(), ("dashes",), ("dashes", "quotation marks")]),
    paragraph=st.integers(1, 9),
    start=st.integers(0, 49),
    end=st.integers(50, 99),
    prefix=st.text(st.characters(exclude_categories=["Cs"]), max_size=32),
    suffix=st.text(st.characters(exclude_categories=["Cs"]), max_size=32),
    unique=st.booleans(),
)
KEYS = st.builds(
    lambda quote, context: (digest(quote)[:32], digest(context)[:32] if context else ""),
    st.text(max_size=3),
    st.text(max_size=1),
)
FACTS = TextFacts(digest=digest("x"), length=99, paragraphs=9, shared=(SharedText(source="wire", paragraphs=(1, 9)),))


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(KEYS, FINDINGS, max_size=5))
def test_dump_and_load_are_inverse_for_all_receipts(quotes: dict[tuple[str, str], Finding]) -> None:
    receipts = Receipts(source="herald", facts=FACTS, quotes=quotes)
    text = dump(receipts)
    assert load(text, "herald", PATH) == (receipts, [])
    assert text.split("\n")[1:-1] == sorted(
        text.split("\n")[1:-1], key=lambda line: (json.loads(line)["quote"], json.loads(line).get("context", ""))
    )


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(KEYS, FINDINGS, max_size=4), st.dictionaries(KEYS, FINDINGS, max_size=4))
def test_lines_of_two_editors_merge_in_any_order(
    one: dict[tuple[str, str], Finding], two: dict[tuple[str, str], Finding]
) -> None:
    # git's union merge keeps the lines of both, and may keep a line twice.
    two = {key: one.get(key, finding) for key, finding in two.items()}
    texts = [dump(Receipts(source="herald", facts=FACTS, quotes=quotes)) for quotes in (one, two)]
    held, complaints = load(texts[1] + texts[0], "herald", PATH)
    assert complaints == []
    assert held is not None
    assert held.quotes == one | two
    assert dump(held) == dump(Receipts(source="herald", facts=FACTS, quotes=one | two))


def test_an_empty_line_and_windows_line_ends_do_no_harm() -> None:
    receipts = verified(GOOD)["herald"]
    assert load(dump(receipts).replace("\n", "\r\n") + "\r\n\n", "herald", PATH) == (receipts, [])


# Damaged.


@pytest.mark.parametrize(
    ("head", "why", "column"),
    [
        ("", "it is empty", 1),
        ("{", "no JSON object, but “{”", 2),
        ("[]", "no JSON object, but “[]”", 1),
        ("null", "no JSON object, but “null”", 1),
        ('"herald"', 'no JSON object, but “"herald"”', 1),
        ("[" * 100_000, f"no JSON object, but “{'[' * 59}…”", 1),
        ('{"rules": 1' + "0" * 5000 + "}", 'no JSON object, but “{"rules": 1' + "0" * 48 + "…”", 1),
        ("\ufeff", "no JSON object, but “\ufeff”", 1),
        ('{"source": "herald"}', "it has no “rules”", 1),
        ('{"source": 7, "rules": 1}', "“source” is 7", 2),
        ('{"source": "herald", "rules": "1"}', '“rules” is "1"', 22),
    ],
)
def test_a_damaged_head_counts_for_nothing(head: str, why: str, column: int) -> None:
    held, complaints = load(head + "\n", "herald", PATH)
    assert held is None
    message = f"the first line is damaged ({why}), so that no quote of “herald” shows as verified"
    assert told(complaints) == [("error", "receipt-damaged", message, HINT)]
    assert complaints[0].place == (1, column)
    held, complaints = load(head + "\n", "herald", PATH, mended=True)
    assert held is None
    message = f"the first line was damaged ({why}); the file is written anew from the text of “herald”"
    assert told(complaints) == [("warning", "receipt-damaged", message, BY_HAND)]


def changed_head(**values: object) -> str:
    lines = dump(verified(GOOD)["herald"]).split("\n")
    return "\n".join([json.dumps({**json.loads(lines[0]), **values}), *lines[1:]])


@pytest.mark.parametrize(
    "values",
    [
        {"text": "abc"}, {"text": None}, {"text": digest(TEXT).upper()}, {"length": True}, {"length": -1}, {"length": 1.5},
        {"paragraphs": 0}, {"paragraphs": "3"}, {"rules": "1"}, {"rules": True}, {"shared": [7]},
        {"shared": [{"source": 7, "paragraphs": [1]}]}, {"shared": [{"source": "wire", "paragraphs": [True]}]},
        {"shared": [{"source": "wire", "paragraphs": [4]}]}, {"shared": [{"source": "wire"}]}, {"shared": "wire"},
        {"source": None},
    ],
)  # fmt: skip
def test_a_head_that_no_text_could_have_is_damaged(values: dict[str, object]) -> None:
    held, complaints = load(changed_head(**values), "herald", PATH)
    assert held is None
    assert [each.code for each in complaints] == ["receipt-damaged"]


def test_receipts_of_another_source_are_not_these() -> None:
    held, complaints = load(dump(verified(GOOD)["herald"]), "wire", PATH)
    assert held is None
    message = "these are the receipts of “herald”, and the file is named for “wire”"
    assert told(complaints) == [("error", "receipt-damaged", message, HINT)]


def test_receipts_made_under_other_rules_do_not_count() -> None:
    held, complaints = load(changed_head(rules=RULES + 1), "herald", PATH)
    assert held is None
    message = "the receipts of “herald” were made under other rules for quotes, so that none of them counts"
    assert told(complaints) == [("warning", "receipts-outdated", message, HINT)]
    held, complaints = load(changed_head(rules=RULES + 1), "herald", PATH, mended=True)
    assert held is None
    message = (
        "the receipts of “herald” said that they were made under rules 4 for quotes, which this version does not know; "
        "they are made anew under rules 3"
    )
    hint = "if a newer version wrote them, use that one and run `verify` again"
    assert told(complaints) == [("warning", "receipts-outdated", message, hint)]
    assert load(changed_head(rules=RULES - 1), "herald", PATH, mended=True) == (None, [])


def with_line(line: str) -> str:
    head = dump(verified(GOOD)["herald"]).split("\n")[0]
    return f"{head}\n{line}\n"


RECEIPT: dict[str, object] = {
    "quote": "0" * 32, "verdict": "exact", "paragraph": 1, "start": 0, "end": 9, "prefix": "", "suffix": "", "unique": True,
}  # fmt: skip


def test_the_receipt_that_the_next_test_damages_is_whole() -> None:
    held, complaints = load(with_line(json.dumps(RECEIPT)), "herald", PATH)
    assert complaints == []
    assert held is not None
    assert len(held.quotes) == 1


@pytest.mark.parametrize(
    "values",
    [
        {"quote": None}, {"quote": "0" * 31}, {"quote": "0" * 32 + "\n"}, {"quote": "G" * 32}, {"context": "x"}, {"context": 7},
        {"verdict": "absent"}, {"verdict": "stale"}, {"verdict": "cited"}, {"verdict": "unverified"}, {"verdict": "sure"},
        {"verdict": ["exact"]}, {"verdict": None}, {"folds": "dashes"}, {"folds": ["letters"]}, {"folds": [["dashes"]]},
        {"folds": [None]}, {"paragraph": 0}, {"paragraph": 4}, {"paragraph": "1"}, {"start": -1}, {"start": 9}, {"end": 0},
        {"end": 257}, {"end": 9.0}, {"start": False}, {"prefix": None}, {"prefix": "x" * 33}, {"suffix": "\ud800"},
        {"unique": "yes"}, {"unique": None}, {"unique": 1},
    ],
)  # fmt: skip
def test_a_receipt_that_no_quote_could_have_is_damaged(values: dict[str, object]) -> None:
    held, complaints = load(with_line(json.dumps(RECEIPT | values)), "herald", PATH)
    assert held is not None
    assert held.quotes == {}
    assert [(each.severity, each.code) for each in complaints] == [(Severity.ERROR, "receipt-damaged")]
    line, column = complaints[0].place or (0, 0)
    (field,) = values
    assert line == 2
    assert with_line(json.dumps(RECEIPT | values)).split("\n")[1][column - 1 :].startswith(f'"{field}"') or (
        values == {"start": 9} and "“end” is 9, “start” is 9" in complaints[0].message
    )


LINES = (
    ("xx", "no JSON object, but “xx”", 1),
    ('["xx"]', 'no JSON object, but “["xx"]”', 1),
    (json.dumps(RECEIPT)[:-1], f"no JSON object, but “{json.dumps(RECEIPT)[:59]}…”", 147),
    (json.dumps(RECEIPT | {"verdict": "sure"}), '“verdict” is "sure"', 47),
    (json.dumps(RECEIPT | {"end": 257}), "“end” is 257, “start” is 0, and the text ends at 256", 95),
    (json.dumps(RECEIPT | {"paragraph": 4}), "“paragraph” is 4, and the text ends at 3", 67),
    (json.dumps({"quote": "0" * 32}), "it has no “verdict”", 1),
    (
        json.dumps(RECEIPT | {"parts": [[0, 3], [5, 9]]}),
        '“parts” is [[0, 3], [5, 9]], “verdict” is "exact", “start” is 0, “end” is 9',
        149,
    ),
)


@pytest.mark.parametrize(("line", "why", "column"), LINES)
def test_a_damaged_line_says_what_is_wrong_where(line: str, why: str, column: int) -> None:
    complaints = load(with_line(line), "herald", PATH)[1]
    message = f"this line is no receipt ({why}); the quote that it was for shows as not verified"
    assert told(complaints) == [("error", "receipt-damaged", message, HINT)]
    assert complaints[0].place == (2, column)
    complaints = load(with_line(line), "herald", PATH, mended=True)[1]
    message = f"this line was no receipt ({why}), and is dropped"
    assert told(complaints) == [("warning", "receipt-damaged", message, BY_HAND)]
    assert complaints[0].place == (2, column)


def test_fields_that_no_receipt_has_are_named_where_they_are_dropped() -> None:
    lines = with_line(json.dumps(RECEIPT | {"note": "sure"})).split("\n")
    lines[0] = json.dumps(json.loads(lines[0]) | {"mark": 1})
    held, complaints = load("\n".join(lines), "herald", PATH)
    assert held is not None
    assert len(held.quotes) == 1
    assert complaints == []
    held, complaints = load("\n".join(lines), "herald", PATH, mended=True)
    assert held is not None
    assert len(held.quotes) == 1
    assert told(complaints) == [
        ("warning", "receipt-damaged", f"“{name}” is no field of a receipt, and is dropped", BY_HAND)
        for name in ("note", "mark")
    ]
    assert [each.place for each in complaints] == [(2, 149), (1, 142)]


@pytest.mark.parametrize(
    "line", ["{", "[]", "x", '{"quote"', "[" * 50_000, json.dumps(RECEIPT)[:-9], "﻿" + json.dumps(RECEIPT)]
)
def test_a_line_that_is_no_receipt_is_named_and_the_others_count(line: str) -> None:
    text = dump(verified(GOOD)["herald"])
    whole, _ = load(text, "herald", PATH)
    lines = text.split("\n")
    held, complaints = load("\n".join([*lines[:2], line, *lines[2:]]), "herald", PATH)
    assert held == whole
    assert [(each.code, each.place and each.place[0]) for each in complaints] == [("receipt-damaged", 3)]


@settings(max_examples=100, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from([*RECEIPT, "folds", "context", "text", "rules", "shared"]), inner, max_size=6
            )
        ),
        max_leaves=12,
    )
)
def test_no_json_makes_reading_fail(value: object) -> None:
    line = json.dumps(value)
    texts = [line, with_line(line)]
    if isinstance(value, dict):
        texts += [with_line(json.dumps(RECEIPT | value)), changed_head(**value)]
        texts.append(changed_head() + json.dumps(json.loads(changed_head().split("\n")[0]) | value))
    for text in texts:
        held, complaints = load(text, "herald", PATH)
        mended, dropped = load(text, "herald", PATH, mended=True)
        assert held == mended
        assert {each.severity for each in dropped} <= {Severity.WARNING}
        # Whatever `check` says of the file, `verify` says that it drops; it makes earlier receipts anew without a word.
        unsaid = {each.place for each in complaints} - {each.place for each in dropped}
        assert not unsaid or {each.code for each in complaints} == {"receipts-outdated"}


def test_a_truncated_file_loses_only_its_last_receipt() -> None:
    text = dump(verified(GOOD)["herald"])
    whole, _ = load(text, "herald", PATH)
    assert whole is not None
    held, complaints = load(text[:-20], "herald", PATH)
    assert held is not None
    assert len(held.quotes) == len(whole.quotes) - 1
    assert [each.place and each.place[0] for each in complaints] == [len(text.split("\n")) - 1]


def test_a_conflict_left_in_the_file_is_named() -> None:
    lines = dump(verified(GOOD)["herald"]).split("\n")
    text = "\n".join([lines[0], "<<<<<<< HEAD", lines[1], "=======", lines[2], ">>>>>>> verify", *lines[3:]])
    held, complaints = load(text, "herald", PATH)
    assert held == verified(GOOD)["herald"]
    assert {each.message for each in complaints} == {
        "two versions of this file were merged, and the conflict was left in it"
    }
    assert [each.place for each in complaints] == [(2, 1), (4, 1), (6, 1)]
    complaints = load(text, "herald", PATH, mended=True)[1]
    message = "two versions of this file were merged, and the conflict was left in it; this line is dropped"
    hint = (
        "commit what is written; content/receipts/*.jsonl merge=union in .gitattributes lets git keep the lines of both"
    )
    assert told(complaints) == [("warning", "receipt-damaged", message, hint)] * 3


SHARED = st.dictionaries(
    st.sampled_from(["courier", "post", "wire"]), st.sets(st.integers(1, 9), min_size=1), max_size=3
)


@settings(max_examples=60, deadline=None)
@given(st.lists(SHARED, min_size=2, max_size=3), st.dictionaries(KEYS, FINDINGS, max_size=2), st.randoms())
def test_what_two_editors_found_shared_is_united_in_any_order(
    told_shared: list[dict[str, set[int]]], quotes: dict[tuple[str, str], Finding], chance: Random
) -> None:
    def file(shared: Mapping[str, set[int]]) -> tuple[Receipts, list[str]]:
        found = [SharedText(source=name, paragraphs=tuple(sorted(shared[name]))) for name in sorted(shared)]
        held = Receipts(source="herald", facts=replace(FACTS, shared=tuple(found)), quotes=quotes)
        return held, dump(held).rstrip("\n").split("\n")

    files = [file(each)[1] for each in told_shared]
    rest = [line for each in files for line in each[1:]] + [each[0] for each in files[1:]]
    chance.shuffle(rest)
    everywhere: dict[str, set[int]] = {}
    for each in told_shared:
        for name, numbers in each.items():
            everywhere[name] = everywhere.get(name, set()) | numbers
    assert load("\n".join([files[0][0], *rest, ""]), "herald", PATH) == (file(everywhere)[0], [])


ANOTHER = "commit what is written; one of the two editors had another text than the one at hand"


@pytest.mark.parametrize(
    ("values", "said", "column", "hint"),
    [
        (
            {"text": digest("another")},
            "two versions of this file were merged that are of two texts of “herald”",
            34,
            ANOTHER,
        ),
        (
            {"length": 98},
            (
                "this first line says that the text has 98 characters in 9 paragraphs, and line 1 that it has 99 characters "
                "in 9 paragraphs"
            ),
            110,
            BY_HAND,
        ),
        (
            {"paragraphs": 8},
            (
                "this first line says that the text has 99 characters in 8 paragraphs, and line 1 that it has 99 characters "
                "in 9 paragraphs"
            ),
            110,
            BY_HAND,
        ),
        ({"source": "wire"}, "this first line is of “wire”, and the file is named for “herald”", 2, BY_HAND),
    ],
)
def test_heads_of_two_texts_are_a_conflict(values: dict[str, object], said: str, column: int, hint: str) -> None:
    facts = replace(FACTS, shared=())
    lines = dump(Receipts(source="herald", facts=facts)).splitlines()
    text = "\n".join([*lines, json.dumps(json.loads(lines[0]) | values), ""])
    held, complaints = load(text, "herald", PATH)
    assert held == Receipts(source="herald", facts=facts)
    assert told(complaints) == [
        ("error", "receipt-damaged", f"{said}; what line 1 says counts", MERGED if hint is ANOTHER else HINT)
    ]
    assert complaints[0].place == (2, column if values != {"source": "wire"} else 2)
    complaints = load(text, "herald", PATH, mended=True)[1]
    assert told(complaints) == [("warning", "receipt-damaged", f"{said}; this line is dropped", hint)]


@pytest.mark.parametrize("reverse", [False, True])
def test_heads_made_under_two_rules_do_not_count(*, reverse: bool) -> None:
    head = dump(Receipts(source="herald", facts=FACTS)).strip()
    heads = [head, json.dumps(json.loads(head) | {"rules": RULES + 1})]
    held, complaints = load("\n".join(reversed(heads) if reverse else heads), "herald", PATH)
    assert held is None
    assert [each.code for each in complaints] == ["receipts-outdated"]


def test_a_damaged_second_head_is_named() -> None:
    lines = dump(Receipts(source="herald", facts=FACTS)).splitlines()
    held, complaints = load("\n".join([*lines, lines[0][:-9], ""]), "herald", PATH)
    assert held == Receipts(source="herald", facts=FACTS)
    message = f"this line is no receipt (no JSON object, but “{lines[0][:59]}…”); "
    message += "the quote that it was for shows as not verified"
    assert told(complaints) == [("error", "receipt-damaged", message, HINT)]
    wrong = json.dumps(json.loads(lines[0]) | {"length": -1})
    complaints = load("\n".join([*lines, wrong, ""]), "herald", PATH)[1]
    message = "this line is no receipt (“length” is -1); the quote that it was for shows as not verified"
    assert told(complaints) == [("error", "receipt-damaged", message, HINT)]


def test_receipts_that_contradict_each_other_do_not_count() -> None:
    lines = [json.dumps(RECEIPT), json.dumps(RECEIPT | {"verdict": "elided"}), json.dumps(RECEIPT)]
    held, complaints = load(with_line("\n".join(lines)), "herald", PATH)
    assert held is not None
    assert held.quotes == {}
    message = "this receipt contradicts the one on line 2, so that neither counts"
    assert told(complaints) == [("error", "receipt-damaged", message, MERGED)]
    assert complaints[0].place == (3, 1)
    complaints = load(with_line("\n".join(lines)), "herald", PATH, mended=True)[1]
    message = "this receipt contradicted the one on line 2; what the text shows is written instead"
    assert told(complaints) == [("warning", "receipt-damaged", message, TWO_TEXTS)]


def test_a_receipt_twice_counts_once() -> None:
    held, complaints = load(with_line("\n".join([json.dumps(RECEIPT)] * 2)), "herald", PATH)
    assert complaints == []
    assert held is not None
    assert len(held.quotes) == 1


# The parts of a quote with words left out.


PARTS = [[0, 15], [50, 71]]


def parted(parts: object, verdict: str = "elided", start: int = 0, end: int = 71) -> str:
    line = {"quote": "0" * 32, "verdict": verdict, "paragraph": 1, "start": start, "end": end, "parts": parts}
    return with_line(json.dumps(line | {"prefix": "", "suffix": ".", "unique": True}))


def test_a_receipt_knows_the_parts_of_a_quote_with_words_left_out() -> None:
    the_site = site("The delegations of … in Lakeside on Monday")
    made = verified(the_site)["herald"]
    (finding,) = made.quotes.values()
    assert finding.verdict is Verdict.ELIDED
    assert [TEXT[start:end] for start, end in finding.parts] == ["The delegations of", "in Lakeside on Monday"]
    text = dump(made)
    assert '"start": 0, "end": 68, "parts": [[0, 18], [47, 68]], "prefix": "", ' in text
    assert load(text, "herald", PATH) == (made, [])
    assert load(text.replace('"unique"', '"unique" '), "herald", PATH) == (made, [])  # read with care
    assert examine(the_site, {"herald": TEXT}, {"herald": made}) == []


def test_a_receipt_from_before_parts_were_kept_still_counts() -> None:
    the_site = site("The delegations of … in Lakeside on Monday")
    made = verified(the_site)["herald"]
    old = replace(made, quotes={key: replace(finding, parts=()) for key, finding in made.quotes.items()})
    assert load(dump(old), "herald", PATH) == (old, [])
    assert examine(the_site, {"herald": TEXT}, {"herald": old}) == []
    assert verify(the_site, {"herald": TEXT}, {"herald": old}) == ({"herald": made}, [])
    wrong = replace(made, quotes={key: replace(each, parts=((0, 15), (47, 68))) for key, each in made.quotes.items()})
    message = (
        "the receipt of this quote does not say what the text of “herald” shows: "
        "parts 0 to 15, 47 to 68, not 0 to 18, 47 to 68"
    )
    hint = f"run `verify` and commit the receipts; {TWO_TEXTS}"
    complaints = examine(the_site, {"herald": TEXT}, {"herald": wrong})
    assert told(complaints) == [("error", "receipt-differs", message, hint)]


@pytest.mark.parametrize(
    "line",
    [
        parted([[0, 15]]),
        parted([[0, 15], [15, 71]]),
        parted([[0, 50], [40, 71]]),
        parted([[1, 15], [50, 71]]),
        parted([[0, 15], [50, 70]]),
        parted([[0, 15], [50]]),
        parted([[0, 15], [50, 71.0]]),
        parted([[False, 15], [50, 71]]),
        parted([[0, 15], 50, 71]),
        parted("[[0, 15], [50, 71]]"),
        parted(None),
        parted(PARTS, verdict="exact"),
        parted(PARTS).replace("[50,", "[050,"),
    ],
)
def test_parts_that_no_quote_has_are_refused(line: str) -> None:
    held, complaints = load(line, "herald", PATH)
    assert held is not None
    assert held.quotes == {}
    assert [each.code for each in complaints] == ["receipt-damaged"]
    assert load(parted(PARTS), "herald", PATH)[1] == []


@pytest.mark.parametrize(
    ("quote", "number", "parts"),
    [
        ("met … on Monday", 2, ("met", "on Monday")),
        ("met [...] on … Monday", 2, ("met", "on … Monday")),
        ("met [...] on … Monday", 3, ("met", "on", "Monday")),
        ("… on Monday …", 1, ("on Monday",)),
        ("on Monday", 1, ()),
        ("met … on Monday", 1, ()),
    ],
)
def test_the_words_of_the_parts(quote: str, number: int, parts: tuple[str, ...]) -> None:
    assert parts_of(quote, number) == parts


# What pages show.


def test_pages_show_receipts_and_nothing_else() -> None:
    the_site = site(
        "We part as we came", "We part as we go", Evidence(source=Id.of("herald")), of("Nothing of note", "wire")
    )
    shown = assess(the_site, verified(the_site))
    verdicts = [finding.verdict.value for finding in shown.findings.values()]
    assert verdicts == ["exact", "unverified", "cited", "unverified"]
    assert next(iter(shown.findings)) == EvidenceKey("2021-05-03-meeting", "c0", 0)
    assert list(shown.facts) == ["herald"]
    assert shown.facts["herald"].digest == digest(TEXT)


def test_a_changed_letter_leaves_a_quote_without_its_receipt() -> None:
    receipts = verified(site("We part as we came"))
    finding = assess(site("We part as we come"), receipts).findings[EvidenceKey("2021-05-03-meeting", "c0", 0)]
    assert finding == Finding(verdict=Verdict.UNVERIFIED)


def test_a_changed_context_leaves_a_quote_without_its_receipt() -> None:
    receipts = verified(site(of("met", context="Lakeside")))
    findings = assess(site(of("met", context="Hilltop"), of("met", context="Lakeside"), "met"), receipts).findings
    assert [finding.verdict.value for finding in findings.values()] == ["unverified", "exact", "unverified"]


def test_facts_name_no_source_that_is_gone() -> None:
    shared = (SharedText(source="gone", paragraphs=(1,)), SharedText(source="wire", paragraphs=(2,)))
    receipts = Receipts(source="herald", facts=TextFacts(digest=digest(TEXT), length=256, paragraphs=3, shared=shared))
    assert assess(site(), {"herald": receipts}).facts["herald"].shared == shared[1:]


def test_a_finding_keeps_to_its_paragraph() -> None:
    match = locate("She did not answer questions about the water.", TEXT)
    finding = finding_of(match, TEXT)
    assert (finding.prefix, finding.suffix) == ("thout a result,” Vera Orlova said. "[-32:], "")
    assert finding_of(locate("We part", TEXT), TEXT).prefix == "“"
    assert finding_of(locate("nowhere at all", TEXT), TEXT) == Finding(verdict=Verdict.ABSENT)


# What is wrong, with the text at hand and without.

PLACE = ("claims", 0, "evidence", 0, "quote")


def test_a_verified_quote_is_no_trouble() -> None:
    the_site = site("We part as we came", Evidence(source=Id.of("wire")), of("met", context="Lakeside"))
    receipts = verified(the_site)
    assert examine(the_site, {"herald": TEXT}, receipts) == []
    assert examine(the_site, {}, receipts) == []


def test_a_changed_letter_with_the_text() -> None:
    (complaint,) = examine(
        site("We part as we come, without a result"), {"herald": TEXT}, verified(site("We part as we came"))
    )
    assert told([complaint]) == [(
        "error",
        "quote-absent",
        (
            "the quote is not in the text of “herald”; the nearest passage:\n"
            "quote:  We part as we ⟦come⟧, without a result\n"
            "source: We part as we ⟦came⟧, without a result"
        ),
        "copy the words as the source prints them; the passage is in paragraph 2",
    )]  # fmt: skip
    assert (complaint.path, complaint.where) == ("content/entries/2021-05-03-meeting.md", PLACE)
    assert complaint.offset == len("We part as we ")


def test_a_changed_letter_without_the_text() -> None:
    assert told(examine(site("We part as we come"), {}, verified(site("We part as we came")))) == [(
        "warning",
        "quote-unverified",
        "the quote was not verified: the text of “herald” is not at hand, and no receipt fits the quote",
        "put the text into the archive (`import`) and run `verify`, or leave the quote out to only cite the source",
    )]  # fmt: skip


@pytest.mark.parametrize(
    ("quote", "message", "hint"),
    [
        (
            "zebra crossing ahead",
            "the quote is not in the text of “herald”",
            "copy the words as the source prints them",
        ),
        (
            "…",
            "the quote, “…”, holds no letter and no digit",
            "write words of the source, or take “quote:” out to only cite the source",
        ),
        ("", "the quote is empty", "write words of the source, or take “quote:” out to only cite the source"),
        (
            "They did",
            (
                "the quote does not stand like this in the text of “herald”: its words stand there only as a piece of more: "
                "it cuts “didn’t”; the nearest passage:\nquote:  They ⟦did⟧\nsource: They ⟦didn’t⟧"
            ),
            "quote whole words and numbers; the passage is in paragraph 3",
        ),
        (
            "Vera Orlova said. She did … questions about the water",
            (
                "the quote does not stand like this in the text of “herald”: the words left out hold a negation (“not”); "
                "the nearest passage:\nquote:  Vera Orlova said. She did ⟦…⟧ questions about the water\n"
                "source: Vera Orlova said. She did ⟦not answer⟧ questions about the water"
            ),
            "quote the passage whole, or each part as evidence of its own; the passage is in paragraph 2",
        ),
    ],
)
def test_a_quote_that_is_not_there(quote: str, message: str, hint: str) -> None:
    assert told(examine(site(quote), {"herald": TEXT}, {})) == [("error", "quote-absent", message, hint)]
    made, complaints = verify(site(quote), {"herald": TEXT}, {})
    assert made["herald"].quotes == {}
    assert told(complaints) == [("error", "quote-absent", message, hint)]


@pytest.mark.parametrize("quote", ["", " ", "…", "“”", "—"])
def test_a_quote_without_words_is_absent_from_texts_that_are_not_at_hand(quote: str) -> None:
    (complaint,) = examine(site(quote), {}, {})
    assert (complaint.severity, complaint.code, complaint.where) == ("error", "quote-absent", PLACE)
    assert complaint.message in ("the quote is empty", f"the quote, “{quote}”, holds no letter and no digit")
    made, told_by_verify = verify(site(quote), {}, {})
    assert (made, told_by_verify) == ({}, [complaint])


def test_a_long_passage_is_shown_around_its_difference() -> None:
    words = [f"word{number}" for number in range(200)]
    quote = " ".join([*words[:150], "other", *words[151:]])
    (complaint,) = examine(site(quote), {"herald": " ".join(words)}, {})
    _, written, printed = complaint.message.split("\n")
    assert "word149 ⟦other⟧ word151" in written
    assert "word149 ⟦word150⟧ word151" in printed
    assert max(len(written), len(printed)) < 450
    assert written.endswith("…")


def test_an_ambiguous_short_quote_is_an_error() -> None:
    message = "the quote stands twice in the text of “herald” (paragraphs 1, 3); a quote of fewer than 4 words has to stand once"
    hint = "quote more of the sentence, or add `context:` with words of the same paragraph"
    expected = [("error", "quote-ambiguous", message, hint)]
    assert told(examine(site("Northland and Southland"), {"herald": TEXT}, {})) == expected
    made, complaints = verify(site("Northland and Southland"), {"herald": TEXT}, {})
    assert made["herald"].quotes == {}
    assert told(complaints) == expected


def test_an_ambiguous_long_quote_is_a_warning_and_has_a_receipt() -> None:
    the_site = site(
        "The delegations of Northland and Southland met",
        of("delegations of Northland and Southland", context="in Valley"),
    )
    hint = "quote more of the sentence, or add `context:` with words of the same paragraph"
    twice = "the quote stands twice in the text of “herald” (paragraphs 1, 3)"
    expected = [
        ("warning", "quote-ambiguous", twice, hint),
        ("warning", "quote-ambiguous", f"{twice}, and the context stands at none of these places", hint),
    ]
    made, complaints = verify(the_site, {"herald": TEXT}, {})
    assert told(complaints) == expected
    assert told(examine(the_site, {"herald": TEXT}, made)) == expected
    assert {finding.verdict for finding in assess(the_site, made).findings.values()} == {Verdict.AMBIGUOUS}
    blind = "the quote stands more than once in the text of “herald”"
    assert told(examine(the_site, {}, made)) == [("warning", "quote-ambiguous", blind, hint)] * 2


def test_a_quote_without_a_receipt_although_it_is_there() -> None:
    assert told(examine(site("We part as we came"), {"herald": TEXT}, {})) == [(
        "warning",
        "quote-unverified",
        "the quote stands in the text of “herald”, but has no receipt yet, so it shows as not verified",
        "run `verify` and commit the receipts",
    )]  # fmt: skip


def test_a_text_that_changed_around_a_quote() -> None:
    receipts = verified(site("She did not answer questions"))
    now = "A new line.\n" + TEXT.replace("about the water", "on water")
    (complaint,) = examine(site("She did not answer questions"), {"herald": now}, receipts)
    assert told([complaint]) == [(
        "error",
        "quote-stale",
        ("the text of “herald” has changed since this quote was verified\n"
        "then: …a result,” Vera Orlova said. She did not answer questions ⟦about the⟧ water. (paragraph 2)\n"
        "now:  …a result,” Vera Orlova said. She did not answer questions ⟦on⟧ water. (paragraph 3)"),
        "look whether the claim still holds, then run `verify`",
    )]  # fmt: skip
    made, complaints = verify(site("She did not answer questions"), {"herald": now}, receipts)
    hint = "look whether the claim still holds; the receipt is made anew"
    assert told(complaints[:-1]) == [("warning", "quote-stale", complaint.message, hint)]
    assert [each.code for each in complaints[-1:]] == ["receipts-outdated"]
    assert examine(site("She did not answer questions"), {"herald": now}, made) == []
    assert verify(site("She did not answer questions"), {"herald": now}, made) == (made, [])


def test_a_passage_that_only_moved_is_no_news_to_verify() -> None:
    receipts = verified(site("She did not answer questions"))
    (complaint,) = examine(site("She did not answer questions"), {"herald": TEXT + "\nA new line."}, receipts)
    message = "the text of “herald” has changed since this quote was verified\nthe passage reads the same: "
    message += "…a result,” Vera Orlova said. She did not answer questions about the water. (paragraph 2)"
    assert told([complaint]) == [
        ("error", "quote-stale", message, "look whether the claim still holds, then run `verify`")
    ]
    now = "A new line.\n" + TEXT
    (complaint,) = examine(site("She did not answer questions"), {"herald": now}, receipts)
    assert complaint.message == message.replace("(paragraph 2)", "(paragraph 2, now 3)")
    made, complaints = verify(site("She did not answer questions"), {"herald": now}, receipts)
    assert [each.paragraph for each in made["herald"].quotes.values()] == [3]
    assert [each.code for each in complaints] == ["receipts-outdated"]


def test_a_text_that_changed_inside_a_quote() -> None:
    receipts = verified(site("She did not answer questions"))
    now = TEXT.replace("did not answer", "answered all")
    (complaint,) = examine(site("She did not answer questions"), {"herald": now}, receipts)
    assert told([complaint]) == [(
        "error",
        "quote-stale",
        ("the text of “herald” has changed since this quote was verified\n"
        "then: …a result,” Vera Orlova said. She did not answer questions about the water. (paragraph 2)\n"
        "now:  She ⟦answered all⟧ questions"),
        "correct the quote or the claim by the new text, then run `verify`",
    )]  # fmt: skip
    made, complaints = verify(site("She did not answer questions"), {"herald": now}, receipts)
    assert made["herald"].quotes == {}
    assert told(complaints[:-1]) == [
        ("error", "quote-absent", complaint.message, "correct the quote or the claim by the new text")
    ]
    gone = examine(site("She did not answer questions"), {"herald": "Page not found"}, receipts)
    assert gone[0].message.endswith("\nnow:  nothing like it")


CUT = (
    # then, now (the words around the quote in each), what is shown of both
    ("Here is what he said.", "Here is what he said.", None),
    ("They had come to the lake by boat, and here", "They had gone to the lake by boat, and here", None),
    (
        "They came by boat, and Vera Orlova",
        "They came by boat, and Jaan Tamm",
        ("…came by boat, and ⟦Vera Orlova⟧ {} at the end.", "…came by boat, and ⟦Jaan Tamm⟧ {} at the end."),
    ),
    (
        "They did not come by a boat of their own",
        "They did come by a boat of their own",
        ("…come by a boat of their own {} at the end.", "…come by a boat of their own {} at the end."),
    ),
    ("Vera Orlova", "Later Vera Orlova", ("Vera Orlova {} at the end.", "⟦Later⟧ Vera Orlova {} at the end.")),
)


@pytest.mark.parametrize(("then", "now", "shown"), CUT)
def test_only_what_differs_around_a_quote_is_marked(then: str, now: str, shown: tuple[str, str] | None) -> None:
    """Not what only one of two receipts has room for."""
    quote = "said this and no more"
    texts = [f"A line.\n{words} {quote} at the end." for words in (then, now)]
    receipts = verified(site(quote), {"herald": texts[0]})
    (complaint,) = examine(site(quote), {"herald": texts[1] + "\nAnother line."}, receipts)
    lines = complaint.message.split("\n")[1:]
    told_by_verify = [each.code for each in verify(site(quote), {"herald": texts[1]}, receipts)[1]]
    if shown is None or shown[0] == shown[1]:
        assert [line.partition(":")[0] for line in lines] == ["the passage reads the same"]
        assert told_by_verify in ([], ["receipts-outdated"])
    else:
        one, two = (each.format(quote) for each in shown)
        assert lines == [f"then: {one} (paragraph 2)", f"now:  {two} (paragraph 2)"]
        assert told_by_verify == ["quote-stale", "receipts-outdated"]


def test_a_passage_that_is_set_otherwise_reads_the_same() -> None:
    quoted = site("They didn't sign")
    (complaint,) = examine(quoted, {"herald": TEXT + "\nA new line."}, verified(quoted))
    assert complaint.message.endswith(
        "\nthe passage reads the same: …met again in Hilltop. They didn’t sign. (paragraph 3)"
    )


def test_words_left_out_of_a_text_that_changed_are_shown_as_they_are_now() -> None:
    quoted = site("The delegations of … in Lakeside on Monday")
    receipts = verified(quoted)
    now = TEXT.replace("Southland met in Lakeside", "Westland met in Lakeside").replace("Monday.", "Monday, at last.")
    (complaint,) = examine(quoted, {"herald": now}, receipts)
    assert complaint.message == (
        "the text of “herald” has changed since this quote was verified\n"
        "then: The delegations of … in Lakeside on Monday. (paragraph 1)\n"
        "now:  The delegations of Northland and Westland met in Lakeside on Monday, at last. (paragraph 1)"
    )


def test_what_the_texts_say_against_quotes() -> None:
    """Verdicts that only those who have the texts can come to; no page is made of them."""
    quoted = site("We part as we came", "She did not answer questions", "We part as friends")
    receipts = verified(site("We part as we came", "She did not answer questions"))
    complaints = examine(quoted, {"herald": TEXT.replace("Lakeside", "Hilltop")}, receipts)
    found = against(quoted, complaints)
    assert {key: finding.verdict for key, finding in found.items()} == {
        ("herald", quote_key(of("We part as we came"))): Verdict.STALE,
        ("herald", quote_key(of("She did not answer questions"))): Verdict.STALE,
        ("herald", quote_key(of("We part as friends"))): Verdict.ABSENT,
    }
    judged = Findings(quoted.entries, receipts.get, found)
    assert [each.verdict.value for each in judged.values()] == ["stale", "stale", "absent"]
    of_pages = ["exact", "exact", "unverified"]
    assert [each.verdict.value for each in judged.among(quoted.entries).values()] == of_pages
    assert [each.verdict.value for each in assess(quoted, receipts).findings.values()] == of_pages
    assert against(replace(quoted, entries={}), complaints) == {}


def edited(receipts: Receipts, finding: Finding) -> Receipts:
    return replace(receipts, quotes=dict.fromkeys(receipts.quotes, finding))


def test_a_receipt_edited_by_hand_with_the_text() -> None:
    the_site = site("They didn't sign")
    (right,) = verified(the_site)["herald"].quotes.values()
    wrong = replace(right, verdict=Verdict.EXACT, folds=(), paragraph=1, unique=False)
    forged = {"herald": edited(verified(the_site)["herald"], wrong)}
    unlike = "verdict exact, not typographic; folds none, not quotation marks; paragraph 1, not 3; unique no, not yes"
    (complaint,) = examine(the_site, {"herald": TEXT}, forged)
    message = f"the receipt of this quote does not say what the text of “herald” shows: {unlike}"
    assert told([complaint]) == [
        ("error", "receipt-differs", message, f"run `verify` and commit the receipts; {TWO_TEXTS}")
    ]
    made, complaints = verify(the_site, {"herald": TEXT}, forged)
    assert made == verified(the_site)
    message = f"the receipt of this quote did not say what the text of “herald” shows, and is written anew: {unlike}"
    assert told(complaints) == [("warning", "receipt-differs", message, TWO_TEXTS)]


def test_an_ambiguous_quote_can_not_be_edited_into_an_exact_one() -> None:
    the_site = site("The delegations of Northland and Southland met")
    (right,) = verified(the_site)["herald"].quotes.values()
    forged = {"herald": edited(verified(the_site)["herald"], replace(right, verdict=Verdict.EXACT))}
    codes = [(each.severity, each.code) for each in examine(the_site, {"herald": TEXT}, forged)]
    assert codes == [(Severity.WARNING, "quote-ambiguous"), (Severity.ERROR, "receipt-differs")]


def test_a_forged_receipt_of_a_quote_that_is_nowhere() -> None:
    the_site = site("We part as friends")
    finding = Finding(verdict=Verdict.EXACT, paragraph=1, start=0, end=9)
    forged = {"herald": replace(verified(the_site)["herald"], quotes={quote_key(of("We part as friends")): finding})}
    assert [each.code for each in examine(the_site, {"herald": TEXT}, forged)] == ["quote-absent"]
    made, complaints = verify(the_site, {"herald": TEXT}, forged)
    assert made["herald"].quotes == {}
    assert [each.code for each in complaints] == ["quote-absent"]


@pytest.mark.parametrize("quote", ["We part as friends", "Northland and Southland", "We part as we came"])
def test_in_drafts_all_are_warnings(quote: str) -> None:
    draft = site(quote, status=Status.DRAFT)
    stale = {"herald": replace(verified(site("We part as we came"))["herald"], facts=FACTS)}
    found = [
        *examine(draft, {"herald": TEXT}, {}),
        *examine(draft, {}, {}),
        *examine(draft, {"herald": TEXT}, stale),
        *verify(draft, {"herald": TEXT}, {})[1],
    ]
    assert found
    assert {each.severity for each in found} == {Severity.WARNING}


# Verifying.


def test_verify_keeps_the_receipts_of_texts_that_are_elsewhere() -> None:
    the_site = site("We part as we came", of("Nothing of note", "wire"))
    both = verified(the_site, {"herald": TEXT, "wire": OTHER})
    made, complaints = verify(the_site, {"herald": TEXT}, both)
    assert made["wire"].quotes == both["wire"].quotes
    assert complaints == []
    # What the texts share stays known, too.
    assert made == both
    only, complaints = verify(the_site, {"herald": TEXT}, {})
    assert list(only) == ["herald"]
    assert [(each.severity, each.code, each.where[1]) for each in complaints] == [
        (Severity.WARNING, "quote-unverified", 1)
    ]


def test_verify_drops_what_no_quote_needs() -> None:
    before = verified(site("We part as we came", "They didn’t sign"))
    after = verify(site("They didn’t sign"), {"herald": TEXT}, before)[0]
    assert len(before["herald"].quotes) == 2
    assert list(after["herald"].quotes) == [quote_key(of("They didn’t sign"))]
    gone = verify(replace(site(), sources={}), {"herald": TEXT}, before)[0]
    assert gone == {}


def test_verify_twice_changes_nothing() -> None:
    once = verified(GOOD)
    assert verify(GOOD, {"herald": TEXT}, once)[0] == once


def test_two_quotes_of_the_same_words_share_a_receipt() -> None:
    the_site = site("We part as we came", "We part as we came")
    assert len(verified(the_site)["herald"].quotes) == 1
    assert [finding.verdict.value for finding in assess(the_site, verified(the_site)).findings.values()] == [
        "exact"
    ] * 2


def test_texts_that_share_paragraphs_say_so() -> None:
    made = verified(site(), {"herald": TEXT, "wire": OTHER})
    assert made["herald"].facts.shared == (SharedText(source="wire", paragraphs=(1,)),)
    assert made["wire"].facts.shared == (SharedText(source="herald", paragraphs=(2,)),)
    set_otherwise = OTHER.replace(" ", "\u00a0")
    assert shared_paragraphs({"herald": TEXT, "wire": set_otherwise})["wire"] == [
        SharedText(source="herald", paragraphs=(2,))
    ]
    assert shared_paragraphs({"a": "Short one.", "b": "Short one."}) == {}


def test_receipts_hold_no_more_of_a_text_than_they_may(tmp_path: Path) -> None:
    words = [f"word{number}" for number in range(400)]
    made = verified(site(" ".join(words[100:110])), {"herald": " ".join(words)})
    file = tmp_path / "herald.jsonl"
    file.write_text(dump(made["herald"]), encoding="utf-8")
    kept = [word for word in words if word in file.read_text(encoding="utf-8").replace(",", " ").split()]
    assert len(kept) < 15


# --- files as they are written are read the short way -----------------------------------------------------------------


def with_care(text: str) -> tuple[Receipts | None, list[Complaint]]:
    """What `load` reads where it does not take the short way."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(receipts_module, "_plain", lambda *_: None)
        return load(text, "herald", PATH)


def test_a_file_as_verify_writes_it_is_read_the_short_way() -> None:
    held = verified(GOOD)["herald"]
    read, complaints = load(dump(held), "herald", PATH)
    assert read is not None
    assert complaints == []
    assert read == held
    assert type(read.quotes) is not dict
    assert with_care(dump(held)) == (read, [])
    assert dump(held)[-50:] in repr(read)
    key = next(iter(read.quotes))
    assert read.quotes[key] is read.quotes[key]
    assert key in read.quotes
    assert ("", "") not in read.quotes
    assert read.quotes.get(("", "")) is None


@settings(max_examples=300)
@given(st.data())
def test_the_short_way_reads_what_the_careful_one_does(data: st.DataObject) -> None:
    """What is changed at random in a file, read the short way or not, comes to the same."""
    text = dump(verified(GOOD)["herald"])
    for _ in range(data.draw(st.integers(0, 2))):
        at = data.draw(st.integers(0, len(text) - 1))
        end = min(len(text), at + data.draw(st.integers(0, 3)))
        new = data.draw(st.sampled_from(["", "0", "9", "-1", "e", '"', "\\", "\n", " ", "\ud800", "\x7f", "\r", "[]"]))
        text = text[:at] + new + text[end:]
    lines = text.split("\n")
    if data.draw(st.booleans()):
        text = "\n".join([lines[0], *data.draw(st.permutations(lines[1:]))])
    assert load(text, "herald", PATH) == with_care(text)
