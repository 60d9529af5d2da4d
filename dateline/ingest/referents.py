"""Whom a text means: “he”, “the minister”, “the ministry”, a verb without a subject.

Keeps whom the text was last speaking of while it is read from the top: `memory` has that, `openings` the subjects of
sentences, `designations` what phrases mean.
"""

from dateline.ingest.choosing import parenthetical
from dateline.ingest.cues import AFTER_QUOTE, Cue, Sentence
from dateline.ingest.designations import Designations
from dateline.ingest.memory import Focus, Speaker
from dateline.ingest.name_words import MESSAGES
from dateline.ingest.narration import NAME, QUOTE, WORD
from dateline.ingest.phrases import Subject, SubjectKind
from dateline.ingest.speech_words import PRONOUNS, SAYING
from dateline.ingest.tokens import POSSESSIVE

_REPLYING = frozenset(
    "replied replies answered answers responded responds retorted відповів відповіла ответил ответила".split()
)
_NEW_MESSAGE = frozenset("a an its their his her written".split())
_FIRST_PERSON = frozenset("i we eu nós я ми мы ben biz".split())
_ISSUING = frozenset(
    "issued released published wrote sent posted signed read put made gave filed delivered shared tweeted distributed "
    "issuing releasing publishing writing sending posting".split()
)
_VAGUE = frozenset("source sources fontes fonte kaynaklar джерела джерело источники источник".split())


class Referents(Designations):
    """Whom one text speaks of, up to the sentence being read."""

    def resolve(self, cue: Cue, sentence: Sentence) -> Speaker | None:
        """Find whom the subject of a cue means."""
        subject = cue.subject
        if subject.kind == SubjectKind.PERSON and subject.name is not None:
            return self._joint(sentence, subject.first, subject.name.person) or self._of_person(subject.name.person)
        if subject.kind == SubjectKind.PRONOUN:
            rival = self.asked if cue.verb in _REPLYING else None
            return self._pronoun(subject.pronoun, sentence, subject.first, rival)
        if subject.kind == SubjectKind.PHRASE:
            return self._phrase(subject, sentence)
        if subject.kind == SubjectKind.ELIDED:
            return self._shared(cue, sentence)
        if subject.kind == SubjectKind.NARRATOR and sentence.lows[subject.first] in _FIRST_PERSON:
            return self.answering
        return None

    def _shared(self, cue: Cue, sentence: Sentence) -> Speaker | None:
        """Find the subject that a verb without one shares: “met him and said”, “…, adding”."""
        if cue.verb == "came":
            return self.answerer() or self.recent()
        quoted = {"quoted", "cited"} & set(sentence.lows[: cue.verb_at])
        if cue.verb in ("saying", "telling") and quoted and sentence.lows[cue.verb_at - 1] == "as":
            # “was quoted as saying”, “quoted Kuleba as saying”.
            index = next(i for i, low in enumerate(sentence.lows) if low in quoted)
            if not sentence.passive(index):
                target = sentence.phrase_after(index + 1)
                if target is not None and target.last < cue.verb_at:
                    return self._by_subject(target, sentence)
        nearer = self._clause_subject(sentence, cue)
        if nearer is not None:
            return nearer
        for other in reversed(sentence.cues):
            if (
                other.verb_at < cue.verb_at
                and other.subject.kind not in (SubjectKind.ELIDED, SubjectKind.NARRATOR)
                and other.strength == SAYING
            ):
                return self.resolve(other, sentence)
        main = self.main_subject(sentence, cue.verb_at)
        if main is not None:
            return main
        body = self._body_opening(sentence, cue.verb_at) if cue.verb_at > 1 else None
        if body is not None:
            return body
        if cue.verb_at <= 1:
            # “Calling it “a gesture,” Belov said …”: the main clause behind it has the subject.
            for other in sentence.cues:
                if other.verb_at > cue.verb_at and other.subject.kind not in (SubjectKind.ELIDED, SubjectKind.NARRATOR):
                    return self.resolve(other, sentence)
            for index, item in enumerate(sentence.items):
                behind = index and (
                    sentence.items[index - item.lead - 1].kind == QUOTE or sentence.lows[index - item.lead - 1] == ","
                )
                if item.kind == NAME and item.name is not None and behind:
                    return self._of_person(item.name.person)
        opening = sentence.items[0]
        if cue.verb in AFTER_QUOTE and opening.word[:1].isupper() and sentence.lows[1:2] in ([","], [""]):
            return Speaker(opening.word)  # “Çavuşoğlu, “…” dedi”, where no fuller name tells that this is one
        if cue.gender in ("m", "f"):
            return self._by_gender(cue.gender)
        return self.recent()

    def _clause_subject(self, sentence: Sentence, cue: Cue) -> Speaker | None:
        """Find the name that opens the clause which a verb without a subject goes on with.

        “As the crowd chanted “…,” Hale smiled and said”: nearer than the subject of the verb of saying before it.
        """
        if sentence.lows[cue.verb_at - 1 : cue.verb_at] not in (["and"], ["but"], ["then"]):
            return None
        for index in range(cue.verb_at - 2, 1, -1):
            item = sentence.items[index]
            if item.kind == QUOTE:
                return None
            first = index - item.lead
            if item.kind != NAME or item.name is None or first < 1:
                continue
            before, following = sentence.items[first - 1], sentence.items[index + 1]
            opens = before.kind == QUOTE or before.low in (",", "while", "as", "when")
            goes_on = following.kind == WORD and following.low[:1].isalpha() and following.low not in ("and", "or")
            return self._of_person(item.name.person) if opens and goes_on else None
        return None

    def _by_subject(self, subject: Subject, sentence: Sentence) -> Speaker | None:
        """Resolve a subject that has no cue of its own."""
        return self.resolve(Cue(subject.first, subject.first, subject.last, subject, "", SAYING), sentence)

    def _aside(self, sentence: Sentence, cue: Cue) -> bool:
        """Tell whether a cue stands between two dashes with no quotation beside it."""
        before = sentence.lows[: min(cue.first, cue.verb_at)]
        after = sentence.lows[cue.verb_at :]
        opened = next((low for low in reversed(before) if low in ("—", "–", "") or low == ","), "")
        return opened in ("—", "–") and ("—" in after or "–" in after)

    def _pronoun(self, pronoun: str, sentence: Sentence, at: int, rival: Speaker | None = None) -> Speaker | None:
        """Find whom a pronoun means; not the `rival`, who asked what is answered."""
        gender = PRONOUNS.get(pronoun, "")
        if gender == "n":
            opening = self._body_opening(sentence, at) if at > 1 else None
            if opening is not None:
                return opening
            if self.message is not None and self.message.paragraph == self.paragraph:
                return self.message.speaker
            return next((f.speaker for f in reversed(self.focus[-4:]) if not f.speaker.human), None)
        if gender == "p":
            return self._several()
        for index in range(at - 1, -1, -1):
            item = sentence.items[index]
            if item.kind != NAME or item.name is None or not self._subject_place(sentence, index - item.lead):
                continue
            if index + 1 < len(sentence.items) and sentence.lows[index + 1] == POSSESSIVE:
                continue
            if item.name.person.gender == gender:
                return self._of_person(item.name.person)
            if item.name.person.gender is None:
                return self._owner_before(sentence, at, gender) or self._of_person(item.name.person)
        owner = self._owner_before(sentence, at, gender)
        if owner is not None:
            return owner
        if at > 3:
            # “The minister welcomed what he called …”
            opening = self.main_subject(sentence, at)
            if opening is not None and opening.human and not opening.plural and opening.gender in (None, gender):
                return opening
        return self._by_gender(gender, rival)

    def _owner_before(self, sentence: Sentence, at: int, gender: str) -> Speaker | None:
        """Find whose office, aide or words a sentence has named before a pronoun, where the gender is known.

        “The President answered Speaker Nina Pell’s remark that she …”, “Hale’s office pointed to what he had said”.
        """
        for index in range(at - 2, -1, -1):
            item = sentence.items[index]
            if item.kind == NAME and item.name is not None and sentence.lows[index + 1] == POSSESSIVE:
                return self._of_person(item.name.person) if item.name.person.gender == gender else None
        return None

    def update_focus(
        self, sentence: Sentence, resolved: list[Speaker | None], speakers: list[Speaker], *, quoting: bool
    ) -> Speaker | None:
        """Keep whom the sentence speaks of; give who is heard in it, with or without quotation marks.

        `resolved` are the speakers of the sentence's cues, `speakers` those its quotations were given to;
        `quoting` says whether it has quotations.
        """
        heard = self._heard(sentence, resolved, speakers) or (speakers[-1] if speakers else None)
        self.message = self._message_told(sentence)
        main = heard or self.main_subject(sentence) or self._body_subject(sentence) or self._message_subject(sentence)
        if main is not None:
            for index, low in enumerate(sentence.lows):
                if low in MESSAGES and index and sentence.lows[index - 1] in _NEW_MESSAGE:
                    near = sentence.lows[max(0, index - 5) : index]
                    # “said in a letter”, “released a report”, and not “was asked about a report”
                    if (
                        near[-1] not in ("a", "an")
                        or near[-2:-1] in (["in"], ["via"], ["with"])
                        or _ISSUING & set(near)
                    ):
                        self.authors[low] = main
        if main is not None and (speakers or self._memorable(main)):
            self.focus.append(Focus(main, self.paragraph))
            if len(self.focus) > 40:
                del self.focus[:20]
        self.seen = next((item.name.begin for item in reversed(sentence.items) if item.name is not None), self.seen)
        if heard is not None and heard.head not in _VAGUE and (speakers or self._memorable(heard)):
            self.spoke(heard)
        elif main is not None and main.person is not None and not quoting:
            return main
        return heard

    def _heard(self, sentence: Sentence, resolved: list[Speaker | None], speakers: list[Speaker]) -> Speaker | None:
        """Find who says the sentence as a whole: a clause of attribution behind it, else the first one in it."""
        top: Speaker | None = None
        for cue, speaker in zip(sentence.cues, resolved, strict=True):
            if speaker is None or cue.strength != SAYING or cue.subject.kind == SubjectKind.NARRATOR:
                continue
            if speaker not in speakers and self._aside(sentence, cue):
                continue
            first = min(cue.first, cue.verb_at)
            before = sentence.items[first - 1] if first else None
            bounded = before is not None and (before.kind == QUOTE or before.low in (",", "–", "—"))
            if top is None or (bounded and parenthetical(sentence, cue)):
                top = speaker
        return top
