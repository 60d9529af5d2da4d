"""Words of attribution in one sentence: verbs, nouns of speech, “according to”, and whose they are."""

from dataclasses import dataclass
from functools import lru_cache

from dateline.ingest.name_words import BODIES, MESSAGES, PLURAL_PEOPLE, is_role
from dateline.ingest.narration import NAME, QUOTE, WORD, Item
from dateline.ingest.phrases import CLAUSE, FINITE, PREPOSITIONS, STOPS, Subject, SubjectKind, speaks_as_phrase
from dateline.ingest.speech_words import (
    ACCORDING,
    AUXILIARIES,
    BE_FORMS,
    CALLING,
    FINDING,
    MANNER,
    POSSESSIVE_PRONOUNS,
    PRONOUNS,
    SAYING,
    SPEECH_NOUNS,
    Verb,
    verbs,
)
from dateline.ingest.subjects import TURKISH_LINKS, Subjects
from dateline.ingest.tokens import POSSESSIVE

# Verbs that give a thing a name.
_NAMING = frozenset(
    "call calls called term terms termed dub dubs dubbed label labels labelled labeled describe describes described "
    "refer refers referred brand brands branded называет называют називає називають chama chamam".split()
)
# Participles that open an English sentence: “Asked whether …”, “Told by Lavrov that …”.
_OPENING_PARTICIPLES = frozenset("asked told described called known quoted dubbed labelled accused hailed".split())
# What joins a verb to the clause before it.
_JOINING = frozenset("and but then or , e mas і й та и но ve ) – —".split())
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
_MODALS = frozenset("would will could did might should must can".split())
_DASHES = frozenset("—–-―")
_WORDS_OF = frozenset("words phrase view opinion telling account formulation estimation".split())
_BEFORE_NOUNS = frozenset("a an the this no".split())
_BEFORE_STATES = frozenset("united member of swing gulf baltic".split())
# Participles that French and Italian set after “a” and “ha”, the article's twins.
_LATIN_PARTICIPLES = frozenset("dit detto dichiarato spiegato".split())
# Turkish verbs that follow the quotation while their subject stands before it, or is left out.
AFTER_QUOTE = frozenset(
    "dedi dediler diyor diyerek söyledi belirtti kaydetti vurguladı açıkladı ekledi aktardı yazdı uyardı "
    "sordu yanıtladı savundu anlattı "
    "diyen kullanan bulunan belirten söyleyen bildirdi hatırlattı söylüyor belirtiyor konuştu etti "
    "kullandı bulundu yaptı getirdi çekti sürdü".split()
)
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


@dataclass(frozen=True, slots=True)
class Cue:
    """One verb (or noun, or phrase) of attribution with its subject."""

    verb_at: int
    """Item of the verb."""
    first: int
    """First item of the words of attribution."""
    last: int
    """Last item of the words of attribution."""
    subject: Subject
    """Who says it."""
    verb: str
    """The verb in lower case; empty for “according to” and a name with a colon."""
    strength: int
    """SAYING, CALLING or MANNER."""
    gender: str = ""
    """What the verb's form tells of the speaker."""
    passive: bool = False
    """Whether the subject stands behind “by”."""
    habitual: bool = False
    """Whether the clause is of the kind “what the Kremlin calls …”."""
    after_noun: bool = False
    """Whether a noun of speech, not a verb, attributes."""
    inverted: bool = False
    """Whether the subject stands after the verb."""


class Sentence(Subjects):
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
                cue = self._verb_cue(index, verb)
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

    def _verb_cue(self, at: int, verb: Verb) -> Cue | None:
        """Make the cue of a verb at item `at`, or None where it is a noun or nobody's."""
        items, lows = self.items, self.lows
        low = lows[at]
        before = lows[at - 1] if at else ""
        if low in ("put", "puts", "putting"):
            if lows[at + 1 : at + 2] != ["it"]:
                return None
            verb = Verb(SAYING, "ing" if low == "putting" else "past")
        if before in _BEFORE_NOUNS and (low.isascii() and low not in _LATIN_PARTICIPLES):
            return None
        if low in ("state", "states") and before in _BEFORE_STATES:
            return None
        if items[at].word[:1].isupper() and at > 0 and verb.form != "past":
            return None
        if verb.noun and verb.form == "base" and POSSESSIVE in lows[max(0, at - 3) : at] and before[-1:] != "s":
            return None  # “Nord’s 2012 remark that”
        plain = before in ("he", "she") and verb.form == "present"
        if verb.noun and verb.form in ("base", "present") and not plain and not self._near_quote(at):
            return None
        quoted = self._quote_before(at) if low in AFTER_QUOTE else None
        if quoted is not None:
            right = self.right_subject(at, verb) if quoted == at - 1 or before in TURKISH_LINKS else None
            if right is None:
                return Cue(at, quoted + 1, at, self._elided(at), low, MANNER if verb.strength == MANNER else SAYING)
        if low in ("quoted", "cited", "quotes", "cites") and "as" in lows[at + 1 : at + 12]:
            return self._quoting_cue(at)
        if verb.form == "past" and self.passive(at):
            return self._passive_cue(at, verb)
        if (at == 0 and low in _OPENING_PARTICIPLES) or (
            verb.form == "past"
            and at
            and "by" in lows[at + 1 : at + 3]
            and not self.speaks(at)
            and self._quoted_or_by(at)
        ):
            return self._agent_cue(at, verb)
        inverted = self.right_subject(at, verb)
        if inverted is not None:
            return Cue(at, at, inverted.last, inverted, low, verb.strength, verb.gender, inverted=True)
        if before == "to":
            if verb.strength != SAYING or (verb.noun and verb.form != "base"):
                return None
            return Cue(at, at, at, self._elided(at), low, MANNER, verb.gender)
        if verb.form == "ing":
            if before in ("of", "for", "in", "from", "on", "the") or (verb.noun and not self._leads_to_quote(at)):
                return None
            subject = self.left_subject(at) if before in BE_FORMS else self._accompanying(at) or self._shown(at)
            subject = subject or (self._elided(at) if before not in BE_FORMS else None)
            return Cue(at, min(subject.first, at), at, subject, low, verb.strength, verb.gender) if subject else None
        if low == "told" and (at + 1 >= len(items) or lows[at + 1] == "."):
            return None  # a headline: “Minister knew, inquiry told”
        if low in FINDING and (not self._by_message(at) or self._things_found(at)):
            return None
        goes_on = before == "then" and lows[at - 2 : at - 1] == [","] and verb.form == "past"
        # “He thanked both councils, then added”: the subject of the clause before
        subject = self._elided(at) if goes_on else self.left_subject(at)
        if subject is None or subject.kind == SubjectKind.PHRASE:
            subject = self.anchored(at) or subject
            opening = self.lead_at(0) if low in AFTER_QUOTE and (subject is None or not is_role(subject.head)) else None
            if opening is not None and opening < at:
                # “Saner, mektupları okumadıklarını söyledi.”: a Turkish sentence begins with its subject.
                subject = Subject(SubjectKind.PERSON, 0, opening, name=items[opening].name)
        if subject is None and at and items[at - 1].kind == QUOTE and low in AFTER_QUOTE:
            subject = self._elided(at)
        if subject is None:
            subject = self._elided(at) if self._continues_clause(at) and not verb.noun else None
        habitual = subject is not None and low in _NAMING and self._what_before(subject, verb)
        if subject is None or (not habitual and not self._agrees(subject, verb, at)):
            return None
        if low in ("reported", "reports") and subject.kind == SubjectKind.PHRASE:
            cited = self._cited(at)
            if cited is not None:
                return Cue(at, min(subject.first, at), cited.last, cited, low, SAYING)
        return Cue(at, min(subject.first, at), at, subject, low, verb.strength, verb.gender, habitual=habitual)

    def _accompanying(self, at: int) -> Subject | None:
        """Find the subject of a participle behind “with”: “with Zorina, a spokeswoman, calling it …”."""
        if "with" not in self.lows[max(0, at - 20) : at]:
            return None
        subject = self.left_subject(at)
        if subject is None or not subject.first or self.lows[subject.first - 1] != "with":
            return None
        return subject if subject.kind != SubjectKind.PHRASE or speaks_as_phrase(subject.head) else None

    def _shown(self, at: int) -> Subject | None:
        """Find the name right before a participle: “a video shows Sen. Grover (R-Kan.) telling protesters”."""
        last = at - 1
        if last > 0 and self.lows[last] == ")":
            last = next((i - 1 for i in range(last - 1, max(0, last - 6), -1) if self.lows[i] == "("), 0)
        return self.name_subject(last) if last > 0 and self.items[last].kind == NAME else None

    def _quoting_cue(self, at: int) -> Cue | None:
        """Make the cue of “the agency quoted X as saying”; a passive leaves it to the “saying” behind it."""
        saying = next(
            (i for i in range(at + 2, min(at + 16, len(self.lows))) if self.lows[i] in ("saying", "telling")), 0
        )
        if self.passive(at) or not saying or self.lows[saying - 1] != "as":
            return None
        target = self.phrase_after(at + 1)
        if target is None or target.last >= saying:
            return None
        if target.kind == SubjectKind.PHRASE and not speaks_as_phrase(target.head):
            return None
        agency = self.left_subject(at)
        return Cue(at, agency.first if agency else at, saying, target, self.lows[saying], SAYING)

    def _cited(self, at: int) -> Subject | None:
        """Find whom a report names as its source: “the agency reported, citing the ministry”."""
        for index in range(at + 1, min(at + 10, len(self.items))):
            if self.items[index].kind == QUOTE or self.lows[index] in (".", ";"):
                return None
            if self.lows[index] in ("citing", "quoting") and self.lows[index - 1] == ",":
                target = self.phrase_after(index + 1)
                speaks = target is not None and (target.kind != SubjectKind.PHRASE or speaks_as_phrase(target.head))
                return target if speaks and target is not None and target.head not in MESSAGES else None
        return None

    def _by_message(self, at: int) -> bool:
        """Tell whether a report, a poll or those who made it are what “found” or “makes clear” speaks of."""
        if self.lows[at] in ("made", "makes"):
            return "clear" in self.lows[at + 1 : at + 3] or "plain" in self.lows[at + 1 : at + 3]
        return any(low in MESSAGES or low in PLURAL_PEOPLE for low in self.lows[max(0, at - 9) : at])

    def _quoted_or_by(self, at: int) -> bool:
        """Tell whether “by” follows a participle, at once or behind a quotation: “called “a saint” by Nord”."""
        return self.lows[at + 1] == "by" or self.items[at + 1].kind == QUOTE

    def _things_found(self, at: int) -> bool:
        """Tell whether things are the object of “found” and not a clause: “had found papers that “…””."""
        after = self.lows[at + 1 : at + 6]
        first = after.index("that") if "that" in after else 0
        return first > 0 and not any(low in FINITE or self.speaks(at + 1 + i) for i, low in enumerate(after[:first]))

    def _agrees(self, subject: Subject, verb: Verb, at: int) -> bool:
        """Tell whether a subject can do what the verb says."""
        word = self.items[subject.first].word
        bare = subject.kind == SubjectKind.PHRASE and subject.first == subject.last
        if bare and word.endswith("ing") and word[:1].islower():
            return False  # “, drawing chants of “…””
        modal = any(low in _MODALS for low in self.lows[max(0, at - 3) : at])
        if verb.form == "base" and not (modal and not verb.noun):
            if subject.kind == SubjectKind.PERSON:
                return False
            if subject.kind == SubjectKind.PRONOUN:
                return subject.pronoun in ("they",)
            if subject.kind == SubjectKind.PHRASE:
                before = subject.first - (self.lows[subject.first - 1 : subject.first] == [","])
                if verb.noun and before > 0 and self.items[before - 1].kind == QUOTE:
                    # “…” hangs from every second lamp post: a verb behind the quotation, no plural
                    return speaks_as_phrase(subject.head) or speaks_as_phrase(subject.head[:-1])
                return subject.head.endswith("s") or subject.head in ("police", "people", "some", "many")
            return False
        if subject.kind == SubjectKind.PHRASE and (verb.strength != SAYING or verb.noun):
            return speaks_as_phrase(subject.head) or (
                (
                    not verb.noun
                    or (subject.head in MESSAGES and verb.strength == SAYING)
                    or "as" in self.lows[at + 1 : at + 6]
                )
                and self.named(subject)
            )
        return True

    def _near_quote(self, at: int) -> bool:
        """Tell whether a quotation, “that” or a colon stands near enough for a word to be a verb and no noun."""
        return (
            any(item.kind == QUOTE for item in self.items[max(0, at - 12) : at + 7])
            or self.lows[at + 1 : at + 2] == ["that"]
            or ":" in self.lows[at + 1 : at + 4]
        )

    def _quote_before(self, at: int) -> int | None:
        """Give the item of a quotation that only a few words part from a Turkish verb: “…” ifadelerini kullandı."""
        for index in range(at - 1, max(-1, at - 5), -1):
            if self.items[index].kind == QUOTE:
                return index
            if not (self.items[index].kind == WORD and self.items[index].word[:1].islower()):
                return None
        return None

    def _leads_to_quote(self, at: int) -> bool:
        """Tell whether a quotation follows within a few words."""
        return any(item.kind == QUOTE for item in self.items[at + 1 : at + 6])

    def passive(self, at: int) -> bool:
        """Tell whether a past form at `at` is a passive after a form of “to be”."""
        index = at - 1
        while (
            index >= 0
            and at - index < 4
            and (self.lows[index].endswith("ly") or self.lows[index] in ("also", "not", "often", "widely"))
        ):
            index -= 1
        return index >= 0 and self.lows[index] in BE_FORMS

    def _passive_cue(self, at: int, verb: Verb) -> Cue | None:
        """Make the cue of a passive: whoever stands behind “by”, or the one who “was quoted as saying”."""
        if self.lows[at] in ("quoted", "cited"):
            return None  # the “saying” behind it attributes
        return self._agent_cue(at, verb)

    def _agent_cue(self, at: int, verb: Verb) -> Cue | None:
        """Find “by X” behind a participle; None where nobody is named."""
        for index in range(at + 1, min(at + 9, len(self.items))):
            low = self.lows[index]
            if low == "by" or low == "por":
                subject = self.phrase_after(index + 1)
                speaks = subject is not None and (
                    subject.kind != SubjectKind.PHRASE or speaks_as_phrase(subject.head) or self._proper(subject)
                )
                if subject is not None and speaks:
                    return Cue(at, at, subject.last, subject, self.lows[at], verb.strength, passive=True, inverted=True)
                return None
            if (low in STOPS and low not in ("-",)) or (low in CLAUSE and low != "as"):
                return None
        return None

    def _proper(self, subject: Subject) -> bool:
        """Tell whether a phrase is one name in capitals: “rejected by Brenn”."""
        return all(item.word[:1].isupper() for item in self.items[subject.first : subject.last + 1])

    def _elided(self, at: int) -> Subject:
        """Make the subject of a verb that shares it with another clause."""
        return Subject(SubjectKind.ELIDED, at, at)

    def _continues_clause(self, at: int) -> bool:
        """Tell whether a finite verb without a subject goes on with the clause before: “met him and said”."""
        index = at - 1
        while index >= 0 and (self.lows[index] in AUXILIARIES or self.lows[index].endswith("ly")):
            index -= 1
        if index < 0:
            # Slavic and Portuguese sentences may begin with the verb; English ones don't.
            return not self.items[at].word.isascii() or self.lows[at] in ("disse", "afirmou", "declarou", "acrescentou")
        return self.lows[index] in _JOINING

    def _what_before(self, subject: Subject, verb: Verb) -> bool:
        """Tell whether a clause says what somebody usually calls a thing: “what the Kremlin calls”."""
        before = self.lows[subject.first - 1] if subject.first else ""
        if before in ("what", "що", "что"):
            return verb.form in ("present", "base") or subject.kind == SubjectKind.PHRASE
        relative = before == "which" or (before == "that" and subject.first > 1 and not self.speaks(subject.first - 2))
        return relative and self.lows[subject.first - 2] not in FINDING and verb.form in ("present", "base")

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
            return Cue(at, at, at, self._elided(at), lows[at], MANNER, after_noun=True)
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
            return Cue(at, at - 2, at, self._elided(at), "came", SAYING)  # whoever was asked
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
