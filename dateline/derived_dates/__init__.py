"""Whether an entry's date fits the words that it was derived from: `date_from: {said: Thursday, source: …}`.

Where the text of the source is at hand, the words have to stand in it, or in its title, as a quotation has to; several
places are as good as one. Words that don't are an error, and nothing else is said of them.

The words are read as `import` reads them, in the language of their source. A weekday, a day of the month, a month or
a year that does not fit the date is an error (“Monday (14)”, “March 2023”): one of the two is wrong whatever else is
true. “Yesterday” and its like count from the day on which the source came out, which may be that of a printed edition:
there a difference is a warning. So is a date after that day, unless the words, or their sentence, speak of what is to
come. In drafts, and of a date that is about or uncertain, everything is a warning. Nothing is said of words that are
understood in part only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from dateline import dates
from dateline.model import Entry, Site, Source, Status, Verdict
from dateline.patterns import pattern
from dateline.problems import Complaint, Severity

if TYPE_CHECKING:
    from dateline.dates import EdtfDate
    from dateline.derived_dates.reading import Named, Reading
    from dateline.evidence import Match

_WORD = pattern(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_WEEK = 7
_YEAR = 366
_LONGEST_MONTH = 31


def complaints(site: Site, texts: Mapping[str, str] | None = None) -> list[Complaint]:
    """What does not fit, of entries that name the words that their date was derived from.

    `texts` has the texts at hand, by source; of words from another source nobody can say whether they stand in it.
    """
    found: list[Complaint] = []
    for entry in site.entries.values():
        if entry.date_from is None:
            continue
        source = site.sources.get(entry.date_from.source)
        text = (texts or {}).get(source.id) if source else None
        wrong = []
        if source is not None and text is not None:
            wrong = list(_unsaid(entry, entry.date_from.said, source, text))
        wrong = wrong or list(_of(entry, source, text))
        found += wrong or list(_early(entry, source, text))
    return found


def _unsaid(entry: Entry, said: str, source: Source, text: str) -> Iterator[Complaint]:
    """That the words are not the source's."""
    if _stands(said, text):
        return
    match = _match(said, text)
    if match is None or (source.title and _match(said, source.title) is None) or _dates(said, text, _language(source)):
        return
    message = f"the date was derived from “{said}”, which is not in the text of “{source.id}”"
    if match.reason:
        message = f"“{said}” does not stand like this in the text of “{source.id}”: {match.reason}"
    hint = "copy the words as the source prints them, or name the source that has them"
    if nearest := match.nearest:
        message += f"; the nearest passage:\nsaid:   {nearest.written}\nsource: {nearest.printed}"
        hint += f"; the passage is in paragraph {text.count(chr(10), 0, nearest.start) + 1}"
    severity = Severity.WARNING if entry.status is Status.DRAFT else Severity.ERROR
    yield _complaint(entry, severity, "date-from-absent", message, hint)


_PLAIN_ENDS = frozenset('.,;:!?)”"»')
_PLAIN_STARTS = frozenset('(“"«')


def _stands(said: str, text: str) -> bool:
    """Whether words stand in a text as they are, between white space and marks of a sentence, as most do.

    False says nothing; the rules for quotations, which know what parts words and numbers, take long to import.
    """
    if not said or not said[0].isalpha() or not said[-1].isalpha():
        return False
    at = text.find(said)
    while at >= 0:
        end = at + len(said)
        before, behind, beyond = text[at - 1 : at] if at else "", text[end : end + 1], text[end + 1 : end + 2]
        starts = not before or before.isspace() or before in _PLAIN_STARTS
        if starts and (not behind or behind.isspace() or (behind in _PLAIN_ENDS and (not beyond or beyond.isspace()))):
            return True
        at = text.find(said, end)
    return False


def _match(said: str, text: str) -> Match | None:
    """None where words stand in a text, once or at several places; else what became of looking for them."""
    from dateline.evidence import locate  # takes long to import

    match = locate(said, text)
    return match if match.verdict is Verdict.ABSENT else None


def _dates(said: str, text: str, language: str) -> bool:
    """Whether words are a date where they stand as a piece of more: “last week’s”, “10–12 March”, “Perşembe’nin”."""
    if said not in text:
        return False
    from dateline.derived_dates.reading import is_date_in

    return any(is_date_in(said, paragraph, language) for paragraph in text.split("\n") if said in paragraph)


def _early(entry: Entry, source: Source | None, text: str | None) -> Iterator[Complaint]:
    """That the date lies after the day on which the source came out, and the words are not about the future."""
    if entry.date is None or entry.date_from is None or source is None or source.published is None:
        return
    out, said = source.published, entry.date_from.said
    vague = any(each.approximate or each.uncertain for each in (entry.date, out))
    if vague or entry.date.earliest <= out.latest or _looks_ahead(said, source, out.latest, text):
        return
    yield _complaint(
        entry,
        Severity.WARNING,
        "date-from-later",
        f"{_shown(entry)} lies after {out.text}, when “{source.id}” came out, "
        f"and “{said}” does not say that it was still to come",
        "correct the date, or quote the words that say so, such as “will meet on Monday”",
    )


def _looks_ahead(said: str, source: Source, out: date, text: str | None) -> bool:
    """Whether words mean a time after the day on which their source came out, as far as can be told."""
    from dateline.derived_dates.reading import comes_after, dates_in, values_in
    from dateline.derived_dates.wordings import TO_COME

    language = _language(source)
    values = values_in(said, language, out)
    if any(comes_after(value, out) for value in values):
        return True
    for paragraph in (text or "").split("\n"):
        if said not in paragraph:
            continue
        later = [each for each in dates_in(paragraph, language, out) if comes_after(each.value, out)]
        # So far around a date words reach that have some of it, or all.
        if any(said in paragraph[max(0, each.start - len(said) + 1) : each.end + len(said) - 1] for each in later):
            return True
    if values:
        return False
    if language and language not in TO_COME:
        return True  # nothing is known of its words
    ahead = TO_COME[language] if language else frozenset().union(*TO_COME.values())
    return any(word.casefold() in ahead for word in _WORD.findall(said))


def _language(source: Source | None) -> str:
    """The primary tag of a source's language, in small letters; empty where it is unknown."""
    return (source.language or "").split("-")[0].casefold() if source else ""


def _of(entry: Entry, source: Source | None, text: str | None) -> Iterator[Complaint]:
    """What of the words does not fit the date."""
    if entry.date is None or entry.date_from is None:
        return
    from dateline.derived_dates.reading import read, whole_of  # takes long to import

    said, value = entry.date_from.said, entry.date
    published = source.published.exact_day if source and source.published else None
    reading = read(said, _language(source), published)
    if reading.named and (wrong := _misnamed(said, reading, value)):
        code, message = wrong
        # A date that says itself that it may be another is in no contradiction.
        sure = entry.status is not Status.DRAFT and not (value.approximate or value.uncertain)
        yield _complaint(
            entry,
            Severity.ERROR if sure else Severity.WARNING,
            code,
            f"the date was derived from “{said}”, but {value.text} is {message}",
            "correct the date, or quote the words that it was derived from",
        )
        return
    meant = reading.meant
    if meant is None or published is None:
        return
    if source and text and (longer := whole_of(said, text, _language(source), meant, published)):
        yield _complaint(
            entry,
            Severity.WARNING,
            "date-from-part",
            f"“{said}” stands in the text of “{source.id}” only in “{longer[0]}”, which is {longer[1].value} in a text "
            f"of {published.isoformat()}; the entry's date is {value.text}",
            "quote all of these words, and correct the date if it is another one",
        )
    elif value.latest < meant.first or meant.last < value.earliest:
        yield _complaint(
            entry,
            Severity.WARNING,
            "date-from",
            f"“{said}” in a text of {published.isoformat()} is {meant.value}, but the entry's date is {value.text}",
            "correct the date, or say on the source when it came out",
        )


def _misnamed(said: str, reading: Reading, value: EdtfDate) -> tuple[str, str] | None:
    """The code and the message, where a date is nothing of what words name; None where it is, or may be.

    Of several names one has to fit: words may tell of other days as well.
    """
    named = reading.named
    days = _days(value)
    if not days:
        years = [each.year for each in named]
        if any(year is None or value.earliest.year <= year <= value.latest.year for year in years):
            return None
        if reading.within(said, [value.earliest, value.latest]):
            return None
        return "year", f"not {_either(named)}"
    weekdays = days if len(days) < _WEEK else []  # a week has every weekday

    def on_weekday(each: Named) -> bool:
        return not weekdays or any(each.is_weekday(day) for day in weekdays)

    def on_date(each: Named) -> bool:
        return any(each.is_dated(day) for day in days)

    possible = (*named, *reading.maybe)
    if any(on_weekday(each) and on_date(each) for each in possible) or reading.within(said, days):
        return None
    if not any(on_weekday(each) for each in named) and all(each.weekday is not None for each in named):
        first, last = dates.weekday(days[0]), dates.weekday(days[-1])
        shown = f"a {first}" if len(days) == 1 else f"{first} to {last}"
        return "weekday", f"{shown}, not {' or '.join(f'“{each.text}”' for each in named)}"
    only = named[0]
    code = "year" if len(named) == 1 and only.month is None and only.day is None else "day-of-month"
    return code, f"not {_either(named)}"


def _either(named: Sequence[Named]) -> str:
    return " or ".join(dict.fromkeys(map(_called, named)))


def _called(named: Named) -> str:
    """What words name, as a message tells it: `10 April`, `in February 2022`, `a day 14 of a month`."""
    if not named.dated or named.week or named.nth is not None or (named.day or 0) > _LONGEST_MONTH:
        return f"“{named.text}”"
    month = dates.MONTHS[named.month - 1] if named.month else ""
    year = str(named.year) if named.year else ""
    if named.day is None:
        return " ".join(part for part in ("in", month, year) if part)
    return (
        " ".join(part for part in (str(named.day), month, year) if part) if month else f"a day {named.day} of a month"
    )


def _days(value: EdtfDate) -> list[date]:
    """The days that a date can mean; none where they are more than a year, or without end."""
    first, last = value.earliest, value.latest
    if date.min == first or date.max == last or (last - first).days >= _YEAR:
        return []
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _complaint(entry: Entry, severity: Severity, code: str, message: str, hint: str) -> Complaint:
    return Complaint(
        path=entry.path, where=("date_from", "said"), severity=severity, code=code, message=message, hint=hint
    )


def _shown(entry: Entry) -> str:
    return entry.date.text if entry.date else ""
