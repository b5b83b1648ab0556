"""Hostile data: every text of a package is an attack, and a report shows each as the text it is.

The browser has a network here, and a server on this machine listens where the payloads call.
"""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from hostile import Export
from payloads import HIT, PAYLOADS
from playwright.sync_api import Browser, BrowserContext
from reports import Report
from sentry import Sentry, Server, server, switches, whole, without_policy

__all__ = ["server", "switches", "whole"]  # fixtures

pytestmark = pytest.mark.promise("Hostile data")

HOVER = """async ([most]) => {
  const plotly = globalThis.Plotly;
  const told = [];
  const there = [...document.querySelectorAll(".plot:not([hidden])")]
    .flatMap((plot) => plot.data.map((trace) => trace.hovertext?.length ?? 0));
  const every = Math.ceil(there.reduce((sum, n) => sum + n, 1) / most);
  for (const plot of document.querySelectorAll(".plot:not([hidden])")) {
    let at = 0; // the first of each chart, and then one here and there
    for (const [curveNumber, trace] of plot.data.entries()) {
      if (!Array.isArray(trace.hovertext)) continue;
      for (const pointNumber of trace.hovertext.keys()) {
        if (at++ % every) continue;
        plotly.Fx.hover(plot, [{ curveNumber, pointNumber }]);
        const shown = plot.querySelector(".hoverlayer .hovertext text")?.textContent;
        told.push([trace.hovertext[pointNumber], shown ?? ""]);
        plotly.Fx.unhover(plot, {}); // after which the next may be hovered at once
        plot.querySelector(".hoverlayer").replaceChildren();
      }
    }
  }
  return told;
}"""

PRESS = """async ([most]) => {
  const frame = () => new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)));
  const selector = "button:not([data-save], .save):not(.view-tools button)";
  let count = 0;
  const buttons = Math.ceil(document.querySelectorAll(selector).length / most);
  for (let at = 0; at < document.querySelectorAll(selector).length; at += buttons) {
    const button = document.querySelectorAll(selector)[at];
    if (button.dataset.none) continue;
    button.click();
    count += 1;
    await frame();
  }
  const marks = [...document.querySelectorAll(".plot:not([hidden])")].flatMap((plot) => plot.data
    .filter((trace) => trace.hovertext && trace.customdata)
    .flatMap((data) => data.customdata.map((_, pointIndex) => [plot, { data, pointIndex }])));
  for (let at = 0; at < marks.length; at += Math.ceil(marks.length / most)) {
    marks[at][0].emit("plotly_click", { points: [marks[at][1]] });
    count += 1;
    await frame();
  }
  return count;
}"""

FOLLOW = """async (fragments) => {
  for (const text of fragments) {
    location.hash = text;
    await new Promise((go) => addEventListener("hashchange", go, { once: true }));
    await new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)));
  }
}"""

TRY = """async ([most]) => {
  const frame = () => new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)));
  let count = 0;
  for (const select of document.querySelectorAll("select")) {
    for (const { value } of [...select.options].slice(0, most)) {
      select.value = value;
      select.dispatchEvent(new Event("change"));
      count += 1;
      await frame();
    }
  }
  for (const box of [...document.querySelectorAll("input[type=checkbox]")].slice(0, 6 * most)) {
    box.click();
    count += 1;
    await frame();
  }
  return count;
}"""


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh profile that is not cut off from the network: else no silence would mean anything."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context
    context.close()


@pytest.fixture
def sentry(context: BrowserContext, server: Server) -> Sentry:
    return Sentry(context, server)


def packed(text: str) -> str:
    """A text without the white space that lines break at."""
    return re.sub(r"\s+", "", text)


def label(text: str) -> str:
    """What a label of plotly's shows, by the rules of HTML and not by ours."""
    return packed(html.unescape(text.replace("<br>", "")))


def test_the_payloads_work_where_nothing_keeps_them(sentry: Sentry, tmp_path: Path, tally) -> None:
    """The other tests prove something only if this one can see the payloads run and call."""
    harmed = 0
    for name, text in PAYLOADS.items():
        path = tmp_path / f"{len(name)}-{harmed}.html"
        path.write_text(f"<!doctype html><meta charset=utf-8><p>{text}</p>", "utf-8")
        sentry.open(path)
        sentry.rest()
        harmed += bool(sentry.ran or sentry.server.hits or sentry.seen)
        sentry.ran.clear(), sentry.server.hits.clear(), sentry.seen.clear()
    assert harmed >= 10
    done = "document.documentElement.className = 'done'"
    attack = f"fetch('{HIT}/control').then(() => pwned(1)).then(() => {{ {done}; }})"
    path.write_text(f"<!doctype html><script>{attack}</script>")
    sentry.open(path).wait_for_selector("html.done")
    assert sentry.server.hits == ["/control"]
    assert sentry.ran == [(1,)]
    tally("payloads that do harm on a page without defence", harmed)


@pytest.mark.parametrize("policy", [True, False], ids=["with the policy", "without"])
def test_nothing_in_a_report_runs_or_calls(
    sentry: Sentry,
    hostile_exports: list[Export],
    policy: bool,
    tmp_path: Path,
    tally: Callable[..., None],
    share: Callable[[int, int], int],
) -> None:
    hovered = pressed = 0
    for number, export in enumerate(hostile_exports):
        pages = export.pages[:: share(1, 2)] if policy else export.pages
        for path in pages:
            shown = path if policy else without_policy(path, tmp_path / str(number))
            # Dark too, where labels that read like colours would be taken for some.
            sentry.page.emulate_media(color_scheme="light" if policy else "dark")
            report = Report(sentry.open(shown), shown)
            report.ready().unfold()
            told = sentry.page.evaluate(HOVER, [share(200, 25)])
            assert [packed(text) for _, text in told] == [label(given) for given, _ in told]
            hovered += len(told)
            pressed += sentry.page.evaluate(PRESS, [share(40, 6)])
            pressed += sentry.page.evaluate(TRY, [share(8, 2)])
            search = sentry.page.locator(".picker input[type=search]")
            for text in list(PAYLOADS.values())[:: share(1, 9)] if search.count() else ():
                search.fill(text[:200])
            assert sentry.harm == []
    kept = "with the page's policy" if policy else "with the policy taken out"
    tally(f"marks hovered, {kept}", hovered)
    tally(f"controls and marks pressed, {kept}", pressed)


def test_nothing_in_an_address_runs_or_calls(
    sentry: Sentry,
    hostile_exports: list[Export],
    tmp_path: Path,
    tally: Callable[..., None],
    share: Callable[[int, int], int],
) -> None:
    path = without_policy(hostile_exports[0].out / "03-dialogue.html", tmp_path)
    Report(sentry.open(path), path).ready()
    texts = [text[:500] for text in PAYLOADS.values()]
    given = [one for text in texts for one in (text, quote(text, safe=""))]
    fragments = [
        f"{name}={one},who-0,{one},meet-0-turn-1-0"
        for one in given[:: share(1, 5)]
        for name in ("participants", "focus", "__proto__")
    ]
    sentry.page.evaluate(FOLLOW, fragments)
    assert sentry.harm == []
    Report(sentry.open(path, f"focus=x,{quote(PAYLOADS['image'])},meet-0-turn-1-0"), path).ready()
    assert sentry.page.locator(".drawer").count() == 0  # nothing on the page offers that
    assert sentry.harm == []
    tally("addresses with payloads", len(fragments))


def test_a_saved_view_and_saved_tables_are_as_safe(
    sentry: Sentry,
    hostile_exports: list[Export],
    tmp_path: Path,
    tally: Callable[..., None],
    share: Callable[[int, int], int],
) -> None:
    fields = files = 0
    for path in hostile_exports[0].pages[:: share(1, 3)]:
        report = Report(sentry.open(path), path).ready()
        report.unfold()
        opens = "[data-widget=table] td button, .matrix td button.mark, .board button.issue"
        sentry.page.locator(opens).first.click()
        report.settle()
        for button in sentry.page.locator("[data-csv]:visible").all():
            with sentry.page.expect_download() as saving:
                button.press("Enter")
            saved = Path(saving.value.path()).read_text("utf-8")
            assert saved.startswith("\ufeff")
            rows = list(csv.reader(io.StringIO(saved.removeprefix("\ufeff"), newline="")))
            for text in (field for row in rows for field in row):
                assert not re.match(r"\s*[=+@＝＋－＠]|\s*-(?![0-9.]+$)|[\t\r\n]", text), text
                fields += 1
            files += 1
            if files % 8 == 0:  # a browser lets a page save ten files before it asks
                sentry.page.reload()
                report.ready().unfold()
        with sentry.page.expect_download() as saving:
            sentry.page.locator("[data-save]").click()
        saved = tmp_path / saving.value.suggested_filename
        saving.value.save_as(saved)
        for kept in (saved, without_policy(saved, tmp_path / "bare")):
            Report(sentry.open(kept), kept).ready()
            assert sentry.harm == []
    tally("fields of saved CSV files", fields)
