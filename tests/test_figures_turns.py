"""The figure of who spoke, in what order and how much."""

from __future__ import annotations

from dataclasses import replace

import pytest
from figures import check, marks, points, subtitle, title
from meetings import meeting

import floorbook
from floorbook.figures import turns
from floorbook.figures.palette import ACCENT, GREY

TOLD = meeting(
    "office/opening: tea raise", "ada: tea support, salt raise", "ada:", "office/reply:",
    "ngo: tea doubt", "bor:",
)  # fmt: skip


def test_every_point_is_one_mark_with_its_id() -> None:
    figure = check(turns(TOLD))
    assert points(figure) == sorted(TOLD.points["id"])
    assert all(len(mark["points"]) == 1 for mark in marks(figure))


def test_turns_stand_in_their_order_and_points_run_from_one() -> None:
    found = [(mark["y"], mark["x"]) for mark in marks(turns(TOLD))]
    assert found == [
        ("1 Office", 1), ("2 Ada", 1), ("2 Ada", 2), ("3 Office", 1), ("4 Ngo", 1), ("5 Bor", 1),
    ]  # fmt: skip


def test_the_floor_has_the_accent_and_the_secretariat_is_grey() -> None:
    figure = turns(TOLD)
    assert list(figure.data[0].marker.color) == [GREY, ACCENT, ACCENT, GREY, ACCENT, ACCENT]


def test_the_secretariat_on_the_floor_is_not_the_floor() -> None:
    figure = turns(meeting("office: tea raise", "ada: tea raise"))
    assert list(figure.data[0].marker.color) == [GREY, ACCENT]
    assert title(figure) == (
        "1 government speaks from the floor; 1 of the 2 recorded points is its own"
    )


def test_the_title_counts_who_spoke_by_kind() -> None:
    assert title(turns(TOLD)) == (
        "2 governments and 1 civil society organisation speak from the floor; 4 of the 6 recorded "
        "points are theirs"
    )
    assert subtitle(turns(TOLD)) == (
        "Turns in the order of the source. A square is a recorded point, an item of "
        "the source. Green: from the floor; grey: everything else. Source: Note on m1 (summary "
        "note, issuer the host); coded by machine, not reviewed by a person."
    )


def test_a_meeting_without_secretariat_or_floor_says_so() -> None:
    assert title(turns(meeting("ada: tea raise"))) == (
        "1 government speaks from the floor; the only recorded point is its own"
    )
    assert title(turns(meeting("office/opening: tea raise"))) == (
        "No turn from the floor is recorded"
    )


def test_a_meeting_without_points_has_no_mark() -> None:
    figure = check(turns(meeting()))
    assert title(figure) == "No turn from the floor is recorded" and not marks(figure)


def test_a_turn_without_points_is_named_under_the_figure() -> None:
    told = meeting("ada: tea raise", "bor: tea raise")
    figure = turns(replace(told, points=told.points[told.points["intervention"] != "bor"]))
    assert figure.layout.meta["note"] == "Nothing is recorded in turn 2 (Bor, floor)."
    assert "note" not in turns(told).layout.meta


def test_several_meetings_are_told_apart_in_the_labels() -> None:
    told = meeting("ada: tea raise", more={"m2": ["ada: tea raise", "bor: tea raise"]})
    figure = check(turns(told))
    assert {mark["y"] for mark in marks(figure)} == {
        "1 Ada<br>(M1)", "1 Ada<br>(M2)", "2 Bor<br>(M2)",
    }  # fmt: skip
    assert title(figure) == (
        "M1: 1 government speaks from the floor; the only recorded point is its own. M2: 2 "
        "governments speak from the floor; both recorded points are theirs"
    )
    one = check(turns(told, meeting="m2"))
    assert [mark["y"] for mark in marks(one)] == ["1 Ada", "2 Bor"]
    assert "m1" not in subtitle(one)


def test_an_unknown_meeting_is_an_error() -> None:
    with pytest.raises(ValueError, match="no meeting has the id 'm9'"):
        turns(TOLD, meeting="m9")


def test_markup_in_the_data_is_escaped() -> None:
    told = meeting("ada: tea raise")
    items = told.items.assign(section="<b>A & B</b>")
    figure = turns(replace(told, items=items, points=told.points.assign(gist="<i>R&D</i>")))
    assert marks(figure)[0]["y"] == "1 &lt;b&gt;A &amp; B&lt;/b&gt;"
    assert "&lt;i&gt;R&amp;D&lt;/i&gt;" in marks(figure)[0]["hovertext"]


def test_the_real_meeting_is_told_truly() -> None:
    assert title(check(turns(floorbook.load()))) == (
        "9 governments, 1 agency and 1 civil society organisation speak from the floor; 47 of the "
        "144 recorded points are theirs"
    )
