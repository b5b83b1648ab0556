"""How long an export takes, how large its files are, and how fast a page answers: `make bench`.

Figures of one machine at one moment, to be compared on that machine; no test looks at them.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from statistics import median

import briefings
import packages
from picks import PATIENCE, against, kernel_picks, picks, widget_picks
from playwright.sync_api import Browser, Page, sync_playwright
from races import HEAD, races
from sizes import sizes
from stock import WATCH, beside

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "browser"))
WRITTEN = ROOT / "docs" / "BENCHMARKS.md"
TITLE = """# How long things take

Written by `make bench`: one run on one machine, ours and theirs in turn, with the same versions in
environments of their own. Seconds are medians, ratios medians of pairs, with their range. Where the
time goes is from one more run; kernels work side by side, so that their parts may be more together
than the whole. No test looks at these figures."""
DELEGATIONS, ISSUES = 200, 50
ROUNDS = 5
CHART = "[data-widget=chart] .plot .main-svg"
PICKS, FEW = 30, 8


def large(folder: Path) -> Path:
    """A synthetic package: every delegation has a point on every issue."""
    packages.small(folder)
    states = [f"state-{number:03}" for number in range(DELEGATIONS)]
    issues = [f"issue-{number:02}" for number in range(ISSUES)]
    positions = ("support", "qualified", "neutral", "doubt", "oppose", "raise")
    said = [(f"tea2031-{state}", issue) for state in states for issue in issues]
    points = [(n, turn, issue, f"{turn}-{issue}") for n, (turn, issue) in enumerate(said)]
    rows = {
        "participants id name kind un_group region": [
            (state, state.title(), "state", "African", "Northern Africa") for state in states
        ],
        "codebook issue dimension label claim takes_up": [
            (issue, "warmth", issue.title(), f"On {issue}", "…") for issue in issues
        ],
        "interventions id meeting order participant kind": [
            (f"tea2031-{state}", "tea2031", 100 + n, state, "floor")
            for n, state in enumerate(states)
        ],
        "items id source order section number start end fingerprint": [
            (f"{point}-item", "tea2031-note", n + 1000, turn, n % ISSUES + 1, *place(n), "0" * 64)
            for n, turn, _, point in points
        ],
        "points id intervention order item gist": [
            (point, turn, n % ISSUES + 1, f"{point}-item", f"Synthetic: {turn} on {issue}")
            for n, turn, issue, point in points
        ],
        "codings point issue position voice coder unsure": [
            (point, issue, positions[n * 7 % 6], "own", briefings.CODER, "false")
            for n, _, issue, point in points
        ],
    }
    for named, new in rows.items():
        table, *columns = named.split()
        add(folder, table, columns, new)
    return folder


def place(number: int) -> tuple[int, int]:
    """Where an invented item stands in its source."""
    return 10_000 + 10 * number, 10_009 + 10 * number


def add(folder: Path, table: str, columns: list[str], rows: Iterable[Iterable[object]]) -> None:
    """Add rows to a table; its other columns stay empty."""
    header, *old = packages.lines(folder, table)
    told = [dict(zip(columns, row, strict=True)) for row in rows]
    new = [[row.get(column, "") for column in header] for row in told]
    packages.write(folder, table, [header, *old, *new])


def exported(out: Path, *arguments: str) -> float:
    """The seconds that an export takes."""
    began = time.monotonic()
    command = [sys.executable, "-m", "floorbook_report", "report", *arguments, "--out", str(out)]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - began


def first_chart(browser: Browser, path: Path) -> float:
    """The seconds from opening a report to its first chart."""
    with opened(browser, path) as page:
        return float(page.evaluate("window.firstChart")) / 1000


@contextmanager
def opened(browser: Browser, path: Path) -> Iterator[Page]:
    """A report whose charts are drawn."""
    with browser.new_page() as page:
        page.set_default_timeout(PATIENCE)
        page.add_init_script(WATCH)
        page.goto(path.as_uri())
        page.wait_for_selector("html.ready", state="attached")
        page.wait_for_selector(CHART, state="attached")
        yield page


def rounds(measure: Callable[[Browser, Path], float], browser: Browser, path: Path) -> str:
    """The median of some rounds."""
    return f"{median(measure(browser, path) for _ in range(ROUNDS)):.2f} s"


def machine(browser: Browser) -> str:
    """Say where this was measured, and with which versions."""
    names = ("nbconvert", "papermill", "plotly", "pandas", "jupyterlab")
    versions = [f"{name} {version(name)}" for name in names]
    python = f"Python {platform.python_version()}"
    cores = f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}"
    return ", ".join((cores, python, f"Chromium {browser.version}", *versions))


def main() -> None:
    """Measure, print two tables row by row, and write them to `docs/BENCHMARKS.md`."""
    from conftest import FLAGS
    from finder import find

    chromium = find()
    lines: list[str] = []

    def tell(line: str) -> None:
        print(line, flush=True)
        lines.append(line)

    def row(what: str, measured: str) -> None:
        tell(f"| {what} | {measured} |")

    row("what", "measured")
    row("---", "---:")
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        folder = Path(temporary)
        out, many = folder / "shipped", folder / "large"
        row("export of the shipped meeting", f"{exported(out):.1f} s")
        one = str(ROOT / "notebooks" / "01-overview.ipynb")
        seconds = exported(many, one, "--data", str(large(folder / "package")))
        what = f"01-overview of {DELEGATIONS} delegations × {ISSUES} issues (synthetic)"
        row(f"export of {what}", f"{seconds:.1f} s")
        named = [(path.stem, path) for path in sorted(out.glob("0*.html"))]
        named.append((what, many / "01-overview.html"))
        for name, path in named:
            row(f"size of {name}", f"{path.stat().st_size / 1e6:.2f} MB")
        browser = playwright.chromium.launch(
            executable_path=chromium, args=[*FLAGS, "--no-sandbox"]
        )
        found = {}
        for name, path in (*named[:2], named[-1]):
            row(f"first chart of {name}", rounds(first_chart, browser, path))
            with opened(browser, path) as page:
                count = FEW if path.parent == many else PICKS
                found[name] = picks(page, count)
            row(f"a pick in {name}, median and 95 %", str(found[name]))
        row(
            "the same in JupyterLab, 02-compare", str(kernel_picks(browser, folder / "ours", PICKS))
        )
        tell(f"\n{HEAD}")
        tell(str(against(found["01-overview"], widget_picks(browser, folder / "theirs", PICKS))))
        for one in chain(beside(folder, out, browser), races(folder), sizes(folder, browser)):
            tell(str(one))
        head = f"{TITLE}\n\nMeasured on {date.today()}: {machine(browser)}."
        WRITTEN.write_text("\n".join([head, "", *lines, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
