"""The pages of sources: the list, and one page each with every quoted passage and the claims that rest on it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from operator import itemgetter
from typing import NamedTuple
from urllib.parse import urlsplit

from dateline.evidence import OriginGroup, support_of
from dateline.evidence.origins import between
from dateline.model import Finding, Source, SourceStatus, Verdict
from dateline.patterns import pattern
from dateline.render import words
from dateline.render.index import Index, Ref, Stated, Use
from dateline.render.views.claims import ClaimLine, QuoteView, Receipt, anchor_of, claim_lines, receipt_of
from dateline.render.views.entry import CorrectionLine, Neighbour, neighbour
from dateline.render.views.impact import ImpactView, impact_view
from dateline.render.views.lazy import made
from dateline.render.views.names import SourceLine, direction, foreign, safe_url, source_line, text_link
from dateline.render.views.prose import Prose, prose
from dateline.render.views.stories import THEN, Story, ranges, same, shared_with, stories
from dateline.render.words import Badge, When


class Passage:
    """A quoted passage and the claims that rest on it."""

    def __init__(self, index: Index, anchor: str, uses: list[Use], finding: Finding) -> None:
        """Take the evidence that has the same words, at least one piece of it, and what was found out about them."""
        self.index = index
        self.anchor = anchor
        """Its DOM id."""
        self.quote = uses[0].evidence.quote or ""
        """Its words."""
        self.uses = uses
        self.finding = finding

    @property
    def badge(self) -> Badge:
        """The verdict."""
        return words.badge(self.finding)

    @made
    def receipt(self) -> Receipt | None:
        """Where it was found."""
        return receipt_of(self.finding)

    @property
    def at(self) -> str | None:
        """Page or time code."""
        return next((use.evidence.at for use in self.uses if use.evidence.at), None)

    @made
    def translations(self) -> tuple[QuoteView, ...]:
        """The evidence that has the words in the editors' language too, each rendering of them once."""
        found = {use.evidence.translation: use for use in reversed(self.uses) if use.evidence.translation}
        return tuple(QuoteView(self.index, each.entry, each.claim, each.number) for each in reversed(found.values()))

    @made
    def outside(self) -> str | None:
        """The words where they were published, for browsers that can lead to words; where they stand there once."""
        return _outside(self.index, self.uses[0], self.finding)

    @made
    def claims(self) -> tuple[ClaimLine, ...]:
        """The claims that rest on it."""
        return claim_lines(self.index, [Stated(use.entry, use.claim) for use in self.uses])


class Cited(NamedTuple):
    """A claim that names the source without its words."""

    claim: ClaimLine
    """The claim."""
    badge: Badge
    """What the source does for it, whatever others do."""
    at: str | None
    """Page or time code."""
    outside: str | None
    """That page, where the source is a PDF on the web."""


class Relation(NamedTuple):
    """Another text with the same words."""

    words: str
    """How: `a translation of`."""
    other: Ref
    """The other text."""
    note: str
    """Who published it, and how much of it is the same."""
    why: str | None
    """How that is known, in the editors' words."""


class Shared(NamedTuple):
    """Paragraphs that stand in another source too, though neither is known to derive from the other."""

    other: SourceLine
    """The other source."""
    said: str
    """Which, before its name: `Shares 8 of 21 paragraphs (1–5, 7, 9 and 11) with`."""
    counted: str
    """What that means for the count of origins: the editors' reason why they are two, or that they are one."""


class Dated(NamedTuple):
    """An entry whose date was derived from this source's words."""

    said: str
    """The words."""
    entry: Neighbour
    """The entry with its date."""


class SourceView:
    """A source's page."""

    def __init__(self, index: Index, source: Source) -> None:
        """Take a source."""
        self.index = index
        self.source = source
        self._url = safe_url(source.url)

    @made
    def _line(self) -> SourceLine:
        return source_line(self.index, self.source.id)

    @made
    def _uses(self) -> tuple[Use, ...]:
        return self.index.uses.get(self.source.id, ())

    @property
    def title(self) -> str:
        """As printed, or what it is."""
        return self._line.ref.label

    @property
    def description(self) -> str:
        """Who published it and how often it is quoted."""
        line = self._line
        published = line.outlet or line.credit or "Publisher unknown"
        quoted = words.count(len(self.passages), "quoted passage") if self.passages else "Cited, not quoted"
        return f"{published}{f', {line.published.text}' if line.published else ''}. {quoted}."

    @property
    def ident(self) -> str:
        """The source's id."""
        return self.source.id

    @property
    def kind(self) -> str:
        """Article, post, document …"""
        return self.source.kind

    @property
    def language(self) -> str | None:
        """Tag of its language."""
        return self.source.language

    @property
    def language_name(self) -> str | None:
        """That language in words."""
        return words.language_name(self.source.language) if self.source.language else None

    @property
    def foreign(self) -> str | None:
        """The tag again, where it isn't the site's language."""
        return foreign(self.index, self.source)

    @property
    def direction(self) -> str:
        """`ltr`, `rtl` or `auto`."""
        return direction(self.source.language)

    @property
    def outlet(self) -> str | None:
        """Who published it."""
        return self._line.outlet

    @property
    def credit(self) -> str | None:
        """The wire printed in it."""
        return self.source.credit

    @property
    def authors(self) -> tuple[str, ...]:
        """As printed."""
        return self.source.authors

    @property
    def published(self) -> When | None:
        """When it came out."""
        return words.when(self.source.published, weekday=True) if self.source.published else None

    @property
    def inferred(self) -> tuple[tuple[str, str], ...]:
        """Field and reason, for what the text does not state."""
        return tuple(self.source.inferred.items())

    @property
    def url(self) -> str | None:
        """Where it was read …"""
        return self._url

    @property
    def host(self) -> str:
        """… and on which site."""
        return _host(self._url)

    @property
    def archived_url(self) -> str | None:
        """A copy at a web archive."""
        return safe_url(self.source.archived_url)

    @property
    def accessed(self) -> When | None:
        """When it was read."""
        return words.when(self.source.accessed) if self.source.accessed else None

    @property
    def licence(self) -> str | None:
        """The licence that it states."""
        return self.source.licence

    @property
    def status(self) -> str | None:
        """A sentence, if it was corrected, retracted or has gone."""
        return words.STATUSES.get(self.source.status)

    @property
    def corrections(self) -> tuple[CorrectionLine, ...]:
        """What its publisher corrected."""
        return tuple(CorrectionLine(words.moment(each.date), each.text) for each in self.source.corrections)

    @made
    def body(self) -> Prose:
        """The editors' note."""
        return prose(self.index, self.source.body)

    @made
    def relations(self) -> tuple[Relation, ...]:
        """What it derives from, and what derives from it."""
        return _relations(self.index, self.source)

    @made
    def origin(self) -> str:
        """What it counts as, where others count with it."""
        group = self.index.groups.get(self.source.id)
        if group is None or len(group.sources) < 2:
            return ""
        number = words.count(len(group.sources), "source")
        return f"{number} here tell this story; together they count as one origin, {group.name}."

    @made
    def shared(self) -> tuple[Shared, ...]:
        """Paragraphs that it shares with others."""
        return _shared(self.index, self.source)

    @made
    def size(self) -> str | None:
        """`21 paragraphs, 4,210 characters; 12% of them quoted here`."""
        return _size(self.index, self.source, self._uses)

    @made
    def passages(self) -> tuple[Passage, ...]:
        """In the order of the text; those that were not found come last."""
        return _passages(self.index, [use for use in self._uses if use.evidence.quote])

    def _found(self, use: Use) -> Finding:
        return self.index.finding(use.entry, use.claim, use.number)

    @made
    def cited(self) -> tuple[Cited, ...]:
        """Claims that name it without its words."""
        uses = [use for use in self._uses if not use.evidence.quote]
        lines = claim_lines(self.index, [Stated(use.entry, use.claim) for use in uses])
        return tuple(
            Cited(line, words.badge(self._found(use)), use.evidence.at, pdf_page(self.source.url, use.evidence.at))
            for line, use in zip(lines, uses, strict=True)
        )

    @made
    def mentions(self) -> tuple[Neighbour, ...]:
        """Entries whose prose cites it."""
        found = [neighbour(self.index, entry) for entry in self.index.mentions.get(self.source.id, ())]
        return tuple([each for each in found if each])

    @made
    def dated(self) -> tuple[Dated, ...]:
        """Entries whose date was derived from it."""
        return tuple(
            Dated(entry.date_from.said, each)
            for entry in self.index.dated.get(self.source.id, ())
            if entry.date_from and (each := neighbour(self.index, entry))
        )

    @made
    def impact(self) -> ImpactView | None:
        """What the site would lose with it."""
        return impact_view(self.index, self.source.id)

    @made
    def text(self) -> tuple[str, ...]:
        """Its paragraphs, where its licence lets them be shown."""
        return tuple(line for line in self.index.site.texts.get(self.source.id, "").split("\n") if line.strip())

    @property
    def withheld(self) -> str | None:
        """Why the whole text is not shown; None where it is."""
        if self.text:
            return None
        licence = self.source.licence
        if licence is None:
            return "The whole is not shown: it belongs to its publisher."
        if licence in self.index.site.settings.republish:
            return "The whole is not in this collection."
        return f"The whole is not shown: this site does not republish under {licence}."


class SourceRow(NamedTuple):
    """A source in the list."""

    line: SourceLine
    """The source."""
    uses: str
    """`9 quotations for 7 claims`, or `cited for 2 claims`."""
    same: tuple[SourceLine, ...]
    """Other sources of the same origin."""


class SourceDay(NamedTuple):
    """Sources that came out on one date."""

    date: When | None
    """The date; None where it is unknown."""
    rows: tuple[SourceRow, ...]
    """The sources."""


class SourcesView(NamedTuple):
    """The list of sources."""

    title: str
    """Sources."""
    description: str
    """How many of how many origins."""
    origins: str
    """`31 sources of 27 origins`; `30 sources of 27 origins, and 1 that was retracted`."""
    days: tuple[SourceDay, ...]
    """By publication date; unknown dates last."""
    stories: tuple[Story, ...]
    """Who printed whose story, as far as the editors know and the texts tell."""


def sources_view(index: Index) -> SourcesView:
    """Make the list of sources."""
    site = index.site

    def order(source: Source) -> tuple[object, ...]:
        return (0, *source.published.sort_key, source.id) if source.published else (1, source.id)

    days: dict[str, list[Source]] = {}
    for source in sorted(site.sources.values(), key=order):
        days.setdefault(source.published.text if source.published else "", []).append(source)
    total = _total(index)
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
        stories=stories(index),
    )


def _total(index: Index) -> str:
    """How many sources there are, and how many origins they amount to together, counted as at a claim."""
    support = support_of(index.site, index.site.sources, index.groups)
    total = f"{words.count(len(support.sources), 'source')} of {words.count(len(support.origins), 'origin')}"
    many = len(support.retracted)
    return f"{total}, and {many} that {'was' if many == 1 else 'were'} retracted" if many else total


def _row(index: Index, source: Source) -> SourceRow:
    uses = index.uses.get(source.id, ())
    quoted = len({anchor_of(index, use.evidence) for use in uses if use.evidence.quote})
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
    return SourceView(index, index.site.sources[ident])


def _passages(index: Index, uses: Iterable[Use]) -> tuple[Passage, ...]:
    """Quotations of the same words are one passage with several claims."""
    found: dict[str, list[Use]] = {}
    for use in uses:
        found.setdefault(anchor_of(index, use.evidence), []).append(use)
    ordered: list[tuple[tuple[int, int, str], Passage]] = []
    for anchor, inside in found.items():
        first = inside[0]
        finding = index.finding(first.entry, first.claim, first.number)
        ordered.append((_place(finding, anchor), Passage(index, anchor, inside, finding)))
    return tuple([passage for _, passage in sorted(ordered, key=itemgetter(0))])


def _outside(index: Index, use: Use, finding: Finding) -> str | None:
    """The passage on the web: at a web archive, where the page has gone from its address."""
    source = index.site.sources[use.evidence.source]
    at = pdf_page(source.url, use.evidence.at)
    if at is not None and source.status is not SourceStatus.GONE:
        return at
    gone = source.status is SourceStatus.GONE
    url = safe_url(source.archived_url if gone else source.url)
    if url is None or not use.evidence.quote or not finding.unique or finding.verdict is not Verdict.EXACT:
        return None
    return text_link(url, use.evidence.quote)


_PAGE = pattern(r"(?:p\.?|pp\.?|page|pages|S\.|с\.|s\.)\s*(\d{1,5})\b", re.IGNORECASE)


def pdf_page(url: str | None, at: str | None) -> str | None:
    """The address of a PDF at the page that a piece of evidence names (RFC 8118); None for anything else."""
    address = safe_url(url)
    page = _PAGE.match(at.strip()) if at else None
    if address is None or page is None or not urlsplit(address).path.lower().endswith(".pdf"):
        return None
    return f"{address.partition('#')[0]}#page={int(page[1])}"


def _host(url: str | None) -> str:
    return (urlsplit(url or "").hostname or "").removeprefix("www.")


def _place(finding: Finding, anchor: str) -> tuple[int, int, str]:
    """Order passages by where they begin; those without a place come last."""
    if finding.start is None:
        return (1, 0, anchor)
    return (0, finding.start, anchor)


def _relations(index: Index, source: Source) -> tuple[Relation, ...]:
    found = []
    for step in source.derived_from:
        how = words.HOW[step.how]
        if step.source:
            note = _note(index, source, step.source)
            found.append(Relation(how, index.source_ref(step.source), note, step.note))
        elif step.origin and (origin := index.site.origins.get(step.origin)):
            outlet = index.site.outlets.get(origin.outlet) if origin.outlet else None
            name = outlet.name if outlet else ""
            story = Ref(origin.title or f"a story of {name}")
            found.append(Relation(how, story, f"{name}, not in this collection", step.note))
    for other in index.derived.get(source.id, ()):
        for step in index.site.sources[other].derived_from:
            if step.source == source.id:
                back, note = _BACK[step.how.value], _note(index, source, other)
                found.append(Relation(back, index.source_ref(other), note, step.note))
    return tuple(found)


def _note(index: Index, source: Source, other: str) -> str:
    """Who published a related text, and how much of it is the same."""
    return "; ".join(part for part in (index.outlet_name(other), same(index, source, other)) if part)


_BACK = {
    "duplicate": "the same text as",
    "reprint": "reprinted in",
    "translation": "translated in",
    "based-on": "the basis of",
}


def _shared(index: Index, source: Source) -> tuple[Shared, ...]:
    """What a text shares with others; if one of the two has changed since they were compared, what it shared then."""
    facts = index.site.facts.get(source.id)
    group = index.groups.get(source.id)
    related = {step.source for step in source.derived_from} | set(index.derived.get(source.id, ())) | {source.id}
    others = [each.source for each in facts.shared] if facts else []
    others += group.sources if group else ()
    found = []
    for other in dict.fromkeys(each for each in others if each not in related):
        (here, paragraphs), (there, its) = shared_with(index, source.id, other), shared_with(index, other, source.id)
        if here:
            share = f"{len(here)} of {words.count(paragraphs, 'paragraph')} ({ranges(here)})"
            said = f"Shares {share} with" if there else f"Shared {share} with"
        elif there:
            said = f"Had {len(there)} of the {words.count(its, 'paragraph')} ({ranges(there)}) of"
        else:
            continue
        then = "" if here and there else f"{THEN}; "
        found.append(Shared(source_line(index, other), said, f"{then}{_counted(index, source, other)}"))
    return tuple(found)


def _counted(index: Index, source: Source, other: str) -> str:
    """How a text that shares paragraphs counts."""
    group = index.groups.get(source.id)
    if group is not None and other not in group.sources:
        group = None
    for here, there in ((source, other), (index.site.sources.get(other), source.id)):
        for each in here.independent_of if here else ():
            if each.source == there and group is None:
                return f"two origins, say the editors: {each.note}"
            if each.source == there and group is not None:
                return f"one origin{_through(index, group, source.id, other)}, though two, say the editors: {each.note}"
    return "together they count as one origin" if group else "they count as two origins"


def _through(index: Index, group: OriginGroup, one: str, other: str) -> str:
    """What makes two sources of an origin one: ` by way of “No progress in Lakeside”`."""
    names = []
    for each in between(index.site, group, one, other):
        if each.is_source:
            names.append(f"“{index.source_ref(each.id).label}”")
        elif origin := index.site.origins.get(each.id):
            names.append(f"the story “{origin.title or origin.id}”")
    return f" by way of {words.listed(names)}" if names else ""


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
