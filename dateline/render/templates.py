"""The theme: templates and static files from a folder, and HTML from both. The only module that uses Jinja2.

A theme is a folder with `templates/` and `static/`. The project's own is packaged with it; a site's own folders
override it file by file. Templates are code of whoever owns the site; content never becomes a template.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from traceback import walk_tb
from typing import TYPE_CHECKING, Any

from dateline import markdown
from dateline.render import words
from dateline.render.summaries import summary
from dateline.render.views.parts import Prose, ProseTargets, safe_url

if TYPE_CHECKING:
    from jinja2 import Environment, TemplateError
    from markupsafe import Markup

_REFERENCE = re.compile(r"{%-?\s*(?:extends|include|import|from)\s+(?:[\"']([^\"']+)[\"']|(\S+))")

# What file names in tracebacks begin with, where a template is meant.
_FILE = "templates/"


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
        """Digest of a template and of all that it extends, includes and imports.

        A template that computes the name of another depends on all of them.
        """
        waiting, found = [name], dict[str, str]()
        while waiting:
            current = waiting.pop()
            if current in found or current not in self.templates:
                continue
            found[current] = self.digests[current]
            for literal, computed in _REFERENCE.findall(self.templates[current]):
                waiting += [*self.templates] if computed else [literal]
        return _digest("".join([self.code, *(found[each] for each in sorted(found))]).encode())


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def packaged_theme() -> Path:
    """The folder of the project's own theme: inside the installed package, or the root of a checkout."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "theme"
    return inside if inside.is_dir() else package.parent


def read_theme(folders: Sequence[Path] = ()) -> Theme:
    """Read the packaged theme, and over it those of folders that hold `templates/` or `static/`, the last one on top.

    A file replaces the one of its name. Raises ThemeError for a file that lies outside its folder (through a link), is
    no regular file, or can't be read, and where no template is found at all.
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
    return Theme(dict(sorted(templates.items())), dict(sorted(static.items())), code=_code())


def _code() -> str:
    """Digest of this package's own files."""
    package = Path(__file__).resolve().parents[1]
    return _digest(b"".join(path.read_bytes() for path in sorted(package.rglob("*.py"))))


def _files(folder: Path) -> dict[str, bytes]:
    """The files below a folder, by relative path; those whose names begin with a dot are editors' and systems' own."""
    found: dict[str, bytes] = {}
    if not folder.is_dir():
        return found
    inside = folder.resolve()
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if any(part.startswith(".") for part in name.split("/")) or name.endswith("~"):
            continue
        if not path.resolve().is_relative_to(inside):
            raise ThemeError(f"{folder.name}/{name} leads out of its folder; put a copy of the file there")
        if path.is_dir():
            continue
        if not path.is_file():
            raise ThemeError(f"{folder.name}/{name} is not a regular file; remove it")
        try:
            found[name] = path.read_bytes()
        except OSError as error:
            raise ThemeError(f"{folder.name}/{name} can't be read: {error.strerror}") from None
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
    """Digest the files of content/media/, by path. Raises OSError for one that can't be read."""
    found = []
    for name, path in sorted(files.items()):
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        found.append(Asset(path=name, digest=digest, read=path.read_bytes))
    return tuple(found)


@lru_cache(maxsize=2)
def _environment(templates: tuple[tuple[str, str], ...]) -> Environment:
    """Jinja2 for these templates; kept, so that a preview compiles them once and not for every build."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    sources = dict(templates)

    def load(name: str) -> tuple[str, str, None] | None:
        # The file's name goes into tracebacks, from which `Renderer.render` takes it.
        return (sources[name], _FILE + name, None) if name in sources else None

    environment = Environment(
        loader=FunctionLoader(load),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    environment.filters["prose"] = prose_html
    environment.filters["summary"] = summary
    environment.filters["href"] = checked_href
    environment.tests["marked"] = words.has_marks
    return environment


class Renderer:
    """HTML from templates; templates are compiled when they are first used."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme

    @cached_property
    def _environment(self) -> Environment:
        return _environment(tuple(self.theme.templates.items()))

    def render(self, name: str, values: Mapping[str, Any]) -> bytes:
        """The bytes of a page. Raises ThemeError with file, line and reason where a template can't be carried out."""
        from jinja2 import TemplateError

        try:
            return self._environment.get_template(name).render(values).encode()
        except TemplateError as error:
            raise ThemeError(f"{_place(error)}: {error.message}; correct the template") from error


def _place(error: TemplateError) -> str:
    """`templates/entry.html:3`, as far as the error tells."""
    from jinja2 import TemplateSyntaxError

    if isinstance(error, TemplateSyntaxError):
        return f"{error.filename or _FILE + (error.name or '')}:{error.lineno}"
    frames = [(frame.f_code.co_filename, line) for frame, line in walk_tb(error.__traceback__)]
    places = [f"{file}:{line}" for file, line in frames if file.startswith(_FILE)]
    return places[-1] if places else _FILE.rstrip("/")


def prose_html(prose: Prose, root: str, top: int = 2) -> Markup:
    """A prose text as HTML. `root` is the way to the site's root, `top` the level of its highest headings."""
    from markupsafe import Markup

    return Markup(markdown.render(prose.text, ProseTargets(prose, root), top=top).html)  # noqa: S704  (escaped there)


def checked_href(address: str) -> str:
    """An address from content, checked again where it becomes a link; one that may not be followed becomes `#`."""
    return safe_url(address) or "#"
