"""A made-up timeline of any size, the same for the same numbers: what the benchmarks build.

An entry has 250 words of prose and three claims with a quote each; there is a source with its archived text for every
five entries, and a track for every fifty. The words are invented and mean nothing. Everything that an editor would have
is there: the lists, the receipts (written by `verify`) and the archive.
"""

from __future__ import annotations

import datetime
import json
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

WORDS_OF_PROSE = 250
CLAIMS = 3
ENTRIES_A_SOURCE = 5
ENTRIES_A_TRACK = 50
_ACTORS = 40
_PLACES = 20
_TOPICS = 12
_OUTLETS = 15
_FIRST_DAY = datetime.date(1992, 1, 1)
_ONSETS = "b c d f g h j k l m n p r s t v w z br cl dr fl gr kr pl pr sl st tr".split()
_NUCLEI = "a e i o u ai ea io ou".split()
_CODAS = ["", "", "n", "r", "s", "l", "t", "nd", "rt", "m"]
_STANCES = ("proposes", "demands", "offers", "accepts", "rejects", "denies", "states")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A claim of the corpus."""

    id: str
    """Unique in its entry."""
    text: str
    """The assertion."""
    by: str
    """An actor's id."""
    topic: str
    """A topic's id."""
    stance: str
    """What the actor does with the topic."""
    source: str
    """A source's id."""
    quote: str
    """Words of that source's text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry of the corpus."""

    id: str
    """The file's stem."""
    title: str
    """What happened."""
    date: str
    """A day, as 2022-03-10."""
    track: str
    """A track's id."""
    place: str
    """A place's id."""
    actors: tuple[str, ...]
    """Ids of two actors."""
    paragraphs: tuple[str, ...]
    """The prose as Markdown, without references to sources."""
    claims: tuple[Claim, ...]
    """Three of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A source of the corpus."""

    id: str
    """The file's stem."""
    title: str
    """As printed."""
    outlet: str
    """An outlet's id."""
    published: str
    """A day, as 2022-03-10."""
    url: str
    """An address that nobody has."""
    text: str
    """The text, a paragraph a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """A made-up timeline."""

    tracks: Mapping[str, str]
    """Id: title."""
    actors: Mapping[str, str]
    """Id: name."""
    places: Mapping[str, str]
    """Id: name."""
    topics: Mapping[str, str]
    """Id: title."""
    outlets: Mapping[str, str]
    """Id: name."""
    sources: tuple[Source, ...]
    """In the order of their ids."""
    entries: tuple[Entry, ...]
    """In the order of their dates."""


class _Language:
    """Sentences of an invented vocabulary, with the frequencies of words that real texts have."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        made: dict[str, None] = {}
        while len(made) < 3000:
            syllables = range(rng.choice((1, 2, 2, 3)))
            made["".join(rng.choice(_ONSETS) + rng.choice(_NUCLEI) + rng.choice(_CODAS) for _ in syllables)] = None
        # Frequent words are short; the nth word comes about 1/n times as often as the first (Zipf).
        # Some are words after all, and a quote must not begin behind them.
        self.words = sorted((word for word in made if word not in ("no", "not", "nor")), key=len)
        total, self.weights = 0.0, []
        for rank in range(1, len(self.words) + 1):
            total += 1 / (rank + 4)
            self.weights.append(total)

    def some(self, number: int) -> list[str]:
        """So many words."""
        return self.rng.choices(self.words, cum_weights=self.weights, k=number)

    def sentence(self, number: int) -> str:
        """A sentence of so many words."""
        words = self.some(number)
        if number > 12:
            words[number // 2] += ","
        text = " ".join(words)
        return text[0].upper() + text[1:] + "."

    def sentences(self, words: int) -> str:
        """Sentences of so many words in all."""
        made = []
        while words > 0:
            length = min(words, self.rng.randint(9, 21))
            made.append(self.sentence(length))
            words -= length
        return " ".join(made)

    def name(self, number: int) -> str:
        """A title or a name of so many words."""
        return " ".join(word.capitalize() for word in self.some(number))


def corpus(entries: int, seed: int = 1) -> Corpus:
    """Make a timeline of so many entries. The same numbers give the same timeline."""
    rng = random.Random(f"{seed}/{entries}")  # noqa: S311  (no secret: it has to be repeatable)
    language = _Language(rng)
    sources = tuple(_source(language, number, entries) for number in range(max(1, entries // ENTRIES_A_SOURCE)))
    tracks = _things(language, "track", max(2, entries // ENTRIES_A_TRACK), 3)
    actors = _things(language, "actor", _ACTORS, 2)
    places = _things(language, "place", _PLACES, 1)
    topics = _things(language, "topic", _TOPICS, 2)
    outlets = _things(language, "outlet", _OUTLETS, 2)
    named = (list(tracks), list(actors), list(places), list(topics))
    made = [_entry(language, number, sources, *named) for number in range(entries)]
    return Corpus(
        tracks=tracks,
        actors=actors,
        places=places,
        topics=topics,
        outlets=outlets,
        sources=sources,
        entries=tuple(sorted(made, key=lambda entry: (entry.date, entry.id))),
    )


def _things(language: _Language, kind: str, number: int, words: int) -> dict[str, str]:
    return {f"{kind}-{at:04}": language.name(words) for at in range(1, number + 1)}


def _source(language: _Language, number: int, entries: int) -> Source:
    rng = language.rng
    day = _FIRST_DAY + datetime.timedelta(days=rng.randrange(max(30, entries // 2)))
    return Source(
        id=f"source-{number + 1:06}",
        title=language.name(rng.randint(4, 8)),
        outlet=f"outlet-{rng.randint(1, _OUTLETS):04}",
        published=day.isoformat(),
        url=f"https://news.example/{day:%Y/%m}/{number + 1}",
        text="\n".join(language.sentences(rng.randint(40, 80)) for _ in range(10)),
    )


def _entry(
    language: _Language,
    number: int,
    sources: tuple[Source, ...],
    tracks: list[str],
    actors: list[str],
    places: list[str],
    topics: list[str],
) -> Entry:
    rng = language.rng
    # Entries are about what some neighbouring sources say, as in a real collection.
    home = rng.randrange(len(sources))
    near = [sources[home], sources[(home + 1) % len(sources)], sources[(home + 2) % len(sources)]]
    day = datetime.date.fromisoformat(near[0].published)
    title = language.name(rng.randint(3, 7))
    claims = tuple(
        Claim(
            id=f"claim-{at + 1}",
            text=language.sentence(rng.randint(9, 16)),
            by=rng.choice(actors),
            topic=rng.choice(topics),
            stance=rng.choice(_STANCES),
            source=near[at].id,
            quote=_quote(rng, near[at].text),
        )
        for at in range(CLAIMS)
    )
    return Entry(
        id=f"{day.isoformat()}-entry-{number + 1:06}",
        title=title,
        date=day.isoformat(),
        track=rng.choice(tracks),
        place=rng.choice(places),
        actors=tuple(rng.sample(actors, 2)),
        paragraphs=tuple(_prose(language)),
        claims=claims,
    )


def _quote(rng: random.Random, text: str) -> str:
    words = rng.choice(text.split("\n")).split()
    length = min(len(words), rng.randint(7, 12))
    start = rng.randrange(len(words) - length + 1)
    return " ".join(words[start : start + length]).rstrip(",.")


def _prose(language: _Language) -> Iterator[str]:
    """250 words of Markdown: paragraphs with emphasis and a link, a heading and a list."""
    first = language.sentences(70).split(" ")
    first[10:13] = [f"*{first[10]}", first[11], f"{first[12]}*"]
    yield " ".join(first)
    yield language.sentences(60)
    yield f"## {language.name(4)}"
    second = language.sentences(76).split(" ")
    second[20] = f"[{second[20].strip('.,')}](https://example.org/{second[20].strip('.,').lower()})"
    second[30] = f"**{second[30]}**"
    yield " ".join(second)
    yield "\n".join(f"- {language.sentence(10)}" for _ in range(4))


def write(corpus: Corpus, root: Path, *, settings: Mapping[str, str] | None = None, receipts: bool = True) -> None:
    """Lay a corpus out as a timeline for Dateline: content/ and archive/ under `root`, which must not have them.

    `settings` are further lines of site.yaml, as YAML by field. With `receipts`, `verify` writes them.
    """
    content, archive = root / "content", root / "archive"
    for folder in (content / "entries", content / "sources", archive):
        folder.mkdir(parents=True)
    site = {"title": "A made-up timeline", "language": "en", "url": "https://timeline.example/", **(settings or {})}
    _put(content / "site.yaml", "".join(f"{name}: {value}\n" for name, value in site.items()))
    _put(content / "tracks.yaml", _list(corpus.tracks, "title"))
    _put(content / "topics.yaml", _list(corpus.topics, "title"))
    _put(content / "actors.yaml", _list(corpus.actors, "name", "  kind: person\n"))
    _put(content / "places.yaml", _list(corpus.places, "name"))
    _put(content / "outlets.yaml", _list(corpus.outlets, "name", "  kind: newspaper\n"))
    for source in corpus.sources:
        _put(content / "sources" / f"{source.id}.md", source_file(source))
        _put(archive / f"{source.id}.txt", source.text + "\n")
    for entry in corpus.entries:
        _put(content / "entries" / f"{entry.id}.md", entry_file(entry))
    if receipts:
        write_receipts(root)


def write_receipts(root: Path) -> None:
    """Write the receipts of a corpus as `verify` does. Raises ValueError where a quote isn't found."""
    from dateline.site import verify

    report = verify(root)
    if errors := [problem for problem in report.problems if problem.severity.value == "error"]:
        raise ValueError(f"the corpus has errors: {errors[0]}")
    for path, text in report.changes.items():
        place = root / path
        place.parent.mkdir(exist_ok=True)
        _put(place, text or "")


def entry_file(entry: Entry) -> str:
    """An entry's Markdown file; its prose cites the sources of its claims."""
    lines = [
        "---",
        f"title: {entry.title}",
        f"date: {entry.date}",
        f"track: {entry.track}",
        f"place: {entry.place}",
        f"actors: [{', '.join(entry.actors)}]",
        f"added: {entry.date}",
        "claims:",
    ]
    for claim in entry.claims:
        lines += [
            f"  - id: {claim.id}",
            "    text: >-",
            f"      {claim.text}",
            f"    by: [{claim.by}]",
            "    kind: statement",
            f"    topic: {claim.topic}",
            f"    stance: {claim.stance}",
            "    evidence:",
            f"      - source: {claim.source}",
            "        quote: >-",
            f"          {claim.quote}",
        ]
    paragraphs = list(entry.paragraphs)
    for number, claim in enumerate(entry.claims[:2]):
        paragraphs[number] = f"{paragraphs[number]} [@{claim.source}]"
    return "\n".join([*lines, "---", "", "\n\n".join(paragraphs), ""])


def source_file(source: Source) -> str:
    """A source's Markdown file."""
    return (
        f"---\ntitle: {source.title}\nkind: article\npublisher: {source.outlet}\npublished: {source.published}\n"
        f"language: en\nurl: {source.url}\n---\n"
    )


def _list(things: Mapping[str, str], field: str, more: str = "") -> str:
    return "".join(f"- id: {ident}\n  {field}: {json.dumps(name)}\n{more}" for ident, name in things.items())


def _put(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
