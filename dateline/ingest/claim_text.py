"""The text of a claim: the sentence in a neutral reporting form, with nothing added to what it says."""

from __future__ import annotations

import re

from dateline.dates import MONTHS
from dateline.ingest.claim_parts import Material, Part
from dateline.ingest.claim_words import COMMON_ENDING, LOWERED, OPENERS, PREPOSITIONS, THAT_VERBS
from dateline.ingest.name_words import BODIES, DEMONYMS, FUNCTION_WORDS, PLACES, PLURAL_PEOPLE, is_role
from dateline.ingest.narration import NAME, QUOTE, WORD, Item
from dateline.ingest.phrases import SubjectKind
from dateline.ingest.timex import DatePhrase
from dateline.ingest.verb_cues import Cue

LONGEST_SPEECH = 320
"""Characters of quoted words in a claim's text; a longer quotation is cut behind a sentence, and says so with […]."""
LONGEST_TAIL = 60
"""Characters of “in an interview with …” that are kept between the verb and what was said."""


_DETERMINED = re.compile(r"(?:^|\s)(?:his|her|its|their|the|a|an)\s*$", re.IGNORECASE)
"""Ends in a word that the name behind it is told by."""
_OWNERS = frozenset("his her its their".split())
"""Words that point back at somebody who is named later once the sentence is turned round."""
_BELONGS = re.compile(r"\s(?:of|from)\s(?:the\s)?[A-ZÀ-Þ][\w’'-]*(?:\s(?:of|the|for|and|[A-ZÀ-Þ][\w’'-]*))*")
"""Behind a name: where the person works or lives."""
_WITHIN = re.compile(r"\b(?:an?|a scheduled|the (?:scheduled|planned))\s$", re.IGNORECASE)
"""Stands before a date that says which thing is meant."""
_NOUN_BEHIND = re.compile(r"\s(?!and\b|or\b|in\b|on\b|at\b|for\b|to\b|by\b|as\b|but\b|that\b|which\b|when\b)[a-z]{3,}")
"""The thing, behind the date."""
_CIRCUMSTANCE = re.compile(r"\s*(?:in|at|after|during|before|on)\s[^,]*", re.IGNORECASE)
"""A phrase that opens a sentence and is set apart by a comma: “In the second round”."""
_WHOM = re.compile(r"\s+(?:(?:the|a|an|his|her|their|its)\s+)?[\w’'.-]+(?:\s[A-Z][\w’'.-]*)*")
"""Whom somebody tells: “reporters”, “the Argus Leader”."""


class Wording:
    """Puts the sentences of one article as claims."""

    def __init__(self, material: Material) -> None:
        """Take what is known of the article."""
        self.text = material.text
        self.phrases = material.phrases
        self.quotes = material.quotes
        self.people = material.people
        self.english = material.english
        tokens = material.people.tokens
        self.names = {tokens.starts[span.begin] for span in material.people.spans}
        self.common = {word for word in tokens.words if word.islower()}

    def claim(self, part: Part) -> str:
        """The sentence in a neutral reporting form."""
        items = part.sentence.items
        start, end = items[0].start, items[-1].end
        if part.answer:
            words = self.text[start:end].strip()
            return _sentence(f"{part.speaker} said: “{words}”" if self.english else f"{part.speaker}: “{words}”")
        if not self.english:
            only = len(items) == 1 and bool(part.spoken) and part.speaker is not None
            return _sentence(f"{part.speaker}: {self._speech(part.spoken[0])}" if only else self.text[start:end])
        if part.cue is not None and part.speaker is not None:
            if part.cue.subject.kind is SubjectKind.PHRASE and not part.spoken:
                name = self.text[items[part.cue.subject.first].start : items[part.cue.subject.last].end]
                name = name if part.person is None else part.person.name
            else:
                name = part.speaker
            owned = part.cue.subject.kind is SubjectKind.PHRASE and items[part.cue.subject.first].low in _OWNERS
            if part.trailing and part.cue.verb in THAT_VERBS and not owned:
                return self._turned(part, part.cue, name)
            following = items[part.cue.last + 1 : part.cue.last + 2]
            owner = bool(following) and following[0].word[:1].islower() and following[0].low not in PREPOSITIONS
            if part.trailing and part.cue.verb == "" and part.person is not None and not owner:
                before = self._narrated(part, start, items[part.cue.first].start)
                return _sentence(f"{before}according to {name}{self._narrated(part, items[part.cue.last].end, end)}")
            if (
                not part.trailing
                and part.cue.verb
                and part.cue.subject.kind in (SubjectKind.PERSON, SubjectKind.PRONOUN)
            ):
                subject_end = items[part.cue.subject.last].end
                if not part.cue.inverted and part.cue.subject.last < part.cue.verb_at:
                    before = self._narrated(part, start, items[part.cue.subject.first].start)
                    if _DETERMINED.search(before):  # “His neighbour Greta Holm added”: the name alone would not do
                        return _sentence(OPENERS.sub("", self._narrated(part, start, end), count=1))
                    before = "" if OPENERS.fullmatch(before.strip() + " ") else before.strip()
                    after = self._narrated(part, subject_end, end)
                    return _sentence(f"{before} {name}{after}" if before else f"{name}{after}")
        elif len(part.spoken) == 1 and len(items) == 1 and part.speaker:
            return _sentence(f"{part.speaker} said: {self._speech(part.spoken[0])}")
        text = OPENERS.sub("", self._narrated(part, start, end), count=1)
        if part.speaker is not None and part.cue is None:
            if (
                items[0].kind == NAME
                and part.person is not None
                and items[0].name is not None
                and items[0].name.person is part.person
            ):
                return _sentence(part.person.name + text[items[0].end - start :])
            own = any(part.start <= (self.quotes[n].cue_start or -1) < part.end for n in part.spoken)
            if part.spoken and not own and not text.startswith("According to"):
                return _sentence(f"According to {part.speaker}, {self._lowered(text, start)}")
        return _sentence(text)

    def _turned(self, part: Part, cue: Cue, name: str) -> str:
        """Turn “X, Kuleba said” into “Kuleba said that X”."""
        items = part.sentence.items
        start = items[0].start
        verb = cue.verb
        said_items = items[: cue.first]
        rest = items[cue.last + 1 :]
        tail, aside, added = self._tail(part, cue, rest)
        whom = ""
        if verb in ("told", "tells"):
            match = None if cue.inverted else _WHOM.match(tail)
            whom, tail = (match[0], tail[match.end() :]) if match else ("", tail)
            verb = verb if whom else "said"
        if cue.inverted and (placed := _BELONGS.match(tail)):
            # “said Lena Fürst of the University of Quill”: where somebody is from stays with the name.
            name, tail = f"{name}{placed[0]}", tail[placed.end() :]
        if len(tail) > LONGEST_TAIL or tail.lstrip().startswith(("who", "as ")):
            tail = ""
        lead = f"{name}, {aside}, {verb}{whom}{tail}" if aside else f"{name} {verb}{whom}{tail}"
        quotes = [item for item in said_items if item.kind == QUOTE]
        narration = [item for item in said_items if (item.kind == WORD and item.low.isalpha()) or item.kind == NAME]
        if quotes and not narration:
            speeches = [self._speech(item.quote) for item in quotes]
            speeches += [
                self._speech(item.quote)
                for item in rest
                if item.kind == QUOTE and item.quote in part.spoken and not added
            ]
            return _sentence(f"{lead}: {' … '.join(speeches)}{added}")
        said = _trim(self._narrated(part, start, items[cue.first].start))
        return _sentence(f"{lead} that {self._lowered(said, start)}{added}")

    def _tail(self, part: Part, cue: Cue, rest: list[Item]) -> tuple[str, str, str]:
        """What stands behind the words of attribution: circumstances, a clause with “who”, and what is added."""
        items = part.sentence.items
        begin = items[cue.last].end
        cut = next(
            (i for i, item in enumerate(rest) if (item.kind == WORD and item.low in (",", ".")) or item.kind == QUOTE),
            len(rest),
        )
        first = rest[cut].start if cut < len(rest) else part.end
        tail = self._narrated(part, begin, first).rstrip(" .")
        aside = added = ""
        if cut + 1 < len(rest) and rest[cut].low == ",":
            following = rest[cut + 1]
            if following.low == "who":
                aside = self._narrated(part, following.start, part.end).rstrip(" .")
            elif following.kind == WORD and following.low.endswith("ing") and len(following.low) > 4:
                added = ", " + self._narrated(part, following.start, part.end).rstrip(" .")
        return tail, aside, added

    def _speech(self, number: int) -> str:
        """Quoted words in quotation marks, without a comma at their end; a long quotation is cut behind a sentence."""
        quote = self.quotes[number]
        words = self.text[quote.start : quote.end].rstrip(" ,")
        if len(words) > LONGEST_SPEECH:
            cut = max((m.end() for m in re.finditer(r"[.!?…](?=\s)", words[:LONGEST_SPEECH])), default=0)
            cut = cut or words.rfind(" ", 0, LONGEST_SPEECH)
            words = words[:cut].rstrip(" ,;") + " […]"
        return f"“{words}”"

    def _narrated(self, part: Part, start: int, end: int) -> str:
        """A stretch of the sentence, its dates written out: the one that dates it is left out, others become days."""
        out: list[str] = []
        at = start
        for number in part.phrases:
            phrase = self.phrases[number]
            if not start <= phrase.start or not phrase.end <= end or phrase.start < at:
                continue
            first, last, words = self._date_words(phrase, own=number == part.own, floor=at, end=end)
            out.append(self.text[at:first])
            out.append(words)
            at = last
        out.append(self.text[at:end])
        text = "".join(out)
        for item in part.sentence.items:
            if item.kind == QUOTE and start <= item.start < end:
                raw = self.text[item.start : item.end]
                text = (
                    text.replace(raw, re.sub(r"[,]([”\"»’]?)$", r"\1", raw))
                    if raw.rstrip('”"»’').endswith(",") and item.end < end - 1
                    else text
                )
        return re.sub(r"\s{2,}", " ", text)

    def _date_words(self, phrase: DatePhrase, *, own: bool, floor: int, end: int) -> tuple[int, int, str]:
        """How a date phrase is written in a claim: where the words replaced begin and end, and what stands there."""
        before = self.text[floor : phrase.start]
        if _WITHIN.search(before) and _NOUN_BEHIND.match(self.text[phrase.end : end]):
            return phrase.start, phrase.start, ""  # “an October 11 presentation”: part of a name for a thing
        hour = re.match(r"\s(?:morning|afternoon|evening|night)\b", self.text[phrase.end : phrase.end + 12])
        phrase_end = phrase.end + (len(hour[0]) if hour else 0)
        possessive = re.match(r"[’']s?\b", self.text[phrase_end : phrase_end + 2])
        if possessive:
            if not own and phrase.value and not phrase.anchored:
                return phrase.start, phrase.start, ""
            determined = re.search(r"\b(?:the|a|an|this|that|last)\s+$", before)
            return phrase.start, phrase_end + len(possessive[0]), "" if determined else "the"
        if own:
            leading = re.search(
                r"(?:(?:^|[\s,]+)(?:on|in|late|early|this|that|earlier|later)\s+)*$", before, re.IGNORECASE
            )
            first = floor + leading.start() if leading and leading[0].strip() else phrase.start
            last = phrase_end
            if first == floor or not self.text[floor:first].strip():
                comma = re.match(r"\s*,\s*", self.text[last:end])
                return first, last + (len(comma[0]) if comma else 0), " " if first > floor or before[:1] == " " else ""
            if self.text[first - 1 : first] == " ":
                first -= 1
            if self.text[first - 1 : first] == "," or self.text[first : first + 1] == ",":
                # “The first round, on Monday, ended”: one comma goes with what it set apart.
                comma = re.match(r"\s*,(?=\s)", self.text[last:end])
                head = self.text[floor:first].rstrip(",")
                # but the comma behind “In the second round” stays
                if comma and not _CIRCUMSTANCE.fullmatch(head):
                    last += len(comma[0])
                    first -= self.text[first - 1 : first] == ","
                elif comma:
                    first += self.text[first : first + 1] == ","
                    last += len(comma[0])
                    return first, last, "" if self.text[first - 1 : first] == "," else ","
            return first, last, ""
        written = None if phrase.rule == "clock" else _written(phrase)
        part_of_day = re.match(r"(late|early) on\b", phrase.text)
        written = f"{part_of_day[0]} {written}" if part_of_day and written else written
        if written is None or not phrase.anchored:
            return phrase.start, phrase.start, ""
        governed = re.search(
            r"\b(?:on|in|since|until|till|before|by|after|from|of|for|at|to|and|between|than|the)\s+$", before
        )
        preposition = "" if governed or part_of_day else "on " if len(phrase.value) == 10 else "in "
        return phrase.start, phrase.end, preposition + written

    def _lowered(self, said: str, start: int) -> str:
        """A sentence as a clause: a first word that is no name begins with a small letter."""
        match = re.match(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*", said)
        if not match:
            return said
        word = re.sub(r"[’']s?$", "", match[0])
        low = word.lower()
        if low.endswith("ing") and low not in PLACES and len(low) > 5:
            return low + said[len(word) :]
        if start in self.names:
            return said
        if word == "I" or (len(word) > 1 and word[1:2].isupper()):
            return said
        common = low in LOWERED or low in FUNCTION_WORDS or low in PLURAL_PEOPLE or is_role(low) or low in BODIES
        if not common and low not in PLACES and low not in DEMONYMS:
            common = COMMON_ENDING.search(low) is not None or low in self.common
        # “Prime Minister”, “European Union”: what begins a name stays as it is.
        common = common and (low in LOWERED or not re.match(r"\s+[^\W\d_a-zа-яёіїєґ]", said[len(word) :]))
        return low[:1] + said[1:] if common else said


def _trim(text: str) -> str:
    """What is said, without the comma before its attribution."""
    text = text.strip()
    text = re.sub(r",([”\"»’]?)$", r"\1", text)
    return text.rstrip(" ,–—")


def _sentence(text: str) -> str:
    """A text with a capital at its beginning and one full stop at its end."""
    text = re.sub(r"^\s*[-–—•*·▪‣]\s+", "", text)
    text = re.sub(r"\s+([,;:]|\.(?!\d))", r"\1", re.sub(r"\s{2,}", " ", text)).strip(" ,;")
    text = re.sub(r"(?<!\.)\.\.$", ".", text)
    if text and text[0].islower():
        text = text[0].upper() + text[1:]
    bare = text.rstrip('”"»’')
    if bare[-1:] in (".", "!", "?", "…"):
        return text
    return f"{text.rstrip(',')}."


def _written(phrase: DatePhrase) -> str | None:
    """A day or a month in words: 10 March 2022; None for what is neither."""
    if match := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", phrase.value):
        return f"{int(match[3])} {MONTHS[int(match[2]) - 1]} {match[1]}"
    if match := re.fullmatch(r"(\d{4})-(\d\d)", phrase.value):
        return None if phrase.approximate else f"{MONTHS[int(match[2]) - 1]} {match[1]}"
    return None
