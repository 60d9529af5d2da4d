"""Whether the words around a date speak of the past or of what is to come.

News gives weekdays and months without saying which one: "met on Friday" and "will meet on Friday" are a week apart.
The rule of thumb of news annotation (TimeML) is followed: the verb that governs the date decides, here the nearest
one before it in its sentence, else the first one after it.
"""

from __future__ import annotations

from enum import Enum

from dateline.ingest.timex_pieces import Expression
from dateline.ingest.timex_tokens import Tokens
from dateline.ingest.timex_words import UNITS


class Tense(Enum):
    """Which way from the day of publication a date lies, by the words around it."""

    PAST = "past"
    """A verb in the past tense governs it."""
    FUTURE = "future"
    """A verb in the future or a plan governs it."""
    LEANING = "leaning"
    """Only a preposition hints at the future ("before Friday's talks", "was due on Friday"): the nearer day wins."""
    OPEN = "open"
    """Nothing is said."""


_WILL = frozenset("will ll shall won't would gonna may might should must can could".split())
_BE_NOW = frozenset("is are am be".split())
_BE_THEN = frozenset("was were been being".split())
_PLANNED = frozenset(
    "due scheduled slated expected planned upcoming forthcoming set deadline expires expire expiring"
    " poised supposed".split()
)
_COMES = frozenset(
    "begins begin starts start opens open resumes resume meets votes vote reports releases faces ends end".split()
)
_COMES_WITH = {
    "go": ("to", "into"),
    "goes": ("to", "into"),
    "heads": ("to",),
    "take": ("effect", "place", "office"),
    "takes": ("effect", "place", "office"),
}
_PLANS_TO = _PLANNED | frozenset(
    "planning plans plan intends intend hopes hope aims aim vows pledges agrees prepares preparing"
    " ready likely invited intention proposal bid decides promises wants refuses asks agreed decided"
    " promised vowed pledged intended prepared wanted asked urged ordered needed need needs want has"
    " have had hoped aimed wished offered proposed about going called".split()
)
_HAPPENED = frozenset("was were been did had has have didn't hadn't hasn't".split())
# forms that are past only: "set", "put" and "hit" may be present
_PAST = frozenset(
    "said told met held went took came began made gave won lost fell rose sent spoke left struck"
    " shot led ran saw became found got kept thought brought built bought caught chose dealt drew"
    " drove fought flew forgot froze grew heard hid knew laid lent meant paid rode sang sank shook"
    " slid sold spent stood stole swept swore threw tore understood withdrew woke wrote did had"
    " broke sought taught stuck sat burst shed upheld overthrew drank ate rang undertook".split()
)
_DEFERRED = frozenset(
    "postponed delayed adjourned rescheduled moved extended pushed deferred suspended back put".split()
)
_EXPECTING = frozenset("expect expects expecting".split())
_SUGGESTED = frozenset("proposed recommended requested demanded".split())
_BEFORE_NOUNS = frozenset(
    "the a an its their his her our no any to and or of 's 'll media news these those some many".split()
)
_NOT_VERBS = frozenset(
    "united armed red need hundred bed led-up unprecedented indeed speed feed seed breed sacred naked"
    " wicked limited embed shed wed kindred so-called proposed occupied besieged continued increased"
    " based alleged suspected".split()
)
_ADVERBS = frozenset(
    "also now still not only not n't already then soon later currently tentatively widely originally formally".split()
)
_NOT_INFINITIVE = frozenset(
    "the a an this that these those his her its their our my your him them it me us you date be-all"
    " which whom what each all both one two".split()
)
_AHEAD = frozenset("until till by before from".split())
_SINCE = frozenset("since after following".split())
_LEADS = frozenset("on the next late early this at around about in during for of".split())
_OWNERS = frozenset("the a an his her its their our my".split())
_PREPOSITIONS = _LEADS | _AHEAD | _SINCE
_CUES = _EXPECTING | _WILL | _BE_NOW | _BE_THEN | _PLANNED | _COMES | _HAPPENED | _PAST | set(_COMES_WITH) | {"to"}

_RU_UK_FUTURE = frozenset(
    "будет будут состоится состоятся пройдет пройдёт пройдут встретятся встретится начнется начнётся"
    " начнутся продолжатся продолжится проведут проведет проведёт прибудет прибудут планирует"
    " планируют планируется намерен намерена намерены ожидается ожидаются запланирован запланирована"
    " запланированы запланировано назначен назначена назначены намечен намечена намечены должен должна"
    " должны должно предстоит предстоящий предстоящие приедет приедут вылетит буде будуть відбудеться"
    " відбудуться зустрінуться зустрінеться пройде пройдуть розпочнеться розпочнуться почнеться"
    " почнуться продовжаться продовжиться проведе проведуть прибуде прибудуть планує планують"
    " планується має мають очікується очікують заплановано запланована запланований заплановані"
    " призначено призначена мусить повинен повинна повинні".split()
)
_PT_FUTURE = frozenset(
    "será serão vai vão irá irão deve devem deverá deverão terá terão haverá previsto prevista"
    " previstos previstas marcado marcada marcados marcadas planeja planejam pretende pretendem"
    " espera-se".split()
)
_TR_FUTURE = frozenset("bekleniyor planlanıyor öngörülüyor planlandı beklenen planlanan".split())


def tense_of(tokens: Tokens, expression: Expression) -> Tense:
    """Return which way the words around `expression` point: those of its sentence, WINDOW tokens at most."""
    begin, end = tokens.sentence(expression.first, expression.last)
    if expression.language != "en":
        return _nearest(tokens, expression, begin, end)
    j = expression.first - 1
    owner = tokens.word(j)
    if expression.kind in {"date", "month"} and (owner in _OWNERS or owner.endswith("'s")):
        return Tense.OPEN  # "will be asked about the July 25 call": the verb is not the call's
    lead = None
    while j >= begin and tokens.words[j] in _PREPOSITIONS:
        if tokens.words[j] not in _LEADS:
            lead = tokens.words[j]
        j -= 1
    if j >= begin and tokens.words[j] == "ahead":
        return Tense.LEANING
    deferral = j if lead else j - 1
    if begin <= deferral and tokens.words[deferral] in _DEFERRED and (lead or tokens.words[j] in {"to", "into"}):
        return Tense.FUTURE
    before = _governing(tokens, begin, j)
    if before is Tense.FUTURE:
        return before
    if lead in _SINCE:
        return Tense.PAST
    if lead in {"until", "till", "by"} and before is Tense.OPEN:
        return Tense.FUTURE
    if lead:
        return Tense.LEANING
    if before is not Tense.OPEN:
        return before
    return _following(tokens, expression.last, end)


def _governing(tokens: Tokens, begin: int, j: int) -> Tense:
    """Return the tense of the nearest verb from `j` back to `begin`."""
    words = tokens.words
    infinitive = False  # "to meet" was passed, and what governs it decides
    participle = False  # "expected" was passed in "are expected": it tells of now
    while j >= begin:
        word = words[j]
        if word not in _CUES and not word.endswith(("ed", "'ll")):
            j -= 1
            continue
        before = words[j - 1] if j > begin else ""
        if _is_will(tokens, j) or word in _EXPECTING:
            return Tense.FUTURE
        if word in _SUGGESTED and tokens.word(j + 1) == "that":
            return Tense.FUTURE  # “proposed that they meet on May 27”
        if word == "to":
            if _is_infinitive(tokens, j + 1):
                plan = _plan_to(tokens, begin, j)
                if plan:
                    return plan
                infinitive, participle = True, False
        elif _is_plan(tokens, j, before):
            return _planned(tokens, begin, j)
        elif not participle and _comes(tokens, j, before):
            return Tense.FUTURE
        elif word == "be":
            participle = False
        elif word in {"is", "are"} and not participle:
            return Tense.FUTURE if tokens.word(j + 1).endswith("ing") else Tense.OPEN
        elif word in {"has", "have"} and tokens.word(j + 1) in _AHEAD:
            return Tense.OPEN  # "has until Monday"
        elif word in _BE_NOW or word in _HAPPENED:
            return Tense.PAST
        elif _is_past_verb(tokens, j):
            if before in {"is", "are"}:
                participle = True
            elif before in {"be", "being"} or (before in _ADVERBS and tokens.word(j - 2) == "be"):
                j -= 1  # "will be held", "to be held": what stands before "be" decides
            else:
                return Tense.PAST
        j -= 1
    return Tense.FUTURE if infinitive else Tense.OPEN


def _is_will(tokens: Tokens, j: int) -> bool:
    """Tell whether the word at `j` looks ahead: will, may; not the month of "before May 10" and "in May"."""
    word = tokens.words[j]
    if word == "may" and tokens.capital(j):
        return tokens.number(j + 1) is None and tokens.word(j - 1) not in _PREPOSITIONS
    return word in _WILL or word.endswith("'ll")


def _plan_to(tokens: Tokens, begin: int, to: int) -> Tense | None:
    """Return the tense of the plan that an infinitive belongs to ("is to", "agreed to"), or None."""
    governor = to - 1
    while governor > begin and tokens.words[governor] in _ADVERBS:
        governor -= 1
    head = tokens.words[governor] if governor >= begin else ""
    if head in _BE_NOW:
        return Tense.FUTURE
    if head in _BE_THEN:
        return Tense.LEANING
    return _planned(tokens, begin, governor) if head in _PLANS_TO else None


def _is_plan(tokens: Tokens, j: int, before: str) -> bool:
    """Tell whether the word at `j` makes a plan of what follows: due, scheduled, "set for"."""
    word = tokens.words[j]
    if word not in _PLANNED or not tokens.raw(j).islower():
        return False
    return word != "set" or before in _BE_NOW or before in _BE_THEN or tokens.word(j + 1) == "for"


def _comes(tokens: Tokens, j: int, before: str) -> bool:
    """Tell whether the word at `j` tells a timetable in the present tense: begins, "takes effect"; and is no noun."""
    word = tokens.words[j]
    if word not in _COMES and tokens.word(j + 1) not in _COMES_WITH.get(word, ()):
        return False
    return tokens.raw(j).islower() and before not in _BEFORE_NOUNS and tokens.word(j + 1) != "of"


def _is_past_verb(tokens: Tokens, j: int) -> bool:
    """Tell whether the word at `j` is a verb in the past tense or a participle: by its ending, or an irregular one."""
    word = tokens.words[j]
    if word not in _PAST and (not word.endswith("ed") or len(word) < 4 or word in _NOT_VERBS):
        return False
    return tokens.raw(j).islower()


def _planned(tokens: Tokens, begin: int, at: int) -> Tense:
    """Return FUTURE for a plan of now, LEANING for one of then: "was due on Thursday" may have been yesterday."""
    for k in range(at - 1, max(begin - 1, at - 5), -1):
        if tokens.words[k] in _BE_THEN or tokens.words[k] in {"had", "originally", "initially", "previously", "once"}:
            return Tense.LEANING
        if tokens.words[k] in _BE_NOW:
            break
    return Tense.FUTURE


def _is_infinitive(tokens: Tokens, index: int) -> bool:
    """Tell whether the word after "to" is a verb: a lower-case word that opens no noun phrase."""
    word = tokens.word(index)
    if not word.isalpha() or not tokens.raw(index).islower():
        return False
    return word not in _NOT_INFINITIVE and not word.endswith(("ing", "s", "ed"))


def _following(tokens: Tokens, j: int, end: int) -> Tense:
    """Return the tense of the first verb from `j` to `end`."""
    for k in range(j, end):
        word = tokens.words[k]
        after = tokens.words[k + 1] if k + 1 < end else ""
        if _is_will(tokens, k):
            return Tense.FUTURE
        if word in _BE_NOW:
            return Tense.FUTURE if after in _PLANNED or after == "to" else Tense.OPEN
        if word in _BE_THEN:
            return Tense.LEANING if after in _PLANNED or after == "to" else Tense.PAST
        if word in _HAPPENED or _is_past_verb(tokens, k):
            return Tense.PAST
        if k > j and (_comes(tokens, k, tokens.words[k - 1]) or (word == "meet" and tokens.raw(k - 1).endswith("s"))):
            return Tense.FUTURE  # “On Tuesday the talks resume”
    return Tense.OPEN


def _nearest(tokens: Tokens, expression: Expression, begin: int, end: int) -> Tense:
    """Return the tense of the verb nearest to the date, before or after it, in a language other than English."""
    for distance in range(1, end - begin + 1):
        for j in (expression.first - distance, expression.last - 1 + distance):
            if begin <= j < end and (tense := _verb(tokens.words[j], expression.language)):
                if tokens.words[j] == "gelecek" and tokens.word(j + 1).partition("'")[0] in UNITS:
                    continue  # "gelecek hafta", next week; at the end of a sentence it is the verb "will come"
                return tense
    return Tense.OPEN


def _verb(word: str, language: str) -> Tense | None:
    """Return the tense that a Ukrainian, Russian, Turkish or Portuguese word shows by its ending, or None."""
    if language in {"ru", "uk"}:
        if word in _RU_UK_FUTURE or (word.endswith(("тиме", "тимуть", "тиметься", "тимуться")) and len(word) > 6):
            return Tense.FUTURE
        past = (
            "ла",
            "ло",
            "ли",
            "лся",
            "лась",
            "лись",
            "лось",
            "вся",
            "лася",
            "лися",
            "лося",
            "ил",
            "ал",
            "ел",
            "ів",
            "ав",
            "ив",
        )
        if (
            len(word) > 4
            and word.endswith(past)
            and not word.endswith(("дела", "если", "числа", "села", "после", "сили", "или"))
        ):
            return Tense.PAST
    elif language == "tr":
        core = word.partition("'")[0]
        if (
            core in _TR_FUTURE
            or "acak" in core[-8:]
            or "ecek" in core[-8:]
            or "acağ" in core[-9:]
            or "eceğ" in core[-9:]
        ):
            return Tense.FUTURE
        if len(core) > 4 and core.endswith(
            ("dı", "di", "du", "dü", "tı", "ti", "tu", "tü", "mıştı", "mişti", "dılar", "diler", "tılar", "tiler")
        ):
            return Tense.PAST
    elif language == "pt":
        if word in _PT_FUTURE or (len(word) > 4 and word.endswith(("rá", "rão"))):
            return Tense.FUTURE
        if word in {"foi", "foram", "disse", "disseram", "era", "eram", "teve", "fez", "houve", "esteve", "há"}:
            return Tense.PAST
        if len(word) > 4 and word.endswith(("ou", "aram", "eram", "iram", "eu", "iu")) and word not in {"europeu"}:
            return Tense.PAST
    return None
