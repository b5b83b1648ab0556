"""Tests of commands that take a table of statements where they take a package."""

from __future__ import annotations

from pathlib import Path

import pytest
from harbour import HARBOUR, saved
from ipynb import FRONT_END

from floorbook_report import page
from floorbook_report.commands import main


@pytest.fixture
def front_end(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(page, "front_end", lambda: FRONT_END)
    monkeypatch.chdir(tmp_path)


def test_report_takes_a_table_by_its_ending_and_writes_beside_it(
    front_end: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "port").mkdir()
    saved(tmp_path / "port", HARBOUR)
    assert main(["report", "port/harbour.csv"]) == 0
    out = capsys.readouterr().out
    assert out.startswith('read "Country" as participant')
    reports = {path.name for path in (tmp_path / "port" / "harbour-report").glob("*.html")}
    assert {"index.html", "02-compare.html", "brief-mexico.html", "brief-france.html"} <= reports
    assert 'for" = 1' in (tmp_path / "port" / "harbour-reading.toml").read_text("utf-8")
    assert not (tmp_path / "exports").exists()
    text = (tmp_path / "port" / "harbour-report" / "brief-mexico.html").read_text("utf-8")
    assert "Fees are fair" in text


def test_a_table_that_cannot_be_read_ends_with_status_1_and_nothing_written(
    front_end: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saved(tmp_path, [("Lot", "Weight"), ("1", "2")])
    assert main(["report", "harbour.csv"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("floorbook: 2 problems in the table\nharbour.csv:1:1: ")
    assert [path.name for path in tmp_path.iterdir()] == ["harbour.csv"]


def test_two_tables_or_a_table_and_a_package_are_refused(
    front_end: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(saved(tmp_path, HARBOUR))
    assert main(["report", path, "--data", path]) == 1
    assert "made of one meeting's data" in capsys.readouterr().err


@pytest.mark.parametrize("call", [["check"], ["table", "cells", "--data"]])
def test_other_commands_take_a_table_where_they_take_a_package(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], call: list[str]
) -> None:
    assert main([*call, str(saved(tmp_path, HARBOUR))]) == 0
    said = capsys.readouterr()
    reading = said.out if call == ["check"] else said.err
    assert reading.startswith('read "Country" as participant')
    assert "3 codings" in said.out or said.out.startswith("meeting,participant,")
    assert [path.name for path in tmp_path.iterdir()] == ["harbour.csv"]


def test_two_tables_are_told_apart_like_two_packages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = saved(tmp_path, HARBOUR), saved(tmp_path, HARBOUR[:-1], "new.csv")
    assert main(["diff", str(old), str(new)]) == 0
    assert "row-4" in capsys.readouterr().out
