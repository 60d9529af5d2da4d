"""Hostile markup does nothing: every string, in every place that takes text, in every output, by the strictest reading.

`DATELINE_HOSTILE=all` runs what the ordinary tests take a part of: Markdown in all its contexts, and a page of its own
for every few strings in a browser.
"""

from __future__ import annotations

import csv
import dataclasses
import html
import io
import json
import os
import re
import shutil
import threading
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit
from xml.etree import ElementTree

import hostile
import pytest
from hostile import BASE, files_of, groups, hostile_site, judge, squeezed, strings
from hypothesis import given
from hypothesis import strategies as st

from dateline import markdown, site
from dateline.content.addresses import is_linkable
from dateline.markdown import Link
from dateline.model import Settings, Site
from dateline.output.served import dress
from dateline.problems import Problem, as_github, as_json, as_text, visible
from dateline.render.bidi import settled, settled_page
from dateline.render.exports import safe_cell
from dateline.render.views.names import safe_url

ALL = os.environ.get("DATELINE_HOSTILE") == "all"
STRINGS = strings()
CHUNKS = groups(STRINGS, 1300)
PACK = 20

pytestmark = pytest.mark.filterwarnings("error")


# --- pages and exports -----------------------------------------------------------------------------------------------


def test_all_the_strings_are_here() -> None:
    if not hostile.MARKUP_FILE.exists():
        pytest.skip("the collections of hostile strings are not here; the project's own are tested all the same")
    markup = json.loads(hostile.MARKUP_FILE.read_text(encoding="utf-8"))
    assert len(markup) == 4570
    assert {*markup} <= {*STRINGS}


@pytest.fixture(scope="module", params=range(len(CHUNKS)))
def built(request: pytest.FixtureRequest) -> tuple[Site, dict[str, bytes]]:
    made = hostile_site(CHUNKS[request.param], pack=PACK)
    return made, files_of(made)


def test_nothing_is_active_on_any_page_and_nothing_is_lost(built: tuple[Site, dict[str, bytes]]) -> None:
    made, files = built
    pages = {path: judge(data) for path, data in files.items() if path.endswith(".html")}
    assert {path: page.faults for path, page in pages.items() if page.faults} == {}
    lost: list[tuple[str, str]] = []

    def see(path: str, times: int, *texts: str | None) -> None:
        page = pages[f"{path}index.html"]
        lost.extend((path, text) for text in texts if text and page.shows(settled(text)) < times)

    for entry in made.entries.values():
        for path in (f"entries/{entry.id}/", f"entries/{entry.id}/et/"):
            see(path, 2, entry.title)
            see(path, 2, *(each.text for each in entry.corrections))
            for claim in entry.claims:
                quoted = claim.evidence[0]
                see(path, 1 if claim.text.startswith("It has") else 4, claim.text)
                see(path, 1, quoted.quote, quoted.at, quoted.translation.text if quoted.translation else None)
    for source in made.sources.values():
        see(f"sources/{source.id}/", 2, source.title)
        see(
            f"sources/{source.id}/",
            1,
            source.credit,
            source.licence,
            ", ".join(source.authors),
            *source.inferred.values(),
        )
    for track in made.tracks.values():
        see(f"tracks/{track.id}/", 3, track.title)
        see("", 1, track.title, track.description)
    for place in made.places.values():
        see(f"places/{place.id}/", 3, place.name, place.country)
        see(f"places/{place.id}/", 1, ", ".join(place.spellings))
    for actor in made.actors.values():
        see(f"actors/{actor.id}/", 2, actor.name, actor.role)
        see(f"actors/{actor.id}/", 1, ", ".join(actor.spellings))
    for topic in made.topics.values():
        see(f"topics/{topic.id}/", 2, topic.title, topic.description)
        # So many claims stand on a page for each year or month.
        claims = [page for path, page in pages.items() if path.startswith("claims/")]
        assert any(page.shows(settled(topic.title)) for page in claims), topic.title
    see("method/", 1, *(outlet.name for outlet in made.outlets.values()))
    assert lost == []


def test_exports_say_what_the_content_says_and_start_nothing(built: tuple[Site, dict[str, bytes]]) -> None:
    made, files = built
    data = json.loads(files["timeline.json"])
    for entry, told in zip(made.entries.values(), data["entries"], strict=True):
        assert (told["title"], told["text"]) == (entry.title, entry.body)
        for claim, said in zip(entry.claims, told["claims"], strict=True):
            assert (said["text"], said["value"]) == (claim.text, claim.value)
            assert said["evidence"][0]["quote"] == claim.evidence[0].quote
    rows = list(csv.DictReader(io.StringIO(files["claims.csv"].decode(), newline="")))
    for (_, claim, _, evidence), row in zip(made.evidence(), rows, strict=True):
        assert (row["text"], row["quote"]) == (safe_cell(claim.text), safe_cell(evidence.quote or ""))
        assert list(formulas(row.values())) == []


# The characters that may stand between the beginning of a cell and what a spreadsheet looks at.
_SKIPPED = "\"'`“”„‟‘’‚‛«»＂＇"


def formulas(cells: Iterator[str] | list[str] | object) -> Iterator[str]:
    """Cells that would begin a formula, alone or where a spreadsheet takes a part of them for a cell."""
    assert hasattr(cells, "__iter__")
    for cell in cells:
        for part in re.split(r"[;|\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029]", cell):
            bare = "".join(c for c in part if c.isprintable() and not c.isspace()).lstrip(
                _SKIPPED + "\u115f\u1160\u034f\u3164\uffa0"
            )
            first = unicodedata.normalize("NFKC", bare[:1])
            if first in ("=", "+", "-", "@") and not part.lstrip().startswith("'"):
                yield cell


def test_the_feed_and_the_site_map_are_xml_that_turns_nothing_around(built: tuple[Site, dict[str, bytes]]) -> None:
    made, files = built
    atom = {"a": "http://www.w3.org/2005/Atom"}
    root = ElementTree.fromstring(files["feed.xml"])  # noqa: S314  (our own file)
    titles = {squeezed(each.findtext("a:title", "", atom)) for each in root.findall("a:entry", atom)}
    assert len(root.findall("a:entry", atom)) == min(len(made.entries), 100)
    wanted = {squeezed(xml_shown(each.title)) for each in made.entries.values()}
    assert titles <= wanted
    for content in root.iterfind("a:entry/a:content", atom):
        text = content.text or ""
        assert re.sub(r"</?(?:p|ul|li|strong|small)>", "", text).count("<") == 0
        assert settled_page(text.encode()) == text.encode()
    ElementTree.fromstring(files["sitemap.xml"])  # noqa: S314
    assert files["robots.txt"].decode() == f"User-agent: *\nAllow: /\n\nSitemap: {BASE}sitemap.xml\n"


def xml_shown(text: str) -> str:
    from dateline.render.feeds import xml_text

    return xml_text(text)


@pytest.mark.parametrize("number", range(len(CHUNKS)))
def test_the_name_of_the_site_stands_on_every_page_and_does_nothing(number: int) -> None:
    for group in groups(CHUNKS[number], 100):
        name = hostile.BETWEEN.join(group)
        made = Site(settings=Settings(title=name, tagline=name, licence=name))
        for path, data in files_of(made).items():
            if path.endswith(".html"):
                page = judge(data)
                assert page.faults == (), path
                assert page.shows(settled(name)) >= 2, path
        ElementTree.fromstring(files_of(made)["feed.xml"])  # noqa: S314


def test_addresses_of_the_site_lead_to_the_web_or_nowhere() -> None:
    """The loader refuses them with a message; pages hold all the same."""
    for text in [*hostile.own_strings(), *STRINGS[::40]]:
        made = Site(settings=Settings(title="River talks", url=text, contact=text, repository=text))
        for path, data in files_of(made).items():
            if path.endswith(".html"):
                assert judge(data).faults == (), (path, text)
            elif path.endswith(".xml"):
                ElementTree.fromstring(data)  # noqa: S314
            elif path == "robots.txt":
                assert data.count(b"\n") <= 4, text


def test_every_page_of_the_first_site_stands_before_the_same_judge(tmp_path: Path) -> None:
    report = site.build(Path(__file__).parents[1], tmp_path / "public")
    assert report.ok
    pages = {path: judge(path.read_bytes()) for path in tmp_path.rglob("*.html")}
    assert len(pages) > 20
    assert {path: page.faults for path, page in pages.items() if page.faults} == {}


# --- addresses -------------------------------------------------------------------------------------------------------

_PREFIXES = ("", "https://", "https://example.org/", "http://a@", "https://example.org/?q=", "mailto:", "javascript:")


def test_no_address_does_more_than_lead_to_the_web() -> None:
    for text in STRINGS:
        for prefix in _PREFIXES:
            url = safe_url(prefix + text)
            if url is not None:
                assert re.fullmatch(r"(?i:https?://|mailto:)[!#-;=?-\[\]_a-z~]+", url), url
                assert url == safe_url(url)
                urlsplit(url)
            if is_linkable(prefix + text):
                assert url is not None, "what the loader lets pass, pages link to"


# --- the direction of writing ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("العربية", "العربية"),
        ("a\u200eb\u200f", "a\u200eb\u200f"),
        ("\u202eexe.txt", "<U+202E>exe.txt"),
        ("\u202eexe.txt\u202c", "\u202eexe.txt\u202c"),
        ("a\u202c", "a<U+202C>"),
        ("a\u2069b\u202e", "a<U+2069>b<U+202E>"),
        ("\u2067a\u2069\u2069", "\u2067a\u2069<U+2069>"),
        ("\u2067\u202ea\u2069", "\u2067\u202ea\u2069"),  # the isolate's end ends the override
        ("\u2066a\u202cb\u2069", "\u2066a<U+202C>b\u2069"),  # an isolate keeps embeddings inside
        ("\u202a\u202bab\u202c", "<U+202A>\u202bab\u202c"),
        ("\u202ba\u2029b\u202c", "<U+202B>a\u2029b<U+202C>"),  # a paragraph's end ends all
    ],
)
def test_what_turns_the_direction_and_does_not_turn_it_back_is_shown_by_its_code(text: str, shown: str) -> None:
    assert settled(text) == shown
    page = f'<p title="{text}">{text}</p>'.encode()
    coded = html.escape(shown)
    assert settled_page(page).decode() == f'<p title="{coded}">{coded}</p>'


@given(st.text(alphabet="a<\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
def test_settled_text_is_settled(text: str) -> None:
    once = settled(text)
    assert settled(once) == once
    assert re.sub(r"<U\+[0-9A-F]{4}>", "", once) == "".join(
        char for place, char in enumerate(text) if place not in _lone(text, once)
    )


def _lone(text: str, shown: str) -> set[int]:
    """The places of the characters that are shown by their codes."""
    places, at = set(), 0
    for place, char in enumerate(text):
        code = f"<U+{ord(char):04X}>"
        if char != "a" and char != "<" and shown.startswith(code, at):
            places.add(place)
            at += len(code)
        else:
            at += 1
    return places


# --- tables ----------------------------------------------------------------------------------------------------------


def test_no_string_starts_a_formula() -> None:
    for text in STRINGS:
        for cell in (text, f"{text};{text}", f'"{text}', f"a\n{text}", f"\u200b{text}"):
            assert list(formulas([safe_cell(cell)])) == [], cell


@given(st.text(alphabet="a1=+-@＝﹢－＠;|\t\r\n \"'“\u200b\ufeff\x00"))
def test_no_text_starts_a_formula(text: str) -> None:
    safe = safe_cell(text)
    assert list(formulas([safe])) == []
    assert safe.replace("'", "").replace("␀", "\0") == text.replace("'", "")


# --- Markdown --------------------------------------------------------------------------------------------------------


class Targets:
    """One source, one claim and one image."""

    def source(self, id: str) -> Link | None:  # noqa: A002  (the protocol's name)
        return Link(href="../../sources/a/", label="The Herald", title="A story") if id == "a" else None

    def claim(self, id: str) -> Link | None:  # noqa: A002
        return Link(href="#c-a", label="A claim.") if id == "a" else None

    def media(self, path: str) -> Link | None:
        return Link(href=f"../../media/{path}", label=path) if path == "a.png" else None


CONTEXTS = {
    "paragraph": "%s",
    "info string": "```%s\ncode\n```",
    "code": "```\n%s\n```",
    "inline code": "`%s`",
    "alternative text": "![%s](media/a.png)",
    "title of an image": '![x](media/a.png "%s")',
    "words of a link": "[%s](https://example.org/)",
    "title of a link": '[x](https://example.org/ "%s")',
    "target of a link": "[x](%s)",
    "cell": "| a | b |\n|---|---|\n| %s | c |",
    "label": "[%s]\n\n[%s]: https://example.org/",
    "place in a source": "[@a, %s]",
    "quote": "> %s",
    "list": "- %s",
    "heading": "# %s",
    "tildes": "~~~\n%s\n~~~",
    "indented code": "    %s",
    "address of an image": "![x](%s)",
    "single-quoted title": "[x](https://example.org/ '%s')",
    "target in brackets": "[x](<%s>)",
    "automatic link": "<%s>",
    "path of an address": "[x](https://example.org/%s)",
    "target of a label": "[x]\n\n[x]: %s",
    "title of a label": '[x]\n\n[x]: https://example.org/ "%s"',
    "label that nothing uses": "words\n\n[%s]: %s",
    "cell of the head": "| %s | b |\n|---|---|\n| c | d |",
    "id of a source": "[@%s]",
    "id of a claim": "[#%s]",
    "words that point at a claim": "[%s](#a)",
    "emphasis": "*%s*",
    "strong emphasis": "**%s**",
    "behind a backslash": "\\%s",
    "behind a reference": "&amp;%s",
    "before a hard break": "%s\\\nb",
}
_WORD = re.compile(r"[^\W_]+")
_ADDRESSES = re.compile(r'(?:href|src|alt|title|class)="([^"]*)"')
# CommonMark reads these and shows them in another form: the number of a list, a reference to a claim.
_OTHERWISE = re.compile(r"(?m)^[\s>*+#-]*\d{1,9}[.)](?=\s)|\[[a-z0-9-]*#[a-z0-9-]+\]")


def test_markdown_is_harmless_and_loses_nothing_in_silence() -> None:
    """Two contexts a string, by turns; each string in all of them with DATELINE_HOSTILE=all."""
    targets, patterns = Targets(), [*CONTEXTS.values()]
    for number, text in enumerate(STRINGS):
        for pattern in patterns if ALL else (patterns[number % len(patterns)], patterns[7 * number % len(patterns)]):
            source = pattern.replace("%s", text)
            made = markdown.render(source, targets)
            assert markup_faults(made.html) == [], source
            if not made.faults:
                assert lost_words(source, made.html) == [], (source, made.html)


def lost_words(source: str, made: str) -> list[str]:
    """Words of a Markdown text that its HTML has neither as text nor in an address or a title."""
    shown = html.unescape(made)
    shown += unquote(" ".join(map(html.unescape, _ADDRESSES.findall(made))))
    unescaped = html.unescape(source)
    words = _WORD.findall(_OTHERWISE.sub(" ", source))
    return [word for word in words if word not in shown and word in unescaped]


def markup_faults(made: str) -> list[str]:
    """What is wrong with HTML that is a part of a page."""
    frame = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; base-uri 'none'; form-action 'none'\">"
    return list(judge(f"<!doctype html>\n{frame}{made}<p></p>".encode()).faults)


# --- content/, from the files to what the terminal says ---------------------------------------------------------------

_REFUSED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


CLAIMS = 40


def yaml(value: str | Sequence[str]) -> str:
    """A text, or a list of texts, as YAML in one line, with every character that can't be seen escaped."""
    if not isinstance(value, str):
        return f"[{', '.join(map(yaml, value))}]"
    return '"' + "".join(c if c.isprintable() and c not in '\\"' else f"\\U{ord(c):08X}" for c in value) + '"'


def content(folder: Path, texts: Sequence[str]) -> Path:
    """A folder of content whose entries have the texts in every field that takes one, CLAIMS of them each."""
    root = folder / "site"
    for kind in ("entries", "sources"):
        (root / "content" / kind).mkdir(parents=True)
    (root / "content" / "site.yaml").write_text("title: River talks\n")
    (root / "content" / "topics.yaml").write_text(
        "".join(f"- {{id: t-{n}, title: {yaml(text)}, description: {yaml(text)}}}\n" for n, text in enumerate(texts))
    )
    (root / "content" / "actors.yaml").write_text(
        "".join(
            f"- {{id: a-{n}, kind: person, name: {yaml(text)}, role: {yaml(text)}, spellings: [{yaml(text)}]}}\n"
            for n, text in enumerate(texts)
        )
    )
    for number, group in enumerate(groups(texts, CLAIMS)):
        name = yaml(hostile.BETWEEN.join(group)[:8000])
        first = number * CLAIMS
        (root / f"content/sources/s-{number}.md").write_text(
            f"---\ntitle: {name}\nkind: {name}\ncredit: {name}\nlicence: {name}\nauthors: {yaml(group)}\n"
            f"inferred: {{title: {name}}}\n---\n"
        )
        claims = "".join(
            f"  - id: c-{n}\n    text: {yaml(text)}\n    by: [a-{first + n}]\n    topic: t-{first + n}\n    evidence:\n"
            f"      - {{source: s-{number}, quote: {yaml('Said: ' + text)}, context: {yaml(text)}, at: {yaml(text)},"
            f" translation: {{text: {yaml(text)}, by: editor}}}}\n"
            for n, text in enumerate(group)
        )
        (root / f"content/entries/e-{number}.md").write_text(
            f"---\ntitle: {name}\ndate: 2021-05-04\ndate_from: {{said: {name}, source: s-{number}}}\n"
            f"corrections: [{{date: 2021-05-08, text: {name}}}]\nclaims:\n{claims}---\n"
        )
    return root


def test_what_files_say_is_read_as_it_stands(tmp_path: Path) -> None:
    texts = [text for text in STRINGS if not _REFUSED.search(text) and len(text) < 150]
    root = content(tmp_path, texts)
    read, problems = site.check(root)
    assert [as_text(each) for each in problems if each.severity == "error"] == []
    claims = [claim for number in range(len(groups(texts, CLAIMS))) for claim in read.entries[f"e-{number}"].claims]
    for text, claim in zip(texts, claims, strict=True):
        evidence = claim.evidence[0]
        assert evidence.translation is not None
        assert claim.text == evidence.context == evidence.at == evidence.translation.text == text
        assert evidence.quote == f"Said: {text}"
    assert [each.title for each in read.topics.values()] == texts
    assert [each.name for each in read.actors.values()] == texts
    quiet(problems)


def quiet(problems: Sequence[Problem]) -> None:
    """Problems steer neither a terminal nor a CI, in whatever form they are printed."""
    for problem in problems:
        lines = as_text(problem).split("\n")
        assert all(line.isprintable() for line in lines), problem
        assert not any(line.lstrip().startswith(("::", "##[")) for line in lines), problem
        command = as_github(problem)
        assert command.isprintable(), problem
        assert command.startswith(("::error file=", "::warning file=")), problem
    told = as_json(problems)
    assert json.loads(told) == [dataclasses.asdict(problem) for problem in problems]
    assert all(
        line.isprintable() or re.sub("[\u00a0\u202f\u3000]", " ", line).isprintable() for line in told.split("\n")
    )


@pytest.mark.parametrize("text", [text for text in hostile.own_strings() if _REFUSED.search(text)])
def test_characters_that_no_page_can_have_are_refused_where_they_stand(text: str, tmp_path: Path) -> None:
    root = content(tmp_path, ["before", text])
    problems = site.check(root)[1]
    places = {problem.path for problem in problems if problem.code == "control-character"}
    assert {"content/entries/e-0.md", "content/sources/s-0.md", "content/topics.yaml", "content/actors.yaml"} <= places
    quiet(problems)


def test_names_addresses_and_kinds_take_no_hostile_string(tmp_path: Path) -> None:
    """Ids, references, dates, kinds, fields, tags of languages, zones: every string gets a message that names it."""
    texts = [text for text in STRINGS if not _REFUSED.search(text) and len(text) < 100][:: 1 if ALL else 5]
    root = tmp_path / "site"
    (root / "content" / "entries").mkdir(parents=True)
    (root / "content" / "sources").mkdir()
    (root / "content" / "site.yaml").write_text(f"title: River talks\nomit: {yaml(texts)}\n")
    (root / "content" / "places.yaml").write_text(
        "".join(f"- {{id: p-{n}, name: A place, zone: {yaml(text)}}}\n" for n, text in enumerate(texts))
    )
    (root / "content" / "topics.yaml").write_text("".join(f"- {{id: {yaml(text)}, title: A}}\n" for text in texts))
    (root / "content" / "tracks.yaml").write_text(
        "".join(f"- {{id: k-{n}, title: A, medium: {yaml(text)}}}\n" for n, text in enumerate(texts))
    )
    (root / "content" / "actors.yaml").write_text(
        "".join(f"- {{id: a-{n}, kind: person, name: A, {yaml('x' + text)}: a}}\n" for n, text in enumerate(texts))
    )
    for n, text in enumerate(texts[::5]):
        (root / f"content/sources/s-{n}.md").write_text(
            f"---\nurl: {yaml(text)}\narchived_url: {yaml('javascript:' + text)}\nlanguage: {yaml(text)}\n---\n"
        )
    for number, group in enumerate(groups(texts, CLAIMS)):
        claims = (f"  - {{id: c-{n}, text: A, date: {yaml(text)}, evidence: []}}\n" for n, text in enumerate(group))
        (root / f"content/entries/e-{number}.md").write_text(
            f"---\ntitle: A\ndate: 2021-05-04\nactors: {yaml(group)}\nclaims:\n{''.join(claims)}---\n"
        )
    problems = site.check(root)[1]
    by_file = Counter(problem.path for problem in problems if problem.severity == "error")
    fitting = sum(1 for text in texts if re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", text))
    for name in ("site", "places", "topics", "tracks", "actors"):
        assert by_file[f"content/{name}.yaml"] >= len(texts) - fitting, name
    entries = sum(many for path, many in by_file.items() if path.startswith("content/entries/"))
    assert entries >= 2 * (len(texts) - fitting)
    assert all(by_file[f"content/sources/s-{n}.md"] >= 2 for n in range(len(texts[::5])))
    quiet(problems)


def test_files_of_hostile_names_are_refused_by_name(tmp_path: Path) -> None:
    root = tmp_path / "site"
    made = set()
    for folder in ("entries", "sources", "media"):
        (root / "content" / folder).mkdir(parents=True)
    (root / "content" / "site.yaml").write_text("title: River talks\n")
    for text in STRINGS[:: 1 if ALL else 5]:
        name = text.replace("/", "∕").replace("\0", "").strip(".")
        if name and len(name.encode()) < 240 and not re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", name):
            for path in (f"content/entries/{name}.md", f"content/media/{name}"):
                (root / path).write_text("---\ntitle: A\ndate: 2021-05-04\n---\n")
                made.add(path)
    read, problems = site.check(root)
    told = {problem.path for problem in problems}
    assert {visible(path) for path in made if "/entries/" in path} <= told
    assert not read.entries
    media = {path: root / path for path in made if "/media/" in path and visible(path) not in told}
    # Images whose names have a mark of addresses in them get a fault of their own.
    kept = {name: media[path] for path in media if not set(name := path.removeprefix("content/media/")) & set("#%?")}
    body = "\n\n".join(f"![A picture](media/{quote(name)})" for name in kept)
    shown = hostile_site(["a"], pack=1)
    entry = dataclasses.replace(shown.entries["single-0"], body=body[:60_000].rpartition("\n\n")[0])
    files = files_of(dataclasses.replace(shown, entries={entry.id: entry}), media=kept)
    page = files["entries/single-0/index.html"]
    assert judge(page).faults == ()
    assert page.count(b"<img") == entry.body.count("![")
    assert all(not re.search(r'[<>"\\\x00-\x1f]|(?:^|/)\.\.(?:/|$)', path) for path in files)
    quiet(problems)


def test_the_banner_of_the_preview_shows_every_string_as_text() -> None:
    page = files_of(Site(settings=Settings(title="River talks")))["index.html"]
    banner = "\n".join(STRINGS)
    dressed = dress(page, banner, "127.0.0.1:8000").decode()
    start = dressed.index('<div id="dateline-problems"')
    shown, pre = dressed[start:].split("</pre></div>", 1)[0].split("<pre>", 1)
    assert "<" not in pre
    assert html.unescape(pre) == banner
    assert shown.count("<") == 3
    assert dress(page, banner, "127.0.0.1:8000").count(b"<script") == 1


# --- a browser -------------------------------------------------------------------------------------------------------

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
CHROMEDRIVER = shutil.which("chromedriver")
needs_browser = pytest.mark.skipif(
    not CHROMIUM or not CHROMEDRIVER, reason="needs Chromium and chromedriver in the PATH"
)
_WATCH = """
window.__hits = [];
for (const name of ['alert', 'confirm', 'prompt', 'print', 'open', 'eval', 'fetch'])
    window[name] = (...a) => { window.__hits.push(name + ': ' + a.join(' ').slice(0, 100)); };
addEventListener('securitypolicyviolation', e => window.__hits.push('policy: ' + e.violatedDirective + ' ' + e.blockedURI));
"""
"""Runs before anything of a page: whatever a script does first is noted, and what the policy stopped."""
_ACTIVE = """return (() => {
    const elements = new Set(arguments[0]), attributes = new Set(arguments[1]), found = [...window.__hits];
    for (const e of document.querySelectorAll('*')) {
        if (!elements.has(e.localName) || !['http://www.w3.org/1999/xhtml', 'http://www.w3.org/2000/svg'].includes(e.namespaceURI))
            found.push('element ' + e.outerHTML.slice(0, 200));
        for (const a of e.attributes) {
            if (!attributes.has(a.name)) found.push('attribute ' + a.name + ' in ' + e.outerHTML.slice(0, 200));
            if ((a.name === 'href' || a.name === 'src')
                && !['http:', 'https:', 'mailto:'].includes(new URL(a.value, location).protocol))
                found.push('address ' + a.value.slice(0, 200));
        }
    }
    return found;
})()"""
_SHOWN = """return ['.claim-text', '.evidence .words', '.translation > span:first-child', '.value strong']
    .map(name => [...document.querySelectorAll(name)].map(e => e.textContent))"""
# The first and the last letter of every text node that a page has of its own: they stand in the order of reading.
_TURNED = """return (() => {
    const found = [];
    for (const e of document.querySelectorAll('.neighbour')) {
        const node = e.firstChild, box = i => { const r = document.createRange(); r.setStart(node, i); r.setEnd(node, i + 1);
            return r.getBoundingClientRect(); };
        if (box(0).left >= box(node.length - 1).left) found.push(e.parentNode.textContent);
    }
    return found;
})()"""


class Pages(BaseHTTPRequestHandler):
    """Answers with files that the server has in memory; below /open/ without the policy of the pages."""

    def do_GET(self) -> None:
        server = self.server
        assert isinstance(server, Hosting)
        path = self.path.split("?")[0]
        server.asked.append(path)
        mount, _, name = path.lstrip("/").partition("/")
        data = server.files.get(name + "index.html" if not name or name.endswith("/") else name)
        if data is not None and mount == "open":
            data = _POLICY_LINE.sub(b"", data)
        self.send_response(404 if data is None else 200)
        kinds = {"html": "text/html", "css": "text/css", "svg": "image/svg+xml", "xml": "application/xml"}
        ending = "html" if name.endswith("/") or not name else name.rpartition(".")[2]
        self.send_header("Content-Type", f"{kinds.get(ending, 'text/plain')}; charset=utf-8")
        self.end_headers()
        self.wfile.write(data or b"")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


_POLICY_LINE = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>\n?')


class Hosting(ThreadingHTTPServer):
    """A server of files in memory."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Pages)
        self.files: Mapping[str, bytes] = {}
        self.asked: list[str] = []


@dataclass(frozen=True)
class Browser:
    """A browser with the server that it looks at."""

    driver: Any
    server: Hosting

    def open(self, path: str) -> list[str]:
        """Load a page; returns what acts on it."""
        self.driver.get(f"http://127.0.0.1:{self.server.server_address[1]}/{path}")
        found: list[str] = self.driver.execute_script(_ACTIVE, [*hostile.ELEMENTS], [*hostile.ATTRIBUTES])
        return found

    def others(self) -> set[str]:
        """The addresses of other hosts that were asked for since this was last asked."""
        own = f"http://127.0.0.1:{self.server.server_address[1]}/"
        asked = set()
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                asked.add(message["params"]["request"]["url"])
        return {address for address in asked if not address.startswith((own, "data:,"))}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    server = Hosting()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM or ""
    options.page_load_strategy = "normal"
    for flag in FLAGS:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(executable_path=CHROMEDRIVER))
    driver.set_page_load_timeout(60)
    driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": _WATCH})
    try:
        yield Browser(driver, server)
    finally:
        driver.quit()
        server.shutdown()
        server.server_close()
        thread.join(timeout=5)


FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


@needs_browser
@pytest.mark.browser
@pytest.mark.parametrize("number", range(len(CHUNKS) + (not ALL)))
def test_nothing_acts_in_a_browser_without_the_policy(browser: Browser, number: int) -> None:
    """The policy is the second lock; here the first one has to hold alone."""
    # Without ALL, every kind of page has the project's own strings, and the two with most places have all of them.
    texts_of = CHUNKS[number - (not ALL)] if ALL or number else hostile.own_strings()
    made = hostile_site(texts_of, pack=PACK if ALL else 130)
    browser.server.files = files = files_of(made)
    kinds = ("",) if ALL or number == 0 else ("entries/single", "sources/thing")
    visited = [path for path in pages_of(files) if path.startswith(kinds) and (ALL or "/et/" not in path)]
    acting = {path: found for path in visited if (found := browser.open(f"open/{path}"))}
    assert acting == {}
    for entry in made.entries.values() if ALL or number == 0 else ():
        browser.open(f"open/entries/{entry.id}/")
        claims, quotes, translations, values = browser.driver.execute_script(_SHOWN)
        texts = [seen(each.text) for each in entry.claims]
        assert [squeezed(each) for each in claims] == texts
        assert [squeezed(each) for each in quotes] == texts
        assert [squeezed(each) for each in translations] == texts
        assert len(values) == len(texts)
    assert browser.others() == set()


def pages_of(files: Mapping[str, bytes]) -> list[str]:
    """The addresses of the pages, but for those that lead on at once."""
    return sorted(
        path.removesuffix("index.html")
        for path, data in files.items()
        if path.endswith(".html") and b'http-equiv="refresh"' not in data
    )


def seen(text: str) -> str:
    """A text as the page's HTML, read by a browser, has it."""
    return squeezed(settled(text).replace("\0", ""))  # a browser drops NUL, which the loader refuses


@needs_browser
@pytest.mark.browser
def test_the_policy_stops_nothing_for_there_is_nothing_to_stop(browser: Browser) -> None:
    made = hostile_site(hostile.own_strings(), pack=200)
    browser.server.files = files = files_of(made)
    browser.server.asked.clear()
    assert {path: found for path in pages_of(files) if (found := browser.open(f"shut/{path}"))} == {}
    assert browser.others() == set()
    assert {path.rpartition("/")[2] for path in browser.server.asked} <= {
        "",
        "404.html",
        "style.css",
        "icon.svg",
        "favicon.ico",
    }


@needs_browser
@pytest.mark.browser
def test_no_text_turns_its_neighbours_around(browser: Browser) -> None:
    texts = [text for text in STRINGS if len(text) < 400 and re.search("[\u202a-\u202e\u2066-\u2069\u2029]", text)]
    assert len(texts) > 8
    line = '<p><a href="#">{0}</a><b class="neighbour"> then 12 words</b> <span title="{0}">{0}</span><i class="neighbour">, 5 May 2021</i></p>'
    page = "<style>p { white-space: nowrap }</style>" + "".join(line.format(html.escape(text)) for text in texts)
    browser.server.files = {"raw.html": page.encode(), "safe.html": settled_page(page.encode())}
    style = (hostile.THEME.static["style.css"], b"p { white-space: nowrap }")
    name = '<a href="#">العربية</a><b class="neighbour">: 12 – 3</b>'
    styled = f'<link rel="stylesheet" href="style.css"><main><p>{name}</p></main>'
    browser.server.files = {**browser.server.files, "style.css": b"\n".join(style), "name.html": styled.encode()}
    browser.open("open/name.html")
    assert browser.driver.execute_script(_TURNED) == [], "a name of another script"
    browser.open("open/raw.html")
    assert browser.driver.execute_script(_TURNED) != [], "they do, as they are"
    browser.open("open/safe.html")
    assert browser.driver.execute_script(_TURNED) == []
