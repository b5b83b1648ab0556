"""Tests of `floorbook table`: the same numbers as csv, json, xlsx and GraphML."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import packages
import pytest

import floorbook
from floorbook import measures
from floorbook.statements import workbook
from floorbook_report.commands import main
from floorbook_report.errors import CommandError
from floorbook_report.tables import frame, names, written


def test_a_table_whose_columns_may_all_travel_comes_byte_for_byte() -> None:
    data = floorbook.load()
    for name in ("points", "positions", "codebook", "items"):
        file = data.folder / data.package.table(name).path
        assert written(data, name, "csv") == file.read_bytes()


def test_columns_that_stay_at_home_are_in_no_format(package: Path) -> None:
    packages.change(package, "codings_blind", 2, "note", "canary")
    data = floorbook.load(package)
    for form in ("csv", "json", "xlsx"):
        assert b"canary" not in written(data, "codings_blind", form)
    text = written(data, "codings_blind", "csv").decode()
    assert text.splitlines()[0] == "point,issue,position,voice,coder"


def test_every_measure_can_be_written_in_every_format(package: Path) -> None:
    data = floorbook.load(package)
    assert {"cells", "agreement", "asks", "reliability"} <= set(names(data))
    for name in names(data):
        rows = list(csv.reader(io.StringIO(written(data, name, "csv").decode())))
        told = json.loads(written(data, name, "json"))
        assert len(rows) - 1 == len(told) == len(frame(data, name))
        assert [list(row) for row in told] == [rows[0]] * len(told)
        sheet = openpyxl.load_workbook(io.BytesIO(written(data, name, "xlsx"))).active
        assert (sheet.max_row, sheet.max_column, sheet.title) == (len(rows), len(rows[0]), name)


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


def test_a_written_out_mark_is_no_mark_in_a_spreadsheet(package: Path) -> None:
    packages.change(package, "points", 2, "gist", "under_x0041_score")
    content = written(floorbook.load(package), "points", "xlsx")
    assert workbook.read(content, "points.xlsx")[0].rows[1].cells[4] == "under_x0041_score"


def test_the_same_table_is_the_same_spreadsheet_at_any_time(package: Path) -> None:
    content = written(floorbook.load(package), "points", "xlsx")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {one.date_time[0] for one in archive.infolist()} == {1980}
        about = archive.read("docProps/core.xml").decode()
    assert re.findall(r">(\d{4})-", about) == ["2000", "2000"]


def test_numbers_stay_numbers_in_a_spreadsheet(package: Path) -> None:
    data = floorbook.load(package)
    book = openpyxl.load_workbook(io.BytesIO(written(data, "cells", "xlsx")))
    header = [cell.value for cell in book.active[1]]
    found = [row[header.index("n")].value for row in book.active.iter_rows(min_row=2)]
    assert found == measures.cells(data)["n"].tolist()


def test_an_unknown_name_is_told_with_the_nearest(package: Path) -> None:
    with pytest.raises(CommandError, match="did you mean 'cells'"):
        written(floorbook.load(package), "cels", "csv")


def further(package: Path) -> floorbook.Dataset:
    """A package with two tables of its own, one of which stays at home, and without acts."""
    packages.lean(package, tables=["acts", "act_issues", "responses"])
    kinds = {"id": "string", "n": "integer", "ok": "boolean", "secret": "string"}
    fields = [
        {"name": name, "type": kind, "released": name != "secret"} for name, kind in kinds.items()
    ]
    for name, some in (("tea/labels", fields), ("diary", fields[-1:])):
        path = f"{name[:3]}.csv"
        described = {"name": name, "path": path, "schema": {"fields": some}}
        packages.describe(package, lambda d, more=described: d["resources"].append(more))
    (package / "tea.csv").write_text('id,n,ok,secret\none,7,true,canary\n"=1, x",,,\n')
    (package / "dia.csv").write_text("secret\ncanary\n")
    return floorbook.load(package)


def test_a_table_beyond_the_reference_is_written_as_others_are(package: Path) -> None:
    data = further(package)
    assert "tea/labels" in names(data) and "diary" not in names(data)
    assert written(data, "tea/labels", "csv") == b'id,n,ok\none,7,true\n"=1, x",,\n'
    rows = json.loads(written(data, "tea/labels", "json"))
    assert rows == [{"id": "one", "n": 7, "ok": True}, {"id": "=1, x", "n": None, "ok": None}]
    sheet = openpyxl.load_workbook(io.BytesIO(written(data, "tea/labels", "xlsx"))).active
    assert [[cell.value for cell in row] for row in sheet] == [
        ["id", "n", "ok"],
        ["one", 7, True],
        ["=1, x", None, None],
    ]


@pytest.mark.parametrize("form", ["csv", "json", "xlsx"])
def test_a_table_that_is_not_there_is_told_with_those_that_are(package: Path, form: str) -> None:
    data = further(package)
    with pytest.raises(CommandError, match=r"no table 'acts' among meetings, .*cells"):
        written(data, "acts", form)
    with pytest.raises(CommandError, match="no column of 'diary' is released"):
        written(data, "diary", form)


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


def test_no_name_lists_every_name_too(package: Path, capsys) -> None:
    assert main(["table", "--data", str(package)]) == 0
    assert capsys.readouterr().out.split() == names(floorbook.load(package))


def test_every_name_can_be_written_of_the_real_meeting() -> None:
    data = floorbook.load()
    assert len(names(data)) == len(set(names(data))) > 40
    for name in names(data):
        header, *rows = csv.reader(io.StringIO(written(data, name, "csv").decode()))
        # The coders differ on two codings, and none of these makes a position another.
        assert bool(rows) == (name != "under_coder"), name
        assert {len(row) for row in rows} <= {len(header)}, name


def test_ids_and_codes_that_look_like_something_else_stay_text(package: Path) -> None:
    packages.change(package, "interventions", 7, "speaker", "None")
    data = floorbook.load(package)
    rows = list(csv.DictReader(io.StringIO(written(data, "interventions", "csv").decode())))
    assert rows[-1]["speaker"] == "None"
    assert json.loads(written(data, "interventions", "json"))[-1]["speaker"] == "None"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t="])
def test_a_spreadsheet_holds_text_as_text_whatever_it_begins_with(
    package: Path, start: str
) -> None:
    gist = f"{start}1+1"
    data = floorbook.load(package)
    data = replace(data, points=data.points.assign(gist=gist))
    sheet = openpyxl.load_workbook(io.BytesIO(written(data, "points", "xlsx"))).active
    gists = [row[4] for row in sheet.iter_rows(min_row=2)]
    assert {(cell.value, cell.data_type) for cell in gists} == {(gist, "s")}


def test_a_formula_stays_as_it_is_in_the_canonical_csv(package: Path) -> None:
    packages.change(package, "points", 2, "gist", "=1+1")
    data = floorbook.load(package)
    assert written(data, "points", "csv") == (package / "points.csv").read_bytes()


def test_a_control_character_does_not_stop_a_spreadsheet(package: Path) -> None:
    data = floorbook.load(package)
    data = replace(data, points=data.points.assign(gist="ring \x07 the bell"))
    sheet = openpyxl.load_workbook(io.BytesIO(written(data, "points", "xlsx"))).active
    assert sheet["E2"].value == "ring � the bell"


def test_graphml_of_several_meetings_asks_for_one(tmp_path: Path, capfdbinary) -> None:
    folder = packages.two(tmp_path / "two")
    call = ["table", "network", "--format", "graphml", "--data", str(folder)]
    assert main(call) == 1
    said = capfdbinary.readouterr()
    assert said.out == b"" and b"tea2031, coffee2032 (--meeting)" in said.err
    assert main([*call, "--meeting", "coffee2032"]) == 0
    assert b'id="coffee2032"' in capfdbinary.readouterr().out


def test_the_real_network_is_the_same_in_graphml_as_in_csv() -> None:
    data = floorbook.load()
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    edges = ElementTree.fromstring(written(data, "network", "graphml")).findall(".//g:edge", space)
    rows = csv.DictReader(io.StringIO(written(data, "network", "csv").decode()))
    assert [(edge.get("source"), edge.get("target")) for edge in edges] == [
        (row["a"], row["b"]) for row in rows
    ]


def test_an_empty_measure_is_a_header_in_every_format(package: Path) -> None:
    data = floorbook.load(package)
    data = replace(data, acts=data.acts[:0], responses=data.responses[:0])
    header = list(measures.asks(data).columns)
    assert written(data, "asks", "csv").decode() == ",".join(header) + "\n"
    assert json.loads(written(data, "asks", "json")) == []
    sheet = openpyxl.load_workbook(io.BytesIO(written(data, "asks", "xlsx"))).active
    assert [cell.value for cell in sheet[1]] == header and sheet.max_row == 1
