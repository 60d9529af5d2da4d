"""Who said what: quotations in a text, told from terms and titles, each with its speaker.

The text is read once from the top. `quotations` gives the quoted spans, `people` the names, `cues` the words
of attribution of each sentence; here they are brought together, and “he”, “the minister” and quotations
without any words of attribution are given to whom the text is speaking of.

What counts as a speaker: a person, by the fullest name that the text prints anywhere; a body, as printed, without
article (“Kremlin”, “Turkey’s Defense Ministry”); somebody unnamed, by the fullest designation printed (“a senior
official”). Quoted terms, scare quotes, headings and titles have none.
"""

from dataclasses import dataclass

from dateline.ingest.choosing import SURE, adjacent_after, choose, colon_before, cue_range
from dateline.ingest.cues import Sentence
from dateline.ingest.memory import Speaker
from dateline.ingest.narration import NAME, QUOTE, TERMINAL, WORD, Item, Narration, without_insertion
from dateline.ingest.people import Mention, find_people, read_people
from dateline.ingest.phrases import SubjectKind
from dateline.ingest.quotations import QuotedSpan, find_spans
from dateline.ingest.referents import REPLYING, Referents
from dateline.ingest.shapes import Kind, count_words, is_term, names_work, shape, shows_words
from dateline.ingest.speech_words import CALLING, SAYING
from dateline.ingest.spellings import could_be_same_person, same_person
from dateline.ingest.tokens import POSSESSIVE
from dateline.ingest.verb_cues import Cue

__all__ = ["Mention", "QuotedSpeech", "could_be_same_person", "find_people", "find_quotes", "same_person"]


_INTERVIEW = 3
"""Paragraphs within which an interview goes on."""
# Labels of whoever asks.
_ASKING = frozenset("question interviewer reporter press moderator".split())

# How a sentence begins that says whose the words before it were.
_IDENTIFYING = (
    *(["that", verb] for verb in ("is", "was", "’s")),
    *(["this", verb] for verb in ("is", "was")),
    *(["these", verb] for verb in ("are", "were")),
    *(["those", verb] for verb in ("are", "were")),
    *(["so", verb] for verb in ("said", "says", "spoke", "wrote")),
    *(["thus", verb] for verb in ("said", "says", "spoke", "wrote")),
    *(["the", noun] for noun in ("words", "speaker", "voice", "author", "line", "quote", "sentence", "question")),
    *(["with", word] for word in ("these", "those", "that", "this")),
)
# What somebody does who has just spoken.
_GESTURES = frozenset(
    "shook shakes shrugged shrugs nodded nods paused pauses laughed laughs sighed sighs smiled smiles grinned grins "
    "leaned leans pointed points looked looks turned turns stopped stops waved waves frowned frowns winced winces "
    "hesitated hesitates chuckled chuckles raised raises folded folds spread spreads rolled rolls wiped wipes".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedSpeech:
    """Quoted words with whoever says them."""

    start: int
    """First character of the words, after the opening mark (of the text, from 0)."""
    end: int
    """One past their last character, before the closing mark."""
    speaker: str | None
    """The fullest name or designation that the text prints; None for a term, a title, or where nobody is found."""
    cue: str | None
    """The words of attribution as printed (“Kuleba said”); None where the quotation has none of its own."""
    kind: Kind
    """`speech`, `term` (also scare quotes), or `title` (of a work, or a heading in quotation marks)."""
    cue_start: int | None = None
    """First character of the cue."""
    cue_end: int | None = None
    """One past the cue's last character."""
    verb: str | None = None
    """The verb of attribution in lower case, for its stance (“rejected”); None for “according to” and no cue."""
    person: bool = False
    """Whether the speaker is a person known by name (and not a body or somebody unnamed)."""
    role: str | None = None
    """The speaker's office as the text prints it."""
    continues: bool = False
    """Whether the words go on with the quotation before, over a paragraph's end."""


def find_quotes(text: str) -> list[QuotedSpeech]:
    """Find the quoted words of clean `text` (one paragraph a line) with their speakers, in order.

    Quotations inside quotations are part of the outer one; a quotation over several paragraphs gives one for
    each. Never raises; time grows linearly with the text.
    """
    spans = [part for span in find_spans(text) for part in without_insertion(text, span)]
    if not spans:
        return []
    return _Attribution(text, spans).read()


@dataclass(frozen=True, slots=True)
class _Found:
    """The attribution of one quotation."""

    kind: Kind
    speaker: Speaker | None = None
    cue: tuple[int, int] | None = None
    verb: str | None = None


@dataclass(frozen=True, slots=True)
class _Turn:
    """The quotation that a paragraph begins with, as a turn of a dialogue."""

    quote: int
    """Its number."""
    speaker: Speaker | None
    """Whoever it was given to."""
    cued: bool
    """Whether it has words of attribution."""
    alone: bool
    """Whether it is all that the paragraph has."""
    exchange: bool
    """Whether it asks, or is said to be a reply."""


class _Attribution:
    """Reads one text from the top and attributes its quotations."""

    def __init__(self, text: str, spans: list[QuotedSpan]) -> None:
        self.text = text
        self.spans = spans
        people = read_people(text)
        self.narration = Narration(text, spans, people)
        self.referents = Referents(text, people)
        self.found: list[_Found | None] = [None] * len(spans)
        self.turns: dict[int, _Turn] = {}
        """What each paragraph that begins with a quotation says of whose turn it is."""
        self.pending: tuple[Speaker, Cue | None, Sentence] | None = None
        """Whom a colon at a paragraph's end announced."""
        self.interview: tuple[Speaker, int] | None = None
        """Who answered a question that is printed without marks, and in which paragraph last."""
        self.questioned = False
        """Whether the paragraph before ends in such a question."""

    def read(self) -> list[QuotedSpeech]:
        """Attribute every span."""
        for number, items in self.narration.paragraphs():
            self.referents.paragraph = number
            self._read_paragraph(items)
        self._join_parts()
        self._alternate()
        return [self._result(span, found) for span, found in zip(self.spans, self.found, strict=True)]

    def _result(self, span: QuotedSpan, found: _Found | None) -> QuotedSpeech:
        """Make the public record of one quotation."""
        found = found or _Found("term")
        speaker = found.speaker if found.kind == "speech" else None
        cue = found.cue if speaker else None
        person = speaker.person if speaker else None
        return QuotedSpeech(
            start=span.start,
            end=span.end,
            speaker=person.name if person else speaker.name if speaker else None,
            cue=self.text[cue[0] : cue[1]] if cue else None,
            kind=found.kind,
            cue_start=cue[0] if cue else None,
            cue_end=cue[1] if cue else None,
            verb=found.verb or None if cue else None,
            person=person is not None and person.certain and not person.weak,
            role=person.roles[0] if person and person.roles else None,
            continues=span.continues,
        )

    def _join_parts(self) -> None:
        """Give the paragraphs of one quotation the speaker that the first words of attribution among them name."""
        named: _Found | None = None
        for number in range(len(self.spans) - 1, -1, -1):
            found = self.found[number]
            if found is not None and found.kind == "speech":
                if found.cue is not None and found.speaker is not None:
                    named = found
                elif named is not None:
                    self.found[number] = _Found("speech", named.speaker)
            if not self.spans[number].continues:
                named = None

    def _alternate(self) -> None:
        """Give a paragraph that is one quotation to the other of two, where the one speaks before it and behind it.

        “Is there a paper?” Barnes asked. “There are many,” Ekberg replied. “I’m asking about one.” “Which?” he said.
        """
        for paragraph, turn in self.turns.items():
            if turn.cued or not turn.alone or turn.speaker is None:
                continue
            other, before, behind = (self.turns.get(paragraph + step) for step in (-2, -1, 1))
            if other is None or before is None or behind is None or not (before.cued and behind.cued and other.cued):
                continue
            names = [each.speaker.name if each.speaker else "" for each in (other, before, turn, behind)]
            if (other.exchange or before.exchange) and names[1] == names[2] == names[3] != names[0] != "":
                self.found[turn.quote] = _Found("speech", other.speaker)

    def _keep_turn(self, sentences: list[Sentence]) -> None:
        """Note whose turn a paragraph is that begins with a quotation."""
        opening = sentences[0].items[0]
        if opening.kind != QUOTE or self.spans[opening.quote].continues:
            return
        found = self.found[opening.quote]
        if found is None or found.kind != "speech":
            return
        alone = len(sentences) == 1 and len(sentences[0].items) == 1
        exchange = opening.closing == "?" or (found.verb or "") in REPLYING
        self.turns[self.referents.paragraph] = _Turn(
            opening.quote, found.speaker, found.cue is not None, alone, exchange
        )

    def _read_paragraph(self, items: list[Item]) -> None:
        """Attribute the quotations of one paragraph, sentence by sentence."""
        sentences = [Sentence(part) for part in self.narration.sentences(items)]
        speaking: Speaker | None = None
        """Who spoke last in this paragraph."""
        pending, self.pending = self.pending, None
        if len(items) <= 3 and self._heading(items):
            return
        self.referents.answering = self._answering(items)
        for number, sentence in enumerate(sentences):
            resolved = [self.referents.resolve(cue, sentence) for cue in sentence.cues]
            quotes = [index for index, item in enumerate(sentence.items) if item.kind == QUOTE]
            for order, at in enumerate(quotes):
                span = self.spans[sentence.items[at].quote]
                found = None
                if pending and number == 0 and order == 0 and at == 0 and not span.continues:
                    found = self._announced(pending, sentence, at)
                if found is None:
                    found = self._attribute(sentence, at, resolved, speaking, sentences, number)
                self.found[sentence.items[at].quote] = found
                if found.kind == "speech" and found.speaker:
                    speaking = found.speaker
                    self.referents.spoke(found.speaker, asking=sentence.items[at].closing == "?")
            attributed = [self.found[sentence.items[at].quote] for at in quotes]
            speakers = [found.speaker for found in attributed if found and found.kind == "speech" and found.speaker]
            heard = self.referents.update_focus(sentence, resolved, speakers, quoting=bool(quotes))
            if heard is not None:
                speaking = heard
        self._keep_turn(sentences)
        last = sentences[-1]
        self.questioned = last.lows[-1:] == ["?"]
        if last.lows and last.lows[-1] == ":":
            announced = self._announcer(last)
            if announced:
                self.pending = announced

    def _answering(self, items: list[Item]) -> Speaker | None:
        """Find whose name and colon open a paragraph without marks, as in printed interviews and transcripts."""
        colon = next((index for index, item in enumerate(items[:6]) if item.low == ":"), 0)
        if not colon or colon + 1 >= len(items) or items[colon + 1].kind == QUOTE:
            return None
        label = items[colon - 1]
        if label.kind == NAME and label.name is not None and colon - 1 - label.lead <= 0:
            return Speaker(label.name.person.name, label.name.person, label.name.person.gender)
        capitals = all(item.kind == WORD and item.word.isupper() for item in items[:colon])
        if capitals and len(label.word) > 2 and label.low not in _ASKING:
            person = self.referents.by_family(label.word)
            return Speaker(person.name, person, person.gender) if person else Speaker(label.word)
        return None

    def _heading(self, items: list[Item]) -> bool:
        """Give a line that is one short quotation and nothing else the kind `title`."""
        quotes = [item for item in items if item.kind == QUOTE]
        if len(quotes) != 1 or len(items) > 1:
            return False
        span = self.spans[quotes[0].quote]
        words = count_words(self.text, span.start, span.end)
        if span.continues or not span.closed or items[0].closing in ".!?…,:" or words > 12:
            return False
        if self.text[span.start : span.start + 1].islower() and not span.single:
            return False
        self.found[quotes[0].quote] = _Found("title")
        return True

    def _announcer(self, sentence: Sentence) -> tuple[Speaker, Cue | None, Sentence] | None:
        """Find who is announced by a sentence that ends in a colon."""
        for cue in reversed(sentence.cues):
            speaker = self.referents.resolve(cue, sentence)
            if speaker and cue.strength != CALLING:
                return speaker, cue, sentence
        main = self.referents.main_subject(sentence)
        return (main, None, sentence) if main else None

    def _announced(self, pending: tuple[Speaker, Cue | None, Sentence], sentence: Sentence, at: int) -> _Found | None:
        """Give the quotation to whom the paragraph before announced, unless it has words of its own."""
        if adjacent_after(sentence, at) is not None:
            return None
        speaker, cue, origin = pending
        return _Found("speech", speaker, cue_range(cue, origin) if cue else None, cue.verb if cue else None)

    def _attribute(
        self,
        sentence: Sentence,
        at: int,
        resolved: list[Speaker | None],
        speaking: Speaker | None,
        sentences: list[Sentence],
        number: int,
    ) -> _Found:
        """Decide what one quotation is and whose."""
        span = self.spans[sentence.items[at].quote]
        words = count_words(self.text, span.start, span.end)
        chosen = choose(sentence, at)
        look = shape(sentence, at, self.text[span.start : span.end], words)
        if look == "title" and (names_work(sentence, at) or not (chosen and chosen[1] >= SURE)):
            return _Found("title")
        if chosen is not None:
            index, score = chosen
            cue, speaker = sentence.cues[index], resolved[index]
            if is_term(cue, speaker, words, score, look) or shows_words(cue):
                return _Found("term")
            if speaker is None and score < SURE:
                return _Found("term" if words < 4 else "speech")
            if speaker is None and cue.subject.kind != SubjectKind.NARRATOR:
                speaker = speaking or self.referents.recent()
            return _Found("speech", speaker, cue_range(cue, sentence), cue.verb)
        if look == "term":
            return _Found("term")
        if span.continues:
            return _Found("speech", speaking or (self.referents.last.speaker if self.referents.last else None))
        before = [index for index in range(at) if sentence.items[index].kind == QUOTE]
        whole = self._stands_alone(sentence, at)
        if whole:
            return self._in_interview(sentences, number, speaking, words)
        if colon_before(sentence, at) and (words >= 4 or sentence.items[at].closing in TERMINAL):
            main = self.referents.main_subject(sentence) or self._last_named(sentence, at)
            main = main or speaking or self.referents.recent()
            return _Found("speech" if words > 1 else "term", main if words > 1 else None)
        if look == "speech" and words >= 4 and (message := self.referents.message_before(sentence, at)) is not None:
            return _Found("speech", message)
        if before and words >= 3:
            earlier = self.found[sentence.items[before[-1]].quote]
            if earlier and earlier.kind == "speech":
                return _Found("speech", earlier.speaker)
        if words >= 4:
            # Free indirect speech: the sentence goes on with what somebody said in the one before.
            previous = self._said_before(sentences, number)
            if previous is not None:
                return _Found("speech", previous)
            if words >= 6:
                main = self.referents.main_subject(sentence)
                return _Found("speech", main if main and main.person else None)
        return _Found("speech" if sentence.items[at].closing in "!?" else "term")

    def _last_named(self, sentence: Sentence, at: int) -> Speaker | None:
        """Find the person named right before a colon: “This from Carl Nord: “…””."""
        owned = at > 2 and sentence.lows[at - 2] == POSSESSIVE
        item = sentence.items[at - 2 - owned] if at > 1 else None
        if item is None or item.kind != NAME or item.name is None:
            return None
        return Speaker(item.name.person.name, item.name.person, item.name.person.gender)

    def _stands_alone(self, sentence: Sentence, at: int) -> bool:
        """Tell whether the quotation is the whole of its sentence, but for marks and a conjunction."""
        for index, item in enumerate(sentence.items):
            if index == at or (item.kind == WORD and not item.low[:1].isalnum()):
                continue
            if item.kind == WORD and index < at and item.low in ("and", "but", "then", "or", "e", "mas", "і", "и"):
                continue
            return False
        return True

    def _in_interview(self, sentences: list[Sentence], number: int, speaking: Speaker | None, words: int) -> _Found:
        """Give a quotation that stands alone to whoever answers the questions of a printed interview, if it is one.

        There a paragraph ends in a question without marks, and the next one opens with a quotation of nobody named.
        """
        here = self.referents.paragraph
        if self.interview is not None:
            answering, paragraph = self.interview
            if number > 0 and paragraph == here:
                before = self.found[sentences[number].items[-1].quote - 1]
                if before is not None and before.speaker is not None and before.speaker.name == answering.name:
                    return _Found("speech", answering)
            elif number == 0 and here - paragraph <= _INTERVIEW:
                recent = self.referents.recent()
                asked = self.questioned or (recent is not None and recent.plural)  # “Critics say that it was late.”
                following = self._identified_next(sentences, number) or self._attributed_next(sentences, number)
                if asked and following is None:
                    self.interview = (answering, here)
                    return _Found("speech", answering)
        found = self._unattributed(sentences, number, speaking, words)
        if number == 0 and self.questioned and found.speaker is not None and found.speaker.person is not None:
            self.interview = (found.speaker, here)
        return found

    def _unattributed(self, sentences: list[Sentence], number: int, speaking: Speaker | None, words: int) -> _Found:
        """Give a quotation that stands alone to whom the text is speaking of."""
        if speaking is not None and number > 0:
            return _Found("speech", speaking)
        behind = self._identified_next(sentences, number)
        if behind is not None:
            return _Found("speech", behind)
        ahead = self._attributed_next(sentences, number)
        if number == 0 and ahead is None and len(sentences) == 1:
            turn = self.referents.in_turn(asking=sentences[0].items[0].closing == "?")
            if turn is None and self.referents.just_asked():
                turn = self.referents.answerer()
            if turn is not None:
                return _Found("speech", turn)
        if number > 0:
            # A sentence before it in the paragraph that says of whom it speaks.
            main = self.referents.main_subject(sentences[number - 1])
            main = main or self._only_one(sentences[number - 1])
            if main is not None and main.human:
                return _Found("speech", main)
        if ahead is not None and words >= 2:
            return _Found("speech", ahead)
        recent = self.referents.recent()
        return _Found("speech" if recent or words >= 4 else "term", recent)

    def _only_one(self, sentence: Sentence) -> Speaker | None:
        """Find the person named in a sentence that names no other: “Nord’s patience had run out. “…””."""
        names = {item.name.person.name: item.name.person for item in sentence.items if item.name is not None}
        if len(names) != 1:
            return None
        (person,) = names.values()
        return None if person.weak else Speaker(person.name, person, person.gender)

    def _identified_next(self, sentences: list[Sentence], number: int) -> Speaker | None:
        """Find whom the sentence behind a quotation says to have spoken: “…” That is Nord. “…” Nord shrugged."""
        following = sentences[number + 1] if number + 1 < len(sentences) else None
        if following is None or following.items[0].kind == QUOTE:
            return None
        lows = following.lows
        if lows[:2] in _IDENTIFYING and not any(item.kind == QUOTE for item in following.items):
            return self._only_one(following) or self.referents.main_subject(following)
        if lows[0] in ("he", "she"):
            verb = lows[1:2]
        else:
            lead = following.lead_at(0)
            verb = lows[lead + 1 : lead + 2] if lead is not None else []
        if verb and verb[0] in _GESTURES and number == 0:
            speaker = self.referents.main_subject(following)
            return speaker if speaker is not None and speaker.human else None
        return None

    def _attributed_next(self, sentences: list[Sentence], number: int) -> Speaker | None:
        """Find the speaker that the sentence right after names with a quotation of its own."""
        if number + 1 >= len(sentences):
            return None
        following = sentences[number + 1]
        if not following.items or following.items[0].kind != QUOTE:
            return None
        index = adjacent_after(following, 0)
        return self.referents.resolve(following.cues[index], following) if index is not None else None

    def _said_before(self, sentences: list[Sentence], number: int) -> Speaker | None:
        """Find who said what the sentence before reports."""
        if number == 0:
            return None
        for cue in reversed(sentences[number - 1].cues):
            if cue.strength == SAYING:
                return self.referents.resolve(cue, sentences[number - 1])
        return None
