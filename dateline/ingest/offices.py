"""Offices and work of persons as printed beside their names: before, behind a comma, in apposition."""

from dateline.ingest.capitals import Run
from dateline.ingest.given_names import given_name_gender
from dateline.ingest.name_words import (
    BODIES,
    DEMONYMS,
    FUNCTION_WORDS,
    MODIFIERS,
    PLACES,
    PLURAL_PEOPLE,
    TITLES,
    is_cyrillic,
    is_role,
)
from dateline.ingest.speech_words import SAYING, verbs
from dateline.ingest.tokens import POSSESSIVE, Tokens

LONG_TITLES = {
    "sen": "senator",
    "sens": "senator",
    "rep": "representative congressman congresswoman",
    "gov": "governor",
    "gen": "general",
    "lt": "lieutenant",
    "col": "colonel",
    "maj": "major",
    "capt": "captain",
    "cmdr": "commander",
    "adm": "admiral",
    "sgt": "sergeant",
    "prof": "professor",
    "dr": "doctor",
    "rev": "reverend",
    "cllr": "councillor",
}
"""Offices behind short titles, for “the senator said”."""
_SHORT_VERBS = frozenset("beat beats met saw made shows put led let got won lost sent gave paid named has had".split())
_LONGEST_ROLE = 12


class Offices:
    """Finds offices in the tokens of one text."""

    def __init__(self, tokens: Tokens) -> None:
        self.words, self.lows = tokens.words, tokens.lows
        self.verbs = verbs()

    def office_before(self, run: Run) -> bool:
        """Tell whether a lower-case word for an office stands directly before the run."""
        lows = self.lows
        index = run.begin - 1
        if index < 1:
            return False
        if (
            lows[index] == ","
            and run.name_end < len(lows)
            and lows[run.name_end] in (",", ".", "и", "і", "(", "–", "—")
        ):
            # “Her Russian counterpart, Sergei Lavrov, …”
            for before in range(index - 1, max(-1, index - 7), -1):
                if is_role(lows[before]):
                    return lows[before] not in self.verbs or lows[before - 1] in (
                        "the",
                        "a",
                        "its",
                        "his",
                        "her",
                        POSSESSIVE,
                    )
                if (not lows[before][:1].isalpha() and lows[before] != POSSESSIVE) or lows[before] in self.verbs:
                    return False
            return False
        if is_cyrillic(lows[index]):
            # “речниця степового МЗС Мирослава Яцків”
            for before in range(index, max(-1, index - 4), -1):
                if not lows[before][:1].isalpha() or lows[before] in self.verbs:
                    return False
                if is_role(lows[before]):
                    return True
            return False
        return (
            is_role(lows[index])
            and lows[index] != "state"
            and not (lows[index] in self.verbs and lows[index - 1] == ",")
        )

    def apposition_after(self, index: int) -> bool:
        """Tell whether what follows a comma after the name speaks of a person."""
        lows = self.lows
        if index + 2 >= len(lows) or lows[index] not in (",", "("):
            return False
        following = lows[index + 1]
        if following in ("who", "whose"):
            return True
        if lows[index + 1 : index + 3] == ["for", "the"] and self.words[index + 3 : index + 4]:
            return self.words[index + 3][:1].isupper()  # “Morna Skeld, for the Greens, asked”
        if following.isdigit() and 14 < int(following[:3]) < 110 and lows[index + 2] in (",", ")"):
            return True
        return self.role_after(index) is not None

    def role_after(self, index: int) -> tuple[int, int] | None:
        """Give begin and end of an office in apposition after a comma at token `index`."""
        lows, words = self.lows, self.words
        begin = index + 1
        if begin < len(lows) and lows[begin].isdigit() and begin + 1 < len(lows) and lows[begin + 1] == ",":
            begin += 2
        end = begin
        seen = -1
        while end < len(lows) and end - begin < _LONGEST_ROLE and lows[end] not in ',.;:()–—-!?\n“”"':
            low = lows[end]
            if seen < 0 and low in ("who", "which", "and", "but", "said", "says", "told", "while", "as", "then"):
                return None
            if seen >= 0 and ((low in self.verbs and self.verbs[low].strength == SAYING) or low in ("who", "whose")):
                break
            if seen < 0 and is_role(low) and end - begin < 8:
                seen = end
            end += 1
        if (
            seen < 0
            or lows[begin].endswith("ing")
            or lows[begin] in ("in", "on", "at", "with", "from", "by", "for", "after", "before", "when")
        ):
            return None
        if begin < seen and words[begin][0].isupper() and given_name_gender(words[begin]) is not None:
            return None  # “Cook, Tim Apple's …”: another person's name begins here
        if (
            seen + 1 < end
            and words[seen + 1][0].isupper()
            and is_foreign(words[seen + 1])
            and not is_role(lows[seen + 1])
        ):
            return None  # “…, Prime Minister Narendra Modi said”: somebody else's title
        while end > begin + 1 and (lows[end - 1] in FUNCTION_WORDS or lows[end - 1] == POSSESSIVE):
            end -= 1
        return begin, end

    def role_before(self, comma: int) -> int | None:
        """Give the begin of an office that a name follows in apposition: “his counterpart, Sergei Lavrov,”."""
        lows = self.lows
        role = None
        index = comma - 1
        while index >= 0 and comma - index < 9:
            low = lows[index]
            if low in ("the", "a", "an", "his", "her", "its", "their", "o", "one"):
                break
            if (
                (not low[:1].isalpha() and low != POSSESSIVE)
                or (low in self.verbs and not is_role(low))
                or low in ("and", "but", "that", "with")
            ):
                break
            if role is None and low in ("in", "on", "to", "by"):
                return None
            if is_role(low):
                role = index
            elif role is None and comma - index > 5 and low not in MODIFIERS | BODIES | DEMONYMS | PLACES:
                return None
            index -= 1
        if role is None:
            return None
        begin = index + 1
        while begin < role and (lows[begin] in FUNCTION_WORDS or lows[begin] == POSSESSIVE):
            begin += 1
        return begin

    def phrase_begin(self, name_begin: int, run_begin: int) -> int:
        """Give the first token of title and office before a name."""
        lows, words = self.lows, self.words
        index = name_begin
        found = name_begin
        unknown = 0
        office = False
        while index > 0 and name_begin - index < _LONGEST_ROLE:
            low = lows[index - 1]
            if low in TITLES or (is_role(low) and low not in self.verbs):
                office, found, unknown = True, index - 1, 0
            elif (
                not office
                and index == name_begin
                and not (words[index - 1][0].isupper() and index > run_begin)
                and not (is_cyrillic(words[index - 1]) and low not in FUNCTION_WORDS)
            ):
                break
            elif office and low in ("of", "for"):
                break  # “the government of Prime Minister …”
            elif (low in MODIFIERS and low not in ("and", "then")) or low in DEMONYMS or low in BODIES:
                if low not in ("of", "for", "the"):
                    found = index - 1 if office else found
            elif low == ")" and office and index > 3 and lows[index - 3] == "(":
                index -= 2  # “the Coast Guard (PCG) spokesman Jay Tarriela”
            elif low in FUNCTION_WORDS or low in self.verbs or not words[index - 1][0].isalpha():
                if low != POSSESSIVE:
                    break
            elif words[index - 1][0].isupper():
                if unknown:
                    break  # “Президент Іван Гай подзвонив Марті Олень”: another name
                found = index - 1 if office else found
            elif (unknown < 2 and is_cyrillic(words[index - 1])) or (
                unknown < 1
                and office
                and not low.endswith("ed")
                and low not in _SHORT_VERBS
                and (is_role(lows[index]) or lows[index] in MODIFIERS)
            ):
                unknown += 1
            else:
                break
            index -= 1
        if not office:
            return name_begin
        while found < name_begin and lows[found] in ("of", "for", "the", "and", POSSESSIVE):
            found += 1
        return found


def is_foreign(word: str) -> bool:
    """Tell whether a word is nothing the lists know, so that it may be a given name they lack."""
    low = word.lower()
    return low not in MODIFIERS and low not in DEMONYMS and low not in PLACES and low not in PLURAL_PEOPLE
