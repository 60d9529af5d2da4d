"""Single files of sources and entries: what is read is kept and comes back as it was, and damage is seen."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline import markdown
from dateline.content.documents import Document, Links, dump, load, read_document
from dateline.model import Entry, EntryTranslation, Source
from dateline.problems import Complaint, Severity

ENTRY = "content/entries/2022-03-10-bridge-talks.md"
SOURCE = "content/sources/harbour-post-2022-03-11.md"
TRANSLATION = "content/entries/2022-03-10-bridge-talks.uk.md"

# --- texts of files with every field ---------------------------------------------------------------------------------

IDS = st.from_regex(r"\A[a-z][a-z0-9]{1,6}(?:-[a-z0-9]{1,4})?\Z").filter(lambda text: text not in ("con", "nul", "prn"))
WORDS = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=20)
TEXTS = WORDS.filter(lambda text: text.strip() == text)
DAYS = st.dates().map(str)
PROSE = st.lists(
    st.sampled_from(
        ["The bridge stays.", "\n\n", "[@a-post]", "[@a; @b, p. 3]", "[words](#claim)", "[#claim]", "[next](../x/)", "## Head",
         "![a map](media/map.png)", "*so*", "- one\n- two", "<b>", "[^1]", "é 中", "a | b\n-|-\n1 | 2", "\n", "[w](x.md)"]
    ),
    max_size=12,
).map(" ".join)  # fmt: skip


def some(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """A mapping that has any of these fields."""
    return st.fixed_dictionaries({}, optional=fields)


def many(item: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    """A few of them."""
    return st.lists(item, max_size=3)


EVIDENCE = st.one_of(
    IDS,
    st.builds(
        lambda source, rest: {"source": source, **rest},
        IDS,
        some(
            quote=TEXTS,
            context=TEXTS,
            at=TEXTS,
            translation=st.fixed_dictionaries({"text": TEXTS, "by": st.sampled_from(["editor", "source"])}),
        ),
    ),
)
CLAIM = st.builds(
    lambda needed, rest: {**needed, **rest},
    st.fixed_dictionaries({"id": IDS, "text": TEXTS, "evidence": many(EVIDENCE)}),
    some(
        by=many(IDS),
        kind=st.sampled_from(["statement", "report", "analysis"]),
        date=DAYS,
        topic=IDS,
        stance=st.sampled_from(["proposes", "rejects", "denies"]),
        about=IDS,
        of=IDS,
        value=st.sampled_from(["85 min", "~90 min", "4", "antalya"]),
    ),
)
ENTRIES = st.builds(
    lambda title, rest: {"title": title, **rest},
    TEXTS,
    some(
        date=st.one_of(DAYS, st.sampled_from(["2022-03", "2022-03-10/2022-03-12", "2022-03-10~"])),
        time=st.sampled_from(["11:25", "11:25/12:50", "11:25+03:00"]),
        order=st.integers(0, 9).map(str),
        date_from=st.fixed_dictionaries({"said": TEXTS, "source": IDS}),
        track=IDS,
        part_of=IDS,
        medium=st.sampled_from(["in-person", "video"]),
        place=IDS,
        actors=many(IDS),
        status=st.sampled_from(["published", "draft"]),
        added=DAYS,
        updated=DAYS,
        corrections=many(st.fixed_dictionaries({"date": DAYS, "text": TEXTS})),
        aliases=many(IDS),
        editor_note=TEXTS,
        claims=many(CLAIM),
    ),
)
SOURCES = st.builds(
    lambda title, rest: {**title, **rest},
    some(title=TEXTS),
    some(
        kind=st.sampled_from(["article", "document"]),
        publisher=IDS,
        credit=TEXTS,
        authors=many(TEXTS),
        published=DAYS,
        inferred=st.dictionaries(st.sampled_from(["published", "publisher"]), TEXTS),
        language=st.sampled_from(["en", "uk", "no language"]),
        url=st.sampled_from(["https://a.example/x", "ftp://a.example"]),
        archived_url=st.just("https://b.example/x"),
        accessed=DAYS,
        licence=TEXTS,
        derived_from=many(st.fixed_dictionaries({"source": IDS, "how": st.sampled_from(["duplicate", "reprint"])})),
        status=st.sampled_from(["live", "gone"]),
        aliases=many(IDS),
    ),
)
TRANSLATIONS = st.builds(
    lambda title, rest: {"title": title, **rest}, TEXTS, some(claims=st.dictionaries(IDS, TEXTS, max_size=3))
)
FILES = st.one_of(
    st.tuples(st.just(ENTRY), ENTRIES, PROSE),
    st.tuples(st.just(SOURCE), SOURCES, PROSE),
    st.tuples(st.just(TRANSLATION), TRANSLATIONS, PROSE),
)


def written(front: dict[str, Any], prose: str) -> str:
    """A file with this front matter; JSON is YAML."""
    rows = (f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in front.items())
    return "\n".join(["---", *rows, "---", "", prose, ""])


BOUNDED = settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.too_slow])

# --- what is read -----------------------------------------------------------------------------------------------------


@BOUNDED
@given(FILES)
def test_what_is_kept_comes_back(file: tuple[str, dict[str, Any], str]) -> None:
    path, front, prose = file
    document = read_document(path, written(front, prose))
    assert document == read_document(path, written(front, prose))
    kept = dump(document)
    assert load(path, kept) == document
    assert dump(load(path, kept)) == kept
    assert "\x1e" not in kept


@BOUNDED
@given(FILES)
def test_most_of_these_files_can_be_read(file: tuple[str, dict[str, Any], str]) -> None:
    """Otherwise the test above says little."""
    path, front, prose = file
    document = read_document(path, written(front, prose))
    assert document.thing is not None or any(each.severity is Severity.ERROR for each in document.complaints)
    if document.thing is not None:
        assert document.thing.body == prose.strip("\n")
        assert bool(document.prose) == bool(document.thing.body)
        if document.prose:
            compiled = markdown.Compiled.from_plain(json.loads(document.prose))
            assert compiled == markdown.compile_text(document.thing.body)


@pytest.mark.parametrize(
    ("path", "kind"), [(ENTRY, Entry), (SOURCE, Source), (TRANSLATION, EntryTranslation)], ids=["entry", "source", "uk"]
)
def test_the_path_says_what_a_file_is(path: str, kind: type[object]) -> None:
    document = read_document(path, "---\ntitle: Talks about a bridge\n---\n\nThe bridge stays.\n")
    assert type(document.thing) is kind
    assert document.path == path


def test_links() -> None:
    prose = (
        "[@post] [@post; @gazette, p. 3] [so](#stays) [#stays] [x](other#opens) ![a map](media/map.png) "
        "[next](../other/) [again](../other/) [web](https://a.example/)"
    )
    assert read_document(ENTRY, written({"title": "Talks"}, prose)).links == Links(
        sources=("post", "gazette"),
        claims=("stays", "other#opens"),
        media=("map.png",),
        pages=("../other/",),
        faulty=False,
    )


@pytest.mark.parametrize(
    ("prose", "faulty"), [("", False), ("Plain words.", False), ("<b>", True), ("[@A]", True), ("[x](y.md)", True)]
)
def test_a_text_with_a_fault_of_its_own_is_faulty(prose: str, faulty: bool) -> None:
    assert read_document(ENTRY, written({"title": "Talks"}, prose)).links == Links(faulty=faulty)


def test_the_face_is_all_but_the_prose_beyond_the_first_paragraph() -> None:
    def face(title: str, prose: str) -> str:
        return read_document(ENTRY, written({"title": title, "date": "2022-03-10"}, prose)).face

    assert face("A", "one\n\ntwo") == face("A", "one\n\nthree")
    assert len({face("A", "one\n\ntwo"), face("B", "one\n\ntwo"), face("A", "two\n\ntwo")}) == 3


# --- what is kept -----------------------------------------------------------------------------------------------------

COMPLAINT = Complaint(path=ENTRY, where=("claims", 0, "id"), code="bad-id", message="no", hint="do")
KEPT = [
    read_document(ENTRY, written({"title": "Talks", "date": "2022-03-10"}, "Words.")),
    read_document(ENTRY, written({"title": "Talks", "claims": [{"id": "a", "text": "b", "evidence": ["c"]}]}, "[@a]")),
    read_document(ENTRY, "no front matter"),
    Document(ENTRY, None, "", "", Links(faulty=True), (COMPLAINT, COMPLAINT)),
]


@pytest.mark.parametrize("document", KEPT, ids=["plain", "linked", "unreadable", "complained"])
def test_these_come_back_too(document: Document) -> None:
    assert load(ENTRY, dump(document)) == document


@pytest.mark.parametrize("mark", ["\x1f", "\x1e", "\x1c", "\x85", "\ud800", "\r\n"])
def test_prose_of_any_characters_comes_back(mark: str) -> None:
    document = read_document(ENTRY, f"---\ntitle: Talks\n---\n\nWords{mark}words{mark}\n")
    assert document.thing is not None
    assert mark in document.thing.body
    assert load(ENTRY, dump(document)) == document
    assert "\x1e" not in dump(document)


DAMAGE = st.one_of(
    st.none(), st.booleans(), st.integers(-2, 9), st.floats(), st.text(max_size=3), st.just([]), st.just({})
)


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(KEPT), st.data())
def test_damage_is_a_value_error(document: Document, data: st.DataObject) -> None:
    head, body, prose = dump(document).split("\x1f")
    plain = json.loads(head)
    holder: Any = plain
    while True:
        at = data.draw(st.integers(0, len(holder) - 1))
        if type(holder[at]) is list and holder[at] and data.draw(st.booleans()):
            holder = holder[at]
            continue
        holder[at] = data.draw(DAMAGE)
        break
    try:
        made = load(ENTRY, "\x1f".join((json.dumps(plain), body, prose)))
    except ValueError:
        return
    assert load(ENTRY, dump(made)) == made


@settings(deadline=None, max_examples=200)
@given(
    st.one_of(st.text(), st.sampled_from(KEPT).flatmap(lambda kept: st.integers(0, 300).map(lambda n: dump(kept)[:n])))
)
def test_what_was_not_kept_is_a_value_error(kept: str) -> None:
    try:
        load(ENTRY, kept)
    except ValueError:
        return
    # Only the end of the last part, the prose, can be missing without being seen here.
    assert any(dump(each).startswith(kept) for each in KEPT)


@pytest.mark.parametrize(
    "head",
    ["[]", "[0]", "[9,[],\"\"]", "[-1,null,1]", "[-1,null,\"\",[]]", "[-1,null,\"\",[[],[],[],[],0],[],1]", "{}", "1", "null",
     "[-1,null,\"\",[[1],[],[],[],false]]", "[1,[null],\"\"]", "[" * 5000 + "]" * 5000],
)  # fmt: skip
def test_these_heads_are_refused(head: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  (whichever it is: the file is read anew)
        load(ENTRY, f"{head}\x1f\x1f")
