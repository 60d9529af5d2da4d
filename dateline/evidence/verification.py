"""Looking quotes up in the texts of their sources: what is wrong with them, and receipts of those that are right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace

from dateline.evidence.folding import word_count
from dateline.evidence.heads import Heads
from dateline.evidence.nearest import compare
from dateline.evidence.quotes import SHORT_QUOTE_WORDS, Match, PreparedText, is_elided
from dateline.evidence.receipts import AROUND, TWO_TEXTS, QuoteKey, Receipts, digest, quote_key
from dateline.model import Claim, Entry, Evidence, Finding, Site, Status, Verdict
from dateline.patterns import pattern
from dateline.problems import Complaint, Severity
from dateline.records import record

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


def is_blank(quote: str) -> bool:
    """Whether a quote holds no letter and no digit, so that it is absent from every text."""
    return not any(map(str.isalnum, quote))


def _agree(receipt: Finding, found: Finding) -> bool:
    """Whether a receipt says what was found; one from before parts were kept says nothing of them."""
    return receipt == (found if receipt.parts else replace(found, parts=()))


def _reads_alike(receipt: Finding, found: Finding, quote: str) -> bool:
    """Whether a passage reads as it did when the receipt was made, wherever in the text it stands now."""
    then, now = _passages(receipt, found, quote, quote)
    return (then, receipt.verdict, receipt.folds) == (now, found.verdict, found.folds)


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
        if is_blank(evidence.quote):
            complaints.append(_Place(entry, claim, number, evidence).blank())
            continue
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

    Returns the receipts by source, and complaints: on each quote that gets none (an error where it is published), and
    warnings of what is changed besides: a receipt or a first line that did not say what the same text shows, for
    somebody edited it; and a quote whose passage reads otherwise since the text was changed.
    """
    quotes: dict[str, dict[QuoteKey, Finding]] = {source: {} for source in texts if source in site.sources}
    complaints = []
    look_up, heads = _LookUp(texts), Heads(site, texts, old)
    for entry, claim, number, evidence in site.evidence():
        if evidence.quote is None or evidence.source not in site.sources:
            continue
        place, held = _Place(entry, claim, number, evidence), old.get(evidence.source)
        if is_blank(evidence.quote):
            complaints.append(place.blank())
            continue
        receipt = held.quotes.get(quote_key(evidence)) if held else None
        if evidence.source not in texts:
            complaints += [] if receipt else [place.unverified()]
            continue
        text, match = texts[evidence.source], look_up(evidence)
        same_text = held is not None and held.facts.digest == heads.digests[evidence.source]
        if match.verdict is Verdict.ABSENT:
            complaints.append(place.absent(match, text, None if same_text else receipt))
            continue
        if match.verdict is Verdict.AMBIGUOUS:
            complaints.append(place.ambiguous(match, text))
            if word_count(evidence.quote) < SHORT_QUOTE_WORDS:
                continue
        made_of_it = quotes[evidence.source][quote_key(evidence)] = finding_of(match, text)
        if receipt is not None and not same_text:
            if not _reads_alike(receipt, made_of_it, evidence.quote):
                complaints.append(place.stale(match, receipt, text, mended=True))
        elif receipt is not None and not _agree(receipt, made_of_it):
            complaints.append(place.edited(receipt, made_of_it))
    made = {source: held for source, held in old.items() if source in site.sources and source not in quotes}
    for source, found in quotes.items():
        made[source] = Receipts(source=source, facts=heads.facts(source), quotes=found)
    return made, [*complaints, *heads.complaints(mended=True)]


AGAINST = {"quote-absent": Verdict.ABSENT, "quote-stale": Verdict.STALE}
"""Codes of complaints, and the verdicts that only those who have the texts can come to."""


def against(site: Site, complaints: Iterable[Complaint]) -> dict[tuple[str, QuoteKey], Finding]:
    """What complaints say against quotes of a site, by source and quote: that they are absent, or stale."""
    entries = {entry.path: entry for entry in site.entries.values()}
    found: dict[tuple[str, QuoteKey], Finding] = {}
    for each in complaints:
        match each.where:
            case ("claims", int(claim), "evidence", int(number), *_) if each.code in AGAINST and each.path in entries:
                quoted = entries[each.path].claims[claim].evidence[number]
                found[quoted.source, quote_key(quoted)] = Finding(verdict=AGAINST[each.code])
    return found


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

    def absent(self, match: Match, text: str, receipt: Finding | None = None) -> Complaint:
        """The quote is not in the text; with a receipt, it was in an earlier one."""
        if receipt:
            told = self._now_absent(match, receipt)
            hint = "correct the quote or the claim by the new text"
            return self._complain(Severity.ERROR, "quote-absent", told, hint)
        message = f"the quote is not in the text of {self._source}"
        hint = "copy the words as the source prints them"
        quote, nearest, offset = self.evidence.quote or "", match.nearest, 0
        if match.reason:
            message = f"the quote does not stand like this in the text of {self._source}: {match.reason}"
            if is_elided(quote):
                hint = "quote the passage whole, or each part as evidence of its own"
            else:
                hint = "quote whole words and numbers"
        if nearest:
            message += "; the nearest passage:"
            message += f"\nquote:  {_shown(nearest.written)}\nsource: {_shown(nearest.printed)}"
            hint += f"; the passage is in paragraph {text.count(chr(10), 0, nearest.start) + 1}"
            offset = nearest.offset
        return self._complain(Severity.ERROR, "quote-absent", message, hint, offset)

    def blank(self) -> Complaint:
        """The quote has no words, which is seen without any text."""
        quote = (self.evidence.quote or "").strip()
        message = f"the quote, “{quote}”, holds no letter and no digit" if quote else "the quote is empty"
        hint = "write words of the source, or take “quote:” out to only cite the source"
        return self._complain(Severity.ERROR, "quote-absent", message, hint)

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

    def stale(self, match: Match, receipt: Finding, text: str, *, mended: bool = False) -> Complaint:
        """The text has changed since the receipt, which `mended` says is made anew."""
        if match.verdict is Verdict.ABSENT:
            hint = "correct the quote or the claim by the new text, then run `verify`"
            return self._complain(Severity.ERROR, "quote-stale", self._now_absent(match, receipt), hint)
        found = finding_of(match, text)
        quote, elided = self.evidence.quote or "", receipt.verdict is Verdict.ELIDED
        then, now = _passages(receipt, found, quote, text[found.start : found.end])
        number = f"paragraph {receipt.paragraph}"
        if not elided and _reads_alike(receipt, found, quote):
            number += f", now {found.paragraph}" if found.paragraph != receipt.paragraph else ""
            told = f"the passage reads the same: {_shown(now)} ({number})"
        else:
            if not elided:  # what stood between parts is not known any more
                marked = compare(then, now, 0, len(now))
                then, now = marked.written, marked.printed
            told = f"then: {_shown(then)} ({number})\nnow:  {_shown(now)} (paragraph {found.paragraph})"
        message = f"the text of {self._source} has changed since this quote was verified\n{told}"
        if mended:
            hint = "look whether the claim still holds; the receipt is made anew"
            return self._complain(Severity.WARNING, "quote-stale", message, hint)
        hint = "look whether the claim still holds, then run `verify`"
        return self._complain(Severity.ERROR, "quote-stale", message, hint)

    def _now_absent(self, match: Match, receipt: Finding) -> str:
        """That the text has changed, what stood there, and what comes nearest to it now."""
        message = f"the text of {self._source} has changed since this quote was verified"
        before, behind = _around(receipt)
        was = _shown(_joined(receipt, before, self.evidence.quote or "", behind))
        then = f"then: {was} (paragraph {receipt.paragraph})"
        return f"{message}\n{then}\nnow:  {_shown(match.nearest.printed) if match.nearest else 'nothing like it'}"

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
        hint = f"run `verify` and commit the receipts; {TWO_TEXTS}"
        return self._complain(Severity.ERROR, "receipt-differs", message, hint)

    def edited(self, receipt: Finding, found: Finding) -> Complaint:
        """The old receipt said something else than the same text; the new one is right."""
        message = (
            f"the receipt of this quote did not say what the text of {self._source} shows, and is written anew: "
            f"{_unlike(receipt, found)}"
        )
        return self._complain(Severity.WARNING, "receipt-differs", message, TWO_TEXTS)


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


def _passages(receipt: Finding, found: Finding, quote: str, words: str) -> tuple[str, str]:
    """A quote as it stood in a text when its receipt was made, and its words there now, with the words around them.

    How many words fit on either side depends on how long they are: of words that only one of the two has for that
    reason, none is shown.
    """
    (before, behind), (now_before, now_behind) = _around(receipt), _around(found)
    before, now_before = _to_one_length(before[::-1], now_before[::-1], *_cut(receipt.prefix, found.prefix))
    behind, now_behind = _to_one_length(behind, now_behind, *_cut(receipt.suffix, found.suffix))
    then = _joined(receipt, before[::-1], quote, behind)
    return then, _joined(found, now_before[::-1], words, now_behind)


def _around(finding: Finding) -> tuple[list[str], list[str]]:
    """What a receipt keeps of the words before and behind a quote, with their white space; no pieces of words."""
    before, behind = _BEFORE.findall(finding.prefix), _BEHIND.findall(finding.suffix)
    return before[len(finding.prefix) >= AROUND :], behind[: len(behind) - (len(finding.suffix) >= AROUND)]


_BEFORE, _BEHIND = pattern(r"\S+\s*"), pattern(r"\s*\S+")


def _cut(then: str, now: str) -> tuple[bool, bool]:
    return len(then) >= AROUND, len(now) >= AROUND


def _to_one_length(then: list[str], now: list[str], then_cut: bool, now_cut: bool) -> tuple[list[str], list[str]]:
    """Words beside a quote, from it outwards, without those at the end that only one has because the other is cut."""
    from difflib import SequenceMatcher

    same = [each for each in SequenceMatcher(None, then, now, autojunk=False).get_matching_blocks() if each.size]
    if same:
        last_then, last_now = same[-1].a + same[-1].size, same[-1].b + same[-1].size
        if then_cut and last_then == len(then):
            return then, now[:last_now]
        if now_cut and last_now == len(now):
            return then[:last_then], now
    return then, now


def _joined(finding: Finding, before: list[str], words: str, behind: list[str]) -> str:
    """Words with those around them, and a mark where the paragraph goes on."""
    begins, ends = "".join(before), "".join(behind)
    first = "…" if begins != finding.prefix or len(begins) >= AROUND else ""
    last = "…" if ends.rstrip() != finding.suffix.rstrip() or len(ends) >= AROUND else ""
    return f"{first}{begins}{words}{ends}{last}"


def _shown(passage: str) -> str:
    """A passage for a message: a long one around its first difference."""
    if len(passage) <= _LONGEST_SHOWN:
        return passage
    middle = max(0, passage.find("⟦"))
    first = max(0, min(middle - _LONGEST_SHOWN // 4, len(passage) - _LONGEST_SHOWN))
    last = first + _LONGEST_SHOWN
    return ("…" if first else "") + passage[first:last] + ("…" if last < len(passage) else "")
