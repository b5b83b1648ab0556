"""Rules of coding: the coder of record has coded, and claims can be checked against someone."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from floorbook.package.defaults import SECRETARIAT
from floorbook.package.problems import Problem, near, slip
from floorbook.package.reference import reference
from floorbook.package.schema import Package
from floorbook.package.sheet import Sheet, Sheets


def coder_of_record(package: Package, codings: Sheet, description: str) -> Iterator[Problem]:
    """Report a coder of record without any coding, and any coding of another coder beside theirs;
    and that none is named where several have coded, as then all would count.

    `description` is the file that names the coder of record.
    """
    coder, coders = package.coder, tuple(filter(None, codings.frame["coder"].unique()))
    if not coder and len(coders) > 1:
        told = "codings are those of several coders, and coder, the coder of record, is not named"
        told += ": another's go into codings_blind"
        yield Problem(description, *package.coder_place, told, None, coders)
    if coders and coder and coder not in coders:
        told = "the coder of record has no coding"
        yield Problem(description, *package.coder_place, told, coder, coders, near(coder, coders))
        return
    others = {each: near(each, (coder,)) for each in coders if coder and each != coder}
    for row in np.flatnonzero(codings.frame["coder"].isin(others.keys())):
        told = "codings are those of the coder of record: another's go into codings_blind"
        meant = others[codings.texts("coder")[row]]
        yield codings.problem(row, "coder", told, (coder,), meant)


def coder_of_none(package: Package, codings: Sheet, blind: Sheet) -> Iterator[Problem]:
    """Report the coder of record among the others: nobody is compared with themselves."""
    named = [package.coder] if package.coder or not codings.has("coder") else codings.texts("coder")
    for row in np.flatnonzero(blind.frame["coder"].isin({*named} - {""})):
        told = "codings_blind are those of another coder than the coder of record"
        yield blind.problem(row, "coder", told, ("another coder",))


def parts(sheets: Sheets) -> Iterator[Problem]:
    """Every claim has parts, and every part has an issue of the narrow reading."""
    claims, claim_parts, issues = (
        sheets[name] for name in ("claims", "claim_parts", "claim_issues")
    )
    with_parts = {"", *claim_parts.texts("claim"), *claim_parts.spoilt}
    for row, id in enumerate(claims.texts("id")):
        if id not in with_parts:
            told = "the claim has no part in claim_parts"
            yield claims.problem(row, "id", told, ("the claim of a row there",))
    readings = issues.rows("claim", "part", "reading")
    meant = {(claim, part) for claim, part, reading in readings if reading == "narrow"}
    for row, part in enumerate(claim_parts.rows("claim", "part")):
        if all(part) and part not in meant and not issues.spoilt.issuperset(part):
            told = "the part has no issue in its narrow reading"
            yield claim_parts.problem(row, "part", told, ("a narrow row in claim_issues",))


def kinds_in_scope(sheets: Sheets) -> Iterator[Problem]:
    """A claim is about kinds of participant that exist; otherwise nobody would be counted."""
    where = "kinds" if "kinds" in sheets else "participants"
    sheet, column = sheets[where], reference().table(where).field("kind")
    made = () if sheet.table.field("kind") or not column else (column.default,)
    allowed = tuple(dict.fromkeys(sheet.texts("kind"))) if sheet.has("kind") else made
    told = f"scope_kinds names a kind that is not in {where}.kind"
    yield from _in_scope(sheets, "scope_kinds", allowed, told, sheet.spoilt)


def secretariat(sheets: Sheets) -> Iterator[Problem]:
    """Without a table of kinds one kind's name says its part: a slip of it would be counted."""
    people = sheets["participants"]
    for row, kind in enumerate(people.texts("kind") if "kinds" not in sheets else ()):
        if kind != SECRETARIAT and slip(kind, (SECRETARIAT,)):
            told = "kind is nearly the one that is left out of counts"
            allowed = (SECRETARIAT, "a kind that is not like it")
            yield people.problem(row, "kind", told, allowed, SECRETARIAT)


def turns_in_scope(sheets: Sheets) -> Iterator[Problem]:
    """A claim is about kinds of turn that are allowed."""
    field = sheets["interventions"].table.field("kind")
    field = field or reference().table("interventions").field("kind")
    told = "scope_turns names a kind of turn that interventions cannot have"
    yield from _in_scope(sheets, "scope_turns", field.choices if field else (), told)


def _in_scope(
    sheets: Sheets,
    column: str,
    allowed: tuple[str, ...],
    told: str,
    spoilt: frozenset[str] = frozenset(),
) -> Iterator[Problem]:
    claims, known = sheets["claims"], {*allowed, *spoilt} - {""}
    for row, text in enumerate(claims.texts(column)):
        named = text.split(";")
        if text and allowed and not known.issuperset(named):
            meant = [each if each in known else near(each, allowed) for each in named]
            yield claims.problem(row, column, told, allowed, ";".join(meant) if all(meant) else "")
