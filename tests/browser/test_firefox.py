"""Tests of the reports in Firefox: they open offline, and all that a reader does in them works."""

from __future__ import annotations

import io
import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import firefox
import pytest
from finder import find_firefox
from pypdf import PdfReader
from reports import BRING, FRAME, NAMES, PLACE, cells, names, points_of, rows, states

pytestmark = pytest.mark.promise("Browsers")

DRAWN = """document.documentElement.classList.contains("ready")
  && [...document.querySelectorAll("[data-widget=chart]")].every((one) =>
    one.querySelector(".plot .main-svg"))"""
PANEL = "[data-widget]:not([data-widget=evidence]) .drawer"
MEXICO = '.matrix tr[data-participant=mexico] [data-issue="modalities"] button'
TWO = ["mexico", "philippines"]


class Reader:
    """A reader's hands and eyes on a report in Firefox."""

    def __init__(self, fox: firefox.Firefox, reports: Path) -> None:
        self.fox = fox
        self.reports = reports

    def open(self, name: str, fragment: str = "") -> None:
        self.fox.open(self.reports / f"{name}.html", fragment)
        self.fox.wait(DRAWN)
        self.settle()

    def told(self, selector: str, attribute: str) -> list[str]:
        place = json.dumps(selector)
        return list(
            self.fox.run(
                f"[...document.querySelectorAll({place})].map((el) => el.dataset.{attribute})"
            )
        )

    def click(self, selector: str) -> None:
        x, y = self.fox.run(
            f"""(() => {{
              const el = document.querySelector({json.dumps(selector)});
              el.scrollIntoView({{ block: "center", inline: "center" }});
              const {{ left, top, width, height }} = el.getBoundingClientRect();
              return [left + width / 2, top + height / 2];
            }})()"""
        )
        self.fox.click(x, y)
        self.settle()

    def settle(self) -> None:
        """Wait until what was changed is drawn, out of sight as well."""
        self.fox.run(FRAME)
        self.fox.wait("!document.querySelector('[aria-busy=true]')")

    @property
    def trouble(self) -> list[str]:
        """Requests, blocked content and errors: empty for a good page."""
        return [*self.fox.requests, *self.fox.errors, *self.fox.run("window.violations")]


@pytest.fixture(scope="module")
def program() -> Path:
    found = find_firefox()
    if found is None:
        pytest.skip("no Firefox is installed here, and none is named by FLOORBOOK_FIREFOX")
    return found


@pytest.fixture(scope="module")
def reader(program: Path, reports: Path) -> Iterator[Reader]:
    """One Firefox for all tests of this file."""
    fox = firefox.Firefox(program)
    yield Reader(fox, reports)
    fox.close()


@pytest.fixture(autouse=True)
def quiet(reader: Reader) -> Iterator[None]:
    """Every test ends without a request, anything blocked, or an error."""
    reader.fox.requests.clear()
    reader.fox.errors.clear()
    reader.fox.resize(1280, 900)
    yield
    assert reader.trouble == []


@pytest.mark.parametrize("name", NAMES)
def test_a_report_opens_offline_and_its_charts_draw(reader, share, tally, name: str) -> None:
    if not share(1, 0) and name not in {"01-overview", "02-compare"}:
        pytest.skip("all reports are opened in Firefox under --full")
    reader.open(name)
    widgets = reader.told("[data-widget]", "widget")
    assert reader.told("[data-widget].live", "widget") == widgets
    marks = reader.fox.run("document.querySelectorAll('.plot .point').length")
    assert marks or "chart" not in widgets
    reader.fox.resize(320, 800)
    reader.settle()
    assert reader.fox.run("document.documentElement.scrollWidth") <= 320
    tally("reports opened in Firefox: offline, without an error, at 1280 and 320 px")


def test_picking_filters_matrix_chart_and_evidence(reader, tally) -> None:
    reader.open("02-compare")
    reader.click(".picker > summary")
    reader.click("[data-none=participants]")
    for one in TWO:
        reader.click(f'.picker input[data-facet=participants][data-id="{one}"]')
    assert reader.told(".matrix tbody tr[data-participant]", "participant") == TWO
    assert sorted(reader.told("[data-widget=evidence] li.point", "point")) == points_of(TWO)
    shown = reader.fox.run("document.querySelector('[data-widget=chart] .shown').textContent")
    assert re.fullmatch(r"shown: \d+ of \d+", shown)
    fragment = reader.fox.run("location.hash.slice(1)")
    assert "participants=mexico,philippines" in fragment
    reader.open("02-compare", fragment)
    assert reader.told(".matrix tbody tr[data-participant]", "participant") == TWO
    tally("views picked, linked and opened again in Firefox")


def test_a_click_on_a_cell_opens_just_its_points(reader, tally) -> None:
    reader.open("02-compare")
    reader.click(MEXICO)
    assert sorted(reader.told(f"{PANEL} li.point", "point")) == sorted(
        cells()["mexico", "modalities"]
    )
    tally("cells and marks clicked in Firefox, each opening just its points")


def test_the_keyboard_opens_and_closes_evidence(reader) -> None:
    reader.open("02-compare")
    reader.fox.run("document.querySelector('[data-sort]:last-of-type').focus()")
    reader.fox.run(f"document.querySelector({json.dumps(MEXICO)}).focus()")
    reader.fox.press("Enter")
    reader.fox.wait(f"document.querySelectorAll('{PANEL} li.point').length === 2")
    reader.fox.press("Escape")
    reader.fox.wait(f"document.querySelector('{PANEL}') === null")
    assert reader.fox.run(f"document.activeElement.matches({json.dumps(MEXICO)})")
    reader.fox.press("Tab")
    assert reader.fox.run("document.activeElement.matches('.matrix button')")
    assert reader.fox.run("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_a_click_on_a_mark_opens_just_its_points(reader, reports, share, tally) -> None:
    reader.open("01-overview")
    charts = reader.told("[data-widget=chart]", "model")
    opened = 0
    for chart in charts[: share(full=len(charts), bounded=3)]:
        state = states(reports / "01-overview.html")[chart]
        at = state["columns"].index("points")
        marks = [
            row[at] for trace in state["figure"]["data"] for row in trace.get("customdata", ())
        ]
        number = next((i for i, points in enumerate(marks) if points), None)
        if number is None:
            continue
        plot = f"document.querySelector('[data-model=\"{chart}\"] .plot')"
        reader.fox.run(f"({BRING})({plot}, {number})")
        reader.settle()
        reader.fox.click(*reader.fox.run(f"({PLACE})({plot}, {number})"))
        reader.settle()
        place = f'[data-model="{chart}"] .drawer li.point'
        assert sorted(reader.told(place, "point")) == sorted(marks[number])
        opened += 1
    assert opened >= 2
    tally("cells and marks clicked in Firefox, each opening just its points", opened)


def test_a_saved_view_opens_as_it_stands(reader, tmp_path: Path) -> None:
    reader.fox.downloads(tmp_path)
    reader.open("02-compare", "participants=mexico,sweden")
    reader.click("[data-save]")
    saved = reader.fox.saved()
    assert saved.parent == tmp_path
    assert saved.name.endswith("-compare-participants-side-by-side-view-mexico-sweden.html")
    reader.fox.open(saved)
    reader.fox.wait(DRAWN)
    shown = reader.told(".matrix tbody tr[data-participant]", "participant")
    assert shown == ["mexico", "sweden"]


def test_print_has_what_is_open_and_not_what_is_folded(reader, tally) -> None:
    reader.open("02-compare")
    gists = {squeezed(gist) for gist in names("points", "id", "gist").values()}
    alone = squeezed("no issue on which both are recorded")  # in the folded table of a chart
    folded = printed(reader)
    assert alone not in folded and [gist for gist in gists if gist in folded] == []
    reader.fox.run("document.querySelectorAll('details').forEach((el) => { el.open = true; })")
    reader.settle()
    opened = printed(reader)
    assert [gist for gist in gists if gist not in opened] == []
    assert opened.count(alone) >= 20
    tally("folded points found in a page that Firefox printed", len(rows("points")))


def printed(reader: Reader) -> str:
    """What stands on the printed pages."""
    pages = PdfReader(io.BytesIO(reader.fox.pdf())).pages
    return squeezed("".join(page.extract_text() for page in pages))


def test_a_dark_reader_gets_a_dark_page(program: Path, reports: Path) -> None:
    fox = firefox.Firefox(program, dark=True)
    try:
        dark = Reader(fox, reports)
        dark.open("01-overview")
        dark.settle()
        assert brightness(fox.run("getComputedStyle(document.body).backgroundColor")) < 120
        ink = "getComputedStyle(document.querySelector('.plot .ytick text')).fill"
        assert brightness(fox.run(ink)) > 600
        assert dark.trouble == []
    finally:
        fox.close()


def squeezed(text: str) -> str:
    """A text without spaces, line ends and ligatures: these are the printer's."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def brightness(colour: str) -> Any:
    return sum(map(int, re.findall(r"\d+", colour)[:3]))
