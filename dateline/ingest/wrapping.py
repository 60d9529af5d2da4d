"""Lines that were wrapped at a width: whether a text is so printed, where its paragraphs end, and words cut in two.

A text wrapped by a program is known by its lines: the first word of the next one would not have fitted behind them.
Where that holds, a line that stops short of the width ends its paragraph, and one that doesn't is joined to the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from dateline.ingest.article import Line
from dateline.ingest.encodings import squeeze

SENTENCE_END = re.compile(r"""[.!?…。！？।؟][\"'”’»“)\]]{0,3}$""")
"""Ends a line that ends its sentence."""
_WIDEST, _NARROWEST = 110, 40
"""Characters: lines that are longer are paragraphs, and a text of shorter ones is a list."""
_WORD = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*")
_ITEM = re.compile(r"(?:[•*·▪‣◦●–—-]|\d{1,2}[.)])\s")
_CUT = re.compile(r"(?<=\w)[-‐]$")
_SUSPENDED = frozenset("and or und oder bzw et ou e y o i en of и или і або ve veya nor to bis".split())
"""What follows “pre-” in “pre- and post-war”."""
_COMPOUNDING = frozenset(
    """
    well ill self half all ex non anti pro co cease long short high low full part first second third fourth last two
    three four five six seven eight nine ten twenty thirty forty fifty sixty seventy eighty ninety hundred world cross
    mid vice post pre semi so would could north south east west north-east twenty-first quasi neo left right far near
    hard soft open old new year month week day man war face one multi
    """.split()
)
"""First parts of words that English writes with a hyphen: “well-known”, “cease-fire”, “vice-president”."""
_CLOSED = frozenset(
    """
    under over out with there where here some any every no up down in on for after be to through throughout off by else
    never how what when who back fore
    """.split()
)
"""First parts of words that are written in one: “understand”, “therefore”."""


def unwrap(lines: Sequence[str]) -> Iterator[Line]:
    """Lines without the blank ones, numbered from 1; wrapped lines joined where a text was wrapped at a width."""
    squeezed = [squeeze(line) for line in lines]
    width = _wrap_width(squeezed)
    greedy = width > 0 and _fills_lines(squeezed, width)
    words = words_of(squeezed) if width else frozenset()
    start, parts = 0, list[str]()
    listed = False
    for number, line in enumerate([*squeezed, ""], start=1):
        joins = bool(parts) and bool(line) and width > 0 and _goes_on(parts[-1], line, width, greedy=greedy)
        if parts and not joins:
            yield Line(text=joined(parts, words), number=start, listed=listed)
            parts = []
        if line:
            if not parts:
                start, listed = number, starts_item(line)
            parts.append(line)


def starts_item(line: str) -> bool:
    """Whether a line opens with the mark of a list's item."""
    return bool(_ITEM.match(line))


def would_fit(line: str, following: str, width: int) -> bool:
    """Whether the first word of the following line would have fitted behind a line of that width, in characters."""
    return len(line) + 1 + len(following.partition(" ")[0]) <= width


def _wrap_width(lines: Sequence[str]) -> int:
    """The width at which the text was wrapped, in characters, or 0 where its lines are paragraphs.

    A headline may be longer, and an address, in which no program breaks a line.
    """
    filled = [line for line in lines if line]
    longest = max((len(line) for line in filled[1:] if " " in line), default=0)
    if not _NARROWEST <= longest <= _WIDEST:
        return 0
    followed = [(a, b) for a, b in pairwise(lines) if a and b]
    full = [(a, b) for a, b in followed if len(a) > longest * 0.75 or not would_fit(a, b, longest)]
    open_ended = [(a, b) for a, b in full if not SENTENCE_END.search(a)]
    # A line that goes on with a small letter is the surest sign: one is enough where no other open line contradicts.
    sure = sum(b[:1].islower() for _, b in open_ended)
    unended = sum(not SENTENCE_END.search(a) for a, _ in followed)
    most = len(full) * 2 > len(followed) and len(open_ended) * 2 > len(full) and len(open_ended) > 2
    return longest if most or sure * 2 > unended else 0


def _fills_lines(lines: Sequence[str], width: int) -> bool:
    """Whether nearly every line that goes on is as full as it can be: then a shorter one ends its paragraph."""
    going_on = [(a, b) for a, b in pairwise(lines) if a and b[:1].islower() and not SENTENCE_END.search(a)]
    return sum(not would_fit(a, b, width) for a, b in going_on) >= len(going_on) * 0.9


def _goes_on(line: str, following: str, width: int, *, greedy: bool) -> bool:
    if starts_item(following):
        return False
    if _CUT.search(line) or (following[:1].islower() and not SENTENCE_END.search(line)):
        return len(line) > width * 0.3
    if greedy:
        return not would_fit(line, following, width)
    return len(line) > width * 0.6


# --- Words cut in two ---------------------------------------------------------------------------------------


def words_of(lines: Iterable[str]) -> frozenset[str]:
    """The words of printed lines in small letters, with their hyphens; the halves of cut words are none of them."""
    found: set[str] = set()
    cut = False
    for line in lines:
        words = [word.replace("‐", "-").replace("‑", "-").casefold() for word in _WORD.findall(line)]
        if cut:
            words = words[1:]
        if not line:
            continue
        cut = bool(_CUT.search(line))
        found.update(words[:-1] if cut else words)
    return frozenset(found)


def joined(parts: Sequence[str], words: frozenset[str]) -> str:
    """Lines of one paragraph as one; a hyphen that only cut a word goes, one of the word's own stays.

    `words` are those of the whole document. A cut word that it prints elsewhere is written as there. Otherwise the
    hyphen stays before a capital or a figure, behind a first part that English writes with one (“well-known”), and
    where both halves are words of the document by themselves.
    """
    text = [parts[0]]
    for before, part in pairwise(parts):
        first = _WORD.match(part)
        head = re.search(r"[\w-]+$", before[:-1]) if _CUT.search(before) else None
        if head is None or not part[:1].isalnum() or (first and first[0].casefold() in _SUSPENDED):
            text.append(" ")
        elif part[0].islower() and not _keeps_hyphen(head[0].casefold(), first[0].casefold() if first else "", words):
            text[-1] = text[-1][:-1]
        text.append(part)
    return "".join(text)


def _keeps_hyphen(head: str, rest: str, words: frozenset[str]) -> bool:
    if head + rest in words:
        return False
    if f"{head}-{rest}" in words or not head[-1:].isalpha():
        return True
    last = head.rpartition("-")[2]
    if last in _CLOSED:
        return False
    return last in _COMPOUNDING or (min(len(last), len(rest)) > 3 and last in words and rest in words)
