"""What is wrong with a site as a whole, beyond its references and its quotes."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

from dateline import markdown
from dateline.content.documents import Document
from dateline.content.loader import Loaded
from dateline.model import Entry, EntryTranslation, EvidenceKey, Level, Site, Source, Status
from dateline.problems import Complaint, did_you_mean


def page_kinds(site: Site, kinds: Iterable[str]) -> list[Complaint]:
    """Names under `omit:` that are no page kinds."""
    known = list(kinds)
    return [
        Complaint(
            path="content/site.yaml",
            where=("omit", number),
            code="bad-value",
            message=f"“{name}” is not a page kind",
            hint=did_you_mean(name, known) or f"name one of {', '.join(known)}",
        )
        for number, name in enumerate(site.settings.omit)
        if name not in known
    ]


def below_level(site: Site) -> list[Complaint]:
    """Published claims whose best evidence does not reach what site.yaml asks for."""
    wanted = site.settings.evidence
    complaints = []
    for entry in site.entries.values():
        if entry.status is Status.DRAFT or wanted is Level.CITED:
            continue
        for number, claim in enumerate(entry.claims):
            quoted = any(evidence.quote for evidence in claim.evidence)
            keys = [EvidenceKey(entry.id, claim.id, at) for at in range(len(claim.evidence))]
            verified = any(site.findings[key].verdict.found for key in keys)
            if verified if wanted is Level.VERIFIED else quoted:
                continue
            complaints.append(
                Complaint(
                    path=entry.path,
                    where=("claims", number),
                    code="evidence-level",
                    message=f"the claim “{claim.id}” has no {wanted.value} evidence, which site.yaml asks for",
                    hint="quote a source" if wanted is Level.QUOTED else "quote a source and run `verify`",
                )
            )
    return complaints


class _Targets:
    """What the references of one text lead to; for checking, so that only being there matters."""

    def __init__(self, site: Site, entry: Entry | None, media: Mapping[str, Path], unread: Container[str]) -> None:
        self.site = site
        self.entry = entry
        self.media_files = media
        self.unread = unread

    def source(self, id: str) -> markdown.Link | None:  # noqa: A002  (the protocol's name)
        """A source."""
        there = id in self.site.sources or f"content/sources/{id}.md" in self.unread
        return markdown.Link(href="#", label=id) if there else None

    def claim(self, id: str) -> markdown.Link | None:  # noqa: A002
        """A claim of this entry, or `entry#claim`."""
        name, _, claim = id.rpartition("#")
        entry = self.site.entries.get(name) if name else self.entry
        there = f"content/entries/{name}.md" in self.unread if entry is None else entry.claim(claim) is not None
        return markdown.Link(href="#", label=id) if there else None

    def media(self, path: str) -> markdown.Link | None:
        """A file of content/media/."""
        return markdown.Link(href="#", label=path) if path in self.media_files else None


def prose(loaded: Loaded) -> list[Complaint]:
    """What is wrong with the prose of entries, translations and sources."""
    complaints: list[Complaint] = []
    for document in loaded.documents.values():
        if document.prose and not _leads_home(loaded, document):
            complaints += _prose_of(loaded, document)
    return complaints


def _leads_home(loaded: Loaded, document: Document) -> bool:
    """Whether all is well with a text that cites sources and refers to nothing else: so it is with most."""
    links = document.links
    if links.faulty or links.claims or links.media or links.pages:
        return False
    sources = loaded.site.sources
    return all(source in sources for source in links.sources)


def _prose_of(loaded: Loaded, document: Document) -> Iterator[Complaint]:
    """What is wrong with one text."""
    from dateline import render

    site, thing = loaded.site, document.thing
    if thing is None or (isinstance(thing, EntryTranslation) and thing.id not in site.entries):
        return
    entry = (
        thing
        if isinstance(thing, Entry)
        else site.entries.get(thing.id)
        if isinstance(thing, EntryTranslation)
        else None
    )
    claims = [f"#{claim.id}" for claim in entry.claims] if entry is not None else []
    here = f"sources/{thing.id}/" if isinstance(thing, Source) else f"entries/{thing.id}/"
    if isinstance(thing, EntryTranslation):
        here += f"{thing.language}/"
    compiled = markdown.Compiled.from_plain(json.loads(document.prose))
    targets, leads = _Targets(site, entry, loaded.media, loaded.unread), partial(render.leads, site, here)
    for fault in markdown.fill(compiled, targets, leads=leads).faults:
        near = did_you_mean(fault.id, site.sources if fault.code == "unknown-source" else claims) if fault.id else ""
        yield Complaint(
            path=thing.path,
            body=True,
            offset=fault.offset,
            severity=fault.severity,
            code=fault.code,
            message=fault.message,
            hint="; ".join(part for part in (near, fault.hint) if part),
        )
