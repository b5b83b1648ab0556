"""A workbook for coding in the hands of a test: written, filled in as a coder does, read back."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from floorbook_report.commands import main

CHAIR, HOT, BISCUITS = "tea2031-presentation-tea-bureau-chair-1", "tea2031-atlantis-1", "biscuits"
THANKS, MUST, COLD = "tea2031-atlantis-3", "tea2031-atlantis-4", "tea2031-borduria-1"


def written(package: Path, *more: str) -> Path:
    """Write the workbook of a package beside it."""
    path = package.with_name("book.xlsx")
    assert main(["workbook", str(package), str(path), *more]) == 0
    return path


def read(package: Path, path: Path) -> int:
    """Read a workbook back; return the status."""
    return main(["workbook", str(package), str(path), "--read"])


def column(sheet: Worksheet, header: str) -> int:
    """Return the number of a column."""
    return [cell.value for cell in sheet[1]].index(header) + 1


def rows(sheet: Worksheet, point: str) -> list[int]:
    """Return the rows of a statement."""
    return [cell.row for cell in sheet["A"] if cell.value == point]


def fill(path: Path, point: str, at: int = 0, **texts: str | None) -> int:
    """Fill cells in one of the rows of a statement, counted from 0; return its number."""
    book = openpyxl.load_workbook(path)
    sheet = book["Coding"]
    row = rows(sheet, point)[at]
    for header, text in texts.items():
        cell = sheet.cell(row, column(sheet, header))
        cell.value = text
        if text is not None:
            cell.data_type = "s"
    book.save(path)
    return row


def filled(path: Path) -> list[dict[str, str]]:
    """Return what stands in the rows to code in, by header; empty cells left out."""
    head, *rest = openpyxl.load_workbook(path)["Coding"].iter_rows(values_only=True)
    return [
        {str(name): str(text) for name, text in zip(head, row, strict=True) if text is not None}
        for row in rest
    ]


def codings(package: Path) -> list[str]:
    """The rows of the codings as they stand in the file."""
    return (package / "codings.csv").read_text("utf-8").splitlines()


def refused(
    package: Path, path: Path, capsys: pytest.CaptureFixture[str], where: str = "workbook"
) -> list[str]:
    """Read a workbook that is refused; return what is told of it, and see that nothing changed."""
    before = {one: one.read_bytes() for one in package.iterdir()}
    capsys.readouterr()
    assert read(package, path) == 1
    assert {one: one.read_bytes() for one in package.iterdir()} == before
    said = capsys.readouterr()
    assert said.out == ""
    head, *told = said.err.splitlines()
    number = f"{len(told)} problem{'s' * (len(told) > 1)}"
    assert head == f"floorbook: {number} in the {where}; nothing was written"
    return [one.replace(f"{path} ", "").replace(f"{path.parent}/", "") for one in told]
