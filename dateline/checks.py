"""What is wrong with a site as a whole, beyond its references and its quotes."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

from dateline import markdown
from dateline.content.documents import Document
from dateline.content.loader import Loaded
from dateline.evidence.receipts import Findings
from dateline.model import Entry, EntryTranslation, EvidenceKey, Finding, Level, Site, Source, Status
from dateline.patterns import pattern
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
    """Published claims whose best evidence does not reach what site.yaml asks for."""
    wanted = site.settings.evidence
    complaints = []
    for entry in site.entries.values():
        if entry.status is Status.DRAFT or wanted is Level.CITED:
            continue
        for number, claim in enumerate(entry.claims):
            quoted = any(evidence.quote for evidence in claim.evidence)
            keys = [EvidenceKey(entry.id, claim.id, at) for at in range(len(claim.evidence))]
            verified = any(site.findings[key].verdict.found for key in keys)
            if verified if wanted is Level.VERIFIED else quoted:
                continue
            complaints.append(
                Complaint(
                    path=entry.path,
                    where=("claims", number),
                    code="evidence-level",
                    message=f"the claim “{claim.id}” has no {wanted.value} evidence, which site.yaml asks for",
                    hint="quote a source" if wanted is Level.QUOTED else "quote a source and run `verify`",
                )
            )
    return complaints


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


_NUMBER = pattern(r"\d+(?:[.,:'’\u00a0\u202f ]\d+)*")
_GROUPS = pattern(r"\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3})+")
_ENGLISH = (
    "zero no none|one first once a an|two second twice both|three third|four fourth|five fifth|six sixth|"
    "seven seventh|eight eighth|nine ninth|ten tenth|eleven eleventh|twelve twelfth dozen"
)
_WORDS = {word: str(number) for number, row in enumerate(_ENGLISH.split("|")) for word in row.split()}


def _numbers(text: str) -> Counter[str]:
    """The numbers of a text that are written in digits, each in one spelling: `1,200` is 1200, `2,5` is 2.5."""
    found: Counter[str] = Counter()
    for match in _NUMBER.finditer(text):
        for each in [match[0]] if _GROUPS.fullmatch(match[0]) else match[0].replace("\u202f", " ").split():
            grouped = _GROUPS.fullmatch(each)
            plain = "".join(filter(str.isdigit, each)) if grouped else each.replace(",", ".").replace(":", ".")
            found[plain.lstrip("0") or "0"] += 1
    return found


def translated_numbers(site: Site) -> list[Complaint]:
    """Translations of quotes that lose a number, or bring one in.

    Numbers up to twelve may be written as words in an English translation.
    """
    english = site.settings.language.split("-")[0].casefold() == "en"
    complaints = []
    for entry in site.entries.values():
        for number, claim in enumerate(entry.claims):
            for at, evidence in enumerate(claim.evidence):
                if evidence.translation is None or evidence.quote is None:
                    continue
                there, here = _numbers(evidence.quote), _numbers(evidence.translation.text)
                lost, new = there - here, here - there
                if english and lost:
                    spelt = Counter(
                        _WORDS.get(word, "") for word in _LETTERS.findall(evidence.translation.text.casefold())
                    )
                    lost -= spelt
                if not lost and not new:
                    continue
                parts = [f"{verb} {', '.join(sorted(rest))}" for verb, rest in (("lacks", lost), ("adds", new)) if rest]
                complaints.append(
                    Complaint(
                        path=entry.path,
                        where=("claims", number, "evidence", at, "translation", "text"),
                        severity=Severity.WARNING,
                        code="translation-number",
                        message=f"the translation {' and '.join(parts)}, unlike the quote",
                        hint="write every number of the quote, and no other",
                    )
                )
    return complaints


_LETTERS = pattern(r"[a-z]+")


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
    for document in loaded.documents.values():
        if document.prose and not _leads_home(loaded, document):
            complaints += _prose_of(loaded, document)
    return complaints


def _leads_home(loaded: Loaded, document: Document) -> bool:
    """Whether all is well with a text that cites sources and refers to nothing else: so it is with most."""
    links = document.links
    if links.faulty or links.claims or links.media or links.pages:
        return False
    sources = loaded.site.sources
    return all(source in sources for source in links.sources)


def _prose_of(loaded: Loaded, document: Document) -> Iterator[Complaint]:
    """What is wrong with one text."""
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
    targets, leads = _Targets(site, entry, loaded.media, loaded.unread), partial(render.leads, site, here)
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
