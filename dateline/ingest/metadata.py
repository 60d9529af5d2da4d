"""What a document states of itself: headline, standfirst, outlet, wire, authors, day of publication, language.

Only what is printed or marked up counts. Nothing comes from knowledge of the world, nothing from the clock; a date
that can be read in two ways is told as such and left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from dateline.content.addresses import is_linkable, mended
from dateline.ingest.article import Stated

# --- Dates --------------------------------------------------------------------------------------------------

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
_STEMS = {stem: month for month, stems in enumerate(_MONTH_STEMS, start=1) for stem in stems}
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
_TIME = (
    r"(?:[T,;|•·–—-]?\s{0,3}(?:at|um|às|a las|à|в|о|"
    r"saat)?\s{0,3}\d{1,2}\s?[:.h]\s?\d{2}(?:[:.]\d{2}(?:\.\d{1,6})?)?"
    r"\s?(?:[ap]\.?m\.?|uhr|hrs?|h)?\s{0,3}\(?(?:gmt|utc|est|edt|et|cet|cest|bst|eet|msk|trt|мск|z|"
    r"[+-]\d\d:?\d\d)*"
    r"(?:\s?[+-]\d{1,2})?\)?)"
)
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
_POSTED = (
    r"(?:(?:first |originally )?(?:published|posted|released|issued|filed|pub)(?: on| at| date)?|"
    r"date(?: of publication)?|publication date|"
    r"veröffentlicht(?: am)?|erschienen(?: am)?|datum|stand|publié(?: le)?|publicado(?: em| el)?|"
    r"publicação|fecha|data|pubblicato(?: il)?|"
    r"опубликовано|дата(?: публикации)?|опубліковано|дата публікації|yayın(?:lanma)?(?: tarihi)?|"
    r"yayınlandı|tarih|giriş(?: tarihi)?|gepubliceerd(?: op)?|opublikowano)"
)
_CHANGED = (
    r"(?:(?:last |was )?(?:updated|modified|edited|revised|update)(?: on| at)?|aktualisiert(?: am)?|"
    r"mis à jour(?: le)?|atualizado(?: em)?|actualizado(?: el)?|"
    r"aggiornato(?: il)?|обновлено|оновлено|güncelle(?:me|ndi)(?: tarihi)?|son güncelleme|"
    r"bijgewerkt(?: op)?|zaktualizowano)"
)
POSTED_LINE = re.compile(rf"^\W{{0,3}}{_POSTED}\s?[:.–—-]?\s", re.I)
CHANGED_LINE = re.compile(rf"^\W{{0,3}}{_CHANGED}\s?[:.–—-]?\s", re.I)
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
    rf"(?:page|seite|página|p\.)\s?[A-Z]?\d{{1,3}}(?!\w)|son\s+güncelleme|{_POSTED}(?!\w)|{_CHANGED}(?!\w)|{_TIME}|{WEEKDAY}(?!\w)|(?<!\w)(?:on|am|le|em|el|il|the|den|um|"
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
        stem = name.casefold()[:_LONGEST_STEM]
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


# --- Wires and names ----------------------------------------------------------------------------------------

_WIRES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("AFP", ("AFP", "Agence France-Presse", "Agence France Presse")),
    ("AP", ("AP", "Associated Press", "The Associated Press", "AP News")),
    ("Reuters", ("Reuters", "Thomson Reuters", "Рейтер", "Рейтерс")),
    ("Bloomberg", ("Bloomberg", "Bloomberg News")),
    ("dpa", ("dpa", "Deutsche Presse-Agentur")),
    ("TASS", ("TASS", "ТАСС", "ITAR-TASS")),
    ("Interfax", ("Interfax", "Интерфакс")),
    ("Interfax-Ukraine", ("Interfax-Ukraine", "Интерфакс-Украина", "Інтерфакс-Україна")),
    ("RIA Novosti", ("RIA Novosti", "РИА Новости", "RIA")),
    ("Ukrinform", ("Ukrinform", "Укринформ", "Укрінформ")),
    ("UNIAN", ("UNIAN", "УНИАН", "УНІАН")),
    ("BelTA", ("BelTA", "БелТА", "БЕЛТА")),
    ("Xinhua", ("Xinhua", "新华社")),
    ("Anadolu", ("Anadolu Agency", "Anadolu", "Anadolu Ajansı", "AA")),
    ("DHA", ("DHA", "Demirören Haber Ajansı")),
    ("İHA", ("İHA", "IHA", "İhlas Haber Ajansı")),
    ("EFE", ("EFE", "Agencia EFE")),
    ("ANSA", ("ANSA",)),
    ("Lusa", ("Lusa", "Agência Lusa")),
    ("Agência Brasil", ("Agência Brasil",)),
    ("Folhapress", ("Folhapress",)),
    ("Estadão Conteúdo", ("Estadão Conteúdo",)),
    ("PA Media", ("PA Media", "Press Association")),
    ("UPI", ("UPI", "United Press International")),
    ("PTI", ("PTI", "Press Trust of India")),
    ("ANI", ("ANI",)),
    ("IANS", ("IANS",)),
    ("Kyodo", ("Kyodo", "Kyodo News")),
    ("Yonhap", ("Yonhap", "Yonhap News Agency")),
    ("APA", ("APA", "Austria Presse Agentur")),
    ("PAP", ("PAP", "Polska Agencja Prasowa")),
    ("Belga", ("Belga",)),
    ("ANP", ("ANP",)),
    ("NTB", ("NTB",)),
    ("Ritzau", ("Ritzau",)),
    ("Tanjug", ("Tanjug",)),
    ("MTI", ("MTI",)),
    ("Sputnik", ("Sputnik",)),
)
_WIRE_NAMES = {name.casefold(): usual for usual, names in _WIRES for name in names}
# Agencies are also known by what they call themselves: "Nordwind News Agency".
_WIRE_WORDS = re.compile(
    r"\b(?:news ?agency|newswire|wire services?|news service|press agency|agencies|nachrichtenagentur|"
    r"presseagentur|agenturen|"
    r"agence de presse|agences|agencias?|agências?(?: de notícias)?|agenzia|haber ajansı|ajanslar)\b|"
    r"агентств[оа]|агенції|агенция",
    re.I,
)
_PICTURE_NAMES = frozenset(
    name.casefold()
    for name in (
        "Getty Images",
        "Getty",
        "EPA",
        "EPA-EFE",
        "EPA/EFE",
        "Shutterstock",
        "Alamy",
        "Alamy Stock Photo",
        "iStock",
        "Pool",
        "Handout",
        "Unsplash",
        "Pexels",
        "Pixabay",
        "Wikimedia",
        "Wikimedia Commons",
        "Flickr",
        "Imago",
        "Imago Images",
        "picture alliance",
        "NurPhoto",
        "SOPA Images",
        "ZUMA",
        "Zuma Press",
        "Rex",
        "Rex Features",
        "AP Photo",
        "Adobe Stock",
        "Depositphotos",
        "Sipa",
        "Abaca",
        "Anadolu Images",
        "Maxar",
        "Maxar Technologies",
        "Planet Labs",
        "CC BY",
        "Public Domain",
        "Facebook",
        "Twitter",
        "Telegram",
        "Screenshot",
    )
)
_SPLIT = re.compile(
    r"\s*(?:[,;/|&•·+]|\s[–—-]\s|\s(?:and|und|et|y|e|ve|and the|и|та|і|with|mit|avec|con|com|via)\s)\s*", re.I
)


_PAPER = re.compile(
    r"\b(?:times|post|herald|gazette|tribune|courier|chronicle|telegraph|journal|observer|guardian|mirror|standard|"
    r"daily|weekly|press|mail|echo|examiner|inquirer|star|sun|argus|sentinel|dispatch|ledger|monitor|independent|"
    r"zeitung|anzeiger|nachrichten|tageblatt|tagblatt|rundschau|kurier|merkur|morgenpost|allgemeine|"
    r"diário|jornal|folha|correio|gazeta|notícias|diario|periódico|gaceta|correo|"
    r"gazete(?:si)?|postası|haber(?:leri)?|gündem|вестник|газета|известия|ведомости|новости|правда|вісник|новини|вісті|"
    r"радио|радіо|radio|tv|televisão|broadcasting)\b",
    re.I,
)
_SMALL_WORDS = frozenset("of the and de da do dos di del la le der die und für & і и".split())


_NO_PAPER = frozenset("release releases office box card conference freedom briefing secretary service".split())
"""Words beside which “press” or “post” is no paper."""


def is_masthead(line: str) -> bool:
    """Whether a line is written like an outlet's name: two words or more, a paper's word among them, all in capitals.

    “The Ostrel Herald”, “Diário do Lago”; not “Daily News”, which may be a page's section.
    """
    words = line.split()
    if {word.casefold() for word in words} & _NO_PAPER or not 2 <= len(words) <= 6 or len(line) > 60:
        return False
    if not _PAPER.search(line) or re.search(r"[.!?:;,|>»/\d]", line):
        return False
    own = [word for word in words if word.casefold() not in _SMALL_WORDS]
    # In Russian and Ukrainian only the first word takes a capital: “Озёрный вестник”.
    first = len(own) <= 2 and "\u0400" <= line[0] <= "\u052f" and own[0][:1].isupper() and _PAPER.fullmatch(own[-1])
    if not first and not all(word[:1].isupper() for word in own):
        return False
    # A name beside the paper's word: a place, or the article that papers are called with.
    named = [word for word in own if not _PAPER.fullmatch(word) and word.casefold() not in _NOT_NAMES]
    return bool(named) or (words[0] in ("The", "Die", "Der", "O", "A", "El") and len(own) > 1)


def wire_names() -> dict[str, str]:
    """Every spelling of a wire, casefolded: the wire's usual name."""
    return dict(_WIRE_NAMES)


def wire_spellings() -> tuple[str, ...]:
    """Every spelling of every wire, as papers print it."""
    return tuple(name for _, names in _WIRES for name in names)


def wire(name: str) -> str | None:
    """The usual name of a wire, for one of its spellings; None for any other name."""
    cleaned = name.strip(" .,:;()[]–—-").casefold()
    cleaned = re.sub(r"(?: staff| correspondent| writers?| news agency)$|^the ", "", cleaned)
    return _WIRE_NAMES.get(cleaned)


def is_agency(name: str) -> bool:
    """Whether a name is that of a wire or of a picture agency."""
    return wire(name) is not None or name.strip(" .,()[]").casefold() in _PICTURE_NAMES


def wires_of(line: str) -> tuple[str, ...]:
    """The wires of a line that names nothing but wires and agencies ("AFP/Reuters", "Staff and agencies"); or empty."""
    if not line or len(line) > 80 or re.search(r"[.!?…]\s?\S", line):
        return ()
    rest = re.sub(
        r"^(?:source|quelle|fonte|fuente|kaynak|источник|джерело|credit|via|from|by|von|por|with|"
        r"mit)(?:\s?:|\s)\s*",
        "",
        line.strip("()[] –—-.*"),
        flags=re.I,
    )
    names: list[str] = []
    for part in _SPLIT.split(rest):
        part = re.sub(r"^(?:with|and|mit|com|con|avec)\s", "", part.strip(" ()[].–—-"), flags=re.I)
        place = names and len(rest.split()) <= 4 and re.fullmatch(r"[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)?", part)
        if place and not is_agency(part):
            continue  # “DPA, Berlin”: where the wire's story is from
        if not part or part.casefold() in (
            "staff",
            "our staff",
            "staff writer",
            "staff writers",
            "staff reporter",
            "staff reporters",
            "online",
            "redaktion",
        ):
            continue
        known = wire(part)
        if known is None and _WIRE_WORDS.search(part) and len(part.split()) <= 5:
            # "Agencies" alone is a credit that names nobody.
            known = part if part[:1].isupper() and len(part.split()) > 1 else ""
        if known is None:
            return ()
        if known:
            names.append(known)
    return tuple(dict.fromkeys(names)) or (("agencies",) if _WIRE_WORDS.search(rest) else ())


_NAME_TOKEN = re.compile(r"[^\W\d_][^\W\d_]*(?:[.’'`-][^\W\d_]+)*\.?")
_PARTICLES = frozenset("de da do dos das di del della van von der den la le el al bin ibn ben af zu ter y".split())
_NOT_NAMES = frozenset(
    """news
    world politics business sport sports opinion europe asia africa america americas middle east west north south
    national international local latest breaking analysis economy culture video photos photo live update updates home
    about contact staff reporter correspondent editor editors team desk newsroom agencies press agency service report
    reports special exclusive monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december today yesterday the a an this that these those in on at by from
    read more share follow us welt politik wirtschaft mundo política dünya haber мир новости политика світ новини
    war talks peace crisis negotiations ceasefire summit""".split()
)
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


def person(name: str) -> str | None:
    """A personal name of two to five words as it should be printed, or None where the words are not one."""
    name = name.strip(" .,:;()[]*•–—-")
    tokens = name.split()
    if not 2 <= len(tokens) <= 5 or len(name) > 60:
        return None
    for token in tokens:
        if not _NAME_TOKEN.fullmatch(token) or token.casefold().strip(".") in _NOT_NAMES:
            return None
        if (
            not token[0].isupper()
            and token.casefold() not in _PARTICLES
            and not token.startswith(("al-", "el-", "d’", "d'"))
        ):
            return None
    if not tokens[0][0].isupper() and tokens[0] in ("de", "da", "do", "in", "em"):
        return None
    if not tokens[-1][0].isupper() or is_agency(name) or _WIRE_WORDS.search(name):
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


_AGENCIES = re.compile(
    r"(?:the |other |news |wire |our |mit )*(?:agencies|wires|wire services|news services|agency staff|agenturen|"
    r"agences|agencias|agências(?: de notícias)?|agenzie|ajanslar|агентства|агентств|агенції|агенцій)",
    re.I,
)
"""Agencies in a byline that does not say which."""


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
    day = find_date(rest)
    published = None
    if day:
        dates = date_line(rest[day.start :]) or date_line(rest[: day.end])
        if not dates:
            return None
        published = dates[0]
        rest = rest[: day.start] if date_line(rest[day.start :]) else rest[day.end :]
        rest = re.sub(rf"(?:{_POSTED}|{WEEKDAY})\W*$", "", rest.rstrip(" ,|–—•·-"), flags=re.I)
        rest = re.sub(r"^\W*(?:by|von|por|par)\s+", "", rest, flags=re.I)
    authors: list[str] = []
    credits_: list[str] = []
    explained = False
    unnamed = ""
    for part in _SPLIT.split(rest.strip(" ,;|/–—•·-")):
        part = part.strip(" ().")
        if not part:
            continue
        bare = re.sub(r"\s(?:in|aus|à|en|em|в|у)\s[^\W\d_][\w’' -]{1,40}$", "", part)
        if opened:  # “By Jane Doe for the Daily Lamp”
            bare = re.sub(r"(?<=\w)\s(?:for|FOR|for the|FOR THE)\s[A-ZÀ-Þ][\w’' .-]{1,40}$", "", bare)
        bare = _ROLES.sub("", bare).strip(" ,")
        found_wire = wire(bare) or wire(part)
        # "Jane Doe Reuters", "JANE DOE Associated Press"
        tokens = bare.split()
        cut = next((at for at in range(2, len(tokens)) if wire(" ".join(tokens[at:]))), None)
        if cut and not found_wire and (name := person(" ".join(tokens[:cut]))):
            authors.append(name)
            credits_.append(wire(" ".join(tokens[cut:])) or "")
            continue
        name = person(bare)
        if found_wire:
            credits_.append(found_wire)
        elif authors and _AGENCIES.fullmatch(part):
            unnamed = part
        elif name:
            authors.append(name)
        elif not bare or (authors and _place_like(re.sub(r"^(?:de|da|do|em|in|aus|en)\s", "", bare))) or "@" in part:
            explained = True
        elif (
            opened
            and re.fullmatch(r"[^\W\d_][\w’'.-]{1,30}", bare)
            and bare[0].isupper()
            and bare.casefold() not in _NOT_NAMES
        ):
            authors.append(bare)
        else:
            return None
    if opened and not authors and not credits_ and not explained:
        return None
    if not authors and not credits_ and not published:
        return None
    return Byline(
        authors=tuple(dict.fromkeys(authors)),
        credits=tuple(dict.fromkeys(credits_)),
        published=published,
        sure=bool(opened or credits_ or published or unnamed),
        unnamed=unnamed,
    )


def _place_like(text: str) -> bool:
    return len(text.split()) <= 3 and text[:1].isupper() and not re.search(r"\d", text)


_CLOSING = re.compile(r"(?:[.!?”\"’»]\s?(?:[–—-]{1,2}\s?|\()|\s[–—]\s?)(?P<wire>[^().!?\n]{2,40})\)?$")


def closing_credit(paragraph: str) -> tuple[str, ...]:
    """The wires at the very end of an article's last paragraph ("… he said. (AFP)", "… he said. — Reuters")."""
    found = _CLOSING.search(paragraph[-80:])
    return tuple(known for part in re.split(r"[/,&]", found["wire"]) if (known := wire(part))) if found else ()


# --- Head lines ("date 2022-03-11 Title", "Author: Jane Doe") -----------------------------------------------

_FIELD = re.compile(
    r"^(?P<key>title|headline|überschrift|titel|заголовок|başlık|título|standfirst|subtitle|subheadline|"
    r"lead|summary|description|"
    r"publisher|publication|outlet|newspaper|site|website|verlag|издание|видання|"
    r"author|authors|autor|byline|автор|yazar|date|published|datum|data|дата|tarih|fecha|updated|"
    r"url|link|canonical|address|source link|original link|source|quelle|fonte|fuente|kaynak|источник|"
    r"джерело|source url|language|lang|sprache)\s?[:=]\s?(?P<value>.*)$",
    re.I,
)
_FIELDS = {
    "title": ("title", "headline", "überschrift", "titel", "заголовок", "başlık", "título"),
    "standfirst": ("standfirst", "subtitle", "subheadline", "lead", "summary", "description"),
    "publisher": ("publisher", "publication", "outlet", "newspaper", "site", "website", "verlag", "издание", "видання"),
    "authors": ("author", "authors", "autor", "byline", "автор", "yazar"),
    "published": ("date", "published", "datum", "data", "дата", "tarih", "fecha"),
    "updated": ("updated",),
    "url": ("url", "link", "canonical", "address", "source link", "original link", "source url"),
    "source": ("source", "quelle", "fonte", "fuente", "kaynak", "источник", "джерело"),
    "language": ("language", "lang", "sprache"),
}
_FIELD_OF = {key: field for field, keys in _FIELDS.items() for key in keys}
_HEAD_DATE = re.compile(rf"^\W{{0,3}}(?:{_POSTED}\s?[:=]?\s)?", re.I)


def head_field(line: str) -> tuple[str, str] | None:
    """(field, value) of a head line `key: value`; the field is one of Stated's, or "source". None for other lines."""
    found = _FIELD.match(line[:600])
    if not found:
        return None
    value = found["value"].strip().strip("\"'").strip()
    return _FIELD_OF[found["key"].casefold()], value


def dated_header(line: str) -> tuple[str, str] | None:
    """(day, title) of a head line that gives both: "date 2022-03-11 No progress …", "[10.03.2022] Talks stall"."""
    if len(line) > 400:
        return None
    day = find_date(line)
    opened = _HEAD_DATE.match(line)
    if not day or not day.sure or not opened or day.start > opened.end() + 1:
        return None
    rest = re.sub(rf"^{_TIME}", "", line[day.end :], flags=re.I).strip(" ]|:;,–—•·-")
    words_ = rest.split()
    # A sentence that starts with a date is a sentence; without a label a title must follow a separator.
    labelled = opened.end() > 0 and bool(re.search(r"\w", line[: opened.end()]))
    apart = bool(re.match(r"(?:\s{2,}|\s?[\]|:•·]|\s[–—-]\s|$)", line[day.end :]))
    if (
        len(words_) < 2
        or find_date(rest) is not None
        or re.match(r"(?:by|von|por|par)\s", rest)
        or (not labelled and rest[:1].islower())
        or (re.search(r"[.!]$", rest) and not labelled)
        or not (labelled or apart or _numeric(line, day))
    ):
        return None
    return day.value, rest


def trailing_date(title: str) -> tuple[str, str] | None:
    """(title, day) of a headline that a full date ends: "Talks stall (2022-03-10)", "Talks stall | 10 March 2022"."""
    day = find_date(title)
    if not day or not day.sure or day.start <= 12:
        return None
    before, after = title[: day.start], title[day.end :]
    mark = re.search(r"\s*(?P<mark>[(\[|•·]|\s[–—-])\s*$", before)
    bracketed = mark is not None and mark["mark"] in "(["
    if not mark or not re.fullmatch(r"\s*[)\]]\s*" if bracketed else r"\s*", after):
        return None
    return before[: mark.start()].rstrip(), day.value


def _numeric(line: str, day: DateFound) -> bool:
    return bool(re.fullmatch(r"[\d./-]+", line[day.start : day.end]))


def web_address(value: str) -> str | None:
    """An http or https address that a page may link to, or None."""
    value = mended(value.strip().strip("<>"))
    fine = len(value) <= 2000 and is_linkable(value) and "." in urlsplit(value).netloc
    return value if fine else None


_CAPTURE = re.compile(
    r"https?://[^/\s]{1,200}/(?:[^?#\s]{0,100}/)?(?:19|20)\d{12}(?:[a-z]{2}_)?/(?P<own>https?:/{1,2}\S+)"
)
"""A web archive's copy: the moment in fourteen figures, then the page's own address (the form of Wayback software)."""


def capture(address: str) -> tuple[str, str | None]:
    """A page's own address, and the archive's where the address given is that of a web archive's copy of it."""
    found = _CAPTURE.fullmatch(address[:2000])
    own = web_address(re.sub(r"^(https?:)/+", r"\1//", found["own"])) if found else None
    return (own, address) if own else (address, None)


# --- Language -----------------------------------------------------------------------------------------------

_COMMON: dict[str, frozenset[str]] = {
    language: frozenset(words_.split())
    for language, words_ in {
        "en": (
            "the of and to in that is was for with on as by it "
            "his has from said be are not at have he she they an were which"
        ),
        "de": (
            "der die das und ist nicht mit den von zu auf für im dem "
            "ein eine auch sich des wird dass bei nach sie er wurde werden haben"
        ),
        "fr": (
            "le la les des et est une que dans pour qui sur pas avec par plus au ce il sont du aux cette été mais ont"
        ),
        "es": "el los las y es una que en para por con del se no su al lo como más pero fue han este sus ha la",
        "pt": "o os as e é uma que em para por com do da não se no na ao como mais mas foi dos das pelo pela são à",
        "it": "il gli di e è una che per con del della non si nel dei al da sono le ha più anche come alla dal",
        "nl": "de het een en van is dat niet te op met voor zijn aan door ook er bij werd heeft naar om worden",
        "pl": "w i na nie się z do że jest to o jak po przez od za dla są był oraz ale jego ze który",
        "tr": "ve bir bu için ile da de olarak daha çok ise olan gibi sonra kadar ancak dedi en ne var değil göre",
        "ru": "и в не на что с по как это его он но из от был за для также то его их было все к о после",
        "uk": "і в не на що з та як це його він але із від був за для також до їх було у про є й після",
        "be": "і ў не на што з па як гэта яго ён але ад быў за для таксама да іх было у пра ёсць пасля",
        "bg": "и в не на че с по как това той но от за да се са е беше ще който след към си",
        "cs": "a v se na je že s do z o to by jako za ale ve byl jsou pro po který podle také",
        "ro": "și în de la a cu pe că nu este o din pentru mai care au fost un sau dar după",
        "sv": "och i att det som en på är av för med den till inte har om ett de var från",
    }.items()
}
_SCRIPTS = (
    ("ARABIC", "ar"),
    ("HEBREW", "he"),
    ("HANGUL", "ko"),
    ("GREEK", "el"),
    ("GEORGIAN", "ka"),
    ("ARMENIAN", "hy"),
    ("DEVANAGARI", "hi"),
    ("THAI", "th"),
)


def language_of(text: str) -> str | None:
    """The language of a text by its commonest words or its script (BCP 47 primary tag), or None where it is unclear."""
    sample = text[:6_000]
    letters = [char for char in sample[:500] if char.isalpha()]
    if not letters:
        return None
    scripts: Counter[str] = Counter()
    for char, times in Counter(letters).items():
        scripts[unicodedata.name(char, "?").split()[0]] += times
    script, count = scripts.most_common(1)[0]
    if scripts["HIRAGANA"] + scripts["KATAKANA"] > len(letters) * 0.1:
        return "ja"
    if script == "CJK" and count * 2 > len(letters):
        return "zh"
    for name, language in _SCRIPTS:
        if script == name and count * 2 > len(letters):
            return language
    words_ = re.findall(r"[^\W\d_]+", sample.casefold())
    if len(words_) < 8:
        return None
    counts = Counter(words_)
    scores = sorted(
        ((sum(map(counts.__getitem__, common & counts.keys())), language) for language, common in _COMMON.items()),
        reverse=True,
    )
    (best, language), (second, _) = scores[0], scores[1]
    return language if best >= max(3, len(words_) * 0.08) and best > second * 1.1 else None


def language_tag(value: object) -> str | None:
    """The primary tag of a stated language ("en-GB", "tr_TR"), or None where the value is none."""
    found = re.match(r"([a-zA-Z]{2,3})(?:[-_].{0,20})?$", value.strip()) if isinstance(value, str) else None
    return found[1].lower() if found else None


def merge(first: Stated, second: Stated) -> Stated:
    """Both statements as one; where both give a field, the first one's holds."""
    return Stated(
        title=first.title or second.title,
        standfirst=first.standfirst or second.standfirst,
        publisher=first.publisher or second.publisher,
        authors=first.authors or second.authors,
        credit=first.credit or second.credit,
        published=first.published or second.published,
        updated=first.updated or second.updated,
        language=first.language or second.language,
        url=first.url or second.url,
        notes=tuple(dict.fromkeys((*first.notes, *second.notes))),
    )


def joined_credit(names: Iterable[str]) -> str | None:
    """Wires as one credit, each once, in order: "AFP / Reuters"."""
    return " / ".join(dict.fromkeys(name for name in names if name and name != "agencies")) or None
