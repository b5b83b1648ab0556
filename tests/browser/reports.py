"""The exported reports, made once, and a reader's hands and eyes on one of them."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import generated
from generated import Shape
from ipynb import unpacked
from playwright.sync_api import Locator, Page, expect

from floorbook.states import read

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
BRIEF = "brief-mexico"
NAMES = [BRIEF if name == "04-brief" else name for name in NOTEBOOKS]
"""The reports that come alive; for the pages on participants one stands."""
PATIENCE = 300  # seconds for all reports on a busy machine

DRAWN = 60_000
"""Milliseconds for all charts of a page on a busy machine."""

FRAME = "new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))"
"""Two frames: widgets draw once a frame, however many changes arrive in it."""

Export = Callable[[str, Shape, str], Path]
"""`export(name, shape, notebook)` gives the report on a generated package."""

UNFOLD = "(all) => all.forEach((el) => { el.open = true; })"
"""What opens all `details`."""

EVIDENCE = (
    ".matrix td button.mark",
    ".board button.issue",
    ".beside-table td button",
    "[data-widget=table] td button",
    "[data-widget=chart] td button",
)
"""Where evidence can be opened: the kinds of marks that are native controls."""

_MARK = """
  const marks = plot.calcdata.flatMap((trace, at) =>
    plot.data[at].customdata && plot.data[at].mode !== "lines" ? trace : []);
  const { xaxis, yaxis } = plot._fullLayout;
  const x = xaxis._offset + xaxis.c2p(marks[number].x);
  const y = yaxis._offset + yaxis.c2p(marks[number].y);
  const box = plot.getBoundingClientRect();
"""
BRING = f"""(plot, number) => {{ {_MARK}
  scrollBy(0, box.top + y - innerHeight / 2);
  plot.scrollLeft = x - plot.clientWidth / 2;
}}"""
"""Scrolls a mark to the middle; what comes into sight with it is drawn then, and may move it."""

PLACE = f"""(plot, number) => {{ {_MARK}
  return [box.left - plot.scrollLeft + x, box.top + y];
}}"""
"""Where a mark is on the screen."""


def floorbook(*arguments: str) -> None:
    """Run the program in the project's folder; it must end well."""
    command = [sys.executable, "-m", "floorbook_report", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 0, done.stderr


def make(folder: Path) -> None:
    """Make the reports of all notebooks in `folder`."""
    floorbook("report", "--out", str(folder))


def make_one(out: Path, data: Path, shape: Shape) -> None:
    """Export a notebook; of briefs the one on the first participant."""
    notebook, somebody = out.name, generated.participants_of(shape)[0][0]
    own = notebook.startswith("brief-")
    what = ["brief", somebody] if own else ["report", f"notebooks/{notebook}.ipynb"]
    floorbook(*what, "--data", str(data), "--out", str(out))
    if own:
        (out / f"brief-{somebody}.html").rename(out / f"{notebook}.html")


def rows(table: str) -> list[dict[str, str]]:
    """The rows of a table of the data, read as a file of text and by nothing of ours."""
    path = ROOT / "data" / f"{table.replace('_', '-')}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def names(table: str, key: str, label: str) -> dict[str, str]:
    return {row[key]: row[label] for row in rows(table)}


def points_of(participants: Iterable[str]) -> list[str]:
    """All points of these participants, in no order that means anything."""
    turns = {turn["id"]: turn["participant"] for turn in rows("interventions")}
    wanted = set(participants)
    return sorted(p["id"] for p in rows("points") if turns[p["intervention"]] in wanted)


def cells() -> dict[tuple[str, str], set[str]]:
    """The points of every (participant, issue) with codings in own voice."""
    turns = {turn["id"]: turn["participant"] for turn in rows("interventions")}
    whose = {point["id"]: turns[point["intervention"]] for point in rows("points")}
    found: dict[tuple[str, str], set[str]] = {}
    for coding in rows("codings"):
        if coding["voice"] == "own":
            found.setdefault((whose[coding["point"]], coding["issue"]), set()).add(coding["point"])
    return found


def states(path: Path) -> dict[str, Any]:
    """The state of every model in a report's file, by id."""
    packed = re.search(r'id="floorbook-states">([^<]*)<', path.read_text(encoding="utf-8"))
    return read(unpacked(packed[1])) if packed else {}


def settle(page: Page) -> None:
    """Wait until what was changed is drawn; out of sight as well, where that takes no time."""
    page.evaluate(FRAME)
    expect(page.locator("[aria-busy=true]:not([data-heavy])")).to_have_count(0, timeout=DRAWN)


def open_evidence(page: Page) -> Iterator[Locator]:
    """Open the evidence of one mark of each kind, one after the other, and give its panel."""
    for place in EVIDENCE:
        if page.locator(place).count():
            page.locator(place).last.evaluate("(button) => button.click()")
            settle(page)
            yield page.locator("[data-widget]:not([data-widget=evidence]) .drawer")


class Report:
    """A report that is open in a page."""

    def __init__(self, page: Page, path: Path) -> None:
        self.page = page
        self.path = path

    def ready(self) -> Report:
        """Wait until every widget has come alive and every chart is drawn."""
        self.page.wait_for_selector("html.ready", state="attached")
        # Not by a function to wait for: the page's policy lets nothing be evaluated more than once.
        there = ".plot .main-svg, .plot[hidden]"  # a figure of nothing is not drawn
        undrawn = self.page.locator(f"[data-widget=chart]:not(:has({there}))")
        expect(undrawn).to_have_count(0, timeout=DRAWN)
        self.settle()
        return self

    @cached_property
    def states(self) -> dict[str, Any]:
        return states(self.path)

    def settle(self) -> None:
        """Wait until what was changed is drawn, out of sight as well."""
        settle(self.page)

    def open_picker(self) -> None:
        if self.page.locator("details.picker:not([open])").count():
            self.page.locator("details.picker > summary").click()

    def box(self, facet: str, id: str) -> Locator:
        return self.page.locator(f'.picker input[data-facet="{facet}"][data-id="{id}"]')

    def pick(self, facet: str, *ids: str) -> None:
        """Leave these alone, with the button for none and their check boxes."""
        self.open_picker()
        self.page.locator(f'[data-none="{facet}"]').click()
        for id in ids:
            self.box(facet, id).check()
        self.settle()

    def told(self, selector: str, attribute: str) -> list[str]:
        """An attribute of all elements that fit, in the order of the page."""
        return list(
            self.page.eval_on_selector_all(
                selector, "(all, name) => all.map((el) => el.getAttribute(name))", attribute
            )
        )

    @property
    def participants(self) -> list[str]:
        """Who stands in the matrix, row by row."""
        return self.told(".matrix tbody tr[data-participant]", "data-participant")

    @property
    def evidence(self) -> list[str]:
        """The points that the evidence lists, sorted."""
        return sorted(self.told('[data-widget="evidence"] li.point', "data-point"))

    @property
    def drawer(self) -> list[str]:
        """The points in the panel beside a mark, sorted."""
        place = '[data-widget]:not([data-widget="evidence"]) .drawer li.point'
        return sorted(self.told(place, "data-point"))

    @property
    def charts(self) -> list[str]:
        """The models of the charts, in the order of the page."""
        return self.told('[data-widget="chart"]', "data-model")

    def marks(self, chart: str) -> list[dict[str, Any]]:
        """The marks that plotly has drawn in a chart: what each carries."""
        drawn = self.page.eval_on_selector(
            f'[data-model="{chart}"] .plot', "(plot) => plot.data.map((t) => t.customdata ?? [])"
        )
        columns = self.states[chart]["columns"]
        found = [dict(zip(columns, row, strict=True)) for trace in drawn for row in trace]
        return [mark for mark in found if not mark.get("guide")]

    def all_marks(self, chart: str) -> list[dict[str, Any]]:
        """The marks that Python has given a chart."""
        state = self.states[chart]
        found = [
            dict(zip(state["columns"], row, strict=True))
            for trace in state["figure"]["data"]
            for row in trace.get("customdata", ())
        ]
        return [mark for mark in found if not mark.get("guide")]

    def place(self, chart: str, number: int) -> tuple[float, float]:
        """Where the mark of this number stands on the screen; it is scrolled to the middle."""
        plot = f'[data-model="{chart}"] .plot'
        self.page.eval_on_selector(plot, BRING, number)
        self.settle()
        x, y = self.page.eval_on_selector(plot, PLACE, number)
        return x, y

    def resize(self, width: int, height: int) -> None:
        """Give the window another size, and wait until everything fits it."""
        self.page.set_viewport_size({"width": width, "height": height})
        self.settle()

    def recolour(self, scheme: str) -> None:
        """Make the page light or dark, and wait until its charts are."""
        self.page.emulate_media(color_scheme=scheme)
        self.settle()

    def unfold(self) -> None:
        """Open everything that is folded."""
        self.page.eval_on_selector_all("details", UNFOLD)
        self.settle()
