"""From notebooks to reports in a folder, with a progress bar: what several commands do."""

from __future__ import annotations

import argparse
from collections.abc import Collection, Mapping
from contextlib import nullcontext
from pathlib import Path

from nbformat import NotebookNode
from tqdm import tqdm

from floorbook_report.errors import CommandError
from floorbook_report.execution import Execution, Inputs, Then, code_cells, execute
from floorbook_report.forks import Forks, forking
from floorbook_report.publishing import pages, publish
from floorbook_report.rendering import Rendering
from floorbook_report.scratch import scratch


class Unexecuted(CommandError):
    """Some notebooks failed; the message has a line for each."""


def reports(
    notebooks: Mapping[Path, NotebookNode],
    inputs: Inputs,
    options: argparse.Namespace,
    *,
    sharing: Collection[Path] = (),
    forks: Forks | None = None,
) -> dict[str, str]:
    """Execute notebooks, write their reports, print their paths, and return their texts by name.

    Notebooks of `sharing` run one after the other in kernels that they share.
    """
    try:
        found = made(notebooks, inputs, options, sharing=sharing, forks=forks)
    except Unexecuted as error:
        raise CommandError(f"{error}\nNo report was written to {options.out}.") from None
    write(found, options.out)
    return found


def write(found: Mapping[str, str], folder: Path) -> None:
    """Write the pages of a run, and print their paths."""
    for path in publish(found, folder):
        print(f"{path}  {path.stat().st_size / 1e6:.2f} MB")


def made(
    notebooks: Mapping[Path, NotebookNode],
    inputs: Inputs,
    options: argparse.Namespace,
    *,
    sharing: Collection[Path] = (),
    forks: Forks | None = None,
) -> dict[str, str]:
    """Execute notebooks and return their pages by name; made beside the execution if it can be.

    Raises
    ------
    Unexecuted
        With a line for each notebook that failed.
    CommandError
        For what a page cannot carry.
    """
    with nullcontext(forks) if forks else forking() as own:
        if own is None:
            done = _executed(notebooks, sharing, inputs, options)
            return pages(done, with_code=options.with_code)
        with scratch() as folder:
            rendering = Rendering(own, folder, options.with_code)
            done = _executed(notebooks, sharing, inputs, options, own, rendering.render)
            return rendering.pages([one.path for one in done])


def _executed(
    notebooks: Mapping[Path, NotebookNode],
    sharing: Collection[Path],
    inputs: Inputs,
    options: argparse.Namespace,
    forks: Forks | None = None,
    then: Then | None = None,
) -> list[Execution]:
    """Execute all notebooks."""
    total = sum(code_cells(notebook) for notebook in notebooks.values())
    with tqdm(total=total, desc="Executing", unit="cell", disable=None, leave=False) as bar:
        done = execute(
            notebooks,
            inputs,
            cell_seconds=options.cell_seconds,
            at_once=options.at_once,
            sharing=sharing,
            on_cell=bar.update,
            forks=forks,
            then=then,
        )
    if failures := [execution.failure for execution in done if execution.failure]:
        raise Unexecuted("\n".join(failures))
    return done
