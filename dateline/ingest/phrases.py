"""Phrases of one sentence: names with their offices, pronouns, “the ministry’s spokesman”.

A sentence comes as items: words, names and quotations, each quotation one item. Nothing here looks beyond the
sentence; whom “he” or “the minister” means is for `referents` to say.
"""

from dataclasses import dataclass
from enum import Enum

from dateline.ingest.name_words import (
    BODIES,
    CALENDAR,
    DEMONYMS,
    FUNCTION_WORDS,
    MESSAGES,
    MODIFIERS,
    PLACES,
    PLURAL_PEOPLE,
    is_body,
    is_role,
)
from dateline.ingest.narration import NAME, QUOTE, WORD, Item
from dateline.ingest.people import NameSpan
from dateline.ingest.speech_words import PRONOUNS, SAYING, verbs
from dateline.ingest.tokens import POSSESSIVE

STOPS = frozenset(",.;:!?–—-()[]…/|•\n")
DETERMINERS = frozenset(
    "a an the another one this that these those his her its their our my some many several most few two three "
    "four five "
    "o os as um uma uns umas seu sua bir цей ця этот эта un una el los las le les ein eine der die das".split()
)
LINKS = frozenset("of for at in from with on to de do da dos das".split())
CLAUSE = frozenset(
    "that which who whom whose but while whereas as because although though when where if whether until since "
    "after before so "
    "and or than then how why what que mas enquanto quando porque ve ama і й та але що и но что хотя".split()
)
PREPOSITIONS = frozenset(
    "in on at by after before during with without from to of for about against despite amid among between "
    "under over into "
    "through throughout via since until toward towards upon within behind beyond near em no na nos nas ao à "
    "com sem por para "
    "sobre após antes durante в у на з із під після до від за про для с из под после до от о об во перед".split()
)
FINITE = frozenset(
    "is was were are has had have will would can could may might shall should must did does do am isn’t "
    "wasn’t weren’t aren’t "
    "hasn’t haven’t didn’t doesn’t won’t can’t isn't wasn't didn't doesn't é são foi eram era está".split()
)
LONGEST_PHRASE = 14
# Words that tell of an unnamed source what makes it one; what follows belongs to the designation.
_CONVERSANT = frozenset("familiar close loyal briefed".split())


POST_NOMINALS = frozenset("mp mep msp ms td kc qc".split())
"""What is set behind a name: “Keith Barrow MP said”."""


# Words before the “as” that gives an unnamed person a name: “who gave her name as Linda”.
_NAMED_AS = frozenset("name names identified known".split())


# What is told of a document behind it: “a copy of the memo | obtained by the Ledger”.
_MADE_PUBLIC = frozenset(
    "obtained seen viewed reviewed released published posted issued leaked shared sent signed filed provided".split()
)
# Verbs of calling that are never part of a phrase: “the statement from the army | spoke of …”.
_SPOKE = frozenset("spoke talked accused blamed condemned denounced dismissed rejected praised hailed welcomed".split())


class SubjectKind(Enum):
    """What stands as the subject of a verb of attribution."""

    PERSON = "person"
    PRONOUN = "pronoun"
    PHRASE = "phrase"
    ELIDED = "elided"
    NARRATOR = "narrator"


@dataclass(frozen=True, slots=True)
class Subject:
    """Who says it, as far as the sentence tells."""

    kind: SubjectKind
    first: int
    """First item; for an elided subject the verb's."""
    last: int
    """Last item."""
    name: NameSpan | None = None
    """The mention, for PERSON."""
    pronoun: str = ""
    """The pronoun in lower case, for PRONOUN."""
    head: str = ""
    """The phrase's main word in lower case, for PHRASE."""


class Phrases:
    """Reads the phrases of one sentence's items."""

    def __init__(self, items: list[Item]) -> None:
        self.items = items
        self.lows = [item.low for item in items]
        self.table = verbs()

    def speaks(self, index: int) -> bool:
        """Tell whether a finite verb of saying stands at an item."""
        verb = self.table.get(self.lows[index])
        return verb is not None and verb.strength == SAYING and not verb.noun and verb.form in ("past", "present")

    def named(self, subject: Subject) -> bool:
        """Tell whether a phrase is a proper name: capitals in it beyond the sentence's first word."""
        return any(
            item.word[:1].isupper() and (index > 0 or subject.first == subject.last)
            for index, item in enumerate(self.items[subject.first : subject.last + 1])
        )

    def head(self, first: int, last: int) -> str | None:
        """Give the main word of a phrase: the last before its first link (“of”, “for”) or participle."""
        head = None
        if self.lows[first] in ("one", "another", "others", "both", "several", "two", "three", "many", "some", "few"):
            head = self.lows[first] if first == last or self.lows[first + 1] == "of" else None
        for index in range(first, last + 1):
            item = self.items[index]
            if item.kind == QUOTE:
                return head
            low = item.low
            if len(item.word) > 1 and item.word.isupper():
                head = low
                continue
            if head is not None and low in ("close", "loyal", "familiar", "near", "briefed"):
                return head  # “sources close to Kuleba”
            if head is not None and (low in LINKS or low in PREPOSITIONS or low in CLAUSE):
                if low == "and" and (
                    head in DEMONYMS
                    or head in MODIFIERS
                    or (not is_role(head) and self.items[index - 1].word[:1].isupper())
                ):
                    continue
                return head
            if (
                item.kind == WORD
                and (low in DETERMINERS or low in FUNCTION_WORDS or not low[-1:].isalpha())
                and low not in PLURAL_PEOPLE
            ):
                continue
            if (
                item.kind == WORD
                and head is not None
                and low.endswith("ed")
                and (is_role(head) or head in PLURAL_PEOPLE)
            ):
                return head
            head = low or (item.name.person.words[-1].lower() if item.name else None)
            if head is not None and head > "\u0400" and (is_body(head) or is_role(head)):
                return head  # a Slavic phrase has its main word in front
        return head

    def lead_at(self, index: int) -> int | None:
        """Give the distance from `index` to a name whose title or office begins there; None where none does."""
        for ahead in range(min(12, len(self.items) - index)):
            item = self.items[index + ahead]
            if item.kind == NAME:
                if self.lows[index + ahead + 1 : index + ahead + 2] == [POSSESSIVE]:
                    return None
                extra = 1 if self.lows[index] in DETERMINERS else 0
                return ahead if ahead <= item.lead + extra else None
            if item.kind == QUOTE or item.low in STOPS:
                return None
        return None

    def governed(self, index: int) -> bool:
        """Tell whether a preposition stands right before an item."""
        return index > 0 and self.lows[index - 1] in PREPOSITIONS

    def name_subject(self, at: int) -> Subject | None:
        """Make the subject of a name; None where the name stands in a phrase with a preposition before it."""
        item = self.items[at]
        return Subject(SubjectKind.PERSON, max(0, at - item.lead), at, name=item.name)

    def phrase_to_right(self, first: int) -> Subject | None:
        """Read the phrase that begins at item `first` after a verb or a preposition."""
        items, lows = self.items, self.lows
        last = first
        seen_noun = False
        while last < len(items) and last - first < LONGEST_PHRASE:
            item = items[last]
            if item.kind == QUOTE:
                break
            if item.kind == NAME:
                seen_noun = True
                last += 1
                continue
            low = item.low
            ousted = low == "then" and last > first and lows[last - 1] in DETERMINERS  # “the then city manager”
            if (
                (low in STOPS and low != "-")
                or (low in CLAUSE and not ousted)
                or low in FINITE
                or (low in CALENDAR and seen_noun)
            ):
                break
            if (
                seen_noun
                and low in PREPOSITIONS
                and low not in ("of", "for", "at", "from", "de", "da", "do", "das", "dos")
                and not (last > first and lows[last - 1] in _CONVERSANT)
            ):
                break
            if low in _MADE_PUBLIC and seen_noun:
                break
            verb = self.table.get(low) if seen_noun else None
            if (
                verb is not None
                and not verb.noun
                and (verb.strength == SAYING or (verb.form == "past" and low in _SPOKE))
            ):
                break
            if low.isalpha() and (
                (low not in DETERMINERS and low not in FUNCTION_WORDS) or (len(low) > 1 and item.word.isupper())
            ):
                seen_noun = True
            last += 1
        last -= 1
        while (
            last > first and items[last].kind == WORD and (lows[last] in PREPOSITIONS or lows[last] in FUNCTION_WORDS)
        ):
            last -= 1
        if last < first or not seen_noun or lows[last] == POSSESSIVE:
            return None
        for index in range(first, last + 1):
            if items[index].kind == NAME and lows[index + 1 : index + 2] != [POSSESSIVE]:
                return Subject(SubjectKind.PERSON, first, index, name=items[index].name)
            if lows[index] in PREPOSITIONS or lows[index] in LINKS:
                break
        head = self.head(first, last)
        return Subject(SubjectKind.PHRASE, first, last, head=head) if head else None

    def phrase_after(self, first: int) -> Subject | None:
        """Read whoever is named from item `first` on: a name with its office, a pronoun, or a phrase."""
        if first >= len(self.items):
            return None
        lead = self.lead_at(first)
        if lead is None and self.lows[first] in DETERMINERS and first + 1 < len(self.items):
            lead = self.lead_at(first + 1)
            lead = None if lead is None else lead + 1
        if lead is not None:
            at = first + lead
            return Subject(SubjectKind.PERSON, first, at, name=self.items[at].name)
        item = self.items[first]
        if item.kind == QUOTE:
            return None
        if item.low in PRONOUNS or item.low in ("him", "her", "them"):
            pronoun = {"him": "he", "her": "she", "them": "they"}.get(item.low, item.low)
            return Subject(SubjectKind.PRONOUN, first, first, pronoun=pronoun)
        phrase = self.phrase_to_right(first)
        if phrase is not None:
            return self.apposed(phrase) or phrase
        return None

    def apposed(self, phrase: Subject) -> Subject | None:
        """Find the name that stands in apposition behind a phrase: “a witness, adviser Fiona Hill”."""
        index = phrase.last + 1
        if phrase.kind == SubjectKind.PERSON:
            return None
        for ahead in range(index, min(index + 9, len(self.items))):
            # “a commander who goes by the name Colonel Hassan”
            if self.items[ahead].kind == NAME:
                before = ahead - self.items[ahead].lead - 1
                naming = self.lows[before] == "as" and _NAMED_AS & set(self.lows[max(0, before - 6) : before])
                if self.lows[before] in ("name", "named", "called") or naming:
                    return Subject(SubjectKind.PERSON, phrase.first, ahead, name=self.items[ahead].name)
                break
        if index < len(self.items) and self.lows[index] in ("in", "on", "at", "to", "for", "with"):
            # “said another witness in the inquiry, adviser Fiona Hill”
            index = next(
                (
                    i
                    for i in range(index, min(index + 8, len(self.items)))
                    if self.items[i].low == "," or self.items[i].kind == QUOTE
                ),
                index,
            )
        if index + 1 >= len(self.items) or self.lows[index] != ",":
            return None
        for lead_at in (index + 1, index + 2):
            lead = self.lead_at(lead_at) if lead_at < len(self.items) else None
            if lead is not None and self.closes_attribution(lead_at + lead + 1):
                at = lead_at + lead
                return Subject(SubjectKind.PERSON, phrase.first, at, name=self.items[at].name)
        return None

    def closes_attribution(self, index: int) -> bool:
        """Tell whether what follows a name after the verb lets the attribution end there."""
        if index >= len(self.items):
            return True
        item = self.items[index]
        if item.kind == QUOTE:
            return False
        low = item.low
        if low == "and":
            return (
                index + 1 < len(self.items)
                and self.items[index + 1].kind == WORD
                and self.items[index + 1].word[:1].islower()
            )
        if (
            low in STOPS
            or low in PREPOSITIONS
            or low in CALENDAR
            or low in POST_NOMINALS
            or low in ("who", "as", "when", "while", "but", "whose", "last")
        ):
            return True
        return low.endswith("ly") or low in (
            "later",
            "earlier",
            "afterwards",
            "afterward",
            "recently",
            "again",
            "today",
            "yesterday",
        )


def speaks_as_phrase(head: str) -> bool:
    """Tell whether the main word of a phrase is somebody or something that can be said to say something."""
    return is_role(head) or head in BODIES or head in PLURAL_PEOPLE or head in MESSAGES or head in PLACES
