"""Words of attribution in one sentence: verbs, nouns of speech, “according to”, and whose they are."""

from functools import lru_cache

from dateline.ingest.name_words import BODIES, is_role
from dateline.ingest.narration import NAME, QUOTE, WORD, Item
from dateline.ingest.phrases import FINITE, PREPOSITIONS, STOPS, Subject, SubjectKind, speaks_as_phrase
from dateline.ingest.speech_words import (
    ACCORDING,
    BE_FORMS,
    CALLING,
    MANNER,
    POSSESSIVE_PRONOUNS,
    PRONOUNS,
    SAYING,
    SPEECH_NOUNS,
    verbs,
)
from dateline.ingest.tokens import POSSESSIVE
from dateline.ingest.verb_cues import Cue, VerbCues

# What somebody is said to be who says something plainly: “has been clear that …”.
_OUTSPOKEN = frozenset(
    "clear adamant unequivocal emphatic insistent blunt explicit categorical defiant candid firm".split()
)
# Nouns for words that somebody gave, whoever is not said beside them.
_COMMITTING = frozenset("promise pledge vow threat warning plea insistence accusation demand call".split())
_COMMITTING_TO = (["to"], ["that"], ["of"], ["of", "being"], ["to", "be"], ["for"])
# What follows whoever sees it so at a sentence's begin: “For Renn that is “…””.
_BEHIND_VIEWER = ([","], ["that"], ["this"], ["it"], ["these"], ["such"])
# What stands between whoever speaks and the quotation in a clause without a verb.
_GAPS = frozenset([",", "of", ":", "as"])
_DASHES = frozenset("—–-―")
_WORDS_OF = frozenset("words phrase view opinion telling account formulation estimation".split())
_BY_HIS_WORDS: dict[tuple[str, ...], str] = {
    ("за", "його", "словами"): "he",
    ("за", "її", "словами"): "she",
    ("за", "їхніми", "словами"): "they",
    ("по", "его", "словам"): "he",
    ("по", "её", "словам"): "she",
    ("по", "ее", "словам"): "she",
    ("по", "их", "словам"): "they",
    ("in", "his", "view"): "he",
    ("in", "her", "view"): "she",
    ("by", "his", "account"): "he",
    ("by", "her", "account"): "she",
}
_HIS_WORDS = frozenset(words[0] for words in _BY_HIS_WORDS)
_ACCORDING_BY_FIRST: dict[str, list[tuple[str, ...]]] = {}
for _phrase in sorted(ACCORDING):
    _ACCORDING_BY_FIRST.setdefault(_phrase[0], []).append(_phrase)


class Sentence(VerbCues):
    """One sentence's items with the cues found in it."""

    def __init__(self, items: list[Item]) -> None:
        super().__init__(items)
        self.cues: list[Cue] = []
        for index, low in enumerate(self.lows):
            if low not in _telling() and (index or low not in ("para", "for", "to")):
                continue
            item = items[index]
            verb = self.table.get(low)
            cue = None
            if verb is not None:
                cue = self.verb_cue(index, verb)
            if cue is None and item.low in SPEECH_NOUNS:
                cue = self._noun_cue(index)
            if cue is None:
                cue = self._according(index)
            if cue is None and low in _OUTSPOKEN:
                cue = self._adjective_cue(index)
            if cue is None and item.low == "göre":
                cue = self._turkish_according(index)
            if cue is None and low in _DASHES:
                cue = self._dash_cue(index)
            if cue is None and low == POSSESSIVE and index and items[index + 1 : index + 2]:
                cue = self._owner_cue(index)
            if cue is None and item.low == ":":
                cue = self._colon_cue(index)
            if cue is None and item.low == ";":
                cue = self._gapped_cue(index)
            if cue is not None:
                self.cues.append(cue)

    def _noun_cue(self, at: int) -> Cue | None:
        """Make the cue of a noun of speech with its owner: “Peskov’s words”, “his answer was”, “statement from X”."""
        items, lows = self.items, self.lows
        quote = next((index for index in range(at + 1, min(at + 14, len(items))) if items[index].kind == QUOTE), None)
        if quote is None or lows[max(0, at - 2) : at] == ["came", "the"]:
            return self._in_words_behind(at)
        for index in range(at - 1, max(-1, at - 5), -1):
            if items[index].kind == NAME:
                break
            low = lows[index]
            if low == POSSESSIVE and index > 0:
                owner = self.phrase_before(index - 1)
                if owner is None or (
                    owner.kind == SubjectKind.PHRASE and not (speaks_as_phrase(owner.head) or self.named(owner))
                ):
                    return None
                by_words = lows[at] in ("words", "view", "opinion", "telling", "account") and lows[
                    owner.first - 1 : owner.first
                ] in (["in"], ["by"])
                if by_words:
                    return Cue(at, owner.first, at, owner, "", SAYING)
                if not self._noun_leads(at + 1, quote):
                    return None
                return Cue(at, owner.first, at, owner, lows[at], CALLING, after_noun=True)
            said = any(cue.strength == SAYING and cue.subject.kind == SubjectKind.PERSON for cue in self.cues)
            if low in POSSESSIVE_PRONOUNS and not said and self._noun_leads(at + 1, quote):
                pronoun = {"m": "he", "f": "she", "p": "they", "n": "it"}.get(POSSESSIVE_PRONOUNS[low], "")
                subject = Subject(SubjectKind.PRONOUN, index, index, pronoun=pronoun)
                return Cue(at, index, at, subject, lows[at], CALLING, after_noun=True)
            if low in STOPS or low in PREPOSITIONS:
                break
        if at + 1 < len(items) and lows[at + 1] in ("from", "by", "of", "de", "do", "da"):
            owner = self.phrase_after(at + 2)
            if (
                owner is not None
                and (owner.kind != SubjectKind.PHRASE or speaks_as_phrase(owner.head))
                and self._noun_leads(owner.last + 1, quote)
            ):
                return Cue(at, at, owner.last, owner, lows[at], CALLING, after_noun=True, inverted=True)
        if lows[at] in _COMMITTING and lows[at - 1 : at] in (["a"], ["the"]) and lows[at + 1 : quote] in _COMMITTING_TO:
            # “Denby, who campaigned on a promise to “…””: whoever the sentence speaks of.
            return Cue(at, at, at, self.elided(at), lows[at], MANNER, after_noun=True)
        return None

    def _owner_cue(self, at: int) -> Cue | None:
        """Make the cue of whose words stand behind a possessive: “answered Nord’s “nobody signed it” remark”."""
        if self.items[at + 1].kind != QUOTE or at + 2 >= len(self.items) or not self.lows[at + 2][:1].isalpha():
            return None
        owner = self.phrase_before(at - 1)
        if owner is None or (owner.kind == SubjectKind.PHRASE and not speaks_as_phrase(owner.head)):
            return None
        return Cue(at, owner.first, at, owner, POSSESSIVE, CALLING, after_noun=True)

    def _in_words_behind(self, at: int) -> Cue | None:
        """Make the cue of “…,” in Nord’s words, behind the quotation; also of “…,” was Nord’s guess."""
        came = self.lows[max(0, at - 2) : at] == ["came", "the"]
        if came and self.lows[at + 1 : at + 2] in ([], ["."], [","]):
            return Cue(at, at - 2, at, self.elided(at), "came", SAYING)  # whoever was asked
        if came and self.lows[at + 1 : at + 2] == ["from"]:
            issuer = self.phrase_after(at + 2)  # “…,” came the reply from Nord
            return Cue(at, at - 2, issuer.last, issuer, "", SAYING, inverted=True) if issuer is not None else None
        owned = next((i for i in range(at - 1, max(0, at - 3), -1) if self.lows[i] == POSSESSIVE), 0)
        guesser = self.phrase_before(owned - 1) if owned else None
        if guesser is not None and guesser.first > 1 and self.lows[guesser.first - 1] in ("was", "is"):
            quoted = self.items[guesser.first - 2].kind == QUOTE or self.lows[guesser.first - 2] == ","
            return Cue(at, guesser.first - 1, at, guesser, "", SAYING) if quoted else None
        if self.lows[at] not in _WORDS_OF or not at or self.lows[at - 1] not in (POSSESSIVE, "own"):
            return None
        possessive = at - 1 if self.lows[at - 1] == POSSESSIVE else at - 2
        owner = self.phrase_before(possessive - 1) if possessive > 0 and self.lows[possessive] == POSSESSIVE else None
        if owner is None or self.lows[owner.first - 1 : owner.first] not in (["in"], ["by"]):
            return None
        return Cue(at, owner.first - 1, at, owner, "", SAYING)

    def _noun_leads(self, first: int, quote: int) -> bool:
        """Tell whether the words between a noun of speech and a quotation make the quotation what was said."""
        said = any(cue.strength == SAYING and cue.verb_at < first for cue in self.cues)
        if first >= quote:
            return first == quote and not said
        between = self.lows[first:quote]
        opening, closing = between[0], between[-1]
        if opening in ("is", "was", "are", "were", "remains"):
            return (closing in (":", ",", "that", "simple", "clear") or "that" in between[:2]) and not said
        if closing == ":" or between in ([","], ["at"], ["last", "week"], ["last", "week", ","]):
            return True
        return opening in ("that", "of", "about", "que", "de", "що", "что", "to") and not any(
            low in self.table and self.table[low].strength >= CALLING and not self.table[low].noun for low in between
        )

    def _according(self, at: int) -> Cue | None:
        """Make the cue of “according to X” in its languages."""
        items, lows = self.items, self.lows
        pronoun = _BY_HIS_WORDS.get(tuple(lows[at : at + 3]))
        if pronoun:
            return Cue(
                at, at, at + 2, Subject(SubjectKind.PRONOUN, at + 1, at + 1, pronoun=pronoun), "", SAYING, inverted=True
            )
        if at == 0 and lows[0] in ("para", "for", "to") and len(items) > 3:
            subject = self.phrase_after(1)
            if (
                subject is not None
                and subject.kind == SubjectKind.PERSON
                and lows[subject.last + 1 : subject.last + 2] in _BEHIND_VIEWER
            ):
                return Cue(0, 0, subject.last, subject, "", SAYING, inverted=True)
        for phrase in _ACCORDING_BY_FIRST.get(lows[at], ()):
            end = at + len(phrase)
            if tuple(lows[at:end]) != phrase:
                continue
            subject = self.phrase_after(end)
            if subject is None:
                continue
            if (
                len(phrase) == 1
                and subject.kind == SubjectKind.PHRASE
                and not (speaks_as_phrase(subject.head) or self.named(subject))
            ):
                continue
            return Cue(at, at, subject.last, subject, "", SAYING, inverted=True)
        return None

    def _adjective_cue(self, at: int) -> Cue | None:
        """Make the cue of “has been clear that “…””, “was blunt about it: “…””."""
        if not at or self.lows[at - 1] not in BE_FORMS or not self._leads_on(at):
            return None
        subject = self.left_subject(at)
        if subject is None or (subject.kind == SubjectKind.PHRASE and not speaks_as_phrase(subject.head)):
            return None
        return Cue(at, min(subject.first, at), at, subject, "", SAYING)

    def _leads_on(self, at: int) -> bool:
        """Tell whether “that” or a colon follows an adjective, and a quotation not far behind."""
        follows = self.lows[at + 1 : at + 2] == ["that"] or ":" in self.lows[at + 1 : at + 8]
        return follows and any(item.kind == QUOTE for item in self.items[at + 1 : at + 16])

    def _turkish_according(self, at: int) -> Cue | None:
        """Make the cue of “X’e göre”."""
        index = at - 1
        if index >= 0 and self.lows[index] == POSSESSIVE:
            index -= 1
        if index < 0:
            return None
        subject = self.phrase_before(index)
        return Cue(at, subject.first, at, subject, "", SAYING) if subject else None

    def _dash_cue(self, at: int) -> Cue | None:
        """Make the cue of a name behind a dash: “…” — Lena Ost, minister."""
        if not at or at + 1 >= len(self.items) or (self.items[at - 1].kind != QUOTE and self.lows[at - 1] != ","):
            return None
        lead = self.lead_at(at + 1)
        if lead is None or not any(item.kind == QUOTE for item in self.items[max(0, at - 2) : at]):
            return None
        last = at + 1 + lead
        if self.lows[last + 1 : last + 2] not in ([], [","], ["("], ["."]):
            return None
        if any(low in FINITE or (low in self.table and not self.table[low].noun) for low in self.lows[last + 1 :]):
            return None
        return Cue(at, at, last, Subject(SubjectKind.PERSON, at + 1, last, name=self.items[last].name), "", SAYING)

    def _gapped_cue(self, at: int) -> Cue | None:
        """Make the cue of a clause that leaves out its verb: “Brun speaks of “…”; Oorlam of “…”; for Venn, “…””."""
        if not any(item.kind == QUOTE for item in self.items[:at]):
            return None
        viewer = self.lows[at + 1 : at + 2] in (["for"], ["to"])
        subject = self.phrase_after(at + 1 + viewer)
        if subject is None or subject.last + 2 >= len(self.items) or self.items[subject.last + 2].kind != QUOTE:
            return None
        link, behind = self.lows[subject.last + 1], self.lows[subject.last + 3 : subject.last + 4]
        if link not in _GAPS or (link == "," and not viewer and behind not in ([], ["."], [";"])):
            return None  # “; Brandt, “tired after the vote”, left”
        if subject.kind == SubjectKind.PHRASE and not (speaks_as_phrase(subject.head) or self.named(subject)):
            return None
        return Cue(at, subject.first, subject.last + 1, subject, "", SAYING, after_noun=True)

    def _colon_cue(self, at: int) -> Cue | None:
        """Make the cue of a name with a colon: “Kuleba: “…””."""
        if at == 0 or (at + 1 < len(self.items) and self.items[at + 1].kind != QUOTE):
            return None
        item = self.items[at - 1]
        if (
            item.kind == WORD
            and at <= 4
            and is_role(item.low)
            and all(i.kind == WORD and i.low.isalpha() for i in self.items[:at])
            and not any(low in PRONOUNS or low in self.table for low in self.lows[:at])
        ):
            # “President: “…””
            return Cue(at, 0, at - 1, Subject(SubjectKind.PHRASE, 0, at - 1, head=item.low), "", SAYING)
        if item.kind == WORD and item.low in BODIES and 1 < at <= 7 and all(i.kind != QUOTE for i in self.items[:at]):
            small = ("the", "of", "for", "and", "’s")
            if all(i.kind == NAME or i.word[:1].isupper() or i.low in small for i in self.items[:at]):
                # “The Ports Federation: “…””
                return Cue(at, 0, at - 1, Subject(SubjectKind.PHRASE, 0, at - 1, head=item.low), "", SAYING)
        if item.kind != NAME or at - 1 - item.lead > 0:
            return None
        return Cue(
            at,
            at - 1 - item.lead,
            at - 1,
            Subject(SubjectKind.PERSON, at - 1 - item.lead, at - 1, name=item.name),
            "",
            SAYING,
        )


@lru_cache(maxsize=1)
def _telling() -> frozenset[str]:
    """Give every word that can be part of words of attribution, in lower case."""
    return (
        frozenset(verbs())
        | SPEECH_NOUNS
        | frozenset(_ACCORDING_BY_FIRST)
        | _HIS_WORDS
        | _OUTSPOKEN
        | _DASHES
        | {"göre", ":", ";", POSSESSIVE}
    )
