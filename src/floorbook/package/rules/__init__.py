"""What the field asks of a data package beyond its schema, as a table of small rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from floorbook.package.problems import Problem
from floorbook.package.rules import codings, places, responses
from floorbook.package.schema import Package
from floorbook.package.sheet import Sheets

Rule = Callable[[Sheets], Iterator[Problem]]


def broken(package: Package, sheets: Sheets, description: str) -> Iterator[Problem]:
    """Report every broken rule; rules over tables that lack a column are left out."""
    for rule, tables in RULES:
        if all(table in sheets and sheets[table].whole for table in tables):
            yield from rule(sheets)
    if "codings" in sheets and sheets["codings"].whole:
        yield from codings.coder_of_record(package, sheets["codings"], description)
    if "codings_blind" in sheets and sheets["codings_blind"].whole:
        yield from codings.coder_of_none(package, sheets["codings_blind"])


RULES: tuple[tuple[Rule, tuple[str, ...]], ...] = (
    (places.ranges, ("items",)),
    (places.item_order, ("items",)),
    (places.parents, ("items",)),
    (places.places, ("items",)),
    (places.accounted, ("items", "points")),
    (places.point_order, ("points", "items", "interventions", "sources", "meetings")),
    (responses.replies, ("interventions", "meetings")),
    (responses.targets, ("responses", "acts")),
    (responses.later, ("responses", "acts", "points", "interventions", "meetings")),
    (responses.undertakings, ("responses", "acts", "points")),
    (codings.parts, ("claims", "claim_parts", "claim_issues")),
    (codings.scale, ("positions",)),
)
