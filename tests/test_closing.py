"""The closing summary against the floor."""

from __future__ import annotations

from meetings import meeting

from floorbook.measures import closing

TOLD = meeting(
    "ada: tea support, salt raise", "bor: tea qualified unsure", "cyr: tea oppose", "dun:",
    "ngo: tea support", "office/closing: tea support reported, milk raise", "office/closing:",
    acts=["cyr-1-a question office:"],
    responses=["cyr-1-a answers office-closing-2", "ada-1 notes office-closing-2"],
)  # fmt: skip


def test_each_issue_of_a_closing_point_is_held_against_the_floor() -> None:
    # tea: ada and bor back it (bor unsure), cyr is against; ngo is no state.
    row = closing(TOLD).iloc[0]
    assert (row["point"], row["issue"], row["voice"]) == ("office-closing-1", "tea", "reported")
    assert (row["backing"], row["against"], row["taken_up"], row["of"]) == (2, 1, 3, 4)
    assert (row["least"], row["most"]) == (1, 2)
    assert row["backers"] == ("ada", "bor")
    assert row["points"] == ("ada-1", "bor-1", "cyr-1")


def test_an_issue_nobody_took_up_has_none_behind_it() -> None:
    row = closing(TOLD).iloc[1]
    assert (row["issue"], row["taken_up"], row["of"], row["points"]) == ("milk", 0, 4, ())


def test_an_uncoded_closing_point_stays_in_the_list() -> None:
    row = closing(TOLD).iloc[2]
    assert (row["point"], row["issue"], row["n"]) == ("office-closing-2", "", 0)


def test_the_points_that_a_closing_point_takes_up_stand_behind_it() -> None:
    assert closing(TOLD)["behind"].tolist() == [(), (), ("ada-1", "cyr-1")]


def test_a_closing_is_held_against_its_own_meeting() -> None:
    told = meeting("office/closing: tea support reported", more={"m2": ["ada: tea support"]})
    row = closing(told).iloc[0]
    assert (row["backing"], row["of"]) == (0, 0)
