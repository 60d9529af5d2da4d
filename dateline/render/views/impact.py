"""What if a source falls: the section of its page, and the same in lines for the terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from dateline.evidence.impact import Hit, Impact, falls_with, impact
from dateline.render import words
from dateline.render.index import Index, Ref, Stated
from dateline.render.views.claims import ClaimLine, claim_line
from dateline.render.views.names import SourceLine, actor_ref, source_line, topic_ref


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
    """A position that nothing would show any more."""

    holder: Ref
    """Whose position …"""
    stance: str
    """… what it does …"""
    topic: Ref
    """… with which topic …"""
    claim: ClaimLine
    """… and the claim that shows it."""


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
    """Positions that nothing would show any more."""


def impact_of(index: Index, source_id: str) -> Impact:
    """What would change on the site of an index if a source that it shows fell."""
    site = index.site
    fallen = falls_with(site.sources, index.derived, source_id)
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
    )


def impact_view(index: Index, source_id: str) -> ImpactView | None:
    """Make the section of a source's page; None where no claim rests on it."""
    found = impact_of(index, source_id)
    if not found.falls and not found.weaker and not found.unchanged:
        return None
    return ImpactView(
        summary=_summary(found),
        others=tuple(source_line(index, each) for each in found.fallen if each != source_id),
        based=tuple(source_line(index, each) for each in found.based),
        falls=tuple(_line(index, each.entry, each.claim) for each in found.falls),
        weaker=tuple(Weaker(_line(index, each.entry, each.claim), _how(each)) for each in found.weaker),
        disputes=tuple(
            Lost(
                index.dispute_ref(each.dispute),
                f"{'would end' if each.ends else 'would go on'}; nobody else says {words.listed(each.lost)}",
            )
            for each in found.disputes
        ),
        positions=tuple(
            Vacant(
                actor_ref(index, each.holder),
                words.STANCES[each.stance],
                topic_ref(index, each.topic),
                _line(index, each.entry, each.claim),
            )
            for each in found.positions
        ),
    )


def _line(index: Index, entry_id: str, claim_id: str) -> ClaimLine:
    entry = index.site.entries[entry_id]
    return claim_line(index, Stated(entry, next(each for each in entry.claims if each.id == claim_id)))


def _how(hit: Hit) -> str:
    parts = [f"{words.count(hit.after, 'origin')} left of {hit.before}"] if hit.after != hit.before else []
    return "; ".join([*parts, *(["no quotation left that was found"] if hit.unquoted else [])])


def _summary(found: Impact) -> str:
    total = len(found.falls) + len(found.weaker) + found.unchanged
    parts = [
        f"{number} would {fate}"
        for number, fate in (
            (len(found.falls), "be left without a source"),
            (len(found.weaker), "stand less firmly"),
            (found.unchanged, "stand as before"),
        )
        if number
    ]
    names = "names" if total == 1 else "name"
    return f"Of {words.count(total, 'claim')} that {names} it or a text with its words, {words.listed(parts)}."


def as_lines(index: Index, source_id: str) -> list[str]:
    """The same for the terminal, an item a line."""
    found = impact_of(index, source_id)
    lines = [f"If “{source_id}” turned out to be wrong: {_summary(found)[0].lower()}{_summary(found)[1:]}"]

    def part(title: str, items: Iterable[str]) -> None:
        rows = [f"  {item}" for item in items]
        if rows:
            lines.extend(["", f"{title} ({len(rows)}):", *rows])

    part("Falls with it, having its words", (each for each in found.fallen if each != source_id))
    part("Stands, but is based on it: look again", found.based)
    part(
        "Claims left without a source",
        (f"{_named(each)}{_draft(index, each)}: {_text(index, each)}" for each in found.falls),
    )
    part(
        "Claims that stand less firmly", (f"{_named(each)}{_draft(index, each)}: {_how(each)}" for each in found.weaker)
    )
    part(
        "Disputes",
        (
            f"{each.dispute.id}: {'ends' if each.ends else 'goes on'}; nobody else says {words.listed(each.lost)}"
            for each in found.disputes
        ),
    )
    part(
        "Positions that nothing shows any more",
        (f"{each.holder} {each.stance} {each.topic} ({each.entry}#{each.claim})" for each in found.positions),
    )
    return lines


def _named(hit: Hit) -> str:
    return f"{hit.entry}#{hit.claim}"


def _draft(index: Index, hit: Hit) -> str:
    return " (in a draft)" if _line(index, hit.entry, hit.claim).draft else ""


def _text(index: Index, hit: Hit) -> str:
    return _line(index, hit.entry, hit.claim).text
