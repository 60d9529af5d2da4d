"""Where the content refers to things: in front matter, in lists, in prose, in receipts; and the edits of it all."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

from dateline import markdown
from dateline.content.edits import Edit, EditError, edited
from dateline.content.following import REFERENCES
from dateline.content.frontmatter import Mark, Parsed, Where, line_and_column, parse, parse_yaml
from dateline.content.loader import LISTS, Loaded
from dateline.model import PropertyType, Site

_LIST_FILES = {f"{name}.yaml": name for name in LISTS}


def fronts(loaded: Loaded, old: str) -> Iterator[Front]:
    """The files that editors write and that hold the id's letters, read with their places."""
    for path, text in loaded.texts.items():
        if old in text and path.split("/")[1] in (*_LIST_FILES, "sources", "entries"):
            yield Front(loaded, path)


class Front:
    """One file with the places of its values."""

    def __init__(self, loaded: Loaded, path: str) -> None:
        self.site: Site = loaded.site
        self.path = path
        self.text = loaded.texts[path]
        name = path.split("/")[1]
        self.is_list = name in _LIST_FILES
        self.kind = _LIST_FILES.get(name, name)
        stem = PurePosixPath(path).name.removesuffix(".md")
        self.entry = stem.split(".", 1)[0] if self.kind == "entries" else None
        self.translation = self.entry is not None and self.entry != stem

    @cached_property
    def parsed(self) -> Parsed:
        """The file's values, with their marks. Raises EditError where it can't be read."""
        parsed = parse_yaml(self.text, marks=True) if self.is_list else parse(self.text, marks=True)
        if parsed.usable:
            return parsed
        trouble = next(trouble for trouble in parsed.troubles if trouble.fatal)
        line, column = line_and_column(self.text, trouble.offset)
        raise EditError(
            f"{self.path}:{line}:{column} can't be read, so that what it refers to can't be renamed: {trouble.message}",
            trouble.hint or "correct it first",
        )

    def references(self, kind: str, old: str, new: str) -> Iterator[Edit]:
        """The references to a thing in the front matter or list."""
        if self.translation:
            return
        for where in self.parsed.marks:
            if self.value(where) == old and self.kind_at(where) == kind:
                yield self.replaced(where, old, new)

    def value(self, where: Where) -> Any:
        """The value at a place."""
        found: Any = self.parsed.data
        for step in where:
            try:
                found = found[step]
            except (LookupError, TypeError):
                return None
        return found

    def kind_at(self, where: Where) -> str | None:
        """What kind of thing the value at a place names, if it is a reference."""
        way = where[1:] if self.is_list else where
        kind = REFERENCES.get(self.kind, {}).get(tuple("*" if isinstance(step, int) else step for step in way))
        if way[-1:] == ("of",) and kind:
            # As pages do: an entry before an actor.
            return "entries" if self.value(where) in self.site.entries else "actors"
        if way[-1:] == ("value",) and kind:
            about = self.site.properties.get(str(self.value((*where[:-1], "about"))))
            types = {PropertyType.PLACE: "places", PropertyType.ACTOR: "actors"}
            return types.get(about.type) if about is not None else None
        return kind

    def replaced(self, where: Where, old: str, new: str) -> Edit:
        """The edit that gives the scalar at a place another id, within its quotation marks or block."""
        start, end = self.span(self.parsed.marks[where], old)
        return Edit(start, end, new)

    def span(self, mark: Mark, id: str) -> tuple[int, int]:  # noqa: A002  (it is an id)
        """Where the letters of an id stand in a scalar."""
        begin = mark.start
        if mark.style in (">", "|"):
            begin = self.text.find("\n", begin)
        at = self.text.find(id, begin, mark.end)
        if at < 0:
            line, column = line_and_column(self.text, mark.start)
            raise EditError(f"{self.path}:{line}:{column} spells “{id}” with escapes", "write it out plainly first")
        return at, at + len(id)

    def end_of(self, where: Where) -> int:
        """The character after a scalar that is an id, its closing quotation mark included."""
        mark = self.parsed.marks[where]
        _, end = self.span(mark, self.value(where))
        return end + 1 if mark.style in ("'", '"') else end

    def key_edits(self, where: Where, old: str, new: str) -> list[Edit]:
        """The edit of a key that is an id."""
        mark = self.parsed.marks.get(where)
        if mark is None:
            return []
        start, end = self.span(Mark(mark.key, mark.key, mark.start, ""), old)
        return [Edit(start, end, new)]

    def prose_edits(self, kind: str, old: str, new: str, *, entry: str = "") -> list[Edit]:
        """The references in the prose: of a `source`, of an `entry`'s claims, or of a `claim` of `entry`."""
        if self.is_list or old not in self.parsed.body:
            return []
        body, base, own = self.parsed.body, self.parsed.body_start, self.entry == entry
        found = prose_references(body, kind, old, own=own, entry=entry)
        after = edited(body, [Edit(at, at + len(old), new) for at in found])
        if asked_for(after) != [renamed(asked, kind, old, new, own=own, entry=entry) for asked in asked_for(body)]:
            raise EditError(
                f"{self.path}: a reference to “{old}” in the prose can't be rewritten safely",
                "write it as [@source], [#claim] or [words](#claim), without escapes and link definitions",
            )
        return [Edit(base + at, base + at + len(old), new) for at in found]


def receipt_edits(text: str, own: bool, old: str, new: str) -> list[Edit]:
    """The edits of a file of receipts: whose they are, and with whom the text shares paragraphs.

    The head is one line of JSON, written by `verify`; it stays as `verify` would write it. Where the files of two
    editors were merged, there may be several.
    """
    found: list[Edit] = []
    at = 0
    for line in text.split("\n"):
        if (at == 0 or line.startswith('{"source": ')) and f'"{old}"' in line:
            made = _head(line, own, old, new)
            found += [Edit(at, at + len(line), made)] if made != line else []
        at += len(line) + 1
    return found


def _head(head: str, own: bool, old: str, new: str) -> str:
    """One head with the new id."""
    try:
        data = json.loads(head)
    except (ValueError, RecursionError):
        return head
    if not isinstance(data, dict):
        return head
    if own and data.get("source") == old:
        data["source"] = new
    shared = data.get("shared")
    if isinstance(shared, list) and all(isinstance(item, dict) for item in shared):
        data["shared"] = [item | {"source": new} if item.get("source") == old else item for item in shared]
        data["shared"].sort(key=lambda item: str(item.get("source")))
    return json.dumps(data, ensure_ascii=False)


# --- prose ------------------------------------------------------------------------------------------------------------


class _Recorder:
    """Targets that know everything, and note what was asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def source(self, id: str) -> markdown.Link | None:  # noqa: A002  (the protocol's name)
        """Any source."""
        return self.note("source", id)

    def claim(self, id: str) -> markdown.Link | None:  # noqa: A002
        """Any claim."""
        return self.note("claim", id)

    def media(self, path: str) -> markdown.Link | None:
        """Any file."""
        return self.note("media", path)

    def note(self, kind: str, name: str) -> markdown.Link:
        """Note what was asked for."""
        self.asked.append((kind, name))
        return markdown.Link(href="#", label="x")


def asked_for(text: str) -> list[tuple[str, str]]:
    """What a text refers to, in the order in which the parser comes upon it."""
    recorder = _Recorder()
    markdown.render(text, recorder)
    return recorder.asked


def prose_references(text: str, kind: str, old: str, *, own: bool, entry: str) -> list[int]:
    """The 0-based places of an id in a prose text where it is a reference, and not code or words.

    Markdown itself decides: each place that could be one gets an id of its own, and those that the renderer then asks
    for are references.
    """
    free = r"(?<![a-z0-9-])"
    name = re.escape(old) + r"(?![a-z0-9]|-[a-z0-9])"
    pattern = {
        "source": rf"@({name})",
        "entry": rf"{free}({name})#",
        "claim": rf"(?:{free}{re.escape(entry)}" + (rf"|{free}" if own else "") + rf")#({name})",
    }[kind]
    places = [match.start(1) for match in re.finditer(pattern, text)]
    if not places:
        return []
    stand_ins = _stand_ins(text, len(old), len(places))
    probe = edited(text, [Edit(at, at + len(old), word) for at, word in zip(places, stand_ins, strict=True)])
    asked = {_part(kind, what, name) for what, name in asked_for(probe)}
    return [at for at, word in zip(places, stand_ins, strict=True) if word in asked]


def _part(kind: str, what: str, name: str) -> str:
    """The id that is looked for in a reference: a source, the entry of a claim, or the claim itself."""
    if what != ("source" if kind == "source" else "claim"):
        return ""
    entry, _, claim = name.rpartition("#")
    return name if kind == "source" else entry if kind == "entry" else claim


def _stand_ins(text: str, length: int, count: int) -> list[str]:
    """Ids that do not occur in a text, `length` characters long where that can be.

    Texts over the renderer's limit are not read at all, so stand-ins had better not make one longer.
    """
    width = max(length, 4) - 1
    made: list[str] = []
    number = 0
    while len(made) < count:
        word = "z" + f"{number:x}".rjust(width, "0")
        number += 1
        if word not in text:
            made.append(word)
    return made


def renamed(asked: tuple[str, str], kind: str, old: str, new: str, *, own: bool, entry: str) -> tuple[str, str]:
    """What a text has to ask for after the renaming, where it asked for this before."""
    what, name = asked
    if _part(kind, what, name) != old:
        return asked
    if kind == "source":
        return what, new
    whose, mark, claim = name.rpartition("#")
    if kind == "entry":
        return what, f"{new}#{claim}"
    return (what, f"{whose}{mark}{new}") if whose == entry or (own and not whose) else asked
