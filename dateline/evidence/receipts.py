"""Receipts: what was found in the text of a source, kept where the text itself may not be.

A receipt says of one quote where it stands and what was folded to find it; `verify` writes receipts from the archive,
and pages show nothing else, so that a build with the archive and one without give the same bytes. A receipt belongs to
its quote by the quote's digest: a quote that was changed afterwards has none.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
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
_HALF_DIGEST = pattern("[0-9a-f]{32}")
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

BY_HAND = "find out who changed it; receipts are not edited by hand"
"""What to do about receipts that were changed, once `verify` has made them anew."""
TWO_TEXTS = f"unless two branches were merged whose editors had two texts, {BY_HAND}"
"""The same about what a merge can lead to as well."""

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
    head: str = field(default="", compare=False, repr=False)
    """The first line of the file as it stands there, to tell the places of what is wrong in it; empty for new ones."""

    @property
    def path(self) -> str:
        """The file, relative to the root, with forward slashes."""
        return f"content/receipts/{self.source}.jsonl"

    def place(self, name: str) -> tuple[int, int]:
        """1-based line and column of a field of the first line; its beginning where the field is not there."""
        return 1, column_of(self.head, name)


def column_of(line: str, name: str) -> int:
    """1-based column of the name of a field in a line of JSON; 1 where it is not there."""
    found = re.search(rf'"{name}"\s*:', line)
    return found.start() + 1 if found else 1


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


def load(text: str, source: str, path: str, *, mended: bool = False) -> tuple[Receipts | None, list[Complaint]]:
    """Read the receipts of a source. Returns None where the head can't be read or was made under other rules.

    Each line that is no receipt is a complaint and counts for nothing. The order of the lines means nothing, and a line
    may stand twice: that is how two editors' lines are merged. So there may be two heads of one text, where each editor
    has brought in a source that shares paragraphs with it: all the paragraphs that they name are shared.

    With `mended`, the file is about to be written anew from the text: the complaints are warnings of what is dropped.
    """
    plain = _plain(text, source)
    if plain is not None:
        return plain, []
    reading = _Reading(text, source, path, mended=mended)
    return reading.receipts(), reading.complaints


class _Reading:
    """A file of receipts while it is read with care, and what is wrong with it."""

    def __init__(self, text: str, source: str, path: str, *, mended: bool) -> None:
        self.lines = text.split("\n")
        self.source = source
        self.path = path
        self.mended = mended
        self.complaints: list[Complaint] = []

    def complain(
        self,
        place: tuple[int, int],
        message: str,
        instead: str,
        *,
        code: str = "receipt-damaged",
        severity: Severity = Severity.ERROR,
        merged: str = "",
        hint: str = BY_HAND,
    ) -> None:
        """Note what is wrong; `instead` is the message, and `hint` the remedy, where the file is being written anew.

        `merged` is the remedy of what two branches can lead to that git has merged, and nobody's hand.
        """
        if self.mended:
            message, severity, hint = instead, Severity.WARNING, merged or hint
        else:
            hint = "run `verify` where the archive is, and commit what it writes"
            hint += "" if merged else "; receipts are not edited by hand"
        made = Complaint(path=self.path, place=place, severity=severity, code=code, message=message, hint=hint)
        self.complaints.append(made)

    def receipts(self) -> Receipts | None:
        """Read the file; see `load`."""
        lines, source = self.lines, self.source
        head = _object(lines[0])
        if wrong := _wrong(_head_fields(head)):
            why = _why(lines[0], head, wrong, {})
            self.complain(
                (1, _column(lines[0], head, wrong)),
                f"the first line is damaged ({why}), so that no quote of “{source}” shows as verified",
                f"the first line was damaged ({why}); the file is written anew from the text of “{source}”",
            )
            return None
        if head["source"] != source:
            self.complain(
                (1, column_of(lines[0], "source")),
                f"these are the receipts of “{head['source']}”, and the file is named for “{source}”",
                f"these were the receipts of “{head['source']}” in the file of “{source}”; it is written anew",
            )
            return None
        others = [_object(line) for line in lines[1:] if line.startswith(_HEAD) and line != lines[0]]
        rules = {each["rules"] for each in (head, *others) if type(each.get("rules")) is int}
        if rules != {RULES}:
            self.outdated(max(rules))
            return None
        facts = _facts(head)
        quotes: dict[QuoteKey, Finding] = {}
        where: dict[QuoteKey, int] = {}
        contradicted: set[QuoteKey] = set()
        for number, line in enumerate(lines[1:], 2):
            if not line.strip() or line == lines[0]:
                continue
            held = _object(line)
            is_head = line.startswith(_HEAD)
            wrong = _wrong(_head_fields(held) if is_head else _fields(held, facts))
            if is_head and not wrong:
                facts = self.second_head(number, held, facts)
                continue
            if line.startswith(_CONFLICT):
                self.complain(
                    (number, 1),
                    "two versions of this file were merged, and the conflict was left in it",
                    "two versions of this file were merged, and the conflict was left in it; this line is dropped",
                    merged="commit what is written; content/receipts/*.jsonl merge=union in .gitattributes "
                    "lets git keep the lines of both",
                )
                continue
            if wrong:
                why = _why(line, held, wrong, {"paragraph": facts.paragraphs, "end": facts.length})
                self.complain(
                    (number, _column(line, held, wrong)),
                    f"this line is no receipt ({why}); the quote that it was for shows as not verified",
                    f"this line was no receipt ({why}), and is dropped",
                )
                continue
            if self.mended:
                self.unknown(number, line, held, _FIELDS)
            key, finding = _finding(held)
            if quotes.setdefault(key, finding) != finding:
                self.complain(
                    (number, 1),
                    f"this receipt contradicts the one on line {where[key]}, so that neither counts",
                    f"this receipt contradicted the one on line {where[key]}; what the text shows is written instead",
                    merged=TWO_TEXTS,
                )
                contradicted.add(key)
            where.setdefault(key, number)
        if self.mended:
            self.unknown(1, lines[0], head, _HEAD_FIELDS)
        kept = {key: finding for key, finding in quotes.items() if key not in contradicted}
        return Receipts(source=source, facts=facts, quotes=kept, head=lines[0])

    def outdated(self, rules: int) -> None:
        """The receipts were made under other rules: that earlier ones are made anew is what `verify` is for."""
        if self.mended and rules <= RULES:
            return
        self.complain(
            (1, column_of(self.lines[0], "rules")),
            f"the receipts of “{self.source}” were made under other rules for quotes, so that none of them counts",
            f"the receipts of “{self.source}” said that they were made under rules {rules} for quotes, which this "
            f"version does not know; they are made anew under rules {RULES}",
            code="receipts-outdated",
            severity=Severity.WARNING,
            hint="if a newer version wrote them, use that one and run `verify` again",
        )

    def second_head(self, number: int, held: Mapping[str, Any], facts: TextFacts) -> TextFacts:
        """What is known of a text of which the file has another first line, where that is of the same text."""
        second = _facts(held)
        if held["source"] == self.source and replace(second, shared=()) == replace(facts, shared=()):
            return replace(facts, shared=united(facts.shared, second.shared))
        name, merged = "length", ""
        if held["source"] != self.source:
            name = "source"
            told = f"this first line is of “{held['source']}”, and the file is named for “{self.source}”"
        elif second.digest != facts.digest:
            name, told = "text", f"two versions of this file were merged that are of two texts of “{self.source}”"
            merged = "commit what is written; one of the two editors had another text than the one at hand"
        else:
            one, two = (f"{each.length} characters in {each.paragraphs} paragraphs" for each in (second, facts))
            told = f"this first line says that the text has {one}, and line 1 that it has {two}"
        place = number, column_of(self.lines[number - 1], name)
        self.complain(place, f"{told}; what line 1 says counts", f"{told}; this line is dropped", merged=merged)
        return facts

    def unknown(self, number: int, line: str, held: Mapping[str, Any], known: frozenset[str]) -> None:
        """Name the fields of a line that no receipt has: they change nothing, and are not written again."""
        for name in sorted(held.keys() - known):
            place = number, column_of(line, re.escape(name))
            self.complain(place, "", f"“{name}” is no field of a receipt, and is dropped")


_HEAD_FIELDS = frozenset(("source", "rules", "text", "length", "paragraphs", "shared"))
_FIELDS = frozenset(
    ("quote", "context", "verdict", "folds", "paragraph", "start", "end", "parts", "prefix", "suffix", "unique")
)
_LONGEST_VALUE = 60


def _wrong(fields: Iterable[tuple[str, bool]]) -> str:
    """The name of the first field that does not hold what it may; empty where all do."""
    return next((name for name, fits in fields if not fits), "")


def _why(line: str, held: Mapping[str, Any], wrong: str, most: Mapping[str, int]) -> str:
    """What is wrong with a field of a line, in words; `most` are the greatest values of some fields."""
    if not held and line.strip() != "{}":
        return f"no JSON object, but “{_short(line)}”" if line.strip() else "it is empty"
    if wrong not in held:
        return f"it has no “{wrong}”"
    beside = [name for name in {"end": ["start"], "parts": ["verdict", "start", "end"]}.get(wrong, []) if name in held]
    values = ", ".join(f"“{name}” is {_as_json(held[name])}" for name in (wrong, *beside))
    return f"{values}, and the text ends at {most[wrong]}" if wrong in most else values


def _as_json(value: object) -> str:
    try:
        return _short(json.dumps(value, ensure_ascii=False))
    except RecursionError:
        return "…"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_VALUE else text[: _LONGEST_VALUE - 1] + "…"


def _column(line: str, held: Mapping[str, Any], wrong: str) -> int:
    """1-based column at which a line goes wrong: where it is no JSON any more, or at the field."""
    if held:
        return column_of(line, wrong)
    try:
        json.loads(line)
    except json.JSONDecodeError as error:
        return error.colno
    except (ValueError, RecursionError):
        pass
    return 1


def united(one: tuple[SharedText, ...], two: tuple[SharedText, ...]) -> tuple[SharedText, ...]:
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
    return Receipts(source=source, facts=facts, quotes=_Quotes(rows, text), head=head[0][:-1])


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


def _head_fields(head: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    """Each field of a first line, and whether it holds what it may."""
    yield "source", isinstance(head.get("source"), str)
    yield "rules", type(head.get("rules")) is int
    yield "text", isinstance(text := head.get("text"), str) and _DIGEST.fullmatch(text) is not None
    yield "length", _is_number(head.get("length"), 0)
    yield "paragraphs", _is_number(head.get("paragraphs"), 1)
    shared = head.get("shared", [])
    yield "shared", isinstance(shared, list) and all(_is_shared(each, head["paragraphs"]) for each in shared)


def _is_shared(item: object, most: int) -> bool:
    """Say whether this names a source and paragraphs of a text that has so many."""
    if not isinstance(item, dict) or not isinstance(item.get("source"), str):
        return False
    numbers = item.get("paragraphs")
    return isinstance(numbers, list) and all(_is_number(number, 1, most) for number in numbers)


def _facts(head: Mapping[str, Any]) -> TextFacts:
    """What a first line says of its text."""
    found = (SharedText(source=each["source"], paragraphs=tuple(each["paragraphs"])) for each in head.get("shared", ()))
    facts = TextFacts(digest=head["text"], length=head["length"], paragraphs=head["paragraphs"])
    return replace(facts, shared=tuple(found)) if head.get("shared") else facts


def _fields(line: Mapping[str, Any], facts: TextFacts) -> Iterator[tuple[str, bool]]:
    """Each field of a receipt, and whether a quote of such a text could have what it holds."""
    yield "quote", _is_half_digest(line.get("quote"))
    yield "context", line.get("context", "") == "" or _is_half_digest(line["context"])
    yield "verdict", isinstance(verdict := line.get("verdict"), str) and verdict in _IN_RECEIPTS
    yield "folds", isinstance(folds := line.get("folds", []), list) and (not folds or _are_folds(folds))
    yield "paragraph", _is_number(line.get("paragraph"), 1, facts.paragraphs)
    yield "start", _is_number(line.get("start"), 0)
    yield "end", _is_number(line.get("end"), 1, facts.length) and line["start"] < line["end"]
    for name in ("prefix", "suffix"):
        yield name, isinstance(words := line.get(name), str) and len(words) <= AROUND and _is_text(words)
    yield "unique", type(line.get("unique")) is bool
    parts = line.get("parts", [])
    yield "parts", parts == [] or _are_parts(parts, line["verdict"], line["start"], line["end"])


def _is_half_digest(value: object) -> bool:
    return isinstance(value, str) and _HALF_DIGEST.fullmatch(value) is not None


def _finding(line: Mapping[str, Any]) -> tuple[QuoteKey, Finding]:
    """Read one receipt, all of whose fields hold what they may."""
    finding = Finding(
        verdict=Verdict(line["verdict"]),
        folds=tuple(line.get("folds", ())),
        paragraph=line["paragraph"],
        start=line["start"],
        end=line["end"],
        parts=_spans(line.get("parts", [])),
        prefix=line["prefix"],
        suffix=line["suffix"],
        unique=line["unique"],
    )
    return (line["quote"], line.get("context", "")), finding


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

    __slots__ = ("against", "entries", "receipts")

    def __init__(
        self,
        entries: Mapping[str, Entry],
        receipts: Callable[[str], Receipts | None],
        against: Mapping[tuple[str, QuoteKey], Finding] | None = None,
    ) -> None:
        """Take the entries by id, and what gives the receipts of a source by its id.

        `against` has what the texts at hand say against a quote, by its source and key: no page is made of that.
        """
        self.entries = entries
        self.receipts = receipts
        self.against = against or {}

    def of(self, evidence: Evidence) -> Finding:
        """What was found out about some evidence, wherever it stands."""
        if evidence.quote is None:
            return CITED
        if self.against and (found := self.against.get((evidence.source, quote_key(evidence)))):
            return found
        held = self.receipts(evidence.source)
        return (held.quotes.get(quote_key(evidence)) if held else None) or UNVERIFIED

    def among(self, entries: Mapping[str, Entry]) -> Findings:
        """The same for some of the entries, from receipts alone: so pages show it."""
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
