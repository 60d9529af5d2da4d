"""What a text says of dates, before anything is known of its day of publication.

`scan` turns a text into expressions: "Monday (14)" is weekday 0 and day 14, "later this week" the unit week with
offset 0. What they mean on the calendar is settled in `timex_resolve`. A rule starts at a word that can open a date
and looks a bounded number of tokens ahead, so the time taken grows with the text's length only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from dateline.ingest import timex_words as words
from dateline.ingest.timex_figures import read_figures
from dateline.ingest.timex_named import holiday, month_first, weekday_first
from dateline.ingest.timex_pieces import JOINTS, Expression, Reader, valid
from dateline.ingest.timex_relative import (
    ANAPHORS,
    COUNTS,
    anaphor,
    counted,
    day_of_month,
    modified,
    quarter,
    relative_day,
    unit_first,
    year_word,
)
from dateline.ingest.timex_tokens import Tokens, tokenise

_Rule = Callable[[Reader, int], list[Expression] | None]


def scan(text: str) -> tuple[Tokens, list[Expression]]:
    """Return the tokens of `text` and its expressions, in order and not overlapping."""
    tokens = tokenise(text)
    reader = Reader(tokens)
    found: list[Expression] = []
    index = 0
    while index < len(tokens):
        expressions = _read(reader, index)
        if expressions:
            found.append(_with_article(tokens, expressions[0]))
            found += expressions[1:]
            reader.floor = index = max(expressions[-1].last, index + 1)
        else:
            index += 1
    return tokens, _inherit_years(tokens, found)


def _read(reader: Reader, i: int) -> list[Expression] | None:
    """Return what opens at token `i` by the first rule that applies, or None."""
    word = reader.tokens.words[i]
    if "0" <= word[:1] <= "9":
        return read_figures(reader, i)
    rules = _RULES.get(word)
    if rules is None and "'" in word and (base := word.partition("'")[0]) in _INFLECTED:
        rules = _RULES[base]  # today's, Mart'ta
    if rules:
        for rule in rules:
            if found := rule(reader, i):
                return found
    return None


def _part(reader: Reader, i: int) -> list[Expression] | None:
    """Read early March, mid-March, later this week, the end of the year: the span that the part belongs to."""
    tokens = reader.tokens
    k = i + 1
    while tokens.word(k) in words.PART_LINKS and k <= i + 3:
        k += 1
    if k >= len(tokens) or tokens.words[k] in words.PARTS:
        return None
    unit = words.UNITS.get(tokens.words[k].partition("'")[0])
    if unit and unit[1] == "en" and unit[0] in {"week", "month", "year", "quarter"} and tokens.word(k - 1) == "the":
        if tokens.words[k] in words.PLURALS or tokens.word(k + 1) in {"before", "after", "of"}:
            return None
        return [reader.make("unit", i, k + 1, unit=unit[0], offset=0, approximate=True)]
    inner = _read(reader, k)
    if not inner or inner[0].first != k or inner[0].kind in {"clock", "anaphor", "ago"}:
        return None
    head = inner[0]
    vague = head.kind in {"month", "year", "unit", "quarter"}
    return [replace(head, first=i, start=tokens.starts[i], approximate=head.approximate or vague), *inner[1:]]


def _rules() -> dict[str, tuple[_Rule, ...]]:
    """Return the rules that each word can open, in the order in which they are tried."""
    year_mark: _Rule = _short_year
    table: tuple[tuple[Iterable[str], _Rule], ...] = (
        (words.MONTHS, month_first),
        (words.WEEKDAYS, weekday_first),
        (words.DAYS, relative_day),
        (["depois"], relative_day),
        (words.YEARS, year_word),
        (words.MODIFIERS, modified),
        (ANAPHORS, anaphor),
        (words.UNITS, unit_first),
        (words.ORDINAL_QUARTERS, quarter),
        (["q"], quarter),
        (words.PARTS, _part),
        (COUNTS, counted),
        (["the"], day_of_month),
        (["'", "’", "‘"], year_mark),
        ([phrase[0] for phrase in words.HOLIDAYS], holiday),
    )
    rules: dict[str, tuple[_Rule, ...]] = {}
    for openers, rule in table:
        for word in openers:
            if rule not in rules.get(word, ()):
                rules[word] = (*rules.get(word, ()), rule)
    return rules


def _short_year(reader: Reader, i: int) -> list[Expression] | None:
    """Read '98 after a preposition."""
    year = reader.year(i) if reader.tokens.word(i - 1) in words.YEAR_LEADS else None
    return [reader.make("year", i, year.next, year=year.value)] if year else None


_RULES = _rules()
_INFLECTED = frozenset({*words.MONTHS, *words.WEEKDAYS, *words.DAYS})


def _with_article(tokens: Tokens, expression: Expression) -> Expression:
    """Return the expression with its article: "the third quarter", "the 10th of March"."""
    before = expression.first - 1
    if tokens.word(before) != "the" or expression.kind not in {"anaphor", "quarter", "unit", "day", "date"}:
        return expression
    if expression.kind == "date" and tokens.word(expression.first + 1) not in {"st", "nd", "rd", "th"}:
        return expression
    return replace(expression, first=before, start=tokens.starts[before])


def _inherit_years(tokens: Tokens, found: list[Expression]) -> list[Expression]:
    """Return the expressions with years carried over ranges and lists: "March 3 to April 5, 2022"."""
    result = list(found)
    for position in range(len(result) - 2, -1, -1):
        left, right = result[position], result[position + 1]
        if _takes_year(left) and right.year is not None and _joined(tokens, left, right):
            later = (left.month or 0, left.day or 0) > (right.month or 0, right.day or 31)
            result[position] = _dated(left, right.year - 1 if later else right.year)
    for position in range(1, len(result)):
        left, right = result[position - 1], result[position]
        if not _takes_year(right) or not _joined(tokens, left, right):
            continue
        if right.kind == "date" and left.year is not None:
            result[position] = replace(
                right, year=left.year + 1 if (right.month or 0) < (left.month or 0) else left.year
            )
        else:
            result[position] = replace(right, continues=True)
    return result


def _dated(expression: Expression, year: int) -> Expression:
    """Return the expression in a year; unchanged where that year has no such day (29 February)."""
    exists = expression.kind == "month" or valid(year, expression.month or 1, expression.day or 1)
    return replace(expression, year=year) if exists else expression


def _takes_year(expression: Expression) -> bool:
    """Tell whether a month or a day of a month may take its year from a neighbour."""
    open_date = expression.kind in {"date", "month"} and expression.year is None
    return open_date and expression.of_year is None and expression.weekday is None


def _joined(tokens: Tokens, left: Expression, right: Expression) -> bool:
    """Tell whether two months, or days of a month, stand in one range or list."""
    between = tokens.words[left.last : right.first]
    dated = left.month is not None and right.month is not None
    return dated and 0 < len(between) <= 3 and all(word in JOINTS or word == "from" for word in between)
