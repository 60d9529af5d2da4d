"""The preview: what it answers, to whom, and what it shows when the content is wrong."""

import base64
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.output import Outcome, OutputError, serve
from dateline.output.served import answer, dress, relaxed

HOST = "127.0.0.1:8000"
POLICY = (
    b"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self'; img-src 'self'\">"
)

SERVER = """
import sys
from pathlib import Path
from dateline.output import Outcome, Page, serve, write

content, out = Path(sys.argv[1]), Path(sys.argv[2])
policy = '''<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'">'''

def build(changed):
    assert changed is None or changed and all(path.is_relative_to(content) for path in changed), changed
    text = (content / "entry.md").read_text()
    if text.startswith("RAISE"):
        raise ValueError(text)
    if text.startswith("ERROR"):
        return Outcome(False, out, text)
    page = f"<!DOCTYPE html><html><head>{policy}<title>t</title></head><body class=x>{text}</body></html>".encode()
    site = {"index.html": page, "a/index.html": page, "404.html": page.replace(text.encode(), b"Not on this site"),
            "site.css": b"p{}", "my file.txt": b"spaces", "big.html": page.replace(b"<title>", b" " * 70_000 + b"<title>")}
    write([Page(path, text + path, lambda given=given: given) for path, given in site.items()], out)
    return Outcome(True, out, "")

serve(build, [content], int(sys.argv[3]), lambda line: print(line, flush=True))
print("returned", flush=True)
"""


@dataclass(frozen=True)
class Server:
    """A preview in a process of its own."""

    process: "subprocess.Popen[str]"
    port: int
    content: Path
    out: Path

    def line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().rstrip("\n")

    def edit(self, text: str) -> str:
        """Change the content, wait for the build, and return what the terminal says."""
        (self.content / "entry.md").write_text(text)
        return self.line()

    def ask(
        self, path: str, host: str = "", method: str = "GET", headers: Mapping[str, str] | None = None
    ) -> tuple[int, bytes, http.client.HTTPMessage]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        connection.putrequest(method, path, skip_host=True)
        connection.putheader("Host", host or f"127.0.0.1:{self.port}")
        for name, value in (headers or {}).items():
            connection.putheader(name, value)
        connection.endheaders()
        response = connection.getresponse()
        body = response.read()
        connection.close()
        return response.status, body, response.headers

    def raw(self, request: bytes) -> bytes:
        with socket.create_connection(("127.0.0.1", self.port), timeout=5) as client:
            client.sendall(request)
            return client.recv(4096)

    def shake_hands(self, origin: str | None, host: str = "") -> tuple[bytes, socket.socket]:
        """Ask for the WebSocket and return the first line of the answer."""
        client = socket.create_connection(("127.0.0.1", self.port), timeout=5)
        lines = [
            "GET /livereload HTTP/1.1",
            f"Host: {host or f'127.0.0.1:{self.port}'}",
            "Upgrade: websocket",
            "Connection: Upgrade",
            f"Sec-WebSocket-Key: {base64.b64encode(bytes(16)).decode()}",
            "Sec-WebSocket-Version: 13",
            *([] if origin is None else [f"Origin: {origin}"]),
        ]
        client.sendall("\r\n".join([*lines, "", ""]).encode())
        return client.recv(4096).split(b"\r\n")[0], client


def start(folder: Path, port: int = 0, text: str = "<p>The first round.</p>") -> Server:
    content = folder / "content"
    content.mkdir(exist_ok=True)
    (content / "entry.md").write_text(text)
    command = [sys.executable, "-W", "error", "-c", SERVER, str(content), str(folder / "out"), str(port)]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=Path(__file__).parents[1]
    )
    server = Server(process, port, content, folder / "out")
    server.line()
    announced = server.line()
    assert announced.startswith("Preview on http://127.0.0.1:"), announced
    return Server(process, int(announced.split(":")[2].split("/")[0]), content, folder / "out")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = start(tmp_path_factory.mktemp("preview"))
    yield running
    running.process.kill()
    running.process.communicate()


# What is served


def test_pages_are_served_with_the_script_and_leave_for_it(server: Server) -> None:
    with urllib.request.urlopen(f"http://127.0.0.1:{server.port}/") as response:
        body = response.read()
        assert response.headers["Content-Type"] == "text/html; charset=utf-8"
        assert response.headers["Cache-Control"] == "no-store"
    own = f"127.0.0.1:{server.port}".encode()
    assert b'<script src="/livereload.js?port=%d" defer></script>\n</head>' % server.port in body
    assert b"script-src http://" + own in body
    assert b"connect-src ws://" + own in body
    assert b"dateline-problems" not in body
    assert b"livereload" not in (server.out / "index.html").read_bytes()


def test_the_script_is_found_a_place_beyond_the_first_64_kilobytes(server: Server) -> None:
    assert b"defer></script>\n</head>" in server.ask("/big.html")[1][70_000:]


@pytest.mark.parametrize(
    ("path", "status", "text"),
    [
        ("/", 200, b"The first round."),
        ("/?query", 200, b"The first round."),
        ("/a/", 200, b"The first round."),
        ("/a/index.html", 200, b"The first round."),
        ("/site.css", 200, b"p{}"),
        ("/my%20file.txt", 200, b"spaces"),
        ("/livereload.js", 200, b"LiveReload"),
        ("/.dateline/preview.css", 200, b"#dateline-problems"),
        ("/a", 301, b""),
        ("/none", 404, b"Not on this site"),
        ("/a/none/", 404, b"Not on this site"),
        ("/site.css/", 404, b"Not on this site"),
        ("/.dateline.json", 404, b"Not on this site"),
        ("/../content/entry.md", 404, b"Not on this site"),
        ("/%2e%2e/content/entry.md", 404, b"Not on this site"),
        ("/a/..%2f..%2fcontent/entry.md", 404, b"Not on this site"),
        ("/a%5c..%5c..%5ccontent", 404, b"Not on this site"),
        ("//example.org/", 404, b"Not on this site"),
        ("/%00", 400, b"The path is not one."),
        ("/a%0d%0aSet-Cookie:x", 400, b"The path is not one."),
        ("/%ff", 400, b"The path is not UTF-8."),
        ("http://example.org/", 400, b"The path is not one."),
        ("/" + "x" * 5000, 404, b"Not on this site"),
    ],
)
def test_an_answer_to_each_path(path: str, status: int, text: bytes, server: Server) -> None:
    found, body, headers = server.ask(path)
    assert (found, text in body) == (status, True), body
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers.get("Location") == ("/a/" if status == 301 else None)
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize(("method", "status"), [("HEAD", 200), ("POST", 405), ("DELETE", 405), ("OPTIONS", 405)])
def test_reading_is_all_that_is_served(method: str, status: int, server: Server) -> None:
    assert server.ask("/", method=method)[0] == status


def test_links_and_what_is_no_file_are_not_served(server: Server) -> None:
    (server.out / "link.md").symlink_to(server.content / "entry.md")
    (server.out / "folder").symlink_to(server.content)
    os.mkfifo(server.out / "fifo")
    try:
        for path in ("/link.md", "/folder/entry.md", "/folder/", "/fifo"):
            assert server.ask(path)[0] == 404, path
    finally:
        for name in ("link.md", "folder", "fifo"):
            (server.out / name).unlink()


# To whom


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:{port}", 200),
        ("localhost:{port}", 200),
        ("LOCALHOST:{port}", 200),
        ("127.0.0.1", 403),
        ("evil.example:{port}", 403),
        ("127.0.0.1:1", 403),
        ("127.0.0.1:{port}.evil.example", 403),
        ("[::1]:{port}", 403),
    ],
)
@pytest.mark.parametrize("path", ["/", "/livereload.js", "/none"])
def test_other_names_than_its_own_are_refused(host: str, status: int, path: str, server: Server) -> None:
    found, body, _ = server.ask(path, host=host.format(port=server.port))
    assert found in ((200, 404) if status == 200 else (403,))
    assert status == 200 or body == b"This preview answers to 127.0.0.1 and localhost only.\n"


@pytest.mark.parametrize(
    ("origin", "accepted"),
    [
        ("http://127.0.0.1:{port}", True),
        ("http://localhost:{port}", True),
        ("http://evil.example", False),
        ("https://127.0.0.1:{port}", False),
        ("http://127.0.0.1:1", False),
        ("null", False),
        ("", False),
    ],
)
def test_pages_of_other_sites_can_not_listen(origin: str, accepted: bool, server: Server) -> None:
    line, client = server.shake_hands(origin.format(port=server.port))
    client.close()
    assert (b"101" in line) == accepted, line
    line, client = server.shake_hands(origin.format(port=server.port), host="evil.example")
    client.close()
    assert b"403" in line


def test_it_listens_on_this_machine_only(server: Server) -> None:
    for address in {str(info[4][0]) for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}:
        if address != "127.0.0.1":
            with pytest.raises(OSError, match="refused"):
                socket.create_connection((address, server.port), timeout=2)


@pytest.mark.parametrize(
    "request_",
    [
        b"\0\0\0\0\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET /\xff\xfe HTTP/1.1\r\nHost: x\r\n\r\n",
        b"\x16\x03\x01\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n",
        b"GET / HTTP/1.1\r\nX: " + b"y" * 70_000 + b"\r\n\r\n",
    ],
)
def test_garbage_gets_an_error_and_the_server_goes_on(request_: bytes, server: Server) -> None:
    try:
        answered = server.raw(request_)
    except ConnectionResetError:
        answered = b""
    assert answered == b"" or answered[9:12] in (b"400", b"403", b"404", b"431"), answered
    assert server.ask("/")[0] == 200


def test_a_client_that_hangs_holds_nobody_up(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.port)) as client:
        client.sendall(b"GET / HTTP/1.1\r\nHos")
        began = time.monotonic()
        assert server.ask("/")[0] == 200
        assert time.monotonic() - began < 1


def connect(server: Server) -> socket.socket:
    return socket.create_connection(("127.0.0.1", server.port), timeout=5)


def answered(client: socket.socket, limit: int = 1_000_000) -> bytes:
    """All that comes until the server closes or stops sending."""
    parts = b""
    client.settimeout(1)
    try:
        while len(parts) < limit and (data := client.recv(65_536)):
            parts += data
    except (TimeoutError, ConnectionResetError):
        pass
    return parts


def test_clients_that_send_a_byte_now_and_then_hold_nobody_up(server: Server) -> None:
    """Slow loris: heads, bodies and WebSockets that are never complete."""
    head = b"GET / HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n" % server.port
    begun = [head + b"X-A", head.replace(b"GET", b"POST") + b"Content-Length: 60000\r\n\r\nabc", b"G", b"", head[:9]]
    clients = [connect(server) for _ in range(60)]
    for number, client in enumerate(clients):
        client.sendall(begun[number % len(begun)])
    for _ in range(3):
        began = time.monotonic()
        assert server.ask("/")[0] == 200
        assert time.monotonic() - began < 1
        for client in clients[::5]:
            client.sendall(b"b")
    for client in clients:
        client.close()


def test_more_connections_than_a_process_may_hold_take_nobodys_place(server: Server) -> None:
    clients: list[socket.socket] = []
    try:
        for _ in range(400):
            clients.append(connect(server))
            if len(clients) % 100 == 0:
                assert server.ask("/")[0] == 200
        assert server.edit("<p>Built under fire.</p>").startswith("Built in ")
        assert b"Built under fire." in server.ask("/")[1]
    finally:
        for client in clients:
            client.close()
    assert server.ask("/")[0] == 200


@pytest.mark.parametrize(
    "sent",
    [
        b"\x81",  # half a head
        b"\x81\xff" + b"\xff" * 8,  # a message of 2^64 bytes
        b"\x81\xfe\xff\xff" + bytes(4) + b"x" * 100,  # less than was said
        b"\x81\x05hello",  # not masked
        b"\x8f\x80" + bytes(4),  # an operation that there is not
        b"\xf1\x80" + bytes(4),  # reserved bits
        b"\x09\x80" + bytes(4),  # a ping in parts
        b"\x89\xfe\x01\x00" + bytes(4) + b"x" * 256,  # a ping too long
        b"\x88\x81" + bytes(4) + b"x",  # a farewell of one byte
        b"\x88\x82" + bytes(4) + b"\x00\x00",  # a farewell of no meaning
        b"\x80\x81" + bytes(4) + b"x",  # the rest of nothing
        b"\x01\x81" + bytes(4) + b"x" + b"\x01\x81" + bytes(4) + b"y",  # a message in another
        b"\x81\x82" + bytes(4) + b"\xff\xfe",  # not UTF-8
        b"\x81\xff" + (70_000).to_bytes(8, "big") + bytes(4) + b"x" * 70_000,  # longer than is taken
        b"GET / HTTP/1.1\r\n\r\n",
        bytes(5000),
    ],
)
def test_broken_frames_end_their_own_connection_only(sent: bytes, server: Server) -> None:
    line, client = server.shake_hands(f"http://127.0.0.1:{server.port}")
    assert b"101" in line
    _, other = server.shake_hands(f"http://127.0.0.1:{server.port}")
    with client:
        client.sendall(sent)
        client.shutdown(socket.SHUT_WR)
        answered(client)
    with other:
        other.sendall(frame(b'{"command": "hello"}'))
        assert b"official-7" in other.recv(4096)
    assert server.ask("/")[0] == 200


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"GET / HTTP/1.1\r\nHost: OWN\r\n\r\n", b"200"),  # and nothing more is said
        (b"GET / HTTP/1.0\r\nHost: OWN\r\n\r\n", b"200"),
        (b"GET /../../etc/passwd HTTP/1.1\r\nHost: OWN\r\n\r\n", b"404"),
        (b"GET /%2e%2e%2f%2e%2e%2fetc/passwd HTTP/1.1\r\nHost: OWN\r\n\r\n", b"404"),
        (b"GET /..%c0%af..%c0%afetc/passwd HTTP/1.1\r\nHost: OWN\r\n\r\n", b"400"),
        (b"GET //etc/passwd HTTP/1.1\r\nHost: OWN\r\n\r\n", b"404"),
        (b"GET /a/%00 HTTP/1.1\r\nHost: OWN\r\n\r\n", b"400"),
        (b"GET /a\0 HTTP/1.1\r\nHost: OWN\r\n\r\n", b"400"),
        (b"GET /" + b"a/" * 30_000 + b" HTTP/1.1\r\nHost: OWN\r\n\r\n", b"404"),
        (b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: OWN\r\n\r\n", b""),
        (b"GET / HTTP/1.1\r\nHost: OWN\r\nHost: evil.example\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nHost: OWN\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nHost: OWN\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffff\r\n", b"400"),
        (b"POST / HTTP/1.1\r\nHost: OWN\r\nContent-Length: -1\r\n\r\n", b"400"),
        (b"CONNECT evil.example:443 HTTP/1.1\r\nHost: OWN\r\n\r\n", b"4"),
        (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b""),
    ],
)
def test_a_request_whose_sender_has_said_all_is_answered(sent: bytes, status: bytes, server: Server) -> None:
    with connect(server) as client:
        try:
            client.sendall(sent.replace(b"OWN", b"127.0.0.1:%d" % server.port))
            client.shutdown(socket.SHUT_WR)
            found = answered(client)
        except OSError:  # closed before all of it was taken
            found = b""
    assert b"root:" not in found
    assert found == b"" or found[9:12].startswith(status or b"4"), found[:200]
    assert server.ask("/")[0] == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "script"}, 200),
        ({"Sec-Fetch-Site": "none", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}, 200),
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}, 200),
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"}, 403),
        ({"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "script"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Origin": "http://OWN"}, 200),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
    ],
)
def test_pages_of_other_sites_learn_nothing(headers: dict[str, str], status: int, server: Server) -> None:
    own = f"127.0.0.1:{server.port}"
    for path in ("/", "/livereload.js", "/site.css"):
        given = {name: value.replace("OWN", own) for name, value in headers.items()}
        found, body, answered_with = server.ask(path, headers=given)
        assert (found, answered_with["X-Frame-Options"]) == (status, "DENY")
        assert status == 200 or body == b"This preview speaks to its own pages only.\n"


def test_messages_that_are_no_handshake_are_passed_over(server: Server) -> None:
    _, client = server.shake_hands(None)
    for payload in (b"{", b"[]", b"{}", b'{"command": 3}', b"\xff", b"null"):
        client.sendall(bytes([0x81, 0x80 | len(payload)]) + bytes(4) + payload)
    client.close()
    assert server.ask("/")[0] == 200


# While somebody writes


def frame(payload: bytes) -> bytes:
    assert len(payload) < 126
    return bytes([0x81, 0x80 | len(payload)]) + bytes(4) + payload


def test_an_edit_is_built_shown_and_announced_to_the_browser(server: Server) -> None:
    _, client = server.shake_hands(f"http://127.0.0.1:{server.port}")
    client.sendall(frame(b'{"command": "hello"}'))
    assert b"official-7" in client.recv(4096)
    client.sendall(frame(b'{"command": "info", "url": "http://127.0.0.1/"}'))
    server.ask("/")
    began = time.monotonic()
    assert server.edit("<p>The second round.</p>").startswith("Built in ")
    assert b'"command": "reload"' in client.recv(4096)
    assert time.monotonic() - began < 1.5
    client.close()
    assert b"The second round." in server.ask("/")[1]


def test_errors_are_listed_above_the_last_good_page(server: Server) -> None:
    server.edit("<p>A good page.</p>")
    before = {place: place.read_bytes() for place in server.out.rglob("*.html")}
    problem = "ERROR content/entry.md:3:1: error <script>alert(1)</script> & more\nsecond line"
    assert server.edit(problem) == problem.split("\n")[0]
    assert server.line() == "second line"
    for path, status in (("/", 200), ("/none", 404)):
        found, body, _ = server.ask(path)
        assert found == status
        assert b'<body class=x>\n<div id="dateline-problems" role="alert">' in body
        assert b"error &lt;script&gt;alert(1)&lt;/script&gt; &amp; more\nsecond line</pre>" in body
        assert b'<link rel="stylesheet" href="/.dateline/preview.css">' in body
        assert b"style-src &#x27;self&#x27; http://127.0.0.1:%d" % server.port in body
    assert b"A good page." in server.ask("/")[1]
    assert {place: place.read_bytes() for place in server.out.rglob("*.html")} == before
    server.edit("<p>Good again.</p>")
    assert b"dateline-problems" not in server.ask("/")[1]


def test_an_exception_in_the_build_is_shown_and_the_server_goes_on(server: Server) -> None:
    server.edit("<p>A good page.</p>")
    assert server.edit("RAISE <b>").startswith("The build stopped at an error in the program or in a template.")
    while "ValueError: RAISE <b>" not in server.line():
        pass
    body = server.ask("/")[1]
    assert b"A good page." in body
    assert b"ValueError: RAISE &lt;b&gt;" in body
    assert server.edit("<p>Mended.</p>").startswith("Built in ")


def test_an_exception_says_nothing_to_the_terminal(server: Server) -> None:
    assert server.edit("RAISE \x1b[2J \u202e").startswith("The build stopped at an error")
    while "ValueError: RAISE \\x1b[2J \\u202e" not in server.line():
        pass
    assert server.edit("<p>Mended.</p>").startswith("Built in ")


def test_an_edit_is_shown_soon_after_the_save(tmp_path: Path) -> None:
    """At 10,000 entries: what the watch adds to the time that the build takes. The bound is generous."""
    for number in range(10_000):
        path = tmp_path / f"content/entries/{number}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    server = start(tmp_path)
    try:
        times = []
        for number in range(5):
            began = time.monotonic()
            server.edit(f"<p>Round {number}.</p>")
            times.append(time.monotonic() - began)
            assert f"Round {number}.".encode() in server.ask("/")[1]
        assert sorted(times)[2] < 0.3, times
    finally:
        server.process.kill()
        server.process.communicate()


def test_files_beside_the_content_of_editing_programs_build_nothing(server: Server) -> None:
    for name in (".entry.md.swp", "entry.md~", ".#entry.md"):
        (server.content / name).write_text("half a sentence")
    time.sleep(0.3)
    assert server.edit("<p>After that.</p>").startswith("Built in ")
    (server.content / "new").mkdir()
    (server.content / "new" / "another.md").write_text("A new file in a new folder counts.")
    assert server.line().startswith("Built in ")
    shutil.rmtree(server.content / "new")
    assert server.line().startswith("Built in ")


# Beginning and end


def test_ctrl_c_ends_it_cleanly_and_a_busy_port_is_named(tmp_path: Path) -> None:
    server = start(tmp_path, text="ERROR nothing good yet")
    status, body, _ = server.ask("/")
    assert status == 503
    assert b"<h1>Nothing has been built yet</h1>" in body
    assert b"ERROR nothing good yet" in body
    with pytest.raises(OutputError) as caught:
        serve(lambda _: Outcome(True, tmp_path, ""), [], server.port, print)
    assert str(caught.value) == (
        f"Port {server.port} of 127.0.0.1 can't be had: Address already in use. Choose another one with `--port`."
    )
    _, waiting = server.shake_hands(None)
    server.process.send_signal(signal.SIGINT)
    rest, _ = server.process.communicate(timeout=5)
    waiting.close()
    assert (rest, server.process.returncode) == ("Preview ended.\nreturned\n", 0)


def test_a_port_that_is_none_is_named() -> None:
    with pytest.raises(OutputError, match="Choose another one with `--port`"):
        serve(lambda _: Outcome(True, Path(), ""), [], 70_000, print)


def test_the_server_is_imported_by_nothing_else() -> None:
    code = "import sys, dateline.output; print([m for m in ('livereload', 'tornado', 'asyncio') if m in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=Path(__file__).parents[1])
    assert ran.stdout == "[]\n"


# Bytes on their way


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("default-src 'none'", "default-src 'none'; script-src S"),
        ("default-src 'none'; script-src 'none'", "default-src 'none'; script-src S"),
        ("default-src 'self'", "default-src 'self'; script-src 'self' S"),
        ("script-src 'sha256-abc='", "script-src 'sha256-abc=' S"),
        ("script-src S", "script-src S"),
        ("SCRIPT-SRC 'NONE' ; script-src 'unsafe-inline'", "script-src S"),
        ("style-src 'self'", "style-src 'self'"),
        ("", ""),
        (";;", ""),
    ],
)
def test_a_policy_is_extended_by_what_the_preview_adds(policy: str, expected: str) -> None:
    assert relaxed(policy, {"script-src": "S"}) == expected


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (b"<head></head><body><p>x", b"<head>SCRIPT</head><body><p>x"),
        (b"<HEAD></HEAD ><BODY a='>'>x", b"<HEAD>SCRIPT</HEAD ><BODY a='>'>x"),
        (b"<p>x", b"<p>xSCRIPT"),
        (b"", b"SCRIPT"),
        (b"<head></head></head>", b"<head>SCRIPT</head></head>"),
    ],
)
def test_the_script_comes_at_the_end_of_the_head_once(page: bytes, expected: bytes) -> None:
    script = b'<script src="/livereload.js?port=8000" defer></script>\n'
    assert dress(page, "", HOST) == expected.replace(b"SCRIPT", script)


def test_a_policy_keeps_all_that_it_said() -> None:
    page = dress(b"<head>" + POLICY.replace(b"'", b"&#39;") + b"</head>" + POLICY, "", HOST)
    assert page.count(POLICY) == 1, "only the first is the page's own"
    assert (
        b'content="default-src &#x27;none&#x27;; style-src &#x27;self&#x27; http://127.0.0.1:8000; '
        b'img-src &#x27;self&#x27;; script-src http://127.0.0.1:8000; connect-src ws://127.0.0.1:8000">' in page
    )


@given(banner=st.text(min_size=1))
def test_no_banner_is_ever_markup(banner: str) -> None:
    page = dress(b"<body>rest", banner, HOST)
    shown = page.split(b"<pre>")[1].split(b"</pre>")[0]
    assert not {*b"<>\"'"} & {*shown}
    assert page.endswith(b"</script>\n")


@given(
    target=st.one_of(
        st.text(), st.lists(st.sampled_from(["..", ".", "a", "%2e", "%2f", "%00", "\\", "secret"])).map("/".join)
    )
)
def test_no_path_leads_out_of_the_folder(target: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    base = tmp_path_factory.getbasetemp()
    (base / "secret").write_text("secret text")
    (base / "site" / "a").mkdir(parents=True, exist_ok=True)
    given_ = answer(base / "site", f"/{target}", banner="", host=HOST)
    assert b"secret text" not in given_.body
    assert given_.location in ("", "/a/")


def test_a_folder_that_is_gone_and_no_folder_are_said(tmp_path: Path) -> None:
    for folder in (None, tmp_path / "gone"):
        assert answer(folder, "/", banner="", host=HOST).status == 503
    assert answer(tmp_path, "/", banner="", host=HOST).status == 404
