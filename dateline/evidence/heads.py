"""The first lines of receipts: what they say of each text as a whole, compared with the texts at hand.

Pages count origins by what the first lines say is shared. A line that contradicts the texts is an error. One that does
not say yet what they share is a warning, as is one of another text: so it is wherever somebody brings in a source, or a
publisher corrects an article, and nobody has run `verify` since.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property

from dateline.evidence.paragraphs import shared_paragraphs
from dateline.evidence.receipts import Receipts, digest, united
from dateline.model import SharedText, Site, TextFacts
from dateline.problems import Complaint, Severity
from dateline.records import record

_MOST = 3
"""So many of the texts that a new one shares paragraphs with are named."""
_RUN = "run `verify` and commit the receipts"
_CHANGED = "find out who changed this line; receipts are not edited by hand"
_APART = f"unless the two texts were verified apart, by two editors or on two branches, {_CHANGED}"


@record(frozen=True, slots=True, kw_only=True)
class _Pair:
    """What one text shares with another, as its first line has it and as it is."""

    other: str
    """The other text's source."""
    written: tuple[int, ...]
    """1-based paragraphs that the first line names."""
    shown: tuple[int, ...]
    """Those that stand in the other text."""


class Heads:
    """The first lines of receipts, and the texts that they are of."""

    def __init__(self, site: Site, texts: Mapping[str, str], receipts: Mapping[str, Receipts]) -> None:
        """Take the texts at hand and the receipts, by source; what is of no source of the site does not count."""
        self.site = site
        self.texts = {source: text for source, text in texts.items() if source in site.sources}
        self.receipts = receipts
        self.digests = {source: digest(text) for source, text in self.texts.items()}
        """SHA-256 of each text at hand."""

    @cached_property
    def shared(self) -> dict[str, list[SharedText]]:
        """What each text at hand shares with the others."""
        return shared_paragraphs(self.texts)

    def facts(self, source: str) -> TextFacts:
        """What the first line has to say of a text at hand.

        What the line says of texts that are elsewhere is kept, as long as it was said of this very text.
        """
        kept = self._elsewhere(source) if self._is_current(source) else []
        shared = sorted([*self.shared.get(source, ()), *kept], key=lambda each: each.source)
        text = self.texts[source]
        return TextFacts(digest=self.digests[source], length=len(text), paragraphs=_lines(text), shared=tuple(shared))

    def _elsewhere(self, source: str) -> list[SharedText]:
        """What is known to be shared with texts of the site that are not at hand."""
        shared = self.receipts[source].facts.shared
        return [each for each in shared if each.source in self.site.sources and each.source not in self.texts]

    def _is_current(self, source: str) -> bool:
        """Whether the receipts of a source whose text is at hand are there, and of that text."""
        held = self.receipts.get(source)
        return held is not None and held.facts.digest == self.digests[source]

    def complaints(
        self, *, damaged: Collection[str] = (), stale: Collection[str] = (), mended: bool = False
    ) -> list[Complaint]:
        """What the first lines say otherwise than the texts at hand, or do not say yet, by source.

        `damaged` are sources whose receipts count for nothing, and `stale` those of which a quote is told to be stale.
        With `mended`, the lines are being written anew: all are warnings then, and that a source is new is none.
        """
        found: list[Complaint] = []
        for source in sorted(self.texts):
            held = self.receipts.get(source)
            if held is None:
                if source in self.shared and source not in damaged and not mended:
                    found.append(self._new(source))
            elif self._is_current(source):
                found += self._differences(held, damaged, mended=mended)
            else:
                found += self._another_text(held, mended=mended, told=source in stale)
        return found

    def _new(self, source: str) -> Complaint:
        """A source without receipts shares paragraphs with others, and pages do not know."""
        others = [f"{_paragraphs(each.paragraphs)} with “{each.source}”" for each in self.shared[source]]
        more = f", and more with {len(others) - _MOST} other texts" if len(others) > _MOST else ""
        return Complaint(
            path=self.site.sources[source].path,
            severity=Severity.WARNING,
            code="receipts-missing",
            message=f"the text shares {', '.join(others[:_MOST])}{more}, which no receipts say yet",
            hint=_RUN,
        )

    def _another_text(self, held: Receipts, *, mended: bool, told: bool) -> Iterator[Complaint]:
        """The receipts are of another text than the one at hand: so it is after each correction."""
        source, old, text = held.source, held.facts, self.texts[held.source]
        written = (("text", old.digest), ("length", old.length), ("paragraphs", old.paragraphs))
        shown = (self.digests[source], len(text), _lines(text))
        unlike = [f"{name} {one}, now {two}" for (name, one), two in zip(written, shown, strict=True) if one != two]
        if told and len(unlike) > 1:
            return
        # A word may be corrected without a change of length, but so a forged digest looks as well.
        differs = "; ".join(unlike) + ("" if len(unlike) > 1 else "; length and paragraphs are the same")
        if mended:
            message = f"these receipts were of another text of “{source}”, and are made anew: {differs}"
            hint = f"if nobody changed the text, {_CHANGED}"
            lost = [f"“{each.source}”" for each in self._elsewhere(source)]
            if lost:
                message += f"; what it shares with {', '.join(lost)} is not known any more"
                hint = f"run `verify` where those texts are as well; {hint}"
        else:
            message = f"these receipts are of another text of “{source}”: {differs}"
            hint = f"look at the quotes from it, then {_RUN}; if nobody changed the text, {_CHANGED}"
        yield _complaint(held, "text", "receipts-outdated", Severity.WARNING, message, hint)

    def _differences(self, held: Receipts, damaged: Collection[str], *, mended: bool) -> Iterator[Complaint]:
        """What the first line says otherwise of the very text at hand."""
        text, facts = self.texts[held.source], held.facts
        for name, written, shown in (
            ("length", facts.length, len(text)),
            ("paragraphs", facts.paragraphs, _lines(text)),
        ):
            if written != shown:
                yield _differs(held, name, f"{name} {written}, not {shown}", _CHANGED, mended=mended)
        for pair in self._pairs(held):
            other, said = self.receipts.get(pair.other), "none"
            if pair.shown:
                said = _paragraphs(pair.shown)
            if other is None and pair.written and pair.other not in damaged:
                said += f"; and “{pair.other}” has no receipts that count"
            elif other is None or not self._is_current(pair.other):
                continue  # the other text is new or has changed, and that is told of it
            if pair.written:
                unlike = f"{_paragraphs(pair.written)} shared with “{pair.other}”, not {said}"
                yield _differs(held, "shared", unlike, _APART, mended=mended)
            else:
                back = other is not None and any(each.source == held.source for each in other.facts.shared)
                yield _silent(held, pair, back=back, mended=mended)

    def _pairs(self, held: Receipts) -> Iterator[_Pair]:
        """What a text shares with each other one at hand, where its first line says something else."""
        written = {each.source: each.paragraphs for each in united(held.facts.shared, ())}
        shown = {each.source: each.paragraphs for each in self.shared.get(held.source, ())}
        for other in sorted(written.keys() | shown.keys()):
            pair = _Pair(other=other, written=written.get(other, ()), shown=shown.get(other, ()))
            if other in self.texts and pair.written != pair.shown:
                yield pair


def _differs(held: Receipts, name: str, unlike: str, changed: str, *, mended: bool) -> Complaint:
    """A first line says of its text what that does not show."""
    if mended:
        message = f"the first line did not say what the text of “{held.source}” shows, and is made anew: {unlike}"
        return _complaint(held, name, "receipt-differs", Severity.WARNING, message, changed)
    message = f"the first line does not say what the text of “{held.source}” shows: {unlike}"
    return _complaint(held, name, "receipt-differs", Severity.ERROR, message, f"{_RUN}; {changed}")


def _silent(held: Receipts, pair: _Pair, *, back: bool, mended: bool) -> Complaint:
    """A first line does not name what its text shares with one that has receipts, too."""
    told = f"that “{held.source}” shares {_paragraphs(pair.shown)} with “{pair.other}”"
    told += ", although the other's does" if back else ""
    message = f"the first line did not say {told}; it is made anew" if mended else f"the first line does not say {told}"
    hint = _APART if mended else f"{_RUN}; {_APART}"
    return _complaint(held, "shared", "receipts-outdated", Severity.WARNING, message, hint)


def _complaint(held: Receipts, name: str, code: str, severity: Severity, message: str, hint: str) -> Complaint:
    """A complaint about a field of a first line."""
    place = held.place(name)
    return Complaint(path=held.path, place=place, severity=severity, code=code, message=message, hint=hint)


def _paragraphs(numbers: tuple[int, ...]) -> str:
    """Numbers in words: `paragraph 3`, `paragraphs 1 to 19, 21`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    shown = ", ".join(" to ".join(map(str, run)) for run in runs)
    return f"paragraph{'s' if len(numbers) > 1 else ''} {shown}"


def _lines(text: str) -> int:
    """The number of paragraphs of a text."""
    return text.count("\n") + 1
