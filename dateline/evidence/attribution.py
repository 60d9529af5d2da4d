"""Who says something, as far as a clause of narration says it plainly.

Verbs of speech in English, Ukrainian, Russian, Turkish and Portuguese. Whatever is not plain has no speaker, so that
two quotations are taken for the words of two persons.
"""

from __future__ import annotations

import re

from dateline.evidence.folding import DASHES, WORD, fold
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
    r"|comment(?:ed|ing)|object(?:ed)|shout(?:ed)|emphasi[sz](?:ed|es|ing)|underlin(?:ed|es)|vow(?:ed)|joked"
    # Ukrainian and Russian
    r"|сказа\w+|каже|кажуть|говор\w+|заяви(?:в|л|ла|ло|ли)|заявля\w+|відпові\w+|ответи\w+|отвеча\w+|дода(?:в|ла|ли|є|ють)"
    r"|добави\w+|добавля\w+|зазначи\w+|зазнача\w+|отмети\w+|отмеча\w+|сообщи\w+|сообща\w+|повідоми\w+|повідомля\w+"
    r"|наголоси\w+|наголошу\w+|підкресли\w+|подчеркну\w+|поясни\w+|пояснює|объясни\w+|стверди\w+|стверджу\w+|утвержда\w+"
    r"|запита(?:в|ла|ли)|спроси\w+|нагада\w+|напомни\w+|написа\w+|пише|пишет|вважає|считает|парирува\w+|парировал\w*"
    r"|заперечи\w+|возрази\w+|уточни\w+|цитує|цитирует|словами|словам|заклика\w+|призвал\w*|попереди\w+|предупреди\w+"
    r"|оголоси\w+|объяви\w+|проголоси\w+|висловив\w*"
    # Turkish, in the form of `key`
    r"|de(?:di|diler|yen|yerek|rken)|soyle(?:di|yen|yerek|diler)|belirt(?:ti|en|erek|iyor)|ifade|kaydet(?:ti|en)"
    r"|acikla(?:di|yan|yarak|dilar)|vurgula\w+|ekle(?:di|yen|yerek)|konus(?:tu|an)|yanit\w+|cevap\w*|sordu|anlat(?:ti|an)"
    r"|uyar(?:di|an)|savun(?:du|an)|bildir(?:di|en)|gore|aktar(?:di|an)|yaz(?:di|an)"
    # Portuguese, in the form of `key`
    r"|diss(?:e|eram)|diz|dizem|dizendo|afirm(?:ou|a|aram|ando)|declar(?:ou|a|aram|ando)|respond(?:eu|eram)"
    r"|acrescent(?:ou|a|aram|ando)|escrev\w+|adiant(?:ou|a)|inform(?:ou|aram)|anunci(?:ou|aram|ando)|explic(?:ou|a|ando)"
    r"|destac(?:ou|a|ando)|ressalt(?:ou|a|ando)|lembr(?:ou|ando)|garant(?:iu|indo)|acus(?:ou|ando)|pergunt(?:ou|ando)"
    r"|salient(?:ou|ando)|referiu|sublinh(?:ou|ando)|contou"
)
_ACCORDING = pattern(r"\b[Ss]egundo (?:[oa]s?|el[ae]) |\b[Ss]egundo [A-ZÀ-Ý]|\b[Dd]e acordo com\b")
# Verbs by which somebody else takes the word.
_REPLYING = pattern(
    r"ask\w+|repl\w+|answer\w+|respon\w+|retort\w+|counter\w+|відпов\w+|ответ\w+|запита\w+|спроси\w+|заперечи\w+|возрази\w+"
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
    words = sum(_SAYING.fullmatch(key(match[0])) is not None for match in WORD.finditer(fold(text).text))
    return words + len(_ACCORDING.findall(text))


def speaker(clause: str) -> Speaker | None:
    """Read a clause such as `, Kuleba said on Monday.` or `, — сказав він.`; None where it is not plainly that."""
    clause = clause.strip(f" \t\u00a0\u202f,.!?…{DASHES}")
    if re.search(r"[.!?…;]\s", re.sub(r"\b\w{1,3}\.\s", " ", clause)):
        return None
    if diyen := re.fullmatch(r"(?:diyen|diyerek)\s+([^,]+?)\s*,?", clause):
        who, name = _named(diyen[1])
        return Speaker(who=who, name=name, goes_on=True)
    verbs = [match for match in _WORD.finditer(clause) if _SAYING.fullmatch(key(match[0]))]
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
