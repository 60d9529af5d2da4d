"""Where somebody else takes over: the labels of a transcript, and clauses with a subject of their own.

No list of verbs of speech is ever whole. So what is left out may not bring in somebody whose clause goes on behind it,
whatever the verb: “Moscow hints it is ready, while Kyiv … has stopped the advance”.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.evidence.folding import DASHES, MARKS
from dateline.patterns import pattern

FUNCTION_WORDS = frozenset(
    "in at on from near with of to outside via for after before since during by into over under between among against "
    "about around through until within without as than per the a an and or but nor so yet that who whose whom which "
    "where when if because though although while whereas then later also too not both all "
    "по в на у во до від от з с із зі со из про о об обо після после перед під под за для при над між между через "
    "крізь сквозь к ко біля возле около без і й та и або или чи но але що что який яка яке які "
    "якого которая который которое которые где де коли когда якщо если бо щоб чтобы як как "
    "em no na nos nas ao aos à às de do da dos das para com após por pelo pela pelos pelas sobre entre até desde sem "
    "o os as um uma e ou mas que quem cujo cuja onde quando se como "
    "ve veya ile için gibi kadar sonra önce ki "
    "der die das den dem des ein eine einen einem einer im am an auf aus bei mit nach von vom zu zum zur vor für über "
    "unter und oder aber dass als wie wenn "
    "le la les l un une des du au aux dans sur sous avec pour par chez et ou mais où si "
    "el los las del al en con y o pero sin".split()
)
"""Words that no name has for its verb."""
CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december pazartesi salı çarşamba perşembe cuma cumartesi pazar ocak şubat mart nisan "
    "mayıs haziran temmuz ağustos eylül ekim kasım aralık montag dienstag mittwoch donnerstag freitag samstag sonntag "
    "januar februar märz mai juni juli oktober dezember понеділок вівторок середу четвер п'ятницю суботу неділю "
    "понедельник вторник среду четверг пятницу субботу воскресенье".split()
)
"""Days and months, which a capital makes nobody."""
# What a sentence begins with and names nobody by its capital.
_NOBODY = FUNCTION_WORDS | frozenset(
    "i we you he she it they this that these those there here our my your his her their its one some many most few "
    "each every such another other others both neither either no yes well now today tomorrow yesterday earlier still "
    "however meanwhile instead again once only even just not never what how why please let it's that's there's we're "
    "two three four five six seven eight nine ten eleven twelve hundreds thousands dozens "
    "я ми мы ви вы ти ты він он вона она воно оно вони они це это цей этот ця эта ці эти той тот та ті те там тут наш "
    "наша наше наші наши мій мой моя його его її ее её їх их свій свой хто кто так ні нет тепер теперь сьогодні "
    "сегодня завтра вчора вчера потім потом затем тоді тогда також также теж тоже один одна одне одно два дві две три "
    "обидва оба всі все усі "
    "ben biz siz sen o onlar bu şu bunlar şimdi bugün yarın dün iki üç her bir hiç evet hayır ama sonra "
    "eu nós você vocês ele ela eles elas isso isto este esta estes estas esse essa aquele aquela hoje amanhã ontem "
    "nosso nossa sim não já agora depois dois duas três ambos ambas "
    "ich wir ihr er sie es dies diese dieser heute morgen gestern dann je tu nous vous il elle ils elles ce cette "
    "yo nosotros él ellos ellas esto hoy".split()
)
_JOINS = frozenset("and but и і й та а но але зате однак e mas ve ama fakat und aber et mais y pero or або или".split())
_LIGHT = frozenset(
    "then later also now today yesterday earlier meanwhile however instead again still for its his her part "
    "тем временем тим часом потім потом затем тепер теперь сьогодні сегодня вчора вчера також также же ж "
    "depois hoje ontem já agora também sonra bugün dün ise dann heute gestern puis ensuite hier".split()
)
_CONTRASTS = frozenset("while whereas enquanto während wohingegen mientras".split())
_CONTRASTS_OF_TWO = frozenset({("тоді", "як"), ("тогда", "как"), ("tandis", "que"), ("alors", "que"), ("ao", "passo")})
_CONTRASTING = pattern(
    r"\b(?:while|whereas|enquanto|während|wohingegen|mientras|тоді як|тогда как|tandis que|alors que|ao passo|ise|а)\b"
)
# Behind «, а» these go on with the same tale.
_GOES_ON = FUNCTION_WORDS | _LIGHT | frozenset("саме именно ще ещё не далі дальше вже уже там тут ніяк".split())
# Not the German ones: behind them any noun has a capital.
_ARTICLES = frozenset("the a an o os as um uma le la les un une el los las".split())
_BETWEEN_NAMES = frozenset("da de do dos das von van der zu al el bin ibn le la und and и і й e et y ve".split())
_TOGETHER = frozenset("together вместе разом birlikte beraber juntos juntas zusammen gemeinsam ensemble".split())
_THAT = frozenset("that що что щоб чтобы мов нібито якобы que dass ki".split())
_TURKISH = pattern("[ğşıİĞŞ]")
# Cases of a Turkish name in which it does nothing: Antalya'da, Lavrov'la.
_ELSEWHERE = pattern(r".*['’](?:[dt][ae]n?|nd[ae]n?|[yn]?[ae]|y?l[ae])")
_TOKEN = pattern(r"[^\W_][\w'’ʼ-]*")
_STRONG = pattern(r"[.!?…;:]")
_FULL_STOP = pattern(r"[.!?…]")
_BREAK = pattern(rf"[,;:.!?…()]|\s[{re.escape(DASHES)}]|[\u2014]")
_BEFORE = 60
_LONGEST = 600
_HEAD_LENGTH = 3

_CLOSE = rf"[{re.escape(MARKS)})\]]"
_LABEL = pattern(
    rf"(?:[.!?…]{_CLOSE}?|\A)\s*"
    rf"(?:((?:[^\W\d_][\w'’.-]{{0,40}}\s){{0,3}}[^\W\d_][\w'’.-]{{0,40}})(?:\s?\([^()]{{1,40}}\))?\s?:|([QA]\.))(?=\s)"
)


def turns(paragraph: str) -> list[int]:
    """Where labels such as `KULEBA:`, `Mr Lavrov:`, `Q:` and `The minister:` end, at the head of a sentence; sorted.

    Each begins the words of somebody else. A colon in a sentence (`one thing: peace`) is none.
    """
    if ":" not in paragraph and "A." not in paragraph:
        return []
    return [match.end() for match in _LABEL.finditer(paragraph) if match[2] or _is_label(match[1].split())]


def _is_label(words: Sequence[str]) -> bool:
    if all(word[0].isupper() for word in words):
        return True
    return len(words) == 2 and words[0].casefold() in _ARTICLES


def takes_over(text: str, left: int, right: int) -> bool:
    """Say whether what stands between two characters brings in somebody whose clause goes on behind the second.

    `, while Kyiv hints it`, `. Kuleba sought the`, `, а Кулеба твердить про`; but no list (`, Norway and Ukraine`), no
    preposition's name, and no clause that ends where the second one begins with a sentence of its own.
    """
    low = max(0, left - _BEFORE, right - _LONGEST)
    gap = text[max(left, low) : right]
    if gap == gap.lower() and not _CONTRASTING.search(gap):
        return False
    tokens = [(match.start(), match.end(), match[0]) for match in _TOKEN.finditer(text, low, right + _BEFORE)]
    # The first may be the end of a word.
    first = next((n for n, (start, _, _) in enumerate(tokens) if start >= max(left, low)), len(tokens))
    behind = next((n for n, (start, _, _) in enumerate(tokens) if start >= right), len(tokens))
    words = [word for _, _, word in tokens]
    seps = [
        text[tokens[n - 1][1] : start] if n else (text[max(0, start - _HEAD_LENGTH) : start] if low else ".")
        for n, (start, _, _) in enumerate(tokens)
    ]
    for number in range(min(behind, len(tokens) - 1), first - 1, -1):
        if _FULL_STOP.search(seps[number]) and not words[number][0].islower():
            if number == behind:
                return False
            first = number
            break
    clause = _Clause(words, seps, first, behind, turkish=_TURKISH.search(text, low, right) is not None)
    return any(clause.contrasts(n) or clause.begins_with_somebody(n) for n in range(first, behind))


class _Clause:
    """The words of what is left out, and of what stands around it."""

    def __init__(self, words: Sequence[str], seps: Sequence[str], first: int, behind: int, *, turkish: bool) -> None:
        self.words, self.seps, self.first, self.behind, self.turkish = words, seps, first, behind, turkish
        self.keys = [word.casefold().replace("’", "'") for word in words]

    def contrasts(self, at: int) -> bool:
        """Whether a word sets another's clause against what came before: `, while the envoy`, `elçi ise`."""
        here, after = self.keys[at], self.keys[at + 1] if at + 1 < len(self.keys) else ""
        if here == "ise" and self.turkish:
            return True
        if here == "а":
            return "," in self.seps[at] and after not in _GOES_ON
        if here not in _CONTRASTS and (here, after) not in _CONTRASTS_OF_TWO:
            return False
        if here not in _CONTRASTS:
            return True
        plain = after not in (FUNCTION_WORDS - _ARTICLES) and not after.endswith("ing")
        return plain and _BREAK.search(self.seps[at]) is not None

    def begins_with_somebody(self, at: int) -> bool:
        """Whether a clause begins at a word, or behind a conjunction there, with a name that has a verb."""
        strong = _STRONG.search(self.seps[at]) is not None
        joined = self.keys[at] in _JOINS or self.keys[at] in _CONTRASTS or (at == self.first and self._is_joined(at))
        if not (joined or _BREAK.search(self.seps[at])):
            return False
        now = self._skip_light(at)
        article = now < len(self.keys) and self.keys[now] in _ARTICLES
        if article and not (strong or joined):
            return False
        now += article
        if now >= self.behind or not self._is_name(now) or (not strong and self._in_a_list(at)):
            return False
        # It may be no name at all, but the first word of a sentence; then its clause has to go on to the end.
        if _FULL_STOP.search(self.seps[now]) and self._is_closed():
            return False
        begins = now
        now += 1
        while now < len(self.words) and self._goes_on(now):
            now += 1
        if not strong and self._lists(begins, now):
            return False
        if now >= len(self.words) or self.seps[now].strip():
            return False
        if self.keys[now] in ("de", "da") and self.turkish:
            return True
        return self.words[now][0].islower() and self.keys[now] not in (FUNCTION_WORDS | _TOGETHER)

    def _is_joined(self, at: int) -> bool:
        return at > 0 and self.keys[at - 1] in _JOINS and not self.seps[at].strip()

    def _is_closed(self) -> bool:
        """Whether a comma ends what is left out, and no `that` follows."""
        if self.behind >= len(self.words):
            return False
        return "," in self.seps[self.behind] and self.keys[self.behind] not in _THAT

    def _skip_light(self, at: int) -> int:
        """The word behind conjunctions, `then`, `on Monday`."""
        while at < self.behind:
            if self.keys[at] in _JOINS or self.keys[at] in _LIGHT or self.keys[at] in _CONTRASTS:
                at += 1
            elif self.keys[at] in FUNCTION_WORDS and at + 1 < self.behind and self.keys[at + 1] in CALENDAR:
                at += 2
            else:
                break
        return at

    def _is_name(self, at: int) -> bool:
        word = self.words[at]
        key = self.keys[at].partition("'")[0]
        return word[0].isupper() and key not in _NOBODY and key not in CALENDAR and not _ELSEWHERE.fullmatch(word)

    def _goes_on(self, at: int) -> bool:
        """Whether a word goes on with the name before it: `Dmytro Kuleba`, `Lula da Silva`, `Lavrov and Kuleba`."""
        if self.seps[at].strip(f" \u00a0\u202f{DASHES}"):
            return False
        if self.words[at][0].isupper():
            return True
        after = at + 1 < len(self.words) and self.words[at + 1][0].isupper() and not self.seps[at + 1].strip()
        return self.keys[at] in _BETWEEN_NAMES and after

    def _lists(self, begins: int, ends: int) -> bool:
        """Whether names behind a comma that follows a name are the rest of a list: `Poland, Norway and Ukraine`."""
        several = any(key in _JOINS for key in self.keys[begins:ends])
        return several and begins > 0 and self.keys[begins - 1] not in _JOINS and self.words[begins - 1][0].isupper()

    def _in_a_list(self, at: int) -> bool:
        """Whether what stands before a comma, or before `and`, is a name: `Poland, Norway and Ukraine`."""
        joined = self.keys[at] in _JOINS and not self.seps[at].strip()
        before = at - 1
        if self._is_joined(at):
            joined, before = not self.seps[before].strip(), before - 1
        if before < 0 or not self.words[before][0].isupper():
            return False
        if joined:
            return True
        while before >= 0 and self.words[before][0].isupper():
            if _BREAK.search(self.seps[before]):
                return True
            before -= 1
        return before < 0
