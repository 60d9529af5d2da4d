"""Near-copies among articles: 5-word shingles, containment, and an index that finds the pairs in linear time.

Containment (what share of the shorter text stands in the longer) is the measure, as in Broder, "On the resemblance
and containment of documents" (1997): Jaccard resemblance misses a copy that carries other stories at its end.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

SHINGLE = 5
"""Words to a shingle."""
THRESHOLD = 0.3
"""The containment from which two texts count as copies of one story."""
LEAST_SHARED = 8
"""Shingles that two texts must share besides: one long quotation in two short notes is no copy."""
MAX_POSTINGS = 16
"""How many documents the index remembers for one shingle (see find_copies)."""

_WORD = re.compile(r"[぀-ヿ㐀-鿿가-힣]|[^\W_぀-ヿ㐀-鿿가-힣]+")
_PRIME = (1 << 61) - 1
_BASE = 1_000_003


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A paragraph of one text that stands in another."""

    paragraph: int
    """Which paragraph (line) of the first text, from 0."""
    share: float
    """The share of its shingles that stand in the other text, 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """Two documents that carry the same story."""

    fuller: str
    """The id of the one with more shingles; of two equal ones, the one given first."""
    shorter: str
    """The id of the other."""
    containment: float
    """The share of the shorter one's shingles that stand in the fuller, 0 to 1."""
    shared: int
    """How many different shingles stand in both."""


def words(text: str) -> list[str]:
    """The words of a text as they are compared: NFC, casefolded, punctuation and quotation marks left out.

    A Chinese, Japanese or Korean character counts as a word of its own.
    """
    return _WORD.findall(unicodedata.normalize("NFC", text).casefold())


def shingles(text: str) -> frozenset[int]:
    """Digests of the 5-word shingles of a text, the same in every process; empty under five words."""
    return _digests(words(text), {})


def containment(a: str, b: str) -> float:
    """The share of the shorter text's different 5-word shingles that stand in the other, 0.0 to 1.0.

    A text of fewer than five words has no shingles: the answer is 0.0.
    """
    left, right = shingles(a), shingles(b)
    least = min(len(left), len(right))
    return len(left & right) / least if least else 0.0


def find_copies(documents: Iterable[tuple[str, str]], *, threshold: float = THRESHOLD) -> list[Copy]:
    """The pairs of documents, given as (id, text), whose containment reaches the threshold.

    The pairs are sorted by the order of the documents. Memory and time grow linearly with the words: the index
    remembers the first MAX_POSTINGS documents of each shingle. A story in more documents than that is still found
    whole, for each of them pairs with the first ones; only the pairs among the later ones are left out.
    """
    ids: list[str] = []
    sizes: list[int] = []
    index: dict[int, tuple[int, ...]] = {}
    hashes: dict[str, int] = {}
    found: list[tuple[int, int, int]] = []
    for number, (identifier, text) in enumerate(documents):
        if len(hashes) > 500_000:  # a word's hash is cheap to have again; the memory must stay bounded
            hashes.clear()
        digests = _digests(words(text), hashes)
        ids.append(identifier)
        sizes.append(len(digests))
        meetings: Counter[int] = Counter()
        for digest in digests:
            postings = index.get(digest, ())
            meetings.update(postings)
            if len(postings) < MAX_POSTINGS:
                index[digest] = (*postings, number)
        for other, shared in meetings.items():
            least = min(sizes[other], len(digests))
            if shared >= threshold * least and shared >= min(LEAST_SHARED, least):
                found.append((other, number, shared))
    found.sort()
    return [_copy(ids, sizes, a, b, shared) for a, b, shared in found]


def shared_passages(a: str, b: str, *, least: float = 0.6) -> tuple[Passage, ...]:
    """Which paragraphs (lines) of text `a` stand in text `b`, at least by the given share of their shingles.

    A paragraph of fewer than five words counts where `b` has a paragraph of the same words.
    """
    inside = shingles(b)
    short = {tuple(found) for line in b.split("\n") if len(found := words(line)) < SHINGLE}
    passages = []
    hashes: dict[str, int] = {}
    for number, line in enumerate(a.split("\n")):
        found = words(line)
        if not found:
            continue
        digests = _digests(found, hashes)
        share = len(digests & inside) / len(digests) if digests else float(tuple(found) in short)
        if share >= least:
            passages.append(Passage(paragraph=number, share=share))
    return tuple(passages)


def _copy(ids: list[str], sizes: list[int], a: int, b: int, shared: int) -> Copy:
    fuller, shorter = (b, a) if sizes[b] > sizes[a] else (a, b)
    return Copy(fuller=ids[fuller], shorter=ids[shorter], containment=shared / sizes[shorter], shared=shared)


def _digests(found: list[str], hashes: dict[str, int]) -> frozenset[int]:
    """A rolling polynomial hash over words. The words' own hashes are kept in `hashes` for the next text."""
    if len(found) < SHINGLE:
        return frozenset()
    values = []
    for word in found:
        value = hashes.get(word)
        if value is None:
            # Python's own hash() is salted per process: two workers would not agree.
            value = int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=7).digest(), "big")
            hashes[word] = value
        values.append(value)
    b1, b2, b3, b4 = (pow(_BASE, power, _PRIME) for power in range(1, SHINGLE))
    return frozenset(
        (v + w * b1 + x * b2 + y * b3 + z * b4) % _PRIME
        for v, w, x, y, z in zip(values, values[1:], values[2:], values[3:], values[4:], strict=False)
    )
