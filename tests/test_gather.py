"""What several documents say together: copies, outlets, actors, tracks, and what the collection has already."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from importing import TODAY, entries, new_timeline, plan, quotes_are_exact, run, site_of, tree

from dateline.ingest import report
from dateline.ingest.cast import Cast
from dateline.ingest.claims import Character
from dateline.ingest.document import Hints, import_document
from dateline.ingest.gather import gather
from dateline.model import Settings, Site

ROOT = Path(__file__).parents[1]
CASES = Path(__file__).parent / "cases" / "import"


def case(name: str) -> bytes:
    return (CASES / name).read_bytes()


SIGNED, NIGHT = "signed.txt", "night.txt"
TRACKS = """\
- id: grain
  title: Grain
  places: [port-selm]
  actors: [marden, veld]
  words: [grain, vessels]
- id: rail
  title: Rail
  words: [rail line, wagons]
"""
PLACES = "- {id: port-selm, name: Port Selm}\n"
ACTORS = "- {id: marden, kind: person, name: Ilza Marden, spellings: [Ilsa Marden]}\n- {id: veld, kind: person, name: Tomas Veld}\n- {id: brenn, kind: party, name: Brenn}\n"


def test_one_quotation_in_two_independent_reports_is_one_claim(tmp_path: Path) -> None:
    root = new_timeline(tmp_path / "site")
    run(root, {SIGNED: case(SIGNED), NIGHT: case(NIGHT)})
    claims = [claim for entry in entries(root).values() for claim in entry.claims if "inspections at sea" in claim.text]
    (claim,) = claims
    assert [evidence.source[:8] for evidence in claim.evidence] == ["grain-pr", "minister"]
    assert {str(claim.stance)} == {"rejects"}


def test_days_and_sources(tmp_path: Path) -> None:
    root = new_timeline(tmp_path / "site")
    run(root, {SIGNED: case(SIGNED), NIGHT: case(NIGHT)})
    found = {str(entry.date): [claim.text for claim in entry.claims] for entry in entries(root).values()}
    assert set(found) == {"2023-04", "2023-05-02", "2023-05-03"}
    # “said on Tuesday” dates the saying, “on Wednesday, officials said” the act, “in April” what had been agreed.
    assert any("had offered a compromise" in text for text in found["2023-05-02"])
    assert (
        "Officials said that negotiators from Aldoria and Brenn signed a protocol on grain shipments in the harbour town of Port Selm."
        in found["2023-05-03"]
    )
    assert found["2023-04"] == [
        "The two sides had agreed to reopen the rail line, according to the International Grain Council."
    ]
    # A paragraph goes on on its day.
    assert "The interior ministry said that police arrested 14 people." in found["2023-05-02"]


def test_a_copy_brings_no_claims(tmp_path: Path) -> None:
    root = new_timeline(tmp_path / "site")
    lines = case(SIGNED).decode().split("\n")
    copy = "\n".join(["Grain accord reached", "", *lines[4:-4]]).encode()
    made = run(root, {"copy.txt": copy, SIGNED: case(SIGNED)})
    assert made.outcomes[0].copy_of == made.outcomes[1].id
    assert made.outcomes[0].title == "Grain accord reached"
    assert made.outcomes[0].claims == 0 < made.outcomes[1].claims
    assert made.outcomes[0].published == "2023-05-04"
    assert "taken from" in dict(made.outcomes[0].inferred)["published"]


def test_a_copy_of_a_source_of_the_collection(tmp_path: Path) -> None:
    root = new_timeline(tmp_path / "site")
    first = run(root, {SIGNED: case(SIGNED)})
    before = tree(root)
    copy = "\n".join(case(SIGNED).decode().split("\n")[4:-6]).encode()
    made = run(root, {"copy.txt": copy})
    assert made.outcomes[0].copy_of == first.outcomes[0].id
    assert made.outcomes[0].published == "2023-05-04"
    assert not made.drafts
    assert not made.proposals
    assert {name: tree(root)[name] for name in before} == before


def test_the_same_bytes_twice_are_one_source(tmp_path: Path) -> None:
    root = new_timeline(tmp_path / "site")
    made = run(root, {"a.txt": case(SIGNED), "b.txt": case(SIGNED)})
    assert len(made.sources) == 1
    assert made.outcomes[0].id == made.outcomes[1].id
    assert made.outcomes[1].record.path == "b.txt"


def test_a_publisher_is_matched_or_reported(tmp_path: Path) -> None:
    page = (
        '<html><head><title>Grain</title><meta property="og:site_name" content="The Selm Gazette">'
        '<meta property="article:published_time" content="2023-05-04T10:00:00Z"></head><body><article><h1>Grain talks end</h1>'
        + "".join(f"<p>{line}</p>" for line in case(SIGNED).decode().split("\n") if len(line) > 60)
        + "</article></body></html>"
    ).encode()
    pytest.importorskip("trafilatura")
    known = new_timeline(tmp_path / "known", outlets="- {id: gazette, kind: newspaper, name: Selm Gazette}\n")
    (outcome,) = run(known, {"page.html": page}).outcomes
    assert outcome.publisher == "gazette"
    assert site_of(known).sources[str(outcome.id)].publisher == "gazette"
    assert str(outcome.id).startswith("gazette-2023-05-04")
    unknown = new_timeline(tmp_path / "unknown")
    made = run(unknown, {"page.html": page})
    assert made.outcomes[0].publisher == "The Selm Gazette"
    assert site_of(unknown).sources[str(made.outcomes[0].id)].publisher is None
    assert [problem.code for problem in made.problems] == ["publisher-unknown"]


def test_refused_documents_are_listed_and_the_rest_goes_on(tmp_path: Path) -> None:
    root = new_timeline(tmp_path / "site")
    made = run(root, {"empty.txt": b"", SIGNED: case(SIGNED), "noise.bin": bytes(range(256)) * 20})
    assert [outcome.id is None for outcome in made.outcomes] == [True, False, True]
    assert [(problem.path, problem.code) for problem in made.problems] == [
        ("empty.txt", "document-refused"),
        ("noise.bin", "document-refused"),
    ]
    assert len(list((root / "archive" / "originals").iterdir())) == 1


@pytest.mark.parametrize(
    ("hints", "message"),
    [
        (Hints(published="yesterday"), "“yesterday” is not a date"),
        (Hints(publisher="gazete"), "“gazete” is not in outlets.yaml"),
        (Hints(track="grain"), "“grain” is not in tracks.yaml"),
        (Hints(into="nothing"), "“nothing” is not in content/sources/"),
    ],
)
def test_wrong_options_change_nothing(tmp_path: Path, hints: Hints, message: str) -> None:
    root = new_timeline(tmp_path / "site")
    made = plan(root, {SIGNED: case(SIGNED)}, hints)
    assert not made.changes()
    assert message in made.problems[0].message


def test_the_editors_day_and_track_hold(tmp_path: Path) -> None:
    root = new_timeline(tmp_path / "site", tracks=TRACKS, places=PLACES, actors=ACTORS)
    made = run(root, {NIGHT: case(NIGHT)}, Hints(published="2023-05-04", track="rail"))
    assert made.outcomes[0].published == "2023-05-04"
    assert "published" not in dict(made.outcomes[0].inferred)
    assert {entry.track for entry in entries(root).values()} == {"rail"}


def test_tracks_are_known_by_places_words_and_actors(tmp_path: Path) -> None:
    root = new_timeline(tmp_path / "site", tracks=TRACKS, places=PLACES, actors=ACTORS)
    run(root, {SIGNED: case(SIGNED), NIGHT: case(NIGHT)})
    found = {(str(entry.date), entry.track) for entry in entries(root).values()}
    assert ("2023-05-03", "grain") in found
    assert ("2023-05-02", None) in found
    talks = next(entry for entry in entries(root).values() if entry.track == "grain")
    assert talks.place == "port-selm"
    assert {"marden"} <= set(talks.actors)
    # “Ilsa Marden” is a spelling that the list has; nobody is added twice.
    assert "Ilsa Marden" not in [actor.name for actor in site_of(root).actors.values()]


def test_a_text_for_a_source_that_was_only_cited(tmp_path: Path) -> None:
    root = new_timeline(tmp_path / "site")
    (root / "content" / "sources").mkdir()
    (root / "content" / "sources" / "wire.md").write_text("---\ntitle: Grain\n---\n", encoding="utf-8")
    (root / "content" / "entries").mkdir()
    (root / "content" / "entries" / "2023-05-03-signed.md").write_text(
        "---\ntitle: Signed\ndate: 2023-05-03\nclaims:\n  - id: one-year\n    text: The protocol runs for one year.\n"
        "    evidence: [wire]\n---\n",
        encoding="utf-8",
    )
    before = tree(root)
    made = run(root, {NIGHT: case(NIGHT)}, Hints(into="wire"))
    after = tree(root)
    assert {name for name in after if name not in before} == {
        "archive/wire.txt",
        f"archive/originals/{made.outcomes[0].record.digest}.txt",
    }
    (citation,) = made.quotable
    assert citation.claim == "2023-05-03-signed#one-year"
    assert citation.passage.startswith("The protocol, which runs for one year")
    assert "2023-05-03-signed#one-year can now be quoted" in report.as_text(made)
    # A second, other text for it is refused.
    other = plan(root, {SIGNED: case(SIGNED)}, Hints(into="wire"))
    assert [problem.code for problem in other.problems] == ["source-has-text"]
    assert not other.changes()


def test_an_address_that_a_source_has(tmp_path: Path) -> None:
    root = new_timeline(tmp_path / "site")
    (root / "content" / "sources").mkdir()
    (root / "content" / "sources" / "wire.md").write_text(
        "---\ntitle: Grain\nurl: https://www.example.org/grain/\n---\n", encoding="utf-8"
    )
    made = plan(root, {NIGHT: case(NIGHT)}, Hints(url="http://example.org/grain#top"))
    assert not made.changes()
    assert made.outcomes[0].id == "wire"
    assert made.problems[0].hint == "give it the text with --into wire"


def test_a_day_is_taken_from_nowhere_else(tmp_path: Path) -> None:
    root = new_timeline(tmp_path / "site")
    text = "The envoys met on Friday.\n\n" + "“We have come a long way to this table,” envoy Mira Holm said. " * 2
    made = run(root, {"a.txt": text.encode()})
    assert made.outcomes[0].published is None
    assert list(entries(root))
    assert all(name.startswith("undated-") for name in entries(root))
    assert any("day of publication unknown" in problem.message for problem in made.problems)


def test_many_claims_make_several_drafts(tmp_path: Path) -> None:
    root = new_timeline(tmp_path / "site")
    lines = [f"“We count {number} wagons in the yard today,” Ilsa Marden said." for number in range(100, 230)]
    text = "2023-05-04 Wagons counted\n\nMinisters met on Wednesday to count wagons, Ilsa Marden said.\n" + "\n".join(
        lines
    )
    run(root, {"long.txt": text.encode()})
    found = entries(root)
    assert sum(len(entry.claims) for entry in found.values()) == 131
    assert max(len(entry.claims) for entry in found.values()) == 60
    assert quotes_are_exact(root) == 131


@pytest.mark.parametrize(
    ("names", "actors"),
    [
        (["Volodymyr Zelenskiy", "Volodymyr Zelenski", "Vladimir Zelensky"], 1),
        (["Sergei Lavrov", "Sergey Lavrov", "Сергей Лавров"], 1),
        (["Hassan Rouhani", "Hossein Rouhani"], 2),
        (["Anna Holm", "Mira Holm"], 2),
        (["Recep Tayyip Erdoğan", "Recep Tayyip Erdogan", "Tayyip Erdoğan"], 1),
    ],
)
def test_spellings_of_one_person(names: list[str], actors: int) -> None:
    people = [Character(name=name, spellings=(), role=None, count=1) for name in names]
    cast = Cast(Site(settings=Settings(title="x")), people)
    ids = {cast.actor(name) for name in names}
    assert len(ids) == actors
    cast.use(identifier for identifier in ids if identifier)
    assert len(cast.added()) == actors


def test_nothing_to_gather() -> None:
    made = gather([], Site(settings=Settings(title="x")), {}, TODAY)
    assert made.outcomes == ()
    assert not made.changes()
    assert report.as_text(made).endswith("0 documents, 0 new sources, 0 drafts")


def test_the_record_of_a_document_needs_no_others() -> None:
    record = import_document(case(SIGNED), SIGNED)
    assert record.published == "2023-05-04"
    assert len(record.reading.assertions) == 13
    assert record.reading.story is not None
    assert record.reading.story.value == "2023-05-03"


def test_a_page_with_two_stories_does_not_make_them_one(tmp_path: Path) -> None:
    root = new_timeline(tmp_path / "site")
    other = "\n".join(
        ["2023-05-05 Lake level falls", ""]
        + [f"The level of lake number {n} fell by {n} metres on Thursday, surveyor Mira Holm said." for n in range(9)]
    )
    both = "\n".join([*case(SIGNED).decode().split("\n")[4:], *other.split("\n")[2:]])
    made = run(root, {SIGNED: case(SIGNED), "other.txt": other.encode(), "both.txt": both.encode()})
    signed, lake, page = made.outcomes
    assert signed.copy_of is None
    assert lake.copy_of is None
    assert page.copy_of in (signed.id, lake.id)


def test_what_a_copy_adds_is_not_lost(tmp_path: Path) -> None:
    root = new_timeline(tmp_path / "site")
    more = case(SIGNED).decode().rstrip("\n").split("\n", 2)[2] + "\n\nVeld rejected a second crane on Wednesday.\n"
    made = run(root, {SIGNED: case(SIGNED), "longer.txt": more.encode()})
    assert made.outcomes[1].copy_of == made.outcomes[0].id
    assert made.outcomes[1].claims == 1
    assert any(
        "second crane" in claim.text and claim.evidence[0].source == made.outcomes[1].id
        for entry in entries(root).values()
        for claim in entry.claims
    )


@pytest.mark.parametrize("first", ["", "import dateline.ingest.gather, dateline.ingest.extract; "])
def test_the_public_names_are_functions_whatever_was_imported_before(first: str) -> None:
    names = "extract, find_dates, find_quotes, containment, import_document, gather"
    code = f"{first}from dateline.ingest import {names}; print([n.__name__ for n in ({names})])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == str(names.split(", "))


def test_a_single_name_becomes_no_person(tmp_path: Path) -> None:
    root = new_timeline(tmp_path / "site")
    text = "Talks on the Orr\n\n" + "\n\n".join(
        [
            "President Hanne Lorck of Maravia said on 4 May 2023 that she would come to the talks.",
            "Tessaly said that it had “never asked for more than that.”",
            "“We wait,” Lorck said, after the first day of the talks on the river.",
        ]
    )
    made = run(root, {"a.txt": text.encode()})
    assert [actor.name for actor in made.actors] == ["Hanne Lorck"]
    assert ("Tessaly", 1) in made.unknown


def test_a_single_name_meets_the_full_one_of_another_document(tmp_path: Path) -> None:
    root = new_timeline(tmp_path / "site")
    first = "One\n\nPresident Hanne Lorck signed the paper on 4 May 2023, and two ministers of her cabinet looked on."
    second = (
        "Two\n\n“It is a small paper for a large river,” Lorck said on 4 May 2023, when it had been signed in Brunn."
    )
    made = run(root, {"a.txt": first.encode(), "b.txt": second.encode()})
    assert [actor.name for actor in made.actors] == ["Hanne Lorck"]
    claims = [claim for entry in entries(root).values() for claim in entry.claims if "small paper" in claim.text]
    assert [claim.by for claim in claims] == [("lorck",)]


def test_names_and_titles_are_those_of_the_sites_language(tmp_path: Path) -> None:
    root = new_timeline(tmp_path / "site")
    russian = (
        "Министры встретились в Брунне\n\n4 мая 2023\n\nМинистр иностранных дел Маравии Одо Кранц заявил в четверг, что "
        "переговоры окончены.\n\n«Мы уходим», — сказал Одо Кранц. Одо Кранц не ответил на вопросы.\n\nОдо Кранц улетел."
    )
    english = (
        "Ministers meet in Brunn\n\n4 May 2023\n\nMaravian Foreign Minister Odo Kranz said on Thursday that the talks were "
        "over.\n\nHe left the town by train, and the hosts were not told of it before the evening."
    )
    made = run(root, {"ru.txt": russian.encode(), "en.txt": english.encode()})
    (actor,) = made.actors
    assert (actor.name, actor.role, actor.spellings) == ("Odo Kranz", "Maravian Foreign Minister", ("Одо Кранц",))
    assert [entry.title for entry in entries(root).values()] == ["Ministers meet in Brunn"]


def test_a_capture_without_a_headline_takes_that_of_its_copy(tmp_path: Path) -> None:
    root = new_timeline(tmp_path / "site")
    lines = case(SIGNED).decode().split("\n")
    body = "\n".join(lines[4:-6])
    made = run(
        root, {"a.txt": f"Date: 2023-05-04\n\n{body}".encode(), "b.txt": f"Grain accord reached\n\n{body}".encode()}
    )
    first, second = made.outcomes
    assert (first.title, second.title) == ("Grain accord reached", "Grain accord reached")
    assert "the headline of b.txt" in dict(first.inferred)["title"]
    assert second.copy_of == first.id


def test_of_two_like_copies_the_first_by_name_is_the_original(tmp_path: Path) -> None:
    root = new_timeline(tmp_path / "site")
    made = run(root, {"b.txt": case(SIGNED) + b"\n", "a.txt": case(SIGNED)})
    assert made.outcomes[1].copy_of is None
    assert made.outcomes[0].copy_of == made.outcomes[1].id


def test_a_refused_document_has_its_problems(tmp_path: Path) -> None:
    root = new_timeline(tmp_path / "site")
    made = run(root, {"empty.txt": b"", SIGNED: case(SIGNED)})
    refused, good = json.loads(report.as_json(made))["documents"]
    assert (refused["path"], refused["id"], refused["drafts"]) == ("empty.txt", None, [])
    assert [problem["code"] for problem in refused["problems"]] == ["document-refused"]
    assert "problems" not in good


def test_a_suffix_is_no_family_name() -> None:
    cast = Cast(
        Site(settings=Settings(title="T", url="")),
        [Character(name="James Kennedy Jr.", spellings=(), role=None, count=2)],
    )
    assert cast.actor("James Kennedy Jr.") == "kennedy"
