"""Files of many pieces: only what reads something that has changed is made anew, and all bytes are right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.render.pieces import Piece, Table, made_whole, parted, spliced, together
from dateline.render.reads import Noted, Reads


class Shown:
    """A file that shows each word of a mapping, and at its head how many there are."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self.reads = Reads()
        self.words = Noted("words", words, self.reads)
        self.made: list[str] = []

    def pieces(self) -> Iterator[Piece]:
        yield Piece("head", lambda: self.shown("head", f"{len(self.words)}\n"))
        for key in self.words:
            yield Piece(f"word/{key}", lambda key=key: self.shown(key, f"{key}: {self.words[key]}\n"))  # type: ignore[misc]

    def shown(self, name: str, text: str) -> bytes:
        self.made.append(name)
        return text.encode()


BEFORE = {"a": "water", "b": "mill — ü", "c": "", "d": "water"}


def test_a_whole_file_and_what_it_read() -> None:
    file = Shown(BEFORE)
    content, noted = made_whole(file.pieces(), file.reads)
    note, rows = parted(noted)
    assert content.decode() == "4\na: water\nb: mill — ü\nc: \nd: water\n"
    assert note == "words/# words/a words/b words/c words/d"
    table = Table.read(rows)
    assert table.lengths == {"head": 2, "word/a": 9, "word/b": 15, "word/c": 4, "word/d": 9}
    assert dict(table.notes)["word/b"] == "words/b"
    assert table.notes.readers(["words/#"]) == {"head"}


@given(st.lists(st.dictionaries(st.sampled_from("abcd"), st.text(max_size=5), max_size=3), max_size=4))
def test_a_file_after_changes_is_the_file_made_whole(steps: list[dict[str, str]]) -> None:
    words = dict(BEFORE)
    first = Shown(words)
    content, noted = made_whole(first.pieces(), first.reads)
    note, rows = parted(noted)
    table, kept = Table.read(rows), rows
    later = ""
    for step in steps:
        words |= {key: text.replace("\x1c", "").replace("\x1d", "") for key, text in step.items()}
        now = Shown(words)
        done = spliced(content, now.pieces(), table, note, {f"words/{key}" for key in step}, now.reads)
        assert done is not None
        assert now.made == sorted(step)
        content = done[0]
        note, rows = parted(done[1])
        table = table.with_rows(rows)
        later = together(later, rows)
        whole = Shown(words)
        assert (content, note) == (lambda made: (made[0], parted(made[1])[0]))(made_whole(whole.pieces(), whole.reads))
        assert Table.read(kept).with_rows(later).lengths == table.lengths


@pytest.mark.parametrize(
    ("words", "old"),
    [
        pytest.param({**BEFORE, "e": "more"}, None, id="another piece"),
        pytest.param({"b": "", "a": "", "c": "", "d": ""}, None, id="another order"),
        pytest.param(BEFORE, b"4\n", id="other bytes"),
    ],
)
def test_what_does_not_fit_is_made_whole(words: dict[str, str], old: bytes | None) -> None:
    first = Shown(BEFORE)
    content, noted = made_whole(first.pieces(), first.reads)
    note, rows = parted(noted)
    now = Shown(words)
    found = spliced(old if old is not None else content, now.pieces(), Table.read(rows), note, {"words/a"}, now.reads)
    assert found is None
    assert now.reads.noted is None


@pytest.mark.parametrize("rows", ["head", "head x note", "head 2"])
def test_damaged_rows_are_refused(rows: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Table.read(rows)


def test_rows_of_other_pieces_are_refused() -> None:
    with pytest.raises(ValueError, match="there are other pieces"):
        Table.read("head 2 words/#").with_rows("tail 2 words/#")
