"""Measures: each takes a dataset and gives a tidy table whose rows carry their n and points."""

from floorbook.measures.agreement import agreement, neighbours
from floorbook.measures.breadth import breadth
from floorbook.measures.cells import cells, counts
from floorbook.measures.claims import claim_check, claim_counts, claim_elsewhere, claim_range
from floorbook.measures.emphasis import emphasis, floor_emphasis
from floorbook.measures.network import graphml, network
from floorbook.measures.reach import reach
from floorbook.measures.scale import MIXED, NOT_RECORDED, Scale

__all__ = [
    "MIXED",
    "NOT_RECORDED",
    "Scale",
    "agreement",
    "breadth",
    "cells",
    "claim_check",
    "claim_counts",
    "claim_elsewhere",
    "claim_range",
    "counts",
    "emphasis",
    "floor_emphasis",
    "graphml",
    "neighbours",
    "network",
    "reach",
]
