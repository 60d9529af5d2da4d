"""Captions and credits of pictures: lines that say what a picture shows, or who took it."""

from __future__ import annotations

import re

from dateline.ingest.agencies import is_agency
from dateline.ingest.article import Line
from dateline.ingest.prose import WORD
from dateline.ingest.verdicts import Verdict

_LABEL = (
    r"(?:(?:file |handout |undated )?photo(?:graph)?s?|pictures?|images?|pics?|illustrations?|graphics?|"
    r"fotos?|bild(?:er|quelle|nachweis)?|symbolbild|archivbild|crédits?|crédit photo|fotografía|imagen|"
    r"imagem|immagine|"
    r"fotoğraf(?:lar)?|görsel|фото(?:графия)?|снимок|иллюстрация|світлина|ілюстрація|zdjęcie|fot\.|"
    r"beeld|photo credits?|image credits?|picture credits?|photo source|image source|credits?|visual|"
    r"(?:image|media) captions?)"
)
_CAPTION_START = re.compile(
    rf"^\W{{0,3}}(?:{_LABEL}(?: by| courtesy(?: of)?| von)?\s?[:©|]|"
    rf"(?:image|media) (?:source|captions?),\s|{_LABEL}(?:\.{{3}}|…)|(?:photo|image|picture)s? (?:by|"
    rf"courtesy of|via)\s+[A-Z]|(?:FILE|File)(?: PHOTO| photo| picture| image)?\s?[:–—-]|FILE PHOTO\b|"
    rf"caption\s?:|(?:video|watch)\s?:|видео\s?:|відео\s?:|vidéo\s?:)",
    re.I,
)
_CREDIT_END = re.compile(
    rf"(?:^|[\s.|(\[–—])(?P<label>{_LABEL})(?:\s(?:by|courtesy(?: of)?|von|via))?\s?(?:[:/©]|\.{{3}}|…)\s?"
    r"(?P<who>[^.!?:]{2,100})[.)\]]?$",
    re.I,
)
_CREDIT_BY = re.compile(
    r"[(\[]\s?(?:(?:file |handout )?(?:photo|image|picture)|foto|bild|фото)s?\b[^()\[\]]{2,120}[)\]]\.?$", re.I
)
_CREDIT_BRACKET = re.compile(r"[(\[](?P<who>[^()\[\]]{3,90})[)\]]\.?$")
_CREDIT_SLASH = re.compile(r"(?:^|[.!?”\"’)]\s+|\s[|–—-]\s+|\s{2,})(?P<who>[^.!?]{2,80}/[^.!?/]{2,40})\.?$")
_CREDIT_SIGN = re.compile(r"(?:^|\s|\()©\s?(?!\d{4})(?P<who>[^.!?]{2,60})\.?$")
_CREDIT_VIA = re.compile(
    r"\b(?:via (?:Getty Images|AP|AFP|Reuters|REUTERS|EPA)|AP Photo|REUTERS\s?/\s?[A-Z][\w .'-]{2,40}|"
    r"(?:Reuters|AP|AFP) (?:pic|photo|file photo|picture)s?|[Ff]ile (?:photo|picture|image)|"
    r"Getty Images|Handout via REUTERS|Reuters/File)\)?\.?$"
)
_CAPTION_WORDS = re.compile(
    r"^(?:An? |This |In this )?(?:\w+ )?(?:handout|file|video grab|screen ?grab|screenshot|"
    r"combination(?: of)?|undated|satellite)\s(?:\w+ ){0,3}?(?:photo|picture|image|photograph|grab|"
    r"footage|pictures|file|made)\b",
    re.I,
)


def caption(line: Line) -> Verdict | None:
    """A picture's caption, with or without its credit, or its credit alone."""
    text = line.text
    if line.caption:
        return Verdict(why="a picture's caption", caption=True)
    if len(text) > 1_000:
        return None
    start = 0 if _CAPTION_START.match(text) or _CAPTION_WORDS.match(text) else _credit_start(text)
    if start is None:
        return None
    # A credit alone says nothing; words before it, or long ones behind the label, are a caption.
    worded = start > 12 or (start == 0 and len(WORD.findall(text)) > 9)
    return Verdict(why="a picture's caption" if worded else "a picture's credit", caption=worded)


def _credit_start(text: str) -> int | None:
    """Where the credit of a picture starts that ends a line, or None."""
    tail_at = max(0, len(text) - 200)
    tail = text[tail_at:]
    # Each of these searches is long, and hardly a sentence has the signs without which it can find nothing.
    slash, sign, bracket = "/" in tail, "©" in tail, "(" in tail or "[" in tail
    found = _CREDIT_END.search(tail) if slash or sign or ":" in tail or "..." in tail or "…" in tail else None
    if found and found["label"][0].isupper() and _credit_like(found["who"]):
        return tail_at + found.start()
    found = _CREDIT_BY.search(tail) if bracket else None
    if found:
        return tail_at + found.start()
    found = _CREDIT_BRACKET.search(tail) if bracket and slash else None
    if found and "/" in found["who"] and _has_agency(found["who"]):
        return tail_at + found.start()
    found = _CREDIT_SLASH.search(tail) if slash else None
    if found and _has_agency(found["who"]) and _credit_like(found["who"]):
        return tail_at + found.start()
    found = _CREDIT_SIGN.search(tail) if sign else None
    if found and _credit_like(found["who"]):
        return tail_at + found.start()
    found = _CREDIT_VIA.search(tail)
    return tail_at + found.start() if found else None


def _credit_like(who: str) -> bool:
    """Names and small joining words only: most words start with a capital, and there are few."""
    found = WORD.findall(who)
    small = sum(
        1
        for word in found
        if word[0].islower()
        and word not in ("of", "for", "the", "via", "and", "de", "da", "do", "von", "by", "dpa", "pool")
    )
    return 0 < len(found) <= 12 and small * 4 <= len(found)


def _has_agency(who: str) -> bool:
    return any(
        is_agency(part) or is_agency(part.removesuffix(" Photo")) for part in re.split(r"\s?[/|,]\s?|\svia\s", who)
    )
