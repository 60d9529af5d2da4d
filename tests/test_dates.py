"""EDTF dates: what is read, what is refused and how it is told, order and display."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import edtf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.dates import DateError, Precision, display, display_moment, instant, parse, parse_time
from dateline.model import Entry, Id, Settings, Site
from dateline.render.index import build_index
from dateline.render.views.timeline import timeline_view

READ = [
    # text, first day, last day, precision, shown
    ("2022-03-10", "2022-03-10", "2022-03-10", Precision.DAY, "10 March 2022"),
    ("2022-03", "2022-03-01", "2022-03-31", Precision.MONTH, "March 2022"),
    ("2022", "2022-01-01", "2022-12-31", Precision.YEAR, "2022"),
    ("2024-02", "2024-02-01", "2024-02-29", Precision.MONTH, "February 2024"),
    ("2022-03-10~", "2022-03-10", "2022-03-10", Precision.DAY, "about 10 March 2022"),
    ("2022-03?", "2022-03-01", "2022-03-31", Precision.MONTH, "March 2022 (uncertain)"),
    ("2022%", "2022-01-01", "2022-12-31", Precision.YEAR, "about 2022 (uncertain)"),
    ("2022-03-XX", "2022-03-01", "2022-03-31", Precision.MONTH, "March 2022"),
    ("2022-XX-XX", "2022-01-01", "2022-12-31", Precision.YEAR, "2022"),
    ("202X", "2020-01-01", "2029-12-31", Precision.DECADE, "2020s"),
    ("20XX", "2000-01-01", "2099-12-31", Precision.CENTURY, "years 2000–2099"),
    ("200X", "2000-01-01", "2009-12-31", Precision.DECADE, "2000s"),
    ("00XX~", "0001-01-01", "0099-12-31", Precision.CENTURY, "about years 1–99"),
    ("2022-21", "2022-03-01", "2022-05-31", Precision.SEASON, "spring 2022"),
    ("2022-24", "2022-12-01", "2023-02-28", Precision.SEASON, "winter 2022"),
    ("2022-02-28/2022-03-07", "2022-02-28", "2022-03-07", Precision.DAY, "28 February – 7 March 2022"),
    ("2022-03-14/2022-03-17", "2022-03-14", "2022-03-17", Precision.DAY, "14–17 March 2022"),
    ("2021-12-30/2022-01-02", "2021-12-30", "2022-01-02", Precision.DAY, "30 December 2021 – 2 January 2022"),
    ("2022-03-10/2022-03-10", "2022-03-10", "2022-03-10", Precision.DAY, "10 March 2022"),
    ("2022-03/2022-03", "2022-03-01", "2022-03-31", Precision.MONTH, "March 2022"),
    ("2022-03-10~/2022-03-10~", "2022-03-10", "2022-03-10", Precision.DAY, "about 10 March 2022"),
    ("2022-03-10/2022-03-10?", "2022-03-10", "2022-03-10", Precision.DAY, "10 March 2022 – 10 March 2022 (uncertain)"),
    ("2022-02/2022-03-10", "2022-02-01", "2022-03-10", Precision.MONTH, "February 2022 – 10 March 2022"),
    ("2022-03-10/..", "2022-03-10", "9999-12-31", Precision.DAY, "from 10 March 2022"),
    ("../2022-03-10", "0001-01-01", "2022-03-10", Precision.DAY, "until 10 March 2022"),
    ("2022-03-10/", "2022-03-10", "9999-12-31", Precision.DAY, "10 March 2022 – unknown"),
    ("/2022-03-10", "0001-01-01", "2022-03-10", Precision.DAY, "unknown – 10 March 2022"),
]


@pytest.mark.parametrize(("text", "first", "last", "precision", "shown"), READ, ids=[row[0] for row in READ])
def test_reads(text: str, first: str, last: str, precision: Precision, shown: str) -> None:
    value = parse(text)
    assert (value.earliest.isoformat(), value.latest.isoformat()) == (first, last)
    assert value.precision is precision
    assert display(value) == shown
    assert str(value) == text


HINT = "write an EDTF date: 2022-03-10, 2022-03, 2022, 2022-03-10/2022-03-12, with ~ (about) or ? (uncertain) after it"
REFUSED = [
    ("2022-02-30", "“2022-02-30” is not in the calendar; February 2022 has 28 days"),
    ("2022-13", "“2022-13” has no month 13; months are 01 to 12"),
    ("2022-13-01", "“2022-13-01” has no month 13; months are 01 to 12"),
    ("0000-01-01", "“0000-01-01” is outside the years 0001 to 9999"),
    ("10000-01-01", f"“10000-01-01” is not a date; {HINT}"),
    ("10 March 2022", f"“10 March 2022” is not a date; {HINT}"),
    ("2022-3-1", f"“2022-3-1” is not a date; {HINT}"),
    ("", f"“” is not a date; {HINT}"),
    ("2022-03-12/2022-03-10", "“2022-03-12/2022-03-10” ends before it begins; put the earlier date first"),
    ("../..", f"“../..” has neither beginning nor end; {HINT}"),
    ("2022/2023/2024", f"“2022/2023/2024” has more than one slash; {HINT}"),
    ("2022-XX-10", f"“2022-XX-10” gives a day of an unknown month; {HINT}"),
    ("202X-03", f"“202X-03” gives a month of an unknown year; {HINT}"),
    ("２０２２-03-10", f"“２０２２-03-10” is not a date; {HINT}"),
    ("2024-01-01T00:00:00+99:99", f"“2024-01-01T00:00:00+99:99” is not a date; {HINT}"),
]


@pytest.mark.parametrize(("text", "message"), REFUSED, ids=[row[0] for row in REFUSED])
def test_refuses_and_says_why(text: str, message: str) -> None:
    with pytest.raises(DateError) as error:
        parse(text)
    assert str(error.value) == message


def test_what_is_no_text_is_no_date() -> None:
    with pytest.raises(DateError, match=r"^None is not a date; write an EDTF date"):
        parse(None)


@given(st.text(alphabet="0123456789-/.~?%X", max_size=24))
@settings(deadline=None)
def test_never_raises_anything_else(text: str) -> None:
    try:
        value = parse(text)
    except DateError:
        return
    assert value.earliest <= value.latest
    assert display(value)
    assert display_moment(value)


DAYS = st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 12, 31))


@given(DAYS, st.sampled_from(["", "~", "?", "%"]))
@settings(deadline=None)
def test_agrees_with_the_reference_parser(day: date, mark: str) -> None:
    for text in (day.isoformat(), day.isoformat()[:7], day.isoformat()[:4]):
        ours, theirs = parse(text + mark), edtf.parse_edtf(text + mark)
        assert ours.earliest.timetuple()[:3] == theirs.lower_strict()[:3]
        assert ours.latest.timetuple()[:3] == theirs.upper_strict()[:3]


@given(DAYS, DAYS)
@settings(deadline=None)
def test_intervals_agree_with_the_reference_parser(one: date, other: date) -> None:
    first, last = sorted((one, other))
    text = f"{first}/{last}"
    theirs = edtf.parse_edtf(text)
    assert parse(text).earliest.timetuple()[:3] == theirs.lower_strict()[:3]
    assert parse(text).latest.timetuple()[:3] == theirs.upper_strict()[:3]


def test_order_is_by_the_first_day_and_the_vaguer_first() -> None:
    dates = ["2022-03-10", "2022-03-10/2022-03-12", "2022-03", "2022", "2022-02-28", "2022-03-11"]
    ordered = sorted(dates, key=lambda text: parse(text).sort_key)
    assert ordered == ["2022", "2022-02-28", "2022-03", "2022-03-10/2022-03-12", "2022-03-10", "2022-03-11"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2022-11/..", "November 2022 or later"),
        ("2022-11/", "November 2022 or later"),
        ("2022-11-05~/..", "about 5 November 2022 or later"),
        ("../2022-11-05", "5 November 2022 or earlier"),
        ("/2022", "2022 or earlier"),
        ("2022-03-10/2022-03-12", "between 10 and 12 March 2022"),
        ("2022-02-28/2022-03-07", "between 28 February and 7 March 2022"),
        ("2021-12-30/2022-01-02", "between 30 December 2021 and 2 January 2022"),
        ("2022-02/2022-03-10", "between February 2022 and 10 March 2022"),
        ("2022-03-10?/2022-03-12", "between 10 March 2022 (uncertain) and 12 March 2022"),
        ("2022-03-10/2022-03-10", "10 March 2022"),
        ("2022-11", "November 2022"),
        ("2022-11-05", "5 November 2022"),
    ],
)
def test_when_something_happened_once(text: str, shown: str) -> None:
    assert display_moment(parse(text)) == shown


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2022-03-10", date(2022, 3, 10)),
        ("2022-03-10~", date(2022, 3, 10)),
        ("2022-03-10/2022-04", date(2022, 3, 10)),
        ("2022-03-10?/..", date(2022, 3, 10)),
        ("2022-03/2022-04-10", None),
        ("2022-03", None),
        ("../2022-03-10", None),
        ("/2022-03-10", None),
    ],
)
def test_the_day_on_which_a_date_begins(text: str, day: date | None) -> None:
    assert parse(text).first_day == day


def test_only_a_plain_day_is_exact() -> None:
    assert parse("2022-03-10").exact_day == date(2022, 3, 10)
    assert [parse(text).exact_day for text in ("2022-03-10~", "2022-03-10?", "2022-03")] == [None, None, None]


def test_times() -> None:
    span = parse_time("11:25/12:50")
    assert (span.start, span.end) == (time(11, 25), time(12, 50))
    assert parse_time("11:25+03:00").start.utcoffset() is not None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("25:00", "“25:00” is not a time; write HH:MM or HH:MM/HH:MM on the 24-hour clock, in the venue's time"),
        ("9:00", "“9:00” is not a time; write HH:MM or HH:MM/HH:MM on the 24-hour clock, in the venue's time"),
        ("11:25Z/12:50", "“11:25Z/12:50” has an offset at one end only; write it at both or at neither"),
    ],
)
def test_refuses_times(text: str, message: str) -> None:
    with pytest.raises(DateError) as error:
        parse_time(text)
    assert str(error.value) == message


def test_instants() -> None:
    day = date(2022, 3, 10)
    assert instant(day, time(11, 25), "Europe/Istanbul") == datetime(2022, 3, 10, 8, 25, tzinfo=UTC)
    assert instant(day, parse_time("11:25+02:00").start, None) == datetime(2022, 3, 10, 9, 25, tzinfo=UTC)
    assert instant(day, time(11, 25), None) is None
    assert instant(day, time(11, 25), "Europe/Nowhere") is None
    assert instant(date.min, parse_time("00:00+03:00").start, None) is None


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("2022-03-10", "March 2022"),
        ("2022-03-10~", "March 2022"),
        ("2022-03", "March 2022"),
        ("2022-21", "spring 2022"),
        ("2022", "2022"),
        ("202X", "2020s"),
        ("20XX", "years 2000–2099"),
        # an interval stands where it begins, as precisely as that is known
        ("2022-03-10/2022-04-02", "March 2022"),
        ("2022-03/2023", "March 2022"),
        ("2022-03-10/..", "March 2022"),
        ("2022/2023", "2022"),
        ("2022/2022-05-10", "2022"),
        ("2022-24/2023", "winter 2022"),
        ("../2022-03-10", "Beginning unknown"),
        ("/2022", "Beginning unknown"),
    ],
)
def test_the_heading_of_a_date_on_the_timeline(text: str, heading: str) -> None:
    entry = Entry(id=Id("talks"), title="Talks", date=parse(text))
    view = timeline_view(build_index(Site(settings=Settings(title="Talks"), entries={"talks": entry}), drafts=False))
    assert [month.label for month in view.months] == [heading]
