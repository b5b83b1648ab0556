"""From notebooks to reports in a folder, with a progress bar: what several commands do."""

from __future__ import annotations

import argparse
from collections.abc import Collection, Mapping
from pathlib import Path

from nbformat import NotebookNode
from tqdm import tqdm

from floorbook_report.errors import CommandError
from floorbook_report.execution import Execution, Inputs, code_cells, execute
from floorbook_report.forks import Forks
from floorbook_report.publishing import pages, publish


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
    done = _executed(notebooks, sharing, inputs, options, forks)
    made = pages(done, with_code=options.with_code)
    for path in publish(made, options.out):
        print(f"{path}  {path.stat().st_size / 1e6:.2f} MB")
    return made


def _executed(
    notebooks: Mapping[Path, NotebookNode],
    sharing: Collection[Path],
    inputs: Inputs,
    options: argparse.Namespace,
    forks: Forks | None,
) -> list[Execution]:
    """Execute all notebooks; a `CommandError` has a line for each that failed."""
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
        )
    if failures := [execution.failure for execution in done if execution.failure]:
        raise CommandError("\n".join([*failures, f"No report was written to {options.out}."]))
    return done
