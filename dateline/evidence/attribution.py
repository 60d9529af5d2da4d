"""Who says something, as far as a clause of narration says it plainly.

Verbs of speech in English, Ukrainian, Russian, Turkish and Portuguese. Whatever is not plain has no speaker, so that
two quotations are taken for the words of two persons.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from dateline.evidence.folding import DASHES, FORMAT, WORD, fold
from dateline.evidence.negation import key
from dateline.patterns import pattern
from dateline.records import record

_DASH = f"[{re.escape(DASHES)}]"
_SAYING = pattern(
    # English; without plurals of nouns such as “states” and “reports”
    r"sa(?:id|ys?|ying)|t(?:old|ells|elling)|add(?:ed|s|ing)|ask(?:ed|s|ing)|repl(?:ied|ies|ying)|answer(?:ed|ing)"
    r"|insist(?:ed|s|ing)|stress(?:ed|es|ing)|warn(?:ed|s|ing)|claim(?:ed|ing)|stat(?:ed|ing)|declar(?:ed|es|ing)"
    r"|tweet(?:ed|ing)|wrote|writes|writing|not(?:ed|ing)|argu(?:ed|es|ing)|announc(?:ed|es|ing)|explain(?:ed|s|ing)"
    r"|quot(?:ed|ing)|according|retort(?:ed|s)|counter(?:ed)|quipped|respond(?:ed|s|ing)|reiterat(?:ed|es|ing)|repeated"
    r"|remark(?:ed|ing)|assert(?:ed|s|ing)|acknowledg(?:ed|es)|admit(?:ted|s)|conced(?:ed|es)|complain(?:ed|s)"
    r"|comment(?:ed|ing)|object(?:ed)|shout(?:ed)|emphasi[sz](?:ed|es|ing)|underlin(?:ed|es)|vow(?:ed|s|ing)|joked"
    r"|demand(?:ed|ing)|urg(?:ed|es|ing)|hop(?:ed|es|ing)|insist|maintain(?:ed|s|ing)|post(?:ed|ing)|believ(?:ed"
    r"|es|ing)"
    r"|think(?:s|ing)?|thought|suggest(?:ed|s|ing)|propos(?:ed|es|ing)|alleg(?:ed|es|ing)|contend(?:ed|s|ing)"
    r"|recall(?:ed|s)"
    r"|call(?:ed|s|ing) (?:on|for)|predict(?:ed|s|ing)|expect(?:ed|s|ing)|fear(?:ed|s|ing)|pledg(?:ed|es|ing)|swor[en]"
    r"|swear(?:s|ing)?|promis(?:ed|es|ing)|threaten(?:ed|s|ing)|report(?:ed|ing)|estimat(?:ed|es|ing)|spoke"
    r"|speaks|speaking"
    r"|convinced|persuaded|adamant|confident|certain|confirm(?:ed|s|ing)|disclos(?:ed|es)|reveal(?:ed|s|ing)"
    r"|conclud(?:ed|es)"
    r"|caution(?:ed|s|ing)|lament(?:ed|s)|boast(?:ed|s)|charg(?:ed|es|ing)|protest(?:ed|ing)|mus(?:ed|es)"
    r"|observ(?:ed|es)"
    r"|thunder(?:ed|s)|accus(?:ed|es|ing)|blam(?:ed|es|ing)|assur(?:ed|es|ing)|proclaim(?:ed|s)|pronounc(?:ed|es)|known"
    r"|wants?|wanted|wish(?:ed|es)|feels?|felt|sees|argue|claims|judg(?:ed|es)|reckon(?:ed|s)|deem(?:ed|s)"
    r"|allegedly|reportedly"
    # Ukrainian and Russian
    r"|сказа\w+|каже|кажуть|говор\w+|заяви(?:в|л|ла|ло|ли)|заявля\w+|відпові\w+|ответи\w+|отвеча\w+|дода(?:в|ла"
    r"|ли|є|ють)"
    r"|добави\w+|добавля\w+|зазначи\w+|зазнача\w+|отмети\w+|отмеча\w+|сообщи\w+|сообща\w+|повідоми\w+|повідомля\w+"
    r"|наголоси\w+|наголошу\w+|підкресли\w+|подчеркну\w+|поясни\w+|пояснює|объясни\w+|стверди\w+|стверджу\w+"
    r"|утвержда\w+"
    r"|запита(?:в|ла|ли)|спроси\w+|нагада\w+|напомни\w+|написа\w+|пише|пишет|вважає|считает|парирува\w+|парировал\w*"
    r"|заперечи\w+|возрази\w+|уточни\w+|цитує|цитирует|словами|словам|заклика\w+|призвал\w*|попереди\w+|предупреди\w+"
    r"|оголоси\w+|объяви\w+|проголоси\w+|вислови\w+|выраз\w+|висловл\w+|выскаж\w+|высказ\w+"
    r"|вимага\w+|требу\w+|потребова\w+|зажада\w+|хоче|хочуть|хочет|хотят|хотів|хотіла|хотел\w*|вірить|верит"
    r"|вірять|верят"
    r"|переконан\w*|убежд[её]н\w*|впевнен\w*|уверен\w*|сподіва\w+|надее\w+|надею\w+|надея\w+|дума[єюе]\w*|думал\w*"
    r"|вважа\w+|счита\w+|полага\w+|гада[єю]\w*|очіку\w+|ожида\w+|наполяга\w+|настаива\w+|настоя\w+|припуска\w+"
    r"|допуска\w+|предполага\w+|побою\w+|опаса\w+|обіця\w+|обеща\w+|погрожу\w+|угрожа\w+|погроз\w+|пригроз\w+"
    r"|пропону\w+|запропонува\w+|предлага\w+|предложи\w+|звинувати\w+|обвини\w+|визна[вє]\w*|призна[лё]\w*"
    r"|підтверди\w+|подтверди\w+|розпові\w+|рассказ\w+|розказ\w+|написала?|мовив\w*|молвил\w*|промови\w+|твердит\w*"
    r"|закликав|розкри\w+|підсумува\w+|застер\w+|попередж\w+|кажучи|мовляв|дескать|нібито|якобы|начебто|будто"
    # Turkish, in the form of `key`
    r"|de(?:di|diler|yen|yerek|rken)|soyle(?:di|yen|yerek|diler)|belirt(?:ti|en|erek|iyor)|ifade|kaydet(?:ti|en)"
    r"|acikla(?:di|yan|yarak|dilar)|vurgula\w+|ekle(?:di|yen|yerek)|konus(?:tu|an)|yanit\w+|cevap\w*|sordu"
    r"|anlat(?:ti|an)"
    r"|uyar(?:di|an)|savun(?:du|an)|bildir(?:di|en)|gore|aktar(?:di|an)|yaz(?:di|an)"
    r"|diy(?:en|erek|or\w*)|iddia|um(?:uyor|du|dugunu|uyorlar)|inan(?:iyor|di|an)\w*|dusun(?:uyor|du|en)\w*"
    r"|iste(?:di|yen|yor)\w*|istiyor\w*"
    r"|sav(?:unuyor|undu)\w*|sanki|guya|sozde|beklen?iyor\w*|cagri\w*|talep|oner(?:di|en|iyor)\w*|surdu|getirdi"
    r"|tekrarla\w+"
    # Portuguese, in the form of `key`
    r"|diss(?:e|eram)|diz|dizem|dizendo|afirm(?:ou|a|aram|ando)|declar(?:ou|a|aram|ando)|respond(?:eu|eram)"
    r"|acrescent(?:ou|a|aram|ando)|escrev\w+|adiant(?:ou|a)|inform(?:ou|aram)|anunci(?:ou|aram|ando)|explic(?:ou"
    r"|a|ando)"
    r"|destac(?:ou|a|ando)|ressalt(?:ou|a|ando)|lembr(?:ou|ando)|garant(?:iu|indo)|acus(?:ou|ando)|pergunt(?:ou|ando)"
    r"|salient(?:ou|ando)|referiu|sublinh(?:ou|a|ando)|contou|conforme|consoante|alegadamente|supostamente"
    r"|esper(?:a|ou|am|ava|ando)|acredit(?:a|ou|am|ava|ando)|exig(?:e|iu|em|iram|ia|indo)|insist(?:e|iu|em|iram|indo)"
    r"|defend(?:e|eu|em|eram|ia|endo)|consider(?:a|ou|am|ava|ando)|pens(?:a|ou|am|ava)|ach(?:a|ou|am|ava)"
    r"|suger(?:e|iu)|prop(?:oe|os|unha)|promet(?:e|eu|em)|ameac(?:a|ou|am)|adverte|advertiu|alert(?:a|ou)"
    r"|confirm(?:a|ou|am)"
    r"|reve(?:la|lou)|sustent(?:a|ou)|argument(?:a|ou)|convenci\w+|convict\w+|certo de|tem[eu]|temia|ped(?:e|iu"
    r"|em|iram)"
    r"|apel(?:a|ou)|reiter(?:a|ou)|fris(?:a|ou)|coment(?:a|ou)|critic(?:a|ou)|admit(?:e|iu)|garante|lembra|pergunta"
)
# Phrases that say whose view it is: In Lavrov’s view, For Kuleba, по мнению Лаврова, Kuleba’nın gözünde.
_ACCORDING = pattern(
    r"\b[Ss]egundo (?:[oa]s?|el[ae]) |\b[Ss]egundo [A-ZÀ-Ý]|\b[Dd]e acordo com\b"
    r"|\b(?:[Ii]n|[Oo]n|[Bb]y|[Ff]rom|[Tt]o|[Aa]t)\b(?: [\w'.-]+){0,7}? (?:views?|opinions?|words|eyes|account"
    r"|minds?|judge?ments?"
    r"|readings?|telling|assessments?|estimat(?:ion|e|es)|perspectives?|standpoint|version|reckoning|belief|book"
    r"|terms|mouth"
    r"|point of view)\b"
    r"|\b[Aa]s (?:[\w'.-]+ ){1,6}(?:sees?|saw|puts?|views?|viewed|tells?|has|had|would have|understands?) (?:it"
    r"|things|matters)\b"
    r"|(?:^|[.!?…;:,'\"]\s|\b(?:and|but|while|whereas|yet|mas|e|já) )(?:[Ff]or|[Tt]o|[Pp]er|[Pp]ara"
    r"|[Bb]y) (?:the |o |a |os |as )[^\W\d_][\w'.-]*"
    r"(?: [\w'.-]+){0,5}?,"
    r"|(?:^|[.!?…;:,'\"]\s|\b(?:and|but|while|whereas|yet) )(?:[Ff]or|[Tt]o|[Pp]er) [A-Z]"
    r"|\b[Pp]ara (?:[oa]s? )?[A-ZÀ-Ý][\w'-]*(?: [A-ZÀ-Ý][\w'-]*)*,"
    r"|\b[Nn][ao]s? (?:opini[aã]o|opiniões|vis[aã]o|entender|perspe[c]?tiva|perspetiva|ótica|óptica"
    r"|ponto de vista|leitura|palavras"
    r"|olhos|versão|parecer|avaliação)\b|\b[Nn]as palavras\b|\b[Dd]o ponto de vista\b|\b[Aa]os olhos\b"
    r"|\b[Aa]o ver d|\b[Aa] juízo\b"
    r"|\b[Пп]о (?:мнению|словам|версии|оценкам?|данным|утверждени\w+|убеждению|информации|заявлению|признанию"
    r"|слухам|сведениям"
    r"|сообщени\w+|подсч[её]там|расч[её]там|логике)\b|\b[Сс] точки зрения\b|\b[Нн]а взгляд\b|\b[Вв] (?:глазах"
    r"|понимании|представлении|интерпретации)\b"
    r"|\b[Нн]а (?:думку|погляд|переконання)\b|\b[Зз]а (?:словами|даними|версією|оцінк\w+|твердженн\w+|інформацією"
    r"|повідомленн\w+"
    r"|заявою|підрахунками|логікою|визнанням)\b|\b[Зз] (?:точки зору|погляду)\b|\b[Вв] (?:очах|розумінні|уявленні"
    r"|інтерпретації)\b"
    r"|\b[Уу] (?:очах|розумінні|уявленні|інтерпретації)\b|\b[Дд]ля [А-ЯЄІЇҐЁ]"
    r"|\b(?:g[öo]z[üu]nde|g[öo]zlerinde|nazar[ıi]nda|kan[ıi]s[ıi]nca|fikrince|de[yğ]i[şs]iyle|a[ğg]z[ıi]ndan"
    r"|bak[ıi][şs][ıi]na"
    r"|kal[ıi]rsa|a[çc][ıi]s[ıi]ndan|i[çc]in ise)\b"
    # A clause of that, що, что, que behind what somebody may do or be.
    r"|\b\w+(?:ed|clear|sure|known|hold|holds|held|say|find|finds|found|show|shows|showed) that\b"
    r"|\b(?!(?:те|то|том|тому|того|тим|тем|тих|тех|так|потому|после|після|все|всё|усе)\b)[^\W\d_]+, (?:що|что|щоб"
    r"|чтобы)\b"
    r"|\b(?:plan|position|stance|line|proposal|demand|idea|side|claim|case|message)\b[^.!?]{0,60}?(?:,|:| is\b| was\b)"
    r"|['’]s (?:is|was|are|were)\b"
    r"|\b(?:\w{2,}(?:ou|iu|eu|ava|aram|iram|eram|ando|endo|indo)|quer|querem|quis) que\b"
)
# Words for what was said, that a sentence behind a quotation may point back at it with.
_SAID = pattern(
    r"words?|speech|voices?|answer|reply|response|retort|remarks?|statement|line|quote|comment|view|message"
    r"|слова|слів|слов|відповідь|ответ|репліка|реплика|голос|заява|заявление|думка|мнение"
    r"|soz\w*|cevab\w*|yanit\w*|sozler\w*|palavras?|resposta|voz|frase|declaracao|comentario|opiniao"
)
_POINTING = frozenset(
    "that this these those so thus such it here there it's that's same его это то так такими такой таким вот эти "
    "тот те це "
    "ось ці той він він такою таке isso isto assim essa esse essas esses esta este foi foram eis bu boyle bunu "
    "bunlar oyle "
    "from by quoth".split()
)
# With these a sentence begins that goes on with the tale, whatever its capital.
_OPENERS = frozenset(
    "the a an in on at after before when while as for with but and then later meanwhile during both all no some "
    "two three "
    "his her their its our there since until over under between among many most each every neither either "
    "в на після после під під час во у за до з із с по але а та і и но потім затем тоді тогда коли когда обидва оба "
    "o a os as em no na nos nas depois antes quando enquanto durante mas e ambos todos "
    "ve ama sonra once bu iki her gorusme gorusmeler toplanti".split()
)
# Verbs by which somebody else takes the word.
_REPLYING = pattern(
    r"ask\w+|repl\w+|answer\w+|respon\w+|retort\w+|counter\w+|відпов\w+|ответ\w+|запита\w+|спроси\w+|заперечи\w+"
    r"|возрази\w+"
    r"|парир\w+|yanit\w+|cevap\w*|sordu|pergunt\w+"
)
# Between the verbs of `said Kuleba, adding:` stands nothing that could be somebody.
_LINK = pattern(r"(?:\W|\b(?:and|also|then|і|й|та|також|и|также|e|também|ve)\b)*")
_LINKED = pattern(r",|\s(?=(?:and|і|й|та|и|e|ve)\s)")
_PRONOUNS = {
    **dict.fromkeys("he він он ele".split(), "he"),
    **dict.fromkeys("she вона она ela".split(), "she"),
    **dict.fromkeys("they вони они eles elas".split(), "they"),
    "diye": "",
}
_BEFORE_A_PLACE = frozenset(
    "in at on from near with of to outside via for after before since during по в во на у до від от з с із из про о об "
    "після после перед під під em no na nos nas ao à de do da dos das para com após".split()
)
_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december".split()
)
_NO_NAMES = frozenset({*_PRONOUNS, *_CALENDAR, "the", "a", "an"})
_ASIDE = pattern(rf"\s*(?:,|{_DASH}|,\s{_DASH})\s[^,.;:!?…]{{1,200}}(?:,|\s{_DASH})\s*")
_WORD = pattern(r"\w[\w'’ʼ.-]*")
# A clause that begins so is another one's.
_CONJUNCTIONS = frozenset(
    "while whereas but and though although when а але но и й та і тоді тогда пока хотя хоча mas e enquanto embora "
    "ama ise fakat oysa ve".split()
)
# A word of a Turkish name, and a title in another case than the nominative: Bakanına.
_BARE = pattern(r"[^\W\d_](?:[^\W\d_]|-)+")
_CASED = pattern(
    r"\w*(?:bakan|baskan|lider|temsilci|elci|danisman|yardimci|sekreter|mudur|vekil|komutan|general|sozcu)"
    r"(?:l[ae]r)?(?:[iu]n|s[iu])?[iu]?n?(?:[ae]|[dt][ae]n?|[iu]n|[iu]|yl[ae]|l[ae])(?<![ndtsclrk][iu])(?<!s[iu])"
)
_STRESS = pattern("[\u0300\u0301\u200c\u200d]")
_LONGEST_CLAUSE = 400
_LONGEST_TAIL = 12
_LONGEST_SUBJECT = 5


@record(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who says something, as one clause of narration has it."""

    who: str
    """`he`, `she`, `they`, else the words for somebody (`the minister`); empty where the verb stands alone."""
    name: tuple[str, ...] = ()
    """The capitalised words that `who` ends in."""
    goes_on: bool = False
    """Whether the clause itself leads into more words of the same person: `said, adding:`."""
    replies: bool = False
    """Whether the verb says that somebody else takes the word: `replied`."""
    names_others: bool = False
    """Whether it names somebody else, whom a later `she` could be."""

    def may_be(self, later: Speaker) -> bool:
        """Say whether a later clause plainly has the same speaker."""
        if later.replies:
            return False
        if later.who in ("", self.who):
            return True
        if later.who in _PRONOUNS.values():
            return self.who not in _PRONOUNS.values() and not self.names_others
        # “Foreign Minister Dmytro Kuleba”, then “Kuleba”; but not “the envoy of Russia” and “the minister of Russia”.
        short, long = sorted((self.name, later.name), key=len)
        bare = " ".join(short) in (self.who, later.who)
        return bare and short != () and long[len(long) - len(short) :] == short


def sayings(text: str) -> int:
    """How many verbs of speech a text holds."""
    folded = fold(text).text
    words = sum(_says(match[0]) for match in WORD.finditer(folded))
    return words + sum(1 for _ in _ACCORDING.finditer(unstressed(folded)))


@lru_cache(maxsize=1 << 15)
def _says(word: str) -> bool:
    return _SAYING.fullmatch(key(word)) is not None


def unstressed(text: str) -> str:
    """A text without stress marks and what can't be seen, for comparison with phrases."""
    return text if text.isascii() else _STRESS.sub("", unicodedata.normalize("NFC", text))


def points_back(sentence: str, first: Speaker) -> bool:
    """Say whether a sentence behind a quotation may say whose it was, and does not plainly say that it is `first`.

    `That was Kuleba on Friday.`, `So spoke the minister.`, `The words were those of the envoy.`
    """
    words = _WORD.findall(unstressed(sentence))
    if not words:
        return False
    keys = [key(word) for word in words]
    if keys[0] in _POINTING or any(_SAID.fullmatch(word) for word in keys):
        return True
    if keys[0] not in _OPENERS and words[0][0].isupper():
        return True
    before = keys[0]
    for word in words[1:]:
        if word[0].isupper() and key(word) not in (_CALENDAR | set(first.name)) and before not in _BEFORE_A_PLACE:
            return True
        before = word.casefold()
    return False


def speaker(clause: str) -> Speaker | None:
    """Read a clause such as `, Kuleba said on Monday.` or `, — сказав він.`; None where it is not plainly that."""
    return _speaker(clause) if len(clause) <= _LONGEST_CLAUSE else None


@lru_cache(maxsize=1 << 12)
def _speaker(clause: str) -> Speaker | None:
    clause = FORMAT.sub("", clause).strip(f" \t\u00a0\u202f,.!?…{DASHES}")
    if re.search(r"[.!?…;]\s", re.sub(r"\b\w{1,3}\.\s", " ", clause)):
        return None
    if diyen := re.match(r"(?:diyen|diyerek)\b", clause):
        # Only the bare name of somebody: in another case it is whom somebody else answers.
        words = clause[diyen.end() :].rstrip(" ,").split()
        if not words or len(words) > _LONGEST_SUBJECT or any(not _BARE.fullmatch(word) for word in words):
            return None
        if any(_CASED.fullmatch(key(word)) for word in words):
            return None
        who, name = _named(" ".join(words))
        return Speaker(who=who, name=name, goes_on=True)
    verbs = [match for match in _WORD.finditer(clause) if _says(match[0])]
    if not verbs or len(verbs) > 2:
        return None
    goes_on = len(verbs) == 2
    ahead, behind = clause[: verbs[0].start()].strip(" ,"), clause[verbs[0].end() :]
    if goes_on:
        between, rest = clause[verbs[0].end() : verbs[1].start()], clause[verbs[1].end() :]
        link = _LINKED.search(between)
        if link is None or rest.strip(" :,") or not _LINK.fullmatch(between[link.start() :].casefold()):
            return None
        behind = between[: link.start()]
    if ahead:
        pieces = [piece.split() for piece in ahead.split(",") if piece.strip()]
        subject = " ".join(next((piece for piece in pieces if piece[0].casefold() not in _BEFORE_A_PLACE), []))
        tail = behind
    else:
        subject, tail = _subject_first(behind)
    if len(tail.split()) > _LONGEST_TAIL or "," in tail.strip(" ,:"):
        return None
    who, name = _named(subject)
    if len(who.split()) > _LONGEST_SUBJECT and not name:
        return None
    replies = _REPLYING.fullmatch(key(verbs[0][0])) is not None
    return Speaker(who=who, name=name, goes_on=goes_on, replies=replies, names_others=_names_somebody(tail))


def is_aside(gap: str) -> bool:
    """Say whether what stands between two stretches of narration is `, Kuleba said on Monday,` of the same sentence."""
    words = _WORD.findall(gap[:100])
    within = _ASIDE.fullmatch(gap) is not None and bool(words) and words[0].casefold() not in _CONJUNCTIONS
    return within and speaker(gap) is not None


def _subject_first(text: str) -> tuple[str, str]:
    """Split ` Kuleba on Monday` into the subject and the rest, which begins with a preposition or behind a comma."""
    for word in re.finditer(r"\S+", text):
        if word[0].casefold().strip(",") in _BEFORE_A_PLACE:
            return text[: word.start()], text[word.start() :]
        if word[0].endswith(","):
            return text[: word.end()], text[word.end() :]
    return text, ""


def _named(subject: str) -> tuple[str, tuple[str, ...]]:
    """The words for somebody, and the name that they end in (before a preposition), if they do; in lower case."""
    words = _WORD.findall(subject)
    if len(words) == 1 and words[0].casefold() in _PRONOUNS:
        return _PRONOUNS[words[0].casefold()], ()
    if words and words[0].casefold() in ("the", "a", "an", "o", "os", "as"):
        words = words[1:]
    name: list[str] = []
    for word in words:
        if word.casefold() in _BEFORE_A_PLACE:
            break
        name = [*name, word.casefold()] if word[0].isupper() and word.casefold() not in _CALENDAR else []
    return " ".join(words).casefold(), tuple(name)


def _names_somebody(tail: str) -> bool:
    """Say whether a name stands in the rest of a clause that follows no preposition of place or time."""
    before = ""
    for word in _WORD.findall(tail):
        if word[0].isupper() and word.casefold() not in _NO_NAMES and before not in _BEFORE_A_PLACE:
            return True
        before = word.casefold()
    return False
