"""Rules of coding: the coder of record has coded, the scale is one, claims can be checked."""

from __future__ import annotations

from collections.abc import Iterator

from floorbook.package.problems import Problem, near
from floorbook.package.schema import Package
from floorbook.package.sheet import Sheet, Sheets


def coder_of_record(package: Package, codings: Sheet, description: str) -> Iterator[Problem]:
    """Report a coder of record without any coding, and any coding of another coder beside theirs.

    `description` is the file that names the coder of record.
    """
    coder = package.coder
    coders = tuple(dict.fromkeys(record["coder"].value for record in codings.records))
    if coders and coder and coder not in coders:
        told = "the coder of record has no coding"
        yield Problem(description, *package.coder_place, told, coder, coders, near(coder, coders))
        return
    for record in codings.records:
        if coder and (cell := record["coder"]).value not in ("", coder):
            told = "codings are those of the coder of record: another's go into codings_blind"
            yield codings.problem(cell, told, (coder,), near(cell.value, (coder,)))


def coder_of_none(package: Package, blind: Sheet) -> Iterator[Problem]:
    """Report the coder of record among the others: nobody is held against themselves."""
    for record in blind.records:
        if package.coder and (cell := record["coder"]).value == package.coder:
            told = "codings_blind are those of another coder than the coder of record"
            yield blind.problem(cell, told, ("another coder",))


def parts(sheets: Sheets) -> Iterator[Problem]:
    """Every claim has parts, and every part an issue that it narrowly means."""
    claims, claim_parts, issues = (
        sheets[name] for name in ("claims", "claim_parts", "claim_issues")
    )
    with_parts = claim_parts.by("claim")
    for record in claims.records:
        id = record["id"].value
        if id and id not in with_parts and id not in claim_parts.spoilt:
            told = "the claim has no part in claim_parts"
            yield claims.problem(record["id"], told, ("the claim of a row there",))
    meant = {
        (record["claim"].value, record["part"].value)
        for record in issues.records
        if record["reading"].value == "narrow"
    }
    for record in claim_parts.records:
        part = (record["claim"].value, record["part"].value)
        if all(part) and part not in meant and not issues.spoilt.issuperset(part):
            told = "the part has no issue in its narrow reading"
            yield claim_parts.problem(record["part"], told, ("a narrow row in claim_issues",))


def scale(sheets: Sheets) -> Iterator[Problem]:
    """No two positions have the same value: the order of positions is that of their values."""
    positions = sheets["positions"]
    first: dict[float, str] = {}
    for record in positions.records:
        try:
            value = float(record["value"].value)
        except ValueError:
            continue  # outside the scale, or reported as no number
        before = first.setdefault(value, record["position"].value)
        if before != record["position"].value:
            told = f"value is already that of {before}"
            yield positions.problem(record["value"], told, ("a value of its own",))
