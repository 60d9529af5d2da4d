"""Cleaning raw text: cases as text in tests/cases/clean, rules line by line, and the articles that came first."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.ingest.article import Article, Line
from dateline.ingest.clean import clean
from dateline.ingest.extract import extract
from dateline.ingest.lines import judge

CASES = sorted((Path(__file__).parent / "cases" / "clean").glob("*.txt"))
SEEDS = Path(__file__).parents[1].parent / "shared" / "seeds"


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_case(case: Path) -> None:
    raw, _, expected = case.read_text(encoding="utf-8").partition("\n=====\n")
    fields, _, body = expected.partition("\n-----\n")
    article = extract(raw.encode(), case.name)
    got = {
        "title": article.title,
        "standfirst": article.standfirst,
        "authors": "; ".join(article.authors),
        "credit": article.credit,
        "published": article.published,
        "publisher": article.publisher,
        "url": article.url,
        "language": article.language,
        "captions": str(len(article.captions)),
    }
    assert {key: value for key, value in got.items() if value} == dict(
        line.split(": ", 1) for line in fields.splitlines()
    )
    assert article.text == body.strip()


def test_every_line_is_kept_or_accounted_for() -> None:
    for case in CASES:
        if case.stem in ("wrapped", "wire-notes"):  # lines that are joined, or divided
            continue
        raw = case.read_text(encoding="utf-8").partition("\n=====\n")[0]
        article = extract(raw.encode(), case.name)
        told = {*article.text.split("\n"), *(dropped.text for dropped in article.dropped), article.title}
        assert [line for line in map(str.strip, raw.splitlines()) if line and line not in told] == []


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Share", "a share button"),
        ("Share Tweet WhatsApp", "an invitation to follow or share"),
        ("Follow us on Twitter", "an invitation to follow or share"),
        ("ADVERTISEMENT", "an advertisement"),
        ("- Advertisement -", "an advertisement"),
        ("Weiter nach der Anzeige", "an advertisement"),
        ("Реклама", "an advertisement"),
        ("top of page", "page furniture"),
        ("Source link:", "page furniture"),
        ("Смотреть все", "page furniture"),
        ("You May Also Like", "a heading of other stories"),
        ("Çok Okunanlar", "a heading of other stories"),
        ("Leia mais", "a heading of other stories"),
        ("Leave a Reply", "the readers' comments"),
        ("19 просмотров0 комментариев", "a counter"),
        ("1.2k Shares", "a counter"),
        ("3 min read", "a counter"),
        ("Comments (12)", "the readers' comments"),
        ("Read more: Why the dams matter", "a pointer to another story"),
        ("ALSO READ | Why the dams matter", "a pointer to another story"),
        ("Читайте также: Почему это важно", "a pointer to another story"),
        ("Sign up for our daily newsletter", "a newsletter box"),
        ("We use cookies to improve your visit.", "a notice of the page on cookies"),
        ("© 2022 The Lake Courier. All rights reserved.", "a copyright line"),
        ("Alle Rechte vorbehalten", "a copyright line"),
        ("Reporting by Jane Doe; editing by John Roe", "a note on who reported"),
        ("Ann Example in Quill contributed to this report.", "a note on who reported"),
        ("Tags: river, treaty, dams", "a list of tags"),
        ("#river #treaty", "a list of tags"),
        ("odo kranzdiplomacyMaraviaMira SolPort VellTessalyRiver Orr", "a list of tags, glued together"),
        ("• lakewriter22", "a user's name"),
        ("@lakecourier", "a user's name"),
        ("Пост: Blog2_Post", "a name inside the page's program"),
        ("https://example.org/story", "a web address"),
        ("Bloomberg", "the credit of a wire"),
        ("AFP/Reuters", "the credit of a wire"),
        ("Nordwind News Agency", "the credit of a wire"),
        ("Quelle: dpa", "the credit of a wire"),
        ("Source: Lake Ministry", "the line that names the source"),
        ("By Jane Doe", "the byline"),
        ("Von Anna Müller, Berlin", "the byline"),
        ("by", "a label with nothing behind it"),
        ("Published: 10 March 2022", "the date of publication"),
        ("Updated 10 March 2022, 14:05 GMT", "the date of an update"),
        ("Photo: AFP / Quill Police", "a picture's credit"),
        ("© Reuters", "a picture's credit"),
        ("Delegates at the table. (Photo by Ann Example/AFP)", "a picture's caption"),
        ("Delegates at the table. [Ann Example/AFP]", "a picture's caption"),
        ("Delegates at the table in Quill. Image: Ann Example", "a picture's caption"),
        ("Delegates at the table in Quill. © Ann Example", "a picture's caption"),
        ("Delegates arrive on Monday. Ann Example/Getty Images", "a picture's caption"),
        ("FILE PHOTO: The minister waves as he leaves the hotel by the lake on Monday.", "a picture's caption"),
        ("Delegates at the table. Foto: Max Beispiel/dpa", "a picture's caption"),
    ],
)
def test_a_line_that_is_not_the_articles(text: str, why: str) -> None:
    verdict = judge(Line(text=text, number=1))
    assert verdict is not None, text
    assert verdict.why == why


@pytest.mark.parametrize(
    "text",
    [
        "“No.”",
        "He left.",
        "More.",
        "No comment.",
        "‘A strong position’",
        "Kranz told reporters:",
        "“Share,” she said.",
        "By Monday, both sides had left.",
        "By the lake",
        "The photo: a bridge, and nobody on it.",
        "Follow the water, said Sol, and you will find the treaty.",
        "Listen to the people, he said.",
        "Watch the dams, Kranz told reporters.",
        "Comments by the minister angered Tessaly.",
        "He called the newsletter that the envoy signs up to every morning a joke, she said.",
        "Reuters reported that the dams were closed.",
        "The minister shared a photo of the dam.",
        "It will cost 12 million in 5 minutes of talk.",
        "AFP could not verify the figures.",
        "10 March 2022",
        "Copyright law was not on the table, Kranz said.",
        "He spoke to McDonald of the MacArthur Foundation in San Quill.",
        "The talks in Quill were led by the envoy (Mira Sol/the Crown) and the minister.",
    ],
)
def test_a_line_of_the_article_stays(text: str) -> None:
    verdict = judge(Line(text=text, number=1))
    assert verdict is None, verdict


def seed(stem: str) -> Article:
    if not SEEDS.is_dir():
        pytest.skip("the first articles are not here (../shared/seeds)")
    path = next(SEEDS.glob(f"{stem}_*.txt"))
    return extract(path.read_bytes(), path.name)


@pytest.mark.parametrize(
    ("stem", "title", "published", "credit", "paragraphs", "captions", "first", "last"),
    [
        ("000", "No progress in Ukraine, Russia talks", "2022-03-11", "Bloomberg", 19, 2, "Ukraine and Russia", "Zhovkva said."),
        ("001", None, None, None, 19, 0, "Ukraine and Russia", "Zhovkva said."),
        ("002", "Turkey-Hosted Ukraine-Russia Talks Stall, but May Resume", None, None, 19, 1, "Ukrainian and Russian", "casualties recently."),
        ("003", "Top Russia, Ukraine diplomats in Turkey for first talks", None, None, 22, 0, "Negotiations mediated", "bigger accomplishment.”"),
        ("004", "Negotiations between Russia and Ukraine continue without progress; Kremlin talks about occupying cities", None, None, 12, 0, "Negotiations to try", "conditions imposed."),
    ],
)  # fmt: skip
def test_first_articles(
    stem: str,
    title: str | None,
    published: str | None,
    credit: str | None,
    paragraphs: int,
    captions: int,
    first: str,
    last: str,
) -> None:
    article = seed(stem)
    lines = article.text.split("\n")
    assert (article.title, article.published, article.credit) == (title, published, credit)
    assert (len(lines), len(article.captions)) == (paragraphs, captions)
    assert lines[0].startswith(first)
    assert lines[-1].endswith(last)
    assert (article.publisher, article.authors, article.language) == (None, (), "en")


@pytest.mark.parametrize(
    ("stem", "gone"),
    [
        ("001", ["Taiwan", "Sabina Shoal", "Photo:"]),
        ("002", ["Source link", "Turkish Foreign Ministry"]),
        ("003", ["top of page", "verbalexmk", "просмотров", "Blog2_Post", "Top Russia, Ukraine diplomats"]),
        ("004", ["World\n", "andrzej", "You May Also Like", "Recommended"]),
    ],
)
def test_first_articles_without_their_pages(stem: str, gone: list[str]) -> None:
    text = seed(stem).text
    assert [words for words in gone if words in text] == []


def test_first_articles_keep_what_is_theirs() -> None:
    assert "\n‘A strong position’\n" in seed("003").text
    standfirst = seed("002").standfirst
    assert standfirst is not None
    assert standfirst.startswith("Ukrainian and Russian foreign ministers’ meeting")
    assert "March 10" in seed("002").captions[0]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=80).filter(str.strip), max_size=30))
def test_lines_are_kept_or_dropped_never_changed(texts: list[str]) -> None:
    lines = [Line(text=" ".join(text.split()) or "x", number=number) for number, text in enumerate(texts, start=1)]
    cleaned = clean(lines)
    told = len(cleaned.body) + len(cleaned.dropped) + (1 if cleaned.stated.title else 0)
    assert len(lines) <= told + 1
    assert set(cleaned.body) <= {line.text for line in lines} | {cleaned.stated.standfirst}


def test_an_outlets_name_above_the_headline_is_the_publisher() -> None:
    article = extract(
        b"Morning Post of Quill\nNo deal on tolls as ministers part\n\nBy Ida Brenn and agencies\n13 June 2025\n\n"
        b"The ministers met for four hours on Wednesday and parted without a deal on the tolls.\n\n"
        b"They agreed to meet again on Tuesday to talk of the tolls.\n",
        "a.txt",
    )
    assert (article.publisher, article.title) == ("Morning Post of Quill", "No deal on tolls as ministers part")
    assert [(line.text, line.why) for line in article.dropped][:1] == [
        ("Morning Post of Quill", "the name of the outlet above the article")
    ]
    assert article.authors == ("Ida Brenn",)
    assert article.notes == ("The byline adds “agencies” and names none; the text may be partly theirs.",)
