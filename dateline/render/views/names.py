"""What things are called and where they lead: actors, topics, places, tracks, sources; and addresses on the web."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from sys import intern
from typing import NamedTuple, TypeVar
from urllib.parse import quote, urlsplit

from dateline.model import Source
from dateline.patterns import pattern
from dateline.render import words
from dateline.render.index import Index, Ref
from dateline.render.words import When

T = TypeVar("T")


TRACK_COLOURS = 8
"""The style sheet has this many; further tracks begin again with the first."""


class TrackMark(NamedTuple):
    """A track's name and colour."""

    ref: Ref
    """Its title, leading to its page."""
    colour: int
    """1-based number of its colour."""


class SourceLine(NamedTuple):
    """A source in one line."""

    ref: Ref
    """Its title."""
    outlet: str | None
    """Who published it."""
    credit: str | None
    """The wire printed in it."""
    published: When | None
    """When it came out."""
    language: str | None
    """Tag of its language, where it isn't the site's."""
    language_name: str | None
    """That language in words."""
    direction: str
    """`ltr`, `rtl` or `auto`, for its title."""
    note: str | None
    """Retracted, corrected or gone."""

    @property
    def carrier(self) -> str:
        """Who carried it, and whose story that is: `KUAF (NPR)`, `publisher unknown (credit: NPR)`."""
        if self.outlet is None:
            return f"publisher unknown (credit: {self.credit})" if self.credit else "publisher unknown"
        return f"{self.outlet} ({self.credit})" if self.credit and self.credit != self.outlet else self.outlet


def once(index: Index, key: tuple[str, ...], make: Callable[[], T]) -> T:
    """What `make` makes of the index, made once for all pages that show it; `key` names it among all that is kept.

    What was looked up for it is noted for each page that asks for it, as if it had been made for this page.
    """
    reads = index.reads
    known: tuple[T, tuple[str, ...]] | None = index.memo.get(key)
    if known is None:
        others, reads.noted = reads.noted, set()
        try:
            made = make()
            known = index.memo[key] = made, tuple(map(intern, reads.noted))
        finally:
            reads.noted = others
    if known[1] and reads.noted is not None:
        reads.noted.update(known[1])
    return known[0]


def actor_ref(index: Index, actor_id: str) -> Ref:
    """An actor's name, leading to its page."""
    return once(index, ("actor", actor_id), lambda: index.actor_ref(actor_id))


def topic_ref(index: Index, topic_id: str) -> Ref:
    """A topic's title, leading to its page."""
    return once(index, ("topic", topic_id), lambda: index.topic_ref(topic_id))


def place_ref(index: Index, place_id: str) -> Ref:
    """A place's name, leading to its page."""
    return once(index, ("place", place_id), lambda: index.place_ref(place_id))


def track_mark(index: Index, track_id: str | None) -> TrackMark | None:
    """A track's name and colour; colours follow the order of tracks.yaml."""
    return once(index, ("track", track_id), lambda: _track_mark(index, track_id)) if track_id else None


def _track_mark(index: Index, track_id: str) -> TrackMark | None:
    track = index.site.tracks.get(track_id)
    if track is None:
        return None
    place = list(index.site.tracks).index(track.id)
    return TrackMark(Ref(track.title, index.page("track", track.id)), place % TRACK_COLOURS + 1)


def source_line(index: Index, source_id: str) -> SourceLine:
    """A source in one line; an unknown id stands for itself."""
    return once(index, ("source", source_id), lambda: _source_line(index, source_id))


def _source_line(index: Index, source_id: str) -> SourceLine:
    source = index.site.sources.get(source_id)
    if source is None:
        return SourceLine(Ref(source_id), None, None, None, None, None, "auto", None)
    other = foreign(index, source)
    return SourceLine(
        ref=index.source_ref(source_id),
        outlet=index.outlet_name(source_id),
        credit=source.credit,
        published=words.when(source.published) if source.published else None,
        language=other,
        language_name=words.language_name(other) if other else None,
        direction=direction(source.language),
        note=words.SHORT_STATUSES.get(source.status),
    )


def foreign(index: Index, source: Source) -> str | None:
    """The language of a source, where it is known and isn't the site's."""
    tag = source.language
    return tag if tag and tag.split("-")[0].lower() != index.site.settings.language.split("-")[0].lower() else None


@lru_cache(maxsize=256)
def direction(tag: str | None) -> str:
    """The direction of a text in a language; `auto` where the language is unknown."""
    if not tag:
        return "auto"
    return "rtl" if words.right_to_left(tag) else "ltr"


SHORT_TITLE = 36
"""Characters of a title that stands for a source without a known outlet."""


def label_of(line: SourceLine) -> str:
    """How a citation names a source: the outlet, else the beginning of its title."""
    if line.outlet:
        return line.outlet
    title = line.ref.label
    return title if len(title) <= SHORT_TITLE else title[:SHORT_TITLE].rsplit(" ", 1)[0].rstrip(",;:–—- ") + "…"


LONGEST_FRAGMENT = 300
"""Characters of a quotation that a link carries whole; of a longer one it has the beginning and the end."""


_END_WORDS = 8


# Each character of ASCII as it stands in the text of such a link; a hyphen there means something.
_QUOTED = {code: quote(chr(code), safe="").replace("-", "%2D") for code in range(128)}


def _quoted(text: str) -> str:
    return text.translate(_QUOTED) if text.isascii() else quote(text, safe="").replace("-", "%2D")


def text_link(url: str, text: str) -> str:
    """The address of a page at these words of it (https://wicg.github.io/scroll-to-text-fragment/).

    A browser that does not know such links, or does not find the words, opens the page.
    """
    words_in = text.split()
    parts = [" ".join(words_in)]
    if len(parts[0]) > LONGEST_FRAGMENT and len(words_in) > 2 * _END_WORDS:
        parts = [" ".join(words_in[:_END_WORDS]), " ".join(words_in[-_END_WORDS:])]
    wanted = ",".join(map(_quoted, parts))
    return f"{url}{'' if '#' in url else '#'}:~:text={wanted}"


_SCHEME = pattern(r"(?:https?://[^/?#]|mailto:[^\s\\])", re.IGNORECASE)


@lru_cache(maxsize=4096)
def safe_url(url: str | None) -> str | None:
    """An address that a page may link to: http, https or mailto, without spaces or control characters; else None."""
    if url is None or " " in url or not url.isprintable() or not _SCHEME.match(url):
        return None
    try:
        _ = urlsplit(url).port
    except ValueError:  # a host in broken brackets, a port that is none
        return None
    # Letters beyond ASCII stay readable in the link but have to be percent-encoded in the address (RFC 3986).
    return quote(url, safe="%!#$&'()*+,/:;=?@[]~")
