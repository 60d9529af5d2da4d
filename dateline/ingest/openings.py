"""Whom a sentence speaks of: the name, office, body or message that it opens with."""

from abc import ABC, abstractmethod

from dateline.ingest.cues import Sentence
from dateline.ingest.memory import Focus, Memory, Speaker
from dateline.ingest.name_words import (
    BODIES,
    DEMONYMS,
    FUNCTION_WORDS,
    MESSAGES,
    MODIFIERS,
    PLACES,
    PLURAL_PEOPLE,
    is_role,
)
from dateline.ingest.narration import NAME, QUOTE, WORD
from dateline.ingest.people import Person
from dateline.ingest.phrases import FINITE, Subject, SubjectKind, speaks_as_phrase
from dateline.ingest.speech_words import PRONOUNS, SPEECH_NOUNS
from dateline.ingest.tokens import POSSESSIVE

_TITLE_WORDS = (MODIFIERS | DEMONYMS) - FUNCTION_WORDS
_GOVERNING = frozenset(
    "of in on at by with from to for about against between under over into through via until toward towards "
    "upon within behind like "
    "de da do com para por sobre em no na у в на з із до від за про с из к от о об для".split()
)
CAME = frozenset(
    "came went took made got stood sat ran spoke told said left met won lost held gave wrote rose fell broke put kept "
    "began found saw knew sent drew".split()
)
"""Past forms without -ed of what somebody does whom the text turns to."""
ISSUING = frozenset(
    "issued released published wrote sent posted signed read put made gave filed delivered shared tweeted distributed "
    "issuing releasing publishing writing sending posting".split()
)
"""What somebody does with a statement that is his or her own."""
_BEFORE_SUBJECT = frozenset(", but and when as while – — then ; : that".split())
_SUBORDINATING = frozenset("when as after before while although though because since if once whenever".split())
# What somebody unnamed is brought in with at a sentence's begin.
_OPENING_DETERMINERS = frozenset("one another a an two several some his her their the".split())


class Openings(Memory, ABC):
    """Finds the subjects of sentences; whom a phrase means is for the classes built on it to say."""

    @abstractmethod
    def _by_subject(self, subject: Subject, sentence: Sentence) -> Speaker | None:
        """Resolve a subject that has no cue of its own."""

    @abstractmethod
    def _pronoun(self, pronoun: str, sentence: Sentence, at: int, rival: Speaker | None = None) -> Speaker | None:
        """Find whom a pronoun means; not the `rival`, who asked what is answered."""

    @abstractmethod
    def _phrase(self, subject: Subject, sentence: Sentence) -> Speaker | None:
        """Find whom a phrase means: “the minister”, “the ministry”, “a senior official”."""

    @abstractmethod
    def _author(self, subject: Subject, sentence: Sentence) -> Speaker | None:
        """Find who issued a statement or report: “a statement from Scholz’s office”."""

    @abstractmethod
    def _designation(self, subject: Subject, sentence: Sentence) -> Speaker | None:
        """Make the speaker of a phrase as printed."""

    def main_subject(self, sentence: Sentence, before: int | None = None) -> Speaker | None:
        """Find whom a sentence speaks of: the first name that is not governed by a preposition, or a pronoun."""
        items, lows = sentence.items, sentence.lows
        limit = len(items) if before is None else before
        if lows[0] in _SUBORDINATING and "," in lows[:limit]:
            # “When they come back, Oduya has a pencil”: the main clause's subject.
            opening = lows.index(",") + 1
            item = items[opening] if opening < limit else None
            if (
                item is not None
                and item.kind == NAME
                and item.name is not None
                and lows[opening + 1 : opening + 2] != [POSSESSIVE]
            ):
                return self._of_person(item.name.person)
        if before is None and (identified := self._identified(sentence)) is not None:
            return identified
        opening = self._main_clause(sentence)
        if 0 < opening < limit and (name := items[opening].name) is not None:
            return self._of_person(name.person)
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
            if (
                index == 0
                and item.kind == WORD
                and is_role(item.low)
                and (lows[1:2] == [","] or not item.low.isascii())
                and not any(other.kind == NAME for other in items[1:7])
            ):
                return self._phrase(
                    Subject(SubjectKind.PHRASE, 0, 0, head=item.low), sentence
                )  # “Bakan, … yanıt verdi”
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
                    and (self._subject_place(sentence, begin - 1) or self._fronted(sentence, begin - 1, index))
                ):
                    if lows[index + 1 : index + 2] == [POSSESSIVE] or is_role("".join(lows[index + 1 : index + 2])):
                        continue
                    end = self._with_complement(sentence, index)
                    named = self._apposed_name(sentence, end + 1)
                    if named is not None and (end == index or named.gender):
                        return named
                    speaker = self._phrase(Subject(SubjectKind.PHRASE, begin - 1, end, head=item.low), sentence)
                    if speaker is not None and (speaker.person is not None or begin == 1):
                        return speaker
        for index in range(limit):
            if lows[index] in ("he", "she"):
                return self._pronoun(lows[index], sentence, index)
        return self._unnamed_subject(sentence, limit) or self._owner_subject(sentence, limit)

    def _identified(self, sentence: Sentence) -> Speaker | None:
        """Find who is said to be what a sentence opens with: “Her rival is Stefan Dorrit, a former boxer.”"""
        lows = sentence.lows
        if lows[0] not in ("the", "his", "her", "their", "its", "one"):
            return None
        verb = next((index for index in range(2, min(7, len(lows) - 1)) if lows[index] in ("is", "was")), 0)
        if not verb or not all(item.kind == WORD and item.low.isalpha() for item in sentence.items[:verb]):
            return None
        head = sentence.head(0, verb - 1)
        lead = sentence.lead_at(verb + 1) if head is not None and is_role(head) else None
        name = sentence.items[verb + 1 + lead].name if lead is not None else None
        return self._of_person(name.person) if name is not None else None

    def _main_clause(self, sentence: Sentence) -> int:
        """Give the item of the name behind a participle's clause: “Asked what Prys had told him, | Holm opened …”."""
        items, lows = sentence.items, sentence.lows
        if items[0].kind != WORD or not (lows[0].endswith(("ed", "ing")) or lows[0] == "told") or "," not in lows:
            return 0
        for index in range(1, len(items) - 1):
            lead = sentence.lead_at(index + 1) if lows[index] == "," else None
            if lead is not None:
                following = lows[index + lead + 2 : index + lead + 3]
                return 0 if following in ([","], [POSSESSIVE], ["and"]) else index + 1 + lead
            if items[index].kind == QUOTE:
                return 0
        return 0

    def _unnamed_subject(self, sentence: Sentence, limit: int) -> Speaker | None:
        """Find somebody unnamed whom a sentence opens with: “A second official was blunter.”"""
        items, lows = sentence.items, sentence.lows
        first = 1 if lows[0] in ("but", "and") else 0
        owned = first + 1 < limit and lows[first + 1] == POSSESSIVE
        if first >= limit or (lows[first] not in _OPENING_DETERMINERS and not owned):
            return None
        for index in range(first, min(limit, first + 5)):
            low = lows[index]
            if owned and index <= first + 1:
                continue
            if items[index].kind != WORD or not low[:1].isalpha() or sentence.speaks(index):
                return None
            people = is_role(low) or low in PLURAL_PEOPLE or (low.endswith("s") and is_role(low[:-1]))
            if people and lows[index + 1 : index + 2] != [POSSESSIVE]:
                if index + 1 < limit and (is_role(lows[index + 1]) or lows[index + 1] in BODIES):
                    continue
                end = index if is_role(low) else self._with_complement(sentence, index)
                return self._phrase(Subject(SubjectKind.PHRASE, first, end, head=low), sentence)
        return None

    def _owner_subject(self, sentence: Sentence, limit: int) -> Speaker | None:
        """Find whose words a sentence opens with: “Nord’s response?”, “The Reformers’ statement was short.”"""
        lows = sentence.lows
        owned = next((index for index in range(1, min(limit, 7)) if lows[index] == POSSESSIVE), 0)
        if not owned or not any(low in MESSAGES or low in SPEECH_NOUNS for low in lows[owned + 1 : owned + 4]):
            return None
        owner = sentence.phrase_before(owned - 1)
        if owner is None or owner.first > 1:
            return None
        named = (
            owner.kind == SubjectKind.PERSON
            or sentence.named(owner)
            or sentence.items[owned - 1].word[:1].isupper()
            or speaks_as_phrase(owner.head)
        )
        return self._by_subject(owner, sentence) if named else None

    def _apposed_name(self, sentence: Sentence, comma: int) -> Speaker | None:
        """Find the name between two commas behind an office: “The host, Idris Halvar, sat between the two.”"""
        if sentence.lows[comma : comma + 1] != [","]:
            return None
        lead = sentence.lead_at(comma + 1) if comma + 1 < len(sentence.items) else None
        if lead is None or sentence.lows[comma + lead + 2 : comma + lead + 3] not in ([","], [":"]):
            return None
        name = sentence.items[comma + 1 + lead].name
        return self._of_person(name.person) if name is not None else None

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
            following = sentence.lows[index + 1] if index + 1 < len(items) else ""
            if following in BODIES:
                continue  # “the port commission”
            if item.low in BODIES and index and following != POSSESSIVE:
                last = index
                if sentence.lows[index + 1 : index + 2] in (["of"], ["for"]):  # “the Chamber of Commerce”
                    last += 2
                    while last < len(items) and items[last].word[:1].isupper():
                        last += 1
                    last = last - 1 if last > index + 2 else index
                return self._phrase(Subject(SubjectKind.PHRASE, 0, last, head=item.low), sentence)
        return None

    def _body_opening(self, sentence: Sentence, before: int) -> Speaker | None:
        """Find the body or government that a sentence begins with, for “it”: “Moscow left in what it …”."""
        first = 1 if sentence.lows[0] == "the" else 0
        item = sentence.items[first]
        place = item.word[:1].isupper() and (item.low in PLACES or item.low in self.people.places)
        if place and first + 1 < before and sentence.lows[first + 1] != POSSESSIVE:
            return self._designation(Subject(SubjectKind.PHRASE, 0, first, head=item.low), sentence)
        return self._body_subject(sentence)

    def message_before(self, sentence: Sentence, at: int) -> Speaker | None:
        """Find the message that opens a sentence and whose verb is quoted: “The statement “deplores …”.”"""
        lows = sentence.lows
        if not 1 < at < 7 or lows[0] not in ("the", "its", "their", "a", "his", "her") or lows[at - 1] not in MESSAGES:
            return None
        if not all(item.kind == WORD and item.low[:1].isalpha() for item in sentence.items[:at]):
            return None
        return self._phrase(Subject(SubjectKind.PHRASE, 0, at - 1, head=lows[at - 1]), sentence)

    def _message_told(self, sentence: Sentence) -> Focus | None:
        """Find whose message a sentence tells of: “a letter from Olen”, “the Reformers’ statement was short”."""
        lows = sentence.lows
        for index in range(len(lows) - 1, 0, -1):
            if lows[index] not in MESSAGES and lows[index] not in SPEECH_NOUNS:
                continue
            issuer = None
            if lows[index + 1 : index + 2] in (["from"], ["by"]):
                issuer = sentence.phrase_after(index + 2)
            else:
                owned = next((i for i in range(index - 1, max(0, index - 4), -1) if lows[i] == POSSESSIVE), 0)
                issuer = sentence.phrase_before(owned - 1) if owned else None
            if issuer is None or not (
                issuer.kind == SubjectKind.PERSON or sentence.named(issuer) or speaks_as_phrase(issuer.head)
            ):
                return None
            speaker = self._by_subject(issuer, sentence)
            return Focus(speaker, self.paragraph) if speaker is not None else None
        return None

    def _message_subject(self, sentence: Sentence) -> Speaker | None:
        """Find who issued what a sentence begins with: “A paper by the institute takes another view.”"""
        if sentence.lows[0] not in ("a", "an", "the") or sentence.items[0].kind != WORD:
            return None
        for index in range(1, min(4, len(sentence.items) - 2)):
            item = sentence.items[index]
            if item.low in MESSAGES and sentence.lows[index + 1] in ("by", "from"):
                subject = Subject(SubjectKind.PHRASE, 0, min(index + 8, len(sentence.items) - 1), head=item.low)
                return self._author(subject, sentence)
            if item.kind != WORD or not item.low.isalpha():
                return None
        return None

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

    def _subject_place(self, sentence: Sentence, index: int) -> bool:
        """Tell whether a subject can stand at an item: at the start, or after a comma or conjunction."""
        if index == 0:
            return True
        before = sentence.items[index - 1]
        return before.kind == QUOTE or before.low in _BEFORE_SUBJECT

    def _fronted(self, sentence: Sentence, first: int, last: int) -> bool:
        """Tell whether an office behind an adverbial is the subject: “At the end of the day | the governor came”."""
        lows = sentence.lows
        verb = lows[last + 1] if last + 1 < len(lows) else ""
        finite = verb.endswith("ed") or verb in FINITE or verb in CAME
        return finite and lows[0] in _GOVERNING and lows[first - 1] not in _GOVERNING and lows[first - 1][-1:].isalpha()

    def _governed(self, lows: list[str], index: int) -> bool:
        """Tell whether a preposition governs the phrase that begins at an item."""
        previous = index - 1
        while previous >= 0 and lows[previous] in ("the", "a", "an", "his", "her", "their", "its"):
            previous -= 1
        return previous >= 0 and lows[previous] in _GOVERNING

    def _with_next(self, sentence: Sentence, index: int, limit: int) -> Speaker | None:
        """Find two subjects joined by “and”, the first of which is the name at an item."""
        for following in range(index + 2, min(limit, index + 9)):
            item = sentence.items[following]
            if item.kind == NAME and item.name is not None:
                return self._joint(sentence, following - item.lead, item.name.person)
            if item.kind != WORD or not item.low.isalpha():
                return None
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
