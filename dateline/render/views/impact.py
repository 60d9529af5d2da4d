"""What if a source falls: the section of its page, and the same in lines for the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from dateline.dates import EdtfDate
from dateline.evidence.impact import Cell, Hit, Impact, falls_with, impact
from dateline.model import Entry, SourceStatus, Status
from dateline.render import words
from dateline.render.index import Index, Ref, Stated
from dateline.render.views.claims import ClaimLine, claim_line
from dateline.render.views.names import SourceLine, actor_ref, source_line, topic_ref
from dateline.render.words import When


class Weaker(NamedTuple):
    """A claim that would stand, less firmly."""

    claim: ClaimLine
    """The claim."""
    how: str
    """`2 origins left of 3`, `no quotation left that was found`."""


class Lost(NamedTuple):
    """A dispute that would be another one."""

    ref: Ref
    """The dispute."""
    how: str
    """`would end: nobody else says 2 hours`."""


class Vacant(NamedTuple):
    """A position that nothing would show any more on its date."""

    holder: Ref
    """Whose position …"""
    stance: str
    """… what it does …"""
    topic: Ref
    """… with which topic …"""
    date: When | None
    """… and when; None where no date is known."""
    claim: ClaimLine
    """A claim that shows it."""


class Undated(NamedTuple):
    """An entry whose date would rest on nothing."""

    entry: Ref
    """The entry."""
    said: str
    """The words that its date was concluded from."""
    date: When | None
    """That date."""
    draft: bool
    """Whether the entry is a draft."""


class ImpactView(NamedTuple):
    """What the site would lose with a source."""

    summary: str
    """All of it in a sentence or two."""
    others: tuple[SourceLine, ...]
    """Sources that have its words, and would fall with it."""
    based: tuple[SourceLine, ...]
    """Sources that are based on these."""
    falls: tuple[ClaimLine, ...]
    """Claims that nothing would be left of."""
    weaker: tuple[Weaker, ...]
    """Claims that would stand less firmly."""
    disputes: tuple[Lost, ...]
    """Disputes that would lose a value, or end."""
    positions: tuple[Vacant, ...]
    """Positions that nothing would show any more on their date."""
    dates: tuple[Undated, ...]
    """Entries whose date was concluded from the words of these sources."""


def impact_of(index: Index, source_id: str) -> Impact:
    """What would change on the site of an index if a source that it shows fell."""
    site = index.site
    fallen = falls_with(site, index.derived, index.groups, source_id)
    touched = {(use.entry.id, use.claim.id): use for each in fallen for use in index.uses.get(each, ())}
    places = index.lists.places
    claims = [
        (use.entry, use.claim)
        for use in sorted(touched.values(), key=lambda use: (places[use.entry.id], use.entry.claims.index(use.claim)))
    ]
    return impact(
        site,
        fallen,
        index.derived,
        claims,
        index.groups,
        lambda entry, claim: index.disputed.get((entry, claim), ()),
        lambda entry, claim, number: index.finding(entry, claim, number).verdict.found,
        index.takers,
        index.in_order(chain.from_iterable(index.dated.get(each, ()) for each in fallen)),
    )


def impact_view(index: Index, source_id: str) -> ImpactView | None:
    """Make the section of a source's page; None where nothing rests on it."""
    found = impact_of(index, source_id)
    if not found.claims and not found.dated:
        return None
    return ImpactView(
        summary=_summary(index, source_id, found),
        others=tuple(source_line(index, each) for each in found.fallen if each != source_id),
        based=tuple(source_line(index, each) for each in found.based),
        falls=tuple(_line(index, *each.name) for each in found.falls),
        weaker=tuple(Weaker(_line(index, *each.name), _how(each)) for each in found.weaker),
        disputes=tuple(
            Lost(
                index.dispute_ref(each.dispute),
                f"{'would end' if each.ends else 'would go on'}; nobody else says {words.listed(each.lost)}",
            )
            for each in found.disputes
        ),
        positions=tuple(
            Vacant(
                actor_ref(index, each.cell.holder),
                words.stance(each.cell.stance),
                topic_ref(index, each.cell.topic),
                words.when(each.cell.date) if each.cell.date else None,
                _line(index, each.entry, each.claim),
            )
            for each in found.positions
        ),
        dates=tuple(_undated(index, each) for each in found.dated),
    )


def _line(index: Index, entry_id: str, claim_id: str) -> ClaimLine:
    entry = index.site.entries[entry_id]
    return claim_line(index, Stated(entry, next(each for each in entry.claims if each.id == claim_id)))


def _undated(index: Index, entry_id: str) -> Undated:
    entry = index.site.entries[entry_id]
    return Undated(
        index.entry_ref(entry),
        entry.date_from.said if entry.date_from else "",
        words.when(entry.date) if entry.date else None,
        entry.status is Status.DRAFT,
    )


def _how(hit: Hit) -> str:
    parts = [f"{words.count(hit.after, 'origin')} left of {hit.before}"] if hit.after != hit.before else []
    return "; ".join([*parts, *(["no quotation left that was found"] if hit.unquoted else [])])


def _summary(index: Index, source_id: str, found: Impact) -> str:
    """What would become of the claims, and what else the source is used for."""
    others = len(found.fallen) > 1
    parts = []
    if _spent(index, source_id):
        parts.append("It was retracted, and counts for nothing already.")
    text = " or a text with its words" if others else ""
    if found.claims:
        hits = (*found.falls, *found.weaker, *found.unchanged)
        drafts = sum(_is_draft(index, each.entry) for each in hits)
        drafted = f", {drafts} of them in {'a draft' if drafts == 1 else 'drafts'}," if drafts else ""
        parts.append(
            f"Of {words.count(found.claims, 'claim')}{drafted} that {_verb(found.claims, 'name')} it{text}, "
            f"{_fates(found, spent=bool(parts))}."
        )
    else:
        parts.append(f"No claim names it{text}.")
    if found.dated:
        dates = words.count(len(found.dated), "date")
        was = "was" if len(found.dated) == 1 else "were"
        parts.append(f"{dates} {was} concluded from {'the words of these texts' if others else 'its words'}.")
    return " ".join(parts)


def _spent(index: Index, source_id: str) -> bool:
    return index.site.sources[source_id].status is SourceStatus.RETRACTED


def _is_draft(index: Index, entry_id: str) -> bool:
    return index.shown.entries[entry_id].status is Status.DRAFT


def _verb(number: int, verb: str) -> str:
    return f"{verb}s" if number == 1 else verb


def _fates(found: Impact, *, spent: bool) -> str:
    """`2 would be left without a source and 1 would stand as before`; `spent` is the source that was retracted."""
    bare = sum(not each.before for each in found.unchanged)
    rest = len(found.unchanged) - bare
    idle = spent and not found.falls and not found.weaker
    return words.listed(
        [
            f"{number} {fate}"
            for number, fate in (
                (len(found.falls), "would be left without a source"),
                (len(found.weaker), "would stand less firmly"),
                (rest, f"{_verb(rest, 'rest')} on others" if idle else "would stand as before"),
                (bare, f"{_verb(bare, 'rest')} on no other" if idle else f"{_verb(bare, 'rest')} on nothing already"),
            )
            if number
        ]
    )


def as_lines(index: Index, source_id: str, drafts: Index | None = None) -> list[str]:
    """The same for the terminal, an item a line.

    `index` is the site as it is published, and so the same as on the page of the source; `drafts` is the site with its
    drafts, where it has any: their claims are told apart from the others. One of the two at least shows the source.
    """
    wrong = f"If “{source_id}” turned out to be wrong"
    if source_id in index.shown.sources:
        found = impact_of(index, source_id)
        summary = _summary(index, source_id, found)
        beginning = f"“{source_id}”" if _spent(index, source_id) else wrong
        lines = [f"{beginning}: {summary[0].lower()}{summary[1:]}", *_sections(index, source_id, found)]
    else:
        found, lines = None, [f"{wrong}: only drafts use it, and nothing that is published."]
    return lines if drafts is None else [*lines, *_in_drafts(drafts, source_id, found)]


def _part(title: str, items: Iterable[str]) -> Iterator[str]:
    """Items under their title; nothing where there are none."""
    rows = [f"  {item}" for item in items]
    if rows:
        yield from ("", f"{title} ({len(rows)}):", *rows)


def _sections(index: Index, source_id: str, found: Impact) -> Iterator[str]:
    """What changes on the site as it is published."""
    yield from _part("Falls with it, having its words", (each for each in found.fallen if each != source_id))
    yield from _part("Stands, but is based on it: look again", found.based)
    yield from _part(
        "Claims left without a source", (f"{_named(each)}: {_line(index, *each.name).text}" for each in found.falls)
    )
    yield from _part("Claims that stand less firmly", (f"{_named(each)}: {_how(each)}" for each in found.weaker))
    yield from _part(
        "Disputes",
        (
            f"{each.dispute.id}: {'ends' if each.ends else 'goes on'}; nobody else says {words.listed(each.lost)}"
            for each in found.disputes
        ),
    )
    yield from _part(
        "Positions that nothing else shows on that date",
        (f"{_position(each.cell)} ({each.entry}#{each.claim})" for each in found.positions),
    )
    yield from _part("Dates concluded from its words", (_date_of(index.site.entries[each]) for each in found.dated))
    mentions = index.in_order(chain.from_iterable(index.mentions.get(each, ()) for each in found.fallen))
    yield from _part("Cited in the text of", (each.id for each in mentions))


def _in_drafts(index: Index, source_id: str, published: Impact | None) -> Iterator[str]:
    """What changes in drafts, on the site with these."""
    found = impact_of(index, source_id)
    known = {source_id, *published.fallen, *published.based} if published else {source_id}
    yield from _part("Falls with it, used by drafts only", (each for each in found.fallen if each not in known))
    yield from _part(
        "Stands, but is based on it, used by drafts only: look again",
        (each for each in found.based if each not in known),
    )
    fates = [(each, "left without a source") for each in found.falls]
    fates += [(each, _how(each)) for each in found.weaker]
    fates += [(each, "stands as before" if each.before else "rests on nothing already") for each in found.unchanged]
    order = index.lists.places
    yield from _part(
        "Claims in drafts, not counted above" if published else "Claims in drafts",
        (
            f"{_named(each)}: {fate}"
            for each, fate in sorted(fates, key=lambda pair: order[pair[0].entry])
            if _is_draft(index, each.entry)
        ),
    )
    yield from _part(
        "Dates of drafts, concluded from its words",
        (_date_of(index.site.entries[each]) for each in found.dated if _is_draft(index, each)),
    )
    mentions = index.in_order(chain.from_iterable(index.mentions.get(each, ()) for each in found.fallen))
    yield from _part("Cited in the text of drafts", (each.id for each in mentions if _is_draft(index, each.id)))


def _named(hit: Hit) -> str:
    return "#".join(hit.name)


def _position(cell: Cell) -> str:
    """`north demands water, 4 May 2021`."""
    return f"{cell.holder} {cell.stance} {cell.topic}, {_when(cell.date)}"


def _date_of(entry: Entry) -> str:
    """`2022-03-10-antalya: “yesterday” is 10 March 2022`."""
    said = entry.date_from.said if entry.date_from else ""
    return f"{entry.id}: “{said}” is {_when(entry.date)}"


def _when(date: EdtfDate | None) -> str:
    return words.when(date).text if date else "no date yet"
