"""Tests of charts of very many marks: copies of plotly's marks, as far as they are near."""

from __future__ import annotations

from typing import Any

import pytest
from generated import MANY
from playwright.sync_api import expect
from reports import Export, Report

CROWD = "#crowd"
SHOWN = f"{CROWD} .crowd > svg .point"
MARKS = """(all) => all.map((el) => {
  const { left, top, width } = el.getBoundingClientRect();
  const text = (el.nextSibling ?? el).textContent; // a copy has its text beside it
  return [Math.round(left), Math.round(top), Math.round(width), el.style.fill, text];
})"""
AS_PLOTLY = """async ([crowd, { data, layout }]) => {
  const svg = crowd.querySelector(".crowd > svg");
  const { left, top, width } = svg.getBoundingClientRect();
  const el = document.body.appendChild(document.createElement("div"));
  Object.assign(el.style, { position: "fixed", left: `${left}px`, top: `${top}px` });
  const size = { width, height: svg.height.baseVal.value, title: {} };
  await Plotly.react(el, data, { ...layout, ...size });
  const texts = [...el.querySelectorAll(".textpoint")].map((one) => one.textContent);
  const found = [...el.querySelectorAll(".point")].map((one, i) => {
    const box = one.getBoundingClientRect();
    const place = [box.left, box.top, box.width].map(Math.round);
    return [...place, one.style.fill, texts[i]];
  });
  el.remove();
  return found;
}"""
"""Where plotly itself puts the marks of a figure, how it colours them, and what stands in them."""

PRINTED = f"""() => {{
  dispatchEvent(new Event("beforeprint"));
  return document.querySelectorAll("{SHOWN}").length;
}}"""


@pytest.fixture
def crowd(watched, export: Export) -> Report:
    """A report with a chart of many marks, which is in sight, in a window much lower than it."""
    path = export("many", MANY, "02-compare")
    report = Report(watched.open(path), path).ready()
    report.resize(1280, 420)
    first = report.page.locator("[data-widget=chart]:has(.crowd)").first
    first.evaluate("(el) => { el.id = 'crowd'; }")
    report.page.eval_on_selector(f"{CROWD} .plot", "(plot) => plot.scrollIntoView()")
    report.settle()
    return report


def figure(report: Report) -> dict[str, Any]:
    chart = report.page.locator(CROWD).first.get_attribute("data-model")
    found: dict[str, Any] = report.states[chart]["figure"]
    return found


def test_near_marks_stand_and_look_as_plotly_draws_them(crowd: Report) -> None:
    own = crowd.page.eval_on_selector_all(SHOWN, MARKS)
    handle = crowd.page.locator(CROWD).first.element_handle()
    theirs = crowd.page.evaluate(AS_PLOTLY, [handle, figure(crowd)])
    assert 50 < len(own) < len(theirs) - 100
    assert [mark for mark in own if mark not in theirs] == []


def test_a_pick_moves_the_marks_that_stay_and_takes_the_others_away(crowd: Report) -> None:
    before = crowd.page.eval_on_selector_all(SHOWN, MARKS)
    first = crowd.page.locator(SHOWN).first
    first.evaluate("(el) => { window.kept = el; }")
    crowd.page.evaluate("document.querySelectorAll('input[data-facet=participants]')[0].click()")
    crowd.settle()
    assert crowd.page.eval_on_selector_all(SHOWN, MARKS) != before
    crowd.page.evaluate("document.querySelectorAll('input[data-facet=participants]')[0].click()")
    crowd.settle()
    assert crowd.page.eval_on_selector_all(SHOWN, MARKS) == before
    assert crowd.page.evaluate("window.kept.isConnected")  # nothing was drawn anew


def test_what_is_scrolled_to_is_there_and_all_of_it_in_print(crowd: Report) -> None:
    every = sum(len(trace["customdata"]) for trace in figure(crowd)["data"])
    near = crowd.page.locator(SHOWN).count()
    assert near < every
    last = "(plot) => scrollBy(0, plot.getBoundingClientRect().bottom - innerHeight)"
    crowd.page.eval_on_selector(f"{CROWD} .plot", last)
    crowd.settle()
    bottoms = crowd.page.eval_on_selector_all(SHOWN, MARKS)
    assert max(top for _, top, *_ in bottoms) > 300  # of 420
    assert crowd.page.evaluate(PRINTED) == every
    crowd.page.evaluate("dispatchEvent(new Event('afterprint'))")
    crowd.settle()
    assert crowd.page.locator(SHOWN).count() < every


def test_a_mark_tells_what_it_is_and_opens_its_points(crowd: Report) -> None:
    page = crowd.page
    boxes = [one.bounding_box() for one in page.locator(SHOWN).all()[:60]]
    box = next(one for one in boxes if one and 150 < one["y"] < 380 and one["x"] > 100)
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    label = page.locator(f"{CROWD} .hoverlayer .hovertext").first
    expect(label).to_be_visible()
    told = label.text_content() or ""
    hovers = [one for trace in figure(crowd)["data"] for one in trace["hovertext"]]
    assert told in [one.replace("<br>", "") for one in hovers]
    page.mouse.click(x, y)
    expect(page.locator(f"{CROWD} .drawer")).to_be_focused()


def test_a_crowd_takes_the_colours_of_a_dark_page(crowd: Report) -> None:
    light = crowd.page.eval_on_selector_all(SHOWN, MARKS)
    crowd.recolour("dark")
    dark = crowd.page.eval_on_selector_all(SHOWN, MARKS)
    assert len(dark) == len(light)
    fills = [{fill for *_, fill, _ in marks} - {"none"} for marks in (light, dark)]
    assert fills[0] and fills[1] and not fills[0] & fills[1]
