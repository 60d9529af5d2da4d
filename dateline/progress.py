"""A bar on the terminal for what takes longer than one waits without asking: how far it is, how fast, how long still.

It goes to the standard error, and only where that is a terminal, so that neither a pipe nor a log gets any of it. It
is drawn over and over in one line, five times a second at most, and wiped in the end.
"""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable
from typing import TextIO

_PATIENCE = 2.0
"""Seconds before it shows: what is done by then needs no bar."""
_PAUSE = 0.2
"""Seconds between two drawings."""
_BAR = 24
_WIPE = "\r\x1b[K"


class Progress:
    """The bar of one command; `tell` whenever something is done, `end` in the end."""

    def __init__(
        self, total: int | None = None, out: TextIO | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Take how many things there are to do, where that is known; `out` is the standard error by default."""
        self._out = sys.stderr if out is None else out
        self._on = self._out.isatty()
        self._total = total
        self._clock = clock
        self._begun = self._drawn = clock()
        self._shown = False
        self._step = ""

    def tell(self, step: str, done: int | None = None) -> None:
        """Say what is being done, and how many things are done where they are counted."""
        if not self._on:
            return
        now = self._clock()
        changed = step != self._step
        self._step = step
        if now - self._begun < _PATIENCE or (now - self._drawn < _PAUSE and not changed):
            return
        self._drawn, self._shown = now, True
        width = shutil.get_terminal_size().columns - 1
        self._out.write(_WIPE + self._line(step, done, now - self._begun)[:width])
        self._out.flush()

    def _line(self, step: str, done: int | None, seconds: float) -> str:
        if done is None:
            return f"{step} … {_duration(seconds)}"
        rate = done / seconds
        speed = f"{rate:,.0f}/s" if rate >= 10 else f"{rate:.1f}/s"
        if not self._total or done > self._total:
            return f"{step} {done:,}  {speed}  {_duration(seconds)}"
        full = _BAR * done // self._total
        left = f"  {_duration((self._total - done) / rate)} left" if done else ""
        return f"{step} {'█' * full}{'░' * (_BAR - full)} {done:,} of {self._total:,}  {speed}{left}"

    def end(self) -> None:
        """Wipe the line."""
        if self._shown:
            self._out.write(_WIPE)
            self._out.flush()
        self._on = self._shown = False


def _duration(seconds: float) -> str:
    """Seconds as an editor reads them: 42 s, 3:07 min, 1:02 h."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60}:{whole % 60:02} min"
    return f"{whole // 3600}:{whole % 3600 // 60:02} h"
