"""The closing summary against the floor."""

from __future__ import annotations

from meetings import meeting

from floorbook.measures import closing

# That ada, bor, cyr and ngo spoke of tea makes no link; that a closing point notes ada's does.
TOLD = meeting(
    "ada: tea support, salt raise", "bor: tea qualified unsure", "cyr: tea oppose", "dun:",
    "ngo: tea support", "office/closing: tea support reported, milk raise", "office/closing:",
    acts=["cyr-1-a question office:"],
    responses=["cyr-1-a answers office-closing-2", "ada-1 notes office-closing-2"],
)  # fmt: skip


def test_each_closing_point_is_held_against_the_floor() -> None:
    table = closing(TOLD)
    assert table["point"].tolist() == ["office-closing-1", "office-closing-2"]
    row = table.iloc[1]
    assert (row["delegations"], row["others"]) == (("ada",), ())
    # dun said nothing that is coded, and is one of the four states that spoke; ngo is no state.
    assert (row["n"], row["of"], row["linked"]) == (1, 4, True)
    assert row["points"] == ("ada-1", "office-closing-2")


def test_a_point_keeps_all_its_issues_and_both_its_voices() -> None:
    # Tea is what the office says of states, milk what it raises itself.
    row = closing(TOLD).iloc[0]
    assert (row["issues"], row["voice"]) == (("tea", "milk"), "both")


def test_a_point_that_nobody_made_earlier_has_none_behind_it() -> None:
    row = closing(TOLD).iloc[0]
    assert (row["n"], row["of"], row["linked"], row["behind"]) == (0, 4, False, ())
    assert row["points"] == ("office-closing-1",)


def test_an_uncoded_closing_point_stays_in_the_list() -> None:
    row = closing(TOLD).iloc[1]
    assert (row["point"], row["issues"], row["voice"]) == ("office-closing-2", (), "")


def test_the_points_that_a_closing_point_takes_up_stand_behind_it() -> None:
    # That cyr's question was answered there does not say that cyr said so.
    assert closing(TOLD)["behind"].tolist() == [(), ("ada-1",)]


def test_a_closing_is_held_against_its_own_meeting() -> None:
    told = meeting("office/closing: tea support reported", more={"m2": ["ada: tea support"]})
    row = closing(told).iloc[0]
    assert (row["n"], row["of"]) == (0, 0)
