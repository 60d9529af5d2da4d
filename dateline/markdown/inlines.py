"""The parser for text inside a block: from one mark to the next, each with the one rule that can apply to it.

markdown-it tries every rule at every mark. What comes out is the same. Its rules for code, entities and the like serve
here as they are; those for emphasis are below, others in `links`, `references`, `images` and `raw_html`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline, backtick, entity, link_pairs, newline
from markdown_it.rules_inline import emphasis as commonmark_emphasis
from markdown_it.rules_inline import escape as backslash
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token
from markdown_it.utils import EnvType

from dateline.markdown.blocks import DEEPEST, QuickToken
from dateline.markdown.images import image
from dateline.markdown.links import autolinked, link, plain_link
from dateline.markdown.raw_html import raw_html
from dateline.markdown.references import cite, claim, footnote
from dateline.patterns import pattern

Rule = Callable[[StateInline, bool], bool]
"""A rule: state, and whether only to say if it applies."""

MARKED = pattern(r"[\n!&*<\[\\_`]")
"""The characters at which a rule may have something to do."""
# A closing bracket is text by itself, but ends the words of a link.
_STOP = pattern(r"[\n!&*<\[\\\]_`]")


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
            commonmark_emphasis.postProcess(state)
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
        return cite(state, silent) or link(state, silent)
    if second == "^":
        return footnote(state, silent) or link(state, silent)
    return claim(state, silent) or plain_link(state, silent) or link(state, silent)


def _angle(state: StateInline, silent: bool) -> bool:
    """`<address>`, or raw HTML."""
    return autolinked(state, silent) or raw_html(state, silent)


_RULES: dict[str, Rule] = {
    "\n": newline,
    "\\": backslash,
    "`": backtick,
    "*": _emphasis,
    "_": _emphasis,
    "[": _bracket,
    "!": image,
    "<": _angle,
    "&": entity,
}
"""The rule that can apply at each mark."""
