"""Whom a text means: “he”, “the minister”, “the ministry”, a verb without a subject.

Keeps whom the text was last speaking of while it is read from the top.
"""

from dataclasses import dataclass

from dateline.ingest.choosing import parenthetical
from dateline.ingest.cues import AFTER_QUOTE, Cue, Sentence
from dateline.ingest.holders import body_before, mentions_before, office_holder
from dateline.ingest.name_words import (
    BODIES,
    DEMONYMS,
    FEMALE_WORDS,
    FUNCTION_WORDS,
    MALE_WORDS,
    MESSAGES,
    MODIFIERS,
    NATIONALS,
    PLACES,
    PLURAL_PEOPLE,
    ROLES,
    is_role,
)
from dateline.ingest.narration import MEMORY, NAME, QUOTE, WORD
from dateline.ingest.people import People, Person
from dateline.ingest.phrases import Subject, SubjectKind
from dateline.ingest.speech_words import PRONOUNS, SAYING
from dateline.ingest.tokens import POSSESSIVE

_ARTICLES = frozenset("the o os".split())
_TITLE_WORDS = (MODIFIERS | DEMONYMS) - FUNCTION_WORDS
_GOVERNING = frozenset(
    "of in on at by with from to for about against between under over into through via until toward towards "
    "upon within behind like "
    "de da do com para por sobre em no na у в на з із до від за про с из к от о об для".split()
)
_BEFORE_SUBJECT = frozenset(", but and when as while – — then ; : that".split())
_REPLYING = frozenset(
    "replied replies answered answers responded responds retorted відповів відповіла ответил ответила".split()
)
_NEW_MESSAGE = frozenset("a an its their his her written".split())
# Who says nothing of who speaks.
_VAGUE = frozenset("source sources fontes fonte kaynaklar джерела джерело источники источник".split())
_INDEFINITE = frozenset("a an another one two three some several many um uma bir один одна один one".split())


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who speaks, or of whom the text speaks."""

    name: str
    """As it shall be printed."""
    person: Person | None = None
    """The person, if known by name."""
    gender: str | None = None
    """`m`, `f`, or None."""
    human: bool = True
    """Whether “he” or “she” can mean the speaker."""
    plural: bool = False
    """Whether these are several."""
    government: bool = False
    """Whether this is a country or a town, which stands for its government."""
    head: str = ""
    """The main word of the designation, for somebody unnamed."""


@dataclass(slots=True)
class _Focus:
    """Whom the text was last speaking of."""

    speaker: Speaker
    paragraph: int


class Referents:
    """Whom one text speaks of, up to the sentence being read."""

    def __init__(self, text: str, people: People) -> None:
        self.text, self.people = text, people
        self.paragraph = 0
        """Number of the paragraph being read."""
        self.focus: list[_Focus] = []
        """Whom the text spoke of, latest last."""
        self.last: _Focus | None = None
        """Who spoke last."""
        self.unnamed: dict[str, Speaker] = {}
        """Designations of the unnamed and of bodies by their main word."""
        self.authors: dict[str, Speaker] = {}
        """Who issued “the statement”, by the word for it."""
        self.romance: bool | None = None
        """Whether the text looks Portuguese; None as long as nobody asked."""
        self.asked: Speaker | None = None
        """Who asked the question that was quoted last."""
        self.seen = 0
        """Token of the last mention read."""

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
        return None

    def _joint(self, sentence: Sentence, first: int, person: Person) -> Speaker | None:
        """Find two who speak together: “Olaf Scholz and Emmanuel Macron said”."""
        if (
            first < 2
            or sentence.lows[first - 1] not in ("and", "e", "ve", "і", "та", "и")
            or sentence.items[first - 2].kind != NAME
        ):
            return None
        other = sentence.items[first - 2]
        if (
            other.name is None
            or other.name.person is person
            or not self._subject_place(sentence, first - 2 - other.lead)
        ):
            return None
        return Speaker(f"{other.name.person.name} {sentence.items[first - 1].word} {person.name}", plural=True)

    def _with_next(self, sentence: Sentence, index: int, limit: int) -> Speaker | None:
        """Find two subjects joined by “and”, the first of which is the name at an item."""
        for following in range(index + 2, min(limit, index + 9)):
            item = sentence.items[following]
            if item.kind == NAME and item.name is not None:
                return self._joint(sentence, following - item.lead, item.name.person)
            if item.kind != WORD or not item.low.isalpha():
                return None
        return None

    def _of_person(self, person: Person) -> Speaker:
        """Make the speaker of a person."""
        return Speaker(person.name, person, person.gender)

    def _shared(self, cue: Cue, sentence: Sentence) -> Speaker | None:
        """Find the subject that a verb without one shares: “met him and said”, “…, adding”."""
        quoted = {"quoted", "cited"} & set(sentence.lows[: cue.verb_at])
        if cue.verb in ("saying", "telling") and quoted and sentence.lows[cue.verb_at - 1] == "as":
            # “was quoted as saying”, “quoted Kuleba as saying”.
            index = next(i for i, low in enumerate(sentence.lows) if low in quoted)
            if not sentence.passive(index):
                target = sentence.phrase_after(index + 1)
                if target is not None and target.last < cue.verb_at:
                    return self._by_subject(target, sentence)
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
        opening = sentence.items[0]
        if cue.verb in AFTER_QUOTE and opening.word[:1].isupper() and sentence.lows[1:2] in ([","], [""]):
            return Speaker(opening.word)  # “Çavuşoğlu, “…” dedi”, where no fuller name tells that this is one
        if cue.gender in ("m", "f"):
            return self._by_gender(cue.gender)
        return self.recent()

    def _by_subject(self, subject: Subject, sentence: Sentence) -> Speaker | None:
        """Resolve a subject that has no cue of its own."""
        return self.resolve(Cue(subject.first, subject.first, subject.last, subject, "", SAYING), sentence)

    def main_subject(self, sentence: Sentence, before: int | None = None) -> Speaker | None:
        """Find whom a sentence speaks of: the first name that is not governed by a preposition, or a pronoun."""
        items, lows = sentence.items, sentence.lows
        limit = len(items) if before is None else before
        for index in range(limit):
            item = items[index]
            if item.kind == NAME and item.name is not None:
                if index + 1 < len(items) and lows[index + 1] == POSSESSIVE:
                    continue
                if self._governed(lows, index - item.lead):
                    continue
                return self._with_next(sentence, index, limit) or self._of_person(item.name.person)
            if (
                item.kind == WORD
                and item.low in PRONOUNS
                and item.low not in ("it", "il", "er")
                and self._subject_place(sentence, index)
            ):
                return self._pronoun(item.low, sentence, index)
            if item.kind == WORD and is_role(item.low):
                begin = index
                while (
                    begin > 0
                    and index - begin < 4
                    and items[begin - 1].kind == WORD
                    and lows[begin - 1] in _TITLE_WORDS
                ):
                    begin -= 1
                if (
                    lows[begin - 1 : begin] in (["the"], ["a"], ["o"])
                    and begin
                    and self._subject_place(sentence, begin - 1)
                ):
                    if lows[index + 1 : index + 2] == [POSSESSIVE]:
                        continue
                    end = self._with_complement(sentence, index)
                    speaker = self._phrase(Subject(SubjectKind.PHRASE, begin - 1, end, head=item.low), sentence)
                    if speaker is not None and (speaker.person is not None or begin == 1):
                        return speaker
        for index in range(limit):
            if lows[index] in ("he", "she"):
                return self._pronoun(lows[index], sentence, index)
        return None

    def _with_complement(self, sentence: Sentence, index: int) -> int:
        """Give the last item of an office with what it is for: “a spokesman | for the group”."""
        items, lows = sentence.items, sentence.lows
        if index + 2 >= len(items) or lows[index + 1] not in ("for", "of", "at", "from"):
            return index
        last = index + 2
        if lows[last] in ("the", "a", "an", "its", "his", "her") and last + 1 < len(items):
            last += 1
        if items[last].kind != WORD or not items[last].low[:1].isalpha():
            return last if items[last].kind == NAME else index
        while last + 1 < len(items) and items[last].word[:1].isupper() and items[last + 1].word[:1].isupper():
            last += 1
        return last

    def _aside(self, sentence: Sentence, cue: Cue) -> bool:
        """Tell whether a cue stands between two dashes with no quotation beside it."""
        before = sentence.lows[: min(cue.first, cue.verb_at)]
        after = sentence.lows[cue.verb_at :]
        opened = next((low for low in reversed(before) if low in ("—", "–", "") or low == ","), "")
        return opened in ("—", "–") and ("—" in after or "–" in after)

    def _body_subject(self, sentence: Sentence) -> Speaker | None:
        """Find the body a sentence begins with: “The Landlords’ Guild disagreed.”"""
        items = sentence.items
        named = items[0].kind == NAME and sentence.lows[1:2] == [POSSESSIVE]
        if not named and (items[0].kind != WORD or not items[0].word[:1].isupper()):
            return None
        for index in range(1 if named else 0, min(6, len(items))):
            item = items[index]
            if (
                item.kind != WORD
                or (not item.low[:1].isalpha() and item.low != POSSESSIVE)
                or item.low in ("of", "in", "by", "and", "on", "at", "for", "from", "with")
            ):
                return None
            if item.low in BODIES and index and sentence.lows[index + 1 : index + 2] != [POSSESSIVE]:
                return self._phrase(Subject(SubjectKind.PHRASE, 0, index, head=item.low), sentence)
        return None

    def _subject_place(self, sentence: Sentence, index: int) -> bool:
        """Tell whether a subject can stand at an item: at the start, or after a comma or conjunction."""
        if index == 0:
            return True
        before = sentence.items[index - 1]
        return before.kind == QUOTE or before.low in _BEFORE_SUBJECT

    def _governed(self, lows: list[str], index: int) -> bool:
        """Tell whether a preposition governs the phrase that begins at an item."""
        previous = index - 1
        while previous >= 0 and lows[previous] in ("the", "a", "an", "his", "her", "their", "its"):
            previous -= 1
        return previous >= 0 and lows[previous] in _GOVERNING

    def _pronoun(self, pronoun: str, sentence: Sentence, at: int, rival: Speaker | None = None) -> Speaker | None:
        """Find whom a pronoun means; not the `rival`, who asked what is answered."""
        gender = PRONOUNS.get(pronoun, "")
        if gender == "n":
            return next((f.speaker for f in reversed(self.focus[-4:]) if not f.speaker.human), None)
        if gender == "p":
            return self._several()
        for index in range(at - 1, -1, -1):
            item = sentence.items[index]
            if item.kind != NAME or item.name is None or not self._subject_place(sentence, index - item.lead):
                continue
            if index + 1 < len(sentence.items) and sentence.lows[index + 1] == POSSESSIVE:
                continue
            if item.name.person.gender in (None, gender):
                return self._of_person(item.name.person)
        if at > 3:
            # “The minister welcomed what he called …”
            opening = self.main_subject(sentence, at)
            if opening is not None and opening.human and not opening.plural and opening.gender in (None, gender):
                return opening
        return self._by_gender(gender, rival)

    def _by_gender(self, gender: str, rival: Speaker | None = None) -> Speaker | None:
        """Find the last one spoken of whom “he” or “she” can mean."""
        doubtful: Speaker | None = None
        for focus in reversed(self.focus[-8:]):
            if self.paragraph - focus.paragraph > (MEMORY if doubtful is None else 1):
                break
            speaker = focus.speaker
            if rival is not None and speaker.name == rival.name:
                continue
            if self._weak(speaker) and focus.paragraph != self.paragraph:
                continue
            known = speaker.person.gender if speaker.person else speaker.gender
            if not speaker.human or speaker.plural or known not in (None, gender):
                continue
            if known:
                return speaker
            if speaker.person:
                # A woman is more often named as one than not: “she” is rather she who is known to be.
                women = [
                    span.person for span in mentions_before(self.people, self.seen, 3) if span.person.gender == "f"
                ]
                return self._of_person(women[-1]) if gender == "f" and women else speaker
            if focus.paragraph == self.paragraph:
                return speaker
            # Somebody unnamed of whom it isn't known whether he or she fits: one who surely does comes first.
            doubtful = doubtful or speaker
        if doubtful is not None:
            return doubtful
        for span in reversed(mentions_before(self.people, self.seen, 12)):
            if span.person.gender == gender:
                return self._of_person(span.person)
        return self.last.speaker if self.last else None

    def _weak(self, speaker: Speaker) -> bool:
        """Tell whether a name is a person's for all that is known, but may be a work's or a firm's."""
        return speaker.person is not None and speaker.person.weak

    def _several(self) -> Speaker | None:
        """Find whom “they” means."""
        for focus in reversed(self.focus[-6:]):
            if self.paragraph - focus.paragraph > MEMORY:
                break
            if (focus.speaker.plural or not focus.speaker.human) and focus.speaker.head not in _VAGUE:
                return focus.speaker
        return self.last.speaker if self.last else None

    def _phrase(self, subject: Subject, sentence: Sentence) -> Speaker | None:
        """Find whom a phrase means: “the minister”, “the ministry”, “a senior official”."""
        items = sentence.items[subject.first : subject.last + 1]
        lows = [item.low for item in items]
        head = subject.head
        if head in MESSAGES:
            return self._author(subject, sentence)
        if head.endswith("-year-old") or (
            len(lows) == 2 and lows[0] == "the" and (head in NATIONALS or head in DEMONYMS)
        ):
            return self._aged() or self._designation(subject, sentence)
        if subject.first == subject.last and items[0].low in ("one", "another") and self.last:
            return Speaker(items[0].low, head=items[0].low)
        definite = (
            lows[0] in ("the", "this", "that", "his", "her", "their", "its", "o", "a", "os", "as")
            or not items[0].word.isascii()
        )
        definite = definite and not (
            lows[0] in ("a", "as") and items[0].word.isascii() and not head.endswith(("o", "a", "r", "e"))
        )
        if lows[0] == "a" and head.isascii() and not self._romance():
            definite = False
        possessive = POSSESSIVE in lows or items[0].kind == NAME
        indefinite = lows[0] in _INDEFINITE and not definite
        if (
            is_role(head)
            and head not in PLURAL_PEOPLE
            and not indefinite
            and (definite or possessive or lows[0] == head or items[0].word[:1].isupper())
        ):
            capitals = {item.low for item in items[1:] if item.word[:1].isupper()} | {
                low for low in lows[:1] if not definite and items[0].word[:1].isupper()
            }
            if items[0].name is not None:
                capitals |= {word.lower() for word in items[0].name.person.words[-1:]}
            person = office_holder(self.people, set(lows) | {head}, head, capitals, sentence.items[subject.first].start)
            same = self.unnamed.get(head) if definite else None
            if person is not None and (same is None or head in person.role_words):
                return self._of_person(person)
            if same is not None:
                return same
            if definite and len(lows) == 2 and head not in ("spokesman", "spokeswoman", "spokesperson", "source"):
                recent = self.recent()
                if recent is not None and recent.person is not None and not recent.person.role_words:
                    return recent
        if head in BODIES and definite and len(lows) == 2 and items[-1].word.islower():
            known = self._body(head, items[0].start) or self.unnamed.get(head)
            if known is not None:
                return known
        speaker = self._designation(subject, sentence)
        if speaker is not None and speaker.head:
            self.unnamed.setdefault(speaker.head, speaker)
        return speaker

    def _aged(self) -> Speaker | None:
        """Find whom “the 61-year-old” means: the person last spoken of."""
        for focus in reversed(self.focus[-4:]):
            if focus.speaker.human and not focus.speaker.plural and self.paragraph - focus.paragraph <= 2:
                return focus.speaker
        return None

    def _romance(self) -> bool:
        """Tell whether the text looks Portuguese, where “a” is an article for “the”."""
        if self.romance is None:
            lows = self.people.tokens.lows[:400]
            self.romance = lows.count("de") + lows.count("que") > 2 * (lows.count("the") + lows.count("of"))
        return self.romance

    def _designation(self, subject: Subject, sentence: Sentence) -> Speaker | None:
        """Make the speaker of a phrase as printed."""
        items = sentence.items
        first, last = subject.first, subject.last
        head = subject.head
        proper = any(item.low == head and item.word[:1].isupper() for item in items[first + 1 : last + 1])
        if items[first].low in _ARTICLES and first < last and proper:
            first += 1
        name = self.text[items[first].start : items[last].end]
        if (
            items[first].low in _ARTICLES
            or items[first].low in _INDEFINITE
            or items[first].low in ("his", "her", "their", "its", "this")
        ):
            name = name[0].lower() + name[1:]
        government = head in PLACES or head in self.people.places
        human = head not in BODIES and head not in MESSAGES and not government
        # A word the lists don't know (“a cyclist”) is a person's only in a short phrase with an article before it.
        unlisted = (
            head.islower()
            and not proper
            and last - first < 4
            and items[first].low in ("a", "an", "the")
            and not self._romance()
        )
        several = head in PLURAL_PEOPLE or (head.endswith("s") and head not in ROLES and is_role(head[:-1]))
        human = human and (is_role(head) or several or unlisted)
        plural = several or (human and head.endswith("s") and head not in ROLES)
        lows = {item.low for item in items[first : last + 1]}
        gender = "f" if lows & FEMALE_WORDS and human else "m" if lows & MALE_WORDS and human else None
        return Speaker(name, None, gender, human=human, plural=plural, government=government, head=head)

    def _author(self, subject: Subject, sentence: Sentence) -> Speaker | None:
        """Find who issued a statement or report: “a statement from Scholz’s office”."""
        lows = sentence.lows
        for index in range(subject.first + 1, subject.last):
            if lows[index] in ("from", "by", "of"):
                issuer = sentence.phrase_after(index + 1)
                if issuer is not None:
                    return self._by_subject(issuer, sentence)
            if lows[index] == POSSESSIVE and subject.head in lows[index : subject.last + 1]:
                owner = sentence.phrase_before(index - 1)
                if owner is not None:
                    return self._by_subject(owner, sentence)
        if lows[subject.first] in ("his", "her", "their", "its"):
            recent = self.recent()
            if recent is not None:
                return recent
        author = self.authors.get(subject.head)
        if author is not None and lows[subject.first] in ("the", "that", "this"):
            return author
        if subject.first > 1 and lows[subject.first] in ("a", "an"):
            # “The leaders issued a statement that promised …”
            opening = self._opening(sentence, subject.first)
            if opening is not None:
                return opening
        return self._designation(subject, sentence)

    def _opening(self, sentence: Sentence, before: int) -> Speaker | None:
        """Find the subject that a sentence, or its main clause after a comma, opens with."""
        items, lows = sentence.items, sentence.lows
        if items[0].kind == NAME or (items[0].word[:1].isupper() and items[0].low not in FUNCTION_WORDS):
            main = self.main_subject(sentence, before)
            if main is not None:
                return main
        first = next((i + 1 for i in range(before - 1, -1, -1) if lows[i] in (",", "–", "—")), 0)
        articles = ("the", "a", "an", "some", "two", "several")
        if first < before and lows[first] in ("on", "in", "at", "after"):
            # “On Wednesday a group released …”
            first = next(
                (
                    i
                    for i in range(first + 1, min(before, first + 6))
                    if lows[i] in articles and lows[i - 1] not in ("in", "on", "of")
                ),
                before,
            )
        if first >= before or items[first].kind != WORD or lows[first] not in articles:
            return None
        last = first
        while (
            last + 1 < before
            and items[last + 1].kind == WORD
            and not lows[last + 1].endswith(("ed", "ing"))
            and not sentence.speaks(last + 1)
        ):
            last += 1
        head = sentence.head(first, last)
        if head is None or last == first:
            return None
        return self._phrase(Subject(SubjectKind.PHRASE, first, last, head=head), sentence)

    def _body(self, head: str, before: int) -> Speaker | None:
        """Find the body with a name that “the ministry” means."""
        name = body_before(self.text, self.people.tokens, head, before)
        return Speaker(name, human=False, head=head) if name else None

    def recent(self) -> Speaker | None:
        """Give whom the text was speaking of in the last paragraphs."""
        for focus in reversed(self.focus[-6:]):
            if self.paragraph - focus.paragraph <= (0 if self._weak(focus.speaker) else 2):
                return focus.speaker
        if self.last and self.paragraph - self.last.paragraph <= MEMORY:
            return self.last.speaker
        return None

    def update_focus(
        self, sentence: Sentence, resolved: list[Speaker | None], speakers: list[Speaker], *, quoting: bool
    ) -> Speaker | None:
        """Keep whom the sentence speaks of; give who is heard in it, with or without quotation marks.

        `resolved` are the speakers of the sentence's cues, `speakers` those its quotations were given to;
        `quoting` says whether it has quotations.
        """
        heard = self._heard(sentence, resolved, speakers) or (speakers[-1] if speakers else None)
        if heard is not None:
            for index, low in enumerate(sentence.lows):
                if low in MESSAGES and index and sentence.lows[index - 1] in _NEW_MESSAGE:
                    self.authors[low] = heard
        main = heard or self.main_subject(sentence) or self._body_subject(sentence)
        if main is not None and (speakers or self._memorable(main)):
            self.focus.append(_Focus(main, self.paragraph))
            if len(self.focus) > 40:
                del self.focus[:20]
        self.seen = next((item.name.begin for item in reversed(sentence.items) if item.name is not None), self.seen)
        if heard is not None and heard.head not in _VAGUE and (speakers or self._memorable(heard)):
            self.spoke(heard)
        elif main is not None and main.person is not None and not quoting:
            return main
        return heard

    def spoke(self, speaker: Speaker, *, asking: bool | None = None) -> None:
        """Keep who spoke last, and (where quoted) whether it was to ask."""
        self.last = _Focus(speaker, self.paragraph)
        if asking is not None:
            self.asked = speaker if asking else None

    def _memorable(self, speaker: Speaker) -> bool:
        """Tell whether a later “he” or “it” can mean a speaker."""
        return speaker.human or speaker.government or speaker.head in BODIES

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
