"""The subject of a verb of attribution: before the verb or behind it, in apposition, before a relative clause."""

from dateline.ingest.name_words import (
    BODIES,
    CALENDAR,
    MESSAGES,
    MODIFIERS,
    PLURAL_PEOPLE,
    is_body,
    is_role,
)
from dateline.ingest.narration import NAME, QUOTE, WORD
from dateline.ingest.phrases import (
    CLAUSE,
    DETERMINERS,
    FINITE,
    LINKS,
    LONGEST_PHRASE,
    POST_NOMINALS,
    PREPOSITIONS,
    STOPS,
    Phrases,
    Subject,
    SubjectKind,
    speaks_as_phrase,
)
from dateline.ingest.speech_words import AUXILIARIES, POSSESSIVE_PRONOUNS, PRONOUNS, SAYING, Verb
from dateline.ingest.tokens import POSSESSIVE

# What ends a short adverbial phrase between a subject and its verb.
_ASIDE_NOUNS = frozenset("part turn response reply first".split())
TURKISH_LINKS = frozenset("diye ifadesini ifadelerini sözlerini şeklinde açıklamasında açıklamasını".split())
"""Words that link quoted words to a Turkish verb behind them: “…” ifadesini kullandı."""
_DEEPEST = 4
"""Relative clauses inside one another that a subject is looked for through."""
_ADVERB_ENDINGS = ("ly", "mente")
# What may stand before two names joined by “and”; an empty word is a quotation or a name.
_BEFORE_JOINED = frozenset(["", ",", "–", "—", "but", "as", "while"])
# Words before a subject that are no part of it.
_OPENERS = frozenset("but and however meanwhile also yet later still mas e including even both".split())
# Verbs whose object is somebody else's words: “he quoted | Lincoln’s line”.
_REPEATING = frozenset("quoted quoting quotes cited citing cites echoed echoing invoked invoking".split())
_RELATIVES = frozenset("who which that que який яка который которая".split())
# What may stand between a name and its verb: “and his team”, Turkish “şunları söyledi”.
_AFTER_NAME = frozenset("and e і та и ve şunları şunu şöyle bunu bunları ise da de".split())
_PORTUGUESE_VERBS = frozenset(
    "disse disseram afirmou afirmaram declarou declararam acrescentou explicou respondeu contou escreveu "
    "destacou ressaltou alertou "
    "avisou garantiu reconheceu admitiu negou insistiu observou comentou completou concluiu reiterou lembrou "
    "anunciou informou diz dizem "
    "afirma explica acrescenta avalia avaliou ponderou frisou sublinhou apontou resumiu dijo dice señaló dit diyen "
    "belirten söyleyen".split()
)


class Subjects(Phrases):
    """Finds the subjects in one sentence's items."""

    def left_subject(self, at: int) -> Subject | None:
        """Find the subject before a verb."""
        items, lows = self.items, self.lows
        index = at - 1
        steps = 0
        while index >= 0 and steps < 8 and items[index].kind == WORD:
            low = lows[index]
            if low in _ASIDE_NOUNS and (length := self._aside_before(index)):
                index -= length
            elif low == "hat" and lows[at].endswith(("ed", "said", "says", "told")):
                break  # “a woman in a red hat shouted”, no German auxiliary
            elif low in AUXILIARIES or (
                low.endswith(_ADVERB_ENDINGS) and low not in ("family", "ally", "only", "assembly")
            ):
                index -= 1
            elif low in CALENDAR or (low.isdigit() and index > 0 and lows[index - 1] in CALENDAR):
                index -= 1
                if index >= 0 and lows[index] in (
                    "on",
                    "in",
                    "at",
                    "late",
                    "early",
                    "last",
                    "this",
                    "since",
                    "na",
                    "no",
                    "у",
                    "в",
                ):
                    index -= 1
                    if index >= 0 and lows[index] in ("late", "early"):
                        index -= 1
            else:
                break
            steps += 1
        if index < 0 or items[index].kind == QUOTE:
            return None
        if items[index].kind == WORD and lows[index] in (",", "–", "—", ")"):
            return self._before_comma(index)
        return self.phrase_before(index)

    def _aside_before(self, last: int) -> int:
        """Give how many items an adverbial phrase that ends at an item has: “for his part”, “in turn”; 0 for none."""
        lows = self.lows[max(0, last - 2) : last + 1]
        if lows[-1] == "part" and len(lows) == 3 and lows[0] == "for" and lows[1] in POSSESSIVE_PRONOUNS:
            return 3
        return 2 if lows[-2:] in (["in", "turn"], ["in", "response"], ["in", "reply"], ["at", "first"]) else 0

    def anchored(self, at: int) -> Subject | None:
        """Find a name that opens the clause with a chain of appositions between it and the verb.

        “Kurinji Selvaraj, an analyst at the Council on Energy, Environment and Water, said”: the commas inside the
        apposition would hide the name.
        """
        begin = at
        while begin > 0 and at - begin < 45:
            item = self.items[begin - 1]
            if item.kind == QUOTE or (item.kind == WORD and (item.low in (";", ":", ".") or self.speaks(begin - 1))):
                break
            begin -= 1
        while begin < at and self.lows[begin] in (",", "–", "—", "-", "but", "and", "meanwhile", "while", "as"):
            begin += 1
        lead = self.lead_at(begin) if begin < at else None
        if lead is None or begin + lead + 2 >= at or self.lows[begin + lead + 1] != ",":
            return None
        following = self.items[begin + lead + 2]
        opens = (
            following.low in DETERMINERS
            or is_role(following.low)
            or following.low in MODIFIERS
            or following.low in ("who", "whose")
        )
        if not (opens or following.low[:1].isdigit() or (following.word[:1].isupper() and following.kind == WORD)):
            return None
        name_at = begin + lead
        return Subject(SubjectKind.PERSON, begin, name_at, name=self.items[name_at].name)

    def phrase_before(self, last: int, depth: int = 0) -> Subject | None:
        """Read the phrase that ends at item `last`; `depth` counts the relative clauses gone through to get there."""
        if depth > _DEEPEST:
            return None
        items, lows = self.items, self.lows
        item = items[last]
        if item.kind == NAME and not self._governed_by_noun(last - item.lead):
            return self.name_subject(last)
        low = item.low
        if low in POST_NOMINALS and last and items[last - 1].kind == NAME:
            return self.phrase_before(last - 1)
        if low in PRONOUNS and not (
            low in ("er", "il", "o") and last > 0 and items[last - 1].kind == WORD and lows[last - 1].isalpha()
        ):
            return Subject(SubjectKind.PRONOUN, last, last, pronoun=low)
        if low in ("i", "we", "you", "eu", "nós", "я", "ми", "мы", "ben", "biz"):
            return Subject(SubjectKind.NARRATOR, last, last)
        if low in _RELATIVES:
            while last > 0 and lows[last - 1] in _RELATIVES:
                last -= 1
            if last > 1 and lows[last - 1] in (",", "–", "—"):
                named = self.phrase_before(last - 2)
                if named is not None and named.kind == SubjectKind.PHRASE and low != "who":
                    participle = lows[named.first].endswith("ed") and lows[named.first - 1 : named.first] == [","]
                    if participle and lows[named.first + 1] in PREPOSITIONS:
                        # “a sampler, stitched by an aunt, that says”: what the participle is said of
                        return self.phrase_before(named.first - 2)
                return named and self._apposed_to(named)
            if last and lows[last - 1] in ("anyone", "anybody", "those", "everyone", "everybody", "whoever", "nobody"):
                return None  # “that anyone who claimed otherwise …”: nobody in particular
            antecedent = self.phrase_before(last - 1, depth + 1) if last > 0 and items[last - 1].kind != QUOTE else None
            if antecedent is not None and antecedent.kind == SubjectKind.PHRASE and low != "who":
                antecedent = self._thing_last(antecedent)
            return antecedent and self._apposed_to(antecedent)
        if item.kind == WORD and (not low[:1].isalnum() or low in PREPOSITIONS or low in CLAUSE):
            return None
        begin = last
        while begin > 0 and last - begin < LONGEST_PHRASE:
            previous = items[begin - 1]
            if previous.kind == QUOTE:
                break
            if previous.kind == WORD:
                word = previous.low
                if (word in STOPS and word not in ("-", "/")) or (word in CLAUSE and not self._joins(begin - 1)):
                    break
                if word in FINITE or (
                    word in self.table and self.table[word].strength == SAYING and not self.table[word].noun
                ):
                    if begin > 2 and lows[begin - 2] in ("who", "which", "that"):
                        begin -= 1
                    break
                if word in _REPEATING:
                    break
                if word in PRONOUNS and word not in ("er", "il"):
                    break
            begin -= 1
        if (
            begin > 1
            and lows[begin - 1] in ("who", "which", "that", "que")
            and items[begin - 2].kind == WORD
            and lows[begin - 2][:1].isalpha()
        ):
            # “A shepherd who lives in the valley said”: the phrase before the relative clause.
            relative = self.phrase_before(begin - 2, depth + 1)
            if (
                relative is not None
                and relative.kind == SubjectKind.PHRASE
                and (speaks_as_phrase(relative.head) or lows[relative.first] in DETERMINERS)
                and lows[begin - 2] not in self.table
            ):
                return relative
        return self._choose_phrase(begin, last)

    def _thing_last(self, phrase: Subject) -> Subject:
        """Give the last thing with an article in a phrase: “issued | a statement | on Saturday that promised”."""
        lows = self.lows
        for index in range(phrase.last, phrase.first, -1):
            if lows[index - 1] in DETERMINERS and (head := self.head(index - 1, phrase.last)):
                if head in CALENDAR:
                    continue
                last = next((i for i in range(index, phrase.last + 1) if lows[i] == head), phrase.last)
                return Subject(SubjectKind.PHRASE, index - 1, last, head=head)
        return phrase

    def _apposed_to(self, phrase: Subject) -> Subject:
        """Give the name that a phrase stands in apposition to: “Kristof Palm, | a retired judge |, who said”."""
        first = phrase.first
        if (
            phrase.kind == SubjectKind.PHRASE
            and first > 1
            and self.lows[first - 1] == ","
            and self.items[first - 2].kind == NAME
            and self.lows[first] in ("a", "an", "the", "his", "her")
        ):
            return self.name_subject(first - 2) or phrase
        return phrase

    def _governed_by_noun(self, first: int) -> bool:
        """Tell whether a name belongs to a noun for a person or body before it: “a spokesman for …”."""
        if first < 2 or self.lows[first - 1] not in ("for", "of", "to", "from", "with", "by"):
            return False
        noun = self.lows[first - 2]
        if noun in ("close", "loyal", "near") and first > 2:  # “sources close to Kuleba”
            noun = self.lows[first - 3]
        return is_role(noun) or noun in PLURAL_PEOPLE or noun in MESSAGES or noun in BODIES

    def _joins(self, at: int) -> bool:
        """Tell whether “and” at item `at` joins two nouns rather than two clauses: “Russian and Syrian ministries”."""
        if self.lows[at] not in ("and", "e", "ve", "і", "й", "та", "и") or at < 1:
            return False
        before = self.items[at - 1]
        if before.kind == NAME:
            return at - 1 - before.lead <= 0 or self.lows[at - 2 - before.lead] in _BEFORE_JOINED
        return before.kind == WORD and (before.low in MODIFIERS or before.word[:1].isupper() or is_role(before.low))

    def _choose_phrase(self, begin: int, last: int) -> Subject | None:
        """Choose the subject among the words from `begin` to `last` before a verb."""
        items, lows = self.items, self.lows
        first = begin
        while (
            first < last
            and items[first].kind == WORD
            and (
                lows[first] in _OPENERS
                or lows[first].endswith("ly")
                or (lows[first].endswith("ing") and lows[first] in self.table)
            )
        ):
            first += 1
        if items[first].kind == WORD and lows[first] in PREPOSITIONS:
            # “In Kyiv the ministry said”: the last phrase is the subject, not what “in” governs.
            restart = next(
                (
                    i
                    for i in range(last, first + 1, -1)
                    if lows[i] in DETERMINERS and items[i].word.islower() and lows[i - 1] not in LINKS
                ),
                None,
            )
            if restart is None:
                return None
            first = restart
        for index in range(first, last + 1):
            if (
                items[index].kind == NAME
                and lows[index + 1 : index + 2] != [POSSESSIVE]
                and index - items[index].lead <= first
            ):
                # A name, then “of …”, “in …” and the like; or “X and his team”.
                if index == last or lows[index + 1] in PREPOSITIONS or lows[index + 1] in _AFTER_NAME:
                    return self.name_subject(index)
                # “Brandt dismissed the critics, who say”: a verb nobody listed parts the two.
                first = next((i for i in range(index + 1, last + 1) if lows[i] in DETERMINERS), first)
                break
        head = self.head(first, last)
        if head is None:
            return None
        return Subject(SubjectKind.PHRASE, first, last, head=head)

    def _before_comma(self, comma: int) -> Subject | None:
        """Find the subject whose apposition or relative clause ends in a comma before the verb."""
        items, lows = self.items, self.lows
        last = comma - 1
        begin = last
        while begin > 0 and last - begin < 40 and not self._is_break(begin - 1):
            begin -= 1
        if begin > last:
            return None
        leading = begin == 0 or items[begin - 1].kind == QUOTE
        final = items[last]
        bare_name = final.kind == NAME and last - final.lead <= begin
        named_before = begin > 2 and lows[begin - 1] == "," and items[begin - 2].kind == NAME
        if bare_name and named_before and self._governed_by_noun(begin - 2 - items[begin - 2].lead):
            return self.name_subject(last)  # “A lawyer for Olen, Ivo Brandt, said”
        if bare_name and (leading or not self._name_ends_at(begin - 2)):
            return self.name_subject(last)
        if begin >= 2 and items[begin - 1].kind == WORD and lows[begin - 1] in (",", "–", "—", "("):
            before = begin - 2
            if lows[before] == ")":  # “Brandt (R-Ohio), a member of the House, said”
                before = next((i - 1 for i in range(before - 1, max(0, before - 6), -1) if lows[i] == "("), before - 1)
            # One more apposition back: “Kuleba, 41, the minister, said”.
            if items[before].kind == WORD and (
                lows[before].isdigit() or lows[before] in ("meanwhile", "however", "too")
            ):
                return self._before_comma(begin - 1)
            subject = self.phrase_before(before)
            apposed = self._placed_name(begin, last)
            some = subject is not None and is_role(subject.head) and before == subject.last
            if apposed is not None and some:
                return apposed  # “one delegate, Lorraine Pitts of Durham, put it”
            if subject is not None and (
                subject.kind != SubjectKind.PHRASE or speaks_as_phrase(subject.head) or self.named(subject)
            ):
                return subject
            deeper = self._before_comma(begin - 1) if comma - begin < 30 and begin > 2 else None
            if deeper is not None and deeper.kind == SubjectKind.PERSON:
                return deeper
        if bare_name:
            return self.name_subject(last)
        subject = self.phrase_before(last) if leading else None
        if subject is not None and subject.kind == SubjectKind.PHRASE and lows[comma + 1 : comma + 2] == ["which"]:
            did = any(lows[i].endswith("ed") and lows[i + 1] in DETERMINERS for i in range(subject.first, last))
            return self._thing_last(subject) if did else subject  # “Nine members backed | the text |, which called”
        return subject

    def _placed_name(self, first: int, last: int) -> Subject | None:
        """Find a name with where somebody is from behind it, and nothing else, between two commas."""
        lead = self.lead_at(first)
        if lead is None or first + lead >= last or self.lows[first + lead + 1] not in ("of", "from", "in", "at"):
            return None
        return self.name_subject(first + lead)

    def _name_ends_at(self, at: int) -> bool:
        """Tell whether a name that could be a subject ends at an item."""
        return at >= 0 and self.items[at].kind == NAME

    def _is_break(self, at: int) -> bool:
        """Tell whether an item ends a stretch between commas."""
        item = self.items[at]
        if item.kind == QUOTE:
            # “whose memoir “…” opens with a train”: a quotation inside the stretch is part of it.
            following = self.items[at + 1]
            return (
                at == 0
                or not (following.kind == WORD and following.word[:1].islower())
                or self.lows[at - 1] in (",", ":")
            )
        return item.kind == WORD and item.low in (",", ";", ":", "–", "—", "(", ")")

    def right_subject(self, at: int, verb: Verb) -> Subject | None:
        """Find a subject that stands after the verb: “said Kuleba”, “сказав Кулеба”."""
        items, lows = self.items, self.lows
        if not verb.inverts or verb.form not in ("past", "present") or not self._opens_for_subject(at):
            return None
        if verb.gender == "p" and lows[at + 1 : at + 2] in (["в"], ["у"], ["во"]):
            # “повідомили в міністерстві”
            body = self.phrase_to_right(at + 2) if at + 2 < len(items) else None
            return body if body is not None and is_body(body.head) else None
        index = at + 1
        local = not items[at].word.isascii() or lows[at] in _PORTUGUESE_VERBS
        limit = 9 if local else 4
        skipped = 0
        while index < len(items) and skipped < limit:
            item = items[index]
            if item.kind == QUOTE or (item.kind == WORD and item.low in STOPS):
                return None
            lead = self.lead_at(index)
            if lead is not None and (not local or not self.governed(index)):
                name_at = index + lead
                if not local and not self.closes_attribution(name_at + 1):
                    return None
                return Subject(SubjectKind.PERSON, index, name_at, name=items[name_at].name)
            if item.kind == WORD and item.low in PRONOUNS and item.low not in ("it", "il", "er"):
                return (
                    Subject(SubjectKind.PRONOUN, index, index, pronoun=item.low)
                    if self.closes_attribution(index + 1) or local
                    else None
                )
            if not local and index == at + 1 and (some := self._one_of_them(index)) is not None:
                return some
            if item.low in CALENDAR:
                index += 1
                skipped += 1
                continue
            bare = (
                not local and index == at + 1 and any(is_role(low) for low in lows[index + 1 : index + 3])
            )  # “says ousted premier”
            owner = item.kind == NAME and lows[index + 1 : index + 2] == [POSSESSIVE]  # “said Lorck’s spokesman”
            if owner or (
                item.kind == WORD
                and (
                    item.low in DETERMINERS
                    or item.word[:1].isupper()
                    or item.low in PLURAL_PEOPLE
                    or is_role(item.low)
                    or bare
                )
            ):
                phrase = self.phrase_to_right(index)
                if phrase is not None and (
                    (local and (is_role(phrase.head) or phrase.head in BODIES or phrase.kind == SubjectKind.PERSON))
                    or (
                        self.closes_attribution(phrase.last + 1)
                        and (phrase.kind == SubjectKind.PERSON or self._may_invert(at, phrase))
                    )
                ):
                    return self.apposed(phrase) or phrase
                if not local:
                    return None
            if not local and not (item.low in AUXILIARIES or item.low.endswith("ly") or item.low in CALENDAR):
                return None
            index += 1
            skipped += 1
        return None

    def _opens_for_subject(self, at: int) -> bool:
        """Tell whether a subject may stand behind the verb at item `at`, by what stands before it."""
        items, lows = self.items, self.lows
        if not at:  # an English sentence doesn't begin with “said Kuleba”, but for “Says Kuleba: “…””
            return not items[at].word.isascii() or ":" in lows
        opening = at - 1
        while opening > 0 and lows[opening] in ("a", "ha", "hat", "han"):
            opening -= 1
        before = items[opening]
        if before.low == ",":
            return not self._apposed_subject(opening)  # “Ivo Brandt, a minister, said Kranz had left”
        if before.low == "as":
            return at < 2 or lows[at - 2] in STOPS
        return (
            before.kind == QUOTE
            or before.low in ("–", "—", "-", "como", "як", "как", "so", ":")
            or before.low in TURKISH_LINKS
        )

    def _one_of_them(self, index: int) -> Subject | None:
        """Read “one”, “another”, “the other”, “one of them” behind a verb: “…,” said one."""
        lows = self.lows
        first = index + 1 if lows[index] == "the" and lows[index + 1 : index + 2] == ["other"] else index
        if first == index and lows[index] not in ("one", "another"):
            return None
        last = index + 2 if lows[index + 1 : index + 3] == ["of", "them"] else first
        if lows[index + 1 : index + 2] == ["of"] and last == first:
            # “said one of the pastors, the Rev. Lionel Bates”
            end = next((i for i in range(index + 3, min(index + 8, len(lows))) if lows[i] == ","), 0)
            some = Subject(SubjectKind.PHRASE, index, end - 1, head=lows[first]) if end else None
            return self.apposed(some) if some is not None else None
        if not self.closes_attribution(last + 1) or (
            last == index and lows[last + 1 : last + 2] and lows[last + 1][-2:] == "ly"
        ):
            return None  # “read one widely shared post”
        return Subject(SubjectKind.PHRASE, index, last, head=lows[first])

    def _apposed_subject(self, comma: int) -> bool:
        """Tell whether all before a comma is a name with its apposition, so that it is the subject of the verb behind.

        “The talks were over, said Kranz” has a clause there; “Brandt, a minister at home, said Kranz …” has none.
        """
        first = next((i for i in range(comma) if self.lows[i] == ","), None)
        if first is None or first > 6 or first + 1 >= comma:
            return False
        named = all(item.kind == NAME or item.word[:1].isupper() for item in self.items[:first])
        following = self.items[first + 1]
        if following.kind != WORD or not (following.low in DETERMINERS or is_role(following.low)):
            return False
        rest = self.items[first + 1 : comma]
        return (
            named
            and any(is_role(item.low) for item in rest)
            and not any(item.kind == QUOTE or item.low in FINITE or item.low in ("said", "says") for item in rest)
        )

    def _may_invert(self, at: int, phrase: Subject) -> bool:
        """Tell whether a phrase can be the subject of the verb before it rather than of a clause that is said."""
        before = at - 1
        while before >= 0 and self.lows[before] in (",", "–", "—", "-"):
            before -= 1
        if before >= 0 and self.items[before].kind == QUOTE:
            return True
        return speaks_as_phrase(phrase.head) and phrase.last - phrase.first < 5
