"""Sentences that carry a claim: a quotation with its speaker, a reported statement, a dated act.

`read_claims` gives them as assertions: what a claim would say, the words of the article that support it, who said or
did it, and the day with the words that it was taken from. Nothing is added to what the sentence says: a claim's text
is the sentence itself, turned round so that the speaker comes first, with “yesterday” taken out or written as a date.

How an assertion gets its day, in this order:

1. `own`: a date in the sentence dates the saying or the act (“said on Monday that …”, not “since Feb. 24”). Where
   only what is said has a date (“the towns were shelled on Monday, Kuleba said”), it is that of the act, unless it
   lies ahead.
2. `carried`: the paragraph goes on after a sentence that has its own day, or the same person goes on speaking in the
   next one.
3. `scene`: the person takes part in what the story is about, or the sentence refers to it (“after the meeting”): the
   story's day, which is that of its first dated act.
4. `about`: anybody else whom the story quotes: the story's day, marked `~`.
5. `none`: the story has no day.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import islice

from dateline.ingest.claim_parts import Material, Part, Sentences, subjects_of_saying, terms_of
from dateline.ingest.claim_sense import asserts, joint_subjects, phrasal_stance, without_questions
from dateline.ingest.claim_text import Wording
from dateline.ingest.claim_words import (
    ANALYST,
    BARE_DATELINE,
    BETWEEN_BOUNDARY,
    BOUNDARY,
    BOUNDARY_BEHIND,
    CLOCKED,
    CONTENT_STANCE,
    DECLARING,
    FROM_INSTITUTE,
    INSISTING,
    MEETING,
    NEGATED,
    PREPOSITIONAL,
    RELATIVES,
    SCENE,
    SMALL,
    STANCES,
    SUBORDINATE,
    WILL_NOT,
    WORDED,
)
from dateline.ingest.declension import is_cyrillic
from dateline.ingest.name_words import DEMONYMS, FUNCTION_WORDS, MODIFIERS, PLACES, is_role
from dateline.ingest.narration import NAME, QUOTE, WORD, Item
from dateline.ingest.people import Person
from dateline.ingest.speakers import QuotedSpeech
from dateline.ingest.speech_words import PRONOUNS, SPEECH_NOUNS
from dateline.ingest.timex import DatePhrase
from dateline.ingest.tokens import POSSESSIVE
from dateline.model import ClaimKind, Stance

LONGEST_EVIDENCE = 600
"""Characters of a quote; of a longer sentence only the quoted words are the evidence."""


class Basis(StrEnum):
    """What the day of an assertion rests on; see the module's head."""

    OWN = "own"
    CARRIED = "carried"
    SCENE = "scene"
    ABOUT = "about"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedBy:
    """The words that a day was derived from."""

    words: str
    """As printed: “yesterday”."""
    value: str
    """What they mean, EDTF."""
    start: int
    """First character in the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assertion:
    """What one sentence asserts, as it can become a claim."""

    start: int
    """First character of the words that support it, in the article's text."""
    end: int
    """One past their last character."""
    text: str
    """The claim, in a neutral reporting form."""
    kind: ClaimKind
    """Statement, report or analysis."""
    stance: Stance | None
    """What the verb says that the speaker does."""
    by: tuple[str, ...]
    """Persons who said or did it, by the fullest name that the article prints."""
    bodies: tuple[str, ...]
    """Who said or did it and is no person, as printed: “Russia”, “UN General Assembly”."""
    dated: DatedBy | None
    """The words that its day was derived from, with the day; None where the article gives none."""
    basis: Basis
    """What the day rests on."""
    names: tuple[str, ...]
    """Persons named in the sentence, by their fullest names."""
    paragraph: int
    """Line of the text, from 0."""
    speech: bool
    """Whether somebody says it; otherwise the article reports an act."""
    quotes: tuple[int, ...] = ()
    """Which of the article's quotations it holds, by their number."""
    phrases: tuple[int, ...] = ()
    """Which of the article's date phrases its sentence holds, by their number."""
    words: str = ""
    """The sentence as printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Character:
    """A person of an article."""

    name: str
    """The fullest form that the article prints."""
    spellings: tuple[str, ...]
    """Other full forms that it prints."""
    role: str | None
    """The office that it prints, first one first."""
    count: int
    """How often it names the person."""
    certain: bool = True
    """False where little speaks for a person: a single name that only says something may be a town's or a body's."""
    foreign: bool = False
    """Whether the article is in another language than the site; known where articles are brought together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What an article asserts, and of whom it speaks."""

    assertions: tuple[Assertion, ...]
    """In the order of the text."""
    story: DatedBy | None
    """The day that the story is about, with the words that give it."""
    cast: tuple[Character, ...]
    """The persons named, in the order of their first mention."""


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


def edtf_of(value: str) -> str:
    """Write the value of a date phrase as EDTF level 1: a week, a quarter or half of a year becomes an interval."""
    if match := re.fullmatch(r"(\d{4})-W(\d{2})", value):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"
    if match := re.fullmatch(r"(\d{4})-Q([1-4])", value):
        first = int(match[2]) * 3 - 2
        return f"{match[1]}-{first:02}/{match[1]}-{first + 2:02}"
    if match := re.fullmatch(r"(\d{4})-H([12])", value):
        return f"{match[1]}-01/{match[1]}-06" if match[2] == "1" else f"{match[1]}-07/{match[1]}-12"
    if match := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
        return f"{match[1]}-{('SP', 'SU', 'FA', 'WI').index(match[2]) + 21}"
    return value


class _Reader:
    """Reads one article."""

    def __init__(self, material: Material) -> None:
        self.text = material.text
        self.phrases = material.phrases
        self.quotes = material.quotes
        self.published = material.published
        self.people = material.people
        self.parts = Sentences(material).read()
        self.wording = Wording(material)
        self.analysts = self._find_analysts()

    def read(self) -> Reading:
        """Read the sentences, find the story's day, then make the assertions."""
        parts = self.parts
        for part in parts:
            part.own = self._own_phrase(part)
        story = self._story(parts)
        scene = self._scene_names(parts, story)
        found: list[Assertion] = []
        places: dict[str, int] = {}
        previous: Assertion | None = None
        for part in parts:
            made = self._assertion(part, story, scene, previous)
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
        return Reading(assertions=tuple(found), story=story, cast=self._cast(found))

    # -- days ----------------------------------------------------------------------------------------------

    def _own_phrase(self, part: Part) -> int | None:
        """Find the date phrase that dates the saying or the act of a sentence; None where none does."""
        if part.answer:
            return None  # what the answer tells of has that day, not the interview
        items = part.sentence.items
        inside: list[int] = []
        for number in part.phrases:
            phrase = self.phrases[number]
            at = next((i for i, item in enumerate(items) if item.end > phrase.start), len(items))
            if phrase.start < part.start or self._bounds(items, at):
                continue
            if len(phrase.value) == 4 and not (at == 1 and items[0].low == "in"):
                continue  # “the areas lost in 2014”: a year inside a sentence seldom says when the whole happened
            begin = 0
            if part.speaker is not None and self._ahead(number):
                continue  # “ready to go on on 27 May”: what is said lies ahead, the saying does not
            if part.cue is not None:
                if at < part.cue.first and part.trailing:
                    if self._plain(items[:at]) or self._speech_noun(items, at):
                        inside.append(number)
                    continue
                if at < part.cue.first and at > 2 and part.cue.verb:
                    continue
                if at > part.cue.last:
                    begin = part.cue.last + 1
                    that = next((i for i in range(begin, at) if items[i].low == "that"), None)
                    said = that is not None and part.cue.verb not in DECLARING
                    if said and that is not None and self._plain(items[that + 1 : at]):
                        inside.append(number)
            if self._plain(items[begin:at]) or self._speech_noun(items[begin:at], at - begin):
                return number
        return next((number for number in inside if not self._ahead(number)), None)

    def _plain(self, items: Sequence[Item]) -> bool:
        """Tell whether no clause begins among some items: a date behind them is then that of the main clause."""
        index = 0
        while index < len(items):
            item = items[index]
            if item.kind == WORD and item.low in SUBORDINATE:
                # “Lorck, who came by boat, arrived on Tuesday”: a clause that is closed again.
                relative = index and item.low in RELATIVES and items[index - 1].low == ","
                closing = next((i for i in range(index + 1, len(items)) if items[i].low == ","), None)
                opening = not index and item.low in ("when", "as")
                if opening and closing is None:
                    return True  # “When the ministers met on Monday, …”: what follows is of that day
                if not relative or closing is None or items[closing - 1].low in ("and", "or", "but"):
                    return False
                index = closing
            index += 1
        return True

    def _ahead(self, number: int) -> bool:
        """Tell whether a date lies after the day of publication."""
        value = self.phrases[number].value
        return self.published is not None and len(value) == 10 and value > self.published.isoformat()

    def _bounds(self, items: list[Item], at: int) -> bool:
        """Tell whether a date at an item only bounds a span: “since Feb. 24”, “by Friday”."""
        index = at - 1
        while index >= 0 and items[index].low in BETWEEN_BOUNDARY:
            index -= 1
        if index >= 0 and items[index].kind == WORD and items[index].low in BOUNDARY:
            return True
        behind = (item.low for item in items[at + 1 : at + 5] if item.word[:1].isalpha() and len(item.low) > 2)
        return not BOUNDARY_BEHIND.isdisjoint(islice(behind, 2))

    def _speech_noun(self, items: Sequence[Item], at: int) -> bool:
        """Tell whether the date is that of statements: “after unusually optimistic statements … on Sunday”."""
        before = [item.low for item in items[:at] if item.kind == WORD and item.low in SUBORDINATE]
        near = any(item.kind == WORD and item.low in SPEECH_NOUNS for item in items[max(0, at - 7) : at])
        return near and PREPOSITIONAL.issuperset(before)

    def _story(self, parts: list[Part]) -> DatedBy | None:
        """Find the day that the story is about: of its first dated act, which is told in the first sentences."""
        owned = [part for part in parts if part.own is not None]
        days = [(part, self._dated(part.own)) for part in owned if part.own is not None]
        days = [(part, dated) for part, dated in days if len(dated.value) == 10]
        if not days:
            return None
        lead = [dated for part, dated in days if part.paragraph <= 3]
        if lead:
            return lead[0]
        counted = Counter(dated.value for _, dated in days)
        most = max(counted.values())
        return next(dated for _, dated in days if counted[dated.value] == most)

    def _dated(self, number: int) -> DatedBy:
        """The words and the day of a date phrase."""
        phrase = self.phrases[number]
        return DatedBy(words=phrase.text, value=edtf_of(phrase.value), start=phrase.start)

    def _scene_names(self, parts: list[Part], story: DatedBy | None) -> frozenset[str]:
        """The persons who take part in what the story is about."""
        if story is None:
            return frozenset()
        names: set[str] = set()
        for number, part in enumerate(parts):
            dated = self._dated(part.own) if part.own is not None else None
            here = dated is not None and dated.value == story.value
            text = self.text[part.start : part.end]
            if here or (dated is None and ((number < 8 and MEETING.search(text)) or SCENE.search(text))):
                if part.person is not None and self._analyst(part.person):
                    continue
                names.update(name for name in self._names(part))
        return frozenset(names)

    # -- assertions ----------------------------------------------------------------------------------------

    def _assertion(
        self, part: Part, story: DatedBy | None, scene: frozenset[str], previous: Assertion | None
    ) -> Assertion | None:
        """Make the assertion of a sentence; None where it carries no claim."""
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
        names = self._names(part)
        text = self.wording.claim(part)
        analyst = part.person is not None and self._analyst(part.person)
        kind = ClaimKind.ANALYSIS if analyst else ClaimKind.STATEMENT if speech and part.speaker else ClaimKind.REPORT
        if not by and (part.cue.verb == "" if part.cue is not None else text.startswith("According to")):
            kind = ClaimKind.REPORT
        basis, dated = self._when(part, story, scene, previous, by, analyst=analyst)
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
            names=names,
            paragraph=part.paragraph,
            speech=speech,
            quotes=tuple(part.quoted),
            phrases=tuple(part.phrases),
            words=self.text[part.start : part.end],
        )

    def _when(
        self,
        part: Part,
        story: DatedBy | None,
        scene: frozenset[str],
        previous: Assertion | None,
        by: tuple[str, ...],
        *,
        analyst: bool,
    ) -> tuple[Basis, DatedBy | None]:
        """Find the day of an assertion, by the rules at the module's head."""
        if part.own is not None:
            return Basis.OWN, self._dated(part.own)
        speech = part.speaker is not None
        if previous is not None and previous.basis in (Basis.OWN, Basis.CARRIED) and not self._perfect(part):
            near = speech and part.paragraph - previous.paragraph <= 1
            goes_on = near and bool(by) and by == previous.by and previous.speech
            # “a statement from Scholz’s office said”, behind what Scholz did on a day of its own
            for_him = near and not by and bool(set(self._names(part)) & set(previous.by))
            # “On 2 May, protesters blocked the port. Police arrested 14 people.”
            if goes_on or for_him or part.paragraph == previous.paragraph:
                return Basis.CARRIED, previous.dated
        if story is None:
            return Basis.NONE, None
        words = self.text[part.start : part.end]
        if self._perfect(part) or analyst:
            return Basis.ABOUT, story
        if (by and any(name in scene for name in by)) or SCENE.search(words):
            return Basis.SCENE, story
        if not speech and MEETING.search(words):
            return Basis.SCENE, story
        return Basis.ABOUT, story

    def _perfect(self, part: Part) -> bool:
        """Tell whether a statement is told in the perfect (“has said”): it was made at an unknown time before."""
        if part.cue is None:
            return False
        lows = part.sentence.lows[max(0, part.cue.verb_at - 3) : part.cue.verb_at]
        return "has" in lows or "have" in lows or "had" in lows

    def _names(self, part: Part) -> tuple[str, ...]:
        """The persons named in a sentence outside its quotations, and its speaker."""
        found = [item.name.person.name for item in part.sentence.items if item.kind == NAME and item.name]
        if part.person is not None:
            found.append(part.person.name)
        return tuple(dict.fromkeys(found))

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

    def _analyst(self, person: Person) -> bool:
        """Tell whether the text presents a person as one who comments, not as a party."""
        return id(person) in self.analysts

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
