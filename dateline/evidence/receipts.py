"""Receipts: what was found in the text of a source, kept where the text itself may not be.

A receipt says of one quote where it stands and what was folded to find it; `verify` writes receipts from the archive,
and pages show nothing else, so that a build with the archive and one without give the same bytes. A receipt belongs to
its quote by the quote's digest: a quote that was changed afterwards has none.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from dateline.evidence.quotes import RULES, SHORT_QUOTE_WORDS, Match, folded_words, prepared, word_count
from dateline.model import (
    Claim,
    Entry,
    Evidence,
    EvidenceKey,
    Finding,
    SharedText,
    Site,
    Status,
    TextFacts,
    Verdict,
)
from dateline.problems import Complaint, Severity

AROUND = 32
"""Characters kept before and behind a passage, at most."""
SHARED_WORDS = 8
"""A paragraph of fewer words is not taken as shared: “He said so.” stands everywhere."""

QuoteKey = tuple[str, str]
"""Digests of a quote and of its context (empty where there is none)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipts:
    """All that is known of the text of one source."""

    source: str
    """The source's id."""
    facts: TextFacts
    """Of the text as a whole."""
    quotes: Mapping[QuoteKey, Finding] = field(default_factory=dict)
    """One finding a quote."""


def digest(text: str) -> str:
    """SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def quote_key(evidence: Evidence) -> QuoteKey:
    """The key of a quote's receipt: 32 hexadecimal digits of its digest, and as many of its context's."""
    return digest(evidence.quote or "")[:32], digest(evidence.context)[:32] if evidence.context else ""


def dump(receipts: Receipts) -> str:
    """Write receipts as JSON lines: the head, then a line a quote, sorted by digest: two editors' lines merge."""
    facts = receipts.facts
    head: dict[str, Any] = {
        "source": receipts.source,
        "rules": RULES,
        "text": facts.digest,
        "length": facts.length,
        "paragraphs": facts.paragraphs,
    }
    if facts.shared:
        head["shared"] = [{"source": item.source, "paragraphs": list(item.paragraphs)} for item in facts.shared]
    lines = [head]
    for (quote, context), finding in sorted(receipts.quotes.items()):
        line: dict[str, Any] = {"quote": quote}
        if context:
            line["context"] = context
        line["verdict"] = finding.verdict.value
        if finding.folds:
            line["folds"] = list(finding.folds)
        line |= {"paragraph": finding.paragraph, "start": finding.start, "end": finding.end}
        line |= {"prefix": finding.prefix, "suffix": finding.suffix, "unique": finding.unique}
        lines.append(line)
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def load(text: str, source: str, path: str) -> tuple[Receipts | None, list[Complaint]]:
    """Read the receipts of a source. Returns None where the head can't be read or was made under other rules.

    Each line that is no receipt is a complaint and counts for nothing.
    """
    complaints: list[Complaint] = []
    lines = text.split("\n")
    head = _object(lines[0])
    facts = _facts(head) if head.get("source") == source else None
    if facts is None:
        complaints.append(
            Complaint(
                path=path,
                code="receipt-damaged",
                message=f"these are not the receipts of “{source}”",
                hint="run `verify` to write them anew; receipts are not edited by hand",
            )
        )
        return None, complaints
    if head.get("rules") != RULES:
        return None, complaints
    quotes: dict[QuoteKey, Finding] = {}
    for number, line in enumerate(lines[1:], 2):
        if not line.strip():
            continue
        found = _finding(_object(line))
        if found is None:
            complaints.append(
                Complaint(
                    path=path,
                    where=("line", number),
                    code="receipt-damaged",
                    message=f"line {number} is not a receipt",
                    hint="run `verify` to write them anew; receipts are not edited by hand",
                )
            )
            continue
        quotes[found[0]] = found[1]
    return Receipts(source=source, facts=facts, quotes=quotes), complaints


def _object(line: str) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _facts(head: Mapping[str, Any]) -> TextFacts | None:
    text, length, paragraphs, shared = (head.get(name) for name in ("text", "length", "paragraphs", "shared"))
    if not (isinstance(text, str) and isinstance(length, int) and isinstance(paragraphs, int)):
        return None
    found = []
    for item in shared if isinstance(shared, list) else ():
        if not isinstance(item, dict) or not isinstance(item.get("source"), str):
            return None
        numbers = item.get("paragraphs")
        if not isinstance(numbers, list) or not all(isinstance(number, int) for number in numbers):
            return None
        found.append(SharedText(source=item["source"], paragraphs=tuple(numbers)))
    return TextFacts(digest=text, length=length, paragraphs=paragraphs, shared=tuple(found))


def _finding(line: Mapping[str, Any]) -> tuple[QuoteKey, Finding] | None:
    quote, context, folds = line.get("quote"), line.get("context", ""), line.get("folds", [])
    try:
        verdict = Verdict(str(line.get("verdict")))
    except ValueError:
        return None
    numbers = [line.get(name) for name in ("paragraph", "start", "end")]
    words = [quote, context, line.get("prefix"), line.get("suffix")]
    if (
        not all(isinstance(word, str) for word in words)
        or not all(type(number) is int for number in numbers)
        or not isinstance(folds, list)
        or not all(isinstance(fold, str) for fold in folds)
        or not (verdict.found or verdict is Verdict.AMBIGUOUS)
    ):
        return None
    finding = Finding(
        verdict=verdict,
        folds=tuple(folds),
        paragraph=line["paragraph"],
        start=line["start"],
        end=line["end"],
        prefix=line["prefix"],
        suffix=line["suffix"],
        unique=line.get("unique") is True,
    )
    return (str(quote), str(context)), finding


def finding_of(match: Match, text: str) -> Finding:
    """What a receipt says of a match: its place, and at most 32 characters of its paragraph on either side."""
    if match.start is None or match.end is None:
        return Finding(verdict=match.verdict)
    low = text.rfind("\n", 0, match.start) + 1
    high = text.find("\n", match.end)
    high = len(text) if high < 0 else high
    return Finding(
        verdict=match.verdict,
        folds=match.folds,
        paragraph=match.paragraph,
        start=match.start,
        end=match.end,
        prefix=text[max(low, match.start - AROUND) : match.start],
        suffix=text[match.end : min(high, match.end + AROUND)],
        unique=match.unique,
    )


def assess(site: Site, receipts: Mapping[str, Receipts]) -> Site:
    """Give a site the finding of every piece of evidence, from receipts alone, and the facts of its texts."""
    findings = {}
    for entry, claim, number, evidence in site.evidence():
        held = receipts.get(evidence.source)
        receipt = held.quotes.get(quote_key(evidence)) if held else None
        missing = Verdict.CITED if evidence.quote is None else Verdict.UNVERIFIED
        shown = receipt if evidence.quote is not None and receipt is not None else Finding(verdict=missing)
        findings[EvidenceKey(entry.id, claim.id, number)] = shown
    facts = {source: held.facts for source, held in receipts.items() if source in site.sources}
    return replace(site, findings=findings, facts=facts)


def examine(site: Site, texts: Mapping[str, str], receipts: Mapping[str, Receipts]) -> list[Complaint]:
    """What is wrong with the quotes of a site.

    `texts` has the texts that are at hand, by source; a quote of any other is judged by its receipt alone.
    """
    complaints = []
    digests = {source: digest(text) for source, text in texts.items()}
    for entry, claim, number, evidence in site.evidence():
        if evidence.quote is None:
            continue
        text, held = texts.get(evidence.source), receipts.get(evidence.source)
        receipt = held.quotes.get(quote_key(evidence)) if held else None
        place = _Place(entry, claim, number, evidence)
        if text is None:
            if receipt is None:
                complaints.append(place.unverified())
            elif receipt.verdict is Verdict.AMBIGUOUS:
                complaints.append(place.ambiguous(Match(verdict=Verdict.AMBIGUOUS, paragraph=receipt.paragraph), ""))
            continue
        match = prepared(text).locate(evidence.quote, evidence.context)
        if held and receipt and held.facts.digest != digests[evidence.source]:
            complaints.append(place.stale(match, receipt))
        elif match.verdict is Verdict.ABSENT:
            complaints.append(place.absent(match))
        elif match.verdict is Verdict.AMBIGUOUS:
            complaints.append(place.ambiguous(match, text))
        elif receipt is None:
            complaints.append(place.unverified(found=True))
        elif receipt != finding_of(match, text):
            complaints.append(place.differs())
    return complaints


def verify(
    site: Site, texts: Mapping[str, str], old: Mapping[str, Receipts]
) -> tuple[dict[str, Receipts], list[Complaint]]:
    """Make the receipts of every source whose text is at hand; those of the others stay as they are.

    Returns the receipts by source, and a complaint for each quote that gets none: an error where it is published.
    """
    quotes: dict[str, dict[QuoteKey, Finding]] = {source: {} for source in texts if source in site.sources}
    complaints = []
    for entry, claim, number, evidence in site.evidence():
        text = texts.get(evidence.source)
        if evidence.quote is None or evidence.source not in site.sources:
            continue
        place = _Place(entry, claim, number, evidence)
        if text is None:
            held = old.get(evidence.source)
            if held is None or quote_key(evidence) not in held.quotes:
                complaints.append(place.unverified())
            continue
        match = prepared(text).locate(evidence.quote, evidence.context)
        if match.verdict is Verdict.ABSENT:
            complaints.append(place.absent(match))
            continue
        if match.verdict is Verdict.AMBIGUOUS:
            complaints.append(place.ambiguous(match, text))
            if word_count(evidence.quote) < SHORT_QUOTE_WORDS:
                continue
        quotes[evidence.source][quote_key(evidence)] = finding_of(match, text)
    shared = shared_paragraphs(texts)
    made = {source: held for source, held in old.items() if source in site.sources and source not in quotes}
    for source, found in quotes.items():
        kept = [item for item in old[source].facts.shared if item.source not in texts] if source in old else []
        kept = [item for item in kept if item.source in site.sources]
        facts = TextFacts(
            digest=digest(texts[source]),
            length=len(texts[source]),
            paragraphs=texts[source].count("\n") + 1,
            shared=tuple(sorted([*shared.get(source, ()), *kept], key=lambda item: item.source)),
        )
        made[source] = Receipts(source=source, facts=facts, quotes=found)
    return made, complaints


def shared_paragraphs(texts: Mapping[str, str]) -> dict[str, list[SharedText]]:
    """Paragraphs of eight words and more that two texts have in common, typography apart; linear in their length."""
    holders: dict[str, dict[str, int]] = defaultdict(dict)
    for source, text in sorted(texts.items()):
        for number, paragraph in enumerate(text.split("\n"), 1):
            if word_count(paragraph) >= SHARED_WORDS:
                holders[folded_words(paragraph)].setdefault(source, number)
    pairs: dict[tuple[str, str], list[int]] = defaultdict(list)
    for places in holders.values():
        for source, number in places.items():
            for other in places:
                if other != source:
                    pairs[source, other].append(number)
    found: dict[str, list[SharedText]] = defaultdict(list)
    for (source, other), numbers in sorted(pairs.items()):
        found[source].append(SharedText(source=other, paragraphs=tuple(sorted(numbers))))
    return dict(found)


@dataclass(frozen=True, slots=True)
class _Place:
    """A quote among the content, and the sentences for what can be wrong with it."""

    entry: Entry
    claim: Claim
    number: int
    evidence: Evidence

    def _complain(self, severity: Severity, code: str, message: str, hint: str, offset: int = 0) -> Complaint:
        draft = self.entry.status is Status.DRAFT
        claims: Sequence[Claim] = self.entry.claims
        return Complaint(
            path=f"content/entries/{self.entry.id}.md",
            where=("claims", claims.index(self.claim), "evidence", self.number, "quote"),
            offset=offset,
            severity=Severity.WARNING if draft else severity,
            code=code,
            message=message,
            hint=hint,
        )

    def absent(self, match: Match) -> Complaint:
        """The quote is not in the text."""
        message = f"the quote is not in the text of “{self.evidence.source}”"
        if match.reason:
            message += f": {match.reason}"
        offset = 0
        if match.nearest:
            message += f"; the nearest passage:\nquote:  {match.nearest.written}\nsource: {match.nearest.printed}"
            offset = match.nearest.offset
        return self._complain(
            Severity.ERROR, "quote-absent", message, "copy the words as the source prints them", offset
        )

    def ambiguous(self, match: Match, text: str) -> Complaint:
        """The quote stands more than once."""
        quote = self.evidence.quote or ""
        count = len(match.places)
        where = ""
        if text:
            numbers = sorted({text.count("\n", 0, start) + 1 for start in match.places})
            where = f" in paragraph{'s' if len(numbers) > 1 else ''} {', '.join(map(str, numbers[:8]))}"
            where += " …" if len(numbers) > 8 else ""
        times = f"{count} times" if count else "more than once"
        message = f"the quote stands {times}{where} of “{self.evidence.source}”"
        if match.reason:
            message += f", and {match.reason}"
        short = word_count(quote) < SHORT_QUOTE_WORDS
        hint = "quote more of the sentence, or add `context:` with words of the same paragraph"
        return self._complain(Severity.ERROR if short else Severity.WARNING, "quote-ambiguous", message, hint)

    def stale(self, match: Match, receipt: Finding) -> Complaint:
        """The text has changed since the receipt."""
        message = f"the text of “{self.evidence.source}” has changed since this quote was verified"
        message += f" (it stood in paragraph {receipt.paragraph}: “{receipt.prefix}…{receipt.suffix}”)"
        if match.verdict.found:
            message += f"; it stands in paragraph {match.paragraph} of the new text"
        elif match.nearest:
            message += f"; the nearest passage of the new text:\nquote:  {match.nearest.written}"
            message += f"\nsource: {match.nearest.printed}"
        return self._complain(Severity.ERROR, "quote-stale", message, "look at the new text, then run `verify`")

    def unverified(self, *, found: bool = False) -> Complaint:
        """There is no receipt."""
        source = self.evidence.source
        if found:
            message = f"the quote has no receipt yet, although it stands in the text of “{source}”"
            return self._complain(Severity.WARNING, "quote-unverified", message, "run `verify` and commit the receipts")
        message = f"the quote was not verified: the text of “{source}” is not at hand, and no receipt fits the quote"
        hint = (
            "put the text into the archive (`import`) and run `verify`, or leave the quote out to only cite the source"
        )
        return self._complain(Severity.WARNING, "quote-unverified", message, hint)

    def differs(self) -> Complaint:
        """The receipt says something else than the text."""
        message = f"the receipt of this quote does not say what the text of “{self.evidence.source}” shows"
        return self._complain(
            Severity.ERROR, "receipt-differs", message, "run `verify`; receipts are not edited by hand"
        )


def unused(receipts: Iterable[str], site: Site) -> list[str]:
    """Receipt files that belong to no source."""
    return sorted(source for source in receipts if source not in site.sources)
