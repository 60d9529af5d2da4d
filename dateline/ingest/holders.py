"""Who holds an office and what a body is called, as one text has it."""

from bisect import bisect_left, bisect_right

from dateline.ingest.name_words import DEMONYMS, FUNCTION_WORDS, MODIFIERS, PLACES, meanings
from dateline.ingest.people import NameSpan, People, Person
from dateline.ingest.tokens import PARAGRAPH, POSSESSIVE, Tokens

_LONGEST_LOOK = 120
"""Mentions over which an office is looked for."""
_NEAR = 3
"""Paragraphs over which “the ministry” may look back for a ministry's name."""
_FAR = 600
"""Tokens over which it may do so at most."""
_PORTFOLIOS = (
    MODIFIERS
    - FUNCTION_WORDS
    - frozenset(
        "deputy vice chief senior junior top lead leading former ex acting interim incoming outgoing current "
        "newly elected longtime long-time "
        "executive managing assistant associate special permanent general state".split()
    )
)
"""Words that tell one minister from another."""


# Words that make another office of one: a former governor is not the governor.
_RANKS = frozenset("deputy vice lieutenant assistant shadow former ex then".split())
_BELOW = frozenset("deputy vice lieutenant assistant".split())
# “Bakan” is he who was named as “Dışişleri Bakanı”.
_TURKISH_POSSESSIVES = ("ı", "i", "u", "ü", "sı", "si", "su", "sü")
_NATIONS = {
    word: row.split()[0]
    for row in (
        "france french paris", "spain spanish madrid", "poland polish warsaw", "denmark danish", "ireland irish",
        "netherlands dutch", "switzerland swiss", "sweden swedish", "finland finnish", "iceland icelandic",
        "britain british london uk u.k.",
        "wales welsh", "scotland scottish", "russia russian moscow",
        "ukraine ukrainian kyiv kiev", "china chinese beijing", "germany german berlin",
        "turkey turkish ankara türkiye",
        "america american us u.s. washington", "israel israeli jerusalem", "iran iranian tehran", "greece greek athens",
        "japan japanese tokyo", "hungary hungarian budapest", "philippines philippine filipino manila",
        "thailand thai", "iraq iraqi baghdad", "portugal portuguese lisbon", "lebanon lebanese", "malta maltese",
    )
    for word in row.split()
}  # fmt: skip


def _nation(word: str) -> str:
    """Give one key for a country, its people and its capital: Turkey, Turkish; others by their first letters."""
    return _NATIONS.get(word) or word[:5]


def office_holder(people: People, words: set[str], head: str, capitals: set[str], before: int) -> Person | None:
    """Find the person whose office fits a phrase; of several the one named last before it."""
    nations = {_nation(word) for word in words & DEMONYMS | words & PLACES | capitals - {head}}
    special = meanings(head)
    heads = {head, *(head + ending for ending in _TURKISH_POSSESSIVES)}
    best: tuple[int, int, Person] | None = None
    seen: dict[int, tuple[int, Person]] = {}
    for span in reversed(mentions_before(people, bisect_right(people.tokens.starts, before) - 1, _LONGEST_LOOK)):
        seen.setdefault(id(span.person), (span.begin, span.person))
    for person in people.persons[:_LONGEST_LOOK]:
        seen.setdefault(id(person), (-1, person))
    held = any(head in person.role_words for _, person in seen.values())
    """Whether somebody holds the office, whose counterpart then holds it as well."""
    for position, person in seen.values():
        if not person.role_words or (position < 0 and head not in person.role_words):
            continue
        if (words & _PORTFOLIOS) and (person.role_words & _PORTFOLIOS) and not words & person.role_words & _PORTFOLIOS:
            continue
        own = person.role_words & (DEMONYMS | PLACES)
        of_nation = bool(nations & {_nation(word) for word in person.role_words})
        if nations and not of_nation and (own or head not in person.role_words):
            continue
        if words & _RANKS and not words & _RANKS & person.role_words:
            continue
        if "shadow" in person.role_words - words or (position < 0 and person.role_words & _BELOW - words):
            continue  # whoever holds the office is somebody else
        if heads & person.role_words:
            fit = 4
        elif "counterpart" in person.role_words and held and (of_nation or not nations):
            fit = 5
        elif special & person.role_words:
            fit = 2
        else:
            continue
        fit += len((words - FUNCTION_WORDS) & person.role_words)
        fit -= bool(person.role_words & _RANKS - words)
        if (nations and not own and not of_nation) or ("prime" in person.role_words and "prime" not in words):
            fit -= 1
        if best is None or (fit, position) > best[:2]:
            best = (fit, position, person)
    return best[2] if best else None


def body_before(text: str, tokens: Tokens, head: str, before: int) -> str | None:
    """Find the body with a name that “the ministry” means."""
    paragraphs = 0
    end = bisect_left(tokens.starts, before)
    for index in range(end - 1, max(-1, end - _FAR), -1):
        if tokens.lows[index] == PARAGRAPH and tokens.lows[index - 1] != PARAGRAPH:
            paragraphs += 1
            if paragraphs > _NEAR:
                return None
        if tokens.lows[index] != head or not tokens.words[index][0].isupper():
            continue
        begin, end = index, index + 1
        while begin > 0 and (
            (tokens.words[begin - 1][0].isupper() and tokens.lows[begin - 1] not in FUNCTION_WORDS)
            or tokens.lows[begin - 1] == POSSESSIVE
        ):
            begin -= 1
        while end + 1 < len(tokens) and tokens.lows[end] in ("of", "for") and tokens.words[end + 1][0].isupper():
            end += 2
            while end < len(tokens) and tokens.words[end][0].isupper() and tokens.lows[end] not in FUNCTION_WORDS:
                end += 1
        if tokens.lows[begin] == POSSESSIVE:
            begin += 1
        name = text[tokens.starts[begin] : tokens.ends[end - 1]]
        if end - begin > 1:
            return name
    return None


def mentions_before(people: People, token: int, count: int) -> list[NameSpan]:
    """Give the last `count` mentions up to a token."""
    end = bisect_right(people.spans, token, key=lambda span: span.begin)
    return people.spans[max(0, end - count) : end]
