"""Infer a day of publication from a day that the text fixes by its weekday and number: a pin.

"Monday (14)" leaves a few months of a decade, "Thursday" and "March 10" one year in six; the sources around the text,
or its own full dates, leave one of them, or two.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.ingest import datelines
from dateline.ingest.dating_reading import (
    MONTHS,
    MOST,
    NEWS_WEEK,
    SAME_EVENT,
    WEEKDAYS,
    Dating,
    Neighbour,
    Published,
    Reading,
    event_weights,
    latest_told,
    likeness,
    plain_weekday,
    quoted,
)
from dateline.ingest.timex import Clue
from dateline.ingest.timex_tense import Tense

_FORTNIGHT = 14
"""Days within which a weekday with its number is told of, and within which sources bear one another out."""
_REACH = 60
"""Days by which a source can follow another and still report of the same course of events."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """A day of the text that is known by weekday and by number, the year or the month left open."""

    words: str
    """What the text says, for the reason: "Thursday is March 10"."""
    day: int
    """The day of the month."""
    month: int | None = None
    """The month, where the text gives it."""
    year: int | None = None
    """The year, where the text gives it."""
    weekday: int | None = None
    """The weekday; None where a word such as "yesterday" fixes the day."""
    offset: int = 0
    """Days from the day so known to the day of publication ("yesterday, March 9": 1)."""
    ahead: bool = False
    """True where the sentence looks ahead to the day."""
    recent: bool = True
    """False where nothing in the text shows that the day is of its own week: a weekday beside a full date."""
    beside: tuple[tuple[int, int, bool], ...] = ()
    """Other weekdays with day numbers, which must fit the same weeks, and whether the text tells of them as past."""


def find_pin(reading: Reading) -> Pin | None:
    """Return the day that the text fixes best: by a relative word, a numbered or dated weekday, or a linked date."""
    return _apposed(reading) or _headed(reading) or _numbered(reading) or _dated_weekday(reading) or _linked(reading)


def why_no_pin(reading: Reading) -> str:
    """Return why a text without a pin has none, as a note for the editor."""
    for clue in reading.clues:
        if clue.said.kind == "date" and clue.said.weekday is not None:
            words = f"{WEEKDAYS[clue.said.weekday]} is {_day_words(clue.said.month, clue.said.day or 1)}"
            return f"{words} in the text, but other weekdays are its news, and that day may be long past"
    return "the text fixes no day"


def find_contradiction(reading: Reading) -> str | None:
    """Return what is wrong where two days of the text, weekday and number, can't be of one calendar; else None.

    "Thursday, March 10" and "Friday, March 12" are looked at where no year keeps them apart and at most two weeks do.
    """
    dated = sorted(
        {
            (clue.said.month or 1, clue.said.day or 1, clue.said.weekday, clue.said.year)
            for clue in reading.clues[:MOST]
            if clue.said.kind == "date" and clue.said.weekday is not None
        },
        key=lambda row: (row[0], row[1], row[2], row[3] or 0),
    )
    for position, (month, day, weekday, year) in enumerate(dated):
        for other_month, other_day, other_weekday, other_year in dated[position + 1 :]:
            if year != other_year:
                continue
            apart = {
                (second - first).days
                for of_year in ({year} if year else {2023, 2024})
                if (first := _existing(of_year, month, day)) and (second := _existing(of_year, other_month, other_day))
            }
            if min(apart, default=99) <= _FORTNIGHT and all((weekday + days - other_weekday) % 7 for days in apart):
                one = f"{_day_words(month, day)} a {WEEKDAYS[weekday]}"
                other = f"{_day_words(other_month, other_day)} a {WEEKDAYS[other_weekday]}"
                return f"the text calls {one} and {other}, which contradict each other"
    return None


def bears_out(pin: Pin, candidates: Sequence[date], published: str) -> bool:
    """Tell whether a day of publication concluded from other sources agrees with what the text says of its own day."""
    if not pin.recent or pin.ahead:
        return True
    day = date.fromisoformat(published)
    if pin.weekday is None:
        # "yesterday, March 9" leaves one day; a paper's date may lag a day behind its reports
        return any(0 <= (day - candidate).days - pin.offset <= 1 for candidate in candidates)
    return any(0 <= (day - candidate).days <= NEWS_WEEK for candidate in candidates)


def _apposed(reading: Reading) -> Pin | None:
    """Return the pin of "yesterday, March 9" or "today (10 March 2022)"."""
    for sentence in reading.sentences:
        for relative, dated in zip(sentence.clues, sentence.clues[1:], strict=False):
            said, number = relative.said, dated.said
            apposed = said.kind == "day" and number.kind == "date" and 0 < dated.start - relative.end <= 3
            if apposed and number.day and not quoted(sentence, relative):
                words = f"{relative.text.lower()} is {_day_words(number.month, number.day)}"
                return Pin(
                    words=words, day=number.day, month=number.month, year=number.year, offset=-(said.offset or 0)
                )
    return None


def _headed(reading: Reading) -> Pin | None:
    """Return the pin of a dateline, the day of its report: “KYIV, March 10 (Reuters) -”, “BERLIN, 10. März 2022 –”."""
    head, end = "", 0
    for sentence in reading.sentences:
        if sentence.start < end or end > datelines.LONGEST:
            break  # a caption, which is a text of its own
        # a number with a full stop may have been taken for a sentence's end: “BERLIN, 10.”
        head += " " * (sentence.start - end) + sentence.text
        end = sentence.start + len(sentence.text)
    found = datelines.read(head)
    for clue in reading.clues[:1]:
        inside = found is not None and clue.end <= found.end
        if inside and clue.said.kind == "date" and clue.said.day and clue.said.weekday is None:
            words = f"the dateline is of {_day_words(clue.said.month, clue.said.day)}"
            return Pin(words=words, day=clue.said.day, month=clue.said.month, year=clue.said.year)
    return None


def _numbered(reading: Reading) -> Pin | None:
    """Return the pin of "Monday (14)", checked later against every other weekday with a number."""
    clues = [clue for clue in reading.clues if clue.said.kind == "weekday-day"]
    if not clues:
        return None
    head = next((clue for clue in clues if clue.tense is not Tense.FUTURE), clues[0])
    weekday, day = head.said.weekday or 0, head.said.day or 1
    beside = {
        (clue.said.weekday or 0, clue.said.day or 1, clue.tense is Tense.PAST)
        for clue in clues
        if (clue.said.weekday, clue.said.day) != (weekday, day)
    }
    return Pin(
        words=f"{WEEKDAYS[weekday]} is the {_ordinal(day)}",
        day=day,
        weekday=weekday,
        ahead=head.tense is Tense.FUTURE,
        beside=tuple(sorted(beside)),
    )


def _dated_weekday(reading: Reading) -> Pin | None:
    """Return the pin of "Thursday, March 10": the latest such day, or one whose weekday is used alone as well."""
    clues = [clue for clue in reading.clues if clue.said.kind == "date" and clue.said.weekday is not None]
    if not clues:
        return None
    alone = {clue.said.weekday for clue in reading.clues if plain_weekday(clue)}
    dates = [clue for clue in reading.clues if clue.said.kind == "date" and clue.tense is not Tense.FUTURE]
    past = [clue for clue in clues if clue.tense is not Tense.FUTURE] or clues
    head = max(
        past,
        key=lambda clue: (
            clue.said.weekday in alone,
            clue.said.year or 0,
            clue.said.month or 0,
            clue.said.day or 0,
            -clue.start,
        ),
    )
    said = head.said
    # the war that began "on Thursday, February 24" is told of for years: of other weekdays' reports it is no pin
    if said.weekday not in alone and (alone or not _latest(head, dates)):
        return None
    return Pin(
        words=f"{WEEKDAYS[said.weekday or 0]} is {_day_words(said.month, said.day or 1)}",
        day=said.day or 1,
        month=said.month,
        year=said.year,
        weekday=said.weekday,
        ahead=head.tense is Tense.FUTURE,
        recent=said.weekday in alone or said.year is None,
    )


def _linked(reading: Reading) -> Pin | None:
    """Return the pin of a weekday and a date in different sentences on one thing: "meet on March 10", "on Thursday"."""
    dated = [
        (clue, sentence)
        for sentence in reading.sentences
        for clue in sentence.clues
        if clue.said.kind == "date"
        and clue.said.weekday is None
        and clue.said.of_year is None
        and clue.tense is not Tense.FUTURE
    ][:MOST]
    plain = [
        (clue, sentence)
        for sentence in reading.sentences
        for clue in sentence.clues
        if plain_weekday(clue) and clue.tense is not Tense.FUTURE
    ][:MOST]
    best: tuple[float, Pin] | None = None
    for clue, sentence in dated:
        if not _latest(clue, [other for other, _ in dated]):
            continue
        for named, other in plain:
            if other is sentence:
                continue  # "said on Thursday that the war of February 24": two days
            share = likeness(sentence.terms, other.terms, reading.weights)
            if share >= SAME_EVENT and len(sentence.terms & other.terms) >= 2 and (best is None or share > best[0]):
                weekday, said = named.said.weekday or 0, clue.said
                words = f"{WEEKDAYS[weekday]} is {_day_words(said.month, said.day or 1)}"
                best = share, Pin(words=words, day=said.day or 1, month=said.month, year=said.year, weekday=weekday)
    return best[1] if best else None


def _latest(clue: Clue, others: Sequence[Clue]) -> bool:
    """Tell whether a month and day is the latest of the text's: the others lie in the half year before it."""
    own = (clue.said.month or 1) * 31 + (clue.said.day or 1)
    for other in others:
        if other.said.year is not None and clue.said.year is None:
            continue
        if other.said.year is not None and other.said.year != clue.said.year:
            if other.said.year > (clue.said.year or 0):
                return False
            continue
        back = (own - ((other.said.month or 1) * 31 + (other.said.day or 1))) % 372
        if back > 186:
            return False
    return True


def candidates_of(
    pin: Pin,
    reading: Reading,
    related: Sequence[tuple[float, Neighbour]],
    years: Collection[int],
) -> list[date]:
    """Return the days that a pin can mean, within the years that hints, the text or related sources bring up."""
    if pin.year is not None:
        span = {pin.year}
    elif years:
        span = set(years)
    else:
        days = [source.published for _, source in related if source.published]
        days += _full_dates(reading)
        span = {year for day in days for year in (day.year - 1, day.year, day.year + 1)}
    # what the text tells of as past has happened when it appears
    first = max((clue.said.year for clue in reading.clues if clue.said.year and clue.tense is Tense.PAST), default=2)
    months = range(1, 13) if pin.month is None else (pin.month,)
    found = []
    for year in sorted(year for year in span if first <= year < 9999):
        for month in months:
            day = _existing(year, month, pin.day)
            if day is None or (pin.weekday is not None and day.weekday() != pin.weekday):
                continue
            if all(_beside(day, weekday, number) for weekday, number, _ in pin.beside):
                found.append(day)
    return found


def _beside(day: date, weekday: int, number: int) -> date | None:
    """Return the day nearest to `day` that has a weekday and a number, at most two weeks away; else None."""
    for distance in range(_FORTNIGHT):
        for other in (day - timedelta(days=distance), day + timedelta(days=distance)):
            if other.weekday() == weekday and other.day == number:
                return other
    return None


def choose(
    pin: Pin,
    candidates: Sequence[date],
    reading: Reading,
    related: Sequence[tuple[float, Neighbour]],
    *,
    years: Collection[int],
    not_after: date | None,
) -> Dating:
    """Return the readings that the candidates leave, by the sources around them or the text's own full dates."""
    said = f"{pin.words} in the text"
    if not candidates:
        if not related and not _full_dates(reading):
            return Dating((), f"{said}, and nothing tells the year")
        return Dating((), f"{said}, and in no year that the text or the sources around it bring up is it so")
    because = ""
    if not pin.recent:
        dates = [source.published for _, source in related if source.published]
        candidates = [day for day in candidates if any(abs((day - other).days) <= _FORTNIGHT for other in dates)]
        if not candidates:
            return Dating((), f"{said}, but nothing shows that the text is of that week")
    if pin.year is None:
        near, dates = _near_sources(candidates, reading, related)
        own = _full_dates(reading)
        if near:
            candidates, because = near, f"by the sources around it ({', '.join(day.isoformat() for day in dates)})"
        elif own:
            reach = 31 if pin.month is None else 366
            candidates = [day for day in candidates if 0 <= (day - max(own)).days <= reach]
            because = f"by the latest full date of the text ({max(own).isoformat()})"
        elif not years:
            candidates = []
        else:
            because = "of the years given"
    if not candidates:
        return Dating((), f"{said}, and nothing tells the year")
    if len(candidates) > 2:
        return Dating((), f"{said}, which fits {', '.join(day.isoformat() for day in candidates)}")
    readings = []
    for day in candidates:
        published = _publication(pin, day, reading)
        if published is None:
            return Dating((), f"{said}, and lies ahead of the text")
        if not_after is None or published <= not_after:
            named = f"{MONTHS[day.month - 1]} {day.year}" if pin.month is None else str(day.year)
            readings.append(
                Published(published.isoformat(), said if pin.year is not None else f"{said}; {named} {because}")
            )
    if not readings:
        return Dating((), f"{said}, which is later than the text")
    return Dating(tuple(readings), "" if len(readings) == 1 else f"{said}, and two days fit")


def _near_sources(
    candidates: Sequence[date], reading: Reading, related: Sequence[tuple[float, Neighbour]]
) -> tuple[list[date], list[date]]:
    """Return the candidates nearest to the related sources' dates, with any that is about as near, and those dates."""
    if not related:
        return [], []
    closest = related[0][0]
    dates = sorted({source.published for share, source in related if source.published and share >= closest * 0.5})
    told = _told_before(reading, related)
    costs: dict[date, int] = {}
    # a text tells of nothing that had not happened yet (a day's grace: papers are dated a day late)
    for day in (day for day in candidates if not told or day >= max(told) - timedelta(days=1)):
        # a report follows what others report of the same events; one that goes before them counts as twice as far
        gaps = [(day - other).days for other in dates]
        cost = min((gap if gap >= 0 else -2 * gap for gap in gaps if -_FORTNIGHT <= gap <= _REACH), default=None)
        if cost is not None:
            costs[day] = cost
    if not costs:
        return [], []
    limit = 2 * min(costs.values()) + 4
    kept = [day for day in candidates if costs.get(day, limit + 1) <= limit]
    beside = [other for other in dates if any(abs((day - other).days) <= _REACH for day in kept)]
    return kept, beside[:3]


def _told_before(reading: Reading, related: Sequence[tuple[float, Neighbour]]) -> list[date]:
    """Return the days of events in related sources that the text tells of as past."""
    weights = event_weights(reading, related)
    days = []
    for sentence in reading.sentences[:MOST]:
        if any(clue.tense is Tense.FUTURE for clue in sentence.clues):
            continue
        for _, source in related:
            for event in source.events:
                ahead = source.published is not None and event.day > source.published
                enough = len(sentence.terms & event.terms) >= 4
                if enough and not ahead and likeness(sentence.terms, event.terms, weights) >= SAME_EVENT:
                    days.append(event.day)
    return days


def _full_dates(reading: Reading) -> list[date]:
    """Return the days that the text gives in full and that are not plans."""
    days = []
    for clue in reading.clues:
        said = clue.said
        if (
            said.kind == "date"
            and said.year
            and clue.tense is not Tense.FUTURE
            and (day := _existing(said.year, said.month or 1, said.day or 1))
        ):
            days.append(day)
    return days


def _publication(pin: Pin, day: date, reading: Reading) -> date | None:
    """Return when a text that speaks of `day` appeared: that day, or a later one that it tells of by its weekday."""
    if pin.weekday is None:
        return day + timedelta(days=pin.offset)
    if pin.ahead:
        # a day to come: the text appeared on the last day before it that it tells of
        past = reading.told_weekdays
        before = [shift for shift in range(-NEWS_WEEK, 0) if (day + timedelta(days=shift)).weekday() in past]
        return day + timedelta(days=max(before)) if before else None
    numbered = [other for weekday, number, past in pin.beside if past and (other := _beside(day, weekday, number))]
    latest = max([day, *(other for other in numbered if (other - day).days <= NEWS_WEEK)])
    return latest_told(latest, reading)


def _existing(year: int, month: int, day: int) -> date | None:
    """Return the day, or None where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _day_words(month: int | None, day: int) -> str:
    """Return a month and day as a reason names them: March 10."""
    return f"{MONTHS[(month or 1) - 1]} {day}"


def _ordinal(number: int) -> str:
    """Return 1st, 2nd, 3rd, 4th."""
    ending = "th" if 10 < number < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
