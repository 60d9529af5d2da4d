"""A folder with one good article and many bad files: the one is imported, each other is told, and nothing takes long."""

from __future__ import annotations

import gzip
import io
import json
import os
import random
import resource
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import MakeSite
from test_formats import pdf
from test_problems import steers
from test_warc import BLOCKS, made, message

from dateline.cli import main
from dateline.content.articles import read_articles

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes in folders")

GOOD = (
    "Talks by the lake end\n\nLAKESIDE, May 5 - The ministers met in a hotel beside the lake and spoke for two hours.\n"
    "“We have time,” said Odo Kranz, who had come by boat.\nThey will meet again on Monday.\n"
)
NAVIGATION = (
    "<!doctype html><title>Home</title><nav><ul>"
    + "".join(f'<li><a href="/{each}">Section {each}</a></li>' for each in range(60))
    + "</ul></nav><footer>All rights reserved</footer>"
)
VIDEO = '<!doctype html><title>Watch</title><div class="player"><video src="a.mp4"></video><h1>Watch</h1><span>2:31</span></div>'


def office() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as packed:
        packed.writestr("word/document.xml", "<w:document/>")
        packed.writestr("../../outside.txt", "It wants out.")
    return held.getvalue()


def locked() -> bytes:
    """A PDF that says that it is encrypted, with a password that nobody has."""
    plain = pdf(["The ministers met."])
    keys = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O (%s) /U (%s) /P -4 >> /ID [<00><00>] " % (b"o" * 32, b"u" * 32)
    return plain.replace(b"/Size 6 ", b"/Size 6 " + keys)


def noise(size: int) -> bytes:
    return random.Random(7).randbytes(size)  # noqa: S311 - bytes that mean nothing


def written(data: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(data)


def big(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(50_000_000)


def leading_out(path: Path) -> None:
    outside = path.parents[1] / "outside.txt"
    outside.write_text(GOOD)
    path.symlink_to(outside)


def round_in_a_circle(path: Path) -> None:
    path.symlink_to(path.parent, target_is_directory=True)


def to_itself(path: Path) -> None:
    path.symlink_to(path.name)


SAVE = "save the article as .txt, .html, .md or .pdf."
BINARY = f"The file is binary, not text; {SAVE}"
NO_PAGE = "No article found in the page: it has no run of paragraphs; save the article's text as .txt."
NO_TEXT = "No article found: the file has no paragraph of text; save the article with its paragraphs."
BAD: list[tuple[str, Callable[[Path], object], str]] = [
    ("empty.txt", written(b""), "The file is empty; save the article again."),
    ("blank.html", written(b" \n\t\n"), "The file is empty; save the article again."),
    ("binary.txt", written(noise(5_000)), BINARY),
    ("fifty-megabytes.txt", big, "it has 50,000,000 bytes; at most 10,000,000 are read. Save the article alone, or raise the bound with --max-bytes"),
    ("pictures.pdf", written(pdf([""])), "The PDF has no text in it, only pictures of pages; run it through OCR first."),
    ("encrypted.pdf", written(locked()), "The PDF asks for a password; save it without one."),
    ("broken.pdf", written(b"%PDF-1.7\n" + noise(2_000)), "The PDF is broken and can't be opened; save it again."),
    ("broken.warc", written(b"WARC/1.0\r\nWARC-Type: response\r\n"), "the record can't be read: no record begins here that can be read; save the page itself, or crawl it again"),
    ("broken.warc.gz", written(gzip.compress(made(BLOCKS[0]))[:150]), "the record can't be read: the file breaks off within it; save the page itself, or crawl it again"),
    ("bomb.warc.gz", written(gzip.compress(made(message(gzip.compress(b"x" * 90_000_000), more="Content-Encoding: gzip\r\n")))), "what the record holds has more than the 10,000,000 bytes that are read (https://news.example/a); save the page itself"),
    ("inflated.warc.gz", written(gzip.compress(made(b"x" * 90_000_000))), "the record can't be read: it has 90,000,000 bytes, more than the 10,300,000 that are read; --max-bytes raises the bound (https://news.example/a)"),
    ("wrong-encoding.txt", written(GOOD.encode("utf-16-le")[1:-1] + b"\xd8\xd8\xd8"), BINARY),
    ("odd-length.txt", written("Я был там. ".encode("utf-16-le") * 40 + b"\x04"), BINARY),
    ("nul.txt", written(GOOD.replace(" ", "\0").encode()), BINARY),
    ("surrogates.txt", written(b"\xed\xa0\x80" * 400), "No article found: what remains of one line after cleaning is too little to be a text; save the article with its paragraphs."),
    ("controls.txt", written(b"\x1b[31m\x07" * 400), BINARY),
    ("three-hundred-divs.html", written(f"<!doctype html>{'<div>' * 300}{GOOD}".encode()), "The page is nested 302 elements deep, more than the 250 that can be read; save its text as .txt."),
    ("navigation.html", written(NAVIGATION.encode()), NO_PAGE),
    ("video.html", written(VIDEO.encode()), NO_PAGE),
    ("numbers.txt", written(b"17 4 2022\n" * 300), NO_TEXT),
    ("six-thousand-lines.txt", written(b"Another line.\n" * 6_000), "The file has 6,000 lines, more than the 5,000 of any one article; cut it down to the article, or into one file each."),
    ("one-line.txt", written(b"On and on it goes, on. " * 400_000), "The file has 9,199,999 characters of text, more than the 400,000 of any one article; cut it down to the article, or into one file each."),
    ("links.html", written(("<!doctype html><body>" + "<p><a href=x>A link</a></p>" * 40_000).encode()), "The page has 80,002 elements, more than the 60,000 that are read in good time; save the article alone (a browser's reading view, or its text as .txt)."),
    ("letter.docx", written(office()), "Office documents are not read; save the article as .txt or .pdf."),
    ("packed", written(office()), f"The file is a ZIP archive or an office document, not text; {SAVE}"),
    ("picture", written(b"\x89PNG\r\n\x1a\n" + noise(90)), f"The file is a picture, not text; {SAVE}"),
    ("leading-out.txt", leading_out, "it is a link; name the file itself to import it"),
    ("circle", round_in_a_circle, "it is a link; name the folder itself to import it"),
    ("to-itself.txt", to_itself, "it is a link; name the file itself to import it"),
    ("pipe.txt", os.mkfifo, "it is no ordinary file; name a file or a folder of files"),
]  # fmt: skip


def test_one_good_article_among_bad_files(
    make_site: MakeSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root, folder = make_site(), tmp_path / "articles"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD)
    for name, make, _ in BAD:
        make(folder / name)
    names = [str(folder), str(folder / "../articles/../none.txt"), str(folder / "a\0b.txt"), "/dev/zero", ""]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.monotonic()
    assert main(["import", "--root", str(root), "--published", "2021-05-06", "--json", *names]) == 1
    assert time.monotonic() - began < 60, "a machine that is busy; it is done in a few seconds"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 600_000, "kilobytes"
    printed = capsys.readouterr()
    assert not printed.err
    assert not steers(printed.out)
    result = json.loads(printed.out)
    told = {
        each["path"].removeprefix(f"{folder}/").partition("#")[0]: [problem["message"] for problem in each["problems"]]
        for each in result["documents"]
        if each["id"] is None
    }
    expected = {name: [reason] for name, _, reason in BAD}
    expected["../articles/../none.txt"] = ["there is no such file; look at the name"]
    expected["a\0b.txt"] = ["the name has a character that no name can have; name an article"]
    expected["/dev/zero"] = ["it is no ordinary file; name a file or a folder of files"]
    expected[""] = ["the name is empty; name an article"]
    assert told == expected
    assert [each["path"] for each in result["documents"] if each["id"]] == [f"{folder}/good.txt"]
    assert len(list((root / "content/sources").glob("talks-by-the-lake*.md"))) == 1
    assert (tmp_path / "outside.txt").read_text() == GOOD


@pytest.mark.parametrize(("name", "make", "reason"), BAD, ids=lambda each: each if isinstance(each, str) else "")
def test_each_alone_is_one_line(
    name: str,
    make: Callable[[Path], object],
    reason: str,
    make_site: MakeSite,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    make(folder / name)
    began = time.process_time()
    assert main(["import", "--root", str(make_site()), str(folder)]) == 1
    assert time.process_time() - began < 10
    printed = capsys.readouterr()
    assert not printed.err
    assert f": error document-refused: {reason}\n" in printed.out
    assert "\n1 document, 1 refused, 0 new sources, 0 drafts\n" in printed.out


def test_the_bound_can_be_raised(make_site: MakeSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = tmp_path / "good.txt"
    article.write_text(GOOD)
    asked = ["import", "--root", str(make_site()), "--dry-run", "--published", "2021-05-06", str(article)]
    assert main([*asked, "--max-bytes", "100"]) == 1
    assert f"it has {len(GOOD.encode())} bytes; at most 100 are read." in capsys.readouterr().out
    assert main([*asked, "--max-bytes", "1,000"]) == 0
    assert main([*asked, "--max-bytes", "lots"]) == 2
    assert "“lots” is not a number from 1 to 1000000000" in capsys.readouterr().err


def test_a_folder_is_read_in_the_order_of_its_paths(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/c.md", "a.html", ".hidden.txt", ".git/x.txt", "content/own.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "a/link").symlink_to(tmp_path / "a/b", target_is_directory=True)
    found = [
        (Path(each.path).relative_to(tmp_path).as_posix(), each.data is None)
        for each in read_articles([str(tmp_path)], [tmp_path / "content"], max_bytes=10)
    ]
    assert found == [
        ("a/b/c.md", False), ("a/link", True), ("a/z.txt", False), ("a.html", False), ("b.txt", False), (".", True)
    ]  # fmt: skip


def test_what_a_timeline_consists_of_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["init", "."]) == 0
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text("<p>A template.</p>")
    assert main(["build"]) == 0
    capsys.readouterr()
    assert main(["import", "."]) == 1
    told = capsys.readouterr().out
    assert "the folder holds no files but a timeline's own; name one that holds articles" in told
    (tmp_path / "articles").mkdir()
    for name in ("articles/README.md", "story.txt"):
        (tmp_path / name).write_text(
            f"The ministers met in the house by the lake, says {name} of the two shores.\n" * 4
        )
    assert main(["import", ".", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [document["path"] for document in found["documents"]] == ["articles/README.md", "story.txt"]
    message = (
        "4 folders and 2 files of a timeline were passed over: README.md, archive/, content/, public/, "
        "requirements.txt, templates/"
    )
    assert {problem["message"] for problem in found["problems"] if problem["code"] == "records-skipped"} == {message}
    assert main(["import", "README.md"]) == 0, "what is named is read"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may enter any folder")
def test_a_folder_that_may_not_be_entered_is_told(tmp_path: Path) -> None:
    (tmp_path / "shut").mkdir(mode=0o000)
    (found,) = read_articles([str(tmp_path)], [tmp_path / "content"], max_bytes=10)
    assert found.reason == "it can't be read: Permission denied; look at its permissions"
