"""The words that readers see for the model's values: verdicts, stances, counts, dates, times."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple

from dateline import dates
from dateline.dates import EdtfDate, Precision, TimeOfDay
from dateline.evidence import known
from dateline.model import ActorKind, ClaimKind, Entry, Finding, How, Medium, SourceStatus, Stance, Verdict


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
    """The same in UTC, or why that can't be said: `08:25–09:50 UTC`; None where it is in UTC already."""


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
        "The words have not been found in the text of the source: nobody has compared the two, or they are not there.",
    ),
    Verdict.CITED: (
        "cited, not quoted",
        "–",
        "The source is named for the claim, without its words. Nobody has compared the two for you: follow the link.",
    ),
}
"""Verdict that a page can show: words, mark, explanation; in the order in which the method page lists them."""

STANCES = {
    "proposes": "proposes",
    "demands": "demands",
    "offers": "offers",
    "accepts": "accepts",
    "rejects": "rejects",
    "denies": "denies",
    "states": "states",
}
"""Stance: the verb of one who takes it."""
_STANCES_OF_SEVERAL = {
    "proposes": "propose",
    "demands": "demand",
    "offers": "offer",
    "accepts": "accept",
    "rejects": "reject",
    "denies": "deny",
    "states": "state",
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
_CHANGED = {SourceStatus.CORRECTED: "corrected", SourceStatus.RETRACTED: "retracted"}


def changed(statuses: Iterable[SourceStatus]) -> str:
    """What became of sources: `corrected`, `retracted`, `corrected or retracted`; empty where nothing of that."""
    found = set(statuses)
    return " or ".join([word for status, word in _CHANGED.items() if status in found])


def changed_since(statuses: Iterable[SourceStatus]) -> str:
    """The mark of a claim with such sources: `rests on a source that was retracted since`; empty as with `changed`."""
    how = changed(statuses)
    return f"rests on a source that was {how} since" if how else ""


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
_RIGHT_TO_LEFT = frozenset(
    "ar ary arz arc fa prs he iw yi ji ur ps sd dv ckb ug ks azb bal glk lrc mzn pnb skr syr nqo".split()
)
"""Languages that are written from right to left where their tag doesn't name a script."""
_SCRIPTS_FROM_RIGHT = frozenset(
    "adlm arab aran armi avst chrs cprt elym hatr hebr hung khar lydi mand mani mend merc mero narb nbat nkoo "
    "orkh palm phli phlp phnx prti rohg samr sarb sogd sogo syrc syre syrj syrn thaa yezi".split()
)
"""Scripts from right to left, by their codes in ISO 15924."""
_FROM_RIGHT_THERE = frozenset({
    ("az", "iq"), ("az", "ir"), ("ha", "cm"), ("ha", "sd"), ("kk", "cn"), ("kk", "ir"), ("ku", "iq"), ("ku", "ir"),
    ("ky", "cn"), ("ms", "cc"), ("pa", "pk"), ("tg", "pk"), ("ug", "cn"), ("uz", "af"), ("uz", "cn"),
})  # fmt: skip
"""Languages with regions where they are written in Arabic letters (likely subtags of CLDR)."""


def stance(taken: Stance, speakers: int = 1) -> str:
    """The verb for what this many do with a topic: `demands`, `demand`."""
    return (_STANCES_OF_SEVERAL if speakers > 1 else STANCES)[taken]


def dated(kind: ClaimKind, date: EdtfDate) -> str:
    """What stands before a claim's own date: only a statement was `said` then; anything else was so `as of` that date.

    An interval that nobody spoke in needs no word.
    """
    if kind is ClaimKind.STATEMENT:
        return "said"
    return "" if date.interval else "as of"


def badge(finding: Finding) -> Badge:
    """The verdict of a finding in words; what was folded is named."""
    return _badge(finding.verdict, finding.folds)


@lru_cache(maxsize=1024)
def _badge(verdict: Verdict, folds: tuple[str, ...]) -> Badge:
    words, mark, _ = VERDICTS[verdict]
    if verdict is Verdict.TYPOGRAPHIC and folds:
        words = f"found, {listed(folds)} {'differ' if _plural(folds) else 'differs'}"
    return Badge(verdict.value, words, mark, verdict.found)


def spent(sources: int) -> Badge:
    """What stands in the place of a verdict where all sources of a claim, so many, were retracted."""
    return Badge("retracted", "source retracted" if sources == 1 else "sources retracted", "!", found=False)


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


def tally(claims: int, verified: int, *, quoted: bool) -> str:
    """Some claims, and how many of them rest on a quotation that was found: `7 claims, 6 with a verified quotation`."""
    return count(claims, "claim") + (f", {quotations(verified, quoted=quoted)}" if claims else "")


def quotations(verified: int, *, quoted: bool) -> str:
    """How many claims rest on a quotation that was found: `6 with a verified quotation`, `cited, not quoted`.

    `quoted` says whether any of them has a quotation at all, found or not.
    """
    if not verified and not quoted:
        return "cited, not quoted"
    return f"{f'{verified:,}' if verified else 'none'} with a verified quotation"


_LONGEST_LAG = 31
"""Days by which a lag may be vague and still tell a reader something."""


def lag(event: EdtfDate | None, published: EdtfDate) -> str:
    """How long after an event a report came: `the same day`, `1 day after`, `2 to 4 days after`, `2 days before`.

    Empty where one of the two is not dated by days: “214 to 244 days after” helps nobody.
    """
    if event is None or not event.precision is published.precision is Precision.DAY:
        return ""
    found = known.lag(event, published)
    if found is None or found.most - found.least > _LONGEST_LAG:
        return ""
    about = "about " if found.about else ""
    if found.least == found.most:
        if not found.least:
            return f"{about}the same day"
        return f"{about}{count(abs(found.least), 'day')} {'after' if found.least > 0 else 'before'}"
    if event.earliest <= published.earliest and published.latest <= event.latest:
        return "about that time" if about else "within that time"
    if found.least > 0:
        return f"{about}{found.least} to {count(found.most, 'day')} after"
    if found.most < 0:
        return f"{about}{-found.most} to {count(-found.least, 'day')} before"
    return ""


def language_name(tag: str) -> str:
    """The English name of a BCP 47 language tag where this table has it, else the tag itself."""
    return _LANGUAGES.get(tag.split("-")[0].lower(), tag)


def own_name(tag: str) -> str:
    """What a language is called by those who read it, with the rest of its tag: `eesti`, `português (BR)`."""
    language, _, rest = tag.partition("-")
    name = _OWN_NAMES.get(language.lower())
    return tag if name is None else f"{name} ({rest})" if rest else name


def right_to_left(tag: str) -> bool:
    """Whether what a BCP 47 tag names is written from right to left: the script says so, else the language."""
    language, *subtags = tag.lower().replace("_", "-").split("-")
    for subtag in subtags:
        if len(subtag) == 1:
            break  # extensions and private use follow
        if len(subtag) == 4 and subtag.isalpha():
            return subtag in _SCRIPTS_FROM_RIGHT
        if (language, subtag) in _FROM_RIGHT_THERE:
            return True
    return language in _RIGHT_TO_LEFT and (language, *subtags[:1]) != ("sd", "in")


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


def on(value: EdtfDate) -> str:
    """A date as a sentence tells when something was: `on 10 March 2022`, `in March 2022`, `about 10 March 2022`."""
    text = dates.display(value)
    if value.interval or value.approximate:
        return text
    if value.precision is Precision.DAY:
        return f"on {text}"
    return f"in {text}" if value.precision >= Precision.YEAR else f"in the {text}"


def moment(value: EdtfDate) -> When:
    """The date of something that happened at one moment, such as a correction: `November 2022 or later`."""
    return When(dates.display_moment(value)) if value.interval else when(value)


def came_out(value: EdtfDate) -> str:
    """When a source came out, within a sentence: `10 March 2022`, `in November 2022`, `some time in 2022`."""
    text = dates.display_moment(value)
    if value.interval or value.approximate or value.uncertain or value.precision is Precision.DAY:
        return text
    if value.precision in (Precision.MONTH, Precision.SEASON):
        return f"in {text}"
    return f"some time in {text if value.precision is Precision.YEAR else f'the {text}'}"


def clock(entry: Entry, zone: str | None) -> Clock | None:
    """The times of an entry at its venue and in UTC; None without a time.

    `zone` is the venue's IANA zone. A time that is written with an offset is told as the clocks of the venue showed it,
    where the day and the zone are known, and else as it is written.
    """
    if entry.time is None:
        return None
    there = _at_venue(entry, zone) if entry.time.start.tzinfo is not None and zone else ""
    if there:
        return Clock(there, None if zone == "UTC" else _utc(entry.time, entry.date, zone))
    zones = {_zone(each, zone) for each in (entry.time.start, entry.time.end) if each is not None}
    return Clock(_local(entry.time, zone), None if zones == {"UTC"} else _utc(entry.time, entry.date, zone))


def _at_venue(entry: Entry, zone: str | None) -> str:
    """A time with offsets as the clocks of the venue show it; a day other than the entry's is named."""
    day = entry.date.exact_day if entry.date else None
    if entry.time is None or day is None or not zone:
        return ""
    from zoneinfo import ZoneInfo

    try:
        found = [at.astimezone(ZoneInfo(zone)) for at in dates.instants(day, entry.time, zone)]
    except (KeyError, ValueError, OSError, OverflowError):
        return ""
    if not found:
        return ""
    clocks, away = [f"{at:%H:%M}" for at in found], [(at.date() - day).days for at in found]
    names = [f" on {at.day} {dates.MONTHS[at.month - 1]}" for at in found]
    if len(set(away)) == 1:
        shown = "–".join(clocks) + (names[0] if away[0] else "")
    elif away == [0, 1]:
        shown = f"{clocks[0]} – {clocks[1]} the next day"
    else:
        shown = " – ".join(clock + name for clock, name in zip(clocks, names, strict=True))
    return f"{shown} ({zone.replace('_', ' ')})"


def _local(clock: TimeOfDay, zone: str | None) -> str:
    """A time as the clocks of the venue show it, or those of the offset that is written, and which clocks these are."""
    begins, there = f"{clock.start:%H:%M}", _zone(clock.start, zone)
    if clock.end is None:
        return f"{begins} ({there})"
    ends = f"{clock.end:%H:%M}{' the next day' if clock.overnight else ''}"
    if there != _zone(clock.end, zone):
        return f"{begins} ({there}) – {ends} ({_zone(clock.end, zone)})"
    return f"{begins}{' – ' if clock.overnight else '–'}{ends} ({there})"


def _zone(clock: time, zone: str | None) -> str:
    """What readers call the zone of a time: `UTC+03:00` where an offset is written, else `Europe/Istanbul`."""
    if clock.tzinfo is None:
        return (zone or "local time").replace("_", " ")
    offset = clock.strftime("%z")
    return "UTC" if offset == "+0000" else f"UTC{offset[:3]}:{offset[3:5]}"


_LONGEST = 366
"""Days of a date up to which each is looked at: whether a time is the same in UTC on all of them."""


def _utc(clock: TimeOfDay, value: EdtfDate | None, zone: str | None) -> str:
    """A time in UTC, or in a few words why that can't be said.

    Of a date that is no single day it is said of the first day, which is named if the others differ; where not even
    the first day is known, only if it is the same on all days that the date can mean.
    """
    written = clock.start.tzinfo is not None
    if not written and zone is None:
        return "UTC not known: no time zone is given"
    if value is None:
        return "UTC not known without the date"
    begun = value.earliest if value.earliest > date.min else value.latest
    bounded = begun == value.earliest and (value.latest - begun).days < _LONGEST
    days = [begun + timedelta(days=n) for n in range((value.latest - begun).days + 1 if bounded else 1)]
    found = [dates.instants(each, clock, zone) for each in days]
    if not found[0]:
        return "UTC not known"
    same = written or (bounded and len({_told(each, at) for each, at in zip(days, found, strict=True) if at}) == 1)
    if not same and value.first_day is None:
        return "UTC depends on the day"
    return _told(days[0], found[0], named=not same or value.exact_day is not None, always=not same)


def _told(begun: date, instants: Sequence[datetime], *, named: bool = False, always: bool = False) -> str:
    """Instants in UTC, of something that began on a day at the venue.

    Another day than that one is told: by its name, where that is known (`named`), else by how it lies to it. With
    `always`, that day itself is named as well.
    """

    def which(instant: datetime, *, always: bool) -> str:
        away = (instant.date() - begun).days
        if not away and not always:
            return ""
        if named:
            return f" on {instant.day} {dates.MONTHS[instant.month - 1]}"
        return {-1: " the day before", 0: "", 1: " the next day"}.get(away, f" {away} days later")

    clocks = [f"{instant:%H:%M}" for instant in instants]
    if len({instant.date() for instant in instants}) == 1:
        return f"{'–'.join(clocks)} UTC{which(instants[0], always=always)}"
    shown = [each + which(at, always=True) for each, at in zip(clocks, instants, strict=True)]
    return f"{' – '.join(shown)} (UTC)"
