"""References followed: each has to lead to something that is there, under its present id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from itertools import chain
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from dateline.model import (
    REMEDY,
    Actor,
    ActorKind,
    Claim,
    Entry,
    Evidence,
    Id,
    Origin,
    PropertyType,
    Site,
    Source,
    Status,
    Track,
    Unreadable,
    read,
    slug,
)
from dateline.problems import Complaint, did_you_mean

Where = tuple[str | int, ...]
"""Keys and 0-based indexes down to a value."""

# Which kind a reference in front matter is to, by the file's kind and the way to the value; `*` is any item of a list.
# A list file's way begins inside its item. `of` and `value` depend on other fields: see `references_in`.
REFERENCES: Mapping[str, Mapping[tuple[str, ...], str]] = {
    "tracks": {("places", "*"): "places", ("actors", "*"): "actors"},
    "actors": {("party",): "actors"},
    "origins": {("outlet",): "outlets"},
    "places": {("within",): "places"},
    "disputes": {("of",): "entries or actors", ("about",): "properties"},
    "sources": {
        ("publisher",): "outlets",
        ("derived_from", "*", "source"): "sources",
        ("derived_from", "*", "origin"): "origins",
        ("independent_of", "*", "source"): "sources",
    },
    "entries": {
        ("track",): "tracks",
        ("part_of",): "entries",
        ("place",): "places",
        ("actors", "*"): "actors",
        ("date_from", "source"): "sources",
        ("claims", "*", "by", "*"): "actors",
        ("claims", "*", "topic"): "topics",
        ("claims", "*", "about"): "properties",
        ("claims", "*", "of"): "entries or actors",
        ("claims", "*", "value"): "what the property says",
        ("claims", "*", "evidence", "*"): "sources",
        ("claims", "*", "evidence", "*", "source"): "sources",
    },
}


class Unmade(NamedTuple):
    """A source, an entry or an item of a list that has fields which do not fit, so that it is not in the site."""

    path: str
    """Its file."""
    kind: str
    """`entries`, `sources`, or the name of a list."""
    data: Mapping[str, Any]
    """Its fields, as plain values."""
    under: Where = ()
    """Where it stands in its file."""


def references_in(thing: Unmade, site: Site) -> Iterator[tuple[Where, str, str]]:
    """The places of references in plain values, the kind of what each should lead to, and what stands there."""
    for way, kind in REFERENCES.get(thing.kind, {}).items():
        for where, value in _at(thing.data, way):
            if way[-1] != "value":
                yield where, kind, value
                continue
            about = _value(thing.data, (*where[:-1], "about"))
            prop = site.properties.get(about) if isinstance(about, str) else None
            if prop is not None and prop.type in _VALUED:
                yield where, _VALUED[prop.type], value


def stand_in(thing: Unmade) -> Entry | Source:
    """What an entry or a source with fields that do not fit is taken for while its quotes and its prose are looked at.

    It has neither titles nor dates. Each claim and each piece of evidence is at its number; what does not fit stands
    there as a citation.
    """
    if thing.kind == "sources":
        return Source(id=Id(PurePosixPath(thing.path).stem))
    claims = thing.data.get("claims")
    draft = thing.data.get("status") == Status.DRAFT
    return Entry(
        id=Id(PurePosixPath(thing.path).stem),
        title="",
        status=Status.DRAFT if draft else Status.PUBLISHED,
        claims=tuple(map(_quoting, claims if isinstance(claims, list) else ())),
    )


def _quoting(claim: object) -> Claim:
    """The quotes of one claim."""
    found = _value(claim, ("evidence",))
    evidence = tuple(map(_quote, found if isinstance(found, list) else ()))
    id = _value(claim, ("id",))  # noqa: A001  (it is an id)
    return Claim(id=Id.of(id) if is_id(id) else Id("claim"), text="", evidence=evidence)


def _quote(evidence: object) -> Evidence:
    """One quote, or a citation where it is none."""
    try:
        made = read(Evidence, dict(evidence) if isinstance(evidence, Mapping) else {})
    except Unreadable:
        made = Evidence(source=Id("source"))
    return made


def _at(value: object, way: Sequence[str], here: Where = ()) -> Iterator[tuple[Where, str]]:
    """The texts that stand at the end of a way through plain values, and where."""
    if not way:
        if isinstance(value, str):
            yield here, value
    elif way[0] == "*":
        for number, item in enumerate(value) if isinstance(value, list) else ():
            yield from _at(item, way[1:], (*here, number))
    elif isinstance(value, Mapping) and way[0] in value:
        yield from _at(value[way[0]], way[1:], (*here, way[0]))


def _value(value: Any, where: Where) -> object:
    """What stands at a place in plain values; None where there is nothing."""
    for step in where:
        try:
            value = value[step]
        except (LookupError, TypeError):
            return None
    return value


def is_id(text: object) -> bool:
    """Whether a text can be an id."""
    try:
        Id.of(text)
    except ValueError:
        return False
    return True


class References:
    """Follows every reference of a site."""

    def __init__(self, site: Site, known: Mapping[str, Mapping[str, str]], unmade: Sequence[Unmade] = ()) -> None:
        """Take the ids known of each kind: the current id of an old one, or nothing for a current one.

        What could not be read is known all the same: one mistake is one problem. `unmade` has the plain values of what
        is not in the site for a fault of some of its fields; the references in the others are followed too.
        """
        self.site = site
        self.known = known
        self.unmade = unmade
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
        for place in site.places.values():
            self.one("content/places.yaml", (place.id, "within"), "places", place.within)
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
        for thing in self.unmade:
            self.plain(thing)
        for circle in _circles({entry.id: entry.part_of for entry in site.entries.values()}):
            message = f"the entry is part of itself{circle[1]}"
            path = f"content/entries/{circle[0]}.md"
            self.add(path, ("part_of",), "bad-reference", message, "take “part_of:” out")
        for circle in _circles({place.id: place.within for place in site.places.values()}):
            message = f"the place lies in itself{circle[1]}"
            self.add("content/places.yaml", (circle[0], "within"), "bad-reference", message, "take “within:” out")
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

    def plain(self, thing: Unmade) -> None:
        """The references and the claims' ids among plain values; what is no id is told where it does not fit."""
        for where, kind, name in references_in(thing, self.site):
            if is_id(name) or where[-1] == "value":
                self.one(thing.path, (*thing.under, *where), tuple(kind.split(" or ")), name)
        if thing.kind == "entries":
            seen: set[str] = set()
            for where, claim in _at(thing.data, ("claims", "*", "id")):
                if claim in seen and is_id(claim):
                    self.found.append(repeated_claim(thing.path, claim, where))
                seen.add(claim)

    def named(self, told: Iterable[Complaint]) -> list[Complaint]:
        """Complaints, of which those of a name in an id's place now say whose id is meant."""
        hints: dict[tuple[str, Where], str] = {}
        for thing in self.unmade:
            for where, kind, name in references_in(thing, self.site):
                if not is_id(name) and (hint := self.by_name(kind.split(" or "), name)):
                    hints[thing.path, (*thing.under, *where)] = hint
        found = []
        for each in told:
            hint = hints.get((each.path, each.where), "")
            message, remedy, _ = each.message.partition(f"; {REMEDY}")
            found.append(replace(each, message=message, hint=hint) if hint and remedy else each)
        return found

    def by_name(self, kinds: Iterable[str], name: str, *, loosely: bool = True) -> str:
        """`did you mean “reik” (Cosmo Reik)?` where things of these kinds bear a name; empty where none does.

        Case, accents and punctuation do not count. Loosely, some of a thing's words are enough, or a name that is near.
        """
        meant = slug(name, 200) if len(name) <= 200 else ""
        if not meant:
            return ""
        things = [thing for kind in kinds for thing in getattr(self.site, kind).values()]
        words = [(thing, [slug(each, 200) for each in (*_names(thing), thing.id)]) for thing in things]
        found = [thing for thing, names in words if meant in names]
        if not found and "sources" in kinds:
            outlets = {each.id for each in self.site.outlets.values() if meant in [slug(n, 200) for n in _names(each)]}
            found = [thing for thing in things if getattr(thing, "publisher", None) in outlets]
        if not found and loosely:
            some = {*meant.split("-")}
            found = [thing for thing, names in words if any(some <= {*each.split("-")} for each in names)]
        if not found and loosely:
            whose = {each: thing for thing, names in reversed(words) for each in names}
            found = [whose[each] for each in get_close_matches(meant, whose, n=1, cutoff=0.8)]
        if not found or len(found) > _MANY:
            return ""
        return f"did you mean {' or '.join(f'“{thing.id}” ({_names(thing)[0]})' for thing in found)}?"

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
        code = f"unknown-{'-'.join(_ONE_OF[kind] for kind in kinds)}"
        renamed = next((self.known[kind][name] for kind in kinds if name in self.known[kind]), None)
        if renamed:
            self.add(path, where, code, f"the {word} “{name}” is now “{renamed}”", f"write “{renamed}”")
            return
        hint = (
            self.by_name(kinds, name, loosely=False)
            or did_you_mean(name, chain.from_iterable(self.known[kind] for kind in kinds))
            or self.by_name(kinds, name)
            or _add(kinds[0])
        )
        self.add(path, where, code, f"there is no {word} “{name}”", hint)

    def repeated_aliases(self) -> None:
        """An old id that is somebody's present id, or two things' old one, would lead to two places."""
        for kind in _ONE_OF:
            things: Mapping[str, Any] = getattr(self.site, kind)
            owner: dict[str, str] = {}
            for name, thing in things.items():
                path = f"content/{kind}/{name}.md"
                where: Where = ()
                if kind not in ("sources", "entries"):
                    path, where = f"content/{kind}.yaml", (name,)
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


def repeated_claim(path: str, claim: str, where: Where) -> Complaint:
    """The complaint about a claim's id that an earlier claim of the entry has."""
    message = f"the claim “{claim}” stands twice in this entry"
    return Complaint(path=path, where=where, code="duplicate-id", message=message, hint="give each claim its own id")


def _names(thing: Any) -> list[str]:
    """The names that a thing goes by, the one that pages show first."""
    first = getattr(thing, "name", None) or getattr(thing, "title", None) or f"{thing.id}"
    return [first, *getattr(thing, "spellings", ())]


_MANY = 3
"""Things that a hint names, at most."""
_VALUED = {PropertyType.PLACE: "places", PropertyType.ACTOR: "actors"}
"""Types of properties whose values are ids."""
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
    valued = {key: _VALUED[each.type] for key, each in site.properties.items() if each.type in _VALUED}
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


def _circles(above: Mapping[str, str | None]) -> Iterator[tuple[str, str]]:
    """Things that are above themselves, by way of others or not: the first of each circle, and the way round in words.

    `above` has what each thing says is above it; nothing is told of a circle of one, which the thing itself shows.
    """
    seen: set[str] = set()
    for start, first in above.items():
        if first is None:
            continue
        way: list[str] = []
        name = start
        while name in above and name not in seen:
            seen.add(name)
            way.append(name)
            name = above[name] or ""
        if name in way:
            circle = way[way.index(name) :]
            yield circle[0], f": {' → '.join([*circle, circle[0]])}" if len(circle) > 1 else ""
