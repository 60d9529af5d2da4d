"""Words that turn the sense of a sentence: none may vanish from a quote that leaves words out.

One list serves all languages. Where a word negates in one and not in another (“no” is “in the” in Portuguese), the
other words of the paragraph decide, and where they don't, it negates. Of a script that has no list nothing is known, so
nothing may be left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from dateline.evidence.folding import FORMAT, MARK
from dateline.evidence.words import Words
from dateline.patterns import pattern

# All in the form that `key` gives them.
_NEGATIONS = frozenset(
    # English
    "no not never none nobody noone nothing nowhere neither nor cannot cant dont wont without hardly scarcely barely "
    "rarely seldom unless lest except unable unwilling unlikely impossible improbable incapable inability unacceptable "
    "unthinkable inadmissible inconceivable insufficient unprepared unready untrue unconvinced uncertain unclear "
    "forbade forbidden nope nay naught nought nil null zero dubious loath loth nowise noway "
    # Ukrainian, Russian, Belarusian, Bulgarian
    "не нє ні нет нету ані нема немає без ни нельзя неможливо невозможно навряд вряд ледве едва няма "
    "кроме крім окрім помимо вместо замість отнюдь вовсе нельга маловероятно малоймовірно ледь никой нищо ништо "
    "нечего нечему нечем некого некому некем негде некуда неоткуда некогда незачем нізащо низащо нінащо николи нито "
    # Turkish
    "degil yok hayir asla hic kimse ne katiyen haric disinda "
    # Portuguese, Spanish
    "nao nunca nem nenhum nenhuma nenhuns nenhumas ninguem nada jamais jamas nenhures sem tampouco sequer exceto salvo "
    "dificilmente raramente escassamente impossivel impossiveis inviavel inviaveis inaceitavel inaceitaveis incapaz "
    "incapazes improvavel improvaveis inadmissivel ausencia falta faltam faltou senao "
    "imposible rechazo ni ningun ninguno ninguna nadie tampoco sin excepto "
    # French, Catalan, Italian, Romanian
    "pas aucun aucune aucunement nullement guere rien sans sauf hormis nul nulle ningu "
    "non nessun nessuno nessuna senza nulla niente neanche nemmeno neppure tranne nu niciun nicio nici nimeni nimic "
    "niciodata fara "
    # German, Dutch, Scandinavian
    "nicht nichts nie niemals nimmer ohne weder nein kaum schwerlich keineswegs keinesfalls mitnichten ausser anstatt "
    "unmoglich niet niets nergens geen nooit zonder nee ikke icke ej inte aldrig aldri ingen ingenting inget "
    "intet uden utan uten "
    # Polish, Czech, Slovak, Southern Slavic
    "bez nigdy nikt nic nigdzie nikogo nikomu nikim niczego niczemu niczym ani brak brakuje nikdy nikdo nijak nema "
    "nemaju nije nisu nisam nisi nismo niste nece necu necemo nikad nikada nista nitko nikome nimalo "
    # Hungarian, Finnish, Estonian, Indonesian, Vietnamese
    "nem sem nincs nincsenek soha senki semmi nelkul ei eivat emme ette tidak bukan belum jangan tanpa khong "
    # Greek
    "δεν δε μην μη οχι ουτε μητε κανεισ κανενασ κανενα κανεναν καμια τιποτα τιποτε ποτε χωρισ διχωσ ουδεισ ουδεμια "
    "ουδεποτε ουδολωσ εκτοσ αδυνατον "
    # Hindi, Urdu
    "नहीं नही न मत ना बिना نہیں نہ مت بغیر".split()
)
# Words that begin so, in the Latin alphabet: copulas, pronouns and verbs of Turkish, and verbs that deny what follows
# them (“refused to accept”). Each begins with two letters that are these and no others.
_LATIN_HEADED = (
    r"""
    degil\w* yok(?:tu\w*|tur\w*|mus\w*|sa|ken|lu[gk]\w*|um|uz|lar\w*) hicbir\w* hickimse\w*
    kimse(?:yi|ye|nin|den|de) kein\w* niemand\w* nirgend\w* zadn\w+ zaden niemozliw\w* niezdoln\w* nemoz\w+
    refus\w+ den(?:y|ies|ied|ying) reject(?:s|ed|ing)? declin(?:e|es|ed|ing) fail(?:s|ed|ing|ure)? refrain\w*
    rejections? denials? oppos(?:e|es|ed|ing|ition) prevent(?:s|ed|ing)? prohibit\w* forbid(?:s|ding)?
    bann(?:ed|ing) bans? lack(?:s|ed|ing)? doubt(?:s|ed|ing|ful|fully)? avoid(?:s|ed|ing)? dismiss(?:es|ed|ing)?
    rebuff(?:s|ed|ing)? repudiat\w+ disavow\w* disagree\w* disput(?:e|es|ed|ing) veto\w* ceas(?:e|es|ed|ing)
    stopp(?:ed|ing) abstain\w* exclud(?:e|es|ed|ing) contradict\w* refut(?:e|es|ed|ing) rescind\w*
    halt(?:s|ed|ing)? neglect\w* disprov\w+ disbeliev\w+ discard\w* barr(?:ed|ing) block(?:s|ed|ing)
    unwillingness reluctan\w+ pretend\w* forg(?:et|ot)(?:s|ten|ting)? omit(?:s|ted|ting)? redd[ei]\w* reddet\w+
    yalanla\w+ cevir(?:di|erek|en|iyor|mis)\w* vazgec\w+ inkar\w* engelle\w+ onle(?:di|yen|mek)\w* yasakla\w+
    kacin(?:di|an|arak)\w* itiraz\w* recus(?:a|o)\w*
    neg(?:ar\w{0,4}|ou|a|o|am|aron|ando|ado|ada|ados|adas|ava|avam|ativa) rejei\w+ descart\w+ desment\w+
    falh(?:a|ou|ar|aram|ando) proib\w+ discord(?:a|ou|am|aram|ando) evit(?:a|ou|ar|am|aram|ando) impedi\w*
    duvid\w+ vet(?:ou|aram|ar) exclu(?:i|iu|ir|em|iram|indo) opo(?:s|e|em|r) rechaz\w+ nieg(?:a|an|ue|uen)
    desmin\w+ desmien\w+ rejet\w+ dement(?:i|ir|it|is|ent|ait|aient) rifiut\w+ smenti\w+
    respin(?:ge|gono|to|ta|ti|te|se|sero) verweiger\w+ weiger\w+ bestreit\w* bestritt\w* dementier\w+
    verneint\w* ablehn\w+ abgelehnt\w* untersag\w+ odmow\w+ odmawia\w* odrzuc\w+ zaprzecz\w+ wyklucz\w+ odmit\w+
    didnt dont doesnt isnt arent wasnt werent hasnt havent hadnt wont wouldnt couldnt shouldnt mustnt neednt
    aint
    """
).split()
# don't, didn't've, will'nt, ne'er, n'a
_APOSTROPHE = pattern(r"\w+n't(?:'\w+)*|\w+'nt|ne'er|n'\w+")
# -siz, in Turkish: without
_SIZ = pattern(
    r"(?!yalniz|fransiz|ansiz|denizs)\w{2,}[^\W\d_]s[iu]z(?:ca|l[iu][kg]\w*|in|i|d[iu]r?|dir|ken|m[iu]s\w*|olarak)?"
)
_NOBODY = (
    r"(?:хто|що|де|кол[аи]|куди|кудою|від?кіля?|звід\w+|скіл\w+|трохи|трішки|кого|кому|ким|чого|чому|чим|котр\w+"
    r"|як\w*|чи\w+)"
)
# Ukrainian and Russian: не- that says what can't, mayn't, won't or doesn't suffice to be (неделя and неплохо do not),
# and verbs that deny.
_CYRILLIC_HEADED = (
    f"ні{_NOBODY} ані{_NOBODY}"
    r"""
    жод(?:ен|н\w+) ніяк\w*
    ни(?:кто|что|где|когда|куда|откуда|поч[её]м|сколько|сколечко|чуть|кого|кому|кем|чего|чему|чем|как\w*|кои\w+|кое\w+|чь\w+|чей)
    не(?:мо[жг]|возмо|готов|здат|спромо|способ|соглас|згод|допуст|допущ|припуст|приемл|прийнят|достат|достаточ|хоч|хот|хват|бажан|желан|правд|верн|правильн|вірн|вдал|удач|ймовірн|вероятн|реальн|доцільн|целесообраз|законн|визнан|признан|мысл|мисл|надолго|довго|надовго|выполн|викон|яв[кц]|совмест|суміс|нужн|потрібн)\w*
    без(?:усп|результ|над[еі]ж|підстав|основат)\w+ бес(?:сил|полез|перспектив|плод)\w+ відмов(?!ч)\w* запереч\w+
    спрост(?:у|о)\w+ отка[зж]\w* отверг\w* отверж\w+ отклон\w+ отрица\w+ опроверг\w* опроверж\w+ відхил\w+
    відкин\w+ відкида\w+ отброс\w+ исключ[аеёи]\w* виключ[аеи]\w* запрет\w* запрещ\w* заборон\w* сомнева\w+
    сомнен\w+ сомнит\w+ сумнів\w* сумнева\w+ провал\w* воздерж\w+ утрима(?:в|л)\w*
    утрима(?:єть|ють|ти|тимуть|тиметь|вши)ся уник\w+ уника(?:ти|є|ють|в|ла|ли|ючи) избега\w+ избеж\w+
    лиш(?:ен|ён|ил)\w* позбавл\w+ відсутн\w+ отсутств\w+ бракує забракло незгод\w+
    """
).split()
# Turkish negates inside the verb: -me- or -ma- before a tense, a mood, a participle, a person.
_TURKISH = pattern(
    r"(?!tamam(?!la)|hamam|ramazan)\w{2,}(?:m[iu]yor\w*|m[ae](?:d[iu](?![aeoutc])\w*|z\w*|m|m[aei]\w*|kt[ae]ns[ae]"
    r"|y[ae](?:c[ae][kg]\w*|n\w*|r[ae]k|lim|b[iu]l\w*|y[iu]m|l[iu]|s[iu]\w*)|y[iu][znps]\w*"
    r"|s[iu]n(?:l[ae]r)?|d[ae]n(?:s[ae])?|ks[iu]z\w*|s[ae](?:yd[iu]\w*|l[ae]r|[knm]|n[iu]z)?))"
)
_TURKISH_NAME = pattern(r"\w+m[ae]z|\w*h?am+[ae]d[iu]\w*|\w*hm[ae]d[iu]\w*")
# Czech, Slovak, Lithuanian, Latvian set ne- before a verb.
_PREFIXING = pattern("[ěřůťďľĺŕĚŘŮŤĎĽĹŔėįųļņķģĖĮŲĻŅĶĢ]")
# Arabic with the particles that are written in one with a word, and Persian verbs, which begin with ن.
_ARABIC = pattern(
    "[وف]?[أب]?(?:لا|لم|لن|لما|ألا|إلا|ليس\\w*|لست\\w*|لسنا|ما|غير|بدون|دون|عدم|كلا|أبدا|قط|سوى|مستحيل\\w*)"
    "|[وفبل]{0,2}(?:ال|س)?[أيتن]?(?:رفض|نفى|نفي|نفت|نفوا|ستبعد|استبعد|نكر|أنكر|متنع|امتنع|فشل|حظر|منع|عارض)\\w{0,5}"
    "|نه|نی|هیچ\\w*|هرگز|بدون|بی|جز|غیر|رد|تکذیب|امتناع|خودداری|مخالف\\w*"
    "|ن(?:می\\w*|یست\\w*|خواه\\w+|کرد\\w*|کن\\w+|شد\\w*|شو\\w+|بود\\w*|باش\\w*|دار\\w+|داشت\\w*|توان\\w*|باید|پذیر\\w+"
    "|گفت\\w*|داد\\w*|ده\\w+|گرفت\\w*|گیر\\w+|گذاش\\w*|رفت\\w*|یامد\\w*|رسید\\w*)"
)
_HEBREW = pattern(
    r"[ושהכלב]{0,3}(?:לא|אין|אינ\w{1,3}|איני|בלי|ללא|מבלי|בלתי|שום|טרם|מעולם|לעולם|אסור|למעט|מלבד)"
    r"|[ושה]?(?:סירב|סרב|מסרב|דח[הוי]|דוח|נדח|הכחיש|מכחיש|שלל|שולל|התנגד|מתנגד)\w{0,3}"
)
_GREEK = pattern(r"κανεν\w*|αρνη\w+|αρνει\w+|απορριπτ\w*|απερριψ\w*|απορριψ\w*|διαψευ\w+|αποκλει\w+|αποκλεισ\w*")
_ARMENIAN = pattern(r"չ\w+|ոչ\w*|առանց")
_OTHERS = ((0x370, 0x400, _GREEK), (0x530, 0x590, _ARMENIAN), (0x590, 0x600, _HEBREW), (0x600, 0x780, _ARABIC))
"""Where scripts begin and end in Unicode, and what negates in them beyond the list."""
# Letters of the scripts that have a list above: Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic, Devanagari.
_LISTED = (
    "A-Za-z\u00aa-\u024f\u02b0-\u02ff\u1e00-\u1eff\u0370-\u03ff\u1f00-\u1fff\u0400-\u052f\u0531-\u058f\u0590-\u05ff"
    "\u0600-\u06ff\u0900-\u097f\u2c60-\u2c7f\ufb00-\ufb06"
)
_UNLISTED = pattern(rf"[^\W\d_{_LISTED}]")
# Letters of languages in Cyrillic that negate inside the verb and have no list: Kazakh, Kyrgyz, Tatar, Tajik …
_UNLISTED_CYRILLIC = pattern("[әғқңөұүһҗҙҫҡҳҷӣӯӘҒҚҢӨҰҮҺҖҘҪҠҲҶӢӮ]")
_LATIN, _CYRILLIC = pattern("|".join(_LATIN_HEADED)), pattern("|".join(_CYRILLIC_HEADED))
_HEADS = frozenset(each[:2] for each in (*_LATIN_HEADED, *_CYRILLIC_HEADED))
# Words that deny together.
_PHRASES = pattern(
    r"\b(?:rul(?:e|ed|es|ing)\b(?:\s[\w'-]+){0,5}?\sout\b|turn(?:ed|ing|s)?\b(?:\s[\w'-]+){0,4}?\sdown\b"
    r"|(?:instead|short) of\b|rather\b(?:,?\s[\w'-]+){0,8}?,?\sthan\b|far from\b|anything but\b|yet to\b"
    r"|(?:backed|backing|backs) (?:out|away)\b"
    r"|(?=few)(?<!\ba )(?<!\bthe )(?<!\bevery )(?<!\blast )(?<!\bnext )(?<!\bpast )few(?:er)?\b"
    r"|(?:is|was|has|have|had|sees?|saw|with|so|very|too|gave|makes?|made|holds?|held|offer(?:s|ed)?) little\b"
    r"|(?:did|do|does|is|are|was|were|has|have|had|wo|would|could|should|must|need|ai|ca)n t\b"
    r"|deix\w{1,5} de\b|dej\w{1,5} de\b|longe de\b|lejos de\b|em vez d[eo]\b|en vez de\b|en lugar de\b|ao invés d[eo]\b"
    r"|de (?:modo|forma|maneira|jeito) alguma?\b|em (?:tempo|caso|hipótese|parte|momento) alguma?\b|tão[ -]pouco\b"
    r"|en absoluto\b|lehn(?:t|te|en|ten)\b(?:,?\s[\w'-]+){0,12}?\sab\b|in no way\b|n-(?:a|am|ai|au|ar|are|aș)\b"
    r"|אל ת\w+"
    r"|karşı ç[ıi]k\w*|uzak dur\w*)"
)
# An apostrophe set as a prime, or lost on the way: can′t, can�t, canâ€™t.
_BROKEN = pattern(rf"n(?:[^\w\s{MARK}]{{1,3}}|â€™|â€{MARK})t\b")
_INSIDE = pattern(rf"\b\w*(?:{FORMAT.pattern}\w+)+")
_TURKISH_LETTER = pattern("[ğışĞİŞ]")
_TURKISH_WORDS = frozenset("ve bir bu icin ile olarak olan dedi cok daha ama gibi kadar sonra her".split())
_ENGLISH_WORDS = frozenset("the and of to is was were are that with for has had".split())
# Words that are no Portuguese ones: English, Spanish, Catalan, Turkish.
_FOREIGN_WORDS = (
    _ENGLISH_WORDS
    | _TURKISH_WORDS
    | frozenset(
        "in on at by it they we he she will would this these those from be been an their his her its who which when "
        "while but or if about after before into over than then there can could "
        "el y en del una con pero muy al su sus se lo le amb els les per i es".split()
    )
)
# Words of Portuguese alone, and those that it shares with names, English or Turkish (da Silva; do, as; o, de, da).
_PORTUGUESE_OWN = frozenset("um uma em ao aos nao sao pelo pela pelos pelas foi com das nas dum duma".split())
_PORTUGUESE_WORDS = _PORTUGUESE_OWN | frozenset("o os as da do dos na nos de que e por".split())
_PORTUGUESE_LETTER = pattern("[ãõ]")

# A hyphen that joins: no-fly. A dash of any other kind parts: “No—we leave.”
_HYPHENS = frozenset("-\u2010\u2011\ufe63\uff0d")
_DENYING_COMPOUND = pattern(r"-(?:one|longer|body|way|where|thing|more|how|brainer)\b")
# Letters that look alike, as they are mixed up in words typed with two keyboards.
_TO_CYRILLIC = str.maketrans("aceiopxyhkmtb", "асеіорхункмтв")
_LONGEST_ALIKE = 8
_TO_LATIN = str.maketrans("асеіорхункмтв", "aceiopxyhkmtb")
_ENDINGS = pattern(rf"(?<=.)(?:{MARK}(?:s|d|m|ll|ve|re|em))+\Z")


@lru_cache(maxsize=1 << 15)
def key(word: str) -> str:
    """A folded word for comparison with a list: lower case, Latin and Greek letters without accents; ı is i."""
    lower = word.casefold().replace("ı", "i")
    if lower.isascii():
        return lower
    lower = FORMAT.sub("", lower)[:200]
    first = unicodedata.normalize("NFD", lower[:1])[:1]
    if not ("a" <= first <= "z" or "\u0370" <= first < "\u0400"):
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
    prefixing: bool | None = None
    for number in here:
        kind = _kind(words.all[number])
        if not kind:
            continue
        at, stop = words.starts[number], words.end(number)
        negates = kind == _ALWAYS
        if kind in (_NO, _NON):
            # A no-fly zone and the non-aligned deny nothing; “no-one” does.
            joined = folded.printed(stop) in _HYPHENS and re.match(r"-\w", text[stop - begin : stop - begin + 2])
            negates = not joined or _DENYING_COMPOUND.match(text[stop - begin : stop - begin + 12].lower()) is not None
        if kind == _BEFORE_VERBS:
            prefixing = _PREFIXING.search(text) is not None if prefixing is None else prefixing
            negates = prefixing
        elif kind == _IN_TURKISH or (kind == _NO and negates):
            portuguese, turkish = tongues = tongues or _tongues(words.all[here.start : here.stop])
            negates = not portuguese if kind == _NO else turkish and not _is_name(text, at - begin, stop - begin)
        if negates:
            start, behind = folded.span(at, stop)
            negating.append((start, folded.source[start:behind]))
    lower = text.replace("İ", "I").lower()
    lower = lower if len(lower) == len(text) else text
    for match in _PHRASES.finditer(lower):
        at, stop = begin + match.start(), begin + match.end()
        start, behind = folded.span(at, stop)
        # A part may keep its first word, and lose the last.
        last = folded.span(stop - len(match[0].split()[-1]), stop)[0]
        negating += [(place, folded.source[start:behind]) for place in sorted({start, last})]
    if not text.isascii():
        hidden = [match.span() for match in _BROKEN.finditer(lower)]
        if FORMAT.search(text):
            # What can't be seen inside a word does not hide it.
            hidden += [match.span() for match in _INSIDE.finditer(text) if _kind(FORMAT.sub("", match[0])) == _ALWAYS]
        for first, last in hidden:
            start, behind = folded.span(begin + first, begin + last)
            negating.append((start, folded.source[start:behind]))
    return sorted(negating)


def unlisted(text: str) -> list[tuple[int, str]]:
    """Where a paragraph has words of a script, or of a language by its letters, whose negations are not known.

    Each with its 0-based place in `text` and the letter that tells so; sorted. Where the language has no list, that is
    every word.
    """
    if text.isascii():
        return []
    if found := _UNLISTED_CYRILLIC.search(text):
        return [(match.start(), found[0]) for match in re.finditer(r"\w+", text)]
    return [(match.start(), match[0]) for match in _UNLISTED.finditer(text)]


def _tongues(words: Sequence[str]) -> tuple[bool, bool]:
    """Whether the words of a paragraph are plainly Portuguese, and whether they may be Turkish."""
    counts = Counter(words)
    keys = {word: key(word) for word in counts}
    english = sum(count for word, count in counts.items() if keys[word] in _ENGLISH_WORDS)
    # Names tell nothing of the language: São Paulo, Charles de Gaulle.
    plain = {each for word, each in keys.items() if word[0].islower()}
    own = len(plain & _PORTUGUESE_OWN)
    own += sum(1 for word in counts if _PORTUGUESE_LETTER.search(word) and word[0].islower())
    portuguese = len(plain & _PORTUGUESE_WORDS) > 1 and own > 2 * len(plain & _FOREIGN_WORDS)
    local = sum(count for word, count in counts.items() if _TURKISH_LETTER.search(word))
    return portuguese, not portuguese and local + len(set(keys.values()) & _TURKISH_WORDS) >= english


@lru_cache(maxsize=1 << 15)
def _kind(word: str) -> str:
    """How a folded word negates, if it does: whatever stands around it, or one of the kinds that depend on that."""
    whole = _kind_of(key(word))
    if word.isalpha() or whole == _ALWAYS:
        return whole
    # _not_, not², nobody's, qu'aucun
    bare = word.strip("_0123456789")
    while bare and bare[-1].isalnum() and not bare[-1].isalpha():
        bare = bare[:-1]
    bare = _ENDINGS.sub("", bare)
    pieces = [bare, *bare.split("_"), *(piece for piece in re.split(f"[_{MARK}]", bare) if len(piece) > 2)]
    return next((found for piece in pieces if piece and (found := _kind_of(key(piece)))), whole)


def _kind_of(plain: str) -> str:
    """How a word negates that has the form that `key` gives it."""
    if plain in (_NO, _NON):
        return plain
    if plain in _NEGATIONS:
        return _ALWAYS
    first = plain[:1]
    # Most words are none, and that is seen by how they begin.
    headed = plain[:2] in _HEADS
    if first < "\u0370":
        if (
            (headed and _LATIN.fullmatch(plain))
            or ("'" in plain and _APOSTROPHE.fullmatch(plain))
            or (("siz" in plain or "suz" in plain) and _SIZ.fullmatch(plain))
        ):
            return _ALWAYS
        if "m" in plain and _TURKISH.fullmatch(plain):
            return _IN_TURKISH
        if len(plain) > 3 and plain.startswith("ne"):
            return _BEFORE_VERBS
        if plain.isascii():
            return ""
    elif "\u0400" <= first < "\u0530":
        if headed and _CYRILLIC.fullmatch(plain):
            return _ALWAYS
    else:
        low = plain.replace("ـ", "")
        return next(
            (_ALWAYS for begin, end, negating in _OTHERS if begin <= ord(first) < end and negating.fullmatch(low)), ""
        )
    if len(plain) > _LONGEST_ALIKE:
        return ""
    for alike in (plain.translate(_TO_CYRILLIC), plain.translate(_TO_LATIN)):
        if alike != plain and alike in _NEGATIONS and re.search("[a-z]", plain) and re.search("[а-ї]", plain):
            return _ALWAYS
    return ""


_NO = "no"
_NON = "non"
_ALWAYS = "always"
_IN_TURKISH = "in Turkish"
_BEFORE_VERBS = "before verbs"


def _is_name(text: str, at: int, stop: int) -> bool:
    """Say whether a word that looks like a Turkish negation is a name, by its shape and its capital: Yılmaz, Ahmadi.

    Where both its neighbours have a capital as well, or all of the sentence has, that tells nothing.
    """
    word = text[at:stop]
    before = text[max(0, at - 200) : at]
    if not word[0].isupper() or not _TURKISH_NAME.fullmatch(key(word)):
        return False
    left = re.split(r"[.!?…:]\s", before)[-1].split()
    right = re.split(r"[.!?…:](?:\s|\Z)", text[stop : stop + 200])[0].split()
    if not left:
        return False
    if word.isupper() and len(word) > 1:
        return not (left[-1].isupper() or (right and right[0].isupper()))
    if right and left[-1][0].isupper() and right[0][0].isupper():
        return False
    return any(each[0].islower() for each in (*left, *right))
