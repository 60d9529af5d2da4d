"""What a build withstands, a little of each: `benchmarks/faults.py` tries the same things hundreds of times."""

from pathlib import Path

import pytest

from benchmarks import faults
from benchmarks.faults import DAMAGES, OTHERS, Bench, Tally


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """A timeline of eight entries that is built in forks of this process, which saves the imports."""
    folder = tmp_path_factory.mktemp("faults")
    (folder / "log").mkdir()
    runner = faults.forks(folder / "log")
    return Bench(folder, entries=6, versions=3, seed=20220310, runner=runner, omit="actor, place, topic, track")


def held(tally: Tally) -> None:
    assert tally.broken == []
    assert tally.tried > 0


def test_kills_leave_whole_files_and_the_next_build_is_a_clean_one(bench: Bench) -> None:
    held(faults.kills(bench, 4))


def test_what_the_system_refuses_leaves_the_site_whole(bench: Bench) -> None:
    held(faults.failures(bench, 6))


def test_two_builds_at_once_make_one_site(bench: Bench) -> None:
    held(faults.pairs(bench, 2))


@pytest.mark.parametrize("around", faults.SURROUNDINGS, ids=lambda around: around.name)
def test_the_surroundings_leave_no_trace(around: faults.Surroundings, bench: Bench) -> None:
    if around.name in NEEDS_A_PROCESS:
        pytest.skip("counts for a new interpreter only; benchmarks/faults.py starts one")
    held(faults.environments(bench, [around]))


NEEDS_A_PROCESS = {"another hash seed", "no hash seed, optimised", "not UTF-8"}


@pytest.mark.parametrize("kind", DAMAGES)
def test_damage_to_what_a_build_keeps_is_noticed(kind: str, bench: Bench) -> None:
    held(faults.damages(bench, [kind], together=True))


@pytest.mark.parametrize("name", OTHERS)
def test_what_else_may_happen(name: str, bench: Bench) -> None:
    held(faults.others(bench, 1, [name]))


def test_the_harness_sees_what_is_broken(tmp_path: Path) -> None:
    """A checker that can't fail shows nothing: each kind of breakage has to be named."""
    bench = Bench.__new__(Bench)
    bench.out = tmp_path
    (tmp_path / "half.html").write_text("<p>ha")
    (tmp_path / "link.html").symlink_to("half.html")
    (tmp_path / "private.html").write_text("old")
    (tmp_path / "private.html").chmod(0o600)
    (tmp_path / "second.html").hardlink_to(tmp_path / "private.html")
    (tmp_path / ".dateline").mkdir()
    tally = Tally("kill")
    bench.whole(tally, {"half.html": b"<p>half", "lost.html": b""}, {"lost.html": b"", "private.html": b"old"})
    assert sorted(tally.broken) == [
        "kill 0: half.html is neither the old file nor the new one",
        "kill 0: link.html is neither the old file nor the new one",
        "kill 0: lost.html is gone",
        "kill 0: second.html is neither the old file nor the new one",
    ]
    assert sorted(faults.faults(tmp_path)) == [
        ".dateline is left over",
        "link.html is a link",
        "private.html has the mode 600",
        "second.html has the mode 600",
    ]
