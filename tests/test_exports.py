"""The site as data: the feed, JSON, CSV and the files for search engines."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_render import FILES, HOSTILE, SITE, build, i, poisoned
from test_render import day as day_of

from dateline.model import Correction, Entry, EvidenceKey, Finding, Settings, Site, Source, Status, Verdict
from dateline.render.exports import _are_harmless, safe_cell
from dateline.render.feeds import changed, corrected, xml_text
from dateline.render.views.about import COLUMNS

ATOM = {"a": "http://www.w3.org/2005/Atom"}
FIRST = "2021-05-04-first-meeting"
BASE = "https://example.org/talks/"


def timeline(files: dict[str, bytes] = FILES) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(files["timeline.json"])
    return made


# --- Atom ------------------------------------------------------------------------------------------------------------


def test_the_feed_has_what_rfc_4287_asks_for() -> None:
    feed = ElementTree.fromstring(FILES["feed.xml"])  # noqa: S314  (our own file)
    assert feed.findtext("a:title", namespaces=ATOM) == "River talks"
    assert feed.findtext("a:id", namespaces=ATOM) == BASE
    assert feed.findtext("a:updated", namespaces=ATOM) == "2021-06-03T00:00:00Z"
    assert feed.findtext("a:author/a:name", namespaces=ATOM) == "River talks"
    links = {link.get("rel"): link.get("href") for link in feed.findall("a:link", ATOM)}
    assert links == {"self": f"{BASE}feed.xml", "alternate": BASE}
    entries = feed.findall("a:entry", ATOM)
    assert [entry.findtext("a:title", namespaces=ATOM) for entry in entries] == [
        "A call about the weather",
        "First meeting at the lake",
    ]
    first = entries[1]
    assert first.findtext("a:id", namespaces=ATOM) == f"{BASE}entries/2021-05-04-meeting/", (
        "a renamed entry keeps its id"
    )
    assert first.findtext("a:updated", namespaces=ATOM) == "2021-05-09T00:00:00Z"
    assert first.findtext("a:published", namespaces=ATOM) == "2021-05-06T00:00:00Z"
    link = first.find("a:link", ATOM)
    assert link is not None
    assert link.get("href") == f"{BASE}entries/{FIRST}/"
    content = first.find("a:content", ATOM)
    assert content is not None
    assert content.get("type") == "html"
    assert "Correction, 8 May 2021:" in (content.text or "")
    assert "(1 outlet, 1 origin, with a verified quotation)" in (content.text or "")


def test_a_feed_of_a_site_without_address_or_entries() -> None:
    files = build(Site(settings=Settings(title="New")))
    feed = ElementTree.fromstring(files["feed.xml"])  # noqa: S314
    assert (feed.findtext("a:id", namespaces=ATOM) or "").startswith("urn:uuid:")
    assert feed.findtext("a:updated", namespaces=ATOM) == "1970-01-01T00:00:00Z"


@pytest.mark.parametrize(
    ("entry", "last"),
    [
        (Entry(id=i("a"), title="a", date=day_of("2021-05-04")), date(2021, 5, 4)),
        (Entry(id=i("a"), title="a", date=day_of("2021-05-04"), added=day_of("2021-06-01")), date(2021, 6, 1)),
        (Entry(id=i("a"), title="a", added=day_of("2021-06-01"), updated=day_of("2021-07-02")), date(2021, 7, 2)),
        (
            Entry(
                id=i("a"),
                title="a",
                updated=day_of("2021-07-02"),
                corrections=(Correction(date=day_of("2021-08"), text="x"),),
            ),
            date(2021, 8, 31),
        ),
        (Entry(id=i("a"), title="a", date=day_of("2021-05-04/..")), date(2021, 5, 4)),
        (Entry(id=i("a"), title="a", status=Status.DRAFT), None),
    ],
)
def test_when_an_entry_last_changed(entry: Entry, last: date | None) -> None:
    assert changed(entry) == last


@given(st.text())
def test_xml_has_no_character_that_xml_forbids(text: str) -> None:
    element = ElementTree.Element("x")
    element.text = xml_text(text)
    data = ElementTree.tostring(element, encoding="utf-8")
    assert ElementTree.fromstring(data).text == (xml_text(text).replace("\r\n", "\n").replace("\r", "\n") or None)  # noqa: S314


def test_forbidden_characters_are_shown() -> None:
    assert xml_text("a\x07b\ufffe\tc") == "a<U+0007>b<U+FFFE>\tc"


# --- JSON ------------------------------------------------------------------------------------------------------------


def test_each_verified_quotation_is_an_annotation() -> None:
    data = timeline()
    entry = next(each for each in data["entries"] if each["id"] == FIRST)
    claim = entry["claims"][0]
    assert claim["url"] == f"{BASE}entries/{FIRST}/#c-no-result"
    assert claim["support"] == {
        "@type": "Support",
        "sentence": "1 outlet, 1 origin",
        "outlets": ["herald"],
        "origins": ["herald-story"],
    }
    exact = claim["evidence"][0]
    assert exact["verdict"] == "exact"
    annotation = exact["annotation"]
    assert exact["url"].startswith(f"{BASE}sources/herald-story/#q-")
    assert annotation["type"] == "Annotation"
    assert annotation["id"] == f"{BASE}timeline.json#annotation/{FIRST}/no-result/1"
    assert (annotation["motivation"], annotation["body"]) == ("linking", claim["url"])
    assert annotation["target"]["source"] == "https://herald.example/story?a=1&b=2"
    assert annotation["target"]["sha256"] == "0" * 64
    assert annotation["target"]["selector"] == [
        {
            "type": "TextQuoteSelector",
            "exact": "We part as we came, without a result",
            "prefix": "ern and the southern delegation: “",
            "suffix": ",” Vera Orlova said. She did not a",
        },
        {"type": "TextPositionSelector", "start": 71, "end": 107},
    ]
    assert entry["claims"][3]["evidence"][0]["annotation"] is None
    assert entry["claims"][3]["evidence"][0]["verdict"] == "cited"


def test_a_quotation_with_words_left_out_is_given_by_its_place_alone() -> None:
    key = EvidenceKey(FIRST, "no-result", 0)
    elided = Finding(verdict=Verdict.ELIDED, start=1, end=90, paragraph=1)
    data = timeline(build(replace(SITE, findings=dict(SITE.findings) | {key: elided})))
    annotation = data["entries"][0]["claims"][0]["evidence"][0]["annotation"]
    assert [each["type"] for each in annotation["target"]["selector"]] == ["TextPositionSelector"]


def test_the_json_has_everything_and_its_references_hold() -> None:
    data = timeline()
    known = {kind: {each["id"] for each in data[kind]} for kind in ("sources", "actors", "places", "topics", "tracks")}
    assert known["sources"] == {"alkhabar", "herald-copy", "herald-story", "postimees"}
    for entry in data["entries"]:
        assert {entry["track"]} - {None} <= known["tracks"]
        assert set(entry["actors"]) <= known["actors"]
        assert {entry["place"]} - {None} <= known["places"]
        for claim in entry["claims"]:
            assert {claim["topic"]} - {None} <= known["topics"]
            assert {each["source"] for each in claim["evidence"]} <= known["sources"]
    assert [each["property"] for each in data["disputes"]] == ["duration"]
    assert data["sources"][2]["text"] == {"@type": "MediaObject", "sha256": "0" * 64, "length": 400, "paragraphs": 9}
    assert b"secret-memo" not in FILES["timeline.json"]


# --- CSV -------------------------------------------------------------------------------------------------------------


def rows(files: dict[str, bytes] = FILES) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files["claims.csv"].decode(), newline="")))


def test_the_csv_has_a_row_for_each_piece_of_evidence() -> None:
    made = rows()
    assert list(made[0]) == [name for name, _ in COLUMNS]
    assert len(made) == 7
    first = made[0]
    assert first["claim"] == "no-result"
    assert first["quote"] == "We part as we came, without a result"
    assert first["verdict"] == "exact"
    assert (first["outlets"], first["origins"]) == ("1", "1")
    assert first["url"] == f"{BASE}entries/{FIRST}/#c-no-result"
    assert FILES["claims.csv"].count(b"\r\n") == 8


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("plain", "plain"),
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-2", "'-2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t'=1"),
        ("\r=1", "'\r'=1"),
        ("a;=1", "a;'=1"),
        ("a\n=1", "a\n'=1"),
        ('"=1', "'\"=1"),
        ("\u200b=1", "'\u200b=1"),
        ("﹦1", "'﹦1"),
        ("a; b - c, -5", "a; b - c, -5"),
        ("  =1", "'  =1"),
        ("\u00a0=1", "'\u00a0=1"),
        ("＝1", "'＝1"),
        ("a=1", "a=1"),
        ("", ""),
        ("a\0b", "a␀b"),
    ],
)
def test_no_cell_starts_a_formula(cell: str, safe: str) -> None:
    assert safe_cell(cell) == safe


@given(st.text())
def test_whatever_a_cell_says_it_starts_no_formula(text: str) -> None:
    assert not safe_cell(text).lstrip().startswith(("=", "+", "-", "@", "\t", "\r"))


# --- search engines --------------------------------------------------------------------------------------------------


def test_the_sitemap_lists_the_pages_and_robots_names_it() -> None:
    root = ElementTree.fromstring(FILES["sitemap.xml"])  # noqa: S314
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    found = {each.findtext("s:loc", namespaces=space): each for each in root.findall("s:url", space)}
    assert BASE in found
    assert f"{BASE}404.html" not in found
    assert f"{BASE}entries/2021-05-04-meeting/" not in found, "an old address"
    assert found[f"{BASE}entries/{FIRST}/"].findtext("s:lastmod", namespaces=space) == "2021-05-09"
    pages = {BASE + path.removesuffix("index.html") for path in FILES if path.endswith("/index.html")} | {BASE}
    former = ("entries/2021-05-04-meeting/", "entries/2021-05-04-meeting/et/", "disputes/2021-05-04-meeting-duration/")
    assert set(found) == pages - {BASE + each for each in former}
    assert FILES["robots.txt"] == f"User-agent: *\nAllow: /\n\nSitemap: {BASE}sitemap.xml\n".encode()


def test_the_data_has_the_translations() -> None:
    entry = next(each for each in timeline(FILES)["entries"] if each["id"] == FIRST)
    (made,) = entry["translations"]
    assert made["language"] == "et"
    assert made["url"] == f"{BASE}entries/{FIRST}/et/"
    assert made["title"] == "Esimene kohtumine järve ääres"
    assert list(made["claims"]) == ["no-result"]
    assert "Kohtumine, mis on saladus" not in FILES["timeline.json"].decode(), "a draft’s translation is a draft"


@pytest.mark.parametrize("text", [*HOSTILE, "a\x0bb\x00c", "=cmd|' /C calc'!A0"])
def test_hostile_text_breaks_no_format(text: str) -> None:
    files = build(poisoned(text))
    assert timeline(files)["title"] == text
    for name in ("feed.xml", "sitemap.xml"):
        if name in files:
            ElementTree.fromstring(files[name])  # noqa: S314
    for row in rows(files):
        assert len(row) == len(COLUMNS)
        assert not any(cell.startswith(("=", "+", "@")) for cell in row.values())


@given(st.lists(st.text("ab ,;=+-@\t\n\r|'\"\0\u200b\uff1d", max_size=5), max_size=4))
def test_rows_that_are_written_as_they_are_need_no_apostrophe(cells: list[str]) -> None:
    if _are_harmless(cells):
        assert [safe_cell(cell) for cell in cells] == cells
    assert _are_harmless(["a", "", "b-c", "1 + 1"])


@pytest.mark.parametrize(
    ("corrections", "accessed", "day"),
    [
        (["2021-05-08"], None, "2021-05-08"),
        (["2021-05-08", "2021-06"], None, "2021-06-30"),
        (["2021-05-08"], "2021-05-06", "2021-05-08"),
        (["2021-05-08"], "2021-07-01", "2021-07-01"),
        (["2021-05/.."], None, "2021-05-01"),
        (["../2021-05"], None, "2021-05-31"),
        ([], "2021-07-01", None),
    ],
)
def test_the_day_on_which_the_feed_tells_of_a_correction(
    corrections: list[str], accessed: str | None, day: str | None
) -> None:
    source = Source(
        id=i("a"),
        corrections=tuple(Correction(date=day_of(each), text="Mended.") for each in corrections),
        accessed=day_of(accessed) if accessed else None,
    )
    assert corrected(source) == (date.fromisoformat(day) if day else None)
