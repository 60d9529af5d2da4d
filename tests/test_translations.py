"""Translations: invented articles in five languages, beside reports of the same events that are none."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from importing import new_timeline, run, site_of

from dateline.ingest.translations import Anchors, anchors, compare, find_translations, in_order

CASES = Path(__file__).parent / "cases" / "translations"
TEXTS = {path.stem: path.read_text(encoding="utf-8") for path in sorted(CASES.glob("*.txt"))}


def parts(name: str) -> tuple[str, str, str]:
    event, kind, language = name.split("-")
    return event, kind, language


def one_text(a: str, b: str) -> bool:
    """Two texts of a case are one where neither is a report of its own."""
    return parts(a)[0] == parts(b)[0] and not any("report" in parts(name)[1] for name in (a, b))


PAIRS = [(a, b) for a, b in combinations(TEXTS, 2) if parts(a)[2] != parts(b)[2]]


def test_there_are_enough_cases() -> None:
    same_event = [(a, b) for a, b in PAIRS if parts(a)[0] == parts(b)[0]]
    assert sum(one_text(a, b) for a, b in PAIRS) == 16
    assert sum(not one_text(a, b) for a, b in same_event) == 57


def test_translations_are_found_and_other_reports_of_the_event_are_not() -> None:
    found = find_translations((name, anchors(text, parts(name)[2])) for name, text in TEXTS.items())
    assert {(alike.first, alike.second) for alike in found} == {(a, b) for a, b in PAIRS if one_text(a, b)}


@pytest.mark.parametrize("name", [name for name in TEXTS if "translation" in name])
def test_a_part_of_a_translation_is_found(name: str) -> None:
    event, _, language = parts(name)
    original = anchors(TEXTS[f"{event}-original-en"], "en")
    half = "\n".join(TEXTS[name].split("\n")[:4])
    assert compare("a", original, "b", anchors(half, language)) is not None


def test_what_lines_up_is_said() -> None:
    a, b = "lake-original-en", "lake-translation-pt"
    alike = compare(a, anchors(TEXTS[a], "en"), b, anchors(TEXTS[b], "pt"))
    assert alike is not None
    assert alike.why == "15 of 15 numbers, 14 of 14 names, 2 of 2 quotations, 100% of it all in the same order"


def test_one_language_is_never_compared() -> None:
    text = TEXTS["selm-original-en"]
    assert compare("a", anchors(text, "en"), "b", anchors(text, "en-GB")) is None
    assert find_translations([("a", anchors(text, "en")), ("b", anchors(text, "en"))]) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "On March 10 the minister Lavrov met 1,200 men. He told Lavrov of 4.5 litres. Then Cavusoglu left; Cavusoglu slept."),
        ("ru", "10 марта министр Лавров встретил 1200 человек. Он сказал Лаврову о 4,5 литра. Потом ушёл Чавушоглу; Чавушоглу спал."),
        ("uk", "10 березня міністр Лавров зустрів 1200 людей. Він сказав Лаврову про 4,5 літра. Потім пішов Чавушоглу; Чавушоглу спав."),
        ("tr", "Dün bakan Lavrov 10 Mart’ta 1.200 kişiyle buluştu. O, Lavrov’a 4,5 litreden söz etti. Sonra Çavuşoğlu gitti; Çavuşoğlu uyudu."),
        ("pt", "Em 10 de março o ministro Lavrov viu 1.200 homens. Ele falou a Lavrov de 4,5 litros. Depois Cavusoglu saiu; Cavusoglu dormiu."),
    ],
)  # fmt: skip
def test_anchors_are_the_same_in_every_language(language: str, text: str) -> None:
    expected = ["#10", "#1200", "lvrv", "m3", "#4.5", "lvrv", "cvsg", "cvsg"]
    assert list(anchors(text, language).keys) == expected


def test_in_order() -> None:
    assert in_order("abcab", "bca") == [(1, 0), (2, 1), (3, 2)]
    assert in_order(["“10", "x"], ["“12", "x"]) == [(0, 0), (1, 1)]
    assert in_order(["“10"], ["“30"]) == []
    assert in_order([], ["x"]) == []


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from("abcd"), max_size=14), st.lists(st.sampled_from("abcd"), max_size=14))
def test_in_order_is_a_longest_common_subsequence(a: list[str], b: list[str]) -> None:
    table = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, x in enumerate(a, 1):
        for j, y in enumerate(b, 1):
            table[i][j] = table[i - 1][j - 1] + 1 if x == y else max(table[i - 1][j], table[i][j - 1])
    pairs = in_order(a, b)
    assert len(pairs) == table[-1][-1]
    assert all(a[i] == b[j] for i, j in pairs)
    assert pairs == sorted(pairs)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.sampled_from(["en", "ru", "tr", "zh"]))
def test_any_text_has_anchors(text: str, language: str) -> None:
    made = anchors(text, language)
    assert isinstance(made, Anchors)
    assert len(made.keys) == len(made.places)


def article(name: str, title: str, day: str) -> bytes:
    return "\n\n".join([title, day, *TEXTS[name].strip().split("\n")]).encode()


def test_an_import_proposes_a_translation(tmp_path: Path) -> None:
    root = new_timeline(tmp_path / "site")
    made = run(
        root,
        {
            "en.txt": article("selm-original-en", "Protocol signed in Port Selm", "4 May 2023"),
            "ru.txt": article("selm-translation-ru", "В Порт-Селме подписали протокол", "5 мая 2023"),
            "pt.txt": article("selm-report1-pt", "Trigo sobe em Nordhavn", "5 de maio de 2023"),
        },
    )
    english, russian, _ = made.outcomes
    found = [problem for problem in made.problems if problem.code == "translation-proposed"]
    assert [problem.path for problem in found] == ["ru.txt"]
    assert found[0].message.startswith(f"“{russian.id}” and “{english.id}” may be one text in two languages: ")
    written = (root / "content" / "sources" / f"{russian.id}.md").read_text(encoding="utf-8")
    assert f"#   - {{source: {english.id}, how: translation}}\n" in written
    assert site_of(root).sources[str(russian.id)].derived_from == ()


def test_a_translation_of_a_source_of_the_collection(tmp_path: Path) -> None:
    root = new_timeline(tmp_path / "site")
    first = run(root, {"en.txt": article("lake-original-en", "Lake Maren falls", "3 September 2023")})
    made = run(root, {"tr.txt": article("lake-translation-tr", "Maren Gölü alçaldı", "4 Eylül 2023")})
    (problem,) = [problem for problem in made.problems if problem.code == "translation-proposed"]
    assert f"and “{first.outcomes[0].id}” may be one text in two languages" in problem.message
