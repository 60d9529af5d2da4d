"""The site that the project publishes: what it holds, and that every quote of it stands."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
from conftest import ROOT, SHARED

from dateline import site
from dateline.cli import main
from dateline.content.loader import load
from dateline.evidence import locate, origin_groups, support
from dateline.evidence.disputes import disputes
from dateline.model import Site, Status, Verdict

SEEDS = {
    "000_507f381a60690937.txt": "taipei-times-2022-03-11",
    "001_caa9416845d87bcc.txt": "taipei-times-2022-03-11-capture-2",
    "002_9fdc452d967bfb2c.txt": "turkey-hosted-talks-stall",
    "003_93573237ad29fb88.txt": "top-diplomats-in-turkey",
    "004_485a96cfb2d0d997.txt": "folha-2022-03-14-english",
}
needs_seeds = pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="the articles are not at hand")


@pytest.fixture(scope="module")
def first_site() -> Site:
    found, problems = site.check(ROOT, archive=ROOT / "no-archive", strictly=True)
    assert problems == []
    return found


@pytest.fixture(scope="module")
def with_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the content, with the archive that `import` makes of the articles."""
    root = tmp_path_factory.mktemp("first-site")
    shutil.copytree(ROOT / "content", root / "content")
    for name, source in SEEDS.items():
        assert main(["import", "--root", str(root), "--into", source, str(SHARED / "seeds" / name)]) == 0
    return root


def test_what_it_holds(first_site: Site) -> None:
    assert list(first_site.tracks) == ["belarus", "antalya", "virtual"]
    published = [entry for entry in first_site.entries.values() if entry.status is Status.PUBLISHED]
    days = {(entry.track, str(entry.date)) for entry in published}
    assert days >= {
        ("belarus", "2022-02-28"), ("belarus", "2022-03-03"), ("belarus", "2022-03-07"), ("antalya", "2022-03-10"),
        ("virtual", "2022-03-12"), ("virtual", "2022-03-13"), ("virtual", "2022-03-14"), ("virtual", "2022-03-15"),
        ("virtual", "2022-03-17"),
    }  # fmt: skip
    quoted = sum(any(evidence.quote for evidence in claim.evidence) for entry in published for claim in entry.claims)
    assert quoted >= 45
    verdicts = Counter(finding.verdict for finding in first_site.findings.values())
    assert set(verdicts) <= {Verdict.EXACT, Verdict.TYPOGRAPHIC, Verdict.ELIDED, Verdict.CITED}


def test_every_source_is_used(first_site: Site) -> None:
    used = {evidence.source for _, _, _, evidence in first_site.evidence()}
    derived = {step.source for source in first_site.sources.values() for step in source.derived_from}
    prose = " ".join(entry.body for entry in first_site.entries.values())
    assert [name for name in first_site.sources if name not in used | derived and f"@{name}" not in prose] == []


def test_a_second_capture_and_a_reprint_add_no_origin(first_site: Site) -> None:
    groups = origin_groups(first_site)
    assert groups["taipei-times-2022-03-11"].key == groups["taipei-times-2022-03-11-capture-2"].key
    assert groups["folha-2022-03-14"].key == groups["folha-2022-03-14-english"].key
    seeds = {groups[source].key for source in SEEDS.values()}
    assert len(seeds) == 4


def test_sources_differ_and_it_shows(first_site: Site) -> None:
    groups = origin_groups(first_site)
    found = {dispute.property for dispute in disputes(first_site, groups)}
    assert {"round-number", "duration", "head-of-delegation", "place", "ceasefire-discussed"} <= found


def test_support_counts_origins(first_site: Site) -> None:
    groups = origin_groups(first_site)
    for entry in first_site.entries.values():
        for claim in entry.claims:
            held = support(first_site, claim, groups)
            assert 1 <= len(held.origins) <= len({evidence.source for evidence in claim.evidence})


def test_the_figures_in_the_docs_are_those_of_the_site(first_site: Site) -> None:
    docs = " ".join((ROOT / "docs/evidence.md").read_text(encoding="utf-8").split())
    lost = re.search(r"(\d+) would be left without a source", site.impact(ROOT, "taipei-times-2022-03-11")[0])
    assert lost is not None
    assert f"{lost[1]} claims of the first site would be left without a source" in docs
    groups = origin_groups(first_site)
    for name, told in (
        ("about-ninety-minutes", "1 outlet, 1 origin (Bloomberg)"),
        ("two-others-each", "2 outlets, 1 origin (AFP)"),
    ):
        claim = first_site.entries["2022-03-10-foreign-ministers-meet-in-antalya"].claim(name)
        assert claim is not None
        assert support(first_site, claim, groups).told == told
        assert f"“{told}”" in docs


@needs_seeds
def test_the_look_up_in_the_docs_is_that_of_the_site(with_archive: Path) -> None:
    docs = (ROOT / "docs/evidence.md").read_text(encoding="utf-8")
    said = site.explain(with_archive, "2022-03-10-demands-and-expectations-around-antalya", "aydin-stance-changing")
    assert "\n".join(said) in docs


@needs_seeds
def test_clean_with_the_archive_too(with_archive: Path, tmp_path: Path) -> None:
    _, problems = site.check(with_archive, strictly=True)
    assert problems == []
    assert site.verify(with_archive).changes == {}, "the receipts are those that verify writes"
    one = site.build(with_archive, tmp_path / "with")
    (with_archive / "archive").rename(tmp_path / "archive")
    try:
        other = site.build(with_archive, tmp_path / "without")
    finally:
        (tmp_path / "archive").rename(with_archive / "archive")
    assert one.written == other.written
    assert all(
        (tmp_path / "with" / name).read_bytes() == (tmp_path / "without" / name).read_bytes() for name in one.written
    )


@needs_seeds
def test_the_site_quotes_it_does_not_republish(with_archive: Path) -> None:
    """Quotes are evidence: of no article do they add up to a reading copy, and none runs on."""
    quoted: dict[str, set[int]] = {}
    texts = {source: (with_archive / "archive" / f"{source}.txt").read_text().rstrip("\n") for source in SEEDS.values()}
    for _, _, _, evidence in load(with_archive).site.evidence():
        if evidence.quote:
            assert len(evidence.quote.split()) <= 18, evidence.quote
            match = locate(evidence.quote, texts[evidence.source], evidence.context)
            assert match.start is not None, evidence.quote
            assert match.end is not None, evidence.quote
            quoted.setdefault(evidence.source, set()).update(range(match.start, match.end))
    shares = {source: len(places) / len(texts[source]) for source, places in quoted.items()}
    assert len(shares) >= 4
    assert {source: f"{share:.0%}" for source, share in shares.items() if share > 0.40} == {}


@needs_seeds
def test_a_changed_letter_in_any_quote_is_found(with_archive: Path, tmp_path: Path) -> None:
    loaded = load(with_archive)
    texts = {source: (with_archive / "archive" / f"{source}.txt").read_text().rstrip("\n") for source in SEEDS.values()}
    by_source = {}
    for entry, claim, number, evidence in loaded.site.evidence():
        if evidence.quote:
            by_source[evidence.source] = (entry, claim, number, evidence)
            at = next(i for i in range(len(evidence.quote) // 2, len(evidence.quote)) if evidence.quote[i].isalpha())
            letter = "x" if evidence.quote[at] != "x" else "y"
            changed = evidence.quote[:at] + letter + evidence.quote[at + 1 :]
            match = locate(changed, texts[evidence.source], evidence.context)
            assert match.verdict is Verdict.ABSENT, changed
            assert match.nearest is not None, changed
            assert match.nearest.offset <= at, changed
    for entry, claim, number, evidence in by_source.values():
        root = tmp_path / evidence.source
        shutil.copytree(with_archive, root)
        path = root / f"content/entries/{entry.id}.md"
        text = path.read_text()
        assert evidence.quote is not None
        word = max(evidence.quote.split(), key=len)
        where = ("claims", entry.claims.index(claim), "evidence", number, "quote")
        start = text.index(evidence.quote.split()[0], text.index(f"- id: {claim.id}\n"))
        at = text.index(word, start)
        path.write_text(text[:at] + "Q" + text[at + 1 :])
        line = text.count("\n", 0, at) + 1
        _, problems = site.check(root)
        (problem,) = [each for each in problems if each.severity == "error"]
        assert (problem.path, problem.line, problem.code) == (f"content/entries/{entry.id}.md", line, "quote-absent"), (
            where
        )
        assert "the nearest passage" in problem.message
        shutil.rmtree(root / "archive")
        _, problems = site.check(root, strictly=True)
        assert [(each.severity, each.code) for each in problems] == [("error", "quote-unverified")]
