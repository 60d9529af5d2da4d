"""Origins: whose story it is, however many have printed it.

Sources that derive from one another, or from one origin, are one, whatever the `how` and through any number of steps. A
`duplicate` works both ways, for nobody knows which capture of a page came first; everything else leads from the later
text to the earlier. Three things are deliberately not concluded:

- a round-up of two stories (`based-on` both, or a reprint that mixes two wires) does not make these two one; it is a
  group of its own that knows both, and adds nothing to a claim that rests on one of them already;
- two sources that credit one agency are not one origin by that alone, since an agency tells many stories: the
  editor says so with `derived_from`;
- an outlet is not an origin: two stories of one newspaper are two.

A retracted source supports nothing.

Two texts of which nobody has said anything are compared as well (`dateline.evidence.overlap`).
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from dateline.evidence.apart import apart
from dateline.evidence.circles import circles
from dateline.evidence.overlap import unsettled
from dateline.model import Claim, Derivation, How, Site, SourceStatus
from dateline.records import record

SAME_WORDS = frozenset({How.DUPLICATE, How.REPRINT, How.TRANSLATION})
"""How a source derives from one whose words it has."""


@record(frozen=True, slots=True, kw_only=True)
class OriginGroup:
    """The sources that tell one story."""

    key: str
    """Stable slug, unique among the groups: the id of the origin in origins.yaml, else of the root source."""
    name: str
    """What readers see: the origin's title or outlet, else the root source's credit, publisher or title."""
    teller: str
    """The same in short, where the origin's outlet is known: its name."""
    sources: tuple[str, ...]
    """The ids of its sources, sorted."""
    roots: tuple[str, ...]
    """Keys of the groups that its words go back to, sorted: its own, or those of the several that it draws on."""


@record(frozen=True, slots=True, kw_only=True)
class Support:
    """How firmly something stands: on which sources, of which outlets, of which origins."""

    sources: tuple[str, ...]
    """Ids of the sources that count, each once, in the order of the evidence."""
    outlets: tuple[str, ...]
    """Ids of their publishers, as far as known, each once, in the same order."""
    origins: tuple[OriginGroup, ...]
    """Origins no two of which share a story, in the same order."""
    unknown: int
    """How many of the sources have no known outlet."""
    retracted: tuple[str, ...] = ()
    """Ids of sources that were retracted, and so do not count."""
    told_by_others: tuple[str, ...] = ()
    """Names of those origins whose story is not simply that of one of these sources, in the same order."""

    @property
    def sentence(self) -> str:
        """The support in words: `3 outlets, 2 origins`.

        An unknown outlet adds nothing, and is told where there would be fewer outlets than origins otherwise:
        `1 outlet and 1 unknown, 2 origins`.
        """
        if not self.sources:
            return ("no source", "source retracted", "sources retracted")[min(len(self.retracted), 2)]
        outlets = _count(len(self.outlets), "outlet")
        if not self.outlets:
            outlets = "outlet unknown" if self.unknown == 1 else "outlets unknown"
        elif self.unknown and len(self.outlets) < len(self.origins):
            outlets += f" and {self.unknown} unknown"
        return f"{outlets}, {_count(len(self.origins), 'origin')}"

    @property
    def told(self) -> str:
        """The sentence; where an origin is another's story or that of several sources, with whose it is.

        For example: `2 outlets, 1 origin (Bloomberg)`.
        """
        names = Counter(self.told_by_others)
        shown = ", ".join(name if number == 1 else f"{number} of {name}" for name, number in names.items())
        some = "among them " if len(self.told_by_others) < len(self.origins) else ""
        return f"{self.sentence} ({some}{shown})" if shown else self.sentence


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def origin_groups(site: Site) -> Mapping[str, OriginGroup]:
    """Give every source its group, by the source's id; a source that derives from nothing is a group of its own.

    Derivations that name a source or an origin which does not exist are passed over; the loader reports them.
    """
    return _Grouping(site).groups()


def support(site: Site, claim: Claim, groups: Mapping[str, OriginGroup]) -> Support:
    """Count what a claim rests on. `groups` comes from `origin_groups`."""
    return support_of(site, (evidence.source for evidence in claim.evidence), groups)


def stands(site: Site, source: str) -> bool:
    """Whether a source (by its id) supports anything: it is known, and has not been retracted."""
    found = site.sources.get(source)
    return found is not None and found.status is not SourceStatus.RETRACTED


def support_of(site: Site, sources: Iterable[str], groups: Mapping[str, OriginGroup]) -> Support:
    """Count what these sources (ids) amount to together. Ids that no source has are passed over."""
    known = [site.sources[source] for source in dict.fromkeys(sources) if source in site.sources]
    standing = [source for source in known if stands(site, source.id)]
    origins = independent(groups[source.id] for source in standing)
    telling = Counter(root for source in standing for root in groups[source.id].roots)
    own = {source.id for source in standing}
    return Support(
        sources=tuple(source.id for source in standing),
        outlets=tuple(dict.fromkeys(source.publisher for source in standing if source.publisher)),
        origins=origins,
        unknown=sum(1 for source in standing if not source.publisher),
        retracted=tuple(source.id for source in known if source.status is SourceStatus.RETRACTED),
        told_by_others=tuple(
            group.teller for group in origins if group.key not in own or any(telling[root] > 1 for root in group.roots)
        ),
    )


def independent(groups: Iterable[OriginGroup], beside: Iterable[str] = ()) -> tuple[OriginGroup, ...]:
    """Choose groups no two of which go back to one story, as many as can be; so a round-up adds none to its stories.

    `beside` has the roots of groups that are chosen already. How many they are depends on no id, and does not rise when
    a group is taken away (see `apart` for where there are too many to tell).
    """
    taken = frozenset(beside)
    distinct = {group.key: group for group in groups if taken.isdisjoint(group.roots)}
    in_order = sorted(distinct.values(), key=lambda item: (len(item.roots), item.key))
    chosen = {in_order[number].key for number in apart([frozenset(group.roots) for group in in_order])}
    return tuple(group for group in distinct.values() if group.key in chosen)


def between(site: Site, group: OriginGroup, one: str, other: str) -> tuple[Node, ...]:
    """What makes two sources of a group one: the sources and origins on the shortest way from the one to the other.

    A step of that way is what an editor said (`derived_from`), or an overlap of which nobody has said anything. Nothing
    is between two of which one derives from the other.
    """
    inside = frozenset(group.sources)
    near: dict[Node, set[Node]] = {}
    for name in group.sources:
        for each in site.sources[name].derived_from:
            for is_source, target in ((True, each.source), (False, each.origin)):
                if target and (target in inside if is_source else target in site.origins):
                    near.setdefault(Node(True, name), set()).add(Node(is_source, target))
                    near.setdefault(Node(is_source, target), set()).add(Node(True, name))
    for overlap in unsettled(site, inside):
        near.setdefault(Node(True, overlap.source), set()).add(Node(True, overlap.other))
        near.setdefault(Node(True, overlap.other), set()).add(Node(True, overlap.source))
    start, end = Node(True, one), Node(True, other)
    before: dict[Node, Node] = {start: start}
    layer = [start]
    while layer and end not in before:
        following = []
        for node in layer:
            for target_node in sorted(near.get(node, ())):
                if target_node not in before:
                    before[target_node] = node
                    following.append(target_node)
        layer = following
    found: list[Node] = []
    while end in before and (end := before[end]) != start:
        found.append(end)
    return tuple(reversed(found))


@record(frozen=True, slots=True, order=True)
class Node:
    """A source or an origin; an origin sorts first."""

    is_source: bool
    """Which of the two it is."""
    id: str
    """Its id."""


class _Grouping:
    """The derivations as a graph: duplicates are joined, and all else leads from one joined set to another."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.parent: dict[Node, Node] = {}
        for origin in site.origins:
            self.parent[Node(False, origin)] = Node(False, origin)
        for name in site.sources:
            self.parent[Node(True, name)] = Node(True, name)
        later: list[tuple[Node, Node]] = []  # the later one, the earlier one
        for source in site.sources.values():
            for derivation in source.derived_from:
                for target in self.targets(derivation):
                    if derivation.how is How.DUPLICATE:
                        self.join(Node(True, source.id), target)
                    else:
                        later.append((Node(True, source.id), target))
        for overlap in unsettled(site):
            self.join(Node(True, overlap.source), Node(True, overlap.other))
        edges: dict[Node, set[Node]] = {}
        for start, end in later:
            edges.setdefault(self.find(start), set()).add(self.find(end))
        # Sources that derive from one another in a circle have one origin too.
        for circle in circles(edges):
            for node in circle[1:]:
                self.join(circle[0], node)
        self.members: dict[Node, list[Node]] = {}
        for node in self.parent:
            self.members.setdefault(self.find(node), []).append(node)
        self.edges: dict[Node, set[Node]] = {}
        for start, end in later:
            if self.find(start) != self.find(end):
                self.edges.setdefault(self.find(start), set()).add(self.find(end))

    def targets(self, derivation: Derivation) -> Iterator[Node]:
        """The nodes that a derivation names, as far as they exist."""
        if derivation.source is not None and derivation.source in self.site.sources:
            yield Node(True, derivation.source)
        if derivation.origin is not None and derivation.origin in self.site.origins:
            yield Node(False, derivation.origin)

    def find(self, node: Node) -> Node:
        """The representative of the joined set that a node is in."""
        root = node
        while self.parent[root] != root:
            root = self.parent[root]
        while self.parent[node] != root:
            self.parent[node], node = root, self.parent[node]
        return root

    def join(self, one: Node, other: Node) -> None:
        """Make two sets one; the smaller representative stays, so that the result depends on no order."""
        first, second = sorted((self.find(one), self.find(other)))
        self.parent[second] = first

    def groups(self) -> dict[str, OriginGroup]:
        """The group of every source, by its id."""
        home: dict[Node, Node] = {}  # joined set: the one whose group it belongs to
        roots: dict[Node, frozenset[Node]] = {}  # joined set with a group: the sets its words go back to
        for node in self.in_order():
            homes = {home[target] for target in self.edges.get(node, ())}
            if len(homes) == 1:
                home[node] = homes.pop()
            else:
                home[node] = node
                roots[node] = frozenset().union(*(roots[target] for target in homes)) if homes else frozenset({node})
        keys = self.keys(set(home.values()))
        members: dict[Node, list[str]] = {}
        for node, owner in home.items():
            members.setdefault(owner, []).extend(member.id for member in self.members[node] if member.is_source)
        result: dict[str, OriginGroup] = {}
        for node, sources in members.items():
            group = OriginGroup(
                key=keys[node],
                name=self.name(self.head(node)),
                teller=self.teller(self.head(node)),
                sources=tuple(sorted(sources)),
                roots=tuple(sorted(keys[root] for root in roots[node])),
            )
            result.update(dict.fromkeys(sources, group))
        return {source: result[source] for source in self.site.sources}

    def in_order(self) -> list[Node]:
        """The joined sets, each after those that it derives from."""
        done: dict[Node, None] = {}
        for start in sorted(self.members):
            stack = [(start, iter(sorted(self.edges.get(start, ()))))]
            while stack:
                node, rest = stack[-1]
                following = next((target for target in rest if target not in done), None)
                if node in done or following is None:
                    done.setdefault(node)
                    stack.pop()
                else:
                    stack.append((following, iter(sorted(self.edges.get(following, ())))))
        return list(done)

    def head(self, node: Node) -> Node:
        """Whose story a joined set is: an origin, else the source that derives from none in it, else the earliest."""
        members = self.members[node]
        ids = {member.id for member in members if member.is_source}

        def rank(member: Node) -> tuple[bool, bool, date, str]:
            if not member.is_source:
                return (False, False, date.min, member.id)
            source = self.site.sources[member.id]
            derives = any(item.source in ids and item.source != source.id for item in source.derived_from)
            return (True, derives, source.published.earliest if source.published else date.max, source.id)

        return min(members, key=rank)

    def keys(self, nodes: Iterable[Node]) -> dict[Node, str]:
        """A key for each group. An origin that has the id of a source gives way, so that no two groups share one."""
        result: dict[Node, str] = {}
        taken = {*self.site.sources, *self.site.origins}
        for node in sorted(nodes):
            head = self.head(node)
            key = head.id
            if not head.is_source and key in self.site.sources:
                while key in taken:
                    key = f"{key}-origin"
                taken.add(key)
            result[node] = key
        return result

    def name(self, head: Node) -> str:
        """What readers see of an origin or of a root source."""
        if head.is_source:
            source = self.site.sources[head.id]
            return self.credited(source.credit) or self.outlet(source.publisher) or source.title or source.id
        origin = self.site.origins[head.id]
        return origin.title or self.outlet(origin.outlet) or origin.id

    def teller(self, head: Node) -> str:
        """Whose story it is, in short."""
        origin = None if head.is_source else self.site.origins[head.id]
        return (self.outlet(origin.outlet) if origin else None) or self.name(head)

    def outlet(self, outlet: str | None) -> str | None:
        """The name of an outlet, by its id."""
        found = self.site.outlets.get(outlet) if outlet else None
        return found.name if found else None

    def credited(self, credit: str | None) -> str | None:
        """A printed credit, as the site spells that outlet where it is one."""
        if not credit or not credit.strip():
            return None
        wanted = _folded(credit)
        for outlet in self.site.outlets.values():
            if wanted in {_folded(spelling) for spelling in (outlet.id, outlet.name, *outlet.spellings)}:
                return outlet.name
        return " ".join(credit.split())


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
