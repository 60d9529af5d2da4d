"""Whether the words around a date speak of the past or of what is to come.

News gives weekdays and months without saying which one: "met on Friday" and "will meet on Friday" are a week apart.
The rule of thumb of news annotation (TimeML) is followed: the verb that governs the date decides, here the nearest
one before it in its sentence, else the first one after it.
"""

from __future__ import annotations

from enum import Enum

from dateline.ingest.timex_endings import is_to_come
from dateline.ingest.timex_pieces import Expression
from dateline.ingest.timex_tokens import Tokens
from dateline.ingest.timex_words import UNITS, WEEKDAYS


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
    " poised supposed forecast predicted effective".split()
)
_COMES = frozenset(
    "begins begin starts start opens open resumes resume meets votes vote reports releases faces ends end".split()
)
# the same, but only close before the date: "the move comes amid …", "the blast leaves two dead" tell of no timetable
_COMES_NEAR = frozenset(
    "arrives leaves returns travels departs visits hosts concludes convenes gathers continues closes plays performs"
    " debuts premieres holds lapses expires matures hears reopens lands".split()
)
_COMES_WITH = {
    "go": ("to", "into", "on"),
    "goes": ("to", "into", "on"),
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
# the present tense of a timetable after a plural or a pronoun: "lawmakers meet Sunday", "we leave on Tuesday"
_COME = frozenset(
    "leave play meet return arrive begin start open close resume end gather convene vote travel visit face host head"
    " go come run air launch expire depart fly kick hold lapse choose elect decide mark celebrate compete announce"
    " present publish debate hear reopen".split()
)
_ONLY_VERBS = frozenset(
    "choose elect meet leave return decide celebrate compete resume gather convene arrive hold depart face begin go"
    " come mark publish announce hear reopen lapse expire".split()
)
_PERSONS = frozenset("host head".split())
_COME_OR_COMES = _COME | _COMES_NEAR
_THEY = frozenset("we they i you who".split())
_LASTING = frozenset("run runs last lasts continue continues extend extends stay stays remain remains valid".split())
_LASTED = frozenset("held ran lasted stayed remained continued lived worked served went".split())
_EVENTS = frozenset(
    "hearing meeting trial vote session election elections talks summit summons strike debate protest protests rally"
    " rallies demonstration demonstrations referendum conference ballot game match funeral ceremony briefing".split()
)
_PLANNING = frozenset("plan plans planning await awaits awaiting".split())
_DETERMINERS = frozenset("a an another its their his her".split())
_CLEARLY_VERBS = frozenset("begins begin faces meets resumes resume".split())
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
    "postponed delayed adjourned rescheduled moved extended pushed deferred suspended back put forward".split()
)
_EXPECTING = frozenset("expect expects expecting".split())
_SUGGESTED = frozenset("proposed recommended requested demanded".split())
_BEFORE_NOUNS = frozenset(
    "the a an its their his her our no any to and or of 's 'll media news these those some many".split()
)
_NOT_PLURAL = frozenset("his its this was is as has does says thus us plus".split())
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
_TRADED = frozenset("delivery deliveries contract contracts futures".split())
_QUOTE_ENDS = frozenset({'"', "”"})
_STAYS = frozenset("be being remain remains stay stays".split())
_FORECASTERS = frozenset("analysts economists forecasters investors traders experts they he she it we".split())
_FIXED = frozenset("fixed booked listed targeted timetabled pencilled earmarked reserved".split())
_CLOCK = frozenset("midnight noon a p m . am pm et est edt gmt local time".split())
_BEFORE_MONTHS = frozenset("last this next mid early late - ,".split())
# "more … than the price on Friday" compares; "no later than Friday", "rather than on Friday" do not
_NO_COMPARISON = frozenset("later rather sooner earlier other longer".split())
_OWNERS = frozenset("the a an his her its their our my".split())
_PREPOSITIONS = _LEADS | _AHEAD | _SINCE | {"through"}
_CLAUSES = frozenset(";:")
_CUES = _EXPECTING | _WILL | _BE_NOW | _BE_THEN | _PLANNED | _COMES | _HAPPENED | _PAST | set(_COMES_WITH)
_CUES |= {"to", "comes", "before", "ahead", "than"} | _COME | _COMES_NEAR | _PLANNING

_UNTIL = frozenset("до к bis até jusqu'à".split())
_PASSED = {"pasado": Tense.PAST, "próximo": Tense.FUTURE}
_UNTIL_OF = {"es": "hasta", "be": "да"}  # in Turkish “hasta” is a patient, in Russian «да» is “yes”


def tense_of(tokens: Tokens, expression: Expression) -> Tense:
    """Return which way the words around `expression` point: those of its sentence, WINDOW tokens at most."""
    begin, end = tokens.sentence(expression.first, expression.last)
    if expression.language != "en":
        return _nearest(tokens, expression, begin, end)
    j = expression.first - 1
    owner = tokens.word(j)
    if expression.kind == "month" and tokens.word(expression.last) in _TRADED:
        return Tense.FUTURE  # “wheat for December delivery”
    if expression.kind == "weekday" and owner in {"", "\n", "."} and _heads_item(tokens, expression.last):
        return Tense.FUTURE  # an agenda: “Monday: The council votes.”
    if expression.kind in {"date", "month"} and (owner in _OWNERS or owner.endswith("'s")):
        return Tense.OPEN  # "will be asked about the July 25 call": the verb is not the call's
    if owner == "come":
        return Tense.FUTURE  # “come June”
    lead = None
    if expression.kind == "weekday":
        j = _before_clock(tokens, j, begin)
    while j >= begin and tokens.words[j] in _PREPOSITIONS:
        if tokens.words[j] not in _LEADS:
            lead = tokens.words[j]
        j -= 1
    if j >= begin and tokens.words[j] == "ahead":
        return Tense.LEANING
    if lead == "from" and tokens.word(j) in _DEFERRED:
        return Tense.PAST
    if expression.kind in {"weekday", "date"} and not lead and tokens.word(j) in {"is", "are"}:
        return Tense.FUTURE  # “The deadline is Friday”
    if lead in {"through", "until", "till"} and tokens.word(j) in _LASTED:
        return Tense.PAST
    if lead in {"through", "until", "till"} and tokens.word(j) in _LASTING:
        return Tense.FUTURE  # “the drills run through April 30”
    if owner == "for" and tokens.word(j) in _EVENTS:
        return Tense.FUTURE  # “set a hearing for Monday”
    if owner == "for" and tokens.word(j) in {"rescheduled", "scheduled", "slated"} and j == begin:
        return Tense.FUTURE
    if owner == "for" and tokens.word(j) in _FIXED and _is_now(tokens, j - 1, begin):
        return Tense.FUTURE  # “a debate is provisionally fixed for February 12”
    deferral = j if lead else j - 1
    if begin <= deferral and tokens.words[deferral] in _DEFERRED and (lead or tokens.words[j] in {"to", "into"}):
        return Tense.FUTURE
    if lead == "before" or (owner == "as" and tokens.word(j - 1) in {"early", "soon"}):
        lead = lead or "before"
    clause = next((k + 1 for k in range(j, begin - 1, -1) if tokens.words[k] in _CLAUSES), begin)
    near = j - 4 if expression.kind == "weekday" else j + 1  # “Delegations meet on March 10” may be a caption
    before = _governing(tokens, clause, j, near)
    if before is Tense.OPEN and clause > begin and not lead:
        before = _following(tokens, expression.last, end)
        if before is Tense.OPEN:
            before = _governing(tokens, begin, clause - 2)
    if before is Tense.FUTURE:
        return before
    if lead in {"through", "until", "till"} and any(
        word in {"is", "are"} for word in tokens.words[max(begin, j - 2) : j]
    ):
        return Tense.FUTURE  # “are booked through Saturday”
    if lead in {"from", "through"} and before is Tense.PAST:
        return before
    if lead in _SINCE:
        return Tense.PAST
    if lead == "through" and expression.kind == "month" and before is Tense.OPEN:
        return Tense.PAST  # “in the twelve months through August”
    if lead in {"by", "through"} and before is Tense.OPEN and _had_been(tokens, expression.last, end):
        return Tense.PAST  # “By Thursday evening, crews had cleared the road”
    if lead in {"until", "till", "by", "through"} and before is Tense.OPEN:
        return Tense.FUTURE
    if lead:
        return Tense.LEANING
    if before is not Tense.OPEN:
        return before
    if owner == "for" and tokens.words[expression.last - 1].endswith("'s") and tokens.word(expression.last) in _EVENTS:
        return Tense.LEANING  # “polls for Sunday's vote”
    if owner == "for" and expression.kind == "month":
        return before  # “its president for March said”: the verb is not the month's
    return _following(tokens, expression.last, end)


def tense_of_verb(tokens: Tokens, expression: Expression) -> Tense:
    """Return the tense of the verb that stands nearest before `expression`, else of the first after it, in English.

    What leads the date plays no part: “by noon he had gone” is in the past.
    """
    begin, end = tokens.sentence(expression.first, expression.last)
    before = _governing(tokens, begin, expression.first - 1)
    return before if before is not Tense.OPEN else _following(tokens, expression.last, end)


def _had_been(tokens: Tokens, first: int, end: int) -> bool:
    """Tell whether the clause from `first` on is told in the pluperfect, with no verb of the future before it."""
    for k in range(first, min(end, first + 12)):
        if tokens.words[k] == "had":
            return True
        if tokens.words[k] in _WILL or tokens.words[k] in _EXPECTING:
            return False
    return False


def _before_clock(tokens: Tokens, j: int, begin: int) -> int:
    """Return the index before a time of day that ends at `j`, else `j`: of “until midnight Sunday” that of “until”."""
    k = j
    while k >= begin and k > j - 6 and tokens.words[k] in _CLOCK:
        k -= 1
    if k >= begin and tokens.words[k][:1].isdigit() and k < j:
        return k - 1
    return k if k < j and tokens.words[k + 1] in {"midnight", "noon"} else j


def _is_event_ahead(tokens: Tokens, j: int, last: int) -> bool:
    """Tell whether “before” or “ahead of” at `j` leads an event whose date it may be: “ahead of a vote Saturday”."""
    k = j + 2 if tokens.words[j] == "ahead" and tokens.word(j + 1) == "of" else j + 1
    return k <= last and (tokens.words[k] in _EVENTS or tokens.words[k] in _DETERMINERS)


def _calls_for_event(tokens: Tokens, j: int, last: int) -> bool:
    """Tell whether an event follows "called for" at `j`, at once or behind an adjective and an article."""
    return tokens.word(j + 1) == "for" and any(word in _EVENTS for word in tokens.words[j + 2 : min(j + 5, last + 1)])


def _has_object(tokens: Tokens, k: int, last: int) -> bool:
    """Tell whether an object with its article stands at `k`, or the date itself, as in “await Friday's data”."""
    return k == last + 1 or (k <= last and tokens.words[k] in _DETERMINERS)


def _is_awaited(tokens: Tokens, begin: int, j: int) -> bool:
    """Tell whether the participle at `j` is waited for: “until Lorn has voted on 15 October”, “once it has met”."""
    if tokens.word(j - 1) not in {"has", "have"}:
        return False
    return any(word in {"until", "till", "once"} for word in tokens.words[max(begin, j - 6) : j - 1])


def _is_now(tokens: Tokens, k: int, begin: int) -> bool:
    """Tell whether "is" or "are" stands at `k`, behind adverbs at most: “is provisionally”."""
    while k > begin and (tokens.words[k] in _ADVERBS or tokens.words[k].endswith("ly")):
        k -= 1
    return k >= begin and tokens.words[k] in {"is", "are"}


def _governing(tokens: Tokens, begin: int, j: int, near: int | None = None) -> Tense:
    """Return the tense of the nearest verb from `j` back to `begin`.

    From `near` on, a timetable's verb may have a noun for its subject ("lawmakers meet Sunday"); farther off it may be
    the present tense of a caption ("Envoys meet in Lindau on March 10").
    """
    words = tokens.words
    start = j
    infinitive = False  # "to meet" was passed, and what governs it decides
    participle = False  # "expected" was passed in "are expected": it tells of now
    while j >= begin:
        word = words[j]
        if word in {'"', "“"} and _opens_quote(tokens, j):
            j = _before_attribution(tokens, begin, j)
            continue
        if word in {"before", "ahead"} and _is_event_ahead(tokens, j, start):
            return Tense.LEANING
        if word == "than" and j < start and words[j - 1] not in _NO_COMPARISON:
            return Tense.OPEN  # “will pay more than the price on Friday”: the verb is not the price's
        if word not in _CUES and not word.endswith(("ed", "'ll", "'d")):
            j -= 1
            continue
        before = words[j - 1] if j > begin else ""
        if (
            _is_will(tokens, j)
            or word in _EXPECTING
            or _they_come(tokens, j, before, near=near is not None and j >= near)
        ):
            return Tense.FUTURE
        if word in _SUGGESTED and tokens.word(j + 1) == "that":
            return Tense.FUTURE  # “proposed that they meet on May 27”
        if word == "to":
            if j < start and _is_infinitive(tokens, j + 1):
                plan = _plan_to(tokens, begin, j)
                if plan:
                    return plan
                infinitive, participle = True, False
        elif word in _PLANNING and before not in _BEFORE_NOUNS and _has_object(tokens, j + 1, start):
            return Tense.FUTURE  # “plans a strike Monday”, “await Friday's data”
        elif _is_plan(tokens, j, before):
            return _planned(tokens, begin, j)
        elif not participle and (_comes(tokens, j, before) or _comes_near(tokens, j, before, start)):
            return Tense.FUTURE
        elif word == "be":
            participle = False
        elif word in {"is", "are"} and not participle:
            return Tense.FUTURE if tokens.word(j + 1).endswith("ing") else Tense.OPEN
        elif word in {"has", "have"} and tokens.word(j + 1) in _AHEAD:
            return Tense.OPEN  # "has until Monday"
        elif word in {"has", "have"} and near is not None and j >= near - 1 and tokens.word(j + 1) in _DETERMINERS:
            return Tense.FUTURE  # “The house has a vote Tuesday”
        elif word == "called" and _calls_for_event(tokens, j, start):
            return Tense.FUTURE  # “called for protests on Sunday”
        elif word in _BE_NOW or word in _HAPPENED:
            return Tense.PAST
        elif _is_past_verb(tokens, j):
            if before in {"is", "are"}:
                participle = True
            elif before in _STAYS or (before in _ADVERBS and tokens.word(j - 2) == "be"):
                j -= 1  # "will be held", "to be held": what stands before "be" decides
            else:
                return Tense.FUTURE if _is_awaited(tokens, begin, j) else Tense.PAST
        j -= 1
    return Tense.FUTURE if infinitive else Tense.OPEN


def _heads_item(tokens: Tokens, i: int) -> bool:
    """Tell whether a colon follows at `i`, maybe after a second weekday: “Thursday–Friday: The plenary.”"""
    if tokens.word(i) in {"-", "–", "and"} and tokens.word(i + 1) in WEEKDAYS:
        i += 2
    return tokens.word(i) == ":"


def _opens_quote(tokens: Tokens, j: int) -> bool:
    """Tell whether the mark at `j` opens a quotation: it touches what follows and not what stands before."""
    return tokens.words[j] == "“" or (tokens.glued(j + 1) and not tokens.glued(j))


def _before_attribution(tokens: Tokens, begin: int, j: int) -> int:
    """Return where to look on before a quotation that opens at `j`: the verb of saying does not govern what is said.

    In “possible,” said an aide, “in January”, that is the end of the first part; else nothing before it counts.
    """
    for k in range(j - 1, max(begin, j - 10) - 1, -1):
        if tokens.words[k] in _QUOTE_ENDS and not _opens_quote(tokens, k):
            return k - 1
    return begin - 1


def _is_will(tokens: Tokens, j: int) -> bool:
    """Tell whether the word at `j` looks ahead: will, may; not the month of "before May 10" and "in May"."""
    word = tokens.words[j]
    if word == "may" and tokens.capital(j):
        before = tokens.word(j - 1)
        return tokens.number(j + 1) is None and before not in _PREPOSITIONS and before not in _BEFORE_MONTHS
    if word.endswith("'d"):
        after = tokens.word(j + 1)
        return after not in _PAST and not after.endswith("ed") and after not in {"been", "better", "never"}
    return word in _WILL or word.endswith("'ll")


def _they_come(tokens: Tokens, j: int, before: str, *, near: bool) -> bool:
    """Tell whether the word at `j` is a timetable's verb after its subject: "we leave", if `near` "lawmakers meet"."""
    after = tokens.word(j + 1)
    if tokens.words[j] not in _COME or not tokens.raw(j).islower():
        return False
    if after in {"-", "–"} and tokens.glued(j + 1):
        return False  # “start-up”
    a_person = tokens.words[j] in _PERSONS and tokens.capital(j + 1)
    a_noun = tokens.words[j] not in _ONLY_VERBS and (after in _HAPPENED or after in _PAST)
    if a_person or (a_noun and before not in _THEY):
        return False  # “News host Orr”, “the Nations head met rebels”
    if not near or tokens.word(j + 1) in {"in", "at"}:
        return before in _THEY
    plural = before.endswith("s") and not before.endswith("ss") and before.isalpha() and before not in _NOT_PLURAL
    return before in _THEY or (plural and tokens.word(j - 2) not in {"to", "'", "’"})


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
    if word not in _PLANNED or not tokens.raw(j).islower() or before == "as" or before in _FORECASTERS:
        return False  # “as planned”, “than analysts expected in February”
    return word not in {"set", "forecast"} or before in _BE_NOW or before in _BE_THEN or tokens.word(j + 1) == "for"


def _comes(tokens: Tokens, j: int, before: str) -> bool:
    """Tell whether the word at `j` tells a timetable in the present tense: begins, "takes effect"; and is no noun."""
    word = tokens.words[j]
    if word not in _COMES and tokens.word(j + 1) not in _COMES_WITH.get(word, ()):
        return False
    joined = before == "and" and word in _CLEARLY_VERBS
    if (before in _BEFORE_NOUNS and not joined) or tokens.word(j + 1) == "of" or not tokens.raw(j).islower():
        return False
    # “housing starts fell”, “the reports were wrong”, “start-ups”: a noun
    after = tokens.word(j + 1)
    if after in {"-", "–"} and tokens.glued(j + 1):
        return False
    return after not in _HAPPENED and after not in _PAST and not (after.endswith("ed") and after not in _NOT_VERBS)


def _comes_near(tokens: Tokens, j: int, before: str, start: int) -> bool:
    """Tell whether the word at `j`, at most five before the date, tells a timetable: "arrives in Lorn on Sunday"."""
    word = tokens.words[j]
    if word == "comes":
        return start - j <= 1
    if before == "and" and start - j <= 1 and word in _COME_OR_COMES and tokens.raw(j).islower():
        return True  # “arrived on Friday and leaves on Sunday”
    return word in _COMES_NEAR and start - j <= 5 and tokens.raw(j).islower() and before not in _BEFORE_NOUNS


def _is_past_verb(tokens: Tokens, j: int) -> bool:
    """Tell whether the word at `j` is a verb in the past tense or a participle: by its ending, or an irregular one."""
    word = tokens.words[j]
    if word not in _PAST and (not word.endswith("ed") or len(word) < 4 or word in _NOT_VERBS):
        return False
    return tokens.raw(j).islower() or (tokens.opens_sentence(j) and tokens.raw(j)[1:].islower())  # “Asked on Monday if”


def _planned(tokens: Tokens, begin: int, at: int) -> Tense:
    """Return FUTURE for a plan of now, LEANING for one of then: "was due on Thursday" may have been yesterday."""
    for k in range(at - 1, max(begin - 1, at - 5), -1):
        if tokens.words[k] == "been" and tokens.word(k - 1) in {"has", "have"}:
            break  # “has been set for Tuesday”
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
        if word == ";":
            return Tense.OPEN
        if word not in _CUES and not word.endswith(("ed", "'ll", "'d")):
            continue
        after = tokens.words[k + 1] if k + 1 < end else ""
        if _is_will(tokens, k) or word in _EXPECTING:
            return Tense.FUTURE
        if word in _BE_NOW:
            return Tense.FUTURE if after in _PLANNED or after == "to" else Tense.OPEN
        if word in _BE_THEN:
            return Tense.LEANING if after in _PLANNED or after == "to" else Tense.PAST
        if word in _HAPPENED or _is_past_verb(tokens, k):
            return Tense.PAST
        before = tokens.words[k - 1]
        named = word in _ONLY_VERBS and tokens.capital(k - 1) and tokens.raw(k).islower()  # “voters in Lorn choose”
        if k > j and (named or _comes(tokens, k, before) or _they_come(tokens, k, before, near=True)):
            return Tense.FUTURE  # “On Tuesday the talks resume”, “On 24 July the islands play”
    return Tense.OPEN


def _nearest(tokens: Tokens, expression: Expression, begin: int, end: int) -> Tense:
    """Return the tense of the verb nearest to the date, before or after it, in a language other than English."""
    if expression.language == "es":
        for word in (tokens.word(expression.first - 1), tokens.word(expression.last)):
            if word in _PASSED:
                return _PASSED[word]  # “el pasado 28 de febrero”, “el próximo 15 de abril”
    for distance in range(1, end - begin + 1):
        for j in (expression.first - distance, expression.last - 1 + distance):
            if not begin <= j < end or (ahead := is_to_come(tokens.words[j], expression.language)) is None:
                continue
            if tokens.words[j] == "gelecek" and tokens.word(j + 1).partition("'")[0] in UNITS:
                continue  # "gelecek hafta", next week; at the end of a sentence it is the verb "will come"
            return Tense.FUTURE if ahead else Tense.PAST
    before = tokens.word(expression.first - 1)
    if expression.language == "es" and before == "el":
        before = tokens.word(expression.first - 2)
    if before in _UNTIL or before == _UNTIL_OF.get(expression.language):
        return Tense.FUTURE
    return Tense.OPEN
