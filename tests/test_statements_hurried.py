"""Tests of two hundred rows typed in a hurry: what is a habit is read, what is a slip is named."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import hurried
import pytest
from harbour import column, telling

from floorbook.package import validation
from floorbook.statements.making import Statements, statements
from floorbook_report.commands import main


def semicolons() -> bytes:
    """Return the rows as an old spreadsheet writes them."""
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(hurried.rows())
    return text.getvalue().encode("cp1252")


@pytest.fixture(params=["hurried.xlsx", "hurried.csv"])
def made(request: pytest.FixtureRequest, tmp_path: Path) -> Statements:
    path = tmp_path / request.param
    path.write_bytes(hurried.xlsx() if path.suffix == ".xlsx" else semicolons())
    return statements(path)


def test_every_slip_is_named_once_with_sheet_row_and_column(made: Statements) -> None:
    told = [doubt.message.partition(": ")[::2] for doubt in made.doubts]
    assert [cells for cells, _ in told] == [*hurried.DOUBTS]
    assert [
        text
        for text, start in zip(dict(told).values(), hurried.DOUBTS.values(), strict=True)
        if not text.startswith(start)
    ] == []
    sheet = f" [{hurried.SHEET}]" if made.table.suffix == ".xlsx" else ""
    assert {doubt.file for doubt in made.doubts} == {f"{made.table}{sheet}"}
    for doubt in made.doubts:
        letter, row = re.search(r"cells? ([A-Z])(\d+)", doubt.message).groups()
        assert (doubt.line, doubt.column) == (int(row), ord(letter) - ord("A") + 1)


def test_what_was_meant_is_proposed(made: Statements) -> None:
    meant = {doubt.value: doubt.suggestion for doubt in made.doubts if doubt.suggestion}
    assert meant == {
        "Frnace": "France",
        "MÃ©xico": "México",
        "Harbour feees": "Harbour fees",
        "agianst": "against",
    }


def test_habits_are_understood(made: Statements) -> None:
    assert made.title == "Harbour talks, 14 October 2031"
    assert column(made, "meetings", "date") == ["2031-10-14"]
    assert [*dict.fromkeys(column(made, "codings", "position"))] == [
        *("support", "oppose", "raise", "neutral"),
    ]
    assert sorted({*column(made, "codebook", "label")} - {*hurried.ISSUES}) == ["Harbour feees"]
    assert sorted({*column(made, "participants", "name")} - {*hurried.STATES}) == [
        *("Frnace", "Mali; Ghana", "MÃ©xico"),
    ]
    unsure = [row["point"] for row in made.tables["codings"] if row["unsure"] == "true"]
    assert unsure == ["row-81"]
    assert "left out, as a total: row 204" in made.told
    assert telling(made, "several issues") == "several issues in a cell: cell C44 (Topic)"
    assert telling(made, "no issue").startswith("no issue in cell C38 (Topic): ")


def test_the_package_of_it_is_sound_and_loses_only_what_was_named(
    made: Statements, tmp_path: Path
) -> None:
    (tmp_path / "made").mkdir()
    report = validation.check(made.write(tmp_path / "made"))
    assert [*report.problems] == []
    # 200 rows; one names nobody, and two stand there twice
    assert len(made.tables["points"]) == 197


def test_the_commands_print_slips_apart_from_the_reading(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "hurried.xlsx").write_bytes(hurried.xlsx())
    assert main(["new", str(tmp_path / "port"), "--from", str(tmp_path / "hurried.xlsx")]) == 0
    said = capsys.readouterr()
    assert len(said.err.splitlines()) == len(hurried.DOUBTS)
    assert {line.partition(": ")[0] for line in said.err.splitlines()} == {"warning"}
    assert said.out.startswith('read "country" as participant') and "nearly" not in said.out
