"""The digests of all that pages look up, by which a page is known to be as it was.

One maker for each kind of thing: a thing is digested with all that a page can see of it, and nothing else. What claims
rest on goes with the entry that they stand in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING
from urllib.parse import unquote

from dateline.digests import digest
from dateline.model import Entry, Finding
from dateline.render.lists import Codes, claim_of, entry_of, within
from dateline.render.reads import ALL, ORDER

if TYPE_CHECKING:
    from dateline.render.index import Index

Maker = tuple[Callable[[str], str], Callable[[], Iterable[str]]]
"""What gives the digest of one of a kind, by its key, and the keys of all in order."""


class Facts(dict[str, str]):
    """Digests of all that pages can read, by name, made when they are asked for and kept."""

    __slots__ = ("kept", "makers")

    def __init__(
        self,
        makers: Mapping[str, Maker],
        kept: Callable[[str], str | None] = lambda _: None,
    ) -> None:
        """Take for each word before the slash what gives the digest of a thing, and what gives all keys in order.

        `kept` gives the digest of what was digested in an earlier build, and is as it was.
        """
        self.makers = makers
        self.kept = kept

    def __missing__(self, name: str) -> str:
        made = self[name] = self.kept(name) or self._made(name)
        return made

    def _made(self, name: str) -> str:
        kind, _, key = name.partition("/")
        one, keys = self.makers[kind]
        if key == ORDER:
            return digest(*keys())
        if key == ALL:
            return digest(*(part for each in keys() for part in (each, self[f"{kind}/{each}"])))
        return one(unquote(key) if "%" in key else key)

    def key(self, around: str, reads: str) -> str:
        """The key of a page: of what stands around it, and of all that it read, as `Reads.end` gave it.

        Empty, which is nobody's key, where it read something that there is no such kind of any more.
        """
        try:
            return digest(around, reads, *map(self.__getitem__, reads.split(" ") if reads else ()))
        except KeyError:
            return ""


class Makers:
    """What digests the things of an index."""

    def __init__(self, index: Index, files: Mapping[str, str]) -> None:
        """Take an index, and the digests of the files of entries and sources by path, as `Index` does."""
        self.index = index
        self.files = files
        self.placed: dict[int, str] = {}
        """Place on the timeline: the digest of the entry there."""

    def of_kinds(self) -> dict[str, Maker]:
        """The maker of each kind, by the word that stands before the slash in a name."""
        index, site, lists = self.index, self.index.shown, self.index.lists
        entry_fact = self._place_fact

        def things(data: Mapping[str, object]) -> Maker:
            return lambda key: digest(repr(data.get(key))), lambda: data

        def entries(data: Codes) -> Maker:
            def one(key: str) -> str:
                # Not the place on the timeline, which moves with every entry that is added.
                return digest(*[f"{entry_fact(entry_of(each))}{within(each)}" for each in data.get(key, ())])

            return one, lambda: data

        def pair(places: tuple[int | None, int | None]) -> str:
            return digest(*["" if place is None else entry_fact(place) for place in places])

        return {
            "tracks": things(site.tracks),
            "actors": things(site.actors),
            "outlets": things(site.outlets),
            "places": things(site.places),
            "topics": things(site.topics),
            "origins": things(site.origins),
            "properties": things(site.properties),
            "remarks": things(site.disputes),
            "sources": (self._source_fact, lambda: site.sources),
            "entries": (self._entry_fact, lambda: site.entries),
            "claims": (lambda _: digest(*self._claims_facts()), lambda: ("all",)),
            "dates": (lambda _: digest(*map(dates_of, index.shown_entries.values())), lambda: ("all",)),
            "natures": (self._nature_fact, lambda: site.sources),
            "rests": (self._rests_fact, lambda: lists.order),
            "prose": (lambda key: digest(site.entries[key].body) if key in site.entries else "", lambda: site.entries),
            "translations": things(site.translations),
            "texts": things(site.texts),
            "facts": things(site.facts),
            "media": things(index.media.data),
            "groups": (self._group_fact, lambda: site.sources),
            "disputes": (lambda _: digest(repr(lists.disputes)), lambda: ("all",)),
            "totals": (lambda _: digest(repr(index.totals)), lambda: ("all",)),
            "amended": (lambda _: digest(repr(index.amended())), lambda: ("all",)),
            "derived": things(lists.derived),
            "members": things(lists.members),
            "around": (lambda key: pair(index.places_around(key)) if key in lists.places else "", lambda: lists.order),
            "along": (lambda key: pair(lists.along.get(key, (None, None))), lambda: lists.along),
            **{kind: entries(codes) for kind, codes in lists.codes.items()},
            "taken": (lambda key: str(len(lists.codes["taken"].get(key, ()))), lambda: lists.codes["taken"]),
        }

    def _place_fact(self, place: int) -> str:
        known = self.placed.get(place)
        if known is None:
            known = self.placed[place] = self.index.facts[f"entries/{self.index.lists.order[place]}"]
        return known

    def _source_fact(self, key: str) -> str:
        source = self.index.shown.sources.get(key)
        return (self.files.get(source.path) or digest(repr(source))) if source else ""

    def _entry_fact(self, key: str) -> str:
        """Of an entry as lists show it, with what its claims rest on and the disputes that they are part of."""
        entry = self.index.shown_entries.get(key)
        if entry is None:
            return ""
        return digest(key, self.files.get(entry.path) or repr(entry), self.index.facts[f"rests/{key}"])

    def _rests_fact(self, key: str) -> str:
        """Of what the claims of an entry rest on, whatever their words are."""
        index, parts = self.index, list[str]()
        facts, entry = index.facts, index.shown_entries[key]
        for claim in entry.claims:
            for number, evidence in enumerate(claim.evidence):
                if evidence.quote:
                    parts.append(_finding_fact(index.finding(entry, claim, number)))
                parts.append(facts[f"groups/{evidence.source}"])
            parts.append(" ".join(claim.by))
            parts.append(repr(index.disputed.get((entry.id, claim.id), "")))
        return digest(*parts)

    def _claims_facts(self) -> Iterator[str]:
        """Which claims there are, in which order, with their topics, dates, stances and speakers."""
        for topic, row in self.index.lists.codes["by_topic"].items():
            yield topic
            for number in row:
                entry, claim = self.index.stated(number)
                when = claim.date or entry.date
                yield f"{entry.id} {claim_of(number)} {when} {claim.stance} {' '.join(claim.by)}"

    def _nature_fact(self, key: str) -> str:
        source = self.index.shown.sources[key]
        archived = source.archived_url is not None
        return digest(source.publisher or "", source.language or "", source.licence or "", str(archived))

    def _group_fact(self, key: str) -> str:
        """Of what a source counts as: its origin, its outlet, and whether it still stands."""
        source = self.index.shown.sources.get(key)
        if source is None:
            return ""
        return digest(repr(self.index.lists.groups.get(key)), source.publisher or "", source.status)


def dates_of(entry: Entry) -> str:
    """When an entry happened and when it was changed, as one text."""
    return " ".join(map(str, (entry.date, entry.added, entry.updated, *[each.date for each in entry.corrections])))


def _finding_fact(found: Finding) -> str:
    place = f"{found.paragraph} {found.start} {found.end} {found.parts} {found.unique}"
    return f"{found.verdict} {found.folds} {place} {found.prefix}\n{found.suffix}"
