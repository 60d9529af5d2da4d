"""The numbers of a text, in figures and in words.

Figures are read in every script that Unicode has decimal digits of: with thousands' separators and decimals, as times
and dates, as ordinals, with the words for thousands and millions behind them. Words are read in the languages of
`numerals`; in any other language only figures are.

What a text says is often open: “1.500” is fifteen hundred or one and a half, “5 p.m.” is 17 o'clock, “10.03” a price or
a date. So a number has several values, and such as can be taken apart has parts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache

from dateline.evidence.numerals import Lexicon, Role, Word, lexicon
from dateline.evidence.numerals_grammar import Grammar, Item, Part
from dateline.patterns import pattern
from dateline.records import record


@record(frozen=True, slots=True, kw_only=True)
class Number:
    """A number of a text, or a word that could stand for one."""

    start: int
    """0-based character of the text where it begins."""
    end: int
    """The character after its last."""
    words: str
    """How it is written."""
    values: frozenset[Fraction]
    """What it can mean as a whole; empty for times and dates."""
    times: frozenset[str] = frozenset()
    """The times (`5:30`, on a clock of twelve hours) and dates (`2022-03-10`) that it can mean."""
    value: Fraction | None = None
    """Its value where there is little doubt about it."""
    parts: tuple[Part, ...]
    """What it is made of: the hour and the minutes of a time, the number itself where it can't be taken apart."""
    figures: bool
    """Whether it is written in figures."""
    sure: bool
    """Whether it surely is a number, and no article, name or ordinary word."""
    ordinal: bool = False
    """Whether it is an ordinal in words."""


_LETTER = r"[^\W\d_]"
_SPACES = " \u00a0\u2007\u2009\u202f"
_DECIMAL = ".,٫·"
_NUMBERS = rf"""
    (?<![\d])(?P<iso>\d{{4}}-\d{{2}}-\d{{2}})(?!\d)
  | (?<![\d.])(?P<date>\d{{1,2}}(?P<sep>[./-])\d{{1,2}}(?P=sep)(?:\d{{4}}|\d{{2}}))(?![\d])
  | (?<![\d:.])(?P<time>\d{{1,2}}(?:[:∶]|[ ]?h[ ]?)[0-5]\d)(?:[:]\d\d)?(?!\d)
  | (?<!\d)(?P<mixed>\d{{1,3}}[ ][1-9][/⁄][2-9])(?![\d/])
  | (?<!\d)(?P<fraction>\d{{1,3}}[/⁄]\d{{1,3}})(?![\d/])
  | (?<!\d)(?P<grouped>\d{{1,3}}(?P<group>[{_SPACES}.,'’٬])\d{{3}}(?:(?P=group)\d{{3}})*)
      (?:(?!(?P=group))[{_DECIMAL}](?P<rest>\d+))?(?!\d)
  | (?<!\d)(?P<indian>\d{{1,2}}(?:,\d{{2}})+,\d{{3}})(?!\d)
  | (?<!\d)(?<!\d[.,])(?P<decimal>\d++[{_DECIMAL}]\d++)(?![.,]\d)
  | (?P<plain>\d++)
"""
_VULGAR = "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_WORD = rf"{_LETTER}(?:{_LETTER}|[\u0300-\u036f]|['’ʼ](?={_LETTER}))*"
_READ = pattern(rf"{_NUMBERS} | (?P<vulgar>[{_VULGAR}]) | (?P<word>{_WORD})", re.VERBOSE | re.IGNORECASE)
_BESIDE = pattern(r"\s*|[-‐‑‒–—]")
_ROMAN = pattern(r"(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_CYRILLIC_ROMAN = str.maketrans("ХІС", "XIC")
_DECADE = pattern(r"['’]?s\b|[-‐–]?(?:х|е|ті|тих|ые|ых|ыя)\b|er(?:n|Jahre)?\b|['’]?l[ae]r", re.IGNORECASE)
_YEARS = pattern(r"20\d\d[/‐‑–-]\Z")
_NAMED = pattern(r"[A-Za-zÀ-ɏͰ-ӿ][-‐‑–]?\Z")
_RANGE = pattern(
    r"\s*(?:[-‐‑‒–—]|\b(?:to|or|and|до|или|або|чи|або|і|й|и|да|bis|oder|und|à|ou|et|a|e|o|y|ile|veya|ya da)\b)\s*"
)
_ATTACHED = {"k": 1000, "m": 10**6, "mn": 10**6, "mln": 10**6, "bn": 10**9, "tn": 10**12}
_IDEOGRAPHS = {
    "百": 100, "千": 1000, "천": 1000, "万": 10**4, "萬": 10**4, "만": 10**4, "億": 10**8, "亿": 10**8, "억": 10**8,
    "兆": 10**12, "조": 10**12,
}  # fmt: skip
_SCALES = tuple(Fraction(10) ** power for power in (3, 6, 9, 12))
"""What a word behind a figure may multiply it by, in a language whose words are not known: thousand, million …"""
_LAKHS = tuple(Fraction(10) ** power for power in (2, 5, 7))
"""… and in scripts of South Asia: lakh, crore."""


def numbers_in(text: str, language: str | None) -> tuple[Number, ...]:
    """The numbers of a text in a language (a BCP 47 tag), in its order, and the words that could stand for one.

    In a language whose words are not known, or None, only figures are read.
    """
    return tuple(_Reader(text, lexicon(language)).numbers())


class _Reader:
    """Reads the numbers of one text."""

    def __init__(self, text: str, words: Lexicon | None) -> None:
        """Take a text and the words of its language, None where they are not known."""
        self.text = text
        self.words = words
        # One character for each, so that places in it are places in the text.
        self.plain = "".join(map(_ascii_digit, text)) if _OTHER_DIGIT.search(text) else text
        self.afternoons = [match.span() for match in words.afternoon.finditer(text)] if words else []

    def numbers(self) -> Iterator[Number]:
        """The numbers, in the order of the text."""
        items = list(self._items())
        found: list[Number] = []
        scales: list[Fraction | None] = []
        at = 0
        while at < len(items):
            behind, number, scale = self._number(items, at)
            found.append(number)
            scales.append(scale)
            at = behind
        yield from self._ranges(found, scales)

    def _ranges(self, found: list[Number], scales: list[Fraction | None]) -> list[Number]:
        """The numbers, of which “5” in “5 to 10 thousand” may mean 5,000 too."""
        for at in range(len(found) - 2, -1, -1):
            one, scale = found[at], scales[at + 1]
            if scale is None or scales[at] is not None or not one.values or max(one.values) >= 1000:
                continue
            if _RANGE.fullmatch(self.text, one.end, found[at + 1].start):
                values = one.values | {value * scale for value in one.values}
                parts = (Part(values=values, sure=one.sure),) if len(one.parts) == 1 else one.parts
                found[at] = _made(one, values=values, parts=parts)
                scales[at] = scale
        return found

    def _items(self) -> Iterator[Item]:
        """The figures of the text, and the words that have to do with numbers."""
        skip = 0
        for match in _READ.finditer(self.plain):
            if match.start() < skip:
                continue
            if match.lastgroup == "word" or match["word"]:
                item = self._word(match)
            elif match["vulgar"]:
                value = Fraction(unicodedata.numeric(match[0])).limit_denominator(10)
                half = (Fraction(30), Fraction(50)) if value == Fraction(1, 2) else ()
                item = Item(start=match.start(), end=match.end(), role=Role.HALF, values=(value, *half), sure=False)
            else:
                item = self._figure(match)
            if item is not None:
                skip = item.end
                yield item

    def _word(self, match: re.Match[str]) -> Item | None:
        """A word that has to do with numbers."""
        start, end = match.span()
        if self.words is None:
            return self._roman(match)
        if half := self.words.half.match(self.text, start):
            halves = (Fraction(1, 2), Fraction(30), Fraction(50), *_OF_ONE_AND_A_HALF)
            return Item(start=start, end=half.end(), role=Role.HALF, values=halves, sure=False)
        word = _looked_up(match[0], self.words.language)
        if word is None:
            return self._roman(match)
        return Item(
            start=start,
            end=end,
            role=word.role,
            values=word.values,
            sure=word.sure and not self._idiom(word, end),
            clear=len(word.values) == 1,
            last=word.last,
            multiple=word.multiple,
        )

    def _idiom(self, word: Word, end: int) -> bool:
        """Whether it is the “third” of third parties."""
        return word.last and word.values[0] == 3 and _THIRD_PARTIES.match(self.text, end) is not None

    def _roman(self, match: re.Match[str]) -> Item | None:
        """A Roman number, which is never sure."""
        plain = match[0].translate(_CYRILLIC_ROMAN)
        if not plain.isupper() or not _ROMAN.fullmatch(plain):
            return None
        digits = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}[char] for char in plain]
        pairs = zip(digits, [*digits[1:], 0], strict=True)
        value = sum(-one if one < following else one for one, following in pairs)
        return Item(start=match.start(), end=match.end(), role=Role.LOOSE, values=(Fraction(value),), sure=False)

    def _figure(self, match: re.Match[str]) -> Item | None:
        """A number in figures."""
        start, end = match.span()
        sure = not _NAMED.search(self.text[max(0, start - 2) : start])
        if match["grouped"]:
            return self._grouped(match, sure)
        kind = next(
            name for name in ("iso", "date", "time", "mixed", "fraction", "indian", "decimal", "plain") if match[name]
        )
        written = match[kind]
        pieces = [int(each) for each in re.findall(r"\d+", written)] if len(written) < _LONGEST else []
        if not pieces:
            return Item(start=start, end=end, role=Role.LOOSE, values=(), figures=True, sure=False)
        match kind:
            case "iso" | "date":
                item = _date(start, end, pieces, sure)
                if item is not None:
                    return item
                return self._several(start, end, pieces, sure)
            case "time" if pieces[0] <= 24:
                return Item(
                    start=start, end=end, role=Role.LOOSE, values=(), figures=True, sure=sure,
                    times=(_time(*pieces[:2]),), parts=_clock(*pieces[:2]),
                )  # fmt: skip
            case "mixed":
                share = Fraction(pieces[1], pieces[2])
                rest = _HALF if share in _HALF.values else Part(values=frozenset({share}))
                return Item(
                    start=start, end=end, role=Role.TEEN, values=(pieces[0] + share,), figures=True, sure=sure,
                    clear=True, parts=(Part(values=frozenset({Fraction(pieces[0])})), rest),
                )  # fmt: skip
            case "fraction":
                values = (Fraction(*pieces),) if pieces[1] else ()
                item = self._several(start, end, pieces, sure)
                sure = sure and written != "24/7"
                return Item(
                    start=start, end=end, role=Role.LOOSE, values=values, figures=True, sure=sure, parts=item.parts
                )
            case "decimal":
                return self._decimal(start, end, written, pieces, sure)
            case "indian":
                return Item(
                    start=start, end=end, role=Role.TEEN, values=(Fraction(re.sub(r"\D", "", written)),),
                    figures=True, sure=sure,
                )  # fmt: skip
            case "plain":
                return self._plain(start, end, pieces[0], sure)
        return self._several(start, end, pieces, sure)

    def _several(self, start: int, end: int, pieces: Sequence[int], sure: bool) -> Item:
        """Figures that may be anything: a score, a range, a version."""
        parts = tuple(Part(values=frozenset({Fraction(each)})) for each in pieces)
        return Item(start=start, end=end, role=Role.LOOSE, values=(), figures=True, sure=sure, parts=parts)

    def _plain(self, start: int, end: int, number: int, sure: bool) -> Item:
        """A whole number without separators."""
        values = [Fraction(number)]
        if number % 10 == 0 and 1000 <= number < 2100 and _DECADE.match(self.text, end):
            values.append(Fraction(number % 100))
        if number < 100 and end - start == 2 and _YEARS.search(self.plain[max(0, start - 5) : start]):
            values.append(Fraction(2000 + number))
        if number < 100 and (_IN_YEAR.match(self.text, end) or self.text[start - 1 : start] in ("'", "’")):
            values += [Fraction(1900 + number), Fraction(2000 + number)]
        values += self._behind(end, values[0])
        if number <= 12 and self._afternoon(start, end):
            values.append(Fraction(number + 12))
        return Item(start=start, end=end, role=Role.TEEN, values=tuple(values), figures=True, sure=sure, clear=True)

    def _afternoon(self, start: int, end: int) -> bool:
        """Whether an hour of twelve is told of near these characters."""
        return any(first - _NEAR < end and start < last + _NEAR for first, last in self.afternoons)

    def _behind(self, end: int, value: Fraction) -> list[Fraction]:
        """What a figure may mean besides, by what stands right behind it."""
        scale = _IDEOGRAPHS.get(self.text[end : end + 1])
        if scale:
            return [value * scale]
        if letters := _LETTERS.match(self.text, end):
            attached = _ATTACHED.get(letters[0].lower())
            if attached:
                return [value * attached]
        if self.words is None and _GOES_ON.match(self.text, end):
            # A word of a language that is not known: a scale, or the second half of the day.
            scales = (*_SCALES, *_LAKHS) if _SOUTH_ASIAN.match(self.text, end) else _SCALES
            hour = [value + 12] if value <= 12 and value.denominator == 1 else []
            return [*(value * each for each in scales), *hour]
        return []

    def _grouped(self, match: re.Match[str], sure: bool) -> Item:
        """A number with separators of thousands."""
        groups = match["grouped"].split(match["group"])
        whole, rest = "".join(groups), match["rest"] or ""
        if len(whole) + len(rest) >= _LONGEST:
            return Item(start=match.start(), end=match.end(), role=Role.LOOSE, values=(), figures=True, sure=False)
        values = [Fraction(f"{whole}.{rest}" if rest else whole)]
        if match["group"] in _DECIMAL and len(groups) == 2 and not rest:
            decimal = Fraction(f"{groups[0]}.{groups[1]}")
            values = [decimal] if groups[0] == "0" else [*values, decimal]
        clear = len(values) == 1
        parts: tuple[Part, ...] = ()
        listed = match["group"] in _SPACES or len(groups) > 2
        if listed and not rest and not any(each.startswith("0") for each in groups) and groups[0] != "1":
            parts = tuple(Part(values=frozenset({Fraction(each)})) for each in groups)
        values += [each for value in values for each in self._behind(match.end(), value)]
        return Item(
            start=match.start(), end=match.end(), role=Role.TEEN, values=tuple(values), figures=True, sure=sure,
            clear=clear, parts=parts,
        )  # fmt: skip

    def _decimal(self, start: int, end: int, written: str, pieces: Sequence[int], sure: bool) -> Item:
        """A decimal, which may be a time or a day and a month as well: `17.30`, `10.03`."""
        whole, decimals = re.split(r"\D", written)
        value = Fraction(f"{whole}.{decimals}")
        parts: tuple[Part, ...] = ()
        times: tuple[str, ...] = ()
        first, second = pieces
        if len(decimals) == 2 and len(whole) <= 2:
            if first <= 24 and second < 60:
                times, parts = (_time(first, second),), _clock(first, second)
            if 1 <= second <= 12 and 1 <= first <= 31:
                hour = parts[0].values if parts else frozenset({Fraction(first)})
                parts = (Part(values=hour), Part(values=frozenset({Fraction(second)}), sure=False))
        elif decimals == "5":
            parts = (Part(values=frozenset({Fraction(first)})), _HALF)
        values = (value, *self._behind(end, value))
        return Item(
            start=start, end=end, role=Role.TEEN, values=values, figures=True, sure=sure, times=times, parts=parts,
            clear=not times,
        )  # fmt: skip

    def _number(self, items: Sequence[Item], at: int) -> tuple[int, Number, Fraction | None]:
        """The number that begins with an item: the item behind it, the number, and its scale where it has one."""
        if share := self._share(items, at):
            return share
        first = items[at]
        behind, taken = self._taken(items, at, len(items))
        if behind == at:
            return at + 1, self._alone(first), None
        if behind == at + 1 and not (first.role is Role.SCALE or first.role is Role.HUNDRED):
            return behind, self._alone(first), None
        pieces = items[at:behind]
        alone = len(pieces) == 1
        values = frozenset(taken.values())
        figures = all(each.figures for each in pieces if each.role is not Role.SCALE)
        sure = (not alone and all(each.sure for each in pieces if each.figures)) or (alone and first.sure)
        if len(pieces) == 2 and pieces[1].role is Role.HALF:
            sure = first.sure
        sure = sure and not taken.vague
        parts: tuple[Part, ...] = (Part(values=values, multiple=first.multiple if alone else 0),)
        if pieces[-1].role is Role.HALF and taken.group is not None:
            rest = pieces[-1].values
            parts = (Part(values=frozenset({each - rest[0] for each in values})), Part(values=frozenset(rest)))
        elif figures and pieces[-1].figures:
            parts = tuple(Part(values=frozenset(each)) for each in taken.stretches())
        number = Number(
            start=first.start,
            end=pieces[-1].end,
            words=self.text[first.start : pieces[-1].end],
            values=values,
            value=taken.values()[0] if first.clear and not taken.vague else None,
            parts=parts,
            figures=figures,
            sure=sure,
            ordinal=pieces[-1].last,
        )
        return behind, number, taken.scale

    def _taken(self, items: Sequence[Item], at: int, stop: int) -> tuple[int, Grammar]:
        """The pieces of a number that begins with an item: the item behind them, and what they come to."""
        taken = Grammar(self.words.language if self.words else "")
        behind, joined = at, None
        while behind < stop and (behind == at or self._beside(items[behind - 1], items[behind])):
            if not taken.takes(items[behind]):
                if joined is not None and items[behind].role in (Role.HUNDRED, Role.SCALE):
                    return self._taken(items, at, joined)  # between one hundred | and two hundred
                break
            if behind > at and not _BESIDE.fullmatch(self.text, items[behind - 1].end, items[behind].start):
                joined = behind
            behind += 1
        return behind, taken

    def _alone(self, item: Item) -> Number:
        """The number that one item makes."""
        values = frozenset(item.values)
        if not item.figures and len(item.values) == 1 and item.values[0] <= 12:
            hour = item.values[0]
            values |= {hour + 12} if self._afternoon(item.start, item.end) else set()
            towards = _TOWARDS.search(self.text[max(0, item.start - _NEAR) : item.start])
            values |= {hour - 1} if towards or _LESS.match(self.text, item.end) else set()
        if item.last and item.values[0] < 100 and _IN_YEAR.match(self.text, item.end):
            values |= {item.values[0] + century for century in (1900, 2000)}
        if item.values == (Fraction(3, 2),) and not item.figures:
            values |= _OF_ONE_AND_A_HALF
        parts = item.parts or ((Part(values=values, multiple=item.multiple),) if values else ())
        return Number(
            start=item.start,
            end=item.end,
            words=self.text[item.start : item.end],
            values=values,
            value=item.values[0] if item.clear else None,
            times=frozenset(item.times),
            parts=parts,
            figures=item.figures,
            sure=item.sure and not self._behind_figure(item) and not self._weeks(item),
            ordinal=item.last,
        )

    def _behind_figure(self, item: Item) -> bool:
        """Whether a word stands right behind a figure, as months do: 11 sept."""
        return not item.figures and self.plain[max(0, item.start - 2) : item.start - 1].isdigit()

    def _weeks(self, item: Item) -> bool:
        """Whether “eight days” are a week, and “fifteen days” two, as in French, Spanish and Portuguese."""
        return item.values[:1] in ((Fraction(8),), (Fraction(15),)) and _DAYS.match(self.text, item.end) is not None

    def _share(self, items: Sequence[Item], at: int) -> tuple[int, Number, Fraction | None] | None:
        """Half a million: a share of a scale, with an article or not between the two."""
        share = items[at].values[0] if items[at].values else Fraction(0)
        of = at + 1
        if share not in _SHARES or items[at].figures:
            return None
        if of < len(items) and items[of].values == (Fraction(1),) and items[of].role is Role.LOOSE:
            of += 1
        if of == len(items) or items[of].role is not Role.SCALE:
            return None
        start, end = items[at].start, items[of].end
        if not _OF.fullmatch(self.text, items[at].end, items[of].start):
            return None
        value = share * items[of].values[0]
        values = frozenset({value})
        words = self.text[start:end]
        part = Part(values=values)
        made = Number(
            start=start, end=end, words=words, values=values, value=value, parts=(part,), figures=False, sure=True
        )
        return of + 1, made, items[of].values[0]

    def _beside(self, one: Item, other: Item) -> bool:
        """Whether nothing stands between two pieces but what may stand inside a number."""
        if one.last:
            return False
        between = self.text[one.end : other.start]
        if between.isspace() and self.text[other.start : other.end].lower() == "second":
            return False  # a ninety second delay, the twenty-second of March
        if _BESIDE.fullmatch(between):
            return True
        if one.role is Role.SCALE and between.startswith("."):  # тыс.
            return not between[1:].strip()
        if self.words is None or between.strip().lower() not in self.words.joins:
            return False
        match self.words.language:
            case "en":
                return one.role in (Role.HUNDRED, Role.SCALE)
            case "es":
                return one.role is Role.TEN
            case "fr":
                return one.role is Role.TEN and other.values[0] in (1, 11)
        return True


_KINDS = ("iso", "date", "time", "mixed", "fraction", "indian", "decimal", "plain")
_LONGEST = 40
_OTHER_DIGIT = pattern(r"(?![0-9])\d")
_SHARES = (Fraction(1, 2), Fraction(1, 3), Fraction(1, 4))
_OF = pattern(r"[\s-]+(?:(?:of|de)\s+)?(?:an?\s+)?|\s+d['’]|\s+d['’]un\s+", re.IGNORECASE)
_TOWARDS = pattern(
    r"\b(?:halb|viertel\s+vor|dreiviertel|(?:пів|чверть|хвилин\w?)\s+на|половин[еі]|без\s+\w+|за\s+\w+|quarter\s+to|"
    r"minutes\s+to)\s+\Z",
    re.IGNORECASE,
)
_LESS = pattern(r"\s+(?:horas\s+|heures?\s+)?(?:menos|moins)\b", re.IGNORECASE)
_IN_YEAR = pattern(r"(?:[-‐–]\w{1,3})?\s+(?:год[ауе]?|годом|року|році|рік|годзе)\b", re.IGNORECASE)
_DAYS = pattern(r"\s+(?:jours|dias|días)\b", re.IGNORECASE)
_OF_ONE_AND_A_HALF = frozenset(map(Fraction, (90, 36, 18, 6, 45)))
"""An hour and a half in minutes, a day and a half in hours, a year and a half in months, a month and a half."""
_NEAR = 25
_LETTERS = pattern(rf"{_LETTER}+")
_GOES_ON = pattern(rf"\s?{_LETTER}")
_SOUTH_ASIAN = pattern(r"\s?[\u0600-\u06ff\u0900-\u0dff]")
_THIRD_PARTIES = pattern(
    r"\s+(?:part(?:y|ies)|countr|states?\b|persons?\b|world|стран|сторон|лиц|мир|країн|осіб|особ|світ)", re.IGNORECASE
)
_HALF = Part(values=frozenset({Fraction(1, 2), Fraction(30), Fraction(50)}))


@lru_cache(maxsize=8192)
def _looked_up(form: str, language: str) -> Word | None:
    """What a word as it stands in a text has to do with numbers, in a language whose words are known."""
    words = lexicon(language)
    return words.look_up(folded(form, language)) if words is not None else None


def folded(form: str, language: str) -> str:
    """A word as the tables have it: in lower case and NFC, with straight apostrophes, and е for ё."""
    if language == "tr":
        form = form.replace("İ", "i").replace("I", "ı")
    plain = unicodedata.normalize("NFC", form.lower()).replace("’", "'").replace("ʼ", "'")
    return plain.replace("ё", "е")


def _ascii_digit(char: str) -> str:
    """A decimal digit of any script as one of ours; any other character as it is."""
    return str(unicodedata.decimal(char)) if char.isdecimal() else char


def _made(one: Number, *, values: frozenset[Fraction], parts: tuple[Part, ...]) -> Number:
    """A number with other values."""
    return Number(
        start=one.start, end=one.end, words=one.words, values=values, value=one.value, times=one.times, parts=parts,
        figures=one.figures, sure=one.sure, ordinal=one.ordinal,
    )  # fmt: skip


def _time(hour: int, minute: int) -> str:
    """A time on a clock of twelve hours."""
    return f"{hour % 12}:{minute:02}"


def _clock(hour: int, minute: int) -> tuple[Part, ...]:
    """The parts of a time; the minutes of a full hour need not be told."""
    hours = frozenset({Fraction(hour), Fraction(hour % 12), Fraction(hour % 12 + 12)})
    minutes = frozenset({Fraction(minute), *_MINUTES.get(minute, ())})
    return Part(values=hours), Part(values=minutes, sure=minute != 0)


_MINUTES = {30: (Fraction(1, 2),), 15: (Fraction(1, 4),), 45: (Fraction(3, 4), Fraction(1, 4))}


def _date(start: int, end: int, pieces: Sequence[int], sure: bool) -> Item | None:
    """A date in figures, which may have the day or the month first; None where it is none."""
    year, *rest = pieces if pieces[0] > 31 else reversed(pieces)
    if len(rest) != 2 or not (min(rest) in range(1, 13) and max(rest) in range(1, 32)):
        return None
    full = year if year > 99 else 2000 + year
    orders = {(rest[0], rest[1]), (rest[1], rest[0])} if max(rest) <= 12 else {(min(rest), max(rest))}
    day, month = (max(rest), min(rest)) if max(rest) > 12 else (rest[1], rest[0])
    either = frozenset(Fraction(each) for each in rest) if max(rest) <= 12 else None
    parts = (
        Part(values=either or frozenset({Fraction(day)})),
        Part(values=either or frozenset({Fraction(month)}), month=True),
        Part(values=frozenset(map(Fraction, (full, full % 100, *([1900 + year] if year < 100 else []))))),
    )
    times = tuple(f"{full}-{one:02}-{other:02}" for one, other in sorted(orders))
    return Item(start=start, end=end, role=Role.LOOSE, values=(), figures=True, sure=sure, times=times, parts=parts)
