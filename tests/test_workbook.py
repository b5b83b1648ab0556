"""Tests of the workbook to code in: what is written."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import openpyxl
import packages
import pytest
from codingbook import (
    CHAIR,
    HOT,
    MUST,
    THANKS,
    fill,
    filled,
    read,
    written,
)
from openpyxl.utils import range_boundaries

from floorbook_report.commands import main


def test_each_coding_has_a_row_and_each_statement_free_rows_in_the_order_of_the_meeting(
    package: Path,
) -> None:
    found = filled(written(package))
    assert [row["Id"] for row in found[:6]] == [CHAIR] * 3 + [CHAIR[:-1] + "2"] * 3
    mine = [row for row in found if row["Id"] == HOT]
    assert [(row.get("Issue"), row.get("Position")) for row in mine] == [
        ("Hot tea", "Supports with a condition"),
        ("Open kettle", "Supports"),
        (None, None),
        (None, None),
    ]
    assert {row["Statement"] for row in mine} == {"Gist: hot is best, if the cup is small"}
    assert {row["Who"] for row in mine} == {"Atlantis"}
    assert [row.get("Unsure") for row in found if row["Id"] == MUST] == ["yes", None, None]
    assert len([row for row in found if row["Id"] == THANKS]) == 2


def test_the_number_of_free_rows_can_be_given(package: Path) -> None:
    book = written(package, "--rows", "5")
    assert len([row for row in filled(book) if row["Id"] == THANKS]) == 5


def test_the_meeting_is_named_where_there_are_several(tmp_path: Path) -> None:
    two = packages.two(tmp_path / "two")
    assert {row["Meeting"] for row in filled(written(two))} == {
        "Briefing on tea",
        "Briefing on coffee",
    }


def test_drop_downs_name_what_the_codebook_has(package: Path) -> None:
    packages.change(package, "codebook", 3, "label", "Clean, dry pots")
    book = openpyxl.load_workbook(written(package))
    coding, offered = book["Coding"], {}
    for rule in coding.data_validations.dataValidation:
        left, top, right, bottom = range_boundaries(str(rule.sqref))
        assert (left, top, bottom) == (right, 2, coding.max_row)
        header = coding.cell(1, left).value
        if rule.type == "list":
            sheet, cells = rule.formula1.replace("$", "").split("!")
            offered[header] = [cell.value for (cell,) in book[sheet][cells]]
            assert rule.showErrorMessage
    assert offered == {
        "Issue": ["Hot tea", "Clean, dry pots", "One pot", "Open kettle", "Biscuits"],
        "Position": [
            *("Opposes", "Doubts", "Takes no side", "Supports with a condition"),
            *("Supports", "Raises"),
        ],
        "Voice": ["own", "reported"],
        "Coder": ["First reading"],
        "Unsure": ["yes", "no"],
    }


def test_the_codebook_stands_beside_it_on_a_sheet_of_its_own(package: Path) -> None:
    book = openpyxl.load_workbook(written(package))
    assert book.sheetnames == ["Coding", "Codebook", "Positions", "Lists", "Written"]
    assert [book[name].sheet_state for name in ("Lists", "Written")] == ["hidden", "hidden"]
    found = [*book["Codebook"].iter_rows(values_only=True)]
    assert found[:2] == [
        ("Dimension", "Issue", "Claim", "Takes up", "Id"),
        ("Warmth", "Hot tea", "Tea should be served hot", "…", "hot-tea"),
    ]
    assert book["Positions"]["A2"].value == "Opposes"


def test_ids_and_statements_are_locked_and_what_is_coded_is_free(package: Path) -> None:
    book = openpyxl.load_workbook(written(package))
    assert book.security.lockStructure
    assert all(sheet.protection.sheet for sheet in book)
    free = {
        cell.column
        for row in book["Coding"].iter_rows()
        for cell in row
        if not cell.protection.locked
    }
    headers = [cell.value for cell in book["Coding"][1]]
    assert [headers[column - 1] for column in sorted(free)] == headers[3:]
    assert all(cell.protection.locked for cell in book["Coding"][1])
    assert all(cell.protection.locked for row in book["Written"].iter_rows() for cell in row)


@pytest.mark.parametrize("text", ["=1+1", "+41 22", "-1", "@here", "2031", "_x0041_", "a\nb"])
def test_what_looks_like_something_else_is_written_as_text_and_read_as_it_was(
    package: Path, text: str
) -> None:
    packages.change(package, "points", 2, "gist", text)
    packages.change(package, "codings", 2, "note", text)
    packages.change(package, "codebook", 2, "label", f"{text} tea")
    path = written(package)
    cells = [cell for row in openpyxl.load_workbook(path)["Coding"].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    assert {cell.number_format for cell in cells if not cell.protection.locked} == {"@"}
    fill(path, CHAIR, Position="Doubts")
    assert read(package, path) == 0
    assert packages.lines(package, "codings")[1][5] == text
    assert packages.lines(package, "codings")[1][2] == "doubt"


def test_the_same_package_gives_the_same_bytes_at_any_time(package: Path) -> None:
    content = written(package).read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        about = archive.read("docProps/core.xml").decode()
    assert re.findall(r">(\d{4})-", about) == ["2000", "2000"]
    package.with_name("book.xlsx").unlink()
    assert written(package).read_bytes() == content


def test_a_workbook_that_is_there_is_never_written_over(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(package)
    fill(path, THANKS, Issue="Biscuits", Position="Supports")
    before = path.read_bytes()
    assert main(["workbook", str(package), str(path)]) == 1
    assert "is there, and may hold codings: take them over with --read" in capsys.readouterr().err
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (["talks.csv", "book.xlsx"], "is a table: `floorbook new DIR --from"),
        (["nowhere", "book.xlsx"], "there is no such folder"),
        (["package", "book.csv"], "its name must end in .xlsx"),
        (["package", "book.xlsx", "--read"], "book.xlsx:1:1: the file does not exist"),
    ],
)
def test_what_cannot_be_done_is_told_and_leaves_nothing(
    package: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    call: list[str],
    told: str,
) -> None:
    monkeypatch.chdir(package.parent)
    Path("talks.csv").write_text("Country,Issue\nPeru,Fees\n", "utf-8")
    assert main(["workbook", *call]) == 1
    assert told in capsys.readouterr().err
    assert not [one for one in Path().iterdir() if one.name.startswith("book")]
