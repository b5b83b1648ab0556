"""Tests of how a chart is laid out for its page."""

from __future__ import annotations

import pytest
from playwright.sync_api import FloatRect
from reports import Report


@pytest.mark.parametrize(
    ("name", "width", "least"),
    [("05-method", 1280, 1), ("02-compare", 360, 1), ("06-network", 360, 1)],
)
def test_of_one_delegation_alone_every_first_mark_still_tells_what_it_is(
    read, name: str, width: int, least: int
) -> None:
    report: Report = read(name)
    report.page.set_viewport_size({"width": width, "height": 800})
    report.pick("participants", "icmc")
    report.page.locator("details.picker > summary").click()
    report.settle()
    told = 0
    for chart in report.charts:
        plot = report.page.locator(f'[data-model="{chart}"] .plot')
        if not (plot.is_visible() and any(mark["points"] for mark in report.marks(chart))):
            continue
        report.page.mouse.move(2, 2)
        report.page.mouse.move(*report.place(chart, 0))
        label = report.page.locator(f'[data-model="{chart}"] .hoverlayer .hovertext').first
        label.wait_for(state="attached")
        chart_box = report.page.locator(f'[data-model="{chart}"] .plot .main-svg').first
        inside(label.bounding_box(), chart_box.bounding_box())
        told += 1
    assert told >= least


def inside(label: FloatRect | None, chart: FloatRect | None) -> None:
    """The label is not cut off above or below; its frame is 2 pixels wide."""
    assert label and chart
    assert chart["y"] - 2 <= label["y"]
    assert label["y"] + label["height"] <= chart["y"] + chart["height"] + 2
