"""Tests of how a chart is laid out for its page."""

from __future__ import annotations

import pytest
from playwright.sync_api import FloatRect
from reports import Report

LOW = {
    "data": [{"x": [1], "hovertext": ["Mexico 2<br>our paraphrase<br>of two lines"]}, {"x": []}],
    "layout": {"width": 200, "height": 40, "margin": {"t": 4, "b": 5, "r": 6}},
}


def test_an_axis_without_a_category_left_has_room_for_one(modules) -> None:
    found = modules.run("stack.js", "(m) => [m.across(0), m.across(1), m.across(3)]")
    assert found == [[0.5, -0.5], [0.5, -0.5], [2.5, -0.5]]


def test_a_low_chart_gets_room_below_for_its_longest_label_and_beside_up_to_the_page(
    modules,
) -> None:
    laid = modules.run("stack.js", "(m, figure) => m.roomy(figure, 700).layout", LOW)
    assert (laid["width"], laid["margin"]["r"]) == (700, 6 + 500)
    more = laid["height"] - 40
    assert more == laid["margin"]["b"] - 5
    assert laid["height"] >= 3 * 17 + 9  # plotly's lines of 13 px text, and their frame


def test_a_chart_with_room_stays_as_it_is(modules) -> None:
    tall = LOW | {"layout": {"width": 900, "height": 400, "margin": {"r": 6, "b": 5}}}
    assert modules.run("stack.js", "(m, figure) => m.roomy(figure, 700)", tall) == tall


@pytest.mark.parametrize(("name", "width"), [("01-overview", 1280), ("02-compare", 360)])
def test_of_one_delegation_alone_every_first_mark_still_tells_what_it_is(
    read, name: str, width: int
) -> None:
    report: Report = read(name)
    report.page.set_viewport_size({"width": width, "height": 800})
    report.pick("participants", "icmc")
    report.page.locator("details.picker > summary").click()
    report.settle()
    told = 0
    for chart in report.charts:
        if not any(mark["points"] for mark in report.marks(chart)):
            continue
        report.page.mouse.move(2, 2)
        report.page.mouse.move(*report.place(chart, 0))
        label = report.page.locator(f'[data-model="{chart}"] .hoverlayer .hovertext').first
        label.wait_for(state="attached")
        chart_box = report.page.locator(f'[data-model="{chart}"] .plot .main-svg').first
        inside(label.bounding_box(), chart_box.bounding_box())
        told += 1
    assert told >= 2


def inside(label: FloatRect | None, chart: FloatRect | None) -> None:
    """The label is not cut off above or below; its frame is 2 pixels wide."""
    assert label and chart
    assert chart["y"] - 2 <= label["y"]
    assert label["y"] + label["height"] <= chart["y"] + chart["height"] + 2
