"""Whether an entry's date fits the words that it was derived from: `date_from: {said: Thursday, source: …}`.

The words are read with the tables of `import`, in the language of their source. A weekday, or a day of the month beside
it (“Monday (14)”), that does not fit the date is an error: one of the two is wrong whatever else is true. “Yesterday”
and its like count from the day on which the source came out, which may be that of a printed edition: there a difference
is a warning.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from dateline import dates
from dateline.model import Entry, Site, Source
from dateline.patterns import pattern
from dateline.problems import Complaint, Severity

_WORD = pattern(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
# “Monday (14)”, “Monday the 14th”, “Monday 14th”; not “Monday, 3 hours later”.
_NUMBER = pattern(r"\s?[(\[](\d{1,2})[)\]]|,?\s(?:the )?(\d{1,2})(?:st|nd|rd|th)\b")
_DAY_BEFORE = pattern(r"(?<![\d:.])(\d{1,2})(?:st|nd|rd|th|\.|º)?(?:\s(?:of|de))?\s$")
_DAY_BEHIND = pattern(r"\s(\d{1,2})(?:st|nd|rd|th)?(?![\d:])")
_WEEK = 7


def complaints(site: Site) -> list[Complaint]:
    """What does not fit, of entries that have both a date and the words that it was derived from."""
    return [
        complaint
        for entry in site.entries.values()
        if entry.date_from is not None and entry.date is not None
        for complaint in _of(entry, site.sources.get(entry.date_from.source))
    ]


def _of(entry: Entry, source: Source | None) -> Iterator[Complaint]:
    if entry.date is None or entry.date_from is None:
        return
    said = entry.date_from.said
    first, last = entry.date.earliest, entry.date.latest
    language = (source.language or "").split("-")[0].casefold() if source else ""
    for word, value, end in _weekdays(said, language):
        days = _days(first, last)
        if days and value not in {day.weekday() for day in days}:
            yield _complaint(
                entry,
                Severity.ERROR,
                "weekday",
                f"the date was derived from “{said}”, but {_shown(entry)} is {_weekday_of(days)}, not “{word}”",
                "correct the date, or quote the words that it was derived from",
            )
        number = _NUMBER.match(said, end)
        if number and days and int(number[1] or number[2]) not in {day.day for day in days}:
            yield _complaint(
                entry,
                Severity.ERROR,
                "day-of-month",
                f"the date was derived from “{said}”, but {_shown(entry)} is not a day "
                f"{number[1] or number[2]} of a month",
                "correct the date, or quote the words that it was derived from",
            )
    for month, day in _days_of_months(said, language):
        there = _span(first, last)
        if there and not any(each.month == month and day in (0, each.day) for each in there):
            named = f"{day} {dates.MONTHS[month - 1]}" if day else f"in {dates.MONTHS[month - 1]}"
            yield _complaint(
                entry,
                Severity.ERROR,
                "day-of-month",
                f"the date was derived from “{said}”, but {_shown(entry)} is not {named}",
                "correct the date, or quote the words that it was derived from",
            )
    published = source.published.exact_day if source and source.published else None
    offset = _offset(said, language)
    if published is None or offset is None:
        return
    meant = published + timedelta(days=offset)
    if not first <= meant <= last:
        yield _complaint(
            entry,
            Severity.WARNING,
            "date-from",
            f"“{said}” in a text of {published.isoformat()} is {meant.isoformat()}, "
            f"but the entry's date is {_shown(entry)}",
            "correct the date, or say on the source when it came out",
        )


def _complaint(entry: Entry, severity: Severity, code: str, message: str, hint: str) -> Complaint:
    return Complaint(
        path=entry.path, where=("date_from", "said"), severity=severity, code=code, message=message, hint=hint
    )


def _shown(entry: Entry) -> str:
    return entry.date.text if entry.date else ""


def _days_of_months(said: str, language: str) -> Iterator[tuple[int, int]]:
    """The months that are named, each with the day beside it, or 0."""
    from dateline.ingest.timex_words import MONTHS

    for found in _WORD.finditer(said):
        word = MONTHS.get(found[0].casefold())
        # “March”, “May” and their like are verbs and names as well; with a number beside it each is a month.
        if word is None or (language and word.language != language):
            continue
        beside = _DAY_BEFORE.search(said[: found.start()]) or _DAY_BEHIND.match(said, found.end())
        if beside and 1 <= int(beside[1]) <= _LONGEST_MONTH:
            yield word.value, int(beside[1])
        elif language and not word.shy and not word.abbreviated:
            yield word.value, 0


_LONGEST_MONTH = 31
_YEAR = 366


def _span(first: date, last: date) -> list[date]:
    """The days that a date can mean; none where they are a year or more, or without end."""
    if date.min == first or date.max == last or (last - first).days >= _YEAR - 1:
        return []
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _days(first: date, last: date) -> list[date]:
    """The days that a date can mean; none where they are a week or more, which has every weekday."""
    days = _span(first, last)
    return days if len(days) < _WEEK else []


def _weekday_of(days: list[date]) -> str:
    first, last = dates.weekday(days[0]), dates.weekday(days[-1])
    return f"a {first}" if len(days) == 1 else f"{first} to {last}"


def _weekdays(said: str, language: str) -> Iterator[tuple[str, int, int]]:
    """The weekdays that are named: the word, its number (Monday is 0), and where it ends."""
    from dateline.ingest.timex_words import WEEKDAYS

    for found in _WORD.finditer(said):
        word = WEEKDAYS.get(found[0].casefold().replace("’", "'").replace("ʼ", "'"))
        # A form that means something else as often counts in the language of the source, or where it stands alone.
        if word and (word.language == language or (not language and (not word.shy or found[0] == said.strip()))):
            yield found[0], word.value, found.end()


def _offset(said: str, language: str) -> int | None:
    """The days from the day of publication, where the words say them in one word, such as “yesterday”."""
    from dateline.ingest.timex_words import DAYS

    found = [
        word.value
        for part in _WORD.findall(said)
        if (word := DAYS.get(part.casefold())) and language in ("", word.language)
    ]
    return found[0] if len(found) == 1 else None
