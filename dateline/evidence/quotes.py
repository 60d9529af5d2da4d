"""Finding a quote in the text of its source: the verdicts that the site's promise rests on.

Letters, digits, case, accents and punctuation are never folded. What is folded, and said to be, is how the same words
are set: quotation marks and apostrophes, dashes and hyphens (Unicode category Pd), white space and line breaks, soft
hyphens, ligatures, and canonical equivalence (Unicode NFC). A quote stands on whole words only.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from dateline.model import Verdict

RULES = 1
"""Version of the rules of this module; a receipt made under other rules counts for nothing."""

MIN_PART_WORDS = 3
"""Each part of an elided quote has at least so many words …"""
MAX_GAP_WORDS = 60
"""… and what is left out between two parts at most so many."""
SHORT_QUOTE_WORDS = 4
"""A quote of fewer words has to stand at one place only."""

MAX_HOLDERS = 2000
"""Paragraphs looked at for the nearest passage, before commoner words are left aside."""
MIN_SHARE = 0.3
"""A passage that shares a smaller part of a quote's words is not shown as the nearest one."""

_SINGLE = "'‘’‚‛`´ʼʻ＇‹›"
_DOUBLE = '"“”„‟«»〝〞〟＂「」『』'
_MARKS = _SINGLE + _DOUBLE
# Unicode category Pd, complete as of Unicode 16.
_DASHES = (
    "-\u058a\u05be\u1400\u1806\u2010\u2011\u2012\u2013\u2014\u2015\u2e17\u2e1a\u2e3a\u2e3b\u2e40\u2e5d\u301c\u3030"
    "\u30a0\ufe31\ufe32\ufe58\ufe63\uff0d\U00010d6e\U00010ead"
)
_LIGATURES = {chr(c): unicodedata.normalize("NFKC", chr(c)) for c in (*range(0xFB00, 0xFB07), *range(0xFB13, 0xFB18))}
_SOFT_HYPHEN = "\u00ad"

# Two private-use characters stand for the marks behind a digit, where they are a unit (5' is not 5") and not a quotation.
_MARK, _FEET, _INCHES = '"', "\ue0f5", "\ue0f6"

_WORD = re.compile(r"\w+(?:['’ʼ]\w+)*")
_TOKEN = re.compile(r"\d+(?:[.,:]\d+)+\w*|\w+(?:['’ʼ]\w+)*|[^\w\s]")
_ELLIPSIS = re.compile(r"\[\s*(?:…|\.\.\.)\s*\]|…|\.\.\.")

# Words that turn the sense of a sentence; none may vanish in a gap. One set for all languages: a needless refusal
# costs an editor a second piece of evidence, a needless acceptance costs the site its promise.
_NEGATIONS = frozenset(
    # English
    "no not never none nobody nothing nowhere neither nor cannot without hardly scarcely barely unless except "
    # Ukrainian, Russian, Belarusian
    "не ні нет ані нема немає ніколи ніхто ніщо нічого жоден жодна жодне жодного без никогда никто ничто ничего нельзя ни "
    "никакой никаких никакого ніякий ніяких невозможно неможливо няма ніколі "
    # Turkish
    "değil yok hayır asla hiç hiçbir "
    # Portuguese, Spanish, French, German, Italian, Polish
    "não nunca nem nenhum nenhuma ninguém nada jamais sem nunca ningún ninguna pas jamais aucun aucune rien sans "
    "nicht kein keine keinen keiner keinem nie niemals niemand nichts ohne non nessuno senza nie bez żaden nigdy".split()
)  # fmt: skip
# Portuguese “no” is “in the”.
_PORTUGUESE = re.compile(r"\b(?:da|das|do|dos|em|não|que|uma)\b", re.IGNORECASE)
_PORTUGUESE_IN = frozenset({"no"})
_CONTRACTED_NOT = re.compile(r"n['’ʼ]t\b", re.IGNORECASE)
# Turkish negates inside the verb; -me-/-ma- before a tense is the common form.
_TURKISH_NOT = re.compile(r"\w{2,}(?:m[ıiuü]yor|me(?:di|z|miş|yecek)|ma(?:dı|z|mış|yacak))\w*$", re.IGNORECASE)

_SPEECH = re.compile(
    r"\b(?:said|says|saying|told|tells|added|adds|adding|asked|replied|answered|insisted|insists|stressed|warned|warns|"
    r"claimed|claims|stated|states|declared|tweeted|wrote|noted|argued|announced|explained|according to|called|quoted|"
    r"сказал[аи]?|заявил[аи]?|ответил[аи]?|добавил[аи]?|отметил[аи]?|сообщил[аи]?|сказав|заявив|додав|відповів|зазначив|"
    r"сказала|заявила|додала|повідомив|dedi|söyledi|belirtti|ifade etti|kaydetti|açıkladı|disse|afirmou|declarou|"
    r"respondeu|segundo|acrescentou|escreveu)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearest:
    """The passage of the text that comes nearest to a quote that is not in it. It proves nothing; it helps to look."""

    text: str
    """The passage as it stands in the source."""
    written: str
    """The quote, with ⟦ ⟧ around the words that differ."""
    printed: str
    """The passage, with ⟦ ⟧ around the words that differ."""
    start: int
    """0-based character of the source's text."""
    end: int
    """The character after its last."""
    offset: int
    """0-based character of the quote where the first difference begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """What became of a quote."""

    verdict: Verdict
    """exact, typographic, elided, ambiguous or absent."""
    start: int | None = None
    """0-based character of the text where the (first) passage begins; None for `absent`."""
    end: int | None = None
    """The character after its last."""
    folds: tuple[str, ...] = ()
    """What was folded to find it, sorted: `dashes`, `quotation marks` …"""
    paragraph: int | None = None
    """1-based line of the text where it begins."""
    parts: tuple[tuple[int, int], ...] = ()
    """Start and end of each part of an elided quote; otherwise of the passage."""
    places: tuple[int, ...] = ()
    """Starts of all places where it stands (at most 100)."""
    unique: bool = False
    """Whether the passage stands once in the text."""
    reason: str = ""
    """Why a quote whose words are there was not accepted."""
    nearest: Nearest | None = None
    """For `absent`: the nearest passage, where one shares words with the quote."""


def locate(quote: str, text: str, context: str | None = None) -> Match:
    """Look for a quote in the text of its source.

    `text` has one paragraph a line. `context` gives words of the same paragraph; it decides where the quote stands more
    than once. Offsets are 0-based characters of `text`. Never raises.
    """
    return prepared(text).locate(quote, context)


@lru_cache(maxsize=4)
def prepared(text: str) -> PreparedText:
    """A text folded once, for many quotes."""
    return PreparedText(text)


def word_count(text: str) -> int:
    """The number of words of a text; `it’s` is one."""
    return sum(1 for _ in _WORD.finditer(text))


def folded_words(text: str) -> str:
    """The folded form of a text, in which two settings of the same words are equal."""
    return _fold(text)[0].strip()


class PreparedText:
    """A source's text, folded for look-ups."""

    def __init__(self, text: str) -> None:
        """Fold `text`; linear in its length."""
        self.text = text
        self.folded, self._origin = _fold(text)
        self._lines = [0, *(match.end() for match in re.finditer("\n", text))]

    def paragraph(self, offset: int) -> int:
        """0-based line of an offset in the text."""
        return bisect_right(self._lines, offset) - 1

    def bounds(self, paragraph: int) -> tuple[int, int]:
        """Start and end of a paragraph, in the text."""
        start = self._lines[paragraph]
        end = self._lines[paragraph + 1] - 1 if paragraph + 1 < len(self._lines) else len(self.text)
        return start, end

    def locate(self, quote: str, context: str | None = None) -> Match:
        """Look for a quote; see the function of the same name."""
        if not any(char.isalnum() for char in quote):
            return Match(verdict=Verdict.ABSENT, reason="the quote holds no letter and no digit")
        literal = self.places(quote)
        if literal:
            return self._choose(quote, literal, context)
        if _ELLIPSIS.search(quote):
            return self._elided(quote, context)
        return Match(verdict=Verdict.ABSENT, nearest=self._nearest(quote))

    def places(self, words: str) -> list[tuple[int, int]]:
        """Start and end, in the text, of every place where the folded words stand whole."""
        needle = folded_words(words)
        found = []
        at = self.folded.find(needle) if needle else -1
        while at >= 0:
            if _whole(self.folded, at, at + len(needle)):
                found.append(self._span(at, len(needle)))
            at = self.folded.find(needle, at + 1)
        return found

    def _span(self, at: int, length: int) -> tuple[int, int]:
        if self._origin is None:
            return at, at + length
        start, end = self._origin[at], self._origin[at + length]
        # White space or a soft hyphen behind the last character belongs to what follows.
        while end > start + 1 and (self.text[end - 1].isspace() or self.text[end - 1] == _SOFT_HYPHEN):
            end -= 1
        return start, end

    def _choose(self, quote: str, places: list[tuple[int, int]], context: str | None) -> Match:
        chosen = places if len(places) == 1 else self._by_context(places, context)
        unique = len(places) == 1
        starts = tuple(start for start, _ in places[:100])
        if len(chosen) != 1:
            start, end = places[0]
            return Match(
                verdict=Verdict.AMBIGUOUS,
                start=start,
                end=end,
                folds=folds_between(quote, self.text[start:end]),
                paragraph=self.paragraph(start) + 1,
                parts=((start, end),),
                places=starts,
                reason="the context stands at none of these places"
                if context and not chosen
                else "the context does not decide between them"
                if context
                else "",
            )
        start, end = chosen[0]
        found = self.text[start:end]
        folds = folds_between(quote, found)
        return Match(
            verdict=Verdict.TYPOGRAPHIC if folds else Verdict.EXACT,
            start=start,
            end=end,
            folds=folds,
            paragraph=self.paragraph(start) + 1,
            parts=((start, end),),
            places=starts,
            unique=unique,
        )

    def _by_context(self, places: list[tuple[int, int]], context: str | None) -> list[tuple[int, int]]:
        """The places whose paragraph holds the context; of several, those that it touches."""
        if not context or not any(char.isalnum() for char in context):
            return places
        near: list[tuple[int, int]] = []
        touching: list[tuple[int, int]] = []
        for start, end in places:
            first, last = self.bounds(self.paragraph(start))
            paragraph = PreparedText(self.text[first:last])
            spans = [(a + first, b + first) for a, b in paragraph.places(context)]
            around = [(a, b) for a, b in spans if b <= start or a >= end or (a <= start and b >= end)]
            if around:
                near.append((start, end))
            if any(self._touches(span, (start, end)) for span in around):
                touching.append((start, end))
        return touching if len(near) > 1 and len(touching) == 1 else near

    def _touches(self, context: tuple[int, int], place: tuple[int, int]) -> bool:
        between = (
            self.text[context[1] : place[0]]
            if context[1] <= place[0]
            else self.text[place[1] : context[0]]
            if context[0] >= place[1]
            else ""
        )
        return not any(char.isalnum() for char in between)

    def _elided(self, quote: str, context: str | None) -> Match:
        parts = [part.strip() for part in _ELLIPSIS.split(quote)]
        parts = [part for part in parts if any(char.isalnum() for char in part)]
        if any(word_count(part) < MIN_PART_WORDS for part in parts):
            reason = f"each part of an elided quote has at least {MIN_PART_WORDS} words"
            return Match(verdict=Verdict.ABSENT, reason=reason, nearest=self._nearest(quote))
        ways, reason = self._ways(parts)
        if not ways:
            return Match(verdict=Verdict.ABSENT, reason=reason, nearest=self._nearest(quote))
        whole = [(way[0][0], way[-1][1]) for way in ways]
        chosen = whole if len(whole) == 1 else self._by_context(whole, context)
        way = ways[whole.index(chosen[0])] if chosen else ways[0]
        pairs = zip(parts, way, strict=True)
        folds = sorted({fold for part, (a, b) in pairs for fold in folds_between(part, self.text[a:b])})
        start, end = way[0][0], way[-1][1]
        return Match(
            verdict=Verdict.ELIDED if len(chosen) == 1 else Verdict.AMBIGUOUS,
            start=start,
            end=end,
            folds=tuple(folds),
            paragraph=self.paragraph(start) + 1,
            parts=tuple(way),
            places=tuple(a for a, _ in whole[:100]),
            unique=len(whole) == 1,
        )

    def _ways(self, parts: Sequence[str]) -> tuple[list[list[tuple[int, int]]], str]:
        """The ways to read the parts in order within a paragraph, one a place of the first; else why there is none."""
        reason = ""
        ways: list[list[tuple[int, int]]] = []
        firsts = self.places(parts[0])
        if not firsts:
            return [], "its first part does not stand in the text"
        scenes: dict[int, _Scene] = {}
        for first in firsts[:100]:
            number = self.paragraph(first[0])
            low, high = self.bounds(number)
            if first[1] > high:
                continue
            scene = scenes.get(number)
            if scene is None:
                scene = scenes[number] = _Scene(self.text[low:high])
            way, why = scene.way(parts, (first[0] - low, first[1] - low))
            if way:
                ways.append([(a + low, b + low) for a, b in way])
            reason = reason or why
        return ways, reason or "its parts do not stand in one paragraph in this order"

    @cached_property
    def _index(self) -> dict[str, set[int]]:
        """Word: the paragraphs that hold it."""
        index: dict[str, set[int]] = {}
        for number in range(len(self._lines)):
            low, high = self.bounds(number)
            for word in set(_plain_words(self.text[low:high])):
                index.setdefault(word, set()).add(number)
        return index

    def _nearest(self, quote: str) -> Nearest | None:
        """The passage that shares most words with the quote, in the same order; None where hardly any is shared."""
        words = list(_plain_words(quote))[:300]
        # From the rarest word on: it tells more of the place, and the commonest would only cost time.
        held = sorted(
            (len(self._index[word]), word, times) for word, times in Counter(words).items() if word in self._index
        )
        scores: dict[int, float] = {}
        looked_at = 0
        for count, word, times in held:
            if looked_at > MAX_HOLDERS:
                break
            looked_at += count
            for number in self._index[word]:
                scores[number] = scores.get(number, 0.0) + times / (1 + count / 8)
        best: tuple[float, int, int] | None = None
        for number, _ in sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:3]:
            low, high = self.bounds(number)
            there = list(_WORD.finditer(self.text, low, high))
            share, first, last = _window(words, [_plain(match[0]) for match in there])
            if best is None or share > best[0]:
                best = (share, there[first].start(), there[last - 1].end())
        if best is None or best[0] < MIN_SHARE:
            return None
        return self._compare(quote, best[1], best[2])

    def _compare(self, quote: str, start: int, end: int) -> Nearest:
        """Mark what differs between a quote and a passage, word by word and mark by mark."""
        quote_tokens = list(_TOKEN.finditer(quote))[:600]
        # The passage takes in the mark that follows it where the quote ends in one.
        if quote_tokens and not quote_tokens[-1][0][-1].isalnum() and (after := _TOKEN.match(self.text, end)):
            end = after.end() if not after[0][-1].isalnum() else end
        if number := re.compile(r"(?:[.,:]\d+)+").match(self.text, end):
            end = number.end()
        text = self.text[start:end]
        text_tokens = list(_TOKEN.finditer(text))[:800]
        same_quote, same_text = _aligned(
            [folded_words(token[0]) for token in quote_tokens], [folded_words(token[0]) for token in text_tokens]
        )
        differing = [token.span() for number, token in enumerate(quote_tokens) if number not in same_quote]
        written = _marked(quote, differing)
        printed = _marked(text, [token.span() for number, token in enumerate(text_tokens) if number not in same_text])
        offset = differing[0][0] if differing else 0
        return Nearest(text=text, written=written, printed=printed, start=start, end=end, offset=offset)


def _plain(word: str) -> str:
    return unicodedata.normalize("NFC", word).replace("’", "'").replace("ʼ", "'").casefold()


def _plain_words(text: str) -> Iterator[str]:
    return (_plain(match[0]) for match in _WORD.finditer(text))


def _window(words: Sequence[str], there: Sequence[str]) -> tuple[float, int, int]:
    """The stretch of `there`, about as long as `words`, that shares most words with it: share, first, last."""
    if not there:
        return 0.0, 0, 0
    size = min(len(there), len(words) + max(2, len(words) // 4))
    need, shared = Counter(words), 0
    have: Counter[str] = Counter()
    best, best_at = -1, 0
    for at, word in enumerate(there):
        have[word] += 1
        shared += have[word] <= need[word]
        if at >= size:
            gone = there[at - size]
            shared -= have[gone] <= need[gone]
            have[gone] -= 1
        if shared > best:
            best, best_at = shared, at
    last = best_at + 1
    first = max(0, last - size)
    while first < last - 1 and need[there[first]] == 0:
        first += 1
    while last > first + 1 and need[there[last - 1]] == 0:
        last -= 1
    # A changed word at either end of the quote belongs to the passage too.
    if there[last - 1] != words[-1] and last < len(there):
        last += 1
    if there[first] != words[0] and first > 0:
        first -= 1
    return best / len(words), first, last


def _aligned(left: Sequence[str], right: Sequence[str]) -> tuple[set[int], set[int]]:
    """Indexes of the words that stand on both sides in the same order, letter by letter."""
    from difflib import SequenceMatcher

    blocks = SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
    return (
        {n for block in blocks for n in range(block.a, block.a + block.size)},
        {n for block in blocks for n in range(block.b, block.b + block.size)},
    )


def _marked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    out, at = [], 0
    for start, end in spans:
        out += [text[at:start], "⟦", text[start:end], "⟧"]
        at = end
    return "".join([*out, text[at:]]).replace("⟧ ⟦", " ")


def _fold(text: str) -> tuple[str, array[int] | None]:
    """The text with typography folded, and for each of its characters the offset it came from (and one for the end).

    None instead of offsets means that they are the same.
    """
    changing = "".join(char for char in {_SOFT_HYPHEN, *_LIGATURES} if char in text)
    pattern = rf"\s\s+|[{re.escape(changing)}]" if changing else r"\s\s+"
    if not unicodedata.is_normalized("NFC", text):
        letters = set(text)
        joining = "".join(re.escape(char) for char in letters if unicodedata.combining(char) or _is_jamo(char))
        alone = "".join(re.escape(char) for char in letters if not unicodedata.is_normalized("NFC", char))
        pattern += rf"|[^\s{joining}][{joining}]+" if joining else ""
        pattern += rf"|[{alone}]" if alone else ""
    out: list[str] = []
    origin = array("l")
    done = 0
    for special in re.finditer(pattern, text):
        start, end = special.span()
        out.append(text[done:start])
        origin.extend(range(done, start))
        found = special[0]
        if found[0].isspace():
            made = " "
        elif found == _SOFT_HYPHEN:
            made = ""
        else:
            made = unicodedata.normalize("NFC", _LIGATURES.get(found, found))
        out.append(made)
        origin.extend([start] * len(made))
        done = end
    if not done:
        return _set_alike(text), None
    out.append(text[done:])
    origin.extend(range(done, len(text) + 1))
    return _set_alike("".join(out)), origin


def _is_jamo(char: str) -> bool:
    """Say whether a Hangul vowel or final joins the syllable before it."""
    return "\u1161" <= char <= "\u11ff"


_UNIT = re.compile(rf"(?<=\d)[{re.escape(_MARKS)}]")
_ONE_FOR_ONE = str.maketrans(
    dict.fromkeys(_MARKS, _MARK)
    | dict.fromkeys(_DASHES, "-")
    | {chr(code): " " for code in (9, 10, 11, 12, 13, 28, 29, 30, 31, 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B))}
    | {chr(code): " " for code in (0x2028, 0x2029, 0x202F, 0x205F, 0x3000)}
)


def _set_alike(text: str) -> str:
    """Fold characters one for one: marks, dashes, white space; a mark behind a digit stays single or double."""
    return _UNIT.sub(lambda match: _FEET if match[0] in _SINGLE else _INCHES, text).translate(_ONE_FOR_ONE)


def _whole(text: str, start: int, end: int) -> bool:
    """Say whether a stretch of folded text begins and ends with whole words and numbers.

    A cut before a contracted “not” (`can|’t`) or behind a negating prefix (`non-|`) counts as inside a word.
    """
    first, last = text[start], text[end - 1]
    before, after = text[start - 1 : start], text[end : end + 1]
    if unicodedata.combining(first) or (after and unicodedata.combining(after)):
        return False
    if first.isalnum() and before and (before.isalnum() or unicodedata.combining(before)):
        return False
    if last.isalnum() and after.isalnum():
        return False
    if last.isdigit() and after in (".", ",", ":") and text[end + 1 : end + 2].isdigit():
        return False
    if first.isdigit() and before in (".", ",", ":") and text[start - 2 : start - 1].isdigit():
        return False
    if (
        after == _MARK
        and last in "nN"
        and text[end + 1 : end + 2] in ("t", "T")
        and not text[end + 2 : end + 3].isalnum()
    ):
        return False
    return not (before == "-" and first.isalnum() and _NEGATING_PREFIX.search(text[max(0, start - 8) : start]))


_NEGATING_PREFIX = re.compile(r"(?<!\w)(?:non|anti|un|not|не|ні|анти|não)-$", re.IGNORECASE)


_FOLDS = (
    ("Unicode normalisation", lambda text: unicodedata.normalize("NFC", text)),
    ("soft hyphens", lambda text: text.replace(_SOFT_HYPHEN, "")),
    ("ligatures", lambda text: "".join(_LIGATURES.get(char, char) for char in text)),
    ("line breaks", lambda text: text.replace("\n", " ")),
    ("white space", lambda text: "".join("\n" if char == "\n" else " " if char.isspace() else char for char in text)),
    ("quotation marks", lambda text: re.sub(f"[{re.escape(_MARKS)}]", _MARK, text)),
    ("dashes", lambda text: re.sub(f"[{re.escape(_DASHES)}]", "-", text)),
)


def folds_between(quote: str, passage: str) -> tuple[str, ...]:
    """Name what has to be folded for a quote to be its passage, sorted; empty where they are identical.

    A fold is named where leaving it out would leave the two unequal.
    """
    quote = quote.strip()
    if quote == passage:
        return ()

    def without(left_out: str, text: str) -> str:
        for name, fold in _FOLDS:
            if name != left_out:
                text = fold(text)
        # How long a run of white space is counts as white space too.
        return text if left_out == "white space" else re.sub(r"[^\S\n]+", " ", text)

    return tuple(sorted(name for name, _ in _FOLDS if without(name, quote) != without(name, passage)))


_OPENING = {"“": "”", "«": "»", "„": "“”", '"': '"', "»": "«", "”": "”", "‘": "’", "‚": "‘’"}
_NAME = re.compile(r"(?<![\w’'])[^\W\d_][\w’'.-]*(?:\s+[A-ZА-ЯІЇЄҐÇĞİÖŞÜÁÂÃÉÊÍÓÔÕÚ][\w’'.-]*)*")
_BEFORE_A_PLACE = frozenset("in at on from near with of to outside via for after before since by".split()) - {"by"}
_CALENDAR = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August "
    "September October November December".split()
)
_PRONOUNS = frozenset("He She They It The A An And But In On At We I This That These Those His Her Their".split())


def quoted_spans(paragraph: str) -> list[tuple[int, int]]:
    """Start and end of what stands inside the outermost quotation marks of a paragraph, without the marks.

    An opening “ « or „ that is not closed runs to the paragraph's end, as in speech of several paragraphs.
    """
    spans: list[tuple[int, int]] = []
    opened: tuple[int, str] | None = None
    for at, char in enumerate(paragraph):
        if opened is None:
            if char not in _OPENING:
                continue
            before, after = paragraph[at - 1 : at], paragraph[at + 1 : at + 2]
            if before.isalnum() or not after or after.isspace():
                continue  # an apostrophe, a unit or a closing mark without its opening one
            opened = (at, char)
        elif char in _OPENING[opened[1]]:
            if char in "’'‘" and paragraph[at + 1 : at + 2].isalnum():
                continue  # an apostrophe inside a word
            spans.append((opened[0] + 1, at))
            opened = None
    if opened and opened[1] in "“«„":
        spans.append((opened[0] + 1, len(paragraph)))
    return spans


class _Scene:
    """A paragraph in which the parts of an elided quote are looked for: who speaks where."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.prepared = PreparedText(text)
        self.spans = quoted_spans(text)

    def way(self, parts: Sequence[str], first: tuple[int, int]) -> tuple[list[tuple[int, int]] | None, str]:
        """One way to read the parts in order, the first at a given place; else the reason why there is none."""
        places = [[first], *(self.prepared.places(part)[:200] for part in parts[1:])]
        dead: set[tuple[int, tuple[int, int]]] = set()
        reasons: list[str] = []

        def follow(number: int, so_far: list[tuple[int, int]]) -> list[tuple[int, int]] | None:
            if number == len(parts):
                why = self._voices(so_far)
                if why:
                    reasons.append(why)
                    return None
                return so_far
            for place in places[number]:
                if place[0] < so_far[-1][1] or (number, place) in dead:
                    continue
                why = self._gap(so_far[-1], place)
                if why:
                    reasons.append(why)
                    continue
                found = follow(number + 1, [*so_far, place])
                if found:
                    return found
                dead.add((number, place))
            return None

        way = follow(1, [first])
        return way, "" if way else (reasons[0] if reasons else "")

    def _gap(self, left: tuple[int, int], right: tuple[int, int]) -> str:
        """Why what stands between two parts may not be left out; empty where it may."""
        gap = self.text[left[1] : right[0]]
        words = [_plain(match[0]) for match in _WORD.finditer(gap)]
        if len(words) > MAX_GAP_WORDS:
            return f"{len(words)} words are left out between two parts; at most {MAX_GAP_WORDS} may be"
        harmless = _PORTUGUESE_IN if len(_PORTUGUESE.findall(self.text)) > 1 else frozenset()
        negations = _NEGATIONS - harmless
        lost = next((word for word in words if word in negations or _TURKISH_NOT.match(word)), None)
        if lost is None and (found := _CONTRACTED_NOT.search(gap)):
            lost = next((word for word in words if word.endswith(found[0].lower().replace("’", "'"))), "n’t")
        if lost is not None:
            return f"the words left out hold a negation (“{lost}”)"
        inside = any(a <= left[0] and left[1] <= b for a, b in self.spans)
        if not inside and _SPEECH.search(gap) and re.search(r"[.!?;…]\W*\s", gap):
            return "the words left out change the speaker"
        return ""

    def _voices(self, way: Sequence[tuple[int, int]]) -> str:
        """Why the parts are not one voice; empty where all are narration, or all one person's quoted words."""
        holders = []
        for start, end in way:
            holder = next(((a, b) for a, b in self.spans if a <= start and end <= b), None)
            if holder is None and any(start < b and a < end for a, b in self.spans):
                return "a part runs from the narration into quoted words; quote the two apart"
            holders.append(holder)
        if len({holder is None for holder in holders}) > 1:
            return "some of its parts are narration and others quoted words; quote them apart"
        if len(set(holders)) <= 1 or self._one_speaker():
            return ""
        return "its parts may be the words of two persons; quote them apart"

    def _one_speaker(self) -> bool:
        """Say whether the narration of the paragraph names one speaker, once: then all its quoted words are theirs."""
        narration, at = [], 0
        for start, end in self.spans:
            narration.append(self.text[at:start])
            at = end
        told = " ".join([*narration, self.text[at:]])
        if len(_SPEECH.findall(told)) != 1:
            return False
        names = set()
        for name in _NAME.finditer(told):
            words = [word for word in name[0].split() if word not in _PRONOUNS]
            before = told[: name.start()].split()
            if not words or not words[0][0].isupper() or words[0] in _CALENDAR:
                continue
            if before and before[-1].lower() in _BEFORE_A_PLACE:
                continue
            names.add(words[-1].removesuffix("’s").removesuffix("'s"))
        return len(names) <= 1
