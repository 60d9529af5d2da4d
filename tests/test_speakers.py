"""Quotations and their speakers, names of persons, and spellings of one name.

`cases/speakers/` holds articles about invented places and persons, with the speaker marked inside each quotation:
`“<Marta Olen|We will sail,>” Olen said.` A speaker of `term` or `title` means that the words are nobody's speech, `?`
that they are said by somebody whom the text does not tell. `sentences.txt` has one sentence (or few) a line and, beneath
it, who speaks (` ¶ ` stands for a paragraph's end). `saved-pages.tsv` gives speakers for news pages that are read from
the shared folder where it is at hand: page, first and last character of the words, speaker (`-`: nobody's speech, or
nobody that the text tells). `gold/speakers/` has articles that were written and marked without a look at the code.
"""

from __future__ import annotations

import json
import re
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.ingest.people import find_people
from dateline.ingest.quotations import find_spans
from dateline.ingest.speakers import QuotedSpeech, find_quotes
from dateline.ingest.spellings import could_be_same_person, same_person

CASES = Path(__file__).parent / "cases" / "speakers"
GOLD = Path(__file__).parent / "gold" / "speakers"
SHARED = Path(__file__).parents[1].parent / "shared"
SEEDS = SHARED / "seeds"
PAGES = SHARED / "data" / "articles" / "ground-truth.json"
ARTICLES = sorted(path for path in CASES.glob("*.txt") if path.name[0].isdigit())
MARKED = re.compile(r"<([^|<>]+)\|([^<>]*)>")

needs_seeds = pytest.mark.skipif(not SEEDS.exists(), reason="the seeds are not at hand")


@dataclass(frozen=True, slots=True)
class Marked:
    """Words of a marked article with what they are."""

    start: int
    end: int
    who: str

    @property
    def speaker(self) -> str | None:
        return None if self.who in ("term", "title", "?") else self.who

    @property
    def kind(self) -> str:
        return self.who if self.who in ("term", "title") else "speech"


def read_article(path: Path) -> tuple[str, list[Marked]]:
    text, marks, rest = "", [], path.read_text(encoding="utf-8")
    while match := MARKED.search(rest):
        text += rest[: match.start()]
        marks.append(Marked(len(text), len(text) + len(match[2]), match[1]))
        text, rest = text + match[2], rest[match.end() :]
    return text + rest, marks


def by_words(text: str) -> dict[str, QuotedSpeech]:
    return {text[quote.start : quote.end]: quote for quote in find_quotes(text)}


def speaker_of(text: str, opening: str) -> str | None:
    return next(q.speaker for q in find_quotes(text) if text[q.start : q.end].startswith(opening))


# -- marks -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“A b,” he said. “C d.”", ["A b,", "C d."]),
        ('"A b," he said. "C d."', ["A b,", "C d."]),
        ("«A b», — сказал он.", ["A b"]),
        ("»A b«, sagte er.", ["A b"]),
        ("„A b“, sagte er.", ["A b"]),
        ("„A b”, powiedział.", ["A b"]),
        ("‚A b‘, sagte er.", ["A b"]),
        ("‘A b,’ he said. It’s ‘c’.", ["A b,", "c"]),
        ("'A b,' he said.", ["A b,"]),
        ("”A b”, sade hon.", ["A b"]),
        ("``A b , '' said Angers .", ["A b ,"]),
        ("「A b」 he said.", ["A b"]),
        # nested
        ("“He said ‘no’ to me,” she said.", ["He said ‘no’ to me,"]),
        ("‘He said “no” to me,’ she said.", ["He said “no” to me,"]),
        ('"He told me "no way" and left," she said.', ['He told me "no way" and left,']),
        ("«Мы из «Газпрома», — сказал он.", ["Мы из «Газпрома"]),
        ("«Він сказав „ні“», — каже вона.", ["Він сказав „ні“"]),
        ("“‘Why?’” he asked.", ["Why?"]),
        # apostrophes open nothing
        ("It doesn’t matter, the ministers’ cars aren’t here.", []),
        ("Rock ’n’ roll of the ’90s, ‘90s and '90s; get 'em.", []),
        ("‘I don’t know the ministers’ names,’ he said.", ["I don’t know the ministers’ names,"]),
        ("O'Neill's and D'Angelo's", []),
        # inches, feet, minutes
        ('A 55" screen and a 6\' 2" man said "yes, please".', ["yes, please"]),
        ('"The 55" screen works," she said. "It does."', ['The 55" screen works,', "It does."]),
        # over paragraphs
        ("“One a.\n“Two b.\n“Three c,” he said.", ["One a.", "Two b.", "Three c,"]),
        ("“One a.\nTwo b,” he said. “Three.”", ["One a.", "Two b,", "Three."]),
        # a mark that is missing swallows nothing
        ("“One a, he said.\nTwo b “three c” d.", ["One a,", "three c"]),
        ("He said “one a. “Two b,” he added.", ["Two b,"]),
        ("one a” he said. “Two b.”", ["Two b."]),
        ('"I put a bullet" and “mixed style," he said.', ["I put a bullet", "mixed style,"]),
        # spaces inside the marks, nothing inside, no words inside
        ('he said. " A b c."', ["A b c."]),
        ("“ ” and “…” and “”", []),
        ("", []),
    ],
)
def test_marks(text: str, words: list[str]) -> None:
    assert [text[span.start : span.end] for span in find_spans(text)] == words


def test_a_quotation_over_paragraphs_says_so() -> None:
    text = "He wrote:\n“One two three.\n“Four five six.”\n“Seven eight,” she said."
    assert [span.continues for span in find_spans(text)] == [False, True, False]
    assert [span.closed for span in find_spans(text)] == [False, True, True]


# -- sentences -------------------------------------------------------------------------------------------------


def sentences() -> list[tuple[str, str]]:
    lines = (CASES / "sentences.txt").read_text(encoding="utf-8").splitlines()
    return [(text, speakers.strip()) for text, speakers in zip(lines[::2], lines[1::2], strict=True)]


@pytest.mark.parametrize(("text", "speakers"), sentences())
def test_who_speaks(text: str, speakers: str) -> None:
    quotes = find_quotes(text.replace(" ¶ ", "\n"))
    assert " | ".join(quote.speaker or "-" for quote in quotes) == speakers


@pytest.mark.parametrize(
    ("text", "cue", "verb"),
    [
        ("“We will not go,” Marta Olen said on Monday.", "Marta Olen said", "said"),
        ("“We will not go,” said Marta Olen.", "said Marta Olen", "said"),
        ("“We will not go,” Marta Olen, the minister, said.", "Marta Olen, the minister, said", "said"),
        ("Marta Olen rejected the plan as “nothing but an old trick”.", "Marta Olen rejected", "rejected"),
        ("It was “an old trick”, according to Marta Olen.", "according to Marta Olen", None),
        ("«Ми не підемо», — сказала Марта Олень.", "сказала Марта Олень", "сказала"),
    ],
)
def test_the_words_of_attribution(text: str, cue: str, verb: str | None) -> None:
    (quote,) = find_quotes(text)
    assert (quote.cue, quote.verb) == (cue, verb)
    assert quote.cue_start is not None
    assert text[quote.cue_start : quote.cue_end] == cue


def test_a_quotation_that_continues_has_no_words_of_attribution() -> None:
    first, second = find_quotes("“We will not go,” Marta Olen said. “We never said that we would.”")
    assert (first.speaker, second.speaker) == ("Marta Olen", "Marta Olen")
    assert (first.cue, second.cue) == ("Marta Olen said", None)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The Kremlin calls it a “special operation”, and what it calls a “new order” is old.", "speech term"),
        ("In the film “The Last Ferry” nobody is saved.", "title"),
        ("They read “War and Rain” aloud.", "title"),
        ("Olen spoke.\n‘A strong position’\nShe left.", "title"),
        ("The so-called “old guard” left the room.", "term"),
        ("The “cold corner” stance is gone.", "term"),
        ("Olen shouted “Out!” and left.", "speech"),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    quotes = find_quotes(text)
    assert " ".join(quote.kind for quote in quotes) == kind
    assert all(quote.speaker is None for quote in quotes if quote.kind != "speech")


def test_who_is_a_person_and_what_office() -> None:
    text = "“We will not go far,” said Foreign Minister Marta Olen. “Nor will we,” the ministry said."
    minister, ministry = find_quotes(text)
    assert (minister.person, minister.role) == (True, "Foreign Minister")
    assert (ministry.person, ministry.role) == (False, None)


# -- articles --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_words_are_verbatim(path: Path) -> None:
    text, marks = read_article(path)
    assert [(quote.start, quote.end) for quote in find_quotes(text)] == [(mark.start, mark.end) for mark in marks]


def test_speakers_of_the_marked_articles() -> None:
    right = found = there = kinds = total = 0
    wrong = []
    for path in ARTICLES:
        text, marks = read_article(path)
        quotes = {(quote.start, quote.end): quote for quote in find_quotes(text)}
        for mark in marks:
            quote = quotes.get((mark.start, mark.end))
            total += 1
            kinds += quote is not None and quote.kind == mark.kind
            if len(text[mark.start : mark.end].split()) < 4:
                continue
            there += mark.speaker is not None
            found += quote is not None and quote.speaker is not None
            if mark.speaker and quote and quote.speaker == mark.speaker:
                right += 1
            elif quote and quote.speaker != mark.speaker:
                wrong.append(f"{path.stem}: {text[mark.start : mark.end]!r} is {mark.who}'s, not {quote.speaker}'s")
    report = "\n".join(wrong)
    assert len(ARTICLES) >= 25
    assert there >= 120
    assert right / found >= 0.98, report
    assert right / there >= 0.98, report
    assert kinds / total >= 0.98


def saved_pages() -> dict[str, list[tuple[int, int, str | None]]]:
    pages: dict[str, list[tuple[int, int, str | None]]] = {}
    for line in (CASES / "saved-pages.tsv").read_text(encoding="utf-8").splitlines():
        page, start, end, speaker = line.split("\t")
        pages.setdefault(page, []).append((int(start), int(end), None if speaker == "-" else speaker))
    return pages


@pytest.mark.skipif(not PAGES.exists(), reason="the saved news pages are not at hand")
def test_speakers_of_saved_news_pages() -> None:
    bodies = {key[:8]: page["articleBody"] for key, page in json.loads(PAGES.read_text(encoding="utf-8")).items()}
    right = found = there = 0
    for page, marks in saved_pages().items():
        text = bodies[page]
        quotes = {(q.start, q.end): q for q in find_quotes(text) if len(text[q.start : q.end].split()) >= 4}
        found += sum(quote.speaker is not None for quote in quotes.values())
        for start, end, speaker in marks:
            quote = quotes.get((start, end))
            there += speaker is not None
            right += speaker is not None and quote is not None and quote.speaker == speaker
    assert there > 200
    assert right / found >= 0.93
    assert right / there >= 0.93


@pytest.mark.parametrize(("name", "least"), [("dev", 0.97), ("held", 0.94), ("held2", 0.95), ("languages", 0.95)])
def test_speakers_of_articles_marked_by_others(name: str, least: float) -> None:
    """Speakers right among those found, and among those there; `held2` was blind at .86 first."""
    right = found = there = 0
    for line in (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        text = article["text"]
        quotes = {
            (q.start, q.end): q
            for q in find_quotes(text)
            if len(text[q.start : q.end].split()) >= 4
            and not any(start <= q.start and q.end <= end for start, end in article["ignore"])
        }
        found += sum(quote.speaker is not None for quote in quotes.values())
        for mark in article["quotes"]:
            assert text[mark["start"] : mark["end"]] == mark["text"]
            if mark["speaker"] is None or len(mark["text"].split()) < 4:
                continue
            there += 1
            quote = quotes.get((mark["start"], mark["end"]))
            right += quote is not None and quote.speaker == mark["speaker"]
    assert right / found >= least
    assert right / there >= least


# -- seeds -----------------------------------------------------------------------------------------------------


def seed(number: str) -> str:
    (path,) = SEEDS.glob(f"{number}_*.txt")
    return path.read_text(encoding="utf-8")


@needs_seeds
def test_seed_000() -> None:
    text = seed("000")
    quotes = find_quotes(text)
    assert [quote.speaker for quote in quotes] == [
        "Dmytro Kuleba",
        "Sergei Lavrov",
        None,
        "Sergei Lavrov",
        "Kaja Kallas",
        "Kaja Kallas",
        "Volodymyr Zelenskiy",
        "Ihor Zhovkva",
        "Ihor Zhovkva",
    ]
    assert [quote.kind for quote in quotes] == ["speech"] * 2 + ["term"] + ["speech"] * 6
    assert by_words(text)["single inch"].role == "Zelenskiy’s deputy chief of staff"
    assert quotes[5].cue == "she said"


@needs_seeds
@pytest.mark.parametrize(
    ("number", "opening", "speaker"),
    [
        ("001", "special military", None),
        ("001", "single inch", "Ihor Zhovkva"),
        ("001", "It’s up to everybody", "Kaja Kallas"),
        ("002", "There is nothing", "Sergey Lavrov"),
        ("002", "We are not planning", "Sergey Lavrov"),
        ("002", "We continue our", "Mevlut Cavusoglu"),
        ("002", "No progress has been", "Dmytro Kuleba"),
        ("002", "easy and difficult", "Dmytro Kuleba"),
        ("002", "Russia is not in", "Dmytro Kuleba"),
        ("002", "Volodymyr Zelenski accepted", "Mevlut Cavusoglu"),
        ("003", "on Russia ceasing", "Oleg Nikolenko"),
        ("003", "limited", "Dmytro Kuleba"),
        ("003", "what instructions", "Dmytro Kuleba"),
        ("003", "I am not pinning", "Dmytro Kuleba"),
        ("003", "A strong position", None),
        ("003", "pressing for", "Dmytro Kuleba"),
        ("003", "I will demand", "Dmytro Kuleba"),
        ("003", "Owing to the", "Dmytro Kuleba"),
        ("003", "a step forward", "Mustafa Aydin"),
        ("003", "Russia is not yet", "Mustafa Aydin"),
        ("003", "It's initially", "Mustafa Aydin"),
        ("003", "I do not think", "Soner Cagaptay"),
        ("003", "But I think", "Soner Cagaptay"),
        ("004", "population centers", None),
        ("004", "Let’s take a technical break until tomorrow [terça, 15]", "Mikhailo Podoliak"),
        ("004", "the coming days", "Leonid Slutski"),
        ("004", "The Ministry of Defence", "Dmitri Peskov"),
        ("004", "No,", "Dmitri Peskov"),
        ("004", "fight to the end", None),
    ],
)
def test_seed_speakers(number: str, opening: str, speaker: str | None) -> None:
    assert speaker_of(seed(number), opening) == speaker


# -- persons ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Tessarian Foreign Minister Helena Marsk met Ilir Dragan, the Maldovan premier. Marsk left first.",
            [
                ("Helena Marsk", "Tessarian Foreign Minister", "f"),
                ("Ilir Dragan", "Maldovan premier", "m"),
                ("Helena Marsk", "Tessarian Foreign Minister", "f"),
            ],
        ),
        (
            "Minister of Foreign Affairs Ivo Brandt and his counterpart, Marta Olen, spoke.",
            [("Ivo Brandt", "Minister of Foreign Affairs", "m"), ("Marta Olen", "counterpart", "f")],
        ),
        ("Kadir Has University is in Istanbul; the White House and Islamic State are not.", []),
        (
            "Mr. Brandt said so, and Brandt’s wife, Marta Brandt, denied it.",
            [("Brandt", None, "m"), ("Brandt", None, "m"), ("Marta Brandt", "Brandt’s wife", "f")],
        ),
        (
            "Президент Іван Гай подзвонив Марті Олень. Гай чекав на Олень.",
            [("Іван Гай", "Президент", "m"), ("Марті Олень", None, "f"), ("Іван Гай", "Президент", "m")],
        ),
        ("Sen. Ivo Brandt (R-Texas) voted; Donald Trump Jr. did not.", [("Ivo Brandt", None, "m")]),
    ],
)
def test_people(text: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    found = [(mention.name, mention.role, mention.gender) for mention in find_people(text)]
    assert found[: len(expected)] == expected
    assert bool(found) == bool(expected)


def test_mentions_are_where_the_name_stands() -> None:
    text = "Ukrainian foreign minister Dmytro Kuleba met Sergei Lavrov. Kuleba’s team left; Lavrov stayed."
    assert [text[m.start : m.end] for m in find_people(text)] == ["Dmytro Kuleba", "Sergei Lavrov", "Kuleba", "Lavrov"]
    assert [m.name for m in find_people(text)] == ["Dmytro Kuleba", "Sergei Lavrov"] * 2


@needs_seeds
def test_people_of_the_seeds() -> None:
    names = {number: {mention.name for mention in find_people(seed(number))} for number in ("000", "003", "004")}
    assert names["004"] == {
        "Mikhailo Podoliak",
        "Volodymyr Zelensky",
        "Leonid Slutski",
        "Dmitri Peskov",
        "Vladimir Putin",
    }
    assert names["003"] == {
        "Dmytro Kuleba",
        "Oleg Nikolenko",
        "Sergey Lavrov",
        "Mevlut Cavusoglu",
        "Vladimir Putin",
        "Mustafa Aydin",
        "Soner Cagaptay",
    }
    assert {"Kaja Kallas", "Ihor Zhovkva", "Olaf Scholz", "Emmanuel Macron"} <= names["000"]


# -- spellings -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Volodymyr Zelenskiy", "Volodymyr Zelenski"),
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
        ("Володимир Зеленський", "Volodymyr Zelensky"),
        ("Владимир Зеленский", "Volodymyr Zelenskyi"),
        ("Wolodymyr Selenskyj", "Volodymyr Zelensky"),
        ("Sergei Lavrov", "Sergey Lavrov"),
        ("Сергей Лавров", "Serguei Lavrov"),
        ("Dmitri Peskov", "Dmitry Peskov"),
        ("Дмитрий Песков", "Dmitriy Peskov"),
        ("Mikhailo Podoliak", "Mykhailo Podolyak"),
        ("Михайло Подоляк", "Mikhailo Podoliak"),
        ("Mevlut Cavusoglu", "Mevlüt Çavuşoğlu"),
        ("Мевлют Чавушоглу", "Mevlut Cavusoglu"),
        ("Leonid Slutski", "Leonid Slutsky"),
        ("Леонид Слуцкий", "Leonid Slutski"),
        ("Дмитро Кулеба", "Dmytro Kuleba"),
        ("Kuleba Dmytro", "Dmytro Kuleba"),
        ("Ihor Zhovkva", "Igor Zhovkva"),
        ("Denys Shmyhal", "Denis Shmygal"),
        ("Recep Tayyip Erdoğan", "Tayyip Erdogan"),
        ("Emmanuel Macron", "Эммануэль Макрон"),
        ("Olaf Scholz", "Олаф Шольц"),
        ("Vladimir Putin", "Vladimir Poutine"),
        ("V. Putin", "Vladimir Putin"),
        ("Sergei Viktorovich Lavrov", "Sergey Lavrov"),
        ("Alexander Lukashenko", "Alyaksandr Lukashenka"),
        ("Oleg Nikolenko", "Oleh Nikolenko"),
        ("Zelenskiy", "Zelensky"),
    ],
)
def test_spellings_of_one_person(a: str, b: str) -> None:
    assert same_person(a, b)
    assert same_person(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Dmytro Kuleba", "Dmitry Peskov"),
        ("Alexander Lukashenko", "Viktor Lukashenko"),
        ("Vladimir Putin", "Lyudmila Putina"),
        ("Putin", "Putina"),
        ("Donald Trump", "Donald Trump Jr."),
        ("George W. Bush", "George H. W. Bush"),
        ("Fiona Hill", "Fiona Gill"),
        ("Joe Biden", "Hunter Biden"),
        ("Kuleba", "Dmytro Kuleba"),
        ("Jackie Chan", "Jackie Kan"),
        ("Vladimir Medinsky", "Vladimir Medvedev"),
        ("Volodymyr Zelensky", "Olena Zelenska"),
        ("", "Dmytro Kuleba"),
    ],
)
def test_different_persons(a: str, b: str) -> None:
    assert not same_person(a, b)
    assert not same_person(b, a)


def test_a_family_name_alone_could_be_anybody_of_that_name() -> None:
    assert could_be_same_person("Kuleba", "Dmytro Kuleba")
    assert could_be_same_person("Зеленский", "Volodymyr Zelensky")
    assert not could_be_same_person("Putina", "Vladimir Putin")


# -- wild input ------------------------------------------------------------------------------------------------

PIECES = [*"“”\"«»„‘’'‚().,:;—–-!?…\n \t", "``", "''", "’s", "İ", "ß", "\u0000", "\u200b", "\r\n", "🙂", "55"]
PIECES += (
    "Kuleba said told he who of in a and as that called quoted saying minister Minister ministry сказав Кулеба".split()
)
PIECES += ["Marta Olen", "the minister", "according to", "in the words of", "’s words", "dedi", "disse", "with"]
PIECES += ["KULEBA:", "came the reply from", "is how", "said one of them", "his counterpart,", "the former minister"]
PIECES += ["by Kuleba", "a letter from", "in his view", "has been clear that", "diye", "citing", "asked.", "one", "I"]
WILD = st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join) | st.text(max_size=200)


@settings(max_examples=200, deadline=None)
@given(WILD)
def test_wild_text_gives_sound_spans(text: str) -> None:
    quotes = find_quotes(text)
    end = 0
    for quote in quotes:
        words = text[quote.start : quote.end]
        assert end <= quote.start < quote.end <= len(text)
        assert words == words.strip()
        assert any(map(str.isalnum, words))
        assert not (len(words) > 2 and words[0] == "“" and words[-1] == "”" and words.count("“") == 1)
        assert "\n" not in words
        assert quote.speaker is None or quote.kind == "speech"
        assert (quote.cue is None) == (quote.cue_start is None)
        if quote.cue_start is not None:
            assert text[quote.cue_start : quote.cue_end] == quote.cue
        end = quote.end
    for mention in find_people(text):
        assert text[mention.start : mention.end].strip()


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_names_are_compared_both_ways(a: str, b: str) -> None:
    assert same_person(a, b) == same_person(b, a)
    if same_person(a, b):
        assert could_be_same_person(a, b)


@pytest.mark.parametrize("mark", ["“", '"', "'", "``", "“a\n", "“a” "])
def test_a_hundred_kilobytes_of_quotation_marks(mark: str) -> None:
    text = (mark * 100_000)[:100_000]
    start = time.process_time()
    find_quotes(text)
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    "unit",
    [
        *("'a ", "«a, — сказав Кравець. — b» ", "Kuleba said “aa bb cc dd” ", "“a b c d,” he said. ", "John Smith "),
        *("said, ", "Union said “a b”, ", ", he said “a b”", "the ministry said “a b c d”. ", ", a, b, c, said “a b”"),
        *("who who ", "who said ", "it said ", "Smith: I said “a b c d”\n", "“a b c d?”\n", "a letter from Smith "),
        *("called “a b c d” by Smith ", "with Smith calling it “a b c d”, ", "“a b c d,” — Smith, "),
        *("Minister John Smith, minister of defense, said the minister “a b c d”. ", "told told “a b” "),
    ],
)
def test_hostile_text_takes_linear_time(unit: str) -> None:
    """40 KB of one thing: a second on a slow machine is plenty, and a quadratic step would take minutes."""
    text = (unit * (40_000 // len(unit) + 1))[:40_000]
    start = time.process_time()
    find_quotes(text)
    find_people(text)
    assert time.process_time() - start < 5
