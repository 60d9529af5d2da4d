"""Raw lines to the article: which lines are its text, and for every other one the reason why not.

What a line shows by itself is judged in `lines`. What it does not (which line is the headline, where the article
starts and ends, which long lines are other stories' teasers) is judged here from the text as a whole. No line is
dropped for being short: it is dropped for what it says, or for standing outside the article (above its first
sentence, below its last).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from dateline.ingest import datelines, metadata
from dateline.ingest.article import LABEL, Dropped, Line, Stated
from dateline.ingest.lines import (
    AGENCY_NOTE,
    EDGE_RULES,
    OPENING_QUOTE,
    OTHER_STORIES,
    RULES,
    SELECTED_RULES,
    TERMINAL,
    WORD,
    Verdict,
    byline_stated,
    dates_verdict,
    judge,
)

HEADLINE = "the headline"
"""The one reason that is no loss: the line became the title."""
MASTHEAD = "the name of the outlet above the article"
"""A name like a paper's above the headline: the publisher, as far as outlets.yaml knows it."""
CRUMBS = re.compile(r"(?:[^\W\d_][\w &'’-]{0,40}\s?[>›»/→]\s?){1,6}[^\W\d_][\w &'’-]{0,80}")
KICKER = re.compile(
    r"^(?P<kicker>[A-ZÀ-ÞА-ЯЁІЇЄҐ0-9][A-ZÀ-ÞА-ЯЁІЇЄҐ0-9 ,.’'&/-]{4,60}[A-ZÀ-ÞА-ЯЁІЇЄҐ0-9]):\s",
)
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d\b")
"""Begins an item of a running report: “14:02 Presidents speak”."""
LETTERHEAD = re.compile(
    r"(?:The )?(?:Office|Ministry|Department|Government|Embassy|Permanent Mission|Press (?:Service|Office|Secretary)"
    r"|Secretariat|Spokesperson|Cabinet|Council) (?:of|for|to)\b(?:\W+(?:the|of|and|for|to|[A-ZÀ-Þ][\w’'-]*))+$"
)
"""The name of an office above its communiqué: no headline."""
FEW = 4
"""The most lines that an extractor lets in above or below an article."""
NAME = re.compile(r"(?<![.!?:”\"] )(?<!^)\b[^\W\d_a-zа-яёіїєґß-öø-ÿ][\w’-]{2,}")
SECTIONS = frozenset(
    """world
    news politics business opinion europe asia africa americas sport sports culture international national local
    home economy ukraine russia analysis latest top exclusive breaking welt politik wirtschaft ausland mundo política
    internacional economia dünya gündem siyaset haber мир новости
    политика світ новини політика monde international""".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """An article's lines, and all that was learnt from the others."""

    body: tuple[str, ...]
    """The paragraphs in printed order, the standfirst among them."""
    dropped: tuple[Dropped, ...]
    """Every other line, in order."""
    captions: tuple[str, ...]
    """The captions among them."""
    stated: Stated
    """What the lines state: title, standfirst, byline, date, wire …"""
    inferred: tuple[tuple[str, str], ...] = ()
    """(field, why) of what they only suggest."""


@dataclass(slots=True)
class _Work:
    """The lines under judgement: for each its verdict so far."""

    lines: list[Line]
    verdicts: list[Verdict | None]
    title: str | None = None
    standfirst: str | None = None
    stated: Stated = field(default_factory=Stated)

    def open(self) -> list[int]:
        """The places of the lines that nothing speaks against."""
        return [place for place, verdict in enumerate(self.verdicts) if verdict is None]

    def drop(self, place: int, why: str, stated: Stated | None = None) -> None:
        self.verdicts[place] = Verdict(why=why, stated=stated or Stated())


def clean(lines: Sequence[Line], *, selected: bool = False, stated: Stated | None = None) -> Cleaned:
    """The article among the lines of a document.

    `selected` says that an extractor has chosen them: then the article's ends are not guessed at. `stated` is what
    the markup states; its headline is known by it.
    """
    known = stated or Stated()
    rules = SELECTED_RULES if selected else RULES
    lines = [part for line in lines for part in _without_note(line)]
    work = _Work(lines, [judge(line, rules) for line in lines], title=known.title, standfirst=known.standfirst)
    day_first = metadata.language_of("\n".join(line.text for line in lines[:60])) not in (None, "en")
    _teasers(work, selected=selected)
    if not selected:
        _head_lines(work, day_first=day_first)
    _after_other_stories(work, selected=selected)
    _ends(work, selected=selected, day_first=day_first)
    if not selected:
        _repeats(work)
    return _result(work, known)


def _without_note(line: Line) -> list[Line]:
    """The line, and as one of its own the agency's note “(Reporting by …; Editing by …)” that ends it."""
    found = AGENCY_NOTE.search(line.text)
    if found is None or not found.start():
        return [line]
    return [replace(line, text=line.text[: found.start()].rstrip()), replace(line, text=found.group().strip())]


def is_sentence(text: str) -> bool:
    """Whether a line is prose: it ends as a sentence ends, or is too long for anything else."""
    return bool(TERMINAL.search(text)) or len(text) > 220


def _head_lines(work: _Work, *, day_first: bool) -> None:
    """`date 2022-03-11 Title` and `Author: Jane Doe` at the top of the file."""
    read = 0
    for place, line in enumerate(work.lines[:20]):
        if line.text[0] in OPENING_QUOTE:
            break
        read += work.verdicts[place] is None
        if work.verdicts[place] is None and (only_dates := dates_verdict(line.text, day_first=day_first)):
            # “20.05.2025 - 21:15 | Updated …” is no date with a title behind it.
            if read < 8:
                work.verdicts[place] = only_dates
            continue
        if read < 4 and (dated := metadata.dated_header(line.text)):
            day, title = dated
            work.title = work.title or title
            work.drop(place, "the head line with the date and the title", Stated(published=day, title=title))
            continue
        found = metadata.head_field(line.text)
        if not found:
            if is_sentence(line.text) and work.verdicts[place] is None:
                break
            continue
        name, value = found
        given = _head_value(name, value)
        if given.title:
            work.title = work.title or given.title
        if given.standfirst:
            work.standfirst = given.standfirst
            work.lines[place] = replace(line, text=given.standfirst)
            work.verdicts[place] = None
            continue
        work.drop(place, f"the head line “{line.text.split(':')[0].strip()[:30]}”", given)


def _date_off_title(work: _Work, place: int) -> None:
    """Take a full date off the end of the headline at a place: “Talks stall (2022-03-10)”."""
    found = metadata.trailing_date(work.title or "")
    verdict = work.verdicts[place]
    if found is not None and verdict is not None:
        work.title, day = found
        work.verdicts[place] = replace(verdict, stated=Stated(title=work.title, published=day))


def _head_value(name: str, value: str) -> Stated:
    if not value:
        return Stated()
    if name in ("published", "updated"):
        day = metadata.iso_day(value)
        return Stated(published=day if name == "published" else None, updated=day if name == "updated" else None)
    if name == "authors":
        read = metadata.byline(f"By {value}")
        return byline_stated(read) if read else Stated()
    if name == "url":
        return Stated(url=metadata.web_address(value))
    if name == "source":
        address = metadata.web_address(value)
        return Stated(url=address) if address else Stated(credit=metadata.joined_credit(metadata.wires_of(value)))
    if name == "language":
        return Stated(language=metadata.language_tag(value))
    if name == "publisher":
        return Stated(publisher=value[:80] if not re.match(r"https?:", value) else None)
    return Stated(title=value) if name == "title" else Stated(standfirst=value)


def _names_in(text: str) -> set[str]:
    return {name.casefold()[:6] for name in NAME.findall(text[:3_000])}


def _content_words(text: str) -> set[str]:
    # “Ukraine-Russia talks” speaks of Ukraine and of Russia.
    found = (part for word in WORD.findall(text[:3_000]) for part in word.split("-"))
    return {word.casefold()[:6] for word in found if len(word) > 3 or word.isupper()}


def _truncated(text: str) -> bool:
    """Whether a paragraph breaks off: long, and without the end of a sentence, or with an ellipsis for it."""
    return (
        len(text) > 140 and (not TERMINAL.search(text) or text.endswith(("…", "..."))) and not text.endswith((":", ";"))
    )


def _teasers(work: _Work, *, selected: bool) -> None:
    """Other stories' beginnings: long lines that break off or open with a kicker, about other names than the rest.

    Of lines that an extractor has chosen only those behind the article are doubted, and only where two break off.
    """
    places = work.open()
    suspects = [
        place
        for place in places
        if (_truncated(work.lines[place].text) or KICKER.match(work.lines[place].text))
        and not work.lines[place].heading
    ]
    if not suspects:
        return
    core = [place for place in places if place not in set(suspects) and is_sentence(work.lines[place].text)]
    if len(core) < 3:
        return
    names = set().union(*(_names_in(work.lines[place].text) for place in core))
    content = set().union(*(_content_words(work.lines[place].text) for place in core))
    last_core = core[-1]
    seen_teaser = False
    if selected:
        suspects = [place for place in suspects if place > last_core and _truncated(work.lines[place].text)]
        if len(suspects) < 2:
            return
    for place in suspects:
        text = work.lines[place].text
        kicker, broken = bool(KICKER.match(text)), _truncated(text)
        foreign = _foreign(text, names, content)
        behind = place > last_core
        if (
            (broken and foreign)
            or (kicker and broken)
            or (kicker and foreign and behind and len(text) > 140)
            or (broken and behind and seen_teaser)
        ):
            work.drop(place, "another story's teaser")
            seen_teaser = True
    if seen_teaser:
        # What stands among teasers behind the article and shares nothing with it is one more of them.
        first = next(
            place for place, verdict in enumerate(work.verdicts) if verdict and verdict.why == "another story's teaser"
        )
        _drop_foreign_tail(work, first, places)


def _foreign(text: str, names: set[str], content: set[str]) -> bool:
    """Whether a paragraph is about something else: next to none of its names, and few of its words, are the core's."""
    own_names, own_words = _names_in(text), _content_words(text)
    shared = len(own_words & content)
    if len(own_names) < 2:  # only its words can tell, and they must tell clearly
        return shared <= len(own_words) * 0.25
    return len(own_names & names) <= len(own_names) * 0.34 and shared <= len(own_words) * 0.45


def _drop_foreign_tail(work: _Work, first: int, places: list[int]) -> None:
    """Drop whole paragraphs behind `first` that share no name with what stands before it, up to the file's end."""
    before = [work.lines[place].text for place in places if place < first and is_sentence(work.lines[place].text)]
    if len(before) < 3:
        return
    names = set().union(*(_names_in(text) for text in before))
    content = set().union(*(_content_words(text) for text in before))
    for place in reversed([place for place in places if place > first and work.verdicts[place] is None]):
        text = work.lines[place].text
        alien = len(_names_in(text)) > 1 and not _names_in(text) & names and _foreign(text, names, content)
        if is_sentence(text) and not (len(text) > 80 and alien and text[0] not in OPENING_QUOTE):
            break
        if is_sentence(text):
            work.drop(place, "another story's teaser")


def _after_other_stories(work: _Work, *, selected: bool) -> None:
    """Headlines and teasers under a heading such as "You may also like", until the article's prose goes on."""
    opens = {place for place, verdict in enumerate(work.verdicts) if verdict and verdict.why == OTHER_STORIES}
    if not opens:
        return
    places = work.open()
    for start in sorted(opens):
        run: list[int] = []
        for place in (place for place in places if place > start):
            line = work.lines[place]
            if (
                not _headline_like(line.text)
                or len(run) >= 12
                or any(start < other < place for other in opens)
                or (line.heading and selected)
                or (work.title is None and start < 4 and len(line.text.split()) > 3)
            ):
                break
            if line.text != work.title:
                run.append(place)
        # One short line before the article goes on may be its own sub-heading: it is kept.
        goes_on = any(place > run[-1] for place in places) if run else False
        if len(run) == 1 and goes_on and not selected and len(work.lines[run[0]].text.split()) <= 6:
            run = []
        for place in run:
            work.drop(place, "another story's headline")
        tail = [place for place in places if place > start]
        if tail and not selected:
            _drop_foreign_tail(work, start, places)


def _headline_like(text: str) -> bool:
    """Whether a line can be a headline in a list: no sentence (but perhaps a question), not somebody's words."""
    return text[0] not in "“«„" and (not is_sentence(text) or (text.endswith("?") and len(text) < 120))


def _ends(work: _Work, *, selected: bool, day_first: bool) -> None:
    """Find the headline and the standfirst; drop what stands above the article's first sentence and below its last."""
    places = work.open()
    prose = [place for place in places if is_sentence(work.lines[place].text)]
    if not prose:
        # A script without full stops, or notes: only length can tell a paragraph from a label.
        prose = [place for place in places if len(work.lines[place].text) >= 60]
    if not prose:
        return
    head = [place for place in places if place < prose[0]]
    tail = [place for place in places if place > prose[-1]]
    content = set().union(*(_content_words(work.lines[place].text) for place in prose[:40]))
    bylines = _bylines(work, head, day_first)
    if not selected and len(prose) > 1 and _may_be_standfirst(work.lines[prose[0]].text):
        bylines |= _bylines_below(work, prose, day_first)
    if selected:
        _known_title(work, places)
        _edges(work, head, tail)
        _find_standfirst(work, prose, bylines)
    else:
        _find_title(work, [place for place in head if place not in bylines], prose, content)
        _find_standfirst(work, prose, bylines)
        _tail(work, tail, content, prose, day_first)


def _bylines(work: _Work, head: list[int], day_first: bool) -> set[int]:
    """Drop bylines and dates in the head; returns their places."""
    found: set[int] = set()
    for place in head:
        text = work.lines[place].text
        verdict = dates_verdict(text, day_first=day_first)
        if verdict is None and (read := metadata.byline(text)) and read.sure:
            verdict = Verdict(why="the byline", stated=byline_stated(read))
        if verdict:
            work.verdicts[place] = verdict
            found.add(place)
    return found


def _may_be_standfirst(text: str) -> bool:
    """Whether a sentence is short enough, and alone enough, to stand between a headline and a byline."""
    return len(text) <= 320 and text[0] not in OPENING_QUOTE and len(re.findall(r"[.!?…]\s", text)) <= 1


def _bylines_below(work: _Work, prose: list[int], day_first: bool) -> set[int]:
    """Drop bylines and dates between the first sentence and the second; returns their places.

    A line that is only a date may be the first of a chronicle's headings: it is dropped where no other date stands
    alone below it.
    """
    between = [place for place in work.open() if prose[0] < place < prose[1]]
    dated = [place for place in between if dates_verdict(work.lines[place].text, day_first=day_first)]
    later = any(dates_verdict(work.lines[place].text, day_first=day_first) for place in work.open() if place > prose[1])
    return _bylines(work, [place for place in between if not (later and place in dated)], day_first)


def _edges(work: _Work, head: list[int], tail: list[int]) -> None:
    """Drop what an extractor let in at the article's ends: the page's section, a user's name, tags."""
    # More lines than these are no edge but an article in short lines.
    for place in (*(head if len(head) <= FEW else ()), *(tail if len(tail) <= FEW else ())):
        line = work.lines[place]
        if work.verdicts[place] is not None:
            continue
        work.verdicts[place] = judge(line, EDGE_RULES)
        found = WORD.findall(line.text[:100])
        if place in head and not line.heading and found and all(word.casefold() in SECTIONS for word in found):
            work.drop(place, LABEL)


def _known_title(work: _Work, places: list[int]) -> None:
    """In chosen blocks the headline is known from the markup, and is dropped where it is printed among them."""
    key = _letters(work.title or "")
    for place in places[:8]:
        own = _letters(work.lines[place].text)
        if key and own and (own == key or (work.lines[place].heading and len(own) > 20 and (own in key or key in own))):
            work.drop(place, HEADLINE)


def _find_title(work: _Work, head: list[int], prose: list[int], content: set[str]) -> None:
    at = None
    if work.title is None:
        at = _best_title(work, head, content)
        if at is None and len(head) == 1 and _may_be_title(work.lines[head[0]].text):
            at = head[0]  # the one line above the article, however short
        if at is None:
            at = _title_after_standfirst(work, prose, content)
        if at is not None:
            text = work.lines[at].text
            work.title = text
            work.drop(at, HEADLINE, Stated(title=text))
            _date_off_title(work, at)
            if at > prose[0]:
                work.standfirst = work.standfirst or work.lines[prose[0]].text
                head = []
    else:
        at = next((place for place in head if _letters(work.lines[place].text) == _letters(work.title or "")), None)
    for place in head:
        if work.verdicts[place] is not None:
            continue
        text = work.lines[place].text
        words_ = text.split()
        name = metadata.byline(text)
        if name and (at is None or place > at) and not (_content_words(text) & content):
            work.drop(place, "the byline", byline_stated(name))
        elif CRUMBS.fullmatch(text) and ">" in text:
            work.drop(place, "the path to the page")
        elif (at is None or place > at) and (work.lines[place].listed or len(words_) >= 7) and work.title:
            # A standfirst or a list of key points without full stops: the article's own words.
            if work.standfirst is None and not work.lines[place].listed:
                work.standfirst = text
        elif text[0] in OPENING_QUOTE or (text.endswith(":") and len(words_) > 3):
            continue
        elif (at is None or place < at) and metadata.is_masthead(text) and not work.stated.publisher:
            work.stated = Stated(publisher=text)
            work.drop(place, MASTHEAD, work.stated)
        else:
            work.drop(place, LABEL)


def _may_be_title(text: str) -> bool:
    words_ = WORD.findall(text[:400])
    known = CRUMBS.fullmatch(text) or LETTERHEAD.match(text) or metadata.is_masthead(text) or _CLOCK.match(text)
    if known or len(words_) < 2 or text[0] in OPENING_QUOTE or text.endswith(":"):
        return False
    return metadata.byline(text) is None and any(word.casefold() not in SECTIONS for word in words_)


def _best_title(work: _Work, head: list[int], content: set[str]) -> int | None:
    best, score = None, 0.0
    for place in head:
        text = work.lines[place].text
        found = list(WORD.findall(text[:400]))
        if not found or len(text) > 220 or work.lines[place].listed or text.endswith(":") or ">" in text:
            continue
        shared = len(_content_words(text) & content)
        if len(found) < 2 or (len(found) < 4 and not shared and not work.lines[place].heading):
            continue
        of_its_house = LETTERHEAD.match(text) or metadata.is_masthead(text)
        if _CLOCK.match(text) or (of_its_house and any(other > place for other in head)):
            continue
        if all(word.casefold() in SECTIONS for word in found):
            continue
        if len(found) >= 5 and shared >= 2 and not any(work.lines[other].heading for other in head):
            return best if best is not None and score >= 14 else place
        value = min(len(found), 16) + 2 * min(shared, 8) + (30 if work.lines[place].heading else 0)
        # Of two alike the upper one: a standfirst stands below the headline.
        if value > score + (4 if best is not None else 0):
            best, score = place, value
    return best


def _title_after_standfirst(work: _Work, prose: list[int], content: set[str]) -> int | None:
    """The headline where one sentence is printed above it: a line like a headline, second in the article."""
    if len(prose) < 4 or len(work.lines[prose[0]].text) > 450:
        return None
    between = [place for place in work.open() if prose[0] < place < prose[1]]
    if len(between) != 1:
        return None
    text = work.lines[between[0]].text
    count = len(WORD.findall(text[:400]))
    # A sub-heading is shorter, and seldom stands after a single paragraph.
    if (
        5 <= count <= 25
        and len(_content_words(text) & content) >= 2
        and text[0] not in "•*-"
        and not text.endswith(":")
    ):
        return between[0]
    return None


def _find_standfirst(work: _Work, prose: list[int], bylines: set[int]) -> None:
    """The first sentence is a standfirst where a byline follows it, or where the next paragraph says it once more."""
    if work.standfirst or not work.title or len(prose) < 4:
        return
    first, second = prose[0], prose[1]
    text = work.lines[first].text
    if len(text) > 320 or text[0] in OPENING_QUOTE or len(re.findall(r"[.!?…]\s", text)) > 1:
        return
    if any(
        first < place < second
        and verdict
        and verdict.why in ("the byline", "the date of publication", "the credit of a wire")
        for place, verdict in enumerate(work.verdicts)
    ):
        work.standfirst = text
        return
    # A byline right above it: what follows is the article.
    if any(
        place < first and (place in bylines or (verdict and verdict.why == "the byline"))
        for place, verdict in enumerate(work.verdicts)
    ):
        return
    own = _content_words(text)
    # A picture between them shows that the first stands apart.
    pictured = any(
        first < place < second and verdict and verdict.caption for place, verdict in enumerate(work.verdicts)
    )
    share = 0.3 if pictured else 0.5
    if own and len(own & _content_words(work.lines[second].text)) >= max(4, len(own) * share):
        work.standfirst = text


def _tail(work: _Work, tail: list[int], content: set[str], prose: list[int], day_first: bool) -> None:
    """Lines below the last sentence: headlines of other stories, labels, names. The article's list items stay."""
    lead = work.lines[prose[-1]].text
    in_list = lead.endswith(":")
    for place in tail:
        line = work.lines[place]
        text = line.text
        if in_list or (line.listed and _listed_before(work, place)):
            continue
        if dated := dates_verdict(text, day_first=day_first):
            work.verdicts[place] = dated
            continue
        read = metadata.byline(text)
        if read and (read.sure or len(tail) <= 3):
            work.drop(place, "the byline", byline_stated(read))
            continue
        own = _content_words(text)
        shares = len(own & content) >= max(2, len(own) * 0.3)
        # The article may break off in mid-sentence, or end on words that are somebody's.
        broken_off = place == tail[0] and shares and (len(text.split()) >= 9 or text[0] in OPENING_QUOTE)
        announced = place > 0 and work.verdicts[place - 1] is None and work.lines[place - 1].text.endswith(":")
        if broken_off or announced or text.endswith(":") or (text[0] in "“«„" and place == tail[0]):
            continue
        work.drop(place, "a line below the article's last sentence: not its text")


def _listed_before(work: _Work, place: int) -> bool:
    """Whether a list item follows others or a sentence that announces them."""
    return place > 0 and (work.lines[place - 1].listed or work.lines[place - 1].text.endswith(":"))


def _repeats(work: _Work) -> None:
    """The headline once more, and a standfirst or a caption printed twice."""
    seen: set[str] = set()
    title = _letters(work.title or "")
    for place in work.open():
        own = _letters(work.lines[place].text)
        if title and own == title:
            work.drop(place, "the headline once more")
        elif len(own) > 60 and own in seen:
            work.drop(place, "a paragraph printed twice")
        seen.add(own)


def _letters(text: str) -> str:
    return "".join(re.findall(r"\w+", text.casefold()))


def _result(work: _Work, known: Stated) -> Cleaned:
    body = [work.lines[place].text for place in work.open()]
    pairs = [(line, verdict) for line, verdict in zip(work.lines, work.verdicts, strict=True) if verdict]
    facts = _ordered(verdict for _, verdict in pairs)
    stated = Stated(title=work.title, standfirst=work.standfirst)
    inferred: list[tuple[str, str]] = []
    authors: list[str] = []
    credits_: list[str] = []
    for verdict in facts:
        authors += verdict.stated.authors
        credits_ += (verdict.stated.credit or "").split(" / ")
        if (
            verdict.why == "a copyright line"
            and verdict.stated.publisher
            and not stated.publisher
            and not known.publisher
        ):
            inferred.append(("publisher", f"the copyright line names {verdict.stated.publisher}"))
        stated = metadata.merge(stated, replace(verdict.stated, authors=(), credit=None))
    if stated.standfirst not in body:
        stated = replace(stated, standfirst=None)
    day = None
    for paragraph in body[:3]:
        wires, day = datelines.dateline(paragraph)
        credits_ += wires
        if wires or day:
            break
    if body:
        credits_ += metadata.closing_credit(body[-1])
    if stated.published is None and known.published is None and day:
        stated = replace(stated, published=day)
        inferred.append(("published", "the day of the dateline"))
    return Cleaned(
        body=tuple(body),
        # The headline is not lost but taken: it stands in `stated.title`.
        dropped=tuple(
            Dropped(text=line.text, why=verdict.why, line=line.number)
            for line, verdict in pairs
            if verdict.why != HEADLINE
        ),
        captions=tuple(line.text for line, verdict in pairs if verdict.caption),
        stated=replace(stated, authors=tuple(dict.fromkeys(authors)), credit=metadata.joined_credit(credits_)),
        inferred=tuple(inferred),
    )


def _ordered(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """Bylines before the notes at the end that name reporters as well."""
    listed = list(verdicts)
    return [v for v in listed if v.why != "a note on who reported"] + [
        v for v in listed if v.why == "a note on who reported"
    ]
