"""Marks, and the frame around them."""

from __future__ import annotations

import json
from dataclasses import replace

import plotly.graph_objects as go
import pytest

from floorbook.figures.labels import lines
from floorbook.figures.marks import Frame, Mark, beyond, grid, head, hover, scatter, stacked
from floorbook.figures.palette import ABSENT, LIGHT

SUPPORT, SPLIT = LIGHT["support"], LIGHT["mixed"]

FRAME = Frame(
    title="A <b>finding</b>", subtitle="What & how", columns=["who", "points"],
    table={"who": "Who <i>"}, note="R&D",
)  # fmt: skip
MARKS = [
    Mark(1, "Ada", SUPPORT, {"who": "ada", "points": ["p1", "p2"]}, text="<S>", hover=["a & b"]),
    Mark(2, "Ada", ABSENT, {"who": "ada", "points": []}),
    Mark(1, "Bor", SPLIT, {"who": "bor", "points": ["p3"]}, size=9),
]


def test_every_list_of_a_trace_has_an_entry_for_each_mark() -> None:
    trace = scatter(MARKS, FRAME.columns)
    marker = trace["marker"]
    for values in (
        *(trace[name] for name in ("x", "y", "text", "hovertext", "customdata")),
        *(marker[name] for name in ("symbol", "size", "color")),
        *(marker["line"][name] for name in ("color", "width")),
        *(marker["gradient"][name] for name in ("type", "color")),
        trace["textfont"]["color"],
    ):
        assert len(values) == len(MARKS)


def test_marks_carry_their_ids_by_the_columns_as_plain_lists() -> None:
    data = scatter(MARKS, FRAME.columns)["customdata"]
    assert list(data) == [["ada", ["p1", "p2"]], ["ada", []], ["bor", ["p3"]]]
    assert json.loads(json.dumps(scatter(MARKS, FRAME.columns)))["customdata"][0] == [
        "ada", ["p1", "p2"],
    ]  # fmt: skip


def test_a_column_that_a_mark_does_not_carry_is_an_error() -> None:
    with pytest.raises(KeyError, match="issue"):
        scatter(MARKS, ["who", "issue"])


def test_an_open_mark_is_an_outline_and_a_split_one_has_two_fills() -> None:
    marker = go.Scatter(scatter(MARKS, FRAME.columns)).marker
    assert list(marker.symbol) == ["square", "square-open", "square"]
    assert list(marker.color) == [SUPPORT.fill, ABSENT.outline, SPLIT.fill]
    assert list(marker.gradient.type) == ["none", "none", "horizontal"]
    assert marker.gradient.color[2] == SPLIT.split
    assert go.Scatter(scatter(MARKS[:2], FRAME.columns)).marker.gradient.type is None


def test_text_and_hover_are_escaped_and_long_lines_broken() -> None:
    trace = go.Scatter(scatter(MARKS, FRAME.columns))
    assert trace.text[0] == "&lt;S&gt;"
    assert trace.hovertext[0] == "a &amp; b"
    assert hover(["<b>", "x " * 40]).split("<br>")[0] == "&lt;b&gt;"
    assert all(len(line) <= 56 for line in hover(["x " * 90]).split("<br>"))
    assert hover(["a", "", "b"]) == "a<br><br>b"


def test_the_frame_is_plain_text_and_the_figure_escapes_it() -> None:
    layout = stacked(MARKS, FRAME).layout
    assert layout.title.text == "A &lt;b&gt;finding&lt;/b&gt;"
    assert layout.title.subtitle.text == "What &amp; how"
    assert layout.meta["note"] == "R&amp;D"
    assert layout.meta["columns"] == ["who", "points"]
    assert (layout.meta["table"], layout.meta["headers"]) == (["who"], ["Who <i>"])


def test_stacked_marks_have_a_row_for_each_label_from_the_top() -> None:
    layout = stacked(MARKS, FRAME, step=10).layout
    assert list(layout.yaxis.categoryarray) == ["Ada", "Bor"]
    assert list(layout.yaxis.range) == [1.5, -0.5]
    assert list(layout.xaxis.range) == [0.5, 2.5]
    assert layout.meta["stack"] == 10


def test_a_figure_without_marks_has_no_trace_and_keeps_its_words() -> None:
    for figure in (stacked([], FRAME), grid([], FRAME, rows=[], columns=[], step=20)):
        assert len(figure.data) == 0
        assert figure.layout.title.text.startswith("A ")
        assert figure.layout.height > 0 and figure.layout.meta["width"] > 0


def test_a_grid_keeps_the_rows_and_columns_that_have_no_mark() -> None:
    marks = [Mark("Tea", "Ada", SUPPORT, {"who": "ada", "points": []})]
    layout = grid(marks, FRAME, rows=["Ada", "Bor"], columns=["Tea", "Salt"], step=20).layout
    assert list(layout.yaxis.categoryarray) == ["Ada", "Bor"]
    assert list(layout.xaxis.categoryarray) == ["Tea", "Salt"]
    assert layout.meta["least"] == layout.meta["width"]


def test_height_grows_with_rows_and_with_the_lines_of_their_labels() -> None:
    def tall(*labels: str) -> int:
        marks = [Mark(1, label, SUPPORT, {"who": "", "points": []}) for label in labels]
        return int(stacked(marks, FRAME).layout.height)

    assert tall("a", "b") > tall("a")
    assert tall(lines("a b c d", 2)) > tall("a")


def test_longer_heads_take_more_room_above_and_beside() -> None:
    assert head(["a" * 20]) > head(["a"]) >= 22
    assert beyond(["a" * 30], 20) > beyond(["a"], 20) == 40
    assert beyond([], 20) == 40


@pytest.mark.parametrize("size", [9, 36])
def test_a_row_is_higher_than_the_tallest_of_its_marks(size: int) -> None:
    marks = [Mark("One", name, SUPPORT, {"who": name, "points": []}, size=size) for name in "AB"]
    for figure in (
        grid(marks, FRAME, rows=["A", "B"], columns=["One"], step=40),
        stacked([replace(mark, x=1) for mark in marks], FRAME),
    ):
        assert figure.layout.meta["row"] > size
