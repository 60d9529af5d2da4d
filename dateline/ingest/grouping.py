"""Assertions of several documents → draft entries, by day and track."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import blake2b
from sys import intern
from typing import TypeVar

from dateline.dates import parse
from dateline.ingest.alike import Said, alike, comment
from dateline.ingest.cast import Cast
from dateline.ingest.claims import Assertion, Basis, DatedBy
from dateline.ingest.document import Record
from dateline.ingest.draft import Names, claim_id, evidence, headline, quoted, sentences, stem_of, write_entry
from dateline.ingest.held import Head, Records, head_of
from dateline.ingest.strands import Strands
from dateline.model import Claim, DateFrom, Derivation, Entry, Evidence, Id, Site, Status, Track

T = TypeVar("T", bound=Hashable)

SHARED_WORDS = 5
"""Least words of a quotation that makes two sources' claims one."""
OWN_WORDS = 7
"""Least words beside its quotations of a sentence that two reporters hardly write alike."""
MAX_CLAIMS = 60
"""Claims of one draft; more make a second one."""
_QUOTED = re.compile(r"[“\"«„][^”\"»“„]*[”\"»“]")
_POINTING = re.compile(r"(?:It|He|She|They|This|That|These|Those|His|Her|Their|Its)\b")
"""Begins a sentence that cannot be understood without the one before."""


@dataclass(slots=True)
class Item:
    """One document of an import while everything is brought together; filled step by step."""

    number: int
    """Place in the input."""
    records: Records
    """What keeps the records of all documents."""
    head: Head
    """What it says by itself, as far as documents are compared by it; later with what the others told of it."""
    twin: Item | None = None
    """The document with the same bytes that it is taken for."""
    id: str | None = None
    """The source that it is."""
    new: bool = False
    """Whether this import makes that source."""
    root: Item | None = None
    """The document of this import that it is a copy of."""
    copy_of: str | None = None
    """The source that it is a copy of."""
    derived: tuple[Derivation, ...] = ()
    """What its words come from."""
    containment: float = 0.0
    """Share of its words that stand there, 0 to 1."""
    shared: frozenset[int] | None = None
    """Its paragraphs, from 0, that stand in what it copies or is based on; None where it is neither."""
    paragraphs: int = 0
    """How many paragraphs it has, where it is a copy or based on another text."""
    title: str | None = None
    """Its own title, or that of what it copies."""
    inferred: dict[str, str] = field(default_factory=dict)
    """Field: why; an empty reason is filled in once all sources have their ids."""
    publisher: str | None = None
    """Id of its outlet."""
    notes: list[str] = field(default_factory=list)
    """What the report says of it."""
    drafts: set[str] = field(default_factory=set)
    """Paths of the drafts that hold its claims."""
    claims: int = 0
    """How many claims rest on it."""
    quotes: int = 0
    """Its quotations that are speech, each by the bit of its number; known once its assertions have been placed."""
    phrases: int = 0
    """Its date phrases that stand in no quotation, in the same way; known with them."""
    used_quotes: int = 0
    """Its quotations that stand in claims, in the same way."""
    used_phrases: int = 0
    """Its date phrases whose sentences became claims, in the same way."""
    track: Track | None = None
    """The track that it is about."""
    story: DatedBy | None = None
    """What dates the event that it is about."""
    found: dict[int, tuple[str, str | None] | int | None] = field(default_factory=dict)
    """Place of an assertion's words (`_span`): the quote, and its context, that `check` finds there; where they are so
    many first characters of the sentence, their number."""

    @property
    def record(self) -> Record:
        """All that is known of it but its bytes; it may have to be fetched from a disk."""
        if self.twin is not None:
            return replace(self.twin.record, path=self.head.path)
        return self.records.record(self.number)

    @record.setter
    def record(self, record: Record) -> None:
        self.records.change(self.number, record)
        self.head = head_of(record)

    @property
    def text(self) -> str:
        """Its clean text."""
        return self.records.text(self.number)

    def follow(self, twin: Item) -> None:
        """Take it for a document with the same bytes."""
        self.twin, self.head = twin, replace(twin.head, path=self.head.path)

    @property
    def language(self) -> str | None:
        """The primary tag of its language."""
        return self.head.language.split("-")[0] if self.head.language else None

    @property
    def rank(self) -> tuple[int, int, str, str]:
        """Orders copies: the one that states most of itself, then the longest; then by name, and by its bytes."""
        return (-self.head.weight, -self.head.length, self.head.path, self.head.digest)


@dataclass(frozen=True, slots=True)
class _Placed:
    """An assertion with its place among the drafts."""

    item: Item
    """The document."""
    said: Assertion
    """What it asserts."""
    by: tuple[str, ...]
    """Ids of actors."""
    near: tuple[str, ...]
    """Ids of the actors named in its sentence."""
    day: str | None
    """EDTF date of the entry."""
    claim_date: str | None
    """EDTF date of the claim, where it is not the entry's."""
    track: Track | None
    """The track of the entry."""
    also: tuple[tuple[Item, Assertion], ...] = ()
    """Other sources that carry the same words."""


def _key(one: _Placed, words: Sequence[str]) -> bytes:
    """What two claims have in common that are one: day, track, who says it, and the words.

    (A digest of 128 bits: the words of all claims of a large import are a gigabyte.)
    """
    parts = (one.day or "", one.track.id if one.track else "", " ".join(one.by), " ".join(words))
    return blake2b("\n".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).digest()


class Grouping:
    """Makes the drafts of one import; `write` is all of it."""

    def __init__(
        self,
        site: Site,
        cast: Cast,
        track: str | None,
        today: date,
        aside: Callable[[], MutableMapping[str, str]] = dict,
    ) -> None:
        """Take the collection, the actors, the track that the editor named for all, and the day of the import.

        `aside` makes what keeps the drafts by their paths.
        """
        self.site = site
        self.cast = cast
        self.today = today
        self.track = track
        self.strands = Strands(site)
        self.entries: dict[str, list[Entry]] = defaultdict(list)
        for entry in site.entries.values():
            if entry.date is not None:
                self.entries[entry.date.text.rstrip("~?%")].append(entry)
        self.drafts = aside()
        """Path relative to the root: the draft's file."""
        self.proposals = aside()
        """Path relative to the root: the proposal's file."""
        self.proposed = Names(())
        """The names of the proposals' files, without ending."""
        self.unknown: Counter[str] = Counter()
        """Bodies that say or do something and are no actors yet, with the number of claims."""

    def write(self, items: Sequence[Item]) -> None:
        """Make drafts and proposals of what the documents assert."""
        self._write_entries(self._merged(self._place(items)))

    # -- places in the timeline -----------------------------------------------------------------------------

    def _place(self, fresh: Sequence[Item]) -> Iterator[_Placed]:
        """Give every assertion its day and its track. What a document has word for word of another is left out.

        They come document by document, so that whoever takes them finds the document's record at hand.
        """
        order = sorted(fresh, key=lambda item: (item.copy_of is not None, item.head.published or "9999", item.rank))
        for item in order:
            shared = item.shared or frozenset[int]()
            record = item.record
            item.quotes = _bits(number for number, quote in enumerate(record.quotes) if quote.kind == "speech")
            item.phrases = _bits(
                number
                for number, phrase in enumerate(record.phrases)
                if not any(quote.start <= phrase.start < quote.end for quote in record.quotes)
            )
            item.story = record.reading.story
            item.track = self._story_track(item)
            before: _Placed | None = None
            days: dict[DatedBy, DatedBy] = {}
            for said in record.reading.assertions:
                if said.paragraph in shared:
                    continue
                # All of one text in a row: it is made ready for looking up once.
                found = quoted(record.text, said.start, said.end)
                before = self._placed(item, said, before)
                before = replace(before, said=_held(said, days))
                # Most are the beginning of the sentence, which is held already.
                whole = found is not None and found[1] is None and said.words.startswith(found[0])
                item.found[_span(said)] = len(found[0]) if found is not None and whole else found
                yield before

    def _story_track(self, item: Item) -> Track | None:
        """The track that a document as a whole is about."""
        if self.track is not None:
            return self.site.tracks[self.track]
        article = item.record.article
        strands = self.strands
        if article is None or not strands.tracks:
            return None
        people = [actor for person in item.record.reading.cast if (actor := self.cast.actor(person.name))]
        head = "\n".join([article.title or "", *article.text.split("\n")[:3]])
        scores = []
        for track in strands.tracks:
            early, _ = strands.hits(track, head)
            words, persons = strands.hits(track, article.text, people)
            if words:
                scores.append((3 * early + 2 * words + persons, track))
        top = max((score for score, _ in scores), default=0)
        leading = [track for score, track in scores if score == top]
        return leading[0] if len(leading) == 1 and top >= 4 else None

    def _placed(self, item: Item, said: Assertion, before: _Placed | None) -> _Placed:
        """One assertion's day, actors and track."""
        by = [actor for name in (*said.by, *said.bodies) if (actor := self.cast.actor(name))]
        for body in said.bodies:
            if self.cast.actor(body) is None and body[:1].isupper():
                self.unknown[body] += 1
        near = [actor for name in said.names if (actor := self.cast.actor(name))]
        day = said.dated.value if said.dated is not None else None
        about = said.basis is Basis.ABOUT and day is not None and "/" not in day
        return _Placed(
            item=item,
            said=said,
            by=tuple(dict.fromkeys(by)),
            near=tuple(dict.fromkeys(near)),
            day=day,
            claim_date=f"{day}~" if about else None,
            track=self._track(item, said, before, by),
        )

    def _track(self, item: Item, said: Assertion, before: _Placed | None, by: Sequence[str]) -> Track | None:
        """The track of an assertion: the story's where it belongs to the story, else the one whose words it has."""
        if self.track is not None:
            return self.site.tracks[self.track]
        story = item.story
        follows = before is not None and before.day == (said.dated.value if said.dated else None)
        if (
            before is not None
            and follows
            and (
                said.basis is Basis.CARRIED or (said.basis is not Basis.OWN and before.said.paragraph == said.paragraph)
            )
        ):
            return before.track
        if item.track is not None and (said.dated is None or (story is not None and said.dated.value == story.value)):
            lead = (
                story is not None
                and said.dated is not None
                and said.dated.start == story.start
                and said.basis is Basis.OWN
            )
            if said.basis is not Basis.OWN or lead or any(self.strands.hits(item.track, said.words, by)):
                return item.track
        return self.strands.best(said.words, by)

    def _merged(self, placed: Iterable[_Placed]) -> list[_Placed]:
        """One claim for the same quoted words (or the same sentence) of the same speaker in independent documents."""
        kept: list[_Placed] = []
        seen: dict[bytes, int] = {}
        for one in placed:
            keys = [_key(one, words) for words in self._wordings(one)]
            other = next((seen[key] for key in keys if key in seen), None)
            if other is not None and kept[other].item is not one.item:
                kept[other] = replace(kept[other], also=(*kept[other].also, (one.item, one.said)))
                continue
            for key in keys:
                seen.setdefault(key, len(kept))
            kept.append(one)
        return kept

    def _wordings(self, one: _Placed) -> Iterator[list[str]]:
        """The sentence's words, and those of its only quotation."""
        sentence = re.findall(r"\w+", one.said.words.casefold())
        if len(sentence) >= SHARED_WORDS:
            yield sentence
        spoken = [one.item.record.quotes[number] for number in one.said.quotes]
        spoken = [quote for quote in spoken if quote.kind == "speech"]
        if len(spoken) == 1 and one.by:
            words = re.findall(r"\w+", one.item.record.text[spoken[0].start : spoken[0].end].casefold())
            if len(words) >= SHARED_WORDS:
                yield words

    # -- entries --------------------------------------------------------------------------------------------

    def _write_entries(self, placed: Sequence[_Placed]) -> None:
        """Group the claims by day and track, and write each group as a draft or as a proposal."""
        groups: dict[tuple[str, str, str], list[_Placed]] = defaultdict(list)
        for one in placed:
            track = one.track.id if one.track else ""
            groups[(one.day or "", track, "" if one.day else str(one.item.id))].append(one)
        on_track = {one.item.number for one in placed if one.track is not None}
        ids = {alias for entry in self.site.entries.values() for alias in (entry.id, *entry.aliases)}
        names = Names(ids)
        for key in sorted(groups):
            for part in self._events(groups[key], on_track, dated=bool(key[0])):
                for chunk in range(0, len(part), MAX_CLAIMS):
                    self._write_entry(part[chunk : chunk + MAX_CLAIMS], names)

    def _events(self, group: list[_Placed], on_track: Collection[int], *, dated: bool) -> list[list[_Placed]]:
        """The events of one day: with a track one; where tracks are known and none fits, one for each set of actors.

        `on_track` has the documents of which some claim is on a track; what another tells is one event a day, since
        the tracks that are known say nothing of its story.
        """
        if not dated or group[0].track is not None or not self.site.tracks:
            return [group]
        links: list[tuple[int, int]] = []
        holders: dict[str, int] = {}
        for number, one in enumerate(group):
            elsewhere = one.item.number not in on_track
            keys = ("",) if elsewhere else one.near or one.by or one.said.bodies
            for key in keys:
                links.append((holders.setdefault(key, number), number))
            before = group[number - 1] if number else None
            if (
                before is not None
                and before.item is one.item
                and (
                    one.said.basis is Basis.CARRIED
                    or before.said.paragraph == one.said.paragraph
                    or (not keys and one.said.paragraph - before.said.paragraph <= 1)
                )
            ):
                links.append((number - 1, number))
            links.append((number, number))
        parts = components(links)
        return [[group[number] for number in sorted(part)] for part in sorted(parts, key=min)]

    def _write_entry(self, group: Sequence[_Placed], names: Names) -> None:
        """Write one draft, or the proposal where an entry of the day and track exists."""
        leads = self._leads(group)
        if leads:
            # The story that the title is from comes first.
            group = sorted(group, key=lambda one: one.item is not leads[0])
        first = group[0]
        existing = self._existing(first)
        title = self._title(group, leads)
        if first.day is None:
            stem = f"undated-{stem_of(title.removeprefix('Not dated: '), most=9)}"
        else:
            stem = f"{first.day.replace('/', '-')}-{stem_of(title, most=9) or 'event'}"
        name = names.take(stem.rstrip("-"))
        entry = self._entry(name, title, group, existing)
        made = write_entry(entry, self._likenesses(entry, group, existing))
        if existing is None:
            path = f"content/entries/{name}.md"
            self.drafts[path] = made
        else:
            path = f"inbox/{self.proposed.take(existing.id)}.md"
            self.proposals[path] = made
        for one in group:
            for item, said in ((one.item, one.said), *one.also):
                item.drafts.add(path)
                item.claims += 1
                item.used_quotes |= _bits(said.quotes)
                item.used_phrases |= _bits(said.phrases)

    def _likenesses(self, entry: Entry, group: Sequence[_Placed], existing: Entry | None) -> str:
        """Comment lines on the claims of a draft that may be one, or may stand in the entry that exists."""
        held = [_compared(claim) for claim in existing.claims] if existing else []
        known = {claim.name for claim in held}
        pairs = alike([_compared(claim) for claim in entry.claims], held)
        there = [pair for pair in pairs if pair.second in known]
        beside = "" if existing else self._beside(group)
        copied = [claim.id for claim, one in zip(entry.claims, group, strict=True) if _word_for_word(one)]
        if copied:
            beside += (
                f"# Word for word the same in their sources, so one may have it from the other: {', '.join(copied)}\n"
            )
        return beside + comment(
            [pair for pair in pairs if pair.second not in known], there, str(existing.id) if existing else None
        )

    def _beside(self, group: Sequence[_Placed]) -> str:
        """A comment line on entries of the same day with the same actors, which are on another track."""
        people = {actor for one in group for actor in (*one.by, *one.near)}
        lines = []
        for entry in self.entries.get(group[0].day or "", ()):
            same = sorted(people & {*entry.actors, *(by for claim in entry.claims for by in claim.by)})
            if same:
                track = f"track {entry.track}" if entry.track else "no track"
                lines.append(f"# Of the same day, with {', '.join(same[:4])}: {entry.id} ({track})\n")
        return "".join(lines)

    def _existing(self, one: _Placed) -> Entry | None:
        """The entry of the collection that has the same day and track."""
        if one.day is None:
            return None
        track = one.track.id if one.track else None
        found = [entry for entry in self.entries.get(one.day, ()) if entry.track == track or not self.site.tracks]
        if track is None and self.site.tracks:
            # Days have many events beside the tracks: only one with the same actors is the same.
            people = {*one.by, *one.near}
            found = [e for e in found if people & {*e.actors, *(by for claim in e.claims for by in claim.by)}]
        return found[0] if found else None

    def _leads(self, group: Sequence[_Placed]) -> list[Item]:
        """The documents whose story a group is, the one that states its day first, then the one with most claims."""
        counts = Counter(one.item.number for one in group)
        found: dict[int, Item] = {}
        for one in group:
            story = one.item.story
            if story is None or story.value != one.day or one.item.title is None or one.item.track is not one.track:
                continue
            if one.said.dated is not None and one.said.dated.start == story.start and one.said.basis is Basis.OWN:
                found[one.item.number] = one.item
        return sorted(
            found.values(),
            key=lambda item: (
                item.language != self.site.settings.language.split("-")[0],
                "published" in item.inferred,
                -counts[item.number],
                str(item.id),
            ),
        )

    def _title(self, group: Sequence[_Placed], leads: Sequence[Item]) -> str:
        """What happened: the headline of the story that the group is, else its first dated claim in short."""
        first = group[0]
        if first.day is None:
            return f"Not dated: {first.item.title or headline(first.said.text)}"
        if leads and leads[0].title is not None:
            return leads[0].title
        plain = [one for one in group if not _POINTING.match(one.said.text)] or list(group)
        chosen = next((one for one in plain if one.said.basis is Basis.OWN), plain[0])
        return headline(chosen.said.text, chosen.said.by[0] if chosen.said.speech and chosen.said.by else None)

    def _entry(self, name: str, title: str, group: Sequence[_Placed], existing: Entry | None) -> Entry:
        """The draft of a group."""
        first = group[0]
        claims: list[Claim] = []
        names: dict[int, str] = {}
        for number, one in enumerate(group):
            speaker = one.said.by[0] if one.said.by else None
            used = {claim.id for claim in claims} | ({claim.id for claim in existing.claims} if existing else set())
            names[number] = claim_id(one.said.text, speaker, used)
            claims.append(
                Claim(
                    id=Id.of(names[number]),
                    text=one.said.text,
                    by=tuple(Id.of(actor) for actor in one.by),
                    kind=one.said.kind,
                    date=parse(one.claim_date) if one.claim_date else None,
                    topic=self._topic(one.said.words),
                    stance=one.said.stance,
                    evidence=tuple(self._evidence(item, said) for item, said in ((one.item, one.said), *one.also)),
                )
            )
        self.cast.use(actor for one in group for actor in one.by)
        actors = self._participants(group)
        self.cast.use(actors)
        track = first.track
        place = self.strands.place(track, " ".join(one.said.words for one in group)) if track else None
        source_ids = list(
            dict.fromkeys(str(item.id) for one in group for item in (one.item, *(i for i, _ in one.also)))
        )
        return Entry(
            id=Id.of(name),
            title=title,
            date=parse(first.day) if first.day else None,
            date_from=self._date_from(group),
            track=track.id if track else None,
            place=Id.of(place) if place and place in self.site.places else None,
            actors=tuple(Id.of(actor) for actor in actors),
            status=Status.DRAFT,
            added=parse(self.today.isoformat()),
            claims=tuple(claims),
            editor_note=self._remarks(group, names, existing),
            body=f"Reported in {', '.join(f'[@{source}]' for source in source_ids)}.",
        )

    def _participants(self, group: Sequence[_Placed]) -> list[str]:
        """Who took part: whom the sentences that date the event name, and who speaks or acts at it."""
        found: dict[str, None] = {}
        for one in group:
            if one.said.basis is Basis.OWN or one.said.basis is Basis.SCENE:
                for actor in one.by if one.said.speech else (*one.by, *one.near):
                    found.setdefault(actor)
        return list(found)

    def _date_from(self, group: Sequence[_Placed]) -> DateFrom | None:
        """The words that the day was derived from: of the first sentence that is dated by its own words."""
        dated = [one for one in group if one.said.dated is not None and one.said.basis is Basis.OWN]
        dated = dated or [one for one in group if one.said.dated is not None]
        if not dated:
            return None
        first = dated[0]
        words: DatedBy | None = first.said.dated
        return DateFrom(said=words.words, source=Id.of(first.item.id)) if words else None

    def _evidence(self, item: Item, said: Assertion) -> Evidence:
        found = item.found.get(_span(said))
        return evidence(str(item.id), (said.words[:found], None) if isinstance(found, int) else found)

    def _topic(self, words: str) -> Id | None:
        """The topic whose title's words all stand in a sentence; the longest title where there are several."""
        low = words.casefold()
        found = []
        for number, topic in enumerate(self.site.topics.values()):
            keys = [word for word in re.findall(r"\w+", topic.title.casefold()) if len(word) > 3]
            if keys and all(re.search(rf"\b{re.escape(key[:-1] if key.endswith('s') else key)}", low) for key in keys):
                found.append((-len(keys), number, topic.id))
        return min(found)[2] if found else None

    def _remarks(self, group: Sequence[_Placed], names: Mapping[int, str], existing: Entry | None) -> str | None:
        """What an editor should look at in a draft."""
        story = sum(one.said.basis is Basis.SCENE for one in group)
        about = sum(one.claim_date is not None for one in group)
        nobody = [names[n] for n, one in enumerate(group) if one.said.speech and not one.by and not one.said.bodies]
        unknown = sorted({body for one in group for body in one.said.bodies if body[:1].isupper() and not one.by})
        weeks = group[0].day is not None and "/" in group[0].day
        parts = [
            f"Proposed for the entry {existing.id}: move what is new into it." if existing else "",
            _no_day(group[0].item.head.published) if group[0].day is None else "",
            "The sources give a span of days, not the day." if weeks else "",
            f"The day of {_claims(story)} is that of the story, for the sentence names none." if story else "",
            f"When {_claims(about)} marked ~ took place is not said; the story’s day stands for it." if about else "",
            f"Nobody is named who says it: {', '.join(nobody)}." if nobody else "",
            f"Not in actors.yaml: {', '.join(unknown).rstrip('.')}." if unknown else "",
        ]
        return sentences(parts)


def _bits(numbers: Iterable[int]) -> int:
    """Numbers as a set that takes as little room as can be."""
    made = 0
    for number in numbers:
        made |= 1 << number
    return made


def _span(said: Assertion) -> int:
    """Start and end of an assertion's words as one number."""
    return said.start << 32 | said.end


def _held(said: Assertion, days: dict[DatedBy, DatedBy]) -> Assertion:
    """An assertion as it is held with those of all documents: what is said twice is held once, and no names.

    `days` has what dates the assertions of its document.
    """
    return replace(
        said,
        words=said.text if said.words == said.text else said.words,
        by=tuple(map(intern, said.by)),
        bodies=tuple(map(intern, said.bodies)),
        names=(),
        dated=days.setdefault(said.dated, said.dated) if said.dated is not None else None,
    )


def components(links: Iterable[tuple[T, T]]) -> list[list[T]]:
    """Groups of things that are linked, directly or through others, each in the order of first mention."""
    parent: dict[T, T] = {}

    def find(one: T) -> T:
        parent.setdefault(one, one)
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for a, b in links:
        root_a, root_b = find(a), find(b)
        parent[root_b] = root_a
    groups: dict[T, list[T]] = defaultdict(list)
    for one in parent:
        groups[find(one)].append(one)
    return list(groups.values())


def _word_for_word(one: _Placed) -> bool:
    """Whether several sources have the same sentence, and not only the same quotation in it."""
    narrated = re.findall(r"\w+", _QUOTED.sub(" ", one.said.words).casefold())
    mine = re.findall(r"\w+", one.said.words.casefold())
    same = any(re.findall(r"\w+", said.words.casefold()) == mine for _, said in one.also)
    return same and len(narrated) >= OWN_WORDS


def _compared(claim: Claim) -> Said:
    """A claim as it is compared with others."""
    sources = frozenset(str(each.source) for each in claim.evidence)
    return Said(name=claim.id, text=claim.text, by=frozenset(claim.by), sources=sources)


def _no_day(published: str | None) -> str:
    """Why a draft has no day."""
    if published is None:
        return "No day: neither the article nor the others of this import fix one."
    return f"No day: the article came out on {published}, but names no day on which this happened."


def _claims(count: int) -> str:
    """A number of claims in words."""
    return "one claim" if count == 1 else f"{count} claims"
