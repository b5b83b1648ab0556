"""nbconvert's exporter `report`: an executed notebook as one self-contained HTML file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from nbconvert.exporters.html import HTMLExporter
from nbconvert.writers.files import FilesWriter
from nbformat import NotebookNode
from traitlets.config import Config

from floorbook_report.page import fill, is_open
from floorbook_report.preprocessor import States, without_states
from floorbook_report.settings import settings
from floorbook_report.writer import unwritten, write_all


class ReportExporter(HTMLExporter):
    """Writes a page that needs no kernel and no network: `jupyter nbconvert --to report`.

    Raises
    ------
    ExportError
        For anything that the page cannot carry, with notebook and cell.
    """

    export_from_notebook = "Floorbook report"

    states: States | None = None
    """Those of the notebook that is exported."""

    @property
    def default_config(self) -> Config:
        config: Config = super().default_config.copy()
        config.merge(settings())
        return config

    def from_notebook_node(  # type: ignore[override]  # as nbconvert's own text exporters do
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        # nbconvert copies a notebook three times, states and all: they go past it.
        nb, self.states = without_states(nb)
        html, resources = super().from_notebook_node(nb, resources, **kw)
        told = resources["floorbook"]
        return fill(html, told["states"], sections=told["sections"]), resources


class ReportWriter(FilesWriter):
    """nbconvert's writer for reports; it completes pages that still need style and scripts.

    So plain `--to html` gives the same bytes as `--to report`. Other formats are written as
    nbconvert writes them.
    """

    def write(
        self, output: str, resources: dict[str, Any], notebook_name: str | None = None, **kw: Any
    ) -> Path | str:
        if "floorbook" not in resources or notebook_name is None:
            return super().write(  # type: ignore[no-untyped-call, no-any-return]
                output, resources, notebook_name=notebook_name, **kw
            )
        folder = self.build_directory or resources.get("metadata", {}).get("path", "")
        target = Path(folder) / f"{notebook_name}{resources.get('output_extension', '')}"
        self.log.info("Writing %s", target)
        try:
            if is_open(output):
                told = resources["floorbook"]
                output = fill(output, told.get("states"), sections=told.get("sections", ()))
            beside = resources.get("outputs", {})
            texts = {target.name: output.encode("utf-8"), **beside}
            write_all({target.parent / name: text for name, text in texts.items()})
        except OSError as error:
            self.log.error(unwritten(error))
            sys.exit(1)  # as nbconvert does where a conversion fails
        return target
