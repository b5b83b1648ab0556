"""What a run takes beside what others take for the same, in turn: rows of `make bench`."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import generated
import packages
import phases

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
    """One line of the table: what was found, what it is held against, whether that is reached, and
    where the time goes.

    `reached` is None where nothing is to be reached.
    """

    what: str
    found: str
    goal: str = ""
    reached: bool | None = None
    where: str = ""

    def __str__(self) -> str:
        verdict = {True: "reached", False: "not reached", None: ""}[self.reached]
        return f"| {self.what} | {self.found} | {self.goal} | {verdict} | {self.where} |"


HEAD = "| what | measured | goal | | where the time goes |\n|---|---|---|---|---|"


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
    where: str = "",
) -> Row:
    """Run both in turn; `share` is how many things of ours one of theirs stands beside."""
    pairs = [(ours() / share, theirs()) for _ in range(rounds)]
    ratios = sorted(one / other for one, other in pairs)
    mine, other = (median(column) for column in zip(*pairs, strict=True))
    ratio = median(ratios)
    found = f"{mine:.2f} s, {other:.2f} s: {ratio:.3f} ({ratios[0]:.3f} to {ratios[-1]:.3f})"
    goal = f"≤ {most:.2f}" if most > 0.1 else f"≤ 1/{1 / most:.0f}"
    return Row(what, found, goal, ratio <= most, where)


def imported(*program: str) -> str:
    """Say which packages take the most time to import, and how long without what they import."""
    run = [sys.executable, "-X", "importtime", *program]
    told = subprocess.run(run, check=True, capture_output=True, text=True).stderr
    own: Counter[str] = Counter()  # in microseconds
    for line in (one for one in told.splitlines()[1:] if one.startswith("import time:")):
        microseconds, _, name = line.removeprefix("import time:").split("|")
        own[name.strip().partition(".")[0]] += int(microseconds)
    return phases.in_ms((name, took / 1e6) for name, took in own.most_common(3))


def races(folder: Path) -> Iterator[Row]:
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
        where=phases.where(*report[3:], "--force"),
    )
    took(*report, "--force")
    yield paired(
        "the same again where nothing has changed, against all anew",
        lambda: took(*report),
        lambda: took(*report, "--force"),
        1 / 15,
        rounds=3,
        where=imported(*report[1:]),
    )
    yield changed(folder)
    yield from briefs(folder, stock)
    pandas = (sys.executable, "-c", "import pandas")
    yield paired(
        "`import floorbook; floorbook.load`, against `import pandas`",
        lambda: took(sys.executable, "-c", "import floorbook; floorbook.load"),
        lambda: took(*pandas),
        1.3,
        where=imported("-c", "import floorbook; floorbook.load"),
    )
    yield paired(
        "`floorbook --help`, against `import pandas`",
        lambda: took(*PROGRAM, "--help"),
        lambda: took(*pandas),
        0.3,
        where=imported(*PROGRAM[1:], "--help"),
    )


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
    packages.change(data, "points", 2, "gist", "Synthetic: asks for milk")
    what = "the same where one gist has changed, against all anew"
    return Row(what, found, where=phases.where(*report[3:]))


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
            where=phases.where(*ours[3:]),
        )


def rows_of(path: Path) -> Sequence[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [*csv.DictReader(file)]
