"""Measures: each takes a dataset and gives a tidy table whose rows carry their n and points."""

from floorbook.measures.agreement import agreement, neighbours
from floorbook.measures.breadth import breadth
from floorbook.measures.cells import cells, counts
from floorbook.measures.changes import changes
from floorbook.measures.claims import claim_check, claim_counts, claim_elsewhere, claim_range
from floorbook.measures.closing import closing
from floorbook.measures.decisive import claim_sensitivity
from floorbook.measures.dialogue import asks, fates, ledger, still_open, taken_up
from floorbook.measures.emphasis import emphasis, floor_emphasis
from floorbook.measures.network import graphml, network
from floorbook.measures.reach import reach
from floorbook.measures.reliability import disagreements, reliability
from floorbook.measures.scale import MIXED, NOT_RECORDED, Scale
from floorbook.measures.sensitivity import (
    agreement_sensitivity,
    cell_sensitivity,
    lone_cells,
    under_coder,
)
from floorbook.measures.sentences import (
    Citation,
    cell_sentences,
    claim_sentences,
    pair_sentences,
)
from floorbook.measures.sidebyside import side_by_side

__all__ = [
    "MIXED",
    "NOT_RECORDED",
    "Citation",
    "Scale",
    "agreement",
    "agreement_sensitivity",
    "asks",
    "breadth",
    "cell_sensitivity",
    "cell_sentences",
    "cells",
    "changes",
    "claim_check",
    "claim_counts",
    "claim_elsewhere",
    "claim_range",
    "claim_sensitivity",
    "claim_sentences",
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
    "pair_sentences",
    "reach",
    "reliability",
    "side_by_side",
    "still_open",
    "taken_up",
    "under_coder",
]
