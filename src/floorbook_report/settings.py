"""The nbconvert settings that make a report."""

from __future__ import annotations

import tomllib
from pathlib import Path

from traitlets.config import Config

CELL_SECONDS = 300  # a cell that takes longer ends the export

_TEMPLATES = Path(__file__).parent / "templates"


def settings() -> Config:
    """Template, preprocessor and limits, for `ReportExporter` and for plain `--to html` alike."""
    return Config(
        {
            "HTMLExporter": {
                "template_name": "floorbook",
                "extra_template_basedirs": [str(_TEMPLATES)],
                "default_preprocessors": [
                    "nbconvert.preprocessors.TagRemovePreprocessor",
                    "nbconvert.preprocessors.RegexRemovePreprocessor",
                    "nbconvert.preprocessors.ClearOutputPreprocessor",
                    "floorbook_report.execution.ReportExecutePreprocessor",
                ],
                "preprocessors": ["floorbook_report.preprocessor.ReportPreprocessor"],
            },
            "ExecutePreprocessor": {
                "record_timing": False,
                "store_widget_state": False,
                "timeout": CELL_SECONDS,
            },
        }
    )


def project_settings(folder: Path) -> Config:
    """Settings for nbconvert run in `folder`: Floorbook's if the project asks for them, or none.

    A project asks with `[tool.floorbook] report = true` in its `pyproject.toml`, in `folder` or
    above it. Nothing of the folder is run.
    """
    if not any(_asks(above / "pyproject.toml") for above in [folder, *folder.parents]):
        return Config()
    here = settings()
    here.NbConvertApp.writer_class = "floorbook_report.writer.ReportWriter"
    return here


def _asks(pyproject: Path) -> bool:
    try:
        project = tomllib.loads(pyproject.read_text(encoding="utf-8"))
    except (OSError, ValueError):  # not there, not readable, or not TOML: no business of ours
        return False
    match project:
        case {"tool": {"floorbook": {"report": True}}}:
            return True
    return False
