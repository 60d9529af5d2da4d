"""Persons named in a text: every mention, the fullest form of each name, and the offices the text gives them.

Rules over capitals, titles, apposition and lists of words; no list of famous people, so nothing is known of
anybody but what the text says.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from dateline.ingest.capitals import Capitals, Run, camel, contracted, is_initial, word_like
from dateline.ingest.given_names import given_name_gender
from dateline.ingest.name_words import (
    BODIES,
    CALENDAR,
    DEMONYMS,
    FEMALE_WORDS,
    GEOGRAPHY,
    MALE_WORDS,
    MESSAGES,
    MODIFIERS,
    NAME_PARTICLES,
    NATIONALS,
    PLACES,
    PLURAL_PEOPLE,
    TITLES,
    is_role,
)
from dateline.ingest.namesakes import ROMAN, family, family_agrees, family_key, fuller, gender_of_name, same_full
from dateline.ingest.offices import LONG_TITLES, Offices, is_foreign
from dateline.ingest.speech_words import SAYING, verbs
from dateline.ingest.spellings import fold
from dateline.ingest.tokens import PARAGRAPH, POSSESSIVE, Tokens, tokenize

_SURNAME_ENDING = re.compile(
    r"(?:enko|ski|ska|ova|eva|ov|ev|oglu|shvili|svili|dze|son|sen|vic|viq|nen|qenko|quk|iuk|ian|ez|ini|elli|ko|uk|ak|ik)\Z"
)
_AFTER_SUBJECT = frozenset(
    "was is has had did does will would could can , : ’s who met came went took made got left sat stood ran "
    "runs".split()
)
_NOBODY_IN_PARTICULAR = frozenset(
    "nobody everybody somebody anybody no-one everyone someone anyone none nothing everything something".split()
)
_INSIDE = frozenset("in into across throughout inside outside near around invaded".split())
# Who has somebody's family name and is named by it beside him or her.
_KIN = frozenset("wife husband son daughter brother sister father mother widow widower nephew niece cousin".split())
_YOUNGER = frozenset("jr jr. ii iii".split())
# Verbs of which the subject and the “he” or “she” that opens their object are mostly one.
_OWN_WORDS = frozenset(
    "said says added insisted admitted thinks thought claimed hopes hoped knew felt recalled".split()
)
_NAMESAKES = 30
"""Persons of one family name that are told apart in one text."""
_LONGEST_NAME = 6
_COMMON_LENGTH = 100_000
"""Characters up to which a text's persons are remembered until the next is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One place where a person is named."""

    start: int
    """First character of the name as printed here (of the text, from 0), titles not included."""
    end: int
    """One past the last character of the name."""
    name: str
    """The fullest form of the name that the text prints anywhere."""
    role: str | None
    """Office or work as printed beside the name here or at another mention, without article."""
    gender: str | None
    """`m` or `f` where title, office or given name tell; a hint, not a finding."""


@dataclass(slots=True, eq=False)
class Person:
    """Everything that one text tells of one person; grows while the text is read."""

    name: str
    """The fullest form printed."""
    words: tuple[str, ...]
    """The words of that form."""
    first: int
    """Token at which the person is first named."""
    roles: list[str] = field(default_factory=list)
    """Offices as printed, first one first."""
    role_words: set[str] = field(default_factory=set)
    """Words of these offices, in lower case."""
    gender: str | None = None
    """`m` or `f` where known."""
    count: int = 0
    """How often the text names the person."""
    certain: bool = True
    """Whether this is a person and no firm: more speaks for it than that a single name says something."""
    weak: bool = False
    """Whether only two capitals and the place in the sentence speak for a person."""


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A mention in tokens, for the finder of speakers."""

    begin: int
    """First token of the name."""
    end: int
    """One past its last token."""
    np_begin: int
    """First token of the whole phrase, titles and offices before the name included."""
    person: Person
    """Who it is."""


@dataclass(frozen=True, slots=True)
class People:
    """The persons of one text."""

    tokens: Tokens
    """The text's tokens."""
    spans: list[NameSpan]
    """Every mention, in order."""
    persons: list[Person]
    """Every person, in the order of the first full mention."""
    places: frozenset[str] = frozenset()
    """Names that the text uses as a country's or a town's, in lower case, beyond those that are listed."""


def find_people(text: str) -> list[Mention]:
    """Find every mention of a person by name in `text`, in order.

    Several mentions of one person have one `name`. Names of bodies, places and works are left out; a single
    capitalised word counts where it is part of a fuller name, has a title, or says something. Never raises.
    """
    people = read_people(text)
    starts, ends = people.tokens.starts, people.tokens.ends
    return [
        Mention(
            start=starts[span.begin],
            end=ends[span.end - 1],
            name=span.person.name,
            role=span.person.roles[0] if span.person.roles else None,
            gender=span.person.gender,
        )
        for span in people.spans
        if span.person.certain and not span.person.weak
    ]


def read_people(text: str) -> People:
    """Find the persons of `text` with the tokens that name them; nobody changes what is given.

    Of an article of common length they are remembered until the next: its quotations and its claims ask for them.
    """
    return _remembered(text) if len(text) <= _COMMON_LENGTH else _Reader(text).read()


@lru_cache(maxsize=1)
def _remembered(text: str) -> People:
    return _Reader(text).read()


class _Reader:
    """Reads one text: first the full names, then every shorter mention of them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokenize(text)
        self.words, self.lows = self.tokens.words, self.tokens.lows
        self.verbs = verbs()
        self.capitals = Capitals(self.tokens)
        self.offices = Offices(self.tokens)
        self.persons: list[Person] = []
        self.by_family: dict[str, list[Person]] = {}
        self.by_given: dict[str, list[Person]] = {}
        self.alone: dict[str, int] = {}
        """How often each capitalised word stands alone."""
        self.places: frozenset[str] = frozenset()
        """Single capitalised words that the text uses as names of places, in lower case."""
        self.speaking: set[str] = set()
        """Single capitalised words, folded, that say something somewhere in the text."""
        self.personal: set[str] = set()
        """Single capitalised words that are surely somebody's family name: “Ms Marsh”, “Marsh, who …”."""
        self.acting: set[str] = set()
        """Those, and others that do somewhere what only persons do."""
        self.relatives: dict[int, int] = {}
        """Persons (by `id`) who are brought in as somebody's kin of the same family name, or as Jr., with the token
        up to which the family name alone means somebody else."""

    def read(self) -> People:
        """Do both passes."""
        runs = list(self.capitals.runs())
        for run in runs:
            if run.end - run.begin == 1:
                self.alone[self.words[run.begin]] = self.alone.get(self.words[run.begin], 0) + 1
        self.places = self._places(runs)
        single = [run for run in runs if run.end - run.begin == 1]
        self.speaking = {fold(self.words[run.begin]) for run in single if self._speaks(run)}
        self.personal = {
            self.words[run.name_begin]
            for run in runs
            if run.name_end - run.name_begin == 1
            and (run.titled or self.lows[run.name_end : run.name_end + 2] in ([",", "who"], [",", "whose"]))
            and self.lows[run.name_begin] not in self.places | PLACES | GEOGRAPHY
        }
        self.acting = self.speaking | {fold(self.words[run.begin]) for run in single if self._acts(run)}
        found: dict[int, Person] = {}
        for run in runs:
            if run.name_end - run.name_begin >= 2 and self._is_person(run):
                found[run.name_begin] = self._person_for(run)
        for run in runs:
            if run.name_begin not in found and self._of_known_family(run):
                found[run.name_begin] = self._person_for(run)
            elif run.name_begin not in found and self._may_be_person(run):
                person = self._person_for(run)
                person.weak = person.weak or person.first == run.name_begin
                found[run.name_begin] = person
        for run in runs:
            if run.name_begin in found and (until := self._relative(run)):
                self.relatives.setdefault(id(found[run.name_begin]), until)
        spans: list[NameSpan] = []
        for run in runs:
            named = found.get(run.name_begin)
            begin, end = run.name_begin, run.name_end
            if named is None:
                named, begin, end = self._short_mention(run)
            if named is None:
                continue
            particles = {word for word in named.words[:-1] if word in NAME_PARTICLES}
            while begin and begin == run.begin and self.words[begin - 1] in particles:
                begin -= 1  # “da Silva said”, behind “João da Silva”
            np_begin = self.offices.phrase_begin(begin, min(begin, run.begin))
            named.count += 1
            if len(named.words) == 1 and named.name.isupper() and not self.words[begin].isupper():
                named.name, named.words = self._printed(begin, end), tuple(self.words[begin:end])  # “HALE: …”
            named.certain = named.certain or run.titled
            self._learn(named, begin, end, np_begin)
            spans.append(NameSpan(begin, end, np_begin, named))
        for person in self.persons:
            person.gender = person.gender or gender_of_name(person.words)
        return People(self.tokens, spans, self.persons, self.places)

    def _places(self, runs: list[Run]) -> frozenset[str]:
        """Find the names of places by “in X”, “across X”, and by what is called after them: Maldova, Maldovan."""
        lows = self.lows
        known = set(lows)
        places = set()
        for run in runs:
            low = lows[run.begin]
            if run.end - run.begin > 1 or len(low) < 4 or (self.capitals.starts_sentence(run.begin) and low in places):
                continue
            inside = run.begin > 0 and lows[run.begin - 1] in _INSIDE and lows[run.end : run.end + 1] != [POSSESSIVE]
            stem = low.rstrip("aeiouy")
            called_after = any(low + end in known for end in ("n", "an", "ian")) or any(
                stem + end in known and stem + end != low for end in ("an", "ian", "ish", "ese", "ic")
            )
            if inside or called_after:
                places.add(low)
        return frozenset(places)

    def _is_person(self, run: Run) -> bool:
        """Decide whether a run of two words and more names a person."""
        lows, words = self.lows, self.words
        name = words[run.name_begin : run.name_end]
        lowered = lows[run.name_begin : run.name_end]
        if len(name) > _LONGEST_NAME or any(low in BODIES or low in MESSAGES for low in lowered[-1:]):
            return False
        if lowered[-1] in NATIONALS and given_name_gender(name[0]) != "m":
            return False  # “the West Virginia Democrat”
        if any(len(word) > 3 and word.isupper() for word in name) or lowered[-1] in DEMONYMS:
            return all(word.isupper() for word in name) and given_name_gender(name[0]) is not None
        if lowered[-1] in PLACES and lowered[0] in PLACES:
            return False
        if len(name) == 2 and any(len(word) == 1 for word in name):
            return False
        if not any(is_foreign(word) and word.lower() not in GEOGRAPHY for word in name):
            return False
        if any(contracted(word) or camel(word) for word in name):
            return False
        given = given_name_gender(name[0])
        if lowered[-1] in GEOGRAPHY and given is None:
            return False
        if lowered[-1] in PLURAL_PEOPLE and (given is None or lowered[0] in PLACES):
            return False
        if given is None and run.begin == run.name_begin and lows[run.begin - 1 : run.begin] == ["the"]:
            return False  # “the Red Cross”
        begin = run.begin
        if (
            given is None
            and begin > 1
            and begin == run.name_begin
            and lows[begin - 1] in ("of", "for", "on")
            and words[begin - 2][0].isupper()
            and not is_role(lows[begin - 2])
        ):
            return False  # “Institute for Open Markets”
        if given is None and not run.titled and (lowered[0] in MODIFIERS or lowered[0] in DEMONYMS):
            return False  # “National Unity”, “European Dream”
        if given is not None and lowered[0] not in CALENDAR:
            return not (lowered[-1] in PLACES and lowered[0] in PLACES)
        if (
            (fold(name[-1]) in self.speaking or name[-1] in self.personal)
            and lowered[0] not in PLACES
            and is_foreign(name[0])
        ):
            return True
        if run.titled or self.offices.office_before(run) or self.offices.apposition_after(run.name_end):
            return not (lowered[0] in PLACES and lowered[-1] in PLACES)
        if any(is_initial(word) for word in name[:-1]) or self._speaks(run):
            return True
        if lows[begin - 1 : begin] in (["is"], ["was"]) and is_role(lows[begin - 2]) and begin == run.name_begin:
            return True  # “Her rival is Stefan Dorrit”
        if self._recurs(run):
            return True
        family = fold(name[-1])
        return len(name) == 2 and len(family) > 4 and bool(_SURNAME_ENDING.search(family)) and is_foreign(name[0])

    def _may_be_person(self, run: Run) -> bool:
        """Tell whether two unknown capitalised words stand where a person's name stands as a subject."""
        begin, end = run.name_begin, run.name_end
        if end - begin not in (2, 3) or end >= len(self.lows) or begin != run.begin:
            return False
        before = self.lows[begin - 1] if begin else PARAGRAPH
        if before not in (".", PARAGRAPH, ",", "and", "but", "as", "when", "while", "that") or (
            before == "." and not begin
        ):
            return False
        for index in range(begin, end):
            word, low = self.words[index], self.lows[index]
            listed = (
                low in GEOGRAPHY or low in BODIES or low in MESSAGES or low in CALENDAR or is_role(low) or low in TITLES
            )
            if listed or not is_foreign(word) or not (word.isalpha() and word[1:].islower()):
                return False
        after = self.lows[end]
        return after in _AFTER_SUBJECT or after.endswith("ed") or (after in self.verbs and not self.verbs[after].noun)

    def _of_known_family(self, run: Run) -> bool:
        """Tell whether an unknown word stands before the family name of somebody who is named in full."""
        begin, end = run.name_begin, run.name_end
        if end - begin != 2 or begin != run.begin or not is_foreign(self.words[begin]):
            return False
        first, last = self.words[begin], self.words[end - 1]
        if not (first.isalpha() and first[1:].islower() and is_foreign(last)) or self.lows[begin] in PLACES | DEMONYMS:
            return False
        if self.lows[begin] in GEOGRAPHY or self.lows[begin].endswith(("ing", "ed", "ly")):
            return False
        namesakes = self.by_family.get(family_key(last), [])[:_NAMESAKES]
        known = any(len(person.words) > 1 and person.words[-1] == last for person in namesakes)
        # Standing alone elsewhere, or again before the name: “Jonas and Daniel Okpara”.
        return known and self.alone.get(first, 0) > 0

    def _relative(self, run: Run) -> int:
        """Give the token up to which the family name of a Jr., or of kin of a namesake, means the namesake; or 0.

        “Hale’s son, Ed Hale”: all along; “Ed Hale Jr.”: as long as the Jr. wasn't named.
        """
        lows, begin, end = self.lows, run.name_begin, run.name_end
        if end - begin < 2:
            return 0
        own = lows[end - (2 if lows[end - 1] in _YOUNGER and end - begin > 2 else 1)]
        before, after = lows[max(0, run.begin - 6) : begin], lows[end + 1 : end + 5]
        if own in before:
            at = len(before) - 1 - before[::-1].index(own)
            if before[at + 1 : at + 2] == [POSSESSIVE] and any(low in _KIN for low in before[at + 2 :]):
                return len(lows)
        if lows[end : end + 1] == [","] and after[:2] == [own, POSSESSIVE] and any(low in _KIN for low in after[2:]):
            return len(lows)
        return begin if lows[end - 1] in _YOUNGER else 0

    def _recurs(self, run: Run) -> bool:
        """Tell whether the last word stands alone elsewhere, as a family name does after the full name."""
        begin, end = run.name_begin, run.name_end
        if end - begin > 3 or self.alone.get(self.words[end - 1], 0) < 2 or self.capitals.starts_sentence(begin):
            return False
        return all(
            is_foreign(self.words[index]) and self.lows[index] not in GEOGRAPHY and self.words[index].isalpha()
            for index in range(begin, end)
        )

    def _speaks(self, run: Run) -> bool:
        """Tell whether a verb of saying stands directly before or after the name."""
        lows = self.lows
        after = run.name_end + (run.name_end < len(lows) and lows[run.name_end] == ",")
        for index in (after, run.begin - 1):
            if 0 <= index < len(lows):
                verb = self.verbs.get(lows[index])
                if verb is not None and verb.strength == SAYING and not verb.noun and verb.form in ("past", "present"):
                    if index > run.begin:
                        return True
                    # “said Tessaly’s minister”: the minister speaks
                    following = lows[run.name_end] if run.name_end < len(lows) else ""
                    return verb.inverts and following != POSSESSIVE and not is_role(following)
        return False

    def _acts(self, run: Run) -> bool:
        """Tell whether a single word is the subject of a verb of attribution of any kind, or stands behind its “by”.

        “Hale demurred”, “Hale, who called it …”, “was accused by Hale of …”.
        """
        lows, end = self.lows, run.name_end
        after = end + 2 if lows[end : end + 2] == [",", "who"] else end
        verb = self.verbs.get(lows[after]) if after < len(lows) else None
        finite = verb is not None and (verb.form == "past" or (verb.form == "present" and verb.strength == SAYING))
        if verb is not None and finite and not verb.noun and lows[after].isascii():
            return True
        if run.begin > 1 and lows[run.begin - 1] == "by":
            verb = self.verbs.get(lows[run.begin - 2])
            return verb is not None and verb.form == "past" and not verb.noun
        return False

    def _person_for(self, run: Run) -> Person:
        """Find the person a full name belongs to, or make a new one."""
        words = tuple(self.words[run.name_begin : run.name_end])
        own = family(words)
        for person in self.by_family.get(family_key(own), [])[-_NAMESAKES:]:
            if same_full(words, person.words):
                if fuller(words, person.words):
                    person.name, person.words = self._printed(run.name_begin, run.name_end), words
                return person
        person = Person(self._printed(run.name_begin, run.name_end), words, run.name_begin)
        self._index(person)
        return person

    def _index(self, person: Person) -> None:
        """Make a person findable by family and given name."""
        self.persons.append(person)
        self.by_family.setdefault(family_key(family(person.words)), []).append(person)
        if len(person.words) > 1:
            self.by_given.setdefault(fold(person.words[0]), []).append(person)
            for index in range(1, len(person.words) - 1):
                # “von der Leyen”, “Tayyip Erdoğan”, “Ek” for Eriksson Ek: part of a longer name.
                self.by_given.setdefault(fold(person.words[index]), []).append(person)

    def _printed(self, begin: int, end: int) -> str:
        """Give the text of some tokens as printed."""
        return self.text[self.tokens.starts[begin] : self.tokens.ends[end - 1]]

    def _short_mention(self, run: Run) -> tuple[Person | None, int, int]:
        """Resolve a run that is no full name: a family name, a title with a name, somebody who says something."""
        nothing = (None, run.begin, run.end)
        begin, end = run.name_begin, run.name_end
        if begin == end:
            # A word for an office may be somebody's family name: Cook, King, Major.
            if (
                run.end - run.begin == 1
                and (person := self._known(run.begin, run.end))
                and not self._office_use(run.begin)
            ):
                return person, run.begin, run.end
            return nothing
        if end - begin > 1:
            person = self._known(end - 1, end) if run.titled else None
            if person is None:
                person = self._known_tail(begin, end)
            if person is not None:
                return person, begin, end
            # The first word of a sentence that is no name: “Addressing Kuleba”, “Yesterday Lavrov”.
            if self.capitals.starts_sentence(begin) and end - begin == 2 and (person := self._known(begin + 1, end)):
                return person, begin + 1, end
            return nothing
        if not word_like(self.words[begin]) or contracted(self.words[begin]):
            return nothing
        person = self._known(begin, end)
        low = self.lows[begin]
        if person is not None:
            return person, begin, end
        if begin and self.lows[begin - 1] in ("the", "a", "an") and not run.titled:
            return nothing
        if begin > 3 and self.lows[begin - 1] == "as" and "name" in self.lows[begin - 5 : begin - 1]:
            return self._new_single(begin, end, certain=True)  # “who gave his name only as Abdul”
        acronym = self.words[begin].isupper() and len(self.words[begin]) < 6
        if acronym or low in PLACES or low in DEMONYMS or low in MODIFIERS or low in PLURAL_PEOPLE or low in MESSAGES:
            return nothing
        if run.titled or (self.offices.office_before(run) and not self.capitals.starts_sentence(run.begin)):
            return self._new_single(begin, end, certain=True)
        plural = low.endswith("s") and self.capitals.starts_sentence(begin)
        if (low in self.places or self._owned(begin)) and self.lows[end : end + 2] != [",", "who"]:
            return nothing
        if low in GEOGRAPHY or low in CALENDAR or low in _NOBODY_IN_PARTICULAR or is_role(low):
            return nothing
        acting = fold(self.words[begin]) in self.acting and is_foreign(self.words[begin])
        if acting and not plural and not (low.endswith("ing") and self.capitals.starts_sentence(begin)):
            return self._new_single(begin, end, certain=False)
        return nothing

    def _owned(self, begin: int) -> bool:
        """Tell whether a single word behind a preposition says where: “the president of Maravia said”."""
        return begin > 0 and self.lows[begin - 1] in ("of", "from", "in", "at", "near", "for")

    def _new_single(self, begin: int, end: int, *, certain: bool) -> tuple[Person, int, int]:
        """Make a person of whom the text prints one name only."""
        person = Person(self._printed(begin, end), tuple(self.words[begin:end]), begin, certain=certain)
        self._index(person)
        return person, begin, end

    def _office_use(self, index: int) -> bool:
        """Tell whether a word for an office is used as one: an article or an office stands before it."""
        before = self.lows[index - 1] if index else ""
        return before in ("the", "a", "an", "of") or is_role(before) or before in MODIFIERS

    def _known(self, begin: int, end: int) -> Person | None:
        """Find the person whose family name (or given name) stands at these tokens."""
        word = self.words[end - 1]
        if end - begin == 1 and ROMAN.match(word):
            return None
        candidates = [
            person
            for person in self.by_family.get(family_key(word), [])[:_NAMESAKES]
            if family_agrees(word, family(person.words))
        ]
        title = self.lows[begin - 1] if begin else ""
        gender = "f" if title in FEMALE_WORDS else "m" if title in MALE_WORDS else None
        if gender:
            candidates = [p for p in candidates if (p.gender or gender_of_name(p.words) or gender) == gender]
        if self.relatives and end - begin == 1 and not gender:
            # “Hale” is the one to whom the Jr. and the daughter belong, even where only they are named in full.
            others = [person for person in candidates if begin >= self.relatives.get(id(person), 0)]
            if candidates and not others:
                return self._new_single(begin, end, certain=True)[0]
            candidates = others
        if not candidates:
            candidates = [p for p in self.by_given.get(fold(word), [])[:_NAMESAKES] if len(p.words) > 1]
            if self.lows[begin] in PLACES or self.lows[begin] in DEMONYMS or len(candidates) > 1:
                return None
        if len(candidates) > 1:
            # The one spoken of all along, not the relative named once: most mentions first, then the latest.
            before = [person for person in candidates if person.first <= begin]
            candidates = sorted(before or candidates, key=lambda person: (-person.count, -person.first))
        return candidates[0] if candidates else None

    def _known_tail(self, begin: int, end: int) -> Person | None:
        """Find the person whose name ends in all of these words: “von der Leyen”, “Eriksson Ek”."""
        tail = tuple(fold(word) for word in self.words[begin:end])
        for person in self.by_family.get(family_key(self.words[end - 1]), [])[:_NAMESAKES]:
            folded = tuple(fold(word) for word in person.words)
            if folded[-len(tail) :] == tail:
                return person
        return None

    def _learn(self, person: Person, begin: int, end: int, np_begin: int) -> None:
        """Take what titles and offices beside a mention tell of the person."""
        lows = self.lows
        before = lows[np_begin:begin]
        role_begin = np_begin
        while role_begin < begin and lows[role_begin] in TITLES:
            person.role_words.update(LONG_TITLES.get(lows[role_begin].rstrip("."), "").split())
            role_begin += 1
        if role_begin < begin and any(map(is_role, lows[role_begin:begin])):
            self._add_role(person, role_begin, begin)
        for low in before:
            self._add_gender(person, low)
        if begin > 1 and lows[begin - 1] == "," and np_begin == begin and end < len(lows) and lows[end] in (",", "."):
            before_comma = self.offices.role_before(begin - 1)
            if before_comma is not None:
                self._add_role(person, before_comma, begin - 1)
                for low in lows[before_comma : begin - 1]:
                    self._add_gender(person, low)
        if person.gender is None and lows[end : end + 1] and lows[end] in _OWN_WORDS:
            said = lows[end + 1 : end + 3]
            pronoun = said[1] if said[:1] == ["that"] and len(said) > 1 else said[0] if said else ""
            person.gender = {"he": "m", "she": "f"}.get(pronoun)
        if end < len(lows) and lows[end] in (",", "("):
            after = self.offices.role_after(end)
            if after is not None:
                while after[0] < after[1] and lows[after[0]] in ("the", "a", "an", "his", "her", "their"):
                    after = (after[0] + 1, after[1])
                self._add_role(person, *after)
                for low in lows[after[0] : min(after[1], after[0] + 5)]:
                    self._add_gender(person, low)

    def _add_role(self, person: Person, begin: int, end: int) -> None:
        """Keep an office as printed, and its words for “the minister said”."""
        printed = self._printed(begin, end)
        if printed not in person.roles:
            person.roles.append(printed)
        for low in self.lows[begin:end]:
            low = LONG_TITLES.get(low.rstrip("."), low)
            if low in ("of", "at", "in", "for", "to", "from") and person.role_words:
                break  # “adviser to President …”: the president is somebody else
            person.role_words.add(low)

    def _add_gender(self, person: Person, low: str) -> None:
        """Take the gender that a title or an office tells."""
        if person.gender is None:
            person.gender = "m" if low in MALE_WORDS else "f" if low in FEMALE_WORDS else None
