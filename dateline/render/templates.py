"""The theme: templates and static files from a folder, and HTML from both. `engine` carries the templates out.

A theme is a folder with `templates/` and `static/`. The project's own is packaged with it; a site's own folders
override it file by file. Templates are code of whoever owns the site; content never becomes a template.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline import markdown
from dateline.output.regular import NotRegularError, open_file, read_file, walk
from dateline.patterns import pattern
from dateline.problems import visible
from dateline.render import words
from dateline.render.bidi import settled_page
from dateline.render.kept import Kept
from dateline.render.reads import Reads
from dateline.render.summaries import summary
from dateline.render.views.names import safe_url
from dateline.render.views.prose import Prose, ProseTargets
from dateline.stamps import program

if TYPE_CHECKING:
    from markupsafe import Markup

    from dateline.render.engine import Engine

_MAX_FILE = 100 * 1024 * 1024
"""Bytes of a template or a static file, at most: GitHub takes no longer ones."""
_MAX_FOLDERS = 20
"""Folders in each other under templates/ and static/, at most."""
_REFERENCE = pattern(r"{%-?\s*(?:extends|include|import|from)\s+(?:[\"']([^\"']+)[\"']|(\S+))")


class ThemeError(Exception):
    """A theme can't be read. The message names the file and the remedy."""


@dataclass(frozen=True, slots=True)
class Theme:
    """Templates and static files, by name."""

    templates: Mapping[str, str]
    """Path below templates/ with forward slashes: the source."""
    static: Mapping[str, bytes]
    """Path below static/ with forward slashes: the bytes."""
    code: str = ""
    """Digest of the program that fills the templates: with another program every page is another."""
    digests: Mapping[str, str] = field(init=False, repr=False)
    """Of every template (by its name) and every static file (by `static/` and its name): SHA-256 in hexadecimal."""

    def __post_init__(self) -> None:
        digests = {name: _digest(source.encode()) for name, source in self.templates.items()}
        digests |= {f"static/{name}": _digest(data) for name, data in self.static.items()}
        object.__setattr__(self, "digests", digests)

    def fingerprint(self, name: str) -> str:
        """Digest of a template and of all that it extends, includes and imports."""
        needed = sorted(self.needed((name,)))
        return _digest("".join([self.code, *(self.digests[each] for each in needed)]).encode())

    def needed(self, names: Iterable[str]) -> set[str]:
        """The names of templates and of all that they extend, include and import.

        A template that computes the name of another depends on all of them.
        """
        waiting, found = [*names], set[str]()
        while waiting:
            current = waiting.pop()
            if current in found or current not in self.templates:
                continue
            found.add(current)
            for literal, computed in _REFERENCE.findall(self.templates[current]):
                waiting += [*self.templates] if computed else [literal]
        return found


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def packaged_theme() -> Path:
    """The folder of the project's own theme: inside the installed package, or the root of a checkout."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "theme"
    return inside if inside.is_dir() else package.parent


def read_theme(folders: Sequence[Path] = ()) -> Theme:
    """Read the packaged theme, and over it those of folders that hold `templates/` or `static/`, the last one on top.

    A file replaces the one of its name. Raises ThemeError for a link, for what is no ordinary file or can't be read,
    and where no template is found at all.
    """
    templates: dict[str, str] = {}
    static: dict[str, bytes] = {}
    packaged = packaged_theme()
    for folder in (packaged, *(each for each in folders if each.resolve() != packaged)):
        for name, data in _files(folder / "templates").items():
            try:
                templates[name] = data.decode("utf-8-sig").replace("\r\n", "\n")
            except UnicodeDecodeError as error:
                raise ThemeError(f"templates/{name}: byte {error.start} is not UTF-8; save the file as UTF-8") from None
        static.update(_files(folder / "static"))
    if not templates:
        raise ThemeError(f"there are no templates in {packaged / 'templates'}; install Dateline anew")
    return Theme(dict(sorted(templates.items())), dict(sorted(static.items())), code=program())


def _files(folder: Path) -> dict[str, bytes]:
    """The files below a folder, by relative path; those whose names begin with a dot are editors' and systems' own."""
    found: dict[str, bytes] = {}
    too_deep: list[str] = []
    if not folder.is_dir() and not folder.is_symlink():
        return found
    name = ""
    try:
        for name, entry, handle in walk(f"{folder}", deepest=_MAX_FOLDERS, too_deep=too_deep):
            if not name.endswith("~"):
                found[name] = read_file(entry.path if handle is None else entry.name, limit=_MAX_FILE, folder=handle)
    except NotRegularError as error:
        path = visible(f"{folder.name}/{name}".rstrip("/"))
        raise ThemeError(f"{path}: {error.message}; {error.hint}") from None
    except OSError as error:
        raise ThemeError(f"{folder.name}/ can't be read: {error.strerror}") from None
    if too_deep:
        raise ThemeError(
            f"{folder.name}/{visible(too_deep[0])}: folders stand in each other more than {_MAX_FOLDERS} deep"
        )
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """A file of content/media/."""

    path: str
    """Below content/media/, with forward slashes."""
    digest: str
    """SHA-256 of its bytes, in hexadecimal."""
    read: Callable[[], bytes]
    """Gives its bytes."""


def read_assets(files: Mapping[str, Path]) -> tuple[Asset, ...]:
    """Digest the files of content/media/, by path. Raises ThemeError for one that can't be read."""
    found = []
    for name, path in sorted(files.items()):
        try:
            with os.fdopen(open_file(f"{path}"), "rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
        except NotRegularError as error:
            raise ThemeError(f"content/media/{name}: {error.message}; {error.hint}") from None
        found.append(Asset(path=name, digest=digest, read=partial(read_file, f"{path}", limit=_MAX_FILE)))
    return tuple(found)


class Renderer:
    """HTML from templates; templates are compiled when they are first used."""

    def __init__(self, theme: Theme, kept: Kept | None = None) -> None:
        """Take a theme, and where the code of its templates is kept, if anywhere."""
        self.theme = theme
        self._kept = kept

    def load(self, names: Iterable[str]) -> None:
        """Compile templates that will be needed, and those that they need."""
        for name in sorted(self.theme.needed(names)):
            self._engine.load(name)

    @cached_property
    def _engine(self) -> Engine:
        from dateline.render.engine import engine

        made = engine(tuple(self.theme.templates.items()), FILTERS, TESTS)
        made.keep(self._kept)
        # What an earlier build showed is not kept for this one.
        made.forget()
        return made

    def render(self, name: str, values: Mapping[str, Any], reads: Reads | None = None) -> bytes:
        """The bytes of a page; `reads` notes what its values look up while they are shown.

        Raises ThemeError with file, line and reason where a template can't be carried out.
        """
        from dateline.render.engine import TemplateFault

        try:
            return settled_page(self._engine.render(name, values, reads).encode())
        except UnicodeEncodeError as error:
            char = ord(error.object[error.start])
            message = f"templates/{name}: U+{char:04X} is half of a character, which no page can hold"
            raise ThemeError(f"{message}; correct the template") from None
        except TemplateFault as fault:
            raise ThemeError(f"{fault}; correct the template") from fault


def prose_html(prose: Prose, root: str, top: int = 2) -> Markup:
    """A prose text as HTML. `root` is the way to the site's root, `top` the level of its highest headings."""
    from markupsafe import Markup

    if prose.compiled:
        compiled = markdown.Compiled.from_plain(json.loads(prose.compiled))
    else:
        compiled = markdown.compile_text(prose.text)
    return Markup(markdown.fill(compiled, ProseTargets(prose, root), top=top).html)  # noqa: S704  (escaped there)


def checked_href(address: str) -> str:
    """An address from content, checked again where it becomes a link; one that may not be followed becomes `#`."""
    return safe_url(address) or "#"


FILTERS: tuple[tuple[str, Callable[..., Any]], ...] = (
    ("prose", prose_html),
    ("summary", summary),
    ("href", checked_href),
)
"""Filters that templates have beside Jinja's own and `remembered`: name and function."""

TESTS: tuple[tuple[str, Callable[..., bool]], ...] = (("marked", words.has_marks),)
"""Tests that templates have beside Jinja's own: name and function."""
