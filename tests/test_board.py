"""Tests of the Board: who stands in it, and what its cells say without script."""

from __future__ import annotations

from pathlib import Path

import packages
import pytest
from faces import HOSTILE, face, hostile, text

import floorbook
from floorbook import Dataset, measures
from floorbook_widgets import Board, Selection, base


@pytest.fixture
def told(package: Path) -> Dataset:
    return floorbook.load(package)


def test_delegations_stand_first_and_the_secretariat_is_folded_away() -> None:
    bands = Board(Selection(floorbook.load())).bands
    assert [(band["id"], band["folded"], len(band["rows"])) for band in bands] == [
        ("delegation", False, 9),
        ("other", False, 2),
        ("secretariat", True, 3),
    ]
    assert bands[0]["rows"][0]["participant"] == "libya"  # the first to speak


def test_what_is_not_compared_shares_the_last_column(told: Dataset) -> None:
    columns = Board(Selection(told)).columns
    has_issues = set(told.codebook["dimension"])
    assert [column["id"] for column in columns] == [
        *(one for one in told.compared if one in has_issues),
        "",
    ]
    last = set(told.codebook.loc[~told.codebook["dimension"].isin(told.compared), "issue"])
    assert {issue["id"] for issue in columns[-1]["issues"]} == last


def test_where_all_is_compared_there_is_no_other_column(package: Path) -> None:
    packages.lean(package, tables=["dimensions"])
    data = floorbook.load(package)
    columns = Board(Selection(data)).columns
    assert [column["id"] for column in columns] == list(dict.fromkeys(data.codebook["dimension"]))


def test_every_recorded_cell_stands_in_it_once_under_its_position(told: Dataset) -> None:
    page = face(Board(Selection(told)))
    labels, words = told.labels["issue"], told.labels["position"]
    found = sorted(
        (row["data-participant"], how.select_one(".position").get_text(), text(label))
        for row in page.select("tr[data-participant]")
        for how in row.select(".how")
        for label in how.select(".label")
    )
    cells = measures.cells(told).to_dict("records")
    assert found == sorted(
        (
            cell["participant"],
            words.get(cell["word"], "Mixed"),
            labels[cell["issue"]] + (" unsure" if cell["unsure"] else ""),
        )
        for cell in cells
    )


def test_what_is_not_recorded_says_so(told: Dataset) -> None:
    page = face(Board(Selection(told)))
    for cell in page.select("tr[data-participant] td"):
        assert bool(cell.select(".how")) != (text(cell) == "not recorded")


def test_of_a_large_board_the_first_rows_stand_in_front_and_no_row_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    board = Board(Selection(floorbook.load()))
    rows = [text(row) for row in face(board).select("tr")]
    monkeypatch.setattr(base, "MANY", 0)
    for most in (4, 9, 10):  # within the delegations, after all of them, and within the others
        monkeypatch.setattr(base, "FRONT", most)
        page = face(board)
        front, rest = page.select("table")[:2]
        assert len(front.select("tr[data-participant]")) == most
        head = rest.select_one("thead tr").extract()
        assert text(head) == text(front.select_one("thead tr"))
        assert [text(row) for row in page.select("tr")] == rows
        assert "floorbook:later" in board.static_face()


def test_labels_are_text(tmp_path: Path) -> None:
    page = face(Board(Selection(floorbook.load(hostile(tmp_path / "package")))))
    assert page.find("img") is None
    assert any(HOSTILE.strip() in name.get_text() for name in page.select(".name"))
