"""Tests of reports on generated packages: thousands of points, and packages of one peculiarity."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import packages
import pytest
from generated import EDGES, LARGE, MANY, Shape
from playwright.sync_api import Browser, expect
from reports import BRIEF, EVIDENCE, NAMES, Export, Report, open_evidence

pytestmark = pytest.mark.promise("Any package")

FEW = ("one delegation",)
"""The packages with one peculiarity of the normal run."""

LONG = 120_000  # milliseconds on a busy machine
MEETING, LAST = "lamps2", "lamps3"
POINTS = "[data-widget=evidence] li.point"
LINKS = "[data-widget=evidence] .annexes a"

PICK_AND_PRINT = f"""(meeting) => {{
  document.querySelector("[data-none=meetings]").click();
  document.querySelector(`input[data-facet=meetings][data-id=${{meeting}}]`).click();
  dispatchEvent(new Event("beforeprint"));
  return [...document.querySelectorAll("{POINTS}")].map((point) => point.dataset.point);
}}"""


NAMED = {LARGE: "large", MANY: "many"}
"""Exports are kept by name, and tests of other modules use the smaller one in the full run too."""


@pytest.fixture(scope="session")
def many(pytestconfig: pytest.Config) -> Shape:
    """A package whose pages come alive from the top: the largest that there is time for."""
    return LARGE if pytestconfig.getoption("full") else MANY


@pytest.mark.parametrize("name", NAMES)
def test_a_report_on_thousands_of_points_opens_the_points_behind_its_marks(
    watched,
    export: Export,
    many: Shape,
    name: str,
    share: Callable[..., int],
    tally: Callable[..., None],
) -> None:
    if name != "02-compare" and not share(1, 0):
        pytest.skip("the other notebooks are exported under --full")
    report = opened(watched, export(NAMED[many], many, name))
    known, count = points(export, NAMED[many], many), 0
    for place in EVIDENCE:
        if not (button := report.page.locator(place).last).count():
            continue
        report.settle()  # what was opened before may draw this anew
        model = button.evaluate("(button) => button.closest('[data-widget]').dataset.model")
        widget = report.page.locator(f'[data-model="{model}"]')
        widget.scroll_into_view_if_needed()  # what is out of sight follows when there is time
        button.evaluate("(button) => button.click()")
        told = widget.locator(".drawer li.point")
        expect(told.first).to_be_visible(timeout=LONG)
        assert {one.get_attribute("data-point") for one in told.all()} <= known
        count += 1
    assert count
    assert watched.trouble == []
    tally(f"kinds of marks opened among {many.points} points", count)


ROWS = "(all) => all.map((row) => row.textContent.trim()).sort()"
FOLDED = "[data-widget=table] details.fold tbody > tr"


def test_of_a_large_report_the_rows_that_a_script_writes_are_there_without_one(
    watched, browser: Browser, export: Export
) -> None:
    path = export("many", MANY, "02-compare")
    assert "<noscript>" in path.read_text(encoding="utf-8")
    context = browser.new_context(java_script_enabled=False, offline=True)
    with context.new_page() as page:
        page.goto(path.as_uri())
        assert page.locator(".waiting:visible").count() == 0
        page.locator("[data-widget=table] details.fold > summary").first.click()
        expect(page.locator(FOLDED).first).to_be_visible()
        without = page.eval_on_selector_all(FOLDED, ROWS)
    context.close()
    report = opened(watched, path)
    report.settle()
    assert len(without) > 500
    assert report.page.eval_on_selector_all(FOLDED, ROWS) == without
    assert report.page.locator("noscript, .waiting").count() == 0
    assert watched.trouble == []


def listed(report: Report, points: set[str], meetings: int) -> None:
    """All points stand there; or, of a report too large for them, a link for each meeting."""
    report.settle()
    if report.page.locator(LINKS).count():
        expect(report.page.locator(LINKS)).to_have_count(meetings, timeout=LONG)
        expect(report.page.locator(POINTS)).to_have_count(0)
    else:
        expect(report.page.locator(POINTS)).to_have_count(len(points), timeout=LONG)
        assert set(report.evidence) == points


def test_of_thousands_of_points_one_meeting_can_be_picked_and_printed(
    watched, export: Export, many: Shape
) -> None:
    report = opened(watched, export(NAMED[many], many, "02-compare"))
    listed(report, points(export, NAMED[many], many), many.meetings)
    report.pick("meetings", MEETING)
    listed(report, points(export, NAMED[many], many, MEETING), 1)
    rows = report.page.locator(".matrix tbody tr[data-participant]")
    assert rows.count() == len(set(report.participants)) > 25
    # Printed at once, before anything out of sight had time to follow.
    printed = set(report.page.evaluate(PICK_AND_PRINT, LAST))
    apart = report.page.locator(LINKS).count()
    assert printed == (set() if apart else points(export, NAMED[many], many, LAST))
    assert watched.trouble == []


@pytest.mark.parametrize("edge", EDGES)
def test_a_report_on_a_package_with_one_peculiarity_has_no_trouble(
    watched, export: Export, edge: str, share: Callable[..., int], tally: Callable[..., None]
) -> None:
    for name in NAMES if share(1, 0) else ("02-compare", BRIEF):
        report = opened(watched, export(edge, EDGES[edge], name))
        for drawer in open_evidence(report.page):
            expect(drawer).to_be_visible()
        report.unfold()
        for facet in report.told("[data-none]", "data-none"):
            report.open_picker()
            report.page.locator(f'[data-none="{facet}"]').click()
            report.settle()
        assert watched.trouble == [], name
        tally("reports on packages with one peculiarity", 1)


def opened(watched, path: Path) -> Report:
    """A report, ready to be read, with patience for large ones."""
    report = Report(watched.open(path), path)
    report.page.set_default_timeout(LONG)
    return report.ready()


def points(export: Export, name: str, shape: Shape, meeting: str = "") -> set[str]:
    """The points of a meeting, or all, read from the package's file."""
    folder = export(name, shape, "02-compare").parents[1]
    header, *rows = packages.lines(folder / "data", "points")
    ids = [row[header.index("id")] for row in rows]
    return {id for id in ids if id.startswith(meeting)}
