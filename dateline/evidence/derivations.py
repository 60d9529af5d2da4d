"""What is wrong with what editors say of whose story a source tells: `derived_from` and `independent_of`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import date, timedelta

from dateline.evidence.circles import circles
from dateline.evidence.origins import SAME_WORDS, OriginGroup, between, origin_groups
from dateline.evidence.overlap import Overlap, unsettled
from dateline.model import Derivation, Site, Source, SourceStatus
from dateline.problems import Complaint, Severity


def complaints(site: Site) -> list[Complaint]:
    """What is wrong with the derivations that editors wrote.

    Errors: a source that derives from itself, a derivation that names both a source and an origin or neither, a circle.
    Warnings: a source that came out before the one it derives from; an unmarked copy of a retracted source; a text that
    has much of another's, of which nobody has said why; independence of a source with which it counts as one.
    Errors as well: independence that is claimed of oneself, of a text that it derives from through any number of steps,
    or of one that derives from it.
    That a named source or origin exists is checked by the loader.
    """
    found: list[Complaint] = []
    for source in site.sources.values():
        for number, derivation in enumerate(source.derived_from):
            found.extend(_about(site, source, number, derivation))
    if any(source.independent_of for source in site.sources.values()):
        found.extend(_independences(site))
    found.extend(_unsettled(site, overlap) for overlap in unsettled(site))
    edges: dict[str, set[str]] = {
        source.id: {
            item.source
            for item in source.derived_from
            if item.source is not None and item.source in site.sources and item.source != source.id
        }
        for source in site.sources.values()
        if source.derived_from
    }
    for circle in circles(edges):
        chain = _around(circle, edges)
        number = next(n for n, item in enumerate(site.sources[chain[0]].derived_from) if item.source == chain[1])
        found.append(
            Complaint(
                path=f"content/sources/{chain[0]}.md",
                where=("derived_from", number),
                code="derivation-circle",
                message=f"sources derive from one another in a circle: {' → '.join(chain)}",
                hint="leave `derived_from` out where the story began; copies of unknown order derive from one origin",
            )
        )
    return found


def _unsettled(site: Site, overlap: Overlap) -> Complaint:
    """Nobody has said why a text has much of another's."""
    stand, first = ("stand", "say") if overlap.mutual else ("stood", "run `verify` where both texts are, or say")
    then = "" if overlap.mutual else " when the two were last compared"
    return Complaint(
        path=site.sources[overlap.source].path,
        severity=Severity.WARNING,
        code="overlap-unsettled",
        message=(
            f"{overlap.shared} of its {overlap.paragraphs} paragraphs {stand} in “{overlap.other}” as well{then}, "
            "so the two count as one origin"
        ),
        hint=(
            f"{first} what they are to each other, derived_from: [{{source: {overlap.other}, how: reprint}}], "
            f"or overrule it, independent_of: [{{source: {overlap.other}, note: why they are two}}]"
        ),
    )


def _independences(site: Site) -> Iterator[Complaint]:
    """What is wrong with claims to be independent of other sources."""
    groups = origin_groups(site)
    for source in site.sources.values():
        for number, each in enumerate(source.independent_of):
            if told := _independence(site, groups, source, each.source):
                code, severity, message, hint = told
                where = ("independent_of", number, "source")
                yield Complaint(path=source.path, where=where, severity=severity, code=code, message=message, hint=hint)


def _independence(
    site: Site, groups: Mapping[str, OriginGroup], source: Source, other: str
) -> tuple[str, Severity, str, str] | None:
    """What is wrong with the claim that a source is independent of another: code, severity, message and hint."""
    if other == source.id:
        message = f"the source “{other}” is said to be independent of itself"
        return "independence-self", Severity.ERROR, message, "name the other source, or leave this item out"
    if other not in site.sources:
        return None
    hint = "leave one of the two out"
    if (way := _way(site, source.id, other)) is not None:
        message = f"this source is said to derive from “{other}”{_by(way)} and to be independent of it"
        return "independence-derived", Severity.ERROR, message, hint
    if (way := _way(site, other, source.id)) is not None:
        message = f"this source is said to be independent of “{other}”, which is said to derive from it{_by(way)}"
        return "independence-derived", Severity.ERROR, message, hint
    if groups[other] is not groups[source.id]:
        return None
    thirds = between(site, groups[other], source.id, other)
    shown = " and ".join(f"“{each.id}”" if each.is_source else f"the origin “{each.id}”" for each in thirds)
    message = f"this source is said to be independent of “{other}”, and yet the two count as one origin through {shown}"
    if any(each.is_source and None in (_way(site, source.id, each.id), _way(site, other, each.id)) for each in thirds):
        message += ", where that is shown" if len(thirds) == 1 else ", where these are shown"  # not, if only in drafts
    hint = f"say what each of the two is to {shown}, or leave this item out"
    return "independence-joined", Severity.WARNING, message, hint


def _way(site: Site, later: str, earlier: str) -> tuple[str, ...] | None:
    """The sources on the shortest way on which one is said to derive from another; None where it is not."""
    before = {later: ""}
    layer = [later]
    while layer and earlier not in before:
        following: list[str] = []
        for name in layer:
            for each in site.sources[name].derived_from:
                if each.source is not None and each.source in site.sources and each.source not in before:
                    before[each.source] = name
                    following.append(each.source)
        layer = following
    if earlier not in before:
        return None
    found = []
    while (earlier := before[earlier]) != later:
        found.append(earlier)
    return tuple(reversed(found))


def _by(way: Sequence[str]) -> str:
    """` by way of “c”`; empty where there is nothing between."""
    return f" by way of {' and '.join(f'“{each}”' for each in way)}" if way else ""


def _around(circle: Sequence[str], edges: Mapping[str, Set[str]]) -> list[str]:
    """The shortest way from the circle's first source back to it, by ids, the first one at both ends."""
    start, inside = circle[0], set(circle)
    before: dict[str, str] = {}
    layer = [start]
    while layer and start not in before:
        following: list[str] = []
        for node in layer:
            for target in sorted(edges.get(node, frozenset())):
                if target in inside and target not in before:
                    before[target] = node
                    following.append(target)
        layer = following
    chain = [start]
    while len(chain) == 1 or chain[-1] != start:
        chain.append(before[chain[-1]])
    return chain[::-1]


def _about(site: Site, source: Source, number: int, derivation: Derivation) -> Iterator[Complaint]:
    """What is wrong with one derivation."""
    path, where = source.path, ("derived_from", number)
    if (derivation.source is None) == (derivation.origin is None):
        both = derivation.source is not None
        yield Complaint(
            path=path,
            where=where,
            code="derivation-unclear",
            message=(
                f"this derivation names both a source, “{derivation.source}”, and an origin, “{derivation.origin}”"
                if both
                else "this derivation names neither a source nor an origin"
            ),
            hint="write two items, one with `source:` and one with `origin:`"
            if both
            else "add `source:` with the id of a source, or `origin:` with one of origins.yaml",
        )
    if derivation.source is None:
        return
    if derivation.source == source.id:
        yield Complaint(
            path=path,
            where=(*where, "source"),
            code="derivation-self",
            message=f"the source “{source.id}” derives from itself",
            hint="name the source that its words come from, or leave this item out",
        )
        return
    base = site.sources.get(derivation.source)
    if base is None:
        return
    if base.status is SourceStatus.RETRACTED and source.status is SourceStatus.LIVE and derivation.how in SAME_WORDS:
        yield Complaint(
            path=path,
            where=(*where, "source"),
            severity=Severity.WARNING,
            code="derivation-retracted",
            message=f"this source has the words of “{base.id}”, which was retracted, and still counts as support",
            hint="set `status: retracted` here too, or say `how: based-on` if it stands by itself",
        )
    # Two places on earth can be a day apart while both are right about their date.
    if source.published and base.published and base.published.earliest > date.min:
        limit = base.published.earliest - timedelta(days=1) if base.published.earliest > date(1, 1, 1) else date.min
        if source.published.latest < limit:
            yield Complaint(
                path=path,
                where=(*where, "source"),
                severity=Severity.WARNING,
                code="derivation-date",
                message=(
                    f"this source came out on {source.published}, before “{base.id}” ({base.published}), "
                    "from which it is said to derive"
                ),
                hint="turn the derivation round, or correct one of the dates",
            )
