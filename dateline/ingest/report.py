"""What an import did, for machines (`--json`) and for an editor (a table and what to look at)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from dateline.ingest.plan import Outcome, Plan, Quotable
from dateline.ingest.speakers import QuotedSpeech
from dateline.ingest.timex import DatePhrase
from dateline.problems import Problem, Severity, harmless, json_lines, visible

_WIDTH = 40
_FEW = 50
"""Documents of which each has a line of its own."""
_SHOWN = 20
"""How many things of one kind are named where there are more documents than that."""


def as_json(plan: Plan) -> str:
    """The plan as one JSON document: `documents`, one for each input in input order, and `problems`.

    Besides: `actors`, the names of those that are added to actors.yaml; `unknown`, bodies that are not in it, with the
    number of claims; `quotable`, citations that could now be quoted. Offsets count characters of the document's clean
    text, from 0; ends are exclusive. `published` is EDTF or null.
    """
    return "".join(json_pieces(plan))


def json_pieces(plan: Plan) -> Iterator[str]:
    """What `as_json` gives, piece by piece: one document is held at a time."""
    of_document: dict[str, list[Problem]] = {}
    for problem in plan.problems:
        of_document.setdefault(problem.path, []).append(problem)
    yield '{\n  "documents": ['
    for number, outcome in enumerate(plan.outcomes):
        yield ",\n    " if number else "\n    "
        # Line breaks stand between the values only: those in texts are escaped.
        yield json_lines(_document(outcome, of_document.get(outcome.head.path, ()))).replace("\n", "\n    ")
    problems = json_lines([asdict(problem) for problem in plan.problems]).replace("\n", "\n  ")
    yield ("\n  ]" if plan.outcomes else "]") + f',\n  "problems": {problems}'
    others: dict[str, list[object]] = {
        "actors": [actor.name for actor in plan.actors],
        "unknown": [{"name": name, "claims": count} for name, count in plan.unknown],
        "quotable": [asdict(citation) for citation in plan.quotable],
    }
    for name, rows in others.items():
        yield f',\n  "{name}": ' + json_lines(rows).replace("\n", "\n  ")
    yield "\n}"


def _document(outcome: Outcome, problems: Sequence[Problem]) -> dict[str, object]:
    """One document, with every field that a document has; `problems` are those of all that are about it.

    `url` and `accessed` are what its source gets where it is a new one; `note` is what the text for an editor says of
    the document, `unused` how many of its quotations and dates are in no claim.
    """
    record = outcome.record
    article = record.article
    return {
        "path": record.path,
        "id": outcome.id,
        "title": outcome.title,
        "standfirst": article.standfirst if article else None,
        "publisher": outcome.publisher,
        "credit": article.credit if article else None,
        "authors": list(article.authors) if article else [],
        "published": outcome.published,
        "language": article.language if article else None,
        "inferred": dict(outcome.inferred),
        "copy_of": outcome.copy_of,
        "dropped": [{"text": line.text, "why": line.why} for line in article.dropped] if article else [],
        "dates": [
            {"text": phrase.text, "start": phrase.start, "end": phrase.end, "value": phrase.value}
            for phrase in record.phrases
        ],
        "quotes": [
            {
                "text": record.text[quote.start : quote.end],
                "start": quote.start,
                "end": quote.end,
                "speaker": quote.speaker,
                "cue": quote.cue,
            }
            for quote in record.quotes
        ],
        "drafts": list(outcome.drafts),
        "problems": [asdict(problem) for problem in problems],
        "url": record.url,
        "accessed": record.accessed,
        "note": outcome.note if article else None,
        "unused": outcome.unused,
    }


def as_text(plan: Plan, *, explain: bool = False) -> str:
    """The plan for an editor; see `text_lines`."""
    return "\n".join(text_lines(plan, explain=explain))


def text_lines(plan: Plan, *, explain: bool = False) -> Iterator[str]:
    """The plan for an editor: a line a document, the files to be made, what to look at, and the totals.

    `explain` adds every dropped line with its reason, why a field was inferred, what each date was taken to mean and
    who was found to say each quotation. Without it an import of many documents has a line for none, and of each kind of
    thing to look at it names the first ones and says how many more there are.
    """
    for line in _lines(plan, explain=explain):
        for each in line.split("\n"):
            yield harmless(each)


def _lines(plan: Plan, *, explain: bool) -> Iterator[str]:
    many = len(plan.outcomes) > _FEW and not explain
    most = _SHOWN if many else len(plan.outcomes) + len(plan.problems) + len(plan.drafts)
    if not many:
        yield from _table(plan)
    notes = [outcome for outcome in plan.outcomes if outcome.note and outcome.head.read]
    for outcome in plan.outcomes if explain else notes[:most]:
        yield from _details(outcome, explain=explain)
    yield from _more(len(notes), most, "document with a note", "documents with a note")
    if not many:
        for word, files in (("source", plan.sources), ("draft", plan.drafts), ("proposal", plan.proposals)):
            yield from (f"{word:>8}  {path}" for path in files)
    if plan.actors:
        names = [actor.name for actor in plan.actors]
        more = f" and {len(names) - most:,} more" if len(names) > most else ""
        yield f"  actors  {', '.join(names[:most])}{more} → content/actors.yaml"
    yield from _look_at(plan, most)
    yield from ("", _totals(plan))


def _more(count: int, most: int, word: str, words: str) -> Iterator[str]:
    """Say how many more things there are than were shown."""
    if count > most:
        yield f"… and {count - most:,} more {word if count - most == 1 else words}; --explain lists them all"


def _table(plan: Plan) -> Iterator[str]:
    """A line for each document, below its head."""
    rows: list[tuple[str, ...]] = [("document", "source", "published", "quotes", "dates", "claims", "dropped")]
    rows += [_row(outcome) for outcome in plan.outcomes]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        yield "  ".join(
            cell.ljust(width) if n < 3 else cell.rjust(width)
            for n, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()


def _row(outcome: Outcome) -> tuple[str, ...]:
    """A document's line of the table."""
    head = outcome.head
    name = head.path.replace("\\", "/").rsplit("/", 1)[-1]
    name = name if len(name) <= _WIDTH else name[: _WIDTH - 1] + "…"
    if not head.read:
        return (visible(name), "refused", "", "", "", "", "")
    published = outcome.published or "unknown"
    if any(field == "published" for field, _ in outcome.inferred):
        published += " (inferred)"
    return (
        visible(name),
        outcome.id or "–",
        published,
        str(head.quotes),
        str(head.phrases),
        str(outcome.claims),
        str(head.dropped),
    )


def _details(outcome: Outcome, *, explain: bool) -> list[str]:
    """What else is to be said of a document."""
    name = visible(outcome.head.path)
    lines = [f"{name}: {visible(outcome.note)}"] if outcome.note and outcome.head.read else []
    if explain and outcome.head.read:
        record = outcome.record
        lines += [f"{name}: {field} inferred: {visible(why)}" for field, why in outcome.inferred]
        lines += [
            f"{name}: line {line.line} dropped, {line.why}: {visible(line.text[:200])}"
            for line in (record.article.dropped if record.article else ())
        ]
        lines += [f"{name}: {_date(phrase, outcome.published)}" for phrase in record.phrases]
        lines += [f"{name}: {_quotation(quote, record.text)}" for quote in record.quotes]
    return lines


def _date(phrase: DatePhrase, published: str | None) -> str:
    """What a date was taken to mean, and whether that rests on the day of publication."""
    why = f"counted from publication, {published}" if phrase.anchored and published else "as the text says it"
    return f"date “{visible(phrase.text)}” is {phrase.value}, {why}"


def _quotation(quote: QuotedSpeech, text: str) -> str:
    """Who was found to say a quotation, and by which words."""
    words = text[quote.start : quote.end]
    shown = visible(words if len(words) <= _WIDTH else f"{words[: _WIDTH - 1]}…")
    if quote.kind != "speech":
        return f"quotation “{shown}” is nobody's speech but a {quote.kind}"
    if quote.speaker is None:
        return f"quotation “{shown}” is said by somebody whom the text does not tell"
    by = f", by the words “{visible(quote.cue)}”" if quote.cue else ", who is speaking there"
    return f"quotation “{shown}” is {visible(quote.speaker)}'s{by}"


def _look_at(plan: Plan, most: int) -> Iterator[str]:
    """What an editor should look at: of each kind of thing at most so many."""
    lines = [*_problems(plan.problems, most)]
    if plan.unknown:
        names = ", ".join(f"{visible(name)} ({count})" for name, count in plan.unknown[:most])
        more = f" and {len(plan.unknown) - most:,} more" if len(plan.unknown) > most else ""
        lines.append(f"say or do something, but are not in actors.yaml (claims): {names}{more}")
    lines += [f"{citation.claim} {_quotable(citation)}" for citation in plan.quotable]
    unused = [outcome for outcome in plan.outcomes if outcome.unused]
    for outcome in unused[:most]:
        count = "1 quotation or date is" if outcome.unused == 1 else f"{outcome.unused} quotations or dates are"
        lines.append(f"{visible(outcome.head.path)}: {count} in no claim; --explain lists them all")
    lines += _more(len(unused), most, "document with such", "documents with such")
    if lines:
        yield from ("", "To look at:", *lines)


def _problems(problems: Sequence[Problem], most: int) -> Iterator[str]:
    """What is wrong, in order; of each kind of problem at most so many, errors and warnings for themselves."""
    counts: Counter[tuple[str, str]] = Counter()
    for problem in problems:
        kind = (problem.severity.value, problem.code)
        counts[kind] += 1
        if counts[kind] <= most:
            hint = f"\n    {visible(problem.hint)}" if problem.hint else ""
            said = f"{problem.severity.value} {problem.code}: {visible(problem.message)}"
            yield f"{visible(problem.path)}: {said}{hint}"
    for (severity, code), count in counts.items():
        yield from _more(count, most, f"{severity} {code}", f"{severity}s {code}")


def _quotable(citation: Quotable) -> str:
    """What could now be quoted for a citation."""
    if citation.quote:
        around = "" if citation.passage.strip(".") == citation.quote else f"\n    from: {visible(citation.passage)}"
        return f"can now be quoted: “{visible(citation.quote)}”{around}"
    if citation.passage:
        return f"can now be quoted; its words stand more than once, so choose them: {visible(citation.passage)}"
    return "can now be quoted; no sentence has enough of its words, so look for them"


def _totals(plan: Plan) -> str:
    """The last line: what came of it all."""
    refused = sum(not outcome.head.read for outcome in plan.outcomes)
    copies = sum(outcome.new and outcome.copy_of is not None for outcome in plan.outcomes)
    dropped = sum(outcome.head.dropped for outcome in plan.outcomes)
    counts: Sequence[tuple[int, str]] = (
        (len(plan.outcomes), "document"),
        (refused, "refused"),
        (len(plan.sources), "new source"),
        (copies, "copy"),
        (len(plan.drafts), "draft"),
        (len(plan.proposals), "proposal"),
        (sum(outcome.claims for outcome in plan.outcomes), "claim with its quote"),
        (dropped, "dropped line"),
        (sum(problem.severity is Severity.WARNING for problem in plan.problems), "thing to look at"),
    )
    return ", ".join(
        _counted(number, word) for number, word in counts if number or word in ("document", "new source", "draft")
    )


def _counted(number: int, word: str) -> str:
    """A number with its noun: 1 copy, 2 copies."""
    if number == 1 or word == "refused":
        return f"{number:,} {word}"
    plural = {
        "copy": "copies",
        "claim with its quote": "claims with their quotes",
        "thing to look at": "things to look at",
    }
    return f"{number:,} {plural.get(word, word + 's')}"
