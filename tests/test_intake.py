"""Reading many documents: on any number of processes, with some that die of one, and again after an interruption."""

from __future__ import annotations

import errno
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from importing import TODAY, new_timeline, tree

from benchmarks.articles import articles
from dateline.cli import main
from dateline.content import changes, spool
from dateline.content.articles import Document, count_files
from dateline.content.changes import ChangeError
from dateline.crew import Bounds, Lost, answers
from dateline.importing import import_articles
from dateline.ingest import held, packed, report
from dateline.ingest.document import Hints, Record, import_document, read_document
from dateline.ingest.plan import Plan
from dateline.intake import Intake

ROOT = Path(__file__).parents[1]
BOUNDS = Bounds(seconds=20, memory=1 << 30)
needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that can be forked")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twenty-four documents, and one that is none."""
    made = tmp_path_factory.mktemp("articles")
    for name, data in articles(24, pages=False):
        (made / name).write_bytes(data)
    (made / "noise.txt").write_bytes(bytes(range(256)) * 20)
    return made


def run(root: Path, folder: Path, jobs: int = 1) -> Plan:
    plan, _ = import_articles(root, [f"{folder}"], Hints(), TODAY, jobs=jobs)
    return plan


def made(root: Path) -> dict[str, bytes]:
    """What an import has made; not what it keeps for itself."""
    return {name: data for name, data in tree(root).items() if not name.startswith(".dateline-cache/.gitignore")}


@pytest.fixture(scope="module")
def expected(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    root = new_timeline(tmp_path_factory.mktemp("expected") / "site")
    run(root, folder)
    return made(root)


# --- processes that answer ---


def upper(question: bytes) -> bytes:
    return question.upper()


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_every_question_has_its_answer(jobs: int) -> None:
    questions = [f"question {number} ".encode() * (number % 7 * 3000) for number in range(60)]
    assert dict(answers(upper, questions, jobs, BOUNDS)) == {n: one.upper() for n, one in enumerate(questions)}


def test_no_question_no_answer() -> None:
    assert list(answers(upper, [], 4, BOUNDS)) == []


@needs_fork
def test_no_more_questions_are_asked_for_than_can_be_begun() -> None:
    asked = 0

    def questions() -> Iterator[bytes]:
        nonlocal asked
        for number in range(50):
            asked += 1
            yield b"%d" % number

    for count, _ in enumerate(answers(upper, questions(), 2, BOUNDS), 1):
        assert asked <= count + 2 * 2


def troubled(question: bytes) -> bytes:
    if question == b"die":
        os.kill(os.getpid(), signal.SIGKILL)
    if question == b"leave":
        os._exit(3)
    if question == b"loop":
        while True:
            pass
    if question == b"large":
        return bytes(1 << 40)
    if question == b"fault":
        raise KeyError("nothing of that name")
    return b"fine"


@needs_fork
@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("die", "the process that read it died of it (SIGKILL), twice"),
        ("leave", "the process that read it died of it (exit status 3), twice"),
        ("loop", "it takes too long to read (more than 1 seconds)"),
        ("large", "it takes more memory than one document may"),
        ("fault", "reading it ended in a fault of the program (KeyError: 'nothing of that name', test_intake.py:"),
    ],
)
@pytest.mark.parametrize("jobs", [1, 3])
def test_what_kills_its_process_is_lost_alone(question: str, reason: str, jobs: int) -> None:
    questions = [b"a", b"b", question.encode(), *[b"c"] * 12]
    found = dict(answers(troubled, questions, jobs, Bounds(seconds=1, memory=1 << 30)))
    lost = found.pop(2)
    assert isinstance(lost, Lost)
    assert lost.reason.startswith(reason)
    assert found == dict.fromkeys({*range(15)} - {2}, b"fine")


@needs_fork
def test_a_process_that_somebody_else_ends_costs_nothing(tmp_path: Path) -> None:
    once = tmp_path / "once"

    def work(question: bytes) -> bytes:
        if question == b"7" and not once.exists():
            once.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return question

    assert dict(answers(work, [b"%d" % n for n in range(20)], 2, BOUNDS)) == {n: b"%d" % n for n in range(20)}


@needs_fork
def test_what_asking_raises_ends_all_processes() -> None:
    def questions() -> Iterator[bytes]:
        yield b"a"
        raise LookupError("no more")

    with pytest.raises(LookupError, match="no more"):
        list(answers(upper, questions(), 2, BOUNDS))
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_where_nothing_can_be_forked_it_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("threading.active_count", lambda: 2)
    found = dict(answers(troubled, [b"a", b"fault"], 4, BOUNDS))
    assert found[0] == b"fine"
    assert isinstance(found[1], Lost)


# --- rows ---


def records() -> list[Record]:
    made = [import_document(data, name) for name, data in articles(12, seed=3, pages=False)]
    return [*made, import_document(b"", "empty.txt"), import_document(bytes(range(256)), "noise.bin")]


def test_a_record_comes_back_from_its_row() -> None:
    for record in records():
        back = packed.unpack(packed.pack(record))
        for each in fields(Record):
            if each.name not in ("data", "betrays"):
                assert getattr(back, each.name) == getattr(record, each.name), each.name
        assert packed.unpack_head(packed.pack(record)) == held.head_of(record)


def test_every_field_of_a_record_has_its_part_of_a_row() -> None:
    names = {each.name for each in fields(Record)}
    assert names == {each.name for each in fields(packed._Body)} | packed.ELSEWHERE


@pytest.mark.parametrize("row", [b"", b"\x1e\x1e\x1e\x1e", b'["x"]\x1e[]\x1e\x1e[]\x1d[]\x1etext', b"{}\x1e"])
def test_what_is_no_row_is_a_value_error(row: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        packed.unpack(row)


def test_records_that_are_held_and_packed_give_the_same_plan(tmp_path: Path, folder: Path) -> None:
    root = new_timeline(tmp_path / "site")
    plan = run(root, folder)
    assert {outcome.head.path for outcome in plan.outcomes} == {outcome.record.path for outcome in plan.outcomes}
    assert report.as_json(plan)
    assert "noise.txt: error document-refused" in report.as_text(plan)


# --- runs ---


@needs_fork
def test_the_number_of_processes_makes_no_difference(tmp_path: Path, folder: Path, expected: dict[str, bytes]) -> None:
    root = new_timeline(tmp_path / "site")
    run(root, folder, jobs=3)
    assert made(root) == expected


def test_what_is_kept_is_removed_in_the_end(expected: dict[str, bytes]) -> None:
    assert not [name for name in expected if name.startswith(".dateline-cache")]


def test_a_dry_run_makes_nothing(tmp_path: Path, folder: Path) -> None:
    root = new_timeline(tmp_path / "site")
    before = tree(root)
    import_articles(root, [f"{folder}"], Hints(), TODAY, dry_run=True)
    assert tree(root) == before


class _Stop(Exception):  # noqa: N818
    """Somebody pulls the plug."""


def stopped(root: Path, folder: Path, after: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin an import and break it off after a number of records."""
    with monkeypatch.context() as patched:
        real = Intake._put
        count = 0

        def put(self: Intake, number: int, key: str, row: bytes) -> None:
            nonlocal count
            if count == after:
                raise _Stop
            count += 1
            real(self, number, key, row)

        patched.setattr(Intake, "_put", put)
        with pytest.raises(_Stop):
            run(root, folder)


def reads(root: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, hints: Hints | None = None) -> int:
    """Import, and count how many documents are read anew."""
    with monkeypatch.context() as patched:
        real = answers
        count = 0

        def counted(*args: Any, **named: Any) -> Iterator[object]:
            nonlocal count
            for each in real(*args, **named):
                count += 1
                yield each

        patched.setattr("dateline.intake.answers", counted)
        import_articles(root, [f"{folder}"], hints or Hints(), TODAY)
    return count


def test_what_was_read_before_an_interruption_is_not_read_again(
    tmp_path: Path, folder: Path, expected: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = new_timeline(tmp_path / "site")
    stopped(root, folder, 15, monkeypatch)
    assert not (root / "archive").exists()
    assert reads(root, folder, monkeypatch) == 25 - 15
    assert made(root) == expected


@pytest.mark.parametrize("hints", [Hints(published="2022-03-11"), Hints(max_bytes=20_000)])
def test_what_was_read_with_other_hints_is_read_again(
    tmp_path: Path, folder: Path, hints: Hints, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = new_timeline(tmp_path / "site")
    stopped(root, folder, 15, monkeypatch)
    assert reads(root, folder, monkeypatch, hints) == 25


def test_what_another_program_read_is_read_again(
    tmp_path: Path, folder: Path, expected: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = new_timeline(tmp_path / "site")
    stopped(root, folder, 15, monkeypatch)
    monkeypatch.setattr("dateline.intake.program", lambda: "another")
    assert reads(root, folder, monkeypatch) == 25
    assert made(root) == expected


@pytest.mark.parametrize("seed", range(4))
def test_what_is_damaged_is_read_again(
    tmp_path: Path, folder: Path, expected: dict[str, bytes], monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    rng = random.Random(seed)  # noqa: S311
    root = new_timeline(tmp_path / "site")
    stopped(root, folder, 15, monkeypatch)
    kept = root / ".dateline-cache" / "import"
    data = bytearray(kept.read_bytes())
    at = rng.randrange(len(data))
    if seed % 2:
        del data[at:]
    else:
        data[at] ^= 1 << rng.randrange(8)
    kept.write_bytes(data)
    assert 25 - 15 <= reads(root, folder, monkeypatch) <= 25
    assert made(root) == expected


def test_what_was_brought_along_does_not_count(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = new_timeline(tmp_path / "first"), new_timeline(tmp_path / "second")
    stopped(first, folder, 15, monkeypatch)
    (second / ".dateline-cache").mkdir()
    (second / ".dateline-cache" / "import").write_bytes((first / ".dateline-cache" / "import").read_bytes())
    assert reads(second, folder, monkeypatch) == 25


def test_a_link_in_the_place_of_what_is_kept_is_not_followed(tmp_path: Path, folder: Path) -> None:
    root = new_timeline(tmp_path / "site")
    (tmp_path / "elsewhere").mkdir()
    (root / ".dateline-cache").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ChangeError, match=r"\.dateline-cache is a symbolic link; delete it and import again"):
        run(root, folder)
    (root / ".dateline-cache").unlink()
    (root / ".dateline-cache").mkdir()
    (root / ".dateline-cache" / "import").symlink_to(tmp_path / "elsewhere" / "file")
    with pytest.raises(OSError, match=r"import"):
        run(root, folder)
    assert not list((tmp_path / "elsewhere").iterdir())


def test_an_option_that_leads_nowhere_is_said_before_anything_is_read(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = new_timeline(tmp_path / "site")
    assert reads(root, folder, monkeypatch, Hints(track="grain")) == 0
    plan, written = import_articles(root, [f"{folder}"], Hints(track="grain"), TODAY)
    assert [problem.message for problem in plan.problems] == ["“grain” is not in tracks.yaml"]
    assert written == []


def test_files_are_counted_where_anybody_can(tmp_path: Path, folder: Path) -> None:
    assert count_files([f"{folder}", "one.txt", "https://example.org/"]) == 27
    assert count_files([f"{folder}", "-"]) is None
    assert count_files([f"{tmp_path}/all.warc.gz"]) is None


@needs_fork
def test_two_imports_at_once_are_one_after_the_other(tmp_path: Path, folder: Path) -> None:
    root = new_timeline(tmp_path / "site")
    busy = "another import is at work in this timeline; wait for its end and import again"
    with Intake(root), pytest.raises(ChangeError, match=busy):
        run(root, folder)
    run(root, folder)


def test_the_second_of_two_imports_says_why_it_does_nothing(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = new_timeline(tmp_path / "site")
    before = tree(root)
    with changes.alone(root):
        assert main(["import", f"{folder}", "--root", f"{root}"]) == 1
        assert main(["import", f"{folder}", "--root", f"{root}", "--dry-run", "--json"]) == 1  # one document is refused
    told = capsys.readouterr()
    assert told.err == ("dateline: another import is at work in this timeline; wait for its end and import again\n")
    assert json.loads(told.out)["documents"]
    assert tree(root) == before


@pytest.mark.parametrize("moment", ["_lay_out", "_carry_out", "_create"])
def test_a_second_import_leaves_what_the_first_one_lays_out(
    tmp_path: Path, folder: Path, expected: dict[str, bytes], monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    root = new_timeline(tmp_path / "site")
    other = new_timeline(tmp_path / "other")
    (tmp_path / "one.txt").write_text("The ministers met in the house by the lake on Thursday.\n" * 4)
    told: list[str] = []
    real = getattr(changes, moment)

    def held_up(*given: object) -> object:
        if len(told) < 2:
            for place in (root, other):  # the other timeline has the same archive
                with pytest.raises(ChangeError) as caught:
                    import_articles(place, [f"{tmp_path / 'one.txt'}"], Hints(), TODAY, archive=root / "archive")
                told.append(str(caught.value))
        return real(*given)

    with monkeypatch.context() as patched:
        patched.setattr(changes, moment, held_up)
        run(root, folder)
    assert set(told) == {"another import is at work in this timeline; wait for its end and import again"}
    assert made(root) == expected
    assert not (other / "content" / "entries").exists()


def test_a_run_that_finishes_an_interrupted_one_says_so(
    tmp_path: Path, folder: Path, expected: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = new_timeline(tmp_path / "site")
    real = changes._create
    left = 5

    def dying(*given: Path) -> bool:
        nonlocal left
        left -= 1
        if left < 0:
            raise _Stop
        return real(*given)

    with monkeypatch.context() as patched:
        patched.setattr(changes, "_create", dying)
        with pytest.raises(_Stop):
            run(root, folder)
    seen = len([name for name in tree(root) if not name.startswith((".", "archive/."))]) - 1
    dry, _ = import_articles(root, [f"{folder}"], Hints(), TODAY, dry_run=True)
    assert dry.problems[0].code == "import-interrupted"
    plan = run(root, folder)
    problem = plan.problems[0]
    files = len(expected) - 1
    assert (problem.path, problem.severity, problem.code) == ("archive", "warning", "import-completed")
    assert problem.message == (
        f"an import that had been interrupted was completed first; {files - seen} of its {files} files were still to be "
        "made, and its report is gone"
    )
    assert problem.message in report.as_text(plan)
    assert made(root) == expected
    assert all(problem.code != "import-completed" for problem in run(root, folder).problems)


@pytest.mark.parametrize("after", [0, 1, 20, 40, 90])
def test_a_full_disk_leaves_nothing_by_halves(
    tmp_path: Path, folder: Path, expected: dict[str, bytes], monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    root = new_timeline(tmp_path / "site")
    before = set(tree(root))
    count = 0

    def full(handle: int, at: int, data: bytes) -> None:
        nonlocal count
        count += 1
        if count > after:
            os.pwrite(handle, data[: len(data) // 2], at)
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(handle, at, data)

    real = spool._append
    with monkeypatch.context() as patched:
        patched.setattr(spool, "_append", full)
        with pytest.raises(OSError, match="No space left"):
            run(root, folder)
    assert {name for name in tree(root) if not name.startswith(".dateline-cache")} == before
    run(root, folder)
    assert made(root) == expected


def test_a_disk_that_is_full_when_all_is_laid_out_gets_its_room_back(
    tmp_path: Path, folder: Path, expected: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = new_timeline(tmp_path / "site")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(changes, "_write_whole", full)
        with pytest.raises(ChangeError, match="No space left"):
            run(root, folder)
    assert not (root / "archive").exists()
    assert reads(root, folder, monkeypatch) == 0
    assert made(root) == expected


@needs_fork
def test_a_document_that_kills_its_reader_is_refused(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = new_timeline(tmp_path / "site")
    real = read_document

    def deadly(document: Document, hints: Hints) -> Record:
        if document.path.endswith("000007.txt"):
            os._exit(7)
        return real(document, hints)

    monkeypatch.setattr("dateline.intake.read_document", deadly)
    plan = run(root, folder, jobs=2)
    refused = {
        problem.path.rpartition("/")[2]: problem.message
        for problem in plan.problems
        if problem.code == "document-refused"
    }
    assert refused["000007.txt"] == (
        "the process that read it died of it (exit status 7), twice; save the article alone, as text, and import that"
    )
    assert len(plan.outcomes) == 25
    assert len(plan.sources) == 23


@needs_fork
def test_killed_at_any_moment_and_begun_again_is_one_run(
    tmp_path: Path, folder: Path, expected: dict[str, bytes]
) -> None:
    rng = random.Random(7)  # noqa: S311
    root = new_timeline(tmp_path / "site")
    command = [sys.executable, f"{ROOT / 'build.py'}", "import", f"{folder}", "--root", f"{root}", "--jobs", "2"]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": f"{(TODAY - date(1970, 1, 1)).days * 86400}"}
    for _ in range(3):
        with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
            deadline = time.monotonic() + rng.uniform(0.3, 2.0)
            while process.poll() is None and time.monotonic() < deadline:
                time.sleep(0.01)
            process.kill()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr  # the one that is refused
    assert made(root) == expected
