"""What has to hold in a data package beyond its schema, as a table of small rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from floorbook.package.problems import Problem
from floorbook.package.rules import codings, copies, places, responses, scale
from floorbook.package.schema import Package
from floorbook.package.sheet import Sheets

Rule = Callable[[Sheets], Iterator[Problem]]


def broken(package: Package, sheets: Sheets, description: str) -> Iterator[Problem]:
    """Report every broken rule; a rule is left out if a column that it reads is not there."""
    for rule, reads in RULES:
        if _there(sheets, reads):
            yield from rule(sheets)
    if _there(sheets, {"codings": "coder"}):
        yield from codings.coder_of_record(package, sheets["codings"], description)
    if _there(sheets, {"codings": "", "codings_blind": "coder"}):
        yield from codings.coder_of_none(package, sheets["codings"], sheets["codings_blind"])


def doubtful(sheets: Sheets, texts: Mapping[str, str]) -> Iterator[Problem]:
    """Warn of what is allowed but rarely meant; `texts` are those of the given sources."""
    if _there(sheets, {"positions": "value"}):
        yield from scale.one_sided(sheets)
    yield from copies.copied(sheets, texts)


def _there(sheets: Sheets, reads: Mapping[str, str]) -> bool:
    return all(
        table in sheets and sheets[table].has(*columns.split()) for table, columns in reads.items()
    )


RULES: tuple[tuple[Rule, Mapping[str, str]], ...] = (
    (places.ranges, {"items": "id source start end"}),
    (places.item_order, {"items": "id source order start"}),
    (places.parents, {"items": "id source order parent"}),
    (places.places, {"items": "id source section number"}),
    (places.accounted, {"items": "id reason", "points": "id item"}),
    (places.numbered, {"items": "id number", "points": "id item"}),
    (
        places.point_meetings,
        {
            "points": "item intervention",
            "items": "id source",
            "interventions": "id meeting",
            "sources": "id meeting",
            "meetings": "id",
        },
    ),
    (
        places.point_order,
        {"points": "id intervention order item", "items": "id source order"},
    ),
    (
        places.sections,
        {
            "points": "intervention item",
            "items": "id source section",
            "interventions": "id participant",
            "participants": "id",
            "names": "source name participant",
        },
    ),
    (responses.replies, {"interventions": "id meeting order replies_to", "meetings": "id"}),
    (
        responses.targets,
        {"responses": "target_act target_point relation", "acts": "id point kind"},
    ),
    (
        responses.later,
        {
            "responses": "target_act target_point response_point",
            "acts": "id point",
            "points": "id intervention order",
            "interventions": "id meeting order",
            "meetings": "id",
        },
    ),
    (
        responses.undertakings,
        {"responses": "response_act response_point", "acts": "id point kind", "points": "id"},
    ),
    (
        codings.parts,
        {"claims": "id", "claim_parts": "claim part", "claim_issues": "claim part reading"},
    ),
    (codings.kinds_in_scope, {"claims": "scope_kinds", "participants": "id"}),
    (codings.turns_in_scope, {"claims": "scope_turns", "interventions": "id"}),
    (codings.secretariat, {"participants": "kind"}),
    (scale.values, {"positions": "position value"}),
    (scale.length, {"positions": "value"}),
    (scale.letters, {"positions": "position letter"}),
)
