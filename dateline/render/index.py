"""What the pages look up, turned round once: who uses a source, who said what, which claims are in dispute."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from dateline.evidence import Dispute, Support, support_of
from dateline.evidence.impact import Cell
from dateline.evidence.receipts import CITED, UNVERIFIED, Findings
from dateline.model import (
    Claim,
    Entry,
    EntryTranslation,
    Evidence,
    EvidenceKey,
    Finding,
    Site,
    Source,
    SourceStatus,
    zone_of,
)
from dateline.render.addresses import PARTS, claim_anchor, left_out, translation_id
from dateline.render.facts import Facts, Makers
from dateline.render.heads import Faces
from dateline.render.lists import Codes, Lists, claim_of, entry_of, evidence_of, turned_round
from dateline.render.public import Cited, publishable
from dateline.render.reads import Noted, Reads
from dateline.render.totals import Totals, totals

V = TypeVar("V")


class Ref(NamedTuple):
    """A name that leads to a page, where there is one."""

    label: str
    """What readers see."""
    path: str | None = None
    """The page's address relative to the site's root, such as `actors/lavrov/`; None where it has no page."""


class Use(NamedTuple):
    """A piece of evidence with what it stands in."""

    entry: Entry
    """The entry …"""
    claim: Claim
    """… its claim …"""
    number: int
    """… the 0-based place of the evidence there …"""
    evidence: Evidence
    """… and the evidence."""


class Stated(NamedTuple):
    """A claim with the entry that it stands in."""

    entry: Entry
    """The entry."""
    claim: Claim
    """The claim."""


class Nature(NamedTuple):
    """What a source is."""

    outlet: str | None
    """The name of its publisher."""
    language: str | None
    """The tag of its language."""
    licence: str | None
    """The licence that it states."""
    archived: bool
    """Whether a copy at a web archive is known."""


class _Resolved(Mapping[str, tuple[V, ...]]):
    """Lists of what their numbers stand for, made when they are looked up."""

    __slots__ = ("codes", "make")

    def __init__(self, codes: Codes, make: Callable[[int], V]) -> None:
        self.codes = codes
        self.make = make

    def __getitem__(self, key: str) -> tuple[V, ...]:
        return tuple(map(self.make, self.codes[key]))

    def __contains__(self, key: object) -> bool:
        return key in self.codes

    def __iter__(self) -> Iterator[str]:
        return iter(self.codes)

    def __len__(self) -> int:
        return len(self.codes)


class Index:
    """A site's public part and its inverted lists; every page is made from this alone.

    What a page looks up here is noted (`dateline.render.reads`), and that is how a page is known to be unchanged. What
    claims rest on (`finding`, `support`, `disputed`) goes with the entry that they stand in.
    """

    def __init__(
        self,
        site: Site,
        lists: Lists,
        *,
        media: Mapping[str, str],
        faces: Mapping[str, str],
        compiled: Mapping[str, str],
        kept: Callable[[str], str | None] = lambda _: None,
        heads: Mapping[str, str] | None = None,
    ) -> None:
        """Take what may be shown, and that turned round.

        `media` has the digests of files by their path below content/media/; `faces` those of the files of entries and
        sources by path, as far as they are known: of an entry without its prose beyond the first paragraph.
        `compiled` has prose texts that were compiled before (`markdown.Compiled`), as JSON. `kept` gives digests of
        earlier builds (see `Facts`). `heads` has those of entries by id (see `render.heads`), where they are known.
        """
        self.lists = lists
        """The same by number, and unnoted."""
        self.shown = site
        """What may be shown, unnoted."""
        self.shown_entries = Faces(site.entries, {} if heads is None else heads)
        """Its entries as lists show them, unnoted."""
        self._compiled = compiled
        self._findings: dict[tuple[str, str], list[Finding]] = {}
        self._supports: dict[tuple[str, ...], Support] = {}
        self._totals: dict[str, Totals] | None = None
        self.memo: dict[Any, Any] = {}
        """What views have put together already (`views.names.once`); it lives and dies with the index."""
        self.pieces: dict[Any, Any] = {}
        """The same of what there are many of, claims in a line and cards; it may be let go at any time."""
        self.reads = Reads()
        """Notes what is looked up."""
        self.omit = left_out(site.settings.omit)
        """Page kinds that are left out."""
        self._addresses = {kind: None if kind in self.omit else parts for kind, parts in PARTS.items()}
        self.site = replace(
            site,
            tracks=self._noted("tracks", site.tracks),
            actors=self._noted("actors", site.actors),
            outlets=self._noted("outlets", site.outlets),
            places=self._noted("places", site.places),
            topics=self._noted("topics", site.topics),
            origins=self._noted("origins", site.origins),
            properties=self._noted("properties", site.properties),
            disputes=self._noted("remarks", site.disputes),
            sources=self._noted("sources", site.sources),
            entries=self._noted("entries", self.shown_entries),
            translations=self._noted("translations", site.translations),
            texts=self._noted("texts", site.texts),
            facts=self._noted("facts", site.facts),
        )
        """Only what may be shown; the prose of its entries ends with the first paragraph (`prose` has all of it)."""
        self.media = self._noted("media", media)
        """Path below content/media/: digest of the file."""
        self.groups = self._noted("groups", lists.groups)
        """Source id: the origin that it counts as."""
        self.disputed = lists.disputed
        """(entry id, claim id): the disputes that the claim is part of."""
        self.uses = self._list("uses", self._use)
        """Source id: the evidence that names it, in the order of the timeline."""
        self.mentions = self._list("mentions", self._entry)
        """Source id: the entries whose prose cites it, in whatever language."""
        self.dated = self._list("dated", self._entry)
        """Source id: the entries whose date was derived from its words."""
        self.derived = self._noted("derived", lists.derived)
        """Source id: the sources that say they derive from it."""
        self.by_track = self._list("by_track", self._entry)
        """Track id: its entries."""
        self.by_place = self._list("by_place", self._entry)
        """Place id: the entries there."""
        self.by_actor = self._list("by_actor", self._entry)
        """Actor id: the entries that it took part in."""
        self.parts = self._list("parts", self._entry)
        """Entry id: the entries that are part of it."""
        self.said = self._list("said", self.stated)
        """Actor id: its claims, by date."""
        self.members = self._noted("members", lists.members)
        """Party id: the actors that speak for it."""
        self.by_topic = self._list("by_topic", self.stated)
        """Topic id: its claims, by date; under the empty id those without a topic."""
        self.valued = self._list("valued", self.stated)
        """Place id: the claims that give it as the value of a property, by date."""
        self.issued = self._list("issued", self._use)
        """Day (`2022-03-10`) on which sources came out: the evidence that names them, in the order of the timeline."""
        self.facts = Facts(Makers(self, faces).of_kinds(), kept)
        """Digests of all this."""

    def _noted(self, name: str, data: Mapping[str, V]) -> Noted[V]:
        return Noted(name, data, self.reads)

    def _list(self, kind: str, make: Callable[[int], V]) -> Noted[tuple[V, ...]]:
        return Noted(kind, _Resolved(self.lists.codes[kind], make), self.reads)

    def _entry(self, number: int) -> Entry:
        return self.shown_entries[self.lists.order[entry_of(number)]]

    def stated(self, number: int) -> Stated:
        """The claim that a number of the lists stands for, unnoted."""
        entry = self._entry(number)
        return Stated(entry, entry.claims[claim_of(number)])

    def _use(self, number: int) -> Use:
        entry = self._entry(number)
        claim = entry.claims[claim_of(number)]
        at = evidence_of(number)
        return Use(entry, claim, at, claim.evidence[at])

    @property
    def disputes(self) -> tuple[Dispute, ...]:
        """All disputes, sorted."""
        self._note("disputes/all")
        return self.lists.disputes

    def _note(self, name: str) -> None:
        if self.reads.noted is not None:
            self.reads.noted.add(name)

    def around(self, entry: Entry) -> tuple[Entry | None, Entry | None]:
        """The entries before and after one on the whole timeline."""
        self._note(f"around/{entry.id}")
        return self._pair(self.places_around(entry.id))

    def along(self, entry: Entry) -> tuple[Entry | None, Entry | None] | None:
        """The entries before and after one in its own track; None for one of no track."""
        self._note(f"along/{entry.id}")
        found = self.lists.along.get(entry.id)
        return self._pair(found) if found else None

    def places_around(self, entry_id: str) -> tuple[int | None, int | None]:
        """The places on the timeline before and after an entry's, unnoted."""
        place = self.lists.places[entry_id]
        return place - 1 if place else None, place + 1 if place + 1 < len(self.lists.order) else None

    def _pair(self, places: tuple[int | None, int | None]) -> tuple[Entry | None, Entry | None]:
        before, after = (None if place is None else self.shown_entries[self.lists.order[place]] for place in places)
        return before, after

    def prose(self, entry_id: str) -> str:
        """All of an entry's prose."""
        self._note(f"prose/{entry_id}")
        return self.shown.entries[entry_id].body

    def compiled(self, text: str) -> str:
        """What a prose text was compiled to, as JSON; empty where it was not."""
        return self._compiled.get(text, "")

    def in_order(self, entries: Iterable[Entry]) -> tuple[Entry, ...]:
        """Entries as they stand on the timeline, each once."""
        found = {entry.id: entry for entry in entries}
        return tuple(found[each] for each in sorted(found, key=self.lists.places.__getitem__))

    def finding(self, entry: Entry, claim: Claim, number: int) -> Finding:
        """What was found out about a piece of evidence; without a receipt a quote is not verified."""
        known = self._findings.get((entry.id, claim.id))
        if known is None:
            known = self._findings[entry.id, claim.id] = self._found(entry, claim)
        return known[number]

    def _found(self, entry: Entry, claim: Claim) -> list[Finding]:
        """What was found out about all evidence of a claim."""
        findings = self.shown.findings
        if isinstance(findings, Findings):
            return [findings.of(evidence) for evidence in claim.evidence]
        return [
            findings.get(EvidenceKey(entry.id, claim.id, number)) or (UNVERIFIED if evidence.quote else CITED)
            for number, evidence in enumerate(claim.evidence)
        ]

    def support(self, entry: Entry, claim: Claim) -> Support:  # noqa: ARG002  (a claim's id is unique in its entry only)
        """Outlets and origins of a claim."""
        sources = tuple([evidence.source for evidence in claim.evidence])
        known = self._supports.get(sources)
        if known is None:
            known = self._supports[sources] = support_of(self.shown, sources, self.lists.groups)
        return known

    def rests(self) -> Iterator[tuple[Entry, Claim]]:
        """All claims with their entries, for who asks what they rest on, and not what they say."""
        self._note("rests/*")
        for entry in self.shown_entries.values():
            for claim in entry.claims:
                yield entry, claim

    def dates(self) -> Iterator[Entry]:
        """All entries, for who asks nothing of them but when they happened and when they were changed."""
        self._note("dates/all")
        yield from self.shown_entries.values()

    @property
    def totals(self) -> dict[str, Totals]:
        """How much was known by the end of each day on which sources came out."""
        self._note("totals/all")
        if self._totals is None:
            self._totals = totals(self.lists, self.shown)
        return self._totals

    def claims(self) -> Iterator[Stated]:
        """All claims by topic, for who asks nothing of them but when they were made, on what, by whom and how."""
        self._note("claims/all")
        for row in self.lists.codes["by_topic"].values():
            yield from map(self.stated, row)

    def takers(self, cell: Cell) -> int:
        """How many claims that rest on anything have this place in the table of positions."""
        self._note(f"taken/{cell.key}")
        return len(self.lists.codes["taken"].get(cell.key, ()))

    def natures(self) -> Iterator[Nature]:
        """What all sources are, for who asks nothing else of them."""
        self._note("natures/*")
        for source in self.shown.sources.values():
            outlet = self.site.outlets.get(source.publisher) if source.publisher else None
            yield Nature(
                outlet.name if outlet else source.publisher,
                source.language,
                source.licence,
                source.archived_url is not None,
            )

    def amended(self) -> tuple[Source, ...]:
        """The sources that were corrected or retracted, or are gone, for who asks for no others."""
        self._note("amended/all")
        return self._amended

    @cached_property
    def _amended(self) -> tuple[Source, ...]:
        return tuple(
            source
            for source in self.shown.sources.values()
            if source.corrections or source.status is not SourceStatus.LIVE
        )

    def publishers(self) -> frozenset[str]:
        """Ids of the outlets that published any of the sources."""
        self._note("natures/*")
        return frozenset(source.publisher for source in self.shown.sources.values() if source.publisher)

    def verified(self, entry: Entry, claim: Claim) -> bool:
        """Whether at least one quotation of the claim was found, in a source that supports anything."""
        return any(
            self.finding(entry, claim, number).verdict.found and self.stands(evidence.source)
            for number, evidence in enumerate(claim.evidence)
        )

    def status(self, source_id: str) -> SourceStatus:
        """What has become of a source, for who asks nothing else of it but with a claim that it is named for.

        It goes with the entry that the claim stands in, as what was found out about the claim's evidence does.
        """
        return self.lists.fates.get(source_id, SourceStatus.LIVE)

    def stands(self, source_id: str) -> bool:
        """Whether a source supports anything, as it does unless it was retracted; for whom, see `status`."""
        return self.status(source_id) is not SourceStatus.RETRACTED

    def page(self, kind: str, ident: str = "") -> str | None:
        """The address of a page relative to the site's root, or None where that kind of page is left out."""
        address = self._addresses[kind]
        return f"{address[0]}{ident}{address[1]}" if address else None

    def translation_page(self, translation: EntryTranslation) -> str | None:
        """The address of an entry in another language, or None where that kind of page is left out."""
        return self.page("translation", translation_id(translation))

    def entry_ref(self, entry: Entry, claim: Claim | None = None) -> Ref:
        """An entry's title, leading to it, or to one of its claims there."""
        path = self.page("entry", entry.id)
        return Ref(entry.title, f"{path}#{claim_anchor(claim.id)}" if path and claim else path)

    def source_ref(self, source_id: str) -> Ref:
        """A source's title, leading to its page; without one it is called after its outlet: `Article of Xinhua`."""
        source = self.site.sources.get(source_id)
        if source is None:
            return Ref(source_id)
        title = source.title
        if not title:
            outlet, kind = self.outlet_name(source_id), source.kind or "source"
            title = f"{kind[0].upper()}{kind[1:]} of {outlet}" if outlet else f"Untitled {kind}"
        return Ref(title, self.page("source", source_id))

    def actor_ref(self, actor_id: str) -> Ref:
        """An actor's name, leading to its page."""
        actor = self.site.actors.get(actor_id)
        return Ref(actor.name, self.page("actor", actor_id)) if actor else Ref(actor_id)

    def place_ref(self, place_id: str) -> Ref:
        """A place's name, leading to its page."""
        place = self.site.places.get(place_id)
        return Ref(place.name, self.page("place", place_id)) if place else Ref(place_id)

    def topic_ref(self, topic_id: str) -> Ref:
        """A topic's title, leading to its page."""
        topic = self.site.topics.get(topic_id)
        return Ref(topic.title, self.page("topic", topic_id)) if topic else Ref(topic_id)

    def dispute_ref(self, dispute: Dispute) -> Ref:
        """A dispute's title, leading to its page."""
        return Ref(dispute.title, self.page("dispute", dispute.id))

    def outlet_name(self, source_id: str) -> str | None:
        """Who published a source, where that is known."""
        source = self.site.sources.get(source_id)
        if source is None or source.publisher is None:
            return None
        outlet = self.site.outlets.get(source.publisher)
        return outlet.name if outlet else str(source.publisher)

    def zone(self, entry: Entry) -> str | None:
        """The IANA time zone that an entry's time is in."""
        return zone_of(entry, self.site.places, self.site.settings)


def build_index(
    site: Site,
    *,
    drafts: bool,
    media: Mapping[str, str] | None = None,
    faces: Mapping[str, str] | None = None,
    compiled: Mapping[str, str] | None = None,
    cited: Cited | None = None,
) -> Index:
    """Turn a site round. With `drafts`, drafts are shown as well; for `cited` see `Cited`, for the others `Index`."""
    shown = publishable(site, drafts=drafts, cited=cited)
    lists = turned_round(shown, cited=cited)
    return Index(shown, lists, media=media or {}, faces=faces or {}, compiled=compiled or {})


def by_date(claims: Iterable[Stated]) -> list[Stated]:
    """Claims by the date on which they were made, undated ones last; within a day the given order stays."""

    def key(stated: Stated) -> tuple[object, ...]:
        date = stated.claim.date or stated.entry.date
        return (1,) if date is None else (0, *date.sort_key)

    return sorted(claims, key=key)
