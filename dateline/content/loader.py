"""content/ → Site: every file read, every reference followed, every problem collected."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from itertools import chain
from pathlib import Path
from posixpath import normpath
from typing import Any, TypeVar

from dateline.content.addresses import base_fault, is_linkable
from dateline.content.documents import (
    LANGUAGE,
    Document,
    address_fault,
    faults,
    language_fault,
    read_document,
    troubles,
)
from dateline.content.files import Folder, read_folder
from dateline.content.frontmatter import Parsed, line_and_column, offset_of, parse, parse_yaml
from dateline.model import (
    Actor,
    ActorKind,
    Entry,
    EntryTranslation,
    Origin,
    Outlet,
    Place,
    Property,
    PropertyType,
    Remark,
    Settings,
    Site,
    Source,
    Topic,
    Track,
    Unreadable,
    read,
    timeline_key,
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

    def load(self) -> Loaded:
        """Read everything, in the order in which things refer to each other."""
        settings = self.settings()
        lists = {name: self.list_file(name, kind) for name, kind in LISTS.items()}
        sources = {source.id: source for source in self.documents("sources", Source)}
        entries = sorted(self.documents("entries", Entry), key=timeline_key)
        translations: dict[str, list[EntryTranslation]] = {}
        for made in self.translations():
            translations.setdefault(made.id, []).append(made)
        site = Site(
            settings=settings,
            tracks=lists["tracks"],
            actors=lists["actors"],
            outlets=lists["outlets"],
            places=lists["places"],
            topics=lists["topics"],
            origins=lists["origins"],
            properties=lists["properties"],
            disputes=lists["disputes"],
            sources=dict(sorted(sources.items())),
            entries={entry.id: entry for entry in entries},
            translations={entry: tuple(made) for entry, made in sorted(translations.items())},
            texts={
                Path(path).stem: text.rstrip("\n")
                for path, text in self.folder.texts.items()
                if path.startswith("content/texts/")
            },
        )
        self.complaints += References(site, self.known).complaints()
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
            {each.path: each for each in self.read},
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
            if isinstance(data, dict) and isinstance(data.get("id"), str):
                self.known[name].setdefault(data["id"], "")
            made = self.made(kind, data, path, (number,))
            if made is None:
                continue
            if made.id in items:
                message = f"the id “{made.id}” stands twice"
                self.complain(path, "duplicate-id", message, "give each its own", (number, "id"))
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
                continue
            if aliases := document.thing.aliases:  # type: ignore[attr-defined]
                renamed.update(dict.fromkeys(aliases, stem))
            yield document.thing
        self.known[folder] = renamed | self.known[folder]  # a present id is never an old one

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


class References:
    """Follows every reference of a site."""

    def __init__(self, site: Site, known: Mapping[str, Mapping[str, str]]) -> None:
        """Take the ids known of each kind: the current id of an old one, or nothing for a current one.

        What could not be read is known all the same: one mistake is one problem.
        """
        self.site = site
        self.known = known
        self.found: list[Complaint] = []

    def complaints(self) -> list[Complaint]:
        """All references that lead nowhere."""
        site = self.site
        for name, items in (("tracks", site.tracks), ("actors", site.actors), ("origins", site.origins)):
            path = f"content/{name}.yaml"
            for item in items.values():
                if isinstance(item, Track):
                    self.each(path, (item.id, "places"), "places", item.places)
                    self.each(path, (item.id, "actors"), "actors", item.actors)
                elif isinstance(item, Actor):
                    self.one(path, (item.id, "party"), "actors", item.party)
                    party = site.actors.get(item.party or "")
                    if party is not None and party.kind is not ActorKind.PARTY:
                        message = f"“{item.party}” is a {party.kind}, not a party"
                        self.add(path, (item.id, "party"), "bad-reference", message, "name an actor of “kind: party”")
                elif isinstance(item, Origin):
                    self.one(path, (item.id, "outlet"), "outlets", item.outlet)
        for remark in site.disputes.values():
            self.one("content/disputes.yaml", (remark.id, "of"), ("entries", "actors"), remark.of)
            self.one("content/disputes.yaml", (remark.id, "about"), "properties", remark.about)
        for source in site.sources.values():
            if source.publisher or source.derived_from or source.independent_of or source.inferred:
                self.source(source)
        # Nearly always all is well, which shows at once; else each entry is asked.
        if not self.all_there(_named_by_entries(site.entries.values(), site)):
            for entry in site.entries.values():
                self.entry(entry)
        self.rounds()
        for translation in chain.from_iterable(site.translations.values()):
            path = translation.path
            translated = site.entries.get(translation.id)
            for claim in translation.claims:
                if translated is not None and translated.claim(claim) is None:
                    hint = did_you_mean(claim, [item.id for item in translated.claims])
                    message = f"the entry “{translation.id}” has no claim “{claim}”"
                    self.add(path, ("claims", claim), "unknown-claim", message, hint)
        for text in site.texts:
            path = f"content/texts/{text}.txt"
            if text not in self.known["sources"]:
                hint = did_you_mean(text, self.known["sources"])
                self.add(path, (), "unknown-source", f"there is no source “{text}”", hint)
            elif text in site.sources and site.sources[text].licence not in site.settings.republish:
                licence = site.sources[text].licence
                message = f"the licence of “{text}” ({licence or 'none stated'}) does not let its text be shown"
                hint = "move the text to the archive, or list the licence under “republish:” in site.yaml"
                self.add(path, (), "text-not-licensed", message, hint)
        self.repeated_aliases()
        return self.found

    def source(self, source: Source) -> None:
        """A source's references."""
        path = source.path
        self.one(path, ("publisher",), "outlets", source.publisher)
        for number, derivation in enumerate(source.derived_from):
            self.one(path, ("derived_from", number, "source"), "sources", derivation.source)
            self.one(path, ("derived_from", number, "origin"), "origins", derivation.origin)
        for number, independence in enumerate(source.independent_of):
            self.one(path, ("independent_of", number, "source"), "sources", independence.source)
        known = ("title", "kind", "publisher", "credit", "authors", "published", "language", "url", "licence")
        for name in source.inferred:
            if name not in known:
                hint = did_you_mean(name, known) or f"name one of {', '.join(known)}"
                self.add(path, ("inferred", name), "unknown-field", f"“{name}” can't be inferred", hint)
            elif not getattr(source, name):
                message = f"“{name}” is said to be inferred, but has no value"
                self.add(path, ("inferred", name), "bad-value", message, f"add “{name}:”, or take the reason out")

    def entry(self, entry: Entry) -> None:
        """An entry's references."""
        path = entry.path
        self.one(path, ("track",), "tracks", entry.track)
        self.one(path, ("part_of",), "entries", entry.part_of)
        self.one(path, ("place",), "places", entry.place)
        self.each(path, ("actors",), "actors", entry.actors)
        if entry.date_from:
            self.one(path, ("date_from", "source"), "sources", entry.date_from.source)
        for number, claim in enumerate(entry.claims):
            where = ("claims", number)
            self.each(path, (*where, "by"), "actors", claim.by)
            self.one(path, (*where, "topic"), "topics", claim.topic)
            self.one(path, (*where, "about"), "properties", claim.about)
            self.one(path, (*where, "of"), ("entries", "actors"), claim.of)
            prop = self.site.properties.get(claim.about or "")
            kind = prop.type if prop is not None else None
            if claim.value and kind is PropertyType.PLACE:
                self.one(path, (*where, "value"), "places", claim.value)
            elif claim.value and kind is PropertyType.ACTOR:
                self.one(path, (*where, "value"), "actors", claim.value)
            for at, evidence in enumerate(claim.evidence):
                self.one(path, (*where, "evidence", at, "source"), "sources", evidence.source)

    def rounds(self) -> None:
        """Refuse entries that are parts of themselves, by way of others or not; each circle is told once."""
        seen: set[str] = set()
        for start, first in self.site.entries.items():
            if first.part_of is None:
                continue  # it is part of nothing
            way: list[str] = []
            name = start
            while name in self.site.entries and name not in seen:
                seen.add(name)
                way.append(name)
                name = self.site.entries[name].part_of or ""
            if name in way:
                circle = way[way.index(name) :]
                message = "the entry is part of itself"
                if len(circle) > 1:
                    message += f": {' → '.join([*circle, circle[0]])}"
                self.add(
                    f"content/entries/{circle[0]}.md", ("part_of",), "bad-reference", message, "take “part_of:” out"
                )

    def all_there(self, named: Mapping[str, set[str | None]]) -> bool:
        """Whether all ids are there under their present names; `named` has them by kind (`_OF` for either of two)."""
        for kinds, names in named.items():
            tables = [self.known.get(kind) for kind in kinds.split(" ")]
            if None in tables:
                continue  # what is there is not known
            for name in names:
                if name is not None and not any(table is not None and table.get(name) == "" for table in tables):
                    return False
        return True

    def each(self, path: str, where: tuple[str | int, ...], kind: str, ids: Sequence[str]) -> None:
        """Check a list of references."""
        for number, name in enumerate(ids):
            self.one(path, (*where, number), kind, name)

    def one(self, path: str, where: tuple[str | int, ...], kinds: str | tuple[str, ...], name: str | None) -> None:
        """Check a reference: it leads to something that is there, under its present id."""
        kinds = (kinds,) if isinstance(kinds, str) else kinds
        if name is None or any(kind not in self.known or self.known[kind].get(name) == "" for kind in kinds):
            return
        word = " or ".join(_ONE_OF[kind] for kind in kinds)
        renamed = next((self.known[kind][name] for kind in kinds if name in self.known[kind]), None)
        if renamed:
            self.add(path, where, f"unknown-{word}", f"the {word} “{name}” is now “{renamed}”", f"write “{renamed}”")
            return
        near = did_you_mean(name, chain.from_iterable(self.known[kind] for kind in kinds))
        self.add(
            path, where, f"unknown-{word.replace(' or ', '-')}", f"there is no {word} “{name}”", near or _add(kinds[0])
        )

    def repeated_aliases(self) -> None:
        """An old id that is somebody's present id, or two things' old one, would lead to two places."""
        for kind in _ONE_OF:
            things: Mapping[str, Any] = getattr(self.site, kind)
            owner: dict[str, str] = {}
            for name, thing in things.items():
                path, where = (f"content/{kind}.yaml", (name,)) if kind in LISTS else (f"content/{kind}/{name}.md", ())
                for number, alias in enumerate(thing.aliases):
                    if self.known.get(kind, {}).get(alias) == "":
                        message = f"the old id “{alias}” is the present id of another"
                        if alias == name:
                            message = f"the old id “{alias}” is the present one as well"
                    elif alias in owner:
                        message = f"the old id “{alias}” is also one of “{owner[alias]}”"
                    else:
                        owner[alias] = name
                        continue
                    hint = "take it out" if name in (alias, owner.get(alias)) else "take it out of one of the two"
                    self.add(path, (*where, "aliases", number), "duplicate-id", message, hint)

    def add(self, path: str, where: tuple[str | int, ...], code: str, message: str, hint: str) -> None:
        """Note an error."""
        self.found.append(Complaint(path=path, where=where, code=code, message=message, hint=hint))


_OF = "entries actors"
"""A claim may be made of either."""


def _named_by_entries(entries: Iterable[Entry], site: Site) -> dict[str, set[str | None]]:
    """The ids that entries name, by the kind of what they should lead to."""
    entries = list(entries)
    claims = [claim for entry in entries for claim in entry.claims]
    found: dict[str, set[str | None]] = {
        "tracks": {entry.track for entry in entries},
        "entries": {entry.part_of for entry in entries},
        "places": {entry.place for entry in entries},
        "actors": {actor for entry in entries for actor in entry.actors},
        "sources": {evidence.source for claim in claims for evidence in claim.evidence},
        "topics": {claim.topic for claim in claims},
        "properties": {claim.about for claim in claims},
        _OF: {claim.of for claim in claims},
    }
    found["actors"].update(actor for claim in claims for actor in claim.by)
    found["sources"].update(entry.date_from.source for entry in entries if entry.date_from)
    kinds = {PropertyType.PLACE: "places", PropertyType.ACTOR: "actors"}
    valued = {key: kinds[each.type] for key, each in site.properties.items() if each.type in kinds}
    for claim in claims:
        if claim.value and claim.about in valued:
            found[valued[claim.about]].add(claim.value)
    return found


_ONE_OF = {
    "tracks": "track",
    "actors": "actor",
    "outlets": "outlet",
    "places": "place",
    "topics": "topic",
    "origins": "origin",
    "properties": "property",
    "sources": "source",
    "entries": "entry",
}


def _add(kind: str) -> str:
    if kind in ("sources", "entries"):
        return f"add content/{kind}/<id>.md, or take the reference out"
    return f"add it to content/{kind}.yaml, or take the reference out"
