"""The pieces of several pages: a claim with its evidence, a claim in one line, an entry as a card, prose."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import quote, unquote

from dateline.evidence.disputes import Dispute, UnreadableValue, read_value
from dateline.markdown import Link
from dateline.model import Claim, Entry, EntryTranslation, Evidence, Finding, PropertyType, Source, Status, Verdict
from dateline.render import words
from dateline.render.index import Index, Ref, Stated, claim_anchor, passage_anchor
from dateline.render.public import cited_in
from dateline.render.words import Badge, Clock, When

TRACK_COLOURS = 8
"""The style sheet has this many; further tracks begin again with the first."""


@dataclass(frozen=True, slots=True)
class Citation:
    """What a reference in prose leads to."""

    source: str
    """The source's id."""
    path: str
    """Its page relative to the site's root, or an address on the web."""
    label: str
    """What readers see: the outlet and the date."""
    title: str
    """The source's title."""


@dataclass(frozen=True, slots=True)
class Pointed:
    """What a reference to a claim leads to."""

    name: str
    """As written: `claim`, or `entry#claim`."""
    path: str
    """The claim's place, relative to the site's root."""
    text: str
    """The claim."""


@dataclass(frozen=True, slots=True)
class Prose:
    """Markdown with all that its references need; it becomes HTML when the page is rendered."""

    text: str
    """As the editor wrote it."""
    citations: tuple[Citation, ...] = ()
    """The sources that it cites."""
    claims: tuple[Pointed, ...] = ()
    """The claims that it may point at."""
    media: tuple[tuple[str, str], ...] = ()
    """Files of content/media/ that it may show, with their digests."""


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class TrackMark:
    """A track's name and colour."""

    ref: Ref
    """Its title, leading to its page."""
    colour: int
    """1-based number of its colour."""


@dataclass(frozen=True, slots=True)
class Receipt:
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


@dataclass(frozen=True, slots=True)
class SourceLine:
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


@dataclass(frozen=True, slots=True)
class QuoteView:
    """One piece of evidence."""

    source: SourceLine
    """Where it stands."""
    quote: str | None
    """Its words; None where the source is only cited."""
    translation: str | None
    """The words in the editors' language."""
    translator: str
    """Who translated them."""
    at: str | None
    """Page or time code."""
    badge: Badge
    """The verdict."""
    passage: str | None
    """Where the words stand on the source's page, relative to the site's root."""
    receipt: Receipt | None
    """Where they were found."""


@dataclass(frozen=True, slots=True)
class Disputed:
    """A claim's part in a dispute."""

    ref: Ref
    """The dispute."""
    versions: int
    """How many values are claimed."""


@dataclass(frozen=True, slots=True)
class SharedStory:
    """Sources of one claim that tell one story."""

    name: str
    """Whose story it is."""
    sources: tuple[str, ...]
    """What they are called, as citations call them."""


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim with its evidence."""

    anchor: str
    """Its DOM id."""
    here: Ref
    """The claim on its entry's page; the label is the entry's title."""
    text: str
    """The assertion …"""
    language: str | None
    """… and the tag of its language, on a page where there is more than one …"""
    direction: str
    """… with that language's direction: `ltr`, `rtl` or `auto`."""
    untranslated: str | None
    """The name of that language, where a translation of the entry lacks this claim."""
    by: tuple[Ref, ...]
    """Who said or did it."""
    stance: str | None
    """What they do with the topic."""
    topic: Ref | None
    """What it is about."""
    kind: str
    """Statement, reported or analysis."""
    date: When | None
    """When it was said, if not on the entry's date."""
    about: str | None
    """The property that it gives a value to …"""
    of: Ref | None
    """… of this entry or actor, where that isn't the claim's own entry …"""
    value: Ref | None
    """… and the value."""
    evidence: tuple[QuoteView, ...]
    """What it rests on."""
    support: str
    """`3 outlets, 2 origins`."""
    shared: tuple[SharedStory, ...]
    """The stories that several of its sources tell, each of which counts once."""
    verified: bool
    """Whether one of its quotations was found."""
    disputes: tuple[Disputed, ...]
    """The disputes that it is part of."""


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim in a list."""

    here: Ref
    """The claim on its entry's page; the label is the entry's title."""
    date: When | None
    """When it was said."""
    text: str
    """The assertion."""
    by: tuple[Ref, ...]
    """Who said or did it."""
    stance: str | None
    """What they do with the topic."""
    topic: Ref | None
    """What it is about."""
    kind: str
    """Statement, reported or analysis."""
    badge: Badge
    """The best verdict of its evidence."""
    passage: str | None
    """The passage that has it, relative to the site's root."""
    support: str
    """`3 outlets, 2 origins`."""
    disputes: tuple[Disputed, ...]
    """The disputes that it is part of."""
    draft: bool
    """Whether the entry is a draft."""


@dataclass(frozen=True, slots=True)
class Card:
    """An entry in a list."""

    anchor: str
    """Its DOM id on a timeline."""
    ref: Ref
    """Its title, leading to its page."""
    date: When | None
    """When it happened."""
    clock: Clock | None
    """At what time."""
    place: Ref | None
    """Where."""
    track: TrackMark | None
    """Its strand; None for context."""
    medium: str | None
    """How it was held."""
    summary: Prose | None
    """Its first paragraph …"""
    leads: tuple[str, ...]
    """… or, where that has nothing to say, its first claims, but for what its title says already."""
    claims: int
    """How many claims it has …"""
    verified: int
    """… and how many of them rest on a quotation that was found."""
    disputes: tuple[Ref, ...]
    """What sources differ on."""
    draft: bool
    """Whether it is a draft."""


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


def track_mark(index: Index, track_id: str | None) -> TrackMark | None:
    """A track's name and colour; colours follow the order of tracks.yaml."""
    track = index.site.tracks.get(track_id) if track_id else None
    if track is None:
        return None
    place = list(index.site.tracks).index(track.id)
    return TrackMark(Ref(track.title, index.page("track", track.id)), place % TRACK_COLOURS + 1)


def source_line(index: Index, source_id: str) -> SourceLine:
    """A source in one line; an unknown id stands for itself."""
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
    found: list[tuple[str, str, SourceLine]] = []
    for source_id in cited_in(text):
        source = index.site.sources.get(source_id)
        path = index.page("source", source_id) or safe_url(source.url if source else None)
        if source is not None and path:
            found.append((source_id, path, source_line(index, source_id)))
    labels = Counter(label_of(line) for _, _, line in found)
    dated = []
    for source_id, path, line in found:
        label, date = label_of(line), f", {line.published.text}" if line.published else ""
        title = f"{line.ref.label} ({line.outlet or 'publisher unknown'}{date})"
        dated.append(Citation(source_id, path, label + date if labels[label] > 1 else label, title))
    labels = Counter(each.label for each in dated)
    seen: Counter[str] = Counter()
    citations = []
    for each in dated:
        seen[each.label] += 1
        number = f" ({seen[each.label]})" if labels[each.label] > 1 else ""
        citations.append(replace(each, label=each.label + number))
    return tuple(citations)


_FULL_NAME = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*)#([a-z0-9]+(?:-[a-z0-9]+)*)")
_MEDIA = re.compile(r"media/([^\s()<>\"']+)")


def prose(index: Index, text: str, entry: Entry | None = None, translation: EntryTranslation | None = None) -> Prose:
    """Markdown with its references looked up. `entry` is the one whose claims it may point at by their short names.

    In the prose of a `translation` of that entry they lead to the claims on the translation's page.
    """
    claims: list[Pointed] = []
    if "#" in text:
        claims += _pointed(index, entry, "", translation) if entry else []
        for name, _ in _FULL_NAME.findall(text):
            other = index.site.entries.get(name)
            claims += _pointed(index, other, f"{name}#") if other else []
    media = tuple((name, index.media[name]) for each in _MEDIA.findall(text) if (name := unquote(each)) in index.media)
    return Prose(text, _citations(index, text), tuple(dict.fromkeys(claims)), media)


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


def text_link(url: str, text: str) -> str:
    """The address of a page at these words of it (https://wicg.github.io/scroll-to-text-fragment/).

    A browser that does not know such links, or does not find the words, opens the page.
    """
    words_in = text.split()
    parts = [" ".join(words_in)]
    if len(parts[0]) > LONGEST_FRAGMENT and len(words_in) > 2 * _END_WORDS:
        parts = [" ".join(words_in[:_END_WORDS]), " ".join(words_in[-_END_WORDS:])]
    wanted = ",".join(quote(part, safe="").replace("-", "%2D") for part in parts)
    return f"{url}{'' if '#' in url else '#'}:~:text={wanted}"


_SCHEME = re.compile(r"(?:https?://|mailto:)[^\s\\]", re.IGNORECASE)


def safe_url(url: str | None) -> str | None:
    """An address that a page may link to: http, https or mailto, without spaces or control characters; else None."""
    if url is None or " " in url or not url.isprintable() or not _SCHEME.match(url):
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


def quote_view(index: Index, entry: Entry, claim: Claim, number: int) -> QuoteView:
    """One piece of a claim's evidence."""
    evidence = claim.evidence[number]
    finding = index.finding(entry, claim, number)
    translated = evidence.translation
    return QuoteView(
        source=source_line(index, evidence.source),
        quote=evidence.quote,
        translation=translated.text if translated else None,
        translator=f"translated by the {'editors' if translated.by == 'editor' else 'source'}" if translated else "",
        at=evidence.at,
        badge=words.badge(finding),
        passage=passage_of(index, evidence),
        receipt=receipt_of(finding),
    )


def passage_of(index: Index, evidence: Evidence) -> str | None:
    """The address of a quoted passage on its source's page, relative to the site's root."""
    page = index.page("source", evidence.source) if evidence.source in index.site.sources else None
    if page is None:
        return None
    return f"{page}#{passage_anchor(evidence)}" if evidence.quote else page


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


def disputes_of(index: Index, entry: Entry, claim: Claim) -> tuple[Disputed, ...]:
    """The disputes that a claim is part of."""
    found = index.disputed.get((entry.id, claim.id), ())
    return tuple(Disputed(_dispute(index, each, entry), len(each.sides)) for each in found)


def _shared_stories(index: Index, entry: Entry, claim: Claim) -> tuple[SharedStory, ...]:
    """Which of a claim's sources count as one."""
    support = index.support(entry, claim)
    found = []
    for group in support.origins:
        same = [source for source in support.sources if source in group.sources]
        if len(same) > 1:
            names = Counter(label_of(source_line(index, source)) for source in same)
            told = tuple(name if number == 1 else f"{name} ({number} texts)" for name, number in names.items())
            found.append(SharedStory(group.name, told))
    return tuple(found)


def claim_view(index: Index, entry: Entry, claim: Claim, translation: EntryTranslation | None = None) -> ClaimView:
    """A claim with its evidence; in the words of a translation of its entry, where one is given and has it."""
    translated = translation.claims.get(claim.id) if translation else None
    language = None
    if translation:
        language = translation.language if translated is not None else index.site.settings.language
    about = index.site.properties.get(claim.about or "")
    return ClaimView(
        anchor=claim_anchor(claim.id),
        here=index.entry_ref(entry, claim),
        text=claim.text if translated is None else translated,
        language=language,
        direction=direction(language),
        untranslated=words.language_name(language) if language and translated is None else None,
        by=tuple(index.actor_ref(actor) for actor in claim.by),
        stance=words.STANCES[claim.stance] if claim.stance else None,
        topic=index.topic_ref(claim.topic) if claim.topic else None,
        kind=words.KINDS[claim.kind],
        date=words.when(claim.date) if claim.date else None,
        about=about.title if about else claim.about,
        of=_of(index, entry, claim),
        value=value_ref(index, claim),
        evidence=tuple(quote_view(index, entry, claim, number) for number in range(len(claim.evidence))),
        support=index.support(entry, claim).sentence,
        shared=_shared_stories(index, entry, claim),
        verified=index.verified(entry, claim),
        disputes=disputes_of(index, entry, claim),
    )


def claim_line(index: Index, stated: Stated) -> ClaimLine:
    """A claim in a list, with the best verdict of its evidence."""
    entry, claim = stated.entry, stated.claim
    findings = [index.finding(entry, claim, number) for number in range(len(claim.evidence))]
    best = min(range(len(findings)), key=lambda number: BEST.index(findings[number].verdict), default=None)
    date = claim.date or entry.date
    return ClaimLine(
        here=index.entry_ref(entry, claim),
        date=words.when(date) if date else None,
        text=claim.text,
        by=tuple(index.actor_ref(actor) for actor in claim.by),
        stance=words.STANCES[claim.stance] if claim.stance else None,
        topic=index.topic_ref(claim.topic) if claim.topic else None,
        kind=words.KINDS[claim.kind],
        badge=words.badge(Finding(verdict=Verdict.UNVERIFIED) if best is None else findings[best]),
        passage=None if best is None else passage_of(index, claim.evidence[best]),
        support=index.support(entry, claim).sentence,
        disputes=disputes_of(index, entry, claim),
        draft=entry.status is Status.DRAFT,
    )


def claim_lines(index: Index, stated: Iterable[Stated]) -> tuple[ClaimLine, ...]:
    """Claims in a list."""
    return tuple(claim_line(index, each) for each in stated)


def disputes_in(index: Index, entry: Entry) -> tuple[Ref, ...]:
    """The disputes that an entry's claims are part of, or that are about it, each once."""
    found = {each.id: each for claim in entry.claims for each in index.disputed.get((entry.id, claim.id), ())}
    return tuple(_dispute(index, each, entry) for each in found.values())


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


def card(index: Index, entry: Entry) -> Card:
    """An entry in a list."""
    first = _first_paragraph(entry.body)
    return Card(
        anchor=f"e-{entry.id}",
        ref=index.entry_ref(entry),
        date=words.when(entry.date, weekday=True) if entry.date else None,
        clock=words.clock(entry, index.zone(entry)),
        place=index.place_ref(entry.place) if entry.place else None,
        track=track_mark(index, entry.track),
        medium=medium_of(index, entry),
        summary=prose(index, first, entry) if first else None,
        leads=_leads(entry),
        claims=len(entry.claims),
        verified=sum(index.verified(entry, claim) for claim in entry.claims),
        disputes=disputes_in(index, entry),
        draft=entry.status is Status.DRAFT,
    )


CARD_LENGTH = 300
"""Characters of the claims on a card; the first one is shown whole in any case."""
_CARD_CLAIMS = 2


def _leads(entry: Entry) -> tuple[str, ...]:
    """The first claims of an entry, in short; one that only repeats the title says nothing new."""
    title = _bare(entry.title)
    texts = [claim.text for claim in entry.claims if _bare(claim.text) != title][:_CARD_CLAIMS]
    return tuple(texts if sum(map(len, texts)) <= CARD_LENGTH else texts[:1])


def _bare(text: str) -> str:
    """A text's letters and digits, to be compared."""
    return "".join(char for char in text.casefold() if char.isalnum())


def _first_paragraph(body: str) -> str:
    """The first paragraph of a Markdown text, where it begins with one (and not with a heading, a list or a table)."""
    first = re.split(r"\n[ \t]*\n", body.strip(), maxsplit=1)[0]
    return "" if re.match(r"#|>|\||[*+-]\s|\d{1,9}[.)]\s|```|~~~|!\[|<|\s{4}", first) else first
