"""What differs between two versions of a data package."""

from __future__ import annotations

from dataclasses import replace

from meetings import meeting, shuffled, without

from floorbook.measures import changes

OLD = meeting("ada: tea support", "ada: salt raise", "bor:", blind=["ada-1: tea doubt"])


def test_the_same_data_in_another_row_order_has_no_changes() -> None:
    assert changes(OLD, shuffled(OLD, 4)).empty


def test_a_new_coding_comes_with_the_cell_that_it_makes() -> None:
    new = meeting(
        "ada: tea support", "ada: salt raise", "bor: tea oppose", blind=["ada-1: tea doubt"]
    )
    table = changes(OLD, new)
    assert table[["table", "change", "key", "after"]].values.tolist() == [
        ["codings", "added", "bor-1 · tea · one", "oppose, own, False"],
        ["cells", "added", "m1 · bor · tea", "oppose"],
    ]
    assert table["points"].tolist() == [("bor-1",), ("bor-1",)]


def test_a_coding_that_goes_is_removed_and_so_is_a_cell_that_rested_on_it() -> None:
    table = changes(OLD, without(OLD, "ada-2", "salt"))
    assert table[["table", "change", "key", "before"]].values.tolist() == [
        ["codings", "removed", "ada-2 · salt · one", "raise, own, False"],
        ["cells", "removed", "m1 · ada · salt", "raise"],
    ]


def test_a_changed_position_is_told_with_both_and_so_is_the_cells_word() -> None:
    new = meeting("ada: tea qualified", "ada: salt raise", "bor:", blind=["ada-1: tea doubt"])
    table = changes(OLD, new)
    assert table[["table", "change", "column", "before", "after"]].values.tolist() == [
        ["codings", "changed", "position", "support", "qualified"],
        ["cells", "changed", "word", "support", "qualified"],
    ]


def test_another_coders_coding_changes_no_cell() -> None:
    new = meeting("ada: tea support", "ada: salt raise", "bor:", blind=["ada-1: tea oppose"])
    assert changes(OLD, new)[["table", "key", "after"]].values.tolist() == [
        ["codings", "ada-1 · tea · two", "oppose"]
    ]


def test_a_gist_that_was_bettered_is_told() -> None:
    points = OLD.points.assign(gist=["gist of ada-1", "better", "gist of bor-1"])
    table = changes(OLD, replace(OLD, points=points))
    assert table[["table", "key", "column", "before", "after"]].values.tolist() == [
        ["points", "ada-2", "gist", "gist of ada-2", "better"]
    ]


def test_a_point_that_moved_is_the_same_point() -> None:
    # That the turns changed places is told of the turns, and of nothing that was said in them.
    new = meeting("bor:", "ada: tea support", "ada: salt raise", blind=["ada-1: tea doubt"])
    table = changes(OLD, new)
    assert table[["table", "key", "column", "before", "after"]].values.tolist() == [
        ["interventions", "ada", "order", "1", "2"],
        ["interventions", "bor", "order", "2", "1"],
    ]
    assert table["points"].tolist() == [(), ()]
