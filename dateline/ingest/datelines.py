"""Datelines: the place, the day and the wire that stand before a report's first sentence.

“PORT QUILL, May 15, 2024 (Reuters) - The ministers met.” The dateline says where and when the report was written: its
day is a clue to the day of publication, never the event's own, and no word of it is part of what the sentence claims.
The forms are those of agencies and papers in the languages that articles are read in: place, day, or wire, in this
order, any of them missing, closed by a dash, a full stop or a colon.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.ingest.agencies import wire
from dateline.ingest.full_dates import MONTH, WEEKDAY, find_date
from dateline.patterns import pattern

FIRST_PARAGRAPHS = 3
"""Paragraphs in which a dateline is looked for: a standfirst or two may stand above it."""
LONGEST = 160
"""Characters that the longest dateline has: more of a paragraph is not looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A dateline as printed."""

    end: int
    """The character behind it, of the paragraph from 0: there the report's first sentence begins."""
    wires: tuple[str, ...] = ()
    """The usual names of the wires in it; empty for one that is not known."""
    day: str | None = None
    """The full date in it, EDTF; None where the year or the day is missing."""


_WORD = r"[^\W\d_][\w’'ʼ-]*(?:\.[^\W\d_])*\.?"
_PLACE = rf"(?P<place>{_WORD}(?:[ /]{_WORD}){{0,4}}?(?:, {_WORD}(?: {_WORD}){{0,2}}?)??)"
_YEAR = r"(?:,? (?:de |del )?(?:19|20)\d\d(?: ?(?:года|году|року|г|р)\b\.?)?)?"
_DAY = (
    rf"(?i:(?:{WEEKDAY},? )?(?:{MONTH}\b\.? \d{{1,2}}(?:st|nd|rd|th)?(?!\d)|"
    rf"(?<!\d)\d{{1,2}}(?:st|nd|rd|th|er|º|ª|\.)? ?(?:de |of )?{MONTH}\b){_YEAR}|"
    rf"(?<!\d)\d{{1,2}}[./]\d{{1,2}}[./](?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d)"
)
_DASH = r"(?:\.? ?[-–—]{1,3}\s+|\.? ?[–—]\s*|\.[-–—]\s*)"
_BRACKET = r"\((?P<wire>[^()\n]{2,40})\)"
_SLASHES = r"/ ?(?P<slashed>[^/()\n]{2,40}?) ?/"
_CLOSE = rf"(?:\s?{_DASH}|\s?[.:]\s+)"
_FULL = pattern(
    rf"{_PLACE}[.,]? (?P<day>{_DAY}|(?i:{WEEKDAY}))(?:"
    rf"[.,]? ?{_BRACKET}{_CLOSE}|"
    rf"[.,]? ?{_SLASHES}{_CLOSE}|"
    rf"[.,]? (?:[–—-] )?(?P<bare>[^()/\n,;:–—]{{2,30}}?){_CLOSE}|"
    rf"(?: [-–—]{{1,3}}\s+|\s?[–—]{{1,2}}\s*|\.?,? ?[-–—]{{1,3}}\s+|(?P<stop>[.:])\s+))"
)
"""With a day."""
_WIRED = pattern(
    rf"{_PLACE}[.,]? ?(?:{_BRACKET}|{_SLASHES}){_CLOSE}|"
    rf"(?P<other>[^\W\d_][^()/\n]{{1,70}}?)\s?(?:"
    rf"\((?P<known>[^()\n]{{2,40}})\)|/ ?(?P<known_slashed>[^/()\n]{{2,30}}) ?/|"
    rf"[–—-]\s?(?P<known_bare>[^()/\n.]{{2,30}}?)\s?){_CLOSE}"
)
"""Without a day, with a wire."""
_WIRE_ALONE = pattern(rf"{_BRACKET}\s?{_DASH}")
_LOOSE = pattern(
    # KYIV, Ukraine —
    r"[A-ZÀ-ÞА-ЯЁІЇЄҐ]{2}[A-ZÀ-ÞА-ЯЁІЇЄҐ .’'/-]{0,40}(?:,\s[^—–\n]{1,30}?)?\s*[—–]\s+|"
    # DOHA:
    r"[A-ZÀ-ÞА-ЯЁІЇЄҐ]{3,}(?:[ ’'/-][A-ZÀ-ÞА-ЯЁІЇЄҐ]{2,}){0,2}:\s+(?=[A-ZÀ-ÞА-ЯЁІЇЄҐ])|"
    # Port Selm –
    r"[A-ZÀ-Þ][a-zà-ÿ]+(?:\s[A-ZÀ-Þ][a-zà-ÿ]+)?(?:,\s[A-ZÀ-Þ][\w.]+)?\s[—–]\s(?=[A-ZÀ-Þ])"
)
"""A place alone: taken only in a text's first paragraph."""
_PARTICLES = frozenset("de da do das dos del di la le el al am an der den die auf na of the upon sur and".split())
_NO_PLACES = frozenset(
    """
    on in at by since after before from until till during when while as the a an this that if for to with it he she
    they we and but or so only even then today yesterday tomorrow late early every each all both am im vom seit nach
    no na em em de desde até após el los las en desde в во на с до после к у від до після на i и а но
    """.split()
)
"""First words of sentences that a date can stand behind, which open no dateline."""
_MONTH = pattern(MONTH, re.IGNORECASE)
_CALENDAR = pattern(rf"(?:{MONTH}|{WEEKDAY})\.?", re.IGNORECASE)


def read(paragraph: str, *, first: bool = True) -> Opening | None:
    """The dateline that opens a paragraph; None where it opens with its sentence at once.

    A place alone (“QUILL —”) is one only in the first paragraph of a text (`first`).
    """
    head = paragraph[:LONGEST].partition("\n")[0]
    if not head or not (head[0].isalpha() or head[0] == "("):
        return None
    found = _WIRE_ALONE.match(head) or _dated(head) or _wired(head)
    if found is not None:
        groups = found.groupdict()
        printed = next((groups[key] for key in _WIRES if groups.get(key)), "")
        day = find_date(groups["day"]) if groups.get("day") else None
        return Opening(end=found.end(), wires=_known(printed), day=day.value if day and day.sure else None)
    found = _LOOSE.match(head) if first else None
    return Opening(end=found.end()) if found else None


def end_of(paragraph: str, number: int) -> int:
    """How many characters the dateline of a paragraph has, 0 for none; `number` is the paragraph's, from 0."""
    if number >= FIRST_PARAGRAPHS:
        return 0
    found = read(paragraph, first=not number)
    return found.end if found else 0


def is_month(word: str) -> bool:
    """Whether a word is a month's name or its abbreviation, in any of the languages."""
    return _MONTH.fullmatch(word) is not None


def dateline(paragraph: str) -> tuple[tuple[str, ...], str | None]:
    """The wires and the full date, if any, of a dateline that opens a paragraph ("KYIV, March 10 (Reuters) —")."""
    found = read(paragraph, first=False)
    return (found.wires, found.day) if found else ((), None)


_WIRES = ("wire", "slashed", "bare", "known", "known_slashed", "known_bare")


def _dated(head: str) -> re.Match[str] | None:
    found = _FULL.match(head)
    if found is None or not _is_place(found["place"]):
        return None
    # “QUILL, May 15 Kranz -”: what stands there unbracketed must be a wire.
    return None if found["bare"] and not _known(found["bare"]) else found


def _wired(head: str) -> re.Match[str] | None:
    found = _WIRED.match(head)
    if found is None:
        return None
    if found["place"]:
        printed = found["wire"] or found["slashed"] or ""
        place = found["place"]
        # “Brenn (left) - and Holm”: a bracket that names no known wire needs a place in capitals before it.
        return found if _known(printed) or (_is_place(place) and place.isupper() and printed[:1].isupper()) else None
    return found if _known(found["known"] or found["known_slashed"] or found["known_bare"] or "") else None


def _known(printed: str) -> tuple[str, ...]:
    parts = (re.sub(r"\.(?:ru|com|ua|net|org)$", "", part.strip(), flags=re.I) for part in re.split(r"[/,&]", printed))
    return tuple(known for part in parts if (known := wire(part)))


def _is_place(place: str) -> bool:
    """Whether words are written as a place's name is: with capitals, no day's name, no sentence's first word."""
    words = re.split(r"[ /,]+", place)
    if words[0].casefold().strip(".") in _NO_PLACES or not words[0][:1].isupper():
        return False
    return not any(
        _CALENDAR.fullmatch(word) or not (word[:1].isupper() or word.casefold() in _PARTICLES) for word in words
    )
