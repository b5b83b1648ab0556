"""Rules of coding: the coder of record has coded, the scale is one, claims can be checked."""

from __future__ import annotations

from collections.abc import Iterator

from floorbook.problems import Problem, near
from floorbook.schema import Package
from floorbook.sheet import Sheet, Sheets


def coder_of_record(package: Package, codings: Sheet, description: str) -> Iterator[Problem]:
    """Report a coder of record without any coding; `description` is the file that names it."""
    coders = tuple(dict.fromkeys(record["coder"].value for record in codings.records))
    if coders and package.coder and package.coder not in coders:
        told = "the coder of record has no coding"
        hint = near(package.coder, coders)
        yield Problem(description, *package.coder_place, told, package.coder, coders, hint)


def parts(sheets: Sheets) -> Iterator[Problem]:
    """Every claim has parts, and every part an issue that it narrowly means."""
    claims, claim_parts, issues = (
        sheets[name] for name in ("claims", "claim_parts", "claim_issues")
    )
    with_parts = claim_parts.by("claim")
    for record in claims.records:
        id = record["id"].value
        if id not in with_parts and id not in claim_parts.spoilt:
            yield claims.problem(record["id"], "the claim has no part in claim_parts")
    meant = {
        (record["claim"].value, record["part"].value)
        for record in issues.records
        if record["reading"].value == "narrow"
    }
    for record in claim_parts.records:
        part = (record["claim"].value, record["part"].value)
        if part not in meant and not issues.spoilt.issuperset(part):
            yield claim_parts.problem(record["part"], "the part has no issue in its narrow reading")


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
            yield positions.problem(record["value"], f"value is already that of {before}")
