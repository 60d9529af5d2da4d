"""Looking quotes up in the texts of their sources: what is wrong with them, and receipts of those that are right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace

from dateline.evidence.folding import folded_words, word_count
from dateline.evidence.quotes import SHORT_QUOTE_WORDS, Match, PreparedText, is_elided
from dateline.evidence.receipts import AROUND, QuoteKey, Receipts, digest, quote_key
from dateline.model import Claim, Entry, Evidence, Finding, SharedText, Site, Status, TextFacts, Verdict
from dateline.problems import Complaint, Severity
from dateline.records import record

SHARED_WORDS = 8
"""A paragraph of fewer words is not taken as shared: “He said so.” stands everywhere."""
_LONGEST_SHOWN = 400

Quoted = tuple[Entry, Claim, int, Evidence]
"""A piece of evidence, with the entry, the claim and its 0-based number there."""


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
        parts=match.parts if match.verdict is Verdict.ELIDED and len(match.parts) > 1 else (),
        prefix=text[max(low, match.start - AROUND) : match.start],
        suffix=text[match.end : min(high, match.end + AROUND)],
        unique=match.unique,
    )


def _agree(receipt: Finding, found: Finding) -> bool:
    """Whether a receipt says what was found; one from before parts were kept says nothing of them."""
    return receipt == (found if receipt.parts else replace(found, parts=()))


def examine(site: Site, texts: Mapping[str, str], receipts: Mapping[str, Receipts]) -> list[Complaint]:
    """What is wrong with the quotes of a site.

    `texts` has the texts that are at hand, by source; a quote of any other is judged by its receipt alone.
    """
    return examine_quotes(site.evidence(), site, texts, receipts)


def examine_quotes(
    quotes: Iterable[Quoted], site: Site, texts: Mapping[str, str], receipts: Mapping[str, Receipts]
) -> list[Complaint]:
    """What is wrong with some of the quotes of a site; see `examine`."""
    complaints = []
    look_up = _LookUp(texts)
    for entry, claim, number, evidence in quotes:
        if evidence.quote is None or evidence.source not in site.sources:
            continue  # that a source is missing, or can't be read, is told already
        held = receipts.get(evidence.source)
        receipt = held.quotes.get(quote_key(evidence)) if held else None
        if evidence.source not in texts:
            place = _Place(entry, claim, number, evidence)
            if receipt is None:
                complaints.append(place.unverified())
            elif receipt.verdict is Verdict.AMBIGUOUS:
                complaints.append(place.ambiguous(Match(verdict=Verdict.AMBIGUOUS), ""))
            continue
        same_text = held is not None and held.facts.digest == look_up.digest(evidence.source)
        if receipt and same_text and look_up.text(evidence.source).confirms(evidence.quote, receipt):
            continue
        text, match = texts[evidence.source], look_up(evidence)
        place = _Place(entry, claim, number, evidence)
        if receipt and not same_text:
            complaints.append(place.stale(match, receipt, text))
            continue
        if match.verdict is Verdict.ABSENT:
            complaints.append(place.absent(match, text))
            continue
        if match.verdict is Verdict.AMBIGUOUS:
            complaints.append(place.ambiguous(match, text))
        if receipt is None and match.verdict.found:
            complaints.append(place.unverified(found=True))
        elif receipt is not None and not _agree(receipt, finding_of(match, text)):
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
        if receipt is not None and same_text and not _agree(receipt, made_of_it):
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
        return self.text(evidence.source).locate(evidence.quote or "", evidence.context)

    def text(self, source: str) -> PreparedText:
        """A text that is at hand, folded."""
        found = self._prepared.get(source)
        if found is None:
            found = self._prepared[source] = PreparedText(self.texts[source])
        return found

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


@record(frozen=True, slots=True)
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
            return ", ".join(each if isinstance(each, str) else " to ".join(map(str, each)) for each in value) or "none"
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
