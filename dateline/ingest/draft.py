"""Drafts as files: sources, entries and actors in the form that editors write, and quotes that `check` will accept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import count

from dateline.content.frontmatter import document, dump_list
from dateline.evidence.quotes import locate, prepared
from dateline.model import MAX_ID, Actor, Claim, Entry, Evidence, Id, Source, Verdict, slug
from dateline.problems import visible

_MAX_TITLE = 100
_MAX_CLAIM_ID = 60
_CLAUSE = re.compile(
    r",? (?:with|after|as|because|including|which|who|that|while|when|for|by|since|despite|amid|in) |[,;:] "
)
_REPORTED = re.compile(
    r" (?:said|told|tweeted|wrote|added|stated|noted|announced|declared|explained|warned)\b[^“:.]{0,80}?(?:\bthat\b|:) "
)
_SAYER = re.compile(
    r"(?P<who>[A-ZÀ-Þ][^,.:“]{2,50}?)(?:, [^,.:“]{3,80},)? (?:said|told [\w ]{3,20}?|announced|stated) that "
)
"""Begins the text of a claim: who says it, perhaps who that is."""
_LOOSE = re.compile(
    r"(?:\s+(?:and|or|of|the|a|an|to|with|between|by|for|in|on|at|from|that|its|his|her|their|is|was))+$"
)
_SAYS_NOTHING = re.compile(
    r"(?:\b(?:said|says|told(?: \w+){0,2}|added|stated|noted|announced|declared|explained|warned|reported|wrote)"
    r"|\b(?:заявил|сказал|сообщил|говорил|отметил|добавил|повідоми|заяви)\w*|\bсказав|\b(?:disse|afirmou|declarou))$"
)
"""Ends a headline before what somebody says."""
_FILLER = frozenset(
    """
    a an the that this and or but of in on at to for from by with as is was were are be been it its he she they his
    her their have has had do did does would will am said says told added also than then there which who what when
    while according
    """.split()
)


def write_source(source: Source, comments: str = "") -> str:
    """A source as its Markdown file. `comments` are lines for the end of its front matter, each with its line end."""
    made = document(
        {
            "title": source.title,
            "kind": source.kind,
            "publisher": source.publisher,
            "credit": source.credit,
            "authors": list(source.authors),
            "published": source.published,
            "inferred": dict(source.inferred),
            "language": source.language,
            "url": source.url,
            "archived_url": source.archived_url,
            "accessed": source.accessed,
            "derived_from": [
                {"source": item.source, "origin": item.origin, "how": item.how.value} for item in source.derived_from
            ],
            "editor_note": source.editor_note,
        },
        source.body,
    )
    return commented(made, comments)


def commented(file: str, comments: str) -> str:
    """A Markdown file with comment lines at the end of its front matter; what YAML can't take is shown in words."""
    lines = "".join(f"{visible(line)}\n" for line in comments.split("\n") if line)
    return file.replace("\n---\n", f"\n{lines}---\n", 1) if lines else file


def write_entry(entry: Entry, comments: str = "") -> str:
    """An entry as its Markdown file. `comments` are lines for the end of its front matter, each with its line end."""
    dated = entry.date_from
    made = document(
        {
            "title": entry.title,
            "date": entry.date,
            "date_from": {"said": dated.said, "source": dated.source} if dated else None,
            "track": entry.track,
            "place": entry.place,
            "actors": list(entry.actors),
            "status": entry.status.value,
            "added": entry.added,
            "claims": [_claim(claim) for claim in entry.claims],
            "editor_note": entry.editor_note,
        },
        entry.body,
    )
    return commented(made, comments)


def write_actors(actors: Iterable[Actor]) -> str:
    """Actors as items of actors.yaml."""
    return dump_list(
        [
            {
                "id": actor.id,
                "kind": actor.kind.value,
                "name": actor.name,
                "role": actor.role,
                "spellings": list(actor.spellings),
            }
            for actor in actors
        ]
    )


def _claim(claim: Claim) -> Mapping[str, object]:
    return {
        "id": claim.id,
        "text": claim.text,
        "by": list(claim.by),
        "kind": claim.kind.value,
        "date": claim.date,
        "topic": claim.topic,
        "stance": claim.stance.value if claim.stance else None,
        "evidence": [
            {"source": item.source, "quote": item.quote, "context": item.context} if item.quote else item.source
            for item in claim.evidence
        ],
    }


def quoted(text: str, start: int, end: int) -> tuple[str, str | None] | None:
    """Words of a text as a quote that is found at exactly this place: the quote, and context where it needs some.

    Where the words stand more than once they are lengthened inside their paragraph, word by word. None where even the
    paragraph stands more than once, or holds no word.
    """
    if prepared(text).stands_once(start, end):
        return text[start:end], None
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    for first, last in _widening(text, start, end, line_start, line_end):
        words = text[first:last]
        match = locate(words, text)
        if match.verdict is Verdict.EXACT and match.start == first:
            return words, None
        if match.verdict is Verdict.ABSENT:
            return None
    words = text[start:end]
    for context in (text[line_start:start].strip(), text[end:line_end].strip()):
        if context:
            match = locate(words, text, context)
            if match.verdict is Verdict.EXACT and match.start == start:
                return words, context
    return None


def _widening(text: str, start: int, end: int, line_start: int, line_end: int) -> Iterable[tuple[int, int]]:
    """The words themselves, then more and more of their paragraph, word by word to both sides."""
    yield start, end
    first, last = start, end
    for _ in range(12):
        if first == line_start and last == line_end:
            return
        before = text.rfind(" ", line_start, max(line_start, first - 1))
        first = line_start if before < 0 else before + 1
        after = text.find(" ", last + 1, line_end)
        last = line_end if after < 0 else after
        yield first, last
    yield line_start, line_end


def headline(text: str, speaker: str | None = None) -> str:
    """A title of at most 100 characters from a claim's text: cut at a clause, else at a word.

    “Kuleba said in Antalya that Russia …” becomes “Kuleba: Russia …”, where `speaker` is the name that it begins with.
    """
    words = text.strip()
    if speaker is not None and words.startswith(f"{speaker} ") and (said := _REPORTED.match(words, len(speaker))):
        content = words[said.end() :]
        words = f"{speaker}: {content[:1].upper()}{content[1:]}"
    if words.endswith(".") and not words.endswith("..."):
        words = words[:-1]
    if len(words) <= _MAX_TITLE:
        return words
    if found := _SAYER.match(words):
        content = words[found.end() :]
        words = f"{found['who']}: {content[:1].upper()}{content[1:]}"
        if len(words) <= _MAX_TITLE:
            return words
    cuts = [match.start() for match in _CLAUSE.finditer(words) if 40 <= match.start() <= _MAX_TITLE]
    # “Holm, a member of the delegation, said” says nothing.
    cuts = [cut for cut in cuts if not _SAYS_NOTHING.search(words[:cut])]
    cut = cuts[-1] if cuts else words.rfind(" ", 0, _MAX_TITLE)
    words = _LOOSE.sub("", words[:cut].rstrip(" ,;:“–—"))
    if words.count("“") > words.count("”"):
        words += " …”"
    return words


def claim_id(text: str, name: str | None, taken: Iterable[str]) -> str:
    """An id for a claim: the speaker's family name and the first telling words of its text, unique among `taken`."""
    bare = text.replace(name, " ") if name else text
    keys = [word for word in slug(bare, 400).split("-") if word not in _FILLER and len(word) > 1]
    lead = slug(name.split()[-1], 24) if name and name.split() else ""
    stem = "-".join(filter(None, [lead, *keys[:5]]))
    if len(stem) > _MAX_CLAIM_ID:
        stem = stem[: _MAX_CLAIM_ID + 1].rpartition("-")[0] or stem[:_MAX_CLAIM_ID]
    stem = stem.rstrip("-") or "claim"
    return unique(stem, taken)


def unique(stem: str, taken: Iterable[str], limit: int = MAX_ID) -> str:
    """An id that nobody has: the stem, or the stem with the first free number from 2 on, within `limit` characters."""
    used = taken if isinstance(taken, (set, frozenset, dict)) else set(taken)
    return next(name for number in count(1) if (name := _numbered(stem, number, limit)) not in used)


def _numbered(stem: str, number: int, limit: int) -> str:
    """A stem with its number behind it, within `limit` characters; the first one has none."""
    ending = f"-{number}" if number > 1 else ""
    return stem[:limit].rstrip("-")[: limit - len(ending)].rstrip("-") + ending


class Names:
    """Gives out ids, each once; asked for one stem again and again it does not count from the beginning every time."""

    def __init__(self, taken: Iterable[str]) -> None:
        """Take the ids that somebody has."""
        self._taken = set(taken)
        self._next: dict[str, int] = {}

    def take(self, stem: str, limit: int = MAX_ID) -> str:
        """The id that `unique` gives for the stem; from now on it is taken."""
        for number in count(self._next.get(stem, 1)):
            name = _numbered(stem, number, limit)
            if name not in self._taken:
                break
        self._next[stem] = number + 1
        self._taken.add(name)
        return name


def stem_of(words: str, *, most: int = 6, limit: int = 50) -> str:
    """The first words of a title as the stem of an id."""
    parts = slug(words, 400).split("-")[:most]
    while len(parts) > 1 and (len("-".join(parts)) > limit or parts[-1] in _FILLER):
        parts.pop()
    return "-".join(parts)[:limit].strip("-")


def evidence(source: str, found: tuple[str, str | None] | None) -> Evidence:
    """A piece of evidence with its quote; only the source where no quote can be told apart."""
    if found is None:
        return Evidence(source=Id.of(source))
    return Evidence(source=Id.of(source), quote=found[0], context=found[1])


def sentences(parts: Sequence[str]) -> str | None:
    """Several remarks as one text, each as a sentence; None where there are none."""
    return " ".join(_full_stop(part) for part in map(str.strip, parts) if part) or None


def _full_stop(remark: str) -> str:
    """A remark as a sentence."""
    remark = remark[0].upper() + remark[1:]
    return remark if remark[-1] in ".!?" else f"{remark}."
