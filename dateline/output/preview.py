"""The preview: shows the output on 127.0.0.1, builds anew when the content changes, and reloads the browser's page.

LiveReload gives the protocol by which the page is told to reload, and the script that speaks it in the browser. Around
it stands what a preview of unpublished content needs and LiveReload lacks: it answers to its own name only, so that no
page of another site can read it through DNS rebinding or a WebSocket, and it shows what is wrong instead of hiding it.
"""

from __future__ import annotations

import asyncio
import json
import os
import socket
import time
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from livereload.watcher import Watcher
from tornado.httpserver import HTTPServer
from tornado.httputil import HTTPHeaders
from tornado.iostream import IOStream
from tornado.web import Application, RequestHandler

from dateline.output.errors import OutputError, reason
from dateline.output.served import SCRIPT_PATH, Answer, Outcome, answer, refusal
from dateline.output.watch import Changed, Watch, watcher

_HOST = "127.0.0.1"
_LULL = 1.5
"""Seconds without a change after which what can wait is done."""
_PATIENCE = 60
"""Seconds after which a connection on which nothing happens is closed."""
_PING = 30
"""Seconds between two questions to a WebSocket whether anybody is still there."""
_CONNECTIONS = 100
"""How many connections are held at a time; for one more the oldest is closed."""
_BODY_LIMIT = 65_536
"""Greatest length in bytes of what a client may send: the preview takes nothing but short messages."""
_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
}


Build = Callable[[Changed], Outcome]
"""Builds the site, told which files changed since the last time, or None."""


class _Preview:
    """The state that all requests share: what the last build gave."""

    def __init__(self, build: Build, port: int) -> None:
        self.build = build
        self.hosts = frozenset(
            {f"{_HOST}:{port}", f"localhost:{port}"} | ({_HOST, "localhost"} if port == 80 else set())
        )
        self.folder: Path | None = None
        """The folder of the last build that ended well, else of the first one."""
        self.banner = ""
        """What is wrong with the content now; empty when nothing is."""
        self.later: Callable[[], None] | None = None
        """Ends the last build, where something is left to do."""

    def finish(self) -> str:
        """End the last build, and return a line for the terminal."""
        later, self.later = self.later, None
        began = time.monotonic()
        try:
            if later:
                later()
        except Exception as error:
            return _printable(f"The downloads could not be brought up to date: {error}")
        return f"Downloads brought up to date in {time.monotonic() - began:.2f} s."

    def rebuild(self, changed: Changed = None) -> str:
        """Build once, whatever comes of it, and return lines for the terminal.

        `changed` are the files that are not as they were at the last build; None where that isn't known.
        """
        began = time.monotonic()
        self.later = None
        try:
            outcome = self.build(changed)
        except OutputError as error:
            self.banner = str(error)
        except Exception:
            # The server must outlive a fault of ours or of a template, and say where it lies.
            trace = traceback.format_exc().rstrip()
            self.banner = f"The build stopped at an error in the program or in a template.\n\n{trace}"
        else:
            self.banner = outcome.banner or ("" if outcome.ok else "The build failed without saying why.")
            self.later = outcome.later
            if outcome.ok or self.folder is None:
                self.folder = outcome.folder
        return _printable(self.banner) or f"Built in {time.monotonic() - began:.2f} s."


def _printable(text: str) -> str:
    """Lines without what a terminal acts on: an exception may hold any text of the content."""
    lines = text.split("\n")
    return "\n".join(line if line.isprintable() else line.encode("unicode_escape").decode() for line in lines)


class _Guarded(RequestHandler):
    """A handler that answers only to the preview's own names (against DNS rebinding), and to its own pages."""

    def initialize(self, preview: _Preview) -> None:
        """Take the state that all requests share."""
        self.preview = preview

    def prepare(self) -> None:
        """Refuse a request whose Host is another's, or that a page of another site makes."""
        headers = self.request.headers
        origin = headers.get("Origin")
        if headers.get("Host", "").lower() not in self.preview.hosts:
            self.send(refusal(403, "This preview answers to 127.0.0.1 and localhost only."))
        elif (origin is not None and not self.is_own(origin)) or _is_foreign(headers):
            self.send(refusal(403, "This preview speaks to its own pages only."))

    def is_own(self, origin: str) -> bool:
        """Say whether an Origin is the preview's own."""
        return origin.lower() in {f"http://{host}" for host in self.preview.hosts}

    def set_default_headers(self) -> None:
        """Keep the answer out of caches and of other sites' pages."""
        for name, value in _HEADERS.items():
            self.set_header(name, value)
        self.clear_header("Server")

    def send(self, given: Answer) -> None:
        """Send an answer and end the request."""
        self.set_status(given.status)
        self.set_header("Content-Type", given.kind)
        if given.location:
            self.set_header("Location", given.location)
        self.finish(given.body)

    def write_error(self, status_code: int, **_: object) -> None:
        """Answer what went wrong with a sentence and no traceback."""
        self.send(refusal(status_code, self._reason))


class _Files(_Guarded):
    """Answers with the files of the output folder."""

    def get(self) -> None:
        """Answer a GET."""
        self.send(answer(self.preview.folder, self.request.path, banner=self.preview.banner, host=self.request.host))

    def head(self) -> None:
        """Answer a HEAD: as GET, and Tornado leaves the body out."""
        self.get()


class _Script(_Guarded, LiveReloadJSHandler):  # type: ignore[misc]  # livereload has no types
    """Answers with LiveReload's script."""


class _Reload(_Guarded, LiveReloadHandler):  # type: ignore[misc]  # livereload has no types
    """The WebSocket on which the pages wait to be told to reload."""

    # LiveReload names the file that its watcher found; ours finds files itself, and this one stands for none.
    watcher = Watcher()
    live_css = True

    def check_origin(self, origin: str) -> bool:
        """Say whether an Origin is the preview's own; left alone, Tornado takes another scheme for the same."""
        return self.is_own(origin)

    def on_message(self, message: str | bytes) -> None:
        """Take part in LiveReload's handshake; what isn't of it is passed over."""
        with suppress(ValueError, AttributeError, TypeError):
            if isinstance(json.loads(message), dict):
                super().on_message(message)


def _is_foreign(headers: HTTPHeaders) -> bool:
    """Whether the browser says that another site's page asks, and not for a page to go to (Fetch Metadata).

    Browsers let any page load images and scripts of a server on the same machine: it must not learn what there is.
    """
    if headers.get("Sec-Fetch-Site", "none") in ("none", "same-origin"):
        return False
    return (headers.get("Sec-Fetch-Mode"), headers.get("Sec-Fetch-Dest")) != ("navigate", "document")


class _Server(HTTPServer):
    """A server on which nobody takes the place of others by keeping connections."""

    def initialize(self, *arguments: object, **options: object) -> None:
        """Take what HTTPServer takes."""
        super().initialize(*arguments, **options)  # type: ignore[arg-type]  # passed on as it is
        self.streams: list[IOStream] = []

    def handle_stream(self, stream: IOStream, address: tuple[str, ...]) -> None:
        """Take a new connection, in the place of the oldest one where there are too many."""
        if len(self.streams) >= _CONNECTIONS:
            self.streams = [each for each in self.streams if not each.closed()]
            for each in self.streams[: len(self.streams) - _CONNECTIONS + 1]:
                each.close()
        self.streams.append(stream)
        super().handle_stream(stream, address)


def run(build: Build, watch: Sequence[Path], port: int, announce: Callable[[str], None]) -> None:
    """Do what `dateline.output.serve` says."""
    listener = _listen(port)
    watched = None
    try:
        port = listener.getsockname()[1]
        preview = _Preview(build, port)
        # Watched from before the first build: what changes while it runs is seen.
        watched = watcher(watch)
        # The first build comes before the server has threads: so it may use several processes.
        announce(preview.rebuild())
        announce(f"Preview on http://{_HOST}:{port}/ (Ctrl-C ends it)")
        asyncio.run(_serve(preview, listener, watched, announce))
    except KeyboardInterrupt:
        announce("Preview ended.")
    finally:
        listener.close()
        if watched is not None:
            watched.close()


def _listen(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        # On Windows the option would let two servers share a port; elsewhere it lets one start anew at once.
        if os.name != "nt":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((_HOST, port))
        listener.listen(128)
        listener.setblocking(False)
    except (OSError, OverflowError) as error:
        listener.close()
        why = reason(error) if isinstance(error, OSError) else str(error)
        raise OutputError(f"Port {port} of {_HOST} can't be had: {why}. Choose another one with `--port`.") from error
    return listener


async def _serve(
    preview: _Preview, listener: socket.socket, watched: Watch, announce: Callable[[str], None]
) -> NoReturn:
    state = {"preview": preview}
    application = Application(
        [("/livereload", _Reload, state), (SCRIPT_PATH, _Script, state), (".*", _Files, state)],
        log_function=lambda _: None,
        websocket_max_message_size=_BODY_LIMIT,
        websocket_ping_interval=_PING,
    )
    server = _Server(application, idle_connection_timeout=_PATIENCE, body_timeout=_PATIENCE, max_body_size=_BODY_LIMIT)
    server.add_socket(listener)
    LiveReloadHandler.waiters.clear()
    try:
        while True:
            change = asyncio.create_task(watched.changes())
            if preview.later and not (await asyncio.wait({change}, timeout=_LULL))[0]:
                announce(await asyncio.to_thread(preview.finish))
            announce(await asyncio.to_thread(preview.rebuild, await change))
            _Reload.reload_waiters("*")
    finally:
        server.stop()
        await server.close_all_connections()
