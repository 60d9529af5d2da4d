"""YAML front matter ⇄ plain values: text, lists and mappings, each with its place (the only PyYAML user).

One pass over the parser's events builds the values and refuses, inside the loop, what could harm or deceive: tags,
anchors, aliases, merge keys, duplicate keys, nesting over 20 levels, front matter over 64 KB. Scalars stay text (`NO`
is "NO", `010` is "010"); plain `null`, `~` and nothing at all mean absent.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

MAX_DEPTH = 20
MAX_BYTES = 64 * 1024
MAX_LIST_BYTES = 4 * 1024 * 1024
_WIDTH = 96
_FENCE = re.compile(r"---[ \t]*(?:\n|$)")
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
# YAML escapes such as "\\e" can make characters that no file may hold.
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_UNSEEN = re.compile("[\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Value = str | None | list["Value"] | dict[str, "Value"]
Where = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a value stands in its file."""

    key: int
    """0-based character of its key, or of the value itself in a list."""
    start: int
    """0-based character where the value begins."""
    end: int
    """The character after its last."""
    style: str
    """`>` or `|` for a block, a quotation mark, or nothing for a plain scalar or a collection."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Something wrong in a file, at a place in it."""

    offset: int
    """0-based character of the file."""
    code: str
    """A short stable name."""
    message: str
    """What is wrong."""
    hint: str = ""
    """What to do."""
    fatal: bool = True
    """Whether the values can't be used."""


@dataclass(slots=True)
class Parsed:
    """What a file says."""

    data: Any = None
    """Its values; None where it can't be read."""
    body: str = ""
    """The prose below the front matter."""
    body_start: int = 0
    """0-based character of the file where the prose begins."""
    marks: dict[Where, Mark] = field(default_factory=dict)
    """Where each value stands; filled only when asked for."""
    troubles: list[Trouble] = field(default_factory=list)
    """All that is wrong."""

    @property
    def usable(self) -> bool:
        """Say whether nothing fatal was found."""
        return not any(trouble.fatal for trouble in self.troubles)


def parse(text: str, *, marks: bool = False) -> Parsed:
    """Read a Markdown file with front matter. `text` has `\\n` line ends. Never raises; see `Parsed.troubles`."""
    opening = _FENCE.match(text)
    if not opening:
        trouble = Trouble(
            offset=0,
            code="no-front-matter",
            message="the file does not begin with front matter",
            hint="begin it with a line ---, then the fields, then a line ---",
        )
        return Parsed(body=text, troubles=[trouble])
    start = opening.end()
    end = body_start = -1
    at = start
    while at <= len(text):
        closing = _FENCE.match(text, at)
        if closing:
            end, body_start = at, closing.end()
            break
        following = text.find("\n", at)
        if following < 0:
            break
        at = following + 1
    if end < 0:
        trouble = Trouble(
            offset=0,
            code="front-matter-open",
            message="the front matter has no end",
            hint="close it with a line --- above the prose",
        )
        return Parsed(troubles=[trouble])
    result = parse_yaml(text[start:end], base=start, limit=MAX_BYTES, marks=marks)
    result.body, result.body_start = text[body_start:], body_start
    if result.usable and not isinstance(result.data, dict):
        result.troubles.append(
            Trouble(
                offset=start,
                code="front-matter-kind",
                message="the front matter is not a mapping",
                hint="write one “field: value” a line",
            )
        )
    return result


def parse_yaml(text: str, *, base: int = 0, limit: int = MAX_LIST_BYTES, marks: bool = False) -> Parsed:
    """Read YAML. `base` is the offset of `text` in its file; `limit` bounds its size in bytes. Never raises."""
    result = Parsed()
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > limit:
        result.troubles.append(
            Trouble(
                offset=base,
                code="yaml-size",
                message=f"{size:,} bytes of YAML; at most {limit:,} are read",
                hint="move prose below the front matter, or split the entry",
            )
        )
        return result
    composer = _Composer(text, base, result, marks=marks)
    try:
        composer.run()
    except _Refused as refused:
        result.troubles.append(refused.trouble)
    except yaml.MarkedYAMLError as error:
        result.troubles.append(_syntax(error, text, base))
    except (yaml.YAMLError, ValueError, LookupError, AttributeError, TypeError) as error:
        # PyYAML lets these out on hostile input (its issue tracker has them all); the place is not known then.
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        result.troubles.append(Trouble(offset=base, code="yaml-syntax", message=f"the YAML can't be read: {reason}"))
    if not result.usable:
        result.data = None
    return result


class _Refused(Exception):  # noqa: N818
    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.message)
        self.trouble = trouble


_ADVICE = "put the value in quotes, or use a >- block"
_HINTS = {
    "mapping values are not": "a colon and a space end a plain value: write the text as a >- block or in quotes",
    "could not find expected ':'": "every line of a mapping is “field: value”; indent the lines of a longer text",
    "expected ',' or ']'": "close the list with ]",
    "expected ',' or '}'": "close the mapping with }",
    "while scanning a quoted scalar": "a quotation mark is opened here and not closed",
    "expected '-' indicator": "indent alike: each - below the one before, the fields of an item below its first",
    "did not find expected key": "check the indentation, and put text with a quotation mark in front into a >- block",
    "cannot start any token": "put the value in quotes: YAML keeps its first character for itself",
}
# In these the trouble begins where the thing does, and not where the parser gives up.
_BEGINS = ("while scanning a quoted scalar", "while parsing a flow")


def _syntax(error: yaml.MarkedYAMLError, text: str, base: int) -> Trouble:
    said = " ".join(part for part in (error.problem, error.context) if part) or "the YAML can't be read"
    begins = any(words in said for words in _BEGINS)
    mark: Any = (error.context_mark if begins else None) or error.problem_mark or error.context_mark
    hint = next((advice for words, advice in _HINTS.items() if words in said), _ADVICE)
    offset = base + min(int(mark.index), len(text)) if mark else base
    if text[offset - base : offset - base + 1] == "\t":
        hint = "indent with spaces"
    return Trouble(offset=offset, code="yaml-syntax", message=f"the YAML can't be read: {said}", hint=hint)


class _Composer:
    """Builds values of events, without recursion deeper than MAX_DEPTH."""

    def __init__(self, text: str, base: int, result: Parsed, *, marks: bool) -> None:
        self.text = text
        self.base = base
        self.result = result
        self.marks = marks
        self.events: Iterator[Any] = iter(yaml.parse(text, Loader=_LOADER))

    def run(self) -> None:
        documents = 0
        for event in self.events:
            kind = type(event)
            if kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    raise self.refusal(event, "yaml-documents", "a second YAML document begins here", "keep one")
            elif kind in (yaml.ScalarEvent, yaml.SequenceStartEvent, yaml.MappingStartEvent, yaml.AliasEvent):
                self.result.data = self.value(event, (), event.start_mark.index, 1)

    def refusal(self, event: Any, code: str, message: str, hint: str) -> _Refused:
        return _Refused(Trouble(offset=self.base + event.start_mark.index, code=code, message=message, hint=hint))

    def value(self, event: Any, where: Where, key: int, depth: int) -> Any:
        kind = type(event)
        if kind is yaml.AliasEvent:
            raise self.refusal(event, "yaml-alias", f"the alias “*{event.anchor}”", "write the value out")
        if event.anchor is not None:
            raise self.refusal(event, "yaml-anchor", f"the anchor “&{event.anchor}”", "write the value out")
        if event.tag is not None:
            raise self.refusal(event, "yaml-tag", f"the tag “{event.tag}”", "leave it out: fields know their types")
        if kind is yaml.ScalarEvent:
            self.mark(where, key, event, event.end_mark.index, event.style or "")
            self.characters(event)
            return event.value if event.style else self.plain(event)
        if depth > MAX_DEPTH:
            raise self.refusal(event, "yaml-depth", f"nested deeper than {MAX_DEPTH} levels", "flatten it")
        start = event
        made: Any = self.sequence(where, depth) if kind is yaml.SequenceStartEvent else self.mapping(where, depth)
        self.mark(where, key, start, start.end_mark.index, "")
        return made

    def characters(self, event: Any) -> None:
        for bad in _FORBIDDEN.finditer(event.value):
            self.result.troubles.append(
                Trouble(
                    offset=self.base + event.start_mark.index,
                    code="control-character",
                    message=f"the value holds the character U+{ord(bad[0]):04X}",
                    hint="delete it: it can't be shown",
                )
            )
        unseen = _UNSEEN.search(event.value)
        if unseen:
            self.result.troubles.append(
                Trouble(
                    offset=self.base + event.start_mark.index,
                    code="invisible-character",
                    message=f"the value holds the invisible character U+{ord(unseen[0]):04X}",
                    hint="delete it, unless the source prints it",
                    fatal=False,
                )
            )

    def plain(self, event: Any) -> str | None:
        value: str = event.value
        end = event.end_mark.index
        # ` #word` behind a plain value is far likelier a cut text than a comment, which has a space behind its sign.
        cut = re.compile(r"[ \t]+#(?=[^\s#])").match(self.text, end) if value else None
        if cut:
            self.result.troubles.append(
                Trouble(
                    offset=self.base + cut.end() - 1,
                    code="yaml-cut",
                    message="“ #” begins a comment here, so the rest of the line is left out",
                    hint="write the text as a >- block or in quotes; put a space behind the # of a comment",
                    fatal=False,
                )
            )
        return None if value in _NULLS else value

    def sequence(self, where: Where, depth: int) -> list[Any]:
        items: list[Any] = []
        for event in self.events:
            if type(event) is yaml.SequenceEndEvent:
                break
            items.append(self.value(event, (*where, len(items)), event.start_mark.index, depth + 1))
        return items

    def mapping(self, where: Where, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for event in self.events:
            if type(event) is yaml.MappingEndEvent:
                break
            if type(event) is not yaml.ScalarEvent or event.anchor is not None or event.tag is not None:
                raise self.refusal(event, "yaml-key", "a key that is not plain text", "write “field: value”")
            name = str(event.value)
            at = _start(event)
            if name == "<<" and not event.style:
                raise self.refusal(event, "yaml-merge", "the merge key “<<”", "write the fields out")
            value = self.value(next(self.events), (*where, name), at, depth + 1)
            name = name if name.isascii() else unicodedata.normalize("NFC", name)
            if name in found:
                self.result.troubles.append(
                    Trouble(
                        offset=self.base + at,
                        code="yaml-duplicate-key",
                        message=f"the field “{name}” stands twice",
                        hint="keep one of them",
                    )
                )
            found[name] = value
        return found

    def mark(self, where: Where, key: int, event: Any, end: int, style: str) -> None:
        if self.marks:
            base = self.base
            self.result.marks[where] = Mark(base + key, base + event.start_mark.index, base + end, style)


def _start(event: Any) -> int:
    return int(event.start_mark.index)


def offset_of(text: str, parsed: Parsed, where: Where, offset: int | None = None, *, key: bool = False) -> int:
    """The 0-based character of the file for a value.

    `parsed` was made with `marks`. Where the path leads to nothing, the nearest value above it counts. `offset` is a
    0-based character of the value, found in the file by counting what is not white space. `key` asks for the place of
    the field's name.
    """
    for length in range(len(where), -1, -1):
        mark = parsed.marks.get(where[:length])
        if mark is None:
            continue
        if key and length == len(where):
            return mark.key
        if length < len(where):
            return mark.key
        return _inside(text, mark, _value_at(parsed.data, where), offset or 0)
    return 0


def _value_at(data: Any, where: Where) -> Any:
    for step in where:
        try:
            data = data[step]
        except (LookupError, TypeError):
            return None
    return data


def _inside(text: str, mark: Mark, value: Any, offset: int) -> int:
    at = mark.start
    if mark.style in (">", "|"):
        line_end = text.find("\n", at)
        at = line_end + 1 if 0 <= line_end < mark.end else at
        while at < mark.end and text[at].isspace():
            at += 1
    elif mark.style:
        at += 1
    if not isinstance(value, str) or offset <= 0:
        return at
    skip = sum(not char.isspace() for char in value[:offset])
    while at < mark.end:
        if not text[at].isspace():
            if skip == 0:
                return at
            skip -= 1
        at += 1
    return mark.start


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """1-based line and column, in characters, of a 0-based offset."""
    offset = max(0, min(offset, len(text)))
    before = text.rfind("\n", 0, offset)
    return text.count("\n", 0, offset) + 1, offset - before


_PLAIN = re.compile(r"[^\W_](?:[\w .,;()/~+’“”–—…%…-]*[\w.)~%’”…])?")
_BAD_IN_BLOCK = re.compile(r"[^\S ]|\s{2}|[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]|^\s|\s$|^$")


def dump(data: Mapping[str, object]) -> str:
    """Write a mapping of text, numbers, lists and mappings as YAML that `parse_yaml` reads back as the same text.

    Absent values (None, empty lists and mappings) are left out; long text becomes a `>-` block.
    """
    return "".join(_fields(data, 0))


def document(data: Mapping[str, object], body: str = "") -> str:
    """Write a Markdown file: front matter and prose."""
    prose = body.strip("\n")
    return f"---\n{dump(data)}---\n" + (f"{prose}\n" if prose else "")


def dump_list(items: Sequence[Mapping[str, object]]) -> str:
    """Write a list file: one mapping an item."""
    return "".join(line for item in items for line in _item(item, 0))


def _fields(data: Mapping[str, object], indent: int) -> Iterator[str]:
    for name, value in data.items():
        if value is None or (isinstance(value, (list, tuple, dict)) and not value):
            continue
        pad = " " * indent
        if isinstance(value, Mapping):
            yield f"{pad}{name}:\n"
            yield from _fields(value, indent + 2)
        elif isinstance(value, (list, tuple)):
            short = [_scalar(str(item), indent) for item in value if not isinstance(item, Mapping)]
            line = f"{pad}{name}: [{', '.join(short)}]\n"
            if len(short) == len(value) and len(line) <= _WIDTH and not any(set(s) & set("\n,[]{}") for s in short):
                yield line
                continue
            yield f"{pad}{name}:\n"
            for item in value:
                yield from _item(item, indent + 2)
        else:
            yield f"{pad}{name}: {_scalar(str(value), indent, len(name))}\n"


def _item(item: object, indent: int) -> Iterator[str]:
    pad = " " * indent
    if not isinstance(item, Mapping):
        yield f"{pad}- {_scalar(str(item), indent)}\n"
        return
    lines = list(_fields(item, indent + 2))
    if lines:
        yield f"{pad}- {lines[0][indent + 2 :]}"
        yield from lines[1:]


def _scalar(text: str, indent: int, used: int = 0) -> str:
    if len(text) + indent + used + 2 <= _WIDTH and _PLAIN.fullmatch(text) and text not in _NULLS and "  " not in text:
        return text
    if _BAD_IN_BLOCK.search(text) or len(text) < 24:
        return _quoted(text)
    pad = " " * (indent + 2)
    lines, line = [], ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > _WIDTH - len(pad):
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    lines.append(line)
    return ">-\n" + "\n".join(pad + line for line in lines)


def _quoted(text: str) -> str:
    """A double-quoted scalar; what is not printable is escaped."""
    out = []
    for char in text:
        if char in '"\\':
            out.append("\\" + char)
        elif char == "\n":
            out.append("\\n")
        elif char == "\t":
            out.append("\\t")
        elif char.isprintable() or char in "\u00a0":
            out.append(char)
        elif ord(char) <= 0xFF:
            out.append(f"\\x{ord(char):02X}")
        elif ord(char) <= 0xFFFF:
            out.append(f"\\u{ord(char):04X}")
        else:
            out.append(f"\\U{ord(char):08X}")
    return '"' + "".join(out) + '"'
