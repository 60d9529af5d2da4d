"""How fast quotes are looked up in a long text: a table of kinds of quotes, and one of texts that are built to hurt.

    python benchmarks/quotes.py [N] [--size 1000000] [--repeat 3] [--seed 1] [--only kinds|hard] [--markdown]

The text is invented, in English, Ukrainian, Russian, Turkish and Portuguese by turns, and the same for the same seed. N
(1,000) different quotes of each kind are looked up in it, and in half and a quarter of it, each time from nothing: the
reading of the text is part of every figure. What is printed is processor time; docs/performance.md explains it.
"""

# What is made up need not be unguessable.
# ruff: noqa: S311

from __future__ import annotations

import argparse
import importlib
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

# As a program this file's own folder stands first; the packages are beside it.
ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.measure import Table, exponent, machine, middle, positive, ratio, seconds  # noqa: E402
from dateline.evidence import locate  # noqa: E402

SHARES = (4, 2, 1)
"""The text is looked into whole, and as far as these parts of it go."""
STOCK = 16_000
"""For so many characters there is a sentence that stands in the text again and again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    """What sentences of a language are made of."""

    common: Sequence[str]
    """Its commonest words, the commonest first."""
    onsets: Sequence[str]
    """What an invented word's syllables begin with …"""
    rhymes: Sequence[str]
    """… and end in."""
    marks: tuple[str, str]
    """Its quotation marks."""
    said: Sequence[str]
    """Verbs of speech."""
    verb_first: bool
    """Whether the verb of speech stands before the name."""


_LATIN = "b br d dr f g gr k kl l m n p pr r s st t tr v z".split()
_CYRILLIC = "б бр в г гр д др ж з к кл л м н п пр р с ст т тр х ш".split()
TONGUES = (
    Tongue(
        common=(
            "the of to and in a that for on with was as by at from it’s were had an this which their has would been "
            "after about more but or not its they one all before two into when who first other we didn’t so no there"
        ).split(),
        onsets=_LATIN, rhymes="a en er i ing o on or est ale ick and ure ent".split(),
        marks=("“", "”"), said=("said", "told reporters", "added", "replied"), verb_first=False,
    ),
    Tongue(
        common=(
            "і в на що з до не за у та про як для це від по його але він а також сторони під час після вони які між "
            "було об’єднання ще через був коли щоб ці своїх без того вже нам"
        ).split(),
        onsets=_CYRILLIC, rhymes="ання ів ий ти ою ах еній ість ок ами ує ив".split(),
        marks=("«", "»"), said=("сказав", "заявив", "додав", "наголосив"), verb_first=True,
    ),
    Tongue(
        common=(
            "и в на что с по не за к о как для это от из его но он а также стороны во время после они которые между "
            "было ещё через был когда чтобы эти своих без того уже нам переговоров"
        ).split(),
        onsets=_CYRILLIC, rhymes="ение ов ый ть ой ах ости ок ами ает ил ого".split(),
        marks=("«", "»"), said=("сказал", "заявил", "добавил", "отметил"), verb_first=True,
    ),
    Tongue(
        common=(
            "ve bir bu için ile olarak da de olan daha çok ama gibi kadar sonra her iki taraf görüşme önce ilk yeni "
            "göre üzere ancak o ise bütün arasında karşı şimdi bugün ülke heyet"
        ).split(),
        onsets=[*_LATIN, "ç", "ş", "y"], rhymes="ler lar de da nın ği lık ış ün ım an el or uk".split(),
        marks=("“", "”"), said=("dedi", "diye konuştu", "diye ekledi"), verb_first=True,
    ),
    Tongue(
        common=(
            "de a o que e do da em um para com uma os no se na por mais as dos como mas ao ele das à seu sua ou quando "
            "muito nos já também só pelo pela até entre depois sem mesmo não"
        ).split(),
        onsets=_LATIN, rhymes="ção ado ou ente ar ia os as ência ada ir eira al or".split(),
        marks=("“", "”"), said=("disse", "afirmou", "acrescentou", "declarou"), verb_first=True,
    ),
)  # fmt: skip
"""The languages of the text."""


class _Writer:
    """Writes sentences of one language, in which words come as often as they do in real ones."""

    def __init__(self, rng: random.Random, tongue: Tongue) -> None:
        self.rng, self.tongue = rng, tongue
        invented: dict[str, None] = {}
        while len(invented) < 6000:
            syllables = rng.choices((1, 2, 3), (1, 5, 4))[0]
            word = "".join(rng.choice(tongue.onsets) + rng.choice(tongue.rhymes) for _ in range(syllables))
            invented[word] = None
        self.words = [*tongue.common, *invented]
        total, self.weights = 0.0, []
        for rank in range(len(self.words)):
            total += 1 / (rank + 3)
            self.weights.append(total)
        self.names = [word.capitalize() for word in rng.sample([*invented], 60)]

    def sentence(self, least: int = 8, most: int = 32) -> str:
        """A sentence without its stop."""
        rng = self.rng
        words = rng.choices(self.words, cum_weights=self.weights, k=rng.randint(least, most))
        for number in range(4, len(words) - 1):
            chance = rng.random()
            if chance < 0.07:
                words[number] += ","
            elif chance < 0.1:
                words[number] = rng.choice(self.names)
            elif chance < 0.12:
                words[number] = rng.choice((str(rng.randint(2, 60)), f"{rng.randint(1, 9)},{rng.randint(100, 999)}"))
            elif chance < 0.13:
                words[number] += " —"
        words[0] = words[0][:1].upper() + words[0][1:]
        return " ".join(words)

    def speech(self) -> str:
        """Somebody's quoted words, and who said them."""
        (left, right), said, name = self.tongue.marks, self.rng.choice(self.tongue.said), self.rng.choice(self.names)
        by = f"{said} {name}" if self.tongue.verb_first else f"{name} {said}"
        return f"{left}{self.sentence(10, 24)},{right} {by}"


@dataclass(frozen=True, slots=True)
class Corpus:
    """The invented text, and what it was made of."""

    paragraphs: Sequence[str]
    """The text's lines."""
    stock: Sequence[str]
    """The sentences that come again and again."""

    @property
    def text(self) -> str:
        """The whole text."""
        return "\n".join(self.paragraphs)

    def part(self, share: int) -> Corpus:
        """One in so many of the paragraphs."""
        return Corpus(self.paragraphs[: len(self.paragraphs) // share], self.stock)


def corpus(size: int, seed: int) -> Corpus:
    """A text of about so many characters; the same for the same numbers."""
    rng = random.Random(seed)
    writers = [_Writer(rng, tongue) for tongue in TONGUES]
    stock = [rng.choice(writers).sentence(14, 20) for _ in range(max(3, size // STOCK))]
    paragraphs: list[str] = []
    while size > 0:
        writer = rng.choice(writers)
        sentences = [writer.speech() if rng.random() < 0.25 else writer.sentence() for _ in range(rng.randint(2, 6))]
        if rng.random() < 0.2:
            sentences.append(rng.choice(stock))
        paragraphs.append(". ".join(sentences) + ".")
        size -= len(paragraphs[-1]) + 1
    return Corpus(paragraphs, stock)


# --- Quotes of each kind ---

_SET_OTHERWISE = str.maketrans({"’": "'", "“": '"', "”": '"', "«": "„", "»": "“", "—": "–", " ": "\u00a0"})
Make = Callable[[random.Random, Corpus], str]


def _words(rng: random.Random, paragraphs: Sequence[str], least: int) -> list[str]:
    """The words of any paragraph that has so many."""
    while len(words := rng.choice(paragraphs).split(" ")) < least:
        pass
    return words


def exact(rng: random.Random, corpus: Corpus) -> str:
    """Six to eighteen words as they stand."""
    count = rng.randint(6, 18)
    words = _words(rng, corpus.paragraphs, count)
    at = rng.randint(0, len(words) - count)
    return " ".join(words[at : at + count])


def typographic(rng: random.Random, corpus: Corpus) -> str:
    """The same, with other marks, dashes and spaces, and a soft hyphen."""
    quote = exact(rng, corpus).translate(_SET_OTHERWISE)
    at = rng.randrange(2, len(quote) - 2)
    return f"{quote[:at]}\u00ad{quote[at:]}" if quote[at - 1 : at + 1].isalpha() else quote


def elided(rng: random.Random, corpus: Corpus) -> str:
    """Two or three pieces of a paragraph."""
    words = _words(rng, corpus.paragraphs, 30)
    at = rng.randint(0, len(words) - 30)
    pieces = []
    for _ in range(rng.choice((2, 2, 3))):
        count = rng.randint(3, 6)
        pieces.append(" ".join(words[at : at + count]))
        at += count + rng.randint(1, 4)
    return rng.choice((" … ", " […] ", " ... ")).join(pieces)


def ambiguous(rng: random.Random, corpus: Corpus) -> str:
    """Five to nine words of a sentence that comes again and again."""
    words, count = rng.choice(corpus.stock).split(" "), rng.randint(5, 9)
    at = rng.randint(0, len(words) - count)
    return " ".join(words[at : at + count])


def absent(rng: random.Random, corpus: Corpus) -> str:
    """A quotation with one letter changed."""
    quote = exact(rng, corpus)
    places = [at for at, char in enumerate(quote) if char.isalpha()]
    at = rng.choice(places)
    return quote[:at] + ("x" if quote[at] != "x" else "y") + quote[at + 1 :]


def worst(rng: random.Random, corpus: Corpus) -> str:
    """By turns what costs most: long, of common words only, spliced, in many pieces, of no passage at all."""
    kind = rng.randrange(5)
    if kind == 0:
        return f"{exact(rng, corpus)} … {exact(rng, corpus)}"
    if kind == 1:
        return " ".join(rng.choice(TONGUES[0].common[:8]) for _ in range(rng.randint(4, 8)))
    if kind == 2:
        words = _words(rng, corpus.paragraphs, 70)
        return " … ".join(" ".join(words[at : at + 4]) for at in range(0, 66, 6))
    if kind == 3:
        return absent(rng, Corpus([" ".join(_words(rng, corpus.paragraphs, 60)[:60])], ()))
    return " ".join(rng.choice(_words(rng, corpus.paragraphs, 1)) for _ in range(40))


KINDS: dict[str, Make] = {
    "exact": exact,
    "typographic": typographic,
    "elided": elided,
    "ambiguous": ambiguous,
    "absent": absent,
    "worst, in one paragraph": worst,
}
"""What is looked up, and what makes it."""
ONE_PARAGRAPH = "worst, in one paragraph"
"""The kind that is looked up in a text without line breaks."""


def quotes_of(make: Make, corpus: Corpus, count: int, seed: int) -> list[str]:
    """So many different quotes of a kind, or as many as are found soon."""
    rng = random.Random(seed)
    made: dict[str, None] = {}
    for _ in range(20 * count):
        made[make(rng, corpus)] = None
        if len(made) == count:
            break
    return [*made]


# --- Texts and quotes that are built to hurt ---

Hard = Callable[[int], tuple[str, str]]
"""A quote and a text of so many characters."""


def _times(piece: str, size: int) -> str:
    return piece * (size // len(piece))


def _shuffled(words: Sequence[str], size: int) -> str:
    rng = random.Random(size)
    shortest = 1 + min(map(len, words))
    return " ".join(rng.choices(words, k=size // shortest + 1))[:size]


def _spoilt(quote: str) -> str:
    return f"{quote[: len(quote) // 2]}x{quote[len(quote) // 2 :]}"


_MANY = [f"word{number}" for number in range(5000)]
_PARTS = "aa bb cc … dd ee ff"
_THERE = " aa bb cc zz dd ee ff"
HARD: dict[str, Hard] = {
    "one word all over": lambda n: ("word word", _times("word ", n)),
    "one word all over, 64 KB of it": lambda n: (_times("word ", n // 16) + "x", _times("word ", n)),
    "one letter, no space": lambda n: ("a", "a" * n),
    "words of two letters shuffled": lambda n: (_shuffled(["a", "b"], n // 16), _shuffled(["a", "b", "a"], n)),
    "64 KB, one letter wrong": lambda n: (
        (text := _shuffled(_MANY, n))[: n // 32] + "x" + text[n // 32 : n // 16],
        text,
    ),
    "“the the the” in 20 parts": lambda n: (" … ".join(["the the the"] * 20), _shuffled(["the", "of"], n)),
    "thousands of “…” in the quote": lambda n: (_times("one two three … ", n // 16), _times("one two three ", n)),
    "thousands of “…” in the text": lambda n: (_PARTS, _times("… ", n) + _THERE),
    "opening marks only": lambda n: (_PARTS, "“" * n + _THERE),
    "closing marks": lambda n: (_PARTS, _times("x” ", n) + _THERE),
    "marks in marks": lambda n: (_PARTS, _times("“x ‘y ", n // 2) + _times("’”", n // 2) + _THERE),
    "quotations, one speaker": lambda n: (_PARTS, _times("“So it was,” Ona said. ", n) + _THERE),
    "a million dashes": lambda n: (_PARTS, "«aa, " + _times("— x, ", n) + "»" + _THERE),
    "combining marks": lambda n: ("a b", _times("a\u0301\u0316", n)),
    "ligatures": lambda n: ("fi", _times("ﬁ ", n)),
    "line breaks": lambda n: ("a b c d", _times("a\n", n)),
}
"""What each is, and what makes it."""
HARD_CONTEXT = "10 KB of context, 160,000 places"


# --- Measuring ---


@dataclass(slots=True)
class Row:
    """What one kind took."""

    name: str
    """The kind."""
    sizes: list[int] = field(default_factory=list)
    """Characters of each text, the shortest first."""
    took: list[float] = field(default_factory=list)
    """Seconds of processor time at each, the median of several runs."""
    count: int = 0
    """Quotes looked up."""
    verdicts: Counter[str] = field(default_factory=Counter)
    """What became of them in the longest text."""
    floor: float = 0.0
    """Seconds that `str.find` takes to see whether each, as it is, stands there and stands there twice."""

    def exponents(self) -> list[str]:
        """How the time grew from each text to the next."""
        pairs = [*zip(self.sizes, self.took, strict=True)]
        return [f"{exponent(small, large):.2f}" for small, large in pairwise(pairs)]


def forget() -> None:
    """Let go of all that is kept between look-ups."""
    for name, module in [*sys.modules.items()]:
        if name.startswith("dateline.evidence."):
            for kept in [*vars(module).values()]:
                if hasattr(kept, "cache_clear"):
                    kept.cache_clear()


def look_up(quotes: Sequence[str], text: str, context: str | None = None) -> tuple[float, Counter[str]]:
    """Look quotes up in a text that has not been seen before: seconds of processor time, and the verdicts."""
    forget()
    began = time.process_time()
    verdicts = [locate(quote, text, context).verdict.value for quote in quotes]
    return time.process_time() - began, Counter(verdicts)


def found(quotes: Sequence[str], text: str) -> float:
    """Seconds that plain `str.find` takes for the same quotes: it knows no typography, no parts and no nearest."""
    began = time.process_time()
    for quote in quotes:
        at = text.find(quote)
        if at >= 0:
            text.find(quote, at + 1)
    return time.process_time() - began


def kinds(whole: Corpus, count: int, repeat: int, seed: int) -> Iterator[Row]:
    """Each kind of quote, in a quarter, a half and all of the text."""
    for name, make in KINDS.items():
        row = Row(name)
        for share in SHARES:
            part = whole.part(share)
            text = part.text.replace("\n", " ") if name == ONE_PARAGRAPH else part.text
            quotes = quotes_of(make, part, count, seed)
            runs = [look_up(quotes, text) for _ in range(repeat)]
            row.sizes.append(len(text))
            row.took.append(middle([took for took, _ in runs]))
            row.count, row.verdicts = len(quotes), runs[0][1]
            row.floor = middle([found(quotes, text) for _ in range(repeat)])
        yield row


def hard(size: int, repeat: int) -> Iterator[Row]:
    """One quote in each text that is built to hurt, of a quarter, a half and the whole length."""
    built: dict[str, Callable[[int], tuple[str, str, str | None]]] = {
        name: lambda n, make=make: (*make(n), None)  # type: ignore[misc]
        for name, make in HARD.items()
    }
    built[HARD_CONTEXT] = lambda n: ("a b", _times("a b c\n", n) + "a b " + "d " * 5000, "d " * 5000)
    for name, build in built.items():
        row = Row(name)
        for share in SHARES:
            quote, text, context = build(size // share)
            runs = [look_up([quote], text, context) for _ in range(repeat)]
            row.sizes.append(len(text))
            row.took.append(middle([took for took, _ in runs]))
            row.count, row.verdicts = 1, runs[0][1]
        yield row


def fuzzy(quotes: Sequence[str], text: str) -> str:
    """What a fuzzy search costs that shows a nearest passage too; or that it isn't there."""
    try:
        fuzz = importlib.import_module("rapidfuzz.fuzz")
    except ImportError:
        return "rapidfuzz is not there to be compared with (`pip install rapidfuzz`)."
    began = time.process_time()
    for quote in quotes:
        fuzz.partial_ratio_alignment(quote, text)
    took = (time.process_time() - began) / len(quotes)
    return (
        f"rapidfuzz, `partial_ratio_alignment`, takes {1000 * took:.0f} ms for an absent quote ({len(quotes)} tried): "
        "it shows a nearest passage, and says nothing of words, marks, parts or speakers."
    )


def kinds_table(rows: Sequence[Row]) -> Table:
    """The table of kinds of quotes."""
    sizes = [f"{size:,}" for size in rows[0].sizes]
    return Table(
        f"{rows[0].count:,} quotes of each kind in texts of so many characters: seconds",
        ["", *sizes, "ms a quote", "growth", "growth ", "str.find", "verdicts"],
        [
            [
                row.name,
                *map(seconds, row.took),
                f"{1000 * row.took[-1] / row.count:.2f}",
                *row.exponents(),
                f"{seconds(row.floor)} ({ratio(row.took[-1], row.floor)})",
                ", ".join(f"{count} {verdict}" for verdict, count in row.verdicts.most_common()),
            ]
            for row in rows
        ],
    )


def hard_table(rows: Sequence[Row]) -> Table:
    """The table of what is built to hurt."""
    return Table(
        "One quote, in texts that are built to hurt: seconds",
        ["", "a quarter", "a half", f"{rows[0].sizes[-1]:,}", "growth", "growth ", "verdict"],
        [[row.name, *map(seconds, row.took), *row.exponents(), next(iter(row.verdicts))] for row in rows],
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and print the tables. Returns 0."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", metavar="N", nargs="?", type=positive, default=1000, help="quotes of each kind")
    parser.add_argument("--size", type=positive, default=1_000_000, help="characters of the text")
    parser.add_argument("--repeat", type=positive, default=3, help="runs, of which the median counts")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=("kinds", "hard"))
    parser.add_argument("--markdown", action="store_true", help="print tables for a page")
    options = parser.parse_args(arguments)
    here = machine(ROOT)
    print(f"{here.date}: {here.processor}, {here.cores} cores, {here.system}, {here.python}; load {here.load:.2f}.")
    if here.warning:
        print(f"Warning: {here.warning}.")
    tables = []
    # What is compiled at its first use is no part of the figures.
    whole = corpus(options.size, options.seed)
    look_up(quotes_of(elided, whole, 20, options.seed + 1), whole.part(4).text)
    if options.only != "hard":
        tables.append(kinds_table([*kinds(whole, options.count, options.repeat, options.seed)]))
        print(fuzzy(quotes_of(absent, whole, 5, options.seed), whole.text))
    if options.only != "kinds":
        tables.append(hard_table([*hard(options.size, options.repeat)]))
    for table in tables:
        print("\n" + (table.markdown() if options.markdown else table.text()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
