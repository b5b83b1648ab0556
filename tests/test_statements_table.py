"""Tests of a dataset as one table of statements, and of the example that comes with it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import packages
import pandas as pd
import pytest
from harbour import EXAMPLE

import floorbook
from floorbook import Dataset, measures
from floorbook.statements.table import table


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Dataset, Dataset]:
    """The shipped package, and what is read of it as one table."""
    shipped = floorbook.load()
    path = tmp_path_factory.mktemp("one") / "meeting.csv"
    table(shipped).to_csv(path, index=False)
    return shipped, floorbook.load(path)


def by_name(dataset: Dataset, measure: str) -> pd.DataFrame:
    """Return a measure with names for ids, without what only ids can say."""
    found = getattr(measures, measure)(dataset)
    labels = {"a": "participant", "b": "participant"}
    named = ("participant", "a", "b", "issue", "dimension")
    keys = [one for one in named if one in found]
    for key in keys:
        found = found.assign(**{key: found[key].map(dataset.labels[labels.get(key, key)])})
    lists = found.map(lambda value: isinstance(value, (tuple, list))).any()
    plain = [one for one in found if not lists[one] and one not in ("meeting", "order")]
    return found[plain].astype(str).sort_values(keys, ignore_index=True)


@pytest.mark.parametrize(
    "measure", ["cells", "agreement", "reach", "breadth", "emphasis", "reliability"]
)
def test_the_shipped_meeting_as_one_table_has_the_same_measure(
    both: tuple[Dataset, Dataset], measure: str
) -> None:
    ours, theirs = (by_name(dataset, measure) for dataset in both)
    assert len(ours)
    unused = [*ours.columns.difference(theirs.columns)]  # counts of positions that nobody takes
    assert ours[unused].isin(["0"]).all(axis=None)
    pd.testing.assert_frame_equal(theirs, ours.drop(columns=unused))


def test_the_shipped_meeting_as_one_table_loses_no_row(both: tuple[Dataset, Dataset]) -> None:
    names = (
        "participants",
        "interventions",
        "points",
        "acts",
        "codebook",
        "codings",
        "codings_blind",
    )
    ours, theirs = ({name: len(getattr(one, name)) for name in names} for one in both)
    assert theirs == ours


def test_the_example_table_is_the_shipped_meeting() -> None:
    sheet = openpyxl.load_workbook(EXAMPLE).worksheets[0]
    found = [["" if cell is None else str(cell) for cell in row] for row in sheet.values]
    expected = table(floorbook.load())
    assert found == [list(expected.columns), *expected.to_numpy().tolist()], (
        "run `floorbook table statements --format xlsx --out data/example-statements.xlsx`"
    )


def test_columns_that_are_not_released_are_in_no_table_of_statements(package: Path) -> None:
    packages.change(package, "interventions", 2, "on_behalf_of", "the neighbours")
    packages.describe(package, lambda told: released(told, "interventions", "on_behalf_of", True))
    assert "On behalf of" in table(floorbook.load(package))
    packages.describe(package, lambda told: released(told, "interventions", "on_behalf_of", False))
    assert "On behalf of" not in table(floorbook.load(package))


def released(description: dict[str, Any], table: str, name: str, told: bool) -> None:
    """Let a column travel, or stay at home."""
    (fields,) = [
        one["schema"]["fields"] for one in description["resources"] if one["name"] == table
    ]
    for field in fields:
        if field["name"] == name:
            field["released"] = told
