"""Commands that write content, and say how it is written: new, rename, init, schema."""

from __future__ import annotations

import shlex
from argparse import Namespace
from pathlib import Path

from dateline import __version__
from dateline.cli.given import OK, UsageError, root_of, this_day
from dateline.cli.printing import count

_ARTICLE = {"entry": "an entry", "source": "a source"}


def run_new(options: Namespace) -> int:
    """Start an entry or a source."""
    from dateline.content import disk, editing
    from dateline.content.loader import load

    root = root_of(options)
    loaded = load(root)
    today = this_day()
    day = editing.read_date(options.date, today, loaded.site.settings.language) if options.date else None
    for name in ("publisher", "url") if options.kind == "entry" else ("track", "place"):
        if getattr(options, name) is not None:
            raise UsageError(f"--{name} is nothing that {_ARTICLE[options.kind]} has; leave it out")
    if options.kind == "entry":
        made = editing.new_entry(
            loaded.site,
            options.title,
            date=day,
            track=options.track,
            place=options.place,
            today=today,
            existing=editing.ids_in_use(loaded, "entries"),
        )
    else:
        made = editing.new_source(
            loaded.site,
            options.title,
            url=options.url,
            published=day,
            publisher=options.publisher,
            existing=editing.ids_in_use(loaded, "sources"),
        )
    disk.put(root, {made.path: made.text}, new=True)
    print(root / made.path)
    return OK


def run_rename(options: Namespace) -> int:
    """Change an id everywhere."""
    from dateline.content import disk
    from dateline.content.loader import load
    from dateline.content.renaming import rename
    from dateline.holdings import archive_of

    root = root_of(options)
    loaded = load(root)
    archive = archive_of(root, loaded.site, options.archive)
    names = [path.name for path in archive.iterdir()] if archive.is_dir() else []
    plan = rename(loaded, names, options.old, options.new, kind=options.kind)
    disk.put(root, plan.changes(disk.read(root, plan.paths)))
    disk.move(archive, plan.archive)
    print(f"{plan.kind} {plan.old} is now {plan.new}; {count(plan.references, 'reference')} changed")
    return OK


def run_init(options: Namespace) -> int:
    """Make a new timeline."""
    from dateline.content import disk, start

    folder: Path = options.folder
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file; name a folder")
    title = options.title or start.DEFAULT_TITLE
    made = start.init(disk.existing(folder, start.paths()), title, today=this_day(), version=__version__)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise disk.DiskError(f"{folder} can't be made: {error.strerror}", "name another folder") from None
    disk.put(folder, made.files, new=True)
    for kept in made.kept:
        print(f"{folder / kept.path} was there and is kept" + (f"; {kept.advice}" if kept.advice else ""))
    print(f"{count(len(made.files), 'file')} made in {folder}; next:")
    print(f"    cd {shlex.quote(str(folder))}")
    print("    dateline import ARTICLE.txt")
    print("    dateline serve")
    return OK


def run_schema(options: Namespace) -> int:
    """Print the JSON Schema of the files that editors write."""
    from dateline.content import editing

    print(editing.schema_text(options.kind))
    return OK
