"""The nbconvert exporter `report`: an executed notebook as one self-contained HTML file."""

from __future__ import annotations

from typing import Any

from nbconvert.exporters.html import HTMLExporter
from nbformat import NotebookNode
from traitlets.config import Config

from floorbook_report.page import fill
from floorbook_report.settings import settings


class ReportExporter(HTMLExporter):
    """Writes a page that needs no kernel and no network: `jupyter nbconvert --to report`.

    Raises
    ------
    ExportError
        For anything that the page cannot carry, with notebook and cell.
    """

    export_from_notebook = "Floorbook report"

    @property
    def default_config(self) -> Config:
        config: Config = super().default_config.copy()
        config.merge(settings())
        return config

    def from_notebook_node(  # type: ignore[override]  # as nbconvert's own text exporters do
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        html, resources = super().from_notebook_node(nb, resources, **kw)
        return fill(html, resources["floorbook"]["states"]), resources
