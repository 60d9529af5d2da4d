"""Raw HTML and comments: never passed on, but shown as text and told of."""

from __future__ import annotations

from markdown_it.rules_inline import StateInline

from dateline.markdown.faults import brief
from dateline.markdown.notes import noted
from dateline.patterns import pattern

# Characters that a raw tag may have to be shown whole as text.
_MAX_TAG = 2_000
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


def raw_html(state: StateInline, silent: bool) -> bool:
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
