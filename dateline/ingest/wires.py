"""Wires that an article names: whose report it prints, or rests on in part. Proposals only; an editor decides.

A wire counts as the origin of the whole text where the article prints it as the wire's: in its credit, in a dateline
(“KYIV, March 10 (Reuters) —”), as its last words (“… he said. (AFP)”), in a line of its own (“Source: TASS”). Where it
is named for a sentence (“TASS reported”, “according to Interfax”, “told Reuters”), only that sentence rests on it:
the source as a whole then derives from nothing, and an editor may say so of the claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from dateline.dates import DateError, parse
from dateline.ingest.agencies import closing_credit, wire_names, wire_spellings
from dateline.ingest.datelines import FIRST_PARAGRAPHS, dateline
from dateline.ingest.draft import unique
from dateline.model import How, Origin, Site, slug

LONGEST_WORDS = 120
"""Characters that are shown of the words that name a wire."""
_AGENCY = "agency"
"""The kind of outlet whose name alone says that it is a wire."""


def _any(words: str) -> str:
    """A pattern for any of some words; `_` stands for white space, `~` for an ending."""
    return "(?:" + "|".join(word.replace("_", r"\s+").replace("~", r"\w*") for word in words.split()) + ")"


_STATE = _any("state state-run official news the Russian Ukrainian Turkish Chinese Belarusian private")
_EN = rf"(?:the\s+)?(?:(?:{_STATE}\s+)*(?:news\s+)?agency\s+)?"
_RU = r"(?:(?:информ)?агентств\w*\s+)?[«\"“]?"
_UK = r"(?:(?:інформ)?агентств\w*\s+|агенці\w+\s+)?[«\"“]?"
_PT = r"(?:[aoà]s?\s+|ao\s+)?(?:agências?\s+(?:de\s+notícias\s+)?)?"
_CLOSE = r"[»\"”]?"
_EN_SAYS = _any(
    "reported reports said says quoted quotes cited cites wrote writes learned learnt notes noted revealed carried "
    "published"
)
_RU_SAYS = _any("сообщил~ сообщает сообщают пишет передал~ передаёт передает цитирует отмечает уточняет информирует")
_RU_TOLD = _any("рассказал~ заявил~ сказал~ корреспонденту в_интервью")
_UK_SAYS = _any("повідомил~ повідомив повідомляє повідомляють пише передає передав~ цитує зазначає інформує")
_UK_TOLD = _any("розповів розповіла сказав сказала заявив заявила кореспонденту в_інтерв’ю в_інтерв'ю")
_TR_SAYS = _any("haberine_göre aktardığına_göre göre konuşan konuştu verdiği bildirdi duyurdu aktardı yazdı açıkladı")
_PT_SAYS = _any("informou noticiou relatou divulgou citou reportou")
_PT_FROM = _any("segundo conforme de_acordo_com citando informou disse contou relatou noticiou declarou afirmou")
# {W} is the name of any wire. The words are those with which papers hand on what a wire has.
_PART = (
    rf"{{W}}[’']?s?(?:\s+(?:news\s+)?agency)?\s+(?:\w+ly\s+)?(?:(?:has|had|have)\s+)?{_EN_SAYS}\b",
    rf"\b{_any('reported said quoted cited carried published seen obtained reviewed')}\s+by\s+{_EN}{{W}}",
    rf"\b{_any('according_to citing quoting cites quotes as_reported_by')}\s+{_EN}{{W}}",
    rf"\b{_any('told tell tells telling interview_with statement_to speaking_to')}\s+{_EN}{{W}}",
    r"\bfrom\s+{W}\s+reports?\b",
    rf"{_RU}{{W}}{_CLOSE}\s+(?:со\s+ссылкой|{_RU_SAYS})",
    rf"(?:{_RU_SAYS}|{_RU_TOLD})\s+{_RU}{{W}}",
    rf"(?:по\s+(?:данным|информации|сообщению)|со\s+ссылкой\s+на)\s+{_RU}{{W}}",
    rf"{_UK}{{W}}{_CLOSE}\s+(?:з\s+посиланням|{_UK_SAYS})",
    rf"(?:{_UK_SAYS}|{_UK_TOLD})\s+{_UK}{{W}}",
    rf"(?:за\s+(?:даними|інформацією|повідомленням)|з\s+посиланням\s+на)\s+{_UK}{{W}}",
    rf"{{W}}(?:\s+haber\s+ajansı\w*)?(?:[’']\w+)?\s+{_TR_SAYS}",
    rf"\b{_PT_FROM}\s+{_PT}{{W}}",
    rf"\b{{W}}\s+{_PT_SAYS}",
)
_SHARED = (
    (
        rf"\bwith\s+(?:additional\s+|further\s+)?{_any('reporting reports material files input inputs')}\s+"
        r"(?:by|from)\s+(?:the\s+)?{W}"
    ),
    r"\b(?:additional|further)\s+reporting\s+(?:by|from)\s+(?:the\s+)?{W}",
    r"{W}[^.\n]{0,60}\scontributed\s+to\s+this\s+(?:report|story|article)",
    r"\bcom\s+informações\s+d[aoe]s?\s+(?:agências?\s+)?{W}",
    rf"\b(?:с\s+использованием\s+материалов|по\s+материалам)\s+{_RU}{{W}}",
    rf"\bза\s+матеріалами\s+{_UK}{{W}}",
)
_WHOLE = (
    r"\b(?:originally|first)\s+(?:appeared|published|reported)\s+(?:in|on|by|at)\s+(?:the\s+)?{W}",
    (
        rf"\bthis\s+(?:article|story|report)\s+(?:is|was)\s+"
        rf"{_any('from by provided_by published_by written_by produced_by')}\s+(?:the\s+)?{{W}}"
    ),
    r"^(?:©|\(c\)|copyright)\s*(?:[0-9]+\s+)?{W}",
    rf"^{_any('source via источник джерело kaynak fonte материал матеріал')}\s*:?\s+[«\"“]?{{W}}{_CLOSE}[.)]?$",
    rf"^[(\[]?(?:материал|матеріал)\s+{_RU}{{W}}",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A wire that an article names as the source of what it says."""

    name: str
    """The wire's usual name."""
    outlet: str | None
    """Its id in outlets.yaml; None where that has no such outlet."""
    words: str
    """The words that name it, as printed."""
    paragraph: int | None
    """The paragraph of the text, from 1; None for the article's credit."""
    how: How | None
    """How the whole text derives from its report: reprint, or based-on where it is one of several; None where only
    the sentence rests on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """An origin that a source may be given."""

    origin: str
    """Id of the origin: one of origins.yaml, or one that could be added there."""
    known: bool
    """Whether origins.yaml has it."""
    mention: Mention
    """What names the wire."""
    others: tuple[str, ...] = ()
    """Other origins of the same outlet in origins.yaml that may be meant."""

    @property
    def why(self) -> str:
        """The words that name the wire, with their place."""
        return f"{_place(self.mention)}: “{self.mention.words}”"


_BRACKETED = re.compile(r"[^()]{0,100}\(([^()]{2,40})\)\s{0,2}[-–—:]")


class Wires:
    """Knows wires by the names that papers use and by the spellings of outlets.yaml."""

    def __init__(self, site: Site) -> None:
        """Take the outlets and the origins of a collection."""
        self._origins: dict[str, list[Origin]] = {}
        for origin in site.origins.values():
            if origin.outlet:
                self._origins.setdefault(origin.outlet, []).append(origin)
        self._ids = set(site.origins)
        self._usual = wire_names()
        self._outlets: dict[str, str] = {}
        of_origins = {origin.outlet for origin in site.origins.values() if origin.outlet}
        for outlet in site.outlets.values():
            agency = outlet.kind == _AGENCY or outlet.id in of_origins
            for spelling in (outlet.name, *outlet.spellings):
                key = spelling.casefold()
                self._outlets.setdefault(key, outlet.id)
                if agency:
                    self._usual.setdefault(key, outlet.name)
        names = tuple(sorted(self._spelt(site), key=lambda name: (-len(name), name)))
        self._patterns = _patterns(names)
        self._names = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")

    def _spelt(self, site: Site) -> set[str]:
        """All spellings as they are printed."""
        names = set(wire_names().values()) | set(wire_spellings())
        for outlet in site.outlets.values():
            names.update(
                spelling for spelling in (outlet.name, *outlet.spellings) if spelling.casefold() in self._usual
            )
        return {name for name in names if len(name) > 1}

    def named_in(self, text: str, credit: str | None = None) -> tuple[Mention, ...]:
        """The wires that an article names: each with its strongest mention, then the paragraphs that rest on one.

        `text` is the clean text, one paragraph a line; `credit` what its byline says, several joined by “ / ”.
        """
        found: list[Mention] = []
        lines = text.split("\n")
        for name in (credit or "").split(" / "):
            if name.casefold() in self._usual:
                found.append(self._mention(name, name, None, How.REPRINT))
        for number, line in enumerate(lines, 1):
            if number <= FIRST_PARAGRAPHS:
                found += [self._mention(name, _opening(line), number, How.REPRINT) for name in self._dateline(line)]
            if number >= len(lines) - 1:
                found += [
                    self._mention(name, line.strip()[-40:].lstrip(), number, How.REPRINT)
                    for name in closing_credit(line)
                ]
            if self._names.search(line):
                for how, pattern in self._patterns:
                    found += [self._mention(_name(match), match[0], number, how) for match in pattern.finditer(line)]
        strongest = _strongest(found)
        whole = [mention for mention in strongest if mention.how is How.REPRINT]
        if len(whole) > 1:  # “AFP / Reuters”: neither has all of it
            strongest = [replace(m, how=How.BASED_ON) if m.how is How.REPRINT else m for m in strongest]
        return tuple(strongest)

    def _dateline(self, line: str) -> Sequence[str]:
        """The wires in a paragraph's dateline, also one that only outlets.yaml knows: “QUILL, May 2 (Northwire) -”."""
        if known := dateline(line)[0]:
            return known
        bracketed = _BRACKETED.match(line)
        return [bracketed[1]] if bracketed and bracketed[1].casefold() in self._usual else ()

    def _mention(self, name: str, words: str, paragraph: int | None, how: How | None) -> Mention:
        usual = self._usual.get(name.casefold(), name)
        outlet = self._outlets.get(name.casefold()) or self._outlets.get(usual.casefold())
        shown = " ".join(words.split()).strip(" ,;:–—-")[:LONGEST_WORDS]
        return Mention(name=usual, outlet=outlet, words=shown, paragraph=paragraph, how=how)

    def propose(self, mentions: Iterable[Mention], title: str | None, published: str | None) -> tuple[Proposed, ...]:
        """Origins for the mentions that concern the whole text: one of origins.yaml where it fits, else a new one.

        `published` is EDTF.
        """
        made = []
        for mention in mentions:
            if mention.how is None:
                continue
            held = self._origins.get(mention.outlet or "", [])
            ranked = sorted((-_fit(origin, title, published), origin.id) for origin in held)
            fitting = [origin for score, origin in ranked if score <= -2]
            if fitting:
                made.append(
                    Proposed(origin=fitting[0], known=True, mention=mention, others=tuple(str(o) for o in fitting[1:4]))
                )
                continue
            stem = slug(f"{mention.name} {' '.join((title or '').split()[:6])} {published or ''}", 70)
            made.append(Proposed(origin=unique(stem, self._ids), known=False, mention=mention))
        return tuple(made)


def comment(proposals: Sequence[Proposed], mentions: Sequence[Mention], credit: str | None, day: str | None) -> str:
    """What an editor can take over, as comment lines of a source's front matter; empty where there is nothing."""
    lines: list[str] = []
    for proposal in proposals:
        mention = proposal.mention
        whole = mention.how is How.REPRINT
        kind = "Printed as a report" if whole else "Made with reports"
        lines.append(f"# {kind} of {mention.name} ({proposal.why}). If that is so:")
        if whole and not credit:
            lines.append(f"# credit: {mention.name}")
        lines += ["# derived_from:", f"#   - {{origin: {proposal.origin}, how: {mention.how}}}"]
        if proposal.known and proposal.others:
            lines.append(f"# origins.yaml also has {', '.join(proposal.others)}.")
        if not proposal.known:
            outlet = f", outlet: {mention.outlet}" if mention.outlet else ""
            title = f"{mention.name} report{_of_day(day)}"
            lines.append("# and in origins.yaml:")
            lines.append(f"#   - {{id: {proposal.origin}, title: {_plain(title)}{outlet}}}")
            if not mention.outlet:
                lines.append(f"# (outlets.yaml has no {mention.name}.)")
    parts: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.how is None:
            parts.setdefault(mention.name, []).append(mention)
    for name, some in parts.items():
        where = _counted(sorted({mention.paragraph or 0 for mention in some}))
        lines.append(f"# {name} is named for a part: {where} (“{some[0].words}”). The rest does not derive from it.")
    return "".join(f"{line}\n" for line in lines)


@lru_cache(maxsize=4)
def _patterns(names: tuple[str, ...]) -> tuple[tuple[How | None, re.Pattern[str]], ...]:
    """The patterns for a set of names, the strongest first."""
    wire = rf"(?<!\w)(?-i:(?P<wire>{'|'.join(re.escape(name) for name in names)}))(?!\w)"
    made = []
    for how, forms in ((How.REPRINT, _WHOLE), (How.BASED_ON, _SHARED), (None, _PART)):
        pieces = []
        for number, form in enumerate(forms):
            pieces.append(form.replace("{W}", wire.replace("<wire>", f"<wire{number}>")))
        made.append((how, re.compile("|".join(pieces), re.IGNORECASE)))
    return tuple(made)


def _name(match: re.Match[str]) -> str:
    """The name of the wire in a match."""
    return next(value for key, value in match.groupdict().items() if key.startswith("wire") and value)


def _strongest(found: Iterable[Mention]) -> list[Mention]:
    """Of each wire the mention that says most, and besides each further paragraph that rests on it."""
    best: dict[str, Mention] = {}
    order = {How.REPRINT: 0, How.BASED_ON: 1, None: 2}
    kept: dict[tuple[str, int | None], Mention] = {}
    for mention in found:
        held = best.get(mention.name)
        if held is None or order[mention.how] < order[held.how]:
            best[mention.name] = mention
        kept.setdefault((mention.name, mention.paragraph), mention)
    result = [mention for mention in best.values() if mention.how is not None]
    result += [m for m in kept.values() if m.how is None and best[m.name].how is None]
    return result


def _opening(line: str) -> str:
    """The dateline that opens a paragraph."""
    found = re.match(r"[^\n]{1,90}?(?:\)|/|[–—-])\s?[–—:.-]?", line)
    cut = re.match(r"[^()\n]{1,80}\([^()\n]{2,40}\)|[^/\n]{1,60}/[^/\n]{2,30}/", line)
    return (cut or found or re.match(r".{1,60}", line) or [line])[0]


def _fit(origin: Origin, title: str | None, published: str | None) -> int:
    """How well an origin of the same outlet fits an article: its day, and telling words of its title."""
    score = 0
    if published:
        try:
            day = parse(published).earliest
        except DateError:
            day = None
        if day is not None and origin.title:
            named = (
                re.search(rf"\b{day.day} {day:%B}(?: {day.year})?\b", origin.title) or day.isoformat() in origin.title
            )
            score += 2 if named else 0
    telling = set(re.findall(r"[^\W\d_]{4,}", (title or "").casefold())) - _COMMON
    there = set(re.findall(r"[^\W\d_]{4,}", f"{origin.title or ''} {origin.id}".casefold()))
    return score + len(telling & there)


_COMMON = frozenset("report reports from that with over after about talks says said news agency".split())


def _of_day(day: str | None) -> str:
    """The day of a report as origins' titles have it: “ of 10 March 2022”; empty where no day is known."""
    try:
        value = parse(day) if day else None
    except DateError:
        value = None
    if value is None:
        return ""
    if value.earliest != value.latest:
        return f" of {day}"
    return f" of {value.earliest.day} {value.earliest:%B %Y}"


def _plain(title: str) -> str:
    """A title as YAML reads it inside braces."""
    return title if re.fullmatch(r"\w[\w .–-]*", title) else '"' + re.sub(r'(["\\])', r"\\\1", title) + '"'


def _place(mention: Mention) -> str:
    return f"paragraph {mention.paragraph}" if mention.paragraph else "its credit"


def _counted(numbers: Sequence[int]) -> str:
    """Paragraphs by their numbers."""
    word = "paragraph" if len(numbers) == 1 else "paragraphs"
    shown = ", ".join(map(str, numbers[:8]))
    return f"{word} {shown}{' …' if len(numbers) > 8 else ''}"
