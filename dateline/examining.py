"""All that is wrong with a site and its evidence, one row for each thing that can be.

What was found right before, in the same texts, is not looked at again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dateline import checks, derived_dates
from dateline.content.loader import Loaded
from dateline.content.shelf import Shelf
from dateline.digests import digest
from dateline.evidence import derivations, value_complaints
from dateline.evidence.receipts import Findings, Receipts
from dateline.model import Entry, Site, Verdict
from dateline.problems import Complaint
from dateline.records import record
from dateline.render import page_kinds
from dateline.workers import spread


@record(frozen=True, slots=True, kw_only=True)
class Examined:
    """What was found out about a site."""

    of_quotes: list[Complaint]
    """What is wrong with its quotes."""
    others: list[Complaint]
    """What else is wrong."""
    kept: tuple[str, ...]
    """The names under which it is kept what was found right."""

    @property
    def complaints(self) -> list[Complaint]:
        """All that is wrong."""
        return [*self.of_quotes, *self.others]


def examine(
    loaded: Loaded, site: Site, texts: Mapping[str, str], held: Mapping[str, Receipts], shelf: Shelf, jobs: int
) -> Examined:
    """Look at a site in every respect.

    `site` is what was loaded, with its findings; `texts` are those at hand and `held` the receipts, by source; `jobs`
    is the number of processes that look quotes up.
    """
    of_quotes = _of_quotes(site, texts, held, shelf, jobs)
    others = [
        *_of_unmade(loaded, texts, held),
        *_of_heads(loaded, texts, held, of_quotes, shelf),
        *derivations.complaints(site),
        *value_complaints.complaints(site),
        # Where a file could not be read, a dispute may be in it.
        *([] if loaded.unread or loaded.stand_ins else value_complaints.remark_complaints(site)),
        *derived_dates.complaints(site, texts),
        *checks.clocks(site),
        *checks.translated_numbers(site),
        *checks.cut_negations(site),
        *checks.machine_made(site),
        *checks.prose(loaded),
        *checks.page_kinds(site, page_kinds()),
    ]
    return Examined(of_quotes=of_quotes, others=others, kept=(_HEADS, *map(_examined, texts)))


def judged(site: Site, of_quotes: Sequence[Complaint]) -> Site:
    """A site whose findings have what the texts at hand say against its quotes; pages are made without that."""
    from dateline.evidence.verification import AGAINST, against

    if not isinstance(site.findings, Findings) or all(each.code not in AGAINST for each in of_quotes):
        return site
    findings = Findings(site.entries, site.findings.receipts, against(site, of_quotes))
    return replace(site, findings=findings)


_WORTH_EXAMINING = 100
"""Texts for which one more process that looks quotes up in them saves more time than its start takes."""


def _examined(source: str) -> str:
    """Under which name it is kept that there is nothing to say of the quotes from a source."""
    return f"quotes of {source}"


def _of_quotes(
    site: Site, texts: Mapping[str, str], held: Mapping[str, Receipts], shelf: Shelf, jobs: int
) -> list[Complaint]:
    """What is wrong with the quotes; those that were found to be right in the same text are not looked up again."""
    from dateline.evidence.verification import Quoted, examine_quotes

    quotes: dict[str, list[Quoted]] = {}
    for quoted in site.evidence():
        if quoted[3].quote is not None:
            quotes.setdefault(quoted[3].source, []).append(quoted)
    complaints: list[Complaint] = []
    keys: dict[str, str] = {}
    for source, inside in quotes.items():
        if source not in texts:
            complaints += examine_quotes(inside, site, {}, held)
            continue
        words = (f"{evidence.quote}\0{evidence.context}" for _, _, _, evidence in inside)
        key = digest(texts[source], repr(held.get(source)), *words)
        if shelf.get(_examined(source), key) is None:
            keys[source] = key

    def look(source: str) -> str:
        found = examine_quotes(quotes[source], site, {source: texts[source]}, held)
        return json.dumps([[each.path, each.to_plain()] for each in found]) if found else ""

    new = list(keys)
    for source, said in zip(new, spread(look, new, jobs, worth=_WORTH_EXAMINING), strict=True):
        if said:
            complaints += [Complaint.from_plain(path, plain) for path, plain in json.loads(said)]
        else:
            shelf.put(_examined(source), keys[source], "")
    return complaints


_HEADS = "first lines of receipts"


def _of_heads(
    loaded: Loaded, texts: Mapping[str, str], held: Mapping[str, Receipts], of_quotes: Sequence[Complaint], shelf: Shelf
) -> list[Complaint]:
    """What is wrong with the first lines of receipts; lines that were found right of the same texts are so still.

    `of_quotes` is what was found wrong with quotes: that a text has changed need not be said again.
    """
    if not texts:
        return []
    from dateline.evidence.heads import Heads
    from dateline.evidence.verification import against

    heads = Heads(loaded.site, texts, held)
    files = {source for source, _, _ in loaded.receipts()}
    lines = []
    for source, made in sorted(heads.digests.items()):
        if source in held:
            said = held[source].facts
            lines.append(f"{source} {made} {said.digest} {said.length} {said.paragraphs} {said.shared or ''}")
        else:
            lines.append(f"{source} {made} {source in files}")
    key = digest(*lines)
    if shelf.get(_HEADS, key) is not None:
        return []
    told = against(loaded.site, of_quotes).items()
    stale = {source for (source, _), finding in told if finding.verdict is Verdict.STALE}
    found = heads.complaints(damaged=files - held.keys(), stale=stale)
    if not found:
        shelf.put(_HEADS, key, "")
    return found


def _of_unmade(loaded: Loaded, texts: Mapping[str, str], held: Mapping[str, Receipts]) -> list[Complaint]:
    """What is wrong with the quotes of entries that have fields which do not fit.

    That a quote has no receipt is not said: `verify` can't write one before the entry is corrected.
    """
    entries: dict[str, Entry] = {each.id: each for each in loaded.stand_ins.values() if isinstance(each, Entry)}
    if not entries:
        return []
    from dateline.evidence.verification import examine

    found = examine(replace(loaded.site, entries=entries), texts, held)
    return [each for each in found if each.code != "quote-unverified"]
