"""Tests of `floorbook table`: the same numbers as csv, json, xlsx and GraphML."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import openpyxl
import packages
import pytest

import floorbook
from floorbook import measures
from floorbook_report.commands import main
from floorbook_report.errors import CommandError
from floorbook_report.tables import frame, names, written


def test_a_table_whose_columns_may_all_travel_comes_byte_for_byte() -> None:
    data = floorbook.load()
    for name in ("points", "positions", "codebook", "items"):
        file = data.folder / data.package.table(name).path
        assert written(data, name, "csv") == file.read_bytes()


def test_columns_that_stay_at_home_are_in_no_format(package: Path) -> None:
    packages.change(package, "codings", 2, "note", "canary")
    data = floorbook.load(package)
    for form in ("csv", "json", "xlsx"):
        assert b"canary" not in written(data, "codings", form)
    text = written(data, "codings", "csv").decode()
    assert text.splitlines()[0] == "point,issue,position,voice,coder"


def test_every_measure_can_be_written_in_every_format(package: Path) -> None:
    data = floorbook.load(package)
    assert {"cells", "agreement", "asks", "reliability"} <= set(names(data))
    for name in names(data):
        rows = list(csv.reader(io.StringIO(written(data, name, "csv").decode())))
        told = json.loads(written(data, name, "json"))
        assert len(rows) - 1 == len(told) == len(frame(data, name))


def test_lists_of_ids_are_joined_by_spaces(package: Path) -> None:
    data = floorbook.load(package)
    told = list(csv.DictReader(io.StringIO(written(data, "cells", "csv").decode())))
    assert [row["points"].split() for row in told] == [
        list(points) for points in measures.cells(data)["points"]
    ]


def test_a_spreadsheet_takes_no_text_for_a_formula(package: Path) -> None:
    packages.change(package, "points", 2, "gist", '=HYPERLINK("http://floorbook.invalid")')
    book = openpyxl.load_workbook(io.BytesIO(written(floorbook.load(package), "points", "xlsx")))
    gists = [row[4] for row in book.active.iter_rows(min_row=2)]
    assert gists[0].value == '=HYPERLINK("http://floorbook.invalid")'
    assert {cell.data_type for cell in gists} == {"s"}


def test_numbers_stay_numbers_in_a_spreadsheet(package: Path) -> None:
    data = floorbook.load(package)
    book = openpyxl.load_workbook(io.BytesIO(written(data, "cells", "xlsx")))
    header = [cell.value for cell in book.active[1]]
    found = [row[header.index("n")].value for row in book.active.iter_rows(min_row=2)]
    assert found == measures.cells(data)["n"].tolist()


def test_an_unknown_name_is_told_with_the_nearest(package: Path) -> None:
    with pytest.raises(CommandError, match="did you mean 'cells'"):
        written(floorbook.load(package), "cels", "csv")


def test_only_the_network_is_written_as_graphml(package: Path) -> None:
    data = floorbook.load(package)
    assert written(data, "network", "graphml").startswith(b"<?xml")
    with pytest.raises(CommandError, match="only `network`"):
        written(data, "cells", "graphml")


def test_the_command_writes_to_a_file_or_to_the_standard_output(
    package: Path, tmp_path: Path, capfdbinary
) -> None:
    out = tmp_path / "cells.csv"
    assert main(["table", "cells", "--data", str(package), "--out", str(out)]) == 0
    assert main(["table", "cells", "--data", str(package)]) == 0
    assert capfdbinary.readouterr().out == out.read_bytes() != b""


def test_the_command_lists_every_name(package: Path, capsys) -> None:
    assert main(["table", "--list", "--data", str(package)]) == 0
    assert capsys.readouterr().out.split() == names(floorbook.load(package))
