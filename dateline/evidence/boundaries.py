"""Where a text may be cut: a quote stands on whole words and whole numbers.

A word holds its apostrophes and hyphens (`didn’t`, `non-aligned`), a number its sign, separators, currency and percent
(`−5`, `1 500,75`, `15–20`, `$3`, `40 %`): what is cut off of them can turn the sense.
"""

from __future__ import annotations

import re
import unicodedata

from dateline.evidence.folding import DASHES, FORMAT, MARK, SINGLE, Folded, is_double, is_joining, is_unspaced
from dateline.patterns import pattern

# Dashes that join two words into one; the longer ones part them.
_JOINING_DASHES = frozenset(DASHES) - set("\u2014\u2015\u2e3a\u2e3b\u2e40\u301c\u3030\ufe31\ufe58")
_HYPHENS = frozenset("-\u2010\u2011\ufe63\uff0d")
_SIGNS = frozenset("+−±∓~∼≃≅≈<>≤≥≠≦≧⩽⩾≪≫≮≯≲≳＋＜＞˗#№§⁺⁻₊₋") | (_JOINING_DASHES - set("\u05be"))
_UNIT_SIGNS = frozenset("%‰‱٪؉؊％﹪°℃℉′″‴")
# What is set as an apostrophe and is none (can′t), and the marks of Hebrew abbreviations (צה״ל).
_WITHIN_WORDS = frozenset("′ʹˊˈ՚ꞌ\ufffd·׳״")
# An amount: $5, US$ 5. A sign may stand before it.
_AMOUNT = pattern(r"[A-Za-z]{0,3}[^\w\s]\s?[.,]?\d")
_ENDS = frozenset(".!?…")
_IN_NUMBERS = frozenset(".,:/·٫٬⁄×")
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_STOPS = _ENDS | frozenset(",;:")
_BEHIND_WORDS = _STOPS | frozenset(")]}%")
# 1 500; 5 ½ and 5 1/2; 3 × 10.
_FRACTION = "[\u00bc-\u00be\u2150-\u215f\u2189]"
_GROUP = pattern(
    r"(?<![\d.,])\d{1,3}(?: \d{3})+(?!\d)"
    rf"|(?<![\d.,/⁄])\d+ (?:{_FRACTION}|\d{{1,2}}[/⁄]\d{{1,2}}(?![\d/⁄]))"
    r"|(?<!\d)\d{1,9} [×±·⋅] \d+"
)
_AROUND = 24
_POINTS = frozenset(".,٫·")
_RAISED = frozenset("⁺⁻⁼₊₋₌")
_LONGEST_WORD = 60
_AROUND_WORDS = " ,;:()[]'.!?…"


def divides(folded: Folded, at: int) -> bool:
    """Say whether a cut before a character of a folded text divides a word or a number."""
    text = folded.text
    if not 0 < at < len(text):
        return False
    left, right = text[at - 1], text[at]
    # So stand most quotes, and then nothing that is farther off counts.
    if (
        (right in _LETTERS and text[at - 2 : at - 1] != "-")
        if left == " "
        else (left in _LETTERS and right in " ,;:") or (left in _STOPS and right == " ")
    ):
        return False
    # So the words of a quotation do.
    if (
        text[at - 2 : at - 1] == " " and right in _LETTERS
        if left == MARK
        else left in _LETTERS and right == MARK and text[at + 1 : at + 2] == " "
    ):
        return False
    if not text.isascii() and FORMAT.search(text[max(0, at - 3) : at + 3]):
        # A joiner or a mark of direction stands between two letters as if it were not there.
        hidden = at > _AROUND, len(text) - at > _AROUND
        folded, at = folded.around(at, _AROUND)
        text = folded.text
        if not 0 < at < len(text):
            # Behind so many of them the word may go on.
            return hidden[at > 0]
        left, right = text[at - 1], text[at]
    if is_joining(right):
        return True
    if _in_word(left) and _in_word(right):
        return not (is_unspaced(left) or (is_unspaced(right) and not left.isdigit()))
    beyond_left, beyond_right = text[at - 2 : at - 1] if at > 1 else "", text[at + 1 : at + 2]
    if (_in_word(left) and _joins(folded, at)) or (_in_word(right) and _joins(folded, at - 1)):
        return True
    if "-" in (left, right, beyond_left) and _is_hyphenated(folded, at):
        return True
    if left in _ENDS and right in _ENDS:
        return True
    if left in _POINTS and right.isdigit() and _leads(text, at - 1):
        return True
    if right in _RAISED or left == "^" or (right == "^" and (_in_word(left) or left == ")")):
        return True
    if _is_digit(right) or (right in _POINTS and beyond_right.isdigit() and _leads(text, at)):
        # −5, −.5, $3, and $ 3 with a space between; behind it, 5%, 5 % and 5 €.
        sign = at - 2 if left == " " else at - 1
        if _is_sign(folded.printed(sign)) and (sign == at - 1 or _is_sign_apart(folded, sign)):
            return True
    elif _is_sign(folded.printed(at - 1)) and not _is_currency(left) and _is_amount(text, at):
        return True
    if left.isdigit():
        sign = at + 1 if right == " " else at
        if folded.printed(sign) in _UNIT_SIGNS or (sign == at and right == "+") or _is_currency(folded.printed(sign)):
            return True
    if left.isalpha() and _is_currency(right) and beyond_right.isdigit():
        return True
    if " " in (left, right) and (_is_digit(left) or _is_digit(right) or left in "×±·⋅" or right in "×±·⋅"):
        return _in_group(text, at)
    return left in _UNIT_SIGNS and beyond_left.isdigit() and _in_word(right)


def _is_digit(char: str) -> bool:
    """Say whether a character is a digit or a number of its own: 5, ½, ²."""
    return char.isdigit() or (char > "\x7f" and unicodedata.category(char) == "No")


def _leads(text: str, point: int) -> bool:
    """Say whether a point before a digit begins a number, as in .5: no word, digit or other point stands before it."""
    before = text[point - 1 : point] if point else ""
    return not (before and (_in_word(before) or before in _BEHIND_WORDS or before == MARK))


def _in_word(char: str) -> bool:
    return char.isalnum() or char == "_" or is_joining(char)


def _is_sign(printed: str) -> bool:
    return printed in _SIGNS or _is_currency(printed)


def _is_currency(printed: str) -> bool:
    return len(printed) == 1 and unicodedata.category(printed) == "Sc"


def _joins(folded: Folded, at: int) -> bool:
    """Say whether the character between two others makes one word or one number of them."""
    text, char = folded.text, folded.text[at]
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if not (before and after and _in_word(before) and _in_word(after)):
        return False
    if char == MARK:
        # In Hebrew a double mark is the sign of an abbreviation: צה"ל.
        return not is_double(folded.printed(at)) or (_is_hebrew(before) and _is_hebrew(after))
    if char == "-":
        return folded.printed(at) in _JOINING_DASHES
    if char in _WITHIN_WORDS and before.isalpha() and after.isalpha():
        return True
    if char in _IN_NUMBERS and before.isdigit() and after.isdigit():
        return True
    if char == ".":
        # U.S., example.org; but “ended.Lavrov” lacks a space.
        return after.islower() or not (at > 1 and _in_word(text[at - 2]))
    return char in "&@"


def _is_sign_apart(folded: Folded, at: int) -> bool:
    """Say whether a sign with a space behind it is one of the number: no dash, and no mark of a reply (“> 5 came”)."""
    char = folded.text[at]
    return char not in "-+" and not (char in "<>" and (at < 1 or "\n" in folded.printed(at - 1)))


def _is_amount(text: str, at: int) -> bool:
    """Say whether an amount of money stands there: $5, US$5."""
    amount = _AMOUNT.match(text, at)
    return amount is not None and any(map(_is_currency, amount[0]))


def _is_hebrew(char: str) -> bool:
    return "\u0590" <= char < "\u0600"


def _is_hyphenated(folded: Folded, at: int) -> bool:
    """Say whether a cut divides a word that a hyphen parts at the end of a line: before or behind it, or the break."""
    text = folded.text
    # Where the hyphen would be: the cut is before it, behind it, or behind the white space that follows it.
    for hyphen in (at, at - 1, at - 2):
        if (
            hyphen > 0
            and text[hyphen : hyphen + 2] == "- "
            and folded.printed(hyphen) in _HYPHENS
            and "\n" in folded.printed(hyphen + 1)
            and text[hyphen - 1].isalpha()
            and text[hyphen + 2 : hyphen + 3].isalpha()
        ):
            return True
    return False


def _in_group(text: str, at: int) -> bool:
    """Say whether a cut beside a space divides a number such as `1 500`."""
    low = max(0, at - _AROUND)
    return any(match.start() < at - low < match.end() for match in _GROUP.finditer(text[low : at + _AROUND]))


def word_around(folded: Folded, at: int) -> tuple[int, int]:
    """The word, number or mark that a cut divides: start and end in the source, without the punctuation around it."""
    text = folded.text
    low, high = at - 1, at
    while low > 0 and at - low < _LONGEST_WORD and (not text[low - 1].isspace() or _in_group(text, low)):
        low -= 1
    while high < len(text) and high - at < _LONGEST_WORD and (not text[high].isspace() or _in_group(text, high + 1)):
        high += 1
    around = _AROUND_WORDS.replace(".!?…", "") if text[at - 1] in _ENDS else _AROUND_WORDS
    while low < at - 1 and text[low] in around:
        low += 1
    while high > at + 1 and text[high - 1] in around:
        high -= 1
    return folded.span(low, high)


def lone_marks(folded: Folded) -> tuple[int, ...]:
    """Where marks close nothing, and single is not double: units (5' is not 5") and apostrophes (`it’s`, `the boys’`).

    Sorted places in the folded text. A mark that may close a quotation is none.
    """
    if not re.search(rf"\d{MARK}", folded.text) and not any(mark in folded.source for mark in SINGLE):
        return ()
    alone: list[int] = []
    opened: set[bool] = set()
    loose = False  # whether a single mark behind a letter may have closed a quotation, or may not
    text, done = folded.text, 0
    for match in re.finditer(MARK, text):
        at = match.start()
        here = folded.span(at, at + 1)[0]
        if folded.source.find("\n", done, here) >= 0:
            opened.clear()
            loose = False
        done = here
        double = is_double(folded.printed(at))
        before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
        if before.isalpha() and after.isalpha():
            if not double:
                alone.append(at)
        elif not before.isalnum() and after and after != " ":
            opened.add(double)
            loose = loose and double
        elif double in opened:
            opened.discard(double)
            loose = before.isalpha() if not double else loose
        elif before.isdigit() or (before.isalpha() and not double and not loose):
            alone.append(at)
        elif not double and not before.isalnum():
            loose = False
    return tuple(alone)
