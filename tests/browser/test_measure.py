"""Tests of figures with several measures, as a reader meets them."""

from __future__ import annotations

import pytest
from reports import Report


@pytest.fixture
def network(read) -> tuple[Report, str]:
    report: Report = read("06-network")
    metas = {chart: report.states[chart]["figure"]["layout"]["meta"] for chart in report.charts}
    name = next(chart for chart, meta in metas.items() if "choices" in meta)
    return report, name


def values(report: Report, chart: str) -> list[list[str]]:
    table = f'[data-model="{chart}"] table.values tbody tr'
    return report.page.eval_on_selector_all(
        table, "(all) => all.map((tr) => [...tr.cells].map((cell) => cell.innerText))"
    )


def test_choosing_a_measure_redraws_lines_table_formula_and_slider(network) -> None:
    report, chart = network
    report.unfold()
    before = values(report, chart)
    select = report.page.locator(f'[data-model="{chart}"] select')
    formula = report.page.locator(f'[data-model="{chart}"] [role=status].note')
    assert "Congruence =" in formula.inner_text()
    select.nth(0).select_option("difference in strength")
    select.nth(1).select_option("cosine")
    report.settle()
    assert "Difference in strength =" in formula.inner_text() and "√" in formula.inner_text()
    marks = report.marks(chart)
    column = "strength, cosine, once"
    assert {mark["label"] for mark in marks} == {
        mark["label"] for mark in report.all_marks(chart) if float(mark[column]) > 0
    }
    assert 0 < len(marks) < len(before)
    after = values(report, chart)
    assert [row[7] for row in after] == [mark[column] for mark in marks]
    assert (
        f"shown: {len(marks)} of {len(before)}"
        in report.page.locator(f'[data-model="{chart}"] h3').inner_text()
    )


def test_the_slider_hides_what_is_below_it_and_keeps_the_focus(network) -> None:
    report, chart = network
    slider = report.page.locator(f'[data-model="{chart}"] input[type=range]')
    slider.focus()
    report.page.keyboard.press("End")
    report.settle()
    column = "congruence, none, once"
    most = float(slider.input_value())
    assert {mark["label"] for mark in report.marks(chart)} == {
        mark["label"] for mark in report.all_marks(chart) if float(mark[column]) >= most
    }
    assert report.page.evaluate("document.activeElement.type") == "range"


def test_a_click_on_a_line_s_mark_opens_the_points_of_both(network) -> None:
    report, chart = network
    marks = report.marks(chart)
    report.page.mouse.click(*report.place(chart, 3))
    report.settle()
    assert report.drawer == sorted(marks[3]["points"])
    sentence = report.page.locator(f'[data-model="{chart}"] .sentence').inner_text()
    assert sentence == marks[3]["sentence"]
