"""Tests of a report whose text is twice as large, and in the few colours that a reader allows."""

from __future__ import annotations

from typing import Any

import pytest
from reports import NAMES, Report, open_evidence

pytestmark = pytest.mark.promise("For everyone")

SIZES = """() => [...document.querySelectorAll(
  "main p, main li, main td, main th, main button, main summary, h1, h2, h3, label, select, small")]
  .map((el) => parseFloat(getComputedStyle(el).fontSize))"""

OVERLAPS = """() => {
  const clips = (el) => getComputedStyle(el).overflowX !== "visible" || el.matches(".sr");
  const lines = [];
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const el = node.parentElement;
    if (!node.data.trim() || el.closest(".plot, .sr, option, script")) continue;
    if (!el.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const { left, top, right, bottom } of range.getClientRects()) {
      let box = { left, top, right, bottom };
      for (let up = el; up; up = up.parentElement) {
        if (!clips(up)) continue;
        const edge = up.getBoundingClientRect();
        box = { left: Math.max(box.left, edge.left), top: Math.max(box.top, edge.top),
          right: Math.min(box.right, edge.right), bottom: Math.min(box.bottom, edge.bottom) };
      }
      if (box.right - box.left > 2 && box.bottom - box.top > 2) lines.push({ node, ...box });
    }
  }
  lines.sort((a, b) => a.top - b.top);
  const found = [];
  lines.forEach((one, i) => {
    for (let j = i + 1; j < lines.length && lines[j].top < one.bottom; j += 1) {
      const other = lines[j];
      const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const high = Math.min(one.bottom, other.bottom) - other.top;
      if (other.node === one.node || wide <= 2) continue;
      if (high > 0.45 * Math.min(one.bottom - one.top, other.bottom - other.top))
        found.push(`${one.node.data.trim().slice(0, 40)} | ${other.node.data.trim().slice(0, 40)}`);
    }
  });
  return found;
}"""
"""Pairs of texts that stand on one another."""

CUT = """() => [...document.querySelectorAll("main *")].filter((el) => {
  const { overflowX, overflowY } = getComputedStyle(el);
  if (el.closest(".plot, .sr, svg, select") || !el.checkVisibility()) return false;
  return (overflowX === "hidden" && el.scrollWidth > el.clientWidth + 2)
    || (overflowY === "hidden" && el.scrollHeight > el.clientHeight + 2);
}).map((el) => `${el.className} ${el.textContent.trim().slice(0, 60)}`)"""
"""What is cut off with no way to scroll to it."""


def sound(page: Any) -> None:
    # Nothing scrolled: the picker and the names of the rows are meant to stay where they are.
    page.evaluate(
        "(scrollTo(0, 0), document.querySelectorAll('.scroll').forEach((el) => el.scrollTo(0, 0)))"
    )
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(OVERLAPS) == []
    assert page.evaluate(CUT) == []


@pytest.fixture
def chosen(share, name: str) -> None:
    """Only some reports are tried where not all are asked for."""
    if not share(1, 0) and name not in {"02-compare", "brief-mexico"}:
        pytest.skip("the others are tried under --full")


@pytest.mark.parametrize("name", NAMES)
def test_text_of_twice_the_size_is_neither_cut_off_nor_overlapping(
    chosen, read, tally, name: str
) -> None:
    report: Report = read(name)
    page = report.page
    sound(page)
    before = page.evaluate(SIZES)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    report.settle()
    after = page.evaluate(SIZES)
    assert len(before) > 50
    grown = [late / early for early, late in zip(before, after, strict=True)]
    assert min(grown) >= 1.99, "a text that does not follow the reader's text size"
    report.unfold()
    sound(page)
    for panel in open_evidence(page):
        assert panel.count()
        sound(page)
    tally("reports with text of twice the size, folded, unfolded and with evidence open")


@pytest.mark.parametrize("name", NAMES)
def test_a_page_zoomed_to_twice_its_size_is_neither_cut_off_nor_overlapping(
    chosen, read, tally, name: str
) -> None:
    report: Report = read(name)
    report.resize(640, 450)  # as 1280 by 900 at 200 %
    report.unfold()
    sound(report.page)
    report.resize(320, 450)
    sound(report.page)
    tally("reports at 200 and 400 % zoom, unfolded")


FORCED = """() => {
  const canvas = getComputedStyle(document.body).backgroundColor;
  const ink = getComputedStyle(document.body).color;
  const rim = (el) => {
    const { borderTopStyle, borderTopWidth, borderTopColor, color } = getComputedStyle(el);
    return borderTopStyle !== "none" && parseFloat(borderTopWidth) >= 1
      && borderTopColor !== canvas && color !== canvas;
  };
  const doubt = (el) => getComputedStyle(el).outlineStyle === "dotted"
    && getComputedStyle(el).outlineColor !== canvas;
  const unsure = [...document.querySelectorAll(".matrix .mark.unsure, .legend .chip.unsure")];
  const first = [...document.querySelectorAll(".matrix .first")];
  return {
    differ: ink !== canvas,
    marks: document.querySelectorAll(".matrix .mark").length,
    bare: [...document.querySelectorAll(".matrix .mark, .chip")].filter((el) => !rim(el)).length,
    letters: [...document.querySelectorAll(".matrix .mark, .legend .chip[data-tone]")]
      .every((el) => /[A-Z?]/.test(el.textContent)),
    bars: first.filter((el) => getComputedStyle(el).borderLeftColor !== canvas).length,
    firsts: first.length,
    unsure: unsure.length,
    sure: unsure.filter((el) => !doubt(el)).length,
  };
}"""


def test_in_forced_colours_marks_keep_a_rim_and_their_letters(read, tally) -> None:
    report: Report = read("02-compare")
    page = report.page
    page.emulate_media(forced_colors="active")
    report.settle()
    found = page.evaluate(FORCED)
    assert found["differ"] and found["letters"]
    assert found["marks"] > 60
    assert found["firsts"] > 20
    assert found["unsure"] > 5
    assert (found["bare"], found["bars"], found["sure"]) == (0, 0, 0)
    mark = page.locator(".matrix .mark").first
    mark.click()
    page.wait_for_selector(".matrix .mark[aria-expanded=true]")
    outline = "(el) => getComputedStyle(el).outlineStyle"
    assert page.locator(".matrix .mark[aria-expanded=true]").evaluate(outline) == "solid"
    tally("marks with a rim and a letter in forced colours", found["marks"])


def test_nothing_at_all_moves_for_those_who_do_not_want_it(read, tally) -> None:
    report: Report = read("02-compare")
    page = report.page
    page.emulate_media(reduced_motion="reduce")
    tried = 0
    for _ in open_evidence(page):
        assert page.evaluate("document.getAnimations().length") == 0
        tried += 1
    assert tried == 4
    moving = """[...document.querySelectorAll("*")].filter((el) =>
      getComputedStyle(el).transitionDuration.split(",").some((one) => parseFloat(one) > 0)
      && !el.closest(".plot")).length"""
    assert page.evaluate(moving) == 0
    tally("kinds of evidence opened without motion where none is wanted", tried)
