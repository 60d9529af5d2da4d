"""Which words of attribution a quotation belongs to: nearness, order, and what stands between."""

from bisect import bisect_left, bisect_right

from dateline.ingest.cues import Sentence
from dateline.ingest.name_words import FUNCTION_WORDS
from dateline.ingest.narration import NAME, QUOTE, WORD
from dateline.ingest.phrases import SubjectKind
from dateline.ingest.speech_words import AS_VERBS, CALLING, MANNER, SAYING, SPEECH_NOUNS
from dateline.ingest.tokens import POSSESSIVE
from dateline.ingest.verb_cues import AFTER_QUOTE, Cue

SURE = 80
"""Scores from here on are of words right beside the quotation."""
_REACH = 80
"""Items over which words of attribution may reach a quotation."""
# What leads from a verb of saying straight to the words said.
_LEADS_IN = frozenset(": , that « que what що что — – as how".split())
# What may stand between a quotation and its words of attribution: “…,” is how Ost put it.
_THAT_IS_HOW = (["is", "how"], ["was", "how"], ["is", "what"], ["was", "what"])
_WAYS = frozenset("over out from across after down up back in at on".split())
# What begins a clause with a subject of its own.
_OTHER_CLAUSE = frozenset("while whereas but although though".split())
# What may follow a verb of saying that has nothing said behind it.
_AFTER_CLAUSE = frozenset(
    ". , ! ? ) – — in on at to during after before as of by when while late early last this yesterday today "
    "earlier later "
    "recently again".split()
)
# Verbs whose subject may be left out after the quotation, as an English one may not.
_PRO_DROP = frozenset("came dedi disse afirmou declarou acrescentou dijo".split())


def adjacent_after(sentence: Sentence, at: int) -> int | None:
    """Find the cue right after a quotation: “…,” Kuleba said."""
    first = at + 1
    while first < len(sentence.items) and sentence.lows[first] in (",", "–", "—", "-", "―", ")", "/"):
        first += 1
    if sentence.lows[first : first + 2] in _THAT_IS_HOW:
        first += 2
    comma = first > at + 1 or sentence.items[at].closing == ","
    if comma and sentence.lows[first : first + 1] in (["as"], ["como"], ["як"], ["как"]):
        first += 1
    start = bisect_left(sentence.cues, first, key=lambda cue: cue.verb_at)
    for index in range(start, min(start + 4, len(sentence.cues))):
        cue = sentence.cues[index]
        begin = min(cue.first, cue.verb_at)
        if begin < first:
            continue
        if cue.after_noun or (begin > first and not _leads_up(sentence, first, begin)):
            return None
        if cue.strength == CALLING and not cue.passive and not _closed(sentence, cue):
            return None
        if cue.subject.kind == SubjectKind.ELIDED and cue.verb.isascii() and cue.verb not in _PRO_DROP | AFTER_QUOTE:
            return None
        return index
    return None


def _leads_up(sentence: Sentence, first: int, begin: int) -> bool:
    """Tell whether the words before a subject can belong to it: “lead researcher and planetary scientist”."""
    between = sentence.items[first:begin]
    if between[0].low == "and":
        return False
    if len(between) <= 6 and between[-1].low == "and" and between[-2:-1] and between[-2].kind == NAME:
        # “…,” Marta Olen and Ivo Brandt wrote
        return all(item.kind == NAME or item.low[:1].isalpha() for item in between)
    return len(between) <= 8 and all(
        item.kind == WORD
        and item.low[:1].isalpha()
        and item.low not in sentence.table
        and (item.low in ("and", "a", "ha", "hat") or item.low not in FUNCTION_WORDS)
        for item in between
    )


def _closed(sentence: Sentence, cue: Cue) -> bool:
    """Tell whether nothing is the object of a cue's verb."""
    after = max(cue.last, cue.verb_at) + 1
    if after >= len(sentence.items) or sentence.lows[after] in (".", ",", ";", "–", "—"):
        return True
    # “…,” he called over his shoulder.
    return cue.subject.last < cue.verb_at and sentence.lows[after] in _WAYS


def choose(sentence: Sentence, at: int) -> tuple[int, int] | None:
    """Choose the cue of the quotation at item `at`, with how sure it is (SURE and more: right beside it)."""
    best: tuple[int, int] | None = None
    after = adjacent_after(sentence, at)
    positions = [cue.verb_at for cue in sentence.cues]
    first = bisect_left(positions, at - _REACH)
    for index in range(first, bisect_right(positions, at + _REACH)):
        cue = sentence.cues[index]
        if cue.subject.kind == SubjectKind.NARRATOR and not _beside(cue, at):
            continue
        score = _score(sentence, at, cue, adjacent=index == after)
        if score > 0 and (best is None or score > best[1] or (score == best[1] and cue.verb_at < at)):
            best = (index, score)
    return best


def _beside(cue: Cue, at: int) -> bool:
    """Tell whether a cue stands within two items of the quotation, or up to five before it."""
    return abs(cue.verb_at - at) <= 2 or 0 < at - cue.verb_at <= 5


def _score(sentence: Sentence, at: int, cue: Cue, *, adjacent: bool) -> int:
    """Say how strongly a cue claims the quotation at item `at`; 0: not at all."""
    if adjacent:
        if _says_more(sentence, cue) and any(_opens_clause(sentence, other, at) for other in sentence.cues):
            return 60
        return 84 if cue.subject.kind != SubjectKind.ELIDED else SURE
    if cue.passive and cue.verb_at < at < cue.last:
        return 85  # “called “a saint” by Nord”
    if max(cue.last, cue.verb_at) < at:
        return _score_before(sentence, at, cue)
    if min(cue.first, cue.verb_at) > at:
        return _score_after(sentence, at, cue)
    return 0


def _says_more(sentence: Sentence, cue: Cue) -> bool:
    """Tell whether a clause of its own is the object of a cue: “…,” Olen maintains that …"""
    after = max(cue.last, cue.verb_at) + 1
    return sentence.lows[after : after + 1] == ["that"] and cue.strength == SAYING


def _opens_clause(sentence: Sentence, cue: Cue, at: int) -> bool:
    """Tell whether a cue with a subject of its own leads to a quotation: “Hale says he has “…””."""
    last = max(cue.last, cue.verb_at)
    if last >= at or cue.strength != SAYING or cue.subject.kind in (SubjectKind.ELIDED, SubjectKind.NARRATOR):
        return False
    return not any(item.kind == QUOTE or item.low == ";" for item in sentence.items[last + 1 : at])


def _score_before(sentence: Sentence, at: int, cue: Cue) -> int:
    """Score a cue before the quotation: Kuleba said that …, “…”."""
    between = sentence.items[max(cue.last, cue.verb_at) + 1 : at]
    gap = [item.low for item in between]
    if not cue.verb and gap[:2] == [",", "that"] and _cited_aside(sentence, cue):
        return 0
    quotes = sum(item.kind == QUOTE for item in between)
    closing = gap[-1] if gap else ""
    if quotes > 2:
        return 0
    if cue.strength == MANNER and cue.after_noun:
        return 60 if len(gap) <= 2 and not quotes else 0
    if cue.strength == MANNER and cue.verb == "say" and not gap:
        return SURE  # “went so far as to say “…””
    if cue.strength == MANNER:
        return 82 if closing in (":", ",") and len(gap) <= 6 and not quotes else 0
    if cue.verb == POSSESSIVE and not _remark_behind(sentence, at) and _opened_by_another(sentence, cue):
        return 0
    if len(gap) <= 3 and not quotes and (not gap or closing in _LEADS_IN):
        return 88
    if closing == ":" and not quotes:
        return 86 - 15 * _cues_between(sentence, cue, at, MANNER)
    nested = _cues_between(sentence, cue, at, SAYING)
    if cue.strength == CALLING:
        if (quotes and not set(gap) & {"and", "or", ","}) or (cue.verb in AS_VERBS and closing != "as"):
            return 0
        if len(gap) > (20 if closing == "as" else 14) or {";", "while", "after"} & set(gap):
            return 0
        return max(0, 79 - len(gap) - 15 * nested)
    if closing == "," and not quotes and len(gap) <= 14:
        return SURE
    score = 70 - min(len(gap), 30) - 15 * nested
    if ";" in gap:
        score -= 30
    if any(low in _OTHER_CLAUSE for low in gap[1:-1]):
        score -= 12
    return max(score, 20)


def _score_after(sentence: Sentence, at: int, cue: Cue) -> int:
    """Score a cue after the quotation but not beside it: … “…” of its territory, Zhovkva said."""
    first = min(cue.first, cue.verb_at)
    between = sentence.items[at + 1 : first]
    before = sentence.items[first - 1]
    bounded = before.kind == QUOTE or before.low in (",", "–", "—")
    if cue.strength != SAYING or cue.after_noun or cue.subject.kind == SubjectKind.ELIDED or not bounded:
        return 0
    if not cue.verb:
        return 76 - min(len(between), 16) // 4
    if parenthetical(sentence, cue):
        return 74 - min(len(between), 40) // 4 - 2 * sum(item.kind == QUOTE for item in between)
    return 0


def _remark_behind(sentence: Sentence, at: int) -> bool:
    """Tell whether a word for something said follows a quotation: “answered Nord’s “nobody signed it” remark”."""
    behind = sentence.lows[at + 1 : at + 3]
    return any(low in SPEECH_NOUNS or low in ("remark", "remarks", "joke", "quip", "taunt") for low in behind)


def _opened_by_another(sentence: Sentence, cue: Cue) -> bool:
    """Tell whether somebody says what a possessive stands in: “Prasad said the president’s “moods” cost much”."""
    return any(
        other.verb_at < cue.first
        and other.strength == SAYING
        and sentence.lows[other.verb_at + 1 : other.verb_at + 2] not in (["to"], ["by"])
        for other in sentence.cues
    )


def _cited_aside(sentence: Sentence, cue: Cue) -> bool:
    """Tell whether “according to” only says who heard it: “Olen said, according to the Ledger, that “…””."""
    first = min(cue.first, cue.verb_at)
    return sentence.lows[first - 1 : first] == [","] and any(
        other.strength == SAYING and max(other.last, other.verb_at) == first - 2 for other in sentence.cues
    )


def _cues_between(sentence: Sentence, cue: Cue, at: int, least: int) -> int:
    """Count the verbs with a subject of their own, of at least a strength, before a quotation (at most two)."""
    first = bisect_right(sentence.cues, cue.verb_at, key=lambda other: other.verb_at)
    between = sentence.cues[first : first + 2]
    return sum(
        other.verb_at < at
        and other.strength >= least
        and other.subject.kind not in (SubjectKind.ELIDED, SubjectKind.NARRATOR)
        for other in between
    )


def parenthetical(sentence: Sentence, cue: Cue) -> bool:
    """Tell whether a clause of attribution has nothing said in it: “…, Zhovkva said in an interview.”"""
    after = max(cue.last, cue.verb_at) + 1
    if after >= len(sentence.items):
        return True
    item = sentence.items[after]
    if item.kind == QUOTE:
        return False
    if item.kind == NAME:
        return cue.verb == "told"
    if cue.verb in ("told", "assured", "reminded"):
        return not any(
            low in ("that", ":") or item.kind == QUOTE
            for low, item in zip(sentence.lows[after : after + 12], sentence.items[after : after + 12], strict=True)
        )
    low = item.low
    return low in _AFTER_CLAUSE or low.endswith(("ly", "day"))


def cue_range(cue: Cue, sentence: Sentence) -> tuple[int, int]:
    """Give the characters of the words of attribution."""
    first = min(cue.first, cue.verb_at)
    last = max(cue.last, cue.verb_at)
    return sentence.items[first].start, sentence.items[last].end


def colon_before(sentence: Sentence, at: int) -> bool:
    """Tell whether a colon stands right before the quotation."""
    return at > 0 and sentence.lows[at - 1] == ":"
