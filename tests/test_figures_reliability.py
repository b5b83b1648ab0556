"""The figure of how far two coders agree."""

from __future__ import annotations

import pytest
from figures import check, marks, title
from meetings import meeting

import floorbook
from floorbook.figures import reliability
from floorbook.figures.palette import ABSENT

# Two points and six issues: twelve judgements of whether an issue is coded. Both code tea at ada-1,
# one of them milk at bor-1. Of 24 values 3 say yes: D_o = 2/24, D_e = 2 x 3 x 21 / (24 x 23), and
# alpha = 1 - (1/12) / (126/552) = 0.635. Without what both code, D_o = 2/22 = D_e: 0. Without what
# one codes: 1. Position: one judgement, alike.
TOLD = meeting("ada: tea support", "bor: milk support", blind=["ada-1: tea support"])


def test_every_alpha_is_one_mark_with_its_judgements_and_how_far_one_of_them_moves_it() -> None:
    found = {(one["over"], one["what"]): one for one in marks(check(reliability(TOLD)))}
    one = found["All", "coded or not"]
    assert (one["alpha"], one["range"], one["units"]) == ("0.635", "0.000 to 1.000", "12")
    assert one["x"] == pytest.approx(1 - (1 / 12) / (126 / 552))
    assert one["text"].strip() == "0.635 (12)"
    assert len(found) == 2 * 5  # all and four dimensions, twice


def test_a_line_runs_from_the_least_to_the_greatest() -> None:
    figure = reliability(TOLD)
    bars, first = figure.data[0].error_x, figure.data[0].x[0]
    assert (first - bars.arrayminus[0], first + bars.array[0]) == pytest.approx((0, 1))


def test_behind_a_mark_stand_the_points_that_were_judged_in_its_dimension() -> None:
    found = {(one["over"], one["what"]): one for one in marks(reliability(TOLD))}
    assert found["All", "coded or not"]["points"] == ["ada-1", "bor-1"]
    assert found["Drinks", "position"]["points"] == ["ada-1"]
    assert found["Food", "coded or not"]["points"] == []
    assert found["Drinks", "position"]["dimension"] == "drinks"
    assert found["All", "position"]["dimension"] is None


def test_an_alpha_that_is_undefined_is_an_open_square_that_says_why() -> None:
    found = marks(reliability(TOLD))
    at = [one["label"] for one in found].index("Drinks: position")
    assert reliability(TOLD).data[0].marker.symbol[at] == ABSENT.symbol
    assert found[at]["alpha"] == "undefined"
    assert "there is no variation" in found[at]["hovertext"]


def test_one_coder_has_no_mark_and_is_told_in_words() -> None:
    alone = reliability(meeting("ada: tea support"))
    assert marks(alone) == []
    assert title(alone) == "There are no codings by a second coder to compare with"


def test_the_real_coders_are_told_truly() -> None:
    assert title(check(reliability(floorbook.load()))) == (
        "70 of 72 positions are the same; α is 1.000 for what is coded and 1.000 for 61 on the "
        "scale"
    )
