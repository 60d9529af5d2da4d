"""Words that turn the sense of a sentence: none may vanish from a quote that leaves words out.

One list serves all languages. Where a word negates in one and not in another (“no” is “in the” in Portuguese), the
other words of the paragraph decide.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from dateline.evidence.folding import FORMAT
from dateline.evidence.words import Words
from dateline.patterns import pattern

# All in the form that `key` gives them.
_NEGATIONS = frozenset(
    # English
    "no not never none nobody nothing nowhere neither nor cannot cant dont wont without hardly scarcely barely rarely "
    "seldom unless except unable unwilling unlikely impossible improbable incapable inability unacceptable unthinkable "
    "inadmissible inconceivable insufficient unprepared unready untrue unconvinced uncertain unclear forbade forbidden "
    "nope nay nil null zero dubious nowise noway "
    # Ukrainian, Russian, Belarusian, Bulgarian
    "не ні нет нету ані нема немає без ни нельзя неможливо невозможно ніяк никак навряд вряд ледве едва няма "
    "кроме крім окрім помимо вместо замість отнюдь вовсе нельга маловероятно малоймовірно ледь "
    "нечего нечему нечем некого некому некем негде некуда неоткуда некогда незачем нізащо низащо нінащо николи "
    "ніколі нито ніхто ніщо ніде ніколи нікуди никто ничто нигде никогда никуда "
    # Turkish
    "degil yok hayir asla hic kimse ne katiyen haric disinda "
    # Portuguese, Spanish
    "nao nunca nem nenhum nenhuma nenhuns nenhumas ninguem nada jamais sem tampouco sequer exceto salvo senao "
    "dificilmente raramente escassamente impossivel impossiveis inviavel inviaveis inaceitavel inaceitaveis incapaz "
    "incapazes improvavel improvaveis inadmissivel ausencia falta faltam faltou "
    "imposible rechazo ni ningun ninguno ninguna nadie tampoco sin "
    # French, German, Dutch, Scandinavian, Italian, Polish, Czech, Romanian
    "pas aucun aucune rien sans nicht kein keine keinen keiner keinem keines nie niemals niemand nichts ohne weder "
    "niet geen nooit zonder ikke icke inte aldrig aldri ingen non nessuno nessuna senza nulla niente "
    "bez zaden zadna zadne nigdy nikt nic nikdy nema nije nu niciun nicio niciodata".split()
)
_INFLECTED = pattern(
    r"\w+n't|n'\w+|(?:did|do|does|is|are|was|were|has|have|had|wo|would|could|should|must|need|ai)nt"
    r"|жод(?:ен|н\w+)|ні(?:кого|кому|ким|чого|чому|чим|як\w+|чи\w+)|ни(?:кого|кому|кем|чего|чему|чем|как\w+|чь\w+)"
    # Ukrainian and Russian не- that says what can't, mayn't, won't or doesn't suffice to be; неделя and неплохо do not.
    r"|не(?:мо[жг]|возмо|готов|здат|спромо|способ|соглас|згод|допуст|допущ|приемл|прийнят|достат|достаточ|хоч|хот|хват"
    r"|бажан|желан|правд|верн|правильн|вірн|вдал|удач|ймовірн|вероятн|реальн|доцільн|целесообраз|законн|визнан|признан)\w*"
    r"|без(?:усп|результ|над[еі]ж|підстав|основат)\w+"
    # Turkish copulas, pronouns and -siz (without)
    r"|degil\w*|yok(?:tu\w*|tur\w*|mus\w*|sa|ken|lu[gk]\w*|um|uz|lar\w*)|hicbir\w*|hickimse\w*|kimse(?:yi|ye|nin|den|de)"
    r"|(?!yalniz|fransiz|ansiz|denizs)\w{2,}[^\W\d_]s[iu]z(?:ca|l[iu][kg]\w*|in|i|d[iu]r?|dir|ken|m[iu]s\w*|olarak)?"
)
# Verbs that deny what follows them: “refused to accept”.
_DENYING = pattern(
    r"refus(?:e[sd]?|al|ing)|den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|declin(?:e|es|ed|ing)|fail(?:s|ed|ing|ure)?"
    r"|rejections?|denials?|oppos(?:e|es|ed|ing|ition)|prevent(?:s|ed|ing)?|prohibit\w*|forbid(?:s|ding)?|bann(?:ed|ing)"
    r"|bans?|lack(?:s|ed|ing)?|doubt(?:s|ed|ing|ful|fully)?|avoid(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|rebuff(?:s|ed|ing)?"
    r"|repudiat\w+|disavow\w*|disagree\w*|disput(?:e|es|ed|ing)|veto\w*|ceas(?:e|es|ed|ing)|stopp(?:ed|ing)"
    r"|abstain\w*|exclud(?:e|es|ed|ing)|contradict\w*|refut(?:e|es|ed|ing)|rescind\w*|halt(?:s|ed|ing)?|neglect\w*"
    r"|disprov\w+|disbeliev\w+|discard\w*|barr(?:ed|ing)|block(?:s|ed|ing)|unwillingness"
    r"|відмов(?!ч)\w*|запереч\w+|спрост(?:у|о)\w+|отказ\w*|отверг\w*|отверж\w+|отклон\w+|отрица\w+|опроверг\w*"
    r"|опроверж\w+|відхил\w+|відкин\w+|відкида\w+|отброс\w+|исключ[аеёи]\w*|виключ[аеи]\w*|запрет\w*|запрещ\w*"
    r"|заборон\w*|сомнева\w+|сомнен\w+|сомнит\w+|сумнів\w*|сумнева\w+|провал\w*|воздерж\w+|утрима(?:в|л)\w*"
    r"|уника(?:ти|є|ють|в|ла|ли|ючи)|избега\w+|лиш(?:ен|ён|ил)\w*|позбавл\w+|відсутн\w+|отсутств\w+|бракує|забракло|незгод\w+"
    r"|redd[ei]\w*|reddet\w+|yalanla\w+|cevir(?:di|erek|en|iyor|mis)\w*|vazgec\w+|inkar\w*|engelle\w+|onle(?:di|yen|mek)\w*"
    r"|yasakla\w+|kacin(?:di|an|arak)\w*|itiraz\w*|veto\w*"
    r"|recus(?:a|o)\w*|neg(?:ar|ou|a|am|aram|ando|ado|ada|ados|adas|ava|avam|ativa)|rejei\w+|descart\w+|desment\w+"
    r"|falh(?:a|ou|ar|aram|ando)|proib\w+|discord(?:a|ou|am|aram|ando)|evit(?:a|ou|ar|am|aram|ando)|impedi\w*|duvid\w+"
    r"|vet(?:ou|aram|ar)|exclu(?:i|iu|ir|em|iram|indo)|opo(?:s|e|em|r)|rechaz\w+"
)
# Turkish negates inside the verb: -me- or -ma- before a tense, a mood, a participle.
_TURKISH = pattern(
    r"(?!tamam)\w{2,}(?:m[iu]yor\w*|m[ae](?:d[iu](?![aeoutc])\w*|z\w*|m[aei]\w*"
    r"|y[ae](?:c[ae][kg]\w*|n\w*|r[ae]k|lim)|y[iu][znp]\w*|s[iu]n(?:l[ae]r)?|d[ae]n|ks[iu]z\w*|s[ae](?:yd[iu]\w*|l[ae]r|k)?))"
)
# Words that deny together.
_PHRASES = pattern(
    r"\b(?:rul(?:e|ed|es|ing)\b(?:\s[\w'-]+){0,5}?\sout\b|turn(?:ed|ing|s)?\b(?:\s[\w'-]+){0,4}?\sdown\b"
    r"|(?:instead|short) of\b|rather than\b|far from\b|anything but\b|(?:backed|backing|backs) (?:out|away)\b"
    r"|(?=few)(?<!\ba )(?<!\bthe )(?<!\bevery )(?<!\blast )(?<!\bnext )(?<!\bpast )few(?:er)?\b"
    r"|(?:is|was|has|have|had|sees?|saw|with|so|very|too|gave|makes?|made|holds?|held|offer(?:s|ed)?) little\b"
    r"|deix(?:a|ou|ar|am|aram|ando) de\b|longe de\b|em vez d[eo]\b|ao invés d[eo]\b"
    r"|karşı ç[ıi]k\w*|uzak dur\w*)"
)
_TURKISH_LETTER = pattern("[ğışĞİŞ]")
_TURKISH_WORDS = frozenset("ve bir bu icin ile olarak olan dedi cok daha ama gibi kadar sonra her".split())
_ENGLISH_WORDS = frozenset("the and of to is was were are that with for has had".split())
_SPANISH_WORDS = frozenset("el la los las y en del una por".split())
_PORTUGUESE_WORDS = frozenset(
    "o os as da das do dos em ao aos um uma com nao e que pelo pela na nas nos foi sao de por".split()
)


@lru_cache(maxsize=1 << 15)
def key(word: str) -> str:
    """A folded word for comparison with a list: lower case, Latin letters without accents; ı is i."""
    lower = word.casefold().replace("ı", "i")
    if lower.isascii():
        return lower
    lower = FORMAT.sub("", lower)[:200]
    if not "a" <= unicodedata.normalize("NFD", lower[:1])[:1] <= "z":
        # й, ї and ё are letters; stress marks, and strokes through a word, are none.
        composed = unicodedata.normalize("NFC", lower).replace("ѐ", "е").replace("ѝ", "и")
        if composed.isalpha():
            return composed
        return "".join(char for char in composed if not unicodedata.combining(char))
    return "".join(char for char in unicodedata.normalize("NFD", lower[:200]) if not unicodedata.combining(char))


def negations(words: Words, low: int, high: int) -> list[tuple[int, str]]:
    """Every negating word of a paragraph: where it stands in the source, and the word; in order.

    `low` and `high` say where the paragraph begins and ends, in characters of the source.
    """
    folded = words.folded
    begin, end = folded.at(low), folded.at(high)
    text = folded.text[begin:end]
    here = range(words.from_offset(low), words.from_offset(high))
    negating = []
    tongues: tuple[bool, bool] | None = None
    for number in here:
        kind = _kind(words.all[number])
        if not kind:
            continue
        at, stop = words.starts[number], words.end(number)
        if kind in (_NO, _IN_TURKISH):
            tongues = tongues or _tongues(words.all[here.start : here.stop])
        portuguese, turkish = tongues or (False, False)
        if kind == _IN_TURKISH:
            negates = turkish and not _is_name(text, at - begin)
        else:
            # A no-fly zone and the non-aligned deny nothing; “no-one” does.
            joined = kind in (_NO, _NON) and re.match(r"-(?!one\b)\w", text[stop - begin : stop - begin + 5])
            negates = not joined and not (kind == _NO and portuguese)
        if negates:
            start, behind = folded.span(at, stop)
            negating.append((start, folded.source[start:behind]))
    lower = text.replace("İ", "I").lower()
    for match in _PHRASES.finditer(lower if len(lower) == len(text) else text):
        at, stop = begin + match.start(), begin + match.end()
        start, behind = folded.span(at, stop)
        # A part may keep its first word, and lose the last.
        last = folded.span(stop - len(match[0].split()[-1]), stop)[0]
        negating += [(place, folded.source[start:behind]) for place in sorted({start, last})]
    return sorted(negating)


def _tongues(words: Sequence[str]) -> tuple[bool, bool]:
    """Whether the words of a paragraph are Portuguese, and whether they are Turkish."""
    counts = Counter(words)
    keys = {word: key(word) for word in counts}
    kinds = set(keys.values())
    english = sum(count for word, count in counts.items() if keys[word] in _ENGLISH_WORDS)
    portuguese = not english and not kinds & _SPANISH_WORDS and len(kinds & _PORTUGUESE_WORDS) > 1
    local = sum(count for word, count in counts.items() if _TURKISH_LETTER.search(word))
    return portuguese, local + len(kinds & _TURKISH_WORDS) >= english and not portuguese


@lru_cache(maxsize=1 << 15)
def _kind(word: str) -> str:
    """How a folded word negates, if it does: whatever stands around it, or one of the kinds that depend on that."""
    plain = key(word)
    if plain in (_NO, _NON):
        return plain
    if plain in _NEGATIONS or _INFLECTED.fullmatch(plain) or _DENYING.fullmatch(plain):
        return _ALWAYS
    return _IN_TURKISH if _TURKISH.fullmatch(plain) else ""


_NO = "no"
_NON = "non"
_ALWAYS = "always"
_IN_TURKISH = "in Turkish"


def _is_name(text: str, at: int) -> bool:
    """Say whether a word has a capital inside a sentence: Yılmaz."""
    before = text[max(0, at - 5) : at].rstrip(" '(-")[-1:]
    return text[at].isupper() and before != "" and before not in ".!?…"
