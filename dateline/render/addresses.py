"""Where every page of a site is, and the names of places on it: addresses relative to the site's root, and DOM ids."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable

from dateline.model import EntryTranslation, Evidence

ADDRESSES = {
    "timeline": "",
    "entry": "entries/{id}/",
    "translation": "entries/{id}/",
    "sources": "sources/",
    "source": "sources/{id}/",
    "track": "tracks/{id}/",
    "actor": "actors/{id}/",
    "place": "places/{id}/",
    "topic": "topics/{id}/",
    "claims": "claims/",
    "claims-period": "claims/{id}/",
    "disputes": "disputes/",
    "dispute": "disputes/{id}/",
    "known": "known/",
    "known-day": "known/{id}/",
    "positions": "positions/",
    "positions-topic": "positions/{id}/",
    "method": "method/",
    "corrections": "corrections/",
    "data": "data/",
    "missing": "404.html",
    "feed": "feed.xml",
    "timeline-json": "timeline.json",
    "timeline-schema": "timeline.schema.json",
    "claims-csv": "claims.csv",
    "sitemap": "sitemap.xml",
    "robots": "robots.txt",
}
"""Page kind: its address, relative to the site's root."""

WITHIN = {
    "claims-period": "claims",
    "positions-topic": "positions",
    "known-day": "known",
    "timeline-schema": "timeline-json",
}
"""Kind: the one that it is left out with, because it can't be left out by itself."""

PARTS = {kind: (address.partition("{id}")[0], address.partition("{id}")[2]) for kind, address in ADDRESSES.items()}
"""Page kind: what stands before an id in its address, and behind it; addresses without one have no id."""


def left_out(omit: Iterable[str]) -> frozenset[str]:
    """The kinds of pages and files that a site leaves out: those that `omit:` names, with all that go with them."""
    named = frozenset(omit)
    return named | {kind for kind, outer in WITHIN.items() if outer in named}


def address_of(kind: str, ident: str = "") -> str:
    """The address of a page, relative to the site's root."""
    before, behind = PARTS[kind]
    return f"{before}{ident}{behind}"


def path_of(kind: str, ident: str = "") -> str:
    """The file of a page, relative to the output."""
    address = address_of(kind, ident)
    return address + "index.html" if not address or address.endswith("/") else address


def translation_id(translation: EntryTranslation) -> str:
    """What the page of a translation is known by: `entry/language`, with the tag as the file's name has it."""
    return f"{translation.id}/{translation.language}"


def claim_anchor(claim_id: str) -> str:
    """The DOM id of a claim."""
    return f"c-{claim_id}"


def passage_anchor(evidence: Evidence) -> str:
    """The DOM id of a passage on its source's page: a digest of its words, whatever is edited around them."""
    words = unicodedata.normalize("NFC", f"{evidence.quote}\0{evidence.context or ''}")
    return f"q-{hashlib.sha256(words.encode()).hexdigest()[:10]}"
