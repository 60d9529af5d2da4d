"""Markdown: safe whatever comes in, with references that say where they lead and faults that say where they stand."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it.token import Token

from dateline.markdown import (
    MAX_FAULTS,
    MAX_LENGTH,
    MAX_NESTING,
    Compiled,
    Link,
    Rendered,
    compile_text,
    fill,
    render,
    render_inline,
)
from dateline.markdown.compiled import Fault
from dateline.problems import Severity

CASES = Path(__file__).parent / "cases" / "markdown"
HOSTILE = Path(__file__).parents[1].parent / "shared" / "data" / "hostile"

SOURCES = {
    "antalya-post": Link(href="../../sources/antalya-post/", label="Antalya Post"),
    "kyiv-wire": Link(href="../../sources/kyiv-wire/", label="Kyiv Wire", title='"Talks" & more'),
}
CLAIMS = {
    "no-ceasefire": Link(href="#c-no-ceasefire", label="No ceasefire <was> planned."),
    "gomel-round#five-hours": Link(href="../gomel-round/#c-five-hours", label="It lasted five hours."),
}
MEDIA = ("table.jpg", "2022/map.png")


class Known:
    """What references lead to in these tests."""

    def source(self, id: str) -> Link | None:  # noqa: A002
        return SOURCES.get(id)

    def claim(self, id: str) -> Link | None:  # noqa: A002
        return CLAIMS.get(id)

    def media(self, path: str) -> Link | None:
        return Link(href=f"../../media/{path}", label="") if path in MEDIA else None


KNOWN = Known()


@dataclass(frozen=True)
class Case:
    """One case of the text files: what goes in, the HTML and the faults that come out."""

    title: str
    text: str
    html: str
    faults: str


def cases() -> Iterator[Case]:
    """Read the cases: title, input, HTML and faults, each closed by a line that is a full stop."""
    for path in sorted(CASES.glob("*.txt")):
        lines = path.read_text(encoding="utf-8").split("\n")
        number = 0
        while number < len(lines) and lines[number]:
            title, parts = f"{path.stem}: {lines[number]}", []
            number += 2
            for _ in range(3):
                end = lines.index(".", number)
                parts.append("\n".join(lines[number:end]))
                number = end + 1
            yield Case(title, *parts)
            number += 1


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.title)
def test_case(case: Case) -> None:
    rendered = render(case.text, KNOWN)
    check(rendered)
    assert rendered.html.rstrip() == case.html
    shown = [f"{each.line}:{each.column} {each.severity} {each.code}: {each.message}" for each in rendered.faults]
    assert "\n".join(shown) == case.faults
    lines = case.text.split("\n")
    for fault in rendered.faults:
        assert fault.hint
        assert fault.offset == sum(len(line) + 1 for line in lines[: fault.line - 1]) + fault.column - 1


# --- what may come out ------------------------------------------------------------------------------------------------

ALLOWED = {
    "p": set(), "em": set(), "strong": set(), "code": {"class"}, "pre": set(), "blockquote": set(), "ul": set(),
    "ol": {"start"}, "li": set(), "hr": set(), "br": set(), "a": {"href", "title", "class", "rel"}, "cite": {"class"},
    "img": {"src", "alt", "title", "loading"}, "div": {"class", "tabindex"}, "table": set(), "thead": set(),
    "tbody": set(), "tr": set(), "th": {"class", "scope"}, "td": {"class"}, "h2": set(), "h3": set(), "h4": set(),
    "h5": set(), "h6": set(),
}  # fmt: skip
ADDRESS = re.compile(r"https?://[^/?#\\\s]+|mailto:\S*@|(?![a-z][a-z0-9+.-]*:|//|\\)[^\s\\]", re.IGNORECASE)
CLASS = re.compile(r"ref|claim-ref|table|left|center|right|language-[A-Za-z0-9+#.-]{1,30}")


class Checker(HTMLParser):
    """Reads HTML as a browser would begin to, and refuses all that is not expected."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED, tag
        assert len(dict(attrs)) == len(attrs)
        for name, value in attrs:
            assert name in ALLOWED[tag], (tag, name)
            assert value is not None
            self.words.append(value)
            if name in ("href", "src"):
                assert ADDRESS.match(value), value
            elif name == "class":
                assert CLASS.fullmatch(value), value
            elif name in ("start", "tabindex"):
                assert value.isdecimal()
        if tag == "a":
            assert "a" not in self.open, "a link in a link"
        if tag == "img":
            assert dict(attrs)["alt"]
        if tag not in ("hr", "br", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(data)


def check(rendered: Rendered) -> str:
    """Hold the HTML to the allow-list; returns all of its words, those of attributes included."""
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", rendered.html)
    checker = Checker()
    checker.feed(rendered.html)
    checker.close()
    assert not checker.open
    return " ".join(checker.words)


PLACES = (
    "{}",
    "[{}](https://example.org/)",
    "[words]({})",
    "[words](<{}>)",
    '[words](x "{}")',
    "[words]\n\n[words]: {}",
    "![{}](media/table.jpg)",
    '![words]({} "{}")',
    "<{}>",
    "`{}`",
    "```{}\n{}\n```",
    "| a |\n|---|\n| {} |",
    "[@kyiv-wire, {}]",
    "[@{}] [#{}] [{}]",
    "## {}",
)


def hostile(name: str) -> list[str]:
    path = HOSTILE / name
    if not path.exists():
        pytest.skip(f"{name} is not here")
    strings: list[str] = json.loads(path.read_text(encoding="utf-8"))
    return strings


@pytest.mark.parametrize("name", ["markup.json", "strings.json"])
def test_hostile_strings_come_out_as_text(name: str) -> None:
    for number, text in enumerate(hostile(name)):
        check(render(text, KNOWN))
        check(render_inline(text, KNOWN))
        place = PLACES[number % len(PLACES)]
        check(render(place.replace("{}", text), KNOWN))


@pytest.mark.slow
@pytest.mark.parametrize("place", PLACES)
def test_hostile_strings_in_every_place(place: str) -> None:
    for text in hostile("markup.json"):
        check(render(place.replace("{}", text), KNOWN))


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "javascript:alert(1)"])
def test_the_worst_in_every_place(place: str, text: str) -> None:
    check(render(place.replace("{}", text), KNOWN))


PIECES = st.sampled_from(
    [*"[]()<>!*_`#|\\\"'&;:/@^-=~+.1 \n\t", "\n\n", "](", "![", "[@", "[#", "[^", "<!--", "-->", "```", "    ", "> ",
     "- ", "1. ", "|-|-|\n", "[a]: ", "https://", "javascript:", "//", "media/table.jpg", "kyiv-wire", "no-ceasefire",
     "&#x6a;", "&lt;", "<b>", "</b>", "<script", "onclick=", "\r\n", "\r", "\x00", "\u2028", "\u200b", "\ud800", "é"]
)  # fmt: skip
WILD = st.lists(PIECES | st.text(max_size=3), max_size=40).map("".join)


@settings(deadline=None, max_examples=150)
@given(WILD)
def test_anything_gives_safe_html(text: str) -> None:
    for rendered in (render(text, KNOWN), render_inline(text, KNOWN)):
        check(rendered)
        for fault in rendered.faults:
            before = re.split(r"\r\n?|\n", text[: fault.offset] + "x")
            assert (fault.line, fault.column) == (len(before), len(before[-1]))


WORDS = st.sampled_from(["alpha", "bravo", "charlie", "delta", "echo", "[@nobody]", "[#nothing]", "[^1]", "<b>"])


@settings(deadline=None, max_examples=150)
@given(st.lists(PIECES | WORDS, max_size=40))
def test_no_word_is_lost_without_a_fault(pieces: list[str]) -> None:
    text = "".join(pieces)
    rendered = render(text, KNOWN)
    shown = check(rendered)
    for word in ("alpha", "bravo", "charlie", "delta", "echo"):
        assert shown.count(word) >= text.count(word) or rendered.faults


MARKERS = st.sampled_from(["", "> ", "- ", "1. ", "  ", "## ", "| ", "\t", "*", ">", "    ", "a \\| | ", "`x\\|` | "])


@settings(deadline=None, max_examples=150)
@given(st.lists(st.tuples(st.lists(MARKERS, max_size=4), st.integers(0, 3)), min_size=1, max_size=8))
def test_faults_stand_where_they_say(lines: list[tuple[list[str], int]]) -> None:
    """Wherever blocks put it, an unknown id is found again at its place."""
    number = 0
    text = ""
    for markers, references in lines:
        text += "".join(markers)
        for _ in range(references):
            number += 1
            text += f"word [@missing-{number}] "
        text += "\n"
    for fault in render(text, KNOWN).faults:
        if fault.id:
            assert text.startswith(f"@{fault.id}]", fault.offset)


def test_faults_stand_where_they_say_in_a_table_in_a_list_in_a_quote() -> None:
    text = "> - | a \\| b | [@x-1] |\r\n>   |---|---|\r\n>   | `\\|` \\| [@x-2] | \\|\\|[@x-3] |\r\n"
    faults = render(text, KNOWN).faults
    assert [text[fault.offset : fault.offset + 4] for fault in faults] == ["@x-1", "@x-2", "@x-3"]
    assert [(fault.line, fault.column) for fault in faults] == [(1, 17), (3, 16), (3, 29)]


# --- bounds -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[" * 80_000, "markdown-length"),
        ("[" * 60_000, "markdown-nesting"),
        ("![" * 30_000, "markdown-nesting"),
        ("[" * 30_000 + "]" * 30_000, "markdown-nesting"),
        ("> " * 30_000, "markdown-nesting"),
        ("- " * 200 + "deep", "markdown-nesting"),
        ("*a " * 20_000, ""),
        ("*a _b " * 100 + "c_ d* " * 100, "markdown-nesting"),
        ("`" * 60_000, ""),
        ("<" * 60_000, ""),
        ("<!--" * 15_000, "markdown-comment"),
        ("<a " * 20_000, "markdown-html"),
        ("[a](" * 15_000, ""),
        ("[@" * 30_000, "markdown-nesting"),
        ("[@x]" * 15_000, "unknown-source"),
        ("[a]: b\n" * 9_000, "markdown-definition"),
        ("|" + "a|" * 200 + "\n|" + "-|" * 200 + "\n" + "|\n" * 30_000, "markdown-table"),
        ("&" * 60_000, ""),
        ("_" * 60_000 + "x", ""),
        ("[#a](" * 13_000, "unknown-claim"),
        ("[@a; " + "@b; " * 15_000 + "@c]", "unknown-source"),
        ("![" * 18 + "*a* " * 15_000 + "](media/x)" * 18, "unknown-media"),
        ("![" * 18 + "[@a]" * 15_000 + "](media/x)" * 18, "unknown-source"),
        (("![" * 18 + "]" * 18) * 1_200, ""),
        ("- " * 9 + "a\n" * 30_000, ""),
        ("[a]: " + "b" * 2_000 + "\n\n" + "[a] " * 15_000, "markdown-definition"),
        ("\x00" * 60_000, "control-character"),
    ],
    ids=lambda value: value[:8] if isinstance(value, str) else None,
)
def test_bounded(text: str, code: str) -> None:
    """Whatever the text repeats, it is rendered or refused in about a second."""
    start = time.process_time()
    rendered = render(text, KNOWN)
    assert time.process_time() - start < 3  # 0.1 to 0.9 seconds on a quiet machine
    errors = {fault.code for fault in rendered.faults if fault.severity is Severity.ERROR}
    assert errors - {"markdown-more"} == ({code} if code else set())
    assert len(rendered.faults) <= MAX_FAULTS + 1
    check(rendered)


def test_what_is_refused_is_shown_as_it_was_written() -> None:
    text = "> " * 40 + "Nobody may overlook <this>."
    rendered = render(f"One.\n\n{text}", KNOWN)
    assert rendered.html == f"<pre>One.\n\n{'&gt; ' * 40}Nobody may overlook &lt;this&gt;.</pre>\n"
    [fault] = rendered.faults
    assert (fault.line, fault.code) == (3, "markdown-nesting")
    assert fault.message == "the text is nested more than 20 levels deep here, and what is deeper would be lost"


@pytest.mark.parametrize("depth", range(1, 45))
def test_no_depth_is_lost(depth: int) -> None:
    """Either the innermost words come out, or there is a fault."""
    for marker in ("> ", "- ", "1. "):
        rendered = render(marker * depth + "innermost", KNOWN)
        assert "innermost" in rendered.html
        if depth <= MAX_NESTING // 2 - 1:
            assert not rendered.faults
        if depth >= MAX_NESTING:
            assert [fault.code for fault in rendered.faults] == ["markdown-nesting"]


def test_the_longest_text() -> None:
    assert not render("a " * (MAX_LENGTH // 2), KNOWN).faults
    [fault] = render("a" * (MAX_LENGTH + 1), KNOWN).faults
    assert fault.message == "the text has 65,537 characters; at most 65,536 can be rendered"


def test_many_faults_are_counted() -> None:
    faults = render("<b>\n" * 300, KNOWN).faults
    assert len(faults) == MAX_FAULTS + 1
    assert faults[-1].message == "the text has 200 more faults, which are not listed"
    assert [fault.offset for fault in faults] == sorted(fault.offset for fault in faults)


def test_messages_are_short() -> None:
    long = "a" * 20_000
    for text in (
        f"[x](javascript:{long})",
        f"![x]({long})",
        f"[@{long}]",
        f"[#{long}]",
        f"[^{long}]",
        f"<b {long}>",
        f"[{long}]: b",
    ):
        [fault] = render(text, KNOWN).faults
        assert len(fault.message) < 250


def test_targets_are_not_trusted_either() -> None:
    class Careless(Known):
        def source(self, id: str) -> Link | None:  # noqa: A002
            return Link(href=f"javascript://{id}/%0aalert(1)", label="<b>", title="x")

    assert render("[@kyiv-wire]", Careless()).html == '<p><cite class="ref">[&lt;b&gt;]</cite></p>\n'


# --- compiled once, filled for every page ----------------------------------------------------------------------------


def kept(text: str) -> Compiled:
    """A text compiled, written as JSON, and read back."""
    return Compiled.from_plain(json.loads(json.dumps(compile_text(text).to_plain())))


def leads(href: str) -> bool:
    return "gone" not in href


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.title)
def test_what_was_kept_gives_the_same_page(case: Case) -> None:
    assert kept(case.text) == compile_text(case.text)
    assert json.loads(compile_text(case.text).to_json()) == compile_text(case.text).to_plain()
    assert fill(kept(case.text), KNOWN, leads=leads) == render(case.text, KNOWN, leads=leads)


@settings(deadline=None, max_examples=150)
@given(WILD, st.integers(2, 6))
def test_anything_that_was_kept_gives_the_same_page(text: str, top: int) -> None:
    assert fill(kept(text), KNOWN, top=top, leads=leads) == render(text, KNOWN, top=top, leads=leads)


class Nothing:
    """Targets of a site without anything in it."""

    def source(self, id: str) -> Link | None:  # noqa: A002, ARG002
        return None

    claim = media = source


def test_one_compiled_text_fills_many_pages() -> None:
    compiled = compile_text(
        "# One\n\n[@kyiv-wire] [so](#no-ceasefire) ![map [@kyiv-wire]](media/2022/map.png) [x](../gone/)"
    )
    there = fill(compiled, KNOWN, top=3)
    assert there.html == (
        '<h3>One</h3>\n<p><cite class="ref">[<a href="../../sources/kyiv-wire/" title="&quot;Talks&quot; &amp; more">'
        'Kyiv Wire</a>]</cite> <a class="claim-ref" href="#c-no-ceasefire">so</a> '
        '<img src="../../media/2022/map.png" alt="map [Kyiv Wire]" loading="lazy"> <a href="../gone/">x</a></p>\n'
    )
    assert not there.faults
    elsewhere = fill(compiled, Nothing(), leads=leads)
    assert elsewhere.html == '<h2>One</h2>\n<p>[@kyiv-wire] so map [@kyiv-wire] <a href="../gone/">x</a></p>\n'
    assert [(fault.code, fault.column) for fault in elsewhere.faults] == [
        ("unknown-source", 2),
        ("unknown-claim", 14),
        ("unknown-media", 34),
        ("unknown-source", 41),
        ("unknown-page", 74),
    ]


def test_what_a_compiled_text_refers_to() -> None:
    compiled = compile_text(
        "[@b; @a, p. 2] `[@code]` [#x] [y](z#x) [@b] ![w [@c]](media/p.jpg) ![w](https://a.b) [@a; @Not an id]\n\n"
        "[one](../one/) [two](https://two.example/) [one](../one/) [three](/three/) [four](four.md)"
    )
    assert compiled.cited == ("b", "a", "c")
    assert compiled.claims == ("x", "z#x")
    assert compiled.media == ("p.jpg",)
    assert compiled.addresses == ("../one/",)
    assert list(compiled.references()) == [
        ("source", "b"),
        ("source", "a"),
        ("claim", "x"),
        ("claim", "z#x"),
        ("source", "b"),
        ("source", "c"),
        ("media", "p.jpg"),
        ("source", "a"),
    ]


def changed(plain: object) -> Iterator[object]:
    """Every value that one change makes of a plain one: a number, a text or a list replaced, a list cut or longer."""
    yield from (None, -7, 10**6, "x", [], {}, 1.5, True)
    if isinstance(plain, list):
        yield plain[:-1]
        yield [*plain, plain[-1] if plain else 0]
        for number, item in enumerate(plain):
            for each in changed(item):
                yield [*plain[:number], each, *plain[number + 1 :]]


def test_damage_is_refused_or_harmless() -> None:
    """What was damaged is refused with a ValueError; where a damaged value could have been written, it can be filled."""
    text = "*a* [@kyiv-wire, p. 3] [#x] [y](#no-ceasefire) ![map [@b]](media/table.jpg) [z](../gone/) <b> "
    for plain in changed(compile_text(text).to_plain()):
        try:
            compiled = Compiled.from_plain(json.loads(json.dumps(plain)))
        except ValueError:
            continue
        fill(compiled, KNOWN, leads=leads)


@pytest.mark.parametrize(
    "plain",
    [
        None,
        [],
        {},
        [1],
        [0, [], [], 0],
        [1, [0], [], 0],
        [1, [-1], [["c", [["a", "", [0, 1, 1]]]]], 0],
        [1, [], [["?"]], 0],
    ],
)
def test_what_was_not_kept_is_refused(plain: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        Compiled.from_plain(plain)


# --- CommonMark -------------------------------------------------------------------------------------------------------

# What Dateline gives a meaning of its own is not made of these: `[@`, `[^`, `#` before an id.
COMMON = st.sampled_from(
    [*"[]()<>!*_`|\\\"'&;-=~+.1/ \n\t", "\n\n", "](", "![", "# ", "## ", "```", "~~~", "    ", "> ", "- ", "* ", "1. ",
     "2) ", "|-|-|\n", "a|b\n-|-\n", "[a]: ", "[a]", "https://a.example/x", "&#x6a;", "&lt;", "<b>", "</b>", "word", "é",
     "two words", "**", "__", "***", "---", "===", "\n- ", "\n  ", "\n   ", "\n> ", "  \n", "\\\n", "(x \"t\")", "“", "中",
     "\u00a0"]
)  # fmt: skip


def one_for_three(tokens: Sequence[Token]) -> list[Token]:
    """The tokens of markdown-it with those of each paragraph and heading put together; others stay."""
    found: list[Token] = []
    for token in tokens:
        if token.type in ("paragraph_open", "heading_open"):
            found.append(token)
        elif found and found[-1].type in ("paragraph_open", "heading_open"):
            found[-1].type = found[-1].type.removesuffix("_open")
            found[-1].nesting = 0
            found[-1].content, found[-1].children = token.content, token.children
        elif token.type not in ("paragraph_close", "heading_close"):
            found.append(token)
    return found


def plain_tokens(tokens: Sequence[Token]) -> list[object]:
    """Tokens as values; text side by side is one text, however the parser came upon it.

    The three tokens of a paragraph or heading are one in Dateline's parser.
    """
    values: list[object] = []
    text = ""
    for token in [*one_for_three(tokens), None]:
        if token and token.type in ("text", "text_special"):
            text += token.content
            continue
        if text:
            values.append(text)
            text = ""
        if token:
            children = plain_tokens(token.children or ())
            values.append(
                (token.type, token.tag, token.nesting, dict(token.attrs), token.content, token.map, token.hidden)
            )
            values.append(children)
    return values


def check_common(text: str) -> None:
    """Hold the tokens of the parser to those of markdown-it as it comes."""
    from markdown_it import MarkdownIt

    from dateline.markdown.blocks import DEEPEST, Lines
    from dateline.markdown.compiling import _parser
    from dateline.markdown.notes import Notes

    class AsWritten(MarkdownIt):
        """markdown-it, showing the address of `<https://…>` as it was written, which CommonMark asks for."""

        def normalizeLinkText(self, link: str) -> str:  # noqa: N802
            return link

    theirs = AsWritten("commonmark", {"html": False, "maxNesting": DEEPEST}).enable("table").parse(text)
    notes = Notes(text, inline=False)
    parser, env = _parser(), {"notes": notes}
    lines = Lines(text, parser, env, [])
    parser.block.tokenize(lines, 0, lines.lineMax)
    for token in lines.tokens:
        if token.type in ("inline", "paragraph", "heading"):
            token.children = []
            parser.inline.parse(token.content, parser, env, token.children)
    if any(isinstance(hole, Fault) and hole.code in ("markdown-html", "markdown-comment") for hole in notes.holes):
        # Raw HTML is shown as it was written, the marks in it included; only the blocks are as theirs.
        for token in (*lines.tokens, *theirs):
            token.children = None
    assert plain_tokens(lines.tokens) == plain_tokens(theirs), text


@settings(deadline=None, max_examples=300)
@given(st.lists(COMMON, max_size=40).map("".join))
def test_the_quick_parser_reads_what_markdown_it_reads(text: str) -> None:
    check_common(text)


@pytest.mark.slow
@settings(deadline=None, max_examples=20_000)
@given(st.lists(COMMON, max_size=60).map("".join))
def test_the_quick_parser_reads_what_markdown_it_reads_at_length(text: str) -> None:
    check_common(text)


# --- the rest of the interface ----------------------------------------------------------------------------------------


# What the parser is not asked about, and what is nearly so.
QUICK = st.sampled_from(
    ["word ", " word", "Two words. ", "é", "*em*", " *em* ", "(*a b*)", " **st** ", "**", " *", "* ", "_x_", " _x y_ ", "__", "[@a]",
     "[@a, p. 3]", "[@a; @b]", "[@A]", "[@a](", "[#c]", "[e#c].", "[#C]", "[w](#c)", "[w w](e#c)", "[w](../x/)", "[w](/x)",
     "[w](x.md)", "[ ](x)", "[#c](x)", "[", "]", "!", "&", "&amp;", "\n", " \n", "\n ", "\\", "`", "<", "“", "”", "\u00a0", "\u0301", "€"]
)  # fmt: skip


@settings(deadline=None, max_examples=500)
@given(st.lists(QUICK, max_size=20).map("".join))
def test_what_is_read_quickly_is_what_the_parser_reads(text: str) -> None:
    from dateline.markdown import compiling

    quick = compile_text(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compiling, "quickly", lambda *_: None)
        assert compile_text(text) == quick


def test_a_link_in_the_alternative_text_of_an_image_is_a_warning() -> None:
    rendered = render("![see [the map](https://a.example/) here](media/map.png)", KNOWN)
    (fault,) = [each for each in rendered.faults if each.code == "markdown-image"]
    assert fault.severity is Severity.WARNING
    assert fault.message == (
        "the alternative text of the image “media/map.png” holds a link or an image, of which only words are left"
    )
    assert fault.hint == "put it beside the image; a bracket that is text is written \\["


def test_what_a_text_refers_to() -> None:
    rendered = render(
        "[@kyiv-wire] [@antalya-post; @kyiv-wire] [@nobody] [x](gomel-round#five-hours) [#no-ceasefire] [#nothing]",
        KNOWN,
    )
    assert rendered.sources == ("kyiv-wire", "antalya-post")
    assert rendered.claims == ("gomel-round#five-hours", "no-ceasefire")
    assert [fault.id for fault in rendered.faults] == ["nobody", "nothing"]
    assert all(fault.severity is Severity.ERROR for fault in rendered.faults)


def test_a_link_to_a_file_of_content_says_what_to_write() -> None:
    [fault] = render("See [there](2022-03-10-antalya.md).", KNOWN).faults
    assert fault.hint == (
        "from an entry, the page of another is ../entry-id/ (from a translation ../../entry-id/); "
        "a claim of another entry is pointed at with [these words](entry-id#claim-id), a source is cited with [@source-id]"
    )


def test_a_relative_link_to_no_page_is_a_warning() -> None:
    asked: list[str] = []

    def noted(href: str) -> bool:
        asked.append(href)
        return leads(href)

    text = (
        "[a](../gomel/) [b](../gone/) [c](https://gone.example/) [d](mailto:gone@a.example) [e](#no-ceasefire) "
        "[f](gone.md)"
    )
    rendered = render(text, KNOWN, leads=noted)
    assert asked == ["../gomel/", "../gone/"]
    warning, error = rendered.faults
    assert (warning.code, warning.severity, warning.column) == ("unknown-page", Severity.WARNING, 16)
    assert warning.message == "the address “../gone/” leads to no page of this site"
    assert error.code == "markdown-link"
    assert '<a href="../gone/">b</a>' in rendered.html, "what is only doubtful stays a link"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Plain words & <3", "Plain words &amp; &lt;3"),
        ("*Said* [@kyiv-wire]", "<em>Said</em> <cite"),
        ("# no heading", "# no heading"),
        ("1. no list", "1. no list"),
        ("two\nlines", "two\nlines"),
        ("`code` and \\*", "<code>code</code> and *"),
        ("", ""),
    ],
)
def test_one_line(text: str, html: str) -> None:
    rendered = render_inline(text, KNOWN)
    assert rendered.html.startswith(html)
    assert not rendered.faults


def test_one_line_has_no_images() -> None:
    rendered = render_inline("Look: ![The table](media/table.jpg)", KNOWN)
    assert rendered.html == "Look: The table"
    assert [(fault.code, fault.column) for fault in rendered.faults] == [("markdown-image", 7)]


@pytest.mark.parametrize("top", [2, 3, 6])
def test_headings_begin_where_the_page_wants(top: int) -> None:
    html = render("# One\n\n## Two", KNOWN, top=top).html
    assert html == f"<h{top}>One</h{top}>\n<h{min(top + 1, 6)}>Two</h{min(top + 1, 6)}>\n"


@pytest.mark.parametrize("break_", ["\n", "\r\n", "\r"])
def test_line_breaks_of_every_kind(break_: str) -> None:
    text = f"One{break_}{break_}> two{break_}> three [@nobody]{break_}"
    [fault] = render(text, KNOWN).faults
    assert (fault.line, fault.column) == (4, 10)
    assert text[fault.offset :].startswith("@nobody")


def test_the_same_text_gives_the_same_html_after_others() -> None:
    text = "[@kyiv-wire] and [paper]"
    first = render(text, KNOWN)
    render("[paper]: https://example.org/\n\n[paper] <b>", KNOWN)
    assert render(text, KNOWN) == first


def test_the_parser_is_imported_when_it_is_needed() -> None:
    code = "import sys, dateline.markdown; sys.exit('markdown_it' in sys.modules)"
    root = Path(__file__).parents[1]
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0
