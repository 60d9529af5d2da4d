"""The JSON Schema (2020-12, https://json-schema.org/draft/2020-12) of timeline.json, with a word on each field.

It is strict: a field that is not described here is an error, and so is one that is missing. What a field may hold is
taken from the model where that has a list of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from dateline.evidence.positions import Move
from dateline.model import (
    MAX_ID,
    ActorKind,
    ClaimKind,
    How,
    Medium,
    PlacePrecision,
    PropertyType,
    SourceStatus,
    Stance,
    Status,
    Translator,
    Verdict,
)
from dateline.render.jsonld import OUTLET_TYPES, SOURCE_TYPES

Schema = dict[str, Any]

_SHOWN = [verdict for verdict in Verdict if verdict.shown]


def timeline_schema() -> Schema:
    """The schema, but for its own address."""
    return {
        "title": "A timeline of Dateline",
        "description": (
            "The record of a negotiation: what happened when, what is claimed about it, and what each claim rests on. "
            "JSON-LD 1.1: the context in the file says what its keys mean in schema.org and in the Web Annotation "
            "Vocabulary, and nothing has to be fetched to expand it. Where a field names something by its id, the "
            "field of the same name with _url or _urls has its address. Addresses are absolute, or relative to the "
            "site's root, where timeline.json is, if the site's own address isn't known. They lead to a page where "
            "there is one, else to a place in timeline.json that serves as a name. Dates are EDTF level 1 "
            "(https://www.loc.gov/standards/datetime/): 2022-03-10, 2022-03, 2022-03~, 2022-03-10/2022-03-12."
        ),
        **_thing(
            "Dataset",
            {
                "$schema": _address("Where this schema is."),
                "@context": {"type": "object", "description": "What the keys mean as linked data."},
                "format": _text("What the file is, in words."),
                "version": {"const": 2, "description": "Of this form; raised where a reader has to be changed."},
                "title": _text("The site's name."),
                "tagline": _maybe(_text("One sentence under it.")),
                "url": _address("The site."),
                "language": _text("BCP 47 tag of the editors' language."),
                "licence": _maybe(_text("Licence of the editors' words and data; quotations belong to their authors.")),
                "tracks": _list("The strands of the talks, in the site's order.", _ref("track")),
                "actors": _list("Persons, parties and organisations.", _ref("actor")),
                "places": _list("Places.", _ref("place")),
                "topics": _list("Subjects of the talks.", _ref("topic")),
                "properties": _list("What sources can differ on.", _ref("property")),
                "outlets": _list("Those who published the sources.", _ref("outlet")),
                "origins": _list("Stories that sources derive from, and that are none.", _ref("origin")),
                "sources": _list("What the claims rest on, by id.", _ref("source")),
                "entries": _list("The events, in the order of the timeline; those without a date last.", _ref("entry")),
                "positions": _list(
                    "What each party proposed, demanded, offered, accepted, rejected or denied, by topic; a party "
                    "without any claim on a topic is silent on it and not listed.",
                    _ref("holding"),
                ),
                "disputes": _list("Where claims differ.", _ref("dispute")),
            },
        ),
        "$defs": {name: _thing(*row) for name, row in _things().items()},
    }


def _things() -> Mapping[str, tuple[str | tuple[object, ...], Mapping[str, Schema]]]:
    """The kinds of things in the file: their types as linked data, and their fields."""
    return {
        "track": (
            "EventSeries",
            {
                "id": _id("The track's id."),
                "url": _address("Its page."),
                "title": _text("Its name."),
                "description": _maybe(_text("What it is.")),
                "medium": _maybe(_one_of(Medium, "How its meetings are held, where an entry doesn't say.")),
            },
        ),
        "actor": (
            ("Person", "Organization", ["Organization", "Party"]),
            {
                "id": _id("The actor's id."),
                "url": _address("Its page."),
                "kind": _one_of(ActorKind, "What it is."),
                "name": _text("The name that the site uses."),
                "party": _maybe(_id("The party that it speaks for.")),
                "party_url": _maybe(_address("The page of that party.")),
                "role": _maybe(_text("Office at the time.")),
            },
        ),
        "place": (
            "Place",
            {
                "id": _id("The place's id."),
                "url": _address("Its page."),
                "name": _text("The name that the site uses."),
                "within": _maybe(_id("The larger place that it lies in.")),
                "within_url": _maybe(_address("The page of that place.")),
                "country": _maybe(_text("The country that it lies in.")),
                "zone": _maybe(_text("IANA time zone.")),
                "coordinates": _maybe(
                    {
                        "type": "array",
                        "items": {"type": "number"},
                        "minItems": 2,
                        "maxItems": 2,
                        "description": "Latitude and longitude in degrees, WGS 84.",
                    }
                ),
                "geo": _maybe(_ref("point", "The same for linked data.")),
                "precision": _maybe(_one_of(PlacePrecision, "What the coordinates stand for.")),
            },
        ),
        "point": (
            "GeoCoordinates",
            {
                "latitude": {"type": "number", "description": "In degrees north, WGS 84."},
                "longitude": {"type": "number", "description": "In degrees east, WGS 84."},
            },
        ),
        "topic": (
            "DefinedTerm",
            {
                "id": _id("The topic's id."),
                "url": _address("Its page."),
                "title": _text("Its name."),
                "description": _maybe(_text("What it is.")),
            },
        ),
        "property": (
            "Property",
            {
                "id": _id("The property's id."),
                "url": _address("Its name as linked data."),
                "title": _text("Its name."),
                "type": _one_of(PropertyType, "What its values are."),
                "unit": _maybe(_text("Unit of its numbers.")),
            },
        ),
        "outlet": (
            OUTLET_TYPES,
            {
                "id": _id("The outlet's id."),
                "url": _address("Its name as linked data."),
                "kind": _text("Newspaper, agency, broadcaster, government, encyclopedia …"),
                "name": _text("The name that the site uses."),
            },
        ),
        "origin": (
            "Origin",
            {
                "id": _id("The origin's id."),
                "url": _address("Its name as linked data."),
                "title": _maybe(_text("What the story is known by.")),
                "outlet": _maybe(_id("Whose story it is.")),
                "outlet_url": _maybe(_address("That outlet.")),
            },
        ),
        "source": (
            SOURCE_TYPES,
            {
                "id": _id("The source's id."),
                "url": _address("Its page on the site."),
                "title": _maybe(_text("As printed.")),
                "kind": _text("Article, post, document, transcript …"),
                "publisher": _maybe(_id("The outlet that carried it; null where unknown.")),
                "publisher_url": _maybe(_address("That outlet.")),
                "credit": _maybe(_text("The wire printed in it.")),
                "authors": _list("As printed.", _text("A name.")),
                "published": _maybe(_edtf("When it came out.")),
                "date_published": _maybe(_iso("The same, where ISO 8601 can say it.")),
                "inferred": {
                    "type": "object",
                    "additionalProperties": {"type": "string"},
                    "description": "What it does not state itself: field and how it was concluded.",
                },
                "language": _maybe(_text("BCP 47 tag of its text.")),
                "address": _maybe(_address("Where it was read.")),
                "archived": _maybe(_address("A copy at a web archive.")),
                "accessed": _maybe(_edtf("When it was read.")),
                "licence": _maybe(_text("The licence that it states.")),
                "status": _one_of(SourceStatus, "What has become of it."),
                "corrections": _list("What its publisher corrected or took back.", _ref("correction")),
                "derived_from": _list("Where its words come from.", _ref("derivation")),
                "independent_of": _list("Sources that it looks like a copy of, and is none.", _ref("independence")),
                "origin": _text("Id of the story that it counts as: an origin's, or a source's."),
                "text": _maybe(_ref("text", "Its text as it was checked; null where no text was at hand.")),
            },
        ),
        "text": (
            "MediaObject",
            {
                "sha256": _digest("SHA-256 of the clean text in UTF-8, which all offsets belong to."),
                "length": _number("In characters (Unicode code points)."),
                "paragraphs": _number("How many; each is a line of the text."),
            },
        ),
        "correction": (
            "CorrectionComment",
            {"date": _edtf("When it was made."), "text": _text("What was wrong, and what is right.")},
        ),
        "derivation": (
            "Derivation",
            {
                "source": _maybe(_id("The source that it derives from …")),
                "source_url": _maybe(_address("… and its page; or null …")),
                "origin": _maybe(_id("… and the origin …")),
                "origin_url": _maybe(_address("… with its name as linked data.")),
                "how": _one_of(How, "How."),
                "note": _maybe(_text("How that is known.")),
            },
        ),
        "independence": (
            "Independence",
            {
                "source": _id("The other source."),
                "source_url": _address("Its page."),
                "note": _text("Why they are two origins."),
            },
        ),
        "entry": (
            "Event",
            {
                "id": _id("The entry's id."),
                "url": _address("Its page."),
                "title": _text("What happened, in a line."),
                "date": _maybe(_edtf("When.")),
                "start_date": _maybe(_iso("When it began, where ISO 8601 can say it.")),
                "end_date": _maybe(_iso("When it ended, where that is known and ISO 8601 can say it.")),
                "time": _maybe(_text("Time of day, or from/to, at the venue: 11:25/12:50.")),
                "zone": _maybe(_text("IANA zone of the time, unless an offset stands in it.")),
                "date_from": _maybe(_ref("date-from", "The words that the date was concluded from.")),
                "track": _maybe(_id("The strand that it belongs to; null for background.")),
                "track_url": _maybe(_address("The page of that track.")),
                "part_of": _maybe(_id("The entry of a longer round that it belongs to.")),
                "part_of_url": _maybe(_address("The page of that entry.")),
                "medium": _maybe(_one_of(Medium, "How it was held.")),
                "place": _maybe(_id("Where it was held.")),
                "place_url": _maybe(_address("The page of that place.")),
                "actors": _list("Ids of those who took part.", _id("An actor's id.")),
                "actor_urls": _list("Their pages, in the same order.", _address("A page.")),
                "status": _one_of(Status, "Drafts are in previews only."),
                "added": _maybe(_edtf("When the entry came to the site.")),
                "updated": _maybe(_edtf("When it was last changed in substance.")),
                "corrections": _list("What the editors corrected.", _ref("correction")),
                "text": _text("The editors' prose, in Markdown with references to sources and claims."),
                "translations": _list("The entry in other languages.", _ref("entry-translation")),
                "claims": _list("What is asserted.", _ref("claim")),
            },
        ),
        "date-from": (
            "Quotation",
            {
                "said": _text("The words, as printed: yesterday."),
                "source": _id("The source that prints them."),
                "source_url": _address("Its page."),
            },
        ),
        "entry-translation": (
            "WebPage",
            {
                "language": _text("BCP 47 tag."),
                "url": _address("Its page."),
                "title": _text("The entry's title in this language."),
                "text": _text("The prose in this language."),
                "claims": {
                    "type": "object",
                    "additionalProperties": {"type": "string"},
                    "description": "Claim's id: its text in this language.",
                },
            },
        ),
        "claim": (
            "Claim",
            {
                "id": _id("Unique in its entry."),
                "url": _address("The claim on the page of its entry."),
                "text": _text("The assertion, in the editors' words."),
                "by": _list("Ids of those who said or did it.", _id("An actor's id.")),
                "by_urls": _list("Their pages, in the same order.", _address("A page.")),
                "kind": _one_of(ClaimKind, "What somebody said, what happened, or how it is interpreted."),
                "date": _maybe(_edtf("When it was said, if not on the entry's date.")),
                "topic": _maybe(_id("What it is about.")),
                "topic_url": _maybe(_address("The page of that topic.")),
                "stance": _maybe(_one_of(Stance, "What the speaker does with the topic.")),
                "about": _maybe(_id("A property that it gives a value to …")),
                "about_url": _maybe(_address("… with its name as linked data …")),
                "of": _maybe(_id("… of this entry or actor …")),
                "of_url": _maybe(_address("… with that one's page …")),
                "value": _maybe(_text("… and the value: 85 min, ~90 min, >60 min, 4, an id, a date.")),
                "support": _ref("support", "How firmly it stands."),
                "first_report": _maybe(
                    _ref("first-report", "Its first source on this site; null where none has a date.")
                ),
                "first_report_urls": _list(
                    "Pages of the sources on this site that came out first.", _address("A page.")
                ),
                "disputes": _list("Ids of the disputes that it is part of.", _text("A dispute's id.")),
                "dispute_urls": _list("Their pages, in the same order.", _address("A page.")),
                "evidence": _list("What it rests on.", _ref("evidence")),
            },
        ),
        "support": (
            "Support",
            {
                "sentence": _text("In words: 2 outlets, 1 origin."),
                "outlets": _list("Ids of the known outlets of its sources.", _text("An outlet's id.")),
                "origins": _list(
                    "Ids of the independent stories that it rests on.", _text("An origin's or source's id.")
                ),
            },
        ),
        "first-report": (
            "FirstReport",
            {
                "day": _iso("The last day that the date of the first report can mean: from then on it was known."),
                "published": _edtf("That date."),
                "sources": _list("Ids of the sources that came out by then.", _id("A source's id.")),
                "lag": _maybe(_ref("lag", "From the event to the first report; null where that can't be said.")),
            },
        ),
        "lag": (
            "Lag",
            {
                "least": {"type": "integer", "description": "The fewest days that it can have been; below 0: before."},
                "most": {"type": "integer", "description": "The most days."},
                "approximate": _yes_or_no("Whether one of the two dates is approximate or uncertain."),
            },
        ),
        "evidence": (
            ("Quotation", "CreativeWork"),
            {
                "url?": _address("Of a quotation that was found: the passage on the page of its source."),
                "source": _id("The source's id."),
                "source_url": _address("Its page."),
                "quote": _maybe(_text("Its words; null where it is cited and not quoted.")),
                "language": _maybe(_text("BCP 47 tag of the source's text.")),
                "at": _maybe(_text("Page or time code.")),
                "translation": _maybe(_ref("translation", "The quotation in the editors' language.")),
                "verdict": _one_of(_SHOWN, "What became of the quotation when it was looked for in its source."),
                "folds": _list(
                    "What differs from the source in typography alone.", _text("quotation marks, dashes, spaces …")
                ),
                "paragraph": _maybe(_number("1-based paragraph of the source's text that it stands in.", 1)),
                "unique": _yes_or_no("Whether the passage stands once in the text."),
                "annotation": _maybe(_ref("annotation", "The quotation's place; null unless it was found.")),
            },
        ),
        "translation": (
            "Quotation",
            {"text": _text("The translated words."), "by": _one_of(Translator, "Whose translation it is.")},
        ),
        "annotation": (
            ("type", "Annotation"),
            {
                "id": _address("Its name as linked data."),
                "motivation": {"const": "linking", "description": "It links a claim to the words that it rests on."},
                "body": _address("The claim."),
                "target": {
                    "anyOf": [
                        {"$ref": "#/$defs/target"},
                        {"type": "array", "items": {"$ref": "#/$defs/target"}, "minItems": 2},
                    ],
                    "description": "The words; of a quotation with words left out each of its parts, in order.",
                },
            },
        ),
        "target": (
            ("type", "SpecificResource"),
            {
                "source": _address("The article; where its address isn't known, its page on the site."),
                "sha256": _maybe(_digest("SHA-256 in UTF-8 of the clean text that the offsets belong to.")),
                "selector": {
                    "type": "array",
                    "prefixItems": [
                        {
                            "anyOf": [{"$ref": "#/$defs/quote-selector"}, {"$ref": "#/$defs/position-selector"}],
                            "description": "The words; or their place, where the receipt doesn't tell parts apart.",
                        },
                        {"$ref": "#/$defs/position-selector", "description": "The place of the words."},
                    ],
                    "items": False,
                    "minItems": 1,
                    "description": "Several ways to find the same words.",
                },
                "state?": _ref("state", "Where a copy at a web archive is known."),
            },
        ),
        "quote-selector": (
            ("type", "TextQuoteSelector"),
            {
                "exact": _text("The words of the quotation; the source has other typography where folds say so."),
                "prefix?": _text("At most 32 characters before them; of a quotation in parts, before the first."),
                "suffix?": _text("At most 32 characters after them; of a quotation in parts, after the last."),
            },
        ),
        "position-selector": (
            ("type", "TextPositionSelector"),
            {
                "start": _number("0-based character (Unicode code point) of the clean text where it begins."),
                "end": _number("The character after its last.", 1),
            },
        ),
        "state": (
            ("type", "TimeState"),
            {"cached": _address("The copy.")},
        ),
        "holding": (
            "Holding",
            {
                "topic": _id("The topic."),
                "topic_url": _address("Its page."),
                "holder": _id("The party, or an organisation that speaks for itself."),
                "holder_url": _address("Its page."),
                "positions": _list("What it did with the topic, by date.", _ref("position")),
                "statements": _number("How many of its claims on the topic take no position."),
            },
        ),
        "position": (
            "Position",
            {
                "stance": _one_of(Stance, "What the party did."),
                "date": _maybe(_edtf("When.")),
                "claim": _text("The claim that says so: entry#claim."),
                "claim_url": _address("That claim."),
                "move": _one_of(Move, "How its stance, and nothing else, stands to those of the last earlier date."),
                "before": _list("What the party did then.", _one_of(Stance, "A stance.")),
                "since": _maybe(_edtf("When that was.")),
            },
        ),
        "dispute": (
            "Dispute",
            {
                "id": _text("The dispute's id."),
                "url": _address("Its page."),
                "property": _id("The property that is in dispute."),
                "property_url": _address("Its name as linked data."),
                "subject": _id("The entry or actor that it is a property of."),
                "subject_url": _address("The page of that one."),
                "title": _text("What it is about."),
                "note": _maybe(_text("What the editors say may be behind it; never who is right.")),
                "sides": _list("Every value that is claimed, in the order of the values.", _ref("side")),
            },
        ),
        "side": (
            "Side",
            {
                "value": _text("The value, as readers see it."),
                "written": _list("As the claims give it.", _text("A value.")),
                "since": _maybe(_edtf("When the first of its sources came out.")),
                "origins": _number("How many independent stories say so."),
                "against": _list("0-based numbers of the sides that it contradicts.", _number("A number.")),
                "claims": _list("The claims that say so.", _text("entry#claim.")),
                "claim_urls": _list("The same claims.", _address("A claim.")),
            },
        ),
    }


def _thing(kind: str | tuple[object, ...], fields: Mapping[str, Schema]) -> Schema:
    """An object of a type, or of one of several, with all of these fields and no others; `?` marks one that may lack.

    The type stands in `@type`; in `type` where the first of a pair is that word, as annotations have it.
    """
    key = "type" if isinstance(kind, tuple) and kind[0] == "type" else "@type"
    kinds = kind[1:] if key == "type" and isinstance(kind, tuple) else (kind,) if isinstance(kind, str) else kind
    what: Schema = {"const": kinds[0]} if len(kinds) == 1 else {"enum": list(kinds)}
    rows = {key: what | {"description": "What it is, as linked data."}}
    rows |= {name.rstrip("?"): schema for name, schema in fields.items()}
    return {
        "type": "object",
        "properties": rows,
        "required": [key, *(name for name in fields if not name.endswith("?"))],
        "additionalProperties": False,
    }


def _text(about: str) -> Schema:
    return {"type": "string", "description": about}


def _id(about: str) -> Schema:
    return {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": MAX_ID, "description": about}


def _address(about: str) -> Schema:
    return {"type": "string", "format": "uri-reference", "minLength": 1, "description": about}


def _edtf(about: str) -> Schema:
    return {"type": "string", "minLength": 4, "description": f"{about} EDTF level 1."}


def _iso(about: str) -> Schema:
    pattern = r"^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2}(:\d{2})?)?)?)?)?$"
    return {"type": "string", "pattern": pattern, "description": f"{about} ISO 8601."}


def _digest(about: str) -> Schema:
    return {"type": "string", "pattern": "^[0-9a-f]{64}$", "description": about}


def _number(about: str, least: int = 0) -> Schema:
    return {"type": "integer", "minimum": least, "description": about}


def _yes_or_no(about: str) -> Schema:
    return {"type": "boolean", "description": about}


def _one_of(values: Iterable[StrEnum], about: str) -> Schema:
    return {"enum": [each.value for each in values], "description": about}


def _list(about: str, items: Schema) -> Schema:
    return {"type": "array", "items": items, "description": about}


def _ref(name: str, about: str = "") -> Schema:
    found: Schema = {"$ref": f"#/$defs/{name}"}
    return found | {"description": about} if about else found


def _maybe(schema: Schema) -> Schema:
    """The same, or null."""
    if "enum" in schema:
        return schema | {"enum": [*schema["enum"], None]}
    if "$ref" in schema:
        about = {"description": schema["description"]} if "description" in schema else {}
        return {"anyOf": [{"$ref": schema["$ref"]}, {"type": "null"}]} | about
    return schema | {"type": [schema["type"], "null"]}
