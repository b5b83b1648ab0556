"""Figures: each takes a dataset and gives a Plotly figure whose marks carry their ids."""

from floorbook.figures.breadth import breadth
from floorbook.figures.claims import claim
from floorbook.figures.closing import closing
from floorbook.figures.coverage import coverage
from floorbook.figures.elsewhere import claims_elsewhere
from floorbook.figures.emphasis import emphasis
from floorbook.figures.fates import fates
from floorbook.figures.network import congruence_matrix, network
from floorbook.figures.pairs import agreement_matrix
from floorbook.figures.reach import reach
from floorbook.figures.reliability import reliability
from floorbook.figures.swing import claim_swing
from floorbook.figures.turns import turns

__all__ = [
    "agreement_matrix",
    "breadth",
    "claim",
    "claim_swing",
    "claims_elsewhere",
    "closing",
    "congruence_matrix",
    "coverage",
    "emphasis",
    "fates",
    "network",
    "reach",
    "reliability",
    "turns",
]
