"""Prose with its references looked up: the sources that it cites, the claims that it points at, its pictures."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple
from urllib.parse import quote, unquote

from dateline.markdown import Link
from dateline.model import Entry, EntryTranslation
from dateline.patterns import pattern
from dateline.records import record
from dateline.render.addresses import claim_anchor
from dateline.render.index import Index
from dateline.render.public import cited_in
from dateline.render.views.names import label_of, once, safe_url, source_line


class Citation(NamedTuple):
    """What a reference in prose leads to."""

    source: str
    """The source's id."""
    path: str
    """Its page relative to the site's root, or an address on the web."""
    label: str
    """What readers see: the outlet and the date."""
    title: str
    """The source's title."""


class Pointed(NamedTuple):
    """What a reference to a claim leads to."""

    name: str
    """As written: `claim`, or `entry#claim`."""
    path: str
    """The claim's place, relative to the site's root."""
    text: str
    """The claim."""


class Prose(NamedTuple):
    """Markdown with all that its references need; it becomes HTML when the page is rendered."""

    text: str
    """As the editor wrote it."""
    citations: tuple[Citation, ...] = ()
    """The sources that it cites."""
    claims: tuple[Pointed, ...] = ()
    """The claims that it may point at."""
    media: tuple[tuple[str, str], ...] = ()
    """Files of content/media/ that it may show, with their digests."""
    compiled: str = ""
    """What it was compiled to (`dateline.markdown.Compiled`), as JSON; empty where that is still to be done."""


@record(frozen=True, slots=True)
class ProseTargets:
    """What the references of a prose text lead to, from one page (`dateline.markdown.Targets`)."""

    prose: Prose
    """The text."""
    root: str
    """The way from the page to the site's root, such as `../../`; or the site's address."""

    def source(self, id: str) -> Link | None:  # noqa: A002  (the protocol's name)
        """The page of a source; where there is none, its address on the web."""
        found = next((each for each in self.prose.citations if each.source == id), None)
        if found is None:
            return None
        href = found.path if "://" in found.path else self.root + found.path
        return Link(href=href, label=found.label, title=found.title)

    def claim(self, id: str) -> Link | None:  # noqa: A002
        """The place of a claim."""
        found = next((each for each in self.prose.claims if each.name == id), None)
        return Link(href=self.root + found.path, label=found.text) if found else None

    def media(self, path: str) -> Link | None:
        """A file of content/media/."""
        found = next((digest for name, digest in self.prose.media if name == path), None)
        return Link(href=f"{self.root}media/{quote(path)}?v={found[:8]}", label=path) if found else None


def _citations(index: Index, text: str) -> tuple[Citation, ...]:
    """The sources that a text cites; those of one outlet are told apart by dates, those of one date by numbers."""
    plain = [each for source_id in cited_in(text) if (each := citation(index, source_id))]
    labels = Counter([each.label for each in plain]) if len(plain) > 1 else Counter()
    if len(labels) == len(plain) or not labels:
        return tuple(plain)
    dated = []
    for each in plain:
        published = source_line(index, each.source).published
        date = f", {published.text}" if published else ""
        dated.append(each._replace(label=each.label + date) if labels[each.label] > 1 else each)
    labels = Counter(each.label for each in dated)
    seen: Counter[str] = Counter()
    citations = []
    for each in dated:
        seen[each.label] += 1
        number = f" ({seen[each.label]})" if labels[each.label] > 1 else ""
        citations.append(each._replace(label=each.label + number) if number else each)
    return tuple(citations)


def citation(index: Index, source_id: str) -> Citation | None:
    """What a reference to a source leads to; None without a page here and an address on the web."""
    return once(index, ("citation", source_id), lambda: _citation(index, source_id))


def _citation(index: Index, source_id: str) -> Citation | None:
    source = index.site.sources.get(source_id)
    path = index.page("source", source_id) or safe_url(source.url if source else None)
    if source is None or not path:
        return None
    line = source_line(index, source_id)
    date = f", {line.published.text}" if line.published else ""
    title = f"{line.ref.label} ({line.outlet or 'publisher unknown'}{date})"
    return Citation(source_id, path, label_of(line), title)


# What a reference to a claim has at least; the whole name is looked for only where it can be.
_POINTS = pattern(r"#[^\s#]")


_POINTS_ELSEWHERE = pattern(r"(?<=[a-z0-9])#[a-z0-9]")


_FULL_NAME = pattern(r"([a-z0-9]+(?:-[a-z0-9]+)*)#([a-z0-9]+(?:-[a-z0-9]+)*)")


_MEDIA = pattern(r"media/([^\s()<>\"']+)")


def prose(index: Index, text: str, entry: Entry | None = None, translation: EntryTranslation | None = None) -> Prose:
    """Markdown with its references looked up. `entry` is the one whose claims it may point at by their short names.

    In the prose of a `translation` of that entry they lead to the claims on the translation's page.
    """
    claims: list[Pointed] = []
    if _POINTS.search(text):
        claims += _pointed(index, entry, "", translation) if entry else []
        for name in _entries_named(text):
            other = index.site.entries.get(name)
            claims += _pointed(index, other, f"{name}#") if other else []
    media = tuple([(name, index.media[name]) for name in _media_named(text) if name in index.media])
    return Prose(text, _citations(index, text), tuple(dict.fromkeys(claims)), media, index.compiled(text))


def _entries_named(text: str) -> list[str]:
    """The ids of the entries to whose claims a text points by full names."""
    return [name for name, _ in _FULL_NAME.findall(text)] if _POINTS_ELSEWHERE.search(text) else []


def _media_named(text: str) -> list[str]:
    """The files of content/media/ that a text may show."""
    return [unquote(each) for each in _MEDIA.findall(text)] if "media/" in text else []


def _pointed(index: Index, entry: Entry, prefix: str, translation: EntryTranslation | None = None) -> list[Pointed]:
    page = (index.translation_page(translation) if translation else index.page("entry", entry.id)) or ""
    texts = translation.claims if translation else {}
    return [
        Pointed(f"{prefix}{claim.id}", f"{page}#{claim_anchor(claim.id)}", texts.get(claim.id, claim.text))
        for claim in entry.claims
    ]
