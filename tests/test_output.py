"""Writing the site: what changed only, in order, whole, and nothing lost whatever happens."""

import contextlib
import errno
import hashlib
import itertools
import os
import random
import re
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.output import Made, OutputError, Page, WriteReport, fingerprint, patch, write
from dateline.output import lock as lock_module
from dateline.output.journal import STAGE
from dateline.output.manifest import DamagedError, Manifest, Record, dump, load, seal
from dateline.output.pages import all_plain, folded, folders_of, is_plain, path_fault
from dateline.output.workers import _dealt

WRITE = sys.modules["dateline.output.write"]
WORKERS = sys.modules["dateline.output.workers"]
Site = Mapping[str, str]

FIRST: Site = {
    "entries/a/index.html": "<p>The first round.</p>",
    "entries/b/index.html": "<p>The second round.</p>",
    "index.html": "<a href=entries/a/>first</a> <a href=entries/b/>second</a>",
    "feed.xml": "<feed/>",
}
# One page goes with its folder, one changes, one comes, one stays.
SECOND: Site = {
    "entries/b/index.html": "<p>The second round.</p>",
    "entries/c/index.html": "<p>The third round.</p>",
    "index.html": "<a href=entries/b/>second</a> <a href=entries/c/>third</a>",
    "feed.xml": "<feed/>",
}


def key(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def pages(site: Site, rendered: list[str] | None = None) -> list[Page]:
    def page(path: str, text: str) -> Page:
        def render() -> bytes:
            if rendered is not None:
                rendered.append(path)
            return text.encode()

        return Page(path, key(text), render)

    return [page(path, text) for path, text in site.items()]


def tree(folder: Path) -> dict[str, bytes | None]:
    """Every file with its bytes and every folder with None, whatever its name."""
    return {
        str(place.relative_to(folder)): str(place.readlink()).encode()
        if place.is_symlink()
        else None
        if place.is_dir()
        else place.read_bytes()
        for place in sorted(folder.rglob("*"))
    }


def clean_tree(site: Site, folder: Path) -> dict[str, bytes | None]:
    write(pages(site), folder)
    return tree(folder)


def told(report: WriteReport | None) -> WriteReport:
    """A report without the notes of the pages' makers."""
    assert report is not None
    return replace(report, made={})


def refused(todo: list[Page], out: Path, **options: Any) -> str:
    with pytest.raises(OutputError) as caught:
        write(todo, out, **options)
    return str(caught.value)


# What is written


def test_a_first_build_writes_every_page_and_a_manifest(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "public"
    report = write(pages(FIRST), out)
    assert told(report) == WriteReport(tuple(FIRST), 0, (), ())
    found = tree(out)
    assert {path: text for path, text in found.items() if text is not None and path != ".dateline.json"} == {
        path: text.encode() for path, text in FIRST.items()
    }
    records = load(found[".dateline.json"] or b"")
    assert records["feed.xml"] == Record(key("<feed/>"), 7, hashlib.sha256(b"<feed/>").hexdigest())
    assert list(records) == sorted(FIRST)


def test_what_is_unchanged_is_neither_rendered_nor_touched(tmp_path: Path) -> None:
    write(pages(FIRST), tmp_path / "out")
    before = {place: place.stat().st_mtime_ns for place in (tmp_path / "out").rglob("*")}
    rendered: list[str] = []
    assert told(write(pages(FIRST, rendered), tmp_path / "out")) == WriteReport((), 4, (), ())
    assert rendered == []
    assert {place: place.stat().st_mtime_ns for place in before} == before


def test_a_change_renders_and_writes_what_changed_only_new_pages_first(tmp_path: Path) -> None:
    write(pages(FIRST), tmp_path / "out")
    inode = (tmp_path / "out/feed.xml").stat().st_ino
    rendered: list[str] = []
    reordered = {"index.html": SECOND["index.html"], **SECOND}
    report = write(pages(reordered, rendered), tmp_path / "out")
    assert sorted(rendered) == ["entries/c/index.html", "index.html"]
    assert told(report) == WriteReport(("entries/c/index.html", "index.html"), 2, ("entries/a/index.html",), ())
    assert (tmp_path / "out/feed.xml").stat().st_ino == inode
    assert not (tmp_path / "out/entries/a").exists()
    assert tree(tmp_path / "out") == clean_tree(SECOND, tmp_path / "clean")


def test_another_key_with_the_same_bytes_changes_the_manifest_only(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(pages(FIRST), out)
    before = (out / "feed.xml").stat()
    changed = [Page(page.path, "another", page.render) for page in pages(FIRST)]
    assert told(write(changed, out)) == WriteReport((), 4, (), ())
    assert (out / "feed.xml").stat() == before
    assert {record.key for record in load((out / ".dateline.json").read_bytes()).values()} == {"another"}


@pytest.mark.parametrize(
    "spoil",
    [
        lambda file: file.unlink(),
        lambda file: file.write_text("longer than it was"),
        lambda file: file.chmod(0o600),
    ],
    ids=["missing", "another size", "not readable by everybody"],
)
def test_a_spoilt_file_is_written_anew(spoil: Callable[[Path], object], tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(pages(FIRST), out)
    spoil(out / "feed.xml")
    assert write(pages(FIRST), out).written == ("feed.xml",)
    assert (out / "feed.xml").read_bytes() == b"<feed/>"
    assert stat.S_IMODE((out / "feed.xml").stat().st_mode) == 0o644


def test_clean_renders_all_and_repairs_what_has_the_same_size(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(pages(FIRST), out)
    (out / "feed.xml").write_text("<FEED/>")
    assert write(pages(FIRST), out).written == ()
    rendered: list[str] = []
    assert told(write(pages(FIRST, rendered), out, clean=True)) == WriteReport(("feed.xml",), 3, (), ())
    assert sorted(rendered) == sorted(FIRST)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"a": "file"}, {"a/index.html": "folder"}),
        ({"a/index.html": "folder"}, {"a": "file"}),
        ({"a/b/c/index.html": "deep", "a/x": "stays"}, {"a/b": "file", "a/x": "stays"}),
        ({"a/b/c/index.html": "deep"}, {"a/b": "file"}),
        ({"a/b": "file"}, {"a/b/c/index.html": "deep"}),
        ({"A.html": "upper"}, {"a.html": "lower"}),
        (FIRST, {}),
        ({}, FIRST),
    ],
)
def test_any_site_follows_any_other(before: Site, after: Site, tmp_path: Path) -> None:
    write(pages(before), tmp_path / "out")
    write(pages(after), tmp_path / "out")
    assert tree(tmp_path / "out") == clean_tree(after, tmp_path / "clean")


NAMES = st.sampled_from(["a", "b", "c", "index.html", "d/e"])
SITES = st.dictionaries(st.lists(NAMES, min_size=1, max_size=3).map("/".join), st.sampled_from("xyz"), max_size=6)


@settings(max_examples=60, deadline=None)
@given(sites=st.lists(SITES, min_size=2, max_size=4))
def test_incremental_builds_equal_a_clean_one(sites: list[Site], tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("sites")
    sites = [site for site in sites if not any(b.startswith(f"{a}/") for a in site for b in site)]
    for site in sites:
        write(pages(site), folder / "out")
        assert tree(folder / "out") == clean_tree(site, folder / str(sites.index(site)))


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077, 0o777])
def test_files_are_readable_by_everybody_under_any_umask(umask: int, tmp_path: Path) -> None:
    old = os.umask(umask)
    try:
        # A umask of 777 would keep even this process out of the folders that it makes, until their mode is set.
        write(pages(FIRST), tmp_path / "out")
        write(pages(SECOND), tmp_path / "out")
    finally:
        os.umask(old)
    for place in [tmp_path / "out", *(tmp_path / "out").rglob("*")]:
        assert stat.S_IMODE(place.lstat().st_mode) == (0o755 if place.is_dir() else 0o644), place
        assert place.is_dir() or place.stat().st_nlink == 1


@pytest.fixture
def _cheap_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets a handful of pages be worth a process."""
    monkeypatch.setattr(WORKERS, "WORTH_A_PROCESS", 5)


@pytest.mark.usefixtures("_cheap_processes")
def test_the_order_of_pages_and_the_number_of_processes_leave_no_trace(tmp_path: Path) -> None:
    site = {f"entries/{n}/index.html": f"round {n}" for n in range(60)}
    expected = clean_tree(site, tmp_path / "one")
    shuffled = dict(sorted(site.items(), key=lambda item: key(item[0])))
    write(pages(shuffled), tmp_path / "three", jobs=3)
    assert tree(tmp_path / "three") == expected
    changed = {path: text.replace("9", "nine") for path, text in shuffled.items()}
    write(pages(changed), tmp_path / "three", clean=True, jobs=3)
    assert tree(tmp_path / "three") == clean_tree(changed, tmp_path / "changed")


# Nothing is touched before all is rendered


class TemplateError(Exception):
    """What a template might raise."""


def failing(site: Site, path: str, error: Exception) -> list[Page]:
    def fail() -> bytes:
        raise error

    return [Page(page.path, "new", fail if page.path == path else page.render) for page in pages(site)]


@pytest.mark.parametrize("error", [TemplateError("unknown name"), FileNotFoundError(2, "no such template")])
def test_a_render_error_is_raised_and_nothing_is_touched(error: Exception, tmp_path: Path) -> None:
    out = tmp_path / "out"
    before = clean_tree(FIRST, out)
    with pytest.raises(type(error)) as caught:
        write(failing(SECOND, "feed.xml", error), out)
    assert caught.value is error
    assert tree(out) == before
    with pytest.raises(type(error)):
        write(failing(SECOND, "feed.xml", error), tmp_path / "never" / "made")
    assert not (tmp_path / "never").exists()


@pytest.mark.usefixtures("_cheap_processes")
@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_the_first_error_in_order_is_raised_whatever_the_number_of_processes(jobs: int, tmp_path: Path) -> None:
    def page(number: int) -> Page:
        def render() -> bytes:
            if number in (41, 42, 43, 55):
                raise TemplateError(number)
            return b"fine"

        return Page(f"{number}.html", "", render)

    with pytest.raises(TemplateError) as caught:
        write(map(page, range(60)), tmp_path / "out", jobs=jobs)
    assert caught.value.args == (41,)
    assert tree(tmp_path) == {}


@pytest.mark.usefixtures("_cheap_processes")
def test_a_worker_that_dies_costs_time_only(tmp_path: Path) -> None:
    parent = os.getpid()

    def render(number: int, version: bytes) -> Callable[[], bytes]:
        def render() -> bytes:
            if number >= 41 and os.getpid() != parent:
                os.kill(os.getpid(), signal.SIGKILL)
            return b"%s %d" % (version, number)

        return render

    def site(version: bytes) -> list[Page]:
        return [Page(f"{n}.html", version.hex(), render(n, version)) for n in range(60)]

    for version in (b"new", b"changed"):
        assert len(write(site(version), tmp_path / "out", jobs=2).written) == 60
        assert tree(tmp_path / "out")["59.html"] == version + b" 59"


@given(st.lists(st.integers(0, 9000), max_size=60).flatmap(lambda some: st.permutations(some * 30)), st.integers(2, 9))
@settings(max_examples=30, deadline=None)
def test_work_is_dealt_in_few_batches_the_heavy_first_and_nothing_twice(weights: list[int], jobs: int) -> None:
    numbers = list(range(100, 100 + len(weights)))
    order, batches = _dealt(numbers, weights, jobs)
    assert sorted(order) == numbers
    assert [at for start, end in batches for at in range(start, end)] == list(range(len(order)))
    assert len(batches) <= 1000
    alone = [weights[order[start] - 100] for start, end in batches if end - start == 1]
    assert alone == sorted(alone, reverse=True) or len(numbers) <= len(batches)


# Only what the caller names


def test_a_patch_changes_what_it_is_given_and_looks_at_nothing_else(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(pages(FIRST), out)
    (out / "feed.xml").unlink()  # It is not asked for, so it isn't missed.
    rendered: list[str] = []
    changed = {path: SECOND[path] for path in ("entries/c/index.html", "index.html", "entries/b/index.html")}
    report = patch(pages(changed, rendered), out, removed=["entries/a/index.html", "never/was.html"])
    assert told(report) == WriteReport(("entries/c/index.html", "index.html"), 2, ("entries/a/index.html",), ())
    assert rendered == ["entries/c/index.html", "index.html"]
    assert not (out / "feed.xml").exists()
    assert write(pages(SECOND), out).written == ("feed.xml",)
    assert tree(out) == clean_tree(SECOND, tmp_path / "clean")
    assert told(patch([], out)) == WriteReport((), 4, (), ())


@settings(max_examples=60, deadline=None)
@given(sites=st.lists(SITES, min_size=2, max_size=4))
def test_patches_equal_a_clean_build(sites: list[Site], tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("sites")
    sites = [site for site in sites if not any(b.startswith(f"{a}/") for a in site for b in site)] or [{}]
    write(pages(sites[0]), folder / "out")
    for number, (before, after) in enumerate(itertools.pairwise(sites)):
        changed = {path: text for path, text in after.items() if before.get(path) != text}
        assert patch(pages(changed), folder / "out", removed=before.keys() - after) is not None
        assert tree(folder / "out") == clean_tree(after, folder / str(number))


@pytest.mark.parametrize("state", ["no folder", "empty", "damaged", "forged", "older", "unsorted", "work folder"])
def test_a_patch_that_has_nothing_to_rely_on_says_so_and_does_nothing(state: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    if state != "no folder":
        out.mkdir()
    if state not in ("no folder", "empty"):
        write(pages(FIRST), out)
    place = out / ".dateline.json"
    match state:
        case "damaged":
            place.write_bytes(place.read_bytes()[:-9])
        case "forged":
            place.write_bytes(seal([{"index.html": 1}]))
        case "older":
            place.write_bytes(place.read_bytes().replace(b'"dateline": 2', b'"dateline": 1'))
        case "unsorted":
            place.write_bytes(seal([["b", "k", 1, "s"], ["a", "k", 1, "s"]]))
        case "work folder":
            (out / STAGE).mkdir()
    before = tree(tmp_path)
    assert patch(pages({"new.html": "x"}), out) is None
    assert tree(tmp_path) == before


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("entries", "Nothing was written: 'entries' is both a file and a folder. Rename what these pages come from."),
        ("feed.xml/x", "Nothing was written: 'feed.xml' is both a file and a folder. Rename what these pages come from."),
        ("Feed.xml", "Nothing was written: 'feed.xml' and 'Feed.xml' are one file on some systems. Rename what these pages come from."),
        ("CNAME", "{out} holds files that Dateline did not write, where pages are to stand: CNAME. Move them away and build again."),
    ],
)  # fmt: skip
def test_a_patch_refuses_what_a_whole_build_refuses(path: str, message: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(pages(FIRST), out)
    (out / "CNAME").write_text("timeline.example")
    before = tree(out)
    with pytest.raises(OutputError) as caught:
        patch(pages({path: "new"}), out)
    assert str(caught.value) == message.format(out=out)
    assert tree(out) == before


def test_a_manifest_tells_its_own_digest_while_nothing_is_underway(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert fingerprint(out) is None
    write(pages(FIRST), out)
    first = fingerprint(out)
    assert first is not None
    assert re.fullmatch(r"[0-9a-f]{64}", first)
    write(pages(SECOND), out)
    assert fingerprint(out) not in (None, first)
    (out / STAGE).mkdir()
    assert fingerprint(out) is None
    write(pages(FIRST), out)
    assert fingerprint(out) == first
    (out / ".dateline.json").write_text("{}")
    assert fingerprint(out) is None


# What is not Dateline's


def test_a_folder_that_dateline_did_not_make_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis/chapter.txt").write_text("years of work")
    message = refused(pages(FIRST), tmp_path)
    assert message == (
        f"{tmp_path} was not made by Dateline: it holds thesis/chapter.txt but no .dateline.json. "
        "Choose a new or empty folder with `--out`, or empty this one yourself."
    )
    assert tree(tmp_path) == {"thesis": None, "thesis/chapter.txt": b"years of work"}


@pytest.mark.parametrize("kind", ["link", "link to a folder", "dotfile", "staged names of somebody else"])
def test_a_folder_with_anything_in_it_is_refused(kind: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    match kind:
        case "link":
            (out / "x").symlink_to("nowhere")
        case "link to a folder":
            (out / "x").symlink_to(tmp_path)
        case "dotfile":
            (out / ".git").write_text("gitdir: elsewhere")
        case _:
            (out / STAGE).mkdir()
            (out / STAGE / "notes.txt").write_text("mine")
    before = tree(out)
    refused(pages(FIRST), out)
    assert tree(out) == before


def test_an_empty_folder_and_empty_folders_in_it_are_accepted(tmp_path: Path) -> None:
    (tmp_path / "entries").mkdir()
    write(pages(FIRST), tmp_path)


def test_other_files_in_a_folder_of_datelines_stay(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(pages(FIRST), out)
    (out / "CNAME").write_text("timeline.example")
    (out / "entries/a/photo.jpg").write_text("kept beside a page that goes")
    assert write(pages(SECOND), out).removed == ("entries/a/index.html",)
    assert (out / "entries/a/photo.jpg").exists()
    assert (out / "CNAME").exists()
    message = refused(pages({**SECOND, "CNAME": "other.example"}), out)
    assert "files that Dateline did not write, where pages are to stand: CNAME. Move them away" in message
    assert (out / "CNAME").read_text() == "timeline.example"
    # The same bytes are no conflict.
    write(pages({**SECOND, "CNAME": "timeline.example"}), out)


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    assert "Not a directory" in refused(pages(FIRST), tmp_path / "out")
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    assert "File exists" in refused(pages(FIRST), tmp_path / "gone")


@pytest.mark.parametrize("where", ["entries", "entries/a", "entries/a/index.html", ".dateline.json", ".dateline"])
def test_a_link_inside_the_folder_is_refused(where: str, tmp_path: Path) -> None:
    out, outside = tmp_path / "out", tmp_path / "outside"
    write(pages(FIRST), out)
    (out / where).exists()
    if (out / where).exists():
        (out / where).rename(outside)
    else:
        outside.mkdir()
    (out / where).symlink_to(outside)
    before = tree(tmp_path)
    changed = {path: f"changed {text}" for path, text in FIRST.items()}
    for site in (changed, {"index.html": "alone"}):
        assert "is a symbolic link" in refused(pages(site), out)
        assert tree(tmp_path) == before


def test_the_folder_itself_may_be_reached_by_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to("real")
    write(pages(FIRST), tmp_path / "out")
    assert tree(tmp_path / "real") == clean_tree(FIRST, tmp_path / "clean")


PATHS: list[tuple[str, str]] = [
    ("", "has the part ''"),
    ("/etc/passwd", "is absolute"),
    ("../index.html", "has the part '..'"),
    ("a/../../b", "has the part '..'"),
    ("a//b", "has the part ''"),
    ("a/", "has the part ''"),
    ("./a", "has the part '.'"),
    ("a\\b", r"has the character '\\', which not every file system takes"),
    ("a\0b", r"has the character '\x00', which not every file system takes"),
    ("a\nb", r"has the character '\n', which not every file system takes"),
    ("C:/x", "has the character ':', which not every file system takes"),
    ("what?", "has the character '?', which not every file system takes"),
    ("con", "has the part 'con', which Windows reserves for a device"),
    ("entries/AUX.html", "has the part 'AUX.html', which Windows reserves for a device"),
    ("nul/index.html", "has the part 'nul', which Windows reserves for a device"),
    ("com1", "has the part 'com1', which Windows reserves for a device"),
    ("lpt².txt", "has the part 'lpt².txt', which Windows reserves for a device"),
    ("a./b", "has the part 'a.', whose end Windows drops"),
    ("a /b", "has the part 'a ', whose end Windows drops"),
    ("x" * 256, "has a name of more than 255 bytes"),
    ("я" * 128, "has a name of more than 255 bytes"),
    ("a\ud800", "has a lone surrogate, which no file name can hold"),
    (".dateline.json", "has the part '.dateline.json', a name that the writer keeps for itself"),
    (".Dateline/1", "has the part '.Dateline', a name that the writer keeps for itself"),
]


@pytest.mark.parametrize(("path", "fault"), PATHS)
def test_a_path_that_can_not_be_is_refused(path: str, fault: str, tmp_path: Path) -> None:
    assert (path_fault(path) or "").startswith(fault)
    message = refused(pages({"fine.html": "", path: ""}), tmp_path / "out")
    assert message.startswith(f"Nothing was written: {path!r} {fault}")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "path", ["index.html", "console/x", "com10", "a.b.c", ".nojekyll", "Ünicode/я.html", "x" * 255]
)
def test_other_paths_are_taken(path: str, tmp_path: Path) -> None:
    assert path_fault(path) is None
    write(pages({path: "text"}), tmp_path / "out")
    assert (tmp_path / "out" / path).read_text() == "text"


@pytest.mark.parametrize(
    ("paths", "fault"),
    [
        (["a.html", "a.html"], "'a.html' stands twice"),
        (["a.html", "A.html"], "'a.html' and 'A.html' are one file on some systems"),
        (["caf\u00e9", "cafe\u0301"], "'café' and 'cafe\u0301' are one file on some systems"),
        (["straße", "STRASSE"], "'straße' and 'STRASSE' are one file on some systems"),
        (["a", "a/index.html"], "'a' is both a file and a folder"),
        (["A", "a/b/index.html"], "'A' is both a file and a folder"),
    ],
)
def test_paths_that_exclude_each_other_are_refused(paths: list[str], fault: str, tmp_path: Path) -> None:
    message = refused([Page(path, "", bytes) for path in paths], tmp_path / "out")
    assert message == f"Nothing was written: {fault}. Rename what these pages come from."


@given(st.lists(st.text("aA1./-_\nn", max_size=8), max_size=4))
def test_paths_are_plain_together_where_each_one_is(paths: list[str]) -> None:
    assert all_plain(paths) == all(map(is_plain, paths))
    assert folders_of(["a/b/c", "a/x", "y", "z/z"]) == {"a", "a/b", "z"}


@given(st.text(max_size=40))
def test_a_path_without_fault_leads_into_the_folder(path: str) -> None:
    if path_fault(path) is None:
        assert os.path.normpath(f"/out/{path}") == f"/out/{path}"
        assert folded(folded(path)) == folded(path)


# Manifest


@given(st.dictionaries(st.from_regex(r"[a-z]{1,9}(/[a-z]{3,9})?", fullmatch=True), st.text(max_size=9), max_size=5))
def test_a_manifest_is_read_as_it_was_written(keys: dict[str, str]) -> None:
    records = {path: Record(text, len(text), "0" * 64) for path, text in keys.items() if path_fault(path) is None}
    assert load(dump(records)) == records
    assert dump(dict(reversed(records.items()))) == dump(records)
    read = Manifest.read(dump(records))
    assert {path: read.find(path) for path in keys} == {path: records.get(path) for path in keys}
    some = dict(list(records.items())[::2])
    assert sorted(read.paths()) == sorted(records)
    assert read.with_changes({}, some).dump() == dump({path: records[path] for path in records.keys() - some})
    other = {path: Record("other", 7, "f" * 64) for path in [*some, "new"]}
    assert read.with_changes(other, ()).dump() == dump(records | other)


GOOD = dump({"index.html": Record("k", 1, "s")})


@given(st.integers(0, len(GOOD) - 1), st.integers(0, 255))
def test_a_manifest_with_one_other_byte_is_known_as_damaged(place: int, byte: int) -> None:
    if GOOD[place] != byte:
        with pytest.raises(DamagedError):
            load(GOOD[:place] + bytes([byte]) + GOOD[place + 1 :])
    with pytest.raises(DamagedError):
        load(GOOD[:place])


@pytest.mark.parametrize("path", ["../x", "/etc/passwd", ".dateline.json"])
def test_a_manifest_that_leads_out_of_the_folder_is_damaged(path: str) -> None:
    with pytest.raises(DamagedError):
        load(dump({path: Record("k", 1, "s")}))


@pytest.mark.parametrize("raw", [b"", b"{}", b"\x00\xff", GOOD[:40], GOOD.replace(b'"dateline": 2', b'"dateline": 1')])
def test_a_damaged_or_older_manifest_means_a_full_build_and_a_note(raw: bytes, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(pages(FIRST), out)
    (out / ".dateline.json").write_bytes(raw)
    (out / "feed.xml").write_text("<FEED/>")
    report = write(pages(SECOND), out)
    assert report.removed == ()
    (note,) = report.notes
    assert note.startswith(f"{out}/.dateline.json can't be used (")
    assert "every page was rendered anew" in note
    (out / "entries/a/index.html").unlink()
    (out / "entries/a").rmdir()
    assert tree(out) == clean_tree(SECOND, tmp_path / "clean")


# Faults

CALLS = [
    "open",
    "write",
    "mkdir",
    "replace",
    "link",
    "unlink",
    "rmdir",
    "chmod",
    "fchmod",
    "fsync",
    "lstat",
    "listdir",
    "stat",
]


class Faults:
    """Lets the k-th call to the system fail, and the later ones too where `lasting`."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, k: int, error: BaseException, *, lasting: bool) -> None:
        self.calls = 0
        self.failed = False
        self.k, self.error, self.lasting = k, error, lasting
        for name in CALLS:
            monkeypatch.setattr(os, name, self.spoilt(name, getattr(os, name)))

    def spoilt(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def spoilt(*given: Any, **named: Any) -> Any:
            self.calls += 1
            if self.calls == self.k or (self.lasting and self.calls > self.k and name not in ("lstat", "stat")):
                self.failed = True
                raise self.error
            return call(*given, **named)

        return spoilt


def patched(before: Site, after: Site, out: Path) -> None:
    changed = {path: text for path, text in after.items() if before.get(path) != text}
    patch(pages(changed), out, removed=before.keys() - after)


@pytest.mark.parametrize(
    ("before", "whole"),
    [(FIRST, True), ({}, True), ({"entries": "a file in the place of a folder"}, True), (FIRST, False)],
    ids=["a site", "nothing", "swap", "a patch"],
)
@pytest.mark.parametrize(
    ("error", "lasting"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), False),
        (OSError(errno.EIO, "Input/output error"), True),
        (KeyboardInterrupt(), False),
    ],
    ids=["full", "broken for good", "Ctrl-C"],
)
def test_whatever_call_fails_the_site_is_whole_and_the_next_build_ends_it(
    before: Site, whole: bool, error: BaseException, lasting: bool, tmp_path: Path
) -> None:
    after = clean_tree(SECOND, tmp_path / "clean")
    earlier = clean_tree(before, tmp_path / "earlier") if before else {}
    # Every call of the commonest fault, every third of the others, for time's sake.
    for k in itertools.count(1, 1 if isinstance(error, OSError) and not lasting else 3):
        out = tmp_path / f"out-{k}"
        if before:
            shutil.copytree(tmp_path / "earlier", out)
        message = ""
        with pytest.MonkeyPatch.context() as monkeypatch:
            faults = Faults(monkeypatch, k, error, lasting=lasting)
            try:
                write(pages(SECOND), out) if whole else patched(before, SECOND, out)
            except (OutputError, KeyboardInterrupt) as caught:
                message = str(caught)
        if not faults.failed:
            break
        found = tree(out) if out.exists() else {}
        texts = {*earlier.values(), *after.values()}
        shown = {path: text for path, text in found.items() if not path.startswith((".dateline/", ".dateline.lock"))}
        assert set(shown.values()) <= texts, "a half-written file"
        if "as it was" in message and not lasting:
            assert {path: text for path, text in shown.items() if path != ".dateline"} == earlier
        if isinstance(error, OSError) and message:
            assert str(error.strerror) in message
            assert re.search(r"(build again|Build again|can write there)", message)
        follow(k // 3, out, SECOND, after)
    assert k > 40


def test_a_failure_between_two_replacements_is_undone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    out = tmp_path / "out"
    before = clean_tree(FIRST, out)
    real, failures = os.replace, [OSError(errno.ENOSPC, "No space left on device")]

    def replace(source: str, target: str) -> None:
        if target == f"{out}/index.html" and failures:
            raise failures.pop()
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    assert refused(pages(SECOND), out) == (
        f"{out}: No space left on device. The site there is as it was. Free some space and build again."
    )
    assert tree(out) == before


@pytest.mark.parametrize(
    ("number", "why", "remedy"),
    [
        (errno.EROFS, "Read-only file system", "Make the folder writable, or choose another one with `--out`."),
        (errno.EACCES, "Permission denied", "Make the folder writable, or choose another one with `--out`."),
        (errno.EDQUOT, "Disk quota exceeded", "Free some space and build again."),
    ],
)
@pytest.mark.parametrize("spoilt", [".dateline.lock", ".dateline/", "index.html"])
def test_what_the_system_refuses_is_said_with_a_remedy(
    number: int, why: str, remedy: str, spoilt: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    before = clean_tree(FIRST, out)

    def refusing(call: Callable[..., Any]) -> Callable[..., Any]:
        def refuse(place: Any, *given: Any, **named: Any) -> Any:
            if str(place) == f"{out}/{spoilt}":
                raise OSError(number, why)
            return call(place, *given, **named)

        return refuse

    for name in ("open", "mkdir", "link", "lstat"):
        monkeypatch.setattr(os, name, refusing(getattr(os, name)))
    message = refused(pages(SECOND), out)
    monkeypatch.undo()
    assert message.startswith(str(out))
    assert message.endswith(f": {why}. The site there is as it was. {remedy}")
    assert tree(out) == before


def test_a_file_system_without_second_names_gets_copies(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def link(*_: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", link)
    write(pages(FIRST), tmp_path / "out")
    write(pages(SECOND), tmp_path / "out")
    assert tree(tmp_path / "out") == clean_tree(SECOND, tmp_path / "clean")


def follow(number: int, out: Path, site: Site, expected: Mapping[str, bytes | None]) -> None:
    """Build `site`, every second time after the first site, which the interrupted build may not pass for."""
    if number % 2:
        write(pages(FIRST), out)
        assert {path: text for path, text in tree(out).items() if text is not None and path[0] != "."} == {
            path: text.encode() for path, text in FIRST.items()
        }
    write(pages(site), out)
    assert tree(out) == expected


# Kills

VICTIM = """
import sys
from pathlib import Path
from dateline.output import Page, write

def page(n):
    return Page(f"{n % 7}/{n}/index.html", sys.argv[2], lambda: f"page {n} {sys.argv[2]} ".encode() * (99 + n))

step = int(sys.argv[3])
print("ready", flush=True)
write([page(n) for n in range(0, 120, step)], Path(sys.argv[1]), jobs=int(sys.argv[4]))
"""


def victim_site(version: str, step: int) -> Site:
    return {f"{n % 7}/{n}/index.html": f"page {n} {version} " * (99 + n) for n in range(0, 120, step)}


def victim_pages(version: str, step: int) -> list[Page]:
    return [Page(page.path, version, page.render) for page in pages(victim_site(version, step))]


def started(out: Path, version: str, step: int, jobs: int) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-c", VICTIM, str(out), version, str(step), str(jobs)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[1])
    assert child.stdout is not None
    assert child.stdout.readline() == b"ready\n"
    child.stdout.close()
    return child


def test_after_a_kill_at_any_moment_the_next_build_is_a_clean_one(tmp_path: Path) -> None:
    randomness = random.Random(20220310)  # noqa: S311 - any moment will do
    out = tmp_path / "out"
    write(victim_pages("v0", 1), out)
    old = {(path, text.encode()) for path, text in victim_site("v0", 1).items()}
    killed = 0
    for round_ in range(1, 21):
        version, step = f"v{round_}", randomness.choice([1, 2, 3])
        child = started(out, version, step, jobs=randomness.choice([1, 2]))
        time.sleep(randomness.uniform(0, 0.03))
        child.kill()
        killed += child.wait() == -signal.SIGKILL
        new = {(path, text.encode()) for path, text in victim_site(version, step).items()}
        shown = {
            (path, text) for path, text in tree(out).items() if text is not None and not path.startswith(".dateline")
        }
        assert shown <= old | new, "a half-written file"
        write(victim_pages(version, step), out)
        assert tree(out) == victim_tree(version, step)
        old = new
    assert killed >= 10


def victim_tree(version: str, step: int) -> dict[str, bytes | None]:
    site = {path: text.encode() for path, text in victim_site(version, step).items()}
    records = {path: Record(version, len(text), hashlib.sha256(text).hexdigest()) for path, text in site.items()}
    folders = {str(folder): None for path in site for folder in list(Path(path).parents)[:-1]}
    return {**folders, **site, ".dateline.json": dump(records)}


class Killed(BaseException):
    """Stands for the end of the process: nothing that follows is done."""


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [(FIRST, SECOND, True), ({}, FIRST, True), (FIRST, {"entries": "f"}, True), (FIRST, SECOND, False)],
)
def test_a_kill_at_each_single_step_is_recovered_from(before: Site, after: Site, whole: bool, tmp_path: Path) -> None:
    """Every call that changes the folder is the last one once, in building and in recovering."""
    expected = clean_tree(after, tmp_path / "clean")
    write(pages(before), tmp_path / "earlier")
    k, ends = 0, 0
    while not ends:
        k += 1
        out = tmp_path / f"out-{k}"
        if before:
            shutil.copytree(tmp_path / "earlier", out)
        # Dead once while building, then once more while recovering from that.
        for at in (k, k // 3) if k % 3 == 0 else (k,):
            child = os.fork()
            if child == 0:
                os.umask(0o077)
                with pytest.MonkeyPatch.context() as monkeypatch:
                    Faults(monkeypatch, at, Killed(), lasting=False)
                    for name in CALLS:
                        monkeypatch.setattr(os, name, dying(getattr(os, name)))
                    write(pages(after), out) if whole else patched(before, after, out)
                os._exit(0)
            if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0 and at == k:
                ends = 1
        follow(k, out, after, expected)
        assert {stat.S_IMODE(place.stat().st_mode) for place in out.rglob("*") if place.is_dir()} <= {0o755}
    assert k > 40


def dying(call: Callable[..., Any]) -> Callable[..., Any]:
    def die(*given: Any, **named: Any) -> Any:
        try:
            return call(*given, **named)
        except Killed:
            os._exit(9)

    return die


@pytest.mark.parametrize("second", [OSError(errno.EIO, "Input/output error"), Killed()], ids=["fails", "is killed"])
@pytest.mark.parametrize("later", [3, 15])
def test_an_undoing_that_fails_or_is_killed_is_ended_by_the_next_build(
    second: BaseException, later: int, tmp_path: Path
) -> None:
    expected = clean_tree(SECOND, tmp_path / "clean")
    write(pages(FIRST), tmp_path / "earlier")
    for k in itertools.count(40):
        out = tmp_path / f"out-{k}"
        shutil.copytree(tmp_path / "earlier", out)
        child = os.fork()
        if child == 0:
            with pytest.MonkeyPatch.context() as monkeypatch:
                Faults(monkeypatch, k + later, second, lasting=False)
                for name in CALLS:
                    monkeypatch.setattr(os, name, dying(getattr(os, name)))
                Faults(monkeypatch, k, OSError(errno.ENOSPC, "No space left on device"), lasting=False)
                with contextlib.suppress(OutputError):
                    write(pages(SECOND), out)
                    os._exit(1)
            os._exit(0)
        ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        follow(k, out, SECOND, expected)
        if ended == 1 and k > 90:
            break


@pytest.mark.parametrize("damage", ["journal", "staged", "staged gone"])
def test_a_change_that_a_power_cut_damaged_is_undone_or_built_anew(damage: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(pages(FIRST), out)
    child = os.fork()
    if child == 0:
        real, calls = os.replace, 0

        def replace(source: str, target: str) -> None:
            nonlocal calls
            calls += 1
            real(source, target) if calls < 3 else os._exit(9)

        vars(os)["replace"] = replace
        write(pages(SECOND), out)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    staged = {place.name: place for place in (out / STAGE).iterdir()}
    assert "journal.json" in staged
    match damage:
        case "journal":
            staged["journal.json"].write_bytes(b"")
        case "staged":
            staged["manifest"].write_bytes(b"")
        case _:
            staged["manifest"].unlink()
    report = write(pages(SECOND), out)
    assert bool(report.notes) == (damage == "journal")
    assert tree(out) == clean_tree(SECOND, tmp_path / "clean")


@pytest.mark.parametrize(
    ("step", "notes"),
    [
        (["take", "away/letter.txt", "", "old-0", "", []], "is a symbolic link"),
        (["put", "away/letter.txt", "1", "", key(""), []], "is a symbolic link"),
        (["take", "../outside/letter.txt", "", "old-0", "", []], ""),
        (["take", "CNAME", "", "../outside/letter.txt", "", []], ""),
        (["take", "CNAME", "", "", "", []], ""),
        (["burn", "CNAME", "", "", "", []], ""),
    ],
)
def test_a_journal_that_somebody_forged_reaches_nothing_outside(step: list[str], notes: str, tmp_path: Path) -> None:
    out, outside = tmp_path / "out", tmp_path / "outside"
    write(pages(FIRST), out)
    (out / "CNAME").write_text("timeline.example")
    outside.mkdir()
    (outside / "letter.txt").write_text("private")
    (out / "away").symlink_to(outside)
    (out / STAGE).mkdir()
    (out / STAGE / "1").write_text("")
    (out / STAGE / "journal.json").write_bytes(seal([step]))
    if notes:
        assert notes in refused(pages(FIRST), out)
    else:
        assert "was damaged" in write(pages(FIRST), out).notes[0]
    assert tree(outside) == {"letter.txt": b"private"}
    assert (out / "CNAME").exists()


# Two at once


def test_the_second_of_two_builds_waits(tmp_path: Path) -> None:
    out = tmp_path / "out"
    children = [started(out, "v1", 1, jobs=1) for _ in range(4)]
    assert [child.wait() for child in children] == [0] * 4
    assert tree(out) == victim_tree("v1", 1)


def test_a_build_that_does_not_end_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    out = tmp_path / "out"
    before = clean_tree(FIRST, out)
    monkeypatch.setattr(WRITE, "_PATIENCE", 0.05)
    with lock_module.locked(out, 0):
        assert refused(pages(SECOND), out) == (
            f"{out}: another build is writing to this folder. Wait for its end and build again."
        )
    assert tree(out) == before
    (out / ".dateline.lock").write_text("left by a killed build")
    write(pages(SECOND), out)


def test_a_lock_on_a_file_that_is_gone_does_not_count(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    real = lock_module._seize
    calls: list[int] = []

    def seize(handle: int) -> None:
        real(handle)
        if not calls:
            (tmp_path / lock_module.NAME).unlink()  # The one before has just ended.
        calls.append(handle)

    monkeypatch.setattr(lock_module, "_seize", seize)
    with lock_module.locked(tmp_path, 1):
        assert len(calls) == 2
        assert (tmp_path / lock_module.NAME).exists()
    assert tree(tmp_path) == {}


# --- files that are made of what they were ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("there", "gives", "made"),
    [
        pytest.param(b"old", b"new of old", ["again"], id="as it was made"),
        pytest.param(b"old!", b"new", ["render"], id="of another length"),
        pytest.param(b"OLD", b"new", ["render"], id="with other bytes"),
        pytest.param(None, b"new", ["render"], id="gone"),
        pytest.param(b"old", None, ["again", "render"], id="as it was made, but of no use"),
    ],
)
def test_a_page_is_made_of_its_last_bytes_where_these_are_at_hand(
    tmp_path: Path, there: bytes | None, gives: bytes | None, made: list[str]
) -> None:
    done: list[str] = []

    def render() -> bytes:
        done.append("render")
        return b"new"

    def again(old: bytes) -> Made | None:
        done.append("again")
        assert old == b"old"
        return None if gives is None else Made(gives, "2", "a note")

    out = tmp_path / "out"
    write([Page("a.json", "1", lambda: b"old")], out)
    if there is None:
        (out / "a.json").unlink()
    else:
        (out / "a.json").write_bytes(there)
    report = patch([Page("a.json", "2", render, 1, again)], out)
    assert report is not None
    assert done == made
    assert (out / "a.json").read_bytes() == (gives or b"new")
    assert report.made == {"a.json": "a note" if made == ["again"] else ""}
