"""Tests of figures with several measures: in the module, and as a reader meets them."""

from __future__ import annotations

import re
from itertools import product
from typing import Any

import pytest
from meetings import meeting
from reports import Report

from floorbook import figures
from floorbook_widgets.chart import plain_figure

# Values as worked out in tests/test_figures_network.py: congruence 1.75, 0 and 1.
TOLD = meeting(
    "ada: tea support", "ada: tea support, milk qualified", "bor: tea support",
    "bor: tea oppose, milk support", "cyr: tea oppose, sun support", "dun: tea raise",
)  # fmt: skip
CHOICES = [{"label": "A", "options": ["1", "2"]}, {"label": "B", "options": ["x", "y", "z"]}]


def measured(modules: Any, figure: dict[str, Any], variant: int) -> dict[str, Any]:
    given = [figure, figure["layout"]["meta"]["columns"], variant]
    return dict(modules.run("measure.js", "(m, given) => m.measured(...given)", given))


def test_options_and_variants_are_two_names_of_one_thing(modules) -> None:
    call = "(m, [c, n]) => { const at = m.optionsAt(c, n); return [at, m.variantAt(c, at)]; }"
    told = [modules.run("measure.js", call, [CHOICES, number]) for number in range(6)]
    assert [tuple(at) for at, _ in told] == list(product(range(2), range(3)))
    assert [back for _, back in told] == list(range(6))


def test_a_pair_at_zero_has_no_line_and_no_mark(modules) -> None:
    figure = measured(modules, plain_figure(figures.network(TOLD)), 0)
    columns = figure["layout"]["meta"]["columns"]
    *bands, marks, _ = figure["data"]
    ids = [dict(zip(columns, row, strict=True)) for row in marks["customdata"]]
    assert [one["label"] for one in ids] == ["Ada and Bor", "Bor and Cyr"]
    assert len(marks["x"]) == len(marks["marker"]["size"]) == 2
    # Of 1.75 at most: 1.75 is in the fifth fifth, 1 in the third.
    lines = {band["line"]["width"]: len(band["x"]) // 3 for band in bands}
    assert lines == {1: 0, 2: 0, 3: 1, 4.5: 0, 6: 1}


def test_each_variant_has_its_own_threshold_and_table(modules) -> None:
    plain = plain_figure(figures.network(TOLD))
    for number, variant in enumerate(plain["layout"]["meta"]["variants"]):
        meta = measured(modules, plain, number)["layout"]["meta"]
        assert (meta["threshold"], meta["table"]) == (variant["threshold"], variant["table"])


def test_cells_show_the_value_and_are_filled_by_it(modules) -> None:
    congruence = 0  # once, not normalised: 1.75 and 1; the third pair has 0, and no cell
    figure = measured(modules, plain_figure(figures.congruence_matrix(TOLD)), congruence)
    (cells,) = figure["data"]
    assert cells["text"] == ["1.75", "1.00"]
    fills = [float(re.findall(r"[\d.]+", colour)[-1]) for colour in cells["marker"]["color"]]
    assert fills[0] > fills[1] > 0


def test_a_figure_with_one_measure_stays_as_it_is(modules) -> None:
    plain = plain_figure(figures.turns(TOLD))
    assert measured(modules, plain, 3) == plain


@pytest.fixture
def network(read) -> tuple[Report, str]:
    report: Report = read("02-compare")
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
