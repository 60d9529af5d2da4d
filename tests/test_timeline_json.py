"""timeline.json: it keeps to the schema that is published with it, and expands as linked data without any network."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pyld import jsonld
from test_render import HOSTILE, SITE, build, day, i, poisoned

from dateline import dates, site
from dateline.model import (
    ActorKind,
    Correction,
    Entry,
    EvidenceKey,
    Finding,
    Independence,
    Settings,
    Site,
    SourceStatus,
    Verdict,
)
from dateline.render import data, exports
from dateline.render.index import build_index
from dateline.render.jsonld import CONTEXT, actor_type, iso, outlet_type, source_type, when
from dateline.render.pieces import made_whole
from dateline.render.schemas import timeline_schema
from dateline.render.sitemap import page_kinds

ROOT = Path(__file__).parents[1]
BASE = "https://talks.example/record/"
SCHEMA = "https://schema.org/"
OA = "http://www.w3.org/ns/oa#"
OWN = "urn:dateline:"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
FIRST = f"{BASE}entries/2021-05-04-first-meeting/"
VALIDATOR = Draft202012Validator(timeline_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)


def told(made: Site, base: str = BASE, *, drafts: bool = False) -> dict[str, Any]:
    """What timeline.json says of a site."""
    index = build_index(made, drafts=drafts)
    content, _ = made_whole(data.timeline_json(index, base, ""), index.reads)
    found: dict[str, Any] = json.loads(content)
    return found


@cache
def found(name: str) -> Site:
    """One of the sites in files."""
    return site.check({"first": ROOT}.get(name, ROOT / "tests/sites" / name))[0]


def complaints(timeline: Mapping[str, Any]) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(timeline)]


def offline(url: str, _options: object) -> Any:
    raise AssertionError(f"{url} was asked for")


def expanded(timeline: Mapping[str, Any], base: str = BASE) -> list[Any]:
    options = {"documentLoader": offline, "base": f"{base}timeline.json"}
    found: list[Any] = jsonld.expand(copy.deepcopy(timeline), options)
    return found


def triples(timeline: Mapping[str, Any]) -> set[tuple[str, str, str]]:
    """Subject, predicate and object of all statements; a date or number without its type."""
    found = jsonld.to_rdf(expanded(timeline), {"documentLoader": offline})
    return {
        tuple(row[part]["value"] for part in ("subject", "predicate", "object"))
        for graph in found.values()
        for row in graph
    }


# --- the schema -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("base", [BASE, ""])
@pytest.mark.parametrize("drafts", [False, True])
@pytest.mark.parametrize("name", ["first", "river", "empty"])
def test_a_site_keeps_to_the_schema(name: str, base: str, drafts: bool) -> None:
    assert complaints(told(found(name), base, drafts=drafts)) == []


def test_the_small_site_keeps_to_the_schema_whatever_is_left_out() -> None:
    assert complaints(told(SITE)) == []
    omitted = replace(SITE, settings=replace(SITE.settings, omit=("entry", "source", "actor", "place", "dispute")))
    timeline = told(omitted)
    assert complaints(timeline) == []
    claim = timeline["entries"][0]["claims"][0]
    assert claim["url"] == f"{BASE}timeline.json#entry/2021-05-04-first-meeting/c-no-result"
    assert claim["by_urls"] == [f"{BASE}timeline.json#actor/orlova"]
    assert (claim["url"], f"{SCHEMA}author", claim["by_urls"][0]) in triples(timeline)


def test_the_schema_is_one_and_describes_every_field() -> None:
    index = build_index(SITE, drafts=False)
    schema = json.loads(exports.timeline_schema(index, BASE, ""))
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"{BASE}timeline.schema.json" == told(SITE)["$schema"]
    assert "$id" not in json.loads(exports.timeline_schema(index, "", ""))
    used = {each["$ref"].rpartition("/")[2] for each in objects(schema) if "$ref" in each}
    assert used == set(schema["$defs"])
    for each in objects(schema):
        if each.get("type") == "object" and "properties" in each:
            assert each["additionalProperties"] is False
            for name, field in each["properties"].items():
                assert field["description"].endswith((".", "…")), name


def objects(value: object) -> Iterator[dict[str, Any]]:
    """Every object in some JSON."""
    if isinstance(value, dict):
        yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from objects(each)


def without(key: str) -> Callable[[dict[str, Any]], object]:
    return lambda thing: thing.pop(key)


def having(**fields: object) -> Callable[[dict[str, Any]], object]:
    return lambda thing: thing.update(fields)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (having(more=1), "Additional properties are not allowed ('more' was unexpected)"),
        (without("verdict"), "'verdict' is a required property"),
        (
            having(verdict="likely"),
            "'likely' is not one of ['exact', 'typographic', 'elided', 'ambiguous', 'unverified'",
        ),
        (having(source="Not an id"), "'Not an id' does not match"),
        (having(paragraph=0), "0 is less than the minimum of 1"),
        (having(url=None), "None is not of type 'string'"),
    ],
)
def test_the_schema_is_strict(change: Callable[[dict[str, Any]], object], complaint: str) -> None:
    timeline = told(SITE)
    change(timeline["entries"][0]["claims"][0]["evidence"][0])
    (said,) = complaints(timeline)
    assert said.startswith("$.entries[0].claims[0].evidence[0]")
    assert complaint in said


@pytest.mark.parametrize("text", [*HOSTILE, "a\x0bb\x00c", "@id", "urn:x", "_:b0", "__proto__", "𝒜\u2028é"])
def test_hostile_text_stays_data(text: str) -> None:
    made = poisoned(text)
    timeline = told(made)
    assert complaints(timeline) == []
    claim = timeline["entries"][0]["claims"][0]
    statements = triples(timeline)
    assert (claim["url"], f"{SCHEMA}text", text) in statements
    assert {kind for _, predicate, kind in statements if predicate == TYPE} <= KNOWN_TYPES


def test_the_schema_goes_with_the_file() -> None:
    files = build()
    link = b'<link rel="alternate" type="application/ld+json" href="./timeline.json">'
    assert link in files["index.html"]
    assert b"application/ld+json" not in files["claims/index.html"]
    assert b'<a href="../timeline.schema.json" type="application/schema+json">' in files["data/index.html"]
    assert told(SITE, "")["$schema"] == "timeline.schema.json"
    omitted = build(replace(SITE, settings=replace(SITE.settings, url=None, omit=("timeline-json",))))
    assert not {"timeline.json", "timeline.schema.json"} & omitted.keys()
    assert b"application/ld+json" not in omitted["index.html"]
    assert b"timeline" not in omitted["data/index.html"].partition(b"<main")[2].partition(b"</main")[0]
    assert "timeline-schema" not in page_kinds()


# --- linked data ------------------------------------------------------------------------------------------------------

KNOWN_TYPES = {
    *(SCHEMA + kind for kind in (
        "Article Claim CorrectionComment CreativeWork Dataset DefinedTerm DigitalDocument Event EventSeries "
        "GeoCoordinates GovernmentOrganization MediaObject NewsArticle NewsMediaOrganization Organization Person Place "
        "Quotation SocialMediaPosting WebPage"
    ).split()),
    *(OA + kind for kind in (
        "Annotation SpecificResource TextPositionSelector TextQuoteSelector TimeState"
    ).split()),
    *(OWN + kind for kind in (
        "Derivation Dispute FirstReport Holding Independence Lag Origin Party Position Property Side Support"
    ).split()),
}  # fmt: skip


def test_the_first_site_says_in_the_terms_of_others_what_it_says_in_its_own() -> None:
    timeline = told(found("first"))
    statements = triples(timeline)
    counted = {kind: sum(predicate == TYPE and each == kind for _, predicate, each in statements)
               for kind in KNOWN_TYPES}  # fmt: skip
    claims = [claim for entry in timeline["entries"] for claim in entry["claims"]]
    quotes = [each for claim in claims for each in claim["evidence"] if each["annotation"]]
    assert counted[f"{SCHEMA}Event"] == len(timeline["entries"])
    assert counted[f"{SCHEMA}Claim"] == len(claims)
    assert counted[f"{OA}Annotation"] == len(quotes)
    # One selector a quote; a quote with words left out has one for each of its parts.
    parts = sum(max(1, each["quote"].count("…") + 1) for each in quotes)
    assert counted[f"{OA}TextQuoteSelector"] == parts
    assert len({each["annotation"]["id"] for each in quotes}) == len(quotes)
    assert counted[f"{OWN}Dispute"] == len(timeline["disputes"])
    assert counted[f"{SCHEMA}NewsArticle"] > 30
    meeting = f"{BASE}entries/2022-03-10-foreign-ministers-meet-in-antalya/"
    times = f"{BASE}sources/taipei-times-2022-03-11/"
    assert {
        (meeting, TYPE, f"{SCHEMA}Event"),
        (meeting, f"{SCHEMA}location", f"{BASE}places/antalya/"),
        (meeting, f"{SCHEMA}attendee", f"{BASE}actors/lavrov/"),
        (meeting, f"{SCHEMA}superEvent", f"{BASE}tracks/antalya/"),
        (meeting, f"{OWN}claim", f"{meeting}#c-no-progress"),
        (f"{meeting}#c-no-progress", f"{SCHEMA}author", f"{BASE}actors/russia/"),
        (f"{meeting}#c-no-progress", f"{SCHEMA}appearance", f"{times}#q-afee9e1526"),
        (f"{times}#q-afee9e1526", TYPE, f"{SCHEMA}Quotation"),
        (f"{times}#q-afee9e1526", f"{SCHEMA}isPartOf", times),
        (f"{times}#q-afee9e1526", f"{OWN}verdict", "exact"),
        (times, TYPE, f"{SCHEMA}NewsArticle"),
        (times, f"{SCHEMA}datePublished", "2022-03-11"),
        (f"{BASE}actors/lavrov/", TYPE, f"{SCHEMA}Person"),
        (f"{BASE}actors/lavrov/", f"{SCHEMA}affiliation", f"{BASE}actors/russia/"),
        (f"{BASE}actors/russia/", TYPE, f"{OWN}Party"),
    } <= statements
    annotation = f"{BASE}timeline.json#annotation/2022-03-10-foreign-ministers-meet-in-antalya/no-progress/1"
    (target,) = (
        each for subject, predicate, each in statements if (subject, predicate) == (annotation, f"{OA}hasTarget")
    )
    assert (annotation, f"{OA}hasBody", f"{meeting}#c-no-progress") in statements
    assert (annotation, f"{OA}motivatedBy", f"{OA}linking") in statements
    selectors = [
        each for subject, predicate, each in statements if (subject, predicate) == (target, f"{OA}hasSelector")
    ]
    words = {(predicate, each) for subject, predicate, each in statements if subject in selectors}
    assert {
        (f"{OA}exact", "failed to make progress in halting the war"),
        (f"{OA}start", "29"),
        (f"{OA}end", "71"),
    } <= words  # fmt: skip


def test_the_address_of_the_file_is_the_base_where_the_site_does_not_know_its_own() -> None:
    absolute, relative = told(SITE), told(SITE, "")
    assert relative["url"] == "./"
    assert relative["entries"][0]["url"] == "entries/2021-05-04-first-meeting/"
    assert expanded(relative) == expanded(absolute)


def test_what_is_dated_found_first_and_corrected() -> None:
    story = replace(
        SITE.sources["herald-story"],
        status=SourceStatus.CORRECTED,
        corrections=(Correction(date=day("2021-05-09"), text="The hour was wrong."),),
        independent_of=(
            Independence(source=i("postimees"), note="Their own reporters were there."),
            Independence(source=i("secret-memo"), note="Only a draft uses that one."),
        ),
    )
    timeline = told(replace(SITE, sources={**SITE.sources, "herald-story": story}))
    assert complaints(timeline) == []
    source = next(each for each in timeline["sources"] if each["id"] == "herald-story")
    assert source["corrections"] == [
        {"@type": "CorrectionComment", "date": "2021-05-09", "text": "The hour was wrong."}
    ]
    assert [each["source"] for each in source["independent_of"]] == ["postimees"]
    assert "secret-memo" not in json.dumps(timeline)
    entry = timeline["entries"][0]
    assert (entry["date"], entry["start_date"], entry["end_date"]) == (
        "2021-05-04", "2021-05-04T23:30:00+03:00", "2021-05-04T23:55:00+03:00"
    )  # fmt: skip
    assert entry["claims"][0]["first_report"] == {
        "@type": "FirstReport",
        "day": "2021-05-05",
        "published": "2021-05-05",
        "sources": ["herald-story", "herald-copy"],
        "lag": {"@type": "Lag", "least": 1, "most": 1, "approximate": False},
    }
    statements = triples(timeline)
    assert (f"{FIRST}#c-no-result", f"{SCHEMA}firstAppearance", f"{BASE}sources/herald-copy/") in statements
    assert (f"{BASE}sources/alkhabar/", f"{SCHEMA}datePublished", "2021-05") in statements


def test_positions_and_what_editors_say_of_disputes_on_the_first_site() -> None:
    timeline = told(found("first"))
    (ukraine,) = (
        each
        for each in timeline["positions"]
        if (each["topic"], each["holder"]) == ("humanitarian-corridors", "ukraine")
    )
    moved = [each for each in ukraine["positions"] if each["move"] == "moved"]
    assert [(each["stance"], each["before"], each["since"]) for each in moved] == [
        ("rejects", ["accepts"], "2022-03-03"),
        ("demands", ["rejects"], "2022-03-07"),
    ]
    notes = [each["note"] for each in timeline["disputes"] if each["note"]]
    assert len(notes) == len(found("first").disputes) == 1
    assert notes[0].startswith("The two counts differ by one.")
    for dispute in timeline["disputes"]:
        for side in dispute["sides"]:
            assert len(side["claims"]) == len(side["claim_urls"])


def target_of(quote: str, finding: Finding) -> Any:
    """The target of the annotation of a quote of the small site with another finding."""
    entry = SITE.entries["2021-05-04-first-meeting"]
    first, *others = entry.claims
    first = replace(first, evidence=(replace(first.evidence[0], quote=quote), *first.evidence[1:]))
    entries = {**SITE.entries, entry.id: replace(entry, claims=(first, *others))}
    key = EvidenceKey(entry.id, "no-result", 0)
    timeline = told(replace(SITE, entries=entries, findings={**SITE.findings, key: finding}))
    assert complaints(timeline) == []
    return timeline["entries"][0]["claims"][0]["evidence"][0]["annotation"]["target"]


ELIDED = Finding(verdict=Verdict.ELIDED, start=1, end=90, paragraph=1, prefix="“", suffix=",” she")


@pytest.mark.parametrize(
    ("quote", "parts", "selectors"),
    [
        pytest.param(
            "We part as we came […] without a result",
            ((1, 19), (73, 90)),
            [
                [
                    {"type": "TextQuoteSelector", "exact": "We part as we came", "prefix": "“"},
                    {"type": "TextPositionSelector", "start": 1, "end": 19},
                ],
                [
                    {"type": "TextQuoteSelector", "exact": "without a result", "suffix": ",” she"},
                    {"type": "TextPositionSelector", "start": 73, "end": 90},
                ],
            ],
            id="parts",
        ),
        pytest.param(
            "We part as we came […] without a result",
            (),
            [[{"type": "TextPositionSelector", "start": 1, "end": 90}]],
            id="a receipt that does not know them",
        ),
        pytest.param(
            "… we part as we came",
            (),
            [
                [
                    {"type": "TextQuoteSelector", "exact": "we part as we came", "prefix": "“", "suffix": ",” she"},
                    {"type": "TextPositionSelector", "start": 1, "end": 90},
                ]
            ],
            id="one part",
        ),
    ],
)
def test_words_left_out(quote: str, parts: tuple[tuple[int, int], ...], selectors: list[Any]) -> None:
    found = target_of(quote, replace(ELIDED, parts=parts))
    targets = found if isinstance(found, list) else [found]
    assert [each["selector"] for each in targets] == selectors
    assert {each["source"] for each in targets} == {"https://herald.example/story?a=1&b=2"}


def test_a_copy_at_an_archive() -> None:
    target = told(SITE)["entries"][0]["claims"][0]["evidence"][0]["annotation"]["target"]
    assert target["state"] == {"type": "TimeState", "cached": "https://archive.example/1"}


def test_the_example_in_the_docs_is_what_the_first_site_says() -> None:
    docs = (ROOT / "docs/evidence.md").read_text("utf-8").partition("\n## Data\n")[2]
    shown = json.loads(docs.partition("```json\n")[2].partition("```")[0])
    timeline = told(found("first"), "https://dateline.example/")
    annotations = {
        each["annotation"]["id"]: each["annotation"]
        for entry in timeline["entries"]
        for claim in entry["claims"]
        for each in claim["evidence"]
        if each["annotation"]
    }
    assert annotations[shown["id"]] == shown


PLAIN = set(
    "$schema @context @type about against actors by claim claims coordinates disputes format holder of outlet outlets "
    "part_of party place property publisher source sources subject topic track type value within"
    " statements said said least most approximate sentence".split()
)
"""Fields that are read as JSON alone, at some place at least."""


def test_every_field_has_a_meaning_or_is_for_readers_of_json() -> None:
    fields = {
        name
        for each in objects(timeline_schema())
        if each.get("type") == "object"
        for name in each.get("properties", ())
    }
    scoped = {name for each in objects(CONTEXT) if "@context" in each for name in each["@context"]}
    assert fields - CONTEXT.keys() - scoped <= PLAIN
    known = {**CONTEXT, **dict.fromkeys(scoped, "")}
    assert {name for name in known if not name.startswith("@") and name.lower() == name} <= fields | {
        "schema", "oa", "dcterms", "xsd", "dateline", "linking"
    }  # fmt: skip


# --- dates and types --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2022-03-10", "2022-03-10", None),
        ("2022-03", "2022-03", None),
        ("2022", "2022", None),
        ("2022-03-10/2022-03-12", "2022-03-10", "2022-03-12"),
        ("2022-03-10/..", "2022-03-10", None),
        ("/2022-03-10", None, "2022-03-10"),
        ("2022-03-10~/2022-03", None, "2022-03"),
        ("2022-03-10?", None, None),
        ("2022-03%", None, None),
        ("2022-21", None, None),
        ("2022-03-XX", None, None),
        ("202X", None, None),
    ],
)
def test_what_of_a_date_iso_8601_can_say(text: str, start: str | None, end: str | None) -> None:
    assert iso(day(text)) == (start, end)
    assert when(Entry(id=i("a"), title="a", date=day(text)), None) == (start, end)


@pytest.mark.parametrize(
    ("date", "time", "zone", "expected"),
    [
        ("2022-03-10", "11:25/12:50", "Europe/Istanbul", ("2022-03-10T11:25:00+03:00", "2022-03-10T12:50:00+03:00")),
        ("2022-03-10", "11:25Z", "Europe/Istanbul", ("2022-03-10T11:25:00+00:00", None)),
        ("2022-03-10", "11:25/12:50", None, ("2022-03-10T11:25:00", "2022-03-10T12:50:00")),
        ("2022-03-10", "11:25", "Nowhere/Land", ("2022-03-10T11:25:00", None)),
        ("2022-03-10", "23:00/01:00", "Europe/Kyiv", ("2022-03-10T23:00:00+02:00", "2022-03-11T01:00:00+02:00")),
        ("2022-03-26", "23:00/04:00", "Europe/Kyiv", ("2022-03-26T23:00:00+02:00", "2022-03-27T04:00:00+03:00")),
        ("2022-03-10", "11:00+03:00/10:30+01:00", None, ("2022-03-10T11:00:00+03:00", "2022-03-10T10:30:00+01:00")),
        ("2022-03-10~", "11:25", "Europe/Kyiv", (None, None)),
        ("0001-01-01", "00:10", "Europe/Kyiv", ("0001-01-01T00:10:00", None)),
    ],
)
def test_when_an_entry_began_and_ended(
    date: str, time: str, zone: str | None, expected: tuple[str, str | None]
) -> None:
    entry = Entry(id=i("a"), title="a", date=day(date), time=dates.parse_time(time))
    assert when(entry, zone) == expected


def test_no_date_is_none() -> None:
    assert iso(None) == (None, None)
    assert when(Entry(id=i("a"), title="a", time=dates.parse_time("10:00")), None) == (None, None)


@pytest.mark.parametrize(
    ("kind", "outlet", "expected"),
    [
        ("article", None, "NewsArticle"),
        ("article", "newspaper", "NewsArticle"),
        ("Article ", "website", "NewsArticle"),
        ("article", "encyclopedia", "Article"),
        ("post", None, "SocialMediaPosting"),
        ("document", "government", "DigitalDocument"),
        ("transcript", "broadcaster", "CreativeWork"),
    ],
)
def test_what_a_source_is(kind: str, outlet: str | None, expected: str) -> None:
    assert source_type(kind, outlet) == expected


def test_what_outlets_and_actors_are() -> None:
    assert [outlet_type(kind) for kind in ("government", "Agency", "website")] == [
        "GovernmentOrganization", "NewsMediaOrganization", "Organization"
    ]  # fmt: skip
    actor = SITE.actors["orlova"]
    assert [actor_type(replace(actor, kind=kind)) for kind in ActorKind] == [
        "Person", ["Organization", "Party"], "Organization"
    ]  # fmt: skip


def test_a_site_of_nothing_but_a_name() -> None:
    timeline = told(Site(settings=Settings(title="New")), "")
    assert complaints(timeline) == []
    (whole,) = expanded(timeline)
    assert whole["@id"] == BASE
    assert whole["@type"] == [f"{SCHEMA}Dataset"]
