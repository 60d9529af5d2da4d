"""Addresses of articles: whoever states one, no page is ever led by it where no reader should be, nor names a user."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import MakeSite
from test_warc import made, message

from dateline.cli import main
from dateline.content.addresses import link_fault, mended
from dateline.content.articles import read_articles
from dateline.ingest.document import Hints, import_document, read_document

NO_LINK = "is no address to link to"
USER = "names a user, whom every page would show"
FAULTS = [
    ("https://news.example/a?b=c#d", ""),
    ("https://news.example:8443/ü", ""),
    ("https://news.example/@editor", ""),
    ("javascript:alert(1)", NO_LINK),
    ("data:text/html,x", NO_LINK),
    ("//news.example/a", NO_LINK),
    ("news.example/a", NO_LINK),
    ("https://", NO_LINK),
    ("https://[::1", NO_LINK),
    ("https://news.example:99999/", NO_LINK),
    ("https://news.example/a b", NO_LINK),
    ("https://news.example/a\tb", NO_LINK),
    ("https://news.example/\x1b[31m", NO_LINK),
    ("https://news.example/\x7f", NO_LINK),
    ("https://news.example/\u202egpj", NO_LINK),
    ("https://news.example/\u200b", NO_LINK),
    ("https://news.example\\@inside.example/", NO_LINK),
    ("https://me:secret@news.example/", USER),
    ("https://me@news.example/", USER),
    ("https://@news.example/", USER),
]


@pytest.mark.parametrize(("address", "fault"), FAULTS, ids=lambda each: ascii(each)[:40])
def test_what_a_page_may_link_to(address: str, fault: str) -> None:
    assert link_fault(address) == fault


def test_what_browsers_send_is_written_as_the_standard_has_it() -> None:
    assert mended("https://news.example/a|b?c={d}^`") == "https://news.example/a%7Cb?c=%7Bd%7D%5E%60"
    assert mended("https://news.example/ü%20 <x>") == "https://news.example/ü%20 <x>"


# Characters that nobody sees are taken out of pages before anything is read of them.
BAD = [
    (address, fault)
    for address, fault in FAULTS
    if fault and ":" in address and not set("\x7f\x1b\u202e\u200b") & {*address}
]
STORY = (
    "<h1>Talks by the lake</h1>"
    + "<p>The ministers met on Thursday in a hotel beside the lake, and they rested.</p>" * 4
)


@pytest.mark.parametrize(("address", "fault"), BAD, ids=lambda each: ascii(each)[:40])
@pytest.mark.parametrize("markup", ['<link rel="canonical" href="{}">', '<meta property="og:url" content="{}">'])
def test_an_address_that_a_page_states(markup: str, address: str, fault: str) -> None:
    pytest.importorskip("trafilatura")
    page = f"<!doctype html><title>Talks</title>{markup.format(address)}<article>{STORY}</article>".encode()
    record = import_document(page, "a.html")
    assert record.article is not None
    assert record.url is None
    (note,) = [each for each in record.notes if "left out" in each]
    assert note.startswith("the page says that it stands at “")
    assert note.endswith(f"”, which {fault}: it was left out")
    assert note.isprintable()
    assert "secret" not in note


def test_the_next_good_address_is_taken() -> None:
    pytest.importorskip("trafilatura")
    head = (
        '<link rel="canonical" href="https://me:pw@news.example/1"><meta property="og:url" '
        'content="https://news.example/a|b">'
    )
    record = import_document(f"<!doctype html>{head}<article>{STORY}</article>".encode(), "a.html")
    assert record.url == "https://news.example/a%7Cb"
    assert [note for note in record.notes if "left out" in note] == [
        f"the page says that it stands at “https://…@news.example/1”, which {USER}: it was left out"
    ]


@pytest.mark.parametrize(
    ("address", "url", "note"),
    [
        ("http://news.example/a|b", "http://news.example/a%7Cb", ""),
        ("http://me:pw@news.example/", None, f"the address “http://…@news.example/” {USER}: it was left out"),
        ("http://news.example/a b", None, f"the address “http://news.example/a b” {NO_LINK}: it was left out"),
        (
            "http://news.example/\x1b[1m",
            None,
            f"the address “http://news.example/<U+001B>[1m” {NO_LINK}: it was left out",
        ),
        ("http://[::1/robots.txt", None, f"the address “http://[::1/robots.txt” {NO_LINK}: it was left out"),
    ],
)
def test_an_address_of_a_web_archive(tmp_path: Path, address: str, url: str | None, note: str) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(made(message(STORY.encode()), uri=address))
    found = list(read_articles([str(path)], [tmp_path / "content"], max_bytes=100_000))
    record = read_document(found[0], Hints())
    assert record.article is not None, record.refused
    assert record.url == url
    assert [each for each in record.notes if "address" in each] == ([note] if note else [])


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("javascript:alert(1)", f"--url: “javascript:alert(1)” {NO_LINK}; copy it from the browser's address line"),
        ("https://me:pw@news.example/", f"--url: “https://…@news.example/” {USER}; copy it from the browser's address line"),
        ("https://x.example/\x1b[1m", f"--url: “https://x.example/<U+001B>[1m” {NO_LINK}; copy it from the browser's address line"),
        ("", f"--url: “” {NO_LINK}; copy it from the browser's address line"),
    ],
)  # fmt: skip
def test_a_bad_address_of_the_command_is_wrong_usage(
    make_site: MakeSite, tmp_path: Path, capsys: pytest.CaptureFixture[str], address: str, told: str
) -> None:
    root = make_site()
    (tmp_path / "a.txt").write_text("The ministers met in the house by the lake.\n" * 4)
    assert main(["import", "--root", str(root), str(tmp_path / "a.txt"), "--url", address]) == 2
    assert capsys.readouterr().err == f"dateline: {told}\n"


def test_one_address_is_not_that_of_several_documents(
    make_site: MakeSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_site()
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"The ministers of {name} met in the house by the lake on Thursday.\n" * 4)
    given = ["import", "--root", str(root), "--url", "https://news.example/a", str(tmp_path / "a.txt")]
    assert main([*given, str(tmp_path / "b.txt")]) == 2
    assert capsys.readouterr().err == "dateline: --url: several documents are to have one address; give one document\n"
    assert main([*given, "--json"]) == 0
    (document,) = json.loads(capsys.readouterr().out)["documents"]
    assert (document["url"], document["accessed"]) == ("https://news.example/a", None)


def test_a_user_in_the_address_of_a_source_is_an_error(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_site()
    path = root / "content/sources/herald-story.md"
    path.write_text(path.read_text().replace("language: en", "language: en\nurl: https://me:pw@news.example/"))
    assert main(["check", "--root", str(root)]) == 1
    told = capsys.readouterr().out
    assert (
        f"error bad-url: “url” is “https://me:pw@news.example/”, which {USER}\n    leave out what stands before" in told
    )
