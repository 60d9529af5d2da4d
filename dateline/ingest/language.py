"""The language of a text: by its commonest words or its script, or as a document states it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

_COMMON: dict[str, frozenset[str]] = {
    language: frozenset(words_.split())
    for language, words_ in {
        "en": (
            "the of and to in that is was for with on as by it "
            "his has from said be are not at have he she they an were which"
        ),
        "de": (
            "der die das und ist nicht mit den von zu auf für im dem "
            "ein eine auch sich des wird dass bei nach sie er wurde werden haben"
        ),
        "fr": (
            "le la les des et est une que dans pour qui sur pas avec par plus au ce il sont du aux cette été mais ont"
        ),
        "es": "el los las y es una que en para por con del se no su al lo como más pero fue han este sus ha la",
        "pt": "o os as e é uma que em para por com do da não se no na ao como mais mas foi dos das pelo pela são à",
        "it": "il gli di e è una che per con del della non si nel dei al da sono le ha più anche come alla dal",
        "nl": "de het een en van is dat niet te op met voor zijn aan door ook er bij werd heeft naar om worden",
        "pl": "w i na nie się z do że jest to o jak po przez od za dla są był oraz ale jego ze który",
        "tr": "ve bir bu için ile da de olarak daha çok ise olan gibi sonra kadar ancak dedi en ne var değil göre",
        "ru": "и в не на что с по как это его он но из от был за для также то его их было все к о после",
        "uk": "і в не на що з та як це його він але із від був за для також до їх було у про є й після",
        "be": "і ў не на што з па як гэта яго ён але ад быў за для таксама да іх было у пра ёсць пасля",
        "bg": "и в не на че с по как това той но от за да се са е беше ще който след към си",
        "cs": "a v se na je že s do z o to by jako za ale ve byl jsou pro po který podle také",
        "ro": "și în de la a cu pe că nu este o din pentru mai care au fost un sau dar după",
        "sv": "och i att det som en på är av för med den till inte har om ett de var från",
    }.items()
}
_SCRIPTS = (
    ("ARABIC", "ar"),
    ("HEBREW", "he"),
    ("HANGUL", "ko"),
    ("GREEK", "el"),
    ("GEORGIAN", "ka"),
    ("ARMENIAN", "hy"),
    ("DEVANAGARI", "hi"),
    ("THAI", "th"),
)


def language_of(text: str) -> str | None:
    """The language of a text by its commonest words or its script (BCP 47 primary tag), or None where it is unclear."""
    sample = text[:6_000]
    letters = [char for char in sample[:500] if char.isalpha()]
    if not letters:
        return None
    scripts: Counter[str] = Counter()
    for char, times in Counter(letters).items():
        scripts[unicodedata.name(char, "?").split()[0]] += times
    script, count = scripts.most_common(1)[0]
    if scripts["HIRAGANA"] + scripts["KATAKANA"] > len(letters) * 0.1:
        return "ja"
    if script == "CJK" and count * 2 > len(letters):
        return "zh"
    for name, language in _SCRIPTS:
        if script == name and count * 2 > len(letters):
            return language
    words_ = re.findall(r"[^\W\d_]+", sample.casefold())
    if len(words_) < 8:
        return None
    counts = Counter(words_)
    scores = sorted(
        ((sum(map(counts.__getitem__, common & counts.keys())), language) for language, common in _COMMON.items()),
        reverse=True,
    )
    (best, language), (second, _) = scores[0], scores[1]
    return language if best >= max(3, len(words_) * 0.08) and best > second * 1.1 else None


def primary(tag: str | None) -> str | None:
    """The primary tag of a language, `en` of `en-GB` (BCP 47); None for none."""
    return tag.split("-")[0] if tag else None


def language_tag(value: object) -> str | None:
    """The primary tag of a stated language ("en-GB", "tr_TR"), or None where the value is none."""
    found = re.match(r"([a-zA-Z]{2,3})(?:[-_].{0,20})?$", value.strip()) if isinstance(value, str) else None
    return found[1].lower() if found else None
