"""A web page: the blocks of its article, as trafilatura finds them and as they are completed from the page.

The extractor is the best there is, and leaves things out: paragraphs that repeat, later chunks of a long text, text
that stands right inside a box. What stands beside its finds in the same container belongs to the article as well.
Its work is bounded before it starts, for it grows with the square of a page.
"""

from __future__ import annotations

import copy
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from dateline.ingest import copies, leftover, markup
from dateline.ingest.article import INSTALL, Line, Raw, Refused, Stated
from dateline.ingest.encodings import DECLARED, decode, squeeze, tidy
from dateline.ingest.prose import letters

MAX_DEPTH = 250
"""Nested elements that the extractor follows; beyond it would return nothing and not say so."""
MAX_LINKS = 3_000
"""Links that the extractor takes in good time: its work grows with their square."""
MAX_ELEMENTS = 60_000
"""Elements of a page, for the same reason."""
MAX_BLOCKS = 6_000
"""Boxes of a page up to which the extractor compares its finds with a second method, for the same reason."""
MAX_MARKUP = 5_000_000
"""Characters of one page, for the same reason."""


_FURNITURE_TAGS = (
    "script", "style", "noscript", "template", "svg", "iframe", "object", "embed", "form", "button", "select", "input",
    "textarea", "nav", "footer", "audio", "video", "canvas", "map", "dialog", "math",
)  # fmt: skip
_FURNITURE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:related|recirc\w*|recommend\w*|promo\w*|newsletter|subscri\w+|share|sharing|social|"
    r"comments?|"
    r"sidebar|breadcrumbs?|byline|advert\w*|ads?|sponsor\w*|outbrain|taboola|trending|most-?(?:read|popular)|"
    r"read-?(?:more|also|next)|see-?also|cookie\w*|consent|paywall|pull-?quote\S*|pagination|tags?|"
    r"teasers?)(?=$|[\s_-])",
    re.I,
)
_BLOCKS = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "pre", "figcaption", "dd", "dt", "td"}
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "head"})


def read_html(data: bytes, charset: str | None = None) -> Raw:
    """A web page: the article's blocks as trafilatura finds them, completed from the page, and its metadata.

    Raises Refused where the page is too deep or too large to be extracted in good time, or the readers are missing.
    """
    try:
        import lxml.html
        import trafilatura  # noqa: F401 - its absence must be told before work is done
    except ImportError as missing:
        raise Refused(f"Web pages need a reader that is not installed ({missing.name}). {INSTALL}") from None
    declared = DECLARED.search(data[:4096])
    # What the server says counts before what the page says (WHATWG HTML, 13.2.3.2).
    text, notes = decode(data, charset or (declared[1].decode("ascii") if declared else None))
    text, more = tidy(text)
    if len(text) > MAX_MARKUP:
        raise Refused(
            f"The page has {len(text):,} characters of markup, more than the {MAX_MARKUP:,} that are read in good "
            "time; save the article alone (a browser's reading view, or its text as .txt)."
        )
    # An XML declaration would overrule the encoding that is already known.
    text = re.sub(r"^\s{0,100}<\?xml[^>]{0,300}>", "", text)
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True, remove_comments=True)
    try:
        tree: Any = lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (lxml.etree.LxmlError, ValueError, AssertionError):
        raise Refused("No article found: the page has no markup that can be read; save its text as .txt.") from None
    _check_size(tree)
    stated = markup.from_markup(tree)
    shown = leftover.shown_by(tree)
    hidden = _prune(tree)
    if hidden:
        more = (*more, f"Hidden text was left out ({hidden:,} characters).")
    links = sum(1 for _ in tree.iter("a"))
    if links > MAX_LINKS:
        import lxml.etree

        lxml.etree.strip_tags(tree, "a")
        more = (*more, f"The page has {links:,} links; they were read as text.")
    _wrap_loose_text(tree)
    blocks = list(_own_blocks(tree))
    lines = leftover.numbered(_page_blocks(tree, blocks, stated), shown)
    printed = {line.text for line in lines}
    captions = tuple(
        dict.fromkeys(
            block.text
            for block in blocks
            if block.tag == "figcaption" and not block.furniture and len(block.text) > 20 and block.text not in printed
        )
    )
    return Raw(
        kind="html",
        lines=lines,
        stated=stated,
        notes=(*notes, *more),
        captions=captions[:50],
        dropped=leftover.left_out(shown, lines, stated.title),
        selected=True,
    )


def _check_size(tree: Any) -> None:
    depth, deepest, count = 0, 0, 0
    stack: list[tuple[Any, int]] = [(tree, 1)]
    while stack:
        element, depth = stack.pop()
        count += 1
        deepest = max(deepest, depth)
        stack.extend((child, depth + 1) for child in element)
    if deepest > MAX_DEPTH:
        raise Refused(
            f"The page is nested {deepest} elements deep, more than the {MAX_DEPTH} that can be read; "
            "save its text as .txt."
        )
    if count > MAX_ELEMENTS:
        raise Refused(
            f"The page has {count:,} elements, more than the {MAX_ELEMENTS:,} that are read in good time; "
            "save the article alone (a browser's reading view, or its text as .txt)."
        )


def _prune(tree: Any) -> int:
    """Take out of the tree what is never read; returns how many characters of hidden text went."""
    hidden = 0
    for element in list(tree.iter(*_FURNITURE_TAGS)):
        # A page that wraps everything in one form is still a page.
        if element.tag == "form" and len(list(element.iter("p"))) > 3:
            continue
        _remove(element)
    concealed = [
        element
        for element in tree.iter()
        if isinstance(element.tag, str) and element.tag not in ("html", "body") and leftover.is_hidden(element)
    ]
    whole = len("".join(tree.itertext()))
    for element in concealed:
        size = len(squeeze("".join(element.itertext())))
        # Pages that show their text by script hide most of it: that is the article, not a trick.
        if size * 2 < whole:
            hidden += size
            _remove(element)
    return hidden


_INLINE = frozenset("a abbr b bdi cite code em font i ins mark q s small span strong sub sup time u wbr br".split())


def _wrap_loose_text(tree: Any) -> None:
    """Put into paragraphs what a page prints without them: text right inside a box, parted by `<br><br>` or blocks.

    The extractor loses such text where paragraphs stand beside it.
    """
    for box in list(tree.iter("div", "section", "article", "main", "td")):
        loose = len((box.text or "").strip()) + sum(len((child.tail or "").strip()) for child in box)
        breaks = sum(child.tag == "br" for child in box)
        blocks = sum(child.tag not in _INLINE for child in box)
        if loose < 80 or (breaks < 2 and not blocks):
            continue
        children = list(box)
        paragraph = box.makeelement("p")
        paragraph.text, box.text = box.text, None
        rebuilt = [paragraph]
        broke = False
        for child in children:
            tail, child.tail = child.tail, None
            if child.tag == "br":
                if broke:  # the second in a row ends the paragraph
                    paragraph = box.makeelement("p")
                    paragraph.text = tail
                    rebuilt.append(paragraph)
                else:
                    _append_text(paragraph, f" {tail or ''}")
                broke = not (tail or "").strip()
            elif child.tag in _INLINE:
                paragraph.append(child)
                child.tail = tail
                broke = False
            else:
                rebuilt.append(child)
                paragraph = box.makeelement("p")
                paragraph.text = tail
                rebuilt.append(paragraph)
                broke = False
        for child in list(box):
            box.remove(child)
        box.extend(element for element in rebuilt if element.tag != "p" or len(element) or (element.text or "").strip())


def _append_text(element: Any, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _remove(element: Any) -> None:
    parent = element.getparent()
    if parent is None:
        return
    tail = element.tail
    if tail:
        previous = element.getprevious()
        if previous is None:
            parent.text = (parent.text or "") + tail
        else:
            previous.tail = (previous.tail or "") + tail
    parent.remove(element)


@dataclass(frozen=True, slots=True)
class _Block:
    """A block of the page: its text, the element that holds it, and the share of it that is links."""

    text: str
    tag: str
    parent: Any
    linked: float
    furniture: bool


def _page_blocks(tree: Any, blocks: list[_Block], stated: Stated) -> tuple[Line, ...]:
    found = _extracted(copy.deepcopy(tree))
    chosen = _completed(found, blocks)
    captions = {letters(block.text) for block in blocks if block.tag == "figcaption"}
    headings = {letters(block.text) for block in blocks if block.tag in _HEADINGS}
    listed = {letters(block.text) for block in blocks if block.tag == "li"}
    lines = [
        Line(
            text=text,
            number=number,
            heading=letters(text) in headings,
            caption=letters(text) in captions,
            listed=letters(text) in listed,
        )
        for number, text in enumerate(chosen, start=1)
    ]
    if stated.standfirst and lines:
        key = letters(stated.standfirst)
        if key not in {letters(line.text) for line in lines}:
            first = Line(text=squeeze(stated.standfirst), number=1)
            lines = [first, *(replace(line, number=line.number + 1) for line in lines)]
    return tuple(lines)


def _extracted(tree: Any) -> list[str]:
    import trafilatura

    # The second opinion that the extractor takes costs the square of the blocks: on huge pages it goes without.
    fast = sum(1 for _ in tree.iter("p", "div", "li", "td", "tr", "span")) > MAX_BLOCKS
    try:
        document = trafilatura.bare_extraction(
            tree, favor_precision=True, include_comments=False, include_tables=True, with_metadata=False, fast=fast
        )
    except Exception:
        return []
    text = getattr(document, "text", None) or ""
    return [line for line in map(squeeze, text.split("\n")) if line]


def _own_blocks(tree: Any) -> Iterator[_Block]:
    """The page's blocks that hold no other block, in order."""
    for element in tree.iter(*_BLOCKS):
        if any(child is not element for child in element.iter(*_BLOCKS)):
            continue
        text = squeeze("".join(element.itertext()))
        if not text:
            continue
        links = sum(len(squeeze("".join(link.itertext()))) for link in element.iter("a"))
        furniture = False
        ancestor = element
        for _ in range(6):
            if ancestor is None or ancestor.tag in ("body", "article", "main"):
                break
            if ancestor.tag == "aside" or _FURNITURE_NAMES.search(leftover.names_of(ancestor)):
                furniture = True
                break
            ancestor = ancestor.getparent()
        yield _Block(text, element.tag, element.getparent(), links / len(text), furniture)


def _completed(found: list[str], blocks: list[_Block]) -> list[str]:
    """The extractor's blocks and those that stand beside them: it leaves out repeated paragraphs and later chunks.

    A paragraph is added where its container, or one of the same tag and class, holds what was found, and it is text
    rather than links. Where nothing was found, the container with the most text in paragraphs is the article.
    """
    keys = [letters(text) for text in found]
    wanted = set(keys)
    matched = [letters(block.text) in wanted for block in blocks]
    held: Counter[tuple[str, str]] = Counter()
    for block, match in zip(blocks, matched, strict=True):
        if (match or not found) and block.tag == "p" and not block.furniture and block.linked < 0.5:
            held[_signature(block.parent)] += len(block.text)
    if not held:
        return found
    most = max(held.values())
    if not found and most < 250:
        return []
    homes = (
        {signature for signature, size in held.items() if size * 3 >= most}
        if found
        else {max(held, key=lambda s: held[s])}
    )
    known = copies.shingles(" ".join(found))
    added: dict[int, list[str]] = {}
    position = -1
    places = {key: place for place, key in reversed(list(enumerate(keys)))}
    for block, match in zip(blocks, matched, strict=True):
        key = letters(block.text)
        if match:
            position = max(position, places[key])
        elif (
            block.tag == "p"
            and not block.furniture
            and block.linked < 0.3
            and len(block.text) > 30
            and _signature(block.parent) in homes
            and not _covered(block.text, known)
        ):
            added.setdefault(position, []).append(block.text)
    result = added.get(-1, [])
    for place, text in enumerate(found):
        result.append(text)
        result.extend(added.get(place, []))
    return result


def _covered(text: str, known: frozenset[int]) -> bool:
    """Whether a paragraph stands in what was found already, there cut into other lines."""
    own = copies.shingles(text)
    return bool(own) and len(own & known) * 2 > len(own)


def _signature(element: Any) -> tuple[str, str]:
    """A container's tag and class; without a class it is known by its own place alone."""
    if element is None:
        return ("", "")
    name = element.get("class") or ""
    return (str(element.tag), name) if name else (str(element.tag), f"#{id(element)}")
