"""The claims of one event → its draft entry: title, claims, actors, place, and what an editor should look at."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from dateline.dates import parse
from dateline.ingest.assertions import Basis
from dateline.ingest.cast import Cast
from dateline.ingest.draft import claim_id, headline, sentences
from dateline.ingest.items import Item
from dateline.ingest.language import primary
from dateline.ingest.placing import Placed
from dateline.ingest.strands import Strands
from dateline.model import Claim, DateFrom, Entry, Id, Site, Status

_POINTING = re.compile(r"(?:It|He|She|They|This|That|These|Those|His|Her|Their|Its)\b")
"""Begins a sentence that cannot be understood without the one before."""


class Entries:
    """Makes the draft entries of one import."""

    def __init__(self, site: Site, cast: Cast, strands: Strands, today: date) -> None:
        """Take the collection, the actors, the tracks, and the day of the import."""
        self.site = site
        self.cast = cast
        self.strands = strands
        self.today = today

    def leads(self, group: Sequence[Placed]) -> list[Item]:
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
                item.language != primary(self.site.settings.language),
                "published" in item.inferred,
                -counts[item.number],
                str(item.id),
            ),
        )

    def title(self, group: Sequence[Placed], leads: Sequence[Item]) -> str:
        """What happened: the headline of the story that the group is, else its first dated claim in short."""
        first = group[0]
        if first.day is None:
            return f"Not dated: {first.item.title or headline(first.said.text)}"
        if leads and leads[0].title is not None:
            return leads[0].title
        plain = [one for one in group if not _POINTING.match(one.said.text)] or list(group)
        chosen = next((one for one in plain if one.said.basis is Basis.OWN), plain[0])
        return headline(chosen.said.text, chosen.said.by[0] if chosen.said.speech and chosen.said.by else None)

    def entry(self, name: str, title: str, group: Sequence[Placed], existing: Entry | None) -> Entry:
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
                    evidence=tuple(item.evidence(said) for item, said in one.sources),
                )
            )
        self.cast.use(actor for one in group for actor in one.by)
        actors = self._participants(group)
        self.cast.use(actors)
        track = first.track
        place = self.strands.place(track, " ".join(one.said.words for one in group)) if track else None
        cited = dict.fromkeys(f"[@{item.id}]" for one in group for item, _ in one.sources)
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
            body=f"Reported in {', '.join(cited)}.",
        )

    def _participants(self, group: Sequence[Placed]) -> list[str]:
        """Who took part: whom the sentences that date the event name, and who speaks or acts at it."""
        found: dict[str, None] = {}
        for one in group:
            if one.said.basis is Basis.OWN or one.said.basis is Basis.SCENE:
                for actor in one.by if one.said.speech else (*one.by, *one.near):
                    found.setdefault(actor)
        return list(found)

    def _date_from(self, group: Sequence[Placed]) -> DateFrom | None:
        """The words that the day was derived from: of the first sentence that is dated by its own words."""
        dated = [(one, words) for one in group if (words := one.said.dated) is not None]
        if not dated:
            return None
        first, words = next(((one, words) for one, words in dated if one.said.basis is Basis.OWN), dated[0])
        return DateFrom(said=words.words, source=Id.of(first.item.id))

    def _topic(self, words: str) -> Id | None:
        """The topic whose title's words all stand in a sentence; the longest title where there are several."""
        low = words.casefold()
        found = []
        for number, topic in enumerate(self.site.topics.values()):
            keys = [word for word in re.findall(r"\w+", topic.title.casefold()) if len(word) > 3]
            if keys and all(re.search(rf"\b{re.escape(key[:-1] if key.endswith('s') else key)}", low) for key in keys):
                found.append((-len(keys), number, topic.id))
        return min(found)[2] if found else None

    def _remarks(self, group: Sequence[Placed], names: Mapping[int, str], existing: Entry | None) -> str | None:
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


def _no_day(published: str | None) -> str:
    """Why a draft has no day."""
    if published is None:
        return "No day: neither the article nor the others of this import fix one."
    return f"No day: the article came out on {published}, but names no day on which this happened."


def _claims(count: int) -> str:
    """A number of claims in words."""
    return "one claim" if count == 1 else f"{count} claims"
