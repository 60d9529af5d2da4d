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
import stat
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from livereload.watcher import Watcher
from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

from dateline.output.errors import OutputError, reason
from dateline.output.served import SCRIPT_PATH, Answer, Outcome, answer, refusal

_HOST = "127.0.0.1"
_PAUSE = 0.1
"""Least seconds between two looks at the watched files."""
_SETTLING = 0.03
"""Seconds without a change after which a save is taken to be complete."""
_LOOKS = 20
"""How often to wait for that at most."""
_SHARE = 0.2
"""Greatest share of one processor that looking may take."""
_PATIENCE = 60
"""Seconds after which a connection on which nothing happens is closed."""
_BODY_LIMIT = 65_536
"""Greatest length in bytes of what a client may send: the preview takes nothing but short messages."""
_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
}


_State = dict[str, tuple[int, int, int]]
"""Of each watched file: time of change in nanoseconds, size and inode number."""


class _Preview:
    """The state that all requests share: what the last build gave."""

    def __init__(self, build: Callable[[], Outcome], port: int) -> None:
        self.build = build
        self.hosts = frozenset(
            {f"{_HOST}:{port}", f"localhost:{port}"} | ({_HOST, "localhost"} if port == 80 else set())
        )
        self.folder: Path | None = None
        """The folder of the last build that ended well, else of the first one."""
        self.banner = ""
        """What is wrong with the content now; empty when nothing is."""

    def rebuild(self) -> str:
        """Build once, whatever comes of it, and return a line for the terminal."""
        began = time.monotonic()
        try:
            outcome = self.build()
        except OutputError as error:
            self.banner = str(error)
        except Exception:
            # The server must outlive a fault of ours or of a template, and say where it lies.
            trace = traceback.format_exc().rstrip()
            self.banner = f"The build stopped at an error in the program or in a template.\n\n{trace}"
        else:
            self.banner = outcome.banner or ("" if outcome.ok else "The build failed without saying why.")
            if outcome.ok or self.folder is None:
                self.folder = outcome.folder
        return self.banner or f"Built in {time.monotonic() - began:.2f} s."


class _Guarded(RequestHandler):
    """A handler that answers only to the preview's own names (against DNS rebinding)."""

    def initialize(self, preview: _Preview) -> None:
        """Take the state that all requests share."""
        self.preview = preview

    def prepare(self) -> None:
        """Refuse a request whose Host is another's."""
        if self.request.headers.get("Host", "").lower() not in self.preview.hosts:
            self.send(refusal(403, "This preview answers to 127.0.0.1 and localhost only."))

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

    def prepare(self) -> None:
        """Refuse the pages of other sites, which the browser lets speak to any WebSocket, naming them in Origin."""
        super().prepare()
        origin = self.request.headers.get("Origin")
        if not self._finished and origin is not None and not self.check_origin(origin):
            self.send(refusal(403, "This preview speaks to its own pages only."))

    def check_origin(self, origin: str) -> bool:
        """Say whether an Origin is the preview's own; Tornado asks too, but would take another scheme for the same."""
        return origin.lower() in {f"http://{host}" for host in self.preview.hosts}

    def on_message(self, message: str | bytes) -> None:
        """Take part in LiveReload's handshake; what isn't of it is passed over."""
        with suppress(ValueError, AttributeError, TypeError):
            if isinstance(json.loads(message), dict):
                super().on_message(message)


def run(build: Callable[[], Outcome], watch: Sequence[Path], port: int, announce: Callable[[str], None]) -> None:
    """Do what `dateline.output.serve` says."""
    listener = _listen(port)
    try:
        port = listener.getsockname()[1]
        preview = _Preview(build, port)
        seen = _state(watch)
        # The first build comes before the server has threads: so it may use several processes.
        announce(preview.rebuild())
        announce(f"Preview on http://{_HOST}:{port}/ (Ctrl-C ends it)")
        asyncio.run(_serve(preview, listener, watch, seen, announce))
    except KeyboardInterrupt:
        announce("Preview ended.")
    finally:
        listener.close()


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
    preview: _Preview, listener: socket.socket, watch: Sequence[Path], seen: _State, announce: Callable[[str], None]
) -> NoReturn:
    state = {"preview": preview}
    application = Application(
        [("/livereload", _Reload, state), (SCRIPT_PATH, _Script, state), (".*", _Files, state)],
        log_function=lambda _: None,
        websocket_max_message_size=_BODY_LIMIT,
    )
    server = HTTPServer(
        application, idle_connection_timeout=_PATIENCE, body_timeout=_PATIENCE, max_body_size=_BODY_LIMIT
    )
    server.add_socket(listener)
    LiveReloadHandler.waiters.clear()
    try:
        while True:
            began = time.monotonic()
            now = await asyncio.to_thread(_state, watch)
            if now == seen:
                await asyncio.sleep(max(_PAUSE, (time.monotonic() - began) / _SHARE))
                continue
            # Taken before the build: what changes while it runs is seen the next time.
            seen = await _settled(watch, now)
            announce(await asyncio.to_thread(preview.rebuild))
            _Reload.reload_waiters("*")
    finally:
        server.stop()
        await server.close_all_connections()


async def _settled(watch: Sequence[Path], state: _State) -> _State:
    """Wait until nothing changes any more, so that no half-saved file is built; but not for ever."""
    for _ in range(_LOOKS):
        await asyncio.sleep(_SETTLING)
        before, state = state, await asyncio.to_thread(_state, watch)
        if state == before:
            break
    return state


def _state(watch: Sequence[Path]) -> _State:
    """Look at all files under the given files and folders; what isn't there counts as empty."""
    state: _State = {}
    for place in watch:
        with suppress(OSError):
            found = place.stat()
            if stat.S_ISDIR(found.st_mode):
                state.update(_files(str(place)))
            else:
                state[str(place)] = (found.st_mtime_ns, found.st_size, found.st_ino)
    return state


def _files(folder: str) -> Iterator[tuple[str, tuple[int, int, int]]]:
    """Yield the files in a folder and below, but for those that editing programs make beside the edited one."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(".") or entry.name.endswith(("~", ".swp", ".tmp")):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path)
            else:
                with suppress(OSError):
                    found = entry.stat()
                    yield entry.path, (found.st_mtime_ns, found.st_size, found.st_ino)
