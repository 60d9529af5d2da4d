"""Words of a text that a claim could quote: for citations of a source that has got its text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from dateline.evidence.quotes import locate
from dateline.model import Verdict

MOST_WORDS = 18
"""Words of a proposed quote at most: a quote is no longer than the claim needs."""
LEAST_SHARED = 0.4
"""The share of a claim's telling words that a sentence must have for it to be proposed …"""
LEAST_WORDS = 2
"""… and how many of them at least."""

_SENTENCE = re.compile(r"(?<=[.!?])[”\"»’]?\s+(?=[\"“«‘(]?[^\W\d_a-zа-яёіїєґ])|\n")
_WORD = re.compile(r"[^\W_]+(?:[’'ʼ-][^\W_]+)*")
_LOOSE = frozenset(
    """
    a an the and or but that which who of in on at to for from by with as is was were are be it its his her their this
    than then also и в на с по к о что у а но та і й у в з на що до ve bir ile için o os as e de do da em no na que um
    uma
    """.split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A passage of a text that may bear a claim out."""

    sentence: str
    """The sentence that has most of the claim's telling words."""
    quote: str
    """Words of it that `check` finds at one place, MOST_WORDS at most; empty where no such words can be told apart."""


def passage_for(claim: str, text: str) -> Passage | None:
    """The passage of a text that bears a claim out best; None where no sentence has enough of its words."""
    wanted = telling(claim)
    best: tuple[float, int] | None = None
    spans = _sentences(text)
    for number, (start, end) in enumerate(spans):
        there = telling(text[start:end])
        both = len(wanted & there)
        share = both / len(wanted) if both >= LEAST_WORDS else 0.0
        if share >= LEAST_SHARED and (best is None or share > best[0]):
            best = (share, number)
    if best is None:
        return None
    start, end = spans[best[1]]
    return Passage(sentence=text[start:end].strip(), quote=_quote(wanted, text, start, end))


def _sentences(text: str) -> list[tuple[int, int]]:
    """Start and end of every sentence."""
    spans = []
    start = 0
    for match in _SENTENCE.finditer(text):
        # A closing quotation mark belongs to its sentence.
        end = match.start() + len(match[0]) - len(match[0].lstrip('”"»’'))
        if text[start:end].strip():
            spans.append((start, end))
        start = match.end()
    if text[start:].strip():
        spans.append((start, len(text)))
    return spans


def telling(words: str) -> frozenset[str]:
    """The words by which a sentence is known, without endings."""
    return frozenset(_stem(word) for word in _WORD.findall(words.casefold()) if len(word) > 3 and word not in _LOOSE)


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    """A word without the endings in which a claim and its source most often differ."""
    for ending in ("’s", "'s", "ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) > 3:
            return word[: -len(ending)]
    return word


def _quote(wanted: frozenset[str], text: str, start: int, end: int) -> str:
    """The stretch of a sentence that has most of the wanted words, none of them cut, and is found at one place."""
    words = list(_WORD.finditer(text, start, end))
    if len(words) <= MOST_WORDS:
        stretches = [(0, len(words))]
    else:
        ranked = []
        for first in range(len(words)):
            for length in range(4, MOST_WORDS + 1):
                if first + length > len(words):
                    break
                some = words[first : first + length]
                hits = len({_stem(word[0].casefold()) for word in some} & wanted)
                edges = sum(word[0].casefold() in _LOOSE for word in (some[0], some[-1]))
                between = text[some[0].start() : some[-1].end()]
                # Quotation marks that open and do not close make a quote that nobody can read.
                torn = between.count("“") != between.count("”") or between.count('"') % 2
                clean = _at_clause(text, start, end, some[0].start(), some[-1].end())
                ranked.append((-(4 * hits - 2 * edges - 3 * torn + clean), length, first))
        stretches = [(first, first + length) for _, length, first in sorted(ranked)[:12]]
    for first, last in stretches:
        begin, stop = words[first].start(), words[last - 1].end()
        # A mark that stands around the whole stretch belongs to it.
        if text[begin:stop].count("“") < text[begin:stop].count("”") and text[begin - 1 : begin] == "“":
            begin -= 1
        if text[begin:stop].count("“") > text[begin:stop].count("”") and "”" in text[stop : stop + 2]:
            stop = text.index("”", stop) + 1
        quote = text[begin:stop]
        match = locate(quote, text)
        if match.verdict is Verdict.EXACT:
            return quote
    return ""


def _at_clause(text: str, start: int, end: int, begin: int, stop: int) -> int:
    """How many ends of a stretch are also ends of a clause."""
    opens = begin == start or text[max(start, begin - 2) : begin].strip(' “"«')[-1:] in (",", ";", ":", "–", "—", "")
    closes = stop >= end - 1 or text[stop : stop + 1] in ",;:.!?”»"
    return int(opens) + int(closes)
