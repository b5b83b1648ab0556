"""How long a pick takes in a page, in JupyterLab, and through a kernel: rows of `make bench`."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import phases
from ipynb import code, notebook, saved
from playwright.sync_api import Browser, Page
from races import ROOT, Row

NO_BOX = 0.5
"""The number of a box that there is not: a tick of nothing."""
PATIENCE = 120_000  # milliseconds for a page of thousands of marks
PICK = """() => {
  const frame = () => new Promise((go) => requestAnimationFrame(go));
  const picker = document.querySelector("[data-widget=picker]"); // it covers what is behind it
  const onScreen = (el) => {
    const { top, bottom } = el.getBoundingClientRect();
    const roof = picker?.getBoundingClientRect();
    return bottom > (roof?.top <= 0 ? roof.bottom : 0) && top < innerHeight
      && !el.matches("details:not([open])");
  };
  const waiting = (what) => [...document.querySelectorAll(`[aria-busy=true]${what}`)];
  document.querySelector("details.picker").open = true;
  const boxes = [...document.querySelectorAll(".picker input[data-facet=participants]")];
  window.settled = async () => {
    do await frame(); while (waiting(":not([data-heavy])").length);
  };
  window.tick = async (number) => {
    await frame();
    const began = performance.now();
    boxes[number * 7 % boxes.length]?.click();
    do { await frame(); await frame(); } while (waiting("").some(onScreen));
    return performance.now() - began;
  };
}"""
"""`tick` gives the milliseconds from a tick in the picker (of no box: from nothing) to the frame in
which all that is on screen has changed, and one frame more; `settled` waits for the rest."""
PLACES = """async (number) => {
  const all = [...document.querySelectorAll(".floorbook:has(figure, [data-participant])")];
  all[number]?.scrollIntoView({ block: "end" }); // what is above is behind the picker
  return all.length;
}"""
PLACES_OF_LAB = (".picker", ".matrix", ".plot .main-svg .point")
WIDGETS = """\
import floorbook, ipywidgets
import plotly.graph_objects as go
from floorbook import figures
data = floorbook.load()
whole = [figures.reach(data), *(figures.claim(data, claim=one) for one in data.claims["id"])]
shown = [go.FigureWidget(one) for one in whole]
boxes = {one: ipywidgets.Checkbox(True, description=one) for one in data.participants["id"]}
told = ipywidgets.Label("0")
told.add_class("told")
def pick(_):
    picked = {one for one, box in boxes.items() if box.value}
    for figure, widget in zip(whole, shown):
        at = figure.layout.meta["columns"].index("participant")
        with widget.batch_update():
            for trace, mine in zip(figure.data, widget.data):
                marks = trace.customdata if trace.customdata is not None else []
                kept = [n for n, mark in enumerate(marks) if mark[at] in picked]
                mine.x, mine.y = [trace.x[n] for n in kept], [trace.y[n] for n in kept]
    told.value = str(int(told.value) + 1)
for box in boxes.values():
    box.observe(pick, "value")
ipywidgets.VBox([told, *shown, *boxes.values()])"""
"""The figures of 01-overview as plotly's own widgets, and boxes that a kernel hears of."""
PRESS = """async (number) => {
  const frame = () => new Promise((go) => requestAnimationFrame(go));
  const boxes = document.querySelectorAll(".widget-checkbox input");
  const told = () => document.querySelector(".told").textContent;
  await frame();
  const [before, began] = [told(), performance.now()];
  const box = boxes[number * 7 % boxes.length];
  box?.click();
  do { await frame(); await frame(); } while (box && told() === before);
  return performance.now() - began;
}"""


@dataclass(frozen=True)
class Took:
    """Milliseconds, in the median and at 95 %, by the clock and of the page's processor time; and
    where this time goes."""

    clock: tuple[float, float]
    used: tuple[float, float]
    where: str

    def __str__(self) -> str:
        return "; ".join(
            f"{middle:.0f} and {late:.0f} ms {of}"
            for (middle, late), of in (
                (self.clock, "by the clock"),
                (self.used, "of the processor"),
            )
        )


def meter(page: Page) -> Callable[[], dict[str, float]]:
    """Give what tells the seconds of the processor that the main thread of a page has spent."""
    cdp = page.context.new_cdp_session(page)
    cdp.send("Performance.enable", {"timeDomain": "threadTicks"})

    def metrics() -> dict[str, float]:
        return {one["name"]: one["value"] for one in cdp.send("Performance.getMetrics")["metrics"]}

    return metrics


def picks(page: Page, count: int) -> Took:
    """How long a pick takes where on the page it takes longest, by the clock and by the processor
    time of the page's main thread, which counts no other work of the machine."""
    metrics = meter(page)
    spent: Counter[str] = Counter()

    def ticked(number: float) -> tuple[float, float]:
        before = metrics()
        took = page.evaluate("(number) => tick(number)", number)
        used = {name: value - before[name] for name, value in metrics().items()}
        page.evaluate("settled()")
        if number != NO_BOX:
            spent.update({"ticks": 1, **used})
        return took, 1000 * used["TaskDuration"]

    page.evaluate(PICK)
    places = page.evaluate(PLACES, -1)
    clock, used = [], []
    for place in range(places):
        page.evaluate(PLACES, place)
        page.evaluate("settled()")
        idle = [median(each) for each in zip(*(ticked(NO_BOX) for _ in range(9)), strict=True)]
        for number in range(4):  # these warm up; every other tick puts back
            ticked(number // 2)
        found = [ticked(number // 2) for number in range(count)]
        for all_of, each, empty in zip((clock, used), zip(*found, strict=True), idle, strict=True):
            took = sorted(max(0, one - empty) for one in each)
            all_of.append((median(took), took[int(0.95 * len(took))]))
    worst = [
        (max(middle for middle, _ in each), max(late for _, late in each)) for each in (clock, used)
    ]
    return Took(*worst, phases.of_page(spent, spent["ticks"]))


@contextmanager
def lab(browser: Browser, folder: Path, path: Path) -> Iterator[Page]:
    """A notebook in JupyterLab, all of it executed."""
    from lab import Notebook, serve

    (folder / "notebooks").mkdir(parents=True)
    shutil.copy(path, folder / "notebooks")
    with serve(folder / "notebooks", folder / "lab") as address, browser.new_page() as page:
        page.set_default_timeout(PATIENCE)
        Notebook(page, address, path.name).run_all()
        yield page


def kernel_picks(browser: Browser, folder: Path, count: int) -> Took:
    """The same in JupyterLab, with a kernel that hears of each pick."""
    with lab(browser, folder, ROOT / "notebooks" / "02-compare.ipynb") as page:
        for place in PLACES_OF_LAB:
            page.locator(place).first.wait_for(state="attached")
        return picks(page, count)


def widget_picks(browser: Browser, folder: Path, count: int) -> tuple[float, float]:
    """Say what a pick takes by the clock if a kernel changes figures that are plotly's widgets."""
    path = saved(notebook(code(WIDGETS)), folder / "widgets.ipynb")
    with lab(browser, folder, path) as page:
        page.locator(".widget-checkbox input").last.wait_for(state="attached")
        page.locator(".main-svg .point").last.wait_for(state="attached")
        idle = median(page.evaluate(PRESS, NO_BOX) for _ in range(9))
        for number in range(4):
            page.evaluate(PRESS, number // 2)
        found = (page.evaluate(PRESS, number // 2) - idle for number in range(count))
        took = sorted(max(0, one) for one in found)
        return median(took), took[int(0.95 * len(took))]


def against(ours: Took, theirs: tuple[float, float]) -> Row:
    """Hold a pick in a page against one through a kernel."""
    (mine, late), (other, latest) = ours.clock, theirs
    found = f"{mine:.0f} and {late:.0f} ms, {other:.0f} and {latest:.0f} ms: {mine / other:.2f}"
    what = "a pick in 01-overview, against its figures as FigureWidgets in JupyterLab"
    reached = mine <= other and late <= 50
    return Row(what, found, "≤ 1.0, 95 % ≤ 50 ms", reached, ours.where)
