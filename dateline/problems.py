"""Problems: what is wrong where, and what to do. They are collected; none stops at the first."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum


class Severity(StrEnum):
    """How bad a problem is: an error fails the command, a warning only under `--strict`."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
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


def as_text(problem: Problem) -> str:
    """`path:line:column: severity code: message`, and the hint on a line of its own."""
    head = (
        f"{visible(problem.path)}:{problem.line}:{problem.column}: {problem.severity.value} {problem.code}: "
        f"{_lines(problem.message)}"
    )
    return f"{head}\n    {_lines(problem.hint)}" if problem.hint else head


def _lines(text: str) -> str:
    return "\n    ".join(visible(line) for line in text.split("\n"))


def as_json(problems: Sequence[Problem]) -> str:
    """All problems as one JSON array."""
    return json.dumps([asdict(problem) for problem in problems], ensure_ascii=False, indent=2)


def as_github(problem: Problem) -> str:
    """A workflow command that annotates a pull request.

    Data and properties are escaped as GitHub's runner unescapes them (actions/toolkit, `command.ts`), so that content
    cannot make a command of its own.
    """
    message = f"{problem.message}\n{problem.hint}" if problem.hint else problem.message
    data = _lines_raw(message).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    place = f"file={_property(visible(problem.path))},line={problem.line},col={problem.column}"
    return f"::{problem.severity.value} {place},title={_property(problem.code)}::{data}"


def _lines_raw(text: str) -> str:
    return "\n".join(visible(line) for line in text.split("\n"))


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


@dataclass(frozen=True, slots=True, kw_only=True)
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
