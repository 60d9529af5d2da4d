"""Where an article starts and ends: what stands above its first sentence and below its last."""

from __future__ import annotations

from dateline.ingest.article import LABEL
from dateline.ingest.bylines import byline
from dateline.ingest.headlines import drop_known, find_headline, find_standfirst, is_section
from dateline.ingest.lines import EDGE_RULES, judge
from dateline.ingest.prose import OPENING_QUOTE, content_words, is_sentence, may_be_standfirst
from dateline.ingest.stated_lines import dates_verdict
from dateline.ingest.verdicts import BYLINE, Judged, Verdict

FEW = 4
"""The most lines that an extractor lets in above or below an article."""


def find_ends(judged: Judged, *, selected: bool, day_first: bool) -> None:
    """Find the headline and the standfirst; drop what stands above the article's first sentence and below its last.

    `selected` says that an extractor has chosen the lines: then little is doubted. `day_first` says that 03/10/2022 is
    3 October.
    """
    places = judged.open()
    prose = [place for place in places if is_sentence(judged.text(place))]
    if not prose:
        # A script without full stops, or notes: only length can tell a paragraph from a label.
        prose = [place for place in places if len(judged.text(place)) >= 60]
    if not prose:
        return
    head = [place for place in places if place < prose[0]]
    tail = [place for place in places if place > prose[-1]]
    bylines = _drop_bylines(judged, head, day_first)
    if selected:
        drop_known(judged, places)
        _drop_edges(judged, head, tail)
        find_standfirst(judged, prose, bylines)
        return
    if len(prose) > 1 and may_be_standfirst(judged.text(prose[0])):
        bylines |= _drop_bylines_below(judged, prose, day_first)
    content = set().union(*(content_words(judged.text(place)) for place in prose[:40]))
    find_headline(judged, [place for place in head if place not in bylines], prose, content)
    find_standfirst(judged, prose, bylines)
    _drop_tail(judged, tail, prose[-1], content, day_first)


def _drop_bylines(judged: Judged, places: list[int], day_first: bool) -> set[int]:
    """Drop the bylines and dates among some lines; returns their places."""
    found: set[int] = set()
    for place in places:
        text = judged.text(place)
        verdict = dates_verdict(text, day_first=day_first)
        if verdict is None and (named := byline(text)) and named.sure:
            verdict = Verdict(why=BYLINE, stated=named.stated)
        if verdict:
            judged.verdicts[place] = verdict
            found.add(place)
    return found


def _drop_bylines_below(judged: Judged, prose: list[int], day_first: bool) -> set[int]:
    """Drop bylines and dates between the first sentence and the second; returns their places.

    A line that is only a date may be the first of a chronicle's headings: it is dropped where no other date stands
    alone below it.
    """

    def is_date(place: int) -> bool:
        return dates_verdict(judged.text(place), day_first=day_first) is not None

    between = [place for place in judged.open() if prose[0] < place < prose[1]]
    if any(is_date(place) for place in judged.open() if place > prose[1]):
        between = [place for place in between if not is_date(place)]
    return _drop_bylines(judged, between, day_first)


def _drop_edges(judged: Judged, head: list[int], tail: list[int]) -> None:
    """Drop what an extractor let in at the article's ends: the page's section, a user's name, tags."""
    # More lines than these are no edge but an article in short lines.
    for place in (*(head if len(head) <= FEW else ()), *(tail if len(tail) <= FEW else ())):
        if judged.verdicts[place] is not None:
            continue
        line = judged.lines[place]
        judged.verdicts[place] = judge(line, EDGE_RULES)
        if place in head and not line.heading and is_section(line.text[:100]):
            judged.drop(place, LABEL)


def _drop_tail(judged: Judged, tail: list[int], last: int, content: set[str], day_first: bool) -> None:
    """Drop the lines below the last sentence: headlines of other stories, labels, names. List items stay.

    `last` is the place of that sentence, `content` has the words of the article's.
    """
    in_list = judged.text(last).endswith(":")
    for place in tail:
        line = judged.lines[place]
        text = line.text
        if in_list or (line.listed and _is_listed_before(judged, place)):
            continue
        if dated := dates_verdict(text, day_first=day_first):
            judged.verdicts[place] = dated
            continue
        named = byline(text)
        if named and (named.sure or len(tail) <= 3):
            judged.drop(place, BYLINE, named.stated)
            continue
        own = content_words(text)
        shares = len(own & content) >= max(2, len(own) * 0.3)
        # The article may break off in mid-sentence, or end on words that are somebody's.
        broken_off = place == tail[0] and shares and (len(text.split()) >= 9 or text[0] in OPENING_QUOTE)
        announced = place > 0 and judged.verdicts[place - 1] is None and judged.text(place - 1).endswith(":")
        if broken_off or announced or text.endswith(":") or (text[0] in "“«„" and place == tail[0]):
            continue
        judged.drop(place, "a line below the article's last sentence: not its text")


def _is_listed_before(judged: Judged, place: int) -> bool:
    """Whether a list item follows others or a sentence that announces them."""
    return place > 0 and (judged.lines[place - 1].listed or judged.text(place - 1).endswith(":"))
