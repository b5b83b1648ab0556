"""Small notebooks for tests of execution and export, and a front end to fill pages with."""

from __future__ import annotations

import base64
import gzip
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output, new_raw_cell

from floorbook_report.page import FrontEnd
from floorbook_widgets.selection import STATE

FRONT_END = FrontEnd(
    style="p{color:red}",
    loader="load('é');",
    script="start('é');",
    plain="start('a');",
    plotly="window.Plotly={};",
    cartesian="window.Plotly={more:1};",
)
VIEW = "application/vnd.jupyter.widget-view+json"


def notebook(*cells: NotebookNode, **metadata: object) -> NotebookNode:
    """A notebook of these cells, their ids c1, c2 and so on, as one saved with fixed ids has."""
    for number, cell in enumerate(cells, 1):
        cell["id"] = f"c{number}"
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return new_notebook(cells=list(cells), metadata={"kernelspec": kernel, **metadata})


def prose(text: str) -> NotebookNode:
    return new_markdown_cell(text)


def raw(text: str, **metadata: str) -> NotebookNode:
    return new_raw_cell(text, metadata=metadata)


def code(source: str, *outputs: NotebookNode) -> NotebookNode:
    return new_code_cell(source, outputs=list(outputs))


def shows(**data: str) -> NotebookNode:
    """An output; the kinds by short names, any other in full through `bundle`."""
    kinds = {"html": "text/html", "plain": "text/plain", "markdown": "text/markdown"}
    return bundle({kinds[kind]: content for kind, content in data.items()})


def bundle(data: dict[str, object], **metadata: object) -> NotebookNode:
    return new_output("display_data", data=data, metadata=metadata)


def prints(text: str, name: str = "stdout") -> NotebookNode:
    return new_output("stream", name=name, text=text)


def widget(html: str = "", model: str = "0f3c") -> NotebookNode:
    """The output of a widget, with its static face where there is one."""
    face = {"text/html": html} if html else {}
    return bundle({VIEW: {"model_id": model, "version_major": 2}, "text/plain": "Widget()", **face})


def state(states: dict[str, object]) -> NotebookNode:
    """The output of a widget with the states of these models."""
    return bundle({STATE: states, "text/html": "<p>face</p>", "text/plain": "Widget()"})


def saved(nb: NotebookNode, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(nb, path)
    return path


def unpacked(packed: str) -> str:
    """What stands packed in an element of a page."""
    return gzip.decompress(base64.b85decode(packed.replace(",", "<"))).decode()
