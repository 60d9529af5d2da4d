"""Giving a thing another id: a plan of edits that rewrites every reference and leaves every other byte as it is.

A plan is made on the texts that were loaded and carried out on the bytes of the files, so that line ends, comments,
order and spacing stay the editor's own. The old id is kept under `aliases:`, where pages find their old addresses;
renaming a thing back to the last of its old ids takes that alias out again. Claims keep no alias.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import field
from itertools import islice
from pathlib import PurePosixPath
from typing import Any

from dateline.content.aliases import thing_edits
from dateline.content.edits import Edit, EditError, FileChange
from dateline.content.files import Folder
from dateline.content.loader import Loaded, Loader
from dateline.content.references import Front, fronts, receipt_edits
from dateline.model import Id
from dateline.problems import Complaint, did_you_mean
from dateline.records import record

KINDS: Mapping[str, str] = {
    "source": "sources",
    "entry": "entries",
    "track": "tracks",
    "actor": "actors",
    "outlet": "outlets",
    "place": "places",
    "topic": "topics",
    "origin": "origins",
    "property": "properties",
}
"""What can be renamed, besides claims: the word for one, and where they stand."""


@record(frozen=True, slots=True, kw_only=True)
class Renaming:
    """Everything that a renaming changes. Nothing is changed until `changes` is written."""

    kind: str
    """What is renamed: `source`, `entry`, `place` …, or `claim`."""
    old: str
    """Its id so far; of a claim, the full name."""
    new: str
    """Its id from now on; of a claim, the full name."""
    files: tuple[FileChange, ...]
    """The files of content/ that change or move, by path."""
    archive: Mapping[str, str] = field(default_factory=dict)
    """Names in the archive's folder that change: old to new."""
    references: int = 0
    """How many references lead to the new id now."""

    @property
    def paths(self) -> tuple[str, ...]:
        """The files whose bytes `changes` wants."""
        return tuple(file.path for file in self.files)

    def changes(self, read: Mapping[str, bytes]) -> dict[str, bytes | None]:
        """What to write, by path; None for a file that goes. `read` has the bytes of `paths`. Raises EditError."""
        made: dict[str, bytes | None] = {}
        for file in self.files:
            made[file.to] = file.rewrite(read[file.path])
            if file.to != file.path:
                made.setdefault(file.path, None)
        return made


def rename(loaded: Loaded, archive: Iterable[str], old: str, new: str, kind: str | None = None) -> Renaming:
    """Plan to give a thing another id.

    `loaded` is the content; `archive` the names in the archive's folder; `old` the present id, of a claim
    `entry#claim`; `new` the id that it is to have, of a claim with or without the entry; `kind` (`place`, `source` …)
    tells apart things of different kinds that share an id. Raises EditError, whose sentence names what stands in the
    way.
    """
    if "#" in old or "#" in new or kind == "claim":
        plan = _claim_plan(loaded, old, new, kind)
    else:
        plan = _thing_plan(loaded, frozenset(archive), old, new, kind)
    _unharmed(loaded, plan)
    return plan


# --- what is meant ----------------------------------------------------------------------------------------------------


def _ids(loaded: Loaded, kind: str) -> dict[str, tuple[str, ...]]:
    """The present ids of a kind, each with its old ones; a file that can't be read counts by its name."""
    things: Mapping[str, Any] = getattr(loaded.site, kind)
    known = {name: tuple(thing.aliases) for name, thing in things.items()}
    if kind in ("sources", "entries"):
        for path in loaded.texts:
            stem = PurePosixPath(path).name.removesuffix(".md")
            if path.startswith(f"content/{kind}/") and ("." not in stem or kind == "sources"):
                known.setdefault(stem, ())
    return known


def _kind(loaded: Loaded, old: str, asked: str | None) -> str:
    """The kind of thing that has the old id; raises EditError where none or several have."""
    if asked is not None:
        singular = next((one for one, many in KINDS.items() if asked in (one, many)), None)
        if singular is None:
            names = [*KINDS, "claim"]
            raise EditError(f"“{asked}” is not a kind of thing", did_you_mean(asked, names) or f"name {_either(names)}")
        wanted = [singular]
    else:
        wanted = list(KINDS)
    having = [one for one in wanted if old in _ids(loaded, KINDS[one])]
    if len(having) == 1:
        return having[0]
    if having:
        shared = f"“{old}” is the id of {_both(f'{_a(one)} {one}' for one in having)}"
        raise EditError(shared, f"say which with {_either(f'--kind {one}' for one in having)}")
    raise _unknown(loaded, old, wanted)


def _unknown(loaded: Loaded, old: str, wanted: list[str]) -> EditError:
    for one in wanted:
        for present, aliases in _ids(loaded, KINDS[one]).items():
            if old in aliases:
                return EditError(f"the {one} “{old}” is now “{present}”", f"rename “{present}”")
    claims = _claims_called(loaded, old)
    if claims:
        return EditError(f"“{old}” is the id of a claim", f"write {_either(claims)}")
    known = [name for one in wanted for name in _ids(loaded, KINDS[one])]
    what = f"{wanted[0]} “{old}”" if len(wanted) == 1 else f"thing with the id “{old}”"
    return EditError(f"there is no {what}", did_you_mean(old, known))


def _claims_called(loaded: Loaded, claim: str) -> list[str]:
    """The full names of claims of an id; a few of them, as they are proposed to a reader."""
    having = (entry.id for entry in loaded.site.entries.values() if entry.claim(claim) is not None)
    return [f"{entry}#{claim}" for entry in islice(having, 5)]


def _new_id(old: str, new: str) -> Id:
    try:
        made = Id.of(new)
    except ValueError as error:
        raise EditError(str(error)) from None
    if made == "null":
        raise EditError("“null” can't be an id: YAML takes it for nothing", "choose another word")
    if made == old:
        raise EditError(f"“{new}” is its id already", "name another one")
    return made


def _a(word: str) -> str:
    return "an" if word[0] in "aeiou" else "a"


def _both(words: Iterable[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def _either(words: Iterable[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} or {last}" if most else last


# --- the plans --------------------------------------------------------------------------------------------------------


def _thing_plan(loaded: Loaded, archive: frozenset[str], old: str, new: str, asked: str | None) -> Renaming:
    one = _kind(loaded, old, asked)
    many = KINDS[one]
    made = _new_id(old, new)
    _is_free(loaded, one, old, made)
    edits: dict[str, list[Edit]] = {}
    references = 0
    for front in fronts(loaded, old):
        found = [*front.references(many, old, made)]
        if many in ("sources", "entries"):
            found += front.prose_edits("source" if many == "sources" else "entry", old, made)
        references += len(found)
        if found:
            edits[front.path] = found
    home = f"content/{many}/{old}.md" if many in ("sources", "entries") else f"content/{many}.yaml"
    edits.setdefault(home, []).extend(thing_edits(Front(loaded, home), one, old, made))
    moves: dict[str, str] = {}
    kept: dict[str, str] = {}
    if many in ("sources", "entries"):
        moves = _moves(loaded, one, old, made)
    if many == "sources":
        for path in (path for path in loaded.texts if path.startswith("content/receipts/")):
            found = receipt_edits(loaded.texts[path], path == f"content/receipts/{old}.jsonl", old, made)
            if found:
                edits[path] = found
        kept = {name: made + name[len(old) :] for name in archive if name.split(".", 1)[0] == old and "." in name}
        for name in kept.values():
            if name in archive:
                raise EditError(f"the archive has “{name}” already", "move that file away first")
    paths = sorted({*edits, *moves})
    return Renaming(
        kind=one,
        old=old,
        new=made,
        files=tuple(_change(loaded, path, moves.get(path, path), edits.get(path, ())) for path in paths),
        archive=dict(sorted(kept.items())),
        references=references,
    )


def _claim_plan(loaded: Loaded, old: str, new: str, asked: str | None) -> Renaming:
    if asked not in (None, "claim"):
        raise EditError(f"“{old if '#' in old else new}” names a claim, not {_a(asked)} {asked}", "leave the kind out")
    name, _, claim = old.rpartition("#")
    target, _, wanted = new.rpartition("#")
    if not name:
        having = _claims_called(loaded, claim)
        raise EditError(
            f"“{old}” does not say whose claim it is", f"write {_either(having) if having else 'entry-id#claim-id'}"
        )
    entries = _ids(loaded, "entries")
    if name not in entries:
        raise _unknown(loaded, name, ["entry"])
    if target and target != name:
        raise EditError(
            f"a claim can't be moved from “{name}” to “{target}” by renaming it",
            "cut it out of the one and put it into the other",
        )
    made = _new_id(claim, wanted)
    path = f"content/entries/{name}.md"
    home = Front(loaded, path)
    listed = home.value(("claims",))
    claims = [home.value(("claims", number, "id")) for number in range(len(listed) if isinstance(listed, list) else 0)]
    if claim not in claims:
        near = did_you_mean(claim, [str(item) for item in claims if item])
        raise EditError(f"the entry “{name}” has no claim “{claim}”", near)
    if claims.count(claim) > 1:
        raise EditError(f"{path}: the claim “{claim}” stands more than once", "give each its own id by hand first")
    if made in claims:
        raise EditError(f"the entry “{name}” has a claim “{made}” already", "choose another id")
    edits: dict[str, list[Edit]] = {path: [home.replaced(("claims", claims.index(claim), "id"), claim, made)]}
    references = 0
    for front in fronts(loaded, claim):
        found = front.prose_edits("claim", claim, made, entry=name)
        if front.path.startswith(f"content/entries/{name}.") and front.path != path:
            found += front.key_edits(("claims", claim), claim, made)
        references += len(found)
        if found:
            edits.setdefault(front.path, []).extend(found)
    return Renaming(
        kind="claim",
        old=f"{name}#{claim}",
        new=f"{name}#{made}",
        files=tuple(_change(loaded, at, at, each) for at, each in sorted(edits.items())),
        references=references,
    )


def _is_free(loaded: Loaded, one: str, old: str, new: Id) -> None:
    """Refuse an id that another thing has or had, and one that would lead a reference astray."""
    ids = _ids(loaded, KINDS[one])
    if new in ids:
        raise EditError(f"there is {_a(one)} {one} “{new}” already", "choose another id, or merge the two by hand")
    for present, aliases in ids.items():
        if new in aliases and present != old:
            raise EditError(
                f"“{new}” is an old id of the {one} “{present}”, and its old addresses lead there",
                f"choose another id, or take it out of the aliases of “{present}”",
            )
    # A claim's `of:` names an entry or an actor, and pages tell the two apart by the id alone.
    other = {"entry": "actor", "actor": "entry"}.get(one)
    if other and new in _ids(loaded, KINDS[other]):
        raise EditError(f"there is {_a(other)} {other} “{new}”, and “of: {new}” would mean both", "choose another id")


def _moves(loaded: Loaded, one: str, old: str, new: str) -> dict[str, str]:
    """The files of content/ that bear the id: where they are and where they go."""
    places = (("sources", ".md"), ("receipts", ".jsonl"), ("texts", ".txt")) if one == "source" else ()
    moves = {f"content/{folder}/{old}{ending}": f"content/{folder}/{new}{ending}" for folder, ending in places}
    if one == "entry":
        prefix = f"content/entries/{old}."
        moves = {
            path: f"content/entries/{new}.{path[len(prefix) :]}" for path in loaded.texts if path.startswith(prefix)
        }
    moves = {path: to for path, to in moves.items() if path in loaded.texts}
    for to in moves.values():
        if to in loaded.texts:
            raise EditError(f"{to} is there already", "move that file away, or choose another id")
    return moves


def _change(loaded: Loaded, path: str, to: str, edits: Iterable[Edit]) -> FileChange:
    ordered = tuple(sorted(edits, key=lambda edit: (edit.start, edit.end)))
    return FileChange(path=path, to=to, before=loaded.texts[path], edits=ordered)


def _unharmed(loaded: Loaded, plan: Renaming) -> None:
    """Read the content as it would be, and refuse a plan that leaves a new complaint."""
    texts = {path: text for path, text in loaded.texts.items() if path not in plan.paths}
    texts |= {file.to: file.after for file in plan.files}
    moved = {file.path: file.to for file in plan.files}
    before = Counter((moved.get(each.path, each.path), each.code) for each in loaded.complaints)
    after = Loader(Folder(texts=dict(sorted(texts.items())), media=dict(loaded.media))).load()
    fresh: list[Complaint] = []
    for complaint in after.complaints:
        before[complaint.path, complaint.code] -= 1
        if before[complaint.path, complaint.code] < 0:
            fresh.append(complaint)
    if fresh:
        raise EditError(
            f"“{plan.old}” can't be renamed: {fresh[0].path} would have a problem, {fresh[0].message}",
            fresh[0].hint or "correct what `check` reports first",
        )
