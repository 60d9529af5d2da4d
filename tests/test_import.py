"""Five articles on one negotiation: everything that `import` has to make of them."""

from __future__ import annotations

import json
import pickle
from pathlib import Path
from typing import Any

import pytest
from importing import entries, new_timeline, plan, quotes_are_exact, run, site_of, tree

from dateline.ingest import report
from dateline.ingest.document import import_document
from dateline.ingest.plan import Plan
from dateline.model import Status

SEEDS = Path(__file__).parents[1].parent / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="needs the articles in shared/seeds")

NO_PROGRESS = "no-progress-in-ukraine-russia-talks-2022-03-11"


def articles() -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(SEEDS.glob("*.txt"))}


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Plan, list[dict[str, Any]]]:
    root = new_timeline(tmp_path_factory.mktemp("import") / "site")
    made = run(root, articles())
    return root, made, json.loads(report.as_json(made))["documents"]


Imported = tuple[Path, Plan, list[dict[str, Any]]]


def dates(document: dict[str, Any]) -> list[tuple[str, str]]:
    return [(found["text"], found["value"]) for found in document["dates"]]


def speakers(document: dict[str, Any]) -> dict[str, str | None]:
    return {found["text"]: found["speaker"] for found in document["quotes"]}


def test_one_document_for_each_input_in_order(imported: Imported) -> None:
    _, _, documents = imported
    assert [Path(document["path"]).name[:3] for document in documents] == ["000", "001", "002", "003", "004"]
    fields = "path id title standfirst publisher credit authors published language inferred copy_of dropped dates quotes drafts problems url accessed note unused"
    assert all(list(document) == fields.split() for document in documents)


def test_000(imported: Imported) -> None:
    document = imported[2][0]
    assert document["title"] == "No progress in Ukraine, Russia talks"
    assert document["published"] == "2022-03-11"
    assert "published" not in document["inferred"]
    assert document["credit"] == "Bloomberg"
    assert document["publisher"] is None
    dropped = [line["text"] for line in document["dropped"]]
    assert dropped[0].startswith("date 2022-03-11")
    assert [text[:20] for text in dropped if "Photo:" in text] == ["A video grab from ha", "A handout photo made"]
    assert dates(document) == [
        ("yesterday", "2022-03-10"),
        ("Feb. 24", "2022-02-24"),
        ("yesterday", "2022-03-10"),
        ("yesterday", "2022-03-10"),
        ("Wednesday", "2022-03-09"),
    ]
    assert len(document["quotes"]) == 9
    said = speakers(document)
    assert said["special military operation"] is None
    assert said["single inch"] == "Ihor Zhovkva"
    assert said["It’s up to everybody to make sure that Putin doesn’t win this war,"] == "Kaja Kallas"


def test_001_is_a_copy(imported: Imported) -> None:
    root, _, documents = imported
    document = documents[1]
    assert document["copy_of"] == documents[0]["id"] == NO_PROGRESS
    assert (document["title"], document["published"]) == (documents[0]["title"], documents[0]["published"])
    assert all(f"taken from {NO_PROGRESS}" in document["inferred"][name] for name in ("title", "published"))
    assert sum("teaser" in line["why"] for line in document["dropped"]) == 4
    assert sum(line["text"].startswith("Photo:") for line in document["dropped"]) == 2
    assert dates(document) == dates(documents[0])
    assert speakers(document) == speakers(documents[0])
    assert document["drafts"] == []
    source = site_of(root).sources[document["id"]]
    assert [(item.source, item.how) for item in source.derived_from] == [(NO_PROGRESS, "duplicate")]


def test_002(imported: Imported) -> None:
    document = imported[2][2]
    assert document["title"] == "Turkey-Hosted Ukraine-Russia Talks Stall, but May Resume"
    assert document["standfirst"].startswith("Ukrainian and Russian foreign ministers’ meeting in Turkey")
    assert "Source link:" in [line["text"] for line in document["dropped"]]
    assert document["published"] == "2022-03-10"
    assert document["inferred"]["published"].startswith("Thursday is March 10 in the text")
    assert set(dates(document)) == {
        ("Thursday", "2022-03-10"),
        ("March 2", "2022-03-02"),
        ("February 24", "2022-02-24"),
    }


def test_003(imported: Imported) -> None:
    document = imported[2][3]
    dropped = {line["text"] for line in document["dropped"]}
    assert {"top of page", "bottom of page", "Недавние посты", "Смотреть все"} <= dropped
    assert document["published"] == "2022-03-10"
    assert "other sources of the same event" in document["inferred"]["published"]
    assert ("last month", "2022-02") in dates(document)
    said = {name for name in speakers(document).values() if name}
    assert said == {"Oleg Nikolenko", "Dmytro Kuleba", "Mustafa Aydin", "Soner Cagaptay"}


def test_003_alone_has_no_day(tmp_path: Path) -> None:
    root = new_timeline(tmp_path / "site")
    made = run(root, {name: data for name, data in articles().items() if Path(name).name.startswith("003")})
    (outcome,) = made.outcomes
    assert outcome.published is None
    drafts = entries(root)
    assert drafts
    assert all(name.startswith("undated-") for name in drafts)
    assert all(entry.date is None and entry.title.startswith("Not dated: ") for entry in drafts.values())
    assert {quote for one in outcome.record.reading.assertions for quote in one.quotes} >= {0, 1, 2}
    assert quotes_are_exact(root) >= 12


def test_004(imported: Imported) -> None:
    document = imported[2][4]
    assert document["published"] == "2022-03-14"
    assert document["inferred"]["published"].startswith("Monday is the 14th in the text")
    assert ("Monday (14)", "2022-03-14") in dates(document)
    assert ("Sunday", "2022-03-13") in dates(document)
    break_until = next(text for text in speakers(document) if "[terça, 15]" in text)
    assert speakers(document)[break_until] == "Mikhailo Podoliak"
    assert any("glued" in line["why"] for line in document["dropped"])


def test_drafts_stand_on_their_days(imported: Imported) -> None:
    root, made, _ = imported
    found = entries(root)
    days = {str(entry.date) for entry in found.values()}
    assert {"2022-03-10", "2022-03-14", "2022-03-13", "2022-03-09", "2022-03-02", "2022-02-24"} <= days
    assert all(entry.status is Status.DRAFT for entry in found.values())
    assert all(name.startswith(f"{entry.date}-") for name, entry in found.items())
    talks = next(entry for entry in found.values() if str(entry.date) == "2022-03-10")
    assert talks.title == "No progress in Ukraine, Russia talks"
    assert talks.date_from is not None
    assert (talks.date_from.said, talks.date_from.source) == ("yesterday", NO_PROGRESS)
    assert {evidence.source for claim in talks.claims for evidence in claim.evidence} == {
        document.id for document in made.outcomes if Path(document.record.path).name[:3] in ("000", "002", "003")
    }


def test_quotes_are_verbatim(imported: Imported) -> None:
    assert quotes_are_exact(imported[0]) >= 55


def test_every_quotation_and_date_is_accounted_for(imported: Imported) -> None:
    assert [outcome.unused for outcome in imported[1].outcomes] == [0] * 5


def test_spellings_meet_in_one_actor(imported: Imported) -> None:
    actors = site_of(imported[0]).actors
    presidents = [actor for actor in actors.values() if "elensk" in actor.name]
    assert len(presidents) == 1
    names = {presidents[0].name, *presidents[0].spellings}
    assert names == {"Volodymyr Zelenskiy", "Volodymyr Zelenski", "Volodymyr Zelensky"}
    assert len([actor for actor in actors.values() if "Lavrov" in actor.name]) == 1
    assert {"kuleba", "lavrov", "cavusoglu", "kallas", "zhovkva", "peskov", "podoliak"} <= set(actors)


def test_nothing_comes_from_dropped_lines(imported: Imported) -> None:
    root = imported[0]
    written = "".join(path.read_text(encoding="utf-8") for path in (root / "content").rglob("*.md"))
    for word in ("Taiwan", "Sabina Shoal", "defected to freedom", "просмотров", "Kamala"):
        assert word not in written


def test_stances_and_kinds(imported: Imported) -> None:
    claims = [claim for entry in entries(imported[0]).values() for claim in entry.claims]
    by_words = {words: next(claim for claim in claims if words in claim.text) for words in (
        "“I will demand a ceasefire", "insisted that Russia had not invaded", "would propose direct talks",
        "three key demands", "slowly changing its stance", "spoke to Putin by phone",
    )}  # fmt: skip
    assert [(str(claim.kind), claim.stance and str(claim.stance)) for claim in by_words.values()] == [
        ("statement", "demands"),
        ("statement", "denies"),
        ("statement", "proposes"),
        ("statement", "demands"),
        ("analysis", "states"),
        ("report", None),
    ]


def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    root = new_timeline(tmp_path / "site")
    first = run(root, articles())
    before = tree(root)
    again = run(root, articles())
    assert tree(root) == before
    assert not again.changes()
    assert [outcome.id for outcome in again.outcomes] == [outcome.id for outcome in first.outcomes]
    assert [outcome.copy_of for outcome in again.outcomes] == [outcome.copy_of for outcome in first.outcomes]


def test_what_an_editor_changed_stays(tmp_path: Path) -> None:
    root = new_timeline(tmp_path / "site")
    run(root, articles())
    drafts = sorted((root / "content" / "entries").iterdir())
    drafts[0].write_text(drafts[0].read_text(encoding="utf-8").replace("status: draft", "status: published"))
    drafts[1].unlink()
    renamed = root / "content" / "sources" / "folha.md"
    source = next(path for path in (root / "content" / "sources").iterdir() if path.name.startswith("negotiations"))
    text = root / "archive" / f"{source.stem}.txt"
    for path in (root / "content" / "entries").iterdir():
        path.write_text(path.read_text(encoding="utf-8").replace(source.stem, "folha"), encoding="utf-8")
    source.rename(renamed)
    text.rename(root / "archive" / "folha.txt")
    before = tree(root)
    again = run(root, articles())
    assert tree(root) == before
    assert again.outcomes[4].id == "folha"


def test_a_text_that_an_editor_mended_is_known_by_its_bytes(tmp_path: Path) -> None:
    root = new_timeline(tmp_path / "site")
    first = run(root, articles())
    path = root / "archive" / f"{first.outcomes[2].id}.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("heavy casualties", "casualties") + "A line more.\n")
    before = tree(root)
    again = run(root, articles())
    assert tree(root) == before
    assert again.outcomes[2].id == first.outcomes[2].id


def test_the_order_of_the_documents_does_not_matter(tmp_path: Path) -> None:
    given = list(articles().items())
    trees = []
    for number, order in enumerate((given, given[::-1], given[2:] + given[:2])):
        root = new_timeline(tmp_path / str(number))
        run(root, dict(order))
        trees.append(tree(root))
    assert trees[0] == trees[1] == trees[2]


def test_with_tracks_each_event_has_its_draft(tmp_path: Path) -> None:
    content = Path(__file__).parents[1] / "content"
    lists = {
        name: (content / f"{name}.yaml").read_text(encoding="utf-8")
        for name in ("tracks", "actors", "places", "topics")
    }
    root = new_timeline(tmp_path / "site", **lists)
    run(root, articles())
    found = entries(root)
    by_track = {(str(entry.date), entry.track) for entry in found.values()}
    assert {
        ("2022-03-10", "antalya"),
        ("2022-03-10", None),
        ("2022-03-14", "virtual"),
        ("2022-03-02", None),
    } <= by_track
    talks = next(entry for entry in found.values() if entry.track == "antalya")
    assert talks.place == "antalya"
    assert {"kuleba", "lavrov", "cavusoglu"} <= set(talks.actors)
    call = next(entry for entry in found.values() if "Scholz" in entry.title)
    assert call.track is None
    assert str(call.date) == "2022-03-10"
    assert not any(claim.by == () and "Moscow has said" in claim.text for claim in talks.claims)
    # Whoever is known is not proposed again.
    added = (root / "content" / "actors.yaml").read_text(encoding="utf-8")
    assert added == lists["actors"]


def test_entries_that_exist_get_proposals(tmp_path: Path) -> None:
    root = new_timeline(tmp_path / "site")
    given = articles()
    run(root, {name: data for name, data in given.items() if Path(name).name.startswith("000")})
    before = tree(root)
    made = run(root, {name: data for name, data in given.items() if Path(name).name.startswith(("002", "003"))})
    after = tree(root)
    assert {name: after[name] for name in before if name != "content/actors.yaml"} == {
        name: data for name, data in before.items() if name != "content/actors.yaml"
    }
    assert after["content/actors.yaml"].startswith(before["content/actors.yaml"])
    (proposal,) = made.proposals
    assert proposal.startswith("inbox/2022-03-10-")
    assert (root / proposal).is_file()
    assert quotes_are_exact(root)


def test_records_can_be_sent_between_processes() -> None:
    for name, data in articles().items():
        record = import_document(data, name)
        assert pickle.loads(pickle.dumps(record)) == record  # noqa: S301 - our own bytes


def test_the_report_for_an_editor(imported: Imported) -> None:
    shown = report.as_text(imported[1], explain=True)
    assert "5 documents, 5 new sources, 1 copy, 6 drafts" in shown
    assert "line 1 dropped, the head line with the date and the title" in shown
    assert f"a copy of {NO_PROGRESS}".lower() in shown.lower()
    assert "date “Feb. 24” is 2022-02-24, counted from publication, 2022-03-11" in shown
    assert "date “2014” is 2014, as the text says it" in shown
    assert (
        "quotation “single inch” is Ihor Zhovkva's, by the words “Ihor Zhovkva, Zelenskiy’s deputy chief of staff, said”"
        in shown
    )
    assert "quotation “special military operation” is nobody's speech but a term" in shown


def test_a_dry_plan_writes_nothing(tmp_path: Path) -> None:
    root = new_timeline(tmp_path / "site")
    before = tree(root)
    assert plan(root, articles()).changes()
    assert tree(root) == before
