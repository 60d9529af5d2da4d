"""The pieces of several pages: a claim with its evidence, a claim in one line, an entry as a card, prose."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import islice
from sys import intern
from typing import NamedTuple, TypeVar
from urllib.parse import quote, unquote, urlsplit

from dateline.dates import parse
from dateline.evidence import Support
from dateline.evidence.disputes import Dispute, UnreadableValue, read_value
from dateline.evidence.known import FirstReport, first_report
from dateline.markdown import Link
from dateline.model import Claim, Entry, EntryTranslation, Evidence, Finding, PropertyType, Source, Status, Verdict
from dateline.patterns import pattern
from dateline.records import record
from dateline.render import words
from dateline.render.index import Index, Ref, Stated, claim_anchor, passage_anchor
from dateline.render.public import cited_in
from dateline.render.views.lazy import made, shared
from dateline.render.words import Badge, Clock, When

T = TypeVar("T")

TRACK_COLOURS = 8
"""The style sheet has this many; further tracks begin again with the first."""


class Citation(NamedTuple):
    """What a reference in prose leads to."""

    source: str
    """The source's id."""
    path: str
    """Its page relative to the site's root, or an address on the web."""
    label: str
    """What readers see: the outlet and the date."""
    title: str
    """The source's title."""


class Pointed(NamedTuple):
    """What a reference to a claim leads to."""

    name: str
    """As written: `claim`, or `entry#claim`."""
    path: str
    """The claim's place, relative to the site's root."""
    text: str
    """The claim."""


class Prose(NamedTuple):
    """Markdown with all that its references need; it becomes HTML when the page is rendered."""

    text: str
    """As the editor wrote it."""
    citations: tuple[Citation, ...] = ()
    """The sources that it cites."""
    claims: tuple[Pointed, ...] = ()
    """The claims that it may point at."""
    media: tuple[tuple[str, str], ...] = ()
    """Files of content/media/ that it may show, with their digests."""
    compiled: str = ""
    """What it was compiled to (`dateline.markdown.Compiled`), as JSON; empty where that is still to be done."""


@record(frozen=True, slots=True)
class ProseTargets:
    """What the references of a prose text lead to, from one page (`dateline.markdown.Targets`)."""

    prose: Prose
    """The text."""
    root: str
    """The way from the page to the site's root, such as `../../`; or the site's address."""

    def source(self, id: str) -> Link | None:  # noqa: A002  (the protocol's name)
        """The page of a source; where there is none, its address on the web."""
        found = next((each for each in self.prose.citations if each.source == id), None)
        if found is None:
            return None
        href = found.path if "://" in found.path else self.root + found.path
        return Link(href=href, label=found.label, title=found.title)

    def claim(self, id: str) -> Link | None:  # noqa: A002
        """The place of a claim."""
        found = next((each for each in self.prose.claims if each.name == id), None)
        return Link(href=self.root + found.path, label=found.text) if found else None

    def media(self, path: str) -> Link | None:
        """A file of content/media/."""
        found = next((digest for name, digest in self.prose.media if name == path), None)
        return Link(href=f"{self.root}media/{quote(path)}?v={found[:8]}", label=path) if found else None


class TrackMark(NamedTuple):
    """A track's name and colour."""

    ref: Ref
    """Its title, leading to its page."""
    colour: int
    """1-based number of its colour."""


class Receipt(NamedTuple):
    """Where a quotation was found."""

    paragraph: int | None
    """1-based."""
    start: int | None
    """0-based character of the source's text."""
    end: int | None
    """The character after its last."""
    folds: tuple[str, ...]
    """What was folded."""
    prefix: str
    """Words before it."""
    suffix: str
    """Words after it."""


class SourceLine(NamedTuple):
    """A source in one line."""

    ref: Ref
    """Its title."""
    outlet: str | None
    """Who published it."""
    credit: str | None
    """The wire printed in it."""
    published: When | None
    """When it came out."""
    language: str | None
    """Tag of its language, where it isn't the site's."""
    language_name: str | None
    """That language in words."""
    direction: str
    """`ltr`, `rtl` or `auto`, for its title."""
    note: str | None
    """Retracted, corrected or gone."""


class Disputed(NamedTuple):
    """A claim's part in a dispute."""

    ref: Ref
    """The dispute."""
    versions: int
    """How many values are claimed."""


class Reported(NamedTuple):
    """When a claim was first reported."""

    day: Ref
    """The date of the first report, leading to what became known that day."""
    lag: str
    """How long after the event that was: `1 day later`; empty where the event has no date."""


class SharedStory(NamedTuple):
    """Sources of one claim that tell one story."""

    name: str
    """Whose story it is."""
    sources: tuple[str, ...]
    """What they are called, as citations call them."""


BEST = (
    Verdict.EXACT,
    Verdict.TYPOGRAPHIC,
    Verdict.ELIDED,
    Verdict.AMBIGUOUS,
    Verdict.STALE,
    Verdict.UNVERIFIED,
    Verdict.ABSENT,
    Verdict.CITED,
)
"""Verdicts from the firmest to the weakest."""


def once(index: Index, key: tuple[str, ...], make: Callable[[], T]) -> T:
    """What `make` makes of the index, made once for all pages that show it; `key` names it among all that is kept.

    What was looked up for it is noted for each page that asks for it, as if it had been made for this page.
    """
    reads = index.reads
    known: tuple[T, tuple[str, ...]] | None = index.memo.get(key)
    if known is None:
        others, reads.noted = reads.noted, set()
        try:
            made = make()
            known = index.memo[key] = made, tuple(map(intern, reads.noted))
        finally:
            reads.noted = others
    if known[1] and reads.noted is not None:
        reads.noted.update(known[1])
    return known[0]


def actor_ref(index: Index, actor_id: str) -> Ref:
    """An actor's name, leading to its page."""
    return once(index, ("actor", actor_id), lambda: index.actor_ref(actor_id))


def topic_ref(index: Index, topic_id: str) -> Ref:
    """A topic's title, leading to its page."""
    return once(index, ("topic", topic_id), lambda: index.topic_ref(topic_id))


def place_ref(index: Index, place_id: str) -> Ref:
    """A place's name, leading to its page."""
    return once(index, ("place", place_id), lambda: index.place_ref(place_id))


def track_mark(index: Index, track_id: str | None) -> TrackMark | None:
    """A track's name and colour; colours follow the order of tracks.yaml."""
    return once(index, ("track", track_id), lambda: _track_mark(index, track_id)) if track_id else None


def _track_mark(index: Index, track_id: str) -> TrackMark | None:
    track = index.site.tracks.get(track_id)
    if track is None:
        return None
    place = list(index.site.tracks).index(track.id)
    return TrackMark(Ref(track.title, index.page("track", track.id)), place % TRACK_COLOURS + 1)


def source_line(index: Index, source_id: str) -> SourceLine:
    """A source in one line; an unknown id stands for itself."""
    return once(index, ("source", source_id), lambda: _source_line(index, source_id))


def _source_line(index: Index, source_id: str) -> SourceLine:
    source = index.site.sources.get(source_id)
    if source is None:
        return SourceLine(Ref(source_id), None, None, None, None, None, "auto", None)
    other = foreign(index, source)
    return SourceLine(
        ref=index.source_ref(source_id),
        outlet=index.outlet_name(source_id),
        credit=source.credit,
        published=words.when(source.published) if source.published else None,
        language=other,
        language_name=words.language_name(other) if other else None,
        direction=direction(source.language),
        note=words.SHORT_STATUSES.get(source.status),
    )


def foreign(index: Index, source: Source) -> str | None:
    """The language of a source, where it is known and isn't the site's."""
    tag = source.language
    return tag if tag and tag.split("-")[0].lower() != index.site.settings.language.split("-")[0].lower() else None


@lru_cache(maxsize=256)
def direction(tag: str | None) -> str:
    """The direction of a text in a language; `auto` where the language is unknown."""
    if not tag:
        return "auto"
    return "rtl" if words.right_to_left(tag) else "ltr"


SHORT_TITLE = 36
"""Characters of a title that stands for a source without a known outlet."""


def label_of(line: SourceLine) -> str:
    """How a citation names a source: the outlet, else the beginning of its title."""
    if line.outlet:
        return line.outlet
    title = line.ref.label
    return title if len(title) <= SHORT_TITLE else title[:SHORT_TITLE].rsplit(" ", 1)[0].rstrip(",;:–—- ") + "…"


def _citations(index: Index, text: str) -> tuple[Citation, ...]:
    """The sources that a text cites; those of one outlet are told apart by dates, those of one date by numbers."""
    plain = [each for source_id in cited_in(text) if (each := citation(index, source_id))]
    labels = Counter([each.label for each in plain]) if len(plain) > 1 else Counter()
    if len(labels) == len(plain) or not labels:
        return tuple(plain)
    dated = []
    for each in plain:
        published = source_line(index, each.source).published
        date = f", {published.text}" if published else ""
        dated.append(each._replace(label=each.label + date) if labels[each.label] > 1 else each)
    labels = Counter(each.label for each in dated)
    seen: Counter[str] = Counter()
    citations = []
    for each in dated:
        seen[each.label] += 1
        number = f" ({seen[each.label]})" if labels[each.label] > 1 else ""
        citations.append(each._replace(label=each.label + number) if number else each)
    return tuple(citations)


def citation(index: Index, source_id: str) -> Citation | None:
    """What a reference to a source leads to; None without a page here and an address on the web."""
    return once(index, ("citation", source_id), lambda: _citation(index, source_id))


def _citation(index: Index, source_id: str) -> Citation | None:
    source = index.site.sources.get(source_id)
    path = index.page("source", source_id) or safe_url(source.url if source else None)
    if source is None or not path:
        return None
    line = source_line(index, source_id)
    date = f", {line.published.text}" if line.published else ""
    title = f"{line.ref.label} ({line.outlet or 'publisher unknown'}{date})"
    return Citation(source_id, path, label_of(line), title)


# What a reference to a claim has at least; the whole name is looked for only where it can be.
_POINTS = pattern(r"#[^\s#]")
_POINTS_ELSEWHERE = pattern(r"(?<=[a-z0-9])#[a-z0-9]")
_FULL_NAME = pattern(r"([a-z0-9]+(?:-[a-z0-9]+)*)#([a-z0-9]+(?:-[a-z0-9]+)*)")
_MEDIA = pattern(r"media/([^\s()<>\"']+)")


def prose(index: Index, text: str, entry: Entry | None = None, translation: EntryTranslation | None = None) -> Prose:
    """Markdown with its references looked up. `entry` is the one whose claims it may point at by their short names.

    In the prose of a `translation` of that entry they lead to the claims on the translation's page.
    """
    claims: list[Pointed] = []
    if _POINTS.search(text):
        claims += _pointed(index, entry, "", translation) if entry else []
        for name in _entries_named(text):
            other = index.site.entries.get(name)
            claims += _pointed(index, other, f"{name}#") if other else []
    media = tuple([(name, index.media[name]) for name in _media_named(text) if name in index.media])
    return Prose(text, _citations(index, text), tuple(dict.fromkeys(claims)), media, index.compiled(text))


def _entries_named(text: str) -> list[str]:
    """The ids of the entries to whose claims a text points by full names."""
    return [name for name, _ in _FULL_NAME.findall(text)] if _POINTS_ELSEWHERE.search(text) else []


def _media_named(text: str) -> list[str]:
    """The files of content/media/ that a text may show."""
    return [unquote(each) for each in _MEDIA.findall(text)] if "media/" in text else []


def _pointed(index: Index, entry: Entry, prefix: str, translation: EntryTranslation | None = None) -> list[Pointed]:
    page = (index.translation_page(translation) if translation else index.page("entry", entry.id)) or ""
    texts = translation.claims if translation else {}
    return [
        Pointed(f"{prefix}{claim.id}", f"{page}#{claim_anchor(claim.id)}", texts.get(claim.id, claim.text))
        for claim in entry.claims
    ]


LONGEST_FRAGMENT = 300
"""Characters of a quotation that a link carries whole; of a longer one it has the beginning and the end."""
_END_WORDS = 8


# Each character of ASCII as it stands in the text of such a link; a hyphen there means something.
_QUOTED = {code: quote(chr(code), safe="").replace("-", "%2D") for code in range(128)}


def _quoted(text: str) -> str:
    return text.translate(_QUOTED) if text.isascii() else quote(text, safe="").replace("-", "%2D")


def text_link(url: str, text: str) -> str:
    """The address of a page at these words of it (https://wicg.github.io/scroll-to-text-fragment/).

    A browser that does not know such links, or does not find the words, opens the page.
    """
    words_in = text.split()
    parts = [" ".join(words_in)]
    if len(parts[0]) > LONGEST_FRAGMENT and len(words_in) > 2 * _END_WORDS:
        parts = [" ".join(words_in[:_END_WORDS]), " ".join(words_in[-_END_WORDS:])]
    wanted = ",".join(map(_quoted, parts))
    return f"{url}{'' if '#' in url else '#'}:~:text={wanted}"


_SCHEME = pattern(r"(?:https?://[^/?#]|mailto:[^\s\\])", re.IGNORECASE)


@lru_cache(maxsize=4096)
def safe_url(url: str | None) -> str | None:
    """An address that a page may link to: http, https or mailto, without spaces or control characters; else None."""
    if url is None or " " in url or not url.isprintable() or not _SCHEME.match(url):
        return None
    try:
        _ = urlsplit(url).port
    except ValueError:  # a host in broken brackets, a port that is none
        return None
    # Letters beyond ASCII stay readable in the link but have to be percent-encoded in the address (RFC 3986).
    return quote(url, safe="%!#$&'()*+,/:;=?@[]~")


AROUND = 32
"""Characters that a receipt keeps of the words before and after a quotation."""


def receipt_of(finding: Finding) -> Receipt | None:
    """Where a quotation was found, as a page says it: the words around it without a piece of a word at either end."""
    if not finding.verdict.found:
        return None
    prefix, suffix = finding.prefix, finding.suffix
    if len(prefix) >= AROUND:
        prefix = "…" + prefix[prefix.find(" ") + 1 :]
    if len(suffix) >= AROUND:
        suffix = suffix[: suffix.rfind(" ") if " " in suffix else len(suffix)] + "…"
    return Receipt(finding.paragraph, finding.start, finding.end, finding.folds, prefix, suffix)


class QuoteView:
    """One piece of evidence."""

    def __init__(self, index: Index, entry: Entry, claim: Claim, number: int) -> None:
        """Take the 0-based number of a piece of evidence in its claim."""
        self.index = index
        self.evidence = claim.evidence[number]
        self.quote = self.evidence.quote
        """Its words; None where the source is only cited."""
        self._of = entry, claim, number

    @made
    def source(self) -> SourceLine:
        """Where it stands."""
        return source_line(self.index, self.evidence.source)

    @property
    def translation(self) -> str | None:
        """The words in the editors' language."""
        translated = self.evidence.translation
        return translated.text if translated else None

    @property
    def translator(self) -> str:
        """Who translated them."""
        translated = self.evidence.translation
        return f"translated by the {'editors' if translated.by == 'editor' else 'source'}" if translated else ""

    @property
    def at(self) -> str | None:
        """Page or time code."""
        return self.evidence.at

    @made
    def _finding(self) -> Finding:
        return self.index.finding(*self._of)

    @made
    def badge(self) -> Badge:
        """The verdict."""
        return words.badge(self._finding)

    @made
    def passage(self) -> str | None:
        """Where the words stand on the source's page, relative to the site's root."""
        return _passage(self.index, self.source, self.evidence)

    @made
    def receipt(self) -> Receipt | None:
        """Where they were found."""
        return receipt_of(self._finding)


def passage_of(index: Index, evidence: Evidence) -> str | None:
    """The address of a quoted passage on its source's page, relative to the site's root."""
    return _passage(index, source_line(index, evidence.source), evidence)


def _passage(index: Index, line: SourceLine, evidence: Evidence) -> str | None:
    page = line.ref.path
    return f"{page}#{anchor_of(index, evidence)}" if page and evidence.quote else page


def anchor_of(index: Index, evidence: Evidence) -> str:
    """The DOM id of a passage on its source's page."""
    key = ("passage", evidence.quote, evidence.context)
    anchor: str | None = index.memo.get(key)
    if anchor is None:
        anchor = index.memo[key] = passage_anchor(evidence)
    return anchor


def value_ref(index: Index, claim: Claim) -> Ref | None:
    """The value that a claim gives to a property: a link where it is a thing of the site."""
    if claim.value is None:
        return None
    kind = index.site.properties.get(claim.about or "")
    value = claim.value.strip()
    if kind and kind.type is PropertyType.PLACE:
        return index.place_ref(value)
    if kind and kind.type is PropertyType.ACTOR:
        return index.actor_ref(value)
    if kind is None:
        return Ref(value)
    try:
        return Ref(read_value(index.site, kind, value).text)
    except UnreadableValue:
        return Ref(value)


def _of(index: Index, entry: Entry, claim: Claim) -> Ref | None:
    if claim.of is None or claim.of == entry.id:
        return None
    other = index.site.entries.get(claim.of)
    return index.entry_ref(other) if other else index.actor_ref(claim.of)


DAY = "known-day"
"""The kind of page that has what became known on a day."""


def day_ref(index: Index, day: str) -> Ref:
    """A day (`2022-03-11`), leading to what became known on it."""
    return Ref(words.when(parse(day)).text, _day_page(index, day))


def _day_page(index: Index, day: str) -> str | None:
    """The page of a day; None where the list of days is left out, with which they go."""
    return index.page(DAY, day) if index.page("known") is not None else None


def first_reported(index: Index, stated: Stated) -> FirstReport | None:
    """When a claim became known; None where none of its sources has a date."""
    key = ("first", stated.entry.id, stated.claim.id)
    return once(index, key, lambda: first_report(index.site.sources, stated.entry, stated.claim))


def disputes_of(index: Index, entry: Entry, claim: Claim) -> tuple[Disputed, ...]:
    """The disputes that a claim is part of."""
    found = index.disputed.get((entry.id, claim.id))
    return tuple([Disputed(_dispute(index, each, entry), len(each.sides)) for each in found]) if found else ()


def _shared_stories(index: Index, support: Support) -> tuple[SharedStory, ...]:
    """Which of a claim's sources count as one."""
    if len(support.sources) < 2:
        return ()
    found = []
    for group in support.origins:
        same = [source for source in support.sources if source in group.sources]
        if len(same) > 1:
            names = Counter(label_of(source_line(index, source)) for source in same)
            told = tuple(name if number == 1 else f"{name} ({number} texts)" for name, number in names.items())
            found.append(SharedStory(group.name, told))
    return tuple(found)


class _Shown:
    """What every view of a claim says of it."""

    index: Index
    claim: Claim

    @property
    def stance(self) -> str | None:
        """What they do with the topic."""
        return words.STANCES[self.claim.stance] if self.claim.stance else None

    @property
    def topic(self) -> Ref | None:
        """What it is about."""
        return topic_ref(self.index, self.claim.topic) if self.claim.topic else None

    @property
    def kind(self) -> str:
        """Statement, reported or analysis."""
        return words.KINDS[self.claim.kind]


class ClaimView(_Shown):
    """A claim with its evidence."""

    def __init__(
        self,
        index: Index,
        entry: Entry,
        claim: Claim,
        translation: EntryTranslation | None = None,
        beside: str | None = None,
    ) -> None:
        """Take a claim; it is shown in the words of a translation of its entry, where one is given and has it.

        On the page of a dispute, `beside` is that page's address.
        """
        self.index = index
        self.entry = entry
        self.claim = claim
        self.anchor = claim_anchor(claim.id)
        """Its DOM id."""
        self.text = translation.claims.get(claim.id, claim.text) if translation else claim.text
        """The assertion …"""
        self._translation = translation
        self._beside = beside

    @property
    def here(self) -> Ref:
        """The claim on its entry's page; the label is the entry's title."""
        return self.index.entry_ref(self.entry, self.claim)

    @made
    def language(self) -> str | None:
        """… and the tag of its language, on a page where there is more than one …"""
        translation = self._translation
        if translation is None:
            return None
        return translation.language if self.claim.id in translation.claims else self.index.site.settings.language

    @property
    def direction(self) -> str:
        """… with that language's direction: `ltr`, `rtl` or `auto`."""
        return direction(self.language)

    @property
    def untranslated(self) -> str | None:
        """The name of that language, where a translation of the entry lacks this claim."""
        translation = self._translation
        lacking = translation is not None and self.claim.id not in translation.claims
        return words.language_name(self.language) if lacking and self.language else None

    @made
    def by(self) -> tuple[Ref, ...]:
        """Who said or did it."""
        return speakers(self.index, self.claim)

    @property
    def date(self) -> When | None:
        """When it was said, if not on the entry's date."""
        return words.when(self.claim.date) if self.claim.date else None

    @property
    def about(self) -> str | None:
        """The property that it gives a value to …"""
        about = self.index.site.properties.get(self.claim.about) if self.claim.about else None
        return about.title if about else self.claim.about

    @property
    def of(self) -> Ref | None:
        """… of this entry or actor, where that isn't the claim's own entry …"""
        return _of(self.index, self.entry, self.claim)

    @property
    def value(self) -> Ref | None:
        """… and the value; on the page of a dispute, which says it for all its claims, None."""
        return None if self._beside else value_ref(self.index, self.claim)

    @made
    def evidence(self) -> tuple[QuoteView, ...]:
        """What it rests on."""
        index, entry, claim = self.index, self.entry, self.claim
        return tuple([QuoteView(index, entry, claim, number) for number in range(len(claim.evidence))])

    @property
    def support(self) -> str:
        """`3 outlets, 2 origins`; `2 outlets, 1 origin (Bloomberg)`."""
        return self.index.support(self.entry, self.claim).told

    @property
    def first(self) -> Reported | None:
        """When it was first reported."""
        found = first_reported(self.index, Stated(self.entry, self.claim))
        if found is None:
            return None
        page = _day_page(self.index, found.day.isoformat())
        return Reported(Ref(words.when(found.published).text, page), words.lag(found.lag) if found.lag else "")

    @property
    def shared(self) -> tuple[SharedStory, ...]:
        """The stories that several of its sources tell, each of which counts once."""
        return _shared_stories(self.index, self.index.support(self.entry, self.claim))

    @property
    def verified(self) -> bool:
        """Whether one of its quotations was found."""
        return any(each.badge.found for each in self.evidence)

    @property
    def disputes(self) -> tuple[Disputed, ...]:
        """The disputes that it is part of, but for the one whose page this is."""
        found = disputes_of(self.index, self.entry, self.claim)
        return tuple([each for each in found if each.ref.path != self._beside]) if self._beside else found


def speakers(index: Index, claim: Claim) -> tuple[Ref, ...]:
    """Who said or did what a claim says."""
    return tuple([actor_ref(index, actor) for actor in claim.by])


_RANKS = {verdict: number for number, verdict in enumerate(BEST)}


class ClaimLine(_Shown):
    """A claim in a list."""

    def __init__(self, index: Index, stated: Stated) -> None:
        """Take a claim with its entry."""
        self.index = index
        self.entry, self.claim = stated

    @made
    def here(self) -> Ref:
        """The claim on its entry's page; the label is the entry's title."""
        return self.index.entry_ref(self.entry, self.claim)

    @made
    def date(self) -> When | None:
        """When it was said."""
        date = self.claim.date or self.entry.date
        return words.when(date) if date else None

    @property
    def text(self) -> str:
        """The assertion."""
        return self.claim.text

    @property
    def by(self) -> tuple[Ref, ...]:
        """Who said or did it."""
        return speakers(self.index, self.claim)

    @made
    def _best(self) -> tuple[Evidence | None, Finding]:
        findings = [self.index.finding(self.entry, self.claim, number) for number in range(len(self.claim.evidence))]
        if not findings:
            return None, Finding(verdict=Verdict.UNVERIFIED)
        best = min(range(len(findings)), key=lambda number: _RANKS[findings[number].verdict])
        return self.claim.evidence[best], findings[best]

    @made
    def badge(self) -> Badge:
        """The best verdict of its evidence."""
        return words.badge(self._best[1])

    @property
    def passage(self) -> str | None:
        """The passage that has it, relative to the site's root."""
        evidence = self._best[0]
        return passage_of(self.index, evidence) if evidence else None

    @made
    def support(self) -> str:
        """`3 outlets, 2 origins`; `2 outlets, 1 origin (Bloomberg)`."""
        return self.index.support(self.entry, self.claim).told

    @property
    def disputes(self) -> tuple[Disputed, ...]:
        """The disputes that it is part of."""
        return disputes_of(self.index, self.entry, self.claim)

    @property
    def draft(self) -> bool:
        """Whether the entry is a draft."""
        return self.entry.status is Status.DRAFT


def claim_line(index: Index, stated: Stated) -> ClaimLine:
    """A claim in a list; there is one view of it, which all pages share."""
    key = ("line", stated.entry.id, stated.claim.id)
    line: ClaimLine | None = index.memo.get(key)
    if line is None:
        line = index.memo[key] = ClaimLine(index, stated)
    return line


def claim_lines(index: Index, stated: Iterable[Stated]) -> tuple[ClaimLine, ...]:
    """Claims in a list."""
    return tuple([claim_line(index, each) for each in stated])


def disputes_in(index: Index, entry: Entry) -> tuple[Ref, ...]:
    """The disputes that an entry's claims are part of, or that are about it, each once."""
    found = {each.id: each for claim in entry.claims for each in index.disputed.get((entry.id, claim.id), ())}
    return tuple([_dispute(index, each, entry) for each in found.values()])


def _dispute(index: Index, dispute: Dispute, entry: Entry) -> Ref:
    """A dispute; beside the entry that it is about its property alone names it."""
    kind = index.site.properties.get(dispute.property)
    if dispute.subject == entry.id and kind:
        return Ref(kind.title, index.dispute_ref(dispute).path)
    return index.dispute_ref(dispute)


def medium_of(index: Index, entry: Entry) -> str | None:
    """How a meeting was held: as its entry says, else as its track does."""
    track = index.site.tracks.get(entry.track) if entry.track else None
    medium = entry.medium or (track.medium if track else None)
    return words.MEDIA[medium] if medium else None


class Card:
    """An entry in a list."""

    def __init__(self, index: Index, entry: Entry) -> None:
        """Take an entry as lists show it: its prose ends with the first paragraph."""
        self.index = index
        self.entry = entry

    @property
    def anchor(self) -> str:
        """Its DOM id on a timeline."""
        return f"e-{self.entry.id}"

    @made
    def ref(self) -> Ref:
        """Its title, leading to its page."""
        return self.index.entry_ref(self.entry)

    @made
    def date(self) -> When | None:
        """When it happened."""
        return words.when(self.entry.date, weekday=True) if self.entry.date else None

    @property
    def clock(self) -> Clock | None:
        """At what time."""
        return words.clock(self.entry, self.index.zone(self.entry)) if self.entry.time else None

    @property
    def place(self) -> Ref | None:
        """Where."""
        return place_ref(self.index, self.entry.place) if self.entry.place else None

    @property
    def track(self) -> TrackMark | None:
        """Its strand; None for context."""
        return track_mark(self.index, self.entry.track)

    @property
    def medium(self) -> str | None:
        """How it was held."""
        return medium_of(self.index, self.entry)

    @shared
    def summary(self) -> Prose | None:
        """Its first paragraph …"""
        return prose(self.index, self.entry.body, self.entry) if self.entry.body else None

    @made
    def leads(self) -> tuple[str, ...]:
        """… or, where that has nothing to say, its first claims, but for what its title says already."""
        return _leads(self.entry)

    @property
    def claims(self) -> int:
        """How many claims it has …"""
        return len(self.entry.claims)

    @made
    def verified(self) -> int:
        """… and how many of them rest on a quotation that was found."""
        return sum([self.index.verified(self.entry, claim) for claim in self.entry.claims])

    @property
    def disputes(self) -> tuple[Ref, ...]:
        """What sources differ on."""
        return disputes_in(self.index, self.entry)

    @property
    def draft(self) -> bool:
        """Whether it is a draft."""
        return self.entry.status is Status.DRAFT


def card(index: Index, entry: Entry) -> Card:
    """An entry in a list; there is one view of it, which all pages share."""
    key = ("card", entry.id)
    found: Card | None = index.memo.get(key)
    if found is None:
        found = index.memo[key] = Card(index, entry)
    return found


CARD_LENGTH = 300
"""Characters of the claims on a card; the first one is shown whole in any case."""
_CARD_CLAIMS = 2


def _leads(entry: Entry) -> tuple[str, ...]:
    """The first claims of an entry, in short; one that only repeats the title says nothing new."""
    title = _bare(entry.title)
    texts = tuple(islice((claim.text for claim in entry.claims if _bare(claim.text) != title), _CARD_CLAIMS))
    return texts if sum(map(len, texts)) <= CARD_LENGTH else texts[:1]


def _bare(text: str) -> str:
    """A text's letters and digits, to be compared."""
    return _NO_WORD.sub("", text.casefold())


_NO_WORD = pattern(r"[\W_]+")
