"""A synthetic table of statements on a harbour, written and read."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from floorbook.package import DataError
from floorbook.statements.making import Statements, statements

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "data" / "example-statements.xlsx"

Rows = Sequence[Sequence[str]]

HARBOUR: Rows = (
    ("Country", "Issue", "Position", "Statement"),
    ("Mexico", "Fees", "for", "Fees are fair"),
    ("France", "Fees", "against", "No fees"),
    ("France", "Pilots", "for", "More pilots"),
)


def saved(folder: Path, rows: Iterable[Iterable[str]], name: str = "harbour.csv") -> Path:
    """Write rows as a CSV file."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    (folder / name).write_text(text.getvalue(), encoding="utf-8")
    return folder / name


def read(folder: Path, *rows: Iterable[str], toml: str = "") -> Statements:
    """Read rows, with corrections beside them."""
    path = saved(folder, rows)
    beside = path.with_name("harbour-reading.toml")
    beside.write_text(toml, encoding="utf-8")
    return statements(path)


def refused(folder: Path, *rows: Iterable[str], toml: str = "") -> list[str]:
    """Return what is wrong with rows."""
    with pytest.raises(DataError) as error:
        read(folder, *rows, toml=toml)
    return [str(problem).replace(f"{folder}/", "") for problem in error.value.problems]


def column(made: Statements, name: str, field: str) -> list[str]:
    return [row[field] for row in made.tables[name]]


def telling(made: Statements, start: str) -> str:
    """Return the sentence on the reading that starts so."""
    (found,) = [line for line in made.told if line.startswith(start)]
    return found


def doubting(made: Statements, cells: str) -> str:
    """Return what is doubted of cells, with its value and all that is said of it."""
    (found,) = [doubt for doubt in made.doubts if doubt.message.startswith(f"{cells}: ")]
    return str(found).partition(f"{cells}: ")[2]
