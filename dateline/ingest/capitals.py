"""Capitalised words in a row: where a name may stand, and what of the row is title or office."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.ingest.given_names import given_name_gender
from dateline.ingest.name_words import (
    BODIES,
    CALENDAR,
    DEMONYMS,
    FUNCTION_WORDS,
    MODIFIERS,
    NAME_PARTICLES,
    NO_TITLES,
    PLACES,
    TITLES,
    is_cyrillic,
    is_role,
)
from dateline.ingest.tokens import PARAGRAPH, Tokens

_SENTENCE_ENDS = frozenset(".!?…:\n•|")
_OPENERS = frozenset("“\"„«‘'`(–—-")
_MONTH_NAMES = frozenset({"may", "april", "june", "august", "march", "janeiro"})
_CONTRACTION = re.compile(r"[’'](?:ve|re|ll|d|m|t)\Z", re.I)
_CAMEL_PREFIXES = frozenset({"Mc", "Mac", "De", "Di", "Du", "La", "Le", "Van", "Fitz", "Da", "Del", "O"})
# Words that begin a name in some language and a sentence in another.
_ODD_NAMES = frozenset("he will van von de di da du del la el al may an per".split())
_LONGEST_RUN = 14


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised words in a row, split into what precedes the name and the name."""

    begin: int
    """First token."""
    end: int
    """One past the last token."""
    name_begin: int
    """First token of the name; equal to `name_end` where the run holds none."""
    name_end: int
    """One past the name's last token."""
    titled: bool
    """Whether a title or office stands directly before the name."""


class Capitals:
    """The rows of capitalised words of one text."""

    def __init__(self, tokens: Tokens) -> None:
        self.words, self.lows = tokens.words, tokens.lows

    def runs(self) -> Iterator[Run]:
        """Give the runs of capitalised words with the name in each."""
        words, lows, count = self.words, self.lows, len(self.words)
        index = 0
        while index < count:
            if not self._capital(index) or (lows[index] in FUNCTION_WORDS and not self._odd_name(index)):
                index += 1
                continue
            end = index + 1
            while end < count and end - index < _LONGEST_RUN:
                low = lows[end]
                if self._capital(end) and (low not in FUNCTION_WORDS or self._odd_name(end)):
                    if low in CALENDAR and not (low in _MONTH_NAMES and given_name_gender(words[end - 1]) is not None):
                        break
                    end += 1
                elif low in NAME_PARTICLES and self._particle(end):
                    end += 1
                else:
                    break
            if lows[index] in CALENDAR and not (lows[index] in _MONTH_NAMES and end - index == 2):
                index += 1
                continue
            yield self._split(index, end)
            index = end

    def _capital(self, index: int) -> bool:
        """Tell whether a token is a word in a capital that can be part of a name."""
        word = self.words[index]
        return word[0].isupper() and len(word) > 1 and word[-1] != "’"

    def _odd_name(self, index: int) -> bool:
        """Tell whether a function word in a capital is a name here: He Jianxiong, Will Smith, Von der Leyen."""
        low = self.lows[index]
        if low not in _ODD_NAMES:
            return False
        if index + 1 >= len(self.words) or not self._capital(index + 1) or self.lows[index + 1] in FUNCTION_WORDS:
            return False
        # A pronoun is not followed by a capital, unless by a day: “He Jianxiong”, “He Thursday said”.
        return not self.starts_sentence(index) or (low == "he" and self.lows[index + 1] not in CALENDAR)

    def _particle(self, index: int) -> bool:
        """Tell whether a small word stands inside a name: a capital follows, at once or after one more."""
        after = index + 1
        if after < len(self.words) and self.lows[after] in NAME_PARTICLES:
            after += 1
        if after >= len(self.words) or not self._capital(after):
            return False
        # “Ministro da Defesa”, “Universidade de Lisboa”: what is not a name before it.
        before = self.lows[index - 1]
        return not (is_role(before) or before in BODIES or before in MODIFIERS or before in PLACES)

    def starts_sentence(self, index: int) -> bool:
        """Tell whether a token is the first of its sentence or quotation."""
        if index == 0:
            return True
        before = self.lows[index - 1]
        return before in _SENTENCE_ENDS or before in _OPENERS or before == PARAGRAPH

    def _split(self, begin: int, end: int) -> Run:
        """Split a run of capitals into office and name."""
        lows, words = self.lows, self.words
        last = self._last_office(begin, end)
        name_end = end
        while name_end - begin > 2 and (lows[name_end - 1] in ("mp", "mep") or acronym(words[name_end - 1])):
            name_end -= 1
        last = max((i for i in range(begin, name_end) if i <= last), default=-1) if last >= name_end else last
        if last == name_end - 1 and last - begin >= 1:
            # Tim Cook, Stephen King: a word for an office that is a family name after a known given name.
            given = given_name_gender(words[last - 1]) is not None and lows[last] not in BODIES
            given = given and (last - begin == 1 or lows[last - 2] in TITLES or is_role(lows[last - 2]))
            if given:
                return Run(begin, end, last - 1, name_end, titled=last - begin > 1)
        name_begin = last + 1 if last >= 0 else begin
        titled = last >= 0 and (lows[last] in TITLES or is_role(lows[last]))
        if last >= 0 and lows[last] in BODIES and name_begin == name_end:
            return Run(begin, end, end, end, titled=False)
        lead = name_begin
        if (
            name_end - lead == 2
            and lows[lead].endswith("ing")
            and self.starts_sentence(lead)
            and given_name_gender(words[lead]) is None
        ):
            lead += 1  # “Bringing Lavrov and Kuleba together …”
        if name_end - lead > 2 and given_name_gender(words[lead]) is None:
            # “губернатор Заречья Игнат Савельев”, “Commerzbank Carsten Fritsch”: the given name begins the name.
            lead = next(
                (i for i in range(lead + 1, name_end - 1) if given_name_gender(words[i]) and len(words[i]) > 2), lead
            )
            patronymic = words[name_end - 2].endswith(("вич", "вна", "вою", "вичу", "вича"))
            if (
                lead == name_begin
                and name_end - lead == 3
                and is_cyrillic(words[lead])
                and not patronymic
                and self._office_near(begin)
            ):
                lead += 1
        if lead == begin and name_end - lead > 1 and self.starts_sentence(begin) and self._inverted(begin):
            lead += 1  # “Says Lena Ost: …”
        officed = titled or self._after_office(begin)
        while lead < name_end - (1 if officed else 2) and (
            (officed and lows[lead] in MODIFIERS)
            or lows[lead] in DEMONYMS
            or (lows[lead] in PLACES and name_end - lead > 2)
        ):
            lead += 1
        if officed and name_end - lead == 1 and (lows[lead] in MODIFIERS or lows[lead] in PLACES):
            lead = name_end
        return Run(begin, end, lead, name_end, titled=titled or (officed and lead > begin))

    def _last_office(self, begin: int, end: int) -> int:
        """The last word of an office, a title or a body in a run of capitals; -1 where there is none."""
        lows, words = self.lows, self.words
        last = -1
        for index in range(begin, end):
            low = lows[index]
            saint = low == "st." and index > begin and given_name_gender(words[index - 1]) is not None
            opens = index == begin and low in ("general", "head")
            if (low in TITLES and not saint) or low in BODIES or (is_role(low) and (low not in NO_TITLES or opens)):
                last = index
        return last

    def _inverted(self, begin: int) -> bool:
        """Tell whether a verb of saying opens a sentence before its subject: “Says Ost”, “Said Lena Ost, …: “…””."""
        low = self.lows[begin]
        if low not in ("says", "said", "adds", "added", "asks", "asked", "writes", "wrote"):
            return False
        colon = ":" in self.lows[begin + 1 : begin + 16]
        return colon and (low != "said" or given_name_gender(self.words[begin + 1]) is not None)

    def _office_near(self, begin: int) -> bool:
        """Tell whether an office of a few words ends before a token: “глава МЗС | Маравії Одо Кранц”."""
        for index in range(begin - 1, max(-1, begin - 5), -1):
            if is_role(self.lows[index]):
                return True
            if not self.lows[index][:1].isalpha() or self.lows[index] in FUNCTION_WORDS:
                return False
        return False

    def _after_office(self, begin: int) -> bool:
        """Tell whether a run goes on with an office: “Minister of | Foreign Affairs Dmytro Kuleba”."""
        index = begin - 1
        if index >= 0 and self.lows[index] in ("the", "a"):
            index -= 1
        if index < 1 or self.lows[index] not in ("of", "for", "da", "de", "do", "das", "dos"):
            return False
        before = self.lows[index - 1]
        return (is_role(before) and before not in NO_TITLES) or before in MODIFIERS


def is_initial(word: str) -> bool:
    """Tell whether a word is an initial with its dot."""
    return len(word) == 2 and word[1] == "." and word[0].isupper()


def acronym(word: str) -> bool:
    """Tell whether a word is capitals only."""
    return len(word) > 1 and word.isupper() and word.isalpha()


def contracted(word: str) -> bool:
    """Tell whether a word is two, as We’ve and I’m are."""
    return bool(_CONTRACTION.search(word))


def camel(word: str) -> bool:
    """Tell whether a word has a capital inside as a product's name has, and not as McConnell does."""
    inside = next((index for index in range(1, len(word)) if word[index].isupper()), 0)
    return inside > 1 and word[inside - 1].islower() and word[:inside] not in _CAMEL_PREFIXES


def word_like(word: str) -> bool:
    """Tell whether a word has letters enough for a name."""
    return (len(word) > 1 and any(map(str.islower, word))) or len(word) > 3
