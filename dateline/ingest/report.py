"""What an import did, for machines (`--json`) and for an editor (a table and what to look at)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from dateline.ingest.gather import Outcome, Plan
from dateline.ingest.speakers import QuotedSpeech
from dateline.ingest.timex import DatePhrase
from dateline.problems import Problem, Severity, harmless, json_lines, visible

_WIDTH = 40


def as_json(plan: Plan) -> str:
    """The plan as one JSON document: `documents`, one for each input in input order, and `problems`.

    Offsets count characters of the document's clean text, from 0; ends are exclusive. `published` is EDTF or null.
    """
    result = {
        "documents": [_document(outcome, plan.problems) for outcome in plan.outcomes],
        "problems": [asdict(problem) for problem in plan.problems],
    }
    return json_lines(result)


def _document(outcome: Outcome, problems: Sequence[Problem]) -> dict[str, object]:
    """One document, with every field that a document has; a refused one has its problems besides."""
    record, article = outcome.record, outcome.record.article
    refused = {"problems": [asdict(p) for p in problems if p.path == record.path]} if article is None else {}
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
        **refused,
    }


def as_text(plan: Plan, *, explain: bool = False) -> str:
    """The plan for an editor: a line a document, the files to be made, what to look at, and the totals.

    `explain` adds every dropped line with its reason, why a field was inferred, what each date was taken to mean and
    who was found to say each quotation.
    """
    lines: list[str] = []
    rows: list[tuple[str, ...]] = [("document", "source", "published", "quotes", "dates", "claims", "dropped")]
    rows += [_row(outcome) for outcome in plan.outcomes]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        lines.append(
            "  ".join(
                cell.ljust(width) if n < 3 else cell.rjust(width)
                for n, (cell, width) in enumerate(zip(row, widths, strict=True))
            ).rstrip()
        )
    for outcome in plan.outcomes:
        lines += _details(outcome, explain=explain)
    made = [("source", plan.sources), ("draft", plan.drafts), ("proposal", plan.proposals)]
    for word, files in made:
        lines += [f"{word:>8}  {path}" for path in files]
    if plan.actors:
        lines.append(f"  actors  {', '.join(actor.name for actor in plan.actors)} → content/actors.yaml")
    lines += _look_at(plan)
    lines += ["", _totals(plan)]
    return "\n".join(harmless(line) for each in lines for line in each.split("\n"))


def _row(outcome: Outcome) -> tuple[str, ...]:
    """A document's line of the table."""
    record, article = outcome.record, outcome.record.article
    name = record.path.replace("\\", "/").rsplit("/", 1)[-1]
    name = name if len(name) <= _WIDTH else name[: _WIDTH - 1] + "…"
    if article is None:
        return (visible(name), "refused", "", "", "", "", "")
    published = outcome.published or "unknown"
    if any(field == "published" for field, _ in outcome.inferred):
        published += " (inferred)"
    return (
        visible(name),
        outcome.id or "–",
        published,
        str(len(record.quotes)),
        str(len(record.phrases)),
        str(outcome.claims),
        str(len(article.dropped)),
    )


def _details(outcome: Outcome, *, explain: bool) -> list[str]:
    """What else is to be said of a document."""
    name = visible(outcome.record.path)
    lines = [f"{name}: {visible(outcome.note)}"] if outcome.note and outcome.record.article else []
    if explain and outcome.record.article is not None:
        lines += [f"{name}: {field} inferred: {visible(why)}" for field, why in outcome.inferred]
        lines += [
            f"{name}: line {line.line} dropped, {line.why}: {visible(line.text[:200])}"
            for line in outcome.record.article.dropped
        ]
        lines += [f"{name}: {_date(phrase, outcome.published)}" for phrase in outcome.record.phrases]
        lines += [f"{name}: {_quotation(quote, outcome.record.text)}" for quote in outcome.record.quotes]
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


def _look_at(plan: Plan) -> list[str]:
    """What an editor should look at."""
    lines = [
        f"{visible(problem.path)}: {problem.severity.value} {problem.code}: {visible(problem.message)}"
        + (f"\n    {visible(problem.hint)}" if problem.hint else "")
        for problem in plan.problems
    ]
    if plan.unknown:
        names = ", ".join(f"{visible(name)} ({count})" for name, count in plan.unknown)
        lines.append(f"say or do something, but are not in actors.yaml (claims): {names}")
    for citation in plan.quotable:
        words = f": “{visible(citation.passage)}”" if citation.passage else ""
        lines.append(f"{citation.claim} can now be quoted{words}")
    unused = [outcome for outcome in plan.outcomes if outcome.unused]
    for outcome in unused:
        count = "1 quotation or date is" if outcome.unused == 1 else f"{outcome.unused} quotations or dates are"
        lines.append(f"{visible(outcome.record.path)}: {count} in no claim; --explain lists them all")
    return ["", "To look at:", *lines] if lines else []


def _totals(plan: Plan) -> str:
    """The last line: what came of it all."""
    read = [outcome for outcome in plan.outcomes if outcome.record.article is not None]
    refused = len(plan.outcomes) - len(read)
    copies = sum(outcome.new and outcome.copy_of is not None for outcome in plan.outcomes)
    dropped = sum(len(outcome.record.article.dropped) for outcome in read if outcome.record.article is not None)
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
