"""How soon the preview shows an edit: what a browser on the page would see."""

from __future__ import annotations

import base64
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.sites import Edit, Laid

PATIENCE = 120.0
"""Seconds after which the preview counts as hung."""
_EVERY = 0.005
_REST = 0.5
_LEAVE = 10.0
_HOST = "127.0.0.1"


class PreviewError(Exception):
    """The preview did not start, or did not show an edit. The message says so."""


@dataclass(frozen=True, slots=True)
class Shown:
    """How long one edit took, in seconds from the end of its save."""

    shown: float
    """Until a request for the page was answered with the edit in it."""
    reload: float
    """Until an open page was told to reload."""


def measure(program: Sequence[str | Path], laid: Laid, scratch: Path, changes: Sequence[Edit]) -> list[Shown]:
    """Start the preview of a site, save the changes one after the other, and end it.

    `program` is the command up to `serve`; `scratch` is a folder for its pages. Raises PreviewError.
    """
    with _preview([*map(str, program), "serve", "--root", str(laid.root), "--port", "0"], scratch) as port:
        time.sleep(_REST)
        return [_one(port, laid, change) for change in changes]


@contextmanager
def _preview(command: Sequence[str], scratch: Path) -> Iterator[int]:
    """Run the preview; gives its port."""
    environment = {**os.environ, "TMPDIR": str(scratch), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, text=True, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        try:
            yield _port(process)
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(_LEAVE)
            except subprocess.TimeoutExpired:
                # What a shell starts in the background doesn't hear SIGINT.
                process.kill()


def _port(process: subprocess.Popen[str]) -> int:
    """The port that the preview says it is on."""
    printed: list[str] = []
    for line in process.stdout or ():
        printed.append(line)
        if found := re.search(rf"http://{re.escape(_HOST)}:(\d+)/", line):
            return int(found[1])
    raise PreviewError(f"the preview did not start: {''.join(printed[-5:]).strip()}")


def _one(port: int, laid: Laid, change: Edit) -> Shown:
    address, words = change.expected[0]
    with _listen(port, address) as listener:
        time.sleep(_REST)
        change.save(laid)
        saved = time.perf_counter()
        shown = reload = None
        while shown is None or reload is None:
            if shown is None and words in _get(port, f"/{address}/"):
                shown = time.perf_counter() - saved
            if reload is None and _told(listener):
                reload = time.perf_counter() - saved
            if time.perf_counter() - saved > PATIENCE:
                raise PreviewError(f"the preview did not show {words} on /{address}/ within {PATIENCE:.0f} s")
            time.sleep(_EVERY)
        return Shown(shown, reload)


def _get(port: int, path: str) -> str:
    connection = http.client.HTTPConnection(_HOST, port, timeout=PATIENCE)
    try:
        connection.request("GET", path)
        return connection.getresponse().read().decode(errors="replace")
    finally:
        connection.close()


def _listen(port: int, address: str) -> socket.socket:
    """Open the WebSocket of a page, as its script does (RFC 6455; the protocol is livereload's, version 7)."""
    listener = socket.create_connection((_HOST, port), timeout=PATIENCE)
    host = f"{_HOST}:{port}"
    head = [
        "GET /livereload HTTP/1.1",
        f"Host: {host}",
        f"Origin: http://{host}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}",
        "Sec-WebSocket-Version: 13",
    ]
    listener.sendall("\r\n".join([*head, "", ""]).encode())
    answer = listener.recv(4096)
    if b" 101 " not in answer.split(b"\r\n", 1)[0]:
        listener.close()
        raise PreviewError(f"the preview refused a WebSocket: {answer.splitlines()[:1]}")
    hello = {"command": "hello", "protocols": ["http://livereload.com/protocols/official-7"]}
    for message in (hello, {"command": "info", "url": f"http://{host}/{address}/"}):
        listener.sendall(frame(json.dumps(message).encode()))
    listener.setblocking(False)
    return listener


def frame(message: bytes) -> bytes:
    """A text of less than 64 KiB as a client sends it: masked, as it has to be, here with zeros (RFC 6455, 5.2)."""
    size = bytes([0x80 | len(message)]) if len(message) < 126 else b"\xfe" + len(message).to_bytes(2, "big")
    return b"\x81" + size + bytes(4) + message


def _told(listener: socket.socket) -> bool:
    """Whether the server has said that the page should be loaded again."""
    try:
        return b'"reload"' in listener.recv(65536)
    except BlockingIOError:
        return False
