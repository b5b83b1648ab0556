"""Tests of traits of participants, by which they can be picked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import packages
import pytest

import floorbook
from floorbook.traits import MOST, shared, traits
from floorbook_widgets import Selection

REGIMES = ("old", "new", "old", "", "new", "new")  # of the six who can speak


def regimes(package: Path, **described: Any) -> None:
    """Give the participants of a package a column that Floorbook does not know."""
    head, *rows = packages.lines(package, "participants")
    told = [[*row, regime] for row, regime in zip(rows, REGIMES, strict=True)]
    packages.write(package, "participants", [[*head, "regime"], *told])
    field = {"name": "regime", "type": "string", **described}
    packages.describe(
        package,
        lambda told: next(
            one["schema"]["fields"].append(field)
            for one in told["resources"]
            if one["name"] == "participants"
        ),
    )


def test_a_released_column_of_groups_is_a_trait_under_its_title(package: Path) -> None:
    regimes(package, released=True, title="Regime")
    ids = [row[0] for row in packages.lines(package, "participants")[1:]]
    expected = {
        value: tuple(id for id, of in zip(ids, REGIMES, strict=True) if of == value)
        for value in ("new", "old")
    }
    data = floorbook.load(package)
    assert traits(data)["Regime"] == expected
    (facet,) = [one for one in Selection(data).facets if one["trait"] == "participants"]
    assert facet["traits"][-1] == {
        "label": "Regime",
        "groups": [{"label": value, "ids": ids} for value, ids in expected.items()],
    }


def test_a_column_that_is_not_released_is_no_trait(package: Path) -> None:
    regimes(package, title="Regime")
    assert "Regime" not in traits(floorbook.load(package))


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ("a a b b", True),
        ("a b", False),
        ("a a a", False),
        ("a a b c", False),
        (" ".join([*map(str, range(MOST))] * 2), True),
        (" ".join([*map(str, range(MOST + 1))] * 2), False),
    ],
)
def test_values_are_groups_where_they_are_several_and_few_and_mostly_of_more_than_one(
    values: str, told: bool
) -> None:
    assert shared(values.split()) is told
