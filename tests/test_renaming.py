"""Renaming: every reference is rewritten, every other byte stays, and back again gives what was there before."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.content.edits import Edit, EditError, FileChange
from dateline.content.files import Folder
from dateline.content.following import REFERENCES
from dateline.content.loader import LISTS, Loaded, Loader, load
from dateline.content.renaming import KINDS, Renaming, rename
from dateline.model import Entry, Id, Site, Source

ROOT = Path(__file__).parents[1]

ENTRY = """\
---
title: Ministers meet           # the first time
date: 2021-05-04
date_from: {said: yesterday, source: story}
track: 'main'
part_of: 2021-05-03-round
place: "lake"
actors: [orlova,  tamm]
# What was said of lake and orlova.
claims:
  - id: no-result
    text: orlova and lake are words here
    by:
      - orlova                  # who said it
    topic: >-
      water
    about: venue
    value: lake
    evidence:
    - story
    - {source: story, quote: a story of the lake}
  - {id: led, text: T, about: leader, of: tamm, value: orlova, evidence: [other]}
  - {id: long, text: T, about: length, of: 2021-05-03-round, value: 90 min, evidence: [other]}
---
See [the result](#no-result "led"), [#led] and [@story; @other, p. 3]; `[@story]` and `[#led]` are code.
Words: story, @story, #led, \\[@story] [2021-05-03-round#start] [it](2021-05-03-round#start), [2021-05-04-meeting#led].

    [@story] [#led]

![a picture of [@story]](media/story.png) and [a way][way].

[way]: #no-result
"""

TEXTS = {
    "content/site.yaml": "title: Lake talks\nrepublish: [CC0]\n",
    "content/tracks.yaml": "- id: main\n  title: Main\n  places: [lake, lake-town]\n  actors:\n    - tamm\n    - orlova\n",
    "content/actors.yaml": (
        "- id: north   # a party\n  kind: party\n  name: North\n"
        "- {id: orlova, kind: person, name: Orlova, party: north}\n"
        "- kind: person\n  id: 'tamm'\n  name: Tamm\n  party: north\n  aliases:\n    - tam   # as it was\n"
    ),
    "content/outlets.yaml": "- {id: herald, kind: newspaper, name: The Herald}\n",
    "content/places.yaml": "- id: lake\n  name: lake\n- id: lake-town\n  name: Town\n- id: shared\n  name: S",
    "content/topics.yaml": "- aliases: [rivers, seas]\n  id: water\n  title: Water\n- id: shared\n  title: S\n",
    "content/properties.yaml": (
        "- {id: venue, title: V, type: place}\n- {id: leader, title: L, type: actor}\n"
        "- {id: length, title: L, type: duration}\n"
    ),
    "content/origins.yaml": "- id: report\n  outlet: herald\n",
    "content/sources/story.md": (
        "---\ntitle: story\npublisher: herald\nlicence: CC0\nderived_from: [{source: other, how: reprint}]\n---\n[@story]\n"
    ),
    "content/sources/other.md": (
        "---\n{title: Other, derived_from: [{origin: report, how: based-on}, {source: story, how: duplicate}]}\n---\n"
        "Compare [2021-05-04-meeting#led] and [@story].\n"
    ),
    "content/receipts/story.jsonl": (
        '{"source": "story", "rules": 1, "text": "d", "length": 3, "paragraphs": 1, '
        '"shared": [{"source": "other", "paragraphs": [1]}]}\n{"quote": "story"}\n'
    ),
    "content/receipts/other.jsonl": (
        '{"source": "other", "rules": 1, "text": "d", "length": 3, "paragraphs": 1, '
        '"shared": [{"source": "none", "paragraphs": [1]}, {"source": "story", "paragraphs": [1]}]}\n'
    ),
    "content/texts/story.txt": "a story of the lake\n",
    "content/entries/2021-05-03-round.md": (
        "---\ntitle: Round\ndate: 2021-05-03\naliases: [2021-05-03-start]\n"
        "claims: [{id: start, text: It began., evidence: [story]}]\n---\n[#start]\n"
    ),
    "content/entries/2021-05-04-meeting.md": ENTRY,
    "content/entries/2021-05-04-meeting.uk.md": (
        "---\ntitle: orlova\nclaims:\n  no-result: led\n  'led': no-result\n---\n[#led] [@story] [2021-05-03-round#start]\n"
    ),
}
ARCHIVE = ("story.txt", "other.txt", "originals", "story-2.txt")


def read(texts: Mapping[str, str]) -> Loaded:
    return Loader(Folder(texts=dict(sorted(texts.items())))).load()


def after(loaded: Loaded, plan: Renaming) -> Loaded:
    texts = {path: text for path, text in loaded.texts.items() if path not in plan.paths}
    return read(texts | {file.to: file.after for file in plan.files})


LOADED = read(TEXTS)
THINGS = [(kind, name) for kind, many in KINDS.items() for name in getattr(LOADED.site, many)]
CLAIMS = [f"{entry.id}#{claim.id}" for entry in LOADED.site.entries.values() for claim in entry.claims]


def test_the_sample_content_has_no_complaints() -> None:
    assert LOADED.complaints == []


# --- there and back ---------------------------------------------------------------------------------------------------


def same_but_for_the_id(value: Any, old: str, new: str) -> Any:
    """A site with a new id put back everywhere and without aliases, to be compared."""
    if isinstance(value, str):
        return value.replace(new, old)
    if isinstance(value, Mapping):
        return {
            same_but_for_the_id(name, old, new): same_but_for_the_id(item, old, new)
            for name, item in sorted(value.items(), key=lambda item: same_but_for_the_id(item[0], old, new))
        }
    if isinstance(value, tuple):
        return tuple(same_but_for_the_id(item, old, new) for item in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
        return {name: same_but_for_the_id(item, old, new) for name, item in fields.items() if name != "aliases"}
    return value


@pytest.mark.parametrize(("kind", "name"), THINGS)
def test_a_thing_gets_another_id_and_back(kind: str, name: str) -> None:
    plan = rename(LOADED, ARCHIVE, name, "zz-new", kind)
    there = after(LOADED, plan)
    assert there.complaints == []
    thing = getattr(there.site, KINDS[kind])["zz-new"]
    assert thing.aliases[-1] == name
    assert same_but_for_the_id(there.site, name, "zz-new") == same_but_for_the_id(LOADED.site, name, "zz-new")
    back = rename(there, plan.archive.values(), "zz-new", name, kind)
    assert dict(after(there, back).texts) == TEXTS
    assert back.archive == {new: old for old, new in plan.archive.items()}
    assert back.references == plan.references


@pytest.mark.parametrize("name", CLAIMS)
def test_a_claim_gets_another_id_and_back(name: str) -> None:
    entry, claim = name.split("#")
    plan = rename(LOADED, (), name, "zz-new")
    there = after(LOADED, plan)
    assert there.complaints == []
    assert there.site.entries[entry].claim("zz-new") is not None
    assert "aliases: [" not in there.texts[f"content/entries/{entry}.md"].replace("aliases: [2021-05-03-start]", "")
    assert dict(after(there, rename(there, (), f"{entry}#zz-new", f"{entry}#{claim}")).texts) == TEXTS


def real() -> Loaded:
    return load(ROOT)


def test_things_of_the_first_site_get_another_id_and_back() -> None:
    loaded = real()
    for kind, many in KINDS.items():
        things = getattr(loaded.site, many)
        for name in list(things)[:1] + list(things)[-1:]:
            plan = rename(loaded, (), name, "zz-new", kind)
            there = after(loaded, plan)
            assert there.complaints == loaded.complaints == []
            assert dict(after(there, rename(there, (), "zz-new", name, kind)).texts) == dict(loaded.texts)


def test_claims_of_the_first_site_get_another_id_and_back() -> None:
    loaded = real()
    for entry in list(loaded.site.entries.values())[:3]:
        name = f"{entry.id}#{entry.claims[0].id}"
        there = after(loaded, rename(loaded, (), name, "zz-new"))
        assert there.complaints == []
        back = rename(there, (), f"{entry.id}#zz-new", entry.claims[0].id)
        assert dict(after(there, back).texts) == dict(loaded.texts)


# --- what is rewritten, to the letter ---------------------------------------------------------------------------------


def changed(plan: Renaming) -> dict[str, list[tuple[str, str]]]:
    """For each file the lines that go and those that come, side by side where their number is the same."""
    found: dict[str, list[tuple[str, str]]] = {}
    for file in plan.files:
        old, new = file.before.split("\n"), file.after.split("\n")
        if len(old) == len(new):
            pairs = [(one, other) for one, other in zip(old, new, strict=True) if one != other]
        else:
            pairs = [("", line) for line in new if line not in old] + [(line, "") for line in old if line not in new]
        found[file.to] = pairs
    return found


WORDS = "Words: story, @story, #led, \\[@story] [2021-05-03-round#start] [it](2021-05-03-round#start),"


def test_a_claim_is_rewritten_in_its_entry_its_translations_and_wherever_prose_points_at_it() -> None:
    assert changed(rename(LOADED, (), "2021-05-04-meeting#led", "lead")) == {
        "content/entries/2021-05-04-meeting.md": [
            (
                "  - {id: led, text: T, about: leader, of: tamm, value: orlova, evidence: [other]}",
                "  - {id: lead, text: T, about: leader, of: tamm, value: orlova, evidence: [other]}",
            ),
            (
                'See [the result](#no-result "led"), [#led] and [@story; @other, p. 3]; `[@story]` and `[#led]` are code.',
                'See [the result](#no-result "led"), [#lead] and [@story; @other, p. 3]; `[@story]` and `[#led]` are code.',
            ),
            (
                f"{WORDS} [2021-05-04-meeting#led].",
                f"{WORDS} [2021-05-04-meeting#lead].",
            ),
        ],
        "content/entries/2021-05-04-meeting.uk.md": [
            ("  'led': no-result", "  'lead': no-result"),
            ("[#led] [@story] [2021-05-03-round#start]", "[#lead] [@story] [2021-05-03-round#start]"),
        ],
        "content/sources/other.md": [
            ("Compare [2021-05-04-meeting#led] and [@story].", "Compare [2021-05-04-meeting#lead] and [@story].")
        ],
    }


def test_a_source_takes_its_receipts_and_texts_along() -> None:
    plan = rename(LOADED, ARCHIVE, "story", "tale")
    assert {file.path: file.to for file in plan.files if file.path != file.to} == {
        "content/receipts/story.jsonl": "content/receipts/tale.jsonl",
        "content/sources/story.md": "content/sources/tale.md",
        "content/texts/story.txt": "content/texts/tale.txt",
    }
    assert plan.archive == {"story.txt": "tale.txt"}
    texts = after(LOADED, plan).texts
    assert texts["content/receipts/tale.jsonl"] == TEXTS["content/receipts/story.jsonl"].replace(
        '"source": "story"', '"source": "tale"'
    )
    assert texts["content/texts/tale.txt"] == TEXTS["content/texts/story.txt"]
    assert texts["content/sources/tale.md"] == (
        "---\ntitle: story\npublisher: herald\nlicence: CC0\nderived_from: [{source: other, how: reprint}]\n"
        "aliases: [story]\n---\n[@tale]\n"
    )
    assert texts["content/entries/2021-05-04-meeting.md"] == (
        ENTRY.replace("source: story", "source: tale")
        .replace("    - story\n", "    - tale\n")
        .replace("[@story; @other", "[@tale; @other")
        .replace("picture of [@story]", "picture of [@tale]")
    )


def test_shared_paragraphs_stay_in_the_order_that_verify_writes() -> None:
    texts = after(LOADED, rename(LOADED, (), "story", "a-tale")).texts
    head = texts["content/receipts/other.jsonl"]
    assert head.index('"a-tale"') < head.index('"none"')


def test_every_head_of_merged_receipts_takes_the_new_id() -> None:
    path = "content/receipts/story.jsonl"
    head, receipt = TEXTS[path].rstrip("\n").split("\n")
    merged = "\n".join([head, receipt, head.replace("[1]", "[1, 2]"), receipt, ""])
    loaded = Loader(Folder(texts=dict(sorted({**TEXTS, path: merged}.items())))).load()
    texts = after(loaded, rename(loaded, (), "story", "tale")).texts
    assert texts["content/receipts/tale.jsonl"] == merged.replace('"source": "story"', '"source": "tale"')


def test_an_entry_takes_its_translations_along() -> None:
    plan = rename(LOADED, ARCHIVE, "2021-05-04-meeting", "2021-05-04-ministers")
    assert [file.to for file in plan.files] == [
        "content/entries/2021-05-04-ministers.md",
        "content/entries/2021-05-04-ministers.uk.md",
        "content/sources/other.md",
    ]
    assert plan.archive == {}
    text = after(LOADED, plan).texts["content/entries/2021-05-04-ministers.md"]
    assert text == ENTRY.replace("# What was said of", "aliases: [2021-05-04-meeting]\n# What was said of").replace(
        "[2021-05-04-meeting#led]", "[2021-05-04-ministers#led]"
    )


@pytest.mark.parametrize(
    ("old", "lines"),
    [
        ("lake", "- id: bay\n  aliases: [lake]\n  name: lake\n- id: lake-town\n  name: Town\n- id: shared\n  name: S"),
        (
            "lake-town",
            "- id: lake\n  name: lake\n- id: bay\n  aliases: [lake-town]\n  name: Town\n- id: shared\n  name: S",
        ),
    ],
)
def test_an_id_is_not_taken_for_the_beginning_of_a_longer_one(old: str, lines: str) -> None:
    assert after(LOADED, rename(LOADED, (), old, "bay", "place")).texts["content/places.yaml"] == lines


@pytest.mark.parametrize(
    ("before", "new", "expected"),
    [
        ("- id: a\n  title: A\n", "b", "- id: b\n  aliases: [a]\n  title: A\n"),
        ("  - id: a # x\n    title: A", "b", "  - id: b # x\n    aliases: [a]\n    title: A"),
        ("- title: A\n  id: a", "b", "- title: A\n  id: b\n  aliases: [a]"),
        ("- {id: 'a', title: A}\n", "b", "- {id: 'b', aliases: [a], title: A}\n"),
        ("- {title: A, id: a}\n", "b", "- {title: A, id: b, aliases: [a]}\n"),
        ("- id: >-\n    a\n  title: A\n", "b", "- id: >-\n    b\n  aliases: [a]\n  title: A\n"),
        ("- id: a\n  title: A\n  aliases: []\n", "b", "- id: b\n  title: A\n  aliases: [a]\n"),
        ("- id: a\n  title: A\n  aliases:\n", "b", "- id: b\n  title: A\n  aliases: [a]\n"),
        ("- id: a\n  title: A\n  aliases: ~ # none\n", "b", "- id: b\n  title: A\n  aliases: [a] # none\n"),
        ("- id: a\n  title: A\n  aliases: [ x, 'y' ]\n", "b", "- id: b\n  title: A\n  aliases: [ x, 'y', a ]\n"),
        ("- id: a\n  title: A\n  aliases:\n  - x\n  - y", "b", "- id: b\n  title: A\n  aliases:\n  - x\n  - y\n  - a"),
        (
            "- aliases:\n    - x # 1\n  id: a\n  title: A\n",
            "b",
            "- aliases:\n    - x # 1\n    - a\n  id: b\n  title: A\n",
        ),
        # Back to the last of the old ids: it is taken out.
        ("- id: a\n  aliases: [b]\n  title: A\n", "b", "- id: b\n  title: A\n"),
        ("- aliases: [b]\n  id: a\n  title: A\n", "b", "- id: b\n  title: A\n"),
        ("- id: a\n  title: A\n  aliases:\n    - b # old", "b", "- id: b\n  title: A"),
        (
            "- id: a\n  aliases: [\n    x,\n    b, # old\n  ]\n  title: A\n",
            "b",
            "- id: b\n  aliases: [\n    x, # old\n  ]\n  title: A\n",
        ),
        ("- id: a\n  title: A\n  aliases:\n  - x\n  - b\n", "b", "- id: b\n  title: A\n  aliases:\n  - x\n"),
        ("- {aliases: [b], id: a, title: A}\n", "b", "- {id: b, title: A}\n"),
        ("- {id: a, title: A, aliases: [b]}\n", "b", "- {id: b, title: A}\n"),
        # Back to an earlier one: what came in between stays an old id.
        ("- id: a\n  title: A\n  aliases: [b, x]\n", "b", "- id: b\n  title: A\n  aliases: [x, a]\n"),
        ("- id: a\n  title: A\n  aliases:\n  - b\n  - x\n", "b", "- id: b\n  title: A\n  aliases:\n  - x\n  - a\n"),
    ],
)
def test_aliases_keep_the_style_of_the_file(before: str, new: str, expected: str) -> None:
    loaded = read({"content/site.yaml": "title: T\n", "content/topics.yaml": before})
    assert loaded.complaints == []
    made = after(loaded, rename(loaded, (), "a", new))
    assert made.texts["content/topics.yaml"] == expected
    assert made.complaints == []


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("---\ntitle: A\n---\n", "---\ntitle: A\naliases: [a]\n---\n"),
        ("---\ntitle: A\n# end\n---", "---\ntitle: A\n# end\naliases: [a]\n---"),
        ("---\n{title: A}\n---\n---\n", "---\n{aliases: [a], title: A}\n---\n---\n"),
        ("---\n  title: A\n  aliases: [x]\n---\n", "---\n  title: A\n  aliases: [x, a]\n---\n"),
    ],
)
def test_aliases_of_a_source(before: str, expected: str) -> None:
    loaded = read({"content/site.yaml": "title: T\n", "content/sources/a.md": before})
    made = after(loaded, rename(loaded, (), "a", "b"))
    assert made.texts["content/sources/b.md"] == expected
    assert after(made, rename(made, (), "b", "a")).texts["content/sources/a.md"] == before


# --- what stands in the way -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "kind", "message", "hint"),
    [
        ("lak", "x", None, "there is no thing with the id “lak”", "did you mean “lake”?"),
        ("lak", "x", "place", "there is no place “lak”", "did you mean “lake”?"),
        ("lake", "x", "plaec", "“plaec” is not a kind of thing", "did you mean “place”?"),
        ("lake", "lake-town", None, "there is a place “lake-town” already", "choose another id, or merge the two by hand"),
        ("lake", "lake", None, "“lake” is its id already", "name another one"),
        (
            "lake", "The Lake", None,
            "“The Lake” is not an id; use the letters a to z, digits and single hyphens, for example “the-lake”", "",
        ),
        ("lake", "null", None, "“null” can't be an id: YAML takes it for nothing", "choose another word"),
        ("tam", "x", None, "the actor “tam” is now “tamm”", "rename “tamm”"),
        (
            "orlova", "tam", None,
            "“tam” is an old id of the actor “tamm”, and its old addresses lead there",
            "choose another id, or take it out of the aliases of “tamm”",
        ),
        (
            "orlova", "2021-05-03-round", None,
            "there is an entry “2021-05-03-round”, and “of: 2021-05-03-round” would mean both", "choose another id",
        ),
        (
            "shared", "x", None,
            "“shared” is the id of a place and a topic", "say which with --kind place or --kind topic",
        ),
        ("led", "x", None, "“led” is the id of a claim", "write 2021-05-04-meeting#led"),
        ("led", "x", "claim", "“led” does not say whose claim it is", "write 2021-05-04-meeting#led"),
        ("ledd", "a#x", None, "“ledd” does not say whose claim it is", "write entry-id#claim-id"),
        (
            "2021-05-04-meeting#lead", "x", None,
            "the entry “2021-05-04-meeting” has no claim “lead”", "did you mean “led”?",
        ),
        (
            "2021-05-04-meting#led", "x", None,
            "there is no entry “2021-05-04-meting”", "did you mean “2021-05-04-meeting”?",
        ),
        (
            "2021-05-04-meeting#led", "long", None,
            "the entry “2021-05-04-meeting” has a claim “long” already", "choose another id",
        ),
        (
            "2021-05-04-meeting#led", "2021-05-03-round#led", None,
            "a claim can't be moved from “2021-05-04-meeting” to “2021-05-03-round” by renaming it",
            "cut it out of the one and put it into the other",
        ),
        ("2021-05-04-meeting#led", "x", "place", "“2021-05-04-meeting#led” names a claim, not a place", "leave the kind out"),
        ("other", "story-2", None, "the archive has “story-2.txt” already", "move that file away first"),
    ],
)  # fmt: skip
def test_what_stands_in_the_way_is_said(old: str, new: str, kind: str | None, message: str, hint: str) -> None:
    with pytest.raises(EditError) as caught:
        rename(LOADED, ARCHIVE, old, new, kind)
    assert (caught.value.message, caught.value.hint) == (message, hint)


@pytest.mark.parametrize(
    ("path", "text", "old", "message"),
    [
        (
            "content/entries/2021-06-01-x.md",
            "---\ntitle: lake: again\n---\n",
            "lake",
            (
                "content/entries/2021-06-01-x.md:2:12 can't be read, so that what it refers to can't be renamed: "
                "the YAML can't be read: mapping values are not allowed in this context"
            ),
        ),
        (
            "content/entries/2021-06-01-x.md",
            '---\ntitle: lake\ndate: 2021-06-01\nplace: "l\\x61ke"\n---\n',
            "lake",
            "content/entries/2021-06-01-x.md:4:8 spells “lake” with escapes",
        ),
        (
            "content/sources/x.md",
            "---\ntitle: X\n---\nstory: [@s\\tory] [a](2021-05-04-meeting&#35;led)\n",
            "2021-05-04-meeting",
            "content/sources/x.md: a reference to “2021-05-04-meeting” in the prose can't be rewritten safely",
        ),
        (
            "content/receipts/bay.jsonl",
            "{}\n",
            "story",
            "content/receipts/bay.jsonl is there already",
        ),
        (
            "content/topics.yaml",
            "- {id: water, title: W}\n- {id: water, title: W}\n",
            "water",
            "content/topics.yaml: the topic “water” stands more than once",
        ),
    ],
)
def test_content_that_can_not_be_rewritten_safely_is_left_alone(path: str, text: str, old: str, message: str) -> None:
    with pytest.raises(EditError) as caught:
        rename(read({**TEXTS, path: text}), (), old, "bay")
    assert caught.value.message == message


def test_a_plan_that_would_leave_a_new_problem_is_refused() -> None:
    # The alias is a reference that no table of ours knows; reading the outcome finds what it does.
    loaded = read({**TEXTS, "content/sources/third.md": "---\naliases: [bay]\n---\n"})
    with pytest.raises(EditError) as caught:
        rename(loaded, (), "story", "bay")
    assert caught.value.message == "“bay” is an old id of the source “third”, and its old addresses lead there"


def test_problems_that_were_there_before_do_not_stand_in_the_way() -> None:
    loaded = read(
        {**TEXTS, "content/entries/2021-06-01-x.md": "---\ntitle: X\ndate: 2021-06-01\nplace: nowhere\n---\n"}
    )
    assert len(loaded.complaints) == 1
    assert len(after(loaded, rename(loaded, (), "lake", "bay")).complaints) == 1


# --- bytes ------------------------------------------------------------------------------------------------------------


@given(
    lines=st.lists(st.text(alphabet="ab é\u2028", max_size=4), min_size=1, max_size=6),
    endings=st.lists(st.sampled_from(["\n", "\r\n", "\r"]), min_size=6, max_size=6),
    bom=st.booleans(),
    cuts=st.tuples(st.integers(0, 30), st.integers(0, 30)),
)
def test_edits_leave_every_other_byte_as_it_is(
    lines: list[str], endings: list[str], bom: bool, cuts: tuple[int, int]
) -> None:
    raw = "".join(line + end for line, end in zip(lines, endings, strict=False))
    text = raw.replace("\r\n", "\n").replace("\r", "\n")
    start, end = sorted(min(cut, len(text)) for cut in cuts)
    change = FileChange(path="x", to="x", before=text, edits=(Edit(start, end, "NEW"),))
    data = (b"\xef\xbb\xbf" if bom else b"") + raw.encode()
    made = change.rewrite(data)
    assert made.startswith(b"\xef\xbb\xbf") == bom
    plain = made.removeprefix(b"\xef\xbb\xbf").decode()
    head, tail = plain.split("NEW")
    assert raw.startswith(head)
    assert raw.endswith(tail)
    assert head.replace("\r\n", "\n").replace("\r", "\n") == text[:start]
    assert tail.replace("\r\n", "\n").replace("\r", "\n") == text[end:]


def test_a_file_with_windows_line_ends_keeps_them() -> None:
    raw = ("\ufeff" + TEXTS["content/places.yaml"].replace("\n", "\r\n")).encode()
    plan = rename(LOADED, (), "lake", "bay")
    data = {path: TEXTS[path].encode() for path in plan.paths} | {"content/places.yaml": raw}
    made = plan.changes(data)["content/places.yaml"]
    assert made is not None
    assert made.startswith(b"\xef\xbb\xbf- id: bay\r\n  aliases: [lake]\r\n  name: lake\r\n- id: lake-town\r\n")


def test_a_file_that_was_changed_meanwhile_is_not_written() -> None:
    plan = rename(LOADED, (), "lake", "bay")
    data = {path: TEXTS[path].encode() for path in plan.paths}
    with pytest.raises(EditError) as caught:
        plan.changes(data | {"content/places.yaml": b"- id: other\n"})
    assert caught.value.message == "content/places.yaml was changed meanwhile"


def test_moved_files_go_from_where_they_were() -> None:
    plan = rename(LOADED, (), "story", "tale")
    made = plan.changes({path: TEXTS[path].encode() for path in plan.paths})
    assert made["content/sources/story.md"] is None
    assert made["content/sources/tale.md"] is not None


# --- nothing forgotten ------------------------------------------------------------------------------------------------


def test_every_field_of_the_model_that_holds_an_id_is_a_known_reference() -> None:
    kinds: dict[str, type] = {**LISTS, "sources": Source, "entries": Entry}
    for name, kind in kinds.items():
        known = set(REFERENCES.get(name, {}))
        ways = {way for way in _ids_of(kind) if way[-1] != "*" or way[0] != "aliases"} - {
            ("id",),
            ("claims", "*", "id"),
        }
        assert (
            ways | ({("claims", "*", "evidence", "*"), ("claims", "*", "value")} if name == "entries" else set())
            == known
        )


def _ids_of(kind: Any, way: tuple[str, ...] = ()) -> set[tuple[str, ...]]:
    """The ways to every id inside a type of the model."""
    if kind is Id:
        return {way}
    if dataclasses.is_dataclass(kind):
        hints = get_type_hints(kind)
        names = [field.name for field in dataclasses.fields(kind)]
        return {found for name in names for found in _ids_of(hints[name], (*way, name))}
    item = "*" if getattr(kind, "__origin__", None) is tuple else None
    return {found for part in get_args(kind) for found in _ids_of(part, (*way, item) if item else way)}


def test_the_kinds_are_those_of_a_site() -> None:
    fields = {field.name for field in dataclasses.fields(Site)}
    assert set(KINDS.values()) <= fields
    # A remark on a dispute has no page and nothing refers to it.
    assert {"sources", "entries", *LISTS} - {"disputes"} == set(KINDS.values())


# --- any style --------------------------------------------------------------------------------------------------------

FORMS = st.sampled_from(["{}", "'{}'", '"{}"', ">-\n            {}", "{}   # {}"])
IDS = st.sampled_from(["a", "b", "a-b", "aliases", "id", "x1", "story", "aa"])
PIECES = (
    "[@{}]", "`[@{}]`", "[@{}; @other]", "[@other,\n{}]", "\\[@{}]", "@{}", "``[@{}``", "<a@{}>", "[@{}", "](x)", "*", "{}",
    "\n\n    [@{}]\n\n", "\n```\n[@{}]\n```\n", "\n> [@{}]\n", "\n- [@{}]\n\n  [@{}, p. 1]\n", "[w](", "é𝒳", "| [@{}] |",
    "[x][@{}]", "![[@{}]](media/x.png)", "\n| a |\n|---|\n| [@{}] |\n\n", "<!-- [@{}] -->", "[@{}](x)",
)  # fmt: skip
PROSE = st.lists(
    st.sampled_from(PIECES),
    max_size=8,
)


@given(old=IDS, new=IDS, form=FORMS, alias=st.sampled_from(["", "aliases: [q]\n", "aliases:\n  - q\n"]), prose=PROSE)
@settings(max_examples=150, deadline=None)
def test_there_and_back_in_any_style(old: str, new: str, form: str, alias: str, prose: list[str]) -> None:
    if old == new:
        return
    reference = form.replace("{}", old)
    body = "".join(prose).replace("{}", old)
    loaded = read(
        {
            "content/site.yaml": "title: T\n",
            f"content/sources/{old}.md": f"---\ntitle: T\n{alias}---\n{body}\n",
            "content/sources/other.md": f"---\ntitle: {old}\n---\n",
            "content/entries/2021-01-01-e.md": (
                f"---\ntitle: {old}\ndate: 2021-01-01\nclaims:\n  - id: c\n    text: {old}\n    evidence:\n"
                f"      - source: {reference}\n        at: {old}\n      - {reference}\n---\n{body}\n"
            ),
        }
    )
    assert loaded.complaints == []
    there = after(loaded, rename(loaded, (), old, new))
    assert there.complaints == []
    claim = there.site.entries["2021-01-01-e"].claims[0]
    assert [evidence.source for evidence in claim.evidence] == [new, new]
    assert (claim.text, claim.evidence[0].at) == (old, old)
    assert dict(after(there, rename(there, (), new, old)).texts) == dict(loaded.texts)


CLAIM_PIECES = (
    "[#{}]", "[w](#{})", "[e#{}]", "[w](e#{})", "[f#{}]", "[w](f#{})", "`[#{}]`", "#{}", "[#{}](x)", "[w]( <#{}> 't' )",
    "\n\n    [#{}]\n\n", "\n> [#{}]\n", "*", "[", "](", ")", "[a#{}b]", "x[e#{}]", "[#{}-c]", "https://e.org/#{}", "<e#{}>",
    "\n\n[l]: #{}\n\n", "[l]", "[w](#{} ", "![#{}](media/x.png)", "{}",
)  # fmt: skip


@given(pieces=st.lists(st.sampled_from(CLAIM_PIECES), max_size=8), whole=st.booleans())
@settings(max_examples=150, deadline=None)
def test_claims_and_entries_there_and_back_in_any_prose(pieces: list[str], whole: bool) -> None:
    body = "".join(pieces).replace("{}", "c")
    head = "title: T\ndate: 2021-01-01\nclaims: [{id: c, text: c, evidence: [s]}]"
    loaded = read(
        {
            "content/site.yaml": "title: T\n",
            "content/sources/s.md": f"---\ntitle: S\n---\n{body}\n",
            "content/entries/e.md": f"---\n{head}\n---\n{body}\n",
            "content/entries/e.uk.md": f"---\ntitle: T\nclaims: {{c: c}}\n---\n{body}\n",
            "content/entries/f.md": f"---\n{head}\n---\n{body}\n",
        }
    )
    old, new = ("e", "f-2") if whole else ("e#c", "e#c-2")
    there = after(loaded, rename(loaded, (), old, new))
    assert there.complaints == []
    assert there.texts["content/entries/f.md"].count("[f#c]") == body.count("[f#c]")
    assert dict(after(there, rename(there, (), new, old)).texts) == dict(loaded.texts)
