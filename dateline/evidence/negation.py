"""Words that turn the sense of a sentence: none may vanish from a quote that leaves words out.

One list serves all languages. Where a word negates in one and not in another (“no” is “in the” in Portuguese), the
other words of the paragraph decide.
"""

from __future__ import annotations

import re
import unicodedata

from dateline.evidence.folding import WORD, Folded
from dateline.patterns import pattern

# All in the form that `key` gives them.
_NEGATIONS = frozenset(
    # English
    "no not never none nobody nothing nowhere neither nor cannot cant dont wont without hardly scarcely barely rarely "
    "seldom unless except unable unwilling unlikely impossible "
    # Ukrainian, Russian, Belarusian, Bulgarian
    "не ні нет нету ані нема немає без ни нельзя неможливо невозможно ніяк никак навряд вряд ледве едва няма "
    "ніколі нито ніхто ніщо ніде ніколи нікуди никто ничто нигде никогда никуда "
    # Turkish
    "degil yok hayir asla hic hicbir hicbiri kimse ne "
    # Portuguese, Spanish
    "nao nunca nem nenhum nenhuma nenhuns nenhumas ninguem nada jamais sem tampouco "
    "ni ningun ninguno ninguna nadie tampoco sin "
    # French, German, Dutch, Scandinavian, Italian, Polish, Czech, Romanian
    "pas aucun aucune rien sans nicht kein keine keinen keiner keinem keines nie niemals niemand nichts ohne weder "
    "niet geen nooit zonder ikke icke inte aldrig aldri ingen non nessuno nessuna senza nulla niente "
    "bez zaden zadna zadne nigdy nikt nic nikdy nema nije nu niciun nicio niciodata".split()
)
_INFLECTED = pattern(
    r"\w+n't|n'\w+"
    r"|жод(?:ен|н\w+)|ні(?:кого|кому|ким|чого|чому|чим|як\w+|чи\w+)|ни(?:кого|кому|кем|чего|чему|чем|как\w+|чь\w+)"
)
# Verbs that deny what follows them: “refused to accept”.
_DENYING = pattern(
    r"refus(?:e[sd]?|al|ing)|den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|declin(?:es|ed|ing)|fail(?:s|ed|ing|ure)?"
    r"|відмов(?:и|ля)\w+|запереч\w+|спрост\w+|отказ(?:а|ы)\w+|отверг\w*|отрица\w+|опроверг\w*"
    r"|redde(?:t|d)\w+|yalanla\w+|recus(?:a|o)\w*|neg(?:ou|a|am|aram)|rejeit\w+"
)
# Turkish negates inside the verb: -me- or -ma- before a tense, a mood, a participle.
_TURKISH = pattern(
    r"(?!tamam)\w{2,}(?:m[iu]yor\w*|m[ae](?:d[iu](?![aeoutc])\w*|z\w*|m[aei]\w*"
    r"|y[ae](?:c[ae][kg]\w*|n\w*|r[ae]k|lim)|y[iu][znp]\w*|s[iu]n(?:l[ae]r)?|d[ae]n|ks[iu]z\w*))"
)
_TURKISH_LETTER = pattern("[ğışĞİŞ]")
_TURKISH_WORDS = frozenset("ve bir bu icin ile olarak olan dedi cok daha ama gibi kadar sonra her".split())
_ENGLISH_WORDS = frozenset("the and of to is was were are that with for has had".split())
_SPANISH_WORDS = frozenset("el la los las y en del una por".split())
_PORTUGUESE_WORDS = frozenset(
    "o os as da das do dos em ao aos um uma com nao e que pelo pela na nas nos foi sao de por".split()
)


def key(word: str) -> str:
    """A folded word for comparison with a list: lower case, Latin letters without accents; ı is i."""
    lower = word.casefold().replace("ı", "i")
    if lower.isascii() or not "a" <= unicodedata.normalize("NFD", lower[0])[0] <= "z":
        return lower
    return "".join(char for char in unicodedata.normalize("NFD", lower[:200]) if not unicodedata.combining(char))


def negations(folded: Folded) -> list[tuple[int, str]]:
    """Every negating word of a paragraph: where it stands in the source, and the word; in order."""
    text = folded.text
    found = list(WORD.finditer(text))
    keys = [key(match[0]) for match in found]
    kinds = set(keys)
    english = sum(word in _ENGLISH_WORDS for word in keys)
    portuguese = not english and not kinds & _SPANISH_WORDS and len(kinds & _PORTUGUESE_WORDS) > 1
    local = sum(_TURKISH_LETTER.search(match[0]) is not None for match in found) + len(kinds & _TURKISH_WORDS)
    turkish = local >= english and not portuguese
    known = _NEGATIONS - {"no"} if portuguese else _NEGATIONS
    negating = []
    for match, word in zip(found, keys, strict=True):
        if word in known:
            # A no-fly zone and the non-aligned deny nothing; “no-one” does.
            negates = word not in ("no", "non") or not re.match(r"-(?!one\b)\w", text[match.end() : match.end() + 5])
        elif _INFLECTED.fullmatch(word) or _DENYING.fullmatch(word):
            negates = True
        else:
            negates = turkish and _TURKISH.fullmatch(word) is not None and not _is_name(text, match.start())
        if negates:
            start, end = folded.span(*match.span())
            negating.append((start, folded.source[start:end]))
    return negating


def _is_name(text: str, at: int) -> bool:
    """Say whether a word has a capital inside a sentence: Yılmaz."""
    before = text[max(0, at - 5) : at].rstrip(" '(-")[-1:]
    return text[at].isupper() and before != "" and before not in ".!?…"
