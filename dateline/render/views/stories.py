"""Who printed whose story: the trees of texts that derive from one another, or have much of one another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from dateline.evidence.overlap import unsettled
from dateline.model import How, Source
from dateline.render import words
from dateline.render.index import Index, Ref
from dateline.render.views.names import SourceLine, source_line

THEN = "when the two were last compared"
"""Said of what only the receipts of one of two texts say, because the other one has changed since."""


class Printed(NamedTuple):
    """A text in the tree of who printed whose story."""

    line: SourceLine
    """The text."""
    how: str
    """What it is of the one above it: `reprint`, `translation`; with how much of it is the same."""
    below: tuple[Printed, ...]
    """The texts that derive from it, and those that have much of its text, of which nobody has said why."""


class Story(NamedTuple):
    """A story that others have printed."""

    origin: Ref | None
    """What it is known by, where it is in origins.yaml …"""
    outlet: str
    """… and whose it is; empty where nobody says."""
    texts: tuple[Printed, ...]
    """The texts that derive from it; of a story that a source here began, that source alone."""


def stories(index: Index) -> tuple[Story, ...]:
    """The trees; a text of two stories stands in both."""
    site = index.site
    beside = _beside(index)
    hung = {each for row in beside.values() for each in row}
    first: dict[str, list[Source]] = {}
    begun: list[Source] = []
    for source in site.sources.values():
        for step in source.derived_from:
            if step.origin:
                first.setdefault(step.origin, []).append(source)
        if (index.derived.get(source.id) or source.id in beside) and not _derives(index, source):
            begun.append(source)
    found = []
    for origin in site.origins.values():
        if origin.id in first:
            outlet = site.outlets.get(origin.outlet) if origin.outlet else None
            texts = tuple(_printed(index, beside, each, origin.id) for each in first[origin.id])
            found.append(Story(Ref(origin.title or origin.id), outlet.name if outlet else "", texts))
    alone = (each for each in begun if each.id not in hung)
    return (*found, *(Story(None, "", (_printed(index, beside, each, ""),)) for each in alone))


def _derives(index: Index, source: Source) -> bool:
    """Whether a source is said to derive from anything that is there."""
    site = index.site
    return any(step.origin in site.origins or step.source in site.sources for step in source.derived_from)


def _printed(
    index: Index,
    beside: Mapping[str, Sequence[str]],
    source: Source,
    above: str,
    path: frozenset[str] = frozenset(),
) -> Printed:
    """A text with what stands below it; `above` is the source or origin that it stands below, `path` all of these."""
    step = next((each for each in source.derived_from if above and above in (each.source, each.origin)), None)
    if step is None:
        how = _has(index, source.id, above) if above else ""
    else:
        shared = same(index, source, step.source) if step.source else ""
        how = f"{words.HOW_NOUNS[step.how]}, {shared}" if shared else words.HOW_NOUNS[step.how]
    inside = path | {source.id}
    near = dict.fromkeys((*index.derived.get(source.id, ()), *beside.get(source.id, ())))
    below = (index.site.sources[each] for each in near if each not in inside)
    return Printed(
        source_line(index, source.id), how, tuple(_printed(index, beside, each, source.id, inside) for each in below)
    )


def _beside(index: Index) -> dict[str, list[str]]:
    """Source: those that stand below it because of how much the texts share, and nobody has said why.

    Texts that are said to derive from one another are in one tree already. Trees of one origin, and texts that stand
    alone, are hung on each other so that each is there once: first on a text that is said to derive from another, for
    its tree could not be hung as a whole, else on the earliest.
    """
    near: dict[str, list[str]] = {}
    for overlap in unsettled(index.site):
        near.setdefault(overlap.source, []).append(overlap.other)
        near.setdefault(overlap.other, []).append(overlap.source)
    if not near:
        return {}
    sources = index.site.sources

    def order(name: str) -> tuple[object, ...]:
        source = sources[name]
        return (0, *source.published.sort_key, name) if source.published else (1, name)

    trees = _trees(index)
    found: dict[str, list[str]] = {}
    reached: set[int] = set()
    starts = sorted(near, key=lambda name: (not _derives(index, sources[name]), order(name)))
    for start in starts:
        if id(trees[start]) in reached:
            continue
        reached.add(id(trees[start]))
        waiting = sorted((each for each in trees[start] if each in near), key=order)
        for name in waiting:
            for other in sorted(near[name], key=order):
                if id(trees[other]) not in reached:
                    reached.add(id(trees[other]))
                    found.setdefault(name, []).append(other)
                    waiting += sorted((each for each in trees[other] if each in near), key=order)  # their turn comes
    return found


def _trees(index: Index) -> dict[str, list[str]]:
    """Source: all that it stands together with by what the editors say, itself among them; the same list for each.

    The origins of origins.yaml are among them, with an `@`. A text of several stories, which stands in the tree of
    each, does not put these together.
    """
    site = index.site
    trees = {name: [name] for name in (*site.sources, *(f"@{origin}" for origin in site.origins))}

    def join(one: str, other: str) -> None:
        small, large = sorted((trees[one], trees[other]), key=len)
        if small is not large:
            large += small
            trees.update(dict.fromkeys(small, large))

    mixed: list[tuple[str, list[str]]] = []
    for source in site.sources.values():
        above: list[str] = []
        for step in source.derived_from:
            known = [str(step.source)] if step.source in site.sources else []
            known += [f"@{step.origin}"] if step.origin in site.origins else []
            above += known
            if step.how is How.DUPLICATE:
                for each in known:
                    join(source.id, each)
        if len(above) == 1:
            join(source.id, above[0])
        elif above:
            mixed.append((source.id, above))
    left = len(mixed) + 1
    while len(mixed) < left:
        left = len(mixed)
        of_one = [row for row in mixed if len({id(trees[each]) for each in row[1]}) == 1]
        for name, above in of_one:
            join(name, above[0])
        mixed = [row for row in mixed if row not in of_one]
    return trees


def _has(index: Index, name: str, other: str) -> str:
    """How much of a text stands in another, or of that one in it: `shares 8 of 10 paragraphs with it`."""
    (here, paragraphs), (there, its) = shared_with(index, name, other), shared_with(index, other, name)
    if here and there:
        return f"shares {len(here)} of {words.count(paragraphs, 'paragraph')} with it"
    if here:
        return f"shared {len(here)} of {words.count(paragraphs, 'paragraph')} with it {THEN}"
    return f"had {len(there)} of its {words.count(its, 'paragraph')} {THEN}" if there else ""


def same(index: Index, source: Source, other: str) -> str:
    """How much of a source's text stands in another: `17 of 19 paragraphs the same: 1–16 and 19`; empty if unknown."""
    shared, paragraphs = shared_with(index, source.id, other)
    if not shared:
        return ""
    told = f"{len(shared)} of {words.count(paragraphs, 'paragraph')} the same"
    if len(shared) < paragraphs:
        told += f": {ranges(shared)}"
    return told if shared_with(index, other, source.id)[0] else f"{told}, {THEN}"


def shared_with(index: Index, name: str, other: str) -> tuple[tuple[int, ...], int]:
    """The paragraphs of a source that stand in another, and how many it has."""
    facts = index.site.facts.get(name)
    if facts is None:
        return (), 0
    return next((each.paragraphs for each in facts.shared if each.source == other), ()), facts.paragraphs


def ranges(numbers: Iterable[int]) -> str:
    """Numbers in order as runs: `1–5, 7 and 9`."""
    runs: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return words.listed([str(first) if first == last else f"{first}–{last}" for first, last in runs])
