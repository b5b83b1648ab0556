"""One table as it stands in its file: described cells, each with its place."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from floorbook.package import csvfile
from floorbook.package.csvfile import Cell
from floorbook.package.problems import Problem, near
from floorbook.package.schema import FILE, Table
from floorbook.package.values import fault

MOST_HINTS = 500  # in a header: more than any table has columns

Record = Mapping[str, Cell]


@dataclass(frozen=True)
class Sheet:
    """The rows of a table.

    Attributes
    ----------
    records
        A row of cells by column; only columns that are described and stand in the header.
    columns
        These columns.
    spoilt
        All values of rows that could not be used, and what was meant where a cell is wrong, so
        that those who refer to them are not blamed.
    problems
        What is wrong with the file, its header, and its cells taken one by one.
    """

    table: Table
    file: str
    records: tuple[Record, ...] = ()
    columns: tuple[str, ...] = ()
    spoilt: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether every column that is described, and every one that rules read, is there."""
        return set(self.columns) >= set(self.table.columns)

    def problem(
        self, cell: Cell, message: str, allowed: tuple[str, ...] = (), suggestion: str = ""
    ) -> Problem:
        """Return a problem that points to a cell."""
        return Problem(self.file, cell.line, cell.column, message, cell.value, allowed, suggestion)

    def by(self, column: str) -> dict[str, Record]:
        """Return the records by the value of a column, the first for each value; none for ""."""
        found: dict[str, Record] = {}
        for record in self.records:
            if value := record[column].value:
                found.setdefault(value, record)
        return found

    def groups(self, column: str) -> list[list[Record]]:
        """Return the records gathered by the value of a column."""
        groups: dict[str, list[Record]] = {}
        for record in self.records:
            groups.setdefault(record[column].value, []).append(record)
        return list(groups.values())


Sheets = Mapping[str, Sheet]


def whole(record: Record, column: str) -> int | None:
    """Return a whole number; None for anything else, which is reported as such."""
    text = record[column].value
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None


def in_order(records: list[Record], column: str) -> list[Record]:
    """Return the records that have a number in a column, sorted by it."""
    numbered = [
        (number, record) for record in records if (number := whole(record, column)) is not None
    ]
    return [record for _, record in sorted(numbered, key=lambda each: each[0])]


def precedes(first: Record, second: Record) -> bool:
    """Say whether an order comes before another; where one cannot be read, assume so."""
    orders = whole(first, "order"), whole(second, "order")
    return orders[0] is None or orders[1] is None or orders[0] < orders[1]


def read(table: Table, folder: Path, shown: str, others: frozenset[str] = frozenset()) -> Sheet:
    """Read a table of a package; `shown` is the folder's name in messages, `others` are the paths
    of the other tables."""
    path, file = folder / table.path, f"{shown}/{table.path}"
    if not os.path.isfile(path):
        free = tuple(sorted({entry.name for entry in folder.glob("*.csv")} - others))
        message = f"path of {table.name} leads to no file"
        allowed = free or ("a .csv file in the package",)
        hint = near(table.path, free)
        problem = Problem(f"{shown}/{FILE}", *table.place, message, table.path, allowed, hint)
        return Sheet(table, file, problems=(problem,))
    content = csvfile.read(path, file)
    places = {cell.value: place for place, cell in reversed([*enumerate(content.header)])}
    columns = {name: places[name] for name in table.columns if name in places}
    rows = content.rows if columns else ()
    records = tuple({name: row[place] for name, place in columns.items()} for row in rows)
    spoilt = frozenset(cell.value for row in content.misfits for cell in row)
    problems = [*content.problems]
    if not content.problems or columns:
        problems += _header_problems(table, content.header, file)
    known = {(problem.line, problem.column) for problem in content.problems}
    wrong = [p for p in _cell_problems(table, records, file) if (p.line, p.column) not in known]
    spoilt |= {p.suggestion for p in (*content.problems, *wrong) if p.suggestion}
    return Sheet(table, file, records, tuple(columns), spoilt, (*problems, *wrong))


def _header_problems(table: Table, header: csvfile.Row, file: str) -> Iterator[Problem]:
    found = [cell.value for cell in header]
    missing = [name for name in table.columns if name not in found]
    hints = [near(name, missing) for name in found[:MOST_HINTS]]
    if len(missing) == len(table.columns) and not any(hints):
        told = "the first line is no header of this table"
        yield Problem(file, 1, 1, told, ",".join(found), (",".join(table.columns),))
        return
    before: set[str] = set()
    for place, cell in enumerate(header):
        if cell.value not in table.columns:
            told = f"{table.name} has no such column"
            hint = hints[place] if place < MOST_HINTS else ""
            yield Problem(file, cell.line, cell.column, told, cell.value, table.columns, hint)
        elif cell.value in before:
            told = "the column stands twice in the header"
            yield Problem(file, cell.line, cell.column, told, cell.value, ("once",))
        before.add(cell.value)
    for name in missing:
        yield Problem(file, 1, 1, f"the column {name!r} is missing", None, table.columns)
    if not missing and len(found) == len(table.columns) and tuple(found) != table.columns:
        told = "the columns stand in another order than described"
        yield Problem(file, 1, 1, told, ",".join(found), (",".join(table.columns),))


def _cell_problems(table: Table, records: tuple[Record, ...], file: str) -> Iterator[Problem]:
    for field in table.fields:
        for record in records:
            cell = record.get(field.name)
            if cell is None or (found := fault(cell.value, field)) is None:
                continue
            message = f"{field.name} {found.message}"
            yield Problem(
                file, cell.line, cell.column, message, cell.value, found.allowed, found.suggestion
            )
