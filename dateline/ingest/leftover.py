"""What a web page shows beside its article: each of its texts, and why it was not taken for a part of the article.

The page is walked before anything is taken out of it, so that its navigation and its foot are told as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from dateline.ingest.article import Dropped, Line
from dateline.ingest.bylines import byline
from dateline.ingest.encodings import squeeze, tidy
from dateline.ingest.lines import judge
from dateline.ingest.prose import letters
from dateline.ingest.verdicts import BYLINE
from dateline.records import record

MOST = 200
"""Texts of one page that are listed; behind them stands how many more there are."""
LONGEST = 300
"""Characters of a listed text that are shown."""
_MOST_READ = 20_000
_SURE = 20
"""Letters from which on a text that stands inside of a line of the article is that line's, and no chance."""

_INLINE = frozenset(
    "a abbr b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp small span strike strong sub "
    "sup time tt u var wbr br img picture".split()
)
"""Elements that stand within a line."""
_SILENT = frozenset(
    "script style noscript template svg iframe object embed canvas map math head title select option textarea audio "
    "video datalist".split()
)
"""Elements whose text is not shown, or shown by other means."""
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
"""A style by which an element is not shown."""

_TAGS = {
    "nav": "the navigation",
    "footer": "the page's foot",
    "form": "a form",
    "button": "a button",
    "aside": "a box beside the article",
    "dialog": "a dialogue over the page",
    "figcaption": "a caption",
}
_NAMES = tuple(
    (re.compile(rf"(?:^|[\s_-])(?:{pattern})(?=$|[\s_-])", re.I), why)
    for pattern, why in (
        (r"nav|navigation|navbar|menu|breadcrumbs?|skip-?link", "the navigation"),
        (r"related\w*|recirc\w*|recommend\w*|most-?(?:read|popular|viewed)|trending|latest", "other stories"),
        (r"read-?(?:more|also|next)|see-?also|teasers?|more-?stories|outbrain|taboola", "other stories"),
        (r"comments?|disqus", "readers' comments"),
        (r"share|sharing|social|follow", "share buttons"),
        (r"newsletters?|subscri\w+|paywall|signup|sign-?up", "an offer to subscribe"),
        (r"advert\w*|ads?|sponsor\w*|promo\w*", "an advertisement"),
        (r"cookies?\w*|consent|gdpr", "a notice about cookies"),
        (r"footer|foot|copyright|legal", "the page's foot"),
        (r"bylines?|authors?", "the byline"),
        (r"tags?|keywords|topics?", "tags"),
        (r"captions?", "a caption"),
        (r"sidebar|side-?bar|widgets?", "a box beside the article"),
        (r"header|masthead|top-?bar", "the page's head"),
        (r"search", "a form"),
    )
)  # fmt: skip
_PREFIX = "not taken for the article: "


@record(frozen=True, slots=True)
class Shown:
    """A text that a page shows: what stands in one box, between the boxes around it."""

    text: str
    """Its words, white space collapsed."""
    why: str
    """What the boxes that hold it are called, where that says why it is no part of the article; else empty."""
    linked: bool
    """Whether most of it is links."""
    heading: bool
    """Whether it is a heading."""


class _Walk:
    """The texts of a page, gathered in one pass."""

    def __init__(self) -> None:
        self.found: list[Shown] = []
        self._parts: list[str] = []
        self._linked = 0
        self._broke = False

    def take(self, text: str | None, *, linked: bool) -> None:
        """Take a text node."""
        if text:
            self._parts.append(text)
            self._linked += len(text) if linked else 0
            self._broke = self._broke and not text.strip()

    def close(self, why: str, *, heading: bool) -> None:
        """End the text that stands in a box."""
        if self._parts:
            text = squeeze("".join(self._parts))
            if any(char.isalnum() for char in text) and len(self.found) < _MOST_READ:
                self.found.append(Shown(text, why, self._linked * 2 > len(text), heading))
        self._parts, self._linked, self._broke = [], 0, False

    def visit(self, element: Any, why: str, *, linked: bool = False, heading: bool = False) -> None:
        """Walk an element and what it holds; `why` is what the boxes around it say."""
        tag = element.tag
        if not isinstance(tag, str) or tag in _SILENT or is_hidden(element):
            return
        if tag == "br":
            if self._broke:  # the second in a row ends a paragraph
                self.close(why, heading=heading)
            self._parts.append(" ")
            self._broke = True
            return
        inline = tag in _INLINE
        if not inline:
            self.close(why, heading=heading)
        inside = why if inline else _reason(element) or why
        linked = linked or tag == "a"
        heading_inside = heading if inline else tag in ("h1", "h2", "h3", "h4", "h5", "h6")
        self.take(element.text, linked=linked)
        for child in element:
            self.visit(child, inside, linked=linked, heading=heading_inside)
            self.take(child.tail, linked=linked)
        if not inline:
            self.close(inside, heading=heading_inside)


def is_hidden(element: Any) -> bool:
    """Whether a page's markup itself says that an element is not shown."""
    return element.get("hidden") is not None or bool(_HIDDEN.search((element.get("style") or "")[:500]))


def _reason(element: Any) -> str:
    """What an element's tag, class and id say of the box that it is; empty where they say nothing."""
    if element.tag in ("body", "html", "article", "main"):
        return ""
    if why := _TAGS.get(element.tag):
        return why
    names = names_of(element)
    return next((why for pattern, why in _NAMES if pattern.search(names)), "") if names.strip() else ""


def names_of(element: Any) -> str:
    """The names that a page's author gave to an element: its classes and its id."""
    return f"{element.get('class') or ''} {element.get('id') or ''}"[:300]


def shown_by(tree: Any) -> tuple[Shown, ...]:
    """Every text that a page shows, in the order of its markup; the tree (lxml, not too deep) is left as it is."""
    walk = _Walk()
    walk.visit(tree, "")
    return tuple(walk.found)


def numbered(lines: Iterable[Line], shown: Sequence[Shown]) -> tuple[Line, ...]:
    """The lines that were taken for the article, each with its place among the texts of the page, from 1."""
    places: dict[str, list[int]] = {}
    for place, text in enumerate(shown, start=1):
        places.setdefault(letters(text.text), []).append(place)
    result, last = [], 1
    for line in lines:
        own = places.get(letters(line.text), ())
        last = next((place for place in own if place >= last), last)
        result.append(Line(text=line.text, number=last, heading=line.heading, caption=line.caption, listed=line.listed))
    return tuple(result)


def left_out(shown: Sequence[Shown], lines: Iterable[Line], title: str | None) -> tuple[Dropped, ...]:
    """The texts of a page that are neither its headline nor among the lines, each once, with the reason.

    Lists MOST of them, each cut to LONGEST characters, and then says how many more there are.
    """
    keys = [letters(line.text) for line in lines]
    whole, taken = "\n".join(keys), {*keys, letters(title or "")}
    found: list[tuple[int, Shown]] = []
    told: set[str] = set()
    for place, each in enumerate(shown, start=1):
        key = letters(each.text)
        if key in taken or key in told or (len(key) >= _SURE and key in whole):
            continue
        # A text that the extractor cut into several lines, or joined with its neighbours.
        if len(key) >= _SURE and _rest(key, keys) < max(_SURE, len(key) // 10):
            continue
        told.add(key)
        found.append((place, each))
    # What is in no box that says what it is may be the article's after all: it is the last to go unlisted.
    listed = sorted(sorted(found, key=lambda item: bool(item[1].why))[:MOST], key=lambda item: item[0])
    dropped = [Dropped(text=_cut(tidy(each.text)[0]), why=_PREFIX + _why(each), line=place) for place, each in listed]
    if more := len(found) - len(listed):
        texts = "1 more text" if more == 1 else f"{more:,} more texts"
        dropped.append(Dropped(text=f"… {texts}", why=f"{_PREFIX}only {MOST} are listed", line=len(shown)))
    return tuple(dropped)


def _rest(key: str, keys: Iterable[str]) -> int:
    """How many letters of a text are in none of the lines that stand in it."""
    return len(key) - sum(len(line) for line in keys if _SURE <= len(line) <= len(key) and line in key)


def _why(each: Shown) -> str:
    """Why a text is no part of the article, as far as the page shows it."""
    if each.why:
        return each.why
    verdict = judge(Line(text=each.text, number=1)) if len(each.text) < 500 else None
    if verdict is not None:
        return verdict.why
    if (named := byline(each.text)) and named.sure:
        return BYLINE
    if each.linked:
        return "links"
    if each.heading:
        return "a heading outside of it"
    return "a text outside of it"


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
