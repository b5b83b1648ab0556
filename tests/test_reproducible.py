"""Tests that the same data give the same bytes, wherever and whenever they are exported."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
FEW = ("02-compare", "04-brief")
PATIENCE = 600  # seconds for one export of everything on a busy machine
pytestmark = [pytest.mark.promise("Reproducible"), pytest.mark.slow]


@dataclass(frozen=True)
class Way:
    """How an export is made."""

    seed: str
    zone: str
    locale: str
    elsewhere: bool  # from a copy of data and notebooks, in a folder of another name
    nbconvert: bool = False


def ways(locale: str) -> list[Way]:
    """Ten ways; the first two have nothing in common."""
    other = ("4711", "Asia/Kathmandu", locale)
    one = ("0", "UTC", "C")
    picks = ((0, 0, 0, 0), (1, 1, 1, 1), (0, 1, 0, 1), (1, 0, 1, 0), (0, 0, 1, 1),
             (1, 1, 0, 0), (0, 1, 1, 0), (1, 0, 0, 1), (0, 1, 0, 0), (1, 0, 1, 1))  # fmt: skip
    return [
        Way(*((one, other)[which][at] for at, which in enumerate(pick[:3])), bool(pick[3]), last)
        for pick, last in zip(picks, [*[False] * 8, True, True], strict=True)
    ]


def test_the_same_data_give_the_same_bytes(tmp_path: Path, share, tally) -> None:
    chosen = [path for path in NOTEBOOKS if share(full=1, bounded=0) or path.stem in FEW]
    elsewhere = copied(tmp_path / "some where")
    used = ways(another_locale())[: share(full=10, bounded=2)]
    made = [exported(way, chosen, elsewhere, tmp_path / f"out-{n}") for n, way in enumerate(used)]
    first, *others = made
    assert len(first) == len(chosen)
    for way, sums in zip(used[1:], others, strict=True):
        assert sums == first, way
    tally("exports with one SHA-256 for each report", len(used))


def exported(way: Way, notebooks: Iterable[Path], elsewhere: Path, out: Path) -> dict[str, str]:
    """Make the reports; the SHA-256 of each by its name."""
    root = elsewhere if way.elsewhere else ROOT
    paths = [str(root / "notebooks" / path.name) for path in notebooks]
    if way.nbconvert:
        command = ["nbconvert", "--execute", "--to", "html", *paths, "--output-dir", str(out)]
    else:
        paths = paths[::-1] if way.elsewhere else paths
        command = ["floorbook_report", "report", *paths, "--out", str(out)]
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=root,
        env={
            **os.environ,
            "FLOORBOOK_DATA": str(root / "data"),
            "PYTHONHASHSEED": way.seed,
            "TZ": way.zone,
            "LC_ALL": way.locale,
            # Else Python takes UTF-8 whatever the locale says.
            "PYTHONUTF8": "0",
            "PYTHONCOERCECLOCALE": "0",
        },
        capture_output=True,
        text=True,
        errors="replace",
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, (way, done.stderr)
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in out.iterdir()}


def copied(folder: Path) -> Path:
    """Another folder with the same, its files made in another order and at other times."""
    (folder / "data").mkdir(parents=True)
    (folder / "notebooks").mkdir()
    (folder / "pyproject.toml").write_text("[tool.floorbook]\nreport = true\n", encoding="utf-8")
    files = [*sorted((ROOT / "data").iterdir()), *NOTEBOOKS]
    for path, age in zip(files[::-1], cycle([3, 1, 7])):
        copy = folder / path.parent.name / path.name
        shutil.copyfile(path, copy)
        os.utime(copy, (1e9 - age, 1e9 - age))
    return folder


def another_locale() -> str:
    """A locale of this machine that is as far from C as can be had."""
    try:
        told = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return "C.UTF-8"
    found = [name for name in told.split() if name.partition(".")[0] not in ("C", "POSIX")]
    return next((name for name in sorted(found) if "utf" in name.lower()), "C.UTF-8")
