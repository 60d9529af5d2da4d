"""Whether an entry's date fits the words that it was derived from."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from datetime import date as day
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.dates import parse
from dateline.derived_dates import complaints, wordings
from dateline.derived_dates.wordings import CONTEXTS
from dateline.ingest.claim_days import edtf_of
from dateline.ingest.timex import find_dates
from dateline.model import DateFrom, Entry, Id, Settings, Site, Source, Status


def site(
    said: str,
    date: str | None,
    published: str | None = None,
    language: str | None = "en",
    *,
    status: Status = Status.PUBLISHED,
    title: str | None = None,
) -> Site:
    entry = Entry(
        id=Id("an-entry"),
        title="Talks",
        date=parse(date) if date else None,
        date_from=DateFrom(said=said, source=Id("herald")),
        status=status,
    )
    source = Source(id=Id("herald"), title=title, published=parse(published) if published else None, language=language)
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
            "the date was derived from “late on Monday”, but 2022-03-10/2022-03-12 is Thursday to Saturday, not “late on Monday”",
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


# --- all languages ----------------------------------------------------------------------------------------------------

# Words in a text of Monday, 11 March 2024, in many languages, and a date that they fit.
FITTING = {
    "en": [
        ("the day before yesterday", "2024-03-09"),
        ("The Day Before Yesterday", "2024-03-09"),
        ("the day after tomorrow", "2024-03-13"),
        ("two days before yesterday", "2024-03-08"),
        ("a week ago today", "2024-03-04"),
        ("a year ago yesterday", "2023-03-10"),
        ("a week ago yesterday", "2024-03-03"),
        ("three days ago", "2024-03-08"),
        ("two weeks ago", "2024-02-25"),
        ("last week", "2024-03-05"),
        ("last month", "2024-02-05"),
        ("yesterday’s talks", "2024-03-10"),
        ("late yesterday", "2024-03-10"),
        ("after yesterday’s talks", "2024-03-11"),
        ("not yesterday", "2024-03-11"),
        ("yesterday week", "2024-03-03"),
        ("Thursday’s talks", "2024-03-07"),
        ("the day after Thursday’s talks", "2024-03-08"),
        ("7 March 2024", "2024-03-07"),
        ("10–12 March", "2024-03-10"),
        ("10–12 March", "2024-03-11"),
        ("Thursday to Saturday", "2024-03-08"),
        ("between Monday and Wednesday", "2024-03-05"),
        ("in the Sun", "2024-03-08"),
        ("Good Friday talks", "2024-03-12"),
        ("Sunday Times", "2024-03-09"),
        ("a second round on Friday", "2024-03-08"),
    ],
    "pt": [
        ("antes de ontem", "2024-03-09"),
        ("anteontem", "2024-03-09"),
        ("depois de amanhã", "2024-03-13"),
        ("quinta-feira (7)", "2024-03-07"),
        ("na segunda rodada", "2024-03-08"),
        ("há dois dias", "2024-03-09"),
    ],
    "fr": [
        ("avant-hier", "2024-03-09"),
        ("après-demain", "2024-03-13"),
        ("hier", "2024-03-10"),
        ("dans la nuit de mercredi à jeudi", "2024-03-06"),
    ],
    "de": [
        ("vorgestern", "2024-03-09"),
        ("übermorgen", "2024-03-13"),
        ("am gestrigen Sonntag", "2024-03-10"),
        ("in der Nacht zum Donnerstag", "2024-03-06"),
    ],
    "uk": [
        ("позавчора", "2024-03-09"),
        ("післязавтра", "2024-03-13"),
        ("у ніч на четвер", "2024-03-06"),
        ("після вчорашніх переговорів", "2024-03-11"),
        ("минулого тижня", "2024-03-05"),
    ],
    "ru": [
        ("позавчера", "2024-03-09"),
        ("послезавтра", "2024-03-13"),
        ("вчера вечером", "2024-03-10"),
        ("в ночь на четверг", "2024-03-06"),
    ],
    "be": [
        ("учора", "2024-03-10"),
        ("пазаўчора", "2024-03-09"),
        ("у чацвер, 7 сакавіка", "2024-03-07"),
        ("на мінулым тыдні", "2024-03-05"),
        ("летась", "2023-05-01"),
        ("учарашняя сустрэча", "2024-03-10"),
        ("таго ж дня", "2024-03-08"),
    ],
    "tr": [
        ("evvelsi gün", "2024-03-09"),
        ("önceki gün", "2024-03-10"),
        ("önceki gün", "2024-03-09"),
        ("dünden önceki gün", "2024-03-09"),
        ("öbür gün", "2024-03-13"),
        ("Perşembe'nin", "2024-03-07"),
        ("Perşembe gününden sonra", "2024-03-08"),
        ("iki gün önce", "2024-03-09"),
    ],
    "es": [
        ("ayer", "2024-03-10"),
        ("ayer por la mañana", "2024-03-10"),
        ("anteayer", "2024-03-09"),
        ("pasado mañana", "2024-03-13"),
        ("el jueves 7 de marzo de 2024", "2024-03-07"),
    ],
    "": [
        ("hier", "2024-03-08"),
    ],
    "ar": [
        ("أمس", "2024-03-08"),
    ],
}
# The same with a date that they don't fit: whether that is an error or a warning.
UNFIT = {
    "en": [
        ("the day before yesterday", "2024-03-10", "warning"),
        ("day before yesterday", "2024-03-10", "warning"),
        ("the day after tomorrow", "2024-03-12", "warning"),
        ("a week ago today", "2024-03-11", "warning"),
        ("a year ago yesterday", "2024-03-10", "warning"),
        ("three days ago", "2024-03-07", "warning"),
        ("two weeks ago", "2024-03-09", "warning"),
        ("last week", "2024-02-20", "warning"),
        ("last month", "2024-01-05", "warning"),
        ("yesterday's", "2024-03-01", "warning"),
        ("Thursday’s talks", "2024-03-08", "error"),
        ("Thursday's", "2024-03-08", "error"),
        ("Saturday’s", "2024-03-08", "error"),
        ("Monday 14", "2024-03-11", "error"),
        ("Monday, 14", "2024-03-11", "error"),
        ("March 7, 2023", "2024-03-07", "error"),
        ("in 2023", "2024", "error"),
        ("in March 2023", "2024-03-07", "error"),
        ("10–12 March", "2024-03-13", "error"),
        ("Thursday to Saturday", "2024-03-06", "error"),
        ("Sun", "2024-03-09", "error"),
        ("on Thursday", "2024-03-08~", "warning"),
        ("on Thursday", "2024-03-08?", "warning"),
        ("monday", "2024-03-08", "error"),
        ("MONDAY", "2024-03-08", "error"),
        ("on the 14th", "2024-03-13", "error"),
    ],
    "pt": [
        ("antes de ontem", "2024-03-10", "warning"),
        ("anteontem", "2024-03-10", "warning"),
        ("depois de amanhã", "2024-03-12", "warning"),
        ("segunda-feira (14)", "2024-03-11", "error"),
        ("quinta-feira (7)", "2024-03-14", "error"),
        ("segunda (14)", "2024-03-11", "error"),
        ("na noite de segunda", "2024-03-08", "error"),
        ("na segunda", "2024-03-08", "error"),
        ("há dois dias", "2024-03-08", "warning"),
        ("7 de março de 2023", "2024-03-07", "error"),
    ],
    "fr": [
        ("avant-hier", "2024-03-10", "warning"),
        ("hier soir", "2024-03-09", "warning"),
        ("d’hier", "2024-03-09", "warning"),
        ("lundi", "2024-03-12", "error"),
        ("jeudi 7 mars", "2024-03-08", "error"),
    ],
    "de": [
        ("vorgestern", "2024-03-10", "warning"),
        ("gestern Abend", "2024-03-09", "warning"),
        ("am Donnerstagabend", "2024-03-08", "error"),
        ("Donnerstag", "2024-03-08", "error"),
        ("am 7. März 2023", "2024-03-07", "error"),
        ("vor zwei Tagen", "2024-03-08", "warning"),
    ],
    "uk": [
        ("позавчора", "2024-03-10", "warning"),
        ("післязавтра", "2024-03-12", "warning"),
        ("у понеділок (14)", "2024-03-11", "error"),
        ("вчорашніх переговорів", "2024-03-09", "warning"),
    ],
    "ru": [
        ("позавчера", "2024-03-10", "warning"),
        ("понедельник, 14-го", "2024-03-11", "error"),
        ("в ночь на четверг", "2024-03-05", "error"),
        ("два дня назад", "2024-03-08", "warning"),
        ("7 марта 2023 года", "2024-03-07", "error"),
    ],
    "be": [
        ("учора", "2024-03-09", "warning"),
        ("пазаўчора", "2024-03-10", "warning"),
        ("паслязаўтра", "2024-03-12", "warning"),
        ("у чацвер", "2024-03-08", "error"),
        ("7 сакавіка 2023 года", "2024-03-07", "error"),
        ("два дні таму", "2024-03-08", "warning"),
    ],
    "tr": [
        ("evvelsi gün", "2024-03-10", "warning"),
        ("önceki gün", "2024-03-08", "warning"),
        ("dün akşam", "2024-03-09", "warning"),
        ("DÜN", "2024-03-09", "warning"),
        ("PAZARTESİ", "2024-03-08", "error"),
        ("SALI", "2024-03-08", "error"),
        ("SALI GÜNÜ", "2024-03-08", "error"),
        ("Perşembe’nin", "2024-03-08", "error"),
        ("Perşembe gününü", "2024-03-08", "error"),
    ],
    "es": [
        ("ayer", "2024-03-09", "warning"),
        ("antes de ayer", "2024-03-10", "warning"),
        ("mañana", "2024-03-13", "warning"),
        ("el jueves", "2024-03-08", "error"),
        ("el jueves 7 de marzo de 2023", "2024-03-07", "error"),
        ("jueves (7)", "2024-03-14", "error"),
        ("hace dos días", "2024-03-08", "warning"),
        ("hace una semana", "2024-02-20", "warning"),
        ("el lunes de la semana pasada", "2024-03-05", "error"),
        ("anoche", "2024-03-08", "warning"),
        ("el primero de marzo", "2024-03-02", "error"),
        ("la semana pasada", "2024-02-20", "warning"),
    ],
    "de-AT": [
        ("vorgestern", "2024-03-10", "warning"),
    ],
    "": [
        ("Donnerstag", "2024-03-08", "error"),
        ("jueves", "2024-03-08", "error"),
        ("el jueves 7 de marzo", "2024-03-08", "error"),
        ("yesterday", "2024-03-08", "warning"),
        ("Thursday", "2024-03-08", "error"),
    ],
}
# The same in a text of Friday, 11 March 2022.
FITTING_2022 = {
    "en": [
        ("10 and 11 March", "2022-03-10"),
        ("10, 11 and 12 March", "2022-03-11"),
        ("from 10 to 12 March", "2022-03-11"),
        ("between 10 and 12 March", "2022-03-11"),
        ("March 10 and 11", "2022-03-10"),
        ("March 10-11", "2022-03-10/2022-03-11"),
        ("on the 10th and 11th", "2022-03-11"),
        ("yesterday, citing its 2021 report", "2022-03-10"),
        ("on Thursday, citing the March 2021 deal", "2022-03-10"),
        ("two weeks after the 24 February invasion", "2022-03-10"),
        ("by Monday", "2022-03-10"),
        ("until 12 March", "2022-03-10"),
        ("since Monday", "2022-03-10"),
        ("Monday until Wednesday", "2022-03-09"),
        ("from Monday to Wednesday", "2022-03-08"),
        ("from Monday through Wednesday", "2022-03-08"),
        ("Ash Wednesday", "2022-03-10"),
        ("Bloody Sunday", "2022-03-10"),
        ("the Sunday Times", "2022-03-10"),
        ("on Mondays", "2022-03-10"),
        ("every Monday", "2022-03-10"),
        ("the 15th day of the war", "2022-03-10"),
        ("Mr. May said", "2022-03-10"),
        ("UN Resolution 2202", "2022-03-10"),
        ("at 10.30", "2022-03-11"),
        ("some 2,000 troops", "2022-03-10"),
        ("2022", "2022-03-10"),
        ("the early hours of Thursday", "2022-03-10"),
        ("overnight into Thursday", "2022-03-09"),
        ("Thursday, Mar. 10", "2022-03-10"),
        ("Thurs., 3/10/2022", "2022-03-10"),
        ("Thursday 10/3", "2022-03-10"),
        ("on Thursday, March 10th, 2022,", "2022-03-10"),
        ("the day before", "2022-03-10"),
        ("earlier this week", "2022-03-08"),
        ("tonight", "2022-03-11"),
        ("last night", "2022-03-10"),
        ("last night", "2022-03-11"),
        ("overnight", "2022-03-11"),
        ("last Thursday", "2022-03-10"),
        ("last Thursday", "2022-03-03"),
        ("more than two weeks ago", "2022-02-20"),
        ("two years ago", "2020-06-01"),
        ("last year", "2021-06-01"),
        ("next month", "2022-04"),
    ],
    "fr": [
        ("du 10 au 12 mars", "2022-03-11"),
        ("les 10 et 11 mars", "2022-03-10"),
        ("du jeudi 10 au samedi 12 mars", "2022-03-11"),
        ("hier matin", "2022-03-10"),
        ("ce matin", "2022-03-11"),
        ("avant hier", "2022-03-09"),
        ("le 1er mars", "2022-03-01"),
        ("jeudi dernier", "2022-03-10"),
        ("la veille", "2022-03-10"),
    ],
    "de": [
        ("vom 10. bis 12. März", "2022-03-11"),
        ("am 10. und 11. März", "2022-03-10"),
        ("Montag bis Mittwoch", "2022-03-09"),
        ("bis Mittwoch", "2022-03-08"),
        ("am Donnerstag, den 10. März 2022", "2022-03-10"),
        ("am 10.3.", "2022-03-10"),
        ("heute", "2022-03-11"),
        ("morgen", "2022-03-12"),
        ("gestern Morgen", "2022-03-10"),
        ("heute morgen", "2022-03-11"),
    ],
    "ru": [
        ("с 10 по 12 марта", "2022-03-11"),
        ("10 и 11 марта", "2022-03-10"),
        ("вторник — среда", "2022-03-09"),
        ("до 12 марта", "2022-03-10"),
        ("к четвергу", "2022-03-09"),
        ("сегодня утром", "2022-03-11"),
        ("в прошлом месяце", "2022-02"),
        ("месяц назад", "2022-02-10"),
        ("15-й день войны", "2022-03-10"),
    ],
    "uk": [
        ("10 і 11 березня", "2022-03-10"),
        ("з 10 по 12 березня", "2022-03-11"),
        ("10–12 березня", "2022-03-11"),
        ("у вівторок-середу", "2022-03-09"),
        ("на 15-й день", "2022-03-10"),
    ],
    "pt": [
        ("10 e 11 de março", "2022-03-10"),
        ("de 10 a 12 de março", "2022-03-11"),
        ("da segunda para a terça", "2022-03-08"),
        ("a quinta rodada", "2022-03-08"),
        ("até sexta-feira", "2022-03-10"),
        ("nesta quinta-feira, 10", "2022-03-10"),
        ("nesta quinta-feira, 10 de março", "2022-03-10"),
        ("no último dia 8", "2022-03-08"),
        ("hoje de manhã", "2022-03-11"),
        ("ontem à noite", "2022-03-10"),
    ],
    "es": [
        ("del 10 al 12 de marzo", "2022-03-11"),
        ("10 y 11 de marzo", "2022-03-10"),
        ("de lunes a miércoles", "2022-03-08"),
        ("lunes-miércoles", "2022-03-09"),
        ("ayer jueves", "2022-03-10"),
        ("esta mañana", "2022-03-11"),
        ("a la mañana siguiente", "2022-03-10"),
        ("el próximo lunes", "2022-03-14"),
        ("la tercera ronda", "2022-03-07"),
        ("la quinta ronda", "2022-03-07"),
    ],
    "be": [
        ("10-11 сакавіка", "2022-03-10"),
    ],
    "tr": [
        ("10-12 Mart", "2022-03-11"),
        ("10 ve 11 Mart", "2022-03-10"),
        ("Perşembeyi Cumaya bağlayan gece", "2022-03-10"),
        ("Perşembeyi Cumaya bağlayan gece", "2022-03-11"),
        ("Pazartesi’ye kadar", "2022-03-10"),
        ("Perşembe öncesinde", "2022-03-09"),
        ("10 Mart Perşembe günü", "2022-03-10"),
        ("10 MART PERŞEMBE", "2022-03-10"),
        ("Cuma namazından sonra", "2022-03-10"),
        ("pazar yerinde", "2022-03-10"),
        ("3. tur", "2022-03-07"),
    ],
    "zh": [
        ("3月10日", "2022-03-10"),
    ],
    "it": [
        ("giovedì 10 marzo", "2022-03-11"),
    ],
    "": [
        ("a segunda rodada", "2022-03-11"),
    ],
}
UNFIT_2022 = {
    "en": [
        ("yesterday, citing its 2021 report", "2022-03-09", "warning"),
        ("on Friday in March 2022", "2022-03-10", "error"),
        ("Monday until Wednesday", "2022-03-10", "error"),
        ("the Sunday papers", "2022-03-10", "error"),
        ("the 15th of March", "2022-03-10", "error"),
        ("the early hours of Friday", "2022-03-10", "error"),
        ("Wednesday night", "2022-03-10", "error"),
        ("earlier this week", "2022-02-08", "warning"),
        ("this morning", "2022-03-10", "warning"),
        ("two years ago", "2017-06-01", "warning"),
        ("next month", "2022-05", "warning"),
    ],
    "pt": [
        ("a segunda rodada na sexta-feira", "2022-03-10", "error"),
        ("anteontem à noite", "2022-03-08", "warning"),
    ],
    "de": [
        ("Heute", "2022-03-10", "warning"),
    ],
    "fr": [
        ("aujourd’hui", "2022-03-10", "warning"),
    ],
    "es": [
        ("ayer miércoles", "2022-03-10", "error"),
    ],
    "tr": [
        ("10 MART PERŞEMBE", "2022-03-11", "error"),
    ],
    "": [
        ("10 марта", "2022-03-11", "error"),
    ],
}


@pytest.mark.parametrize(
    ("published", "language", "said", "date"),
    [
        (published, language, *row)
        for published, table in (("2024-03-11", FITTING), ("2022-03-11", FITTING_2022))
        for language, rows in table.items()
        for row in rows
    ],
)
def test_words_that_fit_in_many_languages(published: str, language: str, said: str, date: str) -> None:
    found = complaints(site(said, date, published, language or None))
    # that it was still to come is another matter
    assert [each.message for each in found if each.code != "date-from-later"] == []


@pytest.mark.parametrize(
    ("published", "language", "said", "date", "severity"),
    [
        (published, language, *row)
        for published, table in (("2024-03-11", UNFIT), ("2022-03-11", UNFIT_2022))
        for language, rows in table.items()
        for row in rows
    ],
)
def test_words_that_do_not_fit_in_many_languages(
    published: str, language: str, said: str, date: str, severity: str
) -> None:
    (found,) = complaints(site(said, date, published, language or None))
    assert found.severity == severity, found.message
    assert f"“{said}”" in found.message
    assert date in found.message


@pytest.mark.parametrize(
    ("said", "date", "language", "code", "message"),
    [
        (
            "the day before yesterday",
            "2024-03-10",
            "en",
            "date-from",
            "“the day before yesterday” in a text of 2024-03-11 is 2024-03-09, but the entry's date is 2024-03-10",
        ),
        (
            "last week",
            "2024-02-20",
            "en",
            "date-from",
            "“last week” in a text of 2024-03-11 is 2024-03-04/2024-03-10, but the entry's date is 2024-02-20",
        ),
        (
            "last month",
            "2024-01-05",
            "en",
            "date-from",
            "“last month” in a text of 2024-03-11 is 2024-02, but the entry's date is 2024-01-05",
        ),
        (
            "Thursday’s talks",
            "2024-03-08",
            "en",
            "weekday",
            "the date was derived from “Thursday’s talks”, but 2024-03-08 is a Friday, not “Thursday”",
        ),
        (
            "March 7, 2023",
            "2024-03-07",
            "en",
            "day-of-month",
            "the date was derived from “March 7, 2023”, but 2024-03-07 is not 7 March 2023",
        ),
        (
            "in March 2023",
            "2024-03-07",
            "en",
            "day-of-month",
            "the date was derived from “in March 2023”, but 2024-03-07 is not in March 2023",
        ),
        ("in 2023", "2024", "en", "year", "the date was derived from “in 2023”, but 2024 is not in 2023"),
        ("in 2023", "2024-03", "en", "year", "the date was derived from “in 2023”, but 2024-03 is not in 2023"),
        (
            "10–12 March",
            "2024-03-13",
            "en",
            "day-of-month",
            "the date was derived from “10–12 March”, but 2024-03-13 is not 10 March or 12 March",
        ),
        (
            "Thursday or Friday",
            "2024-03-06",
            "en",
            "weekday",
            "the date was derived from “Thursday or Friday”, but 2024-03-06 is a Wednesday, not “Thursday” or “Friday”",
        ),
        (
            "the second Tuesday in March",
            "2024-03-05",
            "en",
            "day-of-month",
            (
                "the date was derived from “the second Tuesday in March”, but 2024-03-05 is not “the second Tuesday in "
                "March”"
            ),
        ),
        (
            "el jueves 7 de marzo",
            "2024-03-08",
            "es",
            "weekday",
            "the date was derived from “el jueves 7 de marzo”, but 2024-03-08 is a Friday, not “jueves 7 de marzo”",
        ),
    ],
)
def test_what_is_said_of_words_that_do_not_fit(said: str, date: str, language: str, code: str, message: str) -> None:
    (found,) = complaints(site(said, date, "2024-03-11", language))
    assert (found.code, found.message) == (code, message)


@pytest.mark.parametrize("said", ["Thursday", "March 7, 2023", "on the 14th", "in 2023"])
def test_in_a_draft_everything_is_a_warning(said: str) -> None:
    (found,) = complaints(site(said, "2024-03-08", "2024-03-11", status=Status.DRAFT))
    assert found.severity == "warning"
    (found,) = complaints(site(said, "2024-03-08", "2024-03-11"))
    assert found.severity == "error"


@pytest.mark.parametrize(
    ("said", "fits", "does_not"),
    [
        ("the second Tuesday in March", "2024-03-12", "2024-03-19"),
        ("the last Friday of March", "2024-03-29", "2024-03-22"),
        ("the last day of February", "2024-02-29", "2024-02-28"),
        ("the week of March 7", "2024-03-04", "2024-03-11"),
        ("March 7 last year", "2023-03-07", "2024-03-07"),
        ("10.03.2024", "2024-03-10", "2024-03-11"),
        ("Tuesday of last week", "2024-03-05", "2024-02-27"),
        ("a week ago Thursday", "2024-02-29", "2024-02-22"),
        ("30 December to 2 January", "2024-01-01", "2024-01-03"),
        ("28 December 2023 to 2 January 2024", "2023-12-31", "2024-12-31"),
        ("in 2022 to 2024", "2023", "2025"),
        ("in 2023 to 2025", "2024", "2022"),
        ("in 2010 to 2015", "2011/2013", "2016/2018"),
        ("December to February", "2024-01", "2024-03"),
    ],
)
def test_rarer_ways_to_name_a_day(said: str, fits: str, does_not: str) -> None:
    def codes(date: str) -> list[str]:
        return [each.code for each in complaints(site(said, date, "2024-03-11")) if each.code != "date-from-later"]

    assert codes(fits) == []
    assert len(codes(does_not)) == 1


def test_figures_may_stand_either_way_round() -> None:
    for date in ("2024-03-10", "2024-10-03"):
        assert complaints(site("10.03.2024", date, "2024-12-11")) == []


def test_dates_at_the_ends_of_the_calendar() -> None:
    for date in ("0001-01-01", "9999-12-31", "9999", "0001", "../2024-03-10", "2024-03-10/.."):
        for said in (
            "yesterday",
            "tomorrow",
            "a year ago yesterday",
            "the week of March 7",
            "the last day of December",
        ):
            for published in ("0001-01-01", "9999-12-31", "2024-02-29"):
                complaints(site(said, date, published))


# --- as `import` reads them -------------------------------------------------------------------------------------------

FRAGMENTS = {
    "en": (
        "the day before yesterday after tomorrow today last next this week month year night Monday Thursday Sun of on a "
        "two three 14 (14) 2021 March 7, May ago weeks days from now first quarter early late end weekend to - noon "
        "fortnight 10:30 Easter 14th 10.03.2022 since until"
    ),
    "ru": "вчера завтра позавчера в четверг на прошлой неделе два дня назад 10 марта 2022 года понедельник, 14-го до",
    "uk": "вчора післязавтра минулого тижня у середу четвер 8 березня рік тому після",
    "pt": "ontem amanhã antes de depois semana passada segunda-feira (14) quinta dia 8 março há dois dias atrás na",
    "tr": "dün bugün geçen hafta Salı günü 7 Mart 2022 iki gün önce Perşembe'nin evvelsi önceki öbür bir",
    "fr": "hier demain avant- après- lundi dernier la semaine dernière il y a deux jours mars 7",
    "de": "gestern heute morgen vor zwei Tagen letzte Woche am Montag 10. März",
    "es": "ayer hoy mañana pasado anteayer el lunes próximo la semana pasada hace tres días antes de marzo 7 2022 fin",
    "be": "учора заўтра пазаўчора ў чацвер на мінулым тыдні два гады таму 10 сакавіка 2022 года мая летась канцы",
}


@st.composite
def sentences(draw: st.DrawFn) -> tuple[str, str]:
    """A language, and words of dates in it, in any order."""
    language = draw(st.sampled_from(sorted(FRAGMENTS)))
    return language, " ".join(draw(st.lists(st.sampled_from(FRAGMENTS[language].split()), min_size=1, max_size=6)))


@given(sentences(), st.dates(min_value=day(2020, 1, 1), max_value=day(2026, 12, 31)))
@settings(deadline=None, max_examples=400)
def test_what_import_finds_is_never_contradicted(sentence: tuple[str, str], published: day) -> None:
    language, words = sentence
    context = CONTEXTS.get(language, "")
    for phrase in find_dates(context + words, published):
        if phrase.start < len(context):
            continue
        found = complaints(site(phrase.text, edtf_of(phrase.value), published.isoformat(), language))
        # Words that contradict themselves, such as “Thursday, 14 March” of another year, fit no date at all.
        odd = {"weekday"} if phrase.rule == "date" else {"year"} if phrase.rule == "ago" else set()
        assert {each.code for each in found} <= {"date-from-later", *odd}, (phrase, found)


GOLD = Path(__file__).parent / "gold/dates/dev.jsonl"


@pytest.mark.parametrize(
    "row", [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()], ids=itemgetter("id")
)
def test_what_import_finds_in_whole_texts_is_never_contradicted(row: dict[str, Any]) -> None:
    published = day.fromisoformat(row["published"])
    for phrase in find_dates(row["text"], published):
        made = site(phrase.text, edtf_of(phrase.value), row["published"])
        assert complaints(made, {"herald": row["text"]}) == [], phrase


def test_a_site_without_derived_dates_imports_nothing_for_them() -> None:
    code = """
import sys
from dateline.derived_dates import complaints
from dateline.model import Entry, Id, Settings, Site
assert complaints(Site(settings=Settings(title="Talks"), entries={"talks": Entry(id=Id("talks"), title="T")})) == []
print(sorted(name for name in sys.modules if name.startswith(("dateline.ingest", "dateline.derived_dates."))))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@given(st.text(max_size=40), st.sampled_from(["", "en", "ru", "be", "tr", "es", "de", "zh"]))
@settings(deadline=None)
def test_any_words_are_read(said: str, language: str) -> None:
    for each in complaints(site(said, "2024-03-10", "2024-03-11", language or None)):
        assert f"“{said}”" in each.message


def test_long_passages_take_no_long_time() -> None:
    for said in ("Monday " * 9000, "yesterday " * 6000, "в понедельник, 14-го " * 3000, "the day before " * 4000):
        started = time.process_time()
        complaints(site(said, "2024-03-10", "2024-03-11", "ru"), {"herald": f"{said}\n" * 3})
        assert time.process_time() - started < 5


def test_words_are_put_into_others_with_their_places() -> None:
    worded = wordings.worded("gestern, am Donnerstagabend, 7. März", "de")
    assert worded.text[worded.begin :] == "gestern, am Donnerstag, 7. März"
    at = worded.text.index("Donnerstag")
    assert worded.old(at, at + len("Donnerstag, 7. März")) == (12, 36)


@pytest.mark.parametrize("language", sorted({*wordings.CONTEXTS, *wordings.TO_COME}))
def test_what_is_put_in_is_known(language: str) -> None:
    """Each word of the tables is replaced, and nothing more than once."""
    for old, new in wordings.rows(language):
        made = wordings.worded(old, language)
        assert made.text[made.begin :] == new


# --- with the text of the source -------------------------------------------------------------------------------------

TEXT = """Envoys met in Lindau on Thursday, and left on the U.S. plane at 10.30.
The mayor’s guests arrived yesterday. They will meet again next Monday (14 March).
«Ми зустрілися у п’ятницю», сказав він."""


@pytest.mark.parametrize(
    ("said", "date", "language"),
    [
        ("Thursday", "2022-03-10", "en"),
        ("on Thursday", "2022-03-10", "en"),
        ("met in Lindau on Thursday", "2022-03-10", "en"),
        ("yesterday", "2022-03-10", "en"),
        ("mayor's guests arrived yesterday", "2022-03-10", "en"),
        ("next Monday (14 March)", "2022-03-14", "en"),
        ("at 10.30", "2022-03-10", "en"),
        ("у п'ятницю", "2022-03-11", "uk"),
        ("Envoys met in Lindau … on the U.S. plane", "2022-03-10", "en"),
        # that words stand at several places says nothing against them
        ("the", "2022-03-10", None),
        ("met", None, "en"),
    ],
)
def test_words_that_stand_in_the_text(said: str, date: str | None, language: str | None) -> None:
    assert complaints(site(said, date, "2022-03-11", language), {"herald": TEXT}) == []


@pytest.mark.parametrize(
    ("said", "date", "message", "hint"),
    [
        (
            "banana",
            "2022-03-10",
            "the date was derived from “banana”, which is not in the text of “herald”",
            "copy the words as the source prints them, or name the source that has them",
        ),
        # the text has another weekday, whatever the date is
        (
            "on Monday",
            "2022-03-10",
            (
                "the date was derived from “on Monday”, which is not in the text of “herald”; the nearest passage:\n"
                "said:   on ⟦Monday⟧\nsource: on ⟦Thursday⟧"
            ),
            "copy the words as the source prints them, or name the source that has them; the passage is in paragraph 1",
        ),
        (
            "Thurs",
            "2022-03-10",
            (
                "“Thurs” does not stand like this in the text of “herald”: its words stand there only as a piece of "
                "more: it cuts “Thursday”; the nearest passage:\nsaid:   ⟦Thurs⟧\nsource: ⟦Thursday⟧"
            ),
            "copy the words as the source prints them, or name the source that has them; the passage is in paragraph 1",
        ),
        (
            "…",
            None,
            "“…” does not stand like this in the text of “herald”: the quote holds no letter and no digit",
            "copy the words as the source prints them, or name the source that has them",
        ),
    ],
)
def test_words_that_do_not(said: str, date: str | None, message: str, hint: str) -> None:
    (found,) = complaints(site(said, date, "2022-03-11"), {"herald": TEXT})
    assert (found.message, found.hint) == (message, hint)
    assert (found.severity, found.code, found.where) == ("error", "date-from-absent", ("date_from", "said"))
    (draft,) = complaints(site(said, date, "2022-03-11", status=Status.DRAFT), {"herald": TEXT})
    assert (draft.severity, draft.message) == ("warning", message)


@pytest.mark.parametrize(
    ("said", "text", "language"),
    [
        ("last week", "They said so in last week’s statement.", "en"),
        ("16", "They met from 16–18 March in Lindau.", "en"),
        ("18 March", "They met from 16–18 March in Lindau.", "en"),
        ("Friday", "The talks are set for Friday–Saturday.", "en"),
        ("Perşembe", "Perşembe’nin konusu buydu.", "tr"),
        ("7 Mart", "Heyet 7 Mart’ta geldi.", "tr"),
    ],
)
def test_a_date_may_be_a_piece_of_a_word_or_of_a_span(said: str, text: str, language: str) -> None:
    assert complaints(site(said, None, "2022-03-11", language), {"herald": text}) == []


@pytest.mark.parametrize(
    ("said", "text", "language"),
    [
        ("hier", "Le discours d’avant-hier n’est pas pour la presse.", "fr"),
        ("March", "It was told in the mid-March talks.", "en"),
        ("week", "They said so in last week’s statement.", "en"),
        ("day", "They said so yesterday.", "en"),
    ],
)
def test_a_piece_that_is_no_date_is_not_in_the_text(said: str, text: str, language: str) -> None:
    (found,) = complaints(site(said, None, "2022-03-11", language), {"herald": text})
    assert found.code == "date-from-absent"


@pytest.mark.parametrize(
    ("said", "text", "language", "longer", "meant"),
    [
        ("yesterday", "They met the day before yesterday in L.", "en", "the day before yesterday", "2024-03-09"),
        ("today", "They met a week ago today.", "en", "a week ago today", "2024-03-04"),
        ("yesterday", "They met a year ago yesterday, as now.", "en", "a year ago yesterday", "2023-03-10"),
        ("tomorrow", "They will meet the day after tomorrow.", "en", "the day after tomorrow", "2024-03-13"),
        ("ontem", "Reuniram-se antes de ontem em Lindau.", "pt", "antes de ontem", "2024-03-09"),
        ("hier", "Ils se sont vus avant hier à Lindau.", "fr", "avant hier", "2024-03-09"),
        ("ayer", "Se vieron antes de ayer en Lindau.", "es", "antes de ayer", "2024-03-09"),
    ],
)
def test_words_that_are_only_a_part_of_others(said: str, text: str, language: str, longer: str, meant: str) -> None:
    (found,) = complaints(site(said, "2024-03-10", "2024-03-11", language), {"herald": text})
    assert (found.severity, found.code) == ("warning", "date-from-part")
    assert found.message == (
        f"“{said}” stands in the text of “herald” only in “{longer}”, which is {meant} in a text of 2024-03-11; "
        "the entry's date is 2024-03-10"
    )
    assert found.hint == "quote all of these words, and correct the date if it is another one"


@pytest.mark.parametrize(
    ("said", "text", "language"),
    [
        ("yesterday", "They met the day before yesterday, and again yesterday.", "en"),
        ("yesterday", "They met late yesterday in L.", "en"),
        ("yesterday", "They met two days before yesterday.", "en"),  # nobody knows
        ("yesterday", "That was a week ago. Yesterday and yesterday only they met.", "en"),
        ("ontem", "Reuniram-se ontem à noite em Lindau.", "pt"),
        ("вчера", "Они встретились вчера вечером.", "ru"),
    ],
)
def test_words_that_stand_by_themselves_somewhere(said: str, text: str, language: str) -> None:
    assert complaints(site(said, "2024-03-10", "2024-03-11", language), {"herald": text}) == []


def test_without_the_text_nothing_can_be_said_of_it() -> None:
    assert complaints(site("banana", "2022-03-10", "2022-03-11"), {"gazette": TEXT}) == []
    assert complaints(site("banana", "2022-03-10", "2022-03-11")) == []


def test_the_title_of_a_source_has_its_words_too() -> None:
    assert complaints(site("Friday", "2022-03-11", title="Quiet on Friday"), {"herald": TEXT}) == []


# --- dates after the source came out ---------------------------------------------------------------------------------


# 10 March 2022 was a Thursday.
@pytest.mark.parametrize(
    ("said", "date", "published", "language"),
    [
        ("will meet on Monday", "2022-03-14", "2022-03-10", "en"),
        ("tomorrow", "2022-03-11", "2022-03-10", "en"),
        ("next Monday", "2022-03-14", "2022-03-10", "en"),
        ("by Monday", "2022-03-14", "2022-03-10", "en"),
        ("15 March", "2022-03-15", "2022-03-10", "en"),
        ("next week", "2022-03-16", "2022-03-10", "en"),
        ("next month", "2022-04", "2022-03-10", "en"),
        ("fall this year", "2022-23", "2022-03-10", "en"),
        ("the second half of 2022", "2022-07/2022-12", "2022-03-10", "en"),
        ("the third quarter of 2022", "2022-07/2022-09", "2022-03-10", "en"),
        ("in two weeks", "2022-03-24", "2022-03-10", "en"),
        ("продолжатся в понедельник", "2022-03-14", "2022-03-10", "ru"),
        ("через неделю", "2022-03-17", "2022-03-10", "ru"),
        ("yarın", "2022-03-11", "2022-03-10", "tr"),
        ("demain", "2022-03-11", "2022-03-10", "fr"),
        ("dans deux jours", "2022-03-12", "2022-03-10", "fr"),
        ("الإثنين", "2022-03-14", "2022-03-10", "ar"),
        ("tomorrow", "2022-03-11", "2022-03-10", None),
        # nobody says that it is after
        ("Thursday", "2022-03-10", "2022-03-10", "en"),
        ("Monday", "2022-03-14", "2022-03", "en"),
        ("Monday", "2022-03-14~", "2022-03-10", "en"),
        ("Monday", "2022-03-14", "2022-03-10~", "en"),
        ("Monday", "2022-03-14", None, "en"),
        ("Thursday", "2022-03-10/2022-03-12", "2022-03-10", "en"),
    ],
)
def test_dates_that_were_still_to_come(said: str, date: str, published: str | None, language: str | None) -> None:
    assert complaints(site(said, date, published, language)) == []


@pytest.mark.parametrize(
    ("said", "date", "published", "language"),
    [
        ("Monday", "2022-03-14", "2022-03-10", "en"),
        ("met on Monday", "2022-03-14", "2022-03-10", "en"),
        ("last Monday", "2022-03-14", "2022-03-10", "en"),
        ("the second round", "2022-03-14", "2022-03-10", "en"),
        ("в понедельник", "2022-03-14", "2022-03-10", "ru"),
        ("Monday", "2022-03-14", "2022-03-10", None),
        ("last week", "2022-04", "2022-03", "en"),
    ],
)
def test_dates_after_their_source(said: str, date: str, published: str, language: str | None) -> None:
    (found,) = complaints(site(said, date, published, language))
    assert (found.severity, found.code) == ("warning", "date-from-later")
    assert found.message == (
        f"{date} lies after {published}, when “herald” came out, and “{said}” does not say that it was still to come"
    )
    assert found.hint == "correct the date, or quote the words that say so, such as “will meet on Monday”"


def test_the_sentence_may_say_that_it_was_still_to_come() -> None:
    made = site("Monday", "2022-03-14", "2022-03-10")
    for text, right in (
        ("The envoys will meet on Monday.", True),
        ("The envoys met on Monday.", False),
        ("They met on Monday.\nThey will meet again on Monday.", True),
        ("They met on Monday. They will not meet on Friday.", False),
    ):
        assert (complaints(made, {"herald": text}) == []) is right, text


def test_one_mistake_is_one_problem() -> None:
    assert [each.code for each in complaints(site("Friday", "2022-03-14", "2022-03-10"))] == ["weekday"]
    assert [each.code for each in complaints(site("yesterday", "2022-03-14", "2022-03-10"))] == ["date-from"]
    assert [each.code for each in complaints(site("Friday", "2022-03-14", "2022-03-10"), {"herald": TEXT})] == [
        "date-from-absent"
    ]
