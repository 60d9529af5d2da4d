"""Bylines: the persons, the wires and the day that they name, and what is written like a person's name at all."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dateline.ingest.agencies import AGENCY_WORDS, BETWEEN_NAMES, is_agency, joined_credit, wire
from dateline.ingest.article import Stated
from dateline.ingest.full_dates import POSTED, WEEKDAY, DateFound, DateLine, date_line, find_date
from dateline.patterns import pattern

_NAME_TOKEN = re.compile(r"[^\W\d_][^\W\d_]*(?:[.’'`-][^\W\d_]+)*\.?")
_PARTICLES = frozenset("de da do dos das di del della van von der den la le el al bin ibn ben af zu ter y".split())
NOT_NAMES = frozenset(
    """news
    world politics business sport sports opinion europe asia africa america americas middle east west north south
    national international local latest breaking analysis economy culture video photos photo live update updates home
    about contact staff reporter correspondent editor editors team desk newsroom agencies press agency service report
    reports special exclusive monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december today yesterday the a an this that these those in on at by from
    read more share follow us welt politik wirtschaft mundo política dünya haber мир новости политика світ новини
    war talks peace crisis negotiations ceasefire summit""".split()
)
"""Words of headlines and of pages that stand in nobody's name."""
_ROLES = re.compile(
    r"\b(?:chief |senior |staff |special |foreign |diplomatic |political |associate |contributing |"
    r"managing |deputy |news )*"
    r"(?:correspondents?|reporters?|writers?|editors?|journalists?|columnists?|analysts?|"
    r"korrespondent(?:in)?|redakteur(?:in)?|"
    r"muhabir[i]?|корреспондент|кореспондент|repórter|enviad[oa] especial|redação|contributors?|"
    r"bureau chief)\b",
    re.I,
)
_BY = re.compile(
    r"^(?:\W{0,2})(?:(?:written |reported |text |story |words )?by|von|por|par|de la redacción de|di|"
    r"door|autor(?:in|es)?|authors?|auteur|"
    r"yazan|yazar|haber|автор(?:ы|и)?|текст|text|byline|reporter)(?:\s?:\s?|\s)(?P<rest>\S.*)$",
    re.I,
)
_AGENCIES = re.compile(
    r"(?:the |other |news |wire |our |mit )*(?:agencies|wires|wire services|news services|agency staff|agenturen|"
    r"agences|agencias|agências(?: de notícias)?|agenzie|ajanslar|агентства|агентств|агенції|агенцій)",
    re.I,
)
"""Agencies in a byline that does not say which."""
_LABEL_LEFT = pattern(rf"(?:{POSTED}|{WEEKDAY})\W*$", re.I)
"""The label of a day that was taken off a byline."""
_ONE_NAME = re.compile(r"[^\W\d_][\w’'.-]{1,30}")


def person(name: str) -> str | None:
    """A personal name of two to five words as it should be printed, or None where the words are not one."""
    name = name.strip(" .,:;()[]*•–—-")
    tokens = name.split()
    if not 2 <= len(tokens) <= 5 or len(name) > 60:
        return None
    for token in tokens:
        if not _NAME_TOKEN.fullmatch(token) or token.casefold().strip(".") in NOT_NAMES:
            return None
        if (
            not token[0].isupper()
            and token.casefold() not in _PARTICLES
            and not token.startswith(("al-", "el-", "d’", "d'"))
        ):
            return None
    if not tokens[0][0].isupper() and tokens[0] in ("de", "da", "do", "in", "em"):
        return None
    if not tokens[-1][0].isupper() or is_agency(name) or AGENCY_WORDS.search(name):
        return None
    if name.isupper():
        name = re.sub(
            r"[^\W\d_]+", lambda word: word.group().capitalize() if len(word.group()) > 1 else word.group(), name
        )
    return name


@dataclass(frozen=True, slots=True, kw_only=True)
class Byline:
    """What a byline names."""

    authors: tuple[str, ...] = ()
    """Persons."""
    credits: tuple[str, ...] = ()
    """Wires."""
    published: DateLine | None = None
    """A day printed in it."""
    sure: bool = False
    """True where a word such as "By", a wire or a date shows that it is a byline, not just a name."""
    unnamed: str = ""
    """The words for agencies that it does not name: “agencies”."""

    @property
    def stated(self) -> Stated:
        """What it states of the article: its names, its wires, a date that can be read in one way only."""
        day = self.published if self.published and self.published.sure else None
        adds = f"The byline adds “{self.unnamed}” and names none; the text may be partly theirs."
        return Stated(
            authors=self.authors,
            credit=joined_credit(self.credits),
            published=day.value if day and not day.changed else None,
            updated=day.value if day and day.changed else None,
            notes=(adds,) if self.unnamed else (),
        )


def byline(line: str) -> Byline | None:
    """Read a byline: "By Jane Doe and John Roe, Reuters", "Jane Doe | 10 March 2022 | 14:05", "JANE DOE"; or None.

    Every part must be a name, a wire, a role, a place after "in", or a date; else the line is something else.
    """
    if not line or len(line) > 250 or line[:1] in "“\"«„‘'":
        return None
    opened = _BY.match(line)
    rest = opened["rest"] if opened else line
    if not opened and re.search(r"[.!?…:]$", line):
        return None
    published = None
    if day := find_date(rest):
        without = _without_day(rest, day)
        if without is None:
            return None
        rest, published = without
    named = _Named(opened=opened is not None)
    if not all(named.take(part) for part in BETWEEN_NAMES.split(rest.strip(" ,;|/–—•·-"))):
        return None
    if not named.authors and not named.credits and (not published or (opened and not named.explained)):
        return None
    return Byline(
        authors=tuple(dict.fromkeys(named.authors)),
        credits=tuple(dict.fromkeys(named.credits)),
        published=published,
        sure=bool(opened or named.credits or published or named.unnamed),
        unnamed=named.unnamed,
    )


def _without_day(rest: str, day: DateFound) -> tuple[str, DateLine] | None:
    """A byline without the day that ends or opens it, and that day; None where the day stands among other words."""
    if dates := date_line(rest[day.start :]):
        rest = rest[: day.start]
    elif dates := date_line(rest[: day.end]):
        rest = rest[day.end :]
    else:
        return None
    rest = _LABEL_LEFT.sub("", rest.rstrip(" ,|–—•·-"))
    return re.sub(r"^\W*(?:by|von|por|par)\s+", "", rest, flags=re.I), dates[0]


@dataclass(slots=True, kw_only=True)
class _Named:
    """What a byline names, part by part."""

    opened: bool
    """Whether it begins with a word such as “By”."""
    authors: list[str] = field(default_factory=list)
    """Persons so far."""
    credits: list[str] = field(default_factory=list)
    """Wires so far."""
    explained: bool = False
    """Whether a part is a role, a place or an address."""
    unnamed: str = ""
    """The words for agencies that it does not name."""

    def take(self, part: str) -> bool:
        """Take what stands between two commas or the like; False where no byline can hold it."""
        part = part.strip(" ().")
        if not part:
            return True
        bare = re.sub(r"\s(?:in|aus|à|en|em|в|у)\s[^\W\d_][\w’' -]{1,40}$", "", part)
        if self.opened:  # “By Jane Doe for the Daily Lamp”
            bare = re.sub(r"(?<=\w)\s(?:for|FOR|for the|FOR THE)\s[A-ZÀ-Þ][\w’' .-]{1,40}$", "", bare)
        bare = _ROLES.sub("", bare).strip(" ,")
        if credit := wire(bare) or wire(part):
            self.credits.append(credit)
        elif both := _person_and_wire(bare):
            self.authors.append(both[0])
            self.credits.append(both[1])
        elif self.authors and _AGENCIES.fullmatch(part):
            self.unnamed = part
        elif name := person(bare):
            self.authors.append(name)
        elif not bare or "@" in part or (self.authors and _place_like(bare)):
            self.explained = True
        elif self.opened and _ONE_NAME.fullmatch(bare) and bare[0].isupper() and bare.casefold() not in NOT_NAMES:
            self.authors.append(bare)
        else:
            return False
        return True


def _person_and_wire(words: str) -> tuple[str, str] | None:
    """A person and the wire printed right behind: "Jane Doe Reuters", "JANE DOE Associated Press"; else None."""
    tokens = words.split()
    cuts = ((at, found) for at in range(2, len(tokens)) if (found := wire(" ".join(tokens[at:]))))
    cut, credit = next(cuts, (0, ""))
    name = person(" ".join(tokens[:cut])) if cut else None
    return (name, credit) if name else None


def _place_like(words: str) -> bool:
    text = re.sub(r"^(?:de|da|do|em|in|aus|en)\s", "", words)
    return len(text.split()) <= 3 and text[:1].isupper() and not re.search(r"\d", text)
