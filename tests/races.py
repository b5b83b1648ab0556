"""What a run takes beside what others take for the same, in turn: rows of `make bench`."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from statistics import median

import generated
import numpy as np
import packages
import pandas as pd
from playwright.sync_api import Browser

ROOT = Path(__file__).parents[1]
PROGRAM = [sys.executable, "-m", "floorbook_report"]
PEERS = str(ROOT / "build" / "peers" / "bin" / "python")
"""The environment of what others do; `make bench` makes it."""
JUPYTER = [PEERS, "-m", "jupyter"]
MEASURED = (
    "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, "
    "stdout=subprocess.DEVNULL); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
)


@dataclass(frozen=True)
class Row:
    """One line of the table: what was found, what it is held against, and whether that is reached.

    `reached` is None where nothing is to be reached.
    """

    what: str
    found: str
    goal: str = ""
    reached: bool | None = None

    def __str__(self) -> str:
        verdict = {True: "reached", False: "not reached", None: ""}[self.reached]
        return f"| {self.what} | {self.found} | {self.goal} | {verdict} |"


HEAD = "| what | measured | goal | |\n|---|---|---|---|"


def took(*command: str, cwd: Path = ROOT, **environment: str) -> float:
    """The seconds that a command takes."""
    began = time.monotonic()
    subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, **environment},
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return time.monotonic() - began


def memory(*command: str) -> float:
    """The gigabytes that the largest process of a command holds."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, *command],
        cwd=ROOT,
        check=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    unit = 1e9 if sys.platform == "darwin" else 1e6
    return int(done.stdout) / unit


def paired(
    what: str,
    ours: Callable[[], float],
    theirs: Callable[[], float],
    most: float,
    rounds: int = 5,
    share: int = 1,
) -> Row:
    """Run both in turn; `share` is how many things of ours one of theirs stands beside."""
    pairs = [(ours() / share, theirs()) for _ in range(rounds)]
    ratios = sorted(one / other for one, other in pairs)
    mine, other = (median(column) for column in zip(*pairs, strict=True))
    ratio = median(ratios)
    found = f"{mine:.2f} s, {other:.2f} s: {ratio:.3f} ({ratios[0]:.3f} to {ratios[-1]:.3f})"
    return Row(what, found, f"≤ {most:.2f}" if most > 0.1 else f"≤ 1/{1 / most:.0f}", ratio <= most)


def races(folder: Path, browser: Browser) -> Iterator[Row]:
    """Run all of it, a row as soon as it is known."""
    out, stock = str(folder / "race"), folder / "stock"
    notebooks = sorted((ROOT / "notebooks").glob("*.ipynb"))
    shutil.copytree(ROOT / "notebooks", stock)
    report = (*PROGRAM, "report", "--out", out)
    plain = (*JUPYTER, "nbconvert", "--execute", "--to", "html", "--output-dir", out + "-plain")
    took(*report)  # warms up
    yield paired(
        "all reports and briefs, against nbconvert over the same notebooks without briefs",
        lambda: took(*report, "--force"),
        lambda: took(*plain, *(path.name for path in notebooks), cwd=stock),
        0.4,
        rounds=3,
    )
    took(*report, "--force")
    yield paired(
        "the same again where nothing has changed, against all anew",
        lambda: took(*report),
        lambda: took(*report, "--force"),
        1 / 15,
        rounds=3,
    )
    yield changed(folder)
    yield from briefs(folder, stock)
    pandas = (sys.executable, "-c", "import pandas")
    yield paired(
        "`import floorbook; floorbook.load`, against `import pandas`",
        lambda: took(sys.executable, "-c", "import floorbook; floorbook.load"),
        lambda: took(*pandas),
        1.3,
    )
    yield paired(
        "`floorbook --help`, against `import pandas`",
        lambda: took(*PROGRAM, "--help"),
        lambda: took(*pandas),
        0.3,
    )
    yield from sizes(folder, browser)


def changed(folder: Path) -> Row:
    """Change one gist, and count what is made again."""
    data, out = folder / "one-gist", folder / "one-gist-reports"
    shutil.copytree(packages.SHIPPED, data)
    report = (*PROGRAM, "report", "--data", str(data), "--out", str(out))
    cold = took(*report)
    packages.change(data, "points", 2, "gist", "Synthetic: asks for tea")
    pages = {path.name: path.read_bytes() for path in out.glob("*.html")}
    warm = took(*report)
    made = sum(path.read_bytes() != pages[path.name] for path in out.glob("*.html"))
    found = f"{warm:.2f} s, {cold:.2f} s: {warm / cold:.2f}; {made} of {len(pages)} pages differ"
    return Row("the same where one gist has changed, against all anew", found)


def briefs(folder: Path, stock: Path) -> Iterator[Row]:
    """Write a brief on everybody, few and many, and by papermill and nbconvert on one of them."""
    many = generated.Shape(states=110, agencies=18, civil=18, points=1200, issues=5)
    for what, package, rounds in (
        ("the shipped meeting", packages.SHIPPED, 3),
        ("a synthetic meeting of 1,200 points", generated.write(folder / "people", many), 1),
    ):
        people = [row["id"] for row in rows_of(package / "participants.csv")]
        ours = (*PROGRAM, "brief", "--all", "--data", str(package), "--out", str(folder / "briefs"))
        run = (PEERS, "-m", "papermill", "04-brief.ipynb", "one.ipynb", "-p", "participant")
        page = (*JUPYTER, "nbconvert", "--to", "html", "one.ipynb")
        yield paired(
            f"one brief of the {len(people)} of {what}, against papermill and nbconvert for one",
            lambda ours=ours: took(*ours),
            lambda run=run, page=page, who=people[0], package=package: (
                took(*run, who, cwd=stock, FLOORBOOK_DATA=str(package)) + took(*page, cwd=stock)
            ),
            1 / 30,
            rounds=rounds,
            share=len(people),
        )


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
    )
    yield alive(browser, report / "01-overview.html")
    yield from measures(package)
    table = statements(folder / "statements.csv", rows=10_000, participants=190)
    seconds = took(*PROGRAM, "report", str(table), "--out", str(folder / "s"))
    yield Row(
        "a table of 10,000 rows and 190 participants: all reports and briefs",
        f"{seconds:.0f} s",
        "≤ 60 s",
        seconds <= 60,
    )


def alive(browser: Browser, path: Path) -> Row:
    """How soon a page answers a first pick, the later picks, and how long it stands still."""
    with browser.new_page() as page:
        page.set_default_timeout(600_000)
        page.add_init_script(STILL)
        page.goto(path.as_uri(), wait_until="commit")
        page.wait_for_selector("[data-widget=picker].live input[data-facet]", state="attached")
        page.evaluate(PICK, 0)
        seconds = page.evaluate("performance.now()") / 1000
        page.wait_for_selector("html.ready", state="attached")
        took = sorted(page.evaluate(PICK, number) for number in range(1, 41))
        late, still = took[int(0.95 * len(took))], page.evaluate("still")
    return Row(
        "the same in a browser: alive, a pick (95 %), the longest standstill",
        f"{seconds:.1f} s, {late:.0f} ms, {still:.0f} ms",
        "≤ 3 s, ≤ 100 ms, ≤ 100 ms",
        seconds <= 3 and late <= 100 and still <= 100,
    )


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
        yield paired(
            f"{measure.__name__} of 20,000 points, against numpy and the points of each pair",
            lambda measure=measure: used(lambda: measure.__wrapped__(data)),
            lambda: used(lambda: plainly(rows)),
            3,
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


def rows_of(path: Path) -> Sequence[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [*csv.DictReader(file)]
