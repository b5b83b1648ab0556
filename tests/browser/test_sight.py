"""Tests of what is out of sight: it waits, and is right when it is seen, used or printed."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser
from reports import FRAME, Report, points_of

SIGHT = Path(__file__).parents[2] / "widgets" / "floorbook_widgets" / "sight.js"
TWO = ("mexico", "philippines")
WAITING = "() => document.querySelectorAll('[data-widget][aria-busy=true]').length"
PICK = """(ids) => {
  window.requestIdleCallback = () => {};  // a reader who leaves no pause
  document.querySelector("[data-none=participants]").click();
  for (const id of ids) document.querySelector(`input[data-id=${id}]`).click();
}"""
END = "scrollTo(0, document.documentElement.scrollHeight)"
SEE = """async (selector) => {
  document.querySelector(selector).scrollIntoView();
  await new Promise((go) => requestAnimationFrame(() => setTimeout(go)));
  return document.querySelector(selector).closest("[data-widget]").hasAttribute("aria-busy");
}"""
"""Whether something still waits in the frame in which it is scrolled to."""
PRINT = """() => {
  dispatchEvent(new Event("beforeprint"));
  return document.querySelectorAll("[aria-busy=true]").length;
}"""


@pytest.fixture
def waiting(read) -> Report:
    """A report in which two were picked, and whose reader leaves it no pause."""
    report: Report = read("02-compare")
    report.page.evaluate(END)  # from there the matrix is out of sight
    report.page.evaluate(FRAME)
    report.page.evaluate(PICK, list(TWO))
    report.page.evaluate(FRAME)
    assert report.page.evaluate(WAITING) > 3
    return report


def test_what_is_out_of_sight_is_right_in_the_frame_in_which_it_is_scrolled_to(
    waiting: Report,
) -> None:
    assert len(waiting.participants) > len(TWO)
    assert waiting.page.evaluate(SEE, ".matrix") is False
    assert waiting.participants == list(TWO)
    for chart in waiting.charts:
        assert waiting.page.evaluate(SEE, f'[data-model="{chart}"] .plot') is False
        assert all(mark.get("participant", TWO[0]) in TWO for mark in waiting.marks(chart))


def test_what_waits_is_right_before_it_is_printed(waiting: Report) -> None:
    assert waiting.page.evaluate(PRINT) == 0
    assert waiting.participants == list(TWO)
    assert waiting.evidence == points_of(TWO)


def test_the_keyboard_finds_nothing_that_waits(waiting: Report) -> None:
    waiting.page.keyboard.press("Tab")
    assert waiting.page.evaluate(WAITING) == 0
    assert waiting.participants == list(TWO)


def test_what_is_used_out_of_sight_answers_at_once(waiting: Report) -> None:
    mark = ".matrix tr[data-participant=mexico] button.mark"
    waiting.page.locator(mark).first.evaluate("(button) => button.click()")
    waiting.page.evaluate(FRAME)
    assert waiting.participants == list(TWO)
    assert waiting.page.locator(".matrix .drawer").count() == 1


def test_all_is_right_within_the_pauses_that_a_reader_leaves(read) -> None:
    report: Report = read("02-compare")
    report.pick("participants", *TWO)
    assert report.page.evaluate(WAITING) == 0
    assert report.evidence == points_of(TWO)
    assert report.participants == list(TWO)


def test_what_stays_is_not_written_again(read) -> None:
    report: Report = read("02-compare")
    kept = "[data-widget=matrix] tr[data-participant=mexico] button.mark"
    report.page.eval_on_selector_all(kept, "(all) => all.forEach((el) => { el.before = true; })")
    report.pick("participants", *TWO)
    report.page.locator("[data-reset]").click()
    report.settle()
    same = report.page.eval_on_selector_all(kept, "(all) => all.map((el) => el.before)")
    assert same and all(same)


HEAVY = """async ({ whenSeen }) => {
  document.body.innerHTML = "<p style='height: 300vh'></p><div>A</div><div>B</div>";
  const [light, heavy] = document.querySelectorAll("div");
  const drawn = [];
  const { signal } = new AbortController();
  const drawLight = whenSeen(light, () => drawn.push("light"), signal);
  const drawHeavy = whenSeen(heavy, () => drawn.push("heavy"), signal, () => true);
  const idle = () => new Promise((go) => requestIdleCallback(go));
  const frame = () => new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)));
  drawHeavy();
  drawLight();
  await frame();
  while (light.hasAttribute("aria-busy")) await idle();
  await idle();
  const told = [[...drawn], heavy.hasAttribute("data-heavy")];
  heavy.scrollIntoView();
  await frame();
  await frame();
  return [...told, [...drawn], heavy.getAttributeNames()];
}"""


AT_ONCE = """({ whenSeen }) => {
  whenSeen(document.body, () => {}, new AbortController().signal)();
  return document.body.hasAttribute("aria-busy");
}"""
"""Whether it is told before the next frame: a part that another one brings would be missed else."""


STEPS = """async ({ whenSeen, drawFirst, drawAll }) => {
  document.body.innerHTML = "<p style='height: 300vh'></p><div></div>";
  const place = document.querySelector("div");
  window.requestIdleCallback = () => {};  // a reader who leaves no pause
  const drawn = [];
  const slow = () => { for (const began = performance.now(); performance.now() < began + 9; ); };
  function* draw() {
    for (const letter of "abcd") { slow(); drawn.push(letter); yield; }
  }
  const later = whenSeen(place, draw, new AbortController().signal);
  const busy = () => place.hasAttribute("aria-busy");
  later();
  drawFirst(place);
  const first = [drawn.join(""), busy()];
  later();  // it has changed
  drawFirst(place);
  const anew = [drawn.join(""), busy()];
  drawAll();
  return [first, anew, [drawn.join(""), busy()]];
}"""
"""What is drawn of a part that takes long: at first, when it changes meanwhile, and in the end."""


FRAMES = """async ({ whenSeen }) => {
  document.body.innerHTML = "<div>A</div><div>B</div><div>C</div>";
  window.requestIdleCallback = () => {};  // a reader who leaves no pause
  const drawn = [];
  const slow = () => { for (const began = performance.now(); performance.now() < began + 45; ); };
  for (const part of document.querySelectorAll("div"))
    whenSeen(part, () => { slow(); drawn.push(part.textContent); }, new AbortController().signal)();
  const told = [];
  while (drawn.length < 3) {
    const before = drawn.length;
    await new Promise((go) => requestAnimationFrame(() => setTimeout(go)));
    if (drawn.length > before) told.push(drawn.join(""));
  }
  return told;
}"""
"""What is drawn after each frame in which something was, of parts that fill a frame each."""


def sight(browser: Browser, code: str) -> Any:
    """What a function of the module's exports returns, on an empty page."""
    module = f"data:text/javascript,{quote(SIGHT.read_text(encoding='utf-8'))}"
    with browser.new_context() as context:
        return context.new_page().evaluate(f"async (url) => ({code})(await import(url))", module)


def test_what_no_pause_is_long_enough_for_waits_until_it_is_seen(browser: Browser) -> None:
    assert sight(browser, HEAVY) == [["light"], True, ["light", "heavy"], []]


def test_what_waits_says_so_at_once(browser: Browser) -> None:
    assert sight(browser, AT_ONCE)


def test_what_takes_long_is_drawn_in_steps_and_anew_when_it_changes_meanwhile(
    browser: Browser,
) -> None:
    assert sight(browser, STEPS) == [["a", True], ["aa", True], ["aabcd", False]]


def test_of_what_is_in_sight_a_frame_draws_what_there_is_time_for(browser: Browser) -> None:
    assert sight(browser, FRAMES) == ["A", "AB", "ABC"]
