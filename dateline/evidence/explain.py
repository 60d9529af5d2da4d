"""How the quotes of a claim were found, in sentences for an editor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dateline.evidence.quotes import locate
from dateline.model import Claim, Evidence, Verdict


def explain(claim: Claim, texts: Mapping[str, str]) -> Iterator[str]:
    """Say what became of each quote of a claim, as lines for the terminal; `texts` are those at hand, by source."""
    for number, evidence in enumerate(claim.evidence, 1):
        text = texts.get(evidence.source)
        if evidence.quote is None:
            yield f"{number}. {evidence.source}: cited, not quoted"
        elif text is None:
            yield f"{number}. {evidence.source}: unverified, its text is not at hand"
        else:
            first, *more = explain_quote(evidence, text)
            yield f"{number}. {evidence.source}: {first}"
            yield from more


def explain_quote(evidence: Evidence, text: str) -> list[str]:
    """Say what became of a quote in the text of its source: the verdict, the place, and every fold with both readings.

    `text` has one paragraph a line. Returns lines for the terminal; the first begins with the verdict.
    """
    quote = evidence.quote or ""
    match = locate(quote, text, evidence.context)
    if match.start is None or match.end is None:
        lines = [f"{match.verdict.value}: {match.reason or 'the words do not stand in the text'}"]
        if match.nearest:
            lines += [f"   quote:  {match.nearest.written}", f"   source: {match.nearest.printed}"]
        return lines
    if match.verdict is Verdict.AMBIGUOUS:
        places = ", ".join(str(start) for start in match.places)
        return [f"ambiguous: it stands at {len(match.places)} places (characters {places})"]
    folds = f"; folded: {', '.join(match.folds)}" if match.folds else ""
    once = "" if match.unique else "; it stands elsewhere too, and the context decides"
    lines = [
        f"{match.verdict.value}, paragraph {match.paragraph}, characters {match.start + 1} to {match.end}{folds}{once}"
    ]
    lines += [f"   quote:  {quote}"]
    lines += [f"   source: {text[start:end]}" for start, end in match.parts]
    return lines
