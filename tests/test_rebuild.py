"""Builds after edits: whatever was edited, the site is the one that a build from nothing makes, to the byte."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT, SITE, TEXT

from dateline import render, site
from dateline.content.loader import load
from dateline.evidence.receipts import Findings, assess
from dateline.model import EvidenceKey
from dateline.output import Made
from dateline.render.index import ADDRESSES, build_index
from dateline.render.sitemap import EXPORTS, KINDS, Export, Kind

ROWS: tuple[Kind | Export, ...] = (*KINDS, *EXPORTS)

Files = dict[str, str]
Edit = Callable[[Files, random.Random], None]

WORDS = ("harbour", "ministers", "met", "again", "in", "the", "old", "mill", "without", "a", "word", "of", "water")


def timeline() -> Files:
    """A timeline of several entries that lead to each other, a draft and a translation among them."""
    files = dict(SITE)
    first = files["content/entries/2021-05-04-first-meeting.md"]
    for number in range(2, 7):
        entry = first.replace("First meeting", f"Meeting {number}").replace("2021-05-04", f"2021-05-{2 * number:02}")
        if number % 2:
            entry = entry.replace("track: main\n", "part_of: 2021-05-04-first-meeting\nactors: [tamm]\n")
        if number == 3:
            entry = entry.replace("date:", "status: draft\ndate:")
        if number > 4:
            lasted = f"    about: duration\n    value: {number} h\n    of: 2021-05-04-first-meeting\n"
            entry = entry.replace("    topic: water\n", lasted)
        files[f"content/entries/2021-05-{2 * number:02}-meeting.md"] = entry
    files["content/entries/2021-05-04-first-meeting.uk.md"] = (
        "---\ntitle: Перша зустріч\nclaims:\n  no-result: Без наслідку.\n---\nДелегації зустрілися [@herald-story].\n"
    )
    files["content/sources/wire-report.md"] = (
        "---\ntitle: Wire report\nderived_from:\n  - source: herald-story\n    how: reprint\n---\n"
    )
    files["archive/herald-story.txt"] = TEXT
    files["content/receipts/herald-story.jsonl"] = ""  # (`with_receipts` fills it)
    return files


def sentence(rng: random.Random) -> str:
    return " ".join(rng.choices(WORDS, k=rng.randint(2, 6))).capitalize()


def entry(files: Files, rng: random.Random) -> str:
    """The path of an entry."""
    names = [path for path in files if path.startswith("content/entries/") and path.count(".") == 1]
    return rng.choice(sorted(names))


def line(pattern: str, new: Callable[[random.Random], str], of: str = "") -> Edit:
    """An edit that puts something else for what a pattern finds in an entry, or in the file that is named."""

    def edit(files: Files, rng: random.Random) -> None:
        path = of or entry(files, rng)
        files[path] = re.sub(pattern, lambda _: new(rng), files[path], count=1, flags=re.MULTILINE)

    return edit


def added(files: Files, rng: random.Random) -> None:
    text = files[entry(files, rng)]
    files[f"content/entries/2021-07-{rng.randint(1, 28):02}-{rng.choice(WORDS)}.md"] = text


def removed(files: Files, rng: random.Random) -> None:
    path = entry(files, rng)
    if "first" not in path:
        del files[path]


def verified(files: Files, _: random.Random) -> None:
    """Receipts are there, or gone."""
    path = "content/receipts/herald-story.jsonl"
    if files.pop(path, None) is None:
        files[path] = ""


EDITS: dict[str, Edit] = {
    "title": line("^title: .*", lambda rng: f"title: {sentence(rng)}"),
    "claim": line("^    text: .*", lambda rng: f"    text: {sentence(rng)}."),
    "prose": line(
        r"^The delegations.*", lambda rng: f"The delegations {sentence(rng)} [for a day](#no-result) [@herald-story]."
    ),
    "second paragraph": line(r"\Z", lambda rng: f"\n{sentence(rng)}.\n"),
    "cites no more": line(r" \[@herald-story\]", lambda _: ""),
    "cites another": line(
        r"\[@herald-story\]", lambda rng: rng.choice(("[@wire-report]", "[@herald-story; @wire-report]"))
    ),
    "date": line("^date: .*", lambda rng: f"date: 2021-0{rng.randint(4, 6)}-{rng.randint(1, 28):02}"),
    "track": line("^track: main\n", lambda _: ""),
    "topic": line("^    topic: water\n", lambda _: ""),
    "value": line("^    value: .*", lambda rng: f"    value: {rng.randint(1, 9)} h"),
    "speaker": line(r"^    by: .*", lambda rng: f"    by: [{rng.choice(('orlova', 'tamm'))}]"),
    "quote": line("^          We part.*", lambda rng: f"          {rng.choice(('We part as we came', 'in June'))}"),
    "status": line("^status: draft\n", lambda _: ""),
    "note": line("^date:", lambda rng: f"editor_note: {sentence(rng)}\ndate:"),
    "updated": line("^added: .*", lambda rng: f"added: 2021-08-{rng.randint(1, 28):02}"),
    "translation": line(
        "^title: .*", lambda rng: f"title: {sentence(rng)}", "content/entries/2021-05-04-first-meeting.uk.md"
    ),
    "source": line("^title: .*", lambda rng: f"title: {sentence(rng)}", "content/sources/herald-story.md"),
    "outlet": line("^publisher: .*", lambda _: "publisher: wire", "content/sources/herald-story.md"),
    "actor": line("Vera [A-Z]\\w*", lambda rng: f"Vera {sentence(rng).split()[0]}", "content/actors.yaml"),
    "topics": line("title: .*}", lambda rng: f"title: {sentence(rng)}}}", "content/topics.yaml"),
    "site": line("^title: .*", lambda rng: f"title: {sentence(rng)}", "content/site.yaml"),
    "added": added,
    "removed": removed,
    "receipts": verified,
}


def write(root: Path, files: Files) -> None:
    """Make a folder hold these files, and of content/ and archive/ no others."""
    for old in [each for folder in ("content", "archive") for each in (root / folder).rglob("*") if each.is_file()]:
        if old.relative_to(root).as_posix() not in files:
            old.unlink()
    for path, text in files.items():
        to = root / path
        if not to.exists() or to.read_text(encoding="utf-8") != text:
            to.parent.mkdir(parents=True, exist_ok=True)
            to.write_text(text, encoding="utf-8")


def tree(out: Path) -> dict[str, bytes]:
    """The files of a site, without what the writer keeps for itself."""
    files = (path for path in out.rglob("*") if path.is_file() and not path.name.startswith(".dateline"))
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in files}


def with_receipts(root: Path, files: Files) -> Files:
    """The files, with receipts as `verify` writes them where there are any."""
    path = "content/receipts/herald-story.jsonl"
    if path not in files:
        return files
    write(root, {name: text for name, text in files.items() if name != path})
    made = site.verify(root).changes.get(path)
    return {**files, path: made} if made else {name: text for name, text in files.items() if name != path}


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("drafts", [False, True])
def test_a_site_after_edits_is_the_site_of_a_build_from_nothing(tmp_path: Path, seed: int, *, drafts: bool) -> None:
    rng = random.Random(f"{seed} {drafts}")  # noqa: S311  (the same edits in every run)
    root, files = tmp_path / "edited", with_receipts(tmp_path / "verified", timeline())
    write(root, files)
    assert site.build(root, tmp_path / "out", drafts=drafts).ok
    partly = 0
    for step in range(6):
        before, names = dict(files), rng.choices(list(EDITS), k=rng.choice((1, 1, 2)))
        for name in names:
            EDITS[name](files, rng)
        files = with_receipts(tmp_path / "verified", files)
        changed = sorted(path for path in files.keys() | before.keys() if files.get(path) != before.get(path))
        write(root, files)
        report = site.build(root, tmp_path / "out", drafts=drafts, edited=changed if rng.random() < 0.8 else None)
        fresh = tmp_path / f"fresh-{step}"
        write(fresh, files)
        anew = site.build(fresh, fresh / "out", drafts=drafts)
        assert report.ok is anew.ok, names
        if not anew.ok:
            files = before
            write(root, files)
            assert site.build(root, tmp_path / "out", drafts=drafts).ok
            continue
        partly += report.partial
        assert tree(tmp_path / "out") == tree(fresh / "out"), names
    assert partly or seed  # the way on which only words are looked at is among what is tried


@pytest.mark.parametrize(
    "name", ["title", "claim", "prose", "second paragraph", "note", "updated", "translation", "source"]
)
def test_an_edit_of_words_renders_no_more_than_what_shows_them(tmp_path: Path, name: str) -> None:
    files = with_receipts(tmp_path / "verified", timeline())
    write(tmp_path, files)
    site.build(tmp_path, tmp_path / "out")
    before = tree(tmp_path / "out")
    changed = dict(files)
    EDITS[name](changed, random.Random(1))  # noqa: S311  (the same in every run)
    write(tmp_path, changed)
    paths = [path for path in files if files[path] != changed[path]]
    report = site.build(tmp_path, tmp_path / "out", edited=paths)
    after = tree(tmp_path / "out")
    assert report.partial
    assert set(report.written) == {path for path in after if after[path] != before.get(path)}


def test_findings_are_looked_up_as_the_receipts_have_them(tmp_path: Path) -> None:
    files = with_receipts(tmp_path / "verified", timeline())
    write(tmp_path, files)
    found, _ = site.check(tmp_path)
    findings = found.findings
    assert isinstance(findings, Findings)
    wanted = [EvidenceKey(entry.id, claim.id, number) for entry, claim, number, _ in found.evidence()]
    assert list(findings) == wanted
    assert len(findings) == len(wanted) == 6
    assert {findings[key].verdict.value for key in wanted} == {"exact"}
    key = wanted[0]
    for missing in (key._replace(entry="none"), key._replace(claim="none"), key._replace(number=1)):
        assert missing not in findings
        assert findings.get(missing) is None
    first = findings.among({key.entry: found.entries[key.entry]})
    assert list(first) == [key]
    assert dict(first) == {key: findings[key]}


# --- the table of kinds names what its views look up ------------------------------------------------------------------


def kind_of(path: str) -> str:
    """The row of the table that a file of the site belongs to."""
    parts = path.removesuffix("index.html").rstrip("/").split("/")
    fixed = {address.removesuffix("/"): name for name, address in ADDRESSES.items() if "{" not in address}
    if "/".join(parts) in fixed:
        return fixed["/".join(parts)]
    if parts[0] == "entries":
        return "entry" if len(parts) == 2 else "translation"
    return {"claims": "claims-period"}.get(parts[0], parts[0].removesuffix("s"))


@pytest.mark.parametrize("root", [ROOT, ROOT / "tests/sites/river"], ids=["the first site", "river"])
def test_each_row_of_the_table_names_the_inputs_of_its_pages(root: Path) -> None:
    declared = {row.name: set(row.reads.split()) for row in ROWS}
    read: dict[str, set[str]] = {}
    loaded = load(root)
    options = render.Options(
        theme=render.read_theme([root]), drafts=True, media=loaded.media, base_url="https://talks.example/"
    )
    for page in render.plan(assess(loaded.site, {}), options).pages:
        made = page.render()
        if isinstance(made, Made):
            read.setdefault(kind_of(page.path), set()).update(name.split("/")[0] for name in made.note.split())
    assert {kind: names - declared[kind] for kind, names in read.items() if names - declared[kind]} == {}


def test_every_input_is_a_mapping_of_the_index() -> None:
    index = build_index(load(ROOT / "tests/sites/river").site, drafts=True)
    assert {name for row in ROWS for name in row.reads.split()} <= set(index.facts.makers)


# --- what is no edit of words -----------------------------------------------------------------------------------------


def lay(root: Path, files: Files) -> Path:
    """Lay a timeline out, with its receipts."""
    write(root, files)
    with_receipts(root, files)
    return root


@pytest.mark.parametrize(
    "line",
    [
        "omit: [actor, place]",
        "zone: Europe/Vienna",
        "language: de",
        "contact: mailto:a@example.org",
        "evidence: quoted",
    ],
)
def test_settings_are_on_every_page(tmp_path: Path, line: str) -> None:
    files = timeline()
    entry = "content/entries/2021-05-04-first-meeting.md"
    files[entry] = files[entry].replace("place: lakeside\n", "time: 11:25\n")
    root = lay(tmp_path / "talks", files)
    site.build(root, tmp_path / "out")
    settings = root / "content/site.yaml"
    settings.write_text(f"{settings.read_text('utf-8')}{line}\n", "utf-8")
    site.build(root, tmp_path / "out")
    site.build(root, tmp_path / "clean", clean=True)
    assert tree(tmp_path / "out") == tree(tmp_path / "clean")


def test_what_others_read_meanwhile_is_not_what_the_site_was_made_of(tmp_path: Path) -> None:
    root = lay(tmp_path / "talks", timeline())
    entry = "content/entries/2021-05-04-first-meeting.md"
    site.build(root, tmp_path / "out")
    text = (root / entry).read_text("utf-8")
    (root / entry).write_text(text.replace("place: lakeside\n", ""), "utf-8")
    site.check(root)
    site.build(root, tmp_path / "out", edited=[entry])
    site.build(root, tmp_path / "clean", clean=True)
    assert tree(tmp_path / "out") == tree(tmp_path / "clean")


def test_a_former_address_bears_the_title_of_a_translation(tmp_path: Path) -> None:
    files = timeline()
    entry = "content/entries/2021-05-04-first-meeting.md"
    files[entry] = files[entry].replace("track: main\n", "track: main\naliases: [the-first]\n")
    root = lay(tmp_path / "talks", files)
    site.build(root, tmp_path / "out")
    translation = "content/entries/2021-05-04-first-meeting.uk.md"
    (root / translation).write_text(files[translation].replace("Перша", "Найперша"), "utf-8")
    site.build(root, tmp_path / "out", edited=[translation])
    site.build(root, tmp_path / "clean", clean=True)
    assert tree(tmp_path / "out") == tree(tmp_path / "clean")


def test_somebody_else_built_here_since(tmp_path: Path) -> None:
    root = lay(tmp_path / "talks", timeline())
    entry = "content/entries/2021-05-04-first-meeting.md"
    site.build(root, tmp_path / "out")
    kept = {path: path.read_bytes() for path in (root / ".dateline-cache").iterdir()}
    site.build(root, tmp_path / "out", drafts=True)
    for path, raw in kept.items():
        path.write_bytes(raw)
    (root / entry).write_text((root / entry).read_text("utf-8").replace("First meeting", "The first meeting"), "utf-8")
    site.build(root, tmp_path / "out", edited=[entry])
    site.build(root, tmp_path / "clean", clean=True)
    assert tree(tmp_path / "out") == tree(tmp_path / "clean")
