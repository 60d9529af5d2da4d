"""What was known when: first reports, lags, and what a day could have known."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.dates import parse
from dateline.evidence.known import Lag, first_report, known_by, lag, public_since
from dateline.model import (
    Claim,
    Derivation,
    Entry,
    Evidence,
    EvidenceKey,
    Finding,
    How,
    Id,
    Settings,
    Site,
    Source,
    SourceStatus,
    Verdict,
)
from dateline.render import words
from dateline.render.index import Index, Ref, build_index
from dateline.render.views import known as views
from dateline.render.views.claims import ClaimView, Reported


def source(name: str, published: str | None, status: SourceStatus = SourceStatus.LIVE) -> Source:
    return Source(id=Id(name), published=parse(published) if published else None, status=status)


SOURCES: dict[str, Source] = {
    each.id: each
    for each in (
        source("early", "2021-05-05"),
        source("late", "2021-05-09"),
        source("month", "2021-05"),
        source("undated", None),
        source("open", "2021-05-01/.."),
        source("withdrawn", "2021-05-04", SourceStatus.RETRACTED),
        source("about", "2021-05-06~"),
    )
}


def claim(name: str, *sources: str, said: str | None = None) -> Claim:
    return Claim(
        id=Id(name),
        text="Something was said.",
        date=parse(said) if said else None,
        evidence=tuple(Evidence(source=Id(each)) for each in sources),
    )


def entry(day: str | None, *claims: Claim) -> Entry:
    return Entry(id=Id("an-entry"), title="Talks", date=parse(day) if day else None, claims=claims)


@pytest.mark.parametrize(
    ("name", "since"),
    [
        ("early", date(2021, 5, 5)),
        # Nothing was surely known before the last day that can be meant.
        ("month", date(2021, 5, 31)),
        ("withdrawn", date(2021, 5, 4)),
        ("about", date(2021, 5, 6)),
        ("undated", None),
        ("open", None),
        ("nowhere", None),
    ],
)
def test_since_when_a_source_is_public(name: str, since: date | None) -> None:
    assert public_since(SOURCES.get(name)) == since


@pytest.mark.parametrize(
    ("sources", "event", "said", "day", "carriers", "expected"),
    [
        (["early"], "2021-05-04", None, date(2021, 5, 5), ("early",), Lag(least=1, most=1)),
        (["late", "early", "early"], "2021-05-05", None, date(2021, 5, 5), ("early",), Lag(least=0, most=0)),
        # A claim's own date is when it was said.
        (["late"], "2021-05-04", "2021-05-08", date(2021, 5, 9), ("late",), Lag(least=1, most=1)),
        # A plan is reported before its date.
        (["early"], "2021-05-07", None, date(2021, 5, 5), ("early",), Lag(least=-2, most=-2)),
        (["month"], "2021-05-04", None, date(2021, 5, 31), ("month",), Lag(least=-3, most=27)),
        (["early"], "2021-05-03/2021-05-04", None, date(2021, 5, 5), ("early",), Lag(least=1, most=2)),
        (["early"], "2021-05-04~", None, date(2021, 5, 5), ("early",), Lag(least=1, most=1, about=True)),
        (["about"], "2021-05-04", None, date(2021, 5, 6), ("about",), Lag(least=2, most=2, about=True)),
        (["early"], None, None, date(2021, 5, 5), ("early",), None),
        (["early"], "../2021-05-04", None, date(2021, 5, 5), ("early",), None),
    ],
)
def test_first_reports(
    sources: list[str], event: str | None, said: str | None, day: date, carriers: tuple[str, ...], expected: Lag | None
) -> None:
    stated = claim("c", *sources, said=said)
    found = first_report(SOURCES, entry(event, stated), stated)
    assert found is not None
    assert (found.day, found.sources, found.lag) == (day, carriers, expected)


def test_without_a_dated_source_nobody_can_say() -> None:
    stated = claim("c", "undated", "open", "nowhere")
    assert first_report(SOURCES, entry("2021-05-04", stated), stated) is None
    assert known_by(SOURCES, stated, date.max) == ()


def test_of_two_that_end_on_one_day_the_narrower_date_counts() -> None:
    sources = {"month": source("month", "2021-05"), "day": source("day", "2021-05-31")}
    stated = claim("c", "month", "day")
    found = first_report(sources, entry("2021-05-30", stated), stated)
    assert found is not None
    assert (found.sources, found.published.text, found.lag) == (("month", "day"), "2021-05-31", Lag(least=1, most=1))


def test_what_a_day_could_have_known() -> None:
    stated = claim("c", "late", "early", "undated", "early")
    assert known_by(SOURCES, stated, date(2021, 5, 4)) == ()
    assert known_by(SOURCES, stated, date(2021, 5, 5)) == ("early",)
    assert known_by(SOURCES, stated, date(2021, 5, 9)) == ("late", "early")


def test_claims_by_the_day_on_which_they_became_known() -> None:
    one = entry(
        "2021-05-04", claim("a", "late"), claim("b", "early"), claim("c", "undated"), claim("d", "late", "early")
    )
    index = index_of(one)
    days = {day: views.day_view(index, day).news for day in views.known_days(index)}
    assert {
        day: [report.claim.claim.id for event in news for report in event.reports] for day, news in days.items()
    } == {
        "2021-05-05": ["b", "d"],
        "2021-05-09": ["a"],
    }


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_a_lag_between_days_is_their_difference(event: date, published: date) -> None:
    days = (published - event).days
    assert lag(parse(event.isoformat()), parse(published.isoformat())) == Lag(least=days, most=days)


# --- pages -----------------------------------------------------------------------------------------------------------


def index_of(*entries: Entry) -> Index:
    return build_index(
        Site(
            settings=Settings(title="Talks"),
            sources=SOURCES,
            entries={each.id: each for each in entries},
        ),
        drafts=False,
    )


FIRST = Entry(
    id=Id("first"),
    title="First meeting",
    date=parse("2021-05-04"),
    claims=(claim("a", "early", "late"), claim("b", "late"), claim("c", "undated")),
)
SECOND = Entry(id=Id("second"), title="Second meeting", date=parse("2021-05-08"), claims=(claim("d", "early"),))


def test_the_days_on_which_sources_came_out() -> None:
    view = views.known_view(index_of(FIRST, SECOND))
    assert [(each.ref, each.news, each.total) for each in view.days] == [
        (Ref("5 May 2021", "known/2021-05-05/"), "2 new claims, 1 source", "2 claims, 1 origin"),
        (Ref("9 May 2021", "known/2021-05-09/"), "1 new claim, 1 source", "3 claims, 2 origins"),
    ]
    assert view.undated == "1 claim rests"


def test_a_day_and_the_whole_as_it_stood() -> None:
    index = index_of(FIRST, SECOND)
    early, late = (views.day_view(index, each) for each in views.known_days(index))
    assert early.total == (
        "By the end of the day 2 claims on 2 events could be known from our sources: 1 source of 1 origin."
    )
    assert [(news.entry.label, [each.lag for each in news.reports]) for news in early.news] == [
        ("First meeting", ["1 day after"]),
        ("Second meeting", ["3 days before"]),
    ]
    assert early.confirmed == ()
    assert [(each.claim.here.label, each.origins) for each in late.confirmed] == [
        ("First meeting", "2 origins, 1 before")
    ]
    assert [
        [(each.claim.claim.id, each.support, each.since, each.new) for each in event.claims] for event in early.stood
    ] == [
        [("a", "outlet unknown, 1 origin", "outlets unknown, 2 origins", True)],
        [("d", "outlet unknown, 1 origin", "", True)],
    ]
    assert [event.unknown for event in early.stood] == ["2 claims were not known yet", ""]
    assert [event.unknown for event in late.stood] == ["1 claim was not known yet", ""]
    assert (early.before, early.after) == (None, Ref("9 May 2021", "known/2021-05-09/"))


def test_a_long_timeline_shows_the_day_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "MOST_ENTRIES", 1)
    index = index_of(FIRST, SECOND)
    view = views.day_view(index, "2021-05-05")
    assert (view.whole, view.stood) == (False, ())


def test_a_claim_says_when_it_was_first_reported() -> None:
    index = index_of(FIRST, SECOND)
    entry = index.site.entries["first"]
    first, unknown = ClaimView(index, entry, entry.claims[0]).first, ClaimView(index, entry, entry.claims[2]).first
    assert first == Reported(Ref("5 May 2021", "known/2021-05-05/"), "1 day after")
    assert unknown is None


@pytest.mark.parametrize(
    ("event", "published", "text"),
    [
        ("2021-05-04", "2021-05-04", "the same day"),
        ("2021-05-04", "2021-05-05", "1 day after"),
        ("2021-05-04", "2021-05-16", "12 days after"),
        ("2021-05-04", "2021-05-02", "2 days before"),
        ("2021-05-04~", "2021-05-05", "about 1 day after"),
        ("2021-05-04", "2021-05-04~", "about the same day"),
        ("2021-05-01/2021-05-04", "2021-05-06", "2 to 5 days after"),
        ("2021-05-01/2021-05-04", "2021-04-28", "3 to 6 days before"),
        ("2021-05-01/2021-05-04", "2021-05-03", "within that time"),
        ("2021-05-01/2021-05-04", "2021-05-04", "within that time"),
        ("2021-05-01/2021-05-04~", "2021-05-02/2021-05-03", "about that time"),
        # nothing that can be said in days
        ("2021-05-04", "2021-05-03/2021-05-06", ""),
        ("2021-05-04", "2021-05", ""),
        ("2021-05-04", "2022", ""),
        ("2021-05", "2021-06-02", ""),
        ("2021-05-01/2021-06", "2021-07-02", ""),
        ("2021-01-01/2021-04-30", "2021-05-06", ""),
        ("2021-05-04/..", "2021-05-06", ""),
        (None, "2021-05-06", ""),
    ],
)
def test_lags_in_words(event: str | None, published: str, text: str) -> None:
    assert words.lag(parse(event) if event else None, parse(published)) == text


@pytest.mark.parametrize(
    ("published", "text"),
    [
        ("2021-05-05", "5 May 2021"),
        ("2021-05-05~", "about 5 May 2021"),
        ("2021-05", "in May 2021"),
        ("2021-05?", "May 2021 (uncertain)"),
        ("2021-21", "in spring 2021"),
        ("2021", "some time in 2021"),
        ("202X", "some time in the 2020s"),
        ("2021-05-05/2021-05-07", "between 5 and 7 May 2021"),
        ("../2021-05-05", "5 May 2021 or earlier"),
    ],
)
def test_when_a_source_came_out_in_words(published: str, text: str) -> None:
    assert words.came_out(parse(published)) == text


# --- sources that were retracted, or draw on one another -------------------------------------------------------------


def test_what_was_retracted_counts_apart_as_it_does_at_a_claim() -> None:
    one = entry("2021-05-04", claim("a", "withdrawn", "early"), claim("b", "withdrawn"), claim("c", "early"))
    index = index_of(one)
    fallen, after = (views.day_view(index, day) for day in views.known_days(index))
    assert fallen.total == (
        "By the end of the day 2 claims on 1 event could be known from our sources: 1 that was retracted since."
    )
    assert after.total == (
        "By the end of the day 3 claims on 1 event could be known from our sources: 1 source of 1 origin, "
        "and 1 that was retracted since."
    )
    assert [[each.support for each in event.claims] for event in fallen.stood] == [
        ["source retracted", "source retracted"]
    ]
    assert [(each.claim.claim.id, each.origins) for each in after.confirmed] == [
        ("a", "1 origin, before only a source that was retracted since")
    ]
    assert [(each.news, each.total) for each in views.known_view(index).days] == [
        ("2 new claims, 1 source retracted since", "2 claims"),
        ("1 new claim, 1 source", "3 claims, 1 origin"),
    ]


def derived(name: str, published: str, *bases: str) -> Source:
    steps = tuple(Derivation(source=Id(base), how=How.BASED_ON) for base in bases)
    return Source(id=Id(name), published=parse(published), derived_from=steps)


def test_origins_are_counted_as_they_are_at_a_claim() -> None:
    sources: dict[str, Source] = {
        each.id: each
        for each in (
            source("one", "2021-05-05"),
            source("two", "2021-05-06"),
            derived("round-up", "2021-05-07", "one", "two"),
            derived("copy", "2021-05-08", "one"),
            source("three", "2021-05-09"),
        )
    }
    all_of_them = entry("2021-05-04", claim("a", *sources), claim("b", "round-up"))
    index = build_index(
        Site(settings=Settings(title="Talks"), sources=sources, entries={"an-entry": all_of_them}), drafts=False
    )
    assert [total.origins for total in index.totals.values()] == [1, 2, 2, 2, 3]
    assert index.support(all_of_them, all_of_them.claims[0]).sentence == "outlets unknown, 3 origins"


def test_the_first_sources_of_a_claim_come_with_the_verdicts_on_what_they_say() -> None:
    quoted = Claim(
        id=Id("a"),
        text="Something was said.",
        evidence=(
            Evidence(source=Id("early"), quote="said at last"),
            Evidence(source=Id("early")),
            Evidence(source=Id("twin")),
            Evidence(source=Id("late"), quote="said again"),
        ),
    )
    site = Site(
        settings=Settings(title="Talks"),
        sources={**SOURCES, "twin": source("twin", "2021-05-05")},
        entries={"an-entry": entry("2021-05-04", quoted)},
        findings={
            EvidenceKey("an-entry", "a", 0): Finding(verdict=Verdict.EXACT),
            EvidenceKey("an-entry", "a", 1): Finding(verdict=Verdict.CITED),
            EvidenceKey("an-entry", "a", 2): Finding(verdict=Verdict.CITED),
            EvidenceKey("an-entry", "a", 3): Finding(verdict=Verdict.EXACT),
        },
    )
    ((report,),) = (event.reports for event in views.day_view(build_index(site, drafts=False), "2021-05-05").news)
    assert [(each.line.ref.path, each.badge.words) for each in report.sources] == [
        ("sources/early/", "found word for word"),
        ("sources/twin/", "cited, not quoted"),
    ]
