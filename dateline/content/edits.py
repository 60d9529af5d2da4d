"""Edits of files that editors wrote: planned on their text, made in their bytes, all else left as it is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from dateline.records import record


class EditError(Exception):
    """What was asked for can't be done: the sentence says why, `hint` what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        """Take the sentence and the remedy."""
        super().__init__(message)
        self.message = message
        self.hint = hint


@record(frozen=True, slots=True)
class Edit:
    """One replacement in a text."""

    start: int
    """0-based character of the text (line ends counted as one character, without a BOM) where it begins."""
    end: int
    """The character after the last that goes."""
    text: str
    """What comes instead."""


@record(frozen=True, slots=True, kw_only=True)
class FileChange:
    """What is to become of one file of content/."""

    path: str
    """Where it is, relative to the root."""
    to: str
    """Where it goes; the same path where it stays."""
    before: str
    """The text that the edits are meant for."""
    edits: tuple[Edit, ...] = ()
    """In order, none overlapping another."""

    @property
    def after(self) -> str:
        """The text with the edits made."""
        return edited(self.before, self.edits)

    def rewrite(self, data: bytes) -> bytes:
        """Make the edits in the file's bytes, keeping its line ends and BOM.

        Raises EditError where the bytes are no longer the text that the edits are meant for.
        """
        raw = data.decode("utf-8", "replace")
        start = 1 if raw.startswith("\ufeff") else 0
        double = [match.start() for match in re.finditer("\r\n", raw)]
        if raw[start:].replace("\r\n", "\n").replace("\r", "\n") != self.before:
            raise EditError(f"{self.path} was changed meanwhile", "run the command again")
        # Where the second halves of the double line ends would stand in the text, were they counted.
        ends = [at - start - number for number, at in enumerate(double)]
        ending = "\r\n" if double else "\r" if "\r" in raw and "\n" not in raw else "\n"
        made = [
            Edit(
                edit.start + start + bisect_left(ends, edit.start),
                edit.end + start + bisect_left(ends, edit.end),
                edit.text.replace("\n", ending),
            )
            for edit in self.edits
        ]
        return edited(raw, made).encode()


def edited(text: str, edits: Iterable[Edit]) -> str:
    """A text with edits made, which come in order and do not overlap."""
    parts: list[str] = []
    at = 0
    for edit in edits:
        parts += (text[at : edit.start], edit.text)
        at = edit.end
    return "".join([*parts, text[at:]])
