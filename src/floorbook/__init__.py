"""Floorbook: who said what at a multilateral meeting, with the evidence.

`load` reads a data package, `floorbook.measures` counts in it, `floorbook.figures` draws.
"""

from floorbook.dataset import Dataset
from floorbook.loading import load
from floorbook.package.problems import DataError, Problem
from floorbook.wording.about import about, left_out, limits

__all__ = ["DataError", "Dataset", "Problem", "about", "left_out", "limits", "load"]
