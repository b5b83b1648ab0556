"""Measures: each takes a dataset and gives a tidy table whose rows carry their n and points."""

from floorbook.measures.agreement import agreement, neighbours
from floorbook.measures.breadth import breadth
from floorbook.measures.cells import cells, counts
from floorbook.measures.changes import changes
from floorbook.measures.claims import claim_check, claim_counts, claim_elsewhere, claim_range
from floorbook.measures.closing import closing
from floorbook.measures.decisive import claim_sensitivity
from floorbook.measures.dialogue import asks, calls, fates, ledger, reactions, still_open
from floorbook.measures.emphasis import emphasis, floor_emphasis
from floorbook.measures.network import graphml, network
from floorbook.measures.reach import reach
from floorbook.measures.reliability import disagreements, reliability
from floorbook.measures.sensitivity import (
    agreement_sensitivity,
    cell_sensitivity,
    lone_cells,
    under_coder,
)
from floorbook.measures.sidebyside import side_by_side
from floorbook.scale import MIXED, NOT_RECORDED, Scale

__all__ = [
    "MIXED",
    "NOT_RECORDED",
    "Scale",
    "agreement",
    "agreement_sensitivity",
    "asks",
    "breadth",
    "calls",
    "cell_sensitivity",
    "cells",
    "changes",
    "claim_check",
    "claim_counts",
    "claim_elsewhere",
    "claim_range",
    "claim_sensitivity",
    "closing",
    "counts",
    "disagreements",
    "emphasis",
    "fates",
    "floor_emphasis",
    "graphml",
    "ledger",
    "lone_cells",
    "neighbours",
    "network",
    "reach",
    "reactions",
    "reliability",
    "side_by_side",
    "still_open",
    "under_coder",
]
