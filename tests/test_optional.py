"""What a package may leave out: it is valid all the same, and all runs on what is there."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import frictionless
import packages
import pytest
import reading

import floorbook
from floorbook import Dataset, figures
from floorbook.package import reference, validation
from floorbook_report.tables import frame, names

NOTEBOOKS = sorted(path.stem for path in reading.NOTEBOOKS.glob("*.ipynb"))
TABLES = [table.name for table in reference().tables if not table.needed]
PAIRS = list(combinations(TABLES, 2))
SEED = 20310312
PARTS = range(6)  # of what is long in the full run, so that all cores take part

pytestmark = pytest.mark.promise("Any package")


def columns() -> list[str]:
    """The columns of the shipped package that it need not have, links to its tables apart."""
    found = json.loads((packages.SHIPPED / "datapackage.json").read_text("utf-8"))
    links = {
        (resource["name"], name)
        for resource in found["resources"]
        for key in resource["schema"].get("foreignKeys", ())
        for name in key["fields"]
    }
    return [
        f"{resource['name']}.{one['name']}"
        for resource in found["resources"]
        for one in resource["schema"]["fields"]
        for field in [reference().table(resource["name"]).field(one["name"])]
        if field
        and not field.needed
        and not (field.required and (resource["name"], field.name) in links)
    ]


COLUMNS = columns()


def check(folder: Path) -> Dataset:
    """Hold a package against both readers, and all measures and figures against it."""
    assert [str(problem) for problem in validation.check(folder).problems] == []
    data = floorbook.load(folder)
    for name in names(data):
        frame(data, name)
    for name in figures.__all__:
        draw = getattr(figures, name)
        for claim in data.claims["id"] if name == "claim" else ():
            draw(data, claim)
        if name != "claim":
            draw(data)
    return data


def read(data: Dataset) -> None:
    """Run the code cells of all notebooks on a package, and read what they show."""
    for name in NOTEBOOKS:
        reading.reads_well(reading.page(data, name))


@pytest.mark.parametrize("package", ["shipped", "small", "two"])
def test_five_tables_are_enough(package: str, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    if package == "shipped":
        shutil.copytree(packages.SHIPPED, folder)
    else:
        getattr(packages, package)(folder)
    packages.lean(folder, tables=TABLES)
    assert len(list(folder.glob("*.csv"))) == 5
    found = frictionless.validate(str(folder / "datapackage.json"))
    assert found.valid, found.flatten(["title", "message"])
    data = check(folder)
    assert len(data.meetings) == (2 if package == "two" else 1)
    read(data)


def test_the_columns_that_are_needed_are_enough(tmp_path: Path) -> None:
    folder = packages.lean(packages.small(tmp_path / "data"), tables=TABLES)
    described = json.loads((folder / "datapackage.json").read_text("utf-8"))
    packages.lean(
        folder,
        columns=[
            f"{resource['name']}.{one['name']}"
            for resource in described["resources"]
            for one in resource["schema"]["fields"]
            if not reference().table(resource["name"]).field(one["name"]).needed
        ],
    )
    data = check(folder)
    assert data.codebook["dimension"].unique().tolist() == ["all"]
    assert data.recorded()["position"].unique().tolist() == ["recorded", ""]
    read(data)


@pytest.mark.parametrize("table", TABLES)
def test_every_table_that_is_not_needed_can_be_left_out(
    table: str,
    tmp_path: Path,
    share: Callable[..., int],
    tally: Callable[..., None],
) -> None:
    folder = packages.lean(packages.small(tmp_path / "data"), tables=[table])
    assert reference().table(table).without
    data = check(folder)
    if TABLES.index(table) % share(full=1, bounded=5) == 0:  # the notebooks take their time
        read(data)
    tally("tables left out", 1)


@pytest.mark.parametrize("part", PARTS)
def test_any_two_tables_that_are_not_needed_can_be_left_out(
    part: int,
    tmp_path: Path,
    share: Callable[..., int],
    tally: Callable[..., None],
) -> None:
    chosen = random.Random(SEED).sample(PAIRS, share(full=len(PAIRS), bounded=2))
    wrong = {}
    for pair in chosen[part :: len(PARTS)]:
        folder = packages.lean(packages.small(tmp_path / "-".join(pair)), tables=pair)
        try:
            read(check(folder))
        except Exception as error:
            wrong[pair] = repr(error)
    assert wrong == {}
    tally("pairs of tables left out", len(chosen[part :: len(PARTS)]))


@pytest.mark.parametrize("part", PARTS)
def test_every_column_that_is_not_needed_can_be_left_out(
    part: int,
    tmp_path: Path,
    share: Callable[..., int],
    tally: Callable[..., None],
) -> None:
    chosen = random.Random(SEED).sample(COLUMNS, share(full=len(COLUMNS), bounded=2))
    wrong = {}
    for column in chosen[part :: len(PARTS)]:
        folder = packages.lean(packages.small(tmp_path / column), columns=[column])
        try:
            read(check(folder))
        except Exception as error:
            wrong[column] = repr(error)
    assert wrong == {}
    tally("columns left out", len(chosen[part :: len(PARTS)]))


def test_a_package_need_not_name_its_coder(package: Path) -> None:
    packages.describe(package, lambda d: d.pop("coder"))
    data = check(package)
    assert data.coder == "coder-a"  # who made all codings
    read(data)
    packages.lean(package, tables=["coders", "codings_blind"], columns=["codings.coder"])
    data = check(package)
    assert data.coder == ""
    read(data)


def test_a_claim_without_a_place_is_about_the_only_meeting_and_of_several_about_none(
    tmp_path: Path,
) -> None:
    one = packages.lean(packages.small(tmp_path / "one"), tables=["items"])
    two = packages.lean(packages.two(tmp_path / "two"), tables=["items"])
    told = [
        figures.claim(data, data.claims["id"].iloc[0]).layout.title.text
        for data in (floorbook.load(one), floorbook.load(two))
    ]
    assert " of 3 governments " in told[0].replace("<br>", " ")
    assert told[1].replace("<br>", " ") == "No source says of which meeting the claim speaks"
    read(check(two))


def test_what_cannot_be_held_against_anything_is_no_claim(package: Path) -> None:
    packages.lean(package, tables=["claim_issues"])
    assert floorbook.load(package).claims.empty
