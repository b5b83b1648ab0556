"""Tests that the notebooks run and read well on other packages than the shipped one."""

from __future__ import annotations

import base64
import gzip
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import packages
import pytest
from bs4 import BeautifulSoup

ROOT = Path(__file__).parents[1]
NAMES = ("01-overview", "02-compare", "03-dialogue", "05-method")
NO_WORDS = re.compile(r"\b(nan|NaN|NaT|None|null|Traceback)\b")


@pytest.mark.parametrize("make", [packages.small, packages.two], ids=["one meeting", "two"])
def test_every_notebook_reads_well_on_a_synthetic_package(
    make: Callable[[Path], Path], tmp_path: Path
) -> None:
    data, out = make(tmp_path / "data"), tmp_path / "out"
    floorbook = [sys.executable, "-m", "floorbook_report"]
    notebooks = [str(ROOT / "notebooks" / f"{name}.ipynb") for name in NAMES]
    for command in (
        [*floorbook, "report", *notebooks, "--data", str(data), "--out", str(out)],
        [*floorbook, "brief", "atlantis", "--data", str(data), "--out", str(out)],
    ):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    for name in (*NAMES, "brief-atlantis"):
        html = (out / f"{name}.html").read_text(encoding="utf-8")
        page = BeautifulSoup(html, "html.parser")
        for element in page.select("script, style, details.call"):
            element.decompose()
        text = page.get_text(" ")
        assert page.select("[data-widget]")
        assert not [found[0] for found in NO_WORDS.finditer(text)]
        assert "Atlantis" in text
        assert _states(html)


def _states(html: str) -> str:
    packed = re.search(r'id="floorbook-states">([^<]*)<', html)
    assert packed
    return gzip.decompress(base64.b64decode(packed[1])).decode()
