"""The figure of on how many issues of a dimension each participant speaks."""

from __future__ import annotations

import pytest
from figures import check, marks, subtitle, title
from meetings import meeting

import floorbook
from floorbook.figures import breadth

# drinks has tea, milk and water: ada speaks on 2 of 3 with three points, bor on 1 of 3. food has
# bread and salt: ada on 1 of 2. sky has one issue, on which nobody speaks; empty has none.
TOLD = meeting(
    "ada: tea support", "ada: tea raise, salt doubt", "ada: milk raise", "bor: tea raise"
)


def test_both_counts_stand_beside_each_mark() -> None:
    found = {(mark["who"], mark["what"]): mark for mark in marks(check(breadth(TOLD)))}
    assert (found["Ada", "Drinks"]["text"], found["Ada", "Drinks"]["counts"]) == ("2/3", "2 of 3")
    assert found["Ada", "Drinks"]["points"] == ["ada-1", "ada-2", "ada-3"]
    assert found["Bor", "Drinks"]["text"] == "1/3"
    assert found["Bor", "Empty"]["counts"] == "none"
    assert "speaks on 1 of 2 issues" in found["Ada", "Food"]["hovertext"]
    assert "speaks on none of 1 issue" in found["Ada", "Sky"]["hovertext"]
    assert "the dimension has no issue" in found["Bor", "Empty"]["hovertext"]


def test_the_title_names_the_dimension_on_which_most_speak() -> None:
    assert title(breadth(TOLD)) == "Drinks has the most speakers: 2 of 2 participants"
    assert title(breadth(meeting("ada: tea raise"))) == "Ada speaks on Drinks"


def test_all_ties_are_named() -> None:
    told = meeting("ada: tea raise, salt raise, sun raise", "bor:")
    assert title(breadth(told)) == (
        "Drinks, Food and Sky have the most speakers: 1 of 2 participants each"
    )


@pytest.mark.parametrize("lines", [(), ("ada:",), ("ada: tea support reported",)])
def test_nothing_recorded_is_said_in_words(lines: tuple[str, ...]) -> None:
    assert title(breadth(meeting(*lines))) == "Nobody is recorded on any issue"


def test_the_subtitle_explains_the_share_and_states_n_and_the_source() -> None:
    # Four points; ada-2, which counts for two dimensions, is one of them.
    assert subtitle(breadth(TOLD)) == (
        "The area of a circle is the share of the dimension's issues on which the participant is "
        "recorded, whatever the position. An empty square: on none. Points in which a speaker says "
        "what others want or said are left out. In all 4 recorded points. Source: Note on m1 "
        "(summary note, issuer the host); coded by machine, not reviewed by a person."
    )


def test_the_effective_number_is_given_from_five_points_on() -> None:
    # tea 3, milk 1, water 1 of 5: 1 / (0.36 + 0.04 + 0.04) = 1 / 0.44 = 2.27.
    told = ["ada: tea support"] * 3 + ["ada: milk raise", "ada: water doubt"]
    assert marks(breadth(meeting(*told)))[0]["effective"] == "2.3"
    assert marks(breadth(meeting(*told[1:])))[0]["effective"] == ""


def test_the_real_meeting_is_told_truly() -> None:
    # Of the 14 that speak, the Netherlands alone have no coding in the dimension substance.
    assert title(check(breadth(floorbook.load()))) == (
        "Substance and context has the most speakers: 13 of 14 participants"
    )
