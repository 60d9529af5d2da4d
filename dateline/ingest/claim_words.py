"""Words and phrases by which claims are read and put: lists, not logic. All in lower case."""

from __future__ import annotations

import re

from dateline.model import Stance
from dateline.patterns import Guarded

_STANCES = {
    Stance.DEMANDS: """
        demand demands demanded demanding order orders ordered exigiu exigiram exige exigem требует требуют потребовал
        потребовала потребовали вимагає вимагають вимагав вимагала вимагали зажадав зажадала зажадали istedi forderte
        forderten
    """,
    Stance.PROPOSES: """
        propose proposes proposed proposing suggest suggests suggested recommend recommends recommended propôs propõe
        предложил предложила запропонував запропонувала önerdi
    """,
    Stance.OFFERS: "offer offers offered offering volunteer volunteered ofereceu oferece",
    Stance.ACCEPTS: "accept accepts accepted accepting agree agrees agreed agreeing aceitou concordou",
    Stance.REJECTS: """
        reject rejects rejected rejecting dismiss dismisses dismissed refuse refuses refused decline declines declined
        rejeitou recusou отверг отвергла отвергли відкинув відкинула відкинули reddetti
    """,
    Stance.DENIES: "deny denies denied denying negou nega отрицает опроверг опровергла заперечив заперечила yalanladı",
    Stance.STATES: """
        say says said tell tells told add adds added adding state states stated announce announces announced declare
        declares declared note notes noted explain explains explained stress stresses stressed emphasise emphasised
        emphasize emphasized tweet tweeted write writes wrote warn warns warned reply replied respond responded answer
        answered confirm confirms confirmed reiterate reiterated repeat repeated insist insists insisted maintain
        maintained claim claims claimed argue argued assert asserted conclude concluded acknowledge acknowledged admit
        admitted indicate indicated post posted observe observed comment commented remark remarked believe think
        predicted predict saying telling
    """,
}
COMPOUND_STANCES = {
    "talep": Stance.DEMANDS,
    "teklif": Stance.PROPOSES,
    "kabul": Stance.ACCEPTS,
    "inkar": Stance.DENIES,
    "inkâr": Stance.DENIES,
    "ifade": Stance.STATES,
    "ilan": Stance.STATES,
    "iddia": Stance.STATES,
}
"""What the speaker does by a Turkish noun with “etti” behind it: “talep etti”, demanded."""
STANCES = {form: stance for stance, forms in _STANCES.items() for form in forms.split()}
"""What a verb of attribution says that the speaker does."""
DECLARING = frozenset(
    "accused accuses blamed blames condemned condemns welcomed welcomes criticised criticises criticized criticizes "
    "denounced denounces praised praises urged urges hailed hails".split()
)
"""Verbs of statements that take no stance among those known: “Brenn accused Aldoria of …”."""
INSISTING = frozenset(
    "insist insists insisted maintain maintains maintained claim claims claimed assert asserts asserted".split()
)
"""Verbs that deny where what follows is negated: “insisted that it had not invaded”."""
THAT_VERBS = frozenset(
    """
    said says add adds added insist insists insisted claim claims claimed argue argues argued assert asserts asserted
    declare declares declared announce announces announced note notes noted explain explains explained stress stresses
    stressed emphasize emphasizes emphasized emphasise emphasised warn warns warned tweeted wrote writes replied
    responded answered observed remarked suggested suggests acknowledged acknowledges admitted admits conceded
    confessed confirmed confirms maintained maintains contended alleged vowed pledged promised predicted recalled
    complained concluded testified revealed disclosed stated states believes estimates estimated indicated reiterated
    repeated cautioned told tells affirmed affirms guaranteed guarantees
    """.split()
)
"""Verbs that “that” and a clause can follow."""
CONTENT_STANCE = Guarded(
    r"\b(?:I|we|he|she|they)(?:\s+(?:also|now|still|would|will|must|shall))*(?:[’']ll|[’']d)?\s+(?:also\s+)?"
    r"(?:(?:am|are|is|was|were)\s+(?:ready|willing|prepared)\s+to\s+)?"
    r"(demand|propose|offer|reject|accept|refuse|deny)\b",
    "demand|propose|offer|reject|accept|refuse|deny",
)
"""The speaker's own announcement: “I will demand a ceasefire”, “he would propose talks”."""
WILL_NOT = Guarded(r"(?:\b(?:not|never|cannot)|n[’']t)\s+(?:ever\s+)?(?:accept|agree)\b", "accept|agree")
"""A refusal: “we will not accept”."""
NEGATED = re.compile(r"\b(?:not|never|no longer)\b|n[’']t\b", re.IGNORECASE)
"""A negation."""
ANALYST = re.compile(
    r"\b(?:analysts?|experts?|professor|scholar|researcher|economist|historian|specialist|commentator|columnist|"
    r"scientist|lecturer|fellow|pollster|observer|sociologist|think[- ]tank|institute|university|analista|"
    r"especialista|uzman|uzmanı|аналітик|експерт|професор|аналитик|эксперт|профессор)\b",
    re.IGNORECASE,
)
"""An office that comments and is no party."""
FROM_INSTITUTE = re.compile(
    r"\s*,\s+(?:(?:a|an|the)\s+[^,.;]{0,40}\s)?(?:from|of|at|with)\s+(?:the\s+)?[^,.;]{0,60}\b(?:Institute|University|"
    r"Cent(?:er|re)|Council on|Foundation|Endowment|School|College|think[- ]tank)\b"
)
"""Behind a name: where such a person works."""
SCENE = re.compile(
    r"\b(?:after|before|during|at|following|ahead of|of) (?:the|their|this|that|these|today[’']s|yesterday[’']s) "
    r"(?:\w+ ){0,2}(?:meeting|talks|negotiations|summit|session|round|conference|vote|call|ceremony)\b|"
    r"\btold (?:reporters|journalists)\b|\bat the same time\b",
    re.IGNORECASE,
)
"""A reference to the event that the story is about."""
MEETING = re.compile(
    r"\b(?:meeting|meet|met|talks|negotiations?|summit|session|round|conference|vote|call|forum)\b", re.IGNORECASE
)
"""Words for such an event."""
SUBORDINATE = frozenset(
    """
    that which who whose whom where when while because since if whether until till before after although though as
    than что чтобы который которая которые где когда если що щоб аби який яка які де коли якщо que cujo onde quando
    enquanto
    """.split()
)
"""Words that begin a clause of its own, whose dates are not the sentence's."""
RELATIVES = frozenset("who whose который которая которые який яка які".split())
"""Those of them that speak of a person, and are an aside between two commas."""
CLOCKED = re.compile(r"\d{1,2}[:.]\d\d(?:\s?[apAP]\.?[mM]\.?)?\s(?=[^\W\d_a-zа-яіїєґ])(?![^\n]*[.!?]$)")
"""Begins the heading of an item in a running report: “14:02 Presidents speak”."""
WORDED = re.compile(r"[^\W\d_]{2}")
"""What a sentence has that is more than figures and marks."""
BARE_DATELINE = re.compile(
    r"[^\W\d_a-zа-яіїєґ]{2}[^.!?\n]{0,60}\d\.?\s*(?:/[^/\n]{2,40}/|\([^()\n]{2,40}\))?\s*[.–—-]?"
)
"""A sentence that is nothing but place, day and wire: “БРУНН, 22 мая 2025. /ТАСС/.”."""
PREPOSITIONAL = frozenset("after before since than until till from by".split())
"""Those of them that also stand before a noun alone."""
PREPOSITIONS = frozenset("in on at to during after before from with by for via through over under since of".split())
"""Words that begin a circumstance: “in an interview”."""
BOUNDARY = frozenset(
    """
    since until till before by after from through than between over for besides ahead
    до к ко после перед с со позднее раньше від з із зі після пізніше
    até antes desde após bis vor seit nach ab jusqu hasta avant depuis después
    """.split()
)
"""Words before a date that only bounds a span, or is a deadline: “since Feb. 24”, “до 1 июля”."""
BOUNDARY_BEHIND = frozenset("kadar dek değin önce sonra beri itibaren".split())
"""Those that stand behind it: “1 Temmuz’a kadar”."""
BETWEEN_BOUNDARY = frozenset(
    "the late early on last around about o a de do da dia zum dem den der du le el al au of end beginning start".split()
)
"""Small words between such a word and the date."""
FINITE = frozenset(
    """
    is was were are has had have will would can could may might shall should must did does do began begin seems
    isn’t wasn’t weren’t aren’t hasn’t haven’t didn’t doesn’t won’t can’t
    """.split()
)
"""Verbs without which a sentence is a clause all the same, beside forms in -ed and verbs of attribution."""
LOWERED = frozenset(
    """
    the a an it its this that these those there here his her their our my your he she they we in on at of to for from
    by with without while after before if when as both all most several many some no not more although though because
    despite during since until once what how why where who whether each every any one two three few any such only even
    just
    """.split()
)
"""First words of a sentence that take a small letter inside one."""
COMMON_ENDING = re.compile(r"(?:[^su]s|ness)$")
"""Endings of plurals and of other nouns that are seldom names."""
OPENERS = re.compile(
    r"(?:At the same time|However|Meanwhile|But|And|Yet|Also|Still|Moreover|In addition|Earlier|Later|Separately|"
    r"Nevertheless|For (?:his|her|their|its) part|By contrast|Instead|Besides|So|Then)(?:,\s*|\s+)"
)
"""Words that tie a sentence to the one before; a claim stands alone."""
SETTING_OUT = frozenset(
    "set laid put presented listed outlined submitted made issued handed sets lays puts presents lists outlines".split()
)
"""Verbs of “set out three demands”."""
TERMS = {
    **dict.fromkeys("demand demands condition conditions precondition preconditions ultimatum".split(), Stance.DEMANDS),
    **dict.fromkeys("proposal proposals plan".split(), Stance.PROPOSES),
    **dict.fromkeys("offer offers".split(), Stance.OFFERS),
}
"""What is set out, and what the speaker does by it."""
SMALL = frozenset("and or , & his her their its the a an 's ’s along together with as well both then former".split())
"""Words between the names of several who act together."""
