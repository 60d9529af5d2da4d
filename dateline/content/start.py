"""What `init` makes: a small timeline that builds, with one example to copy. Its files stand in `starter/`."""

from __future__ import annotations

from collections.abc import Container, Mapping
from datetime import date
from importlib.resources import files

from dateline.content.edits import EditError
from dateline.content.frontmatter import dump
from dateline.records import record

DEFAULT_TITLE = "A timeline"

# Where each file of starter/ goes. Names with a dot in front are stored without it: tools skip hidden package data.
STORED: Mapping[str, str] = {
    "content/site.yaml": "content/site.yaml",
    "content/tracks.yaml": "content/tracks.yaml",
    "content/actors.yaml": "content/actors.yaml",
    "content/outlets.yaml": "content/outlets.yaml",
    "content/places.yaml": "content/places.yaml",
    "content/topics.yaml": "content/topics.yaml",
    "content/properties.yaml": "content/properties.yaml",
    "content/sources/sound-courier-2024-05-15.md": "content/sources/sound-courier-2024-05-15.md",
    "content/entries/2024-05-14-ministers-meet-in-port-lindel.md": (
        "content/entries/2024-05-14-ministers-meet-in-port-lindel.md"
    ),
    "archive/sound-courier-2024-05-15.txt": "archive/sound-courier-2024-05-15.txt",
    "gitignore": ".gitignore",
    "gitattributes": ".gitattributes",
    "requirements.txt": "requirements.txt",
    "README.md": "README.md",
    "github/publish.yml": ".github/workflows/publish.yml",
}
_ADVICE = {
    ".gitignore": "add the lines /archive/, /inbox/ and /public/ to it: the articles' texts must not be committed",
    ".gitattributes": (
        "add the line content/receipts/*.jsonl merge=union to it: two editors' receipts then merge without a conflict"
    ),
    "requirements.txt": "add a line to it that says where to get Dateline: the workflow installs what it lists",
}


@record(frozen=True, slots=True, kw_only=True)
class Kept:
    """A file that was there before and stays as it is."""

    path: str
    """Relative to the folder."""
    advice: str = ""
    """What to do by hand; mostly nothing."""


@record(frozen=True, slots=True, kw_only=True)
class Start:
    """A new timeline."""

    files: Mapping[str, str]
    """Path relative to the folder: the text of a new file."""
    kept: tuple[Kept, ...] = ()
    """Files that are kept, and so not made."""


def paths() -> tuple[str, ...]:
    """The paths on which `init` has to know whether something stands there."""
    return ("content", *STORED.values())


def init(existing: Container[str], title: str | None, *, today: date, version: str) -> Start:
    """The files of a new timeline.

    `existing` are those of `paths()` at which something stands; `title` is the site's name; `today` the day on which
    the example entry is said to have been added; `version` the version of Dateline that is to build the site. Raises
    EditError where there is a content/ already. Other files are kept.
    """
    if "content" in existing:
        raise EditError(
            "there is a folder content/ already, so a timeline may live there",
            "name an empty or a new folder; `new entry` adds to a timeline",
        )
    name = " ".join((title or DEFAULT_TITLE).split()) or DEFAULT_TITLE
    for char in name:
        if not char.isprintable():
            raise EditError(f"the title has the character U+{ord(char):04X}, which can't be shown", "take it out")
    filled = {
        "@TITLE@": dump({"title": name}).removeprefix("title: ").rstrip("\n"),
        "@NAME@": name,
        "@TODAY@": today.isoformat(),
        "@VERSION@": version,
    }
    made: dict[str, str] = {}
    kept: list[Kept] = []
    for stored, path in STORED.items():
        if path in existing:
            kept.append(Kept(path=path, advice=_ADVICE.get(path, "")))
            continue
        made[path] = _filled(files(__package__).joinpath("starter", *stored.split("/")).read_text("utf-8"), filled)
    return Start(files=made, kept=tuple(kept))


def _filled(text: str, values: Mapping[str, str]) -> str:
    """A stored text with its gaps filled, none of them from another's value."""
    for gap, value in values.items():
        if gap in text:
            before, _, after = text.partition(gap)
            return _filled(before, values) + value + _filled(after, values)
    return text
