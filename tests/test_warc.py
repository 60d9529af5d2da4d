"""Web archives: whatever they are compressed with, each page is a document, and a broken record costs itself alone."""

from __future__ import annotations

import contextlib
import gzip
import io
import json
import re
import sys
import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest
from conftest import MakeSite
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.bodies import BodyError, joined, read_response, uncompressed, unpacked
from dateline.cli import main
from dateline.content import warc
from dateline.content.articles import Document, read_articles
from dateline.content.captures import captures
from dateline.content.warc import read_records
from dateline.ingest.addresses import capture
from dateline.ingest.document import Hints, read_document

WANTED = frozenset({"response"})
DAY = b"2022-03-11T23:50:09Z"


def page(number: int) -> bytes:
    paragraphs = (
        f"The ministers met for {number} hours on Thursday in a hotel beside the lake, said Odo Kranz.",
        "They will meet again on Monday, and the mayor hopes for an agreement before the winter.",
        "Nobody else spoke to the reporters who had waited outside of the hotel since noon.",
    )
    body = "".join(f"<p>{each}</p>" for each in paragraphs)
    return f"<!doctype html><title>Talks</title><article><h1>Talks, part {number}</h1>{body}</article>".encode()


def message(body: bytes, *, media: str = "text/html", status: str = "200 OK", more: str = "") -> bytes:
    typed = f"Content-Type: {media}\r\n" if media else ""
    return f"HTTP/1.1 {status}\r\n{typed}{more}\r\n".encode() + body


def made(
    block: bytes,
    *,
    kind: str = "response",
    uri: str = "https://news.example/a",
    media: str = "application/http; msgtype=response",
    length: int | None = None,
    more: str = "",
) -> bytes:
    """One record as it stands in a file."""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nWARC-Date: {DAY.decode()}\r\n{more}"
        f"Content-Type: {media}\r\nContent-Length: {len(block) if length is None else length}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


BLOCKS = [message(page(number)) for number in range(5)]
RECORDS = [made(block, uri=f"https://news.example/{number}") for number, block in enumerate(BLOCKS)]
PLAIN = b"".join(RECORDS)
BY_RECORD = b"".join(map(gzip.compress, RECORDS))


def read(data: bytes, limit: int = 1_000_000) -> list[tuple[int, str, str]]:
    """Of each record its number, its address's last letter, and its fault."""
    found = read_records(io.BytesIO(data), wanted=WANTED, limit=limit)
    return [(each.number, each.fields.get("warc-target-uri", "?")[-1], each.fault) for each in found]


def blocks(data: bytes) -> list[bytes]:
    return [each.block for each in read_records(io.BytesIO(data), wanted=WANTED, limit=1_000_000) if not each.fault]


class Trickle(io.RawIOBase):
    """A stream that gives a few bytes at a time, and to whose parts one can't return."""

    def __init__(self, data: bytes, size: int) -> None:
        super().__init__()
        self._data, self._size = io.BytesIO(data), size

    def read(self, _size: int | None = -1) -> bytes:
        return self._data.read(self._size)


@pytest.mark.parametrize(
    "data",
    [
        PLAIN,
        BY_RECORD,
        gzip.compress(PLAIN),
        b"".join(gzip.compress(PLAIN[at : at + 777]) for at in range(0, len(PLAIN), 777)),
        b"\0\0".join(map(gzip.compress, RECORDS)) + b"\0" * 600,
        b"".join(gzip.compress(record[:-4]) for record in RECORDS),
        PLAIN[:-4],
        PLAIN.replace(b"\r\n\r\nWARC", b"\r\n\r\n\r\n\r\nWARC"),
        PLAIN.replace(b"WARC/1.0\r\n", b"WARC/1.1\n").replace(b"WARC-Type", b"warc-type"),
    ],
    ids="plain,by record,as a whole,in other pieces,padded,no line ends,none at the end,more,other heads".split(","),
)
@pytest.mark.parametrize("size", [10_000_000, 61])
def test_records_are_read_however_they_are_compressed(data: bytes, size: int) -> None:
    file: io.BytesIO = io.BytesIO(data) if size > len(data) else Trickle(data, size)  # type: ignore[assignment]
    found = list(read_records(file, wanted=WANTED, limit=1_000_000))
    assert [each.block for each in found] == BLOCKS
    assert [(each.number, each.fault) for each in found] == [(number, "") for number in range(1, 6)]


def damaged(data: bytes) -> bytes:
    at = len(data) // 2
    return data[:at] + bytes(255 - byte for byte in data[at : at + 4]) + data[at + 4 :]


def lying(record: bytes, length: str) -> bytes:
    return re.sub(rb"(?s)(^WARC.*?Content-Length: )\d+", rb"\g<1>" + length.encode(), record, count=1)


def with_third(third: bytes, *, compressed: bool) -> bytes:
    """The archive with another third record, put in as it is where the others are compressed."""
    rest = list(map(gzip.compress, RECORDS)) if compressed else RECORDS
    return b"".join([*rest[:2], third, *rest[3:]])


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (with_third(damaged(gzip.compress(RECORDS[2])), compressed=True), "its compressed bytes are damaged"),
        (with_third(gzip.compress(RECORDS[2])[:200], compressed=True), "its compressed bytes are damaged"),
        (with_third(gzip.compress(RECORDS[2])[:-8] + b"\1" * 8, compressed=True), "its compressed bytes are damaged"),
        (with_third(b"rubbish" * 30, compressed=True), "bytes stand here that are no record"),
        (with_third(gzip.compress(b"rubbish" * 30), compressed=True), "no record begins here that can be read"),
        (with_third(b"rubbish\r\n" * 30, compressed=False), "no record begins here that can be read"),
        (with_third(b"WARC/1.0\r\nno end\r\n", compressed=False), "no record begins here that can be read"),
        (with_third(lying(RECORDS[2], "90"), compressed=False), "its length is not what its head says"),
        (with_third(lying(RECORDS[2], "900000"), compressed=False), "the file breaks off within it"),
        (with_third(lying(RECORDS[2], "99999999999999"), compressed=False), "the file breaks off within it"),
        (with_third(lying(RECORDS[2], "-1"), compressed=False), "its head does not say how long it is"),
        (with_third(lying(RECORDS[2], "9" * 30), compressed=False), "its head does not say how long it is"),
        (with_third(gzip.compress(lying(RECORDS[2], "900000")), compressed=True), "it is shorter than its head says"),
        (with_third(gzip.compress(lying(RECORDS[2], "90")), compressed=True), "its length is not what its head says"),
    ],
)
def test_a_broken_record_costs_itself_alone(data: bytes, fault: str) -> None:
    found = read(data)
    assert [each[2] for each in found] == ["", "", fault, "", ""]
    assert [found[place][1] for place in (0, 1, 3, 4)] == ["0", "1", "3", "4"]


def test_what_can_not_be_found_again_is_told() -> None:
    assert [each[2] for each in read(BY_RECORD[:-300])] == [""] * 4 + ["the file breaks off within it"]
    assert [each[2] for each in read(PLAIN[:-300])] == [""] * 4 + ["the file breaks off within it"]
    whole = gzip.compress(PLAIN)
    assert read(whole[:-200])[-1][2] == "the file breaks off within it"
    behind = "its compressed bytes are damaged, and no other begins behind it"
    assert read(whole[:12] + b"\xff" * 50 + whole[62:]) == [(1, "?", behind)]
    assert read(b"") == []


def test_a_long_record_is_passed_over() -> None:
    long = made(b"x" * 5_000_000, uri="https://news.example/x")
    fault = f"it has 5,000,000 bytes, more than the 100,000 that are read; --max-bytes raises the bound"  # noqa: F541
    for data in (RECORDS[0] + long + RECORDS[1], gzip.compress(RECORDS[0] + long + RECORDS[1])):
        assert read(data, 100_000) == [(1, "0", ""), (2, "x", fault), (3, "1", "")]


def test_what_inflates_without_end_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc, "_BOMB", 3_000_000)
    monkeypatch.setattr(warc, "_ENOUGH", 9_000_000)
    bomb = gzip.compress(made(b"x" * 5_000_000, uri="https://news.example/x"))
    fault = "it inflates to more than 100 times its size"
    first = gzip.compress(RECORDS[0])
    assert read(bomb + first, 100_000) == [(1, "x", fault), (2, "0", "")]
    assert read(bomb * 4 + first, 100_000)[-1] == (
        3, "x", "the file inflates to far more than pages do, and is not read further"
    )  # fmt: skip
    head = gzip.compress(b"WARC/1.0\r\n" + b"A" * 20_000_000)
    assert read(head + first)[-1][1:] == ("0", "")


def test_an_archive_of_nothing_but_broken_records_ends() -> None:
    found = read(b"WARC/1.0\r\n" * 20_000)
    assert len(found) == 501
    assert found[-1][2] == "more than 500 records are broken, and the file is not read further"


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(BY_RECORD) - 1), st.binary(max_size=9), st.integers(0, 60), st.booleans())
def test_damage_anywhere_leaves_the_other_records(at: int, put: bytes, gone: int, compressed: bool) -> None:
    data = BY_RECORD if compressed else PLAIN
    data = data[:at] + put + data[at + gone :]
    found = blocks(data)
    whole = [block for block in BLOCKS if block in found]
    assert len(whole) >= (3 if compressed else 2), "at most two records are touched, and one that a wrong length takes"
    if compressed:
        assert found == whole, "what a checksum guards is never given where it fails"


# --- Documents --------------------------------------------------------------------------------------------------------


def documents(data: bytes, max_bytes: int = 1_000_000) -> list[Document]:
    return list(captures("a.warc", io.BytesIO(data), max_bytes))


def told(found: Sequence[Document]) -> list[str]:
    return [each.reason for each in found]


def test_pages_become_documents_with_their_address_and_the_day_of_the_capture() -> None:
    found = documents(RECORDS[0] + made(page(1), kind="resource", media="text/html", uri="<https://news.example/b>"))
    assert [(each.path, each.url, each.accessed, each.media, each.data) for each in found] == [
        ("a.warc#1", "https://news.example/0", "2022-03-11", "text/html", page(0)),
        ("a.warc#2", "https://news.example/b", "2022-03-11", "text/html", page(1)),
    ]


def test_the_source_gets_the_address_and_the_day_and_no_date_of_publication() -> None:
    record = read_document(documents(RECORDS[0])[0], Hints())
    assert (record.url, record.archived_url, record.accessed) == ("https://news.example/0", None, "2022-03-11")
    assert record.published is None
    canonical = page(0).replace(b"<title>", b'<link rel="canonical" href="https://news.example/talks"><title>')
    assert read_document(documents(made(message(canonical)))[0], Hints()).url == "https://news.example/talks"
    assert read_document(documents(RECORDS[0])[0], Hints(url="https://mine.example/x")).url == "https://mine.example/x"


def test_an_archives_copy_gives_both_addresses() -> None:
    uri = "https://archive.example/web/20220312101010id_/http://www.lake.example/talks?a=1"
    record = read_document(documents(made(BLOCKS[0], uri=uri))[0], Hints())
    assert (record.url, record.archived_url) == ("http://www.lake.example/talks?a=1", uri)


@pytest.mark.parametrize(
    ("address", "own"),
    [
        ("https://web.archive.example/web/20220311101010/https://a.example/b", "https://a.example/b"),
        ("https://archive.example/20220311101010/http:/a.example/b", "http://a.example/b"),
        ("https://archive.example/coll/20220311101010mp_/https://a.example/", "https://a.example/"),
        ("https://news.example/2022/03/11/talks", None),
        ("https://news.example/?next=https://a.example/", None),
        ("https://archive.example/web/20220311101010/notes.html", None),
    ],
)
def test_the_form_of_an_archives_address(address: str, own: str | None) -> None:
    assert capture(address) == ((own, address) if own else (address, None))


CHUNKED = b"".join(b"%x;note\r\n%s\r\n" % (len(part), part) for part in (page(0)[:9], page(0)[9:])) + b"0\r\n\r\n"
RAW = zlib.compressobj(wbits=-15)
BARE = RAW.compress(page(0)) + RAW.flush()


@pytest.mark.parametrize(
    ("body", "more"),
    [
        (page(0), ""),
        (gzip.compress(page(0)), "Content-Encoding: gzip\r\n"),
        (gzip.compress(page(0)[:50]) + gzip.compress(page(0)[50:]), "content-encoding: X-GZIP\r\n"),
        (zlib.compress(page(0)), "Content-Encoding: deflate\r\n"),
        (BARE, "Content-Encoding: deflate\r\n"),
        (CHUNKED, "Transfer-Encoding: chunked\r\n"),
        (gzip.compress(gzip.compress(page(0))), "Content-Encoding: gzip, gzip\r\n"),
        (page(0), "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"),
        (page(0), "Content-Encoding: br\r\n"),
        (page(0), "Content-Encoding: deflate\r\n"),
    ],
)
def test_bodies_are_unpacked(body: bytes, more: str) -> None:
    assert [each.data for each in documents(made(message(body, more=more)))] == [page(0)]


def test_brotli() -> None:
    brotli = pytest.importorskip("brotli")
    packed = brotli.compress(page(0) * 50)
    assert uncompressed(packed, ["br"], 1_000_000) == page(0) * 50
    for bad, limit, reason in (
        (packed, 100, "has more than the 100 bytes that are read"),
        (packed[:-5], 10**6, "breaks off in the middle"),
        (b"\xff" * 90, 10**6, "is damaged: it can't be decompressed"),
        (brotli.compress(b"a" * 50_000_000), 10**6, "has more than the 1,000,000 bytes that are read"),
    ):
        with pytest.raises(BodyError, match=f"^{re.escape(reason)}$"):
            uncompressed(bad, ["br"], limit)


def test_a_missing_reader_for_brotli_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "brotli", None)
    with pytest.raises(BodyError, match="the reader for that is not installed"):
        uncompressed(b"\x0b\x02\x80abc\x03", ["br"], 100)


@pytest.mark.parametrize(
    ("block", "reason"),
    [
        (message(gzip.compress(page(0))[:-9], more="Content-Encoding: gzip\r\n"), "breaks off in the middle"),
        (message(gzip.compress(b"x" * 9_000_000), more="Content-Encoding: gzip\r\n"), "has more than the 1,000,000 bytes that are read"),
        (message(damaged(gzip.compress(page(0))), more="Content-Encoding: gzip\r\n"), "is damaged: it can't be inflated"),
        (message(b"\xff" * 90, more="Content-Encoding: deflate\r\n"), "is damaged: it can't be inflated"),
        (message(b"xyz", more="Content-Encoding: zstd\r\n"), "is compressed as “zstd”, which is not read"),
        (message(page(0), more="Content-Encoding: " + "gzip," * 5 + "\r\n"), "is compressed more than four times over"),
        (message(CHUNKED[:-60], more="Transfer-Encoding: chunked\r\n"), "breaks off in the middle"),
        (b"no http", "holds no HTTP response"),
    ],
)  # fmt: skip
def test_a_body_that_can_not_be_unpacked_is_refused(block: bytes, reason: str) -> None:
    assert told(documents(made(block))) == [
        f"what the record holds {reason} (https://news.example/a); save the page itself"
    ]


def test_what_is_no_page_is_counted_with_its_reason() -> None:
    data = b"".join(
        [
            RECORDS[0],
            made(b"software: x", kind="warcinfo", media="application/warc-fields"),
            made(b"GET / HTTP/1.1\r\n\r\n", kind="request"),
            made(b"", kind="revisit"),
            made(b"GIF89a", kind="resource", media="image/gif"),
            made(message(b"GIF89a", media="image/gif")),
            made(message(page(1), status="404 Not Found")),
            made(message(page(1), status="404")),
            made(message(b"User-agent: *", media="text/plain"), uri="https://news.example/robots.txt"),
            made(b"a 1 2", kind="resource", media="text/dns", uri="dns:news.example"),
            made(page(2), kind="resource", media="text/html", uri="mailto:a@news.example"),
            made(message(b"")),
            made(message(b"\x00\x01", media="")),
            made(BLOCKS[1], more="WARC-Segment-Number: 1\r\n"),
            made(b"?", kind="note"),
        ]
    )
    found = documents(data)
    assert [each.path for each in found] == ["a.warc#1", "a.warc"]
    assert found[1].remark
    assert found[1].data is None
    assert found[1].reason == (
        "14 records were passed over: not of the web (2), status 404 (2), type image/gif (2), empty (1), no type (1), "
        "part of a record in segments (1), record of another kind (1), request (1), robots.txt (1), "
        "the crawler's notes (1), unchanged since an earlier visit (1); only pages, texts and PDFs that were sent whole "
        "are documents"
    )
    only = documents(RECORDS[0][:0] + made(b"GIF89a", kind="resource", media="image/gif"))
    assert told(only) == [
        "the web archive holds no page: type image/gif (1); only pages, texts and PDFs that were sent whole are read"
    ]
    assert not only[0].remark


def test_a_page_of_no_type_is_known_by_its_first_bytes() -> None:
    assert [each.media for each in documents(made(message(page(0), media="")))] == ["text/html"]
    named = made(message(b"It rained.", media=""), more="WARC-Identified-Payload-Type: text/plain\r\n")
    assert [each.media for each in documents(named)] == ["text/plain"]


def test_a_page_that_was_cut_off_is_noted() -> None:
    (found,) = documents(made(BLOCKS[0], more="WARC-Truncated: length\r\n"))
    assert found.note == "the page was cut off when it was captured (length)"
    assert found.note in read_document(found, Hints()).notes


def test_the_servers_character_set_counts_before_the_pages() -> None:
    text = "Министры встретились в четверг в гостинице у озера и говорили два часа, сказал Кранц."
    html = f"<!doctype html><meta charset=utf-8><title>x</title><article>{f'<p>{text}</p>' * 3}</article>"
    data = made(message(html.encode("cp1251"), media="text/html; charset=windows-1251"))
    record = read_document(documents(data)[0], Hints())
    assert text in record.text
    plain = made(message(f"{text}\n{text[::-1]}".encode(), media="text/plain; charset=iso-8859-1"))
    assert text in read_document(documents(plain)[0], Hints()).text, "valid UTF-8 is no chance"


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "a.data", "../outside/a.warc.gz"])
@pytest.mark.parametrize("data", [PLAIN, BY_RECORD])
def test_files_are_known_by_their_first_bytes(name: str, data: bytes, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "in").mkdir()
    path = tmp_path / "in" / name
    path.write_bytes(data)
    found = list(read_articles([str(path)], [tmp_path / "content"], max_bytes=3_000))
    assert [each.path for each in found] == [f"{path}#{number}" for number in range(1, 6)]
    assert [each.data for each in found] == [page(number) for number in range(5)]


def test_standard_input_may_be_an_archive(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for data in (PLAIN, BY_RECORD):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        found = list(read_articles(["-"], [tmp_path / "content"], max_bytes=1_000_000))
        assert [each.path for each in found] == [f"standard input#{number}" for number in range(1, 6)]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"It rained.")))
    assert list(read_articles(["-"], [tmp_path], max_bytes=10)) == [Document("standard input.txt", b"It rained.")]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"x" * 11)))
    (long,) = read_articles(["-"], [tmp_path], max_bytes=10)
    assert long.reason.startswith("it has more than 10 bytes; at most 10 are read. ")


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300), st.lists(st.sampled_from(["gzip", "deflate", "br", "identity"]), max_size=3))
def test_any_bytes_are_unpacked_or_refused(data: bytes, codings: list[str]) -> None:
    with contextlib.suppress(BodyError):
        assert len(joined(data)) <= len(data)
    with contextlib.suppress(BodyError):
        assert len(uncompressed(data, codings, 1_000)) <= 1_000
    with contextlib.suppress(BodyError):
        assert len(unpacked(read_response(data), 99)) <= 99


def test_what_was_passed_over_is_a_warning_and_no_document(
    make_site: MakeSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(b"".join(map(gzip.compress, [RECORDS[0], made(message(b"GIF89a", media="image/gif"))])))
    assert main(["import", "--root", str(make_site()), "--published", "2022-03-11", "--json", str(path)]) == 0
    result = json.loads(capsys.readouterr().out)
    assert [each["path"] for each in result["documents"]] == [f"{path}#1"]
    assert [(each["path"], each["code"], each["severity"], each["message"]) for each in result["problems"]] == [
        (
            str(path),
            "records-skipped",
            "warning",
            "1 record was passed over: type image/gif (1); only pages, texts and PDFs that were sent whole are documents",
        )
    ]
