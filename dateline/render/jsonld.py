"""timeline.json as linked data: what its keys mean (JSON-LD 1.1), and what of a date ISO 8601 can say.

The context stands in the file, so that nothing has to be fetched to expand it. Keys mean terms of schema.org
(https://schema.org/), of the Web Annotation Vocabulary (https://www.w3.org/TR/annotation-vocab/) and of Dublin Core,
where one of them has a word for it; all else has a term of our own, `urn:dateline:…`. A key that the context doesn't
know, such as the ids by which the file's parts name each other, is for who reads it as plain JSON: beside it stands
`…_url` or `…_urls` with the address of what it names.
"""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any, Final

from dateline.dates import EdtfDate, instant
from dateline.model import Actor, ActorKind, Entry
from dateline.patterns import pattern

EDTF: Final = "http://id.loc.gov/datatypes/edtf/EDTF-level1"
"""The datatype of dates (https://id.loc.gov/datatypes/edtf.html)."""


def _link(term: str) -> dict[str, str]:
    """A key whose values are addresses."""
    return {"@id": term, "@type": "@id"}


def _dated(term: str) -> dict[str, str]:
    """A key whose values are EDTF dates."""
    return {"@id": term, "@type": EDTF}


def _typed(term: str, kind: str) -> dict[str, str]:
    return {"@id": term, "@type": f"schema:{kind}"}


def _plain(term: str) -> dict[str, str]:
    """A key whose values are data as they stand, whatever their own keys are."""
    return {"@id": term, "@type": "@json"}


def _of(term: str, **keys: object) -> dict[str, Any]:
    """A type, in whose own fields some keys have another meaning than elsewhere."""
    return {"@id": term, "@context": keys}


_TEXT_OF_SOURCE = "schema:encoding"
_ANNOTATION = {
    # The keys of https://www.w3.org/ns/anno.jsonld, as far as they are used here.
    "id": "@id",
    "type": "@type",
    "Annotation": "oa:Annotation",
    "SpecificResource": "oa:SpecificResource",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "TextPositionSelector": "oa:TextPositionSelector",
    "TimeState": "oa:TimeState",
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "linking": "oa:linking",
    "body": _link("oa:hasBody"),
    "target": _link("oa:hasTarget"),
    "source": _link("oa:hasSource"),
    "state": _link("oa:hasState"),
    "cached": _link("oa:cachedSource"),
    "sha256": "schema:sha256",
    "selector": _link("oa:hasSelector"),
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
}

CONTEXT: Final[dict[str, Any]] = {
    "@version": 1.1,
    "schema": "https://schema.org/",
    "oa": "http://www.w3.org/ns/oa#",
    "dcterms": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "dateline": "urn:dateline:",
    # Types
    "Dataset": "schema:Dataset",
    "EventSeries": "schema:EventSeries",
    "Event": _of("schema:Event", text="schema:description"),
    "Claim": _of("schema:Claim", value="dateline:value"),
    "Quotation": "schema:Quotation",
    "CreativeWork": _of("schema:CreativeWork", text=_TEXT_OF_SOURCE),
    "Article": _of("schema:Article", text=_TEXT_OF_SOURCE),
    "NewsArticle": _of("schema:NewsArticle", text=_TEXT_OF_SOURCE),
    "SocialMediaPosting": _of("schema:SocialMediaPosting", text=_TEXT_OF_SOURCE),
    "DigitalDocument": _of("schema:DigitalDocument", text=_TEXT_OF_SOURCE),
    "MediaObject": "schema:MediaObject",
    "WebPage": _of("schema:WebPage", claims=_plain("dateline:claims")),
    "Person": _of("schema:Person", role="schema:jobTitle", party_url=_link("schema:affiliation")),
    "Organization": "schema:Organization",
    "GovernmentOrganization": "schema:GovernmentOrganization",
    "NewsMediaOrganization": "schema:NewsMediaOrganization",
    "Place": "schema:Place",
    "GeoCoordinates": "schema:GeoCoordinates",
    "DefinedTerm": "schema:DefinedTerm",
    "CorrectionComment": "schema:CorrectionComment",
    "Party": "dateline:Party",
    "Property": _of("dateline:Property", type="dateline:valueType"),
    "Origin": "dateline:Origin",
    "Support": "dateline:Support",
    "FirstReport": "dateline:FirstReport",
    "Lag": "dateline:Lag",
    "Derivation": "dateline:Derivation",
    "Independence": "dateline:Independence",
    "Dispute": "dateline:Dispute",
    "Side": _of("dateline:Side", value="dateline:value", origins="dateline:origins"),
    "Holding": "dateline:Holding",
    "Position": "dateline:Position",
    # What many things have
    "url": "@id",
    "id": "schema:identifier",
    "title": "schema:name",
    "name": "schema:name",
    "tagline": "schema:description",
    "description": "schema:description",
    "text": "schema:text",
    "note": "schema:text",
    "language": "schema:inLanguage",
    "licence": "schema:license",
    "kind": "dateline:kind",
    "status": "dateline:status",
    "date": _dated("dcterms:date"),
    "corrections": "schema:correction",
    # The lists
    "version": "schema:version",
    "tracks": "schema:mentions",
    "actors": "schema:mentions",
    "places": "schema:mentions",
    "topics": "schema:mentions",
    "properties": "schema:mentions",
    "outlets": "schema:mentions",
    "origins": "schema:mentions",
    "sources": "schema:isBasedOn",
    "entries": "schema:about",
    "positions": "dateline:position",
    "disputes": "dateline:dispute",
    # Actors, places, properties, origins
    "role": "dateline:role",
    "party_url": _link("dateline:party"),
    "within_url": _link("schema:containedInPlace"),
    "country": "dateline:country",
    "zone": "dateline:zone",
    "geo": "schema:geo",
    "latitude": "schema:latitude",
    "longitude": "schema:longitude",
    "precision": "dateline:precision",
    "unit": "schema:unitText",
    "outlet_url": _link("dateline:outlet"),
    # Sources
    "publisher_url": _link("schema:publisher"),
    "credit": "schema:creditText",
    "authors": "schema:author",
    "published": _dated("dcterms:issued"),
    "date_published": _typed("schema:datePublished", "Date"),
    "inferred": _plain("dateline:inferred"),
    "address": _link("schema:url"),
    "archived": _link("schema:archivedAt"),
    "accessed": _dated("dateline:accessed"),
    "derived_from": "dateline:derivedFrom",
    "how": "dateline:how",
    "independent_of": "dateline:independentOf",
    "origin": "dateline:origin",
    "origin_url": _link("dateline:derivedFromOrigin"),
    "sha256": "schema:sha256",
    "length": "dateline:characters",
    "paragraphs": "dateline:paragraphs",
    # Entries
    "start_date": "schema:startDate",
    "end_date": "schema:endDate",
    "time": "dateline:time",
    "date_from": {"@id": "dateline:dateFrom", "@context": {"said": "schema:text"}},
    "track_url": _link("schema:superEvent"),
    "part_of_url": _link("schema:superEvent"),
    "medium": "dateline:medium",
    "place_url": _link("schema:location"),
    "actor_urls": _link("schema:attendee"),
    "added": _dated("dateline:added"),
    "updated": _dated("dateline:updated"),
    "translations": "schema:subjectOf",
    # Claims
    "claims": "dateline:claim",
    "by_urls": _link("schema:author"),
    "topic_url": _link("schema:about"),
    "stance": "dateline:stance",
    "about_url": _link("dateline:property"),
    "of_url": _link("dateline:subject"),
    "support": {
        "@id": "dateline:support",
        "@context": {
            "sentence": "dateline:sentence",
            "outlets": "dateline:outletId",
            "origins": "dateline:originId",
        },
    },
    "first_report": "dateline:firstReport",
    "first_report_urls": _link("schema:firstAppearance"),
    "day": _typed("dateline:day", "Date"),
    "lag": {
        "@id": "dateline:lag",
        "@context": {
            "least": "dateline:leastDays",
            "most": "dateline:mostDays",
            "approximate": "dateline:approximate",
        },
    },
    "dispute_urls": _link("dateline:dispute"),
    # Evidence
    "evidence": "schema:appearance",
    "source_url": _link("schema:isPartOf"),
    "quote": "schema:text",
    "at": "dateline:at",
    "translation": {"@id": "schema:workTranslation", "@context": {"by": "dateline:translator"}},
    "verdict": "dateline:verdict",
    "folds": "dateline:fold",
    "paragraph": "dateline:paragraph",
    "unique": "dateline:unique",
    "annotation": {"@id": "dateline:annotation", "@context": _ANNOTATION},
    # Disputes and positions
    "property_url": _link("dateline:property"),
    "subject_url": _link("dateline:subject"),
    "sides": "dateline:side",
    "written": "dateline:written",
    "since": _dated("dateline:since"),
    "claim_urls": _link("dateline:claim"),
    "claim_url": _link("dateline:claim"),
    "holder_url": _link("dateline:holder"),
    "statements": "dateline:statements",
    "move": "dateline:move",
    "before": "dateline:before",
}
"""What the keys mean."""

_PRESS = frozenset({"newspaper", "agency", "broadcaster", "magazine"})
_KINDS = {
    "article": "NewsArticle",
    "post": "SocialMediaPosting",
    "document": "DigitalDocument",
}
SOURCE_TYPES: Final = ("Article", "CreativeWork", "DigitalDocument", "NewsArticle", "SocialMediaPosting")
"""All that `source_type` may say."""
OUTLET_TYPES: Final = ("GovernmentOrganization", "NewsMediaOrganization", "Organization")
"""All that `outlet_type` may say."""


def source_type(kind: str, outlet_kind: str | None) -> str:
    """The type of a source of schema.org by its kind and its outlet's, where that is known.

    An article is a NewsArticle unless its outlet is known to be neither of the press nor some website: one of an
    encyclopedia is an Article.
    """
    found = _KINDS.get(kind.strip().lower(), "CreativeWork")
    if found == "NewsArticle" and outlet_kind is not None and outlet_kind.strip().lower() not in {*_PRESS, "website"}:
        return "Article"
    return found


def outlet_type(kind: str) -> str:
    """The type of an outlet of schema.org by its kind."""
    word = kind.strip().lower()
    if word == "government":
        return "GovernmentOrganization"
    return "NewsMediaOrganization" if word in _PRESS else "Organization"


def actor_type(actor: Actor) -> str | list[str]:
    """The type of an actor. A party to talks need not be a government, so it is an Organization that is a Party."""
    if actor.kind is ActorKind.PERSON:
        return "Person"
    return ["Organization", "Party"] if actor.kind is ActorKind.PARTY else "Organization"


_ISO = pattern(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?)?")


def iso(value: EdtfDate | None) -> tuple[str | None, str | None]:
    """Beginning and end of a date in ISO 8601; None for what that can't say truthfully.

    A day, month or year stands for itself and has no end. What is approximate, uncertain, a season or partly unknown
    has neither, and so has an end of an interval that is one of these, open or unknown.
    """
    if value is None:
        return None, None
    first, _, last = value.text.partition("/")
    return (first if _ISO.fullmatch(first) else None), (last if _ISO.fullmatch(last) else None)


def when(entry: Entry, zone: str | None) -> tuple[str | None, str | None]:
    """Beginning and end of an entry in ISO 8601, with the time and its distance from UTC where they are known.

    `zone` is the IANA zone of the venue; where it is unknown, a time stands without its distance from UTC. An end that
    would lie before the beginning is of the next day.
    """
    day = entry.date.exact_day if entry.date else None
    if entry.time is None or day is None:
        return iso(entry.date)
    start = _moment(day, entry.time.start, zone)
    if entry.time.end is None:
        return start, None
    if entry.time.overnight and day == date.max:
        return start, None
    return start, _moment(day + timedelta(days=entry.time.overnight), entry.time.end, zone)


def _moment(day: date, clock: time, zone: str | None) -> str:
    known = instant(day, clock, zone)
    if known is None:
        return f"{day.isoformat()}T{clock:%H:%M:%S}"
    if clock.tzinfo is None and zone is not None:
        from zoneinfo import ZoneInfo

        return known.astimezone(ZoneInfo(zone)).isoformat(timespec="seconds")
    return known.astimezone(clock.tzinfo).isoformat(timespec="seconds")
