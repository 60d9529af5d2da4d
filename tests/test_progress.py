"""The bar on the terminal."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest

from dateline.progress import Progress


class Terminal(io.StringIO):
    """A terminal that remembers what it was sent."""

    def isatty(self) -> bool:
        """Say that it is one."""
        return True


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")


def drawn(total: int | None, told: Sequence[tuple[float, str, int | None]]) -> list[str]:
    """What is drawn where something is told after so many seconds."""
    terminal, clock = Terminal(), Clock()
    bar = Progress(total, terminal, clock)
    for seconds, step, done in told:
        clock.now = 100.0 + seconds
        bar.tell(step, done)
    bar.end()
    return terminal.getvalue().split("\r\x1b[K")[1:]


def test_what_is_soon_done_has_no_bar() -> None:
    assert drawn(10, [(0.1, "reading", 1), (1.9, "reading", 9)]) == []


def test_a_bar_says_how_far_how_fast_and_how_long() -> None:
    assert drawn(1000, [(5, "reading", 250)]) == ["reading ██████░░░░░░░░░░░░░░░░░░ 250 of 1,000  50/s  15 s left", ""]
    assert drawn(10_000, [(300, "reading", 1200)]) == [
        "reading ██░░░░░░░░░░░░░░░░░░░░░░ 1,200 of 10,000  4.0/s  36:40 min left",
        "",
    ]
    assert drawn(10_000, [(100, "reading", 100)])[0].endswith("2:45 h left")
    assert drawn(10, [(3, "reading", 0)])[0] == "reading ░░░░░░░░░░░░░░░░░░░░░░░░ 0 of 10  0.0/s"


@pytest.mark.parametrize("total", [None, 0, 20])
def test_where_nobody_knows_how_many_there_are_it_counts(total: int | None) -> None:
    assert drawn(total, [(4, "reading", 200)])[0] == "reading 200  50/s  4 s"


def test_a_step_that_is_not_counted_has_its_name() -> None:
    assert drawn(9, [(70, "bringing together", None)])[0] == "bringing together … 1:10 min"


def test_it_is_not_drawn_for_everything() -> None:
    many = [(3 + number / 1000, "reading", number) for number in range(500)]
    assert len(drawn(500, many)) - 1 == 3
    assert len(drawn(9, [(3, "reading", 9), (3.01, "writing", None)])) - 1 == 2


def test_nothing_is_sent_to_what_is_no_terminal() -> None:
    out, clock = io.StringIO(), Clock()
    bar = Progress(10, out, clock)
    clock.now += 10
    bar.tell("reading", 5)
    bar.end()
    assert out.getvalue() == ""


def test_a_line_is_no_longer_than_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    assert len(drawn(1000, [(5, "reading", 250)])[0]) == 29
