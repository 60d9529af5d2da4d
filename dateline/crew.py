"""Processes that are handed one thing at a time, and are replaced where one dies of it.

For work of which nobody knows beforehand how much there is, how long each part takes, or whether it does harm: what
comes in is handed out as it comes, never more of it than the processes can begin with, so whoever makes the questions
need not hold them; and a part that kills its process (of memory, of a fault in a library) or takes too long is lost
alone, with the reason.
"""

from __future__ import annotations

import gc
import os
import signal
import struct
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress

from dateline.records import record

_LENGTH = struct.Struct("=Q")
_CHUNK = 1 << 20
"""Bytes that are read from a pipe at once."""
_AHEAD = 2
"""Questions that one process has at a time, so that it need not wait for the next one."""
_COLLECT_AFTER = 50_000
"""Objects that are made before the collector of garbage looks at the newest."""
_DONE, _FAILED = b"+", b"-"
_TOO_LARGE = "it takes more memory than one document may"
_TOO_LONG = "it takes too long to read"


@record(frozen=True, slots=True)
class Lost:
    """What became of a question that got no answer."""

    reason: str
    """Why, as a clause: “it takes too long to read (more than 60 seconds)”."""


@record(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What one question may cost."""

    seconds: int
    """Time of the processor."""
    memory: int
    """Bytes beyond what the process has when it begins; kept on Linux."""


def answers(
    work: Callable[[bytes], bytes],
    questions: Iterable[bytes],
    jobs: int,
    bounds: Bounds,
    *,
    first: Callable[[], None] = lambda: None,
) -> Iterator[tuple[int, bytes | Lost]]:
    """Answer questions in up to `jobs` processes; yields the number of each, from 0, and its answer as soon as it has.

    `work` is carried out in processes that are forked from this one, where the system has that and no other thread
    runs; else here, without bounds. An exception of `work` loses the question; so does the second process that dies
    of it, for the first may have died of something else. `first` is what each process begins with. Raises what
    `questions` raises.
    """
    # A fork of a process with several threads may hang in it.
    if not hasattr(os, "fork") or threading.active_count() > 1:
        for number, question in enumerate(questions):
            yield number, _answer(work, question)
        return
    crew = _Crew(work, first, max(1, jobs), bounds)
    try:
        yield from crew.answers(questions)
    finally:
        crew.end()


def _answer(work: Callable[[bytes], bytes], question: bytes) -> bytes | Lost:
    """Answer a question; what goes wrong is its loss."""
    try:
        return work(question)
    except MemoryError:
        return Lost(_TOO_LARGE)
    except Exception as error:  # whatever it is, the others go on
        return Lost(f"reading it ended in a fault of the program ({_told(error)}); please report it")


def _told(error: Exception) -> str:
    """An exception in a few words, with the place that raised it."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f", {os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}" if trace else ""  # noqa: PTH119
    return f"{type(error).__name__}: {str(error)[:200]}{place}" if str(error) else f"{type(error).__name__}{place}"


class _Crew:
    """The processes, seen from the caller's."""

    def __init__(self, work: Callable[[bytes], bytes], first: Callable[[], None], jobs: int, bounds: Bounds) -> None:
        self._work = work
        self._first = first
        self._jobs = jobs
        self._bounds = bounds
        self._hands: list[_Hand] = []
        self._again: deque[tuple[int, bytes]] = deque()
        """Questions whose process died before it came to them, or of them for the first time."""
        self._tried: set[int] = set()

    def answers(self, questions: Iterable[bytes]) -> Iterator[tuple[int, bytes | Lost]]:
        """Hand out and take in, until there is no more."""
        coming = enumerate(questions)
        more = True
        while True:
            while (self._again or more) and (hand := self._free()) is not None:
                each = self._again.popleft() if self._again else next(coming, None)
                if each is None:
                    more = False
                else:
                    hand.take(*each)
            if not any(hand.has for hand in self._hands):
                return
            for hand in _ready([hand for hand in self._hands if hand.has]):
                yield from hand.report()
                if hand.gone:
                    yield from self._bury(hand)

    def _free(self) -> _Hand | None:
        """A process that can take one more question: an idle one, a new one, the one that has fewest."""
        least = min(self._hands, key=lambda hand: len(hand.has), default=None)
        if least is not None and not least.has:
            return least
        if len(self._hands) < self._jobs:
            self._hands.append(_Hand(self._work, self._first, self._bounds, self._hands))
            return self._hands[-1]
        return least if least is not None and len(least.has) < _AHEAD else None

    def _bury(self, hand: _Hand) -> Iterator[tuple[int, bytes | Lost]]:
        """Find out what a process died of; what it had besides is for others."""
        self._hands.remove(hand)
        how = hand.end()
        if hand.has:
            number, question = hand.has.popleft()
            if how == signal.SIGPROF:
                yield number, Lost(f"{_TOO_LONG} (more than {self._bounds.seconds} seconds)")
            elif number in self._tried:
                name = signal.Signals(how).name if how in set(signal.Signals) else f"exit status {-how}"
                yield number, Lost(f"the process that read it died of it ({name}), twice")
            else:
                self._tried.add(number)
                self._again.append((number, question))
        self._again.extend(hand.has)

    def end(self) -> None:
        """End all processes, whatever they do."""
        for hand in self._hands:
            hand.end()
        self._hands.clear()


def _ready(hands: list[_Hand]) -> list[_Hand]:
    """Those that have something to report, or have ended; waits for one, and meanwhile hands out what did not fit."""
    import selectors

    with selectors.DefaultSelector() as selector:
        for hand in hands:
            selector.register(hand.answered, selectors.EVENT_READ, hand)
            if hand.held_up:
                selector.register(hand.asking, selectors.EVENT_WRITE, hand)
        ready: list[_Hand] = []
        while not ready:
            for key, events in selector.select():
                if events & selectors.EVENT_READ:
                    ready.append(key.data)
                elif not key.data.hand_over():
                    selector.unregister(key.fileobj)
        return ready


class _Hand:
    """One process, seen from the caller's."""

    def __init__(
        self, work: Callable[[bytes], bytes], first: Callable[[], None], bounds: Bounds, others: list[_Hand]
    ) -> None:
        """Start it; `others` are those that there are."""
        self.has: deque[tuple[int, bytes]] = deque()
        """The questions that it has not answered, in order."""
        self.gone = False
        """Whether it has ended."""
        self._rest = bytearray()
        self._unsent = bytearray()
        asked, self.asking = os.pipe()
        self.answered, answering = os.pipe()
        self._number = os.fork()
        if self._number:
            os.close(asked)
            os.close(answering)
            # A full pipe must not hold the caller up: the process at its end may wait for the caller to take an answer.
            os.set_blocking(self.asking, False)
            return
        try:
            # Ctrl-C reaches all processes; the caller's alone decides what it means.
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            # While a process holds the caller's end of another one's pipe, that one would not see the caller's end.
            for pipe in (self.asking, self.answered, *(p for other in others for p in other.pipes)):
                with suppress(OSError):
                    os.close(pipe)
            first()
            _labour(work, bounds, asked, answering)
        finally:
            os._exit(0)

    @property
    def pipes(self) -> tuple[int, int]:
        """The caller's ends."""
        return self.asking, self.answered

    def take(self, number: int, question: bytes) -> None:
        """Hand it a question."""
        self.has.append((number, question))
        self._unsent += _LENGTH.pack(len(question)) + question
        self.hand_over()

    @property
    def held_up(self) -> bool:
        """Whether there is something that did not fit into its pipe yet."""
        return bool(self._unsent)

    def hand_over(self) -> bool:
        """Hand over what fits; whether there is more."""
        try:
            while self._unsent:
                del self._unsent[: os.write(self.asking, self._unsent[:_CHUNK])]
        except BlockingIOError:
            return True
        except BrokenPipeError:  # it has died, which is seen when its answer is awaited
            self._unsent.clear()
        return False

    def report(self) -> Iterator[tuple[int, bytes | Lost]]:
        """What it has answered since the last time."""
        sent = os.read(self.answered, _CHUNK)
        self.gone = not sent
        self._rest += sent
        at = 0
        while len(self._rest) - at >= _LENGTH.size:
            begin = at + _LENGTH.size
            (length,) = _LENGTH.unpack(self._rest[at:begin])
            if len(self._rest) - begin < length:
                break
            at = begin + length
            answer = bytes(self._rest[begin + 1 : at])
            number, _ = self.has.popleft()
            yield number, answer if self._rest[begin : begin + 1] == _DONE else Lost(answer.decode(errors="replace"))
        del self._rest[:at]

    def end(self) -> int:
        """End it, whatever it does. Returns the signal that it died of, or its exit status below 0; 0 for neither."""
        for pipe in self.pipes:
            os.close(pipe)
        if not self.gone:
            with suppress(ProcessLookupError):
                os.kill(self._number, signal.SIGKILL)
        _, status = os.waitpid(self._number, 0)
        return os.WTERMSIG(status) if os.WIFSIGNALED(status) else -os.WEXITSTATUS(status)


def _labour(work: Callable[[bytes], bytes], bounds: Bounds, asked: int, answering: int) -> None:
    """What a process does: it answers until there are no more questions, or nobody who asks."""
    gc.freeze()  # what stands already is not looked through, so that its memory stays shared
    if gc.get_threshold()[0]:
        gc.set_threshold(_COLLECT_AFTER, *gc.get_threshold()[1:])
    _bind(bounds)
    signal.signal(signal.SIGPROF, signal.SIG_DFL)  # it ends the process, whatever code runs
    while (question := _read(asked)) is not None:
        signal.setitimer(signal.ITIMER_PROF, bounds.seconds)
        answer = _answer(work, question)
        signal.setitimer(signal.ITIMER_PROF, 0)
        try:
            _write(answering, _FAILED + answer.reason.encode() if isinstance(answer, Lost) else _DONE + answer)
        except BrokenPipeError:
            return


def _bind(bounds: Bounds) -> None:
    """Bound the memory of this process, and make it the first one that the system ends where there is none left."""
    import resource

    if not sys.platform.startswith("linux"):
        return
    with suppress(OSError, ValueError):
        with open("/proc/self/statm") as file:  # noqa: PTH123
            held = int(file.read().split()[0]) * resource.getpagesize()
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        wanted = held + bounds.memory
        resource.setrlimit(resource.RLIMIT_AS, (wanted if most == resource.RLIM_INFINITY else min(wanted, most), most))
    with suppress(OSError), open("/proc/self/oom_score_adj", "w") as file:  # noqa: PTH123
        file.write("500")


def _write(pipe: int, data: bytes) -> None:
    """Write all of a message, after its length."""
    rest = memoryview(_LENGTH.pack(len(data)) + data)
    while rest:
        rest = rest[os.write(pipe, rest) :]


def _read(pipe: int) -> bytes | None:
    """Read one message; None at the end."""
    head = _exactly(pipe, _LENGTH.size)
    return None if head is None else _exactly(pipe, _LENGTH.unpack(head)[0])


def _exactly(pipe: int, length: int) -> bytes | None:
    parts = bytearray()
    while len(parts) < length:
        more = os.read(pipe, min(length - len(parts), _CHUNK))
        if not more:
            return None
        parts += more
    return bytes(parts)
