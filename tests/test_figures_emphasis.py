"""The figure of which part of a participant's points goes to each dimension."""

from __future__ import annotations

from figures import check, marks, subtitle, title
from meetings import meeting

import floorbook
from floorbook.figures import emphasis

# ada: three coded points in own voice, two on drinks, two on food (ada-2 on both); the uncoded and
# the reported one are no part of the whole.
TOLD = meeting(
    "ada: tea support", "ada: milk raise, salt raise", "ada: bread doubt", "ada:",
    "ada: sun support reported", "bor: tea raise", "office: sun raise", "bor/reply: sun support",
)  # fmt: skip


def test_both_counts_stand_beside_each_share() -> None:
    found = {(mark["who"], mark["what"]): mark for mark in marks(check(emphasis(TOLD)))}
    drinks = found["Ada", "Drinks"]
    assert (drinks["text"], drinks["counts"], drinks["share"]) == ("2/3", "2 of 3", "67%")
    assert drinks["points"] == ["ada-1", "ada-2"]
    assert "2 of 3 points" in drinks["hovertext"]
    assert "0 of 1 point<br>" in found["Office", "Food"]["hovertext"]
    assert (found["Ada", "Sky"]["counts"], found["Ada", "Sky"]["points"]) == ("0 of 3", [])


def test_who_has_no_coded_point_has_no_share() -> None:
    for mark in marks(emphasis(meeting("ada:"))):
        assert (mark["counts"], mark["share"], mark["interval"]) == ("none", "", "")
        assert "no point on an issue" in mark["hovertext"]


def test_the_title_is_about_the_floor_alone() -> None:
    # Floor: ada-1 to ada-3 and bor-1, four coded points, three of them on drinks. The office, and
    # bor's reply, are not the floor.
    assert (
        title(emphasis(TOLD)) == "Own views from the floor are most often on Drinks: 3 of 4 points"
    )
    assert title(emphasis(meeting("ada: salt raise"))) == (
        "Own views from the floor are most often on Food: 1 of 1 point"
    )


def test_all_ties_are_named() -> None:
    told = meeting("ada: tea raise", "ada: salt raise", "bor: sun raise")
    assert title(emphasis(told)) == (
        "Own views from the floor are most often on Drinks, Food and Sky: 1 of 3 points on each"
    )


def test_a_floor_without_coding_is_said_in_words() -> None:
    told = meeting("ada:", "office/opening: tea support")
    assert title(emphasis(told)) == "No point from the floor is on an issue of the codebook"


def test_the_subtitle_explains_the_share_and_states_n_and_the_source() -> None:
    # ada-1 to ada-3, bor-1, office-1 and bor-reply-1.
    assert subtitle(emphasis(TOLD)) == (
        "The area of a circle is the share of a participant's points that are on the dimension. "
        "Points in which a speaker says what others want or said are left out, and so are points "
        "on no issue of the codebook; a point may be on several dimensions. In all 6 recorded "
        "points. Source: Note on m1 (summary note, issuer the host); coded by machine, not "
        "reviewed by a person."
    )


def test_wilsons_interval_stands_in_the_table_from_ten_points_on() -> None:
    # 3 of 10: 0.1078 to 0.6032 (worked out in test_emphasis.py).
    ten = ["ada: tea support"] * 3 + ["ada: salt raise"] * 7
    assert marks(emphasis(meeting(*ten)))[0]["interval"] == "11% to 60%"
    assert marks(emphasis(meeting(*ten[1:])))[0]["interval"] == ""
    assert "no random sample" in emphasis(TOLD).layout.meta["note"].replace("\n", " ")


def test_the_real_meeting_is_told_truly() -> None:
    # 47 points from the floor, less icmc-1 and sweden-2 (not coded) and icmc-4 (reported): 44; 22
    # of them are on the dimension substance. That is half of all, so not "most of its points".
    assert title(check(emphasis(floorbook.load()))) == (
        "Own views from the floor are most often on Substance and context: 22 of 44 points"
    )
