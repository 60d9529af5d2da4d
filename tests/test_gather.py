"""What several documents say together: copies, outlets, actors, tracks, and what the collection has already."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from importing import TODAY, entries, new_timeline, plan, quotes_are_exact, run, site_of, tree

from dateline.ingest import report
from dateline.ingest.assertions import Character
from dateline.ingest.cast import Cast
from dateline.ingest.document import Hints, import_document
from dateline.ingest.draft import Names, claim_id, commented, headline, unique
from dateline.ingest.gather import gather
from dateline.ingest.spellings import could_be_same_person, meeting_keys, same_person
from dateline.model import Id, Outlet, Settings, Site, Source, TextFacts

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


def test_a_label_above_the_headline_may_be_an_outlet_that_is_known(tmp_path: Path) -> None:
    document = (
        b"Lake Online\nMinisters part without a deal on the tolls\n\n13 June 2025\n\n"
        b"The ministers met for four hours on Wednesday and parted without a deal on the tolls.\n\n"
        b"They agreed to meet again on Tuesday to talk of the tolls.\n"
    )
    known = new_timeline(tmp_path / "known", outlets="- {id: lake, kind: newspaper, name: Lake Online}\n")
    made = run(known, {"a.txt": document})
    assert [outcome.publisher for outcome in made.outcomes] == ["lake"]
    unknown = run(new_timeline(tmp_path / "unknown"), {"a.txt": document})
    assert [outcome.publisher for outcome in unknown.outcomes] == [None]
    assert unknown.problems == ()


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
        (SIGNED, "origin-proposed"),
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
    assert citation.quote in citation.passage
    assert 0 < len(citation.quote.split()) <= 18
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
    assert [problem["severity"] for problem in good["problems"]] == ["warning"]


def test_a_suffix_is_no_family_name() -> None:
    cast = Cast(
        Site(settings=Settings(title="T", url="")),
        [Character(name="James Kennedy Jr.", spellings=(), role=None, count=2)],
    )
    assert cast.actor("James Kennedy Jr.") == "kennedy"


def numbered(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.startswith("#")]


NEWS = """\
Ferry talks {title}

5 May 2023

The harbour council of Port Selm met on Thursday behind closed doors, and its clerk read the letters aloud for an hour.

{claim}

{more}
"""


def test_two_wordings_of_one_thing_are_proposed_and_not_made_one(tmp_path: Path) -> None:
    root = new_timeline(tmp_path / "site", actors=ACTORS)
    first = NEWS.format(
        title="go on",
        claim="Tomas Veld said on Thursday that the inspections of grain vessels would begin in Port Selm within nine days.",
        more="Few people came, for it rained on the quay from the morning until the evening, and the cranes stood still.",
    )
    second = NEWS.format(
        title="end",
        claim="The inspections of vessels with grain would begin within nine days, Tomas Veld told the council on Thursday.",
        more="A band of the fire brigade played in front of the town hall, where the mayor showed the guests an old map.",
    ).replace(
        "The harbour council of Port Selm met on Thursday behind closed doors, and its clerk read the letters aloud for an hour.",
        "They sat down at noon.",
    )
    run(root, {"a.txt": first.encode(), "b.txt": second.encode()})
    claims = [claim for entry in entries(root).values() for claim in entry.claims if "nine days" in claim.text]
    assert [len(claim.evidence) for claim in claims] == [1, 1]
    (path,) = [path for path in (root / "content" / "entries").iterdir() if "nine days" in path.read_text("utf-8")]
    lines = numbered(path.read_text(encoding="utf-8"))
    assert lines[0] == "# Perhaps one claim each; if they say the same, put the evidence of both under one:"
    assert all(claim.id in lines[1] for claim in claims)
    assert lines[1].endswith("telling words are the same")


def test_a_proposal_says_what_the_entry_has_already(tmp_path: Path) -> None:
    root = new_timeline(tmp_path / "site", actors=ACTORS)
    (root / "content" / "entries").mkdir()
    (root / "content" / "entries" / "2023-05-04-council.md").write_text(
        "---\ntitle: Council\ndate: 2023-05-04\nclaims:\n  - id: inspections\n    text: Tomas Veld said that inspections of "
        "grain vessels would begin within nine days.\n    by: [veld]\n    evidence: [wire]\n---\n",
        encoding="utf-8",
    )
    (root / "content" / "sources").mkdir()
    (root / "content" / "sources" / "wire.md").write_text("---\ntitle: Wire\n---\n", encoding="utf-8")
    claim = (
        "Tomas Veld said on Thursday that the inspections of grain vessels would begin in Port Selm within nine days."
    )
    made = run(root, {"a.txt": NEWS.format(title="go on", claim=claim, more="It rained on the quay all day.").encode()})
    (path,) = made.proposals
    assert path == "inbox/2023-05-04-council.md"
    lines = numbered((root / path).read_text(encoding="utf-8"))
    assert lines[0] == "# Perhaps in 2023-05-04-council already; if so, add the evidence there:"
    assert "and its inspections: " in lines[1]


def test_a_copy_says_how_much_of_it_and_which_paragraphs(tmp_path: Path) -> None:
    root = new_timeline(tmp_path / "site")
    lines = case(SIGNED).decode().split("\n")
    copy = "\n".join(["Grain accord reached", "", *lines[4:-4]]).encode()
    made = run(root, {"copy.txt": copy, SIGNED: case(SIGNED)})
    note = made.outcomes[0].note
    assert note is not None
    assert re.fullmatch(
        rf"A copy of {made.outcomes[1].id}: (?:all|\d+%) of the shorter text’s words in runs of five, "
        r"here paragraphs [\d–, ]+ of \d+\.",
        note,
    )


def test_many_documents_with_changed_texts_are_looked_up_in_one_search(tmp_path: Path) -> None:
    root = new_timeline(tmp_path / "site")
    first = run(root, {SIGNED: case(SIGNED), NIGHT: case(NIGHT)})
    for outcome in first.outcomes:
        held = root / "archive" / f"{outcome.id}.txt"
        held.write_text(
            held.read_text(encoding="utf-8") + "One more line that an editor has added.\n", encoding="utf-8"
        )
    again = plan(root, {SIGNED: case(SIGNED), NIGHT: case(NIGHT)})
    assert [outcome.id for outcome in again.outcomes] == [outcome.id for outcome in first.outcomes]
    assert all("whose text was changed since" in str(outcome.note) for outcome in again.outcomes)
    assert not again.changes()


def test_an_outlet_becomes_no_person() -> None:
    site = Site(
        settings=Settings(title="T"),
        outlets={Id.of("ria"): Outlet(id=Id.of("ria"), kind="agency", name="RIA Novosti", spellings=("РИА Новости",))},
    )
    people = [
        Character(name=name, spellings=(), role=None, count=3, certain=True) for name in ("РИА Новости", "Ilza Marden")
    ]
    cast = Cast(site, people)
    assert cast.actor("РИА Новости") is None
    assert cast.actor("Ilza Marden") == "marden"


NAMES = (
    """
Volodymyr Zelenskiy|Volodymyr Zelensky|Владимир Зеленский|Zelensky Volodymyr|Wolodymyr Selenskyj|V. Zelenskyy|Зеленський
Sergei Lavrov|Sergey Lavrov|Сергей Лавров|Lavrov|S. Lavrov|Recep Tayyip Erdoğan|Tayyip Erdogan|Реджеп Тайип Эрдоган
Mevlüt Çavuşoğlu|Mevlut Cavusoglu|Чавушоглу|Mikhailo Podoliak|Михаил Подоляк|Mykhailo Podolyak|Dzhokhar Dudaev|Джохар Дудаев
James Kennedy Jr.|James Kennedy|Orbán Viktor|Viktor Orban|Yulia Svyrydenko|Юлія Свириденко|Hryhorii Karasin|Григорий Карасин
""".replace("\n", "|")
    .strip("|")
    .split("|")
)


def test_spellings_of_one_person_meet() -> None:
    pairs = [(a, b) for a in NAMES for b in NAMES if same_person(a, b) or could_be_same_person(a, b)]
    assert len(pairs) > 60
    assert [(a, b) for a, b in pairs if not {*meeting_keys(a)} & {*meeting_keys(b)}] == []


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "Odo Kranz, a member of the delegation of Maravia, said that both sides had made substantial progress in the talks.",
            "Odo Kranz: Both sides had made substantial progress in the talks",
        ),
        (
            "The chief of the delegation said that the ferries would sail again as soon as the cranes had been mended by hand.",
            "The chief of the delegation: The ferries would sail again as soon as the cranes had been mended",
        ),
    ],
)
def test_a_headline_says_what_was_said(text: str, title: str) -> None:
    assert headline(text) == title


def test_an_id_of_a_claim_ends_with_a_word() -> None:
    made = claim_id("Международное обсуждение продовольственного соглашения завершилось безрезультатно", None, ())
    assert made == "mezhdunarodnoe-obsuzhdenie-prodovolstvennogo-soglasheniya"


@given(st.lists(st.sampled_from(["a", "b", "a-2", "b-3"]), max_size=12), st.sets(st.sampled_from(["a", "a-2", "b-2"])))
def test_names_are_those_that_unique_gives(stems: list[str], taken: set[str]) -> None:
    names, used = Names(taken), set(taken)
    for stem in stems:
        expected = unique(stem, used)
        used.add(expected)
        assert names.take(stem) == expected


def test_a_sentence_that_two_sources_share_is_pointed_at(tmp_path: Path) -> None:
    root = new_timeline(tmp_path / "site", actors=ACTORS)
    claim = (
        "Tomas Veld said on Thursday that the inspections of grain vessels would begin in Port Selm within nine days."
    )
    rain = "Few people came, for it rained on the quay all day long, and the old cranes over the basin stood still. "
    band = "A band of the fire brigade played outside the hall where the mayor showed the guests a map of the coast. "
    more = "In the evening lamps were lit along the mole, and somebody sold fried fish from the back of a lorry."
    other = "Late at night the last bus took them over the hill, past the dark mill and the pond where ducks sleep."
    first = NEWS.format(title="go on", claim=claim, more=rain + more)
    second = f"Nine days\n\n5 May 2023\n\nThey sat down at noon.\n\n{claim}\n\n{band}{other}"
    run(root, {"a.txt": first.encode(), "b.txt": second.encode()})
    (entry,) = [entry for entry in entries(root).values() if any(len(claim.evidence) == 2 for claim in entry.claims)]
    (both,) = [claim.id for claim in entry.claims if len(claim.evidence) == 2]
    written = (root / "content" / "entries" / f"{entry.id}.md").read_text(encoding="utf-8")
    assert f"# Word for word the same in their sources, so one may have it from the other: {both}\n" in written


def test_texts_that_are_not_at_hand_are_told() -> None:
    site = Site(
        settings=Settings(title="T"),
        sources={Id.of("wire"): Source(id=Id.of("wire"), title="Wire")},
        facts={"wire": TextFacts(digest="0" * 64, length=10, paragraphs=1)},
    )
    made = gather([import_document(case(NIGHT), NIGHT)], site, {}, TODAY)
    (problem,) = [problem for problem in made.problems if problem.code == "texts-absent"]
    assert problem.message == "the text of 1 source is not at hand: copies and translations of it are not found"


def test_comments_hold_no_character_that_yaml_refuses() -> None:
    made = commented("---\ntitle: T\n---\nBody\n---\n", "# one \x07 \u2028 two\n# three\n")
    assert made == "---\ntitle: T\n# one <U+0007> <U+2028> two\n# three\n---\nBody\n---\n"
    assert commented("---\ntitle: T\n---\n", "") == "---\ntitle: T\n---\n"


def test_what_comes_of_documents_does_not_depend_on_their_order(tmp_path: Path) -> None:
    translations = CASES.parent / "translations"
    lines = case(SIGNED).decode().split("\n")
    documents = {
        path.name: f"{path.stem}\n\n{4 + number % 2} May 2023\n\n".encode() + path.read_bytes().replace(b"\n", b"\n\n")
        for number, path in enumerate(sorted(translations.glob("selm-*.txt")))
    }
    documents |= {SIGNED: case(SIGNED), NIGHT: case(NIGHT), "copy.txt": "\n".join(["Grain", "", *lines[4:-4]]).encode()}
    trees = []
    for number, names in enumerate((sorted(documents), sorted(documents, reverse=True))):
        root = new_timeline(tmp_path / str(number), tracks=TRACKS, places=PLACES, actors=ACTORS)
        made = run(root, {name: documents[name] for name in names})
        trees.append(tree(root))
        assert {problem.code for problem in made.problems} >= {"translation-proposed", "origin-proposed"}
    assert trees[0] == trees[1]
