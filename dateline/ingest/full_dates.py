"""Full dates (day, month and year) as documents print them above and below an article, and as machines write them.

Nothing comes from the clock, and a date that can be read in two ways is told as such. What dates the sentences of an
article speak of is for `timex` to find.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from dateline.patterns import folded

# The first letters by which a month's name is known, January to December, in each language: nominative, genitive and
# abbreviations share them. A row's order matters where one language's stem opens another's word.
_MONTH_STEMS: tuple[tuple[str, ...], ...] = (
    # English, German, French, Spanish, Portuguese, Italian, Dutch, Polish, Turkish, Russian, Ukrainian
    ("jan", "jän", "ene", "gen", "sty", "oca", "янв", "січ"),
    ("feb", "fév", "fev", "lut", "şub", "фев", "лют"),
    ("mar", "mär", "maa", "mrt", "мар", "бер"),
    ("apr", "avr", "abr", "kwi", "nis", "апр", "кві"),
    ("may", "mai", "mag", "mei", "maj", "май", "мая", "мае", "тра"),
    ("jun", "juin", "giu", "cze", "haz", "июн", "чер"),
    ("jul", "juil", "lug", "lip", "tem", "июл", "лип"),
    ("aug", "aoû", "aou", "ago", "sie", "ağu", "авг", "сер"),
    ("sep", "set", "wrz", "eyl", "сен", "вер"),
    ("oct", "okt", "out", "ott", "paź", "eki", "окт", "жов"),
    ("nov", "lis", "kas", "ноя", "лис"),
    ("dec", "dez", "déc", "dic", "dzi", "gru", "ara", "дек", "гру"),
)
_STEMS = {folded(stem): month for month, stems in enumerate(_MONTH_STEMS, start=1) for stem in stems}
_LONGEST_STEM = max(map(len, _STEMS))
# Whole words only: "march" the month, never "marches" or "Mariupol".
MONTH = (
    r"(?:jan(?:uary|uar|vier|eiro|uari)?|jän(?:ner)?|ene(?:ro)?|gen(?:naio)?|stycz(?:eń|nia)|oca(?:k)?|"
    r"янв(?:ар[ьяе])?|січ(?:ень|ня)?|"
    r"feb(?:ruary|ruar|rero|braio|ruari)?|fév(?:r(?:ier)?)?|fev(?:ereiro|rier)?|lut(?:y|ego)|şub(?:at)?|"
    r"фев(?:р(?:ал[ьяе])?)?|лют(?:ий|ого)?|"
    r"mar(?:ch|s|ço|zo|zec|ca|t)?|märz?|maart|mrt|мар(?:т[ае]?)?|бер(?:езень|езня)?|"
    r"apr(?:il|ile)?|avr(?:il)?|abr(?:il)?|kwi(?:ecień|etnia)|nis(?:an)?|апр(?:ел[ьяе])?|кві(?:т(?:ень|ня))?|"
    r"may(?:o|ıs|is)?|mai(?:o)?|mag(?:gio)?|mei|maj(?:a)?|ма[йяе]|трав(?:ень|ня)|"
    r"june?|jun(?:i|ho|io)|juin|giu(?:gno)?|czerw(?:iec|ca)|haz(?:iran)?|июн[ьяе]?|черв(?:ень|ня)|"
    r"july?|jul(?:i|ho|io)|juil(?:let)?|lug(?:lio)?|lip(?:iec|ca)|tem(?:muz)?|июл[ьяе]?|лип(?:ень|ня)|"
    r"aug(?:ust|ustus)?|aoû?t|ago(?:sto)?|sierp(?:ień|nia)|ağu(?:stos)?|авг(?:уст[ае]?)?|серп(?:ень|ня)|"
    r"sept?(?:ember|embre|tembre|tiembre|iembre)?|set(?:embro|tembre)?|wrze(?:sień|śnia)|eyl(?:ül)?|"
    r"сен(?:т(?:ябр[ьяе])?)?|вер(?:есень|есня)?|"
    r"o[ck]t(?:ober|obre|ubre)?|out(?:ubro)?|ott(?:obre)?|październik[a]?|eki(?:m)?|окт(?:ябр[ьяе])?|"
    r"жов(?:тень|тня)?|"
    r"nov(?:ember|embre|embro|iembre)?|listopad[a]?|kas(?:ım)?|ноя(?:бр[ьяе])?|лист(?:опад[а]?)?|"
    r"de[cz](?:ember|embro)?|déc(?:embre)?|dic(?:iembre|embre)?|grud(?:zień|nia)|ara(?:lık)?|"
    r"дек(?:абр[ьяе])?|груд(?:ень|ня))"
)
"""A month's name or abbreviation, as an expression to be read without regard to case."""
_YEAR = r"(?P<y>(?:19|20)\d\d)(?:\s?(?:г(?:\.|ода)?|р(?:\.|оку)?)(?!\w))?"
_DATES = (
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)[-/.](?P<m>\d\d?)[-/.](?P<d>\d\d?)(?!\d)"),
    re.compile(
        rf"(?<![\d\w])(?P<d>\d\d?)(?:st|nd|rd|th|er|º|ª|\.)?\s?(?:de\s|"
        rf"of\s)?(?P<name>{MONTH})\b\.?,?\s?(?:de\s|del\s)?{_YEAR}",
        re.I,
    ),
    re.compile(rf"\b(?P<name>{MONTH})\b\.?\s(?P<d>\d\d?)(?:st|nd|rd|th)?,?\s{_YEAR}", re.I),
    re.compile(r"(?<!\d)(?P<d>\d\d?)(?P<sep>[./-])(?P<m>\d\d?)(?P=sep)(?P<y>(?:19|20)\d\d)(?!\d)"),
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)年\s?(?P<m>\d\d?)月\s?(?P<d>\d\d?)日"),
)
_MONTH_FIRST = _DATES[2]
_DAY_AND_YEAR = re.compile(r"\d(?:st|nd|rd|th)?,?\s(?:19|20)\d\d", re.I)
"""What a date that begins with its month has behind it."""
_YEAR_AT_ALL = re.compile(r"(?:19|20)\d\d")
"""What every full date has, and few lines of an article: it spares them the rest."""
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T?\d{4,6}Z?)?")
TIME = (
    r"(?:[T,;|•·–—-]?\s{0,3}(?:at|um|às|a las|à|в|о|"
    r"saat)?\s{0,3}\d{1,2}\s?[:.h]\s?\d{2}(?:[:.]\d{2}(?:\.\d{1,6})?)?"
    r"\s?(?:[ap]\.?m\.?|uhr|hrs?|h)?\s{0,3}\(?(?:gmt|utc|est|edt|et|cet|cest|bst|eet|msk|trt|мск|z|"
    r"[+-]\d\d:?\d\d)*"
    r"(?:\s?[+-]\d{1,2})?\)?)"
)
"""The time of day behind a date, with its zone; likewise."""
WEEKDAY = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?|(?:mon|diens|donners|frei|"
    r"sams|sonn)tag|mittwoch|"
    r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|(?:segunda|terça|quarta|quinta|"
    r"sexta)(?:-feira)?|sábado|domingo|"
    r"pazartesi|salı|çarşamba|perşembe|cuma(?:rtesi)?|pazar|понедельник|вторник|среда|четверг|пятница|"
    r"суббота|воскресенье|"
    r"понеділок|вівторок|середа|четвер|п['’]ятниця|субота|неділя|lunes|martes|miércoles|jueves|viernes)"
)
"""A weekday's name, likewise."""
POSTED = (
    r"(?:(?:first |originally )?(?:published|posted|released|issued|filed|pub)(?: on| at| date)?|"
    r"date(?: of publication)?|publication date|"
    r"veröffentlicht(?: am)?|erschienen(?: am)?|datum|stand|publié(?: le)?|publicado(?: em| el)?|"
    r"publicação|fecha|data|pubblicato(?: il)?|"
    r"опубликовано|дата(?: публикации)?|опубліковано|дата публікації|yayın(?:lanma)?(?: tarihi)?|"
    r"yayınlandı|tarih|giriş(?: tarihi)?|gepubliceerd(?: op)?|opublikowano)"
)
"""A label before the day of publication; likewise."""
_CHANGED = (
    r"(?:(?:last |was )?(?:updated|modified|edited|revised|update)(?: on| at)?|aktualisiert(?: am)?|"
    r"mis à jour(?: le)?|atualizado(?: em)?|actualizado(?: el)?|"
    r"aggiornato(?: il)?|обновлено|оновлено|güncelle(?:me|ndi)(?: tarihi)?|son güncelleme|"
    r"bijgewerkt(?: op)?|zaktualizowano)"
)
POSTED_LINE = re.compile(rf"^\W{{0,3}}{POSTED}\s?[:.–—-]?\s", re.I)
"""Begins a line that says when something was published."""
CHANGED_LINE = re.compile(rf"^\W{{0,3}}{_CHANGED}\s?[:.–—-]?\s", re.I)
"""Begins a line that says when it was changed."""
_DAY_FIRST = re.compile(
    r"\b(?:publicad[oa]|publicação|atualizado|às|veröffentlicht|uhr|aktualisiert|publié|mis à jour|"
    r"pubblicato|aggiornato|"
    r"yayın\w*|güncelle\w*|tarih\w*|опубликовано|обновлено|опубліковано|оновлено|gepubliceerd|"
    r"bijgewerkt|opublikowano|gmt|bst|cet)\b",
    re.I,
)
_PLACED = re.compile(r"^\W*[A-ZÀ-ÞА-ЯЁІЇЄҐ][\w’'-]+(?:\s[A-ZÀ-ÞА-ЯЁІЇЄҐ][\w’'-]+){0,2}(?:,|\s[–—-])\s+(?=\|)")
"""A place before a date that is marked by a bar: “Brasília, 15 de junho de 2023”."""
_POSTED_BY = re.compile(r"\s(?:by|von|por|par)\s(?:admin\w*|editors?|staff|redaktion|webmaster)\W*$", re.I)
"""Who posted a page, where that is nobody by name."""
_DATE_REST = re.compile(
    rf"(?:page|seite|página|p\.)\s?[A-Z]?\d{{1,3}}(?!\w)|son\s+güncelleme|{POSTED}(?!\w)|{_CHANGED}(?!\w)|{TIME}|{WEEKDAY}(?!\w)|(?<!\w)(?:on|am|le|em|el|il|the|den|um|"
    rf"at|uhr|h|year|г|р|a|p|m|gmt|utc|ist|est|et)(?!\w)|[\W_]",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateFound:
    """A calendar day in a head line."""

    value: str
    """EDTF, `2022-03-10`; for one that can be read in two ways the month or year that is sure."""
    start: int
    """The character where it starts."""
    end: int
    """The character after its last."""
    sure: bool
    """False for 03/10/2022: which number is the month is not stated."""


def find_date(text: str, *, day_first: bool = False) -> DateFound | None:
    """The first full date (day, month and year) in a line, of the common languages' forms; None without one.

    `day_first` says that 03/10/2022 is 3 October, as everywhere but in the United States; else it is not sure.
    """
    first: DateFound | None = None
    text = text[:400]
    for pattern in _DATES if _YEAR_AT_ALL.search(text) else ():
        if pattern is _MONTH_FIRST and not _DAY_AND_YEAR.search(text):
            continue
        for found in pattern.finditer(text):
            value = _day(found, day_first=day_first)
            if value and (first is None or found.start() < first.start):
                first = DateFound(value=value[0], start=found.start(), end=found.end(), sure=value[1])
                break
    return first


def _day(found: re.Match[str], *, day_first: bool) -> tuple[str, bool] | None:
    groups = found.groupdict()
    year, day = int(groups["y"]), int(groups["d"])
    if name := groups.get("name"):
        stem = folded(name)[:_LONGEST_STEM]
        month = next((_STEMS[stem[:size]] for size in range(_LONGEST_STEM, 2, -1) if stem[:size] in _STEMS), 0)
    else:
        month = int(groups["m"])
    if groups.get("sep") in ("/", "-"):
        if month > 12 >= day:
            day, month = month, day
        elif day <= 12 and month <= 12 and day != month and not day_first:
            return (f"{year:04d}", False)
    try:
        return (date(year, month, day).isoformat(), True)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class DateLine:
    """A line that is nothing but a date of publication or change."""

    value: str
    """EDTF."""
    changed: bool
    """True for the day of an update."""
    sure: bool
    """False where the line can be read as two dates."""


def date_line(line: str, *, day_first: bool = False) -> tuple[DateLine, ...]:
    """The dates of a line that holds nothing else ("Published: 10 March 2022, 14:05 | Updated …"); else empty.

    A label in another language than English shows that the day comes first in 03/10/2022.
    """
    if len(line) > 200 or not _YEAR_AT_ALL.search(line):
        return ()
    day_first = day_first or bool(_DAY_FIRST.search(line))
    rest = _POSTED_BY.sub("", line)
    found: list[DateLine] = []
    while (day := find_date(rest, day_first=day_first)) is not None and len(found) < 3:
        before = rest[: day.start]
        changed = bool(re.search(rf"{_CHANGED}\W*(?:{WEEKDAY}\W*)?$", before, re.I))
        found.append(DateLine(value=day.value, changed=changed, sure=day.sure))
        rest = before + " | " + rest[day.end :]
    if not found:
        return ()
    return () if _DATE_REST.sub("", _PLACED.sub("", rest)).strip() else tuple(found)


def iso_day(value: object) -> str | None:
    """The day of a machine-readable date ("2022-03-10T14:05:00+03:00", "20220310", "10 March 2022"), or None.

    The day is the one printed, in the zone that the value itself gives.
    """
    text = value.strip()[:100] if isinstance(value, str) else ""
    compact = _COMPACT.fullmatch(text)
    if compact:
        text = "-".join(compact.groups())
    found = find_date(text)
    return found.value if found and found.sure else None
