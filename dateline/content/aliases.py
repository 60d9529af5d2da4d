"""The old ids of a thing, kept under `aliases:` in the style that the editor's file has."""

from __future__ import annotations

import re

from dateline.content.edits import Edit, EditError
from dateline.content.frontmatter import Where
from dateline.content.references import Front


def thing_edits(front: Front, kind: str, old: str, new: str) -> list[Edit]:
    """The edits in the file of the thing itself: its id, where it stands in a list, and its aliases.

    `kind` is the word for it. A thing that gets the last of its old ids back loses that alias; else the id that it
    had comes to the end of them. Raises EditError where they can't be read.
    """
    data = front.parsed.data
    where: Where = ()
    edits: list[Edit] = []
    if front.is_list:
        numbers = [n for n, item in enumerate(data) if isinstance(item, dict) and item.get("id") == old]
        if len(numbers) != 1:
            raise EditError(
                f"{front.path}: the {kind} “{old}” stands more than once", "give each its own id by hand first"
            )
        where = (numbers[0],)
        edits.append(front.replaced((*where, "id"), old, new))
    aliases = front.value((*where, "aliases"))
    if aliases is not None and not (isinstance(aliases, list) and all(isinstance(alias, str) for alias in aliases)):
        raise EditError(f"{front.path}: “aliases” is not a list of ids", "correct it first")
    aliases = aliases or []
    if new not in aliases:
        return [*edits, _alias_added(front, where, old)]
    edits += _alias_removed(front, where, aliases.index(new))
    if aliases[-1] == new:
        return edits  # renamed back: what came in between is taken out again
    return [*edits, _alias_added(front, where, old)]


def _alias_added(front: Front, where: Where, alias: str) -> Edit:
    """The edit that adds an old id, in the style that the file has."""
    text, marks = front.text, front.parsed.marks
    at = (*where, "aliases")
    aliases = front.value(at)
    if aliases and text[marks[at].start] == "[":
        end = front.end_of((*at, len(aliases) - 1))
        return Edit(end, end, f", {alias}")
    if aliases:
        end = front.end_of((*at, len(aliases) - 1))
        start = marks[(*at, len(aliases) - 1)].start
        lead = text[text.rfind("\n", 0, start) + 1 : start]
        dash = lead.rindex("-")
        return _line_after(text, end, " " * dash + lead[dash:] + alias)
    if at in marks:  # there, and empty
        mark = marks[at]
        close = text.find("]", mark.start) + 1 if text[mark.start : mark.start + 1] == "[" else mark.end
        if close == mark.start:  # nothing at all behind the colon
            start = text.index(":", mark.key) + 1
            return Edit(start, start, f" [{alias}]")
        return Edit(mark.start, close, f"[{alias}]")
    line = f"aliases: [{alias}]"
    mapping = marks[where]
    if text[mapping.start] == "{":
        if where:
            end = front.end_of((*where, "id"))
            return Edit(end, end, f", {line}")
        return Edit(mapping.start + 1, mapping.start + 1, f"{line}, ")
    first = min((mark.key for way, mark in marks.items() if len(way) == len(where) + 1 and way[: len(where)] == where))
    indent = " " * (first - text.rfind("\n", 0, first) - 1)
    if where:
        end = front.end_of((*where, "id"))
        return _line_after(text, end, indent + line)
    claims = marks.get(("claims",))
    if claims is not None and claims.key != first:
        return _before_comments(text, claims.key, indent + line)
    fence = text.rindex("\n---", 0, front.parsed.body_start) + 1
    return Edit(fence, fence, f"{indent}{line}\n")


def _line_after(text: str, at: int, line: str) -> Edit:
    """A new line behind the one that holds a character."""
    end = text.find("\n", at)
    return Edit(end + 1, end + 1, f"{line}\n") if end >= 0 else Edit(len(text), len(text), f"\n{line}")


def _before_comments(text: str, key: int, line: str) -> Edit:
    """A new line before a top-level key and the comments right above it, which are about it."""
    at = text.rfind("\n", 0, key) + 1
    while True:
        above = text.rfind("\n", 0, at - 1) + 1
        if not text.startswith("#", above) or above == at:
            return Edit(at, at, f"{line}\n")
        at = above


def _alias_removed(front: Front, where: Where, number: int) -> list[Edit]:
    """The edit that takes an old id out; the field goes with the last one."""
    text, marks = front.text, front.parsed.marks
    at = (*where, "aliases")
    aliases: list[str] = front.value(at)
    flow = text[marks[at].start] == "["
    item = marks[(*at, number)]
    end = front.end_of((*at, number))
    if len(aliases) > 1 and flow:
        if number:
            before = front.end_of((*at, number - 1))
            return [Edit(before, end, "")]
        return [Edit(item.start, marks[(*at, 1)].start, "")]
    if len(aliases) > 1:
        return [_whole_lines(text, item.start, end)]
    return [_field_removed(front, where, _flow_end(text, end) if flow else end)]


def _field_removed(front: Front, where: Where, end: int) -> Edit:
    """Take out the field `aliases`, whose value ends before `end`."""
    text, marks = front.text, front.parsed.marks
    key = marks[(*where, "aliases")].key
    siblings = sorted(
        mark.key
        for way, mark in marks.items()
        if len(way) == len(where) + 1 and way[: len(where)] == where and mark.key > key
    )
    if text[marks[where].start] == "{":
        before = text[:key].rstrip()
        if before.endswith(","):
            return Edit(len(before) - 1, end, "")
        return Edit(key, siblings[0] if siblings else end, "")
    if text[text.rfind("\n", 0, key) + 1 : key].strip():  # behind the dash of a list's item
        return Edit(key, siblings[0] if siblings else end, "")
    return _whole_lines(text, key, end)


def _flow_end(text: str, at: int) -> int:
    """The character after the bracket that closes a flow list, from behind its last item."""
    match = re.compile(r"(?:[\s,]|#[^\n]*)*\]").match(text, at)
    return match.end() if match else at


def _whole_lines(text: str, start: int, end: int) -> Edit:
    """Take out the lines from that of one character to that of another."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    return Edit(first, last + 1, "") if last >= 0 else Edit(max(first - 1, 0), len(text), "")
