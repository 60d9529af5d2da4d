"""Sharing work among processes that are forked, so that each begins with all that is known and sends back plain text.

A pipe with the bounds of batches is the queue: whoever has time takes the next one off it. So all processes end at
about the same time, though one of them, the caller's, makes something of the results meanwhile. What a process did not
manage is done in the caller's once more, in order: so the first error in the order of the items is the one that is
raised, whole, whatever the number of processes.
"""

from __future__ import annotations

import gc
import os
import signal
import struct
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TypeVar

T = TypeVar("T")

_BATCHES_A_PROCESS = 40
"""So many batches a process, lest one of them works alone on the last."""
_MOST_BATCHES = 1000
"""What surely fits in a pipe."""
_BATCH = struct.Struct("=II")
_SIGN, _END = "\x1f", "\x1e"
_COLLECT_AFTER = 50_000
"""Objects that are made before the collector of garbage looks at the newest: 700 is what it does by itself."""
_CHUNK = 1 << 20
"""Bytes that are read from a pipe at once, and that it holds where the system allows that."""


def spread(work: Callable[[T], str], items: Sequence[T], jobs: int, *, worth: int) -> Iterator[str]:
    """Apply `work` to every item, in up to `jobs` processes, and yield the results in the order of the items.

    `work` returns text without the character U+001E. `worth` is the number of items for which one more process saves
    more time than its start takes. What the caller does between two results is done while the others work on. Raises
    what `work` raises.
    """
    jobs = max(1, min(jobs, len(items) // max(1, worth)))
    # A fork of a process with several threads may hang in it, as in the preview.
    if jobs == 1 or not hasattr(os, "fork") or threading.active_count() > 1:
        with _few_collections():
            yield from map(work, items)
        return
    size = max(len(items) // (jobs * _BATCHES_A_PROCESS), -(-len(items) // _MOST_BATCHES), 1)
    queue, filled = os.pipe()
    os.write(filled, b"".join(_BATCH.pack(at, min(at + size, len(items))) for at in range(0, len(items), size)))
    os.close(filled)
    crew: list[_Worker] = []
    try:
        with _few_collections():
            for _ in range(jobs - 1):
                crew.append(_Worker(work, items, queue))
            yield from _together(work, items, queue, crew)
    finally:
        os.close(queue)
        for worker in crew:
            worker.end()


@contextmanager
def beside(work: Callable[[], str], jobs: int) -> Iterator[Callable[[], str]]:
    """Do `work` in a process of its own while the block does something else; `jobs` is how many there may be.

    What the block is given waits for the result. That is empty where there is no other process, or where the work
    failed: so it is for what can be done without. What nobody waited for by the end of the block is given up.
    """
    if jobs < 2 or not hasattr(os, "fork") or threading.active_count() > 1:
        yield str
        return
    queue, filled = os.pipe()
    os.write(filled, _BATCH.pack(0, 1))
    os.close(filled)
    try:
        worker = _Worker(lambda _: work(), (None,), queue)
    finally:
        os.close(queue)

    def result() -> str:
        found: dict[int, str] = {}
        while worker.working:
            found.update(worker.report())
        return found.get(0, "")

    try:
        yield result
    finally:
        worker.end()


@contextmanager
def _few_collections() -> Iterator[None]:
    """Let the collector of garbage rest while much is made that stays, and not visit what stands already.

    That way the pages of memory stay shared among processes; and most objects that are made meanwhile are kept, so that
    looking through them again and again would take a tenth of the time.
    """
    thresholds = gc.get_threshold()
    gc.freeze()
    if thresholds[0]:
        gc.set_threshold(max(thresholds[0], _COLLECT_AFTER), *thresholds[1:])
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)
        gc.unfreeze()


def _together(work: Callable[[T], str], items: Sequence[T], queue: int, crew: Sequence[_Worker]) -> Iterator[str]:
    """Work on batches as long as there are any, and yield each result as soon as those before it are there."""
    batches = _taken(queue)
    done: dict[int, str] = {}
    for number, item in enumerate(items):
        while number not in done:
            batch = next(batches, None)
            if batch is not None and not _work_on(work, items, batch, done):
                for _ in batches:  # what comes after an error need not be done by anybody
                    pass
            working = [worker for worker in crew if worker.working]
            if batch is None and not working:
                break  # whoever had taken it failed, or was killed
            for worker in _ready(working, None if batch is None else 0):
                done.update(worker.report())
        yield done.pop(number) if number in done else work(item)


def _ready(crew: Sequence[_Worker], seconds: int | None) -> list[_Worker]:
    """Those that have something to report, or have ended; waits for one, as long as it takes or so many seconds."""
    import selectors

    if not crew:
        return []
    with selectors.DefaultSelector() as selector:
        for worker in crew:
            selector.register(worker.pipe, selectors.EVENT_READ, worker)
        return [key.data for key, _ in selector.select(seconds)]


def _taken(queue: int) -> Iterator[tuple[int, int]]:
    """Take batches, each the number of its first item and of the one after its last, until there are no more."""
    while batch := os.read(queue, _BATCH.size):
        begin, end = _BATCH.unpack(batch)
        yield begin, end


def _work_on(work: Callable[[T], str], items: Sequence[T], batch: tuple[int, int], done: dict[int, str]) -> bool:
    """Put the results of a batch into `done`, up to the first error; whether there was none."""
    try:
        for number in range(*batch):
            done[number] = work(items[number])
    except Exception:  # it is raised where the item's turn comes, and it is worked on again
        return False
    return True


class _Worker:
    """A process of its own, seen from the caller's."""

    def __init__(self, work: Callable[[T], str], items: Sequence[T], queue: int) -> None:
        """Start it."""
        parent = os.getpid()
        self.pipe, written = os.pipe()
        _widen(written)
        self.working = True
        """Whether there may be more to read from its pipe."""
        self._rest = b""
        self._number = os.fork()
        if self._number:
            os.close(written)
            return
        try:
            # Ctrl-C reaches all processes; the caller's alone decides what it means.
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            os.close(self.pipe)
            _labour(work, items, queue, written, parent)
        finally:
            os._exit(0)

    def report(self) -> dict[int, str]:
        """Read what it has sent since the last time: results by the numbers of their items."""
        sent = os.read(self.pipe, _CHUNK)
        self.working = bool(sent)
        *rows, self._rest = (self._rest + sent).split(_END.encode())
        found = {}
        for row in rows:
            number, _, result = row.decode("utf-8", "surrogatepass").partition(_SIGN)
            found[int(number)] = result
        return found

    def end(self) -> None:
        """End it, whatever it does."""
        os.close(self.pipe)
        with suppress(ProcessLookupError):
            os.kill(self._number, signal.SIGKILL)
        os.waitpid(self._number, 0)


def _widen(pipe: int) -> None:
    """Let a pipe hold more than the 64 KB that most hold, which a worker fills while the caller does one batch."""
    import fcntl

    if hasattr(fcntl, "F_SETPIPE_SZ"):  # Linux
        with suppress(OSError):  # all pipes of a user together may hold so much, and no more
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _CHUNK)


def _labour(work: Callable[[T], str], items: Sequence[T], queue: int, written: int, parent: int) -> None:
    """What a process does: it works on batches until there are none, or until the process that wants them is gone."""
    # A full pipe must not hold the worker up while the caller's process is busy: what does not fit is sent later.
    os.set_blocking(written, False)
    held = b""
    for batch in _taken(queue):
        done: dict[int, str] = {}
        fine = _work_on(work, items, batch, done)
        held += "".join(f"{n}{_SIGN}{text}{_END}" for n, text in done.items()).encode("utf-8", "surrogatepass")
        with suppress(BlockingIOError):
            held = held[os.write(written, held) :] if held else held
        if os.getppid() != parent:
            return
        if not fine:
            for _ in _taken(queue):
                pass
    os.set_blocking(written, True)
    while held:
        held = held[os.write(written, held) :]
