"""What is wrong with the values that editors wrote, and with their remarks on disputes."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.evidence.amounts import HINTS, TIME_UNITS, UnreadableValue
from dateline.evidence.disputes import disputes
from dateline.evidence.origins import origin_groups
from dateline.evidence.values import read_tolerance, read_value
from dateline.model import Claim, Entry, Property, PropertyType, Site, Status
from dateline.problems import Complaint, Severity


def complaints(site: Site) -> list[Complaint]:
    """What is wrong with the values that editors wrote; in a draft these are warnings.

    A value that can't be read, a property without a value, a value without a property, `of` without a property, a
    published claim of an entry that is a draft, and a tolerance or a unit that can't be read. That properties, places
    and actors exist is checked by the loader.
    """
    found: list[Complaint] = []
    for prop in site.properties.values():
        if prop.unit and (fault := _unit_fault(prop)):
            found.append(
                Complaint(
                    path="content/properties.yaml",
                    where=(prop.id, "unit"),
                    code="unit-unreadable",
                    message=fault[0],
                    hint=fault[1],
                )
            )
        if prop.tolerance:
            try:
                read_tolerance(prop)
            except UnreadableValue as error:
                found.append(
                    Complaint(
                        path="content/properties.yaml",
                        where=(prop.id, "tolerance"),
                        code="tolerance-unreadable",
                        message=str(error),
                        hint=error.hint,
                    )
                )
    for entry in site.entries.values():
        severity = Severity.WARNING if entry.status is Status.DRAFT else Severity.ERROR
        for number, claim in enumerate(entry.claims):
            for field, code, message, hint in (*_about(site, claim), *_of_draft(site, entry, claim)):
                found.append(
                    Complaint(
                        path=entry.path,
                        where=("claims", number, field),
                        severity=severity,
                        code=code,
                        message=message,
                        hint=hint,
                    )
                )
    return found


def _unit_fault(prop: Property) -> tuple[str, str] | None:
    """Message and hint where a property has a unit that means nothing."""
    if prop.type is PropertyType.NUMBER:
        return None
    if prop.type is not PropertyType.DURATION:
        return f"a property of type {prop.type} has no unit, “{prop.unit}”", "take `unit:` out"
    if (prop.unit or "").strip().casefold() in TIME_UNITS:
        return None
    return f"“{prop.unit}” is no unit of time", "write s, min, h, days or weeks"


_IDS = (PropertyType.PLACE, PropertyType.ACTOR)
"""Types of properties whose values are ids; whether these lead anywhere is told with all other references."""


def _about(site: Site, claim: Claim) -> Iterator[tuple[str, str, str, str]]:
    """Field, code, message and hint of what is wrong with one claim's value."""
    if claim.about is None:
        if claim.value is not None:
            yield (
                "value",
                "value-without-about",
                f"the claim “{claim.id}” gives a value, “{claim.value}”, but does not say of which property",
                "add `about:` with the id of a property of properties.yaml, or leave `value:` out",
            )
        if claim.of is not None:
            yield (
                "of",
                "of-without-about",
                f"the claim “{claim.id}” is of “{claim.of}”, but does not say which property",
                "add `about:` with the id of a property of properties.yaml, or leave `of:` out",
            )
        return
    prop = site.properties.get(claim.about)
    if claim.value is None:
        yield (
            "about",
            "about-without-value",
            f"the claim “{claim.id}” is about “{claim.about}”, but gives it no value",
            f"add `value:`: {HINTS[prop.type]}" if prop else "add `value:`",
        )
    elif prop is not None and not (prop.type in _IDS and claim.value):
        try:
            read_value(site, prop, claim.value)
        except UnreadableValue as error:
            yield "value", "value-unreadable", str(error), error.hint


def _of_draft(site: Site, entry: Entry, claim: Claim) -> Iterator[tuple[str, str, str, str]]:
    """Likewise, where a published claim is of an entry that readers can't see."""
    of = site.entries.get(claim.of or "")
    if of is not None and of.status is Status.DRAFT and entry.status is Status.PUBLISHED:
        yield (
            "of",
            "of-draft",
            f"the claim “{claim.id}” is published, and “{of.id}”, which it is of, is a draft that readers can't see",
            "publish that entry as well, or leave `of:` out",
        )


def remark_complaints(site: Site) -> list[Complaint]:
    """Remarks of disputes.yaml on what is no dispute, or on one that has a remark already."""
    if not site.disputes:
        return []
    known = {(each.subject, each.property) for each in disputes(site, origin_groups(site))}
    found: list[Complaint] = []
    seen: dict[tuple[str, str], str] = {}
    for remark in site.disputes.values():
        pair = (str(remark.of), str(remark.about))
        if pair not in known and remark.about in site.properties:
            found.append(
                Complaint(
                    path="content/disputes.yaml",
                    where=(remark.id, "about"),
                    severity=Severity.WARNING,
                    code="no-dispute",
                    message=f"no two sources contradict each other on “{remark.about}” of “{remark.of}”",
                    hint="take the remark out, or correct what it is about",
                )
            )
        elif pair in seen:
            found.append(
                Complaint(
                    path="content/disputes.yaml",
                    where=(remark.id, "about"),
                    code="repeated-remark",
                    message=f"“{seen[pair]}” is a remark on the same dispute",
                    hint="make one remark of the two",
                )
            )
        seen.setdefault(pair, remark.id)
    return found
