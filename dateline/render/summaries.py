"""The beginning of a prose text in plain words, for a card: whole sentences that can be read without their sources."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from dateline import markdown
from dateline.patterns import pattern
from dateline.render.views.prose import Prose, ProseTargets

_CITE = r'<cite class="ref">.*?</cite>'
_CITES = pattern(rf"{_CITE}(?:(?:\s*[,;&]|,?\s+(?:and|or)\b)\s*{_CITE})*", re.DOTALL)
_TAG = pattern(r"<[^>]*>")
_SENTENCE_END = pattern(r"[.!?…][”’\"')»]*\s+(?=[“‘\"'(«]?[^\W\d_a-z])")
# A word of a summary; what a citation says is no word of the editors'.
# In scripts that put no spaces between words (Thai, Chinese, Japanese) every letter counts.
_WORD = pattern(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]|[^\W_]+(?:[’'-][^\W_]+)*")
_MARKER = pattern("\x00([0-9]+)\x00")
# Words that need the source after them: “reported in”, “see”. Without it their sentence would dangle.
_LEADING = frozenset(
    """among and as at between by cf cf. citing for from in into of or per quoting see to via with
    aus bei durch gemäß laut nach siehe und von vgl zu dans de depuis et par selon voir y según véase e em por segundo
    ver di da secondo vedi uit volgens zie oraz przez według w z i в во и из по от с см согласно
    за згідно з від у та див ve ja vt""".split()
)
_BASED = pattern(r"\b(?:based|build(?:s|ing)?|draw(?:s|n|ing)?|rel(?:y|ies|ying)|rest(?:s|ing)?) (?:up)?on$", re.I)
# A sentence of at most so many words of its own, which lead to a source, only says where it was read.
_REFERENCE_WORDS = 4
SUMMARY_LENGTH = 300
"""Characters of a summary; it ends with a sentence where one ends by then."""


@lru_cache(maxsize=1 << 14)
def summary(prose: Prose) -> str:
    """The beginning of a prose text as plain text, without its references: whole sentences, as far as they fit.

    A source that its sentence can't be read without (“According to [@herald], …”) is named there. A sentence that only
    says where it was read (“Reported in [@herald].”) is left out, and what remains may be empty.
    """
    shown = markdown.render(prose.text, ProseTargets(prose, "")).html
    text = _uncited(shown)
    if len(text) <= SUMMARY_LENGTH:
        return text
    ends = [match.end() for match in _SENTENCE_END.finditer(text) if match.end() <= SUMMARY_LENGTH]
    return text[: ends[-1]].rstrip() if ends else text[:SUMMARY_LENGTH].rsplit(" ", 1)[0] + " …"


def _uncited(shown: str) -> str:
    """The plain text of rendered prose, in which citations are dropped, named, or drop their sentence (`summary`)."""
    names: list[str] = []

    def mark(match: re.Match[str]) -> str:
        # Names in brackets stand beside a sentence; inside one they are words of it.
        names.append(_plain(match[0]).replace("[", "").replace("]", ""))
        return f"\0{len(names) - 1}\0"

    # The marker is a character that no rendered text has.
    marked = _plain(_CITES.sub(mark, shown))
    sentences = [marked[begin:end] for begin, end in pairwise([0, *_ends(marked), len(marked)])]
    kept = [text for each in sentences if (text := _sentence(each, names))]
    return " ".join(kept)


def _plain(shown: str) -> str:
    """HTML as text in one line."""
    return " ".join(html.unescape(_TAG.sub("", shown)).split())


def _ends(text: str) -> list[int]:
    """Where sentences end inside a text; the citation that stands after a full stop belongs to what it closes."""
    return [match.end() for match in _SENTENCE_END.finditer(text)]


def _sentence(text: str, names: Sequence[str]) -> str:
    """A sentence with its citations dropped or named; empty where it only names its sources."""
    if not _MARKER.search(text):
        return text.strip()
    pieces: list[str] = []
    place, reference = 0, False
    for match in _MARKER.finditer(text):
        before, after = text[place : match.start()], text[match.end() :]
        needed = _leads("".join(pieces) + before, after)
        if needed:
            pieces += [before, names[int(match[1])]]
        elif before.rstrip().endswith("(") and after.lstrip().startswith(")"):
            pieces.append(before.rstrip()[:-1].rstrip())
            place = match.end() + after.index(")") + 1
            continue
        else:
            pieces.append(before.rstrip())
        reference = needed and not _WORD.search(after)
        place = match.end()
    own = len(_WORD.findall(_MARKER.sub(" ", text)))
    if own < 2 or (reference and own <= _REFERENCE_WORDS):
        return ""
    return "".join([*pieces, text[place:]]).strip()


def _leads(before: str, after: str) -> bool:
    """Whether a sentence needs the source that stands between these parts of it."""
    ahead = before.rstrip()
    if not ahead or ahead[-1] in ".!?…":
        # “[@herald] reported …”: the source is the subject.
        return after.lstrip()[:1].islower()
    last = ahead.rsplit(None, 1)[-1].lower().lstrip("(“„«\"'")
    return ahead.endswith((":", "：")) or last in _LEADING or bool(_BASED.search(ahead))
