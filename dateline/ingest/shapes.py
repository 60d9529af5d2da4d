"""What a quotation is by its looks and its neighbours: somebody's words, a term, or a title."""

import re
from typing import Literal

from dateline.ingest.choosing import SURE
from dateline.ingest.cues import Sentence
from dateline.ingest.memory import Speaker
from dateline.ingest.name_words import FUNCTION_WORDS
from dateline.ingest.narration import WORD
from dateline.ingest.phrases import SubjectKind
from dateline.ingest.speech_words import TERM_NOUNS, TITLE_NOUNS
from dateline.ingest.tokens import POSSESSIVE
from dateline.ingest.verb_cues import Cue

Kind = Literal["speech", "term", "title"]
"""`speech`, `term` (also scare quotes), or `title` (of a work, or a heading in quotation marks)."""

_WORDS = re.compile(r"[^\W_]+(?:[’'\-.][^\W_]+)*")
# Verbs for one thing said once, and not for what a thing is always called.
_DESCRIBING = frozenset("described characterized characterised portrayed denounced condemned hailed".split())
_PERFORMING = frozenset("read reads reading sing sings sang singing play plays played playing watch watched".split())
_SMALL_WORDS = frozenset(
    "a an the of in on at to for and or but nor with by from as is de la le du des el y e o da do".split()
)


def count_words(text: str, start: int, end: int) -> int:
    """Count the words of `text` from `start` to `end`."""
    return len(_WORDS.findall(text, start, end))


def shape(sentence: Sentence, at: int, inner: str, words: int) -> Kind:
    """Say what the quotation looks like by itself and its neighbours: speech, term or title."""
    lows, items = sentence.lows, sentence.items
    before = [low for low in lows[max(0, at - 4) : at] if low and low[0].isalnum()]
    capitals = _is_title_case(inner)
    if before and words <= 14:
        near = before[-3:]
        if any(low in TITLE_NOUNS for low in near) and capitals:
            return "title"
        if near[-1] in TITLE_NOUNS and near[-1] in ("titled", "entitled"):
            return "title"
    if (
        words <= 8
        and before
        and (before[-1] in TERM_NOUNS or " ".join(before[-2:]) in ("known as", "so called", "referred as", "use of"))
    ):
        if (
            before[-1] in ("words", "word", "phrase", "line")
            and len(before) > 1
            and items[at - 1].kind == WORD
            and _owned(lows, at)
        ):
            return "speech"
        if not (before[-1] in ("called", "termed", "named", "dubbed") and _active(sentence, at)):
            return "term"
    if capitals and words >= 2 and items[at].closing not in "?!" and inner[-1:] not in ".":
        return "title"
    after = items[at + 1] if at + 1 < len(items) else None
    if words <= 4 and after is not None and after.kind == WORD and after.low[:1].isalpha() and after.word[:1].islower():
        lone = words <= 2 and bool(before) and before[-1].endswith("ing")
        attributive = after.low not in FUNCTION_WORDS and after.low not in sentence.table and inner[-1:].isalnum()
        if attributive and (
            not before
            or lone
            or (
                items[at - 1].kind == WORD
                and items[at - 1].low in ("a", "an", "the", "so-called", "main", "its", "their")
            )
        ):
            return "term"
    return "speech"


def names_work(sentence: Sentence, at: int) -> bool:
    """Tell whether a noun for a work, or a verb for reading or singing one, stands before a quotation."""
    if at and sentence.lows[at - 1] in _PERFORMING:
        return True
    before = [low for low in sentence.lows[max(0, at - 4) : at] if low and low[0].isalnum()]
    return any(low in TITLE_NOUNS for low in before[-3:])


def _owned(lows: list[str], at: int) -> bool:
    """Tell whether a possessive stands shortly before: “in his words”."""
    return any(low == POSSESSIVE or low in ("his", "her", "their") for low in lows[max(0, at - 5) : at])


def _active(sentence: Sentence, at: int) -> bool:
    """Tell whether a verb right before has a subject that speaks: “he called it”."""
    return any(cue.verb_at < at <= cue.verb_at + 5 and cue.subject.kind != SubjectKind.ELIDED for cue in sentence.cues)


def _is_title_case(inner: str) -> bool:
    """Tell whether all words but the small ones are capitalised."""
    words = _WORDS.findall(inner)
    if not words or not words[0][:1].isupper():
        return False
    large = [word for word in words if word.lower() not in _SMALL_WORDS]
    capitals = sum(word[0].isupper() or word[0].isdigit() for word in large)
    return len(large) >= 1 and capitals == len(large) and (len(words) > 1 or len(inner) > 3)


_SHOWN = frozenset(
    "sign signs banner banners placard placards poster posters sticker stickers plaque inscription graffiti shirt "
    "shirts t-shirt t-shirts hat hats cap caps button buttons "
    "sampler samplers billboard billboards chyron signpost tattoo mural".split()
)
"""What has words on it that nobody says."""


def shows_words(cue: Cue) -> bool:
    """Tell whether words of attribution say what is printed on a thing: “the sign at the gate says “…””."""
    return cue.subject.kind == SubjectKind.PHRASE and cue.subject.head in _SHOWN


def is_term(cue: Cue, speaker: Speaker | None, words: int, score: int, look: Kind) -> bool:
    """Tell whether a quotation with words of attribution is a term nevertheless."""
    if cue.habitual and (words < 4 or speaker is None or (not speaker.human and cue.verb not in _DESCRIBING)):
        return True
    if score >= SURE:
        return False
    if look == "term":
        return words < 4
    return speaker is not None and speaker.government and words < 4 and score < 75
