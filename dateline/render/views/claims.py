"""A claim with its evidence, and a claim in one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from dateline.dates import parse
from dateline.evidence import Support
from dateline.evidence.amounts import UnreadableValue
from dateline.evidence.disputes import Dispute
from dateline.evidence.known import FirstReport, first_report
from dateline.evidence.values import read_value
from dateline.model import Claim, Entry, EntryTranslation, Evidence, Finding, PropertyType, Status, Verdict
from dateline.render import words
from dateline.render.addresses import claim_anchor, passage_anchor
from dateline.render.index import Index, Ref, Stated
from dateline.render.views.lazy import made
from dateline.render.views.names import (
    SourceLine,
    actor_ref,
    direction,
    once,
    source_line,
    topic_ref,
)
from dateline.render.words import Badge, When


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


class Disputed(NamedTuple):
    """A claim's part in a dispute."""

    ref: Ref
    """The dispute."""
    versions: int
    """How many values are claimed."""


class Reported(NamedTuple):
    """When the first of a claim's sources came out; others may have reported it before."""

    day: Ref
    """When that was, within a sentence, leading to what became known that day: `10 March 2022`, `in November 2022`."""
    lag: str
    """How long after the event: `1 day after`; empty where one of the two is not dated by days."""


class SharedStory(NamedTuple):
    """Sources of one claim that tell one story."""

    name: str
    """Whose story it is."""
    sources: tuple[str, ...]
    """Who carried them."""


def is_quoted(claim: Claim) -> bool:
    """Whether any of a claim's sources is quoted for it, whatever was found."""
    return any(evidence.quote is not None for evidence in claim.evidence)


BEST = (
    Verdict.EXACT,
    Verdict.TYPOGRAPHIC,
    Verdict.ELIDED,
    Verdict.AMBIGUOUS,
    Verdict.UNVERIFIED,
    Verdict.CITED,
)
"""The verdicts that a page can show, from the firmest to the weakest."""


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

    @property
    def stands(self) -> bool:
        """Whether its source supports anything: it was not retracted."""
        return self.index.stands(self.evidence.source)

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
    anchor: str | None = index.pieces.get(key)
    if anchor is None:
        anchor = index.pieces[key] = passage_anchor(evidence)
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
    return Ref(words.when(parse(day)).text, index.page(DAY, day))


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
            lines = [source_line(index, source) for source in same]
            names = Counter(line.outlet or line.carrier for line in lines)
            told = tuple(name if number == 1 else f"{name} ({number} texts)" for name, number in names.items())
            found.append(SharedStory(group.teller, told))
    return tuple(found)


class _Shown:
    """What every view of a claim says of it."""

    index: Index
    claim: Claim

    @property
    def stance(self) -> str | None:
        """What they do with the topic, as a verb for so many as they are."""
        return words.stance(self.claim.stance, len(self.claim.by)) if self.claim.stance else None

    @property
    def topic(self) -> Ref | None:
        """What it is about."""
        return topic_ref(self.index, self.claim.topic) if self.claim.topic else None

    @property
    def kind(self) -> str:
        """Statement, reported or analysis."""
        return words.KINDS[self.claim.kind]

    @property
    def dated(self) -> str:
        """What stands before its own date: `said`, `as of`; empty where it has none."""
        return words.dated(self.claim.kind, self.claim.date) if self.claim.date else ""


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
        """When it was said or was so, if not on the entry's date."""
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
        """When the first of its sources came out."""
        found = first_reported(self.index, Stated(self.entry, self.claim))
        if found is None:
            return None
        page = self.index.page(DAY, found.day.isoformat())
        lag = words.lag(self.claim.date or self.entry.date, found.published)
        return Reported(Ref(words.came_out(found.published), page), lag)

    @property
    def shared(self) -> tuple[SharedStory, ...]:
        """The stories that several of its sources tell, each of which counts once."""
        return _shared_stories(self.index, self.index.support(self.entry, self.claim))

    @property
    def verified(self) -> bool:
        """Whether one of its quotations was found, in a source that supports anything."""
        return self.index.verified(self.entry, self.claim)

    @property
    def disputes(self) -> tuple[Disputed, ...]:
        """The disputes that it is part of, but for the one whose page this is."""
        found = disputes_of(self.index, self.entry, self.claim)
        return tuple([each for each in found if each.ref.path != self._beside]) if self._beside else found


def speakers(index: Index, claim: Claim) -> tuple[Ref, ...]:
    """Who said or did what a claim says."""
    return tuple([actor_ref(index, actor) for actor in claim.by])


FIRMNESS = {verdict: number for number, verdict in enumerate(BEST)}
"""Verdict: its place among them."""


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
        standing = [number for number, each in enumerate(self.claim.evidence) if self.index.stands(each.source)]
        among = standing or range(len(findings))
        if not among:
            return None, Finding(verdict=Verdict.UNVERIFIED)
        best = min(among, key=lambda number: FIRMNESS[findings[number].verdict])
        return self.claim.evidence[best], findings[best]

    @made
    def spent(self) -> bool:
        """Whether all its sources were retracted, so that nothing supports it."""
        support = self.index.support(self.entry, self.claim)
        return bool(support.retracted) and not support.sources

    @made
    def badge(self) -> Badge:
        """The best verdict of its evidence, as far as that supports anything; `source retracted` where nothing does."""
        if self.spent:
            return words.spent(len(self.index.support(self.entry, self.claim).retracted))
        return words.badge(self._best[1])

    @made
    def mark(self) -> str:
        """`rests on a source that was retracted since`; empty where all its sources are as they were."""
        return words.changed_since(self.index.status(each.source) for each in self.claim.evidence)

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
    line: ClaimLine | None = index.pieces.get(key)
    if line is None:
        line = index.pieces[key] = ClaimLine(index, stated)
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
