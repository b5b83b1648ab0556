"""Tests that what Floorbook stands on has no known hole, and a licence that goes with its own."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import licences
import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[1]
CONSTRAINTS = ROOT / "constraints.txt"
pytestmark = pytest.mark.promise("Dependencies")

FLOORS = {"nbconvert": "7.17.1", "jupyter-server": "2.20", "jupyterlab": "4.6"}
"""Below these there are known holes."""

PERMISSIVE = {
    *("0BSD", "Apache-2.0", "BSD", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT"),
    *("MIT-0", "PSF-2.0", "Zlib"),
}
"""May be passed on within MIT-licensed files, with their notices."""

BESIDE = PERMISSIVE | {"MPL-2.0"}
"""May be installed beside: what the MPL asks holds for a package's own files, which stay whole."""

TOOLS = BESIDE | {"Artistic-1.0"}
"""May be used to build and test; nothing of it is passed on."""

ALLOWED = {
    licences.BUNDLED: PERMISSIVE,
    licences.USED: BESIDE,
    licences.BUILD: TOOLS,
    licences.TOOLS: TOOLS,
}
SECONDS = 240  # for all packages on a slow line; one that is not there is known at once


@pytest.mark.parametrize("name", FLOORS)
def test_versions_with_known_holes_are_shut_out_everywhere(name: str, tally) -> None:
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    conda = [one for one in environment["dependencies"] if isinstance(one, str)]
    pins = [line for line in CONSTRAINTS.read_text(encoding="utf-8").splitlines() if "==" in line]
    for place in (licences.project()[""], conda, pins):
        (found,) = [one for one in map(Requirement, place) if canonicalize_name(one.name) == name]
        lower = [".".join(map(str, version)) for version in below(FLOORS[name])]
        assert [version for version in lower if found.specifier.contains(version)] == []
    assert Version(pinned(name)) >= Version(FLOORS[name])
    tally("floors for known holes, in three files")


def below(floor: str) -> list[tuple[int, ...]]:
    """Versions just below a floor."""
    major, minor, *patch = Version(floor).release
    lower = [(major, minor - 1, 99), (major - 1, 99)]
    return [*lower, (major, minor, patch[0] - 1)] if patch and patch[0] else lower


def pinned(name: str) -> str:
    lines = CONSTRAINTS.read_text(encoding="utf-8").splitlines()
    return next(line for line in lines if line.startswith(f"{name}==")).partition("==")[2]


def test_licences_go_with_ours(tally) -> None:
    groups = licences.groups()
    assert all(groups.values())
    strange = {
        name: [one for one in found if not one.within(ALLOWED[name])]
        for name, found in groups.items()
    }
    assert not any(strange.values()), strange
    tally("licences that go with MIT", sum(map(len, groups.values())))


@pytest.mark.skipif(sys.platform != "linux", reason="other systems bring other packages")
def test_the_page_of_licences_is_up_to_date() -> None:
    page = (ROOT / "docs" / "LICENCES.md").read_text(encoding="utf-8")
    groups = licences.groups()
    used = [*groups[licences.BUNDLED], *groups[licences.USED]]
    rows = {f"| {one.package} | {one.expression} |" for one in used}
    assert rows - set(page.splitlines()) == set(), "run `make licences`"


@pytest.mark.parametrize(
    ("expression", "within"),
    [
        ("MIT", True),
        ("MIT AND BSD-3-Clause", True),
        ("GPL-3.0-only OR MIT", True),
        ("GPL-3.0-only", False),
        ("MIT AND GPL-3.0-only", False),
        ("GPL-2.0-only WITH Classpath-exception-2.0", False),
        ("(MIT)", False),
        ("", False),
    ],
)
def test_a_licence_is_within_what_is_allowed_or_not(expression: str, within: bool) -> None:
    assert licences.Licence("a", expression).within(PERMISSIVE) == within


def test_no_pin_has_a_known_hole(tmp_path: Path, tally) -> None:
    """One pin is asked for first, so that a machine without the database does not ask for all."""
    if find_spec("pip_audit") is None:
        pytest.skip("pip-audit is not installed (`make audit` does it)")
    one = tmp_path / "one.txt"
    one.write_text(f"nbconvert=={pinned('nbconvert')}\n", encoding="utf-8")
    if not audited(one):
        pytest.skip("the database of known holes cannot be reached from here")
    found = audited(CONSTRAINTS)
    holes = {name: told for name, told in found.items() if told}
    assert holes == {}
    tally("pins held against the database of known holes", len(found))


def audited(requirements: Path) -> dict[str, list[str]]:
    """The known holes of each package that the database knows; empty when it is out of reach."""
    command = ["pip_audit", "--format", "json", "--progress-spinner", "off", "--timeout", "10"]
    command += ["--no-deps", "--disable-pip", "--requirement", str(requirements)]
    try:
        done = subprocess.run(
            [sys.executable, "-m", *command],
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
        told = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, json.JSONDecodeError):
        return {}
    return {
        package["name"]: [hole["id"] for hole in package["vulns"]]
        for package in told["dependencies"]
        if "vulns" in package
    }
