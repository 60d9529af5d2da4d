"""One line by itself: the rules that say that it is not an article's text, and why.

What no line shows by itself (which one is the headline, where the article ends) is judged in `clean`.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.ingest.article import Line
from dateline.ingest.captions import caption
from dateline.ingest.furniture import box, counter, page_phrase, pointer, tags, technical
from dateline.ingest.stated_lines import copyright_line, credit, labelled_dates, staff
from dateline.ingest.verdicts import Rule, Verdict

RULES: tuple[Rule, ...] = (
    technical,
    page_phrase,
    counter,
    credit,
    caption,
    labelled_dates,
    pointer,
    box,
    staff,
    copyright_line,
    tags,
)
"""The rules that look at one line, in order: the first that answers decides."""
EDGE_RULES: tuple[Rule, ...] = (technical, tags)
"""Those against what only looks strange (an address, a number): of lines that an extractor has chosen they judge the
ones above the article's first sentence and below its last."""
SELECTED_RULES: tuple[Rule, ...] = tuple(rule for rule in RULES if rule not in EDGE_RULES)
"""The others: they judge all lines that an extractor has chosen."""


def judge(line: Line, rules: Sequence[Rule] = RULES) -> Verdict | None:
    """Why a line is not an article's text, looked at by itself; None where nothing speaks against it."""
    for rule in rules:
        verdict = rule(line)
        if verdict:
            return verdict
    return None
