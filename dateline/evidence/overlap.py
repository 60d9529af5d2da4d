"""Overlap: two sources of which one has much of the other's text.

Where half of the shorter one's paragraphs, and three at least, stand in the other, they are one origin, until an editor
says what they are to each other: `derived_from`, or `independent_of` with a note.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from dateline.model import Site
from dateline.records import record

LEAST_OVERLAP = 0.5
"""The share of the shorter text's paragraphs from which two texts are taken for one story …"""
LEAST_PARAGRAPHS = 3
"""… if these are so many."""


@record(frozen=True, slots=True, kw_only=True)
class Overlap:
    """Two sources of which one has so much of the other's text that they are one story, unless an editor knows more."""

    source: str
    """The one with fewer paragraphs; of two with as many, the one whose id comes later; the one that alone says so."""
    other: str
    """The other."""
    shared: int
    """How many paragraphs of `source` stand in `other` …"""
    paragraphs: int
    """… of how many."""
    mutual: bool
    """Whether the receipts of both say so; if not, one of the texts has changed since they were compared."""


def overlaps(site: Site) -> tuple[Overlap, ...]:
    """The pairs of sources that are one story by their texts, as far as receipts tell of these, sorted.

    Those of which an editor has said what they are to each other (`derived_from`, `independent_of`) are among them.
    """
    found: dict[tuple[str, str], Overlap] = {}
    said: dict[str, frozenset[str]] = {}  # source: those that its receipts name
    for name, facts in site.facts.items():
        for shared in facts.shared:
            number = len(shared.paragraphs)
            if number < LEAST_PARAGRAPHS or number < LEAST_OVERLAP * facts.paragraphs:
                continue
            if name not in site.sources or shared.source not in site.sources or name == shared.source:
                continue
            other = site.facts.get(shared.source)
            if other is not None and shared.source not in said:
                said[shared.source] = frozenset(each.source for each in other.shared)
            mutual = other is not None and name in said[shared.source]
            if mutual and other is not None and (other.paragraphs, shared.source) < (facts.paragraphs, name):
                continue  # the other one is the shorter; its own row says how much they share
            found[name, shared.source] = Overlap(
                source=name, other=shared.source, shared=number, paragraphs=facts.paragraphs, mutual=mutual
            )
    return tuple(found[pair] for pair in sorted(found))


def unsettled(site: Site, sources: Collection[str] | None = None) -> tuple[Overlap, ...]:
    """Those pairs of which no editor has said what they are to each other, sorted: each is one origin.

    With `sources`, only pairs of these are looked for.
    """
    if sources is None:
        found = overlaps(site)
    else:
        inside = replace(site, facts={each: facts for each in sources if (facts := site.facts.get(each))})
        found = tuple(each for each in overlaps(inside) if each.other in sources)
    return tuple(each for each in found if not is_settled(site, each.source, each.other))


def is_settled(site: Site, one: str, other: str) -> bool:
    """Whether an editor has said what two sources are to each other, or what both derive from."""
    if any(
        target == each.source
        for here, target in ((one, other), (other, one))
        for each in site.sources[here].independent_of
    ):
        return True
    return not _story(site, one).isdisjoint(_story(site, other))


def _story(site: Site, name: str) -> set[tuple[bool, str]]:
    """A source with all that it is said to derive from, through any number of steps: whether a source, and the id."""
    found, steps = {(True, name)}, [name]
    while steps:
        for each in site.sources[steps.pop()].derived_from:
            for is_source, target in ((True, each.source), (False, each.origin)):
                known: Collection[str] = site.sources if is_source else site.origins
                node = (is_source, target or "")
                if target in known and node not in found:
                    found.add(node)
                    if is_source:
                        steps.append(node[1])
    return found
