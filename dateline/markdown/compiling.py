"""From a text to a `Compiled`: the parser, put together, and the HTML of its tokens.

Everything that comes out is built here and in `filling`, tag by tag, so only the tags and attributes of these modules
can come out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from dateline.markdown import helpers
from dateline.markdown.blocks import DEEPEST, Blocks, Lines, QuickToken
from dateline.markdown.compiled import Compiled
from dateline.markdown.faults import MAX_LENGTH, MAX_NESTING, brief
from dateline.markdown.inlines import MARKED, Inlines
from dateline.markdown.notes import Notes, Place, RefusedError, too_deep
from dateline.markdown.quick import quickly
from dateline.markdown.syntax import FORBIDDEN, clean
from dateline.patterns import pattern
from dateline.problems import Severity

# Addresses in which there is nothing to encode; reading them apart takes a third of the time of a text otherwise.
_PLAIN_URL = pattern(r"[A-Za-z0-9:/?#._~=&,;+@!$'()*-]*")
_LANGUAGE = pattern(r"[A-Za-z0-9+#.-]{1,30}")
_ALLOWED = bytes(code for code in range(128) if not FORBIDDEN.match(chr(code)))
_NEWLINE = pattern(r"\r\n?")
_BRACKET = pattern(r"\\.|[\[\]]|\n", re.DOTALL)


class _Parser(MarkdownIt):
    """markdown-it, whose own deny-list of addresses is replaced by the allow-list of `links`."""

    def validateLink(self, url: str) -> bool:  # noqa: N802, ARG002  (markdown-it's name)
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        if _PLAIN_URL.fullmatch(url):
            return url
        try:
            return super().normalizeLink(url)
        except (ValueError, IndexError, UnicodeError):
            return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        return link


@cache
def _parser() -> MarkdownIt:
    """The parser, made once; what belongs to one text is in `env["notes"]`."""
    parser = _Parser("commonmark", {"html": False, "maxNesting": DEEPEST, "store_labels": True})
    parser.helpers = helpers
    parser.block = Blocks()
    parser.inline = Inlines()
    return parser


def compiled(text: str, *, inline: bool) -> Compiled:
    """Compile a text of any number of paragraphs, or (`inline`) of one line without blocks."""
    notes = Notes(text, inline=inline)
    source = _without_forbidden(text, notes)
    if len(text) > MAX_LENGTH:
        notes.fault(
            "markdown-length",
            f"the text has {len(text):,} characters; at most {MAX_LENGTH:,} can be rendered",
            "split it, or put the long part into a file under content/media/ and link to it",
            at=0,
        )
        return _as_written(source, notes)
    if "\r" in source:
        source = _NEWLINE.sub("\n", source)
    parser = _parser()
    env: dict[str, Any] = {"notes": notes}
    try:
        if inline:
            line = QuickToken("inline", "", 0)
            line.content, line.map = source, [0, 1]
            tokens: list[Token] = [line]
        else:
            lines = Lines(source, parser, env, [])
            parser.block.tokenize(lines, 0, lines.lineMax)
            tokens = lines.tokens
        pieces = _Html(parser, env, notes).blocks(tokens)
    except RefusedError as refused:
        notes.fault(refused.code, refused.message, refused.hint, at=notes.start(refused.line))
        return _as_written(source, notes)
    if len(env) > 1:
        _check_definitions(env, notes)
    # Only a reference such as &#13; brings in characters that the text itself doesn't have.
    shown = _joined(pieces)
    if "&" in source:
        shown = tuple(clean(piece) if type(piece) is str else piece for piece in shown)
    return Compiled(shown, tuple(notes.holes), notes.more)


def _without_forbidden(text: str, notes: Notes) -> str:
    """The text with a replacement for each character that no page may have, and a fault for it."""
    # Of plain characters, the forbidden ones are the quickest to find by taking out all the others.
    if not (text.encode().translate(None, _ALLOWED) if text.isascii() else FORBIDDEN.search(text)):
        return text
    for match in FORBIDDEN.finditer(text):
        notes.fault(
            "control-character",
            f"the text has the character U+{ord(match[0]):04X}, which no page may have",
            "take it out",
            at=match.start(),
        )
    return FORBIDDEN.sub("\ufffd", text)


def _as_written(text: str, notes: Notes) -> Compiled:
    """The text as it was written, for what can't be rendered."""
    shown = clean(escape(text) if notes.inline else f"<pre>{escape(text)}</pre>\n")
    return Compiled((shown,), tuple(notes.holes), notes.more)


def _joined(pieces: Sequence[str | int]) -> tuple[str | int, ...]:
    """The pieces, with strings side by side put together."""
    joined: list[str | int] = []
    run: list[str] = []
    for piece in pieces:
        if type(piece) is str:
            run.append(piece)
        else:
            if run:
                joined.append("".join(run))
                run = []
            joined.append(piece)
    if run:
        joined.append("".join(run))
    return tuple(joined)


def _check_definitions(env: Mapping[str, Any], notes: Notes) -> None:
    """Report `[label]: address` lines that nothing uses: they are not shown, so they may not pass in silence."""
    unused = [(label, item) for label, item in env.get("references", {}).items() if label not in notes.labels]
    again = [(item["label"], item) for item in env.get("duplicate_refs", ())]
    for label, item in [*unused, *again]:
        notes.fault(
            "markdown-definition",
            f"the line that defines the link “[{brief(label.lower())}]” is not shown, and nothing uses it",
            "write the link where it belongs, [words](address), or begin the line with \\[ if it is text",
            at=notes.start(item["map"][0]),
        )


def _check_brackets(content: str, line: int) -> None:
    """Refuse brackets inside brackets beyond what the parser follows; it would take seconds and then misread them."""
    depth = 0
    for match in _BRACKET.finditer(content):
        if match[0] == "[":
            depth += 1
            if depth >= MAX_NESTING:
                raise too_deep(line)
        elif match[0] == "]":
            depth = max(depth - 1, 0)
        elif match[0] == "\n":
            line += 1


# --- HTML -------------------------------------------------------------------------------------------------------------

_FIXED = {
    "bullet_list_open": "<ul>\n",
    "bullet_list_close": "</ul>\n",
    "ordered_list_close": "</ol>\n",
    "list_item_open": "<li>",
    "list_item_close": "</li>\n",
    "blockquote_open": "<blockquote>\n",
    "blockquote_close": "</blockquote>\n",
    "hr": "<hr>\n",
    # A wide table scrolls by itself, and what scrolls has to be reached with the keyboard (WCAG 2.1.1).
    "table_open": '<div class="table" tabindex="0"><table>\n',
    "thead_open": "<thead>\n",
    "thead_close": "</thead>\n",
    "tbody_open": "<tbody>\n",
    "tbody_close": "</tbody>\n",
    "tr_close": "</tr>\n",
    "th_close": "</th>",
    "td_close": "</td>",
    "em_open": "<em>",
    "em_close": "</em>",
    "strong_open": "<strong>",
    "strong_close": "</strong>",
    "softbreak": "\n",
    "hardbreak": "<br>\n",
}
_ALIGNED = {"text-align:left": "left", "text-align:center": "center", "text-align:right": "right"}
_DEEPEST_CONTENT = MAX_NESTING - 1  # the level of a block whose content is nested too deeply
_TOP = 2  # the level of the highest headings here; a page that wants another one shifts them


class _Html:
    """The pieces of one text: HTML, and the numbers of holes."""

    def __init__(self, parser: MarkdownIt, env: dict[str, Any], notes: Notes) -> None:
        self.parser = parser
        self.env = env
        self.notes = notes
        self.pieces: list[str | int] = []
        self.headings: list[int] = []
        """The written levels of the headings that enclose the present one."""
        self.cell: int | None = None
        """0-based number of the cell in hand in its row; None outside of tables."""
        self.deep: int | None = None
        """0-based line at which the text is nested too deeply, if it is."""

    def blocks(self, tokens: Sequence[Token]) -> list[str | int]:
        """The pieces of block tokens, whose contents are read on the way. Raises RefusedError for too deep a text."""
        add = self.pieces.append
        line = 0
        for token in tokens:
            kind = token.type
            if token.map:
                line = token.map[0]
            if token.level >= MAX_NESTING and self.deep is None:
                self.deep = line
            if kind == "paragraph":
                if token.level == _DEEPEST_CONTENT and self.deep is None:
                    self.deep = line
                if token.hidden:
                    self.inline(token.content, line)
                else:
                    add("<p>")
                    self.inline(token.content, line)
                    add("</p>\n")
            elif kind in _FIXED:
                add(_FIXED[kind])
            elif kind == "inline":
                self.inline(token.content, line)
            else:
                self.block(kind, token, line)
        if self.deep is not None:
            raise too_deep(self.deep)
        return self.pieces

    def block(self, kind: str, token: Token, line: int) -> None:
        """Add the tag of a block that has more to it than a fixed one."""
        add = self.pieces.append
        above = self.headings
        if kind == "heading":
            if token.level == _DEEPEST_CONTENT and self.deep is None:
                self.deep = line
            level = int(token.tag[1:])
            while above and above[-1] >= level:
                above.pop()
            above.append(level)
            shown = min(_TOP + len(above) - 1, 6)
            add(f"<h{shown}>")
            self.inline(token.content, line)
            add(f"</h{shown}>\n")
        elif kind == "ordered_list_open":
            start = token.attrs.get("start")
            add(f'<ol start="{int(start)}">\n' if start is not None else "<ol>\n")
        elif kind == "tr_open":
            add("<tr>")
            self.cell = None
        elif kind in ("th_open", "td_open"):
            self.cell = 0 if self.cell is None else self.cell + 1
            side = _ALIGNED.get(str(token.attrs.get("style", "")), "")
            scope = ' scope="col"' if kind == "th_open" else ""
            add(f"<{token.tag}{scope}" + (f' class="{side}">' if side else ">"))
        elif kind == "table_close":
            add("</table></div>\n")
            self.cell = None
        elif kind in ("fence", "code_block"):
            self.code(token, line)
        else:
            add(escape(token.content))

    def code(self, token: Token, line: int) -> None:
        """Add a block of code; of what stands where it begins, only the name of a language is shown."""
        info = token.info.strip()
        if token.type == "fence" and info and not _LANGUAGE.fullmatch(info):
            self.notes.fault(
                "markdown-fence",
                f"“{brief(token.info)}”, where the code begins, is not shown",
                "write the name of its language there, one word, or nothing",
                at=self.notes.starts[line],
                severity=Severity.WARNING,
            )
        language = _LANGUAGE.match(info)
        named = f' class="language-{escape(language[0])}"' if language else ""
        self.pieces.append(f"<pre><code{named}>{escape(token.content)}</code></pre>\n")

    def inline(self, content: str, line: int) -> None:
        """Add the content of a block that begins at a 0-based line."""
        if not MARKED.search(content):
            if content:
                self.pieces.append(escape(content))
            return
        notes = self.notes
        notes.place, notes.base = Place(notes, line, content, self.cell), 0
        quick = quickly(content, notes)
        if quick is not None:
            self.pieces += quick
            return
        if content.count("[") >= MAX_NESTING:
            _check_brackets(content, line)
        tokens: list[Token] = []
        self.parser.inline.parse(content, self.parser, self.env, tokens)
        self.inlines(tokens, line)

    def inlines(self, tokens: Sequence[Token], line: int) -> None:
        """Add inline tokens, and see how deep emphasis and links stand in one another."""
        add = self.pieces.append
        closing: list[str | int] = []
        depth = 0
        for token in tokens:
            kind = token.type
            depth -= token.nesting < 0
            if depth >= MAX_NESTING and self.deep is None:
                self.deep = line
            depth += token.nesting > 0
            if kind in ("text", "text_special"):
                add(escape(token.content))
            elif kind in _FIXED:
                add(_FIXED[kind])
            elif "hole" in token.meta:
                add(token.meta["hole"])
            elif kind == "link_open":
                opening, end = token.meta.get("tags", ("", ""))
                add(opening)
                closing.append(end)
            elif kind == "link_close":
                add(closing.pop())
            elif kind == "code_inline":
                add(f"<code>{escape(token.content)}</code>")
            else:
                add(escape(token.content))
