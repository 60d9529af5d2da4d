"""Translations among articles: numbers, names and quotations that line up across two languages.

A translator keeps the order of what is told. So two texts in different languages are compared by their anchors, what
both print whatever the language: numbers, months, names in Latin letters however they were spelt, and quotations by
their length. The longest sequence of anchors that both have in the same order (Hunt and Szymanski, “A fast algorithm
for computing longest common subsequences”, 1977) tells a translation from another report of the same event, which has
the same names and some of the numbers, but in an order of its own. What is found is a proposal: an editor decides.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise
from sys import intern

from dateline.ingest.postings import KEY_BITS, Postings, meetings
from dateline.ingest.shingling import QUOTED
from dateline.ingest.spellings import fold

LEAST_ANCHORS = 10
"""Anchors in the same order from which two texts can be told to be one."""
ORDERED = 0.65
"""The share of the shorter text's anchors that must stand in the other in the same order."""
LEAST_NAMED = 14
"""Anchors in the same order that are asked for where hardly any number or quotation is among them …"""
ORDERED_NAMES = 0.7
"""… and their share."""
NUMBERS = 0.7
"""The share of the numbers of the text with fewer of them that the other must have."""
NAMES = 0.5
"""The same of names."""
LENGTHS = 1.9
"""How many times as long a translation may be, counted between anchors near the first and the last shared one."""
COMMON = 24
"""In how many documents an anchor may stand to lead from one document to others."""
LEAST_MET = 3
"""Rare anchors that two documents must have in common to be compared."""

_TOKEN = re.compile(r"\d+(?:[.,  ]\d{3})*(?:[.,]\d+)?|[^\W\d_]+(?:[’'ʼ-][^\W\d_]+)*|[.!?:\n“”«»\"„]")
_MONTHS = (
    "january|січн|январ|ocak|janeiro",
    "february|лют(?:ого|ий|ому)|феврал|şubat|fevereiro",
    "march|берез|март|mart|março",
    "april|квіт|апрел|nisan|abril",
    "may|трав|ма[йяе]|mayıs|maio",
    "june|черв|июн|haziran|junho",
    "july|лип|июл|temmuz|julho",
    "august|серп|август|ağustos|agosto",
    "september|верес|сентябр|eylül|setembro",
    "october|жовт|октябр|ekim|outubro",
    "november|листопад|ноябр|kasım|novembro",
    "december|груд|декабр|aralık|dezembro",
)
_MONTH = tuple(re.compile(rf"(?:{forms})\w{{0,3}}\Z") for forms in _MONTHS)
# Number words that papers write out; figures in the other language meet them. (Turkish “on”, ten, is left out: half of
# its sentences have it in other words.)
_NUMBERS: dict[str, dict[str, str]] = {
    language: {word: str(value) for value, forms in enumerate(words.split("|"), 2) for word in forms.split()}
    for language, words in (
        ("en", "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"),
        (
            "ru",
            (
                "два две двое двух двум|три трое трёх трех|четыре четверо четырёх четырех|пять пяти|шесть шести|"
                "семь семи|восемь восьми|девять девяти|десять десяти|одиннадцать|двенадцать двенадцати"
            ),
        ),
        (
            "uk",
            (
                "два дві двоє двох|три троє трьох|чотири чотирьох|п’ять п'ять пʼять п’яти|шість шести|"
                "сім семи|вісім восьми|дев’ять дев'ять девʼять|десять десяти|одинадцять|дванадцять"
            ),
        ),
        ("tr", "iki|üç|dört|beş|altı|yedi|sekiz|dokuz"),
        ("pt", "dois duas|três|quatro|cinco|seis|sete|oito|nove|dez|onze|doze"),
    )
}


@dataclass(frozen=True, slots=True)
class Anchors:
    """What of a text stands in its translations too."""

    language: str
    """BCP 47 primary tag."""
    keys: tuple[str, ...]
    """Numbers (`#14`), months (`m3`), names (`lvrv`) and quotations (`“12`, by length), in the order of the text."""
    places: tuple[int, ...]
    """The word of the text at which each stands, from 0."""
    words: int
    """How many words the text has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """Two documents of which one may be a translation of the other."""

    first: str
    """Id of the document given first."""
    second: str
    """Id of the other."""
    numbers: tuple[int, int]
    """How many of the numbers of the text with fewer both have, and how many that text has."""
    names: tuple[int, int]
    """The same of names."""
    quotations: tuple[int, int]
    """The same of quotations, by length."""
    ordered: float
    """Share of the shorter one's anchors that stand in the other in the same order, 0 to 1."""

    @property
    def why(self) -> str:
        """What lines up: “14 of 16 numbers, 9 of 11 names, 2 of 2 quotations, in the same order”."""
        parts = [
            f"{both} of {of} {noun if of != 1 else noun[:-1]}"
            for (both, of), noun in (
                (self.numbers, "numbers"),
                (self.names, "names"),
                (self.quotations, "quotations"),
            )
            if of
        ]
        return f"{', '.join(parts)}, {self.ordered:.0%} of it all in the same order"


def anchors(text: str, language: str) -> Anchors:
    """The anchors of a text in a language (BCP 47)."""
    own = language.split("-")[0]
    text = unicodedata.normalize("NFC", text)
    spoken = {match.start(): len(match[0].split()) for match in QUOTED.finditer(text)}
    found: list[tuple[int, str, int, bool]] = []  # sentence, key, word, whether it is sure
    sentence, word, opens = 0, 0, True
    for match in _TOKEN.finditer(text):
        token = match[0]
        first = token[0]
        length = spoken.get(match.start(), 0)
        if length >= 4:
            found.append((sentence, f"“{length}", word, True))
        if first in ".!?:\n“«„":
            opens = True
            sentence += first in ".!?\n"
        if not first.isalnum():
            continue
        key = f"#{_figure(token)}" if first.isdigit() else _lettered(token, own)
        if key:
            found.append((sentence, key, word, key[0] == "#" or not opens or key[1:].isdigit()))
        word += 1
        opens = False
    # A word with a capital at the beginning of a sentence is a name where it is one elsewhere.
    names = {key for _, key, _, sure in found if sure}
    # Languages order the parts of a sentence as they please, so inside one the anchors stand in an order of their own.
    kept = sorted((number, key, place) for number, key, place, sure in found if sure or key in names)
    keys = tuple(intern(key) for _, key, _ in kept)
    return Anchors(own, keys, tuple(place for _, _, place in kept), word)


def find_translations(documents: Iterable[tuple[str, Anchors]]) -> list[Alike]:
    """The pairs of documents, given as (id, anchors), of which one may be a translation of the other.

    Only texts in different languages are compared, and only where they have rare anchors in common, so memory and time
    grow linearly with the number of documents. The pairs are sorted by the order of the documents.
    """
    ids: list[str] = []
    held: list[Anchors] = []
    index = Postings()
    for number, (name, one) in enumerate(documents):
        ids.append(name)
        held.append(one)
        index.add({_digest(key) for key in _telling(one)}, number)
    groups = (where for _, where in index.shared() if len(where) <= COMMON)
    found: list[tuple[int, int, Alike]] = []
    for first, later, count in meetings(groups, paired=COMMON, hubs=0):
        if count >= LEAST_MET and held[first].language != held[later].language:
            alike = compare(ids[first], held[first], ids[later], held[later])
            if alike is not None:
                found.append((first, later, alike))
    return [alike for _, _, alike in sorted(found, key=lambda each: each[:2])]


def compare(first: str, a: Anchors, second: str, b: Anchors) -> Alike | None:
    """What lines up in two texts, given with their ids; None where it is not enough for a translation."""
    if a.language == b.language or min(len(a.keys), len(b.keys)) < LEAST_ANCHORS:
        return None
    pairs = in_order(a.keys, b.keys)
    least = min(len(a.keys), len(b.keys))
    if len(pairs) < LEAST_ANCHORS or len(pairs) < ORDERED * least:
        return None
    numbers = _both(a, b, "#")
    names = _both(a, b, "")
    quotations = _quoted(a, b)
    if numbers[1] >= 3 and numbers[0] < NUMBERS * numbers[1]:
        return None
    if names[1] >= 3 and names[0] < NAMES * names[1]:
        return None
    # Names stand in every report of an event: where little else lines up, their order has to be the same all the more.
    if numbers[0] + quotations[0] < 2 and (len(pairs) < LEAST_NAMED or len(pairs) < ORDERED_NAMES * least):
        return None
    # A name that stands often may be paired far off its place at either end.
    edge = len(pairs) // 10
    spans = [
        abs(places[pairs[-1 - edge][side]] - places[pairs[edge][side]]) + 1
        for side, places in enumerate((a.places, b.places))
    ]
    if max(spans) > LENGTHS * min(spans):
        return None
    return Alike(
        first=first,
        second=second,
        numbers=numbers,
        names=names,
        quotations=quotations,
        ordered=len(pairs) / least,
    )


def in_order(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    """A longest common subsequence of two sequences of anchors, as pairs of places; quotations agree by length."""
    where: dict[str, list[int]] = defaultdict(list)
    lengths = []
    for place, key in enumerate(b):
        where[key].append(place)
        if key[0] == "“":
            lengths.append((int(key[1:]), place))
    ends: list[int] = []
    links: list[tuple[int, int, int]] = []  # place in a, place in b, link before
    last: list[int] = []
    for place, key in enumerate(a):
        if key[0] == "“":
            length = int(key[1:])
            matches = [at for other, at in lengths if _near(length, other)]
        else:
            matches = where.get(key, [])
        for at in reversed(matches):
            row = bisect_left(ends, at)
            links.append((place, at, last[row - 1] if row else -1))
            if row == len(ends):
                ends.append(at)
                last.append(len(links) - 1)
            else:
                ends[row] = at
                last[row] = len(links) - 1
    pairs = []
    link = last[-1] if last else -1
    while link >= 0:
        place, at, link = links[link]
        pairs.append((place, at))
    return pairs[::-1]


def _near(a: int, b: int) -> bool:
    """Whether two quotations can be one, by their words: languages differ in how many they take."""
    return abs(a - b) <= 2 + 0.3 * max(a, b)


def _telling(one: Anchors) -> set[str]:
    """The anchors by which a document is looked up: names, longer numbers, and neighbours of short ones."""
    found = {key for key in one.keys if key[0] not in "“m" and not (key[0] == "#" and len(key) < 4)}
    plain = [key for key in one.keys if key[0] != "“"]
    return found | {f"{first} {second}" for first, second in pairwise(plain)}


def _digest(key: str) -> int:
    """What the index knows an anchor by, the same in every process."""
    return int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=KEY_BITS // 8).digest(), "big")


def _both(a: Anchors, b: Anchors, kind: str) -> tuple[int, int]:
    """How many different numbers (`#`) or names both texts have, and how many the one with fewer has."""

    def some(one: Anchors) -> set[str]:
        if kind:
            return {key for key in one.keys if key[0] == kind}
        return {key for key in one.keys if key[0] not in "#“" and not (key[0] == "m" and key[1:].isdigit())}

    left, right = some(a), some(b)
    return len(left & right), min(len(left), len(right))


def _quoted(a: Anchors, b: Anchors) -> tuple[int, int]:
    """How many quotations of like lengths both texts have in the same order, and how many the one with fewer has."""
    left, right = ([key for key in one.keys if key[0] == "“"] for one in (a, b))
    return len(in_order(left, right)), min(len(left), len(right))


def _figure(token: str) -> str:
    """A number as it is compared: without the marks between thousands, with one kind of decimal mark."""
    plain = re.sub(r"[.,  ](?=\d{3}(?:\D|$))", "", token)
    return re.sub(r"[ ,]", ".", plain)


def _lettered(token: str, language: str) -> str | None:
    """The anchor of a word: a month, a number in words, a name; None for other words."""
    stem = re.split(r"[’'ʼ]", token)[0] if language == "tr" else token
    low = stem.lower().replace("i̇", "i")
    value = _NUMBERS.get(language, {}).get(low)
    if value is not None:
        return f"#{value}"
    for number, pattern in enumerate(_MONTH, 1):
        if pattern.match(low) and not (number == 5 and stem == "may"):
            return f"m{number}"
    if not token[0].isupper() or len(token) < 3:
        return None
    return _name(stem)


def _name(stem: str) -> str | None:
    """A name's consonants in Latin letters, without case endings: Лаврова and Lavrov are one."""
    folded = fold(stem).replace("q", "c").replace("h", "g")
    consonants = folded[:1] + re.sub("[aeiou]", "", folded[1:])
    return consonants[:4] if len(consonants) > 1 else None
