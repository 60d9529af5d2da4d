"""What a text says of dates, before anything is known of its day of publication.

`scan` turns a text into expressions: "Monday (14)" is weekday 0 and day 14, "later this week" the unit week with
offset 0. What they mean on the calendar is settled in `timex_resolve`. A rule starts at a word that can open a date
and looks a bounded number of tokens ahead, so the time taken grows with the text's length only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from dateline.ingest import timex_words as words
from dateline.ingest.timex_abroad import RULES as ABROAD
from dateline.ingest.timex_clock import hours_later, noon, o_clock, part_of_day
from dateline.ingest.timex_feasts import OPENERS, feast, new_year
from dateline.ingest.timex_figures import read_figures
from dateline.ingest.timex_forms import ORDINALS, before_last, ordinal_day, weekday_then, within_the_day
from dateline.ingest.timex_named import month_first
from dateline.ingest.timex_pieces import JOINTS, Expression, Reader, valid
from dateline.ingest.timex_quarters import full_year, last_quarter_of, quarter, three_months
from dateline.ingest.timex_relative import (
    ANAPHORS,
    COUNTS,
    anaphor,
    coming,
    counted,
    day_of_month,
    in_time,
    modified,
    old_spelling,
    relative_day,
    season_first,
    unit_first,
    year_word,
)
from dateline.ingest.timex_tokens import Tokens, tokenise
from dateline.ingest.timex_words import Language

_Rule = Callable[[Reader, int], list[Expression] | None]


def scan(text: str) -> tuple[Tokens, list[Expression]]:
    """Return the tokens of `text` and its expressions, in order and not overlapping."""
    tokens = tokenise(text)
    reader = Reader(tokens)
    found: list[Expression] = []
    index, count, words = 0, len(tokens), tokens.words
    while index < count:
        word = words[index]
        if word not in _RULES and "'" not in word and not "0" <= word[:1] <= "9":
            index += 1  # most words open nothing
            continue
        expressions = _read(reader, index)
        if expressions:
            found.append(_with_article(tokens, expressions[0]))
            found += expressions[1:]
            reader.floor = index = max(expressions[-1].last, index + 1)
        else:
            index += 1
    if reader.tongue == "es" or reader.belarusian:
        found = [replace(each, language=_own(reader, each.language)) for each in found]
    return tokens, _inherit_years(tokens, found)


def _own(reader: Reader, language: Language) -> Language:
    """Return the text's own language for a word that its neighbour shares: “sábado” is Portuguese and Spanish."""
    if reader.tongue == "es":
        return "es" if language == "pt" else language
    return "be" if language in {"ru", "uk"} else language


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
    if tokens.words[i] in words.SPANISH_PARTS and reader.tongue != "es":
        return None
    k = i + 1
    while tokens.word(k) in words.PART_LINKS and k <= i + 3:
        if tokens.words[k] in {"on", "in"} and tokens.words[i] not in {"early", "late", "earlier", "later"}:
            return None  # “will end on April 30”, “will start in May”
        k += 1
    if k >= len(tokens) or tokens.words[k] in words.PARTS:
        return None
    if k == i + 1 and tokens.words[i] in _LINKED:
        return None  # “is to start June 3”
    unit = words.UNITS.get(tokens.words[k].partition("'")[0])
    if unit and unit[1] == "en" and unit[0] in {"week", "month", "year", "quarter"} and tokens.word(k - 1) == "the":
        if tokens.words[k] in words.PLURALS or tokens.word(k + 1) in {"before", "after", "of"}:
            return None
        return [reader.make("unit", i, k + 1, unit=unit[0], offset=0, approximate=True)]
    if unit and tokens.words[k] in _BARE_SPANS and tokens.word(k - 1) == "of" and tokens.word(i - 1) in _BY:
        return [reader.make("unit", i, k + 1, unit=unit[0], offset=0, approximate=True)]  # "by end of year"
    inner = _read(reader, k)
    if not inner or inner[0].first != k or inner[0].kind in {"clock", "ago"}:
        return None
    head = inner[0]
    if head.kind == "anaphor" and head.unit == "day":
        return None
    vague = head.kind in {"month", "year", "unit", "quarter"}
    return [replace(head, first=i, start=tokens.starts[i], approximate=head.approximate or vague), *inner[1:]]


def _rules() -> dict[str, tuple[_Rule, ...]]:
    """Return the rules that each word can open, in the order in which they are tried."""
    year_mark: _Rule = _short_year
    table: tuple[tuple[Iterable[str], _Rule], ...] = (
        *ABROAD,
        (OPENERS, feast),
        (["new"], new_year),
        (["noon", "midnight", "midday", "dawn", "dusk", "daybreak"], noon),
        (words.MONTHS, month_first),
        (words.WEEKDAYS, weekday_then),
        (words.DAYS, relative_day),
        (words.YEARS, year_word),
        (["to"], old_spelling),
        (["coming"], coming),
        (["o'clock"], o_clock),
        (words.MODIFIERS, modified),
        (ANAPHORS, anaphor),
        (words.DAY_PARTS, before_last),
        (["week", "month", "year", "weekend"], before_last),
        (words.UNITS, unit_first),
        (["year's"], unit_first),
        (words.SEASONS, season_first),
        (words.ORDINAL_QUARTERS, quarter),
        (ORDINALS, ordinal_day),
        (["twenty", "thirty"], ordinal_day),
        (["final", "closing"], last_quarter_of),
        (["q"], quarter),
        (["earlier", "later"], within_the_day),
        (words.PARTS, _part),
        (["full"], full_year),
        (["time"], in_time),
        (("morning", "afternoon", "evening", "hours"), part_of_day),
        (["later", "earlier"], hours_later),
        (["three"], three_months),
        (COUNTS, counted),
        (["the"], day_of_month),
        (["'", "’", "‘"], year_mark),
    )
    rules: dict[str, tuple[_Rule, ...]] = {}
    for openers, rule in table:
        for word in openers:
            if rule not in rules.get(word, ()):
                rules[word] = (*rules.get(word, ()), rule)
    return rules


def _short_year(reader: Reader, i: int) -> list[Expression] | None:
    """Read '98 after a preposition."""
    year = reader.year(i) if reader.tokens.word(i - 1) in _SHORT_LEADS else None
    return [reader.make("year", i, year.next, year=year.value)] if year else None


_RULES = _rules()
_INFLECTED = frozenset({*words.MONTHS, *words.WEEKDAYS, *words.DAYS})


_SHORT_LEADS = words.YEAR_LEADS | {"the", "and"}
_COUNTED_OUT = frozenset({*ORDINALS, "week", "weekend", "last", "twenty", "thirty"})
_BARE_SPANS = frozenset({"week", "month", "quarter", "year"})
_BY = frozenset({"by", "before", "until", "till"})
_LINKED = frozenset({"start", "beginning", "middle", "rest", "half"})  # of a span, never beside it
_SPANS = frozenset("to through until till - –".split())
_ARTICLED = frozenset({"anaphor", "quarter", "unit", "day", "date", "season", "half", "new-year"})
_NOUN_PARTS = frozenset("end beginning start middle rest".split())


def _with_article(tokens: Tokens, expression: Expression) -> Expression:
    """Return the expression with its article: "the third quarter", "the 10th of March"."""
    before = expression.first - 1
    noun_part = tokens.words[expression.first] in _NOUN_PARTS
    if tokens.word(before) != "the" or (expression.kind not in _ARTICLED and not noun_part):
        return expression
    ordinal = noun_part or tokens.word(expression.first + 1) in {"st", "nd", "rd", "th"}
    if expression.kind == "date" and not ordinal and tokens.words[expression.first] not in _COUNTED_OUT:
        return expression
    return replace(expression, first=before, start=tokens.starts[before])


def _inherit_years(tokens: Tokens, found: list[Expression]) -> list[Expression]:
    """Return the expressions with years carried over ranges and lists: "March 3 to April 5, 2022"."""
    result = list(found)
    for position in range(len(result) - 2, -1, -1):
        left, right = result[position], result[position + 1]
        if _takes_year(left) and right.of_year is not None and left.offset is None and _joined(tokens, left, right):
            result[position] = replace(left, of_year=right.of_year)  # "from March to May last year"
        elif _takes_year(left) and right.year is not None and _joined(tokens, left, right):
            later = (left.month or 0, left.day or 0) > (right.month or 0, right.day or 31)
            result[position] = _dated(left, right.year - 1 if later else right.year)
    for position in range(1, len(result)):
        left, right = result[position - 1], result[position]
        if left.kind == right.kind == "weekday" and right.offset is None and right.of_week is None:
            between = tokens.words[left.last : right.first]
            if len(between) == 1 and between[0] in _SPANS:
                result[position] = replace(right, continues=True)
            continue
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
