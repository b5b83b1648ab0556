"""`floorbook brief`: one page on each participant."""

from __future__ import annotations

import argparse
import copy
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
from nbformat import NotebookNode

from floorbook.places import BRIEF, BRIEFS
from floorbook_report.errors import CommandError
from floorbook_report.notebooks import bundled, read

if TYPE_CHECKING:
    from floorbook.package.validation import Report

NOTEBOOK = f"{BRIEFS}.ipynb"


def briefs(participants: Mapping[str, str]) -> dict[Path, NotebookNode]:
    """Give, by path, the notebook of the page on each participant (id → name).

    Raises
    ------
    CommandError
        If the notebook did not come with this installation.
    """
    path = next((one for one in bundled() if one.name == NOTEBOOK), None) if participants else None
    if path is None:
        if participants:
            raise CommandError(f"{NOTEBOOK} did not come with this installation")
        return {}
    notebook = read([path])[path]
    return {
        path.with_name(f"{BRIEF.format(participant)}.ipynb"): injected(notebook, participant, name)
        for participant, name in participants.items()
    }


def injected(notebook: NotebookNode, participant: str, name: str) -> NotebookNode:
    """Set the parameter as papermill does: in a new cell after the cell with the defaults.

    Raises
    ------
    CommandError
        If no cell is tagged `parameters`.
    """
    copied = copy.deepcopy(notebook)
    tagged = [
        number
        for number, cell in enumerate(copied.cells)
        if "parameters" in cell.get("metadata", {}).get("tags", [])
    ]
    if not tagged:
        raise CommandError(f"{NOTEBOOK} has no cell that is tagged `parameters`")
    cell = nbformat.v4.new_code_cell(
        f"participant = {participant!r}",
        id="injected-parameters",
        metadata={"tags": ["injected-parameters"]},
    )
    copied.cells.insert(tagged[0] + 1, cell)
    copied.metadata["title"] = f"Brief: {name}"
    return copied


def everybody(report: Report, folder: Path) -> dict[str, str]:
    """Return everybody who has a page beside the reports, id → name: the secretariat has none."""
    from floorbook.loading import loaded
    from floorbook_widgets.front import paged

    return paged(loaded(report, folder))


def chosen(report: Report, options: argparse.Namespace) -> dict[str, str]:
    """Return the participants that were asked for, id → name.

    Raises
    ------
    CommandError
        If there is nobody, or for unknown ids: one message names all of them and the nearest ids.
    """
    from floorbook.package import hint

    people = report.sheets["participants"].frame
    names = dict(zip(people["id"], people["name"], strict=True))
    if options.all:
        return names
    if not options.participants:
        raise CommandError("name a participant, or --all")
    if unknown := [one for one in options.participants if one not in names]:
        lines = [f"no participant has the id {one!r}{hint(one, names)}" for one in unknown]
        raise CommandError("\n".join(lines))
    return {one: names[one] for one in options.participants}
