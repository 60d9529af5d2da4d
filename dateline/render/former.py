"""The addresses that renamed things had before, from each of which a page leads on to where they are now."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dateline.evidence.disputes import dispute_id
from dateline.render.addresses import translation_id
from dateline.render.index import Index

Former = tuple[str, str, str, str]
"""A page's kind, what it was known by before something was renamed, what it is known by now, and its title."""


def former_addresses(index: Index) -> Iterator[Former]:
    """Where all was that was renamed; what stands there now has precedence."""
    yield from _of_things(index)
    yield from _of_disputes(index)


def _of_things(index: Index) -> Iterator[Former]:
    """Things with aliases; the translations of an entry go with it."""
    site = index.site
    tables: dict[str, Any] = {
        "entry": site.entries,
        "source": site.sources,
        "track": site.tracks,
        "actor": site.actors,
        "place": site.places,
        "topic": site.topics,
    }
    for kind, table in tables.items():
        taken = set(table)
        for ident, thing in table.items():
            for old in thing.aliases:
                if old in taken:
                    continue
                taken.add(old)
                yield kind, old, ident, getattr(thing, "title", None) or getattr(thing, "name", ident)
                for each in site.translations.get(ident, ()) if kind == "entry" else ():
                    yield "translation", f"{old}/{each.language}", translation_id(each), each.title


def _of_disputes(index: Index) -> Iterator[Former]:
    """Disputes, which are named after what they are about, and after their property."""
    site = index.site
    ids = {each.id for each in index.disputes}
    for dispute in index.disputes:
        about = site.entries.get(dispute.subject) or site.actors.get(dispute.subject)
        kind_of = site.properties.get(dispute.property)
        for one in (dispute.subject, *(about.aliases if about else ())):
            for other in (dispute.property, *(kind_of.aliases if kind_of else ())):
                old = dispute_id(one, other, set())
                if old not in ids:
                    ids.add(old)
                    yield "dispute", old, dispute.id, dispute.title
