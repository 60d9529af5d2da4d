"""What `new` and `schema` do: the text of a new entry or source, a date in an editor's words, the schemas of the files.

Everything here takes plain values and returns plain values; `disk` writes what comes out.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Collection, Container, Mapping
from datetime import date, datetime, time
from typing import Any

from dateline.content.documents import read_document
from dateline.content.edits import EditError
from dateline.content.frontmatter import dump
from dateline.content.loader import LISTS, Loaded
from dateline.dates import DateError, EdtfDate, parse, weekday
from dateline.model import Entry, EntryTranslation, Outlet, Place, Settings, Site, Source, Track, schema, slug
from dateline.patterns import pattern
from dateline.problems import did_you_mean
from dateline.records import record

MAX_WORDS = 60
"""Characters of a date in words, at most: no date needs more, and a long text takes dateparser seconds."""


@record(frozen=True, slots=True, kw_only=True)
class NewFile:
    """A file that is to be written, and was not there."""

    path: str
    """Relative to the root, with forward slashes."""
    text: str
    """All of it."""


# --- new --------------------------------------------------------------------------------------------------------------

# Taking “# ” off these lines leaves a claim. They are aligned as the claims of an entry are.
_CLAIM = """\
# One claim for each assertion. Take “# ” off the lines that you need, and fill them in:
# claims:
#   - id: a-name-for-the-claim
#     text: >-
#       One assertion, in your own words.
#     by: [actor-id]
#     kind: statement   # statement | report | analysis
#     topic: topic-id
#     stance: demands   # proposes | demands | offers | accepts | rejects | denies | states
#     evidence:
#       - source: source-id
#         quote: >-
#           the exact words of the source
"""
_SOURCE = """\
# What may be added: credit, authors, accessed, archived_url, licence; and, where the words come from elsewhere,
# derived_from:
#   - {source: source-id, how: reprint}   # duplicate | reprint | translation | based-on
# A value that the source does not state, but that follows from it, has its reason under
# inferred:
#   published: the reason, in a sentence
"""


def ids_in_use(loaded: Loaded, folder: str) -> frozenset[str]:
    """Every id that a new file of content/`folder` (`entries` or `sources`) may not have: present ids and old ones."""
    present = {
        path.rsplit("/", 1)[1].split(".", 1)[0] for path in loaded.texts if path.startswith(f"content/{folder}/")
    }
    things: Mapping[str, Entry | Source] = loaded.site.entries if folder == "entries" else loaded.site.sources
    return frozenset(present.union(*(thing.aliases for thing in things.values())))


def new_entry(
    site: Site,
    title: str,
    *,
    date: EdtfDate | None,
    track: str | None,
    place: str | None,
    today: date,
    existing: Collection[str],
) -> NewFile:
    """The file of a new entry: a draft that loads without errors and shows where its claims go.

    `track` and `place` are ids, or names as the site or a source spells them; `existing` are the ids in use (see
    `ids_in_use`). Without a date it becomes `undated-<slug>.md`. Raises EditError; an entry of the same date and title
    is named instead of doubled.
    """
    title = _title(title)
    fields: dict[str, object] = {
        "title": title,
        "date": date.text if date is not None else None,
        "track": found(site.tracks, track, "track") if track else None,
        "place": found(site.places, place, "place") if place else None,
        "status": "draft",
        "added": today.isoformat(),
    }
    for entry in site.entries.values():
        if entry.date == date and _folded(entry.title) == _folded(title):
            raise EditError(
                f"content/entries/{entry.id}.md has this title and date already", "edit that file, or say what differs"
            )
    name = entry_id(title, date, existing)
    text = f"---\n{dump(fields)}{_CLAIM}---\n"
    return _checked(NewFile(path=f"content/entries/{name}.md", text=text))


def new_source(
    site: Site,
    title: str,
    *,
    kind: str = "article",
    url: str | None = None,
    published: EdtfDate | None = None,
    publisher: str | None = None,
    credit: str | None = None,
    language: str | None = None,
    accessed: date | None = None,
    existing: Collection[str],
) -> NewFile:
    """The file of a new source, which is cited until `import --into` gives it a text.

    `publisher` is an outlet's id, or its name as outlets.yaml spells it; `existing` are the ids in use. The id is
    `<publisher>-<published>` where both are known, else made of the title. Raises EditError; a source of the same
    address is named instead of doubled.
    """
    title = _title(title)
    outlet = found(site.outlets, publisher, "outlet") if publisher else None
    for source in site.sources.values():
        if url is not None and url in (source.url, source.archived_url):
            raise EditError(f"content/sources/{source.id}.md has this address already", "edit that file")
    fields: dict[str, object] = {
        "title": title,
        "kind": kind,
        "publisher": outlet,
        "credit": credit,
        "published": published.text if published is not None else None,
        "language": language,
        "url": url,
        "accessed": accessed.isoformat() if accessed is not None else None,
    }
    if outlet and published is not None:
        name = _free(f"{outlet[:60].rstrip('-')}-{_day(published)}", existing)
    else:
        name = _free(slug(title) or (f"{outlet[:60].rstrip('-')}-source" if outlet else "source"), existing)
    text = f"---\n{dump(fields)}{_SOURCE}---\n"
    return _checked(NewFile(path=f"content/sources/{name}.md", text=text))


def entry_id(title: str, date: EdtfDate | None, existing: Container[str]) -> str:
    """A free id for an entry: `<date>-<slug>`, or `undated-<slug>`; `-2`, `-3` … where it is in use."""
    return _free(f"{_day(date) if date is not None else 'undated'}-{slug(title) or 'entry'}", existing)


def _free(stem: str, existing: Container[str]) -> str:
    name, number = stem, 1
    while name in existing:
        number += 1
        name = f"{stem}-{number}"
    return name


def _day(value: EdtfDate) -> str:
    """A date as part of an id: its beginning (the end, where that is all there is), as far as digits give it."""
    first, _, last = value.text.partition("/")
    point = last if first in ("", "..") else first
    known = re.match(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?", point, re.ASCII)
    return known[0] if known else point.rstrip("~?%").lower()


def _title(title: str) -> str:
    plain = " ".join(title.split())
    if not plain:
        raise EditError("the title is empty", "say what happened, in a line")
    for char in plain:
        if not char.isprintable():
            raise EditError(f"the title has the character U+{ord(char):04X}, which can't be shown", "take it out")
    return plain


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


_Named = Track | Place | Outlet


def found(things: Mapping[str, _Named], words: str, kind: str) -> str:
    """The id of the track, place or outlet that is meant: by its id, its name, or a spelling. Raises EditError."""
    if words in things:
        return words
    for thing in things.values():
        if words in thing.aliases:
            raise EditError(f"the {kind} “{words}” is now “{thing.id}”", f"write “{thing.id}”")
    wanted = _folded(words)
    named = [thing.id for thing in things.values() if wanted in map(_folded, _names(thing))]
    if len(named) == 1:
        return named[0]
    if named:
        raise EditError(f"“{words}” is the name of more than one {kind}: {', '.join(named)}", "write the id")
    spelt = {_folded(name): thing.id for thing in things.values() for name in _names(thing)}
    near = did_you_mean(words, things) or did_you_mean(wanted, spelt)
    lists = {"track": "tracks", "place": "places", "outlet": "outlets"}[kind]
    raise EditError(f"there is no {kind} “{words}”", near or f"add it to content/{lists}.yaml first")


def _names(thing: _Named) -> tuple[str, ...]:
    return (thing.title,) if isinstance(thing, Track) else (thing.name, *thing.spellings)


def _checked(file: NewFile) -> NewFile:
    """Hand back a file that the loader reads without a complaint about it; raises EditError with the first one."""
    for complaint in read_document(file.path, file.text).complaints:
        raise EditError(complaint.message, complaint.hint)
    return file


# --- dates in words ---------------------------------------------------------------------------------------------------

_FORMS = "write 2022-03-10, 2022-03 or 2022, “10 March 2022”, “yesterday” or “3 days ago”"
_YEAR = pattern(r"(?<!\d)\d{4}(?!\d)", re.ASCII)
_ABOUT = pattern(r"(?:about|around|approximately|circa|c\.|ca\.)\s+(?=\S)", re.IGNORECASE)
_WEEKDAY = pattern(r"\b(mon|tue|wed|thu|fri|sat|sun)(?:[a-z]*day)?\b", re.IGNORECASE)
_FIGURES = pattern(r"(\d{1,4})\s*[./ -]\s*(\d{1,2})\s*[./ -]\s*(\d{1,4})\.?", re.ASCII)


def read_date(words: str, today: date, language: str = "en") -> EdtfDate:
    """A date as an editor types it: EDTF, or words in the site's language or in English.

    `today` is what “yesterday” counts from; `language` a BCP 47 tag. What the words do not say is not made up: a month
    stays a month, a day without its year is refused, and so is `3/4/2022`, which is read in two ways. Raises EditError.
    """
    text = " ".join(words.split())
    try:
        return parse(text)
    except DateError as error:
        reason = str(error)
    if not text:
        raise EditError("the date is empty", _FORMS)
    if len(text) > MAX_WORDS:
        raise EditError(f"the date has {len(text)} characters; at most {MAX_WORDS} are read", _FORMS)
    if re.fullmatch(r"[\dX~?%./-]+", text, re.ASCII) and not _FIGURES.fullmatch(text):
        raise EditError(reason)
    about = _ABOUT.match(text)
    if about:
        return _made(text, f"{read_date(text[about.end() :], today, language).text.rstrip('~')}~")
    figures = _FIGURES.fullmatch(text)
    if figures:
        return _of_figures(text, figures)
    return _of_words(text, today, language)


def _of_figures(text: str, figures: re.Match[str]) -> EdtfDate:
    """A date of three numbers, where their order can be told: the year first, or a day above 12."""
    first, middle, last = (int(part) for part in figures.groups())
    if len(figures[1]) == 4 and len(figures[3]) <= 2:
        return _made(text, f"{first:04}-{middle:02}-{last:02}")
    if len(figures[3]) != 4 or len(figures[1]) > 2:
        raise EditError(f"“{text}” does not give its year in four digits", _FORMS)
    if first <= 12 and middle <= 12 and first != middle:
        ways = f"{last:04}-{middle:02}-{first:02} or {last:04}-{first:02}-{middle:02}"
        raise EditError(f"“{text}” is read in two ways", f"write {ways}")
    day, month = (middle, first) if middle > 12 else (first, middle)
    return _made(text, f"{last:04}-{month:02}-{day:02}")


def _of_words(text: str, today: date, language: str) -> EdtfDate:
    """A date in words, by dateparser: one phrase, given languages, nothing filled in from the clock."""
    from dateparser.data.languages_info import language_order
    from dateparser.date import DateDataParser

    own = language.split("-")[0].lower()
    settings: dict[str, Any] = {
        "RELATIVE_BASE": datetime.combine(today, time(12)),
        "PARSERS": ["relative-time", "absolute-time"],
        "RETURN_AS_TIMEZONE_AWARE": False,
        "RETURN_TIME_AS_PERIOD": True,
    }
    languages = list(dict.fromkeys(name for name in (own, "en") if name in language_order))
    for more in ({"STRICT_PARSING": True}, {"REQUIRE_PARTS": ["month", "year"]}):
        try:
            parser: Any = DateDataParser(languages=languages, settings=settings | more)
            data: Any = parser.get_date_data(text)
        except (ValueError, TypeError, LookupError, OverflowError, AttributeError):
            break  # dateparser lets these out on odd input
        if data.date_obj is not None:
            return _of_parsed(text, data.date_obj.date(), data.period, undated="STRICT_PARSING" in more)
    raise _guess(text)


def _of_parsed(text: str, day: date, period: str, *, undated: bool) -> EdtfDate:
    """What dateparser read, as far as the words bear it out; `undated` allows words without a year (“3 days ago”).

    It takes “10 March” for March 2010 and “10-12 March 2022” for the 10th, so all the figures have to be accounted for.
    """
    figures = sorted(int(figure) for figure in re.findall(r"[0-9]+", text))
    if period == "time":
        raise EditError(f"“{text}” holds a time of day", "give the day alone here, and the time under “time:”")
    if period == "week":
        raise EditError(f"“{text}” is a week, not a day", "name the day, or two days as 2022-03-07/2022-03-13")
    if _YEAR.search(text) is None:
        if len(figures) > 1 or not undated:
            raise _guess(text)
    elif figures != ([day.year] if period == "month" else sorted([day.day, day.year])):
        raise _guess(text)
    named = _WEEKDAY.search(text)
    if named and weekday(day)[:3].lower() != named[1].lower():
        raise EditError(f"“{text}” names the wrong day: {day.isoformat()} is a {weekday(day)}", "look at a calendar")
    cut = {"month": 7, "year": 4}.get(period, 10)
    return _made(text, day.isoformat()[:cut])


def _guess(text: str) -> EditError:
    return EditError(f"“{text}” is not a date that can be read without guessing", _FORMS)


def _made(text: str, edtf: str) -> EdtfDate:
    try:
        return parse(edtf)
    except DateError as error:
        raise EditError(f"“{text}” is not a date: {error}") from None


# --- schema -----------------------------------------------------------------------------------------------------------

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_FILES: dict[str, tuple[type[Any], str]] = {
    "site": (Settings, "content/site.yaml"),
    "entry": (Entry, "The front matter of content/entries/<id>.md"),
    "source": (Source, "The front matter of content/sources/<id>.md"),
    "translation": (EntryTranslation, "The front matter of content/entries/<id>.<language>.md"),
} | {name: (kind, f"content/{name}.yaml") for name, kind in LISTS.items()}
SCHEMAS = tuple(_FILES)
"""The kinds of files that have a schema."""


def schemas() -> dict[str, dict[str, Any]]:
    """JSON Schema (2020-12) of each kind of file that editors write, by kind; a list file's is of an array.

    They describe the YAML as other tools read it: where the site takes any scalar as text, a number or a truth value
    will do (`value: 4`), and what may be left out may be empty.
    """
    return {name: _schema(name) for name in _FILES}


def schema_text(kind: str | None = None) -> str:
    """One schema as JSON text, or all of them in one document under `$defs`. Raises EditError for an unknown kind."""
    if kind is None:
        made = {"$schema": _DIALECT, "$id": "dateline", "title": "The files of a Dateline site", "$defs": schemas()}
        return json.dumps(made, ensure_ascii=False, indent=2) + "\n"
    if kind not in _FILES:
        raise EditError(
            f"there is no schema “{kind}”", did_you_mean(kind, _FILES) or f"name one of {', '.join(_FILES)}"
        )
    return json.dumps(_schema(kind), ensure_ascii=False, indent=2) + "\n"


def _schema(name: str) -> dict[str, Any]:
    kind, title = _FILES[name]
    made = schema(kind)
    definitions = made.pop("$defs", None)
    # An `$id` of its own makes each a schema that its `#/$defs/…` refer to, also inside the document of all of them.
    head: dict[str, Any] = {"$schema": _DIALECT, "$id": f"dateline/{name}.schema.json", "title": title}
    made.pop("title", None)
    made = head | ({"type": "array", "items": made} if name in LISTS else made)
    if definitions:
        made["$defs"] = definitions
    widened: dict[str, Any] = _as_yaml(made)
    return widened


def _as_yaml(node: Any) -> Any:
    """Widen a schema of the model to what the loader takes from YAML."""
    if isinstance(node, list):
        return [_as_yaml(item) for item in node]
    if not isinstance(node, dict):
        return node
    made = {
        name: {each: _as_yaml(value) for each, value in part.items()}
        if name in ("properties", "$defs")
        else _as_yaml(part)
        for name, part in node.items()
        if name != "default" or part is not None
    }
    if made.get("type") == "string" and "enum" not in made:
        made["type"] = ["string", "number", "boolean"]
    required = made.get("required", ())
    if isinstance(made.get("properties"), dict):
        made["properties"] = {
            name: part if name in required else _or_nothing(part) for name, part in made["properties"].items()
        }
    return made


def _or_nothing(part: dict[str, Any]) -> dict[str, Any]:
    """A field that may be left out may be empty as well."""
    if any(option.get("type") == "null" for option in part.get("anyOf", ())):
        return part
    kept = {name: part[name] for name in ("title", "description", "default") if name in part}
    rest = {name: value for name, value in part.items() if name not in kept}
    return kept | {"anyOf": [rest, {"type": "null"}]}
