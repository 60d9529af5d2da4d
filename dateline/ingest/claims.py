"""Sentences that carry a claim: a quotation with its speaker, a reported statement, a dated act.

`read_claims` gives them as assertions: what a claim would say, the words of the article that support it, who said or
did it, and the day with the words that it was taken from. Nothing is added to what the sentence says: a claim's text
is the sentence itself, turned round so that the speaker comes first, with “yesterday” taken out or written as a date.
How it gets its day is told in `claim_days`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dateline.ingest.assertions import Assertion, Character, Reading
from dateline.ingest.claim_days import Days
from dateline.ingest.claim_parts import Material, Part, Sentences, names_of, subjects_of_saying, terms_of
from dateline.ingest.claim_sense import asserts, joint_subjects, phrasal_stance, without_questions
from dateline.ingest.claim_text import Wording
from dateline.ingest.claim_words import (
    ANALYST,
    BARE_DATELINE,
    CLOCKED,
    CONTENT_STANCE,
    FROM_INSTITUTE,
    INSISTING,
    NEGATED,
    SMALL,
    STANCES,
    WILL_NOT,
    WORDED,
)
from dateline.ingest.declension import is_cyrillic
from dateline.ingest.name_words import DEMONYMS, FUNCTION_WORDS, MODIFIERS, PLACES, is_role
from dateline.ingest.narration import NAME, QUOTE, WORD, Item
from dateline.ingest.speakers import QuotedSpeech
from dateline.ingest.speech_words import PRONOUNS
from dateline.ingest.timex import DatePhrase
from dateline.ingest.tokens import POSSESSIVE
from dateline.model import ClaimKind, Stance

LONGEST_EVIDENCE = 600
"""Characters of a quote; of a longer sentence only the quoted words are the evidence."""


def read_claims(
    text: str,
    phrases: Sequence[DatePhrase],
    quotes: Sequence[QuotedSpeech],
    *,
    published: date | None = None,
    language: str | None = "en",
) -> Reading:
    """Find the assertions of an article's clean text.

    `phrases` and `quotes` are what `find_dates` and `find_quotes` found in the same text; `published` tells what lies
    ahead; only sentences in English (`language`, BCP 47) are turned round, others stay as they are.
    Never raises; takes time in proportion to the text.
    """
    english = (language or "en").startswith("en")
    return _Reader(Material(text, phrases, quotes, published, english=english)).read()


class _Reader:
    """Reads one article."""

    def __init__(self, material: Material) -> None:
        self.text = material.text
        self.phrases = material.phrases
        self.quotes = material.quotes
        self.people = material.people
        self.parts = Sentences(material).read()
        self.wording = Wording(material)
        self.analysts = self._find_analysts()
        self.days = Days(material, self.parts, self.analysts)

    def read(self) -> Reading:
        """Make the assertions, in the order of the text."""
        found: list[Assertion] = []
        places: dict[str, int] = {}
        previous: Assertion | None = None
        for part in self.parts:
            made = self._assertion(part, previous)
            if made is None:
                continue
            previous = made
            if made.words in places:
                # A sentence that the page prints twice is one claim.
                first = found[places[made.words]]
                both = replace(first, quotes=first.quotes + made.quotes, phrases=first.phrases + made.phrases)
                found[places[made.words]] = both
                continue
            places[made.words] = len(found)
            found.append(made)
        return Reading(assertions=tuple(found), story=self.days.story, cast=self._cast(found))

    def _assertion(self, part: Part, previous: Assertion | None) -> Assertion | None:
        """Make the assertion of a sentence; None where it carries no claim. `previous` is the one before it."""
        words = self.text[part.start : part.end]
        bare = words
        for number in part.phrases:
            bare = bare.replace(self.phrases[number].text, "")
        if CLOCKED.match(words) or not WORDED.search(bare) or (not part.quoted and BARE_DATELINE.fullmatch(words)):
            return None
        if part.answer and len(re.findall(r"\w+", words)) < 3:
            return None
        speech = bool(part.spoken) or part.speaker is not None
        announced = part.sentence.lows[-1:] == [":"] and not part.quoted
        if (not speech or announced) and not part.phrases:
            return None
        attributed = part.speaker is not None
        if not asserts(part.sentence, part.cue, words, attributed=attributed, quoted=bool(part.spoken)):
            return None
        by, bodies = self._agents(part)
        text = self.wording.claim(part)
        analyst = part.person is not None and id(part.person) in self.analysts
        kind = ClaimKind.ANALYSIS if analyst else ClaimKind.STATEMENT if speech and part.speaker else ClaimKind.REPORT
        if not by and (part.cue.verb == "" if part.cue is not None else text.startswith("According to")):
            kind = ClaimKind.REPORT
        basis, dated = self.days.of(part, by, previous)
        start, end = self._evidence(part)
        return Assertion(
            start=start,
            end=end,
            text=text,
            kind=kind,
            stance=self._stance(part) if speech and kind is not ClaimKind.REPORT else None,
            by=by,
            bodies=bodies,
            dated=dated,
            basis=basis,
            names=names_of(part),
            paragraph=part.paragraph,
            speech=speech,
            quotes=tuple(part.quoted),
            phrases=tuple(part.phrases),
            words=self.text[part.start : part.end],
        )

    def _agents(self, part: Part) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Who says or does it: persons, and others as printed."""
        if part.speaker is not None:
            with_persons, with_bodies = self._together(part)
            if part.person is not None:
                if part.person.certain:
                    return tuple(dict.fromkeys((*with_persons, part.person.name))), with_bodies
                # a single name that only says something: a town, a paper, a body
                return with_persons, (*with_bodies, part.person.name)
            others = () if part.speaker.lower() in PRONOUNS else (_bare(part.speaker),)
            return with_persons, tuple(dict.fromkeys((*with_bodies, *others)))
        if part.spoken:
            return (), ()
        items = part.sentence.items
        at = 0
        if part.own is not None and items[0].start <= self.phrases[part.own].start < items[0].end + 12:
            comma = next((i for i, item in enumerate(items[:8]) if item.low == ","), None)
            at = comma + 1 if comma is not None else 0
        persons: list[str] = []
        bodies: list[str] = []
        run: list[Item] = []
        for item in items[at:]:
            if item.kind == NAME and item.name is not None:
                run = []  # capitals before a name are its office
                (persons if item.name.person.certain else bodies).append(item.name.person.name)
                continue
            if item.kind != WORD:
                break
            if item.word[:1].isupper() and item.low not in FUNCTION_WORDS:
                run.append(item)
                continue
            if run:
                bodies.append(self.text[run[0].start : run[-1].end])
                run = []
            if item.low == POSSESSIVE:
                if bodies:
                    bodies.pop()
                continue
            if item.low in SMALL or is_role(item.low) or item.low in MODIFIERS or item.low in DEMONYMS:
                continue
            break
        if run:
            bodies.append(self.text[run[0].start : run[-1].end])
        first = self.text[items[at].start : items[at].end] if at < len(items) else ""
        kept = [body for body in bodies if body != first or body.lower() in PLACES or body.isupper()]
        return tuple(dict.fromkeys(persons)), tuple(
            dict.fromkeys(body for body in kept if body.lower() not in DEMONYMS)
        )

    def _together(self, part: Part) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Who says or does it together with the speaker, as “Aldoria and Brenn agreed” has it: persons, others."""
        if part.cue is None or part.spoken or part.cue.inverted or part.trailing:
            return (), ()
        persons, spans = joint_subjects(part.sentence, part.cue.subject.first)
        items = part.sentence.items
        uncertain = [person.name for person in persons if not person.certain]
        return tuple(person.name for person in persons if person.certain), (
            *uncertain,
            *(self.text[items[first].start : items[last].end] for first, last in spans),
        )

    def _find_analysts(self) -> frozenset[int]:
        """The persons whose office, or whose place of work behind the name, is that of one who comments."""
        found = {id(person) for person in self.people.persons if any(ANALYST.search(role) for role in person.roles)}
        for span in self.people.spans:
            end = self.people.tokens.ends[span.end - 1]
            if FROM_INSTITUTE.match(self.text[end : end + 140]):
                found.add(id(span.person))
        return frozenset(found)

    def _stance(self, part: Part) -> Stance | None:
        """What the verb, or the speaker's own “I will demand”, says that the speaker does."""
        verb = part.cue.verb if part.cue is not None else None
        if verb is None:
            verb = next((self.quotes[n].verb for n in part.spoken if self.quotes[n].verb), None)
        stance = STANCES.get(verb or "")
        if part.cue is not None:
            stance = phrasal_stance(part.sentence, part.cue) or stance
        if verb is None and part.cue is None:
            stance = terms_of(part)
        if (
            verb is not None
            and verb.startswith("suggest")
            and re.search(r"\bsuggest\w* that\b(?!.*\bshould\b)", self.text[part.start : part.end])
        ):
            stance = Stance.STATES
        words = without_questions(self.text[part.start : part.end])
        if stance is None and (part.cue is None or part.cue.verb) and not part.spoken:
            return None
        if stance in (None, Stance.STATES):
            if part.cue is not None and not part.trailing and verb in INSISTING:
                said = self.text[part.sentence.items[part.cue.last].end : part.end]
                if NEGATED.search(said[:60]):
                    return Stance.DENIES
            if WILL_NOT.search(words):
                return Stance.REJECTS
            meant = CONTENT_STANCE.search(words)
            if meant:
                negated = NEGATED.search(words[max(0, meant.start() - 1) : meant.end()])
                return None if negated else STANCES.get(meant[1].lower(), Stance.STATES)
        return stance or (Stance.STATES if part.speaker else None)

    def _evidence(self, part: Part) -> tuple[int, int]:
        """The words that support a claim: the sentence, or of one too long only what is quoted in it."""
        start, end = part.start, part.end
        only = len(part.sentence.items) == 1 and part.sentence.items[0].kind == QUOTE
        if (only or end - start > LONGEST_EVIDENCE) and part.spoken:
            first, last = self.quotes[part.spoken[0]], self.quotes[part.spoken[-1] if only else part.spoken[0]]
            return first.start, last.end
        if part.sentence.items[-1].low == "." and end - start > 1:
            end -= 1
        while end > start and self.text[end - 1] in " ,;":
            end -= 1
        return start, end

    def _cast(self, found: Sequence[Assertion]) -> tuple[Character, ...]:
        """The persons of the text; of those whom only capitals show to be some, who says something is sure."""
        speaking = {name for assertion in found if assertion.speech for name in assertion.by}
        subjects = subjects_of_saying(self.people, self.quotes, self.parts)
        tokens = self.people.tokens
        printed: dict[int, Counter[str]] = {}
        for span in self.people.spans:
            form = self.text[tokens.starts[span.begin] : tokens.ends[span.end - 1]]
            printed.setdefault(id(span.person), Counter())[form] += 1
        return tuple(
            Character(
                name=person.name,
                spellings=tuple(
                    sorted(form for form in printed.get(id(person), ()) if " " in form and form != person.name)
                ),
                role=person.roles[0] if person.roles else None,
                count=person.count,
                certain=person.certain
                and (not person.weak or person.name in speaking)
                and (not is_cyrillic(person.name) or person.name in subjects),
            )
            for person in self.people.persons
        )


def _bare(phrase: str) -> str:
    """A phrase without its article."""
    return re.sub(r"^(?:the|a|an)\s+", "", phrase.strip(), flags=re.IGNORECASE)
