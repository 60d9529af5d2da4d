"""Folding: how the same words may be set differently, and nothing else.

Letters, digits, case, accents and punctuation are never folded. What is folded is typography: quotation marks and
apostrophes, dashes and hyphens (Unicode category Pd), white space and line breaks, soft hyphens, ligatures, and
canonical equivalence (Unicode NFC).
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Callable
from functools import lru_cache

from dateline.patterns import pattern
from dateline.records import record

SINGLE = "'‘’‚‛`´ʼʻ＇‹›"
"""Single quotation marks and apostrophes."""
DOUBLE = '"“”„‟«»〝〞〟＂「」『』'
"""Double quotation marks."""
_DOUBLE = frozenset(DOUBLE)
MARKS = SINGLE + DOUBLE
"""All of them."""
MARK = "'"
"""What all of them fold to."""
# Unicode category Pd, complete as of Unicode 16.
DASHES = (
    "-\u058a\u05be\u1400\u1806\u2010\u2011\u2012\u2013\u2014\u2015\u2e17\u2e1a\u2e3a\u2e3b\u2e40\u2e5d\u301c\u3030"
    "\u30a0\ufe31\ufe32\ufe58\ufe63\uff0d\U00010d6e\U00010ead"
)
"""Dashes and hyphens."""

# Typewriters and wires set “ as `` or '', and a dash as two hyphens.
_DOUBLED = "''|``|’’|‘‘"
_ASCII_SPECIALS = pattern(r"\s\s|--|''|``")
"""What in ASCII does not fold one for one begins so."""
_SOFT_HYPHEN = "\u00ad"
_NO_WIDTH = "\u200b\u2060\ufeff"
_UNSEEN = _SOFT_HYPHEN + _NO_WIDTH
# Unicode category Cf but for the numbering signs of Arabic, Syriac and Kaithi, which are seen. Joiners and marks of
# direction are not folded, for the first are spelling in Persian or Hindi; but none of them ends a word or a number.
_FORMAT = (
    "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f"
)
FORMAT = pattern(f"[{_FORMAT}]+")
"""Characters that print nothing themselves."""
_JOINERS = "\u200c\u200d"
_LIGATURES = {
    chr(code): unicodedata.normalize("NFKC", chr(code))
    for code in (0x132, 0x133, *range(0xFB00, 0xFB07), *range(0xFB13, 0xFB18))
}
# Unicode's Stream-Safe Text Format (UAX 15) has no longer run of combining marks; sorting one takes quadratic time.
_LONGEST_RUN = 30

# Scripts that set no space between words: each character may begin a quote, and counts as a word.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3100-\u312f\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_FIRST_UNSPACED = "\u0e00"
# Combining marks are no \w in Python, but stand inside words: those of European, Semitic and Indic scripts.
_COMBINING = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0711-\u074a"
    "\u0900-\u0903\u093a-\u0963\u0981-\u09e3\u0a01-\u0a75\u0a81-\u0ae3\u0b01-\u0b63\u0b82-\u0c63\u0c81-\u0d63\u0d81-\u0df3"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
_LETTER = rf"(?:[^\W{_UNSPACED}]|[{_COMBINING}])"
WORD = pattern(rf"[{_UNSPACED}]|{_LETTER}+(?:[{MARK}{_JOINERS}]{_LETTER}+)*")
"""A word of a folded text; `it's` is one."""
_PLAIN_WORD = pattern(rf"\w+(?:{MARK}\w+)*")
_NOT_PLAIN = pattern(f"[{_UNSPACED}{_COMBINING}{_JOINERS}]")


def word_of(text: str) -> re.Pattern[str]:
    """The pattern that finds the words of a folded text: WORD, or a quicker one where it finds the same."""
    return WORD if _NOT_PLAIN.search("".join(set(text))) else _PLAIN_WORD


@record(frozen=True, slots=True)
class Folded:
    """A text with typography folded, and where each of its characters came from."""

    source: str
    """The text as it was."""
    text: str
    """The folded text."""
    origin: array[int] | None
    """For each folded character, and for the end, the 0-based offset in the source; None where they are the same."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the folded text stands in the source: start and end."""
        if self.origin is None:
            return start, end
        first, last = self.origin[start], self.origin[end]
        # White space or a soft hyphen behind the last character belongs to what follows.
        while last > first + 1 and (self.source[last - 1].isspace() or self.source[last - 1] in _UNSEEN):
            last -= 1
        return first, last

    def at(self, offset: int) -> int:
        """Index of the first folded character that stands at an offset of the source or behind it."""
        return offset if self.origin is None else bisect_left(self.origin, offset)

    def printed(self, at: int) -> str:
        """What the source prints for a folded character (`''` for a double mark), without what can't be seen.

        Empty outside the text.
        """
        if not 0 <= at < len(self.text):
            return ""
        if self.origin is None:
            return self.source[at]
        printed = self.source[self.origin[at] : self.origin[at + 1]]
        return printed if len(printed) < 2 else FORMAT.sub("", printed)

    def around(self, at: int, width: int) -> tuple[Folded, int]:
        """So many characters on both sides of a place without format characters, and the place in what is left."""
        low, high = max(0, at - width), min(len(self.text), at + width)
        kept = [place for place in range(low, high) if not FORMAT.match(self.text[place])]
        origin = array("l", [place if self.origin is None else self.origin[place] for place in kept])
        origin.append(high if self.origin is None else self.origin[high])
        return Folded(self.source, "".join(self.text[place] for place in kept), origin), bisect_left(kept, at)


def fold(text: str) -> Folded:
    """Fold the typography of a text; in time linear in its length, whatever stands in it."""
    return _short(text) if len(text) <= _SHORT else _folded(text)


# Quotes, their parts and the words of passages are folded again and again.
_SHORT = 300


@lru_cache(maxsize=1 << 12)
def _short(text: str) -> Folded:
    return _folded(text)


def _folded(text: str) -> Folded:
    if text.isascii() and not _ASCII_SPECIALS.search(text):
        return Folded(text, text.translate(_ONE_FOR_ONE), None)
    letters = set(text)
    specials = _specials("".join(sorted(filter(_is_special, letters))))
    out: list[str] = []
    special_forms: set[str] = set()
    origin = array("l")
    done = 0
    for special in specials.finditer(text):
        start, end = special.span()
        out.append(text[done:start])
        origin.extend(range(done, start))
        made = _folded_special(special[0])
        out.append(made)
        special_forms.add(made)
        origin.extend([start] * len(made))
        done = end
    if not done:
        return Folded(text, _evened(text, letters), None)
    out.append(text[done:])
    origin.extend(range(done, len(text) + 1))
    return Folded(text, _evened("".join(out), letters.union(*special_forms)), origin)


def _evened(text: str, letters: set[str]) -> str:
    """A text with the marks, dashes and spaces folded that fold one for one; it was made of these characters."""
    if len(text) <= _SHORT:
        return text.translate(_ONE_FOR_ONE)
    # In a long text of all alphabets it is quicker to look for each of the few that are there.
    for char in _PLAIN.keys() & letters:
        text = text.replace(char, _PLAIN[char])
    return text


def folded_words(text: str) -> str:
    """The folded form of a text, in which two settings of the same words are equal."""
    if text.isalnum() and (text.isascii() or (_is_composed(text) and _FOLDED_LETTERS.isdisjoint(text))):
        return text
    return fold(text).text.strip()


def _is_composed(text: str) -> bool:
    return unicodedata.is_normalized("NFC", text)


def word_count(text: str) -> int:
    """The number of words of a text; `it’s` is one, `face-to-face` three, each character of Chinese one."""
    return sum(1 for _ in WORD.finditer(fold(text).text))


@lru_cache(maxsize=1 << 12)
def is_joining(char: str) -> bool:
    """Say whether a character belongs to the one before it: a combining mark, a Hangul vowel or final."""
    return char >= "\u0300" and (unicodedata.category(char)[0] == "M" or "\u1160" <= char <= "\u11ff")


def is_unspaced(char: str) -> bool:
    """Say whether a character is of a script that sets no space between words."""
    return char >= _FIRST_UNSPACED and _UNSPACED_CHAR.match(char) is not None


_UNSPACED_CHAR = pattern(f"[{_UNSPACED}]")


def is_double(printed: str) -> bool:
    """Say whether a quotation mark as printed is a double one."""
    return len(printed) != 1 or printed in _DOUBLE


@lru_cache(maxsize=1 << 12)
def _is_special(char: str) -> bool:
    """Say whether a character may not fold one for one, whatever stands around it."""
    return char in _LIGATURES or not _is_composed(char) or char in _UNSEEN or is_joining(char)


@lru_cache(maxsize=1 << 8)
def _specials(letters: str) -> re.Pattern[str]:
    """What does not fold one for one, in a text that has these special characters and no others."""
    alternatives = [r"\s\s+", "--+", _DOUBLED]
    unseen = "".join(char for char in _UNSEEN if char in letters)
    if unseen:
        alternatives[0] = rf"\s[\s{unseen}]+|[{unseen}]+\s[\s{unseen}]*|[{unseen}]+"
    joining = "".join(filter(is_joining, letters))
    alone = [char for char in letters if char in _LIGATURES or not _is_composed(char)]
    if joining:
        alternatives.append(rf"[^\s{joining}][{joining}]{{1,{_LONGEST_RUN}}}")
    if alone:
        alternatives.append(f"[{''.join(alone)}]")
    return re.compile("|".join(alternatives))


def _is_hyphenation(blank: str) -> bool:
    """Say whether a run of white space and unseen characters parts one word at a line's end: a soft hyphen does."""
    return blank.lstrip(_NO_WIDTH).startswith(_SOFT_HYPHEN) and blank.count("\n") == 1


@lru_cache(maxsize=1 << 10)
def _folded_special(found: str) -> str:
    if found.strip(_UNSEEN) == "":
        return ""
    if found.strip(_UNSEEN)[0].isspace():
        return "" if _is_hyphenation(found) else " "
    if found[0] == "-":
        return "-"
    if found[0] in MARKS and found[-1] in MARKS:
        return MARK
    return unicodedata.normalize("NFC", "".join(_LIGATURES.get(char, char) for char in found))


_SPACES = (
    *range(9, 14),
    *range(28, 32),
    0x85,
    0xA0,
    0x1680,
    *range(0x2000, 0x200B),
    0x2028,
    0x2029,
    0x202F,
    0x205F,
    0x3000,
)
_PLAIN = dict.fromkeys(MARKS, MARK) | dict.fromkeys(DASHES, "-") | {chr(code): " " for code in _SPACES}
_ONE_FOR_ONE = str.maketrans(_PLAIN)
# ʻ and ʼ are letters to Unicode.
_FOLDED_LETTERS = frozenset(char for char in (*_LIGATURES, *_PLAIN) if char.isalnum())


def _normal(text: str) -> str:
    """NFC, but for runs of combining marks that no language has."""
    if text.isascii():
        return text
    joining = "".join(sorted(char for char in set(text) if is_joining(char)))
    if not joining:
        return unicodedata.normalize("NFC", text)
    return re.sub(
        rf"[^{joining}][{joining}]{{0,{_LONGEST_RUN}}}", lambda run: unicodedata.normalize("NFC", run[0]), text
    )


def _rejoined(text: str) -> str:
    """A text without the white space inside words that a soft hyphen parts at the end of a line."""
    if _SOFT_HYPHEN not in text or "\n" not in text:
        return text
    return re.sub(
        rf"[\s{_UNSEEN}]+", lambda run: re.sub(r"\s", "", run[0]) if _is_hyphenation(run[0]) else run[0], text
    )


_SPACED = str.maketrans({chr(code): " " for code in _SPACES if code != 10} | dict.fromkeys(_NO_WIDTH))
_EVENED = str.maketrans(dict.fromkeys(MARKS, MARK))
_DASHED = str.maketrans(dict.fromkeys(DASHES, "-"))
_UNTIED = str.maketrans(_LIGATURES)
_SPACING = "white space"
_FOLDS: tuple[tuple[str, Callable[[str], str]], ...] = (
    # First, while it can be seen which breaks part a word.
    ("line breaks", lambda text: _rejoined(text).replace("\n", " ")),
    ("soft hyphens", lambda text: text.replace(_SOFT_HYPHEN, "")),
    ("ligatures", lambda text: text.translate(_UNTIED)),
    ("Unicode normalisation", _normal),
    (_SPACING, lambda text: text.translate(_SPACED)),
    ("quotation marks", lambda text: re.sub(_DOUBLED, MARK, text).translate(_EVENED)),
    ("dashes", lambda text: re.sub("--+", "-", text).translate(_DASHED)),
)
FOLD_NAMES = frozenset(name for name, _ in _FOLDS)
"""All that can be said to have been folded."""


def folds_between(quote: str, passage: str) -> tuple[str, ...]:
    """Name what has to be folded for a quote to be its passage, sorted; empty where they are identical.

    A fold is named where leaving it out would leave the two unequal. Where two folds do the same work (an en quad is a
    space, and canonically another space), the first that suffices is named.
    """
    quote = quote.strip()
    if quote == passage:
        return ()
    # Three settings in four differ in one respect.
    for name, folding in _FOLDS:
        if _alike(folding(quote), folding(passage), spaces=name == _SPACING):
            return (name,)
    # What both are before each fold, if all are done.
    before = [(quote, passage)]
    for _, folding in _FOLDS:
        before.append((folding(before[-1][0]), folding(before[-1][1])))
    together = _alike(*before[-1], spaces=True)
    needed = []
    for number, (name, _) in enumerate(_FOLDS):
        alike = together
        if before[number] != before[number + 1] or name == _SPACING:
            left, right = before[number]
            for _, folding in _FOLDS[number + 1 :]:
                left, right = folding(left), folding(right)
            alike = _alike(left, right, spaces=name != _SPACING)
        if not alike:
            needed.append(name)
    return tuple(sorted(needed or FOLD_NAMES))


def _alike(left: str, right: str, *, spaces: bool) -> bool:
    """Say whether two texts are equal; with `spaces`, however long each run of white space is."""
    if left == right or not spaces:
        return left == right
    return re.sub(r"[^\S\n]+", " ", left) == re.sub(r"[^\S\n]+", " ", right)
