"""Arguments that several commands have."""

from __future__ import annotations

import argparse
from pathlib import Path

OUT = Path("exports")
CELL_SECONDS = 300  # seconds; a cell that takes longer ends the export


def data(command: argparse.ArgumentParser) -> None:
    """Add the data package to read, as `--data`."""
    command.add_argument(
        "--data",
        type=Path,
        metavar="DATA",
        help="the data package, or one table of statements (default: the shipped package)",
    )


def out(command: argparse.ArgumentParser) -> None:
    """Add the folder to write reports to, as `--out`."""
    command.add_argument("--out", type=Path, metavar="DIR", default=OUT, help="default: exports")


def source(command: argparse.ArgumentParser, told: str) -> None:
    """Add the folder of the source documents, as `--source`."""
    command.add_argument("--source", type=Path, metavar="FOLDER", help=told)


def execution(command: argparse.ArgumentParser) -> None:
    """Add the limits of an execution of notebooks."""
    command.add_argument(
        "--with-code", action="store_true", help="show the code of the notebooks too, folded"
    )
    command.add_argument(
        "--cell-seconds",
        type=positive,
        metavar="N",
        default=CELL_SECONDS,
        help=f"the longest that a cell may take (default: {CELL_SECONDS})",
    )
    command.add_argument(
        "--at-once",
        type=positive,
        metavar="N",
        help="notebooks at a time (default: one more than cores)",
    )


def positive(text: str) -> int:
    """Read a number of at least one."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a positive number")
    return number
