"""Invented articles and what outlets make of a wire's copy, with the truth of who copied whom: for `score_copies`.

A story is written by a small grammar over invented names. Of each, outlets print variants: cut short, with teasers of
other stories beneath, without a paragraph, with other quotation marks, under another headline, lightly edited, with
paragraphs of their own, together with a second story. Beside them stand articles that copy nothing but have much in
common: they report the same event with the same names, give the same long quotation, close with the same “About us”,
have the frame of the same live blog, or list the same days.

    python -m benchmarks.variants [STORIES [SEED]]
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dateline.ingest.copies import find_copies

_ONSETS = "b br d dr f g gr h k kl kr l m n p pr r s sk st t tr v vr z".split()
_NUCLEI = "a e i o u a e i o ai ei ou".split()
_CODAS = ["", "l", "m", "n", "r", "s", "sk", "nd", "rt", "v", "st", "rn"]
_PEOPLE = """
    minister envoy mediator governor colonel spokesman spokeswoman deputy adviser negotiator mayor surveyor judge
""".split()
_BODIES = (
    "council ministry commission assembly delegation union agency command court committee parliament mission".split()
)
_THINGS = """
    border prisoners grain pipeline ceasefire corridor harbour bridge tariffs fishing quotas observers railway dam
    visas minefields hospital convoy archive currency loans airspace ferry power cables water refugees
    elections constitution garrison checkpoints wages port fuel radar timber salt lighthouse tunnel customs
    patrols maps museum wells
""".split()
_ACTS = """
    accepted rejected postponed signed published leaked withdrew debated praised condemned examined drafted extended
    suspended revived vetoed amended endorsed questioned delivered
""".split()
_SAYS = "said|told reporters|announced|insisted|warned|admitted|explained|repeated|declared|conceded".split("|")
_HOWS = """
    behind closed doors|after two hours of argument|without naming a price|by a narrow majority
    |to the surprise of diplomats|under pressure from farmers|late in the evening|in a handwritten letter
    |on the steps of the old mint
    |despite a storm warning|with a visible reluctance|in front of local cameras|over tea and dry biscuits
    |for the third time this season|at the request of fishermen|while trains stood still|against legal advice
    |on a slow ferry|during a power cut|with four signatures missing|in the presence of clergy|at short notice
""".replace("\n", " ").split("|")
_WHYS = """
    because winter was near|since no budget had been voted|as the river kept rising|so that ships could sail again
    |although nobody had asked for it|unless the other side moved first|before the mandate ran out
    |until engineers had checked the piers|because both armies were tired|while lawyers looked for older treaties
    |as prices doubled in coastal towns|so that families might return|although satellite pictures showed otherwise
    |since the guarantors disagreed|because a clerk had lost the annex|as the harvest could not wait
    |until the last bus had left|although the treasury was empty|so that schools could open
""".replace("\n", " ").split("|")
_ASIDES = """
    Few in the capital believed it.|Markets hardly moved.|Nobody left the room early.|The translators asked for a pause.
    |A crowd waited in the rain.|Outside, the lamps had been lit.|It was the shortest session so far.
    |The seating plan had been changed twice.|Neither side published its notes.|Dinner was cancelled.
""".replace("\n", " ").split("|")
_EDITS = {
    "said": "stated",
    "because": "as",
    "late": "well into",
    "warned": "cautioned",
    "announced": "made known",
    "new": "fresh",
    "about": "around",
    "more": "further",
    "while": "as",
    "before": "ahead of the time when",
}
KINDS = ("truncated", "teasers", "dropped", "marks", "headline", "edited", "merged", "two wires")
"""What outlets do with a story."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph, known by whose it is."""

    text: str
    """Its words."""
    story: int
    """The story that it belongs to; -1 for what is no story: teasers, boilerplate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One printed article."""

    id: str
    """Its id, which says how it was made."""
    text: str
    """Title and paragraphs, one a line."""
    parts: dict[int, frozenset[int]] = field(default_factory=dict)
    """Story: the numbers of its paragraphs that the document prints."""
    sizes: dict[int, tuple[int, ...]] = field(default_factory=dict)
    """Story: the words of each of its paragraphs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How well copies were found."""

    precision: float
    """Share of the pairs found that share a story."""
    recall: float
    """Share of the pairs that share half a story or more that were found."""
    f1: float
    """Their harmonic mean."""
    pairs: int
    """How many pairs should be found."""
    documents: int
    """How many documents there were."""
    wrong: tuple[tuple[str, str], ...]
    """Pairs found that share nothing."""
    missed: tuple[tuple[str, str], ...]
    """Pairs that were not found."""


@dataclass(slots=True)
class _Event:
    """What several articles can be about."""

    people: list[tuple[str, str]]
    bodies: list[str]
    places: list[str]
    things: list[str]
    days: list[str]
    quote: str


class Press:
    """An invented press: events, stories about them, variants of stories. The same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)  # noqa: S311 - the same articles in every run

    def name(self, syllables: int = 2) -> str:
        """Make up a name."""
        rng = self.rng
        made = "".join(rng.choice(_ONSETS) + rng.choice(_NUCLEI) for _ in range(syllables)) + rng.choice(_CODAS)
        return made.capitalize()

    def event(self) -> _Event:
        """Make up an event: who, where, about what, and the one statement that everybody quotes."""
        rng = self.rng
        months = ("March", "April", "May", "June")
        event = _Event(
            people=[(self.name(), self.name(3)) for _ in range(6)],
            bodies=[f"{self.name()} {rng.choice(_BODIES)}" for _ in range(4)],
            places=[self.name(rng.choice((2, 3))) for _ in range(4)],
            things=rng.sample(_THINGS, 8),
            days=[f"{rng.randint(1, 30)} {rng.choice(months)}" for _ in range(3)],
            quote="",
        )
        event.quote = " ".join(self._clause(event).capitalize() + "." for _ in range(rng.randint(3, 5)))
        return event

    def _clause(self, event: _Event) -> str:
        rng = self.rng
        first, second = rng.sample(event.things, 2)
        doer = rng.choice([rng.choice(event.bodies), " ".join(rng.choice(event.people)), f"the {rng.choice(_PEOPLE)}s"])
        act, how, why = rng.choice(_ACTS), rng.choice(_HOWS).strip(), rng.choice(_WHYS).strip()
        number, place = rng.randint(3, 980), rng.choice(event.places)
        forms = (
            f"{doer} {act} a plan for {number} {first} near {place} {how}",
            f"{how}, {doer} {act} what was left of the {first} and {second} {why}",
            f"the {first} of {place} would need {number} {second}, {why}",
            f"{number} {first} were moved to {place} {how}, {why}",
            f"{doer} had {act} {number} of the {second} {how}",
            f"neither {first} nor {second} could be {act} in {place}, {why}",
            f"{place} and {rng.choice(event.places)} share {number} {first} that {doer} once {act}",
            f"{why}, the {second} were counted {how} by {doer}",
        )
        return rng.choice(forms)

    def paragraph(self, event: _Event) -> str:
        """Write one paragraph of a story."""
        rng = self.rng
        given, family = rng.choice(event.people)
        one, two = self._clause(event), self._clause(event)
        say, role, day = rng.choice(_SAYS), rng.choice(_PEOPLE), rng.choice(event.days)
        forms = (
            f"{one[0].upper()}{one[1:]}, {role} {given} {family} {say} on {day}. {two[0].upper()}{two[1:]}.",
            f"“{one[0].upper()}{one[1:]},” {family} {say}. {rng.choice(_ASIDES).strip()} {two[0].upper()}{two[1:]}.",
            f"On {day} {one}. {two[0].upper()}{two[1:]}, according to the {rng.choice(event.bodies)}.",
            f"{given} {family}, a {role} from {rng.choice(event.places)}, {say} that {one} — “{two}.”",
            f"{one[0].upper()}{one[1:]}. {two[0].upper()}{two[1:]}. {rng.choice(_ASIDES).strip()}",
        )
        return rng.choice(forms)

    def headline(self, event: _Event) -> str:
        """Write a headline."""
        rng = self.rng
        act, thing = rng.choice(_ACTS).capitalize(), rng.choice(event.things)
        return f"{rng.choice(event.bodies)}: {thing} {act.lower()} in {rng.choice(event.places)}"

    def story(self, number: int, event: _Event, length: int | None = None) -> list[Paragraph]:
        """Write a story of some ten paragraphs."""
        size = length or self.rng.randint(7, 14)
        return [Paragraph(text=self.paragraph(event), story=number) for _ in range(size)]

    # -- what outlets do ------------------------------------------------------------------------------------

    def variant(
        self, kind: str, story: Sequence[Paragraph], other: Sequence[Paragraph], event: _Event
    ) -> list[Paragraph]:
        """One variant of a story; `other` is a second one, for pages that hold two."""
        rng = self.rng
        made = list(story)
        if kind == "truncated":
            return made[: max(3, round(len(made) * rng.uniform(0.35, 0.6)))]
        if kind == "teasers":
            return [*made, *(Paragraph(text=self.headline(self.event()), story=-1) for _ in range(rng.randint(4, 9)))]
        if kind == "dropped":
            del made[rng.randrange(1, len(made))]
            return made
        if kind == "marks":
            style = rng.choice((("«", "»"), ('"', '"'), ("„", "“"), ("‘", "’")))
            dash = rng.choice((" – ", " -- ", " - "))
            return [
                Paragraph(text=p.text.replace("“", style[0]).replace("”", style[1]).replace(" — ", dash), story=p.story)
                for p in made
            ]
        if kind == "edited":
            return [Paragraph(text=self._edited(p.text), story=p.story) for p in made]
        if kind == "merged":
            own = [Paragraph(text=self.paragraph(event), story=-1) for _ in range(rng.randint(2, len(made)))]
            places = sorted(rng.sample(range(len(made) + len(own)), len(own)))
            for place, paragraph in zip(places, own, strict=True):
                made.insert(place, paragraph)
            return made
        if kind == "two wires":
            return [*made[: max(4, len(made) * 3 // 4)], *other[: max(4, len(other) * 3 // 4)]]
        return made  # another headline

    def _edited(self, text: str) -> str:
        """Replace the words that a sub-editor would, and some one in thirty of the rest."""
        made = []
        for word in text.split(" "):
            if word in _EDITS and self.rng.random() < 0.5:
                made.append(_EDITS[word])
            elif self.rng.random() < 0.015:
                continue
            elif self.rng.random() < 0.015:
                made += [word, "also"]
            else:
                made.append(word)
        return " ".join(made)


def collection(stories: int, seed: int = 1) -> list[Document]:
    """Make documents of so many stories: each as the wire sent it, three to six variants, and rivals of the event."""
    press = Press(seed)
    rng = press.rng
    events = [press.event() for _ in range(stories)]
    texts = [press.story(number, event) for number, event in enumerate(events)]
    outlets = [
        " ".join(press.paragraph(press.event()) for _ in range(2)).replace("“", "").replace("”", "")
        for _ in range(max(3, stories // 40))
    ]
    frames = [[press.headline(press.event()) for _ in range(6)] for _ in range(3)]
    made: list[Document] = []
    for number, event in enumerate(events):
        made.append(_document(press, f"{number}-wire", texts[number], event, texts))
        for count in range(rng.randint(3, 6)):
            kind = rng.choice(KINDS)
            parts = press.variant(kind, texts[number], texts[number - 1], event)
            if rng.random() < 0.3:  # two things at once
                more = rng.choice(("marks", "edited", "teasers"))
                parts = press.variant(more, parts, texts[number - 1], event)
            if rng.random() < 0.4:
                parts = [*parts, Paragraph(text=rng.choice(outlets), story=-1)]
            made.append(_document(press, f"{number}-{kind}-{count}".replace(" ", "-"), parts, event, texts))
        made += _rivals(press, number, event, outlets, frames, texts)
    return made


def _rivals(
    press: Press,
    number: int,
    event: _Event,
    outlets: Sequence[str],
    frames: Sequence[Sequence[str]],
    texts: Sequence[Sequence[Paragraph]],
) -> Iterator[Document]:
    """Articles on the same event that copy nothing: of one with a long quotation there are always two."""
    rng = press.rng
    given, family = event.people[0]
    speech = (f"“{event.quote}” {given} {family} said.", f"Asked about it, {family} answered: “{event.quote}”")
    calendar = "\n".join(f"{day} March 2022, Thursday, {hour}:30" for day in range(1, 9) for hour in (9, 14))
    for count, quoted in enumerate(speech):
        parts = press.story(-1, event, rng.randint(2, 6))
        parts.insert(rng.randrange(len(parts)), Paragraph(text=quoted, story=-1))
        yield _document(press, f"{number}-rival-quote-{count}", parts, event, texts)
    if number % 2:
        parts = press.story(-1, event, rng.randint(2, 5))
        parts.append(Paragraph(text=rng.choice(outlets), story=-1))
        yield _document(press, f"{number}-rival-about", parts, event, texts)
    if number % 3 == 0:
        frame = [Paragraph(text=line, story=-1) for line in frames[number % len(frames)]]
        parts = press.story(-1, event, rng.randint(3, 6))
        parts = [*frame[:3], *parts, *frame[3:]]
        yield _document(press, f"{number}-rival-blog", parts, event, texts)
    if number % 4 == 0:
        parts = [*press.story(-1, event, rng.randint(2, 4)), Paragraph(text=calendar, story=-1)]
        yield _document(press, f"{number}-rival-days", parts, event, texts)


def _document(
    press: Press, name: str, parts: Sequence[Paragraph], event: _Event, texts: Sequence[Sequence[Paragraph]]
) -> Document:
    """Put a document together, and note what it prints of which story: by order, for words may be edited."""
    printed: dict[int, set[int]] = {}
    for part in parts:
        if part.story >= 0:
            known = texts[part.story]
            near = max(range(len(known)), key=lambda at: _alike(known[at].text, part.text))
            printed.setdefault(part.story, set()).add(near)
    sizes = {story: tuple(len(p.text.split()) for p in texts[story]) for story in printed}
    text = "\n".join([press.headline(event), *(part.text for part in parts)])
    return Document(id=name, text=text, parts={story: frozenset(n) for story, n in printed.items()}, sizes=sizes)


def _alike(a: str, b: str) -> float:
    one, two = set(a.split()), set(b.split())
    return len(one & two) / max(len(one | two), 1)


def truth(documents: Sequence[Document]) -> dict[frozenset[str], float]:
    """Of every pair that shares paragraphs of a story: the share of the one that prints less of stories, in words."""
    by_story: dict[int, list[Document]] = {}
    for document in documents:
        for story in document.parts:
            by_story.setdefault(story, []).append(document)
    found: dict[frozenset[str], float] = {}
    for story in sorted(by_story):
        members = by_story[story]
        for at, first in enumerate(members):
            for second in members[:at]:
                both = first.parts[story] & second.parts[story]
                shared = sum(first.sizes[story][number] for number in both)
                least = min(len(first.text.split()), len(second.text.split()))
                pair = frozenset((first.id, second.id))
                found[pair] = found.get(pair, 0.0) + shared / least
    return found


def score(documents: Sequence[Document]) -> Score:
    """Compare what `find_copies` finds with the truth; pairs that share less than a half may be found or not."""
    shares = truth(documents)
    wanted = {pair for pair, share in shares.items() if share >= 0.5}
    found = {frozenset((c.fuller, c.shorter)) for c in find_copies((d.id, d.text) for d in documents)}
    wrong = {pair for pair in found if shares.get(pair, 0.0) == 0.0}
    right = found & wanted
    precision = len(right) / (len(right) + len(wrong)) if found else 1.0
    recall = len(right) / len(wanted) if wanted else 1.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return Score(
        precision=precision,
        recall=recall,
        f1=f1,
        pairs=len(wanted),
        documents=len(documents),
        wrong=tuple(sorted((min(pair), max(pair)) for pair in wrong)),
        missed=tuple(sorted((min(pair), max(pair)) for pair in wanted - found)),
    )


def score_copies(n: int, seed: int = 1) -> tuple[float, float, float]:
    """Precision, recall and F1 of the pairs found among the documents of `n` invented stories."""
    made = score(collection(n, seed))
    return made.precision, made.recall, made.f1


def many(documents: int, words: int = 400, seed: int = 1) -> Iterator[tuple[str, str]]:
    """(id, text) of so many documents of about so many words each, a third of them copies, all with an “About us”."""
    press = Press(seed)
    about = [press.paragraph(press.event()) for _ in range(12)]
    before = ""
    for number in range(documents):
        if number % 3 or not before:
            event, lines, count = press.event(), [], 0
            while count < words:
                lines.append(press.paragraph(event))
                count += len(lines[-1].split())
            before = "\n".join(lines)
        yield str(number), f"{before}\n{about[number % len(about)]}"


def main() -> None:
    """Print the score for so many stories, and what went wrong."""
    stories = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    documents = collection(stories, seed)
    start = time.process_time()
    made = score(documents)
    spent = time.process_time() - start
    print(
        f"{made.documents} documents, {made.pairs} pairs: precision {made.precision:.4f}, recall {made.recall:.4f}, "
        f"F1 {made.f1:.4f}; {spent:.1f} s of CPU"
    )
    for name, pairs in (("wrong", made.wrong), ("missed", made.missed)):
        for first, second in pairs[:20]:
            print(f"  {name}: {first} {second}")


if __name__ == "__main__":
    main()
