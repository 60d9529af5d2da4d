"""Texts that turn the direction of writing around: what they don't close is shown by its code and turns nothing.

A right-to-left override in a title would otherwise run on into whatever stands behind it in a list, a table, a tab of
the browser or a feed reader, and an isolate's end without a beginning would end the isolation that a page itself gives
a name. Pairs are left as they are: languages that are written from right to left have good use for them, and a
quotation stays as its source prints it.
"""

from __future__ import annotations

from dateline.patterns import pattern

_EMBEDDINGS = "\u202a\u202b\u202d\u202e"
_ISOLATES = "\u2066\u2067\u2068"
_POP, _POP_ISOLATE, _PARAGRAPH = "\u202c", "\u2069", "\u2029"
_CONTROL = pattern("[\u202a-\u202e\u2066-\u2069]")
_STEP = pattern("[\u2029\u202a-\u202e\u2066-\u2069]")
# In UTF-8; a page without any, as nearly all are, is known by one look at its bytes.
_IN_BYTES = pattern(rb"\xe2(?:\x80[\xaa-\xae]|\x81[\xa6-\xa9])")
# A tag of a page: no value of an attribute has a bare < or >.
_TAG = pattern(r"(<[^<>]*>)")
_VALUE = pattern(r'"[^"]*"')


def settled(text: str) -> str:
    """A text whose controls of direction all come in pairs; one without its other half reads `<U+202E>`.

    Halves belong together as the Unicode Bidirectional Algorithm has it (UAX #9, BD9 to BD13, X5a to X8).
    """
    return text if _CONTROL.search(text) is None else _settled(text, "<", ">")


def settled_page(page: bytes) -> bytes:
    """A page in which every text and every value of an attribute is settled by itself."""
    if _IN_BYTES.search(page) is None:
        return page
    pieces = _TAG.split(page.decode())
    for number, piece in enumerate(pieces):
        if _CONTROL.search(piece):
            # Text and tags come by turns.
            pieces[number] = (
                _VALUE.sub(lambda value: _settled(value[0], "&lt;", "&gt;"), piece)
                if number % 2
                else _settled(piece, "&lt;", "&gt;")
            )
    return "".join(pieces).encode()


def _settled(text: str, before: str, after: str) -> str:
    """A text with its unpaired controls as codes between two marks."""
    open_: list[tuple[int, str]] = []
    alone: list[int] = []
    for match in _STEP.finditer(text):
        place, char = match.start(), match[0]
        if char in _EMBEDDINGS or char in _ISOLATES:
            open_.append((place, char))
        elif char == _POP and open_ and open_[-1][1] in _EMBEDDINGS:
            open_.pop()
        elif char == _POP_ISOLATE and any(opener in _ISOLATES for _, opener in open_):
            # The end of an isolate ends the embeddings inside it as well.
            while open_.pop()[1] not in _ISOLATES:
                pass
        elif char == _PARAGRAPH:
            # Its end is that of all that was begun in it; but not of what a page has around the text.
            alone += [begun for begun, _ in open_]
            open_ = []
        else:
            alone.append(place)
    lost = {*alone, *(begun for begun, _ in open_)}
    return "".join(f"{before}U+{ord(char):04X}{after}" if place in lost else char for place, char in enumerate(text))
