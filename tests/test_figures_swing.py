"""The figure of how far one coding can move the count of a claim."""

from __future__ import annotations

import pytest
from figures import check, marks, title
from meetings import meeting

import floorbook
from floorbook.figures import claim_swing
from floorbook.wording.method import NOW, WITHOUT

CLAIMS = [
    ("c1", "hot", "tea", "narrow"),
    ("c1", "hot", "milk", "wide"),
    ("c1", "dry", "bread", "narrow"),
]
# hot: ada in both readings, on two points; bor in the narrow one, and mixed in the wide one: 1 to 2
# now. Without bor-1, 1; without bor-2, 2; without one of ada's, still 1 to 2. dry: nobody.
TOLD = meeting(
    "ada: tea support", "ada: tea support", "bor: tea support", "bor: milk oppose", claims=CLAIMS
)  # fmt: skip
# hot: ada and bor, on one point each. Without one of them 1.
LONE = meeting("ada: tea support", "bor: tea support", claims=CLAIMS[:1])


def numbers(figure) -> list[tuple[str, str, str]]:
    return [(one["part"], one["number"], one["when"]) for one in marks(figure)]


def test_a_part_has_a_mark_for_each_number_that_it_has_now() -> None:
    assert numbers(check(claim_swing(TOLD))) == [
        ("Hot", "1", NOW), ("Hot", "2", NOW), ("Dry", "0", NOW),
    ]  # fmt: skip
    assert len(claim_swing(TOLD).layout.meta["key"]) == 1


def test_a_number_that_is_reached_without_one_coding_alone_is_framed() -> None:
    figure = check(claim_swing(LONE))
    assert numbers(figure) == [("Hot", "1", WITHOUT), ("Hot", "2", NOW)]
    assert [one["tone"] for one in figure.layout.meta["key"]] == ["full", "framed"]
    fills = figure.data[0].marker.color
    assert fills[0] != fills[1]


def test_behind_a_mark_stand_those_who_support_it_or_whose_coding_would_have_to_go() -> None:
    found = {(one["part"], one["number"]): one["points"] for one in marks(claim_swing(TOLD))}
    assert found["Hot", "2"] == ["ada-1", "ada-2", "bor-1"]
    assert found["Dry", "0"] == []
    (without, now) = marks(claim_swing(LONE))
    assert without["points"] == now["points"] == ["ada-1", "bor-1"]


def test_the_title_says_how_far_a_count_moves_at_most() -> None:
    moved = "With any one coding left out, no count of a part of a claim moves by more than 1"
    assert title(claim_swing(LONE)) == title(claim_swing(TOLD)) == moved
    still = meeting("ada: tea support", "ada: tea support", claims=CLAIMS[:1])
    assert title(claim_swing(still)) == ("No coding would change the count of a claim if left out")
    assert title(claim_swing(meeting("ada: tea support"))) == (
        "No claim about the meeting is recorded"
    )


def test_an_unknown_meeting_is_an_error() -> None:
    with pytest.raises(ValueError, match="no meeting has the id 'm3'"):
        claim_swing(TOLD, meeting="m3")


def test_the_real_claims_are_told_truly() -> None:
    # By the table of what codings change: IOM's lead is counted 4 to 5 times, and 3 without one.
    found = numbers(check(claim_swing(floorbook.load())))
    assert found[:3] == [
        ("IOM's lead", "3", WITHOUT), ("IOM's lead", "4", NOW), ("IOM's lead", "5", NOW),
    ]  # fmt: skip
