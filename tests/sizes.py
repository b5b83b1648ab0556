"""What large data take, all of it synthetic: checks, reports, measures; rows of `make bench`."""

from __future__ import annotations

import csv
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import combinations
from pathlib import Path
from statistics import median

import generated
import numpy as np
import pandas as pd
import phases
from picks import meter
from playwright.sync_api import Browser
from races import PROGRAM, Row, memory, paired, took


def sizes(folder: Path, browser: Browser) -> Iterator[Row]:
    """Check and export what is large; all of it is synthetic."""
    some, many = (
        generated.write(folder / str(points), generated.Shape(meetings=5, states=40, points=points))
        for points in (20_000, 200_000)
    )
    few = median(took(*PROGRAM, "check", str(some)) for _ in range(3))
    seconds = median(took(*PROGRAM, "check", str(many)) for _ in range(3))
    held = memory(*PROGRAM, "check", str(many))
    yield Row(
        "check of 200,000 points, against 20,000",
        f"{seconds:.1f} s, {few:.1f} s: {seconds / few:.1f}; {held:.2f} GB",
        "≤ 11 ×, ≤ 6 s, ≤ 1 GB",
        seconds / few <= 11 and seconds <= 6 and held <= 1,
        phases.where("check", str(many)),
    )
    package = generated.write(
        folder / "meetings", generated.Shape(meetings=20, states=40, points=20_000, issues=6)
    )
    command = (
        *PROGRAM,
        "report",
        "01-overview",
        "--data",
        str(package),
        "--out",
        str(folder / "meetings-report"),
    )
    seconds = took(*command)
    held = memory(*command)
    report = folder / "meetings-report"
    megabytes = max(path.stat().st_size for path in report.glob("*.html")) / 1e6
    yield Row(
        "01-overview of 20,000 points in 20 meetings",
        f"{seconds:.0f} s, {held:.1f} GB, {megabytes:.1f} MB",
        "≤ 18 s, ≤ 1 GB, ≤ 4 MB a file",
        seconds <= 18 and held <= 1 and megabytes <= 4,
        phases.where(*command[3:]),
    )
    yield alive(browser, report / "01-overview.html")
    took(*PROGRAM, "report", *OTHERS, "--data", str(package), "--out", str(report))
    yield standing(browser, [report / f"{name}.html" for name in OTHERS])
    yield from measures(package)
    table = statements(folder / "statements.csv", rows=10_000, participants=190)
    report = ("report", str(table), "--out", str(folder / "s"))
    seconds = took(*PROGRAM, *report)
    yield Row(
        "a table of 10,000 rows and 190 participants: all reports and briefs",
        f"{seconds:.0f} s",
        "≤ 60 s",
        seconds <= 60,
        phases.where(*report, "--force"),
    )


OTHERS = ("index", "02-compare", "03-dialogue", "05-method", "06-network")
"""The other reports on the whole of a package."""
ROUNDS = 3


def alive(browser: Browser, path: Path) -> Row:
    """How soon a page answers a first pick, the later picks, and how long it stands still."""
    rounds = [answers(browser, path) for _ in range(ROUNDS)]
    seconds, late, first, slowest, still = (
        median(each) for each in zip(*(one[0] for one in rounds), strict=True)
    )
    return Row(
        "the same in a browser: alive, a pick (95 %), the first search and the slowest after it, "
        "the longest standstill",
        f"{seconds:.1f} s, {late:.0f} ms, {first:.0f} ms, {slowest:.0f} ms, {still:.0f} ms",
        "≤ 3 s, ≤ 100 ms, –, –, ≤ 100 ms",
        seconds <= 3 and late <= 100 and still <= 100,
        rounds[-1][1],
    )


def answers(browser: Browser, path: Path) -> tuple[tuple[float, ...], str]:
    """Open a page, pick, and search: what each took, and where the time until the first goes."""
    with browser.new_page() as page:
        page.set_default_timeout(600_000)
        page.add_init_script(STILL)
        metrics = meter(page)
        page.goto(path.as_uri(), wait_until="commit")
        page.wait_for_selector("[data-widget=picker].live input[data-facet]", state="attached")
        page.evaluate(PICK, 0)
        seconds = page.evaluate("performance.now()") / 1000
        where = phases.of_page(metrics())
        page.wait_for_selector("html.ready", state="attached")
        took = sorted(page.evaluate(PICK, number) for number in range(1, 41))
        late = took[int(0.95 * len(took))]
        first, *others = (page.evaluate(SEARCH, words) for words in WORDS)
        return (seconds, late, first, max(others), page.evaluate("still")), where


def standing(browser: Browser, paths: Sequence[Path]) -> Row:
    """How long the other reports stand still until all of them is drawn."""
    found = {path.stem: median(stood(browser, path) for _ in range(ROUNDS)) for path in paths}
    return Row(
        "the longest standstill of the other reports on the same, until all is drawn",
        ", ".join(f"{name} {still:.0f} ms" for name, still in found.items()),
        "≤ 100 ms",
        max(found.values()) <= 100,
        ", ".join(f"{path.stem} {path.stat().st_size / 1e6:.1f} MB" for path in paths),
    )


def stood(browser: Browser, path: Path) -> float:
    """Give the longest standstill of a page in milliseconds, with nothing asked of it meanwhile."""
    with browser.new_page() as page:
        page.set_default_timeout(600_000)
        page.add_init_script(STILL)
        page.goto(path.as_uri(), wait_until="commit")
        return float(page.evaluate(DRAWN))


DRAWN = """async () => {
  const ready = () => document.documentElement.classList.contains("ready");
  const waits = () => document.querySelector("[aria-busy=true]:not([data-heavy])");
  while (!ready() || waits()) await new Promise((go) => setTimeout(go, 200));
  return still;
}"""
STILL = """
window.still = 0;
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) still = Math.max(still, duration);
}).observe({ type: "longtask", buffered: true });
"""
PICK = """async (number) => {
  const boxes = document.querySelectorAll("[data-facet=meetings], [data-facet=participants]");
  const told = () => document.querySelector(".picker [role=status]").textContent;
  const [before, began] = [told(), performance.now()];
  boxes[number % boxes.length].click();
  while (told() === before) await new Promise((go) => requestAnimationFrame(go));
  const took = performance.now() - began;
  await new Promise((go) => setTimeout(go, 300));
  return took;
}"""
"""Picks something else, and says how long the page took to show it."""
WORDS = ("coast", "coast judge", "e", "years more fair", "no such word")
SEARCH = """async (words) => {
  const field = document.querySelector("[data-widget=evidence] input[type=search]");
  const told = () => document.querySelector("[data-widget=evidence] p[role=status]").textContent;
  field.scrollIntoView();
  await new Promise((go) => setTimeout(go, 300));
  const began = performance.now();
  field.value = words;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  while (!told().endsWith(`: ${words}`)) await new Promise((go) => requestAnimationFrame(go));
  return performance.now() - began;
}"""
"""Searches the evidence, and says how long the page took to tell what it found."""


def measures(package: Path) -> Iterator[Row]:
    """Agreement and network of all pairs, against numpy over the same codings."""
    import floorbook
    from floorbook.measures import agreement, network
    from floorbook.measures.cells import cells
    from floorbook.measures.codings import codings

    data = floorbook.load(package)
    rows = codings(data)
    rows = rows[rows["value"].notna() & rows["dimension"].isin(data.compared)]
    cells(data), cells(data, unsure=False)  # what both start from
    for measure in (agreement, network):
        ours = partial(measure.__wrapped__, data)
        yield paired(
            f"{measure.__name__} of 20,000 points, against numpy and the points of each pair",
            lambda ours=ours: used(ours),
            lambda: used(lambda: plainly(rows)),
            3,
            where=phases.of_call(ours),
        )


def used(run: Callable[[], object]) -> float:
    """The seconds of the processor that something takes."""
    began = time.process_time()
    run()
    return time.process_time() - began


def plainly(rows: pd.DataFrame) -> list[tuple[float, float, set[str]]]:
    """Give congruence, conflict and points of each pair: matrix products, and a loop over pairs."""
    found = []
    for _, told in rows.groupby("meeting"):
        (i, people), (j, issues), (k, values) = (
            pd.factorize(told[name]) for name in ("participant", "issue", "value")
        )
        x = np.zeros((len(people), len(issues), len(values)))
        x[i, j, k] = 1
        values = values.to_numpy(dtype=float)
        far = np.abs(values[:, None] - values) / np.ptp(values)
        near, apart = (
            (x @ weight).reshape(len(people), -1) @ x.reshape(len(people), -1).T
            for weight in (1 - far, far)
        )
        points: dict[tuple[int, int], list[str]] = {}
        for who, issue, point in zip(i, j, told["point"], strict=True):
            points.setdefault((who, issue), []).append(point)
        has = x.any(axis=2)
        for a, b in combinations(range(len(people)), 2):
            both = np.flatnonzero(has[a] & has[b])
            mine = {point for one in both for who in (a, b) for point in points[who, one]}
            found.append((near[a, b], apart[a, b], mine))
    return found


def statements(path: Path, rows: int, participants: int) -> Path:
    """A synthetic table of statements: who, on what, with which position."""
    positions = ("for", "against", "neutral")
    with path.open("w", newline="", encoding="utf-8") as file:
        write = csv.writer(file).writerow
        write(("Participant", "Issue", "Position", "Statement"))
        for number in range(rows):
            who, issue = number % participants, number * 7 % 41
            write(
                (
                    f"Synthetic {who:03}",
                    f"Issue {issue}",
                    positions[(who + issue) % 3],
                    f"Synthetic: {who} speaks on {issue}, time {number // participants}",
                )
            )
    return path
