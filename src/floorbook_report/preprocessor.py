"""From an executed notebook to the parts of a page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from nbconvert.exporters import HTMLExporter
from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode
from selectolax.lexbor import LexborHTMLParser
from traitlets.config import Application

from floorbook.places import BRIEF, BRIEFS
from floorbook.states import WHOLE
from floorbook_report.annexes import parted
from floorbook_report.outputs import WIDGET_VIEW, markdown_html, output_html, safe_html
from floorbook_report.refusals import ExportError, Refusal
from floorbook_report.settings import TEMPLATE


def _about(nb: NotebookNode) -> dict[str, Any]:
    """Return what `floorbook.about` says in one of the cells; nothing if no cell calls it."""
    from floorbook.wording.about import ABOUT  # imports pandas, which `--help` does not need

    for cell in nb.cells:
        for output in cell.get("outputs", ()):
            if found := output.get("data", {}).pop(ABOUT, None):
                return {"lines": [str(line) for line in found["lines"]]}
    return {"lines": []}


def _is_brief(name: str) -> bool:
    """Say by its name whether a report is a page on one participant."""
    return name.startswith(BRIEF.format(""))


def _pages(name: str) -> list[dict[str, Any]]:
    """What leads from a report that comes with Floorbook to the others; a brief belongs to one."""
    from floorbook.wording.front import PAGES  # take pandas along, as above

    here = BRIEFS if _is_brief(name) else name
    if here not in PAGES:
        return []
    return [
        {"href": f"{page}.html", "label": label, "here": page == here}
        for page, label in PAGES.items()
    ]


def _words() -> Mapping[str, str]:
    """Return what stands around the cells."""
    from floorbook.wording.controls import PAGE  # takes pandas along, as above

    return {**PAGE, "made": PAGE["made"].format(version=_version())}


States = dict[str, dict[str, Any]]
"""The states of widgets, by model."""


def without_states(nb: NotebookNode) -> tuple[NotebookNode, States]:
    """Return a notebook without the states of its widgets, and these: the last of each model.

    The full state of a Selection is in the cell that made it. Widgets that are shown later have
    what is picked at that time.
    """
    from floorbook_widgets.selection import STATE  # imports pandas, as above

    states: States = {}
    cells = []
    for cell in nb.cells:
        kept = []
        for output in cell.get("outputs", ()):
            data = output.get("data")
            for model, state in (data or {}).get(STATE, {}).items():
                states[model] = {**states.get(model, {}), **state}
            if data and STATE in data:
                data = NotebookNode({kind: it for kind, it in data.items() if kind != STATE})
                output = NotebookNode({**output, "data": data})
            kept.append(output)
        outputs = {"outputs": [one for one in kept if one.get("data") != {"text/plain": ""}]}
        cells.append(NotebookNode({**cell, **(outputs if "outputs" in cell else {})}))
    return NotebookNode({**nb, "cells": cells}), states


def _refuse_lost(states: Mapping[str, Mapping[str, Any]]) -> None:
    """Raise an `ExportError` if a widget's Selection was made in a cell that shows nothing."""
    for state in states.values():
        selection = state.get("selection")
        if selection and not {WHOLE, "records"} & states.get(selection, {}).keys():
            raise ExportError(
                f"The widgets of {selection} cannot come alive: what they show is not in this "
                "notebook. Run it again from the cell that calls `select`."
            )


_OURS = ("content", "floorbook-states", "floorbook-script", "floorbook-plotly")
"""Ids that the page has of its own."""

_HEADINGS = "h1, h2, h3, h4, h5, h6"
_ID = re.compile(r"[\s/\"']id\s*=", re.IGNORECASE)
_PART = re.compile(r"\s*<h[12r]\b")
_ABSENT = re.compile(r"\s*<\w+ [^>]*\bdata-absent\b")


def _refuse_other_pages(exporter: Any) -> None:
    """Raise an `ExportError` if nbconvert is asked for a page that would be no whole report.

    What it is asked for on its command line is found in the exporter and in the application.
    """
    from floorbook_report.exporter import ReportExporter, ReportWriter  # they import this module

    if exporter is None:  # used alone
        return
    if type(exporter) not in (HTMLExporter, ReportExporter):
        raise ExportError(
            f"Floorbook makes reports and no other pages (asked for: {type(exporter).__name__}): "
            "use `--to html`; a browser prints the report to PDF"
        )
    asked = exporter.config.TemplateExporter.get("template_name") or exporter.template_name
    if asked != TEMPLATE:
        raise ExportError(
            f"A report has its own template, and cannot have another one (asked for: {asked}): "
            "leave out `--template`, or call nbconvert in a folder without Floorbook's setting"
        )
    app = Application.instance() if Application.initialized() else None
    writer = getattr(app, "writer", None)
    if writer and type(exporter) is HTMLExporter and not isinstance(writer, ReportWriter):
        raise ExportError(
            f"`--to html` cannot complete a report that {type(writer).__name__} writes: "
            "use `--to report`"
        )


class ReportPreprocessor(Preprocessor):
    """Turns each cell into the HTML that a report shows for it, in `resources["floorbook"]`.

    Widget views and stored widget state are dropped, their static faces are kept. Anything that a
    file cannot show ends the export with an `ExportError` that names notebook and cell.
    """

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        _refuse_other_pages(self.parent)
        nb.metadata.pop("widgets", None)
        about = _about(nb)
        nb, states = without_states(nb)
        taken = getattr(self.parent, "states", None) or {}  # before nbconvert copied the notebook
        states = {
            model: taken.get(model, {}) | states.get(model, {}) for model in {**taken, **states}
        }
        _refuse_lost(states)
        name = resources.get("metadata", {}).get("name") or "Notebook"
        page = {"words": _words(), "about": about, "pages": _pages(name), "version": _version()}
        title = nb.metadata.get("title")
        annexes = parted(nb, states, page, name, lambda: title or self._heading(name, nb) or name)
        # nbconvert's own place for what is written beside a page.
        outputs = {one: text.encode("utf-8") for one, text in annexes.items()}
        resources["outputs"] = {**(resources.get("outputs") or {}), **outputs}
        sections = [self._section(name, number, cell) for number, cell in enumerate(nb.cells, 1)]
        sections = _present([section for section in sections if section])
        contents = _anchored(sections)
        resources["floorbook"] = {
            **page,
            "title": title or _first_heading(sections) or name,
            "sections": sections,
            # The contents stand behind the first that a report shows: its findings.
            "head": next((at for at, one in enumerate(sections, 1) if one.get("outputs")), 1),
            "contents": [] if _is_brief(name) else contents,  # one sheet needs none
            "states": states,
        }
        return nb, resources

    def _heading(self, name: str, nb: NotebookNode) -> str:
        """Return the first heading of the text."""
        cells = [cell for cell in nb.cells if cell.cell_type == "markdown"]
        return _first_heading([self._section(name, 0, cell) for cell in cells])

    def _section(self, name: str, number: int, cell: NotebookNode) -> dict[str, Any]:
        """Return the section for a cell; empty if the report shows nothing of it."""
        try:
            if cell.cell_type == "markdown":
                html = markdown_html(cell.source, cell.get("attachments"))
                return {"kind": "prose", "id": cell.get("id"), "html": html}
            if cell.cell_type == "raw":
                return _raw(cell)
            return self._code(name, number, cell)
        except Refusal as refusal:
            raise ExportError(f"{cell_name(name, number, cell)} {refusal}") from refusal

    def _code(self, name: str, number: int, cell: NotebookNode) -> dict[str, Any]:
        outputs, errors = _streams_joined(cell.outputs)
        if errors:
            where = cell_name(name, number, cell)
            self.log.warning("%s wrote to stderr, left out:\n%s", where, errors.rstrip())
        shown = [output_html(output) for output in outputs]
        for output in outputs:
            output.get("data", {}).pop(WIDGET_VIEW, None)
        if not cell.source.strip() and not shown:
            return {}
        return {"kind": "code", "source": cell.source, "outputs": shown}


def cell_name(notebook: str | Path, number: int, cell: NotebookNode) -> str:
    """Name a cell for messages: its notebook, its number among all cells from 1, its id."""
    return f"{Path(notebook).stem}.ipynb, cell {number} (id {cell.get('id', 'none')})"


def _streams_joined(outputs: list[NotebookNode]) -> tuple[list[NotebookNode], str]:
    """Return the outputs, with neighbouring texts joined, and separately the text on stderr.

    A kernel may cut its text at other places in each run.
    """
    joined: list[NotebookNode] = []
    errors = ""
    for output in outputs:
        if output.output_type == "stream" and output.name == "stderr":
            errors += output.text
        elif output.output_type == "stream" and joined and joined[-1].output_type == "stream":
            joined[-1] = NotebookNode(joined[-1], text=joined[-1].text + output.text)
        else:
            joined.append(output)
    return joined, errors


def _raw(cell: NotebookNode) -> dict[str, Any]:
    """Return the section for a raw cell; it is for the format that it names, or for all."""
    kind = cell.metadata.get("format", cell.metadata.get("raw_mimetype", ""))
    return {"kind": "raw", "html": safe_html(cell.source)} if kind in {"", "text/html"} else {}


def _present(sections: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Leave out sections that say that they are absent, and headings with nothing else below.

    What is below a line (`---`) is no part of the heading above it. If a package does not have a
    table, its report has no section about it.
    """
    parts: list[list[dict[str, Any]]] = [[]]
    for section in sections:
        if section["kind"] == "prose" and _PART.match(section["html"]):
            parts.append([])
        parts[-1].append(section)
    kept: list[dict[str, Any]] = []
    for part in parts:
        left, gone = [], False
        for section in part:
            outputs = section.get("outputs", [])
            here = [html for html in outputs if not _ABSENT.match(html)]
            gone = gone or here != outputs
            if here or not outputs:
                left.append({**section, "outputs": here} if outputs else section)
        if not gone or any(section.get("outputs") for section in left):
            kept += left
    return kept


def _anchored(sections: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Give every heading of the text its own id; return the headings of level 2 as contents.

    Links that name a heading as Jupyter does, by its words with a hyphen for each space, lead to
    it here too. Changes the HTML of the sections in place.
    """
    taken = {*_OURS, *(section["id"] for section in sections if section.get("id"))}
    for section in sections:
        for html in section.get("outputs", [section.get("html", "")]):
            if _ID.search(html):  # most of what cells show has none, and much of it is long
                read = LexborHTMLParser(html, is_fragment=True)
                taken |= {str(one.id) for one in read.css("[id]")}
    contents: list[dict[str, str]] = []
    named: dict[str, str] = {}
    texts = {
        number: LexborHTMLParser(section["html"], is_fragment=True)
        for number, section in enumerate(sections)
        if section["kind"] == "prose"
    }
    for read in texts.values():
        for heading in read.css(_HEADINGS):
            text = " ".join(heading.text().split())
            heading.attrs["id"] = slug = _slug(text, taken)
            named.setdefault(text.replace(" ", "-"), slug)
            if heading.tag == "h2":
                contents.append({"id": slug, "text": text})
    for number, read in texts.items():
        for link in read.css('a[href^="#"]'):
            target = unquote(str(link.attributes["href"])[1:])
            if target not in taken and target in named:
                link.attrs["href"] = f"#{named[target]}"
        sections[number]["html"] = read.html
    return contents


def _slug(text: str, taken: set[str]) -> str:
    """Make an id from a heading's words, unique by a number at its end."""
    stem = re.sub(r"[^\w]+", "-", text.lower()).strip("-") or "section"
    slug, number = stem, 1
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    taken.add(slug)
    return slug


def _first_heading(sections: list[dict[str, Any]]) -> str:
    for section in sections:
        if section["kind"] == "prose":
            read = LexborHTMLParser(section["html"], is_fragment=True)
            if heading := read.css_first(_HEADINGS):
                return " ".join(heading.text().split())
    return ""


def _version() -> str:
    try:
        return version("floorbook")
    except PackageNotFoundError:
        return ""
