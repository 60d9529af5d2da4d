"""The first lines of receipts: whether they say of texts what these show, and what an editor is told where not."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

import pytest

from dateline.evidence.heads import Heads
from dateline.evidence.receipts import Receipts, digest, dump, load
from dateline.evidence.verification import verify
from dateline.model import Claim, Entry, Evidence, Id, Settings, SharedText, Site, Source
from dateline.problems import Complaint

FIRST = "The delegations of Northland and Southland met in Lakeside on Monday."
SECOND = "Nobody who took part would say on Tuesday how long the talks had lasted."
HERALD = f"{FIRST}\n{SECOND}\nVera Orlova left early."
WIRE = f"Nothing of note.\n{FIRST}\n{SECOND}"
POST = f"{SECOND}\nJaan Tamm stayed."
TEXTS = {"herald": HERALD, "wire": WIRE}

RUN = "run `verify` and commit the receipts"
BY_HAND = "find out who changed this line; receipts are not edited by hand"
APART = f"unless the two texts were verified apart, by two editors or on two branches, {BY_HAND}"


def site(*names: str) -> Site:
    """A site of an entry that quotes each of these sources (default: the herald, the wire and the post)."""
    names = names or ("herald", "wire", "post")
    quotes = {"herald": "Vera Orlova left early", "wire": "Nothing of note", "post": "Jaan Tamm stayed"}
    claims = tuple(
        Claim(id=Id.of(f"c{number}"), text="So it was.", evidence=(Evidence(source=Id.of(name), quote=quotes[name]),))
        for number, name in enumerate(names)
    )
    entry = Entry(id=Id.of("2021-05-03-meeting"), title="Meeting", claims=claims)
    sources = {name: Source(id=Id.of(name), title=name) for name in names}
    return Site(settings=Settings(title="River talks"), sources=sources, entries={entry.id: entry})


def verified(texts: Mapping[str, str] = TEXTS) -> dict[str, Receipts]:
    """Receipts as they are read from the files that `verify` writes."""
    return {source: read(dump(held), source) for source, held in verify(site(), texts, {})[0].items()}


def read(text: str, source: str) -> Receipts:
    held, complaints = load(text, source, f"content/receipts/{source}.jsonl")
    assert held is not None
    assert complaints == []
    return held


def forged(held: Receipts, **values: object) -> Receipts:
    """Receipts whose first line somebody edited; None takes a field away."""
    head, *rest = dump(held).split("\n")
    line = {name: value for name, value in (json.loads(head) | values).items() if value is not None}
    return read("\n".join([json.dumps(line, ensure_ascii=False), *rest]), held.source)


def shared(**paragraphs: list[int]) -> list[dict[str, object]]:
    return [{"source": source, "paragraphs": numbers} for source, numbers in paragraphs.items()]


def told(complaints: list[Complaint]) -> list[tuple[str, tuple[int, int] | None, str, str, str, str]]:
    return [
        (each.path.rpartition("/")[2], each.place, each.severity.value, each.code, each.message, each.hint)
        for each in complaints
    ]


def checked(texts: Mapping[str, str], held: Mapping[str, Receipts]) -> list[Complaint]:
    return Heads(site(), texts, held).complaints()


def mended(texts: Mapping[str, str], held: Mapping[str, Receipts]) -> list[Complaint]:
    """What `verify` says; and that it makes the right receipts, of which nobody says anything again."""
    made, complaints = verify(site(*texts), texts, held)
    assert made == verify(site(*texts), texts, {})[0]
    assert Heads(site(), texts, made).complaints() == []
    return complaints


def test_first_lines_as_verify_writes_them_are_right() -> None:
    assert verified()["herald"].facts.shared == (SharedText(source="wire", paragraphs=(1, 2)),)
    assert checked(TEXTS, verified()) == []
    assert checked({"herald": HERALD}, verified()) == []
    assert checked({}, verified()) == []
    assert mended(TEXTS, verified()) == []


SAYS = "the first line does not say what the text of “herald” shows: "
SAID = "the first line did not say what the text of “herald” shows, and is made anew: "


@pytest.mark.parametrize(
    ("values", "column", "unlike", "who"),
    [
        ({"length": 9999}, 110, "length 9999, not 166", BY_HAND),
        ({"paragraphs": 4}, 125, "paragraphs 4, not 3", BY_HAND),
        ({"shared": shared(wire=[1])}, 142, "paragraph 1 shared with “wire”, not paragraphs 1 to 2", APART),
        ({"shared": shared(wire=[1, 2, 3])}, 142, "paragraphs 1 to 3 shared with “wire”, not paragraphs 1 to 2", APART),
        ({"shared": shared(wire=[1, 3])}, 142, "paragraphs 1, 3 shared with “wire”, not paragraphs 1 to 2", APART),
        (
            {"shared": shared(herald=[1], wire=[1, 2])},
            142,
            "paragraph 1 shared with “herald”, not none",
            APART,
        ),
    ],
)
def test_a_first_line_that_contradicts_the_texts(values: dict[str, object], column: int, unlike: str, who: str) -> None:
    held = verified()
    held["herald"] = forged(held["herald"], **values)
    place = (1, column)
    assert told(checked(TEXTS, held)) == [
        ("herald.jsonl", place, "error", "receipt-differs", SAYS + unlike, f"{RUN}; {who}")
    ]
    assert told(mended(TEXTS, held)) == [("herald.jsonl", place, "warning", "receipt-differs", SAID + unlike, who)]


def test_all_that_is_wrong_with_a_first_line_is_told() -> None:
    held = verified()
    held["herald"] = forged(held["herald"], length=900, paragraphs=9, shared=shared(wire=[9]))
    assert [each.place for each in checked(TEXTS, held)] == [(1, 110), (1, 125), (1, 142)]


def test_what_is_shared_was_taken_out_of_both_lines() -> None:
    """Each text counts as an origin of its own then; so it looks as well where two editors verified one each."""
    held = {source: forged(each, shared=None) for source, each in verified().items()}
    both = (("herald", "paragraphs 1 to 2", "wire"), ("wire", "paragraphs 2 to 3", "herald"))
    assert told(checked(TEXTS, held)) == [
        (
            f"{one}.jsonl",
            (1, 1),
            "warning",
            "receipts-outdated",
            f"the first line does not say that “{one}” shares {numbers} with “{other}”",
            f"{RUN}; {APART}",
        )
        for one, numbers, other in both
    ]
    assert told(mended(TEXTS, held)) == [
        (
            f"{one}.jsonl",
            (1, 1),
            "warning",
            "receipts-outdated",
            f"the first line did not say that “{one}” shares {numbers} with “{other}”; it is made anew",
            APART,
        )
        for one, numbers, other in both
    ]


def test_two_editors_who_verify_one_text_each_are_told_without_blame() -> None:
    apart = {source: verified({source: text})[source] for source, text in TEXTS.items()}
    assert apart == {source: forged(each, shared=None) for source, each in verified().items()}
    assert {each.severity.value for each in checked(TEXTS, apart)} == {"warning"}


def test_what_is_shared_was_taken_out_of_one_line() -> None:
    held = verified()
    held["wire"] = forged(held["wire"], shared=None)
    message = (
        "the first line does not say that “wire” shares paragraphs 2 to 3 with “herald”, although the other's does"
    )
    assert told(checked(TEXTS, held)) == [
        ("wire.jsonl", (1, 1), "warning", "receipts-outdated", message, f"{RUN}; {APART}")
    ]


def test_a_new_source_that_shares_paragraphs() -> None:
    """What an editor does every day: nothing is wrong with the older receipts, and `verify` has no more to say."""
    texts = {**TEXTS, "post": POST}
    assert told(checked(texts, verified())) == [
        (
            "post.md",
            None,
            "warning",
            "receipts-missing",
            "the text shares paragraph 1 with “herald”, paragraph 1 with “wire”, which no receipts say yet",
            RUN,
        )
    ]
    assert mended(texts, verified()) == []
    damaged = Heads(site(), texts, verified()).complaints(damaged=["post"])
    assert damaged == []  # that is told of the file


def test_a_new_source_that_shares_with_many() -> None:
    names = [f"paper-{number}" for number in range(6)]
    of_many = replace(site(), sources={name: Source(id=Id.of(name), title=name) for name in names})
    held = verify(of_many, dict.fromkeys(names[1:], FIRST), {})[0]
    (complaint,) = Heads(of_many, dict.fromkeys(names, FIRST), held).complaints()
    assert complaint.message == (
        "the text shares paragraph 1 with “paper-1”, paragraph 1 with “paper-2”, paragraph 1 with “paper-3”, "
        "and more with 2 other texts, which no receipts say yet"
    )


def test_shared_with_a_source_whose_receipts_are_gone() -> None:
    held = {"herald": verified()["herald"]}
    assert [each.code for each in checked(TEXTS, held)] == ["receipts-missing"]
    held["herald"] = forged(held["herald"], shared=shared(wire=[3]))
    texts = {"herald": HERALD, "wire": "Nothing of note."}
    unlike = "paragraph 3 shared with “wire”, not none; and “wire” has no receipts that count"
    assert told(checked(texts, held)) == [
        ("herald.jsonl", (1, 142), "error", "receipt-differs", SAYS + unlike, f"{RUN}; {APART}")
    ]


CHANGED = HERALD.replace("Monday", "Sunday").replace("left early", "left early on foot")


def test_a_text_that_changed() -> None:
    """Another thing that happens every day: all that the line says is of the earlier text, and nobody is to blame."""
    texts = {**TEXTS, "herald": CHANGED}
    unlike = f"text {digest(HERALD)}, now {digest(CHANGED)}; length 166, now 174"
    (complaint,) = checked(texts, verified())
    assert told([complaint]) == [
        (
            "herald.jsonl",
            (1, 34),
            "warning",
            "receipts-outdated",
            f"these receipts are of another text of “herald”: {unlike}",
            f"look at the quotes from it, then {RUN}; if nobody changed the text, {BY_HAND}",
        )
    ]
    # Where the quotes are told to be stale, that is enough.
    assert Heads(site(), texts, verified()).complaints(stale=["herald"]) == []
    *_, complaint = mended(texts, verified())
    assert told([complaint]) == [
        (
            "herald.jsonl",
            (1, 34),
            "warning",
            "receipts-outdated",
            f"these receipts were of another text of “herald”, and are made anew: {unlike}",
            f"if nobody changed the text, {BY_HAND}",
        )
    ]


def test_a_digest_that_was_edited_looks_like_a_small_correction() -> None:
    held = verified()
    held["herald"] = forged(held["herald"], text=digest("another"))
    unlike = f"text {digest('another')}, now {digest(HERALD)}; length and paragraphs are the same"
    (complaint,) = Heads(site(), TEXTS, held).complaints(stale=["herald"])
    assert complaint.message == f"these receipts are of another text of “herald”: {unlike}"
    assert [each.message for each in mended(TEXTS, held)] == [
        f"these receipts were of another text of “herald”, and are made anew: {unlike}"
    ]


def test_what_a_changed_text_shares_with_one_that_is_elsewhere_is_not_known() -> None:
    made, complaints = verify(site(), {"herald": "Vera Orlova left early."}, verified())
    assert made["herald"].facts.shared == ()
    assert read(dump(made["herald"]), "herald") == made["herald"]
    complaint = complaints[-1]
    assert complaint.message.endswith("; what it shares with “wire” is not known any more")
    assert complaint.hint == f"run `verify` where those texts are as well; if nobody changed the text, {BY_HAND}"
    # As long as the text is the same, it is known.
    assert verify(site(), {"herald": HERALD}, verified())[0]["herald"] == verified()["herald"]


def test_first_lines_of_two_branches_are_united_and_nobody_is_blamed() -> None:
    """One editor brings in the wire, another one the post; git keeps both first lines of the herald."""
    one, two = verified(), verified({"herald": HERALD, "post": POST})
    lines = dump(one["herald"]).splitlines()
    merged = read("\n".join([*lines, dump(two["herald"]).splitlines()[0], ""]), "herald")
    held = {"herald": merged, "wire": one["wire"], "post": two["post"]}
    texts = {**TEXTS, "post": POST}
    messages = [each.message for each in checked(texts, held)]
    assert messages == [
        "the first line does not say that “post” shares paragraph 1 with “wire”",
        "the first line does not say that “wire” shares paragraph 3 with “post”",
    ]
    assert {each.severity.value for each in checked(texts, held)} == {"warning"}
    assert checked({"herald": HERALD, "post": POST}, held) == []


def test_sources_that_are_gone_do_not_count() -> None:
    held = verified()
    only = replace(site(), sources={"herald": site().sources["herald"]})
    assert Heads(only, TEXTS, held).complaints() == []
    assert verify(only, TEXTS, held)[0]["herald"].facts.shared == ()
