"""The sentences of an article as claims need them: a quotation with its attribution, each with its speaker."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.ingest.claim_sense import outer_cue, passive_cue, phrasal_stance, sets_the_scene
from dateline.ingest.claim_words import (
    DECLARING,
    FINITE,
    PREPOSITIONS,
    SETTING_OUT,
    STANCES,
    SUBORDINATE,
    TERMS,
    THAT_VERBS,
)
from dateline.ingest.cues import Sentence
from dateline.ingest.datelines import LONGEST, end_of, is_month
from dateline.ingest.name_words import PLACES
from dateline.ingest.narration import LONGEST_SENTENCE, NAME, QUOTE, WORD, Item, without_insertion
from dateline.ingest.people import People, Person, read_people
from dateline.ingest.phrases import SubjectKind, speaks_as_phrase
from dateline.ingest.quotations import QuotedSpan, find_spans
from dateline.ingest.speakers import QuotedSpeech
from dateline.ingest.speech_words import SAYING
from dateline.ingest.timex import DatePhrase
from dateline.ingest.tokens import PARAGRAPH, POSSESSIVE
from dateline.ingest.verb_cues import Cue
from dateline.model import Stance


class Material:
    """An article's text with what was found in it."""

    def __init__(
        self,
        text: str,
        phrases: Sequence[DatePhrase],
        quotes: Sequence[QuotedSpeech],
        published: date | None,
        *,
        english: bool,
    ) -> None:
        """Take the clean text, its dates and quotations; read its names."""
        self.text = text
        self.phrases = phrases
        self.quotes = quotes
        self.published = published
        self.english = english
        spans = {cut.start: cut for span in find_spans(text) for cut in without_insertion(text, span)}
        # One span a quotation, in the same order.
        self.spans = [
            spans.get(quote.start)
            or QuotedSpan(start=quote.start, end=quote.end, outer_start=quote.start, outer_end=quote.end)
            for quote in quotes
        ]
        self.people: People = read_people(text)


@dataclass(slots=True)
class Part:
    """One sentence of the text, read."""

    sentence: Sentence
    """Its words, names and quotations, with the words of attribution found among them."""
    paragraph: int
    """Line of the text, from 0."""
    start: int
    """First character in the text."""
    end: int
    """One past the last character."""
    spoken: list[int]
    """Quotations in it that are speech."""
    quoted: list[int]
    """All quotations in it."""
    phrases: list[int]
    """Date phrases in its narration."""
    cue: Cue | None = None
    """The main words of attribution."""
    trailing: bool = False
    """Whether they stand behind what is said."""
    speaker: str | None = None
    """The speaker, as printed or by the fullest name."""
    person: Person | None = None
    """The speaker, where a person known by name."""
    own: int | None = None
    """The date phrase that dates the saying or the act."""
    reported: bool = False
    """Whether the speaker only tells what somebody else, who is quoted, said."""
    answer: bool = False
    """Whether it is somebody's answer in a printed interview: “Onde: I am too old to be tired.”"""


class Sentences:
    """Reads the sentences of one article."""

    def __init__(self, material: Material) -> None:
        """Take what is known of the article."""
        self.text = material.text
        self.english = material.english
        self.phrase_starts = [phrase.start for phrase in material.phrases]
        self.quotes = material.quotes
        self.spans = material.spans
        self.people = material.people
        self.by_name = {person.name: person for person in material.people.persons}

    def read(self) -> list[Part]:
        """All sentences in order, with their words of attribution and their speakers."""
        parts = list(self._parts())
        self._find_speakers(parts)
        self._find_answers(parts)
        return parts

    def _find_answers(self, parts: list[Part]) -> None:
        """Give the paragraphs of an interview to whose name and colon open them; one alone makes no interview."""
        opened = {part.paragraph: person for part in parts if (person := _named_before_colon(part)) is not None}
        counts = Counter(id(person) for person in opened.values())
        for part in parts:
            person = opened.get(part.paragraph)
            if person is None or counts[id(person)] < 2 or part.quoted or (part.speaker and part.cue is not None):
                continue
            if _named_before_colon(part) is not None:
                part.sentence = Sentence(part.sentence.items[2:])
                part.start = part.sentence.items[0].start
            part.person, part.speaker, part.cue, part.answer = person, person.name, None, True

    # -- sentences -----------------------------------------------------------------------------------------

    def _parts(self) -> Iterator[Part]:
        """Give the sentences of the text; a quotation and its attribution stay together."""
        tokens = self.people.tokens
        mentions = {span.begin: span for span in self.people.spans}
        items: list[Item] = []
        paragraph, number, index, stretch = 0, 0, 0, 0
        while index < len(tokens):
            start = tokens.starts[index]
            if number < len(self.spans) and start >= self.spans[number].outer_start:
                span = self.spans[number]
                closing = self.text[span.start : span.end].rstrip("’”'\"») ")[-1:]
                items.append(Item(QUOTE, "", "", span.outer_start, span.outer_end, quote=number, closing=closing))
                while index < len(tokens) and tokens.starts[index] < span.outer_end and tokens.lows[index] != PARAGRAPH:
                    index += 1
                number += 1
                stretch = index
                continue
            if tokens.lows[index] == PARAGRAPH:
                yield from self._split(items, paragraph)
                items = []
                paragraph += 1
                index += 1
                stretch = index
                continue
            mention = mentions.get(index)
            if mention is not None:
                lead = index - max(mention.np_begin, stretch)
                items.append(Item(NAME, "", "", start, tokens.ends[mention.end - 1], name=mention, lead=lead))
                index = mention.end
                continue
            items.append(Item(WORD, tokens.lows[index], tokens.words[index], start, tokens.ends[index]))
            index += 1
        yield from self._split(items, paragraph)

    def _split(self, items: list[Item], paragraph: int) -> Iterator[Part]:
        """Split a paragraph's items into sentences; its dateline is none of them."""
        first = items[0].start if items else 0
        opens = self.text.rfind("\n", 0, first) + 1
        # a slice, for a text may be one paragraph of any length
        headed = opens + end_of(self.text[opens : opens + LONGEST], paragraph)
        items = [item for item in items if item.start >= headed] if headed > first else items
        begin = 0
        for index, item in enumerate(items):
            following = items[index + 1] if index + 1 < len(items) else None
            if following is None or index - begin >= LONGEST_SENTENCE:
                ends = True
            elif item.kind == QUOTE:
                ends = self._ends_here(item, items[index + 1 : index + 8])
            elif item.low == "." and index and following.kind == WORD and self._numbers(items[index - 1], following):
                ends = False
            elif item.kind == WORD and item.low in (".", "!", "?", "…"):
                ends = following.kind != WORD or following.word[:1].isupper() or following.word[:1].isdigit()
                ends = ends and following.start > item.end
            else:
                ends = False
            if ends:
                yield self._part(items[begin : index + 1], paragraph, None if begin else first)
                begin = index + 1

    def _numbers(self, item: Item, following: Item) -> bool:
        """Tell whether a full stop between two words makes a number a day: “am 15. Mai”. English has no such form."""
        day = item.low.isdecimal() and len(item.low) < 3
        return day and not self.english and is_month(following.word)

    def _ends_here(self, item: Item, following: list[Item]) -> bool:
        """Tell whether a sentence ends with a quotation: its last mark is terminal and no attribution follows."""
        span = self.spans[item.quote]
        last = self.text[span.start : span.end].rstrip("’”'\"») ")[-1:]
        if last not in ".!?…":
            return False
        quote = self.quotes[item.quote]
        if quote.cue_start is not None and following and following[0].start <= quote.cue_start <= following[-1].end:
            # “… in the first place.” Lavrov said.
            gap = self.text[item.end : quote.cue_start]
            return any(mark in gap for mark in ".!?")
        first = following[0]
        return first.kind == QUOTE or first.kind == NAME or first.word[:1].isupper()

    def _part(self, items: list[Item], paragraph: int, first: int | None = None) -> Part:
        """Make the record of one sentence; `first` is where its paragraph begins, where it is the first of it.

        The day of a dateline, which `first` takes in, makes a lead worth telling; it never is the day of its act.
        """
        first = items[0].start if first is None else first
        start, end = items[0].start, items[-1].end
        quoted = [item.quote for item in items if item.kind == QUOTE]
        spans = [(self.spans[number].outer_start, self.spans[number].outer_end) for number in quoted]
        phrases = [
            number
            for number in range(bisect_left(self.phrase_starts, first), bisect_left(self.phrase_starts, end))
            if not any(a <= self.phrase_starts[number] < b for a, b in spans)
        ]
        spoken = [number for number in quoted if self.quotes[number].kind == "speech"]
        return Part(Sentence(items), paragraph, start, end, spoken, quoted, phrases)

    # -- who speaks ----------------------------------------------------------------------------------------

    def _find_speakers(self, parts: list[Part]) -> None:
        """Give each sentence its main words of attribution and its speaker."""
        recent: list[tuple[Person, int]] = []
        for part in parts:
            self._choose_cue(part)
            if part.spoken and not part.reported:
                quote = next((self.quotes[n] for n in part.spoken if self.quotes[n].speaker), None)
                if quote is not None:
                    part.speaker = quote.speaker
                    part.person = self.by_name.get(quote.speaker or "") if quote.person else None
            if part.speaker is None and part.cue is not None:
                subject = part.cue.subject
                if subject.kind is SubjectKind.PERSON and subject.name is not None:
                    part.person = subject.name.person
                    part.speaker = part.person.name
                elif subject.kind is SubjectKind.PRONOUN:
                    part.person = self._meant(part, subject.pronoun, recent)
                    part.speaker = part.person.name if part.person is not None else subject.pronoun.capitalize()
                elif subject.kind is SubjectKind.PHRASE:
                    items = part.sentence.items
                    part.speaker = self.text[items[subject.first].start : items[subject.last].end]
            named = [item.name.person for item in part.sentence.items if item.kind == NAME and item.name is not None]
            # Whoever speaks or acts is meant by the next “he” before the others are.
            foremost = part.person or (None if part.spoken else self._subject_person(part))
            recent += [(person, part.paragraph) for person in (*named, *([foremost] if foremost else ()))]
            del recent[:-12]

    def _meant(self, part: Part, pronoun: str, recent: list[tuple[Person, int]]) -> Person | None:
        """Find whom “he” or “she” means: the latest person of the gender, in this sentence or one paragraph back."""
        gender = {"he": "m", "she": "f"}.get(pronoun)
        if gender is None or part.cue is None:
            return None
        before = part.sentence.items[: part.cue.first]
        here = [item.name.person for item in before if item.kind == NAME and item.name is not None]
        near = [person for person, paragraph in recent if part.paragraph - paragraph <= 1]
        return next((person for person in reversed([*near, *here[:1]]) if person.gender in (None, gender)), None)

    def _subject_person(self, part: Part) -> Person | None:
        """Give the person whose name opens the sentence, whom “he” of the next can mean."""
        for item in part.sentence.items[:14]:
            if item.kind == NAME and item.name is not None:
                return item.name.person
            if item.kind != WORD or item.low in FINITE:
                return None
        return None

    def _choose_cue(self, part: Part) -> None:
        """Choose the words of attribution that hold for the sentence as a whole, and where they stand."""
        if self._cue_of_quotation(part):
            return
        plain = [cue for cue in part.sentence.cues if _attributes(part.sentence, cue)]
        trailing = next((cue for cue in reversed(plain) if self._is_trailing(part, cue)), None)
        if trailing is not None:
            part.cue, part.trailing = trailing, True
        elif (leading := next((cue for cue in plain if self._is_leading(part, cue)), None)) is not None:
            part.cue = leading
        elif not part.spoken and (passive := passive_cue(part.sentence)) is not None:
            part.cue = passive
        else:
            self._choose_speaker(part)

    def _cue_of_quotation(self, part: Part) -> bool:
        """Take the words of attribution of one of the sentence's quotations, where they hold for all of it."""
        items = part.sentence.items
        cues = part.sentence.cues
        for number in part.spoken:
            quote = self.quotes[number]
            if quote.cue_start is None or not part.start <= quote.cue_start < part.end:
                continue
            cue = next((c for c in cues if items[c.first].start <= quote.cue_start <= items[c.last].end), None)
            outer = outer_cue(part.sentence, cue) if cue is not None else None
            if outer is not None:
                part.cue, part.reported = outer, True
                return True
            if cue is not None and cue.subject.kind is not SubjectKind.ELIDED:
                part.cue = cue
                first_quote = next(i.start for i in items if i.kind == QUOTE and i.quote == number)
                part.trailing = first_quote < items[cue.first].start
                # “Russia lacks …, and “Putin …,” Kallas said”: what stands before the quotation is said too.
                return True
        return False

    def _choose_speaker(self, part: Part) -> None:
        """Choose who speaks or acts in a sentence that has no words of attribution of its own."""
        lows = part.sentence.lows
        if lows[:2] == ["according", "to"] and "," in lows:
            # Whoever is named where `cues` makes out nobody: “According to the UN, …”.
            comma = part.sentence.items[lows.index(",")]
            part.speaker = self.text[part.sentence.items[2].start : comma.start].strip()
            return
        subject = self._subject_person(part)
        if subject is None:
            return
        shared = any(
            cue.subject.kind is SubjectKind.ELIDED
            and cue.strength == SAYING
            and lows[cue.last + 1 : cue.last + 2] == ["that"]
            for cue in part.sentence.cues
        )
        if shared or terms_of(part) is not None:
            # “Kuleba met reporters and said that …”, “Kuleba had set out three demands”.
            part.person, part.speaker = subject, subject.name

    def _is_trailing(self, part: Part, cue: Cue) -> bool:
        """Tell whether the words of attribution stand behind what is said."""
        items = part.sentence.items
        if cue.first == 0:
            return False
        before = items[cue.first - 1]
        if not (before.kind == QUOTE or (before.kind == WORD and before.low in (",", "–", "—"))):
            return False
        said = items[: cue.first]
        if sets_the_scene(said[0].low) and not any(item.kind == QUOTE for item in said):
            return False
        after = items[cue.last + 1 :]
        ends = not after or (len(after) == 1 and after[0].low == ".") or after[0].low in (",", *PREPOSITIONS)
        whole = ends and len(said) > 3 and said[0].low not in PREPOSITIONS and said[0].low not in SUBORDINATE
        if not whole and not any(item.kind == QUOTE or self._finite(item) for item in said):
            return False
        stop = next(
            (i for i, item in enumerate(after) if item.low in ("who", "which", "when", "after", "as")), len(after)
        )
        return not any(self._finite(item) or item.low == "that" for item in after[:stop])

    def _is_leading(self, part: Part, cue: Cue) -> bool:
        """Tell whether the sentence is the statement of the cue's subject, and not one that mentions a statement."""
        lows = part.sentence.lows
        if part.trailing or (cue.verb == "" and not cue.inverted):
            return False
        if cue.verb == "":
            return cue.first <= 1 or cue.last >= len(lows) - 2
        if lows[cue.verb_at].endswith("ing") or self._noun_after_all(part, cue):
            return False
        if cue.subject.kind is SubjectKind.PHRASE and not self._can_speak(part, cue):
            return False
        before = part.sentence.items[: cue.subject.first]
        if any(item.kind == QUOTE or item.low in (":", ";") for item in before):
            return False
        if not any(self._finite(item) or item.low == "that" for item in before):
            return True
        opens = bool(before) and (before[0].low in SUBORDINATE or sets_the_scene(before[0].low))
        return opens and before[-1].low == ","

    def _can_speak(self, part: Part, cue: Cue) -> bool:
        """Tell whether a subject that is no name of a person is somebody who says something: not “a poll shows”."""
        items = part.sentence.items[cue.subject.first : cue.subject.last + 1]
        listed = cue.verb in STANCES or cue.verb in THAT_VERBS or cue.verb in DECLARING
        if not listed and phrasal_stance(part.sentence, cue) is None:
            return False
        that = part.sentence.lows[cue.last + 1 : cue.last + 2] == ["that"]
        named = any(item.word[:1].isupper() for item in items[1:]) or items[0].low in PLACES
        return items[0].low.split("’")[0] not in ("we", "i", "you") and (
            that or named or speaks_as_phrase(cue.subject.head)
        )

    def _noun_after_all(self, part: Part, cue: Cue) -> bool:
        """Tell whether the verb's form is a noun here: “Kuleba set out Ukraine’s three key | demands”."""
        verb = part.sentence.table.get(cue.verb)
        if verb is None or not verb.noun or cue.subject.kind is not SubjectKind.PHRASE:
            return False
        inside = part.sentence.items[cue.subject.first : cue.subject.last + 1]
        return any(item.low == POSSESSIVE or item.low in SETTING_OUT for item in inside)

    def _finite(self, item: Item) -> bool:
        """Tell whether a word looks like a finite verb."""
        if item.kind != WORD or (not item.low.isalpha() and "’" not in item.low):
            return False
        return (
            item.low in FINITE
            or item.low in STANCES
            or (item.low.endswith("ed") and item.low.islower() and len(item.low) > 4)
        )


def _named_before_colon(part: Part) -> Person | None:
    """Give the person whose name and a colon open a sentence: “Onde: No.”"""
    items = part.sentence.items
    if len(items) < 3 or items[0].kind != NAME or items[0].name is None or items[1].low != ":":
        return None
    return items[0].name.person


def names_of(part: Part) -> tuple[str, ...]:
    """The persons named in a sentence outside its quotations, and its speaker."""
    found = [item.name.person.name for item in part.sentence.items if item.kind == NAME and item.name]
    if part.person is not None:
        found.append(part.person.name)
    return tuple(dict.fromkeys(found))


def _attributes(sentence: Sentence, cue: Cue) -> bool:
    """Whether a cue may attribute a sentence: somebody says or declares something in plain words."""
    return (
        cue.subject.kind in (SubjectKind.PERSON, SubjectKind.PRONOUN, SubjectKind.PHRASE)
        and not cue.habitual
        and not cue.passive
        and not cue.after_noun
        and (
            cue.strength == SAYING
            or cue.verb in STANCES
            or cue.verb in DECLARING
            or phrasal_stance(sentence, cue) is not None
        )
    )


def terms_of(part: Part) -> Stance | None:
    """What a sentence like “Kuleba had set out three demands” does; None where it is none."""
    lows = part.sentence.lows
    verb = next((i for i, low in enumerate(lows[:12]) if low in SETTING_OUT), None)
    if verb is None:
        return None
    return next((TERMS[low] for low in lows[verb + 1 : verb + 9] if low in TERMS), None)


_OBLIQUE = tuple("аяиыії")
"""Ends of a single name that may be a country's in the genitive: “министр Корвании”."""


def subjects_of_saying(people: People, quotes: Sequence[QuotedSpeech], parts: Iterable[Part]) -> frozenset[str]:
    """The fullest names of persons who stand, by name, as the subject of a verb of saying.

    In Russian and Ukrainian only such a name is surely a nominative: “по словам Брама Оделла” gives a name in its case,
    and “министры Корвании” no person's at all. A single name behind an office needs an ending that no case has.
    """
    starts = people.tokens.starts
    begun = [starts[span.begin] for span in people.spans]
    found = [part.cue.subject.name for part in parts if part.cue and part.cue.verb and not part.cue.passive]
    for quote in quotes:
        if quote.verb and quote.cue_start is not None and quote.cue_end is not None:
            inside = people.spans[bisect_left(begun, quote.cue_start) : bisect_left(begun, quote.cue_end)]
            found += [span for span in inside if span.person.name == quote.speaker]
    names = set()
    for span in found:
        if span is None:
            continue
        words = people.tokens.words[span.begin : span.end]
        alone = tuple(words) == span.person.words and (span.np_begin == span.begin or not words[0].endswith(_OBLIQUE))
        if len(words) > 1 or alone:
            names.add(span.person.name)
    return frozenset(names)
