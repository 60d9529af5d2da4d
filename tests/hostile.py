"""Hostile strings, a timeline that has them in every place that takes text, and a judge of pages that knows no mercy.

The strings are the shared collections (where they are at hand) and the project's own in `cases/hostile/strings.json`.
Names carry several of them, one after the other, since escaping knows no neighbours; whatever a rule looks at from its
beginning (Markdown, addresses, cells of a table) gets each by itself.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from pathlib import Path

from conftest import SHARED
from markupsafe import escape

from dateline import dates, render
from dateline.model import (
    Actor,
    ActorKind,
    Cardinality,
    Claim,
    ClaimKind,
    Correction,
    DateFrom,
    Derivation,
    Entry,
    EntryTranslation,
    Evidence,
    EvidenceKey,
    Finding,
    How,
    Id,
    Origin,
    Outlet,
    Place,
    Property,
    PropertyType,
    Settings,
    Site,
    Source,
    TextFacts,
    Topic,
    Track,
    Translation,
    Translator,
    Verdict,
)
from dateline.output.pages import Made
from dateline.render.templates import Theme, read_theme

OWN_FILE = Path(__file__).parent / "cases" / "hostile" / "strings.json"
MARKUP_FILE = SHARED / "data" / "hostile" / "markup.json"
NAUGHTY_FILE = SHARED / "data" / "hostile" / "strings.json"
BETWEEN = " ¦ "
"""Stands between the strings that one name carries."""
BASE = "https://example.org/talks/"


def own_strings() -> list[str]:
    """The project's own strings, that do what the collections don't: bidi, terminals, tables, search engines."""
    read: list[str] = json.loads(OWN_FILE.read_text(encoding="utf-8"))
    return read


@cache
def strings() -> tuple[str, ...]:
    """Every string that says something, each once, in a fixed order: all 4,570 of markup where they are at hand."""
    found: list[str] = []
    for file in (MARKUP_FILE, NAUGHTY_FILE):
        if file.exists():
            found += json.loads(file.read_text(encoding="utf-8"))
    return tuple(each for each in dict.fromkeys([*own_strings(), *found]) if each.strip())


def groups(texts: Sequence[str], size: int) -> list[tuple[str, ...]]:
    """The texts, `size` at a time."""
    return [tuple(texts[number : number + size]) for number in range(0, len(texts), size)]


def _id(text: str) -> Id:
    return Id.of(text)


def hostile_site(texts: Sequence[str], *, pack: int, settings: Settings | None = None) -> Site:
    """A timeline with every text in every place that takes one.

    Every group of `pack` texts has things whose names are all of them in a row (an entry with its translation, a
    source, a track, two actors, a place, a topic, an outlet, an origin, a property that its claims dispute: so that
    every kind of page has every text), and an entry of a short name with a claim for each text by itself.
    """
    tables: dict[str, dict[str, object]] = {}
    findings: dict[EvidenceKey, Finding] = {}
    first = date(2021, 1, 1)
    plain = _id("plain")

    def add(kind: str, thing: object, key: str = "") -> None:
        tables.setdefault(kind, {})[key or str(getattr(thing, "id"))] = thing  # noqa: B009  (it is any kind of thing)

    def claim(entry: Id, number: int, text: str, thing: Id, by: tuple[Id, ...], about: Id) -> Claim:
        quoted = Evidence(
            source=thing, quote=text, context=text, at=text, translation=Translation(text=text, by=Translator.EDITOR)
        )
        made = Claim(
            id=_id(f"c-{number}"),
            text=text,
            by=by,
            kind=ClaimKind.STATEMENT,
            topic=thing,
            about=about,
            value=f"{text} {number}",
            evidence=(quoted,),
        )
        findings[EvidenceKey(entry, made.id, 0)] = Finding(
            verdict=(Verdict.EXACT, Verdict.TYPOGRAPHIC, Verdict.UNVERIFIED)[number % 3],
            folds=("dashes",) if number % 3 == 1 else (),
            paragraph=number + 1,
            start=7,
            end=7 + len(text),
            prefix=text[:31],
            suffix=text[:31],
            unique=True,
        )
        return made

    def add_entry(entry: Entry) -> None:
        texts = {str(each.id): each.text for each in entry.claims}
        add("entries", entry)
        written = EntryTranslation(id=entry.id, language="et", title=entry.title, claims=texts, body=entry.body)
        add("translations", (written,), entry.id)

    add("actors", Actor(id=plain, kind=ActorKind.PERSON, name="Tamm"))
    add("topics", Topic(id=plain, title="Water"))
    add("sources", Source(id=plain, title="A story"))
    add("properties", Property(id=plain, title="Name", type=PropertyType.TEXT, cardinality=Cardinality.MANY))
    for number, group in enumerate(groups(texts, pack)):
        name = BETWEEN.join(group)
        party, person, thing = _id(f"party-{number}"), _id(f"person-{number}"), _id(f"thing-{number}")
        day = dates.parse((first + timedelta(days=number)).isoformat())
        add("tracks", Track(id=thing, title=name, description=name))
        add("actors", Actor(id=party, kind=ActorKind.PARTY, name=name, role=name, spellings=group))
        add("actors", Actor(id=person, kind=ActorKind.PERSON, name=name, role=name, party=party, spellings=group))
        add("outlets", Outlet(id=thing, kind=name, name=name))
        add("places", Place(id=thing, name=name, country=name, spellings=group))
        add("topics", Topic(id=thing, title=name, description=name))
        add("origins", Origin(id=thing, title=name, outlet=thing))
        add("properties", Property(id=thing, title=name, type=PropertyType.TEXT, unit=name))
        source = Source(
            id=thing,
            title=name,
            kind=name,
            publisher=thing,
            credit=f"{name}.",
            authors=group,
            published=day,
            inferred=dict.fromkeys(("published", "title"), name),
            language="ru" if number % 2 else None,
            url=group[0],
            archived_url=f"https://archive.example/{group[-1]}",
            licence=name,
            derived_from=(Derivation(origin=thing, how=How.REPRINT),),
            body=group[0],
        )
        add("sources", source)
        add("texts", "\n".join(group), thing)
        add("facts", TextFacts(digest="0" * 64, length=7000, paragraphs=len(group)), thing)
        named, single = _id(f"named-{number}"), _id(f"single-{number}")
        add_entry(
            Entry(
                id=named,
                title=name,
                date=day,
                date_from=DateFrom(said=name, source=thing),
                track=thing,
                place=thing,
                actors=(person, party),
                added=day,
                corrections=(Correction(date=day, text=name),),
                claims=(
                    claim(named, 0, name, thing, (person, party), thing),
                    claim(named, 1, "It has another name.", plain, (plain,), thing),
                ),
                aliases=(_id(f"old-{number}"),),
                body=f"Said in [@{thing}, {group[0]}] and [here](#c-0), as [#c-1] says.",
            )
        )
        add_entry(
            Entry(
                id=single,
                title="A meeting",
                date=day,
                added=day,
                claims=tuple(claim(single, each, text, plain, (plain,), plain) for each, text in enumerate(group)),
                body="\n\n".join(group),
            )
        )
    whole = settings or Settings(title="River talks", url=BASE, repository="https://github.com/example/talks")
    return Site(settings=whole, findings=findings, **tables)  # type: ignore[arg-type]


THEME: Theme = read_theme()


def files_of(
    site: Site, *, drafts: bool = False, base_url: str = "", media: Mapping[str, Path] | None = None
) -> dict[str, bytes]:
    """Every file of a site."""
    made = render.plan(site, render.Options(theme=THEME, base_url=base_url, drafts=drafts, media=media or {}))
    files = {}
    for page in made.pages:
        rendered = page.render()
        files[page.path] = rendered.content if isinstance(rendered, Made) else rendered
    return files


# --- the judge of pages ----------------------------------------------------------------------------------------------

# A tag as the templates and markdown.py write them: names in lower case, values in double quotes, no mark of markup in
# a value. A page that is made of these and of text without < and > reads the same to every parser.
_ATTRIBUTE = r"""[a-zA-Z][a-zA-Z:-]*[0-9]?(?:="[^"<>]*")?"""
_TAG = re.compile(rf"<(/?)([a-z][a-z0-9]*)((?:\s+{_ATTRIBUTE})*)\s*>")
_PAIR = re.compile(r"""([a-zA-Z][a-zA-Z:-]*[0-9]?)(?:="([^"<>]*)")?""")
_DOCTYPE = "<!doctype html>\n"

ELEMENTS = frozenset(
    """html head meta title link body a header p div nav ul li main footer span strong article aside dl dt dd br section
    h1 h2 h3 h4 h5 h6 blockquote cite details summary b bdi q em ol hr table caption thead tbody tfoot tr th td pre code
    img mark time svg g text line circle""".split()
)
"""What a page may be made of."""
ATTRIBUTES = frozenset(
    """lang dir charset http-equiv content name property rel href hreflang type title class id aria-label aria-labelledby
    aria-hidden aria-current tabindex datetime src alt loading start scope colspan role width height x y x1 x2 y1 y2 cx cy
    r text-anchor""".split()
)
"""What its elements may have; none of these acts."""
LOADED = frozenset({"stylesheet", "icon"})
"""Relations of `<link>` that make a browser load something."""
_ADDRESS = re.compile(r"(?:https?://[^\s/]|mailto:[^\s]|(?!//)[^\s:]*(?:[/?#]|$))", re.IGNORECASE)


@dataclass(frozen=True)
class Judged:
    """A page taken apart."""

    text: str
    """What it shows, in one line, with the characters of markup as references."""
    faults: tuple[str, ...]
    """Why it may not be published."""

    def shows(self, text: str) -> int:
        """How often a text stands on the page."""
        return self.text.count(str(escape(squeezed(text))))


def squeezed(text: str) -> str:
    """A text with single spaces, as a browser shows it."""
    return " ".join(text.split())


def judge(data: bytes) -> Judged:
    """Take a page apart by the strictest reading; whatever that can't read is a fault."""
    source = data.decode()
    faults = [] if source.startswith(_DOCTYPE) else ["no doctype at the beginning"]
    # Text, then by turns: the slash of a closing tag, the element's name, its attributes, and the text behind it.
    pieces = _TAG.split(source.removeprefix(_DOCTYPE))
    text = "".join(pieces[::4])
    faults += [f"markup in the text “{each[:200]}”" for each in pieces[::4] if "<" in each or ">" in each]
    faults += [f"text behind the last tag: “{pieces[-1][:200]}”"] if pieces[-1].strip() else []
    tags = dict.fromkeys(zip(pieces[1::4], pieces[2::4], pieces[3::4], strict=True))
    faults += _faults((name, _attributes(written)) for slash, name, written in tags if not slash)
    faults += [f"attributes of </{name}>" for slash, name, written in tags if slash and written]
    return Judged(squeezed(text), tuple(faults))


@lru_cache(maxsize=20_000)
def _attributes(written: str) -> Mapping[str, str]:
    """The attributes of a tag, with their values as a parser reads them."""
    return {name: html.unescape(value) for name, value in _PAIR.findall(written)}


def _faults(tags: Iterable[tuple[str, Mapping[str, str]]]) -> Iterator[str]:
    """What is wrong with the elements of a page, each kind of tag once and in order."""
    policy = ""
    for tag, attributes in tags:
        if tag not in ELEMENTS:
            yield f"the element <{tag}>"
        for name in attributes:
            if name not in ATTRIBUTES:
                yield f"the attribute {name} of <{tag}>"
        for name in ("href", "src"):
            if name in attributes and not _ADDRESS.match(attributes[name]):
                yield f"the address “{attributes[name][:200]}”"
        if tag == "meta" and (kind := attributes.get("http-equiv")):
            if kind == "Content-Security-Policy" and not policy:
                policy = attributes["content"]
            elif kind != "refresh" or not re.fullmatch(r"0; url=(?:\.\./)+[a-z0-9/-]+", attributes["content"]):
                yield f"an instruction of the kind {kind}: {attributes['content'][:200]}"
        loads = tag == "img" or (tag == "link" and attributes.get("rel") in LOADED)
        if loads and not policy:
            yield f"<{tag}> before the policy"
        if loads and not re.match(r"(?!//)[^:]*(?:[/?#]|$)", attributes.get("href", attributes.get("src", ""))):
            yield f"<{tag}> from another host"
    for directive in ("default-src 'none'", "base-uri 'none'", "form-action 'none'"):
        if directive not in policy.split("; "):
            yield f"the policy lacks {directive}: {policy}"
    for word in ("unsafe", "*", "data:", "blob:", "http"):
        if word in policy:
            yield f"the policy has {word}: {policy}"
