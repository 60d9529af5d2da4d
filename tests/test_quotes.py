"""Quotes: what is found, what is not, and why; in five languages, on wild input, and in linear time."""

from __future__ import annotations

import random
import re
import time
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from dateline.evidence import boundaries, folding
from dateline.evidence.boundaries import divides
from dateline.evidence.folding import DASHES, FOLD_NAMES, MARKS, SINGLE, fold, is_joining
from dateline.evidence.quotes import (
    PreparedText,
    folded_words,
    folds_between,
    locate,
    word_count,
)
from dateline.evidence.verification import finding_of
from dateline.model import Finding, Verdict

CASES = Path(__file__).parent / "cases" / "quotes"


@dataclass
class Case:
    """One quote of the text files, and what has to become of it."""

    title: str
    source: str
    quote: str
    context: str | None = None
    verdict: str = ""
    folds: tuple[str, ...] = ()
    passages: list[str] = field(default_factory=list)
    reason: str = ""
    paragraph: int | None = None
    nearest: list[str] = field(default_factory=list)


def cases() -> Iterator[Case]:
    """Read the cases; cases/quotes/README.md says how they are written."""
    for path in sorted(CASES.glob("*.txt")):
        title, last = "", ""
        source: list[str] = []
        case: Case | None = None
        for raw in path.read_text(encoding="utf-8").split("\n"):
            line = re.sub(r"<U\+([0-9A-F]{4,6})>", lambda match: chr(int(match[1], 16)), raw)
            sign, value = line[:1], line[2:]
            if case is not None and case.verdict and sign in ("#", ">", "?", ""):
                yield case
                case = None
            if sign == "#":
                title, source = f"{path.stem}: {value}", []
            elif sign == ">":
                source = [*source, value] if last == ">" else [value]
            elif sign == "?" and case is not None:
                case.quote += "\n" + value
            elif sign == "?":
                case = Case(title, "\n".join(source), value)
            elif case is not None:
                read(case, sign, value)
            last = sign
        if case is not None:
            yield case


def read(case: Case, sign: str, value: str) -> None:
    """Take one line of a case."""
    if sign == "+":
        case.context = value
    elif sign == "=":
        case.verdict, _, folds = value.partition(": ")
        case.folds = tuple(sorted(folds.split(", "))) if folds else ()
    elif sign == "@":
        case.passages.append(value)
    elif sign == "!":
        case.reason = value
    elif sign == "%":
        case.paragraph = int(value)
    elif sign == "~":
        case.nearest.append(value)
    else:
        raise AssertionError(f"{case.title}: what is “{sign} {value}”?")


BATTERY = list(cases())


@pytest.mark.parametrize("case", BATTERY, ids=[f"{case.title}: {case.quote[:40]!r}" for case in BATTERY])
def test_battery(case: Case) -> None:
    match = locate(case.quote, case.source, case.context)
    assert match.verdict.value == case.verdict, match
    assert not case.folds or match.folds == case.folds
    if case.verdict == "exact":
        assert case.source[slice(match.start, match.end)] == case.quote.strip()
    if case.passages:
        assert [case.source[start:end] for start, end in match.parts] == case.passages
    assert case.reason in match.reason
    assert case.paragraph in (None, match.paragraph)
    if case.nearest:
        assert match.nearest is not None
        assert [match.nearest.written, match.nearest.printed] == case.nearest


def test_battery_is_large() -> None:
    languages = {case.title.split(":")[0].split("-")[0] for case in BATTERY}
    assert languages >= {"english", "ukrainian", "russian", "turkish", "portuguese"}
    assert len(BATTERY) >= 320


# Properties. The texts are sentences of words in four alphabets, with the punctuation that real ones have.
WORDS = st.sampled_from(
    "the talks minister it’s didn’t cafe\u0301 café naïve 15 1,500 3.5 Kyiv Київ об’єднання переговори не И́ван ёлка "
    "İzmir ışık değil görüşme não reunião “first step” well-known — – 40% $3 Straße ﬁnal co\u00adoperation Zürich".split()
)
LINK = st.sampled_from([" ", " ", " ", "\u00a0", ", ", ". ", " — ", "\u2009", "; ", "? "])


@st.composite
def sentences(draw: st.DrawFn, least: int = 6, most: int = 25, words: st.SearchStrategy[str] = WORDS) -> str:
    drawn = draw(st.lists(words, min_size=least, max_size=most))
    return "".join(word + draw(LINK) for word in drawn).strip()


@st.composite
def quoted(draw: st.DrawFn, words: st.SearchStrategy[str] = WORDS) -> tuple[str, str]:
    """A text, and a stretch of its whole words, four of them at least."""
    text = draw(sentences(least=8, words=words))
    cuts = [0, *(match.end() for match in re.finditer(r"[ \u00a0\u2009]", text)), len(text)]
    # A dash is no word, so a quote may need more than four cuts; from the first word on there are enough.
    last = {first: next((at for at in cuts if word_count(text[first:at]) >= 4), None) for first in cuts}
    first = draw(st.sampled_from([first for first, end in last.items() if end is not None] or [0]))
    ends = [at for at in cuts if at >= (last[first] or len(text))]
    quote = text[first : draw(st.sampled_from(ends))].strip()
    assume(word_count(quote) >= 4)
    return text, quote


@settings(max_examples=150, deadline=None)
@given(quoted())
def test_a_true_quote_is_found(pair: tuple[str, str]) -> None:
    text, quote = pair
    match = locate(quote, text)
    # A number and its sign are one thing: a cut between them is no whole word.
    assume("it cuts" not in match.reason)
    assert match.verdict in (Verdict.EXACT, Verdict.AMBIGUOUS)
    if match.verdict is Verdict.EXACT:
        assert text[slice(match.start, match.end)] == quote
        assert match.folds == ()
        assert match.unique


@settings(max_examples=400, deadline=None)
@given(quoted(), st.data())
def test_a_changed_letter_or_digit_is_never_accepted(pair: tuple[str, str], data: st.DataObject) -> None:
    text, quote = pair
    places = [at for at, char in enumerate(quote) if char.isalnum()]
    at = data.draw(st.sampled_from(places))
    letters = "abzIıİяійёеëçnO0158²ﬁКKàå"
    other = data.draw(st.one_of(st.sampled_from(letters), st.characters(categories=["Lu", "Ll", "Nd"])))
    changed = quote[:at] + other + quote[at + 1 :]
    # A letter that is a ligature of itself and its neighbours, or canonically the same, is no change.
    assume(folded_words(changed) != folded_words(quote) and folded_words(changed) not in folded_words(text))
    assert locate(changed, text).verdict is Verdict.ABSENT


@settings(max_examples=200, deadline=None)
@given(quoted(), st.data())
def test_a_dropped_or_added_word_is_never_accepted(pair: tuple[str, str], data: st.DataObject) -> None:
    text, quote = pair
    words = quote.split(" ")
    at = data.draw(st.integers(0, len(words) - 1))
    changed = [words[:at] + words[at + 1 :], [*words[:at], "not", *words[at:]]][data.draw(st.integers(0, 1))]
    assume(folded_words(" ".join(changed)) not in folded_words(text))
    assert locate(" ".join(changed), text).verdict is Verdict.ABSENT


def varied(draw: st.DrawFn, text: str) -> str:
    """The same words, set differently."""
    out = []
    for at, char in enumerate(text):
        # A mark behind a digit can be a unit, two marks in a row are one, and a sign belongs to its number.
        near = text[at - 1 : at] + text[at + 1 : at + 2]
        if char in "“”‘’" and not any(c.isdigit() or c in MARKS for c in near):
            # An apostrophe is no double mark.
            kinds = SINGLE if len(near) == 2 and near.isalpha() else MARKS
            out.append(draw(st.sampled_from(sorted(set(kinds) - {"‘", "’", "'", "`"} | {char}))))
        elif char == " ":
            out.append(draw(st.sampled_from([" ", "\u00a0", "\u2009", "  ", "\n", "\t", "\u3000"])))
        elif char in "—–" and near == "  ":
            out.append(draw(st.sampled_from([*DASHES, "--"])))
        else:
            out.append(draw(st.sampled_from([char, char, char, char + "\u00ad"])) if char.isalpha() else char)
    # At the end of a line a soft hyphen parts a word, and does not end one.
    words = re.sub("\u00ad+(?=\\s*\n)", "", "".join(out))
    words = unicodedata.normalize("NFD", words) if draw(st.booleans()) else words
    return words.replace("fi", draw(st.sampled_from(["fi", "ﬁ"])))


@st.composite
def settings_of_a_quote(draw: st.DrawFn) -> tuple[str, str, str]:
    # A soft hyphen before a combining mark would part a letter from its accent.
    words = WORDS.map(lambda word: unicodedata.normalize("NFC", word).replace("\u0301", ""))
    text, quote = draw(quoted(words=words))
    return text, quote, varied(draw, quote)


@settings(max_examples=300, deadline=None)
@given(settings_of_a_quote())
def test_a_typographic_variant_is_always_accepted(triple: tuple[str, str, str]) -> None:
    text, quote, variant = triple
    plain, match = locate(quote, text), locate(variant, text)
    assert (match.start, match.end, match.places) == (plain.start, plain.end, plain.places)
    if plain.verdict is Verdict.EXACT:
        assert match.verdict is (Verdict.EXACT if variant.strip() == quote else Verdict.TYPOGRAPHIC)
        assert bool(match.folds) == (variant.strip() != quote)
        assert set(match.folds) <= FOLD_NAMES
        assert match.folds == tuple(sorted(match.folds))


WILD = st.text(
    st.one_of(
        st.characters(),
        st.characters(categories=["Cs", "Mn", "Pd", "Pi", "Pf", "Zs", "Cf"]),
        st.sampled_from("abc 15.,'\"“”’-–—…[]\n\u00ad\u0301\u0316ﬁ가\u1100\u1161%$−"),
    ),
    max_size=60,
)


@settings(max_examples=400, deadline=None)
@given(WILD, WILD, st.one_of(st.none(), WILD))
def test_locate_never_raises(quote: str, text: str, context: str | None) -> None:
    match = locate(quote, text, context)
    if match.verdict in (Verdict.EXACT, Verdict.TYPOGRAPHIC):
        assert folded_words(text[slice(match.start, match.end)]) == folded_words(quote)
    if match.verdict is Verdict.EXACT:
        assert text[slice(match.start, match.end)] == quote.strip()


@settings(max_examples=300, deadline=None)
@given(WILD, st.data())
def test_offsets_are_right_on_wild_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    match = locate(text[start:end], text)
    if match.verdict.found or match.verdict is Verdict.AMBIGUOUS:
        assert match.parts
        for a, b in match.parts:
            assert 0 <= a < b <= len(text)
        if match.verdict is not Verdict.ELIDED and match.verdict.found:
            assert folded_words(text[slice(match.start, match.end)]) == folded_words(text[start:end])


@settings(max_examples=150, deadline=None)
@given(
    quoted(), st.lists(st.sampled_from(["", "Xx yy zz.", "“Qq, qq,” qq qq.", "q" * 50]), max_size=4), st.integers(0, 4)
)
def test_other_paragraphs_change_nothing(pair: tuple[str, str], others: list[str], at: int) -> None:
    text, quote = pair
    text = text.replace("\n", " ")
    before, after = others[:at], others[at:]
    alone, among = locate(quote, text), locate(quote, "\n".join([*before, text, *after]))
    shift = sum(len(other) + 1 for other in before)
    assert (among.verdict, among.folds, among.reason) == (alone.verdict, alone.folds, alone.reason)
    assert among.places == tuple(place + shift for place in alone.places)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from("river bridge harbour town road field north south east west".split()), min_size=9, max_size=30
    ),
    st.data(),
)
def test_elided_parts_are_in_order_and_words_of_the_text(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    cut = sorted(data.draw(st.sets(st.integers(0, len(words)), min_size=4, max_size=4)))
    first, second = " ".join(words[cut[0] : cut[1]]), " ".join(words[cut[2] : cut[3]])
    assume(cut[1] - cut[0] >= 3 and cut[3] - cut[2] >= 3)
    match = locate(f"{first} … {second}", text)
    assert match.verdict in (Verdict.ELIDED, Verdict.AMBIGUOUS)
    assert [text[a:b] for a, b in match.parts] == [first, second]
    assert match.parts[0][1] <= match.parts[1][0]
    # Reversed, it is accepted only where the text has the parts in that order as well.
    back = locate(f"{second} … {first}", text)
    stands = re.search(rf"\b{second}\b.*\b{first}\b", text) is not None
    assert (back.verdict is Verdict.ABSENT) == (not stands)


@settings(max_examples=200, deadline=None)
@given(st.one_of(WILD, sentences()))
@example("e\u00ad\u0301 \u00ad  x--\u0301y''z")
def test_folding_twice_is_folding_once(text: str) -> None:
    folded = fold(text)
    assert folded.origin is None or len(folded.origin) == len(folded.text) + 1
    # Two different marks (or dashes) side by side, as “"»”, fold to two; set with a typewriter two stand for one.
    typewritten = "''" in folded.text or "--" in folded.text
    if not typewritten and not any(is_joining(char) for char in text):
        assert fold(folded.text).text == folded.text


def test_folds_are_named_where_two_do_the_same_work() -> None:
    assert folds_between("a\u2000b", "a\u2002b") == ("Unicode normalisation",)
    assert folds_between("a b", "a b") == ()
    assert folds_between(" a b ", "a b") == ()


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("it’s", 1), ("face-to-face talks", 4), ("co\u00adoper\u00adation", 1), ("na\u0303o", 1), ("об’єднання", 1), ("किताब है", 2), ("和平", 2), ("…", 0)],
)  # fmt: skip
def test_words_are_counted_as_readers_count_them(text: str, count: int) -> None:
    assert word_count(text) == count


def test_prepared_text_answers_as_locate_does() -> None:
    text = "One line here.\nAnother line there."
    prepared = PreparedText(text)
    assert prepared.locate("line there") == locate("line there", text)
    assert (prepared.paragraph(0), prepared.paragraph(15), prepared.bounds(1)) == (0, 1, (15, len(text)))


# Time. The limits are several times what a slow machine takes; what is quadratic takes minutes.


def big_text(words: str, count: int, paragraph: int) -> str:
    """Invented text of so many words, with so many in a paragraph."""
    chance = random.Random(1)  # noqa: S311  (test data)
    known = words.split()
    made = (chance.choice(known) + (str(chance.randrange(4000)) if chance.random() < 0.5 else "") for _ in range(count))
    return "".join(word + ("\n" if at % paragraph == 0 else " ") for at, word in enumerate(made, 1))


@pytest.mark.parametrize("paragraph", [40, 10**9])
@pytest.mark.parametrize(
    "words",
    ["talks ceasefire the of round delegation it’s “first step” not well-known — border corridor in to and agreed minister",
     "переговори міністр що делегація кордон коридор об’єднання «перший крок» не — в на та і сторони"],
    ids=["english", "ukrainian"],
)  # fmt: skip
def test_a_thousand_quotes_in_a_megabyte(words: str, paragraph: int) -> None:
    text = big_text(words, 170_000, paragraph)
    assert len(text) > 1_000_000
    starts = [match.start() for match in re.finditer(r"\S+", text)]
    chance = random.Random(2)  # noqa: S311
    quotes = [text[starts[at] : starts[at + 15]].strip() for at in chance.sample(range(len(starts) - 20), 1000)]
    began = time.perf_counter()
    found = [locate(quote, text).verdict for quote in quotes]
    assert time.perf_counter() - began < 4
    assert found.count(Verdict.EXACT) > 800
    assert Verdict.ELIDED not in found
    began = time.perf_counter()
    assert {locate(f"{quote} zebra", text).verdict for quote in quotes[:300]} == {Verdict.ABSENT}
    assert time.perf_counter() - began < 10


SIZE = 200_000
HOSTILE: list[tuple[str, str, str, str | None]] = [
    ("ten thousand marks", "… " * 10_000, "word " * 1000, None),
    ("ten thousand parts", "one two three … " * 10_000, "one two three " * 1000, None),
    ("one word, short quote", "word word", "word " * (SIZE // 5), None),
    ("one word, long quote", "word " * 10_000, "word " * (SIZE // 5), None),
    ("one word, long quote that is absent", "word " * 10_000 + "x", "word " * (SIZE // 5), None),
    ("one word, with context", "word word", "word " * (SIZE // 5), "word word word"),
    ("one letter", "a" * 20_000, "a" * SIZE, None),
    ("one letter in one letter", "a", "a" * SIZE, None),
    ("one compound", "a-" * 10_000 + "a", "a-" * (SIZE // 2), None),
    ("combining marks out of order", "a\u0301\u0316", "a" + "\u0301\u0316" * (SIZE // 2), None),
    ("combining marks out of order in both", "a" + "\u0301\u0316" * 20_000, "a" + "\u0301\u0316" * (SIZE // 2), None),
    ("quotation marks", "a b c … d e f", "“" * SIZE, None),
    ("quotations", "aa bb cc … dd ee ff", "aa bb cc " + "“x” " * (SIZE // 4) + "dd ee ff", None),
    ("nested quotations", "aa bb cc … dd ee ff", "aa bb cc " + "“x " * (SIZE // 6) + "dd ee ff", None),
    ("nested and closed", "aa bb cc … dd ee ff", "aa bb cc " + "“x ‘y " * (SIZE // 12) + "’”" * (SIZE // 12) + " dd ee ff", None),
    ("closing marks", "aa bb cc … dd ee ff", "x” " * (SIZE // 3) + "aa bb cc zz dd ee ff", None),
    ("closing marks and author's words", "aa bb cc … dd ee ff", "x, — сказав він, — x” " * (SIZE // 22) + "aa bb cc zz dd ee ff", None),
    ("marks of all kinds", "aa bb cc … dd ee ff", "aa bb cc" + "”“’‘\"'»«" * (SIZE // 8) + " dd ee ff", None),
    ("marks within reach of many places", "aa bb cc … dd ee ff … dd ee ff", "aa bb cc " + "“ " * (SIZE // 2) + "dd ee ff " * 18, None),
    ("commas within reach of many places", "aa bb cc … dd ee ff … dd ee ff", "aa bb cc " + "," * SIZE + " dd ee ff" * 18, None),
    ("inside of many", "aa bb cc … dd ee ff", "“x " * (SIZE // 4) + "aa bb cc zz dd ee ff " * 300, None),
    ("twenty parts of two words", " … ".join(["the of the", "of the of"] * 10), "the of " * (SIZE // 7), None),
    ("full stops", "aa bb cc … dd ee ff", "aa bb cc " + "." * SIZE + " dd ee ff", None),
    ("single marks", "a b c … d e f", "a b c " + "‘x " * (SIZE // 3) + "” d e f", None),
    ("units", "5' x", "5' " * (SIZE // 3), None),
    ("spaces", "a b", "a" + " " * SIZE + "b", None),
    ("soft hyphens", "a b", "a" + "\u00ad" * SIZE + " b", None),
    ("brackets", "a b c […] " + "[ " * 50_000, "a b c d e f", None),
    ("a bracket and spaces", "a b c [" + " " * 100_000 + "x", "a b c d e f", None),
    ("twenty parts", "a b c … " * 19 + "a b c", "a b c " * (SIZE // 6), None),
    ("many paragraphs", "a b c … d e f", "a b c d e f\n" * (SIZE // 12), None),
    ("nearly the same, again and again", "a b " * 200 + "z", "a b " * (SIZE // 4), None),
    ("author's words", "a b c … d e f", "«a b c, " + ", — x " * (SIZE // 6) + " d e f»", None),
    ("verbs of speech", "a b c … d e f", "a b c " + "said " * (SIZE // 5) + " d e f", None),
    ("context everywhere", "a b", "a b c\n" * (SIZE // 6), "c"),
    ("ligatures", "fi", "ﬁ " * (SIZE // 2), None),
    ("empty paragraphs", "a b", "\n" * SIZE, None),
    ("a long quote", " ".join(map(str, range(20_000))), " ".join(map(str, range(20_000, 60_000))), None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("quote", "text", "context"), [case[1:] for case in HOSTILE], ids=[case[0] for case in HOSTILE]
)
def test_nothing_takes_long(quote: str, text: str, context: str | None) -> None:
    began = time.perf_counter()
    locate(quote, text, context)
    assert time.perf_counter() - began < 3


# --- what is seen at a glance is what a close look finds --------------------------------------------------------------

GLANCED = "ab Z7.,;:'\"`-$%+&@_()\n\u00e9\u2019\u2014\ufb01\u0301\u4e2d\u20ac\u00a0"


def variants(finding: Finding) -> Iterator[Finding]:
    """A finding, and others that differ from it in one respect."""
    yield finding
    yield replace(finding, unique=not finding.unique)
    yield replace(finding, prefix=finding.prefix[1:] or "x")
    yield replace(finding, suffix=finding.suffix[:-1] or "x")
    yield replace(finding, paragraph=(finding.paragraph or 0) + 1)
    if finding.start is not None and finding.end is not None:
        yield replace(finding, start=finding.start + 1)
        yield replace(finding, end=finding.end + 1)
        yield replace(finding, start=finding.start + 1, end=finding.end + 1)


def confirmed(quote: str, text: str, context: str | None = None) -> bool:
    """Whether a quote is confirmed at a glance; that never says anything but what `locate` finds."""
    prepared = PreparedText(text)
    found = finding_of(prepared.locate(quote, context), text)
    for claimed in (*variants(found), *variants(replace(found, verdict=Verdict.EXACT, unique=True, folds=()))):
        if prepared.confirms(quote, claimed):
            assert claimed == found
    return prepared.confirms(quote, found)


@given(st.text(GLANCED, max_size=40), st.integers(0, 40), st.integers(1, 12), st.sampled_from(["", " ", "\n"]))
@example("ab. Z7 ab-b, 7", 0, 3, "")
def test_a_quote_that_is_confirmed_at_a_glance_is_found_just_so(text: str, start: int, length: int, end: str) -> None:
    confirmed(end + text[start : start + length] + end, text)
    confirmed("a b", text)


def test_all_cases_are_the_same_at_a_glance() -> None:
    count = [confirmed(case.quote, case.source, case.context) for case in cases()]
    assert sum(count) > 10


@given(st.text(GLANCED, max_size=12))
@example(":.7")
@example("a-\nb")
def test_short_ways_of_folding_and_cutting_lead_to_the_same(text: str) -> None:
    folded = fold(text)
    cuts = [divides(folded, at) for at in range(len(folded.text) + 1)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(folding, "_ASCII_SPECIALS", re.compile(""))
        patch.setattr(boundaries, "_LETTERS", frozenset())
        patch.setattr(boundaries, "_STOPS", frozenset())
        patch.setattr(folding, "_SHORT", -1)
        assert fold(text) == folded
        assert [divides(folded, at) for at in range(len(folded.text) + 1)] == cuts
