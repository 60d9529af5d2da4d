"""What the preview answers: from a request's path and the output folder to status, kind and bytes.

The pages on the disk stay as they will be published. What the preview adds (the script that reloads, the banner, leave
for both in the page's own Content-Security-Policy) is added to the bytes on their way to the browser.
"""

from __future__ import annotations

import html
import mimetypes
import re
import stat
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, unquote_to_bytes

from dateline.output.regular import NotRegularError, read_file
from dateline.patterns import pattern
from dateline.records import record


@record(frozen=True, slots=True)
class Outcome:
    """How a build ended."""

    ok: bool
    """Whether `folder` holds what the content says now."""
    folder: Path
    """The output folder."""
    banner: str
    """What is wrong, as plain text, one problem a line; empty when nothing is."""
    later: Callable[[], None] | None = None
    """Ends the build, where something is left that can wait until nobody waits for a page."""


@record(frozen=True, slots=True)
class Answer:
    """An HTTP response."""

    status: int
    """The HTTP status code."""
    kind: str
    """The value of Content-Type."""
    body: bytes
    """The bytes that follow the head."""
    location: str = ""
    """Where a redirect leads: a path on the same server."""


OWN = "/.dateline/"
"""Paths of the preview itself start so: no file of a site can have one, for dotfiles aren't served."""
STYLE_PATH = f"{OWN}preview.css"
SCRIPT_PATH = "/livereload.js"

STYLE = b"""#dateline-problems { all: initial; display: block; box-sizing: border-box; margin: 0; padding: 1em;
  max-height: 45vh; overflow: auto; color: #3b0a0a; background: #ffe9e4; border-bottom: 3px solid #b3261e;
  font: 15px/1.45 system-ui, sans-serif; }
#dateline-problems strong { font-weight: 700; }
#dateline-problems pre { margin: .6em 0 0; white-space: pre-wrap; overflow-wrap: anywhere;
  font: 13px/1.5 ui-monospace, monospace; }
@media print { #dateline-problems { display: none; } }
"""

# What the system's own table says differs from machine to machine; these are what GitHub Pages sends.
_KINDS = {
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".jsonl": "application/jsonl; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
_MAX_FILE = 1 << 30  # GitHub Pages publishes no more than this in all
_HTML = _KINDS[".html"]
_TEXT = _KINDS[".txt"]

_POLICY = pattern(rb'(<meta\s+http-equiv="Content-Security-Policy"\s+content=")([^"]*)(")', re.IGNORECASE)
_HEAD_END = pattern(rb"</head\s*>", re.IGNORECASE)
_BODY = pattern(rb"<body(?:\s(?:[^>\"']|\"[^\"]*\"|'[^']*')*)?>", re.IGNORECASE)


def answer(folder: Path | None, target: str, *, banner: str, host: str) -> Answer:
    """Answer a GET for `target`, the path of the request as it was sent, from the files in `folder`, if there is one.

    `host` is the server's name and port as the browser knows them. A page carries `banner` where that isn't empty.
    """
    try:
        path = unquote_to_bytes(target).decode()
    except UnicodeError:
        return refusal(400, "The path is not UTF-8.")
    if not path.startswith("/") or not path.isprintable():
        return refusal(400, "The path is not one.")
    if path == STYLE_PATH:
        return Answer(200, _KINDS[".css"], STYLE)
    parts = path[1:].split("/")
    wants_folder = parts[-1] == ""
    names = parts[:-1] if wants_folder else parts
    place = _inside(folder, names)
    if place is not None and place.is_dir():
        if not wants_folder:
            return Answer(301, _TEXT, b"", location="/" + "/".join(map(quote, names)) + "/")
        place = _inside(folder, [*names, "index.html"])
    elif wants_folder:
        place = None
    content = None if place is None else _read(place)
    if place is not None and content is not None:
        kind = _kind(place.name)
        return Answer(200, kind, dress(content, banner, host) if kind == _HTML else content)
    return _missing(folder, banner, host)


def refusal(status: int, why: str) -> Answer:
    """Answer with a sentence in plain text."""
    return Answer(status, _TEXT, f"{why}\n".encode())


def _missing(folder: Path | None, banner: str, host: str) -> Answer:
    """Answer with the site's own page for what isn't there, or with one of ours."""
    place = _inside(folder, ["404.html"])
    content = None if place is None else _read(place)
    if content is not None:
        return Answer(404, _HTML, dress(content, banner, host))
    built = folder is not None and folder.is_dir()
    title = "There is no such page" if built else "Nothing has been built yet"
    page = f'<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>{title}</title></head>\n'
    page += f"<body><h1>{title}</h1></body>\n</html>\n"
    return Answer(404 if built else 503, _HTML, dress(page.encode(), banner, host))


def _inside(folder: Path | None, names: list[str]) -> Path | None:
    """Give the file or folder that the names lead to, or None where it isn't one that the site shows.

    Dotfiles aren't shown, for GitHub Pages doesn't publish them; links aren't followed, for they may lead elsewhere.
    """
    if folder is None or any(name == "" or name.startswith(".") or "\\" in name or ":" in name for name in names):
        return None
    place = folder
    for name in names:
        place = place / name
        try:
            mode = place.lstat().st_mode
        except (OSError, ValueError):
            return None
        if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
            return None
    return place


def _read(place: Path) -> bytes | None:
    try:
        return read_file(f"{place}", limit=_MAX_FILE)
    except NotRegularError:
        return None


def _kind(name: str) -> str:
    suffix = Path(name).suffix.lower()
    return _KINDS.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"


def dress(page: bytes, banner: str, host: str) -> bytes:
    """Add to an HTML page the script that reloads it and, where `banner` isn't empty, the problems it lists."""
    port = host.rpartition(":")[2]
    head = f'<script src="{SCRIPT_PATH}?port={port}" defer></script>\n'
    if banner:
        head = f'<link rel="stylesheet" href="{STYLE_PATH}">\n{head}'
        page = _insert(page, _BODY, _banner(banner).encode(), after=True)
    page = _insert(page, _HEAD_END, head.encode())
    return _POLICY.sub(lambda found: found[1] + _with_leave(found[2], host) + found[3], page, count=1)


def _banner(text: str) -> str:
    shown = html.escape(text.encode(errors="replace").decode())
    return (
        '\n<div id="dateline-problems" role="alert"><strong>The content has problems. '
        f"This page may be older than the content.</strong><pre>{shown}</pre></div>\n"
    )


def _insert(page: bytes, place: re.Pattern[bytes], added: bytes, *, after: bool = False) -> bytes:
    """Insert bytes before or after the first tag that matches, or at the end of a page that has none."""
    found = place.search(page)
    at = len(page) if found is None else found.end() if after else found.start()
    return page[:at] + added + page[at:]


def _with_leave(policy: bytes, host: str) -> bytes:
    """Extend a Content-Security-Policy, as an attribute's value, by what the preview itself adds to a page."""
    text = html.unescape(policy.decode(errors="replace"))
    wanted = {"script-src": f"http://{host}", "style-src": f"http://{host}", "connect-src": f"ws://{host}"}
    return html.escape(relaxed(text, wanted)).encode()


def relaxed(policy: str, wanted: dict[str, str]) -> str:
    """Extend a Content-Security-Policy so that each directive in `wanted` also allows the source given for it.

    A directive that is missing counts as `default-src` says (https://www.w3.org/TR/CSP3/#directive-fallback-list);
    where that is missing too, all is allowed already.
    """
    directives: dict[str, list[str]] = {}
    for part in policy.split(";"):
        if words := part.split():
            # The first of two directives of one name counts: CSP3, section 2.2.1.
            directives.setdefault(words[0].lower(), words[1:])
    for name, source in wanted.items():
        present = directives.get(name, directives.get("default-src"))
        if present is not None:
            allowed = [word for word in present if word.lower() != "'none'"]
            directives[name] = allowed if source in allowed else [*allowed, source]
    return "; ".join(" ".join([name, *words]) for name, words in directives.items())
