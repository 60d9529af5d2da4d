"""YAML front matter ⇄ plain values: text, lists and mappings, each with its place (the only PyYAML user).

What is written simply is read by `simple`, without PyYAML. For the rest one pass over the parser's events builds the
values and refuses, inside the loop, what could harm or deceive: tags, anchors, aliases, merge keys, duplicate keys,
nesting over 20 levels, front matter over 64 KB. Scalars stay text (`NO` is "NO", `010` is "010"); plain `null`, `~` and
nothing at all mean absent. Places are found by this second way, and only for who asks for them.

The events come from libyaml's parser, whose memory of nesting is on the heap; what a deep nesting crashes is PyYAML's
loader above it, and it is not used.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dateline.content.simple import NULLS, read_simply
from dateline.patterns import pattern
from dateline.records import record

MAX_DEPTH = 20
MAX_BYTES = 64 * 1024
MAX_LIST_BYTES = 4 * 1024 * 1024
MAX_VALUES = 250_000
"""Values of one file that are read: a list of 40,000 actors has as many."""
MAX_TROUBLES = 100
"""Faults of one file that are told one by one."""
_WIDTH = 96
_FENCE = pattern(r"---[ \t]*(?:\n|$)")
_CLOSING = pattern(r"\n---[ \t]*(?:\n|$)")
# Patterns are compiled when they are first needed: a run that reads simple files only needs none of these.
# YAML escapes such as "\\e" can make characters that no file may hold.
_FORBIDDEN = "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]"
_UNSEEN = "[\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]"
# ` #word` behind a plain value is far likelier a cut text than a comment, which has a space behind its sign.
_CUT = r"[ \t]+#(?=[^\s#])"

Value = str | None | list["Value"] | dict[str, "Value"]
Where = tuple[str | int, ...]


@record(frozen=True, slots=True)
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


@record(frozen=True, slots=True, kw_only=True)
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
    closing = _CLOSING.search(text, start - 1)
    if not closing:
        trouble = Trouble(
            offset=0,
            code="front-matter-open",
            message="the front matter has no end",
            hint="close it with a line --- above the prose",
        )
        return Parsed(troubles=[trouble])
    end, body_start = closing.start() + 1, closing.end()
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
    # No character has more than four bytes.
    size = len(text.encode("utf-8", "surrogatepass")) if len(text) * 4 > limit else 0
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
    result.data = None if marks else read_simply(text)
    if result.data is None:
        _parse_thoroughly(text, base, result, marks=marks)
    return result


def _parse_thoroughly(text: str, base: int, result: Parsed, *, marks: bool) -> None:
    """Fill in what the parser's events say."""
    import yaml

    taken = re.search(_NO_YAML, text)
    if taken:
        result.troubles.append(
            Trouble(
                offset=base + taken.start(),
                code="control-character",
                message=f"the character U+{ord(taken[0]):04X} stands here, which YAML does not take",
                hint="delete it: it can't be shown",
            )
        )
        return
    composer = _Composer(text, base, result, marks=marks)
    try:
        composer.run()
    except _Refused as refused:
        result.troubles.append(refused.trouble)
    except yaml.MarkedYAMLError as error:
        result.troubles.append(_syntax(error, text, base))
    except (yaml.YAMLError, ValueError, LookupError, AttributeError, TypeError) as error:
        # PyYAML lets these out on hostile input (its issue tracker has them all), and does not say where it was.
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        message = f"the YAML can't be read: {reason}"
        result.troubles.append(Trouble(offset=base + composer.reached, code="yaml-syntax", message=message))
    if not result.usable:
        result.data = None


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
    "while parsing a quoted scalar": "in double quotes \\ begins an escape: write \\\\ for the sign itself",
    "while scanning a quoted scalar": "a quotation mark is opened here and not closed",
    "expected '-' indicator": "indent alike: each - below the one before, the fields of an item below its first",
    "did not find expected key": "check the indentation, and put text with a quotation mark in front into a >- block",
    "expected <document start>": "delete this line and what follows, or the line ... above it",
    "cannot start any token": "put the value in quotes: YAML keeps its first character for itself",
}
# In these the trouble begins where the thing does, and not where the parser gives up.
_BEGINS = ("while scanning a quoted scalar", "while parsing a flow")


def _syntax(error: Any, text: str, base: int) -> Trouble:
    said = " ".join(part for part in (error.problem, error.context) if part) or "the YAML can't be read"
    begins = any(words in said for words in _BEGINS)
    mark: Any = (error.context_mark if begins else None) or error.problem_mark or error.context_mark
    hint = next((advice for words, advice in _HINTS.items() if words in said), _ADVICE)
    offset = base + min(int(mark.index), len(text)) if mark else base
    if text[offset - base : offset - base + 1] == "\t":
        hint = "indent with spaces"
    return Trouble(offset=offset, code="yaml-syntax", message=f"the YAML can't be read: {said}", hint=hint)


# What YAML does not take at all (https://yaml.org/spec/1.1/#c-printable).
_NO_YAML = "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"


def _parser(text: str) -> Any:
    """What gives the events of a text: libyaml's parser, or Python's own where PyYAML was built without it."""
    import yaml

    try:
        from yaml import cyaml
    except ImportError:
        return yaml.SafeLoader(text)
    return vars(cyaml)["CParser"](text)


class _Composer:
    """Builds values of events, without recursion deeper than MAX_DEPTH. Raises what PyYAML raises."""

    def __init__(self, text: str, base: int, result: Parsed, *, marks: bool) -> None:
        from yaml import events

        self.text = text
        self.base = base
        self.result = result
        self.marks = marks
        self.next_event: Callable[[], Any] = _parser(text).get_event
        self.scalar_kind: Any = events.ScalarEvent
        self.alias_kind: Any = events.AliasEvent
        self.list_kind, self.list_end = events.SequenceStartEvent, events.SequenceEndEvent
        self.mapping_kind, self.mapping_end = events.MappingStartEvent, events.MappingEndEvent
        self.document_kind: Any = events.DocumentStartEvent
        # Most texts hold nothing that a scalar would have to be searched for: an escape can make any character.
        self.may_hold_odd = "\\" in text or not text.replace("\n", "").isprintable()
        self.may_be_cut = "#" in text
        self.cut = re.compile(_CUT).match
        self.left = MAX_VALUES
        self.last: Any = None

    @property
    def reached(self) -> int:
        """The 0-based character behind the last scalar, list or mapping that was begun."""
        return 0 if self.last is None else int(self.last.end_mark.index)

    def run(self) -> None:
        documents = 0
        values = (self.scalar_kind, self.list_kind, self.mapping_kind, self.alias_kind)
        while (event := self.next_event()) is not None:
            kind = type(event)
            if kind is self.document_kind:
                documents += 1
                if documents > 1:
                    raise self.refusal(event, "yaml-documents", "a second YAML document begins here", "keep one")
            elif kind in values:
                self.result.data = self.value(event, (), event.start_mark.index, 1)

    def refusal(self, event: Any, code: str, message: str, hint: str) -> _Refused:
        return _Refused(Trouble(offset=self.base + event.start_mark.index, code=code, message=message, hint=hint))

    def tell(self, trouble: Trouble) -> None:
        """Note what is wrong, but not more of it than anybody reads."""
        if len(self.result.troubles) >= MAX_TROUBLES:
            message = f"more than {MAX_TROUBLES} faults; the rest of the file is not read"
            raise _Refused(Trouble(offset=trouble.offset, code="yaml-faults", message=message, hint="mend these first"))
        self.result.troubles.append(trouble)

    def value(self, event: Any, where: Where, key: int, depth: int) -> Any:
        kind = type(event)
        self.last = event
        self.left -= 1
        if self.left < 0:
            raise self.refusal(event, "yaml-size", f"more than {MAX_VALUES:,} values", "take some out")
        if kind is self.alias_kind:
            raise self.refusal(event, "yaml-alias", f"the alias “*{event.anchor}”", "write the value out")
        if event.anchor is not None:
            raise self.refusal(event, "yaml-anchor", f"the anchor “&{event.anchor}”", "write the value out")
        if event.tag is not None:
            raise self.refusal(event, "yaml-tag", f"the tag “{event.tag}”", "leave it out: fields know their types")
        if kind is self.scalar_kind:
            if self.marks:
                self.mark(where, key, event, event.style or "")
            if self.may_hold_odd:
                self.characters(event)
            return event.value if event.style else self.plain(event)
        if depth > MAX_DEPTH:
            raise self.refusal(event, "yaml-depth", f"nested deeper than {MAX_DEPTH} levels", "flatten it")
        made: Any = self.sequence(where, depth) if kind is self.list_kind else self.mapping(where, depth)
        if self.marks:
            self.mark(where, key, event, "")
        return made

    def characters(self, event: Any) -> None:
        for bad in re.finditer(_FORBIDDEN, event.value):
            self.tell(
                Trouble(
                    offset=self.base + event.start_mark.index,
                    code="control-character",
                    message=f"the value holds the character U+{ord(bad[0]):04X}",
                    hint="delete it: it can't be shown",
                )
            )
        unseen = re.search(_UNSEEN, event.value)
        if unseen:
            self.tell(
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
        cut = self.cut(self.text, event.end_mark.index) if self.may_be_cut and value else None
        if cut:
            self.tell(
                Trouble(
                    offset=self.base + cut.end() - 1,
                    code="yaml-cut",
                    message="“ #” begins a comment here, so the rest of the line is left out",
                    hint="write the text as a >- block or in quotes; put a space behind the # of a comment",
                    fatal=False,
                )
            )
        return None if value in NULLS else value

    def sequence(self, where: Where, depth: int) -> list[Any]:
        items: list[Any] = []
        while type(event := self.next_event()) is not self.list_end:
            items.append(self.value(event, (*where, len(items)), event.start_mark.index, depth + 1))
        return items

    def mapping(self, where: Where, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while type(event := self.next_event()) is not self.mapping_end:
            if type(event) is not self.scalar_kind or event.anchor is not None or event.tag is not None:
                raise self.refusal(event, "yaml-key", "a key that is not plain text", "write “field: value”")
            name: str = event.value
            at = int(event.start_mark.index)
            if name == "<<" and not event.style:
                raise self.refusal(event, "yaml-merge", "the merge key “<<”", "write the fields out")
            if self.may_hold_odd:
                self.characters(event)
            value = self.value(self.next_event(), (*where, name), at, depth + 1)
            name = name if name.isascii() else unicodedata.normalize("NFC", name)
            if name in found:
                self.tell(
                    Trouble(
                        offset=self.base + at,
                        code="yaml-duplicate-key",
                        message=f"the field “{name}” stands twice",
                        hint="keep one of them",
                    )
                )
            found[name] = value
        return found

    def mark(self, where: Where, key: int, event: Any, style: str) -> None:
        base = self.base
        self.result.marks[where] = Mark(base + key, base + event.start_mark.index, base + event.end_mark.index, style)


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


_FLOWING = frozenset("\n,[]{}")
"""What a value between brackets can't hold."""
_PLAIN = pattern(r"[^\W_](?:[\w .,;()/~+’“”–—…%…-]*[\w.)~%’”…])?")
_BAD_IN_BLOCK = pattern(r"[^\S ]|\s{2}|[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]|^\s|\s$|^$")


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
            if not any(isinstance(item, Mapping) for item in value):
                short = [_scalar(str(item), indent) for item in value]
                line = f"{pad}{name}: [{', '.join(short)}]\n"
                if len(line) <= _WIDTH and all(map(_FLOWING.isdisjoint, short)):
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
    if len(text) + indent + used + 2 <= _WIDTH and _PLAIN.fullmatch(text) and text not in NULLS and "  " not in text:
        return text
    # What is printable has no white space but blanks.
    bad = "  " in text or text[:1] == " " or text[-1:] == " " if text.isprintable() else _BAD_IN_BLOCK.search(text)
    if bad or len(text) < 24:
        return _quoted(text)
    pad = " " * (indent + 2)
    lines, width = [], _WIDTH - len(pad)
    while len(text) > width:
        cut = text.rfind(" ", 0, width + 1)
        cut = cut if cut > 0 else text.find(" ")
        if cut < 0:
            break
        lines.append(pad + text[:cut])
        text = text[cut + 1 :]
    return ">-\n" + "\n".join([*lines, pad + text])


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
