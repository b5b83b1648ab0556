"""Tests that the ways to an environment lead to the same one."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Mapping
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
NEEDED = [Requirement(text) for text in PROJECT["project"]["dependencies"]]
EXTRA = [
    Requirement(text)
    for texts in PROJECT["project"]["optional-dependencies"].values()
    for text in texts
]
BUILD = [Requirement(text) for text in PROJECT["build-system"]["requires"]]


def pins() -> dict[str, str]:
    """The versions in constraints.txt by canonical name."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split("==") for line in lines if not line.startswith("#"))


def test_conda_gives_the_same_dependencies_then_the_project_itself() -> None:
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    *names, own = environment["dependencies"]
    conda = {(canonicalize_name(one.name), str(one.specifier)) for one in map(Requirement, names)}
    python = ("python", PROJECT["project"]["requires-python"])
    ours = {(canonicalize_name(one.name), str(one.specifier)) for one in NEEDED}
    assert conda == ours | {python, ("pip", "")}
    assert own == {"pip": ["-e ."]}


@pytest.mark.parametrize("needed", [*NEEDED, *EXTRA], ids=lambda needed: needed.name)
def test_every_dependency_is_pinned_within_its_range(needed: Requirement) -> None:
    assert needed.specifier.contains(pins()[canonicalize_name(needed.name)])


def test_every_package_that_is_imported_is_a_dependency() -> None:
    sources = [*(ROOT / "src").rglob("*.py"), *(ROOT / "widgets/floorbook_widgets").glob("*.py")]
    imported = {name for path in sources for name in packages(path)}
    ours = {"floorbook", "floorbook_report", "floorbook_widgets"}
    found = imported - ours - sys.stdlib_module_names
    distributions = packages_distributions()
    dask = map(Requirement, PROJECT["project"]["optional-dependencies"]["dask"])
    needed = {canonicalize_name(one.name) for one in (*NEEDED, *dask)}
    assert found
    assert {name for name in found if not needed & known(distributions, name)} == set()


def packages(path: Path) -> set[str]:
    """The names of the packages that a file imports from."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names.add(str(node.module).partition(".")[0])
    return names


def known(distributions: Mapping[str, list[str]], package: str) -> set[str]:
    return {canonicalize_name(name) for name in distributions.get(package, [package])}


def test_the_build_by_hand_uses_what_the_build_hook_uses() -> None:
    assert {str(one) for one in BUILD} <= {str(one) for one in EXTRA}


def test_pins_name_versions_only() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    packages = [line for line in lines if not line.startswith("#")]
    assert all(re.fullmatch(r"[a-z0-9-]+==[0-9][0-9a-z.]*", line) for line in packages)
    assert packages == sorted(packages)


@pytest.mark.parametrize(
    "name", ["pyproject.toml", "constraints.txt", "environment.yml", "Makefile", "hatch_build.py"]
)
def test_no_index_or_registry_is_named(name: str) -> None:
    assert "://" not in (ROOT / name).read_text(encoding="utf-8")


def test_the_lock_file_names_no_registry() -> None:
    lock = (ROOT / "widgets" / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in lock
