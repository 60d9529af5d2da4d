"""Datelines: place, day and wire before a report's first sentence; where they end, and what they say."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.ingest import datelines, extract, find_dates, find_quotes
from dateline.ingest.assertions import Assertion
from dateline.ingest.claims import read_claims
from dateline.ingest.dating import infer_published


@pytest.mark.parametrize(
    ("opening", "wires", "day"),
    [
        ("QUILL, May 15, 2024 - ", (), "2024-05-15"),
        ("QUILL, May 15, 2024 – ", (), "2024-05-15"),
        ("PORT QUILL, May 15, 2024 — ", (), "2024-05-15"),
        ("PORT QUILL, May 15 - ", (), None),
        ("Port Quill, 15 May 2024 – ", (), "2024-05-15"),
        ("Port Quill, Maravia, 15 May 2024 — ", (), "2024-05-15"),
        ("QUILL, Maravia, May 15, 2024 — ", (), "2024-05-15"),
        ("QUILL, Wednesday, May 15, 2024 - ", (), "2024-05-15"),
        ("QUILL, Wednesday - ", (), None),
        ("QUILL, M.V., May 15, 2024 - ", (), "2024-05-15"),
        ("ST. QUILL/PORT SELM, May 15 - ", (), None),
        ("QUILL, 15 May (Reuters) - ", ("Reuters",), None),
        ("QUILL, May 15 (Nordwind) - ", (), None),
        ("(Reuters) - ", ("Reuters",), None),
        ("(Nordwind) — ", (), None),
        ("QUILL (AP) — ", ("AP",), None),
        ("QUILL: ", (), None),
        ("BERLIN, 15. Mai 2024 - ", (), "2024-05-15"),
        ("Berlin, 15. Mai (dpa) - ", ("dpa",), None),
        ("КВІЛЬ, 15 травня 2024 року – ", (), "2024-05-15"),
        ("КВІЛЬ, 15 травня (Укрінформ) – ", ("Ukrinform",), None),
        ("СОЛТ-ХАРБОР, 13 июня. ", (), None),
        ("СОЛТ-ХАРБОР, 13 июня. /ТАСС/. ", ("TASS",), None),
        ("Квиль, 13 июня 2025 г. — ", (), "2025-06-13"),
        ("Квиль. 13 июня. Интерфакс - ", ("Interfax",), None),
        ("Kuyu, 15 Mayıs 2024 – ", (), "2024-05-15"),
        ("KUYU, 15 Mayıs (AA) - ", ("Anadolu",), None),
        ("São Brás, 15 de maio de 2024 – ", (), "2024-05-15"),
        ("SÃO BRÁS, 15 de maio (Lusa) – ", ("Lusa",), None),
        ("Puerto Quill, 15 may (EFE).- ", ("EFE",), None),
    ],
)
def test_dateline(opening: str, wires: tuple[str, ...], day: str | None) -> None:
    found = datelines.read(f"{opening}Ministers of both shores met on Tuesday.")
    assert found is not None
    assert (found.end, found.wires, found.day) == (len(opening), wires, day)


@pytest.mark.parametrize(
    "sentence",
    [
        "On May 15, 2024 - a Wednesday - the ministers met.",
        "On Tuesday, May 15 - the day of the fair - they met.",
        "The ministers, May 15 or not - met.",
        "Ida Brenn, 54 - a mayor of long standing - spoke.",
        "The ministers (Kranz and Sol) - both - met.",
        "He met the AP – and left.",
        "May 15, 2024 – The ministers met.",
        "In Quill, May 15 was a holiday.",
        "Brenn met Holm on May 15. They spoke.",
        "“QUILL, May 15 - that is how it began,” she said.",
        "",
    ],
)
def test_no_dateline(sentence: str) -> None:
    assert datelines.read(sentence) is None


@given(st.text(alphabet="QUILLport May15,2024()-–—/.: aé", max_size=120))
def test_a_dateline_never_takes_a_whole_text(text: str) -> None:
    found = datelines.read(text)
    assert found is None or 0 < found.end <= len(text)


def _claims(text: str, published: str, language: str = "en") -> list[Assertion]:
    day = date.fromisoformat(published)
    phrases = find_dates(text, day)
    return list(read_claims(text, phrases, find_quotes(text), published=day, language=language).assertions)


@pytest.mark.parametrize("opening", ["PORT QUILL, May 15, 2024 - ", "Port Quill, 15 May 2024 – ", "QUILL, May 15 — "])
def test_the_datelines_day_is_not_the_events(opening: str) -> None:
    (claim,) = _claims(f"{opening}The ministers of Maravia met on Tuesday and spoke of the tolls.", "2024-05-15")
    assert claim.text == "The ministers of Maravia met and spoke of the tolls."
    assert claim.dated is not None
    assert claim.dated.value == "2024-05-14"


@pytest.mark.parametrize(
    ("text", "language", "claims"),
    [
        (
            "СОЛТ-ХАРБОР, 13 июня. Министры во вторник встретились в порту.",
            "ru",
            [("2025-06-10", "Министры во вторник встретились в порту.")],
        ),
        (
            "СОЛТ-ХАРБОР, 13 июня. /ТАСС/. Министры во вторник встретились в порту.",
            "ru",
            [("2025-06-10", "Министры во вторник встретились в порту.")],
        ),
        (
            "КВІЛЬ, 13 червня 2025 року – Міністри у вівторок зустрілися в порту.",
            "uk",
            [("2025-06-10", "Міністри у вівторок зустрілися в порту.")],
        ),
        (
            "BERLIN, 13. Juni 2025 - Die Minister trafen sich am Dienstag im Hafen.",
            "de",
            [("2025-06-10", "Die Minister trafen sich am Dienstag im Hafen.")],
        ),
        (
            "Kuyu, 13 Haziran 2025 – Bakanlar salı günü limanda görüştü.",
            "tr",
            [("2025-06-10", "Bakanlar salı günü limanda görüştü.")],
        ),
        (
            "São Brás, 13 de junho de 2025 — Os ministros reuniram-se na terça-feira no porto.",
            "pt",
            [("2025-06-10", "Os ministros reuniram-se na terça-feira no porto.")],
        ),
        (
            "(Reuters) - The ministers met on Tuesday in the port.",
            "en",
            [("2025-06-10", "The ministers met in the port.")],
        ),
        (
            "Both shores want lower tolls.\nQUILL, June 13 - The ministers met on Tuesday in the port.",
            "en",
            [("2025-06-10", "The ministers met in the port.")],
        ),
    ],
)
def test_a_dateline_is_no_part_of_a_claim(text: str, language: str, claims: list[tuple[str, str]]) -> None:
    found = _claims(text, "2025-06-13", language)
    assert [(claim.dated.value if claim.dated else None, claim.text) for claim in found] == claims


@pytest.mark.parametrize("opening", ["QUILL, May 15, 2024 - ", "BERLIN, 15. Mai 2024 – ", "Kuyu, 15 Mayıs 2024 — "])
def test_a_full_date_in_the_dateline_suggests_the_day_of_publication(opening: str) -> None:
    text = f"{opening}The ministers of Maravia met on Tuesday and spoke of the tolls on the lake for two hours."
    article = extract(f"Ministers meet on the tolls\n\n{text}\n\nThey had time.\n".encode(), "a.txt")
    assert article.published == "2024-05-15"
    assert dict(article.inferred)["published"] == "the day of the dateline"
    assert article.text.startswith(opening)


def test_a_datelines_year_is_seen_behind_a_numbered_day() -> None:
    dating = infer_published("BERLIN, 15. Mai 2024 - Die Minister trafen sich am Dienstag im Hafen.")
    assert dating.published is not None
    assert dating.published.value == "2024-05-15"
