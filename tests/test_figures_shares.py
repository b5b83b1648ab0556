"""What the figures of breadth and of emphasis have in common."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import plotly.graph_objects as go
import pytest
from figures import check, marks, title
from meetings import meeting

from floorbook import Dataset
from floorbook.figures import breadth, emphasis
from floorbook.figures.palette import ABSENT

Figure = Callable[..., go.Figure]
TOLD = meeting("ada: tea support, salt raise", "ada: milk doubt", "bor:", "office/reply: tea raise")


@pytest.fixture(params=[breadth, emphasis])
def draw(request: pytest.FixtureRequest) -> Figure:
    figure: Figure = request.param
    return figure


def test_every_speaker_has_a_mark_in_every_dimension(draw: Figure) -> None:
    found = marks(check(draw(TOLD)))
    assert [(mark["participant"], mark["dimension"]) for mark in found] == [
        (who, dimension)
        for who in ("ada", "bor", "office")
        for dimension in ("drinks", "food", "sky", "empty")
    ]
    assert {mark["meeting"] for mark in found} == {"m1"}


def test_a_mark_carries_the_points_that_it_stands_for(draw: Figure) -> None:
    held = {(mark["participant"], mark["dimension"]): mark for mark in marks(draw(TOLD))}
    assert held["ada", "drinks"]["points"] == ["ada-1", "ada-2"]
    assert held["ada", "food"]["points"] == ["ada-1"]
    assert held["office", "drinks"]["points"] == ["office-reply-1"]


def test_nothing_recorded_is_an_open_square_without_numbers(draw: Figure) -> None:
    figure = draw(TOLD)
    symbols = figure.data[0].marker.symbol
    for mark, symbol in zip(marks(figure), symbols, strict=True):
        assert (symbol == ABSENT.symbol) == (not mark["points"]) == (mark["text"] == "")
        assert mark["hovertext"].endswith("not recorded") == (not mark["points"])


def test_the_area_grows_with_the_share_and_not_with_the_number(draw: Figure) -> None:
    # drinks has 3 issues, sky 1: ada takes up 2 of 3, bor 1 of 1; by points 2 of 2 and 1 of 1.
    figure = draw(meeting("ada: tea support", "ada: milk raise", "bor: sun raise"))
    sizes = {
        (mark["participant"], mark["dimension"]): size
        for mark, size in zip(marks(figure), figure.data[0].marker.size, strict=True)
    }
    assert sizes["bor", "sky"] == pytest.approx(26)
    part = 2 / 3 if draw is breadth else 1
    assert sizes["ada", "drinks"] == pytest.approx(26 * part**0.5)


def test_each_meeting_has_rows_of_its_own(draw: Figure) -> None:
    told = meeting("ada: tea support", more={"m2": ["ada: salt raise", "bor: salt raise"]})
    figure = check(draw(told))
    assert list(figure.layout.yaxis.categoryarray) == [
        "Ada<br>(M1)", "Ada<br>(M2)", "Bor<br>(M2)",
    ]  # fmt: skip
    assert title(figure).startswith("M1: ") and ". M2: " in title(figure)
    one = check(draw(told, meeting="m2"))
    assert {mark["meeting"] for mark in marks(one)} == {"m2"}
    assert {mark["y"] for mark in marks(one)} == {"Ada", "Bor"}


def test_two_of_one_name_have_rows_of_their_own(draw: Figure) -> None:
    told = replace(TOLD, participants=TOLD.participants.assign(name="Ada"))
    assert len({mark["y"] for mark in marks(check(draw(told)))}) == 3


def test_markup_in_the_data_is_escaped(draw: Figure) -> None:
    told = replace(
        TOLD,
        dimensions=TOLD.dimensions.assign(label="<b>" + TOLD.dimensions["dimension"]),
        participants=TOLD.participants.assign(name="R&D " + TOLD.participants["id"]),
    )
    figure = draw(told)
    (mark, *_) = marks(figure)
    assert (mark["x"], mark["y"]) == ("&lt;b&gt;drinks", "R&amp;D ada")
    assert (mark["what"], mark["who"]) == ("<b>drinks", "R&D ada")
    assert "<b>" not in title(figure)


def test_an_unknown_meeting_is_an_error(draw: Figure) -> None:
    with pytest.raises(ValueError, match="no meeting has the id 'm9'"):
        draw(TOLD, meeting="m9")


def test_a_meeting_without_a_turn_has_no_mark(draw: Figure) -> None:
    empty: Dataset = meeting()
    assert marks(check(draw(empty))) == []
