"""Markdown → safe HTML, with references to sources and claims: CommonMark with tables, without raw HTML.

Everything that comes out is built here, tag by tag, from markdown-it's tokens, so only the tags and attributes of
this package can come out: headings, paragraphs, lists, quotes, code, tables, emphasis, `a`, `cite` and `img`.

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

There are two steps, both pure. `compile_text` does what depends on the text alone; its result can be kept. `fill` puts
in what the references lead to, from one page. `render` is both.

    text ── blocks · inlines ──▶ tokens ── compiling ──▶ Compiled ── filling ──▶ Rendered
                      └─ notes: holes and faults, with their places ─┘      ▲
                                                                         Targets

This package is the only one that uses markdown-it, which is imported when the first text is compiled.
"""

from __future__ import annotations

from html import escape

from dateline.markdown.compiled import VERSION, Compiled
from dateline.markdown.faults import MAX_CELLS, MAX_FAULTS, MAX_LENGTH, MAX_NESTING, MarkdownFault
from dateline.markdown.filling import fill
from dateline.markdown.syntax import FORBIDDEN
from dateline.markdown.targets import Leads, Link, Rendered, Targets
from dateline.patterns import pattern

__all__ = [
    "MAX_CELLS",
    "MAX_FAULTS",
    "MAX_LENGTH",
    "MAX_NESTING",
    "VERSION",
    "Compiled",
    "Leads",
    "Link",
    "MarkdownFault",
    "Rendered",
    "Targets",
    "compile_text",
    "fill",
    "render",
    "render_inline",
]

# Where one of these stands, a line is more than its characters.
_MARKED = pattern(rf"[\n\r!&*<\[\\_`]|{FORBIDDEN.pattern}")


def compile_text(text: str) -> Compiled:
    """Do what depends on a text of any number of paragraphs alone; `fill` does the rest, for each page."""
    from dateline.markdown.compiling import compiled

    return compiled(text, inline=False)


def render(text: str, targets: Targets, *, top: int = 2, leads: Leads | None = None) -> Rendered:
    """Render a text of any number of paragraphs. `top` is the level, 2 to 6, that its highest headings get.

    `leads` says whether there is something at a relative address, as seen from the page of the text; without it, such
    addresses are not looked up.
    """
    return fill(compile_text(text), targets, top=top, leads=leads)


def render_inline(text: str, targets: Targets) -> Rendered:
    """Render one line of text, such as a claim's: emphasis, code, links and references; no blocks and no images."""
    if len(text) <= MAX_LENGTH and not _MARKED.search(text):
        return Rendered(html=escape(text))
    from dateline.markdown.compiling import compiled

    return fill(compiled(text, inline=True), targets)
