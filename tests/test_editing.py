"""New entries and sources, dates in an editor's words, and the schemas of the files."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.content.editing import (
    SCHEMAS,
    entry_id,
    found,
    ids_in_use,
    new_entry,
    new_source,
    read_date,
    schema_text,
    schemas,
)
from dateline.content.edits import EditError
from dateline.content.files import Folder
from dateline.content.frontmatter import parse, parse_yaml
from dateline.content.loader import LISTS, Loaded, Loader
from dateline.dates import parse as edtf
from dateline.model import Site

TODAY = date(2022, 3, 17)
TEXTS = {
    "content/site.yaml": "title: Lake talks\n",
    "content/tracks.yaml": "- {id: main, title: Main track, aliases: [first-track]}\n",
    "content/places.yaml": "- {id: lakeside, name: Lakeside, spellings: [Lake Side]}\n",
    "content/outlets.yaml": (
        "- {id: herald, kind: newspaper, name: The Herald, spellings: [Herald]}\n"
        "- {id: wire, kind: agency, name: Вістка}\n"
        "- {id: other-wire, kind: agency, name: Other, spellings: [Herald Wire]}\n"
        "- {id: third, kind: agency, name: Herald Wire}\n"
    ),
    "content/sources/herald-story.md": "---\nurl: https://example.org/a\n---\n",
    "content/entries/2022-03-16-talks-begin.md": (
        "---\ntitle: Talks begin\ndate: 2022-03-16\naliases: [2022-03-16-start]\n---\n"
    ),
    "content/entries/2022-03-16-talks-begin.uk.md": "---\ntitle: Початок\n---\n",
}


def load(texts: Mapping[str, str]) -> Loaded:
    return Loader(Folder(texts=dict(sorted(texts.items())))).load()


LOADED = load(TEXTS)
SITE = LOADED.site


def entry(
    title: str = "Talks go on",
    *,
    day: str | None = "2022-03-17",
    track: str | None = None,
    place: str | None = None,
    existing: frozenset[str] = frozenset(),
    site: Site = SITE,
) -> tuple[str, str]:
    when = edtf(day) if day else None
    made = new_entry(site, title, date=when, track=track, place=place, today=TODAY, existing=existing)
    return made.path, made.text


# --- new entry --------------------------------------------------------------------------------------------------------


def test_the_sample_content_has_no_complaints() -> None:
    assert LOADED.complaints == []


def test_a_new_entry_is_a_draft_with_what_was_said() -> None:
    path, text = entry('A "hard" day: no result', track="Main Track", place="lake side")
    assert path == "content/entries/2022-03-17-a-hard-day-no-result.md"
    parsed = parse(text)
    assert parsed.troubles == []
    assert parsed.data == {
        "title": 'A "hard" day: no result',
        "date": "2022-03-17",
        "track": "main",
        "place": "lakeside",
        "status": "draft",
        "added": "2022-03-17",
    }
    assert load({**TEXTS, path: text}).complaints == []


def test_without_a_date_it_is_an_undated_draft() -> None:
    path, text = entry(day=None)
    assert path == "content/entries/undated-talks-go-on.md"
    assert load({**TEXTS, path: text}).complaints == []


def test_the_claim_in_its_comments_is_a_claim_once_its_signs_are_taken_off() -> None:
    _, text = entry()
    lines = text.split("\n")
    begin = lines.index("# claims:")
    live = [line.removeprefix("# ") if number >= begin else line for number, line in enumerate(lines)]
    filled = "\n".join(live).replace("source-id", "herald-story").replace("[actor-id]", "[]").replace("topic-id", "t")
    made = load({**TEXTS, "content/topics.yaml": "- {id: t, title: T}", "content/entries/2022-03-17-x.md": filled})
    assert made.complaints == []
    claim = made.site.entries["2022-03-17-x"].claims[0]
    assert claim.text == "One assertion, in your own words."
    assert claim.evidence[0].quote == "the exact words of the source"


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2022-03-10", "2022-03-10-x"),
        ("2022-03-10~", "2022-03-10-x"),
        ("2022-03-10/2022-03-12", "2022-03-10-x"),
        ("../2022-03-12", "2022-03-12-x"),
        ("2022-03/", "2022-03-x"),
        ("2022-03-XX", "2022-03-x"),
        ("2022-21", "2022-x"),
        ("2022?", "2022-x"),
        ("202X", "202x-x"),
        (None, "undated-x"),
    ],
)
def test_an_entry_is_named_after_its_date_and_title(day: str | None, name: str) -> None:
    assert entry_id("X", edtf(day) if day else None, ()) == name


def test_an_id_in_use_gets_a_number() -> None:
    taken = {"2022-03-10-x", "2022-03-10-x-2"}
    assert entry_id("X", edtf("2022-03-10"), taken) == "2022-03-10-x-3"
    assert entry_id("会議", edtf("2022-03-10"), ()) == "2022-03-10-entry"


def test_old_ids_and_translations_count_as_in_use() -> None:
    assert ids_in_use(LOADED, "entries") == {"2022-03-16-talks-begin", "2022-03-16-start"}
    assert ids_in_use(LOADED, "sources") == {"herald-story"}


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        ({"title": "  "}, "the title is empty", "say what happened, in a line"),
        ({"title": "a\u202eb"}, "the title has the character U+202E, which can't be shown", "take it out"),
        ({"track": "mian"}, "there is no track “mian”", "did you mean “main”?"),
        ({"track": "first-track"}, "the track “first-track” is now “main”", "write “main”"),
        ({"place": "Moon"}, "there is no place “Moon”", "add it to content/places.yaml first"),
        (
            {"title": "talks  BEGIN", "day": "2022-03-16"},
            "content/entries/2022-03-16-talks-begin.md has this title and date already",
            "edit that file, or say what differs",
        ),
    ],
)
def test_what_an_entry_can_not_be(arguments: dict[str, Any], message: str, hint: str) -> None:
    with pytest.raises(EditError) as caught:
        entry(**arguments)
    assert (caught.value.message, caught.value.hint) == (message, hint)


@given(title=st.text(max_size=90), day=st.sampled_from(["2022-03-10", "2022~", None]))
@settings(max_examples=60, deadline=None)
def test_any_title_makes_an_entry_that_loads_or_is_refused(title: str, day: str | None) -> None:
    try:
        path, text = entry(title, day=day)
    except EditError:
        return
    made = load({**TEXTS, path: text})
    assert made.complaints == []
    name = Path(path).stem
    assert made.site.entries[name].title == " ".join(title.split())


# --- new source -------------------------------------------------------------------------------------------------------


def test_a_new_source_is_named_after_outlet_and_day() -> None:
    made = new_source(
        SITE,
        "Talks stall",
        url="https://example.org/b",
        published=edtf("2022-03-11"),
        publisher="the  herald",
        language="en",
        accessed=TODAY,
        existing={"herald-2022-03-11"},
    )
    assert made.path == "content/sources/herald-2022-03-11-2.md"
    assert parse(made.text).data == {
        "title": "Talks stall",
        "kind": "article",
        "publisher": "herald",
        "published": "2022-03-11",
        "language": "en",
        "url": "https://example.org/b",
        "accessed": "2022-03-17",
    }
    assert load({**TEXTS, made.path: made.text}).complaints == []


@pytest.mark.parametrize(
    ("publisher", "title", "name"),
    [(None, "Talks stall", "talks-stall"), ("wire", "会議", "wire-source"), (None, "会議", "source")],
)
def test_without_a_date_a_source_is_named_after_its_title(publisher: str | None, title: str, name: str) -> None:
    made = new_source(SITE, title, publisher=publisher, existing=())
    assert made.path == f"content/sources/{name}.md"


@pytest.mark.parametrize(
    ("fields", "message", "hint"),
    [
        ({"publisher": "Heralt"}, "there is no outlet “Heralt”", "did you mean “herald”?"),
        (
            {"publisher": "Herald Wire"},
            "“Herald Wire” is the name of more than one outlet: other-wire, third",
            "write the id",
        ),
        (
            {"url": "https://example.org/a"},
            "content/sources/herald-story.md has this address already",
            "edit that file",
        ),
        (
            {"url": "javascript:x"},
            "“url” is “javascript:x”, which is no address to link to",
            "write a full address that begins with http: or https:",
        ),
        ({"language": "English!"}, "“English!” is not a language tag", "write a BCP 47 tag such as en, uk or pt-BR"),
    ],
)
def test_what_a_source_can_not_be(fields: dict[str, Any], message: str, hint: str) -> None:
    with pytest.raises(EditError) as caught:
        new_source(SITE, "A story", existing=(), **fields)
    assert (caught.value.message, caught.value.hint) == (message, hint)


def test_an_outlet_is_found_by_a_spelling_in_any_script() -> None:
    assert found(SITE.outlets, "ВІСТКА", "outlet") == "wire"


# --- dates ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("2022-03-10", "2022-03-10"),
        (" 2022-03-10/2022-03-12 ", "2022-03-10/2022-03-12"),
        ("2022-03~", "2022-03~"),
        ("yesterday", "2022-03-16"),
        ("today", "2022-03-17"),
        ("tomorrow", "2022-03-18"),
        ("3 days ago", "2022-03-14"),
        ("22 days ago", "2022-02-23"),
        ("last month", "2022-02"),
        ("last year", "2021"),
        ("10 March 2022", "2022-03-10"),
        ("March 10, 2022", "2022-03-10"),
        ("the 10th of March 2022", "2022-03-10"),
        ("Feb. 24, 2022", "2022-02-24"),
        ("March 2022", "2022-03"),
        ("about 10 March 2022", "2022-03-10~"),
        ("circa March 2022", "2022-03~"),
        ("Monday 14 March 2022", "2022-03-14"),
        ("2022-3-1", "2022-03-01"),
        ("2022/03/04", "2022-03-04"),
        ("13.03.2022", "2022-03-13"),
        ("03/13/2022", "2022-03-13"),
        ("10/10/2022", "2022-10-10"),
    ],
)
def test_dates_that_say_what_they_mean(words: str, value: str) -> None:
    assert read_date(words, TODAY).text == value


@pytest.mark.parametrize(
    ("language", "words", "value"),
    [
        ("uk", "10 березня 2022", "2022-03-10"),
        ("uk", "вчора", "2022-03-16"),
        ("pt-BR", "10 de março de 2022", "2022-03-10"),
        ("pt-BR", "10 March 2022", "2022-03-10"),
        ("xx", "10 March 2022", "2022-03-10"),
    ],
)
def test_dates_in_the_sites_language_or_english(language: str, words: str, value: str) -> None:
    assert read_date(words, TODAY, language).text == value


FORMS = "write 2022-03-10, 2022-03 or 2022, “10 March 2022”, “yesterday” or “3 days ago”"


@pytest.mark.parametrize(
    "words",
    [
        "10 March",
        "10 March 22",
        "March 22",
        "May",
        "no",
        "we",
        "N/A",
        "Thursday",
        "10-12 March 2022",
        "29 February 2022",
        "summer 2022",
        "March 10 2022, 2022",
        "99999999 days ago",
        "вчора",
    ],
)
def test_nothing_is_guessed(words: str) -> None:
    with pytest.raises(EditError) as caught:
        read_date(words, TODAY)
    assert caught.value.message == f"“{words}” is not a date that can be read without guessing"
    assert caught.value.hint == FORMS


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("", "the date is empty"),
        ("x" * 61, "the date has 61 characters; at most 60 are read"),
        ("03/04/2022", "“03/04/2022” is read in two ways"),
        ("10.3.22", "“10.3.22” does not give its year in four digits"),
        ("31.02.2022", "“31.02.2022” is not a date: “2022-02-31” is not in the calendar; February 2022 has 28 days"),
        ("10 March 2022 13:00", "“10 March 2022 13:00” holds a time of day"),
        ("5 hours ago", "“5 hours ago” holds a time of day"),
        ("last week", "“last week” is a week, not a day"),
        ("Tuesday, 14 March 2022", "“Tuesday, 14 March 2022” names the wrong day: 2022-03-14 is a Monday"),
    ],
)
def test_what_is_wrong_with_a_date_is_said(words: str, message: str) -> None:
    with pytest.raises(EditError) as caught:
        read_date(words, TODAY)
    assert caught.value.message == message


@given(st.text(alphabet="0123456789 /.-~?XMarchyestdgo", max_size=30))
@settings(max_examples=150, deadline=None)
def test_any_words_are_a_date_or_refused(words: str) -> None:
    try:
        made = read_date(words, TODAY)
    except EditError:
        return
    assert edtf(made.text) == made


# --- schemas ----------------------------------------------------------------------------------------------------------


def fits(value: Any, schema: Mapping[str, Any], root: Mapping[str, Any]) -> bool:
    """Whether a value fits a JSON Schema, for the keywords that ours use."""
    if "$ref" in schema:
        return fits(value, root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root)
    if "anyOf" in schema and not any(fits(value, option, root) for option in schema["anyOf"]):
        return False
    if "enum" in schema and value not in schema["enum"]:
        return False
    types: dict[str, Any] = {"string": str, "number": (int, float), "integer": int, "boolean": bool, "null": type(None)}
    types |= {"array": list, "object": dict}
    if "type" in schema:
        wanted = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
        if not any(isinstance(value, types[name]) for name in wanted):
            return False
    if isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
        return False
    if isinstance(value, list):
        parts = schema.get("prefixItems")
        each = [(item, parts[n] if parts else schema.get("items", {})) for n, item in enumerate(value)]
        return all(fits(item, part, root) for item, part in each)
    if isinstance(value, dict):
        known = schema.get("properties", {})
        other = schema.get("additionalProperties", True)
        if not set(schema.get("required", ())) <= set(value):
            return False
        return all(
            fits(item, known[name], root) if name in known else other is True or (other and fits(item, other, root))
            for name, item in value.items()
        )
    return True


EXAMPLES = {
    "site": "title: T\nevidence: quoted\nrepublish: [CC0]\nurl:\n",
    "entry": (
        "title: T\ndate: 2022-03-10\npart_of: null\nclaims:\n  - id: a\n    text: A\n"
        "    evidence: [s, {source: s, quote: Q, translation: {text: t, by: editor}}]\n"
    ),
    "source": "title:\ninferred: {published: because}\nderived_from: [{source: a, how: reprint}]\n",
    "translation": "title: T\nclaims: {a: A}\n",
    "tracks": "- {id: a, title: A, medium: video}\n",
    "places": "- {id: a, name: A, precision: city}\n",
}


def plain(kind: str) -> Any:
    parsed = parse_yaml(EXAMPLES[kind])
    assert parsed.troubles == []
    if kind == "entry":
        parsed.data["order"] = 2
        parsed.data["claims"][0]["value"] = 4  # what another reader makes of `value: 4`
    return parsed.data


@pytest.mark.parametrize("kind", EXAMPLES)
def test_a_schema_takes_what_the_loader_takes(kind: str) -> None:
    schema = schemas()[kind]
    assert fits(plain(kind), schema, schema)


@pytest.mark.parametrize("kind", EXAMPLES)
def test_a_schema_refuses_an_unknown_field(kind: str) -> None:
    schema = schemas()[kind]
    value = plain(kind)
    (value[0] if isinstance(value, list) else value)["titel"] = "T"
    assert not fits(value, schema, schema)


def test_a_schema_refuses_a_value_that_is_not_one_of_its_words() -> None:
    schema = schemas()["entry"]
    assert not fits(plain("entry") | {"status": "publishd"}, schema, schema)
    assert not fits(plain("entry") | {"place": "Not An Id"}, schema, schema)


def test_every_file_kind_has_a_schema_of_its_own() -> None:
    made = schemas()
    assert tuple(made) == SCHEMAS == ("site", "entry", "source", "translation", *LISTS)
    assert {name for name, schema in made.items() if schema["type"] == "array"} == set(LISTS)
    assert all(schema["$schema"] == "https://json-schema.org/draft/2020-12/schema" for schema in made.values())
    assert len({schema["$id"] for schema in made.values()}) == len(made)


def test_every_reference_of_a_schema_leads_to_a_definition() -> None:
    for name, schema in schemas().items():
        for used in re.findall(r'"\$ref": "([^"]+)"', json.dumps(schema)):
            assert used.removeprefix("#/$defs/") in schema["$defs"], name


def test_schemas_print_one_by_one_or_all_together() -> None:
    assert json.loads(schema_text("places")) == schemas()["places"]
    assert json.loads(schema_text())["$defs"] == schemas()
    with pytest.raises(EditError) as caught:
        schema_text("plaecs")
    assert str(caught.value) == "there is no schema “plaecs”"
    assert caught.value.hint == "did you mean “places”?"


def test_the_sites_own_files_fit_their_schemas() -> None:
    content = Path(__file__).parents[1] / "content"
    made = schemas()
    for name in LISTS:
        file = content / f"{name}.yaml"
        if file.is_file() and name != "places":  # coordinates are numbers there, and text to our reader
            assert fits(parse_yaml(file.read_text("utf-8")).data, made[name], made[name]), name
    for kind, folder in (("entry", "entries"), ("source", "sources")):
        for file in sorted((content / folder).glob("*.md"))[:20]:
            data = parse(file.read_text("utf-8")).data
            data.pop("order", None)
            assert fits(data, made[kind], made[kind]), file.name
