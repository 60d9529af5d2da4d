"""Files → disk: only what changed is written, nothing is lost whatever happens, and a preview shows the result.

This room knows no claim and no template: a page is a path, a key and a way to get its bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from dateline.output.errors import OutputError
from dateline.output.manifest import NAME as MANIFEST
from dateline.output.pages import Made, Page, check_paths
from dateline.output.served import Outcome
from dateline.output.write import WriteReport, fingerprint, patch, write

__all__ = [
    "MANIFEST",
    "Made",
    "Outcome",
    "OutputError",
    "Page",
    "WriteReport",
    "check_paths",
    "fingerprint",
    "patch",
    "serve",
    "write",
]


def serve(
    build: Callable[[frozenset[Path] | None], Outcome],
    watch: Sequence[Path],
    port: int,
    announce: Callable[[str], None],
) -> None:
    """Show the site on http://127.0.0.1:`port`/ until Ctrl-C, building it anew when something under `watch` changes.

    `build` is called once before the first page is served, then from another thread, never twice at a time; it is given
    the files that changed, appeared or are gone since the last call, each as a path that begins as its place in `watch`
    does, or None where that isn't known, as at first. What it raises is shown in the browser. `announce` gets lines of
    plain text for the terminal. Port 0 takes any free port. Raises OutputError where the port can't be had.
    """
    # The server's libraries take a tenth of a second to import, which no other command should wait for.
    from dateline.output.preview import run

    run(build, watch, port, announce)
