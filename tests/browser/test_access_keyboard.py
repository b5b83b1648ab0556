"""Tests of reading a report with the keyboard alone: everything is reached, in order, in sight."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Locator
from reports import NAMES, Report

pytestmark = pytest.mark.promise("For everyone")

STOPS = """() => {
  const kinds = "a[href], button, select, input, summary, [tabindex='0']";
  window.stops = [...document.querySelectorAll(kinds)].filter((el) =>
    !el.disabled && el.tabIndex >= 0
    && el.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true }));
  window.plain = window.stops.map((el) => getComputedStyle(el).outline);
  return window.stops.map((el) => {
    const { left, top } = el.getBoundingClientRect();
    const frame = el.parentElement.closest(".panel, .scroll");  // what it scrolls away is no lower
    const end = frame ? frame.getBoundingClientRect().bottom : Infinity;
    return [left + scrollX, Math.min(top, end) + scrollY, el.outerHTML.slice(0, 120)];
  });
}"""
"""What the keyboard can come to, in the order of the document, and where it stands."""

HERE = """() => {
  const el = document.activeElement;
  const at = window.stops.indexOf(el);
  if (at < 0) return null;
  const { left, top, right, bottom } = el.getBoundingClientRect();
  const [x0, x1] = [Math.max(left, 0), Math.min(right, document.documentElement.clientWidth)];
  const [y0, y1] = [Math.max(top, 0), Math.min(bottom, innerHeight)];
  const inside = [0.5, 0.2, 0.8].some((part) => {
    const hit = document.elementFromPoint(x0 + (x1 - x0) / 2, y0 + (y1 - y0) * part);
    return hit && (el.contains(hit) || hit.contains(el) && !hit.matches("th, .panel"));
  });
  const style = getComputedStyle(el);
  return {
    at, said: el.outerHTML.slice(0, 120),
    seen: x1 - x0 > 4 && y1 - y0 > 4 && inside,
    marked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
      && style.outline !== window.plain[at],
  };
}"""


def walk(page: Any, key: str) -> list[dict[str, Any]]:
    """All that has the focus, one after the other, from one end of the page to the other."""
    found: list[dict[str, Any]] = []
    for _ in range(len(page.evaluate("window.stops")) + 5):
        page.keyboard.press(key)
        here = page.evaluate(HERE)
        if here is None or (found and here["at"] == found[0]["at"]):
            break
        found.append(here)
    return found


def amiss(found: list[dict[str, Any]]) -> list[str]:
    return [
        f"{'' if here['seen'] else 'out of sight '}{'' if here['marked'] else 'unmarked '}"
        f"{here['said']}"
        for here in found
        if not (here["seen"] and here["marked"])
    ]


@pytest.fixture
def chosen(share, name: str, width: int, unfolded: bool) -> None:
    """Only some pages are walked where not all are asked for."""
    some = {("02-compare", 1280, False), ("brief-mexico", 320, True)}
    if not share(1, 0) and (name, width, unfolded) not in some:
        pytest.skip("the others are walked under --full")


@pytest.mark.parametrize("unfolded", [False, True])
@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("name", NAMES)
def test_the_keyboard_comes_to_everything_in_order_and_in_sight(
    chosen, read, tally, name: str, width: int, unfolded: bool
) -> None:
    report: Report = read(name)
    page = report.page
    report.resize(width, 800)
    if unfolded:
        report.unfold()
    stops = page.evaluate(STOPS)
    for (left, top, _), (right, below, said) in pairwise(stops):
        assert below >= top - 2 or right > left, f"stands before what it follows: {said}"
    there = walk(page, "Tab")
    assert [here["at"] for here in there] == list(range(len(stops)))
    assert amiss(there) == []
    back = walk(page, "Shift+Tab")  # from the end, past what stays at the top of the window
    assert [here["at"] for here in back] == list(reversed(range(len(stops))))
    assert amiss(back) == []
    tally("stops of the keyboard: in order, in sight, and marked", 2 * len(stops))


def in_sight(panel: Locator) -> bool:
    """Whether a panel stands in the window whole, or fills it."""
    top, bottom, high = panel.evaluate(
        "(el) => [el.getBoundingClientRect().top, el.getBoundingClientRect().bottom, innerHeight]"
    )
    return 0 <= top < high and (bottom <= high + 1 or bottom - top > high - 100)


@pytest.mark.parametrize(
    ("name", "mark", "edge"),
    [
        ("02-compare", ".matrix td button.mark", "end"),
        ("02-compare", ".beside-table td button", "end"),
        ("02-compare", "[data-widget=table] details td button", "end"),
        ("01-overview", "[data-widget=chart] details td button", "start"),
    ],
)
def test_evidence_opens_in_sight_and_closes_by_keyboard(
    read, tally, name: str, mark: str, edge: str
) -> None:
    report: Report = read(name)
    page = report.page
    if "details" in mark:
        page.locator(f"{mark.partition('details')[0]} details > summary").first.focus()
        page.keyboard.press("Enter")
    button = page.locator(mark).nth(4)
    assert button.get_attribute("aria-expanded") == "false"
    button.focus()
    # At the edge of the window beyond which it opens: beneath a row, but above a chart's table.
    button.evaluate("(el, block) => el.scrollIntoView({ block })", edge)
    page.keyboard.press("Enter")
    report.settle()
    report.settle()
    panel = page.locator("[data-widget]:not([data-widget=evidence]) .drawer")
    assert in_sight(panel)
    assert panel.locator("li.point").count()
    assert button.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Escape")
    report.settle()
    assert panel.count() == 0
    assert button.get_attribute("aria-expanded") == "false"
    assert button.evaluate("(el) => el === document.activeElement")
    tally("kinds of marks whose evidence opens in sight and closes by keyboard")


def test_evidence_of_a_mark_opens_in_sight_under_a_tall_chart(read) -> None:
    report: Report = read("01-overview")
    chart = report.charts[0]  # a row for every turn: higher than the window
    report.page.set_viewport_size({"width": 1280, "height": 500})
    report.page.mouse.click(*report.place(chart, 0))
    report.settle()
    report.settle()
    panel = report.page.locator(f'[data-model="{chart}"] .drawer')
    assert in_sight(panel)
    assert panel.evaluate("(el) => el === document.activeElement")


def test_the_skip_link_leads_past_nothing_but_to_the_content(read) -> None:
    page = read("02-compare").page
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    assert skip.evaluate("(el) => el === document.activeElement")
    assert skip.evaluate("(el) => el.getBoundingClientRect().left") >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
