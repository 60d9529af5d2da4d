"""Disputes: claims about one property of one thing that can't all be true. Derived, never written by hand.

What values mean, and which of them agree, is decided by `values`. Agreement is not transitive (`>60 min` agrees with 85
and with 120 minutes), so nothing is merged that is not the same value: each different value is a side of its own, which
names the sides that it contradicts. There is a dispute when two do. Where `cardinality: many`, different values are no
dispute at all.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from dateline.dates import EdtfDate
from dateline.evidence.amounts import UnreadableValue
from dateline.evidence.origins import OriginGroup, Support, support_of
from dateline.evidence.values import Value, agree, read_value
from dateline.model import MAX_ID, Cardinality, Claim, Entry, Property, Site
from dateline.records import record


@record(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the values that claims give, with those who give it."""

    value: str
    """As readers see it: `about 90 minutes`."""
    raw: tuple[str, ...]
    """As editors wrote it, each spelling once, in the order of the timeline."""
    claims: tuple[tuple[str, str], ...]
    """(entry id, claim id) of the claims that say so, in the order of the timeline."""
    origins: int
    """How many origins say so; see `support`."""
    support: Support
    """What all these claims rest on together."""
    since: EdtfDate | None = None
    """When the first of its sources came out, by the latest day that can be meant; None where none is dated."""
    against: tuple[int, ...]
    """0-based numbers of the sides that this one contradicts; empty where it is compatible with all."""
    readable: bool = True
    """Whether the value can be read, and so be compared; drafts may give one that can't."""


@record(frozen=True, slots=True, kw_only=True)
class Dispute:
    """Claims about one property of one thing that can't all be true."""

    id: str
    """Stable slug: `<subject>-<property>`, cut and told apart by a digest where it would be too long."""
    property: str
    """The property's id."""
    subject: str
    """The id of the entry or actor that it is a property of."""
    title: str
    """The property's title and the subject's: `How long it lasted: Foreign ministers meet in Antalya`."""
    sides: tuple[Side, ...]
    """Every value that is claimed, in the order of the values: never of their support."""


def disputes(site: Site, groups: Mapping[str, OriginGroup]) -> tuple[Dispute, ...]:
    """Every dispute among the claims of a site's entries, sorted by subject and property.

    `groups` comes from `origin_groups`. All entries of the site count; whoever leaves drafts out does so before.
    """
    gathered: dict[tuple[str, str], list[tuple[Entry, Claim]]] = {}
    for entry in site.entries.values():
        for claim in entry.claims:
            if claim.about in site.properties and claim.value is not None:
                gathered.setdefault((claim.of or entry.id, claim.about or ""), []).append((entry, claim))
    found: list[Dispute] = []
    taken: set[str] = set()
    for (subject, name), claims in sorted(gathered.items()):
        prop = site.properties[name]
        if prop.cardinality is Cardinality.MANY or len(claims) < 2:
            continue
        sides = _sides(site, prop, claims, groups)
        if any(side.against for side in sides):
            ident = dispute_id(subject, name, taken)
            taken.add(ident)
            found.append(
                Dispute(
                    id=ident,
                    property=name,
                    subject=subject,
                    title=f"{prop.title}: {_title(site, subject)}",
                    sides=sides,
                )
            )
    return tuple(found)


def _sides(
    site: Site, prop: Property, claims: list[tuple[Entry, Claim]], groups: Mapping[str, OriginGroup]
) -> tuple[Side, ...]:
    """One side for each different value, in their order; values that can't be read come last and contradict none."""
    values: dict[str, Value] = {}
    members: dict[str, list[tuple[Entry, Claim]]] = {}
    for entry, claim in claims:
        raw = claim.value or ""
        try:
            value = read_value(site, prop, raw)
        except UnreadableValue:
            key = f"?{' '.join(raw.split())}"
        else:
            key = value.key
            values.setdefault(key, value)
        members.setdefault(key, []).append((entry, claim))
    read = sorted(values.values(), key=lambda value: (value.order, value.key))
    keys = [value.key for value in read] + sorted(key for key in members if key not in values)
    against = {
        value.key: tuple(n for n, other in enumerate(read) if not agree(site, prop, value, other)) for value in read
    }
    sides: list[Side] = []
    for key in keys:
        rests_on = support_of(site, (item.source for _, claim in members[key] for item in claim.evidence), groups)
        sides.append(
            Side(
                value=values[key].text if key in values else key[1:],
                raw=tuple(dict.fromkeys(claim.value or "" for _, claim in members[key])),
                claims=tuple((entry.id, claim.id) for entry, claim in members[key]),
                origins=len(rests_on.origins),
                support=rests_on,
                since=_since(site, rests_on),
                against=against.get(key, ()),
                readable=key in values,
            )
        )
    return tuple(sides)


def _since(site: Site, rests_on: Support) -> EdtfDate | None:
    dated = [published for name in rests_on.sources if (published := site.sources[name].published)]
    return min(dated, key=lambda published: (published.latest, published.earliest), default=None)


def _title(site: Site, subject: str) -> str:
    if subject in site.entries:
        return site.entries[subject].title
    actor = site.actors.get(subject)
    return actor.name if actor else subject


def dispute_id(subject: str, prop: str, taken: set[str]) -> str:
    """`<subject>-<property>`; with a digest of both where that is too long, or another dispute's already."""
    plain = f"{subject}-{prop}"
    if len(plain) <= MAX_ID and plain not in taken:
        return plain
    digest = hashlib.sha256(f"{subject}\n{prop}".encode()).hexdigest()[:10]
    return f"{plain[: MAX_ID - 11].rstrip('-')}-{digest}"
