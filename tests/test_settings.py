"""Tests of the settings that make plain nbconvert write reports."""

from __future__ import annotations

from pathlib import Path

import pytest

from floorbook_report.settings import project_settings, settings

ASKING = "[tool.floorbook]\nreport = true\n"


@pytest.mark.parametrize("below", ["", "notebooks", "notebooks/deep"])
def test_a_project_that_asks_has_them_in_its_folders(tmp_path: Path, below: str) -> None:
    (tmp_path / "pyproject.toml").write_text(ASKING)
    here = project_settings(tmp_path / below)
    assert here.HTMLExporter == settings().HTMLExporter
    assert here.NbConvertApp.writer_class == "floorbook_report.exporter.ReportWriter"


@pytest.mark.parametrize(
    "project",
    [
        "",
        "[tool.floorbook]\nreport = false\n",
        "[tool.floorbook]\nreport = 'true'\n",
        "[tool]\nfloorbook = 3\n",
        "tool = 3\n",
        "[tool.floorbook\n",
        "\xff\n",
    ],
)
def test_a_project_that_does_not_ask_is_left_alone(tmp_path: Path, project: str) -> None:
    (tmp_path / "pyproject.toml").write_text(project, encoding="latin-1")
    assert project_settings(tmp_path) == {}


def test_a_project_below_another_that_asks_has_them_too(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(ASKING)
    below = tmp_path / "other"
    below.mkdir()
    (below / "pyproject.toml").write_text("[project]\nname = 'other'\n")
    assert "HTMLExporter" in project_settings(below)


def test_a_cell_has_five_minutes() -> None:
    assert settings().ExecutePreprocessor.timeout == 300
