"""Infer a day of publication from other sources that date what the text tells of a bare weekday, or of "yesterday"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from itertools import islice

from dateline.ingest.dating_reading import (
    MOST,
    NEWS_WEEK,
    SAME_EVENT,
    WORD,
    Dating,
    Event,
    Neighbour,
    Published,
    Reading,
    Sentence,
    event_weights,
    latest_told,
    likeness,
    plain_weekday,
    quoted,
    stem,
)
from dateline.ingest.timex import Clue
from dateline.ingest.timex_tense import Tense

_NAMES_KNOWN = 0.6
"""Least share of a sentence's weighted names that the other text must know for both to speak of one event."""


def by_event(
    reading: Reading, related: Sequence[tuple[float, Neighbour]], years: Collection[int], not_after: date | None
) -> Dating:
    """Return the day of a text that names only a weekday (or "yesterday"), by other sources that date what it tells."""
    weights = event_weights(reading, related)
    scores: dict[date, float] = defaultdict(float)
    best: dict[date, tuple[float, str]] = {}
    for sentence, clue in islice(_told_days(reading), MOST):
        for _, source in related:
            for event in source.events:
                if clue.said.kind == "weekday" and event.day.weekday() != clue.said.weekday:
                    continue
                if source.published and abs((source.published - event.day).days) > NEWS_WEEK + 1:
                    continue  # what a source looks back on is not what was in the news with it
                shared = sentence.terms & event.terms
                share = likeness(sentence.terms, event.terms, weights)
                if share < SAME_EVENT or len(shared) < 3 or not _agree(sentence, reading, event, source, weights):
                    continue
                day = latest_told(event.day - timedelta(days=clue.said.offset or 0), reading)
                if (not_after and day > not_after) or (years and day.year not in years):
                    continue
                scores[day] += share
                if day not in best or share > best[day][0]:
                    common = _common_words(sentence.text, shared, weights)
                    best[day] = (
                        share,
                        f"{clue.text} is {event.day.isoformat()} in other sources of the same event ({common})",
                    )
    highest = max(scores.values(), default=0)
    kept = sorted(day for day, score in scores.items() if score >= highest * 0.8)
    if not kept or len(kept) > 2:
        return Dating((), "")
    readings = tuple(Published(day.isoformat(), best[day][1]) for day in kept)
    return Dating(readings, "" if len(readings) == 1 else "other sources date the event to two days that fit")


def _agree(sentence: Sentence, reading: Reading, event: Event, source: Neighbour, weights: dict[str, float]) -> bool:
    """Tell whether two sentences can speak of one event: most names of each stand in the other's text.

    The same people meet again elsewhere: "in Minsk" and "in Geneva" are two meetings, whoever sat at the table.
    """
    pairs = ((sentence.names, source.words), (event.names, reading.words))
    return all(not names or _share_of(names, known, weights) >= _NAMES_KNOWN for names, known in pairs)


def _share_of(names: frozenset[str], known: frozenset[str], weights: dict[str, float]) -> float:
    """Return the weighted share of `names` that is in `known`."""
    return sum(weights.get(name, 1.0) for name in names & known) / sum(weights.get(name, 1.0) for name in names)


def _told_days(reading: Reading) -> Iterable[tuple[Sentence, Clue]]:
    """Yield the weekdays and words such as "yesterday" that tell, outside of quoted speech, of what has happened."""
    for sentence in reading.sentences:
        for clue in sentence.clues:
            day = clue.said.kind == "day" and (clue.said.offset or 0) <= 0
            told = (day or plain_weekday(clue)) and clue.tense is not Tense.FUTURE
            if told and not quoted(sentence, clue):
                yield sentence, clue


def _common_words(sentence: str, shared: frozenset[str], weights: dict[str, float]) -> str:
    """Return the most telling words of a sentence that stand in `shared`, as it writes them, names first."""
    found = {term: word for word in WORD.findall(sentence) if (term := stem(word.lower())) in shared}
    order = sorted(found, key=lambda term: (found[term].islower(), -weights.get(term, 0), term))
    return ", ".join(found[term] for term in order[:4])
