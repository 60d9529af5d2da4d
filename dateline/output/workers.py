"""Processes that share the work of rendering: each takes the next few pages until none is left."""

from __future__ import annotations

import gc
import os
import struct
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import NamedTuple

WORTH_A_PROCESS = 150
"""Common pages for which one more process saves more time than its start takes."""
_BATCHES_A_PROCESS = 40
"""So many batches a process, lest one of them works alone on the last."""
_MOST_BATCHES = 1000
"""What surely fits in a pipe."""
_BATCH = struct.Struct("=II")


class Prepared(NamedTuple):
    """A page that has been rendered and compared with its file."""

    size: int
    """The length of its bytes."""
    sha256: str
    """Their digest, in hexadecimal."""
    staged: bool
    """Whether the bytes differ from the file's and lie in the work folder."""
    present: bool
    """Whether something stands at its path."""
    key: str
    """Its key."""
    note: str
    """What its maker wants to know the next time."""


def in_processes(
    prepare: Callable[[int], Prepared], numbers: Sequence[int], weights: Sequence[int], jobs: int
) -> dict[int, Prepared]:
    """Apply `prepare` to every number, in up to `jobs` processes where they are worth their start.

    `weights` says, for each of the numbers, as how many common ones it counts. What no process managed is done here
    once more, in order: so the first error in the order of the numbers is the one that is raised, whole, whatever the
    number of processes.
    """
    jobs = min(jobs, sum(weights) // WORTH_A_PROCESS, len(numbers))
    done: dict[int, Prepared] = {}
    # A fork of a process with several threads may hang in it, as in the preview.
    if jobs > 1 and hasattr(os, "fork") and threading.active_count() == 1:
        done = _shared(prepare, numbers, weights, jobs)
    for number in numbers:
        if number not in done:
            done[number] = prepare(number)
    return done


def _shared(
    prepare: Callable[[int], Prepared], numbers: Sequence[int], weights: Sequence[int], jobs: int
) -> dict[int, Prepared]:
    order, batches = _dealt(numbers, weights, jobs)
    # A pipe is the queue: every read takes one batch off it, whoever reads.
    queue, filled = os.pipe()
    os.write(filled, b"".join(_BATCH.pack(*batch) for batch in batches))
    os.close(filled)
    children: list[tuple[int, int]] = []
    try:
        with _frozen():
            for _ in range(jobs - 1):
                children.append(_fork(prepare, order, queue))
        done = _as_far_as_possible(prepare, order, _taken(queue))
        for _, pipe in children:
            done |= _reported(pipe)
    finally:
        os.close(queue)
        for child, pipe in children:
            os.close(pipe)
            with suppress(ProcessLookupError):
                os.kill(child, 9)
            os.waitpid(child, 0)
    return done


def _dealt(numbers: Sequence[int], weights: Sequence[int], jobs: int) -> tuple[list[int], list[tuple[int, int]]]:
    """Put the numbers in the order in which they are worked on, and cut that into batches, each from its start to end.

    What is heavier than a batch comes first and alone.
    """
    least = max(sum(weights) // (jobs * _BATCHES_A_PROCESS), -(-len(numbers) // (_MOST_BATCHES // 2)), 1)
    heavy = sorted((at for at, weight in enumerate(weights) if weight > least), key=lambda at: -weights[at])
    first = heavy[: _MOST_BATCHES // 2]
    alone = set(first)
    order = [numbers[at] for at in first] + [number for at, number in enumerate(numbers) if at not in alone]
    batches = [(at, at + 1) for at in range(len(first))]
    return order, batches + [(at, min(at + least, len(order))) for at in range(len(first), len(order), least)]


@contextmanager
def _frozen() -> Iterator[None]:
    """Keep the collector of garbage from touching what exists, which would copy its memory into every process."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _fork(prepare: Callable[[int], Prepared], order: Sequence[int], queue: int) -> tuple[int, int]:
    """Start a process that works on batches, and return its id and the pipe on which it reports in the end."""
    import signal

    parent = os.getpid()
    read, written = os.pipe()
    child = os.fork()
    if child:
        os.close(written)
        return child, read
    try:
        # Ctrl-C reaches all processes; the parent alone decides what it means.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        done = _as_far_as_possible(prepare, order, _taken(queue), lambda: os.getppid() == parent)
        rows = [
            f"{n}\x1f{p.size}\x1f{p.sha256}\x1f{p.staged:d}{p.present:d}\x1f{p.key}\x1f{p.note}\x1e"
            for n, p in done.items()
        ]
        with open(written, "w", encoding="utf-8", newline="") as report:  # noqa: PTH123  (a pipe has no path)
            report.write("".join(rows))
    finally:
        os._exit(0)


def _reported(pipe: int) -> dict[int, Prepared]:
    """Read a process's report; of one that died, what is whole of it."""
    with open(pipe, encoding="utf-8", errors="replace", newline="", closefd=False) as report:
        rows = report.read().split("\x1e")
    done = {}
    for row in rows[:-1]:
        number, size, sha256, flags, key, note = row.split("\x1f")
        done[int(number)] = Prepared(int(size), sha256, flags[0] == "1", flags[1] == "1", key, note)
    return done


def _taken(queue: int) -> Iterator[tuple[int, int]]:
    """Take batches off the queue until it is empty."""
    while batch := os.read(queue, _BATCH.size):
        start, end = _BATCH.unpack(batch)
        yield start, end


def _as_far_as_possible(
    prepare: Callable[[int], Prepared],
    order: Sequence[int],
    batches: Iterator[tuple[int, int]],
    wanted: Callable[[], bool] = lambda: True,
) -> dict[int, Prepared]:
    """Apply `prepare` to the numbers of the batches until nobody wants the result any more.

    After one has failed only lower ones matter: the first error is the one to raise.
    """
    done: dict[int, Prepared] = {}
    failed = None
    for start, end in batches:
        for number in order[start:end]:
            if failed is not None and number > failed:
                continue
            if not wanted():
                return done
            try:
                done[number] = prepare(number)
            except Exception:  # It is raised where the parent prepares this number again.
                failed = number
    return done
