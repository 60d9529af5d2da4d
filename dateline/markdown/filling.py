"""From a compiled text and what its references lead to, to HTML and faults; done for every page, so it is short."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from dateline.markdown.compiled import Citation, Compiled, Fault, Image, Item, Page, Pointer, Spot, Words
from dateline.markdown.faults import MAX_FAULTS, PAGES_HINT, MarkdownFault, brief
from dateline.markdown.syntax import address_fault, clean, titled
from dateline.markdown.targets import Leads, Link, Rendered, Targets
from dateline.patterns import pattern
from dateline.problems import Severity

_HEADING = pattern(r"(?<=<h|/h)[2-6](?=>)")


def fill(compiled: Compiled, targets: Targets, *, top: int = 2, leads: Leads | None = None) -> Rendered:
    """The HTML of a compiled text on one page, with its faults. `top` is the level, 2 to 6, of its highest headings.

    `leads` says whether there is something at a relative address; without it, such addresses are not looked up.
    """
    filling = _Filling(compiled, targets, leads)
    shown = filling.shown
    parts = [part if type(part) is str else shown[part] for part in compiled.pieces]  # type: ignore[index]
    html = "".join(parts)
    if top > 2:
        # All text is escaped, so that what looks like the tag of a heading is one.
        html = _HEADING.sub(lambda match: str(min(int(match[0]) + top - 2, 6)), html)
    return Rendered(
        html=html, sources=tuple(filling.sources), claims=tuple(filling.claims), faults=filling.all_faults()
    )


class _Filling:
    """One filling: the HTML of every hole, and what is noted on the way."""

    def __init__(self, compiled: Compiled, targets: Targets, leads: Leads | None) -> None:
        self.targets = targets
        self.leads = leads
        self.more = compiled.more
        # The HTML by the numbers that stand in the pieces: n for a hole, -1 - n for its end.
        self.shown: dict[int, str] = {}
        # The words of citations and pointers, for images that are described by them.
        self.words: dict[int, str] = {}
        self.sources: dict[str, None] = {}
        self.claims: dict[str, None] = {}
        self.faults: list[MarkdownFault] = []
        for number, hole in enumerate(compiled.holes):
            if type(hole) is Citation:
                self.cite(number, hole)
            elif type(hole) is Pointer:
                self.point(number, hole)
            elif type(hole) is Words:
                self.lead(number, hole)
            elif type(hole) is Image:
                self.show(number, hole)
            elif type(hole) is Page:
                self.look_up(hole)
            elif type(hole) is Fault and self.listed():
                self.fault(hole.spot, hole.code, hole.message, hole.hint, Severity(hole.severity))

    def cite(self, number: int, hole: Citation) -> None:
        """The sources in brackets; unknown ones as they were written."""
        html: list[str] = []
        words: list[str] = []
        known = False
        for item in hole.items:
            found = self.targets.source(item.source)
            if found:
                known = True
                self.sources[item.source] = None
                opening, closing = _anchor(found, "")
                html.append(f"{opening}{escape(found.label)}{closing}{escape(item.locator)}")
                words.append(found.label + item.locator)
            else:
                self.unknown_source(item)
                html.append(escape(f"@{item.source}{item.locator}"))
                words.append(f"@{item.source}{item.locator}")
        inner = clean(f"[{'; '.join(html)}]")
        self.shown[number] = f'<cite class="ref">{inner}</cite>' if known else inner
        self.words[number] = f"[{'; '.join(words)}]"

    def unknown_source(self, item: Item) -> None:
        """A source that there isn't."""
        if self.listed():
            self.fault(
                item.spot,
                "unknown-source",
                f"there is no source “{brief(item.source)}”",
                "write the id of a source: the name of its file in content/sources/, without .md",
                id=item.source,
            )

    def point(self, number: int, hole: Pointer) -> None:
        """The claim's own words, or what was written where there is no such claim."""
        found = self.claim(hole.name, hole.spot)
        if found:
            # A claim is a sentence, and its full stop would stand beside that of the sentence around it.
            self.words[number] = found.label.removesuffix(".") if hole.ends else found.label
            opening, closing = _anchor(found, "claim-ref")
            self.shown[number] = clean(opening + escape(self.words[number]) + closing)
        else:
            self.words[number] = hole.written
            self.shown[number] = clean(escape(hole.written))

    def lead(self, number: int, hole: Words) -> None:
        """The tags around words that lead to a claim; none where there is no such claim."""
        found = self.claim(hole.name, hole.spot)
        opening, closing = _anchor(found, "claim-ref", hole.title) if found else ("", "")
        self.shown[number], self.shown[-1 - number] = clean(opening), closing

    def claim(self, name: str, spot: Spot) -> Link | None:
        """What a claim's name leads to; a fault where that is nothing."""
        found = self.targets.claim(name)
        if found:
            self.claims[name] = None
            return found
        if self.listed():
            entry, _, claim = name.rpartition("#")
            where = f"the entry “{brief(entry)}”" if entry else "this entry"
            self.fault(
                spot,
                "unknown-claim",
                f"there is no claim “{brief(claim)}” in {where}",
                "point at a claim of this entry with #claim-id, at one of another with entry-id#claim-id; "
                "a bracket that is text is written \\[",
                id=name,
            )
        return None

    def show(self, number: int, hole: Image) -> None:
        """The tag of an image; its words where it is refused."""
        alt = " ".join("".join(part if type(part) is str else self.words[part] for part in hole.alt).split())  # type: ignore[index]
        self.shown[number] = clean(escape(alt))
        if not hole.path:
            return
        if not alt:
            if self.listed():
                self.fault(hole.spot, *no_words(hole.href))
            return
        found = self.targets.media(hole.path)
        if found:
            tag = f'<img src="{escape(found.href)}" alt="{escape(alt)}"{titled(hole.title)} loading="lazy">'
            self.shown[number] = clean(tag)
        elif self.listed():
            self.fault(
                hole.spot,
                "unknown-media",
                f"there is no file “{brief(hole.path)}” in content/media/",
                "put it there, or correct the name",
                id=hole.path,
            )

    def look_up(self, hole: Page) -> None:
        """A relative address that leads to no page is doubtful, but stays a link."""
        if self.leads and not self.leads(hole.href) and self.listed():
            self.fault(
                hole.spot,
                "unknown-page",
                f"the address “{brief(hole.href)}” leads to no page of this site",
                f"{PAGES_HINT}, and of a source ../../sources/source-id/",
                Severity.WARNING,
            )

    def listed(self) -> bool:
        """Whether one more fault is listed; of very many, only their number is kept."""
        if len(self.faults) < MAX_FAULTS:
            return True
        self.more += 1
        return False

    def fault(
        self,
        spot: Spot,
        code: str,
        message: str,
        hint: str,
        severity: Severity = Severity.ERROR,
        id: str = "",  # noqa: A002
    ) -> None:
        """Note a fault."""
        self.faults.append(
            MarkdownFault(
                line=spot.line,
                column=spot.column,
                offset=spot.offset,
                code=code,
                message=message,
                hint=hint,
                severity=severity,
                id=id,
            )
        )

    def all_faults(self) -> tuple[MarkdownFault, ...]:
        """The faults in the order of the text; the last one says how many are not listed."""
        if not self.faults:
            return ()
        faults = sorted(self.faults, key=lambda fault: (fault.offset, fault.code))
        return (*faults, *self.unlisted(faults))

    def unlisted(self, faults: Sequence[MarkdownFault]) -> Sequence[MarkdownFault]:
        """The fault that stands for those that are not listed, if there are any."""
        if not self.more:
            return ()
        last = faults[-1]
        return (
            MarkdownFault(
                line=last.line,
                column=last.column,
                offset=last.offset,
                code="markdown-more",
                message=f"the text has {self.more:,} more faults, which are not listed",
                hint="correct these first",
            ),
        )


def no_words(href: str) -> tuple[str, str, str]:
    """Code, message and hint for an image without an alternative text (WCAG 1.1.1)."""
    return (
        "image-alt",
        f"the image “{brief(href)}” has no alternative text",
        "say what it shows: ![what it shows](media/file.jpg)",
    )


def _anchor(link: Link, kind: str, title: str = "") -> tuple[str, str]:
    """The tags of a reference; empty where the address is not one that a link may have, whoever gave it."""
    href = link.href
    if address_fault(href.replace(" ", "%20")):
        return "", ""
    classed = f' class="{kind}"' if kind else ""
    return f'<a{classed} href="{escape(href)}"{titled(title or link.title)}>', "</a>"
