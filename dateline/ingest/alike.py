"""Claims of several sources that may say the same: proposed to an editor as one claim with several pieces of evidence.

Only the same words make one claim without being asked (see `grouping`). Two claims are proposed as one where the same
actors say them, as far as they are known, and most of the telling words of the shorter stand in the longer, or where
both quote the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.ingest.citing import telling
from dateline.ingest.timex_words import NUMBERS

LEAST_WORDS = 4
"""Telling words that two claims must have in common."""
SHARE = 0.6
"""The share of the shorter claim's telling words that must stand in the longer one."""
QUOTED_RUN = 4
"""Words in a row, quoted in both, that make two claims alike by themselves."""

_QUOTED = re.compile(r"[“\"«„]([^”\"»“„]+)[”\"»“]")
_WORD = re.compile(r"\w+(?:[’']\w+)?")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A claim as it is compared with others."""

    name: str
    """Its id, or how else it is called in the comment."""
    text: str
    """Its text."""
    by: frozenset[str]
    """The actors who say or do it, by their ids; empty where it is nobody that actors.yaml knows."""
    sources: frozenset[str]
    """The sources that it rests on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """Two claims that may be one."""

    first: str
    """The name of one."""
    second: str
    """The name of the other."""
    why: str
    """What they have in common, in words."""


def alike(claims: Sequence[Said], others: Sequence[Said] = ()) -> list[Likeness]:
    """The claims that may say the same as an earlier one, or as one of `others`, each with the one most like it.

    Claims that rest on one source alone are not compared with each other: their author told them apart.
    """
    if not others and len({claim.sources for claim in claims}) < 2:
        return []
    known = [_Words.of(other) for other in others]
    told = [_Words.of(claim) for claim in claims]
    found = []
    for number, one in enumerate(told):
        best: tuple[float, Likeness] | None = None
        rivals = [*known, *(other for other in told[:number] if other.said.sources != one.said.sources)]
        for other in rivals:
            score, why = _compare(one, other)
            if why and (best is None or score > best[0]):
                best = (score, Likeness(first=one.said.name, second=other.said.name, why=why))
        if best is not None:
            found.append(best[1])
    return found


@dataclass(frozen=True, slots=True)
class _Words:
    """A claim with what is compared of it, made ready once."""

    said: Said
    """The claim."""
    telling: frozenset[str]
    """Its telling words, without endings."""
    figures: frozenset[str]
    """Its numbers."""
    quoted: tuple[tuple[str, ...], ...]
    """The words of each of its quotations."""
    spoken: frozenset[str]
    """All of these, in small letters."""

    @classmethod
    def of(cls, said: Said) -> _Words:
        """Make a claim ready."""
        quoted = tuple(tuple(_WORD.findall(part)) for part in _QUOTED.findall(said.text))
        spoken = frozenset(word.casefold() for words in quoted for word in words)
        return cls(said, telling(said.text), _figures(said.text), quoted, spoken)


def _figures(text: str) -> frozenset[str]:
    """The numbers of a text, in digits also where they are words: “four hours” is 4. “A” and “one” are none."""
    words = (NUMBERS.get(word) for word in _WORD.findall(text.casefold()))
    return frozenset([*_FIGURE.findall(text), *(str(number) for number in words if number is not None and number > 1)])


def _compare(a: _Words, b: _Words) -> tuple[float, str]:
    """How much two claims have in common, and what, in words; no words where it is too little."""
    if a.said.by and b.said.by and a.said.by.isdisjoint(b.said.by):
        return 0.0, ""
    if a.figures - b.figures and b.figures - a.figures:
        return 0.0, ""  # “36 ships” and “40 ships” are two claims, perhaps a dispute
    if len(a.spoken & b.spoken) >= QUOTED_RUN:
        run = _common_run(a, b)
        if len(run) >= QUOTED_RUN:
            return 1.0 + len(run), f"both quote “{' '.join(run)}”"
    both, least = len(a.telling & b.telling), min(len(a.telling), len(b.telling))
    if both >= LEAST_WORDS and both >= SHARE * least:
        return both / least, f"{both} of {least} telling words are the same"
    return 0.0, ""


def _common_run(a: _Words, b: _Words) -> list[str]:
    """The longest run of words that is quoted in both claims."""
    best: list[str] = []
    for mine in a.quoted:
        for other in b.quoted:
            best = max(best, _longest(mine, other), key=len)
    return best


def _longest(a: Sequence[str], b: Sequence[str]) -> list[str]:
    """The longest run of words, capitals aside, that stands in both."""
    low_a, low_b = [w.casefold() for w in a], [w.casefold() for w in b]
    best, end = 0, 0
    row = [0] * (len(low_b) + 1)
    for place, word in enumerate(low_a):
        fresh = [0] * (len(low_b) + 1)
        for at, other in enumerate(low_b):
            if word == other:
                fresh[at + 1] = row[at] + 1
                if fresh[at + 1] > best:
                    best, end = fresh[at + 1], place + 1
        row = fresh
    return list(a[end - best : end])


def comment(within: Iterable[Likeness], known: Iterable[Likeness], entry: str | None) -> str:
    """What is alike as comment lines for the front matter of a draft; empty where nothing is."""
    lines = [f"#   {pair.first} and {pair.second}: {pair.why}" for pair in within]
    if lines:
        lines.insert(0, "# Perhaps one claim each; if they say the same, put the evidence of both under one:")
    there = [f"#   {pair.first} and its {pair.second}: {pair.why}" for pair in known]
    if there:
        there.insert(0, f"# Perhaps in {entry} already; if so, add the evidence there:")
    return "".join(f"{line}\n" for line in (*there, *lines))
