"""Text inside a block: markdown-it's rules for emphasis, code and links, and the references that Dateline adds.

markdown-it tries every rule at every mark. Here the parser goes from one mark to the next, and each mark has the one
rule that can apply to it. What comes out is the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from html import escape
from typing import Literal
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import (
    StateInline,
    autolink,
    backtick,
    emphasis,
    entity,
    image,
    link,
    link_pairs,
    newline,
)
from markdown_it.rules_inline import escape as backslash
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token
from markdown_it.utils import EnvType

from dateline.markdown.blocks import DEEPEST, QuickToken
from dateline.markdown.compiled import Citation, Image, Item, Page, Pointer, Words
from dateline.markdown.faults import PAGES_HINT, brief
from dateline.markdown.filling import no_words
from dateline.markdown.notes import Notes, noted
from dateline.markdown.syntax import (
    CLAIM_HREF,
    CONTENT_FILE,
    ID,
    MEDIA,
    SCHEME,
    WEB,
    address_fault,
    titled,
)
from dateline.patterns import pattern
from dateline.problems import Severity

Rule = Callable[[StateInline, bool], bool]
"""A rule: state, and whether only to say if it applies."""

MARKED = pattern(r"[\n!&*<\[\\_`]")
"""The characters at which a rule may have something to do."""
# A closing bracket is text by itself, but ends the words of a link.
_STOP = pattern(r"[\n!&*<\[\\\]_`]")
# Characters that a raw tag may have to be shown whole as text.
_MAX_TAG = 2_000

_CITE = pattern(r"\[@([^\[\]]*)\]")
_CITE_ITEM = pattern(rf"\s*@({ID})\s*(?:,\s*(\S.*?)\s*)?", re.DOTALL)
_CLAIM = pattern(rf"\[((?:{ID})?#{ID})\]")
_HASH = pattern(r"\[(#[^\s\[\]]+)\]")
_FOOTNOTE = pattern(r"\[\^[^\[\]\n]*\]")
# Most links: words without marks, and an address in which there is nothing to decode, to encode or to balance.
_PLAIN_LINK = pattern(r"\[([^\n!&*<\[\\\]_`]+)\]\(([A-Za-z0-9:/?#._~=,;+@$'*-]+)\)")
_TAG = pattern(
    r"""</?(?P<name>[A-Za-z][A-Za-z0-9-]*)(?:[\s/]+[^\s"'<>/=]+(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?)*[\s/]*>"""
)
_DECLARATION = pattern(r"<(?:\?|![A-Za-z\[])")
_TAG_START = pattern(r"</?([A-Za-z][A-Za-z0-9-]*)(?=[\s/>]|$)")
_HTML_NAMES = frozenset(
    """a abbr address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote body br
    button canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em
    embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr
    html i iframe image img input ins isindex kbd keygen label legend li link listing main map mark marquee math
    menu meta meter nav nobr noembed noframes noscript object ol optgroup option output p param picture
    plaintext portal pre progress q rp rt ruby s samp script search section select slot small source span strike
    strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul
    var video wbr xmp""".split()
)


class Content(StateInline):
    """The state of the inline parser: the content of one block."""

    def __init__(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> None:
        super().__init__(src, md, env, tokens)
        self.has_delimiters = False
        """Whether there is anything that may be emphasis."""

    def pushPending(self) -> Token:  # noqa: N802  (markdown-it's name)
        """Add the text that was passed over so far."""
        token = QuickToken("text", "", 0, 0, self.pending)
        self.tokens.append(token)
        self._pending = ""
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """Add a token, after the text that was passed over so far."""
        if self._pending or self._pending_buffer:
            self.pushPending()
        token = QuickToken(ttype, tag, nesting)
        if nesting < 0:
            self.level -= 1
            self.delimiters = self._prev_delimiters.pop()
        elif nesting > 0:
            self.level += 1
            self._prev_delimiters.append(self.delimiters)
            self.delimiters = []
            self.tokens_meta.append({"delimiters": self.delimiters})
        self.tokens.append(token)
        if ttype in _WITH_META:
            token.meta = {}
        return token


# Tokens whose labels and holes are kept in their `meta`.
_WITH_META = frozenset({"link_open", "image", "hole"})


class Inlines(ParserInline):
    """markdown-it's inline parser, going from mark to mark."""

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        """Read the content of a block into `tokens`. Text may be in several tokens side by side, with any level."""
        state = Content(src, md, env, tokens)
        self.tokenize(state)
        if state.has_delimiters:
            link_pairs(state)
            emphasis.postProcess(state)
        return state.tokens

    def tokenize(self, state: StateInline) -> None:
        """Read from the state's position to its end."""
        src, end, pos = state.src, state.posMax, state.pos
        while pos < end:
            match = MARKED.search(src, pos, end)
            if not match:
                state.append_pending(src[pos:end])
                pos = end
                break
            at = match.start()
            if at > pos:
                state.append_pending(src[pos:at])
            state.pos = at
            if state.level < DEEPEST and _RULES[src[at]](state, False):
                pos = state.pos
            else:
                state.append_pending(src[at])
                pos = at + 1
        state.pos = pos
        if state._pending or state._pending_buffer:
            state.pushPending()

    def skipToken(self, state: StateInline) -> None:  # noqa: N802  (markdown-it's name)
        """Go past what stands at the state's position, without making anything of it."""
        pos = state.pos
        known = state.cache.get(pos)
        if known is not None:
            state.pos = known
            return
        if state.level >= DEEPEST:
            state.pos = state.posMax + 1
        elif rule := _RULES.get(state.src[pos]):
            state.level += 1
            found = rule(state, True)
            state.level -= 1
            if not found:
                state.pos += 1
        elif state.src[pos] == "]":
            state.pos += 1
        else:
            match = _STOP.search(state.src, pos)
            state.pos = match.start() if match else state.posMax
        state.cache[pos] = state.pos


# --- the most common --------------------------------------------------------------------------------------------------

# What stands before and behind these marks makes them emphasis that begins, or ends, and nothing else:
# https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run
_EMPHASIS = r"""
    (?<![^ \n(“"]) (\*\*?|__?) (?=[^\W_])
  | (?: (?<=[^\W_]) (\*\*?|__?) (?=[ \n.,;:!?)”"]|\Z) | (?<=[.,;:!?)”"]) (\*\*?|__?) (?=[ \n]|\Z) )
"""
_QUICK = pattern(
    rf"""
    \[@([^\[\]]*)\](?!\()                                               # 1 a citation
  | \[(?![@^])([^\n!&*<\[\\\]_`]+)\]\(([A-Za-z0-9:/?\#._~=,;+@$'*-]+)\)  # 2, 3 a link as in _PLAIN_LINK
  | \[((?:{ID})?\#{ID})\](?![(\[])                                      # 4 the words of a claim
  | {_EMPHASIS}                                                          # 5 its beginning, 6, 7 its end
  | (!(?!\[) | &(?![\#A-Za-z]))                                          # 8 nothing
    """,
    re.VERBOSE,
)
_MARK = pattern(r"[!&*<\[\\_`]")
_NAMES = {"*": "em", "_": "em", "**": "strong", "__": "strong"}


def quickly(content: str, notes: Notes) -> list[str | int] | None:
    """The HTML of the content of a block, and the numbers of its holes, as the parser would lead to.

    None where the parser has to be asked: it is, unless all that is marked is a citation, a plain link, a claim's
    words, or emphasis that begins and ends like a word.
    """
    if "\n" in content and (" \n" in content or "\n " in content or "\n\t" in content):
        return None
    found: list[re.Match[str]] = []
    opened = ""
    mark = _MARK.search(content)
    while mark:
        match = _QUICK.match(content, mark.start())
        if not match:
            return None
        kind = match.lastindex or 0
        if 5 <= kind <= 7:
            if (kind == 5) == bool(opened) or (opened and match[0] != opened):
                return None
            opened = match[0] if kind == 5 else ""
        if kind != 8:
            found.append(match)
        mark = _MARK.search(content, match.end())
    if opened:
        return None
    pieces: list[str | int] = []
    done = 0
    for match in found:
        begin, end = match.span()
        if begin > done:
            pieces.append(escape(content[done:begin]))
        done = end
        kind = match.lastindex or 0
        if kind == 1:
            cited = _citation(match, match[1], begin, notes)
            pieces.append(escape(match[0]) if cited is None else cited)
        elif kind == 3:
            opening, closing = _tags(match[3], "", match[2], notes, begin) or ("", "")
            pieces += (opening, escape(match[2]), closing)
        elif kind == 4:
            pieces.append(_pointer(match, match[4], notes))
        else:
            name = _NAMES[match[0]]
            pieces.append(f"<{name}>" if kind == 5 else f"</{name}>")
    if done < len(content):
        pieces.append(escape(content[done:]))
    return pieces


# --- brackets ---------------------------------------------------------------------------------------------------------


def _emphasis(state: StateInline, silent: bool) -> bool:
    """`*` and `_`."""
    if silent:
        return False
    assert isinstance(state, Content)  # noqa: S101  (for the type checker: all states are made in this package)
    state.has_delimiters = True
    src, begin, most = state.src, state.pos, state.posMax
    marker = src[begin]
    end = begin + 1
    while end < most and src[end] == marker:
        end += 1
    # https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run
    before = _kind(src[begin - 1]) if begin else _SPACE
    after = _kind(src[end]) if end < most else _SPACE
    left = after == _WORD or (after == _PUNCTUATION and before != _WORD)
    right = before == _WORD or (before == _PUNCTUATION and after != _WORD)
    opens = left and (marker == "*" or not right or before == _PUNCTUATION)
    closes = right and (marker == "*" or not left or after == _PUNCTUATION)
    for _ in range(end - begin):
        state.push("text", "", 0).content = marker
        state.delimiters.append(Delimiter(ord(marker), end - begin, len(state.tokens) - 1, -1, opens, closes))
    state.pos = end
    return True


_WORD, _SPACE, _PUNCTUATION = range(3)


@lru_cache(maxsize=1024)
def _kind(char: str) -> int:
    """Which of the three kinds, that the rules for emphasis know, a character is of."""
    if isWhiteSpace(ord(char)):
        return _SPACE
    return _PUNCTUATION if isMdAsciiPunct(ord(char)) or isPunctChar(char) else _WORD


def _bracket(state: StateInline, silent: bool) -> bool:
    """A reference or a link, whichever it is; the first that applies."""
    second = state.src[state.pos + 1 : state.pos + 2]
    if second == "@":
        return _cite(state, silent) or _link(state, silent)
    if second == "^":
        return _footnote(state, silent) or _link(state, silent)
    return _claim(state, silent) or _plain_link(state, silent) or _link(state, silent)


def _plain_link(state: StateInline, silent: bool) -> bool:
    """`[words](address)` in which nothing needs a second look; the same as `_link`, in a fraction of the time."""
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


def _link(state: StateInline, silent: bool) -> bool:
    """Links as CommonMark has them; their addresses are decided on by `_resolve`."""
    begin, number = state.pos, len(state.tokens) + bool(state.pending)
    if not link(state, silent):
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


def _resolve(token: Token, notes: Notes, begin: int, words: str) -> None:
    """Decide where a link leads, and keep its tags in the token's `meta`; a link that is refused has none.

    `words` are its words, or anything that stands for them if they are not blank.
    """
    href = str(token.attrs.get("href", ""))
    title = str(token.attrs.get("title", ""))
    if "label" in token.meta:
        notes.use(token.meta["label"], len(href) + len(title))
    bare = ("&lt;", "&gt;") if token.markup == "autolink" else ("", "")
    token.meta["tags"] = _tags(href, title, words, notes, begin) or bare


def _tags(href: str, title: str, words: str, notes: Notes, begin: int) -> tuple[str | int, str | int] | None:
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
        _misread_claim(notes, href, begin)
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


def _misread_claim(notes: Notes, shown: str, begin: int) -> None:
    notes.fault(
        "markdown-reference",
        f"“{brief(shown)}” can't be read as a reference to a claim",
        "write #claim-id, of the letters a to z, digits and hyphens; a bracket that is text is written \\[",
        position=begin,
    )


def _cite(state: StateInline, silent: bool) -> bool:
    """`[@source]`, `[@a; @b]`, `[@a, p. 3]`."""
    begin = state.pos
    match = _CITE.match(state.src, begin, state.posMax)
    if match and _is_link(state, match, "("):
        return False
    if not match:
        if not silent:
            line = state.src[begin : min(begin + 30, state.posMax)].split("\n", 1)[0]
            _misread(noted(state.env), f"{line} …", begin)
            state.append_pending("[@")
        state.pos = begin + 2
        return True
    if not silent:
        cited = _citation(match, match[1], begin, noted(state.env))
        if cited is None:
            state.push("text", "", 0).content = match[0]
        else:
            state.push("hole", "", 0).meta["hole"] = cited
    state.pos = match.end()
    return True


def _is_link(state: StateInline, match: re.Match[str], after: str) -> bool:
    """Whether what looks like a reference is the words of a link; `after` has the marks that can follow such words."""
    if not match.string.startswith(tuple(after), match.end()):
        return False
    begin = state.pos
    found = _link(state, True)
    state.pos = begin
    return found


def _citation(match: re.Match[str], inside: str, begin: int, notes: Notes) -> int | None:
    """The number of the hole for a citation, `inside` being what stands behind its `[@`; None where it is misread."""
    items: list[Item] = []
    at = begin + 1
    for part in f"@{inside}".split(";"):
        item = _CITE_ITEM.fullmatch(part)
        if not item:
            # What stands before it is still looked up, and a fault where it is unknown.
            if items:
                notes.hole(Citation(tuple(items)))
            _misread(notes, match[0], begin)
            return None
        locator = ", " + " ".join(item[2].split()) if item[2] else ""
        items.append(Item(item[1], locator, notes.spot(at + part.index("@"))))
        at += len(part) + 1
    return notes.hole(Citation(tuple(items)))


def _misread(notes: Notes, shown: str, begin: int) -> None:
    notes.fault(
        "markdown-reference",
        f"“{brief(shown)}” can't be read as a reference to a source",
        "write [@source-id], [@one; @other] or [@source-id, p. 3]; a bracket that is text is written \\[",
        position=begin,
    )


def _claim(state: StateInline, silent: bool) -> bool:
    """`[#claim]` and `[entry#claim]`, unless they are the words of a link."""
    begin = state.pos
    match = _CLAIM.match(state.src, begin, state.posMax) or _HASH.match(state.src, begin, state.posMax)
    if not match or _is_link(state, match, "(["):
        return False
    if not silent:
        notes = noted(state.env)
        if CLAIM_HREF.fullmatch(match[1]):
            state.push("hole", "", 0).meta["hole"] = _pointer(match, match[1], notes)
        else:
            _misread_claim(notes, match[0], begin)
            state.push("text", "", 0).content = match[0]
    state.pos = match.end()
    return True


def _pointer(match: re.Match[str], name: str, notes: Notes) -> int:
    """The number of the hole for a claim's own words; the name is `#claim` or `entry#claim`."""
    ends = match.string[match.end() : match.end() + 1] in tuple(".,;:?!)")
    return notes.hole(Pointer(name.removeprefix("#"), match[0], ends, notes.spot(match.start())))


def _footnote(state: StateInline, silent: bool) -> bool:
    """`[^1]`: there are no footnotes, and the fault names what to write."""
    match = _FOOTNOTE.match(state.src, state.pos, state.posMax)
    if not match or _is_link(state, match, "("):
        return False
    if not silent:
        noted(state.env).fault(
            "markdown-footnote",
            f"“{brief(match[0])}” is a footnote, and there are none here",
            "cite a source, [@source-id] or [@source-id, p. 3], or point at a claim, [#claim-id]",
            position=state.pos,
        )
        state.push("text", "", 0).content = match[0]
    state.pos = match.end()
    return True


# --- images -----------------------------------------------------------------------------------------------------------


def _image(state: StateInline, silent: bool) -> bool:
    """Images as CommonMark has them, from `media/` only and with an alternative text."""
    if state.src[state.pos + 1 : state.pos + 2] != "[":
        return False
    notes = noted(state.env)
    begin, base = state.pos, notes.base
    notes.base = base + begin + 2  # the alternative text is read as inline content of its own
    try:
        matched = image(state, silent)
    finally:
        notes.base = base
    if matched and not silent:
        _place_image(state.tokens[-1], notes, begin)
    return matched


def _place_image(token: Token, notes: Notes, begin: int) -> None:
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


# --- raw HTML ---------------------------------------------------------------------------------------------------------


def _angle(state: StateInline, silent: bool) -> bool:
    """`<address>`, or raw HTML."""
    begin, number = state.pos, len(state.tokens) + bool(state.pending)
    if not autolink(state, silent):
        return _html(state, silent)
    if not silent:
        _resolve(state.tokens[number], noted(state.env), begin, "its address")
    return True


def _html(state: StateInline, silent: bool) -> bool:
    """Raw HTML and comments: shown as text, and a fault."""
    begin = state.pos
    comment = state.src.startswith("<!--", begin)
    end, name = begin + 1, ""
    if comment or state.src[begin + 1 : begin + 2] in ("!", "?"):
        if not comment and not _DECLARATION.match(state.src, begin):
            return False
        close = state.src.find("-->" if comment else ">", begin, begin + _MAX_TAG)
        end = close + (3 if comment else 1) if close >= 0 else begin + (4 if comment else 2)
        end = min(end, state.posMax)
    else:
        whole = _TAG.match(state.src, begin, min(state.posMax, begin + _MAX_TAG))
        start = _TAG_START.match(state.src, begin, state.posMax)
        if whole:
            end, name = whole.end(), whole["name"]
        elif start and start[1].lower() in _HTML_NAMES:
            end, name = start.end(), start[1]
        else:
            return False
    if not silent:
        _raw(state, state.src[begin:end], name.lower(), comment, begin)
    state.pos = end
    return True


def _raw(state: StateInline, shown: str, name: str, comment: bool, begin: int) -> None:
    """Push raw HTML as text, with its fault; a closing tag after its opening one is not reported again."""
    notes = noted(state.env)
    if comment:
        notes.fault(
            "markdown-comment",
            "an HTML comment would be published as text",
            "move it to `editor_note:` in the front matter, which is never published",
            position=begin,
        )
    elif not (shown.startswith("</") and name in notes.opened):
        notes.opened.add(name)
        notes.fault(
            "markdown-html",
            f"“{brief(shown)}” is HTML, which is shown as text",
            "write it in Markdown; for a < that is text write \\<",
            position=begin,
        )
    state.push("text", "", 0).content = shown


# --- words ------------------------------------------------------------------------------------------------------------


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


_RULES: dict[str, Rule] = {
    "\n": newline,
    "\\": backslash,
    "`": backtick,
    "*": _emphasis,
    "_": _emphasis,
    "[": _bracket,
    "!": _image,
    "<": _angle,
    "&": entity,
}
"""The rule that can apply at each mark."""
