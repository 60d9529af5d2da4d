"""What is wrong with a site as a whole."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.checks import cut_negations, machine_made, translated_numbers
from dateline.model import (
    Claim,
    Entry,
    Evidence,
    EvidenceKey,
    Finding,
    Id,
    Outlet,
    Settings,
    Site,
    Source,
    Status,
    TextFacts,
    Translation,
    Translator,
    Verdict,
)


def site(
    quote: str, translation: str, language: str = "en", told: str | None = None, by: Translator = Translator.EDITOR
) -> Site:
    evidence = Evidence(source=Id("herald"), quote=quote, translation=Translation(text=translation, by=by))
    claim = Claim(id=Id("a"), text="Something was said.", evidence=(evidence,))
    entry = Entry(id=Id("talks"), title="Talks", claims=(claim,))
    source = Source(id=Id("herald"), language=told)
    return Site(
        settings=Settings(title="Talks", language=language), sources={"herald": source}, entries={"talks": entry}
    )


@pytest.mark.parametrize(
    ("quote", "translation", "language"),
    [
        ("ушло 50 человек", "50 people left", "en"),
        ("более 1 200 человек", "more than 1,200 people", "en"),
        ("mais de 1.200 pessoas", "more than 1200 people", "en"),
        ("2,5 млн гривен", "2.5 million hryvnias", "en"),
        ("в 12:30", "at 12.30", "en"),
        ("4-й раунд", "the fourth round", "en"),
        ("3 часа", "three hours", "en"),
        ("3 часа", "drei Stunden", "de"),
        ("в 2014 и 2022 годах", "in 2022 and in 2014", "en"),
        ("никто не пришёл", "nobody came", "en"),
        ("05 марта", "5 March", "en"),
    ],
)
def test_translations_that_keep_their_numbers(quote: str, translation: str, language: str) -> None:
    assert translated_numbers(site(quote, translation, language)) == []


@pytest.mark.parametrize(
    ("quote", "translation", "told", "offset", "message"),
    [
        ("ушло 50 человек", "people left", None, None, "the translation lacks “50” of the quote"),
        ("ушло 50 человек", "15 people left", None, 0, "the quote says “50”, and the translation “15”"),
        ("в 2014 и 2022 годах", "in 2014", "ru", None, "the translation lacks “2022” of the quote"),
        (
            "2,5 млн",
            "some 25 million",
            "uk-UA",
            5,
            "the quote says “2,5 млн” (2,500,000), and the translation “25 million” (25,000,000)",
        ),
        ("шість годин", "in five hours", "uk", 3, "the quote says “шість” (6), and the translation “five” (5)"),
        ("шість годин", "hours", "uk", None, "the translation lacks “шість” (6) of the quote"),
        ("загинуло багато", "300 died", "uk", 0, "the translation says “300”, and the quote has no such number"),
        ("3 часа и 3 минуты", "three hours and some minutes", None, None, "the translation lacks “3” of the quote"),
    ],
)
def test_translations_that_lose_a_number(
    quote: str, translation: str, told: str | None, offset: int | None, message: str
) -> None:
    (found,) = translated_numbers(site(quote, translation, "en", told))
    assert (found.severity, found.code, found.message) == ("warning", "translation-number", message)
    assert (found.where, found.offset) == (("claims", 0, "evidence", 0, "translation", "text"), offset)
    assert found.hint == (
        "take it out, or put words of your own into [brackets]"
        if "no such number" in message
        else "write every number of the quote, and no other; figures say it most plainly"
    )


def test_a_translation_by_the_source_is_not_the_editors_to_mend() -> None:
    (found,) = translated_numbers(site("шість годин", "five hours", "en", "uk", Translator.SOURCE))
    assert found.hint == "copy the translation as the source prints it, or leave it out"


def found(prefix: str, suffix: str, language: str | None = "en", verdict: Verdict = Verdict.EXACT) -> Site:
    return replace(
        site("plan to discuss it", "They planned to."),
        sources={"herald": Source(id=Id("herald"), language=language)},
        facts={"herald": TextFacts(digest="a", length=90, paragraphs=1)},
        findings={EvidenceKey("talks", "a", 0): Finding(verdict=verdict, prefix=prefix, suffix=suffix)},
    )


@pytest.mark.parametrize(
    ("prefix", "suffix", "language"),
    [
        ("They ", " today.", "en"),
        ("They did not want to ", " today.", "en"),
        ("They did not. They ", " today.", "en"),
        ("They would. Not, ", ", not today.", "en"),
        ("a reunião no ", " dia", "pt"),
        ("", "", "en"),
        ("they did nicht ", "", "en"),
    ],
)
def test_quotes_that_cut_off_no_not(prefix: str, suffix: str, language: str) -> None:
    assert cut_negations(found(prefix, suffix, language)) == []


@pytest.mark.parametrize(
    ("prefix", "suffix", "language", "message"),
    [
        ("They did not ", " today.", "en", "the quote begins just behind “not”, which turns its sense"),
        ("They didn’t ", " today.", None, "the quote begins just behind “didn’t”, which turns its sense"),
        ("They did not “", "” today.", "en", "the quote begins just behind “not”, which turns its sense"),
        ("They ", " never.", "en", "the quote ends just before “never”, which turns its sense"),
        ("они не ", " сегодня", "ru", "the quote begins just behind “не”, which turns its sense"),
        ("onlar ", " değil", "tr", "the quote ends just before “değil”, which turns its sense"),
    ],
)
def test_quotes_that_cut_off_a_not(prefix: str, suffix: str, language: str | None, message: str) -> None:
    (complaint,) = cut_negations(found(prefix, suffix, language))
    assert (complaint.severity, complaint.code, complaint.message) == ("warning", "quote-cuts-not", message)
    assert complaint.where == ("claims", 0, "evidence", 0, "quote")
    assert cut_negations(found(prefix, suffix, language, Verdict.STALE)) == []


def stated(text: str, quote: str | None, status: Status = Status.PUBLISHED, credit: str | None = None) -> Site:
    claim = Claim(id=Id("a"), text=text, evidence=(Evidence(source=Id("herald"), quote=quote),))
    return Site(
        settings=Settings(title="Talks"),
        outlets={"north-wire": Outlet(id=Id("north-wire"), kind="agency", name="North Wire")},
        sources={"herald": Source(id=Id("herald"), credit=credit)},
        entries={"talks": Entry(id=Id("talks"), title="Talks", status=status, claims=(claim,))},
    )


def test_a_claim_that_is_its_quote() -> None:
    (complaint,) = machine_made(stated("They met at noon.", "“They met at noon”"))
    assert (complaint.path, complaint.where, complaint.severity, complaint.code) == (
        "content/entries/talks.md",
        ("claims", 0, "text"),
        "warning",
        "claim-is-quote",
    )
    assert complaint.message == "the claim “a” is its quote, word for word"
    assert complaint.hint == "say it in your own words, and let the quote show what the source prints"
    assert machine_made(stated("They met at noon.", "“They met at noon”", Status.DRAFT)) == []
    assert machine_made(stated("They met at noon.", "met at noon")) == []
    assert machine_made(stated("They met at noon.", None)) == []


def test_a_credit_that_is_an_id() -> None:
    (complaint,) = machine_made(stated("They met.", None, credit="north-wire"))
    assert complaint.message == "“north-wire” is the id of an outlet; readers see a credit as it is written here"
    assert complaint.hint == "write it as the article prints it, such as “North Wire”"
    assert machine_made(stated("They met.", None, credit="North Wire")) == []
