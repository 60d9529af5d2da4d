"""content/ → Site: every file read, every reference followed, every problem collected."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field, replace
from pathlib import Path
from posixpath import normpath
from typing import Any, TypeVar

from dateline.content.addresses import base_fault, is_linkable
from dateline.content.archive import paragraphs
from dateline.content.documents import (
    LANGUAGE,
    Document,
    address_fault,
    faults,
    language_fault,
    read_document,
    troubles,
    with_prose,
)
from dateline.content.files import Folder, read_folder
from dateline.content.following import References, Unmade, is_id, stand_in
from dateline.content.frontmatter import Parsed, line_and_column, offset_of, parse, parse_yaml
from dateline.model import (
    Actor,
    Entry,
    EntryTranslation,
    Origin,
    Outlet,
    Place,
    Property,
    Remark,
    Settings,
    Site,
    Source,
    Topic,
    Track,
    Unreadable,
    read,
    timeline_key,
    zone_of,
)
from dateline.patterns import pattern
from dateline.problems import Complaint, Problem, did_you_mean
from dateline.records import record

T = TypeVar("T")
LISTS: dict[str, type[Any]] = {
    "tracks": Track,
    "actors": Actor,
    "outlets": Outlet,
    "places": Place,
    "topics": Topic,
    "origins": Origin,
    "properties": Property,
    "disputes": Remark,
}
"""The list files of content/ and what each item of them is."""
_ZONE = pattern(r"[A-Za-z_]+(?:/[A-Za-z0-9_+-]+)*", re.ASCII)


@record(frozen=True, slots=True)
class Loaded:
    """What was read of content/."""

    site: Site
    """All that could be read."""
    complaints: list[Complaint]
    """All that is wrong with it, not yet in order."""
    texts: Mapping[str, str]
    """Path: the text of the file."""
    media: Mapping[str, Path] = field(default_factory=dict)
    """Path under content/media/: the file."""
    unread: frozenset[str] = frozenset()
    """Paths of the files that are there and could not be read: nothing is said to lack because of them."""
    documents: Mapping[str, Document] = field(default_factory=dict)
    """Path: what was read of a source, an entry or a translation."""
    stand_ins: Mapping[str, Entry | Source] = field(default_factory=dict)
    """Path: what an entry or a source that is not in the site, for fields that do not fit, has of quotes and claims."""
    again: Callable[[str], str | None] = lambda _: None
    """Gives the text of such a file, by its path, where `texts` has it no more."""

    def receipts(self) -> Iterator[tuple[str, str, str]]:
        """Source id, path and text of every file of receipts."""
        for path, text in self.texts.items():
            if path.startswith("content/receipts/"):
                yield Path(path).stem, path, text

    def problems(self, complaints: Iterable[Complaint]) -> list[Problem]:
        """Give complaints their lines and columns, by reading the files that they are about once more."""
        parsed: dict[str, Parsed] = {}
        return [self._problem(complaint, parsed) for complaint in complaints]

    def _problem(self, complaint: Complaint, parsed: dict[str, Parsed]) -> Problem:
        line, column = 1, 1
        where, text = complaint.where, self.texts.get(complaint.path)
        if text is None and complaint.path in self.documents:
            text = self.again(complaint.path)
        if complaint.place is not None:
            line, column = complaint.place
        elif text is not None and (where or complaint.body or complaint.offset):
            if complaint.path not in parsed:
                is_list = complaint.path.endswith(".yaml")
                parsed[complaint.path] = parse_yaml(text, marks=True) if is_list else parse(text, marks=True)
            held = parsed[complaint.path]
            if complaint.body:
                offset = held.body_start + (complaint.offset or 0)
            elif where:
                where = _numbered(held.data, where)
                offset = offset_of(text, held, where, complaint.offset, key=complaint.code == "unknown-field")
            else:
                offset = complaint.offset or 0
            line, column = line_and_column(text, offset)
        return Problem(
            path=complaint.path,
            line=line,
            column=column,
            severity=complaint.severity,
            code=complaint.code,
            message=complaint.message,
            hint=complaint.hint,
        )


def load(root: Path) -> Loaded:
    """Read content/ under `root`. What can't be read is left out of the site, with a complaint.

    Raises OSError where a folder can't be listed.
    """
    return Loader(read_folder(root)).load()


def written(folder: Folder) -> list[str]:
    """Paths of the sources and entries in a folder."""
    return [path for path in folder.texts if path.startswith(("content/sources/", "content/entries/"))]


def read_documents(folder: Folder) -> Iterator[Document]:
    """The sources and entries in a folder."""
    return (read_document(path, folder.texts[path]) for path in written(folder))


class Loader:
    """Reads the files of one folder; `load` is all of it."""

    def __init__(self, folder: Folder, documents: Iterable[Document] | None = None) -> None:
        """Take the texts of the files; `documents` are the sources and entries in it, where they were read already."""
        self.folder = folder
        self.read = tuple(read_documents(folder) if documents is None else documents)
        self.complaints = list(folder.complaints)
        self.known: dict[str, dict[str, str]] = {}
        self.unmade: list[Unmade] = []
        self.proses: dict[str, str] = {}

    def load(self) -> Loaded:
        """Read everything, in the order in which things refer to each other."""
        settings = self.settings()
        lists = {name: self.list_file(name, kind) for name, kind in LISTS.items()}
        sources = {source.id: source for source in self.documents("sources", Source)}
        places = lists["places"]
        entries = sorted(
            self.documents("entries", Entry), key=lambda entry: timeline_key(entry, zone_of(entry, places, settings))
        )
        translations: dict[str, list[EntryTranslation]] = {}
        for made in self.translations():
            translations.setdefault(made.id, []).append(made)
        site = Site(
            settings=settings,
            tracks=lists["tracks"],
            actors=lists["actors"],
            outlets=lists["outlets"],
            places=places,
            topics=lists["topics"],
            origins=lists["origins"],
            properties=lists["properties"],
            disputes=lists["disputes"],
            sources=dict(sorted(sources.items())),
            entries={entry.id: entry for entry in entries},
            translations={entry: tuple(made) for entry, made in sorted(translations.items())},
            texts={
                Path(path).stem: paragraphs(text)
                for path, text in self.folder.texts.items()
                if path.startswith("content/texts/")
            },
        )
        references = References(site, self.known, self.unmade)
        found = references.complaints()
        self.complaints = [*references.named(self.complaints), *found]
        read_in: dict[str, Mapping[str, object]] = {"sources": site.sources, "entries": site.entries}
        unread = [
            f"content/{kind}/{name}.md"
            for kind, things in read_in.items()
            for name, now in self.known[kind].items()
            if not now and name not in things
        ]
        return Loaded(
            site,
            self.complaints,
            self.folder.texts,
            self.folder.media,
            frozenset(unread),
            {each.path: self.with_prose(each) for each in self.read},
            {each.path: stand_in(each) for each in self.unmade if each.kind in ("sources", "entries")},
            self.folder.again,
        )

    def complain(self, path: str, code: str, message: str, hint: str = "", where: tuple[str | int, ...] = ()) -> None:
        """Note an error."""
        self.complaints.append(Complaint(path=path, where=where, code=code, message=message, hint=hint))

    def settings(self) -> Settings:
        """content/site.yaml, or a site without a name where there is none."""
        path = "content/site.yaml"
        text = self.folder.texts.get(path)
        if text is None:
            if not any(complaint.path == path for complaint in self.complaints):
                self.complain(path, "missing-file", "there is no content/site.yaml", "write one with at least “title:”")
            return Settings(title="Untitled")
        parsed = parse_yaml(text)
        self.complaints += troubles(path, parsed.troubles)
        if not parsed.usable:
            return Settings(title="Untitled")
        data = parsed.data if parsed.data is not None else {}
        made = self.made(Settings, data, path)
        if made is None:
            if not isinstance(data, Mapping):
                return Settings(title="Untitled")
            # What does not fit is told; the other fields are looked at all the same.
            faulty = {complaint.where[0] for complaint in self.complaints if complaint.path == path and complaint.where}
            fitting = {name: value for name, value in data.items() if name not in faulty}
            made = read(Settings, {"title": "Untitled"} | fitting)
        for name in ("url", "repository", "contact"):
            self.address(path, getattr(made, name), (name,), mail=name == "contact")
        if made.url is not None and is_linkable(made.url) and (fault := base_fault(made.url)):
            hint = "write it as https://name.github.io/repo/"
            self.complain(path, "bad-url", f"“url” is “{made.url}”, which {fault}", hint, ("url",))
        self.zone(path, made.zone, ("zone",))
        self.language(path, made.language, ("language",))
        if made.archive is not None and (fault := _archive_fault(made.archive)):
            hint = "name a folder beside content/, as “archive: archive”, and keep it out of the repository"
            self.complain(path, "bad-value", f"“archive” is “{made.archive}”, which {fault}", hint, ("archive",))
            made = replace(made, archive=None)
        for number, name in enumerate(made.omit):
            if name in ("timeline", "entry", "source", "method"):
                message = f"“{name}” can't be left out: the site's promise rests on it"
                self.complain(path, "bad-value", message, "take it out of “omit:”", ("omit", number))
        return made

    def made(self, kind: type[T], data: object, path: str, under: tuple[str | int, ...] = ()) -> T | None:
        """One thing of plain values; None where they do not fit, with a complaint for each reason."""
        if not isinstance(data, Mapping):
            name = kind.__name__.lower()
            self.complain(path, "bad-value", f"this {name} is not a mapping", "write one “field: value” a line", under)
            return None
        try:
            return read(kind, dict(data))
        except Unreadable as unreadable:
            self.complaints += faults(path, unreadable.faults, under)
            return None

    def list_file(self, name: str, kind: type[Any]) -> dict[str, Any]:
        """A list file: its items by id, in its order."""
        path = f"content/{name}.yaml"
        self.known[name] = {}
        text = self.folder.texts.get(path)
        if text is None:
            if any(complaint.path == path for complaint in self.complaints):
                del self.known[name]
            return {}
        parsed = parse_yaml(text)
        self.complaints += troubles(path, parsed.troubles)
        if not parsed.usable or (parsed.data is not None and not isinstance(parsed.data, list)):
            # What the list holds is not known: no reference into it is said to lead nowhere.
            del self.known[name]
            if parsed.usable:
                self.complain(path, "bad-value", "the file is not a list", "write each item as “- id: …”")
            return {}
        if parsed.data is None:
            return {}
        items: dict[str, Any] = {}
        renamed: dict[str, str] = {}
        for number, data in enumerate(parsed.data):
            id = data.get("id") if isinstance(data, dict) else None  # noqa: A001  (it is an id)
            twice = isinstance(id, str) and id in self.known[name]
            if isinstance(id, str):
                self.known[name].setdefault(id, "")
            made = self.made(kind, data, path, (number,))
            if made is None and isinstance(data, dict):
                self.unmade.append(Unmade(path, name, data, (number,)))
            if twice and is_id(id):
                self.complain(path, "duplicate-id", f"the id “{id}” stands twice", "give each its own", (number, "id"))
            if twice or made is None:
                continue
            items[made.id] = made
            renamed.update(dict.fromkeys(getattr(made, "aliases", ()), made.id))
            if isinstance(made, Place):
                self.zone(path, made.zone, (number, "zone"))
                self.coordinates(path, made, number)
        self.known[name] = renamed | self.known[name]  # a present id is never an old one
        return items

    def documents(self, folder: str, kind: type[T]) -> Iterator[T]:
        """The sources or the entries."""
        # A file that could not be read is there all the same: one mistake is one problem.
        refused = (c.path for c in self.folder.complaints if c.path.startswith(f"content/{folder}/"))
        self.known[folder] = {Path(path).name.removesuffix(".md"): "" for path in refused}
        renamed: dict[str, str] = {}
        for document in self.read:
            if not document.path.startswith(f"content/{folder}/"):
                continue
            stem = document.path[len(f"content/{folder}/") : -len(".md")]
            if "." in stem and kind is Entry:
                continue  # a translation
            self.known[folder].setdefault(stem, "")
            self.complaints += document.complaints
            if not isinstance(document.thing, kind):
                self.look_for_more(document.path, folder)
                continue
            if aliases := document.thing.aliases:  # type: ignore[attr-defined]
                renamed.update(dict.fromkeys(aliases, stem))
            yield document.thing
        self.known[folder] = renamed | self.known[folder]  # a present id is never an old one

    def look_for_more(self, path: str, kind: str) -> None:
        """Note the plain values of a source or an entry of which some do not fit: the others are looked at too."""
        text = self.folder.texts.get(path)
        parsed = parse(self.folder.again(path) or "" if text is None else text)
        if parsed.usable:
            self.unmade.append(Unmade(path, kind, parsed.data))
            if body := parsed.body.strip("\n"):
                self.proses[path] = body

    def with_prose(self, document: Document) -> Document:
        """A document, with its prose compiled where that was left out because of fields that do not fit."""
        return with_prose(document, self.proses[document.path]) if document.path in self.proses else document

    def translations(self) -> Iterator[EntryTranslation]:
        """The entries in other languages."""
        for document in self.read:
            if not document.path.startswith("content/entries/"):
                continue
            stem, _, language = document.path.rpartition("/")[2].removesuffix(".md").rpartition(".")
            if not stem:
                continue
            self.complaints += document.complaints
            if stem not in self.known["entries"] and LANGUAGE.fullmatch(language):
                hint = did_you_mean(stem, self.known["entries"]) or "name the file after the entry that it translates"
                self.complain(document.path, "unknown-entry", f"there is no entry “{stem}”", hint)
            elif isinstance(document.thing, EntryTranslation):
                yield document.thing

    def address(self, path: str, address: str | None, where: tuple[str | int, ...], *, mail: bool = False) -> None:
        """Refuse an address that a page must not link to."""
        if fault := address_fault(path, address, where, mail=mail):
            self.complaints.append(fault)

    def language(self, path: str, tag: str | None, where: tuple[str | int, ...]) -> None:
        """Refuse what is no language tag."""
        if fault := language_fault(path, tag, where):
            self.complaints.append(fault)

    def zone(self, path: str, zone: str | None, where: tuple[str | int, ...]) -> None:
        """Refuse what is no IANA time zone."""
        if zone is None:
            return
        from zoneinfo import ZoneInfo

        try:
            known = bool(_ZONE.fullmatch(zone)) and ZoneInfo(zone) is not None
        except (KeyError, ValueError, OSError):
            known = False
        if not known:
            hint = "write an IANA name such as Europe/Istanbul"
            self.complain(path, "bad-value", f"“{zone}” is not a time zone", hint, where)

    def coordinates(self, path: str, place: Place, number: int) -> None:
        """Refuse coordinates that lie outside the globe."""
        if place.coordinates is None:
            return
        latitude, longitude = place.coordinates
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            message = f"[{latitude}, {longitude}] is not latitude and longitude in degrees"
            hint = "write [latitude, longitude], for example [36.9, 30.7]"
            self.complain(path, "bad-value", message, hint, (number, "coordinates"))


def _archive_fault(folder: str) -> str:
    """Say why the articles' texts, which nobody may publish, can't be kept in a folder; empty where they can."""
    if folder.startswith(("/", "\\")) or ":" in folder:
        return "is a place on one machine"
    first = normpath(folder.replace("\\", "/")).split("/")[0]
    if first == "..":
        return "leads out of the timeline's folder"
    if first in (".", "content", "templates", "static", "public", "inbox", ".git", ".github"):
        return "is a place for other things, some of them published"
    return ""


def _numbered(data: object, where: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """A way that begins with the id of a list file's item, with the item's 0-based number instead."""
    if not isinstance(data, list) or not where or isinstance(where[0], int):
        return where
    for number, item in enumerate(data):
        if isinstance(item, Mapping) and item.get("id") == where[0]:
            return (number, *where[1:])
    return ()
