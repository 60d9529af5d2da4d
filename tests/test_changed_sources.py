"""Sources that were corrected or retracted: what they still lend to claims, and where their claims say so."""

from __future__ import annotations

import csv
import html
import io
import re
from pathlib import Path

import pytest
from conftest import MakeSite

from dateline import site

FIRST = "The delegations of Northland and Southland met at the mill on Tuesday."
SECOND = "Northland asked for the river above the dam."
TEXT = f"{FIRST}\n{SECOND}\nNobody answered questions, and nobody had asked any.\n"

ENTRY = f"""---
title: First meeting
date: 2021-05-04
track: main
place: lakeside
actors: [orlova]
added: 2021-05-06
claims:
  - id: mixed
    text: Northland wanted the river.
    by: [orlova]
    topic: water
    stance: demands
    evidence:
      - source: withdrawn
        quote: {SECOND.removesuffix(".")}
      - herald-story
  - id: alone
    text: They met at the mill.
    by: [orlova]
    topic: water
    stance: rejects
    evidence:
      - source: withdrawn
        quote: {FIRST.removesuffix(".")}
  - id: mended
    text: It lasted two hours.
    topic: water
    about: duration
    value: 2 h
    evidence: [mended]
  - id: long
    text: It lasted five hours.
    about: duration
    value: 5 h
    evidence: [withdrawn]
  - id: short
    text: It lasted ten minutes.
    by: [tamm]
    about: duration
    value: 10 min
    evidence: [withdrawn, mended]
  - id: fine
    text: Nobody answered questions.
    evidence: [herald-story]
---
They met.
"""

FILES = {
    "content/entries/2021-05-04-first-meeting.md": ENTRY,
    "content/sources/withdrawn.md": (
        "---\ntitle: Withdrawn report\npublisher: wire\npublished: 2021-05-05\nlanguage: en\nstatus: retracted\n"
        "corrections:\n  - {date: 2021-05-09, text: Taken back.}\n---\n"
    ),
    "content/sources/mended.md": (
        "---\ntitle: Mended report\npublisher: courier\npublished: 2021-05-05\nlanguage: en\nstatus: corrected\n---\n"
    ),
    "content/outlets.yaml": (
        "- {id: herald, kind: newspaper, name: The Herald}\n- {id: wire, kind: agency, name: The Wire}\n"
        "- {id: courier, kind: newspaper, name: The Courier}\n"
    ),
    "archive/withdrawn.txt": TEXT,
}


@pytest.fixture
def out(make_site: MakeSite, tmp_path: Path) -> Path:
    """The site of `FILES`, built after its quotes were verified."""
    root = make_site(FILES)
    for path, text in site.verify(root).changes.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text or "", encoding="utf-8")
    assert site.build(root, tmp_path / "out").ok
    return tmp_path / "out"


def shown(out: Path, path: str) -> list[str]:
    """The lines of a page's main part as a reader sees them, white space folded."""
    main = re.search("<main.*?</main>", (out / path / "index.html").read_text(encoding="utf-8"), re.DOTALL)
    assert main is not None
    broken = re.sub(r"</(p|li|h\d|tr|td|div|dt|dd|summary|blockquote)>", "\n", " ".join(main[0].split()))
    text = html.unescape(re.sub("<[^>]+>", "", broken))
    return [line for line in (" ".join(each.split()) for each in text.split("\n")) if line]


RETRACTED, CORRECTED = "rests on a source that was retracted since", "rests on a source that was corrected since"
BOTH = "rests on a source that was corrected or retracted since"


def under(lines: list[str], claim: str) -> str:
    """What stands with a claim in a list: its own line and the next one."""
    at = next(number for number, line in enumerate(lines) if claim in line)
    return " ".join(lines[at : at + 2])


def test_a_claim_in_a_list_has_the_verdict_of_what_still_counts(out: Path) -> None:
    lines = shown(out, "claims")
    assert under(lines, "Northland wanted the river.").endswith(
        f"– cited, not quoted 1 outlet, 1 origin {RETRACTED} First meeting"
    )
    assert under(lines, "They met at the mill.").endswith("! source retracted First meeting")
    assert under(lines, "It lasted two hours.").startswith(
        "It lasted two hours. – cited, not quoted 1 outlet, 1 origin"
    )
    assert CORRECTED in under(lines, "It lasted two hours.")
    assert BOTH in under(lines, "It lasted ten minutes.")
    assert "rests" not in under(lines, "Nobody answered questions.")
    assert "6 claims, none with a verified quotation" in "\n".join(lines)


@pytest.mark.parametrize(
    ("path", "claims"),
    [
        ("topics/water", {"Northland wanted": RETRACTED, "They met at": "source retracted", "two hours": CORRECTED}),
        ("actors/orlova", {"Northland wanted": RETRACTED, "They met at": "source retracted"}),
        ("known/2021-05-05", {"Northland wanted": RETRACTED, "They met at": RETRACTED, "ten minutes": BOTH}),
        ("sources/herald-story", {"Northland wanted": RETRACTED}),
        ("sources/withdrawn", {"five hours": "– cited, not quoted source retracted", "They met": "source retracted"}),
        ("positions", {"Northland wanted": RETRACTED}),
        ("sources/mended", {"two hours": CORRECTED, "ten minutes": BOTH}),
    ],
)
def test_claims_carry_the_mark_wherever_they_stand(out: Path, path: str, claims: dict[str, str]) -> None:
    lines = shown(out, path)
    for text, mark in claims.items():
        places = [number for number, line in enumerate(lines) if text in line]
        assert places
        for at in places:
            assert mark in " ".join(lines[at : at + 2]), lines[at : at + 2]


def test_the_evidence_keeps_its_verdict_beside_the_mark(out: Path) -> None:
    lines = shown(out, "entries/2021-05-04-first-meeting")
    at = lines.index("They met at the mill.")
    assert lines[at + 2] == "✓ found word for word Withdrawn report · The Wire, 5 May 2021 retracted"
    assert "source retracted" in " ".join(lines[at : at + 8])
    assert "6 claims, none with a verified quotation" in lines


@pytest.mark.parametrize("path", ["", "tracks/main", "places/lakeside"])
def test_a_card_counts_no_quotation_of_a_retracted_source(out: Path, path: str) -> None:
    assert (
        "6 claims none with a verified quotation 5 on a source corrected or retracted since ⇄ sources differ on 1 point"
    ) in shown(out, path)


def test_positions_show_the_words_that_count(out: Path) -> None:
    lines = shown(out, "positions")
    at = lines.index("Northland wanted the river.")
    assert lines[at + 1] == f"– cited, not quoted 1 outlet, 1 origin {RETRACTED}"
    at = lines.index("They met at the mill.")
    assert "retracted" in lines[at + 2]
    assert lines[at + 2].endswith("The Wire, 5 May 2021 retracted source retracted")


def test_the_list_of_disputes_says_whose_text_was_retracted(out: Path) -> None:
    lines = shown(out, "disputes")
    assert "5 hours The Wire (retracted) · 0 origins" in lines
    assert "2 hours The Courier (corrected since) · 1 origin" in lines
    assert f"10 minutes Jaan Tamm · 1 origin {BOTH}" in lines


def test_the_sources_are_counted_as_at_a_claim(out: Path) -> None:
    assert any("2 sources of 2 origins, and 1 that was retracted." in line for line in shown(out, "sources"))


def test_the_method_page_counts_what_rests_on_retracted_sources_alone(out: Path) -> None:
    lines = shown(out, "method")
    at = lines.index("with a verified quotation")
    assert lines[at - 2 : at + 9] == [
        "claims",
        "6",
        "with a verified quotation",
        "0",
        "quoted, not verified",
        "0",
        "only cited",
        "4",
        "on retracted sources alone",
        "2",
        "sources",
    ]


def test_the_feed_says_it_of_each_claim(out: Path) -> None:
    feed = html.unescape((out / "feed.xml").read_text(encoding="utf-8"))
    assert f"They met at the mill. <small>(source retracted, no verified quotation; {RETRACTED})</small>" in feed
    assert f"It lasted two hours. <small>(1 outlet, 1 origin, no verified quotation; {CORRECTED})</small>" in feed
    assert "Nobody answered questions. <small>(1 outlet, 1 origin, no verified quotation)</small>" in feed


def test_the_table_has_what_became_of_each_source(out: Path) -> None:
    rows = list(csv.DictReader(io.StringIO((out / "claims.csv").read_text(encoding="utf-8"), newline="")))
    assert [(row["claim"], row["source"], row["verdict"], row["source_status"]) for row in rows[:4]] == [
        ("mixed", "withdrawn", "exact", "retracted"),
        ("mixed", "herald-story", "cited", "live"),
        ("alone", "withdrawn", "exact", "retracted"),
        ("mended", "mended", "cited", "corrected"),
    ]


@pytest.mark.parametrize(
    ("level", "messages"),
    [
        ("cited", {}),
        (
            "quoted",
            {
                "mixed": "has no quoted evidence, which site.yaml asks for — quote another source",
                "alone": "rests on a source that was retracted, and on nothing else — quote another source",
                "mended": "has no quoted evidence, which site.yaml asks for — quote a source",
            },
        ),
        (
            "verified",
            {
                "mixed": "has no verified evidence, which site.yaml asks for — quote another source and run `verify`",
                "alone": (
                    "rests on a source that was retracted, and on nothing else — "
                    "quote another source and run `verify`, or leave the claim out"
                ),
            },
        ),
    ],
)
def test_a_retracted_source_is_no_quotation(make_site: MakeSite, level: str, messages: dict[str, str]) -> None:
    root = make_site({**FILES, "content/site.yaml": f"title: River talks\nevidence: {level}\n"})
    _, problems = site.check(root, strictly=True)
    found = {
        each.message.split("”")[0].partition("“")[2]: f"{each.message} — {each.hint}"
        for each in problems
        if each.code == "evidence-level"
    }
    for claim, message in messages.items():
        assert found[claim].startswith(f"the claim “{claim}” {message}")
    assert found.keys() >= messages.keys()
    assert bool(found) == (level != "cited")
    assert ("fine" in found) == ("mended" in found) == (level != "cited")


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("content/sources/herald-story.md", "---\ntitle:", "---\nstatus: retracted\ntitle:"),
        ("content/sources/herald-story.md", "---\ntitle:", "---\nstatus: corrected\ntitle:"),
        ("content/sources/withdrawn.md", "status: retracted\n", ""),
        ("content/sources/mended.md", "status: corrected", "status: gone"),
        (
            "content/sources/mended.md",
            "status: corrected\n",
            "derived_from: [{source: herald-story, how: duplicate}]\n",
        ),
        ("content/entries/2021-05-04-first-meeting.md", "Northland wanted the river.", "They wanted it."),
        ("content/entries/2021-05-04-first-meeting.md", "date: 2021-05-04", "date: 2021-05-03"),
        ("content/entries/2021-05-04-first-meeting.md", "added:", "date_from: {said: Tuesday, source: mended}\nadded:"),
        ("content/receipts/mended.jsonl", "", None),
    ],
)
def test_after_an_edit_the_site_is_that_of_a_build_from_nothing(
    make_site: MakeSite, tmp_path: Path, path: str, old: str, new: str | None
) -> None:
    # Two texts of which only their paragraphs say that they are one.
    root = make_site({**FILES, "archive/mended.txt": TEXT, "archive/herald-story.txt": TEXT})
    for written, text in site.verify(root).changes.items():
        (root / written).parent.mkdir(parents=True, exist_ok=True)
        (root / written).write_text(text or "", encoding="utf-8")
    site.build(root, tmp_path / "out")
    file = root / path
    if new is None:
        file.unlink()
    else:
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")
    site.build(root, tmp_path / "out", edited=[path])
    made = site.build(root, tmp_path / "clean", clean=True)
    assert made.ok, made.problems
    assert tree(tmp_path / "out") == tree(tmp_path / "clean")


def tree(out: Path) -> dict[str, bytes]:
    """The files of a site, without what the writer keeps for itself."""
    files = (path for path in out.rglob("*") if path.is_file() and not path.name.startswith(".dateline"))
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in files}
