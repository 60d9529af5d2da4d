"""Sources, entries and translations, each read by itself: all that one Markdown file says, and what is wrong with it.

`read_document` is pure, so the files can be read in any number of processes, and what it gives can be kept on the disk
under the digest of the text (`dump`, `load`). What leads from one file to another is looked at by the loader.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import Any, NamedTuple

from dateline import markdown
from dateline.content.addresses import NAMES_USER, link_fault
from dateline.content.following import repeated_claim
from dateline.content.frontmatter import Trouble, parse
from dateline.digests import digest
from dateline.markdown.compiled import Fault
from dateline.model import Entry, EntryTranslation, Id, Source, Status, Unreadable, first_paragraph, read
from dateline.model import Fault as Misfit
from dateline.patterns import pattern
from dateline.plain import from_plain, layout, to_plain
from dateline.problems import Complaint, Severity

FORM = f"2 {markdown.VERSION} {layout(Source, Entry, EntryTranslation)}"
"""What is kept of a document can be read by a program for which this text is the same."""
LANGUAGE = pattern(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", re.ASCII)
"""A language tag."""
# Fields of the model that no front matter has: the file itself says them.
HINTS_OF_OWN = {
    "id": "the id is the file's name",
    "language": "the language stands in the file's name",
    "body": "the prose stands below the front matter",
}
_KINDS = (Source, Entry, EntryTranslation)
_NUMBERS = {kind: number for number, kind in enumerate(_KINDS)}
_BODIES = tuple(tuple(each.name for each in fields(kind)).index("body") for kind in _KINDS)
"""Where the prose stands in a thing's plain form."""
_SEAM = "\x1f"
# What is written is made right here, and has no circles.
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode
_read_json = json.JSONDecoder().raw_decode


class Links(NamedTuple):
    """What a prose text leads to."""

    sources: tuple[str, ...] = ()
    """Ids of the sources that it cites."""
    claims: tuple[str, ...] = ()
    """Claims that it points at: `claim`, or `entry#claim`."""
    media: tuple[str, ...] = ()
    """Files of content/media/ that it shows."""
    pages: tuple[str, ...] = ()
    """Relative addresses."""
    faulty: bool = False
    """Whether something is wrong with the text whatever it leads to."""


_NO_LINKS = Links()


class Document(NamedTuple):
    """One Markdown file."""

    path: str
    """Relative to the root, with forward slashes."""
    thing: Source | Entry | EntryTranslation | None
    """What it says; None where that could not be read."""
    face: str
    """Digest of all of it but the prose beyond the first paragraph."""
    prose: str
    """The prose, compiled (`markdown.Compiled`), as JSON; empty where there is none."""
    links: Links
    """What the prose leads to."""
    complaints: tuple[Complaint, ...]
    """What is wrong with the file, whatever stands in the others."""


def read_document(path: str, text: str) -> Document:
    """Read one file of content/sources/ or content/entries/ (`<id>.md`, or `<id>.<language>.md` for a translation)."""
    return read_documents([(path, text)])[0]


def read_documents(files: Sequence[tuple[str, str]]) -> list[Document]:
    """Read some files, each by itself; given are paths and texts.

    All front matter comes first, then all prose: a processor that does one thing at a time takes a sixth less time.
    """
    readings = [_Reading(path) for path, _ in files]
    things = [reading.thing(text) for reading, (_, text) in zip(readings, files, strict=True)]
    compiled = [markdown.compile_text(thing.body) if thing is not None and thing.body else None for thing in things]
    found = []
    for reading, thing, prose, (path, text) in zip(readings, things, compiled, files, strict=True):
        face = ""
        if thing is not None:
            lead = first_paragraph(thing.body) if isinstance(thing, Entry) else thing.body
            face = digest(text[: reading.body_start], lead)
        links = _links(prose) if prose else _NO_LINKS
        complaints = tuple(reading.complaints)
        found.append(Document(path, thing, face, prose.to_json() if prose else "", links, complaints))
    return found


def with_prose(document: Document, body: str) -> Document:
    """A document of which nothing could be made, with its prose, so that this is looked at all the same."""
    compiled = markdown.compile_text(body)
    return document._replace(prose=compiled.to_json(), links=_links(compiled))


def _links(compiled: markdown.Compiled) -> Links:
    if not compiled.holes:
        return _NO_LINKS if not compiled.more else Links(faulty=True)
    found: dict[str, dict[str, None]] = {"source": {}, "claim": {}, "media": {}}
    for kind, name in compiled.references():
        found[kind][name] = None
    sources, claims, media = (tuple(found[kind]) for kind in ("source", "claim", "media"))
    return Links(
        sources,
        claims,
        media,
        compiled.addresses,
        compiled.more > 0 or any(type(each) is Fault for each in compiled.holes),
    )


def dump(document: Document) -> str:
    """A document as text that `load` reads back, without the characters U+001D and U+001E."""
    thing, body = document.thing, ""
    kind: int = -1
    plain: list[Any] | None = None
    if thing is not None:
        kind, body, plain = _NUMBERS[type(thing)], thing.body, to_plain(thing)
        # The prose stands by itself, as most of what is kept, but for one with the marks that part what is kept.
        if _SEAM in body or "\x1e" in body or "\x1d" in body:
            body = ""
        elif body:
            plain[_BODIES[kind]] = None
    complaints = [each.to_plain() for each in document.complaints]
    # What most documents have none of comes last, and is left out.
    head = [kind, plain, document.face, *([document.links] if document.links != _NO_LINKS or complaints else ())]
    return _SEAM.join((_json([*head, complaints] if complaints else head), body, document.prose))


def load(path: str, kept: str) -> Document:
    """Read what `dump` wrote of the file at `path`. Raises ValueError for anything else."""
    head, body, prose = kept.split(_SEAM)
    links = _NO_LINKS
    told: tuple[Complaint, ...] = ()
    try:
        (kind, plain, face, *rest), end = _read_json(head)
        thing: Any = from_plain(_KINDS[kind], plain) if kind >= 0 else None
        if thing is not None and body:
            object.__setattr__(thing, "body", body)  # nobody has seen it yet
        if rest:
            links = _kept_links(*rest[0])
            told = tuple([Complaint.from_plain(path, each) for each in rest[1]]) if rest[1:] else ()
    except (TypeError, LookupError, RecursionError) as error:
        raise ValueError("this is no document that was kept") from error
    if type(face) is not str or len(rest) > 2 or end != len(head):
        raise ValueError("this is no document that was kept")
    return Document(path, thing, face, prose, links, told)


def _kept_links(sources: Any, claims: Any, media: Any, pages: Any, faulty: Any) -> Links:
    """Links as they were kept; raises TypeError or ValueError for anything else."""
    "".join([*sources, *claims, *media, *pages])  # refuses what is no text
    return Links(tuple(sources), tuple(claims), tuple(media), tuple(pages), faulty is True)


def troubles(path: str, found: list[Trouble]) -> Iterator[Complaint]:
    """What the parser of front matter found, as complaints."""
    for trouble in found:
        yield Complaint(
            path=path,
            offset=trouble.offset,
            severity=Severity.ERROR if trouble.fatal else Severity.WARNING,
            code=trouble.code,
            message=trouble.message,
            hint=trouble.hint,
        )


def faults(path: str, found: tuple[Misfit, ...], under: tuple[str | int, ...] = ()) -> Iterator[Complaint]:
    """What does not fit its type, as complaints."""
    for fault in found:
        where = (*under, *fault.where)
        yield Complaint(path=path, where=where, code=fault.code, message=fault.message, hint=fault.hint)


def address_fault(
    path: str, address: str | None, where: tuple[str | int, ...], *, mail: bool = False
) -> Complaint | None:
    """Refuse an address that a page must not link to."""
    schemes = ("http", "https", "mailto") if mail else ("http", "https")
    if address is None or not (fault := link_fault(address, schemes)):
        return None
    return Complaint(
        path=path,
        where=where,
        code="bad-url",
        message=f"“{where[-1]}” is “{address}”, which {fault}",
        hint="leave out what stands before the @"
        if fault == NAMES_USER
        else f"write a full address that begins with {' or '.join(scheme + ':' for scheme in schemes)}",
    )


def language_fault(path: str, tag: str | None, where: tuple[str | int, ...]) -> Complaint | None:
    """Refuse what is no language tag."""
    if tag is None or LANGUAGE.fullmatch(tag):
        return None
    return Complaint(
        path=path,
        where=where,
        code="bad-value",
        message=f"“{tag}” is not a language tag",
        hint="write a BCP 47 tag such as en, uk or pt-BR",
    )


class _Reading:
    """The reading of one file."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.complaints: list[Complaint] = []
        self.stem = path.rpartition("/")[2].removesuffix(".md")
        self.body_start = 0

    def complain(self, code: str, message: str, hint: str = "", where: tuple[str | int, ...] = ()) -> None:
        """Note an error."""
        self.complaints.append(Complaint(path=self.path, where=where, code=code, message=message, hint=hint))

    def thing(self, text: str) -> Source | Entry | EntryTranslation | None:
        """What the file says, or None with complaints that say why not."""
        if self.path.startswith("content/sources/"):
            return self.source(text)
        return self.translation(text) if "." in self.stem else self.entry(text)

    def source(self, text: str) -> Source | None:
        """A source."""
        values = self.values(text)
        made: Source | None = self.made(Source, values) if values is not None else None
        if made is not None:
            found = [
                address_fault(self.path, made.url, ("url",)),
                address_fault(self.path, made.archived_url, ("archived_url",)),
                language_fault(self.path, made.language, ("language",)),
            ]
            self.complaints += [each for each in found if each is not None]
        return made

    def entry(self, text: str) -> Entry | None:
        """An entry."""
        values = self.values(text)
        made = self.made(Entry, values) if values is not None else None
        if made is not None:
            self.look_at(made)
        return made

    def values(self, text: str) -> dict[str, object] | None:
        """The front matter, the id and the prose."""
        try:
            Id.of(self.stem)
        except ValueError as error:
            self.complain("bad-id", f"the file's name: {error}", "rename the file")
            return None
        parsed = parse(text)
        self.body_start = parsed.body_start
        self.complaints += troubles(self.path, parsed.troubles)
        if not parsed.usable:
            return None
        for name in ("id", "body"):
            if name in parsed.data:
                self.complain("unknown-field", f"unknown field “{name}”", HINTS_OF_OWN[name], (name,))
                return None
        return {**parsed.data, "id": self.stem, "body": parsed.body.strip("\n")}

    def translation(self, text: str) -> EntryTranslation | None:
        """An entry in another language."""
        stem, _, language = self.stem.rpartition(".")
        parsed = parse(text)
        self.body_start = parsed.body_start
        self.complaints += troubles(self.path, parsed.troubles)
        own = [name for name in HINTS_OF_OWN if parsed.usable and name in parsed.data]
        for name in own:
            self.complain("unknown-field", f"unknown field “{name}”", HINTS_OF_OWN[name], (name,))
        if not LANGUAGE.fullmatch(language):
            message = f"“{language}” is not a language tag"
            self.complain("bad-id", message, "name the file <entry>.<language>.md, for example x.uk.md")
        elif parsed.usable and not own:
            values = {**parsed.data, "id": stem, "language": language, "body": parsed.body.strip("\n")}
            made: EntryTranslation | None = self.made(EntryTranslation, values)
            return made
        return None

    def made(self, kind: Any, data: dict[str, object]) -> Any:
        """One thing of plain values; None where they do not fit, with a complaint for each reason."""
        try:
            return read(kind, data)
        except Unreadable as unreadable:
            self.complaints += faults(self.path, unreadable.faults)
            return None

    def look_at(self, made: Entry) -> None:
        """Check what concerns one entry alone."""
        if made.date is None and made.status is Status.PUBLISHED:
            message = "the field “date” is missing"
            self.complain("missing-field", message, "add “date:”, or keep the entry as “status: draft”")
        seen: set[str] = set()
        for number, claim in enumerate(made.claims):
            where = ("claims", number)
            if claim.id in seen:
                self.complaints.append(repeated_claim(self.path, claim.id, (*where, "id")))
            seen.add(claim.id)
            if not claim.evidence:
                message = f"the claim “{claim.id}” names no evidence"
                hint = "name at least one source under “evidence:”"
                self.complain("missing-field", message, hint, (*where, "evidence"))
            for at, evidence in enumerate(claim.evidence):
                if evidence.quote is not None:
                    continue
                for field, purpose in _OF_A_QUOTE.items():
                    if getattr(evidence, field) is not None:
                        hint = f"{field} {purpose}: add “quote:”, or take it out"
                        message = f"“{field}” stands without a quote"
                        self.complain("bad-value", message, hint, (*where, "evidence", at, field))


_OF_A_QUOTE = {
    "context": "tells apart the places of a quote",
    "translation": "says a quote in the site's language",
}
"""Fields of evidence that nobody would see without a quote, and what they do."""
