"""Receipts: what was found in the text of a source, kept where the text itself may not be.

A receipt says of one quote where it stands and what was folded to find it; `verify` writes receipts from the archive,
and pages show nothing else, so that a build with the archive and one without give the same bytes. A receipt belongs to
its quote by the quote's digest: a quote that was changed afterwards has none.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field, replace
from functools import lru_cache
from itertools import pairwise
from typing import Any

from dateline.evidence.rules import RULES
from dateline.model import Entry, Evidence, EvidenceKey, Finding, SharedText, Site, TextFacts, Verdict
from dateline.patterns import pattern
from dateline.problems import Complaint, Severity
from dateline.records import record

AROUND = 32
"""Characters kept before and behind a passage, at most."""

_DIGEST = pattern("[0-9a-f]{64}")
_QUOTE_KEY = pattern("[0-9a-f]{32}/(?:[0-9a-f]{32})?")
_IN_RECEIPTS = frozenset(verdict.value for verdict in Verdict if verdict.found or verdict is Verdict.AMBIGUOUS)
_HEAD = '{"source": '
_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")

# A file as `dump` writes it, but for what is escaped in it: read so, it takes a fifth of the time. All else is read
# with care.
_NUMBER = "(0|[1-9][0-9]{0,9})"
_PLAIN_HEAD = pattern(
    rf'{{"source": "([a-z0-9-]+)", "rules": {_NUMBER}, "text": "([0-9a-f]{{64}})", '
    rf'"length": {_NUMBER}, "paragraphs": {_NUMBER}}}\n'
)
_PLAIN_WORDS = rf'"([^"\\\x00-\x1f\ud800-\udfff]{{0,{AROUND}}})"'
_PLAIN_PART = r"\[(?:0|[1-9][0-9]{0,9}), [1-9][0-9]{0,9}\]"
_PLAIN_PARTS = rf"\[{_PLAIN_PART}(?:, {_PLAIN_PART})+\]"
_PLAIN_LINE = pattern(
    r'^{"quote": "([0-9a-f]{32})"(?:, "context": "([0-9a-f]{32})")?, '
    rf'"verdict": "({"|".join(sorted(_IN_RECEIPTS))})"(?:, "folds": (\["[a-zA-Z ]+"(?:, "[a-zA-Z ]+")*\]))?, '
    rf'"paragraph": {_NUMBER}, "start": {_NUMBER}, "end": {_NUMBER}, (?:"parts": ({_PLAIN_PARTS}), )?'
    rf'"prefix": {_PLAIN_WORDS}, "suffix": {_PLAIN_WORDS}, "unique": (true|false)}}$',
    re.MULTILINE,
)
_VERDICTS = {verdict.value: verdict for verdict in Verdict}

QuoteKey = tuple[str, str]
"""Digests of a quote and of its context (empty where there is none)."""


@record(frozen=True, slots=True, kw_only=True)
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
        if finding.parts:
            line["parts"] = [list(part) for part in finding.parts]
        line |= {"prefix": finding.prefix, "suffix": finding.suffix, "unique": finding.unique}
        lines.append(line)
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def load(text: str, source: str, path: str) -> tuple[Receipts | None, list[Complaint]]:
    """Read the receipts of a source. Returns None where the head can't be read or was made under other rules.

    Each line that is no receipt is a complaint and counts for nothing. The order of the lines means nothing, and a line
    may stand twice: that is how two editors' lines are merged. So there may be two heads of one text, where each editor
    has brought in a source that shares paragraphs with it: all the paragraphs that they name are shared.
    """
    plain = _plain(text, source)
    if plain is not None:
        return plain, []
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
    others = [_object(line) for line in lines[1:] if line.startswith(_HEAD) and line != lines[0]]
    if any(each.get("rules", RULES) != RULES for each in (head, *others)):
        message = f"the receipts of “{source}” were made under other rules for quotes, so that none of them counts"
        complain(1, message, "receipts-outdated", Severity.WARNING)
        return None, complaints
    quotes: dict[QuoteKey, Finding] = {}
    where: dict[QuoteKey, int] = {}
    contradicted: set[QuoteKey] = set()
    for number, line in enumerate(lines[1:], 2):
        if not line.strip() or line == lines[0]:
            continue
        second = _facts(_object(line)) if line.startswith(_HEAD) else None
        same = second is not None and replace(second, shared=()) == replace(facts, shared=())
        if second is not None and same and _object(line).get("source") == source:
            facts = replace(facts, shared=_united(facts.shared, second.shared))
            continue
        if line.startswith(_CONFLICT) or second is not None:
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


def _united(one: tuple[SharedText, ...], two: tuple[SharedText, ...]) -> tuple[SharedText, ...]:
    """The paragraphs shared with other sources by either of two lists, in the order in which `verify` writes them."""
    found: dict[str, set[int]] = {}
    for each in (*one, *two):
        found.setdefault(each.source, set()).update(each.paragraphs)
    return tuple(SharedText(source=name, paragraphs=tuple(sorted(found[name]))) for name in sorted(found))


Row = tuple[str, ...]
"""A receipt's line: quote, context, verdict, folds, paragraph, start, end, parts, prefix, suffix, unique."""


class _Quotes(Mapping[QuoteKey, Finding]):
    """Findings that are made when they are looked up: most of a build are not."""

    __slots__ = ("rows", "text")

    def __init__(self, rows: dict[QuoteKey, Row | Finding], text: str) -> None:
        self.rows = rows
        """What is known of each quote; a finding takes the place of its row, which is much larger."""
        self.text = text

    def __getitem__(self, key: QuoteKey) -> Finding:
        known = self.rows[key]
        if isinstance(known, Finding):
            return known
        _, _, verdict, folds, paragraph, start, end, parts, prefix, suffix, unique = known
        made = self.rows[key] = Finding(
            verdict=_VERDICTS[verdict],
            folds=_folds(folds) or () if folds else (),
            paragraph=int(paragraph),
            start=int(start),
            end=int(end),
            parts=_spans(json.loads(parts)) if parts else (),
            prefix=prefix,
            suffix=suffix,
            unique=unique == "true",
        )
        return made

    def __contains__(self, key: object) -> bool:
        return key in self.rows

    def __iter__(self) -> Iterator[QuoteKey]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __repr__(self) -> str:
        return self.text  # all of it, and at hand


def _plain(text: str, source: str) -> Receipts | None:
    """The receipts of a file that is as `dump` writes it; None where anything in it has to be looked at closely."""
    head = _PLAIN_HEAD.match(text)
    if head is None or head[1] != source or head[2] != f"{RULES}" or text[-1] != "\n":
        return None
    length, paragraphs = int(head[4]), int(head[5])
    found: list[Row] = _PLAIN_LINE.findall(text, head.end())
    rows: dict[Any, Row | Finding] = {row[:2]: row for row in found}  # (mypy: a slice of a row has any length)
    # As many as there are lines, so that every line was one; and none of them twice.
    if not (paragraphs and len(rows) == len(found) == text.count("\n", head.end())):
        return None
    for _, _, verdict, folds, paragraph, start, end, parts, *_ in found:
        if parts and not _are_parts(json.loads(parts), verdict, int(start), int(end)):
            return None
        if not (int(start) < int(end) <= length and 0 < int(paragraph) <= paragraphs) or (folds and not _folds(folds)):
            return None
    facts = TextFacts(digest=head[3], length=length, paragraphs=paragraphs)
    return Receipts(source=source, facts=facts, quotes=_Quotes(rows, text))


@lru_cache(maxsize=256)
def _folds(written: str) -> tuple[str, ...] | None:
    """The names in a list of folds; None where one is not the name of a fold."""
    names = json.loads(written)
    return tuple(names) if _are_folds(names) else None


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
    if folds and not _are_folds(folds):
        return None
    if not (_is_number(start, 0) and _is_number(end, 1, facts.length) and line["start"] < line["end"]):
        return None
    if not _is_number(line.get("paragraph"), 1, facts.paragraphs) or type(line.get("unique")) is not bool:
        return None
    if not all(isinstance(part, str) and len(part) <= AROUND and _is_text(part) for part in (prefix, suffix)):
        return None
    parts = line.get("parts", [])
    if parts != [] and not _are_parts(parts, verdict, line["start"], line["end"]):
        return None
    finding = Finding(
        verdict=Verdict(verdict),
        folds=tuple(folds),
        paragraph=line["paragraph"],
        start=line["start"],
        end=line["end"],
        parts=_spans(parts),
        prefix=line["prefix"],
        suffix=line["suffix"],
        unique=line["unique"],
    )
    return (quote, context), finding


def _are_parts(parts: object, verdict: str, start: int, end: int) -> bool:
    """Say whether these are parts of such a quote: two at least, in order, from its beginning to its end."""
    if verdict != Verdict.ELIDED or not isinstance(parts, list) or len(parts) < 2:
        return False
    if not all(
        isinstance(part, list) and len(part) == 2 and all(_is_number(each, 0) for each in part) for part in parts
    ):
        return False
    places = [each for part in parts for each in part]
    return places[0] == start and places[-1] == end and all(a < b for a, b in pairwise(places))


def _spans(parts: list[Any]) -> tuple[tuple[int, int], ...]:
    return tuple((start, end) for start, end in parts)


def _are_folds(names: list[Any]) -> bool:
    # Few quotes need a fold, and what folds takes long to import.
    from dateline.evidence.folding import FOLD_NAMES

    return all(isinstance(name, str) and name in FOLD_NAMES for name in names)


def _is_text(text: str) -> bool:
    """Say whether a string can be written as UTF-8: JSON can hold half a surrogate pair."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


class Findings(Mapping[EvidenceKey, Finding]):
    """What was found out about each piece of evidence, looked up in the receipts when it is asked for.

    It is in the order of the entries, their claims and the evidence there.
    """

    __slots__ = ("entries", "receipts")

    def __init__(self, entries: Mapping[str, Entry], receipts: Callable[[str], Receipts | None]) -> None:
        """Take the entries by id, and what gives the receipts of a source by its id."""
        self.entries = entries
        self.receipts = receipts

    def of(self, evidence: Evidence) -> Finding:
        """What was found out about some evidence, wherever it stands."""
        if evidence.quote is None:
            return CITED
        held = self.receipts(evidence.source)
        return (held.quotes.get(quote_key(evidence)) if held else None) or UNVERIFIED

    def among(self, entries: Mapping[str, Entry]) -> Findings:
        """The same for some of the entries."""
        return Findings(entries, self.receipts)

    def __getitem__(self, key: EvidenceKey) -> Finding:
        entry, claim, number = key
        # Of two claims with one id, which is an error of the entry, the last that has so much evidence counts.
        for each in reversed(self.entries[entry].claims):
            if each.id == claim and 0 <= number < len(each.evidence):
                return self.of(each.evidence[number])
        raise KeyError(key)

    def __iter__(self) -> Iterator[EvidenceKey]:
        for entry in self.entries.values():
            yield from dict.fromkeys(
                EvidenceKey(entry.id, claim.id, number)
                for claim in entry.claims
                for number in range(len(claim.evidence))
            )

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __repr__(self) -> str:
        return repr(dict(self))


CITED = Finding(verdict=Verdict.CITED)
"""Of evidence without a quote."""
UNVERIFIED = Finding(verdict=Verdict.UNVERIFIED)
"""Of a quote without a receipt."""


def assess(site: Site, receipts: Mapping[str, Receipts]) -> Site:
    """Give a site the finding of every piece of evidence, from receipts alone, and the facts of its texts."""
    facts = {}
    for source, held in receipts.items():
        if source in site.sources:
            facts[source] = held.facts
            if held.facts.shared:
                shared = tuple(item for item in held.facts.shared if item.source in site.sources)
                facts[source] = replace(held.facts, shared=shared)
    return replace(site, findings=Findings(site.entries, receipts.get), facts=facts)
