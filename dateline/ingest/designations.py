"""Whom a phrase means: “the minister”, “the ministry”, “a senior official”, “a statement from his office”."""

from bisect import bisect_right

from dateline.ingest.cues import Sentence
from dateline.ingest.holders import body_before, mentions_before, office_holder
from dateline.ingest.memory import Speaker
from dateline.ingest.name_words import (
    BODIES,
    DEMONYMS,
    EPITHETS,
    FEMALE_WORDS,
    MALE_WORDS,
    MESSAGES,
    NATIONALS,
    PLACES,
    PLURAL_PEOPLE,
    ROLES,
    cyrillic_stem,
    is_role,
)
from dateline.ingest.narration import NAME
from dateline.ingest.openings import ISSUING, Openings
from dateline.ingest.people import Person
from dateline.ingest.phrases import Subject
from dateline.ingest.tokens import POSSESSIVE

_ARTICLES = frozenset("the o os".split())
# What says that a phrase takes up somebody who was named: “the former mayor”, “the then mayor”.
_RECALLING = frozenset("former ex then then- longtime one-time onetime first-term second-term retired ousted".split())
# What says that somebody has an office and not which one.
_SUCCEEDING = frozenset("successor predecessor counterpart rival opponent challenger".split())
# What one of two is to the other.
_OPPOSING = frozenset("opponent rival challenger adversary counterpart".split())
# Kin, and what somebody was called who has them.
_PARENTS, _CHILDREN = frozenset(["mother", "father"]), frozenset(["son", "daughter"])
_SIBLINGS = frozenset(["brother", "sister"])
_RECIPROCAL: dict[str, frozenset[str]] = {
    **dict.fromkeys(_PARENTS, _CHILDREN),
    **dict.fromkeys(_CHILDREN, _PARENTS),
    **dict.fromkeys(_SIBLINGS, _SIBLINGS),
    "husband": frozenset(["wife"]),
    "wife": frozenset(["husband"]),
}
# Who speaks for somebody else: rarely another name for the person last spoken of.
_AGENTS = frozenset(
    "spokesman spokeswoman spokesperson aide adviser advisor assistant lawyer attorney strategist manager director "
    "official source counsel pollster consultant press".split()
)
# Endings of words for people, and words for things that end so.
_AGENT_ENDINGS = ("er", "or", "ist", "ian", "ant", "ee", "man", "eer", "ess", "ive", "mate", "wright")
_THINGS = frozenset(
    "paper power number order offer answer matter letter chapter border river water weather winter summer "
    "quarter center "
    "centre folder computer war error factor sector fee trustee motor mirror corridor floor door business process "
    "progress press congress directive initiative objective perspective narrative archive drive climate "
    "debate estimate".split()
)
# What a body is said to be before its name.
_KINDS = frozenset(
    "group company firm agency newspaper website party network outlet charity union organization".split()
)
# Who has the floor given to others, and is not one of those who spoke.
_PRESIDING = frozenset("speaker moderator".split())
_OTHERS = _AGENTS | _PRESIDING
# What anybody with an office may be called when spoken of again.
_ANYBODY = frozenset("official officer source person man woman politician lawmaker insider".split())
_WHERE = frozenset("in at near outside inside behind beside".split())
_INDEFINITE = frozenset("a an another one two three some several many um uma bir один одна один one".split())


def plain_again(lows: list[str]) -> bool:
    """Tell whether a phrase is an article and an office only: “the diplomat”."""
    return len(lows) == 2 and lows[0] in _ARTICLES


class Designations(Openings):
    """Finds whom phrases mean: holders of offices, bodies with a name, and the unnamed as printed."""

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
            again = self.last.speaker if self.last is not None and self.last.paragraph == self.paragraph else None
            if again is not None and head in _ANYBODY and plain_again(lows) and self._unnamed_holder(again):
                return again  # “One deputy director said …. “…,” the official said”
            person = office_holder(self.people, set(lows) | {head}, head, capitals, sentence.items[subject.first].start)
            same = self.unnamed.get(head) if definite else None
            if same is not None and plain_again(lows) and self.last is not None and self.last.speaker is same:
                return same  # “One diplomat said …. “…,” the diplomat said”, whoever else is one
            if person is not None and (same is None or head in person.role_words):
                return self._of_person(person)
            plain = (
                definite and not possessive and head not in _OTHERS and lows[0] not in ("his", "her", "their", "its")
            )
            if plain and len(lows) == 2 and (here := self._successor_here()) is not None:
                return here
            only = self._only_without_office(head, lows[0], items[0].start) if plain else None
            if only is not None or same is not None:
                return only or same
            if plain and len(lows) == 2 and head not in ("spokesman", "spokeswoman", "spokesperson", "source"):
                recent = self.recent()
                if recent is not None and recent.person is not None and not recent.person.role_words - _SUCCEEDING:
                    return recent
        if lows[0] == "the" and (known := self._epithet(head, set(lows[1:]))) is not None:
            return known
        if head in _OPPOSING and lows[0] in ("his", "her") and (rival := self._other(lows[0])) is not None:
            return rival
        if head in _RECIPROCAL and len(lows) == 2 and lows[0] in ("his", "her"):
            kin = self._kin(head, "f" if lows[0] == "her" else "m")
            if kin is not None:
                return kin
        if lows[0] == "the" and len(lows) <= 3 and (taken_up := self._taken_up(head, subject, sentence)) is not None:
            return taken_up
        if cyrillic_stem(head) in ("ведомств", "відомств"):
            named = next((focus.speaker for focus in reversed(self.focus[-6:]) if not focus.speaker.human), None)
            if named is not None:
                return named
        if head in BODIES and definite and len(lows) == 2 and items[-1].word.islower():
            known = self._body(head, items[0].start) or self.unnamed.get(head)
            if known is not None:
                return known
        speaker = self._designation(subject, sentence)
        if speaker is not None and speaker.head:
            self.unnamed.setdefault(speaker.head, speaker)
        return speaker

    def _unnamed_holder(self, speaker: Speaker) -> bool:
        """Tell whether a speaker is somebody unnamed with an office: “one deputy director”."""
        one = speaker.person is None and speaker.human and not speaker.plural
        return one and is_role(speaker.head) and speaker.name.split()[0].lower() in _INDEFINITE

    def _only_without_office(self, head: str, article: str, before: int) -> Speaker | None:
        """Find the one person of whom the text has given no office so far, for “the prime minister” that nobody is."""
        gender = (
            "f" if head in FEMALE_WORDS or article == "a" else "m" if head in MALE_WORDS or article == "o" else None
        )
        spans = mentions_before(self.people, bisect_right(self.people.tokens.starts, before) - 1, 60)
        persons = {id(span.person): span.person for span in spans if span.person.certain and not span.person.weak}
        fitting = [
            person
            for person in persons.values()
            if not person.role_words - _SUCCEEDING
            and (gender is None or person.gender in (None, gender))
            and self._bare(person)
        ]
        return self._of_person(fitting[0]) if len(fitting) == 1 and len(fitting[0].words) > 1 else None

    def _kin(self, head: str, gender: str) -> Speaker | None:
        """Find whom “her son” means, where she was brought in as his mother: the namesake who is named most."""
        own = self._by_gender(gender)
        if own is None or own.person is None or not own.person.role_words & _RECIPROCAL[head]:
            return None
        kin = "f" if head in FEMALE_WORDS else "m"
        namesakes = [
            person
            for person in self.people.persons[:200]
            if person is not own.person and person.words[-1] == own.person.words[-1] and person.gender in (None, kin)
        ]
        best = max(namesakes, key=lambda person: person.count, default=None)
        return self._of_person(best) if best is not None else None

    def _successor_here(self) -> Speaker | None:
        """Find the person of whom the paragraph speaks, where all that is said is whose successor or rival it is."""
        last = self.focus[-1] if self.focus else None
        if last is None or last.paragraph != self.paragraph or last.speaker.person is None:
            return None
        known = last.speaker.person.role_words
        return last.speaker if known and not known - _SUCCEEDING else None

    def _other(self, possessive: str) -> Speaker | None:
        """Find whom “her opponent” means: of two who were spoken of by name, not the one whom “her” means."""
        own = self._by_gender("f" if possessive == "her" else "m")
        spoken = (focus.speaker for focus in reversed(self.focus[-12:]))
        others = [each for each in spoken if each.person is not None and not (own and own.name == each.name)]
        # Whom the text names most: the moderator and the neighbour are named once or twice.
        best = max(others, key=lambda each: each.person.count if each.person else 0, default=None)
        return None if best is None or best.person is None or best.person.role_words & _AGENTS else best

    def _taken_up(self, head: str, subject: Subject, sentence: Sentence) -> Speaker | None:
        """Find whom “the rancher” means where no rancher was spoken of before: the person last named, if just now."""
        if head in BODIES or head in PLURAL_PEOPLE or head in MESSAGES or head in _OTHERS or head in self.unnamed:
            return None
        if not (is_role(head) or (head.endswith(_AGENT_ENDINGS) and head not in _THINGS)):
            return None
        start = sentence.items[subject.first].start
        tokens = self.people.tokens
        if head in tokens.lows[: bisect_right(tokens.starts, start)]:
            return None
        last = self.focus[-1] if self.focus else None
        if last is None or last.paragraph != self.paragraph or last.speaker.person is None or self._weak(last.speaker):
            return None
        gender = "f" if head in FEMALE_WORDS else "m" if head in MALE_WORDS else None
        return last.speaker if gender is None or last.speaker.gender in (None, gender) else None

    def _bare(self, person: Person) -> bool:
        """Tell whether a person is first named without a word of who it is, as one who is known is named."""
        lows = self.people.tokens.lows
        behind = person.first + len(person.words)
        return (
            behind < len(lows) and lows[behind][:1].isalpha() and lows[behind] not in ("of", "from", "in", "at", "who")
        )

    def _epithet(self, head: str, words: set[str]) -> Speaker | None:
        """Find whom “the Republican nominee” or “the former secretary of state” means: the person last spoken of.

        Nobody where the person holds an office of another kind, or where the phrase may bring in somebody new.
        """
        recalling = bool(words & _RECALLING or words & DEMONYMS or words & PLACES)
        if head not in EPITHETS and not (recalling and is_role(head) and head not in _AGENTS):
            return None
        if head == "leader" and "of" in words:
            return None
        recent = self._named()
        if recent is None or recent.person is None:
            return None
        known = recent.person.role_words
        if head in EPITHETS:
            return recent if not (known & _AGENTS) else None
        gender = "f" if head in FEMALE_WORDS else "m" if head in MALE_WORDS else None
        return recent if not known and gender in (None, recent.person.gender) else None

    def _designation(self, subject: Subject, sentence: Sentence) -> Speaker | None:
        """Make the speaker of a phrase as printed."""
        items = sentence.items
        first, last = subject.first, subject.last
        head = subject.head
        proper = any(item.low == head and item.word[:1].isupper() for item in items[first + 1 : last + 1])
        # “the Osk Islands government”: a body with a name in it, like one that is a name, goes without article.
        named = head in BODIES and any(
            item.word[:1].isupper() and item.low not in DEMONYMS for item in items[first + 1 : last + 1]
        )
        if items[first].low in _ARTICLES and first < last and (proper or named):
            first += 1
        if proper and first + 2 < last and items[first].low in _KINDS and items[first + 1].word[:1].isupper():
            first += 1  # “the group | Citizens for Peace”
        last = self._without_place(sentence, first, last, head)
        name = self.text[items[first].start : items[last].end]
        if (
            items[first].low in _ARTICLES
            or items[first].low in _INDEFINITE
            or items[first].low in ("his", "her", "their", "its", "this")
        ):
            name = name[0].lower() + name[1:]
        elif first == 0 and items[first].low in PLURAL_PEOPLE and items[first].low not in NATIONALS | DEMONYMS:
            name = name[0].lower() + name[1:]  # “Critics say”
        government = head in PLACES or head in self.people.places
        human = head not in BODIES and head not in MESSAGES and not government
        # A word the lists don't know (“a cyclist”) is a person's only in a short phrase with an article before it.
        unlisted = (
            head.islower()
            and not proper
            and last - first < 4
            and items[first].low in ("a", "an", "the")
            and (items[first].low != "the" or (head.endswith(_AGENT_ENDINGS) and head not in _THINGS))
            and not self._romance()
        )
        several = head in PLURAL_PEOPLE or (head.endswith("s") and head not in ROLES and is_role(head[:-1]))
        human = human and (is_role(head) or several or unlisted)
        plural = several or (human and head.endswith("s") and head not in ROLES)
        lows = {item.low for item in items[first : last + 1]}
        gender = "f" if lows & FEMALE_WORDS and human else "m" if lows & MALE_WORDS and human else None
        return Speaker(name, None, gender, human=human, plural=plural, government=government, head=head)

    def _without_place(self, sentence: Sentence, first: int, last: int, head: str) -> int:
        """Give the last item of a designation without where somebody unnamed stands: “a diplomat | in the capital”."""
        if head in BODIES:
            # “the Ministry of Defence | in the Salvan capital”, but “the Embassy in Lisk”
            for index in range(first + 2, last):
                if sentence.lows[index] in _WHERE and sentence.lows[index + 1] in ("the", "a"):
                    return index - 1
        if sentence.lows[first] not in ("a", "an", "one", "another") or not (is_role(head) or head in PLURAL_PEOPLE):
            return last
        for index in range(first + 2, last):
            if sentence.lows[index] in _WHERE and sentence.lows[index - 1] == head:
                return index - 1
        return last

    def _author(self, subject: Subject, sentence: Sentence) -> Speaker | None:
        """Find who issued a statement or report: “a statement from Scholz’s office”."""
        lows = sentence.lows
        if lows[subject.last + 1 : subject.last + 3] in ([",", "by"], [",", "from"]):
            issuer = sentence.phrase_after(subject.last + 3)
            if issuer is not None:
                return self._by_subject(issuer, sentence)
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
            pronoun = {"his": "he", "her": "she"}.get(lows[subject.first])
            recent = (self._pronoun(pronoun, sentence, subject.first) if pronoun else None) or self.recent()
            if recent is not None:
                return recent
        author = self.authors.get(subject.head)
        if author is not None and lows[subject.first] in ("the", "that", "this"):
            return author
        if subject.first > 1 and lows[subject.first] in ("a", "an") and ISSUING & set(lows[: subject.first]):
            # “The leaders issued a statement that promised …”
            opening = self._opening(sentence, subject.first)
            if opening is not None:
                return opening
        return self._designation(subject, sentence)

    def _body(self, head: str, before: int) -> Speaker | None:
        """Find the body with a name that “the ministry” means."""
        name = body_before(self.text, self.people.tokens, head, before)
        return Speaker(name, human=False, head=head) if name else None
