"""Breadth of a participant in a dimension."""

from __future__ import annotations

import pandas as pd
import pytest
from meetings import meeting

from floorbook.measures import breadth


def rows(*lines: str) -> pd.DataFrame:
    return breadth(meeting(*lines)).set_index(["participant", "dimension"])


def test_breadth_is_issues_taken_up_of_the_dimensions_issues() -> None:
    # drinks holds three issues (tea, milk, water): ada takes up two of them with two points.
    row = rows("ada: tea support, milk raise", "ada: tea oppose, salt support").loc[
        ("ada", "drinks")
    ]
    assert (row["taken_up"], row["issues"], row["n"]) == (2, 3, 2)
    assert row["breadth"] == pytest.approx(2 / 3)
    assert row["points"] == ("ada-1", "ada-2")


def test_the_effective_number_is_given_from_five_points_on() -> None:
    # Codings on drinks: tea 3, milk 1, water 1, so 1 / (0.6² + 0.2² + 0.2²) = 1 / 0.44 = 2.2727….
    told = ["ada: tea support"] * 3 + ["ada: milk raise", "ada: water doubt"]
    assert rows(*told).loc[("ada", "drinks"), "effective"] == pytest.approx(1 / 0.44)
    assert rows(*told[:-1]).loc[("ada", "drinks"), "effective"] is pd.NA


def test_everyone_who_speaks_has_a_row_in_every_dimension() -> None:
    table = rows("ada: tea support", "bor:")
    assert len(table) == 2 * 4
    row = table.loc[("bor", "drinks")]
    assert (row["taken_up"], row["n"], row["points"], row["breadth"]) == (0, 0, (), 0)


def test_a_dimension_without_issues_has_no_breadth() -> None:
    row = rows("ada: tea support").loc[("ada", "empty")]
    assert row["issues"] == 0
    assert row["breadth"] is pd.NA
