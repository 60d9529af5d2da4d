"""Raw lines to the article: which lines are its text, and for every other one the reason why not.

What a line shows by itself is judged in `lines`. What it does not is judged from the text as a whole: which long lines
are other stories' teasers (`other_stories`), which line is the headline (`headlines`), where the article starts and
ends (`ends`). No line is dropped for being short: it is dropped for what it says, or for standing outside the article
(above its first sentence, below its last).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dateline.ingest import head_lines
from dateline.ingest.agencies import closing_credit, joined_credit
from dateline.ingest.article import Dropped, Line, Stated, merged
from dateline.ingest.datelines import FIRST_PARAGRAPHS, dateline
from dateline.ingest.ends import find_ends
from dateline.ingest.language import language_of
from dateline.ingest.lines import RULES, SELECTED_RULES, judge
from dateline.ingest.other_stories import drop_headlines, drop_teasers
from dateline.ingest.prose import letters
from dateline.ingest.stated_lines import AGENCY_NOTE
from dateline.ingest.verdicts import COPYRIGHT, HEADLINE, REPORTERS, Judged, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """An article's lines, and all that was learnt from the others."""

    body: tuple[str, ...]
    """The paragraphs in printed order, the standfirst among them."""
    dropped: tuple[Dropped, ...]
    """Every other line, in order."""
    captions: tuple[str, ...]
    """The captions among them."""
    stated: Stated
    """What the lines state: title, standfirst, byline, date, wire …"""
    inferred: tuple[tuple[str, str], ...] = ()
    """(field, why) of what they only suggest."""


def clean(lines: Sequence[Line], *, selected: bool = False, stated: Stated | None = None) -> Cleaned:
    """The article among the lines of a document.

    `selected` says that an extractor has chosen them: then the article's ends are not guessed at. `stated` is what
    the markup states; its headline is known by it.
    """
    known = stated or Stated()
    rules = SELECTED_RULES if selected else RULES
    lines = [part for line in lines for part in _without_note(line)]
    judged = Judged(lines, [judge(line, rules) for line in lines], title=known.title, standfirst=known.standfirst)
    day_first = language_of("\n".join(line.text for line in lines[:60])) not in (None, "en")
    drop_teasers(judged, selected=selected)
    if not selected:
        head_lines.read(judged, day_first=day_first)
    drop_headlines(judged, selected=selected)
    find_ends(judged, selected=selected, day_first=day_first)
    if not selected:
        _drop_repeats(judged)
    return _result(judged, known)


def _without_note(line: Line) -> list[Line]:
    """The line, and as one of its own the agency's note “(Reporting by …; Editing by …)” that ends it."""
    found = AGENCY_NOTE.search(line.text)
    if found is None or not found.start():
        return [line]
    return [replace(line, text=line.text[: found.start()].rstrip()), replace(line, text=found.group().strip())]


def _drop_repeats(judged: Judged) -> None:
    """Drop the headline once more, and a standfirst or a caption printed twice."""
    seen: set[str] = set()
    title = letters(judged.title or "")
    for place in judged.open():
        own = letters(judged.text(place))
        if title and own == title:
            judged.drop(place, "the headline once more")
        elif len(own) > 60 and own in seen:
            judged.drop(place, "a paragraph printed twice")
        seen.add(own)


def _result(judged: Judged, known: Stated) -> Cleaned:
    """The article, with what its lines state where the markup (`known`) does not."""
    body = tuple(judged.text(place) for place in judged.open())
    pairs = [(line, verdict) for line, verdict in zip(judged.lines, judged.verdicts, strict=True) if verdict]
    stated, inferred = _stated(judged, body, [verdict for _, verdict in pairs], known)
    return Cleaned(
        body=body,
        # The headline is not lost but taken: it stands in `stated.title`.
        dropped=tuple(
            Dropped(text=line.text, why=verdict.why, line=line.number)
            for line, verdict in pairs
            if verdict.why != HEADLINE
        ),
        captions=tuple(line.text for line, verdict in pairs if verdict.caption),
        stated=stated,
        inferred=inferred,
    )


def _stated(
    judged: Judged, body: Sequence[str], verdicts: Iterable[Verdict], known: Stated
) -> tuple[Stated, tuple[tuple[str, str], ...]]:
    """What an article's dropped lines, its dateline and its last words state; and (field, why) of what they suggest.

    Every wire and every author counts; of all else the first line that gives it.
    """
    stated = Stated(title=judged.title, standfirst=judged.standfirst if judged.standfirst in body else None)
    inferred: list[tuple[str, str]] = []
    authors: list[str] = []
    credits_: list[str] = []
    for verdict in _bylines_first(verdicts):
        authors += verdict.stated.authors
        credits_ += (verdict.stated.credit or "").split(" / ")
        holder = verdict.stated.publisher
        if verdict.why == COPYRIGHT and holder and not stated.publisher and not known.publisher:
            inferred.append(("publisher", f"the copyright line names {holder}"))
        stated = merged(stated, replace(verdict.stated, authors=(), credit=None))
    for paragraph in body[:FIRST_PARAGRAPHS]:
        wires, day = dateline(paragraph)
        credits_ += wires
        if day and stated.published is None and known.published is None:
            stated = replace(stated, published=day)
            inferred.append(("published", "the day of the dateline"))
        if wires or day:
            break
    if body:
        credits_ += closing_credit(body[-1])
    stated = replace(stated, authors=tuple(dict.fromkeys(authors)), credit=joined_credit(credits_))
    return stated, tuple(inferred)


def _bylines_first(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """Bylines before the notes at the end that name reporters as well."""
    return sorted(verdicts, key=lambda verdict: verdict.why == REPORTERS)
