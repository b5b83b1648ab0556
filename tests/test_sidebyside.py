"""Issue by issue, where participants part."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from meetings import meeting
from test_agreement import said, told_of

from floorbook.measures import agreement, side_by_side
from floorbook.wording.sidebyside import together

TOLD = meeting(
    "ada: tea support, milk qualified, salt raise, bread support",
    "bor: tea doubt, milk support, salt support",
    "cyr: milk raise, water oppose",
    "ada: tea support",
)


def rows(*who: str) -> pd.DataFrame:
    return side_by_side(TOLD, who).set_index("issue")


def test_issues_stand_from_where_they_part_to_where_nothing_is_recorded() -> None:
    assert rows("bor", "ada")["state"].to_dict() == {
        "tea": "disagree",
        "milk": "on the same side",
        "salt": "recorded, but no two take a side",
        "bread": "only one is recorded",
        "water": "nothing recorded",
        "sun": "nothing recorded",
    }
    assert rows("bor", "ada").index[0] == "tea"


def test_words_and_points_stand_in_the_order_of_the_chosen() -> None:
    row = rows("bor", "ada").loc["tea"]
    assert row["words"] == ("doubt", "support")
    assert row["letters"] == ("D", "S")
    assert row["points_of"] == (("bor-1",), ("ada-1", "ada-2"))
    assert row["points"] == ("ada-1", "ada-2", "bor-1")


def test_support_beside_qualified_is_marked() -> None:
    table = rows("ada", "bor")
    assert table.index[table["beside"]].tolist() == ["milk"]


def test_the_only_one_recorded_is_named() -> None:
    row = rows("ada", "bor").loc["bread"].to_dict()
    assert together(TOLD, row, ["Ada", "Bor"]) == "only Ada is recorded"


def test_of_three_of_whom_two_take_a_side_it_is_not_said_that_all_do() -> None:
    row = rows("ada", "bor", "cyr").loc["milk"].to_dict()
    assert (row["state"], row["leaning"]) == ("on the same side", 2)
    assert together(TOLD, row, ["Ada", "Bor", "Cyr"]) == (
        "the 2 of 3 that take a side are on the same side"
    )


def test_each_meeting_has_its_own_rows() -> None:
    told = meeting("ada: tea support", more={"m2": ["ada: tea support", "bor: tea support"]})
    table = side_by_side(told, ["ada", "bor"]).set_index(["meeting", "issue"])
    assert table.loc[("m1", "tea"), "state"] == "only one is recorded"
    assert table.loc[("m2", "tea"), "state"] == "on the same side"
    assert set(side_by_side(told, ["ada", "bor"], meeting="m2")["meeting"]) == {"m2"}


@pytest.mark.parametrize("who", [["ada"], ["ada", "ada"], ["ada", "eve"]])
def test_it_takes_two_known_participants(who: list[str]) -> None:
    with pytest.raises(ValueError, match=r"participant"):
        side_by_side(TOLD, who)


@settings(max_examples=20)
@given(said)
def test_two_side_by_side_show_what_their_agreement_counts(
    lines: list[tuple[str, str, str]],
) -> None:
    told = told_of([*lines, ("ada", "tea", "raise"), ("bor", "tea", "raise")])
    table = side_by_side(told, ["ada", "bor"]).query("compared")
    row = agreement(told).set_index(["a", "b"]).loc[("ada", "bor")]
    states = table.groupby("state")["issue"].agg(set)
    assert states.get("disagree", set()) == set(row["different_issues"])
    assert states.get("on the same side", set()) == set(row["same_issues"])
    assert set(table[table["beside"]]["issue"]) == set(row["beside_issues"])
