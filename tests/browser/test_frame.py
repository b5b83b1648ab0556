"""Tests of large tables: rows near to what is in sight are shown, the others take their room."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page

WIDGETS = Path(__file__).parents[2] / "widgets" / "floorbook_widgets"
STYLE = """<!doctype html><style>{style} body {{ margin: 0 }}
#frame {{ height: 300px; overflow: auto }} td, th {{ height: 20px; padding: 0 }}</style>"""
TABLE = """([source, rows, columns]) => {
  document.body.innerHTML = `<div class="floorbook"><div id="frame"><table class="matrix">
    <thead><tr><th class="corner">Who</th></tr></thead><tbody></tbody></table></div></div>`;
  const body = document.querySelector("tbody");
  for (let i = 0; i < rows; i++) {
    const cells = "<td><button><b>x</b><i></i></button></td>".repeat(columns);
    const name = `<th>${"n".repeat(i % 30)}</th>`;
    body.insertAdjacentHTML("beforeend", `<tr id="r${i}">${name}${cells}</tr>`);
  }
  return import(URL.createObjectURL(new Blob([source], { type: "text/javascript" }))).then((it) => {
    window.frame = document.getElementById("frame");
    window.before = [frame.scrollHeight, document.querySelector(".corner").offsetWidth];
    window.it = it;
    const put = it.rowsOf(frame, new AbortController().signal);
    window.look = () => [...put([])];
    look();
  });
}"""
SHOWN = """() => [...document.querySelectorAll("tbody tr")].flatMap((row, i) =>
  row.offsetHeight && row.cells[0].offsetHeight ? [i] : [])"""
SCROLL = """async (top) => {
  frame.scrollTop = top;
  for (let n = 0; n < 2; n++) await new Promise((go) => requestAnimationFrame(go));
}"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_page(viewport={"width": 900, "height": 400}) as found:
        style = (WIDGETS / "style.css").read_text(encoding="utf-8")
        found.set_content(STYLE.format(style=style.partition("\n")[2]))
        yield found


def table(page: Page, rows: int, columns: int) -> None:
    page.evaluate(TABLE, [module(), rows, columns])


def module() -> str:
    """The module, which finds what it imports in its own text: the page has no address."""
    dom = quote((WIDGETS / "dom.js").read_text(encoding="utf-8"))
    source = (WIDGETS / "frame.js").read_text(encoding="utf-8")
    assert "./dom.js" in source
    return source.replace("./dom.js", f"data:text/javascript,{dom}")


def test_a_table_that_is_not_large_shows_all_its_rows(page: Page) -> None:
    table(page, 280, 20)
    assert page.evaluate(SHOWN) == list(range(280))


def test_of_a_large_table_the_rows_near_to_what_is_in_sight_are_shown(page: Page) -> None:
    table(page, 400, 20)
    shown = page.evaluate(SHOWN)
    assert shown[0] == 0
    assert 15 < len(shown) < 60
    page.evaluate(SCROLL, 4000)
    later = page.evaluate(SHOWN)
    assert min(later) > max(shown)
    assert later == list(range(min(later), max(later) + 1))
    seen = page.evaluate("document.elementFromPoint(60, 150).closest('tr').id")
    assert int(seen[1:]) in later


def test_the_others_take_their_room_and_the_longest_name_its_width(page: Page) -> None:
    table(page, 400, 20)
    for top in (0, 5000, 99_999, 0):
        page.evaluate(SCROLL, top)
        height, width = page.evaluate(
            "[frame.scrollHeight, document.querySelector('.corner').offsetWidth]"
        )
        before: list[Any] = page.evaluate("before")
        assert abs(height - before[0]) <= 2
        assert width == before[1]


def test_a_row_in_which_the_reader_is_at_work_stays(page: Page) -> None:
    table(page, 400, 20)
    page.evaluate("document.querySelector('#r3 button').focus()")
    page.evaluate(SCROLL, 6000)
    assert 3 in page.evaluate(SHOWN)
    assert page.evaluate("document.activeElement.closest('tr').id") == "r3"


def test_a_row_that_was_left_out_can_be_brought_near(page: Page) -> None:
    table(page, 400, 20)
    page.evaluate("it.bringNear(document.getElementById('r300'))")
    page.evaluate("document.querySelector('#r300 button').focus()")
    page.evaluate(SCROLL, page.evaluate("frame.scrollTop"))
    assert 300 in page.evaluate(SHOWN)
    assert page.evaluate("document.activeElement.closest('tr').id") == "r300"


IN_STEPS = """async ([source, n]) => {
  document.body.innerHTML = "<div class='floorbook'><table><tbody></tbody></table></div>";
  const body = document.querySelector("tbody");
  const it = await import(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
  const written = [];
  const row = (i) => {
    written.push(i);
    const tr = document.createElement("tr");
    tr.innerHTML = "<td><b></b></td>".repeat(100);
    return [tr];
  };
  const put = it.rowsOf(document.querySelector(".floorbook"), new AbortController().signal);
  const rows = Array.from({ length: n }, (_, i) => i);
  const told = [];
  for (const _ of put([{ el: body, rows, linesOf: row }]))
    told.push([written.length, body.rows.length, body.querySelectorAll(".far").length]);
  return told;
}"""
"""What is written, in the page, and left out after each step; the last is before the look."""


def test_many_rows_are_written_in_steps_and_of_a_large_table_the_first_alone_are_laid_out(
    page: Page,
) -> None:
    told = page.evaluate(IN_STEPS, [module(), 200])
    assert told == [[n, n, n - 24] for n in (*range(24, 201, 24), 200)]
    assert page.evaluate(IN_STEPS, [module(), 60]) == [[n, n, 0] for n in (24, 48, 60)]
    assert page.evaluate(IN_STEPS, [module(), 23]) == [[23, 23, 0]]


HIGH = """async ([source, n]) => {
  document.body.innerHTML = `<div class="floorbook"><div id="frame"><table class="matrix">
    <tbody></tbody></table></div></div>`;
  const it = await import(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
  const row = (i) => {
    const tr = document.createElement("tr");
    tr.innerHTML = `<th style="height: ${i ? 20 : 300}px"></th>${"<td><b></b></td>".repeat(100)}`;
    return [tr];
  };
  window.frame = document.getElementById("frame");
  const rows = Array.from({ length: n }, (_, i) => i);
  const el = document.querySelector("tbody");
  const put = it.rowsOf(frame, new AbortController().signal);
  for (const _ of put([{ el, rows, linesOf: row }]));
  const usual = el.rows[1].getBoundingClientRect().height;
  return [frame.scrollHeight / n / usual, el.querySelectorAll(".far").length];
}"""
"""How high a row is reckoned, in heights of a usual one, where the first alone is high."""


def test_one_high_row_does_not_make_the_rows_that_were_never_laid_out_high(page: Page) -> None:
    height, far = page.evaluate(HIGH, [module(), 300])
    assert far > 200
    assert 1 < height < 2


def test_on_paper_all_rows_are_there(page: Page) -> None:
    table(page, 400, 20)
    page.emulate_media(media="print")
    assert page.evaluate(SHOWN) == list(range(400))
    tall = page.evaluate(
        "Math.max(...[...document.querySelectorAll('tbody tr')].map((r) => r.offsetHeight))"
    )
    assert tall < 60


def test_a_table_that_becomes_small_shows_all_its_rows_again(page: Page) -> None:
    table(page, 400, 20)
    page.evaluate(
        "document.querySelectorAll('tbody tr:nth-child(n+101)').forEach((r) => r.remove())"
    )
    page.evaluate("look()")
    assert page.evaluate(SHOWN) == list(range(100))
