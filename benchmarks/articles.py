"""Made-up news articles, the same for the same numbers: what the benchmarks of `import` read.

`articles` gives as many documents as are asked for, one after the other, so that none but the present one is held: the
raw text of a page as it is copied out of a browser (headline, byline, credits, counters and teasers around some 400
words), or the page itself as HTML. About one in twelve is another outlet's copy of an earlier story, shortened or with
another headline. Persons, towns and bodies are invented, and come again as they do in the news: a few often, most of
them seldom. What is said means nothing.
"""

# What is made up need not be unguessable.
# ruff: noqa: S311

from __future__ import annotations

import datetime
import html
import random
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace

_FIRST_DAY = datetime.date(2019, 1, 7)
_DAYS = 1500
WORDS = 400
"""About so many words of body an article has."""
COPIES = 12
"""One document in so many is a copy."""
PAGES = 5
"""One document in so many is HTML, where pages are wanted."""
_REMEMBERED = 40
"""Stories that may still be copied."""
_ONSETS = "b br c cr d dr f fl g gr h j k kr l m n p pr r s sk st t tr v w z".split()
_NUCLEI = "a e i o u ai ei ou".split()
_CODAS = ["", "", "l", "n", "r", "s", "m", "nd", "rt", "k"]
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_GIVEN = """
    Anna Boris Clara Daniel Elena Felix Greta Hanna Igor Johan Karin Leon Mira Nadia Oskar Petra Rolf Sonja Tomas
    Ursula Viktor Wanda Yusuf Zora Amir Berta Cyril Dora Emil Frida Gregor Helga Ilse Jakob Katya Lars Magda Niko Olga
    Pavel
""".split()
_OFFICES = """
    Foreign Minister|Defence Minister|Prime Minister|President|Deputy Prime Minister|Interior Minister|Chief Negotiator|
    Transport Minister|Finance Minister|Energy Minister
""".replace("\n", "").replace("    ", "").split("|")  # fmt: skip
_BODIES = """
    River Commission|Port Authority|Grain Council|Border Agency|Rail Union|Dam Board|Harbour Office|Refugee Agency|
    Fisheries Board|Energy Council|Monitoring Mission|Customs Service
""".replace("\n", "").replace("    ", "").split("|")  # fmt: skip
_NOUNS = """
    accord agenda airspace ambassador amendment anchor annex appeal arbiter archive army audit barge barrier base
    battery bill blockade bloc bond border boycott bridge brigade budget bunker bureau cable calendar camp campaign
    canal cargo ceasefire census charter checkpoint clause coal coast commander committee complaint compromise convoy
    corridor court crane crew crossing curfew dam data deadline debt decree delegation deposit depot detainee dispute
    district dock document dossier draft drill drone dyke election embargo embassy engineer envoy escort estate
    exercise export factory farm ferry fleet flood formula fortress forum freight frigate frontier fuel fund garrison
    gas gate government grain grant guarantee guard guideline harbour harvest hearing highway hospital hostage hotel
    import income inquiry inspector island journalist judge junction jury kitchen laboratory labour lake lawyer leader
    league ledger levy licence lock mandate manual map marine market mast mayor measure mediator meeting memorandum
    message militia mine mission monitor motion museum navy network notice oath observer offer officer oil orchard
    order outpost pact panel paper parliament partner passage passport patrol payment peace permit petition pilot
    pipeline plan plant platform pledge police policy port post prison prisoner proposal protest protocol quarry quota
    radar radio railway rally ration reactor rebel record reform refugee region register regulator relief report
    reservoir resolution review rifle river road roof route ruling salary sanction satellite schedule school seal seat
    secretary sector seed senate shelter shipment shore siege signal silo smuggler soldier spokesman station statute
    steel storage strait strike summit supply survey tanker tariff tax team telegram terminal territory threshold
    timber timetable title tower trade trader train treaty trench tribunal troop truce truck tunnel turbine union unit
    valley vehicle verdict vessel veto village visa visit vote voucher wage wagon warehouse warning waterway weapon
    well wheat winter witness worker workshop yard zone
""".split()
_ADJECTIVES = """
    abandoned additional agreed ancient armed bilateral bitter binding brief broad broken busy central civil closed
    coastal cold common complete confidential contested costly crowded damaged dangerous deep delayed detailed
    diplomatic direct disputed distant draft eastern economic empty entire European exhausted existing expensive
    external fair final firm foreign formal former fragile free fresh frozen full future general genuine hasty heavy
    hidden hostile hungry illegal independent initial inland internal joint key large lasting late legal limited local
    long loyal main maritime mild military missing mobile modern mutual narrow national naval neutral new northern
    nuclear obsolete official old open outer parallel partial patient permanent plain poor possible previous private
    prolonged provisional public quick quiet rapid rare regional remote repeated rival rural safe secret secure senior
    separate serious shared sharp short silent single slow small solid southern special steady strategic strict strong
    sudden surprising temporary tense thorough tight tired total tough trilateral unarmed uncertain unexpected
    unfinished unilateral unique unlikely urban urgent useful vacant vague vast verbal violent visible vital
    vulnerable warm weak western wide wooden
""".split()
_VERBS = """
    abandon accept address adopt amend announce approve assess attack audit avoid ban block build buy cancel charter
    check clear close collect combine complete conceal condemn confirm consider contest continue copy count cover
    criticise cross cut defend delay deliver demand deny describe destroy discuss divide drain draw drop empty enforce
    enter escort evacuate examine exchange exclude expand explain export expose extend fill finance finish follow
    forbid fortify fund guard guide halt handle hide hold ignore import improve include inspect insure invite isolate
    join keep launch lease lift limit load lock lose maintain manage map measure merge mine monitor move name
    negotiate observe occupy offer open oppose order organise overturn paint pay photograph postpone prepare present
    preserve print protect publish pull question raise ration reach read rebuild recall receive recognise reduce
    refuse register reject release rename renew rent repair replace report request rescue reserve restore restrict
    resume return review revise sanction search secure seize sell share shield sign stop store strengthen study submit
    supply support surrender survey suspend test track transfer translate transport unload use vacate verify visit
    void watch weigh welcome withdraw
""".split()
_OUTLETS = ("Selm Gazette", "Brunn Courier", "Orr Valley Times", "Maravia Today", "The Harbour Post", "Kestrel News")
_WIRES = ("Reuters", "AFP", "AP", "")


@dataclass(frozen=True, slots=True)
class _Story:
    """What one newsroom wrote."""

    headline: str
    """In one line."""
    day: datetime.date
    """When it came out."""
    author: str
    """Of the byline."""
    outlet: str
    """Who carries it."""
    wire: str
    """Whose story it is besides, or nobody's."""
    paragraphs: tuple[str, ...]
    """The body."""


class _World:
    """The persons and places of all stories, and the words to tell of them."""

    def __init__(self, rng: random.Random, size: int) -> None:
        self.rng = rng
        self.places = [self._name(2) for _ in range(30 + size // 20)]
        count = 60 + size // 5
        self.people = [(f"{rng.choice(_GIVEN)} {self._name(2)}", rng.choice(_OFFICES)) for _ in range(count)]
        self.bodies = [f"{rng.choice(self.places)} {rng.choice(_BODIES)}" for _ in range(20 + size // 40)]

    def _name(self, syllables: int) -> str:
        pick = self.rng.choice
        return "".join(pick(_ONSETS) + pick(_NUCLEI) + pick(_CODAS) for _ in range(syllables)).title()

    def often(self, things: list[str] | list[tuple[str, str]]) -> int:
        """The number of one of them; the first ones come most often."""
        return min(int(len(things) ** self.rng.random()) - 1 + self.rng.randrange(3), len(things) - 1)

    def place(self) -> str:
        return self.places[self.often(self.places)]

    def thing(self) -> str:
        return f"{self.rng.choice(_ADJECTIVES)} {self.rng.choice(_NOUNS)}"

    def clause(self) -> str:
        """What somebody says, without full stop; no five words of it are likely to come again."""
        rng, verb, things = self.rng, self.rng.choice, self.rng.choice
        kind = rng.randrange(6)
        if kind == 0:
            return f"the {self.thing()} would {verb(_VERBS)} every {things(_NOUNS)} near {self.place()}"
        if kind == 1:
            first = f"we {verb(_VERBS)} our {self.thing()}"
            return f"{first} and {verb(_VERBS)} {rng.randrange(12, 900)} {things(_NOUNS)}s"
        if kind == 2:
            first = f"no {things(_NOUNS)} can {verb(_VERBS)} a {self.thing()}"
            return f"{first} or {verb(_VERBS)} the {things(_NOUNS)}"
        if kind == 3:
            first = f"{self.place()} must {verb(_VERBS)} its {self.thing()}"
            return f"{first} before any {things(_NOUNS)} can {verb(_VERBS)}"
        if kind == 4:
            first = f"this {self.thing()} will {verb(_VERBS)} {rng.randrange(2, 90)} {things(_NOUNS)}s"
            return f"{first} and the {self.thing()}"
        return f"they {verb(_VERBS)} {self.thing()}s while {self.thing()}s {verb(_VERBS)} {self.place()}"

    def when(self, day: datetime.date) -> str:
        """A day of the last week or month, as an article of that day says it."""
        rng = self.rng
        kind = rng.randrange(8)
        before = day - datetime.timedelta(days=rng.randrange(1, 6))
        if kind == 0:
            return "yesterday"
        if kind == 1:
            far = day - datetime.timedelta(days=rng.randrange(20, 200))
            return f"on {far:%B} {far.day}"
        if kind == 2:
            far = day - datetime.timedelta(days=rng.randrange(300, 900))
            return f"in {far:%B %Y}"
        return f"on {_WEEKDAYS[before.weekday()]}"

    def paragraph(self, day: datetime.date, cast: list[tuple[str, str]]) -> str:
        """One or two sentences."""
        rng = self.rng
        name, office = rng.choice(cast)
        family = name.split()[-1]
        first, second = self.clause(), self.clause()
        upper = first[0].upper() + first[1:]
        body = self.bodies[self.often(self.bodies)]
        kind = rng.randrange(9)
        if kind == 0:
            return f"“{upper},” {name} said {self.when(day)}. “{second[0].upper()}{second[1:]}.”"
        if kind == 1:
            return f"{self.place()}’s {office} {name} said {self.when(day)} that {first}."
        if kind == 2:
            return f"{family} told the {body} that {first}, and that {second}."
        if kind == 3:
            return f"The {body} said {self.when(day)} that it had found the “{self.thing()}” in {self.place()}."
        if kind == 4:
            return f"“{upper},” {family} said. He added that {second}."
        if kind == 5:
            sides = f"Delegations from {self.place()} and {self.place()}"
            return f"{sides} met {self.when(day)} to {rng.choice(_VERBS)} the {self.thing()}."
        if kind == 6:
            return f"{office} {name} rejected the {self.thing()} {self.when(day)}, saying {first}."
        if kind == 7:
            many = f"In {self.place()}, {rng.randrange(3, 400)} {rng.choice(_NOUNS)}s"
            return f"{many} {rng.choice(_VERBS)} the {self.thing()} and a {self.thing()}."
        return f"According to the {body}, {first}. {family} did not {rng.choice(_VERBS)} that {self.thing()}."

    def story(self, day: datetime.date) -> _Story:
        """A story of some 400 words."""
        rng = self.rng
        cast = [self.people[self.often(self.people)] for _ in range(rng.randrange(2, 6))]
        name, office = cast[0]
        lead = (
            f"{self.place().upper()} – {self.place()}’s {office} {name} met the {self.bodies[self.often(self.bodies)]} "
            f"{self.when(day)} to {rng.choice(_VERBS)} the {self.thing()}, and said that {self.clause()}."
        )
        paragraphs = [lead]
        while sum(len(each.split()) for each in paragraphs) < WORDS:
            paragraphs.append(self.paragraph(day, cast))
        headline = f"{name.split()[-1]} and {self.place()} {rng.choice(_VERBS)} {self.thing()}"
        headline += f" over {rng.choice(_NOUNS)} {rng.choice(_NOUNS)}"
        author = f"{rng.choice(_GIVEN)} {self._name(2)}"
        return _Story(headline, day, author, rng.choice(_OUTLETS), rng.choice(_WIRES), tuple(paragraphs))

    def copy(self, story: _Story) -> _Story:
        """The story as another outlet carries it."""
        rng = self.rng
        kept = list(story.paragraphs)
        change = rng.randrange(4)
        if change == 0:
            kept = kept[: max(4, len(kept) * 2 // 3)]
        elif change == 1:
            del kept[rng.randrange(1, len(kept))]
        elif change == 2:
            kept = [each.replace("“", '"').replace("”", '"').replace("’", "'") for each in kept]
        headline = f"{self.place()} to {rng.choice(_VERBS)} {self.thing()}" if change != 3 else story.headline
        outlet = rng.choice([each for each in _OUTLETS if each != story.outlet])
        return replace(story, headline=headline, outlet=outlet, wire=story.wire or "Reuters", paragraphs=tuple(kept))


def articles(n: int, seed: int = 1, *, pages: bool = True) -> Iterator[tuple[str, bytes]]:
    """Make `n` documents, each its file's name and its bytes; all of them are raw text unless there are to be `pages`.

    The same numbers give the same documents.
    """
    rng = random.Random(f"articles {n} {seed}")
    world = _World(rng, n)
    recent: deque[_Story] = deque(maxlen=_REMEMBERED)
    for number in range(n):
        day = _FIRST_DAY + datetime.timedelta(days=number * _DAYS // max(n, 1))
        copied = bool(recent) and rng.randrange(COPIES) == 0
        story = world.copy(rng.choice(recent)) if copied else world.story(day)
        if not copied:
            recent.append(story)
        if pages and rng.randrange(PAGES) == 0:
            yield f"{number:06}.html", _page(story, rng).encode()
        else:
            yield f"{number:06}.txt", _text(story, rng, world).encode()


def _text(story: _Story, rng: random.Random, world: _World) -> str:
    """A page as it is copied out of a browser; one in eight does not say when it came out."""
    dated = rng.randrange(8) != 0
    day = f"{story.day:%B} {story.day.day}, {story.day.year}"
    wire = f" / {story.wire}" if story.wire else ""
    head = [f"date {story.day} {story.headline}" if dated and rng.randrange(3) == 0 else story.headline]
    head += ["", f"By {story.author}{wire}", *([f"Published {day}"] if dated else []), "Share Tweet Email", ""]
    caption = f"Photo: {rng.choice(_NOUNS).title()} near {world.place()}{wire or ' / Handout'}"
    body = [*story.paragraphs[:1], caption, *story.paragraphs[1:]]
    tail = [f"({story.wire})"] if story.wire else []
    tail += ["", f"Tags: {rng.choice(_NOUNS)}, {rng.choice(_NOUNS)}", f"{rng.randrange(2, 900)} comments", "Read more"]
    return "\n\n".join(["\n".join(head), *body, "\n".join(tail)]) + "\n"


def _page(story: _Story, rng: random.Random) -> str:
    """A page with navigation, a time and JSON-LD or meta tags."""
    title = html.escape(story.headline)
    when = f"{story.day}T{rng.randrange(6, 22):02}:00:00Z"
    meta = f'<meta property="article:published_time" content="{when}">'
    if rng.randrange(2):
        meta = (
            '<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle",'
            f'"headline":"{title}","datePublished":"{when}","author":{{"@type":"Person","name":"{story.author}"}}}}'
            "</script>"
        )
    paragraphs = "\n".join(f"<p>{html.escape(each, quote=False)}</p>" for each in story.paragraphs)
    links = "".join(f'<li><a href="/{word}">{word.title()}</a></li>' for word in rng.sample(_NOUNS, 8))
    teasers = "".join(
        f'<li><a href="/{n}">{rng.choice(_ADJECTIVES).title()} {rng.choice(_NOUNS)} to {rng.choice(_VERBS)}</a></li>'
        for n in range(6)
    )
    wire = f" / {story.wire}" if story.wire else ""
    byline = f'By {story.author}{wire} · <time datetime="{when}">{story.day}</time>'
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title} | {story.outlet}</title>
<meta property="og:site_name" content="{story.outlet}">{meta}</head>
<body><header><nav><ul>{links}</ul></nav></header>
<main><article><h1>{title}</h1>
<p class="byline">{byline}</p>
{paragraphs}
</article></main>
<aside><h2>Most read</h2><ul>{teasers}</ul></aside>
<footer><p>© {story.day.year} {story.outlet}. All rights reserved.</p></footer></body></html>
"""
