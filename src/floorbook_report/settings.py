"""The nbconvert settings that make a report."""

from __future__ import annotations

import tomllib
from pathlib import Path

from traitlets.config import Config

from floorbook_report.arguments import CELL_SECONDS

TEMPLATE = "floorbook"

_TEMPLATES = Path(__file__).parent / "templates"


def settings() -> Config:
    """Return template, preprocessor and limits, for `ReportExporter` and for plain `--to html`."""
    return Config(
        {
            "HTMLExporter": {
                "template_name": TEMPLATE,
                "exclude_input": True,  # readers see no code, unless it is asked for
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
    """Return the settings of nbconvert in `folder`: Floorbook's if the project asks for them.

    A project asks with `[tool.floorbook] report = true` in its `pyproject.toml`, in `folder` or
    above it. No code of the folder is run.
    """
    if not any(_asks(above / "pyproject.toml") for above in [folder, *folder.parents]):
        return Config()
    here = settings()
    here.NbConvertApp.writer_class = "floorbook_report.exporter.ReportWriter"
    return here


def _asks(pyproject: Path) -> bool:
    try:
        project = tomllib.loads(pyproject.read_text(encoding="utf-8"))
    except (OSError, ValueError):  # missing, not readable, or not TOML: the project does not ask
        return False
    match project:
        case {"tool": {"floorbook": {"report": True}}}:
            return True
    return False
