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
from dateline.model import Entry, EvidenceKey
from dateline.output import Made
from dateline.render import data, exports
from dateline.render.addresses import ADDRESSES
from dateline.render.heads import headed, heads
from dateline.render.index import Index, build_index
from dateline.render.pieces import parted
from dateline.render.reads import Notes
from dateline.render.sitemap import EXPORTS, KINDS, Export, Kind
from dateline.render.views import lists

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
@pytest.mark.parametrize(("drafts", "most"), [(False, 1000), (True, 1000), (True, 3)])
def test_a_site_after_edits_is_the_site_of_a_build_from_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int, *, drafts: bool, most: int
) -> None:
    monkeypatch.setattr(lists, "MOST_CLAIMS", most)  # with few, they are shared out among years and months
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
    return {"claims": "claims-period", "positions": "positions-topic", "known": "known-day"}.get(
        parts[0], parts[0].removesuffix("s")
    )


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
            read.setdefault(kind_of(page.path), set()).update(
                name.split("/")[0] for name in parted(made.note)[0].split()
            )
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


# --- what is kept of a site -------------------------------------------------------------------------------------------


def verified_timeline(tmp_path: Path) -> Path:
    """Lay a timeline out with which nothing is wrong."""
    write(tmp_path / "talks", with_receipts(tmp_path / "verified", timeline()))
    return tmp_path / "talks"


def titled(root: Path, title: str) -> str:
    """Give an entry that nothing is in dispute about another title, and return its path."""
    path = "content/entries/2021-05-08-meeting.md"
    text = (root / path).read_text("utf-8")
    (root / path).write_text(re.sub("^title: .*", f"title: {title}", text, count=1, flags=re.MULTILINE), "utf-8")
    return path


def is_as_made_anew(root: Path, out: Path) -> bool:
    """Whether a site is the one that a build from nothing makes."""
    fresh = out.parent / f"{out.name}-anew"
    site.build(root, fresh, clean=True)
    return tree(out) == tree(fresh)


def test_an_edit_makes_only_those_lines_of_the_downloads_anew_that_show_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = verified_timeline(tmp_path)
    site.build(root, tmp_path / "out")
    made: list[str] = []
    for module, name in ((data, "_entry"), (exports, "_rows")):
        whole = getattr(module, name)

        def noting(index: Index, ident: str, base: str, whole: Callable[..., object] = whole) -> object:
            made.append(ident)
            return whole(index, ident, base)

        monkeypatch.setattr(module, name, noting)
    for title in ("Meeting in the mill", "Meeting — on the water"):
        made.clear()
        report = site.build(root, tmp_path / "out", edited=[titled(root, title)])
        assert report.partial
        assert {"timeline.json", "claims.csv"} <= set(report.written)
        assert made == ["2021-05-08-meeting"] * 2
    monkeypatch.undo()
    assert is_as_made_anew(root, tmp_path / "out")


def test_an_edit_of_a_claims_words_leaves_positions_and_disputes_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = verified_timeline(tmp_path)
    site.build(root, tmp_path / "out")
    path = "content/entries/2021-05-04-first-meeting.md"
    text = (root / path).read_text("utf-8")
    files = {path: text}
    EDITS["claim"](files, random.Random(1))  # noqa: S311  (the same in every run)
    assert files[path] != text
    (root / path).write_text(files[path], "utf-8")
    for name in ("_positions", "_disputes", "_about"):
        monkeypatch.setattr(data, name, None)
    assert site.build(root, tmp_path / "out", edited=[path]).partial
    monkeypatch.undo()
    assert is_as_made_anew(root, tmp_path / "out")


@pytest.mark.parametrize("name", ["timeline.json", "claims.csv"])
@pytest.mark.parametrize("damage", [lambda raw: raw[:-9], lambda raw: raw.replace(b"water", b"Water"), None])
def test_a_download_that_is_not_as_it_was_made_is_made_whole(
    tmp_path: Path, name: str, damage: Callable[[bytes], bytes] | None
) -> None:
    root = verified_timeline(tmp_path)
    site.build(root, tmp_path / "out")
    place = tmp_path / "out" / name
    if damage is None:
        place.unlink()
    else:
        place.write_bytes(damage(place.read_bytes()))
    assert site.build(root, tmp_path / "out", edited=[titled(root, "Meeting in the mill")]).partial
    assert is_as_made_anew(root, tmp_path / "out")


@pytest.mark.parametrize("after", [0, 2], ids=["after a whole build", "after edits"])
def test_damage_to_what_is_kept_changes_no_byte_of_the_site(tmp_path: Path, after: int) -> None:
    rng = random.Random(after)  # noqa: S311  (the same damage in every run)
    root = verified_timeline(tmp_path)
    site.build(root, tmp_path / "out")
    for number in range(after):
        site.build(root, tmp_path / "out", edited=[titled(root, f"Meeting of the year {number}")])
    kept = next((root / ".dateline-cache").glob("*.site"))
    for number in range(12):
        raw = bytearray(kept.read_bytes())
        for _ in range(8):
            raw[rng.randrange(len(raw))] ^= 1 << rng.randrange(8)
        kept.write_bytes(raw if number % 3 else raw[: rng.randrange(len(raw))])
        site.build(root, tmp_path / "out", edited=[titled(root, f"Meeting no {number}")])
        assert is_as_made_anew(root, tmp_path / "out")


def test_the_heads_of_entries_are_filled_in_when_more_is_asked_for(tmp_path: Path) -> None:
    root = verified_timeline(tmp_path)
    whole = dict(load(root).site.entries)
    lines = dict(zip(whole, heads(whole.values()).split("\n"), strict=True))
    asked: list[str] = []

    def read(key: str) -> Entry:
        asked.append(key)
        return whole[key]

    head = headed(lines, read)
    for key, entry in whole.items():
        found = head(key)
        asked.clear()
        assert (found.id, found.title, found.date, found.track, found.actors) == (
            entry.id, entry.title, entry.date, entry.track, entry.actors
        )  # fmt: skip
        assert isinstance(found, Entry)
        assert found.corrections == entry.corrections
        assert asked == []
        assert found.claims == entry.claims
        assert asked == [key]
        assert found == entry
        assert type(found) is Entry
        with pytest.raises(AttributeError):
            head(key).nothing  # type: ignore[attr-defined]  # noqa: B018
    with pytest.raises(ValueError, match="this is no head of a"):
        headed({"a": '["b","Title"]'}, read)("a")


def test_notes_say_which_pages_read_a_name() -> None:
    notes = Notes.of({"index.html": "entries/* sources/a", "a/index.html": "entries/a", "b.html": ""}.items())
    assert notes.readers(["entries/*"]) == {"index.html"}
    assert notes.readers(["entries/a", "sources/a", "entries/*"]) == {"index.html", "a/index.html"}
    assert notes.readers(["entries", "sources", "a"]) == frozenset()
    later = notes.with_later({"a/index.html": "entries/b", "new.html": "sources/a"})
    assert later.readers(["entries/a"]) == frozenset()
    assert later.readers(["entries/b", "sources/a"]) == {"a/index.html", "index.html", "new.html"}
    assert dict(later) == {
        "index.html": "entries/* sources/a", "a/index.html": "entries/b", "b.html": "", "new.html": "sources/a"
    }  # fmt: skip
    assert len(later) == 4
    assert "b.html" in later
    assert "c.html" not in later
    assert dict(Notes(notes.text)) == dict(notes)
