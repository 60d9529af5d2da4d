"""The words that readers see for the model's values: verdicts, stances, counts, dates, times."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from dateline import dates
from dateline.dates import EdtfDate, Precision
from dateline.evidence.known import Lag
from dateline.model import ActorKind, ClaimKind, Entry, Finding, How, Medium, SourceStatus, Verdict


class When(NamedTuple):
    """A date for readers and for machines."""

    text: str
    """As a reader reads it: `Thursday, 10 March 2022`."""
    machine: str | None = None
    """For `<time datetime>`: a day, a month or a year; None for intervals and vague dates, which have no form there."""


class Clock(NamedTuple):
    """A time of day for readers."""

    local: str
    """At the venue: `11:25–12:50 (Europe/Istanbul)`."""
    utc: str | None
    """The same in UTC, where the zone is known: `08:25–09:50 UTC`."""


class Badge(NamedTuple):
    """A verdict in words; the mark and the colour only repeat them."""

    verdict: str
    """The verdict's name, for the style sheet."""
    words: str
    """What it says."""
    mark: str
    """One character, hidden from screen readers."""
    found: bool
    """Whether the words stand in the source."""


VERDICTS: dict[Verdict, tuple[str, str, str]] = {
    Verdict.EXACT: (
        "found word for word",
        "✓",
        "The quotation was found in the text of the source, every character the same.",
    ),
    Verdict.TYPOGRAPHIC: (
        "found, typography differs",
        "✓",
        (
            "The same letters, digits and sense; only typography differs, such as curly and straight quotation marks, "
            "kinds of dash, or spaces. What differs is named."
        ),
    ),
    Verdict.ELIDED: (
        "found with words left out",
        "✓",
        (
            "The parts around the mark “…” stand in the source in this order, close together in one paragraph and in "
            "one voice, and what was left out takes no “not” away."
        ),
    ),
    Verdict.AMBIGUOUS: (
        "stands at several places",
        "?",
        (
            "The words are in the source more than once, and nothing says which place is meant. "
            "This does not count as verified."
        ),
    ),
    Verdict.UNVERIFIED: (
        "not verified",
        "?",
        "The words have not been compared with the text of the source, or were changed after they were.",
    ),
    Verdict.STALE: (
        "not verified since the source changed",
        "!",
        "The words were found once; the text of the source has changed since, and they have not been looked for again.",
    ),
    Verdict.ABSENT: (
        "not found in the source",
        "✗",
        (
            "The words are not in the text of the source. A quotation like this is never published; "
            "it can only stand in a draft."
        ),
    ),
    Verdict.CITED: (
        "cited, not quoted",
        "–",
        "The source is named for the claim, without its words. Nobody has compared the two for you: follow the link.",
    ),
}
"""Verdict: words, mark, explanation; in the order in which the method page lists them."""

STANCES = {
    "proposes": "proposes",
    "demands": "demands",
    "offers": "offers",
    "accepts": "accepts",
    "rejects": "rejects",
    "denies": "denies",
    "states": "states",
}
KINDS = {ClaimKind.STATEMENT: "statement", ClaimKind.REPORT: "reported", ClaimKind.ANALYSIS: "analysis"}
MEDIA = {
    Medium.IN_PERSON: "in person",
    Medium.VIDEO: "by video",
    Medium.PHONE: "by phone",
    Medium.WRITTEN: "in writing",
    Medium.MIXED: "partly in person, partly remote",
}
HOW = {
    How.DUPLICATE: "the same text as",
    How.REPRINT: "a reprint of",
    How.TRANSLATION: "a translation of",
    How.BASED_ON: "based on",
}
HOW_NOUNS = {
    How.DUPLICATE: "the same text",
    How.REPRINT: "reprint",
    How.TRANSLATION: "translation",
    How.BASED_ON: "based on it",
}
ACTORS = {ActorKind.PERSON: "person", ActorKind.PARTY: "party to the talks", ActorKind.ORGANISATION: "organisation"}
STATUSES = {
    SourceStatus.CORRECTED: "The publisher has corrected this text since it was read here.",
    SourceStatus.RETRACTED: "The publisher has retracted this text.",
    SourceStatus.GONE: "This text is no longer at its address.",
}
SHORT_STATUSES = {
    SourceStatus.CORRECTED: "corrected since",
    SourceStatus.RETRACTED: "retracted",
    SourceStatus.GONE: "gone from its address",
}

_LANGUAGES = {
    "ar": "Arabic", "az": "Azerbaijani", "be": "Belarusian", "cs": "Czech", "de": "German", "en": "English",
    "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew",
    "hu": "Hungarian", "it": "Italian", "ja": "Japanese", "ka": "Georgian", "kk": "Kazakh", "lt": "Lithuanian",
    "lv": "Latvian", "nl": "Dutch", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian",
    "sk": "Slovak", "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian", "zh": "Chinese",
}  # fmt: skip
_OWN_NAMES = {
    "ar": "العربية", "az": "azərbaycanca", "be": "беларуская", "cs": "čeština", "de": "Deutsch", "en": "English",
    "es": "español", "et": "eesti", "fa": "فارسی", "fi": "suomi", "fr": "français", "he": "עברית",
    "hu": "magyar", "it": "italiano", "ja": "日本語", "ka": "ქართული", "kk": "қазақша", "lt": "lietuvių",
    "lv": "latviešu", "nl": "Nederlands", "pl": "polski", "pt": "português", "ro": "română", "ru": "русский",
    "sk": "slovenčina", "sv": "svenska", "tr": "Türkçe", "uk": "українська", "zh": "中文",
}  # fmt: skip
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "yi", "ps", "sd", "dv", "ckb"})


def badge(finding: Finding) -> Badge:
    """The verdict of a finding in words; what was folded is named."""
    return _badge(finding.verdict, finding.folds)


@lru_cache(maxsize=1024)
def _badge(verdict: Verdict, folds: tuple[str, ...]) -> Badge:
    words, mark, _ = VERDICTS[verdict]
    if verdict is Verdict.TYPOGRAPHIC and folds:
        words = f"found, {listed(folds)} {'differ' if _plural(folds) else 'differs'}"
    return Badge(verdict.value, words, mark, verdict.found)


def _plural(folds: Sequence[str]) -> bool:
    return len(folds) > 1 or folds[0].endswith("s")


def listed(words: Sequence[str]) -> str:
    """Join words as a sentence does: `a`, `a and b`, `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: `1 claim`, `1,204 claims`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def lag(found: Lag) -> str:
    """How long after an event a report came: `on the same day`, `1 day later`, `0 to 2 days later`, `2 days before`."""
    about = "about " if found.about else ""
    if found.least == found.most:
        if not found.least:
            return "about the same day" if found.about else "on the same day"
        return f"{about}{count(abs(found.least), 'day')} {'later' if found.least > 0 else 'before'}"
    if found.least >= 0:
        return f"{about}{found.least} to {count(found.most, 'day')} later"
    if found.most <= 0:
        return f"{about}{-found.most} to {count(-found.least, 'day')} before"
    return f"at most {count(found.most, 'day')} later"


def language_name(tag: str) -> str:
    """The English name of a BCP 47 language tag where this table has it, else the tag itself."""
    return _LANGUAGES.get(tag.split("-")[0].lower(), tag)


def own_name(tag: str) -> str:
    """What a language is called by those who read it, with the rest of its tag: `eesti`, `português (BR)`."""
    language, _, rest = tag.partition("-")
    name = _OWN_NAMES.get(language.lower())
    return tag if name is None else f"{name} ({rest})" if rest else name


def right_to_left(tag: str) -> bool:
    """Whether a language is written from right to left."""
    return tag.split("-")[0].lower() in _RIGHT_TO_LEFT


_OPENING = "“”„‟«»‹›‘‚‛\"'「『〝＂"
_CLOSING = '“”‟«»‹›"」』〞〟＂'


def has_marks(words: str) -> bool:
    """Whether quoted words begin or end with quotation marks of their own, so that a page adds none around them."""
    bare = words.strip()
    return bare.startswith(tuple(_OPENING)) or bare.endswith(tuple(_CLOSING))


@lru_cache(maxsize=4096)
def when(value: EdtfDate, *, weekday: bool = False) -> When:
    """A date for readers; with `weekday`, a single certain day names it."""
    text = dates.display(value)
    day = value.exact_day
    if day is not None:
        return When(f"{dates.weekday(day)}, {text}" if weekday else text, day.isoformat())
    if value.interval or value.approximate or value.uncertain or "X" in value.text:
        return When(text)
    return When(text, value.text if value.precision in (Precision.MONTH, Precision.YEAR) else None)


def clock(entry: Entry, zone: str | None) -> Clock | None:
    """The times of an entry at its venue and in UTC; None without a time.

    `zone` is the venue's IANA zone, used where the time has no offset of its own.
    """
    if entry.time is None:
        return None
    clocks = [entry.time.start] + ([entry.time.end] if entry.time.end else [])
    local = "–".join(f"{each:%H:%M}" for each in clocks)
    offset = clocks[0].strftime("%z")
    place = f"UTC{offset[:3]}:{offset[3:5]}" if offset else (zone or "local time").replace("_", " ")
    day = entry.date.exact_day if entry.date else None
    instants = [dates.instant(day, each, zone) if day else None for each in clocks]
    known = [instant for instant in instants if instant is not None]
    utc = _utc(known, day) if day and len(known) == len(clocks) else None
    return Clock(f"{local} ({place})", utc)


def _utc(instants: Sequence[datetime], day: date) -> str:
    """Instants in UTC; the day is named where it isn't the venue's."""

    def shown(instant: datetime) -> str:
        other = "" if instant.date() == day else f" on {instant.day} {dates.MONTHS[instant.month - 1]}"
        return f"{instant:%H:%M}{other}"

    return f"{'–'.join(map(shown, instants))} UTC"
