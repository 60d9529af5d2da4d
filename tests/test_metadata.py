"""What documents state of themselves: dates, bylines, wires, markup, language."""

from __future__ import annotations

import pytest

from dateline.ingest import datelines, markup
from dateline.ingest.agencies import closing_credit, wires_of
from dateline.ingest.article import Stated
from dateline.ingest.bylines import byline
from dateline.ingest.full_dates import date_line, iso_day
from dateline.ingest.head_lines import dated_header, head_field
from dateline.ingest.headlines import is_masthead, trailing_date
from dateline.ingest.language import language_of


@pytest.mark.parametrize(
    ("line", "published", "changed"),
    [
        ("Published: 10 March 2022", "2022-03-10", None),
        ("March 10, 2022 2:05 pm", "2022-03-10", None),
        ("Thursday, March 10, 2022", "2022-03-10", None),
        ("10 Mar 2022 | 14:05 GMT", "2022-03-10", None),
        ("2022-03-10T14:05:00+03:00", "2022-03-10", None),
        ("Published 10 Mar 2022 | Updated 11 Mar 2022", "2022-03-10", "2022-03-11"),
        ("Updated 11 March 2022, 09:00", None, "2022-03-11"),
        ("10.03.2022, 14:05 Uhr", "2022-03-10", None),
        ("Veröffentlicht am 10. März 2022 um 14:05 Uhr", "2022-03-10", None),
        ("Publicado em 10/03/2022 às 14h05", "2022-03-10", None),
        ("10 de março de 2022", "2022-03-10", None),
        ("Giriş Tarihi: 10 Mart 2022 14:05", "2022-03-10", None),
        ("10 Mart 2022 Perşembe", "2022-03-10", None),
        ("12 NİSAN 2022 SALI", "2022-04-12", None),
        ("Опубликовано: 10 марта 2022 г., 14:05", "2022-03-10", None),
        ("10 березня 2022 р., 14:05", "2022-03-10", None),
        ("Publié le 10 mars 2022 à 14:05", "2022-03-10", None),
        ("13/10/2022", "2022-10-13", None),
        ("Fri, Mar 11, 2022 page 4", "2022-03-11", None),
        ("Posted on March 11, 2022 by admin", "2022-03-11", None),
        ("Brasília, 15 de junho de 2023", "2023-06-15", None),
        ("10.03.2022 - 21:15 | Son Güncelleme: 10.03.2022 - 22:00", "2022-03-10", "2022-03-10"),
        ("10/03/2022 às 20h15 - Atualizado em 11/03/2022 às 21h40", "2022-03-10", "2022-03-11"),
        ("Kranz and Sol, 15 June 2023", None, None),
        ("On March 10, 2022 the talks began", None, None),
        ("31 February 2022", None, None),
        ("10 March", None, None),
    ],
)
def test_date_line(line: str, published: str | None, changed: str | None) -> None:
    found = date_line(line)
    assert next((day.value for day in found if not day.changed), None) == published
    assert next((day.value for day in found if day.changed), None) == changed


def test_a_date_of_two_readings_is_not_taken() -> None:
    (found,) = date_line("03/10/2022")
    assert not found.sure
    assert iso_day("03/10/2022") is None


@pytest.mark.parametrize(
    ("line", "authors", "credits_", "published"),
    [
        ("By Jane Doe", ("Jane Doe",), (), None),
        ("BY JANE DOE", ("Jane Doe",), (), None),
        ("By Jane Doe and John Roe, Reuters", ("Jane Doe", "John Roe"), ("Reuters",), None),
        ("By JANE DOE Associated Press", ("Jane Doe",), ("AP",), None),
        ("By Jane Doe in Quill", ("Jane Doe",), (), None),
        ("By Jane Doe, Staff Writer", ("Jane Doe",), (), None),
        ("Jane Doe | 10 March 2022 | 14:05", ("Jane Doe",), (), "2022-03-10"),
        ("By Ann Lee Published March 10, 2022 2:05 pm", ("Ann Lee",), (), "2022-03-10"),
        ("Von Anna Müller, Berlin", ("Anna Müller",), (), None),
        ("Por Ana Souza, de Brasília", ("Ana Souza",), (), None),
        ("Автор: Иван Примеров", ("Иван Примеров",), (), None),
        ("By Ludwig van der Example", ("Ludwig van der Example",), (), None),
        ("By JANE DOE FOR THE DAILY LAMP", ("Jane Doe",), (), None),
        ("Posted on March 10, 2022 by Jane Doe", ("Jane Doe",), (), "2022-03-10"),
    ],
)
def test_byline(line: str, authors: tuple[str, ...], credits_: tuple[str, ...], published: str | None) -> None:
    found = byline(line)
    assert found is not None
    assert (found.authors, found.credits) == (authors, credits_)
    assert (found.published.value if found.published else None) == published
    assert found.sure


@pytest.mark.parametrize(
    "line",
    [
        "by",
        "By Monday",
        "World News",
        "He left",
        "By the lake",
        "No deal in river talks",
        "“By Jane Doe”",
        "He came by car.",
    ],
)
def test_no_byline(line: str) -> None:
    assert byline(line) is None


@pytest.mark.parametrize(
    ("paragraph", "names", "day"),
    [
        ("QUILL, Maravia (AP) — The ministers met.", ("AP",), None),
        ("QUILL, March 10 (Reuters) - The ministers met.", ("Reuters",), None),
        ("QUILL, March 10, 2022 (AFP) – The ministers met.", ("AFP",), "2022-03-10"),
        ("QUILL, March 10. /TASS/. The ministers met.", ("TASS",), None),
        ("КУИЛЛ, 10 мар — РИА Новости. Министры встретились.", ("RIA Novosti",), None),
        ("Quill (dpa) - Die Minister trafen sich.", ("dpa",), None),
        ("The ministers (Kranz and Sol) - both - met.", (), None),
        ("He met the AP – and left.", (), None),
    ],
)
def test_dateline(paragraph: str, names: tuple[str, ...], day: str | None) -> None:
    assert datelines.dateline(paragraph) == (names, day)


@pytest.mark.parametrize(
    ("paragraph", "names"),
    [
        ("They met, he said. (AFP)", ("AFP",)),
        ("They met, he said. — Reuters", ("Reuters",)),
        ("They met the press.", ()),
    ],
)
def test_closing_credit(paragraph: str, names: tuple[str, ...]) -> None:
    assert closing_credit(paragraph) == names


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("date 2022-03-11 No deal in river talks", ("2022-03-11", "No deal in river talks")),
        ("Date: 11 March 2022 No deal in river talks", ("2022-03-11", "No deal in river talks")),
        ("[11.03.2022] No deal in river talks", ("2022-03-11", "No deal in river talks")),
        ("2022-03-11 | No deal in river talks", ("2022-03-11", "No deal in river talks")),
        ("2022-03-11 was a bad day.", None),
        ("11 March 2022 The talks broke down on this day.", None),
        ("date 2022-03-11", None),
        ("11.03.2022 - 21:15 | Updated 11.03.2022 - 22:00", None),
        ("Posted on March 11, 2022 by Jane Doe and John Roe", None),
    ],
)
def test_dated_header(line: str, found: tuple[str, str] | None) -> None:
    assert dated_header(line) == found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Title: No deal in river talks", ("title", "No deal in river talks")),
        ("HEADLINE = “No deal”", ("title", "“No deal”")),
        ("source link: https://gazette.example/1", ("url", "https://gazette.example/1")),
        # Where case is disregarded, İ and ı are taken for i.
        ("BAŞLIK: Nehir görüşmeleri tıkandı", ("title", "Nehir görüşmeleri tıkandı")),
        ("TİTLE: Nehir", ("title", "Nehir")),
        ("The title: nobody has it", None),
    ],
)
def test_head_field(line: str, found: tuple[str, str] | None) -> None:
    assert head_field(line) == found


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The ministers met in the hotel and they spoke for two hours of it.", "en"),
        ("Die Minister trafen sich in dem Hotel und sie sprachen nicht von der Sache.", "de"),
        ("Os ministros não se reuniram no hotel, mas falaram com os jornalistas sobre o rio.", "pt"),
        ("Los ministros no se reunieron en el hotel, pero hablaron con los periodistas del río.", "es"),
        ("Bakanlar bu otelde bir araya geldi ve nehir için çok daha fazla zaman var dedi.", "tr"),
        ("Министры не встретились в гостинице, но они говорили о реке и о том, что было.", "ru"),
        ("Міністри не зустрілися в готелі, але вони говорили про річку та про те, що було.", "uk"),
        ("他们星期四在湖边的旅馆见面。", "zh"),
        ("xq zv", None),
        ("", None),
    ],
)
def test_language(text: str, language: str | None) -> None:
    assert language_of(text) == language


def stated(head: str, body: str = "") -> Stated:
    html = pytest.importorskip("lxml.html")
    return markup.from_markup(
        html.document_fromstring(f"<html lang='en-GB'><head>{head}</head><body>{body}</body></html>")
    )


GRAPH = """<script type="application/ld+json">{"@graph": [{"@type": "Organization", "@id": "#o", "name": "The Courier"},
{"@type": ["NewsArticle"], "headline": "Ministers meet", "datePublished": "2022-03-10T23:30:00+03:00", "dateModified": "2022-03-11",
"author": [{"@type": "Person", "name": "Jane Doe"}, {"name": "Reuters"}], "publisher": {"@id": "#o"}}]}</script>"""


def test_json_ld_graph() -> None:
    found = stated(GRAPH)
    assert (found.title, found.publisher, found.authors, found.credit) == (
        "Ministers meet",
        "The Courier",
        ("Jane Doe",),
        "Reuters",
    )
    assert (found.published, found.updated, found.language) == ("2022-03-10", "2022-03-11", "en")


@pytest.mark.parametrize(
    "broken",
    [
        '{"@type": "NewsArticle", "headline": "Ministers meet", "datePublished": "2022-03-10",}',
        '<!-- {"@type": "NewsArticle", "headline": "Ministers meet", "datePublished": "2022-03-10"} -->',
        '[{"@type": "NewsArticle", "headline": "Ministers meet", "datePublished": "2022-03-10"}]',
        '{"@type": "NewsArticle", "headline": "Ministers meet", "datePublished": "2022-03-10", "text": "a " b"}',
        '{"@type": "NewsArticle", "headline": "Ministers meet",\n "text": "a\nb", "datePublished": "2022-03-10"}',
    ],
)
def test_json_ld_that_is_broken(broken: str) -> None:
    found = stated(f'<script type="application/ld+json">{broken}</script>')
    assert (found.title, found.published) == ("Ministers meet", "2022-03-10")


@pytest.mark.parametrize(
    "hostile",
    [
        "[" * 100_000,
        '{"a":' * 50_000,
        "null",
        '"x"',
        "[1, [2]]",
        '{"@type": 3, "author": [[[]]]}',
        '{"@type": "NewsArticle", "author": {"name": [1, null]}, "publisher": 5, "url": {}}',
    ],
)
def test_json_ld_that_is_hostile(hostile: str) -> None:
    assert stated(f'<script type="application/ld+json">{hostile}</script>').title is None


def test_meta_tags_and_the_visible_page() -> None:
    found = stated(
        '<title>Ministers meet - The Courier</title><meta property="og:site_name" content="The Courier">'
        '<link rel="canonical" href="https://example.org/a"><meta name="author" content="By Jane Doe">'
        '<meta property="article:published_time" content="2022-03-10T08:00:00Z">',
        "<h1>Ministers meet</h1>",
    )
    assert found == Stated(
        title="Ministers meet",
        publisher="The Courier",
        authors=("Jane Doe",),
        published="2022-03-10",
        language="en",
        url="https://example.org/a",
    )


def test_only_the_visible_page() -> None:
    found = stated(
        "", '<h1>Ministers meet</h1><span class="byline">By Jane Doe</span><span>Published: 10 March 2022</span>'
    )
    assert (found.title, found.authors, found.published) == ("Ministers meet", ("Jane Doe",), "2022-03-10")


def test_microdata() -> None:
    found = stated(
        '<meta itemprop="datePublished dateCreated" content="2022-03-10T10:00Z">'
        '<meta property="article:modified" content="2022-03-12">'
        '<link rel="canonical" href="https://www.lakecourier.example/a">',
        '<div itemprop="copyrightHolder publisher" itemscope><span itemprop="logo" itemscope>'
        '<meta itemprop="name" content="A picture"></span><meta itemprop="name" content="Lake Courier | All the news"></div>',
    )
    assert (found.published, found.updated, found.publisher) == ("2022-03-10", "2022-03-12", "Lake Courier")


@pytest.mark.parametrize(
    ("title", "site", "publisher"),
    [
        ("Talks end | Lake Courier", "Lake Courier", "Lake Courier"),
        ("Talks end", "Lake Courier", "The Online Desk"),
        ("Talks end", "", "The Online Desk"),
        ("Talks end - TOD", "TOD", "The Online Desk"),
        ("Talks end - Online Desk", "Online Desk", "The Online Desk"),
    ],
)
def test_the_outlet_is_what_the_page_calls_itself(title: str, site: str, publisher: str) -> None:
    ld = '{"@type": "NewsArticle", "headline": "Talks end", "publisher": {"name": "The Online Desk"}}'
    head = f'<title>{title}</title><meta property="og:site_name" content="{site}">'
    assert stated(f'{head}<script type="application/ld+json">{ld}</script>').publisher == publisher


def test_a_verdict_on_a_claim_bears_the_pages_date() -> None:
    ld = '[{"@type": "WebPage"}, {"@type": "ClaimReview", "datePublished": "2022-03-10", "author": {"name": "Nobody"}}]'
    found = stated(f'<script type="application/ld+json">{ld}</script>')
    assert (found.published, found.authors) == ("2022-03-10", ())


def test_two_dates_are_told() -> None:
    found = stated(GRAPH + '<meta property="article:published_time" content="2022-03-12">')
    assert found.notes == ("The page states more than one date of publication: 2022-03-10, 2022-03-12.",)


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "/a", "ftp://example.org/a", "https://", "http://[::1", "https://exa mple.org"]
)
def test_an_address_that_is_none(address: str) -> None:
    assert stated(f'<link rel="canonical" href="{address}">').url is None


def test_times_of_other_stories_are_no_date_of_this_one() -> None:
    assert stated("", "<time>2022-03-10</time><time>2022-03-11</time>").published is None


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("AFP/Reuters", ("AFP", "Reuters")),
        ("Staff writer, with Reuters", ("Reuters",)),
        ("Reuters, with staff writer", ("Reuters",)),
        ("DPA, Berlin", ("dpa",)),
        ("Staff and agencies", ("agencies",)),
        ("Berlin, DPA met the press", ()),
        ("Reuters said so", ()),
    ],
)
def test_wires_of_a_line(line: str, names: tuple[str, ...]) -> None:
    assert wires_of(line) == names


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("No deal in river talks (2022-03-11)", ("No deal in river talks", "2022-03-11")),
        ("No deal in river talks | 11 March 2022", ("No deal in river talks", "2022-03-11")),
        ("No deal in river talks – March 11, 2022", ("No deal in river talks", "2022-03-11")),
        ("What we knew on 11 March 2022", None),
        ("No deal in river talks (2022-03-11) yet", None),
    ],
)
def test_a_date_behind_a_headline(title: str, found: tuple[str, str] | None) -> None:
    assert trailing_date(title) == found


@pytest.mark.parametrize(
    ("line", "authors", "unnamed"),
    [
        ("By Ida Brenn and agencies", ("Ida Brenn",), "agencies"),
        ("Von Ida Brenn und Agenturen", ("Ida Brenn",), "Agenturen"),
        ("Por Ida Brenn e agências", ("Ida Brenn",), "agências"),
        ("By Ida Brenn and Odo Kranz", ("Ida Brenn", "Odo Kranz"), ""),
    ],
)
def test_agencies_without_a_name_in_a_byline(line: str, authors: tuple[str, ...], unnamed: str) -> None:
    found = byline(line)
    assert found is not None
    assert (found.authors, found.unnamed) == (authors, unnamed)


@pytest.mark.parametrize(
    ("line", "masthead"),
    [
        ("Morning Post of Quill", True),
        ("The Lake Herald", True),
        ("Quill Daily", True),
        ("Diário do Lago", True),
        ("Озёрный вестник", True),
        ("Daily News", False),
        ("Breaking News", False),
        ("Latest Press Releases", False),
        ("Post Office Reopens", False),
        ("Ministers meet the press", False),
        ("Министры читают новости", False),
    ],
)
def test_masthead(line: str, masthead: bool) -> None:
    assert is_masthead(line) is masthead
