"""Work shared among processes: the same results and the same errors as in one, whatever happens to the others."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.workers import beside, spread

HERE = os.getpid()
"""The process of the tests."""


def alone(work: Callable[[int], str], count: int) -> tuple[list[str], str]:
    """The results of work in one process, up to an error, and what the error says."""
    return collected(spread(work, range(count), 1, worth=1))


def collected(results: Iterator[str]) -> tuple[list[str], str]:
    """All results up to an error, and what the error says."""
    found: list[str] = []
    try:
        for result in results:
            found.append(result)
    except ValueError as error:
        return found, str(error)
    return found, ""


def no_child_is_left() -> bool:
    """Whether all processes that were started have been waited for."""
    try:
        os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return True
    return False


@settings(deadline=None, max_examples=15)
@given(st.lists(st.text(st.characters(exclude_characters="\x1e"), max_size=9), max_size=60), st.integers(0, 4))
def test_the_results_are_those_of_one_process(texts: list[str], jobs: int) -> None:
    assert list(spread(str, texts, jobs, worth=1)) == texts
    assert no_child_is_left()


def test_lone_surrogates_and_line_breaks_arrive() -> None:
    texts = ["\ud800", "\r\n\r", "\x1f", "", "é\u2028"] * 9
    assert list(spread(str, texts, 3, worth=1)) == texts


def test_more_than_a_pipe_holds_arrives() -> None:
    """Neither side waits for the other for ever."""

    def work(number: int) -> str:
        return str(number % 10) * 50_000

    found = list(spread(work, range(120), 3, worth=1))
    assert found == [work(number) for number in range(120)]


@pytest.mark.parametrize("wrong", [{0}, {1}, {59}, {60}, {199}, {20, 150}, {150, 20, 199}, set(range(200))])
def test_the_first_error_is_raised_after_the_results_before_it(wrong: set[int]) -> None:
    def work(number: int) -> str:
        if number in wrong:
            raise ValueError(f"no {number}")
        return str(number)

    found = collected(spread(work, range(200), 3, worth=1))
    assert found == ([str(number) for number in range(min(wrong))], f"no {min(wrong)}")
    assert found == alone(work, 200)
    assert no_child_is_left()


@pytest.mark.parametrize("when", ["at once", "later"])
def test_what_a_killed_process_had_taken_is_done_again(when: str) -> None:
    def work(number: int) -> str:
        if os.getpid() != HERE and (when == "at once" or number > 30):
            os.kill(os.getpid(), signal.SIGKILL)
        return str(number)

    assert list(spread(work, range(100), 3, worth=1)) == [str(number) for number in range(100)]
    assert no_child_is_left()


def test_an_error_of_a_worker_alone_is_no_error() -> None:
    """It is not the item's: the caller's process manages it."""

    def work(number: int) -> str:
        if os.getpid() != HERE:
            raise MemoryError
        return str(number)

    assert list(spread(work, range(50), 2, worth=1)) == [str(number) for number in range(50)]


def test_others_work_while_the_caller_uses_results() -> None:
    """Most is done elsewhere where the caller is busy with what came."""
    found = []
    for place in spread(lambda _: str(os.getpid()), range(400), 2, worth=1):
        found.append(place)
        if len(found) < 20:
            time.sleep(0.01)
    assert found.count(str(HERE)) < 200


def test_one_who_stops_early_leaves_no_process() -> None:
    results = spread(str, range(1000), 3, worth=1)
    assert isinstance(results, Generator)
    with closing(results):
        assert next(results) == "0"
    assert no_child_is_left()


def test_ctrl_c_ends_all() -> None:
    def work(number: int) -> str:
        if os.getpid() == HERE:
            raise KeyboardInterrupt
        time.sleep(0.01)
        return str(number)

    with pytest.raises(KeyboardInterrupt):
        list(spread(work, range(100), 2, worth=1))
    assert no_child_is_left()


@pytest.mark.parametrize(("count", "jobs", "worth"), [(0, 4, 1), (1, 4, 1), (99, 4, 50), (100, 1, 1), (100, 0, 1)])
def test_no_process_is_started_that_is_not_worth_it(count: int, jobs: int, worth: int) -> None:
    assert set(spread(lambda _: str(os.getpid()), range(count), jobs, worth=worth)) <= {str(HERE)}


def test_no_process_is_forked_from_one_with_threads() -> None:
    over = threading.Event()
    other = threading.Thread(target=over.wait)
    other.start()
    try:
        assert set(spread(lambda _: str(os.getpid()), range(100), 4, worth=1)) == {str(HERE)}
    finally:
        over.set()
        other.join()


def test_work_is_done_beside_the_block() -> None:
    with beside(lambda: f"{os.getpid()}\ud800\n", 2) as result:
        number = result().removesuffix("\ud800\n")
        assert number.isdigit()
        assert number != str(HERE)
    assert no_child_is_left()


def test_more_than_a_pipe_holds_comes_from_beside() -> None:
    with beside(lambda: "x" * 5_000_000, 2) as result:
        assert len(result()) == 5_000_000
    assert no_child_is_left()


def fails() -> str:
    raise ValueError("never seen")


def dies() -> str:
    os.kill(os.getpid(), signal.SIGKILL)
    return ""


@pytest.mark.parametrize(("work", "jobs"), [(fails, 2), (dies, 2), (fails, 1), (fails, 0)])
def test_work_beside_can_be_done_without(work: Callable[[], str], jobs: int) -> None:
    with beside(work, jobs) as result:
        assert result() == ""
    assert no_child_is_left()


def sleeps() -> str:
    time.sleep(60)
    return ""


def test_an_error_in_the_block_gives_up_what_is_beside() -> None:
    with pytest.raises(KeyError), beside(sleeps, 2):
        raise KeyError
    assert no_child_is_left()


def test_nothing_is_beside_a_process_with_threads() -> None:
    over = threading.Event()
    other = threading.Thread(target=over.wait)
    other.start()
    try:
        with beside(fails, 2) as result:
            assert result() == ""
    finally:
        over.set()
        other.join()
