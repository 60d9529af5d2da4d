"""What if a source falls: claims, disputes and positions that go with it."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from conftest import MakeSite

from dateline import site as timeline
from dateline.dates import parse
from dateline.evidence.disputes import disputes
from dateline.evidence.impact import Cell, Impact, cells_of, falls_with, impact
from dateline.evidence.origins import origin_groups
from dateline.model import (
    Actor,
    ActorKind,
    Claim,
    Derivation,
    Entry,
    Evidence,
    How,
    Id,
    Independence,
    Property,
    PropertyType,
    Settings,
    SharedText,
    Site,
    Source,
    SourceStatus,
    Stance,
    TextFacts,
)


def source(name: str, *derived: str, status: SourceStatus = SourceStatus.LIVE, apart_from: str | None = None) -> Source:
    """A source; each of `derived` reads `how source`; `apart_from` is one that it is said to be independent of."""
    steps = (each.split(" ") for each in derived)
    return Source(
        id=Id(name),
        publisher=Id(f"{name}-paper"),
        derived_from=tuple(Derivation(source=Id(target), how=How(how)) for how, target in steps),
        status=status,
        independent_of=(Independence(source=Id(apart_from), note="Both were there."),) if apart_from else (),
    )


SOURCES: dict[str, Source] = {
    each.id: each
    for each in (
        source("wire"),
        source("reprint", "reprint wire"),
        source("german", "translation reprint"),
        source("capture", "duplicate reprint"),
        source("analysis", "based-on reprint"),
        source("later", "reprint analysis"),
        source("other"),
        source("withdrawn", status=SourceStatus.RETRACTED),
    )
}


def derived(sources: dict[str, Source] = SOURCES) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for each in sources.values():
        for step in each.derived_from:
            found.setdefault(str(step.source), []).append(each.id)
    return {key: tuple(row) for key, row in found.items()}


@pytest.mark.parametrize(
    ("name", "fallen"),
    [
        ("wire", ("capture", "german", "reprint", "wire")),
        # The story that it was printed from stands: the mistake may be the copyist's.
        ("reprint", ("capture", "german", "reprint")),
        ("german", ("german",)),
        # Nobody knows which capture of a page came first.
        ("capture", ("capture", "german", "reprint")),
        ("analysis", ("analysis", "later")),
        ("other", ("other",)),
    ],
)
def test_what_falls_with_a_source(name: str, fallen: tuple[str, ...]) -> None:
    site = Site(settings=Settings(title="Talks"), sources=SOURCES)
    assert falls_with(site, derived(), origin_groups(site), name) == fallen


def shares(other: str, number: int, of: int = 10) -> TextFacts:
    """What is known of a text, of which so many paragraphs stand in another."""
    shared = SharedText(source=other, paragraphs=tuple(range(1, number + 1)))
    return TextFacts(digest="0", length=100 * of, paragraphs=of, shared=(shared,))


@pytest.mark.parametrize(
    ("one", "other", "shared", "fallen"),
    [
        # Nobody knows which of the two texts came first, and they count as one origin.
        (source("one"), source("other"), 10, ("one", "other")),
        (source("one"), source("other"), 5, ("one", "other")),
        # Not enough of it is the same, or the editors say that they are two.
        (source("one"), source("other"), 4, ("one",)),
        (source("one", apart_from="other"), source("other"), 10, ("one",)),
        (source("one"), source("other", apart_from="one"), 10, ("one",)),
        # What the editors say of the two counts, and not how much is the same.
        (source("one"), source("other", "reprint one"), 10, ("one", "other")),
        (source("one", "reprint other"), source("other"), 10, ("one",)),
        (source("one"), source("other", "based-on one"), 10, ("one",)),
    ],
)
def test_a_copy_that_only_the_texts_tell_of_falls_as_well(
    one: Source, other: Source, shared: int, fallen: tuple[str, ...]
) -> None:
    sources: dict[str, Source] = {"one": one, "other": other, "third": source("third")}
    facts = {"one": shares("other", shared), "other": shares("one", shared)}
    site = Site(settings=Settings(title="Talks"), sources=sources, facts=facts)
    groups = origin_groups(site)
    assert falls_with(site, derived(sources), groups, "one") == fallen
    assert falls_with(site, derived(sources), groups, "third") == ("third",)


def test_reprints_of_a_copy_that_only_the_texts_tell_of_fall_as_well() -> None:
    sources: dict[str, Source] = {
        each.id: each for each in (source("one"), source("twin"), source("reprint", "reprint twin"))
    }
    site = Site(settings=Settings(title="Talks"), sources=sources, facts={"twin": shares("one", 10)})
    assert falls_with(site, derived(sources), origin_groups(site), "one") == ("one", "reprint", "twin")


def claim(
    name: str, *sources: str, value: str | None = None, stance: Stance | None = None, date: str | None = None
) -> Claim:
    """A claim; a source whose name ends in `!` is quoted and found."""
    return Claim(
        id=Id(name),
        text="Something was said.",
        by=(Id("orlova"),),
        date=parse(date) if date else None,
        topic=Id("truce") if stance else None,
        stance=stance,
        about=Id("length") if value else None,
        value=value,
        evidence=tuple(
            Evidence(source=Id(each.removesuffix("!")), quote="the words" if each.endswith("!") else None)
            for each in sources
        ),
    )


def fall(name: str, *claims: Claim) -> Impact:
    one = Entry(id=Id("talks"), title="Talks", date=parse("2021-05-04"), claims=claims)
    site = Site(
        settings=Settings(title="Talks"),
        actors={
            "north": Actor(id=Id("north"), kind=ActorKind.PARTY, name="Northland"),
            "orlova": Actor(id=Id("orlova"), kind=ActorKind.PERSON, name="Vera Orlova", party=Id("north")),
        },
        properties={"length": Property(id=Id("length"), title="Length", type=PropertyType.DURATION, unit="min")},
        sources=SOURCES,
        entries={"talks": one},
    )
    groups = origin_groups(site)
    every = disputes(site, groups)
    fallen = falls_with(site, derived(), groups, name)

    def takers(cell: Cell) -> int:
        rests = [each for each in claims if any(item.source.strip("!") != "withdrawn" for item in each.evidence)]
        return sum(cell.key in {other.key for other in cells_of(site.actors, one, each)} for each in rests)

    return impact(
        site,
        fallen,
        derived(),
        [(one, each) for each in claims if any(item.source in fallen for item in each.evidence)],
        groups,
        lambda entry, stated: [each for each in every if any((entry, stated) in side.claims for side in each.sides)],
        lambda _, stated, number: stated.evidence[number].quote is not None,
        takers,
        [one],
    )


def test_claims_fall_or_stand_on_fewer_origins() -> None:
    found = fall(
        "reprint",
        claim("alone", "reprint!"),
        claim("copies", "reprint", "german"),
        claim("wired", "reprint!", "wire"),
        claim("two", "reprint", "other!"),
        claim("elsewhere", "other"),
        claim("based", "reprint", "analysis!"),
    )
    assert found.fallen == ("capture", "german", "reprint")
    assert found.based == ("analysis", "later")
    assert [each.claim for each in found.falls] == ["alone", "copies"]
    assert [(each.claim, each.before, each.after, each.unquoted) for each in found.weaker] == [
        ("wired", 1, 1, True),
        ("two", 2, 1, False),
    ]
    assert [each.claim for each in found.unchanged] == ["based"]
    assert found.claims == 5
    assert found.dated == ("talks",)


def test_what_rests_on_a_retracted_source_cannot_fall_again() -> None:
    found = fall("withdrawn", claim("gone", "withdrawn"), claim("words", "withdrawn!", "other"))
    assert (found.falls, found.weaker) == ((), ())
    assert [(each.claim, each.before, each.after) for each in found.unchanged] == [("gone", 0, 0), ("words", 1, 1)]


def test_a_quotation_from_a_retracted_source_is_none_that_is_left() -> None:
    found = fall("other", claim("a", "withdrawn!", "other!", "wire"))
    assert [(each.claim, each.unquoted) for each in found.weaker] == [("a", True)]


def test_disputes_lose_values_or_end() -> None:
    three = (claim("a", "wire", value="85 min"), claim("b", "other", value="2 h"), claim("c", "withdrawn", value="4 h"))
    (shaken,) = fall("other", *three).disputes
    assert (shaken.lost, shaken.ends) == (("2 hours",), False)
    (shaken,) = fall("other", *three[:2]).disputes
    assert (shaken.lost, shaken.ends) == (("2 hours",), True)
    assert fall("other", three[0], claim("b", "other", "wire", value="2 h")).disputes == ()
    again = claim("d", "wire", value="120 min")
    assert fall("other", *three, again).disputes == ()
    # Somebody who counts for nothing is nobody else.
    (shaken,) = fall("other", *three, claim("d", "withdrawn", value="120 min")).disputes
    assert (shaken.lost, shaken.ends) == (("2 hours",), False)


def positions(found: Impact) -> list[tuple[str, str, str, str, str]]:
    return [
        (each.cell.holder, each.cell.topic, each.cell.stance.value, str(each.cell.date), each.claim)
        for each in found.positions
    ]


def test_positions_fall_with_their_claims() -> None:
    found = fall(
        "other",
        claim("a", "other", stance=Stance.DEMANDS),
        claim("b", "other", stance=Stance.STATES),
        claim("c", "other", "wire", stance=Stance.OFFERS),
    )
    assert positions(found) == [("north", "truce", "demands", "2021-05-04", "a")]


def test_a_position_that_another_claim_shows_on_that_date_stands() -> None:
    found = fall(
        "other",
        claim("a", "other", stance=Stance.DEMANDS),
        claim("b", "wire", stance=Stance.DEMANDS),
        claim("c", "other", stance=Stance.OFFERS),
        claim("d", "other", stance=Stance.OFFERS),
        claim("e", "other", stance=Stance.REJECTS),
        claim("f", "withdrawn", stance=Stance.REJECTS),
    )
    assert positions(found) == [
        ("north", "truce", "offers", "2021-05-04", "c"),
        ("north", "truce", "rejects", "2021-05-04", "e"),
    ]


def test_a_position_is_lost_on_its_date_if_it_is_shown_on_another() -> None:
    found = fall(
        "other",
        claim("a", "other", stance=Stance.DEMANDS),
        claim("b", "wire", stance=Stance.DEMANDS, date="2021-05-05"),
        claim("c", "other", stance=Stance.DEMANDS, date="2021-05"),
        claim("d", "wire", stance=Stance.DEMANDS, date="2021-05-01/2021-05-31"),
    )
    assert positions(found) == [("north", "truce", "demands", "2021-05-04", "a")]


# --- the command, and the section of a source's page ------------------------------------------------------------------


FILES = {
    "content/sources/wire-report.md": "---\ntitle: Wire report\naliases: [the-wire]\npublished: 2021-05-05\n---\n",
    "content/sources/withdrawn.md": "---\ntitle: Withdrawn\nstatus: retracted\n---\n",
    "content/sources/almanac.md": "---\ntitle: Almanac\n---\n",
    "content/sources/diary.md": "---\ntitle: Diary\n---\n",
    "content/sources/notes.md": "---\ntitle: Notes\n---\n",
    "content/sources/unused.md": "---\ntitle: Unused\n---\n",
    "content/entries/2021-05-11-second-meeting.md": (
        "---\n"
        "title: Second meeting\n"
        "date: 2021-05-11\n"
        "date_from: {said: Tuesday, source: diary}\n"
        "claims:\n"
        "  - {id: long, text: It was long., about: duration, value: 5 h, evidence: [wire-report]}\n"
        "  - {id: short, text: It was short., about: duration, value: 1 h, evidence: [herald-story]}\n"
        "  - {id: dull, text: It was dull., by: [orlova], topic: water, stance: rejects, evidence: [wire-report]}\n"
        "  - {id: bare, text: It was held., evidence: [withdrawn]}\n"
        "  - {id: kept, text: It was kept., evidence: [withdrawn, wire-report, herald-story]}\n"
        "---\n"
        "They met again [@almanac].\n"
    ),
    "content/entries/2021-05-12-after.md": (
        "---\n"
        "title: After the meeting\n"
        "date: 2021-05-12\n"
        "date_from: {said: yesterday, source: notes}\n"
        "status: draft\n"
        "claims:\n"
        "  - {id: endless, text: It was endless., about: duration, value: 9 h, of: 2021-05-11-second-meeting,\n"
        "     evidence: [wire-report]}\n"
        "  - {id: both, text: It ended., evidence: [herald-story, wire-report]}\n"
        "---\n"
        "They left [@notes].\n"
    ),
}


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        (
            "wire-report",
            [
                (
                    "If “wire-report” turned out to be wrong: of 3 claims that name it, 2 would be left without a source and "
                    "1 would stand less firmly."
                ),
                "",
                "Claims left without a source (2):",
                "  2021-05-11-second-meeting#long: It was long.",
                "  2021-05-11-second-meeting#dull: It was dull.",
                "",
                "Claims that stand less firmly (1):",
                "  2021-05-11-second-meeting#kept: 1 origin left of 2",
                "",
                "Disputes (1):",
                "  2021-05-11-second-meeting-duration: ends; nobody else says 5 hours",
                "",
                "Positions that nothing else shows on that date (1):",
                "  north rejects water, 11 May 2021 (2021-05-11-second-meeting#dull)",
                "",
                "Claims in drafts, not counted above (2):",
                "  2021-05-12-after#endless: left without a source",
                "  2021-05-12-after#both: 1 origin left of 2",
            ],
        ),
        (
            "withdrawn",
            [
                (
                    "“withdrawn”: it was retracted, and counts for nothing already. "
                    "Of 2 claims that name it, 1 rests on others and 1 rests on no other."
                )
            ],
        ),
        (
            "almanac",
            [
                "If “almanac” turned out to be wrong: no claim names it.",
                "",
                "Cited in the text of (1):",
                "  2021-05-11-second-meeting",
            ],
        ),
        (
            "diary",
            [
                "If “diary” turned out to be wrong: no claim names it. 1 date was concluded from its words.",
                "",
                "Dates concluded from its words (1):",
                "  2021-05-11-second-meeting: “Tuesday” is 11 May 2021",
            ],
        ),
        (
            "notes",
            [
                "If “notes” turned out to be wrong: only drafts use it, and nothing that is published.",
                "",
                "Dates of drafts, concluded from its words (1):",
                "  2021-05-12-after: “yesterday” is 12 May 2021",
                "",
                "Cited in the text of drafts (1):",
                "  2021-05-12-after",
            ],
        ),
    ],
)
def test_what_the_command_says(make_site: MakeSite, name: str, lines: list[str]) -> None:
    assert timeline.impact(make_site(FILES), name) == lines


def test_a_source_is_known_by_its_former_id(make_site: MakeSite) -> None:
    root = make_site(FILES)
    assert timeline.impact(root, "the-wire") == [
        "“the-wire” was renamed; it is “wire-report” now.",
        "",
        *timeline.impact(root, "wire-report"),
    ]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("unused", "nothing names the source “unused”: no entry would change without it"),
        ("wire-repot", "there is no source “wire-repot”; did you mean “wire-report”?"),
        ("", "there is no source “”"),
    ],
)
def test_sources_of_which_nothing_can_be_said(make_site: MakeSite, name: str, message: str) -> None:
    with pytest.raises(LookupError) as caught:
        timeline.impact(make_site(FILES), name)
    assert caught.value.args == (message,)


def section(out: Path, name: str) -> list[str]:
    """The lines of a source's page from the heading of the section on."""
    page = " ".join((out / "sources" / name / "index.html").read_text(encoding="utf-8").split())
    text = re.sub(r"</(p|li|h\d|summary|footer)>", "\n", page.partition('id="impact">')[2].partition("</section>")[0])
    return [each.strip() for each in html.unescape(re.sub("<[^>]+>", "", text)).split("\n") if each.strip()]


def test_the_page_says_what_the_command_says(make_site: MakeSite, tmp_path: Path) -> None:
    root, out = make_site(FILES), tmp_path / "out"
    assert timeline.build(root, out).ok
    assert section(out, "wire-report") == [
        "What if it falls?",
        "Of 3 claims that name it, 2 would be left without a source and 1 would stand less firmly.",
        "Left without a source: 2",
        "It was long.",
        "It was dull.",
        "Less firm: 1",
        "It was kept. 1 origin left of 2 rests on a source that was retracted since",
        "Disputes that change: 1",
        "How long it lasted: Second meeting would end; nobody else says 5 hours",
        "Positions that nothing else shows on that date: 1",
        "Northland rejects Water, 11 May 2021: It was dull.",
    ]
    assert section(out, "withdrawn") == [
        "What if it falls?",
        (
            "It was retracted, and counts for nothing already. "
            "Of 2 claims that name it, 1 rests on others and 1 rests on no other."
        ),
    ]
    assert section(out, "diary") == [
        "What if it falls?",
        "No claim names it. 1 date was concluded from its words.",
        "Dates concluded from its words: 1",
        "Tuesday is 11 May 2021: Second meeting",
    ]
    assert section(out, "almanac") == []
    assert not (out / "sources/notes").exists()


def test_a_preview_with_drafts_tells_them_apart(make_site: MakeSite, tmp_path: Path) -> None:
    root, out = make_site(FILES), tmp_path / "out"
    assert timeline.build(root, out, drafts=True).ok
    assert section(out, "wire-report")[1:8] == [
        (
            "Of 5 claims, 2 of them in drafts, that name it, 3 would be left without a source and "
            "2 would stand less firmly."
        ),
        "Left without a source: 3",
        "It was long.",
        "It was dull.",
        "It was endless. draft",
        "Less firm: 2",
        "It was kept. 1 origin left of 2 rests on a source that was retracted since",
    ]
    assert section(out, "notes")[1:] == [
        "No claim names it. 1 date was concluded from its words.",
        "Dates concluded from its words: 1",
        "yesterday is 12 May 2021: After the meeting draft",
    ]


def test_unmarked_copies_of_a_retracted_source_still_count(make_site: MakeSite) -> None:
    copy = "---\ntitle: Copy\nderived_from:\n  - {source: withdrawn, how: reprint}\n---\n"
    entry = FILES["content/entries/2021-05-11-second-meeting.md"].replace("[withdrawn]", "[withdrawn, copy]")
    root = make_site({**FILES, "content/sources/copy.md": copy, "content/entries/2021-05-11-second-meeting.md": entry})
    assert timeline.impact(root, "withdrawn") == [
        (
            "“withdrawn”: it was retracted, and counts for nothing already. Of 2 claims that name it or a text with its "
            "words, 1 would be left without a source and 1 would stand as before."
        ),
        "",
        "Falls with it, having its words (1):",
        "  copy",
        "",
        "Claims left without a source (1):",
        "  2021-05-11-second-meeting#bare: It was held.",
    ]
