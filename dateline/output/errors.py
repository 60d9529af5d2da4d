"""What can go wrong with the output, in words for the publisher."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class OutputError(Exception):
    """The output can't be written or shown. The message names the place, the reason and the remedy."""


@contextmanager
def disk(place: str | Path) -> Iterator[None]:
    """Turn what the system refuses into an OutputError that names the place, the reason and the remedy.

    For use where nothing of the site has been changed yet, or all of it has been undone.
    """
    try:
        yield
    except OSError as error:
        raise OutputError(f"{place}: {reason(error)}. The site there is as it was. {remedy(error)}") from error


def reason(error: OSError) -> str:
    """Give the system's own words for an error."""
    return error.strerror or str(error)


def remedy(error: OSError) -> str:
    """Say what to do about an error of the system, in one sentence."""
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return "Free some space and build again."
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return "Make the folder writable, or choose another one with `--out`."
        case errno.ENOTDIR | errno.EISDIR | errno.EEXIST | errno.ENOTEMPTY:
            return "Move away what stands there, or choose another folder with `--out`."
        case _:
            return "Build again, or choose another folder with `--out`."
