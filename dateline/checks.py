"""What is wrong with a site as a whole, beyond its references and its quotes."""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from functools import cache, partial
from pathlib import Path

from dateline import dates, markdown
from dateline.content.documents import Document
from dateline.content.loader import Loaded
from dateline.evidence.receipts import Findings
from dateline.model import (
    Claim,
    Entry,
    EntryTranslation,
    Evidence,
    EvidenceKey,
    Finding,
    Level,
    Site,
    Source,
    SourceStatus,
    Status,
    Translator,
    zone_of,
)
from dateline.problems import Complaint, Severity, did_you_mean


def page_kinds(site: Site, kinds: Iterable[str]) -> list[Complaint]:
    """Names under `omit:` that are no page kinds."""
    known = list(kinds)
    return [
        Complaint(
            path="content/site.yaml",
            where=("omit", number),
            code="bad-value",
            message=f"“{name}” is not a page kind",
            hint=did_you_mean(name, known) or f"name one of {', '.join(known)}",
        )
        for number, name in enumerate(site.settings.omit)
        if name not in known
    ]


def below_level(site: Site) -> list[Complaint]:
    """Published claims whose best evidence does not reach what site.yaml asks for.

    Any claim is cited: one whose sources were all retracted has to be publishable, for its readers to learn that they
    were. A quotation from a source that was retracted is none.
    """
    wanted = site.settings.evidence
    if wanted is Level.CITED:
        return []
    retracted = {key for key, source in site.sources.items() if source.status is SourceStatus.RETRACTED}
    complaints = []
    for entry in site.entries.values():
        if entry.status is Status.DRAFT:
            continue
        for number, claim in enumerate(entry.claims):
            counts = [(at, each) for at, each in enumerate(claim.evidence) if each.source not in retracted]
            if _reaches(site, entry, claim, counts):
                continue
            message = f"the claim “{claim.id}” has no {wanted.value} evidence, which site.yaml asks for"
            if not counts:
                alone = (
                    "a source that was" if len({each.source for each in claim.evidence}) == 1 else "sources that were"
                )
                message = f"the claim “{claim.id}” rests on {alone} retracted, and on nothing else"
            other = "another source" if len(counts) < len(claim.evidence) else "a source"
            run = " and run `verify`" if wanted is Level.VERIFIED else ""
            complaints.append(
                Complaint(
                    path=entry.path,
                    where=("claims", number),
                    code="evidence-level",
                    message=message,
                    hint=f"quote {other}{run}{'' if counts else ', or leave the claim out'}",
                )
            )
    return complaints


def _reaches(site: Site, entry: Entry, claim: Claim, counts: Iterable[tuple[int, Evidence]]) -> bool:
    """Whether some of a claim's evidence, with its 0-based places, is of the level that site.yaml asks for."""
    if site.settings.evidence is Level.QUOTED:
        return any(each.quote for _, each in counts)
    return any(site.findings[EvidenceKey(entry.id, claim.id, at)].verdict.found for at, _ in counts)


def machine_made(site: Site) -> list[Complaint]:
    """Claims that are published as a quote stands, and credits that name an outlet by its id.

    A claim is in the editors' own words. `import` drafts it in the words of the article, to be rewritten.
    """
    complaints = []
    for entry in site.entries.values():
        if entry.status is Status.DRAFT:
            continue
        for number, claim in enumerate(entry.claims):
            if any(evidence.quote and _bare(evidence.quote) == _bare(claim.text) for evidence in claim.evidence):
                complaints.append(
                    Complaint(
                        path=entry.path,
                        where=("claims", number, "text"),
                        severity=Severity.WARNING,
                        code="claim-is-quote",
                        message=f"the claim “{claim.id}” is its quote, word for word",
                        hint="say it in your own words, and let the quote show what the source prints",
                    )
                )
    for source in site.sources.values():
        outlet = site.outlets.get(source.credit or "")
        if outlet is not None and outlet.name != source.credit:
            complaints.append(
                Complaint(
                    path=source.path,
                    where=("credit",),
                    severity=Severity.WARNING,
                    code="credit-is-id",
                    message=f"“{source.credit}” is the id of an outlet; readers see a credit as it is written here",
                    hint=f"write it as the article prints it, such as “{outlet.name}”",
                )
            )
    return complaints


def _bare(text: str) -> str:
    """A text to be compared: without white space and marks at its ends."""
    return text.strip(" \n\t.,;:“”\"'«»‘’")


def translated_numbers(site: Site) -> list[Complaint]:
    """Translations of quotes that lose a number, or bring one in, in figures or in words."""
    from dateline.evidence.kept_numbers import compare, shown  # few sites have translated quotes

    complaints = []
    for entry in site.entries.values():
        for number, claim in enumerate(entry.claims):
            for at, evidence in enumerate(claim.evidence):
                if evidence.translation is None or evidence.quote is None:
                    continue
                source = site.sources.get(evidence.source)
                found = compare(
                    evidence.quote,
                    evidence.translation.text,
                    source.language if source is not None else None,
                    site.settings.language,
                )
                lost, added = (", ".join(map(shown, each)) for each in (found.lost, found.added))
                hint = "write every number of the quote, and no other; figures say it most plainly"
                if lost and added:
                    message = f"the quote says {lost}, and the translation {added}"
                elif lost:
                    message = f"the translation lacks {lost} of the quote"
                elif added:
                    message = f"the translation says {added}, and the quote has no such number"
                    hint = "take it out, or put words of your own into [brackets]"
                else:
                    continue
                if evidence.translation.by is Translator.SOURCE:
                    hint = "copy the translation as the source prints it, or leave it out"
                complaints.append(
                    Complaint(
                        path=entry.path,
                        where=("claims", number, "evidence", at, "translation", "text"),
                        offset=found.added[0].start if added else None,
                        severity=Severity.WARNING,
                        code="translation-number",
                        message=message,
                        hint=hint,
                    )
                )
    return complaints


def clocks(site: Site) -> list[Complaint]:
    """Times that the clocks of their venue pass over, or show twice, on the day of their entry."""
    complaints = []
    for entry in site.entries.values():
        day = entry.date.exact_day if entry.date else None
        if entry.time is None or day is None:
            continue
        zone = zone_of(entry, site.places, site.settings)
        ends = [(day, entry.time.start)]
        if entry.time.end is not None and day < date.max:
            ends.append((day + timedelta(days=entry.time.overnight), entry.time.end))
        for there, clock in ends:
            odd = dates.oddity(there, clock, zone)
            if odd is None:
                continue
            shown, first, second = f"{clock:%H:%M}", *_offsets(there, clock, zone)
            skipped = odd is dates.Odd.SKIPPED
            complaints.append(
                Complaint(
                    path=entry.path,
                    where=("time",),
                    severity=Severity.WARNING,
                    code="clock-change",
                    message=f"there is no {shown} on {there} in {zone}: the clocks go forward over it"
                    if skipped
                    else f"{shown} comes twice on {there} in {zone}: the clocks go back over it",
                    hint=f"correct the time, or write its offset, such as {shown}{first}"
                    if skipped
                    else f"write which one is meant: {shown}{first} or {shown}{second}, "
                    "with the offset at both ends of a span",
                )
            )
    return complaints


def _offsets(day: date, clock: time, zone: str | None) -> tuple[str, str]:
    """The offsets of a venue before and after its clocks change over a time: `+02:00`."""
    from zoneinfo import ZoneInfo

    there = datetime.combine(day, clock, tzinfo=ZoneInfo(zone or "UTC"))
    before, after = (f"{there.replace(fold=fold):%z}" for fold in (0, 1))
    return f"{before[:3]}:{before[3:5]}", f"{after[:3]}:{after[3:5]}"


_NOT = {
    "en": frozenset("not no never cannot neither nor without".split()),
    "uk": frozenset("не ні ані ніколи без".split()),
    "ru": frozenset("не ни никогда без".split()),
    "tr": frozenset("değil yok hiç asla".split()),
    "pt": frozenset("não nem nunca sem jamais".split()),
    "de": frozenset("nicht kein keine keinen keiner keinem keines nie niemals ohne".split()),
    "fr": frozenset("ne pas jamais sans aucun aucune".split()),
}


def cut_negations(site: Site) -> list[Complaint]:
    """Quotes that were found, but begin just behind a “not” of their source, or end just before one."""
    complaints = []
    # Receipts are looked through by source; whose quotes they are is only asked where there is something to say.
    suspects = {source for source in site.facts if _cuts_any(site, source)}
    for entry, claim, number, evidence in site.evidence() if suspects else ():
        if evidence.source not in suspects or evidence.quote is None:
            continue
        finding = site.findings[EvidenceKey(entry.id, claim.id, number)]
        for word, how in _cut(finding, _negations(site, evidence.source)):
            complaints.append(
                Complaint(
                    path=entry.path,
                    where=("claims", entry.claims.index(claim), "evidence", number, "quote"),
                    severity=Severity.WARNING,
                    code="quote-cuts-not",
                    message=f"the quote {how} “{word}”, which turns its sense",
                    hint=f"quote “{word}” as well, or quote other words",
                )
            )
    return complaints


def _negations(site: Site, source: str) -> frozenset[str]:
    """The words that negate in the language of a source; English ones where it is not known."""
    known = site.sources[source].language if source in site.sources else None
    return _NOT.get((known or "en").split("-")[0].casefold(), frozenset())


def _cuts_any(site: Site, source: str) -> bool:
    """Whether some quote of a source cuts off a negation."""
    negations = _negations(site, source)
    found: Iterable[Finding] = site.findings.values()
    if isinstance(site.findings, Findings):
        held = site.findings.receipts(source)
        found = held.quotes.values() if held else ()
    return any(True for finding in found for _ in _cut(finding, negations))


def _cut(finding: Finding, negations: frozenset[str]) -> Iterator[tuple[str, str]]:
    """The negations that stand right before and right behind a quote, nothing but white space between."""
    if not finding.verdict.found:
        return
    # Marks of quotation between the two change nothing about it.
    before, behind = finding.prefix.rstrip(_MARKS), finding.suffix.lstrip(_MARKS)
    if before[-1:].isspace() and _negates(word := before.split()[-1] if before.strip() else "", negations):
        yield word, "begins just behind"
    if behind[:1].isspace() and _negates(word := behind.split()[0].rstrip(_STOPS) if behind.strip() else "", negations):
        yield word, "ends just before"


_STOPS = ".,;:!?…”»\"'"
_MARKS = '“”„«»‹›‘‚"'


def _negates(word: str, negations: frozenset[str]) -> bool:
    plain = word.casefold()
    return plain in negations or ("not" in negations and plain.endswith(("n't", "n’t")))


class _Targets:
    """What the references of one text lead to; for checking, so that only being there matters."""

    def __init__(self, site: Site, entry: Entry | None, media: Mapping[str, Path], unread: Container[str]) -> None:
        self.site = site
        self.entry = entry
        self.media_files = media
        self.unread = unread

    def source(self, id: str) -> markdown.Link | None:  # noqa: A002  (the protocol's name)
        """A source."""
        there = id in self.site.sources or f"content/sources/{id}.md" in self.unread
        return markdown.Link(href="#", label=id) if there else None

    def claim(self, id: str) -> markdown.Link | None:  # noqa: A002
        """A claim of this entry, or `entry#claim`."""
        name, _, claim = id.rpartition("#")
        entry = self.site.entries.get(name) if name else self.entry
        there = f"content/entries/{name}.md" in self.unread if entry is None else entry.claim(claim) is not None
        return markdown.Link(href="#", label=id) if there else None

    def media(self, path: str) -> markdown.Link | None:
        """A file of content/media/."""
        return markdown.Link(href="#", label=path) if path in self.media_files else None


def prose(loaded: Loaded) -> list[Complaint]:
    """What is wrong with the prose of entries, translations and sources."""
    complaints: list[Complaint] = []
    public = cache(lambda: _public(loaded.site))
    for document in loaded.documents.values():
        if document.prose and not _leads_home(loaded, document):
            complaints += _prose_of(loaded, document, public)
    return complaints


def _public(site: Site) -> Site:
    """What is published of a site: a published text that leads to more leads its readers nowhere."""
    from dateline.render.public import publishable

    return publishable(site, drafts=False)


def _leads_home(loaded: Loaded, document: Document) -> bool:
    """Whether all is well with a text that cites sources and refers to nothing else: so it is with most."""
    links = document.links
    if links.faulty or links.claims or links.media or links.pages:
        return False
    sources = loaded.site.sources
    return all(source in sources for source in links.sources)


def _prose_of(loaded: Loaded, document: Document, public: Callable[[], Site]) -> Iterator[Complaint]:
    """What is wrong with one text; `public` gives what is published of the site."""
    from dateline import render

    site, thing = loaded.site, document.thing or loaded.stand_ins.get(document.path)
    if thing is None or (isinstance(thing, EntryTranslation) and thing.id not in site.entries):
        return
    entry = (
        thing
        if isinstance(thing, Entry)
        else site.entries.get(thing.id)
        if isinstance(thing, EntryTranslation)
        else None
    )
    claims = [f"#{claim.id}" for claim in entry.claims] if entry is not None else []
    here = f"sources/{thing.id}/" if isinstance(thing, Source) else f"entries/{thing.id}/"
    if isinstance(thing, EntryTranslation):
        here += f"{thing.language}/"
    compiled = markdown.Compiled.from_plain(json.loads(document.prose))
    published = document.links.pages and not (entry is not None and entry.status is Status.DRAFT)
    targets = _Targets(site, entry, loaded.media, loaded.unread)
    leads = partial(render.leads, public() if published else site, here)
    for fault in markdown.fill(compiled, targets, leads=leads).faults:
        near = did_you_mean(fault.id, site.sources if fault.code == "unknown-source" else claims) if fault.id else ""
        yield Complaint(
            path=thing.path,
            body=True,
            offset=fault.offset,
            severity=fault.severity,
            code=fault.code,
            message=fault.message,
            hint="; ".join(part for part in (near, fault.hint) if part),
        )
