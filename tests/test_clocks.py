"""Times of day: at the venue and in UTC, over midnight and over changes of the clocks, and the order that they give."""

from __future__ import annotations

from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.checks import clocks
from dateline.content.files import Folder
from dateline.content.loader import Loader
from dateline.dates import DateError, Odd, instant, instants, oddity, parse, parse_time
from dateline.model import Entry, Id, Place, Settings, Site, timeline_key, zone_of
from dateline.render import words
from dateline.render.words import Clock

ISTANBUL, NEW_YORK, BERLIN, TOKYO = "Europe/Istanbul", "America/New_York", "Europe/Berlin", "Asia/Tokyo"


def entry(time: str, date: str | None = "2022-03-12", place: str | None = None) -> Entry:
    return Entry(
        id=Id("talks"),
        title="Talks",
        date=parse(date) if date else None,
        time=parse_time(time),
        place=Id(place) if place else None,
    )


# Clocks go forward on 13 March 2022 in New York and on 27 March in Berlin, and back on 30 October in Berlin.
@pytest.mark.parametrize(
    ("date", "time", "zone", "local", "utc"),
    [
        ("2022-03-12", "11:25", ISTANBUL, "11:25 (Europe/Istanbul)", "08:25 UTC"),
        ("2022-03-12", "11:25/12:50", ISTANBUL, "11:25–12:50 (Europe/Istanbul)", "08:25–09:50 UTC"),
        # an end before the beginning is on the next day
        ("2022-03-12", "23:30/01:10", ISTANBUL, "23:30 – 01:10 the next day (Europe/Istanbul)", "20:30–22:10 UTC"),
        (
            "2022-03-31",
            "23:30/03:10",
            ISTANBUL,
            "23:30 – 03:10 the next day (Europe/Istanbul)",
            "20:30 on 31 March – 00:10 on 1 April (UTC)",
        ),
        ("2022-03-12", "11:25/11:25", ISTANBUL, "11:25–11:25 (Europe/Istanbul)", "08:25–08:25 UTC"),
        # zones east and west
        ("2022-03-12", "08:00/10:00", TOKYO, "08:00–10:00 (Asia/Tokyo)", "23:00 on 11 March – 01:00 on 12 March (UTC)"),
        ("2022-03-12", "08:00/08:30", TOKYO, "08:00–08:30 (Asia/Tokyo)", "23:00–23:30 UTC on 11 March"),
        ("2022-01-01", "08:00", TOKYO, "08:00 (Asia/Tokyo)", "23:00 UTC on 31 December"),
        ("2022-03-12", "20:30", NEW_YORK, "20:30 (America/New York)", "01:30 UTC on 13 March"),
        # the clocks change in between: four hours by the clock are three
        (
            "2022-03-12",
            "23:30/03:30",
            NEW_YORK,
            "23:30 – 03:30 the next day (America/New York)",
            "04:30–07:30 UTC on 13 March",
        ),
        ("2022-03-27", "01:00/04:00", BERLIN, "01:00–04:00 (Europe/Berlin)", "00:00–02:00 UTC"),
        ("2022-10-30", "01:00/04:00", BERLIN, "01:00–04:00 (Europe/Berlin)", "23:00 on 29 October – 03:00 on 30 October (UTC)"),
        # offsets that are written
        ("2022-03-12", "11:25+02:00/12:50+02:00", ISTANBUL, "12:25–13:50 (Europe/Istanbul)", "09:25–10:50 UTC"),
        ("2022-03-12", "11:25+03:00", ISTANBUL, "11:25 (Europe/Istanbul)", "08:25 UTC"),
        ("2022-03-12", "08:25Z/09:50Z", ISTANBUL, "11:25–12:50 (Europe/Istanbul)", "08:25–09:50 UTC"),
        ("2022-03-12", "20:30Z/21:30Z", ISTANBUL, "23:30 – 00:30 the next day (Europe/Istanbul)", "20:30–21:30 UTC"),
        ("2022-03-12", "22:00Z", ISTANBUL, "01:00 on 13 March (Europe/Istanbul)", "22:00 UTC"),
        (
            "2022-03-12",
            "04:00Z/06:00Z",
            NEW_YORK,
            "23:00 on 11 March – 01:00 on 12 March (America/New York)",
            "04:00–06:00 UTC",
        ),
        ("2022-03-12~", "08:25Z", ISTANBUL, "08:25 (UTC)", None),
        ("2022-03-12", "08:25Z", "Europe/Nowhere", "08:25 (UTC)", None),
        ("2022-03-12", "08:25Z", "UTC", "08:25 (UTC)", None),
        ("2022-03-12", "11:25+03:00/11:50+02:00", None, "11:25 (UTC+03:00) – 11:50 (UTC+02:00)", "08:25–09:50 UTC"),
        ("2022-03-12", "23:30+03:00/00:10+03:00", None, "23:30 – 00:10 the next day (UTC+03:00)", "20:30–21:10 UTC"),
        ("2022-03-12", "12:00+03:00/11:30+02:00", None, "12:00 (UTC+03:00) – 11:30 (UTC+02:00)", "09:00–09:30 UTC"),
        ("2022-03-12", "08:25Z/09:50Z", None, "08:25–09:50 (UTC)", None),
        # dates that are no certain day
        ("2022-03-12~", "11:25", ISTANBUL, "11:25 (Europe/Istanbul)", "08:25 UTC"),
        ("2022-03-12?", "01:25", ISTANBUL, "01:25 (Europe/Istanbul)", "22:25 UTC the day before"),
        ("2022-03-12~", "20:30", NEW_YORK, "20:30 (America/New York)", "01:30 UTC the next day"),
        ("2022-03-12~", "01:25/04:00", ISTANBUL, "01:25–04:00 (Europe/Istanbul)", "22:25 the day before – 01:00 (UTC)"),
        ("2022-03-12~", "19:00/21:00", NEW_YORK, "19:00–21:00 (America/New York)", "00:00–02:00 UTC the next day"),
        ("2022-03-12~", "18:30/21:00", NEW_YORK, "18:30–21:00 (America/New York)", "23:30 – 02:00 the next day (UTC)"),
        ("2022-03-10/2022-03-12", "09:00/17:00", ISTANBUL, "09:00–17:00 (Europe/Istanbul)", "06:00–14:00 UTC"),
        ("2022-03", "09:00", ISTANBUL, "09:00 (Europe/Istanbul)", "06:00 UTC"),
        ("2022-03-10/..", "09:00+03:00", None, "09:00 (UTC+03:00)", "06:00 UTC"),
        ("../2022-03-10", "09:00+03:00", None, "09:00 (UTC+03:00)", "06:00 UTC"),
        # the clocks change within them: of the first day, which is named
        ("2022-03-26/2022-03-28", "09:00/17:00", BERLIN, "09:00–17:00 (Europe/Berlin)", "08:00–16:00 UTC on 26 March"),
        (
            "2022-03-12/2022-03-14",
            "18:30/21:00",
            NEW_YORK,
            "18:30–21:00 (America/New York)",
            "23:30 on 12 March – 02:00 on 13 March (UTC)",
        ),
        ("2022-03-10/..", "09:00", BERLIN, "09:00 (Europe/Berlin)", "08:00 UTC on 10 March"),
        # or none, and why
        ("2022-03", "09:00", BERLIN, "09:00 (Europe/Berlin)", "UTC depends on the day"),
        ("2022", "09:00", NEW_YORK, "09:00 (America/New York)", "UTC depends on the day"),
        ("../2022-03-10", "09:00", BERLIN, "09:00 (Europe/Berlin)", "UTC depends on the day"),
        ("2022-03-12", "09:00", None, "09:00 (local time)", "UTC not known: no time zone is given"),
        (None, "09:00", BERLIN, "09:00 (Europe/Berlin)", "UTC not known without the date"),
    ],
)  # fmt: skip
def test_a_time_at_the_venue_and_in_utc(
    date: str | None, time: str, zone: str | None, local: str, utc: str | None
) -> None:
    assert words.clock(entry(time, date), zone) == Clock(local, utc)


def test_what_has_no_time_has_no_clock() -> None:
    assert words.clock(Entry(id=Id("a"), title="Talks", date=parse("2022-03-12")), ISTANBUL) is None


def test_an_end_that_no_day_can_explain_is_refused() -> None:
    with pytest.raises(DateError) as error:
        parse_time("23:30+03:00/00:10+05:00")
    assert str(error.value) == (
        "“23:30+03:00/00:10+05:00” ends before it begins, even on the next day; correct one of the offsets"
    )


DAYS = st.dates(date(1950, 1, 1), date(2060, 1, 1))
CLOCKS = st.times().map(lambda each: each.replace(second=0, microsecond=0))


@given(DAYS, CLOCKS, CLOCKS, st.sampled_from([ISTANBUL, NEW_YORK, BERLIN, TOKYO]))
def test_a_span_of_time_lies_within_a_day_and_an_hour(day: date, start: time, end: time, zone: str) -> None:
    clock = parse_time(f"{start:%H:%M}/{end:%H:%M}")
    first, last = instants(day, clock, zone)
    # two clocks never go back by more than two hours at once
    assert timedelta(hours=-2) <= last - first <= timedelta(hours=26)
    assert last.astimezone(ZoneInfo(zone)).date() - day <= timedelta(days=1)
    shown = words.clock(entry(clock.text, day.isoformat()), zone)
    assert shown is not None
    assert shown.utc is not None
    assert shown.utc.count(f"{first:%H:%M}") >= 1


def test_at_the_edge_of_the_calendar_nothing_is_said() -> None:
    assert instants(date.max, parse_time("23:00/01:00"), ISTANBUL) == ()
    assert words.clock(entry("23:00/01:00", "9999-12-31"), ISTANBUL) == Clock(
        "23:00 – 01:00 the next day (Europe/Istanbul)", "UTC not known"
    )


# --- order -----------------------------------------------------------------------------------------------------------


def test_times_of_one_date_are_in_the_order_of_the_instants() -> None:
    rows = [
        ("evening", "18:00+03:00", None),  # 15:00 UTC
        ("noon", "12:00", NEW_YORK),  # 17:00 UTC
        ("afternoon", "16:30", BERLIN),  # 15:30 UTC
        ("morning", "09:00", TOKYO),  # 00:00 UTC
        ("nowhere", "16:00", None),  # counts as UTC
        ("untimed", None, None),
    ]
    made = [
        (Entry(id=Id(name), title="A", date=parse("2022-03-12"), time=parse_time(at) if at else None), zone)
        for name, at, zone in rows
    ]
    made.sort(key=lambda pair: timeline_key(*pair))
    assert [each.id for each, _ in made] == ["untimed", "morning", "evening", "afternoon", "nowhere", "noon"]


def test_dates_come_before_instants_and_a_tie_is_settled_by_order() -> None:
    def made(name: str, date: str, at: str, order: int | None = None) -> Entry:
        return Entry(id=Id(name), title="A", date=parse(date), time=parse_time(at), order=order)

    # 11 March in Tokyo begins while it is 10 March in New York; readers go by the dates.
    east, west = made("east", "2022-03-11", "05:00+09:00"), made("west", "2022-03-10", "23:00-05:00")
    first, second = made("second", "2022-03-10", "10:00+03:00", 1), made("first", "2022-03-10", "07:00Z", 2)
    found = sorted([east, west, second, first], key=timeline_key)
    assert [each.id for each in found] == ["second", "first", "west", "east"]
    edges = [made("open", "../2022-03-10", "00:30+03:00"), made("last", "9999-12-31", "23:30-03:00")]
    assert [each.id for each in sorted([*edges, east], key=timeline_key)] == ["open", "east", "last"]


def test_entries_of_one_date_stand_together() -> None:
    rows = {"a": "2022-03-10", "b": "2022-03-10~", "c": "2022-03-10", "d": "2022-03-10?", "e": "2022-03-10~"}
    made = [Entry(id=Id(name), title="A", date=parse(date)) for name, date in rows.items()]
    assert [each.id for each in sorted(made, key=timeline_key)] == ["d", "b", "e", "a", "c"]


def test_entries_are_loaded_in_that_order() -> None:
    def text(at: str, place: str) -> str:
        return f"---\ntitle: A\ndate: 2022-03-12\ntime: {at}\nplace: {place}\n---\n"

    folder = Folder(
        texts={
            "content/site.yaml": "title: Talks\nzone: Europe/Berlin\n",
            "content/places.yaml": (
                "- {id: here, name: Here, zone: Asia/Tokyo}\n"
                "- {id: there, name: There, zone: America/New_York}\n"
                "- {id: middle, name: Middle}\n"
            ),
            "content/entries/2022-03-12-a.md": text("09:00", "there"),
            "content/entries/2022-03-12-b.md": text("10:00", "middle"),
            "content/entries/2022-03-12-c.md": text("11:00", "here"),
        },
    )
    site = Loader(folder).load().site
    assert list(site.entries) == ["2022-03-12-c", "2022-03-12-b", "2022-03-12-a"]


def test_the_zone_of_a_venue() -> None:
    places = {"here": Place(id=Id("here"), name="Here", zone=TOKYO), "there": Place(id=Id("there"), name="There")}
    settings = Settings(title="Talks", zone=BERLIN)
    assert [zone_of(entry("09:00", place=place), places, settings) for place in ("here", "there", None)] == [
        TOKYO,
        BERLIN,
        BERLIN,
    ]


@pytest.mark.parametrize(
    ("place", "zone"),
    [
        ("hall", NEW_YORK),  # the nearest that has one
        ("annex", TOKYO),
        ("city", TOKYO),
        ("lost", BERLIN),  # within a place that nobody knows
        ("left", BERLIN),  # two that lie in each other
        ("self", BERLIN),
        ("mole", TOKYO),  # a circle behind the one that has it
    ],
)
def test_a_place_takes_the_zone_of_the_larger_place_that_it_lies_in(place: str, zone: str) -> None:
    rows = {
        "land": (None, TOKYO), "city": ("land", None), "annex": ("city", None), "hall": ("annex", NEW_YORK),
        "lost": ("nowhere", None), "left": ("right", None), "right": ("left", None), "self": ("self", None),
        "mole": ("hill", None), "hill": ("mole", TOKYO),
    }  # fmt: skip
    places = {
        name: Place(id=Id(name), name=name.title(), within=Id(within) if within else None, zone=at)
        for name, (within, at) in rows.items()
    }
    assert zone_of(entry("09:00", place=place), places, Settings(title="Talks", zone=BERLIN)) == zone


# --- clocks that change ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "at", "zone", "found"),
    [
        (date(2022, 3, 27), "02:30", BERLIN, Odd.SKIPPED),
        (date(2022, 3, 27), "03:00", BERLIN, None),
        (date(2022, 3, 27), "01:59", BERLIN, None),
        (date(2022, 10, 30), "02:30", BERLIN, Odd.TWICE),
        (date(2022, 10, 30), "03:00", BERLIN, None),
        (date(2022, 10, 30), "02:30+01:00", BERLIN, None),
        (date(2022, 3, 27), "02:30", ISTANBUL, None),
        (date(2022, 3, 27), "02:30", None, None),
        (date(2022, 3, 27), "02:30", "Europe/Nowhere", None),
    ],
)
def test_times_that_the_clocks_of_a_venue_pass_over_or_show_twice(
    day: date, at: str, zone: str | None, found: Odd | None
) -> None:
    assert oddity(day, parse_time(at).start, zone) is found


@given(DAYS, CLOCKS, st.sampled_from([ISTANBUL, NEW_YORK, BERLIN, TOKYO]))
def test_any_other_time_comes_once(day: date, clock: time, zone: str) -> None:
    known = instant(day, clock, zone)
    assert known is not None
    there = known.astimezone(ZoneInfo(zone))
    assert ((there.date(), there.time()) != (day, clock)) == (oddity(day, clock, zone) is Odd.SKIPPED)


def site(date: str, time: str, zone: str | None = BERLIN) -> Site:
    return Site(settings=Settings(title="Talks", zone=zone), entries={"talks": entry(time, date)})


@pytest.mark.parametrize(
    ("date", "time", "message", "hint"),
    [
        (
            "2022-03-27",
            "02:30",
            "there is no 02:30 on 2022-03-27 in Europe/Berlin: the clocks go forward over it",
            "correct the time, or write its offset, such as 02:30+01:00",
        ),
        (
            "2022-03-27",
            "01:30/02:30",
            "there is no 02:30 on 2022-03-27 in Europe/Berlin: the clocks go forward over it",
            "correct the time, or write its offset, such as 02:30+01:00",
        ),
        (
            "2022-03-26",
            "23:00/02:30",
            "there is no 02:30 on 2022-03-27 in Europe/Berlin: the clocks go forward over it",
            "correct the time, or write its offset, such as 02:30+01:00",
        ),
        (
            "2022-10-30",
            "02:30",
            "02:30 comes twice on 2022-10-30 in Europe/Berlin: the clocks go back over it",
            "write which one is meant: 02:30+02:00 or 02:30+01:00, with the offset at both ends of a span",
        ),
    ],
)
def test_such_times_are_told(date: str, time: str, message: str, hint: str) -> None:
    (found,) = clocks(site(date, time))
    assert (found.path, found.where, found.severity, found.code) == (
        "content/entries/talks.md",
        ("time",),
        "warning",
        "clock-change",
    )
    assert (found.message, found.hint) == (message, hint)


@pytest.mark.parametrize(
    ("date", "time"),
    [("2022-03-27", "03:30"), ("2022-03-27~", "02:30"), ("2022-03", "02:30"), ("2022-10-30", "02:30+01:00")],
)
def test_all_other_times_are_right(date: str, time: str) -> None:
    assert clocks(site(date, time)) == []
