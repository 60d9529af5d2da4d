"""Whose words a quote with words left out has: labels of transcripts, new subjects, verbs of speech, one person or two."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.evidence.attribution import chained, goes_on_saying, others_say, sayings, speaker
from dateline.evidence.quotations import quotations
from dateline.evidence.quotes import locate
from dateline.evidence.turns import takes_over, turns


@pytest.mark.parametrize(
    ("paragraph", "labels"),
    [
        ("LAVROV: We came. KULEBA: We stay.", 2),
        ("Mr. Lavrov: We came. The minister: We stay.", 2),
        ("Q: Will you come? A: We shall.", 2),
        ("Q. Will you come? A. We shall.", 2),
        ("Лавров: Так. С. Кулеба (Україна): Ні.", 2),
        ("“We came.” Kuleba: “We stay.”", 1),
        ("He asked for one thing: peace.", 0),
        ("It ended at 10:30. Later on they said: we stay.", 0),
        ("Plan A. was better.", 0),
    ],
)
def test_labels_of_a_transcript(paragraph: str, labels: int) -> None:
    assert len(turns(paragraph)) == labels


@pytest.mark.parametrize(
    ("before", "gap", "behind", "taken"),
    [
        ("Moscow hints it is", " winning, while Kyiv hints it", "has stopped", True),
        ("Lavrov sought a truce", ". Kuleba sought the", "withdrawal of all", True),
        ("Lavrov sought a truce", "; Kuleba sought the", "withdrawal of all", True),
        ("the port is closed", " at night and Kuleba", "wants it open", True),
        ("порт зачинено", ", а Кулеба твердить про", "відкриття порту", True),
        ("порт зачинено", ", а посол", "твердить про відкриття", True),
        ("o porto fecha", ", e Kiev garante que", "abre amanhã", True),
        ("liman kapalı", ", Kuleba ise", "açık diyor", True),
        ("envoys of Poland", ", Norway and Ukraine", "agreed to meet", False),
        ("envoys of Poland", " and Ukraine", "agreed to meet", False),
        ("The council met", " on Monday in Antalya, with Lavrov,", "and went home", False),
        ("The council met", ". Kuleba went home. ", "They came again", False),
        ("рада зібралася", ", а потім", "пішла додому", False),
        ("The plan", ", which Kuleba saw,", "came early", False),
    ],
)
def test_a_new_subject_takes_over(before: str, gap: str, behind: str, *, taken: bool) -> None:
    space = "" if gap.endswith(" ") else " "
    text = before + gap + space + behind
    assert takes_over(text, len(before), len(before + gap + space)) is taken


@pytest.mark.parametrize(
    "words",
    [
        "indicated", "testified", "implied", "made clear", "points out", "called for a truce", "Moscow states",
        "the minister notes", "söylüyor", "söylemişti", "duyurdu", "açıklıyor", "bildirmişti", "ekliyor", "söylerken",
        "anuncia", "informa", "responde", "observa", "avisa", "reconhece", "dizia", "dirá", "certo de", "казав",
        "запевняє", "доповів", "доложил", "просил", "твердил", "erklärte", "sagte", "a déclaré", "dijo", "señaló", "قال",
        "وقالت",
    ],
)  # fmt: skip
def test_verbs_of_speech(words: str) -> None:
    assert sayings(words) > 0


@pytest.mark.parametrize("words", ["the United States", "two reports and a few notes", "Member states", "de janeiro"])
def test_words_that_are_none(words: str) -> None:
    assert sayings(words) == 0


@pytest.mark.parametrize(
    ("words", "others"),
    [
        ("We hope so, I said it, we want to tell them all", False),
        ("ми сподіваємося на це", False),
        ("bunu umuyoruz", False),
        ("Lavrov said that they came", True),
        ("Лавров сказав, що вони прийшли", True),
        ("in Lavrov’s view they came", True),
    ],
)
def test_what_others_say_in_quoted_speech(words: str, *, others: bool) -> None:
    assert others_say(words) is others


@pytest.mark.parametrize(
    ("first", "second", "one"),
    [
        ("Dmytro Kuleba said", "he said", True),
        ("Dmytro Kuleba said", "Kuleba said", True),
        ("Biden said", "Jill Biden said", False),
        ("the general told him", "he said", False),
        ("the general told the minister", "he said", False),
        ("the general told the press", "he said", True),
        ("Lavrov said", "she said", False),
        ("Zakharova said", "she said", True),
        ("Kuleba said", "they said", False),
        ("the officials said", "they said", True),
        ("the officials said", "he said", False),
        ("сказав Кулеба", "додала вона", False),
        ("сказали Кулебі", "сказав він", False),
        ("сказал ему генерал", "сказал он", False),
        ("dediler", "dedi", False),
        ("dedi", "dedi", True),
    ],
)
def test_one_person_or_two(first: str, second: str, *, one: bool) -> None:
    a, b = speaker(first), speaker(second)
    assert a is not None
    assert b is not None
    assert a.may_be(b) is one


@pytest.mark.parametrize("clause", ["Kuleba was told", "Kuleba was also warned", "сказали йому", "he is reminded"])
def test_who_is_spoken_to_is_no_speaker(clause: str) -> None:
    assert speaker(clause) is None


def test_verbs_of_one_subject() -> None:
    assert chained("Kuleba said", "and added", ".")
    assert chained("Kuleba,", "dedi ve", "diye ekledi.")
    assert not chained("Kuleba said", "and Lavrov added", ".")
    assert not chained("Kuleba said", "and", "said Lavrov.")
    assert not chained("Kuleba,", "dedi ve", "diye ekledi Lavrov.")


def test_a_second_sentence_of_one_person() -> None:
    assert goes_on_saying("Lavrov said that Russia", " was ready", " He added that ")
    assert not goes_on_saying("Lavrov said that Russia", " was ready", " She added that ")
    assert not goes_on_saying("Lavrov said that Russia", " was ready", " He said that ")
    assert not goes_on_saying("Lavrov said that Russia", " was ready, Tamm said", " He added that ")
    assert not goes_on_saying("The ministers said that Russia", " was ready", " He added that ")


@pytest.mark.parametrize(
    "text",
    [
        ",,We came,'' he said.",
        "<<We came,>> he said.",
        "\u2033We came,\u2033 he said.",
        "\u05f4We came,\u05f4 he said.",
    ],
)
def test_typed_marks_hold_quoted_words(text: str) -> None:
    found, sound = quotations(text)
    assert sound
    assert [text[each.start : each.end] for each in found] == ["We came,"]


@pytest.mark.parametrize("text", ["3 << 4 and 4 >> 3", "a board 5\u2033 thick", "\u05e6\u05d4\u05f4\u05dc"])
def test_signs_that_are_no_marks(text: str) -> None:
    assert quotations(text)[0] == []


NAMES = st.sampled_from(["Tamm", "Orlova", "Kuleba", "Лавров", "Кулеба"])
VERBS = st.sampled_from(["hints it", "mused the", "sought a", "твердить про", "garante o", "knew the"])
BREAKS = st.sampled_from([", while ", "; ", ". ", ", and ", ", а ", ", e "])


@given(NAMES, VERBS, BREAKS)
def test_another_subject_is_never_left_out(name: str, verb: str, between: str) -> None:
    text = f"Kadri sought a truce for all{between}{name} {verb} way home for the fleet."
    assert locate("Kadri sought a truce … way home for the fleet", text).verdict.value == "absent"


@given(st.text("aB.:,;—“”«» ?AQ'<>\n", max_size=60), st.integers(0, 60), st.integers(0, 60))
@settings(max_examples=200)
def test_nothing_raises(text: str, left: int, right: int) -> None:
    left, right = sorted((min(left, len(text)), min(right, len(text))))
    takes_over(text, left, right)
    assert all(0 < place <= len(text) for place in turns(text))


@pytest.mark.parametrize("unit", ["A: ", ". Tamm ", ", Tamm and ", "Aaa. ", "a.b ", "<<", ",,a", " \u2033a"])
def test_labels_and_marks_take_linear_time(unit: str) -> None:
    text = "a b c " + unit * (600_000 // len(unit)) + " d e f"
    began = time.perf_counter()
    turns(text)
    locate("a b c … d e f", text)
    assert time.perf_counter() - began < 6
