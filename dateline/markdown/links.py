"""Links: as CommonMark has them, but that this package decides where one may lead; and the words of inline tokens."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from markdown_it.rules_inline import StateInline, autolink
from markdown_it.rules_inline import link as commonmark_link
from markdown_it.token import Token

from dateline.markdown.compiled import Page, Words
from dateline.markdown.faults import PAGES_HINT, brief
from dateline.markdown.notes import Notes, noted
from dateline.markdown.syntax import CLAIM_HREF, CONTENT_FILE, SCHEME, WEB, address_fault, titled
from dateline.patterns import pattern
from dateline.problems import Severity

# Most links: words without marks, and an address in which there is nothing to decode, to encode or to balance.
PLAIN_WORDS = r"[^\n!&*<\[\\\]_`]+"
"""The words of such a link, as an expression."""
PLAIN_ADDRESS = r"[A-Za-z0-9:/?#._~=,;+@$'*-]+"
"""Its address, likewise."""
_PLAIN_LINK = pattern(rf"\[({PLAIN_WORDS})\]\(({PLAIN_ADDRESS})\)")


def plain_link(state: StateInline, silent: bool) -> bool:
    """`[words](address)` in which nothing needs a second look; the same as `link`, in a fraction of the time."""
    begin = state.pos
    match = _PLAIN_LINK.match(state.src, begin, state.posMax)
    if not match:
        return False
    if not silent:
        token = state.push("link_open", "a", 1)
        token.attrs = {"href": match[2]}
        state.push("text", "", 0).content = match[1]
        state.push("link_close", "a", -1)
        _resolve(token, noted(state.env), begin, match[1])
    state.pos = match.end()
    return True


def link(state: StateInline, silent: bool) -> bool:
    """Links as CommonMark has them; their addresses are decided on by `_resolve`."""
    begin, number = state.pos, len(state.tokens) + bool(state.pending)
    if not commonmark_link(state, silent):
        if not silent:
            _note_nested(state, begin)
        return False
    if not silent:
        _resolve(state.tokens[number], noted(state.env), begin, _has_words(state.tokens[number + 1 : -1]))
    return True


def _note_nested(state: StateInline, begin: int) -> None:
    """Report `[words [@source] words](address)`, which CommonMark doesn't read as a link, as links don't nest."""
    end = state.md.helpers.parseLinkLabel(state, begin)
    if end < 0 or state.src[end + 1 : end + 2] != "(" or "[" not in state.src[begin + 1 : end]:
        return
    address = state.md.helpers.parseLinkDestination(state.src, end + 2, state.posMax)
    if address.ok and state.src[address.pos : address.pos + 1] == ")":
        noted(state.env).fault(
            "markdown-link",
            f"the link to “{brief(address.str)}” is shown as text, since its words hold another link or a reference",
            "put the reference before or after the link",
            position=begin,
        )


def autolinked(state: StateInline, silent: bool) -> bool:
    """`<address>`."""
    begin, number = state.pos, len(state.tokens) + bool(state.pending)
    if not autolink(state, silent):
        return False
    if not silent:
        _resolve(state.tokens[number], noted(state.env), begin, "its address")
    return True


def _resolve(token: Token, notes: Notes, begin: int, words: str) -> None:
    """Decide where a link leads, and keep its tags in the token's `meta`; a link that is refused has none.

    `words` are its words, or anything that stands for them if they are not blank.
    """
    href = str(token.attrs.get("href", ""))
    title = str(token.attrs.get("title", ""))
    if "label" in token.meta:
        notes.use(token.meta["label"], len(href) + len(title))
    bare = ("&lt;", "&gt;") if token.markup == "autolink" else ("", "")
    token.meta["tags"] = tags(href, title, words, notes, begin) or bare


def tags(href: str, title: str, words: str, notes: Notes, begin: int) -> tuple[str | int, str | int] | None:
    """The tags of a link, or the numbers of its hole; None, with a fault, where it is refused."""
    if not words.strip():
        notes.fault(
            "markdown-link",
            f"the link to “{brief(href)}” has no words",
            "write between the brackets what it leads to",
            position=begin,
        )
        return escape(href), ""
    if CLAIM_HREF.fullmatch(href):
        number = notes.hole(Words(href.removeprefix("#"), title, notes.spot(begin)))
        return number, -1 - number
    if href.startswith("#"):
        misread_claim(notes, href, begin)
        return None
    trouble = address_fault(href)
    if trouble:
        notes.fault(
            "markdown-link",
            f"the address “{brief(href)}” {trouble}",
            "write an address that begins with https://, http:// or mailto:, or a relative one; "
            "a claim is pointed at with [these words](#claim-id)",
            position=begin,
        )
        return None
    relative = not SCHEME.match(href)
    if relative and CONTENT_FILE.fullmatch(href):
        notes.fault(
            "markdown-link",
            f"the address “{brief(href)}” is that of a file in content/, which is no page of the site",
            f"{PAGES_HINT}; a claim of another entry is pointed at with [these words](entry-id#claim-id), "
            "a source is cited with [@source-id]",
            position=begin,
        )
        return None
    if href.startswith("/"):
        notes.fault(
            "markdown-link-root",
            f"the address “{brief(href)}” begins with a slash, and leads away from a site that lives in a sub-folder",
            "write it relative to the page, such as ../../tracks/, or whole with https://",
            position=begin,
            severity=Severity.WARNING,
        )
    elif relative:
        notes.hole(Page(href, notes.spot(begin)))
    rel = ' rel="external"' if WEB.match(href) else ""
    return f'<a href="{escape(href)}"{titled(title)}{rel}>', "</a>"


def misread_claim(notes: Notes, shown: str, begin: int) -> None:
    """Report what looks like a reference to a claim, and is none."""
    notes.fault(
        "markdown-reference",
        f"“{brief(shown)}” can't be read as a reference to a claim",
        "write #claim-id, of the letters a to z, digits and hyphens; a bracket that is text is written \\[",
        position=begin,
    )


def as_words(tokens: Sequence[Token]) -> list[str | int]:
    """The words of inline tokens, for an alternative text: strings, and the numbers of references between them."""
    parts: list[str | int] = []
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif token.type == "image":
            parts += as_words(token.children or ())
        elif "hole" in token.meta:
            parts.append(token.meta["hole"])
        elif token.nesting == 0:
            parts.append(token.content)
    return parts


def _has_words(tokens: Sequence[Token]) -> str:
    """The words of a link, with a letter for each reference; blank where there are none."""
    return "".join(part if isinstance(part, str) else "x" for part in as_words(tokens))
