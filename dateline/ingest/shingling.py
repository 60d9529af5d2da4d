"""A text as what is compared of it: its words, its 5-word shingles, and which of them are somebody's quoted words.

A shingle is a run of five words, known by a digest that is the same in every process of one Python version. See Broder,
"On the resemblance and containment of documents" (1997).
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b

SHINGLE = 5
"""Words to a shingle."""
MANY_WORDS = 500_000
"""Words whose digests are remembered between texts, at most: one is cheap to have again, memory must stay bounded."""

_WORD = re.compile(r"[぀-ヿ㐀-鿿가-힣]|[^\W_぀-ヿ㐀-鿿가-힣]+")
_MASK = (1 << 61) - 1
# Quotations as papers set them; one whose closing mark is missing goes on to the end of its paragraph, as it does
# where the next paragraph goes on with the speech. Marks around a word or two are no speech.
QUOTED = re.compile(
    r"“[^“”\n]{20,}(?:”|$)|«[^«»\n]{20,}(?:»|$)|„[^„“”\n]{20,}(?:[“”]|$)|"
    r"(?<!\w)\"(?=\S)[^\"\n]{20,}(?:\"|$)|(?<!\w)‘(?=\S)[^‘\n]{20,2000}?(?<=[\w.,!?…])’(?!\w)",
    re.MULTILINE,
)
_CALENDAR = frozenset(
    """
    january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun
    monday tuesday wednesday thursday friday saturday sunday
    января февраля марта апреля мая июня июля августа сентября октября ноября декабря
    понедельник вторник среда среду четверг пятница пятницу суббота субботу воскресенье
    січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня
    понеділок вівторок середа середу четвер п ятниця ятницю субота суботу неділя неділю
    ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık
    pazartesi salı çarşamba perşembe cuma cumartesi pazar
    janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro
    segunda terça quarta quinta sexta feira sábado domingo
    am pm gmt utc the of de at on
    """.split()
)


@dataclass(frozen=True, slots=True)
class Sketch:
    """What of a text is compared with others: about nine bytes a word. It can be pickled."""

    digests: array[int]
    """The digest of every shingle (below 2**61), in the order of the text; shingle n begins at word n, both from 0."""
    apart: bytes
    """For every shingle 1 where it says nothing of who copied whom: quoted words, or days and numbers; else 0."""

    def narrated(self) -> frozenset[int]:
        """The digests of the shingles that the article's author wrote."""
        return frozenset(digest for digest, apart in zip(self.digests, self.apart, strict=True) if not apart)

    def set_apart(self) -> frozenset[int]:
        """The digests of the others."""
        return frozenset(digest for digest, apart in zip(self.digests, self.apart, strict=True) if apart)


def words(text: str) -> list[str]:
    """The words of a text as they are compared: NFC, casefolded, punctuation and quotation marks left out.

    A Chinese, Japanese or Korean character counts as a word of its own.
    """
    return _WORD.findall(unicodedata.normalize("NFC", text).casefold())


def sketch(text: str, hashes: dict[str, int] | None = None) -> Sketch:
    """The shingles of a text. `hashes` keeps the digests of words for the next text; it is emptied when it is large."""
    known = {} if hashes is None else hashes
    if len(known) > MANY_WORDS:
        known.clear()
    found: list[str] = []
    spoken: list[tuple[int, int]] = []
    for part, quoted in _parts(unicodedata.normalize("NFC", text)):
        start = len(found)
        found += _WORD.findall(part.casefold())
        if quoted:
            spoken.append((start, len(found)))
    digests = digests_of(found, known)
    apart = bytearray(len(digests))
    middle = SHINGLE // 2
    for start, end in spoken:
        # A shingle across a quotation mark is the author's where most of its words are.
        _mark(apart, max(0, start - middle), end - middle)
    dated = [number for number, word in enumerate(found) if word in _CALENDAR or word.isdigit()]
    for first, last in zip(dated, dated[SHINGLE - 2 :], strict=False):
        if last - first < SHINGLE:  # all words of a shingle but one
            _mark(apart, max(0, last - SHINGLE + 1), first + 1)
    return Sketch(array("Q", digests), bytes(apart))


def _mark(apart: bytearray, start: int, end: int) -> None:
    """Set a stretch of flags, as far as there are such shingles."""
    end = min(end, len(apart))
    if start < end:
        apart[start:end] = b"\x01" * (end - start)


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """A text cut at its quotation marks: each part, and whether it is quoted."""
    last = 0
    for match in QUOTED.finditer(text):
        yield text[last : match.start()], False
        yield match[0], True
        last = match.end()
    yield text[last:], False


def digests_of(found: list[str], hashes: dict[str, int]) -> list[int]:
    """The digests of a text's shingles, below 2**61, in order; none under five words. `hashes` keeps those of words."""
    if len(found) < SHINGLE:
        return []
    for word in set(found).difference(hashes):
        # Python's own hash() of a text is salted per process: two workers would not agree. That of numbers is not.
        hashes[word] = int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=7).digest(), "big")
    values = [hashes[word] for word in found]
    return [
        hash(shingle) & _MASK for shingle in zip(values, values[1:], values[2:], values[3:], values[4:], strict=False)
    ]
