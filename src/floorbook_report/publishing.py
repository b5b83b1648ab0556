"""From executed notebooks to the files of a folder, all of them or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

from nbformat.v4 import new_notebook
from tqdm import tqdm
from traitlets.config import Config

from floorbook_report.errors import CommandError
from floorbook_report.execution import Execution
from floorbook_report.exporter import ReportExporter
from floorbook_report.locks import NAME, held
from floorbook_report.page import pack_scripts
from floorbook_report.refusals import ExportError
from floorbook_report.writer import unwritten, write_together


def made(execution: Execution, with_code: bool = False) -> dict[str, str]:
    """Return the finished page of an executed notebook, and those beside it, by their files."""
    path = execution.path
    resources = {"metadata": {"name": path.stem, "path": str(path.parent)}}
    html, told = _exporter(with_code).from_notebook_node(execution.notebook, resources)
    beside = {name: text.decode("utf-8") for name, text in told["outputs"].items()}
    return {f"{path.stem}.html": html, **beside}


@cache
def _exporter(with_code: bool) -> ReportExporter:
    """Return an exporter, whose templates are compiled once for all pages."""
    shown = Config({"HTMLExporter": {"exclude_input": not with_code}})
    return ReportExporter(config=shown)  # type: ignore[no-untyped-call]


def prepare() -> None:
    """Do once what every page needs, before forks are made: a page of nothing does most of it."""
    with suppress(ExportError):  # without a front end, which the run itself tells
        pack_scripts()
        made(Execution(Path("nothing.ipynb"), new_notebook()))


def pages(executions: Sequence[Execution], *, with_code: bool = False) -> dict[str, str]:
    """Return the finished pages, with those beside them, by the names of their files."""
    bar = tqdm(executions, desc="Exporting", unit="report", disable=None, leave=False)
    return {name: text for execution in bar for name, text in made(execution, with_code).items()}


def publish(made: Mapping[str, str], folder: Path) -> list[Path]:
    """Write pages; returns their paths.

    Raises
    ------
    CommandError
        If one of them cannot be written; then none is.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with held(folder / NAME) as alone:
            contents = {folder / name: text.encode("utf-8") for name, text in made.items()}
            write_together(contents, alone)
    except OSError as error:
        raise CommandError(unwritten(error)) from error
    return list(contents)
