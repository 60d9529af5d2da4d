"""How much was known by the end of each day, over the whole site."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from dateline.evidence import Dispute, OriginGroup
from dateline.evidence.origins import independent, stands
from dateline.model import Entry, Site
from dateline.render.lists import Lists, claim_in, code, entry_of


class Totals(NamedTuple):
    """What was known by the end of a day."""

    claims: int
    """Claims with a source that was public, if only one that was retracted since: they were known all the same."""
    entries: int
    """Entries that have such claims."""
    sources: int
    """Sources that were public, of those that claims name, but for those that were retracted since."""
    retracted: int
    """The ones that were."""
    origins: int
    """The origins that the others count as, just as at a claim."""
    disputes: int
    """Disputes of which two contradicting sides were known."""


def first_days(lists: Lists) -> dict[int, str]:
    """Claim, by number: the day on which the first of its sources was public; without those that nobody can date."""
    found: dict[int, str] = {}
    for day in sorted(lists.codes["issued"]):
        for number in lists.codes["issued"][day]:
            found.setdefault(claim_in(number), day)
    return found


def totals(lists: Lists, site: Site) -> dict[str, Totals]:
    """Day (`2022-03-10`) on which sources came out: what was known by its end; the days in order."""
    issued = lists.codes["issued"]
    source_of = {number: source for source, row in lists.codes["uses"].items() for number in row}
    first = first_days(lists)
    disputes = [day for each in lists.disputes if (day := _open_since(each, lists, site.entries, first))]
    claims: set[int] = set()
    places: set[int] = set()
    sources: set[str] = set()
    retracted: set[str] = set()
    stories: set[str] = set()
    round_ups: dict[str, OriginGroup] = {}
    found = {}
    for day in sorted(issued):
        row = issued[day]
        new = {source_of[number] for number in row}
        claims.update(map(claim_in, row))
        places.update(map(entry_of, row))
        fallen = {source for source in new if not stands(site, source)}
        retracted |= fallen
        sources |= new - fallen
        for source in new - fallen:
            group = lists.groups.get(source)
            if group is not None and len(group.roots) == 1:
                stories.update(group.roots)
            elif group is not None:
                round_ups[group.key] = group
        found[day] = Totals(
            len(claims),
            len(places),
            len(sources),
            len(retracted),
            # As `support_of` counts them: a round-up of stories that are there already adds none.
            len(stories) + (len(independent(round_ups.values(), stories)) if round_ups else 0),
            sum(opened <= day for opened in disputes),
        )
    return found


def _open_since(dispute: Dispute, lists: Lists, entries: Mapping[str, Entry], first: Mapping[int, str]) -> str:
    """The day on which two values that contradict each other were known; empty where that can't be said."""

    def known(entry_id: str, claim_id: str) -> str:
        entry = entries[entry_id]
        at = next(number for number, claim in enumerate(entry.claims) if claim.id == claim_id)
        return first.get(code(lists.places[entry_id], at), "")

    since = [min(filter(None, (known(*claim) for claim in side.claims)), default="") for side in dispute.sides]
    pairs = [(since[one], since[other]) for one, side in enumerate(dispute.sides) for other in side.against]
    return min((max(pair) for pair in pairs if all(pair)), default="")
