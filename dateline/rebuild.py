"""The build after a small edit: other words in the same places, so only the pages that read them are made.

What a build finds out of a whole site (who uses a source, what is in dispute, which problems there are) is kept as a
`Standing`. Where an edit changes words only (a title, the text of a claim, prose that leads to the same places), all of
that still holds: the changed files alone are read, and of the pages those are rendered that looked at what changed.
Any other edit is for the whole build (`revised` gives None), which comes to the same site, to the byte.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import field, replace
from functools import partial
from typing import Any, TypeVar

from dateline.content import documents
from dateline.content.documents import Document, read_document
from dateline.content.loader import LISTS
from dateline.evidence import Dispute, OriginGroup, Receipts
from dateline.evidence.receipts import Findings
from dateline.model import (
    Entry,
    EntryTranslation,
    Settings,
    Site,
    Source,
    SourceStatus,
    TextFacts,
)
from dateline.plain import from_plain, to_plain
from dateline.records import record
from dateline.render.facts import dates_of
from dateline.render.heads import heads
from dateline.render.index import Index
from dateline.render.lists import KINDS, Lists
from dateline.render.pieces import Table
from dateline.render.reads import ALL, Notes

T = TypeVar("T")
VERSION = 5
"""Raised whenever the plain form changes."""


@record(frozen=True, slots=True, kw_only=True)
class Standing:
    """What was found out of a site when it was last built as a whole; edits of words leave it as it is."""

    site: Site
    """What is shown of it."""
    lists: Lists
    """That turned round."""
    media: Mapping[str, str]
    """Path below content/media/: digest of the file."""
    document: Callable[[str], Document | None]
    """What was read of a file of content/, by its path."""
    heads: Mapping[str, str] = field(default_factory=dict)
    """Entry id: its head (`render.heads`), of those that are as they were when these were kept."""
    fact: Callable[[str], str | None]
    """The digest of what pages read, by its name, where that is kept; of entries (`entries/ID`) it always is."""
    pieces: Callable[[str], Table | None] = field(default=lambda _: None)
    """The table of a file of many pieces, by its path."""
    notes: Notes
    """What each page read."""
    troubled: frozenset[str]
    """Paths of the files that something is wrong with."""


@record(frozen=True, slots=True, kw_only=True)
class Revised:
    """A site after an edit of words."""

    standing: Standing
    """What stands now; its notes are those of before."""
    index: Index
    """The site for its pages."""
    changed: frozenset[str]
    """The names of what has changed, as pages read it."""
    stale: frozenset[str]
    """Paths of the pages that read some of it."""
    documents: tuple[Document, ...]
    """The files that were read anew."""
    facts: Mapping[str, str]
    """What `Standing.fact` says otherwise than before."""


def revised(standing: Standing, texts: Mapping[str, str]) -> Revised | None:
    """Take other texts of files (by path) into a site; None where more than words has changed."""
    read: dict[str, Document] = {}
    for path, text in texts.items():
        old, now = standing.document(path), read_document(path, text)
        if old is None or path in standing.troubled or not _same_but_for_words(standing, old, now):
            return None
        read[path] = now
    things = [document.thing for document in read.values()]
    entries: dict[str, Entry] = {thing.id: thing for thing in things if isinstance(thing, Entry)}
    sources: dict[str, Source] = {thing.id: thing for thing in things if isinstance(thing, Source)}
    translations = dict(standing.site.translations)
    for thing in things:
        if isinstance(thing, EntryTranslation):
            row = translations.get(thing.id, ())
            translations[thing.id] = tuple(thing if each.language == thing.language else each for each in row)
    site = replace(
        standing.site,
        entries=_Over(entries, standing.site.entries),
        sources=_Over(sources, standing.site.sources),
        translations=translations,
    )
    anew = {f"entries/{entry}" for entry in entries}
    documents_now = _first(read, standing.document)
    beginnings = _Without(standing.heads, entries)
    index = Index(
        site,
        standing.lists,
        media=standing.media,
        faces=_Faces(documents_now),
        compiled={document.thing.body: document.prose for document in read.values() if document.thing},
        kept=lambda name: None if name in anew else standing.fact(name),
        heads=beginnings,
    )
    changed = {name for document in read.values() for name in _changed(standing, index, document)}
    facts = {name: index.facts[name] for name in anew}
    anew |= changed
    fact = _first(dict.fromkeys(changed) | facts, standing.fact)
    new = replace(standing, site=site, fact=fact, document=documents_now, heads=beginnings)
    return Revised(
        standing=new,
        index=index,
        changed=frozenset(changed),
        stale=standing.notes.readers(changed),
        documents=tuple(read.values()),
        facts=facts,
    )


def _same_but_for_words(standing: Standing, old: Document, new: Document) -> bool:
    """Whether two readings of a file differ in words that nothing but pages depends on."""
    if old.complaints or new.complaints or old.links != new.links or new.links.faulty:
        return False
    if old.thing is None or new.thing is None or _bones(old.thing) != _bones(new.thing):
        return False
    thing = new.thing
    shown: Mapping[str, object] = standing.site.sources if isinstance(thing, Source) else standing.site.entries
    # A page at a former address bears the title of what it leads to, in each language.
    named: Any = shown.get(thing.id)
    if named is None or named.aliases or (not isinstance(thing, EntryTranslation) and thing.aliases):
        return False
    if isinstance(thing, Entry) and old.thing.title != thing.title:
        # Disputes bear the titles of what they are about.
        return not any(dispute.subject == thing.id for dispute in standing.lists.disputes)
    return True


def _bones(thing: Source | Entry | EntryTranslation) -> object:
    """A thing without the words that may change while all else stands."""
    if isinstance(thing, Source):
        # A source of no outlet gives its title to its origin.
        title = "" if thing.publisher or thing.credit else thing.title
        return replace(thing, title=title, authors=(), url=None, archived_url=None, editor_note=None, body="")
    if isinstance(thing, EntryTranslation):
        return replace(thing, title="", claims=dict.fromkeys(thing.claims, ""), body="")
    claims = tuple(replace(claim, text="") for claim in thing.claims)
    return replace(thing, title="", added=None, updated=None, corrections=(), claims=claims, editor_note=None, body="")


def _changed(standing: Standing, index: Index, document: Document) -> Iterator[str]:
    """The names of what has changed with a file, as pages read it."""
    thing, old = document.thing, standing.document(document.path)
    if isinstance(thing, Source):
        yield from (f"sources/{thing.id}", f"sources/{ALL}")
    elif isinstance(thing, EntryTranslation):
        yield from (f"translations/{thing.id}", f"translations/{ALL}")
    elif isinstance(thing, Entry):
        if old is None or old.thing is None or old.thing.body != thing.body:
            yield from (f"prose/{thing.id}", f"prose/{ALL}")
        if old is None or not isinstance(old.thing, Entry) or dates_of(old.thing) != dates_of(thing):
            yield "dates/all"
        name = f"entries/{thing.id}"
        if index.facts[name] == standing.fact(name):
            return
        yield from (name, f"entries/{ALL}", f"around/{ALL}", f"along/{ALL}")
        lists = index.lists
        place = lists.places[thing.id]
        near = (place - 1, place + 1)
        yield from (f"around/{lists.order[each]}" for each in near if 0 <= each < len(lists.order))
        yield from (f"along/{lists.order[each]}" for each in lists.along.get(thing.id, ()) if each is not None)
        for kind, key in lists.holding(place):
            yield from (f"{kind}/{key}", f"{kind}/{ALL}")


class _Over(Mapping[str, T]):
    """A mapping with other values for some of its keys."""

    __slots__ = ("below", "values_above")

    def __init__(self, above: Mapping[str, T], below: Mapping[str, T]) -> None:
        self.values_above: Mapping[str, T] = above
        self.below: Mapping[str, T] = below
        if isinstance(below, _Over):
            self.values_above, self.below = {**below.values_above, **above}, below.below

    def __getitem__(self, key: str) -> T:
        return self.values_above[key] if key in self.values_above else self.below[key]

    def __contains__(self, key: object) -> bool:
        return key in self.below

    def __iter__(self) -> Iterator[str]:
        return iter(self.below)

    def __len__(self) -> int:
        return len(self.below)


class _Without(Mapping[str, T]):
    """A mapping without some of its keys."""

    __slots__ = ("below", "gone")

    def __init__(self, below: Mapping[str, T], gone: Iterable[str]) -> None:
        self.below = below
        self.gone = frozenset(gone)
        if isinstance(below, _Without):
            self.below, self.gone = below.below, below.gone | self.gone

    def __getitem__(self, key: str) -> T:
        if key in self.gone:
            raise KeyError(key)
        return self.below[key]

    def __contains__(self, key: object) -> bool:
        return key not in self.gone and key in self.below

    def __iter__(self) -> Iterator[str]:
        return (key for key in self.below if key not in self.gone)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _first(above: Mapping[str, T | None], below: Callable[[str], T | None]) -> Callable[[str], T | None]:
    return lambda key: above[key] if key in above else below(key)


class _Faces(Mapping[str, str]):
    """Path of a file: digest of what others show of it."""

    __slots__ = ("document",)

    def __init__(self, document: Callable[[str], Document | None]) -> None:
        self.document = document

    def __getitem__(self, path: str) -> str:
        found = self.document(path)
        if found is None:
            raise KeyError(path)
        return found.face

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


# --- kept on the disk -------------------------------------------------------------------------------------------------


_SITE, _ORDER, _HEADS, _LISTS, _FACTS, _GROUPS, _CODES = "site", "order", "heads", "lists", "texts", "groups", "codes "
"""What is kept apart, so that each edit reads only what it needs. The last one stands before each of KINDS."""


def dump(index: Index, media: Mapping[str, str], troubled: Iterable[str]) -> Iterator[tuple[str, str]]:
    """What stands of a site, as names and texts that `load` reads back, but for documents, digests and notes.

    Each text is made when it is asked for, since all together are as large as the site. `media` has the digests of
    files by path, `troubled` the paths of the files that something is wrong with.
    """
    site, lists = index.shown, index.lists
    whole = [
        VERSION,
        to_plain(site.settings),
        {name: [to_plain(each) for each in getattr(site, name).values()] for name in LISTS},
        list(site.sources),
        {entry: [each.language for each in row] for entry, row in site.translations.items()},
        dict(site.texts),
        dict(media),
        sorted(troubled),
    ]
    turned = [lists.derived, lists.members, [to_plain(dispute) for dispute in lists.disputes], lists.fates]
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode
    yield _SITE, encode(whole)
    yield _LISTS, encode(turned)
    yield _FACTS, encode({source: to_plain(facts) for source, facts in site.facts.items()})
    yield _GROUPS, encode({source: to_plain(group) for source, group in lists.groups.items()})
    for kind, codes in lists.codes.items():
        yield _CODES + kind, encode(codes)
    yield _ORDER, "\n".join(lists.order)
    yield _HEADS, heads(site.entries.values())


def load(
    row: Callable[[str], str | None],
    kept: Callable[[str], str | None],
    receipts: Callable[[str], Receipts | None],
    fact: Callable[[str], str | None],
    notes: Notes,
    pieces: Callable[[str], Table | None],
    revised_since: Collection[str] = (),
) -> Standing:
    """What `dump` wrote, each text of which `row` gives by its name, with what is kept elsewhere.

    `kept` gives what is kept of a file by its path, as it was when the site was built; `receipts` those of a source;
    `revised_since` are the paths of the files that were edited since `dump` wrote.

    Documents and long lists are read when they are asked for. Raises ValueError where a text is damaged or missing, and
    so does all that is read later.
    """

    def text(name: str) -> str:
        found = row(name)
        if found is None:
            raise ValueError(f"nothing is kept of the {name}")
        return found

    def mapping(name: str) -> dict[str, Any]:
        found = json.loads(text(name))
        if type(found) is not dict:
            raise ValueError(f"the {name} are damaged")
        return found

    def document(path: str) -> Document | None:
        made = kept(path)
        return None if made is None else documents.load(path, made)

    def thing(path: str) -> Any:
        found = document(path)
        if found is None or found.thing is None:
            raise ValueError(f"nothing is kept of {path}")
        return found.thing

    def later(name: str, kind: type[T]) -> Mapping[str, T]:
        def made() -> Mapping[str, T]:
            plain = mapping(name)
            return _Read(plain, lambda key: from_plain(kind, plain[key]))

        return _Later(made)

    def first_lines() -> dict[str, str]:
        lines = dict(zip(order, text(_HEADS).split("\n"), strict=True))
        return {key: line for key, line in lines.items() if f"content/entries/{key}.md" not in revised_since}

    try:
        version, settings, plain, sources, translations, texts, media, troubled = json.loads(text(_SITE))
        if version != VERSION:
            raise ValueError("kept by another version")
        derived, members, disputes, fates = json.loads(text(_LISTS))
        order = tuple(filter(None, text(_ORDER).split("\n")))
        entries = _Read(order, lambda key: thing(f"content/entries/{key}.md"))
        site = Site(
            settings=from_plain(Settings, settings),
            **{name: _things(kind, plain[name]) for name, kind in LISTS.items()},
            sources=_Read(sources, lambda key: thing(f"content/sources/{key}.md")),
            entries=entries,
            translations={
                entry: tuple(thing(f"content/entries/{entry}.{language}.md") for language in each)
                for entry, each in translations.items()
            },
            facts=later(_FACTS, TextFacts),
            texts=texts,
            findings=Findings(entries, receipts),
        )
        turned = Lists(
            order=order,
            codes={kind: _Later(partial(mapping, _CODES + kind)) for kind in KINDS},
            derived={key: tuple(each) for key, each in derived.items()},
            members={key: tuple(each) for key, each in members.items()},
            groups=later(_GROUPS, OriginGroup),
            disputes=tuple(from_plain(Dispute, each) for each in disputes),
            fates={key: SourceStatus(each) for key, each in fates.items()},
        )
    except (TypeError, LookupError, AttributeError) as error:
        raise ValueError("damaged") from error
    return Standing(
        site=site,
        lists=turned,
        media=media,
        document=document,
        heads=_Later(first_lines),
        fact=fact,
        notes=notes,
        pieces=pieces,
        troubled=frozenset(troubled),
    )


def _things(kind: type[Any], plain: list[Any]) -> dict[str, Any]:
    made = (from_plain(kind, each) for each in plain)
    return {each.id: each for each in made}


class _Later(Mapping[str, T]):
    """A mapping that is made when something is looked up in it."""

    __slots__ = ("made", "make")

    def __init__(self, make: Callable[[], Mapping[str, T]]) -> None:
        self.make = make
        self.made: Mapping[str, T] | None = None

    def whole(self) -> Mapping[str, T]:
        """The mapping."""
        if self.made is None:
            self.made = self.make()
        return self.made

    def __getitem__(self, key: str) -> T:
        return self.whole()[key]

    def get(self, key: str, default: Any = None) -> Any:
        """The value of a key, or the default."""
        return self.whole().get(key, default)

    def __contains__(self, key: object) -> bool:
        return key in self.whole()

    def __iter__(self) -> Iterator[str]:
        return iter(self.whole())

    def __len__(self) -> int:
        return len(self.whole())


class _Read(Mapping[str, T]):
    """Things that are read when they are looked up."""

    __slots__ = ("keys_", "made", "read")

    def __init__(self, keys: Any, read: Callable[[str], T]) -> None:
        self.keys_ = dict.fromkeys(keys)
        self.read = read
        self.made: dict[str, T] = {}

    def __getitem__(self, key: str) -> T:
        made = self.made.get(key)
        if made is None:
            if key not in self.keys_:
                raise KeyError(key)
            made = self.made[key] = self.read(key)
        return made

    def __contains__(self, key: object) -> bool:
        return key in self.keys_

    def __iter__(self) -> Iterator[str]:
        return iter(self.keys_)

    def __len__(self) -> int:
        return len(self.keys_)
