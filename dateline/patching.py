"""Builds what an edit of words changed, over the site as it stands; any other edit is for the whole build."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dateline.content.files import read_text
from dateline.rebuild import Standing, revised
from dateline.render.layout import EPOCH

if TYPE_CHECKING:
    from dateline.keeping import Keeping
    from dateline.output import WriteReport
    from dateline.rebuild import Revised
    from dateline.render.kept import Kept


class Patched(NamedTuple):
    """A build after an edit of words."""

    revised: Revised
    """The site now."""
    texts: Mapping[str, str]
    """Path of an edited file: its text."""
    wrote: WriteReport
    """What was written."""


def patch(
    root: Path,
    out: Path,
    edited: Sequence[str],
    standing: Standing,
    *,
    made: str | None,
    base_url: str = "",
    drafts: bool,
    epoch: str = EPOCH,
    kept: Kept | None = None,
    later: frozenset[str] = frozenset(),
    jobs: int = 1,
) -> Patched | None:
    """Build what an edit of words changed; None where that is not enough, or can't be relied on.

    `made` is the digest of the manifest that the site has to have. The files named by `later` are left as they are.
    `jobs` is the number of processes that render.
    """
    from dateline import output, render

    try:
        texts = {path: read_text(root, path) for path in edited}
        now = revised(standing, texts)
        if now is None:
            return None
        theme = render.read_theme([root])
        options = render.Options(theme=theme, base_url=base_url, drafts=drafts, epoch=epoch, kept=kept)
        options = replace(options, reads=standing.notes, pieces=standing.pieces, changed=now.changed)
        wrote = output.patch(render.some_pages(now.index, options, now.stale - later), out, known=made, jobs=jobs)
    except (ValueError, LookupError, OSError, render.ThemeError):
        return None  # whatever it is, the whole build comes upon it as well and says so
    return None if wrote is None else Patched(now, texts, wrote)


def patch_kept(
    root: Path,
    out: Path,
    edited: Sequence[str],
    keeping: Keeping,
    *,
    base_url: str,
    drafts: bool,
    epoch: str,
    jobs: int,
) -> Patched | None:
    """Do so over what is kept on the disk, and keep what came of it; None likewise."""
    from dateline import output

    try:
        standing = keeping.standing()
    except (ValueError, LookupError):
        return None
    done = patch(
        root,
        out,
        edited,
        standing,
        made=keeping.made(),
        base_url=base_url,
        drafts=drafts,
        epoch=epoch,
        kept=keeping.shelf,
        jobs=jobs,
    )
    if done is None or keeping.damaged:
        return None
    keeping.keep_revised(done.revised, done.texts, done.wrote.made, output.fingerprint(out))
    return done
