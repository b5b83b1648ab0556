"""Tests of the widgets in a real JupyterLab: linked across cells, with the kernel and without."""

from __future__ import annotations

import os
import shutil
import signal
import socket
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import Watched
from lab import PATIENCE, Notebook, serve
from playwright.sync_api import Browser, Locator, Page, expect
from reports import FRAME

import floorbook
from floorbook import measures

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "02-compare.ipynb"
MEETING = floorbook.load()
NAMES = dict(zip(MEETING.participants["id"], MEETING.participants["name"], strict=True))
EVERYONE = list(NAMES)
PICKED = ["slovakia", "mexico"]
# What JupyterLab itself says to the console, in full: here a kernel that is restarted on purpose.
LAB_SAYS = ["warning: Connection lost, reconnecting in 0 seconds."]
BUSY = ".floorbook[aria-busy=true], .floorbook [aria-busy=true]"
GATE = "import socket; socket.create_connection(('127.0.0.1', {port})).recv(1)"
"""Keeps the kernel busy for as long as the other side keeps the line open."""
HEAR = """
import threading
heard = threading.Event()
def look(_=None):
    if " ".join(selection.participants) == "{wanted}":
        heard.set()
selection.observe(look, "participants")
look()
heard.wait({seconds})
selection.unobserve(look, "participants")
print(*selection.participants)
"""
"""Waits in the kernel, which hears of what is picked in a thread beside."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that JupyterLab serves, and in which the kernel works."""
    folder = tmp_path_factory.mktemp("notebooks")
    shutil.copy(NOTEBOOK, folder)
    return folder


@pytest.fixture(scope="module")
def address(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serve(folder, tmp_path_factory.mktemp("lab")) as address:
        yield address


@pytest.fixture(scope="module")
def watched(browser: Browser) -> Iterator[Watched]:
    """One page for all tests of this file: the server is on this machine, so it has a network."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    yield Watched(page)
    page.close()


@pytest.fixture(scope="module")
def run(watched: Watched, address: str) -> Notebook:
    """The notebook, open in JupyterLab, every cell of it run."""
    notebook = Notebook(watched.page, address, NOTEBOOK.name)
    notebook.run_all()
    return notebook


@pytest.fixture
def notebook(run: Notebook, watched: Watched, address: str) -> Iterator[Notebook]:
    """The notebook with everything in view; a test must leave no error behind in it."""
    # What the test before has opened must be drawn everywhere: else its control is not there yet.
    run.page.evaluate(FRAME)
    expect(run.page.locator(BUSY)).to_have_count(0, timeout=PATIENCE * 1000)
    for back in ("[data-key=release]", "[data-reset]"):
        if (button := run.page.locator(back)).is_visible():
            button.click()
    ready(run.page)
    see(run.page, EVERYONE)
    yield run
    assert run.errors == []
    assert [said for said in watched.errors if said not in LAB_SAYS] == []
    assert [url for url in watched.requests if not url.startswith(address)] == []


def ready(page: Page) -> None:
    """Wait for every widget, and unfold the picker."""
    drawn = ".plot .main-svg .point"
    for place in (".picker", ".matrix", ".beside-table", "details[data-participant]", drawn):
        expect(page.locator(place).first).to_be_attached(timeout=PATIENCE * 1000)
    page.locator(".picker").evaluate("(picker) => { picker.open = true }")


def pick(page: Page, participants: list[str]) -> None:
    """Leave these participants, by the picker's button and check boxes."""
    page.locator("[data-none=participants]").click()
    for one in participants:
        page.locator(f"input[data-facet=participants][data-id={one}]").check()


def see(page: Page, participants: list[str]) -> None:
    """Wait until matrix, charts and evidence show these participants, and nobody else, and nothing
    waits to be drawn: two charts may show together what neither shows."""
    page.wait_for_function(
        """([ids, names]) => {
          const all = (place, told) => [...document.querySelectorAll(place)].map(told);
          const same = (found, wanted) => String([...new Set(found)].sort()) === String(wanted);
          return same(all(".matrix tr[data-participant]", (row) => row.dataset.participant), ids)
            && same(all("details[data-participant]", (list) => list.dataset.participant), ids)
            && same(all(".plot .ytick", (tick) => tick.textContent), names)
            && !document.querySelector(":is(.floorbook, .floorbook *)[aria-busy=true]");
        }""",
        arg=[sorted(participants), sorted(NAMES[one] for one in participants)],
    )


def python_sees(notebook: Notebook, participants: list[str]) -> None:
    """Wait until Python has heard of what is picked."""
    seen = notebook.execute(HEAR.format(wanted=" ".join(participants), seconds=10))
    assert seen.split() == participants


def cell(page: Page, source: str) -> Locator:
    """The notebook's cell with this in its source, output included."""
    return page.locator(".jp-CodeCell", has=page.locator(".jp-InputArea", has_text=source))


def listed(panel: Locator, points: Iterable[str]) -> None:
    """Wait until a panel lists these points, each once and no other."""
    wanted = sorted(points)
    expect(panel.locator("[data-point]")).to_have_count(len(wanted))
    found = panel.locator("[data-point]").evaluate_all("all => all.map((el) => el.dataset.point)")
    assert sorted(found) == wanted


def test_picking_in_one_cell_moves_all_others_and_python_sees_it(notebook: Notebook) -> None:
    pick(notebook.page, PICKED)
    see(notebook.page, PICKED)
    python_sees(notebook, PICKED)
    seen = notebook.execute("print(*selection.points()['participant'].unique())")
    assert sorted(seen.split()) == sorted(PICKED)


def test_picking_in_python_moves_all_cells(notebook: Notebook) -> None:
    notebook.execute("selection.participants = ['usa', 'icmc', 'sweden']")
    see(notebook.page, ["usa", "icmc", "sweden"])
    expect(notebook.page.locator(".picker input[data-id=sweden]")).to_be_checked()
    expect(notebook.page.locator(".picker input[data-id=mexico]")).not_to_be_checked()


def test_cells_stay_linked_while_the_kernel_is_busy(notebook: Notebook) -> None:
    with socket.create_server(("127.0.0.1", 0)) as gate:
        gate.settimeout(60)
        notebook.begin(GATE.format(port=gate.getsockname()[1]))
        line, _ = gate.accept()
        with line:
            pick(notebook.page, PICKED)
            see(notebook.page, PICKED)
            assert not notebook.finished
    notebook.wait()
    python_sees(notebook, PICKED)
    see(notebook.page, PICKED)  # what the kernel answers late takes nothing back


def test_cells_stay_linked_while_the_kernel_does_nothing_at_all(notebook: Notebook) -> None:
    # One that is busy may still hear of what is picked, in a thread beside.
    kernel = int(notebook.execute("import os; print(os.getpid())"))
    os.kill(kernel, signal.SIGSTOP)
    try:
        pick(notebook.page, PICKED)
        see(notebook.page, PICKED)
    finally:
        os.kill(kernel, signal.SIGCONT)
    python_sees(notebook, PICKED)


def test_a_click_on_a_cell_lists_the_points_that_the_data_has_for_it(notebook: Notebook) -> None:
    page, table = notebook.page, measures.cells(MEETING)
    compared = table[table["dimension"].isin(["leadership", "process", "coherence"])]
    for row in compared.nlargest(3, "n").itertuples():
        line = page.locator(f".matrix tr[data-participant={row.participant}]")
        line.locator(f"td[data-issue={row.issue}] button").click()
        listed(page.locator(".matrix tr.beside"), row.points)
        listed(cell(page, "Evidence(selection)").locator(".drawer"), row.points)
    folded = table[(table["participant"] == "mexico") & (table["dimension"] == "substance")]
    page.locator(".matrix tr[data-participant=mexico] td[data-dimension=substance] button").click()
    listed(page.locator(".matrix tr.beside"), {p for points in folded["points"] for p in points})


def test_a_click_on_a_mark_lists_the_points_that_the_data_has_for_it(notebook: Notebook) -> None:
    page, table = notebook.page, measures.breadth(MEETING)
    pick(page, PICKED)
    see(page, PICKED)
    chart = cell(page, "figures.breadth)")
    row = table[(table["participant"] == "mexico") & (table["dimension"] == "process")].iloc[0]
    plot = chart.locator(".plot")
    plot.scroll_into_view_if_needed()  # out of sight it waits
    page.wait_for_function(SHOWS, arg=[plot.element_handle(), list(PICKED)])
    marks = plot.evaluate("(plot) => plot.data[0].customdata")
    (found,) = [i for i, mark in enumerate(marks) if "mexico" in mark and "process" in mark]
    x, y = chart.locator(".plot").evaluate(CENTRE, found)
    chart.locator(".plot .nsewdrag").click(position={"x": x, "y": y})
    listed(chart.locator(".drawer"), row["points"])


def test_figures_can_be_taken_along_without_a_link_that_leads_nowhere(notebook: Notebook) -> None:
    page = notebook.page
    pick(page, PICKED)
    see(page, PICKED)
    for place in (page.locator(".matrix"), cell(page, "figures.breadth)").locator(".plot")):
        menu = place.locator("xpath=ancestor::figure").locator(".take")
        menu.locator("summary").click()
        for kind, begins in (("svg", b"<svg"), ("png", b"\x89PNG")):
            with page.expect_download() as saving:
                menu.locator(f"[data-picture={kind}]").click()
            content = Path(saving.value.path()).read_bytes()
            assert content.startswith(begins) and len(content) > 5000
            assert saving.value.suggested_filename.endswith(f"-slovakia-mexico.{kind}")
        menu.get_by_text("Copy the citation").click()
        assert menu.locator(".taken").inner_text().count("Data version") == 1
        assert not menu.get_by_text("Copy the link").count()
        menu.locator("summary").click()


def test_marks_keep_their_texts_through_any_picking(notebook: Notebook) -> None:
    page, table = notebook.page, measures.breadth(MEETING)
    texts = cell(page, "figures.breadth)").locator(".plot .textpoint")
    for picked in (PICKED, ["icmc", "unhcr"], EVERYONE):
        pick(page, picked)
        see(page, picked)
        rows = table[table["participant"].isin(picked) & table["taken_up"].gt(0)]
        wanted = [f"{row.taken_up}/{row.issues}" for row in rows.itertuples()]
        found = [text.strip() for text in texts.all_text_contents()]
        assert sorted(text for text in found if text) == sorted(wanted)


def test_the_dark_theme_reaches_widgets_and_charts(notebook: Notebook) -> None:
    page = notebook.page
    light, wide = colours(page), widths(page)
    notebook.theme("JupyterLab Dark")
    page.wait_for_function(f"({COLOURS})().ticks.every((tick) => tick > 383)")
    dark = colours(page)
    assert all(dark[one] > light[one] for one in ("ink", "support"))
    assert all(dark[one] < light[one] for one in ("paper", "on support"))
    assert widths(page) == wide
    notebook.theme("JupyterLab Light")
    page.wait_for_function(f"({COLOURS})().ticks.every((tick) => tick < 383)")
    assert colours(page) == light
    assert widths(page) == wide


def test_a_chart_that_is_hidden_as_the_theme_changes_takes_it_on(notebook: Notebook) -> None:
    # JupyterLab may hide the notebook for so short that no observer hears of it.
    light = colours(notebook.page)
    notebook.page.evaluate(HIDDEN, "false")
    notebook.page.wait_for_function(f"({COLOURS})().ticks.every((tick) => tick > 383)")
    notebook.page.evaluate(HIDDEN, "true")
    notebook.page.wait_for_function(f"({COLOURS})().ticks.every((tick) => tick < 383)")
    assert colours(notebook.page) == light


def test_cells_that_are_run_again_stay_linked_and_leave_no_listener(notebook: Notebook) -> None:
    model = notebook.execute("print(selection.model_id)")
    before = notebook.listeners(model)
    assert before["change:participants"] > 1
    for again in ["picker", "load"] * 3 + ["matrix-view", "breadth-figure", "evidence-list"]:
        notebook.run(again)
    ready(notebook.page)
    assert notebook.execute("print(selection.model_id)") == model
    pick(notebook.page, PICKED)
    see(notebook.page, PICKED)
    python_sees(notebook, PICKED)
    assert notebook.listeners(model) == before


def test_a_restarted_kernel_and_all_cells_run_again_are_as_before(notebook: Notebook) -> None:
    model = notebook.execute("print(selection.model_id)")
    before = notebook.listeners(model)
    notebook.restart()
    notebook.run_all()
    ready(notebook.page)
    fresh = notebook.execute("print(selection.model_id)")
    assert fresh != model
    see(notebook.page, EVERYONE)
    pick(notebook.page, PICKED)
    see(notebook.page, PICKED)
    python_sees(notebook, PICKED)
    assert notebook.listeners(fresh) == before


# Where a mark is in the layer over a chart that takes the clicks.
SHOWS = """([plot, ids]) => plot.querySelectorAll(".point").length === plot.data[0].x.length
  && plot.data[0].customdata.every((mark) => ids.some((id) => mark.includes(id)))"""
CENTRE = """(plot, i) => {
  const layer = plot.querySelector(".nsewdrag").getBoundingClientRect();
  const mark = plot.querySelectorAll(".point")[i].getBoundingClientRect();
  return [mark.x + mark.width / 2 - layer.x, mark.y + mark.height / 2 - layer.y];
}"""
# Says that the theme has changed while nothing is to be seen; charts that wait for the next frame
# find themselves hidden in it still, and shown before it ends.
HIDDEN = """async (light) => {
  const { style } = jupyterapp.shell.currentWidget.node;
  style.display = "none";
  document.body.dataset.jpThemeLight = light;
  await null;
  await new Promise((then) => requestAnimationFrame(then));
  style.display = "";
}"""
# Lightness of what a reader looks at, from 0 to 765.
COLOURS = """() => {
  const sum = (colour) => colour.match(/[0-9]+/g).slice(0, 3).reduce((a, b) => a + Number(b), 0);
  const all = (place, property) =>
    [...document.querySelectorAll(place)].map((el) => sum(getComputedStyle(el)[property]));
  const light = (place, property) => all(place, property)[0];
  return {
    ink: light(".matrix", "color"),
    paper: light(".matrix .corner", "backgroundColor"),
    support: light(".matrix [data-tone=support]", "backgroundColor"),
    "on support": light(".matrix [data-tone=support]", "color"),
    ticks: all(".plot .ytick text", "fill"),
  };
}"""


def colours(page: Page) -> dict[str, Any]:
    return dict(page.evaluate(COLOURS))


def widths(page: Page) -> list[int]:
    """How wide every chart is drawn, in pixels."""
    drawn = "all => all.map((plot) => plot.querySelector('.main-svg').clientWidth)"
    return list(page.locator(".plot").evaluate_all(drawn))
