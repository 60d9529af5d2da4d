"""Words and punctuation of a text with their places, as the finders of names and speakers need them."""

import re
from dataclasses import dataclass

PARAGRAPH = "\n"
"""The token that stands between paragraphs."""
POSSESSIVE = "’s"
"""`low` of every mark of possession or case: ’s, the ’ of a plural, Turkish ’nin and its kin."""

_TOKEN = re.compile(
    r"""
      [^\W\d_]{2,}(?![\w.’'ʼ\-\u2011·])                                   # most words, and fast
    | \n
    | [A-Z]-(?:(?:[A-Z]\.)+|(?:Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Mass|Md|Mich|Minn|Miss|Mo|Mont
         |Neb|Nev|Okla|Ore|Pa|Tenn|Tex|Vt|Va|Wash|Wis|Wyo)\.)              # R-S.C., D-Ill.
    | (?:[^\W\d_]\.){2,}                                                  # U.S., a.m.
    | (?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Cmdr|Adm|Sgt|Cpl|Sens?|Reps?|Govs?|Rev|Hon|Pres|St|Jr|Sr|Sra|Dra|Dr[aª]
         |Inc|Corp|Ltd|Co|Jan|Feb|Aug|Sept|Sep|Oct|Nov|Dec|No|vs|Mt|Ft|Det|Insp|dep|sen|av|prof|dr|sr|sra|dra|dr[aª]|eng|ім|вул|тыс|млн|млрд|тис)\.
    | [A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĘĚĞĠĢĪİĶĻŁŃŅŇŐŒŘŚŞŠŢŤŪŮŰŹŻŽА-ЯЁІЇЄҐЎ]\.
         (?![ ](?:The|He|She|It|They|In|On|At|But|And|An?|This|That|We|His|Her|There|If|As|For|When|After)\b)
         (?=[ \u00a0]?[^\W\d_])                                            # initials
    | [^\W\d_]+(?:[-\u2011·][^\W\d_]+|[’'ʼ](?!s\b)[^\W\d_]+)*             # words
    | [’'](?:s\b)                                                         # possessives
    | \d+-year-old\b
    | \d+(?:[.,:/]\d+)*(?:[^\W\d_]+)?                                     # numbers
    | \S
    """,
    re.X,
)
# Case endings behind an apostrophe, as Turkish sets them after names: Çavuşoğlu'nun, Ankara’da.
_CASE = re.compile(
    r"(.{2,})([’'ʼ](?:n?[ıiuü]n|[yns]?[aeıiuü]|n?[dt][ae]n?|y?l[ae]|l[ae]r\w*|[dt][ae]ki|c[ae]|[dt][ıiuü]r|n[dt][ae]n?))\Z"
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one text, as lists side by side."""

    starts: list[int]
    """First character of each token (of the text, from 0)."""
    ends: list[int]
    """One past the last character of each token."""
    words: list[str]
    """Each token as printed."""
    lows: list[str]
    """Each token in lower case; POSSESSIVE for marks of possession or case, PARAGRAPH between paragraphs."""

    def __len__(self) -> int:
        """Give the number of tokens."""
        return len(self.starts)


def tokenize(text: str) -> Tokens:
    """Split `text` into words, numbers and single marks; line ends become PARAGRAPH tokens."""
    spans = [match.span() for match in _TOKEN.finditer(text)]
    words = [text[start:end] for start, end in spans]
    lows = [word.lower() for word in words]
    marked = [index for index, word in enumerate(words) if "’" in word or "'" in word or "ʼ" in word]
    cases: list[tuple[int, int]] = []
    """Tokens with a case ending behind an apostrophe, and the length of the word before it."""
    for index in marked:
        word = words[index]
        if word in ("’s", "'s", "ʼs"):
            lows[index] = POSSESSIVE
        elif word in ("’", "'"):
            if index and words[index - 1][-1:] in ("s", "z") and spans[index - 1][1] == spans[index][0]:
                lows[index] = POSSESSIVE
        elif len(word) > 3 and word[0].isupper() and (case := _CASE.match(word)):
            cases.append((index, len(case[1])))
    for index, length in reversed(cases):
        start, end = spans[index]
        word = words[index]
        spans[index : index + 1] = [(start, start + length), (start + length, end)]
        words[index : index + 1] = [word[:length], word[length:]]
        lows[index : index + 1] = [word[:length].lower(), POSSESSIVE]
    starts = [start for start, _ in spans]
    ends = [end for _, end in spans]
    return Tokens(starts, ends, words, lows)
