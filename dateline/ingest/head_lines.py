"""Lines at the top of a file that say outright what it holds: “date 2022-03-11 Title”, “Author: Jane Doe”."""

from __future__ import annotations

import re
from dataclasses import replace

from dateline.ingest.addresses import web_address
from dateline.ingest.agencies import joined_credit, wires_of
from dateline.ingest.article import Stated
from dateline.ingest.bylines import byline
from dateline.ingest.full_dates import POSTED, TIME, find_date, iso_day
from dateline.ingest.language import language_tag
from dateline.ingest.prose import OPENING_QUOTE, is_sentence
from dateline.ingest.stated_lines import dates_verdict
from dateline.ingest.verdicts import Judged
from dateline.patterns import folded, pattern

_FIELDS = {
    "title": ("title", "headline", "überschrift", "titel", "заголовок", "başlık", "título"),
    "standfirst": ("standfirst", "subtitle", "subheadline", "lead", "summary", "description"),
    "publisher": ("publisher", "publication", "outlet", "newspaper", "site", "website", "verlag", "издание", "видання"),
    "authors": ("author", "authors", "autor", "byline", "автор", "yazar"),
    "published": ("date", "published", "datum", "data", "дата", "tarih", "fecha"),
    "updated": ("updated",),
    "url": ("url", "link", "canonical", "address", "source link", "original link", "source url"),
    "source": ("source", "quelle", "fonte", "fuente", "kaynak", "источник", "джерело"),
    "language": ("language", "lang", "sprache"),
}
"""What a head line may give, with the keys that papers write before it."""
_FIELD_OF = {folded(key): field for field, keys in _FIELDS.items() for key in keys}
_FIELD = re.compile(
    rf"(?P<key>{'|'.join(key for keys in _FIELDS.values() for key in keys)})\s?[:=]\s?(?P<value>.*)$", re.I
)
_HEAD_DATE = re.compile(rf"\W{{0,3}}(?:{POSTED}\s?[:=]?\s)?", re.I)
_TIME_FIRST = pattern(rf"^{TIME}", re.I)
_MOST_LINES = 20
"""Lines of a file that are looked at."""
_TITLED = 4
"""The article's own lines among which one may give both date and title."""
_DATED = 8
"""Those among which one may give a date alone."""


def read(judged: Judged, *, day_first: bool) -> None:
    """Drop the head lines at the top of a file, with what they state; a standfirst stays as a line of the article.

    `day_first` says that 03/10/2022 is 3 October.
    """
    seen = 0
    for place, line in enumerate(judged.lines[:_MOST_LINES]):
        if line.text[0] in OPENING_QUOTE:
            break
        fresh = judged.verdicts[place] is None
        seen += fresh
        if fresh and (only_dates := dates_verdict(line.text, day_first=day_first)):
            # “20.05.2025 - 21:15 | Updated …” is no date with a title behind it.
            if seen < _DATED:
                judged.verdicts[place] = only_dates
            continue
        if seen < _TITLED and (dated := dated_header(line.text)):
            day, title = dated
            judged.title = judged.title or title
            judged.drop(place, "the head line with the date and the title", Stated(published=day, title=title))
            continue
        found = head_field(line.text)
        if not found:
            if fresh and is_sentence(line.text):
                break
            continue
        given = _stated_by(*found)
        if given.title:
            judged.title = judged.title or given.title
        if given.standfirst:
            judged.standfirst = given.standfirst
            judged.lines[place] = replace(line, text=given.standfirst)
            judged.verdicts[place] = None
            continue
        judged.drop(place, f"the head line “{line.text.split(':')[0].strip()[:30]}”", given)


def head_field(line: str) -> tuple[str, str] | None:
    """(field, value) of a head line `key: value`; the field is one of Stated's, or "source". None for other lines."""
    found = _FIELD.match(line[:600])
    if not found:
        return None
    value = found["value"].strip().strip("\"'").strip()
    return _FIELD_OF[folded(found["key"])], value


def _stated_by(name: str, value: str) -> Stated:
    """What a head line states, by the field and the value that it gives."""
    if not value:
        return Stated()
    if name in ("published", "updated"):
        day = iso_day(value)
        return Stated(published=day if name == "published" else None, updated=day if name == "updated" else None)
    if name == "authors":
        named = byline(f"By {value}")
        return named.stated if named else Stated()
    if name == "url":
        return Stated(url=web_address(value))
    if name == "source":
        address = web_address(value)
        return Stated(url=address) if address else Stated(credit=joined_credit(wires_of(value)))
    if name == "language":
        return Stated(language=language_tag(value))
    if name == "publisher":
        return Stated(publisher=value[:80] if not re.match(r"https?:", value) else None)
    return Stated(title=value) if name == "title" else Stated(standfirst=value)


def dated_header(line: str) -> tuple[str, str] | None:
    """(day, title) of a head line that gives both: "date 2022-03-11 No progress …", "[10.03.2022] Talks stall"."""
    if len(line) > 400:
        return None
    day = find_date(line)
    opened = _HEAD_DATE.match(line)
    if not day or not day.sure or not opened or day.start > opened.end() + 1:
        return None
    rest = _TIME_FIRST.sub("", line[day.end :]).strip(" ]|:;,–—•·-")
    # A sentence that starts with a date is a sentence; without a label a title must follow a separator.
    labelled = opened.end() > 0 and bool(re.search(r"\w", line[: opened.end()]))
    apart = bool(re.match(r"(?:\s{2,}|\s?[\]|:•·]|\s[–—-]\s|$)", line[day.end :]))
    numeric = bool(re.fullmatch(r"[\d./-]+", line[day.start : day.end]))
    if (
        len(rest.split()) < 2
        or find_date(rest) is not None
        or re.match(r"(?:by|von|por|par)\s", rest)
        or (not labelled and rest[:1].islower())
        or (re.search(r"[.!]$", rest) and not labelled)
        or not (labelled or apart or numeric)
    ):
        return None
    return day.value, rest
