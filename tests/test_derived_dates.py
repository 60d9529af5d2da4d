"""Whether an entry's date fits the words that it was derived from."""

from __future__ import annotations

import pytest

from dateline.dates import parse
from dateline.derived_dates import complaints
from dateline.model import DateFrom, Entry, Id, Settings, Site, Source


def site(said: str, date: str | None, published: str | None = None, language: str | None = "en") -> Site:
    entry = Entry(
        id=Id("an-entry"),
        title="Talks",
        date=parse(date) if date else None,
        date_from=DateFrom(said=said, source=Id("herald")),
    )
    source = Source(id=Id("herald"), published=parse(published) if published else None, language=language)
    return Site(settings=Settings(title="Talks"), entries={"an-entry": entry}, sources={"herald": source})


# 10 March 2022 was a Thursday.
@pytest.mark.parametrize(
    ("said", "date", "published", "language"),
    [
        ("Thursday", "2022-03-10", None, "en"),
        ("on Thursday night", "2022-03-10", "2022-03-11", "en"),
        ("Thursday (10)", "2022-03-10", None, "en"),
        ("Thursday, 10 March", "2022-03-10", None, "en"),
        ("Thursday", "2022-03-10/2022-03-12", None, "en"),
        ("Thursday, 3 hours later", "2022-03-10", None, "en"),
        ("Thursday the 10th", "2022-03-10", None, "en"),
        ("10 March", "2022-03-10", None, "en"),
        ("March 10th", "2022-03-09/2022-03-12", None, "en"),
        ("10 марта", "2022-03-10", None, "ru"),
        ("10 de março", "2022-03-10", None, "pt"),
        ("in February", "2022", None, "en"),
        ("they may meet", "2022-03-10", None, "en"),
        ("Thursday", "2022-03", None, "en"),
        ("Thursday", None, None, "en"),
        ("Thursday", "../2022-03-10", None, "en"),
        ("yesterday", "2022-03-10", "2022-03-11", "en"),
        ("yesterday", "2022-03-10", "2022-03", "en"),
        ("yesterday", "2022-03-10", None, "en"),
        ("today and tomorrow", "2022-03-11", "2022-03-09", "en"),
        ("the second round", "2022-03-10", "2022-04-11", "en"),
        ("в четверг", "2022-03-10", None, "ru"),
        ("у четвер", "2022-03-10", None, "uk"),
        ("п’ятниця", "2022-03-11", None, "uk"),
        ("perşembe günü", "2022-03-10", None, "tr"),
        ("dün", "2022-03-10", "2022-03-11", "tr"),
        ("na quinta-feira", "2022-03-10", None, "pt"),
        ("ontem", "2022-03-10", "2022-03-11", "pt"),
        # “segunda” is the second one as often as Monday; “sun” is no day in another language.
        ("a segunda rodada", "2022-03-10", None, "en"),
        ("sun", "2022-03-10", None, "pt"),
        ("Thursday", "2022-03-10", None, None),
    ],
)
def test_what_fits(said: str, date: str | None, published: str | None, language: str | None) -> None:
    assert complaints(site(said, date, published, language)) == []


@pytest.mark.parametrize(
    ("said", "date", "published", "language", "severity", "code", "message"),
    [
        (
            "Thursday",
            "2022-03-11",
            None,
            "en",
            "error",
            "weekday",
            "the date was derived from “Thursday”, but 2022-03-11 is a Friday, not “Thursday”",
        ),
        (
            "late on Monday",
            "2022-03-10/2022-03-12",
            None,
            "en",
            "error",
            "weekday",
            "the date was derived from “late on Monday”, but 2022-03-10/2022-03-12 is Thursday to Saturday, not “Monday”",
        ),
        (
            "Monday (14)",
            "2022-03-07",
            None,
            "en",
            "error",
            "day-of-month",
            "the date was derived from “Monday (14)”, but 2022-03-07 is not a day 14 of a month",
        ),
        (
            "в понедельник",
            "2022-03-10",
            None,
            "ru",
            "error",
            "weekday",
            "the date was derived from “в понедельник”, but 2022-03-10 is a Thursday, not “понедельник”",
        ),
        (
            "10 April",
            "2022-03-10",
            None,
            "en",
            "error",
            "day-of-month",
            "the date was derived from “10 April”, but 2022-03-10 is not 10 April",
        ),
        (
            "Thursday, 17 March",
            "2022-03-10",
            None,
            "en",
            "error",
            "day-of-month",
            "the date was derived from “Thursday, 17 March”, but 2022-03-10 is not 17 March",
        ),
        (
            "в феврале",
            "2022-03-10",
            None,
            "ru",
            "error",
            "day-of-month",
            "the date was derived from “в феврале”, but 2022-03-10 is not in February",
        ),
        (
            "yesterday",
            "2022-03-09",
            "2022-03-11",
            "en",
            "warning",
            "date-from",
            "“yesterday” in a text of 2022-03-11 is 2022-03-10, but the entry's date is 2022-03-09",
        ),
        (
            "вчора",
            "2022-03-09",
            "2022-03-11",
            "uk",
            "warning",
            "date-from",
            "“вчора” in a text of 2022-03-11 is 2022-03-10, but the entry's date is 2022-03-09",
        ),
        (
            "Sunday",
            "2022-03-14",
            None,
            None,
            "error",
            "weekday",
            "the date was derived from “Sunday”, but 2022-03-14 is a Monday, not “Sunday”",
        ),
    ],
)
def test_what_does_not_fit(
    said: str, date: str, published: str | None, language: str | None, severity: str, code: str, message: str
) -> None:
    (found,) = complaints(site(said, date, published, language))
    assert (found.severity, found.code, found.message) == (severity, code, message)
    assert (found.path, found.where) == ("content/entries/an-entry.md", ("date_from", "said"))
    assert found.hint.startswith("correct the date, or ")
