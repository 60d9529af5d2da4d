"""The claims of one import → drafts and proposals, a file for each event: by day, track, and who takes part."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, MutableMapping, Sequence
from datetime import date

from dateline.ingest.alike import Said, alike, comment
from dateline.ingest.assertions import Basis
from dateline.ingest.cast import Cast
from dateline.ingest.draft import Names, stem_of, write_entry
from dateline.ingest.entries import Entries
from dateline.ingest.items import Item
from dateline.ingest.placing import Placed, Placing, bits, merged
from dateline.ingest.postings import components
from dateline.ingest.prose import words_of
from dateline.ingest.strands import Strands
from dateline.model import Claim, Entry, Site

OWN_WORDS = 7
"""Least words beside its quotations of a sentence that two reporters hardly write alike."""
MAX_CLAIMS = 60
"""Claims of one draft; more make a second one."""
_QUOTED = re.compile(r"[“\"«„][^”\"»“„]*[”\"»“]")


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
        strands = Strands(site)
        self.placing = Placing(site, cast, strands, track)
        self.drafted = Entries(site, cast, strands, today)
        self.by_day: dict[str, list[Entry]] = defaultdict(list)
        """The collection's entries by their days, EDTF without `~` and `?`."""
        for entry in site.entries.values():
            if entry.date is not None:
                self.by_day[entry.date.text.rstrip("~?%")].append(entry)
        self.drafts = aside()
        """Path relative to the root: the draft's file."""
        self.proposals = aside()
        """Path relative to the root: the proposal's file."""
        self.proposed = Names(())
        """The names of the proposals' files, without ending."""

    @property
    def unknown(self) -> Counter[str]:
        """Bodies that say or do something and are no actors yet, with the number of claims."""
        return self.placing.unknown

    def write(self, items: Sequence[Item]) -> None:
        """Make drafts and proposals of what the documents assert, grouped by day and track."""
        placed = merged(self.placing.place(items))
        groups: dict[tuple[str, str, str], list[Placed]] = defaultdict(list)
        for one in placed:
            track = one.track.id if one.track else ""
            groups[(one.day or "", track, "" if one.day else str(one.item.id))].append(one)
        on_track = {one.item.number for one in placed if one.track is not None}
        names = Names(alias for entry in self.site.entries.values() for alias in (entry.id, *entry.aliases))
        for key in sorted(groups):
            for part in self._events(groups[key], on_track, dated=bool(key[0])):
                for chunk in range(0, len(part), MAX_CLAIMS):
                    self._write_entry(part[chunk : chunk + MAX_CLAIMS], names)

    def _events(self, group: list[Placed], on_track: Collection[int], *, dated: bool) -> list[list[Placed]]:
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

    def _write_entry(self, group: Sequence[Placed], names: Names) -> None:
        """Write one draft, or the proposal where an entry of the day and track exists."""
        leads = self.drafted.leads(group)
        if leads:
            # The story that the title is from comes first.
            group = sorted(group, key=lambda one: one.item is not leads[0])
        first = group[0]
        existing = self._existing(first)
        title = self.drafted.title(group, leads)
        if first.day is None:
            stem = f"undated-{stem_of(title.removeprefix('Not dated: '), most=9)}"
        else:
            stem = f"{first.day.replace('/', '-')}-{stem_of(title, most=9) or 'event'}"
        name = names.take(stem.rstrip("-"))
        entry = self.drafted.entry(name, title, group, existing)
        made = write_entry(entry, self._likenesses(entry, group, existing))
        if existing is None:
            path = f"content/entries/{name}.md"
            self.drafts[path] = made
        else:
            path = f"inbox/{self.proposed.take(existing.id)}.md"
            self.proposals[path] = made
        for one in group:
            for item, said in one.sources:
                item.drafts.add(path)
                item.claims += 1
                item.used_quotes |= bits(said.quotes)
                item.used_phrases |= bits(said.phrases)

    def _likenesses(self, entry: Entry, group: Sequence[Placed], existing: Entry | None) -> str:
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

    def _beside(self, group: Sequence[Placed]) -> str:
        """A comment line on entries of the same day with the same actors, which are on another track."""
        people = {actor for one in group for actor in (*one.by, *one.near)}
        lines = []
        for entry in self.by_day.get(group[0].day or "", ()):
            same = sorted(people & _people_of(entry))
            if same:
                track = f"track {entry.track}" if entry.track else "no track"
                lines.append(f"# Of the same day, with {', '.join(same[:4])}: {entry.id} ({track})\n")
        return "".join(lines)

    def _existing(self, one: Placed) -> Entry | None:
        """The entry of the collection that has the same day and track."""
        if one.day is None:
            return None
        track = one.track.id if one.track else None
        found = [entry for entry in self.by_day.get(one.day, ()) if entry.track == track or not self.site.tracks]
        if track is None and self.site.tracks:
            # Days have many events beside the tracks: only one with the same actors is the same.
            people = {*one.by, *one.near}
            found = [entry for entry in found if people & _people_of(entry)]
        return found[0] if found else None


def _people_of(entry: Entry) -> set[str]:
    """The actors of an entry and of its claims, by their ids."""
    return {*entry.actors, *(by for claim in entry.claims for by in claim.by)}


def _word_for_word(one: Placed) -> bool:
    """Whether several sources have the same sentence, and not only the same quotation in it."""
    mine = words_of(one.said.words)
    same = any(words_of(said.words) == mine for _, said in one.also)
    return same and len(words_of(_QUOTED.sub(" ", one.said.words))) >= OWN_WORDS


def _compared(claim: Claim) -> Said:
    """A claim as it is compared with others."""
    sources = frozenset(str(each.source) for each in claim.evidence)
    return Said(name=claim.id, text=claim.text, by=frozenset(claim.by), sources=sources)
