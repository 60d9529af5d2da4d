"""Bytes to articles: each format, each encoding, and all that has to be refused with a sentence."""

from __future__ import annotations

import textwrap
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.ingest.article import Article, Refused
from dateline.ingest.encodings import decode, tidy
from dateline.ingest.extract import extract
from dateline.ingest.formats import FORMATS
from dateline.ingest.pdf import Printed, paragraphs, without_edges
from dateline.ingest.wrapping import joined, unwrap, words_of

BODY = (
    "The ministers met on Thursday in a hotel beside the lake and spoke for two hours.\n"
    "“We have time,” said Odo Kranz, who had come by boat.\n"
    "They will meet again on Monday."
)
RUSSIAN = (
    "Министры встретились в четверг в гостинице у озера и говорили два часа.\n"
    "По словам Кранца, время ещё есть, и стороны встретятся снова в понедельник."
)
TURKISH = "Görüşmeler perşembe günü başladı, bakanların yanında elçi de vardı, ancak anlaşma sağlanamadı."


def page(body: str, head: str = "") -> bytes:
    return f"<!doctype html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode()


def pdf(lines: list[str]) -> bytes:
    """A PDF of one page, written by hand: one text object, a line each 14 points."""
    shown = "".join(f"({line}) Tj T* " for line in lines)
    stream = f"BT /F1 12 Tf 14 TL 60 780 Td {shown} ET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            b"/Resources << /Font << /F1 5 0 R >> >> >>"
        ),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 6\n0000000000 65535 f \n%strailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(out),
    )


@pytest.mark.parametrize(
    ("data", "text", "note"),
    [
        (BODY.encode(), BODY, None),
        (BODY.encode("utf-8-sig"), BODY, None),
        (BODY.encode("utf-16"), BODY, None),
        (BODY.encode("utf-16-le"), BODY, "UTF-16"),
        (BODY.replace("\n", "\r\n").encode(), BODY, None),
        (BODY.replace("\n", "\r\n\r\n").encode(), BODY, None),
        (BODY.encode("cp1252"), BODY, "cp1252"),
        (RUSSIAN.encode("cp1251"), RUSSIAN, "cp1251"),
        (RUSSIAN.encode("koi8-r"), RUSSIAN, "koi8-r"),
        (TURKISH.encode("cp1254"), TURKISH, "cp1254"),
        (BODY.encode().decode("cp1252", "replace").replace("�", "\x9d").encode(), BODY, "encoded twice"),
        (RUSSIAN.encode().decode("cp1251", "ignore").encode(), RUSSIAN, "encoded twice"),
        (TURKISH.encode().decode("latin-1").encode().decode("latin-1").encode(), TURKISH, "encoded twice"),
        (BODY.encode().decode("mac-roman").encode(), BODY, "encoded twice"),
        (BODY.replace("boat", "b\U0001f6f6t").encode(), BODY.replace("boat", "b\U0001f6f6t"), None),
        (BODY.encode().replace(b"boat", b"b\xed\xa0\xbd\xed\xbb\xb6t"), BODY.replace("boat", "b\U0001f6f6t"), "CESU-8) and put together."),
        (BODY.encode().replace(b"boat", b"b\xed\xa0\xbdt"), BODY.replace("boat", "b\ufffdt"), "stands as � (1)"),
        (BODY.replace("Kranz", "Kra\u200bnz").encode(), BODY, "U+200B (1)"),
        (BODY.replace("Odo", "\u202eOdo\u202c").encode(), BODY, "U+202C (1), U+202E (1)"),
        (BODY.replace("boat", "bo\u00adat").encode(), BODY, "U+00AD (1)"),
        ("Die Minister kamen u\u0308ber den See, und niemand hat sie dort gesehen.".encode(), "Die Minister kamen über den See, und niemand hat sie dort gesehen.", None),
    ],
)  # fmt: skip
def test_encodings(data: bytes, text: str, note: str | None) -> None:
    article = extract(data, "a.txt")
    assert article.text == text
    assert (note is None and not article.notes) or (note or "") in " ".join(article.notes)


def test_joiners_stay_where_a_script_needs_them() -> None:
    assert tidy("می\u200cخواهم")[0] == "می\u200cخواهم"
    assert tidy("wa\u200cter")[0] == "water"


def test_a_declared_character_set_is_used() -> None:
    text = '<html><head><meta charset="windows-1251"></head><body>' + "".join(
        f"<p>{line}</p>" for line in RUSSIAN.split("\n") * 2
    )
    assert RUSSIAN.split("\n")[0] in extract(text.encode("cp1251"), "a.html").text


@pytest.mark.parametrize("charset", ["utf-7", "hex", "rot13", "nonsense", "idna", "x" * 30])
def test_an_impossible_character_set_is_passed_over(charset: str) -> None:
    assert decode(BODY.encode(), charset)[0] == BODY


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"", "a.txt", "The file is empty; save the article again."),
        (b" \n\t", "a.html", "The file is empty; save the article again."),
        (b"\x00\x01\x02" * 50, "a.bin", "The file is binary, not text;"),
        (BODY.encode() + b"\x00", "a.txt", "The file is binary, not text;"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "a.png", "The file is a picture, not text;"),
        (b"PK\x03\x04" + bytes(200), "a.zip", "The file is a ZIP archive or an office document, not text;"),
        (b"x" * 1001, "a.txt", "The file has 1,001 bytes, more than the 1,000 that are read;"),
        (b"Hello", "a.txt", "No article found: the file has no paragraph of text;"),
        (b"Share\n\nComments\n", "a.txt", "No article found: what remains of 2 lines after cleaning"),
        (page("<p>Hello</p>"), "a.html", "No article found in the page:"),
        (page("<div>" * 300 + "<p>Hello</p>"), "a.html", "The page is nested 30"),
        (b"%PDF-1.7 nothing", "a.pdf", "The PDF is broken and can't be opened;"),
        (pdf([]), "a.pdf", "The PDF has no text in it, only pictures of pages;"),
        (b"WARC/1.0\r\n", "a.warc.gz", "A web archive (WARC) holds many pages;"),
        (b"{\\rtf1}", "a.docx", "Office documents are not read;"),
    ],
)
def test_refused(data: bytes, name: str, sentence: str) -> None:
    if name.endswith(".pdf"):
        pytest.importorskip("pypdfium2")
    if name.endswith(".html"):
        pytest.importorskip("trafilatura")
    with pytest.raises(Refused) as refusal:
        extract(data, name, max_bytes=1_000 if len(data) == 1001 else 10_000_000)
    assert str(refusal.value).startswith(sentence)


def test_too_many_lines_are_refused() -> None:
    with pytest.raises(Refused, match="more than the 5,000 of any one article"):
        extract(b"He left.\n" * 6_000, "a.txt")


@pytest.mark.parametrize(
    ("missing", "data", "name"), [("trafilatura", page("<p>x</p>"), "a.html"), ("pypdfium2", b"%PDF-1.4", "a.pdf")]
)
def test_a_missing_reader_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch, missing: str, data: bytes, name: str
) -> None:
    monkeypatch.setitem(__import__("sys").modules, missing, None)
    with pytest.raises(Refused, match=r"pip install 'dateline\[import\]'"):
        extract(data, name)


def test_html() -> None:
    pytest.importorskip("trafilatura")
    paragraphs = "".join(f"<p>{line}</p>" for line in BODY.split("\n"))
    article = extract(
        page(
            "<nav><p>Home</p></nav><article><h1>Ministers meet</h1><p>By Jane Doe</p>"
            f"{paragraphs}<p hidden>Buy our mugs, they are the best mugs of all the lakes.</p>"
            "<figure><figcaption>The hotel beside the lake. Photo: Ann Example</figcaption></figure>"
            "<p>ADVERTISEMENT</p><p>Read more: Why the lake matters</p></article><footer>© 2022 The Courier</footer>",
            '<title>Ministers meet | The Courier</title><meta property="og:site_name" content="The Courier">',
        ),
        "a.html",
    )
    assert article.text == BODY
    assert (article.title, article.publisher, article.authors) == ("Ministers meet", "The Courier", ("Jane Doe",))
    assert article.captions == ("The hotel beside the lake. Photo: Ann Example",)
    assert any("Hidden text" in note for note in article.notes)


def test_html_keeps_repeated_and_later_paragraphs() -> None:
    pytest.importorskip("trafilatura")
    chunk = "<div class='chunk'>{}</div><div class='promo'><p><a href='/x'>Ferries are cheaper from June on, all of them</a></p></div>"
    first = [f"Paragraph {number} of the first chunk says that the river stood low again." for number in range(6)]
    second = [f"Paragraph {number} of the second chunk says that the envoy went home." for number in range(3)]
    article = extract(
        page("".join(chunk.format("".join(f"<p>{line}</p>" for line in lines)) for lines in (first, second))), "a.html"
    )
    assert article.text.split("\n") == first + second


def test_html_paragraphs_made_of_breaks() -> None:
    pytest.importorskip("trafilatura")
    lines = [f"Line {number} of this page is text right inside a box, as old pages have it." for number in range(8)]
    assert extract(page(f"<div>{'<br><br>'.join(lines)}</div>"), "a.html").text.split("\n") == lines


def test_markdown() -> None:
    article = extract(
        b"""---
title: Ministers *meet*
date: 2022-03-10
---

# Ministers meet

![The hotel beside the lake](hotel.jpg)

The ministers **met** on Thursday in a [hotel](https://example.org/a_(b)) beside
the lake, and spoke for two hours.

## What they want

- water in summer
- money for the dams

> \xe2\x80\x9cWe have time,\xe2\x80\x9d said Odo Kranz.
""",
        "a.md",
    )
    assert article.kind == "markdown"
    assert (article.title, article.published) == ("Ministers meet", "2022-03-10")
    assert article.captions == ("The hotel beside the lake",)
    assert article.text.split("\n") == [
        "The ministers met on Thursday in a hotel beside the lake, and spoke for two hours.",
        "What they want",
        "water in summer",
        "money for the dams",
        "“We have time,” said Odo Kranz.",
    ]


def test_pdf_joins_lines_and_hyphens() -> None:
    pytest.importorskip("pypdfium2")
    article = extract(
        pdf(
            [
                "Ministers meet on the river",
                "The foreign ministers of Maravia and Tessaly met on Thursday in a nego-",
                "tiating room beside the lake, and spoke for two hours.",
                "They left.",
                "The treaty would settle how much water Tessaly may hold back in every",
                "summer to come, and who measures it.",
            ]
        ),
        "a.pdf",
    )
    assert article.kind == "pdf"
    assert article.title == "Ministers meet on the river"
    assert article.text.split("\n") == [
        (
            "The foreign ministers of Maravia and Tessaly met on Thursday in a negotiating room beside the lake, "
            "and spoke for two hours."
        ),
        "They left.",
        "The treaty would settle how much water Tessaly may hold back in every summer to come, and who measures it.",
    ]


def test_what_stands_at_the_edges_of_pages_is_told() -> None:
    said = [("They met at noon.", "It rained."), ("They ate fish.", "Nobody spoke."), ("A boat came.", "All left.")]
    pages = [["Lake Courier", *lines, f"Page {number}"] for number, lines in enumerate(said, start=1)]
    lines, left_out = without_edges(
        [[Printed(text=line, page=number) for line in page] for number, page in enumerate(pages, start=1)]
    )
    assert [line.text for line in lines] == [line for page in pages for line in page[1:3]]
    assert [(each.text, each.why, each.line) for each in left_out] == [
        ("Lake Courier", "the head or foot of most pages", 1),
        ("Page 1", "a page's number", 3),
        ("Lake Courier", "the head or foot of most pages", 3),
        ("Page 2", "a page's number", 5),
        ("Lake Courier", "the head or foot of most pages", 5),
        ("Page 3", "a page's number", 7),
    ]


def test_a_page_called_txt_is_read_as_a_page() -> None:
    pytest.importorskip("trafilatura")
    article = extract(
        page("<article>" + "".join(f"<p>{line}</p>" for line in BODY.split("\n")) + "</article>"), "a.txt"
    )
    assert (article.kind, article.text) == ("html", BODY)


def test_lines_that_are_paragraphs_are_not_joined() -> None:
    lines = ["A short line.", "Another one, a little longer.", "", "“No.”", "He left."] * 4
    assert [line.text for line in unwrap(lines)] == [line for line in lines if line]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (page("<a href=/x>some words of a link</a> " * 20_000), "a.html"),
        (page("<div>x<div>They met again in Quill and nobody left.</div></div>" * 8_000), "a.html"),
        (b"A/" * 1_000_000, "a.txt"),
        ((b"10 10 March " * 12 + b"\n") * 4_000, "a.txt"),
        (b"<!--" * 500_000, "a.md"),
        (b"[" * 1_000_000, "a.md"),
        ("â€™".encode() * 300_000, "a.txt"),
    ],
    ids=["links", "boxes", "slashes", "dates", "comments", "brackets", "doubled"],
)
@pytest.mark.slow
def test_hostile_input_takes_bounded_time(data: bytes, name: str) -> None:
    if name.endswith(".html"):
        pytest.importorskip("trafilatura")
    started = time.perf_counter()
    read_or_refused(data, name)
    assert time.perf_counter() - started < 15


def read_or_refused(data: bytes, name: str) -> Article | None:
    try:
        return extract(data, name)
    except Refused:
        return None


ENDINGS = [*sorted(ending for row in FORMATS for ending in row.endings), ".xyz", ""]
MARKUP = st.lists(
    st.sampled_from(["<p>", "</p>", "<div hidden>", "<", ">", "&#0;", "<!--", "<script type='application/ld+json'>", "{", "[", "\"author\":", "</script>", "<time datetime=", "<h1>", "# ", "![", "](", "---\n", "By ", "10 March 2022", "Photo: ", "“", "\n", "\x00", "\u202e", "He left the town of Quill. "]),
    max_size=40,
).map("".join)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    data=st.one_of(
        st.binary(max_size=400),
        MARKUP.map(str.encode),
        st.text(max_size=200).map(lambda t: t.encode("utf-8", "replace")),
    ),
    ending=st.sampled_from(ENDINGS),
)
def test_any_bytes_give_an_article_or_a_sentence(data: bytes, ending: str) -> None:
    article = read_or_refused(data, f"a{ending}")
    if article:
        assert "\x00" not in article.text
        assert all(line == line.strip() and line for line in article.text.split("\n"))
        assert article == extract(data, f"a{ending}")


SHOWN = (
    "<nav><a href=/>Home</a> <a href=/w>World</a></nav><div class=cookie-notice>We use cookies.</div>"
    "<article><h1>Talks by the lake</h1><p class=byline>By Nell Harrow</p>{body}"
    "<p>They met twice.</p><aside><p>Boats are late again this week, says the ferry company.</p></aside></article>"
    "<div class=related-stories><p>A bridge was opened beyond the hills on Friday.</p></div>"
    "<div><p><a href=/x>Why the harbour silted up</a></p></div>"
    "<p hidden>You do not see this.</p><script>var a = 1;</script><form><label>Your address</label></form>"
    "<footer><p>All rights reserved by the Courier</p></footer>"
)


def test_what_a_page_shows_beside_the_article_is_told_with_the_reason() -> None:
    body = "".join(f"<p>{line}</p>" for line in BODY.split("\n"))
    article = extract(page(SHOWN.format(body=body)), "a.html")
    assert article.text == f"{BODY}\nThey met twice.", "a line of the article is never dropped for being short"
    assert [(line.text, line.why.removeprefix("not taken for the article: ")) for line in article.dropped] == [
        ("Home World", "the navigation"),
        ("We use cookies.", "a notice about cookies"),
        ("By Nell Harrow", "the byline"),
        ("Boats are late again this week, says the ferry company.", "a box beside the article"),
        ("A bridge was opened beyond the hills on Friday.", "other stories"),
        ("Why the harbour silted up", "links"),
        ("Your address", "a form"),
        ("All rights reserved by the Courier", "the page's foot"),
    ]
    assert [line.line for line in article.dropped] == sorted(line.line for line in article.dropped)


def test_what_is_told_of_a_page_is_bounded() -> None:
    body = "".join(f"<p>{line}</p>" for line in BODY.split("\n"))
    menu = "".join(f"<li><a href=/{number}>Section {number}</a></li>" for number in range(700))
    long = f"<aside>{'Buy it now. ' * 200}</aside>"
    article = extract(
        page(f"<nav><ul>{menu}</ul></nav><article>{body}</article>{long}<div><a href=/x>A stray remark</a></div>"),
        "a.html",
    )
    assert article.text == BODY
    assert len(article.dropped) == 201
    assert article.dropped[-2].text == "A stray remark"
    assert (article.dropped[-1].text, article.dropped[-1].why) == (
        "… 502 more texts",
        "not taken for the article: only 200 are listed",
    )
    assert max(len(line.text) for line in article.dropped) <= 300


_HEADLINE = "Council reopens the mill road"
_TOLD = (
    (
        "MARLOW, June 3 (Reuters) - The council agreed on Monday to reopen the mill road after eight months of repairs that "
        "cost far more than the engineers had told the town in spring."
    ),
    (
        "“We have kept our word to the farmers,” Mayor Ida Brenn told reporters. “The road is safe, and the bridge will carry "
        "every lorry that the mill sends.”"
    ),
    "Brenn said the first lorries would cross on Friday, and that the police would count them for a year.",
)


@pytest.mark.parametrize("width", [40, 46, 52, 60, 66, 72, 79, 88, 100])
def test_wrapped_lines_are_joined_at_every_width(width: int) -> None:
    folded = (textwrap.fill(paragraph, width, break_on_hyphens=False) for paragraph in _TOLD)
    article = extract("\n\n".join((_HEADLINE, *folded)).encode(), "a.txt")
    assert (article.title, article.text) == (_HEADLINE, "\n".join(_TOLD))
    assert article.dropped == ()


@pytest.mark.parametrize("width", [72, 80])
def test_a_short_folded_text_keeps_headline_and_lines(width: int) -> None:
    paragraphs_ = (
        "QUILL, May 5, 2021 - The ministers met in a hotel beside the lake and talked for two hours of the tolls.",
        "“We have time,” said Odo Kranz, who had come by boat.",
        "They will meet again on Monday.",
    )
    folded = "\n".join(textwrap.fill(paragraph, width) for paragraph in paragraphs_)
    article = extract(f"Talks by the lake end\n\n{folded}\n".encode(), "a.txt")
    assert (article.title, article.text) == ("Talks by the lake end", "\n".join(paragraphs_))


def test_the_one_line_above_the_article_is_its_headline() -> None:
    article = extract(f"Road reopened\n\n{_TOLD[0]}\n\n{_TOLD[2]}\n".encode(), "a.txt")
    assert article.title == "Road reopened"


@pytest.mark.parametrize(
    ("parts", "rest", "text"),
    [
        (["a nego-", "tiated treaty"], "", "a negotiated treaty"),
        (["a well-", "known problem"], "", "a well-known problem"),
        (["a well-", "known problem"], "the wellknown one", "a wellknown problem"),
        (["the ferry-", "boat sank"], "a ferry is a boat", "the ferry-boat sank"),
        (["the ferry-", "boat sank"], "", "the ferryboat sank"),
        (["a mill-", "owner"], "each mill-owner", "a mill-owner"),
        (["they under-", "stand it"], "they stand under it", "they understand it"),
        (["the Franco-", "Maravian lake"], "", "the Franco-Maravian lake"),
        (["a 20-", "year-old bridge"], "", "a 20-year-old bridge"),
        (["pre-", "and post-war years"], "", "pre- and post-war years"),
        (["it rained -", "and stopped"], "", "it rained - and stopped"),
    ],
)
def test_a_hyphen_at_a_lines_end(parts: list[str], rest: str, text: str) -> None:
    assert joined(parts, words_of([*parts, rest])) == text


def _set(texts: list[tuple[str, float, float]], *, size: float = 12.0) -> list[Printed]:
    """Lines with their left edge and the distance from the line before; letters are half as wide as they are high."""
    base, lines = 800.0, list[Printed]()
    for text, left, step in texts:
        base -= step
        right = left + len(text) * size / 2
        lines.append(Printed(text=text, page=1, left=left, right=right, base=base, size=size))
    return lines


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (  # an empty line's height between two paragraphs, both of them full to the edge
            [("Road reopened by the council", 50, 0), ("The council agreed to reopen it", 50, 26), ("and paid the builders at last.", 50, 14),
             ("Brenn said the first lorries", 50, 26), ("would cross on Friday morning.", 50, 14)],
            ["Road reopened by the council", "The council agreed to reopen it and paid the builders at last.", "Brenn said the first lorries would cross on Friday morning."],
        ),
        (  # indents
            [("Road reopened", 50, 0), ("The council agreed to re-", 66, 14), ("open the road on Monday night", 50, 14), ("and paid the builders at last.", 50, 14), ("Brenn said the lorries", 66, 14), ("would cross on Friday.", 50, 14)],
            ["Road reopened", "The council agreed to reopen the road on Monday night and paid the builders at last.", "Brenn said the lorries would cross on Friday."],
        ),
        (  # a short line that a hyphen ends is no paragraph's end
            [("The council agreed on Monday to reopen the mill road", 50, 0), ("with a well-", 50, 14), ("known builder.", 50, 14)],
            ["The council agreed on Monday to reopen the mill road with a well-known builder."],
        ),
    ],
)  # fmt: skip
def test_pdf_paragraphs_by_their_places(texts: list[tuple[str, float, float]], expected: list[str]) -> None:
    assert [line.text for line in paragraphs(_set(texts))] == expected


def test_a_larger_type_makes_a_heading() -> None:
    body = _set([("The council agreed to reopen the road,", 50, 40), ("and paid the builders for it at last.", 50, 14)])
    head = [Printed(text="Road reopened", page=1, left=50, right=180, base=790, size=20)]
    found = list(paragraphs([*head, *body]))
    assert [(line.text, line.heading) for line in found] == [
        ("Road reopened", True),
        ("The council agreed to reopen the road, and paid the builders for it at last.", False),
    ]
