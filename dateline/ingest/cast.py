"""Persons and bodies: names as texts print them ⇄ actors, the spellings of one person in one actor."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from dateline.ingest.agencies import is_agency
from dateline.ingest.assertions import Character
from dateline.ingest.declension import nominatives
from dateline.ingest.draft import unique
from dateline.ingest.name_words import PLACES, is_body
from dateline.ingest.namesakes import family as family_name
from dateline.ingest.spellings import could_be_same_person, meeting_keys, same_person
from dateline.model import Actor, ActorKind, Id, Site, slug


@dataclass(slots=True, eq=False)
class _Body:
    """One actor while names are brought together."""

    id: str
    """The actor's id; empty until all names are brought together."""
    kind: ActorKind
    """Person, party or organisation."""
    names: list[str]
    """The name that the site uses, then other spellings."""
    known: bool
    """Whether actors.yaml has it."""
    counts: Counter[str] = field(default_factory=Counter)
    """How often each spelling is printed."""
    roles: Counter[str] = field(default_factory=Counter)
    """In how many documents each office is printed."""
    home: set[str] = field(default_factory=set)
    """The offices that documents in the site's language print."""

    @property
    def role(self) -> str | None:
        """The office that most documents print, those in the site's language first; None where none does."""
        return min(
            self.roles, key=lambda role: (role not in self.home, -self.roles[role], -len(role), role), default=None
        )


class Cast:
    """Names as texts print them ⇄ actors: those of actors.yaml, and persons that it lacks."""

    def __init__(self, site: Site, characters: Iterable[Character]) -> None:
        """Take the known actors, and all persons of all documents."""
        self._by_name: dict[str, _Body] = {}
        self._by_family: dict[str, dict[int, _Body]] = defaultdict(dict)
        self._taken: set[str] = {alias for actor in site.actors.values() for alias in (actor.id, *actor.aliases)}
        # An outlet that says something is no person, whatever its name looks like.
        self._outlets = {
            _name_key(name) for outlet in site.outlets.values() for name in (outlet.name, *outlet.spellings)
        }
        for actor in site.actors.values():
            body = _Body(actor.id, actor.kind, [actor.name, *actor.spellings], known=True)
            for name in body.names:
                self._by_name.setdefault(_name_key(name), body)
            if actor.kind is ActorKind.PERSON:
                self._index(body, body.names)
        self._bring_together(characters)
        self._used: set[str] = set()

    def _index(self, body: _Body, names: Iterable[str]) -> None:
        for name in names:
            for key in meeting_keys(name):
                self._by_family[key].setdefault(id(body), body)

    def _bring_together(self, characters: Iterable[Character]) -> None:
        """Give every name its actor: a known one, else one of several spellings."""
        counts: Counter[str] = Counter()
        roles: dict[str, Counter[str]] = defaultdict(Counter)
        certain: set[str] = set()
        spelt: set[str] = set()
        home: set[str] = set()
        for person in characters:
            if not person.foreign:
                home.update((person.name, *person.spellings, *([person.role] if person.role else ())))
            if person.certain:
                certain.add(person.name)
            counts[person.name] += person.count
            for spelling in person.spellings:
                counts[spelling] += 1
            spelt.update(person.spellings if person.certain else ())
            if person.role:
                roles[person.name][person.role] += 1
        doubtful = {name for name in counts if name not in certain} - spelt
        # Full names first, the most frequent first; a name by its letters where all else is equal.
        # A site in English calls nobody by a Cyrillic spelling that one of its sources prints more often.
        # Those who may be nobody come last: a case of a name finds the name that another text prints.
        order = sorted(
            counts, key=lambda name: (name in doubtful, len(name.split()) < 2, name not in home, -counts[name], name)
        )
        made: list[_Body] = []
        for name in order:
            body = self._by_name.get(_name_key(name)) or self._spelled(name)
            if body is None and (case_of := self._case_of(name)) is not None:
                # An oblique case is no spelling to be kept, but it is the same person.
                case_of.counts[name] += counts[name]
                self._by_name.setdefault(_name_key(name), case_of)
                continue
            if body is None and (name in doubtful or _name_key(name) in self._outlets or is_agency(name)):
                continue  # no text prints it in full, and no office goes with it: perhaps no person
            if body is None:
                body = _Body("", ActorKind.PERSON, [], known=False)
                made.append(body)
            if name not in body.names:
                body.names.append(name)
            body.counts[name] += counts[name]
            self._by_name.setdefault(_name_key(name), body)
            self._index(body, [name])
            body.home.update(home & roles[name].keys())
            body.roles.update({role: count for role, count in roles[name].items() if not _RELATIVE.search(role)})
        # The one named most often gets the plain family name as its id.
        for body in sorted(made, key=lambda body: (-body.counts.total(), body.names[0])):
            family = slug(family_name(tuple(body.names[0].split())), 40) or "person"
            full = slug(body.names[0], 60) or family
            body.id = unique(family if family not in self._taken else full, self._taken)
            self._taken.add(body.id)

    def _spelled(self, name: str) -> _Body | None:
        """The actor of whom a name is another spelling; None where none or more than one can be meant."""
        met = {place: body for key in meeting_keys(name) for place, body in self._by_family.get(key, {}).items()}
        near = list(met.values())
        same = [body for body in near if any(same_person(name, other) for other in body.names)]
        if not same and len(name.split()) == 1:
            same = [body for body in near if any(could_be_same_person(name, other) for other in body.names)]
        return same[0] if len(same) == 1 or (same and all(body is same[0] for body in same)) else None

    def _case_of(self, name: str) -> _Body | None:
        """The actor of whose name one in Cyrillic letters is a case; None where none or more than one can be meant."""
        found = {id(body): body for form in nominatives(name) if (body := self._spelled(form)) is not None}
        return next(iter(found.values())) if len(found) == 1 else None

    def actor(self, name: str) -> str | None:
        """The id of a person by name as printed, or of a body that actors.yaml knows; None for others."""
        body = self._by_name.get(_name_key(name))
        if body is None and _name_key(name) in self._outlets:
            return None
        if body is None and " " not in name and name.lower() not in PLACES and not is_body(name.lower()):
            body = self._spelled(name)
        return body.id if body is not None else None

    def use(self, ids: Iterable[str]) -> None:
        """Note that drafts refer to these actors."""
        self._used.update(ids)

    def added(self) -> tuple[Actor, ...]:
        """The persons that drafts refer to and actors.yaml lacks, sorted by id."""
        bodies = {body.id: body for body in self._by_name.values() if not body.known and body.id in self._used}
        return tuple(
            Actor(
                id=Id.of(body.id),
                kind=ActorKind.PERSON,
                name=body.names[0],
                role=body.role,
                spellings=tuple(name for name in body.names[1:] if len(name.split()) > 1),
            )
            for _, body in sorted(bodies.items())
        )


_RELATIVE = re.compile(r"\b(?:counterpart|successor|predecessor|rival|colleague|opponent|ally|friend)\b", re.IGNORECASE)
"""Offices that say something of somebody else: “his Russian counterpart”."""


def _name_key(name: str) -> str:
    """A name as it is compared: NFC, small letters, one kind of apostrophe, no article."""
    key = unicodedata.normalize("NFC", name).casefold().replace("'", "’").strip()
    return re.sub(r"^(?:the|a|an) ", "", re.sub(r"\s+", " ", key))
