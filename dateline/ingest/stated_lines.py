"""Lines that say something of an article: which wire it is from, who reported it and when, whose right it is."""

from __future__ import annotations

import re

from dateline.ingest.agencies import is_agency, joined_credit, wire, wires_of
from dateline.ingest.article import Line, Stated
from dateline.ingest.bylines import byline
from dateline.ingest.full_dates import CHANGED_LINE, POSTED_LINE, date_line
from dateline.ingest.prose import OPENING_QUOTE, TERMINAL
from dateline.ingest.verdicts import BYLINE, COPYRIGHT, CREDIT, PUBLISHED, REPORTERS, Verdict
from dateline.patterns import Guarded

_COPYRIGHT = Guarded(
    r"\ball rights reserved\b|"
    r"\balle rechte vorbehalten\b|\btous droits réservés\b|\btodos los derechos reservados\b|"
    r"\btodos os direitos reservados\b|\btutti i diritti riservati\b|\btüm hakları saklıdır\b|"
    r"\bвсе права защищены\b|\b(?:усі|всі) права захищ\w+|\balle rechten voorbehouden\b|"
    r"\bwszelkie prawa zastrzeżone\b|\bmay not be (?:published|reproduced|republished|"
    r"redistributed)\b.{0,80}\b(?:broadcast|rewritten|redistributed|permission|written)\b",
    "all rights|alle rechte|tous droits|los derechos|os direitos|i diritti|hakları|права|prawa|may not be ",
)
_COPYRIGHT_START = re.compile(
    r"\W{0,3}(?:©|\(c\)|copyright\s?(?:©|\(c\)|\d{4}|:|by\b)|copr\.)|reproduction (?:without|in whole)", re.I
)
"""What begins the line."""
_COPYRIGHT_HOLDER = re.compile(
    r"^\W{0,3}(?:©|\(c\)|copyright(?:\s?©|"
    r"\s?\(c\))?)\s?(?:\d{4}(?:\s?[-–]\s?\d{2,4})?)?[,.]?\s+(?:by\s)?(?P<name>[^\d.,|©()]{3,60}?)\s*(?:[.,|(]|"
    r"\d{4}|$)",
    re.I,
)
_STAFF = re.compile(
    r"^\W{0,3}(?P<kind>(?:additional |with |further )?(?:reporting|writing|written|editing|edited|"
    r"compiled|translated|translation|production|contributions?|research)(?: and (?:writing|editing|"
    r"reporting|additional reporting))?)\s?(?:by|from|:)\s(?P<names>\S.{2,400})$",
    re.I,
)
_CONTRIBUTED = Guarded(r"\bcontributed (?:to (?:this|the) (?:report|story|article)|reporting|from)\b", "contributed ")
_CONTRIBUTED_START = re.compile(
    r"\W{0,3}with (?:inputs?|files|reporting|additional reporting|reports?|material|"
    r"agencies)\b.{0,100}$|\W{0,3}(?:mit material von|mit agenturen|com informações d[aeo]|"
    r"com agências|con información de|con agencias|avec\s(?:afp|reuters|ap)\b)",
    re.I,
)
"""What begins the line."""
_CONTRIBUTORS = re.compile(
    r"\W{0,3}(?:with (?:inputs?|files|reporting|material|reports?)? ?(?:from|by)?|"
    r"mit material von|com informações d[aeo]|con información de|avec)\s(.+)$",
    re.I,
)
AGENCY_NOTE = re.compile(
    r"\s\((?:(?:additional |with )?(?:reporting|writing|compiled|editing|edited|translated|translation)\b)"
    r"[^()]{3,400}\)$",
    re.I,
)
"""The note of an agency behind an article's last sentence, on its line: “(Reporting by …; Editing by …)”."""
_FIRST_ELSEWHERE = re.compile(
    r"^\W{0,3}(?:this|the) (?:article|story|report|post|piece|interview)\b.{0,60}\b(?:(?:first|"
    r"originally) (?:appeared|published)|(?:was|is) (?:first |originally )?(?:published|republished|"
    r"syndicated))\b",
    re.I,
)
_SOURCE = re.compile(
    r"^\W{0,3}(?:source|quelle|fonte|fuente|kaynak|источник|джерело|źródło|bron)\s?:\s?(?P<name>\S.{0,100})$", re.I
)
_BY = re.compile(r"(?:(?:text|words|story|report(?:ed)?|written|posted)\s)?(?:by|von|por|par|автор|yazan)\b", re.I)
"""What begins a byline that may stand anywhere."""


def credit(line: Line) -> Verdict | None:
    """The credit of a wire, the line that names the source, a byline that begins as one."""
    text = line.text
    if len(text) > 250 or text[0] in OPENING_QUOTE:
        return None
    if names := wires_of(text):
        return Verdict(why=CREDIT, stated=Stated(credit=joined_credit(names)))
    if (source := _SOURCE.match(text)) and not re.search(r"[.!?]\s\S", text) and len(text.split()) <= 10:
        return Verdict(why="the line that names the source", stated=Stated(credit=wire(source["name"])))
    if _BY.match(text):
        read = byline(text)
        if read and read.sure and not TERMINAL.search(text):
            return Verdict(why=BYLINE, stated=read.stated)
    return None


def labelled_dates(line: Line) -> Verdict | None:
    """A labelled date ("Published: …") anywhere; a bare one is judged by its place, for it may head a chronicle."""
    if not POSTED_LINE.match(line.text) and not CHANGED_LINE.match(line.text):
        return None
    return dates_verdict(line.text)


def dates_verdict(text: str, *, day_first: bool = False) -> Verdict | None:
    """The verdict on a line that is nothing but dates of publication or change; None for other lines."""
    printed = date_line(text, day_first=day_first)
    if not printed:
        return None
    published = next((day for day in printed if not day.changed), None)
    changed = next((day for day in printed if day.changed), None)
    doubtful = not all(day.sure for day in printed)
    return Verdict(
        why=PUBLISHED if published else "the date of an update",
        stated=Stated(
            published=published.value if published and published.sure else None,
            updated=changed.value if changed and changed.sure else None,
            notes=(f"The date “{text}” can be read in two ways; it was not taken.",) if doubtful else (),
        ),
    )


def staff(line: Line) -> Verdict | None:
    """A note on who reported, wrote and edited, or on where the article was published first."""
    text = line.text.strip("()[] ")
    if len(text) > 500:
        return None
    if (_CONTRIBUTED_START.match(text) or _CONTRIBUTED.search(text)) and not re.search(r"[.!?]\s\S", text.rstrip(".")):
        named = _CONTRIBUTORS.match(text)
        credits_ = wires_of(named[1].strip(" .)")) if named else ()
        return Verdict(why=REPORTERS, stated=Stated(credit=joined_credit(credits_)))
    if _FIRST_ELSEWHERE.match(text) and len(text) < 300:
        return Verdict(why="a note on where it was published first")
    found = _STAFF.match(text)
    if not found:
        return None
    parts = re.split(r"[;.]\s", found["names"])
    writes = re.match(r"(?:reporting|writing|written)", found["kind"], re.I)
    read = byline(f"By {_names_only(parts[0])}")
    if read is None and not re.search(r"\b(?:editing|edited)\s(?:by|:)", found["names"], re.I):
        return None
    return Verdict(
        why=REPORTERS,
        stated=Stated(
            authors=read.authors if read and writes else (),
            credit=joined_credit(read.credits) if read else None,
        ),
    )


def _names_only(text: str) -> str:
    """Names without the places behind them and without editors: "A B in Kyiv, C D; editing by …"."""
    text = re.split(
        r"[,;]?\s(?:with (?:additional )?reporting|additional reporting|writing|editing|edited|translated)\b",
        text,
        flags=re.I,
    )[0]
    return re.sub(r"\s(?:in|from)\s[A-ZÀ-Þ][\w’' -]{1,30}?(?=,|;|\sand\s|$)", "", text.strip(" .)"))


def copyright_line(line: Line) -> Verdict | None:
    """A line that says whose right the article is, or what nobody may do with it."""
    if len(line.text) > 500 or not (_COPYRIGHT_START.match(line.text) or _COPYRIGHT.search(line.text)):
        return None
    found = _COPYRIGHT_HOLDER.match(line.text)
    name = found["name"].strip(" -–—:") if found else ""
    holder = name if name[:1].isupper() and not is_agency(name) and len(name.split()) <= 6 else None
    return Verdict(why=COPYRIGHT, stated=Stated(publisher=holder, credit=joined_credit(wires_of(name))))
