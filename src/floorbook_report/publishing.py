"""From executed notebooks to the files of a folder, all of them or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from tqdm import tqdm

from floorbook_report import index
from floorbook_report.errors import CommandError
from floorbook_report.execution import Execution
from floorbook_report.exporter import ReportExporter
from floorbook_report.locks import NAME, held
from floorbook_report.writer import unwritten, write_together


def pages(executions: Sequence[Execution]) -> dict[str, str]:
    """Return the finished pages by the names of their files."""
    made = {}
    for execution in tqdm(executions, desc="Exporting", unit="report", disable=None, leave=False):
        path = execution.path
        resources = {"metadata": {"name": path.stem, "path": str(path.parent)}}
        exporter = ReportExporter()  # type: ignore[no-untyped-call]
        html, _ = exporter.from_notebook_node(execution.notebook, resources)
        made[f"{path.stem}.html"] = html
    return made


def publish(made: Mapping[str, str], folder: Path) -> list[Path]:
    """Write pages and the index with links to them; return their paths, the index last.

    Raises
    ------
    CommandError
        If one of them cannot be written; then none is.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with held(folder / NAME) as alone:
            texts = {**made, index.NAME: index.page(folder, made)}
            contents = {folder / name: text.encode("utf-8") for name, text in texts.items()}
            write_together(contents, alone)
    except OSError as error:
        raise CommandError(unwritten(error)) from error
    return list(contents)
