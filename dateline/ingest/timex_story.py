"""Dates whose year the story gives: "March 2020. … On June 22 the city woke up", "In May 2016 … In July, …".

News counts a bare "June 22" from its own day. A chronology and a look back count it from the year last named; both
are read only where the text's shape shows them, because elsewhere a year in passing ("founded in 2009") says nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from dateline.ingest.timex_pieces import Expression, valid
from dateline.ingest.timex_tokens import Tokens

_OPENERS = frozenset("in on by since until from late early".split())
_REACH = 80  # tokens: a few sentences
_SECTION = 600  # tokens: what stands under a heading of a chronology, if no other heading ends it
_ENDS_HEADING = frozenset({".", ":", "–", "—", "-", "\n", ""})


@dataclass(slots=True)
class Story:
    """The year and month that a text, read from its start, last set for what follows."""

    tokens: Tokens
    """The text."""
    published: date
    """The day of publication: only years before its own are set."""
    year: int | None = None
    """The year that is set, or None."""
    month: int | None = None
    """The month that is set with it, or None."""
    heads: bool = False
    """True where a heading set it: then it holds for every bare date, else only for those that open a sentence."""
    until: int = 0
    """The token at which it stops to hold."""

    def settle(self, e: Expression) -> Expression:
        """Return `e`, in the story's year where it has none of its own; what `e` itself sets holds from here on."""
        if e.first >= self.until:
            self.year = None
        opens = self._opens(e)
        if e.year is not None:
            if e.year < self.published.year and e.kind in {"date", "month", "year", "quarter", "season"}:
                self._set(e, opens)
            return e
        if self.year is None or e.feast or e.of_year is not None or e.offset is not None or e.weekday is not None:
            return e
        if e.kind == "day-of-month" and self.heads and self.month and e.day and valid(self.year, self.month, e.day):
            return replace(e, kind="date", year=self.year, month=self.month)
        if e.kind not in {"date", "month"} or not (self.heads or opens):
            return e
        year = self.year + (not self.heads and self.month is not None and (e.month or 1) < self.month)
        if year > self.published.year or not valid(year, e.month or 1, e.day or 1):
            return e
        if not self.heads:
            self.year, self.month = year, e.month
        return replace(e, year=year)

    def _set(self, e: Expression, opens: bool) -> None:
        """Let the year of `e` hold for the rest of its paragraph, if it heads it or opens a sentence."""
        begins = self.tokens.word(e.first - 1) in {"", "\n"}
        heads = begins and self.tokens.word(e.last) in _ENDS_HEADING
        if not (heads or opens):
            return
        if not heads and e.month is None:
            return  # “In 2011, the firm settled. In January, it agreed to pay”: this year's January as likely
        own_line = self.tokens.word(e.last) == "\n"
        if own_line and e.kind == "date":
            return  # the date of an article that stands above it
        self.year, self.month, self.heads = e.year, e.month, heads
        self.until = e.last + _SECTION if own_line else self.tokens.paragraph_end(e.last)
        if not heads:
            self.until = min(self.until, e.last + _REACH)

    def _opens(self, e: Expression) -> bool:
        """Tell whether `e` opens its sentence, as in “In May 2016, …”, behind a preposition."""
        k = e.first
        while k > e.first - 2 and self.tokens.word(k - 1) in _OPENERS:
            k -= 1
        return k < e.first and self.tokens.opens_sentence(k)
