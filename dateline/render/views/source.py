"""The pages of sources: the list, and one page each with every quoted passage and the claims that rest on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from dateline.model import Evidence, Finding, Source, SourceStatus, Verdict
from dateline.render import words
from dateline.render.index import Index, Ref, Stated, Use, passage_anchor
from dateline.render.views.entry import Neighbour, neighbour
from dateline.render.views.parts import (
    ClaimLine,
    Prose,
    Receipt,
    SourceLine,
    claim_lines,
    direction,
    foreign,
    prose,
    receipt_of,
    safe_url,
    source_line,
    text_link,
)
from dateline.render.words import Badge, When


@dataclass(frozen=True, slots=True)
class Passage:
    """A quoted passage and the claims that rest on it."""

    anchor: str
    """Its DOM id."""
    quote: str
    """Its words."""
    badge: Badge
    """The verdict."""
    receipt: Receipt | None
    """Where it was found."""
    at: str | None
    """Page or time code."""
    translation: str | None
    """The words in the editors' language."""
    outside: str | None
    """The words where they were published, for browsers that can lead to words; where they stand there once."""
    claims: tuple[ClaimLine, ...]
    """The claims that rest on it."""


@dataclass(frozen=True, slots=True)
class Relation:
    """Another text with the same words."""

    words: str
    """How: `a translation of`."""
    other: Ref
    """The other text."""
    note: str
    """Who published it, and how much of it is the same."""


@dataclass(frozen=True, slots=True)
class Shared:
    """Paragraphs that stand in another source too, though neither is known to derive from the other."""

    other: SourceLine
    """The other source."""
    paragraphs: str
    """`1–5, 7 and 9`."""
    share: str
    """`8 of 21 paragraphs`."""


@dataclass(frozen=True, slots=True)
class Dated:
    """An entry whose date was derived from this source's words."""

    said: str
    """The words."""
    entry: Neighbour
    """The entry with its date."""


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source's page."""

    title: str
    """As printed, or what it is."""
    description: str
    """Who published it and how often it is quoted."""
    ident: str
    """The source's id."""
    kind: str
    """Article, post, document …"""
    language: str | None
    """Tag of its language."""
    language_name: str | None
    """That language in words."""
    foreign: str | None
    """The tag again, where it isn't the site's language."""
    direction: str
    """`ltr`, `rtl` or `auto`."""
    outlet: str | None
    """Who published it."""
    credit: str | None
    """The wire printed in it."""
    authors: tuple[str, ...]
    """As printed."""
    published: When | None
    """When it came out."""
    inferred: tuple[tuple[str, str], ...]
    """Field and reason, for what the text does not state."""
    url: str | None
    """Where it was read …"""
    host: str
    """… and on which site."""
    archived_url: str | None
    """A copy at a web archive."""
    accessed: When | None
    """When it was read."""
    licence: str | None
    """The licence that it states."""
    status: str | None
    """A sentence, if it was corrected, retracted or has gone."""
    body: Prose
    """The editors' note."""
    relations: tuple[Relation, ...]
    """What it derives from, and what derives from it."""
    origin: str
    """What it counts as, where others count with it."""
    shared: tuple[Shared, ...]
    """Paragraphs that it shares with others."""
    size: str | None
    """`21 paragraphs, 4,210 characters; 12% of them quoted here`."""
    passages: tuple[Passage, ...]
    """In the order of the text; those that were not found come last."""
    cited: tuple[ClaimLine, ...]
    """Claims that name it without its words."""
    mentions: tuple[Neighbour, ...]
    """Entries whose prose cites it."""
    dated: tuple[Dated, ...]
    """Entries whose date was derived from it."""
    text: tuple[str, ...]
    """Its paragraphs, where its licence lets them be shown."""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source in the list."""

    line: SourceLine
    """The source."""
    uses: str
    """`9 quotations for 7 claims`, or `cited for 2 claims`."""
    same: tuple[SourceLine, ...]
    """Other sources of the same origin."""


@dataclass(frozen=True, slots=True)
class SourceDay:
    """Sources that came out on one date."""

    date: When | None
    """The date; None where it is unknown."""
    rows: tuple[SourceRow, ...]
    """The sources."""


@dataclass(frozen=True, slots=True)
class SourcesView:
    """The list of sources."""

    title: str
    """Sources."""
    description: str
    """How many of how many origins."""
    origins: str
    """`31 sources of 27 origins`."""
    days: tuple[SourceDay, ...]
    """By publication date; unknown dates last."""


def sources_view(index: Index) -> SourcesView:
    """Make the list of sources."""
    site = index.site

    def order(source: Source) -> tuple[object, ...]:
        return (0, *source.published.sort_key, source.id) if source.published else (1, source.id)

    days: dict[str, list[Source]] = {}
    for source in sorted(site.sources.values(), key=order):
        days.setdefault(source.published.text if source.published else "", []).append(source)
    origins = len({group.key for group in index.groups.values()})
    total = f"{words.count(len(site.sources), 'source')} of {words.count(origins, 'origin')}"
    return SourcesView(
        title="Sources",
        description=f"What this timeline rests on: {total}.",
        origins=total,
        days=tuple(
            SourceDay(
                words.when(inside[0].published) if inside[0].published else None,
                tuple(_row(index, source) for source in inside),
            )
            for inside in days.values()
        ),
    )


def _row(index: Index, source: Source) -> SourceRow:
    uses = index.uses.get(source.id, ())
    quoted = len({passage_anchor(use.evidence) for use in uses if use.evidence.quote})
    claims = len({(use.entry.id, use.claim.id) for use in uses})
    if quoted:
        text = f"{words.count(quoted, 'quotation')} for {words.count(claims, 'claim')}"
    elif claims:
        text = f"cited for {words.count(claims, 'claim')}, not quoted"
    else:
        text = "cited in the text of an entry" if index.mentions.get(source.id) else "named as an origin"
    group = index.groups.get(source.id)
    others = [each for each in group.sources if each != source.id] if group else []
    return SourceRow(source_line(index, source.id), text, tuple(source_line(index, each) for each in others))


def source_view(index: Index, ident: str) -> SourceView:
    """Make a source's page."""
    source = index.site.sources[ident]
    uses = index.uses.get(ident, ())
    passages = _passages(index, [use for use in uses if use.evidence.quote])
    cited = [Stated(use.entry, use.claim) for use in uses if not use.evidence.quote]
    line = source_line(index, ident)
    note = index.groups.get(ident)
    origin = ""
    if note is not None and len(note.sources) > 1:
        number = words.count(len(note.sources), "source")
        origin = f"{number} here tell this story; together they count as one origin, {note.name}."
    published = line.outlet or line.credit or "Publisher unknown"
    quoted = f"{words.count(len(passages), 'quoted passage')}" if passages else "Cited, not quoted"
    return SourceView(
        title=line.ref.label,
        description=f"{published}{f', {line.published.text}' if line.published else ''}. {quoted}.",
        ident=ident,
        kind=source.kind,
        language=source.language,
        language_name=words.language_name(source.language) if source.language else None,
        foreign=foreign(index, source),
        direction=direction(source.language),
        outlet=line.outlet,
        credit=source.credit,
        authors=source.authors,
        published=words.when(source.published, weekday=True) if source.published else None,
        inferred=tuple(source.inferred.items()),
        url=safe_url(source.url),
        host=_host(safe_url(source.url)),
        archived_url=safe_url(source.archived_url),
        accessed=words.when(source.accessed) if source.accessed else None,
        licence=source.licence,
        status=words.STATUSES.get(source.status),
        body=prose(index, source.body),
        relations=_relations(index, source),
        origin=origin,
        shared=_shared(index, source),
        size=_size(index, source, uses),
        passages=passages,
        cited=claim_lines(index, cited),
        mentions=tuple(each for entry in index.mentions.get(ident, ()) if (each := neighbour(index, entry))),
        dated=tuple(
            Dated(entry.date_from.said, each)
            for entry in index.dated.get(ident, ())
            if entry.date_from and (each := neighbour(index, entry))
        ),
        text=tuple(line for line in index.site.texts.get(ident, "").split("\n") if line.strip()),
    )


def _passages(index: Index, uses: Iterable[Use]) -> tuple[Passage, ...]:
    """Quotations of the same words are one passage with several claims."""
    found: dict[str, list[Use]] = {}
    for use in uses:
        found.setdefault(passage_anchor(use.evidence), []).append(use)
    ordered: list[tuple[tuple[int, int, str], Passage]] = []
    for anchor, inside in found.items():
        first = inside[0]
        finding = index.finding(first.entry, first.claim, first.number)
        claims = claim_lines(index, [Stated(use.entry, use.claim) for use in inside])
        passage = Passage(
            anchor=anchor,
            quote=first.evidence.quote or "",
            badge=words.badge(finding),
            receipt=receipt_of(finding),
            at=next((use.evidence.at for use in inside if use.evidence.at), None),
            translation=_translation(use.evidence for use in inside),
            outside=_outside(index, first, finding),
            claims=claims,
        )
        ordered.append((_place(finding, anchor), passage))
    return tuple(passage for _, passage in sorted(ordered, key=lambda each: each[0]))


def _outside(index: Index, use: Use, finding: Finding) -> str | None:
    """The passage on the web: at a web archive, where the page has gone from its address."""
    source = index.site.sources[use.evidence.source]
    gone = source.status is SourceStatus.GONE
    url = safe_url(source.archived_url if gone else source.url)
    if url is None or not use.evidence.quote or not finding.unique or finding.verdict is not Verdict.EXACT:
        return None
    return text_link(url, use.evidence.quote)


def _host(url: str | None) -> str:
    return (urlsplit(url or "").hostname or "").removeprefix("www.")


def _place(finding: Finding, anchor: str) -> tuple[int, int, str]:
    """Order passages by where they begin; those without a place come last."""
    if finding.start is None:
        return (1, 0, anchor)
    return (0, finding.start, anchor)


def _translation(evidence: Iterable[Evidence]) -> str | None:
    return next((each.translation.text for each in evidence if each.translation), None)


def _relations(index: Index, source: Source) -> tuple[Relation, ...]:
    found = []
    for step in source.derived_from:
        how = words.HOW[step.how]
        if step.source:
            found.append(Relation(how, index.source_ref(step.source), _note(index, source, step.source)))
        elif step.origin and (origin := index.site.origins.get(step.origin)):
            outlet = index.site.outlets.get(origin.outlet) if origin.outlet else None
            name = outlet.name if outlet else ""
            found.append(Relation(how, Ref(origin.title or f"a story of {name}"), f"{name}, not in this collection"))
    for other in index.derived.get(source.id, ()):
        for step in index.site.sources[other].derived_from:
            if step.source == source.id:
                found.append(Relation(_BACK[step.how.value], index.source_ref(other), _note(index, source, other)))
    return tuple(found)


def _note(index: Index, source: Source, other: str) -> str:
    """Who published a related text, and how much of it is the same."""
    facts = index.site.facts.get(source.id)
    shared = {each.source: each.paragraphs for each in facts.shared} if facts else {}
    same = ""
    if facts and shared.get(other):
        same = f"{len(shared[other])} of {words.count(facts.paragraphs, 'paragraph')} the same"
        if len(shared[other]) < facts.paragraphs:
            same += f": {ranges(shared[other])}"
    return "; ".join(part for part in (index.outlet_name(other), same) if part)


_BACK = {
    "duplicate": "the same text as",
    "reprint": "reprinted in",
    "translation": "translated in",
    "based-on": "the basis of",
}


def _shared(index: Index, source: Source) -> tuple[Shared, ...]:
    facts = index.site.facts.get(source.id)
    if facts is None:
        return ()
    related = {step.source for step in source.derived_from} | set(index.derived.get(source.id, ()))
    return tuple(
        Shared(
            source_line(index, each.source),
            ranges(each.paragraphs),
            f"{len(each.paragraphs)} of {words.count(facts.paragraphs, 'paragraph')}",
        )
        for each in facts.shared
        if each.paragraphs and each.source not in related
    )


def ranges(numbers: Iterable[int]) -> str:
    """Numbers in order as runs: `1–5, 7 and 9`."""
    runs: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return words.listed([str(first) if first == last else f"{first}–{last}" for first, last in runs])


def _size(index: Index, source: Source, uses: Iterable[Use]) -> str | None:
    """How long the text is and how much of it is quoted; overlapping passages count once."""
    facts = index.site.facts.get(source.id)
    if facts is None or not facts.length:
        return None
    findings = (index.finding(use.entry, use.claim, use.number) for use in uses)
    places = sorted((each.start, each.end) for each in findings if each.start is not None and each.end is not None)
    covered, reached = 0, 0
    for start, end in places:
        covered += max(0, end - max(start, reached))
        reached = max(reached, end)
    share = f"; {max(1, round(100 * covered / facts.length))}% of it is quoted here" if covered else ""
    return f"{words.count(facts.paragraphs, 'paragraph')}, {words.count(facts.length, 'character')}{share}"
