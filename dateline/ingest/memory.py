"""Whom a text was last speaking of, as far as it has been read, and whom “he”, “she” and “they” mean by that."""

from bisect import bisect_right
from dataclasses import dataclass

from dateline.ingest.holders import mentions_before
from dateline.ingest.name_words import BODIES
from dateline.ingest.narration import MEMORY
from dateline.ingest.people import People, Person

_SOON = 150
"""Tokens within which a pronoun's person may be named after it."""
_VAGUE = frozenset("source sources fontes fonte kaynaklar джерела джерело источники источник".split())
# Who asks for the paper, and is not spoken of any more.
_ASKING = frozenset("reporter journalist interviewer questioner correspondent".split())


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
class Focus:
    """Whom the text was last speaking of."""

    speaker: Speaker
    """Who it is."""
    paragraph: int
    """Number of the paragraph, from 0."""


class Memory:
    """Keeps whom one text speaks of, up to the sentence being read."""

    def __init__(self, text: str, people: People) -> None:
        self.text, self.people = text, people
        self.paragraph = 0
        """Number of the paragraph being read."""
        self.focus: list[Focus] = []
        """Whom the text spoke of, latest last."""
        self.last: Focus | None = None
        """Who spoke last."""
        self.voices: list[Focus] = []
        """Who was quoted last, latest last."""
        self.unnamed: dict[str, Speaker] = {}
        """Designations of the unnamed and of bodies by their main word."""
        self.authors: dict[str, Speaker] = {}
        """Who issued “the statement”, by the word for it."""
        self.romance: bool | None = None
        """Whether the text looks Portuguese; None as long as nobody asked."""
        self.asked: Speaker | None = None
        """Who asked the question that was quoted last."""
        self.dialogue: tuple[Focus, Speaker] | None = None
        """Who asks, and when last, and who answers, where two speak in turn."""
        self.message: Focus | None = None
        """Whose letter or statement the sentence before speaks of: “a letter from Olen. “…,” it said.”"""
        self.bidden: Speaker | None = None
        """Whom the sentence before asked to do something: “asked Dorrit to leave. He declined.”"""
        self.answering: Speaker | None = None
        """Whose answer in a printed interview or transcript the paragraph is: “Kolar: I told him …”."""
        self.seen = 0
        """Token of the last mention read."""

    def by_family(self, word: str) -> Person | None:
        """Find the person whose family name a label in capitals gives: “HALE:”."""
        low = word.lower()
        return next((person for person in self.people.persons if person.words[-1].lower() == low), None)

    def _of_person(self, person: Person) -> Speaker:
        """Make the speaker of a person."""
        return Speaker(person.name, person, person.gender)

    def recent(self) -> Speaker | None:
        """Give whom the text was speaking of in the last paragraphs."""
        for focus in reversed(self.focus[-6:]):
            if self.paragraph - focus.paragraph <= (0 if self._weak(focus.speaker) else 2):
                return focus.speaker
        if self.last and self.paragraph - self.last.paragraph <= MEMORY:
            return self.last.speaker
        return None

    def spoke(self, speaker: Speaker, *, asking: bool | None = None) -> None:
        """Keep who spoke last, and (where quoted) whether it was to ask."""
        if asking is False and self.asked is not None and self.asked.name != speaker.name:
            self.dialogue = (Focus(self.asked, self.paragraph), speaker)
        self.last = Focus(speaker, self.paragraph)
        if asking is not None:
            self.voices = [*self.voices[-5:], self.last]
        if asking is not None:
            self.asked = speaker if asking else None

    def in_turn(self, *, asking: bool) -> Speaker | None:
        """Find whose turn it is where one asks and another answers and no words of attribution are printed."""
        if self.dialogue is None or self.paragraph - self.dialogue[0].paragraph > 3 or self.last is None:
            return None
        asker, answerer = self.dialogue[0].speaker, self.dialogue[1]
        if asking and self.last.speaker.name == answerer.name:
            return asker
        return answerer if not asking and self.asked is not None and self.asked.name == asker.name else None

    def just_asked(self) -> bool:
        """Tell whether the paragraph before ended in a question that somebody who is named asked."""
        asked, last = self.asked, self.last
        return asked is not None and last is not None and last.speaker is asked and last.paragraph == self.paragraph - 1

    def answerer(self) -> Speaker | None:
        """Find who answers what was asked last: “…,” came the answer."""
        asker = self.asked.name if self.asked is not None else ""
        for focus in reversed(self.voices):
            if focus.speaker.human and focus.speaker.name != asker and self.paragraph - focus.paragraph <= MEMORY:
                return focus.speaker
        for focus in reversed(self.focus[-8:]):
            if focus.speaker.human and focus.speaker.name != asker and self.paragraph - focus.paragraph <= MEMORY:
                return focus.speaker
        return None

    def _memorable(self, speaker: Speaker) -> bool:
        """Tell whether a later “he” or “it” can mean a speaker."""
        return speaker.human or speaker.government or speaker.head in BODIES

    def _by_gender(self, gender: str, rival: Speaker | None = None) -> Speaker | None:
        """Find the last one spoken of whom “he” or “she” can mean."""
        doubtful: Speaker | None = None
        for focus in reversed(self.focus[-8:]):
            if self.paragraph - focus.paragraph > (MEMORY if doubtful is None else 3):
                break
            speaker = focus.speaker
            if rival is not None and speaker.name == rival.name:
                continue
            if self._weak(speaker) and focus.paragraph != self.paragraph:
                continue
            known = speaker.person.gender if speaker.person else speaker.gender
            if not speaker.human or speaker.plural or known not in (None, gender):
                continue
            if speaker.head in _ASKING and focus.paragraph != self.paragraph:
                continue
            if known:
                return speaker
            if speaker.person:
                # A woman is more often named as one than not: “she” is rather she who is known to be.
                women = [
                    span.person for span in mentions_before(self.people, self.seen, 3) if span.person.gender == "f"
                ]
                here = focus.paragraph == self.paragraph and len(speaker.person.words) > 1
                return self._of_person(women[-1]) if gender == "f" and women and not here else speaker
            if focus.paragraph == self.paragraph:
                return speaker
            # Somebody unnamed of whom it isn't known whether he or she fits: one who surely does comes first.
            doubtful = doubtful or speaker
        for span in reversed(mentions_before(self.people, self.seen, 12 if doubtful is None else 6)):
            if span.person.gender == gender and not (rival is not None and span.person.name == rival.name):
                return self._of_person(span.person)
        if doubtful is not None:
            return doubtful
        return self.last.speaker if self.last else self._named_next(gender)

    def _named_next(self, gender: str) -> Speaker | None:
        """Find who is named soon after a text's first “he said”: “I have no regrets,” he said. Tom Birch, …"""
        begin = bisect_right(self.people.spans, self.seen, key=lambda span: span.begin) if self.seen else 0
        for span in self.people.spans[begin : begin + 3]:
            if span.begin - self.seen > _SOON:
                break
            if span.person.certain and not span.person.weak and span.person.gender in (None, gender):
                return self._of_person(span.person)
        return None

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

    def _aged(self) -> Speaker | None:
        """Find whom “the 61-year-old” means: the person last spoken of."""
        for focus in reversed(self.focus[-4:]):
            if focus.speaker.human and not focus.speaker.plural and self.paragraph - focus.paragraph <= 2:
                return focus.speaker
        return None

    def _named(self) -> Speaker | None:
        """Find whom “the Republican” means: the person last spoken of by name."""
        for focus in reversed(self.focus[-6:]):
            if focus.speaker.person is not None and self.paragraph - focus.paragraph <= 2:
                return None if self._weak(focus.speaker) else focus.speaker
        return None

    def _romance(self) -> bool:
        """Tell whether the text looks Portuguese, where “a” is an article for “the”."""
        if self.romance is None:
            lows = self.people.tokens.lows[:400]
            self.romance = lows.count("de") + lows.count("que") > 2 * (lows.count("the") + lows.count("of"))
        return self.romance
