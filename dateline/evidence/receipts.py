"""Receipts: what was found in the text of a source, kept where the text itself may not be.

A receipt says of one quote where it stands and what was folded to find it; `verify` writes receipts from the archive,
and pages show nothing else, so that a build with the archive and one without give the same bytes. A receipt belongs to
its quote by the quote's digest: a quote that was changed afterwards has none.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from dateline.evidence.folding import FOLD_NAMES, folded_words, word_count
from dateline.evidence.quotes import RULES, SHORT_QUOTE_WORDS, Match, PreparedText, is_elided
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

_DIGEST = re.compile("[0-9a-f]{64}")
_QUOTE_KEY = re.compile("[0-9a-f]{32}/(?:[0-9a-f]{32})?")
_IN_RECEIPTS = frozenset(verdict.value for verdict in Verdict if verdict.found or verdict is Verdict.AMBIGUOUS)
_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
_LONGEST_SHOWN = 400

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

    Each line that is no receipt is a complaint and counts for nothing. The order of the lines means nothing, and a line
    may stand twice: that is how two editors' lines are merged.
    """
    complaints: list[Complaint] = []

    def complain(line: int, message: str, code: str = "receipt-damaged", severity: Severity = Severity.ERROR) -> None:
        hint = "run `verify` where the archive is, and commit what it writes; receipts are not edited by hand"
        complaints.append(
            Complaint(path=path, place=(line, 1), severity=severity, code=code, message=message, hint=hint)
        )

    lines = text.split("\n")
    head = _object(lines[0])
    facts = _facts(head)
    if facts is None:
        complain(1, f"the first line is damaged, so that no quote of “{source}” shows as verified")
        return None, complaints
    if head.get("source") != source:
        complain(1, f"these are the receipts of “{head.get('source')}”, and the file is named for “{source}”")
        return None, complaints
    if head.get("rules") != RULES:
        message = f"the receipts of “{source}” were made under other rules for quotes, so that none of them counts"
        complain(1, message, "receipts-outdated", Severity.WARNING)
        return None, complaints
    quotes: dict[QuoteKey, Finding] = {}
    where: dict[QuoteKey, int] = {}
    contradicted: set[QuoteKey] = set()
    for number, line in enumerate(lines[1:], 2):
        if not line.strip() or line == lines[0]:
            continue
        if line.startswith(_CONFLICT):
            complain(number, "two versions of this file were merged, and the conflict was left in it")
            continue
        found = _finding(_object(line), facts)
        if found is None:
            complain(number, "this line is no receipt; the quote that it was for shows as not verified")
            continue
        key, finding = found
        if quotes.setdefault(key, finding) != finding:
            complain(number, f"this receipt contradicts the one on line {where[key]}, so that neither counts")
            contradicted.add(key)
        where.setdefault(key, number)
    kept = {key: finding for key, finding in quotes.items() if key not in contradicted}
    return Receipts(source=source, facts=facts, quotes=kept), complaints


def _object(line: str) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _is_number(value: object, least: int, most: int | None = None) -> bool:
    return type(value) is int and value >= least and (most is None or value <= most)


def _facts(head: Mapping[str, Any]) -> TextFacts | None:
    text, length, paragraphs, shared = (head.get(name) for name in ("text", "length", "paragraphs", "shared"))
    if not (isinstance(text, str) and _DIGEST.fullmatch(text)) or type(head.get("rules")) is not int:
        return None
    if not (_is_number(length, 0) and _is_number(paragraphs, 1)):
        return None
    found = []
    for item in shared if isinstance(shared, list) else ():
        if not isinstance(item, dict) or not isinstance(item.get("source"), str):
            return None
        numbers = item.get("paragraphs")
        if not isinstance(numbers, list) or not all(_is_number(number, 1, paragraphs) for number in numbers):
            return None
        found.append(SharedText(source=item["source"], paragraphs=tuple(numbers)))
    return TextFacts(digest=text, length=head["length"], paragraphs=head["paragraphs"], shared=tuple(found))


def _finding(line: Mapping[str, Any], facts: TextFacts) -> tuple[QuoteKey, Finding] | None:
    """Read one receipt; None where it says anything that no quote of such a text could have."""
    quote, context, folds = line.get("quote"), line.get("context", ""), line.get("folds", [])
    start, end, prefix, suffix = (line.get(name) for name in ("start", "end", "prefix", "suffix"))
    if not (isinstance(quote, str) and isinstance(context, str) and _QUOTE_KEY.fullmatch(f"{quote}/{context}")):
        return None
    verdict = line.get("verdict")
    if not isinstance(verdict, str) or verdict not in _IN_RECEIPTS or not isinstance(folds, list):
        return None
    if not all(isinstance(name, str) and name in FOLD_NAMES for name in folds):
        return None
    if not (_is_number(start, 0) and _is_number(end, 1, facts.length) and line["start"] < line["end"]):
        return None
    if not _is_number(line.get("paragraph"), 1, facts.paragraphs) or type(line.get("unique")) is not bool:
        return None
    if not all(isinstance(part, str) and len(part) <= AROUND and _is_text(part) for part in (prefix, suffix)):
        return None
    finding = Finding(
        verdict=Verdict(verdict),
        folds=tuple(folds),
        paragraph=line["paragraph"],
        start=line["start"],
        end=line["end"],
        prefix=line["prefix"],
        suffix=line["suffix"],
        unique=line["unique"],
    )
    return (quote, context), finding


def _is_text(text: str) -> bool:
    """Say whether a string can be written as UTF-8: JSON can hold half a surrogate pair."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


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
    facts = {}
    for source, held in receipts.items():
        if source in site.sources:
            shared = tuple(item for item in held.facts.shared if item.source in site.sources)
            facts[source] = replace(held.facts, shared=shared)
    return replace(site, findings=findings, facts=facts)


def examine(site: Site, texts: Mapping[str, str], receipts: Mapping[str, Receipts]) -> list[Complaint]:
    """What is wrong with the quotes of a site.

    `texts` has the texts that are at hand, by source; a quote of any other is judged by its receipt alone.
    """
    complaints = []
    look_up = _LookUp(texts)
    for entry, claim, number, evidence in site.evidence():
        if evidence.quote is None or evidence.source not in site.sources:
            continue  # that a source is missing, or can't be read, is told already
        held = receipts.get(evidence.source)
        receipt = held.quotes.get(quote_key(evidence)) if held else None
        place = _Place(entry, claim, number, evidence)
        if evidence.source not in texts:
            if receipt is None:
                complaints.append(place.unverified())
            elif receipt.verdict is Verdict.AMBIGUOUS:
                complaints.append(place.ambiguous(Match(verdict=Verdict.AMBIGUOUS), ""))
            continue
        text, match = texts[evidence.source], look_up(evidence)
        if held and receipt and held.facts.digest != look_up.digest(evidence.source):
            complaints.append(place.stale(match, receipt, text))
            continue
        if match.verdict is Verdict.ABSENT:
            complaints.append(place.absent(match, text))
            continue
        if match.verdict is Verdict.AMBIGUOUS:
            complaints.append(place.ambiguous(match, text))
        if receipt is None and match.verdict.found:
            complaints.append(place.unverified(found=True))
        elif receipt is not None and receipt != finding_of(match, text):
            complaints.append(place.differs(receipt, finding_of(match, text)))
    return complaints


def verify(
    site: Site, texts: Mapping[str, str], old: Mapping[str, Receipts]
) -> tuple[dict[str, Receipts], list[Complaint]]:
    """Make the receipts of every source whose text is at hand; those of the others stay as they are.

    Returns the receipts by source, and complaints: on each quote that gets none (an error where it is published), and a
    warning on each whose old receipt did not say what the same text shows, for somebody edited it.
    """
    quotes: dict[str, dict[QuoteKey, Finding]] = {source: {} for source in texts if source in site.sources}
    complaints = []
    look_up = _LookUp(texts)
    for entry, claim, number, evidence in site.evidence():
        if evidence.quote is None or evidence.source not in site.sources:
            continue
        place, held = _Place(entry, claim, number, evidence), old.get(evidence.source)
        receipt = held.quotes.get(quote_key(evidence)) if held else None
        if evidence.source not in texts:
            complaints += [] if receipt else [place.unverified()]
            continue
        text, match = texts[evidence.source], look_up(evidence)
        if match.verdict is Verdict.ABSENT:
            complaints.append(place.absent(match, text))
            continue
        if match.verdict is Verdict.AMBIGUOUS:
            complaints.append(place.ambiguous(match, text))
            if word_count(evidence.quote) < SHORT_QUOTE_WORDS:
                continue
        made_of_it = quotes[evidence.source][quote_key(evidence)] = finding_of(match, text)
        same_text = held is not None and held.facts.digest == look_up.digest(evidence.source)
        if receipt is not None and same_text and receipt != made_of_it:
            complaints.append(place.edited(receipt, made_of_it))
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


class _LookUp:
    """Finds quotes in texts, each of which is folded and digested once."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = texts
        self._prepared: dict[str, PreparedText] = {}
        self._digests: dict[str, str] = {}

    def __call__(self, evidence: Evidence) -> Match:
        """Look up the quote of a piece of evidence, whose text is at hand."""
        source = evidence.source
        if source not in self._prepared:
            self._prepared[source] = PreparedText(self.texts[source])
        return self._prepared[source].locate(evidence.quote or "", evidence.context)

    def digest(self, source: str) -> str:
        """The digest of a text that is at hand."""
        if source not in self._digests:
            self._digests[source] = digest(self.texts[source])
        return self._digests[source]


def shared_paragraphs(texts: Mapping[str, str]) -> dict[str, list[SharedText]]:
    """Paragraphs of eight words and more that two texts have in common, typography apart; linear in their length."""
    holders: dict[str, dict[str, int]] = defaultdict(dict)
    for source, text in sorted(texts.items()):
        for number, paragraph in enumerate(text.split("\n"), 1):
            words = folded_words(paragraph)
            if word_count(words) >= SHARED_WORDS:
                holders[words].setdefault(source, number)
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
        claim = next(number for number, claim in enumerate(self.entry.claims) if claim is self.claim)
        return Complaint(
            path=self.entry.path,
            where=("claims", claim, "evidence", self.number, "quote"),
            offset=offset,
            severity=Severity.WARNING if draft else severity,
            code=code,
            message=message,
            hint=hint,
        )

    @property
    def _source(self) -> str:
        return f"“{self.evidence.source}”"

    def absent(self, match: Match, text: str) -> Complaint:
        """The quote is not in the text."""
        message = f"the quote is not in the text of {self._source}"
        hint = "copy the words as the source prints them"
        quote, nearest, offset = self.evidence.quote or "", match.nearest, 0
        if match.reason:
            message = f"the quote does not stand like this in the text of {self._source}: {match.reason}"
            if not any(char.isalnum() for char in quote):
                hint = "quote words of the source, or leave the quote out to only cite the source"
            elif is_elided(quote):
                hint = "quote the passage whole, or each part as evidence of its own"
            else:
                hint = "quote whole words and numbers"
        if nearest:
            message += "; the nearest passage:"
            message += f"\nquote:  {_shown(nearest.written)}\nsource: {_shown(nearest.printed)}"
            hint += f"; the passage is in paragraph {text.count(chr(10), 0, nearest.start) + 1}"
            offset = nearest.offset
        return self._complain(Severity.ERROR, "quote-absent", message, hint, offset)

    def ambiguous(self, match: Match, text: str) -> Complaint:
        """The quote stands more than once; `text` is empty where it is not at hand."""
        times = {0: "more than once", 2: "twice"}.get(len(match.places), f"{len(match.places)} times")
        message = f"the quote stands {times} in the text of {self._source}"
        if text:
            numbers = sorted({text.count("\n", 0, start) + 1 for start in match.places})
            shown = ", ".join(map(str, numbers[:8])) + (" …" if len(numbers) > 8 else "")
            message += f" (paragraph{'s' if len(numbers) > 1 else ''} {shown})"
        if match.reason:
            message += f", and {match.reason}"
        hint = "quote more of the sentence, or add `context:` with words of the same paragraph"
        if word_count(self.evidence.quote or "") >= SHORT_QUOTE_WORDS:
            return self._complain(Severity.WARNING, "quote-ambiguous", message, hint)
        message += f"; a quote of fewer than {SHORT_QUOTE_WORDS} words has to stand once"
        return self._complain(Severity.ERROR, "quote-ambiguous", message, hint)

    def stale(self, match: Match, receipt: Finding, text: str) -> Complaint:
        """The text has changed since the receipt."""
        was = f"…{receipt.prefix}{self.evidence.quote}{receipt.suffix}…"
        message = f"the text of {self._source} has changed since this quote was verified"
        message += f"\nthen: {_shown(was)} (paragraph {receipt.paragraph})"
        if match.verdict is Verdict.ABSENT:
            now = _shown(match.nearest.printed) if match.nearest else "nothing like it"
            hint = "correct the quote or the claim by the new text, then run `verify`"
        else:
            found = finding_of(match, text)
            now = _shown(f"…{found.prefix}{text[slice(match.start, match.end)]}{found.suffix}…")
            now += f" (paragraph {match.paragraph})"
            hint = "look whether the claim still holds, then run `verify`"
        return self._complain(Severity.ERROR, "quote-stale", f"{message}\nnow:  {now}", hint)

    def unverified(self, *, found: bool = False) -> Complaint:
        """There is no receipt."""
        if found:
            message = (
                f"the quote stands in the text of {self._source}, but has no receipt yet, so it shows as not verified"
            )
            return self._complain(Severity.WARNING, "quote-unverified", message, "run `verify` and commit the receipts")
        message = (
            f"the quote was not verified: the text of {self._source} is not at hand, and no receipt fits the quote"
        )
        hint = (
            "put the text into the archive (`import`) and run `verify`, or leave the quote out to only cite the source"
        )
        return self._complain(Severity.WARNING, "quote-unverified", message, hint)

    def differs(self, receipt: Finding, found: Finding) -> Complaint:
        """The receipt says something else than the text."""
        message = (
            f"the receipt of this quote does not say what the text of {self._source} shows: {_unlike(receipt, found)}"
        )
        hint = "run `verify`; receipts are not edited by hand"
        return self._complain(Severity.ERROR, "receipt-differs", message, hint)

    def edited(self, receipt: Finding, found: Finding) -> Complaint:
        """The old receipt said something else than the same text; the new one is right."""
        message = (
            f"the receipt of this quote did not say what the text of {self._source} shows, and is written anew: "
            f"{_unlike(receipt, found)}"
        )
        hint = "find out who changed it; receipts are not edited by hand"
        return self._complain(Severity.WARNING, "receipt-differs", message, hint)


def _unlike(receipt: Finding, found: Finding) -> str:
    """What a receipt says otherwise than the text: `verdict exact, not typographic; paragraph 2, not 3`."""

    def shown(value: object) -> str:
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, tuple):
            return ", ".join(value) or "none"
        return f"“{value}”" if type(value) is str else str(value)

    pairs = [(item.name, getattr(receipt, item.name), getattr(found, item.name)) for item in fields(Finding)]
    return "; ".join(f"{name} {shown(one)}, not {shown(other)}" for name, one, other in pairs if one != other)


def _shown(passage: str) -> str:
    """A passage for a message: a long one around its first difference."""
    if len(passage) <= _LONGEST_SHOWN:
        return passage
    middle = max(0, passage.find("⟦"))
    first = max(0, min(middle - _LONGEST_SHOWN // 4, len(passage) - _LONGEST_SHOWN))
    last = first + _LONGEST_SHOWN
    return ("…" if first else "") + passage[first:last] + ("…" if last < len(passage) else "")
