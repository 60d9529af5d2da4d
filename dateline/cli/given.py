"""What a command is given by its options and by the environment, what it may say of them, and what it returns."""

from __future__ import annotations

import os
from argparse import Namespace
from datetime import UTC, date, datetime
from pathlib import Path

OK, ERRORS, USAGE = 0, 1, 2
"""Exit codes."""


class UsageError(Exception):
    """A command that can't be carried out as it was given; its message says why and what to do."""


def root_of(options: Namespace) -> Path:
    """The timeline's folder. Raises UsageError where it, or the archive that was named, isn't there."""
    root: Path = options.root
    if not (root / "content").is_dir():
        raise UsageError(
            f"there is no folder content/ in {root.resolve()}; name the timeline's with --root, or make one with init"
        )
    if options.archive is not None and not options.archive.is_dir():
        raise UsageError(f"there is no folder {options.archive}; leave --archive out to do without the texts")
    return root


def epoch() -> str:
    """SOURCE_DATE_EPOCH (reproducible-builds.org) as an instant of RFC 3339; the epoch itself where it is not set."""
    return datetime.fromtimestamp(_seconds() or 0, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def this_day() -> date:
    """The day that new files bear: SOURCE_DATE_EPOCH where it is set, else today, in UTC."""
    seconds = _seconds()
    return (datetime.now(UTC) if seconds is None else datetime.fromtimestamp(seconds, UTC)).date()


def _seconds() -> int | None:
    text = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not text:
        return None
    if not (text.isascii() and text.isdecimal()) or len(text) > 11:
        raise UsageError(f"SOURCE_DATE_EPOCH is “{text}”; it has to be a number of seconds since 1970")
    return int(text)
