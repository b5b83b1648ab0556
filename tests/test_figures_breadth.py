"""The figure of how many issues of a dimension each participant takes up."""

from __future__ import annotations

import pytest
from figures import check, marks, subtitle, title
from meetings import meeting

import floorbook
from floorbook.figures import breadth

# drinks has tea, milk and water: ada takes up 2 of 3 with three points, bor 1 of 3. food has bread
# and salt: ada 1 of 2. sky has one issue, which nobody takes up; empty has none.
TOLD = meeting(
    "ada: tea support", "ada: tea raise, salt doubt", "ada: milk raise", "bor: tea raise"
)


def test_both_counts_stand_beside_each_mark() -> None:
    found = {(mark["who"], mark["what"]): mark for mark in marks(check(breadth(TOLD)))}
    assert (found["Ada", "Drinks"]["text"], found["Ada", "Drinks"]["counts"]) == ("2/3", "2 of 3")
    assert found["Ada", "Drinks"]["points"] == ["ada-1", "ada-2", "ada-3"]
    assert found["Bor", "Drinks"]["text"] == "1/3"
    assert found["Bor", "Empty"]["counts"] == "0 of 0"
    assert "1 of 2 issues taken up" in found["Ada", "Food"]["hovertext"]
    assert "0 of 1 issue taken up" in found["Ada", "Sky"]["hovertext"]


def test_the_title_names_the_dimension_that_most_take_up() -> None:
    assert title(breadth(TOLD)) == "Drinks is taken up by most: 2 of 2 speakers"
    assert title(breadth(meeting("ada: tea raise"))) == (
        "Drinks is taken up by most: 1 of 1 speaker"
    )


def test_all_ties_are_named() -> None:
    told = meeting("ada: tea raise, salt raise, sun raise", "bor:")
    assert title(breadth(told)) == (
        "Drinks, Food and Sky are each taken up by most: 1 of 2 speakers"
    )


@pytest.mark.parametrize("lines", [(), ("ada:",), ("ada: tea support reported",)])
def test_nothing_taken_up_is_said_in_words(lines: tuple[str, ...]) -> None:
    assert title(breadth(meeting(*lines))) == "No participant takes up any issue"


def test_the_subtitle_states_the_formula_n_and_the_source() -> None:
    # Four points; ada-2, which counts for two dimensions, is one of them.
    assert subtitle(breadth(TOLD)) == (
        "Issues taken up in own voice ÷ issues of the dimension; the area of a mark is that share, "
        "an open square says that none is recorded; a point may count for several dimensions. n = "
        "4 points. Source: Note on m1 (summary note); our coding."
    )


def test_the_effective_number_is_given_from_five_points_on() -> None:
    # tea 3, milk 1, water 1 of 5: 1 / (0.36 + 0.04 + 0.04) = 1 / 0.44 = 2.27.
    told = ["ada: tea support"] * 3 + ["ada: milk raise", "ada: water doubt"]
    assert marks(breadth(meeting(*told)))[0]["effective"] == "2.3"
    assert marks(breadth(meeting(*told[1:])))[0]["effective"] == ""


def test_the_real_meeting_is_told_truly() -> None:
    # Of the 14 that speak, the Netherlands alone have no coding in the dimension substance.
    assert title(check(breadth(floorbook.load()))) == (
        "Substance and context is taken up by most: 13 of 14 speakers"
    )
