"""What the content says, as frozen types: one for each kind of thing that editors write, and what is found out of it.

Each field has its one-line docstring; validation (`read`) and JSON Schema (`schema`) are derived from these
declarations by pydantic, which is imported only when one of the two is called.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import field
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, ClassVar, NamedTuple, TypeVar, cast

from dateline.dates import EdtfDate, TimeOfDay, instant
from dateline.patterns import pattern
from dateline.plain import Misfit, reader
from dateline.records import record

MAX_ID = 80
_SHOWN = 80
"""Characters of a value that a message shows."""
REMEDY = "use the letters a to z, digits and single hyphens"
"""What to do about a text that is no id."""
_SLUG = pattern(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
# Pages and files bear ids, and Windows gives these names to devices
# (https://learn.microsoft.com/windows/win32/fileio/naming-a-file).
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})
_CONFIG: dict[str, Any] = {"use_attribute_docstrings": True, "extra": "forbid"}
T = TypeVar("T")


class Id(str):
    """A checked id: an ASCII slug of at most 80 characters that a file can be named for. Made by `Id.of` only."""

    __slots__ = ()

    @classmethod
    def of(cls, text: object) -> Id:
        """Check an id; raises ValueError with the value and the remedy."""
        if isinstance(text, str) and len(text) <= MAX_ID and _SLUG.fullmatch(text):
            if text in _DEVICES:
                raise ValueError(f"“{text}” can't be an id: Windows has a device of this name; choose another word")
            return cls(text)
        if not isinstance(text, str):
            raise ValueError(f"an id is text, not {kind_of(text)}")  # noqa: TRY004  (pydantic reads ValueError)
        if len(text) > MAX_ID:
            raise ValueError(f"the id has {len(text)} characters; at most {MAX_ID} are allowed")
        near = slug(text)
        raise ValueError(f"“{text}” is not an id; {REMEDY}" + (f", for example “{near}”" if near else ""))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Callable[[Any], Any]) -> Any:
        """Let pydantic check ids with `of`."""
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(cls.of, serialization=core_schema.to_string_ser_schema())

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Callable[[Any], Any]) -> dict[str, Any]:
        """Describe ids in JSON Schema."""
        return {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": MAX_ID}


_FOLDED = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
    | dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґў", (
        "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch - y - e yu ya i i ye g u"
    ).replace("-", "").split(" "), strict=True))
)  # fmt: skip


def slug(text: str, limit: int = 60) -> str:
    """Make an id's words of a title: lower case ASCII, Cyrillic romanised, cut at a word within `limit` characters.

    Empty where the text has no letter or digit that ASCII can stand for.
    """
    plain = text.lower()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain.translate(_FOLDED)).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    kept: list[str] = []
    length = -1
    for word in words:
        length += 1 + len(word)
        if length > limit:
            break
        kept.append(word)
    made = "-".join(kept) or (words[0][:limit] if words else "")
    return f"the-{made}" if made in _DEVICES else made


def kind_of(value: object) -> str:
    """Name the kind of a YAML value as an editor would: `a list`, `a mapping`, `text`, `nothing`."""
    if value is None:
        return "nothing"
    kinds: dict[type, str] = {str: "text", list: "a list", tuple: "a list", dict: "a mapping"}
    return kinds.get(type(value), "another value")


class _Filled:
    """A mark on a text that has to say something: one of nothing but white space is refused."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], Any]) -> Any:
        """Let pydantic refuse a blank text."""
        from pydantic_core import core_schema

        return core_schema.no_info_after_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(self, schema: Any, handler: Callable[[Any], Any]) -> dict[str, Any]:
        """Describe the rule in JSON Schema."""
        return {**handler(schema), "pattern": "\\S"}

    @staticmethod
    def check(text: str) -> str:
        """Hand a text back; raises ValueError where it is blank."""
        if not text.strip():
            raise ValueError("there are no words in it")
        return text


Words = Annotated[str, _Filled()]
"""A required text."""


class Verdict(StrEnum):
    """What became of a quote that was looked for in the text of its source; exactly one holds."""

    EXACT = "exact"
    TYPOGRAPHIC = "typographic"
    ELIDED = "elided"
    AMBIGUOUS = "ambiguous"
    ABSENT = "absent"
    STALE = "stale"
    UNVERIFIED = "unverified"
    CITED = "cited"

    @property
    def found(self) -> bool:
        """Say whether the words stand in the text, at one place."""
        return self in (Verdict.EXACT, Verdict.TYPOGRAPHIC, Verdict.ELIDED)

    @property
    def shown(self) -> bool:
        """Say whether a page can show it: pages know no texts, and without them nothing is known absent or stale."""
        return self not in (Verdict.ABSENT, Verdict.STALE)


class Level(StrEnum):
    """The least evidence that `--strict` accepts for a claim."""

    CITED = "cited"
    QUOTED = "quoted"
    VERIFIED = "verified"


class ActorKind(StrEnum):
    """What an actor is."""

    PERSON = "person"
    PARTY = "party"
    ORGANISATION = "organisation"


class ClaimKind(StrEnum):
    """Whether a claim repeats what somebody said, reports what happened, or interprets it."""

    STATEMENT = "statement"
    REPORT = "report"
    ANALYSIS = "analysis"


class Stance(StrEnum):
    """What the speaker does with the topic."""

    PROPOSES = "proposes"
    DEMANDS = "demands"
    OFFERS = "offers"
    ACCEPTS = "accepts"
    REJECTS = "rejects"
    DENIES = "denies"
    STATES = "states"


class Status(StrEnum):
    """Whether an entry is on the site."""

    PUBLISHED = "published"
    DRAFT = "draft"


class SourceStatus(StrEnum):
    """What has become of a source since it was read."""

    LIVE = "live"
    CORRECTED = "corrected"
    RETRACTED = "retracted"
    GONE = "gone"


class How(StrEnum):
    """How one text came from another."""

    DUPLICATE = "duplicate"
    REPRINT = "reprint"
    TRANSLATION = "translation"
    BASED_ON = "based-on"


class Medium(StrEnum):
    """How a meeting was held."""

    IN_PERSON = "in-person"
    VIDEO = "video"
    PHONE = "phone"
    WRITTEN = "written"
    MIXED = "mixed"


class PropertyType(StrEnum):
    """What the values of a property are; decides how two of them are compared."""

    DURATION = "duration"
    NUMBER = "number"
    DATE = "date"
    PLACE = "place"
    ACTOR = "actor"
    TEXT = "text"


class Cardinality(StrEnum):
    """Whether a property has one true value or may have several at once."""

    ONE = "one"
    MANY = "many"


class Translator(StrEnum):
    """Who translated a quote."""

    EDITOR = "editor"
    SOURCE = "source"


class PlacePrecision(StrEnum):
    """What the coordinates of a place stand for."""

    POINT = "point"
    CITY = "city"
    REGION = "region"
    COUNTRY = "country"


@record(frozen=True, slots=True, kw_only=True)
class Settings:
    """`content/site.yaml`: what holds for the whole site."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _CONFIG

    title: Words
    """The site's name."""
    tagline: str | None = None
    """One sentence under the name."""
    url: str | None = None
    """The site's address; `--base-url` overrides it."""
    language: str = "en"
    """BCP 47 tag of the editors' language."""
    zone: str | None = None
    """IANA time zone of an entry whose place has none."""
    repository: str | None = None
    """Address of the repository, for “edit this page” and “report an error”."""
    contact: str | None = None
    """Address to write to: https or mailto."""
    licence: str | None = None
    """Licence of the editors' own words and data."""
    evidence: Level = Level.CITED
    """The least evidence that `--strict` accepts for a claim."""
    republish: tuple[str, ...] = ()
    """Licences under which a source's whole text may be shown."""
    archive: str | None = None
    """Where the texts of the articles are, relative to the root; `--archive` overrides it."""
    omit: tuple[str, ...] = ()
    """Page kinds to leave out."""


@record(frozen=True, slots=True, kw_only=True)
class Track:
    """A strand of the negotiation, in `content/tracks.yaml`; their order is the site's."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _CONFIG

    id: Id
    """The track's id."""
    title: Words
    """Its name."""
    description: str | None = None
    """One or two sentences on it."""
    medium: Medium | None = None
    """How its meetings are held, where an entry does not say."""
    places: tuple[Id, ...] = ()
    """Places by which `import` knows the track."""
    actors: tuple[Id, ...] = ()
    """Actors by which `import` knows the track."""
    words: tuple[str, ...] = ()
    """Words by which `import` knows the track."""
    aliases: tuple[Id, ...] = ()
    """Ids that it had before."""


@record(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person, a party to the talks or an organisation, in `content/actors.yaml`."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _CONFIG

    id: Id
    """The actor's id."""
    kind: ActorKind
    """Person, party or organisation."""
    name: Words
    """The name that the site uses."""
    party: Id | None = None
    """The party that the actor speaks for."""
    role: str | None = None
    """Office at the time."""
    spellings: tuple[str, ...] = ()
    """Other spellings that sources print."""
    aliases: tuple[Id, ...] = ()
    """Ids that it had before."""


@record(frozen=True, slots=True, kw_only=True)
class Outlet:
    """Somebody who publishes, in `content/outlets.yaml`."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _CONFIG

    id: Id
    """The outlet's id."""
    kind: str
    """Newspaper, agency, broadcaster, government, encyclopedia …"""
    name: Words
    """The name that the site uses."""
    spellings: tuple[str, ...] = ()
    """Other spellings that sources print."""
    aliases: tuple[Id, ...] = ()
    """Ids that it had before."""


@record(frozen=True, slots=True, kw_only=True)
class Place:
    """A place, in `content/places.yaml`."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _CONFIG

    id: Id
    """The place's id."""
    name: Words
    """The name that the site uses."""
    within: Id | None = None
    """The larger place, of places.yaml too, that it lies in."""
    country: str | None = None
    """The country that it lies in."""
    zone: str | None = None
    """IANA time zone."""
    coordinates: tuple[float, float] | None = None
    """Latitude and longitude in degrees, WGS 84."""
    precision: PlacePrecision | None = None
    """What the coordinates stand for."""
    spellings: tuple[str, ...] = ()
    """Other spellings that sources print."""
    aliases: tuple[Id, ...] = ()
    """Ids that it had before."""


@record(frozen=True, slots=True, kw_only=True)
class Topic:
    """A subject of the talks, in `content/topics.yaml`."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _CONFIG

    id: Id
    """The topic's id."""
    title: Words
    """Its name."""
    description: str | None = None
    """One sentence on it."""
    aliases: tuple[Id, ...] = ()
    """Ids that it had before."""


@record(frozen=True, slots=True, kw_only=True)
class Origin:
    """A story that no source of the collection is, but some derive from, in `content/origins.yaml`."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _CONFIG

    id: Id
    """The origin's id."""
    title: str | None = None
    """What the story is known by."""
    outlet: Id | None = None
    """Whose story it is."""
    aliases: tuple[Id, ...] = ()
    """Ids that it had before."""


@record(frozen=True, slots=True, kw_only=True)
class Property:
    """Something that sources can differ on, in `content/properties.yaml`."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _CONFIG

    id: Id
    """The property's id."""
    title: Words
    """Its name, as a question or a noun."""
    type: PropertyType
    """What its values are."""
    unit: str | None = None
    """Unit of its numbers."""
    cardinality: Cardinality = Cardinality.ONE
    """One true value, or several at once."""
    tolerance: str | None = None
    """Difference up to which two values agree: `10 min`, `5%`, `1`."""
    aliases: tuple[Id, ...] = ()
    """Ids that it had before."""


@record(frozen=True, slots=True, kw_only=True)
class Remark:
    """What editors say of a dispute, in `content/disputes.yaml`: what may be behind it, never who is right."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _CONFIG

    id: Id
    """A name for the remark."""
    of: Id
    """The entry or actor that the dispute is about."""
    about: Id
    """The property that is in dispute."""
    note: Words
    """What readers should know of it."""


@record(frozen=True, slots=True, kw_only=True)
class Derivation:
    """Where the words of a source come from."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _CONFIG

    source: Id | None = None
    """A source of the collection …"""
    origin: Id | None = None
    """… or one of origins.yaml."""
    how: How
    """Duplicate, reprint, translation or based-on."""
    note: str | None = None
    """How that is known, for readers."""


@record(frozen=True, slots=True, kw_only=True)
class Independence:
    """That a source stands by itself, although much of its text stands in another."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _CONFIG

    source: Id
    """The other source."""
    note: Words
    """Why they are two origins, for readers."""


@record(frozen=True, slots=True, kw_only=True)
class Correction:
    """A public correction of an entry; or of a source, by its publisher."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _CONFIG

    date: EdtfDate
    """When it was made."""
    text: Words
    """What was wrong, and what is right."""


@record(frozen=True, slots=True, kw_only=True)
class Source:
    """An article, post, document or transcript: `content/sources/<id>.md`."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _CONFIG

    id: Id
    """The file's stem."""
    title: str | None = None
    """As printed."""
    kind: str = "article"
    """Article, post, document, transcript …"""
    publisher: Id | None = None
    """The outlet that carried it; absent where unknown."""
    credit: str | None = None
    """The wire printed in it."""
    authors: tuple[str, ...] = ()
    """As printed."""
    published: EdtfDate | None = None
    """When it came out."""
    inferred: Mapping[str, str] = field(default_factory=dict)
    """Field: why, for what the article does not state."""
    language: str | None = None
    """BCP 47 tag of its text."""
    url: str | None = None
    """Where it was read."""
    archived_url: str | None = None
    """A copy at a web archive."""
    accessed: EdtfDate | None = None
    """When it was read."""
    licence: str | None = None
    """The licence that it states."""
    derived_from: tuple[Derivation, ...] = ()
    """The same words from elsewhere."""
    independent_of: tuple[Independence, ...] = ()
    """Sources with which it shares much of its text, and is no copy of."""
    status: SourceStatus = SourceStatus.LIVE
    """What has become of it."""
    corrections: tuple[Correction, ...] = ()
    """What its publisher corrected or took back, and when."""
    aliases: tuple[Id, ...] = ()
    """Ids that it had before."""
    editor_note: str | None = None
    """Never published."""
    body: str = ""
    """A public note, in Markdown."""

    @property
    def path(self) -> str:
        """Its file, relative to the root."""
        return f"content/sources/{self.id}.md"


@record(frozen=True, slots=True, kw_only=True)
class Translation:
    """A quote in the editors' language."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _CONFIG

    text: Words
    """The translated words."""
    by: Translator
    """Who translated them."""


@record(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a claim rests on: a source, and at best its words. A bare source id stands for `{source: id}`."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _CONFIG
    short_form: ClassVar[str] = "source"
    """The field that a bare text gives."""

    source: Id
    """The source's id."""
    quote: str | None = None
    """Its words, character by character."""
    context: str | None = None
    """Words of the same paragraph, where the quote stands more than once."""
    translation: Translation | None = None
    """The quote in the editors' language."""
    at: str | None = None
    """Page or time code."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Callable[[Any], Any]) -> Any:
        """Let a bare id stand for a source that is cited and not quoted."""
        from pydantic_core import core_schema

        return core_schema.no_info_before_validator_function(
            lambda value: {cls.short_form: value} if isinstance(value, str) else value, handler(source)
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Callable[[Any], Any]) -> dict[str, Any]:
        """Describe the short form beside the long one."""
        short = {
            "type": "string",
            "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$",
            "maxLength": MAX_ID,
            "description": "A source's id: cited, not quoted.",
        }
        return {"anyOf": [short, handler(schema)]}


@record(frozen=True, slots=True, kw_only=True)
class Claim:
    """One assertion in the editor's words, with what it rests on."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _CONFIG

    id: Id
    """Unique in its entry."""
    text: Words
    """The assertion."""
    by: tuple[Id, ...] = ()
    """The persons or parties who said or did it."""
    kind: ClaimKind = ClaimKind.REPORT
    """Statement, report or analysis."""
    date: EdtfDate | None = None
    """When it was said, if not on the entry's date."""
    topic: Id | None = None
    """What it is about."""
    stance: Stance | None = None
    """What the speaker does with the topic."""
    about: Id | None = None
    """A property that it gives a value to …"""
    of: Id | None = None
    """… of this entry, or of the entry or actor named here …"""
    value: str | None = None
    """… and the value: `85 min`, `~90 min`, `>60 min`, `4`, an id, a date."""
    evidence: tuple[Evidence, ...]
    """What it rests on; at least one."""


@record(frozen=True, slots=True, kw_only=True)
class DateFrom:
    """The words that an entry's date was derived from."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _CONFIG

    said: Words
    """The words, as printed: `yesterday`."""
    source: Id
    """Where they are printed."""


@record(frozen=True, slots=True, kw_only=True)
class Entry:
    """One dated event: `content/entries/<date>-<slug>.md`."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _CONFIG

    id: Id
    """The file's stem."""
    title: Words
    """What happened, in a line."""
    date: EdtfDate | None = None
    """When; a draft may lack it."""
    time: TimeOfDay | None = None
    """Time of day, or from/to, in the venue's zone."""
    order: int | None = None
    """Settles a tie between entries of one date and time; the smaller comes first."""
    date_from: DateFrom | None = None
    """The words that the date was derived from."""
    track: Id | None = None
    """The strand that it belongs to; absent = context."""
    part_of: Id | None = None
    """The entry of a longer round that this one belongs to."""
    medium: Medium | None = None
    """How it was held; default: the track's."""
    place: Id | None = None
    """Where it was held."""
    actors: tuple[Id, ...] = ()
    """Who took part."""
    status: Status = Status.PUBLISHED
    """Published or draft."""
    added: EdtfDate | None = None
    """When the entry came to the site."""
    updated: EdtfDate | None = None
    """When it was last changed in substance."""
    corrections: tuple[Correction, ...] = ()
    """What was corrected."""
    claims: tuple[Claim, ...] = ()
    """What is asserted, each with its evidence."""
    aliases: tuple[Id, ...] = ()
    """Ids that it had before."""
    editor_note: str | None = None
    """Never published."""
    body: str = ""
    """Prose in Markdown."""

    @property
    def path(self) -> str:
        """Its file, relative to the root."""
        return f"content/entries/{self.id}.md"

    def claim(self, claim_id: str) -> Claim | None:
        """The claim of this id, or None."""
        return next((claim for claim in self.claims if claim.id == claim_id), None)

    @property
    def lead(self) -> str:
        """The first paragraph of the prose, where it begins with one (and not with a heading, a list or a table)."""
        return first_paragraph(self.body)


_BLANK_LINE = pattern(r"\n[ \t]*\n")
_NO_PARAGRAPH = pattern(r"#|>|\||[*+-]\s|\d{1,9}[.)]\s|```|~~~|!\[|<|\s{4}")


def first_paragraph(prose: str) -> str:
    """The first paragraph of a Markdown text, where it begins with one (and not with a heading, a list or a table)."""
    prose = prose.strip()
    end = _BLANK_LINE.search(prose)
    first = prose[: end.start()] if end else prose
    return "" if _NO_PARAGRAPH.match(first) else first


@record(frozen=True, slots=True, kw_only=True)
class EntryTranslation:
    """An entry in another language: `content/entries/<id>.<lang>.md`."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _CONFIG

    id: Id
    """The entry's id."""
    language: str
    """BCP 47 tag, from the file's name."""
    title: Words
    """The entry's title."""
    claims: Mapping[str, Words] = field(default_factory=dict)
    """Claim id: its text."""
    body: str = ""
    """The prose."""

    @property
    def path(self) -> str:
        """Its file, relative to the root."""
        return f"content/entries/{self.id}.{self.language}.md"


class EvidenceKey(NamedTuple):
    """Names one piece of evidence."""

    entry: str
    """The entry's id."""
    claim: str
    """The claim's id."""
    number: int
    """0-based place in the claim's evidence."""


@record(frozen=True, slots=True, kw_only=True)
class Finding:
    """What pages say of one piece of evidence. It comes from its receipt alone, never from the archive."""

    verdict: Verdict
    """The verdict."""
    folds: tuple[str, ...] = ()
    """What was folded to find it: `quotation marks`, `dashes` …"""
    paragraph: int | None = None
    """1-based paragraph of the source's text."""
    start: int | None = None
    """0-based character of the source's text where it begins."""
    end: int | None = None
    """The character after its last."""
    parts: tuple[tuple[int, int], ...] = ()
    """Start and end of each part of a quote with words left out; empty for any other, and where they aren't known."""
    prefix: str = ""
    """At most 32 characters before it."""
    suffix: str = ""
    """At most 32 characters after it."""
    unique: bool = False
    """Whether the passage stands once in the text, so that a link can lead to it."""


@record(frozen=True, slots=True, kw_only=True)
class SharedText:
    """Paragraphs that two sources have in common."""

    source: str
    """The other source."""
    paragraphs: tuple[int, ...]
    """1-based paragraphs of this source's text that stand in the other."""


@record(frozen=True, slots=True, kw_only=True)
class TextFacts:
    """What pages may know of the text of a source, which is not published: the head of its receipts."""

    digest: str
    """SHA-256 of the text in UTF-8, in hexadecimal."""
    length: int
    """In characters."""
    paragraphs: int
    """How many there are."""
    shared: tuple[SharedText, ...] = ()
    """Paragraphs shared with other sources."""


@record(frozen=True, slots=True, kw_only=True)
class Site:
    """All that the content says, and what was found out about its evidence."""

    settings: Settings
    """site.yaml."""
    tracks: Mapping[str, Track] = field(default_factory=dict)
    """By id, in the file's order."""
    actors: Mapping[str, Actor] = field(default_factory=dict)
    """By id, in the file's order."""
    outlets: Mapping[str, Outlet] = field(default_factory=dict)
    """By id, in the file's order."""
    places: Mapping[str, Place] = field(default_factory=dict)
    """By id, in the file's order."""
    topics: Mapping[str, Topic] = field(default_factory=dict)
    """By id, in the file's order."""
    origins: Mapping[str, Origin] = field(default_factory=dict)
    """By id, in the file's order."""
    properties: Mapping[str, Property] = field(default_factory=dict)
    """By id, in the file's order."""
    disputes: Mapping[str, Remark] = field(default_factory=dict)
    """By id, in the file's order: what editors say of disputes, which are derived themselves."""
    sources: Mapping[str, Source] = field(default_factory=dict)
    """By id, sorted by id."""
    entries: Mapping[str, Entry] = field(default_factory=dict)
    """By id, in the order of the timeline; those without a date last."""
    translations: Mapping[str, tuple[EntryTranslation, ...]] = field(default_factory=dict)
    """Entry id: its translations by language."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """Source id: its whole text, where its licence lets it be shown."""
    facts: Mapping[str, TextFacts] = field(default_factory=dict)
    """Source id: what its receipts say of its text."""
    findings: Mapping[EvidenceKey, Finding] = field(default_factory=dict)
    """The verdict of each piece of evidence; empty until the evidence was looked at."""

    def evidence(self) -> Iterator[tuple[Entry, Claim, int, Evidence]]:
        """Every piece of evidence of every entry, with its claim and its 0-based number there."""
        for entry in self.entries.values():
            for claim in entry.claims:
                for number, evidence in enumerate(claim.evidence):
                    yield entry, claim, number, evidence


def places_around(ident: str | None, places: Mapping[str, Place]) -> Iterator[Place]:
    """A place, by its id, and the larger ones that it lies in, from the nearest on; nothing where there is no such one.

    Places that lie in each other are a fault that the loader tells; each of them is given once all the same.
    """
    passed: set[str] = set()
    while ident is not None and ident in places and ident not in passed:
        passed.add(ident)
        yield places[ident]
        ident = places[ident].within


def zone_of(entry: Entry, places: Mapping[str, Place], settings: Settings) -> str | None:
    """The IANA time zone of an entry's venue: its place's, else that of the larger places that it lies in, from the
    nearest on, else the site's; None where none says one.
    """
    return next((place.zone for place in places_around(entry.place, places) if place.zone), settings.zone)


def timeline_key(entry: Entry, zone: str | None = None) -> tuple[object, ...]:
    """Order entries: by date, time (those without one first), `order`, id; undated ones last.

    Of dates that mean the same days an approximate or uncertain one comes first, so that entries of one date stand
    together. Times of one date are ordered by the instant; `zone`, the venue's, holds where no offset is written, and a
    time whose zone nobody knows counts as if it were in UTC.
    """
    if entry.date is None:
        return (1, entry.id)
    moment = ""
    if entry.time is not None:
        start, day = entry.time.start, entry.date.earliest
        known = instant(day, start, zone) or datetime.combine(day, start)
        moment = known.replace(tzinfo=None).isoformat()
    certain = not (entry.date.approximate or entry.date.uncertain)
    return (0, *entry.date.sort_key, certain, entry.date.text, moment, entry.order or 0, entry.id)


@record(frozen=True, slots=True, kw_only=True)
class Fault:
    """One reason why a mapping is not what a type wants."""

    where: tuple[str | int, ...]
    """Keys and 0-based indexes down to the value."""
    code: str = "bad-value"
    """`unknown-field`, `missing-field` or `bad-value`."""
    message: str
    """What is wrong, with the value."""
    hint: str = ""
    """What to do."""


class Unreadable(ValueError):  # noqa: N818  (it reads as a state: the data is unreadable)
    """A mapping that does not fit its type; `faults` has every reason."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("; ".join(fault.message for fault in faults))
        self.faults = faults


@cache
def _adapter(kind: type[Any]) -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


def read(kind: type[T], data: Mapping[str, object]) -> T:
    """Make one of this module's types of plain values (text, lists, mappings). Raises Unreadable with every fault.

    A field that is None is absent, at every level.
    """
    try:
        return reader(kind)(data)
    except Misfit:
        return _read_with_reasons(kind, data)


def _read_with_reasons(kind: type[T], data: Mapping[str, object]) -> T:
    """`read`, slow and thorough: pydantic says all that is wrong, and takes odd spellings, such as `order: +4`."""
    from pydantic import ValidationError

    try:
        result: T = _adapter(cast("Hashable", kind)).validate_python(_present(data))
    except ValidationError as error:
        raise Unreadable(tuple(_fault(kind, item) for item in error.errors(include_url=False))) from None
    return result


def _present(value: object) -> object:
    """Plain values without the fields that are None, at every level, so that defaults hold."""
    if isinstance(value, Mapping):
        return {name: _present(inner) for name, inner in value.items() if inner is not None}
    return [_present(item) for item in value] if isinstance(value, list) else value


def fields_of(kind: type[Any], where: tuple[str | int, ...] = ()) -> tuple[str, ...]:
    """The names of a type's fields, or of the type that stands at `where` inside it."""
    from dataclasses import fields, is_dataclass
    from typing import get_args, get_type_hints

    current: Any = kind
    for step in where:
        if isinstance(step, int):
            continue
        hint = get_type_hints(current).get(step) if is_dataclass(current) else None
        while hint is not None and not is_dataclass(hint):
            hint = next((arg for arg in get_args(hint) if arg not in (type(None), Ellipsis)), None)
        if hint is None:
            return ()
        current = hint
    return tuple(item.name for item in fields(current)) if is_dataclass(current) else ()


def _fault(kind: type[Any], item: Mapping[str, Any]) -> Fault:
    """Say in an editor's words what pydantic found."""
    from dateline.problems import did_you_mean

    # pydantic names the function around Evidence in the path; editors wrote keys and indexes only.
    where = tuple(step for step in item["loc"] if isinstance(step, int) or not set(step) & set("(["))
    name, value, found = str(where[-1]) if where else "", item["input"], item["type"]
    shown = kind_of(value)
    if isinstance(value, str):
        shown = f"“{value}”" if len(value) <= _SHOWN else f"“{value[:_SHOWN]}…” ({len(value):,} characters)"
    context: Mapping[str, Any] = item.get("ctx", {})
    if found == "unexpected_keyword_argument":
        known = fields_of(kind, where[:-1])
        hint = did_you_mean(name, known) or f"known fields: {', '.join(f for f in known if f not in ('id', 'body'))}"
        return Fault(where=where, code="unknown-field", message=f"unknown field “{name}”", hint=hint)
    if found in ("missing", "missing_argument", "missing_keyword_only_argument"):
        if isinstance(where[-1], int):
            return Fault(where=where[:-1], message=f"“{where[-2]}” has too few items", hint="write them all")
        message = f"the field “{name}” is missing"
        return Fault(where=where, code="missing-field", message=message, hint=f"add “{name}:”")
    if found == "enum":
        expected = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ")
        names = [word.strip() for word in expected.split(",")]
        near = did_you_mean(value, names) if isinstance(value, str) else ""
        return Fault(
            where=where,
            message=f"“{name}” is {shown}, which is not one of {', '.join(names)}",
            hint=near or f"write one of {', '.join(names)}",
        )
    if found == "value_error":
        inside = where[-2] if len(where) > 1 and isinstance(last := where[-1], int) else ""
        label = f"item {last + 1} of “{inside}”" if inside else f"“{name}”"
        return Fault(where=where, message=f"{label}: {context.get('error', item['msg'])}")
    wanted = {
        "string_type": "text", "tuple_type": "a list", "list_type": "a list", "dict_type": "a mapping",
        "mapping_type": "a mapping", "dataclass_type": "a mapping", "int_parsing": "a whole number",
        "int_type": "a whole number", "int_parsing_size": "a whole number",
        "float_parsing": "a number", "float_type": "a number",
        "dataclass_exact_type": "a mapping",
    }.get(found)  # fmt: skip
    last = where[-1] if where else ""
    place = f"item {last + 1}" if isinstance(last, int) else f"“{last}”" if last else "the file"
    if wanted:
        hint = f"write {wanted}"
        if wanted == "a list" and isinstance(value, str):
            hint = f"write a list: [{value}]"
        elif wanted == "a mapping":
            hint = _example(kind, where) or hint
        return Fault(where=where, message=f"{place} is {shown}, but has to be {wanted}", hint=hint)
    return Fault(where=where, message=f"{place} is {shown}: {item['msg']}")


def _example(kind: type[Any], where: tuple[str | int, ...]) -> str:
    """What to write where a mapping is wanted: the fields that it has."""
    names = fields_of(kind, where)
    return f"write a mapping with the fields {', '.join(names)}" if names and where else ""


def schema(kind: type[Any]) -> dict[str, Any]:
    """The JSON Schema (2020-12) of what an editor writes for a type: its front matter, without id and body."""
    result: dict[str, Any] = _adapter(cast("Hashable", kind)).json_schema()
    if kind in (Source, Entry, EntryTranslation):
        for name in ("id", "body", "language" if kind is EntryTranslation else "id"):
            result["properties"].pop(name, None)
        result["required"] = [name for name in result.get("required", ()) if name in result["properties"]]
    return result
