"""Bytes to text: which encoding they are in, what had to be mended, which invisible characters stood in them."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter
from itertools import pairwise

from dateline.ingest.article import Refused

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
# Of them those that are no part of a letter that was encoded twice.
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]|(?<![À-ÿ\x80-\x9f])[\x80-\x84\x86-\x9f]")
# The charset of <meta charset>, of <meta http-equiv>, of an XML declaration.
DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s{0,9}=\s{0,9}["']?([a-z0-9_:.-]{2,30})""", re.I
)
# Codecs of Python that are not character sets, and UTF-7, by which text can hide.
_NOT_CHARSETS = frozenset(
    {"utf-7", "idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined", "mbcs", "oem"}
)


def decode(data: bytes, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The text of bytes, and notes on what had to be concluded or mended.

    Order: byte order mark, the declared character set, UTF-8, UTF-16 without a mark, then a guess between the
    common single-byte sets, which is noted. Raises Refused for binary data.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return _checked(data.decode(encoding)), ()
            except UnicodeDecodeError:
                text = data.decode(encoding, "replace")
                return _checked(text), (f"Some bytes are not valid {encoding.upper()}; they stand as �.",)
    notes: list[str] = []
    if b"\x00" in data:
        return _checked(_wide(data)), ("The encoding is not stated; read as UTF-16.",)
    codec = _codec(declared)
    if codec and codec.name not in ("utf-8", "ascii") and not _is_utf8(data):
        # Browsers read Latin-1 as Windows-1252 (WHATWG Encoding Standard).
        encoding = "cp1252" if codec.name == "iso8859-1" else codec.name
        try:
            return _checked(data.decode(encoding)), ()
        except (UnicodeError, ValueError):
            notes.append(f"The stated encoding, {declared}, does not fit the bytes.")
    try:
        text = _checked(data.decode("utf-8"))
        if codec and codec.name not in ("utf-8", "ascii") and not notes and not data.isascii():
            notes.append(f"The stated encoding, {declared}, does not fit the bytes, which are UTF-8.")
        return text, tuple(notes)
    except UnicodeDecodeError:
        pass
    if (paired := _halves(data)) is not None:
        left = paired.count("\ufffd")
        lost = f"; what is half a character stands as � ({left})" if left else ""
        notes.append(f"Characters were written as two halves each (CESU-8) and put together{lost}.")
        return _checked(paired), tuple(notes)
    text = data.decode("utf-8", "replace")
    broken = text.count("�")
    if broken * 20 <= sum(1 for char in text if char > "\x7f"):
        return _checked(text), (*notes, f"{broken} bytes are not valid UTF-8; they stand as �.")
    encoding = _single_byte(data)
    notes.append(f"The encoding is not stated and not UTF-8; read as {encoding}. Check letters with accents.")
    return _checked(data.decode(encoding, "replace")), tuple(notes)


def _halves(data: bytes) -> str | None:
    """The text of UTF-8 that holds surrogates, which some programs write for rare characters; None for other bytes."""
    if b"\xed" not in data:
        return None
    try:
        text = data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return None
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _is_utf8(data: bytes) -> bool:
    """Whether bytes beyond ASCII are valid UTF-8, which no text in another encoding is by chance."""
    if data.isascii():
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _codec(name: str | None) -> codecs.CodecInfo | None:
    if not name:
        return None
    try:
        codec = codecs.lookup(name)
        b"a".decode(name)  # refuses codecs of Python that give no text
    except (LookupError, ValueError):
        return None
    return None if codec.name in _NOT_CHARSETS else codec


def _wide(data: bytes) -> str:
    sample = data[:2000]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    for count, encoding in ((odd, "utf-16-le"), (even, "utf-16-be")):
        # Text in any alphabet has spaces and full stops, whose high byte is zero.
        if count * 8 > half and (even + odd - count) * 50 < half:
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                break
    raise Refused("The file is binary, not text; save the article as .txt, .html, .md or .pdf.")


def _single_byte(data: bytes) -> str:
    sample = data[:200_000]
    high = sum(1 for byte in sample if byte >= 0xC0)
    paired = sum(1 for a, b in pairwise(sample) if a >= 0xC0 and b >= 0xC0)
    if high and paired / high > 0.5:  # whole words of high bytes: Cyrillic
        lower_1251 = sum(1 for byte in sample if byte >= 0xE0)
        return "cp1251" if lower_1251 * 2 >= high else "koi8-r"
    # ğ, ı and ş stand where Western Europe has ð, ý and þ, which only Icelandic uses much.
    turkish = sum(sample.count(byte) for byte in b"\xf0\xfd\xfe")
    return "cp1254" if turkish * 5 >= max(high, 1) and turkish >= 3 else "cp1252"


def _checked(text: str) -> str:
    """The text, or Refused where so many control characters stand in it that it is no text."""
    controls = len(_BINARY.findall(text)) if _CONTROLS.search(text) else 0
    if controls > 5 and controls * 100 > len(text):
        raise Refused("The file is binary, not text; save the article as .txt, .html, .md or .pdf.")
    return text


# UTF-8 that was once read as Windows-1252 or Latin-1: “ as “â€œ”, é as “Ã©”, Cyrillic as “Ð…”.
_MOJIBAKE = re.compile(r"[ÂÃâÐÑÅÄÎÏ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{1,3}")
# The marks of that, and of UTF-8 read as Windows-1251 (“РњРё”), as Mac Roman (“‚Äú”) or as Latin-1 (C1 controls).
_SUSPECT = re.compile(
    r"[À-ïðØÙ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|[À-ÿ][\x80-\x9f]"
    r"|[РСГД][\x80-\xbfЂЃѓЉЊЌЋЏђ‘’“”•–—™љњќћџЎўҐЁЄЇІіґё№єјЅѕї‚„…†‡€‰‹]|[вЃ][Ђ„]|[‚√¬ƒ–—≈Œ][\x80-\xffºªΩπ∂∆≤≥≠∞±∏∑∫√≈]"
)
# Any of these begins so: one look, where most texts end.
_PAIR = re.compile(r"[À-ÿРСГДвЃ‚√¬ƒ–—≈Œ][^\x00-\x7f]")
_CP1252 = {bytes([byte]).decode("cp1252", "replace"): byte for byte in range(0x80, 0xA0)}
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_JOINERS = re.compile("[\u200c\u200d]")


def tidy(text: str) -> tuple[str, tuple[str, ...]]:
    """Text in NFC without control, zero-width and bidi characters, double encodings undone; and notes on these.

    Joiners stay where a script needs them (Arabic, Indic scripts, emoji). White space is left as it is.
    """
    notes: list[str] = []
    mended = _mended(text) if _PAIR.search(text) and _SUSPECT.search(text) else text
    if mended != text:
        notes.append("Letters that had been encoded twice (â€™ for ’) were mended where they could be.")
        text = mended
    text = _CONTROLS.sub("", text) if _CONTROLS.search(text) else text
    hidden = Counter(_INVISIBLE.findall(text))
    if hidden:
        text = _INVISIBLE.sub("", text)
    joiners = 0
    if _JOINERS.search(text):
        kept = _JOINERS.sub(lambda found: _joiner(found, text), text)
        joiners = len(text) - len(kept)
        text = kept
    if hidden or joiners:
        listed = ", ".join(f"U+{ord(char):04X} ({count})" for char, count in sorted(hidden.items())[:8])
        if joiners:
            listed = ", ".join(filter(None, [listed, f"joiners ({joiners})"]))
        notes.append(f"Invisible characters were taken out: {listed}.")
    return unicodedata.normalize("NFC", text), tuple(notes)


def _mended(text: str) -> str:
    """The text with letters restored that went through a wrong encoding, line by line where that shows.

    ftfy knows such marks of ten encodings, and of texts that went through them twice; without it the commonest are.
    """
    try:
        import ftfy
    except ImportError:
        return _MOJIBAKE.sub(_mend, text)
    # A space that may have been the second byte of “à” stays a space: quotations are compared letter by letter.
    settings = ftfy.TextFixerConfig(restore_byte_a0=False)
    lines = text.split("\n")
    return "\n".join(ftfy.fix_encoding(line, settings) if _SUSPECT.search(line) else line for line in lines)


def _mend(found: re.Match[str]) -> str:
    raw = found.group()
    try:
        return bytes(_CP1252.get(char, ord(char)) for char in raw).decode("utf-8")
    except (UnicodeDecodeError, ValueError):
        return raw


def _joiner(found: re.Match[str], text: str) -> str:
    around = text[max(0, found.start() - 1) : found.start()] + text[found.end() : found.end() + 1]
    needed = any(
        "\u0590" <= char <= "\u0dff" or (char >= "\u2190" and unicodedata.category(char) == "So") for char in around
    )
    return found.group() if needed else ""


def squeeze(text: str) -> str:
    """One line: white space of any kind becomes one space, none at the ends."""
    return " ".join(text.split())
