"""Pages: what is shown, that every link leads somewhere, and that nothing of the content is ever active."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

import markupsafe
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline import dates, render
from dateline.model import (
    Actor,
    ActorKind,
    Claim,
    ClaimKind,
    Correction,
    DateFrom,
    Derivation,
    Entry,
    EntryTranslation,
    Evidence,
    EvidenceKey,
    Finding,
    How,
    Id,
    Medium,
    Outlet,
    Place,
    Property,
    PropertyType,
    Settings,
    SharedText,
    Site,
    Source,
    SourceStatus,
    Stance,
    Status,
    TextFacts,
    Topic,
    Track,
    Translation,
    Translator,
    Verdict,
)
from dateline.output import Made, Page
from dateline.render import sitemap, words
from dateline.render.addresses import ADDRESSES
from dateline.render.bidi import settled
from dateline.render.engine import Engine, Remembered, TemplateFault
from dateline.render.figures import Span, strip
from dateline.render.index import Ref, build_index
from dateline.render.public import cited_in, publishable
from dateline.render.reads import Noted, Reads
from dateline.render.summaries import summary
from dateline.render.templates import Theme, ThemeError, read_theme
from dateline.render.views import lists
from dateline.render.views.claims import BEST, receipt_of
from dateline.render.views.lazy import made, shared
from dateline.render.views.names import safe_url, text_link
from dateline.render.views.prose import Citation, Prose, prose
from dateline.render.views.source import pdf_page
from dateline.render.views.stories import ranges

THEME = read_theme()


def i(text: str) -> Id:
    return Id.of(text)


def day(text: str) -> dates.EdtfDate:
    return dates.parse(text)


def small_site() -> Site:
    """A made-up negotiation with one of everything: a copy, a dispute, a draft, a correction, other languages."""
    sources = [
        Source(
            id=i("herald-story"),
            title="Talks end without result",
            publisher=i("herald"),
            credit="The Wire",
            published=day("2021-05-05"),
            language="en",
            url="https://herald.example/story?a=1&b=2",
            archived_url="https://archive.example/1",
            inferred={"published": "the page says Wednesday"},
            body="The paper prints it on page one.",
        ),
        Source(
            id=i("herald-copy"),
            title="Talks end without result, again",
            published=day("2021-05-05"),
            derived_from=(Derivation(source=i("herald-story"), how=How.DUPLICATE),),
        ),
        Source(id=i("postimees"), title="Läbirääkimised jätkuvad", publisher=i("post"), language="et"),
        Source(id=i("alkhabar"), title="المحادثات مستمرة", language="ar", published=day("2021-05")),
        Source(id=i("secret-memo"), title="A memo that only a draft uses"),
        Source(id=i("unused"), title="A text that nothing uses"),
    ]
    first = Entry(
        id=i("2021-05-04-first-meeting"),
        title="First meeting at the lake",
        date=day("2021-05-04"),
        time=dates.parse_time("23:30/23:55"),
        date_from=DateFrom(said="yesterday", source=i("herald-story")),
        track=i("main"),
        place=i("lakeside"),
        actors=(i("north"), i("orlova"), i("tamm")),
        added=day("2021-05-06"),
        updated=day("2021-05-09"),
        aliases=(i("2021-05-04-meeting"),),
        corrections=(Correction(date=day("2021-05-08"), text="An earlier version had the wrong lake."),),
        body="They met [for a day](#no-result) [@herald-story, p. 3]. Nothing came of it [@alkhabar].\n\nMore *later*.",
        claims=(
            Claim(
                id=i("no-result"),
                text="Orlova said that the talks had brought no result.",
                by=(i("orlova"),),
                kind=ClaimKind.STATEMENT,
                stance=Stance.STATES,
                topic=i("water"),
                evidence=(
                    Evidence(source=i("herald-story"), quote="We part as we came, without a result"),
                    Evidence(source=i("herald-copy"), quote="We part as we came"),
                ),
            ),
            Claim(
                id=i("ninety"),
                text="The meeting lasted about 90 minutes.",
                about=i("duration"),
                value="~90 min",
                topic=i("water"),
                evidence=(Evidence(source=i("herald-story"), quote="We part as we came, without a result"),),
            ),
            Claim(
                id=i("four-hours"),
                text="The meeting lasted four hours.",
                about=i("duration"),
                value="4 h",
                evidence=(
                    Evidence(
                        source=i("postimees"),
                        quote="Neli tundi",
                        translation=Translation(text="Four hours", by=Translator.EDITOR),
                    ),
                ),
            ),
            Claim(
                id=i("arabic"),
                text="The talks went on.",
                date=day("2021-05-03~"),
                evidence=(Evidence(source=i("alkhabar"), at="2:15"),),
            ),
        ),
    )
    second = Entry(
        id=i("2021-06-01-call"),
        title="A call about the weather",
        date=day("2021-06-01/2021-06-03"),
        body="- a list\n- comes first",
        claims=(
            Claim(id=i("call"), text="Tamm called.", by=(i("tamm"),), evidence=(Evidence(source=i("alkhabar")),)),
            Claim(
                id=i("where"),
                text="He called from Oldtown.",
                about=i("where"),
                value="oldtown",
                evidence=(Evidence(source=i("herald-story")),),
            ),
        ),
    )
    draft = Entry(
        id=i("undated-draft"),
        title="A meeting that nobody may read about",
        status=Status.DRAFT,
        actors=(i("ghost"),),
        place=i("hideout"),
        claims=(
            Claim(
                id=i("hidden"),
                text="A hidden claim.",
                topic=i("secrets"),
                evidence=(Evidence(source=i("secret-memo"), quote="not for the public"),),
            ),
        ),
    )
    actors = [
        Actor(id=i("north"), kind=ActorKind.PARTY, name="Northland"),
        Actor(id=i("orlova"), kind=ActorKind.PERSON, name="Vera Orlova", party=i("north"), role="Minister"),
        Actor(id=i("tamm"), kind=ActorKind.PERSON, name="Jaan Tamm", spellings=("J. Tamm",)),
        Actor(id=i("ghost"), kind=ActorKind.PERSON, name="A Ghost"),
    ]
    places = [
        Place(id=i("lakeside"), name="Lakeside", country="Estonia", zone="Europe/Tallinn", coordinates=(59.4, -24.7)),
        Place(id=i("oldtown"), name="Oldtown"),
        Place(id=i("hideout"), name="The Hideout"),
    ]
    properties = [
        Property(id=i("duration"), title="How long it lasted", type=PropertyType.DURATION, tolerance="10 min"),
        Property(id=i("where"), title="Where he called from", type=PropertyType.PLACE),
    ]
    outlets = [
        Outlet(id=i("herald"), kind="newspaper", name="The Herald"),
        Outlet(id=i("post"), kind="newspaper", name="Postimees"),
    ]
    entries = [first, second, draft]
    exact = Finding(
        verdict=Verdict.EXACT,
        paragraph=2,
        start=71,
        end=107,
        prefix="ern and the southern delegation: “",
        suffix=",” Vera Orlova said. She did not a",
        unique=True,
    )
    return Site(
        settings=Settings(
            title="River talks",
            tagline="Who said what about the river.",
            url="https://example.org/talks/",
            repository="https://github.com/example/talks",
            contact="mailto:desk@example.org",
            licence="CC BY 4.0",
        ),
        tracks={
            "main": Track(id=i("main"), title="Main track", description="Meetings.", medium=Medium.IN_PERSON),
            "empty": Track(id=i("empty"), title="Empty track"),
        },
        actors={each.id: each for each in actors},
        outlets={each.id: each for each in outlets},
        places={each.id: each for each in places},
        topics={
            "water": Topic(id=i("water"), title="Water", description="Who gets it."),
            "secrets": Topic(id=i("secrets"), title="Secrets"),
        },
        properties={each.id: each for each in properties},
        sources={each.id: each for each in sorted(sources, key=lambda source: source.id)},
        entries={each.id: each for each in entries},
        translations={
            first.id: (
                EntryTranslation(
                    id=first.id,
                    language="et",
                    title="Esimene kohtumine järve ääres",
                    claims={"no-result": "Orlova ütles, et kõnelused ei toonud tulemust."},
                    body="Nad kohtusid [tulemuseta](#no-result) [@postimees]. Vaata ka [#ninety].",
                ),
            ),
            draft.id: (EntryTranslation(id=draft.id, language="et", title="Kohtumine, mis on saladus"),),
        },
        facts={
            "herald-story": TextFacts(
                digest="0" * 64,
                length=400,
                paragraphs=9,
                shared=(
                    SharedText(source="herald-copy", paragraphs=(1, 2, 3, 7)),
                    SharedText(source="alkhabar", paragraphs=(4, 5, 9)),
                    SharedText(source="secret-memo", paragraphs=(9,)),
                ),
            ),
            **{
                name: TextFacts(
                    digest="1" * 64,
                    length=0,
                    paragraphs=12,
                    shared=(SharedText(source="herald-story", paragraphs=numbers),),
                )
                for name, numbers in (("herald-copy", (1, 2, 3, 4)), ("alkhabar", (1, 2, 3)))
            },
        },
        findings={
            EvidenceKey(first.id, "no-result", 0): exact,
            EvidenceKey(first.id, "no-result", 1): replace(
                exact, verdict=Verdict.TYPOGRAPHIC, folds=("quotation marks", "dashes"), end=89
            ),
            EvidenceKey(first.id, "ninety", 0): exact,
            EvidenceKey(first.id, "four-hours", 0): Finding(verdict=Verdict.UNVERIFIED),
            EvidenceKey(first.id, "arabic", 0): Finding(verdict=Verdict.CITED),
        },
    )


SITE = small_site()
ENTRY = "entries/2021-05-04-first-meeting/index.html"
TRANSLATED = "entries/2021-05-04-first-meeting/et/index.html"
DISPUTE = "disputes/2021-05-04-first-meeting-duration/index.html"


def build(site: Site = SITE, *, base_url: str = "", drafts: bool = False, theme: Theme = THEME) -> dict[str, bytes]:
    """Every file of a site."""
    made = render.pages(site, render.Options(theme=theme, base_url=base_url, drafts=drafts))
    assert len({page.path for page in made}) == len(made)
    return {page.path: rendered(page).content for page in made}


def rendered(page: Page) -> Made:
    """A page's bytes with the key that it has with them."""
    made = page.render()
    return made if isinstance(made, Made) else Made(made, page.key, "")


class Seen(HTMLParser):
    """What a page has: tags with attributes, ids, links, headings, visible text."""

    def __init__(self, source: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.feed(source.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())

    @property
    def ids(self) -> list[str]:
        return [attributes["id"] for _, attributes in self.tags if "id" in attributes]

    def links(self) -> Iterator[str]:
        for tag, attributes in self.tags:
            for name in ("href", "src"):
                if name in attributes:
                    yield attributes[name]
            if tag == "meta" and attributes.get("http-equiv") == "refresh":
                yield attributes["content"].split("url=")[1]


def html_of(files: Mapping[str, bytes]) -> dict[str, Seen]:
    return {path: Seen(data) for path, data in files.items() if path.endswith(".html")}


def dead_links(files: Mapping[str, bytes], mount: str = "") -> list[str]:
    """Relative links that lead to no file or no element; `mount` is the path that the site is served under."""
    pages = html_of(files)
    dead = []
    for path, page in pages.items():
        for link in page.links():
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            if path == "404.html":
                assert link.startswith((f"{mount}/", "#")), link
                target = posixpath.normpath(unquote(parts.path)[len(mount) + 1 :] or ".") if parts.path else path
            else:
                assert not parts.path.startswith("/"), f"{path}: {link} leaves the site's folder"
                target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
                if not parts.path:
                    target = path
            if parts.path.endswith("/"):
                target = posixpath.normpath(posixpath.join(target, "index.html"))
            if target not in files or (parts.fragment and unquote(parts.fragment) not in pages[target].ids):
                dead.append(f"{path}: {link}")
    return dead


FILES = build()
PAGES = html_of(FILES)


def test_the_site_map() -> None:
    names = sorted(path.removesuffix("index.html") or "/" for path in FILES if not path.startswith("static/"))
    assert names == sorted([
        "/", "404.html", "actors/north/", "actors/orlova/", "actors/tamm/", "claims.csv", "claims/", "corrections/",
        "data/", "disputes/", "disputes/2021-05-04-first-meeting-duration/", "disputes/2021-05-04-meeting-duration/", "entries/2021-05-04-first-meeting/",
        "entries/2021-05-04-first-meeting/et/", "entries/2021-05-04-meeting/", "entries/2021-05-04-meeting/et/",
        "entries/2021-06-01-call/", "feed.xml", "known/", "known/2021-05-05/", "known/2021-05-31/", "method/", "positions/", "places/lakeside/",
        "places/oldtown/", "robots.txt", "sitemap.xml", "sources/", "sources/alkhabar/", "sources/herald-copy/",
        "sources/herald-story/", "sources/postimees/", "timeline.json", "timeline.schema.json", "topics/water/", "tracks/main/",
    ])  # fmt: skip


def test_every_link_leads_somewhere() -> None:
    assert dead_links(FILES, "/talks") == []
    assert dead_links(build(base_url="https://name.github.io/repo"), "/repo") == []
    without = replace(SITE, settings=Settings(title="River talks"))
    assert dead_links(build(without)) == []
    assert dead_links(build(drafts=True), "/talks") == []


@pytest.mark.parametrize("kind", render.page_kinds())
def test_a_kind_that_is_left_out_leaves_no_link(kind: str) -> None:
    files = build(replace(SITE, settings=replace(SITE.settings, omit=(kind,))))
    assert len(files) < len(FILES)
    # Where the timeline itself is left out there is no first page for the site's name to lead to.
    home = r": (\.{1,2}/)+$|: /talks/$" if kind == "timeline" else r"^$"
    assert [link for link in dead_links(files, "/talks") if not re.search(home, link)] == []


def test_from_a_claim_to_its_words_and_back_in_one_click() -> None:
    entry, source = FILES[ENTRY].decode(), FILES["sources/herald-story/index.html"].decode()
    claim = entry[entry.index('id="c-no-result"') : entry.index('id="c-ninety"')]
    passage = re.search(r'href="\.\./\.\./sources/herald-story/#(q-[0-9a-f]{10})"', claim)
    assert passage
    place = source[source.index(f'id="{passage[1]}"') :]
    assert 'href="../../entries/2021-05-04-first-meeting/#c-no-result"' in place
    assert 'href="../../entries/2021-05-04-first-meeting/#c-ninety"' in place, "one passage, two claims"
    assert "We part as we came, without a result" in claim
    assert source.count("We part as we came, without a result") == 1


def test_every_page_is_reached_by_links_from_the_first() -> None:
    pages = {
        path: page for path, page in PAGES.items() if not any(a.get("http-equiv") == "refresh" for _, a in page.tags)
    }
    waiting, reached = ["index.html"], set[str]()
    while waiting:
        path = waiting.pop()
        if path in reached or path not in pages:
            continue
        reached.add(path)
        for link in pages[path].links():
            parts = urlsplit(link)
            if not parts.scheme and not parts.netloc:
                target = posixpath.join(posixpath.dirname(path), unquote(parts.path))
                waiting.append(posixpath.normpath(target + "index.html" if parts.path.endswith("/") else target))
    assert reached == set(pages) - {"404.html"}


def test_a_translation_stands_beside_the_same_evidence() -> None:
    page, original = PAGES[TRANSLATED], PAGES[ENTRY]
    assert ("html", {"lang": "et", "dir": "ltr"}) in page.tags
    assert ("header", {"class": "top", "lang": "en", "dir": "ltr"}) in page.tags, "the frame is not translated"
    assert ("h1", {"lang": "et", "dir": "ltr"}) in page.tags
    assert "Esimene kohtumine järve ääres – River talks" in page.text
    texts = [attributes for _, attributes in page.tags if attributes.get("class") == "claim-text"]
    assert texts == [
        {"class": "claim-text", "lang": language, "dir": "ltr"} for language in ("et", "en", "en", "en")
    ], "what is not translated stands in the original, and says so"
    assert page.text.count("not translated, in English") == 3
    assert "Orlova ütles, et kõnelused ei toonud tulemust." in page.text
    assert [each for each in page.ids if each.startswith("c-")] == [
        each for each in original.ids if each.startswith("c-")
    ]
    for shown in ("We part as we came, without a result", "Neli tundi", "✓ found word for word", "1 outlet, 1 origin"):
        assert shown in page.text, shown
    links = list(page.links())
    assert "../../../entries/2021-05-04-first-meeting/et/#c-no-result" in links, "its prose points at its own claims"
    assert "Vaata ka The meeting lasted about 90 minutes." in page.text
    assert "../../../sources/postimees/" in links
    assert "https://github.com/example/talks/blob/HEAD/content/entries/2021-05-04-first-meeting.et.md" in links
    assert "Cited in the text of" in PAGES["sources/postimees/index.html"].text


@pytest.mark.parametrize("path", [ENTRY, TRANSLATED])
def test_an_entry_and_its_translation_name_each_other(path: str) -> None:
    page, address = PAGES[path], "https://example.org/talks/entries/2021-05-04-first-meeting/"
    heads = [attributes for tag, attributes in page.tags if tag == "link" and "hreflang" in attributes]
    assert [(each["hreflang"], each["href"]) for each in heads] == [
        ("en", address),
        ("x-default", address),
        ("et", f"{address}et/"),
    ]
    switch = [attributes for tag, attributes in page.tags if tag == "a" and "hreflang" in attributes]
    assert [(each["lang"], "aria-current" in each) for each in switch] == [
        ("en", path == ENTRY),
        ("et", path == TRANSLATED),
    ]
    assert f"<loc>{address}et/</loc>".encode() in FILES["sitemap.xml"]


def test_a_translation_from_right_to_left() -> None:
    entry = i("2021-06-01-call")
    hebrew = EntryTranslation(id=entry, language="he", title="שיחה", claims={"call": "תאם התקשר."})
    page = Seen(build(replace(SITE, translations={entry: (hebrew,)}))["entries/2021-06-01-call/he/index.html"])
    assert ("html", {"lang": "he", "dir": "rtl"}) in page.tags
    assert ("p", {"class": "claim-text", "lang": "he", "dir": "rtl"}) in page.tags
    assert ("footer", {"class": "foot", "lang": "en", "dir": "ltr"}) in page.tags
    assert "עברית" in page.text


def test_a_source_that_only_a_translation_cites_has_a_page() -> None:
    entry = i("2021-06-01-call")
    made = EntryTranslation(id=entry, language="et", title="Kõne", body="Ilmast [@unused].")
    files = build(replace(SITE, translations={entry: (made,)}))
    assert "A call about the weather" in Seen(files["sources/unused/index.html"]).text
    assert dead_links(files, "/talks") == []


def test_the_way_from_entry_to_entry() -> None:
    track = {each: replace(SITE.entries[each], track=i("main")) for each in SITE.entries}
    between = replace(SITE.entries["2021-06-01-call"], id=i("2021-05-20-between"), title="In between", claims=())
    first, last, *_ = track.values()
    site = replace(SITE, entries={first.id: first, between.id: between, last.id: last})
    files = build(site)
    text = Seen(files["entries/2021-06-01-call/index.html"]).text
    assert "Before on this track, 4 May 2021First meeting at the lake" in text
    assert "Before on the timeline, 1–3 June 2021In between" in text
    assert "Before, 4 May 2021First meeting at the lake" in Seen(files["entries/2021-05-20-between/index.html"]).text


@pytest.mark.parametrize(
    ("url", "text", "expected"),
    [
        ("https://a.example/x", "no result, he said", "https://a.example/x#:~:text=no%20result%2C%20he%20said"),
        ("https://a.example/x#top", "a-b & c", "https://a.example/x#top:~:text=a%2Db%20%26%20c"),
        (
            "https://a.example/",
            " ".join(f"word{number}" for number in range(60)),
            "https://a.example/#:~:text="
            + "%20".join(f"word{number}" for number in range(8))
            + ","
            + "%20".join(f"word{number}" for number in range(52, 60)),
        ),
    ],
)
def test_a_link_to_words_on_a_page_elsewhere(url: str, text: str, expected: str) -> None:
    assert text_link(url, text) == expected
    assert safe_url(expected) == expected


def test_a_passage_that_stands_once_is_linked_where_it_was_published() -> None:
    outside = "https://herald.example/story?a=1&b=2#:~:text=We%20part%20as%20we%20came%2C%20without%20a%20result"
    assert outside in list(PAGES["sources/herald-story/index.html"].links())
    gone = replace(SITE.sources["herald-story"], status=SourceStatus.GONE)
    files = build(replace(SITE, sources=dict(SITE.sources) | {gone.id: gone}))
    links = list(Seen(files["sources/herald-story/index.html"]).links())
    assert "https://archive.example/1#:~:text=We%20part%20as%20we%20came%2C%20without%20a%20result" in links


def test_an_entry_shows_what_each_claim_rests_on() -> None:
    text = PAGES[ENTRY].text
    for shown in (
        "✓ found word for word",
        "✓ found, quotation marks and dashes differ",
        "? not verified",
        "– cited, not quoted",
        "1 outlet, 1 origin (The Wire) one story: The Herald, publisher unknown",
        "Sources differ: How long it lasted (2 versions)",
        "How long it lasted: about 90 minutes",
        "Four hours (translated by the editors)",
        "Tuesday, 4 May 2021",
        "23:30–23:55 (Europe/Tallinn)",
        "20:30–20:55 UTC",
        "yesterday, in a text of 5 May 2021",
        "In person",
        "as of about 3 May 2021",
        "An earlier version had the wrong lake.",
        "Added 6 May 2021. Last changed 9 May 2021.",
        "Paragraph 2 of the text, characters 72 to 107.",
        "[The Herald, p. 3]",
    ):
        assert shown in text, shown
    assert "alkhabar, 2:15" not in text
    assert ", 2:15" in text


def test_a_source_page_has_the_passages_and_all_else_that_is_known() -> None:
    text = PAGES["sources/herald-story/index.html"].text
    for shown in (
        "Wednesday, 5 May 2021",
        "credit: The Wire",
        "the page says Wednesday",
        "The same text as Talks end without result, again (4 of 9 paragraphs the same: 1–3 and 7)",
        "2 sources here tell this story; together they count as one origin, The Wire.",
        "Shares 3 of 9 paragraphs (4–5 and 9) with",
        "Read it at herald.example",
        "9 paragraphs, 400 characters; 9% of it is quoted here",
        "Paragraph 2",
        "yesterday is 4 May 2021",
        "The paper prints it on page one.",
    ):
        assert shown in text, shown
    assert "memo" not in text, "what only a draft uses is not named"
    assert "Cited, not quoted" in PAGES["sources/alkhabar/index.html"].text
    assert "Cited in the text of" in PAGES["sources/alkhabar/index.html"].text


def test_the_timeline_tells_tracks_and_background_apart() -> None:
    page = PAGES["index.html"]
    for shown in (
        "May 2021",
        "4 May Tuesday",
        "Main track",
        "Background",
        "2 entries",
        "6 claims, 2 with a verified quotation",
        "sources differ on 1 point",
        "They met for a day. Nothing came of it.",
        "1–3 June 2021",
        "Tamm called.",
    ):
        assert shown in page.text, shown
    assert "Empty track" not in page.text


def test_a_dispute_shows_every_version_and_no_winner() -> None:
    text = PAGES[DISPUTE].text
    for shown in (
        "How long it lasted",
        "about 90 minutes",
        "4 hours",
        "First meeting at the lake",
    ):
        assert shown in text, shown
    assert "Sources differ: How long" not in text, "the page itself says so already"
    assert "ontradicts" not in text, "two versions contradict each other in any case"


def test_of_three_versions_each_says_which_it_contradicts() -> None:
    entry = SITE.entries["2021-05-04-first-meeting"]
    more = replace(entry.claims[2], id=i("six-hours"), text="It lasted six hours.", value="6 h")
    site = replace(SITE, entries=dict(SITE.entries) | {entry.id: replace(entry, claims=(*entry.claims, more))})
    page = build(site)[DISPUTE].decode()
    assert '<p class="small">Contradicts: 4 hours; 6 hours</p>' in page
    assert page.count("Contradicts: ") == 3


def test_drafts_and_what_only_they_use_are_not_published() -> None:
    for path, data in FILES.items():
        for hidden in (b"nobody may read", b"A Ghost", b"Hideout", b"Secrets", b"secret-memo", b"hidden claim"):
            assert hidden not in data, (path, hidden)
    shown = build(drafts=True)
    assert "sources/secret-memo/index.html" in shown
    assert "actors/ghost/index.html" in shown
    page = Seen(shown["entries/undated-draft/index.html"])
    assert "Draft" in page.text
    assert "no date yet" in page.text
    assert "Preview with drafts. Do not publish." in page.text
    assert "Without a date" in Seen(shown["index.html"]).text


def test_old_addresses_lead_on() -> None:
    page = PAGES["entries/2021-05-04-meeting/index.html"]
    assert ("meta", {"http-equiv": "refresh", "content": "0; url=../../entries/2021-05-04-first-meeting/"}) in page.tags


def test_addresses_follow_the_base() -> None:
    files = build(base_url="https://name.github.io/repo")
    assert (
        b'<link rel="canonical" href="https://name.github.io/repo/entries/2021-06-01-call/">'
        in files["entries/2021-06-01-call/index.html"]
    )
    assert b'href="/repo/static/style.css?v=' in files["404.html"]
    assert b'rel="canonical"' not in files["404.html"]
    nowhere = build(replace(SITE, settings=Settings(title="River talks")))
    assert b"canonical" not in nowhere["index.html"]
    assert "sitemap.xml" not in nowhere
    assert b"Sitemap" not in nowhere["robots.txt"]


def test_readers_can_report_and_edit() -> None:
    links = list(PAGES[ENTRY].links())
    assert "https://github.com/example/talks/blob/HEAD/content/entries/2021-05-04-first-meeting.md" in links
    assert any(
        link.startswith("https://github.com/example/talks/issues/new?title=Error+on+%2Fentries") for link in links
    )


def test_other_languages_are_marked() -> None:
    source = PAGES["sources/alkhabar/index.html"]
    assert ("h1", {"lang": "ar", "dir": "rtl"}) in source.tags
    quotes = [attributes for tag, attributes in PAGES[ENTRY].tags if "words" in attributes.get("class", "")]
    assert {"class": "words", "lang": "et", "dir": "ltr"} in quotes
    assert {"class": "words found", "dir": "ltr"} in quotes
    assert {"class": "words found", "dir": "auto"} in quotes, "a source of unknown language"


@pytest.mark.parametrize("path", sorted(PAGES))
def test_every_page_is_well_made(path: str) -> None:
    page = PAGES[path]
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert len(page.ids) == len(set(page.ids))
    names = [tag for tag, _ in page.tags]
    assert names.count("main") == 1
    assert {"header", "nav", "footer"} <= set(names)
    policy = [tags["content"] for _, tags in page.tags if tags.get("http-equiv") == "Content-Security-Policy"]
    assert policy == [render.CSP]
    assert inactive(page) == []


ACTIVE = {"script", "iframe", "object", "embed", "form", "base", "style", "img", "template", "math"}


def inactive(page: Seen) -> list[str]:
    """Everything on a page that could act, or that reaches for another host."""
    found = []
    for tag, attributes in page.tags:
        if tag in ACTIVE:
            found.append(tag)
        for name, value in attributes.items():
            scheme = re.match(r"\s*([a-z][a-z0-9+.-]*):", value, re.IGNORECASE)
            leads = name in ("href", "src") and scheme is not None
            fetched = leads and tag in ("link", "img") and attributes.get("rel") not in ("canonical", "alternate")
            allowed = scheme is not None and scheme[1].lower() in ("http", "https", "mailto")
            if name.startswith("on") or name in ("style", "srcdoc", "formaction") or fetched or (leads and not allowed):
                found.append(f"{tag} {name}={value}")
    return found


HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</title><svg onload=alert(1)>",
    "{{ 7*7 }} {% include 'x' %}",
    "[x](javascript:alert(1))",
    "<a href=javascript:alert(1)>x</a>",
    "]]><!--><iframe src=//evil.example>",
    "&lt;script&gt; &amp;",
    "\u202eevil\u2066",
)


def poisoned(text: str) -> Site:
    """The small site with a text in every place that takes one."""
    site = SITE
    evidence = Evidence(
        source=i("herald-story"),
        quote=text,
        context=text,
        at=text,
        translation=Translation(text=text, by=Translator.EDITOR),
    )
    claim = Claim(
        id=i("no-result"),
        text=text,
        by=(i("orlova"),),
        topic=i("water"),
        about=i("odd"),
        value=text,
        evidence=(evidence,),
    )
    other = replace(claim, id=i("other"), value=f"{text} and more")
    entry = replace(
        site.entries["2021-05-04-first-meeting"],
        title=text,
        body=f"{text}\n\n> {text}",
        claims=(claim, other),
        corrections=(Correction(date=day("2021-05-08"), text=text),),
        date_from=DateFrom(said=text, source=i("herald-story")),
    )
    source = replace(
        site.sources["herald-story"],
        title=text,
        credit=text,
        authors=(text,),
        inferred={"published": text},
        url=text,
        archived_url=f"javascript:{text}",
        licence=text,
        kind=text,
        body=text,
    )
    found = Finding(
        verdict=Verdict.EXACT, prefix=text[:32], suffix=text[:32], folds=(text,), start=1, end=5, paragraph=1
    )
    return replace(
        site,
        settings=replace(site.settings, title=text, tagline=text, licence=text, repository=text, contact=text),
        entries={entry.id: entry},
        translations={
            entry.id: (EntryTranslation(id=entry.id, language="et", title=text, claims={"no-result": text}, body=text),)
        },
        sources={"herald-story": source},
        texts={"herald-story": f"{text}\n{text}"},
        findings={EvidenceKey(entry.id, claim.id, 0): found},
        tracks={"main": Track(id=i("main"), title=text, description=text)},
        actors={key: replace(actor, name=text, role=text, spellings=(text,)) for key, actor in site.actors.items()},
        outlets={key: replace(outlet, name=text) for key, outlet in site.outlets.items()},
        places={key: replace(place, name=text, country=text, spellings=(text,)) for key, place in site.places.items()},
        topics={"water": Topic(id=i("water"), title=text, description=text)},
        properties={"odd": Property(id=i("odd"), title=text, type=PropertyType.TEXT)},
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    for path, data in build(poisoned(text), drafts=True).items():
        if path.endswith(".html"):
            page = Seen(data)
            assert inactive(page) == [], path
    shown = Seen(build(poisoned(text))[ENTRY]).text
    assert " ".join(settled(text).split()) in shown


def test_the_same_content_gives_the_same_bytes_and_keys() -> None:
    assert keys(SITE) == keys(small_site())
    assert build() == FILES


def keys(site: Site, theme: Theme = THEME) -> dict[str, str]:
    return {page.path: rendered(page).key for page in render.pages(site, render.Options(theme=theme))}


def changed(before: Mapping[str, str], after: Mapping[str, str]) -> set[str]:
    return {path for path in {*before, *after} if before.get(path) != after.get(path)}


def test_a_key_changes_when_the_bytes_do_and_no_wider_than_the_lists() -> None:
    entry = SITE.entries["2021-06-01-call"]
    longer = f"{entry.body}\n\nWhat no list shows."
    edited = replace(SITE, entries=dict(SITE.entries) | {entry.id: replace(entry, body=longer)})
    moved = changed(keys(SITE), keys(edited))
    bytes_moved = {path for path, data in build(edited).items() if FILES.get(path) != data}
    assert bytes_moved <= moved
    assert "entries/2021-06-01-call/index.html" in moved
    assert not {"method/index.html", "sources/postimees/index.html", ENTRY} & moved


def edits() -> Iterator[tuple[str, Site]]:
    """The site with one thing of each kind changed in a way that lists show."""
    for table, name in (("actors", "name"), ("places", "name"), ("outlets", "name"), ("topics", "title"),
                        ("tracks", "title"), ("sources", "title"), ("properties", "title"), ("entries", "title")):  # fmt: skip
        things = getattr(SITE, table)
        for key, thing in things.items():
            changes: dict[str, Any] = {table: {**things, key: replace(thing, **{name: "Another name"})}}
            yield f"{table}/{key}", replace(SITE, **changes)
    yield "tracks/#", replace(SITE, tracks=dict(reversed([*SITE.tracks.items()])))
    yield "topics/#", replace(SITE, topics=dict(reversed([*SITE.topics.items()])))
    for key in (each for each, finding in SITE.findings.items() if finding.verdict is not Verdict.CITED):
        yield f"{key}", replace(SITE, findings={**SITE.findings, key: Finding(verdict=Verdict.AMBIGUOUS)})


@pytest.mark.parametrize("backwards", [False, True])
def test_whatever_changes_a_page_changes_its_key(backwards: bool) -> None:
    """Also where what a page shows was made for another one before: a piece, a field of a view, the HTML of a macro."""

    def pages(site: Site) -> dict[str, Made]:
        found = render.pages(site, render.Options(theme=THEME))
        return {page.path: rendered(page) for page in (reversed(found) if backwards else found)}

    before = pages(SITE)
    for name, site in edits():
        after = pages(site)
        stale = {
            path
            for path, now in after.items()
            if path in before and now.content != before[path].content and now.key == before[path].key
        }
        assert not stale, name


def test_a_key_digests_the_templates_that_a_page_uses() -> None:
    edited = Theme(
        dict(THEME.templates) | {"method.html": THEME.templates["method.html"] + "\n"}, THEME.static, THEME.code
    )
    assert changed(keys(SITE), keys(SITE, edited)) == {"method/index.html"}
    base = Theme(dict(THEME.templates) | {"base.html": THEME.templates["base.html"] + "\n"}, THEME.static, THEME.code)
    pages = {path for path in FILES if path.endswith(".html")}
    assert changed(keys(SITE), keys(SITE, base)) == pages
    styled = Theme(THEME.templates, dict(THEME.static) | {"style.css": b"body{}"}, THEME.code)
    assert pages | {"static/style.css"} <= changed(keys(SITE), keys(SITE, styled))


def test_an_empty_site_has_its_pages() -> None:
    files = build(Site(settings=Settings(title="New")))
    assert dead_links(files) == []
    assert "No entry is published yet." in Seen(files["index.html"]).text
    assert "do not contradict" in Seen(files["disputes/index.html"]).text
    assert "No correction has been needed so far." in Seen(files["corrections/index.html"]).text


def test_whole_texts_stand_only_where_they_are_given() -> None:
    site = replace(SITE, texts={"herald-story": "First paragraph.\n\nSecond paragraph.\n", "secret-memo": "No."})
    assert "The whole text" in Seen(build(site)["sources/herald-story/index.html"]).text
    assert "The whole text" not in PAGES["sources/herald-story/index.html"].text


def test_media_are_copied_and_linked_with_their_digest(tmp_path: Path) -> None:
    (tmp_path / "map.png").write_bytes(b"a picture")
    entry = SITE.entries["2021-06-01-call"]
    site = replace(SITE, entries={entry.id: replace(entry, body="![A map of the river](media/map.png)")})
    made = render.pages(site, render.Options(theme=THEME, media={"map.png": tmp_path / "map.png"}))
    files = {page.path: rendered(page).content for page in made}
    assert files["media/map.png"] == b"a picture"
    assert b'<img src="../../media/map.png?v=' in files["entries/2021-06-01-call/index.html"]
    assert dead_links(files, "/talks") == []


def test_many_claims_are_shared_out_among_years_and_months(monkeypatch: pytest.MonkeyPatch) -> None:
    """Years that outgrow a page lead to their months; what has no month stays with its year."""
    monkeypatch.setattr(lists, "MOST_CLAIMS", 3)
    monkeypatch.setitem(ADDRESSES, lists.PERIOD, "claims/{id}/")
    entry = SITE.entries["2021-05-04-first-meeting"]
    entries: dict[str, Entry] = {}
    for number, text in enumerate(
        ("0999", "2021-05-04", "2021-05", "2021-06-01/2021-07-02", "2021", "2022-01-01", None)
    ):
        ident = i(f"e{number}")
        claims = (replace(entry.claims[0], date=None), replace(entry.claims[1], date=None))
        entries[ident] = replace(entry, id=ident, date=day(text) if text else None, claims=claims, part_of=None)
    site = replace(SITE, entries=entries, translations={})
    index = build_index(site, drafts=True)
    periods = ("0999", "2021", "2021-05", "2021-06", "2022", "undated")
    assert lists.claim_periods(index) == periods
    whole = lists.claims_view(index)
    assert whole.groups == ()
    assert [(each.ref.label, each.ref.path, each.total.partition(",")[0]) for each in whole.periods] == [
        ("999", "claims/0999/", "2 claims"),
        ("2021", "claims/2021/", "8 claims"),
        ("2022", "claims/2022/", "2 claims"),
        ("No date", "claims/undated/", "2 claims"),
    ]
    pages = {each: lists.period_view(index, each) for each in periods}
    assert sum(len(group.claims) for each in pages.values() for group in each.groups) == 2 * len(entries)
    year, month = pages["2021"], pages["2021-05"]
    assert [each.ref.label for each in year.periods] == ["May 2021", "June 2021"]
    assert (year.title, year.total) == ("Claims of 2021", "8 claims, none with a verified quotation")
    assert [len(group.claims) for group in year.groups] == [2]
    assert (month.title, month.within, month.before) == ("Claims of May 2021", Ref("2021", "claims/2021/"), None)
    assert (month.after, year.after) == (Ref("June 2021", "claims/2021-06/"), Ref("2022", "claims/2022/"))
    assert pages["undated"].title == "Claims without a date"
    row = sitemap.Kind(
        name=lists.PERIOD, template="claims.html", view=lists.period_view, ids=lists.claim_periods, section="claims"
    )
    monkeypatch.setattr(sitemap, "KINDS", (*({each.name: each for each in sitemap.KINDS} | {row.name: row}).values(),))
    files = build(site, drafts=True)
    assert dead_links(files, "/talks") == []
    assert {f"claims/{each}/index.html" for each in periods} <= files.keys()
    made = files["claims/2021/index.html"]
    assert re.findall(rb'href="../../claims/([^"]+)"', made) == [b"2021-05/", b"2021-06/", b"0999/", b"2022/"]


def test_few_claims_stand_on_one_page() -> None:
    index = build_index(SITE, drafts=False)
    assert lists.claim_periods(index) == ()
    assert lists.claims_view(index).periods == ()


# --- the theme -------------------------------------------------------------------------------------------------------


def test_a_sites_own_templates_replace_the_packaged_ones_file_by_file(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "static").mkdir()
    (tmp_path / "templates" / "missing.html").write_text("lost: {{ page.title }}", encoding="utf-8")
    (tmp_path / "static" / "extra.txt").write_bytes(b"more")
    (tmp_path / "static" / ".DS_Store").write_bytes(b"not this")
    files = build(theme=read_theme([tmp_path]))
    assert files["404.html"] == b"lost: Page not found"
    assert files["static/extra.txt"] == b"more"
    assert files[ENTRY] == FILES[ENTRY]
    assert "static/.DS_Store" not in files


def test_a_theme_may_not_lead_out_of_its_folder(tmp_path: Path) -> None:
    (tmp_path / "static").mkdir()
    (tmp_path / "secret").write_text("x")
    (tmp_path / "static" / "link.css").symlink_to(tmp_path / "secret")
    with pytest.raises(
        ThemeError, match=r"static/link\.css: a symbolic link; put the file itself here: links are not f"
    ):
        read_theme([tmp_path])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no FIFOs here")
def test_a_theme_has_regular_utf8_files_only(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    os.mkfifo(tmp_path / "templates" / "pipe.html")
    with pytest.raises(ThemeError, match=r"templates/pipe\.html: not an ordinary file; delete it"):
        read_theme([tmp_path])
    (tmp_path / "templates" / "pipe.html").unlink()
    (tmp_path / "templates" / "latin.html").write_bytes(b"caf\xe9")
    with pytest.raises(ThemeError, match=r"templates/latin\.html: byte 3 is not UTF-8; save the file as UTF-8"):
        read_theme([tmp_path])


def test_a_misspelt_name_in_a_template_is_an_error() -> None:
    broken = Theme(dict(THEME.templates) | {"missing.html": "{{ page.tittle }}"}, {})
    page = next(p for p in render.pages(SITE, render.Options(theme=broken)) if p.path == "404.html")
    with pytest.raises(
        ThemeError, match=r"^templates/missing\.html:1: .* has no attribute 'tittle'; correct the template$"
    ):
        page.render()


@pytest.mark.parametrize(
    ("template", "shown"),
    [
        ("{{ page.title }}", "T &amp; T"),
        ("{{ page['title'] }}", "T &amp; T"),
        ("{{ page.nothing is defined }}", "False"),
        ("{{ page.nothing|default('none') }}", "none"),
        ("{{ page.table.key }} {{ page.table.class }}", "value other"),
        ("{{ 'a'.upper() }}{{ 1.5 }}{{ page.number + 1 }}{{ none }}", "A1.53None"),
        ("{% for each in page.rows %}{{ loop.index }}{{ each }}{% if not loop.last %}, {% endif %}{% endfor %}", "1a, 2b"),
        ("{% macro m(a, b='-') %}<{{ a }}{{ b }}>{% endmacro %}{{ m(page.title) }}{{ m('x', b='&') }}",
         "<T &amp; T-><x&amp;>"),
        ("{% macro m() %}({{ caller() }}){% endmacro %}{% call m() %}{{ page.title }}{% endcall %}", "(T &amp; T)"),
        ("{% macro m() %}{{ varargs|join }}{% endmacro %}{{ m(1, 2) }}", "12"),
        ("{% autoescape false %}{{ page.title }}{% endautoescape %}", "T & T"),
        ("{% import 'lines.html' as m %}{{ m.line(page.title, '../') }} {{ m.line(page.title, './') }}",
         "<a href=../>T &amp; T</a> <a href=./>T &amp; T</a>"),
    ],
)  # fmt: skip
def test_templates_have_all_of_jinjas_language(template: str, shown: str) -> None:
    class View(NamedTuple):
        title: str = "T & T"
        number: int = 2
        rows: tuple[str, ...] = ("a", "b")
        table: dict[str, str] = {"key": "value", "class": "other"}  # noqa: RUF012  (it stays as it is)

    lines = (
        "{% macro _line(text, root) %}<a href={{ root }}>{{ text }}</a>{% endmacro %}{% set line = _line|remembered %}"
    )
    engine = Engine({"page.html": template, "lines.html": lines}, {}, {})
    for _ in range(2):
        assert engine.render("page.html", {"page": View()}) == shown


def test_a_fault_in_a_template_names_its_place() -> None:
    templates = {
        "page.html": "{% import 'lines.html' as m %}\n{{ m.line(1) }}",
        "lines.html": "{% macro line(each) %}\n{{ each.nothing }}{% endmacro %}",
        "open.html": "a\n{% if %}",
    }
    engine = Engine(templates, {}, {})
    with pytest.raises(TemplateFault, match=r"^templates/lines\.html:2: 'int object' has no attribute 'nothing'$"):
        engine.render("page.html", {})
    with pytest.raises(
        TemplateFault, match=r"^templates/open\.html:2: Expected an expression, got 'end of statement block'$"
    ):
        engine.render("open.html", {})


_NESTED = "a template, a macro or an expression contains itself, or too many stand in each other"


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("a\n{{ 1/0 }}", "page.html:2: ZeroDivisionError: division by zero"),
        ('{{ "a"+1 }}', 'page.html:1: TypeError: can only concatenate str (not "int") to str'),
        ('{{ [1,"a"]|sort }}', "page.html:1: TypeError: '<' not supported between instances of 'str' and 'int'"),
        ('{{ "%d"|format("x") }}', "page.html:1: TypeError: %d format: a real number is required, not str"),
        ("{% macro m() %}\n{{ m() }}{% endmacro %}{{ m() }}", f"page.html:2: {_NESTED}"),
        ('{% include "page.html" %}', f"page.html:1: {_NESTED}"),
        ("{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}", f"page.html: {_NESTED}"),
        ("{% for a in [1] %}" * 25 + "{% endfor %}" * 25, "page.html: SyntaxError: too many statically nested blocks"),
        ('\n{% include "gone.html" %}', "page.html:2: there is no template “gone.html”"),
        ("{{ 5|stripped }}", "page.html:1: AttributeError: 'int' object has no attribute 'strip'"),
        ("{{ page.table.missing['x'] }}", "page.html:1: 'dict object' has no attribute 'missing'"),
        ("{{ 'a'|nofilter }}", "page.html:1: No filter named 'nofilter'."),
    ],
)  # fmt: skip
def test_whatever_goes_wrong_in_a_template_is_told_in_one_line(template: str, told: str) -> None:
    def stripped(text: str) -> str:
        return text.strip()

    engine = Engine({"page.html": template}, {"stripped": stripped}, {})
    engine.load("page.html")
    for _ in range(2):
        with pytest.raises(TemplateFault) as fault:
            engine.render("page.html", {"page": {"table": {}}})
        assert str(fault.value) == f"templates/{told}"


def test_a_fault_that_begins_in_a_filter_of_ours_is_told_with_both_places() -> None:
    theme = Theme({**THEME.templates, "missing.html": "\n{{ 5|summary }}"}, {})
    page = next(each for each in render.pages(SITE, render.Options(theme=theme)) if each.path == "404.html")
    told = r"^templates/missing\.html:2: \w+Error: .* \(at dateline/[a-z/_]+\.py:\d+\); correct the template$"
    with pytest.raises(ThemeError, match=told):
        page.render()


@pytest.mark.parametrize("stopped", [KeyboardInterrupt, MemoryError, OSError])
def test_what_is_no_fault_of_a_template_passes(stopped: type[BaseException]) -> None:
    def stop(_: object) -> str:
        raise stopped

    with pytest.raises(stopped):
        Engine({"page.html": "{{ 1|stop }}"}, {"stop": stop}, {}).render("page.html", {})


def test_half_a_character_is_a_fault_of_the_template() -> None:
    theme = Theme({**THEME.templates, "missing.html": '{{ "\\ud800" }}'}, {})
    page = next(each for each in render.pages(SITE, render.Options(theme=theme)) if each.path == "404.html")
    told = "templates/missing.html: U+D800 is half of a character, which no page can hold; correct the template"
    with pytest.raises(ThemeError, match=f"^{re.escape(told)}$"):
        page.render()


_VIEW = "a view can't be printed; name one of its fields: title, rows"
_CALL = "a function or macro can't be printed; call it: write its name with brackets behind it"


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("{{ page }}", _VIEW),
        ("{{ [1, page] }}", _VIEW),
        ("{{ {'a': page} }}", _VIEW),
        ("{{ 'a' ~ page }}", _VIEW),
        ("{{ page|upper }}", _VIEW),
        ("{{ page|string }}", _VIEW),
        ("{{ '%s'|format(page) }}", _VIEW),
        ("{{ [page]|join(', ') }}", _VIEW),
        ("{% autoescape false %}{{ page }}{% endautoescape %}", _VIEW),
        ("{{ page.title.upper }}", _CALL),
        ("{% macro m() %}{% endmacro %}{{ m }}", _CALL),
        ("{{ page.rows|map('upper') }}",
         "a generator can't be printed; go through its items with “for”, or join them with “|join(', ')”"),
        ("{{ namespace(a=1) }}", "a Namespace can't be printed; name one of its fields"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("beyond", ["", "{{ none|default(page.nothing, true) is defined }}"])
def test_an_object_is_not_printed_whole(template: str, told: str, beyond: str) -> None:
    class View(NamedTuple):
        title: str = "T"
        rows: tuple[str, ...] = ("a",)

    class Fields:
        def __init__(self) -> None:
            self.rows = ("a",)

        @property
        def title(self) -> str:
            return "T"

        def _inside(self) -> str:
            return "no field"

    for kind in (View, Fields):
        # (That is where this program's own classes are.)
        kind.__module__ = "dateline.render.views.some"
        engine = Engine({"page.html": beyond + template}, {}, {})
        with pytest.raises(TemplateFault) as fault:
            engine.render("page.html", {"page": kind()})
        assert str(fault.value) == f"templates/page.html:1: {told}"


def test_text_numbers_and_dates_are_printed() -> None:
    page = (
        "{{ [1, 'a', none, 1.5] }} {{ 'a' ~ 1 ~ none }} {{ [1, '<']|join('&') }} {{ rows|join('+', 'k') }} {{ day }} "
        "{{ span }} {{ kind }} {{ rows }} {{ 5|string }} {{ ['a']|map('upper')|join }}"
    )
    values = {
        "day": date(2022, 3, 10),
        "span": dates.parse("2022-03"),
        "kind": Verdict.EXACT,
        "rows": [{"k": 1}, {"k": 2}],
    }
    shown = (
        "[1, &#39;a&#39;, None, 1.5] a1None 1&amp;&lt; 1+2 2022-03-10 2022-03 exact [{&#39;k&#39;: 1}, {&#39;k&#39;: 2}] "
        "5 A"
    )
    assert Engine({"page.html": page}, {}, {}).render("page.html", values) == shown


def test_a_remembered_macro_is_carried_out_once_for_a_value() -> None:
    asked: list[str] = []

    def macro(value: str, root: str, mark: str = "") -> str:
        asked.append(value)
        return f"<{root}{value}{mark}>"

    line = Remembered(macro)
    assert [line("a", "../"), line("a", "./"), line("a", "./", "!"), line("a", "./", mark="!"), line("b")] == [
        "<../a>", "<./a>", "<./a!>", "<./a!>", "<b>",
    ]  # fmt: skip
    assert asked == ["a", "a", "a", "b"]


def test_a_remembered_macro_notes_what_was_looked_up_for_every_page() -> None:
    reads = Reads()
    names = Noted("actors", {"a": "Ada", "b": "Bo"}, reads)

    class Line:
        @property
        def by(self) -> str:
            return names["a"]

    line = Line()
    lines = "{% macro _line(each, root) %}{{ each.by }}{% endmacro %}{% set line = _line|remembered %}"
    page = "{% import 'lines.html' as m %}{% for _ in range(times) %}{{ m.line(line, '') }}{% endfor %}{{ names['b'] }}"
    engine = Engine({"page.html": page, "lines.html": lines}, {}, {})
    for times in (1, 2):
        reads.begin()
        assert engine.render("page.html", {"line": line, "names": names, "times": times}, reads) == "Ada" * times + "Bo"
        assert reads.end() == "actors/a actors/b"


def test_a_field_is_made_when_it_is_looked_at_and_its_reads_are_noted() -> None:
    index = build_index(SITE, drafts=False)
    asked: list[str] = []

    class View:
        def __init__(self) -> None:
            self.index = index

        @made
        def alone(self) -> str:
            """Of one page."""
            asked.append("alone")
            return index.site.actors["orlova"].name

        @shared
        def often(self) -> str:
            """Of many pages."""
            asked.append("often")
            return index.site.topics["water"].title

        @shared
        def plain(self) -> str:
            """Of the view itself."""
            asked.append("plain")
            return "…"

    view = View()
    assert asked == []
    assert [View.alone.__doc__, View.often.__doc__] == ["Of one page.", "Of many pages."]
    notes = []
    for _ in range(2):
        index.reads.begin()
        assert (view.alone, view.often, view.plain) == (SITE.actors["orlova"].name, SITE.topics["water"].title, "…")
        notes.append(index.reads.end())
    assert notes == ["actors/orlova topics/water", "topics/water"], "`made` is for views that one page has for itself"
    assert asked == ["alone", "often", "plain"]


def test_a_page_reads_what_its_template_shows() -> None:
    bare = Theme({**THEME.templates, "entry.html": "{{ page.title }}"}, THEME.static)
    page = next(each for each in render.pages(SITE, render.Options(theme=bare)) if each.path == ENTRY)
    assert rendered(page).note == f"entries/{Path(ENTRY).parent.name}"


def test_a_remembered_macro_tells_text_from_html() -> None:
    lines = "{% macro _line(text, root) %}{{ text }}{% endmacro %}{% set line = _line|remembered %}"
    page = "{% import 'lines.html' as m %}{{ m.line('<b>'|safe, '') }} {{ m.line('<b>', '') }}"
    assert Engine({"page.html": page, "lines.html": lines}, {}, {}).render("page.html", {}) == "<b> &lt;b&gt;"


@given(st.text() | st.text(alphabet="&<>\"' ab", max_size=20) | st.integers() | st.none())
def test_values_are_escaped_as_markupsafe_does(value: object) -> None:
    assert Engine({"x": "{{ value }}"}, {}, {}).render("x", {"value": value}) == str(markupsafe.escape(value))


# --- pieces ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("verdict", "folds", "shown", "found"),
    [
        (Verdict.EXACT, (), "found word for word", True),
        (Verdict.TYPOGRAPHIC, ("quotation marks",), "found, quotation marks differ", True),
        (Verdict.TYPOGRAPHIC, ("white space",), "found, white space differs", True),
        (Verdict.TYPOGRAPHIC, ("dashes", "white space"), "found, dashes and white space differ", True),
        (Verdict.TYPOGRAPHIC, (), "found, typography differs", True),
        (Verdict.ELIDED, (), "found with words left out", True),
        (Verdict.AMBIGUOUS, (), "stands at several places", False),
        (Verdict.UNVERIFIED, (), "not verified", False),
        (Verdict.CITED, (), "cited, not quoted", False),
    ],
)
def test_verdicts_in_words(verdict: Verdict, folds: tuple[str, ...], shown: str, found: bool) -> None:
    badge = words.badge(Finding(verdict=verdict, folds=folds))
    assert (badge.words, badge.found) == (shown, found)


def test_every_verdict_is_explained() -> None:
    """Every one that a page can show; what is absent or stale is for those who have the texts."""
    assert set(words.VERDICTS) == {verdict for verdict in Verdict if verdict.shown}
    assert set(BEST) == set(words.VERDICTS)


@pytest.mark.parametrize(
    ("text", "shown", "machine"),
    [
        ("2022-03-10", "Thursday, 10 March 2022", "2022-03-10"),
        ("2022-03", "March 2022", "2022-03"),
        ("2022", "2022", "2022"),
        ("2022-03-10~", "about 10 March 2022", None),
        ("2022-03-10/2022-03-12", "10–12 March 2022", None),
        ("2022-03-XX", "March 2022", None),
        ("2022-21", "spring 2022", None),
        ("202X", "2020s", None),
    ],
)
def test_dates_for_readers_and_machines(text: str, shown: str, machine: str | None) -> None:
    assert words.when(day(text), weekday=True) == words.When(shown, machine)


@pytest.mark.parametrize(
    ("when", "time", "zone", "local", "utc"),
    [
        ("2022-03-10", "11:25/12:50", "Europe/Istanbul", "11:25–12:50 (Europe/Istanbul)", "08:25–09:50 UTC"),
        ("2022-03-10", "01:00", "Europe/Istanbul", "01:00 (Europe/Istanbul)", "22:00 UTC on 9 March"),
        ("2022-03-10", "11:25+03:00", None, "11:25 (UTC+03:00)", "08:25 UTC"),
        ("2022-03-10", "11:25", None, "11:25 (local time)", "UTC not known: no time zone is given"),
        ("2022-03", "11:25", "Europe/Istanbul", "11:25 (Europe/Istanbul)", "08:25 UTC"),
        ("2022-03-10", "11:25", "America/New_York", "11:25 (America/New York)", "16:25 UTC"),
    ],
)
def test_times_at_the_venue_and_in_utc(when: str, time: str, zone: str | None, local: str, utc: str) -> None:
    entry = Entry(id=i("x"), title="x", date=day(when), time=dates.parse_time(time))
    assert words.clock(entry, zone) == words.Clock(local, utc)


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://example.org/a?b=1&c=2#d", "https://example.org/a?b=1&c=2#d"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("https://example.org/Україна–x", "https://example.org/%D0%A3%D0%BA%D1%80%D0%B0%D1%97%D0%BD%D0%B0%E2%80%93x"),
        ("https://example.org/%41", "https://example.org/%41"),
        ("https://example.org/<b>", "https://example.org/%3Cb%3E"),
        ("javascript:alert(1)", None),
        (" https://example.org", None),
        ("https://example.org/a b", None),
        ("https://example.org/\u202e", None),
        ("//example.org", None),
        ("data:text/html,x", None),
        ("https://", None),
        ("", None),
        (None, None),
    ],
)
def test_addresses_that_a_page_may_link_to(address: str | None, safe: str | None) -> None:
    assert safe_url(address) == safe


@pytest.mark.parametrize(
    ("body", "ids"),
    [
        ("", ()),
        ("[@a] and [@b; @c-d] and [@a, p. 3]", ("a", "b", "c-d")),
        ("[@a, p. 3; @b, 2:10]", ("a", "b")),
        ("a@b [b] [@]", ()),
    ],
)
def test_citations_of_a_text(body: str, ids: tuple[str, ...]) -> None:
    assert tuple(each for each in cited_in(body) if each) == ids


def test_two_sources_of_one_outlet_are_told_apart_in_prose() -> None:
    twin = replace(SITE.sources["herald-story"], id=i("herald-late"), published=day("2021-05-07"))
    text = "x [@herald-story; @herald-late; @postimees]"
    entries = {key: replace(each, body=text) for key, each in SITE.entries.items()}
    index = build_index(replace(SITE, entries=entries, sources=dict(SITE.sources) | {twin.id: twin}), drafts=True)
    made = prose(index, text)
    assert [each.label for each in made.citations] == ["The Herald, 5 May 2021", "The Herald, 7 May 2021", "Postimees"]


def test_a_reference_to_another_entrys_claim() -> None:
    index = build_index(SITE, drafts=False)
    made = prose(index, "See [this](2021-05-04-first-meeting#ninety) and [@herald-story].")
    assert [(each.name, each.path) for each in made.claims if each.name.endswith("#ninety")] == [
        ("2021-05-04-first-meeting#ninety", "entries/2021-05-04-first-meeting/#c-ninety")
    ]


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("One *sentence*.", "One sentence."),
        ("Tom & Jerry < Co.", "Tom & Jerry < Co."),
        ("A" * 20 + ". " + "B" * 400, "A" * 20 + "."),
        ("word " * 100, ("word " * 59) + "word …"),
        ("He came [@nobody].", "He came [@nobody]."),
    ],
)
def test_summaries_are_whole_sentences(text: str, short: str) -> None:
    made = summary(Prose(text))
    assert made == short or (short.endswith("…") and made.endswith(" …") and len(made) <= 302)


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Reported in [@herald].", ""),
        ("Reported in [@herald], [@post].", ""),
        ("Reported in [@herald; @post] and [@wire].", ""),
        ("(See [@herald].)", ""),
        ("Source: [@herald]", ""),
        ("Based on [@herald] and [@post].", ""),
        ("[@herald]", ""),
        ("Siehe [@herald].", ""),
        ("Sources: [@herald], [@post]. They met at the lake.", "They met at the lake."),
        ("They met at the lake. Reported in [@herald].", "They met at the lake."),
        ("They met at the lake [@herald].", "They met at the lake."),
        ("They met ([@herald]) at the lake [@post], [@wire].", "They met at the lake."),
        ("They met. [@herald] Then they left.", "They met. Then they left."),
        ("They met [@herald; @post, p. 3]; they *left* [@wire] on foot.", "They met; they left on foot."),
        ("According to [@herald], they met.", "According to The Herald, they met."),
        ("[@herald] says that they met.", "The Herald says that they met."),
        ("They met. [@herald, p. 3] denies it.", "They met. The Herald, p. 3 denies it."),
        ("The whole evening was described by [@herald].", "The whole evening was described by The Herald."),
        ("The talks went on [@herald].", "The talks went on."),
        ("双方会谈结束[@herald]。", "双方会谈结束。"),
        ("来源：[@herald]。", ""),
    ],
)
def test_a_summary_does_not_dangle_without_its_sources(text: str, short: str) -> None:
    names = {"herald": "The Herald", "post": "Postimees", "wire": "The Wire"}
    assert (
        summary(Prose(text, tuple(Citation(key, f"sources/{key}/", name, "") for key, name in names.items()))) == short
    )


def cards(*claims: str, title: str = "Talks end", body: str = "Reported in [@herald-story].") -> list[str]:
    """What the timeline says of an entry with these claims, paragraph by paragraph."""
    entry = SITE.entries["2021-06-01-call"]
    made = tuple(replace(entry.claims[0], id=i(f"c-{number}"), text=text) for number, text in enumerate(claims))
    page = build(replace(SITE, entries={entry.id: replace(entry, title=title, body=body, claims=made)}))["index.html"]
    return re.findall(r'<p class="card-text" dir="auto">(.*?)</p>', page.decode())


def test_a_card_without_a_summary_shows_the_first_claims() -> None:
    assert cards("They met.", "They left.", "They slept.") == ["They met.", "They left."]
    assert cards("They met.", body="They *met* at the lake [@herald-story].") == ["They met at the lake."]
    assert cards("They met.", body="- a list") == ["They met."]
    assert cards("Talks  end.", "They left.") == ["They left."], "the title says it already"
    assert cards("Talks end.") == []
    assert cards("x" * 290 + ".", "They left at night.") == ["x" * 290 + "."]
    assert cards("x" * 400) == ["x" * 400]
    assert cards() == []


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("“Nobody wants a strike,” he said", True),
        ("he said: “Nobody wants a strike.”", True),
        ("„Niemand will das“, sagte er", True),
        ("« Personne » dit-il", True),
        ("'No,' he said", True),
        ('  "No"', True),
        ("「いいえ」と言った", True),
        ("Nobody wants a strike", False),
        ("a “special” operation", False),
        ("the ministers’", False),
        ("", False),
    ],
)
def test_words_with_quotation_marks_of_their_own(text: str, marked: bool) -> None:
    assert words.has_marks(text) is marked


def test_quotation_marks_are_not_doubled() -> None:
    entry = SITE.entries["2021-06-01-call"]
    said = "“Nobody wants rain,” he said"
    claim = replace(entry.claims[0], evidence=(Evidence(source=i("alkhabar"), quote=said),))
    dated = DateFrom(said="“that day”", source=i("alkhabar"))
    site = replace(SITE, entries={entry.id: replace(entry, claims=(claim,), date_from=dated)})
    files = build(site)
    for path in ("entries/2021-06-01-call/index.html", "sources/alkhabar/index.html"):
        shown = files[path].decode()
        assert said in shown
        assert "“that day”" in shown
        assert "““" not in Seen(files[path]).text
        assert "<q>“" not in shown
        assert 'class="qm"' not in shown
    assert 'class="qm" aria-hidden="true">“' in FILES[ENTRY].decode()


def test_an_actor_took_part_in_meetings_and_spoke_elsewhere() -> None:
    first, second, *_ = SITE.entries.values()
    orlova, tamm = PAGES["actors/orlova/index.html"].text, PAGES["actors/tamm/index.html"].text
    assert "Took part in First meeting at the lake" in orlova
    assert "Said or did Water" in orlova
    assert "Took part in First meeting" in tamm
    assert "Said or did 1–3 June 2021 Reported of Jaan Tamm" in tamm, (
        "claims without a topic have no heading of their own"
    )
    through = "Took part in, itself or through its people First meeting at the lake"
    assert through in PAGES["actors/north/index.html"].text
    alone = replace(SITE, entries=dict(SITE.entries) | {first.id: replace(first, actors=(i("orlova"),))})
    assert through in Seen(build(alone)["actors/north/index.html"]).text
    # Who is in no entry's `actors` only speaks; an entry on no track is no meeting.
    changed = (replace(first, actors=(i("north"),)), replace(second, actors=(i("tamm"),)))
    files = build(replace(SITE, entries={each.id: each for each in changed}, translations={}))
    assert "Took part" not in Seen(files["actors/orlova/index.html"]).text
    assert "Named in A call about the weather" in Seen(files["actors/tamm/index.html"]).text
    north = Seen(files["actors/north/index.html"]).text
    assert "1 claim, those of its people included" in north
    nothing = build(replace(SITE, entries={first.id: replace(first, claims=())}, translations={}))
    page = Seen(nothing["actors/orlova/index.html"]).text
    assert "No claim on this site is by Vera Orlova." in page
    assert "Said or did" not in page


@pytest.mark.parametrize(
    ("here", "href", "there"),
    [
        ("entries/2021-06-01-call/", "../2021-05-04-first-meeting/", True),
        ("entries/2021-06-01-call/", "../2021-05-04-first-meeting", True),
        ("entries/2021-06-01-call/", "../2021-05-04-first-meeting/index.html#c-ninety", True),
        ("entries/2021-06-01-call/", "../2021-05-04-meeting/", True),
        ("entries/2021-06-01-call/", "../2021-05-04-first-meeting/et/", True),
        ("entries/2021-06-01-call/", "../2021-05-04-first-meeting/fr/", False),
        ("entries/2021-06-01-call/", "../2021-05-04-second-meeting/", False),
        ("entries/2021-06-01-call/", "2021-05-04-first-meeting/", False),
        ("entries/2021-06-01-call/", "../../sources/herald-story/", True),
        ("entries/2021-06-01-call/", "../../sources/herald-stury/", False),
        ("entries/2021-06-01-call/", "../../sources/herald-story/et/", False),
        ("entries/2021-06-01-call/", "../../sources/", True),
        ("entries/2021-06-01-call/", "../../tracks/", False),
        ("entries/2021-06-01-call/", "../../tracks/main/", True),
        ("entries/2021-06-01-call/", "../../", True),
        ("entries/2021-06-01-call/", "../../index.html", True),
        ("entries/2021-06-01-call/", "../../claims/?x=1#t-water", True),
        ("entries/2021-06-01-call/", "../../timeline.json", True),
        ("entries/2021-06-01-call/", "../../media/lake.svg", True),
        ("entries/2021-06-01-call/", "../../elsewhere/", False),
        ("entries/2021-06-01-call/", "../../../blog/", True),
        ("entries/2021-06-01-call/", "?page=2", True),
        ("entries/2021-05-04-first-meeting/et/", "../2021-06-01-call/", False),
        ("entries/2021-05-04-first-meeting/et/", "../../2021-06-01-call/", True),
        ("sources/herald-story/", "../alkhabar/", True),
        ("sources/herald-story/", "../2021-06-01-call/", False),
    ],
)
def test_where_relative_addresses_lead(here: str, href: str, there: bool) -> None:
    assert render.leads(SITE, here, href) is there


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        ("2022-02-24", "2022-03-17", ["24 Feb", "3 Mar", "10 Mar", "17 Mar"]),
        ("2024-05-14", "2025-05-20", ["14 May 2024", "15 Aug", "16 Nov", "17 Feb 2025"]),
        ("2024-12-30", "2025-01-02", ["30 Dec 2024", "31 Dec", "1 Jan 2025", "2 Jan"]),
        ("2020-05-14", "2024-05-20", ["2021", "2022", "2023", "2024"]),
    ],
)
def test_the_axis_of_a_strip_names_years_where_there_are_more_than_one(
    first: str, last: str, labels: list[str]
) -> None:
    made = strip([("A", 1)], [Span(0, *[date.fromisoformat(each)] * 2) for each in (first, last)], "label")
    assert made
    assert [f"{tick.label} {tick.year}".strip() for tick in made.ticks] == labels
    assert made.height == made.axis + (39 if any(tick.year for tick in made.ticks) else 24)


@pytest.mark.parametrize(
    ("numbers", "shown"),
    [((), ""), ((4,), "4"), ((1, 2, 3, 5, 7, 8), "1–3, 5 and 7–8"), ((3, 1, 2, 2), "1–3")],
)
def test_runs_of_numbers(numbers: tuple[int, ...], shown: str) -> None:
    assert ranges(numbers) == shown


def test_words_around_a_passage_are_whole() -> None:
    found = Finding(
        verdict=Verdict.EXACT, prefix="x" * 20 + " then she said", suffix=" and left the room before the en"
    )
    receipt = receipt_of(found)
    assert receipt
    assert (receipt.prefix, receipt.suffix) == ("…then she said", " and left the room before the…")
    short = receipt_of(replace(found, prefix="Then ", suffix="."))
    assert short
    assert (short.prefix, short.suffix) == ("Then ", ".")


def test_a_source_is_public_if_a_public_one_derives_from_it() -> None:
    entry = SITE.entries["2021-06-01-call"]
    claim = replace(entry.claims[0], evidence=(Evidence(source=i("herald-copy")),))
    site = replace(SITE, entries={entry.id: replace(entry, claims=(claim,), body="")})
    assert list(publishable(site, drafts=False).sources) == ["herald-copy", "herald-story"]


@settings(max_examples=60, deadline=None)
@given(
    spans=st.lists(
        st.tuples(st.integers(0, 2), st.dates(date(1990, 1, 1), date(2030, 1, 1)), st.integers(0, 900)), max_size=40
    )
)
def test_a_strip_fits_its_width(spans: list[tuple[int, date, int]]) -> None:
    made = strip(
        [("A", 1), ("B", 2), ("C", 3)],
        [Span(lane, first, date.fromordinal(first.toordinal() + length)) for lane, first, length in spans],
        "label",
    )
    if made is None:
        return
    assert len(made.ticks) <= 6
    for lane in made.lanes:
        assert all(0 <= mark.x <= mark.end <= 100 for mark in lane.marks)
    assert sum(len(lane.marks) for lane in made.lanes) <= len(set(spans))


def test_pages_are_pages() -> None:
    assert all(isinstance(page, Page) for page in render.pages(SITE, render.Options(theme=THEME)))


@pytest.mark.parametrize(
    ("url", "at", "address"),
    [
        ("https://a.example/report.pdf", "p. 3", "https://a.example/report.pdf#page=3"),
        ("https://a.example/report.PDF?v=1#top", "page 12, at the foot", "https://a.example/report.PDF?v=1#page=12"),
        ("https://a.example/report.pdf", "pp. 3–4", "https://a.example/report.pdf#page=3"),
        ("https://a.example/report.pdf", "12:30", None),
        ("https://a.example/report.pdf", None, None),
        ("https://a.example/report.html", "p. 3", None),
        ("javascript:alert(1)//.pdf", "p. 3", None),
        (None, "p. 3", None),
    ],
)
def test_a_pdf_opens_at_its_page(url: str | None, at: str | None, address: str | None) -> None:
    assert pdf_page(url, at) == address


def source_page(source: Source, *evidence: Evidence, **settings: tuple[str, ...]) -> Seen:
    """The page of a source whose evidence serves one claim."""
    entry = SITE.entries[i("2021-06-01-call")]
    claim = Claim(id=i("call"), text="Tamm called.", evidence=evidence)
    site = replace(
        SITE,
        sources={**SITE.sources, source.id: source},
        entries={**SITE.entries, entry.id: replace(entry, claims=(claim,))},
        settings=replace(SITE.settings, **settings),  # type: ignore[arg-type]
        translations={},
        findings={
            EvidenceKey(entry.id, claim.id, number): Finding(verdict=Verdict.EXACT if each.quote else Verdict.CITED)
            for number, each in enumerate(evidence)
        },
    )
    return Seen(build(site)[f"sources/{source.id}/index.html"])


def test_a_source_that_is_only_cited_leads_to_the_page_of_its_pdf() -> None:
    report = Source(id=i("report"), title="Report", url="https://un.example/report.pdf")
    page = source_page(report, Evidence(source=report.id, at="p. 3"))
    assert ("a", {"class": "outside", "rel": "external", "href": "https://un.example/report.pdf#page=3"}) in page.tags
    assert "p. 3" in page.text
    page = source_page(replace(report, url=None), Evidence(source=report.id, at="12:30"))
    assert "12:30" in page.text
    assert not [each for tag, each in page.tags if each.get("class") == "outside"]


def test_a_source_that_is_only_cited_has_no_part_in_the_quotation_of_another() -> None:
    report = Source(id=i("report"), title="Report")
    quoted = Evidence(source=i("herald-story"), quote="We part as we came, without a result")
    page = source_page(report, Evidence(source=report.id), quoted)
    assert [each["class"] for _, each in page.tags if "badge" in each.get("class", "")] == ["badge v-cited"]


def test_a_translation_says_whose_it_is_on_the_page_of_its_source() -> None:
    story = Source(id=i("postimees"), title="Läbirääkimised jätkuvad", language="et")
    translation = Translation(text="Four hours", by=Translator.SOURCE)
    page = source_page(story, Evidence(source=story.id, quote="Neli tundi", translation=translation))
    assert "Four hours (translated by the editors) Four hours (translated by the source)" in page.text


@pytest.mark.parametrize(
    ("licence", "words"),
    [
        (None, "The whole is not shown: it belongs to its publisher."),
        ("CC BY-SA", "The whole is not shown: this site does not republish under CC BY-SA."),
    ],
)
def test_a_text_that_is_not_shown_says_why(licence: str | None, words: str) -> None:
    source = Source(id=i("report"), title="Report", licence=licence)
    assert words in source_page(source, Evidence(source=source.id), republish=("CC BY 4.0",)).text


def test_how_it_is_known_whose_story_it_is_stands_on_both_pages() -> None:
    note = "Its last line says so."
    copy = replace(
        SITE.sources["herald-copy"], derived_from=(Derivation(source=i("herald-story"), how=How.DUPLICATE, note=note),)
    )
    files = build(replace(SITE, sources={**SITE.sources, copy.id: copy}))
    for name in ("herald-copy", "herald-story"):
        assert note in Seen(files[f"sources/{name}/index.html"]).text
