"""Tests of tables of thousands of rows that stand folded: unfolded, all their rows are there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from ipynb import code, notebook, prose
from once import once, shared
from playwright.sync_api import Locator, expect
from reports import FRAME, Report, floorbook

ROWS = 8_000
SPOTS = 12
SYNTHETIC = f"""
import numpy as np
import plotly.express as px
import floorbook
from floorbook_widgets import Chart, Evidence, Picker, Selection, Table

data = floorbook.load()
selection = Selection(data)
cells = floorbook.measures.cells(data)
frame = cells.iloc[np.arange({ROWS}) % len(cells)].assign(number=range({ROWS}))
held = ["participant", "issue", "points"]
figure = px.scatter(frame, x="number", y="participant", custom_data=held, title="Synthetic")
shown = {{"number": "Number", "participant": "Who", "issue": "On"}}
Picker(selection)
"""
"""The cells of the meeting, each of them many times: nobody said that."""

CELLS = (
    "Chart(selection, figure, columns=held)",
    "Table(selection, frame, shown)",
    "Evidence(selection)",
)
CHART = "[data-widget=chart] details.values"
TABLE = "[data-widget=table] details.fold"
LAID_OUT = """(fold) => [...fold.querySelectorAll("tbody tr")]
  .filter((row) => row.cells[0].offsetHeight).length"""
WIDTHS = """(fold) => [...fold.querySelectorAll("thead th")]
  .map((head) => Math.round(head.getBoundingClientRect().width))"""
SEEN = f"""async ([fold, spots]) => {{
  const [rows, box] = [[...fold.querySelectorAll("tbody tr")], fold.querySelector(".scroll")];
  const head = fold.querySelector("thead").offsetHeight;
  box.scrollIntoView({{ block: "center" }});
  const found = [];
  const height = box.scrollHeight;
  for (let spot = 0; spot <= spots; spot++) {{
    box.scrollTop = (height * spot) / spots;
    await {FRAME};
    const {{ top, bottom }} = box.getBoundingClientRect();
    const seen = rows.flatMap((row, i) => {{
      const at = row.getBoundingClientRect();
      return row.cells[0].offsetHeight && at.bottom > top && at.top < bottom ? [i] : [];
    }});
    const above = rows[seen[0]]?.getBoundingClientRect().top - head - 20;
    const below = rows[seen.at(-1)]?.getBoundingClientRect().bottom + 20;
    const gapless = seen.at(-1) - seen[0] === seen.length - 1;
    if (!(above < top && below > bottom && gapless)) return [spot, seen, above, top];
    found.push(seen[0]);
  }}
  const steady = Math.abs(box.scrollHeight - height) < 5;
  const parts = found.map((row) => (row / rows.length) * spots);
  const even = parts.every((part, i) => Math.abs(part - i) < 0.5);
  return [found[0], steady, even];
}}"""
"""Whether at some places the rows of the table stand there one after the other, without a gap, each
about as far down as it should be; and whether the table keeps its height meanwhile."""


@pytest.fixture
def long(watched, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Report]:
    """A report with a chart of many values and a table of as many rows, ready to be read."""
    path = once(shared(tmp_path_factory) / "long", export) / "long.html"
    yield Report(watched.open(path), path).ready()
    assert watched.trouble == []


def export(out: Path) -> None:
    source = out.parent / "long.ipynb"
    nbformat.write(notebook(prose("# Synthetic"), *map(code, (SYNTHETIC, *CELLS))), source)
    floorbook("report", str(source), "--out", str(out))


def unfolded(report: Report, place: str) -> Locator:
    fold = report.page.locator(place)
    fold.locator("> summary").click()
    report.settle()
    return fold


def gapless(fold: Locator) -> bool:
    found = fold.page.evaluate(SEEN, [fold.element_handle(), SPOTS])
    assert found == [0, True, True], found
    return True


@pytest.mark.parametrize("place", [CHART, TABLE])
def test_all_rows_of_a_long_table_come_into_sight_once_it_is_unfolded(
    long: Report, place: str
) -> None:
    fold = unfolded(long, place)
    assert fold.locator("tbody tr").count() == ROWS
    assert 0 < fold.evaluate(LAID_OUT) < 200
    widths = fold.evaluate(WIDTHS)
    assert gapless(fold)
    assert fold.evaluate(WIDTHS) == widths
    long.page.emulate_media(media="print")
    assert fold.evaluate(LAID_OUT) == ROWS


@pytest.mark.parametrize("place", [CHART, TABLE])
def test_what_is_picked_while_a_long_table_is_folded_is_all_there_when_it_is_unfolded(
    long: Report, place: str
) -> None:
    long.pick("participants", "mexico")
    fold = unfolded(long, place)
    rows = fold.locator("tbody tr").count()
    assert 100 < rows < ROWS / 5
    assert fold.evaluate(LAID_OUT) == rows
    fold.locator("> summary").click()
    long.page.locator("[data-reset]").click()
    long.settle()
    fold.locator("> summary").click()
    long.settle()
    assert gapless(fold)


@pytest.mark.parametrize("place", [CHART, TABLE])
def test_on_a_narrow_page_the_rows_of_a_long_table_are_cards_and_all_there(
    long: Report, place: str
) -> None:
    long.resize(360, 800)
    fold = unfolded(long, place)
    assert 0 < fold.evaluate(LAID_OUT) < 200
    assert gapless(fold)


def test_a_row_far_down_opens_its_points_beneath_it(long: Report) -> None:
    fold = unfolded(long, TABLE)
    fold.locator(".scroll").evaluate("(box) => { box.scrollTop = box.scrollHeight / 2; }")
    long.settle()
    middle = fold.locator("tbody tr").nth(ROWS // 2)
    middle.locator("td button").click()
    long.settle()
    drawer = fold.locator(".beside .drawer")
    expect(drawer).to_be_visible()
    assert drawer.evaluate("(el) => el.closest('tr').previousElementSibling.rowIndex") == (
        ROWS // 2 + 1
    )
