"""Who uses a source, and what belongs to a track: made once for the whole site."""

import json
from collections import defaultdict
from typing import Any

# It runs in Pelican's own environment.
from pelican import signals  # type: ignore[import-not-found, unused-ignore]


def turn(generators: list[Any]) -> None:
    """Put the sources by id, their uses and the tracks' entries into what templates know."""
    context = generators[0].context
    uses, tracks = defaultdict(list), defaultdict(list)
    context["entries"] = sorted(context["articles"], key=lambda entry: (entry.date, entry.slug))
    for entry in context["entries"]:
        entry.claims = json.loads(entry.metadata["claims"])
        tracks[entry.track].append(entry)
        for claim in entry.claims:
            uses[claim["source"]].append((entry, claim))
    context.update(sources={page.slug: page for page in context["pages"]}, uses=uses, tracks=tracks)


def register() -> None:
    """Called by Pelican."""
    signals.all_generators_finalized.connect(turn)
