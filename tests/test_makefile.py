"""What the Makefile runs can be run."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TARGET = re.compile(r"^([\w-]+):(?!=)")


def runs(makefile: str) -> Iterator[tuple[str, list[str]]]:
    """Yield every call of pytest: the target that makes it, and its arguments."""
    target = ""
    for line in makefile.replace("\\\n", " ").splitlines():
        if found := TARGET.match(line):
            target = found[1]
        if line.startswith("\t$(BIN)/pytest"):
            yield target, shlex.split(line)[1:]


RUNS = dict(runs((ROOT / "Makefile").read_text("utf-8")))
MEANT = {
    "audit": "test_no_pin_has_a_known_hole",
    # All that a package need not have is tried, and not only the share of `make test`.
    "scoreboard": "test_any_two_tables_that_are_not_needed_can_be_left_out",
}
"""What a target is there for. What `make test` runs is collected wherever this is read."""


def test_three_targets_run_tests() -> None:
    assert set(RUNS) == {"test", *MEANT}
    assert "--full" in RUNS["scoreboard"]


@pytest.mark.parametrize("target", MEANT)
def test_what_a_target_runs_can_be_collected_and_is_what_is_meant(target: str) -> None:
    """Also where the file that it writes is there already, as after the first time."""
    board = ROOT / "docs" / "RELIABILITY.md"
    before = board.read_bytes()
    alone = ["--collect-only", "-q", "--numprocesses=0"]  # workers would all collect the same
    command = [sys.executable, "-m", "pytest", *RUNS[target], *alone]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, (done.stdout + done.stderr)[-2000:]
    assert board.read_bytes() == before
    assert MEANT[target] in done.stdout
