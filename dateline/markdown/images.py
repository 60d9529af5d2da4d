"""Images: as CommonMark has them, but from content/media/ only and never without an alternative text."""

from __future__ import annotations

from urllib.parse import unquote

from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline import image as commonmark_image
from markdown_it.token import Token

from dateline.markdown.compiled import Image
from dateline.markdown.faults import brief
from dateline.markdown.filling import no_words
from dateline.markdown.links import as_words
from dateline.markdown.notes import Notes, noted
from dateline.markdown.syntax import MEDIA
from dateline.problems import Severity


def image(state: StateInline, silent: bool) -> bool:
    """Images as CommonMark has them, from `media/` only and with an alternative text."""
    if state.src[state.pos + 1 : state.pos + 2] != "[":
        return False
    notes = noted(state.env)
    begin, base = state.pos, notes.base
    notes.base = base + begin + 2  # the alternative text is read as inline content of its own
    try:
        matched = commonmark_image(state, silent)
    finally:
        notes.base = base
    if matched and not silent:
        _place(state.tokens[-1], notes, begin)
    return matched


def _place(token: Token, notes: Notes, begin: int) -> None:
    """Decide on an image: a hole, with its number in the token's `meta`; what is refused leaves its words."""
    href, title = str(token.attrs.get("src", "")), str(token.attrs.get("title", ""))
    if "label" in token.meta:
        notes.use(token.meta["label"], len(href) + len(title))
    alt = as_words(token.children or ())
    path = _media_path(href, notes, begin)
    if path and not any(type(part) is int or str(part).strip() for part in alt):
        notes.fault(*no_words(href), position=begin)
        path = ""
    if any(each.type in ("link_open", "image") for each in token.children or ()):
        notes.fault(
            "markdown-image",
            f"the alternative text of the image “{brief(href)}” holds a link or an image, of which only words are left",
            "put it beside the image; a bracket that is text is written \\[",
            position=begin,
            severity=Severity.WARNING,
        )
    token.meta["hole"] = notes.hole(Image(path, href, title, tuple(alt), notes.spot(begin)))


def _media_path(href: str, notes: Notes, begin: int) -> str:
    """An image's path below content/media/; empty, with a fault, where it is refused."""
    if notes.inline:
        notes.fault(
            "markdown-image",
            f"an image (“{brief(href)}”) can't stand in one line of text",
            "move it to the prose",
            position=begin,
        )
        return ""
    match = MEDIA.fullmatch(unquote(href))
    if not match or any(part in (".", "..") for part in match[1].split("/")):
        notes.fault(
            "markdown-image",
            f"the image “{brief(href)}” is not from content/media/",
            "put the file into content/media/ and write ![what it shows](media/file.jpg)",
            position=begin,
        )
        return ""
    return match[1]
