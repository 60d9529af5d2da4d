"""The headline and the standfirst among the lines of a document, and which names above them are an outlet's."""

from __future__ import annotations

import re

from dateline.ingest.article import LABEL, Stated
from dateline.ingest.bylines import NOT_NAMES, byline
from dateline.ingest.full_dates import find_date
from dateline.ingest.prose import OPENING_QUOTE, WORD, content_words, letters, may_be_standfirst
from dateline.ingest.verdicts import BYLINE, CREDIT, HEADLINE, PUBLISHED, Judged

MASTHEAD = "the name of the outlet above the article"
"""Why a name like a paper's above the headline was dropped: the publisher, as far as outlets.yaml knows it."""
_SECTIONS = frozenset(
    """world
    news politics business opinion europe asia africa americas sport sports culture international national local
    home economy ukraine russia analysis latest top exclusive breaking welt politik wirtschaft ausland mundo política
    internacional economia dünya gündem siyaset haber мир новости
    политика світ новини політика monde international""".split()
)
"""Words that are the name of a page's section."""
_CRUMBS = re.compile(r"(?:[^\W\d_][\w &'’-]{0,40}\s?[>›»/→]\s?){1,6}[^\W\d_][\w &'’-]{0,80}")
"""The path to a page: “World > Europe > Talks”."""
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d\b")
"""Begins an item of a running report: “14:02 Presidents speak”."""
_LETTERHEAD = re.compile(
    r"(?:The )?(?:Office|Ministry|Department|Government|Embassy|Permanent Mission|Press (?:Service|Office|Secretary)"
    r"|Secretariat|Spokesperson|Cabinet|Council) (?:of|for|to)\b(?:\W+(?:the|of|and|for|to|[A-ZÀ-Þ][\w’'-]*))+$"
)
"""The name of an office above its communiqué: no headline."""
_PAPER = re.compile(
    r"\b(?:times|post|herald|gazette|tribune|courier|chronicle|telegraph|journal|observer|guardian|mirror|standard|"
    r"daily|weekly|press|mail|echo|examiner|inquirer|star|sun|argus|sentinel|dispatch|ledger|monitor|independent|"
    r"zeitung|anzeiger|nachrichten|tageblatt|tagblatt|rundschau|kurier|merkur|morgenpost|allgemeine|"
    r"diário|jornal|folha|correio|gazeta|notícias|diario|periódico|gaceta|correo|"
    r"gazete(?:si)?|postası|haber(?:leri)?|gündem|вестник|газета|известия|ведомости|новости|правда|вісник|новини|вісті|"
    r"радио|радіо|radio|tv|televisão|broadcasting)\b",
    re.I,
)
_SMALL_WORDS = frozenset("of the and de da do dos di del la le der die und für & і и".split())
_LOOKED_AT = 400
"""Characters of a line whose words are counted."""
_NO_PAPER = frozenset("release releases office box card conference freedom briefing secretary service".split())
"""Words beside which “press” or “post” is no paper."""


def is_masthead(line: str) -> bool:
    """Whether a line is written like an outlet's name: two words or more, a paper's word among them, all in capitals.

    “The Ostrel Herald”, “Diário do Lago”; not “Daily News”, which may be a page's section.
    """
    words = line.split()
    if {word.casefold() for word in words} & _NO_PAPER or not 2 <= len(words) <= 6 or len(line) > 60:
        return False
    if not _PAPER.search(line) or re.search(r"[.!?:;,|>»/\d]", line):
        return False
    own = [word for word in words if word.casefold() not in _SMALL_WORDS]
    # In Russian and Ukrainian only the first word takes a capital: “Озёрный вестник”.
    first = len(own) <= 2 and "\u0400" <= line[0] <= "\u052f" and own[0][:1].isupper() and _PAPER.fullmatch(own[-1])
    if not first and not all(word[:1].isupper() for word in own):
        return False
    # A name beside the paper's word: a place, or the article that papers are called with.
    named = [word for word in own if not _PAPER.fullmatch(word) and word.casefold() not in NOT_NAMES]
    return bool(named) or (words[0] in ("The", "Die", "Der", "O", "A", "El") and len(own) > 1)


def is_section(line: str) -> bool:
    """Whether the words of a line are nothing but names of a page's sections."""
    found = WORD.findall(line[:_LOOKED_AT])
    return bool(found) and all(word.casefold() in _SECTIONS for word in found)


def trailing_date(title: str) -> tuple[str, str] | None:
    """(title, day) of a headline that a full date ends: "Talks stall (2022-03-10)", "Talks stall | 10 March 2022"."""
    day = find_date(title)
    if not day or not day.sure or day.start <= 12:
        return None
    before, after = title[: day.start], title[day.end :]
    mark = re.search(r"\s*(?P<mark>[(\[|•·]|\s[–—-])\s*$", before)
    bracketed = mark is not None and mark["mark"] in "(["
    if not mark or not re.fullmatch(r"\s*[)\]]\s*" if bracketed else r"\s*", after):
        return None
    return before[: mark.start()].rstrip(), day.value


def drop_known(judged: Judged, places: list[int]) -> None:
    """Drop a headline that is known from the markup where it is printed among the first lines."""
    key = letters(judged.title or "")
    for place in places[:8]:
        own = letters(judged.text(place))
        heading = judged.lines[place].heading
        if key and own and (own == key or (heading and len(own) > 20 and (own in key or key in own))):
            judged.drop(place, HEADLINE)


def find_headline(judged: Judged, head: list[int], prose: list[int], content: set[str]) -> None:
    """Find the headline, and judge the lines above the article by where they stand to it.

    `head` are the places above the first sentence, `prose` those of the sentences, `content` the words of these.
    """
    if judged.title is not None:
        key = letters(judged.title)
        at = next((place for place in head if letters(judged.text(place)) == key), None)
    else:
        at = _headline(judged, head, prose, content)
        if at is not None:
            _take(judged, at)
            if at > prose[0]:
                judged.standfirst = judged.standfirst or judged.text(prose[0])
                head = []
    _judge_head(judged, head, at, content)


def _headline(judged: Judged, head: list[int], prose: list[int], content: set[str]) -> int | None:
    """The place of the line that is the headline; None where none is."""
    at = _best(judged, head, content)
    if at is None and len(head) == 1 and _may_be_title(judged.text(head[0])):
        at = head[0]  # the one line above the article, however short
    return at if at is not None else _below_standfirst(judged, prose, content)


def _take(judged: Judged, place: int) -> None:
    """Make the line at a place the headline, and take a full date off its end: “Talks stall (2022-03-10)”."""
    title, day = trailing_date(judged.text(place)) or (judged.text(place), None)
    judged.title = title
    judged.drop(place, HEADLINE, Stated(title=title, published=day))


def _judge_head(judged: Judged, head: list[int], at: int | None, content: set[str]) -> None:
    """Judge the lines above the article: bylines, the path to the page, the outlet's name, labels; a standfirst stays.

    `at` is the place of the headline, None where it is not among the lines.
    """
    masthead = False
    for place in head:
        if judged.verdicts[place] is not None:
            continue
        line = judged.lines[place]
        text, count = line.text, len(line.text.split())
        below, above = at is None or place > at, at is None or place < at
        named = byline(text)
        if named and below and not (content_words(text) & content):
            judged.drop(place, BYLINE, named.stated)
        elif _CRUMBS.fullmatch(text) and ">" in text:
            judged.drop(place, "the path to the page")
        elif below and (line.listed or count >= 7) and judged.title:
            # A standfirst or a list of key points without full stops: the article's own words.
            if judged.standfirst is None and not line.listed:
                judged.standfirst = text
        elif text[0] in OPENING_QUOTE or (text.endswith(":") and count > 3):
            continue
        elif above and not masthead and is_masthead(text):
            masthead = True
            judged.drop(place, MASTHEAD, Stated(publisher=text))
        else:
            judged.drop(place, LABEL)


def _may_be_title(text: str) -> bool:
    known = _CRUMBS.fullmatch(text) or _LETTERHEAD.match(text) or is_masthead(text) or _CLOCK.match(text)
    if known or len(WORD.findall(text[:_LOOKED_AT])) < 2 or text[0] in OPENING_QUOTE or text.endswith(":"):
        return False
    return byline(text) is None and not is_section(text)


def _best(judged: Judged, head: list[int], content: set[str]) -> int | None:
    """The place of the line above the article that is most like a headline: by its words, and by its markup."""
    best, score = None, 0.0
    marked = any(judged.lines[place].heading for place in head)
    for place in head:
        line = judged.lines[place]
        text, found = line.text, WORD.findall(line.text[:_LOOKED_AT])
        if len(found) < 2 or len(text) > 220 or line.listed or text.endswith(":") or ">" in text:
            continue
        shared = len(content_words(text) & content)
        if len(found) < 4 and not shared and not line.heading:
            continue
        of_its_house = _LETTERHEAD.match(text) or is_masthead(text)
        if _CLOCK.match(text) or (of_its_house and place != head[-1]) or is_section(text):
            continue
        if len(found) >= 5 and shared >= 2 and not marked:
            return best if best is not None and score >= 14 else place
        value = min(len(found), 16) + 2 * min(shared, 8) + (30 if line.heading else 0)
        # Of two alike the upper one: a standfirst stands below the headline.
        if value > score + (4 if best is not None else 0):
            best, score = place, value
    return best


def _below_standfirst(judged: Judged, prose: list[int], content: set[str]) -> int | None:
    """The headline where one sentence is printed above it: a line like a headline, second in the article."""
    if len(prose) < 4 or len(judged.text(prose[0])) > 450:
        return None
    between = [place for place in judged.open() if prose[0] < place < prose[1]]
    if len(between) != 1:
        return None
    text = judged.text(between[0])
    # A sub-heading is shorter, and seldom stands after a single paragraph.
    like_one = 5 <= len(WORD.findall(text[:_LOOKED_AT])) <= 25 and text[0] not in "•*-" and not text.endswith(":")
    return between[0] if like_one and len(content_words(text) & content) >= 2 else None


def find_standfirst(judged: Judged, prose: list[int], bylines: set[int]) -> None:
    """The first sentence is a standfirst where a byline follows it, or where the next paragraph says it once more.

    `prose` are the places of the sentences, `bylines` those of the bylines and dates beside them.
    """
    if judged.standfirst or not judged.title or len(prose) < 4 or not may_be_standfirst(judged.text(prose[0])):
        return
    first, second = prose[0], prose[1]
    text = judged.text(first)
    if any(judged.why(place) in (BYLINE, PUBLISHED, CREDIT) for place in range(first + 1, second)):
        judged.standfirst = text
        return
    # A byline right above it: what follows is the article.
    if any(place in bylines or judged.why(place) == BYLINE for place in range(first)):
        return
    own = content_words(text)
    # A picture between them shows that the first stands apart.
    pictured = any(verdict and verdict.caption for verdict in judged.verdicts[first + 1 : second])
    share = 0.3 if pictured else 0.5
    if own and len(own & content_words(judged.text(second))) >= max(4, len(own) * share):
        judged.standfirst = text
