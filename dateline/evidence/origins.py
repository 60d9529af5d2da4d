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

Two texts of which nobody has said anything are compared as well: where half of the shorter one's paragraphs, and three
at least, stand in the other, they are one origin, until an editor says what they are to each other: `derived_from`,
or `independent_of` with a note.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from dateline.model import Claim, Derivation, How, Independence, Site, Source, SourceStatus
from dateline.problems import Complaint, Severity
from dateline.records import record

SAME_WORDS = frozenset({How.DUPLICATE, How.REPRINT, How.TRANSLATION})
"""How a source derives from one whose words it has."""
LEAST_OVERLAP = 0.5
"""The share of the shorter text's paragraphs from which two texts are taken for one story …"""
LEAST_PARAGRAPHS = 3
"""… if these are so many."""


@record(frozen=True, slots=True, kw_only=True)
class Overlap:
    """Two sources of which one has so much of the other's text that they are one story, unless an editor knows more."""

    source: str
    """The one with fewer paragraphs; of two with as many, the one whose id comes later."""
    other: str
    """The other."""
    shared: int
    """How many paragraphs of `source` stand in `other` …"""
    paragraphs: int
    """… of how many."""


def overlaps(site: Site) -> tuple[Overlap, ...]:
    """The pairs of sources that are one story by their texts, as far as receipts tell of these, sorted.

    Those of which an editor has said what they are to each other (`derived_from`, `independent_of`) are among them.
    """
    found: dict[tuple[str, str], Overlap] = {}
    for name, facts in site.facts.items():
        for shared in facts.shared:
            other = site.facts.get(shared.source)
            if name not in site.sources or shared.source not in site.sources or name == shared.source:
                continue
            if other is not None and (other.paragraphs, shared.source) < (facts.paragraphs, name):
                continue  # the other one is the shorter; its own row says how much they share
            number = len(shared.paragraphs)
            if number >= LEAST_PARAGRAPHS and number >= LEAST_OVERLAP * facts.paragraphs:
                found[name, shared.source] = Overlap(
                    source=name, other=shared.source, shared=number, paragraphs=facts.paragraphs
                )
    return tuple(found[pair] for pair in sorted(found))


def is_settled(site: Site, one: str, other: str) -> bool:
    """Whether an editor has said what two sources are to each other, or what both derive from."""
    if any(
        target == each.source
        for here, target in ((one, other), (other, one))
        for each in site.sources[here].independent_of
    ):
        return True
    return not _story(site, one).isdisjoint(_story(site, other))


def _story(site: Site, name: str) -> set[_Node]:
    """A source with all that it is said to derive from, through any number of steps."""
    found, steps = {_Node(True, name)}, [name]
    while steps:
        for each in site.sources[steps.pop()].derived_from:
            for is_source, target in ((True, each.source), (False, each.origin)):
                known = site.sources if is_source else site.origins
                node = _Node(is_source, target or "")
                if target in known and node not in found:
                    found.add(node)
                    if is_source:
                        steps.append(node.id)
    return found


@record(frozen=True, slots=True, kw_only=True)
class OriginGroup:
    """The sources that tell one story."""

    key: str
    """Stable slug, unique among the groups: the id of the origin in origins.yaml, else of the root source."""
    name: str
    """What readers see: the origin's title or outlet, else the root source's credit, publisher or title."""
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

    @property
    def sentence(self) -> str:
        """The support in words: `3 outlets, 2 origins`."""
        if not self.sources:
            return ("no source", "source retracted", "sources retracted")[min(len(self.retracted), 2)]
        unknown = "outlet unknown" if self.unknown == 1 else "outlets unknown"
        outlets = _count(len(self.outlets), "outlet") if self.outlets else unknown
        return f"{outlets}, {_count(len(self.origins), 'origin')}"

    @property
    def told(self) -> str:
        """The sentence; where several sources are fewer origins, with whose: `2 outlets, 1 origin (Bloomberg)`."""
        return self.named if len(self.sources) > len(self.origins) else self.sentence

    @property
    def named(self) -> str:
        """The sentence, followed by the origins' names: `2 outlets, 1 origin (Bloomberg)`."""
        names = Counter(group.name for group in self.origins)
        shown = ", ".join(name if number == 1 else f"{number} of {name}" for name, number in names.items())
        return f"{self.sentence} ({shown})" if shown else self.sentence


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


def support_of(site: Site, sources: Iterable[str], groups: Mapping[str, OriginGroup]) -> Support:
    """Count what these sources (ids) amount to together. Ids that no source has are passed over."""
    known = [site.sources[source] for source in dict.fromkeys(sources) if source in site.sources]
    standing = [source for source in known if source.status is not SourceStatus.RETRACTED]
    return Support(
        sources=tuple(source.id for source in standing),
        outlets=tuple(dict.fromkeys(source.publisher for source in standing if source.publisher)),
        origins=_independent(groups[source.id] for source in standing),
        unknown=sum(1 for source in standing if not source.publisher),
        retracted=tuple(source.id for source in known if source.status is SourceStatus.RETRACTED),
    )


def _independent(groups: Iterable[OriginGroup]) -> tuple[OriginGroup, ...]:
    """Choose groups no two of which go back to one story; those with one root first, so that a round-up adds none."""
    distinct = list({group.key: group for group in groups}.values())
    taken: set[str] = set()
    chosen: set[str] = set()
    for group in sorted(distinct, key=lambda item: (len(item.roots), item.key)):
        if taken.isdisjoint(group.roots):
            taken.update(group.roots)
            chosen.add(group.key)
    return tuple(group for group in distinct if group.key in chosen)


@record(frozen=True, slots=True, order=True)
class _Node:
    """A source or an origin; an origin sorts first."""

    is_source: bool
    id: str


class _Grouping:
    """The derivations as a graph: duplicates are joined, and all else leads from one joined set to another."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.parent: dict[_Node, _Node] = {}
        for origin in site.origins:
            self.parent[_Node(False, origin)] = _Node(False, origin)
        for name in site.sources:
            self.parent[_Node(True, name)] = _Node(True, name)
        later: list[tuple[_Node, _Node]] = []  # the later one, the earlier one
        for source in site.sources.values():
            for derivation in source.derived_from:
                for target in self.targets(derivation):
                    if derivation.how is How.DUPLICATE:
                        self.join(_Node(True, source.id), target)
                    else:
                        later.append((_Node(True, source.id), target))
        for overlap in overlaps(site):
            if not is_settled(site, overlap.source, overlap.other):
                self.join(_Node(True, overlap.source), _Node(True, overlap.other))
        edges: dict[_Node, set[_Node]] = {}
        for start, end in later:
            edges.setdefault(self.find(start), set()).add(self.find(end))
        # Sources that derive from one another in a circle have one origin too.
        for circle in _circles(edges):
            for node in circle[1:]:
                self.join(circle[0], node)
        self.members: dict[_Node, list[_Node]] = {}
        for node in self.parent:
            self.members.setdefault(self.find(node), []).append(node)
        self.edges: dict[_Node, set[_Node]] = {}
        for start, end in later:
            if self.find(start) != self.find(end):
                self.edges.setdefault(self.find(start), set()).add(self.find(end))

    def targets(self, derivation: Derivation) -> Iterator[_Node]:
        """The nodes that a derivation names, as far as they exist."""
        if derivation.source is not None and derivation.source in self.site.sources:
            yield _Node(True, derivation.source)
        if derivation.origin is not None and derivation.origin in self.site.origins:
            yield _Node(False, derivation.origin)

    def find(self, node: _Node) -> _Node:
        """The representative of the joined set that a node is in."""
        root = node
        while self.parent[root] != root:
            root = self.parent[root]
        while self.parent[node] != root:
            self.parent[node], node = root, self.parent[node]
        return root

    def join(self, one: _Node, other: _Node) -> None:
        """Make two sets one; the smaller representative stays, so that the result depends on no order."""
        first, second = sorted((self.find(one), self.find(other)))
        self.parent[second] = first

    def groups(self) -> dict[str, OriginGroup]:
        """The group of every source, by its id."""
        home: dict[_Node, _Node] = {}  # joined set: the one whose group it belongs to
        roots: dict[_Node, frozenset[_Node]] = {}  # joined set with a group: the sets its words go back to
        for node in self.in_order():
            homes = {home[target] for target in self.edges.get(node, ())}
            if len(homes) == 1:
                home[node] = homes.pop()
            else:
                home[node] = node
                roots[node] = frozenset().union(*(roots[target] for target in homes)) if homes else frozenset({node})
        keys = self.keys(set(home.values()))
        members: dict[_Node, list[str]] = {}
        for node, owner in home.items():
            members.setdefault(owner, []).extend(member.id for member in self.members[node] if member.is_source)
        result: dict[str, OriginGroup] = {}
        for node, sources in members.items():
            group = OriginGroup(
                key=keys[node],
                name=self.name(self.head(node)),
                sources=tuple(sorted(sources)),
                roots=tuple(sorted(keys[root] for root in roots[node])),
            )
            result.update(dict.fromkeys(sources, group))
        return {source: result[source] for source in self.site.sources}

    def in_order(self) -> list[_Node]:
        """The joined sets, each after those that it derives from."""
        done: dict[_Node, None] = {}
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

    def head(self, node: _Node) -> _Node:
        """Whose story a joined set is: an origin, else the source that derives from none in it, else the earliest."""
        members = self.members[node]
        ids = {member.id for member in members if member.is_source}

        def rank(member: _Node) -> tuple[bool, bool, date, str]:
            if not member.is_source:
                return (False, False, date.min, member.id)
            source = self.site.sources[member.id]
            derives = any(item.source in ids and item.source != source.id for item in source.derived_from)
            return (True, derives, source.published.earliest if source.published else date.max, source.id)

        return min(members, key=rank)

    def keys(self, nodes: Iterable[_Node]) -> dict[_Node, str]:
        """A key for each group. An origin that has the id of a source gives way, so that no two groups share one."""
        result: dict[_Node, str] = {}
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

    def name(self, head: _Node) -> str:
        """What readers see of an origin or of a root source."""
        if head.is_source:
            source = self.site.sources[head.id]
            return self.credited(source.credit) or self.outlet(source.publisher) or source.title or source.id
        origin = self.site.origins[head.id]
        return origin.title or self.outlet(origin.outlet) or origin.id

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


def _circles(edges: Mapping[_Node, set[_Node]]) -> list[list[_Node]]:
    """The strongly connected parts of more than one node, each sorted (Tarjan 1972, without recursion)."""
    index: dict[_Node, int] = {}
    low: dict[_Node, int] = {}
    path: list[_Node] = []
    on_path: set[_Node] = set()
    found: list[list[_Node]] = []
    for start in sorted(edges):
        if start in index:
            continue
        work = [(start, iter(sorted(edges[start])))]
        index[start] = low[start] = len(index)
        path.append(start)
        on_path.add(start)
        while work:
            node, rest = work[-1]
            for target in rest:
                if target not in index:
                    index[target] = low[target] = len(index)
                    path.append(target)
                    on_path.add(target)
                    work.append((target, iter(sorted(edges.get(target, ())))))
                    break
                if target in on_path:
                    low[node] = min(low[node], index[target])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    part = []
                    while True:
                        member = path.pop()
                        on_path.discard(member)
                        part.append(member)
                        if member == node:
                            break
                    if len(part) > 1:
                        found.append(sorted(part))
    return found


def complaints(site: Site) -> list[Complaint]:
    """What is wrong with the derivations that editors wrote.

    Errors: a source that derives from itself, a derivation that names both a source and an origin or neither, a circle.
    Warnings: a source that came out before the one it derives from; an unmarked copy of a retracted source; a text that
    has much of another's, of which nobody has said why; independence that is claimed of oneself or of a text that it
    derives from.
    That a named source or origin exists is checked by the loader.
    """
    found: list[Complaint] = []
    for source in site.sources.values():
        for number, derivation in enumerate(source.derived_from):
            found.extend(_about(site, source, number, derivation))
        for number, independence in enumerate(source.independent_of):
            found.extend(_independence(source, number, independence))
    found.extend(
        _unsettled(site, overlap) for overlap in overlaps(site) if not is_settled(site, overlap.source, overlap.other)
    )
    edges = {
        _Node(True, source.id): {
            _Node(True, item.source)
            for item in source.derived_from
            if item.source is not None and item.source in site.sources and item.source != source.id
        }
        for source in site.sources.values()
        if source.derived_from
    }
    for circle in _circles(edges):
        chain = _around(circle, edges)
        number = next(n for n, item in enumerate(site.sources[chain[0]].derived_from) if item.source == chain[1])
        found.append(
            Complaint(
                path=f"content/sources/{chain[0]}.md",
                where=("derived_from", number),
                code="derivation-circle",
                message=f"sources derive from one another in a circle: {' → '.join(chain)}",
                hint="leave `derived_from` out where the story began; copies of unknown order derive from one origin",
            )
        )
    return found


def _unsettled(site: Site, overlap: Overlap) -> Complaint:
    """Nobody has said why a text has much of another's."""
    return Complaint(
        path=site.sources[overlap.source].path,
        severity=Severity.WARNING,
        code="overlap-unsettled",
        message=(
            f"{overlap.shared} of its {overlap.paragraphs} paragraphs stand in “{overlap.other}” as well, "
            "so the two count as one origin"
        ),
        hint=(
            f"say what they are to each other, derived_from: [{{source: {overlap.other}, how: reprint}}], "
            f"or overrule it, independent_of: [{{source: {overlap.other}, note: why they are two}}]"
        ),
    )


def _independence(source: Source, number: int, independence: Independence) -> Iterator[Complaint]:
    """What is wrong with a claim to be independent of another source."""
    where = ("independent_of", number, "source")
    if independence.source == source.id:
        yield Complaint(
            path=source.path,
            where=where,
            code="independence-self",
            message=f"the source “{source.id}” is said to be independent of itself",
            hint="name the other source, or leave this item out",
        )
    elif any(each.source == independence.source for each in source.derived_from):
        yield Complaint(
            path=source.path,
            where=where,
            code="independence-derived",
            message=f"this source is said to derive from “{independence.source}” and to be independent of it",
            hint="leave one of the two out",
        )


def _around(circle: list[_Node], edges: Mapping[_Node, set[_Node]]) -> list[str]:
    """The shortest way from the circle's first source back to it, by ids, the first one at both ends."""
    start, inside = circle[0], set(circle)
    before: dict[_Node, _Node] = {}
    layer = [start]
    while layer and start not in before:
        following: list[_Node] = []
        for node in layer:
            for target in sorted(edges.get(node, ())):
                if target in inside and target not in before:
                    before[target] = node
                    following.append(target)
        layer = following
    chain = [start]
    while len(chain) == 1 or chain[-1] != start:
        chain.append(before[chain[-1]])
    return [node.id for node in reversed(chain)]


def _about(site: Site, source: Source, number: int, derivation: Derivation) -> Iterator[Complaint]:
    """What is wrong with one derivation."""
    path, where = source.path, ("derived_from", number)
    if (derivation.source is None) == (derivation.origin is None):
        both = derivation.source is not None
        yield Complaint(
            path=path,
            where=where,
            code="derivation-unclear",
            message=(
                f"this derivation names both a source, “{derivation.source}”, and an origin, “{derivation.origin}”"
                if both
                else "this derivation names neither a source nor an origin"
            ),
            hint="write two items, one with `source:` and one with `origin:`"
            if both
            else "add `source:` with the id of a source, or `origin:` with one of origins.yaml",
        )
    if derivation.source is None:
        return
    if derivation.source == source.id:
        yield Complaint(
            path=path,
            where=(*where, "source"),
            code="derivation-self",
            message=f"the source “{source.id}” derives from itself",
            hint="name the source that its words come from, or leave this item out",
        )
        return
    base = site.sources.get(derivation.source)
    if base is None:
        return
    if base.status is SourceStatus.RETRACTED and source.status is SourceStatus.LIVE and derivation.how in SAME_WORDS:
        yield Complaint(
            path=path,
            where=(*where, "source"),
            severity=Severity.WARNING,
            code="derivation-retracted",
            message=f"this source has the words of “{base.id}”, which was retracted, and still counts as support",
            hint="set `status: retracted` here too, or say `how: based-on` if it stands by itself",
        )
    # Two places on earth can be a day apart while both are right about their date.
    if source.published and base.published and base.published.earliest > date.min:
        limit = base.published.earliest - timedelta(days=1) if base.published.earliest > date(1, 1, 1) else date.min
        if source.published.latest < limit:
            yield Complaint(
                path=path,
                where=(*where, "source"),
                severity=Severity.WARNING,
                code="derivation-date",
                message=(
                    f"this source came out on {source.published}, before “{base.id}” ({base.published}), "
                    "from which it is said to derive"
                ),
                hint="turn the derivation round, or correct one of the dates",
            )
