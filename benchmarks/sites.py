"""A made-up timeline laid out for Dateline and for its peers: to be built, to be edited, and to be looked at."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks import corpus as corpora
from benchmarks.corpus import Entry, Source
from benchmarks.measure import Run, run
from benchmarks.peers import THEMES, Content, Peer

PROGRAM = Path(__file__).resolve().parents[1] / "build.py"
"""Dateline, as its users start it."""
STEPS = ("cold", "nothing", "body", "title", "source")
"""What is measured, in this order."""
NAMES = {
    "cold": "cold",
    "nothing": "nothing changed",
    "body": "a body",
    "title": "a title",
    "source": "a source",
}
"""How the steps are called in tables."""
EQUAL_WORK = ("timeline", "entry", "source", "track", "method", "feed", "sitemap")
"""The page kinds that the peers make as well, and the one page besides that Dateline never leaves out."""
EQUAL, ALL, OWN = "Dateline", "Dateline, all pages", "Dateline, own theme"
"""Dateline at equal work; with all its pages (templates like the peers', where they have one); with its own theme."""
HUGO = "Hugo"
"""The peer that the others are compared with."""
FEED = "feed.xml"
SITEMAP = "sitemap.xml"


class BuildError(Exception):
    """A tool did not build. The message says what it printed last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """A timeline laid out for a tool."""

    name: str
    """The tool, as tables call it."""
    root: Path
    """The site's folder."""
    out: Path
    """Where its pages come to stand."""
    first: Sequence[str | Path]
    """The command that builds it, run in its folder …"""
    again: Sequence[str | Path]
    """… and the one for later builds."""
    caches: Sequence[str]
    """Patterns for what the tool keeps in the site's folder from build to build."""
    entry: Callable[[Entry], str]
    """Makes the text of content/entries/<id>.md."""
    source: Callable[[Source], str]
    """Makes the text of content/sources/<id>.md."""
    further: int | None = 0
    """How many pages it has besides those of equal work; None = not counted."""

    def clear(self) -> None:
        """Remove its pages and its caches."""
        shutil.rmtree(self.out, ignore_errors=True)
        for pattern in self.caches:
            for place in self.root.glob(pattern):
                shutil.rmtree(place) if place.is_dir() else place.unlink()

    def build(self, *, first: bool) -> Run:
        """Build it once, as a process of its own. Raises BuildError where the tool says that it failed."""
        done = run(self.first if first else self.again, self.root)
        if done.code != 0:
            last = " / ".join(done.output.strip().splitlines()[-3:])
            raise BuildError(f"{self.name} ended with code {done.code}: {last}")
        return done

    def page(self, address: str) -> str:
        """The text of a page (`entries/<id>`, empty for the first one) or of a file; empty where there is none."""
        place = self.out / address
        try:
            return (place if place.suffix == ".xml" else place / "index.html").read_text(encoding="utf-8")
        except FileNotFoundError:
            return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """A tool that takes part."""

    name: str
    """As tables call it."""
    version: str
    """Its version."""
    install: str
    """How it is installed."""
    note: str
    """How the work is laid out for it."""
    lay_out: Callable[[Content, Path], Laid]
    """Lays a timeline out for it in a folder that doesn't exist."""


def further_kinds() -> list[str]:
    """The page kinds that are left out for equal work."""
    from dateline.render.sitemap import page_kinds

    return [name for name in page_kinds() if name not in EQUAL_WORK]


def dateline_tools() -> list[Tool]:
    """Dateline: at equal work, with all its pages, and with its own theme throughout."""
    from dateline import __version__

    equal = "the others' pages and templates, and its page on method; what else it makes is left out by `omit:`"
    rows: tuple[tuple[str, list[str], bool, str], ...] = (
        (EQUAL, further_kinds(), True, equal),
        (ALL, [], True, "nothing left out; the same templates, and its own for the further kinds"),
        (OWN, [], False, "nothing left out, its own theme throughout: what its users get"),
    )
    return [
        Tool(name=name, version=__version__, install="this folder", note=note, lay_out=_dateline(name, omit, simple))
        for name, omit, simple, note in rows
    ]


def _dateline(name: str, omit: Sequence[str], simple: bool) -> Callable[[Content, Path], Laid]:
    def lay_out(content: Content, root: Path) -> Laid:
        lay_out_dateline(content, root, omit, simple=simple)
        return dateline_site(name, root)

    return lay_out


def lay_out_dateline(content: Content, root: Path, omit: Sequence[str], *, simple: bool) -> None:
    """Write a timeline for Dateline. With `simple`, it has the peers' templates instead of Dateline's.

    The first time, the corpus is written beside it, with its receipts; from then on that is copied.
    """
    base = root.parent / "dateline-base"
    if not base.exists():
        corpora.write(content.corpus, base)
    shutil.copytree(base, root)
    write_omit(root, omit)
    if simple:
        shutil.copytree(THEMES / "dateline", root, dirs_exist_ok=True)


def write_omit(root: Path, omit: Sequence[str]) -> None:
    """Have site.yaml leave out these page kinds and no others."""
    path = root / "content" / "site.yaml"
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("omit:")]
    if omit:
        lines.append(f"omit: [{', '.join(omit)}]")
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")


def dateline_site(name: str, root: Path) -> Laid:
    """A timeline that is laid out for Dateline, as something to build."""
    command: list[str | Path] = [sys.executable, PROGRAM, "build", "--root", root, "--out", root / "public"]
    return Laid(
        name=name,
        root=root,
        out=root / "public",
        first=command,
        again=command,
        caches=(".dateline*",),
        entry=corpora.entry_file,
        source=corpora.source_file,
        further=1 if name == EQUAL else None,
    )


def peer_tools(peers: Sequence[Peer], folder: Path | None, say: Callable[[str], None]) -> list[Tool]:
    """Those of the peers that are installed, in `folder` or on the PATH. Says in a line which are not."""
    found = []
    for peer in peers:
        program = peer.find(folder)
        version = peer.tell(program) if program else None
        if program is None or version is None:
            why = "is not installed" if program is None else f"doesn't start ({program.name})"
            say(f"{peer.name} {why}: skipped. To install it: {peer.install()}")
            continue
        found.append(
            Tool(name=peer.name, version=version, install=peer.install(), note=peer.note, lay_out=_peer(peer, program))
        )
    return found


def _peer(peer: Peer, program: Path) -> Callable[[Content, Path], Laid]:
    def lay_out(content: Content, root: Path) -> Laid:
        peer.lay_out(content, root)
        first: list[str | Path] = [program, *(each.format(root=root) for each in peer.build)]
        again: list[str | Path] = [program, *(each.format(root=root) for each in peer.again or peer.build)]
        return Laid(
            name=peer.name,
            root=root,
            out=root / "public",
            first=first,
            again=again,
            caches=peer.caches,
            entry=lambda entry: peer.entry(content, entry),
            source=lambda source: peer.source(content, source),
        )

    return lay_out


Expected = Sequence[tuple[str, str]]
"""Addresses of pages, and words that have to stand there."""


def missing(laid: Laid, expected: Expected) -> list[str]:
    """What of it doesn't stand there, in a sentence each."""
    return [f"/{address} does not show “{words}”" for address, words in expected if words not in laid.page(address)]


@dataclass(frozen=True, slots=True)
class Edit:
    """A change to one file, and where it has to be seen."""

    path: str
    """The file, relative to the site's folder."""
    text: str
    """What is in it from now on."""
    expected: Expected
    """What the next build has to show."""

    def save(self, laid: Laid) -> None:
        """Write the file."""
        (laid.root / self.path).write_text(self.text, encoding="utf-8", newline="\n")


def edit(step: str, number: int, content: Content, laid: Laid) -> Edit:
    """The change of a step (`body`, `title` or `source`) in the repetition of this number (from 0), each another."""
    entries = content.corpus.entries
    word = f"Changed{step}{number}"
    if step == "title":
        # A late one, which the feed has as well.
        entry = entries[-1 - (number * 3) % min(50, len(entries))]
        made = replace(entry, title=f"{entry.title} {word}")
        pages = ["", f"entries/{entry.id}", f"tracks/{entry.track}", FEED]
        pages += [f"sources/{claim.source}" for claim in entry.claims]
        return Edit(f"content/entries/{entry.id}.md", laid.entry(made), [(page, word) for page in pages])
    entry = entries[(number * 37 + STEPS.index(step)) % len(entries)]
    if step == "source":
        source = content.sources[entry.claims[0].source]
        renamed = replace(source, title=f"{source.title} {word}")
        pages = [f"sources/{source.id}", *(f"entries/{each}" for each in content.used_by[source.id])]
        return Edit(f"content/sources/{source.id}.md", laid.source(renamed), [(page, word) for page in pages])
    # The third paragraph of text; what stands third is a heading.
    words = entry.paragraphs[3].split(" ")
    words[5] = word
    made = replace(entry, paragraphs=(*entry.paragraphs[:3], " ".join(words), *entry.paragraphs[4:]))
    return Edit(f"content/entries/{entry.id}.md", laid.entry(made), [(f"entries/{entry.id}", word)])


def faults(laid: Laid, content: Content, pages: int) -> list[str]:
    """What is wrong with a first build of `pages` pages: with their number, and with what some of each kind show."""
    corpus = content.corpus
    due = 1 + len(corpus.entries) + len(corpus.sources) + len(corpus.tracks)
    found = []
    if laid.further is not None and pages != due + laid.further:
        found.append(f"{pages:,} pages instead of {due + laid.further:,}")
    expected: list[tuple[str, str]] = []
    for entry in corpus.entries[:: max(1, len(corpus.entries) // 7)]:
        page, track = f"entries/{entry.id}", f"tracks/{entry.track}"
        beginning = entry.paragraphs[1].split(".")[0]
        shown = (entry.title, entry.date, beginning, "<h2", "<em>", "<strong>")
        expected += [("", entry.title), ("", entry.id), (track, entry.title), (track, entry.id)]
        expected += [(page, words) for words in shown]
        for claim in entry.claims:
            source = f"sources/{claim.source}"
            named = (claim.text, claim.quote, corpus.actors[claim.by], source, content.sources[claim.source].title)
            uses = (claim.text, claim.quote, f"{entry.id}/#c-{claim.id}", content.outlet(claim.source))
            expected += [(page, words) for words in named] + [(source, words) for words in uses]
    found += missing(laid, expected)
    for name, tag, least in ((FEED, "<entry", min(20, len(corpus.entries))), (SITEMAP, "<loc>", due)):
        number = laid.page(name).count(tag)
        if number < least:
            found.append(f"{name} lists {number:,} instead of at least {least:,}")
    return found
