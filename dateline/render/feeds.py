"""The Atom feed of new and changed entries (RFC 4287)."""

from __future__ import annotations

import html
import uuid
from collections.abc import Iterable
from datetime import date
from xml.etree.ElementTree import Element, SubElement, tostring

from dateline import dates
from dateline.model import Entry, Source, SourceStatus
from dateline.problems import visible
from dateline.render.bidi import settled
from dateline.render.index import Index
from dateline.render.words import STATUSES, changed_since, count, moment

ATOM = "http://www.w3.org/2005/Atom"
MOST = 100
"""Entries of a feed; older ones are on the site."""


def xml_text(text: str) -> str:
    """A text without the characters that XML 1.0 forbids, and without controls of direction that it doesn't end.

    Each of these is shown by its code point (`<U+0007>`).
    """
    if text.isprintable():
        return text
    return "".join(char if _allowed(char) else visible(char) for char in settled(text))


def _allowed(char: str) -> bool:
    """Whether a character may stand in XML (https://www.w3.org/TR/xml/#charsets)."""
    code = ord(char)
    return code in (9, 10, 13) or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code >= 0x10000


def xml_bytes(root: Element) -> bytes:
    """An XML document in UTF-8 with its declaration."""
    body = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{body}\n'.encode()


def changed(entry: Entry) -> date | None:
    """The day on which an entry was last changed: updated or corrected, else added, else the day of the event's end."""
    days = [each.date.latest for each in entry.corrections]
    days += [each.latest for each in (entry.updated, entry.added) if each]
    known = [day for day in days if day != date.max]
    if known:
        return max(known)
    if entry.date is None:
        return None
    return entry.date.latest if entry.date.latest != date.max else entry.date.earliest


def feed(index: Index, base: str, epoch: str) -> bytes:
    """The feed. `base` is the site's absolute address with a slash at its end, or empty where it isn't known.

    `epoch` is the instant (RFC 3339) that stands where nothing on the site has a date.
    """
    site = index.site
    root = Element("feed", {"xmlns": ATOM, "xml:lang": site.settings.language})
    _text(root, "title", site.settings.title)
    if site.settings.tagline:
        _text(root, "subtitle", site.settings.tagline)
    _text(root, "id", _name(base, "") if base else f"urn:uuid:{_uuid(site.settings.title, '')}")
    SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": f"{base}feed.xml"})
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": base or "./"})
    _text(SubElement(root, "author"), "name", site.settings.title)
    if site.settings.licence:
        _text(root, "rights", site.settings.licence)
    dated = [(day, number, entry.id) for number, entry in enumerate(index.dates()) if (day := changed(entry))]
    # What publishers corrected stands among them, before the entries of the day.
    amended = {each.id: each for each in index.amended()}
    entries = len(index.lists.order)
    dated += [(day, entries, each.id) for each in amended.values() if (day := corrected(each))]
    # The latest comes first, within a day by its place on the timeline.
    latest = sorted(dated, reverse=True)[:MOST]
    _text(root, "updated", _instant(latest[0][0]) if latest else epoch)
    for day, number, name in latest:
        if number < entries:
            _entry(root, index, site.entries[name], day, base)
        else:
            _source(root, index, amended[name], day, base)
    return xml_bytes(root)


def corrected(source: Source) -> date | None:
    """The day on which a reader of the feed learns that a source was corrected or taken back; None where none is known.

    It is the last day of the corrections, or the day on which the editors read the source where they came later. Of a
    correction made at some time from a day on, that day counts.
    """
    days = [each.date.earliest if each.date.latest == date.max else each.date.latest for each in source.corrections]
    known = [day for day in days if day != date.min]
    if known and source.accessed and source.accessed.exact_day:
        known.append(source.accessed.exact_day)
    return max(known, default=None)


_CHANGED = {SourceStatus.RETRACTED: "Source retracted", SourceStatus.GONE: "Source gone"}


def _source(root: Element, index: Index, source: Source, day: date, base: str) -> None:
    """A source that its publisher corrected, with the claims that rest on it."""
    item = SubElement(root, "entry")
    _text(item, "title", f"{_CHANGED.get(source.status, 'Source corrected')}: {index.source_ref(source.id).label}")
    path, first = index.page("source", source.id), str(source.aliases[0]) if source.aliases else str(source.id)
    made = f"{base}sources/{first}/" if base else f"urn:uuid:{_uuid(index.site.settings.title, f'sources/{first}')}"
    _text(item, "id", made)
    if path is not None:
        SubElement(item, "link", {"rel": "alternate", "type": "text/html", "href": base + path})
    _text(item, "updated", _instant(day))
    _text(item, "content", "".join(_changes(index, source)), type="html")


def _changes(index: Index, source: Source) -> Iterable[str]:
    status = STATUSES.get(source.status)
    if status:
        yield f"<p>{_shown(status)}</p>"
    for correction in source.corrections:
        yield f"<p><strong>{_shown(moment(correction.date).text)}:</strong> {_shown(correction.text)}</p>"
    claims = {(use.entry.id, use.claim.id): use.claim for use in index.uses.get(source.id, ())}
    if claims:
        yield f"<p>{count(len(claims), 'claim')} on this site {'names' if len(claims) == 1 else 'name'} it:</p><ul>"
        yield from (f"<li>{_shown(claim.text)}</li>" for claim in claims.values())
        yield "</ul>"


def _entry(root: Element, index: Index, entry: Entry, day: date, base: str) -> None:
    item = SubElement(root, "entry")
    _text(item, "title", entry.title)
    # An id never changes (RFC 4287, 4.2.6): a renamed entry keeps the one that it was first published under.
    first = str(entry.aliases[0]) if entry.aliases else str(entry.id)
    _text(item, "id", _name(base, first) if base else f"urn:uuid:{_uuid(index.site.settings.title, first)}")
    path = index.page("entry", entry.id)
    if path is not None:
        SubElement(item, "link", {"rel": "alternate", "type": "text/html", "href": base + path})
    _text(item, "updated", _instant(day))
    if entry.added and entry.added.exact_day:
        _text(item, "published", _instant(entry.added.exact_day))
    track = index.site.tracks.get(entry.track) if entry.track else None
    if track:
        SubElement(item, "category", {"term": str(track.id), "label": xml_text(track.title)})
    _text(item, "content", "".join(_content(index, entry)), type="html")


def _content(index: Index, entry: Entry) -> Iterable[str]:
    """What a feed reader shows: the date, the corrections, every claim with its support. All text is escaped."""
    if entry.date:
        yield f"<p>{html.escape(dates.display(entry.date))}</p>"
    for correction in entry.corrections:
        head = f"Correction, {moment(correction.date).text}:"
        yield f"<p><strong>{html.escape(head)}</strong> {_shown(correction.text)}</p>"
    if entry.claims:
        yield "<ul>"
        for claim in entry.claims:
            verified = "with a verified quotation" if index.verified(entry, claim) else "no verified quotation"
            support = index.support(entry, claim).sentence
            mark = changed_since(index.status(each.source) for each in claim.evidence)
            rests = f"{support}, {verified}{f'; {mark}' if mark else ''}"
            yield f"<li>{_shown(claim.text)} <small>({_shown(rests)})</small></li>"
        yield "</ul>"
    else:
        yield f"<p>{count(0, 'claim')}</p>"


def _shown(text: str) -> str:
    """A text for HTML inside of XML; what XML can't have becomes visible before it could be taken for a tag."""
    return html.escape(xml_text(text))


def _text(parent: Element, name: str, text: str, **attributes: str) -> None:
    SubElement(parent, name, attributes).text = xml_text(text)


def _name(base: str, entry_id: str) -> str:
    return f"{base}entries/{entry_id}/" if entry_id else base


def _uuid(title: str, entry_id: str) -> uuid.UUID:
    """A name for what has no address yet, made of the site's title and the id."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"dateline:{title}#{entry_id}")


def _instant(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
