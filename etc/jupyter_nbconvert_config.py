"""Settings of plain `jupyter nbconvert`, installed into the environment by Floorbook.

They act only in a folder whose `pyproject.toml`, or that of a folder above it, asks for them with
`[tool.floorbook] report = true`; everywhere else nbconvert stays as it is.
"""

from pathlib import Path

from floorbook_report.settings import project_settings

c = get_config()  # noqa: F821 - traitlets puts it there
c.merge(project_settings(Path.cwd()))
