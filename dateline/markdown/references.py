"""References that Dateline adds to CommonMark: `[@source]`, `[#claim]`; and `[^1]`, which is none."""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline

from dateline.markdown.compiled import Citation, Item, Pointer
from dateline.markdown.faults import brief
from dateline.markdown.links import link, misread_claim
from dateline.markdown.notes import Notes, noted
from dateline.markdown.syntax import CLAIM_HREF, ID
from dateline.patterns import pattern

_CITE = pattern(r"\[@([^\[\]]*)\]")
_CITE_ITEM = pattern(rf"\s*@({ID})\s*(?:,\s*(\S.*?)\s*)?", re.DOTALL)
_CLAIM = pattern(rf"\[((?:{ID})?#{ID})\]")
_HASH = pattern(r"\[(#[^\s\[\]]+)\]")
_FOOTNOTE = pattern(r"\[\^[^\[\]\n]*\]")


def cite(state: StateInline, silent: bool) -> bool:
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
        cited = citation(match, match[1], begin, noted(state.env))
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
    found = link(state, True)
    state.pos = begin
    return found


def citation(match: re.Match[str], inside: str, begin: int, notes: Notes) -> int | None:
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


def claim(state: StateInline, silent: bool) -> bool:
    """`[#claim]` and `[entry#claim]`, unless they are the words of a link."""
    begin = state.pos
    match = _CLAIM.match(state.src, begin, state.posMax) or _HASH.match(state.src, begin, state.posMax)
    if not match or _is_link(state, match, "(["):
        return False
    if not silent:
        notes = noted(state.env)
        if CLAIM_HREF.fullmatch(match[1]):
            state.push("hole", "", 0).meta["hole"] = pointer(match, match[1], notes)
        else:
            misread_claim(notes, match[0], begin)
            state.push("text", "", 0).content = match[0]
    state.pos = match.end()
    return True


def pointer(match: re.Match[str], name: str, notes: Notes) -> int:
    """The number of the hole for a claim's own words; the name is `#claim` or `entry#claim`."""
    ends = match.string[match.end() : match.end() + 1] in tuple(".,;:?!)")
    return notes.hole(Pointer(name.removeprefix("#"), match[0], ends, notes.spot(match.start())))


def footnote(state: StateInline, silent: bool) -> bool:
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
