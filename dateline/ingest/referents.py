"""Whom a text means: “he”, “the minister”, “the ministry”, a verb without a subject.

Keeps whom the text was last speaking of while it is read from the top: `memory` has that, `openings` the subjects of
sentences, `designations` what phrases mean.
"""

from dateline.ingest.choosing import parenthetical
from dateline.ingest.cues import Sentence
from dateline.ingest.designations import Designations
from dateline.ingest.memory import Focus, Speaker
from dateline.ingest.name_words import MESSAGES
from dateline.ingest.narration import NAME, QUOTE, WORD
from dateline.ingest.openings import CAME, ISSUING
from dateline.ingest.phrases import FINITE, Subject, SubjectKind
from dateline.ingest.speech_words import PRONOUNS, SAYING
from dateline.ingest.tokens import POSSESSIVE
from dateline.ingest.verb_cues import AFTER_QUOTE, Cue

REPLYING = frozenset(
    "replied replies answered answers responded responds retorted відповів відповіла ответил ответила".split()
)
"""Verbs that say that the words answer somebody's."""
_BIDDING = frozenset("asked told urged ordered invited instructed begged advised directed".split())
# What somebody does who was asked to do something.
_COMPLYING = frozenset(
    "declined refused agreed obeyed complied did obliged demurred accepted hesitated relented resisted".split()
)
_COMING = frozenset("comes came come".split())
_NEW_MESSAGE = frozenset("a an its their his her written".split())
_FIRST_PERSON = frozenset("i we eu nós я ми мы ben biz".split())
_VAGUE = frozenset("source sources fontes fonte kaynaklar джерела джерело источники источник".split())


class Referents(Designations):
    """Whom one text speaks of, up to the sentence being read."""

    def resolve(self, cue: Cue, sentence: Sentence) -> Speaker | None:
        """Find whom the subject of a cue means."""
        subject = cue.subject
        if subject.kind == SubjectKind.PERSON and subject.name is not None:
            return self._joint(sentence, subject.first, subject.name.person) or self._of_person(subject.name.person)
        if subject.kind == SubjectKind.PRONOUN:
            rival = self.asked if cue.verb in REPLYING else None
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
        nearer = self._clause_subject(sentence, cue) or self._reported_subject(sentence, cue)
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
            behind = sentence.lows[index + 2] if index + 2 < cue.verb_at else ""
            if before.low == "," and following.low == "," and (behind.endswith("ed") or behind in CAME):
                return self._of_person(item.name.person)  # “when the former chairman, Walt Prine, stood up and said”
            goes_on = following.kind == WORD and following.low[:1].isalpha() and following.low not in ("and", "or")
            return self._of_person(item.name.person) if opens and goes_on else None
        return None

    def _reported_subject(self, sentence: Sentence, cue: Cue) -> Speaker | None:
        """Find the pronoun of the clause that a participle ends: “A reporter asked if she regretted calling it “…””."""
        if not cue.verb_at or not cue.verb.endswith("ing") or not sentence.lows[cue.verb_at - 1].isalpha():
            return None
        for index in range(cue.verb_at - 2, max(0, cue.verb_at - 7), -1):
            item = sentence.items[index]
            if item.kind != WORD or not item.low.isalpha():
                return None
            if item.low in ("he", "she") and sentence.lows[index - 1] in ("if", "whether", "why", "that", "when"):
                asker = next((each for each in sentence.cues if each.verb_at == index - 2), None)
                rival = self.resolve(asker, sentence) if asker is not None else None
                return self._pronoun(item.low, sentence, index, rival)
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
        if at == 0 and self.bidden is not None and sentence.lows[1:2] and sentence.lows[1] in _COMPLYING:
            return self.bidden
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
        if at > 3 and not self._told_of(sentence, at):
            # “The minister welcomed what he called …”
            opening = self.main_subject(sentence, at)
            asking = opening is not None and rival is not None and opening.name == rival.name
            fits = opening is not None and opening.human and not opening.plural and opening.gender in (None, gender)
            if fits and not asking:
                return opening
        return self._by_gender(gender, rival)

    def _told_of(self, sentence: Sentence, at: int) -> bool:
        """Tell whether a clause stands between a subject and its verb: “The premier, she said, “has failed””.

        Whom the sentence speaks of is then not the one who says it.
        """
        lows = sentence.lows
        if lows[at - 1] != "," or at > 7 or lows[at + 2 : at + 3] != [","] or not sentence.speaks(at + 1):
            return False
        opening = sentence.items[: at - 1]
        return lows[0] in ("the", "his", "her") and all(
            item.kind == WORD and item.low not in FINITE and not item.low.endswith("ed") for item in opening
        )

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
                if low not in MESSAGES or not index:
                    continue
                # “in a two-sentence letter”
                plain = sentence.lows[index - 1] in _NEW_MESSAGE or sentence.lows[index - 2 : index - 1] not in (
                    ["a"],
                    ["an"],
                )
                article = index if plain else index - 1
                if sentence.lows[article - 1] in _NEW_MESSAGE:
                    near = sentence.lows[max(0, article - 5) : article]
                    # “said in a letter”, “released a report”, and not “was asked about a report”
                    if near[-1] not in ("a", "an") or near[-2:-1] in (["in"], ["via"], ["with"]) or ISSUING & set(near):
                        self.authors[low] = main
        if main is None and not quoting:
            main = self._only_named(sentence)
        if main is not None and (speakers or self._memorable(main)):
            self.focus.append(Focus(main, self.paragraph))
            if len(self.focus) > 40:
                del self.focus[:20]
        self.bidden = self._told_to(sentence)
        self.seen = next((item.name.begin for item in reversed(sentence.items) if item.name is not None), self.seen)
        if heard is not None and heard.head not in _VAGUE and (speakers or self._memorable(heard)):
            self.spoke(heard)
        elif main is not None and main.person is not None and not quoting:
            return main
        return heard

    def _told_to(self, sentence: Sentence) -> Speaker | None:
        """Find whom a sentence asks to do something: “ruled it out and asked Mr Dorrit to leave”."""
        for index, low in enumerate(sentence.lows[:-2]):
            if low in _BIDDING:
                target = sentence.phrase_after(index + 1)
                behind = target.last + 1 if target is not None and target.kind == SubjectKind.PERSON else -1
                if target is not None and sentence.lows[behind : behind + 1] == ["to"]:
                    return self._by_subject(target, sentence)
        return None

    def _only_named(self, sentence: Sentence) -> Speaker | None:
        """Find whom a sentence names beside nobody else: “Venn’s ratings have held”, “The best line is from Venn”."""
        persons = {item.name.person.name: item.name.person for item in sentence.items if item.name is not None}
        if len(persons) != 1:
            return None
        (person,) = persons.values()
        if not person.certain or person.weak:
            return None
        lows = sentence.lows
        index = next(index for index, item in enumerate(sentence.items) if item.name is not None)
        first = index - sentence.items[index].lead
        owner = first == 0 and lows[index + 1 : index + 2] == [POSSESSIVE]
        comes = lows[first - 1 : first] == ["from"] and any(low in _COMING for low in lows[first - 2 : first - 1])
        return self._of_person(person) if owner or comes else None

    def _heard(self, sentence: Sentence, resolved: list[Speaker | None], speakers: list[Speaker]) -> Speaker | None:
        """Find who says the sentence as a whole: a clause of attribution behind it, else the first one in it."""
        top: Speaker | None = None
        opening = self._main_clause(sentence)
        for cue, speaker in zip(sentence.cues, resolved, strict=True):
            if speaker is None or cue.strength != SAYING or cue.subject.kind == SubjectKind.NARRATOR:
                continue
            if (speaker not in speakers and self._aside(sentence, cue)) or cue.verb_at < opening - 1 > 0:
                continue
            first = min(cue.first, cue.verb_at)
            before = sentence.items[first - 1] if first else None
            bounded = before is not None and (before.kind == QUOTE or before.low in (",", "–", "—"))
            if top is None or (bounded and parenthetical(sentence, cue)):
                top = speaker
        return top
