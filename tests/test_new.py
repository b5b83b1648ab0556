"""Tests of the start of a data package of one's own."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

import floorbook
from floorbook import measures
from floorbook.package import validation
from floorbook_report.commands import main

REGIONS = {"Peru": "west", "Cuba": "west", "Mali": "east", "Chad": "east"}
TABLE = "Country,Issue,Position\nPeru,Fees,for\nMali,Fees,against\nMali,Pilots,\n"


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A folder to work in, with one table."""
    monkeypatch.chdir(tmp_path)
    Path("harbour.csv").write_text(TABLE, encoding="utf-8")


def test_a_package_grown_from_a_table_passes_and_has_the_same_cells() -> None:
    assert main(["new", "port", "--from", "harbour.csv"]) == 0
    report = validation.check("port")
    assert [*report.problems, *report.warnings] == []
    ours, theirs = (measures.cells(floorbook.load(one)) for one in ("harbour.csv", "port"))
    free = ["doubt", "neutral", "qualified"]  # positions to code with, that the table lacks
    assert theirs[free].eq(0).all(axis=None)
    assert ours.drop(columns="meeting").equals(theirs.drop(columns=["meeting", *free]))


def test_it_has_the_needed_tables_alone_and_a_codebook_to_adapt() -> None:
    main(["new", "port", "--from", "harbour.csv"])
    assert sorted(os.listdir("port")) == [
        *("README.md", "codebook.csv", "codings.csv", "datapackage.json", "interventions.csv"),
        *("meetings.csv", "participants.csv", "points.csv", "positions.csv"),
    ]
    first, *rows = Path("port/codebook.csv").read_text("utf-8").splitlines()
    assert first == "issue,label,claim,takes_up,leaves_out"
    assert rows == ["fees,Fees,,,", "pilots,Pilots,,,"]


def test_codes_groups_and_regions_are_proposed_and_said_to_be(
    capsys: pytest.CaptureFixture[str],
) -> None:
    rows = "Country,Issue\nPeru,Fees\nUSA,Fees\nTea Board,Fees\n"
    Path("harbour.csv").write_text(rows, encoding="utf-8")
    assert main(["new", "port", "--from", "harbour.csv"]) == 0
    assert Path("port/participants.csv").read_text("utf-8").splitlines() == [
        "id,name,iso3,un_group,un_group_note,region",
        "peru,Peru,PER,Latin American and Caribbean,,Latin America and the Caribbean",
        'usa,USA,USA,Western European and Others,"as an observer, member of no group",'
        "Northern America",
        "tea-board,Tea Board,,,,",
    ]
    assert capsys.readouterr().out.splitlines()[-4:-1] == [
        "proposed in participants.csv as ISO codes, by the names: Peru PER, USA USA",
        "proposed there by the codes, from the UN's regional groups of Member States, and its"
        " standard M49: un_group and region",
        "correct what is wrong there, or empty the cell",
    ]
    report = validation.check("port")
    assert [*report.problems, *report.warnings] == []


def test_what_a_table_says_of_regions_itself_is_not_proposed() -> None:
    rows = [f"{who},Fees,{where}" for who, where in REGIONS.items()]
    Path("harbour.csv").write_text("\n".join(["Country,Issue,REGION", *rows]), encoding="utf-8")
    main(["new", "port", "--from", "harbour.csv"])
    first = Path("port/participants.csv").read_text("utf-8").splitlines()[0]
    assert first == "id,name,iso3,own_region,un_group"


def test_nothing_is_proposed_for_those_who_are_no_states(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("harbour.csv").write_text("Who,Issue\nTea Board,Fees\n", encoding="utf-8")
    main(["new", "port", "--from", "harbour.csv"])
    assert "proposed" not in capsys.readouterr().out


def test_it_has_a_title_and_limits_of_its_own_and_the_next_step() -> None:
    main(["new", "port", "--from", "harbour.csv"])
    described = json.loads(Path("port/datapackage.json").read_text("utf-8"))
    assert described["title"] == "Harbour"
    assert described["limits"][0].startswith("Made from one table, harbour.csv: ")
    readme = Path("port/README.md").read_text("utf-8")
    assert "floorbook report --data port --out port-final" in readme
    assert "Open `codebook.csv`" in readme


def test_it_has_the_whole_usual_scale_to_code_with_but_a_scale_of_its_own_alone() -> None:
    usual = ["oppose", "doubt", "neutral", "qualified", "support", "raise"]
    for name, values, expected in (
        ("some", ("for", "against"), usual),
        ("none", ("", ""), [*usual, "open"]),
        ("own", ("3", "-7"), ["at-minus-7", "at-3"]),
    ):
        rows = "".join(f"Peru,Fees {at},{value}\n" for at, value in enumerate(values))
        Path(f"{name}.csv").write_text(f"Country,Issue,Position\n{rows}", encoding="utf-8")
        assert main(["new", name, "--from", f"{name}.csv"]) == 0
        data = floorbook.load(name)
        assert data.positions["position"].tolist() == expected
        assert [*validation.check(name).problems] == []
    assert floorbook.load("none").codings["position"].tolist() == ["open", "open"]


def test_without_a_table_it_has_the_scale_and_nothing_else() -> None:
    assert main(["new", "new-talks"]) == 0
    report = validation.check("new-talks")
    assert [*report.problems, *report.warnings] == []
    assert json.loads(Path("new-talks/datapackage.json").read_text("utf-8"))["title"] == "New talks"
    counts = {name: len(sheet.frame) for name, sheet in report.sheets.items()}
    assert counts.pop("positions") == 6
    assert {*counts.values()} == {0}
    assert "Fill the tables in this order" in Path("new-talks/README.md").read_text("utf-8")


@pytest.mark.parametrize("there", ["a file", "a folder that is not empty"])
def test_a_place_that_is_taken_is_refused_and_left_as_it_is(
    there: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = Path("port") if there == "a file" else Path("port/mine.txt")
    path.parent.mkdir(exist_ok=True)
    path.write_text("mine", encoding="utf-8")
    assert main(["new", "port", "--from", "harbour.csv"]) == 1
    assert "floorbook: port is" in capsys.readouterr().err
    assert path.read_text(encoding="utf-8") == "mine"


def test_an_empty_folder_is_used() -> None:
    Path("port").mkdir()
    assert main(["new", "port", "--from", "harbour.csv"]) == 0
    assert Path("port/README.md").is_file()


@pytest.mark.parametrize(
    ("name", "told"),
    [("notes.docx", "is no table of statements"), ("lots.csv", "no column says who spoke")],
)
def test_what_cannot_be_read_leaves_nothing(
    name: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(name).write_text("Lot,Issue\n1,2\n", encoding="utf-8")
    assert main(["new", "port", "--from", name]) == 1
    assert told in capsys.readouterr().err
    assert sorted(os.listdir()) == sorted(["harbour.csv", name])


def test_a_package_is_written_whole_or_not_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    written = Path.write_bytes

    def full(path: Path, content: bytes) -> int:
        if path.name == "points.csv":
            raise OSError(28, "No space left on device", str(path))
        return written(path, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    assert main(["new", "port", "--from", "harbour.csv"]) == 1
    assert os.listdir() == ["harbour.csv"]
