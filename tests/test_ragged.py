"""Tests of lists of different lengths that are found for all pairs at once."""

from __future__ import annotations

import numpy as np
from meetings import meeting

from floorbook.measures.ragged import Points

TOLD = meeting("ada: tea support", "bor: tea oppose", "cyr: milk doubt", "ada: milk support")


def test_each_group_has_the_points_of_its_cells_once_and_in_their_order() -> None:
    first, second, third, last = TOLD.ranks["point"]
    cells = [(third, first), (second,), (), (last, first)]
    points = Points.of(TOLD, cells)
    found = points.parted(np.array([3, 0, 1, 2]), np.array([0, 0, 2, 3]), 5)
    assert found == [(first, third, last), (), (second,), (), ()]


def test_without_cells_no_group_has_points() -> None:
    none = np.array([], dtype=np.int64)
    assert Points.of(TOLD, []).parted(none, none, 2) == [(), ()]
