"""Where a command begins: a build with nothing to do ends here, before anything else is imported."""

from __future__ import annotations

import os
import sys

from dateline import stamps

TYPE_CHECKING = False  # as in `typing`, which takes long to import
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn


def run() -> NoReturn:
    """Carry out the process's command line and end the process with its exit code.

    A build that went well ends at once: the system frees its memory in no time, where the interpreter takes a million
    objects apart one by one. It has written and closed all that it had open.
    """
    code = main()
    if code == 0 and stamps.asked(sys.argv[1:]):
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        except OSError:  # the reader of our output has gone: the usual way out says so
            raise SystemExit(code) from None
        os._exit(code)
    raise SystemExit(code)


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command line (default: the process's) and return its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    asked = stamps.asked(words)
    try:
        before = stamps.Before(asked) if asked else None
        if before and before.memory and before.done:
            return _say(before.memory.told + before.memory.said)
        from dateline.cli import main as carry_out
    except KeyboardInterrupt:
        sys.stderr.write("\ndateline: stopped\n")
        return 130
    return carry_out(words, before)


def _say(text: str) -> int:
    """Print what a build that has nothing to do says, and return the exit code."""
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader of our output has gone: `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
