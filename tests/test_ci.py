"""Tests of what is offered to CI: the workflow and the hook call what there is."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import packages
import pytest
import yaml

from floorbook_report.commands import parser

ROOT = Path(__file__).parents[1]
WORKFLOW = yaml.safe_load((ROOT / ".github/workflows/data.yml").read_text(encoding="utf-8"))
STEPS = [step["run"] for step in WORKFLOW["jobs"]["data"]["steps"] if "run" in step]
(HOOK,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))


def calls() -> list[list[str]]:
    """Every call of `floorbook` in the workflow, in words."""
    lines = "\n".join(STEPS).replace("$PACKAGE", "data").splitlines()
    words = [shlex.split(line.strip().partition(" >")[0]) for line in lines]
    return [line[1:] for line in words if line and line[0] == "floorbook"]


def test_the_workflow_calls_commands_that_there_are() -> None:
    assert {call[0] for call in calls()} == {"check", "report", "diff"}
    for call in calls():
        parser().parse_args(call)


@pytest.mark.parametrize("script", STEPS)
def test_each_step_is_a_script_that_a_shell_can_read(script: str) -> None:
    subprocess.run(["bash", "-n"], input=script, text=True, check=True)


def test_the_guide_shows_the_calls_of_the_workflow() -> None:
    guide = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```sh\n(.*?)```", guide, re.S)
    assert {call[0] for call in calls()} == set(re.findall(r"^floorbook (\w+)", block, re.M))
    assert "jupyter nbconvert --execute --to html notebooks/*.ipynb" in block
    assert any("jupyter nbconvert --execute --to html notebooks/*.ipynb" in one for one in STEPS)


def test_the_hook_checks_the_package_that_it_is_given(tmp_path: Path) -> None:
    program = [sys.executable, "-m", "floorbook_report", *HOOK["entry"].split()[1:]]
    packages.small(tmp_path / HOOK["args"][0])
    for status in (0, 1):
        done = subprocess.run([*program, *HOOK["args"]], cwd=tmp_path, check=False)
        assert done.returncode == status
        packages.change(tmp_path / HOOK["args"][0], "codings", 2, "unsure", "maybe")


@pytest.mark.parametrize(
    ("path", "looked_at"),
    [("data/points.csv", True), ("datapackage.json", True), ("data/README.md", False)],
)
def test_the_hook_looks_at_what_a_package_is_made_of(path: str, looked_at: bool) -> None:
    assert bool(re.search(HOOK["files"], path)) == looked_at
