"""Altered copies of five articles: other dates, names, marks, order and files must give results of the same kind."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from importing import entries, new_timeline, quotes_are_exact, run, site_of, tree

from dateline.ingest import report
from dateline.model import Status

SEEDS = Path(__file__).parents[1].parent / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="needs the articles in shared/seeds")

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
DIAS = ("segunda", "terça", "quarta", "quinta", "sexta", "sábado", "domingo")
MONTHS = tuple("January February March April May June July August September October November December".split())
SHORT = tuple("Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec.".split())
SPEAKERS = {
    "The broad narrative": "Dmytro Kuleba",
    "but those contacts": "Sergei Lavrov",
    "special military": None,
    "We want a Ukraine": "Sergei Lavrov",
    "Putin, in poker": "Kaja Kallas",
    "It’s up to": "Kaja Kallas",
    "only after": "Volodymyr Zelenskiy",
    "single inch": "Ihor Zhovkva",
    "our first": "Ihor Zhovkva",
}

Documents = dict[str, str]
Result = tuple[Path, dict[str, dict[str, Any]]]


def articles() -> Documents:
    return {path.name[:3]: path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))}


def imported(root: Path, documents: dict[str, str] | dict[str, bytes], ending: str = "txt") -> Result:
    new_timeline(root)
    given = {f"{name}.{ending}": text.encode() if isinstance(text, str) else text for name, text in documents.items()}
    made = run(root, given)
    before = tree(root)
    run(root, given)
    assert tree(root) == before, "a second import changes nothing"
    assert all(entry.status is Status.DRAFT for entry in entries(root).values())
    assert quotes_are_exact(root) > 0
    found = json.loads(report.as_json(made))["documents"]
    return root, {document["path"][:3]: document for document in found}


def folded(text: str | None) -> str:
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFC", text or "").casefold()))


def check_quotations(document: dict[str, Any], renamed: Callable[[str], str] = str) -> None:
    got = {folded(quote["text"]): quote["speaker"] for quote in document["quotes"]}
    assert len(got) == 9
    for begin, speaker in SPEAKERS.items():
        (words,) = [words for words in got if words.startswith(folded(renamed(begin)))]
        assert folded(got[words]) == folded(renamed(speaker) if speaker else None)


def check_all(result: Result) -> None:
    root, documents = result
    assert [documents[name]["published"] for name in ("000", "001", "002", "003", "004")] == [
        "2022-03-11", "2022-03-11", "2022-03-10", "2022-03-10", "2022-03-14",
    ]  # fmt: skip
    assert [("published" in documents[name]["inferred"]) for name in sorted(documents)] == [False, *[True] * 4]
    assert folded(documents["000"]["title"]) == folded("No progress in Ukraine, Russia talks")
    assert folded(documents["002"]["title"]) == folded("Turkey-Hosted Ukraine-Russia Talks Stall, but May Resume")
    assert documents["001"]["copy_of"] == documents["000"]["id"]
    assert [documents[name]["publisher"] for name in sorted(documents)] == [None] * 5
    check_quotations(documents["000"])
    check_quotations(documents["001"])
    families = [actor.name.split()[-1][:6] for actor in site_of(root).actors.values()]
    assert len(families) == len(set(families)), "one actor a person"


def shifted(days: int) -> tuple[Documents, Callable[[int, int], date]]:
    """The articles as if all had happened some days later, weekdays and numbers of days included."""

    def day(month: int, number: int) -> date:
        return date(2022, month, number) + timedelta(days=days)

    def weekday(month: int, number: int) -> str:
        return DAYS[day(month, number).weekday()]

    def long(month: int, number: int) -> str:
        return f"{MONTHS[day(month, number).month - 1]} {day(month, number).day}"

    invaded, tuesday = day(2, 24), day(3, 15)
    short = f"{SHORT[invaded.month - 1]} {invaded.day}"
    words = {
        "000": {"2022-03-11": day(3, 11).isoformat(), "Feb. 24": short, "Wednesday": weekday(3, 9)},
        "001": {"Feb. 24": short, "Wednesday": weekday(3, 9)},
        "002": {
            "March 10": long(3, 10), "Thursday": weekday(3, 10), "February 24": long(2, 24), "March 2": long(3, 2),
        },
        "003": {"Thursday": weekday(3, 10)},
        "004": {
            "Monday (14)": f"{weekday(3, 14)} ({day(3, 14).day})", "Monday": weekday(3, 14), "Sunday": weekday(3, 13),
            "terça, 15": f"{DIAS[tuesday.weekday()]}, {tuesday.day}", "2014": str(day(3, 14).year - 8),
        },
    }  # fmt: skip
    texts = articles()
    for name, table in words.items():
        pattern = "|".join(re.escape(word) for word in sorted(table, key=len, reverse=True))
        texts[name] = re.sub(pattern, lambda match, table=table: table[match[0]], texts[name])  # type: ignore[misc]
    return texts, day


@pytest.mark.parametrize("days", [1, 2, 3, 5, -7, 30, 100, 296, 365, -700, 1500])
def test_other_dates(tmp_path: Path, days: int) -> None:
    texts, day = shifted(days)
    _, documents = imported(tmp_path / "site", texts)
    stated, meeting, monday = day(3, 11), day(3, 10), day(3, 14)
    assert [documents[name]["published"] for name in sorted(documents)] == [
        value.isoformat() for value in (stated, stated, meeting, meeting, monday)
    ]
    values = sorted(found["value"] for found in documents["000"]["dates"])
    assert values == sorted(value.isoformat() for value in (meeting, meeting, meeting, day(2, 24), day(3, 9)))
    last_month = meeting.replace(day=1) - timedelta(days=1)
    assert ("last month", last_month.isoformat()[:7]) in [(d["text"], d["value"]) for d in documents["003"]["dates"]]
    numbered = [(d["text"], d["value"]) for d in documents["004"]["dates"]]
    assert (f"{DAYS[monday.weekday()]} ({monday.day})", monday.isoformat()) in numbered
    check_quotations(documents["000"])


@pytest.mark.parametrize(
    ("opening", "closing"),
    [('"', '"'), ("«", "»"), ("„", "“"), ("»", "«"), ("‘", "’"), ("« ", " »")],
    ids=["straight", "guillemets", "low", "inward", "single", "spaced"],
)
def test_other_quotation_marks(tmp_path: Path, opening: str, closing: str) -> None:
    texts = {name: text.replace("“", opening).replace("”", closing) for name, text in articles().items()}
    check_all(imported(tmp_path / "site", texts))


@pytest.mark.parametrize(
    "alter",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: re.sub(r"(March|Feb\.|February|on) ", "\\1\u00a0", text),
        lambda text: re.sub(r"\n+", "\n\n\n", text),
        lambda text: re.sub(r"\n+", "\n", text),
        lambda text: text.replace("\n", "   \n\t"),
    ],
    ids=["crlf", "bom", "nfd", "nbsp", "blank lines", "no blank lines", "indented"],
)
def test_other_bytes(tmp_path: Path, alter: Callable[[str], str]) -> None:
    check_all(imported(tmp_path / "site", {name: alter(text) for name, text in articles().items()}))


@pytest.mark.parametrize("order", [(4, 3, 2, 1, 0), (1, 0, 2, 3, 4), (3, 1, 4, 0, 2)])
def test_another_order(tmp_path: Path, order: tuple[int, ...]) -> None:
    texts = articles()
    names = sorted(texts)
    root, documents = imported(tmp_path / "site", {names[number]: texts[names[number]] for number in order})
    check_all((root, documents))
    other, _ = imported(tmp_path / "other", texts)
    assert {path: text for path, text in tree(other).items() if path.startswith("content")} == {
        path: text for path, text in tree(root).items() if path.startswith("content")
    }


NAMES = (
    ("Ukrainian", "Maravian"), ("Ukraine", "Maravia"), ("Russian", "Tessalian"), ("Russia", "Tessaly"), ("Turkey", "Brunn"),
    ("Dmytro Kuleba", "Pavel Orsanko"), ("Kuleba", "Orsanko"), ("Serge[iy] Lavrov", "João da Silva"), ("Lavrov", "da Silva"),
    ("Mevlut Cavusoglu", "Kemal Aydogan"), ("Cavusoglu", "Aydogan"), ("Kaja Kallas", "Liina Tamm"), ("Kallas", "Tamm"),
    ("Ihor Zhovkva", "Taras Melnyk"), ("Zhovkva", "Melnyk"), ("Bloomberg", "Reuters"),
)  # fmt: skip


def test_other_names_and_wires(tmp_path: Path) -> None:
    def renamed(text: str) -> str:
        for name, other in NAMES:
            text = re.sub(name, other, text)
        return text

    _, documents = imported(tmp_path / "site", {name: renamed(text) for name, text in articles().items()})
    assert documents["000"]["credit"] == "Reuters"
    assert documents["002"]["title"] == "Brunn-Hosted Maravia-Tessaly Talks Stall, but May Resume"
    assert documents["001"]["copy_of"] == documents["000"]["id"]
    assert documents["004"]["published"] == "2022-03-14"
    check_quotations(documents["000"], renamed)


TITLE = "No progress in Ukraine, Russia talks"


@pytest.mark.parametrize(
    "head",
    [
        f"Date: 2022-03-11\n{TITLE}",
        f"{TITLE}\nFri, Mar 11, 2022 page 1",
        f"{TITLE}\nMarch 11, 2022",
        f"Published: Friday, 11 March 2022\nTitle: {TITLE}",
        f"{TITLE} (2022-03-11)",
        f"Posted on March 11, 2022 by admin\n{TITLE}",
        f"[2022-03-11] {TITLE}",
        f"{TITLE}\n11.03.2022 - 21:15 | Updated 12.03.2022 - 08:00",
    ],
)
def test_other_headers(tmp_path: Path, head: str) -> None:
    texts = articles()
    texts["000"] = texts["000"].replace(f" date 2022-03-11 {TITLE}", head)
    check_all(imported(tmp_path / "site", texts))


@pytest.mark.parametrize("apposed", ["[Tuesday, 15]", "[terça, 15]"])
@pytest.mark.parametrize("monday", ["Monday (14)", "Monday"])
def test_tomorrow_with_its_number_is_not_the_day(tmp_path: Path, apposed: str, monday: str) -> None:
    texts = articles()
    texts["004"] = texts["004"].replace("[terça, 15]", apposed).replace("Monday (14)", monday)
    assert imported(tmp_path / "site", texts)[1]["004"]["published"] == "2022-03-14"


TEASERS = (
    (
        "BRIDGE REOPENS: The crossing had been closed since a storm tore away two of its pillars Drivers on Friday crossed the "
        "Quill bridge for the first time in eleven months. “I never thought I would see this,” said Ole Brand, a baker who "
        "lives on the island. The bridge, which was built in 1931, is expected to carry about"
    ),
    (
        "A court in Oslo on Tuesday sentenced a former shipping manager to four years in prison for bribery. Prosecutors said "
        "that Lars Mikkelsen had paid “facilitation fees” to officials in three ports. He denied it and said through his "
        "lawyer Berit Dahl that"
    ),
)


@pytest.mark.parametrize("ending", ["", " …"])
def test_other_teasers(tmp_path: Path, ending: str) -> None:
    texts = articles()
    article = texts["001"].split("\n")[:-4]
    texts["001"] = "\n".join([*article, *(teaser + ending for teaser in TEASERS)])
    root, documents = imported(tmp_path / "site", texts)
    check_all((root, documents))
    assert sum("teaser" in line["why"] for line in documents["001"]["dropped"]) == 2


def test_a_copy_with_another_headline_and_more_text(tmp_path: Path) -> None:
    texts = articles()
    more = "A spokesman for the hosts, Ismail Kaya, said that “tea was served twice” before the ministers parted."
    texts["001"] = "\n\n".join(["Ministers leave Antalya empty-handed", *texts["001"].split("\n")[:-4], more])
    root, documents = imported(tmp_path / "site", texts)
    document = documents["001"]
    assert document["title"] == "Ministers leave Antalya empty-handed"
    assert document["copy_of"] == documents["000"]["id"]
    claims = [
        claim
        for entry in entries(root).values()
        for claim in entry.claims
        if any(evidence.source == document["id"] for evidence in claim.evidence)
    ]
    assert ["tea was served twice" in claim.text for claim in claims] == [True]


@pytest.mark.parametrize("missing", ["001", "002", "003", "004"])
def test_one_is_missing(tmp_path: Path, missing: str) -> None:
    texts = {name: text for name, text in articles().items() if name != missing}
    _, documents = imported(tmp_path / "site", texts)
    days = {"000": "2022-03-11", "001": "2022-03-11", "002": "2022-03-10", "003": "2022-03-10", "004": "2022-03-14"}
    assert {name: document["published"] for name, document in documents.items()} == {name: days[name] for name in texts}


def test_without_a_year_anywhere_no_day_is_made_up(tmp_path: Path) -> None:
    texts = {name: text for name, text in articles().items() if name not in ("000", "001")}
    _, documents = imported(tmp_path / "site", texts)
    assert [document["published"] for document in documents.values()] == [None] * 3


@pytest.mark.parametrize("wrap", ["<article>{}</article>", '<div id="main">{}</div>'])
def test_as_web_pages(tmp_path: Path, wrap: str) -> None:
    pytest.importorskip("trafilatura")
    titles = {
        "000": TITLE,
        "002": "Turkey-Hosted Ukraine-Russia Talks Stall, but May Resume",
        "003": "Top Russia, Ukraine diplomats in Turkey for first talks",
    }
    pages = {}
    for name, text in articles().items():
        lines = [line for line in text.split("\n") if line.strip() and titles.get(name, "\0") not in line]
        head = f"<h1>{titles[name]}</h1>" if name in titles else ""
        head += '<time datetime="2022-03-11">March 11, 2022</time>' if name == "000" else ""
        body = wrap.format(head + "".join(f"<p>{line}</p>" for line in lines))
        title = titles.get(name, "")
        pages[name] = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    root, documents = imported(tmp_path / "site", pages, "html")
    check_all((root, documents))
    written = "".join(path.read_text(encoding="utf-8") for path in (root / "content").rglob("*.md"))
    assert not [word for word in ("Taiwan", "Sabina Shoal", "просмотров", "Kamala") if word in written]
