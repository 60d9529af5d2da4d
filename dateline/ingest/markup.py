"""What a web page's markup states of its article: JSON-LD, meta tags, `<time>`, the visible headline and byline.

Reads an lxml tree, and knows nothing of how it was made. Only what is stated counts, in this order: JSON-LD of an
article, meta tags, the visible page.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any
from urllib.parse import urljoin, urlsplit

from dateline.content.addresses import link_fault, mended
from dateline.fetching import shortened
from dateline.ingest.addresses import web_address
from dateline.ingest.agencies import joined_credit, wires_of
from dateline.ingest.article import Stated
from dateline.ingest.bylines import byline
from dateline.ingest.full_dates import POSTED_LINE, date_line, iso_day
from dateline.ingest.language import language_tag
from dateline.ingest.prose import letters, words_of

_ARTICLE_TYPES = re.compile(r"(?:Article|BlogPosting|Report|LiveBlogPosting|OpinionNewsArticle|WebPage)$")
_STANDFIRST_NAMES = re.compile(
    r"(?:^|[\s_-])(?:standfirst|dek|deck|sub-?title|sub-?head(?:line|ing)?|sub-?titulo|lede|lead|"
    r"chapeau|teaser-text|strap-?line|"
    r"article-?(?:summary|intro|description|subtitle|lead)|(?:article|post|story|entry)_{1,2}(?:summary|"
    r"intro|description|subtitle|lead|deck))(?=$|[\s_-])",
    re.I,
)
_BYLINE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:byline|author|authors|article-?author|post-?author)(?=$|[\s_-])",
    re.I,
)
_MAX_JSON = 1_000_000


def from_markup(tree: Any) -> Stated:
    """What a page's markup states, from an lxml tree of it: JSON-LD, meta tags, `<time>`, headline and byline.

    Each field takes the first of these that gives it: JSON-LD of an article, meta tags, the visible page. Two dates
    that differ are noted.
    """
    metas = _metas(tree)
    article = _json_ld(tree)
    notes: list[str] = []
    url = _address(tree, metas, article, notes)
    site = _first(metas, "og:site_name", "application-name", "twitter:site_name")
    publisher = _publisher(tree, metas, article, site, url)
    authors, credits_ = _authors(tree, metas, article)
    published, updated = _dates(tree, metas, article, notes)
    title = _headline(tree, metas, article, site or publisher)
    language = next(
        (
            tag
            for value in (
                *_strings(article.get("inLanguage")),
                tree.get("lang"),
                tree.get("xml:lang"),
                *metas.get("og:locale", ()),
                *metas.get("content-language", ()),
            )
            if (tag := language_tag(value))
        ),
        None,
    )
    return Stated(
        title=title,
        standfirst=_standfirst(tree, metas, article, title),
        publisher=publisher,
        authors=authors,
        credit=joined_credit(credits_),
        published=published,
        updated=updated,
        language=language,
        url=url,
        notes=tuple(notes),
    )


def _text(value: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(value)).strip()


def _metas(tree: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        content = _text((element.get("content") or "")[:5_000])
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            key = (element.get(attribute) or "").strip().casefold()
            # `itemprop` is a list of names (WHATWG HTML, 5.2.2).
            for each in key.split() if attribute == "itemprop" else [key]:
                if each and content:
                    found.setdefault(each, []).append(content)
    return found


def _first(metas: dict[str, list[str]], *keys: str) -> str | None:
    return next((metas[key][0] for key in keys if metas.get(key)), None)


def _address(tree: Any, metas: dict[str, list[str]], article: dict[str, Any], notes: list[str]) -> str | None:
    """The address that the page gives as its own; one that nobody should be led to is noted."""
    base = next((e.get("href") or "" for e in tree.iter("base")), "")
    linked = [*_links(tree, "canonical"), *metas.get("og:url", ())]
    others = [*_strings(article.get("url")), *_strings(article.get("mainEntityOfPage"))]
    for number, value in enumerate((*linked, *others)):
        try:
            full = urljoin(base, value) if base else value
        except ValueError:
            full = value
        if address := web_address(full):
            return address
        if number < len(linked) and re.match(r"[^/?#]*:", full) and (fault := link_fault(mended(full))):
            note = f"the page says that it stands at “{shortened(full)}”, which {fault}: it was left out"
            if note not in notes:
                notes.append(note)
    return None


def _links(tree: Any, rel: str) -> Iterator[str]:
    for element in tree.iter("link"):
        if rel in (element.get("rel") or "").casefold().split():
            yield (element.get("href") or "").strip()


def _json_ld(tree: Any) -> dict[str, Any]:
    """The node of JSON-LD that describes the article: of several, the one that says most. Broken JSON is mended."""
    best: dict[str, Any] = {}
    weight = -1
    by_id: dict[str, dict[str, Any]] = {}
    reviewed: list[dict[str, Any]] = []
    for script in list(tree.iter("script"))[:500]:
        if "ld+json" not in (script.get("type") or "").casefold():
            continue
        for node in _nodes(_loads(script.text or "")):
            if isinstance(identifier := node.get("@id"), str) and len(node) > 1:
                by_id.setdefault(identifier, node)
            types = list(_strings(node.get("@type")))
            if "ClaimReview" in types:
                reviewed.append(node)
            if not any(_ARTICLE_TYPES.search(name.rsplit("/", 1)[-1]) for name in types):
                continue
            keys = ("headline", "datePublished", "author", "publisher", "articleBody", "description")
            score = sum(key in node for key in keys) + 3 * any(not name.endswith("WebPage") for name in types)
            if score > weight:
                best, weight = node, score
    if not best.get("datePublished"):  # who checks facts marks the verdict up, and the page around it seldom
        reviews = (node["datePublished"] for node in reviewed if isinstance(node.get("datePublished"), str))
        best = {**best, "datePublished": next(reviews, None)}
    # A publisher or an author may be a mere reference to another node of the graph.
    resolved = dict(best)
    for key in ("publisher", "author"):
        values = resolved.get(key)
        listed = values if isinstance(values, list) else [values]
        resolved[key] = [
            by_id.get(value["@id"], value)
            if isinstance(value, dict) and isinstance(value.get("@id"), str) and "name" not in value
            else value
            for value in listed
        ]
    return resolved


def _loads(text: str) -> Any:
    text = text.strip()[:_MAX_JSON]
    text = re.sub(
        r"^(?:<!--|//\s?<!\[CDATA\[|<!\[CDATA\[|/\*\s?<!\[CDATA\[\s?\*/)|(?:-->|//\s?\]\]>|\]\]>|/\*\s?\]\]>\s?\*/)$",
        "",
        text,
    ).strip(" \t\r\n;")
    for attempt in (text, re.sub(r",(\s{0,200}[}\]])", r"\1", text), html.unescape(text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    # Beyond repair: single fields can still be told.
    node: dict[str, Any] = {}
    for key in ("headline", "datePublished", "dateModified", "inLanguage", "url"):
        found = re.search(rf'"{key}"\s{{0,20}}:\s{{0,20}}"((?:[^"\\\n]|\\.){{1,500}})"', text)
        if found:
            node[key] = re.sub(r"\\(.)", r"\1", found[1])
    names = re.search(r'"publisher"\s{0,20}:\s{0,20}\{[^{}]{0,500}?"name"\s{0,20}:\s{0,20}"([^"\\\n]{1,200})"', text)
    if names:
        node["publisher"] = names[1]
    return {"@type": "NewsArticle", **node} if "headline" in node or "datePublished" in node else None


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    """The mappings of a JSON value, outermost first; at most a few thousand."""
    queue, seen = [value], 0
    while queue and seen < 5_000:
        item = queue.pop(0)
        seen += 1
        if isinstance(item, dict):
            yield item
            queue.extend(child for child in item.values() if isinstance(child, dict | list))
        elif isinstance(item, list):
            queue.extend(item[:1_000])


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield _text(value)
    elif isinstance(value, list):
        for item in value[:50]:
            yield from _strings(item) if not isinstance(item, list) else ()
    elif isinstance(value, dict):
        for key in ("@id", "url", "name"):
            if isinstance(value.get(key), str):
                yield _text(value[key])
                break


def _names(value: Any) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str):
            yield _text(item)
        elif isinstance(item, dict):
            yield from (
                _text(name)
                for name in (item["name"] if isinstance(item.get("name"), list) else [item.get("name")])
                if isinstance(name, str)
            )


# What a page's software calls itself where nobody has set a name.
_PLATFORMS = frozenset({"blogger", "wordpress", "wordpress.com", "hosted", "my site", "home", "website", "admin"})


def _outlet_like(name: str) -> bool:
    return 2 <= len(name) <= 80 and name.casefold() not in _PLATFORMS and not re.match(r"https?:|@|www\.", name, re.I)


def _publisher(
    tree: Any, metas: dict[str, list[str]], article: dict[str, Any], site: str | None, url: str | None
) -> str | None:
    """The outlet's name: JSON-LD's, microdata's, a meta tag's; the site's own where the page's title bears it out."""
    named = [
        *_names(article.get("publisher")),
        *_microdata_publishers(tree),
        *metas.get("publisher", ()),
        *metas.get("dc.publisher", ()),
    ]
    first = next((name for name in named if _outlet_like(name)), None)
    if site and _outlet_like(site):
        page = next((_text("".join(e.itertext())[:500]) for e in tree.iter("title")), "")
        one, other = letters(first or ""), letters(site)
        # Some content systems put a department or an owner where the outlet should stand.
        same = one in other or other in one or other == letters("".join(re.findall(r"\b\w", first or "")))
        if first is None or (not same and _without_site(page, site) != page):
            first = site
    return _without_tagline(first, url) if first else None


def _microdata_publishers(tree: Any) -> Iterator[str]:
    """The names in `<… itemprop="publisher" itemscope>` (WHATWG HTML, 5.2), but for those of things within it."""
    for element in islice(tree.iter("div", "span", "p", "section", "meta"), 20_000):
        if "publisher" not in (element.get("itemprop") or "").split() or element.get("itemscope") is None:
            continue
        for inner in element.iter():
            if "name" not in (inner.get("itemprop") or "").split():
                continue
            scope = inner.getparent()
            while scope is not None and scope is not element and scope.get("itemscope") is None:
                scope = scope.getparent()
            if scope is element:
                yield _text(inner.get("content") or "".join(inner.itertext())[:200])


def _without_tagline(name: str, url: str | None) -> str:
    """An outlet's name without the line of praise behind it: that part of it which stands in the page's address."""
    parts = re.split(r"\s+[|–—·•-]\s+|\s*\|\s*", name)
    host = letters(urlsplit(url).hostname or "") if url else ""
    return next((part for part in parts if len(letters(part)) > 3 and letters(part) in host), name)


def _authors(
    tree: Any, metas: dict[str, list[str]], article: dict[str, Any]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    stated = [*_names(article.get("author"))] or [
        *metas.get("author", ()),
        *metas.get("article:author", ()),
        *metas.get("parsely-author", ()),
        *metas.get("dc.creator", ()),
        *metas.get("sailthru.author", ()),
        *metas.get("byl", ()),
    ]
    authors: list[str] = []
    credits_: list[str] = []
    for name in stated[:30]:
        _take(name, authors, credits_)
    if not authors:
        for text in islice(_visible_bylines(tree), 40):
            _take(text, authors, credits_)
            if authors:
                break
    return tuple(dict.fromkeys(authors)), tuple(credits_)


def _take(name: str, authors: list[str], credits_: list[str]) -> None:
    if not name or len(name) > 250 or re.match(r"https?:", name):
        return
    known = wires_of(name)
    if known:
        credits_.extend(known)
        return
    found = byline(name)
    if found:
        authors.extend(found.authors)
        credits_.extend(found.credits)


def _visible_bylines(tree: Any) -> Iterator[str]:
    for element in list(tree.iter("a", "span", "div", "p", "address"))[:20_000]:
        names = f"{element.get('class') or ''} {element.get('rel') or ''} {element.get('itemprop') or ''}"[:300]
        if _BYLINE_NAMES.search(names):
            text = re.sub(r"\s+", " ", "".join(element.itertext())[:300]).strip()
            if 4 < len(text) < 200:
                yield text


def _dates(
    tree: Any, metas: dict[str, list[str]], article: dict[str, Any], notes: list[str]
) -> tuple[str | None, str | None]:
    keys = (
        "article:published_time",
        "article:published",
        "og:article:published_time",
        "datepublished",
        "date",
        "dc.date",
        "dc.date.issued",
        "dcterms.created",
        "pubdate",
        "publishdate",
        "publish-date",
        "publish_date",
        "parsely-pub-date",
        "sailthru.date",
        "article.published",
        "published_time",
        "og:published_time",
        "cxenseparse:recs:publishtime",
    )
    marked = [
        day
        for value in (*_strings(article.get("datePublished")), *(v for key in keys for v in metas.get(key, ())))
        if (day := iso_day(value))
    ]
    visible = [day for element in _times(tree) if (day := iso_day(element))]
    published = marked[0] if marked else (visible[0] if visible else _printed_date(tree))
    differing = sorted({day for day in marked if day != published})
    if published and differing:
        notes.append(f"The page states more than one date of publication: {', '.join([published, *differing])}.")
    changed = [
        *_strings(article.get("dateModified")),
        *metas.get("article:modified_time", ()),
        *metas.get("article:modified", ()),
        *metas.get("og:updated_time", ()),
        *metas.get("datemodified", ()),
    ]
    updated = next((day for value in changed if (day := iso_day(value))), None)
    return published, updated if updated != published else None


def _times(tree: Any) -> Iterator[str]:
    """The dates of `<time>`, those marked as the publication's first; of others only where all agree on one day."""
    others = []
    for element in list(tree.iter("time"))[:200]:
        value = element.get("datetime") or "".join(element.itertext())
        names = f"{element.get('class') or ''} {element.get('itemprop') or ''}".casefold()
        if element.get("pubdate") is not None or "publish" in names or "entry-date" in names:
            yield value
        elif "updat" not in names and "modif" not in names:
            others.append(value)
    if others and len({iso_day(value) for value in others} - {None}) == 1:
        yield from others


def _printed_date(tree: Any) -> str | None:
    """The day of a visible line that is nothing but a date of publication."""
    days = set()
    for element in list(tree.iter("p", "span", "div", "li", "em", "small"))[:20_000]:
        if len(element) > 3:
            continue
        text = re.sub(r"\s+", " ", "".join(element.itertext())[:300]).strip()
        if 8 <= len(text) < 120 and (POSTED_LINE.match(text) or re.match(r"[\w,. ]{0,14}\d", text)):
            days |= {found.value for found in date_line(text) if found.sure and not found.changed}
    return days.pop() if len(days) == 1 else None


def _headline(tree: Any, metas: dict[str, list[str]], article: dict[str, Any], site: str | None) -> str | None:
    """The headline as printed: the `<h1>` that shares words with the stated one, else the stated one."""
    page = next((_text("".join(e.itertext())[:500]) for e in tree.iter("title")), "")
    stated = [*_strings(article.get("headline")), *metas.get("og:title", ()), *metas.get("twitter:title", ())]
    candidates = [_without_site(value, site) for value in (*stated, page) if value]
    headings = [text for e in tree.iter("h1") if 3 < len(text := _text("".join(e.itertext())[:500])) < 300]
    for heading in headings:
        words_ = set(words_of(heading))
        if any(len(words_ & set(words_of(other))) * 2 >= max(len(words_), 1) for other in candidates) and (
            not site or heading.casefold() != site.casefold()
        ):
            return heading
    return next((value for value in candidates if value), headings[0] if len(headings) == 1 else None)


def _without_site(title: str, site: str | None) -> str:
    """A page's title without the outlet's name at its end or start, where the page states that name."""
    if site:
        name = re.escape(site)
        title = re.sub(
            rf"\s+[|–—:·•»-]+\s+(?:the )?{name}(?:\.\w+)?\s*$|^\s*{name}\s+[|–—:·•»-]+\s+", "", title, flags=re.I
        )
    return title.strip()


def _standfirst(tree: Any, metas: dict[str, list[str]], article: dict[str, Any], title: str | None) -> str | None:
    """The standfirst that the page prints: an element named so, or a printed paragraph that is its description."""
    described = {
        letters(value): value
        for value in (
            *_strings(article.get("description")),
            *_strings(article.get("alternativeHeadline")),
            *metas.get("description", ()),
            *metas.get("og:description", ()),
        )
        if len(value) > 25
    }
    known = letters(title or "")
    for element in list(tree.iter("p", "h2", "h3", "div", "span", "strong"))[:20_000]:
        named = _STANDFIRST_NAMES.search(f"{element.get('class') or ''} {element.get('itemprop') or ''}"[:300])
        if not named and not (described and element.tag in ("p", "h2", "h3") and _before_body(element)):
            continue
        if len(list(element.iter("p"))) > 2:
            continue
        text = _text("".join(element.itertext())[:1_500])
        if (
            25 < len(text) < 600
            and not (known and known in letters(text))
            and not re.search(r"[a-zа-я][A-ZА-Я]\w+ ?[A-ZА-Я0-9]", text)
            and (named or letters(text) in described)
            and not byline(text)
        ):
            return text
    return None


def _before_body(element: Any) -> bool:
    """Whether an element stands in a heading area, so that its text is not the article's first paragraph."""
    parent = element.getparent()
    for _ in range(3):
        if parent is None:
            return False
        if parent.tag == "header" or re.search(
            r"(?:^|[\s_-])(?:header|head|title|intro)(?=$|[\s_-])", (parent.get("class") or "")[:300], re.I
        ):
            return True
        parent = parent.getparent()
    return False
