"""Pages that are got by their addresses: public hosts only, whatever their names mean, within bounds, and never unasked."""

from __future__ import annotations

import contextlib
import gzip
import ipaddress
import json
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from conftest import MakeSite

from dateline import cli
from dateline.content.articles import read_articles
from dateline.fetching import Fetch, Fetched, FetchError, asking, is_address, shortened
from dateline.fetching.asking import checked, fetcher, is_public

TODAY = date(2026, 3, 4)
STORY = "The ministers met on Thursday in a hotel beside the lake, and they will meet again on Monday."
PAGE = (
    f"<!doctype html><title>Talks</title><article><h1>Talks by the lake</h1>{f'<p>{STORY}</p>' * 3}</article>".encode()
)


class Server(BaseHTTPRequestHandler):
    """Answers by the path: what each test needs."""

    asked: list[tuple[str, dict[str, str]]] = []  # noqa: RUF012 - one list for all of a server's answers

    def handle(self) -> None:
        """Answer, and don't mind who stops listening."""
        with contextlib.suppress(OSError):
            super().handle()

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def send(self, body: bytes, media: str = "text/html; charset=utf-8", status: int = 200, **more: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": media, "Content-Length": str(len(body)), **more}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def raw(self, data: bytes) -> None:
        """Send bytes as they are."""
        self.close_connection = True
        self.wfile.write(data)

    def do_GET(self) -> None:
        """Answer."""
        self.asked.append((self.path, dict(self.headers)))
        path = self.path.partition("?")[0]
        match path:
            case "/page":
                self.send(PAGE)
            case "/gzip":
                self.send(gzip.compress(PAGE), Content_Encoding="gzip")
            case "/bomb":
                self.send(gzip.compress(b"x" * 30_000_000), Content_Encoding="gzip")
            case "/zstd":
                self.send(b"xyz", Content_Encoding="zstd")
            case "/image":
                self.send(b"GIF89a", "image/gif")
            case "/long":
                self.send(b"x" * 200_000)
            case "/lie":
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.send_header("Content-Length", "99999")
                self.end_headers()
                self.wfile.write(PAGE)
            case "/endless":
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.end_headers()
                for _ in range(600):
                    self.wfile.write(b"<p>more</p>" * 100)
            case "/slow":
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.end_headers()
                for _ in range(200):
                    self.wfile.write(b"x")
                    time.sleep(0.05)
            case "/away":
                self.send(b"", status=302, Location="http://inside.example/page")
            case "/file":
                self.send(b"", status=302, Location="file:///etc/passwd")
            case "/named":
                self.send(b"", status=301, Location="http://me:secret@news.example/page")
            case "/umlauts":
                self.raw(b"HTTP/1.1 302 Found\r\nLocation: /s\xc3\xb6k?a=\xc3\xa4\r\n\r\n")
            case "/latin":
                self.raw(b"HTTP/1.1 302 Found\r\nLocation: /s\xf6k?a=\xe4%20\r\n\r\n")
            case "/s%C3%B6k" | "/s%F6k":
                self.send(PAGE)
            case "/red":
                self.raw(b"HTTP/1.1 404 \x1b[31mGone\x9b1m\r\n\r\n")
            case "/kind":
                self.raw(b"HTTP/1.1 200 OK\r\nContent-Type: a\x1b[31m/b\xc2\x90\r\n\r\n")
            case "/steer":
                self.raw(b"HTTP/1.1 302 Found\r\nLocation: file:///x\x1b[31m\r\n\r\n")
            case "/packed":
                self.raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: \x1b[1m\r\n\r\n<p>x</p>")
            case "/dripping":
                self.raw(b"HTTP/1.1 200 OK\r\n")
                for _ in range(100):
                    self.raw(b"X")
                    time.sleep(0.05)
            case "/loop":
                self.send(b"", status=307, Location="/loop?again")
            case _ if path.startswith("/hops/"):
                left = int(path.removeprefix("/hops/"))
                self.send(b"", status=302, Location=f"/hops/{left - 1}" if left > 1 else "/page")
            case _:
                self.send(b"gone", status=404)


@pytest.fixture
def port() -> Iterator[int]:
    Server.asked.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()
    thread.join()


HOSTS = {"news.example": ["127.0.0.1"], "inside.example": ["10.0.0.7"], "both.example": ["127.0.0.1", "192.168.1.1"]}


def resolve(host: str, _port: int) -> Sequence[str]:
    if host not in HOSTS:
        raise socket.gaierror(-2, "unknown")
    return HOSTS[host]


def local(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """In these tests this machine is the public internet."""
    return str(address) == "127.0.0.1"


def made(max_bytes: int = 100_000, seconds: float = 20) -> Fetch:
    return fetcher(today=TODAY, max_bytes=max_bytes, seconds=seconds, resolve=resolve, allowed=local)


def refusal(address: str, **named: Any) -> str:
    with pytest.raises(FetchError) as caught:
        made(**named)(address)
    return str(caught.value)


def test_a_page(port: int) -> None:
    for path in ("page", "gzip"):
        found = made()(f"http://NEWS.example:{port}/{path}?a=ü&b=%20#part")
        assert found == Fetched(
            f"http://news.example:{port}/{path}?a=%C3%BC&b=%20", PAGE, "text/html; charset=utf-8", "2026-03-04"
        )
    path, headers = Server.asked[0]
    assert path == "/page?a=%C3%BC&b=%20"
    assert headers["User-Agent"].startswith("dateline/")
    assert headers["Host"] == f"news.example:{port}"
    assert not {"Cookie", "Authorization", "Referer"} & set(headers)


def test_redirects_are_followed_five_times(port: int) -> None:
    assert made()(f"http://news.example:{port}/hops/5").url == f"http://news.example:{port}/page"
    assert len(Server.asked) == 6
    reason = "it leads on more than 5 times; name the address of the page itself"
    assert refusal(f"http://news.example:{port}/hops/6") == reason
    assert refusal(f"http://news.example:{port}/loop") == reason


PUBLIC = "which is not on the public internet; save the page as .html and import the file"
REFUSED = [
    ("http://inside.example/page", f"the host inside.example is 10.0.0.7, {PUBLIC}"),
    ("http://both.example/page", f"the host both.example is 192.168.1.1, {PUBLIC}"),
    ("http://nowhere.example/", "the host nowhere.example is not known; look at the address, and at the connection"),
    ("http://news.example:{port}/away", f"the host inside.example is 10.0.0.7, {PUBLIC}"),
    ("http://news.example:{port}/file", "it leads on to file:///etc/passwd, and that is refused: it is no address of a page; copy it from the browser's address line"),
    ("http://news.example:{port}/named", "it leads on to http://…@news.example/page, and that is refused: it holds a user's name or password, which would be published with the source; leave them out"),
    ("http://news.example:{port}/nothing", "the server answered 404 Not Found; look at the address"),
    ("http://news.example:{port}/image", "it is “image/gif”, neither a page nor a text nor a PDF; name the address of the article"),
    ("http://news.example:{port}/long", "it has more than the 100,000 bytes that are read; --max-bytes raises the bound"),
    ("http://news.example:{port}/endless", "it has more than the 100,000 bytes that are read; --max-bytes raises the bound"),
    ("http://news.example:{port}/bomb", "it has more than the 100,000 bytes that are read; save the page as .html and import the file"),
    ("http://news.example:{port}/zstd", "it is compressed as “zstd”, which is not read; save the page as .html and import the file"),
    ("http://news.example:{port}/lie", "it breaks off in the middle; try again"),
    ("http://news.example:{port}/red", "the server answered 404 <U+001B>[31mGone<U+009B>1m; look at the address"),
    ("http://news.example:{port}/kind", "it is “a<U+001B>[31m/bâ<U+0090>”, neither a page nor a text nor a PDF; name the address of the article"),
    ("http://news.example:{port}/steer", "it leads on to file:///x<U+001B>[31m, and that is refused: it is no address of a page; copy it from the browser's address line"),
    ("http://news.example:{port}/packed", "it is compressed as “<U+001B>[1m”, which is not read; save the page as .html and import the file"),
    ("http://straße.example/", "its host straße.example has letters that can't be put into an address with certainty; write the host in its form with xn--, which the browser's tools for developers show"),
    ("http://a\u200db.example/", "its host a<U+200D>b.example has letters that can't be put into an address with certainty; write the host in its form with xn--, which the browser's tools for developers show"),
    ("http://news.example:{closed}/page", "it can't be got: Connection refused; try again, or save the page as .html and import the file"),
    ("http://me:secret@news.example/", "it holds a user's name or password, which would be published with the source; leave them out"),
    ("http://news.example:22/", "it asks for the port 22, where no web server should be; name the page's own address"),
    ("http://", "it is no address of a page; copy it from the browser's address line"),
    ("http://news.example:x/", "it is no address of a page; copy it from the browser's address line"),
    ("http://[::1/", "it is no address of a page; copy it from the browser's address line"),
    ("http://news.example/a b", "it is no address of a page; copy it from the browser's address line"),
    ("http://news.example/a\r\nX-Bad: 1", "it is no address of a page; copy it from the browser's address line"),
    ("http://news.example\\@inside.example/", "it is no address of a page; copy it from the browser's address line"),
    ("http://" + "a" * 70 + ".example/", "it is no address of a page; copy it from the browser's address line"),
]  # fmt: skip


@pytest.mark.parametrize(("address", "reason"), REFUSED, ids=lambda each: ascii(each)[:50])
def test_refused(address: str, reason: str, port: int) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        closed = free.getsockname()[1]
    assert refusal(address.replace("{port}", str(port)).replace("{closed}", str(closed))) == reason


@pytest.mark.parametrize(("path", "led"), [("umlauts", "s%C3%B6k?a=%C3%A4"), ("latin", "s%F6k?a=%E4%20")])
def test_a_redirect_with_bytes_beyond_ascii_leads_where_the_server_meant(port: int, path: str, led: str) -> None:
    found = made()(f"http://news.example:{port}/{path}")
    assert found.url == f"http://news.example:{port}/{led}"
    assert found.data == PAGE


def test_the_bound_of_time_holds_for_the_look_up_of_a_name(port: int) -> None:
    free = threading.Event()

    def slowly(*_: object) -> Sequence[str]:
        free.wait(20)
        return ["127.0.0.1"]

    began = time.monotonic()
    get = fetcher(today=TODAY, max_bytes=100_000, seconds=0.3, resolve=slowly, allowed=local)
    with pytest.raises(FetchError, match=r"^it took too long to come; try again, or save the page as \.html"):
        get(f"http://news.example:{port}/page")
    assert time.monotonic() - began < 5
    free.set()


def test_a_slow_server_is_left(port: int) -> None:
    began = time.monotonic()
    reason = "it took too long to come; try again, or save the page as .html and import the file"
    assert refusal(f"http://news.example:{port}/slow", seconds=0.6) == reason
    assert refusal(f"http://news.example:{port}/dripping", seconds=0.6) == reason
    assert time.monotonic() - began < 10
    assert refusal(f"http://news.example:{port}/page", seconds=0) == reason


def test_a_name_that_means_another_host_a_moment_later_is_not_looked_up_again(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []

    def rebinding(host: str, _port: int) -> Sequence[str]:
        looked.append(host)
        return ["127.0.0.1"] if len(looked) == 1 else ["10.0.0.7"]

    def fail(*_: object, **__: object) -> object:
        raise AssertionError("a name was looked up by the connection itself")

    real = socket.getaddrinfo
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda host, *more, **named: real(host, *more, **named) if host == "127.0.0.1" else fail(),
    )
    get = fetcher(today=TODAY, max_bytes=100_000, resolve=rebinding, allowed=local)
    assert get(f"http://news.example:{port}/page").data == PAGE
    assert looked == ["news.example"]
    with pytest.raises(FetchError, match=r"10\.0\.0\.7"):
        get(f"http://news.example:{port}/page")


def test_a_certificate_that_is_not_good_is_refused(port: int) -> None:
    assert refusal(f"https://news.example:{port}/page").startswith("it can't be got: ")
    with pytest.raises(FetchError, match=r"it leads on from https to http://news\.example/x, which anybody on the way"):
        asking._led_on("https://news.example/", "http://news.example/x", lambda _: True)


@pytest.mark.parametrize(
    "address",
    """0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 127.8.8.8 169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.8 192.0.2.1
    192.168.0.1 198.18.0.1 198.51.100.1 203.0.113.9 224.0.0.1 239.1.1.1 240.0.0.1 255.255.255.255 :: ::1 ::127.0.0.1
    ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 64:ff9b::7f00:1 64:ff9b::a00:1 2002:7f00:1:: 2002:a00:1::
    2001:0:7f00:1:: 2001:db8::1 fc00::1 fd12::1 fe80::1 fec0::1 ff02::1 ff0e::1 100::1
    3fff::1 3fff:fff:ffff::1 5f00::1 100:0:0:1::1""".split(),
)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address", "8.8.8.8 1.1.1.1 93.184.216.34 2606:4700::1111 2a00:1450::1 ::ffff:8.8.8.8 64:ff9b::808:808".split()
)
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("https://Bücher.example", "https://xn--bcher-kva.example/"),
        ("HTTPS://news.example:443/a?b=c d".replace(" ", "%20"), "https://news.example/a?b=c%20d"),
        ("http://news.example:80/#x", "http://news.example/"),
        ("http://news.example./a/../b", "http://news.example/a/../b"),
        ("http://[2606:4700::1111]:8080/", "http://[2606:4700::1111]:8080/"),
        ("http://2130706433/", "http://2130706433/"),
    ],
)
def test_the_form_in_which_an_address_is_asked_for(address: str, asked: str) -> None:
    assert checked(address, lambda _: True) == asked


def test_what_is_an_address() -> None:
    assert [is_address(name) for name in ("https://a.example", "HTTP://a", " http:a", "a.txt", "https", "-")] == [
        True, True, True, False, False, False
    ]  # fmt: skip
    assert shortened("https://me:secret@news.example/a@b") == "https://…@news.example/a@b"
    assert len(shortened("https://news.example/" + "a" * 900)) == 200
    assert shortened("ftp:\\\\me:secret@news.example/\x1b[31m") == "ftp:\\\\…@news.example/<U+001B>[31m"


# --- The command --------------------------------------------------------------------------------------------------------


def test_without_being_asked_for_nothing_is_fetched(
    make_site: MakeSite, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    root = make_site()
    assert cli.main(["import", "--root", str(root), "https://me:secret@news.example/a"]) == 2
    assert capsys.readouterr().err == (
        "dateline: “https://…@news.example/a” is an address, and pages are downloaded only where --fetch says so; add "
        "--fetch, or save the page as .html and import the file, with --url and its address\n"
    )
    (found,) = read_articles(["https://news.example/a"], [tmp_path], max_bytes=10)
    assert found.reason == (
        "pages are not fetched; save the page as .html and import the file, with --url and its address"
    )


def test_a_page_that_was_fetched_becomes_a_source(
    make_site: MakeSite, port: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(asking, "fetcher", lambda **_: made())
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772625600")
    root = make_site()
    start, wrong = f"http://news.example:{port}/hops/2", f"http://news.example:{port}/image"
    assert cli.main(["import", "--root", str(root), "--fetch", "--json", start, wrong]) == 1
    documents = json.loads(capsys.readouterr().out)["documents"]
    assert [each["path"] for each in documents] == [start, wrong]
    assert "neither a page nor a text" in documents[1]["problems"][0]["message"]
    source = (root / f"content/sources/{documents[0]['id']}.md").read_text()
    told = " ".join(source.split())
    assert f"http://news.example:{port}/page accessed: 2026-03-04" in told.replace('"', "").replace(">- ", "")
    assert f"The address given led on to http://news.example:{port}/page." in told
    assert "published:" not in source


# --- TLS ----------------------------------------------------------------------------------------------------------------


@pytest.fixture
def secure(tmp_path: Path) -> Iterator[Callable[[str], tuple[int, Path]]]:
    """Starts servers with a certificate of their own for a host's name; gives the port and the certificate."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    servers: list[ThreadingHTTPServer] = []

    def start(host: str) -> tuple[int, Path]:
        key, certificate = tmp_path / f"{host}.key", tmp_path / f"{host}.pem"
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
             "-keyout", str(key), "-out", str(certificate), "-days", "2", "-subj", f"/CN={host}",
             "-addext", f"subjectAltName=DNS:{host}"],
            check=True, capture_output=True,
        )  # fmt: skip
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
        server.daemon_threads = True
        server.handle_error = lambda *_: None  # type: ignore[method-assign]
        server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        servers.append(server)
        return server.server_address[1], certificate

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def test_certificates_are_checked(secure: Callable[[str], tuple[int, Path]]) -> None:
    port, certificate = secure("news.example")
    other, others = secure("other.example")
    trusting = ssl.create_default_context(cafile=str(certificate))
    trusting.load_verify_locations(str(others))
    get = fetcher(today=TODAY, max_bytes=100_000, resolve=resolve, allowed=local, context=trusting)
    assert get(f"https://news.example:{port}/page").data == PAGE
    assert refusal(f"https://news.example:{port}/page").startswith("its certificate is not good (self")
    with pytest.raises(FetchError, match=r"its certificate is not good .*Hostname mismatch.*; it was not read"):
        get(f"https://news.example:{other}/page")
    with pytest.raises(FetchError, match="took too long"):
        fetcher(today=TODAY, max_bytes=100_000, seconds=0.6, resolve=resolve, allowed=local, context=trusting)(
            f"https://news.example:{port}/slow"
        )
