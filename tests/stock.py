"""A page of ours beside what plain nbconvert makes of the same figures: rows of `make bench`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from ipynb import code, notebook, saved
from phases import of_page
from picks import meter
from playwright.sync_api import Browser, Page
from races import JUPYTER, Row, took

NAME = "01-overview"
SHOWN = """\
import floorbook, plotly.io
from floorbook import figures
plotly.io.renderers.default = "notebook"
data = floorbook.load()
figures.reach(data).show()
for one in data.claims["id"]:
    figures.claim(data, claim=one).show()"""
WATCH = """
new MutationObserver((_, watch) => {
  if (!document.querySelector(".main-svg")) return;
  window.firstChart = performance.now();
  watch.disconnect();
}).observe(document, { childList: true, subtree: true });
"""
SEEN = {
    "text": """async () => {
  const first = () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime;
  while (!first()) await new Promise((go) => requestAnimationFrame(go));
  return first();
}""",
    "chart": """async () => {
  while (!window.firstChart) await new Promise((go) => requestAnimationFrame(go));
  return window.firstChart;
}""",
}
"""The milliseconds until there is text, and a chart; looking for a chart delays text."""
ROUNDS = 21


def beside(folder: Path, ours: Path, browser: Browser) -> Iterator[Row]:
    """Compare sizes, and how soon there is text and a chart; `ours` has the reports."""
    path = saved(notebook(code(SHOWN)), folder / "figures.ipynb")
    took(*JUPYTER, "nbconvert", "--execute", "--to", "html", path.name, cwd=folder)
    theirs = path.with_suffix(".html")
    pages = {"report": ours / f"{NAME}.html", "front page": ours / "index.html"}
    for (what, page), most in zip(pages.items(), (0.15, 0.07), strict=True):
        mine, other = (one.stat().st_size / 1e6 for one in (page, theirs))
        found = f"{mine:.2f} MB, {other:.2f} MB: {mine / other:.3f}"
        named = f"size of a {what}, against the figures of {NAME} by plain nbconvert and plotly"
        yield Row(named, found, f"≤ {most}", mine / other <= most, weights(page))
    for what, most in (("text", 1.0), ("chart", 0.5)):
        pairs = [
            [seen(browser, page, what) / 1000 for page in (pages["report"], theirs)]
            for _ in range(ROUNDS)
        ]
        ratio = median(mine / other for mine, other in pairs)
        mine, other = map(median, zip(*pairs, strict=True))
        found = f"{mine:.2f} s, {other:.2f} s: {ratio:.2f}"
        row = (f"first {what} of the same two", found, f"≤ {most}", ratio <= most)
        yield Row(*row, where=busy(browser, pages["report"], what))


def seen(browser: Browser, path: Path, what: str) -> float:
    """Say after how many milliseconds a page has text, or a chart."""
    with browser.new_page() as page:
        return opened(page, path, what)


def opened(page: Page, path: Path, what: str) -> float:
    """Open a page until it has text, or a chart; the milliseconds that it took."""
    if what == "chart":
        page.add_init_script(WATCH)
    page.goto(path.as_uri(), wait_until="commit")
    return float(page.evaluate(SEEN[what]))


def busy(browser: Browser, path: Path, what: str) -> str:
    """Say what the main thread of a page does until it has text, or a chart."""
    with browser.new_page() as page:
        metrics = meter(page)
        opened(page, path, what)
        return of_page(metrics())


def weights(path: Path) -> str:
    """Say what takes how much of a page."""
    html = path.read_text(encoding="utf-8")
    parts = {
        name: sum(map(len, re.findall(rf"<{tag}>.*?<", html, re.S)))
        for name, tag in {
            "plotly": r'script[^>]*id="floorbook-plotly"[^>]*',
            "our scripts": r'script[^>]*id="floorbook-script"[^>]*',
            "states": r'script[^>]*id="floorbook-states"[^>]*',
            "style": "style",
        }.items()
    }
    parts["text and tables"] = path.stat().st_size - sum(parts.values())
    heavy = sorted(parts.items(), key=lambda part: -part[1])
    return ", ".join(f"{name} {size / 1000:.0f} kB" for name, size in heavy if size)
