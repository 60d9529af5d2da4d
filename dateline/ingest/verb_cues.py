"""Words of attribution that are a verb with its subject: “said Kuleba”, “Kuleba was quoted as saying”; and `Cue`."""

from dataclasses import dataclass

from dateline.ingest.name_words import MESSAGES, PLURAL_PEOPLE, is_role
from dateline.ingest.narration import NAME, QUOTE, WORD
from dateline.ingest.phrases import CLAUSE, FINITE, STOPS, Subject, SubjectKind, speaks_as_phrase
from dateline.ingest.speech_words import (
    AUXILIARIES,
    BE_FORMS,
    FINDING,
    MANNER,
    SAYING,
    Verb,
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
_MODALS = frozenset("would will could did might should must can".split())
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


class VerbCues(Subjects):
    """Finds the verbs of attribution in one sentence's items."""

    def verb_cue(self, at: int, verb: Verb) -> Cue | None:
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
                return Cue(at, quoted + 1, at, self.elided(at), low, MANNER if verb.strength == MANNER else SAYING)
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
            return Cue(at, at, at, self.elided(at), low, MANNER, verb.gender)
        if verb.form == "ing":
            if before in ("of", "for", "in", "from", "on", "the") or (verb.noun and not self._leads_to_quote(at)):
                return None
            subject = self.left_subject(at) if before in BE_FORMS else self._accompanying(at) or self._shown(at)
            subject = subject or (self.elided(at) if before not in BE_FORMS else None)
            return Cue(at, min(subject.first, at), at, subject, low, verb.strength, verb.gender) if subject else None
        if low == "told" and (at + 1 >= len(items) or lows[at + 1] == "."):
            return None  # a headline: “Minister knew, inquiry told”
        if low in FINDING and (not self._by_message(at) or self._things_found(at)):
            return None
        goes_on = before == "then" and lows[at - 2 : at - 1] == [","] and verb.form == "past"
        # “He thanked both councils, then added”: the subject of the clause before
        subject = self.elided(at) if goes_on else self.left_subject(at)
        if subject is None or subject.kind == SubjectKind.PHRASE:
            subject = self.anchored(at) or subject
            opening = self.lead_at(0) if low in AFTER_QUOTE and (subject is None or not is_role(subject.head)) else None
            if opening is not None and opening < at:
                # “Saner, mektupları okumadıklarını söyledi.”: a Turkish sentence begins with its subject.
                subject = Subject(SubjectKind.PERSON, 0, opening, name=items[opening].name)
        if subject is None and at and items[at - 1].kind == QUOTE and low in AFTER_QUOTE:
            subject = self.elided(at)
        if subject is None:
            subject = self.elided(at) if self._continues_clause(at) and not verb.noun else None
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

    def elided(self, at: int) -> Subject:
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
