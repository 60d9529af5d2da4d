"""What tells an article's prose from labels and headlines, and by which words two lines are compared."""

from __future__ import annotations

import re

TERMINAL = re.compile(r"[.!?…。！？।؟](?:\s?[\"'”’»“«‹›)\]]){0,3}$")
"""Ends a sentence, its closing marks included."""
OPENING_QUOTE = "“\"«„‘‚'‹»›"
"""Marks that may begin somebody's words."""
WORD = re.compile(r"[^\W\d_][\w’'-]*")
"""A word that begins with a letter."""
_NAME = re.compile(r"(?<![.!?:”\"] )(?<!^)\b[^\W\d_a-zа-яёіїєґß-öø-ÿ][\w’-]{2,}")
"""A word with a capital that does not begin a sentence."""
_SENTENCE_WITHIN = re.compile(r"[.!?…]\s")
_COMPARED = 3_000
"""Characters of a line whose words are compared."""
_STEM = 6
"""Letters of a word that are compared: the rest may be an ending."""


def is_sentence(text: str) -> bool:
    """Whether a line is prose: it ends as a sentence ends, or is too long for anything else."""
    return bool(TERMINAL.search(text)) or len(text) > 220


def is_truncated(text: str) -> bool:
    """Whether a paragraph breaks off: long, and without the end of a sentence, or with an ellipsis for it."""
    return (
        len(text) > 140 and (not TERMINAL.search(text) or text.endswith(("…", "..."))) and not text.endswith((":", ";"))
    )


def may_be_headline(text: str) -> bool:
    """Whether a line can be a headline in a list: no sentence (but perhaps a question), not somebody's words."""
    return text[0] not in "“«„" and (not is_sentence(text) or (text.endswith("?") and len(text) < 120))


def may_be_standfirst(text: str) -> bool:
    """Whether a sentence is short enough, and alone enough, to stand between a headline and a byline."""
    return len(text) <= 320 and text[0] not in OPENING_QUOTE and len(_SENTENCE_WITHIN.findall(text)) <= 1


def names_in(text: str) -> set[str]:
    """What is written like a name in a line, by its first letters."""
    return {name.casefold()[:_STEM] for name in _NAME.findall(text[:_COMPARED])}


def content_words(text: str) -> set[str]:
    """The longer words and the abbreviations of a line, by their first letters."""
    # “Ukraine-Russia talks” speaks of Ukraine and of Russia.
    found = (part for word in WORD.findall(text[:_COMPARED]) for part in word.split("-"))
    return {word.casefold()[:_STEM] for word in found if len(word) > 3 or word.isupper()}


def words_of(text: str) -> list[str]:
    """The words and numbers of a text in small letters, without any marks."""
    return re.findall(r"\w+", text.casefold())


def letters(text: str) -> str:
    """A text's letters and digits alone, in small letters: what two ways to cut out one text agree in."""
    return "".join(words_of(text))
