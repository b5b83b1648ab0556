"""Measures: each takes a dataset and gives a tidy table whose rows carry their n and points."""

from floorbook.measures.cells import cells, counts
from floorbook.measures.scale import MIXED, NOT_RECORDED, Scale

__all__ = ["MIXED", "NOT_RECORDED", "Scale", "cells", "counts"]
