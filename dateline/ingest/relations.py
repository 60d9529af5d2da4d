"""What the documents of an import have from each other and from the collection: copies, translations, wires.

`relate` reads every text once, in the order of the documents, and keeps of it only what is compared. Copies are noted
in the items themselves; translations and wires are proposals for an editor.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dateline.ingest.copies import SAME_WORDS, Copy, containment, copies_among, find_copies, shared_passages
from dateline.ingest.document import day_of
from dateline.ingest.items import Item
from dateline.ingest.language import primary
from dateline.ingest.shingling import sketch
from dateline.ingest.translations import Alike, Anchors, anchors, find_translations
from dateline.ingest.wires import Mention, Wires, comment
from dateline.model import How, Site

KEY = "\x00"
"""Begins the keys of documents of this import among those of sources; no id has it."""


@dataclass(slots=True)
class Relations:
    """What was found out about the documents of one import."""

    wires: Wires
    """What knows wires by their names."""
    drawn: list[tuple[Item, str | Item]] = field(default_factory=list)
    """Documents that hold long passages of another one: a source's id, or a document."""
    translations: dict[int, list[tuple[str | Item, Alike]]] = field(default_factory=dict)
    """Number of a document: of what it may be a translation, a source (by its id) or another document."""
    mentions: dict[int, tuple[Mention, ...]] = field(default_factory=dict)
    """Number of a document: the wires that it names."""


def relate(fresh: Sequence[Item], site: Site, texts: Mapping[str, str]) -> Relations:
    """Find which documents carry the words of others, here or in the collection, and note it in them.

    `texts` are the texts at hand of the collection's sources, by id; sources without one are not compared.
    """
    by_key = {f"{KEY}{number}": item for number, item in enumerate(fresh)}
    held = [source for source in sorted(texts) if source in site.sources]
    made = Relations(Wires(site))
    tongues = {item.language for item in fresh} | {primary(site.sources[source].language) for source in held}
    compared: list[tuple[str, Anchors]] = []

    def each() -> Iterator[tuple[str, str]]:
        for key in (*held, *by_key):
            item = by_key.get(key)
            text = item.text if item is not None else texts[key]
            language = item.language if item is not None else primary(site.sources[key].language)
            if language is not None and len(tongues - {None}) > 1:
                compared.append((key, anchors(text, language)))
            if item is not None and (mentions := made.wires.named_in(text, item.head.credit)):
                made.mentions[item.number] = mentions
            yield key, text

    hashes: dict[str, int] = {}
    pairs = copies_among((key, sketch(text, hashes)) for key, text in each())
    _note_copies(pairs, by_key, site, texts, made)
    originals = [(key, one) for key, one in compared if _is_original(key, by_key, site)]
    for alike in find_translations(originals):
        _note_translation(alike, by_key, made)
    return made


def _is_original(key: str, by_key: Mapping[str, Item], site: Site) -> bool:
    """Whether a text is nobody's copy: of a copy nothing needs to be said that is said of the other."""
    item = by_key.get(key)
    if item is not None:
        return item.root is None and item.copy_of is None
    return copied(site, key) is None


def copied(site: Site, source: str) -> str | None:
    """The source that a source of the collection is a copy of."""
    held = site.sources.get(source)
    if held is None:
        return None
    return next((str(d.source) for d in held.derived_from if d.source and d.how is How.DUPLICATE), None)


def nearest_sources(items: Sequence[Item], texts: Mapping[str, str]) -> list[str | None]:
    """For each document the source whose text has most of its words, or None; in one search for all of them."""
    if not items:
        return []
    keys = {f"{KEY}{number}": item for number, item in enumerate(items)}
    best: dict[str, tuple[float, str]] = {}
    documents = [*sorted(texts.items()), *((key, item.text) for key, item in keys.items())]
    for pair in find_copies(documents):
        for key, other in ((pair.fuller, pair.shorter), (pair.shorter, pair.fuller)):
            if key in keys and other not in keys:
                best[key] = max(best.get(key, (0.0, "")), (pair.containment, other))
    return [best[key][1] if key in best else None for key in keys]


def _note_copies(
    pairs: Iterable[Copy], by_key: Mapping[str, Item], site: Site, texts: Mapping[str, str], made: Relations
) -> None:
    """Choose for every copy what it is a copy of: the first of those whose words it has."""
    pairs = [copy for copy in pairs if copy.fuller in by_key or copy.shorter in by_key]

    def whole(key: str) -> str:
        return by_key[key].text if key in by_key else texts[key]

    partners: dict[str, dict[str, float]] = defaultdict(dict)
    for pair in pairs:
        if pair.same:
            partners[pair.fuller][pair.shorter] = partners[pair.shorter][pair.fuller] = pair.containment
    held = [key for key in partners if key not in by_key]
    order = sorted(held, key=lambda key: (copied(site, key) is not None, key))
    order += sorted((key for key in partners if key in by_key), key=lambda key: by_key[key].rank)
    place = {key: number for number, key in enumerate(order)}
    root_of: dict[str, str] = {}
    for key in order:
        before = sorted((other for other in partners[key] if other in root_of), key=place.__getitem__)
        roots = dict.fromkeys(root_of[other] for other in before)
        # A page that holds two stories does not make these two one: each is compared with the root itself.
        shares = ((root, partners[key].get(root) or containment(whole(key), whole(root))) for root in roots)
        root, share = next(((root, share) for root, share in shares if share >= SAME_WORDS), (key, 1.0))
        root_of[key] = root if key in by_key else key
        if key not in by_key or root == key:
            continue
        _note_words(by_key[key], whole(root), share)
        if root in by_key:
            by_key[key].root = by_key[root]
        else:
            by_key[key].copy_of = root
    for pair in sorted(pairs, key=lambda pair: (-pair.containment, pair.fuller, pair.shorter)):
        if not pair.same:
            _note_drawn(pair, by_key, texts, made)


def _note_drawn(pair: Copy, by_key: Mapping[str, Item], texts: Mapping[str, str], made: Relations) -> None:
    """Note that one of two texts holds long passages of the other: the later, or the one that states less."""
    drawn, other = _later(pair.fuller, pair.shorter, by_key)
    if drawn is None or drawn.root is not None or drawn.copy_of is not None or drawn.shared is not None:
        return
    _note_words(drawn, texts[other] if isinstance(other, str) else other.text, pair.containment)
    made.drawn.append((drawn, other))


def _note_words(item: Item, other: str, share: float) -> None:
    """Note which paragraphs of a document stand in another text, and what share of the shorter one's words in all."""
    text = item.text
    item.containment = share
    item.paragraphs = text.count("\n") + 1
    item.shared = frozenset(passage.paragraph for passage in shared_passages(text, other))


def _note_translation(alike: Alike, by_key: Mapping[str, Item], made: Relations) -> None:
    """Propose one of two texts as the translation: the one that no wire has sent, else the later."""
    item, other = _later(alike.first, alike.second, by_key)
    if item is not None and isinstance(other, Item) and _wired(item, made) and not _wired(other, made):
        item, other = other, item
    if item is not None:
        made.translations.setdefault(item.number, []).append((other, alike))


def _wired(item: Item, made: Relations) -> bool:
    """Whether a document is printed as a wire's report."""
    return any(mention.how is How.REPRINT for mention in made.mentions.get(item.number, ()))


def _later(first: str, second: str, by_key: Mapping[str, Item]) -> tuple[Item | None, str | Item]:
    """Of two texts the one that has words of the other, and the other: a document before a source, then the later.

    Where the days don't tell, the document that states less of itself counts as the later.
    """
    a, b = by_key.get(first), by_key.get(second)
    if a is None or b is None:
        return a or b, second if a is not None else first
    days = (day_of(a.head.published), day_of(b.head.published))
    if days[0] is not None and days[1] is not None and days[0] != days[1]:
        return (b, a) if days[0] < days[1] else (a, b)
    return (b, a) if a.rank < b.rank else (a, b)


def in_words(item: Item) -> str:
    """How much of a document stands elsewhere: “86% of the shorter text’s words, paragraphs 1–9 of 10”."""
    share = f"{item.containment:.0%}" if item.containment < 1 else "all"
    where = _ranges(sorted(number + 1 for number in item.shared or ()))
    which = f", here {where} of {item.paragraphs}" if where else ""
    return f"{share} of the shorter text’s words in runs of five{which}"


def _ranges(numbers: Sequence[int]) -> str:
    """Numbers in short: “paragraphs 1–4, 6”; empty where there are none."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    shown = ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in runs)
    return f"paragraph{'s' if len(numbers) > 1 else ''} {shown}" if shown else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What an editor is told of where a document's words may come from."""

    comment: str = ""
    """Comment lines for its source's front matter, each with its line end."""
    remarks: tuple[tuple[str, str, str], ...] = ()
    """(code, message, hint) of what is to be looked at."""
    note: str = ""
    """A word for the report on what needs no decision now."""


def advice(item: Item, made: Relations) -> Advice:
    """Say what may be made of the wires and translations of a document. Its id and those of the others are known."""
    comments: list[str] = []
    remarks: list[tuple[str, str, str]] = []
    for other, alike in made.translations.get(item.number, ()):
        name = other if isinstance(other, str) else str(other.id)
        comments += [
            f"# Perhaps a translation of {name} (or the other way round):\n",
            f"# {alike.why}. If it is:\n",
            "# derived_from:\n",
            f"#   - {{source: {name}, how: translation}}\n",
        ]
        remarks.append(
            (
                "translation-proposed",
                f"“{item.id}” and “{name}” may be one text in two languages: {alike.why}",
                "the lines for it stand as a comment in the new source; take them over if it is",
            )
        )
    mentions = made.mentions.get(item.number, ())
    if not mentions or item.root is not None or item.copy_of is not None:
        # A copy has its words, the wire's included, from what it copies: that one is asked about.
        return Advice(comment="".join(comments), remarks=tuple(remarks))
    proposed = made.wires.propose(mentions, item.title, item.head.published)
    comments.append(comment(proposed, mentions, item.head.credit, item.head.published))
    for proposal in proposed:
        wire = proposal.mention
        kind = "is printed as a report" if wire.how is How.REPRINT else "is made with reports"
        remarks.append(
            (
                "origin-proposed",
                f"“{item.id}” {kind} of {wire.name} ({proposal.why})",
                f"its origin “{proposal.origin}” stands as a comment in the new source; take it over if that is so",
            )
        )
    parts = sorted({mention.name for mention in mentions if mention.how is None})
    note = f"parts rest on {', '.join(parts)}" if parts else ""
    return Advice(comment="".join(comments), remarks=tuple(remarks), note=note)
