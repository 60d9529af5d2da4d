"""Problems: what is wrong where, and what to do. They are collected; none stops at the first."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from enum import StrEnum
from typing import Any

from dateline.patterns import pattern
from dateline.records import record


class Severity(StrEnum):
    """How bad a problem is: an error fails the command, a warning only under `--strict`."""

    ERROR = "error"
    WARNING = "warning"


@record(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong, or not shown to be right, in the content."""

    path: str
    """The file, relative to the root, with forward slashes."""
    line: int = 1
    """1-based line in the file."""
    column: int = 1
    """1-based column, in characters."""
    severity: Severity = Severity.ERROR
    """Whether it fails the command."""
    code: str
    """A short stable name, such as `quote-absent`."""
    message: str
    """What is wrong, with the value."""
    hint: str = ""
    """What to do about it."""

    @property
    def sort_key(self) -> tuple[str, int, int, str, str, str, str]:
        """By file, place and code, then by all the rest, so that no two problems have one place in the order."""
        return (self.path, self.line, self.column, self.code, self.message, self.severity, self.hint)


def ordered(problems: Iterable[Problem]) -> list[Problem]:
    """Sort problems by place, each once."""
    return sorted(set(problems), key=lambda problem: problem.sort_key)


def strict(problems: Iterable[Problem]) -> list[Problem]:
    """Turn every warning into an error, as `--strict` asks."""
    return [replace(problem, severity=Severity.ERROR) for problem in problems]


def has_errors(problems: Iterable[Problem]) -> bool:
    """Say whether one of the problems is an error."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def visible(text: str) -> str:
    """Replace control, bidi and line-breaking characters by their code points: no content can steer a terminal.

    A space and printable characters stay; a new line reads `⏎`.
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else "⏎" if c == "\n" else f"<U+{ord(c):04X}>" for c in text)


def harmless(text: str) -> str:
    """A line for the terminal that carries no escape sequence, no second line and no command for GitHub's runner.

    The runner takes a line that begins with `::`, white space before it or not, and `##[` at any place of a line for
    commands, whichever program printed them (actions/runner, `ActionCommand.cs`).
    """
    shown = visible(text)
    if shown.lstrip().startswith("::"):
        shown = shown.replace(":", "<U+003A>", 1)
    return shown.replace("##[", "##<U+005B>")


def as_text(problem: Problem) -> str:
    """`path:line:column: severity code: message`, and the hint on a line of its own."""
    place = f"{visible(problem.path)}:{problem.line}:{problem.column}"
    message = f"{place}: {problem.severity.value} {problem.code}: {problem.message}"
    lines = [*message.split("\n"), *(problem.hint.split("\n") if problem.hint else ())]
    return "\n    ".join(map(harmless, lines))


def as_json(problems: Sequence[Problem]) -> str:
    """All problems as one JSON array, in which whatever could steer a terminal or GitHub's runner is escaped."""
    return json_lines([asdict(problem) for problem in problems])


def json_lines(value: object) -> str:
    """A value as indented JSON, of which no line can steer a terminal or GitHub's runner, printed as it is."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    # They stand inside of strings only: what surrounds those is ASCII. Controls of C0 are escaped by now.
    return _UNUSUAL.sub(_escaped, text).replace("##[", "#\\u0023[")


_UNUSUAL = pattern(r"[^\n -~]")
# No-break and ideographic spaces: not printable to Python, yet nothing but white space to a terminal.
_BLANKS = "\u00a0\u202f\u3000"


def _escaped(match: re.Match[str]) -> str:
    """A character inside of a JSON string, escaped where it has no glyph: controls of C1 and bidi, lone surrogates."""
    char = match[0]
    return char if char.isprintable() or char in _BLANKS else json.dumps(char)[1:-1]


def as_github(problem: Problem) -> str:
    """A workflow command that annotates a pull request.

    Data and properties are escaped as GitHub's runner unescapes them (actions/toolkit, `command.ts`), so that content
    cannot make a command of its own.
    """
    message = f"{problem.message}\n{problem.hint}" if problem.hint else problem.message
    lines = (visible(line) for line in message.split("\n"))
    data = "\n".join(lines).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    place = f"file={_property(visible(problem.path))},line={problem.line},col={problem.column}"
    return f"::{problem.severity.value} {place},title={_property(problem.code)}::{data}"


def _property(text: str) -> str:
    for raw, escaped in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"), (":", "%3A"), (",", "%2C")):
        text = text.replace(raw, escaped)
    return text


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """`did you mean “x”?` where a known name is near, else an empty string; none is near a name over 200 characters."""
    if len(name) > 200:
        return ""
    near = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f"did you mean “{near[0]}”?" if near else ""


@record(frozen=True, slots=True, kw_only=True)
class Complaint:
    """A problem whose place is still named by the keys that lead to it; whoever has the files makes it a `Problem`."""

    path: str
    """The file, relative to the root, with forward slashes."""
    where: tuple[str | int, ...] = ()
    """Keys and 0-based indexes down to the value, empty for the whole file; an item of a list file may go by its id."""
    place: tuple[int, int] | None = None
    """1-based line and column, where they are known already; they count for more than `where`."""
    offset: int | None = None
    """0-based character inside the value (or, with `body`, inside the prose) where the trouble begins."""
    body: bool = False
    """Whether the trouble stands in the prose below the front matter."""
    severity: Severity = Severity.ERROR
    """Whether it fails the command."""
    code: str
    """A short stable name, such as `quote-absent`."""
    message: str
    """What is wrong, with the value."""
    hint: str = ""
    """What to do about it."""

    def to_plain(self) -> list[Any]:
        """As lists, strings and numbers, without the path."""
        where, place, severity = list(self.where), list(self.place or ()), self.severity.value
        return [where, place, self.offset, self.body, severity, self.code, self.message, self.hint]

    @classmethod
    def from_plain(cls, path: str, plain: Any) -> Complaint:
        """What `to_plain` gave, of the file at `path`. Raises ValueError for anything else."""
        match plain:
            case [
                [*where],
                [*place],
                (int() | None) as offset,
                bool(body),
                str(severity),
                str(code),
                str(message),
                str(hint),
            ] if all(isinstance(step, (str, int)) for step in (*where, *place)) and len(place) in (0, 2):
                return cls(
                    path=path,
                    where=tuple(where),
                    place=(int(place[0]), int(place[1])) if place else None,
                    offset=offset,
                    body=body,
                    severity=Severity(severity),
                    code=code,
                    message=message,
                    hint=hint,
                )
        raise ValueError("this is no complaint that was kept")
