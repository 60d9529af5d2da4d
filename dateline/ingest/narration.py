"""A text as its narration: paragraphs and sentences in which each quotation and each name is one item."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from dateline.ingest.name_words import is_role
from dateline.ingest.people import NameSpan, People
from dateline.ingest.quotations import QuotedSpan
from dateline.ingest.speech_words import CALLING, MANNER, PRONOUNS, SAYING, verbs
from dateline.ingest.tokens import PARAGRAPH, POSSESSIVE

QUOTE, NAME, WORD = "q", "n", "w"
"""Kinds of items."""
TERMINAL = frozenset(".!?…")
"""Marks that end a sentence."""
MEMORY = 4
"""Paragraphs over which “he” may look back for whom the text speaks of."""
LONGEST_SENTENCE = 300
"""Items after which a sentence is cut, whatever stands there: what reads it looks back and forth."""
# What may follow a verb of saying that has nothing said behind it.
_AFTER_ATTRIBUTION = frozenset(". , in on to at during after before as of".split())
# Verbs behind which the one addressed stands: “Tapper asked Rand.”
_ADDRESSING = frozenset("asked told asks tells".split())
_ARTICLES = frozenset("the a an one his her their its o a os as um uma".split())
# Ukrainian and Russian print the attribution inside the marks: «Ми повернемося, — додав Кравець. — З текстом».
_INSERTION = re.compile(r"([,?!…])\s[—–-]\s([^«»„“”—–\n]{3,90}?)(?:[.,]\s[—–-]\s|$)")


class Item(NamedTuple):
    """One word, name or quotation of a paragraph's narration; a tuple, for there are thousands in a text."""

    kind: str
    """QUOTE, NAME or WORD."""
    low: str
    """The word in lower case; empty for names and quotations."""
    word: str
    """The word as printed; empty for names and quotations."""
    start: int
    """First character in the text."""
    end: int
    """One past the last character."""
    name: NameSpan | None = None
    """The mention, for a name."""
    lead: int = 0
    """For a name: how many items before it belong to its title or office."""
    quote: int = -1
    """For a quotation: its number in the text."""
    closing: str = ""
    """For a quotation: its last character that is no mark of an inner quotation."""


def word_item(low: str, word: str, start: int, end: int) -> Item:
    """Make the item of a word; the same as calling Item, in half the time."""
    return tuple.__new__(Item, (WORD, low, word, start, end, None, 0, -1, ""))


def without_insertion(text: str, span: QuotedSpan) -> Iterator[QuotedSpan]:
    """Cut a span at words of attribution that stand inside the marks, as Slavic papers set them."""
    start, outer = span.start, span.outer_start
    inner = text[span.start : span.end]
    if " — " in inner or " – " in inner or " - " in inner:
        for match in _INSERTION.finditer(text, span.start, span.end):
            words = match[2].lower().split()
            if not any(
                not word.isascii() and word in verbs() and verbs()[word].strength == SAYING for word in words[:3]
            ):
                continue
            end = match.end(1) if match[1] != "," else match.start(1)
            yield replace(span, start=start, end=end, outer_start=outer, outer_end=end)
            start = outer = match.end()
            if match.end() >= span.end:
                return
    yield replace(span, start=start, outer_start=outer)


class Narration:
    """The items of one text around its quotations."""

    def __init__(self, text: str, spans: list[QuotedSpan], people: People) -> None:
        self.text, self.spans, self.people = text, spans, people
        self.table = verbs()

    def paragraphs(self) -> Iterator[tuple[int, list[Item]]]:
        """Give number and items of each paragraph that quotes, or that one which quotes may refer back to."""
        lows, starts, ends = self.people.tokens.lows, self.people.tokens.starts, self.people.tokens.ends
        breaks = [index for index, low in enumerate(lows) if low == PARAGRAPH]
        ranges = [(b, e) for b, e in zip([0, *(i + 1 for i in breaks)], [*breaks, len(lows)], strict=True) if b < e]
        opened = [span.outer_start for span in self.spans]
        mentions = {span.begin: span for span in self.people.spans}
        last = len(ranges) + MEMORY + 1
        quoting = [last] * (len(ranges) + 1)
        """For each paragraph the next one with a quotation, itself included."""
        for number in range(len(ranges) - 1, -1, -1):
            begin, end = ranges[number]
            first = bisect_left(opened, starts[begin])
            here = first < len(opened) and opened[first] < ends[end - 1]
            quoting[number] = number if here else quoting[number + 1]
        for number, (begin, end) in enumerate(ranges):
            if quoting[number] - number <= MEMORY + 1:
                yield number, self._items(begin, end, bisect_left(opened, starts[begin]), mentions)

    def _items(self, begin: int, end: int, quote: int, mentions: dict[int, NameSpan]) -> list[Item]:
        """Make the items of the tokens from `begin` to `end`: words, names, and each quotation as one."""
        tokens, spans = self.people.tokens, self.spans
        starts, ends, words, lows = tokens.starts, tokens.ends, tokens.words, tokens.lows
        items: list[Item] = []
        index = begin
        begun = begin
        """Token at which the stretch since the last quotation began; a title reaches no further back."""
        next_quote = spans[quote].outer_start if quote < len(spans) else len(self.text) + 1
        while index < end:
            if starts[index] >= next_quote:
                span = spans[quote]
                closing = self._closing(span)
                items.append(Item(QUOTE, "", "", span.outer_start, span.outer_end, quote=quote, closing=closing))
                while index < end and starts[index] < span.outer_end:
                    index += 1
                quote += 1
                begun = index
                next_quote = spans[quote].outer_start if quote < len(spans) else len(self.text) + 1
                continue
            mention = mentions.get(index)
            if mention is not None:
                lead = index - max(mention.np_begin, begun)
                if (lead or lows[index - 1] == "one") and index - lead > begun and lows[index - lead - 1] in _ARTICLES:
                    lead += 1
                items.append(Item(NAME, "", "", starts[index], ends[mention.end - 1], name=mention, lead=lead))
                index = mention.end
                continue
            items.append(word_item(lows[index], words[index], starts[index], ends[index]))
            index += 1
        return items

    def sentences(self, items: list[Item]) -> Iterator[list[Item]]:
        """Split a paragraph's items into sentences; a quotation with its attribution stays one."""
        begin = 0
        for index, item in enumerate(items):
            if (
                item.kind == WORD
                and item.low not in TERMINAL
                and index - begin < LONGEST_SENTENCE
                and index + 1 < len(items)
            ):
                continue
            following = items[index + 1] if index + 1 < len(items) else None
            if following is None or index - begin >= LONGEST_SENTENCE:
                ends = True
            elif item.kind == QUOTE:
                ends = self._ends_with_quote(items, begin, index)
            elif item.kind == WORD and item.low in TERMINAL:
                ends = following.kind != WORD or (
                    not following.word[:1].islower() and following.low not in (",", ")", ";")
                )
                ends = ends and not (item.low == "…" and following.kind == WORD and following.low in ("“", "(", ")"))
            else:
                ends = False
            if ends:
                yield items[begin : index + 1]
                begin = index + 1
        if begin < len(items):
            yield items[begin:]

    def _ends_with_quote(self, items: list[Item], begin: int, index: int) -> bool:
        """Tell whether the sentence that begins at `begin` ends with the quotation at `index`."""
        closing = items[index].closing
        following = items[index + 1]
        if following.kind == QUOTE:
            return closing in TERMINAL
        if closing not in TERMINAL:
            return False
        if following.kind == WORD and (following.word[:1].islower() or not following.word[:1].isalnum()):
            return False
        if closing == "." and any(item.kind == NAME or item.low[:1].isalpha() for item in items[begin:index]):
            return True  # “Critics call it “a farce.” Brandt shrugs.”
        return not self._attribution_follows(items, index + 1, SAYING if closing == "." else MANNER)

    def _closing(self, span: QuotedSpan) -> str:
        """Give the last character inside the marks that is no inner mark."""
        return self.text[span.start : span.end].rstrip("’”'\"») \u200b")[-1:] if span.end > span.start else ""

    def _attribution_follows(self, items: list[Item], first: int, least: int) -> bool:
        """Tell whether “Kuleba said.” follows, with nothing that is said in it and a verb of at least a strength."""
        opener = items[first]
        if opener.kind == NAME and items[first + 1 : first + 2] and items[first + 1].low == ",":
            return self._apposed_attribution(items, first + 2)
        window = items[first : first + 12]
        for index, item in enumerate(window):
            if item.kind == QUOTE or (item.kind == WORD and item.low in TERMINAL):
                return False
            verb = self.table.get(item.low) if item.kind == WORD else None
            if (
                verb is None
                or verb.strength == CALLING
                or verb.strength < least
                or verb.form not in ("past", "present")
                or index == 0
            ):
                continue
            before = window[index - 1]
            if (before.kind == NAME and self._prefix(window[: index - 1 - before.lead])) or (
                before.kind == WORD and before.low in PRONOUNS
            ):
                after = window[index + 1] if index + 1 < len(window) else None
                addressed = item.low in _ADDRESSING and self._only_addressed(window[index + 1 :])
                return after is None or after.kind == QUOTE or after.low in _AFTER_ATTRIBUTION or addressed
            if before.kind == WORD and is_role(before.low) and index < 6:
                after = window[index + 1] if index + 1 < len(window) else None
                return after is None or after.kind == QUOTE or after.low in (".", ",")
            return False
        return False

    def _only_addressed(self, items: list[Item]) -> bool:
        """Tell whether nothing but the one addressed follows “told” or “asked”: “the Ledger.”, “him as he left.”"""
        for item in items:
            if item.kind == QUOTE or item.low in ("that", ":", "to", "whether", "if", "how", "what", "why", "about"):
                return False
            if item.kind == WORD and item.low in TERMINAL:
                return True
        return bool(items) and items[0].kind == NAME

    def _prefix(self, items: list[Item]) -> bool:
        """Tell whether nothing but a name's owner stands before it: “CNN’s | Jake Tapper”."""
        return len(items) <= 5 and all(
            item.kind == NAME or item.word[:1].isupper() or item.low in ("the", POSSESSIVE) for item in items
        )

    def _apposed_attribution(self, items: list[Item], first: int) -> bool:
        """Tell whether an apposition and a verb of saying follow a name: “Obuya, a farmer, said at a meeting.”"""
        for index in range(first, min(first + 25, len(items))):
            item = items[index]
            if item.kind == QUOTE or (item.kind == WORD and item.low in TERMINAL):
                return False
            verb = self.table.get(item.low) if item.kind == WORD and index > first else None
            if verb is not None and verb.strength == SAYING and verb.form == "past" and items[index - 1].low == ",":
                after = items[index + 1] if index + 1 < len(items) else None
                return after is None or after.low in _AFTER_ATTRIBUTION
        return False
