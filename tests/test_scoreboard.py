"""Tests of the scoreboard: what it says is what ran."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = """
import pytest
pytestmark = pytest.mark.promise("Tea | hot")

def test_tea_is_hot(tally, share):
    tally("cups", share(full=200, bounded=3))

def test_a_spoon_is_there():
    pass

def test_milk_is_cold(tally):
    tally("jugs", 2)
    assert not "cold"

def test_sugar():
    pytest.skip("no sugar in the house")

def test_of_a_room_that_falls_in(falling):
    pass

@pytest.fixture
def falling():
    raise RuntimeError
"""


@pytest.mark.parametrize("workers", [(), ("-n", "2")], ids=["alone", "with workers"])
def test_the_scoreboard_counts_what_ran_and_names_what_failed(
    tmp_path: Path, workers: tuple[str, ...]
) -> None:
    (tmp_path / "test_tea.py").write_text(TESTS)
    here = str(Path(__file__).parent)
    (tmp_path / "conftest.py").write_text(
        f"import sys; sys.path.insert(0, {here!r})\n"
        "import scoreboard\nfrom scoreboard import *\n"
        "def pytest_collection_modifyitems(items): scoreboard.mark(items)\n"
    )
    board = tmp_path / "board.md"
    ini = tmp_path / "pytest.ini"
    ini.write_text("[pytest]\nmarkers =\n    promise: which\n")
    command = ["-m", "pytest", "-q", "-c", str(ini), "--scoreboard", str(board), "--full", *workers]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST")}
    subprocess.run(
        [sys.executable, *command, str(tmp_path)],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        check=False,
    )
    told = board.read_text(encoding="utf-8")
    assert "203 tries, 2 failures" in told
    assert "## Tea | hot" in told
    for row in (
        "| cups | 200 | pass |",
        "| a spoon is there | 1 | pass |",
        "| jugs | 2 | **FAIL**: milk is cold |",
        "| sugar | 0 | skipped: no sugar in the house |",
        "| of a room that falls in | 0 | **FAIL**: of a room that falls in |",
    ):
        assert row in told
