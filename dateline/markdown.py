"""Markdown → safe HTML, with references to sources and claims: CommonMark with tables, without raw HTML.

Everything that comes out is built here, tag by tag, from markdown-it's tokens, so only the tags and attributes of
this file can come out: headings, paragraphs, lists, quotes, code, tables, emphasis, `a`, `cite` and `img`.

- A source is cited with `[@source]`, `[@a; @b]` or `[@a, p. 3]`; the words stand in a `<cite class="ref">`.
- A claim is pointed at with `[these words](#claim)` or `[#claim]`; one of another entry by its full name, `[these
  words](entry#claim)` or `[entry#claim]`.
- Links lead to http, https, mailto, or an address relative to the page that the text stands on: `../ID/` is another
  entry seen from an entry (`../../ID/` from a translation, whose page lies one level deeper), `../../sources/ID/` a
  source. A file of content/, such as `ID.md`, is no page, and a fault; an address without a page is a warning.
- Images come from `media/`, with an alternative text.
- The highest heading of a text becomes `top` (2, under the page's h1), and no level is skipped below it.
- What is refused (raw HTML, comments, footnotes, unknown ids, other addresses) stays visible as text, and is a
  fault.
- A text that is too long, or nested too deeply to be read safely, is shown as it was written, and is a fault.

This module is the only one that uses markdown-it, which is imported when the first text is rendered.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any, Protocol

from dateline.problems import Severity

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

MAX_LENGTH = 65_536
"""Characters of one text; more is refused."""
MAX_NESTING = 20
"""Levels of quotes, lists and emphasis inside one another; a list is two levels."""
MAX_CELLS = 10_000
"""Cells of one table."""
MAX_FAULTS = 100
"""Faults that are listed for one text; the last one says how many more there are."""
# markdown-it drops what is nested deeper than this; more than MAX_NESTING, so that the depth is seen before it does.
_PARSER_NESTING = 32
# Characters that a raw tag may have to be shown whole as text.
_MAX_TAG = 2_000

_ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_CITE = re.compile(r"\[@([^\[\]]*)\]")
_CITE_ITEM = re.compile(rf"\s*@({_ID})\s*(?:,\s*(\S.*?)\s*)?", re.DOTALL)
_CLAIM = re.compile(rf"\[((?:{_ID})?#{_ID})\]")
_HASH = re.compile(r"\[(#[^\s\[\]]+)\]")
_CLAIM_HREF = re.compile(rf"(?:{_ID})?#{_ID}")
_FOOTNOTE = re.compile(r"\[\^[^\[\]\n]*\]")
_TAG = re.compile(
    r"""</?(?P<name>[A-Za-z][A-Za-z0-9-]*)(?:[\s/]+[^\s"'<>/=]+(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?)*[\s/]*>"""
)
_DECLARATION = re.compile(r"<(?:\?|![A-Za-z\[])")
_TAG_START = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)(?=[\s/>]|$)")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
# Addresses in which there is nothing to encode; reading them apart takes a third of the time of a text otherwise.
_PLAIN_URL = re.compile(r"[A-Za-z0-9:/?#._~=&,;+@!$'()*-]*")
_UNSAFE = re.compile(r"[\x00-\x20\x7f-\xa0\\\ud800-\udfff]")
_WEB = re.compile(r"https?://[^/?#\\\s]+", re.IGNORECASE)
_MEDIA = re.compile(r"(?:\.{1,2}/)?media/((?:[^/\\?#%]+/)*[^/\\?#%]+)")
# What editors write has pages of other names; a file of media/ is published as it is.
_CONTENT_FILE = re.compile(r"(?!(?:\.{0,2}/)*media/)[^?#]*\.md(?:[?#].*)?", re.IGNORECASE)
_PAGES = "from an entry, the page of another is ../entry-id/ (from a translation ../../entry-id/)"
_LANGUAGE = re.compile(r"[A-Za-z0-9+#.-]{1,30}")
_NEWLINE = re.compile(r"\r\n?|\n")
# Not allowed in HTML (“Preprocessing the input stream” of its standard) or XML, and unpaired halves of UTF-16.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# The characters at which a rule for text inside a block may have something to do.
_MARKS = r"\n!&*<\[\\\]_`"
_MARKED = re.compile(f"[{_MARKS}\r]|{_FORBIDDEN.pattern}")
_PREFIX = re.compile(r"[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t][ \t>]*)*")
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Where a reference leads."""

    href: str
    """The address, as it is to stand in the page; for an image, the image's."""
    label: str
    """What readers see, as plain text."""
    title: str = ""
    """More on it, as plain text; may be empty."""


class Targets(Protocol):
    """What references lead to, from the page that the text stands on."""

    def source(self, id: str) -> Link | None:  # noqa: A002  (it is an id)
        """The page of a source, or None where there is no such source."""

    def claim(self, id: str) -> Link | None:  # noqa: A002
        """The place of a claim: `claim`, one of this entry, or `entry#claim`; None where there is none."""

    def media(self, path: str) -> Link | None:
        """A file of content/media/, by its path below that folder; None where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkdownFault:
    """Something in a text that was not rendered as it was meant."""

    line: int
    """1-based line of the text."""
    column: int
    """1-based column, in characters."""
    offset: int
    """0-based character of the text."""
    code: str
    """A short stable name, such as `unknown-source`."""
    message: str
    """What is wrong, with the value."""
    hint: str = ""
    """What to do about it."""
    severity: Severity = Severity.ERROR
    """How bad it is."""
    id: str = ""
    """The id that leads nowhere, where that is the trouble, so that the caller can propose a near one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A text as HTML, with what it refers to."""

    html: str
    """HTML made of this module's tags only."""
    sources: tuple[str, ...] = ()
    """Ids of the sources that it cites, in order, each once."""
    claims: tuple[str, ...] = ()
    """Claims that it points at, as written (`claim` or `entry#claim`), in order, each once."""
    faults: tuple[MarkdownFault, ...] = ()
    """What is wrong with it, in the order of the text."""


def render(text: str, targets: Targets, *, top: int = 2, leads: Callable[[str], bool] | None = None) -> Rendered:
    """Render a text of any number of paragraphs. `top` is the level, 2 to 6, that its highest headings get.

    `leads` says whether there is something at a relative address, as seen from the page of the text; without it, such
    addresses are not looked up.
    """
    return _render(text, targets, top=top, inline=False, leads=leads)


def render_inline(text: str, targets: Targets) -> Rendered:
    """Render one line of text, such as a claim's: emphasis, code, links and references; no blocks and no images."""
    if len(text) <= MAX_LENGTH and not _MARKED.search(text):
        return Rendered(html=escape(text))
    return _render(text, targets, top=2, inline=True)


class _RefusedError(Exception):
    """A text that can't be rendered safely, with the fault to note."""

    def __init__(self, line: int, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.line, self.code, self.message, self.hint = line, code, message, hint


def _too_deep(line: int) -> _RefusedError:
    """The refusal of what is nested too deeply at a 0-based line."""
    return _RefusedError(
        line,
        "markdown-nesting",
        f"the text is nested more than {MAX_NESTING} levels deep here, and what is deeper would be lost",
        "take out some of the `>`, list markers, emphasis or brackets; a bracket that is text is written \\[",
    )


@dataclass(slots=True)
class _Run:
    """What one call of `render` knows and collects; the parser itself has no state."""

    targets: Targets
    """What references lead to."""
    inline: bool
    """Whether the text is one line, without blocks."""
    leads: Callable[[str], bool] | None
    """Says whether there is something at a relative address; None where that isn't known."""
    lines: list[str]
    """The lines of the text, without their breaks."""
    starts: list[int]
    """The 0-based character at which each line begins."""
    sources: dict[str, None] = field(default_factory=dict)
    """Ids of the sources cited so far, in order."""
    claims: dict[str, None] = field(default_factory=dict)
    """Names of the claims pointed at so far, in order."""
    faults: list[MarkdownFault] = field(default_factory=list)
    """The first MAX_FAULTS faults."""
    more: int = 0
    """How many there are beyond these."""
    place: _Place | None = None
    """Where the inline content in hand stands."""
    base: int = 0
    """The position in that content at which the part in hand, an image's alternative text, begins."""
    labels: set[str] = field(default_factory=set)
    """Labels of link definitions that were used."""
    opened: set[str] = field(default_factory=set)
    """Names of the HTML elements that were reported."""

    def fault(
        self,
        code: str,
        message: str,
        hint: str,
        *,
        at: int | None = None,
        position: int = 0,
        severity: Severity = Severity.ERROR,
        id: str = "",  # noqa: A002
    ) -> None:
        """Note a fault at a 0-based character of the text, or at a 0-based position of the inline content in hand."""
        if len(self.faults) >= MAX_FAULTS:
            self.more += 1
            return
        if at is None:
            at = self.place.offset(self.base + position) if self.place else 0
        line = max(bisect_right(self.starts, at) - 1, 0)
        self.faults.append(
            MarkdownFault(
                line=line + 1,
                column=at - self.starts[line] + 1,
                offset=at,
                code=code,
                message=message,
                hint=hint,
                severity=severity,
                id=id,
            )
        )


@dataclass(slots=True)
class _Place:
    """Where the content of one inline token stands in the text: for each of its lines, where that begins."""

    run: _Run
    """The call that it belongs to."""
    first: int
    """0-based line of the text at which it begins."""
    content: str
    """The content, without the marks and the indentation of the blocks around it."""
    cell: int | None
    """0-based number of the cell in its row; None outside of tables."""

    def offset(self, position: int) -> int:
        """The 0-based character of the text for a 0-based position in the content."""
        before = self.content.count("\n", 0, position)
        begin = self.content.rfind("\n", 0, position) + 1
        end = self.content.find("\n", begin)
        part = self.content[begin : len(self.content) if end < 0 else end]
        number = min(self.first + before, len(self.run.lines) - 1)
        line = self.run.lines[number]
        if self.cell is not None:
            column = _cell_column(line, self.cell, part, position - begin)
        else:
            # Markers and indentation of enclosing blocks are cut off at the left; a tab may have become spaces.
            bare = part.lstrip(" \t")
            column = max(line.rfind(bare), 0) - (len(part) - len(bare)) + position - begin
        return self.run.starts[number] + max(column, 0)


def _cell_column(line: str, cell: int, content: str, position: int) -> int:
    """The 0-based column, in a line of a table, of a position in a cell's content (in which `\\|` has become `|`)."""
    prefix = _PREFIX.match(line)
    # What looks like the marks of enclosing blocks may be the cell's own.
    for begin in (prefix.end() if prefix else 0, 0):
        cells = _cells(line, begin)
        columns = cells[cell] if cell < len(cells) else []
        start = "".join(line[column] for column in columns).find(content)
        if 0 <= start < len(columns) - position:
            return columns[start + position]
    return 0


def _cells(line: str, begin: int) -> list[list[int]]:
    """The columns of the characters that each cell of a table's line keeps; the line begins at column `begin`."""
    cells: list[list[int]] = [[]]
    for column in range(begin, len(line)):
        if line[column] != "|":
            cells[-1].append(column)
        elif column > begin and line[column - 1] == "\\":
            cells[-1][-1:] = [column]
        else:
            cells.append([])
    if not cells[0]:
        cells.pop(0)
    if cells and not any(line[column].strip() for column in cells[-1]):
        cells.pop()
    return cells


def _render(
    text: str, targets: Targets, *, top: int, inline: bool, leads: Callable[[str], bool] | None = None
) -> Rendered:
    starts = [0, *(match.end() for match in _NEWLINE.finditer(text))]
    run = _Run(targets=targets, inline=inline, leads=leads, lines=_NEWLINE.split(text), starts=starts)
    for match in _FORBIDDEN.finditer(text):
        run.fault(
            "control-character",
            f"the text has the character U+{ord(match[0]):04X}, which no page may have",
            "take it out",
            at=match.start(),
        )
    clean = _FORBIDDEN.sub("\ufffd", text)
    if len(text) > MAX_LENGTH:
        run.fault(
            "markdown-length",
            f"the text has {len(text):,} characters; at most {MAX_LENGTH:,} can be rendered",
            "split it, or put the long part into a file under content/media/ and link to it",
            at=0,
        )
        return _plain(clean, run)
    parser = _parser()
    env: dict[str, Any] = {"run": run}
    try:
        tokens = parser.parseInline(clean, env) if inline else parser.parse(clean, env)
        _check_depth(tokens)
    except _RefusedError as refused:
        at = run.starts[min(refused.line, len(run.starts) - 1)]
        run.fault(refused.code, refused.message, refused.hint, at=at)
        return _plain(clean, run)
    _check_definitions(env, run)
    # A reference such as &#13; brings in characters that the text itself doesn't have.
    html = _FORBIDDEN.sub("\ufffd", "".join(_blocks(tokens, top)).replace("\r", "\n"))
    return _finish(html, run)


def _brief(text: str) -> str:
    """A text as a message quotes it: in one line, and at most 80 characters of it."""
    line = " ".join(text.split())
    return line if len(line) <= 80 else f"{line[:79]}…"


def _plain(text: str, run: _Run) -> Rendered:
    """The text as it was written, for what can't be rendered."""
    return _finish(escape(text) if run.inline else f"<pre>{escape(text)}</pre>\n", run)


def _finish(html: str, run: _Run) -> Rendered:
    faults = sorted(run.faults, key=lambda fault: (fault.offset, fault.code))
    if run.more:
        last = faults[-1]
        faults.append(
            MarkdownFault(
                line=last.line,
                column=last.column,
                offset=last.offset,
                code="markdown-more",
                message=f"the text has {run.more:,} more faults, which are not listed",
                hint="correct these first",
            )
        )
    return Rendered(html=html, sources=tuple(run.sources), claims=tuple(run.claims), faults=tuple(faults))


def _check_depth(tokens: Sequence[Token]) -> None:
    """Refuse what is nested too deeply, blocks and emphasis alike."""
    line = 0
    for token in tokens:
        if token.map:
            line = token.map[0]
        if token.level >= MAX_NESTING or any(child.level >= MAX_NESTING for child in token.children or ()):
            raise _too_deep(line)


def _check_definitions(env: Mapping[str, Any], run: _Run) -> None:
    """Report `[label]: address` lines that nothing uses: they are not shown, so they may not pass in silence."""
    unused = [(label, item) for label, item in env.get("references", {}).items() if label not in run.labels]
    again = [(item["label"], item) for item in env.get("duplicate_refs", ())]
    for label, item in [*unused, *again]:
        run.fault(
            "markdown-definition",
            f"the line that defines the link “[{_brief(label.lower())}]” is not shown, and nothing uses it",
            "write the link where it belongs, [words](address), or begin the line with \\[ if it is text",
            at=run.starts[min(item["map"][0], len(run.starts) - 1)],
        )


# --- the parser -------------------------------------------------------------------------------------------------------


@cache
def _parser() -> MarkdownIt:
    """The parser, made once; what belongs to one text is in `env["run"]`."""
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import reference, table
    from markdown_it.rules_inline import autolink, image, link

    class Parser(MarkdownIt):
        """markdown-it, whose own deny-list of addresses is replaced by the allow-list of `_resolve`."""

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

    options = {"html": False, "maxNesting": _PARSER_NESTING, "store_labels": True}
    parser = Parser("commonmark", options)
    parser.enable("table")
    parser.core.ruler.at("inline", _inline_rule)
    parser.block.ruler.at("reference", _definition_rule(reference), {"alt": []})
    parser.block.ruler.at("table", _table_rule(table), {"alt": ["paragraph", "reference"]})
    parser.inline.ruler.at(
        "link", _first_of("[", _cite_rule(link), _claim_rule(link), _footnote_rule(link), _link_rule(link))
    )
    parser.inline.ruler.at("image", _image_rule(image))
    parser.inline.ruler.at("autolink", _first_of("<", _link_rule(autolink), _html_rule))
    parser.inline.terminator_re = re.compile(f"[{_MARKS}]")
    return parser


_InlineRule = Callable[["StateInline", bool], bool]
_BlockRule = Callable[["StateBlock", int, int, bool], bool]


def _first_of(mark: str, *rules: _InlineRule) -> _InlineRule:
    """The first of these rules that applies, for text that begins with `mark`."""

    def rule(state: StateInline, silent: bool) -> bool:
        return state.src[state.pos] == mark and any(each(state, silent) for each in rules)

    return rule


def _run(env: Mapping[str, Any]) -> _Run:
    run: _Run = env["run"]
    return run


def _inline_rule(state: StateCore) -> None:
    """Read the inline content of every block, knowing for each where it stands in the text."""
    run = _run(state.env)
    cell: int | None = None
    for token in state.tokens:
        if token.type == "tr_open":
            cell = -1
        elif token.type in ("th_open", "td_open") and cell is not None:
            cell += 1
        elif token.type == "tr_close":
            cell = None
        elif token.type == "inline":
            first = token.map[0] if token.map else 0
            _check_brackets(token.content, first)
            run.place, run.base = _Place(run, first, token.content, cell), 0
            if token.children is None:
                token.children = []
            state.md.inline.parse(token.content, state.md, state.env, token.children)
        elif token.type == "fence" and token.info.strip() and not _LANGUAGE.fullmatch(token.info.strip()):
            run.fault(
                "markdown-fence",
                f"“{_brief(token.info)}”, where the code begins, is not shown",
                "write the name of its language there, one word, or nothing",
                at=run.starts[token.map[0] if token.map else 0],
                severity=Severity.WARNING,
            )


def _check_brackets(content: str, line: int) -> None:
    """Refuse brackets inside brackets beyond what the parser follows; it would take seconds and then misread them."""
    if content.count("[") < MAX_NESTING:
        return
    depth = 0
    for match in re.finditer(r"\\.|[\[\]]|\n", content, re.DOTALL):
        if match[0] == "[":
            depth += 1
            if depth >= MAX_NESTING:
                raise _too_deep(line)
        elif match[0] == "]":
            depth = max(depth - 1, 0)
        elif match[0] == "\n":
            line += 1


def _definition_rule(original: _BlockRule) -> _BlockRule:
    """Link definitions, but not of labels that mean something here: `[^1]: …` must not vanish."""

    def rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        begin = state.bMarks[start] + state.tShift[start]
        if state.src[begin + 1 : begin + 2] in ("^", "@", "#"):
            return False
        return original(state, start, end, silent)

    return rule


def _table_rule(original: _BlockRule) -> _BlockRule:
    """Tables as GitHub has them, of a bounded size: missing cells are filled in, so that 2 KB can become 600 KB."""

    def rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if not original(state, start, end, True):
            return False
        if silent:
            return True
        columns = state.src.count("|", state.bMarks[start + 1], state.eMarks[start + 1]) + 1
        rows = next((line for line in range(start, end) if state.isEmpty(line)), end) - start
        if columns * rows > MAX_CELLS:
            raise _RefusedError(
                start,
                "markdown-table",
                f"the table that begins here has more than {MAX_CELLS:,} cells",
                "split it, or put it into a file under content/media/ and link to it",
            )
        original(state, start, end, False)
        _check_rows(state, start)
        return True

    return rule


def _check_rows(state: StateBlock, start: int) -> None:
    """Report the cells that a row has more than the table's head: they are not shown."""
    run, columns = _run(state.env), 0
    for line in range(start, state.line):
        begin = state.bMarks[line] + state.tShift[line]
        edge = state.src.rfind("\n", 0, begin) + 1
        cells = _cells(state.src[edge : state.eMarks[line]], begin - edge)
        if line == start:
            columns = len(cells)
        elif len(cells) > columns:
            run.fault(
                "markdown-table",
                f"this row has {len(cells)} cells and the table's head {columns}, so that the rest is not shown",
                "give the head as many cells; a | that is text is written \\|",
                at=run.starts[line] + next((c for c in cells[columns] if state.src[edge + c] != " "), begin - edge),
            )


def _link_rule(original: _InlineRule) -> _InlineRule:
    """Links as CommonMark has them; their addresses are decided on by `_resolve`."""

    def rule(state: StateInline, silent: bool) -> bool:
        begin, number = state.pos, len(state.tokens) + bool(state.pending)
        if not original(state, silent):
            if not silent and state.src[begin] == "[":
                _note_nested(state, begin)
            return False
        if not silent:
            words = _as_text(state.tokens[number + 1 : -1])
            _resolve(state.tokens[number], _run(state.env), begin, words)
        return True

    return rule


def _note_nested(state: StateInline, begin: int) -> None:
    """Report `[words [@source] words](address)`, which CommonMark doesn't read as a link, as links don't nest."""
    end = state.md.helpers.parseLinkLabel(state, begin)
    if end < 0 or state.src[end + 1 : end + 2] != "(":
        return
    address = state.md.helpers.parseLinkDestination(state.src, end + 2, state.posMax)
    if address.ok and state.src[address.pos : address.pos + 1] == ")":
        _run(state.env).fault(
            "markdown-link",
            f"the link to “{_brief(address.str)}” is shown as text, since its words hold another link or a reference",
            "put the reference before or after the link",
            position=begin,
        )


def _resolve(token: Token, run: _Run, begin: int, words: str) -> None:
    """Decide where a link leads, and keep its tags in the token's `meta`; a link that is refused has none."""
    href = str(token.attrs.get("href", ""))
    title = str(token.attrs.get("title", ""))
    if token.markup == "autolink":
        token.meta["tags"] = ("&lt;", "&gt;")
    if "label" in token.meta:
        run.labels.add(token.meta["label"])
    if not words.strip():
        token.meta["tags"] = (escape(href), "")
        run.fault(
            "markdown-link",
            f"the link to “{_brief(href)}” has no words",
            "write between the brackets what it leads to",
            position=begin,
        )
        return
    if href.startswith("#") and not _CLAIM_HREF.fullmatch(href):
        _misread_claim(run, href, begin)
        return
    if _CLAIM_HREF.fullmatch(href):
        name = href.removeprefix("#")
        found = run.targets.claim(name)
        if found:
            run.claims.setdefault(name)
            token.meta["tags"] = _anchor(found, "claim-ref", title)
        else:
            _unknown_claim(run, name, begin)
        return
    trouble = _address_fault(href)
    if trouble:
        run.fault(
            "markdown-link",
            f"the address “{_brief(href)}” {trouble}",
            "write an address that begins with https://, http:// or mailto:, or a relative one; "
            "a claim is pointed at with [these words](#claim-id)",
            position=begin,
        )
        return
    if not _SCHEME.match(href) and _CONTENT_FILE.fullmatch(href):
        run.fault(
            "markdown-link",
            f"the address “{_brief(href)}” is that of a file in content/, which is no page of the site",
            f"{_PAGES}; a claim of another entry is pointed at with [these words](entry-id#claim-id), "
            "a source is cited with [@source-id]",
            position=begin,
        )
        return
    if href.startswith("/"):
        run.fault(
            "markdown-link-root",
            f"the address “{_brief(href)}” begins with a slash, and leads away from a site that lives in a sub-folder",
            "write it relative to the page, such as ../../tracks/, or whole with https://",
            position=begin,
            severity=Severity.WARNING,
        )
    elif run.leads and not _SCHEME.match(href) and not run.leads(href):
        run.fault(
            "unknown-page",
            f"the address “{_brief(href)}” leads to no page of this site",
            f"{_PAGES}, and of a source ../../sources/source-id/",
            position=begin,
            severity=Severity.WARNING,
        )
    rel = ' rel="external"' if _WEB.match(href) else ""
    titled = f' title="{escape(title)}"' if title else ""
    token.meta["tags"] = (f'<a href="{escape(href)}"{titled}{rel}>', "</a>")


def _address_fault(href: str) -> str:
    """Why an address is refused, as the rest of a sentence; empty where it is allowed."""
    if not href:
        return "is empty"
    if _UNSAFE.search(href):
        return "has a backslash, a space or a control character"
    if href.startswith("//"):
        return "names a host without http:// or https://"
    first = re.split(r"[/?#]", href, maxsplit=1)[0]
    if ":" not in first:
        return ""
    scheme = _SCHEME.match(href)
    name = scheme[0][:-1].lower() if scheme else ""
    if name in ("http", "https"):
        return "" if _WEB.match(href) else "has no host"
    if name == "mailto":
        return "" if "@" in href else "has no mailbox"
    return f"is of the kind “{name}:”, which is not allowed" if name else "has a colon before the first slash"


def _anchor(link: Link, kind: str, title: str = "") -> tuple[str, str]:
    """The tags of a reference; empty where the address is not one that a link may have, whoever gave it."""
    if _address_fault(link.href.replace(" ", "%20")):
        return "", ""
    words = title or link.title
    titled = f' title="{escape(words)}"' if words else ""
    classed = f' class="{kind}"' if kind else ""
    return f'<a{classed} href="{escape(link.href)}"{titled}>', "</a>"


def _unknown_claim(run: _Run, name: str, begin: int) -> None:
    entry, _, claim = name.rpartition("#")
    where = f"the entry “{_brief(entry)}”" if entry else "this entry"
    run.fault(
        "unknown-claim",
        f"there is no claim “{_brief(claim)}” in {where}",
        "point at a claim of this entry with #claim-id, at one of another with entry-id#claim-id; "
        "a bracket that is text is written \\[",
        position=begin,
        id=name,
    )


def _misread_claim(run: _Run, shown: str, begin: int) -> None:
    run.fault(
        "markdown-reference",
        f"“{_brief(shown)}” can't be read as a reference to a claim",
        "write #claim-id, of the letters a to z, digits and hyphens; a bracket that is text is written \\[",
        position=begin,
    )


def _image_rule(original: _InlineRule) -> _InlineRule:
    """Images as CommonMark has them, from `media/` only and with an alternative text."""

    def rule(state: StateInline, silent: bool) -> bool:
        if state.src[state.pos] != "!":
            return False
        run = _run(state.env)
        begin, base = state.pos, run.base
        run.base = base + begin + 2  # the alternative text is read as inline content of its own
        try:
            matched = original(state, silent)
        finally:
            run.base = base
        if matched and not silent:
            _place_image(state.tokens[-1], run, begin)
        return matched

    return rule


def _place_image(token: Token, run: _Run, begin: int) -> None:
    """Decide on an image, and keep its tag in the token's `meta`; what is refused leaves its alternative text."""
    from urllib.parse import unquote

    if "label" in token.meta:
        run.labels.add(token.meta["label"])
    alt = " ".join(_as_text(token.children or ()).split())
    href = str(token.attrs.get("src", ""))
    token.meta["html"] = escape(alt)
    if run.inline:
        run.fault(
            "markdown-image",
            f"an image (“{_brief(href)}”) can't stand in one line of text",
            "move it to the prose",
            position=begin,
        )
        return
    match = _MEDIA.fullmatch(unquote(href))
    if not match or any(part in (".", "..") for part in match[1].split("/")):
        run.fault(
            "markdown-image",
            f"the image “{_brief(href)}” is not from content/media/",
            "put the file into content/media/ and write ![what it shows](media/file.jpg)",
            position=begin,
        )
        return
    if not alt:
        run.fault(
            "image-alt",
            f"the image “{_brief(href)}” has no alternative text",
            "say what it shows: ![what it shows](media/file.jpg)",
            position=begin,
        )
        return
    found = run.targets.media(match[1])
    if not found:
        run.fault(
            "unknown-media",
            f"there is no file “{_brief(match[1])}” in content/media/",
            "put it there, or correct the name",
            position=begin,
            id=match[1],
        )
        return
    title = str(token.attrs.get("title", ""))
    titled = f' title="{escape(title)}"' if title else ""
    token.meta["html"] = f'<img src="{escape(found.href)}" alt="{escape(alt)}"{titled} loading="lazy">'


def _cite_rule(link: _InlineRule) -> _InlineRule:
    """`[@source]`, `[@a; @b]`, `[@a, p. 3]`."""

    def rule(state: StateInline, silent: bool) -> bool:
        begin = state.pos
        if state.src[begin : begin + 2] != "[@":
            return False
        match = _CITE.match(state.src, begin, state.posMax)
        if match and state.src[match.end() : match.end() + 1] == "(" and link(state, True):
            state.pos = begin
            return False
        run = _run(state.env)
        if not match:
            if not silent:
                line = state.src[begin : min(begin + 30, state.posMax)].split("\n", 1)[0]
                _misread(run, f"{line} …", begin)
                state.append_pending("[@")
            state.pos = begin + 2
            return True
        if not silent:
            _cite(state, match, run)
        state.pos = match.end()
        return True

    return rule


def _cite(state: StateInline, match: re.Match[str], run: _Run) -> None:
    """Push the token of one citation, or its text where it can't be read."""
    html: list[str] = []
    text: list[str] = []
    at = match.start(1) - 1
    known = False
    for part in f"@{match[1]}".split(";"):
        item = _CITE_ITEM.fullmatch(part)
        if not item:
            _misread(run, match[0], match.start())
            token = state.push("text", "", 0)
            token.content = match[0]
            return
        found = run.targets.source(item[1])
        locator = ", " + " ".join(item[2].split()) if item[2] else ""
        if found:
            known = True
            run.sources.setdefault(item[1])
            opening, closing = _anchor(found, "")
            html.append(opening + escape(found.label) + closing + escape(locator))
            text.append(found.label + locator)
        else:
            run.fault(
                "unknown-source",
                f"there is no source “{_brief(item[1])}”",
                "write the id of a source: the name of its file in content/sources/, without .md",
                position=at + part.index("@"),
                id=item[1],
            )
            html.append(escape(f"@{item[1]}{locator}"))
            text.append(f"@{item[1]}{locator}")
        at += len(part) + 1
    token = state.push("cite", "cite", 0)
    token.content = f"[{'; '.join(text)}]"
    inner = f"[{'; '.join(html)}]"
    token.meta["html"] = f'<cite class="ref">{inner}</cite>' if known else inner


def _misread(run: _Run, shown: str, begin: int) -> None:
    run.fault(
        "markdown-reference",
        f"“{_brief(shown)}” can't be read as a reference to a source",
        "write [@source-id], [@one; @other] or [@source-id, p. 3]; a bracket that is text is written \\[",
        position=begin,
    )


def _claim_rule(link: _InlineRule) -> _InlineRule:
    """`[#claim]` and `[entry#claim]`, unless they are the words of a link."""

    def rule(state: StateInline, silent: bool) -> bool:
        begin = state.pos
        match = _CLAIM.match(state.src, begin, state.posMax) or _HASH.match(state.src, begin, state.posMax)
        if not match:
            return False
        if state.src[match.end() : match.end() + 1] in ("(", "[") and link(state, True):
            state.pos = begin
            return False
        if not silent:
            _point(state, match)
        state.pos = match.end()
        return True

    return rule


def _point(state: StateInline, match: re.Match[str]) -> None:
    """Push the token of one reference to a claim, or its text where there is no such claim."""
    run = _run(state.env)
    name = match[1].removeprefix("#")
    readable = _CLAIM_HREF.fullmatch(match[1])
    found = run.targets.claim(name) if readable else None
    token = state.push("claim_ref", "a", 0)
    if found:
        run.claims.setdefault(name)
        # A claim is a sentence, and its full stop would stand beside that of the sentence around it.
        ends = state.src[match.end() : match.end() + 1] in tuple(".,;:?!)")
        token.content = found.label.removesuffix(".") if ends else found.label
        opening, closing = _anchor(found, "claim-ref")
        token.meta["html"] = opening + escape(token.content) + closing
        return
    if readable:
        _unknown_claim(run, name, match.start())
    else:
        _misread_claim(run, match[0], match.start())
    token.content = match[0]
    token.meta["html"] = escape(match[0])


def _footnote_rule(link: _InlineRule) -> _InlineRule:
    """`[^1]`: there are no footnotes, and the fault names what to write."""

    def rule(state: StateInline, silent: bool) -> bool:
        begin = state.pos
        if state.src[begin : begin + 2] != "[^":
            return False
        match = _FOOTNOTE.match(state.src, begin, state.posMax)
        if not match:
            return False
        if state.src[match.end() : match.end() + 1] == "(" and link(state, True):
            state.pos = begin
            return False
        if not silent:
            run = _run(state.env)
            run.fault(
                "markdown-footnote",
                f"“{_brief(match[0])}” is a footnote, and there are none here",
                "cite a source, [@source-id] or [@source-id, p. 3], or point at a claim, [#claim-id]",
                position=begin,
            )
            token = state.push("text", "", 0)
            token.content = match[0]
        state.pos = match.end()
        return True

    return rule


def _html_rule(state: StateInline, silent: bool) -> bool:
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
    run = _run(state.env)
    closing = shown.startswith("</")
    if comment:
        run.fault(
            "markdown-comment",
            "an HTML comment would be published as text",
            "move it to `editor_note:` in the front matter, which is never published",
            position=begin,
        )
    elif not (closing and name in run.opened):
        run.opened.add(name)
        run.fault(
            "markdown-html",
            f"“{_brief(shown)}” is HTML, which is shown as text",
            "write it in Markdown; for a < that is text write \\<",
            position=begin,
        )
    token = state.push("text", "", 0)
    token.content = shown


# --- HTML -------------------------------------------------------------------------------------------------------------

_FIXED = {
    "paragraph_open": "<p>",
    "paragraph_close": "</p>\n",
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
    "table_close": "</table></div>\n",
    "thead_open": "<thead>\n",
    "thead_close": "</thead>\n",
    "tbody_open": "<tbody>\n",
    "tbody_close": "</tbody>\n",
    "tr_open": "<tr>",
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


def _blocks(tokens: Sequence[Token], top: int) -> Iterator[str]:
    """The HTML of block tokens, piece by piece."""
    above: list[int] = []  # the written levels of the headings that enclose the present one
    for token in tokens:
        kind = token.type
        if kind == "inline":
            yield from _inlines(token.children or ())
        elif kind in _FIXED:
            yield "" if token.hidden else _FIXED[kind]
        elif kind == "heading_open":
            level = int(token.tag[1:])
            while above and above[-1] >= level:
                above.pop()
            above.append(level)
            yield f"<h{min(top + len(above) - 1, 6)}>"
        elif kind == "heading_close":
            yield f"</h{min(top + len(above) - 1, 6)}>\n"
        elif kind == "ordered_list_open":
            start = token.attrs.get("start")
            yield f'<ol start="{int(start)}">\n' if start is not None else "<ol>\n"
        elif kind in ("th_open", "td_open"):
            side = _ALIGNED.get(str(token.attrs.get("style", "")), "")
            scope = ' scope="col"' if kind == "th_open" else ""
            yield f"<{token.tag}{scope}" + (f' class="{side}">' if side else ">")
        elif kind in ("fence", "code_block"):
            language = _LANGUAGE.match(token.info.strip())
            named = f' class="language-{escape(language[0])}"' if language else ""
            yield f"<pre><code{named}>{escape(token.content)}</code></pre>\n"
        else:
            yield escape(token.content)


def _inlines(tokens: Sequence[Token]) -> Iterator[str]:
    """The HTML of inline tokens, piece by piece."""
    closing: list[str] = []
    for token in tokens:
        kind = token.type
        if kind in ("text", "text_special"):
            yield escape(token.content)
        elif kind in _FIXED:
            yield _FIXED[kind]
        elif kind == "link_open":
            opening, end = token.meta.get("tags", ("", ""))
            yield opening
            closing.append(end)
        elif kind == "link_close":
            yield closing.pop()
        elif kind == "code_inline":
            yield f"<code>{escape(token.content)}</code>"
        elif "html" in token.meta:
            yield token.meta["html"]
        else:
            yield escape(token.content)


def _as_text(tokens: Sequence[Token]) -> str:
    """The words of inline tokens, for an alternative text."""
    parts: list[str] = []
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif token.type == "image":
            parts.append(_as_text(token.children or ()))
        elif token.nesting == 0:
            parts.append(token.content)
    return "".join(parts)
