"""Quotation marks in text: where quoted words begin and end, whoever said them.

Works on the marks alone and knows no word of any language but a few English elisions (’em, ’90s), so that an
apostrophe is not taken for an opening mark. Everything is one pass over the marks with stacks, so the time
grows with the length of the text whatever stands in it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

OPENING = "“„‟«‹‘‚‛「『"
"""Marks that usually open."""
CLOSING = "”»›’」』"
"""Marks that usually close."""
MARKS = OPENING + CLOSING + "\"'＂″"
"""Every character that can stand at either end of quoted words."""

_MARK = re.compile(r"``|''|[“”„‟«»‹›‘’‚‛「」『』\"＂″']")
_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
# What may stand before an opening and after a closing mark, besides white space.
_BEFORE_OPEN = frozenset("([{—–-/=>¿¡…:\"“„«‘‚'\u200b")
_AFTER_CLOSE = frozenset(".,;:!?)]}…—–-/<\"”»’“'%\u200b")
# Words that begin with an apostrophe in English: an opening single mark before them opens nothing.
_ELIDED = re.compile(
    r"(?:\d0?s?\d?s\b|(?:em|til|till|cause|cos|cuz|tis|twas|twere|twill|bout|round|nuff|n|s|im|er|ere|neath|gainst)\b)",
    re.I,
)
_STRONG_CLOSE_BEFORE = frozenset(".,!?…")
_STRONG_CLOSE_AFTER = frozenset(".,;:!?)]—–…")
_OPENS, _CLOSES, _EITHER = 1, 2, 3
# A quotation whose closing mark was left out stops before a short last clause that can be its attribution.
_TAIL = re.compile(r"[,?!]\s+(?=[^,.?!\n]{3,60}[.]?\s*$)")
_LONGEST_GAP = 6
"""Paragraphs a quotation may run through without any mark before it closes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedSpan:
    """Quoted words inside one paragraph."""

    start: int
    """First character of the words, after the mark and white space (of the text, from 0)."""
    end: int
    """One past the last character of the words, before white space and the mark."""
    outer_start: int
    """First character with the opening mark; the paragraph's first where the mark stood in one before it."""
    outer_end: int
    """One past the closing mark; the paragraph's end where the mark stands in a later paragraph or nowhere."""
    continues: bool = False
    """Whether these words go on with the quotation of the paragraph before, which had not been closed."""
    closed: bool = True
    """Whether the closing mark stands in this paragraph."""
    single: bool = False
    """Whether the marks are single ones (‘ ’ and their kin)."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """Positions of one pair of marks in the text."""

    open: int
    open_end: int
    close: int
    close_end: int
    single: bool = False


@dataclass(slots=True)
class _Line:
    """One paragraph with the pairs found in it and the marks that found no partner."""

    start: int
    end: int
    pairs: list[_Pair]
    unclosed: tuple[int, int] | None
    """The last double mark that opens and isn't closed: its start and end."""
    unopened: tuple[int, int] | None
    """The first double mark that closes what was not opened here, if no pair stands before it."""
    marked: bool
    """Whether any double mark stands here."""
    continues: bool = False
    single: tuple[int, int] | None = None
    """A single mark that opens a quotation of several paragraphs, if it isn't closed."""


def find_spans(text: str) -> list[QuotedSpan]:
    """Find the outermost quoted words of `text` (one paragraph a line), in order.

    A quotation over several paragraphs gives one span each. Marks with neither letter nor digit between them
    give none. Straight marks after a digit that open nothing are inches and feet. Never raises.
    """
    lines = [_read_line(text, match.start(), match.end()) for match in _LINE.finditer(text) if match[0].strip()]
    spans = list(_spans(text, lines))
    return [span for span in spans if any(map(str.isalnum, text[span.start : span.end]))]


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Give start and end of each line of `text` that isn't blank."""
    return ((match.start(), match.end()) for match in _LINE.finditer(text) if match[0].strip())


def _spans(text: str, lines: list[_Line]) -> Iterator[QuotedSpan]:
    """Give the outermost spans line by line, joining what runs over the line's end."""
    opened_before = False
    """Whether the line before ended in a quotation that this line goes on with."""
    waiting = 0
    for index, line in enumerate(lines):
        begin, pairs, unclosed = line.start, line.pairs, line.unclosed
        if waiting:
            waiting -= 1
            if line.unopened is None:
                yield _trimmed(text, line.start, line.start, line.end, line.end, continues=True, closed=False)
                continue
            yield _trimmed(text, begin, begin, *line.unopened, continues=True)
            begin, waiting, opened_before = line.unopened[1], 0, False
            pairs = [pair for pair in pairs if pair.open >= begin]
        first_of_line = text[begin : pairs[0].open if pairs else begin].strip() == "" if pairs else False
        outermost = list(_outermost(pairs))
        for number, pair in enumerate(outermost):
            goes_on = opened_before and number == 0 and first_of_line
            yield _trimmed(
                text, pair.open, pair.open_end, pair.close, pair.close_end, continues=goes_on, single=pair.single
            )
        if unclosed is None and line.single is not None and _goes_on_single(text, lines, index):
            yield _trimmed(text, *line.single, line.end, line.end, continues=opened_before, closed=False, single=True)
            opened_before = True
            continue
        if unclosed is None:
            opened_before = False
            continue
        last_end = outermost[-1].close_end if outermost else begin
        if unclosed[0] < last_end:
            opened_before = False
            continue
        goes_on = opened_before and not outermost and text[line.start : unclosed[0]].strip() == ""
        waiting = _lines_until_closed(text, lines, index)
        opened_before = waiting == 0 and _reopens(text, lines, index)
        end = line.end
        if not waiting and not opened_before:
            end = _before_attribution(text, unclosed[1], line.end)
        yield _trimmed(text, unclosed[0], unclosed[1], end, end, continues=goes_on, closed=False)


def _trimmed(
    text: str,
    outer_start: int,
    start: int,
    end: int,
    outer_end: int,
    *,
    continues: bool = False,
    closed: bool = True,
    single: bool = False,
) -> QuotedSpan:
    """Make a span without white space and without further marks that enclose the whole of it."""
    while True:
        while start < end and (text[start].isspace() or text[start] == "\u200b"):
            start += 1
        while end > start and (text[end - 1].isspace() or text[end - 1] == "\u200b"):
            end -= 1
        inner = text[start:end]
        if len(inner) < 2 or not _encloses(inner):
            break
        start, end = start + 1, end - 1
    return QuotedSpan(
        start=start,
        end=end,
        outer_start=outer_start,
        outer_end=outer_end,
        continues=continues,
        closed=closed,
        single=single,
    )


def _encloses(inner: str) -> bool:
    """Tell whether first and last character are a pair of marks with none of their kind between."""
    pairs = {"“": "”", "„": "“”", "«": "»", "‘": "’", "‚": "‘’", '"': '"', "'": "'", "”": "”", "‹": "›"}
    closers = pairs.get(inner[0], "")
    if inner[-1] not in closers:
        return False
    rest = inner[1:-1]
    return inner[0] not in rest and inner[-1] not in rest


def _outermost(pairs: Iterable[_Pair]) -> Iterator[_Pair]:
    """Give the pairs that stand in no other, from left to right; of two that cross, the first."""
    end = -1
    for pair in sorted(pairs, key=lambda pair: (pair.open, -pair.close_end)):
        if pair.open >= end:
            yield pair
            end = pair.close_end


def _lines_until_closed(text: str, lines: list[_Line], index: int) -> int:
    """Count the lines after `index` up to the one that closes what `index` left open; 0 where none does."""
    for distance, line in enumerate(lines[index + 1 : index + 2 + _LONGEST_GAP], 1):
        if line.unopened is not None:
            return distance
        if line.marked or _starts_with_mark(text, line):
            return 0
    return 0


def _reopens(text: str, lines: list[_Line], index: int) -> bool:
    """Tell whether the next line begins with an opening mark, as each paragraph of a long quotation does."""
    if index + 1 >= len(lines):
        return False
    line = lines[index + 1]
    return _starts_with_mark(text, line)


def _goes_on_single(text: str, lines: list[_Line], index: int) -> bool:
    """Tell whether the next line begins with the single mark that this one left open behind a whole sentence."""
    line = lines[index]
    if index + 1 >= len(lines) or line.single is None or text[line.start : line.end].rstrip()[-1:] not in ".!?…":
        return False
    following = lines[index + 1]
    return text[following.start : following.end].lstrip()[:1] == text[line.single[0]]


def _starts_with_mark(text: str, line: _Line) -> bool:
    """Tell whether the line's first character is a double mark."""
    head = text[line.start : line.end].lstrip()[:2]
    return head[:1] in '“„‟«"＂″”»' or head == "``"


def _before_attribution(text: str, start: int, end: int) -> int:
    """Give the end of words whose closing mark is missing: before a last short clause, or the line's end."""
    tail = _TAIL.search(text, max(start, end - 80), end)
    return tail.start() + 1 if tail else end


def _read_line(text: str, start: int, end: int) -> _Line:
    """Pair the marks of one line."""
    marks = [(match.start(), match.end()) for match in _MARK.finditer(text, start, end)]
    line = _Line(start, end, [], None, None, marked=False)
    if not marks:
        return line
    doubles = [mark for mark in marks if text[mark[0] : mark[1]] not in "‘’‚‛'‹›"]
    line.marked = bool(doubles)
    _pair_doubles(text, line, [mark for mark in doubles if text[mark[0]] not in "«»「」『』"])
    _pair_angles(text, line, [mark for mark in doubles if text[mark[0]] in "«»「」『』"])
    singles = [mark for mark in marks if text[mark[0] : mark[1]] in "‘’‚‛'‹›"]
    if singles:
        line.pairs.extend(_pair_singles(text, line, singles))
        line.pairs.sort(key=lambda pair: pair.open)
    return line


def _context(text: str, line: _Line, mark: tuple[int, int]) -> int:
    """Say whether a mark's neighbours make it open, close, or either."""
    before = text[mark[0] - 1] if mark[0] > line.start else " "
    after = text[mark[1]] if mark[1] < line.end else " "
    free_before = before.isspace() or before in _BEFORE_OPEN
    free_after = after.isspace() or after in _AFTER_CLOSE
    if free_before and not free_after:
        return _OPENS
    if free_after and not free_before:
        return _CLOSES
    if before.isspace() and not after.isspace():
        return _OPENS
    if after.isspace() and not before.isspace():
        return _CLOSES
    return _EITHER


def _pair_doubles(text: str, line: _Line, marks: list[tuple[int, int]]) -> None:
    """Pair curly and straight double marks, mixed as they may be, with one stack."""
    stack: list[tuple[int, int]] = []
    for number, mark in enumerate(marks):
        role = _role(text, line, marks, number, stack)
        if role == _OPENS:
            stack.append(mark)
        elif role == _CLOSES:
            if stack:
                opener = stack.pop()
                line.pairs.append(_Pair(opener[0], opener[1], mark[0], mark[1]))
            elif not line.pairs and line.unopened is None:
                line.unopened = mark
    if stack:
        line.unclosed = stack[-1]
    line.pairs.sort(key=lambda pair: pair.open)


def _role(text: str, line: _Line, marks: list[tuple[int, int]], number: int, stack: list[tuple[int, int]]) -> int:
    """Decide whether a double mark opens or closes, or is no quotation mark (0)."""
    mark = marks[number]
    char = text[mark[0] : mark[1]]
    context = _context(text, line, mark)
    if char in "„‟``" and char != "`":
        return _OPENS
    if char == "“":
        # The closing mark of „…“, and of “…“ as careless typists have it.
        top = text[stack[-1][0]] if stack else ""
        if top == "„":
            return _CLOSES if context != _OPENS else _OPENS
        return _CLOSES if context == _CLOSES and stack else _OPENS
    if char == "”":
        # Swedish and Finnish open with it too.
        return _OPENS if not stack and context == _OPENS else _CLOSES
    digit_before = mark[0] > line.start and text[mark[0] - 1].isdigit()
    if digit_before and not stack:
        return 0 if context == _EITHER or (context == _CLOSES and number + 1 < len(marks)) else _CLOSES
    if digit_before and _is_inch(text, line, marks, number):
        return 0
    if context == _EITHER:
        return _CLOSES if stack else _OPENS
    return context


def _is_inch(text: str, line: _Line, marks: list[tuple[int, int]], number: int) -> bool:
    """Tell whether a mark after a digit inside a quotation is a measure: the next mark closes as well."""
    if number + 1 >= len(marks):
        return False
    return _context(text, line, marks[number + 1]) == _CLOSES and _context(text, line, marks[number]) != _OPENS


def _pair_angles(text: str, line: _Line, marks: list[tuple[int, int]]) -> None:
    """Pair « » (also turned outwards, » «) and 「 」 with one stack."""
    stack: list[tuple[int, int]] = []
    for mark in marks:
        char = text[mark[0]]
        top = text[stack[-1][0]] if stack else ""
        opens = top != "»" if char in "«「『" else not stack and _context(text, line, mark) == _OPENS
        if opens:
            stack.append(mark)
        elif stack:
            opener = stack.pop()
            line.pairs.append(_Pair(opener[0], opener[1], mark[0], mark[1]))
        elif not line.pairs and line.unopened is None and char in "»」』":
            line.unopened = mark
    # Where inner and outer marks are alike, Russian prints one closing mark for both: «Мы из «Газпрома».
    if stack and line.pairs:
        last = max(line.pairs, key=lambda pair: pair.close)
        follower = text[last.close_end : last.close_end + 1]
        if last.open > stack[0][0] and (follower in ",.—–" or last.close_end >= line.end) and follower != "":
            line.pairs.append(_Pair(stack[0][0], stack[0][1], last.close, last.close_end))
            stack.clear()
    if stack:
        line.unclosed = max(stack[-1], line.unclosed) if line.unclosed else stack[-1]


def _pair_singles(text: str, line: _Line, marks: list[tuple[int, int]]) -> Iterator[_Pair]:
    """Pair single marks, telling them from apostrophes; looks ahead by tables made from the right."""
    count = len(marks)
    opens = [_may_open(text, line, mark) for mark in marks]
    strength = [_closing_strength(text, line, mark) for mark in marks]
    # For each place: the next mark that surely closes, that may close, and that opens.
    nearest: list[tuple[int, int, int]] = [(count, count, count)] * (count + 1)
    for number in range(count - 1, -1, -1):
        strong, weak, opener = nearest[number + 1]
        if strength[number] == 2:
            strong = number
        if strength[number] == 1:
            weak = number
        if opens[number]:
            opener = number
        nearest[number] = (strong, weak, opener)
    number = 0
    while number < count:
        if not opens[number]:
            number += 1
            continue
        strong, weak, opener = nearest[number + 1]
        closer = _closer(text, marks, number, strong, weak, opener)
        if closer is None:
            before = text[line.start : marks[number][0]].rstrip()[-1:]
            if strong >= count and before in ("", ":", ",") and text[marks[number][0]] in "‘'":
                line.single = marks[number]
            number += 1
            continue
        yield _Pair(marks[number][0], marks[number][1], marks[closer][0], marks[closer][1], single=True)
        number = closer + 1


def _closer(text: str, marks: list[tuple[int, int]], number: int, strong: int, weak: int, opener: int) -> int | None:
    """Choose the mark that closes the one at `number`, or None where it is an apostrophe."""
    count = len(marks)
    char = text[marks[number][0]]
    if char == "‹":
        return next((n for n in range(number + 1, min(count, number + 4)) if text[marks[n][0]] == "›"), None)
    candidates = [n for n in (strong, weak) if n < count and (n < opener or n == opener)]
    if not candidates:
        return None
    if strong in candidates and weak in candidates and weak < strong:
        # “the ministers’ meeting was good,’ he said”: a plural's apostrophe looks like a closing mark.
        plural = text[marks[weak][0] - 1] == "s" and text[marks[weak][1] : marks[weak][1] + 2].strip().islower()
        chosen = strong if plural else weak
    else:
        chosen = min(candidates)
    inside = text[marks[number][1] : marks[chosen][0]]
    if not inside.strip() or (chosen == weak and char in "'’" and inside.count(" ") > 12):
        return None
    return chosen


def _may_open(text: str, line: _Line, mark: tuple[int, int]) -> bool:
    """Tell whether a single mark can open: a word begins after it and none ends before it."""
    char = text[mark[0]]
    if char in "’›":
        return False
    before = text[mark[0] - 1] if mark[0] > line.start else " "
    after = text[mark[1] : mark[1] + 8]
    if not after or after[0].isspace() or not (before.isspace() or before in _BEFORE_OPEN):
        return False
    if after[0] in _AFTER_CLOSE and not after.startswith("…"):
        return False
    return not (char in "‘'" and _ELIDED.match(after))


def _closing_strength(text: str, line: _Line, mark: tuple[int, int]) -> int:
    """Say how surely a single mark closes: 2 beside punctuation or at the end, 1 after a word, 0 not at all."""
    char = text[mark[0]]
    if char in "‚‛‹":
        return 0
    before = text[mark[0] - 1] if mark[0] > line.start else " "
    after = text[mark[1]] if mark[1] < line.end else " "
    if before.isspace() or after.isalnum():
        return 0
    if char == "‘":
        return 1 if not before.isspace() and (after.isspace() or after in _STRONG_CLOSE_AFTER) else 0
    if before in _STRONG_CLOSE_BEFORE or after in _STRONG_CLOSE_AFTER or mark[1] >= line.end or after in '”"»':
        return 2
    return 1 if after.isspace() or after in _AFTER_CLOSE else 0
