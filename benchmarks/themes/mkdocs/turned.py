"""Who uses a source, and what belongs to a track: made once for the whole site."""

from collections import defaultdict
from pathlib import PurePosixPath
from typing import Any


def on_env(env: Any, config: Any, files: Any) -> Any:  # noqa: ARG001  (MkDocs calls it so)
    """Put the entries, the sources by id, their uses and the tracks' entries into what templates know.

    With `--dirty`, MkDocs reads changed pages only: the others have no `meta` then, and what rests on it is missing.
    """
    entries, sources = [], {}
    uses, tracks = defaultdict(list), defaultdict(list)
    for file in files.documentation_pages():
        kind, stem = PurePosixPath(file.src_uri).parent.name, PurePosixPath(file.src_uri).stem
        if kind == "sources":
            sources[stem] = file.page
        elif kind == "entries" and file.page.meta:
            entries.append(file.page)
    entries.sort(key=lambda page: (str(page.meta["date"]), page.file.src_uri))
    for page in entries:
        tracks[page.meta["track"]].append(page)
        for claim in page.meta["claims"]:
            uses[claim["source"]].append((page, claim))
    env.globals.update(entries=entries, sources=sources, uses=uses, tracks=tracks)
    return env
