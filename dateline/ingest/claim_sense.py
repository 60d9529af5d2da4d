"""Whether a sentence asserts anything, and who acts in it: questions, conditions, denials of saying, passives.

A draft must not turn a question, a condition or “never said that …” into a statement. Rules of English over the words
of one sentence; sentences of other languages are only tried for the question mark.
"""

from __future__ import annotations

import re

from dateline.ingest.claim_words import COMPOUND_STANCES, NEGATED, STANCES
from dateline.ingest.cues import Sentence
from dateline.ingest.name_words import CALENDAR, FUNCTION_WORDS
from dateline.ingest.narration import NAME, QUOTE, WORD
from dateline.ingest.people import Person
from dateline.ingest.phrases import SubjectKind
from dateline.ingest.speech_words import BE_FORMS, CALLING, SAYING
from dateline.ingest.verb_cues import Cue
from dateline.model import Stance
from dateline.patterns import Guarded

_CONDITIONS = frozenset("if unless should had were provided assuming suppose supposing".split())
"""First words of a condition."""
_MODALS = frozenset("would could will might may must should".split())
_DOUBTFUL = frozenset("might may".split())
"""Verbs by which an article says only that something is possible."""
_NOBODY = frozenset("nobody none neither no-one".split())
_NO_COMMENT = Guarded(
    r"\b(?:declin\w+|refus\w+) to (?:comment|elaborate|say|answer|be (?:named|quoted|drawn))\b|"
    r"\b(?:did not|didn[’']t|has not|have not|had not) (?:immediately |yet )?"
    r"(?:respond\w*|repl\w+|return\w*|answer\w*)\b|"
    r"\b(?:did not|didn[’']t|would not|wouldn[’']t|does not|doesn[’']t) (?:immediately )?"
    r"(?:say|specify|elaborate|disclose|comment|explain|reveal)\b",
    "declin|refus|did not|didn|has not|have not|had not|would not|wouldn|does not|doesn",
)
"""Says that nothing was said."""
_QUESTION = re.compile(r"[^.!?…“”\"«»]*\?")
_OPENING_PARTICIPLES = frozenset(
    "asked pressed questioned quizzed told speaking addressing replying responding writing referring".split()
)
"""First words of a clause that sets the scene for a saying, and is not what is said: “Asked whether he would go, …”."""


def asserts(sentence: Sentence, cue: Cue | None, words: str, *, attributed: bool, quoted: bool) -> bool:
    """Tell whether a sentence asserts something that a claim can say.

    `cue` is what attributes the sentence as a whole, `words` the sentence as printed, `attributed` whether somebody
    is known to say it, `quoted` whether it holds quoted speech. Questions of the narration assert nothing; nor do
    conditions and possibilities that nobody is said to have uttered, nor sentences on what was not said.
    """
    lows = sentence.lows
    if lows[-1:] == ["?"]:
        return False
    if quoted:
        return True
    if _NO_COMMENT.search(words):
        return False
    opening = lows[1] if lows[0] in ("but", "and", "yet", "so") and len(lows) > 1 else lows[0]
    if cue is not None and cue.verb and (_denied(sentence, cue) or opening in _NOBODY or lows[:2] == ["no", "one"]):
        return False
    if opening in _NOBODY and any(low in STANCES for low in lows[1:3]):
        return False
    if opening == "whether" and (cue is None or cue.first < _comma(lows)):
        return False
    if attributed:
        return True
    if opening in _CONDITIONS and _comma(lows) < len(lows):
        return False
    if ("if" in lows or "unless" in lows) and not _MODALS.isdisjoint(lows):
        return False
    return not any(low in _DOUBTFUL and sentence.items[at].word.islower() for at, low in enumerate(lows[:14]))


def _comma(lows: list[str]) -> int:
    """Give the item of the first comma; the number of items where there is none."""
    return lows.index(",") if "," in lows else len(lows)


def _denied(sentence: Sentence, cue: Cue) -> bool:
    """Tell whether a verb of saying is negated, so that nothing was said: “never said that …”, “did not say when”."""
    if STANCES.get(cue.verb) is not Stance.STATES and cue.verb not in ("say", "tell"):
        return False
    begin = cue.subject.last + 1 if cue.subject.last < cue.verb_at else max(0, cue.verb_at - 3)
    before = sentence.lows[begin : cue.verb_at]
    return any(low in ("not", "never", "n’t") or low.endswith(("n’t", "n't")) for low in before)


def passive_cue(sentence: Sentence) -> Cue | None:
    """Find the passive of a verb of attribution whose agent is the actor: “was rejected by Moscow”; None for none.

    Negated passives, and such as stand in a clause of their own, are none.
    """
    lows = sentence.lows
    for cue in sentence.cues:
        if not cue.passive or (cue.verb not in STANCES and cue.strength not in (SAYING, CALLING)):
            continue
        before = lows[: cue.verb_at]
        clause = any(low in ("that", "which", "who", "if", "whether", "when") for low in before)
        denied = NEGATED.search(" ".join(before[-4:])) is not None
        if (
            BE_FORMS.isdisjoint(before[-3:])
            or clause
            or denied
            or any(item.kind == QUOTE for item in sentence.items[: cue.verb_at])
        ):
            continue
        return cue
    return None


def phrasal_stance(sentence: Sentence, cue: Cue) -> Stance | None:
    """Give the stance that a verb has with its particle: “called for”, “ruled out”; None where it has none."""
    after = sentence.lows[cue.verb_at + 1 : cue.verb_at + 4]
    if cue.verb in ("etti", "ettiler", "eden") and cue.verb_at:
        return COMPOUND_STANCES.get(sentence.lows[cue.verb_at - 1])
    if cue.verb in ("called", "calls", "call") and ("for" in after or after[:1] == ["on"]):
        return Stance.DEMANDS
    if cue.verb in ("ruled", "rules") and after[:1] == ["out"]:
        return Stance.REJECTS
    return None


def without_questions(words: str) -> str:
    """Give the words without sentences that ask: “Would we reject it? No.” rejects nothing."""
    return _QUESTION.sub(" ", words) if "?" in words else words


def sets_the_scene(first: str) -> bool:
    """Tell whether a clause that begins with this word is no words said: “Asked whether he would go, …”."""
    return first in _OPENING_PARTICIPLES


def outer_cue(sentence: Sentence, inner: Cue) -> Cue | None:
    """Find who reports what somebody else is quoted for: “Marden said that Veld had called it “a fig leaf””."""
    for cue in sentence.cues:
        if cue.verb_at >= inner.first or cue.strength != SAYING or cue.passive or cue.after_noun or not cue.verb:
            continue
        if cue.subject.kind not in (SubjectKind.PERSON, SubjectKind.PRONOUN) or cue.subject.first > 2:
            continue
        between = sentence.items[cue.verb_at + 1 : inner.first]
        linked = "that" in sentence.lows[cue.verb_at + 1 : inner.first] or not between
        if linked and not any(item.kind == QUOTE or item.low in (";", "and", "but", "while") for item in between):
            return cue
    return None


def joint_subjects(sentence: Sentence, first: int) -> tuple[list[Person], list[tuple[int, int]]]:
    """Find who acts together with the subject that begins at item `first`: “Aldoria and Brenn agreed”.

    Gives the persons, and first and last item of each other name, in their order; only where the sentence opens
    with them.
    """
    items, lows = sentence.items, sentence.lows
    persons: list[Person] = []
    bodies: list[tuple[int, int]] = []
    at = first
    if at and lows[at - 1] == ",":
        return [], []  # “On Thursday, Aldoria agreed”: a list ends in “and”
    while at > 1 and lows[at - 1] in ("and", ","):
        last = at - 2
        item = items[last]
        if item.kind == NAME and item.name is not None:
            persons.insert(0, item.name.person)
            at = last - item.lead
            continue
        if item.kind != WORD or not item.word[:1].isupper():
            return [], []
        begin = last
        while begin > 0 and items[begin - 1].kind == WORD and items[begin - 1].word[:1].isupper():
            begin -= 1
        if items[begin].low in FUNCTION_WORDS or not CALENDAR.isdisjoint(lows[begin : last + 1]):
            return persons, bodies  # “In Quill, Brenn and Holm agreed”: a circumstance stands before the list
        bodies.insert(0, (begin, last))
        at = begin - 1 if begin and lows[begin - 1] == "the" else begin
    return (persons, bodies) if at == 0 or lows[at - 1] == "both" else ([], [])
