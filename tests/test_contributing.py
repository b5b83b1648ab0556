"""What CONTRIBUTING says about adding something is true: each example is tried in a copy."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import packages
import pytest

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"```(?:python|js|jinja)\n(?:#|//|{#) (\S+)(?: #})?\n(.*?)```", TEXT, re.S))
SAID = "import sys; sys.argv[0] = 'floorbook'; from floorbook_report.__main__ import run; "


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sources with every file that CONTRIBUTING shows."""
    folder = tmp_path_factory.mktemp("copy")
    for name in ("src", "widgets/floorbook_widgets"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(packages.SHIPPED, folder / "data")
    for path, text in FILES.items():
        (folder / path).write_text(text, encoding="utf-8")
    for kind, told in (("measures", "first"), ("figures", "first")):
        module = folder / "src/floorbook" / kind / "__init__.py"
        text = module.read_text(encoding="utf-8").replace("__all__ = [", f'__all__ = ["{told}",')
        module.write_text(f"{text}\nfrom floorbook.{kind}.{told} import {told}\n", "utf-8")
    (described,) = re.findall(r"```json\n(.*?)```", TEXT, re.S)
    reference = folder / "src/floorbook/package/reference.json"
    whole = json.loads(reference.read_text("utf-8"))
    whole["resources"].append(json.loads(described))
    reference.write_text(json.dumps(whole), "utf-8")
    dataset = folder / "src/floorbook/dataset.py"
    text = dataset.read_text("utf-8")
    dataset.write_text(text.replace("    names: pd", "    languages: pd.DataFrame\n    names: pd"))
    code = (
        "import os, pathlib, runpy, sys; os.environ['FLOORBOOK_WIDGETS'] = sys.argv[2]; "
        "hook = runpy.run_path(sys.argv[1]); "
        "hook['node'](pathlib.Path(sys.argv[1]).parent / 'widgets', 'build.mjs')"
    )
    python(folder, code, ROOT / "hatch_build.py", folder / "widgets" / "floorbook_widgets")
    return folder


def python(copy: Path, code: str, *arguments: str | Path) -> str:
    """Run Python code on the copy, and return what it prints."""
    path = os.pathsep.join(str(copy / name) for name in ("src", "widgets"))
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def floorbook(copy: Path, *arguments: str | Path) -> str:
    return python(copy, f"{SAID}sys.exit(run())", *arguments)


def test_the_examples_name_the_files_that_they_are() -> None:
    assert len(FILES) == len(re.findall(r"```(?:python|js|jinja)\n", TEXT)) == 7


def test_the_example_of_a_measure_becomes_a_table_of_the_command_line(copy: Path) -> None:
    told = floorbook(copy, "table", "first").splitlines()
    assert told[0] == "meeting,issue,participant,n,points"
    assert len(told) > 10


@pytest.mark.parametrize(
    "name", ["floorbook.measures.first", "floorbook.figures.first", "floorbook_widgets.tally"]
)
def test_the_examples_in_the_example_run(copy: Path, name: str) -> None:
    code = "import doctest, importlib, sys; m = importlib.import_module(sys.argv[1]); "
    assert python(copy, f"{code}print(*doctest.testmod(m))", name).startswith("0 ")


def test_the_example_of_a_figure_stands_in_a_chart(copy: Path) -> None:
    code = (
        "import floorbook; from floorbook import figures; from floorbook_widgets import *; "
        "d = floorbook.load(); print(Chart(Selection(d), figures.first(d)).heading)"
    )
    assert python(copy, code).endswith("were raised from the floor\n")


def test_the_example_of_a_widget_is_bundled_and_has_a_face(copy: Path) -> None:
    folder = copy / "widgets" / "floorbook_widgets"
    assert "render" in (folder / "static" / "tally.js").read_text("utf-8")
    code = (
        "import floorbook; from floorbook_widgets import Selection; "
        "from floorbook_widgets.tally import Tally; "
        "print(Tally(Selection(floorbook.load())).static_face())"
    )
    assert re.search(r"<p>In view: .*; 144 of 144 points</p>", python(copy, code))


def test_the_example_of_a_table_is_read_and_checked(copy: Path, tmp_path: Path) -> None:
    package = packages.small(tmp_path / "package")
    (described,) = re.findall(r"```json\n(.*?)```", TEXT, re.S)
    resource = json.loads(described)
    resource |= {"path": "languages.csv"}
    for field in resource["schema"]["fields"]:
        field["released"] = True
        del field["needed"]
    packages.describe(package, lambda whole: whole["resources"].append(resource))
    who = packages.lines(package, "participants")[1][0]
    packages.write(package, "languages", [["participant", "language"], [who, "fr"]])
    told = floorbook(copy, "table", "languages", "--data", package)
    assert told == f"participant,language\n{who},fr\n"
    packages.write(package, "languages", [["participant", "language"], ["nobody", "fr"]])
    code = f"{SAID}print(run())"
    assert python(copy, code, "check", package) == "1\n"


def test_the_example_of_a_command_is_found_by_its_file(copy: Path) -> None:
    assert "speakers" in floorbook(copy, "--help")
    assert "Mexico\n" in floorbook(copy, "speakers")


def test_the_example_of_an_importer_makes_a_package_that_holds(copy: Path, tmp_path: Path) -> None:
    statements = tmp_path / "tea.csv"
    statements.write_text(
        'speaker,issue,text\nTea Bureau,Price,Too high.\nSalt Union,"Price, of milk",Too low.\n'
        "Tea Bureau,Price,Much too high.\n",
        "utf-8",
    )
    made = tmp_path / "made"
    assert floorbook(copy, "statements", statements, made).startswith("2 participants, ")
    told = floorbook(copy, "table", "counts", "--data", made).splitlines()
    assert [line.rpartition(",")[0] for line in told[1:]] == [
        "meeting,tea-bureau,all,price,recorded,2",
        "meeting,salt-union,all,price-of-milk,recorded,1",
    ]
