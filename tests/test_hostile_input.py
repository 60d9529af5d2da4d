"""Hostile paths, texts and words for the terminal: refused with the reason, and nothing outside is read or written."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from conftest import ROOT, SITE, MakeSite
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_problems import runner, steers

from dateline import site
from dateline.cli import main
from dateline.content.archive import is_ignored, read_texts
from dateline.content.articles import read_articles
from dateline.content.files import decode, hidden, read_folder
from dateline.problems import as_text, visible

ENTRY = "content/entries/2021-05-04-first-meeting.md"
SOURCE = "content/sources/herald-story.md"
needs_posix = pytest.mark.skipif(
    not hasattr(os, "mkfifo"), reason="Windows has neither pipes in folders nor such names"
)
pytestmark = needs_posix

LINK = "error file-refused: a symbolic link\n    put the file itself here: links are not followed"


def problems(root: Path) -> list[str]:
    """All that is wrong, but for the quote whose text is not at hand."""
    return [as_text(problem) for problem in site.check(root)[1] if problem.code != "quote-unverified"]


# --- Paths ------------------------------------------------------------------------------------------------------------


def link(path: Path) -> None:
    path.symlink_to("/etc/hostname")


def to_itself(path: Path) -> None:
    path.symlink_to(path.name)


def to_a_folder(path: Path) -> None:
    path.symlink_to("/etc", target_is_directory=True)


def endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


def bound(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # the names of sockets are short
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


def written(path: Path) -> None:
    path.write_text("x")


NO_FILE = "error file-refused: not an ordinary file\n    delete it"
ODD = "give the file another name"
REFUSED: list[tuple[str, Callable[[Path], object], str]] = [
    ("content/entries/2021-05-05-second.md", link, LINK),
    ("content/entries/2021-05-05-second.md", to_itself, LINK),
    ("content/entries/2021-05-05-second.md", endless, LINK),
    ("content/entries/2021-05-05-second.md", os.mkfifo, NO_FILE),
    ("content/entries/2021-05-05-second.md", bound, NO_FILE),
    ("content/media/photo.png", link, LINK),
    ("content/media/photos", to_a_folder, LINK),
    ("content/media/photo.png", os.mkfifo, NO_FILE),
    ("content/receipts/herald-story.jsonl", link, LINK),
    ("content/receipts/herald-story.jsonl", os.mkfifo, NO_FILE),
    ("content/texts/herald-story.txt", link, LINK),
    ("content/origins.yaml", link, LINK),
    ("content/notes", to_a_folder, LINK),
    ("content/media/con.png", written, "error file-refused: the name “con.png” has the part 'con.png', which Windows"),
    ("content/media/a./b.png", written, "error file-refused: the name “a./b.png” has the part 'a.', whose end Windows"),
    ("content/media/b.png ", written, "error file-refused: the name “b.png ” has the part 'b.png ', whose end Windows"),
    ("content/media/a\nb.png", written, "error file-refused: the name “a⏎b.png” has the character '\\n', which not"),
    ("content/media/a\\b.png", written, "error file-refused: the name “a\\b.png” has the character '\\\\', which not"),
    ("content/media/gpj\u202eb.png", written, f"error file-refused: the name “gpj<U+202E>b.png” has the character U+202E, which no name needs\n    {ODD}"),
    ("content/media/a\u200bb.png", written, f"error file-refused: the name “a<U+200B>b.png” has the character U+200B, which no name needs\n    {ODD}"),
    ("content/media/a\udcffb.png", written, f"error file-refused: the name “a<U+DCFF>b.png” has a lone surrogate, which no file name can hold\n    {ODD}"),
    ("content/entries/a\udcff.md", written, f"error file-refused: the name “a<U+DCFF>.md” is not UTF-8\n    {ODD}"),
    ("content/entries/a\x1b[2J.md", written, f"error file-refused: the name “a<U+001B>[2J.md” has the character U+001B, which no name needs\n    {ODD}"),
    ("content/entries/a\n::error::b.md", written, f"error file-refused: the name “a⏎::error::b.md” has the character U+000A, which no name needs\n    {ODD}"),
    ("content/entries/a:b.md", written, f"error file-refused: the name “a:b.md” has the character U+003A, which no name needs\n    {ODD}"),
    ("content/entries/x\\..\\y.md", written, f"error file-refused: the name “x\\..\\y.md” has the character U+005C, which no name needs\n    {ODD}"),
    ("content/entries/con.md", written, "error bad-id: the file's name: “con” can't be an id: Windows has a device of this name"),
    ("content/entries/A.md", written, "error bad-id: the file's name: “A” is not an id"),
    ("content/entries/a .md", written, "error bad-id: the file's name: “a ” is not an id"),
    ("content/sources/..md", written, ""),
    ("content/entries/" + "x" * 252 + ".md", written, "error bad-id: the file's name: the id has 252 characters; at most 80 are allowed"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "make", "expected"), REFUSED, ids=lambda each: ascii(each)[:60])
def test_what_can_not_be_a_file_of_the_content_is_refused(
    path: str, make: Callable[[Path], object], expected: str, make_site: MakeSite
) -> None:
    root = make_site()
    place = root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    make(place)
    began = time.monotonic()
    found = problems(root)
    assert time.monotonic() - began < 5
    shown = visible(path)
    if not expected:  # a hidden file, as `..md` is to the system, is none of the content
        assert found == []
        return
    assert [each for each in found if each.startswith(f"{shown}:1:1: {expected}")] == found, found
    assert len(found) == 1


@pytest.mark.parametrize("names", [("Photo.png", "photo.PNG"), ("caf\u00e9.png", "cafe\u0301.png"), ("ſ.png", "s.png")])
def test_names_that_are_one_on_some_systems_are_refused(names: tuple[str, str], make_site: MakeSite) -> None:
    root = make_site({f"content/media/{name}": "x" for name in names})
    if len(list((root / "content/media").iterdir())) < 2:
        pytest.skip("they are one on this system")
    first, second = sorted(names)
    assert problems(root) == [
        (
            f"content/media/{second}:1:1: error file-refused: the name “{second}” is the same as “{first}” on some systems\n"
            "    give the file another name"
        )
    ]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("track: ../../../etc", "“../../../etc” is not an id"),
        ("track: /etc/passwd", "“/etc/passwd” is not an id"),
        ("place: ..", "“..” is not an id"),
        ("part_of: C:\\\\x", "“C:\\\\x” is not an id"),
        ("track: con", "“con” can't be an id: Windows has a device of this name"),
        ("aliases: [../old]", "“../old” is not an id"),
        ("aliases: [nul]", "“nul” can't be an id: Windows has a device of this name"),
        ("track: ma\u200bin", "“ma<U+200B>in” is not an id"),
        ("track: \u202emain", "“<U+202E>main” is not an id"),
        ("track: m\u0430in", "“m\u0430in” is not an id"),
        ('track: "main\\n"', "“main⏎” is not an id"),
        ("track: ＭＡＩＮ", "“ＭＡＩＮ” is not an id"),
    ],
)
def test_ids_that_lead_elsewhere_or_look_like_others_are_refused(line: str, message: str, make_site: MakeSite) -> None:
    field = line.split(":")[0]
    kept = "".join(each for each in SITE[ENTRY].splitlines(True) if not each.startswith(f"{field}:"))
    root = make_site({ENTRY: kept.replace("added:", f"{line}\nadded:")})
    found = "\n".join(each for each in problems(root) if " error " in each).replace("\n    ”", "⏎”")
    assert message in found, found


FOLDERS = {
    "content": "content:1:1: error file-refused: a symbolic link\n    put the folder itself here, or name the folder that"
    " holds it with --root: links are not followed",
    "content/entries": f"content/entries:1:1: {LINK}",
    "content/media": f"content/media:1:1: {LINK}",
}


@pytest.mark.parametrize("name", FOLDERS)
def test_a_folder_of_the_content_is_no_link(name: str, make_site: MakeSite, tmp_path: Path) -> None:
    root = make_site({"content/media/a.svg": "<svg/>"})
    (root / name).rename(tmp_path / "elsewhere")
    (root / name).symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    assert FOLDERS[name] in problems(root)
    assert not [path for path in read_folder(root).texts if path.startswith(f"{name}/")]


@pytest.mark.parametrize(
    ("path", "make", "message"),
    [
        ("static/x.css", link, "static/x.css: a symbolic link; put the file itself here: links are not followed"),
        ("static/x.css", endless, "static/x.css: a symbolic link; put the file itself here: links are not followed"),
        ("static", to_a_folder, "static: a symbolic link; put the file itself here: links are not followed"),
        ("static/deep", to_a_folder, "static/deep: a symbolic link; put the file itself here: links are not followed"),
        ("static/x.css", os.mkfifo, "static/x.css: not an ordinary file; delete it"),
        ("templates", to_a_folder, "templates: a symbolic link; put the file itself here: links are not followed"),
        (
            "templates/x.html",
            link,
            "templates/x.html: a symbolic link; put the file itself here: links are not followed",
        ),
        ("templates/x.html", bound, "templates/x.html: not an ordinary file; delete it"),
        ("templates/\udcff.html", link, "templates/<U+DCFF>.html: a symbolic link"),
        ("templates/a\n::error::x.html", link, "templates/a⏎::error::x.html: a symbolic link"),
        ("static/\x1b[2J\u202e", to_a_folder, "static/<U+001B>[2J<U+202E>: a symbolic link"),
        ("static/a\n::error::x.css", written, "Rename what these pages come from"),
        ("static" + "/d" * 22 + "/x.css", written, f"static{'/d' * 21}: folders stand in each other more than 20 deep"),
    ],
)
def test_a_theme_has_no_links_and_no_pipes(
    path: str, make: Callable[[Path], object], message: str, make_site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_site()
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    make(root / path)
    assert main(["build", "--root", str(root)]) == 1
    printed = capsys.readouterr().err
    assert message in printed
    assert not steers(printed)
    assert [line for line in printed.split("\n") if runner(line)] == []
    assert not (root / "public").exists()


@pytest.mark.parametrize(
    ("path", "make", "message"),
    [
        ("archive/herald-story.txt", link, f"archive/herald-story.txt:1:1: {LINK}"),
        ("archive/herald-story.txt", os.mkfifo, f"archive/herald-story.txt:1:1: {NO_FILE}"),
        (
            "archive",
            to_a_folder,
            (
                "archive:1:1: error file-refused: a symbolic link: the texts of the articles are not read\n"
                "    move the folder here, or name the one that the link leads to with --archive"
            ),
        ),
    ],
)
def test_the_archive_is_not_led_elsewhere(
    path: str, make: Callable[[Path], object], message: str, make_site: MakeSite
) -> None:
    root = make_site()
    (root / path).parent.mkdir(exist_ok=True)
    make(root / path)
    assert message in problems(root)


def test_an_archive_behind_a_link_is_not_read(make_site: MakeSite, tmp_path: Path) -> None:
    root = make_site({"content/site.yaml": SITE["content/site.yaml"] + "archive: kept/texts\n"})
    (tmp_path / "elsewhere/texts").mkdir(parents=True)
    (root / "kept").symlink_to(tmp_path / "elsewhere")
    assert "kept:1:1: error file-refused: a symbolic link: the texts of the articles are not read" in problems(root)[0]
    assert read_texts(tmp_path / "elsewhere/texts", ["x"], root=root) == ({}, []), (
        "whoever names it may keep it anywhere"
    )


@pytest.mark.parametrize(
    ("lines", "ignored"),
    [
        ("/texts/", True),
        ("texts", True),
        ("texts/*", True),
        ("# texts", False),
        ("/text/", False),
        ("*\n!/texts/", False),
        ("te?ts/", True),
        ("/deep/texts/", False),
        ("", False),
    ],
)
def test_an_archive_that_git_takes_is_told(lines: str, ignored: bool, make_site: MakeSite) -> None:
    root = make_site({"content/site.yaml": SITE["content/site.yaml"] + "archive: texts\n", ".gitignore": f"{lines}\n"})
    (root / "texts").mkdir()
    assert problems(root) == [], "without git nothing is committed"
    (root / ".git").mkdir()
    assert is_ignored("texts", lines.split("\n")) == ignored
    assert problems(root) == ([] if ignored else [
        ("content/site.yaml:3:10: warning archive-not-ignored: git does not ignore “texts”, where the texts of the "
        "articles are\n    add the line /texts/ to .gitignore: the texts belong to their publishers")
    ])  # fmt: skip


@pytest.mark.parametrize("name", ["archive", "archive/.importing", "content/entries", "content/sources"])
def test_an_import_writes_through_no_link(
    name: str, make_site: MakeSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root, elsewhere = make_site(), tmp_path / "elsewhere"
    (elsewhere / ".importing").mkdir(parents=True)
    (root / name).parent.mkdir(exist_ok=True)
    if (root / name).exists():
        shutil.rmtree(root / name)
    (root / name).symlink_to(elsewhere, target_is_directory=True)
    article = tmp_path / "story.txt"
    article.write_text(
        "Talks end\n\nLAKESIDE, May 5 - The talks ended on Tuesday without a result, Vera Orlova said.\n"
    )
    assert main(["import", "--root", str(root), "--published", "2021-05-06", str(article)]) == 1
    assert f"{root / name} is a symbolic link; move the folder here" in capsys.readouterr().err
    assert [path.name for path in elsewhere.rglob("*")] == [".importing"]


@pytest.mark.parametrize(
    "item",
    [
        {"file": "../../../secret.md", "side": "root", "path": "content/entries/x.md", "digest": ""},
        {"file": "/etc/hostname", "side": "root", "path": "content/entries/x.md", "digest": ""},
        {"file": "000000", "side": "root", "path": "../x.md", "digest": ""},
        {"file": "000000", "side": "elsewhere", "path": "x.md", "digest": ""},
        {"file": 1, "side": "root", "path": "x.md", "digest": ""},
        {"file": "000000"},
        ["000000"],
        None,
    ],
)
def test_an_interrupted_import_that_came_with_the_content_does_nothing(
    item: object, make_site: MakeSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("mine")
    listed = json.dumps([item]) if item is not None else "[" * 100_000
    root = make_site({"archive/.importing/ready.json": listed, "archive/.importing/000000": "x"})
    article = tmp_path / "story.txt"
    article.write_text("Talks end\n\nThe talks ended.\n")
    before = sorted(root.rglob("*"))
    assert main(["import", "--root", str(root), str(article)]) == 1
    assert "is none of an import's; delete it and import again" in capsys.readouterr().err
    assert secret.read_text() == "mine"
    assert sorted(root.rglob("*")) == before


# Watches a process from within: tells each file that it opens, and each one that it makes, moves or takes away.
WATCHED = """
import os, sys
at, opened = [False], os.open
def open_(path, flags, mode=0o777, *, dir_fd=None):
    at[0] = True
    try:
        handle = opened(path, flags, mode, dir_fd=dir_fd)
    finally:
        at[0] = False
    tell("write" if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) else "read", os.readlink(f"/proc/self/fd/{handle}"))
    return handle
os.open = open_
def tell(how, path):
    os.write(2, f"@{how} {os.path.join(os.path.realpath(os.path.dirname(path)), os.path.basename(path))!a}\\n".encode())
def hook(event, given):
    if event == "open" and not at[0] and isinstance(given[0], (str, bytes)):
        path = os.fsdecode(given[0])
        write = given[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        tell("write" if write else "read", path if write else os.path.realpath(path))
    elif event in ("os.listdir", "os.scandir") and isinstance(given[0], (str, bytes)):
        path = os.path.realpath(os.fsdecode(given[0]))
        if path not in map(os.path.realpath, sys.path):  # where modules are looked for
            tell("read", path)
    elif event in ("os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.chmod") and isinstance(given[0], (str, bytes)):
        tell("write", os.fsdecode(given[0]))
    elif event in ("os.rename", "os.link", "os.symlink"):
        tell("write", os.fsdecode(given[1]))
from dateline import cli
sys.addaudithook(hook)
sys.exit(cli.main(sys.argv[1:]))
"""


def opened(root: Path, *words: str) -> tuple[int, set[Path], set[Path]]:
    """Run a command; its exit code, what it read and what it wrote."""
    command = [sys.executable, "-c", WATCHED, *words, "--root", str(root)]
    nowhere = root.parent / "nowhere"
    nowhere.mkdir(exist_ok=True)
    ran = subprocess.run(
        command, cwd=nowhere, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, timeout=60
    )
    assert b"Traceback" not in ran.stderr, ran.stderr
    found: dict[str, set[Path]] = {"read": set(), "write": set()}
    for line in ran.stderr.decode().splitlines():
        if line.startswith("@"):
            how, _, path = line[1:].partition(" ")
            found[how].add(Path(os.fsencode(path[1:-1]).decode("unicode_escape")))
    return ran.returncode, found["read"], found["write"]


def outside(paths: set[Path], *folders: Path) -> set[Path]:
    return {path for path in paths if not any(path.is_relative_to(folder) for folder in folders)}


# The interpreter with its libraries, the program, and what the system has of time zones and languages.
OWN = [
    *(Path(each).resolve() for each in (ROOT / "dateline", ROOT / "templates", ROOT / "static")),
    *(Path(each).resolve() for each in (sys.prefix, sys.base_prefix)),
    *map(Path, ("/usr/share/zoneinfo", "/usr/lib", "/dev/null", "/proc/self", "/etc/mime.types", "/dev/shm")),  # noqa: S108
]


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs /proc")
@pytest.mark.parametrize("command", ["check", "build", "verify"])
def test_nothing_outside_is_read_or_written(command: str, make_site: MakeSite, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.mkdir()
    for name in ("entry.md", "herald-story.txt", "x.css", "photo.svg", "tracks.yaml"):
        (secret / name).write_text(SITE[ENTRY])
    root = make_site(archive=True)
    code, read, wrote = opened(root, command)
    assert code == 0
    assert root / ENTRY in read, "the watch sees what is read"
    made = {"check": [], "build": [root / "public"], "verify": [root / "content/receipts"]}[command]
    assert outside(wrote, *made, root / ".dateline-cache", root / "__none__", Path("/dev/null")) == set()
    assert outside(read, root, *OWN) == set()
    for path in (
        "content/entries/link.md", "content/sources/link.md", "content/media/deep/link.svg", "content/topics.yaml",
        "content/receipts/herald-story.jsonl", "content/texts/herald-story.txt", "archive/herald-story.txt",
    ):  # fmt: skip
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.unlink(missing_ok=True)
        place.symlink_to(secret / "herald-story.txt")
    (root / "content/media/folder").symlink_to(secret, target_is_directory=True)
    os.mkfifo(root / "content/entries/pipe.md")
    (root / ENTRY).write_text(
        SITE[ENTRY].replace("track: main", "track: ../../../secret/tracks")
        + "\n![A picture](../../../secret/photo.svg)\n![A picture](/etc/hostname) ![A picture](file:///etc/hostname)\n"
    )
    site_yaml = SITE["content/site.yaml"] + "zone: ../../../../../../../etc/hostname\narchive: ../secret\n"
    (root / "content/site.yaml").write_text(site_yaml)
    code, read, wrote = opened(root, command)
    assert code == 1
    assert outside(read, root, *OWN) == set()
    assert outside(wrote, root / ".dateline-cache", Path("/dev/null")) == set()


def test_a_file_that_grows_or_is_exchanged_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was looked at is what is read: the name is opened once."""
    from dateline.output import regular

    path = tmp_path / "a.md"
    path.write_bytes(b"x" * 10)
    status = os.fstat

    def grown(handle: int) -> os.stat_result:
        found = status(handle)
        path.write_bytes(b"y" * 100)
        return found

    monkeypatch.setattr(os, "fstat", grown)
    assert regular.read_file(str(path), limit=1000) == b"y" * 100
    with pytest.raises(regular.NotRegularError, match=r"the file has (more than 50|100) bytes"):
        regular.read_file(str(path), limit=50)


def test_many_small_files_are_read_quickly(make_site: MakeSite) -> None:
    root = make_site({f"content/sources/s-{n}.md": SITE[SOURCE] for n in range(2000)})
    best = 1.0
    for _ in range(3):
        began = time.process_time()
        assert len(read_folder(root).texts) > 2000
        best = min(best, time.process_time() - began)
    assert best / 2000 < 0.000_2, "some 12 µs a file on a quiet machine"


# --- Articles that an editor names --------------------------------------------------------------------------------------


def test_articles_with_hostile_names_are_refused_with_a_sentence(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    link(folder / "link.txt")
    os.mkfifo(folder / "pipe.txt")
    bound(folder / "socket.txt")
    (folder / "\udcff.txt").write_text("A story.")
    names = [str(folder), "x" * 300, f"{folder}/link.txt/below", "/dev/zero", str(folder / "pipe.txt"), "/etc/../dev"]
    began = time.monotonic()
    found = {ascii(each.path): each.reason for each in read_articles(names[:-1], [tmp_path / "content"], max_bytes=100)}
    assert time.monotonic() - began < 5
    reasons = {name.strip("'").rsplit("/", 1)[-1]: reason for name, reason in found.items()}
    assert reasons == {
        "link.txt": "it is a link; name the file itself to import it",
        "pipe.txt": "it is no ordinary file; name a file or a folder of files",
        "socket.txt": "it is no ordinary file; name a file or a folder of files",
        "\\udcff.txt": "",
        "x" * 300: "it can't be read: File name too long; look at its permissions",
        "below": "there is no such file; look at the name",
        "zero": "it is no ordinary file; name a file or a folder of files",
    }


# --- Text --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "place", "message"),
    [
        (b"ab\ncd\xff", (2, 3), "the byte 0xFF is not UTF-8"),
        (b"\xef\xbb\xbfab\xff", (1, 3), "the byte 0xFF is not UTF-8"),
        (b"a\r\nb\rc\xed\xa0\x80", (3, 2), "the byte 0xED is not UTF-8"),
        ("é".encode("latin-1"), (1, 1), "the byte 0xE9 is not UTF-8"),
        (b"\xff\xfea\x00", (1, 1), "the byte 0xFF is not UTF-8"),
        (b"\xc0\xaf", (1, 1), "the byte 0xC0 is not UTF-8"),
        (b"\xf4\x90\x80\x80", (1, 1), "the byte 0xF4 is not UTF-8"),
        (b"a\x00b", (1, 2), "the file holds the character U+0000"),
        (b"a\r\nb\x1b[31m", (2, 2), "the file holds the character U+001B"),
        (b"\x0c", (1, 1), "the file holds the character U+000C"),
        (b"\x7f", (1, 1), "the file holds the character U+007F"),
        ("Я\n\nб\x9b".encode(), (3, 2), "the file holds the character U+009B"),
        ("\ufffe".encode(), (1, 1), "the file holds the character U+FFFE"),
        ("\n\uffff".encode(), (2, 1), "the file holds the character U+FFFF"),
    ],
)
def test_what_is_no_text_is_refused_by_its_place(data: bytes, place: tuple[int, int], message: str) -> None:
    text, complaint = decode(data, "x.md")
    assert complaint is not None
    assert (text, complaint.place, complaint.message) == ("", place, message)


@pytest.mark.parametrize(
    "text", ["a\tb\nc", "\u200c\u200d\u200e\u200f\u061c", "é\u2028\x85", "\U0001f469\u200d\U0001f680", ""]
)
def test_text_is_taken_with_or_without_mark_and_with_any_line_ends(text: str) -> None:
    for mark in ("", "\ufeff"):
        for end in ("\n", "\r\n", "\r"):
            assert decode((mark + text.replace("\n", end)).encode(), "x.md") == (text, None)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.binary(max_size=60), st.sampled_from([b"", b"\xef\xbb\xbf", b"\r\n", b"\x00", b"\xe2\x80\xae"]))
def test_any_bytes_are_text_or_refused(data: bytes, more: bytes) -> None:
    text, complaint = decode(data + more + data, "x.md")
    if complaint is None:
        assert "\r" not in text
        assert not any(ord(char) < 32 and char not in "\t\n" for char in text)
        text.encode()
        hidden(text, "x.md")
    else:
        assert text == ""
        assert complaint.place is not None
        assert min(complaint.place) >= 1


OVER = "shows letters in another order than the one that they stand in"
UNCLOSED, UNOPENED = "is not closed in its paragraph", "closes what its paragraph has not opened"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("good \u202edoog\u202c", [(1, 6, f"the character U+202E {OVER}")]),
        ("a\nb \u202dx", [(2, 3, f"the character U+202D {OVER}")]),
        ("a \u2067bc\n\nd", [(1, 3, f"the character U+2067 {UNCLOSED}")]),
        ("a \u202bb\n\u202a c\u202c", [(1, 3, f"the character U+202B {UNCLOSED}")]),
        ("a\u2069 b", [(1, 2, f"the character U+2069 {UNOPENED}")]),
        ("\u2068a\n\n\u2069", [(1, 1, f"the character U+2068 {UNCLOSED}"), (3, 1, f"the character U+2069 {UNOPENED}")]),
        ("a\U000e0041\U000e0042", [(1, 2, "the character U+E0041 is a letter that nobody sees")]),
        # What words and flags are written with.
        ("he wrote \u2067שלום\u2069 and\nleft", []),
        ("\u2068a\nb\u2069", []),
        ("\u202bשלום\u202c", []),
        ("می\u200cخواهم", []),
        ("\u200eabc\u200f \u061c", []),
        ("क्\u200dष", []),
        ("\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", []),
        ("\u200b\u2060\xad", []),
        ("---\ntitle: \u202edoog\n---\nprose", []),  # values are told of by the reader of the front matter
        ("---\ntitle: \u202edoog\n---\nprose \u2066", [(4, 7, f"the character U+2066 {UNCLOSED}")]),
    ],
)
def test_controls_that_show_another_text_are_told(text: str, expected: list[tuple[int, int, str]]) -> None:
    found = hidden(text, "x.md")
    assert [(*(each.place or (0, 0)), each.message) for each in found] == expected
    assert {each.severity.value for each in found} <= {"warning"}


def test_a_control_in_prose_is_a_warning_at_its_place(make_site: MakeSite) -> None:
    root = make_site({ENTRY: SITE[ENTRY] + "\nThey said \u202eon\u202c.\n"})
    line = SITE[ENTRY].count("\n") + 2
    assert problems(root) == [
        (
            f"{ENTRY}:{line}:11: warning invisible-character: the character U+202E {OVER}\n"
            "    delete it: marks of direction and joiners are all that words need"
        )
    ]


# --- The terminal ------------------------------------------------------------------------------------------------------

STEERING = "\\e[31m\\x9b2J\\u202e::error::x ##[error]y\\n::warning::z\\r::notice::w"


def hostile(make_site: MakeSite) -> Path:
    """A timeline that has words for the terminal wherever text can stand, as YAML's escapes and as they are."""
    entry = (
        SITE[ENTRY]
        .replace("track: main", f'track: "{STEERING}"')
        .replace("title: First meeting", f'title: "{STEERING}"')
        .replace("Orlova said", "\u202e::error::x ##[error]y Orlova said")
        .replace("We part as we came", "\u202e::error::x ##[add-mask]y We part as we came")
    )
    root = make_site(
        {
            ENTRY: entry + "\n[x](javascript:##[error]y) [y](#::error::) \u202e\n\n    ::error::code\n",
            "content/entries/2021-05-05-second.md": SITE[ENTRY].replace("source: herald-story", "source: '##[error]y'"),
            "content/topics.yaml": f'- {{id: water, title: "::error::x ##[group]", "{STEERING}": 1}}\n',
            "content/::error::x.md": "x",
            "content/a\n::error::x.md": "x",
            "content/##[error]x\x1b[2J.md": "x",
        },
        archive=True,
    )
    link(root / "content/media\n::error::y")
    return root


@pytest.mark.parametrize("words", [["check"], ["build"], ["build", "--drafts"], ["verify"], ["check", "--strict"]])
def test_content_says_nothing_to_the_terminal(
    words: list[str], make_site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*words, "--root", str(hostile(make_site))]) == 1
    printed = "".join(capsys.readouterr())
    assert "error" in printed
    assert not steers(printed)
    assert [line for line in printed.split("\n") if runner(line)] == []


def test_content_says_nothing_to_the_runner(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    root = hostile(make_site)
    expected = {(each.path, each.line) for each in site.check(root)[1]}
    assert main(["check", "--format", "github", "--root", str(root)]) == 1
    printed = "".join(capsys.readouterr())
    assert not steers(printed)
    commands = [runner(line) for line in printed.split("\n") if line]
    assert {each[0] for each in commands if each} == {"error", "warning"}, "each line is a command of ours"
    places = {(each[1]["file"], int(each[1]["line"])) for each in commands if each}
    assert places == {(visible(path), line) for path, line in expected}


def test_content_leaves_the_json_valid(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    root = hostile(make_site)
    assert main(["check", "--format", "json", "--root", str(root)]) == 1
    printed = capsys.readouterr().out
    assert not steers(printed)
    assert [line for line in printed.split("\n") if runner(line)] == []
    assert {each["path"] for each in json.loads(printed)} == {each.path for each in site.check(root)[1]}


def test_an_explanation_says_nothing_to_the_terminal(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    said = "::error::x ##[error]y \u202e::warning::z"
    root = make_site(
        {ENTRY: SITE[ENTRY].replace("We part", f"{said} We part").replace("Orlova said", f"{said} Orlova said")},
        archive=True,
    )
    (root / "archive/herald-story.txt").write_text(f"{said}\n::error::no\nWe part as we came, {said} a result\n")
    assert main(["verify", "--root", str(root), "--explain", "2021-05-04-first-meeting#no-result"]) == 0
    printed = "".join(capsys.readouterr())
    assert "absent" in printed
    assert not steers(printed)
    assert [line for line in printed.split("\n") if runner(line)] == []


@pytest.mark.parametrize("form", [[], ["--explain"], ["--json"]])
def test_an_article_says_nothing_to_the_terminal(
    form: list[str], make_site: MakeSite, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    said = "::error::x ##[error]y \x1b[31m\u202e\x9b2J"
    folder = tmp_path / "articles"
    folder.mkdir()
    for name in ("::error::x.txt", "##[error]x.txt", "a\n::error::y.txt"):
        text = f"{said}\n\nLAKESIDE, May 5 (Reuters) - “{said} We part,” Vera {said} Orlova said on Tuesday.\n{said}\n{name}"
        (folder / name).write_text(text, encoding="utf-8", errors="surrogatepass")
    main(["import", "--root", str(make_site()), "--dry-run", "--published", "2021-05-06", *form, str(folder)])
    printed = "".join(capsys.readouterr())
    assert not steers(printed)
    assert [line for line in printed.split("\n") if runner(line)] == []


# --- The workflows -----------------------------------------------------------------------------------------------------

WORKFLOWS = [
    *sorted((ROOT / ".github/workflows").glob("*")),
    ROOT / "dateline/content/starter/github/publish.yml",
]
# Looked up in the actions' own repositories.
PINNED = {
    "actions/checkout": ("3d3c42e5aac5ba805825da76410c181273ba90b1", "v7.0.1"),
    "actions/setup-python": ("5fda3b95a4ea91299a34e894583c3862153e4b97", "v7.0.0"),
    "actions/upload-artifact": ("bbbca2ddaa5d8feaa63e36b76fdaad77386f024f", "v7.0.0"),
    "actions/upload-pages-artifact": ("fc324d3547104276b827a68afc52ff2a11cc49c9", "v5.0.0"),
    "actions/deploy-pages": ("cd2ce8fcbc39b97be8ca5fce6e763baed58fa128", "v5.0.0"),
}
# Values that nobody who opens a pull request can choose.
OURS = {"github.ref", "github.token", "steps.deployment.outputs.page_url"}
LEAST = [{}, {"contents": "read"}, {"contents": "read", "pages": "read"}, {"pages": "write", "id-token": "write"}]


def scalars(value: object, under: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every value of a workflow, with the keys that lead to it."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from scalars(each, (*under, str(key)))
    elif isinstance(value, list):
        for each in value:
            yield from scalars(each, under)
    else:
        yield under, str(value)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: f"{path.parent.parent.name}-{path.name}")
def test_workflows_give_a_stranger_nothing(path: Path) -> None:
    text = path.read_text("utf-8")
    found = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506  (it makes nothing but text)
    assert set(found["on"]) <= {"push", "pull_request", "workflow_dispatch"}, "no pull_request_target, no workflow_run"
    assert found["permissions"] in LEAST[:2]
    for job in found["jobs"].values():
        assert job.get("permissions", found["permissions"]) in LEAST
        strangers = "pull_request" in found["on"] and "github.event_name != 'pull_request'" not in job.get("if", "")
        assert not strangers or job.get("needs") or job.get("permissions", found["permissions"]) in LEAST[:2]
        assert 0 < int(job["timeout-minutes"]) <= 30
        assert "concurrency" in job or "concurrency" in found
        for step in job["steps"]:
            if "uses" in step:
                action, _, commit = step["uses"].partition("@")
                assert (commit, f"{action}@{commit} # {PINNED[action][1]}\n" in text) == (PINNED[action][0], True)
                assert action != "actions/checkout" or step["with"]["persist-credentials"] == "false"
    for keys, value in scalars(found):
        expressions = {each.strip() for each in re.findall(r"\$\{\{(.*?)\}\}", value, re.DOTALL)}
        assert expressions <= OURS, f"{keys}: {value}"
        assert not expressions or not {"run", "uses", "shell"} & set(keys), f"{keys}: {value}"
        assert "secrets" not in value
        assert "GITHUB_ENV" not in value
        assert "GITHUB_PATH" not in value


@pytest.mark.skipif(shutil.which("zizmor") is None, reason="zizmor is not installed")
def test_zizmor_finds_nothing() -> None:
    command = ["zizmor", "--offline", "--no-progress", "--persona=auditor", *map(str, WORKFLOWS)]
    ran = subprocess.run(command, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout


def test_the_policy_says_what_is_promised_and_how_to_report() -> None:
    text = " ".join((ROOT / "SECURITY.md").read_text("utf-8").split())
    for needed in ("Report a vulnerability", "Supported versions", "What is promised", "What is not promised"):
        assert needed in text
    assert re.search(r"[\w.]+@[\w-]+\.\w+", text) is None, "there is no address to write to"
