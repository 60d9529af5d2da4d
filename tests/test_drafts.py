"""From sentences to draft claims: what is asserted, by whom, on which day, and with which words as evidence."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.content.frontmatter import parse as parse_front_matter
from dateline.dates import parse
from dateline.evidence.quotes import locate
from dateline.ingest.assertions import Assertion, Reading
from dateline.ingest.claim_days import edtf_of
from dateline.ingest.claims import read_claims
from dateline.ingest.draft import claim_id, headline, quoted, stem_of, unique, write_entry, write_source
from dateline.ingest.speakers import find_quotes
from dateline.ingest.timex import find_dates
from dateline.model import Claim, Entry, Evidence, Id, Source, Status, read

PUBLISHED = date(2023, 5, 4)  # a Thursday


def reading(text: str, published: date | None = PUBLISHED) -> Reading:
    return read_claims(text, find_dates(text, published), find_quotes(text), published=published)


def claim(text: str) -> Assertion:
    (made,) = reading(text).assertions
    return made


INTRODUCED = (
    "Brenn’s chief negotiator, Tomas Veld, and Aldoria’s trade minister, Ilsa Marden, met in Port Selm on Wednesday.\n"
)


MET = "Minister Ilsa Marden of Aldoria met envoy Tomas Veld of Brenn in Port Selm on Wednesday.\n"


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        # A trailing attribution comes first, its circumstances with it.
        ("“We came to sign,” Veld said.", "Tomas Veld said: “We came to sign”."),
        ("“Will they come?” Veld asked.", "“Will they come?” Veld asked."),
        ("The port stays shut, Veld said in a letter to parliament.", "Tomas Veld said in a letter to parliament that the port stays shut."),
        ("The port stays shut, said Marden, who had come by train.", "Ilsa Marden, who had come by train, said that the port stays shut."),
        ("Aldoria wants peace, “but not at any price,” Marden told reporters.", "Ilsa Marden told reporters that Aldoria wants peace, “but not at any price”."),
        ("“We came to sign,” Veld said, adding that he had a pen.", "Tomas Veld said: “We came to sign”, adding that he had a pen."),
        # A leading one stays where it is, with the full name.
        ("However, Marden said that the ships were empty.", "Ilsa Marden said that the ships were empty."),
        ("She said the ships were empty.", "Ilsa Marden said the ships were empty."),
        ("They said the ships were empty.", "They said the ships were empty."),
        ("Marden has said the ships were “quite empty”.", "Ilsa Marden has said the ships were “quite empty”."),
        # Names keep their capitals, common words lose them.
        ("Grain traders left, officials said.", "Officials said that Grain traders left."),
        ("Prices fell again, officials said.", "Officials said that prices fell again."),
        ("European Union envoys left, officials said.", "Officials said that European Union envoys left."),
        ("According to the harbour office, nine ships left.", "According to the harbour office, nine ships left."),
        ("Veld had set out two demands: free passage and a new crane.", "Tomas Veld had set out two demands: free passage and a new crane."),
        ("Aldoria’s port stays shut, officials said.", "Officials said that Aldoria’s port stays shut."),
        ("His neighbour Greta Holm added that the ships were empty.", "His neighbour Greta Holm added that the ships were empty."),
        ("“It will hold,” said Lena Fürst of the University of Quill.", "Lena Fürst of the University of Quill said: “It will hold”."),
        # What points back at somebody is not put in front of whom it means.
        ("Aldoria will sue, its foreign minister said, after the talks.", "Aldoria will sue, its foreign minister said, after the talks."),
        ("Marden proposed a new round, according to her office.", "Marden proposed a new round, according to her office."),
        # Whoever is told of is not made to tell it.
        ("Minister Tomas Veld left after calling the paper “an insult to every sailor”.", "Minister Tomas Veld left after calling the paper “an insult to every sailor”."),
        ("Rolf Brand, a minister in the cabinet, said Marden, who came late, had left.", "Rolf Brand, a minister in the cabinet, said Marden, who came late, had left."),
        # The mark of a list is no part of it.
        ("- Marden said that the port stays shut", "Ilsa Marden said that the port stays shut."),
    ],
)  # fmt: skip
def test_the_text_of_a_claim(sentence: str, text: str) -> None:
    assert reading(INTRODUCED + sentence).assertions[-1].text == text


@pytest.mark.parametrize(
    ("sentence", "text", "day"),
    [
        ("Envoys yesterday signed the protocol.", "Envoys signed the protocol.", "2023-05-03"),
        ("Envoys signed the protocol on Wednesday.", "Envoys signed the protocol.", "2023-05-03"),
        ("On Tuesday, envoys signed the protocol.", "Envoys signed the protocol.", "2023-05-02"),
        ("In April, envoys signed the protocol.", "Envoys signed the protocol.", "2023-04"),
        ("Ships left after Wednesday’s talks, officials said on Thursday.", "Officials said that ships left after the talks.", "2023-05-04"),
        ("Nine ships left on Wednesday, officials said.", "Officials said that nine ships left.", "2023-05-03"),
        ("Officials said on Monday that ships would leave on Friday.", "Officials said that ships would leave on 5 May 2023.", "2023-05-01"),
        # What only bounds a span, or belongs to another clause, dates nothing.
        ("Officials met for the first time since Monday.", "Officials met for the first time since 1 May 2023.", None),
        ("Officials praised the crew that had left on Monday.", "Officials praised the crew that had left on 1 May 2023.", None),
        ("Ships will leave on Friday, officials said.", "Officials said that ships will leave on 5 May 2023.", None),
        ("Officials want back the island that was lost in 1991.", "Officials want back the island that was lost in 1991.", None),
        # An aside that is closed again hides no date; one that goes on does.
        ("Envoy Ilsa Marden, who had slept badly, arrived on Tuesday.", "Envoy Ilsa Marden, who had slept badly, arrived.", "2023-05-02"),
        ("When envoys met on Tuesday, they shook hands.", "When envoys met, they shook hands.", "2023-05-02"),
        # What lies ahead is when something is to be, not when it was said.
        ("Officials said Aldoria would come on Friday.", "Officials said Aldoria would come on 5 May 2023.", None),
        # A date that says which thing is meant stays with the thing.
        ("Officials gave an April 11 briefing on the port.", "Officials gave an April 11 briefing on the port.", "2023-04-11"),
        ("Officials said on Monday that a scheduled May 9 vote was off.", "Officials said that a scheduled May 9 vote was off.", "2023-05-01"),
        # Words taken out leave no commas behind, and a time of day stays one.
        ("The first round, on Tuesday, ended early.", "The first round ended early.", "2023-05-02"),
        ("In the second round, on Tuesday, envoys exchanged maps.", "In the second round, envoys exchanged maps.", "2023-05-02"),
        ("Officials said on Monday that the paper had been filed at 9am.", "Officials said that the paper had been filed at 9am.", "2023-05-01"),
        ("Officials said on Monday that talks would last until late on Friday.", "Officials said that talks would last until late on 5 May 2023.", "2023-05-01"),
    ],
)  # fmt: skip
def test_the_day_of_a_claim(sentence: str, text: str, day: str | None) -> None:
    made = claim(sentence)
    assert made.text == text
    assert (made.dated.value if made.dated else None) == day


@pytest.mark.parametrize(
    ("sentence", "kind", "stance", "by"),
    [
        ("Ilsa Marden rejected the plan on Monday.", "statement", "rejects", ("Ilsa Marden",)),
        ("Ilsa Marden demanded that Brenn withdraw.", "statement", "demands", ("Ilsa Marden",)),
        ("Tomas Veld offered to wait, he said.", "statement", "states", ("Tomas Veld",)),
        ("Tomas Veld denied that ships had left.", "statement", "denies", ("Tomas Veld",)),
        ("Tomas Veld insisted that Brenn had not broken the truce.", "statement", "denies", ("Tomas Veld",)),
        ("“We will not accept inspections,” Ilsa Marden said.", "statement", "rejects", ("Ilsa Marden",)),
        ("“I propose a new round,” Ilsa Marden said.", "statement", "proposes", ("Ilsa Marden",)),
        ("“It is a fig leaf,” said Petra Lohm, professor at Selm University.", "analysis", "states", ("Petra Lohm",)),
        ("President Ilsa Marden and Chancellor Tomas Veld spoke by phone on Monday.", "report", None, ("Ilsa Marden", "Tomas Veld")),
        ("Russia announced on Monday that it would leave.", "statement", "states", ()),
    ],
)  # fmt: skip
def test_kind_stance_and_actors(sentence: str, kind: str, stance: str | None, by: tuple[str, ...]) -> None:
    made = claim(sentence)
    assert (str(made.kind), made.stance and str(made.stance), made.by) == (kind, stance, by)


@pytest.mark.parametrize(
    ("sentence", "kind", "stance", "by", "bodies"),
    [
        # Passives: who is named behind “by” acts, and not whom it happens to.
        ("The offer was rejected by Brenn on Tuesday.", "statement", "rejects", (), ("Brenn",)),
        ("The offer was rejected by Tomas Veld on Tuesday.", "statement", "rejects", ("Tomas Veld",), ()),
        ("Brenn was accused by Aldoria on Monday of breaking the truce.", "statement", None, (), ("Aldoria",)),
        ("Tomas Veld was accused by Ilsa Marden on Monday of a breach.", "statement", None, ("Ilsa Marden",), ()),
        ("The offer was not rejected by Brenn on Tuesday.", "report", None, (), ()),
        # Negation: what was not done is no stance.
        ("Marden did not reject the offer on Monday.", "report", None, ("Ilsa Marden",), ()),
        ("Veld did not rule out a ceasefire on Monday.", "report", None, ("Tomas Veld",), ()),
        ("Veld said that he would not reject the offer.", "statement", "states", ("Tomas Veld",), ()),
        ("“We don’t reject it,” Veld said.", "statement", "states", ("Tomas Veld",), ()),
        ("“We cannot accept this,” Veld said.", "statement", "rejects", ("Tomas Veld",), ()),
        # A question rejects nothing.
        ("“Would we reject this offer? Of course not,” Veld said.", "statement", "states", ("Tomas Veld",), ()),
        ("“We are ready to offer a corridor,” Marden said.", "statement", "offers", ("Ilsa Marden",), ()),
        # Verbs with their particles.
        ("Aldoria called on Monday for a ceasefire.", "statement", "demands", (), ("Aldoria",)),
        ("Veld ruled out a ceasefire on Monday.", "statement", "rejects", ("Tomas Veld",), ()),
        ("Aldoria and Brenn agreed on Monday to open the port.", "statement", "accepts", (), ("Aldoria", "Brenn")),
        ("Marden accused Veld of breaking the truce.", "statement", None, ("Ilsa Marden",), ()),
        # Whoever reports the words of another is who asserts it.
        ("Marden said that Veld had called it “a fig leaf for thieves”.", "statement", "states", ("Ilsa Marden",), ()),
        ("If Marden rejects it, the talks will end, Veld said.", "statement", "states", ("Tomas Veld",), ()),
    ],
)  # fmt: skip
def test_who_does_what(
    sentence: str, kind: str, stance: str | None, by: tuple[str, ...], bodies: tuple[str, ...]
) -> None:
    made = reading(MET + sentence).assertions[-1]
    assert made.words.startswith(sentence[:20])
    assert (str(made.kind), made.stance and str(made.stance), made.by, made.bodies) == (kind, stance, by, bodies)


@pytest.mark.parametrize(
    "sentence",
    [
        "Did Marden reject the offer on Monday?",
        "Will Veld say on Monday that the talks have failed?",
        "If Brenn withdraws on Friday, Aldoria will sign.",
        "Should Brenn withdraw, Aldoria would sign on Friday.",
        "Aldoria would sign on Friday if Brenn withdrew.",
        "Marden might reject the offer on Friday.",
        "Neither Marden nor Veld said that the talks had failed.",
        "Nobody said on Monday that the talks had failed.",
        "Marden never said that the talks had failed.",
        "Veld did not say on Monday when the ships would leave.",
        "Whether Marden said on Monday that she would come is not known.",
        "Veld declined to comment on Monday.",
        "Veld did not respond to a request for comment on Monday.",
    ],
)
def test_what_nobody_asserts_is_no_claim(sentence: str) -> None:
    assert all(not one.words.startswith(sentence[:20]) for one in reading(MET + sentence).assertions)


def test_a_clause_that_sets_the_scene_is_not_what_is_said() -> None:
    made = reading(MET + "Asked whether he would leave, Veld said no.").assertions[-1]
    assert made.text == "Asked whether he would leave, Tomas Veld said no."


def test_a_term_in_quotation_marks_is_no_claim() -> None:
    assert reading("The town has a so-called “free port” beside the lake.").assertions == ()


def test_an_announcement_without_words_is_no_claim() -> None:
    made = reading("Ilsa Marden told reporters:\n“We came to sign the protocol.”")
    assert [one.text for one in made.assertions] == ["Ilsa Marden said: “We came to sign the protocol.”"]


def test_a_speaker_goes_on_on_the_same_day() -> None:
    made = reading(
        "Envoys met on Wednesday in Port Selm.\n"
        "The port stays shut, minister Ilsa Marden said in an interview on Monday.\n"
        "“We will wait,” Marden said.\n"
        "“So will we,” envoy Tomas Veld said."
    ).assertions
    assert [(one.basis.value, one.dated and one.dated.value) for one in made] == [
        ("own", "2023-05-03"),
        ("own", "2023-05-01"),
        ("carried", "2023-05-01"),
        ("about", "2023-05-03"),
    ]


def test_the_place_before_a_report_is_no_part_of_it() -> None:
    assert claim("DOHA: The port stays shut, officials said.").text == "Officials said that the port stays shut."


def test_the_dateline_of_an_agency_dates_nothing() -> None:
    made = reading("PORT SELM, May 4 (Reuters) - Envoys signed the protocol on Wednesday.")
    assert made.story is not None
    assert made.story.value == "2023-05-03"
    assert made.assertions[0].text == "Envoys signed the protocol."


@pytest.mark.parametrize(
    "line",
    [
        "14:02 Presidents speak again",
        "БРУНН, 4 мая 2023. /ТАСС/.",
        "4 May 2023",
        "3.5.2023",
    ],
)
def test_lines_that_assert_nothing_are_no_claims(line: str) -> None:
    assert all(one.words != line for one in reading(f"{line}\nEnvoys signed the protocol on Wednesday.").assertions)


def test_the_answers_of_an_interview_are_the_persons_words() -> None:
    text = (
        "Are you tired, Ms Marden?\nIlsa Marden: I am too old to be tired. But I slept on Tuesday.\n"
        "And the port?\nMarden: Yes. The port stays shut."
    )
    made = reading(text).assertions
    assert [(one.by, one.text, text[one.start : one.end], one.dated) for one in made] == [
        (("Ilsa Marden",), "Ilsa Marden said: “I am too old to be tired.”", "I am too old to be tired", None),
        (("Ilsa Marden",), "Ilsa Marden said: “But I slept on Tuesday.”", "But I slept on Tuesday", None),
        (("Ilsa Marden",), "Ilsa Marden said: “The port stays shut.”", "The port stays shut", None),
    ]


def test_a_colon_behind_one_name_is_no_interview() -> None:
    assert reading("Ilsa Marden: port stays shut\nIt rained in Port Selm.").assertions == ()


@pytest.mark.parametrize(
    ("text", "by", "bodies"),
    [
        ("President Hanne Lorck of Maravia said that she would come.", ("Hanne Lorck",), ()),
        ("Maravia said that it would come.", (), ("Maravia",)),
        ("Sources close to Ilsa Marden said that she was ill.", (), ("Sources close to Ilsa Marden",)),
        ("President Lorck said that she would come.", ("Lorck",), ()),
    ],
)
def test_a_single_name_without_an_office_is_no_person(text: str, by: tuple[str, ...], bodies: tuple[str, ...]) -> None:
    made = claim(text)
    assert (made.by, made.bodies) == (by, bodies)


def test_other_languages_stay_as_they_are() -> None:
    text = "Os ministros assinaram o acordo na quarta-feira."
    made = read_claims(text, find_dates(text, PUBLISHED), (), published=PUBLISHED, language="pt")
    assert [one.text for one in made.assertions] == [text]


@pytest.mark.parametrize(
    ("value", "edtf"),
    [
        ("2022-03-10", "2022-03-10"),
        ("2022-W10", "2022-03-07/2022-03-13"),
        ("2020-W53", "2020-12-28/2021-01-03"),
        ("2006-Q4", "2006-10/2006-12"),
        ("1988-H1", "1988-01/1988-06"),
        ("1988-H2", "1988-07/1988-12"),
        ("1999-SU", "1999-22"),
        ("2022-03", "2022-03"),
        ("2022", "2022"),
    ],
)
def test_values_as_edtf(value: str, edtf: str) -> None:
    assert edtf_of(value) == edtf
    assert parse(edtf).text == edtf


@pytest.mark.parametrize(
    ("text", "speaker", "title"),
    [
        ("Envoys signed the protocol.", None, "Envoys signed the protocol"),
        ("Ilsa Marden said in Port Selm that the port stays shut.", "Ilsa Marden", "Ilsa Marden: The port stays shut"),
        ("Ilsa Marden said: “We came to sign”.", "Ilsa Marden", "Ilsa Marden: “We came to sign”"),
        (
            "Envoys " + "talked and talked " * 8 + "for hours.",
            None,
            "Envoys " + "talked and talked " * 4 + "talked and talked",
        ),
    ],
)
def test_headlines(text: str, speaker: str | None, title: str) -> None:
    assert headline(text, speaker) == title
    assert len(headline(text, speaker)) <= 110


def test_ids() -> None:
    assert claim_id("Ilsa Marden said that the port is not open.", "Ilsa Marden", ()) == "marden-port-not-open"
    assert claim_id("…", None, ["claim"]) == "claim-2"
    assert unique("a", {"a", "a-2"}) == "a-3"
    assert unique("x" * 90, {"x" * 80}) == "x" * 78 + "-2"
    assert stem_of("The talks that were held in the town of") == "the-talks-that-were-held"


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("He left. She stayed.", "He left", ("He left", None)),
        ("He left.\nThen he left. He left again.", "he left", ("he left", None)),
        ("Yes, he left.\nNo, he left.", "he left", None),
        ("Same words here.\nSame words here.", "words", None),
    ],
)
def test_quotes_that_stand_more_than_once(text: str, words: str, found: tuple[str, None] | None) -> None:
    start = text.index(words)
    made = quoted(text, start, start + len(words))
    if found is not None:
        assert made == found
    if made is not None:
        match = locate(made[0], text, made[1])
        assert match.verdict == "exact"
        assert match.start is not None
        assert match.start <= start < (match.end or 0)


LETTERS = st.sampled_from([*list("abcÄß жі “”\"'’«».,:;!?—…\n()[]#-0123456789"), "Kuleba said ", "on Monday ", " that ", "“We will not,” he said. ", "May 3 ", "according to "])  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(LETTERS, max_size=60).map("".join))
def test_any_text_is_read(text: str) -> None:
    made = reading(text)
    for one in made.assertions:
        assert 0 <= one.start <= one.end <= len(text)
        assert one.text
        found = quoted(text, one.start, one.end)
        if found is not None:
            assert locate(found[0], text, found[1]).verdict == "exact"


WILD = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), min_size=1, max_size=120
).filter(str.strip)


@settings(max_examples=100, deadline=None)
@given(WILD, WILD, WILD)
def test_drafts_read_back_as_they_were(title: str, words: str, note: str) -> None:
    entry = Entry(
        id=Id.of("undated-x"),
        title=title,
        status=Status.DRAFT,
        claims=(Claim(id=Id.of("a"), text=words, evidence=(Evidence(source=Id.of("s"), quote=words, context=title),)),),
        editor_note=note,
        body="Reported in [@s].",
    )
    parsed = parse_front_matter(write_entry(entry))
    assert parsed.usable
    assert read(Entry, {**parsed.data, "id": "undated-x", "body": parsed.body.strip()}) == entry
    source = Source(id=Id.of("s"), title=title, credit=words, authors=(note,), inferred={"title": words})
    parsed = parse_front_matter(write_source(source))
    assert read(Source, {**parsed.data, "id": "s", "body": parsed.body}) == source
