"""A text as tokens, with the questions that the rules of dates ask of them.

Everything here is bounded: a question looks at a fixed number of neighbours, so that reading a text takes time in
proportion to its length.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

_TOKEN = re.compile(
    r"https?://\S+|www\.\S+"  # an address is one token: the figures in it are no dates
    r"|[0-9]+(?:[.,:/\-–‑][0-9]+)*"  # 2022-03-10, 1,255.08, 10–12, 11:25
    r"|[^\W\d_]+(?:['’ʼ][^\W\d_]+)*"  # yesterday’s, п’ятницю, Mart'ta
    r"|\n+|[^\s]"
)
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "İ": "i"})
_ENDS = frozenset(".!?…")
MAY_END = _ENDS | {"\n"}
"""The tokens that end a sentence, if `ends_sentence` says so."""
_ABBREVIATIONS = frozenset(
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat mr mrs"
    " ms dr gen lt col sgt capt sen rep gov prof st jr sr no vs inc ltd corp co u s a p m e g i г р".split()
)

_COMMON_LENGTH = 100_000
"""Characters of the longest text whose tokens are remembered: those of a long one take a hundred times its room."""
_LONGEST = 40
"""Characters of the longest token that can be a word or a figure of a date."""

WINDOW = 40
"""How many tokens a rule looks to either side for the ends of its sentence."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one text; index `i` means the same token in every list."""

    text: str
    """The text itself."""
    words: list[str]
    """Each token in lower case, apostrophes unified to `'`; a token of more than 40 characters is the empty string."""
    starts: list[int]
    """Where each token starts, in characters of `text`."""
    ends: list[int]
    """Where each token ends (exclusive)."""
    begins: list[int] = field(default_factory=list)
    """The first token of each token's sentence; filled when it is first asked for."""
    closes: list[int] = field(default_factory=list)
    """The token that ends each token's sentence, or the number of tokens; filled with `begins`."""

    def __len__(self) -> int:
        """Return the number of tokens."""
        return len(self.words)

    def word(self, index: int) -> str:
        """Return the token in lower case, or the empty string outside the text."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def raw(self, index: int) -> str:
        """Return the token as written, or the empty string outside the text."""
        return self.text[self.starts[index] : self.ends[index]] if 0 <= index < len(self.words) else ""

    def glued(self, index: int) -> bool:
        """Tell whether token `index` follows its left neighbour without a space."""
        return 0 < index < len(self.words) and self.starts[index] == self.ends[index - 1]

    def capital(self, index: int) -> bool:
        """Tell whether the token starts with a capital letter."""
        return 0 <= index < len(self.words) and self.text[self.starts[index]].isupper()

    def number(self, index: int) -> int | None:
        """Return a plain number of up to four digits that is no part of a name (A330), an amount ($40) or a code."""
        word = self.word(index)
        if not (word.isascii() and word.isdigit() and len(word) <= 4):
            return None
        if self.glued(index):
            before = self.text[self.starts[index] - 1]
            if before.isalpha() or before in "$€£¥₽₺₴#№@&+=_%~*\\":
                return None
        elif self.word(index - 1) in {"$", "€", "£", "¥", "₽", "₺", "₴", "#", "№"}:
            return None
        return None if self.text[self.ends[index] : self.ends[index] + 1] in {"%", "_", "°"} else int(word)

    def paragraph_end(self, index: int) -> int:
        """Return the token that ends the paragraph of token `index`, at most 400 tokens away."""
        last = min(len(self.words), index + 400)
        return next((k for k in range(index, last) if self.words[k] == "\n"), last)

    def ends_sentence(self, index: int) -> bool:
        """Tell whether the token ends a sentence: a line break, or a full stop that belongs to no abbreviation."""
        word = self.words[index]
        if word.startswith("\n"):
            return True
        if word not in _ENDS:
            return False
        if index + 1 >= len(self.words):
            return True
        if word == "." and self.glued(index) and self.words[index - 1] in _ABBREVIATIONS:
            # "on Feb. 24" goes on; "in the U.S. Lavrov said" cannot be told, and going on is the lesser harm
            return False
        following = self.text[self.starts[index + 1]]
        return not following.islower() and (not self.glued(index + 1) or following in "\"'”’»)")

    def sentence(self, first: int, last: int) -> tuple[int, int]:
        """Return the token range (half-open) of the sentence around tokens `first` to `last`, at most WINDOW wider."""
        if not self.begins:
            self._divide()
        return max(self.begins[first], first - WINDOW), min(self.closes[last - 1], last + WINDOW)

    def _divide(self) -> None:
        """Fill `begins` and `closes`."""
        begin = 0
        for index, word in enumerate(self.words):
            self.begins.append(begin)
            if (word in MAY_END and self.ends_sentence(index)) or index == len(self.words) - 1:
                close = index + 1 if index == len(self.words) - 1 else index
                self.closes.extend([close] * (index + 1 - begin))
                begin = index + 1

    def opens_sentence(self, index: int) -> bool:
        """Tell whether the token is the first word of a sentence or of a quotation."""
        return (
            index == 0
            or self.ends_sentence(index - 1)
            or self.words[index - 1] in {'"', "“", "«", "„", "‘", "`", "-", "—", ":"}
        )


def tokenise(text: str) -> Tokens:
    """Return the tokens of `text`, which nobody changes; linear in its length.

    Those of the last texts of common length are remembered: a text is read for its dates, then for what they date.
    """
    return _remembered(text) if len(text) <= _COMMON_LENGTH else _tokenise(text)


@lru_cache(maxsize=2)
def _remembered(text: str) -> Tokens:
    return _tokenise(text)


def _tokenise(text: str) -> Tokens:
    spans = [match.span() for match in _TOKEN.finditer(text)]
    low = text.translate(_APOSTROPHES)
    # A sigma is another letter at a word's end: then each word is lowered by itself.
    sigma = "Σ" in low
    low = low if sigma else low.lower()
    words = ["\n" if low[start] == "\n" else low[start:end] if end - start <= _LONGEST else "" for start, end in spans]
    words = list(map(str.lower, words)) if sigma else words
    return Tokens(text, words, [start for start, _ in spans], [end for _, end in spans])
