"""Names in Russian and Ukrainian cases, and who of a text in them is taken for a person."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.ingest import find_dates, find_quotes
from dateline.ingest.assertions import Reading
from dateline.ingest.cast import Cast
from dateline.ingest.claims import read_claims
from dateline.ingest.declension import nominatives
from dateline.model import Settings, Site, Stance

DAY = date(2025, 6, 13)


def _read(text: str, language: str = "ru") -> Reading:
    return read_claims(text, find_dates(text, DAY), find_quotes(text), published=DAY, language=language)


@pytest.mark.parametrize(
    ("oblique", "name"),
    [
        ("Одо Кранца", "Одо Кранц"),
        ("Брама Оделла", "Брам Оделл"),
        ("Лены Хаукт", "Лена Хаукт"),
        ("Марии Захаровой", "Мария Захарова"),
        ("Петром Марченком", "Петро Марченко"),
        ("Володимира Зеленського", "Володимир Зеленський"),
        ("Дмитра Кулеби", "Дмитро Кулеба"),
    ],
)
def test_nominatives(oblique: str, name: str) -> None:
    assert name in nominatives(oblique)


@pytest.mark.parametrize("name", ["Bram Odell", "Брам", ""])
def test_no_case_is_sought(name: str) -> None:
    assert nominatives(name) == ()


TEXT = (
    "Министры рыболовства Мравии и Острова в среду встретились в порту.\n"
    "«Мы не подпишем эту бумагу», — заявила журналистам министр рыболовства Мравии Ида Бренн.\n"
    "По словам министра рыболовства Острова Брама Оделла, его страна предложила общую квоту. «У рыбы нет паспорта», — "
    "сказал он.\n"
)


def test_only_the_subject_of_a_saying_is_a_new_person() -> None:
    assert [one.name for one in _read(TEXT).cast if one.certain] == ["Ида Бренн"]


def test_an_oblique_name_finds_the_person_of_another_text() -> None:
    english = _read("Fisheries minister Bram Odell said on Wednesday that fish carry no passports.", "en")
    cast = Cast(Site(settings=Settings(title="t", url=None)), [*_read(TEXT).cast, *english.cast])
    assert cast.actor("Брама Оделла") == cast.actor("Bram Odell") == "odell"
    cast.use(["odell"])
    (actor,) = cast.added()
    assert (actor.name, actor.spellings) == ("Bram Odell", ())


@pytest.mark.parametrize(
    ("language", "sentence", "stance"),
    [
        ("ru", "Министр Ида Бренн потребовала, чтобы соседи до 1 июля вывели суда.", Stance.DEMANDS),
        ("ru", "Министр Ида Бренн потребовала вывести суда к 1 июля.", Stance.DEMANDS),
        ("uk", "Міністерка Іда Бренн вимагала, щоб сусіди до 1 липня вивели судна.", Stance.DEMANDS),
        ("tr", "Bakan Ida Brenn, gemilerin 1 Temmuz'a kadar çekilmesini talep etti.", Stance.DEMANDS),
        ("tr", "Bakan Ida Brenn, gemilerin 1 Temmuz'a kadar çekileceğini ifade etti.", Stance.STATES),
        ("pt", "A ministra Ida Brenn exigiu que os vizinhos retirem os navios até 1º de julho.", Stance.DEMANDS),
        ("en", "Ida Brenn demanded that the neighbours withdraw their ships by July 1.", Stance.DEMANDS),
        ("en", "Ida Brenn demanded that the neighbours withdraw their ships before July 1.", Stance.DEMANDS),
    ],
)
def test_a_deadline_is_no_event(language: str, sentence: str, stance: Stance) -> None:
    (claim,) = _read(sentence, language).assertions
    assert (claim.dated, claim.kind.value, claim.stance) == (None, "statement", stance)
    assert claim.by == (claim.names[0],)


@pytest.mark.parametrize(
    ("sentence", "by", "bodies"),
    [
        ("On Thursday, Aldoria announced that it would leave the council.", (), ("Aldoria",)),
        ("In Quill, Ida Brenn and Odo Holm agreed on Monday to meet again.", ("Ida Brenn", "Odo Holm"), ()),
        ("Aldoria, Maravia and Ida Brenn agreed on Monday to meet.", ("Ida Brenn",), ("Aldoria", "Maravia")),
    ],
)
def test_a_day_is_no_actor(sentence: str, by: tuple[str, ...], bodies: tuple[str, ...]) -> None:
    (claim,) = _read(sentence, "en").assertions
    assert (claim.by, claim.bodies) == (by, bodies)
