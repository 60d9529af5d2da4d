"""How commands print: problems, each with its remedy, and how many of what there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.problems import Problem


def print_problems(problems: Iterable[Problem], form: str = "text") -> None:
    """Print problems as text, or as --format says."""
    from dateline import problems as words

    found = list(problems)
    if form == "json":
        print(words.as_json(found))
        return
    for line in problem_lines(found) if form == "text" else map(words.as_github, found):
        print(line)


def problem_lines(problems: Iterable[Problem]) -> Iterator[str]:
    """Problems for the terminal; a remedy that many of them share is told once for the row."""
    from dataclasses import replace

    from dateline.problems import as_text

    said = ""
    for problem in problems:
        yield as_text(replace(problem, hint="") if problem.hint == said else problem)
        said = problem.hint


def tally(problems: Sequence[Problem]) -> str:
    """How many errors and warnings there are; empty where there are none."""
    from dateline.problems import Severity

    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    warnings = len(problems) - errors
    return ", ".join(count(number, word) for number, word in ((errors, "error"), (warnings, "warning")) if number)


def count(number: int, word: str, many: str = "") -> str:
    """A number with its word, in the singular or the plural (`many`, where that is no plain s)."""
    return f"{number:,} {word if number == 1 else many or word + 's'}"


def with_hint(error: Exception | Problem) -> str:
    """What went wrong, in one sentence with its remedy."""
    hint: str = getattr(error, "hint", "")
    message: str = getattr(error, "message", "") or str(error)
    return f"{message}; {hint}" if hint else message
