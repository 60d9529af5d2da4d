"""News agencies by name: the wires that papers credit, those whose pictures they print, and what credits a wire.

Only what is printed counts. Which of the wires that a whole text names it derives from is for `wires` to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

UNNAMED = "agencies"
"""What `wires_of` gives for a line that credits agencies and says not which: it is no wire's name."""
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
AGENCY_WORDS = re.compile(
    r"\b(?:news ?agency|newswire|wire services?|news service|press agency|agencies|nachrichtenagentur|"
    r"presseagentur|agenturen|"
    r"agence de presse|agences|agencias?|agências?(?: de notícias)?|agenzia|haber ajansı|ajanslar)\b|"
    r"агентств[оа]|агенції|агенция",
    re.I,
)
"""What agencies call themselves: “Nordwind News Agency”."""


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
BETWEEN_NAMES = re.compile(
    r"\s*(?:[,;/|&•·+]|\s[–—-]\s|\s(?:and|und|et|y|e|ve|and the|и|та|і|with|mit|avec|con|com|via)\s)\s*", re.I
)
"""Stands between the names of a byline or a credit."""


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
    for part in BETWEEN_NAMES.split(rest):
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
        if known is None and AGENCY_WORDS.search(part) and len(part.split()) <= 5:
            # "Agencies" alone is a credit that names nobody.
            known = part if part[:1].isupper() and len(part.split()) > 1 else ""
        if known is None:
            return ()
        if known:
            names.append(known)
    return tuple(dict.fromkeys(names)) or ((UNNAMED,) if AGENCY_WORDS.search(rest) else ())


_CLOSING = re.compile(r"(?:[.!?”\"’»]\s?(?:[–—-]{1,2}\s?|\()|\s[–—]\s?)(?P<wire>[^().!?\n]{2,40})\)?$")


def closing_credit(paragraph: str) -> tuple[str, ...]:
    """The wires at the very end of an article's last paragraph ("… he said. (AFP)", "… he said. — Reuters")."""
    found = _CLOSING.search(paragraph[-80:])
    return tuple(known for part in re.split(r"[/,&]", found["wire"]) if (known := wire(part))) if found else ()


def joined_credit(names: Iterable[str]) -> str | None:
    """Wires as one credit, each once, in order: "AFP / Reuters"."""
    return " / ".join(dict.fromkeys(name for name in names if name and name != UNNAMED)) or None
